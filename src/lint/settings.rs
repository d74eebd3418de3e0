//! `[lint]` of salesrec.toml: which rules are on, how bad what they find is, their options, and which paths are left out.

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use serde::Deserialize;

use super::wording::Phrases;
use super::{ALL, About, Group, Level, OptionDefault, Rule};

/// The table as it is written: a rule or a group with its level, or with a level and options; and `ignore`.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Settings {
    /// Patterns of paths with the rules or groups that are not looked at there.
    #[serde(default)]
    pub ignore: BTreeMap<String, Vec<String>>,
    /// Rules and groups by id.
    #[serde(flatten)]
    pub rules: BTreeMap<String, Written>,
}

/// What is written for one rule or group.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged, expecting = "expected a level (error, warning, info, off), or {level = …, option = …}")]
pub enum Written {
    /// Only a level.
    Level(WrittenLevel),
    /// Options, and perhaps a level.
    Table(BTreeMap<String, WrittenOption>),
}

/// A level, or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum WrittenLevel {
    /// [`Level::Error`].
    Error,
    /// [`Level::Warning`].
    Warning,
    /// [`Level::Info`].
    Info,
    /// Not looked at.
    Off,
}

/// The value of an option, or the level among them.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum WrittenOption {
    /// Yes or no.
    Flag(bool),
    /// A number.
    Number(i64),
    /// Several words.
    Words(Vec<String>),
    /// One word; of `level`, a level.
    Word(String),
}

/// What is wrong with the settings: the key that it stands under, and the words that there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// No rule or group has that id.
    Unknown(String),
    /// The rule has no such option.
    UnknownOption(String, String),
    /// The option takes another kind of value.
    WrongOption(String, String),
}

impl WrittenLevel {
    fn level(self) -> Option<Level> {
        match self {
            Self::Error => Some(Level::Error),
            Self::Warning => Some(Level::Warning),
            Self::Info => Some(Level::Info),
            Self::Off => None,
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "error" => Self::Error,
            "warning" => Self::Warning,
            "info" => Self::Info,
            "off" => Self::Off,
            _ => return None,
        })
    }
}

/// The rules that are on, with their levels and options.
#[derive(Clone, Debug, Default)]
pub struct Setup {
    levels: BTreeMap<&'static str, Option<Level>>,
    /// The places in [`ALL`] of the rules that are on, which every file asks for.
    on: Vec<usize>,
    options: BTreeMap<(&'static str, &'static str), WrittenOption>,
    /// Of the options that are words, what is looked for; made when a rule first asks.
    phrases: HashMap<&'static str, OnceLock<Phrases>>,
    ignore: Vec<(String, Vec<String>)>,
}

/// Whether `wanted` is the id of a rule or of its group.
pub(super) fn names(wanted: &str, about: &About) -> bool {
    wanted == about.id || wanted == about.group.id() || wanted == "all"
}

/// Whether a rule or group has that id.
pub fn is_known(id: &str) -> bool {
    id == "all" || ALL.iter().any(|rule| rule.about().id == id) || Group::ALL.iter().any(|(_, group, _)| *group == id)
}

impl Setup {
    /// The setup that settings, then `select` and `ignore` of the command line, make.
    ///
    /// # Errors
    /// Ids and options that there are not.
    pub fn new(settings: &Settings, select: &[String], ignore: &[String]) -> Result<Self, Misfit> {
        Self::only(settings, select, ignore, |_| true)
    }

    /// The same with those rules alone that are `asked`; nothing is set up for the others.
    ///
    /// # Errors
    /// As [`Setup::new`].
    pub fn only(
        settings: &Settings,
        select: &[String],
        ignore: &[String],
        asked: impl Fn(&About) -> bool,
    ) -> Result<Self, Misfit> {
        let mut setup = Self::default();
        let written = settings.rules.keys().chain(settings.ignore.values().flatten()).chain(select).chain(ignore);
        if let Some(unknown) = written.into_iter().find(|id| !is_known(id)) {
            return Err(Misfit::Unknown(unknown.clone()));
        }
        setup.ignore = settings.ignore.iter().map(|(pattern, rules)| (pattern.clone(), rules.clone())).collect();
        for (at, rule) in ALL.iter().enumerate().filter(|(_, rule)| asked(rule.about())) {
            let about = rule.about();
            let mut level = Some(about.level);
            for key in ["all", about.group.id(), about.id] {
                match settings.rules.get(key) {
                    Some(Written::Level(written)) => level = written.level(),
                    Some(Written::Table(table)) => setup.table(key, table, about, &mut level)?,
                    None => {}
                }
            }
            let selected = select.is_empty() || select.iter().any(|id| names(id, about));
            let ignored = ignore.iter().any(|id| names(id, about));
            if !select.is_empty() && selected {
                level = level.or(Some(about.level));
            }
            let level = level.filter(|_| selected && !ignored);
            setup.levels.insert(about.id, level);
            setup.phrases.insert(about.id, OnceLock::new());
            setup.on.extend(level.map(|_| at));
        }
        Ok(setup)
    }

    fn table(
        &mut self,
        key: &str,
        table: &BTreeMap<String, WrittenOption>,
        about: &'static About,
        level: &mut Option<Level>,
    ) -> Result<(), Misfit> {
        for (name, value) in table {
            if name == "level" {
                let WrittenOption::Word(word) = value else {
                    return Err(Misfit::WrongOption(key.to_string(), name.clone()));
                };
                let written = WrittenLevel::from_word(word);
                *level = written.ok_or_else(|| Misfit::WrongOption(key.to_string(), name.clone()))?.level();
                continue;
            }
            let Some((option, default)) = about.options.iter().find(|(option, _)| option == name) else {
                return Err(Misfit::UnknownOption(key.to_string(), name.clone()));
            };
            let fits = matches!(
                (default, value),
                (OptionDefault::Number(_), WrittenOption::Number(_))
                    | (OptionDefault::Flag(_), WrittenOption::Flag(_))
                    | (OptionDefault::Words(_), WrittenOption::Words(_))
            );
            if !fits {
                return Err(Misfit::WrongOption(key.to_string(), name.clone()));
            }
            self.options.insert((about.id, option), value.clone());
        }
        Ok(())
    }

    /// The positions in [`ALL`] of the rules that are on.
    pub(super) fn positions(&self) -> impl Iterator<Item = usize> + '_ {
        self.on.iter().copied()
    }

    /// The rules that are on.
    pub(super) fn rules(&self) -> impl Iterator<Item = &'static dyn Rule> + '_ {
        self.on.iter().map(|&at| ALL[at])
    }

    /// The level of a rule; none when it is off.
    pub fn level(&self, about: &About) -> Option<Level> {
        self.levels.get(about.id).copied().flatten()
    }

    /// Whether there are paths at which some rule is not looked at.
    pub(super) fn leaves_out(&self) -> bool {
        !self.ignore.is_empty()
    }

    /// Whether a rule is not looked at in the file of that path.
    pub fn is_left_out(&self, about: &About, path: &str) -> bool {
        self.ignore
            .iter()
            .any(|(pattern, rules)| rules.iter().any(|rule| names(rule, about)) && matches_path(pattern, path))
    }

    pub(super) fn number(&self, about: &'static About, option: &str) -> i64 {
        match self.option(about, option) {
            (Some(WrittenOption::Number(number)), _) => *number,
            (_, Some(OptionDefault::Number(number))) => number,
            _ => 0,
        }
    }

    pub(super) fn flag(&self, about: &'static About, option: &str) -> bool {
        match self.option(about, option) {
            (Some(WrittenOption::Flag(flag)), _) => *flag,
            (_, Some(OptionDefault::Flag(flag))) => flag,
            _ => false,
        }
    }

    pub(super) fn words(&self, about: &'static About, option: &str) -> Vec<&str> {
        match self.option(about, option) {
            (Some(WrittenOption::Words(words)), _) => words.iter().map(String::as_str).collect(),
            (_, Some(OptionDefault::Words(words))) => words.to_vec(),
            _ => Vec::new(),
        }
    }

    /// The words of a rule's only such option, ready for being looked for.
    pub(super) fn phrases(&self, about: &'static About, option: &str) -> &Phrases {
        static NONE: Phrases = Phrases::none();
        let make = || Phrases::new(self.words(about, option));
        self.phrases.get(about.id).map_or(&NONE, |phrases| phrases.get_or_init(make))
    }

    /// What an option of a rule is set to, and what it is where nobody has set it.
    fn option(&self, about: &'static About, option: &str) -> (Option<&WrittenOption>, Option<OptionDefault>) {
        let known = about.options.iter().find(|(name, _)| *name == option);
        known.map_or((None, None), |(name, default)| (self.options.get(&(about.id, *name)), Some(*default)))
    }
}

/// Whether a path fits a pattern in which `*` stands for anything within a folder and `**` for anything at all.
pub(super) fn matches_path(pattern: &str, path: &str) -> bool {
    match pattern.find('*') {
        None => pattern == path,
        Some(at) => {
            let (head, tail) = pattern.split_at(at);
            let Some(rest) = path.strip_prefix(head) else { return false };
            let (deep, tail) = match tail.strip_prefix("**") {
                Some(tail) => (true, tail.strip_prefix('/').unwrap_or(tail)),
                None => (false, &tail[1..]),
            };
            let ends = rest.char_indices().map(|(at, _)| at).chain([rest.len()]);
            ends.take_while(|&end| deep || !rest[..end].contains('/')).any(|end| matches_path(tail, &rest[end..]))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_stay_within_folders_unless_they_say_otherwise() {
        assert!(matches_path("archive/**", "archive/a/b.yaml"));
        assert!(matches_path("clients/*.yaml", "clients/a.yaml"));
        assert!(!matches_path("clients/*.yaml", "clients/a/b.yaml"));
        assert!(matches_path("**/b*.yaml", "clients/a/b1.yaml"));
        assert!(!matches_path("clients/a.yaml", "clients/a.yaml2"));
    }

    #[test]
    fn an_unknown_rule_is_a_misfit() {
        let settings = Settings {
            ignore: BTreeMap::from([("archive/**".to_string(), vec!["nonsense".to_string()])]),
            ..Settings::default()
        };
        assert_eq!(Setup::new(&settings, &[], &[]).unwrap_err(), Misfit::Unknown("nonsense".to_string()));
    }
}
