//! The findings on characters that no font has, and which fonts would do.

use std::collections::BTreeSet;

use unicode_script::{Script, UnicodeScript};

use super::set::Setting;
use crate::finding::{Finding, Findings, code_point, rules};
use crate::letter::Text;
use crate::noto::family_for;
use crate::shape::MissingGlyph;

/// What to say of the characters of `text` that no font has, of which `drawn` is the part that is drawn:
/// one finding for each script, since one font has all of it.
pub fn missing_glyphs(missing: &[MissingGlyph], drawn: &str, text: &Text, setting: &Setting) -> Findings {
    let mut findings = Findings::new();
    let mut told: Vec<Script> = Vec::new();
    for glyph in missing {
        let script = glyph.character.script();
        if told.contains(&script) {
            continue;
        }
        let others: BTreeSet<char> = match script {
            // Marks and pictures of all scripts have nothing in common.
            Script::Common | Script::Inherited | Script::Unknown => BTreeSet::new(),
            _ => {
                told.push(script);
                missing.iter().map(|other| other.character).filter(|other| other.script() == script).collect()
            }
        };
        findings.push(missing_glyph(glyph, others.len().saturating_sub(1), drawn, text, setting));
    }
    findings
}

fn missing_glyph(glyph: &MissingGlyph, others: usize, drawn: &str, text: &Text, setting: &Setting) -> Finding {
    let nor = if others == 0 { String::new() } else { format!(", nor for {others} more of its script") };
    let message = format!(
        "no font has a glyph for {}, the {} character of `{}`{nor}",
        code_point(glyph.character),
        ordinal(drawn[..glyph.at].chars().count() + 1),
        beginning(drawn),
    );
    let families = setting.fonts.families();
    let known = family_for(glyph.character.script()).filter(|family| !families.contains(family));
    let example = known.map_or(String::new(), |family| format!(", for example {family}"));
    let help = format!(
        "take it out, or add a font that has it{example}, with `--font FILE` or in the folder `fonts`; there are: {}",
        families.join(", ")
    );
    text.origin.error(rules::MISSING_GLYPH, message).help(help)
}

/// The first words of a text, to know it by.
pub(super) fn beginning(text: &str) -> String {
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
