//! Senders in all countries of the world: each address is printed as the country's post prints it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use likhit::countries::{AddressOrders, Countries};
use likhit::finding::Severity;
use likhit::id::CountryCode;
use likhit::letter::{Sender, SenderAddress};
use likhit::project::Project;
use likhit::yaml::Source;

/// The countries in which an address without a state is rejected.
const STATES_REQUIRED: [&str; 4] = ["AU", "BR", "CA", "US"];

/// An address for each country, with all its parts, and the lines that are printed.
fn table() -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(include_bytes!("data/addresses.csv").as_slice());
    reader.deserialize().map(|row| row.expect("a row of the table")).collect()
}

fn sender(row: &BTreeMap<String, String>, parts: &[&str]) -> Sender {
    let mut text = "name: Chantou\naddress: [14 Long Street]\n".to_owned();
    for part in parts.iter().filter(|part| !row[**part].is_empty()) {
        let _ = writeln!(text, "{part}: \"{}\"", row[*part]);
    }
    Sender::read(Source { file: "me.yaml", text: &text }).expect("the sender is sound")
}

fn country(row: &BTreeMap<String, String>) -> CountryCode {
    CountryCode::new(&row["country"]).expect("a code")
}

fn shown(address: SenderAddress) -> String {
    address.lines.into_iter().map(|line| line.words).collect::<Vec<_>>().join(" / ")
}

#[test]
fn an_address_with_all_parts_is_printed_as_the_post_prints_it() {
    let orders = AddressOrders::read(&Project::embedded()).expect("the bundled orders");
    let rows = table();
    assert!(rows.len() >= 164, "{}", rows.len());
    for row in rows {
        let country = country(&row);
        let sender = sender(&row, &["postcode", "town", "state"]);
        let address = sender.address_in(Some(&country), &orders);
        let address = address.unwrap_or_else(|faults| panic!("{country}: {faults:?}"));
        assert_eq!(shown(address), row["printed"], "{country}");
        let faults = sender.address_faults(Some(&country), &orders);
        let rules: Vec<&str> = faults.iter().map(|fault| fault.rule.as_str()).collect();
        // The state is printed, has the name of the town, or is left out with one note.
        assert!(rules.is_empty() || rules == ["state-left-out"], "{country}: {rules:?}");
        assert!(faults.iter().all(|fault| fault.severity == Severity::Note), "{country}");
    }
}

#[test]
fn street_town_and_postcode_are_enough_where_no_state_is_required() {
    let orders = AddressOrders::read(&Project::embedded()).expect("the bundled orders");
    for row in table() {
        let country = country(&row);
        let faults = sender(&row, &["postcode", "town"]).address_faults(Some(&country), &orders);
        let messages: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
        if STATES_REQUIRED.contains(&country.as_str()) {
            assert_eq!(messages, ["the state is missing from the address"], "{country}");
        } else {
            assert!(messages.is_empty(), "{country}: {messages:?}");
        }
    }
}

#[test]
fn every_country_has_an_order_of_its_address() {
    let project = Project::embedded();
    let orders = AddressOrders::read(&project).expect("the bundled orders");
    let countries = Countries::in_english(&project).expect("the bundled names");
    for (country, name) in countries.all() {
        assert!(orders.knows(country), "{country} ({name})");
    }
}
