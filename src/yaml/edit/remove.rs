//! Taking a key or an item away, with its lines and the comment behind it.

use super::super::route::Route;
use super::super::tree::{Found, Id, skip_gap};
use super::super::value::Value;
use super::Splice;
use super::page::{Holder, Page, unusual};
use crate::lang::Text;
use crate::text;

impl Page<'_, '_> {
    pub(super) fn remove(&self, route: &Route) -> Result<Vec<Splice>, Text> {
        let nothing = || text!("there is nothing here to remove", "这里没有可删除的内容");
        let found = self.tree.find(route).ok_or_else(nothing)?;
        let holder = self.holder(route).ok_or_else(nothing)?;
        let (outer, _) = route.split_last().ok_or_else(nothing)?;
        let outer_found = self.tree.find(&outer).ok_or_else(nothing)?;
        self.alone(&outer_found)?;
        self.alone(&found)?;
        let parts = self.parts(&holder)?;
        if parts.len() == 1 {
            if outer.0.is_empty() {
                return Err(text!("the record would be empty", "这样记录就空了"));
            }
            return self.remove_only(&outer, &outer_found, &holder, parts[0]);
        }
        let splice = if holder.flow {
            self.writes_in_brackets(holder.id)?;
            self.remove_in_flow(&parts, holder.number)
        } else {
            self.remove_lines(&parts, holder.number)?
        };
        Ok(vec![splice])
    }

    /// Leaves `[]` or `{}`, and the comments between the lines.
    fn remove_only(
        &self,
        outer: &Route,
        found: &Found,
        holder: &Holder,
        only: (usize, Id),
    ) -> Result<Vec<Splice>, Text> {
        let (empty, brackets) = match self.tree.is_map(holder.id) {
            true => (Value::Map(Vec::new()), " {}"),
            false => (Value::List(Vec::new()), " []"),
        };
        let (start, value) = only;
        if holder.flow || !self.is_first_on_line(start) {
            return self.replace(outer, found, &empty);
        }
        if self.tree.node_at(found.id).decorated {
            return Err(unusual());
        }
        let around = self.holder(outer).ok_or_else(unusual)?;
        let lead = self.lead(found, &around)?;
        Ok(vec![Splice::at(lead, brackets), Splice::new(self.whole_lines(start, value), "")])
    }

    /// What a list or mapping is made of: where each part begins (its dash or key), and the value that ends it.
    fn parts(&self, holder: &Holder) -> Result<Vec<(usize, Id)>, Text> {
        if self.tree.is_map(holder.id) {
            let mut parts = Vec::new();
            for (key, value) in self.tree.entries(holder.id) {
                self.plain_key(key)?;
                parts.push((self.start(key), value));
            }
            return Ok(parts);
        }
        let items = self.tree.children(holder.id).enumerate();
        let start = |number, item| if holder.flow { Some(self.start(item)) } else { self.dash(holder.id, number) };
        items
            .map(|(number, item)| start(number, item).map(|start| (start, item)))
            .collect::<Option<_>>()
            .ok_or_else(unusual)
    }

    fn remove_lines(&self, parts: &[(usize, Id)], number: usize) -> Result<Splice, Text> {
        let (start, value) = parts[number];
        if self.is_first_on_line(start) {
            let mut lines = self.whole_lines(start, value);
            if lines.start == 0 {
                lines.start = self.line_start(start);
            }
            return Ok(Splice::new(lines, ""));
        }
        // The first part stands behind a dash; the next takes its place, if nothing but white space is between.
        let next = parts.get(number + 1).map(|(start, _)| *start).ok_or_else(unusual)?;
        let end = self.end(value);
        let behind = self.text[end..next].trim_start();
        let comment = behind.starts_with('#') && self.line_end(end) < next;
        let rest = if comment { self.line_end(end) } else { end };
        if self.text[rest..next].trim().is_empty() { Ok(Splice::new(start..next, "")) } else { Err(unusual()) }
    }

    fn remove_in_flow(&self, parts: &[(usize, Id)], number: usize) -> Splice {
        let (start, value) = parts[number];
        let end = self.end(value);
        if let Some((next, _)) = parts.get(number + 1) {
            let only_comma = self.text[end..*next].trim().trim_start_matches(',').is_empty();
            if only_comma {
                return Splice::new(start..*next, "");
            }
            let comma = skip_gap(self.text, end, b",").map_or(end, |comma| comma + 1);
            return Splice::new(start..comma, "");
        }
        let (_, before) = parts[number - 1];
        let gap = &self.text[self.end(before)..start];
        if gap.contains('#') {
            return Splice::new(start..end, "");
        }
        Splice::new(self.end(before)..end, "")
    }
}
