//! Models of words: where words begin in scripts that write no spaces between them.
//!
//! Each script has a [`WordModel`]. It says which characters make words, which of them never begin one, and how
//! probable it is that a word begins at a place, given what ICU's dictionary and its LSTM say of it. All that
//! follows is the same for every script: the penalty of a line end is -2 ln of that probability, a place that is
//! improbable is for emergencies, and an explained line end names the votes as those for a word.
//!
//! | script | model | what its figures are |
//! |---|---|---|
//! | Khmer | `khmer` | measured, over the paragraphs of `benches/data/khmer-breaks.txt`, and a lexicon (`lattice`) |
//! | Thai, Lao, Burmese | `published` | derived from published figures, not measured by us |
//!
//! # To add a model for a script
//!
//! 1. Write a type that implements [`WordModel`] in a file of this folder; begin with a copy of `khmer.rs` if you
//!    have measured, or add a row to `published.rs` if you only have the scores of ICU's two models by others.
//! 2. Say in its documentation where each probability comes from: the text it was counted over, or who published
//!    it.
//! 3. Add it to [`MODELS`]. ICU has models for the four scripts above only; in any other script its two votes
//!    both follow UAX 14. There, add a [`Vote`](super::Vote) that finds words (the set [`Votes`] has room for eight,
//!    and eight exist), and let [`Segmentation::votes_at`](super::segment) give it.
//! 4. Name the script in `script::spacing`, and its digits in `script::is_digit`. Where no line may ever end, such as
//!    before a vowel that is written after its letter, add the letters to `script::southeast_asian` or a file beside
//!    it, and ask for them in `rules`.
//! 5. Add the script to the tests: a letter of it below, and in `line/tests/words.rs` a text, and words that its lines
//!    end at. The tests below expect the votes of ICU from every model.

mod khmer;
mod lattice;
mod published;

use unicode_script::Script;

use super::known_words::KnownWords;
use super::vote::Votes;

/// A model of the words of a script.
pub(super) trait WordModel: Sync {
    /// The script.
    fn script(&self) -> Script;

    /// Whether a character is part of a word in this script: a letter, or a mark that belongs to one.
    fn is_of_word(&self, character: char) -> bool;

    /// Whether the beginning of `after` ends a syllable, so that no word begins there, even if a model votes for it.
    fn ends_syllable(&self, after: &str) -> bool;

    /// For each of `clusters`, a stretch of this script, the probability that a word begins with it, given the votes of
    /// ICU's models for each and the words of the run. The answer for the first is not used.
    fn word_begins(&self, clusters: &[&str], votes: &[Votes], own: &KnownWords) -> Vec<Likelihood>;
}

/// How likely it is that a word begins at a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Likelihood {
    /// The probability, from 0 to 1, at a place with such votes of ICU's models.
    pub votes: f64,
    /// The probability, from 0 to 1, by the frequencies of words around it, where the script has a lexicon.
    pub lexicon: Option<f64>,
}

impl Likelihood {
    /// Both together.
    pub fn value(self) -> f64 {
        self.votes * self.lexicon.unwrap_or(1.0)
    }
}

/// The models; the one that is used most is first.
static MODELS: [&dyn WordModel; 4] = [&khmer::Khmer, &published::THAI, &published::LAO, &published::BURMESE];

/// The model for the words that a character is part of.
pub(super) fn of_character(character: char) -> Option<&'static dyn WordModel> {
    // Scripts before Thai have no model.
    if character < '\u{0E00}' {
        return None;
    }
    MODELS.into_iter().find(|model| model.is_of_word(character))
}

#[cfg(test)]
mod tests {
    use unicode_script::UnicodeScript;

    use super::*;
    use crate::line::vote::Vote;
    use crate::script::spacing::is_unspaced;

    #[test]
    fn each_character_is_of_the_model_of_its_script() {
        for character in '\u{0}'..='\u{FFFF}' {
            let Some(model) = of_character(character) else { continue };
            assert_eq!(model.script(), character.script(), "U+{:04X}", character as u32);
            assert!(is_unspaced(model.script()));
        }
        for letter in ['ក', 'ก', 'ກ', 'က'] {
            assert!(of_character(letter).is_some(), "{letter}");
        }
        for other in ['a', '1', '/', ' ', '中', 'ཀ', '๑', '໑', '၁', '១', '។', '၊', '฿'] {
            assert!(of_character(other).is_none(), "{other}");
        }
    }

    #[test]
    fn more_votes_are_more_probable_and_none_are_for_emergencies() {
        let patterns: [&[Vote]; 4] = [&[Vote::Dictionary, Vote::Lstm], &[Vote::Dictionary], &[Vote::Lstm], &[]];
        for model in MODELS {
            let [both, dictionary, lstm, none] = patterns.map(|votes| {
                let votes = [Votes::default(), votes.iter().copied().collect(), Votes::default()];
                model.word_begins(&["កា", "កា", "កា"], &votes, &KnownWords::none())[1].votes
            });
            let script = model.script();
            assert!(both > dictionary.max(lstm) && dictionary.min(lstm) > none, "{script:?}");
            assert!(both < 1.0 && none > 0.0 && none < 0.02, "{script:?}: {both} {none}");
        }
    }
}
