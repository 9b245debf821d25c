//! The sender's address, in the order of the country.

use std::collections::{BTreeMap, BTreeSet};

use super::sender::{Sender, Words};
use crate::countries::{AddressLine, AddressOrders, AddressPart, Postcode, State};
use crate::finding::{Finding, Findings, rules};
use crate::id::CountryCode;

/// The lines of a sender's address below the name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SenderAddress {
    /// All of them, without the country.
    pub lines: Vec<Words>,
    /// The short return address, where there is no room for all of it: street, and town with postcode.
    pub short: Vec<Words>,
}

impl Sender {
    /// The address in the order of `country`, which is the sender's own or the one that the letters
    /// are posted in. Postcode and state are printed as the post of the country prints them.
    ///
    /// # Errors
    ///
    /// When postcode, town and state are given apart, and their order is unknown, a part is missing, or the postcode
    /// cannot be right.
    pub fn address_in(&self, country: Option<&CountryCode>, orders: &AddressOrders) -> Result<SenderAddress, Findings> {
        let Some((_, first)) = self.locality.first_key_value() else {
            let (town, others) = self.address.split_last().map_or((None, &[][..]), |(last, rest)| (Some(last), rest));
            let short = street_of(others).into_iter().chain(town).cloned().collect();
            return Ok(SenderAddress { lines: self.address.clone(), short });
        };
        let mut faults = self.address_faults(country, orders);
        faults.retain(Finding::is_error);
        if !faults.is_empty() {
            return Err(faults);
        }
        let printed = country.map_or_else(BTreeMap::new, |country| self.locality_in(country, orders));
        let parts = printed.iter().map(|(part, words)| (*part, words.as_str())).collect();
        let written = match country.and_then(|country| orders.lines(country, &parts)) {
            Some(written) => written,
            // One alone is in order.
            None if self.locality.len() == 1 => {
                vec![AddressLine::Own, AddressLine::Composed(first.words.clone())]
            }
            None => return Err(self.unknown_order(country, first).into()),
        };
        let mut address =
            SenderAddress { lines: Vec::new(), short: street_of(&self.address).into_iter().cloned().collect() };
        for line in written {
            match line {
                AddressLine::Own => address.lines.extend(self.address.iter().cloned()),
                AddressLine::Composed(words) => {
                    // A character without a glyph is in a name, and hardly ever in a postcode.
                    let named = [AddressPart::Town, AddressPart::State, AddressPart::Postcode].into_iter();
                    let part = named
                        .filter(|part| printed.get(part).is_some_and(|name| words.contains(name)))
                        .find_map(|part| self.locality.get(&part));
                    let line = Words { words, origin: part.unwrap_or(first).origin.clone() };
                    address.lines.push(line.clone());
                    address.short.push(line);
                }
            }
        }
        Ok(address)
    }

    /// Postcode, town and state as the post of `country` prints them.
    fn locality_in(&self, country: &CountryCode, orders: &AddressOrders) -> BTreeMap<AddressPart, String> {
        let printed = |part, words: &str| match part {
            AddressPart::Postcode => match orders.postcode(country, words) {
                Postcode::Right(postcode) | Postcode::Restored(postcode) => postcode,
                Postcode::Wrong { .. } | Postcode::Unknown => words.to_owned(),
            },
            AddressPart::State => match orders.state(country, words) {
                State::Printed(state) => state,
                State::Unknown { .. } => words.to_owned(),
            },
            AddressPart::Lines | AddressPart::Town => words.to_owned(),
        };
        self.locality.iter().map(|(part, words)| (*part, printed(*part, &words.words))).collect()
    }

    /// Everything that is wrong with the address of a sender in `country`, and what a person should know of it: parts
    /// that are missing, restored or left out. Only addresses with postcode, town or state given apart are examined.
    pub fn address_faults(&self, country: Option<&CountryCode>, orders: &AddressOrders) -> Findings {
        let mut findings = Findings::new();
        let Some((country, (_, first))) = country
            .filter(|country| orders.knows(country))
            .and_then(|country| Some((country, self.locality.first_key_value()?)))
        else {
            return findings;
        };
        for part in orders.missing(country, &self.given(country, orders)) {
            let needs: Vec<&str> = orders.required(country).into_iter().map(in_words).collect();
            let message = format!("the {} is missing from the address", in_words(part));
            let help = format!("add it; addresses in {country} need: {}", needs.join(", "));
            findings.push(first.origin.error(rules::MISSING_ADDRESS, message).help(help));
        }
        if let Some(postcode) = self.locality.get(&AddressPart::Postcode) {
            findings.extend(postcode_fault(country, postcode, orders));
        }
        if let Some(state) = self.locality.get(&AddressPart::State) {
            findings.extend(state_fault(country, state, orders));
        }
        findings
    }

    /// The parts that the address has, also those within the lines that are printed unchanged.
    fn given(&self, country: &CountryCode, orders: &AddressOrders) -> BTreeSet<AddressPart> {
        let mut given: BTreeSet<AddressPart> = self.locality.keys().copied().collect();
        let own = self.address.iter().map(|line| line.words.as_str());
        if !self.address.is_empty() {
            given.insert(AddressPart::Lines);
        }
        let town = self.locality.get(&AddressPart::Town).map(|town| town.words.as_str());
        // A list whose lines end with the town has no column for it.
        if town.is_none() && (self.address.len() > 1 || own.clone().any(|line| line.contains(','))) {
            given.extend([AddressPart::Town, AddressPart::State]);
        }
        let has_postcode = |words: &str| {
            matches!(orders.postcode(country, words), Postcode::Right(_)) || orders.parted(country, words).is_some()
        };
        // A number at the beginning of the street is a house.
        if own.skip(1).chain(town).any(has_postcode) {
            given.insert(AddressPart::Postcode);
        }
        let last = town.and_then(|town| town.rsplit([',', ' ']).find(|word| !word.is_empty()));
        if last.is_some_and(|word| orders.is_state(country, word)) {
            given.insert(AddressPart::State);
        }
        given
    }

    fn unknown_order(&self, country: Option<&CountryCode>, at: &Words) -> Finding {
        let names: Vec<&str> = self.locality.keys().map(|part| part.name()).collect();
        let names = names.join(", ");
        let (message, help) = match country {
            Some(country) => (
                format!("the order of {names} in addresses in {country} is unknown"),
                "put them into the lines of the address as they are to be printed (in a list, `address1` to `address5`)",
            ),
            None => (
                format!("the order of {names} depends on the country, which is unknown"),
                "add `country`, or put them into the lines of the address as they are to be printed",
            ),
        };
        at.origin.error(rules::UNKNOWN_ADDRESS_ORDER, message).help(help)
    }
}

/// What a part is called in a message.
fn in_words(part: AddressPart) -> &'static str {
    match part {
        AddressPart::Lines => "street or post-office box",
        AddressPart::Postcode => "postcode",
        AddressPart::Town => "town",
        AddressPart::State => "state",
    }
}

fn postcode_fault(country: &CountryCode, postcode: &Words, orders: &AddressOrders) -> Option<Finding> {
    let Words { words, origin } = postcode;
    match orders.postcode(country, words) {
        Postcode::Right(_) | Postcode::Unknown => None,
        Postcode::Restored(restored) => {
            let message = format!("the postcode `{words}` is printed as `{restored}`");
            let help = "a spreadsheet drops the zero at the beginning; write the postcode as text there";
            Some(origin.note(rules::RESTORED_POSTCODE, message).help(help))
        }
        Postcode::Wrong { examples } => {
            let message = format!("`{words}` is not a postcode in {country}");
            let help = format!("write it like `{}`, or correct the country", examples.join("` or `"));
            Some(origin.error(rules::BAD_POSTCODE, message).help(help))
        }
    }
}

fn state_fault(country: &CountryCode, state: &Words, orders: &AddressOrders) -> Option<Finding> {
    if orders.leaves_out(country, &state.words) {
        return Some(state_left_out(country));
    }
    match orders.state(country, &state.words) {
        State::Printed(_) => None,
        State::Unknown { near } => {
            let message = format!("unknown state `{}` in {country}; it is printed as it is", state.words);
            let finding = state.origin.warning(rules::UNKNOWN_STATE, message);
            Some(match near {
                Some(near) => finding.help(format!("did you mean `{near}`?")),
                None => finding.help("check its spelling, and the country"),
            })
        }
    }
}

/// Reports that the post of a country prints no state. The finding has no place: a list reports it once.
pub fn state_left_out(country: &CountryCode) -> Finding {
    let message = format!("addresses in {country} are printed without the state");
    let help = "the post there does not print it; if it must be printed, write it into a line of the address";
    Finding::note(rules::STATE_LEFT_OUT, message).help(help)
}

/// The line that names the street: of those with a number the longest, because a flat or a floor is
/// shorter; or the first.
fn street_of(lines: &[Words]) -> Option<&Words> {
    let length = |line: &Words| line.words.chars().count();
    let numbered = lines.iter().filter(|line| line.words.chars().any(char::is_numeric));
    // If several are equally long, the first.
    numbered.rev().max_by_key(|line| length(line)).or_else(|| lines.first())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Project;
    use crate::yaml::Source;

    fn sender(text: &str) -> Sender {
        Sender::read(Source { file: "me.yaml", text }).expect("it is sound")
    }

    fn orders() -> AddressOrders {
        AddressOrders::read(&Project::embedded()).expect("the bundled orders")
    }

    fn address(text: &str, country: Option<&str>) -> Result<(String, String), Findings> {
        let country = country.and_then(CountryCode::new);
        let SenderAddress { lines, short } = sender(text).address_in(country.as_ref(), &orders())?;
        let joined = |lines: Vec<Words>| lines.into_iter().map(|line| line.words).collect::<Vec<_>>().join(" / ");
        Ok((joined(lines), joined(short)))
    }

    fn findings(text: &str, country: &str) -> Vec<String> {
        let country = CountryCode::new(country).expect("a code");
        let shown = |finding: &Finding| format!("{}: {}", finding.rule, finding.message);
        sender(text).address_faults(Some(&country), &orders()).iter().map(shown).collect()
    }

    #[test]
    fn free_lines_stand_as_they_are() {
        let text = "name: A\naddress: [Flat 3, 14 Long Street, Norwich, NR21 0HN]\n";
        let (lines, short) = address(text, None).expect("it needs no order");
        assert_eq!(lines, "Flat 3 / 14 Long Street / Norwich / NR21 0HN");
        assert_eq!(short, "14 Long Street / NR21 0HN");
        assert_eq!(findings(text, "DE"), [""; 0]);
    }

    #[test]
    fn postcode_and_town_stand_as_the_country_has_them() {
        let text = "name: A\naddress: [Flat 3, 14 Long Street]\npostcode: \"1234\"\ntown: Xtown\n";
        let (lines, short) = address(text, Some("NO")).expect("a known order");
        assert_eq!(
            (lines.as_str(), short.as_str()),
            ("Flat 3 / 14 Long Street / 1234 Xtown", "14 Long Street / 1234 Xtown")
        );
        let (lines, _) = address(&text.replace("1234", "nr210hn"), Some("GB")).expect("a known order");
        assert_eq!(lines, "Flat 3 / 14 Long Street / Xtown / NR21 0HN");
    }

    #[test]
    fn a_state_is_abbreviated_or_left_out_as_the_post_does() {
        let text = "name: A\naddress: [14 Long Street]\npostcode: \"2139\"\ntown: Cambridge\nstate: Massachusetts\n";
        let (lines, _) = address(text, Some("US")).expect("a known order");
        assert_eq!(lines, "14 Long Street / Cambridge, MA 02139");
        assert_eq!(findings(text, "US"), ["restored-postcode: the postcode `2139` is printed as `02139`"]);
        let text = text.replace("2139", "1067").replace("Cambridge", "Dresden").replace("Massachusetts", "Sachsen");
        let (lines, _) = address(&text, Some("DE")).expect("a known order");
        assert_eq!(lines, "14 Long Street / 01067 Dresden");
        assert_eq!(
            findings(&text, "DE"),
            [
                "restored-postcode: the postcode `1067` is printed as `01067`",
                "state-left-out: addresses in DE are printed without the state",
            ]
        );
        let text = text.replace("1067", "02139").replace("Sachsen", "Masachusetts");
        assert_eq!(
            findings(&text, "US"),
            ["unknown-state: unknown state `Masachusetts` in US; it is printed as it is"]
        );
    }

    #[test]
    fn what_is_missing_or_wrong_is_refused() {
        for (text, country, expected) in [
            ("postcode: ABCDE\ntown: Berlin", "DE", vec!["bad-postcode: `ABCDE` is not a postcode in DE"]),
            ("postcode: NWG 7AT\ntown: London", "GB", vec!["bad-postcode: `NWG 7AT` is not a postcode in GB"]),
            ("town: Berlin", "DE", vec!["missing-address: the postcode is missing from the address"]),
            ("town: 10115 Berlin", "DE", vec![]),
            ("postcode: \"10115\"", "DE", vec!["missing-address: the town is missing from the address"]),
            ("town: Oslo", "NO", vec!["missing-address: the postcode is missing from the address"]),
            ("postcode: 02139\ntown: Boston", "US", vec!["missing-address: the state is missing from the address"]),
            ("postcode: 02139\ntown: \"Boston, MA\"", "US", vec![]),
            ("town: Galway", "IE", vec![]),
            ("town: Dubai", "AE", vec![]),
            ("postcode: \"018956\"", "SG", vec![]),
        ] {
            let text = format!("name: A\naddress: [1400 Long Street]\n{text}\n");
            assert_eq!(findings(&text, country), expected, "{text} in {country}");
            assert_eq!(address(&text, Some(country)).is_err(), !expected.is_empty(), "{text} in {country}");
        }
        let street = "name: A\npostcode: \"10115\"\ntown: Berlin\n";
        let missing = "missing-address: the street or post-office box is missing from the address";
        assert_eq!(findings(street, "DE"), [missing]);
        // The lines of a list by hand often end with the town.
        assert_eq!(findings("name: A\naddress: [14 Long Street, Berlin]\npostcode: \"10115\"\n", "DE"), [""; 0]);
    }

    #[test]
    fn an_order_that_is_not_known_is_refused_and_a_town_alone_needs_none() {
        let text = "name: A\naddress: [14 Long Street]\npostcode: \"1234\"\ntown: Xtown\n";
        for country in [None, Some("XX")] {
            let findings = address(text, country).expect_err("nobody knows the order");
            assert_eq!((findings[0].rule.as_str(), findings[0].line), ("unknown-address-order", Some(3)));
        }
        let (lines, _) = address("name: A\ntown: Xtown\n", None).expect("a town alone");
        assert_eq!(lines, "Xtown");
    }
}
