//! Failure as data: what happened, where, why, and what to do about it. Exit codes are decided here and nowhere else.

mod lines;
mod snippet;

pub use lines::Lines;
pub use snippet::quoted;

use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::lang::Text;

/// What went wrong, as far as the caller has to tell cases apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The words typed are off: an unknown option, a date that is none.
    Usage,
    /// Nothing goes by that name.
    NotFound,
    /// Several things go by that name.
    Ambiguous,
    /// A rule of the trade forbids it: no next action, a stage whose facts are missing.
    Refused,
    /// It is there already, or it has changed meanwhile.
    Conflict,
    /// Somebody was asked and broke off.
    Stopped,
    /// A file could not be understood.
    Unreadable,
    /// The system would not do it: permissions, a full disk.
    System,
    /// A defect of the program itself.
    Defect,
}

impl Kind {
    /// The kind, as JSON names it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Usage => "usage",
            Self::NotFound => "not-found",
            Self::Ambiguous => "ambiguous",
            Self::Refused => "refused",
            Self::Conflict => "conflict",
            Self::Stopped => "stopped",
            Self::Unreadable => "unreadable",
            Self::System => "system",
            Self::Defect => "defect",
        }
    }
}

/// A place in a file, with the line that it is on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file, as it should be shown.
    pub path: PathBuf,
    /// 1-based; 0 when the whole file is meant.
    pub line: usize,
    /// 1-based, in characters.
    pub column: usize,
    /// The text of that line, without its end.
    pub source: String,
    /// The bytes of `source` that are meant.
    pub span: Range<usize>,
}

impl Place {
    /// The file as a whole.
    pub fn file(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), line: 0, column: 0, source: String::new(), span: 0..0 }
    }

    /// The place of the bytes `span` in `text`; of a span over several lines, the first line.
    pub fn in_text(path: &Path, text: &str, span: Range<usize>) -> Self {
        Lines::of(text).place(path, span)
    }
}

/// As other tools write it: `clients/a.yaml:3:8`.
impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.path.display())?;
        if self.line > 0 { write!(f, ":{}:{}", self.line, self.column) } else { Ok(()) }
    }
}

/// A failure, shown the same way in both languages.
#[derive(Clone, Debug)]
pub struct Error {
    /// What kind.
    pub kind: Kind,
    /// What happened, in one line.
    pub message: Text,
    /// Where, when a place in a file is meant.
    pub place: Option<Place>,
    /// Why, outermost first.
    pub causes: Vec<Text>,
    /// What to do about it.
    pub hints: Vec<Text>,
    /// Where one of the candidates would do.
    pub room: Option<Box<Room>>,
    /// The words that could have been meant, the likeliest first; JSON output repeats them.
    pub candidates: Vec<Candidate>,
}

/// Where among the words typed another would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Room {
    /// In the place of this one.
    Word(String),
    /// After this option, which was not given.
    Option(&'static str),
    /// As the last of the words that are no options, which was not given.
    Last,
}

/// A word that could have been meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// What to type in its place.
    pub word: String,
    /// What tells it from the others; may be empty.
    pub beside: Text,
}

impl Candidate {
    /// The word and what tells it from the others, in one line.
    pub fn line(&self) -> Text {
        let beside = self.beside.map(|beside| if beside.is_empty() { String::new() } else { format!("  {beside}") });
        Text::same(self.word.clone()).then(&beside)
    }
}

impl From<String> for Candidate {
    fn from(word: String) -> Self {
        Self { word, beside: Text::default() }
    }
}

/// What a room returns.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// A failure of a kind, with its message.
    pub fn new(kind: Kind, message: Text) -> Self {
        Self { kind, message, place: None, causes: Vec::new(), hints: Vec::new(), room: None, candidates: Vec::new() }
    }

    /// A failure of the system while doing something to a path.
    pub fn io(doing: Text, error: &std::io::Error) -> Self {
        let cause = match error.kind() {
            std::io::ErrorKind::NotFound => Text::new(error.to_string(), "没有这个文件或文件夹"),
            std::io::ErrorKind::PermissionDenied => Text::new(error.to_string(), "没有权限"),
            _ => Text::same(error.to_string()),
        };
        Self::new(Kind::System, doing).cause(cause)
    }

    /// The same failure, with its place.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// The same failure, with one more reason.
    #[must_use]
    pub fn cause(mut self, cause: Text) -> Self {
        self.causes.push(cause);
        self
    }

    /// The same failure, with one more piece of advice.
    #[must_use]
    pub fn hint(mut self, hint: Text) -> Self {
        self.hints.push(hint);
        self
    }

    /// The same failure, with what could be typed in the place of what was said.
    #[must_use]
    pub fn instead_of<C: Into<Candidate>>(mut self, said: &str, candidates: impl IntoIterator<Item = C>) -> Self {
        self.room = Some(Box::new(Room::Word(said.to_string())));
        self.candidates.extend(candidates.into_iter().map(Into::into));
        self
    }

    /// The same failure, with what could be said by an option that was not given.
    #[must_use]
    pub fn with_option(mut self, option: &'static str, candidates: impl IntoIterator<Item = String>) -> Self {
        self.room = Some(Box::new(Room::Option(option)));
        self.candidates(candidates)
    }

    /// The same failure, where another word at the end, one of these, would do.
    #[must_use]
    pub fn with_word(mut self, candidates: impl IntoIterator<Item = impl Into<Candidate>>) -> Self {
        self.room = Some(Box::new(Room::Last));
        self.candidates.extend(candidates.into_iter().map(Into::into));
        self
    }

    /// The same failure, with what the words could have meant.
    #[must_use]
    pub fn candidates(mut self, ids: impl IntoIterator<Item = String>) -> Self {
        self.candidates.extend(ids.into_iter().map(Into::into));
        self
    }
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Exit {
    /// 0: done.
    #[default]
    Done,
    /// 1: done, and something was found that the caller asked to be told of.
    Found,
    /// 2: could not do it.
    Failed,
}

impl Exit {
    /// The number that the process ends with.
    pub const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Found => 1,
            Self::Failed => 2,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_counts_characters_and_keeps_its_line() {
        let text = "client: 甲\nowner: 张三 # 注\n";
        let start = text.find('张').unwrap();
        let place = Place::in_text(Path::new("a.yaml"), text, start..start + "张三".len());
        assert_eq!((place.line, place.column), (2, 8));
        assert_eq!(&place.source[place.span.clone()], "张三");
    }

    #[test]
    fn a_place_past_the_end_is_the_end() {
        let place = Place::in_text(Path::new("a.yaml"), "a: [\n", 99..120);
        assert_eq!((place.line, place.column, place.span), (2, 1, 0..0));
    }

    #[test]
    fn a_byte_order_mark_takes_no_column() {
        let place = Place::in_text(Path::new("a.yaml"), "\u{feff}client: x\n", 3..9);
        assert_eq!((place.column, place.source.as_str()), (1, "client: x"));
        let place = Place::in_text(Path::new("a.yaml"), "\u{feff}", 0..0);
        assert_eq!((place.column, place.source.as_str()), (1, ""));
    }
}
