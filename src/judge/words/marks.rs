//! Quotation marks, brackets and doubled punctuation.

use std::cmp::Ordering;
use std::ops::Range;

use super::fault;
use super::scan::{At, digit, end, is_address, is_letter, is_word_character, tokens};
use crate::finding::rules;
use crate::judge::{Fault, Subject};

/// Faults of paired marks in one text.
pub(super) fn faults(subject: &Subject) -> Vec<Fault> {
    let text = subject.text.text.as_str();
    let mut faults = straight(subject);
    faults.extend(unbalanced(subject));
    faults.extend(foreign_quotes(subject));
    faults.extend(doubled(text));
    faults.extend(apostrophes(subject));
    faults.extend(unopened(subject));
    faults
}

/// Languages that write a letter with a mark that looks like an apostrophe.
const WITH_TURNED_COMMA: [&str; 6] = ["haw", "kaa", "mi", "sm", "to", "uz"];

/// Other marks between two letters that were typed for an apostrophe.
fn apostrophes(subject: &Subject) -> Vec<Fault> {
    let language = subject.language.as_str().split('-').next().unwrap_or_default();
    if WITH_TURNED_COMMA.contains(&language) {
        return Vec::new();
    }
    let text = subject.text.text.as_str();
    if text.is_ascii() {
        return Vec::new();
    }
    let is_latin = |c: Option<char>| c.is_some_and(|c| is_letter(c) && c < '\u{250}');
    let marks = text.match_indices(['\u{B4}', '‘', '′']).filter(|(at, mark)| {
        is_latin(text[..*at].chars().next_back()) && is_latin(text[at + mark.len()..].chars().next())
    });
    let found = marks.map(|(at, mark)| {
        let message = format!("`{mark}` ({}) stands for an apostrophe", fault::code_points(mark));
        fault::fixed(fault::warning(rules::STRAIGHT_QUOTES, at..at + mark.len(), message, "write `’` (U+2019)"), "’")
    });
    found.collect()
}

/// Questions and exclamations that Spanish begins with a mark of their own.
fn unopened(subject: &Subject) -> Vec<Fault> {
    if subject.language.as_str().split('-').next() != Some("es") {
        return Vec::new();
    }
    let text = subject.text.text.as_str();
    let tokens = tokens(text).into_iter().filter(|token| !is_address(&text[token.clone()]));
    let marks: Vec<(usize, char)> = tokens
        .flat_map(|token| text[token.clone()].char_indices().map(move |(at, mark)| (token.start + at, mark)))
        .collect();
    let mut faults = Vec::new();
    for (opener, closer) in [('¿', '?'), ('¡', '!')] {
        let of = |mark: char| marks.iter().filter(move |(_, other)| *other == mark);
        let (lonely, other) = match of(opener).count().cmp(&of(closer).count()) {
            Ordering::Less => (closer, opener),
            Ordering::Greater => (opener, closer),
            Ordering::Equal => continue,
        };
        faults.extend(of(lonely).next().map(|(at, _)| {
            let message = format!("there are fewer `{other}` than `{lonely}`");
            let range = *at..at + lonely.len_utf8();
            fault::warning(rules::UNBALANCED, range, message, format!("begin with `{opener}` and end with `{closer}`"))
        }));
    }
    faults
}

/// Typewriter quotes and apostrophes.
fn straight(subject: &Subject) -> Vec<Fault> {
    let text = subject.text.text.as_str();
    if !text.contains('"') && !text.contains('\'') {
        return Vec::new();
    }
    let characters: Vec<At> = text.char_indices().collect();
    let mut faults = Vec::new();
    let quotes: Vec<usize> =
        (0..characters.len()).filter(|i| characters[*i].1 == '"' && !is_measure(text, &characters, *i)).collect();
    let paired = quotes.len().is_multiple_of(2);
    let is_word = |i: Option<usize>| i.and_then(|i| characters.get(i)).is_some_and(|(_, c)| c.is_alphanumeric());
    // A mark right after a word does not open, and one right before a word does not close: inches, for one.
    let opens_and_closes = |(n, i): (usize, &usize)| !is_word(if n % 2 == 0 { i.checked_sub(1) } else { Some(i + 1) });
    let is_sure = paired && quotes.iter().enumerate().all(opens_and_closes);
    let [open, close] = &subject.info.quotes;
    for (n, &i) in quotes.iter().enumerate() {
        let right = if n % 2 == 0 { open } else { close };
        let range = characters[i].0..end(characters[i]);
        let found = fault::warning(
            rules::STRAIGHT_QUOTES,
            range,
            "the text has the typewriter's quotation mark `\"`".to_owned(),
            format!("write `{open}` and `{close}`"),
        );
        faults.push(fault::fixed_if(found, is_sure.then(|| right.clone())));
    }
    if !paired {
        let range = characters[quotes[0]].0..end(characters[quotes[0]]);
        faults.push(fault::warning(
            rules::UNBALANCED,
            range,
            "a quotation mark has no partner".to_owned(),
            "write the other one, or take it out",
        ));
    }
    let latin = |i: Option<usize>| i.and_then(|i| characters.get(i)).is_some_and(|(_, c)| is_letter(*c));
    for i in 0..characters.len() {
        if characters[i].1 != '\'' || is_measure(text, &characters, i) {
            continue;
        }
        let range = characters[i].0..end(characters[i]);
        if latin(i.checked_sub(1)) {
            let found = fault::note(
                rules::STRAIGHT_QUOTES,
                range,
                "the text has the typewriter's apostrophe `'`".to_owned(),
                "write `’` (U+2019)",
            );
            // Before a letter it is an apostrophe; after a word it may also close a quotation.
            faults.push(fault::fixed_if(found, latin(Some(i + 1)).then_some("’")));
        } else {
            let found = fault::warning(
                rules::STRAIGHT_QUOTES,
                range,
                "the text has the typewriter's quotation mark `'`".to_owned(),
                format!("write `{open}` and `{close}`"),
            );
            faults.push(found);
        }
    }
    faults
}

/// Whether a straight mark is one of feet, inches or minutes: the only one, after a digit.
fn is_measure(text: &str, characters: &[At], i: usize) -> bool {
    i.checked_sub(1).is_some_and(|before| digit(characters[before].1).is_some())
        && text.matches(characters[i].1).nth(1).is_none()
}

/// Brackets and quotation marks without a partner.
fn unbalanced(subject: &Subject) -> Vec<Fault> {
    let text = subject.text.text.as_str();
    let mut pairs: Vec<(char, char)> =
        vec![('(', ')'), ('[', ']'), ('（', '）'), ('「', '」'), ('『', '』'), ('《', '》'), ('【', '】')];
    let own = one(&subject.info.quotes);
    let reversed = own.is_some_and(|(open, _)| matches!(open, '»' | '”' | '›'));
    if let Some(own) = own.filter(|(open, close)| open != close && *close != '’') {
        pairs.push(own);
    }
    for pair in [('«', '»'), ('‹', '›'), ('“', '”')] {
        let known = pairs.iter().any(|(open, close)| [*open, *close].iter().any(|c| [pair.0, pair.1].contains(c)));
        if !known && !reversed {
            pairs.push(pair);
        }
    }
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut faults = Vec::new();
    let mut lonely = |at: usize, mark: char| {
        let message = format!("`{mark}` has no partner");
        faults.push(fault::warning(
            rules::UNBALANCED,
            at..at + mark.len_utf8(),
            message,
            "write the other one, or take it out",
        ));
    };
    // Nearly all characters are none of them.
    let is_other = |c: char| {
        matches!(c, 'a'..='z' | ' ' | '\u{1780}'..='\u{17D3}')
            && own.is_none_or(|(open, close)| c != open && c != close)
    };
    for (at, mark) in text.char_indices().filter(|(_, c)| !is_other(*c)) {
        if pairs.iter().any(|(opener, _)| *opener == mark) {
            open.push((at, mark));
        } else if let Some((opener, _)) = pairs.iter().find(|(_, closer)| *closer == mark) {
            if mark == ')' && is_enumerator(text, at) && deepest(&open, *opener).is_none() {
                continue;
            }
            match deepest(&open, *opener) {
                Some(partner) => {
                    // What was opened within and not closed stays alone.
                    for (at, mark) in open.drain(partner..).skip(1) {
                        lonely(at, mark);
                    }
                }
                None => lonely(at, mark),
            }
        }
    }
    // Quotations of several paragraphs open each of them and close the last.
    let repeated = |at: usize, mark: char| {
        own.is_some_and(|(open, close)| open == mark && text[at..].contains(close)) && text[..at].ends_with("\n\n")
            || text[..at].is_empty() && text.contains(&format!("\n\n{mark}"))
    };
    for (at, mark) in open {
        if !repeated(at, mark) {
            lonely(at, mark);
        }
    }
    faults
}

/// The innermost of the marks that wait for a partner, if it is not too far out.
fn deepest(open: &[(usize, char)], opener: char) -> Option<usize> {
    const DEEP: usize = 40;
    let from = open.len().saturating_sub(DEEP);
    open[from..].iter().rposition(|(_, mark)| *mark == opener).map(|at| from + at)
}

/// Whether the bracket at `at` closes the number of an item, as in `a)` or `12)`.
fn is_enumerator(text: &str, at: usize) -> bool {
    let word: String = text[..at]
        .chars()
        .rev()
        .take_while(|c| is_word_character(*c) || digit(*c).is_some() || *c == '\u{FFFC}')
        .collect();
    let count = word.chars().count();
    let boundary = text[..at - word.len()].chars().next_back().is_none_or(char::is_whitespace);
    boundary
        && (count == 1 || count <= 3 && count > 0 && word.chars().all(|c| digit(c).is_some() || "ivxIVX".contains(c)))
}

/// The language's quotation marks, if each is one character.
fn one(quotes: &[String; 2]) -> Option<(char, char)> {
    let single = |mark: &String| Some(mark.trim().chars().next()?).filter(|_| mark.trim().chars().count() == 1);
    Some((single(&quotes[0])?, single(&quotes[1])?))
}

/// Quotation marks of another language, unless they stand within those of this one.
fn foreign_quotes(subject: &Subject) -> Vec<Fault> {
    let text = subject.text.text.as_str();
    let Some((open, close)) = one(&subject.info.quotes) else { return Vec::new() };
    let mut faults = Vec::new();
    if text.is_ascii() {
        return faults;
    }
    for (other, end_mark) in
        [('«', '»'), ('“', '”'), ('„', '“'), ('„', '”'), ('»', '«'), ('‹', '›'), ('‚', '‘'), ('‘', '’'), ('「', '」')]
    {
        if [open, close].contains(&other) || [open, close].contains(&end_mark) && other != '„' {
            continue;
        }
        for range in quotations(text, other, end_mark) {
            let nested = text[..range.start].matches(open).count() > text[..range.start].matches(close).count();
            if nested {
                continue;
            }
            let marks = [range.start..range.start + other.len_utf8(), range.end - end_mark.len_utf8()..range.end];
            for (mark, right) in marks.into_iter().zip([open, close]) {
                if faults.iter().any(|fault: &Fault| fault.range == mark) {
                    continue;
                }
                let message = format!("`{}` is not a quotation mark of this language", &text[mark.clone()]);
                let found =
                    fault::warning(rules::FOREIGN_QUOTES, mark, message, format!("write `{open}` and `{close}`"));
                faults.push(fault::fixed(found, right.to_string()));
            }
        }
    }
    faults
}

/// The quotations between two marks, with them.
fn quotations(text: &str, open: char, close: char) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find(open).map(|at| from + at) {
        let inside = start + open.len_utf8();
        let mut until = inside;
        // A closing mark between two letters is an apostrophe.
        let end = loop {
            let Some(at) = text[until..].find(close).map(|at| until + at) else { break None };
            let next = text[at + close.len_utf8()..].chars().next();
            if close == '’' && next.is_some_and(is_letter) {
                until = at + close.len_utf8();
                continue;
            }
            break Some(at + close.len_utf8());
        };
        let Some(end) = end else { break };
        found.push(start..end);
        from = end;
    }
    found
}

/// The same mark twice.
fn doubled(text: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut done = 0;
    for (at, mark) in text.char_indices() {
        if at < done || !matches!(mark, ',' | ';' | ':' | '.' | '។' | '៕' | '៖' | 'ៗ' | '،' | '؛') {
            continue;
        }
        let count = text[at..].chars().take_while(|c| *c == mark).count();
        done = at + count * mark.len_utf8();
        let is_fault = if mark == '.' { count == 2 || count > 4 } else { count > 1 };
        if is_fault {
            let range = at..done;
            let found = fault::warning(
                rules::DOUBLED_MARK,
                range,
                format!("`{mark}` stands {count} times in a row"),
                "keep one of them",
            );
            faults.push(fault::fixed_if(found, (mark != '.').then(|| mark.to_string())));
        }
    }
    faults
}
