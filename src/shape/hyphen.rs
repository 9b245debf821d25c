//! Hyphens: the places inside words of a shaped paragraph where a line may end with one.

use super::{BreakControl, Cluster, Glyph, Hyphen, ShapedText};
use crate::font::{FontId, Fonts};
use crate::hyphenation::Hyphenation;

/// The characters that are drawn as a hyphen, the better one first: U+2010 and U+002D.
const HYPHENS: [char; 2] = ['\u{2010}', '-'];

/// Finds where the author asks for a hyphen and, if there are patterns, where a word may have one.
/// A place inside a ligature has no hyphen, and neither has a place with another order of the author.
pub(super) fn add_hyphens(shaped: &mut ShapedText, patterns: Option<Hyphenation>, fonts: &Fonts) {
    let orders = &shaped.orders;
    let by_author = orders.iter().filter(|order| order.order == BreakControl::Hyphenate).map(|order| (order.at, true));
    let is_ordered = |at: &usize| orders.binary_search_by_key(at, |order| order.at).is_ok();
    let by_pattern = patterns.into_iter().flat_map(|patterns| patterns.points(&shaped.text));
    let mut places: Vec<(usize, bool)> =
        by_author.chain(by_pattern.filter(|at| !is_ordered(at)).map(|at| (at, false))).collect();
    places.sort_unstable();
    for (at, by_author) in places {
        let cluster = shaped.cluster_at(at);
        let begins = shaped.clusters.get(cluster).is_some_and(|cluster| cluster.text.start == at);
        if !begins || cluster == 0 {
            continue;
        }
        let before = &shaped.clusters[cluster - 1];
        let (font, level) = (before.font, before.level);
        let Some((glyph, advance)) = hyphen_of(font, fonts) else { continue };
        shaped.glyphs.push(Glyph { id: glyph, dx: 0, dy: 0, advance });
        let glyphs = shaped.glyphs.len() - 1..shaped.glyphs.len();
        let drawn = Cluster { text: at..at, font, glyphs, advance: fonts.face(font).em(advance), level };
        shaped.hyphens.push(Hyphen { cluster, drawn, by_author });
    }
}

/// The hyphen of a face and its advance.
fn hyphen_of(font: FontId, fonts: &Fonts) -> Option<(u16, i32)> {
    let face = fonts.face(font).shaper();
    let glyph = HYPHENS.into_iter().find_map(|hyphen| face.glyph_index(hyphen))?;
    Some((glyph.0, i32::from(face.glyph_hor_advance(glyph)?)))
}
