//! The first row of a list: how its cells are separated, and the names of the columns in it.

use super::encoding::Encoding;
use super::headings::{Headings, Meaning};
use super::records::{self, Dialect, Record, Records};

/// How many rows a title above the names of the columns may have.
const TITLE: usize = 20;

/// What is needed to find the first row.
#[derive(Clone, Copy)]
pub struct FirstRow<'b> {
    /// The text of the list.
    pub bytes: &'b [u8],
    /// The delimiter that a line `sep=;` names.
    pub said: Option<u8>,
    /// The byte that ends a row.
    pub newline: u8,
    /// The known headings.
    pub known: &'b Headings,
}

/// The row with the names of the columns.
pub struct Heading {
    /// How its cells are separated.
    pub dialect: Dialect,
    /// Where it is.
    pub record: Record,
    /// Its number from 1.
    pub number: u32,
    /// How many of the names are known.
    known: usize,
}

impl FirstRow<'_> {
    /// The first row from `start` on that is not blank, split by the delimiter that gives the most known column names.
    /// `line` is the line that begins at `start`.
    pub fn heading(&self, start: usize, line: usize) -> Option<Heading> {
        let Self { bytes, said, newline, known } = *self;
        let delimiters = said.map_or(vec![b',', b';', b'\t', b'|'], |said| vec![said]);
        let parted = delimiters.into_iter().filter_map(|delimiter| {
            let dialect = Dialect { delimiter, newline };
            let mut records = (1..).zip(Records::new(bytes, dialect, start, line));
            let (number, record) =
                records.find(|(_, record)| !bytes[record.bytes.clone()].iter().all(u8::is_ascii_whitespace))?;
            let names = if record.malformed.is_some() { Vec::new() } else { headings(bytes, dialect, &record) };
            let is_known = |name: &&String| matches!(known.meaning(name), Meaning::Field(_) | Meaning::NotPrinted);
            let known = names.iter().filter(is_known).count();
            // Quoted names are malformed where the delimiter is another one.
            let rank = (known, names.len() > 1, record.malformed.is_some(), names.len(), std::cmp::Reverse(delimiter));
            Some((rank, Heading { dialect, record, number, known }))
        });
        parted.max_by_key(|(rank, _)| *rank).map(|(_, heading)| heading)
    }

    /// The number of the row below a title or a remark that has names of columns.
    pub fn names_below(&self, first: &Heading) -> Option<u32> {
        if first.known > 0 {
            return None;
        }
        let (mut number, mut end) = (first.number, first.record.bytes.end);
        for _ in 0..TITLE {
            let row = self.heading(end, 1)?;
            number += row.number;
            if row.known > 1 {
                return Some(number);
            }
            end = row.record.bytes.end;
        }
        None
    }
}

/// The delimiter that a first line `sep=;` names, and where the list begins after it.
pub fn said_delimiter(bytes: &[u8], start: usize, newline: u8) -> (Option<u8>, usize) {
    let Some(rest) = bytes[start..].strip_prefix(b"sep=") else { return (None, start) };
    match rest.iter().position(|byte| *byte == newline) {
        Some(end) if (1..=2).contains(&end) => (Some(rest[0]), start + b"sep=".len() + end + 1),
        _ => (None, start),
    }
}

/// The names in the row of the columns.
pub fn headings(bytes: &[u8], dialect: Dialect, record: &Record) -> Vec<String> {
    let cells = records::cells(bytes, record.bytes.clone(), dialect).into_iter();
    cells.map(|cell| Encoding::Utf8.shown(&records::unquoted(&bytes[cell])).trim().to_owned()).collect()
}
