//! Address orders: how postcode, town and state are ordered below the street in each country, and which are required.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::usual_names::plain;
use super::{Postcode, Postcodes, State, States};
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

/// The order of each country.
type Orders = BTreeMap<CountryCode, Vec<OrderLine>>;

/// A line of an order: each part with what is written before it.
type OrderLine = Vec<Placed>;

/// A part in an order.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Placed {
    /// What is written before it.
    before: String,
    part: AddressPart,
    is_optional: bool,
}

/// How the addresses of each country are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddressOrders {
    orders: Arc<Orders>,
    postcodes: Arc<Postcodes>,
    states: Arc<States>,
}

impl AddressOrders {
    /// Reads the orders of the project, with the postcodes and states.
    ///
    /// # Errors
    ///
    /// When one of the files is missing or faulty.
    pub fn read(project: &Project) -> Result<Self, Findings> {
        let mut findings = Findings::new();
        let orders = findings.take(project.read_once(paths::ADDRESSES, Self::orders));
        let postcodes = findings.take(Postcodes::read(project));
        let states = findings.take(States::read(project));
        match (orders, postcodes, states) {
            (Some(orders), Some(postcodes), Some(states)) => Ok(Self { orders, postcodes, states }),
            _ => Err(findings),
        }
    }

    fn orders(text: &str) -> Result<Orders, Findings> {
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
        if findings.is_empty() { Ok(orders) } else { Err(findings) }
    }

    /// The postcode that `words` are in `country`.
    pub fn postcode(&self, country: &CountryCode, words: &str) -> Postcode {
        self.postcodes.read_as(country, words)
    }

    /// The postcode and the other words, if `words` are both: see [`Postcodes::parted`].
    pub fn parted<'w>(&self, country: &CountryCode, words: &'w str) -> Option<(String, &'w str)> {
        self.postcodes.parted(country, words)
    }

    /// The state that `words` are in `country`.
    pub fn state(&self, country: &CountryCode, words: &str) -> State {
        self.states.read_as(country, words)
    }

    /// Whether these words are known as a state of `country`.
    pub fn is_state(&self, country: &CountryCode, words: &str) -> bool {
        self.states.is_state(country, words)
    }

    /// Whether the order of a country is known.
    pub fn knows(&self, country: &CountryCode) -> bool {
        self.orders.contains_key(country)
    }

    /// The parts that every address in `country` needs; none if its order is unknown.
    pub fn required(&self, country: &CountryCode) -> Vec<AddressPart> {
        let Some(order) = self.orders.get(country) else { return Vec::new() };
        let is_required = |part: &AddressPart| *part == AddressPart::Lines || placed(order, *part) == Some(false);
        AddressPart::ALL.into_iter().filter(is_required).collect()
    }

    /// The parts that an address in `country` needs and that are not in `given`. If both town and state are optional,
    /// one of them is needed: the town is then reported.
    pub fn missing(&self, country: &CountryCode, given: &BTreeSet<AddressPart>) -> Vec<AddressPart> {
        let mut missing = self.required(country);
        missing.retain(|part| !given.contains(part));
        let one_of = [AddressPart::Town, AddressPart::State];
        let is_optional = |part| self.orders.get(country).and_then(|order| placed(order, part)) == Some(true);
        if one_of.into_iter().all(is_optional) && !one_of.iter().any(|part| given.contains(part)) {
            missing.push(AddressPart::Town);
        }
        missing
    }

    /// Whether a state has no place in the addresses of `country`, and is not one of the words that are always there.
    pub fn leaves_out(&self, country: &CountryCode, state: &str) -> bool {
        let order = self.orders.get(country);
        order.is_some_and(|order| placed(order, AddressPart::State).is_none() && !says(order, state))
    }

    /// Whether a line of the order of `country` begins with the postcode, and the town is just after it.
    pub fn is_postcode_before_town(&self, country: &CountryCode) -> bool {
        let is_so = |line: &OrderLine| {
            line.iter().map(|placed| placed.part).take(2).eq([AddressPart::Postcode, AddressPart::Town])
        };
        self.orders.get(country).is_some_and(|order| order.iter().any(is_so))
    }

    /// The lines of an address in the order of `country`. Lines that are printed unchanged are given only by their
    /// place. `None` if the order is unknown.
    ///
    /// A state without a place is left out, and so is one with the name of the town. A postcode without a place is
    /// behind the town, and a town without a place is on a line before the others.
    pub fn lines(&self, country: &CountryCode, parts: &BTreeMap<AddressPart, &str>) -> Option<Vec<AddressLine>> {
        let order = self.orders.get(country)?;
        let mut parts = parts.clone();
        let town = parts.get(&AddressPart::Town).copied();
        if town.zip(parts.get(&AddressPart::State)).is_some_and(|(town, state)| plain(town) == plain(state)) {
            parts.remove(&AddressPart::State);
        }
        let spare =
            |part| parts.get(&part).copied().filter(|words| placed(order, part).is_none() && !says(order, words));
        let mut lines: Vec<AddressLine> = Vec::new();
        if placed(order, AddressPart::Lines).is_none() {
            lines.push(AddressLine::Own);
        }
        lines.extend(spare(AddressPart::Town).map(|town| AddressLine::Composed(town.to_owned())));
        lines.extend(order.iter().filter_map(|line| composed(line, &parts)));
        if let Some(postcode) = spare(AddressPart::Postcode) {
            let of_town = lines.iter_mut().rev().find_map(|line| match line {
                AddressLine::Composed(words) if town.is_some_and(|town| words.contains(town)) => Some(words),
                AddressLine::Composed(_) | AddressLine::Own => None,
            });
            match of_town {
                Some(words) => *words = format!("{words} {postcode}"),
                None => lines.push(AddressLine::Composed(postcode.to_owned())),
            }
        }
        Some(lines)
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

/// Whether a part is optional in an order; `None` if it has no place in it.
fn placed(order: &[OrderLine], part: AddressPart) -> Option<bool> {
    order.iter().flatten().find(|placed| placed.part == part).map(|placed| placed.is_optional)
}

/// Whether these words are always in an address: a city that is a country is written in the words of the order.
fn says(order: &[OrderLine], words: &str) -> bool {
    order.iter().flatten().any(|placed| placed.before.trim().eq_ignore_ascii_case(words))
}

fn composed(line: &OrderLine, parts: &BTreeMap<AddressPart, &str>) -> Option<AddressLine> {
    if line.iter().any(|placed| placed.part == AddressPart::Lines) {
        return Some(AddressLine::Own);
    }
    let mut words = String::new();
    for (i, placed) in line.iter().enumerate() {
        let Some(value) = parts.get(&placed.part) else { continue };
        // A separator is only between two of them, and the opening only before the first.
        if i == 0 || !words.is_empty() {
            words.push_str(&placed.before);
        }
        words.push_str(value);
    }
    (!words.is_empty()).then_some(AddressLine::Composed(words))
}

fn parse(line: &str) -> Option<OrderLine> {
    let mut parts = Vec::new();
    let mut rest = line;
    while let Some((before, opened)) = rest.split_once('{') {
        let (name, after) = opened.split_once('}')?;
        let (name, is_optional) = name.strip_suffix('?').map_or((name, false), |name| (name, true));
        parts.push(Placed { before: before.to_owned(), part: AddressPart::of(name)?, is_optional });
        rest = after;
    }
    let is_whole = rest.is_empty() && !parts.is_empty();
    let is_alone = parts.len() == 1 || !parts.iter().any(|placed| placed.part == AddressPart::Lines);
    (is_whole && is_alone).then_some(parts)
}

fn faulty(source: Source, path: &KeyPath, line: &str) -> Finding {
    let message = format!("`{line}` is not a valid address line");
    let help = "use `{postcode}`, `{town}` and `{state}` (with `?` if optional: `{state?}`), separated as they are to be printed, or only `{address}`";
    source.error(rules::BAD_ADDRESS_ORDER, path, message).help(help)
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
    fn nothing_that_reaches_a_person_is_left_out() {
        use AddressPart::{Postcode, State, Town};
        let shown =
            |country, given: &[(AddressPart, &'static str)]| lines(country, given).unwrap_or_default().join(" / ");
        for (country, town, expected) in [
            ("SG", "Singapore", "… / SINGAPORE 018956"),
            ("SG", "Jurong", "… / Jurong / SINGAPORE 018956"),
            ("AE", "Dubai", "… / Dubai 018956"),
            ("MO", "Taipa", "… / Taipa 018956"),
        ] {
            assert_eq!(shown(country, &[(Postcode, "018956"), (Town, town)]), expected);
        }
        assert_eq!(shown("NO", &[(Town, "Oslo"), (State, "Viken")]), "… / Oslo");
        assert_eq!(shown("ES", &[(Postcode, "28013"), (Town, "Madrid"), (State, "MADRID")]), "… / 28013 Madrid");
        assert_eq!(lines("XX", &[(Town, "Oslo")]), None);
    }

    #[test]
    fn what_an_address_needs_is_known() {
        let orders = AddressOrders::read(&Project::embedded()).expect("the bundled orders");
        let names = |parts: Vec<AddressPart>| parts.into_iter().map(AddressPart::name).collect::<Vec<_>>().join(" ");
        let code = |country| CountryCode::new(country).expect("a code");
        for (country, required, missing) in [
            ("DE", "address postcode town", "address postcode town"),
            ("US", "address postcode town state", "address postcode town state"),
            ("IT", "address postcode town", "address postcode town"),
            ("IE", "address town", "address town"),
            ("SG", "address postcode", "address postcode"),
            ("GI", "address", "address"),
            ("MO", "address", "address"),
            ("KY", "address", "address town"),
            ("AE", "address", "address town"),
            ("TT", "address town", "address town"),
            ("XX", "", ""),
        ] {
            assert_eq!(names(orders.required(&code(country))), required, "{country}");
            assert_eq!(names(orders.missing(&code(country), &BTreeSet::new())), missing, "{country}");
        }
        assert_eq!(orders.missing(&code("AE"), &BTreeSet::from([AddressPart::Lines, AddressPart::State])), []);
    }
}
