//! Our own rules for one place in a text: what stands on its two sides decides.
//!
//! Where they are silent, the Unicode Line Breaking Algorithm (UAX 14) speaks for other scripts
//! and the segmenters for Khmer.

use super::opportunity::Vote;

use crate::script::khmer;
use crate::script::marks::is_mark;

/// What the rules say about a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Ruling {
    /// No line ends here, whoever asks for it.
    Never,
    /// No line ends here unless the author orders it.
    No,
    /// A line may end here, at this penalty.
    May(Vote, f64),
    /// Khmer stands on both sides: the segmenters know.
    Khmer,
    /// UAX 14 knows.
    Unicode,
}

/// Penalty of a line that ends at the border of two scripts. Mixed words such as `ឯកសារPDF` are
/// rare, but Khmer particles lean on a foreign word more often than on one of their own.
const BETWEEN_SCRIPTS: f64 = 0.3;

/// Penalty of a line that ends, without a space, after a number or a closing mark or before an
/// opening one.
const BESIDE_MARK: f64 = 0.1;

/// Rules on the place between `before` and `after`, the whole text on either side.
pub(super) fn ruling(before: &str, after: &str) -> Ruling {
    let (Some(last), Some(first)) = (before.chars().next_back(), after.chars().next()) else {
        return Ruling::Never;
    };
    if last == khmer::COENG || leans_back(first) || first == ' ' || is_glue(first) || is_glue(last) {
        return Ruling::Never;
    }
    if never_begins_line(first) || is_loose_closing(after) {
        return Ruling::Never;
    }
    if before.trim_end_matches(' ').chars().next_back().is_some_and(is_opening) {
        return Ruling::Never;
    }
    if is_bound_sign(first, after) {
        return Ruling::No;
    }
    match (kind(last), kind(first)) {
        (CharacterKind::Khmer, CharacterKind::Khmer) => Ruling::Khmer,
        (CharacterKind::Repeat | CharacterKind::Number | CharacterKind::Closing, CharacterKind::Khmer)
        | (CharacterKind::Khmer | CharacterKind::Repeat, CharacterKind::Opening) => {
            Ruling::May(Vote::Mark, BESIDE_MARK)
        }
        (CharacterKind::Latin, CharacterKind::Khmer)
        | (CharacterKind::Khmer | CharacterKind::Repeat, CharacterKind::Latin) => {
            Ruling::May(Vote::Script, BETWEEN_SCRIPTS)
        }
        (CharacterKind::Khmer | CharacterKind::Repeat, CharacterKind::Number) => Ruling::No,
        _ => Ruling::Unicode,
    }
}

/// A digit of Khmer or of European form.
pub(super) fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || khmer::is_digit(c)
}

/// A mark or joiner that belongs to what stands before it, whatever the cluster says.
fn leans_back(c: char) -> bool {
    is_mark(c) || matches!(c, '\u{200C}' | '\u{200D}')
}

/// Characters whose meaning is that no line ends beside them (UAX 14, class GL).
fn is_glue(c: char) -> bool {
    matches!(c, '\u{00A0}' | '\u{202F}' | '\u{2007}' | '\u{2011}')
}

/// Signs that lean on what stands before them, even across a space.
fn never_begins_line(c: char) -> bool {
    matches!(c, 'ៗ' | '។' | '៕' | '៖' | '៚' | '!' | '?' | ')' | ']' | '}' | '»' | '”' | '’' | '›' | '…' | '‼' | '⁇')
}

/// A comma or its like with a space before it; `.5` and `.odt` are not meant.
fn is_loose_closing(after: &str) -> bool {
    let mut chars = after.chars();
    matches!(chars.next(), Some(',' | ';' | ':' | '.')) && chars.next().is_none_or(|c| c == ' ' || khmer::is_of_word(c))
}

/// Whether the Khmer cluster that `after` begins with ends a syllable, so that it cannot begin a word.
fn is_bound_sign(first: char, after: &str) -> bool {
    khmer::is_letter(first)
        && after
            .chars()
            .skip(1)
            .take_while(|c| khmer::is_of_word(*c) && !khmer::is_letter(*c))
            .any(khmer::ends_syllable)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CharacterKind {
    Khmer,
    Repeat,
    Latin,
    Number,
    Opening,
    Closing,
    Other,
}

fn kind(c: char) -> CharacterKind {
    match c {
        c if khmer::is_of_word(c) => CharacterKind::Khmer,
        'ៗ' => CharacterKind::Repeat,
        c if is_digit(c) => CharacterKind::Number,
        c if is_opening(c) => CharacterKind::Opening,
        '។' | '៕' | '៖' | '៚' | '!' | '?' | ')' | ']' | '}' | '»' | '”' | '›' | '…' | ',' | ';' | ':' | '%' => {
            CharacterKind::Closing
        }
        c if c.is_alphabetic() => CharacterKind::Latin,
        _ => CharacterKind::Other,
    }
}

fn is_opening(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '«' | '“' | '‘' | '‹' | '៙' | '¿' | '¡' | '„' | '‚')
}
