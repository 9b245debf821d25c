//! Text in a language that is not its own.

use std::collections::BTreeSet;
use std::ops::Range;

use unicode_script::Script;

use super::common_words::{KNOWN, Known, known};
use super::fault;
use super::scan::{is_address, is_kept, runs, script, scripts, tokens, words};
use crate::finding::rules;
use crate::judge::{Fault, Subject};

/// Faults of the language that one text is in.
pub(super) fn faults(subject: &Subject) -> Vec<Fault> {
    if scripts(&subject.info.script).contains(&Script::Latin) {
        return sentences(subject);
    }
    of_another_script(subject).into_iter().collect()
}

/// Shorter sentences show no language.
const SHORTEST: usize = 5;

/// Sentences in another language that is written in the same letters, told by its commonest words.
fn sentences(subject: &Subject) -> Vec<Fault> {
    let text = subject.text.text.as_str();
    let fault = |range: Range<usize>, other: &Known| {
        let message = format!("`{}` is in {}", fault::visible(&text[range.clone()]), other.name);
        let help = format!("write it in {}", subject.info.english_name);
        fault::error(rules::OTHER_LANGUAGE, range, message, help)
    };
    if let Some(other) = other_than_own(subject, text) {
        return vec![fault(0..text.len(), other)];
    }
    let is_inner = |c: char| !matches!(c, '.' | '?' | '!' | ';' | ':' | '…' | '\n' | '“' | '”' | '«' | '»' | '„');
    let sentences = runs(text, is_inner).into_iter().map(|range| {
        let trimmed = text[range.clone()].trim_start();
        range.end - trimmed.len()..range.start + text[range.clone()].trim_end().len()
    });
    let sentences = sentences.filter(|range| range.start < range.end);
    // What the source quotes may be quoted.
    let own =
        |range: &Range<usize>| subject.source.is_none_or(|source| !source.text.text.contains(&text[range.clone()]));
    sentences
        .filter(own)
        .filter_map(|range| Some(fault(range.clone(), other_than_own(subject, &text[range])?)))
        .collect()
}

/// The language that a text is clearly in, if that is not its own.
///
/// Words that are common in both say nothing. Of those that are common in one only, the text must
/// have at least three of the other language, many for its length, and few of its own.
fn other_than_own(subject: &Subject, text: &str) -> Option<&'static Known> {
    let ours = known(base(subject.language.as_str()));
    let lower: Vec<String> = text[..]
        .split(|c: char| !super::scan::is_word_character(c))
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    if lower.len() < SHORTEST {
        return None;
    }
    let is_ours = |word: &str| ours.is_some_and(|known| known.has(word));
    // Of a language that is not known here, only the source can be told: neighbours share most words.
    let may_be = |other: &&Known| {
        let is_source = || subject.source.is_some_and(|source| source.info.english_name == other.name);
        ours.is_none_or(|known| known.tag != other.tag) && (ours.is_some() || is_source())
    };
    let told = |other: &&'static Known| {
        let theirs: Vec<&str> =
            lower.iter().map(String::as_str).filter(|word| other.has(word) && !is_ours(word)).collect();
        let kinds = theirs.iter().collect::<BTreeSet<_>>().len();
        let own = lower.iter().filter(|word| is_ours(word) && !other.has(word)).count();
        (kinds >= 3 && theirs.len() > 3 * own && theirs.len() * 5 >= lower.len()).then_some(theirs.len())
    };
    let others = KNOWN.iter().filter(may_be).filter_map(|other| Some((told(&other)?, other)));
    others.max_by_key(|(count, _)| *count).map(|(_, other)| other)
}

/// A tag without script and country.
fn base(tag: &str) -> &str {
    tag.split('-').next().unwrap_or_default()
}

/// Latin words where another script is written.
fn of_another_script(subject: &Subject) -> Option<Fault> {
    let text = subject.text.text.as_str();
    let own_scripts = scripts(&subject.info.script);
    let all: Vec<Range<usize>> = words(text);
    let is_own = |c: char| script(c).is_some_and(|script| own_scripts.contains(&script));
    if !text.chars().any(is_own) {
        // Nothing of the language at all: words that are no names and no acronyms say which it is.
        let addresses = tokens(text).into_iter().filter(|token| is_address(&text[token.clone()])).count();
        let lower = all
            .iter()
            .map(|word| &text[word.clone()])
            .filter(|word| word.starts_with(char::is_lowercase) && !is_kept(subject, word))
            .count();
        if addresses > 0 || lower == 0 {
            return None;
        }
        let message = format!("`{}` is in another language", fault::visible(text));
        let help = format!("write it in {}", subject.info.english_name);
        let range = 0..text.len();
        return Some(if lower > 1 {
            fault::error(rules::OTHER_LANGUAGE, range, message, help)
        } else {
            fault::warning(rules::OTHER_LANGUAGE, range, message, help)
        });
    }
    // A run of Latin words that is no name.
    let is_latin =
        |word: &Range<usize>| text[word.clone()].chars().filter_map(script).all(|script| script == Script::Latin);
    let mut run: Vec<Range<usize>> = Vec::new();
    let mut longest: Vec<Range<usize>> = Vec::new();
    for word in &all {
        let joined = run.last().is_none_or(|last| {
            text[last.end..word.start].chars().all(|c| c.is_whitespace() || matches!(c, ',' | '-' | '’'))
        });
        if !is_latin(word) || !joined {
            run.clear();
        }
        if is_latin(word) {
            run.push(word.clone());
        }
        if run.len() > longest.len() {
            longest.clone_from(&run);
        }
    }
    let lower = longest.iter().filter(|word| text[(*word).clone()].starts_with(char::is_lowercase)).count();
    let (first, last) = (longest.first()?, longest.last()?);
    if longest.len() < 4 || lower < 3 {
        return None;
    }
    let range = first.start..last.end;
    let message = format!("`{}` is in another language", fault::visible(&text[range.clone()]));
    Some(fault::warning(rules::OTHER_LANGUAGE, range, message, format!("write it in {}", subject.info.english_name)))
}
