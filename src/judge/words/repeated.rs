//! A word that is repeated.

use std::cell::LazyCell;
use std::collections::BTreeMap;
use std::ops::Range;

use super::fault;
use super::khmer;
use super::scan::{is_letter, sentences, words};
use crate::finding::rules;
use crate::judge::{Fault, Flat, Placeable, Slot, Source, Subject};

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
    let language = subject.language.primary();
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
    let runs = joined(pairs).into_iter().filter(|(range, _)| {
        // A repetition of the source may be in the translation too.
        subject.source.is_none_or(|source| !source.text.text.contains(&text[range.clone()]))
    });
    faults.extend(runs.map(|(range, count)| {
        let shown = fault::visible(&text[range.clone()]);
        let message = match count {
            2 => format!("a word is repeated: `{shown}`"),
            _ => format!("a word is there {count} times in a row: `{shown}`"),
        };
        fault::warning(rules::REPEATED_WORD, range, message, "keep one of them, unless all are intended")
    }));
    faults
}

/// Pairs that overlap, as in a word that is there three times, as one range; and how often the word is there.
fn joined(mut pairs: Vec<Range<usize>>) -> Vec<(Range<usize>, usize)> {
    pairs.sort_by_key(|pair| (pair.start, pair.end));
    let mut runs: Vec<(Range<usize>, usize)> = Vec::new();
    for pair in pairs {
        match runs.last_mut() {
            Some((run, count)) if pair.start < run.end => {
                run.end = run.end.max(pair.end);
                *count += 1;
            }
            _ => runs.push((pair, 2)),
        }
    }
    runs
}

/// Ranges that follow each other with nothing but spaces between, as one.
fn following(text: &str, ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match runs.last_mut() {
            Some(run) if text[run.end..range.start].chars().all(char::is_whitespace) => run.end = range.end,
            _ => runs.push(range),
        }
    }
    runs
}

/// A sentence or a filled-in value that is repeated. In a translation the source has to say it fewer
/// times.
fn again<'a>(subject: &'a Subject<'a>) -> Vec<Fault> {
    let text = subject.text.text.as_str();
    let mut faults = Vec::new();
    let same = |pair: &&[Range<usize>]| {
        let [first, second] = [&pair[0], &pair[1]].map(|range| text[range.clone()].trim());
        first == second && first.chars().filter(|c| is_letter(*c)).count() > 3
    };
    let sentences = sentences(text);
    let twice: Vec<Range<usize>> = sentences.windows(2).filter(same).map(|pair| pair[1].clone()).collect();
    let is_more = |source: Source| sentences.len() > super::scan::sentences(&source.text.text).len();
    if !twice.is_empty() && subject.source.is_none_or(is_more) {
        faults.extend(following(text, twice).into_iter().map(|range| {
            let message = format!("a sentence is repeated: `{}`", fault::visible(text[range.clone()].trim()));
            fault::warning(rules::REPEATED_WORD, range, message, "delete it")
        }));
    }
    let counts = |flat: &'a Flat| {
        let mut counts: BTreeMap<&Placeable, usize> = BTreeMap::new();
        flat.slots.iter().for_each(|slot| *counts.entry(&slot.placeable).or_default() += 1);
        counts
    };
    let ours = LazyCell::new(|| counts(subject.text));
    let theirs = LazyCell::new(|| subject.source.map(|source| counts(source.text)));
    let is_twice = |pair: &&[Slot]| {
        let begin = pair[0].at + Flat::SLOT.len_utf8();
        let placeable = &pair[1].placeable;
        pair[0].placeable == *placeable
            && text[begin..pair[1].at].chars().all(char::is_whitespace)
            && theirs.as_ref().is_none_or(|theirs| ours.get(placeable) > theirs.get(placeable))
    };
    let twice = subject.text.slots.windows(2).filter(is_twice).map(|pair| pair[1].at);
    let twice = twice.map(|at| at..at + Flat::SLOT.len_utf8()).collect();
    faults.extend(following(text, twice).into_iter().map(|range| {
        let message = "the same value is filled in twice in a row".to_owned();
        fault::warning(rules::REPEATED_WORD, range, message, "keep one of them")
    }));
    faults
}
