//! The headings by which columns are known: those of the program in `headings.yaml`, and those of the project.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::columns::{ADDRESS_LINES, Column};
use crate::finding::{Findings, rules};
use crate::id::{CountryCode, LanguageTag};
use crate::project::{Project, paths};
use crate::yaml::{KeyPath, Source};

/// The headings that the program knows.
const KNOWN: &str = include_str!("headings.yaml");

/// The name of [`KNOWN`] in findings.
const KNOWN_FILE: &str = "src/list/headings.yaml";

/// The number in a heading that has one.
const NUMBER: &str = "{n}";

/// The key of the headings of numbered lines.
const ADDRESS_LINE: &str = "address_line";

/// How many letters a heading has that may be a misspelt name of a field, but not a misspelt heading in one of ten
/// languages. A shorter one is like too many words.
const SHORT: usize = 4;

/// How many letters a heading has that may have two slips.
const LONG: usize = 9;

/// What a heading means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// A field of a letter.
    Field(Field),
    /// Letters do not need it.
    NotPrinted,
    /// It looks like a part of a name or an address; perhaps it was meant as the other heading.
    NotUnderstood(Option<String>),
    /// Nothing is known of it.
    Unknown,
}

/// A column that is a field of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The field.
    pub column: Column,
    /// The address that it belongs to: its place among the addresses of a list, from 1; 0 without a word before it.
    pub address: usize,
    /// Its place among the headings of this field. The first wins if only one can be used.
    pub rank: usize,
    /// Whether it is used only if there is no other heading for this field.
    pub is_instead: bool,
}

/// The known headings, and what lists need to know of languages and countries.
#[derive(Debug, Clone, Default)]
pub struct Headings {
    fields: BTreeMap<String, Field>,
    /// Words before the headings of an address, with the place of the address.
    addresses: Vec<(String, usize)>,
    not_printed: BTreeSet<String>,
    not_printed_words: BTreeSet<String>,
    not_printed_within: Vec<String>,
    part_within: Vec<String>,
    part_words: BTreeSet<String>,
    languages: BTreeMap<String, LanguageTag>,
    family_name_first: BTreeSet<CountryCode>,
    number_first: BTreeSet<CountryCode>,
    boxes: BTreeMap<String, String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Typed {
    columns: BTreeMap<String, Vec<String>>,
    instead: BTreeMap<String, Vec<String>>,
    addresses: Vec<Vec<String>>,
    not_printed: NotPrinted,
    parts: Parts,
    languages: BTreeMap<String, Vec<String>>,
    family_name_first: Vec<CountryCode>,
    number_first: Vec<CountryCode>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct NotPrinted {
    headings: Vec<String>,
    within: Vec<String>,
    words: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Parts {
    within: Vec<String>,
    words: Vec<String>,
}

impl Headings {
    /// The headings of the program, and those that the project adds in `headings.yaml`.
    ///
    /// # Errors
    ///
    /// When the file of the project is faulty.
    pub fn read(project: &Project) -> Result<Self, Findings> {
        let mut headings = Self::of_program().clone();
        if project.has(paths::HEADINGS) {
            headings.add(Source { file: paths::HEADINGS, text: project.text(paths::HEADINGS)? })?;
        }
        Ok(headings)
    }

    /// The headings of the program.
    pub fn of_program() -> &'static Self {
        static KNOWN: LazyLock<Headings> = LazyLock::new(|| {
            let mut headings = Headings::default();
            headings.add(Source { file: KNOWN_FILE, text: self::KNOWN }).expect("a test reads the program's headings");
            headings
        });
        &KNOWN
    }

    fn add(&mut self, source: Source) -> Result<(), Findings> {
        let typed: Typed = source.read()?;
        let mut findings = Findings::new();
        for (key, fields, is_instead) in [("columns", typed.columns, false), ("instead", typed.instead, true)] {
            for (name, headings) in fields {
                if !self.add_field(&name, &headings, is_instead) {
                    let path = KeyPath::default().key(key).key(&name);
                    let finding = source.error(rules::UNKNOWN_KEY, &path, format!("unknown field `{name}`"));
                    findings.push(finding.suggest_from(&name, Column::all().map(Column::name)));
                }
            }
        }
        for (language, names) in typed.languages {
            match LanguageTag::new(&language) {
                Some(tag) => self.languages.extend(names.iter().map(|name| (plain(name), tag.clone()))),
                None => {
                    let path = KeyPath::default().key("languages").key(&language);
                    let finding =
                        source.error(rules::BAD_ID, &path, format!("`{language}` is not a valid language tag"));
                    findings.push(finding.help(format!("write {}", LanguageTag::expected(&language))));
                }
            }
        }
        let first = self.addresses.iter().map(|(_, place)| *place).max().unwrap_or(0);
        for (place, words) in typed.addresses.iter().enumerate() {
            self.addresses.extend(words.iter().map(|word| (plain(word), first + place + 1)));
        }
        // The longest is tried first: `primary address` before `primary`.
        self.addresses.sort_by_key(|(word, place)| (std::cmp::Reverse(word.len()), *place));
        let plain_all = |words: Vec<String>| words.into_iter().map(|word| plain(&word));
        self.not_printed.extend(plain_all(typed.not_printed.headings));
        self.not_printed_words.extend(plain_all(typed.not_printed.words));
        self.not_printed_within.extend(plain_all(typed.not_printed.within));
        self.part_within.extend(plain_all(typed.parts.within));
        self.part_words.extend(plain_all(typed.parts.words));
        self.family_name_first.extend(typed.family_name_first);
        self.number_first.extend(typed.number_first);
        if findings.is_empty() { Ok(()) } else { Err(findings) }
    }

    /// Adds the headings of a field. Returns `false` if there is no such field.
    fn add_field(&mut self, name: &str, headings: &[String], is_instead: bool) -> bool {
        let numbered = (1..=ADDRESS_LINES).map(|n| (Column::Address(n), Some(n)));
        let columns: Vec<(Column, Option<u8>)> = match Column::named(name) {
            Some(column) => vec![(column, None)],
            None if name == ADDRESS_LINE => numbered.collect(),
            None => return false,
        };
        for (column, number) in columns {
            for (rank, heading) in headings.iter().enumerate() {
                let heading = number.map_or_else(|| heading.clone(), |n| heading.replace(NUMBER, &n.to_string()));
                if column == Column::PoBox {
                    self.boxes.insert(plain(&heading), heading.clone());
                }
                let field = Field { column, address: 0, rank, is_instead };
                self.not_printed.remove(&plain(&heading));
                self.fields.insert(plain(&heading), field);
            }
        }
        true
    }

    /// What a heading means.
    pub fn meaning(&self, heading: &str) -> Meaning {
        let plain = plain(heading);
        if let Some(field) = self.fields.get(&plain) {
            return Meaning::Field(field.clone());
        }
        if let Some(column) = Column::named(&plain) {
            return Meaning::Field(Field { column, address: 0, rank: 0, is_instead: false });
        }
        if self.not_printed.contains(&plain) {
            return Meaning::NotPrinted;
        }
        match self.of_an_address(&plain) {
            Some(meaning) => meaning,
            None if has_word(heading, &self.not_printed_words) || has_part(&plain, &self.not_printed_within) => {
                Meaning::NotPrinted
            }
            None => self.not_understood(heading, &plain),
        }
    }

    /// A heading with a word before it that names one of several addresses.
    fn of_an_address(&self, plain: &str) -> Option<Meaning> {
        let rests =
            self.addresses.iter().filter_map(|(word, place)| Some((plain.strip_prefix(word.as_str())?, *place)));
        let mut meanings = rests.filter_map(|(rest, address)| {
            let known = |rest: &str| {
                let field = self.fields.get(rest).filter(|field| field.column.is_of_address());
                field.map(|field| Meaning::Field(Field { address, ..field.clone() }))
            };
            let is_not_printed = || self.not_printed.contains(rest) || self.not_printed_words.contains(rest);
            known(rest)
                .or_else(|| known(rest.strip_prefix("address")?))
                .or_else(|| (!rest.is_empty() && is_not_printed()).then_some(Meaning::NotPrinted))
        });
        meanings.next()
    }

    fn not_understood(&self, heading: &str, plain: &str) -> Meaning {
        let looks_like = has_part(plain, &self.part_within) || has_word(heading, &self.part_words);
        let own = || Column::all().filter(|column| column.is_of_name_or_address()).map(Column::name);
        let near = match plain.chars().count() {
            0..SHORT => None,
            SHORT => misspelt(plain, own(), 1),
            length => misspelt(plain, self.names_of_parts(), if length < LONG { 1 } else { 2 }),
        };
        if looks_like || near.is_some() { Meaning::NotUnderstood(near.map(str::to_owned)) } else { Meaning::Unknown }
    }

    /// The headings of the parts of names and addresses.
    fn names_of_parts(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().filter(|(_, field)| field.column.is_of_name_or_address()).map(|(name, _)| name.as_str())
    }

    /// The words before the number of a post office box in a column of this heading.
    pub fn post_office_box(&self, heading: &str) -> &str {
        let plain = plain(heading);
        let longest =
            self.boxes.iter().filter(|(name, _)| plain.ends_with(name.as_str())).max_by_key(|(name, _)| name.len());
        longest.map_or("PO Box", |(_, words)| words)
    }

    /// The language that was typed: a tag, also with an underscore, or a name in one of several languages.
    pub fn language(&self, written: &str) -> Option<LanguageTag> {
        let tag = written.trim().replace('_', "-");
        // `EN` is written by many, `pt-BR` as it is.
        let tag = if tag.len() <= 3 { tag.to_lowercase() } else { tag };
        self.languages.get(&plain(written)).cloned().or_else(|| LanguageTag::new(&tag))
    }

    /// Whether the family name is written first in this country.
    pub fn is_family_name_first(&self, country: &CountryCode) -> bool {
        self.family_name_first.contains(country)
    }

    /// Whether the number of a house is written before the street in this country.
    pub fn is_number_first(&self, country: &CountryCode) -> bool {
        self.number_first.contains(country)
    }
}

/// A heading in small letters, without accents, spaces and marks.
pub fn plain(heading: &str) -> String {
    let folded = heading.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    folded.flat_map(spelt).filter(|c| c.is_alphanumeric()).collect()
}

/// The name that a heading is within so many slips of: a letter that is missing, extra, another or exchanged.
fn misspelt<'n>(heading: &str, names: impl Iterator<Item = &'n str>, slips: usize) -> Option<&'n str> {
    let distances = names.map(|name| (strsim::osa_distance(heading, name), name));
    distances.filter(|(distance, _)| *distance <= slips).min().map(|(_, name)| name)
}

fn has_word(heading: &str, words: &BTreeSet<String>) -> bool {
    words_of(heading).iter().any(|word| words.contains(word))
}

fn has_part(plain: &str, parts: &[String]) -> bool {
    parts.iter().any(|part| plain.contains(part.as_str()))
}

/// The words of a heading, as [`plain`] has them. A capital within a word begins another one.
fn words_of(heading: &str) -> Vec<String> {
    let mut parted = String::new();
    let mut was_small = false;
    for character in heading.chars() {
        if was_small && character.is_uppercase() {
            parted.push(' ');
        }
        was_small = character.is_lowercase();
        parted.push(character);
    }
    parted.split(|c: char| !c.is_alphanumeric()).map(plain).filter(|word| !word.is_empty()).collect()
}

/// Letters that have no accent to take away, in two letters or one.
fn spelt(character: char) -> impl Iterator<Item = char> {
    let (first, second) = match character {
        'ß' => ('s', Some('s')),
        'ø' => ('o', None),
        'å' => ('a', None),
        'æ' => ('a', Some('e')),
        'œ' => ('o', Some('e')),
        'ł' => ('l', None),
        other => (other, None),
    };
    std::iter::once(first).chain(second)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headings() -> Headings {
        Headings::read(&Project::embedded()).expect("the headings of the program")
    }

    fn column(heading: &str) -> Option<Column> {
        match headings().meaning(heading) {
            Meaning::Field(field) => Some(field.column),
            _ => None,
        }
    }

    #[test]
    fn headings_of_programs_and_of_people_are_known() {
        for (heading, expected) in [
            ("Name", Column::Name),
            (" FULL NAME ", Column::Name),
            ("Prénom", Column::FirstName),
            ("Straße", Column::Address(1)),
            ("STRASSE", Column::Address(1)),
            ("Straße / Nr.", Column::Address(1)),
            ("Address line 3", Column::Address(3)),
            ("addr_2", Column::Address(2)),
            ("Supplemental Address 1", Column::Address(2)),
            ("Zip/Postal Code", Column::Postcode),
            ("C.P.", Column::Postcode),
            ("Città", Column::Town),
            ("Länderkennzeichen", Column::Country),
            ("Postnr.", Column::Postcode),
            ("Población", Column::Town),
            ("CnAdrPrf_Addrline2", Column::Address(2)),
            ("CnAdrPrf_ContryLongDscription", Column::Country),
            ("CnAdrSal_Addressee", Column::Name),
            ("Mailing State/Province", Column::State),
            ("Address 1 - Street", Column::Address(1)),
            ("Address 1 - PO Box", Column::PoBox),
            ("Home Address PO Box", Column::PoBox),
            ("Primary Address Street", Column::Address(1)),
            ("Home Street 2", Column::Address(2)),
            ("Do Not Mail", Column::DoNotMail),
            ("do_not_mail", Column::DoNotMail),
            ("Is Deceased", Column::Deceased),
        ] {
            assert_eq!(column(heading), Some(expected), "{heading}");
        }
    }

    #[test]
    fn headings_that_are_not_printed_stop_nothing() {
        for heading in [
            "Address 1 - Label",
            "Phonetic First Name",
            "First Name Phonetic",
            "File As",
            "Organization Name",
            "Labels",
            "E-mail 1 - Value",
            "Email Address",
            "E-mail Display Name",
            "Business Phone 2",
            "Primary Phone",
            "Home Fax",
            "Assistant's Name",
            "Spouse",
            "Date of birth",
            "Geburtsdatum",
            "Titel",
            "Salutation",
            "Suffix",
            "Nickname",
            "Contact Type",
            "CnBio_Title_1",
            "Do Not Email",
            "Address Name",
            "World Region",
            "Web Page",
            "Mobiltelefon",
        ] {
            let meaning = headings().meaning(heading);
            assert!(matches!(meaning, Meaning::NotPrinted | Meaning::Unknown), "{heading}: {meaning:?}");
        }
    }

    #[test]
    fn a_heading_like_a_part_of_an_address_is_told_from_one_that_nobody_needs() {
        for heading in
            ["Steet Address", "Addrss3", "nmae", "Ortsteil", "Apartment", "Street Wing", "Second Town", "Town 2"]
        {
            assert!(matches!(headings().meaning(heading), Meaning::NotUnderstood(_)), "{heading}");
        }
        for heading in ["shoe size", "T-shirt", "Volunteer", "Beruf", "Renewal", "x"] {
            assert!(matches!(headings().meaning(heading), Meaning::Unknown | Meaning::NotPrinted), "{heading}");
        }
    }

    #[test]
    fn languages_are_known_by_tag_and_by_name() {
        let tag = |written: &str| headings().language(written).map(|tag| tag.to_string());
        for (written, expected) in
            [("EN", "en"), ("en_GB", "en-GB"), ("en-GB", "en-GB"), ("English", "en"), ("Français", "fr"), ("ខ្មែរ", "km")]
        {
            assert_eq!(tag(written).as_deref(), Some(expected), "{written}");
        }
        assert_eq!(tag("xx-"), None);
    }

    #[test]
    fn a_project_adds_headings_of_its_own() {
        let text = "columns:\n  name: [Soutien]\n  address1: [Où]\nnot_printed:\n  headings: [Ortsteil]\n";
        let project = Project::embedded().with([(paths::HEADINGS.to_owned(), text.as_bytes().to_vec())]);
        let headings = Headings::read(&project).expect("it is sound");
        assert!(matches!(headings.meaning("soutien"), Meaning::Field(field) if field.column == Column::Name));
        assert_eq!(headings.meaning("Ortsteil"), Meaning::NotPrinted);
        let text = "columns:\n  nome: [x]\nlanguages:\n  x-: [y]\n";
        let project = Project::embedded().with([(paths::HEADINGS.to_owned(), text.as_bytes().to_vec())]);
        let findings = Headings::read(&project).expect_err("it is faulty");
        let rules: Vec<&str> = findings.iter().map(|finding| finding.rule.as_str()).collect();
        assert_eq!(rules, ["unknown-key", "bad-id"]);
    }
}
