//! What is open: deals by stage and by owner, what they are worth, how old they are, what comes next.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::result::weighted;
use super::spread::tenths;
use super::{By, Course, Definition, Figures, Flaws, Gathered, Group, Question, Report, Section, Spread, Subject, Sum};
use crate::document::{Bar, Cell, Chart, Column, Plot, Row, Scale, Table, Tone};
use crate::error::Result;
use crate::lang::Text;
use crate::record::Client;
use crate::text;

/// The report.
pub const REPORT: Report = Report {
    name: "pipeline",
    title: Text::fixed("Pipeline", "销售管道"),
    about: Text::fixed(
        "Open deals by stage and owner: number, value, age, next action",
        "进行中的商机，按阶段和负责人：数量、金额、时长、下一步",
    ),
    by: &[By::Stage, By::Owner, By::Region, By::Class, By::Source, By::Industry, By::Product, By::Month],
    definitions: DEFINITIONS,
    make,
};

/// Shared practice of sales pipelines (value, weighted value, age), and the rule of the records that every open deal has
/// a next action.
const DEFINITIONS: &[Definition] = &[
    Definition {
        key: "deals",
        name: Text::fixed("Deals", "商机"),
        says: Text::fixed(
            "Deals whose stage is of the kind “open”, each once. With --from or --to only those whose expected close lies in that time.",
            "阶段类型为 “open” 的商机，每个计一次。用 --from 或 --to 时，只计预计签约日期在此期间的商机。",
        ),
    },
    Definition {
        key: "value",
        name: Text::fixed("Value", "金额"),
        says: Text::fixed(
            "The sum of their values in one currency. Other currencies have rows of their own, unless --rates converts them.",
            "这些商机金额之和，同一币种。其他币种另列一行；用 --rates 时按汇率折算。",
        ),
    },
    Definition {
        key: "weighted",
        name: Text::fixed("Weighted", "加权金额"),
        says: Text::fixed(
            "The sum of value × probability, the deal's own or else its stage's. A deal without either adds nothing.",
            "金额 × 赢单概率之和，概率取商机自己的，没有则取阶段的。两者都没有的商机不计。",
        ),
    },
    Definition {
        key: "unvalued",
        name: Text::fixed("No value", "无金额"),
        says: Text::fixed(
            "Of the deals, those without a value: they add nothing to the sums.",
            "其中没有填写金额的商机数，它们不计入金额。",
        ),
    },
    Definition {
        key: "age",
        name: Text::fixed("Age", "时长"),
        says: Text::fixed(
            "The median of the days since the deal entered its first stage.",
            "从进入第一个阶段起到现在的天数，取中位数。",
        ),
    },
    Definition {
        key: "in_stage",
        name: Text::fixed("In stage", "本阶段"),
        says: Text::fixed(
            "The median of the days since the deal entered the stage that it is in.",
            "从进入当前阶段起到现在的天数，取中位数。",
        ),
    },
    Definition {
        key: "overdue",
        name: Text::fixed("Overdue", "逾期"),
        says: Text::fixed("Deals with a next action whose deadline has passed.", "有下一步行动已过期限的商机数。"),
    },
    Definition {
        key: "no_next",
        name: Text::fixed("No next", "无下一步"),
        says: Text::fixed(
            "Deals without an open action. An action that names no deal goes with every deal of its client.",
            "没有未完成行动的商机数。未注明商机的行动算在该客户的每个商机上。",
        ),
    },
];

/// An open deal, with its group in each table.
pub(super) struct Open {
    course: Arc<Course>,
    next: Next,
    groups: Vec<Group>,
}

/// An open deal with its value in the currency in which it is counted.
struct Valued<'o> {
    open: &'o Open,
    worth: Option<Sum>,
    currency: Arc<str>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    Ahead,
    Overdue,
    None,
}

#[derive(Default)]
struct Sums {
    deals: usize,
    value: Decimal,
    weighted: Decimal,
    unvalued: usize,
    age: Vec<i64>,
    in_stage: Vec<i64>,
    overdue: usize,
    no_next: usize,
}

fn make(question: &Question<'_>) -> Result<Figures> {
    let Gathered { found, basis } = question.gather(add);
    let open: Vec<Open> = found.into_iter().flatten().collect();
    Ok(Figures { sections: sections(question, &open)?, basis })
}

/// How its tables are grouped: one table for each.
fn tables<'q>(question: &'q Question<'_>) -> &'q [By] {
    question.by.as_ref().map_or(&[By::Stage, By::Owner], std::slice::from_ref)
}

/// Adds the open deals of a client.
pub(super) fn add(found: &mut Vec<Open>, subject: &Subject<'_>, flaws: &mut Flaws) {
    let question = subject.question;
    let open = subject.courses(flaws).filter(|course| course.is_open() && question.counts(course.expected_close));
    found.extend(open.map(|course| Open {
        next: next(subject.client, &course, question),
        groups: tables(question).iter().map(|by| group(subject, *by, &course)).collect(),
        course,
    }));
}

/// The tables of those of all clients.
pub(super) fn sections(question: &Question<'_>, open: &[Open]) -> Result<Vec<Section>> {
    let valued =
        |open| Ok(Valued { open, worth: open.course.worth(question)?, currency: open.course.counted_in(question) });
    let open = open.iter().map(valued).collect::<Result<Vec<_>>>()?;
    tables(question).iter().enumerate().map(|(at, by)| Ok(section(question, &open, *by, at))).collect()
}

fn group(subject: &Subject<'_>, by: By, course: &Course) -> Group {
    match by {
        By::Month => Group::named(course.expected_close.map(|day| day.format("%Y-%m").to_string())),
        by => subject.group(by, course),
    }
}

fn next(client: &Client, course: &Course, question: &Question<'_>) -> Next {
    let mut next = Next::None;
    let goes_with = |deal: Option<&str>| deal.is_none_or(|name| name == course.deal);
    for action in client.actions.iter().filter(|action| action.is_open() && goes_with(action.deal.as_deref())) {
        if action.is_overdue(&question.clock) {
            return Next::Overdue;
        }
        next = Next::Ahead;
    }
    next
}

fn section(question: &Question<'_>, open: &[Valued<'_>], by: By, at: usize) -> Section {
    let today = question.clock.today();
    let mut groups: BTreeMap<(&Group, &Arc<str>), Sums> = BTreeMap::new();
    let mut all: BTreeMap<&Arc<str>, Sums> = BTreeMap::new();
    for deal in open {
        let group = (&deal.open.groups[at], &deal.currency);
        for sums in [groups.entry(group).or_default(), all.entry(&deal.currency).or_default()] {
            sums.add(deal, today);
        }
    }
    let mut table = Table::new(columns(by), Text::fixed("No open deals.", "没有进行中的商机。"));
    table.title = Some(title(by));
    let mut bars: BTreeMap<&Arc<str>, Vec<Bar>> = BTreeMap::new();
    for ((group, currency), sums) in &groups {
        let cell = group.cell(by, question);
        if sums.value > Decimal::ZERO {
            bars.entry(currency).or_default().push(Bar::new(cell.words(), sums.value_cell(currency)));
        }
        table.rows.push(sums.row(cell, currency));
    }
    let mut section = Section::new(by.code(), table);
    let total = || Cell::label("total", Text::fixed("Total", "合计"));
    section.totals = all.iter().map(|(currency, sums)| sums.row(total(), currency).toned(Tone::Strong)).collect();
    // Bars of different currencies have no common length, and one bar shows nothing.
    for (currency, bars) in bars.into_iter().filter(|(_, bars)| bars.len() > 1) {
        let title = Definition::title(DEFINITIONS, "value").then(&text!(", {currency}", "（{currency}）"));
        section = section.chart(Chart::new(title, Plot::Bars(bars)).of_column("weighted"));
    }
    section
}

fn title(by: By) -> Text {
    let by = by.title();
    Text::new(format!("Open deals by {}", by.en.to_lowercase()), format!("进行中的商机（按{}）", by.zh))
}

fn columns(by: By) -> Vec<Column> {
    let number = |key| Definition::number(DEFINITIONS, key);
    let amount = |key| Definition::amount(DEFINITIONS, key);
    vec![
        Column::new(by.code(), by.title()).grow(),
        number("deals"),
        amount("value"),
        amount("weighted").bar(Scale::Within("value")),
        number("unvalued").optional(),
        number("age"),
        number("in_stage"),
        number("overdue"),
        number("no_next"),
    ]
}

impl Sums {
    fn add(&mut self, Valued { open: deal, worth, .. }: &Valued<'_>, today: NaiveDate) {
        self.deals += 1;
        match worth {
            Some(worth) => {
                self.value = self.value.saturating_add(worth.amount);
                self.weighted = self.weighted.saturating_add(weighted(worth.amount, deal.course.probability));
            }
            None => self.unvalued += 1,
        }
        self.age.extend(deal.course.began().map(|began| (today - began).num_days()));
        self.in_stage.extend(deal.course.stays.last().map(|stay| stay.days(today)));
        self.overdue += usize::from(deal.next == Next::Overdue);
        self.no_next += usize::from(deal.next == Next::None);
    }

    fn value_cell(&self, currency: &Arc<str>) -> Cell {
        Sum { amount: self.value, currency: Arc::clone(currency) }.cell()
    }

    fn row(&self, name: Cell, currency: &Arc<str>) -> Row {
        let number = |number: usize| Cell::Number(i64::try_from(number).unwrap_or(i64::MAX));
        let toned = |count: usize, tone| if count > 0 { number(count).toned(tone) } else { number(count) };
        let median = |days: &[i64]| tenths(days.iter().copied().collect::<Spread>().median());
        Row::new(vec![
            name,
            number(self.deals),
            self.value_cell(currency),
            Sum { amount: self.weighted, currency: Arc::clone(currency) }.cell(),
            number(self.unvalued),
            median(&self.age),
            median(&self.in_stage),
            toned(self.overdue, Tone::Bad),
            toned(self.no_next, Tone::Warn),
        ])
    }
}
