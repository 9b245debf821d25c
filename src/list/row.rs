//! A row becomes a sender, with all its faults at once.

use std::collections::BTreeMap;
use std::ops::Range;

use super::cell::{no_name, refusal};
use super::checks::{Checked, check};
use super::damage::{self, Context};
use super::encoding::{Encoding, misread, other_letter};
use super::joined::{self, NameParts};
use super::mend::Fields;
use super::not_mailed::{Marked, Reason, Role, reason};
use super::one_cell;
use super::records::{self, Records};
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

/// Why a row is not printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unprinted {
    /// It has faults: each with its line, its column and what was found.
    Faulty(Findings),
    /// The person gets no letter, for example because they died.
    NotMailed(Box<NotMailed>),
}

/// A person who gets no letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotMailed {
    /// The id, if the row has a valid one.
    pub id: Option<String>,
    /// The name and the address, if they can be read.
    pub sender: Option<Sender>,
    /// Why.
    pub reason: Reason,
    /// The remark on it.
    pub finding: Finding,
}

impl From<Findings> for Unprinted {
    fn from(findings: Findings) -> Self {
        Self::Faulty(findings)
    }
}

impl From<Unprinted> for Findings {
    fn from(unprinted: Unprinted) -> Self {
        match unprinted {
            Unprinted::Faulty(findings) => findings,
            Unprinted::NotMailed(not_mailed) => not_mailed.finding.into(),
        }
    }
}

impl List<'_> {
    /// The sender of a row.
    ///
    /// # Errors
    ///
    /// All faults of the row; or why the person gets no letter, which comes before any fault.
    pub fn entry(&self, row: Row, countries: &CountryNames) -> Result<Entry, Unprinted> {
        let mut reader = RowReader {
            list: self,
            row,
            cells: Vec::new(),
            country: None,
            findings: Findings::new(),
            remarks: Findings::new(),
            not_mailed: None,
        };
        let entry = reader.read(countries);
        let entry = entry.filter(|_| reader.findings.is_empty());
        if let Some((reason, finding)) = reader.not_mailed.take() {
            let id = reader.words(Column::Id).or_else(|| entry.as_ref().map(|entry| entry.id.clone()));
            let sender = entry.map(|entry| entry.sender);
            return Err(Unprinted::NotMailed(Box::new(NotMailed { id, sender, reason, finding })));
        }
        match entry {
            Some(entry) => Ok(Entry { remarks: reader.remarks, ..entry }),
            None => Err(Unprinted::Faulty(reader.findings)),
        }
    }

    /// The whole row as a place of findings, for what is wrong with more than one cell.
    pub fn row_finding(&self, row: Row, finding: Finding) -> Finding {
        let at = Position { line: row.line as usize, column: 1 };
        finding.in_file(&self.file).at(Some(at)).place(format!("row {}", row.number))
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
            Some(Column::Id | Column::Name | Column::FirstName | Column::LastName | Column::Address(1)) => Self::Fault,
            Some(_) => Self::Told,
        }
    }
}

/// The text of a cell, and its place.
struct Cell {
    words: String,
    bytes: Range<usize>,
}

impl Cell {
    /// The texts of two cells, one after the other.
    fn with(self, other: Self) -> Self {
        Self { words: format!("{} {}", self.words, other.words).trim().to_owned(), bytes: self.bytes }
    }
}

struct RowReader<'l, 'b> {
    list: &'l List<'b>,
    row: Row,
    cells: Vec<(Column, Cell)>,
    /// The country of the row or of all rows, if it is known.
    country: Option<CountryCode>,
    findings: Findings,
    remarks: Findings,
    /// Why the person gets no letter, and the remark on it.
    not_mailed: Option<(Reason, Finding)>,
}

impl RowReader<'_, '_> {
    fn read(&mut self, countries: &CountryNames) -> Option<Entry> {
        self.part()?;
        self.part_address(countries);
        let said = self.cell(Column::Country).and_then(|cell| countries.known(&cell.words));
        self.country = said.or(countries.of_unnamed()).cloned();
        self.join();
        self.check(countries);
        self.wishes();
        let id = self.id();
        let country = self.country(countries);
        let name = self.line(Column::Name, MAX_LINE);
        if let Some(refusal) = name.as_ref().and_then(|name| no_name(&name.words)) {
            self.fault(Column::Name, refusal.rule, refusal.message, &refusal.help);
        }
        if name.is_none() && self.cell(Column::Name).is_none() {
            let help = "write the name that is printed below the signature";
            self.fault(Column::Name, rules::MISSING_NAME, "the row has no name".to_owned(), help);
        }
        let (address, locality) = self.address();
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
            self.findings.push(finding.at(Some(self.position(at))));
            return None;
        }
        let cells = records::cells(list.bytes, record.bytes, dialect);
        let count = cells.len();
        let is_empty = |cell: &Range<usize>| list.bytes[cell.clone()].trim_ascii().is_empty();
        let headings = list.columns.headings();
        let spare = cells.get(headings.len()..).unwrap_or_default();
        let lacking: Vec<Option<Column>> = (count..headings.len()).map(|place| list.columns.at(place)).collect();
        let lack = lacking.iter().map(|column| Lack::of(*column)).max();
        let is_short = lack == Some(Lack::Fault) || lack.is_some() && (self.is_torn(count) || self.is_cut_off());
        if is_short || count > records::MAX_CELLS || !spare.iter().all(is_empty) {
            let counted = match count {
                1 => "1 cell".to_owned(),
                _ if count > records::MAX_CELLS => format!("more than {} cells", count - 1),
                _ => format!("{count} cells"),
            };
            let message = format!("the row has {counted}, but the first row has {}", headings.len());
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
        for (column, places) in list.columns.fields() {
            let read = places.iter().filter_map(|place| self.text_of(column, cells.get(*place)?));
            let read: Vec<Cell> = read.collect();
            self.cells.extend(read.into_iter().reduce(Cell::with).map(|cell| (column, cell)));
        }
        self.unnamed_cells(&cells);
        Some(())
    }

    /// The text of a cell, if it has any.
    fn text_of(&mut self, column: Column, bytes: &Range<usize>) -> Option<Cell> {
        let list = self.list;
        let raw = records::unquoted(&list.bytes[bytes.clone()]);
        match Encoding::Utf8.decode(&raw) {
            // Spaces around a value do not count; an Excel export may end lines in a cell as it likes.
            Ok(words) if words.trim().is_empty() => None,
            Ok(words) => Some(Cell { words: words.trim().replace("\r\n", "\n"), bytes: bytes.clone() }),
            Err(_) => {
                let shown = shortened(&Encoding::Utf8.shown(&raw));
                let message = format!("`{shown}` has bytes that are not valid {}", list.table.encoding().name());
                let help = "write the word again, or save the list as `CSV UTF-8`";
                let finding = self.origin_at(column, bytes.start).error(rules::NOT_UTF8, message).help(help);
                self.findings.push(finding);
                Some(Cell { words: String::new(), bytes: bytes.clone() })
            }
        }
    }

    /// Reports cells with text in columns without a name: it would be lost.
    fn unnamed_cells(&mut self, cells: &[Range<usize>]) {
        let headings = self.list.columns.headings();
        let has_text = |cell: &Range<usize>| !records::unquoted(&self.list.bytes[cell.clone()]).trim_ascii().is_empty();
        let lost = cells.iter().zip(headings).position(|(cell, heading)| heading.is_empty() && has_text(cell));
        let Some(place) = lost else { return };
        let message = format!("the row has text in column {}, which has no name", place + 1);
        let at = self.position(cells[place].start);
        let finding = self.list.row_finding(self.row, Finding::error(rules::UNNAMED_COLUMN, message)).at(Some(at));
        self.findings.push(finding.help("write the name of the column in the first row, or delete the text"));
    }

    /// Joins what has columns of its own: the parts of a name, of a street and of a postcode.
    fn join(&mut self) {
        let known = self.list.known;
        let country = self.country.as_ref();
        let is_family_name_first = country.is_some_and(|country| known.is_family_name_first(country));
        let is_number_first = country.is_some_and(|country| known.is_number_first(country));
        let text = |column: Column| self.cell(column).map_or("", |cell| cell.words.as_str());
        let name = NameParts {
            full: text(Column::Name),
            first: text(Column::FirstName),
            middle: text(Column::MiddleName),
            last: [text(Column::LastName), text(Column::SecondLastName)],
        };
        let name = name.joined(is_family_name_first);
        let [number, suffix] = [Column::HouseNumber, Column::HouseNumberSuffix].map(text);
        let street = joined::street(text(Column::Address(1)), number, suffix, is_number_first);
        let postcode = match [Column::Postcode, Column::PostcodeSuffix].map(text) {
            [postcode, suffix] if postcode.is_empty() || suffix.is_empty() || postcode.contains('-') => {
                postcode.to_owned()
            }
            [postcode, suffix] => format!("{postcode}-{suffix}"),
        };
        let heading =
            self.list.columns.places(Column::PoBox).first().map(|place| &self.list.columns.headings()[*place]);
        let words = heading.map_or("", |heading| known.post_office_box(heading));
        let post_office_box = match text(Column::PoBox) {
            "" => String::new(),
            number => joined::post_office_box(words, number),
        };
        self.set(Column::Name, name, &[Column::FirstName, Column::LastName, Column::MiddleName]);
        self.set(Column::Address(1), street, &[Column::HouseNumber]);
        self.set(Column::Postcode, postcode, &[]);
        self.set(Column::PoBox, post_office_box, &[]);
        self.cells.retain(|(column, _)| !column.is_joined_to_another());
    }

    /// Parts an address in one cell with two spaces between its parts, in a list without columns for them.
    fn part_address(&mut self, countries: &CountryNames) {
        let has_parts = [Column::Town, Column::Postcode].into_iter().any(|column| self.list.has(column));
        let Some(cell) = self.cell(Column::Address(1)).filter(|_| !has_parts) else { return };
        let bytes = cell.bytes.clone();
        let Some(fields) = one_cell::parted(&cell.words, countries) else { return };
        for (column, words) in fields {
            match self.cells.iter_mut().find(|(known, _)| *known == column) {
                // The country has a column of its own.
                Some((Column::Country, _)) => {}
                Some((_, cell)) => cell.words = words,
                None => self.cells.push((column, Cell { words, bytes: bytes.clone() })),
            }
        }
    }

    /// Reads the columns that say whether the person gets a letter at all.
    fn wishes(&mut self) {
        for (column, role) in [
            (Column::DoNotMail, Role::DoNotMail),
            (Column::Deceased, Role::Deceased),
            (Column::GoneAway, Role::GoneAway),
            (Column::Consent, Role::Consent),
        ] {
            let Some(place) = self.list.columns.places(column).first() else { continue };
            let words = self.words(column).unwrap_or_default();
            match reason(role, &words) {
                Ok(None) => {}
                Ok(Some(reason)) => {
                    let heading = shortened(&self.list.columns.headings()[*place]);
                    self.not_mailed(column, reason, &format!("`{}` in `{heading}`", shortened(&words)));
                }
                Err(refusal) => self.fault(column, refusal.rule, refusal.message, &refusal.help),
            }
        }
    }

    /// Sets the text of a field. Its place is that of its own cell, or of the first of the other fields that is there.
    fn set(&mut self, column: Column, words: String, others: &[Column]) {
        if let Some((_, cell)) = self.cells.iter_mut().find(|(known, _)| *known == column) {
            cell.words = words;
            return;
        }
        let bytes = others.iter().find_map(|other| self.cell(*other)).map(|cell| cell.bytes.clone());
        if let Some(bytes) = bytes.filter(|_| !words.is_empty()) {
            self.cells.push((column, Cell { words, bytes }));
        }
    }

    /// Mends the cells, and looks at what is unusual in them.
    fn check(&mut self, countries: &CountryNames) {
        let filled = self.cells.iter().filter(|(_, cell)| !cell.words.is_empty());
        let fields: Fields = filled.map(|(column, cell)| (*column, cell.words.clone())).collect();
        let Checked { fields, mends, unusual, marked } = check(fields, self.country.as_ref(), countries);
        // A part that had no cell of its own is at the place of the cell that it was in.
        let from = mends.iter().find_map(|(column, _)| self.cell(*column)).map(|cell| cell.bytes.clone());
        self.cells.retain(|(column, cell)| cell.words.is_empty() || fields.contains_key(column));
        for (column, words) in fields {
            match self.cells.iter_mut().find(|(known, _)| *known == column) {
                Some((_, cell)) => cell.words = words,
                None => {
                    let bytes = from.clone().unwrap_or_default();
                    self.cells.push((column, Cell { words, bytes }));
                }
            }
        }
        for (column, mend) in mends {
            let finding = self.origin(column).note(rules::MENDED, mend.description());
            self.remarks.push(finding.help("check these rows if the list is used elsewhere too"));
        }
        for (column, refusal) in unusual {
            self.remarks.push(self.origin(column).warning(refusal.rule, refusal.message).help(refusal.help));
        }
        if let Some((column, Marked { reason, words })) = marked {
            self.not_mailed(column, reason, &format!("`{words}` in `{}`", column.name()));
        }
    }

    /// Remarks that the person gets no letter. The first reason is said.
    fn not_mailed(&mut self, column: Column, reason: Reason, found: &str) {
        let message = format!("not printed, because {}: {found}", reason.description());
        let finding = self.origin(column).note(rules::NOT_MAILED, message);
        self.not_mailed.get_or_insert((reason, finding.help("correct the list if the person is to get a letter")));
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
        // Both halves of a row that was torn in the original list have its number in `rejected.csv`.
        let numbers = usize::from(list.row_numbers.is_some());
        let whole = list.columns.headings().len() + 1;
        beside.map(cells).any(|others| (whole..=whole + numbers).contains(&(count + others)))
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
        let lines = (1..=super::columns::ADDRESS_LINES).map(Column::Address);
        let columns = std::iter::once(Column::AddressAbove).chain(lines).chain([Column::PoBox]);
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
            let tag = self.list.known.language(&words);
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
        let postcode = self.cell(Column::Postcode).map_or("", |cell| cell.words.as_str());
        let context = Context { country: self.country.as_ref(), postcode };
        let found = damage::refusal(column, words, context).or_else(|| refusal(words, lines, most));
        if let Some(refusal) = found {
            self.fault(column, refusal.rule, refusal.message, &refusal.help);
            return false;
        }
        let is_guessed = self.list.table.guess() == Some(Encoding::Windows1252);
        // Questions and cries begin with their own signs in Spanish.
        let plain = if lines == Lines::Several { words.replace(['¿', '¡'], " ") } else { words.to_owned() };
        let Some(word) = misread(&plain).filter(|_| is_guessed) else { return true };
        let message =
            format!("`{}` is not a word in Windows-1252, the encoding that the list was read in", shortened(word));
        self.other_encoding(column, message);
        false
    }

    /// Checks, if the encoding of the list is a guess, whether the list may be in the usual encoding of the sender's
    /// country, where it would have other letters.
    fn encoding_of(&mut self, country: Option<&CountryCode>) {
        let Some(country) = country.filter(|_| self.list.table.guess() == Some(Encoding::Windows1252)) else { return };
        let other = self.cells.iter().find_map(|(column, cell)| {
            let letter = other_letter(&cell.words, country.as_str()).filter(|_| *column != Column::Country)?;
            Some((*column, letter, shortened(&cell.words)))
        });
        // A fault that was already found in the cell is not reported again.
        let is_told = self.findings.iter().any(|finding| finding.rule == rules::OTHER_ENCODING);
        let Some((column, letter, shown)) = other.filter(|_| !is_told) else { return };
        let message = format!(
            "`{letter}` in `{shown}` may be the wrong letter: the list was read as Windows-1252, but {country} uses another encoding"
        );
        self.other_encoding(column, message);
    }

    /// Reports a cell that shows that the list is in another encoding than it was read in.
    fn other_encoding(&mut self, column: Column, message: String) {
        let help = "open the list in a program that shows its letters correctly, and save it as `CSV UTF-8`";
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
        self.origin_at(column, start)
    }

    /// Byte `start` of the list as the place of a field.
    fn origin_at(&self, column: Column, start: usize) -> Origin {
        let name = format!("row {}, {}", self.row.number, column.name());
        Origin { name, file: Some(self.list.file.clone()), position: Some(self.position(start)), end: None }
    }

    /// Where byte `at` of the list lies, which belongs to this row.
    fn position(&self, at: usize) -> Position {
        let List { bytes, dialect, .. } = self.list;
        let start = self.row.start as usize;
        let before = &bytes[start..at.max(start)];
        let line = dialect.lines_in(before);
        let start = before.iter().rposition(|byte| *byte == dialect.newline).map_or(0, |newline| newline + 1);
        let column = Encoding::Utf8.shown(&before[start..]).chars().count() + 1;
        Position { line: self.row.line as usize + line, column }
    }
}
