//! Fields that several columns fill in together, and columns that say whether the person gets a letter at all.

use super::{Cell, RowReader};
use crate::countries::CountryNames;
use crate::letter::own_words::shortened;
use crate::list::joined::{self, NameParts};
use crate::list::not_mailed::{Role, reason};
use crate::list::{Column, one_cell};

impl RowReader<'_, '_> {
    /// Joins what has columns of its own: the parts of a name, of a street and of a postcode.
    pub(super) fn join(&mut self) {
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
    pub(super) fn part_address(&mut self, countries: &CountryNames) {
        let has_parts = [Column::Town, Column::Postcode].into_iter().any(|column| self.list.has(column));
        let Some(cell) = self.cell(Column::Address(1)).filter(|_| !has_parts) else { return };
        let bytes = cell.bytes.clone();
        let Some(fields) = one_cell::parted(&cell.words, countries) else { return };
        // Beside such a cell, columns of a state or a country are of something else, such as the place of a computer.
        self.cells.retain(|(column, _)| *column != Column::State);
        for (column, words) in fields {
            match self.cells.iter_mut().find(|(known, _)| *known == column) {
                Some((_, cell)) => cell.words = words,
                None => self.cells.push((column, Cell { words, bytes: bytes.clone() })),
            }
        }
    }

    /// Reads the columns that say whether the person gets a letter at all.
    pub(super) fn wishes(&mut self) {
        for (column, role) in [
            (Column::DoNotMail, Role::DoNotMail),
            (Column::Deceased, Role::Deceased),
            (Column::GoneAway, Role::GoneAway),
            (Column::Consent, Role::Consent),
        ] {
            let Some(place) = self.list.columns.places(column).first() else { continue };
            let heading = shortened(&self.list.columns.headings()[*place]);
            let mut texts: Vec<String> =
                self.cells.iter().filter(|(known, _)| *known == column).map(|(_, cell)| cell.words.clone()).collect();
            if texts.is_empty() {
                texts.push(String::new());
            }
            let answers: Vec<_> = texts.iter().map(|words| (words, reason(role, words))).collect();
            // One yes is a consent, for example its date; of the others one yes is enough that nothing is printed.
            if role == Role::Consent && answers.iter().any(|(_, answer)| matches!(answer, Ok(None))) {
                continue;
            }
            for (words, answer) in answers {
                match answer {
                    Ok(None) => {}
                    Ok(Some(reason)) => {
                        self.not_mailed(column, reason, &format!("`{}` in `{heading}`", shortened(words)));
                    }
                    Err(refusal) => self.fault(column, refusal.rule, refusal.message, &refusal.help),
                }
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
}
