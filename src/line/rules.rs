//! Our own rules for one place in a text. They depend on the text on both sides.
//!
//! Where there is no rule, the models of words decide for scripts without spaces, and the Unicode Line Breaking
//! Algorithm (UAX 14) for all others.

use unicode_script::Script;

use super::vote::Vote;
use super::word_model;
use crate::script::marks::is_mark;
use crate::script::{is_digit, khmer, southeast_asian};

/// The ruling for a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Ruling {
    /// No line ends here, even if the author orders it.
    Never,
    /// No line ends here unless the author orders it.
    No,
    /// A line may end here, at this penalty.
    May(Vote, f64),
    /// Both sides are in a script with a model of words: the model decides.
    Word(Script),
    /// UAX 14 decides.
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
    if leans_forward(last) || leans_back(first) || first == ' ' || is_glue(first) || is_glue(last) {
        return Ruling::Never;
    }
    if never_begins_line(first) || is_loose_closing(after) {
        return Ruling::Never;
    }
    if before.trim_end_matches(' ').chars().next_back().is_some_and(is_opening) {
        return Ruling::Never;
    }
    if word_model::of_character(first).is_some_and(|model| model.ends_syllable(after)) {
        return Ruling::No;
    }
    match (kind(last), kind(first)) {
        (CharacterKind::Word(last), CharacterKind::Word(first)) if last == first => Ruling::Word(first),
        (CharacterKind::Repeat | CharacterKind::Number | CharacterKind::Closing, CharacterKind::Word(_))
        | (CharacterKind::Word(_) | CharacterKind::Repeat, CharacterKind::Opening) => {
            Ruling::May(Vote::Mark, BESIDE_MARK)
        }
        (CharacterKind::Latin | CharacterKind::Word(_), CharacterKind::Word(_))
        | (CharacterKind::Word(_) | CharacterKind::Repeat, CharacterKind::Latin) => {
            Ruling::May(Vote::Script, BETWEEN_SCRIPTS)
        }
        (CharacterKind::Word(_) | CharacterKind::Repeat, CharacterKind::Number) => Ruling::No,
        _ => Ruling::Unicode,
    }
}

/// A character that belongs to the letter after it.
fn leans_forward(c: char) -> bool {
    matches!(c, khmer::COENG | southeast_asian::VIRAMA) || southeast_asian::leads(c)
}

/// A mark or joiner that belongs to the character before it, even if the cluster ends there.
fn leans_back(c: char) -> bool {
    is_mark(c) || matches!(c, khmer::ZWNJ | '\u{200D}') || southeast_asian::follows(c)
}

/// Characters whose meaning is that no line ends beside them (UAX 14, class GL).
fn is_glue(c: char) -> bool {
    matches!(c, '\u{00A0}' | '\u{202F}' | '\u{2007}' | '\u{2011}')
}

/// Signs that belong to the text before them, even across a space.
fn never_begins_line(c: char) -> bool {
    matches!(c, 'ៗ' | '។' | '៕' | '៖' | '៚' | '!' | '?' | ')' | ']' | '}' | '»' | '”' | '’' | '›' | '…' | '‼' | '⁇')
}

/// A comma or its like with a space before it; `.5` and `.odt` are not meant.
fn is_loose_closing(after: &str) -> bool {
    let mut chars = after.chars();
    matches!(chars.next(), Some(',' | ';' | ':' | '.'))
        && chars.next().is_none_or(|c| c == ' ' || word_model::of_character(c).is_some())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CharacterKind {
    /// Part of a word of a script whose words a model finds.
    Word(Script),
    Repeat,
    Latin,
    Number,
    Opening,
    Closing,
    Other,
}

fn kind(c: char) -> CharacterKind {
    if let Some(model) = word_model::of_character(c) {
        return CharacterKind::Word(model.script());
    }
    match c {
        khmer::REPETITION => CharacterKind::Repeat,
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
