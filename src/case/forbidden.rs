//! Names that must not be mentioned, found in words however they are spelt.
//!
//! Both are folded to what cannot be written in two ways: letters without their case and accents, and the
//! parts of a Khmer cluster in one order, whatever order they were typed in. White, marks and invisible
//! characters go. In scripts with spaces a name is found where a word begins and where it ends, so that
//! `Ann` is not found in `planned`.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};
use unicode_script::{Script, UnicodeScript};

/// Joins the letter that follows to the one before it, below it.
const COENG: char = '\u{17D2}';
const COENG_DA: char = 'ដ';
const COENG_TA: char = 'ត';

/// What may follow a name in the same word: a plural or a possessive.
const ENDINGS: [&str; 3] = ["", "s", "es"];

/// A folded character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Folded {
    character: char,
    /// Whether a word begins with it, in a script that has spaces between words.
    begins_word: bool,
}

/// Whether `words` hold `name`.
pub(super) fn holds(words: &str, name: &str) -> bool {
    let (words, name) = (fold(words), fold(name));
    let Some(first) = name.first() else { return false };
    (0..words.len()).any(|at| {
        let Some(found) = words.get(at..at + name.len()) else { return false };
        let is_same = found.iter().zip(&name).all(|(found, wanted)| found.character == wanted.character);
        is_same && (is_unspaced(first.character) || (found[0].begins_word && ends_word(&words[at + name.len()..])))
    })
}

/// Whether a word ends before `rest`, or after an ending that names take.
fn ends_word(rest: &[Folded]) -> bool {
    let end = rest.iter().position(|folded| folded.begins_word || is_unspaced(folded.character)).unwrap_or(rest.len());
    let ending: String = rest[..end].iter().map(|folded| folded.character).collect();
    ENDINGS.contains(&ending.as_str())
}

fn fold(text: &str) -> Vec<Folded> {
    let mut folded: Vec<Folded> = Vec::new();
    let mut begins_word = true;
    // Parts of a Khmer cluster after its letter, each with what belongs below it.
    let mut cluster: Vec<[char; 2]> = Vec::new();
    let mut is_below = false;
    for character in text.nfkd().flat_map(char::to_lowercase).flat_map(plain) {
        if character == COENG {
            is_below = true;
        } else if is_khmer_letter(character) && !is_below {
            close(&mut cluster, &mut folded);
            folded.push(Folded { character, begins_word });
            begins_word = false;
        } else if character.script() == Script::Khmer {
            let below = if is_below { COENG } else { '\0' };
            is_below = false;
            cluster.extend(spelt(character, below));
        } else if character.is_alphanumeric() && !is_combining_mark(character) {
            close(&mut cluster, &mut folded);
            folded.push(Folded { character, begins_word });
            begins_word = false;
        } else if character.general_category() != GeneralCategory::Format && !is_combining_mark(character) {
            begins_word = true;
        }
    }
    close(&mut cluster, &mut folded);
    folded
}

/// A letter as it is typed by those who cannot type it.
fn plain(character: char) -> impl Iterator<Item = char> {
    let letters = match character {
        'ß' => ['s', 's'],
        'æ' => ['a', 'e'],
        'œ' => ['o', 'e'],
        'ø' => ['o', '\0'],
        'đ' => ['d', '\0'],
        'ł' => ['l', '\0'],
        'ı' => ['i', '\0'],
        other => [other, '\0'],
    };
    letters.into_iter().filter(|letter| *letter != '\0')
}

/// Adds the parts of a cluster in the one order that all spellings have in common.
fn close(cluster: &mut Vec<[char; 2]>, folded: &mut Vec<Folded>) {
    cluster.sort_unstable();
    cluster.dedup();
    let characters = cluster.drain(..).flatten().filter(|character| *character != '\0');
    folded.extend(characters.map(|character| Folded { character, begins_word: false }));
}

/// A part of a cluster as it is compared: what looks the same is the same.
fn spelt(character: char, below: char) -> Vec<[char; 2]> {
    let parts: &[char] = match character {
        COENG_DA if below == COENG => &[COENG_TA],
        // Vowels that can be typed in two halves.
        '\u{17BE}' => &['\u{17C1}', '\u{17B8}'],
        '\u{17C4}' => &['\u{17C1}', '\u{17B6}'],
        // The signs that change a letter's series, and the vowel that is drawn in their place.
        '\u{17C9}' | '\u{17CA}' => &['\u{17BB}'],
        '\u{17D3}' => &['\u{17C6}'],
        // Vowels that are not drawn, and marks between words.
        '\u{17B4}' | '\u{17B5}' | '\u{17D4}'..='\u{17DA}' => &[],
        _ => return vec![[below, character]],
    };
    parts.iter().map(|part| [below, *part]).collect()
}

fn is_khmer_letter(character: char) -> bool {
    matches!(character, '\u{1780}'..='\u{17B3}')
}

/// Whether the character is of a script without spaces between words.
fn is_unspaced(character: char) -> bool {
    matches!(
        character.script(),
        Script::Khmer
            | Script::Lao
            | Script::Thai
            | Script::Myanmar
            | Script::Han
            | Script::Hiragana
            | Script::Katakana
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_in_every_spelling_of_it() {
        for (name, words) in [
            ("Sok Chan-Dara", "I met SOK CHANDARA."),
            ("Sok Chan-Dara", "I met Sok Chan Dara’s wife"),
            ("Sok Chan-Dara", "Sok\u{200B}Chan\u{2060}-Dara"),
            ("José Núñez", "the family of jose nunez"),
            ("Jose Nunez", "Jose\u{301} NU\u{301}N\u{303}EZ"),
            ("Müller", "Müllers Familie"),
            ("Ann", "pro-Ann, d’Ann, Anns"),
            ("Ødegård", "odegard"),
            ("Straße", "STRASSE"),
            ("កឹម សុខា", "លោកកឹម\u{200B}សុខាបាន"),
            // Coeng RO before and after another coeng; the vowel before a coeng; a vowel in two halves.
            ("សង្គ្រោះ", "ស\u{1784}\u{17D2}\u{179A}\u{17D2}\u{1782}\u{17C4}\u{17C7}"),
            ("ប្រាក់", "\u{1794}\u{17B6}\u{17D2}\u{179A}\u{1780}\u{17CB}"),
            ("ហ៊ុន សែន", "ហ\u{17BB}\u{17CA}ន សែន"),
            ("ចាន់ ដារ៉ា", "ចាន់\u{200B}ដារ៉ា"),
            ("គោ", "គ\u{17C1}\u{17B6}"),
        ] {
            assert!(holds(words, name), "{name} in {words}");
        }
    }

    #[test]
    fn a_name_is_not_found_in_other_words() {
        for (name, words) in [
            ("Ann", "a planned annexe"),
            ("Sok Chan", "Sokchanthy is another"),
            ("កឹម សុខា", "កឹម សុខុម"),
            ("Dara", "Candara"),
            ("", "nothing"),
            ("-", "a - b"),
        ] {
            assert!(!holds(words, name), "{name} in {words}");
        }
    }
}
