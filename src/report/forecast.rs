//! What may be signed: by month and quarter, against targets; what slipped; and what was said before against what came.

mod backtest;
mod definitions;
mod slipped;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Datelike, Days, Months, NaiveDate};
use rust_decimal::Decimal;

pub(super) use self::backtest::Past;
use self::backtest::Said;
use self::definitions::DEFINITIONS;
use super::goals::{Goals, gap};
use super::result::{Results, weighted};
use super::{
    By, Course, Definition, Figures, Flaws, Gathered, Question, Report, Section, Snapshot, Subject, Sum, share,
};
use crate::clock::{Period, Span};
use crate::document::{Cell, Chart, Column, Plot, Row, Scale, Series, Table, Tone};
use crate::error::Result;
use crate::lang::Text;
use crate::store::Problem;

/// The report.
pub const REPORT: Report = Report {
    name: "forecast",
    title: Text::fixed("Forecast", "销售预测"),
    about: Text::fixed(
        "Signed, commit, best case and weighted by month and quarter, coverage, slipped dates, a back-test",
        "按月、季的已签约、承诺、乐观、加权预测，目标覆盖率，推迟的商机，回测",
    ),
    by: &[By::Month, By::Quarter],
    definitions: DEFINITIONS,
    make,
};

/// From this probability on, in percent, a deal is committed.
const COMMIT: Decimal = Decimal::from_parts(75, 0, 0, false, 0);

/// From this probability on, in percent, a deal belongs to the best case.
const BEST: Decimal = Decimal::from_parts(50, 0, 0, false, 0);

/// What clients add to what the results of all tell.
#[derive(Default)]
pub(super) struct Found {
    said: Vec<Said>,
    /// Their deals as they stand now, where the files of other days are compared with them.
    now: Vec<Arc<Course>>,
}

impl Found {
    /// Adds what a client does.
    pub(super) fn add(&mut self, past: &Past, subject: &Subject<'_>, flaws: &mut Flaws) {
        self.said.extend(past.said(subject, flaws));
        if past.files {
            self.now.extend_from_slice(subject.all_courses(flaws));
        }
    }

    /// That of several together, in their order.
    pub(super) fn joined(all: impl IntoIterator<Item = Self>) -> Self {
        let mut joined = Self::default();
        for one in all {
            joined.said.extend(one.said);
            joined.now.extend(one.now);
        }
        joined
    }
}

fn make(question: &Question<'_>) -> Result<Figures> {
    let past = Past::of(question);
    let (Gathered { found, mut basis }, then) = past.while_git_looks(question, || {
        question.gather(|(results, found): &mut (Results, Found), subject, flaws| {
            results.add(subject, flaws);
            found.add(&past, subject, flaws);
        })
    });
    let (results, found): (Vec<Results>, Vec<Found>) = found.into_iter().unzip();
    let (results, found) = (Results::joined(results), Found::joined(found));
    let (sections, problems) = sections(question, &past, &results, &found, then)?;
    basis.problems.extend(problems);
    Ok(Figures { sections, basis })
}

/// The tables of what all clients add, and what is wrong with the files of targets.
pub(super) fn sections(
    question: &Question<'_>,
    past: &Past,
    results: &Results,
    Found { said, now }: &Found,
    then: Vec<Snapshot>,
) -> Result<(Vec<Section>, Vec<Problem>)> {
    let (goals, problems) = Goals::read(question);
    let today = question.clock.today();
    let all = All { question, goals, results, today };
    let files = past.files_then(question, then, &all.results.open, now);
    let spans = match question.by {
        Some(By::Month) => vec![Span::Month],
        Some(_) => vec![Span::Quarter],
        None => vec![Span::Month, Span::Quarter],
    };
    let mut sections = spans.into_iter().map(|span| all.section(span)).collect::<Result<Vec<_>>>()?;
    if let (Some(why), Some(first)) = (all.goals.missing(today.year()), sections.first_mut()) {
        first.notes.push(why);
    }
    sections.push(all.slipped(&files)?);
    sections.push(past.section(question, &all.results.won, said, &files)?);
    Ok((sections, problems))
}

/// Everything that the tables are made of.
struct All<'q> {
    question: &'q Question<'q>,
    goals: Goals,
    results: &'q Results,
    today: NaiveDate,
}

/// Where an open deal is counted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    In(Period),
    Passed,
    Elsewhere,
    Undated,
}

/// What stands in a row, in one currency.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Tally {
    open: usize,
    signed: Decimal,
    value: Decimal,
    commit: Decimal,
    best: Decimal,
    weighted: Decimal,
}

impl Tally {
    fn add_open(&mut self, course: &Course, worth: Option<&Sum>) {
        self.open += 1;
        let Some(sum) = worth else { return };
        let likely = |least: Decimal| course.probability.is_some_and(|percent| percent >= least);
        self.value = self.value.saturating_add(sum.amount);
        self.weighted = self.weighted.saturating_add(weighted(sum.amount, course.probability));
        if likely(COMMIT) {
            self.commit = self.commit.saturating_add(sum.amount);
        }
        if likely(BEST) {
            self.best = self.best.saturating_add(sum.amount);
        }
    }

    fn add(&mut self, other: &Self) {
        self.open += other.open;
        for (own, more) in [
            (&mut self.signed, other.signed),
            (&mut self.value, other.value),
            (&mut self.commit, other.commit),
            (&mut self.best, other.best),
            (&mut self.weighted, other.weighted),
        ] {
            *own = own.saturating_add(more);
        }
    }
}

impl All<'_> {
    fn periods(&self, span: Span) -> Vec<Period> {
        let question = self.question;
        let Some(this) = Period::of(self.today, Span::Quarter) else { return Vec::new() };
        let quarters = if span == Span::Month { 2 } else { 4 };
        let end = this.first().checked_add_months(Months::new(3 * quarters)).and_then(|next| next.pred_opt());
        let first = question.from.unwrap_or_else(|| this.first());
        let last = question.to.or(end).unwrap_or_else(|| this.last());
        let mut day = first;
        let mut all = Vec::new();
        while let Some(period) = Period::of(day, span).filter(|period| period.first() <= last) {
            if period.first() >= first {
                all.push(period);
            }
            let Some(next) = period.last().checked_add_days(Days::new(1)) else { break };
            day = next;
        }
        all
    }

    fn place(&self, periods: &[Period], course: &Course) -> Place {
        match course.expected_close {
            None => Place::Undated,
            Some(day) if day < self.today => Place::Passed,
            Some(day) => {
                periods.iter().find(|period| period.holds(day)).map_or(Place::Elsewhere, |period| Place::In(*period))
            }
        }
    }

    fn section(&self, span: Span) -> Result<Section> {
        let question = self.question;
        let periods = self.periods(span);
        let mut rows: BTreeMap<(Place, Arc<str>), Tally> = BTreeMap::new();
        let owner = question.only.owner.as_deref();
        let mut targets = BTreeMap::new();
        for period in &periods {
            let target = self.goals.aim(question, *period, owner)?.sum;
            let currency = target.as_ref().map_or_else(|| question.currency(), |sum| Arc::clone(&sum.currency));
            rows.insert((Place::In(*period), currency), Tally::default());
            targets.extend(target.map(|target| (*period, target)));
        }
        for open in &self.results.open {
            let key = (self.place(&periods, &open.course), open.course.counted_in(question));
            rows.entry(key).or_default().add_open(&open.course, open.course.worth(question)?.as_ref());
        }
        for won in &self.results.won {
            let Some(period) = periods.iter().find(|period| period.holds(won.day)) else { continue };
            if let Some(sum) = won.course.worth(question)? {
                let tally = rows.entry((Place::In(*period), sum.currency)).or_default();
                tally.signed = tally.signed.saturating_add(sum.amount);
            }
        }
        let title = |key| Definition::title(DEFINITIONS, key);
        let amount = |key| Definition::amount(DEFINITIONS, key);
        let columns = vec![
            Column::new("period", title("period")),
            // Of the optional columns the last gives way first: a target tells more than a number of deals.
            amount("target").optional(),
            Definition::number(DEFINITIONS, "open").optional(),
            amount("signed").bar(Scale::Within("weighted")),
            amount("commit"),
            amount("weighted"),
            amount("best").optional(),
            Definition::number(DEFINITIONS, "coverage"),
        ];
        let by = if span == Span::Month { By::Month } else { By::Quarter };
        let mut table = Table::new(columns, Text::fixed("No open deals.", "没有进行中的商机。"));
        let words = by.title();
        table.title =
            Some(Text::new(format!("Forecast by {}", words.en.to_lowercase()), format!("销售预测（按{}）", words.zh)));
        let mut totals: BTreeMap<Arc<str>, Tally> = BTreeMap::new();
        for ((place, currency), tally) in &rows {
            totals.entry(Arc::clone(currency)).or_default().add(tally);
            let target = match place {
                Place::In(period) => targets.get(period).filter(|target| target.currency == *currency),
                _ => None,
            };
            table.rows.push(row(place.cell(), currency, tally, target));
        }
        let chart = self.chart(&rows, &targets);
        let mut section = Section::new(by.code(), table);
        section.totals = totals
            .iter()
            .map(|(currency, tally)| {
                row(Cell::label("total", Text::fixed("Total", "合计")), currency, tally, None).toned(Tone::Strong)
            })
            .collect();
        section.charts.extend(chart);
        Ok(section)
    }

    /// Signed, what is likely to come, and what then is missing to the target; in one currency.
    fn chart(&self, rows: &BTreeMap<(Place, Arc<str>), Tally>, targets: &BTreeMap<Period, Sum>) -> Option<Chart> {
        let currency =
            targets.values().next().map_or_else(|| self.question.currency(), |sum| Arc::clone(&sum.currency));
        let money = |amount: Decimal| Sum { amount, currency: Arc::clone(&currency) }.cell();
        let mut bars: Vec<(Text, Vec<Cell>)> = rows
            .iter()
            .filter_map(|((place, own), tally)| match place {
                Place::In(period) if *own == currency => {
                    let likely = tally.signed.saturating_add(tally.weighted);
                    let missing = Cell::maybe(targets.get(period), |target| money(gap(target, likely)));
                    let parts = vec![money(tally.signed), money(tally.weighted), missing];
                    Some((Text::same(period.to_string()), parts))
                }
                _ => None,
            })
            .collect();
        let mut series = vec![
            (Text::fixed("signed", "已签约"), Tone::Good),
            (Text::fixed("open, weighted", "未签约加权"), Tone::Plain),
            (Text::fixed("missing to the target", "距目标尚缺"), Tone::Dim),
        ];
        // Without a target nothing is missing.
        series.truncate(if targets.is_empty() { 2 } else { 3 });
        let series: Vec<Series> = series.into_iter().map(|(name, tone)| Series { name, tone }).collect();
        for (_, parts) in &mut bars {
            parts.truncate(series.len());
        }
        let is_empty = bars.is_empty();
        let title = Text::fixed("Forecast against target", "预测与目标");
        let missing = series.len() > 2;
        let chart = Chart::new(title, Plot::Stacked(series, bars));
        // The bars of the table do not show what is missing.
        (!is_empty).then(|| if missing { chart } else { chart.of_column("signed") })
    }
}

impl Place {
    fn cell(self) -> Cell {
        match self {
            Self::In(period) => Cell::text(period.to_string()),
            Self::Passed => Cell::label("passed", Text::fixed("date passed", "日期已过")).toned(Tone::Warn),
            Self::Elsewhere => Cell::label("elsewhere", Text::fixed("other time", "其他期间")).toned(Tone::Dim),
            Self::Undated => Cell::label("undated", Text::fixed("no date", "无日期")).toned(Tone::Dim),
        }
    }
}

fn row(name: Cell, currency: &Arc<str>, tally: &Tally, target: Option<&Sum>) -> Row {
    let money = |amount: Decimal| Sum { amount, currency: Arc::clone(currency) }.cell();
    let missing = target.map(|target| gap(target, tally.signed)).filter(|missing| !missing.is_zero());
    Row::new(vec![
        name,
        Cell::maybe(target, Sum::cell),
        Cell::count(tally.open),
        money(tally.signed),
        money(tally.signed.saturating_add(tally.commit)),
        money(tally.signed.saturating_add(tally.weighted)),
        money(tally.signed.saturating_add(tally.best)),
        missing.map_or(Cell::Empty, |missing| share(tally.value, missing)),
    ])
}
