//! The faces of fonts: which of them has a character, and how wide it is there.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::sync::Arc;

use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, GlyphId, MetadataProvider as _};

use crate::document::Chart;
use crate::document::layout;
use crate::document::pdf::{Font, Fonts};
use crate::error::{Error, Kind, Result};
use crate::lang::width;
use crate::text;

/// A character in a face.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Glyph {
    /// Which face.
    pub face: usize,
    /// Its number there; 0 is the box for what is missing.
    pub id: u32,
    /// How wide it is, in ems.
    pub wide: f64,
}

/// All faces, regular ones first.
pub(super) struct Faces<'a> {
    parsed: Vec<FontRef<'a>>,
    fonts: Vec<krilla::text::Font>,
    regular: usize,
    known: RefCell<HashMap<(char, bool), Glyph>>,
    lacks_chinese: Cell<bool>,
}

impl<'a> Faces<'a> {
    /// The faces of fonts.
    ///
    /// # Errors
    /// Fails when there are none, or when one cannot be read.
    pub(super) fn new(fonts: &'a Fonts) -> Result<Self> {
        let (mut parsed, mut loaded) = (Vec::new(), Vec::new());
        for Font { bytes, index } in fonts.regular.iter().chain(&fonts.bold) {
            let face = FontRef::from_index(bytes, *index).ok();
            let font = krilla::text::Font::new(Arc::clone(bytes).into(), *index);
            let (Some(face), Some(font)) = (face, font) else {
                return Err(Error::new(
                    Kind::Unreadable,
                    text!("a font of the system cannot be read", "系统中的一个字体无法读取"),
                ));
            };
            parsed.push(face);
            loaded.push(font);
        }
        if fonts.regular.is_empty() {
            return Err(super::no_font());
        }
        let regular = fonts.regular.len();
        Ok(Self { parsed, fonts: loaded, regular, known: RefCell::default(), lacks_chinese: Cell::new(false) })
    }

    /// The character in the first face that has it.
    pub(super) fn glyph(&self, character: char, bold: bool) -> Glyph {
        if let Some(glyph) = self.known.borrow().get(&(character, bold)) {
            return *glyph;
        }
        let all = 0..self.parsed.len();
        let (first, then) =
            if bold { (self.regular..all.end, 0..self.regular) } else { (0..self.regular, self.regular..all.end) };
        let found = first.chain(then).find_map(|face| {
            let id = self.parsed[face].charmap().map(character)?;
            Some(Glyph { face, id: id.to_u32(), wide: self.advance(face, id) })
        });
        let glyph = found.unwrap_or_else(|| {
            let wide = width(character.encode_utf8(&mut [0; 4]));
            if is_chinese(character) {
                self.lacks_chinese.set(true);
            }
            Glyph { face: 0, id: 0, wide: if wide == 0 { 0.0 } else { self.advance(0, GlyphId::new(0)) } }
        });
        self.known.borrow_mut().insert((character, bold), glyph);
        glyph
    }

    /// The face for drawing.
    pub(super) fn font(&self, face: usize) -> Option<&krilla::text::Font> {
        self.fonts.get(face)
    }

    /// Whether a Chinese character was asked for that no face has.
    pub(super) const fn lacks_chinese(&self) -> bool {
        self.lacks_chinese.get()
    }

    fn advance(&self, face: usize, id: GlyphId) -> f64 {
        let face = self.parsed[face].glyph_metrics(Size::new(1.0), LocationRef::default());
        f64::from(face.advance_width(id).unwrap_or(0.0))
    }
}

impl layout::Face for Faces<'_> {
    fn width(&self, character: char, bold: bool) -> f64 {
        self.glyph(character, bold).wide
    }

    fn chart(&self, _: &Chart) -> Option<f64> {
        None
    }
}

/// Whether a character is one of Chinese writing, or of its punctuation.
const fn is_chinese(character: char) -> bool {
    matches!(character, '\u{3000}'..='\u{303f}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ff60}')
}
