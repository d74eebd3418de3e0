//! One page per person for the one-to-one: deals with their progress and problems, actions, timeliness, joint visits, the
//! likelihood of reaching the target, the trend of errors.

mod chance;
mod definitions;
mod facts;

use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use rayon::prelude::*;
use rust_decimal::Decimal;

use self::chance::chance;
use self::definitions::DEFINITIONS;
use self::facts::{Deed, Dossier, Known, Pace, State};
use super::goals::Goals;
use super::result::{Won, weighted};
use super::{By, Course, Definition, Figures, First, Gathered, Question, Report, Section, Sum, Sums, share};
use crate::clock::{Period, Span};
use crate::document::{Cell, Column, Label, Line, Row, Scale, Table, Tone};
use crate::error::Result;
use crate::lang::Text;
use crate::record::Person;
use crate::text;

/// The report.
pub const REPORT: Report = Report {
    name: "people",
    title: Text::fixed("People", "一对一"),
    about: Text::fixed(
        "A page for each person's one-to-one: deals and problems, actions, timeliness, likelihood of the target",
        "每人一页，用于一对一：商机与问题、行动、及时性、目标达成可能",
    ),
    by: &[],
    definitions: DEFINITIONS,
    make,
};

fn make(question: &Question<'_>) -> Result<Figures> {
    let (goals, problems) = Goals::read(question);
    let known = Known::of(question);
    let Gathered { found, mut basis } = question.gather(|found: &mut Vec<Dossier>, subject, flaws| {
        found.push(Dossier::of(subject, &known, flaws));
    });
    basis.problems.extend(problems);
    let all = All { question, goals, today: question.clock.today() };
    let folders = Folder::all(question, &found);
    let folders: Vec<&Folder<'_>> = folders.iter().filter(|folder| folder.has_page(question)).collect();
    let ((summary, chances), pages) = rayon::join(
        || (all.summary(&folders, &found), all.chances(&folders)),
        || folders.par_iter().map(|folder| all.page(folder)).collect::<Result<Vec<_>>>(),
    );
    let mut sections = vec![summary?, chances?];
    sections.extend(pages?.into_iter().flatten());
    // The process is about to end: freeing what thousands of clients say would take longer than counting it.
    std::mem::forget(found);
    Ok(Figures { sections, basis })
}

/// So many deals, or actions, of each person are shown where all people are.
const LISTED: usize = 20;

/// What there is of one person, in the order of the clients.
struct Folder<'d> {
    person: &'d Person,
    /// The person as a cell.
    cell: Cell,
    open: Vec<&'d Course>,
    won: Vec<&'d Won>,
    states: Vec<(&'d Arc<Label>, &'d State)>,
    actions: Vec<(&'d Arc<Label>, &'d Deed)>,
    visits: Vec<(&'d Arc<Label>, &'d Deed)>,
    pace: Pace,
}

impl<'d> Folder<'d> {
    /// One for each of the team.
    fn all(question: &'d Question<'_>, dossiers: &'d [Vec<Dossier>]) -> Vec<Self> {
        let of = |person: &'d Person| Self {
            person,
            cell: question.person(Some(&person.id)),
            open: Vec::new(),
            won: Vec::new(),
            states: Vec::new(),
            actions: Vec::new(),
            visits: Vec::new(),
            pace: Pace::default(),
        };
        let mut folders: Vec<Self> = question.team.people.iter().map(of).collect();
        for dossier in dossiers.iter().flatten() {
            for state in &dossier.states {
                if let Some(folder) = folder(&mut folders, state.owner) {
                    folder.open.push(&state.course);
                    folder.states.push((&dossier.client, state));
                }
            }
            for (owner, won) in &dossier.won {
                folder(&mut folders, *owner).into_iter().for_each(|folder| folder.won.push(won));
            }
            for deed in &dossier.deeds {
                if let Some(folder) = folder(&mut folders, deed.owner).filter(|_| deed.near) {
                    folder.actions.push((&dossier.client, deed));
                }
                if let Some(folder) = folder(&mut folders, dossier.owner).filter(|_| deed.joint) {
                    folder.visits.push((&dossier.client, deed));
                }
            }
            for (owner, pace) in &dossier.paces {
                folder(&mut folders, Some(*owner)).into_iter().for_each(|folder| folder.pace.add(pace));
            }
        }
        folders
    }

    /// Whether there is anything to talk about: who has left has a page only when asked for.
    fn has_page(&self, question: &Question<'_>) -> bool {
        let id = self.person.id.as_str();
        question.takes_owner(Some(id))
            && (question.only.owner.is_some()
                || (self.person.active && (!self.states.is_empty() || self.pace.open > 0)))
    }
}

fn folder<'f, 'd>(folders: &'f mut [Folder<'d>], at: Option<usize>) -> Option<&'f mut Folder<'d>> {
    folders.get_mut(at?)
}

/// Everything that all pages have in common.
struct All<'q> {
    question: &'q Question<'q>,
    goals: Goals,
    today: NaiveDate,
}

impl All<'_> {
    fn summary(&self, folders: &[&Folder<'_>], dossiers: &[Vec<Dossier>]) -> Result<Section> {
        let number = |key| Definition::number(DEFINITIONS, key);
        let amount = |key| Definition::amount(DEFINITIONS, key);
        let mut columns = vec![
            Column::new("person", By::Person.title()),
            number("open"),
            amount("value").bar(Scale::Largest),
            number("within_24h"),
            number("on_time"),
            number("overdue"),
        ];
        let errors = self.errors(dossiers)?;
        if errors.is_some() {
            columns.extend([number("errors"), number("errors_before")]);
        }
        let mut table =
            Table::new(columns, Text::fixed("Nobody has open deals or actions.", "没有人有进行中的商机或行动。"));
        table.title = Some(Text::fixed("Overview", "总览"));
        let mut others = Sums::default();
        for folder in folders {
            let mut row = self.summary_row(folder, &mut others)?;
            if let Some((now, before)) = errors {
                row.cells.push(Cell::count(now));
                row.cells.push(Cell::maybe(before, Cell::count));
            }
            table.rows.push(row);
        }
        let mut section = Section::new("summary", table);
        section.notes.extend(besides(&others));
        section.notes.extend(self.goals.missing(self.today.year()));
        let why = match errors {
            Some((_, Some(_))) => None,
            Some(_) => Some(Text::fixed(
                "There is no git history of 30 days to tell how many errors there were.",
                "没有满 30 天的 git 历史，无法得知当时的错误数。",
            )),
            None if self.question.past && self.question.only.owner.is_some() => {
                Some(Text::fixed("Errors are counted of today's records only.", "错误数只统计今天的档案。"))
            }
            None => Some(Text::fixed(
                "Errors of the records, now and 30 days ago: `salesrec report people --owner PERSON`.",
                "档案错误数，现在与 30 天前对照：`salesrec report people --owner 成员`。",
            )),
        };
        section.notes.extend(why.map(|why| Line::new().dim(why)));
        Ok(section)
    }

    /// What is worth something in another currency than the sums is added to `others`.
    fn summary_row(&self, folder: &Folder<'_>, others: &mut Sums) -> Result<Row> {
        let (question, pace) = (self.question, &folder.pace);
        let currency = question.currency();
        let mut value = Decimal::ZERO;
        for deal in &folder.open {
            match deal.worth(question)? {
                Some(sum) if sum.currency == currency => value = value.saturating_add(sum.amount),
                other => others.add_if(other.as_ref()),
            }
        }
        let late = Cell::count(pace.overdue);
        Ok(Row::new(vec![
            folder.cell.clone(),
            Cell::count(folder.open.len()),
            Sum { amount: value, currency }.cell(),
            share(pace.in_time.into(), pace.known.into()),
            share(pace.on_time.into(), pace.due.into()),
            if pace.overdue > 0 { late.toned(Tone::Bad) } else { late },
        ])
        .id(folder.person.id.as_str()))
    }

    /// How likely the people reach their targets of this quarter and the next.
    fn chances(&self, folders: &[&Folder<'_>]) -> Result<Section> {
        let amount = |key| Definition::amount(DEFINITIONS, key);
        let columns = vec![
            Column::new("period", Definition::title(DEFINITIONS, "period")),
            Column::new("person", By::Person.title()),
            amount("signed"),
            amount("target"),
            amount("expected"),
            Definition::number(DEFINITIONS, "chance").bar(Scale::Percent),
        ];
        let mut table = Table::new(columns, Text::fixed("There are no targets of people.", "没有个人目标。"));
        table.title = Some(Text::fixed("Likelihood of reaching the target", "目标达成可能"));
        let this = Period::of(self.today, Span::Quarter);
        let next = this.and_then(|this| Period::of(this.last().succ_opt()?, Span::Quarter));
        for period in this.into_iter().chain(next) {
            for folder in folders {
                table.rows.extend(self.chance_row(period, folder)?);
            }
        }
        Ok(Section::new("likelihood", table))
    }

    /// Nothing of somebody without a target.
    fn chance_row(&self, period: Period, folder: &Folder<'_>) -> Result<Option<Row>> {
        let (question, id) = (self.question, folder.person.id.as_str());
        let Some(target) = self.goals.aim(question, period, Some(id))?.sum else { return Ok(None) };
        let money = |amount| Sum { amount, currency: Arc::clone(&target.currency) }.cell();
        let (mut signed, mut expected, mut may_come) = (Decimal::ZERO, Decimal::ZERO, Vec::new());
        for won in folder.won.iter().filter(|won| period.holds(won.day)) {
            let worth = won.course.worth(question)?.filter(|sum| sum.currency == target.currency);
            signed = signed.saturating_add(worth.map_or(Decimal::ZERO, |sum| sum.amount));
        }
        for course in folder.open.iter().filter(|course| course.is_expected_in(period, self.today)) {
            if let Some(sum) = course.worth(question)?.filter(|sum| sum.currency == target.currency) {
                expected = expected.saturating_add(weighted(sum.amount, course.probability));
                may_come.push((sum.amount, course.probability.unwrap_or_default()));
            }
        }
        let likely = Cell::Percent(chance(target.amount - signed, &may_come));
        let cells = vec![
            Cell::text(period.to_string()),
            folder.cell.clone(),
            money(signed),
            target.cell(),
            money(expected),
            likely,
        ];
        Ok(Some(Row::new(cells).id(id)))
    }

    /// What is talked about with one person.
    fn page(&self, folder: &Folder<'_>) -> Result<Vec<Section>> {
        // Those to talk about most come first.
        let mut states = folder.states.clone();
        states.sort_by_key(|(_, state)| std::cmp::Reverse(state.problems.len()));
        let of_listed = states.iter().take(LISTED).map(|(_, state)| state.problems.len()).sum();
        let (deals, (problems, mut actions)) = rayon::join(
            || self.deals(folder, &states),
            || (problems(folder, &states), self.deeds(folder, &folder.actions, ("actions", "action"))),
        );
        let mut deals = deals?;
        deals.page = Some(Text::same(folder.person.shown()));
        actions.table.title = Some(Text::fixed("Actions: overdue and of the next two weeks", "逾期和今后两周的行动"));
        actions.table.empty =
            Text::fixed("Nothing is overdue or due within two weeks.", "没有逾期或两周内到期的行动。");
        let mut visits = self.deeds(folder, &folder.visits, ("visits", "visit"));
        visits.table.title = Some(Text::fixed("Joint visits", "陪访安排"));
        visits.table.empty = Text::fixed("No joint visit is planned.", "没有安排陪访。");
        let mut sections = vec![deals, problems, actions, visits];
        // Who asks for one person prepares the talk with them; who asks for all wants to know where to begin.
        if self.question.only.owner.is_none() {
            let all = format!("salesrec report people --owner {}", folder.person.id);
            for (section, rows) in sections.iter_mut().zip([LISTED, of_listed, LISTED, LISTED]) {
                section.first = Some(First { rows, all: all.clone() });
            }
        }
        Ok(sections)
    }

    fn deals(&self, folder: &Folder<'_>, states: &[(&Arc<Label>, &State)]) -> Result<Section> {
        let title = |key| Definition::title(DEFINITIONS, key);
        let columns = vec![
            Column::data("person"),
            Column::new("client", By::Client.title()).grow(),
            Column::new("deal", title("deal")).grow(),
            Definition::amount(DEFINITIONS, "value"),
            Column::new("progress", title("progress")).grow(),
            Definition::number(DEFINITIONS, "problems"),
        ];
        let mut table = Table::new(columns, Text::fixed("No open deals.", "没有进行中的商机。"));
        table.title = Some(Text::fixed("Deals", "商机"));
        table.rows.reserve(states.len());
        for (client, state) in states {
            let problems = Cell::count(state.problems.len());
            let cells = vec![
                folder.cell.clone(),
                Cell::Label(Arc::clone(client)),
                Cell::text(state.course.deal.as_str()),
                Cell::maybe(state.course.worth(self.question)?.as_ref(), Sum::cell),
                state.progress.clone(),
                if state.problems.is_empty() { problems } else { problems.toned(Tone::Warn) },
            ];
            table.rows.push(Row::new(cells).id(client.code.as_str()));
        }
        Ok(Section::new("deals", table))
    }

    fn deeds(
        &self,
        folder: &Folder<'_>,
        deeds: &[(&Arc<Label>, &Deed)],
        (key, words): (&'static str, &'static str),
    ) -> Section {
        let columns = vec![
            Column::data("person"),
            Column::new("due", Definition::title(DEFINITIONS, "due")).in_year(self.today.year()),
            Column::new(words, Definition::title(DEFINITIONS, words)).grow(),
            Column::new("client", By::Client.title()).grow(),
            Column::new("owner", By::Owner.title()),
        ];
        let mut table = Table::new(columns, Text::default());
        let mut deeds = deeds.to_vec();
        deeds.sort_by_key(|(_, deed)| (deed.due.is_none(), deed.due));
        table.rows = deeds
            .into_iter()
            .map(|(client, deed)| {
                let due = Cell::maybe(deed.due, |(day, time)| Cell::Moment(day, time));
                let cells = vec![
                    folder.cell.clone(),
                    if deed.overdue { due.toned(Tone::Bad) } else { due },
                    Cell::text(deed.words.as_str()),
                    Cell::Label(Arc::clone(client)),
                    deed.who.clone(),
                ];
                Row::new(cells).id(client.code.as_str())
            })
            .collect();
        Section::new(key, table)
    }

    /// How many errors there are in the records of the one person who is asked for, and how many there were.
    fn errors(&self, dossiers: &[Vec<Dossier>]) -> Result<Option<(usize, Option<usize>)>> {
        let (question, person) = (self.question, self.question.only.owner.as_deref());
        let (Some(checks), Some(person), false) = (&question.checks, person, question.past) else { return Ok(None) };
        let at = question.team.people.iter().position(|known| known.id == person);
        let own = dossiers.iter().flatten().filter(|dossier| at.is_some() && dossier.owner == at);
        let files: Vec<_> =
            own.filter_map(|dossier| question.store.by_id(&dossier.client.code, dossier.shelf)).collect();
        let now = checks.errors(question.store, &question.clock, files.clone())?;
        let then = self.today.checked_sub_days(chrono::Days::new(30));
        let Some((day, snapshot)) = then.and_then(|day| Some((day, question.history.as_ref()?.at(day)?))) else {
            return Ok(Some((now, None)));
        };
        let there = files.into_iter().filter(|file| !matches!(snapshot.changed.get(&file.path), Some(None))).collect();
        let changed = snapshot.changed.into_iter().filter_map(|(path, bytes)| Some((path, bytes?))).collect();
        let store = question.store.clone().reading(changed);
        let before = checks.errors(&store, &question.clock.at_end_of(day), there)?;
        Ok(Some((now, Some(before))))
    }
}

/// That the sums leave something out, where they do.
fn besides(others: &Sums) -> Option<Line> {
    let sums = others.each().filter(|sum| !sum.amount.is_zero());
    let sums: Vec<Text> = sums.map(|sum| sum.cell().words()).collect();
    let (en, zh): (Vec<&str>, Vec<&str>) = sums.iter().map(|sum| (sum.en.as_ref(), sum.zh.as_ref())).unzip();
    let (en, zh) = (en.join(", "), zh.join("、"));
    (!sums.is_empty()).then(|| {
        text!(
            "The sums are without what deals in other currencies are worth: {en}; `--rates FILE` converts them.",
            "合计不含其他币种的商机金额：{zh}；用 `--rates 文件` 可以折算。"
        )
        .into()
    })
}

fn problems(folder: &Folder<'_>, states: &[(&Arc<Label>, &State)]) -> Section {
    let title = |key| Definition::title(DEFINITIONS, key);
    let columns = vec![
        Column::data("person"),
        Column::new("client", By::Client.title()).grow(),
        Column::new("deal", title("deal")).grow(),
        Column::new("problem", title("problem")).grow(),
    ];
    let mut table = Table::new(columns, Text::fixed("No deal has a problem.", "商机都没有问题。"));
    table.title = Some(Text::fixed("Problems of the deals", "商机的问题"));
    table.rows.reserve(states.iter().map(|(_, state)| state.problems.len()).sum());
    for (client, state) in states {
        let (name, deal) = (Cell::Label(Arc::clone(client)), Cell::text(state.course.deal.as_str()));
        table.rows.extend(state.problems.iter().map(|problem| {
            let cells = vec![folder.cell.clone(), name.clone(), deal.clone(), problem.clone()];
            Row::new(cells).id(client.code.as_str())
        }));
    }
    Section::new("problems", table)
}
