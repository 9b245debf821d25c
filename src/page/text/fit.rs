//! Page fitting: how far a letter may be tightened so that it is a single page.
//!
//! A letter writer is asked to keep to one page, and a sheet more may cost a class of postage; but a letter that is hard
//! to read is not read. So there are limits, and a letter that does not fit within them is set in the usual way on two
//! pages.

use crate::unit::Pt;

/// How tightly a letter is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fit {
    /// The size of the running text.
    pub size: Pt,
    /// The part of the language's leading that is kept.
    pub leading: f64,
    /// The part of the white between paragraphs that is kept.
    pub space: f64,
}

/// From the usual looks to the tightest, in the order in which they are tried.
///
/// - The size goes from 11 pt down to 10 pt: below that the small signs of Khmer, such as the one
///   that parts ុ from ូ, are no longer told apart at reading distance, and print that is sent to
///   people in office should not look like small print.
/// - The leading keeps at least 95 parts of 100: 1.24 em in English, where typographers ask for
///   1.2, and 1.62 em in Khmer, where 3 of 81 pairs of lines would touch and the skyline opens them.
/// - The white between paragraphs keeps at least 6 parts of 10, 0.3 em: less no longer looks
///   different from the white between lines.
///
/// White goes first, because its loss is seen least, then the size, and the leading last.
const STEPS: [Fit; 6] = [
    Fit { size: Pt(11.0), leading: 1.0, space: 1.0 },
    Fit { size: Pt(11.0), leading: 1.0, space: 0.6 },
    Fit { size: Pt(10.5), leading: 1.0, space: 1.0 },
    Fit { size: Pt(10.5), leading: 1.0, space: 0.6 },
    Fit { size: Pt(10.0), leading: 1.0, space: 0.8 },
    TIGHTEST,
];

/// The last of the steps.
pub const TIGHTEST: Fit = Fit { size: Pt(10.0), leading: 0.95, space: 0.6 };

/// The result of `set` at the first step for which `is_one_page` is true. If there is none, the result at the
/// usual step.
///
/// # Errors
///
/// Those of `set`.
pub fn fit<T, E>(mut set: impl FnMut(Fit) -> Result<T, E>, is_one_page: impl Fn(&T) -> bool) -> Result<T, E> {
    let usual = set(STEPS[0])?;
    // Most letters of more than a page are far beyond one; there is no need to try every step.
    if is_one_page(&usual) || !is_one_page(&set(TIGHTEST)?) {
        return Ok(usual);
    }
    for step in &STEPS[1..] {
        let tighter = set(*step)?;
        if is_one_page(&tighter) {
            return Ok(tighter);
        }
    }
    Ok(usual)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The steps that are tried, and the one that is taken, if those from `first` on give one page.
    fn tried(first: usize) -> (Vec<usize>, usize) {
        let at = |fit: Fit| STEPS.iter().position(|step| *step == fit).expect("it is a step");
        let mut tried = Vec::new();
        let taken = fit(
            |fit| {
                tried.push(at(fit));
                Ok::<usize, ()>(at(fit))
            },
            |step| *step >= first,
        );
        (tried, taken.expect("it cannot fail"))
    }

    #[test]
    fn the_loosest_that_fits_is_taken_and_the_usual_where_none_does() {
        assert_eq!(tried(0), (vec![0], 0));
        assert_eq!(tried(2), (vec![0, 5, 1, 2], 2));
        assert_eq!(tried(6), (vec![0, 5], 0));
    }

    #[test]
    fn no_step_is_outside_the_bounds() {
        for Fit { size, leading, space } in STEPS {
            assert!((10.0..=11.0).contains(&size.0) && (0.95..=1.0).contains(&leading) && (0.6..=1.0).contains(&space));
        }
    }
}
