//! Rows and columns, before they are written.

use super::{Cell, Tone};
use crate::lang::Text;

/// Rows of typed cells under titled columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// What stands above it.
    pub title: Option<Text>,
    /// The columns, in order.
    pub columns: Vec<Column>,
    /// The rows, in order; each has one cell per column.
    pub rows: Vec<Row>,
    /// What is said to people when there are no rows.
    pub empty: Text,
    /// How many of the last rows are sums of the others.
    pub sums: usize,
    /// How the figure of each row came about, for terminals; see [`Trend`].
    pub trend: Option<Box<Trend>>,
}

/// Counts over time for each row, which a terminal draws as a line of small bars behind the row where there is room. They stand
/// nowhere else: what has to be known is a figure in a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trend {
    /// What they are.
    pub title: Text,
    /// For each row its counts, the oldest first; none for rows behind the last of them.
    pub rows: Vec<Vec<usize>>,
}

impl Table {
    /// A table without a title and without rows yet; `empty` is said when none come.
    pub const fn new(columns: Vec<Column>, empty: Text) -> Self {
        Self { title: None, columns, rows: Vec::new(), empty, sums: 0, trend: None }
    }

    /// The table without the columns that only programs see.
    #[must_use]
    pub fn for_people(self) -> Self {
        self.with_columns(|column| !column.data)
    }

    /// The table without the columns that give way where there is little room.
    #[must_use]
    pub fn without_optional(self) -> Self {
        self.with_columns(|column| !column.optional)
    }

    fn with_columns(mut self, kept: impl Fn(&Column) -> bool) -> Self {
        let seen: Vec<bool> = self.columns.iter().map(&kept).collect();
        if seen.contains(&false) {
            for row in &mut self.rows {
                let mut at = seen.iter();
                row.cells.retain(|_| *at.next().unwrap_or(&true));
            }
            self.columns.retain(kept);
        }
        self
    }

    /// The ids of the rows, one per line: what `--format ids` prints.
    pub fn ids(&self) -> String {
        let mut lines = String::new();
        for id in self.rows.iter().filter_map(|row| row.id.as_deref()) {
            lines.push_str(&super::visible(id));
            lines.push('\n');
        }
        lines
    }
}

/// At which edge of its column a cell stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Align {
    /// Left: words and dates.
    #[default]
    Start,
    /// Right: numbers.
    End,
}

/// What a column holds and how it behaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name in JSON and CSV; the same in every language.
    pub key: &'static str,
    /// Its name for people.
    pub title: Text,
    /// Where its cells stand.
    pub align: Align,
    /// Whether it gives way first when the table is wider than the screen.
    pub grow: bool,
    /// Whether only programs see it: JSON and CSV.
    pub data: bool,
    /// Whether it holds amounts, so that CSV puts a column `<key>_currency` behind it.
    pub amount: bool,
    /// The year whose days a terminal shows without it, so that a list of days takes little room.
    pub year: Option<i32>,
    /// Whether a terminal that is too narrow for all columns may leave it out.
    pub optional: bool,
    /// Whether its cells are never broken or cut: what has to be copied, such as addresses.
    pub whole: bool,
    /// Whether its cells take as many lines as they need on a terminal, where others are cut after the second.
    pub full: bool,
    /// How a terminal draws its figures as bars beside them; the figures are numbers, days, percents or amounts.
    pub bar: Option<Scale>,
}

/// What the bars of a column are measured against. Bars are only ever compared within one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// The largest figure of the column.
    Largest,
    /// 100 percent.
    Percent,
    /// The bar is the figure in the column of this key, against the largest there; of it, so much as this column says is solid.
    Within(&'static str),
}

impl Column {
    /// A column of words or dates.
    pub const fn new(key: &'static str, title: Text) -> Self {
        Self {
            key,
            title,
            align: Align::Start,
            grow: false,
            data: false,
            amount: false,
            year: None,
            optional: false,
            whole: false,
            full: false,
            bar: None,
        }
    }

    /// A column that only programs see: what the rows of one table have in common, codes, ids.
    pub const fn data(key: &'static str) -> Self {
        Self {
            key,
            title: Text::fixed("", ""),
            align: Align::Start,
            grow: false,
            data: true,
            amount: false,
            year: None,
            optional: false,
            whole: false,
            full: false,
            bar: None,
        }
    }

    /// A column of numbers, which stand at the right.
    pub const fn number(key: &'static str, title: Text) -> Self {
        Self {
            key,
            title,
            align: Align::End,
            grow: false,
            data: false,
            amount: false,
            year: None,
            optional: false,
            whole: false,
            full: false,
            bar: None,
        }
    }

    /// A column of amounts of money.
    pub const fn amount(key: &'static str, title: Text) -> Self {
        Self {
            key,
            title,
            align: Align::End,
            grow: false,
            data: false,
            amount: true,
            year: None,
            optional: false,
            whole: false,
            full: false,
            bar: None,
        }
    }

    /// The same column, giving way first when space is short: for long words.
    #[must_use]
    pub fn grow(mut self) -> Self {
        self.grow = true;
        self
    }

    /// The same column, whose days are shown without their year on a terminal when it is this one.
    #[must_use]
    pub fn in_year(mut self, year: i32) -> Self {
        self.year = Some(year);
        self
    }

    /// The same column, which a terminal too narrow for all columns leaves out; the last such column first.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// The same column, whose cells are never broken or cut.
    #[must_use]
    pub fn whole(mut self) -> Self {
        self.whole = true;
        self
    }

    /// The same column, of whose words a terminal cuts none off.
    #[must_use]
    pub fn in_full(mut self) -> Self {
        self.full = true;
        self
    }

    /// The same column, with its figures as bars beside them on a terminal that has room.
    #[must_use]
    pub fn bar(mut self, scale: Scale) -> Self {
        self.bar = Some(scale);
        self
    }

    /// The same column, which only programs see when `data`.
    #[must_use]
    pub fn data_if(mut self, data: bool) -> Self {
        self.data = data;
        self
    }
}

/// One line of a table.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Row {
    /// What names the row to other programs; see [`Table::ids`].
    pub id: Option<String>,
    /// One cell per column.
    pub cells: Vec<Cell>,
    /// The tone of its cells that have none of their own.
    pub tone: Tone,
}

impl Row {
    /// A row in the plain tone and without an id.
    pub const fn new(cells: Vec<Cell>) -> Self {
        Self { id: None, cells, tone: Tone::Plain }
    }

    /// The same row with its id.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// The same row in a tone.
    #[must_use]
    pub fn toned(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }
}
