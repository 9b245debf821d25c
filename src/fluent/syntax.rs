//! Syntax errors of a Fluent file, reported by their plain cause.
//!
//! The parser reports what it expected where it stopped: a letter from a to z, a `}`. A translator needs to know
//! what was typed wrong, so each error is examined again in its line. Only the first error of an entry is
//! reported; the entries after it are read.

use std::ops::Range;

use fluent_syntax::parser::{ErrorKind, ParserError};

use super::nesting::{begins_entry, is_id};
use crate::finding::{Finding, Findings, LineStarts, RuleName, code_point, rules};

/// The maximum number of faults that are reported for a file; more cannot be corrected at once.
const MOST_FAULTS: usize = 1_000;

/// Every fault of syntax of a text that was parsed with these errors.
pub(super) fn faults(file: &str, text: &str, errors: &[ParserError]) -> Findings {
    let mut findings = Findings::new();
    let lines = LineStarts::of(text);
    let conflicts = conflicts(text);
    let at = |offset: usize| Some(lines.position(offset));
    for conflict in &conflicts {
        findings.push(
            Finding::error(rules::MERGE_CONFLICT, "the file has an unresolved merge conflict")
                .in_file(file)
                .at(at(conflict.start))
                .help("keep one of the two texts, and delete the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`"),
        );
    }
    let mut said: Option<usize> = None;
    for error in errors {
        let slice = error.slice.clone().unwrap_or(error.pos.clone());
        if conflicts.iter().any(|conflict| conflict.start < slice.end && slice.start < conflict.end) {
            continue;
        }
        let cause = cause(text, error);
        // A message whose text is not indented is one fault of two errors.
        if said.is_some_and(|said| said == cause.at) {
            continue;
        }
        said = Some(cause.at);
        if findings.len() >= MOST_FAULTS {
            let message = format!("only the first {MOST_FAULTS} errors are shown; from here on there may be more");
            let finding = Finding::error(rules::BROKEN_FLUENT, message).in_file(file).at(at(cause.at));
            findings.push(finding.help("correct these first, and check again"));
            break;
        }
        findings.push(Finding::error(cause.rule, cause.message).in_file(file).at(at(cause.at)).help(cause.help));
    }
    findings
}

/// The blocks between the markers that version control leaves.
fn conflicts(text: &str) -> Vec<Range<usize>> {
    let mut conflicts: Vec<Range<usize>> = Vec::new();
    let mut open = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        let is = |marker: &str| {
            line.strip_prefix(marker).is_some_and(|rest| rest.trim_end().is_empty() || rest.starts_with(' '))
        };
        if is("<<<<<<<") {
            conflicts.extend(open.replace(at).map(|start| start..at));
        } else if is(">>>>>>>") {
            conflicts.push(open.take().unwrap_or(at)..end);
        } else if is("=======") && open.is_none() {
            open = Some(at);
        }
        at = end;
    }
    conflicts.extend(open.map(|start| start..text.len()));
    conflicts
}

struct Cause {
    rule: RuleName,
    at: usize,
    message: String,
    help: String,
}

impl Cause {
    fn new(rule: RuleName, at: usize, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { rule, at, message: message.into(), help: help.into() }
    }

    fn broken(at: usize, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::new(rules::BROKEN_FLUENT, at, message, help)
    }
}

/// What was typed wrong at the place where the parser stopped with `error`.
fn cause(text: &str, error: &ParserError) -> Cause {
    let at = text.floor_char_boundary(error.pos.start.min(text.len()));
    let found = text[at..].chars().next();
    let entry = error.slice.as_ref().map_or(at, |slice| text.floor_char_boundary(slice.start));
    match &error.kind {
        ErrorKind::ExpectedCharRange { range } if range == "a-zA-Z" => {
            if text[..at].ends_with('$') {
                return name_outside_ascii(text, at, "variable");
            }
            if inside_placeable(text, entry, at) {
                return in_placeable(text, entry, at);
            }
            line_start(text, at)
        }
        ErrorKind::ExpectedToken('=') => no_equals(text, entry, at),
        ErrorKind::ExpectedMessageField { entry_id } | ErrorKind::ExpectedTermField { entry_id } => {
            no_text(text, entry, entry_id)
        }
        ErrorKind::ExpectedInlineExpression | ErrorKind::ExpectedToken('}' | ')' | ']' | '"') => {
            in_placeable(text, entry, at)
        }
        ErrorKind::ExpectedCharRange { range } if range.contains('\n') => {
            Cause::broken(at, "the variants after `->` must begin on a new line", "add a line break after `->`")
        }
        ErrorKind::ExpectedCharRange { .. } => {
            Cause::broken(at, "the digits of a number are missing", "write digits from 0 to 9")
        }
        ErrorKind::MissingDefaultVariant => Cause::broken(
            opening(text, entry, at),
            "a choice has no default variant, which is marked with `*`",
            "put a `*` before one of the variants, for example `*[other]`",
        ),
        ErrorKind::MultipleDefaultVariants => Cause::broken(
            at,
            "a choice has two default variants, which are marked with `*`",
            "keep the `*` at only one of them",
        ),
        ErrorKind::MissingValue => {
            Cause::broken(at, "a variant has no text", "write its text after the `]`, or `{\"\"}` for no text")
        }
        ErrorKind::UnbalancedClosingBrace => Cause::new(
            rules::UNCLOSED_BRACE,
            at,
            "a `}` has no matching `{`",
            "add the missing `{`, or delete the `}`; to print a brace, write `{\"}\"}`",
        ),
        ErrorKind::UnterminatedStringLiteral => {
            Cause::broken(at, "a text in braces has no closing `\"` on its line", "add the missing `\"`")
        }
        ErrorKind::UnknownEscapeSequence(_) | ErrorKind::InvalidUnicodeEscapeSequence(_) => Cause::broken(
            at,
            "unknown escape sequence after `\\`",
            "write `\\u` and four hexadecimal digits, for example `{\"\\u00A0\"}`, or `\\\\` for a backslash",
        ),
        ErrorKind::ForbiddenCallee => Cause::broken(
            at,
            "only a term can have arguments in parentheses",
            "write `{ $variable }` for a fact, or `{ -term(name: \"text\") }` for a term",
        ),
        ErrorKind::MessageReferenceAsSelector
        | ErrorKind::TermReferenceAsSelector
        | ErrorKind::MessageAttributeAsSelector => Cause::broken(
            at,
            "a message cannot be used to choose between variants",
            "use a variable: `{ $years -> … }`",
        ),
        ErrorKind::ExpectedSimpleExpressionAsSelector => {
            Cause::broken(at, "this cannot be used to choose between variants", "use a variable: `{ $years -> … }`")
        }
        ErrorKind::TermAttributeAsPlaceable => {
            Cause::broken(at, "an attribute of a term cannot be printed", "use the term itself, or a message")
        }
        ErrorKind::PositionalArgumentFollowsNamed
        | ErrorKind::DuplicatedNamedArgument(_)
        | ErrorKind::ExpectedLiteral => Cause::broken(
            at,
            "an argument is not valid here",
            "write each argument once, as `name: \"text\"` or `name: 5`",
        ),
        ErrorKind::ExpectedToken(token) => Cause::broken(
            at,
            format!(
                "`{token}` was expected here, not {}",
                found.map_or_else(|| "the end of the file".to_owned(), code_point)
            ),
            format!("add the `{token}`"),
        ),
    }
}

/// The line that byte `at` is in, from its first byte.
fn line_of(text: &str, at: usize) -> (usize, &str) {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
    (start, text[start..end].trim_end_matches('\r'))
}

/// The line before the one that begins at `start`.
fn line_before(text: &str, start: usize) -> &str {
    text[..start].strip_suffix('\n').map_or("", |before| line_of(before, before.len()).1)
}

/// A line that is not an entry and does not continue one.
fn line_start(text: &str, at: usize) -> Cause {
    let (start, line) = line_of(text, at);
    let indent = line.len() - line.trim_start().len();
    let first = line.trim_start().chars().next();
    let here = start + indent;
    if line[..indent].contains('\t') {
        let at = start + line.find('\t').unwrap_or(0);
        return Cause::new(
            rules::TAB_INDENT,
            at,
            "the line is indented with a tab",
            "use spaces instead, for example four",
        );
    }
    match first {
        Some('.') if indent > 0 => {
            let name = line.trim_start()[1..].trim_start_matches(' ');
            let after = name.trim_start_matches(is_id);
            if after.len() < name.len() && !after.starts_with('.') && after.trim_start().starts_with('=') {
                let message = format!(
                    "the attribute `.{}` has no text, or its line is not indented",
                    &name[..name.len() - after.len()]
                );
                return Cause::broken(here, message, "write its text after the `=`");
            }
            if after.len() < name.len() && after.starts_with([' ', ':']) && !line.trim_start().starts_with(". ") {
                let message = format!("the attribute `.{}` has no `=`", &name[..name.len() - after.len()]);
                return Cause::broken(here, message, "write `.name = text`");
            }
            special(here, '.', "an attribute")
        }
        Some('[') if indent > 0 => special(here, '[', "a variant"),
        Some('*') => special(here, '*', "the variant of a choice"),
        Some('-') => special(here, '-', "a term"),
        Some('}') => {
            Cause::new(rules::UNCLOSED_BRACE, here, "a `}` has no matching `{`", "delete it, or add the missing `{`")
        }
        Some('•' | '·' | '–' | '—' | '‣' | '◦') if indent == 0 => unindented(start),
        Some('/' | ';') if indent == 0 => {
            Cause::broken(here, "this line is not a valid entry", "begin a comment with `#` and a space")
        }
        Some(first)
            if indent == 0 && !first.is_ascii() && line.contains('=') && !line_before(text, start).starts_with(' ') =>
        {
            let id = line.split('=').next().unwrap_or_default().trim_end();
            Cause::new(
                rules::TRANSLATED_NAME,
                here,
                format!("the message name `{id}` is not in Latin letters"),
                "keep the names of the source language; translate only the text after `=`",
            )
        }
        Some(character) if character.is_whitespace() || character == '\u{200B}' || character == '\u{FEFF}' => {
            let message = format!("the line begins with the invisible character {}", code_point(character));
            Cause::broken(here, message, "delete it; use ordinary spaces to indent the line")
        }
        Some(_) if indent == 0 => unindented(start),
        _ => Cause::broken(
            here,
            "this line does not belong to a message",
            "write `name = text`, and indent the lines that continue a text",
        ),
    }
}

fn special(at: usize, mark: char, reads: &str) -> Cause {
    Cause::new(
        rules::SPECIAL_LINE_START,
        at,
        format!("the line begins with `{mark}`, which Fluent reads as the start of {reads}"),
        format!("write `{{\"{mark}\"}}` to print this character, or move it to the end of the previous line"),
    )
}

fn unindented(at: usize) -> Cause {
    Cause::new(
        rules::UNINDENTED_LINE,
        at,
        "this line continues a text but is not indented",
        "begin it with spaces, for example four; without spaces it is read as a new message",
    )
}

/// A name that is followed by no `=`.
fn no_equals(text: &str, entry: usize, at: usize) -> Cause {
    let (start, line) = line_of(text, entry);
    let before = line_before(text, start);
    let continues = before.starts_with(' ') || before.contains('=');
    let found = text[at..].chars().next();
    let id = line.trim_start_matches('-');
    let id = &id[..id.len() - id.trim_start_matches(is_id).len()];
    if line.starts_with("- ") || (line.starts_with('-') && id.is_empty()) {
        return special(start, '-', "a term");
    }
    match found {
        Some(':') => {
            Cause::broken(at, format!("there is a `:` after `{id}` instead of `=`"), format!("write `{id} = …`"))
        }
        Some(odd) if (odd.is_whitespace() && !matches!(odd, ' ' | '\n' | '\r' | '\t')) || odd == '\u{200B}' => {
            let message = format!("the invisible character {} is before the `=`", code_point(odd));
            Cause::broken(at, message, "use an ordinary space instead")
        }
        Some('\t') => Cause::new(rules::TAB_INDENT, at, "a tab is before the `=`", "use a space instead"),
        Some(odd)
            if !odd.is_ascii() && odd.is_alphabetic() && text[entry..at].ends_with(is_id) && line.contains('=') =>
        {
            name_outside_ascii(text, at, "message")
        }
        _ if continues && !line.contains('=') => unindented(start),
        _ if line.contains('=') && text[entry..at].ends_with(' ') => Cause::broken(
            at,
            "the message name has a space in it",
            "write the name as in the source language; if this line continues a text, indent it",
        ),
        Some('.') if line.contains('=') => Cause::broken(
            at,
            "the message name has a `.` in it",
            "write an attribute on its own indented line: `.name = text`",
        ),
        _ => Cause::broken(
            at,
            format!("the `=` after `{id}` is missing"),
            format!("write `{id} = …`; if this line continues a text, indent it"),
        ),
    }
}

/// A message or term with nothing after its `=`.
fn no_text(text: &str, entry: usize, id: &str) -> Cause {
    let (start, line) = line_of(text, entry);
    let next = start + line.len();
    let after = text[next..].trim_start_matches('\r').strip_prefix('\n').unwrap_or_default();
    let at = text.len() - after.len();
    let first = line_of(after, 0).1;
    if !first.trim().is_empty() && !first.starts_with('#') && !begins_entry(first) {
        return match first.trim_start().chars().next() {
            _ if first.starts_with('\t') || first.trim_start_matches(' ').starts_with('\t') => line_start(text, at),
            Some('.' | '[' | '*' | '}') => line_start(text, at),
            _ => unindented(at),
        };
    }
    Cause::broken(entry, format!("`{id}` has no text"), "write its text after the `=`")
}

/// Whether byte `at` is after an unclosed `{` of the entry.
fn inside_placeable(text: &str, entry: usize, at: usize) -> bool {
    open_brace(text, entry, at).is_some()
}

fn open_brace(text: &str, entry: usize, at: usize) -> Option<usize> {
    let mut open = Vec::new();
    let mut quoted = false;
    for (offset, character) in text[entry.min(at)..at].char_indices() {
        match character {
            '"' if !open.is_empty() => quoted = !quoted,
            '\n' => quoted = false,
            _ if quoted => {}
            '{' => open.push(entry + offset),
            '}' => {
                open.pop();
            }
            _ => {}
        }
    }
    open.pop()
}

fn opening(text: &str, entry: usize, at: usize) -> usize {
    open_brace(text, entry, at).unwrap_or(at)
}

/// What is wrong between `{` and `}`.
fn in_placeable(text: &str, entry: usize, at: usize) -> Cause {
    let open = opening(text, entry, at);
    let found = text[at..].chars().next();
    let closes_on_line = line_of(text, open).1[open - line_of(text, open).0..].contains('}');
    match found {
        Some('“' | '”' | '„' | '‟' | '‘' | '’' | '‚' | '«' | '»' | '‹' | '›' | '\'') => Cause::new(
            rules::CURLY_QUOTES_IN_CODE,
            at,
            format!("{} is between braces", code_point(found.unwrap_or_default())),
            "use the straight quotation mark `\"` between `{` and `}`; your editor may have changed it",
        ),
        Some('}') => Cause::broken(
            open,
            "there is nothing between the braces",
            "write a name, for example `{ $arrested }`, or delete the braces",
        ),
        // The name is complete, and the text goes on: the brace was forgotten.
        Some(letter) if !letter.is_ascii() && has_name(&text[open..at]) && !closes_before_next(text, at) => {
            unclosed(open)
        }
        Some(letter) if letter.is_alphanumeric() && !letter.is_ascii() => {
            let kind = if text[open..at].contains('$') { "variable" } else { "message" };
            name_outside_ascii(text, at, kind)
        }
        Some(odd) if odd == '\u{200B}' || odd == '\u{A0}' || (odd.is_whitespace() && !odd.is_ascii()) => Cause::broken(
            at,
            format!("the invisible character {} is between braces", code_point(odd)),
            "use an ordinary space instead",
        ),
        Some(odd) if (odd as u32) >= 0x17B0 && (odd as u32) <= 0x17DD => name_outside_ascii(text, at, "variable"),
        Some('%' | '$' | '<' | '#' | '@') if closes_on_line => Cause::broken(
            at,
            format!("{} is not allowed between braces", code_point(found.unwrap_or_default())),
            "write `{ $variable }` for a fact, or `{ name }` for another message",
        ),
        Some(_) if closes_on_line && !matches!(found, Some('\n' | '\r')) && text[open..at].trim_end().len() > 1 => {
            Cause::broken(
                at,
                format!("`}}` was expected here, not {}", code_point(found.unwrap_or_default())),
                "write one name between braces: `{ $arrested }`; names have no spaces",
            )
        }
        _ => unclosed(open),
    }
}

fn unclosed(open: usize) -> Cause {
    Cause::new(
        rules::UNCLOSED_BRACE,
        open,
        "a `{` has no matching `}`",
        "add the missing `}`; to print a brace, write `{\"{\"}`",
    )
}

/// Whether a whole name is behind a `{`, as in `{ person ` or `{ $years`.
fn has_name(placeable: &str) -> bool {
    let name = placeable.trim_start_matches(['{', ' ', '$', '-']).trim_end();
    name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(is_id)
}

/// Whether a `}` comes before the next `{`, on the same line.
fn closes_before_next(text: &str, at: usize) -> bool {
    let line = text[at..].lines().next().unwrap_or_default();
    line.find(['{', '}']).is_some_and(|brace| line[brace..].starts_with('}'))
}

fn name_outside_ascii(text: &str, at: usize, kind: &str) -> Cause {
    let (line_start, line) = line_of(text, at);
    let begin = text[line_start..at].rfind(|c: char| !is_id(c)).map_or(line_start, |before| {
        let before = line_start + before;
        before + text[before..].chars().next().map_or(0, char::len_utf8)
    });
    let rest = &line[begin - line_start..];
    let length = rest
        .find(|c: char| c.is_whitespace() || matches!(c, '}' | '{' | '=' | '(' | ')' | '.' | ','))
        .unwrap_or(rest.len());
    let name = &rest[..length];
    let sign = if kind == "variable" { "$" } else { "" };
    Cause::new(
        rules::TRANSLATED_NAME,
        begin,
        format!("the {kind} name `{sign}{name}` is not in Latin letters"),
        "keep the names of the source language; translate only the text around them",
    )
}

/// Entries that were taken into the text of the one before, because they are indented: `  name = …`.
pub fn swallowed(text: &str, value: Range<usize>) -> Option<(usize, &str)> {
    let mut at = value.start;
    for line in text[value].split_inclusive('\n') {
        let inner = line.trim_start_matches([' ', '\t']);
        if at > 0 && inner.len() < line.len() && begins_entry(inner) {
            let id = inner.split('=').next().unwrap_or_default().trim_end();
            return Some((at + line.len() - inner.len(), id));
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    fn said(text: &str) -> Vec<String> {
        let file = crate::fluent::File::read("a.ftl", text);
        file.faults
            .iter()
            .map(|f| format!("{}:{} {}: {}", f.line.unwrap_or(0), f.column.unwrap_or(0), f.rule, f.message))
            .collect()
    }

    #[test]
    fn everyday_slips_are_told_by_their_cause() {
        let slips = [
            ("a =\n\ttext\n", "2:1 tab-indent: the line is indented with a tab"),
            ("a = one\n\ttwo\n", "2:1 tab-indent: the line is indented with a tab"),
            (
                "a = one\n    * two\n",
                "2:5 special-line-start: the line begins with `*`, which Fluent reads as the start of the variant of a choice",
            ),
            (
                "a = one\n    [two] x\n",
                "2:5 special-line-start: the line begins with `[`, which Fluent reads as the start of a variant",
            ),
            (
                "a = one\n    ...two\n",
                "2:5 special-line-start: the line begins with `.`, which Fluent reads as the start of an attribute",
            ),
            (
                "a = one\n- two\n",
                "2:1 special-line-start: the line begins with `-`, which Fluent reads as the start of a term",
            ),
            ("a = {“x”}\n", "1:6 curly-quotes-in-code: U+201C is between braces"),
            ("a = { $ថ្ងៃ }\n", "1:8 translated-name: the variable name `$ថ្ងៃ` is not in Latin letters"),
            ("a = { $dé }\n", "1:8 translated-name: the variable name `$dé` is not in Latin letters"),
            ("a = { មនុស្ស }\n", "1:7 translated-name: the message name `មនុស្ស` is not in Latin letters"),
            ("មនុស្ស = x\n", "1:1 translated-name: the message name `មនុស្ស` is not in Latin letters"),
            ("a = { $b \nc = d\n", "1:5 unclosed-brace: a `{` has no matching `}`"),
            ("a = { $b\n    more text\n", "1:5 unclosed-brace: a `{` has no matching `}`"),
            ("a = លោក{ $b មាន { $c } ខ\n", "1:8 unclosed-brace: a `{` has no matching `}`"),
            ("a = លោក{ person។\n", "1:8 unclosed-brace: a `{` has no matching `}`"),
            ("a = b }\n", "1:7 unclosed-brace: a `}` has no matching `{`"),
            ("a text\n", "1:3 broken-fluent: the `=` after `a` is missing"),
            ("a: text\n", "1:2 broken-fluent: there is a `:` after `a` instead of `=`"),
            ("a = one\ntwo three\n", "2:1 unindented-line: this line continues a text but is not indented"),
            ("a = one\nក្នុង\n", "2:1 unindented-line: this line continues a text but is not indented"),
            ("a =\ntext\n", "2:1 unindented-line: this line continues a text but is not indented"),
            ("a =\n\nb = c\n", "1:1 broken-fluent: `a` has no text"),
            (
                "a = { $n ->\n    [one] x\n  }\n",
                "1:5 broken-fluent: a choice has no default variant, which is marked with `*`",
            ),
            ("a = { \"x }\n", "1:11 broken-fluent: a text in braces has no closing `\"` on its line"),
            ("a = { }\n", "1:5 broken-fluent: a placeable is empty"),
            ("a = x\n    .name y\n", "2:5 broken-fluent: the attribute `.name` has no `=`"),
        ];
        for (text, expected) in slips {
            assert_eq!(said(text), [expected], "{text:?}");
        }
    }

    #[test]
    fn a_merge_conflict_is_one_fault() {
        let text = "a = b\n<<<<<<< HEAD\nc = d\n=======\nc = e\n>>>>>>> other\nf = g\n";
        assert_eq!(said(text), ["2:1 merge-conflict: the file has an unresolved merge conflict"]);
    }

    #[test]
    fn of_very_many_faults_the_first_are_told_and_that_there_are_more() {
        let said = said(&"a text\n\nb = c\n\n".repeat(1_200));
        assert_eq!(said.len(), super::MOST_FAULTS + 1);
        let last = said.last().expect("there are some");
        assert!(last.starts_with("4001:3 broken-fluent: from here on"), "{last}");
    }

    #[test]
    fn every_broken_entry_is_told() {
        assert_eq!(said("a text\n\nb = { $x\n\nc = d\n").len(), 2);
    }
}
