//! The list: many senders, one per row, from a CSV file as spreadsheets and databases write it.
//!
//! It is pure: bytes in, rows and findings out. A row is parsed only when it is needed, so a long list costs no
//! more memory than its bytes and a few numbers for each row.

mod cell;
mod checks;
mod columns;
mod damage;
mod dates;
mod encoding;
mod except;
mod mend;
pub mod not_mailed;
mod parts;
mod records;
mod row;
mod unprinted;
mod unusual_name;
mod words;

pub use crate::letter::own_words::shortened;
pub use columns::Column;
pub use encoding::Encoding;
pub use except::Except;
pub use records::{MAX_ROW, Malformed};
pub use row::Entry;
pub use unprinted::{NotMailed, Unprinted};

use std::ops::Range;

use crate::countries::CountryNames;
use crate::finding::{Finding, Findings, Position, rules};
use encoding::BYTE_ORDER_MARK;
pub(crate) use encoding::{FileKind, sniff};
use records::{Dialect, MAX_CELLS, Record, Records};

/// The largest list that is read. A row is a few hundred bytes.
pub const MAX_LIST: usize = 64 << 20;

/// The most rows that a list may have.
pub const MAX_ROWS: usize = 1_000_000;

/// How many cells the finding on a guessed encoding quotes.
const EXAMPLES: usize = 5;

/// How many unknown columns a finding names.
const NAMED_COLUMNS: usize = 8;

/// A list whose columns are known.
#[derive(Debug, Clone)]
pub struct List<'b> {
    file: String,
    bytes: &'b [u8],
    encoding: Encoding,
    dialect: Dialect,
    /// What is before the first row: a byte order mark, `sep=;`, the names of the columns.
    head: Range<usize>,
    columns: Vec<Option<Column>>,
    rows: Vec<Row>,
    remarks: Findings,
}

/// A row of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// Its number as a spreadsheet shows it: the names of the columns are in row 1.
    pub number: u32,
    line: u32,
    start: u32,
    end: u32,
}

impl<'b> List<'b> {
    /// Reads the form of a list and the names of its columns.
    ///
    /// # Errors
    ///
    /// When it is not a list of senders: not text, or without the columns that a letter needs.
    pub fn read(file: &str, bytes: &'b [u8]) -> Result<Self, Findings> {
        let fault =
            |rule, message: String, help: &str| Findings::from(Finding::error(rule, message).in_file(file).help(help));
        if bytes.len() > MAX_LIST {
            let message = format!("the list has {} bytes; the maximum is {MAX_LIST}", bytes.len());
            return Err(fault(
                rules::LIST_TOO_LARGE,
                message,
                "split it into several lists, and print one mailing for each",
            ));
        }
        let encoding = match sniff(bytes) {
            FileKind::Text(encoding) => encoding,
            FileKind::Utf16 => {
                let message = "the list is UTF-16, which spreadsheets call “Unicode text”".to_owned();
                return Err(fault(rules::NOT_UTF8, message, "save it as `CSV UTF-8`"));
            }
            FileKind::Workbook => {
                let message = "this is a spreadsheet file, not a CSV list".to_owned();
                return Err(fault(rules::NOT_CSV, message, "open it and save it as `CSV UTF-8`"));
            }
        };
        let marked = if bytes.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
        let newline = if bytes.contains(&b'\n') { b'\n' } else { b'\r' };
        let (said, start) = said_delimiter(bytes, marked, newline);
        let line = if start > marked { 2 } else { 1 };
        let Some((dialect, record)) = heading(bytes, encoding, said, newline, start, line) else {
            return Err(fault(
                rules::EMPTY_LIST,
                "the list is empty".to_owned(),
                "add a row with the column names, and one row for each sender",
            ));
        };
        if let Some(malformed) = record.malformed {
            let finding = form_fault(malformed, "the row of column names").in_file(file);
            return Err(finding.at(Some(Position { line: record.line, column: 1 })).place("row 1").into());
        }
        let headings = headings(bytes, encoding, dialect, &record);
        let head = 0..record.bytes.end;
        let mut list = Self {
            file: file.to_owned(),
            bytes,
            encoding,
            dialect,
            head,
            columns: Vec::new(),
            rows: Vec::new(),
            remarks: Findings::new(),
        };
        list.remarks.extend(list.windows_1252_remark());
        list.know_columns(&headings, record.line)?;
        list.find_rows(record.line)?;
        Ok(list)
    }

    /// The rows, without those that are blank.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Remarks on the whole list.
    pub fn remarks(&self) -> &Findings {
        &self.remarks
    }

    /// The name of the file, as findings name it.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Whether the list has this column.
    pub fn has(&self, column: Column) -> bool {
        self.columns.contains(&Some(column))
    }

    /// Reports that the country of its senders is not known.
    pub fn without_country(&self, names: &CountryNames) -> Option<Finding> {
        let is_said = self.has(Column::Country) || !names.is_needed();
        let fault = || {
            Finding::error(
                rules::MISSING_COUNTRY,
                "the column `country` is missing, so recipients abroad could not reply",
            )
        };
        (!is_said).then(|| fault().in_file(&self.file).place("row 1").help(row::COUNTRY_HELP))
    }

    /// The bytes before the first row, with which a list of some of its rows begins.
    pub fn head(&self) -> &'b [u8] {
        &self.bytes[self.head.clone()]
    }

    /// The bytes of a row, with the line break at its end if it has one.
    pub fn raw(&self, row: Row) -> &'b [u8] {
        &self.bytes[row.start as usize..row.end as usize]
    }

    /// The byte that ends a row.
    pub fn newline(&self) -> u8 {
        self.dialect.newline
    }

    fn know_columns(&mut self, headings: &[String], line: usize) -> Result<(), Findings> {
        let at = Some(Position { line, column: 1 });
        let fault = |rule, message: String| Finding::error(rule, message).in_file(&self.file).at(at).place("row 1");
        let mut findings = Findings::new();
        if headings.len() > MAX_CELLS {
            let finding = fault(rules::TOO_MANY_COLUMNS, format!("the list has more than {MAX_CELLS} columns"));
            return Err(finding.help("delete the columns that letters do not need").into());
        }
        let columns: Vec<Option<Column>> = headings.iter().map(|heading| Column::of(heading)).collect();
        for (i, column) in columns.iter().enumerate() {
            let Some(column) = column else { continue };
            if let Some(first) = columns[..i].iter().position(|other| other == &Some(*column)) {
                let [one, two] = [first, i].map(|i| shortened(&headings[i]));
                let message = format!("the columns `{one}` and `{two}` both mean `{}`", column.name());
                findings.push(fault(rules::COLUMN_TWICE, message).help("delete or rename one of them"));
            }
        }
        let has_address = [Column::Address(1), Column::Town].iter().any(|column| columns.contains(&Some(*column)));
        for needed in [Column::Name, Column::Address(1)] {
            if !(columns.contains(&Some(needed)) || needed == Column::Address(1) && has_address) {
                let shown: Vec<String> =
                    headings.iter().take(NAMED_COLUMNS).map(|name| format!("`{}`", shortened(name))).collect();
                let message =
                    format!("the column `{}` is missing; the first row has {}", needed.name(), shown.join(", "));
                let near = headings
                    .iter()
                    .find(|heading| Column::of(heading).is_none() && Column::near(heading) == Some(needed.name()));
                findings.push(fault(rules::MISSING_COLUMN, message).help(match near {
                    Some(near) => format!("rename `{}` to `{}`", shortened(near), needed.name()),
                    None => format!(
                        "rename the matching column to `{}`; if the first row is a sender, add a row of column names above",
                        needed.name()
                    ),
                }));
            }
        }
        let unknown = headings.iter().zip(&columns).filter(|(heading, column)| column.is_none() && !heading.is_empty());
        let unknown: Vec<&String> = unknown.map(|(heading, _)| heading).collect();
        if !unknown.is_empty() {
            self.remarks.push(unknown_columns(&unknown).in_file(&self.file).at(at).place("row 1"));
        }
        self.columns = columns;
        if findings.is_empty() { Ok(()) } else { Err(findings) }
    }

    fn find_rows(&mut self, line: usize) -> Result<(), Findings> {
        let lines = self.dialect.lines_in(self.head());
        let records = Records::new(self.bytes, self.dialect, self.head.end, lines + 1);
        for (number, record) in (2..).zip(records) {
            let is_blank =
                |byte: &u8| *byte == self.dialect.delimiter || matches!(byte, b' ' | b'"' | b'\r' | b'\n' | b'\t');
            if self.bytes[record.bytes.clone()].iter().all(is_blank) {
                continue;
            }
            if self.rows.len() == MAX_ROWS {
                let finding = Finding::error(rules::LIST_TOO_LARGE, format!("the list has more than {MAX_ROWS} rows"));
                let finding = finding.in_file(&self.file).at(Some(Position { line: record.line, column: 1 }));
                return Err(finding.help("split it into several lists, and print one mailing for each").into());
            }
            let small = |n: usize| u32::try_from(n).expect("a list is smaller than `MAX_LIST`");
            let (start, end) = (small(record.bytes.start), small(record.bytes.end));
            self.rows.push(Row { number, line: small(record.line), start, end });
        }
        if self.rows.is_empty() {
            let finding = Finding::error(rules::EMPTY_LIST, "the list has no senders").in_file(&self.file);
            let finding = finding.at(Some(Position { line, column: 1 }));
            return Err(finding.help("add one row for each sender below the column names").into());
        }
        Ok(())
    }

    /// Reports that the list was read as Windows-1252, with something to look at: cells with letters
    /// that no cell before them has.
    fn windows_1252_remark(&self) -> Option<Finding> {
        if self.encoding != Encoding::Windows1252 {
            return None;
        }
        let is_end = |byte: &u8| *byte == self.dialect.newline || *byte == self.dialect.delimiter || *byte == b'"';
        let mut seen = [false; 256];
        let mut examples = Vec::new();
        let mut first = None;
        let mut start = 0;
        for cell in self.bytes.split(is_end) {
            let fresh = cell.iter().filter(|byte| !byte.is_ascii() && !seen[usize::from(**byte)]).count();
            if fresh > 0 && examples.len() < EXAMPLES {
                first.get_or_insert(start);
                examples.push(format!("`{}`", shortened(self.encoding.shown(cell).trim())));
                for byte in cell {
                    seen[usize::from(*byte)] = true;
                }
            }
            start += cell.len() + 1;
        }
        let start = first?;
        let line = self.dialect.lines_in(&self.bytes[..start]) + 1;
        let row = self.bytes[..start].iter().rposition(|byte| *byte == self.dialect.newline).map_or(0, |at| at + 1);
        let message = format!("the list is not UTF-8, so it was read as Windows-1252: {}", examples.join(", "));
        let position = Position { line, column: self.encoding.shown(&self.bytes[row..start]).chars().count() + 1 };
        let finding = Finding::warning(rules::WINDOWS_1252, message).in_file(&self.file).at(Some(position));
        Some(finding.help("check that names with accents are correct; to be sure, save the list as `CSV UTF-8`"))
    }
}

/// The delimiter that a first line `sep=;` names, and where the list begins after it.
fn said_delimiter(bytes: &[u8], start: usize, newline: u8) -> (Option<u8>, usize) {
    let Some(rest) = bytes[start..].strip_prefix(b"sep=") else { return (None, start) };
    match rest.iter().position(|byte| *byte == newline) {
        Some(end) if (1..=2).contains(&end) => (Some(rest[0]), start + b"sep=".len() + end + 1),
        _ => (None, start),
    }
}

/// The first row that is not blank, split by the delimiter that gives the most known column names.
fn heading(
    bytes: &[u8],
    encoding: Encoding,
    said: Option<u8>,
    newline: u8,
    start: usize,
    line: usize,
) -> Option<(Dialect, Record)> {
    let delimiters = said.map_or(vec![b',', b';', b'\t', b'|'], |said| vec![said]);
    let parted = delimiters.into_iter().filter_map(|delimiter| {
        let dialect = Dialect { delimiter, newline };
        let mut records = Records::new(bytes, dialect, start, line);
        let record = records.find(|record| !bytes[record.bytes.clone()].iter().all(u8::is_ascii_whitespace))?;
        let names = if record.malformed.is_some() { Vec::new() } else { headings(bytes, encoding, dialect, &record) };
        let known = names.iter().filter(|name| Column::of(name).is_some()).count();
        let rank = (known, record.malformed.is_some(), names.len(), std::cmp::Reverse(delimiter));
        Some((rank, dialect, record))
    });
    parted.max_by_key(|(rank, ..)| *rank).map(|(_, dialect, record)| (dialect, record))
}

/// The names in the row of the columns.
fn headings(bytes: &[u8], encoding: Encoding, dialect: Dialect, record: &Record) -> Vec<String> {
    let cells = records::cells(bytes, record.bytes.clone(), dialect).into_iter();
    cells.map(|cell| encoding.shown(&records::unquoted(&bytes[cell])).trim().to_owned()).collect()
}

fn unknown_columns(unknown: &[&String]) -> Finding {
    let mut shown: Vec<String> =
        unknown.iter().take(NAMED_COLUMNS).map(|name| format!("`{}`", shortened(name))).collect();
    if unknown.len() > NAMED_COLUMNS {
        shown.push(format!("and {} more", unknown.len() - NAMED_COLUMNS));
    }
    let (columns, are) = if unknown.len() == 1 { ("column", "it is") } else { ("columns", "they are") };
    let message = format!("unknown {columns}: {}; {are} ignored", shown.join(", "));
    let near: Vec<String> = unknown
        .iter()
        .take(NAMED_COLUMNS)
        .filter_map(|name| Some(format!("did you mean `{}` instead of `{}`?", Column::near(name)?, shortened(name))))
        .collect();
    let known: Vec<&str> = Column::all().map(Column::name).collect();
    let help = if near.is_empty() { format!("known columns: {}", known.join(", ")) } else { near.join(" ") };
    Finding::warning(rules::UNKNOWN_COLUMN, message).help(help)
}

/// Reports a fault of a row's form.
fn form_fault(malformed: Malformed, what: &str) -> Finding {
    match malformed {
        Malformed::OpenQuote(_) => Finding::error(rules::OPEN_QUOTE, format!("{what} has a quote that is not closed"))
            .help("close the quote, or write it twice if it is part of the text"),
        Malformed::AfterQuote(_) => Finding::error(rules::OPEN_QUOTE, format!("{what} has text after a closing quote"))
            .help("write a quote twice if it is part of the text"),
        Malformed::TooLong(bytes) => {
            Finding::error(rules::ROW_TOO_LONG, format!("{what} has {bytes} bytes; the maximum is {MAX_ROW}"))
                .help("shorten it")
        }
    }
}

#[cfg(test)]
mod tests;
