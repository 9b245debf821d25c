//! The repairs of words that can be made in their file: only those after which Fluent reads the same message, with the
//! words changed as the repair says, in all variants.

use std::collections::BTreeSet;
use std::ptr;

use super::{Edit, Fault, Fix};
use crate::finding::Repair;
use crate::fluent::{File, Flat, Part};

/// A reading of a part of a message.
pub(super) struct Reading<'a> {
    pub file: &'a File,
    pub part: &'a Part,
    pub text: &'a Flat,
    /// The name of the part.
    pub name: String,
}

/// The repair of each fault, if it has one that can be made. A fault is in the reading of its index; the readings
/// of a part follow each other.
pub(super) fn repairs(readings: &[Reading], faults: &[(usize, Fault)]) -> Vec<Option<Repair>> {
    let fixes = faults.iter().map(|(i, fault)| in_file(readings[*i].text, fault.fix.as_ref()?));
    let fixes: Vec<Option<Fix>> = fixes.collect();
    let asked = faults.iter().zip(&fixes).filter_map(|((i, _), fix)| Some((*i, fix.as_ref()?.replaced())));
    let asked: BTreeSet<_> = asked.collect();
    let repair = |((i, _), fix): (&(usize, Fault), Option<Fix>)| {
        // What is printed with other variants as well has to be at fault with all of them.
        let is_asked_by_all =
            |fix: &Fix| others(readings, *i, fix).all(|other| asked.contains(&(other, fix.replaced())));
        let fix = fix.filter(is_asked_by_all)?;
        let file = readings[*i].file;
        let edit = fix.as_one(&file.text);
        keeps_syntax(&file.text, &fix, &edit).then(|| {
            let Edit { range, replacement } = edit;
            Repair { start: file.position(range.start), end: file.position(range.end), replacement }
        })
    };
    faults.iter().zip(fixes).map(repair).collect()
}

/// A fix in the bytes of the file, if the file has all that it replaces as the text has it.
fn in_file(text: &Flat, fix: &Fix) -> Option<Fix> {
    let edits = fix.edits.iter().map(|edit| Some(Edit { range: text.replaceable(&edit.range)?, ..edit.clone() }));
    Some(Fix { edits: edits.collect::<Option<_>>()? })
}

/// The other readings of the same part that have what is replaced.
fn others(readings: &[Reading], i: usize, fix: &Fix) -> impl Iterator<Item = usize> {
    let is_of_part = move |j: &usize| ptr::eq(readings[*j].part, readings[i].part);
    let before = (0..i).rev().take_while(is_of_part);
    let after = (i + 1..readings.len()).take_while(is_of_part);
    before.chain(after).filter(|j| fix.edits.iter().any(|edit| readings[*j].text.touches(&edit.range)))
}

/// Whether Fluent reads the file after a fix, which is this edit as one, as it reads it now: words in place of words.
fn keeps_syntax(file: &str, fix: &Fix, Edit { range, replacement }: &Edit) -> bool {
    const SYNTAX: [char; 4] = ['{', '}', '"', '\\'];
    let start = file[..range.start].rfind('\n').map_or(0, |end| end + 1);
    let end = file[range.end..].find('\n').map_or(file.len(), |end| range.end + end);
    let before = &file[start..end];
    let after = format!("{}{replacement}{}", &file[start..range.start], &file[range.end..end]);
    !fix.edits.iter().any(|edit| edit.replacement.contains(SYNTAX))
        && before.matches('\n').count() == after.matches('\n').count()
        && before.split('\n').zip(after.split('\n')).all(|(before, after)| means_as_much(before, after))
}

/// Whether a line means as much to Fluent after a repair: where a line of text begins with one of these characters
/// it becomes an attribute or a variant, and where nothing is left of it the message ends, or a paragraph.
fn means_as_much(before: &str, after: &str) -> bool {
    let trimmed = |line: &str| line.trim_matches([' ', '\r']).to_owned();
    let (before, after) = (trimmed(before), trimmed(after));
    let begins = |line: &str| line.chars().next().filter(|c| matches!(c, '.' | '*' | '['));
    let ends = |line: &str| line.chars().next_back().filter(|c| matches!(c, '=' | ']' | '>'));
    begins(&before) == begins(&after) && ends(&before) == ends(&after) && before.is_empty() == after.is_empty()
}
