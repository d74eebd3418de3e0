//! Tables: their head on every page, rows that stay together.

use super::ROOM;
use super::body::{LINK, PLAIN, Writer, run};
use crate::document::{Align, Cell, Line, Row, Table, Tone, measure};
use crate::lang::{Lang, Text};

/// An em of the words in tables, in twentieths of a point.
const EM: f64 = 180.0;

/// Whole twentieths of a point, of which the columns together take exactly the room.
fn grid(widths: &[f64]) -> Vec<u32> {
    let mut columns: Vec<u32> = widths.iter().map(|ems| rounded(ems * EM)).collect();
    let taken: u32 = columns.iter().sum();
    if let Some(last) = columns.last_mut() {
        *last = (*last + ROOM).saturating_sub(taken).max(200);
    }
    columns
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the width of a page")]
fn rounded(value: f64) -> u32 {
    value.clamp(200.0, 20_000.0).round() as u32
}

fn begin(writer: &mut Writer<'_>, name: &str, caption: &str, columns: &[u32]) {
    writer.before_table();
    let xml = &mut writer.xml;
    xml.raw("<w:tbl>");
    xml.wrap("w:tblPr", &[], |xml| {
        xml.empty("w:tblStyle", &[("w:val", name)]);
        xml.empty("w:tblW", &[("w:w", &ROOM.to_string()), ("w:type", "dxa")]);
        xml.empty("w:tblLayout", &[("w:type", "fixed")]);
        xml.empty("w:tblLook", &[("w:val", "0420"), ("w:firstRow", "1"), ("w:noVBand", "1")]);
        if !caption.is_empty() {
            xml.empty("w:tblCaption", &[("w:val", caption)]);
        }
    });
    xml.wrap("w:tblGrid", &[], |xml| {
        for column in columns {
            xml.empty("w:gridCol", &[("w:w", &column.to_string())]);
        }
    });
}

fn end(writer: &mut Writer<'_>) {
    writer.xml.raw("</w:tbl>");
    writer.space();
}

fn cell(writer: &mut Writer<'_>, wide: u32, inside: impl FnOnce(&mut Writer<'_>)) {
    writer.xml.raw(&format!("<w:tc><w:tcPr><w:tcW w:w=\"{wide}\" w:type=\"dxa\"/></w:tcPr>"));
    inside(writer);
    writer.xml.raw("</w:tc>");
}

/// Labels beside their values.
pub(super) fn pairs(writer: &mut Writer<'_>, pairs: &[(Text, Line)]) {
    let lang = writer.languages.first();
    let labels: Vec<String> = pairs.iter().map(|(label, _)| writer.languages.safe(label)).collect();
    let widest = labels.iter().map(|label| measure::ems(label)).fold(5.0, f64::max).min(15.0) + 2.5;
    let first = rounded(widest * EM);
    let columns = [first, ROOM - first];
    begin(writer, "Pairs", "", &columns);
    for (label, (_, value)) in labels.iter().zip(pairs) {
        writer.xml.raw("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        cell(writer, columns[0], |writer| {
            writer.paragraph("TableText", "", |writer| run(&mut writer.xml, Tone::Dim, label, lang));
        });
        cell(writer, columns[1], |writer| writer.paragraph("TableText", "", |writer| writer.line(value)));
        writer.xml.raw("</w:tr>");
    }
    end(writer);
}

/// Rows under a head that every page repeats.
pub(super) fn write(writer: &mut Writer<'_>, table: &Table) {
    let lang = writer.languages.first();
    let title = table.title.as_ref().map(|title| writer.languages.safe(title)).unwrap_or_default();
    if !title.is_empty() {
        writer.paragraph("Caption", "", |writer| run(&mut writer.xml, PLAIN, &title, lang));
    }
    let table = table.clone().for_people();
    if table.rows.is_empty() || table.columns.is_empty() {
        let empty = writer.languages.safe(&table.empty);
        writer.paragraph("", "", |writer| run(&mut writer.xml, Tone::Dim, &empty, lang));
        return;
    }
    let columns = grid(&measure::columns(&table, writer.languages, f64::from(ROOM) / EM));
    begin(writer, "Rows", &title, &columns);
    writer.xml.raw("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    for (column, wide) in table.columns.iter().zip(&columns) {
        let words = writer.languages.safe(&column.title);
        cell(writer, *wide, |writer| {
            writer.paragraph("TableHead", edge(column.align), |writer| run(&mut writer.xml, PLAIN, &words, lang));
        });
    }
    writer.xml.raw("</w:tr>");
    for each in &table.rows {
        row(writer, &table, each, &columns);
    }
    end(writer);
}

const fn edge(align: Align) -> &'static str {
    match align {
        Align::Start => "",
        Align::End => "<w:jc w:val=\"right\"/>",
    }
}

fn row(writer: &mut Writer<'_>, table: &Table, row: &Row, columns: &[u32]) {
    writer.xml.raw("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
    for ((index, column), wide) in table.columns.iter().enumerate().zip(columns) {
        let value = row.cells.get(index).unwrap_or(&Cell::Empty);
        let (tone, bare) = value.parts();
        let lang = if matches!(bare, Cell::Number(_) | Cell::Amount(_)) { Lang::En } else { writer.languages.first() };
        cell(writer, *wide, |writer| {
            writer.paragraph("TableText", edge(column.align), |writer| {
                if let Cell::Check(done) = bare {
                    writer.check(*done);
                    return;
                }
                let words = writer.languages.cell(value);
                match value.target().and_then(|to| writer.anchors.get(to)) {
                    Some(number) if !words.is_empty() => {
                        let anchor = format!("a_{number}");
                        writer.xml.wrap("w:hyperlink", &[("w:anchor", &anchor), ("w:history", "1")], |xml| {
                            run(xml, LINK, &words, lang);
                        });
                    }
                    _ => run(&mut writer.xml, tone.unwrap_or(row.tone), &words, lang),
                }
            });
        });
    }
    writer.xml.raw("</w:tr>");
}
