//! What a command has to say, before it is known who reads it: a [`Document`] of blocks and a [`Table`] of typed cells,
//! with one writer per format. A [`Paper`] is a document that is printed, sent and signed, a [`Workbook`] lists for a
//! spreadsheet.
//!
//! Text may come straight from records: every writer makes it safe with [`visible`].

mod cell;
mod chart;
mod color;
pub mod csv;
pub mod docx;
pub mod html;
pub mod ics;
pub mod json;
mod layout;
pub mod markdown;
mod measure;
pub mod page;
mod paper;
pub mod pdf;
mod reading;
mod table;
pub mod template;
pub mod terminal;
mod workbook;
pub mod xlsx;
mod xml;

pub use cell::{Amount, Cell, Label, Link};
pub use chart::{Bar, Chart, Plot, Series};
pub use paper::{Check, Languages, Note, Paper, Signature};
pub use table::{Align, Column, Row, Scale, Table, Trend};
pub use workbook::{Sheet, Workbook};

pub use crate::lang::visible;
use crate::lang::{Lang, Text};

/// How a piece of text is meant; only terminals show most of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Tone {
    /// As it is.
    #[default]
    Plain,
    /// What the eye should find first.
    Strong,
    /// Less important than what is around it.
    Dim,
    /// As it should be.
    Good,
    /// Needs looking at.
    Warn,
    /// Late, lost or wrong.
    Bad,
}

/// Some words in one tone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The words.
    pub text: Text,
    /// How they are meant.
    pub tone: Tone,
    /// The [`Block::Anchor`] that they lead to, in formats with links; without such an anchor they are only words.
    pub link: Option<String>,
}

impl From<Text> for Span {
    fn from(text: Text) -> Self {
        Self { text, tone: Tone::Plain, link: None }
    }
}

impl From<&Text> for Span {
    fn from(text: &Text) -> Self {
        text.clone().into()
    }
}

impl From<&str> for Span {
    fn from(text: &str) -> Self {
        Text::same(text).into()
    }
}

impl From<String> for Span {
    fn from(text: String) -> Self {
        Text::same(text).into()
    }
}

/// Spans that follow one another without a break.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Line(pub Vec<Span>);

impl Line {
    /// A line with nothing on it yet.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// The line with more words, as they are.
    #[must_use]
    pub fn plain(self, words: impl Into<Span>) -> Self {
        self.toned(Tone::Plain, words)
    }

    /// The line with words that the eye should find first.
    #[must_use]
    pub fn strong(self, words: impl Into<Span>) -> Self {
        self.toned(Tone::Strong, words)
    }

    /// The line with words of less weight.
    #[must_use]
    pub fn dim(self, words: impl Into<Span>) -> Self {
        self.toned(Tone::Dim, words)
    }

    /// The line with words that say something is as it should be.
    #[must_use]
    pub fn good(self, words: impl Into<Span>) -> Self {
        self.toned(Tone::Good, words)
    }

    /// The line with words that need looking at.
    #[must_use]
    pub fn warn(self, words: impl Into<Span>) -> Self {
        self.toned(Tone::Warn, words)
    }

    /// The line with words that say something is late, lost or wrong.
    #[must_use]
    pub fn bad(self, words: impl Into<Span>) -> Self {
        self.toned(Tone::Bad, words)
    }

    /// The line with more words in a tone.
    #[must_use]
    pub fn toned(mut self, tone: Tone, words: impl Into<Span>) -> Self {
        self.0.push(Span { tone, ..words.into() });
        self
    }

    /// The line with words that lead to the anchor `to`.
    #[must_use]
    pub fn link(mut self, to: impl Into<String>, words: impl Into<Span>) -> Self {
        self.0.push(Span { link: Some(to.into()), ..words.into() });
        self
    }

    /// The words in one language, without their tones.
    pub fn words(&self, lang: Lang) -> String {
        self.0.iter().map(|span| span.text.get(lang)).collect()
    }
}

impl<T: Into<Span>> From<T> for Line {
    fn from(words: T) -> Self {
        Self(vec![words.into()])
    }
}

/// One part of a document.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading of level 1, 2, …; what follows a heading of level 2 or more belongs under it.
    Heading(u8, Line),
    /// Running text.
    Paragraph(Line),
    /// Labels with their values.
    Pairs(Vec<(Text, Line)>),
    /// Points, one below the other.
    List(Vec<Line>),
    /// Rows and columns.
    Table(Table),
    /// Text of a record, line by line as it was written.
    Verbatim(String),
    /// A unified diff.
    Diff(String),
    /// Prose of a record or a letter: its line ends stay, an empty line parts paragraphs.
    Prose(Text),
    /// Things to tick off.
    Checklist(Vec<Check>),
    /// Figures as a picture, with the same figures as words for those who do not see it.
    Chart(Chart),
    /// Places to sign, side by side.
    Signatures(Vec<Signature>),
    /// Words set apart in a box.
    Note(Note),
    /// So many ruled lines to write on by hand.
    Blanks(u8),
    /// What links lead to; it names the block that follows. A name is anything that is unique in the document.
    Anchor(String),
    /// The headings up to this level with their pages, in formats with pages; the first one counts.
    Contents(u8),
    /// What follows begins on a new page.
    PageBreak,
}

/// Blocks in reading order.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Document {
    /// The blocks.
    pub blocks: Vec<Block>,
}

impl Document {
    /// A document with nothing in it yet.
    pub const fn new() -> Self {
        Self { blocks: Vec::new() }
    }

    /// Adds a block at the end.
    pub fn push(&mut self, block: Block) {
        self.blocks.push(block);
    }

    /// Adds a heading at the end.
    pub fn heading(&mut self, level: u8, words: impl Into<Line>) {
        self.push(Block::Heading(level, words.into()));
    }

    /// Adds the name that links to what comes next use.
    pub fn anchor(&mut self, name: impl Into<String>) {
        self.push(Block::Anchor(name.into()));
    }

    /// Adds running text at the end.
    pub fn paragraph(&mut self, words: impl Into<Line>) {
        self.push(Block::Paragraph(words.into()));
    }
}

impl From<Table> for Document {
    fn from(table: Table) -> Self {
        Self { blocks: vec![Block::Table(table)] }
    }
}

/// The folder of a team's own templates, in its directory of records.
pub const TEMPLATES: &str = "templates";

/// The language as files name it.
const fn html_lang(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "en",
        Lang::Zh => "zh-CN",
    }
}

#[cfg(test)]
mod laws;
#[cfg(test)]
mod opened;
#[cfg(test)]
mod sample;
