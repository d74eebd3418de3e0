//! How long deals take: in each stage, and from first contact to signing; who takes longer than others did.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{
    By, Course, Definition, Figures, Flaws, Gathered, Group, Question, Report, Section, Spread, Subject, tenths,
};
use crate::document::{Bar, Cell, Chart, Column, Line, Plot, Row, Scale, Table, Tone};
use crate::error::Result;
use crate::lang::{Text, count};
use crate::record::StageKind;
use crate::text;

/// The report.
pub const REPORT: Report = Report {
    name: "cycle",
    title: Text::fixed("Sales cycle", "销售周期"),
    about: Text::fixed(
        "Days in each stage and from first contact to signing; deals that take longer than others did",
        "各阶段用时、从首次接触到签约的用时；比以往慢的商机",
    ),
    by: &[By::Owner, By::Region, By::Class, By::Source, By::Industry, By::Product],
    definitions: DEFINITIONS,
    make,
};

/// Lengths of sales cycles by stage, with quantiles as spreadsheets compute them; see [`Spread::quantile`].
const DEFINITIONS: &[Definition] = &[
    Definition {
        key: "stays",
        name: Text::fixed("Stays", "次数"),
        says: Text::fixed(
            "How often a deal left the stage, forward, back or lost, by the day on which it left (--from, --to). A stay lasts from the \
             day of entry to the day on which the next stage was entered; a deal that comes back stays again.",
            "商机离开该阶段的次数，不论向前、退回还是丢单，按离开的日期计（--from、--to）。一次停留从进入该阶段到进入下一阶段；再次进入另计一次。",
        ),
    },
    Definition {
        key: "deals",
        name: Text::fixed("Deals", "商机"),
        says: Text::fixed(
            "Deals that are won, by the day on which they were won (--from, --to).",
            "已赢单的商机，按赢单的日期计（--from、--to）。",
        ),
    },
    Definition {
        key: "q1",
        name: Text::fixed("Quarter", "四分之一"),
        says: Text::fixed(
            "The first quartile: a quarter took so many days or fewer.",
            "第一四分位数：四分之一用时不超过这么多天。",
        ),
    },
    Definition {
        key: "median",
        name: Text::fixed("Median", "中位数"),
        says: Text::fixed(
            "Half took so many days or fewer. For all quantiles: with n lengths in order, numbered from 0, the p-th percentile stands at \
             (n − 1) × p ÷ 100; between two of them it is that share of the way from one to the other (as PERCENTILE.INC of spreadsheets). \
             To signing, the days are counted from the client's first contact for its first deal, from the first stage for later ones.",
            "一半用时不超过这么多天。所有分位数：n 个时长从小到大、从 0 编号，第 p 百分位在 (n − 1) × p ÷ 100 处；落在两者之间时按比例取值（同电子表格的 \
             PERCENTILE.INC）。到签约的天数，客户的第一个商机从首次接触算起，以后的商机从进入第一个阶段算起。",
        ),
    },
    Definition {
        key: "q3",
        name: Text::fixed("3 quarters", "四分之三"),
        says: Text::fixed("The third quartile.", "第三四分位数。"),
    },
    Definition {
        key: "p90",
        name: Text::fixed("9 of 10", "九成"),
        says: Text::fixed(
            "The 90th percentile: nine of ten took so many days or fewer.",
            "第 90 百分位数：九成用时不超过这么多天。",
        ),
    },
    Definition {
        key: "mean",
        name: Text::fixed("Mean", "平均"),
        says: Text::fixed("The sum of the days through their number.", "天数之和除以次数。"),
    },
    Definition {
        key: "now",
        name: Text::fixed("Now in it", "现有"),
        says: Text::fixed("Open deals that are in the stage.", "现处于该阶段的进行中商机。"),
    },
    Definition {
        key: "so_far",
        name: Text::fixed("So far", "已停留"),
        says: Text::fixed("The median of their days in the stage so far.", "它们至今停留天数的中位数。"),
    },
    Definition {
        key: "slow",
        name: Text::fixed("Slow", "偏慢"),
        says: Text::fixed(
            "Of them, those that have been there longer than nine of ten stays before; not counted with fewer than 5 stays.",
            "其中比以往九成停留都久的商机；以往停留不足 5 次时不计。",
        ),
    },
    Definition {
        key: "days",
        name: Text::fixed("Days", "天数"),
        says: Text::fixed("Days in the stage so far.", "至今在该阶段的天数。"),
    },
];

/// With fewer stays a 90th percentile says nothing.
const TELLING: usize = 5;

/// More slow deals are counted and not listed.
const LISTED: usize = 20;

/// A deal, its group, and the day from which the way to signing is counted.
pub(super) struct Way {
    name: String,
    group: Group,
    course: Arc<Course>,
    start: Option<NaiveDate>,
}

fn make(question: &Question<'_>) -> Result<Figures> {
    let Gathered { found, basis } = question.gather(add);
    let ways: Vec<Way> = found.into_iter().flatten().collect();
    Ok(Figures { sections: sections(question, &ways), basis })
}

/// Adds the deals of a client.
pub(super) fn add(ways: &mut Vec<Way>, subject: &Subject<'_>, flaws: &mut Flaws) {
    let by = subject.question.by;
    ways.extend(subject.courses(flaws).map(|course| Way {
        name: subject.client.client.clone(),
        group: by.map_or_else(|| Group::named(None::<String>), |by| subject.group(by, &course)),
        start: start(subject, &course),
        course,
    }));
}

/// The tables of those of all clients.
pub(super) fn sections(question: &Question<'_>, ways: &[Way]) -> Vec<Section> {
    let stages = Stages::of(question, ways);
    vec![stages.section(question), signing(question, ways), stages.slow(question, ways)]
}

/// The client's first contact where the deal is its first, else the first day of the deal.
fn start(subject: &Subject<'_>, course: &Course) -> Option<NaiveDate> {
    let began = course.began()?;
    let deals = &subject.client.deals;
    let first = deals.iter().filter_map(|deal| deal.history.first()?.since).map(|day| day.0).min();
    let contact = subject.client.first_contact.map(|day| day.0).filter(|contact| *contact < began);
    Some(contact.filter(|_| first == Some(began)).unwrap_or(began))
}

/// The lengths of stays, by group and position of the stage.
struct Stages {
    before: BTreeMap<(Group, usize), Spread>,
    now: BTreeMap<(Group, usize), Spread>,
}

impl Stages {
    fn of(question: &Question<'_>, ways: &[Way]) -> Self {
        let today = question.clock.today();
        let open = |at: usize| question.team.stages.0[at].kind == StageKind::Open;
        let mut before: BTreeMap<_, Vec<i64>> = BTreeMap::new();
        let mut now: BTreeMap<_, Vec<i64>> = BTreeMap::new();
        for way in ways {
            for stay in way.course.stays.iter().filter(|stay| open(stay.stage)) {
                let lengths = match stay.until {
                    Some(until) if question.counts(Some(until)) => &mut before,
                    Some(_) => continue,
                    None => &mut now,
                };
                lengths.entry((way.group.clone(), stay.stage)).or_default().push(stay.days(today));
            }
        }
        let spread =
            |lengths: BTreeMap<_, Vec<i64>>| lengths.into_iter().map(|(key, days)| (key, days.into_iter().collect()));
        Self { before: spread(before).collect(), now: spread(now).collect() }
    }

    /// The length that nine of ten stays did not exceed, where there were enough of them.
    fn long(&self, key: &(Group, usize)) -> Option<Decimal> {
        self.before.get(key).filter(|stays| stays.count() >= TELLING).and_then(|stays| stays.quantile(90))
    }

    fn section(&self, question: &Question<'_>) -> Section {
        let number = |key| Definition::number(DEFINITIONS, key);
        let mut columns: Vec<Column> = question.by.iter().map(|by| Column::new(by.code(), by.title())).collect();
        columns.push(Column::new(By::Stage.code(), By::Stage.title()).grow());
        columns.extend([
            number("stays"),
            number("q1").optional(),
            number("median").bar(Scale::Largest),
            number("q3").optional(),
        ]);
        columns.extend([number("p90"), number("mean").optional(), number("now"), number("so_far"), number("slow")]);
        let mut table = Table::new(columns, Text::fixed("No deal has been in a stage.", "还没有商机的阶段记录。"));
        table.title = Some(Text::fixed("Days in each stage", "各阶段停留天数"));
        let mut keys: Vec<&(Group, usize)> = self.before.keys().chain(self.now.keys()).collect();
        keys.sort_unstable();
        keys.dedup();
        let mut bars = Vec::new();
        for key in keys {
            let (none, stage) = (Spread::default(), &question.team.stages.0[key.1]);
            let before = self.before.get(key).unwrap_or(&none);
            let now = self.now.get(key).unwrap_or(&none);
            let long = self.long(key);
            let slow = long.map(|long| now.above(long));
            let mut cells: Vec<Cell> = question.by.iter().map(|by| key.0.cell(*by, question)).collect();
            cells.push(Cell::text(stage.name.as_str()));
            cells.push(number_cell(before.count()));
            cells.extend(quantiles(before));
            cells.extend([number_cell(now.count()), tenths(now.median())]);
            cells.push(Cell::maybe(slow, |slow| {
                let cell = number_cell(slow);
                if slow > 0 { cell.toned(Tone::Warn) } else { cell }
            }));
            bars.push(Bar::new(Text::same(stage.name.clone()), tenths(before.median())));
            table.rows.push(Row::new(cells));
        }
        let mut section = Section::new(By::Stage.code(), table);
        if question.by.is_none() && bars.len() > 1 {
            let title = Text::fixed("Median days in the stage", "阶段停留天数（中位数）");
            section = section.chart(Chart::new(title, Plot::Bars(bars)).of_column("median"));
        }
        match self.bottleneck(question) {
            Some(words) => section.note(Line::new().warn(Text::fixed("Bottleneck: ", "瓶颈：")).plain(words)),
            None => section,
        }
    }

    /// The stage in which the deals that are open now have together lost the most days: what each has been there longer than
    /// the median of the stays before. Where none has, the stage that takes longest.
    fn bottleneck(&self, question: &Question<'_>) -> Option<Text> {
        if question.by.is_some() {
            return None;
        }
        let name = |at: usize| question.team.stages.0[at].name.as_str();
        let medians = self.before.iter().filter_map(|(key, stays)| Some((key, stays.median()?)));
        let medians: Vec<(&(Group, usize), Decimal)> = medians.collect();
        let excess = medians.iter().filter_map(|(key, median)| {
            let now = self.now.get(*key)?;
            let beyond = now.beyond(*median);
            (beyond > Decimal::ZERO).then_some((beyond, *key, *median, now))
        });
        if let Some((beyond, key, median, now)) =
            excess.max_by(|one, other| one.0.cmp(&other.0).then(other.1.cmp(one.1)))
        {
            let (stage, over) = (name(key.1), now.above(median));
            let (beyond, median) = (shown(beyond), shown(median));
            let open = count(now.count(), "open deal", "open deals", "个进行中的商机");
            let (has, en, zh) = (if over == 1 { "has" } else { "have" }, open.en, open.zh);
            return Some(text!(
                "{stage}, where {over} of {en} {has} been longer than the {median} days that half took before, {beyond} days in all",
                "{stage}，{zh}有 {over} 个已超过以往的中位数 {median} 天，合计超出 {beyond} 天"
            ));
        }
        let (key, median) = medians.into_iter().max_by(|one, other| one.1.cmp(&other.1).then(other.0.cmp(one.0)))?;
        let (stage, median) = (name(key.1), shown(median));
        Some(text!(
            "{stage}, the longest stage: half take more than {median} days",
            "{stage}用时最长：一半超过 {median} 天"
        ))
    }

    /// Open deals that have been in their stage longer than nine of ten before.
    fn slow(&self, question: &Question<'_>, ways: &[Way]) -> Section {
        let today = question.clock.today();
        let mut found: Vec<(Decimal, Row)> = Vec::new();
        for way in ways.iter().filter(|way| way.course.is_open()) {
            let Some(stay) = way.course.stays.last() else { continue };
            let key = (way.group.clone(), stay.stage);
            let Some(long) = self.long(&key) else { continue };
            let days = Decimal::from(stay.days(today));
            if days <= long {
                continue;
            }
            let median = self.before.get(&key).and_then(Spread::median);
            let row = Row::new(vec![
                Cell::text(way.name.as_str()),
                Cell::text(way.course.deal.as_str()),
                Cell::text(question.team.stages.0[stay.stage].name.as_str()),
                question.person(way.course.owner.as_deref()),
                tenths(Some(days)).toned(Tone::Warn),
                tenths(median),
                tenths(Some(long)),
            ]);
            found.push((days - long, row.id(&*way.course.client)));
        }
        found.sort_by_key(|(beyond, _)| std::cmp::Reverse(*beyond));
        let number = |key| Definition::number(DEFINITIONS, key);
        let columns = vec![
            Column::new(By::Client.code(), By::Client.title()).grow(),
            Column::new("deal", Text::fixed("Deal", "商机")).grow(),
            Column::new(By::Stage.code(), By::Stage.title()),
            Column::new(By::Owner.code(), By::Owner.title()),
            number("days"),
            number("median"),
            number("p90"),
        ];
        let mut table = Table::new(
            columns,
            Text::fixed("No open deal is slower than nine of ten before.", "没有进行中的商机比以往九成更慢。"),
        );
        table.title = Some(Text::fixed("Slower than nine of ten before", "比以往九成更慢的商机"));
        let more = found.len().saturating_sub(LISTED);
        table.rows = found.into_iter().take(LISTED).map(|(_, row)| row).collect();
        let section = Section::new("slow", table);
        if more == 0 { section } else { section.note(text!("and {more} more", "另有 {more} 个")) }
    }
}

/// From first contact to signing.
fn signing(question: &Question<'_>, ways: &[Way]) -> Section {
    let mut lengths: BTreeMap<Group, Vec<i64>> = BTreeMap::new();
    for way in ways.iter().filter(|way| way.course.is_won() && question.counts(way.course.closed)) {
        if let (Some(start), Some(closed)) = (way.start, way.course.closed) {
            lengths.entry(way.group.clone()).or_default().push((closed - start).num_days());
        }
    }
    let number = |key| Definition::number(DEFINITIONS, key);
    let mut columns: Vec<Column> = question.by.iter().map(|by| Column::new(by.code(), by.title())).collect();
    columns.extend(["deals", "q1", "median", "q3", "p90", "mean"].map(number));
    let mut table = Table::new(columns, Text::fixed("No deal has been won.", "还没有赢单的商机。"));
    table.title = Some(Text::fixed("Days from first contact to signing", "从首次接触到签约的天数"));
    let row = |first: Option<Cell>, days: &Spread| {
        let cells = first.into_iter().chain([number_cell(days.count())]).chain(quantiles(days));
        Row::new(cells.collect())
    };
    let mut all = Vec::new();
    for (group, days) in lengths {
        all.extend(&days);
        let days: Spread = days.into_iter().collect();
        table.rows.push(row(question.by.map(|by| group.cell(by, question)), &days));
    }
    let mut section = Section::new("signing", table);
    if question.by.is_some() {
        let total = Cell::label("total", Text::fixed("Total", "合计"));
        section.totals = vec![row(Some(total), &all.into_iter().collect()).toned(Tone::Strong)];
    }
    section
}

fn quantiles(days: &Spread) -> [Cell; 5] {
    let quantile = |percent| tenths(days.quantile(percent));
    [quantile(25), quantile(50), quantile(75), quantile(90), tenths(days.mean())]
}

fn number_cell(number: usize) -> Cell {
    Cell::Number(i64::try_from(number).unwrap_or(i64::MAX))
}

fn shown(days: Decimal) -> String {
    tenths(Some(days)).words().en.into_owned()
}
