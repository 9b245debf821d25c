//! The list: many senders, one per row, from a CSV file as spreadsheets and databases write it.
//!
//! It is pure: bytes in, rows and findings out. A row is parsed only when it is needed, so a long list costs no
//! more memory than its bytes and a few numbers for each row.

mod cell;
mod columns;
mod encoding;
mod guess;
mod records;
mod row;
mod table;
mod workbook;

pub use crate::letter::own_words::shortened;
pub use columns::Column;
pub use encoding::{DosPage, Encoding};
pub use records::{MAX_ROW, Malformed};
pub use row::Entry;
pub use table::{MAX_LIST, Table, TableOptions};

use std::ops::Range;

use crate::countries::CountryNames;
use crate::finding::{Finding, Findings, Position, rules};
use encoding::BYTE_ORDER_MARK;
pub(crate) use encoding::{FileKind, sniff};
use records::{Dialect, MAX_CELLS, Record, Records};

/// The most rows that a list may have.
pub const MAX_ROWS: usize = 1_000_000;

/// How many unknown columns a finding names.
const NAMED_COLUMNS: usize = 8;

/// A list whose columns are known.
#[derive(Debug, Clone)]
pub struct List<'b> {
    table: &'b Table,
    file: String,
    bytes: &'b [u8],
    dialect: Dialect,
    /// What is before the first row: a byte order mark, `sep=;`, the names of the columns.
    head: Range<usize>,
    /// The number of the row with the names of the columns.
    heading_row: u32,
    columns: Vec<Option<Column>>,
    rows: Vec<Row>,
    remarks: Findings,
}

/// A row of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// Its number as a spreadsheet shows it: the names of the columns are in row 1, if no rows above them are blank.
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
    /// When it is not a list of senders: it is empty, or without the columns that a letter needs.
    pub fn read(table: &'b Table) -> Result<Self, Findings> {
        let (file, bytes) = (table.file(), table.text());
        let marked = if bytes.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
        let newline = if bytes.contains(&b'\n') { b'\n' } else { b'\r' };
        let (said, start) = said_delimiter(bytes, marked, newline);
        let line = if start > marked { 2 } else { 1 };
        let Some(heading) = heading(bytes, said, newline, start, line) else {
            let finding = Finding::error(rules::EMPTY_LIST, "the list is empty").in_file(file);
            return Err(finding.help("add a row with the column names, and one row for each sender").into());
        };
        let below = names_below(bytes, said, newline, &heading);
        let Heading { dialect, record, number, .. } = heading;
        if let Some(malformed) = record.malformed {
            let finding = form_fault(malformed, "the row of column names").in_file(file);
            let at = table.at(Position { line: record.line, column: 1 });
            return Err(finding.at(at).place(format!("row {number}")).into());
        }
        let headings = headings(bytes, dialect, &record);
        let head = 0..record.bytes.end;
        let mut list = Self {
            table,
            file: file.to_owned(),
            bytes,
            dialect,
            head,
            heading_row: number,
            columns: Vec::new(),
            rows: Vec::new(),
            remarks: table.remarks().clone(),
        };
        list.know_columns(&headings, record.line).map_err(|findings| match below {
            None => findings,
            Some(below) => {
                let title = shortened(headings.first().map_or("", String::as_str));
                let message = format!("row {number} is `{title}`, and the column names are in row {below}");
                let finding = Finding::error(rules::MISSING_COLUMN, message).in_file(file);
                let at = table.at(Position { line: record.line, column: 1 });
                finding.at(at).place(format!("row {number}")).help("delete the rows above the column names").into()
            }
        })?;
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
        (!is_said).then(|| fault().in_file(&self.file).place(self.heading_place()).help(row::COUNTRY_HELP))
    }

    /// The row with the names of the columns as a place of findings.
    fn heading_place(&self) -> String {
        format!("row {}", self.heading_row)
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
        let at = self.table.at(Position { line, column: 1 });
        let fault = |rule, message: String| {
            Finding::error(rule, message).in_file(&self.file).at(at).place(self.heading_place())
        };
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
            self.remarks.push(unknown_columns(&unknown).in_file(&self.file).at(at).place(self.heading_place()));
        }
        self.columns = columns;
        if findings.is_empty() { Ok(()) } else { Err(findings) }
    }

    fn find_rows(&mut self, line: usize) -> Result<(), Findings> {
        let lines = self.dialect.lines_in(self.head());
        let records = Records::new(self.bytes, self.dialect, self.head.end, lines + 1);
        for (number, record) in (self.heading_row + 1..).zip(records) {
            let is_blank =
                |byte: &u8| *byte == self.dialect.delimiter || matches!(byte, b' ' | b'"' | b'\r' | b'\n' | b'\t');
            if self.bytes[record.bytes.clone()].iter().all(is_blank) {
                continue;
            }
            if self.rows.len() == MAX_ROWS {
                let finding = Finding::error(rules::LIST_TOO_LARGE, format!("the list has more than {MAX_ROWS} rows"));
                let finding = finding.in_file(&self.file).at(self.table.at(Position { line: record.line, column: 1 }));
                return Err(finding.help("split it into several lists, and print one mailing for each").into());
            }
            let small = |n: usize| u32::try_from(n).expect("the text of a list is a few times `MAX_LIST`");
            let (start, end) = (small(record.bytes.start), small(record.bytes.end));
            self.rows.push(Row { number, line: small(record.line), start, end });
        }
        if self.rows.is_empty() {
            let finding = Finding::error(rules::EMPTY_LIST, "the list has no senders").in_file(&self.file);
            let finding = finding.at(self.table.at(Position { line, column: 1 }));
            return Err(finding.help("add one row for each sender below the column names").into());
        }
        Ok(())
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

/// The row with the names of the columns.
struct Heading {
    dialect: Dialect,
    record: Record,
    /// Its number from 1.
    number: u32,
    /// How many of the names are known.
    known: usize,
}

/// The number of the row below a title or a remark that has names of columns.
fn names_below(bytes: &[u8], said: Option<u8>, newline: u8, first: &Heading) -> Option<u32> {
    /// How many rows a title may have.
    const TITLE: usize = 20;
    if first.known > 0 {
        return None;
    }
    let (mut number, mut end) = (first.number, first.record.bytes.end);
    for _ in 0..TITLE {
        let row = heading(bytes, said, newline, end, 1)?;
        number += row.number;
        if row.known > 1 {
            return Some(number);
        }
        end = row.record.bytes.end;
    }
    None
}

/// The first row that is not blank, split by the delimiter that gives the most known column names.
fn heading(bytes: &[u8], said: Option<u8>, newline: u8, start: usize, line: usize) -> Option<Heading> {
    let delimiters = said.map_or(vec![b',', b';', b'\t', b'|'], |said| vec![said]);
    let parted = delimiters.into_iter().filter_map(|delimiter| {
        let dialect = Dialect { delimiter, newline };
        let mut records = (1..).zip(Records::new(bytes, dialect, start, line));
        let (number, record) =
            records.find(|(_, record)| !bytes[record.bytes.clone()].iter().all(u8::is_ascii_whitespace))?;
        let names = if record.malformed.is_some() { Vec::new() } else { headings(bytes, dialect, &record) };
        let known = names.iter().filter(|name| Column::of(name).is_some()).count();
        // Quoted names are malformed where the delimiter is another one.
        let rank = (known, names.len() > 1, record.malformed.is_some(), names.len(), std::cmp::Reverse(delimiter));
        Some((rank, Heading { dialect, record, number, known }))
    });
    parted.max_by_key(|(rank, _)| *rank).map(|(_, heading)| heading)
}

/// The names in the row of the columns.
fn headings(bytes: &[u8], dialect: Dialect, record: &Record) -> Vec<String> {
    let cells = records::cells(bytes, record.bytes.clone(), dialect).into_iter();
    cells.map(|cell| Encoding::Utf8.shown(&records::unquoted(&bytes[cell])).trim().to_owned()).collect()
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
