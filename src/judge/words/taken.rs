//! Places of a text that another finding already covers.

use std::collections::BTreeMap;
use std::ops::Range;

/// Ranges that have been taken, joined where they touch.
#[derive(Debug, Default)]
pub(super) struct Taken(BTreeMap<usize, usize>);

impl Taken {
    /// Whether some byte of `range` is taken.
    pub fn touches(&self, range: &Range<usize>) -> bool {
        self.0.range(..range.end).next_back().is_some_and(|(_, end)| *end > range.start)
    }

    /// Takes `range`.
    pub fn take(&mut self, range: &Range<usize>) {
        let mut joined = range.clone();
        while let Some((start, end)) = self.0.range(..=joined.end).next_back().map(|(start, end)| (*start, *end))
            && end >= joined.start
        {
            self.0.remove(&start);
            joined = joined.start.min(start)..joined.end.max(end);
        }
        self.0.insert(joined.start, joined.end);
    }
}

#[cfg(test)]
mod tests {
    use super::Taken;

    #[test]
    fn what_is_taken_is_known() {
        let mut taken = Taken::default();
        for range in [4..6, 8..9, 1..2, 5..8] {
            taken.take(&range);
        }
        assert!(taken.touches(&(3..5)) && taken.touches(&(8..12)) && taken.touches(&(0..3)));
        assert!(!taken.touches(&(2..4)) && !taken.touches(&(9..12)) && !taken.touches(&(0..1)));
    }
}
