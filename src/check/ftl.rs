//! A Fluent file as it is examined: its entries, laid flat, with the place of everything.

use std::collections::BTreeMap;
use std::ops::Range;

use fluent_syntax::ast::{self, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use fluent_syntax::parser::parse;

use super::flat::{Flat, Placeable, range_in};
use crate::finding::{Finding, Findings, Position, rules};
use crate::locale::{nesting, syntax};

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
    /// What is wrong with its syntax.
    pub faults: Findings,
    /// The bytes that are no entry and no comment.
    pub junk: Vec<Range<usize>>,
    starts: Vec<usize>,
    /// Where the first entry of an id stands in `entries`.
    by_id: BTreeMap<String, usize>,
}

/// A message or a term.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its id, with a hyphen if it is a term.
    pub id: String,
    /// The byte where the id stands.
    pub at: usize,
    /// The comment above it.
    pub comment: Comment,
    /// Its text.
    pub value: Option<Part>,
    /// Its attributes in order.
    pub attributes: Vec<Attribute>,
}

/// An attribute of an entry.
#[derive(Debug, Clone)]
pub struct Attribute {
    /// Its name.
    pub name: String,
    /// The byte where the name stands.
    pub at: usize,
    /// Its text.
    pub part: Part,
}

/// A comment's lines, each with the byte where it begins.
#[derive(Debug, Clone, Default)]
pub struct Comment(pub Vec<(usize, String)>);

/// The text of a message, a term or an attribute.
#[derive(Debug, Clone, Default)]
pub struct Part {
    /// What it can say; see [`Flat::readings`]. There is at least one.
    pub readings: Vec<Flat>,
    /// What it refers to, in selectors too.
    pub references: Vec<Reference>,
    /// Its choices among variants.
    pub choices: Vec<Choice>,
    /// The bytes of the file from its first to its last.
    pub range: Range<usize>,
}

/// A name in a placeable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// What it names.
    pub placeable: Placeable,
    /// The byte where the name stands.
    pub at: usize,
    /// Whether it chooses among variants, rather than being printed.
    pub selects: bool,
}

/// A choice among variants.
#[derive(Debug, Clone)]
pub struct Choice {
    /// The variable that chooses, if it is one.
    pub variable: Option<String>,
    /// The keys of the variants.
    pub keys: Vec<Key>,
}

/// The key of a variant.
#[derive(Debug, Clone)]
pub struct Key {
    /// What stands between `[` and `]`.
    pub name: String,
    /// Where it stands.
    pub at: usize,
    /// Whether it is a number.
    pub is_number: bool,
    /// Whether it is taken when no other fits.
    pub is_default: bool,
}

impl File {
    /// Reads what can be read of a file; what cannot is in [`File::faults`].
    pub fn read(path: &str, text: &str) -> Self {
        let (text, mut faults) = nesting::shallow(path, text);
        let mut text = text.into_owned();
        if !text.contains('\n') && text.contains('\r') {
            let message = "the lines end with a carriage return alone (U+000D), which Fluent reads as no end";
            let finding =
                Finding::error(rules::LINE_ENDS, message).help("save the file with line ends of Unix or Windows");
            faults.push(finding.in_file(path).at(Some(Position { line: 1, column: 1 })));
            text = text.replace('\r', "\n");
        }
        faults.extend(syntax::faults(path, &text));
        let resource = parse(text.as_str()).unwrap_or_else(|(resource, _)| resource);
        let reader = Reader { text: &text };
        let mut entries = Vec::new();
        let mut junk = Vec::new();
        let mut loose_comments = Vec::new();
        for entry in &resource.body {
            match entry {
                ast::Entry::Message(message) => entries.push(reader.entry(
                    "",
                    &message.id,
                    message.comment.as_ref(),
                    message.value.as_ref(),
                    &message.attributes,
                )),
                ast::Entry::Term(term) => entries.push(reader.entry(
                    "-",
                    &term.id,
                    term.comment.as_ref(),
                    Some(&term.value),
                    &term.attributes,
                )),
                ast::Entry::Comment(comment)
                | ast::Entry::GroupComment(comment)
                | ast::Entry::ResourceComment(comment) => loose_comments.push(reader.comment(comment)),
                ast::Entry::Junk { content } => junk.push(range_in(&text, content)),
            }
        }
        drop(resource);
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let mut by_id = BTreeMap::new();
        for (i, entry) in entries.iter().enumerate() {
            by_id.entry(entry.id.clone()).or_insert(i);
        }
        Self { path: path.to_owned(), text, entries, loose_comments, faults, junk, starts, by_id }
    }

    /// The line and column of a byte.
    pub fn position(&self, at: usize) -> Position {
        let at = self.text.floor_char_boundary(at);
        let line = self.starts.partition_point(|start| *start <= at).max(1);
        Position { line, column: self.text[self.starts[line - 1]..at].chars().count() + 1 }
    }

    /// The first entry of this id.
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.by_id.get(id).and_then(|i| self.entries.get(*i))
    }

    /// Whether a message or term of this id is there, but cannot be read.
    pub fn is_broken(&self, id: &str) -> bool {
        self.junk.iter().any(|junk| {
            let rest = self.text[junk.clone()].trim_start().strip_prefix(id);
            rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')))
        })
    }

    /// Whether what cannot be read names this message or term.
    pub fn is_named_in_junk(&self, id: &str) -> bool {
        self.junk.iter().any(|junk| self.text[junk.clone()].contains(id))
    }

    /// Whether the rest of an entry cannot be read, because its text goes on in a line that is no part of it.
    pub fn is_cut(&self, entry: &Entry) -> bool {
        let Some(end) = entry.parts().map(|(_, _, part)| part.range.end).max() else { return false };
        let next = self.junk.iter().find(|junk| junk.start >= end);
        next.is_some_and(|junk| {
            let between = &self.text[end..junk.start];
            between.chars().all(char::is_whitespace) && !between.replace('\r', "").contains("\n\n")
        })
    }

    /// A finding at a byte of the file.
    pub fn finding(&self, finding: Finding, at: usize, place: &str) -> Finding {
        finding.in_file(&self.path).at(Some(self.position(at))).place(place)
    }
}

impl Entry {
    /// Its value and attributes, each with its full name and the byte that findings on it name.
    pub fn parts(&self) -> impl Iterator<Item = (String, usize, &Part)> {
        let value = self.value.iter().map(|part| (self.id.clone(), self.at, part));
        let attributes = self
            .attributes
            .iter()
            .map(|attribute| (format!("{}.{}", self.id, attribute.name), attribute.at, &attribute.part));
        value.chain(attributes)
    }

    /// The text of its value or of an attribute.
    pub fn part(&self, attribute: Option<&str>) -> Option<&Part> {
        match attribute {
            Some(name) => self.attributes.iter().find(|attribute| attribute.name == name).map(|found| &found.part),
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

struct Reader<'t> {
    text: &'t str,
}

impl Reader<'_> {
    fn entry(
        &self,
        sign: &str,
        id: &ast::Identifier<&str>,
        comment: Option<&ast::Comment<&str>>,
        value: Option<&Pattern<&str>>,
        attributes: &[ast::Attribute<&str>],
    ) -> Entry {
        let attributes = attributes.iter().map(|attribute| Attribute {
            name: attribute.id.name.to_owned(),
            at: self.at(attribute.id.name),
            part: self.part(&attribute.value),
        });
        Entry {
            id: format!("{sign}{}", id.name),
            at: self.at(id.name) - sign.len(),
            comment: comment.map(|comment| self.comment(comment)).unwrap_or_default(),
            value: value.map(|value| self.part(value)),
            attributes: attributes.collect(),
        }
    }

    fn comment(&self, comment: &ast::Comment<&str>) -> Comment {
        Comment(comment.content.iter().map(|line| (self.at(line), line.trim_end().to_owned())).collect())
    }

    fn part(&self, pattern: &Pattern<&str>) -> Part {
        let readings = Flat::readings(self.text, pattern);
        let begin = readings.iter().filter_map(Flat::begin).min().unwrap_or(0);
        let end = readings.iter().filter_map(Flat::end).max().unwrap_or(begin);
        let mut part = Part { readings, range: begin..end, ..Part::default() };
        self.pattern(pattern, &mut part, 0);
        part
    }

    fn pattern(&self, pattern: &Pattern<&str>, part: &mut Part, depth: usize) {
        if depth > MAX_DEPTH {
            return;
        }
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                self.expression(expression, part, depth);
            }
        }
    }

    fn expression(&self, expression: &Expression<&str>, part: &mut Part, depth: usize) {
        match expression {
            Expression::Inline(inline) => self.inline(inline, false, part, depth),
            Expression::Select { selector, variants } => {
                self.inline(selector, true, part, depth);
                let variable = match selector {
                    InlineExpression::VariableReference { id } => Some(id.name.to_owned()),
                    _ => None,
                };
                let keys = variants.iter().map(|variant| {
                    let (name, is_number) = match variant.key {
                        VariantKey::Identifier { name } => (name, false),
                        VariantKey::NumberLiteral { value } => (value, true),
                    };
                    Key { name: name.to_owned(), at: self.at(name), is_number, is_default: variant.default }
                });
                part.choices.push(Choice { variable, keys: keys.collect() });
                for variant in variants {
                    self.pattern(&variant.value, part, depth + 1);
                }
            }
        }
    }

    fn inline(&self, inline: &InlineExpression<&str>, selects: bool, part: &mut Part, depth: usize) {
        if let InlineExpression::Placeable { expression } = inline {
            if depth < MAX_DEPTH {
                self.expression(expression, part, depth + 1);
            }
            return;
        }
        if let InlineExpression::FunctionReference { arguments, .. } = inline
            && depth < MAX_DEPTH
        {
            for argument in &arguments.positional {
                self.inline(argument, selects, part, depth + 1);
            }
        }
        if let Some((placeable, name)) = Placeable::of(inline) {
            part.references.push(Reference { placeable, at: self.at(name), selects });
        }
    }

    fn at(&self, slice: &str) -> usize {
        range_in(self.text, slice).start
    }
}

/// How deep placeables are followed: files with deeper ones were blanked.
const MAX_DEPTH: usize = 20;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_of_an_entry_has_its_place() {
        let text = "# note\nperson = a { $b ->\n    [one] x\n   *[other] { -t }\n }\n    .name = y\n-t = z\n";
        let file = File::read("a.ftl", text);
        assert_eq!(file.faults, []);
        let entry = &file.entries[0];
        assert_eq!((entry.id.as_str(), file.position(entry.at).line), ("person", 2));
        assert_eq!(entry.comment.0, [(2, "note".to_owned())]);
        let part = entry.value.as_ref().expect("a value");
        let names: Vec<(&str, bool)> = part.references.iter().map(|r| (&text[r.at..=r.at], r.selects)).collect();
        assert_eq!(names, [("b", true), ("t", false)]);
        assert_eq!(part.choices[0].keys[1].name, "other");
        assert_eq!(&text[entry.attributes[0].at..][..4], "name");
        assert_eq!(&text[file.entries[1].at..][..2], "-t");
    }
}
