//! The needs of a pattern, and faults in it that Fluent does not report. They are found before it is formatted.
//!
//! Fluent prints `{$x}` for a missing variable of a term, loses the arguments of a term after an inner term,
//! and prints every number as a whole number. Here each of them is an error.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::rc::Rc;

use fluent_syntax::unicode::unescape_unicode_to_string;

use crate::case::Fact;
use crate::finding::{Finding, rules};
use crate::fluent::tree::{CallArguments, Expression, InlineExpression, Pattern, PatternElement, Span};
use crate::fluent::{File, Part};

/// What Fluent leaves in place of what it could not fill in, as in `{$x}`.
pub(super) const BRACES: [char; 2] = ['{', '}'];

/// The name of a message, or of one of its attributes.
pub(super) fn full_name(id: &str, attribute: Option<&str>) -> String {
    attribute.map_or_else(|| id.to_owned(), |attribute| format!("{id}.{attribute}"))
}

/// The result of [`examine`].
#[derive(Debug, Default)]
pub(super) struct Examined {
    /// The variables that must be given, also by way of references.
    pub variables: BTreeSet<String>,
    /// The messages and terms that it refers to, also by way of references; attributes by their full names.
    pub references: BTreeSet<String>,
    /// The faults.
    pub faults: Vec<Fault>,
    /// Whether its words have braces that are to be printed.
    pub has_braces: bool,
}

/// Something that would go wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The finding, without a place.
    pub finding: Finding,
    /// The bytes of the file that it is at, if it is in the pattern itself and not in what that refers to.
    pub at: Option<Range<usize>>,
}

/// How much one message may expand to, in placeables and bytes: a letter's paragraph needs a
/// fraction of it, and `fluent` itself stops at 100 placeables.
pub const MAX_PLACEABLES: usize = 100;
/// The maximum size of a text of a letter, in bytes, with all references filled in.
pub const MAX_TEXT: usize = 16 * 1024;

/// How deep its references may lead. What goes deeper is not examined.
pub const MAX_DEPTH: usize = 10;

/// Where the text is of a message, a term or an attribute that is referred to, with its file.
pub type Texts<'a> = dyn Fn(&str, Option<&str>) -> Option<(&'a File, &'a Part)> + 'a;

/// The sizes of the texts of a language with all references filled in. Each text is examined once.
#[derive(Debug, Default)]
pub struct Expansions {
    referred: RefCell<BTreeMap<Said, Rc<Expansion>>>,
    /// Results so far, by the address of the text in memory, which does not move.
    asked: RefCell<BTreeMap<usize, Rc<Expansion>>>,
}

/// What is referred to by its full name, a term with the names of its arguments.
type Said = (String, Option<BTreeSet<String>>);

/// The size of a text with all references filled in.
#[derive(Debug, Clone, Default)]
pub struct Expansion {
    /// The faults when it is printed.
    pub faults: Vec<Fault>,
    /// How many placeables it has.
    pub placeables: usize,
    /// How many bytes of text.
    pub bytes: usize,
    /// Whether that is more than can be said.
    pub is_too_far: bool,
    /// All that it refers to, if that leads in a circle.
    circle: BTreeSet<String>,
    /// How deep its references lead, itself among them.
    depth: usize,
}

impl Expansions {
    /// The expansion of the message, term or attribute with the name `name`.
    pub fn of<'a>(&'a self, texts: &'a Texts<'a>, name: &str, file: &'a File, part: &'a Part) -> Rc<Expansion> {
        let key = std::ptr::from_ref(part) as usize;
        if let Some(known) = self.asked.borrow().get(&key) {
            return Rc::clone(known);
        }
        let mut walk = Walk::of(texts, name, file, Some(self));
        walk.pattern(&part.pattern, None);
        let is_too_far = walk.expands_too_far();
        let Walk { examined, placeables, bytes, .. } = walk;
        let expansion = Expansion { faults: examined.faults, placeables, bytes, is_too_far, ..Expansion::default() };
        Rc::clone(self.asked.borrow_mut().entry(key).or_insert(Rc::new(expansion)))
    }
}

/// Examines the text of the message, term or attribute called `name`, and all that it refers to.
pub(super) fn examine<'a>(texts: &'a Texts<'a>, name: &str, file: &'a File, part: &'a Part) -> Examined {
    let mut walk = Walk::of(texts, name, file, None);
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
    /// The most references on the way down until now.
    deepest: usize,
    is_too_deep: bool,
    /// Earlier results, if only sizes and faults are needed.
    known: Option<&'a Expansions>,
    /// All that was referred to, and whether it led back to the way down.
    visited: Vec<String>,
    has_circle: bool,
}

/// The state before a reference is followed.
struct Outer {
    faults: Vec<Fault>,
    placeables: usize,
    bytes: usize,
    visited: usize,
    has_circle: bool,
    deepest: usize,
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
    fn of(texts: &'a Texts<'a>, name: &str, file: &'a File, known: Option<&'a Expansions>) -> Self {
        Self {
            texts,
            file,
            stack: vec![name.to_owned()],
            examined: Examined::default(),
            placeables: 0,
            bytes: 0,
            deepest: 1,
            is_too_deep: false,
            known,
            visited: Vec::new(),
            has_circle: false,
        }
    }

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
            if self.is_stopped() {
                return;
            }
            if let PatternElement::Placeable { expression } = element {
                self.expression(expression, scope);
            }
        }
    }

    fn expands_too_far(&self) -> bool {
        self.placeables > MAX_PLACEABLES || self.bytes > MAX_TEXT || self.is_too_deep
    }

    /// Whether it expands too far, which is then a fault.
    fn is_stopped(&mut self) -> bool {
        if !self.expands_too_far() {
            return false;
        }
        let (message, help) = if self.is_too_deep {
            let message = format!("its references are nested more than {MAX_DEPTH} levels deep");
            (message, "write the text itself instead of a reference")
        } else {
            let message = format!(
                "with everything filled in, it has more than {MAX_PLACEABLES} parts in braces or {MAX_TEXT} bytes"
            );
            (message, "split it into several messages")
        };
        self.fault(None, Finding::error(rules::EXPANDS_TOO_FAR, message).help(help));
        true
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
                self.reference(id.name, (self.file.word(id.name), attribute), None, scope);
            }
            InlineExpression::TermReference { id, attribute, arguments } => {
                let given = self.arguments(id.name, arguments.as_ref(), scope);
                let attribute = attribute.as_ref().map(|attribute| self.file.word(attribute.name));
                let arguments = self.known.map(|_| given.clone());
                let call = Call { given, forgotten: Cell::new(false) };
                let name = format!("-{}", self.file.word(id.name));
                self.reference(id.name, (&name, attribute), arguments, Some(&call));
                if let Some(outer) = scope {
                    outer.forgotten.set(true);
                }
            }
        }
    }

    /// A number that is in a message: it is written in the language's digits, which have no
    /// sign, point or zeros in front.
    fn number(&mut self, at: Span) {
        let literal = self.file.word(at);
        let whole = literal.parse().ok().filter(|number: &u64| *number <= Fact::MAX_NUMBER);
        if whole.is_none_or(|number| number.to_string() != literal) {
            let message = format!("`{literal}` would not be printed as it is written");
            let help = format!("write a whole number, or put it in quotes: `{{ \"{literal}\" }}`");
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
                let message = format!("the term `{term}` is used without its variable `${name}`");
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

    /// The names of a call's arguments; their values are examined at the call.
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
            let finding = Finding::error(rules::UNUSED_ARGUMENT, "an argument of a term has no name, so it is ignored");
            self.fault(Some(at), finding.help("write `name: value`"));
        }
        arguments.named.iter().map(|argument| self.file.word(argument.name.name).to_owned()).collect()
    }

    /// Follows a reference to a message or, with the names of its arguments, a term.
    fn reference(
        &mut self,
        at: Span,
        (id, attribute): (&str, Option<&str>),
        arguments: Option<BTreeSet<String>>,
        scope: TermScope,
    ) {
        let name = full_name(id, attribute);
        self.examined.references.insert(name.clone());
        if self.stack.contains(&name) {
            self.has_circle = true;
            self.visited.extend(self.known.map(|_| name.clone()));
            // A circle that this leads to, but is not a part of, is reported at the messages in it.
            if self.stack[0] == name {
                let finding = Finding::error(rules::CIRCULAR_REFERENCE, format!("`{name}` refers to itself"));
                self.fault(Some(at), finding.help("delete one of the references"));
            }
            return;
        }
        // A missing message, or one without text, is reported by the rules on names.
        let Some((file, part)) = (self.texts)(id, attribute) else { return };
        if self.stack.len() > MAX_DEPTH {
            self.is_too_deep = true;
            self.is_stopped();
            return;
        }
        // The text of a message in a term depends on the call of the term.
        let known = self.known.filter(|_| arguments.is_some() || scope.is_none());
        let Some(known) = known else { return self.follow(name, file, part, scope) };
        let said = (name.clone(), arguments);
        let expansion = known.referred.borrow().get(&said).cloned();
        match expansion.filter(|known| !self.stack.iter().any(|name| known.circle.contains(name))) {
            Some(expansion) => self.add(&expansion),
            None => {
                let outer = self.begin();
                self.follow(name, file, part, scope);
                self.end(outer, known, said);
            }
        }
    }

    fn follow(&mut self, name: String, file: &'a File, part: &'a Part, scope: TermScope) {
        self.visited.extend(self.known.map(|_| name.clone()));
        self.stack.push(name);
        self.deepest = self.deepest.max(self.stack.len());
        let outer = std::mem::replace(&mut self.file, file);
        self.pattern(&part.pattern, scope);
        self.file = outer;
        self.stack.pop();
    }

    /// Begins to find out what a reference expands to, beside what has been found out.
    fn begin(&mut self) -> Outer {
        Outer {
            faults: std::mem::take(&mut self.examined.faults),
            placeables: self.placeables,
            bytes: self.bytes,
            visited: self.visited.len(),
            has_circle: std::mem::take(&mut self.has_circle),
            deepest: std::mem::replace(&mut self.deepest, self.stack.len()),
        }
    }

    /// Keeps what was found out, unless it hangs on the way down, and goes on with the rest.
    fn end(&mut self, outer: Outer, known: &Expansions, said: Said) {
        let faults = std::mem::replace(&mut self.examined.faults, outer.faults);
        let (placeables, bytes) = (self.placeables - outer.placeables, self.bytes - outer.bytes);
        let is_too_far = placeables > MAX_PLACEABLES || bytes > MAX_TEXT;
        let circle: BTreeSet<String> =
            if self.has_circle { self.visited[outer.visited..].iter().cloned().collect() } else { BTreeSet::new() };
        let hangs_on_way = self.stack.iter().any(|name| circle.contains(name));
        for fault in &faults {
            self.fault(None, fault.finding.clone());
        }
        if is_too_far || !(hangs_on_way || self.expands_too_far()) {
            let depth = self.deepest - self.stack.len();
            let expansion = Expansion { faults, placeables, bytes, is_too_far, circle, depth };
            known.referred.borrow_mut().insert(said, Rc::new(expansion));
        }
        self.has_circle |= outer.has_circle;
        self.deepest = self.deepest.max(outer.deepest);
    }

    /// Adds what is known of a reference.
    fn add(&mut self, known: &Expansion) {
        self.placeables += known.placeables;
        self.bytes += known.bytes;
        self.deepest = self.deepest.max(self.stack.len() + known.depth);
        self.is_too_deep |= self.stack.len() + known.depth > MAX_DEPTH + 1;
        self.has_circle |= !known.circle.is_empty();
        self.visited.extend(known.circle.iter().cloned());
        for fault in &known.faults {
            self.fault(None, fault.finding.clone());
        }
        self.is_stopped();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is wrong with each message, in the order of the file, as rules; and whether it expands too far.
    fn found(text: &str) -> Vec<(String, bool)> {
        let file = File::read("a.ftl", text);
        let known = Expansions::default();
        let mut found = Vec::new();
        for (name, _, part) in file.entries.iter().flat_map(crate::fluent::Entry::parts) {
            let fresh = Expansions::default();
            let [known, alone] = [&known, &fresh].map(|expansions| {
                let texts = |id: &str, attribute: Option<&str>| Some((&file, file.entry(id)?.part(attribute)?));
                expansions.of(&texts, &name, &file, part)
            });
            assert_eq!(known.faults, alone.faults, "{name}: what is known changes nothing");
            assert_eq!(known.is_too_far, alone.is_too_far, "{name}");
            let rules: Vec<String> = known.faults.iter().map(|fault| fault.finding.rule.to_string()).collect();
            found.push((rules.join(" "), known.is_too_far));
        }
        found
    }

    #[test]
    fn a_chain_may_be_so_deep_and_no_deeper_from_either_end() {
        for step in [1, -1] {
            let text: Vec<String> = (0..60).map(|n: i64| format!("a{n} = {{ a{} }} x\n", n + step)).collect();
            let too_far = found(&text.concat()).into_iter().filter(|(_, is_too_far)| *is_too_far).count();
            assert_eq!(too_far, 60 - MAX_DEPTH - 1, "{step}");
        }
    }

    #[test]
    fn a_circle_is_the_fault_of_those_in_it() {
        let circle = "circular-reference".to_owned();
        let rules: Vec<String> = found("a = { b }\nb = { c }\nc = { b } { d }\nd = x\ne = { a } { b }\n")
            .into_iter()
            .map(|(rules, _)| rules)
            .collect();
        assert_eq!(rules, [String::new(), circle.clone(), circle, String::new(), String::new()]);
    }

    #[test]
    fn what_forks_is_counted_in_full_and_the_faults_of_terms_are_those_of_all_that_call_them() {
        let forks: Vec<String> = (0..12).map(|n| format!("a{n} = {{ a{0} }} {{ a{0} }}\n", n + 1)).collect();
        let too_far =
            found(&format!("{}a12 = x\n", forks.concat())).into_iter().filter(|(_, is_too_far)| *is_too_far).count();
        assert_eq!(too_far, 7, "2 + 4 + 8 + 16 + 32 are less than a hundred, and 64 more are not");
        let rules = found("-t = { $n }\nm = { -t }\nr = { -t } { m }\nn = { m }\no = { -t(n: 1) }\n");
        let rules: Vec<String> = rules.into_iter().map(|(rules, _)| rules).collect();
        let missing = "missing-variable".to_owned();
        assert_eq!(rules, [String::new(), missing.clone(), missing.clone(), missing, String::new()]);
    }
}
