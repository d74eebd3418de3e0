//! A document for a terminal: aligned by display width, wrapped at its width, calm with and without colour.

mod bars;
mod chart;
mod columns;
mod words;

use super::{Block, Document, Line, Tone};
use crate::lang::{Lang, Signs, Text, pad_end, visible, visible_lines, width};
use words::{flow, fold, paint, spaces};

/// Headings deeper than this are indented no further.
const DEEPEST: usize = 8;
/// Text is not squeezed into fewer columns than this.
const NARROWEST: usize = 20;
/// Lines to write on are no longer than this.
const DESK: usize = 60;

/// How a reader looks at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// The language.
    pub lang: Lang,
    /// Columns of the screen; without, nothing is wrapped or cut: the output is not read on a terminal.
    pub width: Option<usize>,
    /// Whether tones become colours.
    pub color: bool,
    /// With what bars are drawn.
    pub signs: Signs,
}

/// The document as lines, each ended. No line is wider than the look says, from 40 columns on; but diffs are never wrapped.
pub fn write(document: &Document, look: &Look) -> String {
    let mut out = String::new();
    let mut page = Page { look, indent: 0, out: &mut out, drawn: Vec::new() };
    let mut after_heading = true;
    for block in &document.blocks {
        if matches!(block, Block::Anchor(_) | Block::Contents(_) | Block::PageBreak) || page.has_drawn(block) {
            continue;
        }
        if !after_heading || (matches!(block, Block::Heading(..)) && !page.out.is_empty()) {
            page.out.push('\n');
        }
        after_heading = matches!(block, Block::Heading(..));
        page.block(block);
    }
    out
}

/// Where the next line goes.
struct Page<'a> {
    look: &'a Look,
    indent: usize,
    out: &'a mut String,
    /// The columns of the last table whose bars stand in it, with their currency.
    drawn: Vec<(&'static str, Option<String>)>,
}

impl Page<'_> {
    /// Whether it is a chart that shows no more than the table before it.
    fn has_drawn(&self, block: &Block) -> bool {
        let Block::Chart(chart) = block else { return false };
        let Some(column) = chart.column else { return false };
        if self.look.signs == Signs::None && self.look.width.is_some() {
            return true;
        }
        self.drawn.iter().any(|(key, currency)| *key == column && *currency == chart.currency())
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(level, words) => {
                let depth = usize::from(*level).saturating_sub(1) * 2;
                self.indent = depth.saturating_sub(2).min(DEEPEST);
                self.hanging("", words, Tone::Strong);
                self.indent = depth.min(DEEPEST);
            }
            Block::Paragraph(words) => self.hanging("", words, Tone::Plain),
            Block::Pairs(pairs) => {
                let pairs: Vec<_> =
                    pairs.iter().map(|(label, value)| (visible(label.get(self.look.lang)), value)).collect();
                self.pairs(&pairs);
            }
            Block::List(points) => {
                for point in points {
                    self.hanging("- ", point, Tone::Plain);
                }
            }
            Block::Table(table) => columns::write(table, self),
            Block::Verbatim(text) => self.verbatim(text),
            Block::Diff(text) => self.diff(text),
            Block::Prose(text) => {
                for line in visible_lines(text.get(self.look.lang)) {
                    for part in fold(&line, self.room(0)) {
                        self.line(&part);
                    }
                }
            }
            Block::Checklist(checks) => {
                for check in checks {
                    self.hanging(if check.done { "☑ " } else { "☐ " }, &check.words, Tone::Plain);
                }
            }
            Block::Chart(chart) => chart::write(chart, self),
            Block::Signatures(signatures) => {
                for signature in signatures {
                    let colon = Text::fixed(": ", "：");
                    let words = Line::from(&signature.role).plain(colon).plain(signature.name.as_str());
                    self.hanging("", &words, Tone::Plain);
                    self.line(&"_".repeat(self.room(0).map_or(NARROWEST, |room| room.min(NARROWEST))));
                }
            }
            Block::Note(note) => {
                if let Some(title) = &note.title {
                    let tone = if note.tone == Tone::Plain { Tone::Strong } else { note.tone };
                    self.hanging("", title, tone);
                }
                for line in &note.lines {
                    self.hanging("  ", line, Tone::Plain);
                }
            }
            Block::Blanks(lines) => {
                for _ in 0..*lines {
                    self.line(&"_".repeat(self.room(0).map_or(DESK, |room| room.min(DESK))));
                }
            }
            Block::Anchor(_) | Block::Contents(_) | Block::PageBreak => {}
        }
    }

    /// The columns that are left beside the indent and `taken`.
    fn room(&self, taken: usize) -> Option<usize> {
        self.look.width.map(|width| width.saturating_sub(self.indent + taken).max(NARROWEST))
    }

    /// Words behind a mark, with the lines after the first under the words.
    fn hanging(&mut self, mark: &str, words: &Line, base: Tone) {
        let beside = width(mark);
        for (index, line) in flow(words, self.look, self.room(beside), base).iter().enumerate() {
            let before = if index == 0 { mark } else { "" };
            self.line(&format!("{}{line}", pad_end(before, beside)));
        }
    }

    /// Labels, then values that begin in one column; a label too long for that has a line to itself.
    fn pairs<L: AsRef<str>>(&mut self, pairs: &[(L, &Line)]) {
        let colon = if self.look.lang == Lang::Zh { "：" } else { ": " };
        let most = self.room(0).map_or(32, |room| room / 3);
        let label_width = |label: &L| width(label.as_ref()) + width(colon);
        let column = pairs.iter().map(|(label, _)| label_width(label)).filter(|wide| *wide <= most).max().unwrap_or(0);
        for (label, value) in pairs {
            let values = flow(value, self.look, self.room(column), Tone::Plain);
            let mut values = values.iter().filter(|line| !line.is_empty());
            if label_width(label) <= column {
                let mut first = String::new();
                let shown = format!("{}{}", label.as_ref(), colon.trim_end());
                paint(&mut first, &shown, Tone::Dim, self.look.color);
                if let Some(value) = values.next() {
                    first.push_str(&spaces(column - width(&shown)));
                    first.push_str(value);
                }
                self.line(&first);
            } else {
                self.hanging("", &Line::new().dim(format!("{}{}", label.as_ref(), colon.trim_end())), Tone::Plain);
            }
            for value in values {
                self.line(&format!("{}{value}", spaces(column)));
            }
        }
    }

    fn verbatim(&mut self, text: &str) {
        for line in visible_lines(text) {
            for part in fold(&line, self.room(2)) {
                self.line(&format!("  {part}"));
            }
        }
    }

    fn diff(&mut self, text: &str) {
        for line in visible_lines(text) {
            let tone = match line.as_bytes() {
                [b'+', b'+', b'+', ..] | [b'-', b'-', b'-', ..] => Tone::Strong,
                [b'+', ..] => Tone::Good,
                [b'-', ..] => Tone::Bad,
                [b'@', b'@', ..] => Tone::Dim,
                _ => Tone::Plain,
            };
            let mut painted = String::new();
            paint(&mut painted, &line, tone, self.look.color);
            self.line(&painted);
        }
    }

    /// One finished line, without spaces at its end.
    fn line(&mut self, line: &str) {
        let line = line.trim_end_matches(' ');
        if !line.is_empty() {
            self.out.push_str(&spaces(self.indent));
            self.out.push_str(line);
        }
        self.out.push('\n');
    }
}

#[cfg(test)]
mod tests;
