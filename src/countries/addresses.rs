//! Address orders: how postcode, town and state are ordered below the street in each country.

use std::collections::BTreeMap;

use crate::finding::{Finding, Findings, rules};
use crate::id::CountryCode;
use crate::project::{Project, paths};
use crate::yaml::{KeyPath, Source};

/// A part of an address whose place depends on the country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AddressPart {
    /// The lines that are written as they are: house, street, quarter.
    Lines,
    /// The postcode.
    Postcode,
    /// The town.
    Town,
    /// The state, province or county.
    State,
}

impl AddressPart {
    const ALL: [Self; 4] = [Self::Lines, Self::Postcode, Self::Town, Self::State];

    /// Its name in a sender's file, and in an order.
    pub fn name(self) -> &'static str {
        match self {
            Self::Lines => "address",
            Self::Postcode => "postcode",
            Self::Town => "town",
            Self::State => "state",
        }
    }

    fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.name() == name)
    }
}

/// A line of an order: each part with what is written before it.
type OrderLine = Vec<(String, AddressPart)>;

/// How the addresses of each country are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddressOrders {
    orders: BTreeMap<CountryCode, Vec<OrderLine>>,
}

impl AddressOrders {
    /// Reads the orders of the project.
    ///
    /// # Errors
    ///
    /// When their file is missing or faulty.
    pub fn read(project: &Project) -> Result<Self, Findings> {
        let text = project.text(paths::ADDRESSES)?;
        let source = Source { file: paths::ADDRESSES, text };
        let typed: BTreeMap<CountryCode, Vec<String>> = source.read()?;
        let mut findings = Findings::new();
        let mut orders = BTreeMap::new();
        for (country, lines) in typed {
            let mut order = Vec::new();
            for (i, line) in lines.iter().enumerate() {
                match parse(line) {
                    Some(line) => order.push(line),
                    None => findings.push(faulty(source, &KeyPath::default().key(country.as_str()).index(i), line)),
                }
            }
            orders.insert(country, order);
        }
        if findings.is_empty() { Ok(Self { orders }) } else { Err(findings) }
    }

    /// Whether a line of the order of `country` begins with the postcode, and the town is just after it.
    pub fn is_postcode_before_town(&self, country: &CountryCode) -> bool {
        let is_so = |line: &OrderLine| matches!(line[..], [(_, AddressPart::Postcode), (_, AddressPart::Town), ..]);
        self.orders.get(country).is_some_and(|order| order.iter().any(is_so))
    }

    /// The lines of an address in the order of `country`. Lines that are printed unchanged are given only by their
    /// place. `None` if the order is not known, or has no place for one of the parts.
    pub fn lines(&self, country: &CountryCode, parts: &BTreeMap<AddressPart, &str>) -> Option<Vec<AddressLine>> {
        let order = self.orders.get(country)?;
        let has = |part: &AddressPart| order.iter().flatten().any(|(_, placed)| placed == part);
        // A city that is a country is written in the words of the order.
        let is_said = |words: &str| order.iter().flatten().any(|(before, _)| before.trim().eq_ignore_ascii_case(words));
        if !parts.iter().all(|(part, words)| has(part) || is_said(words)) {
            return None;
        }
        let own_lines = if has(&AddressPart::Lines) { None } else { Some(AddressLine::Own) };
        let written = order.iter().filter_map(|line| {
            if line.iter().any(|(_, part)| *part == AddressPart::Lines) {
                return Some(AddressLine::Own);
            }
            let mut words = String::new();
            for (i, (before, part)) in line.iter().enumerate() {
                let Some(value) = parts.get(part) else { continue };
                // A separator is only between two of them, and the opening only before the first.
                if i == 0 || !words.is_empty() {
                    words.push_str(before);
                }
                words.push_str(value);
            }
            (!words.is_empty()).then_some(AddressLine::Composed(words))
        });
        Some(own_lines.into_iter().chain(written).collect())
    }
}

/// A line of an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AddressLine {
    /// The lines that are written as they are.
    Own,
    /// A line of postcode, town and state.
    Composed(String),
}

fn parse(line: &str) -> Option<OrderLine> {
    let mut parts = Vec::new();
    let mut rest = line;
    while let Some((before, opened)) = rest.split_once('{') {
        let (name, after) = opened.split_once('}')?;
        parts.push((before.to_owned(), AddressPart::of(name)?));
        rest = after;
    }
    let is_whole = rest.is_empty() && !parts.is_empty();
    let is_alone = parts.len() == 1 || !parts.iter().any(|(_, part)| *part == AddressPart::Lines);
    (is_whole && is_alone).then_some(parts)
}

fn faulty(source: Source, path: &KeyPath, line: &str) -> Finding {
    let message = format!("`{line}` is not a valid address line");
    source
        .error(rules::BAD_ADDRESS_ORDER, path, message)
        .help("use `{postcode}`, `{town}` and `{state}`, separated as they are to be printed, or only `{address}`")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(country: &str, given: &[(AddressPart, &'static str)]) -> Option<Vec<String>> {
        let orders = AddressOrders::read(&Project::embedded()).expect("the bundled orders");
        let lines = orders.lines(&CountryCode::new(country).expect("a code"), &given.iter().copied().collect())?;
        let shown = |line| match line {
            AddressLine::Own => "…".to_owned(),
            AddressLine::Composed(words) => words,
        };
        Some(lines.into_iter().map(shown).collect())
    }

    #[test]
    fn each_country_has_the_postcode_where_it_is_read() {
        let given = [(AddressPart::Postcode, "1234"), (AddressPart::Town, "Xtown")];
        let lines = |country| lines(country, &given).unwrap_or_default().join(" / ");
        assert_eq!(lines("NO"), "… / 1234 Xtown");
        assert_eq!(lines("GB"), "… / Xtown / 1234");
        assert_eq!(lines("US"), "… / Xtown 1234");
        assert_eq!(lines("HU"), "Xtown / … / 1234");
        assert_eq!(lines("KH"), "… / Xtown 1234");
        assert_eq!(lines("JP"), "… / Xtown / 1234");
    }

    #[test]
    fn marks_stand_only_between_what_they_part() {
        let all = [(AddressPart::Postcode, "94016"), (AddressPart::Town, "Springfield"), (AddressPart::State, "OR")];
        let lines = |given: &[(AddressPart, &'static str)]| lines("US", given).unwrap_or_default().join(" / ");
        assert_eq!(lines(&all), "… / Springfield, OR 94016");
        assert_eq!(lines(&all[1..]), "… / Springfield, OR");
        assert_eq!(lines(&all[..1]), "… / 94016");
    }

    #[test]
    fn what_has_no_place_in_an_order_is_never_left_out() {
        assert_eq!(lines("NO", &[(AddressPart::Town, "Oslo"), (AddressPart::State, "Viken")]), None);
        assert_eq!(lines("XX", &[(AddressPart::Town, "Oslo")]), None);
        let in_singapore = |town| lines("SG", &[(AddressPart::Postcode, "018956"), (AddressPart::Town, town)]);
        assert_eq!(in_singapore("Singapore"), Some(vec!["…".to_owned(), "SINGAPORE 018956".to_owned()]));
        assert_eq!(in_singapore("Jurong"), None);
    }
}
