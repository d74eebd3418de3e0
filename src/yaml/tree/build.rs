//! From the parser's events to a [`Tree`], with everything checked that makes a file unreadable.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle, Span, StructureStyle, Tag as Named};

use super::super::fault::{Fault, FaultKind, Limits};
use super::{Id, Node, Shape, Style, Tag, Tree, words};
use crate::text;

/// More faults than this in one file help nobody.
const MOST_DUPLICATES: usize = 100;

/// Reads one file's text, whatever of YAML is in it. Its errors are those of [`super::parse`].
pub fn parse<'t>(text: &'t str, limits: &Limits) -> Result<Tree<'t>, Vec<Fault>> {
    if text.len() > limits.bytes || u32::try_from(text.len()).is_err() {
        return Err(vec![limits.too_many_bytes()]);
    }
    if let Some(line) = conflict_marker(text) {
        return Err(vec![words::conflict(line)]);
    }
    let mut options = granit_parser::options! {
        flow_nesting_limit: limits.depth,
        block_nesting_limit: limits.depth,
    };
    options.set_emit_comments(false);
    let mut build = Build {
        text,
        limits,
        nodes: Vec::with_capacity(text.len() / 10 + 8),
        open: Vec::with_capacity(8),
        anchors: Vec::new(),
        shared: Vec::new(),
        anchored: Vec::new(),
        duplicates: Vec::new(),
        cursor: 0,
        repeated: Weight::default(),
    };
    let mut documents = 0;
    for event in Parser::new_from_str_with_options(text, options) {
        let (event, span) =
            event.map_err(|error| vec![words::fault(&error, text, build.cursor, build.bracket(), limits)])?;
        if matches!(event, Event::DocumentStart(..)) {
            documents += 1;
            if documents > 1 {
                return Err(vec![words::second_document(bytes(&span))]);
            }
        }
        build.take(event, &span).map_err(|fault| vec![*fault])?;
    }
    if build.nodes.is_empty() {
        return Err(vec![Fault::new(FaultKind::Empty, 0..0, text!("the file is empty", "文件是空的"))]);
    }
    if !build.duplicates.is_empty() {
        build.duplicates.sort_by_key(|fault| fault.span.start);
        return Err(build.duplicates);
    }
    build.shared.sort_unstable();
    build.anchored.sort_unstable();
    Ok(Tree { text, nodes: build.nodes, shared: build.shared, anchored: build.anchored })
}

/// The first line that git's merge left: never a part of a file, whatever stands around it.
fn conflict_marker(text: &str) -> Option<Range<usize>> {
    let candidates = [("<<<<<<<", false), (">>>>>>>", false), ("=======", true), ("|||||||", false)];
    if !candidates.iter().any(|(mark, _)| text.contains(mark)) {
        return None;
    }
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim_end_matches(['\n', '\r']);
        let marked = |(mark, alone): &(&str, bool)| match words.strip_prefix(mark) {
            Some("") => true,
            Some(rest) => !alone && rest.starts_with(' '),
            None => false,
        };
        if candidates.iter().any(marked) {
            return Some(start..start + words.len());
        }
        start += line.len();
    }
    None
}

fn bytes(span: &Span) -> Range<usize> {
    span.byte_range().unwrap_or(0..0)
}

/// How much a value holds when its aliases are followed.
#[derive(Clone, Copy, Default)]
struct Weight {
    nodes: usize,
    bytes: usize,
}

impl Weight {
    fn plus(self, other: Self) -> Self {
        Self { nodes: self.nodes.saturating_add(other.nodes), bytes: self.bytes.saturating_add(other.bytes) }
    }
}

/// A list or mapping that has not ended.
struct Open {
    id: Id,
    /// Nodes in it so far.
    children: usize,
    anchor: usize,
    flow: bool,
    map: bool,
    /// Levels below it, aliases followed.
    height: usize,
    repeated_before: Weight,
}

/// What an anchor marks, once it has ended.
#[derive(Clone, Copy)]
struct Anchor {
    id: Id,
    weight: Weight,
    height: usize,
}

struct Build<'t, 'l> {
    text: &'t str,
    limits: &'l Limits,
    nodes: Vec<Node<'t>>,
    open: Vec<Open>,
    /// By the parser's number; nothing while the value is open.
    anchors: Vec<Option<Anchor>>,
    shared: Vec<Id>,
    anchored: Vec<Id>,
    duplicates: Vec<Fault>,
    /// The end of what has been taken.
    cursor: usize,
    /// What aliases add to the values in the text.
    repeated: Weight,
}

impl<'t> Build<'t, '_> {
    fn take(&mut self, event: Event<'t>, span: &Span) -> Result<(), Box<Fault>> {
        match event {
            Event::Scalar(text, style, anchor, tag) => self.scalar(text, style, anchor, tag.as_deref(), span),
            Event::SequenceStart(style, anchor, tag) => self.start(false, style, anchor, tag.as_deref(), span),
            Event::MappingStart(style, anchor, tag) => self.start(true, style, anchor, tag.as_deref(), span),
            Event::SequenceEnd | Event::MappingEnd => {
                self.end(span);
                Ok(())
            }
            Event::Alias(anchor) => self.alias(anchor, bytes(span)),
            _ => Ok(()),
        }
    }

    /// Where the innermost list or mapping in brackets begins that has not ended.
    fn bracket(&self) -> Option<usize> {
        let open = self.open.iter().rev().find(|open| open.flow)?;
        Some(self.nodes[open.id as usize].start as usize)
    }

    /// Whether the next node is a mapping's key.
    fn at_key(&self) -> bool {
        self.open.last().is_some_and(|open| open.map && open.children % 2 == 0)
    }

    fn push(&mut self, shape: Shape<'t>, tag: Tag, decorated: bool, span: Range<usize>) -> Result<Id, Box<Fault>> {
        let id = self.nodes.len();
        if id + self.repeated.nodes >= self.limits.nodes {
            return Err(self.limits.too_many_nodes(span).into());
        }
        let id = id as Id;
        if let Some(open) = self.open.last_mut() {
            open.children += 1;
        }
        self.nodes.push(Node { shape, tag, decorated, start: span.start as u32, end: span.end as u32, after: id + 1 });
        Ok(id)
    }

    fn scalar(
        &mut self,
        text: Cow<'t, str>,
        style: ScalarStyle,
        anchor: usize,
        tag: Option<&Named>,
        span: &Span,
    ) -> Result<(), Box<Fault>> {
        let mut place = bytes(span);
        let kind = self.tag(tag, span)?;
        let mut text = text;
        let style = match style {
            ScalarStyle::Plain => Style::Plain,
            ScalarStyle::SingleQuoted => Style::Single,
            ScalarStyle::DoubleQuoted => Style::Double,
            ScalarStyle::Literal => Style::Literal,
            ScalarStyle::Folded => Style::Folded,
        };
        match style {
            Style::Plain if place.is_empty() => {
                // The parser writes `~` for what is not written.
                text = Cow::Borrowed("");
                if self.at_key() {
                    return Err(Box::new(Fault::new(
                        FaultKind::Syntax,
                        place,
                        text!("there is no key before the `:`", "`:` 前面缺少键"),
                    )));
                }
                let start = place.start;
                place = match skip_gap(self.text, self.cursor, b":") {
                    Some(colon) if !decorated(tag, anchor) && self.in_map() => colon + 1..colon + 1,
                    _ => start..start,
                };
            }
            Style::Literal | Style::Folded => place = self.block(place),
            _ => {}
        }
        self.cursor = place.end;
        let weight = Weight { nodes: 1, bytes: text.len() };
        let id = self.push(Shape::Scalar(text, style), kind, decorated(tag, anchor), place)?;
        self.anchor(anchor, Anchor { id, weight, height: 0 });
        Ok(())
    }

    fn in_map(&self) -> bool {
        self.open.last().is_some_and(|open| open.map)
    }

    /// The bytes of a block scalar from its `|` or `>` to the end of its last line, or, where `+` keeps them, of the
    /// empty lines after it. The parser gives its content, up to the next token.
    fn block(&self, content: Range<usize>) -> Range<usize> {
        let Some(start) = skip_gap(self.text, self.cursor, b"|>") else {
            return content;
        };
        let header =
            self.text[start + 1..].bytes().take_while(|byte| matches!(byte, b'+' | b'-' | b'0'..=b'9')).count();
        let header = start..start + 1 + header;
        let inner = &self.text[content.clone()];
        let end = if self.text[header.clone()].contains('+') {
            content.start + inner.rfind(['\n', '\r']).map_or(inner.len(), |at| at + 1)
        } else {
            content.start + inner.trim_end_matches([' ', '\t', '\n', '\r']).len()
        };
        start..if inner.is_empty() { header.end } else { end.max(header.end) }
    }

    fn start(
        &mut self,
        map: bool,
        style: StructureStyle,
        anchor: usize,
        tag: Option<&Named>,
        span: &Span,
    ) -> Result<(), Box<Fault>> {
        let mut place = bytes(span);
        let flow = style == StructureStyle::Flow;
        if self.at_key() {
            return Err(words::key_is_no_text(place).into());
        }
        if self.open.len() >= self.limits.depth {
            return Err(self.limits.too_deep(place).into());
        }
        let named = tag.map(|tag| tag.core_suffix().unwrap_or("?"));
        if !matches!((named, map), (None, _) | (Some("map"), true) | (Some("seq"), false))
            && tag.is_some_and(|tag| tag.original() != "!")
        {
            return Err(words::unknown_tag(tag.map(Named::original).unwrap_or_default(), span, place).into());
        }
        if !flow && !map {
            // The parser puts a list that is not indented after its dash.
            place.start = skip_gap(self.text, self.cursor, b"-").unwrap_or(place.start);
        }
        self.cursor = self.cursor.max(if flow { place.end } else { place.start + usize::from(!map) });
        place.end = place.end.max(place.start);
        let shape = if map { Shape::Map { flow } } else { Shape::List { flow } };
        let id = self.push(shape, Tag::None, decorated(tag, anchor), place)?;
        if anchor > 0 {
            self.reserve(anchor);
        }
        let repeated_before = self.repeated;
        self.open.push(Open { id, children: 0, anchor, flow, map, height: 0, repeated_before });
        Ok(())
    }

    fn end(&mut self, span: &Span) {
        let Some(open) = self.open.pop() else { return };
        if open.flow {
            self.cursor = self.cursor.max(bytes(span).end);
        }
        let after = self.nodes.len() as Id;
        let node = &mut self.nodes[open.id as usize];
        node.end = self.cursor as u32;
        node.after = after;
        let start = node.start as usize;
        if open.map {
            self.check_keys(open.id, open.children / 2);
        }
        let height = open.height + 1;
        if let Some(outer) = self.open.last_mut() {
            outer.height = outer.height.max(height);
        }
        if open.anchor > 0 {
            let weight = Weight {
                nodes: (after - open.id) as usize + self.repeated.nodes - open.repeated_before.nodes,
                bytes: self.cursor - start + self.repeated.bytes - open.repeated_before.bytes,
            };
            self.anchor(open.anchor, Anchor { id: open.id, weight, height });
        }
    }

    fn alias(&mut self, number: usize, place: Range<usize>) -> Result<(), Box<Fault>> {
        if self.at_key() {
            return Err(words::key_is_no_text(place).into());
        }
        self.cursor = place.end;
        let Some(anchor) = self.anchors.get(number).copied().flatten() else {
            return Err(Box::new(Fault::new(
                FaultKind::Alias,
                place,
                text!("an alias to the very value that it stands in", "别名引用了它自身所在的值"),
            )));
        };
        self.repeated = self.repeated.plus(anchor.weight);
        if self.repeated.nodes + self.nodes.len() > self.limits.nodes || self.repeated.bytes > self.limits.bytes {
            return Err(self.limits.too_much_repeated(place).into());
        }
        if self.open.len() + anchor.height > self.limits.depth {
            return Err(self.limits.too_deep(place).into());
        }
        if let Some(open) = self.open.last_mut() {
            open.height = open.height.max(anchor.height);
        }
        self.shared.push(anchor.id);
        self.push(Shape::Alias(anchor.id), Tag::None, false, place)?;
        Ok(())
    }

    fn reserve(&mut self, number: usize) {
        if self.anchors.len() <= number {
            self.anchors.resize(number + 1, None);
        }
    }

    fn anchor(&mut self, number: usize, anchor: Anchor) {
        if number > 0 {
            self.reserve(number);
            self.anchors[number] = Some(anchor);
            self.anchored.push(anchor.id);
        }
    }

    fn tag(&self, tag: Option<&Named>, span: &Span) -> Result<Tag, Box<Fault>> {
        let Some(tag) = tag else { return Ok(Tag::None) };
        if tag.original() == "!" {
            return Ok(Tag::Str);
        }
        Ok(match tag.core_suffix() {
            Some("str") => Tag::Str,
            Some("int") => Tag::Int,
            Some("float") => Tag::Float,
            Some("bool") => Tag::Bool,
            Some("null") => Tag::Null,
            _ => return Err(words::unknown_tag(tag.original(), span, bytes(span)).into()),
        })
    }

    /// Notes the keys that a mapping has twice.
    fn check_keys(&mut self, map: Id, count: usize) {
        const FEW: usize = 24;
        let after = self.nodes[map as usize].after;
        let mut keys: Vec<Id> = Vec::with_capacity(count.min(self.nodes.len()));
        let mut seen: HashMap<&str, Id> = HashMap::new();
        let mut twice = Vec::new();
        let mut key = map + 1;
        while key < after {
            let text = key_text(&self.nodes, key);
            let first = if count > FEW {
                seen.insert(text, key)
            } else {
                keys.iter().copied().find(|earlier| key_text(&self.nodes, *earlier) == text)
            };
            match first {
                Some(first) => twice.push((first, key)),
                None => keys.push(key),
            }
            key = self.nodes[key as usize + 1].after;
        }
        for (first, second) in twice {
            if self.duplicates.len() < MOST_DUPLICATES {
                let [first, second] = [first, second].map(|id| self.nodes[id as usize].span());
                let line = self.text[..first.start].matches('\n').count() + 1;
                self.duplicates.push(words::duplicate(&self.text[second.clone()], line, second));
            }
        }
    }
}

fn key_text<'a>(nodes: &'a [Node<'_>], key: Id) -> &'a str {
    nodes[key as usize].scalar().map_or("", |(text, _)| text)
}

fn decorated(tag: Option<&Named>, anchor: usize) -> bool {
    tag.is_some() || anchor > 0
}

/// The first of the bytes `wanted` at or after `from` with nothing between but white space, comments, indicators,
/// tags and anchors: what may stand between two values.
pub fn skip_gap(text: &str, from: usize, wanted: &[u8]) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(&byte) = bytes.get(at) {
        if wanted.contains(&byte) {
            return Some(at);
        }
        let skip_until: &[u8] = match byte {
            b' ' | b'\t' | b'\n' | b'\r' | b':' | b'-' | b'?' | b',' | b'[' | b'{' => {
                at += 1;
                continue;
            }
            b'#' => b"\n\r",
            b'&' | b'!' => b" \t\n\r",
            _ => return None,
        };
        at += bytes[at..].iter().position(|byte| skip_until.contains(byte)).unwrap_or(bytes.len() - at);
    }
    None
}
