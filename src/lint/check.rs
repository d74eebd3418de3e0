//! What a rule works with while it looks: the team, the clock, its options, and where its findings go.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::path::Path;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

use super::finding::shown_path;
use super::numeral::{Numeral, numerals};
use super::settings::Setup;
use super::wording::Phrases;
use super::{About, Fix};
use crate::clock::{Calendar, Clock};
use crate::lang::{Text, is_blank, quoted};
use crate::record::{Action, Client, Contact, Deal, TeamFile};
use crate::store::ClientFile;
use crate::text;
use crate::yaml::{Edit, Fault, FaultKind, Route, Value};

/// A finding before its place is known.
#[derive(Clone, Debug)]
pub(super) struct Raw {
    pub(super) rule: &'static About,
    /// The file, where it is not the one that is being checked.
    pub(super) file: Option<ClientFile>,
    pub(super) route: Route,
    pub(super) span: Option<std::ops::Range<usize>>,
    pub(super) message: Text,
    pub(super) mend: Option<Text>,
    pub(super) lacks: Option<Text>,
    /// Where what is missing would stand, if not at `route`.
    pub(super) wanting: Option<Route>,
    pub(super) fix: Option<Fix>,
}

impl Raw {
    pub(super) fn new(rule: &'static About, route: Route, span: Option<std::ops::Range<usize>>, message: Text) -> Self {
        Self { rule, file: None, route, span, message, mend: None, lacks: None, wanting: None, fix: None }
    }
}

/// When the line on which a place begins was committed.
pub(super) type Committed<'c> = &'c (dyn Fn(&Route) -> Option<DateTime<Utc>> + 'c);

/// One rule looking at one file.
pub struct Check<'a> {
    pub(super) rule: &'static About,
    /// What the team agrees on.
    pub team: &'a TeamFile,
    /// Now, in the team's zone.
    pub clock: &'a Clock,
    /// The days that the team works.
    pub calendar: &'a Calendar,
    /// The file that is looked at.
    pub file: &'a ClientFile,
    pub(super) setup: &'a Setup,
    pub(super) committed: Option<Committed<'a>>,
    pub(super) unclosed: &'a BTreeMap<String, Option<NaiveDate>>,
    pub(super) numerals: OnceCell<Vec<Numeral>>,
    /// Whether the rule does not look at what it was just shown.
    pub(super) elsewhere: bool,
    pub(super) raws: Vec<Raw>,
}

/// A finding being reported, to which more can be said.
pub struct Reported<'r>(&'r mut Raw);

impl Check<'_> {
    /// Reports a finding at a place of the record. A route to a key that is not there means the mapping that lacks it.
    pub fn report(&mut self, route: Route, message: Text) -> Reported<'_> {
        self.push(None, route, None, message)
    }

    /// Reports a finding at bytes of the text.
    pub fn report_at(&mut self, span: std::ops::Range<usize>, route: Route, message: Text) -> Reported<'_> {
        self.push(None, route, Some(span), message)
    }

    /// Reports a finding in another file than the one being looked at.
    pub fn report_on(&mut self, file: &ClientFile, route: Route, message: Text) -> Reported<'_> {
        self.push(Some(file.clone()), route, None, message)
    }

    /// Reports what reading found of these kinds, in its own words.
    pub fn report_faults(&mut self, faults: &[Fault], kinds: &[FaultKind]) {
        for fault in faults.iter().filter(|fault| kinds.contains(&fault.kind)) {
            let id = self.id();
            let edit = || text!("`salesrec edit {id}` marks the place", "`salesrec edit {id}` 会标出位置");
            let fix = fault.meant.as_ref().map(|meant| {
                let mend = text!("`salesrec lint --fix` writes {meant}", "`salesrec lint --fix` 会改成 {meant}");
                (mend, Edit::Set(fault.route.clone(), Value::plain(meant)))
            });
            let reported = self.report_at(fault.span.clone(), fault.route.clone(), fault.message.clone());
            match fix {
                Some((mend, edit)) => drop(reported.mend(mend).fix(vec![edit])),
                None => drop(reported.mend(fault.hint.clone().unwrap_or_else(edit))),
            }
        }
    }

    /// Reports whatever is wrong with a file that is no client's.
    pub fn report_filed(&mut self, faults: &[Fault]) {
        let path = self.path_of(self.file);
        for fault in faults {
            let mend = fault.hint.clone().unwrap_or_else(|| text!("correct it in {path}", "请在 {path} 中改正"));
            self.report_at(fault.span.clone(), fault.route.clone(), fault.message.clone()).mend(mend);
        }
    }

    /// Says that the rule does not look at what it was just shown.
    pub(super) fn look_elsewhere(&mut self) {
        self.elsewhere = true;
    }

    fn push(
        &mut self,
        file: Option<ClientFile>,
        route: Route,
        span: Option<std::ops::Range<usize>>,
        message: Text,
    ) -> Reported<'_> {
        self.raws.push(Raw { file, ..Raw::new(self.rule, route, span, message) });
        let last = self.raws.len() - 1;
        Reported(&mut self.raws[last])
    }

    /// The handover of that name, if nobody has closed it: the last day of its transition, when its file says so.
    pub fn unclosed(&self, handover: &str) -> Option<Option<NaiveDate>> {
        self.unclosed.get(handover).copied()
    }

    /// The number that an option of the rule is set to.
    pub fn number(&self, option: &str) -> i64 {
        self.setup.number(self.rule, option)
    }

    /// Whether an option of the rule is switched on.
    pub fn flag(&self, option: &str) -> bool {
        self.setup.flag(self.rule, option)
    }

    /// The words that an option of the rule is set to.
    pub fn words(&self, option: &str) -> Vec<&str> {
        self.setup.words(self.rule, option)
    }

    /// The same, ready for being looked for.
    pub(super) fn phrases(&self, option: &str) -> &Phrases {
        self.setup.phrases(self.rule, option)
    }

    /// The long numbers of the file's text, which several rules look at.
    pub(super) fn numerals(&self, text: &str) -> Vec<Numeral> {
        self.numerals.get_or_init(|| numerals(text)).clone()
    }

    /// The client's id, quoted for a shell: for the commands in [`Reported::mend`].
    pub fn id(&self) -> String {
        quoted(self.file.id())
    }

    /// The path of a file, quoted for a shell.
    pub fn path_of(&self, file: &ClientFile) -> String {
        quoted(&shown_path(&file.path))
    }

    /// What a command calls an action by, quoted for a shell: its id, else its words.
    pub fn called(&self, action: &Action) -> String {
        quoted(action.id.as_deref().filter(|id| !id.is_empty()).unwrap_or(&action.action))
    }

    /// What messages call a person: the name in quotes, or that there is none.
    pub fn who(&self, contact: &Contact) -> Text {
        match contact.name.as_str() {
            name if is_blank(name) => Text::fixed("somebody without a name", "未写姓名的联系人"),
            name => text!("“{name}”", "“{name}”"),
        }
    }

    /// The command that gives a person an option, with the word that stands for its value; of somebody without a name, whom
    /// no command can name, the file with the key.
    pub fn contact_command(&self, contact: &Contact, option: &str, value: &Text) -> Text {
        let (id, name, en, zh) = (self.id(), &contact.name, &value.en, &value.zh);
        if is_blank(name) {
            return text!("`salesrec edit {id}`: name and {option}", "`salesrec edit {id}`：补上 name 和 {option}");
        }
        text!(
            "`salesrec contact {id} \"{name}\" --{option} {en}`",
            "`salesrec contact {id} \"{name}\" --{option} {zh}`"
        )
    }

    /// Whether it is known when lines were committed.
    pub fn has_history(&self) -> bool {
        self.committed.is_some()
    }

    /// When the line on which a place begins was committed; `None` where no history is supplied or the line is not in it.
    pub fn committed(&self, route: &Route) -> Option<NaiveDateTime> {
        let at = self.committed?(route)?;
        Some(at.with_timezone(&self.clock.zone()).naive_local())
    }

    /// ` --deal NAME` for a command about a deal, where the client has several; else nothing.
    pub fn deal_option(&self, client: &Client, deal: &Deal) -> String {
        if client.deals.len() > 1 { format!(" --deal {}", quoted(&deal.name)) } else { String::new() }
    }

    /// The path of the file.
    pub fn path(&self) -> &Path {
        &self.file.path
    }
}

impl Reported<'_> {
    /// Says the command, or the deed, that mends it.
    pub fn mend(self, mend: Text) -> Self {
        self.0.mend = Some(mend);
        self
    }

    /// Says in a word what is missing, for an answer that has a line for it.
    pub fn lacks(self, what: Text) -> Self {
        self.0.lacks = Some(what);
        self
    }

    /// Says where what is missing would stand, when it is shown at another place.
    pub fn wanting(self, route: Route) -> Self {
        self.0.wanting = Some(route);
        self
    }

    /// Offers edits that mend it without changing what the record means.
    pub fn fix(self, edits: Vec<Edit>) -> Self {
        self.0.fix = Some(Fix { safe: true, edits, stem: None });
        self
    }

    /// Offers edits that mend it, which somebody should look at.
    pub fn unsafe_fix(self, edits: Vec<Edit>) -> Self {
        self.0.fix = Some(Fix { safe: false, edits, stem: None });
        self
    }

    /// Offers a new stem of the file's name.
    pub fn rename(self, stem: String) -> Self {
        self.0.fix = Some(Fix { safe: true, edits: Vec::new(), stem: Some(stem) });
        self
    }
}
