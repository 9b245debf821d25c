//! Bonds: pieces of text of more than one word that stay together, such as dates and names.

use std::ops::Range;

use crate::script::is_digit;

/// A piece of text that should stay on one line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    /// Its bytes.
    pub text: Range<usize>,
    /// How firmly it holds together.
    pub bond: Bond,
}

/// How firmly a piece holds together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Bond {
    /// No line ends in it.
    Fast,
    /// A line may end only at its spaces, at this penalty.
    AtSpaces(f64),
    /// A line that ends in it costs this much more.
    Loose(f64),
}

/// Penalty of splitting a name at its space.
const PARTED_NAME: f64 = 6.0;

/// Penalty of splitting a name of three words or more after the first, or after a comma: less than a line costs that is
/// empty by a fifth.
const PARTED_LONG_NAME: f64 = 0.6;

/// Penalty of splitting groups of digits: the groups of a telephone number, or of a long number.
const PARTED_NUMBER: f64 = 6.0;

/// Penalty of splitting the day, month and year of a date, or a title from a name.
const PARTED_PHRASE: f64 = 3.0;

/// And so on: `ល` between two full stops.
const AND_SO_ON: &str = "។ល។";

/// Words before a number that make one piece with it, with or without a space between them.
const BEFORE_NUMBER: [&str; 16] =
    ["ថ្ងៃទី", "ខែ", "ឆ្នាំ", "ទី", "លេខ", "№", "No.", "no.", "Nos.", "nos.", "§", "p.", "pp.", "$", "€", "£"];

/// Units after a number that make one piece with it, with or without a space between them.
const UNITS: [&str; 43] = [
    "%",
    "‰",
    "°C",
    "°",
    "៛",
    "$",
    "€",
    "£",
    "km",
    "cm",
    "mm",
    "m",
    "kg",
    "mg",
    "g",
    "ml",
    "l",
    "ha",
    "pt",
    "px",
    "kB",
    "KB",
    "MB",
    "GB",
    "Hz",
    "am",
    "pm",
    "a.m.",
    "p.m.",
    "គ.ម",
    "ភាគរយ",
    "រៀល",
    "ដុល្លារ",
    "គីឡូម៉ែត្រ",
    "ម៉ែត្រ",
    "ឆ្នាំ",
    "ខែ",
    "ថ្ងៃ",
    "ម៉ោង",
    "នាទី",
    "នាក់",
    "រូប",
    "ដង",
];

const KHMER_MONTHS: [&str; 12] =
    ["មករា", "កុម្ភៈ", "មីនា", "មេសា", "ឧសភា", "មិថុនា", "កក្កដា", "សីហា", "កញ្ញា", "តុលា", "វិច្ឆិកា", "ធ្នូ"];

const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const FRENCH_MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// Titles and words that a reader wants beside the name or number that follows.
const TITLES: [&str; 10] = ["Mr", "Mrs", "Ms", "Dr", "Mr.", "Mrs.", "Ms.", "Dr.", "Article", "Articles"];

/// Khmer titles, the longer before those that they end with. Models take some for two words.
const KHMER_TITLES: [&str; 8] = ["លោកស្រី", "លោកជំទាវ", "អ្នកស្រី", "អ្នកនាង", "ឯកឧត្តម", "សម្តេច", "បណ្ឌិត", "លោក"];

/// All such pieces of `text`. `names` are kept whole everywhere. A space in a name also matches a no-break space.
pub(super) fn pieces(text: &str, names: &[impl AsRef<str>]) -> Vec<Piece> {
    let mut pieces = occurrences(text, names);
    pieces.extend(pieces.iter().filter_map(|name| titled(text, &name.text)).collect::<Vec<_>>());
    let khmer_titles = KHMER_TITLES.iter().flat_map(|title| text.match_indices(title));
    pieces.extend(khmer_titles.map(|(at, title)| fast(at..at + title.len())));
    pieces.extend(text.match_indices(AND_SO_ON).map(|(at, found)| fast(at..at + found.len())));
    pieces.extend(months(text));
    for number in numbers(text) {
        bind_number(text, number, &mut pieces);
    }
    pieces.extend(titles(text));
    pieces
}

/// Whether a text, without its orders on line ends, holds a name, which no line of it then breaks.
pub fn mentions(text: &str, name: &str) -> bool {
    // Most texts do not even hold the longest word of it.
    let words = name.split(['\u{200B}', '\u{2060}', ' ', '\u{A0}']);
    let longest = words.max_by_key(|word| word.len()).unwrap_or_default();
    text.contains(longest) && !occurrences(text, &[name]).is_empty()
}

/// Where the names occur.
pub(super) fn occurrences(text: &str, names: &[impl AsRef<str>]) -> Vec<Piece> {
    let plain = |c: char| if c == '\u{00A0}' { ' ' } else { c };
    let mut pieces = Vec::new();
    for name in names {
        let name: Vec<char> =
            name.as_ref().chars().filter(|c| !matches!(c, '\u{200B}' | '\u{2060}')).map(plain).collect();
        let Some(&first) = name.first() else { continue };
        for (at, _) in text.char_indices().filter(|(_, c)| plain(*c) == first) {
            let mut length = 0;
            let mut rest = text[at..].chars();
            if name.iter().all(|&wanted| rest.next().inspect(|c| length += c.len_utf8()).map(plain) == Some(wanted)) {
                pieces.extend(name_pieces(text, at..at + length));
            }
        }
    }
    pieces
}

/// The name in `range`. If it has three words or more, its parts between commas are names once more; one without commas
/// is once more without its first word. A date is a name, too.
fn name_pieces(text: &str, range: Range<usize>) -> Vec<Piece> {
    let name = &text[range.clone()];
    let piece = |penalty: f64| Piece { text: range.clone(), bond: Bond::AtSpaces(penalty) };
    if name.contains(is_digit) {
        return vec![piece(PARTED_PHRASE)];
    }
    let Some(first_space) = name.find(' ').filter(|first| name[first + 1..].contains(SPACES)) else {
        return vec![piece(PARTED_NAME)];
    };
    let mut pieces = vec![piece(PARTED_LONG_NAME)];
    if let Some(comma) = name.find(", ") {
        let rest = range.start + comma + ", ".len();
        pieces.extend(name_pieces(text, range.start..rest - 1));
        pieces.extend(name_pieces(text, rest..range.end));
    } else {
        let rest = range.start + first_space + 1..range.end;
        pieces.push(Piece { text: rest, bond: Bond::AtSpaces(PARTED_NAME) });
    }
    pieces
}

fn fast(text: Range<usize>) -> Piece {
    Piece { text, bond: Bond::Fast }
}

fn loose(text: Range<usize>, penalty: f64) -> Piece {
    Piece { text, bond: Bond::Loose(penalty) }
}

/// `ខែ` with the name of a month, and beside the day before it and the year after it.
fn months(text: &str) -> impl Iterator<Item = Piece> {
    let month = |(at, word): (usize, &str)| {
        let (after, _) = skip_space(&text[at + word.len()..]);
        let month = KHMER_MONTHS.iter().find(|month| after.starts_with(**month))?;
        let month = at..text.len() - after.len() + month.len();
        let (before, _) = text[..at].strip_suffix(SPACES).map_or((&text[..at], false), |rest| (rest, true));
        let day = before.ends_with(is_digit).then(|| {
            let digit = before.chars().next_back().map_or(0, char::len_utf8);
            loose(before.len() - digit..at + word.len(), PARTED_PHRASE)
        });
        let (after, _) = skip_space(&text[month.end..]);
        let year = after.strip_prefix("ឆ្នាំ").map(|rest| loose(month.start..text.len() - rest.len(), PARTED_PHRASE));
        Some([Some(fast(month)), day, year])
    };
    text.match_indices("ខែ").filter_map(month).flatten().flatten()
}

/// A name as far as its first space, with the Khmer title before it.
fn titled(text: &str, name: &Range<usize>) -> Option<Piece> {
    let before = text[..name.start].strip_suffix(SPACES).unwrap_or(&text[..name.start]);
    let title = KHMER_TITLES.iter().find(|title| before.ends_with(**title))?;
    let first = text[name.clone()].find(SPACES).unwrap_or(name.len());
    Some(loose(before.len() - title.len()..name.start + first, PARTED_PHRASE))
}

/// Groups of digits, with the marks that group them: `12`, `1,000`, `៣.៤៥`.
fn numbers(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| is_digit(*c)) {
        match found.last_mut() {
            Some(number) if matches!(&text[number.end..at], "" | "." | ",") => number.end = at + c.len_utf8(),
            _ => found.push(at..at + c.len_utf8()),
        }
    }
    found
}

/// Binds a number to the words beside it.
fn bind_number(text: &str, number: Range<usize>, pieces: &mut Vec<Piece>) {
    let before = &text[..number.start];
    let (before, space_before) = before.strip_suffix(SPACES).map_or((before, false), |rest| (rest, true));
    let (after, space_after) = skip_space(&text[number.end..]);
    let after_at = text.len() - after.len();

    let head = BEFORE_NUMBER.iter().find(|head| ends_with_word(before, head));
    if let Some(head) = head {
        pieces.push(fast(before.len() - head.len()..number.end));
    }
    let unit = UNITS.iter().find(|unit| begins_with_word(after, unit));
    // After `ឆ្នាំ២០១៨` a space ends the phrase, and `ខែកុម្ភៈ` begins a part of the date.
    let is_phrase_end = space_after && head.is_some() || begins_date(after);
    if let Some(unit) = unit.filter(|_| !is_phrase_end) {
        pieces.push(fast(number.start..after_at + unit.len()));
    }
    if space_before && let Some(digit) = before.chars().next_back().filter(|c| is_digit(*c)) {
        pieces.push(loose(before.len() - digit.len_utf8()..number.end, PARTED_NUMBER));
    }
    if space_before && let Some(month) = ENGLISH_MONTHS.iter().find(|month| ends_with_word(before, month)) {
        pieces.push(loose(before.len() - month.len()..number.end, PARTED_PHRASE));
    }
    if space_after && let Some(month) = KHMER_MONTHS.iter().find(|month| begins_with_word(after, month)) {
        pieces.push(loose(number.start..after_at + month.len(), PARTED_PHRASE));
    }
    let mut months = ENGLISH_MONTHS.iter().chain(&FRENCH_MONTHS);
    let is_day = number.len() <= 2 && !text[..number.start].ends_with(char::is_alphanumeric);
    let begins = |month: &&&str| begins_with_word(after, month) || begins_with_word(after, &month.to_uppercase());
    if is_day
        && space_after
        && let Some(month) = months.find(begins)
    {
        // A day is not found without its month.
        pieces.push(fast(number.start..after_at + month.len()));
    }
}

/// Titles with the word that follows.
fn titles(text: &str) -> impl Iterator<Item = Piece> {
    TITLES.iter().flat_map(move |title| {
        text.match_indices(title).filter_map(move |(at, _)| {
            let (next, is_parted) = skip_space(&text[at + title.len()..]);
            let is_word = is_parted && !text[..at].ends_with(char::is_alphanumeric);
            let word_end = next.find(SPACES).unwrap_or(next.len());
            is_word.then(|| loose(at..text.len() - next.len() + word_end, PARTED_PHRASE))
        })
    })
}

const SPACES: [char; 2] = [' ', '\u{00A0}'];

fn skip_space(text: &str) -> (&str, bool) {
    text.strip_prefix(SPACES).map_or((text, false), |rest| (rest, true))
}

/// Whether `text` ends with `word` and, where that is in Latin letters, with no more letters.
fn ends_with_word(text: &str, word: &str) -> bool {
    let is_latin = word.starts_with(|c: char| c.is_ascii_alphabetic());
    text.strip_suffix(word).is_some_and(|rest| !(is_latin && rest.ends_with(char::is_alphanumeric)))
}

/// Whether `text` begins with `word` and, where that is in Latin letters, with no more letters.
fn begins_with_word(text: &str, word: &str) -> bool {
    let is_latin = word.ends_with(|c: char| c.is_ascii_alphabetic());
    text.strip_prefix(word).is_some_and(|rest| !(is_latin && rest.starts_with(char::is_alphanumeric)))
}

/// Whether a date's next part begins `text`: a month or year with its name or number.
fn begins_date(text: &str) -> bool {
    ["ខែ", "ឆ្នាំ", "ថ្ងៃទី"].iter().filter_map(|word| text.strip_prefix(word)).any(|rest| {
        let (rest, _) = skip_space(rest);
        rest.starts_with(is_digit) || KHMER_MONTHS.iter().any(|month| rest.starts_with(month))
    })
}
