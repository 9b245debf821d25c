//! Artwork in the SVG of a page: the same outlines, at their place.

use std::fmt::Write as _;

use super::number;
use crate::artwork::{Cap, FillRule, Join, Outline, Paint, Segment, Shape, Stroke};
use crate::page::Figure;
use crate::unit::{Point, Pt, Size};

/// Draws a figure. `name` begins the ids of its parts.
pub fn draw(out: &mut String, figure: &Figure, name: &str) {
    let Figure { place, artwork, .. } = figure;
    let Size { width, height } = artwork.size;
    let _ = write!(
        out,
        "<svg class=\"figure\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" viewBox=\"0 0 {} {}\" \
         preserveAspectRatio=\"none\" overflow=\"hidden\">",
        number(place.left),
        number(place.top),
        number(place.width()),
        number(place.height()),
        number(width),
        number(height),
    );
    for (at, same) in artwork.shapes.chunk_by(|a, b| a.clips == b.clips).enumerate() {
        let clips = &same[0].clips;
        for (n, clip) in clips.iter().enumerate() {
            let (id, d) = (format!("{name}c{at}n{n}"), path(&clip.outline));
            let rule = if clip.rule == FillRule::EvenOdd { " clip-rule=\"evenodd\"" } else { "" };
            let _ = write!(out, "<clipPath id=\"{id}\"><path d=\"{d}\"{rule}/></clipPath><g clip-path=\"url(#{id})\">");
        }
        for shape in same {
            draw_shape(out, shape);
        }
        out.push_str(&"</g>".repeat(clips.len()));
    }
    out.push_str("</svg>");
}

fn draw_shape(out: &mut String, shape: &Shape) {
    let Shape { outline, paint, colour, .. } = shape;
    let _ = write!(out, "<path d=\"{}\"", path(outline));
    let colour = format!("#{:02x}{:02x}{:02x}", colour.red, colour.green, colour.blue);
    match paint {
        Paint::Fill(rule) => {
            let _ = write!(out, " fill=\"{colour}\"");
            if *rule == FillRule::EvenOdd {
                out.push_str(" fill-rule=\"evenodd\"");
            }
        }
        Paint::Stroke(stroke) => {
            let _ = write!(out, " fill=\"none\" stroke=\"{colour}\"{}", pen(stroke));
        }
    }
    out.push_str("/>");
}

fn pen(stroke: &Stroke) -> String {
    let cap = match stroke.cap {
        Cap::Butt => "butt",
        Cap::Round => "round",
        Cap::Square => "square",
    };
    let join = match stroke.join {
        Join::Mitre => "miter",
        Join::Round => "round",
        Join::Bevel => "bevel",
    };
    let mut pen = format!(
        " stroke-width=\"{}\" stroke-linecap=\"{cap}\" stroke-linejoin=\"{join}\" stroke-miterlimit=\"{}\"",
        number(stroke.width),
        number(Pt(stroke.mitre_limit)),
    );
    if !stroke.dashes.is_empty() {
        let dashes: Vec<String> = stroke.dashes.iter().copied().map(number).collect();
        let offset = number(stroke.dash_offset);
        let _ = write!(pen, " stroke-dasharray=\"{}\" stroke-dashoffset=\"{offset}\"", dashes.join(" "));
    }
    pen
}

fn path(outline: &Outline) -> String {
    let mut out = String::new();
    let mut add = |command: char, places: &[Point]| {
        out.push(command);
        for (at, Point { x, y }) in places.iter().enumerate() {
            if at > 0 {
                out.push(' ');
            }
            let _ = write!(out, "{} {}", number(*x), number(*y));
        }
    };
    for segment in outline {
        match *segment {
            Segment::Move(to) => add('M', &[to]),
            Segment::Line(to) => add('L', &[to]),
            Segment::Curve(first, second, to) => add('C', &[first, second, to]),
            Segment::Close => add('Z', &[]),
        }
    }
    out
}
