//! The segmenters: where ICU's dictionary and its LSTM believe that a word ends.

use std::fmt;

use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};

use super::vote::{Vote, Votes};

/// The models that find words in writing without spaces. Built once and passed by reference.
pub struct Segmenter {
    dictionary: LineSegmenterBorrowed<'static>,
    lstm: LineSegmenterBorrowed<'static>,
}

/// Where each source would end a line: bytes of the text, in ascending order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Segmentation {
    pub dictionary: Vec<usize>,
    pub lstm: Vec<usize>,
}

impl Segmentation {
    /// The models that would end a line before byte `at`.
    pub(super) fn votes_at(&self, at: usize) -> Votes {
        [(Vote::Dictionary, &self.dictionary), (Vote::Lstm, &self.lstm)]
            .into_iter()
            .filter(|(_, found)| found.binary_search(&at).is_ok())
            .map(|(vote, _)| vote)
            .collect()
    }
}

impl Segmenter {
    /// The two models that are built into the program, for Khmer, Thai, Lao and Burmese. Their data is read in place:
    /// nothing is loaded here, and nothing is read for scripts that are not used.
    pub fn new() -> Self {
        let options = LineBreakOptions::default();
        Self { dictionary: LineSegmenter::new_dictionary(options), lstm: LineSegmenter::new_lstm(options) }
    }

    /// Segments `text`, which the models see in pieces cut at the bytes `cuts`: places where a
    /// word is known to end, so that no model reads across them.
    pub(super) fn segment(&self, text: &str, cuts: &[usize]) -> Segmentation {
        let mut found = Segmentation::default();
        let mut start = 0;
        for &end in cuts.iter().chain([&text.len()]) {
            let piece = &text[start..end];
            let inside = |at: &usize| 0 < *at && *at < piece.len();
            found.dictionary.extend(self.dictionary.segment_str(piece).filter(inside).map(|at| start + at));
            found.lstm.extend(self.lstm.segment_str(piece).filter(inside).map(|at| start + at));
            start = end;
        }
        found
    }
}

impl Default for Segmenter {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Segmenter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Segmenter").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_segmenter_can_be_shared_between_threads() {
        fn shared<T: Send + Sync>(_: &T) {}
        shared(&Segmenter::new());
    }

    #[test]
    fn a_known_word_end_keeps_the_models_from_reading_across() {
        let text = "កឹមសុខា";
        let cut = "កឹម".len();
        let found = Segmenter::new().segment(text, &[cut]);
        assert!(!found.lstm.contains(&cut) && !found.dictionary.contains(&cut));
    }
}
