//! Page fitting: how far a letter is tightened so that it is a single page.
//!
//! A letter writer is asked to keep to one page, and a sheet more may cost a class of postage; but a letter that is hard
//! to read is not read. So there are limits, and a letter that is longer within them is set in the usual way; it gives
//! up only white, if this saves a page.

use crate::page::text::galley::Galley;
use crate::page::text::paginate::{Column, PageRows, fill};
use crate::unit::Pt;

/// How tightly a letter is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fit {
    /// The size of the running text.
    pub size: Pt,
    /// The part of the language's leading that is kept.
    pub leading: f64,
    /// The part of the white between paragraphs that is kept; see [`White`](super::galley::White).
    pub space: f64,
}

/// One of the degrees to which letters are tightened, from none to the tightest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Tightness(usize);

/// The part of the white that is kept before the words get smaller.
const SOME_SPACE: f64 = 0.8;

/// The part of the white that is kept where the words are already smaller.
const LITTLE_SPACE: f64 = 0.35;

/// From the usual looks to the tightest, in the order in which a typographer takes what is seen least first:
///
/// 1. White between paragraphs, down to [`SOME_SPACE`].
/// 2. The size, down to 10.5 pt, in tenths: nobody sees a tenth.
/// 3. More white, down to [`LITTLE_SPACE`], but never below the least of each, which for paragraphs is 0.3 em: less no
///    longer looks different from the white between lines.
/// 4. The size, down to 10 pt. Below that the small signs of Khmer, such as the one that parts ុ from ូ, are no longer
///    told apart at reading distance, and print that is sent to people in office should not look like small print.
/// 5. The leading, of which 95 parts of 100 are kept: 1.24 em in English, where typographers ask for 1.2, and 1.62 em in
///    Khmer, where 3 of 81 pairs of lines would touch and the skyline opens them.
///
/// Each has the least white of its part. What a page has room for is given back by [`loosen`], so the white of two
/// letters differs as little as their lengths do.
const STEPS: [Fit; 15] = [
    usual_leading(11.0, 1.0),
    usual_leading(11.0, SOME_SPACE),
    usual_leading(10.9, SOME_SPACE),
    usual_leading(10.8, SOME_SPACE),
    usual_leading(10.7, SOME_SPACE),
    usual_leading(10.6, SOME_SPACE),
    usual_leading(10.5, SOME_SPACE),
    usual_leading(10.5, LITTLE_SPACE),
    usual_leading(10.4, LITTLE_SPACE),
    usual_leading(10.3, LITTLE_SPACE),
    usual_leading(10.2, LITTLE_SPACE),
    usual_leading(10.1, LITTLE_SPACE),
    usual_leading(10.0, LITTLE_SPACE),
    Fit { size: Pt(10.0), leading: 0.975, space: LITTLE_SPACE },
    TIGHTEST,
];

/// The last of the steps.
pub const TIGHTEST: Fit = Fit { size: Pt(10.0), leading: 0.95, space: LITTLE_SPACE };

/// A fit that keeps the usual leading.
pub const fn usual_leading(size: f64, space: f64) -> Fit {
    Fit { size: Pt(size), leading: 1.0, space }
}

/// How often the white of a letter is tried: with this many halvings, less than a quarter of a point of a page is left.
const LOOSENINGS: usize = 8;

impl Tightness {
    /// The fits from this degree on.
    pub fn steps(self) -> &'static [Fit] {
        &STEPS[self.0..]
    }

    /// The degree of a fit that [`fit`] tried.
    pub fn of(fit: Fit) -> Option<Self> {
        STEPS.iter().position(|step| *step == fit).map(Self)
    }
}

/// The result of `set` at the first step, from `from` on, that gives one page. If none does, the result at `from`, or with
/// less white if this saves a page. `pages` counts the pages of a result. At most six fits are tried.
///
/// # Errors
///
/// Those of `set`.
pub fn fit_letter<T, E>(
    from: Tightness,
    mut set: impl FnMut(Fit) -> Result<T, E>,
    pages: impl Fn(&T) -> usize,
) -> Result<T, E> {
    let steps = from.steps();
    let usual = set(steps[0])?;
    // Most letters of more than a page are far beyond one; there is no need to try every step.
    if pages(&usual) <= 1 {
        return Ok(usual);
    }
    let tightest = set(TIGHTEST)?;
    if pages(&tightest) >= pages(&usual) {
        return Ok(usual);
    }
    if pages(&tightest) <= 1 {
        return between(steps, tightest, set, pages);
    }
    let less_white = set(Fit { space: LITTLE_SPACE, ..steps[0] })?;
    Ok(if pages(&less_white) < pages(&usual) { less_white } else { usual })
}

/// The result of `set` at the first of `steps` that has as few pages as the last; the result at the first, if nothing
/// saves a page. Where something else counts beside pages, one is the best that there is.
///
/// # Errors
///
/// Those of `set`.
pub fn fit<T, E>(steps: &[Fit], mut set: impl FnMut(Fit) -> Result<T, E>, pages: impl Fn(&T) -> usize) -> Result<T, E> {
    let usual = set(steps[0])?;
    let last = steps.len() - 1;
    if pages(&usual) <= 1 || last == 0 {
        return Ok(usual);
    }
    let tightest = set(steps[last])?;
    if pages(&tightest) < pages(&usual) { between(steps, tightest, set, pages) } else { Ok(usual) }
}

/// The result at the first of `steps` that has as few pages as `tightest`, the result at the last. The first has more.
fn between<T, E>(
    steps: &[Fit],
    tightest: T,
    mut set: impl FnMut(Fit) -> Result<T, E>,
    pages: impl Fn(&T) -> usize,
) -> Result<T, E> {
    let (mut loose, mut tight) = (0, steps.len() - 1);
    let least = pages(&tightest);
    let mut best = tightest;
    while tight - loose > 1 {
        let middle = usize::midpoint(loose, tight);
        let result = set(steps[middle])?;
        if pages(&result) <= least {
            (best, tight) = (result, middle);
        } else {
            loose = middle;
        }
    }
    Ok(best)
}

/// Gives white back: the galley gets the largest part of its white, up to all, with which `split` still returns pages.
/// `pages` are those that it has now.
pub fn loosen<P>(galley: &mut Galley, pages: P, split: impl Fn(&Galley) -> Option<P>) -> P {
    let (mut kept, mut all, mut best) = (galley.space(), 1.0, pages);
    if kept >= all {
        return best;
    }
    let mut space = all;
    for _ in 0..LOOSENINGS {
        galley.set_space(space);
        match split(galley) {
            Some(pages) => (best, kept) = (pages, space),
            None => all = space,
        }
        if kept >= all {
            break;
        }
        space = f64::midpoint(kept, all);
    }
    galley.set_space(kept);
    best
}

/// Gives each page all the white that it has room for: where one page is full, another may not be. `column` says how
/// much room page number `i`, from 0, has.
pub fn loosen_each(galley: &Galley, pages: &mut [PageRows], column: impl Fn(usize) -> Column) {
    for (i, page) in pages.iter_mut().enumerate() {
        let mut galley = galley.take_rows(page.rows.clone());
        let column = column(i);
        page.baselines = loosen(&mut galley, std::mem::take(&mut page.baselines), |galley| {
            let baselines = fill(galley, 0, column);
            (baselines.len() == galley.rows.len()).then_some(baselines)
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The steps that are tried, and the one that is taken, if those from `first` on give one page and the others two.
    fn tried(from: usize, first: usize) -> (Vec<usize>, usize) {
        let at = |fit: Fit| Tightness::of(fit).expect("it is a step").0;
        let mut tried = Vec::new();
        let taken = fit_letter(
            Tightness(from),
            |fit| {
                tried.push(at(fit));
                Ok::<usize, ()>(at(fit))
            },
            |step| if *step >= first { 1 } else { 2 },
        );
        (tried, taken.expect("it cannot fail"))
    }

    #[test]
    fn the_loosest_that_fits_is_taken_and_the_usual_where_none_does() {
        assert_eq!(tried(0, 0), (vec![0], 0));
        assert_eq!(tried(0, STEPS.len()), (vec![0, STEPS.len() - 1], 0));
        assert_eq!(tried(5, 3), (vec![5], 5));
        for from in 0..STEPS.len() {
            for first in from..STEPS.len() {
                let (tried, taken) = tried(from, first);
                assert_eq!(taken, first);
                assert!(tried.len() <= 6, "{tried:?}");
            }
        }
    }

    #[test]
    fn a_letter_of_several_pages_gives_up_only_white() {
        let taken = |pages: fn(&Fit) -> usize| fit_letter(Tightness(0), Ok::<Fit, ()>, pages).expect("it cannot fail");
        assert_eq!(taken(|fit| if fit.space < 0.5 { 3 } else { 4 }), usual_leading(11.0, LITTLE_SPACE));
        assert_eq!(taken(|fit| if fit.size < Pt(11.0) { 3 } else { 4 }), STEPS[0]);
    }

    #[test]
    fn each_step_takes_something_and_gives_nothing_back_but_white() {
        for pair in STEPS.windows(2) {
            assert!(pair[1].size <= pair[0].size && pair[1].leading <= pair[0].leading, "{pair:?}");
            assert!(pair[1] != pair[0] && pair[1].space <= pair[0].space, "{pair:?}");
            assert!(pair[0].size.0 - pair[1].size.0 < 0.11, "{pair:?}");
        }
        for Fit { size, leading, space } in STEPS {
            assert!((10.0..=11.0).contains(&size.0) && (0.95..=1.0).contains(&leading) && space >= LITTLE_SPACE);
        }
    }
}
