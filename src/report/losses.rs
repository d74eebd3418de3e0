//! What was lost: why, from which stage, to whom, whose.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::{
    By, Course, Definition, Figures, Gathered, Group, Question, Report, Section, Spread, Subject, Sum, share, tenths,
};
use crate::document::{Bar, Cell, Chart, Column, Plot, Row, Scale, Table, Tone};
use crate::error::Result;
use crate::lang::Text;
use crate::record::StageKind;

/// The report.
pub const REPORT: Report = Report {
    name: "losses",
    title: Text::fixed("Losses", "丢单分析"),
    about: Text::fixed(
        "Deals that were lost: why, from which stage, to whom, whose",
        "丢单的商机：原因、阶段、竞争对手、负责人",
    ),
    by: &[
        By::Reason,
        By::Stage,
        By::Competitor,
        By::Owner,
        By::Region,
        By::Class,
        By::Source,
        By::Industry,
        By::Product,
        By::Month,
    ],
    definitions: DEFINITIONS,
    make,
};

/// The usual reading of a loss report, with the reasons and competitors that the records hold.
const DEFINITIONS: &[Definition] = &[
    Definition {
        key: "lost",
        name: Text::fixed("Lost", "丢单"),
        says: Text::fixed(
            "Deals that are in a stage of the kind “lost”, by the day on which they entered it (--from, --to). One that was reopened is \
             not lost. By stage: the last stage before. Reason and competitor are those of the record today; of a loss that was taken \
             back later they are not known for a day before that.",
            "现处于“lost”类阶段的商机，按进入的日期计（--from、--to）。重新启动的不算。按阶段时取丢单前的阶段。原因和竞争对手取今天的档案；后来重新启动的，还原到之前某天时原因未知。",
        ),
    },
    Definition {
        key: "share",
        name: Text::fixed("Share", "占比"),
        says: Text::fixed("Their share of all lost deals, by number.", "占全部丢单商机的比例，按个数。"),
    },
    Definition {
        key: "value",
        name: Text::fixed("Value", "金额"),
        says: Text::fixed("The sum of their values.", "这些商机金额之和。"),
    },
    Definition {
        key: "unvalued",
        name: Text::fixed("No value", "无金额"),
        says: Text::fixed("Of them, those without a value.", "其中没有填写金额的。"),
    },
    Definition {
        key: "days",
        name: Text::fixed("Days", "天数"),
        says: Text::fixed(
            "The median of the days from their first stage to the loss.",
            "从进入第一个阶段到丢单的天数，取中位数。",
        ),
    },
];

struct Lost {
    course: Arc<Course>,
    groups: Vec<Group>,
}

#[derive(Default)]
struct Sums {
    lost: usize,
    value: Decimal,
    unvalued: usize,
    days: Vec<i64>,
}

fn make(question: &Question<'_>) -> Result<Figures> {
    let tables = question.by.map_or_else(|| vec![By::Reason, By::Stage, By::Competitor, By::Owner], |by| vec![by]);
    let Gathered { found, basis } = question.each(|subject, flaws| {
        let courses = subject.courses(flaws);
        let lost = courses.filter(|course| course.is_lost() && question.counts(course.closed));
        let lost: Vec<Lost> = lost
            .map(|course| Lost { groups: tables.iter().map(|by| group(subject, *by, &course)).collect(), course })
            .collect();
        (!lost.is_empty()).then_some(lost)
    });
    let lost: Vec<Lost> = found.into_iter().flatten().collect();
    let sections = tables.iter().enumerate().map(|(at, by)| section(question, &lost, *by, at));
    Ok(Figures { sections: sections.collect::<Result<_>>()?, basis })
}

fn group(subject: &Subject<'_>, by: By, course: &Course) -> Group {
    let loss = || subject.client.deals.get(course.at)?.lost.as_ref();
    let stages = &subject.question.team.stages.0;
    match by {
        By::Reason => Group::named(loss().and_then(|loss| loss.reason.as_deref())),
        By::Competitor => Group::named(loss().and_then(|loss| loss.to.as_deref())),
        By::Month => Group::named(course.closed.map(|day| day.format("%Y-%m").to_string())),
        By::Stage => {
            let before = course.stays.iter().rev().find(|stay| stages[stay.stage].kind != StageKind::Lost);
            before.map_or_else(
                || Group::named(None::<String>),
                |stay| Group::at(stay.stage, stages[stay.stage].name.clone()),
            )
        }
        by => subject.group(by, course),
    }
}

fn section(question: &Question<'_>, lost: &[Lost], by: By, at: usize) -> Result<Section> {
    let mut groups: BTreeMap<(Group, Arc<str>), Sums> = BTreeMap::new();
    let mut all: BTreeMap<Arc<str>, Sums> = BTreeMap::new();
    for deal in lost {
        let worth = deal.course.worth(question)?;
        let currency = deal.course.counted_in(question);
        let key = (deal.groups[at].clone(), Arc::clone(&currency));
        for sums in [groups.entry(key).or_default(), all.entry(currency).or_default()] {
            sums.add(&deal.course, worth.as_ref());
        }
    }
    let number = |key| Definition::number(DEFINITIONS, key);
    let columns = vec![
        Column::new(by.code(), by.title()).grow(),
        number("lost"),
        number("share").bar(Scale::Percent),
        Definition::amount(DEFINITIONS, "value"),
        number("unvalued").optional(),
        number("days"),
    ];
    let mut table = Table::new(columns, Text::fixed("No deal has been lost.", "没有丢单的商机。"));
    let title = by.title();
    table.title =
        Some(Text::new(format!("Lost deals by {}", title.en.to_lowercase()), format!("丢单的商机（按{}）", title.zh)));
    let mut rows: Vec<_> = groups.into_iter().collect();
    if !matches!(by, By::Stage | By::Month) {
        rows.sort_by_key(|(_, sums)| std::cmp::Reverse(sums.lost));
    }
    let mut bars: Vec<Bar> = Vec::new();
    for ((group, currency), sums) in &rows {
        let name = group.cell(by, question);
        bars.push(Bar { tone: Tone::Bad, ..Bar::new(name.words(), count(sums.lost)) });
        table.rows.push(sums.row(name, currency, lost.len()));
    }
    let one_currency = all.len() == 1;
    let mut section = Section::new(by.code(), table);
    let total = || Cell::label("total", Text::fixed("Total", "合计"));
    section.totals =
        all.iter().map(|(currency, sums)| sums.row(total(), currency, lost.len()).toned(Tone::Strong)).collect();
    if one_currency && bars.len() > 1 && at == 0 {
        section =
            section.chart(Chart::new(Definition::title(DEFINITIONS, "lost"), Plot::Bars(bars)).of_column("share"));
    }
    Ok(section)
}

fn count(number: usize) -> Cell {
    Cell::Number(i64::try_from(number).unwrap_or(i64::MAX))
}

impl Sums {
    fn add(&mut self, course: &Course, worth: Option<&Sum>) {
        self.lost += 1;
        match worth {
            Some(worth) => self.value = self.value.saturating_add(worth.amount),
            None => self.unvalued += 1,
        }
        if let (Some(began), Some(closed)) = (course.began(), course.closed) {
            self.days.push((closed - began).num_days());
        }
    }

    fn row(&self, name: Cell, currency: &Arc<str>, all: usize) -> Row {
        Row::new(vec![
            name,
            count(self.lost),
            share(Decimal::from(self.lost), Decimal::from(all)),
            Sum { amount: self.value, currency: Arc::clone(currency) }.cell(),
            count(self.unvalued),
            tenths(self.days.iter().copied().collect::<Spread>().median()),
        ])
    }
}
