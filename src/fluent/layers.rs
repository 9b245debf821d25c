//! Layers: a file that lies over another of the same kind, message by message.
//!
//! Both become one text, in which the messages below that the upper file has are blank. So everything that reads a
//! [`File`] reads the two as one, and each byte still knows the file and the line that it comes from.

use std::collections::BTreeSet;
use std::ops::Range;

use super::File;
use super::tree::{Expression, Pattern, PatternElement};
use crate::finding::{Lines, Position};

/// The part of a [`File`]'s text that comes from one file.
#[derive(Debug, Clone)]
pub(super) struct Layer {
    /// The path of the file.
    path: String,
    /// Where it begins in the whole text.
    start: usize,
    /// The lines of the file, up to the last that is needed.
    lines: Lines,
}

/// What parts two files: a comment that belongs to no message.
const BETWEEN: &str = "\n\n##\n\n";

impl Layer {
    /// A text that is a single file.
    pub fn whole(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), start: 0, lines: Lines::of(text) }
    }
}

impl File {
    /// This file over another: each of its messages and terms is taken instead of the other's of the same id, with all
    /// attributes. One of its messages that cannot be read is taken too: it is a fault, and not silently the other's.
    #[must_use]
    pub fn over(self, below: &Self) -> Self {
        let ids: BTreeSet<&str> = self.entries.iter().map(|entry| entry.id.as_str()).collect();
        let is_covered = |id: &str| ids.contains(id) || self.is_broken(id);
        let covered = below.entries.iter().filter(|entry| is_covered(&entry.id));
        let mut blank: Vec<Range<usize>> = covered.map(|entry| below.with_comment(entry)).collect();
        blank.sort_by_key(|range| range.start);
        let mut text = String::with_capacity(below.text.len() + self.text.len() + 1);
        let mut layers = Vec::new();
        for (range, layer) in below.parts_of_layers() {
            let start = text.len();
            let mut done = range.start;
            for blank in blank.iter().filter(|blank| range.contains(&blank.start)) {
                text.push_str(&below.text[done..blank.start]);
                // The lines below it keep their numbers.
                text.extend(below.text[blank.clone()].chars().filter(|c| *c == '\n'));
                done = blank.end;
            }
            text.push_str(&below.text[done..range.end]);
            layers.push(Layer { path: layer.path.clone(), start, lines: Lines::of(&text[start..]) });
        }
        // An indented line at the beginning does not go on with the text above.
        text.push_str(BETWEEN);
        for (range, layer) in self.parts_of_layers() {
            let start = text.len();
            text.push_str(&self.text[range]);
            layers.push(Layer { path: layer.path.clone(), start, lines: layer.lines.clone() });
        }
        let mut whole = Self::read(&self.path, &text);
        // What is too much is only too much of both.
        let known = self.faults.iter().chain(&below.faults).cloned();
        let is_more = |fault: &crate::finding::Finding| {
            self.faults.iter().chain(&below.faults).all(|known| known.rule != fault.rule)
        };
        whole.faults = known.chain(whole.faults.iter().filter(|fault| is_more(fault)).cloned()).collect();
        whole.layers = layers;
        whole
    }

    /// The same file with other letters in its words: one letter in the place of one, so that all columns stay.
    #[must_use]
    pub fn with_letters(&self, other: &dyn Fn(char) -> Option<char>) -> Self {
        let mut words: Vec<Range<usize>> = Vec::new();
        for (_, _, part) in self.entries.iter().flat_map(super::Entry::parts) {
            words_of(&part.pattern, &mut words);
        }
        words.sort_by_key(|range| range.start);
        let mut text = String::with_capacity(self.text.len());
        let mut layers = Vec::new();
        for (range, layer) in self.parts_of_layers() {
            let start = text.len();
            let mut done = range.start;
            for words in words.iter().filter(|words| range.contains(&words.start)) {
                text.push_str(&self.text[done..words.start]);
                text.extend(self.text[words.clone()].chars().map(|c| other(c).unwrap_or(c)));
                done = words.end;
            }
            text.push_str(&self.text[done..range.end]);
            layers.push(Layer { path: layer.path.clone(), start, lines: Lines::of(&text[start..]) });
        }
        Self { layers, faults: self.faults.clone(), ..Self::read(&self.path, &text) }
    }

    /// The path of the file that a byte comes from.
    pub fn path_at(&self, at: usize) -> &str {
        &self.layer(at).path
    }

    /// The line and column of a byte in the file that it comes from. A byte inside a character counts as its first.
    pub fn position(&self, at: usize) -> Position {
        let layer = self.layer(at);
        let end = self.layers.iter().map(|layer| layer.start).find(|start| *start > layer.start);
        let text = &self.text[layer.start..end.unwrap_or(self.text.len())];
        layer.lines.position(text, at - layer.start)
    }

    fn layer(&self, at: usize) -> &Layer {
        let after = self.layers.partition_point(|layer| layer.start <= at);
        // The first begins at 0.
        &self.layers[after - 1]
    }

    /// The bytes of the text that come from each file.
    fn parts_of_layers(&self) -> impl Iterator<Item = (Range<usize>, &Layer)> {
        let ends = self.layers.iter().skip(1).map(|layer| layer.start).chain([self.text.len()]);
        self.layers.iter().zip(ends).map(|(layer, end)| (layer.start..end, layer))
    }

    /// The bytes of an entry with the comment above it.
    fn with_comment(&self, entry: &super::Entry) -> Range<usize> {
        let first = entry.comment.0.first().map_or(entry.range.start, |(range, _)| range.start);
        self.text[..first].rfind('\n').map_or(0, |end| end + 1)..entry.range.end
    }
}

/// The bytes of the words of a text, with those of its variants.
fn words_of(pattern: &Pattern, words: &mut Vec<Range<usize>>) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => words.push(value.range()),
            PatternElement::Placeable { expression: Expression::Select { variants, .. } } => {
                for variant in variants {
                    words_of(&variant.value, words);
                }
            }
            PatternElement::Placeable { .. } => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn laid(own: &str, below: &str) -> File {
        File::read("own", own).over(&File::read("below", below))
    }

    fn said(file: &File) -> Vec<(&str, &str, usize, String)> {
        let said = |entry: &super::super::Entry| {
            let text = entry.value.as_ref().map(|part| part.text().text.clone()).unwrap_or_default();
            (
                file.entry(&entry.id).map_or("", |first| file.path_at(first.at.start)),
                file.position(entry.at.start).line,
                text,
            )
        };
        file.entries
            .iter()
            .map(|entry| {
                let (path, line, text) = said(entry);
                (entry.id.as_str(), path, line, text)
            })
            .collect()
    }

    const BELOW: &str =
        "### Head\n\n# A comment\n# of two lines.\na = 1\n    .x = 2\n\nb =\n    3\n\n    4\n-t = 5\nc = 6\n";

    #[test]
    fn each_message_is_taken_from_the_upper_file_that_has_it_and_keeps_its_place() {
        let file = laid("\n\nb = new\n", BELOW);
        let expected = [
            ("a", "below", 5, "1".to_owned()),
            ("-t", "below", 12, "5".to_owned()),
            ("c", "below", 13, "6".to_owned()),
            ("b", "own", 3, "new".to_owned()),
        ];
        assert_eq!(said(&file), expected);
        assert_eq!(file.faults, []);
    }

    #[test]
    fn a_message_is_taken_with_its_attributes_and_its_comment() {
        let file = laid("a = new", BELOW);
        let entry = file.entry("a").expect("it is there");
        assert!(entry.attributes.is_empty() && entry.comment.0.is_empty());
        assert!(!file.text.contains("of two lines"));
    }

    #[test]
    fn a_message_that_is_broken_is_not_silently_the_one_below() {
        let file = laid("a = { new\n", BELOW);
        assert!(file.entry("a").is_none() && file.is_broken("a"));
        assert_eq!(file.faults.len(), 1);
        assert_eq!((file.faults[0].file.as_deref(), file.faults[0].line), (Some("own"), Some(1)));
        assert_eq!(file.entries.len(), 3);
    }

    #[test]
    fn files_of_comments_and_empty_files_change_nothing() {
        for own in ["", "# a = new\n", "### Only this", "\n\n"] {
            let ids: Vec<String> = laid(own, BELOW).entries.into_iter().map(|entry| entry.id).collect();
            assert_eq!(ids, ["a", "b", "-t", "c"], "{own:?}");
        }
    }

    #[test]
    fn an_indented_line_does_not_go_on_with_the_file_below() {
        let file = laid("  c = new\n", BELOW);
        assert!(file.entry("c").is_none() && file.is_broken("c"));
        assert_eq!(file.entries.len(), 3);
        assert_eq!((file.faults.len(), file.junk.len()), (1, 1), "{:?}", file.faults);
        assert_eq!(file.faults[0].file.as_deref(), Some("own"));
    }

    #[test]
    fn three_files_lie_over_each_other() {
        let file = File::read("top", "c = top\n").over(&laid("b = own\n", BELOW));
        let expected = [
            ("a", "below", 5, "1".to_owned()),
            ("-t", "below", 12, "5".to_owned()),
            ("b", "own", 1, "own".to_owned()),
            ("c", "top", 1, "top".to_owned()),
        ];
        assert_eq!(said(&file), expected);
    }
}
