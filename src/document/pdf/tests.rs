#![expect(clippy::print_stderr, reason = "a test that is skipped says so")]

use super::super::{Languages, sample};
use super::*;
use crate::lang::Lang;

/// Fonts of this machine; tests that need them say so and end when there are none.
fn fonts(families: &[&str]) -> Option<Fonts> {
    let mut database = fontdb::Database::new();
    database.load_system_fonts();
    let of = |weight| {
        families.iter().find_map(|family| {
            let wanted =
                fontdb::Query { families: &[fontdb::Family::Name(family)], weight, ..fontdb::Query::default() };
            let id = database.query(&wanted)?;
            let (_, index) = database.face_source(id)?;
            Some(Font { bytes: database.with_face_data(id, |bytes, _| bytes.to_vec())?.into(), index })
        })
    };
    let (regular, bold) = (of(fontdb::Weight::NORMAL), of(fontdb::Weight::BOLD));
    if regular.is_none() {
        eprintln!("SKIPPED: none of {families:?} is installed");
    }
    Some(Fonts { regular: vec![regular?], bold: bold.into_iter().collect() })
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    let Some(fonts) = fonts(&["Noto Sans CJK SC", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei"]) else { return };
    let paper = sample::paper(Languages::Both);
    let bytes = write(&paper, &fonts).unwrap();
    assert!(bytes.starts_with(b"%PDF-"));
    assert_eq!(bytes, write(&paper, &fonts).unwrap());
}

#[test]
fn without_chinese_characters_in_any_font_packages_are_named() {
    let error = write(&sample::paper(Lang::Zh.into()), &Fonts::default()).unwrap_err();
    assert!(error.hints[0].zh.contains("apt install fonts-noto-cjk"), "{error:?}");
    let Some(fonts) = fonts(&["DejaVu Sans", "Liberation Sans", "Arial"]) else { return };
    let error = write(&sample::paper(Lang::Zh.into()), &fonts).unwrap_err();
    assert_eq!(error.message.zh, "系统没有安装中文字体");
    let mut paper = Paper::new(crate::lang::Text::fixed("Handover", "交接"), sample::made(), Lang::En.into());
    paper.document.paragraph("Plain words.");
    assert!(write(&paper, &fonts).unwrap().starts_with(b"%PDF-"));
}
