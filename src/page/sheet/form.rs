//! The form of a sheet: its paper, the size of its print, and the fits that are tried for it.

use super::LARGE;
use crate::page::layout::paper::Paper;
use crate::page::text::fit::{Fit, usual_leading};
use crate::unit::{Pt, Size};

/// How a sheet is tightened, so that it is one leaf, with everything except the additional information on the first page.
/// The order is that of letters: some white, the size down to 10 pt, more white, and then what costs most.
///
/// Noto Serif has large small letters: at 9 points it reads like others at 10. The leading is not less than 1.2 em.
const STEPS: [Fit; 14] = [
    usual_leading(10.5, 1.0),
    usual_leading(10.5, 0.8),
    usual_leading(10.3, 0.8),
    usual_leading(10.2, 0.8),
    usual_leading(10.0, 0.8),
    usual_leading(10.0, 0.35),
    usual_leading(9.8, 0.35),
    usual_leading(9.6, 0.35),
    usual_leading(9.4, 0.35),
    usual_leading(9.2, 0.35),
    usual_leading(9.0, 0.35),
    Fit { size: Pt(9.0), leading: 0.975, space: 0.35 },
    Fit { size: Pt(9.0), leading: 0.95, space: 0.35 },
    Fit { size: Pt(9.0), leading: 0.925, space: 0.35 },
];

/// The same for languages with stacked letters, such as Khmer. Their leading goes first, down to 1.53 em in Khmer:
/// there the skyline opens fewer than one pair of lines in ten, so that no ink touches. The size goes down to 9.5
/// points, half a point less than in a letter: a sheet is read in the hand, and Khmer letters without a vowel are then
/// still as high as the small letters of Noto Serif at 12. Below that the small signs cannot be told apart.
const STEPS_OF_STACKED_SCRIPTS: [Fit; 15] = [
    usual_leading(10.5, 1.0),
    usual_leading(10.5, 0.8),
    usual_leading(10.4, 0.8),
    usual_leading(10.3, 0.8),
    usual_leading(10.2, 0.8),
    usual_leading(10.1, 0.8),
    usual_leading(10.0, 0.8),
    usual_leading(10.0, 0.35),
    Fit { size: Pt(10.0), leading: 0.96, space: 0.35 },
    Fit { size: Pt(10.0), leading: 0.93, space: 0.35 },
    Fit { size: Pt(10.0), leading: 0.9, space: 0.35 },
    Fit { size: Pt(9.9), leading: 0.9, space: 0.35 },
    Fit { size: Pt(9.8), leading: 0.9, space: 0.35 },
    Fit { size: Pt(9.6), leading: 0.9, space: 0.35 },
    Fit { size: Pt(9.5), leading: 0.9, space: 0.35 },
];

const LARGE_STEPS: [Fit; 1] = [usual_leading(LARGE.0, 1.0)];

/// The form of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SheetForm {
    /// The paper. In large print it is turned on its side for several languages side by side.
    pub paper: Paper,
    /// The size of the print.
    pub print: PrintSize,
}

/// The size of the print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PrintSize {
    /// As large as the first page allows.
    #[default]
    Usual,
    /// Nothing is smaller than 16 points.
    Large,
}

impl SheetForm {
    /// The size of its pages for a number of languages side by side.
    pub(super) fn page(self, languages: usize) -> Size {
        let Size { width, height } = self.paper.size();
        match self.print {
            PrintSize::Large if languages > 1 => Size { width: height, height: width },
            PrintSize::Usual | PrintSize::Large => Size { width, height },
        }
    }

    /// The fits that are tried.
    pub(super) fn steps(self, has_stacked_scripts: bool) -> &'static [Fit] {
        match (self.print, has_stacked_scripts) {
            (PrintSize::Large, _) => &LARGE_STEPS,
            (PrintSize::Usual, true) => &STEPS_OF_STACKED_SCRIPTS,
            (PrintSize::Usual, false) => &STEPS,
        }
    }
}
