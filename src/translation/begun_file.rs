//! A language's Fluent file with its missing messages: the source's messages as comments, to be translated
//! in their place.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::fluent_file::FluentFile;
use super::other_wording::without_wordings;
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
        text.push_str(&without_wordings(&source.text[done..entry.range.start]));
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

/// A file of a language with what it lacks of the source's: a message that is not translated is added as a comment
/// after the one that it follows in the source, and a comment that holds an older text of the source is renewed. All
/// else stays, to the byte.
pub(super) fn completed(source: &FluentFile, known: &FluentFile, fill: &dyn Fn(&str) -> Option<String>) -> BegunFile {
    let mut new = BegunFile { text: String::new(), filled: Vec::new(), count: 0 };
    let places = places(&known.text);
    // By the byte where they begin: the number of replaced bytes, and the new text.
    let mut edits: BTreeMap<usize, (usize, String)> = BTreeMap::new();
    let mut at_end = String::new();
    let mut before = None;
    let mut done = BTreeSet::new();
    for entry in source.entries.iter().filter(|entry| done.insert(entry.id.as_str())) {
        if let Some(translated) = known.entry(&entry.id) {
            before = Some(translated.range.end);
            continue;
        }
        if entry.is_term() {
            // A language that has no use for it need not have it.
            continue;
        }
        let has_words = entry.parts.iter().any(|part| has_words(&part.pattern));
        let raw = source.raw(entry).replace('\r', "");
        if let Some(place) = places.get(entry.id.as_str()) {
            before = Some(place.end);
            new.count += 1;
            let text = commented(&raw);
            if known.text[place.clone()].replace('\r', "") != text {
                edits.insert(place.start, (place.len(), text));
            }
            continue;
        }
        let text = match fill(&entry.id) {
            Some(words) => format!("{} = {words}", entry.id),
            None if has_words => commented(&raw),
            None => raw,
        };
        if text.starts_with('#') {
            new.count += 1;
        } else {
            new.filled.push(entry.id.clone());
        }
        let comment = &source.text[source.with_comment(entry).start..entry.range.start].replace('\r', "");
        let comment = &without_wordings(comment);
        match before {
            Some(before) => edits.entry(before).or_default().1.extend(["\n\n", comment, &text]),
            None => at_end.extend(["\n\n", comment, &text]),
        }
    }
    let is_crlf = known.text.contains("\r\n");
    let typed = |text: &str| if is_crlf { text.replace('\n', "\r\n") } else { text.to_owned() };
    let mut copied = 0;
    for (at, (length, text)) in edits {
        new.text.extend([&known.text[copied..at], &typed(&text)]);
        copied = at + length;
    }
    new.text.push_str(&known.text[copied..]);
    if !at_end.is_empty() {
        new.text.truncate(new.text.trim_end().len());
        let added = if new.text.is_empty() { at_end.trim_start() } else { &at_end };
        new.text.push_str(&typed(&format!("{added}\n")));
    }
    new
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
