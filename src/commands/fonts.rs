//! The fonts of the system, for what is set on pages here.

use crate::document::pdf::Fonts;
use crate::error::Result;

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

/// Families for signs that the Chinese ones lack, and for all words where there is none.
#[cfg(feature = "pdf")]
const OTHERS: [&str; 6] = ["DejaVu Sans", "Noto Sans", "Segoe UI Symbol", "Arial", "Liberation Sans", "Helvetica"];

/// The fonts that a PDF is set in.
///
/// # Errors
/// Fails when the system has none of the known families.
#[cfg(feature = "pdf")]
pub fn find() -> Result<Fonts> {
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
    let in_weight = |weight| first(&CHINESE, weight).into_iter().chain(first(&OTHERS, weight)).collect::<Vec<_>>();
    let fonts = Fonts { regular: in_weight(fontdb::Weight::NORMAL), bold: in_weight(fontdb::Weight::BOLD) };
    if fonts.regular.is_empty() { Err(crate::document::pdf::no_font()) } else { Ok(fonts) }
}

/// No fonts: this program was built without PDF, which says so itself.
///
/// # Errors
/// None.
#[cfg(not(feature = "pdf"))]
pub fn find() -> Result<Fonts> {
    Ok(Fonts::default())
}
