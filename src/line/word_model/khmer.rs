//! Likelihood: the probability that a word begins at a place between Khmer letters, given the models
//! that vote for it and for the places one cluster before and after, and the words that the text around it can have.

use unicode_script::Script;

use super::{Likelihood, WordModel, lattice};
use crate::line::known_words::KnownWords;
use crate::line::vote::{Vote, Votes};
use crate::script::khmer::fold::is_final;
use crate::script::khmer::{is_consonant, is_of_word};

/// The words of Khmer, with measured weights.
pub(super) struct Khmer;

impl WordModel for Khmer {
    fn script(&self) -> Script {
        Script::Khmer
    }

    fn is_of_word(&self, character: char) -> bool {
        is_of_word(character)
    }

    fn ends_syllable(&self, after: &str) -> bool {
        is_final(after)
    }

    fn word_begins(&self, clusters: &[&str], votes: &[Votes], own: &KnownWords) -> Vec<Likelihood> {
        let lexicon = lattice::word_begins(clusters, own);
        let likelihood = |(i, lexicon)| Likelihood { votes: measured(clusters, votes, i), lexicon: Some(lexicon) };
        lexicon.into_iter().enumerate().map(likelihood).collect()
    }
}

/// Which of the two models vote for a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Agreement {
    Both,
    Dictionary,
    Lstm,
    Neither,
}

impl Agreement {
    fn of(votes: Votes) -> Self {
        match (votes.contains(Vote::Dictionary), votes.contains(Vote::Lstm)) {
            (true, true) => Self::Both,
            (true, false) => Self::Dictionary,
            (false, true) => Self::Lstm,
            (false, false) => Self::Neither,
        }
    }
}

/// The text between a place and a neighbouring place that also has votes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CutOff {
    /// Nothing: no model votes for the neighbouring place.
    Nothing,
    /// A cluster, which may be a short word.
    Cluster,
    /// A consonant without vowel or sign: not a whole word, only the beginning or end of one.
    Consonant,
}

/// The share of such places at which an author marks a word end, times the share at which he does
/// not mark the very next place instead.
///
/// A vote one cluster away means that one of the two places cuts a word, or that a word of a
/// single cluster is between them. The shares were counted over all places of
/// `benches/data/khmer-breaks.txt` in runs whose word ends are marked. But a consonant cut off where
/// both models vote is too rare to count, and taken for as bad as a cluster cut off on both sides.
/// Places without a vote are for emergencies: authors mark some of them, mostly in compounds
/// that some authors split and others do not, but their share is set below the threshold.
fn measured(clusters: &[&str], votes: &[Votes], i: usize) -> f64 {
    let cut_off = |place: usize, cluster: usize| match votes.get(place) {
        // A stretch begins at a place of its own kind, not at one that was voted for.
        Some(votes) if place > 0 && Agreement::of(*votes) != Agreement::Neither => {
            if is_lone_consonant(clusters[cluster]) { CutOff::Consonant } else { CutOff::Cluster }
        }
        _ => CutOff::Nothing,
    };
    let before = cut_off(i.saturating_sub(1), i.saturating_sub(1));
    let after = cut_off(i + 1, i);
    match (Agreement::of(votes[i]), before, after) {
        (Agreement::Both, CutOff::Nothing, CutOff::Nothing) => 0.97,
        (Agreement::Both, CutOff::Nothing, CutOff::Cluster) => 0.95,
        (Agreement::Both, CutOff::Cluster, CutOff::Nothing) => 0.93,
        (Agreement::Both, ..) => 0.86,
        (Agreement::Dictionary, CutOff::Nothing, CutOff::Nothing) => 0.89,
        (Agreement::Dictionary, CutOff::Nothing, CutOff::Cluster) => 0.84,
        (Agreement::Dictionary, CutOff::Cluster, CutOff::Nothing) => 0.62,
        (Agreement::Dictionary, CutOff::Cluster, CutOff::Cluster) => 0.40,
        (Agreement::Dictionary, ..) => 0.06,
        (Agreement::Lstm, CutOff::Nothing, CutOff::Nothing) => 0.52,
        (Agreement::Lstm, CutOff::Nothing, _) => 0.45,
        (Agreement::Lstm, _, CutOff::Nothing) => 0.18,
        (Agreement::Lstm, ..) => 0.46,
        (Agreement::Neither, ..) => 0.01,
    }
}

fn is_lone_consonant(cluster: &str) -> bool {
    let mut letters = cluster.chars();
    letters.next().is_some_and(is_consonant) && letters.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOTH: [Vote; 2] = [Vote::Dictionary, Vote::Lstm];

    fn likelihood(stretch: &[(&str, &[Vote])], i: usize) -> f64 {
        let clusters: Vec<&str> = stretch.iter().map(|(cluster, _)| *cluster).collect();
        let votes: Vec<Votes> = stretch.iter().map(|(_, votes)| votes.iter().copied().collect()).collect();
        measured(&clusters, &votes, i)
    }

    #[test]
    fn two_votes_weigh_more_than_one_and_the_dictionary_more_than_the_lstm() {
        let of = |votes: &[Vote]| likelihood(&[("កា", &[]), ("រ", votes), ("ណ៍", &[])], 1);
        assert!(of(&BOTH) > of(&[Vote::Dictionary]));
        assert!(of(&[Vote::Dictionary]) > of(&[Vote::Lstm]));
        assert!(of(&[Vote::Lstm]) > of(&[]));
    }

    #[test]
    fn a_consonant_is_not_cut_off() {
        let of = |cluster: &str| likelihood(&[("គ", &[]), (cluster, &[Vote::Dictionary]), ("ប្ដី", &BOTH)], 1);
        assert!(of("តា") > of("ត"));
    }

    #[test]
    fn the_lexicon_and_the_votes_are_multiplied() {
        let clusters = ["នា", "យ", "ក", "រ", "ដ្ឋ", "ម", "ន្ត្រី"];
        let mut votes = vec![Votes::default(); clusters.len()];
        votes[3] = BOTH.into_iter().collect();
        let found = Khmer.word_begins(&clusters, &votes, &KnownWords::none())[3];
        assert!(found.votes > 0.9 && found.lexicon.is_some_and(|lexicon| lexicon < 0.01), "{found:?}");
        assert!(found.value() < 0.01);
    }
}
