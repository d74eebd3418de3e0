//! What a rule is.

use super::{Book, Check, Level};
use crate::lang::Text;
use crate::record::{Action, Client, Contact, Deal, LogEntry};
use crate::store::Drawer;
use crate::yaml::Fault;

/// The groups of rules; each can be switched as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// The file itself.
    File,
    /// Client basics and contact people.
    Basics,
    /// The communication log.
    Log,
    /// Needs and pain points.
    Needs,
    /// Stages, milestones and the outcome.
    Stage,
    /// Next actions.
    Actions,
    /// The team's people.
    People,
    /// What must not stand in a record.
    Privacy,
    /// Contracts, orders, invoices and payments.
    Office,
    /// The suppressions themselves.
    Suppressions,
}

impl Group {
    /// Every group with its name in settings and its name for people.
    pub const ALL: [(Self, &'static str, Text); 10] = [
        (Self::File, "file", Text::fixed("the file itself", "文件本身")),
        (Self::Basics, "basics", Text::fixed("client basics", "客户基础信息")),
        (Self::Log, "log", Text::fixed("communication log", "沟通记录")),
        (Self::Needs, "needs", Text::fixed("needs and pain points", "需求与痛点")),
        (Self::Stage, "stage", Text::fixed("stages", "销售阶段")),
        (Self::Actions, "actions", Text::fixed("next actions", "下一步行动")),
        (Self::People, "people", Text::fixed("the team's people", "团队成员")),
        (Self::Privacy, "privacy", Text::fixed("privacy", "隐私")),
        (Self::Office, "office", Text::fixed("sales office", "销售内勤")),
        (Self::Suppressions, "suppressions", Text::fixed("suppressions", "忽略说明")),
    ];

    /// The name in settings.
    pub fn id(self) -> &'static str {
        Self::ALL.iter().find(|(group, ..)| *group == self).map_or("", |(_, id, _)| id)
    }
}

/// Whether a rule can mend what it finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fixable {
    /// No.
    No,
    /// Yes, without changing what the record means: `--fix`.
    Safe,
    /// Yes, but somebody should look: `--unsafe-fixes`.
    Unsafe,
}

/// The value of an option where salesrec.toml sets none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum OptionDefault {
    /// A number; days, hours or a count as the rule's document says.
    Number(i64),
    /// Yes or no.
    Flag(bool),
    /// Words.
    Words(&'static [&'static str]),
}

/// What a rule says of itself.
#[derive(Debug)]
pub struct About {
    /// The name, which states the fault: `missing-next-action`.
    pub id: &'static str,
    /// Its group.
    pub group: Group,
    /// The level unless salesrec.toml says otherwise.
    pub level: Level,
    /// The fault in one line.
    pub says: Text,
    /// Whether it can mend what it finds.
    pub fixable: Fixable,
    /// Its options with their defaults.
    pub options: &'static [(&'static str, OptionDefault)],
    /// Its document: docs/rules/<id>.md.
    pub document: &'static str,
}

/// Where a rule looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Height {
    Faults,
    File,
    Client,
    Contact,
    Deal,
    Entry,
    Action,
}

/// Where a rule looks at what a record means, not at how it is written.
pub(super) const OF_A_CLIENT: [Height; 5] =
    [Height::Client, Height::Contact, Height::Deal, Height::Entry, Height::Action];

impl Height {
    pub(super) const ALL: [Self; 7] =
        [Self::Faults, Self::File, Self::Client, Self::Contact, Self::Deal, Self::Entry, Self::Action];

    /// Asks a rule at this height of all that is shown.
    pub(super) fn ask(self, rule: &dyn Rule, check: &mut Check<'_>, shown: &Shown<'_>) {
        match (self, shown.client) {
            (Self::Faults, _) => rule.faults(check, shown.faults),
            (Self::File, _) => rule.file(check, shown.text),
            (_, None) => {}
            (Self::Client, Some(client)) => rule.client(check, client),
            (Self::Contact, Some(client)) => {
                for (at, contact) in client.contacts.iter().enumerate() {
                    rule.contact(check, client, at, contact);
                }
            }
            (Self::Deal, Some(client)) => {
                for (at, deal) in client.deals.iter().enumerate() {
                    rule.deal(check, client, at, deal);
                }
            }
            (Self::Entry, Some(client)) => {
                for (at, entry) in client.log.iter().enumerate() {
                    rule.entry(check, client, at, entry);
                }
            }
            (Self::Action, Some(client)) => {
                for (at, action) in client.actions.iter().enumerate() {
                    rule.action(check, client, at, action);
                }
            }
        }
    }
}

/// What is shown to rules: of a file that cannot be parsed, no client.
#[derive(Clone, Copy, Default)]
pub(super) struct Shown<'a> {
    pub(super) text: &'a str,
    pub(super) faults: &'a [Fault],
    pub(super) client: Option<&'a Client>,
}

/// A rule: one question, asked at the heights at which it has something to say. Places are routes. Where it does not look,
/// it is asked once a run.
pub trait Rule: Sync {
    /// What it says of itself.
    fn about(&self) -> &'static About;

    /// Looks at what was wrong in reading the file.
    fn faults(&self, check: &mut Check<'_>, _faults: &[Fault]) {
        check.look_elsewhere();
    }

    /// Looks at the text and the name of the file; also of one that cannot be read as a record.
    fn file(&self, check: &mut Check<'_>, _text: &str) {
        check.look_elsewhere();
    }

    /// Looks at the client as a whole.
    fn client(&self, check: &mut Check<'_>, _client: &Client) {
        check.look_elsewhere();
    }

    /// Looks at one contact person: `contacts[at]`.
    fn contact(&self, check: &mut Check<'_>, _client: &Client, _at: usize, _contact: &Contact) {
        check.look_elsewhere();
    }

    /// Looks at one deal: `deals[at]`.
    fn deal(&self, check: &mut Check<'_>, _client: &Client, _at: usize, _deal: &Deal) {
        check.look_elsewhere();
    }

    /// Looks at one log entry: `log[at]`.
    fn entry(&self, check: &mut Check<'_>, _client: &Client, _at: usize, _entry: &LogEntry) {
        check.look_elsewhere();
    }

    /// Looks at one action: `actions[at]`.
    fn action(&self, check: &mut Check<'_>, _client: &Client, _at: usize, _action: &Action) {
        check.look_elsewhere();
    }

    /// Whether it compares files; then [`Rule::book`] is asked.
    fn compares_files(&self) -> bool {
        false
    }

    /// Looks at all files together. It reports by [`Check::report_on`].
    fn book(&self, _check: &mut Check<'_>, _book: &Book<'_>) {}

    /// Looks at what is wrong with a file that is no client's.
    fn filed(&self, _check: &mut Check<'_>, _drawer: Drawer, _faults: &[Fault]) {}
}

/// An [`About`] with its document, which is its source for `lint --explain`.
#[macro_export]
macro_rules! about {
    ($id:literal, $group:ident, $level:ident, $en:literal, $zh:literal $(, fix = $fix:ident)? $(, $option:literal = $default:expr)* $(,)?) => {{
        static ABOUT: $crate::lint::About = $crate::lint::About {
            id: $id,
            group: $crate::lint::Group::$group,
            level: $crate::lint::Level::$level,
            says: $crate::lang::Text::fixed($en, $zh),
            fixable: $crate::about!(@fix $($fix)?),
            options: &[$(($option, $default)),*],
            document: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rules/", $id, ".md")),
        };
        &ABOUT
    }};
    (@fix) => { $crate::lint::Fixable::No };
    (@fix $fix:ident) => { $crate::lint::Fixable::$fix };
}
