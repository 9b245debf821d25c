//! Likelihood: how probable it is that a word begins at a place between Khmer letters, given who
//! votes for it, and whether anyone votes for the places one cluster before and after.

use super::opportunity::{Vote, Votes};

/// The probability that a word begins with each cluster of a stretch of Khmer letters, given the
/// votes for it.
///
/// Without a posterior it is what was measured for such votes; with one, it is the posterior times
/// the agreement of the two models.
pub(super) fn word_begins(votes: &[Votes], posterior: Option<&[f64]>) -> Vec<f64> {
    (0..votes.len())
        .map(|i| match posterior.and_then(|posterior| posterior.get(i)) {
            Some(probability) => probability * Agreement::of(votes[i]).factor(),
            None => measured(votes, i),
        })
        .collect()
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

    /// What a posterior is multiplied by.
    fn factor(self) -> f64 {
        match self {
            Self::Both => 1.0,
            Self::Dictionary | Self::Lstm => 0.8,
            Self::Neither => 0.4,
        }
    }
}

/// The share of such places at which an author marks a word end, times the share at which he does
/// not mark the very next place instead.
///
/// A vote one cluster away means that one of the two places cuts a word, for example a final
/// consonant from its syllable, or that a word of a single cluster stands between them. Counted
/// over all places of `benches/data/khmer-breaks.txt` in runs whose word ends are marked. Places for
/// which nobody votes are for emergencies: authors mark some of them, mostly in compounds that one
/// parts and another does not, but their share is set below the threshold.
fn measured(votes: &[Votes], i: usize) -> f64 {
    let any_at = |i: usize| votes.get(i).is_some_and(|votes| Agreement::of(*votes) != Agreement::Neither);
    let before = i > 1 && any_at(i - 1);
    let after = any_at(i + 1);
    match (Agreement::of(votes[i]), before, after) {
        (Agreement::Both, false, false) => 0.97,
        (Agreement::Both, false, true) => 0.95,
        (Agreement::Both, true, false) => 0.93,
        (Agreement::Both, true, true) => 0.85,
        (Agreement::Dictionary, false, false) => 0.89,
        (Agreement::Dictionary, false, true) => 0.75,
        (Agreement::Dictionary, true, false) => 0.44,
        (Agreement::Dictionary, true, true) => 0.06,
        (Agreement::Lstm, false, false) => 0.52,
        (Agreement::Lstm, false, true) => 0.45,
        (Agreement::Lstm, true, false) => 0.18,
        (Agreement::Lstm, true, true) => 0.46,
        (Agreement::Neither, ..) => 0.01,
    }
}
