//! Parts of an address that are in a wrong cell, or twice: they are put right where there is one way.

use std::sync::LazyLock;

use super::Column;
use super::columns::ADDRESS_LINES;
use super::mend::{Fields, Mend};
use super::words::plain;
use crate::countries::{AddressOrders, CountryNames};
use crate::finding::rules;
use crate::id::CountryCode;
use crate::letter::is_british_postcode;
use crate::letter::own_words::{MAX_ADDRESS, Refusal, shortened};
use crate::project::Project;

/// Countries whose towns have the name of the country too: it is not taken out of the lines of an address.
const TOWNS_LIKE_COUNTRIES: [&str; 16] =
    ["AD", "BZ", "DJ", "DM", "GI", "GT", "HK", "KW", "LU", "MC", "MO", "MX", "PA", "SG", "SM", "VA"];

/// The most bytes of a cell that may be a whole address. A longer one is a mistake, and would take long to take apart.
const LONGEST: usize = 1000;

/// The bundled orders of addresses. Whether the postcode is before the town is a fact about the country.
static ORDERS: LazyLock<Option<AddressOrders>> = LazyLock::new(|| AddressOrders::read(&Project::embedded()).ok());

/// Puts the parts of an address into their cells, and returns what was mended where. `country` is the one that the row names
/// or that all letters are posted in.
pub fn mend_parts(fields: &mut Fields, country: Option<&CountryCode>, names: &CountryNames) -> Vec<(Column, Mend)> {
    if fields.iter().any(|(column, words)| *column != Column::Personal && words.len() > LONGEST) {
        return Vec::new();
    }
    let mut parts = Parts { fields, country, names, mends: Vec::new() };
    parts.swap();
    parts.part_town();
    parts.remove_country();
    parts.remove_town();
    parts.part_address();
    parts.mends
}

/// What looks wrong in an address, but may be right or has several ways.
pub fn unusual(fields: &Fields, country: Option<&CountryCode>, names: &CountryNames) -> Option<(Column, Refusal)> {
    let lines: Vec<(Column, &str)> = lines(fields);
    let told = |column, message: String, help: &str| {
        Some((column, Refusal { rule: rules::UNUSUAL_ADDRESS, message, help: help.to_owned(), at: 0 }))
    };
    if let (Some(town), [(column, line)]) = (fields.get(&Column::Town), lines.as_slice())
        && plain(town) == plain(line)
    {
        let message = format!("`{}` is both the street and the town", shortened(line));
        return told(*column, message, "write the street, or check whether the house has no street");
    }
    let is_name = |line: &str| !line.bytes().any(|byte| byte.is_ascii_digit());
    let (column, last) = *lines.last().filter(|(_, last)| lines.len() > 1 && is_name(last))?;
    let other = names.known(last).filter(|_| last.chars().count() > 3)?;
    if country.is_none_or(|country| country == other) || country.is_some_and(|country| country.as_str() == "US") {
        return None;
    }
    let message = format!("the address ends with the country `{}`, but the row is of {}", shortened(last), country?);
    told(column, message, "correct the country or the address")
}

struct Parts<'a> {
    fields: &'a mut Fields,
    country: Option<&'a CountryCode>,
    names: &'a CountryNames,
    mends: Vec<(Column, Mend)>,
}

impl Parts<'_> {
    fn get(&self, column: Column) -> &str {
        self.fields.get(&column).map_or("", String::as_str)
    }

    fn set(&mut self, column: Column, words: &str) {
        if words.is_empty() {
            self.fields.remove(&column);
        } else {
            self.fields.insert(column, words.to_owned());
        }
    }

    fn has_locality(&self) -> bool {
        self.fields.contains_key(&Column::Town) || self.fields.contains_key(&Column::Postcode)
    }

    /// Whether these words are the country of the row.
    fn is_country(&self, words: &str) -> bool {
        // No country has a number in its name, and most lines of addresses have one.
        let is_name = !words.bytes().any(|byte| byte.is_ascii_digit());
        is_name && self.country.is_some_and(|country| self.names.known(words) == Some(country))
    }

    /// Whether the order of the country has the postcode just before the town.
    fn is_postcode_first(&self) -> bool {
        let (Some(orders), Some(country)) = (&*ORDERS, self.country) else { return false };
        orders.is_postcode_before_town(country)
    }

    /// Town and postcode in each other's cells.
    fn swap(&mut self) {
        let (postcode, town) = (self.get(Column::Postcode).to_owned(), self.get(Column::Town).to_owned());
        let has_digit = |words: &str| words.chars().any(|c| c.is_ascii_digit());
        let is_name = |words: &str| !has_digit(words) && words.chars().filter(|c| c.is_alphabetic()).count() > 2;
        let has_word = |words: &str| words.split(|c: char| !c.is_alphabetic()).any(|word| word.chars().count() > 3);
        if is_name(&postcode) && has_digit(&town) && !has_word(&town) && town.len() <= 10 {
            self.set(Column::Postcode, &town);
            self.set(Column::Town, &postcode);
            self.mends.push((Column::Town, Mend::Swapped));
        }
    }

    /// Postcode and town in one cell. Only where the country has the postcode before the town, or has a postcode that cannot be
    /// anything else, is it certain what the number before the name is.
    fn part_town(&mut self) {
        for column in [Column::Town, Column::Postcode] {
            let words = self.get(column).to_owned();
            let Some((postcode, town)) = self.parted(&words) else { continue };
            let other = if column == Column::Town { Column::Postcode } else { Column::Town };
            let same = if column == Column::Town { &postcode } else { &town };
            let known = self.get(other);
            if known.is_empty() || plain(known).replace(' ', "") == plain(same).replace(' ', "") {
                self.set(Column::Postcode, &postcode);
                self.set(Column::Town, &town);
                self.mends.push((column, Mend::Parted));
            }
        }
    }

    /// Postcode and town.
    fn parted(&self, words: &str) -> Option<(String, String)> {
        let is_town = |town: &str| town.chars().filter(|c| c.is_alphabetic()).count() > 1 && !town.starts_with(',');
        let own =
            |postcode: &str, town: &str| Some((postcode.trim().to_owned(), town.trim_matches([' ', ',']).to_owned()));
        if self.country.map(CountryCode::as_str) == Some("GB") {
            let words = words.trim();
            let starts: Vec<usize> = words.match_indices([' ', ',']).map(|(at, _)| at).collect();
            if let Some(end) = starts.iter().rev().find(|at| is_british_postcode(words[..**at].trim())) {
                let (postcode, town) = words.split_at(*end);
                return own(postcode, town).filter(|(_, town)| is_town(town));
            }
            let start = starts.into_iter().find(|at| is_british_postcode(words[at + 1..].trim()))?;
            let (town, postcode) = words.split_at(start);
            return own(postcode.trim_matches([' ', ',']), town).filter(|(_, town)| is_town(town));
        }
        if !self.is_postcode_first() {
            return None;
        }
        let digits = words.find(|c: char| !(c.is_ascii_digit() || c == '-')).unwrap_or(words.len());
        let mut end = digits;
        // `111 22 Stockholm`, `1012 AB Amsterdam`.
        let next: String = words[end..].trim_start().chars().take_while(char::is_ascii_alphanumeric).collect();
        let is_second = match self.country.map(CountryCode::as_str) {
            Some("SE" | "CZ" | "SK" | "GR") => next.len() == 2 && next.bytes().all(|byte| byte.is_ascii_digit()),
            Some("NL") => next.len() == 2 && next.bytes().all(|byte| byte.is_ascii_uppercase()),
            _ => false,
        };
        if is_second {
            end += words[end..].find(&next).unwrap_or_default() + next.len();
        }
        let (postcode, town) = words.split_at(end);
        let count = postcode.bytes().filter(u8::is_ascii_digit).count();
        let is_apart = town.starts_with([' ', ',']);
        if (3..=8).contains(&count) && is_apart && is_town(town.trim_start()) { own(postcode, town) } else { None }
    }

    /// The country at the end of the town, or as the last line.
    fn remove_country(&mut self) {
        let town = self.get(Column::Town).to_owned();
        if let Some((before, last)) = town.rsplit_once(',')
            && self.is_country(last)
        {
            self.set(Column::Town, before.trim());
            self.mends.push((Column::Town, Mend::Country));
        }
        let is_town_too = self.country.is_some_and(|country| TOWNS_LIKE_COUNTRIES.contains(&country.as_str()));
        let enough = if self.has_locality() { 1 } else { 2 };
        let all = lines(self.fields);
        let Some((column, last)) = all.last().filter(|_| all.len() > enough && !is_town_too) else { return };
        let (column, last) = (*column, (*last).to_owned());
        if self.is_country(&last) {
            self.remove_end(column, &last, Mend::Country);
        }
    }

    /// Town, postcode and country at the end of the lines, besides their own cells.
    fn remove_town(&mut self) {
        let [postcode, town] = [Column::Postcode, Column::Town].map(|column| plain(self.get(column)));
        if town.is_empty() {
            return;
        }
        let both = [format!("{postcode} {town}"), format!("{town} {postcode}")];
        let joined = |words: &str| words.replace(' ', "");
        let known: Vec<String> = [town, postcode].iter().chain(&both).map(|words| joined(words)).collect();
        loop {
            let all = lines(self.fields);
            let Some((column, last)) = all.last().map(|(column, last)| (*column, (*last).to_owned())) else { return };
            let (before, end) = last.rsplit_once(',').map_or(("", last.as_str()), |(before, end)| (before, end));
            let is_known = |end: &str| !end.is_empty() && known.contains(&joined(&plain(end)));
            let has_more = all.len() > 1 || !before.trim().is_empty();
            if has_more && (is_known(end) || is_known(&last)) {
                let end = if is_known(&last) && all.len() > 1 { last.clone() } else { end.to_owned() };
                self.remove_end(column, &end, Mend::Town);
            } else if !before.is_empty() && end.trim().chars().count() > 3 && self.is_country(end) {
                let end = end.to_owned();
                self.remove_end(column, &end, Mend::Country);
            } else {
                return;
            }
        }
    }

    /// Removes words at the end of a cell.
    fn remove_end(&mut self, column: Column, end: &str, mend: Mend) {
        let words = self.get(column).trim_end().to_owned();
        let rest = words.strip_suffix(end.trim_end()).unwrap_or(&words).trim_end_matches([' ', ',', '\n', '\r']);
        let rest = rest.to_owned();
        self.set(column, &rest);
        if !self.mends.contains(&(column, mend)) {
            self.mends.push((column, mend));
        }
    }

    /// A whole address in one cell: a line for each of its parts.
    fn part_address(&mut self) {
        let all = lines(self.fields);
        let [(column, line)] = all[..] else { return };
        if self.has_locality() {
            return;
        }
        let mut parts: Vec<&str> = line.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
        let is_with_country = parts.len() > 2 && parts.last().is_some_and(|last| self.is_country(last));
        if is_with_country {
            parts.pop();
        }
        let lines = joined(&parts, self.is_postcode_first());
        if (lines.len() > 2 || is_with_country && lines.len() > 1) && lines.len() <= MAX_ADDRESS {
            self.set(column, &lines.join("\n"));
            self.mends.push((column, Mend::WholeAddress));
        }
    }
}

/// The lines of the address, with their columns.
fn lines(fields: &Fields) -> Vec<(Column, &str)> {
    let columns = (1..=ADDRESS_LINES).map(Column::Address);
    let cells = columns.filter_map(|column| Some((column, fields.get(&column)?)));
    let lines = cells.flat_map(|(column, words)| words.split(['\n', '\r']).map(move |line| (column, line.trim())));
    lines.filter(|(_, line)| !line.is_empty()).collect()
}

/// The parts of an address, with the number of a house beside its street and a postcode beside its town.
fn joined(parts: &[&str], is_postcode_first: bool) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut before = String::new();
    for part in parts {
        let has_word = part.split(|c: char| !c.is_alphabetic()).any(|word| word.chars().count() > 1);
        let is_postcode = part.len() > 3 && part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        let is_state = part.split_once(' ').is_some_and(|(state, zip)| {
            state.len() == 2
                && state.bytes().all(|byte| byte.is_ascii_uppercase())
                && zip.bytes().all(|b| b.is_ascii_digit())
        });
        match lines.last_mut() {
            Some(last) if is_state => *last = format!("{last}, {part}"),
            Some(last) if is_postcode && !is_postcode_first => *last = format!("{last} {part}"),
            _ if is_postcode => before = format!("{part} "),
            Some(last) if !has_word => *last = format!("{last}, {part}"),
            None if !has_word => before = format!("{part}, "),
            _ => lines.push(format!("{}{part}", std::mem::take(&mut before))),
        }
    }
    if !before.is_empty() {
        lines.push(before.trim_matches([' ', ',']).to_owned());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Mends cells, written as `address1 / address2 / postcode / town / country`.
    fn mended(cells: [&str; 5]) -> (String, Vec<Mend>) {
        let names = CountryNames::read(&Project::embedded()).expect("the bundled names");
        let columns = [Column::Address(1), Column::Address(2), Column::Postcode, Column::Town];
        let filled = columns.into_iter().zip(cells).filter(|(_, words)| !words.is_empty());
        let mut fields: Fields = filled.map(|(column, words)| (column, words.to_owned())).collect();
        let country = CountryCode::new(cells[4]);
        let mends = mend_parts(&mut fields, country.as_ref(), &names);
        let all: Vec<&str> = columns.iter().map(|column| fields.get(column).map_or("", String::as_str)).collect();
        (all.join(" / ").replace('\n', "|"), mends.into_iter().map(|(_, mend)| mend).collect())
    }

    #[test]
    fn parts_in_a_wrong_cell_are_put_right() {
        for (cells, expected, mend) in [
            (["1 High Street", "", "London", "NW6 7AT", "GB"], "1 High Street /  / NW6 7AT / London", Mend::Swapped),
            (["Hauptstr. 1", "", "Berlin", "10115", "DE"], "Hauptstr. 1 /  / 10115 / Berlin", Mend::Swapped),
            (["Hauptstr. 1", "", "", "10115 Berlin", "DE"], "Hauptstr. 1 /  / 10115 / Berlin", Mend::Parted),
            (["Hauptstr. 1", "", "10115 Berlin", "", "DE"], "Hauptstr. 1 /  / 10115 / Berlin", Mend::Parted),
            (["Hauptstr. 1", "", "10115", "10115 Berlin", "DE"], "Hauptstr. 1 /  / 10115 / Berlin", Mend::Parted),
            (["Storgatan 1", "", "", "111 22 Stockholm", "SE"], "Storgatan 1 /  / 111 22 / Stockholm", Mend::Parted),
            (
                ["Dorpsstraat 1", "", "", "1012 AB Amsterdam", "NL"],
                "Dorpsstraat 1 /  / 1012 AB / Amsterdam",
                Mend::Parted,
            ),
            (["1 High Street", "", "", "London NW6 7AT", "GB"], "1 High Street /  / NW6 7AT / London", Mend::Parted),
            (["1 High Street", "", "NW6 7AT London", "", "GB"], "1 High Street /  / NW6 7AT / London", Mend::Parted),
            (
                ["1 High Street", "", "NW6 7AT", "London, United Kingdom", "GB"],
                "1 High Street /  / NW6 7AT / London",
                Mend::Country,
            ),
            (
                ["1 High Street", "United Kingdom", "NW6 7AT", "London", "GB"],
                "1 High Street /  / NW6 7AT / London",
                Mend::Country,
            ),
            (["1 High Street", "London", "NW6 7AT", "London", "GB"], "1 High Street /  / NW6 7AT / London", Mend::Town),
            (
                ["1 High Street, London", "", "NW6 7AT", "London", "GB"],
                "1 High Street /  / NW6 7AT / London",
                Mend::Town,
            ),
            (
                ["1 High Street, London NW67AT", "", "NW6 7AT", "London", "GB"],
                "1 High Street /  / NW6 7AT / London",
                Mend::Town,
            ),
            (["Hauptstr. 1", "10115 Berlin", "10115", "Berlin", "DE"], "Hauptstr. 1 /  / 10115 / Berlin", Mend::Town),
            (
                ["1 High Street, London, NW6 7AT, United Kingdom", "", "", "", "GB"],
                "1 High Street|London|NW6 7AT /  /  / ",
                Mend::WholeAddress,
            ),
            (
                ["3, rue de l’Église, 75011 Paris, France", "", "", "", "FR"],
                "3, rue de l’Église|75011 Paris /  /  / ",
                Mend::WholeAddress,
            ),
            (
                ["Hauptstr. 1, 10115, Berlin, Deutschland", "", "", "", "DE"],
                "Hauptstr. 1|10115 Berlin /  /  / ",
                Mend::WholeAddress,
            ),
            (
                ["1 High Street, Boston, MA 02108, USA", "", "", "", "US"],
                "1 High Street|Boston, MA 02108 /  /  / ",
                Mend::WholeAddress,
            ),
        ] {
            assert_eq!(mended(cells), (expected.to_owned(), vec![mend]), "{cells:?}");
        }
    }

    #[test]
    fn what_may_be_right_stays() {
        for cells in [
            ["1 High Street", "", "NW6 7AT", "London", "GB"],
            ["3 Main Street", "", "V0K 2E0", "100 Mile House", "CA"],
            ["1 rue Exemple", "", "L-1234", "Luxembourg", "LU"],
            ["1 Orchard Road", "Singapore", "", "", "SG"],
            ["Rua 1, Lisboa", "", "", "", "PT"],
            ["Flat 3, 2 Mill Lane", "Hull HU1 1AA", "", "", "GB"],
            ["London", "", "NW6 7AT", "London", "GB"],
            ["Hauptstr. 1", "", "10117", "10115 Berlin", "DE"],
            ["1 Street", "", "", "6th of October City", "EG"],
            ["London Road", "", "NW6 7AT", "London", "GB"],
            ["1 rue Exemple", "", "75011", "Paris 11", "FR"],
        ] {
            assert_eq!(mended(cells), (cells[..4].join(" / "), Vec::new()), "{cells:?}");
        }
    }

    #[test]
    fn what_only_looks_wrong_is_told() {
        let names = CountryNames::read(&Project::embedded()).expect("the bundled names");
        let told = |street: &str, last: &str, town: &str, country: &str| {
            let cells = [(Column::Address(1), street), (Column::Address(2), last), (Column::Town, town)];
            let cells = cells.into_iter().filter(|(_, words)| !words.is_empty());
            let fields: Fields = cells.map(|(column, words)| (column, words.to_owned())).collect();
            unusual(&fields, CountryCode::new(country).as_ref(), &names).map(|(_, refusal)| refusal.message)
        };
        assert_eq!(told("London", "", "London", "GB"), Some("`London` is both the street and the town".to_owned()));
        let expected = "the address ends with the country `France`, but the row is of GB";
        assert_eq!(told("1 High Street", "France", "Leeds", "GB"), Some(expected.to_owned()));
        assert_eq!(told("1 High Street", "Georgia", "Atlanta", "US"), None);
        assert_eq!(told("1 High Street", "Flat 3", "Leeds", "GB"), None);
    }
}
