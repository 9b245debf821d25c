//! Text that was not meant to be printed: markup, templates, escapes, notes to the writer.

use std::ops::Range;

use super::fault;
use super::scan::{is_mark, places, runs};
use super::taken::Taken;
use crate::finding::{RuleName, rules};
use crate::judge::{Fault, Flat, Placeable, Subject};
use crate::locale::Review;

/// The description of a variable without braces.
const A_BARE_VARIABLE: &str = "a variable outside braces";

/// Something found.
pub(super) struct Found {
    rule: RuleName,
    range: Range<usize>,
    /// Its description, for findings.
    what: &'static str,
    /// Whether it is certainly not intended. What may be in an address, a quotation or a title is only to be
    /// looked at.
    is_sure: bool,
}

/// Something that is never in a text on purpose.
pub(super) fn sure(rule: RuleName, range: Range<usize>, what: &'static str) -> Found {
    Found { rule, range, what, is_sure: true }
}

/// Something that may be in a text on purpose.
fn doubtful(rule: RuleName, range: Range<usize>, what: &'static str) -> Found {
    Found { rule, range, what, is_sure: false }
}

/// Left-overs in one text.
///
/// They must not be printed, unless they may be meant. Where the source has the very same it is the source that is
/// at fault, and so may a message be that no source knows.
pub(super) fn faults(subject: &Subject) -> Vec<Fault> {
    let mut all = found(subject.text);
    if subject.source.is_some_and(|source| !source.text.text.contains('[')) {
        all.extend(bracketed(&subject.text.text));
    }
    faults_of(subject, all)
}

/// Words in square brackets, such as `[Name einfügen]`.
fn bracketed(text: &str) -> Vec<Found> {
    const LONGEST: usize = 60;
    let words = |at: usize| {
        let length = text[at + 1..].find(']').filter(|length| (1..=LONGEST).contains(length))?;
        let inside = &text[at + 1..=at + length];
        let is_text = inside.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '_') || is_mark(c));
        (is_text && inside.chars().any(char::is_alphabetic)).then_some(at..at + length + 2)
    };
    let found = text.match_indices('[').filter_map(|(at, _)| words(at));
    found.map(|range| doubtful(rules::TEMPLATE_LEFT_OVER, range, "a placeholder")).collect()
}

/// Notes to oneself in one text.
pub(super) fn notes_faults(subject: &Subject) -> Vec<Fault> {
    faults_of(subject, notes(&subject.text.text))
}

/// What was found, as faults; of two that meet the first.
pub(super) fn faults_of(subject: &Subject, found: Vec<Found>) -> Vec<Fault> {
    let text = subject.text.text.as_str();
    let is_source = subject.info.review.values().any(|review| *review == Review::Source);
    let mut faults: Vec<Fault> = Vec::new();
    let mut taken = Taken::default();
    for Found { rule, range, what, is_sure } in found {
        if taken.touches(&range) {
            continue;
        }
        taken.take(&range);
        let written = &text[range.clone()];
        let is_unexplained = subject.source.map_or(is_source, |source| !source.text.text.contains(written));
        let message = format!("the text has {what}: `{}`", fault::visible(written));
        let help = match what {
            A_BARE_VARIABLE => "delete it, or write `{ $name }` to print a fact of the case",
            _ => "delete it, or write the text to print",
        };
        faults.push(if is_unexplained && is_sure {
            fault::error(rule, range, message, help)
        } else {
            fault::warning(rule, range, message, format!("{help}, unless it is intended"))
        });
    }
    faults
}

fn found(flat: &Flat) -> Vec<Found> {
    let text = flat.text.as_str();
    let mut found = tags(text);
    found.extend(entities(text));
    found.extend(formats(text));
    found.extend(slots(flat));
    found.extend(markdown(text));
    found.extend(notes(text));
    found.extend(escapes(text));
    if text.starts_with('=') {
        found.push(sure(rules::TEMPLATE_LEFT_OVER, 0..1, "a second equals sign"));
    }
    found
}

/// `<b>`, `</p>`, `<!--`, `[b]`.
fn tags(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices('<') {
        let inside = &text[at + 1..];
        let name = inside.strip_prefix('/').unwrap_or(inside);
        let comment = inside.starts_with("!--") || inside.starts_with('%') || inside.starts_with('?');
        if !comment && !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let Some(length) = inside.find(['>', '<', '\n']).filter(|end| inside[*end..].starts_with('>') && *end < 200)
        else {
            continue;
        };
        let tag = &inside[..length];
        if tag.contains('@') || tag.contains("://") {
            continue;
        }
        found.push(sure(rules::MARKUP, at..at + length + 2, "an HTML or template tag"));
    }
    for (at, _) in text.match_indices('[') {
        let Some(length) = text[at..].find(']') else { continue };
        let name = text[at + 1..at + length].trim_start_matches('/');
        let name = name.split('=').next().unwrap_or(name);
        let name = name.to_ascii_lowercase();
        if matches!(name.as_str(), "b" | "i" | "u" | "url" | "img" | "quote" | "code" | "list" | "*") {
            let range = at..at + length + 1;
            let is_pair = text.to_ascii_lowercase().contains(&format!("[/{name}]"));
            // A letter that a quotation has changed: “[i]n prison”.
            let is_letter = name.len() == 1 && text[range.end..].starts_with(char::is_alphabetic);
            if is_pair {
                found.push(sure(rules::MARKUP, range, "a forum tag"));
            } else if !is_letter {
                found.push(doubtful(rules::MARKUP, range, "a forum tag"));
            }
        }
    }
    found
}

/// The entities of HTML that editors write.
const ENTITIES: [&str; 40] = [
    "aacute", "acirc", "agrave", "amp", "apos", "aring", "auml", "bull", "ccedil", "copy", "deg", "eacute", "ecirc",
    "egrave", "euml", "euro", "gt", "hellip", "iacute", "laquo", "ldquo", "lsquo", "lt", "mdash", "middot", "nbsp",
    "ndash", "ntilde", "oacute", "ouml", "quot", "raquo", "rdquo", "reg", "rsquo", "shy", "szlig", "uacute", "uuml",
    "zwnj",
];

/// `&nbsp;`, `&#233;`.
fn entities(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices('&') {
        let inside = &text[at + 1..];
        let Some(length) = inside.find(';').filter(|length| (1..=10).contains(length)) else { continue };
        let name = &inside[..length];
        let number = name.strip_prefix('#').map(|n| n.trim_start_matches(['x', 'X']));
        let is_entity = match number {
            Some(digits) => !digits.is_empty() && digits.chars().all(|c| c.is_ascii_hexdigit()),
            None => name.len() > 1 && name.chars().all(|c| c.is_ascii_alphanumeric()),
        };
        // A name that HTML does not have may be a company's, before a semicolon.
        if is_entity {
            let make = if number.is_some() || ENTITIES.contains(&name) { sure } else { doubtful };
            found.push(make(rules::MARKUP, at..at + length + 2, "an HTML entity"));
        }
    }
    found
}

/// `%s`, `%1$d`, `%(name)s`, `%name%`, `$name`, `{`, `[NAME]`, `@@`.
fn formats(text: &str) -> Vec<Found> {
    const WHAT: &str = "a leftover of a template";
    let mut found: Vec<Found> = Vec::new();
    for (at, _) in text.match_indices('%') {
        let after_digit = text[..at].ends_with(|c: char| super::scan::digit(c).is_some());
        let inside = &text[at + 1..];
        let length = if let Some(named) = inside.strip_prefix('(').and_then(|named| named.find(')')) {
            named + 3
        } else {
            let flags = inside.len()
                - inside.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '$' | '.' | '-' | '+')).len();
            flags + 1
        };
        let (Some(format), Some(letter)) = (inside.get(..length), inside.get(length - 1..length)) else { continue };
        let ends = inside[length..].chars().next().is_none_or(|c| !c.is_ascii_alphanumeric());
        if "sdSDifuxXc@".contains(letter)
            && (ends || format.contains(['$', '(']))
            && !(after_digit && format.len() == 1)
        {
            found.push(sure(rules::TEMPLATE_LEFT_OVER, at..at + 1 + length, WHAT));
        } else if let Some(length) = inside.find('%').filter(|length| *length > 1)
            && inside[..length].chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
            && inside.starts_with(|c: char| c.is_ascii_alphabetic())
        {
            found.push(sure(rules::TEMPLATE_LEFT_OVER, at..at + length + 2, WHAT));
        }
    }
    for (at, _) in text.match_indices('$') {
        let name = text[at + 1..].len()
            - text[at + 1..].trim_start_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-')).len();
        if text[at + 1..].starts_with(|c: char| c.is_ascii_lowercase() || c == '_') {
            found.push(sure(rules::TEMPLATE_LEFT_OVER, at..at + 1 + name, A_BARE_VARIABLE));
        }
    }
    found.extend(pairs(text));
    for (at, _) in text.match_indices('[') {
        let Some(length) = text[at + 1..].find(']') else { continue };
        let name = &text[at + 1..at + 1 + length];
        let upper = name.chars().filter(char::is_ascii_uppercase).count();
        let shouted =
            name.chars().all(|c| c.is_ascii_uppercase() || matches!(c, '_' | ' ' | '-') || c.is_ascii_digit());
        let slip = matches!(
            name.to_lowercase().as_str(),
            "name" | "date" | "address" | "country" | "your name" | "nom" | "adresse" | "insert name" | "ឈ្មោះ"
        );
        let is_order = ["insert ", "enter ", "your "].iter().any(|begin| name.to_lowercase().starts_with(begin));
        let range = at..at + length + 2;
        if slip && !super::scan::is_quoted(text, &range) {
            found.push(sure(rules::TEMPLATE_LEFT_OVER, range, "a placeholder"));
        } else if slip || is_order || shouted && upper > 2 {
            // An acronym that was put into a quotation looks so too.
            found.push(doubtful(rules::TEMPLATE_LEFT_OVER, range, "a placeholder"));
        }
    }
    let lines = if text.contains("__") { runs(text, |c| c == '_') } else { Vec::new() };
    for run in lines.into_iter().filter(|run| run.len() > 1) {
        let joins = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let markdown = joins(text[..run.start].chars().next_back()) || joins(text[run.end..].chars().next());
        found.push(if markdown {
            sure(rules::TEMPLATE_LEFT_OVER, run, WHAT)
        } else {
            doubtful(rules::TEMPLATE_LEFT_OVER, run, "a blank line to fill in")
        });
    }
    found
}

/// Marks in which other programs put the names of fields: `{{x}}`, `<<x>>`, `@@x@@`. Around a word they are that;
/// one alone may be meant.
fn pairs(text: &str) -> Vec<Found> {
    const WHAT: &str = "a leftover of a template";
    let mut found: Vec<Found> = Vec::new();
    let mut taken = Taken::default();
    let is_name = |inner: &str| {
        let inner = inner.trim();
        !inner.is_empty() && inner.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' ' | '$'))
    };
    for (opener, closer) in [("{", "}"), ("@@", "@@"), ("##", "##"), ("[[", "]]"), ("<<", ">>"), ("||", "||")] {
        let known = found.len();
        let mut at = 0;
        let mut is_unclosed = false;
        while let Some(begin) = text[at..].find(opener).map(|found| at + found) {
            let inner = begin + opener.len();
            let end = if is_unclosed { None } else { text[inner..].find(closer).map(|found| inner + found) };
            is_unclosed = end.is_none();
            let field = end.filter(|end| is_name(text[inner..*end].trim_start_matches('{')));
            let Some(end) = field else {
                found.push(doubtful(rules::TEMPLATE_LEFT_OVER, begin..inner, WHAT));
                at = inner;
                continue;
            };
            let end = end + closer.len();
            let end = end + text[end..].len() - text[end..].trim_start_matches('}').len();
            found.push(sure(rules::TEMPLATE_LEFT_OVER, begin..end, WHAT));
            at = end;
        }
        found[known..].iter().for_each(|found| taken.take(&found.range));
        if opener != closer {
            let left: Vec<usize> = places(text, closer).filter(|at| !taken.touches(&(*at..*at + 1))).collect();
            found.extend(left.into_iter().map(|at| doubtful(rules::TEMPLATE_LEFT_OVER, at..at + closer.len(), WHAT)));
        }
    }
    found
}

/// A placeable that is a number in braces, or that has a sign of another system before it.
fn slots(flat: &Flat) -> Vec<Found> {
    const WHAT: &str = "a leftover of a template";
    let text = flat.text.as_str();
    let mut found = Vec::new();
    for slot in &flat.slots {
        let range = slot.at..slot.at + Flat::SLOT.len_utf8();
        let before = text[..slot.at].chars().next_back();
        // Before an amount the sign is one of money.
        let money = matches!(slot.placeable, Placeable::Variable(_) | Placeable::Function(_));
        match (&slot.placeable, before) {
            // Other programs number what they fill in; a greater number is written in the language's own digits.
            (Placeable::Number(number), _) => {
                let make = if matches!(number.as_str(), "0" | "1" | "2") { sure } else { doubtful };
                found.push(make(rules::TEMPLATE_LEFT_OVER, range, "a number in braces, which is printed as it is"));
            }
            (_, Some('$')) if money => {}
            (_, Some(sign @ ('$' | '#' | '@' | '%'))) => {
                // `#` is a sign of a number, and `@` of an address.
                let make = if matches!(sign, '$' | '%') { sure } else { doubtful };
                found.push(make(rules::TEMPLATE_LEFT_OVER, slot.at - sign.len_utf8()..range.end, WHAT));
            }
            _ => {}
        }
    }
    found
}

/// What Markdown leaves.
const MARKDOWN: &str = "a Markdown mark";

/// `**bold**`, `*word*`, `[text](link)`, `# heading`, backquotes.
fn markdown(text: &str) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for mark in ["**", "~~", "```", "](", "`"] {
        let all: Vec<usize> = places(text, mark).collect();
        // A pair is around words; one alone may be a mark of a footnote or an apostrophe.
        let is_pair = all.len() > 1 && !["](", "`"].contains(&mark);
        let make = if is_pair || mark == "](" && text.contains("](http") { sure } else { doubtful };
        found.extend(all.into_iter().map(|at| make(rules::MARKUP, at..at + mark.len(), MARKDOWN)));
    }
    let mut push = |range: Range<usize>| found.push(doubtful(rules::MARKUP, range, MARKDOWN));
    for mark in ['*', '_'] {
        let touches =
            |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || super::scan::is_mark(c) || c == Flat::SLOT);
        let marks: Vec<usize> = text.match_indices(mark).map(|(at, _)| at).collect();
        let opens = |at: usize| touches(text[at + 1..].chars().next()) && !touches(text[..at].chars().next_back());
        let closes = |at: usize| touches(text[..at].chars().next_back()) && !touches(text[at + 1..].chars().next());
        for pair in marks.windows(2) {
            if opens(pair[0]) && closes(pair[1]) && !text[pair[0]..pair[1]].contains('\n') {
                push(pair[0]..pair[1] + 1);
            }
        }
    }
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let hashes = line.len() - line.trim_start_matches('#').len();
        if (1..=6).contains(&hashes) && line[hashes..].starts_with(' ') {
            push(at..at + hashes);
        }
        if line.starts_with("> ") || line.starts_with("---") || line.starts_with("===") {
            push(at..at + 1);
        }
        at += line.len();
    }
    found
}

/// Notes of the person who wrote the text.
fn notes(text: &str) -> Vec<Found> {
    const WHAT: &str = "a note to the writer";
    const WORDS: [&str; 10] = ["TODO", "FIXME", "XXX", "XXXX", "xxx", "xxxx", "TBD", "TBC", "TKTK", "WIP"];
    /// Words that are also a Roman number or an acronym.
    const AMBIGUOUS: [&str; 2] = ["XXX", "WIP"];
    let mut found = Vec::new();
    if WORDS.iter().any(|word| text.contains(word)) {
        let words = super::scan::words(text).into_iter().filter(|word| WORDS.contains(&&text[word.clone()]));
        found.extend(words.map(|word| {
            let make = if AMBIGUOUS.contains(&&text[word.clone()]) { doubtful } else { sure };
            make(rules::PLACEHOLDER_TEXT, word, WHAT)
        }));
    }
    let lower = text.to_ascii_lowercase();
    for (filler, is_sure) in [
        ("lorem ipsum", true),
        ("dolor sit amet", true),
        ("translate me", true),
        ("translation missing", true),
        ("to be translated", false),
        ("not translated", false),
        ("insert text", false),
        ("placeholder", false),
        ("à traduire", false),
        ("(note:", false),
        ("[note", false),
        ("foo bar", false),
    ] {
        let make = if is_sure { sure } else { doubtful };
        for at in places(&lower, filler) {
            found.push(make(rules::PLACEHOLDER_TEXT, at..at + filler.len(), "placeholder words"));
        }
    }
    found
}

/// A backslash prints as one: escapes are read within quotes in braces only.
fn escapes(text: &str) -> Vec<Found> {
    let one = |(at, _): (usize, &str)| {
        let length = text[at + 1..].chars().take(5).take_while(char::is_ascii_alphanumeric).count();
        // Some write `C\O` for “care of”.
        let make = if text[at + 1..].starts_with(['n', 't', 'r', 'u', 'U', 'x', '"', '\'', '\\', '{']) {
            sure
        } else {
            doubtful
        };
        make(rules::TEMPLATE_LEFT_OVER, at..at + 1 + length, "an escape sequence, which only works inside `{\"…\"}`")
    };
    text.match_indices('\\').map(one).collect()
}
