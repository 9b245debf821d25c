//! A word that stands twice in a row.

use std::ops::Range;

use super::fault;
use super::khmer;
use super::scan::{is_letter, sentences, words};
use crate::finding::rules;
use crate::judge::{Fault, Flat, Placeable, Subject};

/// Languages that repeat a word to give it another sense, so that a repetition says nothing.
const REDUPLICATING: [&str; 17] =
    ["vi", "tr", "id", "ms", "jv", "su", "tl", "fil", "th", "lo", "my", "zh", "ja", "hi", "ur", "bn", "ta"];

/// Words that are rightly repeated now and then.
const RIGHTLY: [(&str, &[&str]); 6] = [
    ("en", &["had", "that", "is", "do", "very", "ha", "so", "bye"]),
    ("fr", &["nous", "vous", "très", "bien"]),
    ("de", &["die", "der", "das", "sie", "den", "dem", "sehr"]),
    ("nl", &["die", "dat", "er", "heel", "zo"]),
    ("it", &["piano", "via", "man", "così"]),
    ("pl", &["bardzo"]),
];

/// Words that are there twice.
pub(super) fn faults(subject: &Subject) -> Vec<Fault> {
    let text = subject.text.text.as_str();
    let language = subject.language.as_str().split('-').next().unwrap_or_default();
    let pairs = if subject.info.script == "Khmr" {
        khmer::repeated(text)
    } else if REDUPLICATING.contains(&language) {
        Vec::new()
    } else {
        let rightly = RIGHTLY.iter().find(|(tag, _)| *tag == language).map_or(&[][..], |(_, words)| words);
        let words = words(text);
        words
            .windows(2)
            .filter(|pair| {
                let (first, second) = (&text[pair[0].clone()], &text[pair[1].clone()]);
                let between = &text[pair[0].end..pair[1].start];
                let begins = |word: &str| word.chars().next().and_then(|first| first.to_lowercase().next());
                // Names such as `Sar Sar` and letters of a list are no slips.
                let name = second.starts_with(char::is_uppercase);
                begins(first) == begins(second)
                    && !name
                    && first.to_lowercase() == second.to_lowercase()
                    && !between.is_empty()
                    && between.chars().all(char::is_whitespace)
                    && !between.contains("\n\n")
                    && (first.chars().count() > 1 || matches!(first, "à" | "a" | "y"))
                    && !rightly.contains(&second.to_lowercase().as_str())
            })
            .map(|pair| pair[0].start..pair[1].end)
            .collect()
    };
    let mut faults = again(subject);
    let pairs = pairs.into_iter().filter(|range| {
        // What the source says twice may be said twice.
        subject.source.is_none_or(|source| !source.text.text.contains(&text[range.clone()]))
    });
    faults.extend(pairs.map(|range| {
        let message = format!("a word stands twice: `{}`", fault::visible(&text[range.clone()]));
        fault::warning(rules::REPEATED_WORD, range, message, "take one of them out, unless both are meant")
    }));
    faults
}

/// A sentence or what is filled in that stands twice in a row, where the source says it once.
fn again(subject: &Subject) -> Vec<Fault> {
    let text = subject.text.text.as_str();
    let Some(source) = subject.source else { return Vec::new() };
    let mut faults = Vec::new();
    let same = |pair: &&[Range<usize>]| {
        let [first, second] = [&pair[0], &pair[1]].map(|range| text[range.clone()].trim());
        first == second && first.chars().filter(|c| is_letter(*c)).count() > 3
    };
    let sentences = sentences(text);
    let twice: Vec<&[Range<usize>]> = sentences.windows(2).filter(same).collect();
    if !twice.is_empty() && sentences.len() > super::scan::sentences(&source.text.text).len() {
        faults.extend(twice.into_iter().map(|pair| {
            let message = format!("a sentence stands twice: `{}`", fault::visible(text[pair[1].clone()].trim()));
            fault::warning(rules::REPEATED_WORD, pair[1].clone(), message, "take one of them out")
        }));
    }
    let count =
        |flat: &Flat, placeable: &Placeable| flat.slots.iter().filter(|slot| slot.placeable == *placeable).count();
    for pair in subject.text.slots.windows(2) {
        let begin = pair[0].at + Flat::SLOT.len_utf8();
        let is_next = text[begin..pair[1].at].chars().all(char::is_whitespace);
        let placeable = &pair[1].placeable;
        if is_next && pair[0].placeable == *placeable && count(subject.text, placeable) > count(source.text, placeable)
        {
            let message = "the same is filled in twice in a row".to_owned();
            let range = pair[1].at..pair[1].at + Flat::SLOT.len_utf8();
            faults.push(fault::warning(rules::REPEATED_WORD, range, message, "take one of them out"));
        }
    }
    faults
}
