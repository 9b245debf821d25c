//! Names that must not be mentioned, found in a text in every spelling.
//!
//! The name and the text are folded to one form: letters without case and accents, and the parts of a Khmer
//! cluster in one order. Spaces, marks and invisible characters are removed. In scripts with spaces a name is
//! found only as a whole word, so that `Ann` is not found in `planned`.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

use crate::script::khmer::{self, COENG};
use crate::script::spacing::is_unspaced_character;

/// Endings that may follow a name in the same word: a plural or a possessive.
const ENDINGS: [&str; 3] = ["", "s", "es"];

/// A folded character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Folded {
    character: char,
    /// Whether a word begins with it, in a script that has spaces between words.
    begins_word: bool,
}

/// Names that must not be mentioned.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Forbidden {
    /// The names as they are in the case.
    names: Vec<String>,
    /// The same folded, sorted, each with its number.
    folded: Vec<(Vec<char>, usize)>,
}

impl Forbidden {
    /// These names.
    pub fn of(names: Vec<String>) -> Self {
        let characters = |name: &String| fold(name).iter().map(|folded| folded.character).collect();
        let mut folded: Vec<(Vec<char>, usize)> =
            names.iter().enumerate().map(|(i, name)| (characters(name), i)).collect();
        folded.retain(|(name, _)| !name.is_empty());
        folded.sort_unstable();
        folded.dedup_by(|again, first| again.0 == first.0);
        Self { names, folded }
    }

    /// The first of the names that `words` hold, if they hold any.
    pub fn found_in(&self, words: &str) -> Option<&str> {
        if self.folded.is_empty() {
            return None;
        }
        let words = fold(words);
        let found = (0..words.len()).filter_map(|at| self.begun(&words[at..])).min()?;
        self.names.get(found).map(String::as_str)
    }

    /// The number of the first name that is at the beginning of `words`.
    fn begun(&self, words: &[Folded]) -> Option<usize> {
        let first = words.first()?;
        let is_within = is_unspaced_character(first.character);
        if !is_within && !first.begins_word {
            return None;
        }
        // Those of the names that begin as the words do: fewer with each character.
        let mut names = self.folded.as_slice();
        let mut found: Option<usize> = None;
        for (at, word) in words.iter().enumerate() {
            let is_before = |name: &(Vec<char>, usize)| name.0.get(at).is_none_or(|c| *c < word.character);
            let is_same = |name: &(Vec<char>, usize)| name.0.get(at) == Some(&word.character);
            names = &names[names.partition_point(is_before)..];
            names = &names[..names.partition_point(is_same)];
            let Some((shortest, number)) = names.first() else { break };
            if shortest.len() == at + 1 && (is_within || ends_word(&words[at + 1..])) {
                found = Some(found.map_or(*number, |found| found.min(*number)));
            }
        }
        found
    }
}

/// Whether a word ends before `rest`, or after an ending that names take.
fn ends_word(rest: &[Folded]) -> bool {
    let goes_on = |folded: &&Folded| !folded.begins_word && !is_unspaced_character(folded.character);
    // One more than the longest ending has.
    let ending: String = rest.iter().take_while(goes_on).take(3).map(|folded| folded.character).collect();
    ENDINGS.contains(&ending.as_str())
}

fn fold(text: &str) -> Vec<Folded> {
    let mut folded: Vec<Folded> = Vec::new();
    let mut begins_word = true;
    // Parts of a Khmer cluster after its letter, each with the character below it.
    let mut cluster: Vec<[char; 2]> = Vec::new();
    let mut is_below = false;
    for character in text.nfkd().flat_map(char::to_lowercase).flat_map(plain) {
        if character == COENG {
            is_below = true;
        } else if khmer::is_letter(character) && !is_below {
            close(&mut cluster, &mut folded);
            folded.push(Folded { character, begins_word });
            begins_word = false;
        } else if khmer::is_khmer(character) {
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

/// The letters that are typed for this one on a keyboard that does not have it.
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

/// Adds the parts of a cluster in one order that is the same for all spellings.
fn close(cluster: &mut Vec<[char; 2]>, folded: &mut Vec<Folded>) {
    cluster.sort_unstable();
    cluster.dedup();
    let characters = cluster.drain(..).flatten().filter(|character| *character != '\0');
    folded.extend(characters.map(|character| Folded { character, begins_word: false }));
}

/// A part of a cluster as it is compared: what looks the same is the same.
fn spelt(character: char, below: char) -> Vec<[char; 2]> {
    let parts: &[char] = match character {
        khmer::DA if below == COENG => &[khmer::TA],
        // Vowels that can be typed in two halves.
        '\u{17BE}' => &['\u{17C1}', '\u{17B8}'],
        '\u{17C4}' => &['\u{17C1}', khmer::AA],
        // The signs that change a letter's series, and the vowel that is drawn in their place.
        khmer::MUUSIKATOAN | khmer::TRIISAP => &[khmer::U],
        '\u{17D3}' => &[khmer::NIKAHIT],
        // Vowels that are not drawn, and marks between words.
        '\u{17B4}' | '\u{17B5}' | '\u{17D4}'..='\u{17DA}' => &[],
        _ => return vec![[below, character]],
    };
    parts.iter().map(|part| [below, *part]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(words: &str, name: &str) -> bool {
        Forbidden::of(vec![name.to_owned()]).found_in(words).is_some()
    }

    #[test]
    fn of_many_names_the_first_that_is_held_is_named() {
        let names = ["Sok Chandara", "Sok", "Sok Chan", "SOK", "Ann", "សុខា"].map(str::to_owned).to_vec();
        let forbidden = Forbidden::of(names);
        for (words, found) in [
            ("I met Sok Chandara", Some("Sok Chandara")),
            ("I met Sok Chan and Ann", Some("Sok")),
            ("I met Soks", Some("Sok")),
            ("I met Soksan", None),
            ("ពីសុខាបាន Sok Chandarath", Some("Sok")),
            ("ពីសុខាបាន", Some("សុខា")),
        ] {
            assert_eq!(forbidden.found_in(words), found, "{words}");
        }
        let many: Vec<String> = (0..3_000).map(|n| format!("Person Name{n}")).collect();
        let forbidden = Forbidden::of(many);
        assert_eq!(forbidden.found_in(&"Person Nam ".repeat(3_000)), None);
        assert_eq!(forbidden.found_in("to person-name 2999"), Some("Person Name2999"));
    }

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
