//! Faults: how the rules make them, and how their fixes are carried out.

use std::fmt::Write as _;
use std::ops::Range;

use super::scan::category;
use crate::finding::{RuleName, Severity};
use crate::judge::{Fault, Fix};

pub(super) use crate::finding::code_points;

/// What must not be printed.
pub(super) fn error(rule: RuleName, range: Range<usize>, message: String, help: impl Into<String>) -> Fault {
    Fault { rule, severity: Severity::Error, range, message, help: help.into(), fix: None }
}

/// What somebody should look at.
pub(super) fn warning(rule: RuleName, range: Range<usize>, message: String, help: impl Into<String>) -> Fault {
    Fault { rule, severity: Severity::Warning, range, message, help: help.into(), fix: None }
}

/// House style that is mixed.
pub(super) fn note(rule: RuleName, range: Range<usize>, message: String, help: impl Into<String>) -> Fault {
    Fault { rule, severity: Severity::Note, range, message, help: help.into(), fix: None }
}

/// The fault with the one right replacement of its range.
pub(super) fn fixed(fault: Fault, replacement: impl Into<String>) -> Fault {
    Fault { fix: Some(Fix { replacement: replacement.into() }), ..fault }
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

fn is_unseen(character: char) -> bool {
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
}

/// `text` with all fixes of `faults` carried out. Where two touch the same bytes, the first is.
#[must_use]
pub fn repaired(text: &str, faults: &[Fault]) -> String {
    let mut fixes: Vec<(&Range<usize>, &str)> =
        faults.iter().filter_map(|fault| Some((&fault.range, fault.fix.as_ref()?.replacement.as_str()))).collect();
    fixes.sort_by_key(|(range, _)| (range.start, range.end));
    let mut repaired = String::with_capacity(text.len());
    let mut done = 0;
    for (range, replacement) in fixes {
        if range.start < done || range.end > text.len() {
            continue;
        }
        repaired.push_str(&text[done..range.start]);
        repaired.push_str(replacement);
        done = range.end;
    }
    repaired.push_str(&text[done..]);
    repaired
}
