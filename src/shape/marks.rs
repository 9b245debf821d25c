//! How many marks a letter may have: what has more is no writing, and would be drawn over other lines.

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// The most marks above and below that one letter has. No script needs as many.
pub const MAX_MARKS: usize = 8;

/// Whether a character is a mark on the letter before it.
pub fn is_mark(character: char) -> bool {
    matches!(
        character.general_category(),
        GeneralCategory::NonspacingMark | GeneralCategory::EnclosingMark | GeneralCategory::SpacingMark
    )
}

/// The byte of the first mark that is one too many.
pub fn too_many_marks(words: &str) -> Option<usize> {
    let mut marks = 0;
    words.char_indices().find_map(|(at, character)| {
        marks = if is_mark(character) { marks + 1 } else { 0 };
        (marks > MAX_MARKS).then_some(at)
    })
}
