//! Who the clients are: class and industry, what they brought over their life, whether they stay, how satisfied they are.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Months, NaiveDate};
use rust_decimal::Decimal;

use super::{By, Definition, Figures, Flaw, Gathered, Group, Question, Report, Section, Sum, Sums, share};
use crate::document::{Cell, Column, Row, Scale, Table, Tone};
use crate::error::Result;
use crate::lang::Text;
use crate::record::{Client, Day, Order, Survey};

/// The report.
pub const REPORT: Report = Report {
    name: "clients",
    title: Text::fixed("Clients", "客户分析"),
    about: Text::fixed(
        "Clients by class and industry: value over their life, retention and churn, satisfaction",
        "客户按分类和行业：累计价值、留存与流失、满意度",
    ),
    by: &[By::Class, By::Industry, By::Region, By::Source, By::Owner],
    definitions: DEFINITIONS,
    make,
};

/// Retention and churn of customers over twelve months, by purchases; satisfaction as the mean of the surveys.
const DEFINITIONS: &[Definition] = &[
    Definition {
        key: "clients",
        name: Text::fixed("Clients", "客户"),
        says: Text::fixed(
            "All clients, each once; with --from or --to those whose first contact lies in that time, with --owner those whom that person owns.",
            "所有客户，每个计一次；用 --from 或 --to 时为首次接触在此期间的，用 --owner 时为其名下的。",
        ),
    },
    Definition {
        key: "customers",
        name: Text::fixed("Customers", "成交客户"),
        says: Text::fixed(
            "Clients that have bought: a deal that is won, or an order.",
            "买过的客户：有赢单的商机或有订单。",
        ),
    },
    Definition {
        key: "base",
        name: Text::fixed("A year ago", "一年前"),
        says: Text::fixed(
            "Customers that had bought before the day twelve months ago.",
            "十二个月前那天之前就买过的客户。",
        ),
    },
    Definition {
        key: "retained",
        name: Text::fixed("Retained", "留存"),
        says: Text::fixed(
            "Of them, those that bought in the twelve months since, from that day on (a deal won, an order placed), or have a contract that still runs.",
            "其中从那天起的十二个月内又买过（赢单或下单），或有合同仍在有效期内的。",
        ),
    },
    Definition {
        key: "retention",
        name: Text::fixed("Retention", "留存率"),
        says: Text::fixed("retained ÷ customers of a year ago.", "留存 ÷ 一年前的客户。"),
    },
    Definition {
        key: "churn",
        name: Text::fixed("Churn", "流失率"),
        says: Text::fixed(
            "(customers of a year ago − retained) ÷ customers of a year ago.",
            "（一年前的客户 − 留存）÷ 一年前的客户。",
        ),
    },
    Definition {
        key: "surveys",
        name: Text::fixed("Surveys", "调查"),
        says: Text::fixed("Satisfaction surveys with a score.", "有评分的满意度调查次数。"),
    },
    Definition {
        key: "satisfaction",
        name: Text::fixed("Score", "满意度"),
        says: Text::fixed(
            "The mean of score ÷ points that could be given (10 where the survey does not say), over the surveys.",
            "各次调查评分 ÷ 满分的平均值（未写满分时按 10 分）。",
        ),
    },
    Definition {
        key: "life_value",
        name: Text::fixed("Life value", "累计价值"),
        says: Text::fixed(
            "The sum of the values of all deals that they have won us, over the whole time.",
            "所有赢单商机的金额之和，不限时间。",
        ),
    },
    Definition {
        key: "average",
        name: Text::fixed("Per customer", "户均"),
        says: Text::fixed(
            "life value ÷ the number of customers with a value in that currency.",
            "累计价值 ÷ 有该币种金额的成交客户数。",
        ),
    },
    Definition {
        key: "largest",
        name: Text::fixed("Largest", "最大客户占比"),
        says: Text::fixed("The share of the largest of them in the life value.", "其中最大一家占累计价值的比例。"),
    },
];

/// What is counted of a client.
struct Known {
    groups: Vec<Group>,
    customer: bool,
    base: bool,
    retained: bool,
    /// Each survey's share of the points, in percent.
    surveys: Vec<Decimal>,
    value: Sums,
}

#[derive(Default)]
struct Counts {
    clients: usize,
    customers: usize,
    base: usize,
    retained: usize,
    surveys: Vec<Decimal>,
}

#[derive(Default)]
struct Value {
    customers: usize,
    sum: Decimal,
    largest: Decimal,
}

fn make(question: &Question<'_>) -> Result<Figures> {
    let tables = question.by.map_or_else(|| vec![By::Class, By::Industry], |by| vec![by]);
    let Gathered { found, basis } = question.each(|subject, flaws| {
        let client = subject.client;
        let counts = question.counts(client.first_contact.map(|day| day.0));
        if !counts || !question.takes_owner(client.owner.as_deref()) {
            return None;
        }
        let today = question.clock.today();
        let come = |day: Option<Day>| day.is_none_or(|day| day.0 <= today);
        let orders: Vec<&Order> = client.orders.iter().filter(|order| come(order.placed)).collect();
        let surveys: Vec<&Survey> = client.surveys.iter().filter(|survey| come(survey.on)).collect();
        if orders.len() + surveys.len() < client.orders.len() + client.surveys.len() {
            flaws.add(Flaw::NotYet, None);
        }
        let courses = subject.all_courses(flaws);
        let won: Vec<_> = courses.iter().filter(|course| course.is_won()).collect();
        let bought: Vec<NaiveDate> = won
            .iter()
            .filter_map(|course| course.closed)
            .chain(orders.iter().filter_map(|order| Some(order.placed?.0)))
            .collect();
        let (base, retained) = kept(client, &bought, today);
        let value = won.iter().map(|course| course.worth(question)).try_fold(Sums::default(), |mut sums, worth| {
            sums.add_if(worth?.as_ref());
            Ok(sums)
        });
        Some(value.map(|value| Known {
            groups: tables.iter().map(|by| subject.own_group(*by)).collect(),
            customer: !won.is_empty() || !orders.is_empty(),
            base,
            retained,
            surveys: surveys.into_iter().filter_map(points).collect(),
            value,
        }))
    });
    let found = found.into_iter().collect::<Result<Vec<Known>>>()?;
    let mut sections = Vec::new();
    for (at, by) in tables.iter().enumerate() {
        sections.push(counted(question, &found, *by, at));
    }
    sections.push(valued(question, &found, tables[0]));
    Ok(Figures { sections, basis })
}

/// Whether the client had bought a year ago, and whether it has stayed since.
fn kept(client: &Client, bought: &[NaiveDate], today: NaiveDate) -> (bool, bool) {
    let Some(year_ago) = today.checked_sub_months(Months::new(12)) else { return (false, false) };
    let base = bought.iter().any(|day| *day < year_ago);
    let runs = |contract: &crate::record::Contract| {
        contract.ends.is_some_and(|end| end.0 >= today) && contract.starts.is_none_or(|start| start.0 <= today)
    };
    (base, base && (bought.iter().any(|day| *day >= year_ago) || client.contracts.iter().any(runs)))
}

fn points(survey: &Survey) -> Option<Decimal> {
    let of = survey.of.map_or(Decimal::TEN, |of| of.0);
    survey.score?.0.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(of)
}

fn number(number: usize) -> Cell {
    Cell::Number(i64::try_from(number).unwrap_or(i64::MAX))
}

fn counted(question: &Question<'_>, found: &[Known], by: By, at: usize) -> Section {
    let mut groups: BTreeMap<&Group, Counts> = BTreeMap::new();
    let mut all = Counts::default();
    for client in found {
        groups.entry(&client.groups[at]).or_default().add(client);
        all.add(client);
    }
    let mut columns = vec![Column::new(by.code(), by.title()).grow()];
    let keys = ["clients", "customers", "base", "retained", "retention", "churn", "surveys", "satisfaction"];
    columns.extend(keys.map(|key| {
        let column = Definition::number(DEFINITIONS, key);
        match key {
            "clients" => column.bar(Scale::Largest),
            "retention" => column.bar(Scale::Percent),
            "surveys" | "churn" => column.optional(),
            _ => column,
        }
    }));
    let mut table = Table::new(columns, Text::fixed("No clients.", "没有客户。"));
    let title = by.title();
    table.title = Some(Text::new(format!("Clients by {}", title.en.to_lowercase()), format!("客户（按{}）", title.zh)));
    table.rows = groups.iter().map(|(group, counts)| counts.row(group.cell(by, question))).collect();
    let mut section = Section::new(by.code(), table);
    section.totals = vec![all.row(Cell::label("total", Text::fixed("Total", "合计"))).toned(Tone::Strong)];
    section
}

impl Counts {
    fn add(&mut self, client: &Known) {
        self.clients += 1;
        self.customers += usize::from(client.customer);
        self.base += usize::from(client.base);
        self.retained += usize::from(client.retained);
        self.surveys.extend(&client.surveys);
    }

    fn row(&self, name: Cell) -> Row {
        let rate = |part: usize| share(Decimal::from(part), Decimal::from(self.base));
        let sum = self.surveys.iter().fold(Decimal::ZERO, |sum, points| sum.saturating_add(*points));
        Row::new(vec![
            name,
            number(self.clients),
            number(self.customers),
            number(self.base),
            number(self.retained),
            rate(self.retained),
            rate(self.base - self.retained),
            number(self.surveys.len()),
            share(sum, Decimal::from(self.surveys.len() * 100)),
        ])
    }
}

fn valued(question: &Question<'_>, found: &[Known], by: By) -> Section {
    let mut groups: BTreeMap<(&Group, Arc<str>), Value> = BTreeMap::new();
    let mut all: BTreeMap<Arc<str>, Value> = BTreeMap::new();
    for client in found {
        for sum in client.value.each() {
            let key = (&client.groups[0], Arc::clone(&sum.currency));
            for value in [groups.entry(key).or_default(), all.entry(Arc::clone(&sum.currency)).or_default()] {
                value.customers += 1;
                value.sum = value.sum.saturating_add(sum.amount);
                value.largest = value.largest.max(sum.amount);
            }
        }
    }
    let columns = vec![
        Column::new(by.code(), by.title()).grow(),
        Definition::amount(DEFINITIONS, "life_value").bar(Scale::Largest),
        Definition::amount(DEFINITIONS, "average"),
        Definition::number(DEFINITIONS, "largest"),
    ];
    let mut table = Table::new(columns, Text::fixed("No deal with a value has been won.", "没有带金额的赢单商机。"));
    table.title = Some(Text::fixed("What they have brought", "累计带来的金额"));
    let row = |name: Cell, currency: &Arc<str>, value: &Value| {
        let money = |amount| Sum { amount, currency: Arc::clone(currency) }.cell();
        let average = value.sum.checked_div(Decimal::from(value.customers));
        Row::new(vec![name, money(value.sum), Cell::maybe(average, money), share(value.largest, value.sum)])
    };
    table.rows =
        groups.iter().map(|((group, currency), value)| row(group.cell(by, question), currency, value)).collect();
    let mut section = Section::new("value", table);
    let total = || Cell::label("total", Text::fixed("Total", "合计"));
    section.totals = all.iter().map(|(currency, value)| row(total(), currency, value).toned(Tone::Strong)).collect();
    section
}
