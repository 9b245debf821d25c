//! The border to terminals, logs and other programs: everything that the program writes about files passes here.
//!
//! A file may hold anything. Nothing that is quoted from it may control the terminal, turn the text around it, look
//! like another line of the log, or fill the log.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::path::Path;

use super::folder::shown;
use crate::finding::Finding;
use crate::letter::encoded;
use crate::script::shortened;

/// The maximum number of characters of a message or a help.
const MOST_WORDS: usize = 2000;

/// The maximum number of characters of a place or the path of a file.
const MOST_NAME: usize = 400;

/// The maximum number of characters between two backquotes. A longer quotation is shortened.
const MOST_QUOTED: usize = 200;

/// The maximum number of characters of a line about a wrong argument.
const MOST_ARGUMENT: usize = 300;

/// Whether a character controls the terminal, the direction of the text, or the lines of a log.
fn is_control(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{2028}' | '\u{2029}')
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Words on one line, with all control characters as escapes.
pub fn visible(words: &str) -> Cow<'_, str> {
    escaped(words, is_control)
}

/// Text of several lines, with all other control characters as escapes.
pub fn visible_lines(text: &str) -> Cow<'_, str> {
    escaped(text, |c| c != '\n' && is_control(c))
}

fn escaped(text: &str, is_wrong: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&is_wrong) {
        return Cow::Borrowed(text);
    }
    let shown = |c: char| if is_wrong(c) { c.escape_unicode().to_string() } else { c.to_string() };
    Cow::Owned(text.chars().map(shown).collect())
}

/// JSON with every control character as an escape of JSON: programs get the same text, and a terminal gets none of it.
/// The writer of JSON has escaped those below the space itself, and its own line breaks stay.
pub fn json(value: &impl serde::Serialize) -> String {
    let json = serde_json::to_string_pretty(value).expect("it is plain text and numbers");
    let mut out = String::with_capacity(json.len() + 1);
    for c in json.chars() {
        if c != '\n' && is_control(c) {
            let _ = write!(out, "\\u{:04x}", c as u32);
        } else {
            out.push(c);
        }
    }
    out.push('\n');
    out
}

/// A finding with a bound on everything that it quotes.
pub fn bounded(finding: &Finding) -> Finding {
    Finding {
        file: finding.file.as_deref().map(|file| cut(file, MOST_NAME)),
        place: finding.place.as_deref().map(|place| cut(place, MOST_NAME)),
        message: cut(&short_quotations(&finding.message), MOST_WORDS),
        help: finding.help.as_deref().map(|help| cut(&short_quotations(help), MOST_WORDS)),
        ..finding.clone()
    }
}

/// The words with each long quotation between backquotes shortened.
fn short_quotations(words: &str) -> String {
    let parts = words.split('`').enumerate().map(|(i, part)| {
        let is_long = i % 2 == 1 && part.chars().nth(MOST_QUOTED).is_some();
        if is_long { shortened(part) } else { part.to_owned() }
    });
    parts.collect::<Vec<_>>().join("`")
}

fn cut(words: &str, most: usize) -> String {
    match words.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", &words[..at]),
        None => words.to_owned(),
    }
}

/// What the reader of arguments says about a wrong one, which it quotes as it was typed.
pub fn about_arguments(said: &str, arguments: &[String]) -> String {
    let mut said = said.to_owned();
    for argument in arguments {
        // The value of `--option=value` is quoted without its option.
        let value = argument.split_once('=').map(|(_, value)| value);
        for typed in [Some(argument.as_str()), value].into_iter().flatten() {
            if typed.chars().any(is_control) || typed.chars().count() > MOST_QUOTED {
                said = said.replace(typed, &visible(&shortened(typed)));
            }
        }
    }
    let lines = said.lines().map(|line| cut(&visible(line), MOST_ARGUMENT) + "\n");
    lines.collect()
}

/// A file as a reference in a log of another program (RFC 3986): relative to the working folder if it is in it,
/// with every special character as its bytes in percent notation.
pub fn uri(file: &str, working_folder: Option<&Path>) -> String {
    let path = Path::new(file);
    let inside = working_folder.and_then(|folder| path.strip_prefix(folder).ok()).unwrap_or(path);
    let name = shown(inside);
    let scheme = match name.as_bytes() {
        _ if !inside.is_absolute() => "",
        // The name of a server: `//server/folder`.
        [b'/', b'/', ..] if cfg!(windows) => "file:",
        [b'/', ..] => "file://",
        _ => "file:///",
    };
    format!("{scheme}{}", encoded(&name, b"/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::rules;

    #[test]
    fn nothing_reaches_the_terminal_that_controls_it_or_turns_the_text() {
        assert_eq!(visible("a\u{1b}[31m\r\n\u{7f}\u{9b}b"), "a\\u{1b}[31m\\u{d}\\u{a}\\u{7f}\\u{9b}b");
        assert_eq!(visible("\u{202e}\u{2066}\u{200f}\u{61c}"), "\\u{202e}\\u{2066}\\u{200f}\\u{61c}");
        assert_eq!(visible_lines("a\tb\nc\u{1b}"), "a\\u{9}b\nc\\u{1b}");
        // Khmer needs these to be as they are.
        for text in ["ក\u{200B}ខ", "ស\u{200C}្រ", "a\u{200D}b"] {
            assert_eq!((visible(text).as_ref(), visible_lines(text).as_ref()), (text, text));
        }
    }

    #[test]
    fn json_stays_json_and_keeps_every_character() {
        let odd = "a\u{1b}\u{7f}\u{85}\u{202e}\n\"ក\u{200B}";
        let written = json(&[odd]);
        assert!(written.chars().all(|c| c == '\n' || !is_control(c)), "{written:?}");
        let read: Vec<String> = serde_json::from_str(&written).expect("it is JSON");
        assert_eq!(read, [odd]);
    }

    #[test]
    fn a_finding_quotes_a_little_and_never_a_whole_file() {
        let long = "x".repeat(100_000);
        let finding = Finding::error(rules::BAD_ID, format!("`{long}` is not valid here"));
        let finding = bounded(&finding.in_file(&long).place(&long).help(format!("{long} `{long}`")));
        assert!(finding.message.ends_with("…` is not valid here"), "{}", finding.message);
        assert!(finding.message.chars().count() < 80);
        assert!(finding.place.is_some_and(|place| place.chars().count() <= MOST_NAME + 1));
        assert!(finding.file.is_some_and(|file| file.chars().count() <= MOST_NAME + 1));
        assert!(finding.help.is_some_and(|help| help.chars().count() <= MOST_WORDS + 1));
    }

    #[test]
    fn a_wrong_argument_is_quoted_on_a_line() {
        let typed = ["likhit".to_owned(), format!("--date=\u{1b}[2J\n{}", "x".repeat(5000))];
        let value = typed[1].split_once('=').map_or("", |(_, value)| value);
        let said = about_arguments(&format!("error: invalid value '{value}' for '--date'\n\nUsage: x\n"), &typed);
        assert_eq!(said.lines().count(), 3, "{said}");
        assert!(said.starts_with("error: invalid value '·[2J·xxx") && said.contains("…' for '--date'"), "{said}");
    }

    #[cfg(windows)]
    #[test]
    fn a_reference_to_a_file_of_windows_has_no_backslash() {
        let uri = |file| uri(file, Some(Path::new(r"C:\Users\Anna")));
        assert_eq!(uri(r"locales\km/letter.ftl"), "locales/km/letter.ftl");
        assert_eq!(uri(r"C:\Users\Anna\cases\x.yaml"), "cases/x.yaml");
        assert_eq!(uri("D:/x y.yaml"), "file:///D%3A/x%20y.yaml");
        assert_eq!(uri(r"\\server\office\x.yaml"), "file://server/office/x.yaml");
    }

    #[cfg(not(windows))]
    #[test]
    fn a_reference_to_a_file_is_relative_and_in_percent_notation() {
        let uri = |file| uri(file, Some(Path::new("/home/a")));
        assert_eq!(uri("locales/km/letter.ftl"), "locales/km/letter.ftl");
        assert_eq!(uri("my files/50%#1?.ftl"), "my%20files/50%25%231%3F.ftl");
        assert_eq!(uri("ក\\b:c.yaml"), "%E1%9E%80%5Cb%3Ac.yaml");
        assert_eq!(uri("/home/a/cases/x.yaml"), "cases/x.yaml");
        assert_eq!(uri("/srv/x y.yaml"), "file:///srv/x%20y.yaml");
    }
}
