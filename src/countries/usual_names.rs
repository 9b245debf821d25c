//! Countries as people type them: by code, by name in any language, or as everybody calls them.
//!
//! Wherever a country is typed, [`country`] or [`CountryNames::meant`] reads it.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

use serde::{Deserialize, Deserializer};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Countries;
use crate::finding::{Findings, did_you_mean};
use crate::id::{CountryCode, LanguageTag};
use crate::project::{Project, paths};
use crate::yaml::Source;

/// The least likeness of a misspelt name and the right one, from 0 to 1. Short names of countries are alike: Lisboa is
/// not a slip for Libya.
const NEAR: f64 = 0.7;

/// How much nearer than that of any other country a name must be.
const CLEARLY: f64 = 0.05;

/// The most characters of a code. Codes are too short to be guessed from each other.
const CODE: usize = 3;

/// The most characters of a name that is shown, and compared with others.
const LONGEST: usize = 60;

/// Codes that a country uses itself, but that are not in ISO 3166.
const OWN_CODES: [(&str, &str); 2] = [("uk", "GB"), ("el", "GR")];

/// Words before the name of a country in its official name, and what connects them: `Kingdom of Norway`,
/// `Republik Österreich`. `State` is not one of them: the State of Georgia is not the country.
const OF_OFFICIAL_NAMES: &str = "arab bolivarian bundesrepublik co commonwealth confederation d da de del della \
    democratic des di do du duchy emirate federal federated federation federative furstentum grand grossherzogtum \
    hashemite independent islamic kingdom konigreich la of operative oriental people plurinational principality \
    principaute reino repubblica republic republica republik republique royaume s socialist sultanate the union united";

/// Names that two countries have.
const OF_TWO: &[(&str, [&str; 2])] = &[
    ("congo", ["CD", "CG"]),
    ("kongo", ["CD", "CG"]),
    ("korea", ["KP", "KR"]),
    ("corea", ["KP", "KR"]),
    ("coree", ["KP", "KR"]),
];

/// The country that was typed, by the names that the program knows.
///
/// A code in its form is taken as it is: a project may have countries of its own, and [`Countries`] reports a code that
/// nobody knows.
///
/// # Errors
///
/// When no country is known by what was typed, or two are.
pub fn country(written: &str) -> Result<CountryCode, UnknownCountry> {
    static NAMES: LazyLock<CountryNames> =
        LazyLock::new(|| CountryNames::read(&Project::embedded()).expect("a test reads the names of the program"));
    let is_own = |code: &CountryCode| OWN_CODES.iter().any(|(own, _)| code.as_str().eq_ignore_ascii_case(own));
    match CountryCode::new(written.trim()).filter(|code| !is_own(code)) {
        Some(code) => Ok(code),
        None => NAMES.meant(written).cloned(),
    }
}

impl<'de> Deserialize<'de> for CountryCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        country(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

/// What was typed where a country is needed, and is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownCountry {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl UnknownCountry {
    /// What the names of the program say of it.
    pub(super) fn of(written: &str) -> Self {
        Self::with(written, None)
    }

    /// `near` are the countries that were perhaps meant.
    fn with(written: &str, near: Option<String>) -> Self {
        let mut shown: String = written.chars().take(LONGEST).collect();
        if shown.len() < written.len() {
            shown.push('…');
        }
        let help = match near {
            Some(near) => format!("did you mean {near}?"),
            None => "write the country's name in English, or its code of two letters, for example `GB`".to_owned(),
        };
        Self { message: format!("unknown country `{shown}`"), help }
    }
}

impl fmt::Display for UnknownCountry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.message, self.help)
    }
}

/// The names of countries.
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
        Ok(Self::with(&languages, &usual_names(project)?))
    }

    /// By their codes and their names in several languages; of two countries of the same name the
    /// first has it.
    pub fn of<'a>(languages: impl IntoIterator<Item = &'a Countries>) -> Self {
        static USUAL: LazyLock<UsualNames> =
            LazyLock::new(|| usual_names(&Project::embedded()).expect("a test reads the names of the program"));
        Self::with(languages, &USUAL)
    }

    fn with<'a>(languages: impl IntoIterator<Item = &'a Countries>, usual: &UsualNames) -> Self {
        let (mut codes, mut names) = (BTreeMap::new(), BTreeMap::new());
        for countries in languages {
            for (code, name) in countries.all() {
                codes.entry(plain(code.as_str())).or_insert_with(|| code.clone());
                codes.entry(plain(name)).or_insert_with(|| code.clone());
                names.entry(code.clone()).or_insert_with(|| name.to_owned());
            }
        }
        let own = OWN_CODES.iter().map(|(name, code)| (*name, *code));
        let usual = usual.iter().flat_map(|(code, names)| names.iter().map(|name| (name.as_str(), code.as_str())));
        for (name, code) in own.chain(usual) {
            // Only a country that has a name in the project can be printed.
            if let Some(code) = codes.get(&plain(code)).cloned() {
                codes.entry(plain(name)).or_insert(code);
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

    /// The country that was meant.
    ///
    /// # Errors
    ///
    /// When no country is known by this name, or two are; it says which were perhaps meant.
    pub fn meant(&self, written: &str) -> Result<&CountryCode, UnknownCountry> {
        self.known(written).ok_or_else(|| UnknownCountry::with(written, self.near(&plain(written))))
    }

    /// The country with this name, if there is exactly one. It costs less than [`Self::meant`], which looks for similar
    /// names.
    pub(crate) fn known(&self, written: &str) -> Option<&CountryCode> {
        let typed = plain(written);
        self.named(&typed).or_else(|| self.without_form(&typed)).or_else(|| self.inverted(written))
    }

    /// The country with exactly this name, if there is only one.
    fn named(&self, plain: &str) -> Option<&CountryCode> {
        let is_of_two = OF_TWO.iter().any(|(name, _)| *name == plain);
        self.codes.get(plain).filter(|_| !is_of_two)
    }

    /// The country of an official name, by the name within it: `Kingdom of Norway`.
    fn without_form(&self, plain: &str) -> Option<&CountryCode> {
        let mut rest = plain;
        while let Some((first, others)) = rest.split_once(' ') {
            if !OF_OFFICIAL_NAMES.split(' ').any(|word| word == first) {
                return None;
            }
            if let Some(code) = self.named(others).filter(|_| others.chars().count() > CODE) {
                return Some(code);
            }
            rest = others;
        }
        None
    }

    /// The country of a name as it is in registers: `Korea, Republic of`, `Bahamas (the)`.
    fn inverted(&self, written: &str) -> Option<&CountryCode> {
        let (first, rest) = written.split_once([',', '('])?;
        let typed = plain(&format!("{rest} {first}"));
        self.named(&typed).or_else(|| self.without_form(&typed))
    }

    /// The countries that were perhaps meant, with their names: to be said after "did you mean". Nothing if several are
    /// about equally near.
    fn near(&self, typed: &str) -> Option<String> {
        let shown = |code: &CountryCode| format!("`{code}` ({})", self.names[code]);
        if let Some((_, two)) = OF_TWO.iter().find(|(name, _)| *name == typed) {
            let [one, other] = two.map(|code| self.codes.get(&code.to_lowercase()).map(shown));
            return Some(format!("{} or {}", one?, other?));
        }
        if typed.chars().count() > LONGEST {
            return None;
        }
        let nearest = |not: Option<&CountryCode>| {
            let names = self.codes.iter().filter(|(name, code)| name.chars().count() > CODE && Some(*code) != not);
            let name = did_you_mean(typed, names.map(|(name, _)| name.as_str()))?;
            Some((self.codes.get(name)?, strsim::normalized_damerau_levenshtein(typed, name)))
        };
        let (code, likeness) = nearest(None).filter(|(_, likeness)| *likeness >= NEAR)?;
        let is_clear = nearest(Some(code)).is_none_or(|(_, other)| likeness - other >= CLEARLY);
        is_clear.then(|| shown(code))
    }
}

/// The names of each country that people write in addition to the names in the languages.
type UsualNames = BTreeMap<CountryCode, Vec<String>>;

fn usual_names(project: &Project) -> Result<UsualNames, Findings> {
    let text = project.text(paths::USUAL_NAMES)?;
    Source { file: paths::USUAL_NAMES, text }.read()
}

/// A name as it is compared: without case, accents and marks. `U.S.A.` is `usa`, and `Saint Lucia` is `st lucia`.
pub(super) fn plain(name: &str) -> String {
    // The marks of Khmer and other scripts are letters of a word, not accents. Most people leave out the vowel signs of
    // Arabic.
    let is_accent = |c: char| matches!(c, '\u{300}'..='\u{36F}' | '\u{64B}'..='\u{652}');
    let letters = name.nfkd().filter(|c| *c != '.' && !is_accent(*c)).flat_map(char::to_lowercase);
    let is_of_word = |c: char| c.is_alphanumeric() || c == '&' || is_combining_mark(c);
    let spaced: String = letters.map(|c| if is_of_word(c) { c } else { ' ' }).collect();
    let words = spaced.split_whitespace().map(|word| match word {
        "&" => "and",
        "saint" => "st",
        word => word,
    });
    let words: Vec<&str> = words.collect();
    match words.as_slice() {
        ["the", rest @ ..] if !rest.is_empty() => rest.join(" "),
        words => words.join(" "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_known_by_code_and_by_what_people_call_them() {
        let code = |written| country(written).map_or("none".to_owned(), |code| code.to_string());
        for (written, expected) in [
            ("GB", "GB"),
            ("no", "NO"),
            ("Norway", "NO"),
            ("U.S.A.", "US"),
            ("USA", "US"),
            ("UK", "GB"),
            ("uk", "GB"),
            ("EL", "GR"),
            ("Turkey", "TR"),
            ("Türkiye", "TR"),
            ("turkiye", "TR"),
            ("Deutschland", "DE"),
            ("España", "ES"),
            ("Espana", "ES"),
            ("Suisse", "CH"),
            ("The Netherlands", "NL"),
            ("Cote d'Ivoire", "CI"),
            ("Trinidad & Tobago", "TT"),
            ("Scotland", "GB"),
            ("Viet Nam", "VN"),
            ("Việt Nam", "VN"),
            ("St. Lucia", "LC"),
            ("Saint Lucia", "LC"),
            (" Kosovo ", "XK"),
            ("Palestine", "PS"),
            ("កម្ពុជា", "KH"),
            ("CG", "CG"),
            ("DEU", "DE"),
            ("USA", "US"),
            ("PRK", "KP"),
            ("GER", "DE"),
            ("SUI", "CH"),
            ("UAE", "AE"),
            ("D", "DE"),
            ("Congo - Kinshasa", "CD"),
            ("Congo-Brazzaville", "CG"),
            ("Myanmar (Burma)", "MM"),
            ("Palestinian Territories", "PS"),
            ("Hong Kong SAR China", "HK"),
            ("Cocos (Keeling) Islands", "CC"),
            ("Korea, Republic of", "KR"),
            ("Korea (the Democratic People's Republic of)", "KP"),
            ("Congo, Democratic Republic of the", "CD"),
            ("Congo (the)", "CG"),
            ("Iran (Islamic Republic of)", "IR"),
            ("Bahamas, The", "BS"),
            ("Kingdom of Norway", "NO"),
            ("Republik Österreich", "AT"),
            ("Republic of South Sudan", "SS"),
            ("République du Sénégal", "SN"),
            ("Türkei", "TR"),
            ("日本", "JP"),
            ("Россия", "RU"),
            ("عمان", "OM"),
            // A code that nobody knows is reported where its name is needed.
            ("XX", "XX"),
            ("xx", "none"),
            ("Norwey", "none"),
            ("Congo", "none"),
            ("Democratic People's Korea", "none"),
            ("State of Georgia", "none"),
            ("Republic", "none"),
            ("", "none"),
        ] {
            assert_eq!(code(written), expected, "{written}");
        }
        let help = |written| country(written).expect_err("it is none").help;
        assert_eq!(help("Norwey"), "did you mean `NO` (Norway)?");
        assert_eq!(
            help("Congo"),
            "did you mean `CD` (Democratic Republic of the Congo) or `CG` (Republic of the Congo)?"
        );
        assert_eq!(help("Deutchland"), "did you mean `DE` (Germany)?");
        // Nothing is near, or two are equally near.
        for written in ["Lisboa", "GRE1", "NGE", "Irac", "Slovania", "Atlantis"] {
            let help = help(written);
            assert!(help.starts_with("write the country's name in English"), "{written}: {help}");
        }
    }

    #[test]
    fn every_usual_name_is_looked_up_and_is_of_one_country() {
        let project = Project::embedded();
        let names = CountryNames::read(&project).expect("the bundled names");
        let usual = usual_names(&project).expect("the bundled names");
        for (code, name) in usual.iter().flat_map(|(code, names)| names.iter().map(move |name| (code, name))) {
            assert_eq!(names.meant(name), Ok(code), "{name}");
        }
        assert!(OWN_CODES.iter().all(|(name, code)| names.meant(name).map(CountryCode::as_str) == Ok(code)));
    }
}
