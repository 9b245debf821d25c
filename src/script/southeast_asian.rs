//! Thai, Lao and Burmese: the characters of words, and letters between which no line ends, even if a model votes for
//! it.

use unicode_script::{Script, UnicodeScript};

use super::marks::is_mark;

/// Whether a letter is written before the one that it is spoken after, so that no line ends after it: the Thai and Lao
/// vowels that are written first.
pub fn leads(character: char) -> bool {
    matches!(character, 'เ'..='ไ' | 'ເ'..='ໄ')
}

/// Whether a character belongs to the letter before it although it is not a mark: vowels that are written after it, and
/// the signs of repetition and abbreviation.
pub fn follows(character: char) -> bool {
    matches!(
        character,
        'ฯ' | 'ะ'
            | 'า'
            | 'ำ'
            | 'ๅ'
            | 'ๆ'
            | '๚'
            | '๛'
            | 'ຯ'
            | 'ະ'
            | 'າ'
            | 'ຳ'
            | 'ຽ'
            | 'ໆ'
            | '၊'
            | '။'
    )
}

/// U+1039, which puts the Burmese letter after it below the one before, like a coeng.
pub const VIRAMA: char = '\u{1039}';

/// U+103A, which removes the vowel from a Burmese letter: the letter ends a syllable.
const ASAT: char = '\u{103A}';

/// Whether a character is part of a Thai word.
pub fn is_thai_of_word(character: char) -> bool {
    matches!(character, '\u{0E01}'..='\u{0E3A}' | '\u{0E40}'..='\u{0E4E}')
}

/// Whether a character is part of a Lao word.
pub fn is_lao_of_word(character: char) -> bool {
    matches!(character, '\u{0E81}'..='\u{0ECE}' | '\u{0EDC}'..='\u{0EDF}') && character.script() == Script::Lao
}

/// Whether a character is part of a word in Burmese letters, of Burmese or of a related language.
pub fn is_burmese_of_word(character: char) -> bool {
    matches!(
        character,
        '\u{1000}'..='\u{103F}' | '\u{104C}'..='\u{108F}' | '\u{109A}'..='\u{109D}' | '\u{A9E0}'..='\u{A9EF}'
            | '\u{A9FA}'..='\u{A9FE}' | '\u{AA60}'..='\u{AA76}' | '\u{AA7A}'..='\u{AA7F}'
    )
}

/// Whether the Thai or Lao letter at the beginning of `text` is silent, as its mark shows: it ends a syllable.
pub fn is_silenced(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(|first| !is_mark(first))
        && characters.take_while(|c| is_mark(*c)).any(|c| matches!(c, '\u{0E4C}' | '\u{0ECC}'))
}

/// Whether the Burmese letter at the beginning of `text` ends a syllable, because it has no vowel of its own or is
/// above another letter, so that no word begins with it.
pub fn is_burmese_syllable_end(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(|first| matches!(first, 'က'..='ဪ' | 'ဿ'))
        && characters.take_while(|c| matches!(c, '\u{102B}'..='\u{103E}')).any(|c| matches!(c, ASAT | VIRAMA))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vowels_lean_on_their_letter() {
        assert!("เแโใไເແໂໃໄ".chars().all(leads));
        assert!("ะาำๆฯະາຳໆ".chars().all(follows));
        assert!(!"กขກຂကခ".chars().any(|c| leads(c) || follows(c)));
    }

    #[test]
    fn a_burmese_letter_with_asat_or_a_letter_below_ends_a_syllable() {
        assert!(is_burmese_syllable_end("န်မာ") && is_burmese_syllable_end("မ္ဘာ"));
        assert!(!is_burmese_syllable_end("မာန်") && !is_burmese_syllable_end("မြ") && !is_burmese_syllable_end("abc"));
    }

    #[test]
    fn a_silent_letter_ends_a_syllable() {
        assert!(is_silenced("ธิ์") && is_silenced("ร์ด") && is_silenced("ກ໌"));
        assert!(!is_silenced("สิทธิ์") && !is_silenced("ฟอ") && !is_silenced(""));
    }
}
