//! Rules of Khmer writing.

mod house;
mod legacy;
mod order;
mod repeat;
mod stray;

use crate::judge::{Fault, Subject};
use crate::script::khmer::is_khmer;

pub(super) use repeat::repeated;

/// The faults of Khmer letters, in a text of any language.
pub(super) fn faults(text: &str) -> Vec<Fault> {
    // A bar may be typed for a mark of Khmer after what is filled in.
    if !text.contains(|c| is_khmer(c) || matches!(c, '|' | '¦')) {
        return Vec::new();
    }
    let mut faults = order::faults(text);
    faults.extend(stray::faults(text));
    faults
}

/// Other characters where Khmer is expected.
pub(super) fn legacy(subject: &Subject) -> Vec<Fault> {
    if subject.info.script == "Khmr" { legacy::faults(subject) } else { Vec::new() }
}

/// House style of a language in Khmer letters.
pub(super) fn house_style(all: &[Subject]) -> Vec<(usize, Fault)> {
    if all.first().is_some_and(|subject| subject.info.script == "Khmr") { house::faults(all) } else { Vec::new() }
}
