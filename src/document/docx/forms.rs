//! What is filled in, signed or looked at: boxes to tick, places to sign, notes and charts.

use super::body::{Look, PLAIN, Writer, run};
use super::{ROOM, chart};
use crate::document::{Chart, Note, Signature, Tone, visible};
use crate::lang::{Lang, Text};

impl Writer<'_> {
    /// A box to tick, which Word ticks on a click.
    pub(super) fn check(&mut self, done: bool) {
        let id = self.next_id().to_string();
        self.xml.wrap("w:sdt", &[], |xml| {
            xml.wrap("w:sdtPr", &[], |xml| {
                xml.empty("w:id", &[("w:val", &id)]);
                xml.wrap("w14:checkbox", &[], |xml| {
                    xml.empty("w14:checked", &[("w14:val", if done { "1" } else { "0" })]);
                    xml.empty("w14:checkedState", &[("w14:val", "2611"), ("w14:font", "Segoe UI Symbol")]);
                    xml.empty("w14:uncheckedState", &[("w14:val", "2610"), ("w14:font", "Segoe UI Symbol")]);
                });
            });
            xml.wrap("w:sdtContent", &[], |xml| {
                run(xml, Look { face: "Segoe UI Symbol", ..PLAIN }, if done { "☑" } else { "☐" }, Lang::En);
            });
        });
    }

    pub(super) fn chart(&mut self, chart: &Chart) {
        let drawn = chart::write(chart, self.languages);
        let lang = self.languages.first();
        let title = self.languages.safe(&chart.title);
        self.paragraph("Caption", "", |writer| run(&mut writer.xml, PLAIN, &title, lang));
        self.charts.push(drawn.xml);
        let (number, id) = (self.charts.len(), self.next_id().to_string());
        let figures: Vec<String> = chart.figures().iter().map(|words| self.languages.safe(words)).collect();
        let description = format!("{title}\n{}", figures.join("\n"));
        let name = format!("chart{number}");
        // Of exact height, a line would cut off the picture.
        let high = "<w:spacing w:before=\"0\" w:after=\"100\" w:line=\"240\" w:lineRule=\"auto\"/>";
        self.paragraph("", high, |writer| {
            writer.xml.wrap("w:r", &[], |xml| {
                xml.raw("<w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">");
                xml.empty("wp:extent", &[("cx", &drawn.wide.to_string()), ("cy", &drawn.high.to_string())]);
                xml.empty("wp:docPr", &[("id", &id), ("name", &name), ("descr", &description)]);
                xml.raw(
                    "<wp:cNvGraphicFramePr/><a:graphic><a:graphicData \
                     uri=\"http://schemas.openxmlformats.org/drawingml/2006/chart\">",
                );
                xml.empty("c:chart", &[("r:id", &name)]);
                xml.raw("</a:graphicData></a:graphic></wp:inline></w:drawing>");
            });
        });
    }

    /// Two places to sign in a row, each with room for a name and a date.
    pub(super) fn signatures(&mut self, signatures: &[Signature]) {
        let half = ROOM / 2;
        let tabs = format!(
            "<w:keepNext/><w:tabs><w:tab w:val=\"right\" w:leader=\"underscore\" w:pos=\"{}\"/></w:tabs>\
             <w:spacing w:before=\"260\" w:after=\"0\"/>",
            half - 400
        );
        let lang = self.languages.first();
        let colon = if lang == Lang::Zh { "：" } else { ": " };
        let labels = [Text::fixed("Signature", "签字"), Text::fixed("Date", "日期")]
            .map(|label| format!("{}{colon}", self.languages.safe(&label)));
        self.before_table();
        self.xml.raw("<w:tbl><w:tblPr><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr>");
        self.xml.raw(&format!("<w:tblGrid><w:gridCol w:w=\"{half}\"/><w:gridCol w:w=\"{half}\"/></w:tblGrid>"));
        for pair in signatures.chunks(2) {
            self.xml.raw("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
            for at in 0..2 {
                self.xml.raw(&format!("<w:tc><w:tcPr><w:tcW w:w=\"{half}\" w:type=\"dxa\"/></w:tcPr>"));
                match pair.get(at) {
                    None => self.paragraph("", "", |_| {}),
                    Some(signature) => {
                        let role = self.languages.safe(&signature.role);
                        let name = visible(&signature.name);
                        self.paragraph("", "<w:keepNext/><w:spacing w:before=\"240\" w:after=\"0\"/>", |writer| {
                            run(&mut writer.xml, Tone::Strong, &role, lang);
                            if !name.is_empty() {
                                run(&mut writer.xml, PLAIN, &format!("{colon}{name}"), lang);
                            }
                        });
                        for label in &labels {
                            self.paragraph("", &tabs, |writer| {
                                run(&mut writer.xml, PLAIN, label, lang);
                                writer.xml.raw("<w:r><w:tab/></w:r>");
                            });
                        }
                    }
                }
                self.xml.raw("</w:tc>");
            }
            self.xml.raw("</w:tr>");
        }
        self.xml.raw("</w:tbl>");
        self.space();
    }

    pub(super) fn note(&mut self, note: &Note) {
        let (edge, fill) = note.tone.edge_and_fill();
        let look = |more: &str| {
            format!(
                "{more}<w:pBdr><w:left w:val=\"single\" w:sz=\"24\" w:space=\"8\" w:color=\"{edge}\"/></w:pBdr>\
                 <w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{fill}\"/>\
                 <w:spacing w:before=\"0\" w:after=\"0\"/><w:ind w:left=\"220\"/>"
            )
        };
        if let Some(title) = &note.title {
            self.paragraph("", &look("<w:keepNext/>"), |writer| {
                for piece in writer.languages.pieces(title) {
                    run(&mut writer.xml, Tone::Strong, &piece.words, piece.lang);
                }
            });
        }
        for line in &note.lines {
            self.paragraph("", &look(""), |writer| writer.line(line));
        }
        self.space();
    }
}
