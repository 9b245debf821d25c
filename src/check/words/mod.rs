//! The rules that look at words: pure functions, text in, faults out.

use super::{Fault, Subject};

/// The faults of one text.
pub fn faults(subject: &Subject) -> Vec<Fault> {
    let _ = subject;
    Vec::new()
}

/// What is a fault only when it is mixed within a language: `all` are the texts of one language, and
/// each fault names the text that it is in by its index.
pub fn house_style(all: &[Subject]) -> Vec<(usize, Fault)> {
    let _ = all;
    Vec::new()
}
