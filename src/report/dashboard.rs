//! Everything at a glance: the key figures, and the charts of the other reports on one page.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Datelike, Months, NaiveDate};

use super::forecast::Past;
use super::result::{self, Results};
use super::{
    By, Course, Definition, Figures, Flaws, Gathered, Group, Question, Report, Section, Subject, Sum, Sums, cycle,
    forecast, funnel, pipeline, targets,
};
use crate::document::{Bar, Block, Cell, Chart, Column, Document, Line, Plot, Row, Scale, Series, Table, Tone};
use crate::error::{Kind, Result};
use crate::lang::Text;
use crate::record::Client;

/// The report.
pub const REPORT: Report = Report {
    name: "dashboard",
    title: Text::fixed("Dashboard", "销售看板"),
    about: Text::fixed(
        "Everything at a glance: key figures, pipeline, funnel, trend, overdue; `--html FILE` makes it a page",
        "总览：关键数字、管道、漏斗、趋势、逾期；`--html 文件` 生成网页",
    ),
    by: &[],
    definitions: DEFINITIONS,
    make,
};

/// The reports whose tables and charts stand on it, in their order; those are defined there.
const PARTS: [&Report; 5] = [&pipeline::REPORT, &forecast::REPORT, &targets::REPORT, &funnel::REPORT, &cycle::REPORT];

/// The weekly view of a team: what is open, what is late, what comes in and what goes out.
const DEFINITIONS: &[Definition] = &[
    Definition {
        key: "value",
        name: Text::fixed("Value", "数值"),
        says: Text::fixed(
            "Open deals, their value and weighted value, those without a next action: as in the report `pipeline`. Won this month and this \
             year: deals by the day on which they were won, as in the report “funnel”.",
            "进行中的商机及其金额、加权金额、无下一步的商机：同报表 “pipeline”。本月、今年赢单：按赢单的日期计，同报表 “funnel”。",
        ),
    },
    Definition {
        key: "overdue",
        name: Text::fixed("Overdue actions", "逾期行动"),
        says: Text::fixed(
            "Actions that are neither done nor cancelled and whose deadline has passed, by who is to do them.",
            "期限已过、既未完成也未取消的行动，按行动的负责人计。",
        ),
    },
    Definition {
        key: "new",
        name: Text::fixed("New", "新增"),
        says: Text::fixed("Deals that entered their first stage in the month.", "当月进入第一个阶段的商机。"),
    },
    Definition {
        key: "won",
        name: Text::fixed("Won", "赢单"),
        says: Text::fixed("Deals that were won in the month and are won still.", "当月赢单且至今仍为赢单的商机。"),
    },
    Definition {
        key: "lost",
        name: Text::fixed("Lost", "丢单"),
        says: Text::fixed("Deals that were lost in the month and are lost still.", "当月丢单且至今仍为丢单的商机。"),
    },
];

/// So many months of the trend, this one included.
const MONTHS: u32 = 12;

/// What the page itself counts of clients.
#[derive(Default)]
struct Facts {
    courses: Vec<Arc<Course>>,
    without_next: usize,
    /// The owners of overdue actions, one for each.
    overdue: Vec<Option<String>>,
}

/// What the page itself and each of its parts take of clients.
type Parts = (Facts, Vec<pipeline::Open>, Results, forecast::Found, Vec<funnel::Grouped>, Vec<cycle::Way>);

impl Facts {
    fn add(&mut self, subject: &Subject<'_>, flaws: &mut Flaws) {
        let (client, before) = (subject.client, self.courses.len());
        self.courses.extend(subject.courses(flaws));
        let new = self.courses[before..].iter();
        self.without_next += new.filter(|course| course.is_open() && !has_next(client, course)).count();
        self.overdue.extend(overdue(client, subject.question));
    }
}

fn make(question: &Question<'_>) -> Result<Figures> {
    let past = Past::of(question);
    // Each client is read once and dropped when every part has taken its facts.
    let (Gathered { found, basis }, then) = past.while_git_looks(question, || {
        question.gather(|(own, open, results, expected, moved, ways): &mut Parts, subject, flaws| {
            own.add(subject, flaws);
            pipeline::add(open, subject, flaws);
            results.add(subject, flaws);
            expected.add(&past, subject, flaws);
            funnel::add(moved, subject, flaws);
            cycle::add(ways, subject, flaws);
        })
    });
    let (facts, open, results, expected, moved, ways): (Vec<_>, Vec<_>, Vec<_>, Vec<_>, Vec<_>, Vec<_>) =
        found.into_iter().collect();
    let (results, expected) = (Results::joined(results), forecast::Found::joined(expected));
    let ((pipeline, forecast), (targets, ((funnel, cycle), own))) = rayon::join(
        || {
            let forecast = || forecast::sections(question, &past, &results, &expected, then);
            rayon::join(|| pipeline::sections(question, kept(open)), forecast)
        },
        || {
            let deals = || (funnel::sections(question, kept(moved)), cycle::sections(question, kept(ways)));
            let own = || (key_figures(question, &facts), late(question, &facts), trend(question, &facts));
            rayon::join(|| targets::sections(question, &results), || rayon::join(deals, own))
        },
    );
    let (key, late, trend) = own;
    let mut sections = vec![key?];
    sections.extend(pipeline?);
    sections.push(late);
    sections.extend(forecast?.0);
    match targets {
        Ok(targets) => sections.extend(targets),
        // A team that has set no targets has none to be held against.
        Err(error) if error.kind == Kind::NotFound => {}
        Err(error) => return Err(error),
    }
    sections.extend(called(funnel?, funnel::REPORT.name));
    sections.extend(called(cycle, cycle::REPORT.name));
    sections.push(trend);
    std::mem::forget((facts, results, expected));
    Ok(Figures { sections, basis })
}

/// The lists in one, kept to the end: the process is about to end, and freeing thousands of deals would take longer than
/// counting them.
fn kept<T: 'static>(lists: Vec<Vec<T>>) -> &'static [T] {
    lists.into_iter().flatten().collect::<Vec<T>>().leak()
}

/// The sections of a report whose main one has the name of the pipeline's, under which programs would find both: it is called
/// as the report.
fn called(mut sections: Vec<Section>, report: &'static str) -> Vec<Section> {
    let main = sections.iter_mut().find(|section| section.key == By::Stage.code());
    main.into_iter().for_each(|main| main.key = report);
    sections
}

fn has_next(client: &Client, course: &Course) -> bool {
    let goes_with = |deal: Option<&str>| deal.is_none_or(|name| name == course.deal);
    client.actions.iter().any(|action| action.is_open() && goes_with(action.deal.as_deref()))
}

fn overdue(client: &Client, question: &Question<'_>) -> Vec<Option<String>> {
    let late = client.actions.iter().filter(|action| action.is_overdue(&question.clock));
    late.map(|action| action.owner.clone()).filter(|owner| question.takes_owner(owner.as_deref())).collect()
}

fn number(number: usize) -> Cell {
    Cell::Number(i64::try_from(number).unwrap_or(i64::MAX))
}

fn key_figures(question: &Question<'_>, found: &[Facts]) -> Result<Section> {
    let today = question.clock.today();
    let courses = || found.iter().flat_map(|facts| &facts.courses);
    let (mut value, mut weighted, mut this_year) = (Sums::default(), Sums::default(), Sums::default());
    let (mut open, mut this_month) = (0, 0);
    for course in courses() {
        let worth = course.worth(question)?;
        if course.is_open() {
            open += 1;
            if let Some(worth) = worth {
                let likely = result::weighted(worth.amount, course.probability);
                weighted.add(&Sum { amount: likely, currency: worth.currency.clone() });
                value.add(&worth);
            }
        } else if let Some(closed) = course.closed.filter(|day| course.is_won() && day.year() == today.year()) {
            this_month += usize::from(closed.month() == today.month());
            this_year.add(
                &worth.unwrap_or_else(|| Sum {
                    amount: rust_decimal::Decimal::ZERO,
                    currency: course.counted_in(question),
                }),
            );
        }
    }
    let late: usize = found.iter().map(|facts| facts.overdue.len()).sum();
    let without: usize = found.iter().map(|facts| facts.without_next).sum();
    let toned = |count: usize, tone| if count > 0 { number(count).toned(tone) } else { number(count) };
    let columns = vec![
        Column::new("figure", Text::fixed("Figure", "指标")),
        Column::number("value", Definition::title(DEFINITIONS, "value")),
    ];
    let mut table = Table::new(columns, Text::default());
    table.title = Some(Text::fixed("Key figures", "关键数字"));
    let mut row = |code: &str, name: Text, cell: Cell| {
        table.rows.push(Row::new(vec![Cell::label(code, name), cell]));
    };
    row("open", Text::fixed("Open deals", "进行中的商机"), number(open));
    let mut sums = |code: &str, name: Text, sums: &Sums| {
        for sum in sums.each() {
            row(code, name.clone(), sum.cell());
        }
    };
    sums("value", Text::fixed("Their value", "在谈金额"), &value);
    sums("weighted", Text::fixed("Weighted", "加权金额"), &weighted);
    sums("won_this_year", Text::fixed("Won this year", "今年赢单金额"), &this_year);
    row("won_this_month", Text::fixed("Deals won this month", "本月赢单"), number(this_month));
    row("overdue", Text::fixed("Overdue actions", "逾期行动"), toned(late, Tone::Bad));
    row("no_next", Text::fixed("Deals without a next action", "无下一步的商机"), toned(without, Tone::Warn));
    Ok(Section::new(KEY, table))
}

const KEY: &str = "key";

fn late(question: &Question<'_>, found: &[Facts]) -> Section {
    let mut owners: BTreeMap<Group, usize> = BTreeMap::new();
    for owner in found.iter().flat_map(|facts| &facts.overdue) {
        *owners.entry(Group::named(owner.as_deref())).or_default() += 1;
    }
    let columns = vec![
        Column::new(By::Owner.code(), By::Owner.title()).grow(),
        Definition::number(DEFINITIONS, "overdue").bar(Scale::Largest),
    ];
    let mut table = Table::new(columns, Text::fixed("Nothing is overdue.", "没有逾期的行动。"));
    let title = Text::fixed("Overdue actions by owner", "逾期行动（按负责人）");
    table.title = Some(title.clone());
    let mut bars = Vec::new();
    for (owner, count) in &owners {
        let cell = owner.cell(By::Owner, question);
        bars.push(Bar { tone: Tone::Bad, ..Bar::new(cell.words(), number(*count)) });
        table.rows.push(Row::new(vec![cell, number(*count)]));
    }
    let mut section = Section::new("overdue", table);
    let total = number(owners.values().sum());
    section.totals =
        vec![Row::new(vec![Cell::label("total", Text::fixed("Total", "合计")), total]).toned(Tone::Strong)];
    if bars.is_empty() { section } else { section.chart(Chart::new(title, Plot::Bars(bars)).of_column("overdue")) }
}

/// New, won and lost deals by month.
fn trend(question: &Question<'_>, found: &[Facts]) -> Section {
    let this = question.clock.today().with_day(1).unwrap_or_else(|| question.clock.today());
    let months: Vec<NaiveDate> =
        (0..MONTHS).rev().filter_map(|back| this.checked_sub_months(Months::new(back))).collect();
    let at = |day: Option<NaiveDate>| {
        let day = day.filter(|day| question.counts(Some(*day)))?;
        months.iter().position(|first| (first.year(), first.month()) == (day.year(), day.month()))
    };
    let mut counts = [vec![0_usize; months.len()], vec![0; months.len()], vec![0; months.len()]];
    for course in found.iter().flat_map(|facts| &facts.courses) {
        let ended = if course.is_won() { &mut counts[1] } else { &mut counts[2] };
        if let Some(at) = at(course.closed) {
            ended[at] += 1;
        }
        if let Some(at) = at(course.began()) {
            counts[0][at] += 1;
        }
    }
    let keys = [("new", Tone::Plain), ("won", Tone::Good), ("lost", Tone::Bad)];
    let mut columns = vec![Column::new(By::Month.code(), By::Month.title())];
    columns.extend(keys.map(|(key, _)| Definition::number(DEFINITIONS, key)));
    let mut table = Table::new(columns, Text::default());
    let title = Text::fixed("New, won and lost deals by month", "每月新增、赢单、丢单的商机");
    table.title = Some(title.clone());
    for (at, month) in months.iter().enumerate() {
        let figures = counts.iter().map(|counts| number(counts[at]));
        table
            .rows
            .push(Row::new(std::iter::once(Cell::text(month.format("%Y-%m").to_string())).chain(figures).collect()));
    }
    let points = months.iter().map(|month| Text::same(month.format("%m").to_string())).collect();
    let series = keys.iter().zip(&counts).map(|((key, tone), counts)| {
        let name = Definition::title(DEFINITIONS, key);
        (Series { name, tone: *tone }, counts.iter().map(|count| number(*count)).collect())
    });
    Section::new("trend", table).chart(Chart::new(title, Plot::Lines(points, series.collect())))
}

/// The page: the key figures first, then a part for each section, its picture above its rows.
pub fn board(figures: &Figures) -> Document {
    let mut document = Document::new();
    for section in &figures.sections {
        let mut table = section.whole().without_optional();
        document.heading(1, table.title.take().unwrap_or_default());
        if section.key == KEY {
            let pair = |row: &Row| {
                let words = |at: usize| row.cells.get(at).map(Cell::words).unwrap_or_default();
                let tone = row.cells.get(1).and_then(|cell| cell.parts().0).unwrap_or(Tone::Strong);
                (words(0), Line::new().toned(tone, words(1)))
            };
            document.push(Block::Pairs(table.rows.iter().map(pair).collect()));
            continue;
        }
        document.blocks.extend(section.charts.iter().cloned().map(Block::Chart));
        for note in &section.notes {
            document.paragraph(note.clone());
        }
        document.push(Block::Table(table));
    }
    let left = figures.left_out();
    if !left.is_empty() {
        document.heading(1, Text::fixed("Left out", "未计入"));
        document.push(Block::List(left));
    }
    document
}

/// The reports whose figures stand on the page, this one first.
pub fn defined() -> impl Iterator<Item = &'static Report> {
    const THIS: &Report = &REPORT;
    std::iter::once(THIS).chain(PARTS)
}
