//! The skyline: how close two lines may come before their ink touches.
//!
//! A font's own line height says little about Khmer, whose stacks reach far above and below it.

use std::sync::Arc;

use crate::font::Fonts;
use crate::page::document::Line;
use crate::unit::{Pt, Rect};

/// The white that must stay between the ink of two lines.
const CLEARANCE: Pt = Pt(0.3);

/// The box around a glyph's ink, relative to the line's baseline.
#[derive(Debug, Clone, Copy)]
struct Ink {
    left: Pt,
    right: Pt,
    above: Pt,
    below: Pt,
}

/// Lines that are stacked one below the other, no closer than their ink allows.
pub struct Stack<'a> {
    fonts: &'a Fonts<'a>,
    previous: Option<(Pt, Skyline)>,
    /// How far down its ink reaches.
    pub bottom: Pt,
}

impl<'a> Stack<'a> {
    /// A stack without lines, whose ink will begin at `top`.
    pub fn at(top: Pt, fonts: &'a Fonts<'a>) -> Self {
        Self { fonts, previous: None, bottom: top }
    }

    /// Puts a line `leading` below the last one; the first, at least `ascent` below the top.
    pub fn push(&mut self, line: &mut Line, leading: Pt, ascent: Pt) {
        let skyline = Skyline::of(std::slice::from_ref(line), self.fonts);
        line.origin.y = match &self.previous {
            None => self.bottom + skyline.above().max(ascent),
            Some((baseline, above)) => *baseline + leading.max(above.pitch_to(&skyline)),
        };
        self.bottom = line.origin.y + skyline.below();
        self.previous = Some((line.origin.y, skyline));
    }
}

/// The ink of a line.
#[derive(Debug, Clone)]
pub struct Skyline {
    ink: Arc<[Ink]>,
    above: Pt,
    below: Pt,
}

impl Skyline {
    /// The ink of lines that are on one baseline.
    pub fn of(lines: &[Line], fonts: &Fonts) -> Self {
        let mut ink = Vec::new();
        for line in lines {
            for cluster in line.placed() {
                let mut pen = cluster.x;
                let face = fonts.face(cluster.font);
                for glyph in cluster.glyphs {
                    if let Some(bounds) = face.ink_of(glyph.id) {
                        let x = |units: i16| pen + face.em(i32::from(units) + glyph.dx).at(line.size);
                        let y = |units: i16| face.em(i32::from(units) + glyph.dy).at(line.size);
                        ink.push(Ink {
                            left: x(bounds.x_min),
                            right: x(bounds.x_max),
                            above: y(bounds.y_max),
                            below: -y(bounds.y_min),
                        });
                    }
                    pen += face.em(glyph.advance).at(line.size);
                }
            }
        }
        let above = ink.iter().map(|ink| ink.above).fold(Pt::ZERO, Pt::max);
        let below = ink.iter().map(|ink| ink.below).fold(Pt::ZERO, Pt::max);
        Self { ink: ink.into(), above, below }
    }

    /// The boxes around the glyphs, of lines whose baseline is at `baseline`.
    pub fn boxes(&self, baseline: Pt) -> impl Iterator<Item = Rect> {
        self.ink.iter().map(move |ink| Rect {
            left: ink.left,
            top: baseline - ink.above,
            right: ink.right,
            bottom: baseline + ink.below,
        })
    }

    /// How far the ink reaches above the baseline.
    pub fn above(&self) -> Pt {
        self.above
    }

    /// How far the ink reaches below the baseline.
    pub fn below(&self) -> Pt {
        self.below
    }

    /// The least distance from this line's baseline to that of the next at which no ink touches.
    pub fn pitch_to(&self, next: &Skyline) -> Pt {
        let mut pitch = Pt::ZERO;
        for upper in &*self.ink {
            // Most ink is too shallow to matter whatever is below it.
            if upper.below + next.above + CLEARANCE <= pitch {
                continue;
            }
            for lower in &*next.ink {
                if upper.left < lower.right && lower.left < upper.right {
                    pitch = pitch.max(upper.below + lower.above + CLEARANCE);
                }
            }
        }
        pitch
    }
}
