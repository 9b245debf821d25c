//! The finding on a character that no font has, and which fonts would do.

use unicode_script::{Script, UnicodeScript};

use super::set::Setting;
use crate::finding::{Finding, code_point};
use crate::letter::Text;
use crate::shape::MissingGlyph;

/// For each script a family that has it, free and with the TrueType outlines that a letter needs.
/// They are Google's Noto fonts, which match the bundled Noto Serif.
const FAMILIES: &[(Script, &str)] = &[
    (Script::Arabic, "Noto Naskh Arabic"),
    (Script::Armenian, "Noto Serif Armenian"),
    (Script::Balinese, "Noto Serif Balinese"),
    (Script::Bengali, "Noto Serif Bengali"),
    (Script::Bopomofo, "Noto Serif TC"),
    (Script::Canadian_Aboriginal, "Noto Sans Canadian Aboriginal"),
    (Script::Cham, "Noto Sans Cham"),
    (Script::Cherokee, "Noto Sans Cherokee"),
    (Script::Cyrillic, "Noto Serif"),
    (Script::Devanagari, "Noto Serif Devanagari"),
    (Script::Ethiopic, "Noto Serif Ethiopic"),
    (Script::Georgian, "Noto Serif Georgian"),
    (Script::Greek, "Noto Serif"),
    (Script::Gujarati, "Noto Serif Gujarati"),
    (Script::Gurmukhi, "Noto Serif Gurmukhi"),
    (Script::Han, "Noto Serif SC, TC, JP or KR"),
    (Script::Hangul, "Noto Serif KR"),
    (Script::Hebrew, "Noto Serif Hebrew"),
    (Script::Hiragana, "Noto Serif JP"),
    (Script::Javanese, "Noto Sans Javanese"),
    (Script::Kannada, "Noto Serif Kannada"),
    (Script::Katakana, "Noto Serif JP"),
    (Script::Khmer, "Noto Serif Khmer"),
    (Script::Lao, "Noto Serif Lao"),
    (Script::Latin, "Noto Serif"),
    (Script::Malayalam, "Noto Serif Malayalam"),
    (Script::Mongolian, "Noto Sans Mongolian"),
    (Script::Myanmar, "Noto Serif Myanmar"),
    (Script::Nko, "Noto Sans NKo"),
    (Script::Oriya, "Noto Serif Oriya"),
    (Script::Sinhala, "Noto Serif Sinhala"),
    (Script::Syriac, "Noto Sans Syriac"),
    (Script::Tamil, "Noto Serif Tamil"),
    (Script::Telugu, "Noto Serif Telugu"),
    (Script::Thaana, "Noto Sans Thaana"),
    (Script::Thai, "Noto Serif Thai"),
    (Script::Tibetan, "Noto Serif Tibetan"),
    (Script::Tifinagh, "Noto Sans Tifinagh"),
    (Script::Yi, "Noto Sans Yi"),
];

/// What to say of one character of `text`, of which `drawn` is the part that is drawn.
pub fn missing_glyph(glyph: &MissingGlyph, drawn: &str, text: &Text, setting: &Setting) -> Finding {
    let message = format!(
        "no font has a glyph for {}, the {} character of `{}`",
        code_point(glyph.character),
        ordinal(drawn[..glyph.at].chars().count() + 1),
        beginning(drawn),
    );
    let families = setting.fonts.families();
    let known = family_for(glyph.character).filter(|family| !families.contains(family));
    let example = known.map_or(String::new(), |family| format!(", for example {family}"));
    let help = format!(
        "take it out, or add a font that has it{example}, with `--font FILE` or in the folder `fonts`; there are: {}",
        families.join(", ")
    );
    text.origin.error("missing-glyph", message).help(help)
}

/// The family that has a character's script. A script that none is known for has none.
fn family_for(character: char) -> Option<&'static str> {
    let script = character.script();
    FAMILIES.iter().find(|(known, _)| *known == script).map(|(_, family)| *family)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_font_is_named_for_the_script_of_a_character() {
        assert_eq!(family_for('ส'), Some("Noto Serif Thai"));
        assert_eq!(family_for('漢'), Some("Noto Serif SC, TC, JP or KR"));
        assert_eq!(family_for('ع'), Some("Noto Naskh Arabic"));
        assert_eq!(family_for('→'), None);
    }

    #[test]
    fn every_script_stands_there_once() {
        for (i, (script, _)) in FAMILIES.iter().enumerate() {
            assert!(FAMILIES[i + 1..].iter().all(|(other, _)| other != script), "{script:?}");
        }
    }
}
