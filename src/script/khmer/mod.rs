//! Khmer: its letters and marks, and the order in which a cluster is written.

pub mod cluster;
pub mod fold;
pub mod normal;

/// U+17D2, which puts the letter after it below the one before.
pub const COENG: char = '\u{17D2}';

/// The register shifter that makes a letter of the second series sound like one of the first.
pub const MUUSIKATOAN: char = '\u{17C9}';

/// The register shifter that makes a letter of the first series sound like one of the second.
pub const TRIISAP: char = '\u{17CA}';

/// The sign of a nasal, U+17C6.
pub const NIKAHIT: char = '\u{17C6}';

/// The vowel AA.
pub const AA: char = '\u{17B6}';

/// The vowel U, which is drawn like a register shifter below a letter.
pub const U: char = '\u{17BB}';

/// The letter RO, whose coeng is drawn before the cluster and written last.
pub const RO: char = 'រ';

/// The letters DA and TA, which look the same below another.
pub const DA: char = 'ដ';
/// See [`DA`].
pub const TA: char = 'ត';

/// Repeats the word before it.
pub const REPETITION: char = 'ៗ';

/// U+200B.
pub const ZWSP: char = '\u{200B}';

/// U+200C.
pub const ZWNJ: char = '\u{200C}';

/// Whether a character belongs to the Khmer script: letters, marks, digits, signs, and the symbols of lunar days.
pub fn is_khmer(character: char) -> bool {
    matches!(character, '\u{1780}'..='\u{17FF}' | '\u{19E0}'..='\u{19FF}')
}

/// Whether a character is a consonant.
pub fn is_consonant(character: char) -> bool {
    matches!(character, '\u{1780}'..='\u{17A2}')
}

/// Whether a character is on the line: a consonant or an independent vowel.
pub fn is_letter(character: char) -> bool {
    matches!(character, '\u{1780}'..='\u{17B3}')
}

/// Whether a character is part of a word: a letter, or a mark that belongs to one.
pub fn is_of_word(character: char) -> bool {
    matches!(character, '\u{1780}'..='\u{17D3}' | '\u{17DC}' | '\u{17DD}')
}

/// Whether a character is a Khmer digit.
pub fn is_digit(character: char) -> bool {
    matches!(character, '\u{17E0}'..='\u{17E9}')
}

/// Whether a character is drawn as nothing and means nothing: U+17B4 or U+17B5.
pub fn is_inherent(character: char) -> bool {
    matches!(character, '\u{17B4}' | '\u{17B5}')
}

/// The signs that mark a consonant at the end of a syllable: the bantoc and the toandakhiat.
pub fn ends_syllable(character: char) -> bool {
    matches!(character, '់' | '៍')
}

#[cfg(test)]
mod tests {
    use unicode_script::{Script, UnicodeScript};

    use super::*;
    use crate::script::marks::is_mark;

    /// All characters of the two blocks.
    fn characters() -> impl Iterator<Item = char> {
        ('\u{1780}'..='\u{17FF}').chain('\u{19E0}'..='\u{19FF}')
    }

    #[test]
    fn what_is_khmer_has_the_script() {
        assert!(characters().all(is_khmer));
        assert!(('\u{0}'..='\u{FFFF}').filter(|c| c.script() == Script::Khmer).all(is_khmer));
    }

    #[test]
    fn a_word_is_made_of_letters_and_marks() {
        for c in characters() {
            let is_part = is_letter(c) || is_mark(c) || c == '\u{17DC}';
            assert_eq!(is_of_word(c), is_part, "U+{:04X}", c as u32);
            assert!(!(is_letter(c) && is_mark(c)), "U+{:04X}", c as u32);
        }
        assert!(characters().filter(|c| is_consonant(*c)).all(is_letter));
        assert!(characters().filter(|c| is_digit(*c)).all(char::is_numeric));
    }
}
