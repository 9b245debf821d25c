//! Breaks: the invisible characters by which an author says where lines end.

/// What such a character says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BreakControl {
    /// A line may end here.
    Allow,
    /// A line may end here with a hyphen, inside a word.
    Hyphenate,
    /// No line may end here.
    Forbid,
}

impl BreakControl {
    /// What a character says of the ends of lines, if it does: U+200B, U+00AD, U+2060, and U+FEFF, which does the same.
    pub fn of(character: char) -> Option<Self> {
        match character {
            '\u{200B}' => Some(Self::Allow),
            '\u{AD}' => Some(Self::Hyphenate),
            '\u{2060}' | '\u{FEFF}' => Some(Self::Forbid),
            _ => None,
        }
    }
}

/// Whether a character only says where lines end: it is no part of the words.
pub fn is_break_control(character: char) -> bool {
    BreakControl::of(character).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_are_told_from_other_invisible_characters() {
        assert!("\u{200B}\u{AD}\u{2060}\u{FEFF}".chars().all(is_break_control));
        assert!(!" \u{A0}\u{200C}\u{200D}\u{200E}a".chars().any(is_break_control));
    }
}
