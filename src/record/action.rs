//! What is to be done next, and what was promised.

use chrono::NaiveDateTime;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Day, Moment, text};
use crate::clock::Clock;

/// A next action: a concrete deed with an owner and a deadline.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Action {
    /// Short, random, unique in the file.
    pub id: Option<String>,
    /// The deed: `send the parameter sheet to the client's mailbox`, never `follow up`.
    #[serde(default, deserialize_with = "text")]
    pub action: String,
    /// Who does it: the id of a person.
    pub owner: Option<String>,
    /// Until when; a day without an hour counts until it is over.
    pub due: Option<Moment>,
    /// For which deal, by name.
    pub deal: Option<String>,
    /// 1 important and urgent, 2 important, 3 urgent, 4 neither.
    pub priority: Option<u8>,
    /// The day on which it was agreed.
    pub created: Option<Day>,
    /// Every time that the deadline was moved.
    #[serde(default)]
    pub postponed: Vec<Postponement>,
    /// When it was done.
    pub done: Option<Moment>,
    /// What came of it.
    pub result: Option<String>,
    /// When it was given up.
    pub cancelled: Option<Moment>,
    /// Why it was given up.
    pub why: Option<String>,
}

/// No vowels, so that no word comes out; none of `0 1 l o`, so that an id can be read aloud; the first is a letter, so
/// that no reader of YAML takes it for a number.
const LETTERS: &[u8] = b"bcdfghjkmnpqrstvwxz";
const LETTERS_AND_DIGITS: &[u8] = b"bcdfghjkmnpqrstvwxz23456789";

/// The id of an action that `bits`, random or a hash, make: `k7q2`.
pub fn action_id(mut bits: u64) -> String {
    let mut take = |letters: &[u8]| {
        let letter = letters[(bits % letters.len() as u64) as usize];
        bits /= letters.len() as u64;
        char::from(letter)
    };
    std::iter::once(take(LETTERS)).chain((0..3).map(|_| take(LETTERS_AND_DIGITS))).collect()
}

impl Action {
    /// Neither done nor cancelled.
    pub const fn is_open(&self) -> bool {
        self.done.is_none() && self.cancelled.is_none()
    }

    /// Open, and its deadline has passed.
    pub fn is_overdue(&self, clock: &Clock) -> bool {
        self.is_open() && self.deadline(clock).is_some_and(|deadline| deadline < clock.now())
    }

    /// The last moment at which it is in time, on the team's clock.
    pub fn deadline(&self, clock: &Clock) -> Option<NaiveDateTime> {
        self.due.map(|due| due.end(clock))
    }
}

/// One move of a deadline.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Postponement {
    /// The deadline before.
    pub from: Option<Moment>,
    /// The day on which it was moved.
    pub on: Option<Day>,
    /// Why.
    pub why: Option<String>,
}

/// What was promised to the client.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Promise {
    /// The promise.
    #[serde(default, deserialize_with = "text")]
    pub promise: String,
    /// To whom: the name of a contact.
    pub to: Option<String>,
    /// By whom of us: the id of a person.
    pub by: Option<String>,
    /// On which day.
    pub on: Option<Day>,
    /// Whether it stands in writing.
    pub written: Option<bool>,
    /// Until when it is to be kept.
    pub due: Option<Day>,
    /// The day on which it was kept.
    pub kept: Option<Day>,
}
