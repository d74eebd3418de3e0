//! Lists for a spreadsheet.

use chrono::NaiveDateTime;

use super::{Languages, Table};
use crate::lang::Text;

/// Sheets of typed tables. The same workbook gives the same bytes.
#[derive(Clone, Debug, PartialEq)]
pub struct Workbook {
    /// What it is, for the properties of the file.
    pub title: Text,
    /// Who made it, for the properties of the file.
    pub author: String,
    /// When it was made, by the clock of the command.
    pub made: NaiveDateTime,
    /// What it is read in.
    pub languages: Languages,
    /// Of which moment and of what it is, for under the title; when it was made, where that is empty.
    pub subtitle: Text,
    /// What is to be known of all sheets, for the first one.
    pub notes: Vec<Text>,
    /// The sheets, in order.
    pub sheets: Vec<Sheet>,
}

impl Workbook {
    /// A workbook without sheets yet.
    pub fn new(title: Text, made: NaiveDateTime, languages: Languages) -> Self {
        let (subtitle, notes, sheets) = (Text::default(), Vec::new(), Vec::new());
        Self { title, author: String::new(), made, languages, subtitle, notes, sheets }
    }
}

/// One list.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// Its name in links: `clients`, or `clients#acme_20240315` for the row with that id.
    pub key: String,
    /// Its name for people.
    pub name: Text,
    /// What it lists. Columns that only programs see are left out.
    pub table: Table,
    /// Columns by their key, whose cells take one of these words.
    pub choices: Vec<(&'static str, Vec<Text>)>,
}

impl Sheet {
    /// A sheet with its table.
    pub fn new(key: impl Into<String>, name: Text, table: Table) -> Self {
        Self { key: key.into(), name, table, choices: Vec::new() }
    }

    /// The same sheet, with the words that cells of a column can take.
    #[must_use]
    pub fn choices(mut self, column: &'static str, words: impl IntoIterator<Item = Text>) -> Self {
        self.choices.push((column, words.into_iter().collect()));
        self
    }
}
