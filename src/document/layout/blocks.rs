//! Blocks on pages.

use super::lines::{self, Run};
use super::{
    BODY, CAPTION, CONTENTS, Flow, HEADINGS, MARGIN, Mark, PAGE, POINT, ROOM, SPACE, SUBTITLE, Style, TITLE, Target,
    VERBATIM,
};
use crate::document::chart::drawing::{Edge, Ink, Shape, draw};
use crate::document::{Block, Chart, Line, Note, Paper, Signature, Tone, visible};
use crate::lang::{Lang, Text, visible_lines};

fn heading_style(level: u8) -> Style {
    HEADINGS[usize::from(level.clamp(1, 6)) - 1]
}

impl<'a> Flow<'a> {
    /// The whole paper; `pages` are those of its headings, as far as they are known.
    pub(super) fn paper(&mut self, paper: &'a Paper, pages: &[usize]) {
        let (title, subtitle) = (self.languages.safe(&paper.title), self.languages.safe(&paper.subtitle));
        self.paragraph(&[Run::plain(&title)], TITLE);
        if !subtitle.is_empty() {
            self.paragraph(&[Run::plain(&subtitle)], SUBTITLE);
            let y = self.y - 6.0;
            self.mark(Mark::Path { points: vec![(MARGIN, y), (PAGE.0 - MARGIN, y)], color: "1F5FA8", thick: 1.5 });
            self.y += SPACE;
        }
        let mut waiting = Vec::new();
        let mut has_contents = false;
        let blocks = &paper.document.blocks;
        for (at, block) in blocks.iter().enumerate() {
            match block {
                Block::Anchor(name) => waiting.extend(self.anchors.get(name.as_str()).copied()),
                Block::PageBreak => self.new_page(),
                Block::Contents(deepest) if !has_contents => {
                    has_contents = true;
                    self.contents(paper, *deepest, pages);
                }
                Block::Contents(_) => {}
                block => {
                    if let Block::Heading(level, line) = block {
                        self.heading(*level, line, &blocks[at + 1..]);
                    } else {
                        self.block(block);
                    }
                }
            }
            if !matches!(block, Block::Anchor(_)) {
                let place = match block {
                    Block::Heading(..) => self.layout.headings.last().copied(),
                    _ => None,
                };
                let place = place.unwrap_or((self.page(), self.y));
                for number in waiting.drain(..) {
                    self.layout.anchors.entry(number).or_insert(place);
                }
            }
        }
        let last = (self.page(), self.y);
        for number in waiting {
            self.layout.anchors.entry(number).or_insert(last);
        }
    }

    fn heading(&mut self, level: u8, line: &Line, behind: &[Block]) {
        let style = heading_style(level);
        let style = Style { keep: self.kept(style, behind), ..style };
        let runs = self.runs(line);
        let before = self.layout.leaves.len();
        self.paragraph(&runs, style);
        let lines = lines::broken(&runs, style, ROOM, self.face).len();
        let high = f64::from(u32::try_from(lines).unwrap_or(1)) * style.line + style.after;
        let top = if self.layout.leaves.len() > before { MARGIN } else { self.y - high };
        self.layout.headings.push((self.page(), top));
    }

    /// The room that a heading in this style wants below it for the beginning of what stands behind.
    fn kept(&self, style: Style, behind: &[Block]) -> f64 {
        let at = behind.iter().position(|block| !matches!(block, Block::Anchor(_)));
        match at.map(|at| (&behind[at], &behind[at + 1..])) {
            Some((Block::Heading(level, _), behind)) => {
                let next = heading_style(*level);
                next.before + next.line + next.after + self.kept(next, behind)
            }
            Some((Block::Table(table), _)) => self.beginning(table).max(style.keep),
            _ => style.keep,
        }
    }

    /// The words of a line, with what they lead to.
    pub(super) fn runs<'l>(&self, line: &'l Line) -> Vec<Run<'l>> {
        let pieces = self.languages.pieces(line).into_iter();
        pieces
            .map(|piece| {
                let link = piece.link.and_then(|to| self.anchors.get(to)).map(|number| Target::Anchor(*number));
                Run::piece(piece, link)
            })
            .collect()
    }

    fn contents(&mut self, paper: &Paper, deepest: u8, pages: &[usize]) {
        let title = self.languages.safe(&Text::fixed("Contents", "目录"));
        self.paragraph(&[Run::plain(&title)], CONTENTS);
        let headings = paper.headings(u8::MAX);
        for (number, heading) in headings.iter().enumerate().filter(|(_, heading)| heading.level <= deepest) {
            let first = heading.level == 1;
            let indent = f64::from(heading.level.min(6) - 1) * 15.0;
            let style = Style { bold: first, indent, after: 1.0, ..BODY };
            self.space(if first { 3.0 } else { 0.0 });
            self.need(style.line);
            self.at_top = false;
            let to = Target::Heading(number);
            let runs = [Run { words: heading.words.as_str().into(), tone: Tone::Plain, link: None }];
            let room = ROOM - indent - 30.0;
            let broken = lines::broken(&runs, style, room, self.face);
            let page = pages.get(number).map(ToString::to_string).unwrap_or_default();
            for (at, line) in broken.iter().enumerate() {
                self.line(&runs, line, style, MARGIN + indent);
                self.link([MARGIN, self.y, ROOM, style.line], to);
                if at + 1 == broken.len() {
                    let words = &heading.words[line.clone()];
                    let from = MARGIN + indent + lines::width(words, style.bold, self.face) * style.size + 4.0;
                    self.leader(from, style);
                    self.words_at(&page, style, 0.0, Some(PAGE.0 - MARGIN));
                }
                self.y += style.line;
            }
            self.y += style.after;
        }
    }

    /// Dots that lead the eye to the number of a page.
    fn leader(&mut self, from: f64, style: Style) {
        let dot = self.face.width('.', false) * style.size;
        let mut dots = String::new();
        let end = PAGE.0 - MARGIN - 24.0;
        let mut x = end;
        while x - dot > from && dot > 0.1 {
            x -= dot;
            dots.push('.');
        }
        if !dots.is_empty() {
            self.words_at(&dots, Style { bold: false, color: "8C959F", ..style }, x, None);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(line) => {
                let runs = self.runs(line);
                self.paragraph(&runs, BODY);
            }
            Block::Pairs(pairs) => self.pairs(pairs),
            Block::List(points) => {
                for point in points {
                    let runs = self.runs(point);
                    self.beside(&runs, POINT);
                    self.words_at("•", POINT, MARGIN + 4.0, None);
                    self.paragraph(&runs, POINT);
                }
            }
            Block::Table(table) => self.table(table),
            Block::Verbatim(text) | Block::Diff(text) => {
                for line in visible_lines(text) {
                    self.paragraph(&[Run::plain(&line)], VERBATIM);
                }
                self.y += SPACE;
            }
            Block::Prose(text) => {
                for (_, paragraph) in self.languages.paragraphs(text) {
                    let last = paragraph.len();
                    for (at, line) in paragraph.iter().enumerate() {
                        let after = if at + 1 == last { BODY.after } else { 0.0 };
                        self.paragraph(&[Run::plain(line)], Style { after, ..BODY });
                    }
                }
            }
            Block::Checklist(checks) => {
                const CHECK: Style = Style { after: 3.0, indent: 19.0, ..BODY };
                for check in checks {
                    let runs = self.runs(&check.words);
                    self.beside(&runs, CHECK);
                    self.tick(check.done, MARGIN, self.y + CHECK.line / 2.0, 9.0);
                    self.paragraph(&runs, CHECK);
                }
            }
            Block::Chart(chart) => self.chart(chart),
            Block::Signatures(signatures) => self.signatures(signatures),
            Block::Note(note) => self.note(note),
            Block::Blanks(lines) => {
                for _ in 0..*lines {
                    self.need(24.0);
                    self.at_top = false;
                    self.y += 24.0;
                    let points = vec![(MARGIN, self.y), (PAGE.0 - MARGIN, self.y)];
                    self.mark(Mark::Path { points, color: "8C959F", thick: 0.5 });
                }
                self.y += SPACE;
            }
            Block::Heading(..) | Block::Anchor(_) | Block::Contents(_) | Block::PageBreak => {}
        }
    }

    /// Goes to the page on which a paragraph begins, for what stands beside its first line.
    fn beside(&mut self, runs: &[Run<'_>], style: Style) {
        let lines = lines::broken(runs, style, ROOM - style.indent, self.face).len();
        self.need(super::together(lines, style));
    }

    /// A box with its middle at this height, drawn since few typefaces have one.
    pub(super) fn tick(&mut self, done: bool, x: f64, middle: f64, size: f64) {
        let (top, bottom, right) = (middle - size / 2.0, middle + size / 2.0, x + size);
        let points = vec![(x, top), (right, top), (right, bottom), (x, bottom), (x, top)];
        self.mark(Mark::Path { points, color: "57606A", thick: 0.8 });
        if done {
            let points = vec![
                (x + size * 0.2, middle),
                (x + size * 0.42, middle + size * 0.25),
                (x + size * 0.85, middle - size * 0.3),
            ];
            self.mark(Mark::Path { points, color: "1A6B35", thick: 1.4 });
        }
    }

    fn chart(&mut self, chart: &Chart) {
        let title = self.languages.safe(&chart.title);
        if let Some(high) = self.face.chart(chart) {
            self.paragraph(&[Run::plain(&title)], Style { keep: high, ..CAPTION });
            self.y += high + BODY.after;
            return;
        }
        let drawing = draw(chart, self.languages, (ROOM * 0.8).round());
        self.paragraph(&[Run::plain(&title)], Style { keep: drawing.high.min(600.0), ..CAPTION });
        let (left, top) = (MARGIN, self.y);
        for shape in drawing.shapes {
            let mark = match shape {
                Shape::Bar { x, y, wide, high, color } => Mark::Bar { x: x + left, y: y + top, wide, high, color },
                Shape::Path { points, color, thick } => {
                    let points = points.into_iter().map(|(x, y)| (x + left, y + top)).collect();
                    Mark::Path { points, color, thick }
                }
                Shape::Dot { x, y, color } => Mark::Dot { x: x + left, y: y + top, color },
                Shape::Words { x, y, size, at, ink, words } => {
                    let wide = lines::width(&words, false, self.face) * size;
                    let x = match at {
                        Edge::Start => x,
                        Edge::Middle => x - wide / 2.0,
                        Edge::End => x - wide,
                    };
                    let color = match ink {
                        Ink::Plain | Ink::Dark => Tone::Plain.ink(),
                        Ink::Dim => Tone::Dim.ink(),
                        Ink::Light => "FFFFFF",
                    };
                    Mark::Words { x: x + left, y: y + top, size, bold: false, color, words }
                }
            };
            self.mark(mark);
        }
        self.y += drawing.high + BODY.after;
    }

    fn signatures(&mut self, signatures: &[Signature]) {
        let lang = self.languages.first();
        let colon = if lang == Lang::Zh { "：" } else { ": " };
        let labels = [Text::fixed("Signature", "签字"), Text::fixed("Date", "日期")]
            .map(|label| format!("{}{colon}", self.languages.safe(&label)));
        for pair in signatures.chunks(2) {
            self.need(89.0);
            self.at_top = false;
            let top = self.y;
            for (signature, left) in pair.iter().zip([MARGIN + 4.0, MARGIN + 4.0 + ROOM / 2.0]) {
                self.y = top + 12.0;
                let bold = Style { bold: true, ..BODY };
                let room = ROOM / 2.0 - 24.0;
                let role = self.cut(&self.languages.safe(&signature.role), bold, room / 2.0);
                let name = visible(&signature.name);
                self.words_at(&role, bold, left, None);
                if !name.is_empty() {
                    let taken = lines::width(&role, true, self.face) * BODY.size;
                    let name = self.cut(&format!("{colon}{name}"), BODY, room - taken);
                    self.words_at(&name, BODY, left + taken, None);
                }
                self.y += BODY.line;
                for label in &labels {
                    self.y += 13.0;
                    self.words_at(label, BODY, left, None);
                    let from = left + lines::width(label, false, self.face) * BODY.size + 2.0;
                    let y = self.y + BODY.line - 2.0;
                    let points = vec![(from, y), (left + ROOM / 2.0 - 24.0, y)];
                    self.mark(Mark::Path { points, color: "1F2328", thick: 0.6 });
                    self.y += BODY.line;
                }
            }
            self.y = top + 89.0;
        }
        self.y += SPACE;
    }

    fn note(&mut self, note: &Note) {
        let (edge, fill) = note.tone.edge_and_fill();
        const INSIDE: Style = Style { after: 0.0, indent: 11.0, ..BODY };
        let title = note.title.iter().map(|title| (self.runs(title), Style { bold: true, ..INSIDE }));
        let lines: Vec<_> = title.chain(note.lines.iter().map(|line| (self.runs(line), INSIDE))).collect();
        for (runs, style) in lines {
            for line in lines::broken(&runs, style, ROOM - style.indent, self.face) {
                self.need(style.line);
                self.at_top = false;
                self.mark(Mark::Bar { x: MARGIN, y: self.y, wide: ROOM, high: style.line, color: fill });
                self.mark(Mark::Bar { x: MARGIN, y: self.y, wide: 3.0, high: style.line, color: edge });
                self.line(&runs, &line, style, MARGIN + style.indent);
                self.y += style.line;
            }
        }
        self.y += SPACE;
    }
}
