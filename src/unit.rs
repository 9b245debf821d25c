//! Lengths, each with its unit in its type: points, millimetres and ems.
//!
//! Millimetres appear in stationery, ems in fonts, and everything in between is in points.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// Points in one millimetre: 72 points to the inch of 25.4 mm (ISO 32000-1, 8.3.2.3).
const POINTS_PER_MM: f64 = 72.0 / 25.4;

macro_rules! length {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default)]
        pub struct $name(pub f64);

        impl $name {
            /// No length at all.
            pub const ZERO: Self = Self(0.0);

            /// The longer of two lengths.
            pub fn max(self, other: Self) -> Self {
                Self(self.0.max(other.0))
            }

            /// The shorter of two lengths.
            pub fn min(self, other: Self) -> Self {
                Self(self.0.min(other.0))
            }
        }

        impl Add for $name {
            type Output = Self;
            fn add(self, other: Self) -> Self {
                Self(self.0 + other.0)
            }
        }

        impl AddAssign for $name {
            fn add_assign(&mut self, other: Self) {
                self.0 += other.0;
            }
        }

        impl Sub for $name {
            type Output = Self;
            fn sub(self, other: Self) -> Self {
                Self(self.0 - other.0)
            }
        }

        impl SubAssign for $name {
            fn sub_assign(&mut self, other: Self) {
                self.0 -= other.0;
            }
        }

        impl Neg for $name {
            type Output = Self;
            fn neg(self) -> Self {
                Self(-self.0)
            }
        }

        impl Mul<f64> for $name {
            type Output = Self;
            fn mul(self, factor: f64) -> Self {
                Self(self.0 * factor)
            }
        }

        impl Div<$name> for $name {
            /// The ratio of two lengths has no unit.
            type Output = f64;
            fn div(self, other: Self) -> f64 {
                self.0 / other.0
            }
        }

        impl Sum for $name {
            fn sum<I: Iterator<Item = Self>>(lengths: I) -> Self {
                lengths.fold(Self::ZERO, Add::add)
            }
        }
    };
}

length! {
    /// A length in PDF points, 1/72 inch.
    Pt
}

length! {
    /// A length in millimetres, as stationery is measured.
    Mm
}

length! {
    /// A length in ems: relative to the size at which a font is set.
    Em
}

impl Mm {
    /// The same length in points.
    pub fn to_pt(self) -> Pt {
        Pt(self.0 * POINTS_PER_MM)
    }
}

impl Pt {
    /// The same length in millimetres.
    pub fn to_mm(self) -> Mm {
        Mm(self.0 / POINTS_PER_MM)
    }
}

impl Em {
    /// The length that this becomes when set at `size`.
    pub fn at(self, size: Pt) -> Pt {
        Pt(self.0 * size.0)
    }
}

impl From<Mm> for Pt {
    fn from(length: Mm) -> Self {
        length.to_pt()
    }
}

/// A place on a sheet, measured from the sheet's top left corner; `y` grows downwards.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    /// From the left edge.
    pub x: Pt,
    /// From the top edge.
    pub y: Pt,
}

/// A width and a height.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Size {
    /// From left to right.
    pub width: Pt,
    /// From top to bottom.
    pub height: Pt,
}

/// An upright rectangle on a sheet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    /// The left edge.
    pub left: Pt,
    /// The top edge.
    pub top: Pt,
    /// The right edge, not less than `left`.
    pub right: Pt,
    /// The bottom edge, not less than `top`.
    pub bottom: Pt,
}

impl Rect {
    /// From left to right.
    pub fn width(&self) -> Pt {
        self.right - self.left
    }

    /// From top to bottom.
    pub fn height(&self) -> Pt {
        self.bottom - self.top
    }

    /// What this rectangle and `other` have in common; a side is negative where they do not meet.
    pub fn common(&self, other: &Self) -> Self {
        Self {
            left: self.left.max(other.left),
            top: self.top.max(other.top),
            right: self.right.min(other.right),
            bottom: self.bottom.min(other.bottom),
        }
    }

    /// The smallest rectangle that holds this one and `other`.
    pub fn around(&self, other: &Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// Whether the two share more than an edge.
    pub fn overlaps(&self, other: &Self) -> bool {
        let common = self.common(other);
        common.left < common.right && common.top < common.bottom
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_of_a4_is_595_by_842_points() {
        assert!((Mm(210.0).to_pt() - Pt(595.0)).0.abs() < 0.5);
        assert!((Mm(297.0).to_pt() - Pt(842.0)).0.abs() < 0.5);
    }

    #[test]
    fn millimetres_survive_the_way_to_points_and_back() {
        let length = Mm(62.7);
        assert!((length.to_pt().to_mm() - length).0.abs() < 1e-12);
    }
}
