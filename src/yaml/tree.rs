//! One parse of a file: every value with the bytes that it stands in. Only this file, with those below it, knows
//! the parser behind it.
//!
//! The values lie in one list in the order of the text, each before what it holds, so a tree is one allocation,
//! dropping it does not recurse, and going past a value is one jump.

mod build;
mod plain;
mod words;

use std::borrow::Cow;
use std::ops::Range;

pub(super) use build::skip_gap;

use super::fault::{Fault, Limits};
use super::route::{Route, Step};

/// Where a value is in [`Tree`]'s list.
pub(super) type Id = u32;

/// The whole record.
pub(super) const ROOT: Id = 0;

/// Reads one file's text.
///
/// # Errors
/// Everything that makes the file unreadable: of syntax the first fault only, of duplicate keys all.
pub fn parse<'t>(text: &'t str, limits: &Limits) -> Result<Tree<'t>, Vec<Fault>> {
    plain::parse(text, limits).map_or_else(|| build::parse(text, limits), Ok)
}

/// A parsed file.
#[derive(Debug, PartialEq, Eq)]
pub struct Tree<'t> {
    pub(super) text: &'t str,
    nodes: Vec<Node<'t>>,
    /// Values that an alias leads to; nearly always none.
    shared: Vec<Id>,
    /// Values before which an anchor stands; as rare.
    anchored: Vec<Id>,
}

/// One value, or one key.
#[derive(Debug, PartialEq, Eq)]
pub struct Node<'t> {
    pub(super) shape: Shape<'t>,
    pub(super) tag: Tag,
    /// Whether a tag or an anchor stands before it.
    pub(super) decorated: bool,
    start: u32,
    end: u32,
    after: Id,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Shape<'t> {
    Scalar(Cow<'t, str>, Style),
    List { flow: bool },
    Map { flow: bool },
    Alias(Id),
}

/// How a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    Single,
    Double,
    /// `|`
    Literal,
    /// `>`
    Folded,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    None,
    Str,
    Int,
    Float,
    Bool,
    Null,
}

impl Node<'_> {
    /// The bytes of the value: of a scalar with its quotes, of a block from its `|`, of a block list or mapping from
    /// its first item or key to the end of the last; empty where nothing is written.
    pub fn span(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    pub(super) fn is_flow(&self) -> bool {
        matches!(self.shape, Shape::List { flow: true } | Shape::Map { flow: true })
    }

    /// The scalar's text as YAML understands it, and how it is written.
    pub(super) fn scalar(&self) -> Option<(&str, Style)> {
        match &self.shape {
            Shape::Scalar(text, style) => Some((text, *style)),
            _ => None,
        }
    }

    /// Whether it says that there is nothing: empty, `~` or `null`, without quotes.
    pub(super) fn is_null(&self) -> bool {
        match &self.shape {
            Shape::Scalar(text, Style::Plain) => {
                self.tag == Tag::Null
                    || (self.tag == Tag::None && matches!(text.as_ref(), "" | "~" | "null" | "Null" | "NULL"))
            }
            _ => false,
        }
    }
}

/// A value found by its route.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub id: Id,
    /// Its key, when it is a mapping's value.
    pub key: Option<Id>,
    /// Whether the text is meant for several places: behind an alias, or with an alias to it or to what holds it.
    pub shared: bool,
}

impl<'t> Tree<'t> {
    pub(super) fn node_at(&self, id: Id) -> &Node<'t> {
        &self.nodes[id as usize]
    }

    /// The number of values and keys in the text.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// What an alias leads to; anything else is itself.
    pub(super) fn resolve(&self, id: Id) -> Id {
        match self.node_at(id).shape {
            Shape::Alias(target) => target,
            _ => id,
        }
    }

    /// The nodes right inside one: of a list its items, of a mapping its keys and values in turn.
    pub(super) fn children(&self, id: Id) -> Children<'_, 't> {
        let node = self.node_at(id);
        let end = if matches!(node.shape, Shape::List { .. } | Shape::Map { .. }) { node.after } else { id + 1 };
        Children { tree: self, next: id + 1, end }
    }

    /// A mapping's keys with their values.
    pub(super) fn entries(&self, id: Id) -> impl Iterator<Item = (Id, Id)> {
        let mut children = self.children(id);
        std::iter::from_fn(move || Some((children.next()?, children.next()?)))
    }

    /// The key and value under a key's name.
    pub(super) fn entry(&self, map: Id, key: &str) -> Option<(Id, Id)> {
        self.entries(map).find(|(id, _)| self.key_text(*id) == key)
    }

    /// What a key reads as.
    pub(super) fn key_text(&self, key: Id) -> &str {
        self.node_at(key).scalar().map_or("", |(text, _)| text)
    }

    pub(super) fn is_map(&self, id: Id) -> bool {
        matches!(self.node_at(id).shape, Shape::Map { .. })
    }

    pub(super) fn is_list(&self, id: Id) -> bool {
        matches!(self.node_at(id).shape, Shape::List { .. })
    }

    /// The value at a route, through aliases.
    pub fn node(&self, route: &Route) -> Option<&Node<'t>> {
        self.find(route).map(|found| self.node_at(found.id))
    }

    pub(super) fn find(&self, route: &Route) -> Option<Found> {
        let (found, rest) = self.find_nearest(route);
        rest.is_empty().then_some(found)
    }

    /// The anchors before values, and the aliases, in the order of the text: their bytes, and the way to the value in the
    /// record.
    pub fn anchors_and_aliases(&self) -> Vec<(Range<usize>, Route)> {
        if self.anchored.is_empty() {
            return Vec::new();
        }
        let is_alias = |id: &Id| matches!(self.node_at(*id).shape, Shape::Alias(_));
        let found = (0..self.nodes.len() as Id).filter(|id| is_alias(id) || self.anchored.binary_search(id).is_ok());
        let span = |id| if is_alias(&id) { self.fault_span(id) } else { self.anchor_span(id) };
        found.map(|id| (span(id), self.route_to(id))).collect()
    }

    /// The bytes of the anchor before a value.
    fn anchor_span(&self, id: Id) -> Range<usize> {
        let Some(at) = self.text[..self.node_at(id).span().start].rfind('&') else { return self.fault_span(id) };
        let name = self.text[at..].find([' ', '\t', '\n', '\r', ',', ']', '}']);
        at..name.map_or(self.text.len(), |name| at + name)
    }

    fn is_shared(&self, id: Id) -> bool {
        self.shared.binary_search(&id).is_ok()
    }

    /// As far as the route leads, and the steps that are left.
    pub(super) fn find_nearest<'r>(&self, route: &'r Route) -> (Found, &'r [Step]) {
        let mut found = Found { id: ROOT, key: None, shared: self.is_shared(ROOT) };
        for (at, step) in route.0.iter().enumerate() {
            let holder = self.resolve(found.id);
            let next = match step {
                Step::Key(key) if self.is_map(holder) => self.entry(holder, key).map(|(key, id)| (Some(key), id)),
                Step::Index(index) if self.is_list(holder) => self.children(holder).nth(*index).map(|id| (None, id)),
                _ => None,
            };
            let Some((key, id)) = next else {
                return (found, &route.0[at..]);
            };
            let shared = found.shared || holder != found.id || self.is_shared(id);
            found = Found { id, key, shared };
        }
        (found, &[])
    }

    /// What the scalar at a route reads as.
    pub fn text(&self, route: &Route) -> Option<&str> {
        self.node(route)?.scalar().map(|(text, _)| text)
    }

    /// The ways to the scalars that these keys lead to; `*` stands for every item of a list. What says that there is
    /// nothing is left out.
    pub fn ways(&self, keys: &[&str]) -> Vec<Route> {
        let items = |route: &Route| {
            let holder = self.find(route).map(|found| self.resolve(found.id)).filter(|id| self.is_list(*id));
            holder.map_or(0, |id| self.children(id).count())
        };
        let mut ways = vec![Route::root()];
        for key in keys {
            ways = match *key {
                "*" => ways.into_iter().flat_map(|way| (0..items(&way)).map(move |at| way.clone().index(at))).collect(),
                key => ways.into_iter().map(|way| way.key(key)).collect(),
            };
        }
        ways.retain(|way| self.node(way).is_some_and(|node| node.scalar().is_some() && !node.is_null()));
        ways
    }

    /// The bytes of the value at a route.
    pub fn span(&self, route: &Route) -> Option<Range<usize>> {
        self.node(route).map(Node::span)
    }

    /// The bytes of the key whose value is at a route.
    pub fn key_span(&self, route: &Route) -> Option<Range<usize>> {
        Some(self.node_at(self.find(route)?.key?).span())
    }

    /// The bytes to point at for a place that may be absent or empty: the value, or its key where the value is empty,
    /// or the first key of the mapping, or the list, that lacks it.
    pub fn span_or_parent(&self, route: &Route) -> Range<usize> {
        let (found, rest) = self.find_nearest(route);
        if !rest.is_empty() {
            return self.mark_of(found);
        }
        let span = self.node_at(found.id).span();
        match found.key {
            Some(key) if span.is_empty() => self.node_at(key).span(),
            _ => span,
        }
    }

    /// A short span that stands for a whole list or mapping.
    fn mark_of(&self, found: Found) -> Range<usize> {
        let node = self.node_at(found.id);
        match (&node.shape, found.key) {
            (Shape::Map { .. }, _) => match self.children(found.id).next() {
                Some(first) => self.node_at(first).span(),
                None => node.span(),
            },
            (_, Some(key)) => self.node_at(key).span(),
            (_, None) => node.span(),
        }
    }

    /// The span that a fault at a node points at: the node, or the first key of a mapping.
    pub(super) fn fault_span(&self, id: Id) -> Range<usize> {
        let span = self.mark_of(Found { id, key: None, shared: false });
        if !span.is_empty() || id == ROOT {
            return span;
        }
        // Nothing is written there: the key before it, or the dash.
        match self.node_at(id - 1).scalar() {
            Some(_) if self.is_value(id) => self.node_at(id - 1).span(),
            _ => span.start.saturating_sub(1)..span.start,
        }
    }

    fn is_value(&self, id: Id) -> bool {
        self.path(id).last().is_some_and(|(holder, _)| self.is_map(*holder))
    }

    /// The holders of a node, outermost first, with the number of the child on the way.
    fn path(&self, id: Id) -> Vec<(Id, usize)> {
        let mut path = Vec::new();
        let mut holder = ROOT;
        while holder != id {
            let Some((number, child)) =
                self.children(holder).enumerate().find(|(_, child)| id < self.node_at(*child).after)
            else {
                break;
            };
            path.push((holder, number));
            holder = child;
        }
        path
    }

    /// The way to a node; a key stands for its value.
    pub(super) fn route_to(&self, id: Id) -> Route {
        let steps = self.path(id).into_iter().map(|(holder, number)| {
            if self.is_list(holder) {
                return Step::Index(number);
            }
            let key = self.children(holder).nth(number - number % 2);
            Step::Key(key.map_or(String::new(), |key| self.key_text(key).to_string()))
        });
        Route(steps.collect())
    }
}

/// Goes from sibling to sibling.
#[derive(Clone)]
pub(super) struct Children<'a, 't> {
    tree: &'a Tree<'t>,
    next: Id,
    end: Id,
}

impl Iterator for Children<'_, '_> {
    type Item = Id;

    fn next(&mut self) -> Option<Id> {
        if self.next >= self.end {
            return None;
        }
        let id = self.next;
        self.next = self.tree.node_at(id).after;
        Some(id)
    }
}
