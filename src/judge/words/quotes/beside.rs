//! What is beside a quotation mark, and what that says of it.

use super::{Role, is_candidate};

/// The kind of a character beside a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Neighbour {
    /// The edge of the text, or a space.
    Edge,
    /// A mark that begins something, such as an opening bracket.
    Opening,
    /// A mark that ends something, such as a comma.
    Closing,
    /// A dash, a slash or the like, beside which a mark may open or close.
    Dash,
    /// A letter, a digit, or what is filled in.
    Word,
}

impl Neighbour {
    pub fn of(c: Option<char>) -> Self {
        match c {
            None | Some('\u{200B}') => Self::Edge,
            Some(c) if c.is_whitespace() => Self::Edge,
            Some('(' | '[' | '{' | '¿' | '¡' | '（' | '《' | '『' | '【' | '<') => Self::Opening,
            Some(
                ',' | '.' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '）' | '》' | '』' | '】' | '>' | '،' | '؛' | '؟'
                | '۔' | '।' | '、' | '。' | '，' | '！' | '？' | '：' | '；' | '។' | '៕' | '៖' | '·' | '՞' | '։',
            ) => Self::Closing,
            Some('–' | '—' | '―' | '-' | '‐' | '‑' | '/' | '=' | '+' | '|' | '…' | '־') => Self::Dash,
            Some(_) => Self::Word,
        }
    }
}

/// No more characters after a mark are looked at.
const FARTHEST: usize = 40;

/// The characters before and after a mark.
#[derive(Debug, Clone, Copy)]
pub(super) struct Neighbours {
    /// The character before it.
    pub before: Option<char>,
    /// The character after it.
    pub after: Option<char>,
    /// The first character after it that is not a quotation mark.
    pub beyond: Option<char>,
    /// Whether a space is before it.
    pub is_spaced_before: bool,
    /// Whether a space is after it.
    pub is_spaced_after: bool,
    places: [Neighbour; 2],
}

impl Neighbours {
    /// What is beside the mark at a byte; `last` is the role of the mark directly before it, if one is there.
    pub fn of(text: &str, at: usize, mark: char, last: Option<Role>) -> Self {
        let is_seen = |c: &char| !matches!(c, '\u{2060}' | '\u{200C}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{AD}');
        let rest = &text[at + mark.len_utf8()..];
        let rest = rest.char_indices().nth(FARTHEST).map_or(rest, |(end, _)| &rest[..end]);
        let before = text[..at].chars().rev().find(is_seen);
        let after = rest.chars().find(is_seen);
        let beyond = rest.chars().filter(is_seen).find(|c| !is_candidate(*c));
        let left = match last {
            Some(Role::Opens) => Neighbour::Opening,
            Some(Role::Closes) => Neighbour::Closing,
            Some(Role::Apostrophe | Role::Other) => Neighbour::Word,
            None => Neighbour::of(before),
        };
        let is_space = |c: Option<char>| c.is_some_and(|c| c.is_whitespace() && c != '\n');
        let places = [left, Self::right(rest, beyond)];
        Self { before, after, beyond, is_spaced_before: is_space(before), is_spaced_after: is_space(after), places }
    }

    /// What is after a mark and the marks directly behind it. Points before a word begin it.
    fn right(rest: &str, beyond: Option<char>) -> Neighbour {
        let words = rest.trim_start_matches(is_candidate);
        let behind_points = words.trim_start_matches(['.', '…']);
        let is_cut = behind_points.len() < words.len();
        if is_cut && Neighbour::of(behind_points.chars().next()) == Neighbour::Word {
            Neighbour::Word
        } else {
            Neighbour::of(beyond)
        }
    }

    /// The role of a mark between these.
    pub fn role(&self) -> Option<Role> {
        use Neighbour::{Closing, Dash, Edge, Opening, Word};
        match self.places {
            [Edge | Opening | Dash, Word | Opening] | [Edge, Dash] | [Opening, Closing | Dash] => Some(Role::Opens),
            [Word | Closing, Edge | Closing | Dash] | [Dash, Edge | Closing] => Some(Role::Closes),
            _ => None,
        }
    }
}
