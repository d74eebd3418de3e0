//! Scalars and keys.

use std::borrow::Cow;
use std::ops::Range;

use super::{LONGEST_KEY, Plain};
use crate::yaml::scalar::Around;
use crate::yaml::tree::Style;

/// The bytes at which a scalar without quotes may end.
const STOPS_IN_BLOCK: [bool; 256] = stops(b"\n:#");
const STOPS_IN_FLOW: [bool; 256] = stops(b"\n:#,[]{}");

const fn stops(bytes: &[u8]) -> [bool; 256] {
    let mut stops = [false; 256];
    let mut at = 0;
    while at < bytes.len() {
        stops[bytes[at] as usize] = true;
        at += 1;
    }
    stops
}

impl<'t> Plain<'t, '_> {
    /// A key and its `:`.
    pub(super) fn key(&mut self, around: Around) -> Option<()> {
        let start = self.at;
        self.one_line(around)?;
        (self.at - start <= LONGEST_KEY && self.at_colon()).then(|| self.at += 1)
    }

    /// Whether a key is next; if so it is read again.
    pub(super) fn at_key(&mut self) -> bool {
        let start = self.at;
        let past = match self.peek() {
            Some(b'\'' | b'"') => self.quoted().map(drop),
            _ => self.plain(Around::Block).map(drop),
        };
        let found = past.is_some() && self.at_colon();
        self.at = start;
        found
    }

    fn at_colon(&self) -> bool {
        self.peek() == Some(b':') && matches!(self.bytes.get(self.at + 1), None | Some(b' ' | b'\n'))
    }

    /// A scalar that is not a block.
    pub(super) fn one_line(&mut self, around: Around) -> Option<()> {
        let start = self.at;
        let (text, style) = match self.peek()? {
            b'\'' | b'"' => self.quoted()?,
            _ => (Cow::Borrowed(&self.text[self.plain(around)?]), Style::Plain),
        };
        self.scalar(text, style, start..self.at)
    }

    /// Goes past a scalar without quotes, as far as it is certain; what comes after it is for the caller to judge.
    fn plain(&mut self, around: Around) -> Option<Range<usize>> {
        let start = self.at;
        if !self.begins_plain() {
            return None;
        }
        let flow = around == Around::Flow;
        let stops = if flow { &STOPS_IN_FLOW } else { &STOPS_IN_BLOCK };
        let mut at = start + 1;
        while let Some(&byte) = self.bytes.get(at) {
            if !stops[byte as usize] {
                at += 1;
                continue;
            }
            let next = self.bytes.get(at + 1);
            match byte {
                b':' if matches!(next, None | Some(b' ' | b'\n')) => break,
                b':' if flow && next.is_some_and(is_bracket_or_comma) => return None,
                b'#' if self.bytes[at - 1] == b' ' => break,
                b':' | b'#' => at += 1,
                _ => break,
            }
        }
        while self.bytes[at - 1] == b' ' {
            at -= 1;
        }
        self.at = at;
        Some(start..at)
    }

    /// Whether what is next begins a scalar without quotes, and neither a mark of documents nor one of git's.
    fn begins_plain(&self) -> bool {
        let rest = &self.bytes[self.at..];
        match rest {
            [b'-', second, ..] => second.is_ascii_alphanumeric(),
            [b'.', ..] => !rest.starts_with(b"..."),
            [b'<', ..] => !rest.starts_with(b"<<<"),
            [b'=', ..] => !rest.starts_with(b"==="),
            [first, ..] => first.is_ascii_alphanumeric() || *first >= 0x80 || b"_()/+~$^;\\".contains(first),
            [] => false,
        }
    }

    /// A scalar in quotes, on one line and without backslashes.
    fn quoted(&mut self) -> Option<(Cow<'t, str>, Style)> {
        let quote = self.peek()?;
        let single = quote == b'\'';
        let start = self.at + 1;
        let mut at = start;
        let mut doubled = false;
        loop {
            match *self.bytes.get(at)? {
                b'\n' => return None,
                b'\\' if !single => return None,
                byte if byte != quote => at += 1,
                _ if single && self.bytes.get(at + 1) == Some(&quote) => {
                    doubled = true;
                    at += 2;
                }
                _ => break,
            }
        }
        self.at = at + 1;
        let inner = &self.text[start..at];
        let text = if doubled { Cow::Owned(inner.replace("''", "'")) } else { Cow::Borrowed(inner) };
        Some((text, if single { Style::Single } else { Style::Double }))
    }

    /// A text under `|` or `>`, of which at least one line says how far it is indented.
    pub(super) fn block(&mut self, indent: usize) -> Option<()> {
        let start = self.at;
        let folded = self.peek() == Some(b'>');
        self.at += 1;
        let chomping = self.peek().filter(|byte| matches!(byte, b'-' | b'+'));
        self.at += usize::from(chomping.is_some());
        if !self.is_line_over() || (self.peek() == Some(b'#') && self.bytes[self.at - 1] != b' ') {
            return None;
        }
        self.skip_line();
        let blank = self.blank_lines();
        let inner = self.bytes[self.at..].iter().take_while(|byte| **byte == b' ').count();
        if inner <= indent || (folded && blank > 0) {
            return None;
        }
        let mut text = String::with_capacity(256);
        text.extend(std::iter::repeat_n('\n', blank));
        let mut end = start;
        // Line ends that wait for a line after them.
        let mut breaks = 0;
        while self.spaces_are(inner)? {
            let line = self.at + inner;
            self.skip_line();
            let words = self.text[line..self.at].trim_end_matches('\n');
            if words.trim_start_matches(' ').is_empty() || (folded && (breaks > 1 || words.starts_with(' '))) {
                return None;
            }
            match (folded, breaks) {
                (true, 1) => text.push(' '),
                _ => text.extend(std::iter::repeat_n('\n', breaks)),
            }
            text.push_str(words);
            end = line + words.trim_end_matches(' ').len();
            breaks = 1 + self.blank_lines();
        }
        match chomping {
            Some(b'-') => {}
            // The general reader has its own idea of a last line that does not end.
            Some(_) if self.bytes[self.at - 1] != b'\n' => return None,
            Some(_) => {
                text.extend(std::iter::repeat_n('\n', breaks));
                end = self.at;
            }
            None => text.push('\n'),
        }
        self.scalar(Cow::Owned(text), if folded { Style::Folded } else { Style::Literal }, start..end)?;
        self.next_line();
        Some(())
    }

    fn blank_lines(&mut self) -> usize {
        let start = self.at;
        while self.peek() == Some(b'\n') {
            self.at += 1;
        }
        self.at - start
    }

    /// Whether the line is indented so far or farther; nothing if it holds only spaces.
    fn spaces_are(&self, wanted: usize) -> Option<bool> {
        let rest = &self.bytes[self.at..];
        let spaces = rest.iter().take(wanted).take_while(|byte| **byte == b' ').count();
        match rest.get(spaces) {
            Some(b'\n') => None,
            None if spaces > 0 => None,
            None => Some(false),
            Some(_) => Some(spaces == wanted),
        }
    }
}

fn is_bracket_or_comma(byte: &u8) -> bool {
    matches!(byte, b',' | b'[' | b']' | b'{' | b'}')
}
