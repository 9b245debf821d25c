//! What a pattern needs, and what in it would go wrong without an error of Fluent's, found before it is
//! formatted.
//!
//! Fluent prints `{$x}` for a variable that a term was not given, loses a term's arguments after an inner
//! term, and writes any number as a whole one; none of this is an error to it. Here all of it is.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::ops::Range;

use fluent_syntax::unicode::unescape_unicode_to_string;

use super::messages::{BRACES, full_name};
use crate::case::Fact;
use crate::finding::{Finding, rules};
use crate::fluent::tree::{CallArguments, Expression, InlineExpression, Pattern, PatternElement, Span};
use crate::fluent::{File, Part};

/// What [`examine`] found out.
#[derive(Debug, Default)]
pub(super) struct Examined {
    /// The variables that must be given, also by way of references.
    pub variables: BTreeSet<String>,
    /// The messages and terms that it refers to, also by way of references; attributes by their full names.
    pub references: BTreeSet<String>,
    /// What would go wrong.
    pub faults: Vec<Fault>,
    /// Whether its words have braces that are to be printed.
    pub has_braces: bool,
}

/// Something that would go wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What it is; it names no place.
    pub finding: Finding,
    /// The bytes of the file that it is at, if it is in the pattern itself and not in what that refers to.
    pub at: Option<Range<usize>>,
}

/// How much one message may expand to, in placeables and bytes: a letter's paragraph needs a
/// fraction of it, and `fluent` itself stops at 100 placeables.
pub const MAX_PLACEABLES: usize = 100;
/// No text of a letter is longer, in bytes, when all its references are followed.
pub const MAX_TEXT: usize = 64 * 1024;

/// Where the text is of a message, a term or an attribute that is referred to, with its file.
pub type Texts<'a> = dyn Fn(&str, Option<&str>) -> Option<(&'a File, &'a Part)> + 'a;

/// What would go wrong when the text of the message, term or attribute called `name` is said.
pub fn faults<'a>(texts: &'a Texts<'a>, name: &str, file: &'a File, part: &'a Part) -> Vec<Fault> {
    examine(texts, name, file, part).faults
}

/// Examines the text of the message, term or attribute called `name`, and all that it refers to.
pub(super) fn examine<'a>(texts: &'a Texts<'a>, name: &str, file: &'a File, part: &'a Part) -> Examined {
    let mut walk =
        Walk { texts, file, stack: vec![name.to_owned()], examined: Examined::default(), placeables: 0, bytes: 0 };
    walk.pattern(&part.pattern, None);
    walk.examined
}

struct Walk<'a> {
    texts: &'a Texts<'a>,
    /// The file of the pattern that is walked through.
    file: &'a File,
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
    fn fault(&mut self, at: Option<Span>, finding: Finding) {
        let at = at.filter(|_| self.stack.len() == 1).map(Span::range);
        let is_known = |known: &Fault| known.finding == finding && (known.at == at || at.is_none());
        if !self.examined.faults.iter().any(is_known) {
            self.examined.faults.push(Fault { finding, at });
        }
    }

    fn pattern(&mut self, pattern: &'a Pattern, scope: TermScope) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => self.bytes += value.range().len(),
                PatternElement::Placeable { .. } => self.placeables += 1,
            }
            // Before the placeable is followed: a long chain of references would overflow the
            // stack, and one that forks at each step would never end.
            if self.expands_too_far() {
                let message = format!("it expands to more than {MAX_PLACEABLES} placeables or {MAX_TEXT} bytes");
                self.fault(None, Finding::error(rules::EXPANDS_TOO_FAR, message).help("write it as several messages"));
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

    fn expression(&mut self, expression: &'a Expression<Span>, scope: TermScope) {
        match expression {
            Expression::Inline(inline) => self.inline(inline, scope),
            Expression::Select { selector, variants } => {
                self.inline(selector, scope);
                for variant in variants {
                    self.pattern(&variant.value, scope);
                    if self.expands_too_far() {
                        return;
                    }
                }
            }
        }
    }

    fn inline(&mut self, inline: &'a InlineExpression<Span>, scope: TermScope) {
        match inline {
            InlineExpression::StringLiteral { value } => {
                self.bytes += value.range().len();
                self.examined.has_braces |= unescape_unicode_to_string(self.file.word(*value)).contains(BRACES);
            }
            InlineExpression::NumberLiteral { value } => self.number(*value),
            InlineExpression::Placeable { expression } => self.expression(expression, scope),
            InlineExpression::VariableReference { id } => self.variable(id.name, scope),
            // No function is known; the rules on the names of a file find it.
            InlineExpression::FunctionReference { .. } => {}
            InlineExpression::MessageReference { id, attribute } => {
                let attribute = attribute.as_ref().map(|attribute| self.file.word(attribute.name));
                self.reference(id.name, self.file.word(id.name), attribute, scope);
            }
            InlineExpression::TermReference { id, attribute, arguments } => {
                let given = self.arguments(id.name, arguments.as_ref(), scope);
                let attribute = attribute.as_ref().map(|attribute| self.file.word(attribute.name));
                let call = Call { given, forgotten: Cell::new(false) };
                self.reference(id.name, &format!("-{}", self.file.word(id.name)), attribute, Some(&call));
                if let Some(outer) = scope {
                    outer.forgotten.set(true);
                }
            }
        }
    }

    /// A number that stands in a message: it is written in the language's digits, which have no
    /// sign, point or zeros in front.
    fn number(&mut self, at: Span) {
        let literal = self.file.word(at);
        let whole = literal.parse().ok().filter(|number: &u64| *number <= Fact::MAX_NUMBER);
        if whole.is_none_or(|number| number.to_string() != literal) {
            let message = format!("`{literal}` would not come out as it is written");
            let help = format!("write a whole number, or the same as text: `{{ \"{literal}\" }}`");
            self.fault(Some(at), Finding::error(rules::NUMBER_CHANGES, message).help(help));
        }
    }

    fn variable(&mut self, at: Span, scope: TermScope) {
        let name = self.file.word(at);
        let Some(call) = scope else {
            self.examined.variables.insert(name.to_owned());
            return;
        };
        let is_term = |name: &&String| name.starts_with('-');
        let term = self.stack.iter().rev().find(is_term).cloned().unwrap_or_default();
        match call {
            Call { given, .. } if !given.contains(name) => {
                let message = format!("the term `{term}` is not given its variable `${name}`");
                let help = format!("write `{{ {term}({name}: …) }}`");
                self.fault(None, Finding::error(rules::MISSING_VARIABLE, message).help(help));
            }
            Call { forgotten, .. } if forgotten.get() => {
                let message = format!("the term `{term}` uses `${name}` after another term, and Fluent loses it there");
                let finding = Finding::error(rules::LOST_ARGUMENT, message);
                self.fault(None, finding.help("put the variable before the other term"));
            }
            Call { .. } => {}
        }
    }

    /// The names of a call's arguments; their values are examined where the call stands.
    fn arguments(
        &mut self,
        at: Span,
        arguments: Option<&'a CallArguments<Span>>,
        scope: TermScope,
    ) -> BTreeSet<String> {
        let Some(arguments) = arguments else { return BTreeSet::new() };
        for value in arguments.positional.iter().chain(arguments.named.iter().map(|argument| &argument.value)) {
            self.inline(value, scope);
        }
        if !arguments.positional.is_empty() {
            let finding = Finding::error(rules::UNUSED_ARGUMENT, "an argument of a term has no name, and is not used");
            self.fault(Some(at), finding.help("write `name: value`"));
        }
        arguments.named.iter().map(|argument| self.file.word(argument.name.name).to_owned()).collect()
    }

    fn reference(&mut self, at: Span, id: &str, attribute: Option<&str>, scope: TermScope) {
        let name = full_name(id, attribute);
        self.examined.references.insert(name.clone());
        if self.stack.contains(&name) {
            // A circle that this leads to, and is no part of, is the fault of those that are.
            if self.stack[0] == name {
                let finding = Finding::error(rules::CIRCULAR_REFERENCE, format!("`{name}` refers to itself"));
                self.fault(Some(at), finding.help("take one of the references out"));
            }
            return;
        }
        // One that is not there, or has no text, is found by the rules on the names of a file.
        let Some((file, part)) = (self.texts)(id, attribute) else { return };
        self.stack.push(name);
        let outer = std::mem::replace(&mut self.file, file);
        self.pattern(&part.pattern, scope);
        self.file = outer;
        self.stack.pop();
    }
}
