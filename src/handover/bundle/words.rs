//! How the bundle says names, dates and money.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::Material;
use crate::clock;
use crate::document::{Block, Cell, Document, Line, Row, Table};
use crate::lang::Text;
use crate::record::{Amount, Day, Deal, Moment};
use crate::text;

/// What stands in the place of something that does not travel.
pub const WITHHELD: &str = "████";

/// Sums of money, each currency for itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sums(pub BTreeMap<String, Decimal>);

impl Sums {
    /// Adds an amount.
    pub fn add(&mut self, currency: &str, amount: Decimal) {
        let sum = self.0.entry(currency.to_string()).or_default();
        *sum = sum.saturating_add(amount);
    }

    /// Whether nothing, or nothing but zero, was added.
    pub fn is_zero(&self) -> bool {
        self.0.values().all(Decimal::is_zero)
    }

    /// The sum in a currency.
    pub fn of(&self, currency: &str) -> Decimal {
        self.0.get(currency).copied().unwrap_or_default()
    }

    /// The sums in words: `480,000 CNY + 2,000 USD`.
    pub fn words(&self) -> Text {
        let mut shown: Vec<Text> = self
            .0
            .iter()
            .filter(|(_, amount)| !amount.is_zero())
            .map(|(currency, amount)| Cell::amount(amount.normalize(), currency.as_str()).words())
            .collect();
        if shown.is_empty() {
            return Text::same("0");
        }
        let first = shown.remove(0);
        shown.iter().fold(first, |all, next| all.then(&Text::same(" + ")).then(next))
    }
}

impl Material<'_> {
    /// The day that it is.
    pub(super) fn today(&self) -> NaiveDate {
        self.clock.today()
    }

    /// The name of a person of the team by id; of one whom it does not know, the id.
    pub(super) fn person(&self, id: &str) -> String {
        self.team.people.iter().find(|person| person.id == id).map_or(id, |person| person.shown()).to_string()
    }

    /// A person as a cell.
    pub(super) fn person_cell(&self, id: Option<&str>) -> Cell {
        Cell::maybe(id, |id| Cell::text(self.person(id)))
    }

    /// Several persons as a cell.
    pub(super) fn people_cell(&self, ids: &[String]) -> Cell {
        Cell::list(ids.iter().map(|id| self.person(id)).collect::<Vec<_>>())
    }

    /// The names of several persons, as a reader lists them.
    pub(super) fn people(&self, ids: &[String]) -> Text {
        crate::lang::list_of(&ids.iter().map(|id| self.person(id)).collect::<Vec<_>>())
    }

    /// A moment on the team's clock.
    pub(super) fn moment(&self, moment: Moment) -> Text {
        let (date, time) = moment.shown(self.clock);
        clock::moment(date, time)
    }

    /// A moment as a cell.
    pub(super) fn moment_cell(&self, moment: Option<Moment>) -> Cell {
        Cell::maybe(moment, |moment| {
            let (date, time) = moment.shown(self.clock);
            Cell::Moment(date, time)
        })
    }

    /// The currency that something is in.
    pub(super) fn currency<'m>(&'m self, own: Option<&'m str>) -> &'m str {
        own.unwrap_or(&self.team.team.currency)
    }

    /// Money as a cell.
    pub(super) fn money_cell(&self, amount: Option<Amount>, currency: Option<&str>) -> Cell {
        Cell::maybe(amount, |amount| Cell::amount(amount.0, self.currency(currency)))
    }

    /// Money in words.
    pub(super) fn money(&self, amount: Amount, currency: Option<&str>) -> Text {
        Cell::amount(amount.0, self.currency(currency)).words()
    }

    /// What a sum says, or that it stays here.
    pub(super) fn sum(&self, sums: &Sums) -> Text {
        if self.withheld.amounts { Text::same(WITHHELD) } else { sums.words() }
    }

    /// What an open deal is worth by its likelihood.
    pub(super) fn weighted(&self, deal: &Deal) -> Option<Decimal> {
        let percent = self.team.stages.probability(deal)?;
        deal.value?.0.checked_mul(percent)?.checked_div(Decimal::ONE_HUNDRED).map(|value| value.normalize())
    }
}

/// A day as a cell.
pub fn day_cell(day: Option<Day>) -> Cell {
    Cell::maybe(day, |day| Cell::Day(day.0))
}

/// Words as a cell.
pub fn text_cell(words: Option<&str>) -> Cell {
    Cell::maybe(words, Cell::text)
}

/// A number with its noun in both languages.
pub fn counted(number: usize, one: &str, many: &str, zh: &str) -> Text {
    crate::lang::count(number, one, many, zh)
}

/// How long ago a day was, or how far ahead it lies.
pub fn ago(day: NaiveDate, today: NaiveDate) -> Text {
    clock::since(day, today)
}

/// A deadline with how it stands: `2026-06-28 Sun (in 2 days)`.
pub fn due(day: NaiveDate, today: NaiveDate) -> Text {
    let (day, until) = (clock::day(day), clock::until(day, today));
    Text::new(format!("{} ({})", day.en, until.en), format!("{}（{}）", day.zh, until.zh))
}

/// Adds a label with its value when there is one.
pub fn pair(pairs: &mut Vec<(Text, Line)>, label: Text, value: Option<impl Into<Line>>) {
    pairs.extend(value.map(|value| (label, value.into())));
}

/// Adds a table without the columns in which no row has anything; nothing at all when it has no rows.
pub fn table(page: &mut Document, table: Table) {
    if !table.rows.is_empty() {
        page.push(Block::Table(full_columns(whole_days(table))));
    }
}

/// The table with columns of days so wide that no day is broken.
fn whole_days(mut table: Table) -> Table {
    for (at, column) in table.columns.iter_mut().enumerate() {
        let day = |row: &Row| {
            matches!(row.cells.get(at).map(|cell| cell.parts().1), Some(Cell::Day(_) | Cell::Moment(_, None)))
        };
        column.whole |= table.rows.iter().any(day);
    }
    table
}

/// The table without the columns in which no row has anything; the first always stays.
pub fn full_columns(mut table: Table) -> Table {
    if table.rows.is_empty() {
        return table;
    }
    let filled =
        |at: usize| at == 0 || table.rows.iter().any(|row| !matches!(row.cells.get(at), None | Some(Cell::Empty)));
    let keep: Vec<bool> = (0..table.columns.len()).map(filled).collect();
    let mut at = keep.iter();
    table.columns.retain(|_| *at.next().unwrap_or(&true));
    for row in &mut table.rows {
        let mut at = keep.iter();
        row.cells.retain(|_| *at.next().unwrap_or(&true));
    }
    table
}

/// A table of these rows.
pub fn rows(columns: Vec<crate::document::Column>, rows: Vec<Row>) -> Table {
    let mut table = Table::new(columns, Text::fixed("None.", "无。"));
    table.rows = rows;
    table
}

/// A number of days that have passed: `12 days`.
pub fn days(number: i64) -> Text {
    text!("{number} days", "{number} 天")
}
