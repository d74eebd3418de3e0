//! Which ways clients come by, and what comes of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{
    By, Course, Definition, Figures, Gathered, Group, Question, Report, Section, Spread, Sum, Sums, share, tenths,
};
use crate::document::{Bar, Cell, Chart, Column, Plot, Row, Scale, Table, Tone};
use crate::error::Result;
use crate::lang::Text;

/// The report.
pub const REPORT: Report = Report {
    name: "sources",
    title: Text::fixed("Sources", "来源渠道"),
    about: Text::fixed("Clients by the way they came, to signing", "客户来自哪些渠道，直到签约"),
    by: &[By::Source, By::Region, By::Class, By::Industry, By::Owner],
    definitions: DEFINITIONS,
    make,
};

/// Channels by cohort: what became of the clients that came in the period, whenever that was.
const DEFINITIONS: &[Definition] = &[
    Definition {
        key: "clients",
        name: Text::fixed("Clients", "客户"),
        says: Text::fixed(
            "Clients by the day of their first contact (--from, --to); with --owner, those whom that person owns.",
            "客户按首次接触的日期计（--from、--to）；用 --owner 时为其名下的客户。",
        ),
    },
    Definition {
        key: "deals",
        name: Text::fixed("Deals", "商机"),
        says: Text::fixed("All deals of these clients: open + won + lost.", "这些客户的全部商机：在谈 + 赢单 + 丢单。"),
    },
    Definition {
        key: "open",
        name: Text::fixed("Open", "在谈"),
        says: Text::fixed("Of the deals, those that are open.", "其中进行中的商机。"),
    },
    Definition {
        key: "won",
        name: Text::fixed("Won", "赢单"),
        says: Text::fixed("Of the deals, those that are won.", "其中已赢单的商机。"),
    },
    Definition {
        key: "lost",
        name: Text::fixed("Lost", "丢单"),
        says: Text::fixed("Of the deals, those that are lost.", "其中已丢单的商机。"),
    },
    Definition {
        key: "buyers",
        name: Text::fixed("Buyers", "成交客户"),
        says: Text::fixed("Of the clients, those with a deal that is won.", "其中有赢单商机的客户。"),
    },
    Definition {
        key: "to_signing",
        name: Text::fixed("To signing", "成交率"),
        says: Text::fixed(
            "buyers ÷ clients; clients whose deals are still open count as not yet signed.",
            "成交客户 ÷ 客户；商机仍在谈的客户计为尚未成交。",
        ),
    },
    Definition {
        key: "days",
        name: Text::fixed("Days", "天数"),
        says: Text::fixed(
            "The median of the days from the first contact of a buyer to its first deal that is won.",
            "成交客户从首次接触到首次赢单的天数，取中位数。",
        ),
    },
    Definition {
        key: "won_value",
        name: Text::fixed("Won value", "赢单金额"),
        says: Text::fixed("The sum of the values of the deals that are won.", "已赢单商机的金额之和。"),
    },
    Definition {
        key: "average",
        name: Text::fixed("Average", "平均金额"),
        says: Text::fixed("won value ÷ the number of won deals that have a value.", "赢单金额 ÷ 有金额的赢单商机数。"),
    },
];

struct Came {
    group: Group,
    first_contact: Option<NaiveDate>,
    courses: Vec<Arc<Course>>,
}

#[derive(Default)]
struct Counts {
    clients: usize,
    open: usize,
    won: usize,
    lost: usize,
    buyers: usize,
    days: Vec<i64>,
}

fn make(question: &Question<'_>) -> Result<Figures> {
    let by = question.by.unwrap_or(By::Source);
    let Gathered { found, basis } = question.each(|subject, flaws| {
        let client = subject.client;
        let first_contact = client.first_contact.map(|day| day.0);
        let counts = question.counts(first_contact) && question.takes_owner(client.owner.as_deref());
        counts.then(|| Came {
            group: subject.own_group(by),
            first_contact,
            courses: subject.all_courses(flaws).to_vec(),
        })
    });
    Ok(Figures { sections: vec![counted(question, &found, by), valued(question, &found, by)?], basis })
}

fn number(number: usize) -> Cell {
    Cell::Number(i64::try_from(number).unwrap_or(i64::MAX))
}

fn counted(question: &Question<'_>, found: &[Came], by: By) -> Section {
    let mut groups: BTreeMap<&Group, Counts> = BTreeMap::new();
    let mut all = Counts::default();
    for client in found {
        groups.entry(&client.group).or_default().add(client);
        all.add(client);
    }
    let figure = |key| match key {
        "clients" => Definition::number(DEFINITIONS, key).bar(Scale::Largest),
        "to_signing" => Definition::number(DEFINITIONS, key).bar(Scale::Percent),
        key => Definition::number(DEFINITIONS, key),
    };
    let mut columns = vec![Column::new(by.code(), by.title()).grow()];
    columns.extend(["clients", "deals", "open", "won", "lost", "buyers", "to_signing", "days"].map(figure));
    let mut table = Table::new(columns, Text::fixed("No clients.", "没有客户。"));
    let title = by.title();
    table.title = Some(Text::new(format!("Clients by {}", title.en.to_lowercase()), format!("客户（按{}）", title.zh)));
    let mut bars = Vec::new();
    for (group, counts) in &groups {
        let name = group.cell(by, question);
        bars.push(Bar::new(name.words(), number(counts.clients)));
        table.rows.push(counts.row(name));
    }
    let mut section = Section::new(by.code(), table);
    section.totals = vec![all.row(Cell::label("total", Text::fixed("Total", "合计"))).toned(Tone::Strong)];
    if bars.len() > 1 {
        section =
            section.chart(Chart::new(Definition::title(DEFINITIONS, "clients"), Plot::Bars(bars)).of_column("clients"));
    }
    section
}

impl Counts {
    fn add(&mut self, client: &Came) {
        self.clients += 1;
        for course in &client.courses {
            *(if course.is_open() {
                &mut self.open
            } else if course.is_won() {
                &mut self.won
            } else {
                &mut self.lost
            }) += 1;
        }
        let won = || client.courses.iter().filter(|course| course.is_won());
        self.buyers += usize::from(won().next().is_some());
        if let (Some(first), Some(closed)) = (client.first_contact, won().filter_map(|course| course.closed).min()) {
            self.days.push((closed - first).num_days());
        }
    }

    fn row(&self, name: Cell) -> Row {
        Row::new(vec![
            name,
            number(self.clients),
            number(self.open + self.won + self.lost),
            number(self.open),
            number(self.won),
            number(self.lost),
            number(self.buyers),
            share(Decimal::from(self.buyers), Decimal::from(self.clients)),
            tenths(self.days.iter().copied().collect::<Spread>().median()),
        ])
    }
}

fn valued(question: &Question<'_>, found: &[Came], by: By) -> Result<Section> {
    let mut groups: BTreeMap<(&Group, Arc<str>), (usize, Sums)> = BTreeMap::new();
    let mut all: BTreeMap<Arc<str>, (usize, Sums)> = BTreeMap::new();
    for client in found {
        for course in client.courses.iter().filter(|course| course.is_won()) {
            let Some(worth) = course.worth(question)? else { continue };
            let key = (&client.group, Arc::clone(&worth.currency));
            for (won, sums) in [groups.entry(key).or_default(), all.entry(Arc::clone(&worth.currency)).or_default()] {
                *won += 1;
                sums.add(&worth);
            }
        }
    }
    let amount = |key| Definition::amount(DEFINITIONS, key);
    let columns =
        vec![Column::new(by.code(), by.title()).grow(), amount("won_value").bar(Scale::Largest), amount("average")];
    let mut table = Table::new(columns, Text::fixed("No deal with a value has been won.", "没有带金额的赢单商机。"));
    table.title = Some(Text::fixed("What they brought", "带来的金额"));
    let row = |name: Cell, currency: &Arc<str>, (won, sums): &(usize, Sums)| {
        let value = sums.of(currency);
        let average = value.checked_div(Decimal::from(*won));
        let money = |amount| Sum { amount, currency: Arc::clone(currency) }.cell();
        Row::new(vec![name, money(value), Cell::maybe(average, money)])
    };
    table.rows = groups.iter().map(|((group, currency), sums)| row(group.cell(by, question), currency, sums)).collect();
    let mut section = Section::new("value", table);
    let total = || Cell::label("total", Text::fixed("Total", "合计"));
    section.totals = all.iter().map(|(currency, sums)| row(total(), currency, sums).toned(Tone::Strong)).collect();
    Ok(section)
}
