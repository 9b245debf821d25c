//! Names of countries, for the last line of a postal address, and the languages that post offices read.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use super::UnknownCountry;
use crate::finding::{Finding, Findings, rules};
use crate::id::{CountryCode, LanguageTag};
use crate::project::{Project, paths};
use crate::yaml::Source;

/// The names of countries in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Countries {
    /// The language.
    pub language: LanguageTag,
    names: Arc<BTreeMap<CountryCode, String>>,
}

impl Countries {
    /// Reads the names in a language.
    ///
    /// # Errors
    ///
    /// When the file is missing or faulty.
    pub fn read(project: &Project, language: &LanguageTag) -> Result<Self, Findings> {
        let file = paths::country_names(language);
        let names = project.read_once(&file, |text| Source { file: &file, text }.read())?;
        Ok(Self { language: language.clone(), names })
    }

    /// Reads the names in English, which every post office reads.
    ///
    /// # Errors
    ///
    /// When the file is missing or faulty.
    pub fn in_english(project: &Project) -> Result<Self, Findings> {
        Self::read(project, &LanguageTag::english())
    }

    /// Reads the names in the language of a country's post office: the one that `countries/posts.yaml` gives, or
    /// English.
    ///
    /// # Errors
    ///
    /// When one of the files is missing or faulty.
    pub fn for_post_of(project: &Project, country: Option<&CountryCode>) -> Result<Self, Findings> {
        Self::read(project, &Self::language_of_post(&*Self::languages_of_posts(project)?, country))
    }

    /// Reads the names for words in `language`: in this language, or else without its region, or else in English.
    ///
    /// # Errors
    ///
    /// When a file is faulty.
    pub fn for_words_in(project: &Project, language: &LanguageTag) -> Result<Self, Findings> {
        let without_region = LanguageTag::new(language.primary());
        let known = |tag: &LanguageTag| project.has(&paths::country_names(tag));
        match [Some(language.clone()), without_region].into_iter().flatten().find(known) {
            Some(tag) => Self::read(project, &tag),
            None => Self::in_english(project),
        }
    }

    /// Reads the languages of the post offices that do not use English for addresses.
    ///
    /// # Errors
    ///
    /// When the file is missing or faulty.
    pub fn languages_of_posts(project: &Project) -> Result<Arc<BTreeMap<CountryCode, LanguageTag>>, Findings> {
        project.read_once(paths::POSTS, |text| Source { file: paths::POSTS, text }.read())
    }

    /// The language of a country's post office, from the result of [`Self::languages_of_posts`].
    pub fn language_of_post(
        languages: &BTreeMap<CountryCode, LanguageTag>,
        country: Option<&CountryCode>,
    ) -> LanguageTag {
        let language = country.and_then(|country| languages.get(country)).cloned();
        language.unwrap_or_else(LanguageTag::english)
    }

    /// All countries with their full names, by code.
    pub fn all(&self) -> impl Iterator<Item = (&CountryCode, &str)> {
        self.names.iter().map(|(code, name)| (code, name.as_str()))
    }

    /// Reports a country that neither the program nor the project has a name for.
    pub fn unknown(project: &Project, country: &CountryCode) -> Option<Finding> {
        static ENGLISH: LazyLock<Option<Countries>> =
            LazyLock::new(|| Countries::in_english(&Project::embedded()).ok());
        let is_named = |countries: &Self| countries.name(country).is_some();
        if ENGLISH.as_ref().is_some_and(is_named) {
            return None;
        }
        Self::in_english(project).ok()?.unnamed(country)
    }

    /// Reports a country without a name here.
    pub fn unnamed(&self, country: &CountryCode) -> Option<Finding> {
        if self.name(country).is_some() {
            return None;
        }
        let unknown = UnknownCountry::of(country.as_str());
        Some(Finding::error(rules::UNKNOWN_COUNTRY, unknown.message).help(unknown.help))
    }

    /// The country's full name.
    pub fn name(&self, country: &CountryCode) -> Option<&str> {
        self.names.get(country).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(project: &Project, path: &str) -> Vec<CountryCode> {
        let source = Source { file: path, text: project.text(path).expect("it is there") };
        let entries: BTreeMap<CountryCode, String> = source.read().expect("it is sound");
        entries.into_keys().collect()
    }

    #[test]
    fn every_language_names_the_same_countries() {
        let project = Project::embedded();
        let english = codes(&project, "countries/en.yaml");
        for path in project.paths("countries", ".yaml").filter(|path| paths::language_of_country_names(path).is_some())
        {
            assert_eq!(codes(&project, path), english, "{path}");
        }
    }

    #[test]
    fn no_country_line_is_a_label_of_a_menu() {
        let project = Project::embedded();
        let languages = project.paths("countries", ".yaml").filter_map(paths::language_of_country_names);
        for language in languages.filter_map(LanguageTag::new) {
            let countries = Countries::read(&project, &language).expect("it is sound");
            for (code, name) in countries.all() {
                let is_label = ["(", ")", " - ", " – ", "SAR"].iter().any(|mark| name.contains(mark));
                assert!(!is_label, "{code} in {language}: {name}");
            }
            let name = |code| CountryCode::new(code).and_then(|code| countries.name(&code).map(str::to_owned));
            assert_ne!(name("CD"), name("CG"), "{language}");
            assert_ne!(name("KP"), name("KR"), "{language}");
        }
    }

    #[test]
    fn the_country_line_is_what_the_post_lists() {
        let project = Project::embedded();
        let line = |language, code| {
            let countries =
                Countries::read(&project, &LanguageTag::new(language).expect("a tag")).expect("it is sound");
            countries.name(&CountryCode::new(code).expect("a code")).expect("it has a name").to_uppercase()
        };
        for (language, code, expected) in [
            ("en", "CD", "DEMOCRATIC REPUBLIC OF THE CONGO"),
            ("en", "CG", "REPUBLIC OF THE CONGO"),
            ("en", "MM", "MYANMAR"),
            ("en", "PS", "PALESTINE"),
            ("en", "HK", "HONG KONG"),
            ("en", "TR", "TÜRKIYE"),
            ("en", "CC", "COCOS ISLANDS"),
            ("de", "CD", "DEMOKRATISCHE REPUBLIK KONGO"),
            ("fr", "CD", "RÉPUBLIQUE DÉMOCRATIQUE DU CONGO"),
            ("fr", "MM", "MYANMAR"),
            ("es", "PS", "PALESTINA"),
            ("nb", "CD", "DEN DEMOKRATISKE REPUBLIKKEN KONGO"),
            ("km", "PS", "ប៉ាឡេស្ទីន"),
        ] {
            assert_eq!(line(language, code), expected);
        }
    }

    #[test]
    fn cambodia_is_named_as_each_post_knows_it() {
        let project = Project::embedded();
        let cambodia = CountryCode::new("KH").expect("a code");
        let name = |from: &str| {
            let names = Countries::for_post_of(&project, CountryCode::new(from).as_ref()).expect("sound files");
            names.name(&cambodia).expect("it has a name").to_uppercase()
        };
        let posts = ["GB", "FR", "DE", "ES", "IT", "NL", "SE", "NO", "FI", "JP"].map(name);
        let expected = [
            "CAMBODIA",
            "CAMBODGE",
            "KAMBODSCHA",
            "CAMBOYA",
            "CAMBOGIA",
            "CAMBODJA",
            "KAMBODJA",
            "KAMBODSJA",
            "KAMBODŽA",
            "CAMBODIA",
        ];
        assert_eq!(posts, expected);
    }

    #[test]
    fn every_language_of_a_post_has_its_names() {
        let project = Project::embedded();
        for country in codes(&project, paths::POSTS) {
            Countries::for_post_of(&project, Some(&country)).unwrap_or_else(|faults| panic!("{faults:?}"));
        }
    }
}
