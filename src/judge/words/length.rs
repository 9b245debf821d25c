//! The length of texts compared with their sources: something may be missing or added.

use super::fault;
use super::scan::{has_letters, is_letter, is_mark, sentences};
use crate::finding::rules;
use crate::judge::{Fault, Subject};

/// Lost sentences and extreme lengths, over all texts of a language. The usual ratio to the source comes from the
/// language's own texts.
pub(super) fn faults(all: &[Subject]) -> Vec<(usize, Fault)> {
    /// Shorter texts vary too much.
    const SHORTEST: usize = 40;
    let length = |text: &str| text.chars().filter(|c| is_letter(*c) || is_mark(*c)).count();
    let ratio = |subject: &Subject| {
        let theirs = length(&subject.source?.text.text);
        (theirs >= SHORTEST).then(|| length(&subject.text.text) as f64 / theirs as f64)
    };
    let of_texts: Vec<Option<f64>> = all.iter().map(ratio).collect();
    let mut ratios: Vec<f64> = of_texts.iter().flatten().copied().filter(|ratio| *ratio > 0.0).collect();
    ratios.sort_by(f64::total_cmp);
    // With few texts there is nothing to compare with; languages differ by a third.
    let usual = if ratios.len() >= 5 { ratios[ratios.len() / 2] } else { 1.0 };
    let slack = if ratios.len() >= 5 { 1.0 } else { 1.5 };
    let mut faults = Vec::new();
    for (i, subject) in all.iter().enumerate() {
        let (Some(ratio), Some(source)) = (of_texts[i], subject.source) else { continue };
        let text = subject.text.text.as_str();
        if text == source.text.text || !has_letters(text) {
            continue;
        }
        let share = ratio / usual;
        let counted = (share < 0.9 / slack).then(|| (sentences(text).len(), sentences(&source.text.text).len()));
        let end = text.char_indices().next_back().map_or(0..0, |(at, c)| at..at + c.len_utf8());
        if let Some((ours, theirs)) = counted.filter(|(ours, theirs)| (1..*theirs).contains(ours)) {
            let message = format!(
                "the text has {ours} sentences, but the source has {theirs}, and the text is shorter than usual"
            );
            faults.push((i, fault::warning(rules::LOST_SENTENCE, end, message, "check whether a sentence is missing")));
        } else if !((0.45 / slack)..=(2.2 * slack)).contains(&share) {
            let what = if share < 1.0 { "shorter" } else { "longer" };
            let message = format!("the text is much {what} than expected from the source");
            faults.push((
                i,
                fault::warning(rules::UNUSUAL_LENGTH, end, message, "check whether something is missing or was added"),
            ));
        }
    }
    faults
}
