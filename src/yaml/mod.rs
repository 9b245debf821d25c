//! YAML read into types, with the key path, line and column of every fault.

mod comment;
mod keys;
mod locate;
mod once;

use std::cell::Cell;
use std::fmt;

use serde::de::{Deserialize, DeserializeOwned, DeserializeSeed, Deserializer};

use crate::finding::{Finding, Findings, Origin, Position, RuleName, code_point, did_you_mean, rules};
use crate::script::shortened;
pub use comment::DoubtfulComment;
pub use keys::keys_of;
use once::{FirstWalk, MAX_EXPANDED, Walked, Way};

/// One step into a YAML document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The value of a key.
    Key(String),
    /// An entry of a sequence, from 0.
    Index(usize),
}

/// The text of a key as it is written: `NO`, `02139` and `Null` are texts too, but an empty value and `~` are missing.
/// For `#[serde(default, deserialize_with = "…")]`.
///
/// # Errors
///
/// When the value is not a text.
pub fn as_written<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let text = String::deserialize(deserializer)?;
    Ok((!text.is_empty() && text != "~").then_some(text))
}

/// The way from a document's root to one of its values.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KeyPath(pub Vec<Step>);

impl KeyPath {
    /// The path of `key` below this one.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        let mut path = self.clone();
        path.0.push(Step::Key(key.to_owned()));
        path
    }

    /// The path of entry `index` below this one.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        let mut path = self.clone();
        path.0.push(Step::Index(index));
        path
    }
}

impl fmt::Display for KeyPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if i == 0 => write!(f, "{key}")?,
                Step::Key(key) => write!(f, ".{key}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

/// How deep lists and tables may be nested. No file of a project needs more than a few levels.
const MAX_DEPTH: usize = 64;

/// A YAML file: its name and text, to read and to point into.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The path that findings name.
    pub file: &'a str,
    /// The whole text.
    pub text: &'a str,
}

impl Source<'_> {
    /// Reads the file into `T`.
    ///
    /// # Errors
    ///
    /// The first fault of syntax, the first key that is there twice, the first fault of type, or
    /// all unknown keys.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Findings> {
        self.plain_text()?;
        self.shallow()?;
        self.first_walk()?;
        let mut unknown = Unknown::default();
        let mut track = serde_path_to_error::Track::new();
        let document = serde_yaml::Deserializer::from_str(self.text);
        let tracked = serde_path_to_error::Deserializer::new(document, &mut track);
        let value = serde_ignored::deserialize(tracked, |path| unknown.add(&path));
        match value {
            Err(error) => {
                let path = tracked_path(&track.path());
                let finding = self.broken(&error);
                Err(if path.0.is_empty() { finding } else { finding.place(path.to_string()) }.into())
            }
            Ok(value) if unknown.count == 0 => Ok(value),
            Ok(_) => Err(self.unknown_keys(&unknown, &keys_of::<T>())),
        }
    }

    /// Reads those keys of the file that `T` has, if it can be read at all; its faults are found when it is read whole.
    pub fn read_some<T: DeserializeOwned>(&self) -> Option<T> {
        self.plain_text().and_then(|()| self.shallow()).and_then(|()| self.first_walk()).ok()?;
        serde_yaml::from_str(self.text).ok()
    }

    /// The finding on what the parser could not read.
    fn broken(&self, error: &serde_yaml::Error) -> Finding {
        let (message, help) = in_plain_words(error);
        let at = position(error);
        let line = at.and_then(|at| self.text.lines().nth(at.line.saturating_sub(1))).unwrap_or_default();
        let has_tab = line.trim_start_matches(' ').starts_with('\t');
        let help = if has_tab { Some("indent with spaces; tabs are not allowed here") } else { help };
        let (at, help) = match at.and_then(|at| comment::inside_brackets(self.text, at.line)) {
            Some(comment) if UNCLOSED.contains(&message.as_str()) => (Some(comment), Some(COMMENT_INSIDE)),
            _ => (at, help),
        };
        let finding = Finding::error(rules::BROKEN_YAML, message).in_file(self.file).at(at);
        match help {
            Some(help) => finding.help(help),
            None => finding,
        }
    }

    /// Reports characters that a text file must not have. The parser reports them without a line.
    fn plain_text(&self) -> Result<(), Findings> {
        let odd = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{85}');
        let Some(at) = self.text.find(odd) else { return Ok(()) };
        let found = self.text[at..].chars().next().map_or_else(String::new, code_point);
        let finding = Finding::error(rules::BAD_TEXT, format!("the text has the control character {found}"));
        Err(finding.in_file(self.file).at(Some(Position::of(self.text, at))).help("delete it").into())
    }

    /// Brackets and list marks nested deeper than any file has need of. The time that the parser takes
    /// grows with the square of their depth. Brackets in quotes count as well, closed ones for nothing.
    fn shallow(&self) -> Result<(), Findings> {
        let mut depth = 0_usize;
        let mut line = 0;
        for (at, byte) in self.text.bytes().enumerate() {
            match byte {
                b'\n' => line = at + 1,
                b'[' | b'{' => depth += 1,
                b']' | b'}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            // List marks at the beginning of a line: every one of `- - -` is a list of its own.
            let marks = match byte {
                b'-' | b'?' if at - line > 2 * MAX_DEPTH => {
                    let before = &self.text.as_bytes()[line..at];
                    if before.iter().all(|byte| b"-? ".contains(byte)) { MAX_DEPTH + 1 } else { 0 }
                }
                _ => 0,
            };
            if depth.max(marks) > MAX_DEPTH {
                let message = format!("lists and tables are nested more than {MAX_DEPTH} levels deep");
                let finding = Finding::error(rules::NESTED_TOO_DEEP, message).in_file(self.file);
                return Err(finding.at(Some(Position::of(self.text, at))).help("use fewer nested brackets").into());
            }
        }
        Ok(())
    }

    /// Serde lets the last of two equal keys of a table win, and follows aliases as far as they lead. A file
    /// that does not parse passes: its fault is found when it is read.
    fn first_walk(&self) -> Result<(), Findings> {
        let walked = Walked::default();
        let walk = FirstWalk { way: &Way::Root, walked: &walked, key: None };
        let Err(error) = walk.deserialize(serde_yaml::Deserializer::from_str(self.text)) else { return Ok(()) };
        let Walked { twice, too_far, .. } = walked;
        let expands_too_far = || {
            let message = format!("aliases (`*`) make the file longer than {MAX_EXPANDED} bytes");
            Finding::error(rules::EXPANDS_TOO_FAR, message).help("write the values without `*` aliases")
        };
        let (path, finding) = match (too_far.into_inner(), twice.into_inner()) {
            (Some(path), _) => (path, expands_too_far()),
            (None, Some(path)) => {
                (path, Finding::error(rules::DUPLICATE_KEY, "duplicate key").help("keep one of them"))
            }
            (None, None) if error.to_string().contains("repetition limit") => (KeyPath::default(), expands_too_far()),
            // What comes behind the fault was not walked through.
            (None, None) if has_alias(self.text) => (KeyPath::default(), self.broken(&error)),
            (None, None) => return Ok(()),
        };
        // Where aliases are followed too often no place is named; the first of them is one.
        let first =
            || Some(Position::of(self.text, [" *", "[*"].into_iter().filter_map(|a| self.text.find(a)).min()? + 1));
        let finding = finding.in_file(self.file).at(position(&error).or_else(first));
        Err(if path.0.is_empty() { finding } else { finding.place(path.to_string()) }.into())
    }

    /// The value of `path`, for findings that come later.
    pub fn origin(&self, path: &KeyPath) -> Origin {
        let position = self.locate(path);
        let end = position.and_then(|position| locate::end_of_scalar(self.text, position));
        Origin { name: path.to_string(), file: Some(self.file.to_owned()), position, end }
    }

    /// An error at the value of `path`, or at its nearest parent if it is not there.
    pub fn error(&self, rule: RuleName, path: &KeyPath, message: impl Into<String>) -> Finding {
        self.origin(path).error(rule, message)
    }

    /// A warning about the value of `path`, or about its nearest parent if it is not there.
    pub fn warning(&self, rule: RuleName, path: &KeyPath, message: impl Into<String>) -> Finding {
        self.origin(path).warning(rule, message)
    }

    /// An error about the list at `path` if it has more entries than `most`.
    pub fn too_many(&self, path: &KeyPath, count: usize, most: usize) -> Option<Finding> {
        let message = || format!("the list has {count} entries; the maximum is {most}");
        (count > most).then(|| self.error(rules::TOO_LONG, path, message()).help("shorten it"))
    }

    /// The place of the value of `path`, or of its nearest parent in the file.
    pub fn locate(&self, path: &KeyPath) -> Option<Position> {
        locate::locate(self.text, &path.0)
    }

    fn unknown_keys(&self, unknown: &Unknown, known_keys: &[&str]) -> Findings {
        let shown = unknown.first.iter().map(|path| self.unknown_key(path, known_keys));
        let more = unknown.count - unknown.first.len();
        let rest = (more > 0).then(|| {
            Finding::error(rules::UNKNOWN_KEY, format!("there are {more} more unknown keys")).in_file(self.file)
        });
        shown.chain(rest).collect()
    }

    fn unknown_key(&self, path: &KeyPath, known_keys: &[&str]) -> Finding {
        let key = match path.0.last() {
            Some(Step::Key(key)) => key.as_str(),
            _ => "",
        };
        let help = match did_you_mean(key, known_keys.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "delete it, or correct its name".to_owned(),
        };
        self.error(rules::UNKNOWN_KEY, path, format!("unknown key `{}`", shortened(key))).help(help)
    }
}

/// A file whose findings get their place, as long as the file is not read too often for this: finding a place reads it
/// again.
#[derive(Debug)]
pub struct Places<'a> {
    source: Source<'a>,
    /// How many bytes may still be read.
    left: Cell<usize>,
}

impl<'a> Places<'a> {
    /// The places of a file.
    pub fn of(source: Source<'a>) -> Self {
        Self { source, left: Cell::new(32 << 20) }
    }

    /// The value of `path`, for findings that come later.
    pub fn origin(&self, path: &KeyPath) -> Origin {
        let left = self.left.get().checked_sub(self.source.text.len());
        self.left.set(left.unwrap_or(0));
        match left {
            Some(_) => self.source.origin(path),
            None => Origin { name: path.to_string(), file: Some(self.source.file.to_owned()), ..Origin::default() },
        }
    }

    /// An error at the value of `path`, or at its nearest parent if it is not there.
    pub fn error(&self, rule: RuleName, path: &KeyPath, message: impl Into<String>) -> Finding {
        self.origin(path).error(rule, message)
    }

    /// A warning about the value of `path`, or about its nearest parent if it is not there.
    pub fn warning(&self, rule: RuleName, path: &KeyPath, message: impl Into<String>) -> Finding {
        self.origin(path).warning(rule, message)
    }
}

/// How many unknown keys of a file are named: finding the place of each reads the file again.
const MAX_UNKNOWN: usize = 100;

/// Whether a document may have an alias, `*name`, outside of its comments.
fn has_alias(text: &str) -> bool {
    let is_alias = |line: &str, at: usize| {
        let begins = line[..at].ends_with([' ', '[', ',', '{', ':', '-']) || at == 0;
        begins && line[at + 1..].starts_with(|c: char| c.is_alphanumeric() || c == '_')
    };
    text.lines().any(|line| {
        let words = if line.starts_with('#') { "" } else { line.split(" #").next().unwrap_or(line) };
        words.match_indices('*').any(|(at, _)| is_alias(words, at))
    })
}

/// The unknown keys of a file.
#[derive(Default)]
struct Unknown {
    /// The first of them.
    first: Vec<KeyPath>,
    /// How many there are.
    count: usize,
}

impl Unknown {
    fn add(&mut self, path: &serde_ignored::Path) {
        self.count += 1;
        if self.first.len() < MAX_UNKNOWN {
            self.first.push(ignored_path(path));
        }
    }
}

fn position(error: &serde_yaml::Error) -> Option<Position> {
    error.location().map(|at| Position { line: at.line(), column: at.column() })
}

/// The message of serde, without the position that the finding already has, and what to do, if that is known.
fn in_plain_words(error: &serde_yaml::Error) -> (String, Option<&'static str>) {
    let message = error.to_string();
    let end = message.find(" at line ").unwrap_or(message.len());
    let message = &message[..end];
    // serde_yaml begins with the path, which the finding names as its place.
    let message = match message.split_once(": ") {
        Some((path, rest)) if !path.contains(' ') && !rest.is_empty() => rest,
        _ => message,
    };
    let lengths = message.strip_prefix("invalid length ");
    if let Some((found, expected)) = lengths.and_then(|both| both.split_once(", expected an array of length ")) {
        return (format!("the list has the wrong number of values: {found} instead of {expected}"), None);
    }
    let kinds = message.strip_prefix("invalid type: ").or_else(|| message.strip_prefix("invalid value: "));
    if let Some((found, expected)) = kinds.and_then(|kinds| kinds.rsplit_once(", expected ")) {
        let (found, expected) = (in_words(found), in_words(expected));
        return (format!("the value is {found}, but should be {expected}"), help_to_write(&expected));
    }
    match PARSER_MESSAGES.iter().find(|(begins, ..)| message.starts_with(*begins)) {
        Some((_, plain, help)) => ((*plain).to_owned(), Some(*help)),
        None => {
            let message = message.replacen("unknown variant", "unknown value", 1);
            let message = message.replacen("missing field", "missing key", 1);
            let parts = message.split('`').enumerate();
            // Between backquotes are words of the file.
            let parts = parts.map(|(i, part)| if i % 2 == 1 { shortened(part) } else { part.to_owned() });
            (parts.collect::<Vec<_>>().join("`"), None)
        }
    }
}

/// The messages about a list or a table in brackets that does not end.
const UNCLOSED: [&str; 2] = ["a `,` or `]` is missing", "a `,` or `}` is missing"];

/// What to do when a comment has the end of a list.
const COMMENT_INSIDE: &str = "the ` #` begins a comment, which has the rest of the line; put the text in quotes";

/// Messages of the parser by their beginning, the same in plain words, and what to do.
const PARSER_MESSAGES: [(&str, &str, &str); 11] = [
    (
        "mapping values are not allowed",
        "a `:` is not allowed here",
        "put a text with `: ` in it in quotes; if it is a key, correct the indentation",
    ),
    (
        "did not find expected key",
        "this line does not fit the lines above it",
        "check its indentation, and the quotes and brackets above it",
    ),
    (
        "did not find expected '-' indicator",
        "this line does not fit the list above it",
        "check its indentation; each entry of a list begins with `- `",
    ),
    ("did not find expected ',' or ']'", "a `,` or `]` is missing", "close the list, or put `,` between its entries"),
    ("did not find expected ',' or '}'", "a `,` or `}` is missing", "close the braces, or put `,` between the keys"),
    ("did not find expected node content", "a value is missing", "write the value, and close each bracket"),
    ("found character that cannot start", "a value cannot begin with this character", "put the whole value in quotes"),
    ("found unexpected end of stream", "a quote is not closed", "add the missing quote at the end of the text"),
    ("found unknown escape character", "unknown escape sequence after `\\`", "use single quotes, not double quotes"),
    ("unknown anchor", "a `*` begins an alias here, and the alias is unknown", "put the whole value in quotes"),
    ("could not find expected ':'", "a `:` is missing after a key", "write `key: value`, or indent a continued text"),
];

/// How to write a kind of value that is given in plain words, if that is known.
fn help_to_write(kind: &str) -> Option<&'static str> {
    match kind {
        "a list" => Some("write `[first, second]`, or one entry per line, each after `- `"),
        "a text" => Some("write a text; put it in quotes if it has `[`, `{` or `: ` in it"),
        "a table of keys" => Some("write `{key: value}`, or `key: value` on indented lines below it"),
        _ if kind.starts_with("keys such as") => Some("write each key on its own line: `key: value`"),
        _ => None,
    }
}

/// A kind of value as people call it who write no programs.
fn in_words(kind: &str) -> String {
    match kind {
        "sequence" | "a sequence" => "a list".to_owned(),
        "map" | "a map" => "a table of keys".to_owned(),
        "unit value" => "empty".to_owned(),
        "a string" => "a text".to_owned(),
        "u8" | "u16" | "u32" | "u64" | "usize" => "a whole number".to_owned(),
        "f64" => "a number".to_owned(),
        "a boolean" => "`true` or `false`".to_owned(),
        "an array of length 2" => "a list of two values".to_owned(),
        _ if kind.starts_with("struct ") => "a table of keys".to_owned(),
        _ => match kind.split_once(' ') {
            // serde has put it in quotes; a long text would be the whole file.
            Some(("string", text)) => {
                let short = shortened(text);
                let quote = if short.ends_with('…') { "\"" } else { "" };
                format!("the text {short}{quote}")
            }
            Some(("integer", number)) => format!("the number {number}"),
            Some(("boolean", value)) => value.to_owned(),
            _ => match kind.strip_prefix("floating point ") {
                Some(number) => format!("the number {number}"),
                None => kind.to_owned(),
            },
        },
    }
}

fn tracked_path(path: &serde_path_to_error::Path) -> KeyPath {
    let steps = path.iter().filter_map(|segment| match segment {
        serde_path_to_error::Segment::Seq { index } => Some(Step::Index(*index)),
        serde_path_to_error::Segment::Map { key } => Some(Step::Key(key.clone())),
        _ => None,
    });
    KeyPath(steps.collect())
}

fn ignored_path(path: &serde_ignored::Path) -> KeyPath {
    use serde_ignored::Path;
    match path {
        Path::Root => KeyPath::default(),
        Path::Seq { parent, index } => ignored_path(parent).index(*index),
        Path::Map { parent, key } => ignored_path(parent).key(key),
        Path::Some { parent } | Path::NewtypeStruct { parent } | Path::NewtypeVariant { parent } => {
            ignored_path(parent)
        }
    }
}

/// In the message with which a walk fails at the value that is looked for.
const FOUND: &str = "\u{1}found";

/// A walk at values without children: checks whether it has arrived.
macro_rules! leaves {
    ($($visit:ident: $kind:ty),*) => {
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("any value")
        }

        $(fn $visit<E: serde::de::Error>(self, _: $kind) -> Result<(), E> {
            self.leaf()
        })*

        fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
            self.leaf()
        }

        fn visit_none<E: serde::de::Error>(self) -> Result<(), E> {
            self.leaf()
        }

        fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
            deserializer.deserialize_any(self)
        }
    };
}

use leaves;

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    struct Shelf {
        #[expect(dead_code, reason = "only its reading is tested")]
        books: Vec<Book>,
    }

    #[derive(Debug, Deserialize)]
    struct Book {
        #[expect(dead_code, reason = "only its reading is tested")]
        pages: u32,
    }

    fn faults(text: &str) -> Vec<(String, Option<usize>, Option<usize>, String)> {
        let source = Source { file: "shelf.yaml", text };
        let findings = source.read::<Shelf>().expect_err("it is faulty");
        findings.into_iter().map(|f| (f.place.unwrap_or_default(), f.line, f.column, f.message)).collect()
    }

    #[test]
    fn nesting_without_end_is_refused_before_it_costs_time() {
        for text in ["[".repeat(1 << 20), "{a: ".repeat(200_000), format!("a:\n{}", "- ".repeat(300_000))] {
            let source = Source { file: "cases/a.yaml", text: &text };
            let findings = source.read::<serde_json::Value>().expect_err("it is too deep");
            assert_eq!(findings.len(), 1);
            assert_eq!(findings[0].rule, "nested-too-deep");
        }
        let shallow = Source { file: "cases/a.yaml", text: "a: [[1, 2], {b: c}]\nb:\n- - 1\n  - 2\n" };
        assert!(shallow.read::<serde_json::Value>().is_ok());
    }

    #[test]
    fn aliases_that_expand_too_far_are_refused_and_honest_ones_are_followed() {
        let read = |text: &str| Source { file: "shelf.yaml", text }.read::<serde_json::Value>();
        let long = "x".repeat(100_000);
        for before in ["", "first: !own x\n", "first: 99999999999999999999\n"] {
            let text = format!("{before}a: &a {long}\nb: [{}]\n", "*a, ".repeat(30));
            let findings = read(&text).expect_err("it expands too far");
            assert_eq!((findings.len(), findings[0].rule.as_str()), (1, "expands-too-far"));
            assert_eq!(findings[0].place.as_deref(), Some("b[19]"));
            assert!(findings[0].line.is_some() && findings[0].column.is_some());
        }
        let nested =
            (1..30).fold("a0: &a0 [x, x]\n".to_owned(), |text, n| format!("{text}a{n}: &a{n} [*a{0}, *a{0}]\n", n - 1));
        let findings = read(&nested).expect_err("it expands too far");
        assert_eq!((findings[0].rule.as_str(), findings[0].line), ("expands-too-far", Some(2)));
        assert!(read("a: &a [1, 2]\nb: *a\nc: {? *a : x}\n").is_err(), "a list is no key of a table");
        let value = read("a: &a [1, 2]\nb: *a\n").expect("it is sound");
        assert_eq!(value["b"], serde_json::json!([1, 2]));
        assert!(read(&format!("a: {}\n", "x".repeat(1 << 20))).is_ok());
    }

    #[test]
    fn a_key_that_is_there_twice_is_found_behind_a_tag() {
        let findings = Source { file: "shelf.yaml", text: "a: !own x\nb: 1\nb: 2\n" };
        let findings = findings.read::<serde_json::Value>().expect_err("it is there twice");
        assert_eq!((findings[0].rule.as_str(), findings[0].line), ("duplicate-key", Some(3)));
    }

    #[test]
    fn every_unknown_key_is_found_at_its_place() {
        assert_eq!(
            faults("books:\n  - pages: 3\n    pgaes: 4\nroom: 5\n"),
            [
                ("books[0].pgaes".to_owned(), Some(3), Some(12), "unknown key `pgaes`".to_owned()),
                ("room".to_owned(), Some(4), Some(7), "unknown key `room`".to_owned()),
            ]
        );
    }

    #[test]
    fn a_key_that_is_there_twice_is_found_at_the_second_one() {
        let fault =
            |place: &str, line, column| vec![(place.to_owned(), Some(line), Some(column), "duplicate key".to_owned())];
        assert_eq!(faults("books: []\nroom: 5\nbooks: []\n"), fault("books", 3, 8));
        assert_eq!(faults("books:\n  - {pages: 3, pages: 4}\n"), fault("books[0].pages", 2, 23));
        assert_eq!(faults("shelves:\n  a: {b: 1}\n  a: ~\n"), fault("shelves.a", 3, 6));
    }

    #[test]
    fn of_very_many_unknown_keys_the_first_are_named_and_the_others_counted() {
        let text = (0..3000).fold("books: []\n".to_owned(), |text, n| format!("{text}k{n}: 1\n"));
        let faults = faults(&text);
        assert_eq!(faults.len(), MAX_UNKNOWN + 1);
        assert_eq!(faults[MAX_UNKNOWN].3, "there are 2900 more unknown keys");
    }

    #[test]
    fn a_control_character_is_found_at_its_place() {
        let [(_, line, column, message)] = faults("books: []\nroom: a\0b\n").try_into().expect("one fault");
        assert_eq!((line, column, message.as_str()), (Some(2), Some(8), "the text has the control character U+0000"));
    }

    #[test]
    fn a_wrong_type_is_found_at_its_place() {
        let [(place, line, column, message)] = faults("books:\n  - pages: many\n").try_into().expect("one fault");
        assert_eq!((place.as_str(), line, column), ("books[0].pages", Some(2), Some(12)));
        assert_eq!(message, "the value is the text \"many\", but should be a whole number");
    }

    #[test]
    fn broken_syntax_is_found_at_its_place() {
        let [(_, line, _, message)] = faults("books: [\n").try_into().expect("one fault");
        assert!(line.is_some(), "{message}");
    }

    #[test]
    fn a_comment_that_has_the_end_of_a_list_is_found_where_it_begins() {
        let found = |text: &str| {
            let findings = Source { file: "shelf.yaml", text }.read::<serde_json::Value>().expect_err("it is faulty");
            let finding = findings[0].clone();
            (finding.line, finding.column, finding.help.unwrap_or_default())
        };
        let help = |help: &str| help.ends_with("put the text in quotes");
        let (line, column, said) = found("name: A\nbooks: [Flat #3, 1 Example Street]\nroom: 5\n");
        assert!((line, column) == (Some(2), Some(14)) && help(&said), "{line:?} {column:?} {said}");
        let (line, column, said) = found("books: {a: Flat #3}\nroom: 5\n");
        assert!((line, column) == (Some(1), Some(17)) && help(&said), "{line:?} {column:?} {said}");
        // Here the bracket is really missing.
        for text in ["books: [a, b\nroom: 5\n", "books: [\"a #1\", b\nroom: 5\n", "# [ #\nbooks: [a\nroom: 5\n"] {
            let (_, _, said) = found(text);
            assert_eq!(said, "close the list, or put `,` between its entries", "{text}");
        }
    }

    #[test]
    fn a_value_of_the_wrong_type_is_quoted_in_short() {
        let text = "id,first name,last name\n".repeat(1000);
        let found = faults(&text);
        assert!(found[0].3.chars().count() < 120, "{found:?}");
        let found = faults(&format!("books:\n- pages: {}\n", "x".repeat(5000)));
        assert!(found[0].3.chars().count() < 120 && found[0].3.contains("x…\""), "{found:?}");
    }

    #[test]
    fn broken_syntax_has_the_same_help_beside_an_alias() {
        for text in ["a: 1\nbooks: [\n", "a: &a 1\nb: *a\nbooks: [\n", "a: &a 1\nb: *a\n\tbooks: []\n"] {
            let findings = Source { file: "shelf.yaml", text }.read::<Shelf>().expect_err("it is faulty");
            assert!(findings[0].help.is_some() && findings[0].line.is_some(), "{findings:?}");
        }
    }

    #[test]
    fn a_value_that_is_not_there_is_looked_for_at_its_parent() {
        let source = Source { file: "shelf.yaml", text: "books:\n  - pages: 3\n" };
        let title = KeyPath::default().key("books").index(0).key("title");
        assert_eq!(source.locate(&title), Some(Position { line: 2, column: 5 }));
        assert_eq!(title.to_string(), "books[0].title");
    }
}
