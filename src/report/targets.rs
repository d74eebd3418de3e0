//! What was to be reached and what was: by year, quarter and month, by team and person, and what would close the gap.

mod closing;
mod definitions;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use self::definitions::DEFINITIONS;
use super::goals::{Aim, Goals, gap};
use super::result::{Open, Paper, PaperKind, Results, Won, weighted};
use super::{By, Definition, Figures, Gathered, Question, Report, Section, Sum, share};
use crate::clock::{Period, Span};
use crate::document::{Bar, Cell, Chart, Column, Plot, Row, Scale, Table, Tone};
use crate::error::Result;
use crate::lang::Text;

/// The report.
pub const REPORT: Report = Report {
    name: "targets",
    title: Text::fixed("Targets", "目标达成"),
    about: Text::fixed(
        "Targets of the year, quarter and month, by team and person, against signed and paid, and what would close the gap",
        "年、季、月目标，按团队和个人，对照签约和回款，以及靠哪些商机补上差额",
    ),
    by: &[By::Quarter, By::Month],
    definitions: DEFINITIONS,
    make,
};

fn make(question: &Question<'_>) -> Result<Figures> {
    let Gathered { found, basis } = question.gather(Results::add);
    Ok(Figures { sections: sections(question, &Results::joined(found))?, basis })
}

/// The tables of the results of all clients.
///
/// # Errors
/// As what is wrong with the file of targets.
pub(super) fn sections(question: &Question<'_>, results: &Results) -> Result<Vec<Section>> {
    let (goals, problems) = Goals::read(question);
    // Figures that rest on targets are not shown without some of them.
    if let Some(problem) = problems.into_iter().next() {
        return Err(problem.error);
    }
    let all = All { question, goals, results, shares: Shares::of(results), today: question.clock.today() };
    let periods = all.periods();
    let mut sections = Vec::new();
    if question.only.owner.is_none() {
        let rows: Vec<Line> = periods.iter().map(|period| Line { period: *period, whose: Whose::Team }).collect();
        sections.extend(all.sections(&rows, ["team", "team_numbers"])?);
    }
    sections.extend(all.sections(&all.people(&periods), ["person", "person_numbers"])?);
    sections.push(all.closing()?);
    if let (Some(why), Some(first)) = (all.goals.missing(all.today.year()), sections.first_mut()) {
        first.notes.push(why);
    }
    Ok(sections)
}

/// Everything that the tables are made of.
struct All<'q> {
    question: &'q Question<'q>,
    goals: Goals,
    results: &'q Results,
    shares: Shares<'q>,
    today: NaiveDate,
}

/// Whose the results are: there are as many rows as people and periods, and each looks at its own only.
#[derive(Default)]
struct Shares<'q> {
    team: Share<'q>,
    people: HashMap<Option<&'q str>, Share<'q>>,
}

/// The results of somebody.
#[derive(Default)]
struct Share<'q> {
    won: Vec<&'q Won>,
    papers: Vec<&'q Paper>,
    open: Vec<&'q Open>,
}

impl<'q> Shares<'q> {
    fn of(results: &'q Results) -> Self {
        let mut shares = Self::default();
        let Self { team, people } = &mut shares;
        for won in &results.won {
            team.won.push(won);
            people.entry(won.course.owner.as_deref()).or_default().won.push(won);
        }
        for paper in &results.papers {
            team.papers.push(paper);
            people.entry(paper.owner.as_deref()).or_default().papers.push(paper);
        }
        for open in &results.open {
            team.open.push(open);
            people.entry(open.course.owner.as_deref()).or_default().open.push(open);
        }
        shares
    }

    /// The results of a row's person; none where there are no such.
    fn whose<'a>(&'a self, whose: &'a Whose) -> Option<&'a Share<'a>> {
        match whose {
            Whose::Team => Some(&self.team),
            Whose::Person(_) | Whose::Nobody => self.people.get(&whose.id()),
        }
    }
}

/// Whose results a row holds.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Whose {
    Team,
    Person(String),
    /// Results of clients that nobody owned.
    Nobody,
}

/// A row: the results of somebody in a period.
struct Line {
    period: Period,
    whose: Whose,
}

/// What came in during a period, in one currency.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Tally {
    signed: Decimal,
    contracts: Decimal,
    cash: Decimal,
    expected: Decimal,
}

impl Whose {
    fn id(&self) -> Option<&str> {
        match self {
            Self::Person(id) => Some(id),
            Self::Team | Self::Nobody => None,
        }
    }
}

impl All<'_> {
    /// The periods of the rows, longer ones before those that they begin with.
    fn periods(&self) -> Vec<Period> {
        let question = self.question;
        let year = Period::of(self.today, Span::Year);
        let first = question.from.or_else(|| Some(year?.first()));
        let last = question.to.or_else(|| Some(year?.last()));
        let (Some(first), Some(last)) = (first, last) else { return Vec::new() };
        let own = |period: &Period| {
            let begins = (first..=last).contains(&period.first());
            let asked = question.from.is_some() || question.to.is_some();
            let quarter = Period::of(self.today, Span::Quarter);
            let near = asked || quarter.is_some_and(|quarter| quarter.holds(period.first()));
            begins
                && match (question.by, period.span()) {
                    (Some(By::Month), span) => span == Span::Month,
                    (Some(_), span) => span == Span::Quarter,
                    (None, Span::Month) => near,
                    (None, _) => true,
                }
        };
        let years = (first.year()..=last.year()).filter_map(Period::year);
        let mut all: Vec<Period> = Vec::new();
        for year in years {
            let quarters = year.parts();
            all.extend(std::iter::once(year).chain(quarters.iter().copied()));
            all.extend(quarters.into_iter().flat_map(Period::parts));
        }
        all.retain(own);
        all.sort_unstable();
        all
    }

    /// The rows of the people: of everybody the period around today only, of one person all.
    fn people(&self, periods: &[Period]) -> Vec<Line> {
        let question = self.question;
        let asked = question.from.is_some() || question.to.is_some() || question.by.is_some();
        let near = |period: &&Period| asked || question.only.owner.is_some() || period.holds(self.today);
        let people = question.team.people.iter().filter(|person| question.takes_owner(Some(&person.id)));
        let mut whose: Vec<Whose> = people.map(|person| Whose::Person(person.id.clone())).collect();
        if question.only.owner.is_none() {
            whose.push(Whose::Nobody);
        }
        let line = |period: &Period| {
            whose.iter().map(|whose| Line { period: *period, whose: whose.clone() }).collect::<Vec<_>>()
        };
        periods.iter().filter(near).flat_map(line).collect()
    }

    /// What came in, by currency.
    fn tally(&self, line: &Line) -> Result<BTreeMap<Arc<str>, Tally>> {
        let (question, period) = (self.question, line.period);
        let mut tallies: BTreeMap<Arc<str>, Tally> = BTreeMap::new();
        let mut add = |sum: Sum, figure: fn(&mut Tally) -> &mut Decimal| {
            let figure = figure(tallies.entry(sum.currency).or_default());
            *figure = figure.saturating_add(sum.amount);
        };
        let Some(share) = self.shares.whose(&line.whose) else { return Ok(tallies) };
        for won in &share.won {
            if period.holds(won.day) {
                won.course.worth(question)?.into_iter().for_each(|sum| add(sum, |tally| &mut tally.signed));
            }
        }
        for paper in &share.papers {
            if period.holds(paper.day) {
                add(
                    paper.worth(question)?,
                    match paper.kind {
                        PaperKind::Contract => |tally| &mut tally.contracts,
                        PaperKind::Payment => |tally| &mut tally.cash,
                    },
                );
            }
        }
        for open in &share.open {
            if open.course.is_expected_in(period, self.today)
                && let Some(sum) = open.course.worth(question)?
            {
                let amount = weighted(sum.amount, open.course.probability);
                add(Sum { amount, ..sum }, |tally| &mut tally.expected);
            }
        }
        Ok(tallies)
    }

    /// How many deals were won, and how many clients signed for the first time.
    fn numbers(&self, line: &Line) -> (usize, usize) {
        let won = self.shares.whose(&line.whose).into_iter().flat_map(|share| &share.won);
        let won = won.filter(|won| line.period.holds(won.day));
        won.fold((0, 0), |(deals, new), won| (deals + 1, new + usize::from(won.first)))
    }

    fn aim(&self, line: &Line) -> Result<Aim> {
        match line.whose {
            Whose::Nobody => Ok(Aim::default()),
            _ => self.goals.aim(self.question, line.period, line.whose.id()),
        }
    }

    /// The table of amounts and the table of numbers.
    fn sections(&self, lines: &[Line], [amounts, numbers]: [&'static str; 2]) -> Result<[Section; 2]> {
        let people = lines.iter().any(|line| line.whose != Whose::Team);
        let mut amount_rows = Vec::new();
        let mut number_rows = Vec::new();
        let mut bars = Vec::new();
        for line in lines {
            let aim = self.aim(line)?;
            let tallies = self.tally(line)?;
            let (deals, new) = self.numbers(line);
            let known = aim.sum.is_some() || aim.deals.is_some() || aim.new_clients.is_some();
            let own = aim.sum.as_ref().map_or_else(|| self.question.currency(), |sum| Arc::clone(&sum.currency));
            let is_main = |currency: &Arc<str>| *currency == own;
            // Who neither had a target nor brought anything has no row.
            if line.whose == Whose::Team || known || !tallies.is_empty() || deals > 0 {
                let main = tallies.get(&own).copied().unwrap_or_default();
                let row = self.row(line, people, &aim, &main, &own);
                if let Some(reached) = row.cells.get(3 + usize::from(people)).filter(|cell| **cell != Cell::Empty) {
                    let name =
                        if people { self.whose(&line.whose).words() } else { Text::same(line.period.to_string()) };
                    bars.push(Bar::new(name, reached.clone()));
                }
                amount_rows.push(row);
                let others =
                    tallies.iter().filter(|(currency, tally)| !is_main(currency) && **tally != Tally::default());
                amount_rows
                    .extend(others.map(|(currency, tally)| self.row(line, people, &Aim::default(), tally, currency)));
                number_rows.push(self.number_row(line, people, &aim, deals, new));
            }
        }
        let empty = Text::fixed("Nothing was signed, and there are no targets.", "没有签约，也没有目标。");
        let mut table = Table::new(
            columns(people, &["target", "signed", "attained", "gap", "cash", "expected", "contracts"]),
            empty,
        );
        table.title = Some(if people { Text::fixed("People", "个人") } else { Text::fixed("The team", "团队") });
        table.rows = amount_rows;
        let mut section = Section::new(amounts, table);
        if !bars.is_empty() && !people {
            let title = Text::fixed("Signed, in percent of the target", "签约占目标的百分比");
            section = section.chart(Chart::new(title, Plot::Progress(bars)).of_column("attained"));
        }
        let nothing = Text::fixed("No deal was won, and there are no targets.", "没有成交，也没有目标。");
        let mut table =
            Table::new(columns(people, &["deals_target", "deals", "clients_target", "new_clients"]), nothing);
        table.title = Some(match people {
            true => Text::fixed("People: deals and new clients", "个人：单数与新客户"),
            false => Text::fixed("The team: deals and new clients", "团队：单数与新客户"),
        });
        table.rows = number_rows;
        Ok([section, Section::new(numbers, table)])
    }

    fn whose(&self, whose: &Whose) -> Cell {
        match whose {
            Whose::Nobody => Cell::label("", Text::fixed("(nobody)", "（无负责人）")).toned(Tone::Dim),
            Whose::Person(id) => self.question.person(Some(id)),
            Whose::Team => Cell::label("team", Text::fixed("the team", "团队")),
        }
    }

    fn names(&self, line: &Line, people: bool) -> Vec<Cell> {
        let period = Cell::text(line.period.to_string());
        if people { vec![period, self.whose(&line.whose)] } else { vec![period] }
    }

    fn row(&self, line: &Line, people: bool, aim: &Aim, tally: &Tally, currency: &Arc<str>) -> Row {
        let money = |amount: Decimal| Sum { amount, currency: Arc::clone(currency) }.cell();
        let target = aim.sum.as_ref();
        let missing = target.map(|target| gap(target, tally.signed));
        let gap = Cell::maybe(missing, |missing| match missing.is_zero() {
            true => money(missing).toned(Tone::Good),
            false => money(missing),
        });
        let reached = target.filter(|target| !target.amount.is_zero());
        let mut cells = self.names(line, people);
        cells.extend([
            Cell::maybe(target, Sum::cell),
            money(tally.signed),
            reached.map_or(Cell::Empty, |target| share(tally.signed, target.amount)),
            gap,
            money(tally.cash),
            money(tally.expected),
            money(tally.contracts),
        ]);
        Row::new(cells)
    }

    fn number_row(&self, line: &Line, people: bool, aim: &Aim, deals: usize, new: usize) -> Row {
        let number = |target: Option<u32>| Cell::maybe(target, |target| Cell::Number(target.into()));
        let mut cells = self.names(line, people);
        cells.extend([number(aim.deals), Cell::count(deals), number(aim.new_clients), Cell::count(new)]);
        Row::new(cells)
    }
}

fn columns(people: bool, keys: &[&'static str]) -> Vec<Column> {
    let mut columns = vec![Column::new("period", Definition::title(DEFINITIONS, "period"))];
    if people {
        columns.push(Column::new("person", By::Person.title()));
    }
    columns.extend(keys.iter().map(|key| match *key {
        "attained" => Definition::number(DEFINITIONS, key).optional().bar(Scale::Percent),
        "deals_target" | "deals" | "clients_target" | "new_clients" => Definition::number(DEFINITIONS, key),
        "contracts" => Definition::amount(DEFINITIONS, key).optional(),
        _ => Definition::amount(DEFINITIONS, key),
    }));
    columns
}
