//! Putting a key where it was absent.

use super::super::tree::{Id, skip_gap};
use super::super::value::Value;
use super::super::write::flow_entry;
use super::Splice;
use super::page::{Page, unusual};
use crate::lang::Text;

impl Page<'_, '_> {
    /// A new key in a mapping: after the nearest key that its type has before it, else before all others; where the
    /// type does not say, at the end.
    pub(super) fn insert(&self, map: Id, key: &str, value: &Value) -> Result<Splice, Text> {
        let entries: Vec<(Id, Id)> = self.tree.entries(map).collect();
        let before = self.entry_before(map, key, &entries);
        if self.tree.node_at(map).is_flow() {
            return self.insert_in_flow(map, &flow_entry(key, value), &entries, before);
        }
        let &(first, _) = entries.first().ok_or_else(unusual)?;
        self.plain_key(first)?;
        let column = self.column(self.start(first));
        let near = before.map_or(self.start(first), |at| self.start(entries[at].1));
        let mut writer = self.writer(near);
        writer.entry(key, value, column);
        let indent = " ".repeat(column);
        Ok(match before {
            Some(at) => {
                // After a text that keeps its empty lines, one more would be a part of it.
                let apart = !self.ends_line(entries[at].1) && self.sets_sections_apart(&entries);
                let gap = if writer.out.contains('\n') && apart { self.eol(near) } else { "" };
                self.lines_after(entries[at].1, &format!("{gap}{indent}{}", writer.out), writer.open_block)
            }
            None => Splice::at(self.start(first), format!("{}{}{indent}", writer.out, self.eol(near))),
        })
    }

    /// Whether the mapping has an empty line before some key with more than a line below it.
    fn sets_sections_apart(&self, entries: &[(Id, Id)]) -> bool {
        entries.iter().any(|(key, value)| {
            let start = self.line_start(self.start(*key));
            let above = self.text[..start].trim_end_matches(['\r', '\n']);
            let empty_lines = self.text[above.len()..start].matches('\n').count() > 1;
            empty_lines && self.text[self.start(*key)..self.end(*value)].contains('\n')
        })
    }

    /// The number of the entry that a new key comes after; nothing when it comes first.
    fn entry_before(&self, map: Id, key: &str, entries: &[(Id, Id)]) -> Option<usize> {
        let order = self.order(map).unwrap_or_default();
        let Some(rank) = order.iter().position(|known| *known == key) else {
            return entries.len().checked_sub(1);
        };
        order[..rank]
            .iter()
            .rev()
            .find_map(|earlier| entries.iter().position(|(key, _)| self.tree.key_text(*key) == *earlier))
    }

    fn insert_in_flow(
        &self,
        map: Id,
        entry: &str,
        entries: &[(Id, Id)],
        before: Option<usize>,
    ) -> Result<Splice, Text> {
        self.writes_in_brackets(map)?;
        let starts: Vec<usize> = entries.iter().map(|(key, _)| self.start(*key)).collect();
        for (key, _) in entries {
            self.plain_key(*key)?;
        }
        match before {
            Some(at) => {
                let (key, value) = entries[at];
                Ok(self.add_in_flow(starts[at], self.end(value).max(self.end(key)), starts.get(at + 1).copied(), entry))
            }
            None => match starts.first() {
                Some(first) => Ok(Splice::at(*first, format!("{entry}, "))),
                None => self.fill_brackets(map, entry),
            },
        }
    }

    /// What was empty gets its first content.
    pub(super) fn fill_brackets(&self, id: Id, content: &str) -> Result<Splice, Text> {
        let inner = self.start(id) + 1..self.end(id).saturating_sub(1);
        if self.text[inner.clone()].trim().is_empty() { Ok(Splice::new(inner, content)) } else { Err(unusual()) }
    }

    /// New content in brackets after what lies from `start` to `end`, on a line of its own if that begins a line.
    pub(super) fn add_in_flow(&self, start: usize, end: usize, next: Option<usize>, new: &str) -> Splice {
        if !self.is_first_on_line(start) {
            return Splice::at(end, format!(", {new}"));
        }
        let eol = self.eol(start);
        let indent = &self.text[self.line_start(start)..start];
        if let Some(next) = next {
            return Splice::at(next, format!("{new},{eol}{indent}"));
        }
        let is_end_of_line = |at: usize| {
            let rest = self.text[at..self.line_end(at)].trim_start();
            rest.is_empty() || rest.starts_with('#')
        };
        match self.text[end..].trim_start().starts_with(',').then(|| skip_gap(self.text, end, b",")).flatten() {
            // The last has a comma already, so the new one gets one too.
            Some(comma) if is_end_of_line(comma + 1) => {
                Splice::at(self.line_end(comma), format!("{eol}{indent}{new},"))
            }
            _ => Splice::at(end, format!(",{eol}{indent}{new}")),
        }
    }
}
