//! Paths: the path of each file of a project, and the file that belongs to a path.
//!
//! All code that builds or reads such a path uses this module, so that each path is written only once.

use std::fmt::Display;

/// The folder of the cases: their facts. In the folder of a language: the words of its cases.
pub const CASES: &str = "cases";

/// The folder of the languages.
pub const LOCALES: &str = "locales";

/// The folder of the data about countries.
pub const COUNTRIES: &str = "countries";

/// The folder of the layouts.
pub const STATIONERY: &str = "stationery";

/// The folder of the fonts.
pub const FONTS: &str = "fonts";

/// The folders that a project is made of.
pub const FOLDERS: [&str; 5] = [CASES, LOCALES, COUNTRIES, STATIONERY, FONTS];

/// The folder of the envelopes.
pub const ENVELOPES: &str = "stationery/envelopes";

/// The folder of the sheets of labels.
pub const LABELS: &str = "stationery/labels";

/// The folder of the records of source texts that translations were made from.
pub const SEEN: &str = "locales/.seen/";

/// The folder of the records of reviews.
const REVIEWED: &str = "locales/.reviewed/";

/// The folders of records beside the files, which are not printed.
pub const RECORDS: [&str; 2] = [SEEN, REVIEWED];

/// The default file of the organisation that letters are printed for.
pub const SECTION: &str = "section.yaml";

/// The file with headings of lists that the project adds to those of the program.
pub const HEADINGS: &str = "headings.yaml";

/// The file of a language with its facts.
pub const LOCALE: &str = "locale.yaml";

/// The file of a language with the words of every letter.
pub const LETTER: &str = "letter.ftl";

/// The file of a language with the words of the review form. A language can do without it.
pub const REVIEW: &str = "review.ftl";

/// The file of a language with its words for terms of the source.
pub const GLOSSARY: &str = "glossary.yaml";

/// The file with the form of the last lines of an address in each country.
pub const ADDRESSES: &str = "countries/addresses.yaml";

/// The file with the shape of postcodes in each country.
pub const POSTCODES: &str = "countries/postcodes.yaml";

/// The file with the states of each country.
pub const STATES: &str = "countries/states.yaml";

/// The file with the languages that post offices read.
pub const POSTS: &str = "countries/posts.yaml";

/// The file with the form of telephone numbers in each country.
pub const TELEPHONE: &str = "countries/telephone.yaml";

/// The file with the names of countries that people type in addition to those of the languages.
pub const USUAL_NAMES: &str = "countries/usual_names.yaml";

/// The ending of files of facts.
pub const YAML: &str = ".yaml";

/// The ending of files of words.
pub const FTL: &str = ".ftl";

/// The endings of the names of font files.
pub const FONT_ENDINGS: [&str; 6] = ["ttf", "otf", "ttc", "otc", "woff", "woff2"];

/// The file of a case's facts.
pub fn case_facts(case: impl Display) -> String {
    format!("{CASES}/{case}{YAML}")
}

/// The name of the case whose facts are in a file.
pub fn case_of_facts(path: &str) -> Option<&str> {
    below(path, CASES)?.strip_suffix(YAML)
}

/// The file of a case's words, by its name in the folder of a language.
pub fn case_words(case: impl Display) -> String {
    format!("{CASES}/{case}{FTL}")
}

/// The name of the case whose words are in the file with this name in the folder of a language.
pub fn case_of_words(name: &str) -> Option<&str> {
    below(name, CASES)?.strip_suffix(FTL)
}

/// The folder of a language.
pub fn locale_folder(language: impl Display) -> String {
    format!("{LOCALES}/{language}")
}

/// The file with this name in the folder of a language: `locales/km/letter.ftl`.
pub fn locale_file(language: impl Display, name: impl Display) -> String {
    format!("{LOCALES}/{language}/{name}")
}

/// The language of the folder that a file is in, and the file's name there.
pub fn language_and_name(path: &str) -> Option<(&str, &str)> {
    below(in_project(path), LOCALES)?.split_once('/')
}

/// The name of the folder, if a file is its `locale.yaml`.
pub fn language_of_locale(path: &str) -> Option<&str> {
    below(path, LOCALES)?.strip_suffix(LOCALE)?.strip_suffix('/')
}

/// The record of the source texts for the file with this name in the folder of a language.
pub fn seen_file(language: impl Display, name: impl Display) -> String {
    format!("{SEEN}{language}/{name}")
}

/// The record of the reviews of the file with this name in the folder of a language.
pub fn reviewed_file(language: impl Display, name: impl Display) -> String {
    format!("{REVIEWED}{language}/{name}")
}

/// The file of words that a record belongs to, if the path is that of a record.
pub fn words_of_record(path: &str) -> Option<String> {
    let words = RECORDS.iter().find_map(|folder| in_project(path).strip_prefix(folder))?;
    Some(format!("{LOCALES}/{words}"))
}

/// How findings name a file of the program that a file of the project lies over, message by message.
const IN_PROGRAM: &str = " (bundled)";

/// The name of a file that the program carries, where the project has one of the same path over it.
pub fn in_program(path: &str) -> String {
    format!("{path}{IN_PROGRAM}")
}

/// The path of a file in the project, without the mark that it is the program's.
pub fn in_project(path: &str) -> &str {
    path.strip_suffix(IN_PROGRAM).unwrap_or(path)
}

/// Whether a file of the project lies over the program's message by message: it is a language's `letter.ftl`, or a
/// record of it. All other files take the place of the program's as a whole.
pub fn lies_over(path: &str) -> bool {
    let words = words_of_record(path);
    language_and_name(words.as_deref().unwrap_or(path)).is_some_and(|(_, name)| name == LETTER)
}

/// The file of a layout.
pub fn layout(stationery: impl Display) -> String {
    format!("{STATIONERY}/{stationery}{YAML}")
}

/// The name of the layout in a file, or the path below `stationery` of another file there.
pub fn name_of_layout(path: &str) -> Option<&str> {
    below(path, STATIONERY)?.strip_suffix(YAML)
}

/// The file of the names of countries in a language.
pub fn country_names(language: impl Display) -> String {
    format!("{COUNTRIES}/{language}{YAML}")
}

/// The language of a file with the names of countries. Other data about countries do not belong to a language.
pub fn language_of_country_names(path: &str) -> Option<&str> {
    let name = below(path, COUNTRIES)?.strip_suffix(YAML)?;
    (![ADDRESSES, POSTCODES, POSTS, STATES, TELEPHONE, USUAL_NAMES].contains(&path)).then_some(name)
}

/// The font file with this name.
pub fn font(name: impl Display) -> String {
    format!("{FONTS}/{name}")
}

/// Whether a file is meant as a font, even if it is of a kind that cannot be used: such a file is rejected with its
/// name.
pub fn is_font(path: &str) -> bool {
    let ending = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    FONT_ENDINGS.contains(&ending.as_str())
}

/// The rest of a path below `folder`, if it is there.
pub(super) fn below<'p>(path: &'p str, folder: &str) -> Option<&'p str> {
    path.strip_prefix(folder)?.strip_prefix('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_names_a_file_is_read_from_its_path_again() {
        assert_eq!(case_of_facts(&case_facts("kem-sokha")), Some("kem-sokha"));
        assert_eq!(case_of_words(&case_words("kem-sokha")), Some("kem-sokha"));
        assert_eq!(language_and_name(&locale_file("km", case_words("a"))), Some(("km", "cases/a.ftl")));
        assert_eq!(language_of_locale(&locale_file("km", LOCALE)), Some("km"));
        assert_eq!(name_of_layout(&layout("din5008b")), Some("din5008b"));
        assert_eq!(language_of_country_names(&country_names("km")), Some("km"));
        assert!(is_font(&font("Own.ttf")) && is_font("fonts/OWN.OTF") && !is_font("fonts/OFL.txt"));
    }

    #[test]
    fn paths_of_other_files_name_nothing() {
        assert_eq!(case_of_facts("cases.yaml"), None);
        assert_eq!(case_of_facts("casesx/a.yaml"), None);
        assert_eq!(case_of_facts("cases/a.ftl"), None);
        assert_eq!(case_of_words("cases/a.yaml"), None);
        assert_eq!(language_of_country_names(POSTS), None);
        assert_eq!(language_of_locale("locales/kmlocale.yaml"), None);
        assert_eq!(language_of_locale("locales/locale.yaml"), None);
    }

    #[test]
    fn a_record_stands_beside_the_words_of_its_language() {
        for record in ["locales/.seen/km/letter.ftl", "locales/.reviewed/km/letter.ftl"] {
            assert_eq!(words_of_record(record).as_deref(), Some("locales/km/letter.ftl"));
        }
        assert_eq!(words_of_record("locales/km/letter.ftl"), None);
    }

    #[test]
    fn each_file_stands_in_a_folder_of_the_project() {
        for path in [ENVELOPES, LABELS, SEEN, REVIEWED, ADDRESSES, POSTCODES, POSTS, STATES, TELEPHONE, USUAL_NAMES] {
            assert!(FOLDERS.iter().any(|folder| below(path, folder).is_some()), "{path}");
        }
    }
}
