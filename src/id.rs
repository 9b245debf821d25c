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
            /// What to write instead of a name that is not valid, for findings.
            pub fn expected(name: &str) -> &'static str {
                if is_device(name) { ANOTHER } else { $expected }
            }

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
                    serde::de::Error::custom(format!("`{name}` is not valid; write {}", Self::expected(&name)))
                })
            }
        })+
    };
}

read_as_it_is!(CaseId, RecipientId, MessageId, SalutationKey, StationeryId, EnvelopeId, LabelSheetId, LanguageTag);

id! {
    /// A case, by the name of its file: `kem-sokha`.
    CaseId, is_file_slug, "lower-case letters, digits and single hyphens, for example `kem-sokha`"
}

id! {
    /// A recipient of a case, and the name of the PDF of the letters to it.
    RecipientId, is_file_slug, "lower-case letters, digits and single hyphens, for example `prime-minister`"
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
    StationeryId, |name| is_file_slug(&name.replace('_', "-")), "the name of a layout in lower-case letters, for example `din5008b`"
}

id! {
    /// An envelope, by its name in `stationery/envelopes`.
    EnvelopeId, |name| is_file_slug(&name.replace('_', "-")), "the name of an envelope in lower-case letters, for example `dl`"
}

id! {
    /// A sheet of labels, by its name in `stationery/labels`.
    LabelSheetId,
    |name| !name.is_empty() && name.len() <= 64 && !is_device(name)
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_'),
    "the name of a sheet of labels, for example `L7160`"
}

id! {
    /// A language, by its BCP 47 tag, which is also the name of its folder: `km`, `pt-BR`.
    LanguageTag,
    |name| name.len() <= 35 && name.parse::<unic_langid::LanguageIdentifier>().is_ok()
        && !is_device(name) && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'),
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

    /// The script that the tag names (RFC 5646, 2.2.3), if it names one.
    pub fn script(&self) -> Option<&str> {
        self.0.split('-').nth(1).filter(|part| part.len() == 4)
    }

    /// Whether two tags are the same language in the same script, perhaps of different regions: `en` and `en-GB`.
    pub fn is_like(&self, other: &Self) -> bool {
        self.primary() == other.primary() && self.script() == other.script()
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

/// A slug that is the name of a file or a folder.
fn is_file_slug(name: &str) -> bool {
    is_slug(name) && !is_device(name)
}

/// What to write instead of the name of a device.
const ANOTHER: &str = "a longer name, such as `aux-1`, or `aux-Latn` for a language: Windows has a device of this name";

/// Whether this is the name of a device of Windows, which no file can have there, whatever its ending. Our files have
/// the same names on every system, so they never have such a name.
fn is_device(name: &str) -> bool {
    let name = name.split(['.', ':']).next().unwrap_or_default().trim_end_matches(' ').to_ascii_uppercase();
    let is_port = |kind| {
        let number = name.strip_prefix(kind)?;
        Some(number.chars().count() == 1 && number.contains(|c: char| c.is_ascii_digit() || "¹²³".contains(c)))
    };
    matches!(name.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$")
        || is_port("COM").or_else(|| is_port("LPT")).unwrap_or(false)
}

/// What keeps a name from being the name of a file on Windows.
pub fn fault_on_windows(name: &str) -> Option<&'static str> {
    let is_special = |c: char| c.is_control() || "<>:\"/\\|?*".contains(c);
    if is_device(name) {
        Some("Windows has a device of this name")
    } else if name.contains(is_special) {
        Some("a name cannot have any of the characters < > : \" / \\ | ? * on Windows")
    } else if name.ends_with(['.', ' ']) {
        Some("a name cannot end with a full stop or a space on Windows")
    } else if name.encode_utf16().count() > 255 {
        Some("a name cannot be longer than 255 characters on Windows")
    } else {
        None
    }
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
    fn no_file_of_ours_has_the_name_of_a_device_of_windows() {
        for name in ["con", "prn", "aux", "nul", "com0", "com9", "lpt1"] {
            assert_eq!((CaseId::new(name), RecipientId::new(name)), (None, None), "{name}");
            assert_eq!((StationeryId::new(name), EnvelopeId::new(name), LabelSheetId::new(name)), (None, None, None));
            assert!(CaseId::expected(name).contains("Windows"), "{name}");
            assert!(CaseId::new(&format!("{name}-1")).is_some(), "{name}");
        }
        // Four languages have such a tag: Cofán, Aurá, Prasuni and Nusa Laut.
        for tag in ["con", "aux", "PRN", "nul"] {
            assert_eq!(LanguageTag::new(tag), None, "{tag}");
            assert!(LanguageTag::new(&format!("{tag}-Latn")).is_some(), "{tag}");
        }
        for name in ["console", "com", "com10", "lpt", "auxiliary", "null"] {
            assert!(CaseId::new(name).is_some(), "{name}");
        }
        assert!(!CaseId::expected("A b").contains("Windows"));
    }

    #[test]
    fn names_that_windows_cannot_have_are_known() {
        let long = "a".repeat(256);
        for name in [
            "NUL",
            "nul.pdf",
            "Aux.tar.gz",
            "con .txt",
            "COM¹",
            "lpt³.csv",
            "CONIN$",
            "conout$",
            "a:b",
            "a?",
            "a\"b",
            "a|b",
            "a*",
            "<a>",
            "a\tb",
            "a.",
            "a ",
            "letters. ",
            &long,
        ] {
            assert!(fault_on_windows(name).is_some(), "{name}");
        }
        let most = "ក".repeat(255);
        for name in ["a.pdf", ".seen", "com¹²", "null.pdf", "my letters", "កឹម សុខា", "a&b%'^!.pdf", &most]
        {
            assert_eq!(fault_on_windows(name), None, "{name}");
        }
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
