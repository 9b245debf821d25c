//! Scripts: facts about the scripts of the world, each in one place.
//!
//! [`breaks`] has the invisible characters for the ends of lines, [`isolates`] those around words that run their own
//! way, [`khmer`] the letters of Khmer and the order of a cluster, [`marks`] the marks above and below letters,
//! [`spacing`] which scripts write spaces between words, [`southeast_asian`] the letters of Thai, Lao and Burmese.
//! Findings quote words with [`shortened`], and [`in_capitals`] writes words in the capitals of their language.

pub mod breaks;
mod capitals;
pub mod isolates;
pub mod khmer;
pub mod marks;
mod shortened;
pub mod southeast_asian;
pub mod spacing;

pub use capitals::in_capitals;
pub use shortened::shortened;
use unicode_script::{Script, UnicodeScript};

/// Whether it is a particular script, and not a value for characters that all scripts share.
pub fn is_specific(script: Script) -> bool {
    !matches!(script, Script::Common | Script::Inherited | Script::Unknown)
}

/// The scripts that a language is written in, from its `script` in `locale.yaml`. The first one decides whether there
/// are spaces between words.
pub fn scripts(code: &str) -> Vec<Script> {
    match code {
        "Jpan" => vec![Script::Han, Script::Hiragana, Script::Katakana],
        "Hrkt" => vec![Script::Hiragana, Script::Katakana],
        "Hans" | "Hant" => vec![Script::Han, Script::Bopomofo],
        "Kore" => vec![Script::Hangul, Script::Han],
        // Styles of a script, which have a code of their own.
        "Aran" => vec![Script::Arabic],
        "Cyrs" => vec![Script::Cyrillic],
        "Latf" | "Latg" => vec![Script::Latin],
        "Syre" | "Syrj" | "Syrn" => vec![Script::Syriac],
        _ => Script::from_short_name(code).into_iter().collect(),
    }
}

/// The code that was probably meant by a name that is not a code: `Khmr` by `Khmer` or `khmr`.
pub fn code_meant(name: &str) -> Option<&'static str> {
    let mut letters = name.trim().chars();
    let first = letters.next()?.to_uppercase();
    let written: String = first.chain(letters.flat_map(char::to_lowercase)).collect();
    let script = Script::from_full_name(&written).or_else(|| Script::from_short_name(&written))?;
    is_specific(script).then(|| script.short_name())
}

/// Whether a script is written from right to left.
pub fn is_right_to_left(script: Script) -> bool {
    matches!(
        script,
        Script::Arabic
            | Script::Hebrew
            | Script::Syriac
            | Script::Thaana
            | Script::Nko
            | Script::Adlam
            | Script::Hanifi_Rohingya
            | Script::Mandaic
            | Script::Samaritan
            | Script::Mende_Kikakui
            | Script::Yezidi
    )
}

/// Whether a script is one of those of China, Japan and Korea, whose words are directly beside those of others.
pub fn is_east_asian(script: Script) -> bool {
    matches!(script, Script::Han | Script::Hiragana | Script::Katakana | Script::Bopomofo | Script::Hangul)
}

/// Whether a character can be in words of Latin letters: a Latin letter, or a character that all scripts share.
pub fn is_of_latin_words(character: char) -> bool {
    character.is_ascii() || matches!(character.script(), Script::Latin | Script::Common | Script::Inherited)
}

/// Whether a character is a digit: a European one, or one of a script of Cambodia, Thailand, Laos or Myanmar.
pub fn is_digit(character: char) -> bool {
    character.is_ascii_digit() || khmer::is_digit(character) || matches!(character, '๐'..='๙' | '໐'..='໙' | '၀'..='၉')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_of_several_scripts_names_them() {
        assert_eq!(scripts("Khmr"), [Script::Khmer]);
        assert_eq!(scripts("Kore")[0], Script::Hangul);
        assert_eq!(scripts("Nope"), []);
    }

    #[test]
    fn the_name_of_a_script_leads_to_its_code() {
        for (name, code) in
            [("Khmer", "Khmr"), ("khmr", "Khmr"), ("KHMER", "Khmr"), ("arabic", "Arab"), ("Han", "Hani")]
        {
            assert_eq!(code_meant(name), Some(code), "{name}");
        }
        assert_eq!((code_meant("Klingon"), code_meant(""), code_meant("Common")), (None, None, None));
    }

    #[test]
    fn digits_and_marks_stand_in_latin_words_and_khmer_letters_do_not() {
        assert!("Čech 7, №".chars().all(is_of_latin_words));
        assert!(!"ក១Я".chars().any(is_of_latin_words));
    }
}
