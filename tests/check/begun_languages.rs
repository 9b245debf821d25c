//! Translations that are only begun: what is right in a language raises nothing, and a slip is found from the first
//! message on.

use likhit::check::{Scope, check};
use likhit::id::LanguageTag;
use likhit::print::read_fonts;
use likhit::project::Project;
use likhit::translation::begin_language;

use super::planted::EN;

/// The bundled project with these languages begun.
fn with_languages(tags: &[&str]) -> Project {
    let project = Project::embedded();
    let fonts = read_fonts(&project).expect("the fonts are bundled");
    let families: Vec<&str> = fonts.families().into_iter().collect();
    let mut all = project.clone();
    for tag in tags {
        let tag = LanguageTag::new(tag).expect("a tag");
        let begun = begin_language(&project, &tag, &families, true).expect("it can begin");
        all = all.with(begun.files.into_iter().map(|(path, text)| (path, text.into_bytes())).collect::<Vec<_>>());
    }
    all
}

/// The rules of the findings on one message and its translation, but for those on a translation that is begun.
fn rules(project: &Project, tag: &str, source: &str, translation: &str) -> Vec<String> {
    let with = |project: Project, file: String, text: &str| {
        let before = project.text(&file).expect("it is there").to_owned();
        project.with([(file, format!("{before}\nextra = {text}\n").into_bytes())])
    };
    let file = format!("locales/{tag}/cases/kem-sokha.ftl");
    let project = with(with(project.clone(), EN.to_owned(), source), file.clone(), translation);
    let report = check(&project, &Scope { paths: vec![file], ..Scope::default() });
    let of_extra = report.findings.into_iter().filter(|finding| finding.place.as_deref() == Some("extra"));
    of_extra.map(|finding| finding.rule.to_string()).filter(|rule| rule != "unused-message").collect()
}

const ARREST: &str = "On 3 September, at 12:30 am, he was taken away by eight men.";
const DAYS: &str = "On 24 November and 14 December he was questioned; on 31 October bail was denied.";
const WORDS: &str = "For 30 years and 13 days, 100 men wrote.";

// typos: off
#[test]
fn what_is_right_in_a_language_raises_nothing() {
    let project = with_languages(&["de", "es", "vi", "ja"]);
    for (tag, source, translation) in [
        ("de", ARREST, "Am 3. September um 0.30 Uhr holten ihn acht Männer ab."),
        ("de", ARREST, "Am 03.09. um 00.30 Uhr holten ihn 8 Männer ab."),
        ("es", ARREST, "El 3 de septiembre a las 0.30 horas se lo llevaron ocho hombres."),
        ("fr", ARREST, "Le 3 septembre, à 0h30, il a été emmené par huit hommes."),
        ("vi", ARREST, "Ngày 3 tháng 9, lúc 0h30, ông bị tám người bắt đi."),
        (
            "vi",
            "On 3 September, at 12:30 am, and on 14 December he was taken away.",
            "Ngày 3 tháng 9, lúc 0 giờ 30, và ngày 14 tháng 12 ông bị bắt đi.",
        ),
        ("ja", ARREST, "9月3日午前0時30分、8人の男に連れ去られた。"),
        ("de", DAYS, "Am 24. November und 14. Dezember wurde er befragt, am 31. Oktober die Kaution abgelehnt."),
        ("es", DAYS, "El 24 de noviembre y el 14 de diciembre lo interrogaron; el 31 de octubre le negaron la fianza."),
        ("de", WORDS, "Dreißig Jahre und dreizehn Tage lang schrieben hundert Männer."),
        ("es", WORDS, "Durante treinta años y trece días escribieron cien hombres."),
        ("fr", WORDS, "Pendant trente ans et treize jours, cent hommes ont écrit."),
        ("es", "He is “free” now.", "Él está «libre» ahora."),
    ] {
        assert_eq!(rules(&project, tag, source, translation), [""; 0], "{tag} {translation}");
    }
}

#[test]
fn a_wrong_day_month_or_number_is_found() {
    let project = with_languages(&["de", "es"]);
    for (tag, source, translation, rule) in [
        ("km", ARREST, "នៅថ្ងៃទី៤ ខែកញ្ញា ម៉ោង១២ និង៣០នាទីយប់ លោកត្រូវបានមនុស្ស៨នាក់ នាំទៅ។", "date-differs"),
        ("de", ARREST, "Am 4. September um 0.30 Uhr holten ihn acht Männer ab.", "date-differs"),
        ("de", ARREST, "Am 3. September um 0.30 Uhr holten ihn achtzehn Männer ab.", "number-differs"),
        (
            "de",
            DAYS,
            "Am 14. November und 24. Dezember wurde er befragt, am 31. Oktober die Kaution abgelehnt.",
            "date-differs",
        ),
        (
            "es",
            DAYS,
            "El 24 de noviembre y el 14 de diciembre lo interrogaron; el 31 de noviembre le negaron la fianza.",
            "date-differs",
        ),
        ("es", WORDS, "Durante treinta años y tres días escribieron cien hombres.", "number-differs"),
        ("fr", WORDS, "Pendant quarante ans et treize jours, cent hommes ont écrit.", "number-differs"),
        ("km", "On 31 October the court denied it.", "នៅថ្ងៃទី៣១ ខែ តុលាការបានបដិសេធ។", "date-differs"),
    ] {
        let found = rules(&project, tag, source, translation);
        assert!(found.iter().any(|found| found == rule), "{tag} {translation}: {found:?}");
        assert!(found.len() <= 2, "{tag} {translation}: {found:?}");
    }
}
