//! What a pattern needs, and what in it would go wrong, found before it is formatted.
//!
//! Fluent prints `{$x}` for a variable that a term was not given, nothing for a message without a
//! value, and loses a term's arguments after an inner term; none of this is an error to it. Here
//! all of it is.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{CallArguments, Expression, InlineExpression, Pattern, PatternElement, VariantKey};

use super::messages::Entry;
use crate::finding::{Finding, Findings, did_you_mean};

/// What [`examine`] found out.
#[derive(Debug, Default)]
pub(super) struct Examined {
    /// The variables that must be given, also by way of references.
    pub variables: BTreeSet<String>,
    /// What would go wrong.
    pub faults: Findings,
}

/// How much one message may expand to, in placeables and bytes: a letter's paragraph needs a
/// fraction of it, and fluent-bundle itself stops at 100 placeables.
const MAX_PLACEABLES: usize = 100;
const MAX_BYTES: usize = 64 * 1024;

/// Examines the pattern called `name`, and all that it refers to.
pub(super) fn examine(entries: &BTreeMap<String, Entry>, name: &str, pattern: &Pattern<String>) -> Examined {
    let mut walk =
        Walk { entries, stack: vec![name.to_owned()], examined: Examined::default(), placeables: 0, bytes: 0 };
    walk.pattern(pattern, None);
    walk.examined
}

/// The entry whose id is nearest to one that is missing.
pub(super) fn nearest<'a>(entries: &'a BTreeMap<String, Entry>, id: &str) -> Option<&'a str> {
    did_you_mean(id, entries.keys().map(String::as_str))
}

struct Walk<'a> {
    entries: &'a BTreeMap<String, Entry>,
    /// The references on the way down, to notice a circle.
    stack: Vec<String>,
    examined: Examined,
    placeables: usize,
    bytes: usize,
}

/// Inside a term only the arguments of its call are variables.
type TermScope<'s> = Option<&'s BTreeSet<String>>;

impl<'a> Walk<'a> {
    fn fault(&mut self, rule: &'static str, message: String, help: &str) {
        let finding = Finding::error(rule, message).help(help);
        if !self.examined.faults.contains(&finding) {
            self.examined.faults.push(finding);
        }
    }

    fn pattern(&mut self, pattern: &'a Pattern<String>, scope: TermScope) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => self.bytes += value.len(),
                PatternElement::Placeable { expression } => {
                    self.placeables += 1;
                    self.expression(expression, scope);
                }
            }
            if self.placeables > MAX_PLACEABLES || self.bytes > MAX_BYTES {
                let message = format!("it expands to more than {MAX_PLACEABLES} placeables or {MAX_BYTES} bytes");
                self.fault("expands-too-far", message, "write it as several messages");
                return;
            }
        }
    }

    fn expression(&mut self, expression: &'a Expression<String>, scope: TermScope) {
        match expression {
            Expression::Inline(inline) => self.inline(inline, scope),
            Expression::Select { selector, variants } => {
                self.inline(selector, scope);
                let mut keys = BTreeSet::new();
                for variant in variants {
                    let (VariantKey::Identifier { name: key } | VariantKey::NumberLiteral { value: key }) =
                        &variant.key;
                    if !keys.insert(key) {
                        let message = format!("the variant `[{key}]` is there twice");
                        self.fault("duplicate-variant", message, "keep one of them");
                    }
                    self.pattern(&variant.value, scope);
                }
            }
        }
    }

    fn inline(&mut self, inline: &'a InlineExpression<String>, scope: TermScope) {
        match inline {
            InlineExpression::StringLiteral { value } | InlineExpression::NumberLiteral { value } => {
                self.bytes += value.len();
            }
            InlineExpression::Placeable { expression } => self.expression(expression, scope),
            InlineExpression::VariableReference { id } => self.variable(&id.name, scope),
            InlineExpression::FunctionReference { id, .. } => {
                let message = format!("the function `{}` is not known", id.name);
                let help = "name the variable alone: numbers and dates come ready in the language's own form";
                self.fault("unknown-function", message, help);
            }
            InlineExpression::MessageReference { id, attribute } => {
                self.reference(&id.name, attribute.as_ref().map(|a| a.name.as_str()), scope);
            }
            InlineExpression::TermReference { id, attribute, arguments } => {
                let given = self.arguments(arguments.as_ref(), scope);
                let attribute = attribute.as_ref().map(|a| a.name.as_str());
                self.reference(&format!("-{}", id.name), attribute, Some(&given));
            }
        }
    }

    fn variable(&mut self, name: &str, scope: TermScope) {
        match scope {
            None => {
                self.examined.variables.insert(name.to_owned());
            }
            Some(given) if given.contains(name) => {}
            Some(_) => {
                let term = self.stack.last().cloned().unwrap_or_default();
                let message = format!("the term `{term}` is not given its variable `${name}`");
                self.fault("missing-variable", message, &format!("write `{{ {term}({name}: …) }}`"));
            }
        }
    }

    /// The names of a call's arguments; their values are examined where the call stands.
    fn arguments(&mut self, arguments: Option<&'a CallArguments<String>>, scope: TermScope) -> BTreeSet<String> {
        let Some(arguments) = arguments else { return BTreeSet::new() };
        for value in arguments.positional.iter().chain(arguments.named.iter().map(|argument| &argument.value)) {
            self.inline(value, scope);
        }
        if !arguments.positional.is_empty() {
            let message = "an argument of a term has no name, and is not used".to_owned();
            self.fault("unused-argument", message, "write `name: value`");
        }
        arguments.named.iter().map(|argument| argument.name.name.clone()).collect()
    }

    fn reference(&mut self, id: &str, attribute: Option<&str>, scope: TermScope) {
        let name = super::messages::full_name(id, attribute);
        if self.stack.contains(&name) {
            let message = format!("`{name}` refers to itself");
            self.fault("circular-reference", message, "take one of the references out");
            return;
        }
        let Some(entry) = self.entries.get(id) else {
            let help = match nearest(self.entries, id) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("write `{id} = …`"),
            };
            self.fault("unknown-reference", format!("`{id}` is not there"), &help);
            return;
        };
        let pattern = match attribute {
            Some(attribute) => entry.attributes.get(attribute),
            None => entry.value.as_ref(),
        };
        let Some(pattern) = pattern else {
            self.fault("unknown-reference", format!("`{name}` has no text"), &format!("write `{name} = …`"));
            return;
        };
        if scope.is_some() && id.starts_with('-') && loses_arguments(pattern) {
            let message = format!("the term `{id}` uses a variable after another term, and Fluent loses it there");
            self.fault("lost-argument", message, "put the variable before the other term");
        }
        self.stack.push(name);
        self.pattern(pattern, scope);
        self.stack.pop();
    }
}

/// Whether a term's pattern holds both a variable and another term.
fn loses_arguments(pattern: &Pattern<String>) -> bool {
    let inlines = || {
        pattern.elements.iter().filter_map(|element| match element {
            PatternElement::Placeable { expression: Expression::Inline(inline) } => Some(inline),
            _ => None,
        })
    };
    let first_term = inlines().position(|inline| matches!(inline, InlineExpression::TermReference { .. }));
    let last_variable = inlines()
        .enumerate()
        .filter(|(_, inline)| matches!(inline, InlineExpression::VariableReference { .. }))
        .map(|(at, _)| at)
        .last();
    matches!((first_term, last_variable), (Some(term), Some(variable)) if term < variable)
}
