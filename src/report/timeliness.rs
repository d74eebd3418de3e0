//! How soon things are written down, done and answered.

mod definitions;

use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};

use self::definitions::DEFINITIONS;
use super::{
    By, Definition, Figures, Flaw, Flaws, Gathered, Question, Report, Section, Spread, Subject, share, tenths,
};
use crate::document::{Bar, Cell, Chart, Column, Plot, Row, Scale, Table, Tone};
use crate::error::Result;
use crate::lang::Text;
use crate::record::{Action, LogEntry};

/// The report.
pub const REPORT: Report = Report {
    name: "timeliness",
    title: Text::fixed("Timeliness", "及时性"),
    about: Text::fixed(
        "How soon contacts are written down, actions done and new leads answered, by person",
        "沟通多久记下、行动是否按时、新线索多久回应，按人员",
    ),
    by: &[],
    definitions: DEFINITIONS,
    make,
};

/// The delays that are told apart, in hours up to which they go.
static DELAYS: [(i64, &str, Text); 6] = [
    (1, "1h", Text::fixed("within 1 hour", "1 小时内")),
    (4, "4h", Text::fixed("1 to 4 hours", "1–4 小时")),
    (24, "24h", Text::fixed("4 to 24 hours", "4–24 小时")),
    (48, "48h", Text::fixed("1 to 2 days", "1–2 天")),
    (7 * 24, "7d", Text::fixed("2 to 7 days", "2–7 天")),
    (i64::MAX, "later", Text::fixed("over a week", "超过一周")),
];

/// The delay that the trade's rule allows.
pub(super) const RULE: TimeDelta = TimeDelta::hours(24);

/// A contact: who made it, and the minutes until it was written down, where that is known.
pub(super) type Written<P = Option<String>> = (P, Option<i64>);

/// An action that was due: who was to do it, what became of it, how often it was postponed.
pub(super) type Due<P = Option<String>> = (P, Kept, usize);

/// What became of an action that was due.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kept {
    OnTime,
    Late,
    Open,
}

/// What one client adds.
#[derive(Default)]
struct Found {
    written: Vec<Written>,
    due: Vec<Due>,
    lead: Option<Lead>,
}

/// A client who came.
struct Lead {
    owner: Option<String>,
    /// The days until the first entry, and whether that was by the next working day.
    answer: Option<(i64, bool)>,
}

fn make(question: &Question<'_>) -> Result<Figures> {
    let Gathered { found, basis } = question.each(|subject, flaws| {
        let name = |id: Option<&str>| id.map(str::to_string);
        let written = written(subject, flaws).map(|(by, minutes)| (name(by), minutes)).collect();
        let due = due(subject).map(|(owner, kept, moved)| (name(owner), kept, moved)).collect();
        let found = Found { written, due, lead: lead(subject) };
        (!found.written.is_empty() || !found.due.is_empty() || found.lead.is_some()).then_some(found)
    });
    let sections = vec![records(question, &found), delays(&found), actions(question, &found), leads(question, &found)];
    Ok(Figures { sections, basis })
}

pub(super) fn written<'a>(subject: &Subject<'a>, flaws: &mut Flaws) -> impl Iterator<Item = Written<Option<&'a str>>> {
    let question = subject.question;
    let entries = subject.client.log.iter().filter(|entry| question.takes_owner(entry.by.as_deref()));
    entries.filter_map(|entry| {
        if entry.at.is_none() {
            flaws.add(Flaw::UndatedContact, entry.deal.as_deref());
        }
        let day = entry.at?.shown(&question.clock).0;
        let come = day <= question.clock.today();
        if !come {
            flaws.add(Flaw::NotYet, entry.deal.as_deref());
        }
        (come && question.counts(Some(day))).then(|| (entry.by.as_deref(), delay(entry, question)))
    })
}

/// The minutes from a contact to its record, as `late-record` counts them; none below nothing.
fn delay(entry: &LogEntry, question: &Question<'_>) -> Option<i64> {
    let clock = &question.clock;
    let took = clock.between(entry.at?.end(clock), entry.recorded?.start(clock));
    // A minute that has begun counts, so that a second over the rule is over it.
    Some(((took.num_seconds() + 59).div_euclid(60)).max(0))
}

pub(super) fn due<'a>(subject: &Subject<'a>) -> impl Iterator<Item = Due<Option<&'a str>>> {
    let question = subject.question;
    let kept = |action: &Action| {
        let deadline = action.deadline(&question.clock)?;
        if !question.counts(Some(deadline.date())) || deadline >= question.clock.now() || action.cancelled.is_some() {
            return None;
        }
        Some(match action.done {
            Some(done) if done.start(&question.clock) <= deadline => Kept::OnTime,
            Some(_) => Kept::Late,
            None => Kept::Open,
        })
    };
    let actions = subject.client.actions.iter().filter(|action| question.takes_owner(action.owner.as_deref()));
    actions.filter_map(move |action| Some((action.owner.as_deref(), kept(action)?, action.postponed.len())))
}

fn lead(subject: &Subject<'_>) -> Option<Lead> {
    let question = subject.question;
    let came = subject.client.first_contact.map(|day| day.0).filter(|day| question.counts(Some(*day)))?;
    let owner = subject.client.owner_on(came).filter(|owner| question.takes_owner(Some(owner)));
    if owner.is_none() && question.only.owner.is_some() {
        return None;
    }
    let days = subject.client.log.iter().filter_map(|entry| Some(entry.at?.shown(&question.clock).0));
    let first: Option<NaiveDate> = days.filter(|day| *day >= came).min();
    let soon = |day: NaiveDate| question.calendar.add_working_days(came, 1).is_some_and(|next| day <= next);
    Some(Lead { owner: owner.map(str::to_string), answer: first.map(|day| ((day - came).num_days(), soon(day))) })
}

/// Rows by person, those with most first; nobody stands last.
fn by_person<G: Default>(
    items: impl Iterator<Item = (Option<String>, impl FnOnce(&mut G))>,
    weight: impl Fn(&G) -> usize,
) -> Vec<(Option<String>, G)> {
    let mut groups: BTreeMap<Option<String>, G> = BTreeMap::new();
    for (person, add) in items {
        add(groups.entry(person).or_default());
    }
    let mut groups: Vec<(Option<String>, G)> = groups.into_iter().collect();
    groups.sort_by_key(|(person, group)| (person.is_none(), std::cmp::Reverse(weight(group))));
    groups
}

fn person(question: &Question<'_>, id: Option<&str>) -> Cell {
    match id {
        Some(id) => question.person(Some(id)),
        None => Cell::label("", Text::fixed("(none)", "（无）")).toned(Tone::Dim),
    }
}

fn total() -> Cell {
    Cell::label("total", Text::fixed("Total", "合计"))
}

fn number(key: &'static str) -> Column {
    Definition::number(DEFINITIONS, key)
}

/// So many of so many, in percent.
fn percent(part: usize, whole: usize) -> Cell {
    share(part.into(), whole.into())
}

/// How soon contacts were written down.
#[derive(Default)]
struct Records {
    contacts: usize,
    minutes: Vec<i64>,
}

impl Records {
    fn add(&mut self, minutes: Option<i64>) {
        self.contacts += 1;
        self.minutes.extend(minutes);
    }

    fn row(&self, name: Cell) -> Row {
        let known = self.minutes.len();
        let in_time = self.minutes.iter().filter(|minutes| **minutes <= RULE.num_minutes()).count();
        let spread: Spread = self.minutes.iter().copied().collect();
        let hours = |percent| tenths(spread.quantile(percent).map(|minutes| minutes / rust_decimal::Decimal::from(60)));
        Row::new(vec![
            name,
            Cell::count(self.contacts),
            Cell::count(known),
            Cell::count(in_time),
            percent(in_time, known),
            hours(50),
            hours(90),
        ])
    }
}

fn records(question: &Question<'_>, found: &[Found]) -> Section {
    let each = found.iter().flat_map(|of| &of.written);
    let items = each.map(|(by, minutes)| (by.clone(), |group: &mut Records| group.add(*minutes)));
    let groups = by_person(items, |group| group.contacts);
    let columns = vec![
        Column::new("person", By::Person.title()).grow(),
        number("contacts"),
        number("known"),
        number("within_24h"),
        number("share").bar(Scale::Percent),
        number("median"),
        number("p90"),
    ];
    let mut table = Table::new(columns, Text::fixed("No contacts in this time.", "此期间没有沟通记录。"));
    table.title = Some(Text::fixed("From the contact to the record", "从沟通到记录"));
    let mut all = Records::default();
    let mut bars = Vec::new();
    for (id, group) in &groups {
        let row = group.row(person(question, id.as_deref()));
        bars.push(Bar::new(row.cells[0].words(), row.cells[4].clone()));
        table.rows.push(row);
        all.contacts += group.contacts;
        all.minutes.extend(&group.minutes);
    }
    let title = Text::fixed("Written down within 24 hours", "24 小时内记下的占比");
    let mut section = Section::new("records", table).chart(Chart::new(title, Plot::Progress(bars)).of_column("share"));
    section.totals.push(all.row(total()).toned(Tone::Strong));
    section
}

fn delays(found: &[Found]) -> Section {
    let mut counts = vec![0; DELAYS.len()];
    let mut unknown = 0;
    for (_, minutes) in found.iter().flat_map(|of| &of.written) {
        match minutes {
            Some(minutes) => {
                let at = DELAYS.iter().position(|(hours, ..)| *minutes <= hours.saturating_mul(60));
                counts[at.unwrap_or(DELAYS.len() - 1)] += 1;
            }
            None => unknown += 1,
        }
    }
    let all = counts.iter().sum::<usize>() + unknown;
    let columns = vec![
        Column::new("delay", Definition::title(DEFINITIONS, "delay")),
        number("contacts"),
        number("share").bar(Scale::Percent),
    ];
    let mut table = Table::new(columns, Text::fixed("No contacts in this time.", "此期间没有沟通记录。"));
    table.title = Some(Text::fixed("How the delays are spread", "间隔的分布"));
    let row = |name: Cell, count: usize| Row::new(vec![name, Cell::count(count), percent(count, all)]);
    if all > 0 {
        let known = DELAYS.iter().zip(counts);
        table.rows = known.map(|((_, code, words), count)| row(Cell::label(*code, words.clone()), count)).collect();
        let words = Text::fixed("not known", "不清楚");
        table.rows.push(row(Cell::label("unknown", words).toned(Tone::Dim), unknown));
    }
    let mut section = Section::new("delays", table);
    section.totals.push(row(total(), all).toned(Tone::Strong));
    section
}

/// What became of what was due.
#[derive(Default)]
struct Dues {
    on_time: usize,
    late: usize,
    open: usize,
    postponed: usize,
}

impl Dues {
    const fn due(&self) -> usize {
        self.on_time + self.late + self.open
    }

    fn add(&mut self, kept: Kept, postponed: usize) {
        match kept {
            Kept::OnTime => self.on_time += 1,
            Kept::Late => self.late += 1,
            Kept::Open => self.open += 1,
        }
        self.postponed += postponed;
    }

    fn row(&self, name: Cell) -> Row {
        let bad = |count: usize| if count > 0 { Cell::count(count).toned(Tone::Bad) } else { Cell::count(count) };
        Row::new(vec![
            name,
            Cell::count(self.due()),
            Cell::count(self.on_time),
            percent(self.on_time, self.due()),
            Cell::count(self.late),
            bad(self.open),
            Cell::count(self.postponed),
        ])
    }
}

fn actions(question: &Question<'_>, found: &[Found]) -> Section {
    let each = found.iter().flat_map(|of| &of.due);
    let items = each.map(|(owner, kept, moved)| (owner.clone(), |group: &mut Dues| group.add(*kept, *moved)));
    let groups = by_person(items, Dues::due);
    let columns = vec![
        Column::new("person", By::Person.title()).grow(),
        number("due"),
        number("on_time"),
        number("on_time_share").bar(Scale::Percent),
        number("late"),
        number("open"),
        number("postponed"),
    ];
    let mut table = Table::new(columns, Text::fixed("No action was due in this time.", "此期间没有到期的行动。"));
    table.title = Some(Text::fixed("Actions that were due", "到期的行动"));
    let mut all = Dues::default();
    for (id, group) in &groups {
        table.rows.push(group.row(person(question, id.as_deref())));
        all.on_time += group.on_time;
        all.late += group.late;
        all.open += group.open;
        all.postponed += group.postponed;
    }
    let mut section = Section::new("actions", table);
    section.totals.push(all.row(total()).toned(Tone::Strong));
    section
}

/// How soon new leads were answered.
#[derive(Default)]
struct Leads {
    days: Vec<i64>,
    soon: usize,
    waiting: usize,
}

impl Leads {
    const fn leads(&self) -> usize {
        self.days.len() + self.waiting
    }

    fn add(&mut self, answer: Option<(i64, bool)>) {
        match answer {
            Some((days, soon)) => {
                self.days.push(days);
                self.soon += usize::from(soon);
            }
            None => self.waiting += 1,
        }
    }

    fn row(&self, name: Cell) -> Row {
        let spread: Spread = self.days.iter().copied().collect();
        let waiting = Cell::count(self.waiting);
        Row::new(vec![
            name,
            Cell::count(self.leads()),
            Cell::count(self.days.len()),
            Cell::count(self.soon),
            tenths(spread.median()),
            if self.waiting > 0 { waiting.toned(Tone::Warn) } else { waiting },
        ])
    }
}

fn leads(question: &Question<'_>, found: &[Found]) -> Section {
    let each = found.iter().filter_map(|of| of.lead.as_ref());
    let items = each.map(|lead| (lead.owner.clone(), |group: &mut Leads| group.add(lead.answer)));
    let groups = by_person(items, Leads::leads);
    let columns = vec![
        Column::new("owner", By::Owner.title()).grow(),
        number("leads"),
        number("answered"),
        number("next_day"),
        number("days"),
        number("waiting"),
    ];
    let mut table = Table::new(columns, Text::fixed("No client came in this time.", "此期间没有新线索。"));
    table.title = Some(Text::fixed("The first answer to new leads", "新线索的首次回应"));
    let mut all = Leads::default();
    for (id, group) in &groups {
        table.rows.push(group.row(person(question, id.as_deref())));
        all.days.extend(&group.days);
        all.soon += group.soon;
        all.waiting += group.waiting;
    }
    let mut section = Section::new("leads", table);
    section.totals.push(all.row(total()).toned(Tone::Strong));
    section
}
