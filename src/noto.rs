//! A free font family for each script.

use unicode_script::Script;

use crate::script::scripts;

/// The font family for a script, if one is known.
pub fn family_for(script: Script) -> Option<&'static str> {
    FAMILIES.iter().find(|(known, _)| *known == script).map(|(_, family)| *family)
}

/// The font family for the script with an ISO 15924 code such as `Khmr`. Some codes mean the Han letters of one country,
/// which look different in each.
pub fn family_for_code(code: &str) -> Option<&'static str> {
    match code {
        "Hans" | "Hani" => Some("Noto Serif SC"),
        "Hant" | "Hanb" => Some("Noto Serif TC"),
        "Jpan" => Some("Noto Serif JP"),
        "Kore" => Some("Noto Serif KR"),
        _ => family_for(script_of(code)?),
    }
}

/// The other name of a family: `Noto Serif CJK SC` in collections, as systems install them, is `Noto Serif SC` as a
/// download.
pub fn name_in_collections(family: &str) -> Option<String> {
    let country = family.strip_prefix("Noto Serif ").filter(|country| ["SC", "TC", "JP", "KR"].contains(country))?;
    Some(format!("Noto Serif CJK {country}"))
}

/// The script of an ISO 15924 code such as `Khmr`; of one that means several scripts the one
/// that a font is looked for by.
pub fn script_of(code: &str) -> Option<Script> {
    match code {
        "Jpan" => Some(Script::Hiragana),
        _ => scripts(code).first().copied(),
    }
}

/// For each script a free family that has it. They are Google's Noto fonts, which match the bundled Noto Serif.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_font_is_named_for_a_script() {
        assert_eq!(family_for(Script::Thai), Some("Noto Serif Thai"));
        assert_eq!(family_for(Script::Common), None);
        assert_eq!(script_of("Hant").and_then(family_for), Some("Noto Serif SC, TC, JP or KR"));
        assert_eq!(family_for_code("Hant"), Some("Noto Serif TC"));
        assert_eq!(family_for_code("Kore").and_then(name_in_collections).as_deref(), Some("Noto Serif CJK KR"));
        assert_eq!(family_for_code("Thai").and_then(name_in_collections), None);
        assert_eq!(script_of("Xxxx"), None);
    }

    #[test]
    fn every_script_stands_there_once() {
        for (i, (script, _)) in FAMILIES.iter().enumerate() {
            assert!(FAMILIES[i + 1..].iter().all(|(other, _)| other != script), "{script:?}");
        }
    }
}
