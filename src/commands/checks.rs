//! The checks as salesrec.toml and the command line set them.

use std::path::Path;
use std::sync::OnceLock;

use serde::Deserialize;

use super::Desk;
use crate::clock::Calendar;
use crate::config;
use crate::error::{Error, Kind, Place, Result};
use crate::lang::{Text, list_of};
use crate::lint::{self, Engine, Group, Linted, Misfit, Settings, Setup};
use crate::record::pick;
use crate::store::{ClientFile, SETTINGS};
use crate::text;

/// The table of salesrec.toml that is meant here.
#[derive(Deserialize)]
struct Written {
    #[serde(default)]
    lint: Settings,
}

/// The rules that are on, and the days that they count.
pub struct Checks<'a> {
    pub setup: Setup,
    calendar: &'a Calendar,
}

impl Desk {
    /// Which rules are on, with their levels and options.
    ///
    /// # Errors
    /// `Unreadable` with its place when salesrec.toml names a rule or an option that there is not, `Usage` when
    /// `select` or `ignore` do.
    pub fn checks(&self, select: &[String], ignore: &[String]) -> Result<Checks<'_>> {
        if let Some(unknown) = select.iter().chain(ignore).find(|id| !lint::is_known(id)) {
            return Err(no_rule(unknown, Kind::Usage));
        }
        let settings = self.team.lint.clone().try_into::<Settings>().ok();
        let setup = settings.and_then(|settings| Setup::new(&settings, select, ignore).ok());
        let setup = match setup {
            Some(setup) => setup,
            // Only the text knows the place of what is wrong.
            None => self.setup_from_text(select, ignore)?,
        };
        Ok(Checks { setup, calendar: self.calendar()? })
    }

    fn setup_from_text(&self, select: &[String], ignore: &[String]) -> Result<Setup> {
        let (path, text) = (Path::new(SETTINGS), self.store.text(SETTINGS)?);
        let written: Written = config::parse(path, &text).map_err(|error| no_level(path, &text).unwrap_or(error))?;
        Setup::new(&written.lint, select, ignore).map_err(|misfit| misfitting(&misfit, path, &text))
    }

    /// The checks, ready to run.
    pub fn engine<'a>(&'a self, checks: &'a Checks<'_>) -> Engine<'a> {
        let Checks { setup, calendar } = checks;
        Engine {
            store: &self.store,
            team: &self.team,
            clock: &self.clock,
            calendar,
            setup,
            history: None,
            unclosed: OnceLock::new(),
            looking: OnceLock::new(),
        }
    }

    /// What is wrong with these files. Where a rule that is on compares files, it sees all the others too; where none
    /// is, the others are not even listed. `others` are those, or more, where the caller knows them. Afterwards the files
    /// are in order.
    pub fn look_at(&self, engine: &Engine<'_>, files: &mut Vec<ClientFile>, others: Option<&[ClientFile]>) -> Linted {
        files.sort();
        files.dedup();
        let mut others = match others {
            _ if !engine.compares_files() => Vec::new(),
            Some(others) => others.to_vec(),
            None => self.store.files(true).files,
        };
        others.retain(|file| files.binary_search(file).is_err());
        engine.run(files, &others)
    }
}

/// The ids of all rules and groups.
fn known() -> Vec<&'static str> {
    let rules = lint::ALL.iter().map(|rule| rule.about().id);
    rules.chain(Group::ALL.iter().map(|(_, id, _)| *id)).chain(["all"]).collect()
}

/// That there is no such rule or group, with those that are near.
pub(super) fn no_rule(said: &str, kind: Kind) -> Error {
    let ids = known();
    let names: Vec<Vec<&str>> = ids.iter().map(|id| vec![*id]).collect();
    let near: Vec<&str> = pick(said, &names).candidates().into_iter().take(5).map(|at| ids[at]).collect();
    let error = Error::new(kind, text!("there is no rule “{said}”", "没有“{said}”这条规则"));
    let near_said = list_of(&near);
    let error = if near.is_empty() {
        let en = Group::ALL.map(|(_, id, title)| format!("{id} ({})", title.en)).join(", ");
        let zh = Group::ALL.map(|(_, id, title)| format!("{id}（{}）", title.zh)).join("、");
        error.hint(text!("groups: {en}", "类别：{zh}"))
    } else {
        error.hint(Text::new(format!("did you mean {}?", near_said.en), format!("是不是 {}？", near_said.zh)))
    };
    error.hint(Text::fixed("`salesrec rules` lists all of them", "`salesrec rules` 列出所有规则"))
}

fn misfitting(misfit: &Misfit, path: &Path, text: &str) -> Error {
    let at = |keys: &[&str]| {
        let place = config::place(path, text, keys);
        if place.line == 0 { config::place(path, text, &keys[..1]) } else { place }
    };
    match misfit {
        Misfit::Unknown(id) => {
            let place = config::place_of_key(path, text, &["lint", id]);
            let place = if place.line == 0 { at(&["lint", "ignore"]) } else { place };
            no_rule(id, Kind::Unreadable).at(place)
        }
        Misfit::UnknownOption(rule, option) => {
            Error::new(Kind::Unreadable, text!("{rule} has no option `{option}`", "{rule} 没有 `{option}` 这个选项"))
                .at(config::place_of_key(path, text, &["lint", rule, option]))
                .hint(options(rule))
        }
        Misfit::WrongOption(rule, option) if option == "level" => wrong_level(at(&["lint", rule, option])),
        Misfit::WrongOption(rule, option) => wrong_option(rule, option, at(&["lint", rule, option])),
    }
}

fn wrong_level(place: Place) -> Error {
    let levels = Text::fixed("a level is error, warning, info or off", "级别只能是 error、warning、info 或 off");
    Error::new(Kind::Unreadable, levels).at(place)
}

/// The rule whose level is none: the reader of the settings itself cannot say which it is.
fn no_level(path: &Path, text: &str) -> Option<Error> {
    let all: toml::Table = toml::from_str(text).ok()?;
    let (rule, _) = all.get("lint")?.as_table()?.iter().find(|(key, value)| {
        let level = value.as_str().is_some_and(|level| ["error", "warning", "info", "off"].contains(&level));
        *key != "ignore" && !level && !value.is_table()
    })?;
    Some(wrong_level(config::place(path, text, &["lint", rule])))
}

fn wrong_option(rule: &str, option: &str, place: Place) -> Error {
    let message = text!("`{option}` of {rule} takes another kind of value", "{rule} 的 `{option}` 不能是这种值");
    Error::new(Kind::Unreadable, message).at(place).hint(text!(
        "`salesrec lint --explain {rule}` shows its options",
        "`salesrec lint --explain {rule}` 说明各选项"
    ))
}

/// The options that there are.
fn options(id: &str) -> Text {
    let rule = lint::ALL.iter().map(|rule| rule.about()).find(|about| about.id == id);
    let names: Vec<&str> = rule.map_or(&[][..], |about| about.options).iter().map(|(name, _)| *name).collect();
    if names.is_empty() {
        return Text::fixed("it has `level` only", "只能设 `level`");
    }
    let names = list_of(&names);
    Text::new(format!("its options: level, {}", names.en), format!("可用的选项：level、{}", names.zh))
}
