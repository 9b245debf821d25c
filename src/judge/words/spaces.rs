//! Spaces: doubled, at an edge, before or missing after a mark, and no-break spaces in wrong places.

use super::fault;
use super::quotes::{Quotes, Role, is_candidate};
use super::scan::{At, digit, end, is_address, is_letter, is_spaced, runs, tokens};
use crate::finding::rules;
use crate::judge::{Fault, Flat, Subject};

const NBSP: char = '\u{A0}';
const NARROW: char = '\u{202F}';
const THIN: char = '\u{2009}';

/// Faults of spaces in one text.
pub(super) fn faults(subject: &Subject, quotes: &Quotes) -> Vec<Fault> {
    let text = subject.text.text.as_str();
    let mut faults = blanks(text);
    faults.extend(beside_marks(subject, quotes));
    faults.extend(missing_after_marks(text));
    faults.extend(missing_beside_acronyms(text));
    faults.extend(no_break(subject));
    faults
}

fn is_space(character: char) -> bool {
    matches!(character, ' ' | NBSP | NARROW | THIN)
}

/// Doubled spaces, and those at an edge.
fn blanks(text: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    for run in runs(text, |c| is_space(c) || c == '\n') {
        let blank = &text[run.clone()];
        let edge = run.start == 0 || run.end == text.len();
        if blank.contains('\n') && !edge {
            // Where lines are joined their blanks are taken away.
            continue;
        }
        if edge {
            let place = if run.start == 0 { "begins" } else { "ends" };
            let found = fault::warning(rules::STRAY_SPACE, run, format!("the text {place} with a space"), "delete it");
            faults.push(fault::fixed(found, ""));
        } else if blank.chars().count() > 1 {
            let kept = blank.chars().find(|c| *c != ' ').unwrap_or(' ');
            let count = blank.chars().count();
            let message = format!("{count} spaces are in a row ({})", fault::code_points(blank));
            faults.push(fault::fixed(
                fault::warning(rules::STRAY_SPACE, run, message, "keep one of them"),
                kept.to_string(),
            ));
        }
    }
    faults
}

/// Spaces before a mark that never has one in this language, and after an opening mark.
fn beside_marks(subject: &Subject, quotes: &Quotes) -> Vec<Fault> {
    let text = subject.text.text.as_str();
    let wanted = &subject.info.narrow_space;
    let unspaced = subject.info.is_unspaced();
    let mut faults = Vec::new();
    for run in runs(text, is_space) {
        let before = text[..run.start].chars().next_back();
        let mut following = text[run.end..].chars();
        let after = following.next();
        let next = following.clone().next();
        let Some(before) = before else { continue };
        let closing = |c: char| {
            matches!(c, ',' | '.' | ';' | ':' | '!' | '?' | ')' | ']' | '٬' | '،' | '؛' | '؟')
                || is_candidate(c) && quotes.rightly(run.end) == Some(Role::Closes)
        };
        let opening = |c: char| {
            matches!(c, '(' | '[' | '¿' | '¡')
                || is_candidate(c) && quotes.rightly(run.start - c.len_utf8()) == Some(Role::Opens)
        };
        let is_style = |c: char| unspaced && is_candidate(c);
        if let Some(after) = after
            && closing(after)
            && !wanted.before.contains(after)
            // In writing without spaces a space before a mark of its own is a matter of style.
            && !(unspaced && (matches!(after, '!' | '?' | ':' | ';') || is_candidate(after)))
            // `.5` and `...` and `:)` begin something.
            && !next.is_some_and(|next| next == after || digit(next).is_some() || (matches!(after, '.' | ':' | ';') && !is_after_mark(next)))
            && before != '\n'
            // As in `3 : 4`, `( )` and `. . .`.
            && !(digit(before).is_some() && following.find(|c| !is_space(*c)).is_some_and(|c| digit(c).is_some()))
            && before != after
            && !text[run.end..].starts_with(". .")
            && !matches!((before, after), ('(', ')') | ('[', ']'))
        {
            let found = fault::warning(
                rules::SPACE_BEFORE_MARK,
                run,
                format!("there is a space before `{after}`"),
                "delete it",
            );
            faults.push(fault::fixed(found, ""));
        } else if opening(before)
            && !wanted.after.contains(before)
            && !is_style(before)
            && !matches!((before, after), ('(', Some(')')) | ('[', Some(']')))
        {
            let found = fault::warning(
                rules::SPACE_BEFORE_MARK,
                run,
                format!("there is a space after `{before}`"),
                "delete it",
            );
            faults.push(fault::fixed(found, ""));
        }
    }
    faults
}

fn is_after_mark(character: char) -> bool {
    character.is_whitespace() || matches!(character, ')' | ']' | '”' | '’' | '»')
}

/// A comma or stop with a letter directly after it.
fn missing_after_marks(text: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    for token in tokens(text) {
        let word = &text[token.clone()];
        let is_mark = |byte| matches!(byte, b',' | b';' | b'!' | b'?' | b'.');
        // Nearly all tokens have a mark only at their end, or no mark.
        if !word.bytes().rev().skip(1).any(is_mark) || is_address(word) {
            continue;
        }
        let characters: Vec<At> = word.char_indices().collect();
        for window in characters.windows(3) {
            let [(_, before), mark, (_, after)] = [window[0], window[1], window[2]];
            let is_closed = matches!(before, ')' | ']' | '”' | '»');
            let joined = match mark.1 {
                ',' | ';' | '!' | '?' => {
                    (is_letter(before) && is_spaced(before) || is_closed) && is_letter(after) && is_spaced(after)
                }
                '.' => (before.is_lowercase() && is_spaced(before) || is_closed) && after.is_uppercase(),
                _ => false,
            };
            let first = &word[..mark.0];
            let first = &first[first.trim_end_matches(is_letter).len()..];
            let second = &word[end(mark)..];
            let second = &second[..second.len() - second.trim_start_matches(is_letter).len()];
            // As in `z.B.` and `Ph.D`.
            let is_abbreviation = mark.1 == '.' && second.chars().count() == 1;
            if joined && !is_abbreviation {
                let range = token.start + mark.0..token.start + end(mark);
                let message = format!("a space is missing after `{}` in `{}`", mark.1, fault::visible(word));
                let found = fault::warning(rules::MISSING_SPACE, range, message, "add a space after it");
                let are_words = (is_closed || is_end_of_sentence(first, mark.1)) && second.chars().count() > 1;
                let is_begin = matches!(mark.1, ',' | ';') || after.is_uppercase();
                faults.push(fault::fixed_if(found, (are_words && is_begin).then(|| format!("{} ", mark.1))));
            }
        }
    }
    faults
}

/// An acronym in brackets directly beside a word, as in `party(CNRP)was`. Other brackets may be part of a word:
/// `member(s)`, `(in)formal`.
fn missing_beside_acronyms(text: &str) -> Vec<Fault> {
    const LONGEST: usize = 20;
    let mut faults = Vec::new();
    for (at, _) in text.match_indices('(') {
        let inside = &text[at + 1..];
        let Some(length) = inside.find(')').filter(|length| (2..=LONGEST).contains(length)) else { continue };
        let is_of_acronym = |c: char| c.is_uppercase() || digit(c).is_some() || c == '-';
        let acronym = &inside[..length];
        if !acronym.chars().all(is_of_acronym) || acronym.chars().filter(|c| c.is_uppercase()).count() < 2 {
            continue;
        }
        let rest = &inside[length + 1..];
        let is_word = |c: char| c == Flat::SLOT || is_letter(c) && is_spaced(c);
        let word = rest.split(|c: char| !is_letter(c)).next().unwrap_or_default();
        let close = at + 1 + length;
        for (is_joined, range, place, right) in [
            (text[..at].ends_with(is_word), at..at + 1, "before", " ("),
            // An s makes it a plural.
            (rest.starts_with(is_word) && word != "s", close..close + 1, "after", ") "),
        ] {
            if is_joined {
                let message = format!("a space is missing {place} `({acronym})`");
                faults.push(fault::fixed(fault::warning(rules::MISSING_SPACE, range, message, "add a space"), right));
            }
        }
    }
    faults
}

/// Whether a word before a mark is certainly a word, and not a part of a name or link or a word with a lost letter.
fn is_end_of_sentence(word: &str, mark: char) -> bool {
    word.chars().count() > 2 && (matches!(mark, ',' | ';') || word.chars().all(char::is_lowercase))
}

/// No-break spaces between words of a language that has no use for them there.
fn no_break(subject: &Subject) -> Vec<Fault> {
    let text = subject.text.text.as_str();
    let unspaced = subject.info.is_unspaced();
    let mut faults = Vec::new();
    for space in text.char_indices().filter(|(_, c)| matches!(*c, NBSP | NARROW)) {
        let range = space.0..end(space);
        let (before, after) = (text[..range.start].chars().next_back(), text[range.end..].chars().next());
        let (Some(before), Some(after)) = (before, after) else { continue };
        if !is_letter_or_mark(before) || !is_letter_or_mark(after) {
            continue;
        }
        let idle = if unspaced {
            !is_spaced(before) && !is_spaced(after)
        } else {
            let left: String = text[..range.start].chars().rev().take_while(|c| is_letter_or_mark(*c)).collect();
            let right: String = text[range.end..].chars().take_while(|c| is_letter_or_mark(*c)).collect();
            let plain = |word: &str| word.chars().count() > 3 && word.chars().all(char::is_lowercase);
            plain(&left) && plain(&right)
        };
        if idle {
            let message =
                format!("there is a no-break space ({}) between two words", fault::code_points(&space.1.to_string()));
            let found = fault::warning(
                rules::NO_BREAK_SPACE,
                range,
                message,
                "use an ordinary space, so that a line can break here",
            );
            faults.push(fault::fixed(found, " "));
        }
    }
    faults
}

fn is_letter_or_mark(character: char) -> bool {
    character != Flat::SLOT && super::scan::is_word_character(character)
}
