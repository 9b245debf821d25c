//! Embedding levels: which way each part of a text runs (UAX 9).

use std::ops::Range;

use unicode_bidi::{Level, ParagraphBidiInfo};

use crate::locale::Direction;
use crate::script::breaks::is_break_control;
use crate::script::isolates::is_isolate_control;

/// The levels of a paragraph.
pub struct Levels {
    /// One for each byte of the text that is drawn.
    pub of_bytes: Vec<Level>,
    /// That of the paragraph.
    pub paragraph: Level,
}

impl Levels {
    /// The levels of what is drawn of a paragraph as the author wrote it, by default in the direction of its first
    /// letter.
    pub fn of(written: &str, direction: Option<Direction>) -> Self {
        let level = direction.map(|direction| match direction {
            Direction::Ltr => Level::ltr(),
            Direction::Rtl => Level::rtl(),
        });
        let isolating: String = written.chars().filter(|c| !is_break_control(*c)).collect();
        let info = ParagraphBidiInfo::new(&isolating, level);
        let drawn = isolating.char_indices().filter(|(_, c)| !is_isolate_control(*c));
        let of_bytes = drawn.flat_map(|(at, c)| info.levels[at..at + c.len_utf8()].iter().copied()).collect();
        Self { of_bytes, paragraph: info.paragraph_level }
    }

    /// Cuts a part of the text where the direction changes. Letters of two levels may be joined, as those of an Arabic
    /// name and of the word before it.
    pub fn runs(&self, text: Range<usize>) -> Vec<Range<usize>> {
        let mut runs: Vec<Range<usize>> = Vec::new();
        for at in text {
            match runs.last_mut() {
                Some(run) if self.of_bytes[run.start].is_rtl() == self.of_bytes[at].is_rtl() => run.end = at + 1,
                _ => runs.push(at..at + 1),
            }
        }
        runs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The level of each character that is drawn.
    fn levels(written: &str) -> Vec<u8> {
        let levels = Levels::of(written, Some(Direction::Rtl));
        let drawn = crate::shape::Wording::of(written).text;
        assert_eq!(levels.of_bytes.len(), drawn.len());
        drawn.char_indices().map(|(at, _)| levels.of_bytes[at].number()).collect()
    }

    #[test]
    fn a_number_beside_an_isolated_name_is_not_drawn_into_its_direction() {
        assert_eq!(levels("ab, 1 ج"), [2, 2, 2, 2, 2, 1, 1]);
        assert_eq!(levels("\u{2066}ab\u{2069}, \u{2067}1 ج\u{2069}"), [2, 2, 1, 1, 4, 3, 3]);
        assert_eq!(levels("\u{2066}a\u{200B}b\u{2069}\u{2060},"), [2, 2, 1]);
    }

    #[test]
    fn an_isolated_telephone_number_is_not_turned_about() {
        assert_eq!(levels("ج +44 20"), [1, 1, 1, 2, 2, 1, 2, 2]);
        assert_eq!(levels("ج \u{2066}+44 20\u{2069}"), [1, 1, 2, 2, 2, 2, 2, 2]);
    }

    #[test]
    fn letters_of_two_levels_that_run_the_same_way_are_one_run() {
        let levels = Levels::of("ل\u{2067}جا\u{2069} \u{2066}ab\u{2069}", Some(Direction::Rtl));
        assert_eq!(levels.runs(0..9), [0..7, 7..9]);
    }
}
