//! Artwork in a PDF: each drawing is a form `XObject` (ISO 32000-1, 8.10) that pages share.
//!
//! Greys are `DeviceGray`, like everything else on a page. Colours are sRGB, which the file describes itself
//! (`ICCBased`), so that the grey output intent is enough.

use std::sync::Arc;

use super::colour_profile::srgb_profile;
use super::object_writer::{Filter, ObjectWriter};
use super::syntax::{ObjectNumber, push_length, push_number, push_reference, push_thousandths, thousandths};
use crate::artwork::{Artwork, Colour, FillRule, Outline, Paint, Segment, Stroke};
use crate::page::Figure;
use crate::unit::{Point, Pt, Size};

/// The drawings of a file, in the order in which they were first needed.
#[derive(Default)]
pub(super) struct UsedArtworks {
    used: Vec<Arc<Artwork>>,
}

/// The name by which a form calls the colours of sRGB.
const SRGB: &str = "S";

/// By how much lengths of artwork are multiplied when they are written, in thousandths: hundredths.
const STEP: f64 = 10.0;

impl UsedArtworks {
    /// The index of a drawing, by which the pages call it.
    fn index(&mut self, artwork: &Arc<Artwork>) -> usize {
        let is_same = |used: &Arc<Artwork>| Arc::ptr_eq(used, artwork) || used == artwork;
        self.used.iter().position(is_same).unwrap_or_else(|| {
            self.used.push(Arc::clone(artwork));
            self.used.len() - 1
        })
    }

    /// Draws a figure.
    pub(super) fn draw(&mut self, out: &mut Vec<u8>, figure: &Figure, sheet: Size) {
        let name = resource_name(self.index(&figure.artwork));
        let Placing { scale: [across, up], left, bottom } = Placing::of(figure, sheet);
        out.extend_from_slice(format!("q {across} 0 0 {up} ").as_bytes());
        push_length(out, left);
        out.push(b' ');
        push_length(out, bottom);
        out.extend_from_slice(format!(" cm /{name} Do Q\n").as_bytes());
    }

    /// Writes the forms, and gives their names and numbers.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub(super) fn write(&self, objects: &mut ObjectWriter) -> std::io::Result<Vec<(String, ObjectNumber)>> {
        let mut srgb: Option<ObjectNumber> = None;
        let mut written = Vec::new();
        for (at, artwork) in self.used.iter().enumerate() {
            let mut entries = b"/Type/XObject/Subtype/Form/BBox[0 0 ".to_vec();
            push_length(&mut entries, artwork.size.width);
            entries.push(b' ');
            push_length(&mut entries, artwork.size.height);
            entries.extend_from_slice(b"]/Resources<<");
            if artwork.has_colour() {
                let profile = match srgb {
                    Some(profile) => profile,
                    None => {
                        let number = objects.reserve(1);
                        objects.stream(number, b"/N 3/Alternate/DeviceRGB", &srgb_profile(), Filter::Flate)?;
                        number
                    }
                };
                srgb = Some(profile);
                entries.extend_from_slice(format!("/ColorSpace<</{SRGB}[/ICCBased ").as_bytes());
                push_reference(&mut entries, profile);
                entries.extend_from_slice(b"]>>");
            }
            entries.extend_from_slice(b">>");
            let number = objects.reserve(1);
            objects.stream(number, &entries, &content(artwork), Filter::Flate)?;
            written.push((resource_name(at), number));
        }
        Ok(written)
    }
}

/// The name by which pages call the drawing with this index.
fn resource_name(index: usize) -> String {
    format!("A{index}")
}

/// From the artwork's measure, whose origin is its lower left corner in a form, onto the sheet.
struct Placing {
    scale: [f64; 2],
    left: Pt,
    bottom: Pt,
}

impl Placing {
    fn of(figure: &Figure, sheet: Size) -> Self {
        let Size { width, height } = figure.artwork.size;
        // Six decimals of a thousand points are a thousandth.
        let scale = |part: Pt, whole: Pt| (part.0 / whole.0 * 1e6).round() / 1e6;
        let place = figure.place;
        Self {
            scale: [scale(place.width(), width), scale(place.height(), height)],
            left: place.left,
            bottom: sheet.height - place.bottom,
        }
    }
}

/// The content of a form.
fn content(artwork: &Artwork) -> Vec<u8> {
    let mut out = Vec::new();
    let sheet = artwork.size;
    for same in artwork.shapes.chunk_by(|a, b| a.clips == b.clips) {
        let clips = &same[0].clips;
        if !clips.is_empty() {
            out.extend_from_slice(b"q\n");
        }
        for clip in clips {
            if clip.outline.is_empty() {
                // Nothing is inside of nothing.
                out.extend_from_slice(b"0 0 0 0 re\n");
            }
            push_outline(&mut out, &clip.outline, sheet);
            out.extend_from_slice(match clip.rule {
                FillRule::NonZero => b"W n\n",
                FillRule::EvenOdd => b"W* n\n",
            });
        }
        for shape in same {
            match &shape.paint {
                Paint::Fill(rule) => {
                    push_colour(&mut out, shape.colour, ["g", "cs", "sc"]);
                    push_outline(&mut out, &shape.outline, sheet);
                    out.extend_from_slice(match rule {
                        FillRule::NonZero => b"f\n",
                        FillRule::EvenOdd => b"f*\n",
                    });
                }
                Paint::Stroke(stroke) => {
                    push_colour(&mut out, shape.colour, ["G", "CS", "SC"]);
                    push_pen(&mut out, stroke);
                    push_outline(&mut out, &shape.outline, sheet);
                    out.extend_from_slice(b"S\n");
                }
            }
        }
        if !clips.is_empty() {
            out.extend_from_slice(b"Q\n");
        }
    }
    out
}

/// Sets a colour by the operators for a grey, for a colour space and for a colour of it.
fn push_colour(out: &mut Vec<u8>, colour: Colour, [grey, space, components]: [&str; 3]) {
    let (levels, operator) = match colour.grey() {
        Some(level) => (vec![level], grey),
        None => {
            out.extend_from_slice(format!("/{SRGB} {space} ").as_bytes());
            (vec![colour.red, colour.green, colour.blue], components)
        }
    };
    for level in levels {
        push_thousandths(out, thousandths(f64::from(level) / 255.0));
        out.push(b' ');
    }
    out.extend_from_slice(operator.as_bytes());
    out.push(b'\n');
}

fn push_pen(out: &mut Vec<u8>, stroke: &Stroke) {
    push_fine(out, stroke.width);
    out.extend_from_slice(b" w ");
    push_number(out, stroke.cap as u64);
    out.extend_from_slice(b" J ");
    push_number(out, stroke.join as u64);
    out.extend_from_slice(b" j ");
    push_thousandths(out, thousandths(stroke.mitre_limit));
    out.extend_from_slice(b" M [");
    for (at, dash) in stroke.dashes.iter().enumerate() {
        if at > 0 {
            out.push(b' ');
        }
        push_fine(out, *dash);
    }
    out.extend_from_slice(b"] ");
    push_fine(out, stroke.dash_offset);
    out.extend_from_slice(b" d\n");
}

fn push_outline(out: &mut Vec<u8>, outline: &Outline, sheet: Size) {
    let mut push = |places: &[Point], operator: &str| {
        for place in places {
            push_fine(out, place.x);
            out.push(b' ');
            push_fine(out, sheet.height - place.y);
            out.push(b' ');
        }
        out.extend_from_slice(operator.as_bytes());
        out.push(b'\n');
    };
    for segment in outline {
        match *segment {
            Segment::Move(to) => push(&[to], "m"),
            Segment::Line(to) => push(&[to], "l"),
            Segment::Curve(first, second, to) => push(&[first, second, to], "c"),
            Segment::Close => push(&[], "h"),
        }
    }
}

/// A length of artwork to hundredths of a point.
fn push_fine(out: &mut Vec<u8>, length: Pt) {
    push_thousandths(out, ((length.0 * 1000.0 / STEP).round() * STEP) as i64);
}
