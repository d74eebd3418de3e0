//! What is asked of a report, and the facts of every client that answer it.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::flaw::{Flaw, Flawed, Flaws};
use super::{By, Course, Rates, Sum};
use crate::clock::{Calendar, Clock};
use crate::document::{Cell, Line};
use crate::error::{Place, Result};
use crate::lang::{Text, count, list_of};
use crate::record::TeamFile;
use crate::record::{Client, Wanted};
use crate::store::{ClientFile, Files, Problem, Severity, Shelf, Store, unread};
use crate::text;

/// What is asked.
#[derive(Debug)]
pub struct Question<'a> {
    /// The records.
    pub store: &'a Store,
    /// What the team agrees on.
    pub team: &'a TeamFile,
    /// The team's working days.
    pub calendar: &'a Calendar,
    /// The moment for which the figures hold: now, or the end of the day that `--as-of` names.
    pub clock: Clock,
    /// Whether the records are taken as they were on the day of `clock`.
    pub past: bool,
    /// The first day that counts; all when absent. What counts on a day, each report says.
    pub from: Option<NaiveDate>,
    /// The last day that counts.
    pub to: Option<NaiveDate>,
    /// Which clients and deals.
    pub only: Only,
    /// What to group by, one of the report's own.
    pub by: Option<By>,
    /// By which rates to convert; currencies stay apart without.
    pub rates: Option<Rates>,
    /// The files as they were on other days; none where they lie in no repository.
    pub history: Option<History<'a>>,
    /// The checks of the records, for the report that counts what they find.
    pub checks: Option<Checks<'a>>,
}

impl<'a> Question<'a> {
    /// The question about all that there is, as it is now or as it was at the end of a day that has passed.
    pub fn of_all(
        store: &'a Store,
        team: &'a TeamFile,
        calendar: &'a Calendar,
        clock: Clock,
        as_of: Option<NaiveDate>,
    ) -> Self {
        let past = as_of.filter(|day| *day < clock.today());
        Self {
            store,
            team,
            calendar,
            clock: past.map_or(clock, |day| clock.at_end_of(day)),
            past: past.is_some(),
            from: None,
            to: None,
            only: Only::default(),
            by: None,
            rates: None,
            history: None,
            checks: None,
        }
    }
}

/// What counts the errors that the checks find in some files, at a moment. How the checks are set is not known here: a
/// command supplies it.
pub struct Checks<'a>(pub Box<Counts<'a>>);

/// Counts the errors in files of a store at a moment.
pub type Counts<'a> = dyn Fn(&Store, &Clock, Vec<ClientFile>) -> Result<usize> + Sync + 'a;

impl Checks<'_> {
    /// How many errors there are in these files.
    ///
    /// # Errors
    /// When the settings of the checks cannot be understood.
    pub fn errors(&self, store: &Store, clock: &Clock, files: Vec<ClientFile>) -> Result<usize> {
        self.0(store, clock, files)
    }
}

impl std::fmt::Debug for Checks<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Checks")
    }
}

/// What gives the files as they were at the end of a day. Who runs git is not known here: a command supplies it.
pub struct History<'a>(pub Box<dyn Fn(NaiveDate) -> Option<Snapshot> + Sync + 'a>);

/// The records as they were at some moment, told by what differs from now.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    /// The files that differ, relative to the records directory, each with what it held; nothing where it was not there.
    pub changed: BTreeMap<PathBuf, Option<Vec<u8>>>,
}

impl History<'_> {
    /// The files at the end of a day; nothing where the history does not go back as far.
    pub fn at(&self, day: NaiveDate) -> Option<Snapshot> {
        self.0(day)
    }
}

impl std::fmt::Debug for History<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("History")
    }
}

/// Which clients and deals are meant; what is absent restricts nothing.
#[derive(Debug, Default)]
pub struct Only {
    /// Results of this person: of an open deal the owner, of one that is closed who owned it that day.
    pub owner: Option<String>,
    /// A part of the client's region.
    pub region: Option<Part>,
    /// The client's class.
    pub class: Option<String>,
    /// How the client came.
    pub source: Option<String>,
    /// A part of the client's industry.
    pub industry: Option<Part>,
    /// A part of the deal's name, or of a product or model ordered under its contracts.
    pub product: Option<Part>,
}

/// A part of some words, as lists look for it.
pub struct Part {
    /// As it was typed.
    pub said: String,
    wanted: Wanted,
}

impl Part {
    /// Makes ready what was said.
    pub fn new(said: &str) -> Self {
        Self { said: said.to_string(), wanted: Wanted::new(said) }
    }

    /// Whether it is a part of these words, by letters or by sound.
    pub fn is_in(&self, words: &str) -> bool {
        self.wanted.rank(words).is_some()
    }
}

impl std::fmt::Debug for Part {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.said.fmt(f)
    }
}

/// One client, as it was at the moment for which the figures hold.
#[derive(Debug)]
pub struct Subject<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its record.
    pub client: &'a Client,
    /// Whether it is put away.
    pub shelf: Shelf,
    /// What is asked.
    pub question: &'a Question<'a>,
    /// Its deals; see [`Subject::all_courses`].
    pub(super) courses: OnceCell<Vec<Arc<Course>>>,
}

impl<'a> Subject<'a> {
    pub(super) fn new(file: &'a ClientFile, client: &'a Client, question: &'a Question<'a>) -> Self {
        Self { id: file.id(), client, shelf: file.shelf(), question, courses: OnceCell::new() }
    }
}

/// What the figures were computed from.
#[derive(Debug, Default)]
pub struct Basis {
    /// How many clients were looked at: those that the question is about.
    pub clients: usize,
    /// What is amiss in their records.
    pub flaws: Vec<Flawed>,
    /// What was in the way of reading.
    pub problems: Vec<Problem>,
}

/// The facts of the clients, in the order of their files, and what they were taken from.
#[derive(Debug)]
pub struct Gathered<T> {
    /// The facts.
    pub found: Vec<T>,
    /// What they were taken from.
    pub basis: Basis,
}

impl Question<'_> {
    /// What `pick` makes of each client that the question is about, those in the archive too: what was won or lost stays so
    /// when a client is put away. Clients are read on all processors and dropped at once, so keep of each only what counts.
    pub fn each<T: Send>(&self, pick: impl Fn(&Subject<'_>, &mut Flaws) -> Option<T> + Sync) -> Gathered<T> {
        let take = |found: &mut Vec<T>, subject: &Subject<'_>, flaws: &mut Flaws| found.extend(pick(subject, flaws));
        let Gathered { found, basis } = self.gather(take);
        Gathered { found: found.into_iter().flatten().collect(), basis }
    }

    /// As [`Question::each`], for what is gathered into several lists: `take` adds to them what it keeps of a client. The
    /// lists of neighbouring clients come together.
    pub fn gather<T: Default + Send>(&self, take: impl Fn(&mut T, &Subject<'_>, &mut Flaws) + Sync) -> Gathered<T> {
        let Files { files, problems } = self.store.files(true);
        let (gathered, trouble) = self.store.gather(&files, |(lists, basis): &mut (T, Basis), file, client| {
            if let Some(((), flaws)) = self.of(file, client, |subject, flaws| take(lists, subject, flaws)) {
                basis.clients += 1;
                basis.flaws.extend(flaws);
            }
        });
        let mut basis = Basis { problems, ..Basis::default() };
        basis.problems.extend(trouble);
        let mut found = Vec::with_capacity(gathered.len());
        for (lists, part) in gathered {
            found.push(lists);
            basis.clients += part.clients;
            basis.flaws.extend(part.flaws);
        }
        basis.flaws.sort_unstable();
        Gathered { found, basis }
    }

    /// What `pick` makes of a client, with its flaws; nothing when the question is not about it.
    pub(super) fn of<T>(
        &self,
        file: &ClientFile,
        client: Client,
        pick: impl FnOnce(&Subject<'_>, &mut Flaws) -> T,
    ) -> Option<(T, Vec<Flawed>)> {
        let client = if self.past { client.as_of(self.clock.today(), &self.clock)? } else { client };
        self.only.takes(&client).then(|| {
            let mut flaws = Flaws::of(file.id());
            let found = pick(&Subject::new(file, &client, self), &mut flaws);
            (found, flaws.met)
        })
    }

    /// Whether what happened on a day counts; what has no day counts where no day is asked for.
    pub fn counts(&self, day: Option<NaiveDate>) -> bool {
        match day {
            Some(day) => self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to),
            None => self.from.is_none() && self.to.is_none(),
        }
    }

    /// Whether somebody's results are asked for.
    pub fn takes_owner(&self, owner: Option<&str>) -> bool {
        self.only.owner.is_none() || self.only.owner.as_deref() == owner
    }

    /// A person as a cell: the id for programs, the name for people.
    pub fn person(&self, id: Option<&str>) -> Cell {
        Cell::maybe(id, |id| {
            let known = self.team.people.iter().find(|person| person.id == id);
            Cell::label(id, Text::same(known.map_or(id, |person| person.shown())))
        })
    }

    /// An amount in the currency that is asked for; `what` names whose it is when there is no rate.
    ///
    /// # Errors
    /// `NotFound` when it has to be converted and there is no rate.
    pub(super) fn convert(&self, amount: Decimal, currency: &Arc<str>, what: impl FnOnce() -> Text) -> Result<Sum> {
        let Some(rates) = &self.rates else { return Ok(Sum { amount, currency: Arc::clone(currency) }) };
        let amount = rates
            .convert(amount, currency)
            .map_err(|error| error.cause(what().then(&text!(" is in {currency}", " 的币种是 {currency}"))))?;
        Ok(Sum { amount, currency: Arc::clone(&rates.to) })
    }

    /// The currency of what names none.
    pub fn currency(&self) -> Arc<str> {
        self.rates.as_ref().map_or_else(|| Arc::from(self.team.team.currency.as_str()), |rates| Arc::clone(&rates.to))
    }
}

impl Only {
    /// Whether the client is meant, as far as that does not depend on a deal or a day.
    pub(super) fn takes(&self, client: &Client) -> bool {
        let same = |wanted: &Option<String>, own: &Option<String>| wanted.is_none() || wanted == own;
        let part = |wanted: &Option<Part>, own: &Option<String>| {
            wanted.as_ref().is_none_or(|wanted| own.as_deref().is_some_and(|own| wanted.is_in(own)))
        };
        same(&self.class, &client.class)
            && same(&self.source, &client.source)
            && part(&self.region, &client.region)
            && part(&self.industry, &client.industry)
    }
}

/// More clients than this are counted and not named.
const NAMED: usize = 5;

impl Basis {
    /// What is amiss, counted and named, for below the tables.
    pub(super) fn told(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        let unread_files = unread(&self.problems);
        if unread_files > 0 {
            let broken = self.problems.iter().filter(|problem| problem.severity == Severity::Error);
            let files = count(unread_files, "file could not be read", "files could not be read", "个文件无法读取");
            lines.push(line(&files, &places(broken)));
        }
        let partly: Vec<&Problem> =
            self.problems.iter().filter(|problem| problem.severity == Severity::Warning).collect();
        if !partly.is_empty() {
            let mut names = places(partly.into_iter());
            names.dedup();
            let records = count(names.len(), "record", "records", "份档案");
            lines.push(line(&about(&records, &Flaw::UnreadValue.words()), &names));
        }
        for same in self.flaws.chunk_by(|one, other| one.flaw == other.flaw) {
            let names: Vec<String> = same
                .iter()
                .map(|flawed| match &flawed.deal {
                    Some(deal) => format!("{} / {deal}", flawed.client),
                    None => flawed.client.clone(),
                })
                .collect();
            let records = count(same.len(), "record", "records", "处");
            lines.push(line(&about(&records, &same[0].flaw.words()), &names));
        }
        lines
    }
}

fn about(records: &Text, words: &Text) -> Text {
    records.then(&Text::fixed(": ", "：")).then(words)
}

fn places<'a>(problems: impl Iterator<Item = &'a Problem>) -> Vec<String> {
    let path = |place: &Place| place.path.display().to_string();
    problems.filter_map(|problem| problem.error.place.as_ref().map(path)).collect()
}

/// What, and whose; of many, the first.
fn line(what: &Text, names: &[String]) -> Line {
    let more = names.len().saturating_sub(NAMED);
    let shown = list_of(&names[..names.len() - more]);
    let shown = if more > 0 { shown.then(&text!(" and {more} more", " 等（另有 {more} 个）")) } else { shown };
    Line::new().warn(what).plain(Text::fixed(": ", "：")).plain(shown)
}
