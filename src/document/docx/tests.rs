use std::io::{Cursor, Read as _};

use super::super::{Languages, sample};
use super::*;
use crate::lang::Lang;

/// The parts of a zip file by their names.
pub(in crate::document) fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        parts.push((file.name().unwrap().to_string(), text));
    }
    parts
}

fn part(languages: Languages, name: &str) -> String {
    let parts = parts(&write(&sample::paper(languages)).unwrap());
    parts.into_iter().find(|(found, _)| found == name).unwrap().1
}

/// The words of each paragraph in a style.
fn words(document: &str, style: &str) -> Vec<String> {
    let xml = roxmltree::Document::parse(document).unwrap();
    let has = |node: &roxmltree::Node<'_, '_>| {
        node.descendants().any(|each| {
            each.tag_name().name() == "pStyle" && each.attributes().any(|attribute| attribute.value() == style)
        })
    };
    let words = |node: roxmltree::Node<'_, '_>| {
        let texts = node.descendants().filter(|each| each.tag_name().name() == "t");
        texts.filter_map(|each| each.text()).collect::<Vec<_>>().join("|")
    };
    xml.descendants().filter(|node| node.tag_name().name() == "p" && has(node)).map(words).collect()
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    let paper = sample::paper(Languages::Both);
    assert_eq!(write(&paper).unwrap(), write(&paper).unwrap());
}

#[test]
fn the_table_of_contents_is_filled_before_word_fills_it() {
    let document = part(Lang::Zh.into(), "word/document.xml");
    assert!(document.contains(" TOC \\o &quot;1-2&quot; \\h \\z "));
    assert_eq!(words(&document, "TOC1"), ["一页摘要|2", "客户|4", "签字确认|6"]);
    assert_eq!(words(&document, "Heading1"), ["一页摘要", "客户", "签字确认"]);
    let named = words(&document, "TOC2");
    assert_eq!((named.len(), named[3].as_str()), (8, "<script>alert(1)</script>|4"));
}

#[test]
fn links_lead_to_bookmarks_that_are_there() {
    let document = part(Lang::En.into(), "word/document.xml");
    let all = |before: &str| -> Vec<String> {
        document
            .match_indices(before)
            .map(|(at, _)| document[at + before.len()..].split('"').next().unwrap().into())
            .collect()
    };
    let (links, bookmarks) = (all("w:hyperlink w:anchor=\""), all("w:bookmarkStart w:id=\"").len());
    assert_eq!(links.len(), 11 + 1 + 8, "contents, one line and a column");
    assert_eq!(bookmarks, 3 + 8 * 2 + 8, "headings and anchors");
    for link in links {
        assert!(document.contains(&format!("w:name=\"{link}\"")), "{link}");
    }
}

#[test]
fn tables_repeat_their_heads_and_boxes_can_be_ticked() {
    let document = part(Lang::Zh.into(), "word/document.xml");
    assert_eq!(document.matches("<w:tblHeader/>").count(), 1);
    assert_eq!(document.matches("<w14:checkbox>").count(), 2 + 8);
    assert_eq!(document.matches("<w14:checked w14:val=\"1\"/>").count(), 1 + 4);
    assert_eq!(words(&document, "TableHead"), ["客户", "阶段", "金额", "可能性", "下一步时间", "逾期", "已告知"]);
    assert_eq!(document.matches("<c:chart r:id=").count(), 5);
    assert!(
        document.contains("descr=\"在谈商机（按阶段）\n方案呈现：960,000.00 CNY\n"),
        "what a picture shows is said"
    );
}

#[test]
fn chinese_words_have_a_chinese_typeface() {
    assert!(part(Lang::Zh.into(), "word/styles.xml").contains("w:eastAsia=\"Microsoft YaHei\""));
    assert!(part(Lang::Zh.into(), "word/fontTable.xml").contains("<w:altName w:val=\"微软雅黑\"/>"));
    assert!(part(Lang::Zh.into(), "word/document.xml").contains("<w:rFonts w:hint=\"eastAsia\"/>"));
}

#[test]
fn pages_have_numbers_and_what_runs_along() {
    assert!(part(Lang::Zh.into(), "word/header.xml").contains("客户交接材料 · 内部资料"));
    let footer = part(Lang::En.into(), "word/footer.xml");
    assert!(footer.contains("As of 2026-06-26 16:30") && footer.contains(" PAGE ") && footer.contains(" NUMPAGES "));
    let core = part(Lang::En.into(), "docProps/core.xml");
    assert!(core.contains("<dc:creator>李经理</dc:creator>") && core.contains("2026-06-26T16:30:00Z"), "{core}");
}

mod schema;
