//! Places in files.

/// A place in a file; both counts begin at 1, and columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
}

impl Position {
    /// Where byte `offset` of `text` lies. An offset inside a character counts as its beginning;
    /// one beyond the end counts as the end.
    pub fn of(text: &str, offset: usize) -> Self {
        let offset = text.floor_char_boundary(offset);
        let start = text[..offset].rfind('\n').map_or(0, |end| end + 1);
        let line = text[..start].matches('\n').count() + 1;
        Self { line, column: text[start..offset].chars().count() + 1 }
    }
}

/// The lines of a text, to find the positions of many of its bytes: a file may have as many faults as lines, or
/// all of them in one long line.
#[derive(Debug, Clone)]
pub struct Lines {
    /// Where each begins.
    starts: Vec<usize>,
    /// How many characters begin before each [`STRIDE`]th byte.
    characters: Vec<usize>,
}

/// The distance of the bytes up to which characters are counted beforehand.
const STRIDE: usize = 256;

impl Lines {
    /// The lines of `text`.
    pub fn of(text: &str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let mut count = 0;
        let characters = text.as_bytes().chunks(STRIDE).map(|chunk| {
            let before = count;
            count += begun(chunk);
            before
        });
        Self { starts, characters: characters.collect() }
    }

    /// Where byte `offset` of the text lies, as [`Position::of`] has it.
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let offset = text.floor_char_boundary(offset);
        let line = self.starts.partition_point(|start| *start <= offset);
        // The first line begins at 0, so there is always one that begins at or before the offset.
        let start = self.starts[line - 1];
        Position { line, column: self.characters_before(text, offset) - self.characters_before(text, start) + 1 }
    }

    fn characters_before(&self, text: &str, offset: usize) -> usize {
        // The end of a text may be the beginning of a stride that has no bytes.
        let stride = (offset / STRIDE).min(self.characters.len().saturating_sub(1));
        let counted = self.characters.get(stride).copied().unwrap_or(0);
        counted + begun(&text.as_bytes()[stride * STRIDE..offset])
    }
}

/// How many characters begin in some bytes of UTF-8.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count()
}

/// A text with its lines.
#[derive(Debug, Clone)]
pub struct LineStarts<'t> {
    text: &'t str,
    lines: Lines,
}

impl<'t> LineStarts<'t> {
    /// The lines of `text`.
    pub fn of(text: &'t str) -> Self {
        Self { text, lines: Lines::of(text) }
    }

    /// Where byte `offset` lies, as [`Position::of`] has it.
    pub fn position(&self, offset: usize) -> Position {
        self.lines.position(self.text, offset)
    }

    /// The byte at a position; `None` if the text has no such line or character.
    pub fn offset(&self, position: Position) -> Option<usize> {
        let start = *self.lines.starts.get(position.line.checked_sub(1)?)?;
        let line = self.text[start..].split('\n').next().unwrap_or_default();
        let mut columns = line.char_indices().map(|(at, _)| at).chain([line.len()]);
        columns.nth(position.column.checked_sub(1)?).map(|at| start + at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_not_bytes() {
        let text = "a\nកខx";
        let offset = text.find('x').expect("there is an x");
        assert_eq!(Position::of(text, offset), Position { line: 2, column: 3 });
        assert_eq!(Position::of(text, offset - 1), Position { line: 2, column: 2 });
        assert_eq!(Position::of(text, 999), Position { line: 2, column: 4 });
        let lines = LineStarts::of(text);
        for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
            assert_eq!(lines.offset(lines.position(at)), Some(at));
        }
        assert_eq!(lines.offset(Position { line: 2, column: 5 }), None);
        assert_eq!(lines.offset(Position { line: 3, column: 1 }), None);
    }

    #[test]
    fn positions_in_long_lines_are_those_that_are_counted_one_by_one() {
        for length in [0, 1, STRIDE - 1, STRIDE, STRIDE + 1, 3 * STRIDE] {
            let text = format!("{}\n{}\nx", "ក".repeat(length), "aé".repeat(length));
            let lines = LineStarts::of(&text);
            for at in 0..=text.len() + 1 {
                assert_eq!(lines.position(at), Position::of(&text, at), "{length} {at}");
            }
        }
    }
}
