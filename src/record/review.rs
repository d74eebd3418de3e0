//! A weekly review: what a person worked on in a week, and what the manager decided. One file each, in reviews/.
//!
//! Of each client stays what was reviewed: where its deals stood, and the digest of the file, by which it can be proved
//! later whether the record is still what was approved.

mod settings;

pub use settings::{ReviewSettings, Reviewers};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Amount, Day, Moment, text};
use crate::clock::Week;
use crate::lang::Text;

/// What one person hands in for one week.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Review {
    /// The ISO week: `2026-W26`.
    #[schemars(with = "Option<String>")]
    pub week: Option<Week>,
    /// Whose week: the id of a person.
    pub person: Option<String>,
    /// When it was handed in.
    pub submitted: Option<Moment>,
    /// When it was handed in again, the last time that it was.
    pub again: Option<Moment>,
    /// What the person adds.
    pub note: Option<String>,
    /// Why it was handed in although the checks find errors.
    pub gaps: Option<String>,
    /// The clients that the person worked on, by id.
    #[serde(default)]
    pub clients: Vec<ReviewedClient>,
}

/// A client that was worked on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReviewedClient {
    /// The client's id: the stem of its file.
    #[serde(default, deserialize_with = "text")]
    pub client: String,
    /// SHA-256 of the file's bytes as they were handed in; after a decision, as that left them.
    pub sha256: Option<String>,
    /// The name that git has for these bytes, where the records are in a repository.
    pub blob: Option<String>,
    /// How many errors the checks found in it.
    pub errors: Option<u32>,
    /// How many warnings they found.
    pub warnings: Option<u32>,
    /// How many contacts the person logged.
    pub contacts: Option<u32>,
    /// When those of them were made that were made in an earlier week and recorded too late for its submission.
    #[serde(default)]
    pub earlier: Vec<Moment>,
    /// Into which stages the person moved its deals.
    #[serde(default)]
    pub moves: Vec<StageMove>,
    /// Needs that are new.
    #[serde(default)]
    pub needs: Vec<String>,
    /// Actions that were agreed.
    #[serde(default)]
    pub planned: Vec<String>,
    /// Actions that were done.
    #[serde(default)]
    pub done: Vec<String>,
    /// Where its deals stood.
    #[serde(default)]
    pub deals: Vec<FrozenDeal>,
    /// The approval, when it was approved.
    pub approved: Option<Approval>,
    /// Every time that it was sent back.
    #[serde(default)]
    pub returned: Vec<Return>,
    /// The ids of the actions that were decided.
    #[serde(default)]
    pub actions: Vec<String>,
}

/// A deal's move into a stage.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StageMove {
    /// The deal, by name.
    #[serde(default, deserialize_with = "text")]
    pub deal: String,
    /// The stage before; none of a new deal.
    pub from: Option<String>,
    /// The stage after.
    #[serde(default, deserialize_with = "text")]
    pub to: String,
    /// The day.
    pub on: Option<Day>,
}

/// Where a deal stood when it was reviewed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FrozenDeal {
    /// The deal, by name.
    #[serde(default, deserialize_with = "text")]
    pub deal: String,
    /// Its stage.
    pub stage: Option<String>,
    /// What it was worth.
    pub value: Option<Amount>,
    /// The currency, where it is not the team's.
    pub currency: Option<String>,
    /// The day on which it was expected to be signed.
    pub close: Option<Day>,
    /// What the client needed.
    #[serde(default)]
    pub needs: Vec<String>,
    /// The next action.
    pub next: Option<String>,
    /// Its deadline.
    pub due: Option<Moment>,
}

/// That a record was found complete and true.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Approval {
    /// When.
    pub on: Option<Moment>,
    /// By whom: the id of a person.
    pub by: Option<String>,
    /// The manager's opinion.
    pub comment: Option<String>,
}

/// A record sent back to be mended.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Return {
    /// When.
    pub on: Option<Moment>,
    /// By whom: the id of a person.
    pub by: Option<String>,
    /// What is to be mended.
    pub comment: Option<String>,
    /// Until when.
    pub back: Option<Day>,
    /// The day on which it was mended and handed in again, or the record approved all the same.
    pub settled: Option<Day>,
}

/// How far the review of one client has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// It was sent back and is not mended.
    Returned,
    /// It waits for the manager.
    Waiting,
    /// It was approved.
    Approved,
}

impl Verdict {
    /// How it is written in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Returned => "returned",
            Self::Waiting => "waiting",
            Self::Approved => "approved",
        }
    }

    /// What people are shown.
    pub const fn shown(self) -> Text {
        match self {
            Self::Returned => Text::fixed("returned", "已退回"),
            Self::Waiting => Text::fixed("to be reviewed", "待审核"),
            Self::Approved => Text::fixed("approved", "已通过"),
        }
    }
}

impl ReviewedClient {
    /// The returns that stand: somebody may send a record back again before it is mended.
    pub fn open_returns(&self) -> impl Iterator<Item = &Return> {
        self.returned.iter().filter(|one| self.approved.is_none() && one.settled.is_none())
    }

    /// Notes that every return is mended, or does not matter any more.
    pub fn settle(&mut self, on: Day) {
        for open in self.returned.iter_mut().filter(|one| one.settled.is_none()) {
            open.settled = Some(on);
        }
    }

    /// How far its review has come.
    pub fn verdict(&self) -> Verdict {
        if self.approved.is_some() {
            Verdict::Approved
        } else if self.open_returns().next().is_some() {
            Verdict::Returned
        } else {
            Verdict::Waiting
        }
    }
}

impl Review {
    /// The client of that id.
    pub fn client(&self, id: &str) -> Option<&ReviewedClient> {
        self.clients.iter().find(|client| client.client == id)
    }

    /// How many of its clients have come so far.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.clients.iter().filter(|client| client.verdict() == verdict).count()
    }

    /// Whether nothing of it waits for anybody.
    pub fn is_settled(&self) -> bool {
        self.submitted.is_some() && self.count(Verdict::Approved) == self.clients.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_return_stands_until_it_is_mended_or_the_record_approved() {
        let mut client = ReviewedClient::default();
        assert_eq!(client.verdict(), Verdict::Waiting);
        client.returned = vec![Return::default()];
        assert_eq!(client.verdict(), Verdict::Returned);
        client.returned[0].settled = "2026-06-29".parse().ok();
        assert_eq!(client.verdict(), Verdict::Waiting);
        client.returned.extend([Return::default(), Return::default()]);
        assert_eq!((client.verdict(), client.open_returns().count()), (Verdict::Returned, 2));
        client.approved = Some(Approval::default());
        assert_eq!((client.verdict(), client.open_returns().count()), (Verdict::Approved, 0));
    }
}
