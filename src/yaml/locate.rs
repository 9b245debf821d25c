//! The place of a value in a document.

use std::fmt;
use std::ops::Range;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{FOUND, Step, leaves, position};
use crate::finding::{LineStarts, Position};

/// The longest part of a document that is read again for a place in it.
const MAX_REREAD: usize = 16 << 10;

/// The place of the value of the steps, or of its nearest parent in the file. For a very long value, the place of its
/// beginning.
pub fn locate(text: &str, mut steps: &[Step]) -> Option<Position> {
    loop {
        let excerpt = excerpt(text, steps);
        if let Some(excerpt) = excerpt.as_ref().filter(|excerpt| excerpt.bytes.len() > MAX_REREAD) {
            return Some(Position::of(text, excerpt.bytes.start + indent_of(&text[excerpt.bytes.clone()])));
        }
        let near = excerpt.and_then(|excerpt| {
            let found = probed(&text[excerpt.bytes.clone()], &excerpt.steps)?;
            let line = text[..excerpt.bytes.start].matches('\n').count() + found.line;
            Some(Position { line, ..found })
        });
        if let Some(found) = near.or_else(|| if text.len() <= MAX_REREAD { probed(text, steps) } else { None }) {
            return Some(found);
        }
        steps = steps.split_last()?.1;
    }
}

/// A part of a document that a path leads into.
struct Excerpt {
    bytes: Range<usize>,
    /// The way from there.
    steps: Vec<Step>,
}

/// The lines of a top-level key, or of an entry below it, in a document that is plainly laid out, so that
/// not all of a long file is read again for each of its faults. If it is mistaken the value is not found.
fn excerpt(text: &str, steps: &[Step]) -> Option<Excerpt> {
    let (Step::Key(key), below) = steps.split_first()? else { return None };
    let whole = block(text, 0..text.len(), |line| is_key(line, key))?;
    let first_line = whole.start + text[whole.clone()].find('\n').map_or(whole.len(), |end| end + 1);
    let indent = indent_of(text[first_line..whole.end].lines().find(|line| is_text(line)).unwrap_or_default());
    let inner = match below.first() {
        Some(Step::Key(key)) => block(text, first_line..whole.end, |line| is_key(indented(line, indent), key)),
        Some(Step::Index(index)) => {
            let mut count = 0;
            block(text, first_line..whole.end, |line| {
                let is_entry = indented(line, indent).starts_with("- ");
                count += usize::from(is_entry);
                is_entry && count == index + 1
            })
        }
        None => None,
    };
    let Some(inner) = inner else { return Some(Excerpt { bytes: whole, steps: steps.to_vec() }) };
    let mut steps = below.to_vec();
    if let Step::Index(index) = &mut steps[0] {
        *index = 0;
    }
    Some(Excerpt { bytes: inner, steps })
}

/// The first line of a range for which `is_wanted` is true, and the lines after it with a deeper indent.
fn block(text: &str, range: Range<usize>, mut is_wanted: impl FnMut(&str) -> bool) -> Option<Range<usize>> {
    let mut found: Option<(usize, usize)> = None;
    let mut at = range.start;
    for line in text[range.clone()].split_inclusive('\n') {
        let indent = indent_of(line);
        match found {
            // A list may be as far left as its key.
            Some((start, own))
                if is_text(line) && indent <= own && !(indent == own && is_below_key(text, start, line)) =>
            {
                return Some(start..at);
            }
            None if is_wanted(line) => found = Some((at, indent)),
            _ => {}
        }
        at += line.len();
    }
    found.map(|(start, _)| start..range.end)
}

/// Whether a line is an entry of the list that a key at `start` has.
fn is_below_key(text: &str, start: usize, line: &str) -> bool {
    line.trim_start().starts_with("- ") && !text[start..].trim_start().starts_with("- ")
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// A line without its indent, if the indent is at least this wide.
fn indented(line: &str, indent: usize) -> &str {
    if indent_of(line) == indent { &line[indent..] } else { "" }
}

/// Whether there is more than a comment in a line.
fn is_text(line: &str) -> bool {
    !line.trim().is_empty() && !line.trim_start().starts_with('#')
}

fn is_key(line: &str, key: &str) -> bool {
    line.strip_prefix(key)
        .and_then(|rest| rest.strip_prefix(':'))
        .is_some_and(|rest| rest.starts_with([' ', '\n', '\r']) || rest.is_empty())
}

/// The place of the value of the steps in a document.
fn probed(text: &str, steps: &[Step]) -> Option<Position> {
    let error = (Probe { steps }).deserialize(serde_yaml::Deserializer::from_str(text)).err()?;
    if error.to_string().contains(FOUND) { position(&error) } else { None }
}

/// Walks down a document and fails on purpose where the steps end: the position of that error is
/// the position of the value, which serde offers in no other way.
#[derive(Clone, Copy)]
struct Probe<'s> {
    steps: &'s [Step],
}

impl<'de> DeserializeSeed<'de> for Probe<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Probe<'_> {
    fn leaf<E: serde::de::Error>(self) -> Result<(), E> {
        if self.steps.is_empty() { Err(E::custom(FOUND)) } else { Ok(()) }
    }
}

impl<'de> Visitor<'de> for Probe<'_> {
    type Value = ();

    leaves!(visit_bool: bool, visit_i64: i64, visit_u64: u64, visit_f64: f64, visit_str: &str);

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        self.leaf::<A::Error>()?;
        let mut index = 0;
        loop {
            let found = match self.steps.split_first() {
                Some((Step::Index(wanted), rest)) if *wanted == index => {
                    entries.next_element_seed(Probe { steps: rest })?.is_some()
                }
                _ => entries.next_element::<IgnoredAny>()?.is_some(),
            };
            if !found {
                return Ok(());
            }
            index += 1;
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        self.leaf::<A::Error>()?;
        while let Some(key) = entries.next_key::<serde_yaml::Value>()? {
            match self.steps.split_first() {
                Some((Step::Key(wanted), rest)) if key.as_str() == Some(wanted) => {
                    entries.next_value_seed(Probe { steps: rest })?;
                }
                _ => {
                    entries.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

/// Where a scalar ends that begins at a position: behind its closing quotation mark, or before the comment or
/// the mark that follows it in its line. Of a value of several lines this is the end of the first.
pub fn end_of_scalar(text: &str, start: Position) -> Option<Position> {
    let lines = LineStarts::of(text);
    let at = lines.offset(start)?;
    let line = text[at..].lines().next().unwrap_or_default();
    let mark = line.chars().next().filter(|mark| matches!(mark, '"' | '\''));
    let closing = mark.and_then(|mark| line[1..].find(mark)).map(|length| length + 2);
    let plain = || {
        let comment = line.find(" #").unwrap_or(line.len());
        let is_in_list = text[..at].rsplit('\n').next().is_some_and(|before| before.contains(['[', '{']));
        let next = line.find([',', ']', '}']).filter(|_| is_in_list).unwrap_or(line.len());
        line[..comment.min(next)].trim_end().len()
    };
    Some(lines.position(at + closing.unwrap_or_else(plain)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All paths into a document.
    fn paths(value: &serde_yaml::Value, way: &[Step], paths: &mut Vec<Vec<Step>>) {
        let children: Vec<(Step, &serde_yaml::Value)> = match value {
            serde_yaml::Value::Mapping(table) => {
                table.iter().filter_map(|(key, value)| Some((Step::Key(key.as_str()?.to_owned()), value))).collect()
            }
            serde_yaml::Value::Sequence(list) => {
                list.iter().enumerate().map(|(i, value)| (Step::Index(i), value)).collect()
            }
            _ => Vec::new(),
        };
        for (step, value) in children {
            let way: Vec<Step> = way.iter().cloned().chain([step]).collect();
            paths.push(way.clone());
            self::paths(value, &way, paths);
        }
    }

    #[test]
    fn an_excerpt_gives_the_place_that_the_whole_gives() {
        let project = crate::project::Project::embedded();
        let odd =
            "a:\n- b: 1\n  a:\n  - 2\n- c\n# x\nd: {e: [f,\n g]}\nh: |\n  a: 1\n  - b\ni:\n    a: 1\n\n    j: *k\n";
        let files = project.paths("cases", ".yaml").chain(project.paths("locales", ".yaml"));
        let texts = files.map(|file| project.text(file).expect("it is bundled")).chain([&odd[..odd.len() - 7]]);
        for text in texts {
            let mut all = Vec::new();
            paths(&serde_yaml::from_str(text).expect("it is YAML"), &[], &mut all);
            for steps in all {
                assert_eq!(locate(text, &steps), probed(text, &steps), "{steps:?}");
            }
        }
    }
}
