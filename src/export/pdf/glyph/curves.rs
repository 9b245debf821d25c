//! Outlines of PostScript fonts (the table `CFF `) as outlines of the table `glyf`.
//!
//! The curves of the one are cubic, those of the other quadratic. So each curve is divided into equal parts until a
//! quadratic curve is near enough to each part.

use std::borrow::Cow;

use ttf_parser::{GlyphId, OutlineBuilder};

use super::{Bounds, Glyph, Simple, point};
use crate::font::{Face, TooLarge};
use crate::unit::Em;

/// How far a drawn curve may be from the curve of the face: 2 µm in a text of 11 points. Rounding its points to whole
/// font units adds less than one unit.
const TOLERANCE: Em = Em(0.000_5);

impl Glyph<'static> {
    /// The outline of a glyph of a face; `None` if it is damaged or has too many points.
    pub(in super::super) fn drawn(face: &Face, glyph: u16) -> Option<Self> {
        let mut contours = Contours::within(TOLERANCE.0 * f64::from(face.units_per_em()));
        let bounds = face.shaper().outline_glyph(GlyphId(glyph), &mut contours);
        if bounds.is_none() {
            // Nothing is drawn for a space; of a damaged glyph perhaps a part.
            return contours.drawn.is_empty().then_some(Self::Empty);
        }
        contours.drawn.retain(|contour| contour.len() > 1);
        if contours.drawn.is_empty() { Some(Self::Empty) } else { Simple::of(&contours.drawn).ok().map(Self::Simple) }
    }
}

/// A point of an outline in font units, and whether the outline goes through it.
type OutlinePoint = ((i16, i16), bool);

/// Contours with quadratic curves.
struct Contours {
    /// How far a curve may be from the one that it replaces, in font units.
    tolerance: f64,
    drawn: Vec<Vec<OutlinePoint>>,
    /// The exact place of the pen.
    pen: (f64, f64),
}

impl Contours {
    fn within(tolerance: f64) -> Self {
        Self { tolerance, drawn: Vec::new(), pen: (0.0, 0.0) }
    }

    fn add(&mut self, point: (f64, f64), is_on_curve: bool) {
        // The conversion keeps within the range of the type.
        let rounded = (point.0.round() as i16, point.1.round() as i16);
        if let Some(contour) = self.drawn.last_mut() {
            contour.push((rounded, is_on_curve));
        }
        if is_on_curve {
            self.pen = point;
        }
    }

    /// Into how many parts a cubic curve has to be divided.
    ///
    /// For a curve from a to d with the control points b and c, a quadratic curve between the same ends, whose control
    /// point is (3 (b + c) - (a + d)) / 4, is nowhere farther away than √3/36 · |d - 3c + 3b - a|. This vector shrinks
    /// with the third power of the number of parts.
    fn parts(&self, [start, first, second, end]: [(f64, f64); 4]) -> u32 {
        let along = |axis: fn((f64, f64)) -> f64| axis(end) - 3.0 * axis(second) + 3.0 * axis(first) - axis(start);
        let (across, up) = (along(|point| point.0), along(|point| point.1));
        let distance = 3_f64.sqrt() / 36.0 * (across * across + up * up).sqrt();
        let is_near = |parts: &u32| distance <= self.tolerance * f64::from(parts.pow(3));
        (1..MOST_PARTS).find(is_near).unwrap_or(MOST_PARTS)
    }
}

/// The number of parts of the largest curve that can be in a font of 1000 units in the em.
const MOST_PARTS: u32 = 64;

impl OutlineBuilder for Contours {
    fn move_to(&mut self, x: f32, y: f32) {
        self.drawn.push(Vec::new());
        self.add((x.into(), y.into()), true);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.add((x.into(), y.into()), true);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.add((x1.into(), y1.into()), false);
        self.add((x.into(), y.into()), true);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let curve = [self.pen, (x1.into(), y1.into()), (x2.into(), y2.into()), (x.into(), y.into())];
        let parts = self.parts(curve);
        let along = |axis: fn((f64, f64)) -> f64| curve.map(axis);
        let (xs, ys) = (along(|point| point.0), along(|point| point.1));
        for part in 0..parts {
            let from = f64::from(part) / f64::from(parts);
            let to = f64::from(part + 1) / f64::from(parts);
            let ([control_x, x], [control_y, y]) = (quadratic(xs, from, to), quadratic(ys, from, to));
            self.add((control_x, control_y), false);
            self.add((x, y), true);
        }
    }

    fn close(&mut self) {
        let Some(contour) = self.drawn.last_mut() else { return };
        if contour.len() > 1 && contour.first() == contour.last() {
            contour.pop();
        }
        // PostScript has the inside of a contour on its left, TrueType on its right.
        if let Some(rest) = contour.get_mut(1..) {
            rest.reverse();
        }
    }
}

/// Along one axis, the control point and the end of the quadratic curve for a part of a cubic one.
fn quadratic([start, first, second, end]: [f64; 4], from: f64, to: f64) -> [f64; 2] {
    let point = |time: f64| {
        let rest = 1.0 - time;
        rest * rest * rest * start
            + 3.0 * rest * rest * time * first
            + 3.0 * rest * time * time * second
            + time * time * time * end
    };
    let slope = |time: f64| {
        let rest = 1.0 - time;
        3.0 * (rest * rest * (first - start) + 2.0 * rest * time * (second - first) + time * time * (end - second))
    };
    // The control points of the cubic curve that is this part are a third of the slope away from its ends.
    let control = f64::midpoint(point(from), point(to)) + (slope(from) - slope(to)) * (to - from) / 4.0;
    [control, point(to)]
}

impl Simple<'static> {
    /// An outline with these contours.
    ///
    /// # Errors
    ///
    /// When there are more points than an outline can have.
    fn of(contours: &[Vec<OutlinePoint>]) -> Result<Self, TooLarge> {
        let (mut ends, mut flags) = (Vec::new(), Vec::new());
        let (mut xs, mut ys) = (Vec::new(), Vec::new());
        let mut bounds: Option<Bounds> = None;
        let mut pen = (0, 0);
        for ((x, y), is_on_curve) in contours.iter().flatten().copied() {
            let x_flag = put(&mut xs, i32::from(x) - pen.0, point::X_SHORT, point::X_SAME_OR_POSITIVE)?;
            let y_flag = put(&mut ys, i32::from(y) - pen.1, point::Y_SHORT, point::Y_SAME_OR_POSITIVE)?;
            flags.push(if is_on_curve { point::ON_CURVE } else { 0 } | x_flag | y_flag);
            let place = Bounds { x_min: x, y_min: y, x_max: x, y_max: y };
            bounds = Some(bounds.map_or(place, |bounds| bounds.union(place)));
            pen = (x.into(), y.into());
        }
        let mut points = 0;
        for contour in contours {
            points += contour.len();
            ends.extend(u16::try_from(points - 1)?.to_be_bytes());
        }
        xs.extend(ys);
        Ok(Self {
            bounds: bounds.unwrap_or_default(),
            contours: u16::try_from(contours.len())?,
            points: u16::try_from(points)?,
            ends: Cow::Owned(ends),
            flags,
            coordinates: Cow::Owned(xs),
        })
    }
}

/// Writes how far a point is from the one before it, and returns the flags for the form of it.
fn put(coordinates: &mut Vec<u8>, distance: i32, short: u8, same_or_positive: u8) -> Result<u8, TooLarge> {
    match (distance, u8::try_from(distance.unsigned_abs())) {
        (0, _) => Ok(same_or_positive),
        (_, Ok(byte)) => {
            coordinates.push(byte);
            Ok(if distance > 0 { short | same_or_positive } else { short })
        }
        (_, Err(_)) => {
            coordinates.extend(i16::try_from(distance)?.to_be_bytes());
            Ok(0)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Curve = [(f64, f64); 4];

    /// The points of the contour that this curve becomes.
    fn converted(curve: Curve, tolerance: f64) -> Vec<OutlinePoint> {
        let [a, b, c, d] = curve.map(|(x, y)| (x as f32, y as f32));
        let mut contours = Contours::within(tolerance);
        contours.move_to(a.0, a.1);
        contours.curve_to(b.0, b.1, c.0, c.1, d.0, d.1);
        contours.drawn.remove(0)
    }

    fn at([start, first, second, end]: Curve, time: f64) -> (f64, f64) {
        let rest = 1.0 - time;
        let parts = [rest * rest * rest, 3.0 * rest * rest * time, 3.0 * rest * time * time, time * time * time];
        let along = |axis: fn((f64, f64)) -> f64| {
            parts.into_iter().zip([start, first, second, end]).map(|(part, point)| part * axis(point)).sum()
        };
        (along(|point| point.0), along(|point| point.1))
    }

    /// How far the points of the new curves are from the points of the old one at the same times, at most.
    fn distance(curve: Curve, points: &[OutlinePoint]) -> f64 {
        const STEPS: u32 = 50;
        let place = |(place, _): &OutlinePoint| (f64::from(place.0), f64::from(place.1));
        let ends = points.iter().step_by(2).map(place).collect::<Vec<_>>();
        let parts = ends.len() - 1;
        let mut farthest = 0.0_f64;
        for part in 0..parts {
            let (from, control, to) = (ends[part], place(&points[2 * part + 1]), ends[part + 1]);
            for step in 0..=STEPS {
                let t = f64::from(step) / f64::from(STEPS);
                let s = 1.0 - t;
                let along = |from, control, to| s * s * from + 2.0 * s * t * control + t * t * to;
                let new = (along(from.0, control.0, to.0), along(from.1, control.1, to.1));
                let old = at(curve, (part as f64 + t) / parts as f64);
                farthest = farthest.max((new.0 - old.0).hypot(new.1 - old.1));
            }
        }
        farthest
    }

    const QUARTER: Curve = [(0.0, 1000.0), (552.0, 1000.0), (1000.0, 552.0), (1000.0, 0.0)];
    const SHAPES: [Curve; 5] = [
        QUARTER,
        [(0.0, 0.0), (30.0, 900.0), (-500.0, 900.0), (10.0, 20.0)],
        [(0.0, 0.0), (1000.0, 1000.0), (0.0, 1000.0), (1000.0, 0.0)],
        [(7.0, 7.0), (8.0, 9.0), (10.0, 11.0), (12.0, 12.0)],
        [(0.0, 0.0), (0.0, 0.0), (700.0, 300.0), (700.0, 300.0)],
    ];

    #[test]
    fn a_cubic_curve_is_followed_within_the_tolerance() {
        // Rounding moves a point of a curve by no more than half of a unit's diagonal.
        const ROUNDING: f64 = std::f64::consts::FRAC_1_SQRT_2;
        for curve in SHAPES {
            for tolerance in [0.2, 0.5, 5.0] {
                let points = converted(curve, tolerance);
                let far = distance(curve, &points);
                assert!(far <= tolerance + ROUNDING, "{far} in {curve:?}");
                assert_eq!((points[0].0.0, points[0].0.1), (curve[0].0 as i16, curve[0].1 as i16));
                let last = points[points.len() - 1];
                assert_eq!((last.0.0, last.0.1), (curve[3].0 as i16, curve[3].1 as i16));
            }
        }
        assert_eq!(converted(QUARTER, 1.0).len(), 1 + 2 * 3);
        assert_eq!(converted(QUARTER, 0.5).len(), 1 + 2 * 4);
    }

    #[test]
    fn a_curve_that_was_quadratic_is_found_again() {
        let curve = [(0.0, 0.0), (40.0, 60.0), (80.0, 60.0), (120.0, 0.0)];
        assert_eq!(converted(curve, 0.01), [((0, 0), true), ((60, 90), false), ((120, 0), true)]);
    }

    #[test]
    fn a_contour_is_closed_once_and_turned_about() {
        let mut contours = Contours::within(1.0);
        contours.move_to(0.0, 0.0);
        contours.line_to(9.0, 0.0);
        contours.quad_to(9.0, 9.0, 0.0, 300.0);
        contours.line_to(0.0, 0.0);
        contours.close();
        let outline = Simple::of(&contours.drawn).expect("it is small");
        assert_eq!(contours.drawn, [[((0, 0), true), ((0, 300), true), ((9, 9), false), ((9, 0), true)]]);
        assert_eq!(outline.bounds, Bounds { x_min: 0, y_min: 0, x_max: 9, y_max: 300 });
        let mut glyf = Vec::new();
        Glyph::Simple(outline.clone()).write(&mut glyf);
        assert_eq!(Glyph::read(&glyf), Some(Glyph::Simple(outline)));
    }
}
