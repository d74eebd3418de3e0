//! Words as the reader of a paper meets them: safe, in one language or in both.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{Block, Cell, Document, Languages, Line, Paper, Tone};
use crate::lang::{Lang, Text, visible};

/// Safe words that look alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    /// The words.
    pub words: Cow<'a, str>,
    /// How they are meant.
    pub tone: Tone,
    /// The anchor that they lead to.
    pub link: Option<&'a str>,
    /// Their language.
    pub lang: Lang,
}

/// Between the languages.
const BETWEEN: &str = " / ";

impl Languages {
    /// Safe words.
    pub(super) fn safe(self, text: &Text) -> String {
        self.say(&text.map(|words| visible(words).into_owned()))
    }

    /// The pieces of a line; in both languages the whole line in one, then the whole line in the other.
    pub(super) fn pieces(self, line: &Line) -> Vec<Piece<'_>> {
        let differs = |pieces: &[Piece<'_>], others: &[Piece<'_>]| {
            let all = |pieces: &[Piece<'_>]| pieces.iter().map(|piece| piece.words.as_ref()).collect::<String>();
            let (words, others) = (all(pieces), all(others));
            !others.is_empty() && words != others
        };
        let [first, rest @ ..] = self.each() else { return Vec::new() };
        let mut pieces = in_one(line, *first);
        for lang in rest {
            let others = in_one(line, *lang);
            if differs(&pieces, &others) {
                let words = if pieces.is_empty() { "" } else { BETWEEN };
                pieces.push(Piece { words: words.into(), tone: Tone::Dim, link: None, lang: *lang });
                pieces.extend(others);
            }
        }
        pieces
    }

    /// The words of a line without tones and links.
    pub(super) fn words(self, line: &Line) -> String {
        self.pieces(line).iter().map(|piece| piece.words.as_ref()).collect()
    }

    /// What a cell shows; in both languages what they share stands once.
    pub(super) fn cell(self, cell: &Cell) -> String {
        if self == Self::Both {
            // The name of the day is not worth its room twice.
            match cell.parts().1 {
                Cell::Day(day) | Cell::Moment(day, None) => return day.to_string(),
                Cell::Moment(day, Some(time)) => return format!("{day} {}", time.format("%H:%M")),
                _ => {}
            }
        }
        let in_lang = |lang| {
            let mut out = String::new();
            cell.write(lang, false, &mut out);
            out
        };
        let mut shown = in_lang(self.first());
        for lang in self.each().iter().skip(1) {
            let other = in_lang(*lang);
            if other != shown {
                let shared = shared(&shown, &other);
                shown.push_str(BETWEEN);
                shown.push_str(&other[shared..]);
            }
        }
        shown
    }

    /// Prose as paragraphs of safe lines: in both languages one after the other.
    pub(super) fn paragraphs(self, text: &Text) -> Vec<(Lang, Vec<String>)> {
        let mut all = Vec::new();
        let each = if text.en == text.zh { &self.each()[..1] } else { self.each() };
        for lang in each {
            let mut lines = Vec::new();
            for line in crate::lang::visible_lines(text.get(*lang)) {
                if line.trim().is_empty() {
                    if !lines.is_empty() {
                        all.push((*lang, std::mem::take(&mut lines)));
                    }
                } else {
                    lines.push(line.trim_end().to_string());
                }
            }
            if !lines.is_empty() {
                all.push((*lang, lines));
            }
        }
        all
    }
}

fn in_one(line: &Line, lang: Lang) -> Vec<Piece<'_>> {
    let spans = line.0.iter().filter(|span| !span.text.get(lang).is_empty());
    spans
        .map(|span| Piece { words: visible(span.text.get(lang)), tone: span.tone, link: span.link.as_deref(), lang })
        .collect()
}

/// The bytes at the start of both that end with a space: `3 ` of `3 天`.
fn shared(one: &str, other: &str) -> usize {
    let same = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    one.as_bytes()[..same].iter().rposition(|byte| *byte == b' ').map_or(0, |at| at + 1)
}

/// A heading of a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Heading {
    /// Which block it is.
    pub block: usize,
    /// 1 for a part.
    pub level: u8,
    /// Its safe words.
    pub words: String,
}

impl Paper {
    /// The headings down to `deepest`, in order.
    pub(super) fn headings(&self, deepest: u8) -> Vec<Heading> {
        let mut found = Vec::new();
        for (block, each) in self.document.blocks.iter().enumerate() {
            if let Block::Heading(level, line) = each
                && *level <= deepest
            {
                found.push(Heading { block, level: (*level).max(1), words: self.languages.words(line) });
            }
        }
        found
    }
}

impl Document {
    /// The anchors with their numbers, from 1; of two with one name the first counts.
    pub(super) fn anchors(&self) -> BTreeMap<&str, usize> {
        let mut anchors = BTreeMap::new();
        for block in &self.blocks {
            if let Block::Anchor(name) = block {
                let next = anchors.len() + 1;
                anchors.entry(name.as_str()).or_insert(next);
            }
        }
        anchors
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    #[test]
    fn both_languages_stand_side_by_side_and_what_is_the_same_stands_once() {
        let line = Line::from(Text::fixed("3 clients of ", "3 个客户，")).strong("zhang.san");
        assert_eq!(Languages::Both.words(&line), "3 个客户，zhang.san / 3 clients of zhang.san");
        assert_eq!(Languages::Both.words(&"甲".into()), "甲");
        assert_eq!(Languages::from(Lang::En).words(&line), "3 clients of zhang.san");
    }

    #[test]
    fn a_date_stands_once() {
        let day = Cell::Day(NaiveDate::from_ymd_opt(2026, 6, 26).unwrap());
        assert_eq!(Languages::Both.cell(&day), "2026-06-26");
        assert_eq!(Languages::Both.cell(&Cell::Days(3)), "3 天 / days");
        assert_eq!(Languages::Both.cell(&Cell::text("甲")), "甲");
    }

    #[test]
    fn prose_keeps_its_lines_and_paragraphs() {
        let text = Text::fixed("Dear Sir,\n\na\nb\n\n\n", "您好：\n");
        let lines = |lines: &[&str]| lines.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(
            Languages::Both.paragraphs(&text),
            [(Lang::Zh, lines(&["您好："])), (Lang::En, lines(&["Dear Sir,"])), (Lang::En, lines(&["a", "b"]))]
        );
    }
}
