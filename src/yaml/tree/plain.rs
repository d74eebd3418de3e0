//! A second reader, for what nearly every client file keeps to: block mappings and lists, brackets, scalars on one
//! line, `|` and `>`, comments. It is there for speed alone, being some ten times as fast as the general one, which a
//! command that reads ten thousand files feels. So it decides nothing: at the first character of which it is not
//! certain it gives up, and the general reader reads the file from the start, tells of every fault, and knows the
//! rest of YAML. Where this one does answer, the tree is the same to the last byte; the laws in its tests say so.

mod flow;
mod scalar;

use std::borrow::Cow;
use std::ops::Range;

use super::{Id, Node, Shape, Style, Tag, Tree};
use crate::yaml::fault::Limits;
use crate::yaml::scalar::Around;

/// A text of more bytes is no client's file, and is not read twice to find that out.
const LONGEST: usize = 1 << 19;

/// A mapping with more keys is left to the general reader, which finds duplicates among many soon.
const MOST_KEYS: usize = 100;

/// The general reader does not look farther for the `:` after a key.
const LONGEST_KEY: usize = 1000;

/// The tree of a text that keeps to the subset; nothing where that is not certain.
pub(super) fn parse<'t>(text: &'t str, limits: &Limits) -> Option<Tree<'t>> {
    if text.len() > limits.bytes.min(LONGEST) || has_rare_characters(text.as_bytes()) {
        return None;
    }
    let nodes = Vec::with_capacity(text.len() / 10 + 8);
    let mut plain = Plain { text, bytes: text.as_bytes(), limits, nodes, depth: 0, at: 0, column: 0, end: 0 };
    plain.next_line();
    if plain.column != 0 {
        return None;
    }
    plain.map(0)?;
    plain.is_over().then_some(Tree { text, nodes: plain.nodes, shared: Vec::new(), anchored: Vec::new() })
}

/// Characters that are no text or that some take for a line's end, byte-order marks, tabs. Written without branches,
/// for many bytes at a time.
fn has_rare_characters(bytes: &[u8]) -> bool {
    let [second, third] = [1, 2].map(|from| bytes.get(from..).unwrap_or_default());
    let controls = bytes.iter().fold(false, |rare, &byte| rare | (byte < b' ') & (byte != b'\n') | (byte == 0x7F));
    // U+0080 to U+009F
    let pairs = bytes.iter().zip(second).fold(false, |rare, (&a, &b)| rare | (a == 0xC2) & (b < 0xA0));
    // U+FEFF, U+FFFE, U+FFFF
    let marks = bytes.iter().zip(second).zip(third).fold(false, |rare, ((&a, &b), &c)| {
        rare | (a == 0xEF) & ((b == 0xBB) & (c == 0xBF) | (b == 0xBF) & (c >= 0xBE))
    });
    controls | pairs | marks
}

struct Plain<'t, 'l> {
    text: &'t str,
    bytes: &'t [u8],
    limits: &'l Limits,
    nodes: Vec<Node<'t>>,
    /// Lists and mappings that have not ended.
    depth: usize,
    /// The next byte.
    at: usize,
    /// Between values: the column of what comes next, 0 at the end of the text.
    column: usize,
    /// Where the last value ended.
    end: usize,
}

impl<'t> Plain<'t, '_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn is_over(&self) -> bool {
        self.at >= self.bytes.len()
    }

    /// A block mapping whose first key is next.
    fn map(&mut self, indent: usize) -> Option<()> {
        let map = self.open(Shape::Map { flow: false })?;
        for _ in 0..MOST_KEYS {
            self.key(Around::Block)?;
            self.value(indent)?;
            if self.has_ended(indent)? {
                return self.close(map);
            }
        }
        None
    }

    /// Whether the line that is next belongs to what is around the block at `indent`; nothing where it cannot belong.
    fn has_ended(&self, indent: usize) -> Option<bool> {
        (self.column <= indent).then(|| self.column < indent || self.is_over())
    }

    /// What is after the `:` of a block mapping's key.
    fn value(&mut self, indent: usize) -> Option<()> {
        let colon = self.at;
        if !self.is_line_over() {
            return self.scalar_or_brackets(indent);
        }
        self.end_line()?;
        match () {
            () if self.is_over() || self.column < indent => self.nothing(colon),
            () if self.at_dash() => self.list(self.column),
            () if self.column == indent => self.nothing(colon),
            () => self.map(self.column),
        }
    }

    fn nothing(&mut self, at: usize) -> Option<()> {
        self.scalar(Cow::Borrowed(""), Style::Plain, at..at)
    }

    /// A value that is neither a block mapping nor a block list.
    fn scalar_or_brackets(&mut self, indent: usize) -> Option<()> {
        match self.peek()? {
            b'|' | b'>' => return self.block(indent),
            b'[' | b'{' => self.flow(indent)?,
            _ => self.one_line(Around::Block)?,
        }
        self.end_line()
    }

    /// A block list whose first dash is next.
    fn list(&mut self, indent: usize) -> Option<()> {
        let list = self.open(Shape::List { flow: false })?;
        while self.at_dash() {
            let dash = self.at;
            self.at += 1;
            if self.is_line_over() {
                self.end_line()?;
                if self.column <= indent {
                    return None;
                }
            } else {
                self.column = indent + self.at - dash;
            }
            match self.at_key() {
                true => self.map(self.column)?,
                false => self.scalar_or_brackets(indent)?,
            }
            if self.has_ended(indent)? {
                break;
            }
        }
        self.close(list)
    }

    fn at_dash(&self) -> bool {
        self.peek() == Some(b'-') && matches!(self.bytes.get(self.at + 1), None | Some(b' ' | b'\n'))
    }

    /// Whether there is nothing more on this line, having gone past spaces.
    fn is_line_over(&mut self) -> bool {
        self.skip_spaces();
        matches!(self.peek(), None | Some(b'\n' | b'#'))
    }

    fn skip_spaces(&mut self) {
        while self.peek() == Some(b' ') {
            self.at += 1;
        }
    }

    /// Goes to where the next line starts.
    fn skip_line(&mut self) {
        let rest = &self.bytes[self.at..];
        self.at += rest.iter().position(|byte| *byte == b'\n').map_or(rest.len(), |at| at + 1);
    }

    /// From the end of a value to what is on a later line.
    fn end_line(&mut self) -> Option<()> {
        if !self.is_line_over() || (self.peek() == Some(b'#') && self.bytes[self.at - 1] != b' ') {
            return None;
        }
        self.skip_line();
        self.next_line();
        Some(())
    }

    /// From the start of a line past blank lines and comments.
    fn next_line(&mut self) {
        loop {
            let start = self.at;
            if !self.is_line_over() {
                return self.column = self.at - start;
            }
            if self.is_over() {
                return self.column = 0;
            }
            self.skip_line();
        }
    }

    fn open(&mut self, shape: Shape<'t>) -> Option<usize> {
        self.depth += 1;
        (self.depth <= self.limits.depth).then_some(())?;
        self.push(shape, self.at..self.at)
    }

    fn close(&mut self, opened: usize) -> Option<()> {
        self.depth -= 1;
        let after = self.nodes.len() as Id;
        let node = &mut self.nodes[opened];
        node.end = self.end as u32;
        node.after = after;
        (!matches!(node.shape, Shape::Map { .. }) || self.has_few_unlike_keys(opened, after as usize)).then_some(())
    }

    fn has_few_unlike_keys(&self, map: usize, after: usize) -> bool {
        let next = |key: &usize| Some(self.nodes[key + 1].after as usize).filter(|key| *key < after);
        let keys = || std::iter::successors(Some(map + 1).filter(|key| *key < after), next);
        let text = |key: usize| self.nodes[key].scalar().map(|(text, _)| text);
        keys().enumerate().all(|(count, key)| {
            let own = text(key);
            count < MOST_KEYS && keys().take(count).all(|earlier| text(earlier) != own)
        })
    }

    fn scalar(&mut self, text: Cow<'t, str>, style: Style, span: Range<usize>) -> Option<()> {
        self.end = span.end;
        self.push(Shape::Scalar(text, style), span).map(drop)
    }

    fn push(&mut self, shape: Shape<'t>, span: Range<usize>) -> Option<usize> {
        let id = self.nodes.len();
        (id < self.limits.nodes).then(|| {
            let (start, end) = (span.start as u32, span.end as u32);
            self.nodes.push(Node { shape, tag: Tag::None, decorated: false, start, end, after: id as Id + 1 });
            id
        })
    }
}

#[cfg(test)]
mod tests;
