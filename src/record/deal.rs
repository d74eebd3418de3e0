//! A deal: one sales process with its needs, stages, milestones and project.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::value::percent;
use super::{Amount, Day, Moment, is_same_name, text};
use crate::clock::Clock;

/// One sales process with the client.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Deal {
    /// What is being sold.
    #[serde(default, deserialize_with = "text")]
    pub name: String,
    /// Where it stands: a stage of salesrec.toml.
    pub stage: Option<String>,
    /// What it is worth, in `currency`.
    pub value: Option<Amount>,
    /// The currency, where it is not the team's: an ISO 4217 code.
    pub currency: Option<String>,
    /// The likelihood of winning it, in percent; the stage's when absent.
    #[serde(default, deserialize_with = "percent")]
    pub probability: Option<Amount>,
    /// The day on which it is expected to be signed.
    pub expected_close: Option<Day>,
    /// The client's degree of interest: a value of `vocabulary.intents`.
    pub intent: Option<String>,
    /// Who else is after it.
    #[serde(default)]
    pub competitors: Vec<String>,
    /// What the client needs.
    #[serde(default)]
    pub needs: Vec<Need>,
    /// Problems that the client has today.
    #[serde(default)]
    pub pains: Vec<Pain>,
    /// What has to be reached on the way.
    #[serde(default)]
    pub milestones: Vec<Milestone>,
    /// Every stage that the deal was in, in order; the last is `stage`.
    #[serde(default)]
    pub history: Vec<StageEntry>,
    /// Why it was lost, when it was.
    pub lost: Option<Loss>,
    /// The project around it.
    pub project: Option<Project>,
}

/// Something that the client needs.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Need {
    /// The need, in the client's words where it was stated.
    #[serde(default, deserialize_with = "text")]
    pub need: String,
    /// `stated` by the client, or `latent`: inferred by us.
    pub kind: Option<NeedKind>,
}

impl Need {
    /// Whether the client said it; a need of no kind counts as stated.
    pub fn is_stated(&self) -> bool {
        self.kind != Some(NeedKind::Latent)
    }
}

/// How a need is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum NeedKind {
    /// The client said it.
    Stated,
    /// We infer it.
    Latent,
}

/// A problem that the client has today.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Pain {
    /// The problem.
    #[serde(default, deserialize_with = "text")]
    pub pain: String,
    /// The need that it answers to, word for word.
    pub need: Option<String>,
}

/// Something to be reached on the way.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Milestone {
    /// What.
    #[serde(default, deserialize_with = "text")]
    pub milestone: String,
    /// In which stage.
    pub stage: Option<String>,
    /// Who sees to it: the id of a person.
    pub owner: Option<String>,
    /// Until when.
    pub due: Option<Moment>,
    /// When it was reached.
    pub done: Option<Moment>,
}

/// A deal's entry into a stage.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StageEntry {
    /// The stage.
    #[serde(default, deserialize_with = "text")]
    pub stage: String,
    /// The day of entry.
    pub since: Option<Day>,
    /// Who moved it: the id of a person.
    pub by: Option<String>,
    /// Why, where it needs a reason: a step back, a stage skipped, facts missing.
    pub note: Option<String>,
}

/// Why a deal was lost.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Loss {
    /// A value of `vocabulary.loss_reasons`.
    pub reason: Option<String>,
    /// Who got it.
    pub to: Option<String>,
    /// The story, in short.
    pub note: Option<String>,
    /// The day to ask again.
    pub revisit: Option<Day>,
}

/// The project around a deal.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Project {
    /// What it is to achieve.
    pub goal: Option<String>,
    /// What is done.
    #[serde(default)]
    pub done: Vec<String>,
    /// What is under way.
    #[serde(default)]
    pub doing: Vec<String>,
    /// What is still to do.
    #[serde(default)]
    pub todo: Vec<String>,
    /// Open problems.
    #[serde(default)]
    pub issues: Vec<Issue>,
    /// What it takes.
    #[serde(default)]
    pub resources: Vec<Resource>,
    /// What could go wrong.
    #[serde(default)]
    pub risks: Vec<Risk>,
}

/// A problem of a project.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Issue {
    /// What.
    #[serde(default, deserialize_with = "text")]
    pub issue: String,
    /// What is done about it.
    pub solution: Option<String>,
    /// Who sees to it.
    pub owner: Option<String>,
    /// Until when.
    pub due: Option<Moment>,
}

/// Something that a project takes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Resource {
    /// Of which kind.
    pub kind: Option<ResourceKind>,
    /// What.
    #[serde(default, deserialize_with = "text")]
    pub resource: String,
}

/// The kinds of resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ResourceKind {
    /// People's time.
    People,
    /// Money.
    Money,
    /// Material and equipment.
    Material,
}

/// Something that could go wrong.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Risk {
    /// What.
    #[serde(default, deserialize_with = "text")]
    pub risk: String,
    /// How likely, in the team's words.
    pub likelihood: Option<String>,
    /// How bad, in the team's words.
    pub impact: Option<String>,
    /// The counter-measure.
    pub measure: Option<String>,
    /// Who sees to it.
    pub owner: Option<String>,
}

impl Milestone {
    /// Not reached yet.
    pub const fn is_open(&self) -> bool {
        self.done.is_none()
    }

    /// Not reached, and its deadline has passed.
    pub fn is_overdue(&self, clock: &Clock) -> bool {
        self.is_open() && self.due.is_some_and(|due| due.end(clock) < clock.now())
    }
}

impl Deal {
    /// Whether a milestone of that name is planned or reached.
    pub fn has_milestone(&self, name: &str) -> bool {
        let any = |same: fn(&str, &str) -> bool| self.milestones.iter().any(|known| same(&known.milestone, name));
        // Nearly always it is there to the letter.
        any(|known, name| known == name) || any(is_same_name)
    }

    /// Whether the deal is or was in a stage.
    pub fn was_in(&self, stage: &str) -> bool {
        self.stage.as_deref() == Some(stage) || self.history.iter().any(|entry| entry.stage == stage)
    }

    /// The day on which the deal entered the stage that it is in.
    pub fn since(&self) -> Option<chrono::NaiveDate> {
        self.history.last().and_then(|entry| entry.since).map(|day| day.0)
    }
}
