use std::path::PathBuf;

use clap::Args as ClapArgs;
use serde_json::json;

use super::rules::{self, Scope};
use super::told;
use crate::commands::{Desk, Outcome};
use crate::document::{Cell, Column, Row, Table};
use crate::error::{Error, Kind, Result};
use crate::handover::{Load, split};
use crate::lang::{Text, quoted};
use crate::record::Person;
use crate::store;
use crate::text;

/// Who could take over, and what.
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Somebody who could take over; may be repeated
    #[arg(long, value_name = "PERSON", required = true)]
    to: Vec<String>,
    #[command(flatten)]
    scope: Scope,
    /// Write the suggestion into this file, for `handover --plan FILE`
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Suggests a split.
pub(super) fn run(args: &Args, desk: &Desk) -> Result<Outcome> {
    let gathered = rules::gather(desk, &args.scope)?;
    let covered = &gathered.covered;
    let mut people: Vec<&Person> = Vec::new();
    for said in &args.to {
        let person = rules::receiver(desk, gathered.giver, said)?;
        if !people.iter().any(|known| known.id == person.id) {
            people.push(person);
        }
    }
    let own = rules::loads(desk, &people);
    let carrying: Vec<(Load, Option<String>)> =
        people.iter().zip(&own).map(|(person, load)| (load.clone(), person.region.clone())).collect();
    let given = split(covered, &carrying, &desk.team.team.currency);
    let columns = vec![
        Column::new("to", Text::fixed("Receiver", "接手人")),
        Column::new("client", Text::fixed("Client", "客户")).grow(),
        Column::new("region", Text::fixed("Region", "区域")).optional(),
        Column::number("tier", Text::fixed("Tier", "级别")),
        Column::number("open_deals", Text::fixed("Open deals", "进行中的商机")),
        Column::amount("open_value", Text::fixed("Open value", "商机金额")),
        Column::number("overdue", Text::fixed("Overdue", "逾期行动")),
    ];
    let mut table = Table::new(columns, Text::default());
    let number = |number: usize| Cell::Number(i64::try_from(number).unwrap_or_default());
    for (at, person) in people.iter().enumerate() {
        for (client, _) in covered.iter().zip(&given).filter(|(_, to)| **to == at) {
            table.rows.push(
                Row::new(vec![
                    told::person(desk, Some(&person.id)),
                    told::client(&client.id, Some(&client.name)),
                    Cell::maybe(client.region.as_deref(), Cell::text),
                    Cell::Number(client.tier.tier.into()),
                    number(client.load.deals),
                    told::value(desk, &client.load),
                    number(client.load.overdue),
                ])
                .id(client.id.clone()),
            );
        }
    }
    let mut outcome = Outcome::tables("handover-plan", vec![table]).problems(gathered.problems);
    for (at, (person, own)) in people.iter().zip(&own).enumerate() {
        let mut added = Load::default();
        covered.iter().zip(&given).filter(|(_, to)| **to == at).for_each(|(client, _)| added.add(&client.load));
        outcome = outcome.note(carries(desk, person, own, &added));
    }
    let Some(path) = &args.out else {
        return Ok(outcome.note(Text::fixed(
            "`--out FILE` writes this down, to be changed and given to `handover --plan FILE`",
            "`--out 文件` 可写成方案文件，调整后用 `handover --plan 文件` 发起交接",
        )));
    };
    desk.spare(path)?;
    if path.exists() {
        let shown = path.display();
        return Err(Error::new(Kind::Conflict, text!("{shown} is there already", "{shown} 已经存在"))
            .hint(Text::fixed("name another file", "请换一个文件名")));
    }
    let mut plan = String::new();
    for (at, person) in people.iter().enumerate() {
        let ids = covered.iter().zip(&given).filter(|(_, to)| **to == at);
        let ids: Vec<String> = ids.map(|(client, _)| format!("  {},\n", json!(client.id))).collect();
        if !ids.is_empty() {
            plan.push_str(&format!("[[give]]\nto = {}\nclients = [\n{}]\n\n", json!(person.id), ids.concat()));
        }
    }
    store::save(path, format!("{}\n", plan.trim_end()))?;
    let (giver, typed) = (&gathered.giver.id, quoted(&path.to_string_lossy()));
    Ok(outcome.note(text!(
        "written: `salesrec handover --from {giver} --plan {typed}` hands over so",
        "已写入：`salesrec handover --from {giver} --plan {typed}` 按此发起交接"
    )))
}

/// What a person would carry, in words.
fn carries(desk: &Desk, person: &Person, own: &Load, added: &Load) -> Text {
    let mut all = own.clone();
    all.add(added);
    let (name, clients, deals, overdue) = (person.shown(), all.clients, all.deals, all.overdue);
    let (more, more_deals, more_overdue) = (added.clients, added.deals, added.overdue);
    let value = told::value(desk, &all).words();
    let value = if value.en.is_empty() { value } else { Text::new(format!(", {}", value.en), format!("，{}", value.zh)) };
    text!(
        "{name}: {clients} clients ({more} more), {deals} open deals ({more_deals} more), {overdue} overdue ({more_overdue} more)",
        "{name}：客户 {clients} 个（新增 {more}），进行中的商机 {deals} 个（新增 {more_deals}），逾期行动 {overdue} 项（新增 {more_overdue}）"
    )
    .then(&value)
}
