//! The nouns of the trade and their laws: what a client file holds, what a team agrees on, what a stage requires.
//!
//! Pure: no files, no terminal. The types are read by `serde`, and the JSON Schema of a client file is derived from
//! them, so a field is written down once. Everything but a client's name is optional to the parser; what is missing is
//! for lint to say, by stage. Where a text is the whole point of an item (`action`, `need`), absent reads as empty.

mod action;
mod client;
mod deal;
mod facts;
pub mod handover;
mod mend;
mod money;
mod name;
mod number;
mod office;
mod past;
mod reach;
pub mod review;
mod schema;
mod target;
mod team;
mod value;

pub use action::{Action, Postponement, Promise, action_id};
pub use client::{Access, Client, ClientKind, Contact, LogEntry, OwnerPeriod, ServiceIssue, Survey};
pub use deal::{Deal, Issue, Loss, Milestone, Need, NeedKind, Pain, Project, Resource, ResourceKind, Risk, StageEntry};
pub use facts::{Fact, Gap, gaps};
pub use handover::Handover;
pub use money::{Money, currency_meant, is_currency, money};
pub use name::{
    Grade, NEAR, Pick, Rank, Standing, Wanted, bare_name, digits, file_stem, fold, folded, has_same_digits,
    is_file_stem, is_same_name, pick, pick_person, resemble, safe_name, same_number, spelt, standing, stem_parts,
};
pub use number::{CreditCode, credit_code, is_bank_card, is_identity_number};
pub use office::{Collection, Contract, EventKind, Invoice, Item, Order, OrderEvent, Payment};
pub use reach::{PhoneFault, half_width, mail_address, phone_fault};
pub use review::Review;
pub use schema::{review_schema, schema};
pub use target::{Goal, Target, Targets};
pub use team::{Folders, Person, Role, Stage, StageKind, Stages, Team, TeamFile, Term, Vocabulary};
pub use value::{Amount, Day, Moment};

use serde::{Deserialize, Deserializer};

/// A text that may be absent: an empty value reads as the empty text, so that one gap does not cost the item.
fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Option::<String>::deserialize(deserializer).map(Option::unwrap_or_default)
}
