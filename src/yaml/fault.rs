//! What is wrong with a file, and where.

use std::ops::Range;

use super::route::{Route, Step};
use crate::lang::Text;

/// What sort of wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FaultKind {
    /// Not UTF-8, or with a NUL character.
    Encoding,
    /// More bytes or values than [`Limits`](super::Limits) allow.
    TooLarge,
    /// More levels than [`Limits`](super::Limits) allow.
    TooDeep,
    /// Nothing in it.
    Empty,
    /// Not YAML.
    Syntax,
    /// A merge that git left unfinished.
    ConflictMarker,
    /// A second document after `---` or `...`.
    SecondDocument,
    /// An alias that leads nowhere, to itself, or to too much.
    Alias,
    /// A tag that the format does not know.
    Tag,
    /// A key twice in one mapping.
    DuplicateKey,
    /// A value that its key cannot have.
    WrongType,
    /// A key that must be there and is not.
    Missing,
    /// A key that the format does not know.
    UnknownKey,
}

/// One thing wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What sort of wrong.
    pub kind: FaultKind,
    /// The bytes of the text that are meant; of a missing key, the first key of the mapping that lacks it.
    pub span: Range<usize>,
    /// The place in the record; the whole record where the text could not be read as far as that.
    pub route: Route,
    /// What is wrong, in one line.
    pub message: Text,
    /// What to do about it.
    pub hint: Option<Text>,
    /// The value as it should be written, where only one can be meant.
    pub meant: Option<String>,
}

impl Fault {
    /// Whether the file as a whole cannot be read, and so must never be written; the other faults concern one place.
    pub fn is_fatal(&self) -> bool {
        self.kind <= FaultKind::DuplicateKey
    }

    /// Whether a value of the file is missing in the typed record.
    pub fn drops_a_value(&self) -> bool {
        matches!(self.kind, FaultKind::WrongType | FaultKind::Missing)
    }

    /// Whether a whole item of a list is missing in the typed record, so that positions after it are off by one.
    pub fn drops_an_item(&self) -> bool {
        self.drops_a_value() && matches!(self.route.0.last(), Some(Step::Index(_)))
    }

    pub(super) fn new(kind: FaultKind, span: Range<usize>, message: Text) -> Self {
        Self { kind, span, route: Route::root(), message, hint: None, meant: None }
    }

    pub(super) fn hint(mut self, hint: Text) -> Self {
        self.hint = Some(hint);
        self
    }
}

/// How much one file may hold. The defaults are far above any client's file and far below what hurts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of text, also of the text that aliases repeat.
    pub bytes: usize,
    /// Keys and values, also those that aliases repeat.
    pub nodes: usize,
    /// Levels of lists and mappings.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 4 << 20, nodes: 250_000, depth: 64 }
    }
}

impl Limits {
    pub(super) fn too_many_bytes(&self) -> Fault {
        let mib = self.bytes as f64 / f64::from(1 << 20);
        Fault::new(
            FaultKind::TooLarge,
            0..0,
            crate::text!("the file is larger than {mib} MiB, the limit", "文件超过 {mib} MiB 的上限"),
        )
    }

    pub(super) fn too_many_nodes(&self, span: Range<usize>) -> Fault {
        let nodes = self.nodes;
        Fault::new(
            FaultKind::TooLarge,
            span,
            crate::text!(
                "the file has more than {nodes} keys and values, the limit",
                "文件的键和值超过 {nodes} 个的上限"
            ),
        )
    }

    pub(super) fn too_deep(&self, span: Range<usize>) -> Fault {
        let depth = self.depth;
        Fault::new(
            FaultKind::TooDeep,
            span,
            crate::text!("nested more than {depth} levels deep, the limit", "嵌套超过 {depth} 层的上限"),
        )
    }

    pub(super) fn too_much_repeated(&self, span: Range<usize>) -> Fault {
        let nodes = self.nodes;
        let mib = self.bytes as f64 / f64::from(1 << 20);
        Fault::new(
            FaultKind::Alias,
            span,
            crate::text!(
                "aliases repeat so much that the file would hold more than {nodes} values or {mib} MiB, the limits",
                "别名重复引用过多，展开后会超过 {nodes} 个值或 {mib} MiB 的上限"
            ),
        )
    }
}
