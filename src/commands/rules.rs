use clap::Args as ClapArgs;

use super::{Context, Outcome};
use crate::document::{Cell, Column, Row, Table, Tone};
use crate::error::{Kind, Result};
use crate::lang::Text;
use crate::lint::{ALL, About, Fixable, Group, Level, Setup};
use crate::text;

/// List the rules of `lint`
///
/// With the levels that salesrec.toml sets; `salesrec lint --explain RULE` says all about one.
#[derive(ClapArgs, Clone, Debug)]
pub struct Args {}

/// Lists them by group.
pub fn run(_: Args, context: &Context) -> Result<Outcome> {
    let setup = match context.desk() {
        Ok(desk) => Some(desk.checks(&[], &[])?.setup),
        Err(error) if error.kind == Kind::NotFound => None,
        Err(error) => return Err(error),
    };
    let mut table = Table::new(columns(), Text::fixed("There are no rules.", "没有规则。"));
    for (group, _, title) in Group::ALL {
        let rules = ALL.iter().map(|rule| rule.about()).filter(|about| about.group == group);
        table.rows.extend(rules.map(|about| row(about, &title, setup.as_ref())));
    }
    Ok(Outcome::tables("rules", vec![table]))
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("rule", Text::fixed("Rule", "规则")).whole(),
        Column::new("group", Text::fixed("Group", "类别")).optional(),
        Column::new("level", Text::fixed("Level", "级别")),
        Column::new("fix", Text::fixed("Fix", "自动修正")),
        Column::new("finds", Text::fixed("Finds", "检查什么")).grow(),
        Column::data("default_level"),
        Column::data("compares_files"),
    ]
}

fn row(about: &'static About, title: &Text, setup: Option<&Setup>) -> Row {
    // `--select` and [lint] take the id.
    let (id, title) = (about.group.id(), &title.zh);
    let level = setup.map_or(Some(about.level), |setup| setup.level(about));
    let compares = ALL.iter().any(|rule| rule.about().id == about.id && rule.compares_files());
    let row = Row::new(vec![
        Cell::text(about.id),
        Cell::label(id, text!("{id}", "{title} {id}")),
        level.map_or_else(|| Cell::label("off", Text::fixed("off", "关闭")), level_cell),
        match about.fixable {
            Fixable::No => Cell::Empty,
            Fixable::Safe => Cell::label("safe", Text::fixed("--fix", "--fix")),
            Fixable::Unsafe => Cell::label("unsafe", Text::fixed("--unsafe-fixes", "--unsafe-fixes")),
        },
        Cell::label(about.says.en.clone(), about.says.clone()),
        Cell::text(about.level.code()),
        Cell::label(compares.to_string(), Text::same(compares.to_string())),
    ]);
    let tone = if level.is_none() { Tone::Dim } else { Tone::Plain };
    row.id(about.id).toned(tone)
}

/// A level in its tone.
fn level_cell(level: Level) -> Cell {
    let tone = match level {
        Level::Error => Tone::Bad,
        Level::Warning => Tone::Warn,
        Level::Info => Tone::Plain,
    };
    Cell::label(level.code(), level.shown()).toned(tone)
}
