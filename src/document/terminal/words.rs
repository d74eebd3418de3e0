//! Words fitted into columns and painted in their tones.

use std::borrow::Cow;

use anstyle::{AnsiColor, Style};
use unicode_segmentation::UnicodeSegmentation;

use super::Look;
use crate::document::{Line, Tone};
use crate::lang::{truncate, visible, width};

/// So many spaces.
pub(super) fn spaces(count: usize) -> Cow<'static, str> {
    const SPACES: &str = "                                                                                ";
    SPACES.get(..count).map_or_else(|| Cow::Owned(" ".repeat(count)), Cow::Borrowed)
}

/// Adds `text` to `out`, in the colour of its tone when `color` says so.
pub(super) fn paint(out: &mut String, text: &str, tone: Tone, color: bool) {
    let style = match tone {
        Tone::Plain => Style::new(),
        Tone::Strong => Style::new().bold(),
        Tone::Dim => Style::new().dimmed(),
        Tone::Good => AnsiColor::Green.on_default(),
        Tone::Warn => AnsiColor::Yellow.on_default(),
        Tone::Bad => AnsiColor::Red.on_default(),
    };
    crate::lang::paint(out, text, style, color);
}

/// Safe `text` as lines of at most `columns`; at least one line.
pub(super) fn fold(text: &str, columns: Option<usize>) -> Vec<String> {
    let Some(columns) = columns.filter(|columns| width(text) > *columns) else {
        return vec![text.to_string()];
    };
    // Lines as full as they can be: evened out, as running text in print, they would waste a narrow column.
    let options = textwrap::Options::new(columns)
        .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit)
        .word_separator(textwrap::WordSeparator::UnicodeBreakProperties)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    let mut lines = Vec::new();
    for line in textwrap::wrap(text, options) {
        // textwrap adds up single characters, but an emoji with its selector is wider than its parts.
        if width(&line) <= columns {
            lines.push(line.into_owned());
            continue;
        }
        let mut part = String::new();
        for cluster in line.graphemes(true) {
            if width(&part) + width(cluster) > columns && !part.is_empty() {
                lines.push(std::mem::take(&mut part));
            }
            part.push_str(cluster);
        }
        lines.push(part);
    }
    for line in &mut lines {
        line.truncate(line.trim_end_matches(' ').len());
    }
    lines
}

/// Adds safe `text` to `lines`: at most two lines of `columns`, with `…` where the rest is missing.
pub(super) fn two_lines(text: &str, columns: usize, lines: &mut Vec<String>) {
    // Two lines never take more than this, so that a page of text in a cell is not wrapped as a whole.
    let head = truncate(text, columns * 3);
    let mut folded = fold(&head, Some(columns)).into_iter();
    lines.extend(folded.next());
    let Some(mut second) = folded.next() else { return };
    if folded.next().is_some() {
        if width(&second) < columns {
            second.push('…');
        } else {
            second = truncate(&format!("{second}…"), columns);
        }
    }
    lines.push(second);
}

/// The words of a line, made safe, in lines of at most `columns` and painted; plain words take the `base` tone.
pub(super) fn flow(line: &Line, look: &Look, columns: Option<usize>, base: Tone) -> Vec<String> {
    let mut words = String::new();
    let mut ends = Vec::new();
    for span in &line.0 {
        words.push_str(&visible(span.text.get(look.lang)));
        ends.push((words.len(), if span.tone == Tone::Plain { base } else { span.tone }));
    }
    let mut at = 0;
    let mut lines = Vec::new();
    for line in fold(&words, columns) {
        // Every line is a piece of the words; only spaces at its ends are gone.
        let start = at + words[at..].find(&line).unwrap_or(0);
        let end = start + line.len();
        let mut painted = String::new();
        let mut from = start;
        for (until, tone) in &ends {
            let until = (*until).min(end);
            if until > from {
                paint(&mut painted, &words[from..until], *tone, look.color);
                from = until;
            }
        }
        at = end;
        lines.push(painted);
    }
    lines
}
