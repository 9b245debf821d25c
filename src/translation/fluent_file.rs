//! A Fluent file as translators work on it: its entries with their lines joined, each with its bytes in the
//! file, so that one entry can be replaced and the rest stays the same.

use std::collections::BTreeMap;
use std::ops::Range;

use fluent_syntax::ast::Pattern;

use super::wording::joined;
use crate::finding::{Findings, Position};
use crate::fluent::File;
use crate::locale::read_words;
use crate::project::{Project, paths};

/// A Fluent file.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct FluentFile {
    /// Its path in the project.
    pub path: String,
    /// Its whole text.
    pub text: String,
    /// Its messages and terms, in order.
    pub entries: Vec<Entry>,
    /// Where the first entry of an id is in `entries`.
    by_id: BTreeMap<String, usize>,
}

/// A message or a term.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry {
    /// Its id; a term's with the hyphen.
    pub id: String,
    /// The comment that belongs to it.
    pub comment: String,
    /// The file that it comes from: where a file lies over another, not always the same.
    pub path: String,
    /// Where its id is in that.
    pub position: Position,
    /// The bytes from its id to its last character.
    pub range: Range<usize>,
    /// Its texts, lines joined: first the value, if it has one, then the attributes.
    pub parts: Vec<EntryPart>,
}

/// The value or an attribute of an entry.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct EntryPart {
    /// The attribute; `None` for the value.
    pub attribute: Option<String>,
    /// The text, lines joined.
    pub pattern: Pattern<String>,
}

impl FluentFile {
    /// Reads a file of the project, over the program's where it lies over it; one that is not there has no entries.
    pub fn read(project: &Project, path: &str) -> Result<Self, Findings> {
        if project.has(path) { Self::of(&*read_words(project, path)?) } else { Self::parse(path, "") }
    }

    /// Reads the file that changes are written to: the project's alone, where it lies over the program's.
    pub fn read_own(project: &Project, path: &str) -> Result<Self, Findings> {
        let is_own = project.is_own(path) || project.has(path) && !paths::lies_over(path);
        Self::parse(path, if is_own { project.text(path)? } else { "" })
    }

    /// Takes a text apart.
    pub fn parse(path: &str, text: &str) -> Result<Self, Findings> {
        Self::of(&File::read(path, text))
    }

    /// Takes a file apart that was read.
    pub fn of(file: &File) -> Result<Self, Findings> {
        if !file.faults.is_empty() {
            return Err(file.faults.clone());
        }
        let entries: Vec<Entry> = file.entries.iter().map(|entry| Entry::of(file, entry)).collect();
        let mut by_id = BTreeMap::new();
        for (i, entry) in entries.iter().enumerate() {
            by_id.entry(entry.id.clone()).or_insert(i);
        }
        Ok(Self { path: file.path.clone(), text: file.text.clone(), entries, by_id })
    }

    /// Leaves out the entries that do not belong.
    pub fn retain(&mut self, belongs: impl Fn(&Entry) -> bool) {
        self.entries.retain(belongs);
        self.by_id.clear();
        for (i, entry) in self.entries.iter().enumerate() {
            self.by_id.entry(entry.id.clone()).or_insert(i);
        }
    }

    /// The entry of this id.
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.by_id.get(id).and_then(|at| self.entries.get(*at))
    }

    /// The bytes of an entry with the comment above it.
    pub fn with_comment(&self, entry: &Entry) -> Range<usize> {
        let before = &self.text[..entry.range.start];
        let comment: usize = before.split_inclusive('\n').rev().take_while(|line| is_comment(line)).map(str::len).sum();
        entry.range.start - comment..entry.range.end
    }

    /// The bytes of an entry.
    pub fn raw(&self, entry: &Entry) -> &str {
        &self.text[entry.range.clone()]
    }
}

impl Entry {
    /// Takes an entry of a file apart.
    pub fn of(file: &File, entry: &crate::fluent::Entry) -> Self {
        let part = |attribute, part: &crate::fluent::Part| EntryPart {
            attribute,
            pattern: joined(&file.words(&part.pattern)),
        };
        let value = entry.value.iter().map(|value| part(None, value));
        let attributes = entry.attributes.iter().map(|own| part(Some(own.name.clone()), &own.part));
        let comment: Vec<&str> = entry.comment.0.iter().map(|(_, line)| line.as_str()).collect();
        Self {
            id: entry.id.clone(),
            comment: comment.join("\n"),
            path: file.path_at(entry.at.start).to_owned(),
            position: file.position(entry.at.start),
            range: entry.range.clone(),
            parts: value.chain(attributes).collect(),
        }
    }

    /// Whether it is the program's, below a file of the project.
    pub fn is_below(&self) -> bool {
        paths::in_project(&self.path) != self.path
    }

    /// Whether it is a term, which is a language's own business.
    pub fn is_term(&self) -> bool {
        self.id.starts_with('-')
    }

    /// The value, or the attribute of this name.
    pub fn part(&self, attribute: Option<&str>) -> Option<&EntryPart> {
        self.parts.iter().find(|part| part.attribute.as_deref() == attribute)
    }
}

/// Whether a line belongs to the comment of an entry; lines of `##` and `###` belong to groups and files.
fn is_comment(line: &str) -> bool {
    line.strip_prefix('#').is_some_and(|rest| rest.starts_with([' ', '\n', '\r']))
}

#[cfg(test)]
mod tests {
    use super::*;

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
