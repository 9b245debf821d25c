//! Names that other data refer to: each has its own type and is checked when it is read.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $is_valid:expr, $expected:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The form of a name of this kind, for findings.
            pub const EXPECTED: &'static str = $expected;

            /// The name, if it is well formed.
            pub fn new(name: &str) -> Option<Self> {
                let is_valid: fn(&str) -> bool = $is_valid;
                is_valid(name).then(|| Self(name.to_owned()))
            }

            /// The name as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }
    };
}

/// Reads them from files in their only form. A country is typed in more ways: see `countries`.
macro_rules! read_as_it_is {
    ($($name:ident),+) => {
        $(impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let name = String::deserialize(deserializer)?;
                Self::new(&name).ok_or_else(|| {
                    serde::de::Error::custom(format!("`{name}` is not valid; write {}", Self::EXPECTED))
                })
            }
        })+
    };
}

read_as_it_is!(CaseId, RecipientId, MessageId, SalutationKey, StationeryId, EnvelopeId, LabelSheetId, LanguageTag);

id! {
    /// A case, by the name of its file: `kem-sokha`.
    CaseId, is_slug, "lower-case letters, digits and single hyphens, for example `kem-sokha`"
}

id! {
    /// A recipient of a case, and the name of the PDF of the letters to it.
    RecipientId, is_slug, "lower-case letters, digits and single hyphens, for example `prime-minister`"
}

id! {
    /// One of several persons of a case; the message `person-…` has the name in each language.
    PersonId, is_slug, "lower-case letters, digits and single hyphens, for example `anna`"
}

id! {
    /// A message of a Fluent file.
    MessageId, is_fluent_identifier, "the id of a message: a letter, then letters, digits, hyphens or underscores"
}

id! {
    /// A form of address; the words are the message `salutation-…` of each language.
    SalutationKey, is_slug, "lower-case letters, digits and single hyphens, for example `your-excellency`"
}

id! {
    /// A layout, by the name of its file in `stationery`.
    StationeryId, |name| is_slug(&name.replace('_', "-")), "the name of a layout in lower-case letters, for example `din5008b`"
}

id! {
    /// An envelope, by its name in `stationery/envelopes`.
    EnvelopeId, |name| is_slug(&name.replace('_', "-")), "the name of an envelope in lower-case letters, for example `dl`"
}

id! {
    /// A sheet of labels, by its name in `stationery/labels`.
    LabelSheetId,
    |name| !name.is_empty() && name.len() <= 64 && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_'),
    "the name of a sheet of labels, for example `L7160`"
}

id! {
    /// A language, by its BCP 47 tag, which is also the name of its folder: `km`, `pt-BR`.
    LanguageTag,
    |name| name.len() <= 35 && name.parse::<unic_langid::LanguageIdentifier>().is_ok()
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'),
    "a language tag, for example `km` or `pt-BR`"
}

impl LanguageTag {
    /// English: the language that post offices everywhere read, and that the program itself uses.
    pub fn english() -> Self {
        Self("en".to_owned())
    }

    /// The language without script and region: its primary language subtag (RFC 5646, 2.2.1).
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }

    /// Whether two tags are the same language in the same script, perhaps of different regions: `en` and `en-GB`.
    pub fn is_like(&self, other: &Self) -> bool {
        let script = |tag: &Self| tag.0.split('-').nth(1).filter(|part| part.len() == 4).map(str::to_owned);
        self.primary() == other.primary() && script(self) == script(other)
    }
}

id! {
    /// A country, by its code of two capital letters (ISO 3166-1 alpha-2).
    CountryCode,
    |name| name.len() == 2 && name.chars().all(|c| c.is_ascii_uppercase()),
    "a country code of two capital letters, for example `GB`"
}

fn is_slug(name: &str) -> bool {
    name.len() <= 64
        && name
            .split('-')
            .all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()))
}

fn is_fluent_identifier(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_id_never_leaves_its_folder() {
        for name in ["../kem-sokha", "a/b", "", "-a", "a--b", "A", "a.b", "កឹម"] {
            assert_eq!(CaseId::new(name), None, "{name}");
        }
        assert!(CaseId::new("kem-sokha").is_some());
    }

    #[test]
    fn a_name_takes_the_width_that_it_is_given() {
        let id = RecipientId::new("embassy-gb").expect("a name");
        assert_eq!(format!("{id:12}|{id:>12}"), "embassy-gb  |  embassy-gb");
    }

    #[test]
    fn languages_and_countries_are_recognised() {
        assert!(LanguageTag::new("pt-BR").is_some() && LanguageTag::new("km").is_some());
        assert!(LanguageTag::new("../km").is_none() && LanguageTag::new("Khmer language").is_none());
        assert!(CountryCode::new("GB").is_some() && CountryCode::new("gb").is_none());
    }
}
