//! Reading: a text becomes a [`File`], parsed once.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use fluent_syntax::ast;
use fluent_syntax::parser::parse;

use super::layers::Layer;
use super::tree::{Expression, InlineExpression, PatternElement, Span, VariantKey};
use super::{Attribute, Choice, Comment, Entry, File, Flat, Key, Part, Placeable, Reference};
use super::{bounds, nesting, syntax, tree};
use crate::finding::{Finding, Lines, Position, rules};

impl File {
    /// Reads what can be read of a file; what cannot is in [`File::faults`].
    pub fn read(path: &str, text: &str) -> Self {
        let (text, mut faults) = nesting::shallow(path, text);
        let mut text = text.into_owned();
        if !text.contains('\n') && text.contains('\r') {
            let message = "the lines end with a carriage return only (U+000D), which Fluent does not support";
            let finding =
                Finding::error(rules::LINE_ENDS, message).help("save the file with Unix or Windows line ends");
            faults.push(finding.in_file(path).at(Some(Position { line: 1, column: 1 })));
            text = text.replace('\r', "\n");
        }
        let (resource, errors) = match parse(text.as_str()) {
            Ok(resource) => (resource, Vec::new()),
            Err((resource, errors)) => (resource, errors),
        };
        faults.extend(syntax::faults(path, &text, &errors));
        let reader = Reader { text: &text };
        let lines = Lines::of(&text);
        let starts: Vec<usize> = resource.body.iter().map(|entry| reader.start(entry)).collect();
        let mut entries = Vec::new();
        let mut junk = Vec::new();
        let mut loose_comments = Vec::new();
        let mut braces = 0;
        for (i, entry) in resource.body.iter().enumerate() {
            let (sign, id, comment, value, attributes) = match entry {
                ast::Entry::Message(ast::Message { id, value, attributes, comment }) => {
                    ("", id, comment, value.as_ref(), attributes)
                }
                ast::Entry::Term(ast::Term { id, value, attributes, comment }) => {
                    ("-", id, comment, Some(value), attributes)
                }
                ast::Entry::Comment(comment)
                | ast::Entry::GroupComment(comment)
                | ast::Entry::ResourceComment(comment) => {
                    loose_comments.push(reader.comment(comment));
                    continue;
                }
                ast::Entry::Junk { content } => {
                    junk.push(reader.range(content));
                    continue;
                }
            };
            let limit = starts.get(i + 1).copied().unwrap_or(text.len());
            braces += text[starts[i]..limit].matches('{').count();
            if let Some(finding) = bounds::too_many(entries.len() + 1, braces) {
                let at = reader.range(id.name).start - sign.len();
                faults.push(finding.in_file(path).at(Some(lines.position(&text, at))));
                junk.push(at..text.len());
                break;
            }
            let entry = reader.entry(sign, id, comment.as_ref(), value, attributes, limit);
            match bounds::too_much(&entry) {
                None => entries.push(entry),
                Some((at, finding)) => {
                    faults.push(finding.in_file(path).at(Some(lines.position(&text, at))));
                    junk.push(entry.at.start..entry.range.end);
                }
            }
        }
        drop(resource);
        let mut broken = BTreeSet::new();
        let mut named_in_junk = BTreeSet::new();
        for junk in junk.iter().map(|range: &Range<usize>| text[range.clone()].trim_start()) {
            let mut names = junk.split(|c: char| !nesting::is_id(c));
            broken.extend(names.clone().next().map(str::to_owned));
            // A name may have hyphens around it that are not part of it.
            named_in_junk.extend(names.by_ref().flat_map(|name| [name, name.trim_matches('-')]).map(str::to_owned));
        }
        let mut by_id = BTreeMap::new();
        for (i, entry) in entries.iter().enumerate() {
            by_id.entry(entry.id.clone()).or_insert(i);
        }
        let layers = vec![Layer::whole(path, &text)];
        Self {
            path: path.to_owned(),
            text,
            entries,
            loose_comments,
            faults,
            junk,
            layers,
            by_id,
            broken,
            named_in_junk,
        }
    }
}

/// Makes the tree of places of the parser's tree.
struct Reader<'t> {
    text: &'t str,
}

impl<'t> Reader<'t> {
    fn entry(
        &self,
        sign: &str,
        id: &ast::Identifier<&str>,
        comment: Option<&ast::Comment<&str>>,
        value: Option<&ast::Pattern<&str>>,
        attributes: &[ast::Attribute<&str>],
        limit: usize,
    ) -> Entry {
        let attributes = attributes.iter().map(|attribute| Attribute {
            name: attribute.id.name.to_owned(),
            at: self.range(attribute.id.name),
            part: self.part(&attribute.value),
        });
        let attributes: Vec<Attribute> = attributes.collect();
        let mut by_name = BTreeMap::new();
        for (i, attribute) in attributes.iter().enumerate() {
            by_name.entry(attribute.name.clone()).or_insert(i);
        }
        let name = self.range(id.name);
        let start = self.line_start(name.start);
        Entry {
            id: format!("{sign}{}", id.name),
            at: name.start - sign.len()..name.end,
            range: start..start + self.text[start..limit].trim_end().len(),
            comment: comment.map(|comment| self.comment(comment)).unwrap_or_default(),
            value: value.map(|value| self.part(value)),
            attributes,
            by_name,
        }
    }

    fn comment(&self, comment: &ast::Comment<&str>) -> Comment {
        Comment(comment.content.iter().map(|line| (self.range(line.trim_end()), line.trim_end().to_owned())).collect())
    }

    fn part(&self, pattern: &ast::Pattern<&str>) -> Part {
        let pattern = tree::map(pattern, &|word| Span::of(self.text, word));
        let readings = Flat::readings(self.text, &pattern);
        let begin = readings.iter().filter_map(Flat::begin).min().unwrap_or(0);
        let end = readings.iter().filter_map(Flat::end).max().unwrap_or(begin);
        let (references, choices) = (Vec::new(), Vec::new());
        let mut part = Part { pattern, readings, references, choices, range: begin..end };
        let pattern = std::mem::replace(&mut part.pattern, tree::Pattern { elements: Vec::new() });
        self.pattern(&pattern, &mut part);
        Part { pattern, ..part }
    }

    fn pattern(&self, pattern: &tree::Pattern, part: &mut Part) {
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                self.expression(expression, part);
            }
        }
    }

    fn expression(&self, expression: &Expression<Span>, part: &mut Part) {
        match expression {
            Expression::Inline(inline) => self.inline(inline, false, part),
            Expression::Select { selector, variants } => {
                self.inline(selector, true, part);
                let selector = Placeable::of(self.text, selector).map(|(placeable, _)| placeable);
                let keys = variants.iter().map(|variant| {
                    let (name, is_number) = match variant.key {
                        VariantKey::Identifier { name } => (name, false),
                        VariantKey::NumberLiteral { value } => (value, true),
                    };
                    let word = name.of_text(self.text).to_owned();
                    Key { name: word, at: name.range(), is_number, is_default: variant.default }
                });
                part.choices.push(Choice { selector, keys: keys.collect() });
                for variant in variants {
                    self.pattern(&variant.value, part);
                }
            }
        }
    }

    fn inline(&self, inline: &InlineExpression<Span>, selects: bool, part: &mut Part) {
        match inline {
            InlineExpression::Placeable { expression } => return self.expression(expression, part),
            InlineExpression::FunctionReference { arguments, .. } => {
                for argument in &arguments.positional {
                    self.inline(argument, selects, part);
                }
            }
            _ => {}
        }
        if let Some((placeable, name)) = Placeable::of(self.text, inline) {
            part.references.push(Reference { placeable, at: name.range(), selects });
        }
    }

    /// Where the first line of an entry begins, with its comment. A lone `#` that ends the file has no words.
    fn start(&self, entry: &ast::Entry<&'t str>) -> usize {
        let of_comment = |comment: &ast::Comment<&'t str>| comment.content.first().copied();
        let first = match entry {
            ast::Entry::Message(ast::Message { id, comment, .. }) | ast::Entry::Term(ast::Term { id, comment, .. }) => {
                Some(comment.as_ref().and_then(of_comment).unwrap_or(id.name))
            }
            ast::Entry::Comment(comment) | ast::Entry::GroupComment(comment) | ast::Entry::ResourceComment(comment) => {
                of_comment(comment)
            }
            ast::Entry::Junk { content } => Some(*content),
        };
        self.line_start(first.map_or(self.text.len(), |slice| self.range(slice).start))
    }

    /// Where the line begins that has this byte.
    fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |end| end + 1)
    }

    fn range(&self, slice: &str) -> Range<usize> {
        Span::of(self.text, slice).range()
    }
}
