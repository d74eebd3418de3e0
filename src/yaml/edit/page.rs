//! A text with its tree: where lines, dashes and colons are.

use std::ops::Range;

use super::super::de::Keys;
use super::super::route::Route;
use super::super::tree::{Found, Id, Shape, Style, Tree, skip_gap};
use super::super::value::Value;
use super::super::write::{Layout, Writer};
use super::{Edit, Splice};
use crate::lang::Text;
use crate::text;

pub(super) struct Page<'a, 't> {
    pub text: &'t str,
    pub tree: &'a Tree<'t>,
    /// Mappings with the keys that their types have, in order.
    fields: Vec<(Id, Keys)>,
    step: usize,
    list_step: usize,
}

/// What holds a node, and where in it.
pub(super) struct Holder {
    pub id: Id,
    pub flow: bool,
    /// The number of the item or entry.
    pub number: usize,
}

impl<'a, 't> Page<'a, 't> {
    pub(super) fn new(tree: &'a Tree<'t>, fields: Vec<(Id, Keys)>) -> Self {
        let mut page = Self { text: tree.text, tree, fields, step: 2, list_step: 2 };
        page.find_habits();
        page
    }

    pub(super) fn plan(&self, edit: &Edit) -> Result<Vec<Splice>, Text> {
        match edit {
            Edit::Set(route, value) => self.set(route, value),
            Edit::Append(route, value) => self.append(route, value),
            Edit::Remove(route) => self.remove(route),
        }
    }

    /// How far the first list, and the first mapping, under a key is indented.
    fn find_habits(&mut self) {
        let mut list_step = None;
        let mut step = None;
        for map in (0..self.tree.len() as Id).filter(|id| self.is_block_map(*id)) {
            for (key, value) in self.tree.entries(map) {
                if self.tree.node_at(value).is_flow() || self.column(self.start(value)) < self.column(self.start(key)) {
                    continue;
                }
                let indent = self.column(self.start(value)) - self.column(self.start(key));
                match self.tree.node_at(value).shape {
                    Shape::List { .. } => list_step = list_step.or(Some(indent)),
                    Shape::Map { .. } => step = step.or(Some(indent)),
                    _ => {}
                }
            }
            if list_step.is_some() && step.is_some() {
                break;
            }
        }
        self.list_step = list_step.filter(|indent| *indent <= 8).unwrap_or(2);
        self.step = step.filter(|indent| (1..=8).contains(indent)).unwrap_or(2);
    }

    fn is_block_map(&self, id: Id) -> bool {
        matches!(self.tree.node_at(id).shape, Shape::Map { flow: false })
    }

    /// The keys of a mapping's type, in order.
    pub(super) fn order(&self, map: Id) -> Option<Keys> {
        self.fields.iter().find(|(id, _)| *id == map).map(|(_, fields)| *fields)
    }

    pub(super) fn span(&self, id: Id) -> Range<usize> {
        self.tree.node_at(id).span()
    }

    pub(super) fn start(&self, id: Id) -> usize {
        self.span(id).start
    }

    pub(super) fn end(&self, id: Id) -> usize {
        self.span(id).end
    }

    pub(super) fn line_start(&self, at: usize) -> usize {
        let start = self.text[..at].rfind(['\n', '\r']).map_or(0, |at| at + 1);
        if start == 0 && self.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8().min(at) } else { start }
    }

    /// The end of the line, before its line end.
    pub(super) fn line_end(&self, at: usize) -> usize {
        self.text[at..].find(['\n', '\r']).map_or(self.text.len(), |end| at + end)
    }

    pub(super) fn next_line(&self, at: usize) -> usize {
        let end = self.line_end(at);
        end + self.eol_after(end).len()
    }

    fn eol_after(&self, end: usize) -> &'t str {
        let rest = &self.text[end..];
        [("\r\n"), ("\n"), ("\r")].into_iter().find(|eol| rest.starts_with(eol)).unwrap_or("")
    }

    /// The line end of the line at a place; of a last line without one, that of the line before.
    pub(super) fn eol(&self, at: usize) -> &'t str {
        let own = self.eol_after(self.line_end(at));
        if !own.is_empty() {
            return own;
        }
        let before = &self.text[..at];
        match before.rfind(['\n', '\r']) {
            Some(end) if before[end..].starts_with('\n') && before[..end].ends_with('\r') => "\r\n",
            Some(end) => self.eol_after(end),
            None => "\n",
        }
    }

    /// The column of a place, from 0.
    pub(super) fn column(&self, at: usize) -> usize {
        self.text[self.line_start(at)..at].chars().count()
    }

    /// Whether only white space stands before a place on its line.
    pub(super) fn is_first_on_line(&self, at: usize) -> bool {
        self.text[self.line_start(at)..at].trim().is_empty()
    }

    pub(super) fn layout(&self, near: usize) -> Layout<'t> {
        Layout { eol: self.eol(near), step: self.step, list_step: self.list_step }
    }

    pub(super) fn writer(&self, near: usize) -> Writer<'t> {
        Writer::new(self.layout(near))
    }

    pub(super) fn holder(&self, route: &Route) -> Option<Holder> {
        let (outer, _) = route.split_last()?;
        let found = self.tree.find(&outer)?;
        let child = self.tree.find(route)?;
        let number = self.tree.children(found.id).position(|id| id == child.id)?;
        let flow = self.tree.node_at(found.id).is_flow();
        Some(Holder { id: found.id, flow, number: if child.key.is_some() { number / 2 } else { number } })
    }

    /// The place right after a key's colon.
    pub(super) fn after_colon(&self, key: Id) -> Option<usize> {
        skip_gap(self.text, self.end(key), b":").map(|colon| colon + 1)
    }

    /// The dash of a block list's item.
    pub(super) fn dash(&self, list: Id, number: usize) -> Option<usize> {
        match number.checked_sub(1) {
            None => Some(self.start(list)),
            Some(before) => skip_gap(self.text, self.end(self.tree.children(list).nth(before)?), b"-"),
        }
    }

    /// Whether the bytes of a value end with the end of its last line, as those of a block with `+` do.
    pub(super) fn ends_line(&self, id: Id) -> bool {
        let last = &self.text[..self.end(id)];
        last.ends_with(['\n', '\r']) && self.start(id) < self.end(id)
    }

    pub(super) fn without_line_end(&self, end: usize) -> usize {
        let line = &self.text[..end];
        let line = line.strip_suffix('\n').unwrap_or(line);
        line.strip_suffix('\r').unwrap_or(line).len()
    }

    /// Whole lines after the last line of a value.
    pub(super) fn lines_after(&self, id: Id, lines: &str, open_block: bool) -> Splice {
        let end = self.end(id);
        let eol = self.eol(self.start(id));
        if self.ends_line(id) {
            return Splice::at(end, format!("{lines}{eol}"));
        }
        let next = self.next_line(end);
        if next == self.line_end(end) {
            // The last line has no end, and keeps having none.
            let last = if open_block { eol } else { "" };
            return Splice::at(next, format!("{eol}{lines}{last}"));
        }
        Splice::at(next, format!("{lines}{eol}"))
    }

    /// The lines from one place to the last of a value, with their ends. If they are the last of a text whose last line
    /// has no end, the line before them loses its own.
    pub(super) fn whole_lines(&self, from: usize, id: Id) -> Range<usize> {
        let start = self.text[..from].rfind(['\n', '\r']).map_or(self.line_start(from), |at| at + 1);
        if self.ends_line(id) {
            return start..self.end(id);
        }
        let end = self.line_end(self.end(id));
        let next = self.next_line(self.end(id));
        if end < next {
            return start..next;
        }
        self.without_line_end(start)..end
    }

    /// The column that a value's lines are indented from: its key's, or its dash's.
    pub(super) fn parent_column(&self, found: &Found, holder: &Holder) -> Option<usize> {
        Some(match found.key {
            Some(key) => self.column(self.start(key)),
            None => self.column(self.dash(holder.id, holder.number)?),
        })
    }

    pub(super) fn is_block_scalar(&self, id: Id) -> bool {
        matches!(self.tree.node_at(id).shape, Shape::Scalar(_, Style::Literal | Style::Folded))
    }

    /// Refuses what is meant for several places.
    pub(super) fn alone(&self, found: &Found) -> Result<(), Text> {
        if found.shared {
            return Err(text!(
                "this value is shared by an anchor and its aliases; edit the file by hand",
                "此处的值由锚点和别名共用，请手工编辑文件"
            ));
        }
        Ok(())
    }

    /// `? key` on a line of its own is left to people.
    pub(super) fn plain_key(&self, key: Id) -> Result<(), Text> {
        let before = self.text[self.line_start(self.start(key))..self.start(key)].trim_end();
        if before.ends_with('?') || self.tree.node_at(key).decorated {
            return Err(unusual());
        }
        Ok(())
    }

    pub(super) fn writes_in_brackets(&self, id: Id) -> Result<(), Text> {
        // A single pair in a list, `[a: b]`, has no brackets of its own.
        let open = self.text[self.start(id)..].starts_with(['{', '[']);
        if open { Ok(()) } else { Err(unusual()) }
    }
}

/// A value under the keys that lead to it.
pub(super) fn nested<'s>(keys: impl DoubleEndedIterator<Item = &'s str>, value: &Value) -> Value {
    keys.rev().fold(value.clone(), |inner, key| Value::Map(vec![(key.to_string(), inner)]))
}

pub(super) fn unusual() -> Text {
    text!(
        "this is written in a way that the tool does not edit; edit the file by hand",
        "此处的写法较特殊，工具不会改动，请手工编辑文件"
    )
}
