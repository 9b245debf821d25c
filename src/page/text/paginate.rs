//! Pagination: the galley is split into pages, and each row gets its baseline.

use std::ops::Range;

use crate::page::text::galley::Galley;
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

/// How many paragraphs the last page has at least, where the pages before can spare them: one alone
/// above a closing looks like an oversight.
const LAST_PASSAGES: usize = 2;

/// The part of its rows that a page keeps when it gives some to the last.
const KEPT: f64 = 0.6;

/// Splits the galley into pages: each takes as many rows as it holds, and ends before a row that
/// may begin the next. The last gets a paragraph of the page before if it had but one. `column` says
/// how much room page number `i`, from 0, has.
///
/// # Errors
///
/// The index of a row that no page can begin with, inside a block that must stay together and is longer
/// than a page.
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
    fill_last_page(galley, &column, &mut pages);
    Ok(pages)
}

/// Moves the beginning of the last page up to where it has enough paragraphs, if there is such a place.
fn fill_last_page(galley: &Galley, column: &impl Fn(usize) -> Column, pages: &mut [PageRows]) {
    let count = pages.len();
    let [.., before, last] = pages else { return };
    let end = galley.rows.len();
    // The rest of a paragraph is one too.
    let passages = |start: usize| {
        let begun = galley.rows[start..end].iter().filter(|row| row.begins_passage).count();
        begun + usize::from(!galley.rows[start].begins_passage)
    };
    if passages(last.rows.start) >= LAST_PASSAGES {
        return;
    }
    let first = before.rows.start + (before.rows.len() as f64 * KEPT).ceil() as usize;
    let begins = |start: &usize| galley.rows[*start].begins_passage && passages(*start) >= LAST_PASSAGES;
    let Some(start) = (first..last.rows.start).rev().find(begins) else { return };
    let baselines = fill(galley, start, column(count - 1));
    if baselines.len() == end - start {
        before.baselines.truncate(start - before.rows.start);
        before.rows.end = start;
        *last = PageRows { rows: start..end, baselines };
    }
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
    use crate::page::text::galley::Keep;

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
    fn the_last_page_has_two_paragraphs_where_the_one_before_can_spare_one() {
        let mut keeps = [Keep::WithPrevious; 7];
        // The page holds five rows: two paragraphs on it, and the third with what stays with it.
        (keeps[0], keeps[3], keeps[5]) = (Keep::Passage, Keep::Passage, Keep::Passage);
        assert_eq!(pages(&keeps), Ok(vec![0..3, 3..7]));
        // A page that would be left half empty keeps what it has.
        (keeps[3], keeps[2]) = (Keep::WithPrevious, Keep::Passage);
        assert_eq!(pages(&keeps), Ok(vec![0..5, 5..7]));
    }

    #[test]
    fn more_than_a_page_cannot_stay_together() {
        assert_eq!(pages(&[Keep::WithPrevious; 8]), Err(5));
    }
}
