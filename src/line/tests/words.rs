//! Words of scripts without spaces, other than Khmer. The project has no fonts for them, so a letter here is a
//! box of half an em.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::SEGMENTER;
use crate::line::{BreakClass, KnownWords, Opportunity, Vote, break_lines, explain, opportunities};
use crate::locale::Align;
use crate::shape::{Cluster, Level, ShapedText};
use crate::unit::{Em, Pt};

fn boxes(text: &str) -> ShapedText {
    let font = super::shaped("a").clusters[0].font;
    let cluster = |(at, grapheme): (usize, &str)| Cluster {
        text: at..at + grapheme.len(),
        font,
        glyphs: 0..0,
        advance: Em(0.5),
        level: Level::ltr(),
    };
    ShapedText {
        text: text.to_owned(),
        orders: Vec::new(),
        clusters: text.grapheme_indices(true).map(cluster).collect(),
        glyphs: Vec::new(),
        hyphens: Vec::new(),
        level: Level::ltr(),
    }
}

fn found(text: &ShapedText) -> Vec<Opportunity> {
    opportunities(text, &KnownWords::none(), &SEGMENTER)
}

/// The text with `|` where a line may ordinarily end.
fn with_breaks(text: &str) -> String {
    let text = boxes(text);
    let found = found(&text);
    let mut out = String::new();
    for i in 0..text.clusters.len() {
        if found.iter().any(|o| o.cluster == i && o.class == BreakClass::Ordinary) {
            out.push('|');
        }
        out.push_str(text.text_of(i..i + 1));
    }
    out
}

/// The first article of the Universal Declaration of Human Rights, as far as its first space, and other words.
const TEXTS: [(&str, &str); 6] = [
    ("Thai", "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ"),
    ("Thai", "สิทธิมนุษยชน"),
    ("Lao", "ມະນຸດທຸກຄົນເກີດມາມີສິດເສລີພາບ"),
    ("Lao", "ສິດທິມະນຸດ"),
    ("Burmese", "လူတိုင်းသည်တူညီလွတ်လပ်သောဂုဏ်သိက္ခာဖြင့်မွေးဖွားလာသူများဖြစ်သည်"),
    ("Burmese", "လူ့အခွင့်အရေး"),
];

#[test]
fn lines_end_at_words() {
    for (text, pieces) in [
        (0, ["|มี|", "|และ", "|ใน|"]),
        (1, ["สิทธิ|", "สิทธิ|ม", "|ม"]),
        (2, ["|ເກີດ|", "|ມາ|", "|ສິດ|"]),
        (3, ["ສິດທິ|", "ສິດທິ|ມ", "|ມ"]),
        (4, ["လူ|", "|သည်|", "|သော|"]),
        (5, ["လူ့|", "|အ", "လူ့|အ"]),
    ] {
        let broken = with_breaks(TEXTS[text].1);
        for piece in pieces {
            assert!(broken.contains(piece), "{piece} in {broken}");
        }
    }
}

#[test]
fn no_line_ends_within_a_word() {
    for (text, words) in [(0, ["เกิด", "และ", "มนุษย์"]), (2, ["ມະນຸດ", "ເກີດ", "ຄົນ"]), (4, ["တိုင်း", "ဖြင့်", "သည်"])]
    {
        let broken = with_breaks(TEXTS[text].1);
        for word in words {
            assert!(broken.contains(word), "{word} in {broken}");
        }
    }
}

#[test]
fn no_line_ends_within_a_syllable_even_in_an_emergency() {
    for (language, text) in TEXTS {
        let text = boxes(text);
        for opportunity in found(&text) {
            let (before, after) = text.text.split_at(text.clusters[opportunity.cluster].text.start);
            assert!(
                !before.ends_with(['เ', 'แ', 'โ', 'ใ', 'ไ', 'ເ', 'ແ', 'ໂ', 'ໃ', 'ໄ', '\u{1039}']),
                "{language}: {before}"
            );
            assert!(!after.starts_with(['ะ', 'า', 'ำ', 'ๆ', 'ະ', 'າ', 'ຳ', 'ໆ']), "{language}: {after}");
            // A final letter of Burmese has an asat.
            assert!(after.chars().nth(1) != Some('\u{103A}'), "{language}: {after}");
            assert!(!after.starts_with("ธิ์") && !after.starts_with("ย์"), "{language}: {after}");
        }
    }
}

/// The explanations of the line ends of a text that is set on lines of `letters` letters.
fn explained(text: &str, letters: usize) -> Vec<String> {
    let text = boxes(text);
    let found = found(&text);
    let lines: Vec<Range<usize>> =
        break_lines(&text, &found, Pt(10.0), Pt(5.0 * letters as f64), Align::Ragged).unwrap();
    explain(&text, &found, &lines).iter().map(ToString::to_string).collect()
}

#[test]
fn line_ends_are_explained_as_words() {
    for (language, text) in TEXTS.into_iter().filter(|(_, text)| text.len() > 60) {
        let explained = explained(text, 20);
        assert!(
            !explained.is_empty() && explained.iter().all(|line| line.contains("word: ")),
            "{language}: {explained:?}"
        );
    }
}

#[test]
fn a_place_after_a_slash_is_none_between_words() {
    let explained = explained("และ/หรือ", 5);
    assert!(explained.len() == 1 && explained[0].contains("  mark "), "{explained:?}");
    let text = boxes("สิทธิและ/หรือมนุษย์");
    let slash = text.cluster_at(text.text.find('/').unwrap()) + 1;
    for opportunity in found(&text).iter().filter(|o| o.class == BreakClass::Ordinary) {
        let is_word = opportunity.votes.iter().any(Vote::finds_words);
        assert_eq!(is_word, opportunity.cluster != slash, "{opportunity:?}");
        // Two votes for a word are worth more than a slash.
        assert!(opportunity.cluster == slash || opportunity.votes.iter().count() < 2 || opportunity.penalty < 0.2);
        assert!(opportunity.cluster != slash || opportunity.penalty >= 1.0);
    }
}

#[test]
fn a_number_stays_with_the_word_before_it_and_a_line_may_end_after_it() {
    assert!(!with_breaks("มาตรา๑").contains("|๑"));
    assert!(with_breaks("มาตรา๑และ").contains("๑|และ"));
    assert!(with_breaks("(CNRP)และ").contains(")|และ"));
}

#[test]
fn a_protected_name_is_kept_whole() {
    let text = boxes("นายสมชายมา");
    let inside = text.cluster_at("นายสม".len());
    assert!(opportunities(&text, &KnownWords::of_names(&["สมชาย"]), &SEGMENTER).iter().all(|o| o.cluster != inside));
}
