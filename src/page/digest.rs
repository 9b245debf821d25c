//! Hashes of what is printed, which do not depend on how it is written into a file.

use sha2::{Digest, Sha256};

use crate::font::Fonts;
use crate::page::document::{Figure, Item, Line, Rule};
use crate::unit::Pt;

/// Adds a line's words, faces and place, a stroke's ends, or a drawing and its place, to the thousandth of
/// a point.
pub fn update(hash: &mut Sha256, item: &Item, fonts: &Fonts) {
    match item {
        Item::Line(line) => update_line(hash, line, fonts),
        Item::Figure(Figure { place, artwork, .. }) => {
            add(hash, &[place.left, place.top, place.right, place.bottom]);
            hash.update(format!("{:?}", artwork.shapes));
        }
        Item::Rule(Rule { from, to, stroke, .. }) => add(hash, &[from.x, from.y, to.x, to.y, *stroke]),
    }
    hash.update([0]);
}

fn update_line(hash: &mut Sha256, line: &Line, fonts: &Fonts) {
    let Line { origin, size, text, clusters, .. } = line;
    add(hash, &[origin.x, origin.y, *size, line.width()]);
    hash.update(text.text_of(clusters.clone()));
    hash.update([0]);
    for run in text.clusters[clusters.clone()].chunk_by(|one, next| one.font == next.font) {
        hash.update(fonts.face(run[0].font).postscript_name());
        hash.update([0]);
    }
}

fn add(hash: &mut Sha256, lengths: &[Pt]) {
    for length in lengths {
        hash.update(((length.0 * 1000.0).round() as i64).to_be_bytes());
    }
}
