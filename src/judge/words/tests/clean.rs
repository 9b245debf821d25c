//! Texts in which nothing is wrong: what is legal raises nothing.

use super::{Fault, examine, examine_all, language};
use crate::finding::Severity;

fn told(faults: &[Fault]) -> Vec<String> {
    faults.iter().map(|fault| format!("{}: {}", fault.rule, fault.message)).collect()
}

#[test]
fn the_khmer_declaration_has_its_one_true_fault() {
    let khmer = language("km");
    let lines: Vec<&str> = include_str!("../../../../tests/data/udhr-khm.txt").lines().collect();
    let found: Vec<String> = lines.iter().flat_map(|line| told(&examine(khmer, line, None))).collect();
    assert_eq!(found, ["khmer-doubled-mark: in `សម្ងាត់់` the mark U+17CB is there twice (U+178F U+17CB U+17CB)"]);
    let all: Vec<(&str, Option<&str>)> = lines.iter().map(|line| (*line, None)).collect();
    let rules: Vec<(&str, Severity)> =
        examine_all(khmer, &all).iter().map(|(_, fault)| (fault.rule.as_str(), fault.severity)).collect();
    assert_eq!(rules, [("khmer-mixed-spacing", Severity::Note)], "one of its stops has a space before it");
}

#[test]
fn the_english_declaration_has_no_fault() {
    let english = language("en");
    for line in include_str!("../../../../tests/data/udhr-eng.txt").lines() {
        assert_eq!(told(&examine(english, line, None)), Vec::<String>::new(), "{line}");
    }
}

/// The first article of the Declaration and the like, in the writing of several languages.
#[test]
fn other_languages_are_not_mistaken_for_faults() {
    for (tag, text) in [
        (
            "fr",
            "Tous les êtres humains naissent libres et égaux en dignité et en droits. Ils sont doués de raison et de conscience et doivent agir les uns envers les autres dans un esprit de fraternité.",
        ),
        (
            "fr",
            "Objet\u{202F}: l’appel «\u{202F}urgent\u{202F}»\u{202F}; n’est-ce pas\u{202F}? M.\u{A0}Meas, l’article\u{A0}443, le 1er\u{A0}mars\u{A0}2018",
        ),
        ("fr", "Objet : l’appel « urgent » ; vraiment ?! Oui… (quoi ?)"),
        (
            "de",
            "Alle Menschen sind frei und gleich an Würde und Rechten geboren. Die, die „frei“ sagen, wissen es – z. B. Frau Dr. Müller, geb. 3.4.1970.",
        ),
        ("vi", "Tất cả mọi người sinh ra đều được tự do và bình đẳng về nhân phẩm và quyền lợi. Luôn luôn như thế."),
        ("el", "Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια και τα δικαιώματα· γιατί;"),
        (
            "ru",
            "Все люди рождаются свободными и равными в своём достоинстве и правах. IT-компания, 3D-модель, NASA; «права».",
        ),
        ("zh", "请访问https://example.org。或致电+855 23 123 456。"),
        ("ar", "يولد جميع الناس أحرارًا متساوين في الكرامة والحقوق، وقد وهبوا عقلًا وضميرًا؟ «نعم» ١٢٣"),
    ] {
        assert_eq!(told(&examine(language(tag), text, None)), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn what_is_legal_raises_nothing() {
    let (khmer, english, french) = (language("km"), language("en"), language("fr"));
    for (language, text, source) in [
        // A Latin acronym, a variable, a term, break permissions between words, a name in brackets.
        (khmer, "ប្រធាន\u{FFFC} (CNRP) ដែលត្រូវបានរំលាយ។", Some("president of \u{FFFC} (CNRP), which was dissolved.")),
        (khmer, "ខ្ញុំ\u{200B}សរសេរ\u{200B}លិខិត\u{200B}នេះ។", Some("I write this letter.")),
        (khmer, "ភ្លាមៗ\u{200B}និង\u{2060}ដោយគ្មានលក្ខខណ្ឌ", Some("immediately and unconditionally")),
        (khmer, "ស៊\u{200C}ី ប៉\u{200C}ី", None),
        (khmer, "ថ្ងៃទី\u{FFFC} ខែ\u{FFFC} ឆ្នាំ\u{FFFC}", Some("\u{FFFC} \u{FFFC} \u{FFFC}")),
        (khmer, "លក់ ដូរ ផ្ទេរ ។ល។", None),
        (khmer, "ទូរស័ព្ទ +855 23 123 456", Some("Telephone +855 23 123 456")),
        (khmer, "សូមមើល https://www.example.org/a_b?c=d", Some("See https://www.example.org/a_b?c=d")),
        (khmer, "សូមសរសេរទៅ info@example.org។", None),
        (khmer, "(www.example.org) ទូរស័ព្ទ៖ +855 23 123 456។", None),
        (english, "tel.: +855 23 123 456 (office), info@example.org, 10.000 people", None),
        (khmer, "ត្រូវការការថែទាំវេជ្ជសាស្ត្រ", Some("needs medical care")),
        (khmer, "ឱ្យលោកអាចជួបមេធាវី៖", Some("let him meet lawyers:")),
        (khmer, "«សេរីភាព»", Some("“freedom”")),
        (khmer, "ម៉្យាង", None),
        (khmer, "ធម៌ ឧបករណ៍ ហ៊ុន សែន នុ៎ះ", None),
        (khmer, "ទំព័រ \u{FFFC} នៃ \u{FFFC}", Some("Page \u{FFFC} of \u{FFFC}")),
        (khmer, "\u{FFFC}.", Some("\u{FFFC}.")),
        (khmer, "ក) ខ) គ", None),
        (khmer, "១) ២)", None),
        (
            english,
            "He was arrested at his home, in Phnom Penh, on \u{FFFC}; why? Because “he spoke” (they’re sure).",
            None,
        ),
        (english, "the Minister’s letter, i.e. “page 3”: see (a) and (b) …", None),
        (english, "1. Mr. Sokha’s 50% share, 3.5 km, 10:30 a.m., No. 7–9, £5, AT&T, R&D; and/or", None),
        (english, "He said that that was what had had to be done.", None),
        (english, "co\u{AD}operation", None),
        (french, "Kem Sokha", Some("Kem Sokha")),
        (french, "Signature", Some("Signature")),
        (french, "Excellence,", Some("Your Excellency,")),
    ] {
        assert_eq!(told(&examine(language, text, source)), Vec::<String>::new(), "{}", text.escape_debug());
    }
}
