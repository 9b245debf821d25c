//! Fixes: they end, touch only what is faulty, and do not change what is drawn where they say so.

use proptest::prelude::*;

use std::collections::BTreeSet;

use super::super::repaired;
use super::drawn::{is_drawn_alike, stays_drawn};
use super::planted::{KHMER, TEXT};
use super::{Language, examine, examine_all, language};
use crate::finding::RuleName;
use crate::fluent::File;
use crate::judge::rules::{REPAIRS, RepairKind, repair_kind};
use crate::judge::{Example, Fault, rules};

/// The text with all its fixes carried out.
fn fixed(language: &Language, text: &str) -> String {
    repaired(text, &examine(language, text, None))
}

/// The characters of Khmer text, right and wrong.
const ALPHABET: &[char] = &[
    'ក', 'ប', 'ម', 'រ', 'ស', 'អ', 'ដ', 'ត', 'ឱ', '\u{17A3}', '\u{17B6}', '\u{17B7}', '\u{17B8}', '\u{17BB}',
    '\u{17BE}', '\u{17C1}', '\u{17C6}', '\u{17C7}', '\u{17C9}', '\u{17CA}', '\u{17CB}', '\u{17CC}', '\u{17D2}',
    '\u{17D2}', '\u{17D3}', '\u{17B4}', '\u{200B}', '\u{200C}', '\u{200D}', '\u{2060}', ' ', '។', 'ៗ', '១', '1', 'a',
    'é', '\u{301}', '"', '«', '(', ')', '.', ',', '\u{A0}', '\n',
];

/// Pieces of text in several languages that repairs may touch, and that may keep each other from being right.
const PIECES: &[(&str, &[&str])] = &[
    (
        "km",
        &[
            "ក",
            "ខ្ញុំ",
            "សេរីភាព",
            "។",
            "ៗ",
            "១២",
            "ស៊\u{200C}ី",
            "ស\u{200C}៊ី",
            "ប\u{200C}៉ើ",
            "ម\u{17BB}ី",
            "\u{17C6}",
            "\u{17BB}",
        ],
    ),
    ("en", &["he", "said", "so", "prisoners", "5", "10", "th", "Mr.", "fi"]),
    ("fr", &["le", "dit", "oui", "l", "été", "e\u{301}", "5"]),
    ("de", &["er", "sagt", "Nein", "über", "12"]),
    ("es", &["él", "¿", "¡", "dice", "sí"]),
    ("ar", &["قال", "نعم", "،", "؟", "١٢", "12", "\u{200F}"]),
    ("sv", &["hon", "var", "nej", "3"]),
    ("he", &["צה", "ל", "אמר", "ב", "ג"]),
];

/// Pieces that any language may have.
const SHARED: &[&str] = &[
    " ",
    " ",
    " ",
    "  ",
    "\u{A0}",
    "\u{202F}",
    "\n",
    "\n\n",
    "\"",
    "\"",
    "'",
    "“",
    "”",
    "„",
    "‘",
    "’",
    "‚",
    "«",
    "»",
    "‹",
    "›",
    "(",
    ")",
    ",",
    ".",
    "..",
    ",,",
    ":",
    "?",
    "–",
    "-",
    "\u{FFFC}",
    "\u{FFFC}",
    "\u{200B}",
    "\u{200B}",
    "\u{200C}",
    "\u{200D}",
    "\u{2060}",
    "\u{AD}",
    "\t",
    "\u{202E}",
    "\u{2003}",
    "\u{FEFF}",
    "\u{FB01}",
    "ក\u{200B}\u{17B6}",
];

/// Text of pieces by chance, with its language.
fn pieces() -> impl Strategy<Value = (&'static str, String)> {
    prop::sample::select(PIECES).prop_flat_map(|(tag, own)| {
        let piece = prop_oneof![prop::sample::select(own), prop::sample::select(SHARED)];
        prop::collection::vec(piece, 0..12).prop_map(move |pieces| (tag, pieces.concat()))
    })
}

/// Why a repair does not do what its rule says of it.
fn breach(language: &str, text: &str, fault: &Fault) -> Option<String> {
    fault.fix.as_ref()?;
    let after = repaired(text, std::slice::from_ref(fault));
    let kind = repair_kind(fault.rule).expect("fixed_by() has seen to that");
    let is_kept = match kind {
        RepairKind::SameGlyphs => stays_drawn(text, &after, language),
        RepairKind::Changes(_) => kind.allows(text, &after),
    };
    let said = || format!("{language} {}: {} -> {}", fault.rule, text.escape_unicode(), after.escape_unicode());
    (after == text || !is_kept).then(said)
}

/// The texts of the rules' wrong examples, with their languages.
fn examples() -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for rule in rules() {
        let Example::Fluent(file) = rule.example else { continue };
        let language = file.split('/').next().unwrap_or_default();
        let file = File::read("a.ftl", &format!("{}\n", rule.wrong));
        for (_, _, part) in file.entries.iter().flat_map(crate::fluent::Entry::parts) {
            texts.extend(part.readings.iter().map(|flat| (language.to_owned(), flat.text.clone())));
        }
    }
    texts
}

/// Each repair of a planted fault and of a rule's example does what its rule says, and each rule that has repairs
/// is among them.
#[test]
fn repairs_change_only_what_their_rules_list() {
    let planted = KHMER.iter().chain(TEXT).map(|(tag, text, ..)| ((*tag).to_owned(), (*text).to_owned()));
    let mut proven: BTreeSet<RuleName> = BTreeSet::new();
    let mut breaches = Vec::new();
    for (tag, text) in planted.chain(examples()) {
        for fault in examine(language(&tag), &text, None).iter().filter(|fault| fault.fix.is_some()) {
            let breach = breach(&tag, &text, fault);
            if breach.is_none() {
                proven.insert(fault.rule);
            }
            breaches.extend(breach);
        }
    }
    assert!(breaches.is_empty(), "{} breaches\n{}", breaches.len(), breaches.join("\n"));
    let unproven: Vec<_> = REPAIRS.iter().map(|(rule, _)| rule).filter(|rule| !proven.contains(rule)).collect();
    assert!(unproven.is_empty(), "no planted fault has a repair by {unproven:?}");
}

#[test]
fn the_same_glyphs_are_shaped_for_each_rule_that_promises_them() {
    let mut shaped: BTreeSet<RuleName> = BTreeSet::new();
    for (tag, text, ..) in KHMER.iter().chain(TEXT) {
        for fault in examine(language(tag), text, None).iter().filter(|fault| fault.fix.is_some()) {
            let after = repaired(text, std::slice::from_ref(fault));
            if is_drawn_alike(text, &after, tag) == Some(true) {
                shaped.insert(fault.rule);
            }
        }
    }
    let promising = REPAIRS.iter().filter(|(_, kind)| *kind == RepairKind::SameGlyphs).map(|(rule, _)| rule);
    let unshaped: Vec<_> = promising.filter(|rule| !shaped.contains(rule)).collect();
    assert!(unshaped.is_empty(), "nothing planted shows that the glyphs stay: {unshaped:?}");
}

#[test]
fn a_non_joiner_before_a_register_shifter_is_moved_behind_it() {
    for (wrong, right) in [
        ("រង្ស\u{200C}៊ី", "រង្ស៊\u{200C}ី"),
        ("អ\u{200C}៊ិ", "អ៊\u{200C}ិ"),
        ("ប្រ\u{200C}៊ឺ", "ប្រ៊\u{200C}ឺ"),
        ("ហ\u{200C}៊ំ", "ហ៊\u{200C}ំ"),
    ] {
        let found = examine(language("km"), wrong, None);
        let rules: Vec<&str> = found.iter().map(|fault| fault.rule.as_str()).collect();
        assert_eq!(rules, ["khmer-joiner"], "{wrong}");
        assert_eq!(repaired(wrong, &found), right);
        assert_eq!(is_drawn_alike(wrong, right, "km"), Some(true), "{}", wrong.escape_unicode());
        assert_eq!(examine(language("km"), right, None), [], "{right}");
    }
    // Before a vowel of two halves it has no other place, and keeps the mark above.
    let needed = "ស\u{200C}៊ើ";
    assert_eq!(examine(language("km"), needed, None), []);
    assert_eq!(is_drawn_alike(needed, "ស៊ើ", "km"), Some(false));
    // Before a muusikatoan it is drawn as nothing, and after it the mark is another: a person must choose.
    for kept in ["ប\u{200C}៉ី", "ប\u{200C}៉ើ", "ស\u{200C}៊ា", "ស៊\u{200C}ើ"] {
        let found = examine(language("km"), kept, None);
        assert_eq!((found.len(), repaired(kept, &found).as_str()), (1, kept), "{}", kept.escape_unicode());
    }
    assert_eq!(is_drawn_alike("ប\u{200C}៉ី", "ប៉ី", "km"), Some(true));
    assert_eq!(is_drawn_alike("ប\u{200C}៉ី", "ប៉\u{200C}ី", "km"), Some(false));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn what_was_fixed_is_fixed_for_good(letters in prop::collection::vec(prop::sample::select(ALPHABET), 0..14)) {
        let khmer = language("km");
        let text: String = letters.into_iter().collect();
        for fault in examine(khmer, &text, None) {
            prop_assert_eq!(breach("km", &text, &fault), None);
        }
        // A fix may uncover another fault, as a space that is taken out; it all ends soon.
        let mut last = text.clone();
        for _ in 0..6 {
            last = fixed(khmer, &last);
        }
        prop_assert_eq!(&fixed(khmer, &last), &last);
    }

    #[test]
    fn in_any_language_repairs_are_apart_and_end((tag, text) in pieces()) {
        let language = language(tag);
        let faults = examine(language, &text, None);
        for fault in &faults {
            prop_assert_eq!(breach(tag, &text, fault), None);
        }
        let mut last = text.clone();
        for _ in 0..8 {
            last = fixed(language, &last);
        }
        let left: Vec<_> = examine(language, &last, None).into_iter().filter(|fault| fault.fix.is_some()).collect();
        prop_assert!(left.is_empty(), "{} -> {}: {:?}", text.escape_unicode(), last.escape_unicode(), left);
    }

        #[test]
    fn no_text_is_too_strange(text in ".{0,40}", source in prop::option::of(".{0,20}")) {
        for tag in ["km", "fr", "ar"] {
            let language = language(tag);
            for fault in examine(language, &text, source.as_deref()) {
                prop_assert!(fault.range.end <= text.len() && text.get(fault.range.clone()).is_some(), "{fault:?}");
                prop_assert!(!fault.message.is_empty() && !fault.help.is_empty());
                prop_assert!(!fault.message.ends_with('.') && !fault.message.contains('\n'), "{}", fault.message);
            }
            examine_all(language, &[(&text, source.as_deref())]);
        }
    }

    #[test]
    fn only_what_is_faulty_is_touched(letters in prop::collection::vec(prop::sample::select(ALPHABET), 0..14)) {
        let text: String = letters.into_iter().collect();
        let faults = examine(language("km"), &text, None);
        for fault in &faults {
            prop_assert!(text.is_char_boundary(fault.range.start) && text.is_char_boundary(fault.range.end));
            let alone = repaired(&text, std::slice::from_ref(fault));
            let touched = fault.fix.as_ref().map_or(0..0, |fix| fix.as_one(&text).range);
            prop_assert!(alone.starts_with(&text[..touched.start]));
            prop_assert!(alone.ends_with(&text[touched.end..]));
        }
    }
}

/// The time for repetitions in a long text must not grow with the square of its length.
#[test]
fn long_texts_are_examined_to_their_end() {
    for piece in [
        "(]",
        "\" ",
        "«x» ",
        "[a](",
        "<b>",
        "ក\u{200B}\u{200B}",
        "\u{200C}ក",
        "%s ",
        "the the ",
        "Ã©",
        "ក្្រ ",
        "1១ ",
        "x' ",
        "e\u{301}",
        "\u{202E}",
        "និងនិង",
        "a\u{A0}b ",
        "c.d ",
    ] {
        let text = piece.repeat(8_000 / piece.len());
        let faults = examine(language("km"), &text, Some(&text));
        assert!(repaired(&text, &faults).len() < 2 * text.len(), "{piece}");
    }
}

#[test]
fn what_looks_the_same_is_drawn_the_same() {
    let khmer = language("km");
    for wrong in [
        "បា\u{17D2}រក់",
        "សិទិ\u{17D2}ធ",
        "មន\u{17D2}រ\u{17D2}តី",
        "សង\u{17D2}រ\u{17D2}គោះ",
        "ល\u{17C1}\u{17B6}ក",
        "ធ្វ\u{17C1}\u{17B8}",
        "ម\u{17BB}\u{17B8}",
        "អ\u{17BB}\u{17B8}ន",
    ] {
        let right = fixed(khmer, wrong);
        assert_ne!(right, wrong);
        assert_eq!(is_drawn_alike(wrong, &right, "km"), Some(true), "{right}");
    }
    // A shifter before a coeng is drawn elsewhere than one after it, so nothing may exchange them.
    let (before, after) = ("ម\u{17C9}\u{17D2}យាង", "ម\u{17D2}យ\u{17C9}ាង");
    assert_eq!(is_drawn_alike(before, after, "km"), Some(false));
    assert_eq!((fixed(khmer, before), fixed(khmer, after)), (before.to_owned(), after.to_owned()));
}
