//! What a team agrees on: people, stages, vocabularies. It is read from salesrec.toml.

use std::fmt;

use chrono::NaiveDate;
use serde::de::value::MapAccessDeserializer;
use serde::de::{self, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::handover::HandoverSettings;
use super::review::ReviewSettings;
use super::{Deal, Pick, name};
use crate::clock::Length;
use crate::lang::{Lang, Text};

/// The whole of salesrec.toml, as far as the records need it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TeamFile {
    /// The team.
    pub team: Team,
    /// Its people.
    #[serde(default)]
    pub people: Vec<Person>,
    /// Its stages, in order.
    #[serde(default)]
    pub stages: Stages,
    /// Its words.
    #[serde(default)]
    pub vocabulary: Vocabulary,
    /// Levels and options of the checks, as they are written; understood where they are used.
    #[serde(default)]
    pub lint: toml::Table,
    /// Steps, transition and signers of a handover.
    #[serde(default)]
    pub handover: HandoverSettings,
    /// Who reviews whose records, and until when a week is handed in.
    #[serde(default)]
    pub review: ReviewSettings,
}

/// The team as a whole.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Team {
    /// What it is called.
    pub name: String,
    /// What the tool speaks unless a person chooses otherwise.
    pub language: Option<Lang>,
    /// The time zone of every date-time without an offset: an IANA name.
    #[serde(default = "utc")]
    pub timezone: String,
    /// The currency of every amount without one: an ISO 4217 code.
    #[serde(default = "yuan")]
    pub currency: String,
    /// The calendar of working days: a built-in one or a file.
    pub holidays: Option<String>,
    /// Where a new file goes under clients/.
    #[serde(default)]
    pub folders: Folders,
}

fn utc() -> String {
    "UTC".to_string()
}

fn yuan() -> String {
    "CNY".to_string()
}

/// Where a new file goes under clients/.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Folders {
    /// Straight into clients/.
    #[default]
    Flat,
    /// By the year of the first contact.
    Year,
    /// By the client's region.
    Region,
    /// By the owner's id.
    Owner,
}

/// A person of the team.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// What records call the person: `zhang.san`.
    pub id: String,
    /// The full name.
    pub name: Option<String>,
    /// The mail address; git's user.email is compared with it.
    pub email: Option<String>,
    /// The person's part in the team.
    #[serde(default)]
    pub role: Role,
    /// The sales region.
    pub region: Option<String>,
    /// The id of the person's manager.
    pub manager: Option<String>,
    /// Whether the person still works here.
    #[serde(default = "yes")]
    pub active: bool,
}

fn yes() -> bool {
    true
}

impl Person {
    /// The name that people are shown: the full name, else the id.
    pub fn shown(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.id)
    }

    /// What the person may be called by.
    pub fn names(&self) -> Vec<&str> {
        [Some(self.id.as_str()), self.name.as_deref(), self.email.as_deref()].into_iter().flatten().collect()
    }
}

/// A person's part in the team.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Sells.
    #[default]
    Rep,
    /// Leads reps.
    Manager,
    /// Runs the sales office.
    Assistant,
    /// Sees to the money.
    Finance,
}

/// A stage of the sales process.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// What the team calls it; records hold this name.
    pub name: String,
    /// What else it may be called by.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What the stage means for the deal.
    #[serde(default)]
    pub kind: StageKind,
    /// The likelihood of winning a deal in it, in percent.
    pub probability: Option<u8>,
    /// How long a deal may stay before it is stale.
    pub stay: Option<Length>,
    /// How long a client may go without contact.
    pub contact_every: Option<Length>,
    /// What must be known to enter.
    #[serde(default)]
    pub requires: Vec<super::Fact>,
    /// What is usually reached in it.
    #[serde(default)]
    pub milestones: Vec<String>,
}

/// What a stage means for the deal in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StageKind {
    /// Being worked on.
    #[default]
    Open,
    /// Agreed.
    Won,
    /// Sold and looked after.
    Aftercare,
    /// Ended without a sale.
    Lost,
}

impl StageKind {
    /// How it is written in salesrec.toml and in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Won => "won",
            Self::Aftercare => "aftercare",
            Self::Lost => "lost",
        }
    }
}

/// The stages of the team, in order.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct Stages(pub Vec<Stage>);

impl Stages {
    /// The stage of that very name.
    pub fn get(&self, name: &str) -> Option<&Stage> {
        self.0.iter().find(|stage| stage.name == name)
    }

    /// The stage whose name or alias that is, but for case, width and Unicode form.
    pub fn named(&self, said: &str) -> Option<&Stage> {
        self.get(said).or_else(|| {
            let said = name::fold(said);
            self.0.iter().find(|stage| stage.names().iter().any(|name| name::fold(name) == said))
        })
    }

    /// The stage that somebody means by `said`: name, alias, or a part of them that no other stage has.
    pub fn pick(&self, said: &str) -> Pick {
        let names: Vec<Vec<&str>> = self.0.iter().map(Stage::names).collect();
        name::pick(said, &names)
    }

    /// Where a stage stands in the order.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.0.iter().position(|stage| stage.name == name)
    }

    /// The first stage that requires a fact.
    pub fn first_requiring(&self, fact: super::Fact) -> Option<&Stage> {
        self.0.iter().find(|stage| stage.requires.contains(&fact))
    }

    /// Whether a deal has come as far as a stage, and did not end in a lost one.
    pub fn has_reached(&self, deal: &Deal, stage: &Stage) -> bool {
        let at = deal.stage.as_deref().and_then(|name| self.position(name));
        self.kind(deal) != StageKind::Lost && at >= self.position(&stage.name)
    }

    /// The stage that a new deal starts in.
    pub fn first(&self) -> Option<&Stage> {
        self.0.iter().find(|stage| stage.kind == StageKind::Open)
    }

    /// The stage after `name` on the way forward; never a lost one.
    pub fn after(&self, name: &str) -> Option<&Stage> {
        let position = self.position(name)?;
        self.0[position + 1..].iter().find(|stage| stage.kind != StageKind::Lost)
    }

    /// What the deal's stage means; a deal in a stage that the team does not know counts as open.
    pub fn kind(&self, deal: &Deal) -> StageKind {
        deal.stage.as_deref().and_then(|name| self.get(name)).map_or(StageKind::Open, |stage| stage.kind)
    }

    /// Whether the deal is still being worked on.
    pub fn is_open(&self, deal: &Deal) -> bool {
        self.kind(deal) == StageKind::Open
    }

    /// How many days the deal has been in its stage, and how long the team allows, when it is longer. A deal whose history
    /// ends with another stage says nothing about how long.
    pub fn overstay(&self, deal: &Deal, today: NaiveDate) -> Option<(i64, Length)> {
        let stage = self.get(deal.stage.as_deref()?)?;
        deal.history.last().filter(|last| last.stage == stage.name)?;
        let (days, stay) = ((today - deal.since()?).num_days(), stage.stay?);
        (days > stay.days()).then_some((days, stay))
    }

    /// The likelihood of winning the deal, in percent: its own, else its stage's.
    pub fn probability(&self, deal: &Deal) -> Option<rust_decimal::Decimal> {
        let own = deal.probability.map(|percent| percent.0);
        own.or_else(|| self.get(deal.stage.as_deref()?)?.probability.map(Into::into))
    }
}

impl Stage {
    /// The name and every alias.
    pub fn names(&self) -> Vec<&str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str)).collect()
    }
}

/// The words that a team uses for one thing.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Vocabulary {
    /// The parts that people play in a purchase.
    pub roles: Vec<Term>,
    /// The classes of client.
    pub classes: Vec<Term>,
    /// The means of contact.
    pub methods: Vec<Term>,
    /// The ways by which clients come.
    pub sources: Vec<Term>,
    /// The attitudes of people.
    pub attitudes: Vec<Term>,
    /// The degrees of interest.
    pub intents: Vec<Term>,
    /// The reasons for losing a deal.
    pub loss_reasons: Vec<Term>,
}

impl Vocabulary {
    /// Whether people of that role decide about a purchase.
    pub fn decides(&self, role: &str) -> bool {
        self.roles.iter().any(|term| term.decides && term.name == role)
    }
}

/// A word of a vocabulary, with what else it may be called by.
#[derive(Clone, Debug)]
pub struct Term {
    /// The word that records hold.
    pub name: String,
    /// What else it may be called by.
    pub aliases: Vec<String>,
    /// Of a role: whether such people decide.
    pub decides: bool,
}

impl Term {
    /// The name and every alias.
    pub fn names(&self) -> Vec<&str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str)).collect()
    }
}

/// A term written in full.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FullTerm {
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    decides: bool,
}

impl<'de> Deserialize<'de> for Term {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TermVisitor)
    }
}

struct TermVisitor;

impl<'de> Visitor<'de> for TermVisitor {
    type Value = Term;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a word, or { name = …, aliases = […] }")
    }

    fn visit_str<E: de::Error>(self, word: &str) -> Result<Term, E> {
        Ok(Term { name: word.to_string(), aliases: Vec::new(), decides: false })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Term, A::Error> {
        let FullTerm { name, aliases, decides } = FullTerm::deserialize(MapAccessDeserializer::new(map))?;
        Ok(Term { name, aliases, decides })
    }
}

impl Role {
    /// How it is written in salesrec.toml and in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Rep => "rep",
            Self::Manager => "manager",
            Self::Assistant => "assistant",
            Self::Finance => "finance",
        }
    }

    /// What people call it.
    pub const fn shown(self) -> Text {
        match self {
            Self::Rep => Text::fixed("rep", "销售"),
            Self::Manager => Text::fixed("manager", "经理"),
            Self::Assistant => Text::fixed("assistant", "内勤"),
            Self::Finance => Text::fixed("finance", "财务"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Day, StageEntry};

    fn stages() -> Stages {
        let stage = |name: &str, alias: &str, stay| Stage {
            name: name.to_string(),
            aliases: vec![alias.to_string()],
            kind: StageKind::Open,
            probability: None,
            stay,
            contact_every: None,
            requires: Vec::new(),
            milestones: Vec::new(),
        };
        Stages(vec![stage("Proposal", "quote", Some(Length::of_days(21))), stage("谈判推进", "Negotiation", None)])
    }

    #[test]
    fn a_stage_goes_by_its_name_and_aliases_but_not_by_a_part() {
        for (said, name) in [("proposal", Some("Proposal")), ("ＱＵＯＴＥ", Some("Proposal")), ("谈判", None)] {
            assert_eq!(stages().named(said).map(|stage| stage.name.as_str()), name, "{said}");
        }
    }

    #[test]
    fn a_deal_overstays_from_the_day_after_its_last() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 6, day).unwrap();
        let entry = |stage: &str| StageEntry { stage: stage.into(), since: Some(Day(day(1))), ..StageEntry::default() };
        let deal =
            |stage: &str| Deal { stage: Some(stage.into()), history: vec![entry("Proposal")], ..Deal::default() };
        assert_eq!(stages().overstay(&deal("Proposal"), day(22)), None);
        assert_eq!(stages().overstay(&deal("Proposal"), day(23)), Some((22, Length::of_days(21))));
        assert_eq!(stages().overstay(&deal("谈判推进"), day(30)), None);
    }
}
