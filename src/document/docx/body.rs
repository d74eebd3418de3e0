//! The main part: blocks as paragraphs, tables and drawings.

use std::collections::BTreeMap;

use super::{MARGIN, NAMESPACES, PAGE, chart, table};
use crate::document::xml::Xml;
use crate::document::{Block, Chart, Languages, Line, Paper, Tone};
use crate::document::{layout, measure};
use crate::lang::{Lang, Text, visible_lines};

/// What the main part consists of.
pub(super) struct Body {
    /// The main part.
    pub xml: String,
    /// The charts that it refers to as `chart1`, `chart2`, ….
    pub charts: Vec<String>,
}

/// How wide words are about, in whichever typeface Word finds; lines are of exact height, so that pages come out alike.
struct Estimate;

impl layout::Face for Estimate {
    fn width(&self, character: char, bold: bool) -> f64 {
        let wide = measure::character(character);
        if bold && wide < 1.0 { wide * measure::BOLD } else { wide }
    }

    fn chart(&self, chart: &Chart) -> Option<f64> {
        const POINT: u32 = 12_700;
        Some(f64::from(chart::high(chart)) / f64::from(POINT))
    }
}

/// The main part of a paper.
pub(super) fn write(paper: &Paper) -> Body {
    let mut writer = Writer {
        xml: Xml::new(),
        languages: paper.languages,
        anchors: paper.document.anchors(),
        charts: Vec::new(),
        on_new_page: false,
        ids: 0,
    };
    let mut xml = std::mem::take(&mut writer.xml);
    xml.wrap("w:document", &NAMESPACES, |xml| {
        xml.wrap("w:body", &[], |xml| {
            std::mem::swap(xml, &mut writer.xml);
            writer.document(paper);
            std::mem::swap(xml, &mut writer.xml);
            section(xml);
        });
    });
    Body { xml: xml.finish(), charts: writer.charts }
}

/// The page, and what stands around its words.
fn section(xml: &mut Xml) {
    let (wide, high, margin) = (PAGE.0.to_string(), PAGE.1.to_string(), MARGIN.to_string());
    xml.wrap("w:sectPr", &[], |xml| {
        xml.empty("w:headerReference", &[("w:type", "default"), ("r:id", "r_header")]);
        xml.empty("w:footerReference", &[("w:type", "default"), ("r:id", "r_footer")]);
        xml.empty("w:footerReference", &[("w:type", "first"), ("r:id", "r_footer")]);
        xml.empty("w:pgSz", &[("w:w", &wide), ("w:h", &high)]);
        let sides = ["w:top", "w:right", "w:bottom", "w:left"].map(|side| (side, margin.as_str()));
        let around = [("w:header", "624"), ("w:footer", "624"), ("w:gutter", "0")];
        xml.empty("w:pgMar", &[sides.as_slice(), &around].concat());
        xml.empty("w:titlePg", &[]);
    });
}

/// What stands before a page break in the order of the schema.
const KEEP_NEXT: &str = "<w:keepNext/>";

/// How words look.
#[derive(Clone, Copy, Default)]
pub(super) struct Look {
    /// The name of a character style.
    pub style: &'static str,
    /// The name of a typeface for all scripts.
    pub face: &'static str,
    /// The colour of the style once more, which LibreOffice does not take from it in tables.
    pub color: &'static str,
}

/// Words as their paragraph has them.
pub(super) const PLAIN: Look = Look { style: "", face: "", color: "" };
/// Words that lead somewhere.
pub(super) const LINK: Look = Look { style: "Hyperlink", face: "", color: "1F5FA8" };

impl From<Tone> for Look {
    fn from(tone: Tone) -> Self {
        let style = match tone {
            Tone::Plain => return PLAIN,
            Tone::Strong => return Self { style: "Strong", ..PLAIN },
            Tone::Dim => "ToneDim",
            Tone::Good => "ToneGood",
            Tone::Warn => "ToneWarn",
            Tone::Bad => "ToneBad",
        };
        Self { style, face: "", color: tone.ink() }
    }
}

/// Words in one look.
pub(super) fn run(xml: &mut Xml, look: impl Into<Look>, words: &str, lang: Lang) {
    if words.is_empty() {
        return;
    }
    let look = look.into();
    xml.wrap("w:r", &[], |xml| {
        xml.wrap("w:rPr", &[], |xml| {
            if !look.style.is_empty() {
                xml.empty("w:rStyle", &[("w:val", look.style)]);
            }
            if !look.face.is_empty() {
                let scripts = ["w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"];
                xml.empty("w:rFonts", &scripts.map(|script| (script, look.face)));
            } else if lang == Lang::Zh {
                // Quotes, dashes and dots are as wide as characters in Chinese, and only the hint tells.
                xml.empty("w:rFonts", &[("w:hint", "eastAsia")]);
            }
            if !look.color.is_empty() {
                xml.empty("w:color", &[("w:val", look.color)]);
            }
        });
        xml.leaf("w:t", &[("xml:space", "preserve")], words);
    });
}

/// A field with what it shows until it is filled anew.
pub(super) fn field(xml: &mut Xml, instruction: &str, shown: &str) {
    xml.raw("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>");
    xml.wrap("w:r", &[], |xml| xml.leaf("w:instrText", &[("xml:space", "preserve")], &format!(" {instruction} ")));
    xml.raw("<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>");
    xml.wrap("w:r", &[], |xml| xml.leaf("w:t", &[], shown));
    xml.raw("<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>");
}

/// Where the next element goes.
pub(super) struct Writer<'a> {
    pub(super) xml: Xml,
    pub(super) languages: Languages,
    pub(super) anchors: BTreeMap<&'a str, usize>,
    pub(super) charts: Vec<String>,
    on_new_page: bool,
    ids: usize,
}

impl<'a> Writer<'a> {
    fn document(&mut self, paper: &'a Paper) {
        let lang = self.languages.first();
        let (title, subtitle) = (self.languages.safe(&paper.title), self.languages.safe(&paper.subtitle));
        self.paragraph("Title", "", |writer| run(&mut writer.xml, PLAIN, &title, lang));
        if !subtitle.is_empty() {
            self.paragraph("Subtitle", "", |writer| run(&mut writer.xml, PLAIN, &subtitle, lang));
        }
        let mut headings = 0;
        let mut has_contents = false;
        let mut written = std::collections::BTreeSet::new();
        for block in &paper.document.blocks {
            match block {
                Block::Heading(level, line) => {
                    headings += 1;
                    let level = (*level).clamp(1, 6);
                    let name = format!("_Toc{headings:06}");
                    self.paragraph(&format!("Heading{level}"), "", |writer| {
                        // Around the words, since LibreOffice finds no page for an empty place.
                        let id = writer.next_id().to_string();
                        writer.xml.empty("w:bookmarkStart", &[("w:id", &id), ("w:name", &name)]);
                        writer.line(line);
                        writer.xml.empty("w:bookmarkEnd", &[("w:id", &id)]);
                    });
                }
                Block::Anchor(name) => {
                    if let Some(number) = self.anchors.get(name.as_str()).copied()
                        && written.insert(number)
                    {
                        self.bookmark(&format!("a_{number}"));
                    }
                }
                Block::Contents(deepest) if !has_contents => {
                    has_contents = true;
                    self.contents(paper, (*deepest).clamp(1, 6));
                }
                Block::Contents(_) => {}
                Block::PageBreak => self.on_new_page = true,
                block => self.block(block),
            }
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(line) => self.paragraph("", "", |writer| writer.line(line)),
            Block::Pairs(pairs) => table::pairs(self, pairs),
            Block::List(points) => {
                for point in points {
                    self.paragraph("ListBullet", "", |writer| writer.line(point));
                }
            }
            Block::Table(each) => table::write(self, each),
            Block::Verbatim(text) | Block::Diff(text) => {
                for line in visible_lines(text) {
                    self.paragraph("Verbatim", "", |writer| run(&mut writer.xml, PLAIN, &line, Lang::En));
                }
                self.space();
            }
            Block::Prose(text) => {
                for (lang, lines) in self.languages.paragraphs(text) {
                    self.paragraph("", "", |writer| {
                        for (at, line) in lines.iter().enumerate() {
                            if at > 0 {
                                writer.xml.raw("<w:r><w:br/></w:r>");
                            }
                            run(&mut writer.xml, PLAIN, line, lang);
                        }
                    });
                }
            }
            Block::Checklist(checks) => {
                for check in checks {
                    self.paragraph("Check", "", |writer| {
                        writer.check(check.done);
                        writer.xml.raw("<w:r><w:tab/></w:r>");
                        writer.line(&check.words);
                    });
                }
            }
            Block::Chart(chart) => self.chart(chart),
            Block::Signatures(signatures) => self.signatures(signatures),
            Block::Note(note) => self.note(note),
            Block::Blanks(lines) => {
                for _ in 0..*lines {
                    self.paragraph("Blank", "", |_| {});
                }
                self.space();
            }
            Block::Heading(..) | Block::Anchor(_) | Block::Contents(_) | Block::PageBreak => {}
        }
    }

    /// A paragraph in a style; `properties` stand behind it in the order of the schema.
    pub(super) fn paragraph(&mut self, style: &str, properties: &str, inside: impl FnOnce(&mut Self)) {
        let mut all = String::new();
        if !style.is_empty() {
            all.push_str(&format!("<w:pStyle w:val=\"{style}\"/>"));
        }
        let (first, others) = match properties.strip_prefix(KEEP_NEXT) {
            Some(others) => (KEEP_NEXT, others),
            None => ("", properties),
        };
        all.push_str(first);
        if std::mem::take(&mut self.on_new_page) {
            all.push_str("<w:pageBreakBefore/>");
        }
        all.push_str(others);
        self.xml.raw("<w:p>");
        if !all.is_empty() {
            self.xml.raw(&format!("<w:pPr>{all}</w:pPr>"));
        }
        inside(self);
        self.xml.raw("</w:p>");
    }

    /// A narrow empty line: between two tables, which would else become one, and behind what has no room of its own.
    pub(super) fn space(&mut self) {
        let narrow = "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"140\" w:lineRule=\"exact\"/>";
        self.paragraph("", narrow, |_| {});
    }

    /// Before a table, which cannot begin a page by itself.
    pub(super) fn before_table(&mut self) {
        if self.on_new_page {
            self.space();
        }
    }

    /// A line of words with its tones and links.
    pub(super) fn line(&mut self, line: &Line) {
        for piece in self.languages.pieces(line) {
            match piece.link.and_then(|to| self.anchors.get(to)) {
                Some(number) => {
                    let anchor = format!("a_{number}");
                    self.xml.wrap("w:hyperlink", &[("w:anchor", &anchor), ("w:history", "1")], |xml| {
                        run(xml, LINK, &piece.words, piece.lang);
                    });
                }
                None => run(&mut self.xml, piece.tone, &piece.words, piece.lang),
            }
        }
    }

    pub(super) fn next_id(&mut self) -> usize {
        self.ids += 1;
        self.ids
    }

    fn bookmark(&mut self, name: &str) {
        let id = self.next_id().to_string();
        self.xml.empty("w:bookmarkStart", &[("w:id", &id), ("w:name", name)]);
        self.xml.empty("w:bookmarkEnd", &[("w:id", &id)]);
    }

    /// The table of contents: a field, filled already.
    fn contents(&mut self, paper: &Paper, deepest: u8) {
        let headings = paper.headings(u8::MAX);
        let pages = layout::set(paper, &Estimate).headings;
        let lang = self.languages.first();
        let title = self.languages.safe(&Text::fixed("Contents", "目录"));
        self.xml.raw(
            "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/><w:docPartUnique/>\
             </w:docPartObj></w:sdtPr><w:sdtContent>",
        );
        self.paragraph("TOCHeading", "", |writer| run(&mut writer.xml, PLAIN, &title, lang));
        let mut begun = false;
        for (number, heading) in headings.iter().enumerate().filter(|(_, heading)| heading.level <= deepest) {
            self.paragraph(&format!("TOC{}", heading.level), "", |writer| {
                if !std::mem::replace(&mut begun, true) {
                    writer.xml.raw("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>");
                    let instruction = format!(" TOC \\o \"1-{deepest}\" \\h \\z ");
                    writer.xml.wrap("w:r", &[], |xml| {
                        xml.leaf("w:instrText", &[("xml:space", "preserve")], &instruction);
                    });
                    writer.xml.raw("<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>");
                }
                let anchor = format!("_Toc{:06}", number + 1);
                writer.xml.wrap("w:hyperlink", &[("w:anchor", &anchor), ("w:history", "1")], |xml| {
                    run(xml, PLAIN, &heading.words, lang);
                    if let Some((page, _)) = pages.get(number) {
                        xml.raw("<w:r><w:tab/></w:r>");
                        field(xml, &format!("PAGEREF {anchor} \\h"), &(page + 1).to_string());
                    }
                });
            });
        }
        if begun {
            self.xml.raw("<w:p><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>");
        }
        self.xml.raw("</w:sdtContent></w:sdt>");
    }
}
