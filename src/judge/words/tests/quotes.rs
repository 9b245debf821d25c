//! Quotation marks: one finding for a quotation, which names both marks to write.

use super::super::repaired;
use super::{examine, language};
use crate::judge::Fault;

/// What is reported about quotation marks and the spaces next to them.
fn reported(tag: &str, text: &str) -> Vec<Fault> {
    let is_about = |fault: &Fault| {
        ["foreign-quotes", "straight-quotes", "unbalanced", "space-before-mark"].contains(&fault.rule.as_str())
    };
    examine(language(tag), text, None).into_iter().filter(is_about).collect()
}

fn rules(tag: &str, text: &str) -> Vec<String> {
    reported(tag, text).iter().map(|fault| fault.rule.to_string()).collect()
}

// typos: off
#[test]
fn a_quotation_with_wrong_marks_is_one_finding_with_both_right_ones() {
    for (tag, wrong, rule, right, help) in [
        ("de", "Er sagt “nein” und geht.", "foreign-quotes", "Er sagt „nein“ und geht.", "write `„` and `“`"),
        ("de", "Er sagt „nein” und geht.", "foreign-quotes", "Er sagt „nein“ und geht.", "write `„` and `“`"),
        ("de", "Er sagt „nein\" und geht.", "straight-quotes", "Er sagt „nein“ und geht.", "write `„` and `“`"),
        ("de", "aaa »ccc ddd« eee", "foreign-quotes", "aaa „ccc ddd“ eee", "write `„` and `“`"),
        ("de", "aaa « ccc ddd » eee", "foreign-quotes", "aaa „ccc ddd“ eee", "write `„` and `“`"),
        (
            "fr",
            "Il dit »oui« ici.",
            "foreign-quotes",
            "Il dit «\u{202F}oui\u{202F}» ici.",
            "write `«` and `»`, with a narrow no-break space (U+202F) on the inside",
        ),
        (
            "fr",
            "Il dit “oui” ici.",
            "foreign-quotes",
            "Il dit «\u{202F}oui\u{202F}» ici.",
            "write `«` and `»`, with a narrow no-break space (U+202F) on the inside",
        ),
        (
            "fr",
            "Il dit \"oui\", puis \u{FFFC}.",
            "straight-quotes",
            "Il dit «\u{202F}oui\u{202F}», puis \u{FFFC}.",
            "write `«` and `»`, with a narrow no-break space (U+202F) on the inside",
        ),
        ("en", "He said «no» to it.", "foreign-quotes", "He said “no” to it.", "write `“` and `”`"),
        ("en", "He said „no“ to it.", "foreign-quotes", "He said “no” to it.", "write `“` and `”`"),
        ("en", "He said ”no” to it.", "foreign-quotes", "He said “no” to it.", "write `“` and `”`"),
        ("en", "He said ”no“ to it.", "foreign-quotes", "He said “no” to it.", "write `“` and `”`"),
        ("en", "He said \"no\".", "straight-quotes", "He said “no”.", "write `“` and `”`"),
        ("en", "(\"No!\") – \"yes\u{FFFC}\".", "straight-quotes", "(“No!”) – “yes\u{FFFC}”.", "write `“` and `”`"),
        ("cs", "Řekl “ne” a šel.", "foreign-quotes", "Řekl „ne“ a šel.", "write `„` and `“`"),
        ("sv", "Hon sade “nej” och gick.", "foreign-quotes", "Hon sade ”nej” och gick.", "write `”` and `”`"),
        ("fi", "Hän sanoi »ei» ja lähti.", "foreign-quotes", "Hän sanoi ”ei” ja lähti.", "write `”` and `”`"),
        ("es", "Dijo “no” y se fue.", "foreign-quotes", "Dijo «no» y se fue.", "write `«` and `»`"),
        ("pl", "Powiedział „nie“ i wyszedł.", "foreign-quotes", "Powiedział „nie” i wyszedł.", "write `„` and `”`"),
        ("km", "ខ្ញុំ“សេរីភាព”ទេ", "foreign-quotes", "ខ្ញុំ«សេរីភាព»ទេ", "write `«` and `»`"),
        ("km", "ខ្ញុំ\"សេរីភាព\"ទេ", "straight-quotes", "ខ្ញុំ«សេរីភាព»ទេ", "write `«` and `»`"),
        ("km", "ខ្ញុំ»សេរីភាព«ទេ", "foreign-quotes", "ខ្ញុំ«សេរីភាព»ទេ", "write `«` and `»`"),
        ("ar", "قال \"نعم\" ثم ذهب", "straight-quotes", "قال «نعم» ثم ذهب", "write `«` and `»`"),
        (
            "en",
            "He said “\u{FFFC} is” and «\u{FFFC}».",
            "foreign-quotes",
            "He said “\u{FFFC} is” and “\u{FFFC}”.",
            "write `“` and `”`",
        ),
    ] {
        let found = reported(tag, wrong);
        let pairs = wrong.matches(['"']).count().max(2) / 2;
        assert_eq!(found.len(), pairs, "{tag} {wrong}: {found:#?}");
        assert_eq!((found[0].rule.as_str(), found[0].help.as_str()), (rule, help), "{wrong}");
        assert_eq!(repaired(wrong, &examine(language(tag), wrong, None)), right, "{tag} {wrong}");
        assert_eq!(reported(tag, right), [], "{tag} {right}");
    }
}

#[test]
fn right_quotations_are_no_fault() {
    for (tag, text) in [
        ("de", "Er sagt „nein“, und „geh!“ (so „laut“); „Wer sagte ‚nein‘?“ – „ich“."),
        ("de", "„\u{FFFC}“ und „die \u{FFFC}“: „…so nicht“, „a“/„b“."),
        ("en", "“He said ‘no’ to the prisoners’ lawyers,” she wrote; “yes”—“no”."),
        ("en", "The prisoners’ rights, the ’90s and rock ’n’ roll; it’s the minister’s."),
        ("en", "a man of 5’10” and 6’ 2”, the 15” screen"),
        ("en", "“‘Free’ is what he wrote”: “(no)”, “[so]”."),
        ("en", "“One paragraph of it.\n\n“And another.”"),
        ("en", "“One paragraph.\n\nAnd another.”"),
        ("fr", "« Oui », dit-il ; « l’appel “urgent” » ; «oui» ; «\u{202F}non\u{202F}»."),
        ("fr", "d’« urgence », l’«\u{202F}oui\u{202F}» et aujourd’hui"),
        ("sv", "Hon sade ”nej” och ”ja”. ”Vi såg ’det’”, sade \u{FFFC}."),
        ("fi", "”Ei”, hän sanoi. ”Kyllä”"),
        ("cs", "Řekl „ne“ a „ano“."),
        ("es", "Dijo «no» y «¿sí?»; «él dijo “nunca”»."),
        ("he", "צה\"ל ועו\"ד אמרו ג'ורג' ”כן” ו”לא”"),
        ("km", "ខ្ញុំ«សេរីភាព»ទេ «\u{FFFC}»។ «ក» និង«ខ»"),
        ("ar", "قال «نعم» و«لا»، «\u{FFFC}»."),
        ("cy", "Dywedodd ‘na’ ac ‘ie’, a’r ‘“ie” hwn’."),
        ("ja", "彼は「いいえ」と『本』を言った。「『本』です」"),
        ("ko", "「형법」 제1조의 “말”"),
        ("nl", "’s Avonds zei hij ‘nee’ in de jaren ’90."),
        ("vi", "Ông nói “không” và đi."),
    ] {
        assert_eq!(reported(tag, text), [], "{tag} {text}");
    }
}

#[test]
fn a_mark_that_is_alone_is_told_once() {
    for (tag, text) in [
        ("en", "He said “no and went."),
        ("en", "He said no” and went."),
        ("en", "He said \"no and went."),
        ("en", "He said «no and went."),
        ("en", "He “said (so)” and “went."),
        ("de", "Er sagt „nein und geht."),
        ("de", "Er sagt nein“ und geht."),
        ("fr", "Il dit « oui et s’en va."),
        ("fr", "Il dit oui » et « non »."),
        ("sv", "Hon sade ”nej och gick."),
        ("km", "ខ្ញុំ«សេរីភាពទេ"),
        ("km", "ខ្ញុំសេរីភាព»ទេ"),
    ] {
        assert_eq!(rules(tag, text), ["unbalanced"], "{tag} {text}");
    }
}

#[test]
fn what_is_not_certain_is_told_and_left() {
    for (tag, text) in [
        // Inches, and a quotation that has only one end.
        ("en", "a 5'10\" man said \"no and went"),
        // British quotations, whose inner marks would be doubled.
        ("en", "He said: ‘She said “no” to it.’"),
        // It may end at either apostrophe.
        ("en", "He spoke of ‘the prisoners’ rights’ in it."),
        ("en", "so \"x\"y and z"),
        // Apostrophes may begin and end words.
        ("de", "Er sagt 'nein' und geht."),
    ] {
        assert!(!reported(tag, text).is_empty(), "{text}");
        assert_eq!(repaired(text, &reported(tag, text)), text, "{text}");
    }
    // A quotation inside another is reported with the marks that are correct there.
    let found = reported("en", "He said “she said \"no\" to it”.");
    assert_eq!((found.len(), found[0].help.as_str()), (1, "write `‘` and `’`"), "{found:?}");
}

#[test]
fn inches_do_not_take_the_place_of_a_quotation_mark() {
    let text = "\"He is 5'10\" tall\", she said.";
    assert_eq!(repaired(text, &reported("en", text)), "“He is 5'10\" tall”, she said.");
    let text = "The \"15\" screen\" is new.";
    assert_eq!(repaired(text, &reported("en", text)), "The “15\" screen” is new.");
    assert_eq!(reported("fr", "Un homme de 5’10\" et une table de 15\" de large."), []);
    let text = "à 11°33'15\"N";
    assert_eq!(reported("fr", text), []);
}

#[test]
fn apostrophes_of_the_typewriter_are_noted_where_they_are_apostrophes() {
    for (tag, text, right) in [
        ("en", "the minister's letter", "the minister’s letter"),
        ("fr", "l'appel d'\u{FFFC}", "l’appel d'\u{FFFC}"),
        ("nl", "'s avonds", "'s avonds"),
        ("en", "the prisoners' rights", "the prisoners' rights"),
        ("fr", "aujourd´hui", "aujourd’hui"),
    ] {
        let found = reported(tag, text);
        assert!(found.iter().all(|fault| fault.rule == "straight-quotes") && !found.is_empty(), "{text}: {found:?}");
        assert_eq!(repaired(text, &found), right);
    }
}

#[test]
fn spaces_within_right_quotation_marks_are_told() {
    for (tag, text, right) in [
        ("en", "He said “ no ” to it.", "He said “no” to it."),
        ("de", "Er sagt „ nein “ hier.", "Er sagt „nein“ hier."),
        ("sv", "Hon sade ” nej ” här.", "Hon sade ”nej” här."),
        ("es", "Dijo « no » aquí.", "Dijo «no» aquí."),
    ] {
        assert_eq!(rules(tag, text), ["space-before-mark", "space-before-mark"], "{text}");
        assert_eq!(repaired(text, &reported(tag, text)), right);
    }
}
// typos: on
