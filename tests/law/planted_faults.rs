//! The faults that `check` must find in the bundled project (`tests/check/planted`): what is an error
//! there, no command prints.

use super::harness::assert_kept;
use super::judge::{Fault, judge};
use crate::check::planted::{Planted, khmer, page, structure, syntax, text};

/// The planted faults as they are judged: those of syntax and structure may reach beyond their messages.
fn faults(planted: &'static [Planted], alone: bool) -> Vec<Fault> {
    planted.iter().map(|planted| Fault { name: planted.name, changes: planted.changes, alone }).collect()
}

fn all_are_judged(what: &str, planted: &'static [Planted], alone: bool, commands: &[&str]) {
    assert_kept(what, judge(&faults(planted, alone), commands));
}

#[test]
fn planted_faults_of_khmer_are_refused() {
    all_are_judged("faults of Khmer", khmer::FAULTS, false, &["letters", "text", "sheet"]);
}

#[test]
fn planted_faults_of_text_are_refused() {
    all_are_judged("faults of text", text::FAULTS, false, &["letters", "sheet", "fax"]);
}

#[test]
fn planted_faults_of_structure_are_refused() {
    all_are_judged("faults of structure", structure::FAULTS, false, &["letters", "text"]);
}

#[test]
fn planted_faults_of_syntax_are_refused() {
    all_are_judged("faults of syntax", syntax::FAULTS, true, &["letters", "sheet"]);
}

#[test]
fn planted_faults_of_the_page_are_refused() {
    all_are_judged("faults of the page", page::FAULTS, true, &["letters"]);
}
