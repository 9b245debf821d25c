//! Days and months in words: those of the source must be in the translation.

use super::context::Context;
use super::facts::{Numbers, plain};
use super::months::Months;
use crate::finding::{Finding, Severity, rules};
use crate::locale::Language;
use crate::script::marks::is_mark;

/// A month that a text names.
struct Mention {
    month: usize,
    name: String,
    /// The day of the month beside it.
    day: Option<String>,
    /// Whether a number is beside it: alone, `May` may be another word.
    is_dated: bool,
}

/// Months that a translation does not translate, or has differently from its source.
///
/// Both texts have European digits. Numbers that say a month or a wrong day are taken out of `missing`, those that
/// only the source has, and of `extra`, those that only the translation has. It says whether a day is wrong.
pub fn dates(
    context: &Context,
    (source, there): (&Language, &str),
    here: &str,
    (missing, extra): (&mut Vec<&String>, &mut Vec<&String>),
    say: &mut impl FnMut(Finding),
) -> bool {
    let mut is_day_told = false;
    let months = context.months(context.language);
    let theirs = mentions(there, context.months(source));
    let here = &without_longer_words(here);
    let ours = mentions(here, months);
    let mut told: Vec<usize> = Vec::new();
    for Mention { month, name, day, is_dated } in &theirs {
        let Some(right) = months.name(*month).filter(|_| !told.contains(month)) else { continue };
        if here.contains(right) {
            // Months that are numbers, such as `9` and `tháng 9`.
            let numbers = Numbers::of(&plain(right)).alone;
            extra.retain(|number| !numbers.contains(number));
            // The month is there; with its own day?
            let same_day = |other: &&Mention| day.is_some() && other.day == *day;
            let day_is_known =
                |mention: &Mention| theirs.iter().any(|t| (t.month, &t.day) == (mention.month, &mention.day));
            let is_right = ours.iter().filter(same_day).any(|other| other.month == *month);
            if let Some(other) = ours.iter().filter(same_day).find(|other| !is_right && !day_is_known(other)) {
                let day = day.as_deref().unwrap_or_default();
                let message = format!(
                    "the source has day `{day}` of `{name}`, but this translation has day `{day}` of `{}`",
                    other.name
                );
                say(Finding::error(rules::DATE_DIFFERS, message).help(format!("write `{right}` next to `{day}`")));
            } else if let Some((day, other)) = other_day(*month, &theirs, &ours) {
                told.push(*month);
                is_day_told = true;
                missing.retain(|number| *number != day);
                extra.retain(|number| *number != other);
                let message = format!("the source has day `{day}` of `{name}`, but this translation has `{other}`");
                say(Finding::error(rules::DATE_DIFFERS, message).help(format!("write `{day}`")));
            }
            continue;
        }
        if let Some(numbers) = day.as_ref().and_then(|day| as_number(day, *month, extra)) {
            extra.retain(|number| *number != numbers);
            missing.retain(|number| Some(*number) != day.as_ref());
            continue;
        }
        told.push(*month);
        let as_number = month.to_string();
        if let Some(at) = extra.iter().position(|number| **number == as_number) {
            extra.remove(at);
            continue;
        }
        let other = ours.iter().find(|other| !theirs.iter().any(|their| their.month == other.month));
        let (message, severity) = if has_word(here, name) {
            (format!("the month `{name}` is not translated"), Severity::Error)
        } else if let Some(other) = other {
            let severity = if *is_dated { Severity::Error } else { Severity::Warning };
            (format!("the source has `{name}`, but this translation has `{}`", other.name), severity)
        } else {
            (format!("the source has `{name}`, but this translation does not"), Severity::Warning)
        };
        say(Finding { severity, ..Finding::error(rules::DATE_DIFFERS, message) }.help(format!("write `{right}`")));
    }
    is_day_told
}

/// A text without words that have the name of a month in them: the Khmer court begins as October does.
fn without_longer_words(text: &str) -> String {
    text.replace("តុលាការ", "")
}

/// The one day of a month that only the source says, and the one that only the translation does.
fn other_day<'m>(month: usize, theirs: &'m [Mention], ours: &'m [Mention]) -> Option<(&'m String, &'m String)> {
    let days = |mentions: &'m [Mention]| -> Vec<&'m String> {
        mentions.iter().filter(|mention| mention.month == month).filter_map(|mention| mention.day.as_ref()).collect()
    };
    let (theirs, ours) = (days(theirs), days(ours));
    let only = |some: &[&'m String], others: &[&'m String]| {
        let mut left = some.to_vec();
        for other in others {
            left.iter().position(|day| day == other).map(|at| left.remove(at));
        }
        <[&String; 1]>::try_from(left).ok().map(|[day]| day)
    };
    (theirs.len() == ours.len()).then_some(())?;
    Some((only(&theirs, &ours)?, only(&ours, &theirs)?))
}

/// Which of the numbers is a day and a month, as in `3.09.`
fn as_number<'n>(day: &str, month: usize, numbers: &[&'n String]) -> Option<&'n String> {
    let forms = [format!("{day}.{month:02}"), format!("{day}.{month}")];
    numbers.iter().copied().find(|number| forms.contains(number))
}

/// More are not compared: a letter's longest paragraph has some ten.
const MOST_MENTIONS: usize = 100;

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
            let day = day_before(before).or_else(|| day_after(after));
            let is_dated = number_beside(before, after) || day.is_some() && is_linked(before);
            if is_dated || name.starts_with(char::is_uppercase) && !AMBIGUOUS.contains(&name) || !is_cased(name) {
                mentions.push((at, Mention { month, day, is_dated, name: name.to_owned() }));
            }
        }
    }
    mentions.sort_by_key(|(at, _)| *at);
    mentions.truncate(MOST_MENTIONS);
    mentions.into_iter().map(|(_, mention)| mention).collect()
}

fn is_cased(name: &str) -> bool {
    name.chars().any(|c| c.is_lowercase() || c.is_uppercase())
}

/// What may be between a month and its day or year.
const BETWEEN: [char; 4] = [' ', '\u{A0}', '\u{202F}', ','];

fn number_beside(before: &str, after: &str) -> bool {
    before.trim_end_matches(BETWEEN).ends_with(|c: char| c.is_ascii_digit())
        || after.trim_start_matches(BETWEEN).starts_with(|c: char| c.is_ascii_digit())
}

/// Whether the word before a month leads from its day to it, as in `3 de septiembre`.
fn is_linked(before: &str) -> bool {
    const LINKS: [&str; 6] = ["de", "di", "do", "da", "of", "d’"];
    let before = before.trim_end_matches(BETWEEN);
    LINKS.iter().any(|link| {
        let rest = before.strip_suffix(link).map(|rest| rest.trim_end_matches(BETWEEN));
        rest.is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_digit()))
    })
}

/// The day that is before a month, with few letters between: `3 September`, `ថ្ងៃទី3 ខែ`, `1er`.
fn day_before(before: &str) -> Option<String> {
    /// As many characters as a word for “month” or “of” has.
    const NEAR: usize = 8;
    let end =
        before.char_indices().rev().take(NEAR).find(|(_, c)| c.is_ascii_digit()).map(|(at, c)| at + c.len_utf8())?;
    // In some languages a point makes the day an ordinal: `3. September`.
    let between = before[end..].strip_prefix('.').unwrap_or(&before[end..]);
    let is_near = !between.contains(['.', ';', ':', '។', '(', ')']);
    let digits = before[..end].len() - before[..end].trim_end_matches(|c: char| c.is_ascii_digit()).len();
    day(&before[end - digits..end]).filter(|_| is_near)
}

/// The day that is after a month, as in `September 3`.
fn day_after(after: &str) -> Option<String> {
    let rest = after.trim_start_matches(BETWEEN);
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    day(&rest[..digits])
}

fn day(digits: &str) -> Option<String> {
    let number: u8 = digits.parse().ok()?;
    (1..=31).contains(&number).then(|| number.to_string())
}

/// Whether a word is in a text, and not only within longer ones.
fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| is_alone(text, at, word))
}

/// Whether the word at a byte is not a part of a longer one. Khmer writes no spaces before a word.
fn is_alone(text: &str, at: usize, word: &str) -> bool {
    let next = text[at + word.len()..].chars().next();
    let before = text[..at].chars().next_back();
    next.is_none_or(|c| !c.is_alphanumeric() && !is_mark(c))
        && (before.is_none_or(|c| !c.is_alphabetic()) || !is_cased(word))
}
