//! The content of the pages as bytes: lines become runs of codes, rules become strokes, and each piece is
//! marked with the element that it belongs to.

use super::cluster_font::{Code, FontFull};
use super::marks::{Artifact, Part, Piece};
use super::roles::type_name;
use super::syntax::{push_length, push_name, push_number, push_string_byte, push_thousandths, thousandths};
use super::used::Used;
use super::used_fonts::UsedFonts;
use crate::font::FontId;
use crate::page::{ElementId, Item, Line, Purpose, Role, Rule};
use crate::unit::{Point, Size};

/// How light a tint is, in thousandths of the way from black to white.
const TINT: i64 = 870;

/// Draws a piece and marks it. An element is given as its role and the number of the mark.
///
/// # Errors
///
/// The face that has more distinct clusters than a font can hold.
pub(super) fn draw(
    out: &mut Vec<u8>,
    piece: &Piece,
    mark: impl FnOnce(ElementId) -> (Role, usize),
    sheet: Size,
    used: &mut Used,
) -> Result<(), FontId> {
    match piece.part {
        Part::Element(element) => {
            let (role, mcid) = mark(element);
            push_name(out, type_name(role).as_bytes());
            out.extend_from_slice(b"<</MCID ");
            push_number(out, mcid as u64);
            out.extend_from_slice(b">>BDC\n");
        }
        Part::Artifact(artifact) => out.extend_from_slice(match artifact {
            Artifact::Header => b"/Artifact<</Type/Pagination/Subtype/Header/Attached[/Top]>>BDC\n",
            Artifact::Footer => b"/Artifact<</Type/Pagination/Subtype/Footer/Attached[/Bottom]>>BDC\n",
            Artifact::Layout => b"/Artifact<</Type/Layout>>BDC\n",
            Artifact::Production => b"/Artifact<</Type/Page>>BDC\n",
        }),
    }
    for item in piece.items {
        match item {
            Item::Line(line) => draw_line(out, line, sheet, &mut used.fonts)?,
            Item::Rule(rule) => draw_rule(out, rule, sheet),
            Item::Figure(figure) => used.artworks.draw(out, figure, sheet),
        }
    }
    out.extend_from_slice(b"EMC\n");
    Ok(())
}

fn draw_line(out: &mut Vec<u8>, line: &Line, sheet: Size, fonts: &mut UsedFonts) -> Result<(), FontId> {
    let clusters = line.placed();
    if clusters.is_empty() {
        return Ok(());
    }
    out.extend_from_slice(b"BT\n");
    for run in clusters.chunk_by(|a, b| a.font == b.font) {
        let font = fonts.font(run[0].font);
        out.extend_from_slice(b"/T");
        push_number(out, font as u64);
        out.push(b' ');
        push_length(out, line.size);
        out.extend_from_slice(b" Tf 1 0 0 1 ");
        push_place(out, Point { x: run[0].x, ..line.origin }, sheet);
        out.extend_from_slice(b" Tm");
        // Thousandths of the size, counted to the left (ISO 32000-1, 9.4.3). What comes after the
        // last cluster moves nothing.
        let opened = |at: usize| if at + 1 < run.len() { thousandths(run[at].opened.0 * 1000.0) } else { 0 };
        let is_plain = (0..run.len()).all(|at| opened(at) == 0);
        out.extend_from_slice(if is_plain { b"(" } else { b"[(" });
        for (at, cluster) in run.iter().enumerate() {
            for Code(code) in fonts.codes(font, cluster).map_err(|FontFull| cluster.font)? {
                code.to_be_bytes().into_iter().for_each(|byte| push_string_byte(out, byte));
            }
            if opened(at) != 0 {
                out.push(b')');
                push_thousandths(out, -opened(at));
                out.push(b'(');
            }
        }
        out.extend_from_slice(if is_plain { b")Tj\n" } else { b")]TJ\n" });
    }
    out.extend_from_slice(b"ET\n");
    Ok(())
}

fn draw_rule(out: &mut Vec<u8>, rule: &Rule, sheet: Size) {
    // A page begins in black (ISO 32000-1, 8.6.4.2), and what follows a tint is black again.
    let is_tint = rule.purpose == Purpose::Tint;
    if is_tint {
        push_thousandths(out, TINT);
        out.extend_from_slice(b" G\n");
    }
    push_length(out, rule.stroke);
    out.extend_from_slice(b" w ");
    push_place(out, rule.from, sheet);
    out.extend_from_slice(b" m ");
    push_place(out, rule.to, sheet);
    out.extend_from_slice(b" l S\n");
    if is_tint {
        out.extend_from_slice(b"0 G\n");
    }
}

/// A place on the sheet as PDF measures it: from the lower left corner (ISO 32000-1, 8.3.2.3).
fn push_place(out: &mut Vec<u8>, place: Point, sheet: Size) {
    push_length(out, place.x);
    out.push(b' ');
    push_length(out, sheet.height - place.y);
}

/// Begins a part that is drawn as if this place were the lower left corner. `Q` ends it.
pub(super) fn push_origin(out: &mut Vec<u8>, origin: Point, sheet: Size) {
    out.extend_from_slice(b"q 1 0 0 1 ");
    push_place(out, origin, sheet);
    out.extend_from_slice(b" cm\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::unit::Pt;

    #[test]
    fn a_tint_is_light_and_what_follows_is_black() {
        let sheet = Size { width: Pt(100.0), height: Pt(100.0) };
        let rule = |purpose| Rule { from: Point::default(), to: Point::default(), stroke: Pt(2.0), purpose };
        let drawn = |purpose| {
            let mut out = Vec::new();
            draw_rule(&mut out, &rule(purpose), sheet);
            String::from_utf8(out).expect("it is ASCII")
        };
        assert_eq!(drawn(Purpose::Layout), "2 w 0 100 m 0 100 l S\n");
        assert_eq!(drawn(Purpose::Tint), "0.87 G\n2 w 0 100 m 0 100 l S\n0 G\n");
    }
}
