//! Excerpts: a message as it is in its file, for the person who works on it.

use std::ops::Range;

use serde::Serialize;

/// A message or a term as it is written, with the comment above it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Excerpt {
    /// The line of its id, from 1.
    pub line: usize,
    /// The comment right above it, without the marks of a comment; empty if there is none.
    pub comment: String,
    /// The text after the id and the equals sign, with the attributes, without the common indent.
    pub words: String,
}

impl Excerpt {
    /// The message `id` of the Fluent file `text`; terms have their hyphen.
    ///
    /// It goes by lines alone, so it is found in a file that is broken too.
    pub fn of(text: &str, id: &str) -> Option<Self> {
        let lines: Vec<&str> = text.trim_start_matches('\u{FEFF}').lines().collect();
        let at = first_line(&lines, id)?;
        let comment: Vec<&str> = lines[..at].iter().rev().map_while(|line| comment_of(line)).collect();
        let comment = comment.into_iter().rev().collect::<Vec<_>>().join("\n");
        let first = after_id(lines[at], id).unwrap_or_default().trim();
        let rest: Vec<&str> = lines[at + 1..].iter().copied().take_while(|line| continues(line)).collect();
        let indent = rest.iter().filter(|line| !line.trim().is_empty()).map(|line| indent_of(line)).min().unwrap_or(0);
        let words = std::iter::once(first).chain(rest.iter().map(|line| line.get(indent..).unwrap_or_default()));
        let words = words.collect::<Vec<_>>().join("\n").trim().to_owned();
        Some(Self { line: at + 1, comment, words })
    }

    /// The bytes of the message `id` in the Fluent file `text`, from its id to the end of its last line that is not
    /// blank. Like [`Self::of`], it goes by lines alone.
    pub fn range(text: &str, id: &str) -> Option<Range<usize>> {
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let bare: Vec<&str> = lines.iter().map(|line| line.trim_start_matches('\u{FEFF}')).collect();
        let at = first_line(&bare, id)?;
        let start = lines[..at].iter().map(|line| line.len()).sum::<usize>() + lines[at].len() - bare[at].len();
        let rest = lines[at + 1..].iter().take_while(|line| continues(line.trim_end_matches(['\r', '\n'])));
        let whole = bare[at].len() + rest.map(|line| line.len()).sum::<usize>();
        Some(start..start + text[start..start + whole].trim_end().len())
    }
}

/// The line in which the message begins.
fn first_line(lines: &[&str], id: &str) -> Option<usize> {
    lines.iter().position(|line| after_id(line, id).is_some())
}

/// The text after the equals sign in the first line of a message.
fn after_id<'t>(line: &'t str, id: &str) -> Option<&'t str> {
    line.strip_prefix(id)?.trim_start().strip_prefix('=')
}

/// The words of a comment that belongs to a message; comments of groups and files do not.
fn comment_of(line: &str) -> Option<&str> {
    let comment = line.strip_prefix('#')?;
    if comment.is_empty() { Some("") } else { comment.strip_prefix(' ') }
}

/// Whether a line goes on with a message: it is indented, blank, or closes a placeable.
fn continues(line: &str) -> bool {
    line.is_empty() || line.starts_with([' ', '\t', '}', '\r'])
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "### File\n\n# The prisoner.\n# Never translated.\nperson = Kem Sokha\n\n\
        concern =\n    I am { $count ->\n        [one] one\n       *[other] many\n}\n\n    so.\n    .name = x\nlast= ក\n";

    #[test]
    fn a_message_comes_with_its_comment() {
        let excerpt = Excerpt::of(FILE, "person").expect("it is there");
        assert_eq!(excerpt.comment, "The prisoner.\nNever translated.");
        assert_eq!((excerpt.line, excerpt.words.as_str()), (5, "Kem Sokha"));
    }

    #[test]
    fn all_lines_of_a_message_belong_to_it() {
        let excerpt = Excerpt::of(FILE, "concern").expect("it is there");
        assert!(excerpt.words.starts_with("I am { $count ->\n"), "{}", excerpt.words);
        assert!(excerpt.words.ends_with("so.\n    .name = x"), "{}", excerpt.words);
        assert_eq!(Excerpt::of(FILE, "last").map(|excerpt| excerpt.words), Some("ក".to_owned()));
    }

    #[test]
    fn the_bytes_of_a_message_have_all_its_lines() {
        let bytes = |text: &str, id: &str| Excerpt::range(text, id).map(|range| text[range].to_owned());
        assert_eq!(bytes(FILE, "person").as_deref(), Some("person = Kem Sokha"));
        assert!(bytes(FILE, "concern").is_some_and(|it| it.starts_with("concern =\n") && it.ends_with(".name = x")));
        assert_eq!(bytes("\u{FEFF}a = b\r\n  c\r\n\r\nd = e\r\n", "a").as_deref(), Some("a = b\r\n  c"));
        assert_eq!(bytes(FILE, "pers"), None);
    }

    #[test]
    fn the_beginning_of_an_id_is_no_id() {
        assert_eq!(Excerpt::of(FILE, "pers"), None);
        assert_eq!(Excerpt::of("a = { broken\nb = ខ", "b").map(|excerpt| excerpt.line), Some(2));
    }
}
