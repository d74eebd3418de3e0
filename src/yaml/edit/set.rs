//! Giving a place that is there another value.

use std::ops::Range;

use super::super::route::{Route, Step};
use super::super::scalar::{Around, double, fits_single, inline, raw, single};
use super::super::tree::{Found, Style};
use super::super::value::Value;
use super::super::write::{ItemStyle, flow};
use super::Splice;
use super::page::{Holder, Page, nested, unusual};
use crate::lang::Text;
use crate::text;

impl Page<'_, '_> {
    pub(super) fn set(&self, route: &Route, value: &Value) -> Result<Vec<Splice>, Text> {
        let (found, rest) = self.tree.find_nearest(route);
        self.alone(&found)?;
        let Some((first, deeper)) = rest.split_first() else {
            return self.replace(route, &found, value);
        };
        let keys: Option<Vec<&str>> = deeper.iter().map(key_of).collect();
        let (Some(key), Some(keys)) = (key_of(first), keys) else {
            return Err(text!("the list has no such item", "列表中没有这一项"));
        };
        let value = nested(keys.into_iter(), value);
        if self.tree.is_map(found.id) {
            return self.insert(found.id, key, &value).map(|splice| vec![splice]);
        }
        if self.tree.node_at(found.id).is_null() {
            let at = Route(route.0[..route.0.len() - rest.len()].to_vec());
            return self.replace(&at, &found, &nested([key].into_iter(), &value));
        }
        Err(text!("there is no mapping here to hold `{key}`", "这里不是键值对，放不下 `{key}`"))
    }

    /// Another value for one that is there, be it empty.
    pub(super) fn replace(&self, route: &Route, found: &Found, value: &Value) -> Result<Vec<Splice>, Text> {
        let Some(holder) = self.holder(route) else {
            return Err(text!("the whole record cannot be replaced", "不能替换整条记录"));
        };
        let node = self.tree.node_at(found.id);
        let written = !self.span(found.id).is_empty();
        if let (Some((_, style)), true) = (node.scalar(), written)
            && let Some(splices) = self.restyle(found, &holder, style, value)
        {
            return Ok(splices);
        }
        if node.decorated {
            return Err(unusual());
        }
        if holder.flow { self.replace_in_flow(found, value) } else { self.replace_in_block(found, &holder, value) }
    }

    /// A scalar in the quoting that is there, if the new one can be written in it.
    fn restyle(&self, found: &Found, holder: &Holder, style: Style, value: &Value) -> Option<Vec<Splice>> {
        let around = if holder.flow { Around::Flow } else { Around::Block };
        let (Value::Plain(text) | Value::Text(text)) = value else { return None };
        let is_plain = matches!(value, Value::Plain(_));
        let new = match style {
            Style::Plain if is_plain => raw(text, around).into_owned(),
            Style::Plain if !text.contains('\n') => inline(text, around).into_owned(),
            Style::Single if fits_single(text) => single(text),
            Style::Double => double(text),
            Style::Literal | Style::Folded if !is_plain => return self.reblock(found, holder, text),
            _ => return None,
        };
        Some(vec![Splice::new(self.span(found.id), new)])
    }

    /// New lines for a block scalar, with its mark and, if the text allows, its chomping and indentation.
    fn reblock(&self, found: &Found, holder: &Holder, text: &str) -> Option<Vec<Splice>> {
        let fits = text.contains(|char| char != '\n')
            && fits_single(&text.replace('\n', ""))
            && !text.split('\n').any(|line| line.ends_with(' '));
        let (header, lines) = self.block_parts(found);
        let old_header = &self.text[header.clone()];
        if !fits || (text.ends_with("\n\n") && !old_header.contains('+')) {
            return None;
        }
        let parent = self.parent_column(found, holder)?;
        let first = self.text[lines.clone()].lines().find(|line| !line.trim().is_empty());
        let column = match old_header.chars().find_map(|char| char.to_digit(10)) {
            Some(digit) => parent + digit as usize,
            None => first.map_or(0, |line| line.len() - line.trim_start_matches(' ').len()),
        };
        let layout = self.layout(header.start);
        let column = if (parent + 1..=parent + 9).contains(&column) { column } else { parent + layout.step };
        let spaced = text.split('\n').any(|line| line.starts_with([' ', '\t']));
        let mark = if old_header.starts_with('>') && !spaced { '>' } else { '|' };
        let wanted = old_header.contains('+').then_some('+');
        let mut writer = self.writer(header.start);
        writer.block(text, mark, wanted, parent, column);
        let (head, tail) = split_head(&writer.out);
        Some(self.head_and_tail(header, head, lines, tail, writer.open_block))
    }

    /// A block scalar's `|` with what belongs to it, and its lines, each with the line end before it.
    fn block_parts(&self, found: &Found) -> (Range<usize>, Range<usize>) {
        let span = self.span(found.id);
        let mark = self.text[span.start + 1..span.end]
            .bytes()
            .take_while(|byte| matches!(byte, b'+' | b'-' | b'0'..=b'9'))
            .count();
        let header = span.start..span.start + 1 + mark;
        let lines = self.line_end(header.end).min(span.end.max(header.end));
        let mut end = span.end.max(lines);
        end = if self.ends_line(found.id) { self.without_line_end(end) } else { self.line_end(end) };
        (header, lines..end.max(lines))
    }

    fn head_and_tail(
        &self,
        head: Range<usize>,
        new_head: &str,
        tail: Range<usize>,
        new_tail: &str,
        open_block: bool,
    ) -> Vec<Splice> {
        let last = if open_block && tail.end == self.text.len() { self.eol(head.start) } else { "" };
        vec![Splice::new(head, new_head), Splice::new(tail, format!("{new_tail}{last}"))]
    }

    fn replace_in_flow(&self, found: &Found, value: &Value) -> Result<Vec<Splice>, Text> {
        let new = flow(value).unwrap_or_default();
        let span = self.span(found.id);
        if !span.is_empty() {
            return Ok(vec![Splice::new(span, new)]);
        }
        let key = found.key.ok_or_else(unusual)?;
        Ok(vec![match self.after_colon(key) {
            Some(colon) => Splice::at(colon, format!(" {new}")),
            None => Splice::at(self.end(key), format!(": {new}")),
        }])
    }

    /// The place right after a value's colon or dash.
    pub(super) fn lead(&self, found: &Found, holder: &Holder) -> Result<usize, Text> {
        let lead = match found.key {
            Some(key) => {
                self.plain_key(key)?;
                self.after_colon(key)
            }
            None => self.dash(holder.id, holder.number).map(|dash| dash + 1),
        };
        lead.ok_or_else(unusual)
    }

    fn replace_in_block(&self, found: &Found, holder: &Holder, value: &Value) -> Result<Vec<Splice>, Text> {
        let parent = self.parent_column(found, holder).ok_or_else(unusual)?;
        let lead = self.lead(found, holder)?;
        let mut writer = self.writer(lead);
        match found.key {
            Some(key) => writer.value(value, parent, Some(self.tree.key_text(key))),
            None => {
                let name = self.tree.route_to(holder.id);
                writer.item(value, parent, name.last_key(), ItemStyle::Free, 1);
            }
        }
        let (new_head, new_tail) = split_head(&writer.out);
        let span = self.span(found.id);
        // A block that keeps its last line end keeps it.
        let end = if self.ends_line(found.id) { self.without_line_end(span.end) } else { span.end };
        let (head, tail) = if self.is_block_scalar(found.id) {
            let (header, lines) = self.block_parts(found);
            (lead..header.end, lines)
        } else if span.is_empty() || span.start <= self.line_end(lead) {
            let end = self.line_end(end.max(lead));
            (lead..span.end.clamp(lead, end), end..end)
        } else {
            (lead..lead, self.line_end(lead)..self.line_end(end))
        };
        Ok(self.head_and_tail(head, new_head, tail, new_tail, writer.open_block))
    }
}

fn key_of(step: &Step) -> Option<&str> {
    match step {
        Step::Key(key) => Some(key),
        Step::Index(_) => None,
    }
}

/// What goes on the line of a key or dash, and what goes below it.
fn split_head(written: &str) -> (&str, &str) {
    written.split_at(written.find(['\n', '\r']).unwrap_or(written.len()))
}
