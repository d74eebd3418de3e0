//! What a text says, without how it is written: what an edit's result is compared with.

use std::borrow::Cow;

use super::super::route::{Route, Step};
use super::super::scalar::{Meaning, meaning};
use super::super::tree::{Id, ROOT, Shape, Style, Tag, Tree};
use super::super::value::Value;
use super::Edit;
use crate::lang::Text;
use crate::text;

#[derive(Debug)]
pub(super) enum Model<'a> {
    Null,
    /// A scalar's text, and whether it is text for a reader that looks for types.
    Scalar(Cow<'a, str>, bool),
    /// A scalar that was asked for as it is written; quoted or not.
    Raw(&'a str),
    List(Vec<Self>),
    Map(Vec<Entry<'a>>),
}

#[derive(Debug)]
pub(super) struct Entry<'a> {
    key: Cow<'a, str>,
    value: Model<'a>,
    /// Put in by an edit, so its place among the others is free.
    inserted: bool,
}

impl<'a> Model<'a> {
    pub(super) fn of_tree(tree: &'a Tree<'_>) -> Self {
        Self::of_node(tree, ROOT)
    }

    fn of_node(tree: &'a Tree<'_>, id: Id) -> Self {
        let id = tree.resolve(id);
        let node = tree.node_at(id);
        match &node.shape {
            Shape::List { .. } => Self::List(tree.children(id).map(|item| Self::of_node(tree, item)).collect()),
            Shape::Map { .. } => {
                let entry = |(key, value)| Entry {
                    key: tree.key_text(key).into(),
                    value: Self::of_node(tree, value),
                    inserted: false,
                };
                Self::Map(tree.entries(id).map(entry).collect())
            }
            Shape::Scalar(text, style) => {
                let typed = match node.tag {
                    Tag::None => *style == Style::Plain,
                    Tag::Str => false,
                    Tag::Int | Tag::Float | Tag::Bool | Tag::Null => true,
                };
                if node.is_null() {
                    Self::Null
                } else {
                    Self::Scalar(text.as_ref().into(), !typed || meaning(text) == Meaning::Text)
                }
            }
            // An alias leads to a value, never to another alias.
            Shape::Alias(_) => Self::Null,
        }
    }

    fn of_value(value: &'a Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Plain(text) => Self::Raw(text),
            Value::Text(text) => Self::Scalar(text.into(), true),
            Value::List(items) => Self::List(items.iter().map(Self::of_value).collect()),
            Value::Map(entries) => {
                let entry = |(key, value): &'a (String, Value)| Entry {
                    key: key.into(),
                    value: Self::of_value(value),
                    inserted: false,
                };
                Self::Map(entries.iter().map(entry).collect())
            }
        }
    }

    /// Makes an edit.
    pub(super) fn make(&mut self, edit: &'a Edit) -> Result<(), Text> {
        match edit {
            Edit::Set(route, value) => {
                *self.place(route)? = Self::of_value(value);
            }
            Edit::Append(route, value) => {
                let place = self.place(route)?;
                match place {
                    Self::Null => *place = Self::List(vec![Self::of_value(value)]),
                    Self::List(items) => items.push(Self::of_value(value)),
                    _ => return Err(text!("this is no list", "这里不是列表")),
                }
            }
            Edit::Remove(route) => {
                let nothing = || text!("there is nothing here to remove", "这里没有可删除的内容");
                let (holder, last) = route.split_last().ok_or_else(nothing)?;
                match (self.existing(&holder).ok_or_else(nothing)?, last) {
                    (Self::List(items), Step::Index(index)) if *index < items.len() => {
                        items.remove(*index);
                    }
                    (Self::Map(entries), Step::Key(key)) => {
                        let at = entries.iter().position(|entry| entry.key == *key).ok_or_else(nothing)?;
                        entries.remove(at);
                    }
                    _ => return Err(nothing()),
                }
            }
        }
        Ok(())
    }

    fn existing(&mut self, route: &Route) -> Option<&mut Self> {
        let mut place = self;
        for step in &route.0 {
            place = match (place, step) {
                (Self::List(items), Step::Index(index)) => items.get_mut(*index)?,
                (Self::Map(entries), Step::Key(key)) => &mut entries.iter_mut().find(|entry| entry.key == *key)?.value,
                _ => return None,
            };
        }
        Some(place)
    }

    /// A place that is there, or is made with the keys that lead to it.
    fn place(&mut self, route: &'a Route) -> Result<&mut Self, Text> {
        let mut place = self;
        for step in &route.0 {
            if matches!((&*place, step), (Self::Null, Step::Key(_))) {
                *place = Self::Map(Vec::new());
            }
            place = match (place, step) {
                (Self::List(items), Step::Index(index)) => {
                    let count = items.len();
                    items.get_mut(*index).ok_or_else(|| {
                        text!("the list has no such item, it has {count}", "列表中没有这一项，共 {count} 项")
                    })?
                }
                (Self::Map(entries), Step::Key(key)) => {
                    let at = match entries.iter().position(|entry| entry.key == *key) {
                        Some(at) => at,
                        None => {
                            entries.push(Entry { key: key.into(), value: Self::Null, inserted: true });
                            entries.len() - 1
                        }
                    };
                    &mut entries[at].value
                }
                (_, Step::Key(key)) => {
                    return Err(text!("there is no mapping here to hold `{key}`", "这里不是键值对，放不下 `{key}`"));
                }
                (_, Step::Index(_)) => return Err(text!("this is no list", "这里不是列表")),
            };
        }
        Ok(place)
    }

    /// Whether a text says this: the same values in the same order, except that inserted keys may be anywhere.
    pub(super) fn is_met_by(&self, found: &Self) -> bool {
        match (self, found) {
            (Self::Null, Self::Null) => true,
            (Self::Raw(text), Self::Scalar(found, _)) => text == found,
            (Self::Raw(text), Self::Null) => meaning(text) == Meaning::Null,
            (Self::Scalar(text, is_text), Self::Scalar(found, found_text)) => text == found && is_text == found_text,
            (Self::List(items), Self::List(found)) => {
                items.len() == found.len() && items.iter().zip(found).all(|(item, found)| item.is_met_by(found))
            }
            (Self::Map(entries), Self::Map(found)) => entries.len() == found.len() && Self::entries_met(entries, found),
            _ => false,
        }
    }

    fn entries_met(entries: &[Entry<'a>], found: &[Entry<'a>]) -> bool {
        let met = |entry: &Entry<'a>, found: &Entry<'a>| entry.key == found.key && entry.value.is_met_by(&found.value);
        let (inserted, kept): (Vec<&Entry<'a>>, Vec<&Entry<'a>>) = entries.iter().partition(|entry| entry.inserted);
        let is_inserted = |found: &&Entry<'a>| inserted.iter().any(|entry| entry.key == found.key);
        let (found_inserted, found_kept): (Vec<&Entry<'a>>, Vec<&Entry<'a>>) = found.iter().partition(is_inserted);
        kept.len() == found_kept.len()
            && kept.into_iter().zip(found_kept).all(|(entry, found)| met(entry, found))
            && inserted.into_iter().all(|entry| found_inserted.iter().any(|found| met(entry, found)))
    }
}
