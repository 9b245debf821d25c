//! Faults of every kind, several of each, planted one to a text.

use super::super::fault::visible;
use super::{examine, examine_all, language};
use crate::finding::Severity::{self, Error, Note, Warning};

/// The language, the text, its source, the rule that must report it, and the severity.
pub(super) type Planted = (&'static str, &'static str, Option<&'static str>, &'static str, Severity);

const SENTENCE: Option<&str> = Some("I would like to ask you to respect the rights of all.");

// typos: off
pub(super) const KHMER: &[Planted] = &[
    // A mark without a base.
    ("km", "ាំខ្ញុំ", None, "khmer-mark-without-base", Error),
    ("km", "ខ្ញុំ ិសរសេរ", None, "khmer-mark-without-base", Error),
    ("km", "ឆ្នាំ២០១៨ា", None, "khmer-mark-without-base", Error),
    ("km", "(៉ា)", None, "khmer-mark-without-base", Error),
    ("km", "CNRP់", None, "khmer-mark-without-base", Error),
    ("km", "\u{FFFC}ា", None, "khmer-mark-without-base", Error),
    ("km", "ខ្ញុំ។ាក", None, "khmer-mark-without-base", Error),
    ("km", "ក ្រ", None, "khmer-mark-without-base", Error),
    // A split cluster.
    ("km", "ក\u{200B}ា", None, "khmer-parted-cluster", Error),
    ("km", "សង្គ្រ\u{200B}ោះ", None, "khmer-parted-cluster", Error),
    ("km", "ប\u{200B}្រាក់", None, "khmer-parted-cluster", Error),
    // A vowel or sign before a coeng.
    ("km", "បា\u{17D2}រក់", None, "khmer-vowel-before-coeng", Error),
    ("km", "សិទិ\u{17D2}ធ", None, "khmer-vowel-before-coeng", Error),
    ("km", "ខែ\u{17D2}មរ", None, "khmer-vowel-before-coeng", Error),
    ("km", "ភំ\u{17D2}ន", None, "khmer-vowel-before-coeng", Error),
    // A coeng RO that is not last.
    ("km", "មន\u{17D2}រ\u{17D2}តី", None, "khmer-coeng-ro-not-last", Error),
    ("km", "សង\u{17D2}រ\u{17D2}គោះ", None, "khmer-coeng-ro-not-last", Error),
    ("km", "ស\u{17D2}រ\u{17D2}តី", None, "khmer-coeng-ro-not-last", Error),
    // A vowel typed in two.
    ("km", "ល\u{17C1}\u{17B6}ក", None, "khmer-split-vowel", Error),
    ("km", "ធ្វ\u{17C1}\u{17B8}", None, "khmer-split-vowel", Error),
    ("km", "ខ្ម\u{17C1}\u{17C1}រ", None, "khmer-split-vowel", Error),
    ("km", "ល\u{17B6}\u{17C1}ក", None, "khmer-split-vowel", Error),
    // A sign before a vowel.
    ("km", "ច\u{17C6}\u{17B6}", None, "khmer-sign-before-vowel", Error),
    ("km", "ក\u{17C6}\u{17BB}", None, "khmer-sign-before-vowel", Error),
    ("km", "ន\u{17C7}\u{17BB}", None, "khmer-sign-before-vowel", Error),
    // A mark doubled, and two vowels.
    ("km", "កែសម្រ\u{17BD}\u{17BD}ល", None, "khmer-doubled-mark", Error),
    ("km", "សម្ងាត\u{17CB}\u{17CB}", None, "khmer-doubled-mark", Error),
    ("km", "ភ្ន\u{17C6}\u{17C6}", None, "khmer-doubled-mark", Error),
    ("km", "ក\u{17B7}\u{17B6}", None, "khmer-doubled-mark", Error),
    ("km", "ខ\u{17B6}\u{17B6}", None, "khmer-doubled-mark", Error),
    ("km", "ម\u{17C9}\u{17C9}ា", None, "khmer-doubled-mark", Error),
    ("km", "ព្រ\u{17C7}\u{17C7}", None, "khmer-doubled-mark", Error),
    // A coeng that dangles, is doubled, or is the third.
    ("km", "សិទ្", None, "khmer-loose-coeng", Error),
    ("km", "សិទ្ ធិ", None, "khmer-loose-coeng", Error),
    ("km", "សិទ្\u{200B}ធិ", None, "khmer-loose-coeng", Error),
    ("km", "សិទ\u{17D2}\u{17D2}ធិ", None, "khmer-loose-coeng", Error),
    ("km", "ក្ខ្គ្ង", None, "khmer-loose-coeng", Error),
    ("km", "គ្រ្រួសារ", None, "khmer-loose-coeng", Error),
    ("km", "សិទ្។", None, "khmer-loose-coeng", Error),
    ("km", "ក្ា", None, "khmer-loose-coeng", Error),
    // A register shifter after the vowel.
    ("km", "ប\u{17B6}\u{17C9}", None, "khmer-shifter-after-vowel", Error),
    ("km", "ស\u{17B8}\u{17CA}", None, "khmer-shifter-after-vowel", Error),
    // U for a shifter.
    ("km", "ម\u{17BB}\u{17B8}នុយ", None, "khmer-u-for-shifter", Warning),
    ("km", "អ\u{17BB}\u{17B8}ន", None, "khmer-u-for-shifter", Warning),
    ("km", "ស\u{17BB}\u{17BE}ប", None, "khmer-u-for-shifter", Warning),
    ("km", "ស\u{17BB}\u{17B6}\u{17C6}", None, "khmer-u-for-shifter", Warning),
    ("km", "ស\u{17B8}\u{17BB}", None, "khmer-u-for-shifter", Warning),
    // Characters of old.
    ("km", "\u{17A3}ក", None, "khmer-deprecated-character", Error),
    ("km", "\u{17A4}ក", None, "khmer-deprecated-character", Error),
    ("km", "\u{17A8}", None, "khmer-deprecated-character", Error),
    ("km", "ក\u{17B4}រ", None, "khmer-deprecated-character", Error),
    ("km", "ក\u{17B5}រ", None, "khmer-deprecated-character", Error),
    ("km", "ភ្ន\u{17D3}", None, "khmer-deprecated-character", Error),
    ("km", "លក់ ដូរ \u{17D8}", None, "khmer-deprecated-character", Warning),
    // Joiners.
    ("km", "ក\u{2060}ា", None, "khmer-joiner", Error),
    ("km", "ក\u{200D}្រ", None, "khmer-joiner", Error),
    ("km", "ក្\u{200C}រ", None, "khmer-joiner", Error),
    ("km", "ក\u{034F}ា", None, "khmer-joiner", Error),
    ("km", "ក\u{2068}ា", None, "khmer-joiner", Error),
    ("km", "ក\u{FEFF}ា", None, "khmer-joiner", Error),
    ("km", "ប៉\u{200C}ើ", None, "khmer-joiner", Error),
    ("km", "រង្ស\u{200C}៊ី", None, "khmer-joiner", Warning),
    ("km", "មនុស្ស\u{200C}ទាំងអស់", None, "khmer-joiner", Error),
    ("km", "មនុស្ស\u{200D}ទាំងអស់", None, "khmer-joiner", Error),
    // Break permissions.
    ("km", "មនុស្ស\u{200B}\u{200B}ទាំងអស់", None, "untidy-zwsp", Warning),
    ("km", "\u{200B}មនុស្ស", None, "untidy-zwsp", Warning),
    ("km", "មនុស្ស\u{200B}", None, "untidy-zwsp", Warning),
    ("km", "មនុស្ស\u{200B} ទាំងអស់", None, "untidy-zwsp", Warning),
    ("km", "មនុស្ស\u{200B}។", None, "untidy-zwsp", Warning),
    // An old font, and look-alikes.
    ("km", "kñúMsUmeKarBCUnÉk]tþm", SENTENCE, "khmer-legacy-font", Error),
    ("km", "ខ្ញុំ RBHraCaNacRkkm<úCa", SENTENCE, "khmer-legacy-font", Error),
    ("km", "sUmCMrabCUndMNwg", None, "khmer-legacy-font", Error),
    ("km", "ទ្បើង", None, "khmer-lookalike", Warning),
    ("km", "ព្រ:រាជា", None, "khmer-lookalike", Warning),
    ("km", "សិទ្ធិមនុស្ស|", None, "khmer-lookalike", Warning),
    ("km", "sUmGrKuN", None, "khmer-legacy-font", Error),
    ("km", "siT§imnusS", None, "khmer-legacy-font", Error),
    ("km", "RbCaCnkm<úCa", None, "khmer-legacy-font", Error),
    ("km", "kñúgRbeTskm<úCa", None, "khmer-legacy-font", Error),
    ("km", "សេ្", None, "khmer-loose-coeng", Error),
];

pub(super) const TEXT: &[Planted] = &[
    // Brackets beside words.
    ("en", "a member of the party(CNRP) was", None, "missing-space", Warning),
    ("fr", "les droits humains (CCHR)dans le pays", None, "missing-space", Warning),
    ("en", "by the party (CNRP).He was", None, "missing-space", Warning),
    ("fr", "les droits (CCHR),importante pour", None, "missing-space", Warning),
    // A place to fill in that was not filled in.
    ("de", "[Name einfügen] ist frei.", Some("He is free."), "template-left-over", Warning),
    ("en", "Write to [insert the address] now.", None, "template-left-over", Warning),
    // Untranslated.
    ("km", "Yours respectfully,", Some("Yours respectfully,"), "untranslated", Error),
    ("km", "Name", Some("Name"), "untranslated", Warning),
    (
        "km",
        "I write to ask for the release of \u{FFFC}.",
        Some("I write to ask for the release of \u{FFFC}."),
        "untranslated",
        Error,
    ),
    ("km", "Prime Minister", Some("Prime Minister"), "untranslated", Warning),
    ("fr", "Yours respectfully,", Some("Yours respectfully,"), "untranslated", Warning),
    ("fr", "I write to express my concern.", Some("I write to express my concern."), "untranslated", Error),
    // Half translated.
    ("km", "ខ្ញុំសូម ask you to respect សិទ្ធិមនុស្ស។", SENTENCE, "half-translated", Error),
    ("km", "ខ្ញុំសូម respect សិទ្ធិមនុស្ស។", SENTENCE, "half-translated", Warning),
    ("km", "នៅថ្ងៃទី៣ ខែ September", Some("on 3 September"), "half-translated", Warning),
    ("fr", "Je vous prie to respect the rights de tous.", SENTENCE, "half-translated", Error),
    ("fr", "Je vous prie de respecter the rights de tous.", SENTENCE, "half-translated", Warning),
    // Another language.
    (
        "fr",
        "We ask that the government of Cambodia release all of the prisoners who have been arrested.",
        Some("We demand freedom."),
        "other-language",
        Error,
    ),
    (
        "en",
        "Nous demandons que les autorités libèrent tous les prisonniers et que la loi soit respectée.",
        None,
        "other-language",
        Error,
    ),
    ("km", "Nous demandons la liberté.", Some("We demand freedom."), "other-language", Error),
    ("km", "ខ្ញុំសូម nous demandons la liberté។", Some("We demand freedom."), "other-language", Warning),
    (
        "de",
        "The government must respect the rights of all people in this country and abroad.",
        Some("We demand freedom."),
        "other-language",
        Error,
    ),
    // Another script.
    ("km", "ขอให้ปล่อยตัว", SENTENCE, "foreign-script", Error),
    ("km", "សេរីภាព", None, "foreign-script", Error),
    ("km", "ສິດທິ", None, "foreign-script", Error),
    ("km", "សេរីភាព свобода", None, "foreign-script", Warning),
    ("en", "the សេរីភាព of all", None, "foreign-script", Warning),
    ("en", "freedom свобода", None, "foreign-script", Warning),
    ("km", "កั", None, "foreign-script", Error),
    ("km", "ក\u{301}", None, "foreign-script", Error),
    ("fr", "la liberté 自由", None, "foreign-script", Warning),
    // Look-alikes.
    ("en", "Phnom P\u{435}nh", None, "homoglyph", Error),
    ("km", "(\u{421}NRP)", Some("(CNRP)"), "homoglyph", Error),
    ("km", "(СНРС)", Some("(CNRP)"), "homoglyph", Error),
    ("fr", "lib\u{3BF}rté", None, "homoglyph", Error),
    ("ru", "прав\u{61}", None, "homoglyph", Error),
    ("el", "Ελλ\u{61}δα", None, "homoglyph", Error),
    // Marks in pairs.
    ("km", "«សេរីភាព", Some("“freedom”"), "unbalanced", Warning),
    ("km", "សេរីភាព»", None, "unbalanced", Warning),
    ("en", "he said “no", None, "unbalanced", Warning),
    ("en", "(he said no", None, "unbalanced", Warning),
    ("km", "ប្រធាន (CNRP ដែល", None, "unbalanced", Warning),
    ("km", "ប្រធាន CNRP) ដែល", None, "unbalanced", Warning),
    ("en", "[so] he] said", None, "unbalanced", Warning),
    ("en", "he said \"no", None, "unbalanced", Warning),
    ("fr", "« oui", None, "unbalanced", Warning),
    ("de", "„nein", None, "unbalanced", Warning),
    // Straight quotes and those of others.
    ("en", "he said \"no\"", None, "straight-quotes", Warning),
    ("km", "\"សេរីភាព\"", Some("“freedom”"), "straight-quotes", Warning),
    ("en", "the minister's letter", None, "straight-quotes", Note),
    ("km", "'សេរីភាព'", None, "straight-quotes", Warning),
    ("km", "“សេរីភាព”", Some("“freedom”"), "foreign-quotes", Warning),
    ("en", "«freedom»", None, "foreign-quotes", Warning),
    ("fr", "“liberté”", None, "foreign-quotes", Warning),
    ("en", "„freedom“", None, "foreign-quotes", Warning),
    // Spaces.
    ("km", "សេរីភាព  មនុស្ស", None, "stray-space", Warning),
    ("en", " freedom", None, "stray-space", Warning),
    ("en", "freedom ", None, "stray-space", Warning),
    ("en", "freedom\u{A0}", None, "stray-space", Warning),
    ("fr", "la\u{A0} liberté", None, "stray-space", Warning),
    ("en", "freedom , and", None, "space-before-mark", Warning),
    ("en", "is it so ?", None, "space-before-mark", Warning),
    ("en", "( freedom)", None, "space-before-mark", Warning),
    ("fr", "la liberté , et", None, "space-before-mark", Warning),
    ("en", "freedom,and", None, "missing-space", Warning),
    // Addresses, links and telephone numbers at a word.
    ("km", "សូមសរសេរទៅinfo@example.org។", None, "missing-space", Warning),
    ("km", "សូមមើល www.example.orgដើម្បីជួយ", None, "missing-space", Warning),
    ("ru", "см.https://example.org/aи далее", None, "missing-space", Warning),
    ("en", "seehttps://example.org/a", None, "missing-space", Warning),
    ("km", "ទូរស័ព្ទ+855 23 123 456", None, "missing-space", Warning),
    ("en", "Telephone+855 23 123 456", None, "missing-space", Warning),
    ("en", "on 023 123 456before noon", None, "missing-space", Warning),
    ("en", "It is so.And", None, "missing-space", Warning),
    ("km", "សេរីភាព\u{A0}មនុស្ស", None, "no-break-space", Warning),
    ("en", "every\u{A0}person", None, "no-break-space", Warning),
    ("en", "all\u{2003}of us", None, "unusual-space", Warning),
    ("km", "សេរីភាព\u{3000}មនុស្ស", None, "unusual-space", Warning),
    // Words and marks twice.
    ("en", "of the the rights", None, "repeated-word", Warning),
    ("en", "of the\nthe rights", None, "repeated-word", Warning),
    ("km", "សេរីភាពនៃនៃការបញ្ចេញមតិ", None, "repeated-word", Warning),
    ("km", "សិទ្ធិមនុស្ស និង និងគ្រួសារ", None, "repeated-word", Warning),
    ("km", "សិទ្ធិសិទ្ធិមនុស្ស", None, "repeated-word", Warning),
    ("km", "ជួបមេធាវី មេធាវី និងគ្រួសារ", None, "repeated-word", Warning),
    ("en", "so it is,,", None, "doubled-mark", Warning),
    ("km", "សិទ្ធិ។។", None, "doubled-mark", Warning),
    ("en", "so it is..", None, "doubled-mark", Warning),
    // Digits.
    ("km", "ឆ្នាំ២០18", None, "mixed-digits", Error),
    ("km", "ឆ្នាំ2០១៨", None, "mixed-digits", Error),
    ("km", "មាត្រា ៤៤៣ ឆ្នាំ 2018", None, "mixed-digits", Warning),
    ("km", "ឆ្នាំ๒๐๑๘", None, "mixed-digits", Error),
    ("en", "in ២០១៨", None, "mixed-digits", Error),
    ("en", "in 2O18", None, "letter-in-number", Warning),
    ("en", "article l23", None, "letter-in-number", Warning),
    // What cannot be seen.
    ("en", "free\u{200B}dom", None, "untidy-zwsp", Warning),
    ("km", "សេរី\u{AD}ភាព", None, "invisible-character", Warning),
    ("en", "free\u{200D}dom", None, "invisible-character", Error),
    ("en", "free\u{FEFF}dom", None, "invisible-character", Error),
    ("km", "\u{FEFF}សេរីភាព", None, "invisible-character", Error),
    ("en", "free\u{E0041}dom", None, "invisible-character", Error),
    ("en", "free\u{2063}dom", None, "invisible-character", Error),
    ("km", "សេរី\u{3164}ភាព", None, "invisible-character", Error),
    ("en", "free\u{7}dom", None, "control-character", Error),
    ("en", "free\tdom", None, "control-character", Error),
    ("en", "free\u{2028}dom", None, "control-character", Error),
    ("km", "សេរី\u{9F}ភាព", None, "control-character", Error),
    ("en", "free\u{202E}dom", None, "bidi-control", Error),
    ("km", "\u{200E}សេរីភាព", None, "bidi-control", Error),
    ("km", "សេរី\u{2066}ភាព\u{2069}", None, "bidi-control", Error),
    ("ar", "\u{2067}حرية", None, "bidi-control", Error),
    ("ar", "حرية\u{202C}", None, "bidi-control", Error),
    ("en", "free\u{E000}dom", None, "unprintable-character", Error),
    ("km", "សេរី\u{F123}ភាព", None, "unprintable-character", Error),
    ("en", "free\u{FFFF}dom", None, "unprintable-character", Error),
    ("km", "សេរី\u{17FF}ភាព", None, "unprintable-character", Error),
    ("en", "free\u{FFFD}dom", None, "mojibake", Error),
    ("en", "\u{301}ecole", None, "mark-without-base", Error),
    ("en", "the \u{308}u", None, "mark-without-base", Error),
    ("fr", "e\u{301}cole", None, "not-composed", Warning),
    ("en", "con\u{FB01}rm", None, "compatibility-character", Warning),
    ("en", "\u{FF11}\u{FF12}", None, "compatibility-character", Warning),
    // Mojibake.
    ("km", "áž€áž¹áž˜ សុខា", None, "mojibake", Error),
    ("fr", "libertÃ©", None, "mojibake", Error),
    ("en", "theyâ€™re", None, "mojibake", Error),
    ("km", "ខ្ញុំ ???? មនុស្ស", SENTENCE, "mojibake", Error),
    ("fr", "Â«\u{202F}ouiÂ\u{A0}Â»", None, "mojibake", Error),
    // Markup and templates.
    ("km", "<b>សេរីភាព</b>", Some("freedom"), "markup", Error),
    ("km", "សេរីភាព<br>មនុស្ស", Some("freedom"), "markup", Error),
    ("km", "សេរីភាព&nbsp;មនុស្ស", Some("freedom"), "markup", Error),
    ("en", "R&amp;D", None, "markup", Error),
    ("km", "**សេរីភាព**", Some("freedom"), "markup", Error),
    ("en", "so *very* free", None, "markup", Warning),
    ("en", "see [the page](https://example.org)", None, "markup", Error),
    ("en", "# Freedom", None, "markup", Warning),
    ("km", "`សេរីភាព`", Some("freedom"), "markup", Warning),
    ("km", "សេរីភាព %s", Some("freedom"), "template-left-over", Error),
    ("km", "សេរីភាព %1$s", Some("freedom"), "template-left-over", Error),
    ("km", "សេរីភាព %(name)s", Some("freedom"), "template-left-over", Error),
    ("km", "សេរីភាព $arrested", Some("freedom"), "template-left-over", Error),
    ("km", "សេរីភាព {name}", Some("freedom"), "template-left-over", Error),
    ("km", "សេរីភាព {{x}}", Some("freedom"), "template-left-over", Error),
    ("km", "សេរីភាព ____", Some("freedom"), "template-left-over", Warning),
    ("km", "សេរីភាព __x__", Some("freedom"), "template-left-over", Error),
    ("km", "សេរីភាព [NAME]", Some("freedom"), "template-left-over", Error),
    ("km", "សេរីភាព\\u00A0មនុស្ស", Some("freedom"), "template-left-over", Error),
    ("km", "សេរីភាព\\n", Some("freedom"), "template-left-over", Error),
    ("km", "សេរីភាព %name%", Some("freedom"), "template-left-over", Error),
    ("km", "TODO សេរីភាព", Some("freedom"), "placeholder-text", Error),
    ("km", "សេរីភាព XXX", Some("freedom"), "placeholder-text", Warning),
    ("km", "FIXME", Some("freedom"), "placeholder-text", Error),
    ("km", "Lorem ipsum", Some("freedom"), "placeholder-text", Error),
    // Beside the source.
    ("km", "ខ្ញុំសូមអំពាវនាវ។", Some("I ask you:"), "final-mark", Warning),
    ("km", "ខ្ញុំសូមអំពាវនាវ", Some("I ask you:"), "final-mark", Warning),
    ("km", "តើអ្នកដឹងទេ។", Some("Do you know?"), "final-mark", Warning),
    ("fr", "Le savez-vous", Some("Do you know?"), "final-mark", Warning),
    ("fr", "Je vous prie d’agir", Some("Please act."), "final-mark", Warning),
];
// typos: on

#[test]
fn every_planted_fault_is_told() {
    let mut missed = Vec::new();
    for (tag, text, source, rule, severity) in KHMER.iter().chain(TEXT) {
        let found = examine(language(tag), text, *source);
        if !found.iter().any(|fault| fault.rule == *rule && fault.severity == *severity) {
            let reported: Vec<_> = found.iter().map(|fault| (fault.rule.as_str(), fault.severity)).collect();
            missed.push(format!("{tag} {rule} {severity:?} in {}: {reported:?}", visible(text)));
        }
    }
    assert!(missed.is_empty(), "{} missed\n{}", missed.len(), missed.join("\n"));
}

#[test]
fn what_is_mixed_within_a_language_is_noted() {
    let khmer = language("km");
    for (texts, rule) in [
        (["ខ្ញុំសរសេរ។", "លោកសរសេរ."], "khmer-mixed-stops"),
        (["ចម្លងជូន៖", "ជូនចំពោះ:"], "khmer-mixed-stops"),
        (["ខ្ញុំសរសេរ។", "លោកសរសេរ ។"], "khmer-mixed-spacing"),
        (["សេចក្ដី", "សេចក្តី"], "khmer-mixed-spelling"),
        (["ឱ្យលោក", "ឲ្យលោក"], "khmer-mixed-spelling"),
        (["ឆ្នាំ២០១៨", "ឆ្នាំ 2018"], "mixed-digits"),
    ] {
        let found = examine_all(khmer, &texts.map(|text| (text, None)));
        let rules: Vec<_> = found.iter().map(|(_, fault)| (fault.rule.as_str(), fault.severity)).collect();
        assert_eq!(rules, [(rule, Note)], "{texts:?}");
    }
    let same = ["ខ្ញុំសរសេរ។", "សេចក្ដី ឱ្យ ២០១៨ CC3 ។ល។", "សេចក្ដី៖"];
    assert_eq!(examine_all(khmer, &same.map(|text| (text, None))), []);
}

#[test]
fn a_lost_sentence_shows_beside_the_others() {
    let khmer = language("km");
    let source =
        "He was arrested at his home in Phnom Penh. He has been in prison since then. The court has refused bail.";
    let whole = "លោកត្រូវបានចាប់ខ្លួននៅផ្ទះរបស់លោក ក្នុងរាជធានីភ្នំពេញ។ លោកត្រូវបានឃុំខ្លួនតាំងពីពេលនោះមក។ តុលាការបានបដិសេធមិនឱ្យលោកនៅក្រៅឃុំ។";
    let short = "លោកត្រូវបានចាប់ខ្លួននៅផ្ទះរបស់លោក ក្នុងរាជធានីភ្នំពេញ។ លោកត្រូវបានឃុំខ្លួនតាំងពីពេលនោះមក។";
    let first = "លោកត្រូវបានចាប់ខ្លួន។";
    let all = |last: &'static str| [whole, whole, whole, whole, whole, last].map(|text| (text, Some(source)));
    let reported =
        |last| examine_all(khmer, &all(last)).iter().map(|(i, fault)| (*i, fault.rule.as_str())).collect::<Vec<_>>();
    assert_eq!(reported(whole), []);
    assert_eq!(reported(short), [(5, "lost-sentence")]);
    assert_eq!(reported(first), [(5, "lost-sentence")]);
}
