//! Scripts: facts about the scripts of the world, each in one place.
//!
//! [`khmer`] has the letters of Khmer and the order of a cluster, [`marks`] the marks above and below letters,
//! [`spacing`] which scripts write spaces between words, [`southeast_asian`] the letters of Thai, Lao and Burmese.

pub mod khmer;
pub mod marks;
pub mod southeast_asian;
pub mod spacing;

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
        _ => Script::from_short_name(code).into_iter().collect(),
    }
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

/// Whether the script of a language, as it is in `locale.yaml`, is the one of Chinese, Japanese or Korean.
pub fn is_east_asian_code(code: &str) -> bool {
    matches!(code, "Jpan" | "Hans" | "Hant" | "Kore")
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
    fn digits_and_marks_stand_in_latin_words_and_khmer_letters_do_not() {
        assert!("Čech 7, №".chars().all(is_of_latin_words));
        assert!(!"ក១Я".chars().any(is_of_latin_words));
    }
}
