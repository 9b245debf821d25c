//! Fluent files: each is read once, into one tree with the place of everything in it.
//!
//! `locale` says its messages, `judge` examines them, and `translation` compares and edits them; all three
//! read the same [`File`]. What is wrong with a file's syntax is found here, by its plain cause.

mod bounds;
mod excerpt;
mod flat;
mod layers;
mod nesting;
mod read;
mod syntax;
pub mod tree;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use fluent_syntax::ast;

use crate::finding::{Finding, Findings};
pub use excerpt::Excerpt;
pub use flat::{Flat, Placeable, Slot};
use layers::Layer;
pub use nesting::is_id;
pub use syntax::swallowed;
use tree::{InlineExpression, Pattern, Span};

/// A file of messages.
#[derive(Debug, Clone)]
pub struct File {
    /// Its path in the project.
    pub path: String,
    /// Its text; entries that are too deep to be read are blank in it.
    pub text: String,
    /// Its messages and terms in order, also those that are there twice.
    pub entries: Vec<Entry>,
    /// Its comments that belong to no entry.
    pub loose_comments: Vec<Comment>,
    /// Its syntax errors.
    pub faults: Findings,
    /// The bytes that are no entry and no comment.
    pub junk: Vec<Range<usize>>,
    /// The files that its text comes from, in the order of the text; most often it is one.
    layers: Vec<Layer>,
    /// Where the first entry of an id is in `entries`.
    by_id: BTreeMap<String, usize>,
    /// The ids with which what cannot be read begins.
    broken: BTreeSet<String>,
    /// All names in what cannot be read.
    named_in_junk: BTreeSet<String>,
}

/// A message or a term.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its id, with a hyphen if it is a term.
    pub id: String,
    /// The bytes of the id.
    pub at: Range<usize>,
    /// The bytes from its id to its last character.
    pub range: Range<usize>,
    /// The comment above it.
    pub comment: Comment,
    /// Its text.
    pub value: Option<Part>,
    /// Its attributes in order.
    pub attributes: Vec<Attribute>,
    /// Where the first attribute of a name is in `attributes`.
    by_name: BTreeMap<String, usize>,
}

/// An attribute of an entry.
#[derive(Debug, Clone)]
pub struct Attribute {
    /// The name of the attribute.
    pub name: String,
    /// The bytes of the name.
    pub at: Range<usize>,
    /// Its text.
    pub part: Part,
}

/// The lines of a comment, each with its bytes.
#[derive(Debug, Clone, Default)]
pub struct Comment(pub Vec<(Range<usize>, String)>);

/// The text of a message, a term or an attribute.
#[derive(Debug, Clone)]
pub struct Part {
    /// The tree of it.
    pub pattern: Pattern,
    /// Its possible readings; see [`Flat::readings`]. There is at least one.
    pub readings: Vec<Flat>,
    /// Its references, including those in selectors.
    pub references: Vec<Reference>,
    /// Its choices among variants.
    pub choices: Vec<Choice>,
    /// The bytes of the file from its first to its last.
    pub range: Range<usize>,
}

/// A name in a placeable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The name that it refers to.
    pub placeable: Placeable,
    /// The bytes of the name.
    pub at: Range<usize>,
    /// Whether it chooses among variants, rather than being printed.
    pub selects: bool,
}

/// A choice among variants.
#[derive(Debug, Clone)]
pub struct Choice {
    /// The placeable that chooses; `None` for a value that is written in the choice itself.
    pub selector: Option<Placeable>,
    /// The keys of the variants.
    pub keys: Vec<Key>,
}

/// The key of a variant.
#[derive(Debug, Clone)]
pub struct Key {
    /// The text between `[` and `]`.
    pub name: String,
    /// The bytes of it.
    pub at: Range<usize>,
    /// Whether it is a number.
    pub is_number: bool,
    /// Whether it is taken when no other fits.
    pub is_default: bool,
}

impl File {
    /// The first entry of this id.
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.by_id.get(id).and_then(|i| self.entries.get(*i))
    }

    /// The word of a place in the file.
    pub fn word(&self, span: Span) -> &str {
        span.of_text(&self.text)
    }

    /// The meaning of an expression of this file, and the bytes of its name; `None` for a text.
    pub fn placeable(&self, inline: &InlineExpression<Span>) -> Option<(Placeable, Range<usize>)> {
        Placeable::of(&self.text, inline).map(|(placeable, name)| (placeable, name.range()))
    }

    /// A pattern of this file with its words instead of their places.
    pub fn words(&self, pattern: &Pattern) -> ast::Pattern<String> {
        tree::map(pattern, &|span| self.word(*span).to_owned())
    }

    /// Whether a message or term of this id is there, but cannot be read.
    pub fn is_broken(&self, id: &str) -> bool {
        self.broken.contains(id)
    }

    /// Whether what cannot be read names this message or term.
    pub fn is_named_in_junk(&self, id: &str) -> bool {
        self.named_in_junk.contains(id)
    }

    /// Whether one piece of what cannot be read, and no more, is text that has lost its id.
    pub fn has_text_without_id(&self) -> bool {
        let is_text = |junk: &&Range<usize>| {
            !self.text[(*junk).clone()].starts_with(|c: char| c.is_ascii_alphabetic() || c == '-')
        };
        self.junk.iter().filter(is_text).count() == 1
    }

    /// Whether the rest of an entry cannot be read, because its text goes on in a line that is not a part of it.
    pub fn is_cut(&self, entry: &Entry) -> bool {
        let Some(end) = entry.parts().map(|(_, _, part)| part.range.end).max() else { return false };
        let next = self.junk.get(self.junk.partition_point(|junk| junk.start < end));
        next.is_some_and(|junk| {
            let between = &self.text[end..junk.start];
            between.chars().all(char::is_whitespace) && !between.replace('\r', "").contains("\n\n")
        })
    }

    /// A finding at some bytes of the file.
    pub fn finding(&self, finding: Finding, at: &Range<usize>, place: &str) -> Finding {
        let (start, end) = (self.position(at.start), self.position(at.end));
        // What is not there belongs into the upper file.
        let path = if *at == (0..0) { &self.path } else { self.path_at(at.start) };
        finding.in_file(path).between(start, end).place(place)
    }
}

impl Entry {
    /// Whether it is a term, which is a language's own business.
    pub fn is_term(&self) -> bool {
        self.id.starts_with('-')
    }

    /// Its value and attributes, each with its full name and the bytes of the name that findings point at.
    pub fn parts(&self) -> impl Iterator<Item = (String, &Range<usize>, &Part)> {
        let value = self.value.iter().map(|part| (self.id.clone(), &self.at, part));
        let attributes = self
            .attributes
            .iter()
            .map(|attribute| (format!("{}.{}", self.id, attribute.name), &attribute.at, &attribute.part));
        value.chain(attributes)
    }

    /// The same without the attributes of a term, which are never printed.
    pub fn printed_parts(&self) -> impl Iterator<Item = (String, &Range<usize>, &Part)> {
        self.parts().filter(|(name, ..)| !is_attribute_of_term(name))
    }

    /// All references in its value and attributes.
    pub fn references(&self) -> impl Iterator<Item = &Reference> {
        let attributes = self.attributes.iter().map(|attribute| &attribute.part);
        self.value.iter().chain(attributes).flat_map(|part| &part.references)
    }

    /// The text of its value or of an attribute.
    pub fn part(&self, attribute: Option<&str>) -> Option<&Part> {
        match attribute {
            Some(name) => self.by_name.get(name).and_then(|at| self.attributes.get(*at)).map(|found| &found.part),
            None => self.value.as_ref(),
        }
    }
}

impl Part {
    /// Its first reading.
    pub fn text(&self) -> &Flat {
        static NOTHING: Flat = Flat::nothing();
        self.readings.first().unwrap_or(&NOTHING)
    }
}

impl Reference {
    /// The id of the message or term that it names, without an attribute; `None` for everything else.
    pub fn id(&self) -> Option<&str> {
        match &self.placeable {
            Placeable::Message(to) | Placeable::Term(to) => Some(split(to).0),
            _ => None,
        }
    }

    /// The variable that it names, if it is one.
    pub fn variable(&self) -> Option<&str> {
        match &self.placeable {
            Placeable::Variable(name) => Some(name),
            _ => None,
        }
    }
}

impl Choice {
    /// The variable that chooses, if it is one.
    pub fn variable(&self) -> Option<&str> {
        match &self.selector {
            Some(Placeable::Variable(name)) => Some(name),
            _ => None,
        }
    }
}

/// The id and the attribute of a full name.
pub fn split(name: &str) -> (&str, Option<&str>) {
    name.split_once('.').map_or((name, None), |(id, attribute)| (id, Some(attribute)))
}

/// Whether a full name is that of a term's attribute. Only choices name one: it is never printed.
pub fn is_attribute_of_term(name: &str) -> bool {
    name.starts_with('-') && name.contains('.')
}

#[cfg(test)]
mod tests;
