//! Artwork: a drawing made of outlines, such as a logo, as any exporter can draw it.
//!
//! There are no pixels and no transparency: an outline is filled or stroked in one colour, which is
//! all that a printing press needs.

mod guard;
mod svg;
#[cfg(test)]
mod tests;
mod values;

pub use svg::read_svg;

use std::sync::Arc;

use crate::unit::{Point, Pt, Size};

/// The longer side of every artwork in its own measure: hundredths of a point are then finer than any
/// press, however large it is drawn.
pub const LONGER_SIDE: Pt = Pt(1000.0);

/// A drawing.
#[derive(Debug, Clone, PartialEq)]
pub struct Artwork {
    /// Its size in its own measure. Parts outside it are not drawn.
    pub size: Size,
    /// The painted outlines, from the back to the front.
    pub shapes: Vec<Shape>,
    /// Its description, for screen readers.
    pub title: Option<Title>,
}

/// The description of a drawing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// The words.
    pub words: String,
    /// Their BCP 47 tag, where the drawing names it.
    pub language: Option<String>,
}

/// An outline that is painted.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    /// Where it runs.
    pub outline: Arc<Outline>,
    /// How it is painted.
    pub paint: Paint,
    /// Its colour.
    pub colour: Colour,
    /// The areas that it is seen in: in all of them at once.
    pub clips: Vec<Clip>,
}

/// A line that is drawn without lifting the pen, or several; from the upper left corner.
pub type Outline = Vec<Segment>;

/// A piece of an outline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Segment {
    /// Lifts the pen and goes there.
    Move(Point),
    /// A straight line to there.
    Line(Point),
    /// A cubic Bézier curve by two control points to the third.
    Curve(Point, Point, Point),
    /// A straight line to where the pen was put down.
    Close,
}

/// An area that clips what is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Clip {
    /// Its outline.
    pub outline: Arc<Outline>,
    /// The rule for its inside.
    pub rule: FillRule,
}

/// The rule for the inside of an outline that crosses itself (ISO 32000-1, 8.5.3.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FillRule {
    /// The area that the line goes around more often in one direction than in the other.
    NonZero,
    /// The area that the line goes around an odd number of times.
    EvenOdd,
}

/// How an outline is painted.
#[derive(Debug, Clone, PartialEq)]
pub enum Paint {
    /// Its inside.
    Fill(FillRule),
    /// Along its line.
    Stroke(Stroke),
}

/// A pen.
#[derive(Debug, Clone, PartialEq)]
pub struct Stroke {
    /// How wide it is.
    pub width: Pt,
    /// How lines end.
    pub cap: Cap,
    /// How corners are drawn.
    pub join: Join,
    /// How far a mitred corner may reach, in widths.
    pub mitre_limit: f64,
    /// Dashes and the gaps between them, in turn; empty means a solid line.
    pub dashes: Vec<Pt>,
    /// How far into the dashes a line begins.
    pub dash_offset: Pt,
}

/// How lines end (ISO 32000-1, table 54, in its order).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cap {
    /// At their end.
    Butt,
    /// In a half circle.
    Round,
    /// In half a square.
    Square,
}

/// How corners are drawn (ISO 32000-1, table 55, in its order).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Join {
    /// Pointed.
    Mitre,
    /// Round.
    Round,
    /// Cut off.
    Bevel,
}

/// A colour of sRGB (IEC 61966-2-1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Colour {
    /// Red.
    pub red: u8,
    /// Green.
    pub green: u8,
    /// Blue.
    pub blue: u8,
}

impl Colour {
    /// Reads `#rrggbb`.
    pub fn read(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
        let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        Some(Self { red: part(0)?, green: part(2)?, blue: part(4)? })
    }

    /// The level of grey, if it is a grey: 0 is black.
    pub fn grey(self) -> Option<u8> {
        (self.red == self.green && self.green == self.blue).then_some(self.red)
    }

    /// The grey that is as light (ITU-R BT.601).
    #[must_use]
    pub fn in_grey(self) -> Self {
        let [red, green, blue] = [self.red, self.green, self.blue].map(u32::from);
        let level = u8::try_from((299 * red + 587 * green + 114 * blue + 500) / 1000).unwrap_or(u8::MAX);
        Self { red: level, green: level, blue: level }
    }
}

impl Artwork {
    /// A bar of one colour.
    pub fn bar(size: Size, colour: Colour) -> Self {
        let scale = LONGER_SIDE.0 / size.width.max(size.height).0;
        let size = Size { width: size.width * scale, height: size.height * scale };
        let Size { width, height } = size;
        let corner = |x: Pt, y: Pt| Point { x, y };
        let outline = vec![
            Segment::Move(corner(Pt::ZERO, Pt::ZERO)),
            Segment::Line(corner(width, Pt::ZERO)),
            Segment::Line(corner(width, height)),
            Segment::Line(corner(Pt::ZERO, height)),
            Segment::Close,
        ];
        let shape =
            Shape { outline: Arc::new(outline), paint: Paint::Fill(FillRule::NonZero), colour, clips: Vec::new() };
        Self { size, shapes: vec![shape], title: None }
    }

    /// Whether any of it is not black, white or grey.
    pub fn has_colour(&self) -> bool {
        self.shapes.iter().any(|shape| shape.colour.grey().is_none())
    }

    /// The artwork in grey.
    #[must_use]
    pub fn in_grey(&self) -> Self {
        let grey = |shape: &Shape| Shape { colour: shape.colour.in_grey(), ..shape.clone() };
        Self { shapes: self.shapes.iter().map(grey).collect(), ..self.clone() }
    }

    /// The largest size that fits into a box of this size.
    pub fn fitted(&self, room: Size) -> Size {
        let scale = (room.width.0 / self.size.width.0).min(room.height.0 / self.size.height.0);
        Size { width: self.size.width * scale, height: self.size.height * scale }
    }
}
