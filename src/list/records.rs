//! The rows of a list: where each begins and ends, and its cells, as spreadsheets write them.
//!
//! The rules are those of RFC 4180 and some common variants: semicolons or tabs instead of commas, line ends
//! of old Macintoshes, a first line `sep=;`, spaces before a quote. A row with unmatched quotes is bad, but it
//! ends with its line and does not spoil the rows after it.

use std::borrow::Cow;
use std::ops::Range;

/// The longest row that is read. A sender's data is a few hundred bytes.
pub const MAX_ROW: usize = 64 << 10;

/// The maximum number of cells of a row.
pub const MAX_CELLS: usize = 256;

/// What separates cells and rows in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect {
    /// The delimiter between cells.
    pub delimiter: u8,
    /// The end of a row; before a line feed there may be a carriage return.
    pub newline: u8,
}

impl Dialect {
    /// How many lines end in `bytes`.
    pub fn lines_in(self, bytes: &[u8]) -> usize {
        bytes.split(|byte| *byte == self.newline).count() - 1
    }
}

/// A fault in the form of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Malformed {
    /// A quote that is not closed within [`MAX_ROW`], in the cell that begins here.
    OpenQuote(usize),
    /// Something after the closing quote of the cell that begins here.
    AfterQuote(usize),
    /// The row has this many bytes.
    TooLong(usize),
}

/// A row in the bytes of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its bytes, with what ends it.
    pub bytes: Range<usize>,
    /// The line on which it begins, from 1.
    pub line: usize,
    /// The fault in its form.
    pub malformed: Option<Malformed>,
}

/// Rows one after the other.
#[derive(Debug, Clone)]
pub struct Records<'b> {
    bytes: &'b [u8],
    dialect: Dialect,
    at: usize,
    line: usize,
}

impl<'b> Records<'b> {
    /// The rows of `bytes` from byte `at` on, which is the beginning of line `line`.
    pub fn new(bytes: &'b [u8], dialect: Dialect, at: usize, line: usize) -> Self {
        Self { bytes, dialect, at, line }
    }
}

impl Iterator for Records<'_> {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        let start = self.at;
        if start >= self.bytes.len() {
            return None;
        }
        let (end, mut malformed) = match end_of_row(self.bytes, start, self.dialect) {
            Ok(end) => (end, None),
            Err(fault) => (end_of_line(self.bytes, start, self.dialect), Some(fault)),
        };
        if end - start > MAX_ROW {
            malformed = Some(Malformed::TooLong(end - start));
        }
        let line = self.line;
        let lines = self.dialect.lines_in(&self.bytes[start..end]);
        (self.at, self.line) = (end, line + lines);
        Some(Record { bytes: start..end, line, malformed })
    }
}

/// The places of the cells of a well-formed row, with their quotes; at most one more than
/// [`MAX_CELLS`].
pub fn cells(bytes: &[u8], row: Range<usize>, dialect: Dialect) -> Vec<Range<usize>> {
    let end = row.start + without_newline(&bytes[row.clone()], dialect).len();
    let mut cells = Vec::new();
    let mut at = row.start;
    loop {
        let cell_end = end_of_cell(&bytes[..end], at, dialect).unwrap_or(end);
        cells.push(at..cell_end);
        if cell_end >= end || cells.len() > MAX_CELLS {
            return cells;
        }
        at = cell_end + 1;
    }
}

/// The bytes of a cell without its quotes.
pub fn unquoted(cell: &[u8]) -> Cow<'_, [u8]> {
    let inner = trimmed(cell).strip_prefix(b"\"").and_then(|rest| rest.strip_suffix(b"\""));
    match inner {
        None => Cow::Borrowed(cell),
        Some(inner) if !inner.contains(&b'"') => Cow::Borrowed(inner),
        Some(inner) => {
            let mut out = Vec::with_capacity(inner.len());
            let mut quoted = false;
            for byte in inner {
                // The second of two quotes is left out.
                quoted = *byte == b'"' && !quoted;
                if *byte != b'"' || quoted {
                    out.push(*byte);
                }
            }
            Cow::Owned(out)
        }
    }
}

/// A row without what ends it.
pub fn without_newline(row: &[u8], dialect: Dialect) -> &[u8] {
    let row = row.strip_suffix(&[dialect.newline]).unwrap_or(row);
    row.strip_suffix(b"\r").unwrap_or(row)
}

/// Where the row ends that begins at `start`, after its line break.
fn end_of_row(bytes: &[u8], start: usize, dialect: Dialect) -> Result<usize, Malformed> {
    let mut at = start;
    loop {
        let end = end_of_cell(bytes, at, dialect)?;
        match bytes.get(end) {
            None => return Ok(end),
            Some(byte) if *byte == dialect.newline => return Ok(end + 1),
            Some(_) => at = end + 1,
        }
    }
}

/// Where the cell ends that begins at `start`: at a delimiter, a line break or the end.
fn end_of_cell(bytes: &[u8], start: usize, dialect: Dialect) -> Result<usize, Malformed> {
    let is_end = |byte: &u8| *byte == dialect.delimiter || *byte == dialect.newline;
    let to_end = |from: usize| bytes[from..].iter().position(is_end).map_or(bytes.len(), |at| from + at);
    let quote = start + bytes[start..].iter().take_while(|byte| **byte == b' ').count();
    if bytes.get(quote) != Some(&b'"') {
        return Ok(to_end(start));
    }
    let mut at = quote + 1;
    loop {
        let rest = bytes.get(at..bytes.len().min(start + MAX_ROW)).unwrap_or_default();
        at += rest.iter().position(|byte| *byte == b'"').ok_or(Malformed::OpenQuote(start))? + 1;
        if bytes.get(at) != Some(&b'"') {
            let end = to_end(at);
            let is_blank = bytes[at..end].iter().all(|byte| matches!(byte, b' ' | b'\r'));
            return if is_blank { Ok(end) } else { Err(Malformed::AfterQuote(start)) };
        }
        at += 1;
    }
}

fn end_of_line(bytes: &[u8], start: usize, dialect: Dialect) -> usize {
    bytes[start..].iter().position(|byte| *byte == dialect.newline).map_or(bytes.len(), |at| start + at + 1)
}

fn trimmed(cell: &[u8]) -> &[u8] {
    let start = cell.iter().take_while(|byte| **byte == b' ').count();
    let rest = &cell[start..];
    let end = rest.iter().rev().take_while(|byte| matches!(byte, b' ' | b'\r')).count();
    &rest[..rest.len() - end]
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMMA: Dialect = Dialect { delimiter: b',', newline: b'\n' };

    fn rows(text: &str) -> Vec<Vec<String>> {
        let bytes = text.as_bytes();
        let row = |record: Record| {
            assert_eq!(record.malformed, None, "{text:?}");
            let cells = cells(bytes, record.bytes, COMMA).into_iter();
            cells.map(|cell| String::from_utf8_lossy(&unquoted(&bytes[cell])).into_owned()).collect()
        };
        Records::new(bytes, COMMA, 0, 1).map(row).collect()
    }

    fn faults(text: &str) -> Vec<(usize, Option<Malformed>)> {
        let records = Records::new(text.as_bytes(), COMMA, 0, 1);
        records.map(|record| (record.line, record.malformed)).collect()
    }

    #[test]
    fn cells_are_parted_as_spreadsheets_write_them() {
        assert_eq!(
            rows("a,b\n\"c,\"\"d\"\"\",\"e\nf\"\r\n, \"g\" ,h"),
            [vec!["a", "b"], vec!["c,\"d\"", "e\nf"], vec!["", "g", "h"]]
        );
        assert_eq!(rows("Flat \"B\",2\n\"\",\n"), [vec!["Flat \"B\"", "2"], vec!["", ""]]);
        assert_eq!(rows(""), Vec::<Vec<String>>::new());
    }

    #[test]
    fn a_quote_that_is_not_closed_takes_no_other_row_along() {
        let text = "a,\"b\nc,d\n\"e\nf\",g\nh,\"i\n";
        assert_eq!(
            faults(text),
            [(1, Some(Malformed::AfterQuote(2))), (2, None), (3, None), (5, Some(Malformed::OpenQuote(19)))]
        );
    }

    #[test]
    fn a_row_of_megabytes_or_of_a_million_cells_is_named_and_passed_by() {
        let text = format!("{}\nb,c\n{}\n", "a".repeat(10 << 20), ",".repeat(1_000_000));
        assert_eq!(
            faults(&text),
            [(1, Some(Malformed::TooLong((10 << 20) + 1))), (2, None), (3, Some(Malformed::TooLong(1_000_001)))]
        );
        let short = ",".repeat(10_000);
        assert_eq!(cells(short.as_bytes(), 0..short.len(), COMMA).len(), MAX_CELLS + 1);
    }
}
