//! What a command has to say, before it is known who reads it: a [`Document`] of blocks and a [`Table`] of typed cells,
//! with one writer per format.
//!
//! Text may come straight from records: every writer makes it safe with [`visible`].

mod cell;
pub mod csv;
pub mod ics;
pub mod json;
pub mod markdown;
pub mod page;
mod table;
pub mod terminal;

pub use cell::{Amount, Cell, Label};
pub use table::{Align, Column, Row, Table};

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
}

impl From<Text> for Span {
    fn from(text: Text) -> Self {
        Self { text, tone: Tone::Plain }
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

#[cfg(test)]
mod laws;
