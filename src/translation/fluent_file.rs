//! A Fluent file taken apart into its entries, each with the bytes that it takes up, so that one
//! can be replaced and the rest kept to the byte.

use std::ops::Range;

use fluent_syntax::ast::{self, Pattern};
use fluent_syntax::parser::parse;

use super::wording::joined;
use crate::finding::{Findings, LineStarts, Position};
use crate::locale::syntax_faults;
use crate::project::Project;

/// A Fluent file.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct FluentFile {
    /// Its path in the project.
    pub path: String,
    /// Its whole text.
    pub text: String,
    /// Its messages and terms, in order.
    pub entries: Vec<Entry>,
}

/// A message or a term.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry {
    /// Its id; a term's with the hyphen.
    pub id: String,
    /// The comment that belongs to it.
    pub comment: String,
    /// Where its id stands.
    pub position: Position,
    /// The bytes from its id to its last character.
    pub range: Range<usize>,
    /// What it says, lines joined; first the value, if it has one, then the attributes.
    pub parts: Vec<Part>,
}

/// The value or an attribute of an entry.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Part {
    /// The attribute; the value has none.
    pub attribute: Option<String>,
    /// What it says, lines joined.
    pub pattern: Pattern<String>,
}

impl FluentFile {
    /// Reads a file of the project; one that is not there has no entries.
    pub fn read(project: &Project, path: &str) -> Result<Self, Findings> {
        let text = if project.has(path) { project.text(path)? } else { "" };
        Self::parse(path, text)
    }

    /// Takes a text apart.
    pub fn parse(path: &str, text: &str) -> Result<Self, Findings> {
        let findings = syntax_faults(path, text);
        if !findings.is_empty() {
            return Err(findings);
        }
        // The borrowed tree knows where things stand, the owned one may be kept; they are alike.
        let located = parse(text).unwrap_or_else(|(resource, _)| resource).body;
        let owned = parse(text.to_owned()).unwrap_or_else(|(resource, _)| resource).body;
        let lines = LineStarts::of(text);
        let start = |entry| line_start(text, first_slice(entry).map_or(text.len(), |slice| offset(text, slice)));
        let starts: Vec<usize> = located.iter().map(start).collect();
        let mut entries = Vec::new();
        for (i, (located, owned)) in located.iter().zip(owned).enumerate() {
            let (id, value, attributes, comment) = match owned {
                ast::Entry::Message(ast::Message { id, value, attributes, comment }) => {
                    (id.name, value, attributes, comment)
                }
                ast::Entry::Term(ast::Term { id, value, attributes, comment }) => {
                    (format!("-{}", id.name), Some(value), attributes, comment)
                }
                _ => continue,
            };
            let (ast::Entry::Message(ast::Message { id: at, .. }) | ast::Entry::Term(ast::Term { id: at, .. })) =
                located
            else {
                continue;
            };
            let name = offset(text, at.name);
            let start = line_start(text, name);
            let limit = starts.get(i + 1).copied().unwrap_or(text.len());
            let end = start + text[start..limit].trim_end().len();
            let value = value.map(|pattern| Part { attribute: None, pattern: joined(&pattern) });
            let attributes = attributes
                .into_iter()
                .map(|ast::Attribute { id, value }| Part { attribute: Some(id.name), pattern: joined(&value) });
            entries.push(Entry {
                id,
                comment: comment.map(|comment| comment.content.join("\n")).unwrap_or_default(),
                position: lines.position(name),
                range: start..end,
                parts: value.into_iter().chain(attributes).collect(),
            });
        }
        Ok(Self { path: path.to_owned(), text: text.to_owned(), entries })
    }

    /// The entry of this id.
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id == id)
    }

    /// The bytes of an entry.
    pub fn raw(&self, entry: &Entry) -> &str {
        &self.text[entry.range.clone()]
    }
}

impl Entry {
    /// Whether it is a term, which is a language's own business.
    pub fn is_term(&self) -> bool {
        self.id.starts_with('-')
    }

    /// The value, or the attribute of this name.
    pub fn part(&self, attribute: Option<&str>) -> Option<&Part> {
        self.parts.iter().find(|part| part.attribute.as_deref() == attribute)
    }
}

/// Where a slice of `text` stands in it.
fn offset(text: &str, slice: &str) -> usize {
    slice.as_ptr() as usize - text.as_ptr() as usize
}

/// The first words of an entry, in its first line. A lone `#` that ends the file has none.
fn first_slice<'a>(entry: &ast::Entry<&'a str>) -> Option<&'a str> {
    let of_comment = |comment: &ast::Comment<&'a str>| comment.content.first().copied();
    match entry {
        ast::Entry::Message(ast::Message { id, comment, .. }) | ast::Entry::Term(ast::Term { id, comment, .. }) => {
            Some(comment.as_ref().and_then(of_comment).unwrap_or(id.name))
        }
        ast::Entry::Comment(comment) | ast::Entry::GroupComment(comment) | ast::Entry::ResourceComment(comment) => {
            of_comment(comment)
        }
        ast::Entry::Junk { content } => Some(content),
    }
}

/// Where the line begins that byte `at` stands in.
fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_takes_up_its_own_lines_and_no_others() {
        let text = "### All\n\n# Whose\na = x\n    y\n    .b = z\n\n# Alone\n\n-t = { $n ->\n[one] 1\n*[other] n\n}\n##\nc = {\"\"}";
        let file = FluentFile::parse("a.ftl", text).expect("it is sound");
        let raw: Vec<&str> = file.entries.iter().map(|entry| file.raw(entry)).collect();
        assert_eq!(raw, ["a = x\n    y\n    .b = z", "-t = { $n ->\n[one] 1\n*[other] n\n}", "c = {\"\"}"]);
        assert_eq!(file.entries[0].comment, "Whose");
        assert_eq!(file.entries[0].position, Position { line: 4, column: 1 });
        assert_eq!(file.entries[0].parts.len(), 2);
    }

    #[test]
    fn a_comment_without_words_at_the_end_is_no_part_of_the_entry_before() {
        for text in ["a = x\n#", "a = x\n##", "a = x\n\n###", "a = x\n#\n"] {
            let file = FluentFile::parse("a.ftl", text).expect("it is sound");
            assert_eq!(file.raw(&file.entries[0]), "a = x", "{text:?}");
        }
        assert_eq!(FluentFile::parse("a.ftl", "#").expect("it is sound").entries, []);
    }

    #[test]
    fn every_bundled_file_can_be_taken_apart_and_put_together() {
        let project = Project::embedded();
        for path in project.paths("locales", ".ftl") {
            let file = FluentFile::read(&project, path).expect("it is sound");
            assert!(!file.entries.is_empty(), "{path}");
            for entry in &file.entries {
                let alone = FluentFile::parse(path, file.raw(entry)).expect("it stands alone");
                assert_eq!(alone.entries[0].parts, entry.parts, "{path} {}", entry.id);
            }
        }
    }
}
