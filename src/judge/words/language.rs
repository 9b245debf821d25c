//! Text in a language that is not its own.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use unicode_script::Script;

use super::common_words::{Common, KNOWN, Known, common};
use super::fault;
use super::scan::{is_address, is_kept, is_quoted, is_word_character, runs, script, tokens, words};
use crate::finding::rules;
use crate::judge::{Fault, Subject};

/// Faults of the language that one text is in.
pub(super) fn faults(subject: &Subject) -> Vec<Fault> {
    if subject.info.scripts.contains(&Script::Latin) {
        return sentences(subject);
    }
    of_another_script(subject).into_iter().collect()
}

/// Shorter sentences show no language.
const SHORTEST: usize = 5;

/// Sentences in another language with the same letters, recognized by its commonest words.
fn sentences(subject: &Subject) -> Vec<Fault> {
    let text = subject.text.text.as_str();
    let fault = |range: Range<usize>, other: &Known| {
        let message = format!("`{}` is in {}", fault::visible(&text[range.clone()]), other.name);
        let help = format!("write it in {}", subject.info.english_name);
        if is_quoted(text, &range) {
            return fault::warning(rules::OTHER_LANGUAGE, range, message, help);
        }
        fault::error(rules::OTHER_LANGUAGE, range, message, help)
    };
    let words = read(text);
    // What is quoted may be in the language that it was said in.
    let is_own = |word: &&Word| !is_quoted(text, &(word.at..word.at));
    let own_words = || words.iter().filter(is_own).copied().collect::<Vec<Word>>();
    let whole = other_than_own(subject, &words).and_then(|_| other_than_own(subject, &own_words()));
    if let Some(other) = whole {
        return vec![fault(0..text.len(), other)];
    }
    let is_inner = |c: char| !matches!(c, '.' | '?' | '!' | ';' | ':' | '…' | '\n' | '“' | '”' | '«' | '»' | '„');
    let sentences = runs(text, is_inner).into_iter().map(|range| {
        let trimmed = text[range.clone()].trim_start();
        range.end - trimmed.len()..range.start + text[range.clone()].trim_end().len()
    });
    let sentences = sentences.filter(|range| range.start < range.end);
    // A translation may quote words that the source quotes.
    let own =
        |range: &Range<usize>| subject.source.is_none_or(|source| !source.text.text.contains(&text[range.clone()]));
    let within = |range: &Range<usize>| {
        let [first, end] = [range.start, range.end].map(|at| words.partition_point(|word| word.at < at));
        &words[first..end]
    };
    sentences
        .filter_map(|range| Some((other_than_own(subject, within(&range))?, range)))
        .filter(|(_, range)| own(range))
        .map(|(other, range)| fault(range, other))
        .collect()
}

/// A word of a text, without what is after an apostrophe.
#[derive(Clone, Copy)]
struct Word {
    /// Where it begins.
    at: usize,
    /// Whether it is among the commonest of a language.
    common: Option<Common>,
}

/// The words of a text.
fn read(text: &str) -> Vec<Word> {
    let word = |range: Range<usize>| {
        let word = &text[range.clone()];
        let is_lower = word.bytes().all(|byte| byte.is_ascii_lowercase());
        let lower = if is_lower { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) };
        Word { at: range.start, common: common(&lower) }
    };
    runs(text, is_word_character).into_iter().map(word).collect()
}

/// The language that a text is clearly in, if that is not its own.
///
/// Words that are common in both say nothing. Of those that are common in one only, the text must
/// have at least three of the other language, many for its length, and few of its own.
fn other_than_own(subject: &Subject, words: &[Word]) -> Option<&'static Known> {
    if words.len() < SHORTEST {
        return None;
    }
    let own = subject.language.primary();
    let ours = KNOWN.iter().position(|known| known.tag == own);
    let is_ours = |word: &Common| ours.is_some_and(|own| word.languages & (1_u16 << own) != 0);
    let common = || words.iter().filter_map(|word| word.common);
    common().filter(|word| !is_ours(word)).nth(2)?;
    // A language that is not in this list can only be recognized by its source: related languages share most words.
    let may_be = |other: &&Known| {
        let is_source = || subject.source.is_some_and(|source| source.info.english_name == other.name);
        other.tag != own && (ours.is_some() || is_source())
    };
    let told = |other: usize| {
        let is_theirs = |word: &Common| word.languages & (1_u16 << other) != 0;
        let theirs: Vec<usize> =
            common().filter(|word| is_theirs(word) && !is_ours(word)).map(|word| word.place).collect();
        let own = common().filter(|word| is_ours(word) && !is_theirs(word)).count();
        let enough = theirs.len() > 3 * own && theirs.len() * 5 >= words.len();
        (enough && theirs.iter().collect::<BTreeSet<_>>().len() >= 3).then_some(theirs.len())
    };
    let others = KNOWN.iter().enumerate().filter(|(_, other)| may_be(other));
    let others = others.filter_map(|(i, other)| Some((told(i)?, other)));
    others.max_by_key(|(count, _)| *count).map(|(_, other)| other)
}

/// Latin words where another script is written.
fn of_another_script(subject: &Subject) -> Option<Fault> {
    let text = subject.text.text.as_str();
    let own_scripts = &subject.info.scripts;
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
        // Without one of the commonest words of any language it may be a mark or a code.
        let is_prose = all.iter().any(|word| common(&text[word.clone()].to_lowercase()).is_some());
        return Some(if lower > 1 && is_prose {
            fault::error(rules::OTHER_LANGUAGE, range, message, help)
        } else {
            fault::warning(rules::OTHER_LANGUAGE, range, message, help)
        });
    }
    all.iter().filter(|word| text[(*word).clone()].starts_with(char::is_lowercase)).nth(2)?;
    // A run of Latin words that is not a name.
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
