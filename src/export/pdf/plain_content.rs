//! The content of pages as bytes, for print files, in which thousands of pages leave no time for a
//! model of each. What is drawn, and how it is marked, is what `content` says.

use super::cluster_font::{Code, FontFull};
use super::content::{Artifact, Part, part_of};
use super::object_writer::push_number;
use super::structure::type_name;
use super::used::Used;
use super::used_fonts::UsedFonts;
use crate::font::FontId;
use crate::page::{ElementId, Item, Line, Page, Role, Rule};
use crate::unit::{Point, Pt, Size};

/// Neighbours on a page that are part of the same thing: one piece of marked content.
pub(super) struct Piece<'a> {
    /// What they are part of.
    pub(super) part: Part,
    /// They themselves.
    pub(super) items: &'a [Item],
}

/// The pieces of a page's items in reading order.
pub(super) fn pieces<'a>(items: &'a [Item], page: &'a Page) -> impl Iterator<Item = Piece<'a>> {
    let part = |item: &Item| part_of(item, page);
    let neighbours = items.chunk_by(move |a, b| part(a) == part(b));
    neighbours.map(move |items| Piece { part: part(&items[0]), items })
}

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
            out.push(b'/');
            out.extend_from_slice(type_name(role).as_bytes());
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
    push_length(out, rule.stroke);
    out.extend_from_slice(b" w ");
    push_place(out, rule.from, sheet);
    out.extend_from_slice(b" m ");
    push_place(out, rule.to, sheet);
    out.extend_from_slice(b" l S\n");
}

/// A byte of a literal string (ISO 32000-1, 7.3.4.2).
fn push_string_byte(out: &mut Vec<u8>, byte: u8) {
    match byte {
        b'(' | b')' | b'\\' => out.extend([b'\\', byte]),
        // A reader would take it for the end of a line, however that is written.
        b'\r' => out.extend_from_slice(b"\\r"),
        _ => out.push(byte),
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

/// A length to thousandths of a point: finer than any press.
pub(super) fn push_length(out: &mut Vec<u8>, length: Pt) {
    push_thousandths(out, thousandths(length.0));
}

pub(super) fn thousandths(number: f64) -> i64 {
    (number * 1000.0).round() as i64
}

/// A number, given in thousandths, without zeros at its end.
pub(super) fn push_thousandths(out: &mut Vec<u8>, number: i64) {
    if number < 0 {
        out.push(b'-');
    }
    let number = number.unsigned_abs();
    push_number(out, number / 1000);
    let mut rest = number % 1000;
    if rest != 0 {
        out.push(b'.');
        let mut unit = 100;
        while rest != 0 {
            out.push(b'0' + (rest / unit) as u8);
            rest %= unit;
            unit /= 10;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(thousandths: i64) -> String {
        let mut out = Vec::new();
        push_thousandths(&mut out, thousandths);
        String::from_utf8(out).expect("it is ASCII")
    }

    #[test]
    fn numbers_are_as_short_as_can_be() {
        assert_eq!([0, 7, 70, 1500, -12_345].map(written), ["0", "0.007", "0.07", "1.5", "-12.345"]);
    }

    #[test]
    fn a_string_ends_only_at_its_end() {
        let mut out = Vec::new();
        b"a(b)\\\r\n".iter().for_each(|byte| push_string_byte(&mut out, *byte));
        assert_eq!(out, b"a\\(b\\)\\\\\\r\n");
    }
}
