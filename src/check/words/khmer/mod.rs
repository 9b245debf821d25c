//! Rules of Khmer writing.

mod cluster;
mod normal;
mod order;

use crate::check::Fault;

/// The faults of Khmer in `text`.
pub(super) fn faults(text: &str) -> Vec<Fault> {
    order::faults(text)
}
