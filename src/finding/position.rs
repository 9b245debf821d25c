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
        LineStarts::of(text).position(offset)
    }
}

/// Where the lines of a text begin, to find the positions of many of its bytes: a file may have as
/// many faults as lines.
#[derive(Debug, Clone)]
pub struct LineStarts<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> LineStarts<'t> {
    /// The lines of `text`.
    pub fn of(text: &'t str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text, starts }
    }

    /// Where byte `offset` lies, as [`Position::of`] has it.
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary(offset);
        let line = self.starts.partition_point(|start| *start <= offset);
        // The first line begins at 0, so there is always one that begins at or before the offset.
        let before = &self.text[self.starts[line - 1]..offset];
        Position { line, column: before.chars().count() + 1 }
    }

    /// The byte at a position; none if the text has no such line or character.
    pub fn offset(&self, position: Position) -> Option<usize> {
        let start = *self.starts.get(position.line.checked_sub(1)?)?;
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
}
