//! A translation compared with its source: not translated, half translated, or in another language.

use std::ops::Range;

use super::common_words::{KNOWN, known};
use super::scan::{is_address, is_kept, is_quoted, script, tokens, words, words_by_script};
use super::{fault, final_mark, language};
use crate::finding::rules;
use crate::judge::{Fault, Source, Subject};

/// Faults of one translation.
pub(super) fn faults(subject: &Subject) -> Vec<Fault> {
    let Some(source) = subject.source else { return language::faults(subject) };
    if let Some(fault) = untranslated(subject, source) {
        return vec![fault];
    }
    let mut faults = half_translated(subject, source);
    if faults.is_empty() {
        faults.extend(language::faults(subject));
    }
    faults.extend(final_mark::fault(subject, source));
    faults
}

/// More words than this are not compared: a letter's longest paragraph has a third of them.
const MOST_WORDS: usize = 500;

/// Whether the two languages share their script.
fn shares_script(subject: &Subject, source: Source) -> bool {
    subject.info.script == source.info.script
}

/// A word as it is compared.
fn folded(word: &str) -> String {
    let lower = word.to_lowercase();
    if lower.contains('’') { lower.replace('’', "'") } else { lower }
}

/// The message says what its source says.
fn untranslated(subject: &Subject, source: Source) -> Option<Fault> {
    let text = subject.text.text.as_str();
    let theirs = source.text.text.as_str();
    let (ours, said) = (words(text), words(theirs));
    let same =
        |(our, their): (&Range<usize>, &Range<usize>)| folded(&text[our.clone()]) == folded(&theirs[their.clone()]);
    let is_same = ours.len() == said.len() && ours.iter().zip(&said).all(same);
    if ours.is_empty() || !is_same || is_same_language(subject, source) {
        return None;
    }
    let untranslated: Vec<&str> =
        ours.into_iter().map(|word| &text[word]).filter(|word| !is_kept(subject, word)).collect();
    let lower = untranslated.iter().filter(|word| word.starts_with(char::is_lowercase)).count();
    let message = format!("the text is the same as in {}: `{}`", source.info.english_name, fault::visible(text));
    let range = 0..text.len();
    if shares_script(subject, source) {
        // Names and some words are the same in many languages, but a form of address is not.
        let own = subject.language.primary();
        let is_address = |word: &str| ADDRESS.contains(&word) && !is_common(own, word);
        let addresses = untranslated.iter().filter(|word| is_address(&folded(word))).count();
        return match (untranslated.len(), lower.max(addresses)) {
            (2.., 1..) if untranslated.len() < 4 => Some(fault::warning(
                rules::UNTRANSLATED,
                range,
                message,
                "translate it, unless it is the same in both languages",
            )),
            (4.., 1..) if is_prose(&untranslated, source) => {
                Some(fault::error(rules::UNTRANSLATED, range, message, "translate it"))
            }
            (4.., 1..) => {
                Some(fault::warning(rules::UNTRANSLATED, range, message, "translate it, unless it is a name"))
            }
            _ => None,
        };
    }
    if untranslated.is_empty() {
        return None;
    }
    // A name, a mark or the name of a make may be in Latin letters.
    Some(if is_prose(&untranslated, source) {
        fault::error(rules::UNTRANSLATED, range, message, "translate it")
    } else {
        let help = "translate it, or write the name in the letters of the language, unless this is intended";
        fault::warning(rules::UNTRANSLATED, range, message, help)
    })
}

/// Whether words are certainly prose of the source language, and not a name, title or mark: one of them is among the
/// commonest words of the language, and another one begins with a small letter and is not common.
fn is_prose(words: &[&str], source: Source) -> bool {
    let is_small = |word: &&&str| word.starts_with(char::is_lowercase);
    // In a language that is not in the list, several words without capitals are prose.
    let Some(known) = KNOWN.iter().find(|known| known.name == source.info.english_name) else {
        return words.iter().filter(is_small).count() >= 3;
    };
    let is_common = |word: &&str| {
        let word = folded(word);
        known.has(&word) || known.tag == "en" && is_everyday(&word)
    };
    words.iter().any(is_common) && words.iter().filter(is_small).any(|word| !known.has(&folded(word)))
}

/// Whether the two are kinds of one language, as British and American English.
fn is_same_language(subject: &Subject, source: Source) -> bool {
    let (ours, theirs) = (&subject.info.english_name, &source.info.english_name);
    ours.contains(theirs.as_str()) || theirs.contains(ours.as_str())
}

/// Words of the source that were left within the translation.
fn half_translated(subject: &Subject, source: Source) -> Vec<Fault> {
    if is_same_language(subject, source) {
        return Vec::new();
    }
    let text = subject.text.text.as_str();
    let source_scripts = &source.info.scripts;
    let addresses: Vec<Range<usize>> =
        tokens(text).into_iter().filter(|token| is_address(&text[token.clone()])).collect();
    let ours: Vec<Range<usize>> = words_by_script(text)
        .into_iter()
        .take(MOST_WORDS)
        .filter(|word| !addresses.iter().any(|address| address.start <= word.start && word.end <= address.end))
        .collect();
    let foreign = |word: &str| word.chars().filter_map(script).all(|script| source_scripts.contains(&script));
    // Each word as it is compared; `None` if it is not in the source's script.
    let said: Vec<Option<String>> =
        ours.iter().map(|word| &text[word.clone()]).map(|word| foreign(word).then(|| folded(word))).collect();
    if said.iter().all(Option::is_none) {
        return Vec::new();
    }
    let theirs: Vec<String> =
        words(&source.text.text).into_iter().take(MOST_WORDS).map(|word| folded(&source.text.text[word])).collect();
    let mut faults = Vec::new();
    let mut at = 0;
    while at < ours.len() {
        let run = longest(text, &ours[at..], &said[at..], &theirs);
        if run == 0 {
            at += 1;
            continue;
        }
        let range = ours[at].start..ours[at + run - 1].end;
        let run_words: Vec<&str> = ours[at..at + run].iter().map(|word| &text[word.clone()]).collect();
        at += run;
        let untranslated: Vec<&&str> = run_words.iter().filter(|word| !is_kept(subject, word)).collect();
        let lower = untranslated.iter().filter(|word| word.starts_with(char::is_lowercase)).count();
        let common =
            untranslated.iter().filter(|word| is_common("en", &folded(word)) || is_everyday(&folded(word))).count();
        let message = format!("these words are not translated: `{}`", fault::visible(&text[range.clone()]));
        let found = |error: bool| {
            if error {
                fault::error(rules::HALF_TRANSLATED, range.clone(), message.clone(), "translate them")
            } else {
                fault::warning(
                    rules::HALF_TRANSLATED,
                    range.clone(),
                    message.clone(),
                    "translate them, unless this is intended",
                )
            }
        };
        // A title, a gloss in brackets or a quotation may be left as it is.
        let is_allowed = !is_prose(&run_words, source) || is_quoted(text, &range);
        let found = |error: bool| found(error && !is_allowed);
        if shares_script(subject, source) {
            let own = subject.language.primary();
            let strange = untranslated
                .iter()
                .filter(|word| is_common("en", &folded(word)) && !is_common(own, &folded(word)))
                .count();
            if run >= 6 && lower >= 3 || run >= 3 && strange >= 2 && lower >= 3 {
                faults.push(found(true));
            } else if run >= 4 && lower >= 3 || run >= 2 && strange >= 1 && lower >= 2 {
                faults.push(found(false));
            }
        } else if lower >= 2 && run >= 3 || common >= 2 {
            faults.push(found(true));
        } else if lower >= 1 || common >= 1 {
            faults.push(found(false));
        }
    }
    faults
}

/// Whether a word in lower case is among the commonest of a language.
fn is_common(tag: &str, word: &str) -> bool {
    known(tag).is_some_and(|known| known.has(word))
}

/// English words that address a person.
const ADDRESS: [&str; 6] = ["your", "excellency", "dear", "sir", "madam", "yours"];

/// Everyday words that are written with a capital, and yet are no names.
fn is_everyday(word: &str) -> bool {
    const WORDS: [&str; 23] = [
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "minister",
        "prime",
        "government",
        "article",
        "please",
        "we",
        "i",
        "supreme",
        "court",
        "prison",
        "police",
        "province",
    ];
    WORDS.contains(&word) || ADDRESS.contains(&word)
}

/// How many of the first of `ours` are in the same order in the source.
fn longest(text: &str, ours: &[Range<usize>], said: &[Option<String>], theirs: &[String]) -> usize {
    let Some(Some(first)) = said.first() else { return 0 };
    let starts: Vec<usize> = (0..theirs.len()).filter(|start| theirs[*start] == *first).collect();
    if starts.is_empty() {
        return 0;
    }
    let joins = |c: char| c.is_whitespace() || matches!(c, ',' | '-' | '’' | '\'');
    let joined = (1..ours.len())
        .take_while(|i| said[*i].is_some() && text[ours[i - 1].end..ours[*i].start].chars().all(joins))
        .count();
    let said = &said[..=joined];
    let same = |start: usize| {
        said.iter().zip(&theirs[start..]).take_while(|(word, their)| word.as_ref() == Some(*their)).count()
    };
    starts.into_iter().map(same).max().unwrap_or(0)
}
