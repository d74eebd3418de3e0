//! What was done: contacts by person, method and week, clients seen for the first time and again, deals nobody talks about.

mod definitions;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use self::definitions::DEFINITIONS;
use super::{By, Course, Definition, Figures, Flaw, Flaws, Gathered, Question, Report, Section, Subject};
use crate::clock::{self, Length};
use crate::document::{Bar, Cell, Chart, Column, Line, Plot, Row, Scale, Series, Table, Tone, Trend};
use crate::error::Result;
use crate::lang::Text;
use crate::record::{Deal, LogEntry};
use crate::text;

/// The report.
pub const REPORT: Report = Report {
    name: "activity",
    title: Text::fixed("Activity", "跟进活动"),
    about: Text::fixed(
        "Contacts by person, method and week, new and returning clients per day, deals without contact",
        "沟通次数（按人员、方式、周），每天的新老客户，没有联系的商机",
    ),
    by: &[By::Person, By::Method, By::Week],
    definitions: DEFINITIONS,
    make,
};

/// The weeks before this one that count when nothing else is said.
const WEEKS_BEFORE: u64 = 3;

/// In a longer time, days without contact are not listed.
const EVERY_DAY: i64 = 62;

/// How long a deal may go without contact where its stage does not say.
const USUAL: Length = Length::of_days(14);

/// The words that contacts have in common, so that each is held once.
type Words<'a> = HashMap<&'a str, Arc<str>>;

/// A contact that counts.
struct Contact {
    day: NaiveDate,
    by: Option<Arc<str>>,
    method: Option<Arc<str>>,
}

/// What one client adds.
struct Found {
    contacts: Vec<Contact>,
    first: Option<NaiveDate>,
    silent: Vec<Silent>,
}

/// An open deal that nobody has talked about for too long.
struct Silent {
    name: String,
    course: Arc<Course>,
    last: Option<NaiveDate>,
    days: i64,
    allowed: Length,
}

/// The days that count.
#[derive(Clone, Copy)]
struct Time {
    from: NaiveDate,
    to: NaiveDate,
}

#[derive(Default)]
struct Group {
    contacts: usize,
    clients: BTreeSet<usize>,
    new: BTreeSet<usize>,
    /// The contacts of each week up to the last one that has any.
    weeks: Vec<usize>,
}

fn make(question: &Question<'_>) -> Result<Figures> {
    let time = time(question);
    let known = known(question);
    let Gathered { found, basis } = question.each(|subject, flaws| {
        let contacts = contacts(subject, time, &known, flaws);
        let silent = silent(subject, flaws);
        let keep = !contacts.is_empty() || !silent.is_empty();
        keep.then(|| Found { contacts, first: first(subject), silent })
    });
    let sections = match question.by {
        Some(by) => vec![grouped(question, &found, by, time)],
        None => vec![
            grouped(question, &found, By::Person, time),
            grouped(question, &found, By::Method, time),
            grouped(question, &found, By::Week, time),
            days(question, &found, time),
            silents(question, found),
        ],
    };
    Ok(Figures { sections, basis })
}

fn time(question: &Question<'_>) -> Time {
    let today = question.clock.today();
    let to = question.to.map_or(today, |to| to.min(today));
    let weeks = |day: NaiveDate| monday(day).checked_sub_days(Days::new(7 * WEEKS_BEFORE)).unwrap_or(day);
    Time { from: question.from.unwrap_or_else(|| weeks(to)), to }
}

/// The first day of the week that a day is in.
fn monday(day: NaiveDate) -> NaiveDate {
    day.week(Weekday::Mon).checked_first_day().unwrap_or(day)
}

fn known<'a>(question: &Question<'a>) -> Words<'a> {
    let people = question.team.people.iter().map(|person| person.id.as_str());
    let methods = question.team.vocabulary.methods.iter().map(|method| method.name.as_str());
    people.chain(methods).map(|word| (word, Arc::from(word))).collect()
}

fn shared(words: &Words<'_>, said: &str) -> Arc<str> {
    words.get(said).map_or_else(|| Arc::from(said), Arc::clone)
}

fn contacts(subject: &Subject<'_>, time: Time, known: &Words<'_>, flaws: &mut Flaws) -> Vec<Contact> {
    let question = subject.question;
    let mut contacts = Vec::new();
    for entry in subject.client.log.iter().filter(|entry| is_meant(subject, entry)) {
        let Some(at) = entry.at else {
            flaws.add(Flaw::UndatedContact, entry.deal.as_deref());
            continue;
        };
        let day = at.shown(&question.clock).0;
        if day > question.clock.today() {
            flaws.add(Flaw::NotYet, entry.deal.as_deref());
        }
        if day < time.from || day > time.to {
            continue;
        }
        if entry.by.as_deref().is_some_and(|by| !known.contains_key(by)) {
            flaws.add(Flaw::UnknownPerson, entry.deal.as_deref());
        }
        let word = |said: &Option<String>| said.as_deref().map(|said| shared(known, said));
        contacts.push(Contact { day, by: word(&entry.by), method: word(&entry.method) });
    }
    contacts
}

/// Whether an entry is of the person and about the product that are asked for.
fn is_meant(subject: &Subject<'_>, entry: &LogEntry) -> bool {
    let about = |deal: &Deal| entry.deal.as_deref().is_none_or(|name| name == deal.name) && subject.sells(deal);
    subject.question.takes_owner(entry.by.as_deref())
        && (subject.question.only.product.is_none() || subject.client.deals.iter().any(about))
}

/// The first day of which the record knows.
fn first(subject: &Subject<'_>) -> Option<NaiveDate> {
    let logged = subject.client.log.iter().filter_map(|entry| Some(entry.at?.shown(&subject.question.clock).0));
    logged.chain(subject.client.first_contact.map(|day| day.0)).min()
}

fn silent(subject: &Subject<'_>, flaws: &mut Flaws) -> Vec<Silent> {
    let question = subject.question;
    let today = question.clock.today();
    let late = |course: Arc<Course>| {
        let about = |entry: &&LogEntry| entry.deal.as_deref().is_none_or(|name| name == course.deal);
        let log = subject.client.log.iter().filter(about);
        let last = log.filter_map(|entry| Some(entry.at?.shown(&question.clock).0)).filter(|day| *day <= today).max();
        let stage = course.stage.map(|at| &question.team.stages.0[at]);
        let allowed = stage.and_then(|stage| stage.contact_every).unwrap_or(USUAL);
        let days = (today - last.or_else(|| course.began())?).num_days();
        let name = subject.client.client.clone();
        (days > allowed.days()).then_some(Silent { name, course, last, days, allowed })
    };
    subject.courses(flaws).filter(|course| course.is_open()).filter_map(late).collect()
}

impl Group {
    fn add(&mut self, client: usize, week: usize, new: bool) {
        self.contacts += 1;
        if self.weeks.len() <= week {
            self.weeks.resize(week + 1, 0);
        }
        self.weeks[week] += 1;
        self.clients.insert(client);
        if new {
            self.new.insert(client);
        }
    }

    fn row(&self, name: Cell) -> Row {
        let count = |clients: &BTreeSet<usize>| Cell::count(clients.len());
        Row::new(vec![name, Cell::count(self.contacts), count(&self.clients), count(&self.new)])
    }
}

/// What a contact is counted under; nothing stands last.
type Key = (bool, String);

fn grouped(question: &Question<'_>, found: &[Found], by: By, time: Time) -> Section {
    let mut groups: BTreeMap<Key, Group> = BTreeMap::new();
    let mut methods: BTreeMap<Key, BTreeMap<Key, usize>> = BTreeMap::new();
    let mut all = Group::default();
    let start = monday(time.from);
    if by == By::Week {
        let weeks = start.iter_weeks().take_while(|day| *day <= time.to);
        groups.extend(weeks.map(|day| ((false, week(day)), Group::default())));
    }
    let named = |word: &Option<Arc<str>>| (word.is_none(), word.as_deref().unwrap_or_default().to_string());
    for (client, of) in found.iter().enumerate() {
        for contact in &of.contacts {
            let new = of.first == Some(contact.day);
            let key = match by {
                By::Method => named(&contact.method),
                By::Week => (false, week(contact.day)),
                _ => named(&contact.by),
            };
            *methods.entry(key.clone()).or_default().entry(named(&contact.method)).or_default() += 1;
            let week = usize::try_from((contact.day - start).num_days() / 7).unwrap_or_default();
            groups.entry(key).or_default().add(client, week, new);
            all.add(client, week, new);
        }
    }
    let mut rows: Vec<(Key, Group)> = groups.into_iter().collect();
    if by != By::Week {
        rows.sort_by_key(|((none, _), group)| (*none, std::cmp::Reverse(group.contacts)));
    }
    let number = |key| Definition::number(DEFINITIONS, key);
    let columns = vec![
        Column::new(by.code(), by.title()).grow(),
        number("contacts").bar(Scale::Largest),
        number("clients"),
        number("new"),
    ];
    let mut table = Table::new(columns, Text::fixed("No contacts in this time.", "此期间没有沟通记录。"));
    let title = by.title();
    table.title =
        Some(Text::new(format!("Contacts by {}", title.en.to_lowercase()), format!("沟通次数（按{}）", title.zh)));
    let name = |(none, word): &Key| match by {
        _ if *none => Cell::label("", NONE).toned(Tone::Dim),
        By::Person => question.person(Some(word)),
        _ => Cell::text(word.clone()),
    };
    table.rows = rows.iter().filter(|_| all.contacts > 0).map(|(key, group)| group.row(name(key))).collect();
    if by != By::Week && all.contacts > 0 {
        // The last week counts though nothing may have been said in it yet.
        let long = usize::try_from((time.to - start).num_days() / 7 + 1).unwrap_or_default();
        let weeks = |group: &Group| group.weeks.iter().copied().chain(std::iter::repeat(0)).take(long).collect();
        let rows = rows.iter().map(|(_, group)| weeks(group)).collect();
        table.trend = Some(Box::new(Trend { title: Text::fixed("By week", "每周"), rows }));
    }
    let chart = match by {
        By::Person => stacked(&rows, &methods, name),
        _ => Plot::Bars(
            rows.iter().map(|(key, group)| Bar::new(name(key).words(), Cell::count(group.contacts))).collect(),
        ),
    };
    let (from, to) = (time.from, time.to);
    let mut section = Section::new(by.code(), table);
    // Said once, of the first table.
    if by == question.by.unwrap_or(By::Person) {
        section = section.note(Line::new().dim(text!("contacts from {from} to {to}", "{from} 至 {to} 的沟通")));
    }
    section.totals.push(all.row(Cell::label("total", Text::fixed("Total", "合计"))).toned(Tone::Strong));
    if rows.len() > 1 && all.contacts > 0 {
        let chart = Chart::new(Definition::title(DEFINITIONS, "contacts"), chart);
        section = section.chart(if by == By::Person { chart } else { chart.of_column("contacts") });
    }
    section
}

const NONE: Text = Text::fixed("(none)", "（无）");

/// For each person so many contacts by each method.
fn stacked(rows: &[(Key, Group)], methods: &BTreeMap<Key, BTreeMap<Key, usize>>, name: impl Fn(&Key) -> Cell) -> Plot {
    let used: BTreeSet<&Key> = methods.values().flat_map(BTreeMap::keys).collect();
    let series = used.iter().map(|(none, method)| if *none { NONE } else { Text::same(method.clone()) });
    let bars = rows.iter().map(|(key, _)| {
        let of = |method: &&Key| Cell::count(methods.get(key).and_then(|of| of.get(method)).copied().unwrap_or(0));
        (name(key).words(), used.iter().map(of).collect())
    });
    Plot::Stacked(series.map(Series::from).collect(), bars.collect())
}

/// The week of ISO 8601, which belongs to the year of its Thursday: `2026-W26`.
fn week(day: NaiveDate) -> String {
    let week = day.iso_week();
    format!("{:04}-W{:02}", week.year(), week.week())
}

/// New and returning clients per day.
fn days(question: &Question<'_>, found: &[Found], time: Time) -> Section {
    let mut days: BTreeMap<NaiveDate, [usize; 3]> = BTreeMap::new();
    if (time.to - time.from).num_days() < EVERY_DAY {
        let working = time.from.iter_days().take_while(|day| *day <= time.to);
        days.extend(working.filter(|day| question.calendar.is_working(*day)).map(|day| (day, [0; 3])));
    }
    for of in found {
        let mut seen = BTreeSet::new();
        for contact in &of.contacts {
            let counts = days.entry(contact.day).or_default();
            counts[0] += 1;
            if seen.insert(contact.day) {
                counts[if of.first == Some(contact.day) { 1 } else { 2 }] += 1;
            }
        }
    }
    let number = |key| Definition::number(DEFINITIONS, key);
    let columns = vec![
        Column::new("day", Definition::title(DEFINITIONS, "day")),
        number("contacts").bar(Scale::Largest),
        number("new"),
        number("returning"),
        number("both"),
    ];
    let row = |name: Cell, [contacts, new, returning]: [usize; 3]| {
        Row::new([vec![name], [contacts, new, returning, new + returning].map(Cell::count).to_vec()].concat())
    };
    let mut table = Table::new(columns, Text::fixed("No contacts in this time.", "此期间没有沟通记录。"));
    table.title = Some(Text::fixed("New and returning clients per day", "每天的新老客户"));
    let total = days.values().fold([0; 3], |sum, day| [0, 1, 2].map(|at| sum[at] + day[at]));
    table.rows = days.into_iter().map(|(day, counts)| row(Cell::Day(day), counts)).collect();
    let mut section = Section::new("day", table);
    section.totals.push(row(Cell::label("total", Text::fixed("Total", "合计")), total).toned(Tone::Strong));
    section
}

/// Open deals without contact, those left longest first.
fn silents(question: &Question<'_>, found: Vec<Found>) -> Section {
    let mut silent: Vec<Silent> = found.into_iter().flat_map(|of| of.silent).collect();
    silent.sort_by_key(|deal| std::cmp::Reverse(deal.days));
    let title = |key| Definition::title(DEFINITIONS, key);
    let columns = vec![
        Column::new("client", By::Client.title()).grow(),
        Column::new("deal", title("deal")).grow(),
        Column::new("stage", By::Stage.title()),
        Column::new("owner", By::Owner.title()),
        Column::new("last", title("last")).in_year(question.clock.today().year()),
        Definition::number(DEFINITIONS, "days"),
        Definition::number(DEFINITIONS, "allowed").optional(),
    ];
    let mut table =
        Table::new(columns, Text::fixed("Every open deal was talked about in time.", "进行中的商机都按时联系过。"));
    table.title = Some(Text::fixed("Deals without contact", "没有联系的商机"));
    table.rows = silent
        .into_iter()
        .map(|deal| {
            let stage = deal.course.stage.map_or("", |at| &question.team.stages.0[at].name);
            let cells = vec![
                Cell::label(&*deal.course.client, Text::same(deal.name)),
                Cell::text(deal.course.deal.as_str()),
                Cell::text(stage),
                question.person(deal.course.owner.as_deref()),
                Cell::maybe(deal.last, Cell::Day),
                Cell::Number(deal.days).toned(Tone::Warn),
                Cell::Number(deal.allowed.days()),
            ];
            Row::new(cells).id(&*deal.course.client)
        })
        .collect();
    let today = clock::day(question.clock.today());
    Section::new("silent", table)
        .note(Line::new().dim(Text::fixed("open deals as of ", "进行中的商机，截至 ").then(&today)))
}
