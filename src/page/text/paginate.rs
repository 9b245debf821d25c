//! Pagination: the galley is split into pages, and each row gets its baseline.

use std::collections::BTreeMap;
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

/// The cost of a last page with fewer paragraphs.
const LONELY_END_COST: f64 = 1.0;

/// The cost of a list that two pages share.
const TORN_LIST_COST: f64 = 1.0;

/// The part of a page that may be left empty, though more would fit, to save one of these costs. The cost of an empty
/// part grows with its square, so that a line or two hardly count.
const EMPTY_PART: f64 = 0.45;

/// Splits the galley into as few pages as can be. Each ends before a row that may begin the next; of all ways the one
/// whose pages are fullest, unless a list could stay whole, or the last page could have a paragraph beside its closing.
/// `column` says how much room page number `i`, from 0, has: all but the first have the same.
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
        let cut = if end == galley.rows.len() { end } else { last_cut(galley, start, end).ok_or(end)? };
        pages.push(PageRows { rows: start..cut, baselines: page[..cut - start].to_vec() });
        start = cut;
    }
    if pages.len() < 2 {
        return Ok(pages);
    }
    Ok(least_cost(galley, &column, pages.len()).unwrap_or(pages))
}

/// The last row after `start`, up to `end`, that may begin a page.
fn last_cut(galley: &Galley, start: usize, end: usize) -> Option<usize> {
    (start + 1..=end).rev().find(|&row| galley.rows[row].may_begin_page)
}

/// The best way to split the galley up to some row: its cost, and the first row of the page before.
#[derive(Debug, Clone, Copy)]
struct Way {
    cost: f64,
    before: usize,
}

/// The best way to split the galley into this number of pages, which is the least that it needs: a dynamic programme over
/// the rows that each page may begin with.
fn least_cost(galley: &Galley, column: &impl Fn(usize) -> Column, count: usize) -> Option<Vec<PageRows>> {
    let needed = pages_needed(galley, column(1));
    let mut ways = vec![BTreeMap::from([(0, Way { cost: 0.0, before: 0 })])];
    for page in 0..count - 1 {
        let Column { top, bottom } = column(page);
        let mut further: BTreeMap<usize, Way> = BTreeMap::new();
        for (&start, way) in &ways[page] {
            let baselines = fill(galley, start, column(page));
            let Some(&full) = baselines.last() else { continue };
            let ends = start + 1..=(start + baselines.len()).min(galley.rows.len() - 1);
            for cut in ends.filter(|&cut| galley.rows[cut].may_begin_page) {
                if needed[cut].is_none_or(|needed| page + 1 + needed > count) {
                    continue;
                }
                let empty = (full - baselines[cut - 1 - start]) / (bottom - top);
                let torn = if galley.rows[cut].continues_list { TORN_LIST_COST } else { 0.0 };
                let cost = way.cost + (empty / EMPTY_PART) * (empty / EMPTY_PART) + torn;
                if further.get(&cut).is_none_or(|best| cost < best.cost) {
                    further.insert(cut, Way { cost, before: start });
                }
            }
        }
        ways.push(further);
    }
    let whole = |(&start, way): (&usize, &Way)| (start, way.cost + end_cost(galley, start));
    let (mut start, _) = ways[count - 1].iter().map(whole).min_by(|a, b| a.1.total_cmp(&b.1))?;
    let mut end = galley.rows.len();
    let mut pages = Vec::new();
    for page in (0..count).rev() {
        let mut baselines = fill(galley, start, column(page));
        baselines.truncate(end - start);
        pages.push(PageRows { rows: start..end, baselines });
        (start, end) = (ways[page][&start].before, start);
    }
    pages.reverse();
    Some(pages)
}

/// How many pages are needed from each row on, if it begins a page; none if that cannot be.
fn pages_needed(galley: &Galley, column: Column) -> Vec<Option<usize>> {
    let rows = galley.rows.len();
    let mut needed = vec![None; rows];
    for start in (0..rows).rev() {
        let end = start + fill(galley, start, column).len();
        needed[start] =
            if end == rows { Some(1) } else { last_cut(galley, start, end).and_then(|cut| Some(needed[cut]? + 1)) };
    }
    needed
}

/// The cost of a last page that begins with row `start`.
fn end_cost(galley: &Galley, start: usize) -> f64 {
    let begun = galley.rows[start..].iter().filter(|row| row.begins_passage).count();
    // The rest of a paragraph is one too.
    let passages = begun + usize::from(!galley.rows[start].begins_passage);
    if passages >= LAST_PASSAGES { 0.0 } else { LONELY_END_COST }
}

/// The baselines of as many rows from `start` as the column holds.
pub fn fill(galley: &Galley, start: usize, column: Column) -> Vec<Pt> {
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
    fn a_list_stays_whole_where_it_can() {
        let pages = |list: Range<usize>, rows: usize| {
            let mut galley = galley(&vec![Keep::Passage; rows]);
            galley.rows.truncate(list.end);
            galley.mark_list(list.start);
            for row in &self::galley(&vec![Keep::Passage; rows]).rows[list.end..] {
                galley.rows.push(row.clone());
            }
            let pages = paginate(&galley, |_| COLUMN).expect("each row may begin a page");
            pages.into_iter().map(|page| page.rows).collect::<Vec<_>>()
        };
        // It would begin on the first page.
        assert_eq!(pages(3..6, 8), [0..3, 3..8]);
        // One more row would need a third page.
        assert_eq!(pages(3..6, 9), [0..5, 5..9]);
        // The first page would be left nearly empty.
        assert_eq!(pages(1..6, 6), [0..4, 4..6]);
    }

    #[test]
    fn more_than_a_page_cannot_stay_together() {
        assert_eq!(pages(&[Keep::WithPrevious; 8]), Err(5));
    }
}
