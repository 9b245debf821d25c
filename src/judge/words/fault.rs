//! Faults: how the rules make them, and how their fixes are applied.

use std::fmt::Write as _;
use std::ops::Range;

use super::scan::category;
use crate::finding::{RuleName, Severity};
use crate::judge::{Edit, Fault, Fix, repair_kind};
use crate::script::marks::{is_filler, is_variation_selector};

pub(super) use crate::finding::code_points;

/// A fault that must not be printed.
pub(super) fn error(rule: RuleName, range: Range<usize>, message: String, help: impl Into<String>) -> Fault {
    Fault { rule, severity: Severity::Error, range, message, help: help.into(), fix: None }
}

/// A fault that a person should look at.
pub(super) fn warning(rule: RuleName, range: Range<usize>, message: String, help: impl Into<String>) -> Fault {
    Fault { rule, severity: Severity::Warning, range, message, help: help.into(), fix: None }
}

/// House style that is mixed.
pub(super) fn note(rule: RuleName, range: Range<usize>, message: String, help: impl Into<String>) -> Fault {
    Fault { rule, severity: Severity::Note, range, message, help: help.into(), fix: None }
}

/// The fault with the one right replacement of its range.
pub(super) fn fixed(fault: Fault, replacement: impl Into<String>) -> Fault {
    let edit = Edit { range: fault.range.clone(), replacement: replacement.into() };
    fixed_by(fault, vec![edit])
}

/// The fault with the edits that together are its only correct repair.
///
/// Tests compare the edits with the list of changes for the rule.
pub(super) fn fixed_by(fault: Fault, edits: Vec<Edit>) -> Fault {
    debug_assert!(repair_kind(fault.rule).is_some(), "`judge/rules/repairs.rs` says nothing of {}", fault.rule);
    Fault { fix: Some(Fix { edits }), ..fault }
}

/// The fault with the replacement of its range, where there is one right one.
pub(super) fn fixed_if(fault: Fault, replacement: Option<impl Into<String>>) -> Fault {
    match replacement {
        Some(replacement) => fixed(fault, replacement),
        None => fault,
    }
}

/// `text` for a message: short, on one line, and with what cannot be seen written out.
pub(in crate::judge) fn visible(text: &str) -> String {
    const LONGEST: usize = 48;
    let mut shown = String::new();
    for (count, character) in text.chars().enumerate() {
        if count == LONGEST {
            shown.push('…');
            break;
        }
        match character {
            '\n' => shown.push(' '),
            '`' => shown.push('\''),
            crate::judge::Flat::SLOT => shown.push_str("{…}"),
            _ if is_unseen(character) => {
                let _ = write!(shown, "<U+{:04X}>", character as u32);
            }
            _ => shown.push(character),
        }
    }
    shown
}

/// Whether a character is invisible, or looks like a space.
pub fn is_unseen(character: char) -> bool {
    use unicode_properties::GeneralCategory as Category;
    matches!(
        category(character),
        Category::Control
            | Category::Format
            | Category::PrivateUse
            | Category::Unassigned
            | Category::LineSeparator
            | Category::ParagraphSeparator
    ) || character != ' ' && character.is_whitespace()
        || is_filler(character)
        || is_variation_selector(character)
}

/// Those of `repairs` that can be made at once. Between two of them is at least one character that neither
/// changes: beside a repair the text has to be read again before another one is made. Of two that are closer
/// the first is kept.
pub fn apart<T>(mut repairs: Vec<T>, range: impl Fn(&T) -> Range<usize>) -> Vec<T> {
    repairs.sort_by_key(|repair| (range(repair).start, range(repair).end));
    let mut end = None;
    repairs.retain(|repair| {
        let range = range(repair);
        let is_apart = end.is_none_or(|end| range.start > end);
        if is_apart {
            end = Some(range.end);
        }
        is_apart
    });
    repairs
}

impl Fix {
    /// The replaced ranges and their replacements, in a form that can be sorted.
    pub(in crate::judge) fn replaced(&self) -> Vec<(usize, usize, String)> {
        let replaced = |Edit { range, replacement }: &Edit| (range.start, range.end, replacement.clone());
        self.edits.iter().map(replaced).collect()
    }

    /// The bytes from its first edit to its last, and what becomes of them.
    pub(in crate::judge) fn as_one(&self, text: &str) -> Edit {
        let start = self.edits.first().map_or(0, |edit| edit.range.start);
        let mut done = start;
        let mut replacement = String::new();
        for edit in &self.edits {
            replacement.push_str(&text[done..edit.range.start]);
            replacement.push_str(&edit.replacement);
            done = edit.range.end;
        }
        Edit { range: start..done, replacement }
    }
}

/// `text` with those repairs of `faults` carried out that can be made at once.
#[must_use]
pub fn repaired(text: &str, faults: &[Fault]) -> String {
    let edits = faults.iter().filter_map(|fault| Some(fault.fix.as_ref()?.as_one(text))).collect();
    let Edit { range, replacement } = Fix { edits: apart(edits, |edit: &Edit| edit.range.clone()) }.as_one(text);
    format!("{}{replacement}{}", &text[..range.start], &text[range.end..])
}
