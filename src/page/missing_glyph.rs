//! The finding on a character that no font has, and which fonts would do.

use unicode_script::UnicodeScript;

use super::set::Setting;
use crate::finding::{Finding, code_point};
use crate::letter::Text;
use crate::noto::family_for;
use crate::shape::MissingGlyph;

/// What to say of one character of `text`, of which `drawn` is the part that is drawn.
pub fn missing_glyph(glyph: &MissingGlyph, drawn: &str, text: &Text, setting: &Setting) -> Finding {
    let message = format!(
        "no font has a glyph for {}, the {} character of `{}`",
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
    text.origin.error("missing-glyph", message).help(help)
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
