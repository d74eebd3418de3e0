//! Words broken into lines.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::{Face, Style, Target};
use crate::document::Tone;
use crate::document::reading::Piece;

/// Words that look alike.
#[derive(Clone, Debug)]
pub(super) struct Run<'a> {
    pub words: std::borrow::Cow<'a, str>,
    pub tone: Tone,
    pub link: Option<Target>,
}

impl<'a> Run<'a> {
    /// Words as their paragraph has them.
    pub(super) fn plain(words: &'a str) -> Self {
        Self { words: words.into(), tone: Tone::Plain, link: None }
    }

    /// Words of a line.
    pub(super) fn piece(piece: Piece<'a>, link: Option<Target>) -> Self {
        Self { words: piece.words, tone: piece.tone, link }
    }
}

/// How wide words are, in ems.
pub(super) fn width(words: &str, bold: bool, face: &dyn Face) -> f64 {
    words.chars().map(|character| face.width(character, bold)).sum()
}

/// The parts of the runs in these bytes of all their words.
pub(super) fn parts<'r, 'a>(runs: &'r [Run<'a>], bytes: &Range<usize>) -> Vec<(&'r Run<'a>, &'r str)> {
    let mut found = Vec::new();
    let mut at = 0;
    for run in runs {
        let (start, end) = (bytes.start.max(at), bytes.end.min(at + run.words.len()));
        if start < end {
            found.push((run, &run.words[start - at..end - at]));
        }
        at += run.words.len();
    }
    found
}

/// The bytes of each line of at most `room` points; at least one line.
pub(super) fn broken(runs: &[Run<'_>], style: Style, room: f64, face: &dyn Face) -> Vec<Range<usize>> {
    let all: String = runs.iter().map(|run| run.words.as_ref()).collect();
    let measure = |bytes: Range<usize>| {
        let parts = parts(runs, &bytes);
        let bold = |tone| style.bold || matches!(tone, Tone::Strong | Tone::Bad);
        parts.iter().map(|(run, words)| width(words, bold(run.tone), face)).sum::<f64>() * style.size
    };
    let mut lines = Vec::new();
    let (mut start, mut end, mut taken) = (0, 0, 0.0);
    let mut at = 0;
    for word in textwrap::WordSeparator::UnicodeBreakProperties.find_words(&all) {
        let bytes = at..at + word.word.len();
        at = bytes.end + word.whitespace.len();
        let (wide, between) = (measure(bytes.clone()), measure(end..bytes.start));
        if taken + between + wide <= room || (end == start && wide <= room) {
            taken += between + wide;
            end = bytes.end;
            continue;
        }
        if end > start {
            lines.push(start..end);
        }
        (start, end, taken) = (bytes.start, bytes.start, 0.0);
        // A word that is longer than a line is broken between its characters.
        for (offset, cluster) in all[bytes.clone()].grapheme_indices(true) {
            let here = bytes.start + offset;
            let wide = measure(here..here + cluster.len());
            if taken + wide > room && end > start {
                lines.push(start..end);
                (start, taken) = (here, 0.0);
            }
            taken += wide;
            end = here + cluster.len();
        }
    }
    if end > start || lines.is_empty() {
        lines.push(start..end);
    }
    lines
}
