//! What a message says, apart from how its file wraps it: patterns with their lines joined, written
//! as Fluent and read again.

use fluent_syntax::ast::{self, Expression, InlineExpression, Pattern, PatternElement};
#[cfg(test)]
use fluent_syntax::parser::parse;
use fluent_syntax::serializer::serialize;

use crate::locale::is_unspaced;
#[cfg(test)]
use crate::locale::syntax_faults;

/// A pattern with the lines of each paragraph joined as they will be when it is printed, see
/// [`crate::locale::paragraphs`]; a blank line stays. Only where that depends on what a placeable
/// will be filled with does a line break stay.
pub(super) fn joined(pattern: &Pattern<String>) -> Pattern<String> {
    let mut elements: Vec<PatternElement<String>> = Vec::new();
    for element in &pattern.elements {
        match (element, elements.last_mut()) {
            // The parser gives each line an element of its own.
            (PatternElement::TextElement { value }, Some(PatternElement::TextElement { value: text })) => {
                text.push_str(value);
            }
            (PatternElement::TextElement { .. }, _) => elements.push(element.clone()),
            (PatternElement::Placeable { expression }, _) => {
                elements.push(PatternElement::Placeable { expression: joined_choice(expression) });
            }
        }
    }
    for element in &mut elements {
        if let PatternElement::TextElement { value } = element {
            *value = joined_lines(value);
        }
    }
    Pattern { elements }
}

fn joined_choice(expression: &Expression<String>) -> Expression<String> {
    match expression {
        Expression::Select { selector, variants } => Expression::Select {
            selector: selector.clone(),
            variants: variants
                .iter()
                .map(|variant| ast::Variant { value: joined(&variant.value), ..variant.clone() })
                .collect(),
        },
        Expression::Inline(InlineExpression::Placeable { expression }) => {
            Expression::Inline(InlineExpression::Placeable { expression: Box::new(joined_choice(expression)) })
        }
        Expression::Inline(_) => expression.clone(),
    }
}

/// The lines of a text between two placeables.
fn joined_lines(text: &str) -> String {
    let text = text.replace('\r', "");
    let last = text.matches('\n').count();
    let mut out = String::with_capacity(text.len());
    let mut blank = false;
    for (i, line) in text.split('\n').enumerate() {
        let line = if i == 0 { line } else { line.trim_start() };
        let line = if i == last { line } else { line.trim_end() };
        if i == 0 {
            out.push_str(line);
        } else if line.is_empty() && i < last {
            blank = true;
        } else {
            out.push_str(if blank { "\n\n" } else { between(out.chars().next_back(), line.chars().next()) });
            out.push_str(line);
            blank = false;
        }
    }
    out
}

/// What a line break becomes. A placeable's character is not known.
fn between(before: Option<char>, after: Option<char>) -> &'static str {
    let spaced = |side: Option<char>| side.is_some_and(|c| !is_unspaced(c));
    match (before, after) {
        _ if spaced(before) || spaced(after) => " ",
        (Some(_), Some(_)) => "",
        _ => "\n",
    }
}

/// A pattern in Fluent's own syntax, without the id and the indent.
pub(super) fn written(pattern: &Pattern<String>) -> String {
    let id = ast::Identifier { name: "x".to_owned() };
    let message = ast::Message { id, value: Some(pattern.clone()), attributes: Vec::new(), comment: None };
    let text = serialize(&ast::Resource { body: vec![ast::Entry::Message(message)] });
    let value = text.trim_end().strip_prefix("x =").unwrap_or_default();
    match value.strip_prefix('\n') {
        Some(lines) => {
            let lines: Vec<&str> = lines.lines().map(|line| line.strip_prefix("    ").unwrap_or(line)).collect();
            lines.join("\n")
        }
        None => value.trim_start_matches(' ').to_owned(),
    }
}

/// Reads what [`written`] has written, or a translator in its place.
///
/// # Errors
///
/// What is wrong with its syntax.
#[cfg(test)]
pub(super) fn read(text: &str) -> Result<Pattern<String>, String> {
    let text = format!("x =\n{}", indented(text));
    if let Some(fault) = syntax_faults("", &text).into_iter().next() {
        return Err(fault.message);
    }
    let body = parse(text).unwrap_or_else(|(resource, _)| resource).body;
    match <[_; 1]>::try_from(body) {
        Ok([ast::Entry::Message(ast::Message { value: Some(value), attributes, .. })]) if attributes.is_empty() => {
            Ok(joined(&value))
        }
        _ => Err("it is not one text; a line begins with `.`, `#` or nothing is left of it".to_owned()),
    }
}

/// Lines as they stand below an id.
#[cfg(test)]
pub(super) fn indented(text: &str) -> String {
    let indent = |line: &str| if line.trim().is_empty() { String::new() } else { format!("    {line}") };
    text.lines().map(indent).collect::<Vec<_>>().join("\n")
}

/// Whether there is anything in a pattern that a translator would write otherwise.
pub(super) fn has_words(pattern: &Pattern<String>) -> bool {
    pattern.elements.iter().any(|element| match element {
        PatternElement::TextElement { value } => value.chars().any(char::is_alphabetic),
        PatternElement::Placeable { expression: Expression::Select { variants, .. } } => {
            variants.iter().any(|variant| has_words(&variant.value))
        }
        PatternElement::Placeable { .. } => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Project;
    use crate::translation::fluent_file::FluentFile;

    fn reading(text: &str) -> String {
        written(&read(text).expect("it is sound"))
    }

    #[test]
    fn lines_are_joined_as_they_are_printed() {
        assert_eq!(reading("to be\nor not\n\nto be"), "to be or not\n\nto be");
        assert_eq!(reading("កឹម\nសុខា\n(CNRP)"), "កឹមសុខា (CNRP)");
        assert_eq!(reading("on\n{ $day },\nthen"), "on { $day }, then");
        // Whether a space belongs there, only the name will tell.
        assert_eq!(reading("លោក\n{ person }"), "លោក\n{ person }");
    }

    #[test]
    fn what_is_written_reads_the_same() {
        let project = Project::embedded();
        for path in project.paths("locales", ".ftl") {
            for entry in FluentFile::read(&project, path).expect("it is sound").entries {
                for part in entry.parts {
                    assert_eq!(read(&written(&part.pattern)), Ok(part.pattern), "{path} {}", entry.id);
                }
            }
        }
    }

    #[test]
    fn what_is_no_one_text_is_refused() {
        for text in ["", "  ", "a { $b", ".a = b", "a\n.b = c", "a }", "{ $a ->\n[one] x\n}", "a\n}\nb = c"] {
            assert!(read(text).is_err(), "{text:?}");
        }
        assert!(read(&"{".repeat(5000)).is_err());
    }
}
