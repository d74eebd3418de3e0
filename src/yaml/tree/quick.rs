//! The way of writing that nearly every record keeps to, read in a fraction of the time that all of YAML takes.
//!
//! Gives exactly the nodes that the parser's events give, which a law among the tests holds it to, or nothing: at the
//! first thing out of the ordinary (other line ends, tabs, anchors, tags, quoted keys, texts over several lines other
//! than under `|`, comments in brackets, anything wrong) the parser reads the whole file instead.

use std::borrow::Cow;

use super::build::Build;
use super::{Shape, Style, Tag};

pub(super) fn read<'t, 'l>(build: Build<'t, 'l>) -> Option<Build<'t, 'l>> {
    let bytes = build.text.as_bytes();
    if bytes.iter().any(|byte| (*byte < b' ' && *byte != b'\n') || *byte == 0x7f) || build.text.contains('\u{feff}') {
        return None;
    }
    let mut quick = Quick { bytes, text: build.text, build, next: None, depth: 0 };
    quick.next = quick.content_from(0);
    let (indent, at) = quick.next?;
    if indent > 0 || quick.is_dash(at) {
        return None;
    }
    quick.map(0, at)?;
    quick.next.is_none().then_some(quick.build)
}

struct Quick<'t, 'l> {
    text: &'t str,
    bytes: &'t [u8],
    build: Build<'t, 'l>,
    /// The indentation and the place of the next line that says something.
    next: Option<(usize, usize)>,
    depth: usize,
}

impl<'t> Quick<'t, '_> {
    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(b'\n')
    }

    fn spaces_from(&self, at: usize) -> usize {
        self.bytes[at.min(self.bytes.len())..].iter().take_while(|byte| **byte == b' ').count()
    }

    fn line_end(&self, at: usize) -> usize {
        self.bytes[at..].iter().position(|byte| *byte == b'\n').map_or(self.bytes.len(), |end| at + end)
    }

    /// The first line from a line's start on that is neither empty nor a comment.
    fn content_from(&self, mut line: usize) -> Option<(usize, usize)> {
        while line < self.bytes.len() {
            let at = line + self.spaces_from(line);
            match self.byte(at) {
                b'\n' => line = at + 1,
                b'#' => line = self.line_end(at) + 1,
                _ => return Some((at - line, at)),
            }
        }
        None
    }

    /// Goes to the next line; there may be a comment before it.
    fn end_line(&mut self, at: usize) -> Option<()> {
        let rest = at + self.spaces_from(at);
        if self.byte(rest) != b'\n' && !(self.byte(rest) == b'#' && rest > at) {
            return None;
        }
        self.next = self.content_from(self.line_end(rest) + 1);
        Some(())
    }

    fn is_dash(&self, at: usize) -> bool {
        self.byte(at) == b'-' && matches!(self.byte(at + 1), b' ' | b'\n')
    }

    /// The colon after a plain key, if there is one.
    fn colon(&self, at: usize) -> Option<usize> {
        let in_key = |byte: &u8| byte.is_ascii_alphanumeric() || *byte >= 0x80 || matches!(byte, b'_' | b'-' | b'.');
        let end = at + self.bytes[at..].iter().take_while(|byte| in_key(byte)).count();
        let starts_well = !matches!(self.byte(at), b'-' | b'.') && end > at && end - at < 200;
        (starts_well && self.byte(end) == b':' && matches!(self.byte(end + 1), b' ' | b'\n')).then_some(end)
    }

    fn scalar(&mut self, text: Cow<'t, str>, style: Style, start: usize, end: usize) -> Option<()> {
        self.build.push(Shape::Scalar(text, style), Tag::None, false, start..end).ok()?;
        self.build.cursor = end;
        Some(())
    }

    fn plain(&mut self, start: usize, end: usize) -> Option<()> {
        self.scalar(Cow::Borrowed(&self.text[start..end]), Style::Plain, start, end)
    }

    fn open(&mut self, shape: Shape<'t>, start: usize) -> Option<u32> {
        self.depth += 1;
        if self.depth > self.build.limits.depth {
            return None;
        }
        self.build.push(shape, Tag::None, false, start..start).ok()
    }

    fn close(&mut self, id: u32, keys: Option<usize>) {
        self.depth -= 1;
        self.build.close(id);
        if let Some(keys) = keys {
            self.build.check_keys(id, keys);
        }
    }

    /// A mapping whose first key is at a place, in a column.
    fn map(&mut self, column: usize, mut at: usize) -> Option<()> {
        let id = self.open(Shape::Map { flow: false }, at)?;
        let mut keys = 0;
        loop {
            let colon = self.colon(at)?;
            self.plain(at, colon)?;
            keys += 1;
            self.value(colon + 1, column, true)?;
            match self.next {
                Some((indent, next)) if indent == column && !self.is_dash(next) => at = next,
                Some((indent, _)) if indent >= column => return None,
                _ => break,
            }
        }
        self.close(id, Some(keys));
        Some(())
    }

    /// A list whose first dash is at a place, in a column.
    fn list(&mut self, column: usize, mut at: usize) -> Option<()> {
        let id = self.open(Shape::List { flow: false }, at)?;
        loop {
            let first = at + 1 + self.spaces_from(at + 1);
            let inner = column + first - at;
            self.build.cursor = at + 1;
            if self.is_dash(first) {
                self.list(inner, first)?;
            } else if self.colon(first).is_some() {
                self.map(inner, first)?;
            } else {
                self.value(at + 1, column, false)?;
            }
            match self.next {
                Some((indent, next)) if indent == column && self.is_dash(next) => at = next,
                Some((indent, _)) if indent > column => return None,
                _ => break,
            }
        }
        self.close(id, None);
        Some(())
    }

    /// What follows a colon or dash; lines that belong to it are indented more than `parent`.
    fn value(&mut self, lead: usize, parent: usize, in_map: bool) -> Option<()> {
        let at = lead + self.spaces_from(lead);
        let end = match self.byte(at) {
            b'\n' => return self.below(lead, at, parent, in_map),
            b'#' if at > lead => return self.below(lead, at, parent, in_map),
            b'|' => return self.literal(at, parent),
            b'"' | b'\'' => self.quoted(at)?,
            b'[' | b'{' => self.brackets(at, parent)?,
            _ => self.words(at)?,
        };
        self.end_line(end)?;
        // More indented lines go on with a text, or are an error.
        self.next.is_none_or(|(indent, _)| indent <= parent).then_some(())
    }

    /// A list or mapping on the next lines, or nothing.
    fn below(&mut self, lead: usize, at: usize, parent: usize, in_map: bool) -> Option<()> {
        self.end_line(if self.byte(at) == b'#' { lead } else { at })?;
        match self.next {
            Some((indent, next)) if self.is_dash(next) && (indent > parent || (in_map && indent == parent)) => {
                self.list(indent, next)
            }
            Some((indent, next)) if indent > parent => self.map(indent, next),
            _ => self.plain(lead, lead),
        }
    }

    /// A text without quotes, to the end of its line or a comment.
    fn words(&mut self, at: usize) -> Option<usize> {
        self.starts_well(at)?;
        let line = &self.bytes[at..self.line_end(at)];
        let mut end = line.len();
        for (here, byte) in line.iter().enumerate() {
            match byte {
                b':' if matches!(line.get(here + 1), None | Some(b' ')) => return None,
                b'#' if here > 0 && line[here - 1] == b' ' => {
                    end = here;
                    break;
                }
                _ => {}
            }
        }
        let end = at + line[..end].trim_ascii_end().len();
        self.plain(at, end)?;
        Some(end)
    }

    fn starts_well(&self, at: usize) -> Option<()> {
        let indicator = matches!(
            self.byte(at),
            b'-' | b'?'
                | b':'
                | b','
                | b'['
                | b']'
                | b'{'
                | b'}'
                | b'#'
                | b'&'
                | b'*'
                | b'!'
                | b'|'
                | b'>'
                | b'\''
                | b'"'
                | b'%'
                | b'@'
                | b'`'
                | b'.'
                | b'\n'
        );
        (!indicator).then_some(())
    }

    /// A text in quotes on one line, without escapes.
    fn quoted(&mut self, at: usize) -> Option<usize> {
        let quote = self.byte(at);
        let inner = &self.bytes[at + 1..];
        let length = inner.iter().position(|byte| *byte == quote || matches!(byte, b'\n' | b'\\'))?;
        let end = at + 1 + length;
        let (style, other) = if quote == b'"' { (Style::Double, quote) } else { (Style::Single, b'\'') };
        if self.byte(end) != quote || (style == Style::Single && self.byte(end + 1) == other) {
            return None;
        }
        self.scalar(Cow::Borrowed(&self.text[at + 1..end]), style, at, end + 1)?;
        Some(end + 1)
    }

    /// The lines under a `|` or `|-`.
    fn literal(&mut self, at: usize, parent: usize) -> Option<()> {
        let strip = self.byte(at + 1) == b'-';
        let header = at + 1 + usize::from(strip);
        self.end_line(header)?;
        let mut line = self.line_end(header) + 1;
        let column = self.spaces_from(line);
        if column <= parent || matches!(self.byte(line + column), b'\n') {
            return None;
        }
        let mut text = String::new();
        let mut end = line;
        let mut empty = 0;
        while line < self.bytes.len() {
            let indent = self.spaces_from(line);
            let line_end = self.line_end(line);
            if line + indent == line_end {
                if indent > 0 {
                    return None;
                }
                empty += 1;
            } else if indent >= column {
                text.extend(std::iter::repeat_n('\n', empty + usize::from(!text.is_empty())));
                text.push_str(&self.text[line + column..line_end]);
                empty = 0;
                end = line_end;
            } else if indent > parent {
                return None;
            } else {
                break;
            }
            line = line_end + 1;
        }
        if !strip {
            text.push('\n');
        }
        let end = at + self.text[at..end].trim_end_matches([' ', '\n']).len();
        self.scalar(Cow::Owned(text), Style::Literal, at, end)?;
        self.next = self.content_from(line);
        self.next.is_none_or(|(indent, _)| indent <= parent).then_some(())
    }

    /// A list or mapping in brackets, whose further lines are indented more than `parent`.
    fn brackets(&mut self, at: usize, parent: usize) -> Option<usize> {
        let map = self.byte(at) == b'{';
        let close = if map { b'}' } else { b']' };
        let shape = if map { Shape::Map { flow: true } } else { Shape::List { flow: true } };
        let id = self.open(shape, at)?;
        let mut at = self.gap(at + 1, parent)?;
        let mut keys = 0;
        while self.byte(at) != close {
            if map {
                let colon = self.colon(at)?;
                self.plain(at, colon)?;
                keys += 1;
                at = colon + 1 + self.spaces_from(colon + 1);
            }
            at = match self.byte(at) {
                b'[' | b'{' => self.brackets(at, parent)?,
                b'"' | b'\'' => self.quoted(at)?,
                _ => self.words_in_brackets(at)?,
            };
            at = self.gap(at, parent)?;
            match self.byte(at) {
                b',' => at = self.gap(at + 1, parent)?,
                byte if byte == close => {}
                _ => return None,
            }
        }
        self.build.cursor = at + 1;
        self.close(id, map.then_some(keys));
        Some(at + 1)
    }

    /// White space in brackets.
    fn gap(&self, mut at: usize, parent: usize) -> Option<usize> {
        at += self.spaces_from(at);
        while self.byte(at) == b'\n' {
            let indent = self.spaces_from(at + 1);
            if at >= self.bytes.len() || indent <= parent {
                return None;
            }
            at += 1 + indent;
        }
        Some(at)
    }

    fn words_in_brackets(&mut self, at: usize) -> Option<usize> {
        self.starts_well(at)?;
        // No further than the word, for the line may be the whole file.
        let rest = &self.bytes[at..];
        let ends = |byte: &u8| matches!(byte, b',' | b'[' | b']' | b'{' | b'}' | b'#' | b':' | b'\n');
        let goes_on = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'/' || *byte >= 0x80;
        let mut end = 0;
        loop {
            end += rest[end..].iter().position(ends)?;
            // A colon within a word, as in `14:30`, does not end it.
            if rest[end] != b':' || !rest.get(end + 1).is_some_and(goes_on) {
                break;
            }
            end += 1;
        }
        if matches!(rest[end], b'[' | b'{' | b'#' | b':') {
            return None;
        }
        let end = at + rest[..end].trim_ascii_end().len();
        self.plain(at, end)?;
        Some(end)
    }
}
