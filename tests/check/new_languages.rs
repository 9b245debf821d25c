//! New languages: each language in Unicode CLDR is begun, and `likhit check` reports only what is still to be
//! translated.

use std::collections::{BTreeMap, BTreeSet};

use likhit::check::{Scope, check};
use likhit::id::LanguageTag;
use likhit::locale::language_of_region;
use likhit::print::read_fonts;
use likhit::project::Project;
use likhit::translation::{begin_language, languages};

/// What CLDR knows, a language or a region of one in a line.
const LANGUAGES: &str = include_str!("../../src/locale/cldr/languages.jsonl");

#[test]
fn a_new_language_has_nothing_wrong_but_what_is_to_be_translated() {
    let project = Project::embedded();
    let families = read_fonts(&project)
        .expect("the fonts are bundled")
        .families()
        .iter()
        .map(|f| (*f).to_owned())
        .collect::<Vec<_>>();
    let families: Vec<&str> = families.iter().map(String::as_str).collect();
    let there = languages(&project);
    let mut wrong: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut count = 0;
    let of_cldr = LANGUAGES.lines().skip(1).map(|line| {
        let facts: serde_json::Value = serde_json::from_str(line).expect("it is JSON");
        facts["tag"].as_str().expect("a tag").to_owned()
    });
    // Countries and scripts beside those, and a language that it does not know.
    let others = ["pt-BR", "de-CH", "zh-Hant-TW", "fr-FR", "km-KH", "en-US", "xx", "xx-Thai"].map(str::to_owned);
    for tag in of_cldr.chain(others) {
        let tag = LanguageTag::new(&tag).expect("a tag");
        let of_region = language_of_region(&tag);
        let is_tried = tag.as_str().contains("-T") || tag.as_str() == "pt-BR" || tag.as_str() == "de-CH";
        if there.contains(&tag) || of_region.is_some_and(|base| !is_tried && !there.contains(&base)) {
            continue;
        }
        let begun = begin_language(&project, &tag, &families, true).expect("it can begin");
        let files = begun.files.into_iter().map(|(path, text)| (path, text.into_bytes()));
        let project = project.clone().with(files);
        let report = check(&project, &Scope { paths: vec![format!("locales/{tag}")], ..Scope::default() });
        // A region has the words of its language.
        let has_words = language_of_region(&tag).is_some_and(|base| there.contains(&base));
        let is_missing = report.findings.iter().any(|finding| finding.rule == "missing-message");
        assert_ne!(is_missing, has_words, "{tag}");
        for finding in report.findings.iter().filter(|finding| finding.rule != "missing-message") {
            let place = finding.place.as_deref().unwrap_or_default();
            let told = format!("{} {place}: {}", finding.rule, finding.message);
            wrong.entry(told).or_default().insert(tag.to_string());
        }
        count += 1;
    }
    assert!(count > 300, "{count}");
    assert!(wrong.is_empty(), "{wrong:#?}");
}
