use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};
use clap::Args as ClapArgs;
use serde_json::{Value, json};

use super::due::{Item, Rows, Status, by_day, whose};
use super::{Context, Desk, Outcome};
use crate::clock::{Calendar, Listed, phrase};
use crate::document::{Block, Cell, Column, Document, Line, Row, Table, Tone, json};
use crate::error::Result;
use crate::lang::{Text, count, list, weekday};
use crate::text;

/// Show a month: working days, holidays, deadlines
///
/// Yours, as far as it is known who you are; `--owner all` for everybody's. Weekend days that are worked in exchange for
/// a holiday are marked as well.
#[derive(ClapArgs, Clone, Debug)]
pub struct Args {
    /// The month: `2026-07`, `7`, `July`, `next month`; this one, when absent
    #[arg(value_name = "MONTH")]
    month: Option<String>,
    /// Which deadlines
    #[command(flatten)]
    rows: Rows,
}

/// A month with what is due in it.
struct Page<'a> {
    calendar: &'a Calendar,
    today: NaiveDate,
    first: NaiveDate,
    last: NaiveDate,
    items: Vec<Item>,
}

/// Shows the month.
pub fn run(args: Args, context: &Context) -> Result<Outcome> {
    let desk = context.desk()?;
    let today = desk.clock.today();
    let first = match &args.month {
        Some(said) => phrase::month(said, &desk.clock)?,
        None => phrase::month("this month", &desk.clock)?,
    };
    let last = first.iter_days().take_while(|day| day.month() == first.month()).last().unwrap_or(first);
    let (mut wish, own) = desk.own_wish(&args.rows)?;
    wish.until = Some(last.max(today));
    let scan = desk.due(&wish);
    let mut items = scan.found;
    items.retain(|item| item.status != Status::NoNext && (first..=last).contains(&due(item, today)));
    let page = Page { calendar: desk.calendar()?, today, first, last, items };
    let warning = desk.without_holidays(first.year());
    let owner = wish.owner;
    let (document, data) = page.shown(&desk, owner.is_some());
    let outcome = Outcome::document("calendar", document, data).problems(scan.problems);
    let outcome = outcome.problems(warning.into_iter().collect());
    Ok(if own { outcome.note(whose(owner)) } else { outcome })
}

/// The day of a deadline.
fn due(item: &Item, today: NaiveDate) -> NaiveDate {
    today - TimeDelta::days(item.days_late)
}

impl Page<'_> {
    fn days(&self) -> impl Iterator<Item = NaiveDate> + use<> {
        let last = self.last;
        self.first.iter_days().take_while(move |day| *day <= last)
    }

    fn due_on(&self, day: NaiveDate) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(move |item| due(item, self.today) == day)
    }

    fn shown(self, desk: &Desk, one_owner: bool) -> (Document, Value) {
        let mut document = Document::new();
        let (year, month) = (self.first.year(), self.first.month());
        document.heading(1, Text::new(self.first.format("%B %Y").to_string(), format!("{year} 年 {month} 月")));
        document.push(Block::Table(self.grid()));
        document.push(Block::Pairs(self.pairs()));
        let days = self.data();
        let title = count(self.items.len(), "deadline", "deadlines", "项到期");
        let empty = Text::fixed("No deadlines in this month.", "这个月没有到期的事项。");
        let mut table = by_day(desk, self.items, one_owner, empty);
        let data = json!({"month": self.first.format("%Y-%m").to_string(), "days": days, "rows": json::rows(&table)});
        if !table.rows.is_empty() {
            table.title = Some(title);
        }
        document.push(Block::Table(table.for_people()));
        (document, data)
    }

    /// The weeks, one below the other.
    fn grid(&self) -> Table {
        const KEYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
        let mut columns = vec![Column::new("week", Text::fixed("Week", "周次"))];
        let days = std::iter::successors(Some(Weekday::Mon), |day| Some(day.succ()));
        columns.extend(KEYS.iter().zip(days).map(|(key, day)| Column::new(key, weekday(day)).whole()));
        let mut table = Table::new(columns, Text::default());
        let mut row: Vec<Cell> = Vec::new();
        for day in self.days() {
            if row.is_empty() {
                let week = day.iso_week().week();
                row.push(Cell::label(week.to_string(), Text::same(format!("W{week:02}"))).toned(Tone::Dim));
                row.extend((0..day.weekday().num_days_from_monday()).map(|_| Cell::Empty));
            }
            row.push(self.day(day));
            if row.len() == 8 {
                table.rows.push(Row::new(std::mem::take(&mut row)));
            }
        }
        if !row.is_empty() {
            row.resize(8, Cell::Empty);
            table.rows.push(Row::new(row));
        }
        table
    }

    /// A day with its marks: `26*`, `19 off`, `30 ·2`.
    fn day(&self, day: NaiveDate) -> Cell {
        let listed = self.calendar.listed(day);
        let mut text = Text::same(day.day().to_string());
        if day == self.today {
            text = text.then(&Text::same(TODAY));
        }
        if let Some(listed) = listed {
            text = text.then(&Text::same(" ")).then(&mark(listed));
        }
        let due = self.due_on(day).count();
        if due > 0 {
            text = text.then(&Text::same(format!(" ·{due}")));
        }
        let tone = if self.due_on(day).any(|item| item.status == Status::Overdue) {
            Tone::Bad
        } else if day == self.today {
            Tone::Strong
        } else if due > 0 {
            Tone::Warn
        } else if self.calendar.is_working(day) {
            Tone::Plain
        } else {
            Tone::Dim
        };
        Cell::label(day.to_string(), text).toned(tone)
    }

    /// What the marks mean, as far as there are any, and how many days are worked.
    fn pairs(&self) -> Vec<(Text, Line)> {
        let working = self.days().filter(|day| self.calendar.is_working(*day)).count();
        let ahead = self.days().filter(|day| *day > self.today && self.calendar.is_working(*day)).count();
        let mut days = count(working, "day", "days", "天");
        if self.days().any(|day| day == self.today) {
            days = days.then(&text!(", {ahead} of them after today", "，今天之后还有 {ahead} 天"));
        }
        let mut pairs = vec![(Text::fixed("working days", "工作日"), Line::from(days))];
        for (worked, label) in [(false, Text::fixed("off", "休")), (true, Text::fixed("work", "班"))] {
            let stretches = self.stretches(worked);
            if !stretches.is_empty() {
                pairs.push((label, Line::from(list(&stretches))));
            }
        }
        let today = self.days().any(|day| day == self.today).then(|| text!("{TODAY} today", "{TODAY} 今天"));
        let due = (!self.items.is_empty()).then(|| Text::fixed("·2 two deadlines", "·2 两项到期"));
        let marks = match (today, due) {
            (Some(today), Some(due)) => Some(today.then(&Text::fixed(", ", "，")).then(&due)),
            (today, due) => today.or(due),
        };
        pairs.extend(marks.map(|marks| (Text::fixed("marks", "标记"), Line::new().dim(marks))));
        pairs
    }

    /// The days listed, those of one name that follow each other together: `06-19 to 06-21 Dragon Boat Festival`.
    fn stretches(&self, worked: bool) -> Vec<Text> {
        let mut found: Vec<(NaiveDate, NaiveDate, &Text)> = Vec::new();
        for day in self.days() {
            let Some(listed) = self.calendar.listed(day).filter(|listed| listed.worked == worked) else { continue };
            match found.last_mut() {
                Some((_, to, name)) if *name == &listed.name && to.succ_opt() == Some(day) => *to = day,
                _ => found.push((day, day, &listed.name)),
            }
        }
        let said = |(from, to, name): (NaiveDate, NaiveDate, &Text)| {
            let (from, to) = (from.format("%m-%d"), (from != to).then(|| to.format("%m-%d")));
            let span = to.map_or_else(|| text!("{from} ", "{from} "), |to| text!("{from} to {to} ", "{from} 至 {to} "));
            span.then(name).map(|said| said.trim_end().to_string())
        };
        found.into_iter().map(said).collect()
    }

    fn data(&self) -> Vec<Value> {
        self.days()
            .map(|day| {
                let holiday = self.calendar.listed(day).filter(|listed| !listed.worked);
                json!({
                    "day": day.to_string(),
                    "working": self.calendar.is_working(day),
                    "holiday": holiday.map(|listed| listed.name.en.as_ref()),
                    "due": self.due_on(day).count(),
                })
            })
            .collect()
    }
}

const TODAY: &str = "*";

const fn mark(listed: &Listed) -> Text {
    if listed.worked { Text::fixed("work", "班") } else { Text::fixed("off", "休") }
}
