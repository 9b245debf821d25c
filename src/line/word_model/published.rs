//! The words of Thai, Lao and Burmese, weighed by published figures.
//!
//! We have not measured these figures ourselves. With a text whose words are marked, they should be measured, as was
//! done for Khmer. They are derived from the F1 scores of whole words in the README of
//! `unicode-org/lstm_word_segmentation` (“Performance summary”, the columns on SAFT, a set that none of the models has
//! learnt from):
//!
//! | | ICU's dictionary | LSTM, model 4 |
//! |---|---|---|
//! | Thai | 81.9 | 83.9 |
//! | Burmese | 92.4 | 90.5 |
//!
//! The LSTM in this program is `codepoints_exclusive_model4_heavy` of the same work, which is nearly as good on
//! the set it was trained for (90.1 for Thai, against 89.9 to 90.8). For Lao there are no published figures: it is
//! assumed to be no better than Thai.
//!
//! A score of whole words is less than one of word ends, as both ends of a word must be right, so these
//! probabilities are low rather than high. What a single vote is worth against a silent model follows by Bayes'
//! rule from the scores of both.

use unicode_script::Script;

use super::{Likelihood, WordModel};
use crate::line::known_words::KnownWords;
use crate::line::vote::{Vote, Votes};
use crate::script::southeast_asian::{
    is_burmese_of_word, is_burmese_syllable_end, is_lao_of_word, is_silenced, is_thai_of_word,
};

/// A script with published scores only.
pub(super) struct Published {
    script: Script,
    is_of_word: fn(char) -> bool,
    ends_syllable: fn(&str) -> bool,
    /// The F1 score of ICU's dictionary.
    dictionary: f64,
    /// The F1 score of its LSTM.
    lstm: f64,
}

pub(super) static THAI: Published = Published {
    script: Script::Thai,
    is_of_word: is_thai_of_word,
    ends_syllable: is_silenced,
    dictionary: 0.819,
    lstm: 0.839,
};

pub(super) static LAO: Published = Published {
    script: Script::Lao,
    is_of_word: is_lao_of_word,
    ends_syllable: is_silenced,
    dictionary: 0.819,
    lstm: 0.819,
};

pub(super) static BURMESE: Published = Published {
    script: Script::Myanmar,
    is_of_word: is_burmese_of_word,
    ends_syllable: is_burmese_syllable_end,
    dictionary: 0.924,
    lstm: 0.905,
};

/// The average number of clusters of a word. So the share of word ends among all places, before any vote, is 1 divided
/// by this number. It is a round figure: with twice as many, the vote of the dictionary alone would be worth 0.43 for
/// Thai instead of 0.44.
const CLUSTERS_PER_WORD: f64 = 3.0;

/// The most that two votes are worth. Bayes' rule takes the models as independent, and they are not: those for
/// Burmese and Lao learnt from text that ICU's dictionary had cut. For Khmer, where it was measured, it is 0.97.
const MOST: f64 = 0.95;

impl WordModel for Published {
    fn script(&self) -> Script {
        self.script
    }

    fn is_of_word(&self, character: char) -> bool {
        (self.is_of_word)(character)
    }

    fn ends_syllable(&self, after: &str) -> bool {
        (self.ends_syllable)(after)
    }

    fn word_begins(&self, _: &[&str], votes: &[Votes], _: &KnownWords) -> Vec<Likelihood> {
        votes.iter().map(|votes| Likelihood { votes: self.probability(*votes), lexicon: None }).collect()
    }
}

impl Published {
    fn probability(&self, votes: Votes) -> f64 {
        let odds = 1.0 / (CLUSTERS_PER_WORD - 1.0)
            * weight(self.dictionary, votes.contains(Vote::Dictionary))
            * weight(self.lstm, votes.contains(Vote::Lstm));
        (odds / (1.0 + odds)).min(MOST)
    }
}

/// The factor by which a model changes the odds of a word end, with its vote or without. Its score is used as its
/// precision and as its recall.
fn weight(score: f64, votes: bool) -> f64 {
    let false_alarms = (1.0 - score) / (CLUSTERS_PER_WORD - 1.0);
    if votes { score / false_alarms } else { (1.0 - score) / (1.0 - false_alarms) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The value of each pattern of votes: both, only the dictionary, only the LSTM, none.
    fn told(model: &Published) -> String {
        let patterns: [&[Vote]; 4] = [&[Vote::Dictionary, Vote::Lstm], &[Vote::Dictionary], &[Vote::Lstm], &[]];
        patterns.map(|votes| format!("{:.3}", model.probability(votes.iter().copied().collect()))).join(" ")
    }

    #[test]
    fn what_votes_are_worth() {
        expect_test::expect![[r"
            Thai    0.950 0.442 0.509 0.017
            Lao     0.950 0.474 0.474 0.019
            Burmese 0.950 0.548 0.429 0.004"]]
        .assert_eq(&format!("Thai    {}\nLao     {}\nBurmese {}", told(&THAI), told(&LAO), told(&BURMESE)));
    }

    #[test]
    fn a_model_alone_is_right_as_often_as_was_published() {
        for score in [0.819, 0.905] {
            let odds = 1.0 / (CLUSTERS_PER_WORD - 1.0) * weight(score, true);
            assert!((odds / (1.0 + odds) - score).abs() < 1e-9);
        }
    }
}
