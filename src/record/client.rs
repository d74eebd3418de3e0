//! A client and what is written down about it: people, contacts made, aftercare.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Action, Collection, Contract, Day, Deal, Invoice, Moment, Order, Payment, Promise, text};

/// One client: a company or a person, from first contact to aftercare. One file each.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Client {
    /// The full registered name of a company, or a person's name.
    pub client: String,
    /// Other names that people use for the client.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// `company` (when absent) or `person`.
    pub kind: Option<ClientKind>,
    /// The class of the client: a value of `vocabulary.classes` in salesrec.toml.
    pub class: Option<String>,
    /// The industry in two levels: `制造业-新能源汽车`.
    pub industry: Option<String>,
    /// The sales region.
    pub region: Option<String>,
    /// The postal address.
    pub address: Option<String>,
    /// The tax number (in China the 18-character unified social credit code).
    pub tax_id: Option<String>,
    /// How the client came to us: a value of `vocabulary.sources`.
    pub source: Option<String>,
    /// The day of the first contact.
    pub first_contact: Option<Day>,
    /// Who looks after the client: the id of a person in salesrec.toml.
    pub owner: Option<String>,
    /// Earlier owners, oldest first; a handover closes a period and overwrites nothing.
    #[serde(default)]
    pub owners: Vec<OwnerPeriod>,
    /// The people at the client.
    #[serde(default)]
    pub contacts: Vec<Contact>,
    /// The sales processes; most clients have one.
    #[serde(default)]
    pub deals: Vec<Deal>,
    /// Every contact made, oldest first; appended, never rewritten.
    #[serde(default)]
    pub log: Vec<LogEntry>,
    /// What is to be done next.
    #[serde(default)]
    pub actions: Vec<Action>,
    /// What was promised to the client, written or spoken.
    #[serde(default)]
    pub promises: Vec<Promise>,
    /// Contracts.
    #[serde(default)]
    pub contracts: Vec<Contract>,
    /// Orders.
    #[serde(default)]
    pub orders: Vec<Order>,
    /// Invoices issued.
    #[serde(default)]
    pub invoices: Vec<Invoice>,
    /// Payments received.
    #[serde(default)]
    pub payments: Vec<Payment>,
    /// Steps taken to collect a receivable.
    #[serde(default)]
    pub collections: Vec<Collection>,
    /// Aftercare issues.
    #[serde(default)]
    pub service: Vec<ServiceIssue>,
    /// Satisfaction surveys.
    #[serde(default)]
    pub surveys: Vec<Survey>,
    /// Tools, materials and rights that go with this client; where they are, never the secret.
    #[serde(default)]
    pub access: Vec<Access>,
    /// Remarks: special requests, warnings.
    pub notes: Option<String>,
}

/// Whether a client is a company or a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ClientKind {
    /// A company or another organisation.
    Company,
    /// A natural person.
    Person,
}

/// The time in which somebody owned the client.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct OwnerPeriod {
    /// Who: the id of a person.
    pub owner: Option<String>,
    /// The first day.
    pub from: Option<Day>,
    /// The last day.
    pub until: Option<Day>,
    /// The handover that ended the period: the stem of a file in handovers/.
    pub handover: Option<String>,
}

/// A person at the client.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Contact {
    /// How the person is called.
    #[serde(default, deserialize_with = "text")]
    pub name: String,
    /// The part the person plays in the purchase: a value of `vocabulary.roles`.
    pub role: Option<String>,
    /// The position in the company.
    pub title: Option<String>,
    /// A phone number, with its country code where it is foreign.
    pub phone: Option<String>,
    /// A mail address.
    pub email: Option<String>,
    /// A WeChat id.
    pub wechat: Option<String>,
    /// The attitude to our proposal: a value of `vocabulary.attitudes`.
    pub attitude: Option<String>,
    /// What the person likes to talk about.
    #[serde(default)]
    pub interests: Vec<String>,
    /// How the person likes to be dealt with.
    pub preferences: Option<String>,
    /// What to avoid.
    pub avoid: Option<String>,
    /// The day on which the person left the company.
    pub left: Option<Day>,
}

impl Contact {
    /// Whether the person is still with the client.
    pub const fn is_there(&self) -> bool {
        self.left.is_none()
    }
}

/// One contact with the client.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LogEntry {
    /// When it took place.
    pub at: Option<Moment>,
    /// When it was written down; the rule is within 24 hours.
    pub recorded: Option<Moment>,
    /// Who of us: the id of a person.
    pub by: Option<String>,
    /// By which means: a value of `vocabulary.methods`.
    pub method: Option<String>,
    /// Who took part at the client: names of contacts.
    #[serde(default)]
    pub with: Vec<String>,
    /// Which deal it was about, by name.
    pub deal: Option<String>,
    /// What the client asked, what we said, what was agreed; facts, no guesses.
    #[serde(default, deserialize_with = "text")]
    pub summary: String,
    /// What was agreed.
    pub agreed: Option<String>,
    /// Why an open deal was left without a next action, where it was.
    pub no_next: Option<String>,
    /// Files that belong to it: paths in the repository or addresses.
    #[serde(default)]
    pub attachments: Vec<String>,
}

/// An aftercare issue.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ServiceIssue {
    /// The day on which it was reported.
    pub opened: Option<Day>,
    /// What is wrong.
    #[serde(default, deserialize_with = "text")]
    pub issue: String,
    /// Who looks after it.
    pub by: Option<String>,
    /// What was done about it.
    pub solution: Option<String>,
    /// The day on which it was settled.
    pub closed: Option<Day>,
}

/// A satisfaction survey.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Survey {
    /// The day of the answer.
    pub on: Option<Day>,
    /// The points given.
    pub score: Option<super::Amount>,
    /// The points that could be given.
    pub of: Option<super::Amount>,
    /// The client's words.
    pub comment: Option<String>,
    /// Who asked.
    pub by: Option<String>,
}

/// A tool, document or right that goes with the client.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Access {
    /// What it is.
    #[serde(default, deserialize_with = "text")]
    pub what: String,
    /// `account`, `tool`, `document` or `group`.
    pub kind: Option<String>,
    /// Where it is kept; never the secret itself.
    #[serde(rename = "where")]
    pub place: Option<String>,
    /// Who holds it: ids of persons.
    #[serde(default)]
    pub holders: Vec<String>,
}
