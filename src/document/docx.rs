//! A paper as a Word file: parts of XML in a zip, the same bytes for the same paper.

mod body;
mod chart;
mod forms;
mod table;

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;

use super::Paper;
use super::xml::Xml;
use crate::error::{Error, Kind, Result};
use crate::text;

/// Widths in twentieths of a point: an A4 page with its margins, and what is left for words.
const PAGE: (u32, u32) = (11906, 16838);
const MARGIN: u32 = 1247;
const ROOM: u32 = PAGE.0 - 2 * MARGIN;

/// What all XML parts of the main document declare.
const NAMESPACES: [(&str, &str); 8] = [
    ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    ("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("xmlns:c", "http://schemas.openxmlformats.org/drawingml/2006/chart"),
    ("xmlns:mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
    ("xmlns:w14", "http://schemas.microsoft.com/office/word/2010/wordml"),
    ("mc:Ignorable", "w14"),
];

const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The parts beside the main one that are the same in every file: name, kind of relation, type, text.
const FIXED: [(&str, &str, &str); 4] = [
    ("styles", "styles", include_str!("docx/styles.xml")),
    ("numbering", "numbering", include_str!("docx/numbering.xml")),
    ("settings", "settings", include_str!("docx/settings.xml")),
    ("fontTable", "fontTable", include_str!("docx/fonts.xml")),
];

/// The paper as the bytes of a `.docx` file.
///
/// # Errors
/// Fails when the parts are too large for a zip archive.
pub fn write(paper: &Paper) -> Result<Vec<u8>> {
    let body = body::write(paper);
    let charts = body.charts;
    let mut files = vec![
        ("[Content_Types].xml".to_string(), types(charts.len())),
        ("_rels/.rels".into(), package_relations()),
        ("docProps/core.xml".into(), core(paper)),
        ("docProps/app.xml".into(), include_str!("docx/app.xml").into()),
        ("word/document.xml".into(), body.xml),
        ("word/_rels/document.xml.rels".into(), document_relations(charts.len())),
        ("word/header.xml".into(), header(paper)),
        ("word/footer.xml".into(), footer(paper)),
    ];
    files.extend(FIXED.map(|(name, _, text)| (format!("word/{name}.xml"), text.to_string())));
    files.extend(charts.into_iter().enumerate().map(|(at, xml)| (format!("word/charts/chart{}.xml", at + 1), xml)));
    archive(&files).map_err(|error| {
        Error::new(Kind::Defect, text!("the Word file could not be put together", "无法生成 Word 文件"))
            .cause(crate::lang::Text::same(error.to_string()))
    })
}

fn archive(files: &[(String, String)]) -> zip::result::ZipResult<Vec<u8>> {
    // Without a time of its own an entry has the first moment that zip knows: the bytes follow from the paper alone.
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        archive.start_file(name.as_str(), options)?;
        archive.write_all(text.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

fn types(charts: usize) -> String {
    let mut xml = Xml::new();
    xml.wrap("Types", &[("xmlns", "http://schemas.openxmlformats.org/package/2006/content-types")], |xml| {
        let relations = "application/vnd.openxmlformats-package.relationships+xml";
        xml.empty("Default", &[("Extension", "rels"), ("ContentType", relations)]);
        xml.empty("Default", &[("Extension", "xml"), ("ContentType", "application/xml")]);
        let mut part = |name: &str, of: &str| xml.empty("Override", &[("PartName", name), ("ContentType", of)]);
        part("/word/document.xml", &format!("{WORD}.document.main+xml"));
        part("/word/header.xml", &format!("{WORD}.header+xml"));
        part("/word/footer.xml", &format!("{WORD}.footer+xml"));
        for (name, kind, _) in FIXED {
            part(&format!("/word/{name}.xml"), &format!("{WORD}.{kind}+xml"));
        }
        for number in 1..=charts {
            part(
                &format!("/word/charts/chart{number}.xml"),
                "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
            );
        }
        part("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
        part("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml");
    });
    xml.finish()
}

fn relations(each: &[(String, String, String)]) -> String {
    let mut xml = Xml::new();
    xml.wrap("Relationships", &[("xmlns", RELATIONS)], |xml| {
        for (id, kind, target) in each {
            xml.empty("Relationship", &[("Id", id), ("Type", kind), ("Target", target)]);
        }
    });
    xml.finish()
}

fn package_relations() -> String {
    relations(&[
        ("rId1".into(), format!("{OFFICE}/officeDocument"), "word/document.xml".into()),
        (
            "rId2".into(),
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties".into(),
            "docProps/core.xml".into(),
        ),
        ("rId3".into(), format!("{OFFICE}/extended-properties"), "docProps/app.xml".into()),
    ])
}

fn document_relations(charts: usize) -> String {
    let fixed =
        FIXED.iter().map(|(name, kind, _)| (format!("r_{name}"), format!("{OFFICE}/{kind}"), format!("{name}.xml")));
    let around =
        ["header", "footer"].map(|name| (format!("r_{name}"), format!("{OFFICE}/{name}"), format!("{name}.xml")));
    let charts = (1..=charts)
        .map(|number| (format!("chart{number}"), format!("{OFFICE}/chart"), format!("charts/chart{number}.xml")));
    relations(&fixed.chain(around).chain(charts).collect::<Vec<_>>())
}

fn core(paper: &Paper) -> String {
    let mut xml = Xml::new();
    let names = [
        ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ];
    let made = paper.made.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    xml.wrap("cp:coreProperties", &names, |xml| {
        xml.leaf("dc:title", &[], &paper.languages.safe(&paper.title));
        xml.leaf("dc:creator", &[], &super::visible(&paper.author));
        xml.leaf("dc:language", &[], super::html_lang(paper.languages.first()));
        xml.leaf("dcterms:created", &[("xsi:type", "dcterms:W3CDTF")], &made);
        xml.leaf("dcterms:modified", &[("xsi:type", "dcterms:W3CDTF")], &made);
    });
    xml.finish()
}

fn header(paper: &Paper) -> String {
    let mut xml = Xml::new();
    xml.wrap("w:hdr", &NAMESPACES, |xml| {
        xml.wrap("w:p", &[], |xml| {
            xml.raw("<w:pPr><w:pStyle w:val=\"Header\"/></w:pPr>");
            body::run(xml, body::PLAIN, &paper.languages.safe(&paper.header), paper.languages.first());
        });
    });
    xml.finish()
}

fn footer(paper: &Paper) -> String {
    let mut xml = Xml::new();
    xml.wrap("w:ftr", &NAMESPACES, |xml| {
        xml.wrap("w:p", &[], |xml| {
            xml.raw("<w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>");
            body::run(xml, body::PLAIN, &paper.languages.safe(&paper.footer), paper.languages.first());
            xml.raw("<w:r><w:tab/></w:r>");
            body::field(xml, "PAGE", "1");
            body::run(xml, body::PLAIN, " / ", paper.languages.first());
            body::field(xml, "NUMPAGES", "1");
        });
    });
    xml.finish()
}

#[cfg(test)]
pub(super) mod tests;
