//! The lexicon: Khmer words with their frequencies. `README.md` in this folder says where they are from.
//!
//! It is read in place, letter by letter: nothing is loaded or unpacked. The words are [folded](crate::script::khmer::fold).

use std::f64::consts::FRAC_1_SQRT_2;

/// An automaton that accepts the words. Each edge has four bytes, the lowest first; from the lowest bit:
///
/// | bits | meaning |
/// |---|---|
/// | 7 | the letter or mark, counted from U+1780 |
/// | 1 | whether this is the last edge of its node |
/// | 5 | the level of the word that ends here; 0: none does |
/// | 19 | the number of the first edge of the next node; 0: no word goes on |
///
/// The edges of the first node are first.
static EDGES: &[u8] = include_bytes!("khmer.bin");

/// The longest word, in clusters.
pub(super) const LONGEST: usize = 16;

/// A level is half a power of two, and level 1 is this many of them: one word in 32 is such a word.
const LEVEL_0: u32 = 9;

/// Letters with which a word begins, or a whole word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Prefix {
    /// The number of the first edge that goes on, if one does.
    edges: Option<u32>,
    level: u32,
}

impl Prefix {
    /// No letters yet.
    pub(super) const EMPTY: Self = Self { edges: Some(0), level: 0 };

    /// With these letters and marks added; `None` if no word begins so.
    pub(super) fn then(self, folded: &str) -> Option<Self> {
        folded.chars().try_fold(self, Self::step)
    }

    fn step(self, character: char) -> Option<Self> {
        let wanted = u32::from(character).checked_sub(0x1780)?;
        let mut at = self.edges?;
        loop {
            let edge = edge(at)?;
            if edge & 0x7F == wanted {
                return Some(Self { edges: Some(edge >> 13).filter(|next| *next > 0), level: edge >> 8 & 0x1F });
            }
            if edge & 0x80 != 0 {
                return None;
            }
            at += 1;
        }
    }

    /// The probability that a word of a text is this one; 0 if it is no word.
    pub(super) fn probability(self) -> f64 {
        if self.level == 0 {
            return 0.0;
        }
        let halves = self.level + LEVEL_0;
        // The exponent of a float: exact on every platform, which a power is not.
        let whole = f64::from_bits((1023 - u64::from(halves / 2)) << 52);
        if halves.is_multiple_of(2) { whole } else { whole * FRAC_1_SQRT_2 }
    }
}

fn edge(at: u32) -> Option<u32> {
    let bytes = EDGES.get(at as usize * 4..)?.first_chunk()?;
    Some(u32::from_le_bytes(*bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::script::khmer::fold::{fold_cluster, orthographic_clusters};

    /// All words, with their probabilities.
    fn words() -> Vec<(String, f64)> {
        let mut words = Vec::new();
        let mut open = vec![(String::new(), Prefix::EMPTY)];
        while let Some((letters, prefix)) = open.pop() {
            if prefix.level > 0 {
                words.push((letters.clone(), prefix.probability()));
            }
            for character in '\u{1780}'..='\u{17DD}' {
                open.extend(prefix.step(character).map(|next| (format!("{letters}{character}"), next)));
            }
        }
        words
    }

    #[test]
    fn every_word_is_folded_and_can_be_found() {
        let words = words();
        assert_eq!(words.len(), 44_444);
        for (word, _) in &words {
            let mut folded = String::new();
            let mut clusters = 0;
            for cluster in orthographic_clusters(word) {
                fold_cluster(cluster, &mut folded);
                clusters += 1;
            }
            assert_eq!(*word, folded, "{}", word.escape_unicode());
            assert!(clusters <= LONGEST, "{word}");
        }
    }

    #[test]
    fn the_probabilities_are_those_of_a_text() {
        let sum: f64 = words().iter().map(|(_, probability)| probability).sum();
        assert!((sum - 1.0).abs() < 0.05, "{sum}");
        let of = |word: &str| Prefix::EMPTY.then(word).map(Prefix::probability);
        assert!(of("និង") > of("មនុស្ស") && of("មនុស្ស") > of("អភ័យឯកសិទ្ធិ"));
        // A word that the texts do not have, one that only begins one, and what begins none.
        assert!(of("នាយករដ្ឋមន្ត្រី") > Some(0.0));
        assert_eq!(of("នាយករដ្ឋ"), Some(0.0));
        assert_eq!(of("និងនិងនិង"), None);
        assert_eq!(of("a"), None);
    }

    #[test]
    fn it_is_small() {
        assert!(EDGES.len().is_multiple_of(4) && EDGES.len() < 250_000);
    }
}
