//! The text of a message without the line breaks of its file: patterns with their lines joined, written as
//! Fluent and read again.

use fluent_syntax::ast::{self, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::serializer::serialize;

use super::fluent_file::EntryPart;
use super::word_diff::words;
use crate::fluent::{Entry, File};
use crate::locale::{wants_space_after, wants_space_before};
use crate::script::spacing::is_unspaced_character;

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
            out.push_str(if blank { "\n\n" } else { between(&out, line) });
            out.push_str(line);
            blank = false;
        }
    }
    out
}

/// The replacement for the line break between two texts. The value of a placeable is not known.
fn between(before: &str, after: &str) -> &'static str {
    match (wants_space_after(before), wants_space_before(after)) {
        (Some(true), _) | (_, Some(true)) => " ",
        (Some(false), Some(false)) => "",
        _ => "\n",
    }
}

/// A pattern in Fluent's own syntax, without the id and the indent.
pub(crate) fn written(pattern: &Pattern<String>) -> String {
    let id = ast::Identifier { name: "x".to_owned() };
    let message = ast::Message { id, value: Some(pattern.clone()), attributes: Vec::new(), comment: None };
    let text = serialize(&ast::Resource { body: vec![ast::Entry::Message(message)] });
    let text = tightened(text.trim_end());
    let value = text.strip_prefix("x =").unwrap_or_default();
    match value.strip_prefix('\n') {
        Some(lines) => {
            let lines: Vec<&str> = lines.lines().map(|line| line.strip_prefix("    ").unwrap_or(line)).collect();
            lines.join("\n")
        }
        None => value.trim_start_matches(' ').to_owned(),
    }
}

/// Literals as translators write them: `{"\u00A0"}` and not `{ "\u00A0" }`.
fn tightened(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("{ \"") {
        let literal = &rest[at + 2..];
        let mut escaped = false;
        let end = literal.char_indices().skip(1).find(|(_, c)| {
            let is_end = *c == '"' && !escaped;
            escaped = *c == '\\' && !escaped;
            is_end
        });
        let Some((end, _)) = end else { break };
        let tail = &literal[end + 1..];
        out.push_str(&rest[..at]);
        match tail.strip_prefix(" }") {
            Some(tail) => {
                out.extend(["{", &literal[..=end], "}"]);
                rest = tail;
            }
            None => {
                out.push_str(&rest[at..=at + 2 + end]);
                rest = tail;
            }
        }
    }
    out.push_str(rest);
    out
}

/// Reads what [`written`] has written, or a translator in its place.
///
/// # Errors
///
/// The first syntax error of the text.
pub(crate) fn read(text: &str) -> Result<Pattern<String>, String> {
    let file = File::read("", &format!("x =\n{}", indented(text)));
    if let Some(fault) = file.faults.first() {
        return Err(fault.message.clone());
    }
    match file.entries.as_slice() {
        [Entry { value: Some(value), attributes, .. }] if attributes.is_empty() && file.loose_comments.is_empty() => {
            Ok(joined(&file.words(&value.pattern)))
        }
        _ => Err("it is not a single text; it is empty, or a line begins with `.` or `#`".to_owned()),
    }
}

/// Whether two texts are the same in a Fluent file, where other line ends mean nothing.
pub(crate) fn is_same_text(a: &str, b: &str) -> bool {
    a == b || read(a).is_ok_and(|a| read(b).is_ok_and(|b| a == b))
}

/// Lines as they are below an id.
pub(super) fn indented(text: &str) -> String {
    let indent = |line: &str| if line.trim().is_empty() { String::new() } else { format!("    {line}") };
    text.lines().map(indent).collect::<Vec<_>>().join("\n")
}

/// How long a line of a Fluent file becomes, in characters.
const WIDTH: usize = 100;

/// An entry as the files of the project have them: on one line where it fits, or below its id,
/// wrapped between words. Scripts without spaces stay on one line, where a break would only mislead.
pub(super) fn laid_out(id: &str, parts: &[EntryPart]) -> String {
    let mut out = String::new();
    for part in parts {
        let (name, indent) = match &part.attribute {
            Some(attribute) => (format!("\n    .{attribute} ="), "    "),
            None => (format!("{id} ="), ""),
        };
        if out.is_empty() && part.attribute.is_some() {
            out.extend([id, " ="]);
        }
        let text = written(&part.pattern);
        let is_long = name.chars().count() + text.chars().count() >= WIDTH;
        out.push_str(&name);
        if text.contains('\n') || (is_long && !text.chars().any(is_unspaced_character)) {
            let wrapped = indented(&wrapped(&text, WIDTH - 4 - indent.len()));
            // Wrapping is for the eye only; what does not read the same is left as it is.
            let wrapped = if read(&wrapped) == Ok(part.pattern.clone()) { wrapped } else { indented(&text) };
            for line in wrapped.lines() {
                out.push('\n');
                if !line.is_empty() {
                    out.push_str(indent);
                    out.push_str(line);
                }
            }
        } else {
            out.push(' ');
            out.push_str(&text);
        }
    }
    out
}

/// The lines of a text, each at most `width` wide if its spaces allow it.
fn wrapped(text: &str, width: usize) -> String {
    let mut lines = Vec::new();
    for line in text.split('\n') {
        if line.starts_with(' ') || line.ends_with("->") || line.starts_with('}') {
            // A choice among variants has lines of its own.
            lines.push(line.to_owned());
            continue;
        }
        let mut current = String::new();
        for word in words(line) {
            let is_full = current.chars().count() + 1 + word.chars().count() > width;
            if is_full && !current.is_empty() && !word.starts_with(['.', '[', '*', '}', '#']) {
                lines.push(std::mem::take(&mut current));
            }
            if !current.is_empty() {
                current.push(' ');
            }
            current.push_str(word);
        }
        lines.push(current);
    }
    lines.join("\n")
}

/// Whether there is anything in a pattern that a translator would write differently.
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
        assert_eq!(reading(r#"a{ "\u00A0" }b{ "\" }" }"#), r#"a{"\u00A0"}b{"\" }"}"#);
        // Only the name can show whether a space belongs there.
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
