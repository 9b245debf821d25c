//! Comments that may be part of a value: YAML ends a value where ` #` begins.

use super::{KeyPath, Source};
use crate::finding::{Finding, Position, rules};

/// How many comments of a file are looked at.
const MOST: usize = 100;

/// The place of the last comment that begins inside brackets and has a bracket or a comma in it, in the first `lines` of
/// a text.
pub fn inside_brackets(text: &str, lines: usize) -> Option<Position> {
    let mut depth = 0_usize;
    let mut found = None;
    for (i, line) in text.lines().take(lines).enumerate() {
        let mut quote = None;
        let mut before = ' ';
        for (column, (at, c)) in line.char_indices().enumerate() {
            match (quote, c) {
                (Some(mark), _) if mark == c => quote = None,
                (Some(_), _) => {}
                (None, '"' | '\'') if !before.is_alphanumeric() => quote = Some(c),
                (None, '[' | '{') => depth += 1,
                (None, ']' | '}') => depth = depth.saturating_sub(1),
                (None, '#') if before.is_whitespace() => {
                    if depth > 0 && line[..at].trim_end() != "" && line[at..].contains([',', ']', '}']) {
                        found = Some(Position { line: i + 1, column: column + 1 });
                    }
                    break;
                }
                _ => {}
            }
            before = c;
        }
    }
    found
}

/// A comment that may be part of the value, and the text before it.
#[derive(Debug, Clone)]
pub struct DoubtfulComment<'a> {
    position: Position,
    /// What its line has of a value before it.
    words: &'a str,
}

impl<'a> Source<'a> {
    /// Comments after values with only one space before their `#`, or with no space after it. A comment that is meant
    /// as one has more space before it.
    pub fn doubtful_comments(&self) -> Vec<DoubtfulComment<'a>> {
        let lines = self.text.lines().enumerate();
        let comment = |(i, line): (usize, &'a str)| {
            let at = line.find(" #").or_else(|| line.find("\t#"))?;
            let (before, comment) = (&line[..at], &line[at + 2..]);
            let words = before.trim();
            let is_set_off = words.len() < before.trim_start().len() && comment.starts_with([' ', '\t']);
            if words.is_empty() || words.starts_with('#') || is_set_off {
                return None;
            }
            let words = words.rsplit(": ").next().unwrap_or(words).trim_start_matches("- ").trim_start();
            Some(DoubtfulComment { position: Position { line: i + 1, column: before.chars().count() + 2 }, words })
        };
        lines.filter_map(comment).take(MOST).collect()
    }

    /// Reports a comment that cuts off `words`, the value of `path`.
    pub fn cut_off(&self, path: &KeyPath, words: &str, comments: &[DoubtfulComment]) -> Option<Finding> {
        let is_before = |comment: &&DoubtfulComment| {
            // A value may have several lines.
            let rest = words.strip_suffix(comment.words);
            rest.is_some_and(|rest| rest.is_empty() || rest.ends_with(char::is_whitespace))
        };
        let comment = comments.iter().find(is_before)?;
        let message = "the text from here on is ignored, because YAML reads it as a comment";
        let finding = Finding::error(rules::CUT_OFF, message).in_file(self.file).at(Some(comment.position));
        Some(
            finding
                .place(path.to_string())
                .help("put the whole value in quotes; if it is a comment, put it on its own line"),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, words: &str) -> Option<Position> {
        let source = Source { file: "me.yaml", text };
        let finding = source.cut_off(&KeyPath::default().key("a"), words, &source.doubtful_comments())?;
        Some(Position { line: finding.line?, column: finding.column? })
    }

    #[test]
    fn words_after_a_sharp_are_not_lost_in_silence() {
        assert_eq!(found("a: I read item #1 of it", "I read item"), Some(Position { line: 1, column: 16 }));
        assert_eq!(found("b: 1\na: Street # 7", "Street"), Some(Position { line: 2, column: 11 }));
        assert_eq!(found("a:\n  - Street #7", "Street"), Some(Position { line: 2, column: 12 }));
        assert_eq!(
            found("a: It moved me\n  much.  #freeher", "It moved me much."),
            Some(Position { line: 2, column: 10 })
        );
    }

    #[test]
    fn what_is_set_off_is_a_comment() {
        for text in ["a: me   # my name", "a: me\n# me #1", "a: \"me\" #1", "b: other #1\na: me", "a: me#1"] {
            assert_eq!(found(text, "me"), None, "{text}");
        }
    }
}
