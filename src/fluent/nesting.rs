//! Deeply nested braces: the Fluent parser calls itself for each of them, and its stack is limited.

use std::borrow::Cow;
use std::ops::Range;

use crate::finding::{Finding, Findings, LineStarts, rules};

/// How deep braces and parentheses may be nested.
const MAX_DEPTH: usize = 20;

/// The text with every entry blanked out whose braces are nested so deep that the parser's stack
/// would overflow, byte for byte, and a finding on each of them.
pub fn shallow<'t>(file: &str, text: &'t str) -> (Cow<'t, str>, Findings) {
    let mut findings = Findings::new();
    let mut blank: Vec<Range<usize>> = Vec::new();
    let mut entry = 0;
    let mut at = 0;
    let mut depth = 0_usize;
    let mut deepest = None;
    let lines = LineStarts::of(text);
    for line in text.split_inclusive('\n') {
        if begins_entry(line) {
            blank.extend(deepest.take().map(|_| entry..at));
            (entry, depth) = (at, 0);
        }
        // Most lines open and close nothing.
        if !line.bytes().any(|byte| matches!(byte, b'{' | b'(' | b'}' | b')')) {
            at += line.len();
            continue;
        }
        let mut quoted = false;
        let mut escaped = false;
        for (offset, byte) in line.bytes().enumerate() {
            if escaped {
                escaped = false;
                continue;
            }
            match byte {
                b'\\' if quoted => escaped = true,
                b'"' if depth > 0 => quoted = !quoted,
                _ if quoted => {}
                b'{' => depth += 1,
                b'(' if depth > 0 => depth += 1,
                b'}' | b')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth > MAX_DEPTH && deepest.is_none() {
                deepest = Some(at + offset);
                let message = format!("braces are nested more than {MAX_DEPTH} levels deep");
                let finding = Finding::error(rules::NESTED_TOO_DEEP, message).in_file(file);
                let finding = finding.at(Some(lines.position(at + offset)));
                findings.push(finding.help("use fewer nested braces; until then this entry is ignored"));
            }
        }
        at += line.len();
    }
    blank.extend(deepest.map(|_| entry..at));
    if blank.is_empty() {
        return (Cow::Borrowed(text), findings);
    }
    let mut bytes = text.as_bytes().to_vec();
    for range in blank {
        for byte in bytes[range].iter_mut().filter(|byte| **byte != b'\n') {
            *byte = b' ';
        }
    }
    (Cow::Owned(String::from_utf8(bytes).expect("whole lines are blanked out")), findings)
}

/// Whether a character can be in an id.
pub fn is_id(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '-' | '_')
}

/// Whether a line begins an entry for certain: after `id =` the parser cannot be inside a brace.
pub fn begins_entry(line: &str) -> bool {
    let id = line.strip_prefix('-').unwrap_or(line);
    id.starts_with(|c: char| c.is_ascii_alphabetic())
        && id.trim_start_matches(is_id).trim_start_matches(' ').starts_with('=')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deep_entries_are_blanked_out_and_no_others() {
        let text = format!("a = b\nd = {}\ne = f\n", "{".repeat(3000));
        let (blanked, findings) = shallow("a.ftl", &text);
        assert_eq!((findings.len(), findings[0].line), (1, Some(2)));
        assert_eq!(blanked.len(), text.len());
        assert!(blanked.ends_with(" \ne = f\n") && blanked.starts_with("a = b\n"));
        let many = "a = { b\n".repeat(50);
        assert!(shallow("a.ftl", &many).1.is_empty(), "unclosed braces of other entries do not add up");
    }
}
