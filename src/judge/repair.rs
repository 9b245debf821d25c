//! Which repairs of words can be made in their file: those after which Fluent reads the same message, with the
//! words changed as the repair says, whatever variants are printed.

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

/// The bytes that edits replace, and with what.
type Replaced = Vec<(usize, usize, String)>;

/// The repair of each fault, if it has one that can be made. A fault is in the reading of its index; the readings
/// of a part follow each other.
pub(super) fn repairs(readings: &[Reading], faults: &[(usize, Fault)]) -> Vec<Option<Repair>> {
    let edits = faults.iter().map(|(i, fault)| edits_in_file(readings[*i].text, fault.fix.as_ref()?));
    let edits: Vec<Option<Vec<Edit>>> = edits.collect();
    let mut asked: BTreeSet<(usize, Replaced)> = BTreeSet::new();
    for ((i, _), edits) in faults.iter().zip(&edits) {
        asked.extend(edits.as_ref().map(|edits| (*i, replaced(edits))));
    }
    let repair = |((i, _), edits): (&(usize, Fault), Option<Vec<Edit>>)| {
        let edits = edits.filter(|edits| {
            // What is printed with other variants as well has to be at fault with all of them.
            others(readings, *i, edits).all(|other| asked.contains(&(other, replaced(edits))))
        })?;
        let file = readings[*i].file;
        keeps_syntax(&file.text, &edits).then(|| {
            let Edit { range, replacement } = Fix { edits }.as_one(&file.text);
            Repair { start: file.position(range.start), end: file.position(range.end), replacement }
        })
    };
    faults.iter().zip(edits).map(repair).collect()
}

/// The edits of a fix in the file, if the file has all that they replace as the text has it.
fn edits_in_file(text: &Flat, fix: &Fix) -> Option<Vec<Edit>> {
    fix.edits.iter().map(|edit| Some(Edit { range: text.replaceable(&edit.range)?, ..edit.clone() })).collect()
}

fn replaced(edits: &[Edit]) -> Replaced {
    edits.iter().map(|Edit { range, replacement }| (range.start, range.end, replacement.clone())).collect()
}

/// The other readings of the same part that have what is replaced.
fn others(readings: &[Reading], i: usize, edits: &[Edit]) -> impl Iterator<Item = usize> {
    let is_of_part = move |j: &usize| ptr::eq(readings[*j].part, readings[i].part);
    let before = (0..i).rev().take_while(is_of_part);
    let after = (i + 1..readings.len()).take_while(is_of_part);
    before.chain(after).filter(|j| edits.iter().any(|edit| readings[*j].text.touches(&edit.range)))
}

/// Whether Fluent reads the edited file as it reads this one: words in place of words.
fn keeps_syntax(file: &str, edits: &[Edit]) -> bool {
    const SYNTAX: [char; 4] = ['{', '}', '"', '\\'];
    let adds_syntax = |edit: &Edit| edit.replacement.contains(SYNTAX);
    let Some((first, last)) = edits.first().zip(edits.last()) else { return false };
    let start = file[..first.range.start].rfind('\n').map_or(0, |end| end + 1);
    let end = file[last.range.end..].find('\n').map_or(file.len(), |end| last.range.end + end);
    let Edit { range, replacement } = Fix { edits: edits.to_vec() }.as_one(file);
    let before = &file[start..end];
    let after = format!("{}{replacement}{}", &file[start..range.start], &file[range.end..end]);
    !edits.iter().any(adds_syntax)
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
