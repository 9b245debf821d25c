//! Spacing: the scripts that have no spaces between words.

use unicode_script::{Script, UnicodeScript};

/// Whether words of a script are written without spaces between them.
///
/// These are the scripts whose line ends Unicode leaves to a dictionary (UAX 14, class SA); Tibetan, which has a tsheg
/// after each syllable and a space only after a phrase; Balinese and Javanese, which according to the Unicode Standard
/// have no spaces; and those of China and Japan. Korean is written with spaces.
pub fn is_unspaced(script: Script) -> bool {
    matches!(
        script,
        Script::Khmer
            | Script::Thai
            | Script::Lao
            | Script::Myanmar
            | Script::Tibetan
            | Script::Tai_Le
            | Script::New_Tai_Lue
            | Script::Tai_Tham
            | Script::Tai_Viet
            | Script::Ahom
            | Script::Balinese
            | Script::Javanese
            | Script::Han
            | Script::Hiragana
            | Script::Katakana
            | Script::Bopomofo
    )
}

/// The same for the script of a character, or for a mark of Chinese and Japanese, which includes its own white space.
pub fn is_unspaced_character(character: char) -> bool {
    !character.is_ascii()
        && (is_unspaced(character.script()) || matches!(character, '\u{3000}'..='\u{303F}' | '\u{FF01}'..='\u{FF60}'))
}

/// Marks at the end of a phrase that have a space after them in scripts without spaces: Khmer, Burmese and Tibetan
/// ones.
pub fn ends_phrase(character: char) -> bool {
    matches!(character, '។'..='៖' | '៚' | '၊' | '။' | '།'..='༑' | '༔')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::script::scripts;

    #[test]
    fn letters_codes_and_scripts_say_the_same() {
        for (letter, code, is) in [
            ('ក', "Khmr", true),
            ('ก', "Thai", true),
            ('ກ', "Laoo", true),
            ('က', "Mymr", true),
            ('ཀ', "Tibt", true),
            ('中', "Hans", true),
            ('の', "Jpan", true),
            ('ꦏ', "Java", true),
            ('한', "Kore", false),
            ('a', "Latn", false),
            ('я', "Cyrl", false),
            ('ع', "Arab", false),
            ('अ', "Deva", false),
        ] {
            assert_eq!(is_unspaced_character(letter), is, "{letter}");
            assert_eq!(is_unspaced(scripts(code)[0]), is, "{code}");
            assert_eq!(is_unspaced(letter.script()), is, "{letter}");
        }
    }

    #[test]
    fn a_space_follows_a_phrase_and_not_a_syllable() {
        assert!("។៕៖၊။།༎".chars().all(ends_phrase));
        assert!(!"ៗ་。ၿ".chars().any(ends_phrase));
    }
}
