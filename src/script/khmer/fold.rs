//! Folding: spellings of a Khmer word that look the same, or are misspelt in a known way, become one, so that the word
//! is found in a list. What is printed is never folded.

use std::collections::BTreeSet;
use std::ops::Bound;

use super::{COENG, DA, RO, TA, ZWNJ, ends_syllable, is_inherent, is_letter, is_of_word};

/// Adds a cluster to `folded`: coeng TA for coeng DA, coeng RO after the other coeng, and then robat, register shifter,
/// vowel, signs. What joins or separates invisibly is left out.
pub fn fold_cluster(cluster: &str, folded: &mut String) {
    let mut characters = cluster.chars().peekable();
    folded.extend(characters.next());
    let (mut below, mut marks) = (Vec::new(), Vec::new());
    while let Some(character) = characters.next() {
        match characters.next_if(|next| character == COENG && is_letter(*next)) {
            Some(letter) => below.push(if letter == DA { TA } else { letter }),
            None if is_inherent(character) || matches!(character, ZWNJ | '\u{200D}') => {}
            None => marks.push(character),
        }
    }
    below.sort_by_key(|letter| *letter == RO);
    marks.sort_by_key(|mark| rank(*mark));
    folded.extend(below.into_iter().flat_map(|letter| [COENG, letter]));
    folded.extend(marks);
}

/// The place of a mark in its cluster, after the coengs.
fn rank(mark: char) -> u8 {
    match mark {
        '\u{17CC}' => 0,
        '\u{17C9}' | '\u{17CA}' => 1,
        '\u{17B4}'..='\u{17C5}' => 2,
        '\u{17C7}' | '\u{17C8}' => 4,
        _ => 3,
    }
}

/// A text of Khmer letters and marks, cut before each letter on the line.
pub fn orthographic_clusters(text: &str) -> impl Iterator<Item = &str> {
    let is_start = |at: usize| text[at..].starts_with(is_letter) && !text[..at].ends_with(COENG);
    let mut starts = text.char_indices().map(|(at, _)| at).filter(move |at| *at == 0 || is_start(*at)).peekable();
    std::iter::from_fn(move || {
        let start = starts.next()?;
        Some(&text[start..starts.peek().copied().unwrap_or(text.len())])
    })
}

/// Whether the letter of a cluster has the sign of a final one: it ends a syllable, and no word begins with it.
pub fn is_final(cluster: &str) -> bool {
    cluster.starts_with(is_letter)
        && cluster.chars().skip(1).take_while(|c| is_of_word(*c) && !is_letter(*c)).any(ends_syllable)
}

/// Words, each folded.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FoldedWords(BTreeSet<String>);

impl FoldedWords {
    /// No words.
    pub const fn none() -> Self {
        Self(BTreeSet::new())
    }

    /// Those of `words` that have from two to `longest` clusters, and nothing but Khmer letters and marks.
    pub fn of<'a>(words: impl IntoIterator<Item = &'a str>, longest: usize) -> Self {
        let mut all = BTreeSet::new();
        for word in words {
            let clusters = orthographic_clusters(word).take(longest + 1).count();
            if word.starts_with(is_letter) && word.chars().all(is_of_word) && (2..=longest).contains(&clusters) {
                let mut folded = String::with_capacity(word.len());
                orthographic_clusters(word).for_each(|cluster| fold_cluster(cluster, &mut folded));
                all.insert(folded);
            }
        }
        Self(all)
    }

    /// Whether this folded text is one of the words.
    pub fn contains(&self, folded: &str) -> bool {
        self.0.contains(folded)
    }

    /// Whether a word begins with this folded text.
    pub fn has_beginning(&self, folded: &str) -> bool {
        let from = (Bound::Included(folded), Bound::Unbounded);
        self.0.range::<str, _>(from).next().is_some_and(|word| word.starts_with(folded))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(word: &str) -> String {
        let mut folded = String::new();
        orthographic_clusters(word).for_each(|cluster| fold_cluster(cluster, &mut folded));
        folded
    }

    #[test]
    fn spellings_that_look_the_same_are_one() {
        for (one, other) in [
            ("មន្ត្រី", "មន\u{17D2}រ\u{17D2}តី"),
            ("សង្គ្រោះ", "សង\u{17D2}រ\u{17D2}គោះ"),
            ("ប្រាក់", "បា\u{17D2}រក់"),
            ("សិទ្ធិ", "សិទិ\u{17D2}ធ"),
            ("បណ្តោះ", "បណ\u{17D2}ដោះ"),
            ("ម៉ែត្រ", "មែ\u{17C9}ត\u{17D2}រ"),
            ("ស៊ីវិល", "ស\u{17CA}\u{200C}ីវិល"),
        ] {
            assert_eq!(folded(one), folded(other), "{}", other.escape_unicode());
        }
        assert_ne!(folded("ដា"), folded("តា"), "only below another letter they look the same");
    }

    #[test]
    fn words_are_whole_and_of_khmer_letters() {
        let words = FoldedWords::of(["កឹម", "ស", "បណ\u{17D2}ដោះ", "ភ្លាមៗ", "CNRP", "សិទ្ធិមនុស្ស"], 3);
        assert!(words.contains("កឹម") && words.contains("បណ្តោះ"));
        assert!(words.has_beginning("ប") && !words.has_beginning("ភ្លា") && !words.has_beginning("សិ"));
        assert!(!words.contains("ស") && !words.contains("កឹ"));
    }

    #[test]
    fn a_letter_with_the_sign_of_a_final_one_begins_no_word() {
        assert!(is_final("ប់") && is_final("ណ៍"));
        assert!(!is_final("ប") && !is_final("ក៏") && !is_final("\u{17CB}"));
    }
}
