//! Pagination: the galley is parted into pages, and each row gets its baseline.

use std::ops::Range;

use super::galley::Galley;
use crate::unit::Pt;

/// The upright extent of a page's running text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Column {
    /// Nothing reaches above this.
    pub top: Pt,
    /// Nothing reaches below this.
    pub bottom: Pt,
}

/// The rows of one page.
#[derive(Debug, Clone, PartialEq)]
pub struct PageRows {
    /// Which rows of the galley.
    pub rows: Range<usize>,
    /// The baseline of each.
    pub baselines: Vec<Pt>,
}

/// Parts the galley into pages: each takes as many rows as it holds, and ends before a row that
/// may begin the next. `column` says how much room page number `i`, from 0, has.
///
/// # Errors
///
/// The index of a row that no page can begin with, in the midst of more than a page that must
/// stay together.
pub fn paginate(galley: &Galley, column: impl Fn(usize) -> Column) -> Result<Vec<PageRows>, usize> {
    let mut pages: Vec<PageRows> = Vec::new();
    let mut start = 0;
    while start < galley.rows.len() {
        let page = fill(galley, start, column(pages.len()));
        let end = start + page.len();
        let cut = if end == galley.rows.len() {
            end
        } else {
            // Back to a row that may begin a page.
            (start + 1..=end).rev().find(|&row| galley.rows[row].may_begin_page).ok_or(end)?
        };
        pages.push(PageRows { rows: start..cut, baselines: page[..cut - start].to_vec() });
        start = cut;
    }
    Ok(pages)
}

/// The baselines of as many rows from `start` as the column holds.
fn fill(galley: &Galley, start: usize, column: Column) -> Vec<Pt> {
    let mut baselines: Vec<Pt> = Vec::new();
    for row in &galley.rows[start..] {
        let baseline = match baselines.last() {
            None => column.top + row.above,
            Some(previous) => *previous + row.pitch,
        };
        if baseline + row.below > column.bottom {
            break;
        }
        baselines.push(baseline);
    }
    baselines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::font::Fonts;
    use crate::page::galley::Keep;

    const COLUMN: Column = Column { top: Pt(0.0), bottom: Pt(45.0) };

    fn galley(keeps: &[Keep]) -> Galley {
        let fonts = Fonts::read([]).expect("no font is no fault");
        let mut galley = Galley::default();
        for keep in keeps {
            galley.push(Vec::new(), Vec::new(), Pt(10.0), *keep, &fonts);
        }
        galley
    }

    fn pages(keeps: &[Keep]) -> Result<Vec<Range<usize>>, usize> {
        paginate(&galley(keeps), |_| COLUMN).map(|pages| pages.into_iter().map(|page| page.rows).collect())
    }

    #[test]
    fn a_page_takes_what_it_holds() {
        assert_eq!(pages(&[Keep::Free; 12]), Ok(vec![0..5, 5..10, 10..12]));
    }

    #[test]
    fn rows_that_belong_together_stay_together() {
        let mut keeps = [Keep::Free; 8];
        keeps[4] = Keep::WithPrevious;
        keeps[5] = Keep::WithPrevious;
        assert_eq!(pages(&keeps), Ok(vec![0..3, 3..8]));
    }

    #[test]
    fn more_than_a_page_cannot_stay_together() {
        assert_eq!(pages(&[Keep::WithPrevious; 8]), Err(5));
    }
}
