//! What a text needs: the variables, functions and messages that it refers to.

use std::collections::BTreeSet;

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};

use crate::locale::MAX_PLACEABLES;
use crate::translation::fluent_file::Entry;

/// How many references are followed from one text: no message may expand to more.
const MOST_FOLLOWED: usize = MAX_PLACEABLES;

/// The needs of a text, including those of its references.
#[derive(Debug, Default)]
pub(super) struct Needs {
    pub variables: BTreeSet<String>,
    pub functions: BTreeSet<String>,
    /// References to what is not there.
    pub unknown: BTreeSet<String>,
    followed: BTreeSet<String>,
}

impl Needs {
    /// The needs of a text, with the messages that it refers to.
    pub fn of<'e>(pattern: &Pattern<String>, lookup: &dyn Fn(&str) -> Option<&'e Entry>) -> Self {
        let mut needs = Self::default();
        needs.pattern(pattern, lookup);
        needs
    }

    fn pattern<'e>(&mut self, pattern: &Pattern<String>, lookup: &dyn Fn(&str) -> Option<&'e Entry>) {
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                self.expression(expression, lookup);
            }
        }
    }

    fn expression<'e>(&mut self, expression: &Expression<String>, lookup: &dyn Fn(&str) -> Option<&'e Entry>) {
        match expression {
            Expression::Inline(inline) => self.inline(inline, lookup),
            Expression::Select { selector, variants } => {
                self.inline(selector, lookup);
                for variant in variants {
                    self.pattern(&variant.value, lookup);
                }
            }
        }
    }

    fn inline<'e>(&mut self, inline: &InlineExpression<String>, lookup: &dyn Fn(&str) -> Option<&'e Entry>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                self.variables.insert(id.name.clone());
            }
            InlineExpression::FunctionReference { id, .. } => {
                self.functions.insert(id.name.clone());
            }
            InlineExpression::Placeable { expression } => self.expression(expression, lookup),
            InlineExpression::MessageReference { id, attribute } => {
                self.reference(&id.name, attribute.as_ref().map(|a| a.name.as_str()), lookup);
            }
            InlineExpression::TermReference { id, attribute, arguments } => {
                // Inside a term only what its call gives is a variable.
                let inside = self.variables.clone();
                let name = format!("-{}", id.name);
                self.reference(&name, attribute.as_ref().map(|a| a.name.as_str()), lookup);
                self.variables = inside;
                for argument in arguments.iter().flat_map(|arguments| &arguments.named) {
                    self.inline(&argument.value, lookup);
                }
            }
            InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
        }
    }

    fn reference<'e>(&mut self, id: &str, attribute: Option<&str>, lookup: &dyn Fn(&str) -> Option<&'e Entry>) {
        let name = attribute.map_or_else(|| id.to_owned(), |attribute| format!("{id}.{attribute}"));
        match lookup(id).and_then(|entry| entry.part(attribute)) {
            // A message that was followed before has already reported its needs, and a circle ends here. A longer chain
            // is rejected when it is formatted.
            Some(part) if self.followed.len() < MOST_FOLLOWED && self.followed.insert(name.clone()) => {
                self.pattern(&part.pattern, lookup);
            }
            Some(_) => {}
            None => {
                self.unknown.insert(name);
            }
        }
    }
}
