//! A paper set on pages: which words stand where. PDF is drawn from it, and the table of contents of a Word file has its
//! pages from it before Word counts them itself.
//!
//! Lengths are points, from the top left corner of an A4 page. The sizes are those of `docx/styles.xml`.

mod blocks;
mod lines;
mod tables;

use std::collections::BTreeMap;

use super::{Chart, Languages, Paper, Tone};
use lines::Run;

/// How wide words are in ems, and how charts are set.
pub(super) trait Face {
    /// The width of one character in ems.
    fn width(&self, character: char, bold: bool) -> f64;
    /// The height of a chart that is not drawn here; none when it is.
    fn chart(&self, chart: &Chart) -> Option<f64>;
}

/// The page.
pub(super) const PAGE: (f64, f64) = (595.3, 841.9);
/// The room around words, and the distance of what runs along from the edge.
const MARGIN: f64 = 62.35;
const RUNNING: f64 = 31.2;
/// The width that words have.
pub(super) const ROOM: f64 = PAGE.0 - 2.0 * MARGIN;
const BOTTOM: f64 = PAGE.1 - MARGIN;

/// Something on a page.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Mark {
    /// A filled rectangle.
    Bar { x: f64, y: f64, wide: f64, high: f64, color: &'static str },
    /// A line.
    Path { points: Vec<(f64, f64)>, color: &'static str, thick: f64 },
    /// A small disc.
    Dot { x: f64, y: f64, color: &'static str },
    /// Words that begin at `x`, with their baseline at `y`.
    Words { x: f64, y: f64, size: f64, bold: bool, color: &'static str, words: String },
}

/// A page with its marks.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Leaf {
    pub marks: Vec<Mark>,
    /// Places that lead to an anchor: x, y, width, height and the number of the anchor.
    pub links: Vec<([f64; 4], Target)>,
}

/// What a link leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// An anchor by its number.
    Anchor(usize),
    /// A heading by its number, from 0.
    Heading(usize),
}

/// The paper on its pages.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Layout {
    pub leaves: Vec<Leaf>,
    /// The page and the height of each heading.
    pub headings: Vec<(usize, f64)>,
    /// The page and the height of each anchor by its number.
    pub anchors: BTreeMap<usize, (usize, f64)>,
}

/// How a paragraph looks.
#[derive(Clone, Copy)]
struct Style {
    size: f64,
    line: f64,
    before: f64,
    after: f64,
    indent: f64,
    bold: bool,
    color: &'static str,
    /// What must follow on the same page.
    keep: f64,
}

const BODY: Style =
    Style { size: 10.5, line: 17.0, before: 0.0, after: 5.0, indent: 0.0, bold: false, color: "1F2328", keep: 0.0 };
const TITLE: Style = Style { size: 24.0, line: 32.0, before: 12.0, after: 4.0, bold: true, color: "12365C", ..BODY };
const SUBTITLE: Style = Style { size: 12.0, line: 18.0, after: 12.0, color: "57606A", ..BODY };
const HEADINGS: [Style; 6] = [
    Style { size: 17.0, line: 24.0, before: 18.0, after: 7.0, bold: true, color: "12365C", keep: 45.0, ..BODY },
    Style { size: 13.5, line: 20.0, before: 15.0, after: 5.0, bold: true, color: "1F5FA8", keep: 45.0, ..BODY },
    Style { size: 11.5, line: 17.0, before: 11.0, after: 4.0, bold: true, keep: 40.0, ..BODY },
    Style { line: 16.0, before: 8.0, after: 3.0, bold: true, keep: 36.0, ..BODY },
    Style { line: 16.0, before: 7.0, after: 3.0, bold: true, color: "57606A", keep: 36.0, ..BODY },
    Style { size: 10.0, line: 16.0, before: 7.0, after: 3.0, bold: true, color: "57606A", keep: 36.0, ..BODY },
];
const CONTENTS: Style =
    Style { size: 14.0, line: 21.0, before: 14.0, after: 6.0, bold: true, color: "12365C", keep: 20.0, ..BODY };
const POINT: Style = Style { after: 2.5, indent: 17.0, ..BODY };
const CAPTION: Style = Style { size: 10.0, line: 16.0, before: 7.0, after: 3.0, bold: true, keep: 40.0, ..BODY };
const CELL: Style = Style { size: 9.0, line: 14.0, after: 0.0, ..BODY };
const VERBATIM: Style = Style { size: 9.0, line: 13.5, after: 0.0, indent: 11.0, ..BODY };
/// Behind tables and what else has no room of its own.
const SPACE: f64 = 7.0;

/// The paper on pages.
pub(super) fn set(paper: &Paper, face: &dyn Face) -> Layout {
    // The table of contents takes the same room whatever pages it names, so the second time they are right.
    let pages = flow(paper, face, &[]).headings.iter().map(|(page, _)| page + 1).collect::<Vec<_>>();
    flow(paper, face, &pages)
}

fn flow(paper: &Paper, face: &dyn Face, pages: &[usize]) -> Layout {
    let mut flow = Flow {
        face,
        languages: paper.languages,
        anchors: paper.document.anchors(),
        layout: Layout { leaves: vec![Leaf::default()], ..Layout::default() },
        y: MARGIN,
        at_top: false,
    };
    flow.paper(paper, pages);
    flow.running(paper);
    flow.layout
}

/// The height of what begins a paragraph and is not parted: one line alone does not stay behind or go ahead.
fn together(lines: usize, style: Style) -> f64 {
    let first = if lines <= 3 { lines } else { 2 };
    let high = f64::from(u32::try_from(first).unwrap_or(1)) * style.line;
    high + if style.keep > 0.0 { style.after + style.keep } else { 0.0 }
}

/// Where the next mark goes.
struct Flow<'a> {
    face: &'a dyn Face,
    languages: Languages,
    anchors: BTreeMap<&'a str, usize>,
    layout: Layout,
    y: f64,
    /// Whether nothing stands on the page yet because the page before is full.
    at_top: bool,
}

impl Flow<'_> {
    fn page(&self) -> usize {
        self.layout.leaves.len() - 1
    }

    fn mark(&mut self, mark: Mark) {
        if let Some(leaf) = self.layout.leaves.last_mut() {
            leaf.marks.push(mark);
        }
    }

    fn link(&mut self, place: [f64; 4], to: Target) {
        if let Some(leaf) = self.layout.leaves.last_mut() {
            leaf.links.push((place, to));
        }
    }

    fn new_page(&mut self) {
        self.layout.leaves.push(Leaf::default());
        self.y = MARGIN;
        self.at_top = false;
    }

    /// Goes on to the next page when there is no room for so much.
    fn need(&mut self, high: f64) {
        if self.y + high > BOTTOM && self.y > MARGIN {
            self.new_page();
            self.at_top = true;
        }
    }

    /// Room below what is there, but none at the top of a page that was merely reached.
    fn space(&mut self, high: f64) {
        if !self.at_top {
            self.y += high;
        }
    }

    /// Words as a paragraph.
    fn paragraph(&mut self, runs: &[Run<'_>], style: Style) {
        let lines = lines::broken(runs, style, ROOM - style.indent, self.face);
        self.space(style.before);
        self.need(together(lines.len(), style));
        for line in &lines {
            self.need(style.line);
            self.at_top = false;
            self.line(runs, line, style, MARGIN + style.indent);
            self.y += style.line;
        }
        self.y += style.after;
    }

    /// One line at the present height.
    fn line(&mut self, runs: &[Run<'_>], line: &std::ops::Range<usize>, style: Style, left: f64) {
        let baseline = self.y + style.line / 2.0 + style.size * 0.36;
        let mut x = left;
        for (run, words) in lines::parts(runs, line) {
            let bold = style.bold || matches!(run.tone, Tone::Strong | Tone::Bad);
            let wide = lines::width(words, bold, self.face) * style.size;
            let color = match run.tone {
                _ if run.link.is_some() => "1F5FA8",
                Tone::Plain | Tone::Strong => style.color,
                tone => tone.ink(),
            };
            if let Some(to) = run.link {
                self.link([x, self.y, wide, style.line], to);
            }
            self.mark(Mark::Words { x, y: baseline, size: style.size, bold, color, words: words.to_string() });
            x += wide;
        }
    }

    /// Words at the present height: at the left edge `left`, or before the right edge.
    fn words_at(&mut self, words: &str, style: Style, left: f64, right: Option<f64>) {
        let run = [Run::plain(words)];
        let x = match right {
            Some(right) => right - lines::width(words, style.bold, self.face) * style.size,
            None => left,
        };
        self.line(&run, &(0..words.len()), style, x);
    }

    /// As much of the words as there is room for, with `…` where something is missing.
    fn cut(&self, words: &str, style: Style, room: f64) -> String {
        let wide = |character| self.face.width(character, style.bold) * style.size;
        let mut left = room - wide('…');
        if lines::width(words, style.bold, self.face) * style.size <= room {
            return words.to_string();
        }
        let fits = |character: &char| {
            left -= wide(*character);
            left >= 0.0
        };
        let kept: String = words.chars().take_while(fits).collect();
        format!("{kept}…")
    }

    /// What stands at the top and the bottom of the pages.
    fn running(&mut self, paper: &Paper) {
        const SMALL: Style = Style { size: 8.5, line: 12.0, color: "57606A", ..BODY };
        let header = self.cut(&self.languages.safe(&paper.header), SMALL, ROOM);
        let footer = self.cut(&self.languages.safe(&paper.footer), SMALL, ROOM - 60.0);
        let pages = std::mem::take(&mut self.layout.leaves);
        let count = pages.len();
        for (number, leaf) in pages.into_iter().enumerate() {
            self.layout.leaves.push(leaf);
            if number > 0 && !header.is_empty() {
                self.y = RUNNING;
                self.words_at(&header, SMALL, MARGIN, None);
                let y = RUNNING + 16.0;
                self.mark(Mark::Path { points: vec![(MARGIN, y), (PAGE.0 - MARGIN, y)], color: "C8CED6", thick: 0.5 });
            }
            self.y = PAGE.1 - RUNNING - SMALL.line;
            self.words_at(&footer, SMALL, MARGIN, None);
            self.words_at(&format!("{} / {count}", number + 1), SMALL, 0.0, Some(PAGE.0 - MARGIN));
        }
    }
}
