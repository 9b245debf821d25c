//! The words that were removed from a text and added to it, readable without colour.

use similar::{Algorithm, DiffTag, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

use crate::script::spacing::is_unspaced_character;

/// How many words are shown on each side of a change.
const CONTEXT: usize = 3;

/// How many clusters of a script without spaces are shown on each side of a change.
const CLUSTERS: usize = 12;

/// The changes from `was` to `now`, in the form of `git diff --word-diff`: `on [-1 May-] {+2 May+} in`. Long runs of
/// unchanged words are shortened to `…`.
pub(crate) fn word_diff(was: &str, now: &str) -> String {
    let (was, now) = (words(was), words(now));
    let operations = capture_diff_slices(Algorithm::Myers, &was, &now);
    let last = operations.len().saturating_sub(1);
    let mut out: Vec<String> = Vec::new();
    for (i, operation) in operations.iter().enumerate() {
        let (tag, old, new) = operation.as_tag_tuple();
        if tag == DiffTag::Equal {
            let kept = &now[new];
            let before = if i == 0 { 0 } else { CONTEXT };
            let after = if i == last { 0 } else { CONTEXT };
            if kept.len() <= before + after + 1 {
                out.extend(kept.iter().map(|word| (*word).to_owned()));
            } else {
                out.extend(kept[..before].iter().map(|word| (*word).to_owned()));
                out.push("…".to_owned());
                out.extend(kept[kept.len() - after..].iter().map(|word| (*word).to_owned()));
            }
            continue;
        }
        let (old, new) = (was[old].join(" "), now[new].join(" "));
        if old.chars().chain(new.chars()).any(is_unspaced_character) {
            out.push(cluster_diff(&old, &new));
            continue;
        }
        if !old.is_empty() {
            out.push(format!("[-{old}-]"));
        }
        if !new.is_empty() {
            out.push(format!("{{+{new}+}}"));
        }
    }
    out.join(" ")
}

/// What changed in words of a script without spaces: between the first and the last cluster that differ.
fn cluster_diff(was: &str, now: &str) -> String {
    let (was, now): (Vec<&str>, Vec<&str>) = (was.graphemes(true).collect(), now.graphemes(true).collect());
    let same = was.iter().zip(&now).take_while(|(was, now)| was == now).count();
    let (was_rest, now_rest) = (&was[same..], &now[same..]);
    let end = was_rest.iter().rev().zip(now_rest.iter().rev()).take_while(|(was, now)| was == now).count();
    let (old, new) = (&was_rest[..was_rest.len() - end], &now_rest[..now_rest.len() - end]);
    let (before, after) = (&was[..same], &was_rest[was_rest.len() - end..]);
    let mut out = String::new();
    if before.len() > CLUSTERS {
        out.push('…');
    }
    out.push_str(&before[before.len().saturating_sub(CLUSTERS)..].concat());
    if !old.is_empty() {
        out.extend(["[-", &old.concat(), "-]"]);
    }
    if !new.is_empty() {
        out.extend(["{+", &new.concat(), "+}"]);
    }
    out.push_str(&after[..after.len().min(CLUSTERS)].concat());
    if after.len() > CLUSTERS {
        out.push('…');
    }
    out
}

/// The words of a text; a placeable is never split, and a paragraph's end is a word.
pub(super) fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let (mut start, mut depth) = (0, 0_usize);
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && matches!(c, ' ' | '\n') {
            words.push(&text[start..at]);
            start = at + 1;
            if text[at..].starts_with("\n\n") {
                words.push("¶");
            }
        }
    }
    words.push(&text[start..]);
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_went_and_what_came_is_marked() {
        assert_eq!(word_diff("a b c", "a x c"), "a [-b-] {+x+} c");
        assert_eq!(word_diff("a b", "a b c"), "a b {+c+}");
        assert_eq!(word_diff("on { $day } he", "on { $date } he"), "on [-{ $day }-] {+{ $date }+} he");
        assert_eq!(word_diff("a b\n\nc", "a b c"), "a b [-¶-] c");
    }

    #[test]
    fn words_that_stayed_are_shortened() {
        assert_eq!(word_diff("1 2 3 4 5 6 7 8 9 x", "1 2 3 4 5 6 7 8 9 y"), "… 7 8 9 [-x-] {+y+}");
        assert_eq!(word_diff("x 1 2 3 4 5 6 7 8 9 z", "y 1 2 3 4 5 6 7 8 9"), "[-x-] {+y+} 1 2 3 … 7 8 9 [-z-]");
    }

    #[test]
    fn in_a_script_without_spaces_the_change_is_between_clusters() {
        assert_eq!(word_diff("កឹមសុខា ក", "កឹមសុខី ក"), "កឹមសុ[-ខា-]{+ខី+} ក");
        assert_eq!(word_diff("កខគឃងចឆជឈញដឋឌឍណ", "កខគឃងចឆជឈញដឋឌឍ"), "…គឃងចឆជឈញដឋឌឍ[-ណ-]");
        assert_eq!(word_diff("ក ខ", "ក"), "ក [-ខ-]");
    }
}
