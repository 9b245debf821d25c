//! What a pattern needs, and what in it would go wrong, found before it is formatted.
//!
//! Fluent prints `{$x}` for a variable that a term was not given, nothing for a message without a
//! value, loses a term's arguments after an inner term, and writes any number as a whole one; none
//! of this is an error to it. Here all of it is.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{CallArguments, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use fluent_syntax::unicode::unescape_unicode_to_string;

use super::messages::{BRACES, Entry};
use crate::case::Fact;
use crate::finding::{Finding, Findings, RuleName, did_you_mean, rules};

/// What [`examine`] found out.
#[derive(Debug, Default)]
pub(super) struct Examined {
    /// The variables that must be given, also by way of references.
    pub variables: BTreeSet<String>,
    /// What would go wrong.
    pub faults: Findings,
    /// Whether its words have braces that are to be printed.
    pub has_braces: bool,
}

/// How much one message may expand to, in placeables and bytes: a letter's paragraph needs a
/// fraction of it, and fluent-bundle itself stops at 100 placeables.
pub const MAX_PLACEABLES: usize = 100;
/// No text of a letter is longer, in bytes, when all its references are followed.
pub const MAX_TEXT: usize = 64 * 1024;

/// Examines the pattern called `name`, and all that it refers to.
pub(super) fn examine(entries: &BTreeMap<String, Entry>, name: &str, pattern: &Pattern<String>) -> Examined {
    let mut walk =
        Walk { entries, stack: vec![name.to_owned()], examined: Examined::default(), placeables: 0, bytes: 0 };
    walk.pattern(pattern, None);
    walk.examined
}

/// More ids are not searched for one that was meant: no letter has so many.
const MOST_IDS: usize = 1_000;

/// The entry whose id is nearest to one that is missing.
pub(super) fn nearest<'a>(entries: &'a BTreeMap<String, Entry>, id: &str) -> Option<&'a str> {
    if entries.len() > MOST_IDS {
        return None;
    }
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
type TermScope<'s> = Option<&'s Call>;

/// The call of a term.
struct Call {
    /// The names of its arguments.
    given: BTreeSet<String>,
    /// Whether another term came by, after which Fluent has forgotten the arguments.
    forgotten: Cell<bool>,
}

impl<'a> Walk<'a> {
    fn fault(&mut self, rule: RuleName, message: String, help: &str) {
        let finding = Finding::error(rule, message).help(help);
        self.examined.faults.extend_unique([finding]);
    }

    fn pattern(&mut self, pattern: &'a Pattern<String>, scope: TermScope) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => self.bytes += value.len(),
                PatternElement::Placeable { .. } => self.placeables += 1,
            }
            // Before the placeable is followed: a long chain of references would overflow the
            // stack, and one that forks at each step would never end.
            if self.expands_too_far() {
                let message = format!("it expands to more than {MAX_PLACEABLES} placeables or {MAX_TEXT} bytes");
                self.fault(rules::EXPANDS_TOO_FAR, message, "write it as several messages");
                return;
            }
            if let PatternElement::Placeable { expression } = element {
                self.expression(expression, scope);
            }
        }
    }

    fn expands_too_far(&self) -> bool {
        self.placeables > MAX_PLACEABLES || self.bytes > MAX_TEXT
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
                        self.fault(rules::DUPLICATE_VARIANT, message, "keep one of them");
                    }
                    self.pattern(&variant.value, scope);
                    if self.expands_too_far() {
                        return;
                    }
                }
            }
        }
    }

    fn inline(&mut self, inline: &'a InlineExpression<String>, scope: TermScope) {
        match inline {
            InlineExpression::StringLiteral { value } => {
                self.bytes += value.len();
                self.examined.has_braces |= unescape_unicode_to_string(value).contains(BRACES);
            }
            InlineExpression::NumberLiteral { value } => self.number(value),
            InlineExpression::Placeable { expression } => self.expression(expression, scope),
            InlineExpression::VariableReference { id } => self.variable(&id.name, scope),
            InlineExpression::FunctionReference { id, .. } => {
                let message = format!("the function `{}` is not known", id.name);
                let help = "name the variable alone: numbers and dates come ready in the language's own form";
                self.fault(rules::UNKNOWN_FUNCTION, message, help);
            }
            InlineExpression::MessageReference { id, attribute } => {
                self.reference(&id.name, attribute.as_ref().map(|a| a.name.as_str()), scope);
            }
            InlineExpression::TermReference { id, attribute, arguments } => {
                let given = self.arguments(arguments.as_ref(), scope);
                let attribute = attribute.as_ref().map(|a| a.name.as_str());
                let call = Call { given, forgotten: Cell::new(false) };
                self.reference(&format!("-{}", id.name), attribute, Some(&call));
                if let Some(outer) = scope {
                    outer.forgotten.set(true);
                }
            }
        }
    }

    /// A number that stands in a message: it is written in the language's digits, which have no
    /// sign, point or zeros in front.
    fn number(&mut self, literal: &str) {
        let whole = literal.parse().ok().filter(|number: &u64| *number <= Fact::MAX_NUMBER);
        if whole.is_none_or(|number| number.to_string() != literal) {
            let message = format!("`{literal}` would not come out as it is written");
            let help = format!("write a whole number, or the same as text: `{{ \"{literal}\" }}`");
            self.fault(rules::NUMBER_CHANGES, message, &help);
        }
    }

    fn variable(&mut self, name: &str, scope: TermScope) {
        let Some(call) = scope else {
            self.examined.variables.insert(name.to_owned());
            return;
        };
        let is_term = |name: &&String| name.starts_with('-');
        let term = self.stack.iter().rev().find(is_term).cloned().unwrap_or_default();
        match call {
            Call { given, .. } if !given.contains(name) => {
                let message = format!("the term `{term}` is not given its variable `${name}`");
                self.fault(rules::MISSING_VARIABLE, message, &format!("write `{{ {term}({name}: …) }}`"));
            }
            Call { forgotten, .. } if forgotten.get() => {
                let message = format!("the term `{term}` uses `${name}` after another term, and Fluent loses it there");
                self.fault(rules::LOST_ARGUMENT, message, "put the variable before the other term");
            }
            Call { .. } => {}
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
            self.fault(rules::UNUSED_ARGUMENT, message, "write `name: value`");
        }
        arguments.named.iter().map(|argument| argument.name.name.clone()).collect()
    }

    fn reference(&mut self, id: &str, attribute: Option<&str>, scope: TermScope) {
        let name = super::messages::full_name(id, attribute);
        if self.stack.contains(&name) {
            let message = format!("`{name}` refers to itself");
            self.fault(rules::CIRCULAR_REFERENCE, message, "take one of the references out");
            return;
        }
        let Some(entry) = self.entries.get(id) else {
            let help = match nearest(self.entries, id) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("write `{id} = …`"),
            };
            self.fault(rules::UNKNOWN_REFERENCE, format!("`{id}` is not there"), &help);
            return;
        };
        let pattern = match attribute {
            Some(attribute) => entry.attributes.get(attribute),
            None => entry.value.as_ref(),
        };
        let Some(pattern) = pattern else {
            self.fault(rules::UNKNOWN_REFERENCE, format!("`{name}` has no text"), &format!("write `{name} = …`"));
            return;
        };
        self.stack.push(name);
        self.pattern(pattern, scope);
        self.stack.pop();
    }
}
