//! The words of one message are changed in the text of its file, as a person types them. Everything else stays, to the
//! byte.

use std::ops::Range;

use super::begun_file::places;
use crate::finding::{Finding, Findings, code_point, rules};
use crate::fluent::{Excerpt, File};

/// How far the lines of a message are indented that had only one.
const INDENT: usize = 4;

/// The reason why a message is not changed.
#[derive(Debug, Clone, PartialEq)]
pub enum Unchanged {
    /// It is not as the person saw it: these are its words now, if it is there at all.
    MovedOn(Option<String>),
    /// The new words cannot be written.
    Refused(Findings),
}

/// The text of the Fluent file `path` with other words for the message `id`, given as [`Excerpt::words`] has them. `was`
/// are the words that the person saw; without them, the message is new, and takes the place of its comment, or follows
/// the message that it follows in the source, if there is one.
///
/// # Errors
///
/// When the file has other words than `was`, or the new ones are no message, or would change another one.
pub fn with_typed_words(
    path: &str,
    text: &str,
    id: &str,
    was: Option<&str>,
    words: &str,
    source: Option<&File>,
) -> Result<String, Unchanged> {
    let now = Excerpt::of(text, id).map(|excerpt| excerpt.words);
    if now.as_deref() != was {
        return Err(Unchanged::MovedOn(now));
    }
    if now.as_deref() == Some(words) {
        return Ok(text.to_owned());
    }
    if let Some(control) = words.chars().find(|c| c.is_control() && *c != '\n') {
        let message = format!("the text has the control character {}", code_point(control));
        return Err(refused(path, id, &Finding::error(rules::CONTROL_CHARACTER, message).help("delete it")));
    }
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let (before, range, after) = match Excerpt::range(text, id) {
        Some(range) => ("", range, ""),
        None => place(text, id, source),
    };
    let old = if now.is_some() { &text[range.clone()] } else { "" };
    let entry = written(id, old, words).replace('\n', line_end);
    let [before, after] = [before, after].map(|between| between.replace('\n', line_end));
    let edited = [&text[..range.start], &before, &entry, &after, &text[range.end..]].concat();
    only_this_changed(path, text, &edited, id)?;
    Ok(edited)
}

/// The place of a message that is not there: what comes before it, the bytes that it takes the place of, and what comes
/// after it.
fn place(text: &str, id: &str, source: Option<&File>) -> (&'static str, Range<usize>, &'static str) {
    if let Some(comment) = places(text).remove(id) {
        return ("", comment, "");
    }
    let before = source.into_iter().flat_map(|file| file.entries.iter().take_while(|entry| entry.id != id));
    let ends = before.filter_map(|entry| Excerpt::range(text, &entry.id).map(|range| range.end));
    let is_known = source.is_some_and(|file| file.entry(id).is_some());
    match ends.last().filter(|_| is_known) {
        Some(end) => ("\n\n", end..end, ""),
        None => {
            let end = text.len();
            let between = if text.trim_start_matches('\u{FEFF}').is_empty() {
                ""
            } else if text.ends_with('\n') {
                "\n"
            } else {
                "\n\n"
            };
            (between, end..end, "\n")
        }
    }
}

/// A message with these words, in the form that it had: on the line of its id or below it, and indented as far.
fn written(id: &str, old: &str, words: &str) -> String {
    let (head, rest) = old.split_once('\n').unwrap_or((old, ""));
    let begins_below = head.trim_end().ends_with('=') && !rest.trim().is_empty();
    let indents = rest.lines().filter(|line| line.starts_with(' ')).map(|line| line.len() - line.trim_start().len());
    let indent = " ".repeat(indents.min().unwrap_or(INDENT));
    let words = words.trim();
    // An attribute cannot be on the line of the id.
    let is_below = begins_below || words.starts_with('.');
    let head = match old.split_once('=') {
        Some((head, _)) if !head.contains('\n') => format!("{head}="),
        _ => format!("{id} ="),
    };
    let mut out = head;
    for (i, line) in words.split('\n').map(str::trim_end).enumerate() {
        if i == 0 && !is_below {
            out.push(' ');
            out.push_str(line);
        } else {
            out.push('\n');
            if !line.is_empty() {
                out.push_str(&indent);
                out.push_str(line);
            }
        }
    }
    out
}

/// The new text has the message, with nothing wrong in how it is written, and all others as they were.
fn only_this_changed(path: &str, old: &str, new: &str, id: &str) -> Result<(), Unchanged> {
    let [was, is] = [old, new].map(|text| File::read(path, text.trim_start_matches('\u{FEFF}')));
    let at = Excerpt::range(&is.text, id);
    let lines = at.map(|at| is.position(at.start).line..=is.position(at.end).line);
    let is_here = |fault: &&Finding| lines.as_ref().zip(fault.line).is_some_and(|(lines, line)| lines.contains(&line));
    let faults: Findings = is.faults.iter().filter(is_here).cloned().collect();
    if !faults.is_empty() {
        return Err(Unchanged::Refused(faults));
    }
    let others = |file: &File| -> Vec<String> {
        let others = file.entries.iter().filter(|entry| entry.id != id);
        others.map(|entry| file.text[entry.range.clone()].to_owned()).collect()
    };
    if is.entry(id).is_none() || others(&was) != others(&is) {
        let finding = Finding::error(rules::BROKEN_FLUENT, "with these words the file has other messages than before");
        return Err(refused(path, id, &finding.help("each `{` needs a `}`; do not begin a line with `[`, `*` or `}`")));
    }
    Ok(())
}

fn refused(path: &str, id: &str, finding: &Finding) -> Unchanged {
    Unchanged::Refused(finding.clone().in_file(path).place(id).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "### File\r\n\r\n# Who\r\nperson = Kem Sokha\r\n\r\nconcern =\r\n  I write\r\n  to you.\r\n\r\n# subject = Words\r\n";

    fn typed(id: &str, was: Option<&str>, words: &str) -> Result<String, Unchanged> {
        with_typed_words("locales/km/a.ftl", FILE, id, was, words, None)
    }

    #[test]
    fn only_the_message_changes() {
        let new = typed("person", Some("Kem Sokha"), "កឹម សុខា").expect("it is written");
        assert_eq!(new, FILE.replace("Kem Sokha", "កឹម សុខា"));
        let new = typed("concern", Some("I write\nto you."), "I write\n\nto all").expect("it is written");
        assert_eq!(new, FILE.replace("  to you.", "\r\n  to all"));
        assert_eq!(typed("concern", Some("I write\nto you."), "I write\nto you."), Ok(FILE.to_owned()));
    }

    #[test]
    fn a_new_message_takes_the_place_of_its_comment() {
        let new = typed("subject", None, "ពាក្យ\n.short = ខ្លី").expect("it is written");
        assert_eq!(new, FILE.replace("# subject = Words", "subject = ពាក្យ\r\n    .short = ខ្លី"));
        let new = typed("reply", None, "ឆ្លើយ").expect("it is written");
        assert_eq!(new, format!("{FILE}\r\nreply = ឆ្លើយ\r\n"));
        let source = File::read("locales/en/a.ftl", "person = a\nreply = b\n");
        let new = with_typed_words("locales/km/a.ftl", FILE, "reply", None, "ឆ្លើយ", Some(&source));
        assert_eq!(new, Ok(FILE.replace("person = Kem Sokha", "person = Kem Sokha\r\n\r\nreply = ឆ្លើយ")));
    }

    #[test]
    fn a_message_that_has_moved_on_is_not_overwritten() {
        let now = Some("Kem Sokha".to_owned());
        assert_eq!(typed("person", Some("Kem"), "x"), Err(Unchanged::MovedOn(now.clone())));
        assert_eq!(typed("person", None, "x"), Err(Unchanged::MovedOn(now)));
        assert_eq!(typed("nobody", Some("x"), "y"), Err(Unchanged::MovedOn(None)));
    }

    #[test]
    fn words_that_are_no_message_are_refused() {
        for words in ["{ person", "a }\n[x] b", "", "a\n}", "a\u{7}", "{ $n ->\n [one] a\n }"] {
            assert!(matches!(typed("person", Some("Kem Sokha"), words), Err(Unchanged::Refused(_))), "{words:?}");
        }
        // Whatever is typed stays within its message.
        for words in ["a\nconcern = b", "a\n# b", "a\n\n\nb = c"] {
            let new = typed("person", Some("Kem Sokha"), words).expect("it is written");
            assert!(new.ends_with(&FILE[FILE.find("concern").expect("it is there")..]), "{new}");
        }
    }
}
