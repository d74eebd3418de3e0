//! What the forecast said some time ago, from the history in the records and from the files as git has them, against what came.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use chrono::{Datelike, Days, NaiveDate};

use super::Tally;
use super::definitions::DEFINITIONS;
use crate::document::{Cell, Column, Row, Table};
use crate::error::Result;
use crate::lang::Text;
use crate::record::{Client, StageKind};
use crate::report::question::Snapshot;
use crate::report::result::{Open, Won};
use crate::report::{Course, Definition, Flaws, Question, Section, Subject, Sum};
use crate::store::{ClientFile, Files};

/// So many days ago.
const AGO: [u64; 3] = [30, 60, 90];

/// The days on which a forecast is looked at, the latest first.
pub struct Past {
    days: Vec<NaiveDate>,
    today: NaiveDate,
    /// Whether there may be files of those days.
    pub files: bool,
}

/// A deal that was expected, on the day of that position.
pub struct Said {
    day: usize,
    course: Arc<Course>,
    outcome: Outcome,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Won,
    Lost,
    Late,
}

/// What the files said.
pub(super) struct FromFiles {
    said: Vec<Said>,
    /// The days of which git knows.
    known: std::ops::Range<usize>,
    /// The earliest close date that was named for an open deal in a file that has changed since.
    pub earliest: HashMap<(Arc<str>, String), NaiveDate>,
}

impl Outcome {
    const fn of(course: &Course) -> Self {
        match course.kind {
            StageKind::Open => Self::Late,
            StageKind::Won | StageKind::Aftercare => Self::Won,
            StageKind::Lost => Self::Lost,
        }
    }
}

impl Past {
    pub fn of(question: &Question<'_>) -> Self {
        let today = question.clock.today();
        let days = AGO.iter().filter_map(|days| today.checked_sub_days(Days::new(*days))).collect();
        Self { days, today, files: question.history.is_some() }
    }

    /// Whether a day lies between the day of a position and today.
    fn is_after(&self, at: usize, day: NaiveDate) -> bool {
        self.days[at] < day && day <= self.today
    }

    /// What was expected of a client.
    pub(super) fn said(&self, subject: &Subject<'_>, flaws: &mut Flaws) -> Vec<Said> {
        let mut said = Vec::new();
        for course in subject.all_courses(flaws) {
            for (at, day) in self.days.iter().enumerate() {
                let expected = course.expected_close.is_some_and(|close| self.is_after(at, close));
                if expected && let Some(then) = then(subject, course, *day) {
                    said.push(Said { day: at, course: Arc::new(then), outcome: Outcome::of(course) });
                }
            }
        }
        said
    }

    /// Does something, and meanwhile has git tell what the files were, as far back as it knows them.
    pub fn while_git_looks<T>(&self, question: &Question<'_>, doing: impl FnOnce() -> T) -> (T, Vec<Snapshot>) {
        let Some(history) = &question.history else { return (doing(), Vec::new()) };
        std::thread::scope(|scope| {
            let looking = scope.spawn(|| self.days.iter().map_while(|day| history.at(*day)).collect());
            let done = doing();
            (done, looking.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
        })
    }

    /// What the files said on the days of which git knows them; `now` is how all deals stand.
    pub(super) fn files_then(
        &self,
        question: &Question<'_>,
        snapshots: Vec<Snapshot>,
        open: &[Open],
        now: &[Arc<Course>],
    ) -> FromFiles {
        let mut files = FromFiles { said: Vec::new(), known: 0..snapshots.len(), earliest: HashMap::new() };
        if snapshots.is_empty() {
            return files;
        }
        let now: HashMap<(&str, &str), Outcome> =
            now.iter().map(|course| ((&*course.client, course.deal.as_str()), Outcome::of(course))).collect();
        for (at, snapshot) in snapshots.into_iter().enumerate() {
            let changed: HashSet<String> =
                snapshot.changed.keys().map(|path| ClientFile { path: path.clone() }.id().to_string()).collect();
            let unchanged = open.iter().map(|open| &open.course).filter(|course| !changed.contains(&*course.client));
            let then = changed_then(question, snapshot);
            for course in &then {
                let Some(close) = course.expected_close else { continue };
                let key = (Arc::clone(&course.client), course.deal.clone());
                files.earliest.entry(key).and_modify(|day| *day = close.min(*day)).or_insert(close);
            }
            let all = unchanged.chain(&then);
            for course in all.filter(|course| course.expected_close.is_some_and(|close| self.is_after(at, close))) {
                let outcome = now.get(&(&*course.client, course.deal.as_str())).copied().unwrap_or(Outcome::Lost);
                files.said.push(Said { day: at, course: Arc::clone(course), outcome });
            }
        }
        files
    }

    pub(super) fn section(
        &self,
        question: &Question<'_>,
        won: &[Won],
        said: &[Said],
        files: &FromFiles,
    ) -> Result<Section> {
        let title = |key| Definition::title(DEFINITIONS, key);
        let number = |key| Definition::number(DEFINITIONS, key);
        let amount = |key| Definition::amount(DEFINITIONS, key);
        let columns = vec![
            Column::new("said", title("said")).in_year(self.today.year()),
            Column::new("from", title("from")),
            number("deals"),
            amount("commit").optional(),
            amount("weighted"),
            amount("best").optional(),
            amount("came"),
            number("won"),
            number("lost").optional(),
            number("late"),
            number("unforeseen"),
        ];
        let mut table = Table::new(columns, Text::default());
        table.title =
            Some(Text::fixed("Back-test: what was said, and what came by today", "回测：当时的预测与至今的实际"));
        for at in 0..self.days.len() {
            self.rows(question, at, (RECORDS, said), won, &mut table.rows)?;
            if files.known.contains(&at) {
                self.rows(question, at, (GIT, &files.said), won, &mut table.rows)?;
            }
        }
        let mut section = Section::new("backtest", table);
        if files.known.is_empty() {
            section = section.note(crate::document::Line::new().dim(Text::fixed(
                "From the records alone: there is no git history of 30 days, so values and close dates are taken as they are now.",
                "只依据档案：没有满 30 天的 git 历史，金额和预计日期按现在的。",
            )));
        }
        Ok(section)
    }

    /// The rows of one day from one source, one for each currency.
    fn rows(
        &self,
        question: &Question<'_>,
        at: usize,
        (source, said): (&(&'static str, Text), &[Said]),
        won: &[Won],
        rows: &mut Vec<Row>,
    ) -> Result<()> {
        let mut tests: BTreeMap<Arc<str>, Test> = BTreeMap::new();
        tests.insert(question.currency(), Test::default());
        let mut expected = HashSet::new();
        for said in said.iter().filter(|said| said.day == at) {
            let course = &said.course;
            expected.insert((&*course.client, course.deal.as_str()));
            let test = tests.entry(course.counted_in(question)).or_default();
            test.tally.add_open(course, course.worth(question)?.as_ref());
            match said.outcome {
                Outcome::Won => test.won += 1,
                Outcome::Lost => test.lost += 1,
                Outcome::Late => test.late += 1,
            }
        }
        for won in won.iter().filter(|won| self.is_after(at, won.day)) {
            let test = tests.entry(won.course.counted_in(question)).or_default();
            if let Some(sum) = won.course.worth(question)? {
                test.came = test.came.saturating_add(sum.amount);
            }
            test.unforeseen += usize::from(!expected.contains(&(&*won.course.client, won.course.deal.as_str())));
        }
        rows.extend(tests.iter().map(|(currency, test)| test.row(self.days[at], source, currency)));
        Ok(())
    }
}

const RECORDS: &(&str, Text) = &("records", Text::fixed("records", "档案"));
const GIT: &(&str, Text) = &("git", Text::fixed("git", "git"));

/// What was said and what came, in one currency.
#[derive(Default)]
struct Test {
    tally: Tally,
    came: rust_decimal::Decimal,
    won: usize,
    lost: usize,
    late: usize,
    unforeseen: usize,
}

impl Test {
    fn row(&self, day: NaiveDate, (code, name): &(&'static str, Text), currency: &Arc<str>) -> Row {
        let money = |amount| Sum { amount, currency: Arc::clone(currency) }.cell();
        Row::new(vec![
            Cell::Day(day),
            Cell::label(*code, name.clone()),
            Cell::count(self.tally.open),
            money(self.tally.commit),
            money(self.tally.weighted),
            money(self.tally.best),
            money(self.came),
            Cell::count(self.won),
            Cell::count(self.lost),
            Cell::count(self.late),
            Cell::count(self.unforeseen),
        ])
    }
}

/// The deal as it was at the end of a day, when it was open then and somebody's who is asked for; as
/// [`Client::as_of`] tells it.
fn then(subject: &Subject<'_>, course: &Course, day: NaiveDate) -> Option<Course> {
    let (client, stages) = (subject.client, &subject.question.team.stages);
    let deal = client.deals.get(course.at)?;
    if client.first_contact.is_some_and(|first| first.0 > day) {
        return None;
    }
    let stay = course.stays.iter().take_while(|stay| stay.from <= day).last()?;
    let stage = &stages.0[stay.stage];
    let owner = owner_at_the_end_of(client, day);
    if stage.kind != StageKind::Open || !subject.question.takes_owner(owner) {
        return None;
    }
    Some(Course {
        kind: StageKind::Open,
        stage: Some(stay.stage),
        closed: None,
        owner: owner.map(str::to_string),
        probability: deal.probability.map(|own| own.0).or_else(|| stage.probability.map(Into::into)),
        ..course.clone()
    })
}

fn owner_at_the_end_of(client: &Client, day: NaiveDate) -> Option<&str> {
    let period = client.owners.iter().find(|period| period.until.is_some_and(|until| until.0 > day));
    period.map_or(client.owner.as_deref(), |period| period.owner.as_deref())
}

/// The deals that were open in the files that have changed since.
fn changed_then(question: &Question<'_>, snapshot: Snapshot) -> Vec<Arc<Course>> {
    let there: BTreeMap<_, _> = snapshot.changed.into_iter().filter_map(|(path, bytes)| Some((path, bytes?))).collect();
    let files = there.keys().map(|path| ClientFile { path: path.clone() }).collect();
    let store = question.store.clone().reading(there);
    let scan = store.scan(Files { files, problems: Vec::new() }, |file, client| {
        question.only.takes(&client).then(|| {
            let subject = Subject::new(file, &client, question);
            // What is amiss in files that are no longer so concerns nobody.
            let mut flaws = Flaws::of(file.id());
            subject.courses(&mut flaws).filter(|course| course.is_open()).collect::<Vec<_>>()
        })
    });
    scan.found.into_iter().flatten().collect()
}
