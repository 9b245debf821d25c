//! Tests of the rules together: faults of every kind, planted one to a text, and texts without any.

mod clean;
mod digits;
#[path = "../../../../tests/support/drawn.rs"]
mod drawn;
mod glued;
mod planted;
mod quotes;
mod repair;
mod repeated;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::{faults, house_style};
use crate::id::LanguageTag;
use crate::judge::{Fault, Flat, Source, Subject};
use crate::locale::LocaleInfo;
use crate::yaml;

/// A language for tests: its tag, and what its `locale.yaml` says.
pub(super) struct Language {
    pub tag: LanguageTag,
    pub info: LocaleInfo,
}

/// A language by its tag. Each is read once: some tests ask for it a thousand times.
pub(super) fn language(tag: &str) -> &'static Language {
    static LANGUAGES: LazyLock<BTreeMap<&str, Language>> =
        LazyLock::new(|| TAGS.map(|tag| (tag, described(tag))).into());
    &LANGUAGES[tag]
}

/// The languages that tests know.
const TAGS: [&str; 24] = [
    "en", "km", "fr", "de", "vi", "el", "ru", "ar", "es", "sv", "cs", "pl", "he", "fi", "eu", "tr", "hu", "nl", "cy",
    "ja", "ko", "fa", "sw", "zh",
];

fn described(tag: &str) -> Language {
    let (name, script, direction, digits, quotes, rest) = match tag {
        "en" => ("English", "Latn", "ltr", "latn", ["“", "”"], "review: {letter.ftl: {status: source}}"),
        "km" => ("Khmer", "Khmr", "ltr", "khmr", ["«", "»"], ""),
        "fr" => ("French", "Latn", "ltr", "latn", ["«", "»"], "narrow_space: {before: ';:!?»', after: '«'}"),
        "de" => ("German", "Latn", "ltr", "latn", ["„", "“"], ""),
        "vi" => ("Vietnamese", "Latn", "ltr", "latn", ["“", "”"], ""),
        "el" => ("Greek", "Grek", "ltr", "latn", ["«", "»"], ""),
        "ru" => ("Russian", "Cyrl", "ltr", "latn", ["«", "»"], ""),
        "zh" => ("Chinese", "Hans", "ltr", "latn", ["“", "”"], ""),
        "ar" => ("Arabic", "Arab", "rtl", "arab", ["«", "»"], ""),
        "es" => ("Spanish", "Latn", "ltr", "latn", ["«", "»"], ""),
        "sv" => ("Swedish", "Latn", "ltr", "latn", ["”", "”"], ""),
        "cs" => ("Czech", "Latn", "ltr", "latn", ["„", "“"], ""),
        "pl" => ("Polish", "Latn", "ltr", "latn", ["„", "”"], ""),
        "he" => ("Hebrew", "Hebr", "rtl", "latn", ["”", "”"], ""),
        "fi" => ("Finnish", "Latn", "ltr", "latn", ["”", "”"], ""),
        "eu" => ("Basque", "Latn", "ltr", "latn", ["«", "»"], ""),
        "tr" => ("Turkish", "Latn", "ltr", "latn", ["“", "”"], ""),
        "hu" => ("Hungarian", "Latn", "ltr", "latn", ["„", "”"], ""),
        "nl" => ("Dutch", "Latn", "ltr", "latn", ["‘", "’"], ""),
        "cy" => ("Welsh", "Latn", "ltr", "latn", ["‘", "’"], ""),
        "ja" => ("Japanese", "Jpan", "ltr", "latn", ["「", "」"], ""),
        "ko" => ("Korean", "Kore", "ltr", "latn", ["“", "”"], ""),
        "fa" => ("Persian", "Arab", "rtl", "arabext", ["«", "»"], ""),
        "sw" => ("Swahili", "Latn", "ltr", "latn", ["“", "”"], ""),
        _ => panic!("no such language is known here: {tag}"),
    };
    let text = format!(
        "name: {name}\nenglish_name: {name}\ndirection: {direction}\nscript: {script}\ndigits: {digits}\n\
         quotes: [\"{}\", \"{}\"]\nfonts: {{body: [A], heading: [A]}}\nleading: 1.3\n{rest}\n",
        quotes[0], quotes[1]
    );
    let info =
        LocaleInfo::read(yaml::Source { file: "locale.yaml", text: &text }).expect("the language is well described");
    Language { tag: LanguageTag::new(tag).expect("it is a tag"), info }
}

/// The faults of a text; `source` is its English, if it is a translation.
pub(super) fn examine(language: &Language, text: &str, source: Option<&str>) -> Vec<Fault> {
    let (text, source) = (Flat::plain(text), source.map(Flat::plain));
    examine_flat(language, &text, source.as_ref())
}

/// The same of a text with what is known of its placeables.
pub(super) fn examine_flat(language: &Language, text: &Flat, source: Option<&Flat>) -> Vec<Fault> {
    let english = self::language("en");
    let source = source.map(|text| Source { text, info: &english.info });
    faults(&Subject { file: "", name: "x", text, language: &language.tag, info: &language.info, source, kept: &[] })
}

/// The faults that several texts of a language have together.
pub(super) fn examine_all(language: &Language, texts: &[(&str, Option<&str>)]) -> Vec<(usize, Fault)> {
    let english = self::language("en");
    let flats: Vec<(Flat, Option<Flat>)> =
        texts.iter().map(|(text, source)| (Flat::plain(text), source.map(Flat::plain))).collect();
    let subjects: Vec<Subject> = flats
        .iter()
        .map(|(text, source)| Subject {
            file: "",
            name: "x",
            text,
            language: &language.tag,
            info: &language.info,
            source: source.as_ref().map(|text| Source { text, info: &english.info }),
            kept: &[],
        })
        .collect();
    house_style(&subjects)
}
