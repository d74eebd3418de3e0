//! Places in a text of which many are asked for.

use std::ops::Range;
use std::path::Path;

use super::Place;

/// Of a line that is longer, this much is kept on either side of the place, in bytes.
const AROUND: usize = 1_000;

/// So many bytes lie between two marks at which lines and characters are known.
const STEP: usize = 1_024;

/// A text in which lines and columns are looked up without counting from its beginning.
#[derive(Debug)]
pub struct Lines<'t> {
    text: &'t str,
    /// Where each line begins.
    starts: Vec<usize>,
    /// How many characters begin before each multiple of [`STEP`].
    characters: Vec<usize>,
}

impl<'t> Lines<'t> {
    /// Goes through the text once.
    pub fn of(text: &'t str) -> Self {
        let mut starts = vec![if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }];
        starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1));
        let mut sum = 0;
        let mut characters = Vec::with_capacity(text.len() / STEP + 1);
        for chunk in text.as_bytes().chunks(STEP) {
            characters.push(sum);
            sum += begins(chunk);
        }
        Self { text, starts, characters }
    }

    /// The place of the bytes `span`; of a span over several lines, the first line. Of a very long line only what is around
    /// the place is kept.
    pub fn place(&self, path: &Path, span: Range<usize>) -> Place {
        let text = self.text;
        let start = text.floor_char_boundary(span.start.clamp(self.starts[0], text.len()));
        let line = self.starts.partition_point(|begin| *begin <= start);
        let line_start = self.starts[line - 1];
        let next = self.starts.get(line).map_or(text.len(), |next| next - 1);
        let line_end = text[start..next].find('\r').map_or(next, |at| start + at);
        let end = text.ceil_char_boundary(span.end.clamp(start, line_end));
        let from = text.ceil_char_boundary(start.saturating_sub(AROUND).max(line_start));
        let to = text.floor_char_boundary(line_end.min(start.saturating_add(2 * AROUND)));
        Place {
            path: path.to_path_buf(),
            line,
            column: self.before(start) - self.before(line_start) + 1,
            source: text[from..to].to_string(),
            span: start - from..end.min(to) - from,
        }
    }

    /// How many characters begin before a byte.
    fn before(&self, at: usize) -> usize {
        let mark = (at / STEP).min(self.characters.len().saturating_sub(1));
        let rest = &self.text.as_bytes()[mark * STEP..at];
        self.characters.get(mark).unwrap_or(&0) + begins(rest)
    }
}

/// How many characters begin among these bytes.
fn begins(bytes: &[u8]) -> usize {
    // Counted in bytes, which hold 255, several are added at a time.
    let few = |bytes: &[u8]| bytes.iter().map(|byte| u8::from(*byte & 0xC0 != 0x80)).sum::<u8>();
    bytes.chunks(255).map(|bytes| usize::from(few(bytes))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_of_a_text_is_where_counting_finds_it() {
        let texts = ["", "\u{feff}", "a: 甲\r\nb: 乙\n", "\u{feff}client: 甲\n\n  x: 1", &"注é\n😀".repeat(700)];
        for text in texts {
            let lines = Lines::of(text);
            for at in (0..=text.len() + 1).filter(|at| text.is_char_boundary((*at).min(text.len()))) {
                let place = lines.place(Path::new("a.yaml"), at..at + 1);
                let start = at.min(text.len()).max(if text.starts_with('\u{feff}') { 3 } else { 0 });
                let before = text[..start].trim_start_matches('\u{feff}');
                let line = before.rsplit('\n').next().expect("a line");
                assert_eq!(place.line, before.matches('\n').count() + 1, "{at} in {text:?}");
                assert_eq!(place.column, line.chars().count() + 1, "{at} in {text:?}");
                assert!(place.source.get(place.span.clone()).is_some(), "{at} in {text:?}");
            }
        }
    }

    #[test]
    fn of_a_very_long_line_only_what_is_around_the_place_is_kept() {
        let text = format!("a: {}here{}\n", "甲".repeat(10_000), "乙".repeat(10_000));
        let start = text.find("here").expect("it");
        let place = Lines::of(&text).place(Path::new("a.yaml"), start..start + 4);
        assert_eq!((place.column, &place.source[place.span.clone()]), (10_004, "here"));
        assert!(place.source.len() < 4_000, "{}", place.source.len());
    }
}
