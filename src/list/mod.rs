//! The list: many senders, one per row, from a CSV file as spreadsheets and databases write it.
//!
//! It is pure: bytes in, rows and findings out. A row is parsed only when it is needed, so a long list costs no
//! more memory than its bytes and a few numbers for each row.

mod cell;
mod checks;
mod choices;
mod column_findings;
mod columns;
mod damage;
mod dates;
mod encoding;
mod except;
mod first_row;
mod guess;
mod headings;
mod joined;
mod mend;
pub mod not_mailed;
mod one_cell;
mod parts;
mod records;
mod row;
mod table;
mod unprinted;
mod unusual_name;
mod words;
mod workbook;

pub use crate::letter::own_words::shortened;
pub use choices::{COLUMNS_ENDING, ColumnChoices};
pub use columns::{Column, ColumnUse, Columns, columns_text};
pub use encoding::{DosPage, Encoding};
pub use except::Except;
pub use headings::Headings;
pub use records::{MAX_ROW, Malformed};
pub use row::Entry;
pub use table::{MAX_LIST, Table, TableOptions};
pub use unprinted::{NotMailed, Unprinted};

use std::borrow::Cow;
use std::ops::Range;

use crate::countries::CountryNames;
use crate::finding::{Finding, Findings, Position, rules};
use column_findings::{columns_fault, unknown_columns};
use encoding::BYTE_ORDER_MARK;
pub(crate) use encoding::{FileKind, sniff};
use first_row::{FirstRow, Heading, said_delimiter};
use records::{Dialect, MAX_CELLS, Records};

/// The most rows that a list may have.
pub const MAX_ROWS: usize = 1_000_000;

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
    /// Where the row of the column names begins.
    heading: usize,
    columns: Columns,
    known: &'b Headings,
    choices: ColumnChoices,
    /// The place of the column with the numbers of the rows in an earlier list, as `rejected.csv` has it.
    row_numbers: Option<usize>,
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
    /// Reads the form of a list and the names of its columns, which `known` and `choices` explain.
    ///
    /// # Errors
    ///
    /// When it is not a list of senders: it is empty, without the columns that a letter needs, or with columns that are
    /// not understood.
    pub fn read(table: &'b Table, known: &'b Headings, choices: &ColumnChoices) -> Result<Self, Findings> {
        let (file, bytes) = (table.file(), table.text());
        let marked = if bytes.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
        let newline = if bytes.contains(&b'\n') { b'\n' } else { b'\r' };
        let (said, start) = said_delimiter(bytes, marked, newline);
        let line = if start > marked { 2 } else { 1 };
        let first = FirstRow { bytes, said, newline, known };
        let Some(heading) = first.heading(start, line) else {
            let finding = Finding::error(rules::EMPTY_LIST, "the list is empty").in_file(file);
            return Err(finding.help("add a row with the column names, and one row for each sender").into());
        };
        let below = first.names_below(&heading);
        let Heading { dialect, record, number, .. } = heading;
        if let Some(malformed) = record.malformed {
            let finding = form_fault(malformed, "the row of column names").in_file(file);
            let at = table.at(Position { line: record.line, column: 1 });
            return Err(finding.at(at).place(format!("row {number}")).into());
        }
        let headings = first_row::headings(bytes, dialect, &record);
        let head = 0..record.bytes.end;
        let mut list = Self {
            table,
            file: file.to_owned(),
            bytes,
            dialect,
            head,
            heading_row: number,
            heading: record.bytes.start,
            columns: Columns::default(),
            known,
            choices: choices.clone(),
            row_numbers: headings.iter().position(|heading| columns::is_row_number(heading)),
            rows: Vec::new(),
            remarks: table.remarks().clone(),
        };
        list.know_columns(&headings, choices, record.line).map_err(|findings| match below {
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
        self.columns.has(column)
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

    /// Reports what all senders lack: their country, or a town.
    pub fn lacking(&self, names: &CountryNames) -> Findings {
        self.without_country(names).into_iter().chain(self.without_town()).collect()
    }

    /// The bytes before the first row, with which a list of some of its rows begins.
    pub fn head(&self) -> &'b [u8] {
        &self.bytes[self.head.clone()]
    }

    /// The bytes of a row, with the line break at its end if it has one.
    pub fn raw(&self, row: Row) -> &'b [u8] {
        &self.bytes[row.start as usize..row.end as usize]
    }

    /// The head with a first column `row`, unless there is one. Nothing else changes.
    pub fn numbered_head(&self) -> Vec<u8> {
        let (before, heading) = self.head().split_at(self.heading - self.head.start);
        let mut head = before.to_vec();
        if self.row_numbers.is_none() {
            head.extend(columns::ROW_NUMBER.bytes());
            head.push(self.dialect.delimiter);
        }
        head.extend(heading);
        head
    }

    /// A row with its number in a first column, unless the list has numbers of rows. It ends with a line break.
    pub fn numbered_row(&self, row: Row) -> Vec<u8> {
        let mut numbered = Vec::new();
        if self.row_numbers.is_none() {
            numbered.extend(row.number.to_string().bytes());
            numbered.push(self.dialect.delimiter);
        }
        let raw = self.raw(row);
        numbered.extend(raw);
        // The last row of a list may lack its end.
        if raw.last() != Some(&self.dialect.newline) {
            numbered.push(self.dialect.newline);
        }
        numbered
    }

    /// The number of a row in the list that it was first in: the one in its column `row`, or its own number.
    pub fn original_number(&self, row: Row) -> u32 {
        let cell = self.row_numbers.and_then(|column| self.cell_of(row, column));
        cell.and_then(|cell| cell.parse().ok()).unwrap_or(row.number)
    }

    /// What a row has in a column, in short, whether it is valid or not; `None` if there is nothing.
    pub fn words_of(&self, row: Row, column: Column) -> Option<String> {
        let parts = self.columns.parts(column);
        let words: Vec<String> = parts.into_iter().filter_map(|place| self.cell_of(row, place)).collect();
        (!words.is_empty()).then(|| shortened(&words.join(" ")))
    }

    fn cell_of(&self, row: Row, column: usize) -> Option<String> {
        let record = Records::new(self.bytes, self.dialect, row.start as usize, row.line as usize).next()?;
        if record.malformed.is_some() {
            return None;
        }
        let cell = records::cells(self.bytes, record.bytes, self.dialect).get(column)?.clone();
        let words = Encoding::Utf8.shown(&records::unquoted(&self.bytes[cell]));
        Some(words.trim().replace("\r\n", "\n")).filter(|words| !words.is_empty())
    }

    /// The text that it was read from.
    pub fn table(&self) -> &'b Table {
        self.table
    }

    /// All that makes it another list: the bytes of its file, and how they are read.
    pub fn identity(&self) -> Cow<'b, [u8]> {
        let original = self.table.original();
        // The country is in the order too.
        let TableOptions { encoding, worksheet, country: _ } = self.table.options();
        if encoding.is_none() && worksheet.is_none() && self.choices == ColumnChoices::default() {
            // An option that is not used is not in the identifiers of earlier builds.
            return Cow::Borrowed(original);
        }
        let options = format!("{encoding:?} {worksheet:?} {:?}", self.choices);
        Cow::Owned([original, options.as_bytes()].concat())
    }

    /// The columns that were chosen.
    pub fn choices(&self) -> &ColumnChoices {
        &self.choices
    }

    /// What each column became.
    pub fn columns(&self) -> &Columns {
        &self.columns
    }

    fn know_columns(&mut self, headings: &[String], choices: &ColumnChoices, line: usize) -> Result<(), Findings> {
        let at = self.table.at(Position { line, column: 1 });
        let place = self.heading_place();
        if headings.len() > MAX_CELLS {
            let message = format!("the list has more than {MAX_CELLS} columns");
            let finding = Finding::error(rules::TOO_MANY_COLUMNS, message).in_file(&self.file).at(at).place(place);
            return Err(finding.help("delete the columns that letters do not need").into());
        }
        match Columns::of(headings, self.known, choices) {
            Ok(columns) => {
                let unknown: Vec<&String> = columns.unknown().collect();
                if !unknown.is_empty() {
                    self.remarks.push(unknown_columns(&unknown).in_file(&self.file).at(at).place(place));
                }
                self.columns = columns;
                Ok(())
            }
            Err((columns, faults)) => {
                let findings = faults.iter().map(|fault| columns_fault(fault, headings, &columns));
                Err(findings.map(|finding| finding.in_file(&self.file).at(at).place(place.clone())).collect())
            }
        }
    }

    /// Reports that no letter would have a town: neither in its column, nor in a line of the address below the street.
    fn without_town(&self) -> Option<Finding> {
        let lines = self.columns.fields().filter(|(column, _)| matches!(column, Column::Address(_))).count();
        if self.columns.has(Column::Town) || lines > 1 {
            return None;
        }
        let street = |row: &Row| {
            let record = Records::new(self.bytes, self.dialect, row.start as usize, row.line as usize).next()?;
            let cells = records::cells(self.bytes, record.bytes, self.dialect);
            let place = self.columns.places(Column::Address(1)).first().filter(|_| record.malformed.is_none())?;
            let words = records::unquoted(&self.bytes[cells.get(*place)?.clone()]).trim_ascii().to_vec();
            Some(words).filter(|words| !words.is_empty())
        };
        let has_more = |words: &Vec<u8>| {
            words.iter().any(|byte| matches!(byte, b'\n' | b'\r' | b',')) || words.windows(2).any(|two| two == b"  ")
        };
        let mut streets = self.rows.iter().filter_map(street).peekable();
        if streets.peek().is_none() || streets.any(|words| has_more(&words)) {
            return None;
        }
        let finding = Finding::error(rules::MISSING_COLUMN, "no row of the list has a town").in_file(&self.file);
        Some(
            finding
                .place(self.heading_place())
                .help("choose the column with the town, for example `--column town=\"Home Town\"`"),
        )
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

/// A list of the bytes, with the headings of the program: for tests.
#[cfg(test)]
pub(crate) fn sample(file: &str, bytes: &[u8]) -> List<'static> {
    let table = Table::read(file, bytes.to_vec(), &TableOptions::default()).expect("a text");
    List::read(Box::leak(Box::new(table)), Headings::of_program(), &ColumnChoices::default()).expect("a list")
}
