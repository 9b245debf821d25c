//! Things that the pages of a file share: their faces and drawings.

use super::artworks::UsedArtworks;
use super::used_fonts::UsedFonts;
use crate::font::Fonts;

/// All of it.
pub(super) struct Used<'a> {
    /// The faces.
    pub(super) fonts: UsedFonts<'a>,
    /// The drawings.
    pub(super) artworks: UsedArtworks,
}

impl<'a> Used<'a> {
    /// Nothing yet.
    pub(super) fn new(fonts: &'a Fonts<'a>) -> Self {
        Self { fonts: UsedFonts::new(fonts), artworks: UsedArtworks::default() }
    }
}
