//! What is due as tables: by urgency, or a table for each owner or client.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::{Datelike, NaiveDate, TimeDelta};
use clap::ValueEnum;

use super::{Item, Status};
use crate::clock;
use crate::commands::Desk;
use crate::document::{Cell, Column, Label, Row, Table, Tone};
use crate::lang::{Text, count};
use crate::text;

/// Whom a heading stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum By {
    /// Each person.
    Owner,
    /// Each client.
    Client,
}

/// How the tables are to be.
pub struct Look {
    /// A heading for whom; for each degree of urgency otherwise.
    pub by: Option<By>,
    /// Whether all rows have one owner, so that it need not be shown.
    pub one_owner: bool,
    /// How many days ahead the list looks.
    pub days: u32,
    /// What is said when there are no rows.
    pub empty: Text,
}

/// Positions in [`columns`] that are asked for.
const STATUS: usize = 0;
const DAYS: usize = 1;
const DUE: usize = 2;
const NAME: usize = 3;
const OWNER: usize = 8;
const CLIENT: usize = 13;

/// The columns of every table, in the order in which rows are made. Programs see the same ones in each.
fn columns(desk: &Desk, look: &Look, status: Option<Status>) -> Vec<Column> {
    let year = desk.clock.today().year();
    let no_next = status == Some(Status::NoNext);
    // Under its title a number says enough.
    let overdue = status == Some(Status::Overdue);
    vec![
        Column::new("status", Text::fixed("When", "时间")).data_if(overdue || no_next),
        Column::number("days_late", Text::fixed("Days", "天数")).data_if(!overdue),
        Column::new("due", Text::fixed("Due", "期限")).in_year(year).data_if(no_next),
        Column::new("name", Text::fixed("Client", "客户")).grow().data_if(look.by == Some(By::Client)),
        Column::new("action", Text::fixed("Next action", "下一步行动")).grow().data_if(no_next),
        Column::new("deal", Text::fixed("Deal", "商机")).grow().data_if(!no_next),
        Column::new("stage", Text::fixed("Stage", "阶段")).optional(),
        Column::amount("value", Text::fixed("Value", "金额")),
        Column::new("owner", Text::fixed("Owner", "负责人")).data_if(look.one_owner || look.by == Some(By::Owner)),
        Column::new("id", Text::fixed("ID", "编号")).data_if(no_next),
        Column::new("last_contact", Text::fixed("Last contact", "最近沟通")).in_year(year).data_if(!no_next),
        Column::data("kind"),
        Column::data("priority"),
        Column::data("client"),
    ]
}

/// The items in tables, in their order; of each client the first row carries its id.
pub fn tables(desk: &Desk, items: Vec<Item>, look: &Look) -> Vec<Table> {
    let today = desk.clock.today();
    let mut statuses: HashMap<(Status, i64), Arc<Label>> = HashMap::new();
    let mut clients = HashSet::new();
    let mut groups: Vec<(Option<Status>, Text, Counts, Table)> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for item in items {
        let (key, name) = heading(&item, look);
        let place = *places.entry(key).or_insert_with(|| {
            let status = look.by.is_none().then_some(item.status);
            let table = Table::new(columns(desk, look, status), look.empty.clone());
            groups.push((status, name, Counts::default(), table));
            groups.len() - 1
        });
        let (_, _, counts, table) = &mut groups[place];
        counts.add(item.status);
        let label = statuses.entry((item.status, item.days_late)).or_insert_with(|| standing(&item, today));
        table.rows.push(finished(item, label, &mut clients));
    }
    if groups.is_empty() {
        return vec![Table::new(columns(desk, look, None), look.empty.clone())];
    }
    let titled = groups.into_iter().map(|(status, name, counts, mut table)| {
        let number = table.rows.len();
        table.title = Some(match status {
            None => Text::new(
                format!("{name}: {counts}", name = name.en, counts = counts.words(look.days).en),
                format!("{name}：{counts}", name = name.zh, counts = counts.words(look.days).zh),
            ),
            Some(_) => Text::new(format!("{} ({number})", name.en), format!("{}（{number}）", name.zh)),
        });
        table
    });
    titled.collect()
}

/// The items in one table, by their deadlines.
pub fn by_day(desk: &Desk, mut items: Vec<Item>, one_owner: bool, empty: Text) -> Table {
    let today = desk.clock.today();
    let hour = |item: &Item| match &item.row.cells[DUE] {
        Cell::Moment(_, time) => *time,
        _ => None,
    };
    items.sort_by_key(|item| (Reverse(item.days_late), hour(item)));
    let mut table =
        Table::new(columns(desk, &Look { by: None, one_owner, days: 0, empty: Text::default() }, None), empty);
    let mut clients = HashSet::new();
    table.rows = items
        .into_iter()
        .map(|item| {
            let label = standing(&item, today);
            finished(item, &label, &mut clients)
        })
        .collect();
    table
}

/// How an item stands, in words.
fn standing(item: &Item, today: NaiveDate) -> Arc<Label> {
    let text = match (item.status, item.days_late) {
        (Status::NoNext, _) => Text::fixed("no next action", "无下一步"),
        (Status::Overdue, 0) => Text::fixed("passed today", "今天已过"),
        (_, days) => clock::until(today - TimeDelta::days(days), today),
    };
    Arc::new(Label { code: item.status.code().to_string(), text })
}

fn finished(item: Item, status: &Arc<Label>, clients: &mut HashSet<String>) -> Row {
    let tone = match item.status {
        Status::Overdue => Tone::Bad,
        Status::Today | Status::NoNext => Tone::Warn,
        Status::Soon => Tone::Plain,
    };
    let mut row = item.row;
    row.cells[STATUS] = Cell::Label(Arc::clone(status)).toned(tone);
    if item.status != Status::NoNext {
        row.cells[DAYS] = Cell::Number(item.days_late).toned(tone);
    }
    if let Cell::Text(client) = &row.cells[CLIENT]
        && !clients.contains(client)
    {
        clients.insert(client.clone());
        row.id = Some(client.clone());
    }
    row
}

/// What the table of an item is known by, and what stands above it.
fn heading(item: &Item, look: &Look) -> (String, Text) {
    let cell = |at: usize| match &item.row.cells[at] {
        Cell::Text(text) => (text.clone(), Text::same(text.clone())),
        Cell::Label(label) => (label.code.clone(), label.text.clone()),
        _ => (String::new(), Text::fixed("Nobody", "无负责人")),
    };
    match look.by {
        Some(By::Owner) => cell(OWNER),
        Some(By::Client) => (cell(CLIENT).0, cell(NAME).1),
        None => (item.status.code().to_string(), urgency(item.status, look.days)),
    }
}

fn urgency(status: Status, days: u32) -> Text {
    match status {
        Status::Overdue => Text::fixed("Overdue", "逾期"),
        Status::Today => Text::fixed("Today", "今天"),
        Status::Soon => Text::fixed("Next ", "未来 ").then(&count(days as usize, "day", "days", "天")),
        Status::NoNext => Text::fixed("Open deals without a next action", "没有下一步行动的商机"),
    }
}

/// How many there are of each urgency.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts([usize; 4]);

impl Counts {
    /// Counts the items.
    pub fn of(items: &[Item]) -> Self {
        let mut counts = Self::default();
        for item in items {
            counts.add(item.status);
        }
        counts
    }

    fn add(&mut self, status: Status) {
        self.0[status as usize] += 1;
    }

    /// How many are overdue.
    pub const fn overdue(&self) -> usize {
        self.0[Status::Overdue as usize]
    }

    /// In words, leaving out what there is none of: `7 overdue, 2 today, 3 deals without a next action`.
    pub fn words(&self, days: u32) -> Text {
        let [overdue, today, soon, without] = self.0;
        let ahead = count(days as usize, "day", "days", "天");
        let without_next = count(without, "deal", "deals", "个商机");
        let parts = [
            (overdue, text!("{overdue} overdue", "逾期 {overdue} 项")),
            (today, text!("{today} today", "今天 {today} 项")),
            (soon, Text::new(format!("{soon} in the next {}", ahead.en), format!("未来 {} {soon} 项", ahead.zh))),
            (without, without_next.then(&Text::fixed(" without a next action", "没有下一步行动"))),
        ];
        let parts: Vec<Text> = parts.into_iter().filter(|(number, _)| *number > 0).map(|(_, part)| part).collect();
        let joined = |pick: fn(&Text) -> &str, between: &str| parts.iter().map(pick).collect::<Vec<_>>().join(between);
        Text::new(joined(|part| part.en.as_ref(), ", "), joined(|part| part.zh.as_ref(), "，"))
    }
}
