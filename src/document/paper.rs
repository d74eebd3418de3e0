//! A document that is printed, sent and signed.

use chrono::NaiveDateTime;

use super::{Block, Document, Line, Tone};
use crate::lang::{Lang, Text};

/// A document with what pages need around it.
///
/// Written by `docx`, `html`, `pdf`, [`markdown`](super::markdown) and
/// [`json`](super::json). The same paper gives the same bytes.
#[derive(Clone, Debug, PartialEq)]
pub struct Paper {
    /// What it is; stands above everything else and in the properties of the file.
    pub title: Text,
    /// What more is said below the title.
    pub subtitle: Text,
    /// At the top of every page but the first.
    pub header: Text,
    /// At the bottom of every page; the number of the page stands beside it.
    pub footer: Text,
    /// Who made it, for the properties of the file.
    pub author: String,
    /// When it was made, by the clock of the command.
    pub made: NaiveDateTime,
    /// What it is read in.
    pub languages: Languages,
    /// Whether its parts stand side by side on a screen that is wide enough, as on a board that is looked at from afar.
    pub board: bool,
    /// What it says. Headings of level 1 are its parts.
    pub document: Document,
}

impl Paper {
    /// A paper with a title, without anything else yet.
    pub fn new(title: Text, made: NaiveDateTime, languages: Languages) -> Self {
        Self {
            title,
            subtitle: Text::default(),
            header: Text::default(),
            footer: Text::default(),
            author: String::new(),
            made,
            languages,
            board: false,
            document: Document::new(),
        }
    }
}

/// The languages of a paper or a workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Languages {
    /// One of them.
    One(Lang),
    /// Everything in Chinese and then in English, once where both are the same.
    Both,
}

impl From<Lang> for Languages {
    fn from(lang: Lang) -> Self {
        Self::One(lang)
    }
}

impl Languages {
    /// The languages, the first of which leads.
    pub const fn each(self) -> &'static [Lang] {
        match self {
            Self::One(Lang::En) => &[Lang::En],
            Self::One(Lang::Zh) => &[Lang::Zh],
            Self::Both => &[Lang::Zh, Lang::En],
        }
    }

    /// The language that leads.
    pub const fn first(self) -> Lang {
        match self {
            Self::One(lang) => lang,
            Self::Both => Lang::Zh,
        }
    }

    /// The words as they are read: in one language, or in both with ` / ` between.
    pub fn say(self, text: &Text) -> String {
        match self {
            Self::One(lang) => text.get(lang).to_string(),
            Self::Both if text.zh == text.en || text.en.is_empty() => text.zh.to_string(),
            Self::Both if text.zh.is_empty() => text.en.to_string(),
            Self::Both => format!("{} / {}", text.zh, text.en),
        }
    }
}

/// One thing to tick off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Whether it is done.
    pub done: bool,
    /// What it is.
    pub words: Line,
}

/// A place to sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// As what one signs.
    pub role: Text,
    /// Who signs, when that is known.
    pub name: String,
}

/// Words set apart in a box.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// How it is meant: the colour of its edge.
    pub tone: Tone,
    /// What stands above, if anything.
    pub title: Option<Line>,
    /// Paragraphs.
    pub lines: Vec<Line>,
}

impl Block {
    /// A box with a title and paragraphs.
    pub fn note(tone: Tone, title: impl Into<Line>, lines: impl IntoIterator<Item = Line>) -> Self {
        Self::Note(Note { tone, title: Some(title.into()), lines: lines.into_iter().collect() })
    }
}
