//! Days and months in words: those of the source stand in the translation.

use super::context::Context;
use super::months::Months;
use crate::finding::{Finding, Severity, rules};
use crate::locale::Language;

/// A month that a text names.
struct Mention {
    month: usize,
    name: String,
    /// The day of the month that stands beside it.
    day: Option<String>,
    /// Whether a number stands beside it: alone, `May` may be another word.
    is_dated: bool,
}

/// Months that a translation leaves as they are, or says otherwise than its source.
///
/// Both texts have European digits. A number of `extra`, which the source has not, that says a month
/// is taken out of it.
pub fn dates(
    context: &Context,
    (source, there): (&Language, &str),
    here: &str,
    extra: &mut Vec<&String>,
    say: &mut impl FnMut(Finding),
) {
    let months = context.months(context.language);
    let theirs = mentions(there, context.months(source));
    let ours = mentions(here, months);
    let mut told: Vec<usize> = Vec::new();
    for Mention { month, name, day, is_dated } in &theirs {
        let Some(right) = months.name(*month).filter(|_| !told.contains(month)) else { continue };
        if here.contains(right) {
            // The month is there; with its own day?
            let same_day = |other: &&Mention| day.is_some() && other.day == *day;
            let day_is_known =
                |mention: &Mention| theirs.iter().any(|t| (t.month, &t.day) == (mention.month, &mention.day));
            let is_right = ours.iter().filter(same_day).any(|other| other.month == *month);
            if let Some(other) = ours.iter().filter(same_day).find(|other| !is_right && !day_is_known(other)) {
                let day = day.as_deref().unwrap_or_default();
                let message = format!("the source says `{day}` of `{name}`, and this says `{day}` of `{}`", other.name);
                say(Finding::error(rules::DATE_DIFFERS, message).help(format!("write `{right}` beside `{day}`")));
            }
            continue;
        }
        told.push(*month);
        let as_number = month.to_string();
        if let Some(at) = extra.iter().position(|number| **number == as_number) {
            extra.remove(at);
            continue;
        }
        let other = ours.iter().find(|other| !theirs.iter().any(|their| their.month == other.month));
        let (message, severity) = if stands_alone(here, name) {
            (format!("the month `{name}` is not translated"), Severity::Error)
        } else if let Some(other) = other {
            let severity = if *is_dated { Severity::Error } else { Severity::Warning };
            (format!("the source says `{name}`, and this says `{}`", other.name), severity)
        } else {
            (format!("the source says `{name}`, and this does not"), Severity::Warning)
        };
        say(Finding { severity, ..Finding::error(rules::DATE_DIFFERS, message) }.help(format!("write `{right}`")));
    }
}

/// The months of a text.
fn mentions(text: &str, months: &Months) -> Vec<Mention> {
    /// English words that are more than months.
    const AMBIGUOUS: [&str; 3] = ["March", "May", "August"];
    let mut mentions = Vec::new();
    for month in 1..=12 {
        let Some(name) = months.name(month) else { continue };
        // That a month is not there is seen much sooner than a search is begun.
        if !text.contains(name) {
            continue;
        }
        for (at, _) in text.match_indices(name).filter(|(at, _)| is_alone(text, *at, name)) {
            let (before, after) = (&text[..at], &text[at + name.len()..]);
            let is_dated = number_beside(before, after);
            if is_dated || name.starts_with(char::is_uppercase) && !AMBIGUOUS.contains(&name) || !is_cased(name) {
                mentions.push((
                    at,
                    Mention {
                        month,
                        day: day_before(before).or_else(|| day_after(after)),
                        is_dated,
                        name: name.to_owned(),
                    },
                ));
            }
        }
    }
    mentions.sort_by_key(|(at, _)| *at);
    mentions.into_iter().map(|(_, mention)| mention).collect()
}

fn is_cased(name: &str) -> bool {
    name.chars().any(|c| c.is_lowercase() || c.is_uppercase())
}

/// What may stand between a month and its day or year.
const BETWEEN: [char; 4] = [' ', '\u{A0}', '\u{202F}', ','];

fn number_beside(before: &str, after: &str) -> bool {
    before.trim_end_matches(BETWEEN).ends_with(|c: char| c.is_ascii_digit())
        || after.trim_start_matches(BETWEEN).starts_with(|c: char| c.is_ascii_digit())
}

/// The day that stands before a month, with few letters between: `3 September`, `ថ្ងៃទី3 ខែ`, `1er`.
fn day_before(before: &str) -> Option<String> {
    /// As many characters as a word for “month” or “of” has.
    const NEAR: usize = 8;
    let end =
        before.char_indices().rev().take(NEAR).find(|(_, c)| c.is_ascii_digit()).map(|(at, c)| at + c.len_utf8())?;
    let is_near = !before[end..].contains(['.', ';', ':', '។', '(', ')']);
    let digits = before[..end].len() - before[..end].trim_end_matches(|c: char| c.is_ascii_digit()).len();
    day(&before[end - digits..end]).filter(|_| is_near)
}

/// The day that stands after a month, as in `September 3`.
fn day_after(after: &str) -> Option<String> {
    let rest = after.trim_start_matches(BETWEEN);
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    day(&rest[..digits])
}

fn day(digits: &str) -> Option<String> {
    let number: u8 = digits.parse().ok()?;
    (1..=31).contains(&number).then(|| number.to_string())
}

/// Whether a word stands in a text, and not only within longer ones.
fn stands_alone(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| is_alone(text, at, word))
}

/// Whether the word at a byte is no part of a longer one. Khmer writes no spaces before a word.
fn is_alone(text: &str, at: usize, word: &str) -> bool {
    let next = text[at + word.len()..].chars().next();
    let before = text[..at].chars().next_back();
    next.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '\u{17B6}'..='\u{17D3}'))
        && (before.is_none_or(|c| !c.is_alphabetic()) || !is_cased(word))
}
