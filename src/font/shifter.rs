//! Faces that leave the register shifter of `អ៊ី` above the letter.
//!
//! Where a vowel is above a letter, the shifter U+17CA goes below it (The Unicode Standard, section 16.4, “Register
//! Shifters”). Some faces do so after `ស` and `ហ` alone, and forget `អ`, with which Italy, Internet and Iraq begin.

use rustybuzz::{Face, UnicodeBuffer};

use crate::script::khmer;

/// The vowels that are above the letter, or partly so.
const VOWELS_ABOVE: [char; 5] = ['\u{17B7}', '\u{17B8}', '\u{17B9}', '\u{17BA}', '\u{17BE}'];

/// The glyphs of a shifter and of the vowel after it: as a face draws them after `អ`, and as it does after `ស`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LoweredShifter {
    /// The vowel.
    pub vowel: char,
    /// The shifter above the letter, and the vowel that makes room for it.
    pub raised: [u16; 2],
    /// The shifter below the letter, and the vowel in its usual place.
    pub lowered: [u16; 2],
}

/// The letters that a face has to draw in another way; empty if it draws all of them correctly, or has its own rules
/// for marks.
pub(super) fn lowered_shifters(face: &Face) -> Vec<LoweredShifter> {
    let Some(below) = face.glyph_index(khmer::U) else { return Vec::new() };
    let of = |vowel: &char| {
        let (raised, lowered) = (marks(face, 'អ', *vowel)?, marks(face, 'ស', *vowel)?);
        let same_advance = raised.iter().zip(&lowered).all(|(one, other)| one.1 == other.1);
        let [raised, lowered] = [raised, lowered].map(|marks| marks.map(|(glyph, _)| glyph));
        let is_forgotten = lowered[0] == below.0 && raised[0] != below.0 && same_advance;
        is_forgotten.then_some(LoweredShifter { vowel: *vowel, raised, lowered })
    };
    VOWELS_ABOVE.iter().filter_map(of).collect()
}

/// The glyphs of a shifter and a vowel after a letter with their advances, if they are the last, and are where their
/// advances put them.
fn marks(face: &Face, letter: char, vowel: char) -> Option<[(u16, i32); 2]> {
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(&[letter, khmer::TRIISAP, vowel].iter().collect::<String>());
    buffer.set_script(rustybuzz::script::KHMER);
    buffer.set_direction(rustybuzz::Direction::LeftToRight);
    let output = rustybuzz::shape(face, &[], buffer);
    let (glyphs, places) = (output.glyph_infos(), output.glyph_positions());
    let first = glyphs.len().checked_sub(2)?;
    let is_plain = places[first..].iter().all(|place| (place.x_offset, place.y_offset) == (0, 0));
    let mark = |i: usize| Some((u16::try_from(glyphs[i].glyph_id).ok()?, places[i].x_advance));
    (is_plain && glyphs.len() > 2).then(|| Some([mark(first)?, mark(first + 1)?]))?
}
