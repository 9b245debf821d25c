//! The lines of a text as it was copied: one kind of line end, one kind of space, no characters that cannot be seen.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use super::vocabulary::{Vocabulary, fold};

/// A line with text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its number in the text, from 1.
    pub number: usize,
    /// Its words, with one space between them.
    pub text: String,
    /// How many empty lines are before it.
    pub gap: usize,
    /// Whether a new page begins before it.
    pub is_page_start: bool,
}

/// A line, or a part of one, that is in no message and in no field of the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Its number in the text.
    pub line: usize,
    /// What it is.
    pub kind: RemarkKind,
    /// Its words.
    pub text: String,
}

/// Why words of the text are only in a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RemarkKind {
    /// A heading or a label, which the program prints itself, or which only says what follows it.
    Heading,
    /// It is there a second time: the head of a page, or the link behind an address.
    Repeated,
    /// The number of a page.
    PageNumber,
    /// The place for the sender's name and address, and the day of the letter.
    Sender,
    /// The index, the country and the day of issue of the sheet.
    Details,
    /// A word that a line end had divided.
    Joined,
    /// The number of an item, which the list prints itself.
    Mark,
    /// Nothing is known about it.
    Unplaced,
}

impl RemarkKind {
    /// Its name in comments.
    pub fn name(self) -> &'static str {
        match self {
            Self::Heading => "Heading",
            Self::Repeated => "Left out, because it is repeated",
            Self::PageNumber => "Left out, a page number",
            Self::Sender => "Left out, the sender or the day of the letter",
            Self::Details => "Detail of the sheet",
            Self::Mark => "Number of an item",
            Self::Joined => "Joined at the end of a line",
            Self::Unplaced => "Not placed",
        }
    }
}

/// The hyphen that is only seen at the end of a line; it stays until the lines are joined.
const SOFT_HYPHEN: char = '\u{AD}';

/// The lines of a text that have words, and what was left out.
pub fn lines(text: &str, vocabulary: &Vocabulary) -> (Vec<Line>, Vec<Remark>) {
    let mut lines: Vec<Line> = Vec::new();
    let (mut number, mut gap, mut is_page_start) = (1, 0, false);
    let mut written = String::new();
    let text = text.replace("\r\n", "\n");
    for c in text.chars().chain(std::iter::once('\n')) {
        match c {
            '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                let words = clean(&written);
                written.clear();
                if words.is_empty() {
                    gap += 1;
                } else {
                    lines.push(Line { number, text: words, gap, is_page_start });
                    (gap, is_page_start) = (0, false);
                }
                if c == '\u{C}' {
                    is_page_start = true;
                } else {
                    number += 1;
                }
            }
            c => written.push(c),
        }
    }
    let (lines, mut remarks) = without_page_numbers(lines, vocabulary);
    (join_words(lines, &mut remarks), remarks)
}

/// The parts of words that stay joined by a hyphen when it is at the end of a line.
const PREFIXES: &[&str] =
    &["non", "self", "pre", "anti", "co", "ex", "well", "ill", "pro", "long", "semi", "mid", "so"];

/// Puts a word that a line end has divided together again, on the first of the two lines.
fn join_words(lines: Vec<Line>, remarks: &mut Vec<Remark>) -> Vec<Line> {
    let words = lines.iter().flat_map(|line| line.text.split(|c: char| !c.is_alphanumeric() && c != '-'));
    let known: BTreeSet<String> = words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    let mut joined: Vec<Line> = Vec::new();
    for mut line in lines {
        if let Some(before) = joined.last_mut().filter(|_| line.gap < 2) {
            let (word, rest) = line.text.split_once(' ').unwrap_or((&line.text, ""));
            let last = before.text.rsplit(' ').next().unwrap_or_default();
            if let Some(whole) = whole_word(last, word, &known) {
                let divided = [last, word].map(|part| part.replace(SOFT_HYPHEN, "-"));
                let text = format!("{} {} became {whole}", divided[0], divided[1]);
                remarks.push(Remark { line: before.number, kind: RemarkKind::Joined, text });
                let start = before.text.len() - last.len();
                before.text.replace_range(start.., &whole);
                let rest = rest.to_owned();
                line.text = rest;
                if line.text.is_empty() {
                    continue;
                }
            }
        }
        joined.push(line);
    }
    for line in &mut joined {
        line.text = line.text.replace(SOFT_HYPHEN, "-");
    }
    joined
}

/// The word whose two parts are at the end of a line and at the beginning of the next one.
fn whole_word(last: &str, word: &str, known: &BTreeSet<String>) -> Option<String> {
    if let Some(part) = last.strip_suffix(SOFT_HYPHEN).filter(|_| word.starts_with(char::is_alphabetic)) {
        return Some(format!("{part}{word}"));
    }
    let part = last.strip_suffix(['-', '‐']).filter(|part| part.ends_with(char::is_lowercase))?;
    word.starts_with(char::is_lowercase).then_some(())?;
    let name = |text: &str| text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let first = word.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_lowercase();
    let last_part = name(part.rsplit('-').next().unwrap_or_default());
    let keeps = known.contains(&format!("{}-{first}", name(part)))
        || PREFIXES.contains(&last_part.as_str())
        || (!known.contains(&format!("{last_part}{first}")) && known.contains(&last_part));
    Some(if keeps { format!("{part}-{word}") } else { format!("{part}{word}") })
}

/// A line with one space between words, and without characters that are not seen.
fn clean(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    for c in line.chars() {
        match c {
            // Symbol fonts of word processors have bullets here.
            '\u{F000}'..='\u{F0FF}' => text.push('•'),
            '\u{FB00}'..='\u{FB06}' => text.extend(std::iter::once(c).nfkc()),
            '\u{FEFF}' | '\u{2060}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {}
            c if c.is_whitespace() => text.push(' '),
            c if c.is_control() => {}
            c => text.push(c),
        }
    }
    let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    let joined = words.join(" ");
    let is_split = joined.ends_with(SOFT_HYPHEN);
    let mut joined = joined.replace(SOFT_HYPHEN, "");
    if is_split && !joined.is_empty() {
        joined.push(SOFT_HYPHEN);
    }
    joined.nfc().collect()
}

/// Takes out the numbers of pages: after a word for page, or alone and one more than the last one.
fn without_page_numbers(lines: Vec<Line>, vocabulary: &Vocabulary) -> (Vec<Line>, Vec<Remark>) {
    let bare: Vec<Option<u32>> = lines.iter().map(|line| bare_number(&line.text)).collect();
    let numbers: Vec<u32> = bare.iter().flatten().copied().collect();
    let is_sequence = numbers.len() > 1 && numbers.windows(2).all(|pair| pair[0] + 1 == pair[1]);
    let mut kept: Vec<Line> = Vec::new();
    let mut remarks = Vec::new();
    let (mut gap, mut is_page_start) = (0, false);
    for (i, mut line) in lines.into_iter().enumerate() {
        let is_alone = bare[i].is_some() && (is_sequence || line.is_page_start);
        if is_alone || is_named_page(&line.text, vocabulary) {
            gap += line.gap + 1;
            is_page_start = true;
            remarks.push(Remark { line: line.number, kind: RemarkKind::PageNumber, text: line.text });
            continue;
        }
        line.gap += gap;
        line.is_page_start |= is_page_start;
        (gap, is_page_start) = (0, false);
        kept.push(line);
    }
    (kept, remarks)
}

/// The number of a line that has nothing else: `2`, `- 2 -`.
fn bare_number(text: &str) -> Option<u32> {
    let digits = text.trim_matches(|c: char| c == ' ' || c == '-' || c == '–');
    (digits.len() <= 3 && !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
        .then(|| digits.parse().ok())
        .flatten()
}

fn is_named_page(text: &str, vocabulary: &Vocabulary) -> bool {
    let folded = fold(text);
    let mut words = folded.split(' ');
    let is_page = words.next().is_some_and(|word| vocabulary.is_page(word));
    let rest: Vec<&str> = words.collect();
    let is_number = |word: &&&str| word.bytes().all(|b| b.is_ascii_digit());
    is_page
        && !rest.is_empty()
        && rest.len() <= 3
        && rest.first().iter().all(is_number)
        && rest.last().iter().all(is_number)
}

/// Whether all letters of a text are capitals.
pub fn is_capitals(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(|c| !c.is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        lines(text, &Vocabulary::bundled()).0.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn spaces_and_line_ends_of_every_kind_are_one_kind() {
        assert_eq!(texts("a\u{A0}\u{2003}b\t c\r\n\r\nd\u{2028}e\u{C}f\rg"), ["a b c", "d", "e", "f", "g"]);
        assert_eq!(texts("\u{FEFF}so\u{AD}ft hy\u{AD}\n\u{F0B7} ﬁne"), ["soft hy-", "• fine"]);
    }

    #[test]
    fn page_numbers_are_left_out_and_named() {
        let (kept, remarks) = lines("One\n\n1\n\nTwo\n\n2\n\nPage 3 of 4\nThree", &Vocabulary::bundled());
        assert_eq!(kept.iter().map(|line| line.text.as_str()).collect::<Vec<_>>(), ["One", "Two", "Three"]);
        assert_eq!(remarks.iter().map(|remark| remark.line).collect::<Vec<_>>(), [3, 7, 9]);
        assert_eq!(texts("Room\n12\nTown"), ["Room", "12", "Town"]);
    }
}
