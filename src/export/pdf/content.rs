//! The content of the pages as bytes: lines become runs of codes, rules become strokes, and each piece is
//! marked with the element that it belongs to.

use std::ops::Range;

use super::cluster_font::{Code, FontFull};
use super::marks::{Artifact, Part, Piece};
use super::syntax::{push_length, push_name, push_number, push_string_byte, push_thousandths, thousandths};
use super::used::Used;
use super::used_fonts::UsedFonts;
use crate::font::FontId;
use crate::page::{ElementId, Item, Line, Placed, Purpose, Rule};
use crate::script::marks::is_nonspacing;
use crate::unit::{Em, Point, Pt, Size};

/// How light a tint is, in thousandths of the way from black to white.
const TINT: i64 = 870;

/// Draws a piece and marks it: a piece of the text with its structure type and the number of its mark. `next` is the
/// piece that follows. Most readers join two lines of one height that follow each other, so there is a space between them.
///
/// # Errors
///
/// The face that has more distinct clusters than a font can hold.
pub(super) fn draw(
    out: &mut Vec<u8>,
    piece: &Piece,
    next: Option<&Piece>,
    mark: impl FnOnce(ElementId, Option<usize>) -> (&'static str, usize),
    sheet: Size,
    used: &mut Used,
) -> Result<(), FontId> {
    match piece.part {
        Part::Element(element, span) => {
            let (structure_type, mcid) = mark(element, span);
            push_name(out, structure_type.as_bytes());
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
    let last = piece.items.iter().rposition(|item| item.line().is_some());
    let is_joined = next.is_some_and(|next| would_be_joined(piece, next));
    for (at, item) in piece.items.iter().enumerate() {
        match item {
            Item::Line(line) => {
                let part = LinePart { placed: piece.placed.clone(), has_space_behind: is_joined && Some(at) == last };
                draw_line(out, line, &part, sheet, &mut used.fonts)?;
            }
            Item::Rule(rule) => draw_rule(out, rule, sheet),
            Item::Figure(figure) => used.artworks.draw(out, figure, sheet),
        }
    }
    out.extend_from_slice(b"EMC\n");
    Ok(())
}

/// How near to each other two baselines are that most readers take for one, in parts of the larger size: half a line.
const ONE_LINE: Em = Em(0.6);

/// Whether a reader may join the last word of a piece with the first word of the next, which belongs to something else.
fn would_be_joined(piece: &Piece, next: &Piece) -> bool {
    let is_same = match (piece.part, next.part) {
        (Part::Element(one, _), Part::Element(other, _)) => one == other,
        _ => false,
    };
    let last = piece.items.iter().rev().find_map(Item::line);
    let (false, Some(last), Some(first)) = (is_same, last, next.items.iter().find_map(Item::line)) else {
        return false;
    };
    let apart = (last.origin.y - first.origin.y).0.abs();
    apart < ONE_LINE.at(last.size.max(first.size)).0 && !last.text.text_of(last.clusters.clone()).ends_with(' ')
}

/// The part of a line that is drawn.
struct LinePart {
    /// Which of its clusters, from left to right, if not all.
    placed: Option<Range<usize>>,
    /// Whether a space is drawn behind them.
    has_space_behind: bool,
}

/// Draws a line or a part of it.
fn draw_line(
    out: &mut Vec<u8>,
    line: &Line,
    part: &LinePart,
    sheet: Size,
    fonts: &mut UsedFonts,
) -> Result<(), FontId> {
    let mut clusters = line.placed();
    let (mut before, mut beyond) = (None, None);
    if let Some(placed) = &part.placed {
        before = placed.start.checked_sub(1).and_then(|at| clusters.get(at).copied());
        beyond = clusters.get(placed.end).copied();
        clusters = clusters[placed.clone()].to_vec();
    }
    let space = clusters.last().filter(|_| part.has_space_behind).and_then(|last| fonts.space_of(last.font));
    if let (Some(space), Some(last)) = (&space, clusters.last().copied()) {
        let mut space = Placed { text: " ", glyphs: std::slice::from_ref(space), opened: Em::ZERO, ..last };
        if line.text.level.is_rtl() {
            (space.x, space.is_rtl) = (clusters[0].x, true);
            clusters.insert(0, space);
        } else {
            space.x = last.x + (last.advance + last.opened).at(line.size);
            clusters.push(space);
        }
    }
    if clusters.is_empty() {
        return Ok(());
    }
    out.extend_from_slice(b"BT\n");
    for run in runs(&clusters, line.text.level.is_rtl()) {
        let before = run.start.checked_sub(1).map(|at| clusters[at]).or(before);
        let behind = &clusters[run.end..];
        let run = &clusters[run];
        let font = fonts.font(run[0].font);
        out.extend_from_slice(b"/T");
        push_number(out, font as u64);
        out.push(b' ');
        push_length(out, line.size);
        out.extend_from_slice(b" Tf 1 0 0 1 ");
        let x = begin_of_run(run[0].x, line.origin.x, before.as_ref());
        push_place(out, Point { x, ..line.origin }, sheet);
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
            let next = run.get(at + 1).or(behind.first()).or(beyond.as_ref());
            if next.is_some_and(|next| is_bracket_beside_latin(cluster, next)) {
                let Code(code) = fonts.right_to_left_mark(font).map_err(|FontFull| cluster.font)?;
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

/// Where a run begins. If it began to the left of where a run with a mark at its end ends, if only by rounding, readers
/// would put this mark over its first letter. They add up widths in 32 bits, which is a thousandth of a point for a line,
/// so it begins at the next hundredth.
fn begin_of_run(x: Pt, begin_of_line: Pt, before: Option<&Placed>) -> Pt {
    let ends_with_mark = before.is_some_and(|before| before.text.ends_with(is_nonspacing));
    if ends_with_mark { begin_of_line + Pt(((x - begin_of_line).0 * 100.0).ceil() / 100.0) } else { x }
}

/// The runs of one face and one direction, each from left to right, in the order in which they are read: a line from
/// right to left begins with the run at its right. Readers that do not order runs themselves then give them in order.
fn runs(clusters: &[Placed], is_rtl: bool) -> Vec<Range<usize>> {
    let is_one_way = |a: &Placed, b: &Placed| !is_rtl || a.is_rtl == b.is_rtl;
    let mut end = 0;
    let of_one_face = clusters.chunk_by(|a, b| a.font == b.font && is_one_way(a, b)).map(|run| {
        end += run.len();
        end - run.len()..end
    });
    let runs: Vec<Range<usize>> = of_one_face.collect();
    if !is_rtl {
        return runs;
    }
    let of_one_way = runs.chunk_by(|a, b| is_one_way(&clusters[a.start], &clusters[b.start]));
    of_one_way.rev().flatten().cloned().collect()
}

/// Whether a bracket that runs from right to left stands to the left of words that run the other way. poppler would take
/// it for a part of them.
fn is_bracket_beside_latin(cluster: &Placed, next: &Placed) -> bool {
    let is_bracket = matches!(cluster.text, "(" | ")" | "[" | "]" | "{" | "}" | "«" | "»" | "‹" | "›");
    is_bracket && cluster.is_rtl && !next.is_rtl
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

    #[test]
    fn a_tint_is_light_and_what_follows_is_black() {
        let sheet = Size { width: Pt(100.0), height: Pt(100.0) };
        let rule =
            |purpose| Rule { element: None, from: Point::default(), to: Point::default(), stroke: Pt(2.0), purpose };
        let drawn = |purpose| {
            let mut out = Vec::new();
            draw_rule(&mut out, &rule(purpose), sheet);
            String::from_utf8(out).expect("it is ASCII")
        };
        assert_eq!(drawn(Purpose::Layout), "2 w 0 100 m 0 100 l S\n");
        assert_eq!(drawn(Purpose::Tint), "0.87 G\n2 w 0 100 m 0 100 l S\n0 G\n");
    }
}
