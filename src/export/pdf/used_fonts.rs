//! The faces that pages are set in, and the codes of each that they show.

use std::collections::BTreeMap;

use super::cluster_font::{ClusterFont, Code, FontFull};
use crate::font::{FontId, Fonts};
use crate::page::Placed;
use crate::shape::Glyph;

/// One face as the pages use it.
pub(super) struct ContentFont {
    /// The face.
    pub(super) face: FontId,
    /// The codes that were needed.
    pub(super) codes: ClusterFont,
}

/// All of them, in the order in which they were first needed.
pub(super) struct UsedFonts<'a> {
    fonts: &'a Fonts<'a>,
    used: Vec<ContentFont>,
    index: BTreeMap<FontId, usize>,
}

impl<'a> UsedFonts<'a> {
    /// No fonts yet.
    pub(super) fn new(fonts: &'a Fonts<'a>) -> Self {
        Self { fonts, used: Vec::new(), index: BTreeMap::new() }
    }

    /// The index of a face, by which the pages call it.
    pub(super) fn font(&mut self, face: FontId) -> usize {
        *self.index.entry(face).or_insert_with(|| {
            self.used.push(ContentFont { face, codes: ClusterFont::new(self.fonts.face(face)) });
            self.used.len() - 1
        })
    }

    /// The codes that show a cluster in the font of this index.
    ///
    /// # Errors
    ///
    /// When the font has no room for another glyph.
    pub(super) fn codes(&mut self, font: usize, cluster: &Placed) -> Result<Vec<Code>, FontFull> {
        let ContentFont { face, codes } = &mut self.used[font];
        let face = self.fonts.face(*face);
        if cluster.is_rtl {
            codes.codes_from_right(face, cluster.glyphs, cluster.text)
        } else {
            codes.codes(face, cluster.glyphs, cluster.text)
        }
    }

    /// The code that carries a right-to-left mark in the font of this index, and draws nothing.
    ///
    /// # Errors
    ///
    /// When the font has no room for another glyph.
    pub(super) fn right_to_left_mark(&mut self, font: usize) -> Result<Code, FontFull> {
        self.used[font].codes.right_to_left_mark()
    }

    /// The glyph of a space in a face that has one.
    pub(super) fn space_of(&self, face: FontId) -> Option<Glyph> {
        let shaper = self.fonts.face(face).shaper();
        let id = shaper.glyph_index(' ')?;
        let advance = shaper.glyph_hor_advance(id)?.into();
        Some(Glyph { id: id.0, dx: 0, dy: 0, advance })
    }

    /// The fonts, by their indices.
    pub(super) fn into_fonts(self) -> Vec<ContentFont> {
        self.used
    }
}

/// The name by which pages call the font with this index.
pub(super) fn resource_name(index: usize) -> String {
    format!("T{index}")
}
