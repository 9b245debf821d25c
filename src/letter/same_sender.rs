//! The normalised form of a sender: what is the same however a name and an address are written.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

use super::sender::Sender;
use crate::countries::AddressPart;
use crate::script::marks::is_mark;

/// The short forms of words in addresses: `abbreviations.yaml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    words: BTreeMap<String, Vec<String>>,
    endings: BTreeMap<String, Vec<String>>,
}

struct Abbreviations {
    /// From each form of a word to the one that is compared.
    words: BTreeMap<String, String>,
    /// The endings, the longest first, with those that are compared.
    endings: Vec<(String, String)>,
}

static ABBREVIATIONS: LazyLock<Abbreviations> = LazyLock::new(|| {
    let typed: Typed = serde_yaml::from_str(include_str!("abbreviations.yaml")).expect("a test reads it");
    let pairs = |forms: BTreeMap<String, Vec<String>>| -> Vec<(String, String)> {
        forms.into_iter().flat_map(|(short, long)| long.into_iter().map(move |long| (long, short.clone()))).collect()
    };
    let mut endings = pairs(typed.endings);
    endings.sort_by_key(|(long, _)| std::cmp::Reverse(long.len()));
    Abbreviations { words: pairs(typed.words).into_iter().collect(), endings }
});

/// A sender's name and address in the form in which they are compared: two senders with the same form are one person.
///
/// Capitals, spaces, line breaks, full stops, commas, hyphens, apostrophes, invisible characters, `ß` and `ss`, and the
/// usual short forms of addresses (`St`, `Str.`, `Ave`) make no difference. Accents do: they are different names in many
/// languages. The order of the words counts. The country does not belong to it, because many lists do not name their own;
/// the state only where there is no postcode. The form is for comparing only.
pub fn normalised_sender(sender: &Sender) -> String {
    let part = |part| sender.locality.get(&part).map_or("", |words| words.words.as_str());
    let lines: Vec<&str> = sender.address.iter().map(|line| line.words.as_str()).collect();
    let [postcode, town] = [part(AddressPart::Postcode), part(AddressPart::Town)];
    let state = if postcode.is_empty() { part(AddressPart::State) } else { "" };
    // A spreadsheet drops zeros at the beginning.
    let postcode = words_of(postcode).concat().trim_start_matches('0').to_owned();
    normalised(&sender.name.words, &[lines.join(" ").as_str(), &postcode, town, state].join(" "))
}

/// A name and an address in the form of [`normalised_sender`].
pub fn normalised(name: &str, address: &str) -> String {
    format!("{}\n{}", normalised_name(name), normalised_address(address))
}

/// The words of a name; initials are put together.
fn normalised_name(name: &str) -> String {
    let mut out = String::new();
    let mut was_initial = false;
    for word in words_of(name) {
        let is_initial = word.chars().count() == 1;
        if !(out.is_empty() || is_initial && was_initial) {
            out.push(' ');
        }
        was_initial = is_initial;
        out.push_str(&word);
    }
    out
}

/// The words of an address in their short forms, without spaces; two numbers stay apart, except in a postcode.
fn normalised_address(address: &str) -> String {
    let words = words_of(address);
    let mut out = String::new();
    for (i, word) in words.iter().enumerate() {
        let before = i.checked_sub(1).map(|before| words[before].as_str());
        let is_number_after_number = out.ends_with(|c: char| c.is_numeric()) && word.starts_with(char::is_numeric);
        if is_number_after_number && !before.is_some_and(|before| is_postcode(before, word)) {
            out.push(' ');
        }
        out.push_str(&shortest(word));
    }
    out
}

/// Whether two words are the halves of a postcode that some write together: `NW6 7AT`, and `111 22` in Sweden, Czechia,
/// Slovakia and Greece.
fn is_postcode(first: &str, second: &str) -> bool {
    let are_digits = |word: &str, count| word.len() == count && word.bytes().all(|byte| byte.is_ascii_digit());
    are_digits(first, 3) && are_digits(second, 2)
        || second.len() == 3 && is_british_postcode(&format!("{first}{second}"))
}

/// Whether words have the shape of a British postcode: Royal Mail, “Programmers' guide to the Postcode Address File”.
pub(crate) fn is_british_postcode(words: &str) -> bool {
    let kind = |c: char| match c {
        '0'..='9' => '9',
        'a'..='z' | 'A'..='Z' => 'A',
        _ => '?',
    };
    let shape: String = words.chars().filter(|c| *c != ' ').map(kind).collect();
    let first = shape.strip_suffix("9AA");
    first.is_some_and(|first| matches!(first, "A9" | "A99" | "AA9" | "AA99" | "A9A" | "AA9A"))
}

fn shortest(word: &str) -> String {
    let Abbreviations { words, endings } = &*ABBREVIATIONS;
    if let Some(short) = words.get(word) {
        return short.clone();
    }
    let ending = endings.iter().find_map(|(long, short)| {
        let stem = word.strip_suffix(long.as_str()).filter(|stem| stem.chars().count() > 1)?;
        Some(format!("{stem}{short}"))
    });
    ending.unwrap_or_else(|| word.to_owned())
}

/// The words in small letters, composed, without marks of punctuation. An apostrophe does not part words.
fn words_of(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let is_ascii = text.is_ascii();
    let lower: String =
        if is_ascii { text.to_ascii_lowercase() } else { text.nfkc().flat_map(char::to_lowercase).collect() };
    for c in lower.chars() {
        let word = words.last_mut().expect("it begins with one");
        match c {
            'ß' => word.push_str("ss"),
            _ if c.is_alphanumeric() || is_mark(c) => word.push(c),
            '\'' | '’' | '‘' | 'ʼ' | '´' | '`' => {}
            // Invisible characters are in the middle of words.
            '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}' => {}
            _ if word.is_empty() => {}
            _ => words.push(String::new()),
        }
    }
    words.retain(|word| !word.is_empty());
    if is_ascii {
        return words;
    }
    // A small letter may be composed only now: `İ` becomes two characters.
    words.into_iter().map(|word| word.nfc().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::Source;

    fn same(one: &str, other: &str) -> bool {
        let form = |text: &str| {
            let (name, address) = text.split_once(" / ").expect("a name and an address");
            normalised(name, address)
        };
        form(one) == form(other)
    }

    #[test]
    fn one_person_is_known_however_the_address_is_written() {
        for (one, other) in [
            ("Ann Smith / 1 High Street, London, NW6 7AT", "ANN  SMITH / 1 high st london nw67at"),
            ("Élodie Müller / 3 rue de l'Église", "E\u{301}lodie Mu\u{308}ller / 3, Rue de l’Église"),
            ("Jörg Groß / Hauptstraße 5", "Jörg Gross / Hauptstr. 5"),
            ("Jörg Groß / Haupt Straße 5", "Jörg Groß / Haupt-Str. 5"),
            ("Jörg Groß / Karl-Marx-Strasse 5a", "Jörg Groß / Karl-Marx-Str. 5 a"),
            ("J. R. Smith / 12 Mill Road", "J.R. Smith / 12 Mill Rd."),
            ("Ann Smith / 12 Fifth Avenue", "Ann Smith / 12 Fifth Ave"),
            ("Ann-Marie O’Brien / Flat 2, 1 Long Lane", "Ann Marie O'Brien / Flat 2 1 Long Ln"),
            ("Ola Nordmann / Storgata 5, 0155 Oslo", "Ola Nordmann / Storgt. 5 0155 Oslo"),
            ("Åsa Berg / Storgatan 5, 111 22 Stockholm", "A\u{30A}sa Berg / Storgatan 5, 11122 Stockholm"),
            ("Jan Smit / Dorpsstraat 5, 1012 AB Amsterdam", "Jan Smit / Dorpsstr. 5 1012AB AMSTERDAM"),
            ("ចាន់\u{200B}ធូ សុខ / ផ្លូវ ២៤០", "ចាន់ធូ សុខ / ផ្លូវ ២៤០"),
        ] {
            assert!(same(one, other), "{one} = {other}: {:?}", (words_of(one), words_of(other)));
        }
    }

    #[test]
    fn another_person_or_another_house_stays_another() {
        for (one, other) in [
            ("Ann Smith / 1 High Street", "Bob Smith / 1 High Street"),
            ("Ann A. Smith / 1 High Street", "Anna Smith / 1 High Street"),
            ("Ann Smith / Flat 1, 23 High Street", "Ann Smith / Flat 12, 3 High Street"),
            ("Ann Smith / 1 High Street", "Ann Smith / 1 High Road"),
            ("Ann Smith / 1 High Street", "Ann Smith / 11 High Street"),
            ("Smith Ann / 1 High Street", "Ann Smith / 1 High Street"),
            ("Nguyễn Thị Hồng / 2 Mill Lane", "Nguyễn Thị Hông / 2 Mill Lane"),
            ("Ann Smith / 1 East Street", "Ann Smith / 1 West Street"),
            ("Jörg Groß / Hauptstr. 5", "Jörg Groß / Hauptstr. 5a"),
        ] {
            assert!(!same(one, other), "{one} is not {other}");
        }
    }

    #[test]
    fn the_form_of_a_sender_has_all_parts_and_no_country() {
        let read =
            |text: &str| normalised_sender(&Sender::read(Source { file: "me.yaml", text }).expect("a sound sender"));
        let apart = "name: Ann Smith\naddress: [1 High Street]\npostcode: NW6 7AT\ntown: London\ncountry: GB\n";
        assert_eq!(read(apart), "ann smith\n1highstnw67atlondon");
        assert_eq!(
            read(&apart.replace("NW6 7AT", "nw67at").replace("country: GB\n", "lang: en\npersonal: Hi\n")),
            read(apart)
        );
        let boston = "name: A B\naddress: [1 High Street]\ntown: Springfield\nstate: MA\n";
        assert_ne!(read(boston), read(&boston.replace("MA", "IL")));
    }

    #[test]
    fn every_short_form_is_written_as_it_is_compared() {
        let Abbreviations { words, endings } = &*ABBREVIATIONS;
        for (long, short) in words.iter().chain(endings.iter().map(|(long, short)| (long, short))) {
            assert_eq!(words_of(long).concat(), *long, "it could not be found");
            assert_eq!(shortest(short), *short, "`{short}` is itself shortened");
        }
    }
}
