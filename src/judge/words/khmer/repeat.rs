//! Khmer words that are repeated without the mark ៗ.

use std::ops::Range;
use std::sync::LazyLock;

use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};

use crate::judge::words::scan::runs;
use crate::script::khmer::cluster::clusters;
use crate::script::khmer::{REPETITION, ZWSP, is_khmer};
use crate::script::marks::is_mark;

/// Words that join others and are never repeated; any other may be, as in ត្រូវការ and ការថែទាំ.
const JOINING: [&str; 22] = [
    "និង",
    "នៃ",
    "ដែល",
    "ក្នុង",
    "ដោយ",
    "បាន",
    "របស់",
    "ឬ",
    "ពី",
    "ចំពោះ",
    "តាម",
    "សម្រាប់",
    "លើ",
    "ដើម្បី",
    "ហើយ",
    "ត្រូវ",
    "ដល់",
    "គឺ",
    "ប៉ុន្តែ",
    "អំពី",
    "ខ្ញុំ",
    "នៅ",
];

/// Words that end one phrase and begin the next, with a space between.
const PRONOUNS: [&str; 9] = ["អ្នក", "លោក", "ខ្ញុំ", "គេ", "យើង", "គាត់", "នាង", "វា", "ឈ្មោះ"];

/// It makes nouns, also of words that begin with it: ការការពារ, protection.
const NOMINAL: &str = "ការ";

/// Whether a word is too long to be the beginning of another.
fn long(word: &str) -> bool {
    clusters(word).len() > 1
}

/// Words that are repeated.
pub(in crate::judge::words) fn repeated(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let pieces = pieces(text);
    for pair in pieces.windows(2) {
        let (first, second) = (&text[pair[0].clone()], &text[pair[1].clone()]);
        let between = &text[pair[0].end..pair[1].start];
        let told = if between.is_empty() {
            // Without a space, only a word that cannot be part of the next one is certain: the dictionary may have
            // found the second inside a longer word.
            first == second && JOINING.contains(&first) || second.starts_with(first) && long(first) && first != NOMINAL
        } else if between.contains("\n\n") || first != second || first.chars().count() < 2 {
            false
        } else if between.chars().all(|c| c == ZWSP) {
            first != NOMINAL
        } else {
            between.chars().all(|c| c == ' ' || c == '\n' || c == ZWSP) && !PRONOUNS.contains(&first)
        };
        if told {
            found.push(pair[0].start..pair[1].start + first.len());
        }
    }
    found.extend(
        phrases(text, &pieces)
            .into_iter()
            .filter(|phrase| !found.iter().any(|word| overlap(word, phrase)))
            .collect::<Vec<_>>(),
    );
    found
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// No phrase of more pieces is looked for.
const LONGEST: usize = 4;

/// Phrases of several pieces that are repeated, as តុលាការ and កំពូល.
fn phrases(text: &str, pieces: &[Range<usize>]) -> Vec<Range<usize>> {
    /// Shorter ones are a way of speaking: one by one, in turn.
    const SHORTEST: usize = 4;
    let mut found: Vec<Range<usize>> = Vec::new();
    for last in 1..pieces.len() {
        let end = pieces[last].end;
        let rest = text[end..].trim_start_matches([' ', ZWSP]);
        let touching = pieces[..=last].windows(2).rev().take_while(|pair| pair[0].end == pair[1].start).count();
        let twice = (1..=touching.min(LONGEST - 1)).find_map(|before| {
            let phrase = &text[pieces[last - before].start..end];
            let follows = rest.strip_prefix(phrase)?;
            // The next letter of a longer word would make it another.
            let is_whole = !follows.starts_with(|c: char| is_mark(c) || c == REPETITION);
            (is_whole && clusters(phrase).len() >= SHORTEST).then_some(phrase)
        });
        if let Some(phrase) = twice {
            let range = end - phrase.len()..text.len() - rest.len() + phrase.len();
            if !found.last().is_some_and(|last| overlap(last, &range)) {
                found.push(range);
            }
        }
    }
    found
}

/// The Khmer words of a text: what is between spaces and break permissions, and what the
/// dictionary finds in it.
fn pieces(text: &str) -> Vec<Range<usize>> {
    static SEGMENTER: LazyLock<LineSegmenterBorrowed<'static>> =
        LazyLock::new(|| LineSegmenter::new_dictionary(LineBreakOptions::default()));
    let mut pieces = Vec::new();
    let in_word = |c: char| is_khmer(c) && (c == REPETITION || !('\u{17D4}'..='\u{17DB}').contains(&c));
    for run in runs(text, in_word) {
        let written = &text[run.clone()];
        // The mark of repetition belongs to its word.
        let ends: Vec<usize> =
            SEGMENTER.segment_str(written).filter(|end| !written[*end..].starts_with(REPETITION)).collect();
        pieces.extend(ends.windows(2).map(|ends| run.start + ends[0]..run.start + ends[1]));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::repeated;

    fn words(text: &str) -> Vec<&str> {
        repeated(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn a_word_said_twice_is_found() {
        assert_eq!(words("សេរីភាពនៃនៃការបញ្ចេញមតិ"), ["នៃនៃ"]);
        assert_eq!(words("ជួបមេធាវីមេធាវី"), ["មេធាវីមេធាវី"]);
        assert_eq!(words("ភ្លាមៗ ភ្លាមៗ"), ["ភ្លាមៗ ភ្លាមៗ"]);
        assert_eq!(words("នៅតុលាការកំពូល តុលាការកំពូលបាន"), ["តុលាការកំពូល តុលាការកំពូល"]);
        assert_eq!(words("សេរីភាពនៃការបញ្ចេញមតិនៃការបញ្ចេញមតិ"), ["នៃការបញ្ចេញមតិនៃការបញ្ចេញមតិ"]);
        assert_eq!(words("មេធាវី និង និងគ្រួសារ"), ["និង និង"]);
        assert_eq!(words("សិទ្ធិ\u{200B}មនុស្ស\u{200B}មនុស្ស"), ["មនុស្ស\u{200B}មនុស្ស"]);
    }

    #[test]
    fn what_only_looks_so_is_not() {
        assert!(words("ត្រូវការការថែទាំវេជ្ជសាស្ត្រ").is_empty());
        assert!(words("របស់អ្នក អ្នកនឹង").is_empty());
        assert!(words("ភ្លាមៗ និងដោយគ្មានលក្ខខណ្ឌ").is_empty());
    }
}
