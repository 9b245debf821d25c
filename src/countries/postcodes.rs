//! Postcodes: their shape in each country, and how a postcode that was typed is printed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

use crate::finding::{Finding, Findings, rules};
use crate::id::CountryCode;
use crate::project::{Project, paths};
use crate::yaml::{KeyPath, Source};

/// The most characters of a postcode that is examined: more than any has.
const LONGEST: usize = 40;

/// The most letters of a country's own that are put before a postcode that was typed without them, as in `LV-1010`.
const LEADING_LETTERS: usize = 2;

/// The zeros of the scripts whose digits people type: Arabic, Persian, Devanagari, Bengali, Thai, Lao, Burmese, Khmer.
const ZEROS: [char; 8] = ['٠', '۰', '०', '০', '๐', '໐', '၀', '០'];

/// The shapes of the postcodes of all countries that are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Postcodes {
    forms: BTreeMap<CountryCode, Form>,
}

/// What the words in the place of a postcode are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Postcode {
    /// A postcode, as it is printed. Only case, spaces, hyphens and the country's letters may differ from what was
    /// typed.
    Right(String),
    /// The only postcode that was possibly meant, with the zeros that a spreadsheet dropped.
    Restored(String),
    /// No postcode of the country.
    Wrong {
        /// Real postcodes of the country, one or more.
        examples: Vec<String>,
    },
    /// The country has no postcodes, or their shape is unknown.
    Unknown,
}

/// The postcodes of a country, as they are in the file.
#[derive(Deserialize)]
#[serde(expecting = "keys such as `shapes: [nnnn]`")]
struct Typed {
    shapes: Vec<String>,
    examples: Vec<String>,
    #[serde(default)]
    zeros: usize,
    #[serde(default)]
    before: Vec<String>,
    #[serde(default)]
    areas: BTreeSet<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Form {
    shapes: Vec<Shape>,
    examples: Vec<String>,
    zeros: usize,
    /// The letters that people write before a postcode, and that are not printed.
    before: Vec<String>,
    /// All possible letters before the first digit; empty if any are possible.
    areas: BTreeSet<String>,
}

/// A shape of postcodes.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Shape(Vec<Place>);

/// A place of a shape.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    /// A space or a hyphen, which people leave out or exchange.
    Separator(char),
    /// This character.
    Fixed(char),
    /// A character from one of these ranges.
    OneOf(Vec<(char, char)>),
}

impl Postcodes {
    /// Reads the postcodes of the project.
    ///
    /// # Errors
    ///
    /// When their file is missing or faulty.
    pub fn read(project: &Project) -> Result<Arc<Self>, Findings> {
        project.read_once(paths::POSTCODES, Self::of)
    }

    fn of(text: &str) -> Result<Self, Findings> {
        let source = Source { file: paths::POSTCODES, text };
        let typed: BTreeMap<CountryCode, Typed> = source.read()?;
        let mut findings = Findings::new();
        let mut forms = BTreeMap::new();
        for (country, typed) in typed {
            let path = KeyPath::default().key(country.as_str());
            let mut shapes = Vec::new();
            for (i, shape) in typed.shapes.iter().enumerate() {
                match Shape::parse(shape) {
                    Some(shape) => shapes.push(shape),
                    None => findings.push(faulty(source, &path.clone().key("shapes").index(i), shape)),
                }
            }
            let before = std::iter::once(country.to_string()).chain(typed.before).collect();
            let Typed { examples, zeros, areas, .. } = typed;
            forms.insert(country, Form { shapes, examples, zeros, before, areas });
        }
        if findings.is_empty() { Ok(Self { forms }) } else { Err(findings) }
    }

    /// The postcode that `words` are in `country`.
    pub fn read_as(&self, country: &CountryCode, words: &str) -> Postcode {
        let Some(form) = self.forms.get(country) else { return Postcode::Unknown };
        let typed = normal(words);
        form.printed(&typed)
            .map(Postcode::Right)
            .or_else(|| form.restored(&typed).map(Postcode::Restored))
            .unwrap_or_else(|| Postcode::Wrong { examples: form.examples.clone() })
    }

    /// The postcode and the other words, if `words` are both: `10115 Berlin`, `London NW6 7AT`.
    pub fn parted<'w>(&self, country: &CountryCode, words: &'w str) -> Option<(String, &'w str)> {
        let form = self.forms.get(country)?;
        let words = words.trim();
        let gaps = words.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| words.split_at(at));
        let fits = |(first, rest): (&'w str, &'w str)| {
            let is_town = |town: &str| town.chars().any(char::is_alphabetic);
            let of = |code: &str, town: &'w str| {
                let town = town.trim_matches(|c: char| c.is_whitespace() || c == ',');
                let has_digit = code.chars().any(char::is_numeric);
                Some((form.printed(&normal(code)).filter(|_| has_digit)?, town)).filter(|(_, town)| is_town(town))
            };
            of(first, rest).or_else(|| of(rest, first))
        };
        // With the longest postcode: `NW6 7AT London`, not `NW6` and `7AT London`.
        gaps.filter_map(fits).min_by_key(|(_, town)| town.len())
    }
}

impl Form {
    /// The postcode as it is printed, if it is one.
    fn printed(&self, typed: &str) -> Option<String> {
        let without = |letters: &String| Some(typed.strip_prefix(letters.as_str())?.trim_start_matches([' ', '-']));
        let mut fitting = std::iter::once(typed).chain(self.before.iter().filter_map(without));
        let printed = fitting.find_map(|words| self.fit(words));
        printed.or_else(|| {
            let starts_with_digit = typed.starts_with(|c: char| c.is_ascii_digit());
            let led = self.shapes.iter().filter(|_| starts_with_digit);
            only(led.filter_map(|shape| shape.fit(&format!("{}{typed}", shape.leading_letters()?))))
        })
    }

    /// The only postcode that this is without its first zeros.
    fn restored(&self, typed: &str) -> Option<String> {
        let is_number = typed.starts_with(|c: char| c.is_ascii_digit());
        let zeros = (1..=self.zeros).filter(|_| is_number);
        only(zeros.filter_map(|zeros| self.fit(&format!("{}{typed}", "0".repeat(zeros)))))
    }

    fn fit(&self, words: &str) -> Option<String> {
        let area: String = words.chars().take_while(char::is_ascii_alphabetic).collect();
        let is_possible = |shape: &&Shape| {
            self.areas.is_empty() || matches!(shape.0.first(), Some(Place::Fixed(_))) || self.areas.contains(&area)
        };
        self.shapes.iter().filter(is_possible).find_map(|shape| shape.fit(words))
    }
}

impl Shape {
    /// Reads a shape as it is in the file: `n` is a digit, `a` a letter, `x` one of both, `[…]` one of these.
    fn parse(written: &str) -> Option<Self> {
        let mut places = Vec::new();
        let mut chars = written.chars();
        while let Some(c) = chars.next() {
            places.push(match c {
                'n' => Place::OneOf(vec![('0', '9')]),
                'a' => Place::OneOf(vec![('A', 'Z')]),
                'x' => Place::OneOf(vec![('0', '9'), ('A', 'Z')]),
                ' ' | '-' => Place::Separator(c),
                '[' => {
                    let (set, rest) = chars.as_str().split_once(']')?;
                    chars = rest.chars();
                    Place::OneOf(ranges(set)?)
                }
                'A'..='Z' | '0'..='9' => Place::Fixed(c),
                _ => return None,
            });
        }
        (!places.is_empty() && places.len() <= LONGEST).then_some(Self(places))
    }

    /// The words as they are printed, if they have this shape.
    fn fit(&self, words: &str) -> Option<String> {
        let mut rest = words.chars().peekable();
        let mut printed = String::new();
        for place in &self.0 {
            let is_separator = matches!(place, Place::Separator(_));
            while rest.next_if(|c| *c == ' ' || is_separator && *c == '-').is_some() {}
            match place {
                Place::Separator(c) => printed.push(*c),
                Place::Fixed(c) => printed.push(rest.next_if_eq(c)?),
                Place::OneOf(ranges) => {
                    printed.push(rest.next_if(|c| ranges.iter().any(|(first, last)| (first..=last).contains(&c)))?);
                }
            }
        }
        rest.next().is_none().then_some(printed)
    }

    /// The letters that all postcodes of the shape begin with, if they are as few as a country's code.
    fn leading_letters(&self) -> Option<String> {
        let fixed = |place: &Place| if let Place::Fixed(c) = place { Some(*c) } else { None };
        let letters: String = self.0.iter().map_while(fixed).take_while(char::is_ascii_alphabetic).collect();
        (1..=LEADING_LETTERS).contains(&letters.len()).then_some(letters)
    }
}

/// The ranges of a set of characters such as `A-HJ`.
fn ranges(set: &str) -> Option<Vec<(char, char)>> {
    let chars: Vec<char> = set.chars().collect();
    let mut ranges = Vec::new();
    let mut rest = chars.as_slice();
    loop {
        (ranges, rest) = match rest {
            [first, '-', last, rest @ ..] if first <= last => ([ranges, vec![(*first, *last)]].concat(), rest),
            [c, rest @ ..] if *c != '-' => ([ranges, vec![(*c, *c)]].concat(), rest),
            rest => return (rest.is_empty() && !ranges.is_empty()).then_some(ranges),
        };
    }
}

/// Words in capitals, with plain digits, spaces and hyphens, and without marks that are no part of a postcode.
fn normal(words: &str) -> String {
    let plain = |c: char| match c {
        c if c.is_whitespace() => ' ',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        c => {
            let digit = ZEROS.iter().find_map(|zero| u32::from(c).checked_sub(u32::from(*zero)).filter(|n| *n < 10));
            digit.and_then(|digit| char::from_digit(digit, 10)).unwrap_or(c)
        }
    };
    let words: String = words.nfkc().take(LONGEST + 1).map(plain).flat_map(char::to_uppercase).collect();
    words.trim_start_matches('〒').trim_end_matches('-').trim().to_owned()
}

/// The item, if there is one, or several that are the same.
fn only(mut items: impl Iterator<Item = String>) -> Option<String> {
    let first = items.next()?;
    items.all(|item| item == first).then_some(first)
}

fn faulty(source: Source, path: &KeyPath, shape: &str) -> Finding {
    let message = format!("`{shape}` is not a valid shape of postcodes");
    let help = "use `n` for a digit, `a` for a letter, `x` for one of both, `[…]` for some characters, capitals, digits, spaces and hyphens";
    source.error(rules::BAD_ADDRESS_ORDER, path, message).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bundled() -> Postcodes {
        Arc::unwrap_or_clone(Postcodes::read(&Project::embedded()).expect("the bundled postcodes"))
    }

    fn shown(country: &str, words: &str) -> String {
        match bundled().read_as(&CountryCode::new(country).expect("a code"), words) {
            Postcode::Right(right) => right,
            Postcode::Restored(restored) => format!("restored {restored}"),
            Postcode::Wrong { examples } => format!("wrong, as {}", examples[0]),
            Postcode::Unknown => "unknown".to_owned(),
        }
    }

    #[test]
    fn every_example_is_right_as_it_stands() {
        let postcodes = bundled();
        for (country, form) in &postcodes.forms {
            assert!(!form.examples.is_empty(), "{country}");
            for example in &form.examples {
                assert_eq!(postcodes.read_as(country, example), Postcode::Right(example.clone()), "{country}");
                let letters = format!("{country}-{}", example.to_lowercase());
                assert_eq!(postcodes.read_as(country, &letters), Postcode::Right(example.clone()), "{country}");
            }
        }
    }

    #[test]
    fn lost_zeros_are_put_back_where_there_is_one_way() {
        for (country, typed, expected) in [
            ("DE", "1067", "restored 01067"),
            ("US", "2139", "restored 02139"),
            ("US", "501", "restored 00501"),
            ("US", "21391234", "restored 02139-1234"),
            ("US", "2139-1234", "restored 02139-1234"),
            ("FR", "1000", "restored 01000"),
            ("NO", "150", "restored 0150"),
            ("NO", "580", "restored 0580"),
            ("IT", "118", "restored 00118"),
            ("AU", "800", "restored 0800"),
            ("JP", "600001", "restored 060-0001"),
            ("BR", "1310100", "restored 01310-100"),
            ("PL", "950", "restored 00-950"),
            ("PR", "907", "restored 00907"),
            ("DE", "106", "wrong, as 26133"),
            ("DE", "7", "wrong, as 26133"),
            ("AT", "101", "wrong, as 1010"),
            ("AU", "100", "wrong, as 2060"),
            // The former postcodes of five digits are right too.
            ("KH", "12101", "12101"),
        ] {
            assert_eq!(shown(country, typed), expected, "{country} {typed}");
        }
    }

    #[test]
    fn spaces_case_and_the_letters_of_the_country_are_put_right() {
        for (country, typed, expected) in [
            ("GB", "nw67at", "NW6 7AT"),
            ("GB", "NW6-7AT", "NW6 7AT"),
            ("GB", " sw1a  1aa ", "SW1A 1AA"),
            ("CA", "k1a0b1", "K1A 0B1"),
            ("NL", "1234ab", "1234 AB"),
            ("DE", "D-10115", "10115"),
            ("DE", "DE 10115", "10115"),
            ("SE", "SE-114 55", "114 55"),
            ("SE", "11455", "114 55"),
            ("CZ", "11000", "110 00"),
            ("LV", "1010", "LV-1010"),
            ("LV", "lv1010", "LV-1010"),
            ("JP", "〒１５４−００２３", "154-0023"),
            ("IR", "۱۱۹۳۶۱۲۳۴۵", "11936-12345"),
            ("US", "02139-", "02139"),
            ("US", "021391234", "02139-1234"),
            ("PT", "1250096", "1250-096"),
            ("KY", "ky11102", "KY1-1102"),
            ("KZ", "r00h5a9", "R00H5A9"),
        ] {
            assert_eq!(shown(country, typed), expected, "{country} {typed}");
        }
    }

    #[test]
    fn what_is_no_postcode_of_the_country_is_wrong() {
        for (country, typed) in [
            ("DE", "ABCDE"),
            ("DE", "10115.0"),
            ("DE", "1.01E+04"),
            ("DE", "A-1010"),
            ("DE", "00115"),
            ("DE", "10-115"),
            ("GB", "NWG 7AT"),
            ("GB", "ZZ6 7AT"),
            ("GB", "75011"),
            ("GB", ""),
            ("NL", "1234 SS"),
            ("CA", "D1A 0B1"),
            ("FR", "975011"),
            ("SG", "12"),
            ("PE", "23 LIMA"),
            ("US", "02139 12345678901234567890123456789012345678901234567890"),
        ] {
            assert!(shown(country, typed).starts_with("wrong"), "{country} {typed}");
        }
        assert_eq!(shown("HK", "999077"), "unknown");
    }

    #[test]
    fn a_postcode_beside_its_town_is_found() {
        let parted = |country, words| {
            let country = CountryCode::new(country).expect("a code");
            bundled().parted(&country, words).map(|(postcode, town)| format!("{postcode} / {town}"))
        };
        for (country, words, expected) in [
            ("DE", "10115 Berlin", Some("10115 / Berlin")),
            ("DE", "D-10115 Berlin", Some("10115 / Berlin")),
            ("US", "Boston, 02139", Some("02139 / Boston")),
            ("GB", "London NW6 7AT", Some("NW6 7AT / London")),
            ("GB", "nw6 7at London", Some("NW6 7AT / London")),
            ("SE", "114 55 Stockholm", Some("114 55 / Stockholm")),
            ("DE", "Berlin", None),
            ("DE", "10115", None),
            ("DE", "Halle 4", None),
            ("GB", "London NW6", None),
            ("HK", "Kowloon 10115", None),
        ] {
            assert_eq!(parted(country, words).as_deref(), expected, "{country} {words}");
        }
    }

    #[test]
    fn a_shape_that_is_not_one_is_reported_at_its_place() {
        for shape in ["", "n?", "[", "[]", "[A-]", "[Z-A]", "de"] {
            assert_eq!(Shape::parse(shape), None, "{shape}");
        }
    }
}
