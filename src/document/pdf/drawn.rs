//! Pages drawn as PDF.

use chrono::{Datelike, NaiveDateTime, Timelike};
use krilla::Document;
use krilla::annotation::{LinkAnnotation, Target as Leads};
use krilla::color::rgb;
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, Stroke};
use krilla::surface::Surface;
use krilla::text::{GlyphId, KrillaGlyph};

use super::faces::{Faces, Glyph};
use crate::document::layout::{Layout, Mark, PAGE, Target};
use crate::document::{Paper, html_lang, visible};
use crate::error::{Error, Kind, Result};
use crate::lang::Text;
use crate::text;

/// The pages as the bytes of a file.
pub(super) fn write(paper: &Paper, layout: &Layout, faces: &Faces<'_>) -> Result<Vec<u8>> {
    let mut document = Document::new();
    document.set_metadata(metadata(paper));
    for leaf in &layout.leaves {
        let size = PageSettings::from_wh(short(PAGE.0), short(PAGE.1)).ok_or_else(|| failed("page"))?;
        let mut page = document.start_page_with(size);
        let mut surface = page.surface();
        for mark in &leaf.marks {
            draw(&mut surface, mark, faces);
        }
        surface.finish();
        for ([x, y, wide, high], target) in &leaf.links {
            let place = match target {
                Target::Anchor(number) => layout.anchors.get(number),
                Target::Heading(number) => layout.headings.get(*number),
            };
            let rect = Rect::from_xywh(short(*x), short(*y), short(*wide), short(*high));
            if let (Some(place), Some(rect)) = (place, rect) {
                let to = Leads::Destination(destination(*place).into());
                page.add_annotation(LinkAnnotation::new(rect, to).into());
            }
        }
        page.finish();
    }
    document.set_outline(outline(paper, layout));
    document.finish().map_err(|error| failed(&format!("{error:?}")))
}

fn failed(why: &str) -> Error {
    Error::new(Kind::Defect, text!("the PDF could not be put together", "无法生成 PDF 文件")).cause(Text::same(why))
}

fn metadata(paper: &Paper) -> Metadata {
    let mut metadata = Metadata::new()
        .title(paper.languages.safe(&paper.title))
        .language(html_lang(paper.languages.first()).into())
        .creator("salesrec".into());
    if !paper.author.is_empty() {
        metadata = metadata.authors(vec![visible(&paper.author).into_owned()]);
    }
    if let Some(made) = moment(paper.made) {
        metadata = metadata.creation_date(made);
    }
    metadata
}

fn moment(at: NaiveDateTime) -> Option<DateTime> {
    let part = |number: u32| u8::try_from(number).ok();
    let date = DateTime::new(u16::try_from(at.year()).ok()?).month(part(at.month())?).day(part(at.day())?);
    Some(date.hour(part(at.hour())?).minute(part(at.minute())?).second(part(at.second())?))
}

fn destination((page, y): (usize, f64)) -> XyzDestination {
    XyzDestination::new(page, Point::from_xy(0.0, short((y - 8.0).max(0.0))))
}

/// The headings of level 1 and below them those of level 2, for the reader's side bar.
fn outline(paper: &Paper, layout: &Layout) -> Outline {
    let mut outline = Outline::new();
    let mut part: Option<OutlineNode> = None;
    for (heading, place) in paper.headings(u8::MAX).into_iter().zip(&layout.headings) {
        let node = OutlineNode::new(heading.words, destination(*place));
        match (heading.level, &mut part) {
            (1, _) | (2, None) => {
                if let Some(before) = part.replace(node) {
                    outline.push_child(before);
                }
            }
            (2, Some(part)) => part.push_child(node),
            _ => {}
        }
    }
    if let Some(last) = part {
        outline.push_child(last);
    }
    outline
}

#[expect(clippy::cast_possible_truncation, reason = "points on a page")]
const fn short(length: f64) -> f32 {
    length as f32
}

fn color(digits: &str) -> rgb::Color {
    let part = |at: usize| digits.get(at..at + 2).and_then(|two| u8::from_str_radix(two, 16).ok()).unwrap_or(0);
    rgb::Color::new(part(0), part(2), part(4))
}

fn fill(digits: &str) -> Fill {
    Fill { paint: color(digits).into(), opacity: NormalizedF32::ONE, rule: FillRule::NonZero }
}

fn draw(surface: &mut Surface<'_>, mark: &Mark, faces: &Faces<'_>) {
    surface.set_stroke(None);
    match mark {
        Mark::Bar { x, y, wide, high, color } => {
            let mut path = PathBuilder::new();
            if let Some(rect) = Rect::from_xywh(short(*x), short(*y), short(*wide), short(*high)) {
                path.push_rect(rect);
            }
            if let Some(path) = path.finish() {
                surface.set_fill(Some(fill(color)));
                surface.draw_path(&path);
            }
        }
        Mark::Path { points, color: digits, thick } => {
            let mut path = PathBuilder::new();
            for (at, (x, y)) in points.iter().enumerate() {
                if at == 0 { path.move_to(short(*x), short(*y)) } else { path.line_to(short(*x), short(*y)) }
            }
            if let Some(path) = path.finish() {
                surface.set_fill(None);
                surface.set_stroke(Some(Stroke {
                    paint: color(digits).into(),
                    width: short(*thick),
                    ..Stroke::default()
                }));
                surface.draw_path(&path);
            }
        }
        Mark::Dot { x, y, color } => {
            // Eight corners are round enough at this size.
            const CORNERS: [(f64, f64); 8] =
                [(1.0, 0.0), (0.7, 0.7), (0.0, 1.0), (-0.7, 0.7), (-1.0, 0.0), (-0.7, -0.7), (0.0, -1.0), (0.7, -0.7)];
            let mut path = PathBuilder::new();
            for (at, (dx, dy)) in CORNERS.into_iter().enumerate() {
                let (x, y) = (short(x + 2.5 * dx), short(y + 2.5 * dy));
                if at == 0 { path.move_to(x, y) } else { path.line_to(x, y) }
            }
            path.close();
            if let Some(path) = path.finish() {
                surface.set_fill(Some(fill(color)));
                surface.draw_path(&path);
            }
        }
        Mark::Words { x, y, size, bold, color, words } => {
            surface.set_fill(Some(fill(color)));
            let mut x = *x;
            let glyphs: Vec<(usize, char, Glyph)> =
                words.char_indices().map(|(at, character)| (at, character, faces.glyph(character, *bold))).collect();
            for run in glyphs.chunk_by(|one, next| one.2.face == next.2.face) {
                let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
                let start = first.0;
                let text = &words[start..last.0 + last.1.len_utf8()];
                let shaped: Vec<KrillaGlyph> = run
                    .iter()
                    .map(|(at, character, glyph)| {
                        let bytes = at - start..at - start + character.len_utf8();
                        KrillaGlyph::new(GlyphId::new(glyph.id), short(glyph.wide), 0.0, 0.0, 0.0, bytes, None)
                    })
                    .collect();
                if let Some(font) = faces.font(first.2.face) {
                    let at = Point::from_xy(short(x), short(*y));
                    surface.draw_glyphs(at, &shaped, font.clone(), text, short(*size), false);
                }
                x += run.iter().map(|(_, _, glyph)| glyph.wide).sum::<f64>() * size;
            }
        }
    }
}
