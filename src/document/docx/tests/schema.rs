//! What makes Word offer a repair: children out of the order of the schema, relations that lead nowhere, ids that are
//! there twice, styles that nobody describes. The orders are those of ECMA-376 part 1 (transitional), of the elements that
//! are written here and their neighbours.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::{Document, Node};

use super::super::super::{Block, Languages, Line, Note, Tone, sample};
use super::super::write;
use super::parts;

const P_PR: &[&str] = &[
    "pStyle",
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "framePr",
    "widowControl",
    "numPr",
    "suppressLineNumbers",
    "pBdr",
    "shd",
    "tabs",
    "suppressAutoHyphens",
    "spacing",
    "ind",
    "contextualSpacing",
    "jc",
    "outlineLvl",
    "rPr",
    "sectPr",
];
const R_PR: &[&str] = &[
    "rStyle", "rFonts", "b", "bCs", "i", "iCs", "strike", "color", "spacing", "kern", "sz", "szCs", "u", "shd", "lang",
];
const TBL_PR: &[&str] = &[
    "tblStyle",
    "tblStyleRowBandSize",
    "tblStyleColBandSize",
    "tblW",
    "jc",
    "tblInd",
    "tblBorders",
    "shd",
    "tblLayout",
    "tblCellMar",
    "tblLook",
    "tblCaption",
    "tblDescription",
];
const BORDERS: &[&str] = &["top", "left", "bottom", "right", "between", "insideH", "insideV"];
const SHAPE: &[&str] = &["spPr", "txPr"];

/// The children that an element may have, in the order in which they stand; none where any order will do.
fn order(parent: &str) -> Option<Vec<&'static str>> {
    let axis = |end: &[&'static str]| {
        let start = ["axId", "scaling", "delete", "axPos", "majorGridlines", "title", "numFmt"];
        let marks = ["majorTickMark", "minorTickMark", "tickLblPos", "spPr", "txPr", "crossAx", "crosses"];
        [&start[..], &marks, end].concat()
    };
    Some(match parent {
        "document" => vec!["background", "body"],
        "tbl" => vec!["tblPr", "tblGrid", "tr"],
        "tr" => vec!["trPr", "tc"],
        "p" => vec!["pPr", "r", "bookmarkStart", "bookmarkEnd", "hyperlink", "sdt"],
        "r" => vec!["rPr", "t", "tab", "br", "fldChar", "instrText", "drawing"],
        "pPr" => P_PR.to_vec(),
        "rPr" => R_PR.to_vec(),
        "tblPr" => TBL_PR.to_vec(),
        "tcPr" => vec!["tcW", "gridSpan", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "vAlign"],
        "sectPr" => vec!["headerReference", "footerReference", "type", "pgSz", "pgMar", "pgNumType", "cols", "titlePg"],
        "sdt" => vec!["sdtPr", "sdtContent"],
        "sdtPr" => vec!["rPr", "alias", "tag", "id", "docPartObj", "checkbox"],
        "docPartObj" => vec!["docPartGallery", "docPartCategory", "docPartUnique"],
        "checkbox" => vec!["checked", "checkedState", "uncheckedState"],
        "pBdr" | "tblBorders" => BORDERS.to_vec(),
        "style" => vec![
            "name",
            "aliases",
            "basedOn",
            "next",
            "link",
            "uiPriority",
            "semiHidden",
            "unhideWhenUsed",
            "qFormat",
            "pPr",
            "rPr",
            "tblPr",
            "trPr",
            "tcPr",
            "tblStylePr",
        ],
        "styles" => vec!["docDefaults", "latentStyles", "style"],
        "docDefaults" => vec!["rPrDefault", "pPrDefault"],
        "numbering" => vec!["abstractNum", "num"],
        "abstractNum" => vec!["nsid", "multiLevelType", "tmpl", "lvl"],
        "lvl" => vec!["start", "numFmt", "pStyle", "suff", "lvlText", "lvlJc", "pPr", "rPr"],
        "settings" => vec![
            "zoom",
            "updateFields",
            "defaultTabStop",
            "characterSpacingControl",
            "compat",
            "themeFontLang",
            "decimalSymbol",
            "listSeparator",
        ],
        "font" => vec!["altName", "panose1", "charset", "family", "notTrueType", "pitch", "sig"],
        "inline" => vec!["extent", "effectExtent", "docPr", "cNvGraphicFramePr", "graphic"],
        "chartSpace" => [&["date1904", "lang", "roundedCorners", "style", "chart"], SHAPE].concat(),
        "chart" => vec!["title", "autoTitleDeleted", "plotArea", "legend", "plotVisOnly", "dispBlanksAs"],
        "plotArea" => vec!["layout", "barChart", "lineChart", "catAx", "valAx", "spPr"],
        "barChart" => vec!["barDir", "grouping", "varyColors", "ser", "dLbls", "gapWidth", "overlap", "axId"],
        "lineChart" => vec!["grouping", "varyColors", "ser", "dLbls", "marker", "smooth", "axId"],
        "ser" => {
            vec!["idx", "order", "tx", "spPr", "invertIfNegative", "marker", "dPt", "dLbls", "cat", "val", "smooth"]
        }
        "dPt" => vec!["idx", "invertIfNegative", "marker", "bubble3D", "explosion", "spPr"],
        "dLbls" => vec![
            "delete",
            "numFmt",
            "spPr",
            "txPr",
            "dLblPos",
            "showLegendKey",
            "showVal",
            "showCatName",
            "showSerName",
            "showPercent",
            "showBubbleSize",
        ],
        "scaling" => vec!["logBase", "orientation", "max", "min"],
        "catAx" => axis(&["auto", "lblAlgn", "lblOffset", "noMultiLvlLbl"]),
        "valAx" => axis(&["crossBetween", "majorUnit"]),
        "legend" => [&["legendPos", "legendEntry", "layout", "overlay"], SHAPE].concat(),
        "strLit" => vec!["ptCount", "pt"],
        "numLit" => vec!["formatCode", "ptCount", "pt"],
        _ => return None,
    })
}

/// Elements whose children are a choice: they are known, and stand in any order.
const CHOICES: [&str; 2] = ["p", "r"];

/// What in a part stands where the schema has no place for it.
fn disorder(name: &str, xml: &str) -> Vec<String> {
    let parsed = Document::parse(xml).unwrap();
    let mut wrong = Vec::new();
    for parent in parsed.descendants().filter(Node::is_element) {
        let tag = parent.tag_name();
        // DrawingML has a `p` and an `r` of its own; a reference to a chart is called as the chart is.
        let drawing = tag.namespace().is_some_and(|space| space.ends_with("drawingml/2006/main"));
        let Some(order) = order(tag.name()).filter(|_| !drawing) else { continue };
        let mut last = 0;
        for child in parent.children().filter(Node::is_element).map(|child| child.tag_name().name()) {
            match order.iter().position(|known| *known == child) {
                None => wrong.push(format!("{name}: {} has no {child}", tag.name())),
                Some(_) if tag.name() == "p" && child != "pPr" => last = 1,
                Some(at) if at < last && !(CHOICES.contains(&tag.name()) && at > 0) => {
                    wrong.push(format!("{name}: {child} stands too late in {}", tag.name()));
                }
                Some(at) => last = at,
            }
        }
    }
    wrong
}

/// The sample, with what else comes at the top of a page.
fn all_parts() -> Vec<(String, String)> {
    let mut paper = sample::paper(Languages::Both);
    let title = Some(Line::from("Title"));
    paper.document.push(Block::PageBreak);
    paper.document.push(Block::Note(Note { tone: Tone::Warn, title, lines: vec![Line::from("Words")] }));
    paper.document.push(Block::PageBreak);
    paper.document.push(Block::Table(sample::clients()));
    let all: Vec<Block> = paper.document.blocks.clone();
    for block in all.into_iter().filter(|block| !matches!(block, Block::Contents(_) | Block::PageBreak)) {
        paper.document.push(Block::PageBreak);
        paper.document.push(block);
    }
    parts(&write(&paper).unwrap())
}

fn values<'a>(xml: &'a Document<'_>, element: &str, attribute: &str) -> Vec<&'a str> {
    let elements = xml.descendants().filter(|node| node.tag_name().name() == element);
    elements.filter_map(|node| node.attributes().find(|one| one.name() == attribute).map(|one| one.value())).collect()
}

#[test]
fn every_element_stands_where_the_schema_has_it() {
    let parts = all_parts();
    let wrong: Vec<String> = parts
        .iter()
        .filter(|(name, _)| name.starts_with("word/") && !name.ends_with(".rels"))
        .flat_map(|(name, xml)| disorder(name, xml))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let mixed = "<x xmlns:w='w'><w:pPr><w:pageBreakBefore/><w:keepNext/></w:pPr><w:tcPr><w:odd/></w:tcPr></x>";
    assert_eq!(disorder("x", mixed), ["x: keepNext stands too late in pPr", "x: tcPr has no odd"]);
}

#[test]
fn the_last_child_of_the_body_is_the_section_and_of_a_cell_a_paragraph() {
    let parts = all_parts();
    let (_, xml) = parts.iter().find(|(name, _)| name == "word/document.xml").unwrap();
    let xml = Document::parse(xml).unwrap();
    let last =
        |node: Node<'_, '_>| node.children().rfind(Node::is_element).map(|child| child.tag_name().name().to_string());
    let named = |name: &'static str| xml.descendants().filter(move |node| node.tag_name().name() == name);
    assert_eq!(named("body").filter_map(last).collect::<Vec<_>>(), ["sectPr"]);
    assert!(named("tc").all(|cell| last(cell).as_deref() == Some("p")));
    assert_eq!(named("sectPr").count(), 1);
    // As many cells in each row as the grid has columns.
    for table in named("tbl") {
        let columns = table.descendants().filter(|node| node.tag_name().name() == "gridCol").count();
        for row in table.children().filter(|node| node.tag_name().name() == "tr") {
            assert_eq!(row.children().filter(|node| node.tag_name().name() == "tc").count(), columns);
        }
    }
}

#[test]
fn relations_lead_to_parts_and_every_part_has_a_type() {
    let parts: BTreeMap<String, String> = all_parts().into_iter().collect();
    let relations = Document::parse(&parts["word/_rels/document.xml.rels"]).unwrap();
    let known: BTreeSet<&str> = values(&relations, "Relationship", "Id").into_iter().collect();
    assert_eq!(known.len(), values(&relations, "Relationship", "Id").len(), "ids are there once");
    for target in values(&relations, "Relationship", "Target") {
        assert!(parts.contains_key(&format!("word/{target}")), "{target}");
    }
    let main = Document::parse(&parts["word/document.xml"]).unwrap();
    let space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let used: BTreeSet<&str> = main.descendants().filter_map(|node| node.attribute((space, "id"))).collect();
    assert!(used.len() > 3 && used.is_subset(&known), "{used:?}");
    for part in ["word/header.xml", "word/footer.xml"] {
        assert!(!parts[part].contains("r:id"), "{part} would need relations of its own");
    }
    let types = Document::parse(&parts["[Content_Types].xml"]).unwrap();
    let typed: BTreeSet<&str> = values(&types, "Override", "PartName").into_iter().collect();
    for name in parts.keys().filter(|name| !name.ends_with(".rels") && *name != "[Content_Types].xml") {
        assert!(typed.contains(format!("/{name}").as_str()), "{name}");
    }
    assert!(typed.iter().all(|name| parts.contains_key(&name[1..])), "{typed:?}");
}

#[test]
fn ids_and_names_are_there_once_and_styles_are_described() {
    let parts: BTreeMap<String, String> = all_parts().into_iter().collect();
    let main = Document::parse(&parts["word/document.xml"]).unwrap();
    for (element, attribute) in [("bookmarkStart", "id"), ("bookmarkStart", "name"), ("docPr", "id")] {
        let all = values(&main, element, attribute);
        assert!(!all.is_empty(), "{element}");
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len(), "{element} {attribute}");
    }
    let controls = main.descendants().filter(|node| node.tag_name().name() == "sdtPr");
    let ids: Vec<&str> = controls
        .filter_map(|control| control.children().find(|child| child.tag_name().name() == "id"))
        .filter_map(|id| id.attributes().next().map(|one| one.value()))
        .collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
    assert_eq!(values(&main, "bookmarkStart", "id").len(), values(&main, "bookmarkEnd", "id").len());
    assert!(
        values(&main, "bookmarkStart", "name").iter().all(|name| name.chars().count() <= 40),
        "Word cuts longer names"
    );
    let styles = Document::parse(&parts["word/styles.xml"]).unwrap();
    let described: BTreeSet<&str> = values(&styles, "style", "styleId").into_iter().collect();
    for element in ["pStyle", "rStyle", "tblStyle"] {
        let used: BTreeSet<&str> = values(&main, element, "val").into_iter().collect();
        assert!(!used.is_empty() && used.is_subset(&described), "{element}: {used:?}");
    }
}
