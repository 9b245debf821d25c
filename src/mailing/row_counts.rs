//! How many rows of a list are printed, and how many are not, by the reason.

use serde::Serialize;

use super::faults::{counted, grouped};

/// The counts of the rows of a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct RowCounts {
    /// Rows that are printed.
    pub good: usize,
    /// Rows that have faults.
    pub rejected: usize,
    /// Rows of people who get no letter, for example because they died.
    pub not_mailed: usize,
    /// Rows of people who are in the list before.
    pub duplicates: usize,
    /// Rows of people who are not printed this time.
    pub excepted: usize,
    /// Rows of people who have letters from an earlier list.
    pub printed_before: usize,
}

impl RowCounts {
    /// The counts as text, with the end of the line: `7 rows good, 2 rejected, 1 not to be mailed`.
    pub fn text(&self) -> String {
        let mut parts = vec![format!("{} good", counted(self.good, "row", "rows"))];
        let others = [
            (self.rejected, "rejected", "rejected"),
            (self.not_mailed, "not to be mailed", "not to be mailed"),
            (self.duplicates, "duplicate", "duplicates"),
            (self.excepted, "excepted", "excepted"),
            (self.printed_before, "already printed", "already printed"),
        ];
        for (count, one, several) in others.into_iter().filter(|(count, ..)| *count > 0) {
            parts.push(format!("{} {}", grouped(count), if count == 1 { one } else { several }));
        }
        format!("{}\n", parts.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_there_is_is_counted() {
        assert_eq!(RowCounts { good: 7, ..RowCounts::default() }.text(), "7 rows good\n");
        let all = RowCounts { good: 1, rejected: 2, not_mailed: 3, duplicates: 1, excepted: 1200, printed_before: 4 };
        assert_eq!(
            all.text(),
            "1 row good, 2 rejected, 3 not to be mailed, 1 duplicate, 1,200 excepted, 4 already printed\n"
        );
    }
}
