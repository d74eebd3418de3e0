//! The fonts of the system, for what is set on pages here.

use crate::document::Languages;
use crate::document::pdf::Fonts;
use crate::error::Result;
#[cfg(feature = "pdf")]
use crate::lang::Lang;

/// Families with Chinese characters, the best for documents first; each has Latin letters too.
#[cfg(feature = "pdf")]
const CHINESE: [&str; 17] = [
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Microsoft YaHei",
    "PingFang SC",
    "Hiragino Sans GB",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "SimHei",
    "Heiti SC",
    "Droid Sans Fallback",
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "SimSun",
    "Noto Sans CJK TC",
    "Arial Unicode MS",
];

/// Families for English, and for signs that the Chinese ones lack.
#[cfg(feature = "pdf")]
const OTHERS: [&str; 7] = ["Noto Sans", "Segoe UI", "Arial", "Helvetica", "Liberation Sans", "DejaVu Sans", "FreeSans"];

/// The fonts that a paper in these languages is set in as PDF.
///
/// An English one takes what it can from a face without Chinese characters, since quotes and dashes are as wide as
/// characters in the others.
///
/// # Errors
/// Fails when the system has none of the known families.
#[cfg(feature = "pdf")]
pub fn find(languages: Languages) -> Result<Fonts> {
    let mut database = fontdb::Database::new();
    database.load_system_fonts();
    let of = |family: &str, weight| {
        let families = [fontdb::Family::Name(family)];
        let wanted = fontdb::Query { families: &families, weight, ..fontdb::Query::default() };
        let id = database.query(&wanted)?;
        let (_, index) = database.face_source(id)?;
        let bytes = database.with_face_data(id, |bytes, _| bytes.to_vec())?;
        Some(crate::document::pdf::Font { bytes: bytes.into(), index })
    };
    let first = |families: &[&'static str], weight| families.iter().find_map(|family| of(family, weight));
    let in_weight = |weight| {
        let (chinese, other) = (first(&CHINESE, weight), first(&OTHERS, weight));
        let ordered = if languages == Languages::One(Lang::En) { [other, chinese] } else { [chinese, other] };
        ordered.into_iter().flatten().collect::<Vec<_>>()
    };
    let fonts = Fonts { regular: in_weight(fontdb::Weight::NORMAL), bold: in_weight(fontdb::Weight::BOLD) };
    if fonts.regular.is_empty() { Err(crate::document::pdf::no_font()) } else { Ok(fonts) }
}

/// No fonts: this program was built without PDF, which says so itself.
///
/// # Errors
/// None.
#[cfg(not(feature = "pdf"))]
pub fn find(_: Languages) -> Result<Fonts> {
    Ok(Fonts::default())
}
