//! Marks above and below letters, which have no place of their own on the line; and invisible characters.

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// The most marks above and below that one letter has. No script needs this many: text with more is not writing, and
/// would be drawn over other lines.
pub const MAX_MARKS: usize = 8;

/// Whether a character is a mark on the letter before it.
pub fn is_mark(character: char) -> bool {
    !character.is_ascii() && is_category_of_marks(character.general_category())
}

/// Whether a category of Unicode is one of marks, for code that has already looked it up.
pub fn is_category_of_marks(category: GeneralCategory) -> bool {
    matches!(category, GeneralCategory::NonspacingMark | GeneralCategory::EnclosingMark | GeneralCategory::SpacingMark)
}

/// Whether a character is a mark that has no width of its own on the line.
pub fn is_nonspacing(character: char) -> bool {
    character.general_category() == GeneralCategory::NonspacingMark
}

/// Whether a character is invisible and changes its neighbours.
pub fn is_format(character: char) -> bool {
    character.general_category() == GeneralCategory::Format
}

/// Whether a character is a variation selector, which chooses the form of the character before it.
pub fn is_variation_selector(character: char) -> bool {
    matches!(character, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// Whether a character is a letter or mark that is drawn as nothing, other than a variation selector.
pub fn is_filler(character: char) -> bool {
    matches!(character, '\u{34F}' | '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}')
}

/// The byte of the first mark that is one too many.
pub fn too_many_marks(words: &str) -> Option<usize> {
    let mut marks = 0;
    words.char_indices().find_map(|(at, character)| {
        marks = if is_mark(character) { marks + 1 } else { 0 };
        (marks > MAX_MARKS).then_some(at)
    })
}

/// Characters that a font need not have because nothing is drawn for them (Unicode's
/// `Default_Ignorable_Code_Point`, as far as they occur in running text).
pub fn is_default_ignorable(character: char) -> bool {
    matches!(
        character,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0100}'..='\u{E01EF}'
    )
}
