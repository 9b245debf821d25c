//! What is on the pages: lines, their ink, and the text of the elements.

use std::collections::BTreeMap;

use likhit::font::Fonts;
use likhit::page::{Document, ElementId, Item, Line};
use likhit::unit::{Mm, Rect};

/// Printers leave a margin of about 4 mm white.
pub const UNPRINTABLE: Mm = Mm(4.0);

/// Every line, with the index of its page.
pub fn lines(document: &Document) -> impl Iterator<Item = (usize, &Line)> {
    document
        .pages
        .iter()
        .enumerate()
        .flat_map(|(page, content)| content.items.iter().filter_map(Item::line).map(move |line| (page, line)))
}

/// The text of each element, its lines joined unchanged.
pub fn texts(document: &Document) -> BTreeMap<ElementId, String> {
    let mut texts: BTreeMap<ElementId, String> = BTreeMap::new();
    for (_, line) in lines(document) {
        if let Some(element) = line.element {
            texts.entry(element).or_default().push_str(line.text.text_of(line.clusters.clone()));
        }
    }
    texts
}

/// The boxes around the ink of a line's glyphs.
pub fn ink(line: &Line, fonts: &Fonts) -> Vec<Rect> {
    let mut boxes = Vec::new();
    for cluster in line.placed() {
        let mut pen = cluster.x;
        let face = fonts.face(cluster.font);
        let length = |units: i32| face.em(units).at(line.size);
        for glyph in cluster.glyphs {
            if let Some(bounds) = face.shaper().glyph_bounding_box(ttf_parser::GlyphId(glyph.id)) {
                boxes.push(Rect {
                    left: pen + length(i32::from(bounds.x_min) + glyph.dx),
                    right: pen + length(i32::from(bounds.x_max) + glyph.dx),
                    top: line.origin.y - length(i32::from(bounds.y_max) + glyph.dy),
                    bottom: line.origin.y - length(i32::from(bounds.y_min) + glyph.dy),
                });
            }
            pen += length(glyph.advance);
        }
    }
    boxes
}

/// Whether two boxes have a part in common.
pub fn overlap(a: &Rect, b: &Rect) -> bool {
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}
