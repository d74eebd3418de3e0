//! A handover: what it covers, how far it has come, what is still open. One file each, in handovers/.
//!
//! Everything is optional to the parser, as in a client's file; the laws below say what counts as settled.

mod part;
mod progress;
mod settings;
mod survey;

pub use part::{HandoverKind, Part, Phase, PlannedKind, Reason};
pub use progress::{OpenMatter, Standing};
pub use settings::{Checklist, HandoverSettings, Redaction};
pub use survey::{Answers, Side, SurveyReply};

use serde::{Deserialize, Serialize};

use super::{Day, Moment, text};

/// A handover, from its making to its closing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Handover {
    /// The giver: the id of a person.
    #[serde(default, deserialize_with = "text")]
    pub from: String,
    /// The receivers: ids of persons.
    #[serde(default)]
    pub to: Vec<String>,
    /// When it was made.
    pub made: Option<Moment>,
    /// Who made it: the id of a person.
    pub by: Option<String>,
    /// `full` (when absent), `temporary` or `emergency`.
    pub kind: Option<HandoverKind>,
    /// Why: `leaving`, `transfer` or `leave`.
    pub reason: Option<Reason>,
    /// The giver's last day.
    pub until: Option<Day>,
    /// Whether it covers all of the giver's clients.
    pub whole: Option<bool>,
    /// Who watches over it: the id of a person.
    pub supervisor: Option<String>,
    /// Who confirms the money: the id of a person.
    pub finance: Option<String>,
    /// The head of the department: the id of a person.
    pub head: Option<String>,
    /// Who has to countersign before a client is moved, besides the receiver.
    #[serde(default)]
    pub signers: Vec<Part>,
    /// The scope, most valuable first.
    #[serde(default)]
    pub clients: Vec<HandedClient>,
    /// Holes in the records, as questions to the giver.
    #[serde(default)]
    pub questions: Vec<Question>,
    /// What is done until the last day, in order.
    #[serde(default)]
    pub steps: Vec<PlanStep>,
    /// The meeting at which it is talked through.
    pub meeting: Option<Meeting>,
    /// What must not be forgotten before, during and after.
    #[serde(default)]
    pub checklist: Vec<CheckItem>,
    /// The time in which the giver still answers questions.
    pub transition: Option<Transition>,
    /// Questions and answers.
    #[serde(default)]
    pub notes: Vec<HandoverNote>,
    /// What both sides say of it.
    #[serde(default)]
    pub survey: Vec<SurveyReply>,
    /// What the next handover should do better.
    #[serde(default)]
    pub lessons: Vec<String>,
    /// The day on which it was closed.
    pub closed: Option<Day>,
}

/// A client that is handed over.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct HandedClient {
    /// The client's id: the stem of its file.
    #[serde(default, deserialize_with = "text")]
    pub client: String,
    /// The receiver: the id of a person.
    pub to: Option<String>,
    /// How urgent it is to get to know the client: 1 first, 2 next, 3 then.
    pub tier: Option<u8>,
    /// How complete the record was when the handover was made, in percent.
    pub score: Option<u8>,
    /// How complete it was when the client was moved, in percent.
    pub score_moved: Option<u8>,
    /// The day on which the receiver accepted it.
    pub accepted: Option<Day>,
    /// Who accepted it: the id of a person.
    pub by: Option<String>,
    /// Who else has signed.
    #[serde(default)]
    pub countersigned: Vec<Signature>,
    /// Every time that the receiver sent it back; the last counts unless it was accepted afterwards.
    #[serde(default)]
    pub rejected: Vec<Rejection>,
    /// The day on which it changed its owner.
    pub moved: Option<Day>,
    /// The day on which it went back to the giver, of a temporary handover.
    pub returned: Option<Day>,
    /// What the giver keeps: ids of actions, names of milestones.
    #[serde(default)]
    pub keeps: Vec<String>,
}

/// A signature beside the receiver's.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Signature {
    /// In which part.
    pub part: Option<Part>,
    /// Who: the id of a person.
    pub by: Option<String>,
    /// The day.
    pub on: Option<Day>,
}

/// A client sent back to the giver.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Rejection {
    /// The day.
    pub on: Option<Day>,
    /// Who: the id of a person.
    pub by: Option<String>,
    /// Why, as one word that can be counted: `incomplete`, `unclear`, `promises`, `money`, `access`, `load`.
    pub code: Option<String>,
    /// Why, in words.
    pub note: Option<String>,
    /// Until when the giver mends it.
    pub back: Option<Day>,
}

/// A hole in a record, as a question to the giver.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// The client's id.
    #[serde(default, deserialize_with = "text")]
    pub client: String,
    /// The question, in the team's language.
    #[serde(default, deserialize_with = "text")]
    pub question: String,
    /// The check that found the hole.
    pub rule: Option<String>,
    /// The day on which the hole was seen to be filled.
    pub answered: Option<Day>,
}

/// A step of the plan.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PlanStep {
    /// What.
    #[serde(default, deserialize_with = "text")]
    pub step: String,
    /// Who sees to it: the id of a person.
    pub owner: Option<String>,
    /// Until when.
    pub due: Option<Day>,
    /// The day on which it was done.
    pub done: Option<Day>,
}

/// The meeting at which the handover is talked through.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Meeting {
    /// When it begins.
    pub at: Option<Moment>,
    /// Where.
    pub place: Option<String>,
    /// Who takes part.
    #[serde(default)]
    pub people: Vec<Participant>,
    /// The day on which it was held.
    pub held: Option<Day>,
    /// What was said and agreed.
    pub minutes: Option<String>,
}

/// Somebody who takes part in the meeting.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Participant {
    /// The id of a person.
    #[serde(default, deserialize_with = "text")]
    pub person: String,
    /// In which part.
    pub part: Option<Part>,
}

/// A point of the checklists.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CheckItem {
    /// What.
    #[serde(default, deserialize_with = "text")]
    pub item: String,
    /// On which list: `before`, `during` or `after`.
    pub phase: Option<Phase>,
    /// Of a right or tool that goes with a client: the client's id. `during` it is given to the receiver, `after` it is
    /// taken from the giver.
    pub client: Option<String>,
    /// What it is, as the client's `access` calls it.
    pub access: Option<String>,
    /// Who sees to it: the id of a person.
    pub owner: Option<String>,
    /// Until when.
    pub due: Option<Day>,
    /// The day on which it was done.
    pub done: Option<Day>,
}

/// The time in which the giver still answers questions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Transition {
    /// The first day.
    pub from: Option<Day>,
    /// The last day; of a temporary handover, the giver's last day of absence.
    pub until: Option<Day>,
    /// The actions on the clients that support it.
    #[serde(default)]
    pub plan: Vec<Planned>,
}

/// An action on a client that supports the transition; the action itself is in the client's file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Planned {
    /// The client's id.
    #[serde(default, deserialize_with = "text")]
    pub client: String,
    /// The id of the action.
    #[serde(default, deserialize_with = "text")]
    pub action: String,
    /// What it is for: `notice`, `visit` or `check-in`.
    pub kind: Option<PlannedKind>,
}

/// A question that came up, and its answer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct HandoverNote {
    /// The day.
    pub on: Option<Day>,
    /// Who asked or noted it: the id of a person.
    pub by: Option<String>,
    /// The client that it is about: its id.
    pub client: Option<String>,
    /// The question, or what is to be known.
    #[serde(default, deserialize_with = "text")]
    pub note: String,
    /// Whether somebody is to answer it.
    pub question: Option<bool>,
    /// The answer.
    pub answer: Option<String>,
    /// Who answered: the id of a person.
    pub answered_by: Option<String>,
    /// The day of the answer.
    pub answered: Option<Day>,
}
