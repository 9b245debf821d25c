//! A language's Fluent file with its missing messages: the source's messages as comments, to be translated
//! in their place.

use std::collections::BTreeMap;
use std::ops::Range;

use super::fluent_file::FluentFile;
use super::wording::has_words;

/// A file to begin a translation with.
pub(super) struct BegunFile {
    /// Its text.
    pub text: String,
    /// The messages that are there already.
    pub filled: Vec<String>,
    /// The number of messages that are still to be translated.
    pub count: usize,
}

/// The source's file with each message turned into a comment, but those that `fill` gives the text
/// of, and those that hold no words, which are the same in every language.
pub(super) fn owed(source: &FluentFile, head: &str, fill: &dyn Fn(&str) -> Option<String>) -> BegunFile {
    let mut text = head.to_owned();
    let mut owed = BegunFile { text: String::new(), filled: Vec::new(), count: 0 };
    let mut done = 0;
    for entry in &source.entries {
        text.push_str(&source.text[done..entry.range.start]);
        let raw = source.raw(entry);
        if let Some(words) = fill(&entry.id) {
            text.extend([&entry.id, " = ", &words]);
            owed.filled.push(entry.id.clone());
        } else if entry.parts.iter().any(|part| has_words(&part.pattern)) {
            text.push_str(&commented(raw));
            owed.count += 1;
        } else {
            text.push_str(raw);
            owed.filled.push(entry.id.clone());
        }
        done = entry.range.end;
    }
    text.push_str(&source.text[done..]);
    owed.text = text.replace('\r', "");
    owed
}

fn commented(raw: &str) -> String {
    let comment = |line: &str| if line.trim().is_empty() { "#".to_owned() } else { format!("# {line}") };
    raw.lines().map(comment).collect::<Vec<_>>().join("\n")
}

/// The bytes of the comments that hold messages still to translate, by their ids.
pub(super) fn places(text: &str) -> BTreeMap<&str, Range<usize>> {
    let mut places: BTreeMap<&str, Range<usize>> = BTreeMap::new();
    let mut at = 0;
    let mut open: Option<(&str, Range<usize>)> = None;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end();
        match &mut open {
            // A blank line is part of it only if it goes on below.
            Some(_) if bare == "#" => {}
            Some((_, range)) if bare.starts_with("#  ") => range.end = at + bare.len(),
            _ => {
                let id = bare.strip_prefix("# ").and_then(|line| line.split_once(" =")).map(|(id, _)| id);
                let new = id.filter(|id| !id.contains(' ')).map(|id| (id, at..at + bare.len()));
                if let Some((id, range)) = std::mem::replace(&mut open, new) {
                    places.entry(id).or_insert(range);
                }
            }
        }
        at += line.len();
    }
    if let Some((id, range)) = open {
        places.entry(id).or_insert(range);
    }
    places
}
