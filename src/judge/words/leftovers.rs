//! What belongs to a machine and not on paper: markup, templates, escapes, notes to oneself.

use std::ops::Range;

use super::fault;
use super::scan::{places, runs};
use super::taken::Taken;
use crate::finding::{RuleName, rules};
use crate::judge::{Fault, Flat, Placeable, Subject};
use crate::locale::Review;

/// Something found, by the name of its rule.
type Found = (RuleName, Range<usize>, &'static str);

/// Left-overs in one text.
///
/// They must not be printed. Where the source has the very same it is the source that is at fault,
/// and so may a message be that no source knows.
pub(super) fn faults(subject: &Subject) -> Vec<Fault> {
    told(subject, found(subject.text))
}

/// Notes to oneself in one text.
pub(super) fn notes_faults(subject: &Subject) -> Vec<Fault> {
    told(subject, notes(&subject.text.text))
}

/// What the columns of lists are called, by which a field of a mail merge is known.
const FIELDS: [&str; 42] = [
    "address",
    "adres",
    "adresse",
    "anrede",
    "apellidos",
    "cap",
    "cidade",
    "città",
    "city",
    "ciudad",
    "code",
    "country",
    "firstname",
    "land",
    "lastname",
    "nachname",
    "name",
    "nom",
    "nombre",
    "nome",
    "ort",
    "país",
    "paese",
    "pays",
    "plaats",
    "plz",
    "postcode",
    "poststed",
    "prénom",
    "salutation",
    "state",
    "strasse",
    "straße",
    "street",
    "surname",
    "titel",
    "title",
    "town",
    "ville",
    "vorname",
    "zip",
    "zipcode",
];

/// Fields of a mail merge that were never filled in: `«Vorname»`, `«first_name»`. Other words in these marks are
/// quoted, as the name of a house may be.
pub(super) fn merge_fields(subject: &Subject) -> Vec<Fault> {
    let text = subject.text.text.as_str();
    let mut found = Vec::new();
    for (at, _) in text.match_indices('«') {
        let inside = &text[at + '«'.len_utf8()..];
        let Some(length) = inside.find('»') else { continue };
        let field = inside[..length].trim();
        let is_field = field.contains('_') || FIELDS.contains(&field.to_lowercase().replace([' ', '-'], "").as_str());
        if is_field {
            let end = at + '«'.len_utf8() + length + '»'.len_utf8();
            found.push((rules::TEMPLATE_LEFT_OVER, at..end, "a field of a mail merge"));
        }
    }
    told(subject, found)
}

/// What was found, as faults; of two that meet the first.
fn told(subject: &Subject, found: Vec<Found>) -> Vec<Fault> {
    let text = subject.text.text.as_str();
    let is_source = subject.info.review.values().any(|review| *review == Review::Source);
    let mut faults: Vec<Fault> = Vec::new();
    let mut taken = Taken::default();
    for (rule, range, what) in found {
        if taken.touches(&range) {
            continue;
        }
        taken.take(&range);
        let written = &text[range.clone()];
        let owed = subject.source.map_or(is_source, |source| !source.text.text.contains(written));
        let message = format!("the text has {what}: `{}`", fault::visible(written));
        let help = "write what is to be printed";
        faults.push(if owed {
            fault::error(rule, range, message, help)
        } else {
            fault::warning(rule, range, message, help)
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
        found.push((rules::TEMPLATE_LEFT_OVER, 0..1, "a second equals sign"));
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
        found.push((rules::MARKUP, at..at + length + 2, "a tag of HTML or of a template"));
    }
    for (at, _) in text.match_indices('[') {
        let Some(length) = text[at..].find(']') else { continue };
        let name = text[at + 1..at + length].trim_start_matches('/');
        let name = name.split('=').next().unwrap_or(name);
        if matches!(
            name.to_ascii_lowercase().as_str(),
            "b" | "i" | "u" | "url" | "img" | "quote" | "code" | "list" | "*"
        ) {
            found.push((rules::MARKUP, at..at + length + 1, "a tag of a forum"));
        }
    }
    found
}

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
        if is_entity {
            found.push((rules::MARKUP, at..at + length + 2, "an entity of HTML"));
        }
    }
    found
}

/// `%s`, `%1$d`, `%(name)s`, `%name%`, `$name`, `{`, `[NAME]`, `@@`.
fn formats(text: &str) -> Vec<Found> {
    const WHAT: &str = "a left-over of a template";
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
            found.push((rules::TEMPLATE_LEFT_OVER, at..at + 1 + length, WHAT));
        } else if let Some(length) = inside.find('%').filter(|length| *length > 1)
            && inside[..length].chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
            && inside.starts_with(|c: char| c.is_ascii_alphabetic())
        {
            found.push((rules::TEMPLATE_LEFT_OVER, at..at + length + 2, WHAT));
        }
    }
    for (at, _) in text.match_indices('$') {
        let name = text[at + 1..].len()
            - text[at + 1..].trim_start_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-')).len();
        if text[at + 1..].starts_with(|c: char| c.is_ascii_lowercase() || c == '_') {
            found.push((rules::TEMPLATE_LEFT_OVER, at..at + 1 + name, "a variable outside of braces"));
        }
    }
    if text.contains('{') || text.contains('}') {
        for run in runs(text, |c| matches!(c, '{' | '}')) {
            found.push((rules::TEMPLATE_LEFT_OVER, run, "a brace"));
        }
    }
    for mark in ["@@", "##", "[[", "]]", "<<", ">>", "||"] {
        for at in places(text, mark) {
            found.push((rules::TEMPLATE_LEFT_OVER, at..at + mark.len(), WHAT));
        }
    }
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
        if shouted && upper > 2 || slip {
            found.push((rules::TEMPLATE_LEFT_OVER, at..at + length + 2, "a place to fill in"));
        }
    }
    let lines = if text.contains("__") { runs(text, |c| c == '_') } else { Vec::new() };
    for run in lines.into_iter().filter(|run| run.len() > 1) {
        let joins = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let markdown = joins(text[..run.start].chars().next_back()) || joins(text[run.end..].chars().next());
        let what = if markdown { WHAT } else { "a line to fill in" };
        found.push((rules::TEMPLATE_LEFT_OVER, run, what));
    }
    found
}

/// A placeable that is a number in braces, or that has a sign of another system before it.
fn slots(flat: &Flat) -> Vec<Found> {
    const WHAT: &str = "a left-over of a template";
    let text = flat.text.as_str();
    let mut found = Vec::new();
    for slot in &flat.slots {
        let range = slot.at..slot.at + Flat::SLOT.len_utf8();
        let before = text[..slot.at].chars().next_back();
        // Before an amount the sign is one of money.
        let money = matches!(slot.placeable, Placeable::Variable(_) | Placeable::Function(_));
        match (&slot.placeable, before) {
            (Placeable::Number(_), _) => {
                found.push((rules::TEMPLATE_LEFT_OVER, range, "a number in braces, which prints itself"));
            }
            (_, Some('$')) if money => {}
            (_, Some(sign @ ('$' | '#' | '@' | '%'))) => {
                found.push((rules::TEMPLATE_LEFT_OVER, slot.at - sign.len_utf8()..range.end, WHAT));
            }
            _ => {}
        }
    }
    found
}

/// `**bold**`, `*word*`, `[text](link)`, `# heading`, backquotes.
fn markdown(text: &str) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut push = |range: Range<usize>| found.push((rules::MARKUP, range, "a mark of Markdown"));
    for mark in ["**", "~~", "```", "](", "`"] {
        for at in places(text, mark) {
            push(at..at + mark.len());
        }
    }
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

/// Notes of whoever wrote the text.
fn notes(text: &str) -> Vec<Found> {
    const WHAT: &str = "a note to oneself";
    const WORDS: [&str; 10] = ["TODO", "FIXME", "XXX", "XXXX", "xxx", "xxxx", "TBD", "TBC", "TKTK", "WIP"];
    let mut found = Vec::new();
    if WORDS.iter().any(|word| text.contains(word)) {
        let words = super::scan::words(text).into_iter().filter(|word| WORDS.contains(&&text[word.clone()]));
        found.extend(words.map(|word| (rules::PLACEHOLDER_TEXT, word, WHAT)));
    }
    let lower = text.to_ascii_lowercase();
    for filler in [
        "lorem ipsum",
        "dolor sit amet",
        "translate me",
        "translation missing",
        "to be translated",
        "not translated",
        "insert text",
        "placeholder",
        "à traduire",
        "(note:",
        "[note",
        "foo bar",
    ] {
        for at in places(&lower, filler) {
            found.push((rules::PLACEHOLDER_TEXT, at..at + filler.len(), "words that only fill a place"));
        }
    }
    found
}

/// A backslash prints as one: escapes are read within quotes in braces only.
fn escapes(text: &str) -> Vec<Found> {
    let one = |(at, _): (usize, &str)| {
        let length = text[at + 1..].chars().take(5).take_while(char::is_ascii_alphanumeric).count();
        (rules::TEMPLATE_LEFT_OVER, at..at + 1 + length, "an escape, which is read within `{\"…\"}` only")
    };
    text.match_indices('\\').map(one).collect()
}
