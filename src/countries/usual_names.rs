//! The names by which a list may call countries.

use std::collections::BTreeMap;

use super::Countries;
use crate::finding::{Findings, did_you_mean};
use crate::id::{CountryCode, LanguageTag};
use crate::project::{Project, paths};

/// The least likeness of a misspelt name and the right one, from 0 to 1. Short names of countries are alike: Lisboa is not a
/// slip for Libya.
const NEAR: f64 = 0.7;

/// Names that people write in addition to the names in the languages: abbreviations, former names, and parts of a
/// country whose letters the country's post office delivers.
const USUAL: &[(&str, &str)] = &[
    ("america", "US"),
    ("burma", "MM"),
    ("cape verde", "CV"),
    ("czech republic", "CZ"),
    ("east timor", "TL"),
    ("england", "GB"),
    ("great britain", "GB"),
    ("holland", "NL"),
    ("ivory coast", "CI"),
    ("macedonia", "MK"),
    ("northern ireland", "GB"),
    ("palestine", "PS"),
    ("state of palestine", "PS"),
    ("republic of ireland", "IE"),
    ("republic of korea", "KR"),
    ("russian federation", "RU"),
    ("scotland", "GB"),
    ("slovak republic", "SK"),
    ("swaziland", "SZ"),
    ("the netherlands", "NL"),
    ("turkey", "TR"),
    ("uae", "AE"),
    ("uk", "GB"),
    ("united states of america", "US"),
    ("usa", "US"),
    ("viet nam", "VN"),
    ("wales", "GB"),
];

/// Names that two countries have.
const OF_TWO: &[(&str, [&str; 2])] =
    &[("congo", ["CD", "CG"]), ("kongo", ["CD", "CG"]), ("korea", ["KP", "KR"]), ("corea", ["KP", "KR"])];

/// The names of countries, by which a list may call them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountryNames {
    codes: BTreeMap<String, CountryCode>,
    /// Their names in the first language.
    names: BTreeMap<CountryCode, String>,
    unnamed: Unnamed,
}

/// The meaning of a row without a country.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Unnamed {
    /// Nothing yet.
    Open,
    /// A fault.
    Missing,
    /// The sender is in this country.
    In(CountryCode),
}

impl CountryNames {
    /// The names in all languages that the project has them in, the English ones first.
    ///
    /// # Errors
    ///
    /// When a file of them cannot be read.
    pub fn read(project: &Project) -> Result<Self, Findings> {
        let tag = |path: &str| LanguageTag::new(paths::language_of_country_names(path)?);
        let others =
            project.paths(paths::COUNTRIES, paths::YAML).filter_map(tag).filter(|tag| *tag != LanguageTag::english());
        let mut languages = vec![Countries::in_english(project)?];
        for language in others {
            languages.push(Countries::read(project, &language)?);
        }
        Ok(Self::of(&languages))
    }

    /// By their codes and their names in several languages; of two countries of the same name the
    /// first has it.
    pub fn of<'a>(languages: impl IntoIterator<Item = &'a Countries>) -> Self {
        let (mut codes, mut names) = (BTreeMap::new(), BTreeMap::new());
        for countries in languages {
            for (code, name) in countries.all() {
                codes.entry(plain(code.as_str())).or_insert_with(|| code.clone());
                codes.entry(plain(name)).or_insert_with(|| code.clone());
                names.entry(code.clone()).or_insert_with(|| name.to_owned());
            }
        }
        for (name, code) in USUAL {
            // Only a country that has a name in the project can be printed.
            if let Some(code) = codes.get(&plain(code)).cloned() {
                codes.entry((*name).to_owned()).or_insert(code);
            }
        }
        Self { codes, names, unnamed: Unnamed::Open }
    }

    /// For letters that are posted in this country. Without it, they are posted in each sender's own country, and every
    /// row must name one.
    #[must_use]
    pub fn for_letters_from(self, country: Option<CountryCode>) -> Self {
        Self { unnamed: country.map_or(Unnamed::Missing, Unnamed::In), ..self }
    }

    /// The country of senders whose row has no country.
    pub(crate) fn of_unnamed(&self) -> Option<&CountryCode> {
        match &self.unnamed {
            Unnamed::In(country) => Some(country),
            Unnamed::Open | Unnamed::Missing => None,
        }
    }

    /// Whether a row must name one.
    pub(crate) fn is_needed(&self) -> bool {
        self.unnamed == Unnamed::Missing
    }

    /// The country that was meant, if it is known.
    pub(crate) fn code(&self, written: &str) -> Option<&CountryCode> {
        let plain = plain(written);
        self.codes.get(&plain).filter(|_| OF_TWO.iter().all(|(name, _)| *name != plain))
    }

    /// The countries that were perhaps meant, with their names: to be said after "did you mean".
    pub(crate) fn near(&self, written: &str) -> Option<String> {
        let plain = plain(written);
        let shown = |code: &CountryCode| format!("`{code}` ({})", self.names[code]);
        if let Some((_, two)) = OF_TWO.iter().find(|(name, _)| *name == plain) {
            let [one, other] = two.map(|code| self.codes.get(&code.to_lowercase()).map(shown));
            return Some(format!("{} or {}", one?, other?));
        }
        let names = self.codes.keys().map(String::as_str).filter(|name| name.len() > 2);
        let name = did_you_mean(&plain, names)?;
        let is_near = strsim::normalized_damerau_levenshtein(&plain, name) >= NEAR;
        self.codes.get(name).filter(|_| is_near).map(shown)
    }
}

/// A name as it is compared: `U.S.A.` is `usa`.
fn plain(name: &str) -> String {
    name.chars().filter(|c| *c != '.').flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_known_by_code_and_by_what_people_call_them() {
        let project = Project::embedded();
        let names = CountryNames::of([&Countries::in_english(&project).expect("the bundled names")]);
        let code = |written| names.code(written).map_or("none", CountryCode::as_str);
        let written = ["no", "Norway", "U.S.A.", "UK", "Turkey", "Türkiye", "Scotland", "Viet Nam", "St. Lucia"];
        assert_eq!(written.map(code), ["NO", "NO", "US", "GB", "TR", "TR", "GB", "VN", "LC"]);
        assert!(USUAL.iter().all(|(name, _)| names.code(name).is_some()));
        assert_eq!(code("Norwey"), "none");
        assert_eq!(["Kosovo", "Palestine"].map(code), ["XK", "PS"]);
        assert_eq!(names.near("Norwey").as_deref(), Some("`NO` (Norway)"));
        assert_eq!(names.near("Lisboa"), None);
        assert_eq!((code("Congo"), code("CG")), ("none", "CG"));
        assert_eq!(names.near("Congo").as_deref(), Some("`CD` (Congo - Kinshasa) or `CG` (Congo - Brazzaville)"));
    }
}
