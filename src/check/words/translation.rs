//! A translation beside its source: left as it was, half done, in another language, or cut short.

use std::ops::Range;

use super::fault;
use super::language;
use super::scan::{has_letters, is_address, is_letter, script, scripts, tokens, words};
use crate::check::{Fault, Source, Subject};

/// Faults of one translation.
pub(super) fn faults(subject: &Subject) -> Vec<Fault> {
    if let Some(source) = subject.source {
        if let Some(fault) = untranslated(subject, source) {
            return vec![fault];
        }
        let mut faults = half_translated(subject, source);
        if faults.is_empty() {
            faults.extend(other_language(subject));
        }
        faults.extend(final_mark(subject, source));
        return faults;
    }
    other_language(subject).into_iter().collect()
}

/// More words than this are not compared: a letter's longest paragraph has a third of them.
const MOST_WORDS: usize = 500;

/// Whether the two languages share their script.
fn shares_script(subject: &Subject, source: Source) -> bool {
    subject.info.script == source.info.script
}

/// A word as it is compared.
fn folded(word: &str) -> String {
    word.to_lowercase().replace('’', "'")
}

/// Whether a word stands as it is in every language: an acronym, or an entry that is kept.
fn is_kept(subject: &Subject, word: &str) -> bool {
    let letters = word.chars().filter(|c| is_letter(*c)).count();
    let upper = word.chars().filter(|c| c.is_uppercase()).count();
    letters < 2 || upper == letters || subject.kept.iter().any(|kept| kept.split_whitespace().any(|part| part == word))
}

/// The message says what its source says.
fn untranslated(subject: &Subject, source: Source) -> Option<Fault> {
    let text = subject.text.text.as_str();
    let said = |text: &str| words(text).into_iter().map(|word| folded(&text[word])).collect::<Vec<_>>();
    let ours = said(text);
    if ours.is_empty() || ours != said(&source.text.text) || is_same_language(subject, source) {
        return None;
    }
    let owed: Vec<&str> =
        words(text).into_iter().map(|word| &text[word]).filter(|word| !is_kept(subject, word)).collect();
    let lower = owed.iter().filter(|word| word.starts_with(char::is_lowercase)).count();
    let message = format!("the text is the same as in {}: `{}`", source.info.english_name, fault::visible(text));
    let range = 0..text.len();
    if shares_script(subject, source) {
        // Names are the same in many languages, and so are some words.
        return match (owed.len(), lower) {
            (2.., 1..) if owed.len() < 4 => Some(fault::warning(
                "untranslated",
                range,
                message,
                "translate it, unless it is the same in both languages",
            )),
            (4.., 1..) => Some(fault::error("untranslated", range, message, "translate it")),
            _ => None,
        };
    }
    match (owed.len(), lower) {
        (0, _) => None,
        // A name may stand in Latin letters.
        (2..=4, 0) => Some(fault::warning(
            "untranslated",
            range,
            message,
            "translate it, or write the name in the language's own letters",
        )),
        _ => Some(fault::error("untranslated", range, message, "translate it")),
    }
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
    let theirs: Vec<String> =
        words(&source.text.text).into_iter().take(MOST_WORDS).map(|word| folded(&source.text.text[word])).collect();
    let source_scripts = scripts(&source.info.script);
    let addresses: Vec<Range<usize>> =
        tokens(text).into_iter().filter(|token| is_address(&text[token.clone()])).collect();
    let ours: Vec<Range<usize>> = words(text)
        .into_iter()
        .take(MOST_WORDS)
        .filter(|word| !addresses.iter().any(|address| address.start <= word.start && word.end <= address.end))
        .collect();
    let foreign = |word: &str| word.chars().filter_map(script).all(|script| source_scripts.contains(&script));
    // Each word as it is compared; none if it is not in the source's script.
    let said: Vec<Option<String>> =
        ours.iter().map(|word| &text[word.clone()]).map(|word| foreign(word).then(|| folded(word))).collect();
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
        let owed: Vec<&&str> = run_words.iter().filter(|word| !is_kept(subject, word)).collect();
        let lower = owed.iter().filter(|word| word.starts_with(char::is_lowercase)).count();
        let common =
            owed.iter().filter(|word| language::is_common("en", &folded(word)) || is_everyday(&folded(word))).count();
        let message = format!("words of the source are left: `{}`", fault::visible(&text[range.clone()]));
        let found = |error: bool| {
            if error {
                fault::error("half-translated", range.clone(), message.clone(), "translate them")
            } else {
                fault::warning(
                    "half-translated",
                    range.clone(),
                    message.clone(),
                    "translate them, unless they are to stand so",
                )
            }
        };
        if shares_script(subject, source) {
            let own = subject.language.as_str().split('-').next().unwrap_or_default();
            let strange = owed
                .iter()
                .filter(|word| language::is_common("en", &folded(word)) && !language::is_common(own, &folded(word)))
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

/// Everyday words that are written with a capital, and yet are no names.
fn is_everyday(word: &str) -> bool {
    const WORDS: [&str; 24] = [
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
        "your",
        "excellency",
        "dear",
        "sir",
        "madam",
        "yours",
        "please",
        "we",
        "i",
    ];
    WORDS.contains(&word)
}

/// How many of the first of `ours` stand in the same order in the source.
fn longest(text: &str, ours: &[Range<usize>], said: &[Option<String>], theirs: &[String]) -> usize {
    let joins = |c: char| c.is_whitespace() || matches!(c, ',' | '-' | '’' | '\'');
    let joined = (1..ours.len())
        .take_while(|i| said[*i].is_some() && text[ours[i - 1].end..ours[*i].start].chars().all(joins))
        .count();
    let said = &said[..=joined];
    let same = |start: usize| {
        said.iter().zip(&theirs[start..]).take_while(|(word, their)| word.as_ref() == Some(*their)).count()
    };
    (0..theirs.len()).map(same).max().unwrap_or(0)
}

/// The text is in a language that is not its own.
fn other_language(subject: &Subject) -> Option<Fault> {
    let text = subject.text.text.as_str();
    let own_scripts = scripts(&subject.info.script);
    let own = subject.language.as_str().split('-').next().unwrap_or_default();
    let all: Vec<Range<usize>> = words(text);
    let latin = own_scripts.contains(&unicode_script::Script::Latin);
    if latin {
        let lower: Vec<String> = all.iter().map(|word| folded(&text[word.clone()])).collect();
        let other = language::other_than(own, &lower)?;
        let message = format!("the text is in {}", language::name(other));
        return Some(fault::error(
            "other-language",
            0..text.len(),
            message,
            format!("write it in {}", subject.info.english_name),
        ));
    }
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
            fault::error("other-language", range, message, help)
        } else {
            fault::warning("other-language", range, message, help)
        });
    }
    // A run of Latin words that is no name.
    let is_latin = |word: &Range<usize>| {
        text[word.clone()].chars().filter_map(script).all(|script| script == unicode_script::Script::Latin)
    };
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
    Some(fault::warning("other-language", range, message, format!("write it in {}", subject.info.english_name)))
}

/// The kinds of mark that end a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Final {
    Stop,
    Colon,
    Question,
    Exclamation,
    Other,
    None,
}

fn final_of(text: &str, greek: bool) -> Final {
    let bare = text.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, ')' | ']' | '”' | '"' | '»' | '’' | '“' | '\u{200B}' | '\u{200F}' | '\u{200E}')
    });
    match bare.chars().next_back() {
        Some(';' | '\u{37E}') if greek => Final::Question,
        Some('.' | '…' | '。' | '។' | '៕' | '۔' | '।' | '॥' | '။' | '։' | '።') => Final::Stop,
        Some(':' | '៖' | '：' | '፡') => Final::Colon,
        Some('?' | '？' | '؟' | '՞') => Final::Question,
        Some('!' | '！' | '՜') => Final::Exclamation,
        Some(c) if c.is_alphanumeric() || super::scan::is_mark(c) || c == crate::check::Flat::SLOT || c == 'ៗ' => {
            Final::None
        }
        _ => Final::Other,
    }
}

/// The text ends with another mark than its source.
fn final_mark(subject: &Subject, source: Source) -> Option<Fault> {
    let text = subject.text.text.as_str();
    let theirs = source.text.text.as_str();
    if !has_letters(text) || !has_letters(theirs) {
        return None;
    }
    let (ours, wanted) =
        (final_of(text, subject.info.script == "Grek"), final_of(theirs, source.info.script == "Grek"));
    // Thai and Lao write no stop.
    let unstopped = matches!(subject.info.script.as_str(), "Thai" | "Laoo");
    if ours == wanted
        || ours == Final::Other
        || wanted == Final::Other
        || unstopped && ours == Final::None && wanted == Final::Stop
    {
        return None;
    }
    // A semicolon after each item of a list, a comma, and an exclamation are matters of taste.
    let taste = |kind: Final| matches!(kind, Final::Exclamation);
    if taste(ours) && wanted == Final::Stop || taste(wanted) && ours == Final::Stop {
        return None;
    }
    // A short label may end as it likes, unless it asks or leads to something.
    let last = text.char_indices().next_back().map_or(0..0, |(at, c)| at..at + c.len_utf8());
    let name = |kind: Final| match kind {
        Final::Stop => "a full stop",
        Final::Colon => "a colon",
        Final::Question => "a question mark",
        Final::Exclamation => "an exclamation mark",
        Final::Other | Final::None => "no mark",
    };
    let message = format!("the text ends with {}, its source with {}", name(ours), name(wanted));
    Some(fault::warning(
        "final-mark",
        last,
        message,
        "end it as the source does, unless the language wants it otherwise",
    ))
}

/// Sentences that were lost, and lengths that are out of all proportion, seen over all texts of a
/// language: how much longer or shorter it is than the source, its own texts tell.
pub(super) fn lengths(all: &[Subject]) -> Vec<(usize, Fault)> {
    /// Shorter texts vary too much.
    const SHORTEST: usize = 40;
    let length = |text: &str| text.chars().filter(|c| is_letter(*c) || super::scan::is_mark(*c)).count();
    let ratio = |subject: &Subject| {
        let theirs = length(&subject.source?.text.text);
        (theirs >= SHORTEST).then(|| length(&subject.text.text) as f64 / theirs as f64)
    };
    let mut ratios: Vec<f64> = all.iter().filter_map(ratio).filter(|ratio| *ratio > 0.0).collect();
    ratios.sort_by(f64::total_cmp);
    // With few texts there is nothing to compare with; languages differ by a third.
    let usual = if ratios.len() >= 5 { ratios[ratios.len() / 2] } else { 1.0 };
    let slack = if ratios.len() >= 5 { 1.0 } else { 1.5 };
    let mut faults = Vec::new();
    for (i, subject) in all.iter().enumerate() {
        let (Some(ratio), Some(source)) = (ratio(subject), subject.source) else { continue };
        let text = subject.text.text.as_str();
        if text == source.text.text || !has_letters(text) {
            continue;
        }
        let (ours, theirs) = (sentences(text), sentences(&source.text.text));
        let share = ratio / usual;
        let end = text.char_indices().next_back().map_or(0..0, |(at, c)| at..at + c.len_utf8());
        if (1..theirs).contains(&ours) && share < 0.8 / slack {
            let message =
                format!("the text has {ours} sentences and its source {theirs}, and it is shorter than usual");
            faults.push((i, fault::warning("lost-sentence", end, message, "see whether a sentence was left out")));
        } else if !((0.45 / slack)..=(2.2 * slack)).contains(&share) {
            let what = if share < 1.0 { "shorter" } else { "longer" };
            let message = format!("the text is much {what} than its source lets expect");
            faults.push((
                i,
                fault::warning("unusual-length", end, message, "see whether something was left out or added"),
            ));
        }
    }
    faults
}

/// How many sentences a text has, by the marks that end them.
fn sentences(text: &str) -> usize {
    let mut count = 0;
    let mut characters = text.chars().peekable();
    let mut word = 0;
    while let Some(character) = characters.next() {
        let ends = match character {
            '។' | '៕' | '。' | '۔' | '।' => true,
            '.' | '?' | '!' | '؟' => {
                // An abbreviation or a number goes on.
                characters.peek().is_none_or(|next| next.is_whitespace() || matches!(next, ')' | '”' | '»')) && word > 2
            }
            _ => false,
        };
        word = if super::scan::is_word_character(character) { word + 1 } else { 0 };
        count += usize::from(ends);
    }
    // What stands after the last mark is one as well.
    let tail = text.rsplit(['។', '៕', '。', '۔', '।', '.', '?', '!', '؟']).next().unwrap_or_default();
    count + usize::from(has_letters(tail))
}
