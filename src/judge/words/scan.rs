//! Reading a text: its words, tokens, numbers and scripts.

use std::ops::Range;
use std::sync::OnceLock;

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};
use unicode_script::{Script, UnicodeScript};

use crate::judge::{Flat, Subject};
use crate::script::is_specific;
use crate::script::marks::is_category_of_marks;
use crate::script::spacing::is_unspaced;

/// A character and its byte in the text.
pub(super) type At = (usize, char);

/// The byte after a character.
pub(super) fn end((at, character): At) -> usize {
    at + character.len_utf8()
}

/// The runs of characters for which `inside` holds.
pub(in crate::judge) fn runs(text: &str, inside: impl Fn(char) -> bool) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut open = None;
    for (at, character) in text.char_indices() {
        if inside(character) {
            open.get_or_insert(at);
        } else if let Some(start) = open.take() {
            runs.push(start..at);
        }
    }
    runs.extend(open.map(|start| start..text.len()));
    runs
}

/// The words of a text: runs of letters and marks, with an apostrophe between two letters. Writing
/// without spaces is one word as long as nothing is between.
pub(super) fn words(text: &str) -> Vec<Range<usize>> {
    let mut words = runs(text, is_word_character);
    words.dedup_by(|next, word| {
        let is_one = matches!(&text[word.end..next.start], "'" | "’");
        if is_one {
            word.end = next.end;
        }
        is_one
    });
    words
}

/// The words of a text, split where a script that is written without spaces meets another.
pub(super) fn words_by_script(text: &str) -> Vec<Range<usize>> {
    let mut parted: Vec<Range<usize>> = Vec::new();
    for word in words(text) {
        let mut begin = word.start;
        let mut last = None;
        for (at, character) in text[word.clone()].char_indices() {
            let Some(own) = script(character) else { continue };
            let before = last.replace(own);
            let meet = |before: Script| before != own && [before, own].iter().any(|s| is_unspaced(*s));
            if before.is_some_and(meet) {
                parted.push(begin..word.start + at);
                begin = word.start + at;
            }
        }
        parted.push(begin..word.end);
    }
    parted
}

/// Whether a place is within quotation marks or brackets, and so may be quoted from elsewhere or be a gloss.
pub(super) fn is_quoted(text: &str, range: &Range<usize>) -> bool {
    const PAIRS: [(char, char); 8] =
        [('“', '”'), ('«', '»'), ('„', '“'), ('‘', '’'), ('"', '"'), ('(', ')'), ('»', '«'), ('‹', '›')];
    /// Quotations that begin or end farther away, in bytes, are not looked for.
    const FAR: usize = 1500;
    let before = &text[text.floor_char_boundary(range.start.saturating_sub(FAR))..range.start];
    let after = &text[range.end..text.floor_char_boundary(range.end + FAR)];
    PAIRS.iter().any(|(opener, closer)| {
        let inner = before.rfind(*opener).map(|at| &before[at + opener.len_utf8()..]);
        inner.is_some_and(|inner| !inner.contains(*closer)) && after.contains(*closer)
    })
}

/// The sentences of a text, by the marks that end them; what is after the last mark is one as well.
pub(crate) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut begin = 0;
    for (at, character) in text.char_indices() {
        let ends = match character {
            '។' | '៕' | '。' | '۔' | '।' => true,
            '.' | '?' | '!' | '؟' => {
                let next = text[end((at, character))..].chars().next();
                next.is_none_or(|next| next.is_whitespace() || matches!(next, ')' | '”' | '»'))
                    && ends_long_word(&text[..at])
            }
            _ => false,
        };
        if ends {
            sentences.push(begin..end((at, character)));
            begin = end((at, character));
        }
    }
    if has_letters(&text[begin..]) {
        sentences.push(begin..text.len());
    }
    sentences
}

/// Whether a text ends with a word of more than two characters, or with what is filled in: an
/// abbreviation or an ordinal number goes on.
fn ends_long_word(text: &str) -> bool {
    let mut count = 0;
    for character in text.chars().rev() {
        count += match character {
            ')' | '”' | '»' | '’' => 0,
            Flat::SLOT => 3,
            _ if is_word_character(character) || digit(character).is_some() => 1,
            _ => return false,
        };
        if count > 2 {
            return true;
        }
    }
    false
}

/// The places of a text that is searched for. Most texts do not have it, and this is checked first because it is faster
/// than a search.
pub(super) fn places(text: &str, needle: &str) -> impl Iterator<Item = usize> {
    let found = text.contains(needle).then(|| text.match_indices(needle));
    found.into_iter().flatten().map(|(at, _)| at)
}

/// The tokens of a text: what is between spaces, breaks and placeables.
pub(super) fn tokens(text: &str) -> Vec<Range<usize>> {
    runs(text, |c| !c.is_whitespace() && c != '\u{200B}' && c != Flat::SLOT)
}

/// Whether a character is a letter or a mark.
pub(super) fn is_word_character(character: char) -> bool {
    is_letter(character) || is_mark(character)
}

/// The category of a character in Unicode.
type Properties = (GeneralCategory, Script);

/// The properties of a character.
///
/// A check needs those of each character many times. For the first blocks, which have nearly all text, they are kept:
/// each block is looked up when its first character is seen.
fn properties(character: char) -> Properties {
    const BLOCK: usize = 128;
    const BLOCKS: usize = 0x2100 / BLOCK;
    static KEPT: [OnceLock<[Properties; BLOCK]>; BLOCKS] = [const { OnceLock::new() }; BLOCKS];
    let of = |character: char| (character.general_category(), character.script());
    let code = character as usize;
    let Some(block) = KEPT.get(code / BLOCK) else { return of(character) };
    let first = code - code % BLOCK;
    let block = block
        .get_or_init(|| std::array::from_fn(|place| of(char::from_u32((first + place) as u32).unwrap_or_default())));
    block[code - first]
}

/// The general category of a character.
pub(in crate::judge) fn category(character: char) -> GeneralCategory {
    properties(character).0
}

/// Whether a character is a letter.
pub(in crate::judge) fn is_letter(character: char) -> bool {
    use GeneralCategory::{LowercaseLetter, ModifierLetter, OtherLetter, TitlecaseLetter, UppercaseLetter};
    matches!(category(character), LowercaseLetter | ModifierLetter | OtherLetter | TitlecaseLetter | UppercaseLetter)
}

/// Whether a character is a combining mark.
pub(super) fn is_mark(character: char) -> bool {
    is_category_of_marks(category(character))
}

/// Whether a text has letters.
pub(super) fn has_letters(text: &str) -> bool {
    text.chars().any(is_letter)
}

/// The value of a decimal digit, and the zero of its set.
pub(in crate::judge) fn digit(character: char) -> Option<(u32, char)> {
    use GeneralCategory::DecimalNumber;
    if character.is_ascii() {
        return Some((character.to_digit(10)?, '0'));
    }
    if category(character) != DecimalNumber {
        return None;
    }
    // A set begins at a multiple of sixteen, or six after one.
    let code = character as u32;
    let row = char::from_u32(code - code % 16)?;
    let zero = if category(row) == DecimalNumber { row as u32 } else { row as u32 + 6 };
    Some((code.checked_sub(zero)?, char::from_u32(zero)?))
}

/// Whether a character is a letter of a script that writes spaces between words.
pub(in crate::judge) fn is_spaced(character: char) -> bool {
    is_letter(character) && script(character).is_some_and(|script| !is_unspaced(script))
}

/// The script of a letter; `None` for characters that belong to all scripts.
pub(in crate::judge) fn script(character: char) -> Option<Script> {
    let script = properties(character).1;
    is_specific(script).then_some(script)
}

/// Whether a word is the same in every language: an acronym, or an entry that is kept.
pub(super) fn is_kept(subject: &Subject, word: &str) -> bool {
    let letters = word.chars().filter(|c| is_letter(*c)).count();
    let upper = word.chars().filter(|c| c.is_uppercase()).count();
    letters < 2 || upper == letters || subject.kept.iter().any(|kept| kept.split_whitespace().any(|part| part == word))
}

/// Whether a token is a web or mail address, the name of a file, or the like.
pub(super) fn is_address(token: &str) -> bool {
    if !token.bytes().any(|byte| matches!(byte, b'.' | b':' | b'_' | b'@')) {
        return false;
    }
    let dotted = |token: &str| {
        let bare = token.trim_matches(['(', ')', '.', ',', '<', '>', ';']);
        let labels: Vec<&str> = if bare.contains('.') { bare.split('.').collect() } else { Vec::new() };
        labels.len() > 1
            && labels.iter().all(|label| {
                !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || "-/_~%?=&#:".contains(c))
            })
            && labels.last().is_some_and(|last| {
                // A sentence that begins without a space before it is no address.
                let host = last.split('/').next().unwrap_or(last);
                host.len() > 1
                    && (host.chars().all(|c| c.is_ascii_lowercase()) || host.chars().all(|c| c.is_ascii_uppercase()))
            })
            && !labels.iter().all(|label| label.len() == 1)
    };
    let scheme = token.split_once(':').is_some_and(|(scheme, rest)| {
        !scheme.is_empty()
            && scheme.chars().all(|c| c.is_ascii_lowercase())
            && rest.starts_with(|c: char| c.is_ascii_lowercase() || c == '/')
    });
    scheme
        || token.trim_matches('_').contains('_')
        || token.contains("://")
        || token.contains('@')
        || token.starts_with("www.")
        || dotted(token)
        || has_path(token)
}

/// Whether a token is the name of a host and what is looked for there, as in `t.me/Some.Body` and `a.org?lang=km`.
fn has_path(token: &str) -> bool {
    let bare = token.trim_start_matches(['(', '<', '“', '«', '"']);
    let Some((host, rest)) = bare.split_once(['/', '?']) else { return false };
    let is_query = bare[host.len()..].starts_with('?');
    let labels: Vec<&str> = host.split('.').collect();
    let is_label = |label: &&str| !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    labels.len() > 1
        && labels.iter().all(is_label)
        && labels.last().is_some_and(|last| last.len() > 1 && last.chars().all(|c| c.is_ascii_lowercase()))
        && (!is_query || rest.contains('='))
        && rest.starts_with(|c: char| c.is_ascii_alphanumeric())
}
