//! A row becomes a sender, with all its faults at once.

use std::collections::BTreeMap;
use std::ops::Range;

use super::cell::{no_name, refusal};
use super::encoding::Encoding;
use super::guess::{implausible, other_letter};
use super::records::{self, Records};
use super::workbook::letters;
use super::{Column, List, Row, form_fault};
use crate::countries::{AddressPart, CountryNames};
use crate::finding::{Finding, Findings, Origin, Position, RuleName, rules};
use crate::id::{CountryCode, LanguageTag};
use crate::letter::own_words::{Lines, MAX_ADDRESS, MAX_LINE, MAX_PERSONAL, shortened};
use crate::letter::{Personal, Sender, Words};

/// The most characters of an id.
const MAX_ID: usize = 64;

/// What to do about an unknown country.
pub(super) const COUNTRY_HELP: &str =
    "write the country in the column `country`, or use `--country CC` if all letters are posted in the same country";

/// A sender of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The id of the sender in the office; the row's number where the list has no such column.
    pub id: String,
    /// The sender.
    pub sender: Sender,
    /// Remarks on the row, without errors.
    pub remarks: Findings,
}

impl List<'_> {
    /// The sender of a row.
    ///
    /// # Errors
    ///
    /// All faults of the row, each with its line, its column and what was found.
    pub fn entry(&self, row: Row, countries: &CountryNames) -> Result<Entry, Findings> {
        let mut reader =
            RowReader { list: self, row, cells: Vec::new(), findings: Findings::new(), remarks: Findings::new() };
        let entry = reader.read(countries);
        match entry {
            Some(entry) if reader.findings.is_empty() => Ok(Entry { remarks: reader.remarks, ..entry }),
            _ => Err(reader.findings),
        }
    }

    /// The whole row as a place of findings, for what is wrong with more than one cell.
    pub fn row_finding(&self, row: Row, finding: Finding) -> Finding {
        let at = self.table.at(Position { line: row.line as usize, column: 1 });
        finding.in_file(&self.file).at(at).place(format!("row {}", row.number))
    }
}

/// The consequence of a row that ends before a column. Programs write such rows if they leave out empty cells at the
/// end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Lack {
    /// No finding: the column is empty in most rows.
    Usual,
    /// A warning that it is treated as empty: its value may have been lost.
    Told,
    /// A fault: no letter is made without it.
    Fault,
}

impl Lack {
    fn of(column: Option<Column>) -> Self {
        match column {
            None | Some(Column::Lang | Column::Personal | Column::Place) => Self::Usual,
            Some(Column::Id | Column::Name | Column::Address(1)) => Self::Fault,
            Some(Column::Address(_) | Column::Postcode | Column::Town | Column::State | Column::Country) => Self::Told,
        }
    }
}

/// The text of a cell, and its place.
struct Cell {
    words: String,
    bytes: Range<usize>,
}

struct RowReader<'l, 'b> {
    list: &'l List<'b>,
    row: Row,
    cells: Vec<(Column, Cell)>,
    findings: Findings,
    remarks: Findings,
}

impl RowReader<'_, '_> {
    fn read(&mut self, countries: &CountryNames) -> Option<Entry> {
        self.part()?;
        let id = self.id();
        let name = self.line(Column::Name, MAX_LINE);
        if let Some(refusal) = name.as_ref().and_then(|name| no_name(&name.words)) {
            self.fault(Column::Name, refusal.rule, refusal.message, &refusal.help);
        }
        if name.is_none() && self.cell(Column::Name).is_none() {
            let help = "write the name that is printed below the signature";
            self.fault(Column::Name, rules::MISSING_NAME, "the row has no name".to_owned(), help);
        }
        let (address, locality) = self.address();
        let country = self.country(countries);
        self.encoding_of(country.as_ref().or(countries.of_unnamed()));
        let place = self.line(Column::Place, MAX_LINE).map(|place| place.words);
        let personal = self.personal();
        let sender = Sender { name: name?, address, locality, country, place, personal };
        Some(Entry { id: id?, sender, remarks: Findings::new() })
    }

    /// Splits the row into cells.
    fn part(&mut self) -> Option<()> {
        let Self { list, row, .. } = *self;
        let (start, dialect) = (row.start as usize, list.dialect);
        let record = Records::new(list.bytes, dialect, start, row.line as usize).next()?;
        if let Some(malformed) = record.malformed {
            let finding = list.row_finding(row, form_fault(malformed, "the row"));
            let at = match malformed {
                super::Malformed::OpenQuote(at) | super::Malformed::AfterQuote(at) => at,
                super::Malformed::TooLong(_) => start,
            };
            self.findings.push(finding.at(self.position(at)));
            return None;
        }
        let cells = records::cells(list.bytes, record.bytes, dialect);
        let count = cells.len();
        let is_empty = |cell: &Range<usize>| list.bytes[cell.clone()].trim_ascii().is_empty();
        let spare = cells.get(list.columns.len()..).unwrap_or_default();
        let lacking = list.columns.get(count..).unwrap_or_default();
        let lack = lacking.iter().map(|column| Lack::of(*column)).max();
        let is_short = lack == Some(Lack::Fault) || lack.is_some() && (self.is_torn(count) || self.is_cut_off());
        if is_short || count > records::MAX_CELLS || !spare.iter().all(is_empty) {
            let counted = match count {
                1 => "1 cell".to_owned(),
                _ if count > records::MAX_CELLS => format!("more than {} cells", count - 1),
                _ => format!("{count} cells"),
            };
            let message = format!("the row has {counted}, but the first row has {}", list.columns.len());
            let help = "look for a missing or extra comma, semicolon or tab; put a cell with one of these or a line break in quotes";
            self.findings.push(list.row_finding(row, Finding::error(rules::RAGGED_ROW, message)).help(help));
            return None;
        }
        if lack == Some(Lack::Told) {
            let names: Vec<String> = lacking.iter().flatten().map(|column| format!("`{}`", column.name())).collect();
            let message = format!("the row is too short; treated as empty: {}", names.join(", "));
            let remark = list.row_finding(row, Finding::warning(rules::SHORT_ROW, message));
            self.remarks.push(remark.help("check whether something is missing at the end of the row"));
        }
        for (column, bytes) in list.columns.iter().zip(cells) {
            let Some(column) = *column else { continue };
            let raw = records::unquoted(&list.bytes[bytes.clone()]);
            match Encoding::Utf8.decode(&raw) {
                // Spaces around a value do not count; an Excel export may end lines in a cell as it likes.
                Ok(words) if words.trim().is_empty() => {}
                Ok(words) => {
                    let words = words.trim().replace("\r\n", "\n");
                    self.cells.push((column, Cell { words, bytes }));
                }
                Err(_) => {
                    let shown = shortened(&Encoding::Utf8.shown(&raw));
                    let message = format!("`{shown}` has bytes that are not valid {}", list.table.encoding().name());
                    self.cells.push((column, Cell { words: String::new(), bytes }));
                    self.fault(
                        column,
                        rules::NOT_UTF8,
                        message,
                        "write the word again, or save the list as `CSV UTF-8`",
                    );
                }
            }
        }
        Some(())
    }

    /// Whether the file ends within this row, as one does that was not copied to its end.
    fn is_cut_off(&self) -> bool {
        let end = self.row.end as usize;
        end == self.list.bytes.len() && self.list.bytes[end - 1] != self.list.dialect.newline
    }

    /// Whether this row of `count` cells and one beside it are one that a line break has torn.
    fn is_torn(&self, count: usize) -> bool {
        let list = self.list;
        let at = list.rows.partition_point(|row| row.start < self.row.start);
        let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|at| list.rows.get(at));
        let cells = |row: &Row| records::cells(list.bytes, row.start as usize..row.end as usize, list.dialect).len();
        beside.map(cells).any(|others| count + others == list.columns.len() + 1)
    }

    fn id(&mut self) -> Option<String> {
        if !self.list.has(Column::Id) {
            return Some(self.row.number.to_string());
        }
        let Some(words) = self.words(Column::Id) else {
            let help = "write the id of the sender in the records of your office";
            self.fault(Column::Id, rules::MISSING_ID, "the row has no id".to_owned(), help);
            return None;
        };
        let is_allowed = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ' ' | '#' | ':');
        if !words.chars().all(is_allowed) || words.contains("..") || words.starts_with('.') {
            let message = format!("`{}` is not a valid id", shortened(&words));
            let help = "use letters, digits, hyphens, underscores and single points";
            self.fault(Column::Id, rules::BAD_ID, message, help);
            return None;
        }
        self.is_printable(Column::Id, &words, Lines::One, MAX_ID).then_some(words)
    }

    /// A cell of one line.
    fn line(&mut self, column: Column, most: usize) -> Option<Words> {
        let words = self.words(column)?;
        let is_printable = self.is_printable(column, &words, Lines::One, most);
        is_printable.then(|| Words { words, origin: self.origin(column) })
    }

    /// The lines of the address (one cell may have several), and the parts that have their own columns.
    fn address(&mut self) -> (Vec<Words>, BTreeMap<AddressPart, Words>) {
        let columns = (1..=super::columns::ADDRESS_LINES).map(Column::Address);
        let mut address = Vec::new();
        let mut has_any = false;
        for column in columns {
            has_any |= self.cell(column).is_some();
            let Some(words) = self.words(column) else { continue };
            for line in words.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty()) {
                if self.is_printable(column, line, Lines::One, MAX_LINE) {
                    address.push(Words { words: line.to_owned(), origin: self.origin(column) });
                }
            }
        }
        let mut locality = BTreeMap::new();
        for (column, part) in [
            (Column::Postcode, AddressPart::Postcode),
            (Column::Town, AddressPart::Town),
            (Column::State, AddressPart::State),
        ] {
            // A state alone is not enough to reach a person.
            has_any |= column != Column::State && self.cell(column).is_some();
            locality.extend(self.line(column, MAX_LINE).map(|words| (part, words)));
        }
        if !has_any {
            let help = "write the street and town, so that the recipient can reply";
            self.fault(Column::Address(1), rules::MISSING_ADDRESS, "the row has no address".to_owned(), help);
        }
        if address.len() > MAX_ADDRESS {
            let message = format!("the address has {} lines; the maximum is {MAX_ADDRESS}", address.len());
            self.fault(Column::Address(1), rules::TOO_LONG, message, "use fewer lines");
        }
        (address, locality)
    }

    fn country(&mut self, countries: &CountryNames) -> Option<CountryCode> {
        let Some(words) = self.words(Column::Country) else {
            if self.cell(Column::Country).is_none() && countries.is_needed() {
                let message = "the row has no country, so recipients abroad could not reply".to_owned();
                self.fault(Column::Country, rules::MISSING_COUNTRY, message, COUNTRY_HELP);
            }
            return None;
        };
        match countries.meant(&words) {
            Ok(code) => Some(code.clone()),
            Err(unknown) => {
                self.fault(Column::Country, rules::UNKNOWN_COUNTRY, unknown.message, &unknown.help);
                None
            }
        }
    }

    fn personal(&mut self) -> Option<Personal> {
        let language = self.words(Column::Lang).and_then(|words| {
            let lower = words.to_lowercase();
            // `EN` is written by many, `pt-BR` as it is.
            let tag = LanguageTag::new(if words.len() <= 3 { &lower } else { &words });
            if tag.is_none() {
                let message = format!("`{}` is not a language tag", shortened(&words));
                self.fault(Column::Lang, rules::BAD_ID, message, &format!("write {}", LanguageTag::EXPECTED));
            }
            tag
        });
        let words = self.words(Column::Personal)?;
        if !self.is_printable(Column::Personal, &words, Lines::Several, MAX_PERSONAL) {
            return None;
        }
        if language.is_none() && self.cell(Column::Lang).is_none() {
            let message = format!("the language of `{}` is missing", shortened(&words));
            let help = "write its language in the column `lang`, for example `en`";
            self.fault(Column::Lang, rules::MISSING_LANGUAGE, message, help);
        }
        Some(Personal { words, language: language?, origin: self.origin(Column::Personal) })
    }

    fn is_printable(&mut self, column: Column, words: &str, lines: Lines, most: usize) -> bool {
        if let Some(refusal) = refusal(words, lines, most) {
            self.fault(column, refusal.rule, refusal.message, &refusal.help);
            return false;
        }
        let Some(encoding) = self.list.table.guess() else { return true };
        // Questions and cries begin with their own signs in Spanish.
        let plain = if lines == Lines::Several { words.replace(['¿', '¡'], " ") } else { words.to_owned() };
        let Some(word) = implausible(encoding, &plain) else { return true };
        let (word, name) = (shortened(word), encoding.name());
        let message = format!("`{word}` is not a word in {name}, the encoding that the list was read in");
        self.other_encoding(column, message);
        false
    }

    /// Checks, if the encoding of the list is a guess, whether the list may be in the usual encoding of the sender's
    /// country, where it would have other letters.
    fn encoding_of(&mut self, country: Option<&CountryCode>) {
        let (Some(country), Some(encoding)) = (country, self.list.table.guess()) else { return };
        let other = self.cells.iter().find_map(|(column, cell)| {
            let letter =
                other_letter(encoding, &cell.words, country.as_str()).filter(|_| *column != Column::Country)?;
            Some((*column, letter, shortened(&cell.words)))
        });
        // A fault that was already found in the cell is not reported again.
        let is_told = self.findings.iter().any(|finding| finding.rule == rules::OTHER_ENCODING);
        let Some((column, letter, shown)) = other.filter(|_| !is_told) else { return };
        let name = encoding.name();
        let message = format!(
            "`{letter}` in `{shown}` may be the wrong letter: the list was read as {name}, but {country} uses another encoding"
        );
        self.other_encoding(column, message);
    }

    /// Reports a cell that shows that the list is in another encoding than it was read in.
    fn other_encoding(&mut self, column: Column, message: String) {
        let help = "open the list in a program that shows its letters correctly, and save it as `CSV UTF-8`; or name its encoding with `--encoding`";
        self.fault(column, rules::OTHER_ENCODING, message, help);
    }

    fn cell(&self, column: Column) -> Option<&Cell> {
        self.cells.iter().find(|(known, _)| *known == column).map(|(_, cell)| cell)
    }

    fn words(&self, column: Column) -> Option<String> {
        self.cell(column).map(|cell| cell.words.clone()).filter(|words| !words.is_empty())
    }

    fn fault(&mut self, column: Column, rule: RuleName, message: String, help: &str) {
        let origin = self.origin(column);
        self.findings.push(origin.error(rule, message).help(help));
    }

    /// The place of a cell, or of the row if the cell is missing.
    fn origin(&self, column: Column) -> Origin {
        let start = self.cell(column).map_or(self.row.start as usize, |cell| cell.bytes.start);
        let cell = self.list.columns.iter().position(|known| *known == Some(column));
        // A person finds a cell of a spreadsheet by its name.
        let cell = cell.filter(|_| self.list.table.worksheet().is_some()).map_or_else(String::new, |cell| {
            format!(" ({}{})", letters(u32::try_from(cell).unwrap_or(u32::MAX)), self.row.number)
        });
        let name = format!("row {}, {}{cell}", self.row.number, column.name());
        Origin { name, file: Some(self.list.file.clone()), position: self.position(start), end: None }
    }

    /// Where byte `at` of the list lies, which belongs to this row. None if the list is a spreadsheet.
    fn position(&self, at: usize) -> Option<Position> {
        let List { bytes, dialect, .. } = self.list;
        let before = &bytes[self.row.start as usize..at];
        let line = dialect.lines_in(before);
        let start = before.iter().rposition(|byte| *byte == dialect.newline).map_or(0, |newline| newline + 1);
        let column = Encoding::Utf8.shown(&before[start..]).chars().count() + 1;
        self.list.table.at(Position { line: self.row.line as usize + line, column })
    }
}
