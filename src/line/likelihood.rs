//! Likelihood: how probable it is that a word ends at a place, given who votes for it.

use super::opportunity::{Vote, Votes};

/// For each of `clusters`, a stretch of Khmer letters, the probability that a word begins with it.
pub(super) fn word_begins(clusters: &[&str], votes: &[Votes], posterior: Option<&[f64]>) -> Vec<f64> {
    (0..clusters.len())
        .map(|i| match posterior {
            Some(p) => p[i] * agreement(votes[i]),
            None => precision(votes[i]),
        })
        .collect()
}

fn agreement(votes: Votes) -> f64 {
    match (votes.contains(Vote::Dictionary), votes.contains(Vote::Lstm)) {
        (true, true) => 1.0,
        (false, false) => 0.4,
        _ => 0.8,
    }
}

fn precision(votes: Votes) -> f64 {
    match (votes.contains(Vote::Dictionary), votes.contains(Vote::Lstm)) {
        (true, true) => 0.963,
        (true, false) => 0.7,
        (false, true) => 0.4,
        (false, false) => 0.01,
    }
}
