//! The segmenters: where ICU's dictionary and its LSTM believe that a word ends.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};

use super::vote::{Vote, Votes};

/// The maximum of pieces that are kept: more than all letters of a case have.
const MAX_PIECES: usize = 256;

/// The models that find words in writing without spaces. Built once and passed by reference.
pub struct Segmenter {
    dictionary: LineSegmenterBorrowed<'static>,
    lstm: LineSegmenterBorrowed<'static>,
    /// The pieces that were segmented last. The same piece is in letters of several languages, in sheets and in faxes.
    kept: Mutex<BTreeMap<String, Arc<Segmentation>>>,
}

/// Where each model would end a line: bytes of the text, in ascending order.
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
        Self {
            dictionary: LineSegmenter::new_dictionary(options),
            lstm: LineSegmenter::new_lstm(options),
            kept: Mutex::default(),
        }
    }

    /// Segments `text`, which the models see in pieces cut at the bytes `cuts`: places where a
    /// word is known to end, so that no model reads across them.
    pub(super) fn segment(&self, text: &str, cuts: &[usize]) -> Segmentation {
        let mut found = Segmentation::default();
        let mut start = 0;
        for &end in cuts.iter().chain([&text.len()]) {
            let piece = self.segment_once(&text[start..end]);
            found.dictionary.extend(piece.dictionary.iter().map(|at| start + at));
            found.lstm.extend(piece.lstm.iter().map(|at| start + at));
            start = end;
        }
        found
    }

    fn segment_once(&self, piece: &str) -> Arc<Segmentation> {
        // Each entry is whole when it is inserted, so a panic elsewhere cannot have spoilt the map.
        let lock = || self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = lock().get(piece) {
            return Arc::clone(known);
        }
        let inside = |at: &usize| 0 < *at && *at < piece.len();
        let found = Arc::new(Segmentation {
            dictionary: self.dictionary.segment_str(piece).filter(inside).collect(),
            lstm: self.lstm.segment_str(piece).filter(inside).collect(),
        });
        let mut kept = lock();
        if kept.len() == MAX_PIECES {
            kept.clear();
        }
        kept.insert(piece.to_owned(), Arc::clone(&found));
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
    fn a_piece_is_segmented_the_same_again_and_elsewhere() {
        let segmenter = Segmenter::new();
        let alone = segmenter.segment("សូមដោះលែង", &[]);
        assert!(!alone.dictionary.is_empty() && !alone.lstm.is_empty());
        assert_eq!(segmenter.segment("សូមដោះលែង", &[]), alone);
        let name = "កឹមសុខា";
        let after = segmenter.segment(&format!("{name}សូមដោះលែង"), &[name.len()]);
        let moved = |places: &[usize]| places.iter().map(|at| name.len() + at).collect::<Vec<_>>();
        assert!(after.dictionary.ends_with(&moved(&alone.dictionary)) && after.lstm.ends_with(&moved(&alone.lstm)));
    }

    #[test]
    fn the_number_of_kept_pieces_has_a_maximum() {
        let segmenter = Segmenter::new();
        for number in 0..=MAX_PIECES {
            segmenter.segment(&number.to_string(), &[]);
        }
        assert_eq!(segmenter.kept.lock().expect("no test fails in it").len(), 1);
    }

    #[test]
    fn a_known_word_end_keeps_the_models_from_reading_across() {
        let text = "កឹមសុខា";
        let cut = "កឹម".len();
        let found = Segmenter::new().segment(text, &[cut]);
        assert!(!found.lstm.contains(&cut) && !found.dictionary.contains(&cut));
    }
}
