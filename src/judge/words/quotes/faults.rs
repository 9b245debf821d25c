//! What is wrong with the quotation marks of a text: one finding for a quotation, one for a mark that is alone.

use std::ops::Range;

use super::{Class, Pair, Quotes, Role, class, has_turned_comma, is_straight};
use crate::finding::{code_points, rules};
use crate::judge::words::fault;
use crate::judge::words::scan::{digit, is_letter, script};
use crate::judge::{Edit, Fault, Subject};

const NARROW: &str = "\u{202F}";

/// Faults of quotation marks and apostrophes in one text.
pub(in crate::judge::words) fn faults(subject: &Subject, quotes: &Quotes) -> Vec<Fault> {
    let reported = quotes.pairs.iter().filter(|pair| quotes.is_reported(pair));
    let mut faults: Vec<Fault> = reported.map(|pair| quotation(subject, quotes, pair)).collect();
    faults.extend(quotes.lonely.iter().map(|lonely| {
        let mark = &quotes.marks[*lonely];
        let message = format!("`{}` has no matching mark", mark.character);
        fault::warning(rules::UNBALANCED, mark.range(), message, "add the other one, or delete it")
    }));
    faults.extend(apostrophes(subject, quotes));
    faults.extend(other_apostrophes(subject));
    faults
}

/// A quotation whose marks are not those of the language.
fn quotation(subject: &Subject, quotes: &Quotes, pair: &Pair) -> Fault {
    let (open, close) = quotes.typed(pair);
    let range = quotes.marks[pair.open].range();
    let (rule, message) = if is_straight(open) || is_straight(close) {
        let message = if open == close {
            format!("the text has the straight quotation mark `{open}`")
        } else {
            format!("`{open}` and `{close}` do not match as quotation marks")
        };
        (rules::STRAIGHT_QUOTES, message)
    } else if quotes.own.is_some_and(|own| own.0 == open || own.1 == close) {
        (rules::FOREIGN_QUOTES, format!("`{open}` and `{close}` do not match in this language"))
    } else {
        (rules::FOREIGN_QUOTES, format!("`{open}` and `{close}` are not the quotation marks of this language"))
    };
    let [right_open, right_close] = right(subject, quotes, pair);
    let has_space = !inner_spaces(subject, &right_open, &right_close).concat().is_empty();
    let space = if has_space { ", with a narrow no-break space (U+202F) on the inside" } else { "" };
    let help = format!("write `{right_open}` and `{right_close}`{space}");
    let found = fault::warning(rule, range, message, help);
    if is_sure(subject, quotes, pair) { fault::fixed_by(found, edits(subject, quotes, pair)) } else { found }
}

/// The marks that are right: those of the language, or, within a quotation, those that go with them.
fn right(subject: &Subject, quotes: &Quotes, pair: &Pair) -> [String; 2] {
    let language = subject.language.primary();
    let inner = match quotes.own {
        Some(('“', '”')) => ["‘", "’"],
        Some(('„', '“')) => ["‚", "‘"],
        Some(('„', '”')) => ["«", "»"],
        Some(('”', '”')) => ["’", "’"],
        Some(('‘', '’')) => ["“", "”"],
        Some(('「', '」')) => ["『", "』"],
        Some(('«', '»')) if matches!(language, "ru" | "uk" | "be" | "hy" | "kk" | "ky") => ["„", "“"],
        Some(('«', '»')) => ["“", "”"],
        _ => ["", ""],
    };
    let own = subject.info.quotes.each_ref().map(|mark| mark.trim());
    let right = if pair.is_nested && inner != [""; 2] { inner } else { own };
    right.map(str::to_owned)
}

/// The spaces after the opening mark and before the closing one, as `narrow_space` of `locale.yaml` has them.
fn inner_spaces(subject: &Subject, open: &str, close: &str) -> [&'static str; 2] {
    let narrow = &subject.info.narrow_space;
    let space = |marks: &str, mark: &str| if marks.contains(mark) { NARROW } else { "" };
    [space(&narrow.after, open), space(&narrow.before, close)]
}

/// Whether it is certain which words a quotation has, and with what marks.
fn is_sure(subject: &Subject, quotes: &Quotes, pair: &Pair) -> bool {
    let marks = [&quotes.marks[pair.open], &quotes.marks[pair.close]];
    let has_straight = marks.iter().any(|mark| is_straight(mark.character));
    let of_class = class(marks[0].character);
    let is_alone = |lonely: &usize| class(quotes.marks[*lonely].character) == of_class;
    let words = &subject.text.text[marks[0].range().end..marks[1].at];
    // Either the characters beside the marks show their role, or the marks themselves do, because they open or close in
    // every language.
    let is_seen = marks.iter().all(|mark| mark.is_sure) || !has_straight || subject.info.is_unspaced();
    // Quotations within have the marks that this one would get.
    let is_doubled = || {
        let next = quotes.pairs.partition_point(|other| other.open <= pair.open);
        let mut within = quotes.pairs[next..].iter().take_while(|inner| inner.open < pair.close);
        within.any(|inner| Some(quotes.typed(inner)) == quotes.own)
    };
    // As in 3"x5" where words are written without spaces.
    let may_be_inches = has_straight && subject.text.text[..marks[0].at].ends_with(|c| digit(c).is_some());
    quotes.own.is_some()
        // Apostrophes at the edges of two words look like a quotation: the ’til and the prisoners’.
        && of_class != Class::Single
        && !may_be_inches
        && !quotes.continued.contains(&pair.open)
        && !pair.is_nested
        && !words.trim().is_empty()
        && is_seen
        && !(has_straight && quotes.lonely.iter().any(is_alone))
        && !is_doubled()
}

/// Whether an apostrophe is meant between two parts of a word, as in l’homme and don’t.
fn is_elision(before: &str, after: &str) -> bool {
    const BEFORE: [&str; 11] = ["c", "d", "j", "l", "m", "n", "qu", "s", "t", "dell", "all"];
    const AFTER: [&str; 7] = ["d", "ll", "m", "re", "s", "t", "ve"];
    let first = before[before.trim_end_matches(is_letter).len()..].to_lowercase();
    let second = &after[..after.len() - after.trim_start_matches(is_letter).len()];
    BEFORE.contains(&first.as_str()) || AFTER.contains(&second)
}

/// Whether a mark is between two letters.
fn is_within_word(subject: &Subject, at: usize, mark: char) -> bool {
    let text = subject.text.text.as_str();
    let is_letter = |c: Option<char>| c.is_some_and(is_letter);
    is_letter(text[..at].chars().next_back()) && is_letter(text[at + mark.len_utf8()..].chars().next())
}

/// The marks of the language in place of those that are there, with its spaces within.
fn edits(subject: &Subject, quotes: &Quotes, pair: &Pair) -> Vec<Edit> {
    let text = subject.text.text.as_str();
    let [right_open, right_close] = right(subject, quotes, pair);
    let [after, before] = inner_spaces(subject, &right_open, &right_close);
    let (open, close) = (quotes.marks[pair.open].range(), quotes.marks[pair.close].range());
    let is_space = |c: char| matches!(c, ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}');
    let words = &text[open.end..close.start];
    let begin = open.end + words.len() - words.trim_start_matches(is_space).len();
    let end = open.end + words.trim_end_matches(is_space).len();
    // A space that is written as an escape stays, and no other one is added.
    let edit = |wide: Range<usize>, narrow: Range<usize>, mark: [&str; 2], space: usize| {
        if subject.text.replaceable(&wide).is_some() {
            return Edit { range: wide, replacement: mark.concat() };
        }
        Edit { range: narrow, replacement: mark[1 - space].to_owned() }
    };
    vec![
        edit(open.start..begin, open.clone(), [right_open.as_str(), after], 1),
        edit(end..close.end, close.clone(), [before, right_close.as_str()], 0),
    ]
}

/// The typewriter's apostrophe.
fn apostrophes(subject: &Subject, quotes: &Quotes) -> Vec<Fault> {
    let text = subject.text.text.as_str();
    let is_hebrew = |c: char| script(c) == Some(unicode_script::Script::Hebrew);
    let of_word = quotes.marks.iter().filter(|mark| mark.character == '\'' && mark.role == Role::Apostrophe);
    let found = of_word.filter_map(|mark| {
        let before = text[..mark.at].chars().next_back();
        let after = text[mark.range().end..].chars().next();
        // It is the geresh of a Hebrew word.
        if before.is_some_and(is_hebrew) {
            return None;
        }
        // Feet or minutes.
        if before.is_some_and(char::is_numeric) && !after.is_some_and(is_letter) {
            return None;
        }
        let message = "the text has the straight apostrophe `'`".to_owned();
        if has_turned_comma(subject) {
            let help = "write the letter `ʻ` (U+02BB), or the apostrophe `’` (U+2019)";
            return Some(fault::note(rules::STRAIGHT_QUOTES, mark.range(), message, help));
        }
        let found = fault::note(rules::STRAIGHT_QUOTES, mark.range(), message, "write `’` (U+2019)");
        // Between two letters it can only be an apostrophe; at the edge of a word it may belong to a quotation.
        Some(fault::fixed_if(found, is_within_word(subject, mark.at, mark.character).then_some("’")))
    });
    found.collect()
}

/// Other marks between two letters that were typed for an apostrophe.
fn other_apostrophes(subject: &Subject) -> Vec<Fault> {
    let text = subject.text.text.as_str();
    if text.is_ascii() || has_turned_comma(subject) {
        return Vec::new();
    }
    let is_latin = |c: Option<char>| c.is_some_and(|c| is_letter(c) && c < '\u{250}');
    let marks = text.match_indices(['\u{B4}', '‘', '′']).filter(|(at, mark)| {
        is_latin(text[..*at].chars().next_back())
            && is_latin(text[at + mark.len()..].chars().next())
            // Names such as Sa‘id and Hawai‘i are written with it.
            && (*mark != "‘" || is_elision(&text[..*at], &text[at + mark.len()..]))
    });
    let found = marks.map(|(at, mark)| {
        let message = format!("`{mark}` ({}) is used instead of an apostrophe", code_points(mark));
        fault::fixed(fault::warning(rules::STRAIGHT_QUOTES, at..at + mark.len(), message, "write `’` (U+2019)"), "’")
    });
    found.collect()
}
