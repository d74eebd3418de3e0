//! One page per person for the one-to-one: deals with their progress and problems, actions, timeliness, joint visits, the
//! likelihood of reaching the target, the trend of errors.

mod chance;
mod definitions;
mod facts;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use self::chance::chance;
use self::definitions::DEFINITIONS;
use self::facts::{Deed, Dossier};
use super::goals::Goals;
use super::result::{Results, weighted};
use super::timeliness::{Kept, RULE};
use super::{By, Course, Definition, Figures, Gathered, Question, Report, Section, Sum, share};
use crate::clock::{Period, Span};
use crate::document::{Cell, Column, Line, Row, Scale, Table, Tone};
use crate::error::Result;
use crate::lang::Text;
use crate::record::Person;

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
    let Gathered { found, mut basis } = question.each(|subject, flaws| {
        let results = Results::of(subject, flaws);
        let dossier = Dossier::of(subject, &results, flaws);
        Some((results, dossier))
    });
    basis.problems.extend(problems);
    let (mut results, mut dossiers) = (Vec::new(), Vec::new());
    for (result, dossier) in found {
        results.push(result);
        dossiers.push(dossier);
    }
    let all = All { question, goals, results: Results::joined(results), dossiers, today: question.clock.today() };
    let people: Vec<&Person> = question
        .team
        .people
        .iter()
        .filter(|person| question.takes_owner(Some(&person.id)) && all.has(person))
        .collect();
    let mut sections = vec![all.summary(&people)?, all.chances(&people)?];
    for person in people {
        sections.extend(all.page(person)?);
    }
    Ok(Figures { sections, basis })
}

/// Everything that the pages are made of.
struct All<'q> {
    question: &'q Question<'q>,
    goals: Goals,
    results: Results,
    dossiers: Vec<Dossier>,
    today: NaiveDate,
}

impl All<'_> {
    /// Whether there is anything to talk about: who has left has a page only when asked for.
    fn has(&self, person: &Person) -> bool {
        let asked = self.question.only.owner.is_some();
        let own = Some(person.id.as_str());
        let open = self.results.open.iter().any(|open| open.course.owner.as_deref() == own);
        let deeds = || self.dossiers.iter().flat_map(|dossier| &dossier.deeds).any(|deed| deed.owner.as_deref() == own);
        asked || (person.active && (open || deeds()))
    }

    fn summary(&self, people: &[&Person]) -> Result<Section> {
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
        let errors = self.errors()?;
        if errors.is_some() {
            columns.extend([number("errors"), number("errors_before")]);
        }
        let mut table =
            Table::new(columns, Text::fixed("Nobody has open deals or actions.", "没有人有进行中的商机或行动。"));
        table.title = Some(Text::fixed("Overview", "总览"));
        for person in people {
            let mut row = self.summary_row(person)?;
            if let Some((now, before)) = errors {
                row.cells.push(Cell::count(now));
                row.cells.push(Cell::maybe(before, Cell::count));
            }
            table.rows.push(row);
        }
        let mut section = Section::new("summary", table);
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
                "Errors of the records: `salesrec report people --owner PERSON`.",
                "档案错误数：`salesrec report people --owner 成员`。",
            )),
        };
        section.notes.extend(why.map(|why| Line::new().dim(why)));
        Ok(section)
    }

    fn summary_row(&self, person: &Person) -> Result<Row> {
        let (question, id) = (self.question, person.id.as_str());
        let currency = question.currency();
        let (mut open, mut value) = (0, Decimal::ZERO);
        for deal in self.results.open.iter().filter(|deal| deal.course.owner.as_deref() == Some(id)) {
            open += 1;
            let worth = deal.course.worth(question)?.filter(|sum| sum.currency == currency);
            value = value.saturating_add(worth.map_or(Decimal::ZERO, |sum| sum.amount));
        }
        let own = || self.dossiers.iter();
        let written: Vec<i64> = own()
            .flat_map(|dossier| &dossier.written)
            .filter(|(by, _)| by.as_deref() == Some(id))
            .filter_map(|(_, minutes)| *minutes)
            .collect();
        let in_time = written.iter().filter(|minutes| **minutes <= RULE.num_minutes()).count();
        let mut dues: BTreeMap<bool, usize> = BTreeMap::new();
        for (_, kept, _) in own().flat_map(|dossier| &dossier.due).filter(|(owner, ..)| owner.as_deref() == Some(id)) {
            *dues.entry(*kept == Kept::OnTime).or_default() += 1;
        }
        let on_time = dues.get(&true).copied().unwrap_or(0);
        let overdue = own()
            .flat_map(|dossier| &dossier.deeds)
            .filter(|deed| deed.owner.as_deref() == Some(id) && deed.overdue)
            .count();
        let late = Cell::count(overdue);
        Ok(Row::new(vec![
            question.person(Some(id)),
            Cell::count(open),
            Sum { amount: value, currency }.cell(),
            share(in_time.into(), written.len().into()),
            share(on_time.into(), dues.values().sum::<usize>().into()),
            if overdue > 0 { late.toned(Tone::Bad) } else { late },
        ])
        .id(id))
    }

    /// How likely the people reach their targets of this quarter and the next.
    fn chances(&self, people: &[&Person]) -> Result<Section> {
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
            for person in people {
                table.rows.extend(self.chance_row(period, person)?);
            }
        }
        Ok(Section::new("likelihood", table))
    }

    /// Nothing of somebody without a target.
    fn chance_row(&self, period: Period, person: &Person) -> Result<Option<Row>> {
        let (question, id) = (self.question, person.id.as_str());
        let Some(target) = self.goals.aim(question, period, Some(id))?.sum else { return Ok(None) };
        let money = |amount| Sum { amount, currency: Arc::clone(&target.currency) }.cell();
        let (mut signed, mut expected, mut may_come) = (Decimal::ZERO, Decimal::ZERO, Vec::new());
        let own = |course: &Course| course.owner.as_deref() == Some(id);
        for won in self.results.won.iter().filter(|won| own(&won.course) && period.holds(won.day)) {
            let worth = won.course.worth(question)?.filter(|sum| sum.currency == target.currency);
            signed = signed.saturating_add(worth.map_or(Decimal::ZERO, |sum| sum.amount));
        }
        for open in &self.results.open {
            if own(&open.course)
                && open.is_expected_in(period, self.today)
                && let Some(sum) = open.course.worth(question)?.filter(|sum| sum.currency == target.currency)
            {
                expected = expected.saturating_add(weighted(sum.amount, open.course.probability));
                may_come.push((sum.amount, open.course.probability.unwrap_or_default()));
            }
        }
        let likely = Cell::Percent(chance(target.amount - signed, &may_come));
        let cells = vec![
            Cell::text(period.to_string()),
            question.person(Some(id)),
            money(signed),
            target.cell(),
            money(expected),
            likely,
        ];
        Ok(Some(Row::new(cells).id(id)))
    }

    /// What is talked about with one person.
    fn page(&self, person: &Person) -> Result<Vec<Section>> {
        let mut deals = self.deals(person)?;
        deals.page = Some(Text::same(person.shown()));
        Ok(vec![deals, self.problems(person), self.actions(person), self.visits(person)])
    }

    fn deals(&self, person: &Person) -> Result<Section> {
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
        let mut rows = Vec::new();
        let states = self.dossiers.iter().flat_map(|dossier| &dossier.states);
        for state in states.filter(|state| state.owner.as_deref() == Some(person.id.as_str())) {
            let worth = state
                .value
                .as_ref()
                .map(|(amount, currency)| self.question.convert(*amount, currency, || Text::same(state.deal.clone())));
            let problems = Cell::count(state.problems.len());
            let cells = vec![
                self.question.person(Some(&person.id)),
                Cell::label(state.client.as_str(), Text::same(state.name.clone())),
                Cell::text(state.deal.clone()),
                Cell::maybe(worth.transpose()?.as_ref(), Sum::cell),
                Cell::label(state.progress.en.clone(), state.progress.clone()),
                if state.problems.is_empty() { problems } else { problems.toned(Tone::Warn) },
            ];
            rows.push((std::cmp::Reverse(state.problems.len()), Row::new(cells).id(state.client.clone())));
        }
        rows.sort_by_key(|(problems, _)| *problems);
        table.rows = rows.into_iter().map(|(_, row)| row).collect();
        Ok(Section::new("deals", table))
    }

    fn problems(&self, person: &Person) -> Section {
        let title = |key| Definition::title(DEFINITIONS, key);
        let columns = vec![
            Column::data("person"),
            Column::new("client", By::Client.title()).grow(),
            Column::new("deal", title("deal")).grow(),
            Column::new("problem", title("problem")).grow(),
        ];
        let mut table = Table::new(columns, Text::fixed("No deal has a problem.", "商机都没有问题。"));
        table.title = Some(Text::fixed("Problems of the deals", "商机的问题"));
        let states = self.dossiers.iter().flat_map(|dossier| &dossier.states);
        for state in states.filter(|state| state.owner.as_deref() == Some(person.id.as_str())) {
            table.rows.extend(state.problems.iter().map(|problem| {
                let cells = vec![
                    self.question.person(Some(&person.id)),
                    Cell::label(state.client.as_str(), Text::same(state.name.clone())),
                    Cell::text(state.deal.clone()),
                    Cell::label(problem.en.clone(), problem.clone()),
                ];
                Row::new(cells).id(state.client.clone())
            }));
        }
        Section::new("problems", table)
    }

    fn actions(&self, person: &Person) -> Section {
        let own = |deed: &&Deed| deed.owner.as_deref() == Some(person.id.as_str()) && deed.near;
        let mut section = self.deeds(person, own, ("actions", "action"));
        section.table.title = Some(Text::fixed("Actions of the next two weeks", "今后两周的行动"));
        section.table.empty = Text::fixed("No actions are due within two weeks.", "两周内没有到期的行动。");
        section
    }

    fn visits(&self, person: &Person) -> Section {
        let own = |deed: &&Deed| deed.client_owner.as_deref() == Some(person.id.as_str()) && deed.joint;
        let mut section = self.deeds(person, own, ("visits", "visit"));
        section.table.title = Some(Text::fixed("Joint visits", "陪访安排"));
        section.table.empty = Text::fixed("No joint visit is planned.", "没有安排陪访。");
        section
    }

    fn deeds(
        &self,
        person: &Person,
        own: impl Fn(&&Deed) -> bool,
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
        let mut deeds: Vec<&Deed> = self.dossiers.iter().flat_map(|dossier| &dossier.deeds).filter(own).collect();
        deeds.sort_by_key(|deed| (deed.due.is_none(), deed.due));
        table.rows = deeds
            .into_iter()
            .map(|deed| {
                let due = Cell::maybe(deed.due, |(day, time)| Cell::Moment(day, time));
                let cells = vec![
                    self.question.person(Some(&person.id)),
                    if deed.overdue { due.toned(Tone::Bad) } else { due },
                    Cell::text(deed.words.clone()),
                    Cell::label(deed.client.as_str(), Text::same(deed.name.clone())),
                    self.question.person(deed.owner.as_deref()),
                ];
                Row::new(cells).id(deed.client.clone())
            })
            .collect();
        Section::new(key, table)
    }

    /// How many errors there are in the records of the one person who is asked for, and how many there were.
    fn errors(&self) -> Result<Option<(usize, Option<usize>)>> {
        let (question, person) = (self.question, self.question.only.owner.as_deref());
        let (Some(checks), Some(person), false) = (&question.checks, person, question.past) else { return Ok(None) };
        let own = self.dossiers.iter().filter(|dossier| dossier.owner.as_deref() == Some(person));
        let files: Vec<_> = own.filter_map(|dossier| question.store.by_id(&dossier.id, dossier.shelf)).collect();
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
