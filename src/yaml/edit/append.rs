//! A new item at a list's end, written as its neighbours are.

use super::super::route::{Route, Step};
use super::super::tree::{Id, Shape};
use super::super::value::Value;
use super::super::write::{ItemStyle, flow};
use super::Splice;
use super::page::{Page, unusual};
use crate::lang::Text;
use crate::text;

impl Page<'_, '_> {
    pub(super) fn append(&self, route: &Route, value: &Value) -> Result<Vec<Splice>, Text> {
        let (found, rest) = self.tree.find_nearest(route);
        self.alone(&found)?;
        let as_list = Value::List(vec![value.clone()]);
        if rest.iter().any(|step| matches!(step, Step::Index(_))) {
            return Err(text!("the list has no such item", "列表中没有这一项"));
        }
        if !rest.is_empty() {
            return self.set(route, &as_list);
        }
        let node = self.tree.node_at(found.id);
        let last = self.tree.children(found.id).enumerate().last();
        match (&node.shape, last) {
            _ if node.is_null() => self.replace(route, &found, &as_list),
            (Shape::List { flow: false }, Some((number, last))) => {
                self.append_line(route, found.id, number, last, value).map(|splice| vec![splice])
            }
            (Shape::List { .. }, None) => {
                let in_brackets = self.holder(route).is_none_or(|holder| holder.flow);
                if in_brackets || value.is_scalar() {
                    let content = flow(value).unwrap_or_default();
                    return self.fill_brackets(found.id, &content).map(|splice| vec![splice]);
                }
                self.replace(route, &found, &as_list)
            }
            (Shape::List { .. }, Some((_, last))) => {
                let new = flow(value).unwrap_or_default();
                Ok(vec![self.add_in_flow(self.start(last), self.end(last), None, &new)])
            }
            _ => Err(text!("this is no list", "这里不是列表")),
        }
    }

    fn append_line(&self, route: &Route, list: Id, number: usize, last: Id, value: &Value) -> Result<Splice, Text> {
        let dash = self.dash(list, number).ok_or_else(unusual)?;
        let column = self.column(dash);
        let style = match &self.tree.node_at(last).shape {
            Shape::List { flow: true } | Shape::Map { flow: true } => ItemStyle::Flow,
            Shape::List { .. } | Shape::Map { .. } => ItemStyle::Block,
            _ => ItemStyle::Free,
        };
        let after_dash = &self.text[dash + 1..self.start(last).max(dash + 1)];
        let pad = match self.tree.node_at(last).shape {
            Shape::Map { flow: false } if after_dash.bytes().all(|byte| byte == b' ') => after_dash.len().max(1),
            _ => 1,
        };
        let mut writer = self.writer(dash);
        writer.item(value, column, route.last_key(), style, pad);
        let item = format!("{}-{}", " ".repeat(column), writer.out);
        // After a text that keeps its empty lines, one more would be a part of it.
        let blank = if self.is_spaced(list, number, dash) && !self.ends_line(last) { self.eol(dash) } else { "" };
        Ok(self.lines_after(last, &format!("{blank}{item}"), writer.open_block))
    }

    /// Whether empty lines lie between the last item and the one before it.
    fn is_spaced(&self, list: Id, number: usize, dash: usize) -> bool {
        let Some(before) = number.checked_sub(1).and_then(|before| self.tree.children(list).nth(before)) else {
            return false;
        };
        let from = if self.ends_line(before) { self.end(before) } else { self.next_line(self.end(before)) };
        let between = self.text.get(from..self.line_start(dash));
        between.is_some_and(|lines| lines.lines().any(|line| line.trim().is_empty()))
    }
}
