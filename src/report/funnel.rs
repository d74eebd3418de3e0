//! How deals move: of those that entered a stage, how many went on; of those that ended, how many were won.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{By, Course, Definition, Figures, Flaws, Gathered, Group, Question, Report, Section, Subject, Sum, share};
use crate::document::{Bar, Cell, Chart, Column, Line, Plot, Row, Scale, Table, Tone};
use crate::error::Result;
use crate::lang::Text;
use crate::record::{Client, StageKind, Stages};
use crate::store::ClientFile;
use crate::text;

/// The report.
pub const REPORT: Report = Report {
    name: "funnel",
    title: Text::fixed("Funnel", "销售漏斗"),
    about: Text::fixed(
        "How many deals go on from each stage, and how many of those that ended were won",
        "每个阶段有多少商机向前推进，已结束的商机有多少赢单",
    ),
    by: &[By::Owner, By::Region, By::Class, By::Source, By::Industry, By::Product],
    definitions: DEFINITIONS,
    make,
};

/// Cohorts by entry, so that a deal is held against its own fate and not against whatever else happened that month; the
/// common mistakes (a loss counted as progress, deals that are still open counted as failed) are ruled out by the words.
const DEFINITIONS: &[Definition] = &[
    Definition {
        key: "entered",
        name: Text::fixed("Entered", "进入"),
        says: Text::fixed(
            "Deals that were ever in the stage, by the day on which they first entered it (--from, --to). Each counts once, however \
             often it came back. entered = advanced + lost + open.",
            "曾处于该阶段的商机，按首次进入的日期计（--from、--to）。反复进入也只计一次。进入 = 推进 + 丢单 + 仍在谈。",
        ),
    },
    Definition {
        key: "advanced",
        name: Text::fixed("Advanced", "推进"),
        says: Text::fixed(
            "Of these, the deals that were in a later stage at some time after that. A lost stage is never a later one.",
            "其中此后曾到达更后阶段的商机。终止类阶段不算更后的阶段。",
        ),
    },
    Definition {
        key: "lost",
        name: Text::fixed("Lost", "丢单"),
        says: Text::fixed(
            "Of these, the deals that never came further and are lost. In the table of closed deals: all that are lost.",
            "其中没有再向前、现已丢单的商机。在已结束商机的表中：所有已丢单的商机。",
        ),
    },
    Definition {
        key: "open",
        name: Text::fixed("Still open", "仍在谈"),
        says: Text::fixed(
            "Of these, the deals that have not come further and are still open: their fate is not known and no part of the conversion.",
            "其中尚未向前、仍在进行的商机：结果未知，不计入转化率。",
        ),
    },
    Definition {
        key: "conversion",
        name: Text::fixed("Conversion", "转化率"),
        says: Text::fixed("advanced ÷ (advanced + lost).", "推进 ÷（推进 + 丢单）。"),
    },
    Definition {
        key: "won",
        name: Text::fixed("Won", "赢单"),
        says: Text::fixed(
            "Of the deals that entered, those that are won now (a stage of the kind `won` or `aftercare`). In the table of closed deals: \
             deals that are won, by the day on which they entered such a stage after they were last open.",
            "进入该阶段的商机中现已赢单的（阶段类型为 “won” 或 “aftercare”）。在已结束商机的表中：已赢单的商机，按最后一次进行中之后进入这类阶段的日期计。",
        ),
    },
    Definition {
        key: "skipped",
        name: Text::fixed("Skipped", "跳过"),
        says: Text::fixed(
            "Deals that came to a later stage and were never in this one, by the day on which they came there. They are not among those that entered.",
            "到达更后阶段、却从未处于该阶段的商机，按到达更后阶段的日期计。不包含在“进入”中。",
        ),
    },
    Definition {
        key: "back",
        name: Text::fixed("Back", "退回"),
        says: Text::fixed(
            "Moves of these deals from the stage to an earlier one; a deal that goes back twice counts twice.",
            "这些商机从该阶段退回更早阶段的次数；退回两次计两次。",
        ),
    },
    Definition {
        key: "reopened",
        name: Text::fixed("Reopened", "重启"),
        says: Text::fixed(
            "Times that these deals were lost from the stage and taken up again. Such a deal counts by what became of it.",
            "这些商机从该阶段丢单后又重新启动的次数。这类商机按最后的结果计。",
        ),
    },
    Definition {
        key: "win_rate",
        name: Text::fixed("Win rate", "赢单率"),
        says: Text::fixed(
            "won ÷ (won + lost), by number. Deals count by the day on which they were won or lost (--from, --to).",
            "赢单 ÷（赢单 + 丢单），按个数。商机按赢单或丢单的日期计（--from、--to）。",
        ),
    },
    Definition {
        key: "won_value",
        name: Text::fixed("Won value", "赢单金额"),
        says: Text::fixed("The sum of the values of the deals that are won.", "已赢单商机的金额之和。"),
    },
    Definition {
        key: "lost_value",
        name: Text::fixed("Lost value", "丢单金额"),
        says: Text::fixed("The sum of the values of the deals that are lost.", "已丢单商机的金额之和。"),
    },
    Definition {
        key: "value_rate",
        name: Text::fixed("By value", "按金额"),
        says: Text::fixed(
            "won value ÷ (won value + lost value). Deals without a value add nothing.",
            "赢单金额 ÷（赢单金额 + 丢单金额）。没有金额的商机不计。",
        ),
    },
    Definition {
        key: "unvalued",
        name: Text::fixed("No value", "无金额"),
        says: Text::fixed("Of the closed deals, those without a value.", "已结束的商机中没有填写金额的。"),
    },
];

/// What became of the deals that entered one stage.
#[derive(Default)]
struct Cohort {
    entered: usize,
    advanced: usize,
    lost: usize,
    open: usize,
    won: usize,
    skipped: usize,
    back: usize,
    reopened: usize,
}

/// The deals that ended, in one currency.
#[derive(Default)]
struct Ended {
    won: usize,
    lost: usize,
    won_value: Decimal,
    lost_value: Decimal,
    unvalued: usize,
}

fn make(question: &Question<'_>) -> Result<Figures> {
    let Gathered { found, basis } = question.gather(add);
    let deals: Vec<Grouped> = found.into_iter().flatten().collect();
    Ok(Figures { sections: sections(question, &deals)?, basis })
}

/// A deal in its group.
pub type Grouped = (Group, Arc<Course>);

fn group_by(question: &Question<'_>) -> By {
    question.by.unwrap_or(By::Owner)
}

/// Adds the deals of a client.
pub(super) fn add(deals: &mut Vec<Grouped>, subject: &Subject<'_>, flaws: &mut Flaws) {
    let by = group_by(subject.question);
    deals.extend(subject.courses(flaws).map(|course| (subject.group(by, &course), course)));
}

/// The deals of a client that somebody else reads, for [`stages`].
pub fn deals(question: &Question<'_>, file: &ClientFile, client: Client) -> Vec<Grouped> {
    let mut deals = Vec::new();
    question.of(file, client, |subject, flaws| add(&mut deals, subject, flaws));
    deals
}

/// The tables of those of all clients.
pub(super) fn sections(question: &Question<'_>, deals: &[Grouped]) -> Result<Vec<Section>> {
    Ok(vec![stages(question, deals), wins(question, deals, group_by(question))?])
}

/// How far a stage is on the way to a sale; a lost one is no part of it.
fn rank(stages: &Stages, at: usize) -> Option<usize> {
    match stages.0[at].kind {
        StageKind::Open => Some(at),
        StageKind::Won | StageKind::Aftercare => Some(usize::MAX),
        StageKind::Lost => None,
    }
}

impl Cohort {
    /// Counts a deal where it was in the stage, or passed it.
    fn add(&mut self, stage: usize, course: &Course, question: &Question<'_>) {
        let stages = &question.team.stages;
        let beyond = |at: usize| rank(stages, at).is_some_and(|rank| rank > stage);
        let Some(first) = course.stays.iter().position(|stay| stay.stage == stage) else {
            let passed: Option<NaiveDate> = course.stays.iter().find(|stay| beyond(stay.stage)).map(|stay| stay.from);
            self.skipped += usize::from(passed.is_some_and(|day| question.counts(Some(day))));
            return;
        };
        if !question.counts(Some(course.stays[first].from)) {
            return;
        }
        let since = &course.stays[first..];
        self.entered += 1;
        if since.iter().any(|stay| beyond(stay.stage)) {
            self.advanced += 1;
        } else if course.is_lost() {
            self.lost += 1;
        } else {
            self.open += 1;
        }
        self.won += usize::from(course.is_won());
        let back = |to: usize| rank(stages, to).is_some_and(|rank| rank < stage);
        self.back += since.windows(2).filter(|move_| move_[0].stage == stage && back(move_[1].stage)).count();
        let is_lost = |at: usize| stages.0[at].kind == StageKind::Lost;
        let again =
            |three: &&[super::Stay]| three[0].stage == stage && is_lost(three[1].stage) && !is_lost(three[2].stage);
        self.reopened += since.windows(3).filter(again).count();
    }

    fn row(&self, names: Vec<Cell>) -> Row {
        let number = |number: usize| Cell::Number(i64::try_from(number).unwrap_or(i64::MAX));
        let mut cells = names;
        cells.extend([
            number(self.entered),
            number(self.advanced),
            number(self.lost),
            number(self.open),
            percent(self.advanced, self.advanced + self.lost),
            number(self.won),
            number(self.skipped),
            number(self.back),
            number(self.reopened),
        ]);
        Row::new(cells)
    }
}

fn percent(part: usize, whole: usize) -> Cell {
    share(Decimal::from(part), Decimal::from(whole))
}

/// Fewer ended deals say nothing about a stage.
const TELLING: usize = 3;

/// What became of the deals that entered each stage.
pub fn stages(question: &Question<'_>, deals: &[Grouped]) -> Section {
    let number = |key| Definition::number(DEFINITIONS, key);
    let mut columns: Vec<Column> = question.by.iter().map(|by| Column::new(by.code(), by.title())).collect();
    columns.extend([
        Column::new(By::Stage.code(), By::Stage.title()).grow(),
        number("entered"),
        number("advanced"),
        number("lost"),
        number("open"),
        number("conversion").bar(Scale::Percent),
        number("won"),
        number("skipped").optional(),
        number("back").optional(),
        number("reopened").optional(),
    ]);
    let mut table = Table::new(columns, Text::fixed("No deals.", "没有商机。"));
    table.title = Some(Text::fixed("What became of the deals that entered a stage", "进入各阶段的商机后来如何"));
    let Some(by) = question.by else {
        let cohorts = cohorts(question, deals.iter().map(|(_, course)| &**course));
        table.rows = cohorts.iter().map(|(stage, cohort)| cohort.row(vec![Cell::text(*stage)])).collect();
        let section = Section::new(By::Stage.code(), table).chart(picture(question, deals, &cohorts));
        return match weakest(&cohorts) {
            Some(note) => section.note(note),
            None => section,
        };
    };
    let mut groups: BTreeMap<&Group, Vec<&Course>> = BTreeMap::new();
    for (group, course) in deals {
        groups.entry(group).or_default().push(course);
    }
    for (group, courses) in groups {
        let cohorts = cohorts(question, courses.iter().copied());
        table.rows.extend(
            cohorts.iter().map(|(stage, cohort)| cohort.row(vec![group.cell(by, question), Cell::text(*stage)])),
        );
    }
    Section::new(By::Stage.code(), table)
}

/// The open stages in their order, with what became of the deals in each.
fn cohorts<'q, 'd>(
    question: &'q Question<'_>,
    courses: impl Iterator<Item = &'d Course> + Clone,
) -> Vec<(&'q str, Cohort)> {
    let stages = question.team.stages.0.iter().enumerate().filter(|(_, stage)| stage.kind == StageKind::Open);
    let cohort = |at| {
        let mut cohort = Cohort::default();
        courses.clone().for_each(|course| cohort.add(at, course, question));
        cohort
    };
    stages.map(|(at, stage)| (stage.name.as_str(), cohort(at))).collect()
}

fn picture(question: &Question<'_>, deals: &[Grouped], cohorts: &[(&str, Cohort)]) -> Chart {
    let number = |number: usize| Cell::Number(i64::try_from(number).unwrap_or(i64::MAX));
    let reached =
        |(stage, cohort): &(&str, Cohort)| Bar::new(Text::same(*stage), number(cohort.entered + cohort.skipped));
    let mut bars: Vec<Bar> = cohorts.iter().map(reached).collect();
    let won = deals.iter().filter(|(_, course)| course.is_won() && question.counts(course.closed)).count();
    bars.push(Bar { tone: Tone::Good, ..Bar::new(Definition::title(DEFINITIONS, "won"), number(won)) });
    let title = Text::fixed("Deals that came to the stage or past it", "到达或越过该阶段的商机");
    Chart::new(title, Plot::Funnel(bars))
}

/// The stage from which the smallest share went on.
fn weakest(cohorts: &[(&str, Cohort)]) -> Option<Line> {
    let decided = |cohort: &Cohort| cohort.advanced + cohort.lost;
    let telling = cohorts.iter().filter(|(_, cohort)| decided(cohort) >= TELLING && cohort.lost > 0);
    let (stage, cohort) =
        telling.min_by(|(_, one), (_, other)| (one.advanced * decided(other)).cmp(&(other.advanced * decided(one))))?;
    let (advanced, decided) = (cohort.advanced, decided(cohort));
    Some(Line::new().warn(Text::fixed("Weakest link: ", "薄弱环节：")).plain(text!(
        "{stage}, from which {advanced} of {decided} went on",
        "{stage}，{decided} 个中有 {advanced} 个向前推进"
    )))
}

impl Ended {
    fn add(&mut self, course: &Course, worth: Option<&Sum>) {
        let (number, value) =
            if course.is_won() { (&mut self.won, &mut self.won_value) } else { (&mut self.lost, &mut self.lost_value) };
        *number += 1;
        match worth {
            Some(worth) => *value = value.saturating_add(worth.amount),
            None => self.unvalued += 1,
        }
    }

    fn row(&self, name: Cell, currency: &Arc<str>) -> Row {
        let number = |number: usize| Cell::Number(i64::try_from(number).unwrap_or(i64::MAX));
        let money = |amount| Sum { amount, currency: Arc::clone(currency) }.cell();
        Row::new(vec![
            name,
            number(self.won),
            number(self.lost),
            percent(self.won, self.won + self.lost),
            money(self.won_value),
            money(self.lost_value),
            share(self.won_value, self.won_value.saturating_add(self.lost_value)),
            number(self.unvalued),
        ])
    }
}

fn wins(question: &Question<'_>, deals: &[Grouped], by: By) -> Result<Section> {
    let mut groups: BTreeMap<(Group, Arc<str>), Ended> = BTreeMap::new();
    let mut all: BTreeMap<Arc<str>, Ended> = BTreeMap::new();
    let ended = |course: &Course| !course.is_open() && question.counts(course.closed);
    for (group, course) in deals.iter().filter(|(_, course)| ended(course)) {
        let worth = course.worth(question)?;
        let currency = course.counted_in(question);
        for sums in
            [groups.entry((group.clone(), Arc::clone(&currency))).or_default(), all.entry(currency).or_default()]
        {
            sums.add(course, worth.as_ref());
        }
    }
    let number = |key| Definition::number(DEFINITIONS, key);
    let amount = |key| Definition::amount(DEFINITIONS, key);
    let columns = vec![
        Column::new(by.code(), by.title()).grow(),
        number("won"),
        number("lost"),
        number("win_rate").bar(Scale::Percent),
        amount("won_value"),
        amount("lost_value"),
        number("value_rate"),
        number("unvalued").optional(),
    ];
    let mut table = Table::new(columns, Text::fixed("No deal has ended.", "没有已结束的商机。"));
    table.title = Some(Text::fixed("Deals that ended", "已结束的商机"));
    table.rows = groups.iter().map(|((group, currency), sums)| sums.row(group.cell(by, question), currency)).collect();
    let mut section = Section::new("wins", table);
    let total = || Cell::label("total", Text::fixed("Total", "合计"));
    section.totals = all.iter().map(|(currency, sums)| sums.row(total(), currency).toned(Tone::Strong)).collect();
    // Numbers, unlike amounts, can be added over currencies.
    if all.len() > 1 {
        let won: usize = all.values().map(|sums| sums.won).sum();
        let ended: usize = all.values().map(|sums| sums.won + sums.lost).sum();
        let percent = percent(won, ended).words();
        section = section.note(
            text!("All currencies: {won} of {ended} won, ", "所有币种：{ended} 个中赢单 {won} 个，").then(&percent),
        );
    }
    Ok(section)
}
