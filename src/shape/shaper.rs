//! The call to rustybuzz, and the gathering of its glyphs into clusters.

use rustybuzz::{Direction, Language, UnicodeBuffer};
use unicode_script::Script;
use unicode_segmentation::UnicodeSegmentation;

use super::itemize::{Item, itemize};
use super::{Cluster, Glyph, ShapedText, TextStyle, Wording};
use crate::font::Fonts;

pub use super::itemize::Uncovered as MissingGlyph;

/// Shapes a paragraph.
///
/// # Errors
///
/// Every character for which none of the fonts has a glyph.
pub fn shape(written: &str, style: &TextStyle, fonts: &Fonts) -> Result<ShapedText, Vec<MissingGlyph>> {
    let Wording { text, orders } = Wording::of(written);
    let preference = fonts.preferred(&style.families, style.weight);
    let items = itemize(&text, &preference, fonts)?;
    let mut shaped = ShapedText { text: String::new(), orders, clusters: Vec::new(), glyphs: Vec::new() };
    for item in &items {
        shape_item(&text, item, &style.language, fonts, &mut shaped);
    }
    shaped.text = text;
    Ok(shaped)
}

fn shape_item(text: &str, item: &Item, language: &str, fonts: &Fonts, shaped: &mut ShapedText) {
    let face = fonts.face(item.font);
    let direction = Direction::LeftToRight;
    let script = buzz_script(item.script);
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(&text[item.text.clone()]);
    buffer.set_direction(direction);
    buffer.set_script(script);
    let language: Option<Language> = language.parse().ok();
    if let Some(language) = &language {
        buffer.set_language(language.clone());
    }
    let output = match &language {
        Some(language) => {
            let plan = face.plan(direction, script, language);
            rustybuzz::shape_with_plan(face.shaper(), &plan, buffer)
        }
        None => rustybuzz::shape(face.shaper(), &[], buffer),
    };

    let infos = output.glyph_infos();
    let positions = output.glyph_positions();
    let boundaries = cluster_starts(&text[item.text.clone()], infos.iter().map(|info| info.cluster as usize));
    let mut glyph = 0;
    for (i, &start) in boundaries.iter().enumerate() {
        let end = boundaries.get(i + 1).copied().unwrap_or(item.text.len());
        let first = shaped.glyphs.len();
        let mut advance = 0;
        while glyph < infos.len() && (infos[glyph].cluster as usize) < end {
            let position = &positions[glyph];
            shaped.glyphs.push(Glyph {
                // A TrueType font has at most 65,535 glyphs.
                id: infos[glyph].glyph_id as u16,
                dx: position.x_offset,
                dy: position.y_offset,
                advance: position.x_advance,
            });
            advance += position.x_advance;
            glyph += 1;
        }
        shaped.clusters.push(Cluster {
            text: item.text.start + start..item.text.start + end,
            font: item.font,
            glyphs: first..shaped.glyphs.len(),
            advance: face.em(advance),
        });
    }
}

/// Where clusters begin: where the shaper begins one and, at the same place, a grapheme does, so
/// that no orthographic cluster is ever parted.
fn cluster_starts(text: &str, shaper_clusters: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut starts: Vec<usize> = shaper_clusters.collect();
    starts.sort_unstable();
    starts.dedup();
    let graphemes: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).collect();
    starts.retain(|start| graphemes.binary_search(start).is_ok());
    if starts.first() != Some(&0) {
        starts.insert(0, 0);
    }
    starts
}

fn buzz_script(script: Script) -> rustybuzz::Script {
    let name = script.short_name().as_bytes();
    <[u8; 4]>::try_from(name)
        .ok()
        .and_then(|tag| rustybuzz::Script::from_iso15924_tag(ttf_parser::Tag::from_bytes(&tag)))
        .unwrap_or(rustybuzz::script::COMMON)
}
