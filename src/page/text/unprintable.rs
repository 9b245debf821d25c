//! The findings on text that must not be printed: characters that no font has, and which fonts would
//! do; and clusters that would be drawn with a dotted circle.

use std::collections::BTreeSet;

use unicode_script::{Script, UnicodeScript};
use unicode_segmentation::UnicodeSegmentation;

use crate::finding::{Finding, Findings, code_point, code_points, rules};
use crate::letter::Text;
use crate::noto::family_for;
use crate::page::text::context::TypesetContext;
use crate::script::is_specific;
use crate::script::marks::is_mark;
use crate::shape::{BrokenCluster, MissingGlyph, Unprintable, Wording};

/// The findings about `text`.
pub fn findings_on(unprintable: &Unprintable, text: &Text, typesetting: &TypesetContext) -> Findings {
    let drawn = Wording::of(&text.content).text;
    let mut findings = missing_glyphs(&unprintable.missing, &drawn, text, typesetting);
    findings.extend(unprintable.broken.iter().map(|broken| broken_cluster(broken, &drawn, text)));
    findings
}

/// One finding for each script, since one font has all of it.
fn missing_glyphs(missing: &[MissingGlyph], drawn: &str, text: &Text, typesetting: &TypesetContext) -> Findings {
    let mut findings = Findings::new();
    let mut told: Vec<Script> = Vec::new();
    for glyph in missing {
        let script = glyph.character.script();
        if told.contains(&script) {
            continue;
        }
        let others: BTreeSet<char> = if is_specific(script) {
            told.push(script);
            missing.iter().map(|other| other.character).filter(|other| other.script() == script).collect()
        } else {
            // Marks and pictures of all scripts have nothing in common.
            BTreeSet::new()
        };
        findings.push(missing_glyph(glyph, others.len().saturating_sub(1), drawn, text, typesetting));
    }
    findings
}

fn missing_glyph(
    glyph: &MissingGlyph,
    others: usize,
    drawn: &str,
    text: &Text,
    typesetting: &TypesetContext,
) -> Finding {
    let nor = match others {
        0 => String::new(),
        1 => "; 1 more character of its script is missing too".to_owned(),
        _ => format!("; {others} more characters of its script are missing too"),
    };
    let message = format!(
        "no font has the character {}, the {} character of `{}`{nor}",
        code_point(glyph.character),
        ordinal(drawn[..glyph.at].chars().count() + 1),
        beginning(drawn),
    );
    let families = typesetting.fonts.families();
    let known = family_for(glyph.character.script()).filter(|family| !families.contains(family));
    let example = known.map_or(String::new(), |family| format!(", for example {family}"));
    let help = format!(
        "delete it, or add a font that has it{example}, with `--font FILE` or in the folder `fonts`; known fonts: {}",
        families.join(", ")
    );
    text.origin.error(rules::MISSING_GLYPH, message).help(help)
}

fn broken_cluster(broken: &BrokenCluster, drawn: &str, text: &Text) -> Finding {
    let character = code_points(broken.character.encode_utf8(&mut [0; 4]));
    let kind = if is_mark(broken.character) { "mark" } else { "character" };
    let cluster = &drawn[broken.text.clone()];
    let before = drawn[..broken.at].chars().next_back().filter(|before| before.is_alphabetic() || is_mark(*before));
    let (fact, help) = match before {
        None => ("has no letter before it", "write the letter before the mark, or delete the mark"),
        Some(_) => (
            "cannot follow the character before it",
            "write the marks in the right order, or delete the one that does not belong there",
        ),
    };
    let message =
        format!("the {kind} {character} {fact}: `{cluster}` ({}) in `{}`", code_points(cluster), around(drawn, broken));
    text.origin.error(rules::BROKEN_CLUSTER, message).help(help)
}

/// The text around a broken cluster, to find it by.
fn around(text: &str, broken: &BrokenCluster) -> String {
    const SHOWN: usize = 10;
    let (before, after) = (&text[..broken.text.start], &text[broken.text.end..]);
    let start = before.grapheme_indices(true).rev().take(SHOWN).last().map_or(0, |(start, _)| start);
    let end = broken.text.end + after.graphemes(true).take(SHOWN).map(str::len).sum::<usize>();
    let cut = |is_cut: bool| if is_cut { "…" } else { "" };
    format!("{}{}{}", cut(start > 0), &text[start..end], cut(end < text.len()))
}

/// The first words of a text, to know it by.
pub(in crate::page) fn beginning(text: &str) -> String {
    const SHOWN: usize = 24;
    let shown: String = text.chars().take(SHOWN).collect();
    if shown.len() < text.len() { format!("{shown}…") } else { shown }
}

fn ordinal(number: usize) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}
