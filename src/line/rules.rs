//! Our own rules for one place in a text. They depend on the text on both sides.
//!
//! Where there is no rule, the Unicode Line Breaking Algorithm (UAX 14) decides for other scripts
//! and the segmenters for Khmer.

use super::opportunity::Vote;

/// The ruling for a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Ruling {
    /// No line ends here, even if the author orders it.
    Never,
    /// No line ends here unless the author orders it.
    No,
    /// A line may end here, at this penalty.
    May(Vote, f64),
    /// Khmer is on both sides: the segmenters decide.
    Khmer,
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
    if last == COENG || is_mark(first) || first == ' ' || is_glue(first) || is_glue(last) {
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

/// U+17D2, which joins the next consonant to the cluster.
const COENG: char = '\u{17D2}';

/// A Khmer consonant or independent vowel: what can begin a cluster.
pub(super) fn is_khmer_base(c: char) -> bool {
    matches!(c, '\u{1780}'..='\u{17B3}')
}

/// A Khmer letter or a sign that belongs to one.
pub(super) fn is_khmer(c: char) -> bool {
    matches!(c, '\u{1780}'..='\u{17D3}' | '\u{17DC}' | '\u{17DD}')
}

/// A digit of Khmer or of European form.
pub(super) fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '\u{17E0}'..='\u{17E9}')
}

/// A mark that belongs to what is before it, whatever the cluster says.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{17B4}'..='\u{17D3}' | '\u{17DD}' | '\u{0300}'..='\u{036F}' | '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}')
}

/// Characters whose meaning is that no line ends beside them (UAX 14, class GL).
fn is_glue(c: char) -> bool {
    matches!(c, '\u{00A0}' | '\u{202F}' | '\u{2007}' | '\u{2011}')
}

/// Signs that lean on what is before them, even across a space.
fn never_begins_line(c: char) -> bool {
    matches!(c, 'ៗ' | '។' | '៕' | '៖' | '៚' | '!' | '?' | ')' | ']' | '}' | '»' | '”' | '’' | '›' | '…' | '‼' | '⁇')
}

/// A comma or its like with a space before it; `.5` and `.odt` are not meant.
fn is_loose_closing(after: &str) -> bool {
    let mut chars = after.chars();
    matches!(chars.next(), Some(',' | ';' | ':' | '.')) && chars.next().is_none_or(|c| c == ' ' || is_khmer(c))
}

/// Khmer signs that mark a consonant at the end of a syllable: the bantoc and the toandakhiat. A
/// cluster with one of them cannot begin a word.
fn is_bound_sign(first: char, after: &str) -> bool {
    is_khmer_base(first)
        && after.chars().skip(1).take_while(|c| is_khmer(*c) && !is_khmer_base(*c)).any(|c| matches!(c, '់' | '៍'))
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
        c if is_khmer(c) => CharacterKind::Khmer,
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
