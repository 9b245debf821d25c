//! The words of `rows.yaml`: what people and programs write instead of a value, and how they write dates and numbers.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

use crate::id::CountryCode;
use crate::script::marks::is_mark;

/// The words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Instead of a part of an address.
    pub no_address: BTreeSet<String>,
    /// Instead of a name.
    pub no_name: BTreeSet<String>,
    towns: Vec<Town>,
    /// Short names of months.
    pub months: BTreeSet<String>,
    /// Those of them that are also whole names.
    pub whole_months: BTreeSet<String>,
    /// What is written behind a name, after a comma.
    pub after_names: BTreeSet<String>,
    /// What is written before the number of a telephone.
    pub telephone: BTreeSet<String>,
    /// What may be written behind an apostrophe at the beginning.
    pub apostrophes: BTreeSet<String>,
}

/// A town that is called like a missing value.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Town {
    #[serde(rename = "town")]
    name: String,
    country: CountryCode,
    /// How its postcodes begin.
    postcode: String,
}

/// The words of the program.
pub static WORDS: LazyLock<Words> =
    LazyLock::new(|| serde_yaml::from_str(include_str!("rows.yaml")).expect("a test reads it"));

impl Words {
    /// Whether a word that looks like a missing value is a town here: `None` is one in Italy. Its postcode is needed as a
    /// proof, because programs write the same word into all cells that are empty.
    pub fn is_town(&self, plain: &str, country: Option<&CountryCode>, postcode: &str) -> bool {
        let is_here = |town: &Town| Some(&town.country) == country && postcode.starts_with(&town.postcode);
        self.towns.iter().any(|town| town.name == plain && is_here(town))
    }
}

/// Words as they are compared: in small letters, composed, with single spaces instead of marks.
pub fn plain(text: &str) -> String {
    let lower: String =
        if text.is_ascii() { text.to_ascii_lowercase() } else { text.nfc().flat_map(char::to_lowercase).collect() };
    let is_of_word = |c: char| c.is_alphanumeric() || is_mark(c) || c == '\'';
    let spaced: String = lower.chars().map(|c| if is_of_word(c) { c } else { ' ' }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_written_as_it_is_compared() {
        let Words { no_address, no_name, months, whole_months, after_names, telephone, apostrophes, towns } = &*WORDS;
        let all = [no_address, no_name, months, whole_months, after_names, telephone, apostrophes];
        for word in all.into_iter().flatten().chain(towns.iter().map(|town| &town.name)) {
            assert_eq!(plain(word), *word);
        }
        assert!(whole_months.is_subset(months));
        for town in towns {
            assert!(no_address.contains(&town.name), "{} needs no proof", town.name);
        }
    }
}
