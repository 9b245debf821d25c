//! The lattice of all ways to divide a stretch of Khmer into words, and the probability that a word begins at each
//! place of it.
//!
//! A way is as probable as the product of its words: of those of the lexicon, of the run's own, and of unknown ones. It
//! is summed up forward and backward. Only sums, products and quotients are used, which every platform rounds alike.

use crate::line::known_words::KnownWords;
use crate::line::lexicon::{LONGEST, Prefix};
use crate::script::khmer::fold::{fold_cluster, is_final};

/// The probability of an unknown word of one cluster: about that of a word of the lexicon that is in no text.
const UNKNOWN: f64 = 1.0 / 1_048_576.0;

/// The factor for each further cluster of an unknown word. Two unknown words side by side are far less probable than one,
/// so a name that is in no list is not cut, unless all of it is made of known words.
const UNKNOWN_CLUSTER: f64 = 1.0 / 256.0;

/// The probability of a word that the case or the glossary names: that of a frequent word.
const OWN: f64 = 1.0 / 1024.0;

/// For each of `clusters`, a stretch of Khmer without spaces, the probability that a word begins with it. It is 1 for the
/// first.
pub(super) fn word_begins(clusters: &[&str], own: &KnownWords) -> Vec<f64> {
    let mut shares = weights(clusters, own);
    // How probable all ways to the places before are, beginning with the nearest, as multiples of those to that one.
    let mut ways = [0.0; LONGEST];
    ways[0] = 1.0;
    for words in &mut shares {
        words.iter_mut().zip(&ways).for_each(|(word, way)| *word *= way);
        let total: f64 = words.iter().sum();
        let scale = if total > 0.0 { total } else { 1.0 };
        words.iter_mut().chain(&mut ways).for_each(|value| *value /= scale);
        ways.rotate_right(1);
        ways[0] = total / scale;
    }
    let mut begins = vec![0.0; clusters.len() + 1];
    begins[clusters.len()] = 1.0;
    for (end, words) in shares.iter().enumerate().rev() {
        for (before, share) in words.iter().enumerate().take(end + 1) {
            begins[end - before] += begins[end + 1] * share;
        }
    }
    begins.truncate(clusters.len());
    begins
}

/// For the end of each cluster, the probabilities of the words that end there: of that with one cluster, with two, and so
/// on.
fn weights(clusters: &[&str], own: &KnownWords) -> Vec<[f64; LONGEST]> {
    let (text, ends) = folded(clusters);
    let begins = |i: usize| i == 0 || i == clusters.len() || !is_final(clusters[i]) || is_final(clusters[i - 1]);
    let mut weights = vec![[0.0; LONGEST]; clusters.len()];
    for start in (0..clusters.len()).filter(|start| begins(*start)) {
        let from = if start == 0 { 0 } else { ends[start - 1] };
        let is_own = own.has_beginning(&text[from..ends[start]]);
        let mut prefix = Some(Prefix::EMPTY);
        let mut unknown = UNKNOWN;
        let mut at = from;
        for end in start..clusters.len().min(start + LONGEST) {
            prefix = prefix.and_then(|prefix| prefix.then(&text[at..ends[end]]));
            at = ends[end];
            if begins(end + 1) {
                let known = prefix.map_or(0.0, Prefix::probability);
                let named = if is_own && own.contains(&text[from..at]) { OWN } else { 0.0 };
                weights[end][end - start] = known + named + unknown;
            }
            unknown *= UNKNOWN_CLUSTER;
        }
    }
    weights
}

/// The folded clusters, and where each ends.
fn folded(clusters: &[&str]) -> (String, Vec<usize>) {
    let mut text = String::new();
    let ends = clusters.iter().map(|cluster| {
        fold_cluster(cluster, &mut text);
        text.len()
    });
    let ends = ends.collect();
    (text, ends)
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::script::khmer::fold::{FoldedWords, orthographic_clusters};

    const NO_NAMES: [&str; 0] = [];

    /// The probabilities in hundredths, each before its cluster.
    fn told(text: &str, own: &KnownWords) -> String {
        let clusters: Vec<&str> = orthographic_clusters(text).collect();
        let begins = word_begins(&clusters, own);
        clusters.iter().zip(begins).fold(String::new(), |mut told, (cluster, p)| {
            let _ = write!(told, "{:.0}{cluster}", p * 100.0);
            told
        })
    }

    fn plain(text: &str) -> String {
        told(text, &KnownWords::none())
    }

    #[test]
    fn words_begin_where_words_of_the_lexicon_do() {
        expect_test::expect!["100នា0យ0ក0រ0ដ្ឋ0ម0ន្ត្រី100ត្រូ0វ100បា0ន100ចា0ប់0ខ្លួ0ន"].assert_eq(&plain("នាយករដ្ឋមន្ត្រីត្រូវបានចាប់ខ្លួន"));
        expect_test::expect!["100ជា100ស0មា0ជិ0ក100នៃ100គ0ណ0ប0ក្ស"].assert_eq(&plain("ជាសមាជិកនៃគណបក្ស"));
    }

    #[test]
    fn spelling_does_not_matter() {
        let of = |text: &str| word_begins(&orthographic_clusters(text).collect::<Vec<_>>(), &KnownWords::none());
        assert_eq!(of("ជាមន្ត្រីបណ្តោះអាសន្ន"), of("ជាមន\u{17D2}រ\u{17D2}តីបណ\u{17D2}ដោះអាសន្ន"));
    }

    #[test]
    fn an_unknown_word_is_one_word() {
        expect_test::expect!["100នៅ100ឡា0ត0វី0យ៉ា100ដែ0ល"].assert_eq(&plain("នៅឡាតវីយ៉ាដែល"));
    }

    #[test]
    fn a_word_that_the_run_names_is_one_word() {
        let text = "លោកសុខុនបាន";
        expect_test::expect!["100លោ0ក80សុ6ខុ0ន100បា0ន"].assert_eq(&plain(text));
        let terms = FoldedWords::of(["លោកសុខុន"], 8);
        expect_test::expect!["100លោ0ក0សុ0ខុ0ន100បា0ន"].assert_eq(&told(text, &KnownWords::new(&NO_NAMES, &terms)));
        expect_test::expect!["100លោ0ក100សុ0ខុ0ន100បា0ន"]
            .assert_eq(&told(text, &KnownWords::new(&["ប្រាក់ សុខុន"], &FoldedWords::none())));
    }

    #[test]
    fn each_place_has_a_probability_whatever_the_text() {
        for text in ["ប់", "ប់ប់ប់ប់ប់ប់ប់ប់ប់ប់ប់ប់ប់ប់ប់ប់ប់ប់ប់", "ក", "\u{17D2}\u{17D2}", &"ហ្គ".repeat(2_000), &"ការ".repeat(2_000)]
        {
            let clusters: Vec<&str> = orthographic_clusters(text).collect();
            let begins = word_begins(&clusters, &KnownWords::none());
            assert_eq!(begins.len(), clusters.len());
            assert!((begins[0] - 1.0).abs() < 1e-9, "{begins:?}");
            assert!(begins.iter().all(|p| (0.0..=1.0 + 1e-9).contains(p)), "{begins:?}");
        }
        assert!(word_begins(&[], &KnownWords::none()).is_empty());
    }

    #[test]
    fn it_is_the_sum_over_all_ways() {
        // Each way by itself, for a text that is short enough.
        let clusters: Vec<&str> = orthographic_clusters("គណបក្សនោះជាក្រុម").collect();
        let (all, length) = (weights(&clusters, &KnownWords::none()), clusters.len());
        let (mut total, mut sums) = (0.0, vec![0.0; length]);
        for cuts in 0..1_u32 << (length - 1) {
            let mut starts = vec![0];
            starts.extend((1..length).filter(|i| cuts >> (i - 1) & 1 == 1));
            let ends = starts.iter().skip(1).copied().chain([length]);
            let way: f64 = starts.iter().zip(ends).map(|(start, end)| all[end - 1][end - start - 1]).product();
            total += way;
            for start in starts {
                sums[start] += way;
            }
        }
        for (sum, found) in sums.iter().zip(word_begins(&clusters, &KnownWords::none())) {
            assert!((sum / total - found).abs() < 1e-9, "{sums:?}");
        }
    }
}
