//! Words directly beside what is filled in, in the source and in translations.

use super::{examine, examine_flat, language};
use crate::fluent::{Entry, File, Flat};
use crate::judge::{Source, Subject};
use crate::locale::LocaleInfo;
use crate::translation::bundled_dates;
use crate::yaml;

fn missing(tag: &str, text: &str, source: Option<&str>) -> Vec<String> {
    let found = examine(language(tag), text, source);
    found.into_iter().filter(|fault| fault.rule == "missing-space").map(|fault| fault.message).collect()
}

// typos: off
#[test]
fn words_glued_to_what_is_filled_in_are_told_in_the_source() {
    for (tag, text, place) in [
        ("en", "Held for\u{FFFC} years", "before"),
        ("en", "Held for \u{FFFC}years", "after"),
        ("en", "he and\u{FFFC}is ill", "before and after"),
        ("en", "Please release \u{FFFC}without any delay", "after"),
        ("en", "Please release \u{FFFC}at once", "after"),
        ("en", "Article\u{FFFC} of the code", "before"),
        ("fr", "pour\u{FFFC} ans", "before"),
        ("fr", "\u{FFFC}ans", "after"),
        ("de", "seit\u{FFFC} in Haft", "before"),
        ("de", "\u{FFFC}wurde verhaftet", "after"),
        ("es", "durante\u{FFFC}años", "before and after"),
        ("fi", "vangittu vuonna\u{FFFC}", "before"),
        ("he", "נעצר בתאריך\u{FFFC}", "before"),
    ] {
        assert_eq!(missing(tag, text, None), [format!("a space is missing {place} `{{ $x }}`")], "{tag} {text}");
    }
}

#[test]
fn what_belongs_to_it_is_not() {
    for (tag, text) in [
        (
            "en",
            "the \u{FFFC}s, \u{FFFC}’s, \u{FFFC}th, \u{FFFC}st, \u{FFFC}nd, mid-\u{FFFC}, \u{FFFC}-year, \u{FFFC}fold",
        ),
        (
            "en",
            "$\u{FFFC}, US$\u{FFFC}, USD\u{FFFC}, €\u{FFFC}, (\u{FFFC}), [\u{FFFC}], \u{FFFC}/\u{FFFC}, “\u{FFFC}”, #\u{FFFC}",
        ),
        ("en", "CC\u{FFFC}, p\u{FFFC}, \u{FFFC}km, \u{FFFC}kg, \u{FFFC}GB, \u{FFFC}am, \u{FFFC}pm, \u{FFFC}%"),
        ("fr", "l’\u{FFFC}, d’\u{FFFC}, \u{FFFC}er, \u{FFFC}e, \u{FFFC}ème, qu’\u{FFFC}"),
        ("de", "\u{FFFC}s, \u{FFFC}er, \u{FFFC}te, die \u{FFFC}jährige Haft, \u{FFFC}fach"),
        ("nl", "de \u{FFFC}de, \u{FFFC}ste, \u{FFFC}jarige"),
        ("es", "\u{FFFC}º, \u{FFFC}er"),
        ("km", "នៅឆ្នាំ\u{FFFC}និង\u{FFFC}ត្រូវបាន"),
        ("ja", "\u{FFFC}年\u{FFFC}月\u{FFFC}日に\u{FFFC}さんは"),
        ("ko", "\u{FFFC}년 \u{FFFC}월 \u{FFFC}은 \u{FFFC}에게서"),
        ("he", "ב\u{FFFC}, ה\u{FFFC}, ב־\u{FFFC}, וב\u{FFFC}, של\u{FFFC}, כשה\u{FFFC}"),
        ("ar", "و\u{FFFC}, ل\u{FFFC}, وال\u{FFFC}, بال\u{FFFC}"),
        ("eu", "\u{FFFC}(e)ko \u{FFFC}ren \u{FFFC}a, \u{FFFC}rentzat, \u{FFFC}-rekin"),
        ("fi", "\u{FFFC}ssa, \u{FFFC}n, \u{FFFC}:n, \u{FFFC}lle, \u{FFFC}staan"),
        ("tr", "\u{FFFC}’de, \u{FFFC}'nin, \u{FFFC}nin, \u{FFFC}lardan"),
        ("hu", "\u{FFFC}-ban, \u{FFFC}ban, \u{FFFC}nek, \u{FFFC}hoz"),
        ("cs", "\u{FFFC}ovi, \u{FFFC}em, \u{FFFC}a"),
        ("ru", "\u{FFFC}-го, \u{FFFC}а, \u{FFFC}ом"),
        ("sw", "\u{FFFC}ni, na\u{FFFC}, wa\u{FFFC}"),
    ] {
        assert_eq!(missing(tag, text, None), Vec::<String>::new(), "{tag} {text}");
        let source = text.replace(|c: char| c != '\u{FFFC}', " ");
        assert_eq!(missing(tag, text, Some(&format!("a {source} b"))), Vec::<String>::new(), "{tag} {text}");
    }
}

#[test]
fn a_translation_is_compared_with_its_source() {
    let source = Some("on \u{FFFC} and");
    assert_eq!(missing("fr", "le\u{FFFC} et", source), ["a space is missing before `{ $x }`"]);
    assert_eq!(missing("fr", "le \u{FFFC}et", source), ["a space is missing after `{ $x }`"]);
    // A fault that the source has as well is reported there.
    assert_eq!(missing("fr", "le\u{FFFC} et", Some("on\u{FFFC} and")), Vec::<String>::new());
}

#[test]
fn a_variant_whose_first_space_fluent_drops_is_read_with_what_is_before_it() {
    let text = "demand = Please release { person }{ $years ->\n    [one] at once\n   *[other] without any delay\n }.\n";
    let file = File::read("a.ftl", text);
    let readings = file.entries[0].value.iter().flat_map(|part| &part.readings);
    let found = readings.map(|flat| {
        let faults = examine_flat(language("en"), flat, None);
        faults.into_iter().filter(|fault| fault.rule == "missing-space").map(|fault| fault.message).collect::<Vec<_>>()
    });
    let found: Vec<_> = found.collect();
    assert!(
        found.len() >= 2 && found.iter().all(|found| *found == ["a space is missing after `{ person }`"]),
        "{found:?}"
    );
}

#[test]
fn words_that_meet_at_the_edge_of_a_variant_are_told_and_parts_of_words_are_not() {
    let reported = |text: &str| {
        let file = File::read("a.ftl", text);
        let readings = file.entries[0].value.iter().flat_map(|part| &part.readings);
        let faults = readings.flat_map(|flat| examine_flat(language("en"), flat, None));
        faults.filter(|fault| fault.rule == "missing-space").map(|fault| fault.message).collect::<Vec<_>>()
    };
    let released = "a = released{ $n ->\n    [one] {\"\"} at once\n   *[other] without delay\n } today\n";
    assert_eq!(reported(released), ["a space is missing between `released` and `without`"]);
    let held = "a = Held { $n ->\n    [one] a year\n   *[other] for years\n }which was long\n";
    assert_eq!(reported(held).len(), 2);
    for right in [
        "a = wom{ $n ->\n    [one] an\n   *[other] en\n } of it\n",
        "a = prisoner{ $n ->\n    [one] {\"\"}\n   *[other] s\n } of it\n",
        "a = { $g ->\n    [f] her\n   *[m] him\n }self\n",
        "a = released { $n ->\n    [one] at once\n   *[other] without delay\n } today\n",
        "a = cit{ $n ->\n    [one] y\n   *[other] ies\n } of\n    all of them\n",
    ] {
        assert_eq!(reported(right), Vec::<String>::new(), "{right}");
    }
}

/// The dates of all languages of CLDR are right, as the source and as translations.
#[test]
fn the_dates_of_all_languages_are_right() {
    let english = language("en");
    let source = Flat::clone(
        &File::read("a.ftl", "date = { $day } { $month } { $year }\n").entries[0]
            .value
            .as_ref()
            .expect("a value")
            .readings[0],
    );
    let mut count = 0;
    for (tag, locale, date) in bundled_dates() {
        let info = LocaleInfo::read(yaml::Source { file: "locale.yaml", text: &locale }).expect("it is sound");
        let text = format!("date = {date}\n");
        let file = File::read("a.ftl", &text);
        for flat in file.entries.iter().flat_map(Entry::parts).flat_map(|(_, _, part)| &part.readings) {
            for source in [None, Some(Source { text: &source, info: &english.info })] {
                let subject =
                    Subject { file: "", name: "date", text: flat, language: &tag, info: &info, source, kept: &[] };
                let found = super::faults(&subject);
                let found: Vec<_> = found.iter().filter(|fault| fault.rule == "missing-space").collect();
                assert!(found.is_empty(), "{tag} {date}: {found:?}");
                count += 1;
            }
        }
    }
    assert!(count > 400, "{count}");
}
// typos: on
