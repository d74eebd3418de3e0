//! The facts that a stage requires, and which of them a deal lacks.

use std::fmt;
use std::sync::LazyLock;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer};

use super::{Client, Deal, Moment, Stage, StageKind, TeamFile};
use crate::clock::{Clock, Length};
use crate::lang::{Text, list_of};

/// A fact that a stage may require, under the word that salesrec.toml uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    /// The client's industry.
    Industry,
    /// The source channel.
    Source,
    /// A person at the client.
    Contact,
    /// A person at the client whose role decides.
    DecisionMaker,
    /// A need that the client stated.
    Needs,
    /// A pain point.
    Pains,
    /// What the deal is worth.
    Value,
    /// The day on which it is expected to close.
    ExpectedClose,
    /// The degree of interest.
    Intent,
    /// Who else is after it; `[none]` counts, since it was asked.
    Competitors,
    /// The goal of the project.
    ProjectGoal,
    /// A contract for the deal.
    Contract,
    /// An open action for the deal.
    NextAction,
    /// The deal's milestones of earlier stages are reached.
    Milestones,
}

impl Fact {
    /// Every fact, with its word in salesrec.toml and its name for people.
    pub const ALL: [(Self, &'static str, Text); 14] = [
        (Self::Industry, "industry", Text::fixed("industry", "所属行业")),
        (Self::Source, "source", Text::fixed("source channel", "来源渠道")),
        (Self::Contact, "contact", Text::fixed("contact person", "联系人")),
        (Self::DecisionMaker, "decision-maker", Text::fixed("decision-maker", "决策人")),
        (Self::Needs, "needs", Text::fixed("stated need", "明确需求")),
        (Self::Pains, "pains", Text::fixed("pain point", "客户痛点")),
        (Self::Value, "value", Text::fixed("deal value", "商机金额")),
        (Self::ExpectedClose, "expected_close", Text::fixed("expected close date", "预计签约日期")),
        (Self::Intent, "intent", Text::fixed("degree of interest", "意向程度")),
        (Self::Competitors, "competitors", Text::fixed("competitors", "竞争对手")),
        (Self::ProjectGoal, "project-goal", Text::fixed("project goal", "项目目标")),
        (Self::Contract, "contract", Text::fixed("contract", "合同")),
        (Self::NextAction, "next-action", Text::fixed("next action", "下一步行动")),
        (Self::Milestones, "milestones", Text::fixed("milestones of earlier stages", "前面阶段的里程碑")),
    ];

    /// The word in salesrec.toml.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(fact, ..)| *fact == self).map_or("", |(_, word, _)| word)
    }

    /// The name for people.
    pub fn shown(self) -> Text {
        Self::ALL.iter().find(|(fact, ..)| *fact == self).map_or_else(Text::default, |(.., shown)| shown.clone())
    }
}

impl<'de> Deserialize<'de> for Fact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Word)
    }
}

/// Reads the word of a fact.
struct Word;

static WORDS: LazyLock<Vec<&'static str>> = LazyLock::new(|| Fact::ALL.map(|(_, word, _)| word).to_vec());

impl Visitor<'_> for Word {
    type Value = Fact;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a string")
    }

    fn visit_str<E: de::Error>(self, said: &str) -> Result<Fact, E> {
        let known = Fact::ALL.iter().find(|(_, word, _)| *word == said).map(|(fact, ..)| *fact);
        known.ok_or_else(|| E::unknown_variant(said, &WORDS))
    }
}

/// A fact that is missing, in words for this deal.
#[derive(Clone, Debug, PartialEq)]
pub struct Gap {
    /// Which.
    pub fact: Fact,
    /// What is missing, in words.
    pub what: Text,
}

/// What `stage` requires and the deal at `index` of the client lacks, in the order of the stage's list.
pub fn gaps(team: &TeamFile, client: &Client, index: usize, stage: &Stage) -> Vec<Gap> {
    let Some(deal) = client.deals.get(index) else { return Vec::new() };
    stage
        .requires
        .iter()
        .filter_map(|&fact| {
            let what = match fact {
                Fact::Milestones => open_milestones(team, deal, stage)?,
                _ if is_there(team, client, deal, fact) => return None,
                _ => fact.shown(),
            };
            Some(Gap { fact, what })
        })
        .collect()
}

fn is_there(team: &TeamFile, client: &Client, deal: &Deal, fact: Fact) -> bool {
    let said = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.trim().is_empty());
    match fact {
        Fact::Industry => said(&client.industry),
        Fact::Source => said(&client.source),
        Fact::Contact => client.has_contact(),
        Fact::DecisionMaker => client.contacts.iter().any(|contact| {
            contact.is_there() && contact.role.as_deref().is_some_and(|role| team.vocabulary.decides(role))
        }),
        Fact::Needs => deal.needs.iter().any(|need| need.is_stated() && !need.need.is_empty()),
        Fact::Pains => !deal.pains.is_empty(),
        Fact::Value => deal.value.is_some(),
        Fact::ExpectedClose => deal.expected_close.is_some(),
        Fact::Intent => said(&deal.intent),
        Fact::Competitors => !deal.competitors.is_empty(),
        Fact::ProjectGoal => deal.project.as_ref().is_some_and(|project| said(&project.goal)),
        Fact::Contract => client.has_contract(deal),
        Fact::NextAction => client.has_next_action(deal),
        Fact::Milestones => true,
    }
}

/// The milestones of stages before `stage` that are not reached, by name.
fn open_milestones(team: &TeamFile, deal: &Deal, stage: &Stage) -> Option<Text> {
    let target = team.stages.position(&stage.name)?;
    let open: Vec<&str> = deal
        .milestones
        .iter()
        .filter(|milestone| milestone.done.is_none())
        .filter(|milestone| {
            milestone.stage.as_deref().and_then(|name| team.stages.position(name)).is_some_and(|at| at < target)
        })
        .map(|milestone| milestone.milestone.as_str())
        .collect();
    if open.is_empty() {
        return None;
    }
    let names = list_of(&open);
    Some(Text::new(format!("milestones not reached: {}", names.en), format!("里程碑未完成：{}", names.zh)))
}

impl Client {
    /// Whether somebody at the client is known by name.
    pub fn has_contact(&self) -> bool {
        self.contacts.iter().any(|contact| contact.is_there() && !contact.name.is_empty())
    }

    /// Whether something that names `deal` (or, naming none, belongs to the client's only deal) concerns this one.
    pub fn concerns(&self, named: Option<&str>, deal: &Deal) -> bool {
        match named {
            Some(name) => name == deal.name,
            None => self.deals.len() == 1,
        }
    }

    /// Whether there is a contract for the deal.
    pub fn has_contract(&self, deal: &Deal) -> bool {
        self.contracts.iter().any(|contract| self.concerns(contract.deal.as_deref(), deal))
    }

    /// Whether an open action goes with the deal; one that names no deal goes with them all.
    pub fn has_next_action(&self, deal: &Deal) -> bool {
        self.actions
            .iter()
            .any(|action| action.is_open() && action.deal.as_deref().is_none_or(|name| name == deal.name))
    }

    /// How often the stages of the open deals ask for contact with the client: the shortest, with its deal's position.
    pub fn contact_every(&self, team: &TeamFile) -> Option<(usize, Length)> {
        let asked =
            |at: usize| team.stages.get(self.deals[at].stage.as_deref()?)?.contact_every.map(|every| (at, every));
        self.open_deals(team).into_iter().filter_map(asked).min_by_key(|(_, every)| every.hours())
    }

    /// The last contact with the client, on the team's clock.
    pub fn last_contact(&self, clock: &Clock) -> Option<Moment> {
        self.log.iter().filter_map(|entry| entry.at).max_by_key(|at| at.start(clock))
    }

    /// The positions of the deals that are still being worked on.
    pub fn open_deals(&self, team: &TeamFile) -> Vec<usize> {
        let open = |deal: &Deal| team.stages.kind(deal) == StageKind::Open;
        self.deals.iter().enumerate().filter(|(_, deal)| open(deal)).map(|(index, _)| index).collect()
    }
}
