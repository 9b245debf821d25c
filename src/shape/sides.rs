//! The side of a letter on which faces draw its marks: above it or below.
//!
//! Two faces of a language may differ. For example, Moul draws the register shifter of `អ៊ី` above the letter, and
//! Noto Serif Khmer below it, where people expect it.

use rustybuzz::Language;
use unicode_script::Script;

use super::itemize::{Item, script_of};
use super::shaper::Run;
use super::{Cluster, Glyph, ShapedText};
use crate::font::{Face, Fonts};
use crate::script::marks::{is_default_ignorable, is_mark};

/// The clusters of a text whose marks are above the letters in one setting of it and below them in another, in the order
/// of the text.
///
/// A cluster is left out if both have it in the same face, or if a face draws letters and marks as one glyph.
pub fn marks_elsewhere<'t>(
    one: &'t ShapedText,
    other: &'t ShapedText,
    language: &str,
    fonts: &'t Fonts,
) -> impl Iterator<Item = &'t str> {
    let language: Option<Language> = language.parse().ok();
    one.clusters.iter().filter_map(move |cluster| {
        let text = &one.text[cluster.text.clone()];
        let letters = text.trim_end_matches(|c| is_mark(c) || is_default_ignorable(c));
        if letters.is_empty() || letters.len() == text.len() {
            return None;
        }
        let same = other.clusters.get(other.cluster_at(cluster.text.start))?;
        if same.text != cluster.text || same.font == cluster.font {
            return None;
        }
        let below = |shaped: &ShapedText, cluster: &Cluster| {
            marks_below(letters, shaped.glyphs_of(cluster), cluster, language.as_ref(), fonts)
        };
        (below(one, cluster)? != below(other, same)?).then_some(text)
    })
}

/// The number of the marks that are below the letters of a cluster; `None` if no glyph is only a mark.
fn marks_below(
    letters: &str,
    glyphs: &[Glyph],
    cluster: &Cluster,
    language: Option<&Language>,
    fonts: &Fonts,
) -> Option<usize> {
    let face = fonts.face(cluster.font);
    let script = letters.chars().next().map_or(Script::Common, script_of);
    let letters_alone = Item { text: 0..letters.len(), font: cluster.font, script };
    let alone = Run::of(letters, &letters_alone, cluster.level, language, fonts).glyphs();
    let below = |glyphs: &[Glyph]| glyphs.iter().filter(|glyph| is_below(glyph, face)).count();
    (glyphs.len() > alone.len()).then(|| below(glyphs).saturating_sub(below(&alone)))
}

/// Whether the middle of a glyph's ink is below the baseline.
fn is_below(glyph: &Glyph, face: &Face) -> bool {
    face.ink_of(glyph.id).is_some_and(|ink| i32::from(ink.y_min) + i32::from(ink.y_max) + 2 * glyph.dy < 0)
}
