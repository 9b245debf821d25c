//! Tests of the rules together: faults of every kind, planted one to a text, and texts without any.

mod clean;
mod planted;
mod repair;

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
        LazyLock::new(|| ["en", "km", "fr", "de", "vi", "el", "ru", "ar", "zh"].map(|tag| (tag, described(tag))).into());
    &LANGUAGES[tag]
}

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
    let english = self::language("en");
    let (text, source) = (Flat::plain(text), source.map(Flat::plain));
    let source = source.as_ref().map(|text| Source { text, info: &english.info });
    faults(&Subject {
        file: "",
        name: "x",
        text: &text,
        language: &language.tag,
        info: &language.info,
        source,
        kept: &[],
    })
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
