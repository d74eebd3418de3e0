//! Figures computed from records: what is open, how deals move, how long they take.
//!
//! A report is one file with a [`Report`] in it and a line in [`REPORTS`]. It asks its [`Question`] for facts of every
//! client, which are gathered while the files are read, and makes [`Figures`] of them: tables that every format can be
//! made of. What a figure means stands once, as a [`Definition`] beside the code that computes it; `--define` prints it and
//! docs/reports.md holds the same words.

mod course;
mod flaw;
mod goals;
mod group;
mod money;
mod question;
mod result;
mod spread;

mod activity;
mod clients;
mod cycle;
pub mod dashboard;
mod forecast;
pub mod funnel;
mod losses;
mod people;
mod pipeline;
mod sources;
mod targets;
mod timeliness;

pub use course::{Course, Stay};
pub use flaw::{Flaw, Flawed, Flaws};
pub use group::{By, Group};
pub use money::{Rates, Sum, Sums, cents};
pub use question::{Basis, Checks, Gathered, History, Only, Part, Question, Snapshot, Subject};
pub use spread::{Spread, share, tenths};

use crate::document::{Block, Chart, Column, Document, Line, Row, Table};
use crate::error::Result;
use crate::lang::Text;
use crate::text;

/// Every report, in the order of the help.
pub const REPORTS: &[&Report] = &[
    &pipeline::REPORT,
    &funnel::REPORT,
    &cycle::REPORT,
    &targets::REPORT,
    &forecast::REPORT,
    &activity::REPORT,
    &timeliness::REPORT,
    &people::REPORT,
    &losses::REPORT,
    &sources::REPORT,
    &clients::REPORT,
    &dashboard::REPORT,
];

/// A report: what it is called, what its figures mean, how they are computed.
#[derive(Debug)]
pub struct Report {
    /// The name that is typed.
    pub name: &'static str,
    /// What stands above it.
    pub title: Text,
    /// What it answers, in a line.
    pub about: Text,
    /// What `--by` takes; empty where there is nothing to choose.
    pub by: &'static [By],
    /// The meaning of each figure, in the order of the columns.
    pub definitions: &'static [Definition],
    /// Computes it.
    pub make: fn(&Question<'_>) -> Result<Figures>,
}

/// What a figure means.
#[derive(Debug)]
pub struct Definition {
    /// The key of the column that holds it.
    pub key: &'static str,
    /// What it is called.
    pub name: Text,
    /// What it means: what is counted, from which day to which, what is left out.
    pub says: Text,
}

/// What all figures have in common.
pub const EVERYWHERE: Text = Text::fixed(
    "Clients in the archive count too. An open deal is a result of its client's owner; one that is closed, of who was the owner on \
     the day it was won or lost, so that deals closed before a handover stay with the earlier owner. Amounts are exact; only \
     shares and medians are rounded, halves away from zero. With --as-of a past day, stages, owners, log, actions and papers are \
     taken back to the end of that day by the dates in the records; what is only ever overwritten (value, probability, close date, \
     class, region) is taken as it is today.",
    "归档的客户也计入。进行中的商机算客户负责人的；已结束的算赢单或丢单当天负责人的，交接前结束的仍归原负责人。金额精确计算，\
     只有占比和中位数四舍五入。用 --as-of 指定过去某天时，阶段、负责人、沟通记录、行动和单据按档案中的日期回到当天结束时；\
     只会被改写的内容（金额、概率、预计签约日期、分类、区域）按今天的档案。",
);

impl Definition {
    /// The column of that figure: a number.
    pub fn number(definitions: &[Self], key: &'static str) -> Column {
        Column::number(key, Self::title(definitions, key))
    }

    /// The column of that figure: money.
    pub fn amount(definitions: &[Self], key: &'static str) -> Column {
        Column::amount(key, Self::title(definitions, key))
    }

    /// What the figure is called; a figure without a definition has no name, so that a test sees it.
    pub fn title(definitions: &[Self], key: &str) -> Text {
        definitions.iter().find(|each| each.key == key).map_or_else(Text::default, |each| each.name.clone())
    }
}

/// What a report found.
#[derive(Debug)]
pub struct Figures {
    /// Its tables, the main one first.
    pub sections: Vec<Section>,
    /// What it was computed from.
    pub basis: Basis,
}

/// One table of a report.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Its name for programs.
    pub key: &'static str,
    /// The rows; the title stands above.
    pub table: Table,
    /// The sums of the rows, one for each currency; programs find them beside the rows and not among them.
    pub totals: Vec<Row>,
    /// The same figures as pictures.
    pub charts: Vec<Chart>,
    /// What is to be said below, in words.
    pub notes: Vec<Line>,
    /// The heading of the page that it begins, where it begins one.
    pub page: Option<Text>,
    /// Where people see the first rows only.
    pub first: Option<First>,
}

/// That people see only the first rows of many, the most urgent ones. Programs and spreadsheets get all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct First {
    /// So many.
    pub rows: usize,
    /// The command that shows all.
    pub all: String,
}

impl Section {
    /// A table without anything else yet.
    pub const fn new(key: &'static str, table: Table) -> Self {
        Self { key, table, totals: Vec::new(), charts: Vec::new(), notes: Vec::new(), page: None, first: None }
    }

    /// The same section with one more picture of its figures.
    #[must_use]
    pub fn chart(mut self, chart: Chart) -> Self {
        self.charts.push(chart);
        self
    }

    /// The same section with something said below it.
    #[must_use]
    pub fn note(mut self, note: impl Into<Line>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// All rows with the sums below them.
    pub fn with_totals(&self) -> Table {
        let mut table = self.table.clone();
        if !table.rows.is_empty() {
            table.rows.extend(self.totals.iter().cloned());
            table.sums = self.totals.len();
        }
        table
    }

    /// The table as people see it: with the sums as its last row.
    pub fn whole(&self) -> Table {
        let seen = self.first.as_ref().map_or(usize::MAX, |first| first.rows);
        let Table { title, columns, rows, empty, sums, trend } = &self.table;
        let mut table = Table {
            title: title.clone(),
            columns: columns.clone(),
            rows: rows.iter().take(seen).cloned().collect(),
            empty: empty.clone(),
            sums: *sums,
            trend: trend.clone(),
        };
        if !table.rows.is_empty() {
            table.rows.extend(self.totals.clone());
            table.sums = self.totals.len();
        }
        table.for_people()
    }
}

impl Section {
    /// How many rows people do not see, and what shows them.
    fn rest(&self) -> Option<Line> {
        let First { rows, all } = self.first.as_ref()?;
        let more = self.table.rows.len().checked_sub(*rows).filter(|more| *more > 0)?;
        Some(Line::new().dim(text!("{more} more: `{all}`", "另有 {more} 条：`{all}`")))
    }
}

impl Figures {
    /// The sections with those of one name joined into one, as programs see them.
    pub fn joined(&self) -> Vec<Section> {
        let mut joined: Vec<Section> = Vec::new();
        for section in &self.sections {
            match joined.iter_mut().find(|known| known.key == section.key) {
                Some(known) => {
                    known.table.rows.extend(section.table.rows.iter().cloned());
                    known.totals.extend(section.totals.iter().cloned());
                    known.notes.extend(section.notes.iter().cloned());
                }
                None => joined.push(section.clone()),
            }
        }
        joined
    }

    /// The report for people, in reading order.
    pub fn document(&self) -> Document {
        let mut document = Document::new();
        for section in &self.sections {
            if let Some(heading) = &section.page {
                document.push(Block::PageBreak);
                document.heading(2, heading);
            }
            document.push(Block::Table(section.whole()));
            section.rest().into_iter().for_each(|rest| document.paragraph(rest));
            document.blocks.extend(section.charts.iter().cloned().map(Block::Chart));
            for note in &section.notes {
                document.paragraph(note.clone());
            }
        }
        let left = self.left_out();
        if !left.is_empty() {
            document.push(Block::List(left));
        }
        document
    }

    /// What could not be read or taken, counted and named.
    pub fn left_out(&self) -> Vec<Line> {
        self.basis.told()
    }
}
