//! A row becomes a sender, with all its faults at once.

mod cells;
mod fields;
mod mended;

use std::collections::BTreeMap;
use std::ops::Range;

use super::cell::{no_name, refusal};
use super::damage::{self, Context};
use super::encoding::Encoding;
use super::guess::{implausible, other_letter};
use super::not_mailed::Reason;
use super::unprinted::{NotMailed, Unprinted};
use super::workbook::letters;
use super::{Column, List, Row};
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
        let at = self.table.at(Position { line: row.line as usize, column: 1 });
        finding.in_file(&self.file).at(at).place(format!("row {}", row.number))
    }
}

/// The text of a cell, and its place.
struct Cell {
    words: String,
    bytes: Range<usize>,
}

impl Cell {
    /// The texts of two cells, one after the other.
    fn with(self, other: &Self) -> Self {
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
        let language = self.language();
        let personal = self.personal(language.clone());
        let sender = Sender { name: name?, address, locality, country, place, language, personal };
        Some(Entry { id: id?, sender, remarks: Findings::new() })
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
        let is_allowed = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ' ' | '#' | ':' | '=');
        if !words.chars().all(is_allowed) || words.contains("..") || words.starts_with(['.', '=']) {
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

    fn language(&mut self) -> Option<LanguageTag> {
        let words = self.words(Column::Lang)?;
        let tag = self.list.known.language(&words);
        if tag.is_none() {
            let message = format!("`{}` is not a language tag", shortened(&words));
            self.fault(Column::Lang, rules::BAD_ID, message, &format!("write {}", LanguageTag::expected(&words)));
        }
        tag
    }

    fn personal(&mut self, language: Option<LanguageTag>) -> Option<Personal> {
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
        self.origin_at(column, start)
    }

    /// Byte `start` of the list as the place of a field.
    fn origin_at(&self, column: Column, start: usize) -> Origin {
        let place = self.list.columns.places(column).first().filter(|_| self.list.table.worksheet().is_some());
        // A person finds a cell of a spreadsheet by its name.
        let cell = place.map_or_else(String::new, |place| {
            format!(" ({}{})", letters(u32::try_from(*place).unwrap_or(u32::MAX)), self.row.number)
        });
        let name = format!("row {}, {}{cell}", self.row.number, column.name());
        Origin { name, file: Some(self.list.file.clone()), position: self.position(start), end: None }
    }

    /// Where byte `at` of the list lies, which belongs to this row. None if the list is a spreadsheet.
    fn position(&self, at: usize) -> Option<Position> {
        let List { bytes, dialect, .. } = self.list;
        let start = self.row.start as usize;
        let before = &bytes[start..at.max(start)];
        let line = dialect.lines_in(before);
        let start = before.iter().rposition(|byte| *byte == dialect.newline).map_or(0, |newline| newline + 1);
        let column = Encoding::Utf8.shown(&before[start..]).chars().count() + 1;
        self.list.table.at(Position { line: self.row.line as usize + line, column })
    }
}
