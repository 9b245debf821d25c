//! The sender, read from its own YAML file.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::own_words::{Lines, MAX_ADDRESS, MAX_LINE, MAX_PERSONAL, Refusal, left_over, refusal};
use crate::countries::{AddressPart, UnknownCountry, country};
use crate::finding::{Findings, Origin, code_point, rules};
use crate::id::{CountryCode, LanguageTag};
use crate::script::shortened;
use crate::yaml::{KeyPath, Source, as_written};

/// Words of a sender file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The words.
    pub words: String,
    /// Where they are.
    pub origin: Origin,
}

/// The sender of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender {
    /// The full name, printed in the block and below the signature.
    pub name: Words,
    /// The lines that are printed unchanged: the whole address, or the part without `locality`.
    pub address: Vec<Words>,
    /// Postcode, town and state, where they are given apart: they are in the order of the country.
    pub locality: BTreeMap<AddressPart, Words>,
    /// The country where the letter is posted.
    pub country: Option<CountryCode>,
    /// The town named before the date.
    pub place: Option<String>,
    /// The sender's language, if it is known: that of name, address and own words.
    pub language: Option<LanguageTag>,
    /// A paragraph in the sender's own words.
    pub personal: Option<Personal>,
}

/// The sender's own words. They are set in letters of their language only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Personal {
    /// The words, in one or more paragraphs.
    pub words: String,
    /// Their language.
    pub language: LanguageTag,
    /// Where they are.
    pub origin: Origin,
}

#[derive(Deserialize)]
#[serde(expecting = "keys such as `name: …`")]
struct Typed {
    #[serde(default, deserialize_with = "as_written")]
    name: Option<String>,
    #[serde(default)]
    address: Vec<String>,
    #[serde(default, deserialize_with = "as_written")]
    postcode: Option<String>,
    #[serde(default, deserialize_with = "as_written")]
    town: Option<String>,
    #[serde(default, deserialize_with = "as_written")]
    state: Option<String>,
    #[serde(default, deserialize_with = "as_written")]
    country: Option<String>,
    #[serde(default, deserialize_with = "as_written")]
    lang: Option<String>,
    #[serde(default, deserialize_with = "as_written")]
    place: Option<String>,
    #[serde(default, deserialize_with = "as_written")]
    personal: Option<String>,
}

/// A sender file to fill in, which explains each key.
pub const SENDER_TEMPLATE: &str = include_str!("sender.yaml");

impl Sender {
    /// Reads a sender file.
    ///
    /// # Errors
    ///
    /// The first fault of the YAML, or every unknown key, or everything that is missing or cannot
    /// be printed.
    pub fn read(source: Source) -> Result<Self, Findings> {
        let typed: Typed = source.read()?;
        let root = KeyPath::default();
        let mut findings = Findings::new();
        if typed.address.len() > MAX_ADDRESS {
            let message = format!("the address has {} lines; the maximum is {MAX_ADDRESS}", typed.address.len());
            let finding = source.error(rules::TOO_LONG, &root.key("address"), message);
            return Err(finding.help("use fewer lines").into());
        }
        let mut text = |path: KeyPath, text: Option<String>, lines: Lines| {
            words(source, "sender", &path, text, lines, &mut findings)
        };
        let name = text(root.key("name"), typed.name, Lines::One);
        let address = typed
            .address
            .into_iter()
            .enumerate()
            .filter_map(|(i, line)| text(root.key("address").index(i), Some(line), Lines::One))
            .collect::<Vec<_>>();
        let locality: BTreeMap<AddressPart, Words> = [
            (AddressPart::Postcode, typed.postcode),
            (AddressPart::Town, typed.town),
            (AddressPart::State, typed.state),
        ]
        .into_iter()
        .filter_map(|(part, given)| Some((part, text(root.key(part.name()), given, Lines::One)?)))
        .collect();
        let place = text(root.key("place"), typed.place, Lines::One).map(|place| place.words);
        let personal = text(root.key("personal"), typed.personal, Lines::Several);

        if name.is_none() {
            let finding = source.error(rules::MISSING_KEY, &root.key("name"), "`name` is missing");
            findings.push(finding.help("add `name: …`, the name that is printed below the signature"));
        }
        if address.is_empty() && locality.is_empty() {
            let finding = source.error(rules::MISSING_KEY, &root.key("address"), "`address` is missing");
            findings.push(finding.help("add `address: [street, town]`, so that the recipient can reply"));
        }
        let country = country_of(source, typed.country, &mut findings);
        let language = parsed(source, "lang", typed.lang, LanguageTag::new, LanguageTag::expected, &mut findings);
        if personal.is_some() && language.is_none() {
            let finding = source.error(rules::MISSING_KEY, &root.key("lang"), "the language of `personal` is missing");
            findings.push(finding.help("add its language, for example `lang: en`"));
        }
        match name {
            Some(name) if findings.is_empty() => Ok(Self {
                name,
                address,
                locality,
                country,
                place,
                language: language.clone(),
                personal: personal.zip(language).map(|(Words { words, origin }, language)| Personal {
                    words,
                    language,
                    origin,
                }),
            }),
            _ => Err(findings),
        }
    }
}

/// The country in the key `country` of a file.
pub(super) fn country_of(source: Source, typed: Option<String>, findings: &mut Findings) -> Option<CountryCode> {
    match country(&typed?) {
        Ok(code) => Some(code),
        Err(UnknownCountry { message, help }) => {
            let path = KeyPath::default().key("country");
            findings.push(source.error(rules::UNKNOWN_COUNTRY, &path, message).help(help));
            None
        }
    }
}

/// The words at a key of the file of a `kind`, which findings on a letter name; `None` if there are no words.
pub(super) fn words(
    source: Source,
    kind: &str,
    path: &KeyPath,
    text: Option<String>,
    lines: Lines,
    findings: &mut Findings,
) -> Option<Words> {
    let words = text?.trim().to_owned();
    let most = if lines == Lines::One { MAX_LINE } else { MAX_PERSONAL };
    let is_allowed = |c: char| !c.is_control() || (c == '\n' && lines == Lines::Several);
    if words.contains('\n') && lines == Lines::One {
        let finding = source.error(rules::BAD_TEXT, path, "the text has more than one line");
        findings.push(finding.help("write it on one line; `address` is a list of lines"));
    } else if let Some(control) = words.chars().find(|c| !is_allowed(*c)) {
        let message = format!("the text has the control character {}", code_point(control));
        findings.push(source.error(rules::BAD_TEXT, path, message).help("delete it"));
    } else if let Some(Refusal { rule, message, help, .. }) = refusal(&words, lines, most) {
        findings.push(source.error(rule, path, message).help(help));
    } else if let Some(Refusal { rule, message, help, .. }) = left_over(&words) {
        findings.push(source.error(rule, path, message).help(help));
    } else {
        findings.extend(source.cut_off(path, &words, &source.doubtful_comments()));
    }
    let origin = source.origin(path);
    let origin = Origin { name: format!("{kind}.{}", origin.name), ..origin };
    (!words.is_empty()).then_some(Words { words, origin })
}

/// The value of a key that is not prose.
pub(super) fn parsed<T>(
    source: Source,
    key: &str,
    text: Option<String>,
    new: fn(&str) -> Option<T>,
    expected: fn(&str) -> &'static str,
    findings: &mut Findings,
) -> Option<T> {
    let text = text?;
    let value = new(&text);
    if value.is_none() {
        let finding = source.error(
            rules::BAD_ID,
            &KeyPath::default().key(key),
            format!("`{}` is not valid here", shortened(&text)),
        );
        findings.push(finding.help(format!("write {}", expected(&text))));
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::countries::AddressOrders;
    use crate::project::Project;

    #[test]
    fn the_file_to_fill_in_explains_every_key_and_can_be_filled_in() {
        for key in crate::yaml::keys_of::<Typed>() {
            assert!(SENDER_TEMPLATE.contains(&format!("{key}:")), "`{key}` is not explained in sender.yaml");
        }
        let findings = Sender::read(Source { file: "me.yaml", text: SENDER_TEMPLATE }).expect_err("it is empty");
        let places: Vec<&str> = findings.iter().filter_map(|finding| finding.place.as_deref()).collect();
        assert_eq!(places, ["name", "address"]);
        let filled =
            SENDER_TEMPLATE.replace("name:\n", "name: A\n").replace("address:\n", "address:\n- 1 Long Street\n");
        let filled = filled.replace("postcode:\n", "postcode: \"1234\"\n").replace("town:\n", "town: Xtown\n");
        let filled = filled.replace("country:\n", "country: \"NO\"\n");
        let sender = Sender::read(Source { file: "me.yaml", text: &filled }).expect("it is sound");
        let orders = AddressOrders::read(&Project::embedded()).expect("the bundled orders");
        let address = sender.address_in(sender.country.as_ref(), &orders).expect("a known order");
        let lines: Vec<&str> = address.lines.iter().map(|line| line.words.as_str()).collect();
        assert_eq!(lines, ["1 Long Street", "1234 Xtown"]);
    }

    #[test]
    fn texts_that_look_like_other_values_are_read_as_they_are_written() {
        let read = |text: &str| Sender::read(Source { file: "me.yaml", text });
        let text =
            "name: Null\naddress: [1 Example Street, null]\npostcode: 02139\ntown: True\nstate: 1e3\ncountry: NO\n";
        let sender = read(text).expect("it is sound");
        assert_eq!(sender.name.words, "Null");
        let lines: Vec<&str> = sender.address.iter().map(|line| line.words.as_str()).collect();
        assert_eq!(lines, ["1 Example Street", "null"]);
        let locality: Vec<&str> = sender.locality.values().map(|part| part.words.as_str()).collect();
        assert_eq!(locality, ["02139", "True", "1e3"]);
        assert_eq!(sender.country, CountryCode::new("NO"));
        for empty in ["", "~", "\"\"", "# my name"] {
            let findings = read(&format!("name: {empty}\naddress: [x]\n")).expect_err("the name is missing");
            assert_eq!((findings[0].rule.as_str(), findings[0].line), ("missing-key", Some(1)), "{empty}");
        }
    }

    #[test]
    fn a_line_of_an_address_that_yaml_reads_otherwise_is_to_be_put_in_quotes() {
        let read = |text: &str| Sender::read(Source { file: "me.yaml", text }).expect_err("it is faulty");
        let findings = read("name: A\naddress: [Flat #3, 1 Example Street]\npostcode: 10115\n");
        assert_eq!((findings[0].line, findings[0].column), (Some(2), Some(16)));
        assert!(findings[0].help.as_ref().is_some_and(|help| help.ends_with("put the text in quotes")));
        let findings = read("name: A\naddress:\n  - 1 Example Street: rear\npostcode: 10115\n");
        assert_eq!((findings[0].line, findings[0].column), (Some(3), Some(5)));
        assert!(findings[0].help.as_ref().is_some_and(|help| help.contains("put it in quotes")));
    }

    #[test]
    fn what_a_list_may_not_hold_a_file_may_not_either() {
        let rules = |text: &str| -> Vec<&'static str> {
            let read = Sender::read(Source { file: "me.yaml", text });
            read.err().unwrap_or_default().iter().map(|finding| finding.rule.as_str()).collect()
        };
        assert_eq!(rules(&format!("name: {}\naddress: [x]\n", "a".repeat(121))), ["too-long"]);
        assert_eq!(rules(&format!("name: A\naddress: [x]\nlang: en\npersonal: {}\n", "a".repeat(4001))), ["too-long"]);
        assert_eq!(rules(&format!("name: A\naddress: [{}]\n", "x, ".repeat(9))), ["too-long"]);
        assert_eq!(rules("name: \"abc\\u202Edef\"\naddress: [x]\n"), ["hidden-character"]);
        assert_eq!(rules("name: M\u{FFFD}ller\naddress: [x]\n"), ["lost-letter"]);
    }
}
