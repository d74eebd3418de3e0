//! Tables on pages: rows stay whole, and every page repeats their head.

use super::lines::{self, Run};
use super::{BODY, CAPTION, CELL, Flow, MARGIN, Mark, PAGE, ROOM, SPACE, Style, Target};
use crate::document::{Align, Cell, Line, Table, Tone, measure};
use crate::lang::Text;

/// Beside the words of a cell, and above and below them.
const SIDE: f64 = 4.25;
const ABOVE: f64 = 1.5;

/// The words of a head.
const HEAD: Style = Style { bold: true, color: "12365C", ..CELL };

/// A cell with its words.
struct Field<'a> {
    runs: Vec<Run<'a>>,
    align: Align,
    check: Option<bool>,
}

impl Flow<'_> {
    /// Labels beside their values.
    pub(super) fn pairs(&mut self, pairs: &[(Text, Line)]) {
        let labels: Vec<String> = pairs.iter().map(|(label, _)| self.languages.safe(label)).collect();
        let widest = labels.iter().map(|label| measure::ems(label)).fold(5.0, f64::max).min(15.0) + 2.5;
        let columns = [widest * CELL.size, ROOM - widest * CELL.size];
        self.rule("D0D7DE", 0.5);
        for (label, (_, value)) in labels.iter().zip(pairs) {
            let label = Run { tone: Tone::Dim, ..Run::plain(label) };
            let fields = [vec![label], self.runs(value)].map(|runs| Field { runs, align: Align::Start, check: None });
            self.row(&fields, &columns, CELL, None);
        }
        self.y += SPACE;
    }

    /// Rows under their head.
    pub(super) fn table(&mut self, table: &Table) {
        let table = table.clone().for_people();
        if let Some(title) = &table.title {
            let title = self.languages.safe(title);
            self.paragraph(&[Run::plain(&title)], CAPTION);
        }
        if table.rows.is_empty() || table.columns.is_empty() {
            let empty = self.languages.safe(&table.empty);
            self.paragraph(&[Run { tone: Tone::Dim, ..Run::plain(&empty) }], BODY);
            return;
        }
        let widths = self.widths(&table);
        let titles: Vec<String> = table.columns.iter().map(|column| self.languages.safe(&column.title)).collect();
        let head: Vec<Field<'_>> = table
            .columns
            .iter()
            .zip(&titles)
            .map(|(column, title)| Field { runs: vec![Run::plain(title)], align: column.align, check: None })
            .collect();
        self.need(self.beginning(&table));
        self.head(&head, &widths);
        for row in &table.rows {
            let words: Vec<String> = row.cells.iter().map(|cell| self.languages.cell(cell)).collect();
            let field = |(index, column): (usize, &crate::document::Column)| {
                let cell = row.cells.get(index).unwrap_or(&Cell::Empty);
                let (tone, bare) = cell.parts();
                let link = cell.target().and_then(|to| self.anchors.get(to)).map(|number| Target::Anchor(*number));
                let words = words.get(index).map(String::as_str).unwrap_or_default();
                let check = if let Cell::Check(done) = bare { Some(*done) } else { None };
                let run = Run { tone: tone.unwrap_or(row.tone), link, ..Run::plain(words) };
                Field { runs: if check.is_some() { Vec::new() } else { vec![run] }, align: column.align, check }
            };
            let fields: Vec<Field<'_>> = table.columns.iter().enumerate().map(field).collect();
            self.row(&fields, &widths, CELL, Some(&head));
        }
        self.rule("1F5FA8", 1.0);
        self.y += SPACE;
    }

    fn widths(&self, table: &Table) -> Vec<f64> {
        let widths = measure::columns(table, self.languages, ROOM / CELL.size);
        widths.into_iter().map(|ems| ems * CELL.size).collect()
    }

    /// The height of a table's head and its first row, which stay together; of a page at most.
    pub(super) fn beginning(&self, table: &Table) -> f64 {
        let table = table.clone().for_people();
        let widths = self.widths(&table);
        let high = |words: Vec<String>, style| {
            let fields =
                words.iter().map(|words| Field { runs: vec![Run::plain(words)], align: Align::Start, check: None });
            self.high(&fields.collect::<Vec<_>>(), &widths, style)
        };
        let head = table.columns.iter().map(|column| self.languages.safe(&column.title)).collect();
        let first = table
            .rows
            .first()
            .map_or(CELL.line, |row| high(row.cells.iter().map(|cell| self.languages.cell(cell)).collect(), CELL));
        let title = if table.title.is_some() { CAPTION.before + CAPTION.line + CAPTION.after } else { 0.0 };
        (title + high(head, HEAD) + first + 4.0).min(PAGE.1 / 2.0)
    }

    fn head(&mut self, head: &[Field<'_>], widths: &[f64]) {
        self.at_top = false;
        self.rule("1F5FA8", 1.0);
        let high = self.high(head, widths, HEAD);
        self.mark(Mark::Bar { x: MARGIN, y: self.y, wide: ROOM, high, color: "E8EFF7" });
        self.row(head, widths, HEAD, None);
    }

    /// A rule across the page.
    fn rule(&mut self, color: &'static str, thick: f64) {
        let points = vec![(MARGIN, self.y), (PAGE.0 - MARGIN, self.y)];
        self.mark(Mark::Path { points, color, thick });
    }

    fn high(&self, fields: &[Field<'_>], widths: &[f64], style: Style) -> f64 {
        let lines = fields
            .iter()
            .zip(widths)
            .map(|(field, wide)| lines::broken(&field.runs, style, wide - 2.0 * SIDE, self.face).len());
        f64::from(u32::try_from(lines.max().unwrap_or(1)).unwrap_or(1)) * style.line + 2.0 * ABOVE + 0.5
    }

    /// One row; when it does not fit, it begins a page under the head. A row that is longer than a page goes on over pages.
    fn row(&mut self, fields: &[Field<'_>], widths: &[f64], style: Style, head: Option<&[Field<'_>]>) {
        let high = self.high(fields, widths, style);
        let before = self.page();
        self.need(high);
        if self.page() > before {
            self.at_top = false;
            if let Some(head) = head {
                self.head(head, widths);
            }
        }
        let broken: Vec<_> = fields
            .iter()
            .zip(widths)
            .map(|(field, wide)| lines::broken(&field.runs, style, wide - 2.0 * SIDE, self.face))
            .collect();
        self.y += ABOVE;
        let most = broken.iter().map(Vec::len).max().unwrap_or(1);
        for at in 0..most {
            self.need(style.line);
            let mut left = MARGIN;
            for ((field, lines), wide) in fields.iter().zip(&broken).zip(widths) {
                if let (0, Some(done)) = (at, field.check) {
                    self.tick(done, left + SIDE, self.y + style.line / 2.0, 8.0);
                }
                if let Some(line) = lines.get(at) {
                    let words: String = lines::parts(&field.runs, line).iter().map(|(_, words)| *words).collect();
                    let bold = style.bold || field.runs.iter().any(|run| matches!(run.tone, Tone::Strong | Tone::Bad));
                    let x = match field.align {
                        Align::Start => left + SIDE,
                        Align::End => left + wide - SIDE - lines::width(&words, bold, self.face) * style.size,
                    };
                    self.line(&field.runs, line, style, x);
                }
                left += wide;
            }
            self.at_top = false;
            self.y += style.line;
        }
        self.y += ABOVE + 0.5;
        self.rule("D0D7DE", 0.5);
    }
}
