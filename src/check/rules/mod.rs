//! The rules: what each is for, with a wrong and a right example. `likhit check --explain` prints
//! them, and `docs/rules.md` is made of them.

mod table;

use std::fmt::Write as _;

/// A rule, as it is explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Its name, as findings have it.
    pub name: &'static str,
    /// What it is for: one or two sentences that say what would go wrong on paper.
    pub about: &'static str,
    /// What the examples are of.
    pub example: Example,
    /// An example that raises the rule.
    pub wrong: &'static str,
    /// The same as it should be.
    pub right: &'static str,
}

/// What the examples of a rule are of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Example {
    /// Entries of a Fluent file of the bundled project, for example `km/cases/kem-sokha.ftl`. They
    /// take the place of its entries of the same names, or are added; a test runs them.
    Fluent(&'static str),
    /// Something else, for example an excerpt of a case file. No test runs it.
    Shown,
}

/// All rules, sorted by name.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    let mut rules: Vec<&'static Rule> = table::RULES.iter().chain(super::words::RULES).collect();
    rules.sort_by_key(|rule| rule.name);
    rules.into_iter()
}

/// The rule of a name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.name == name)
}

/// A rule in words, for the terminal.
pub fn explained(rule: &Rule) -> String {
    let indented = |text: &str| {
        text.lines().fold(String::new(), |mut out, line| {
            let _ = writeln!(out, "    {line}");
            out
        })
    };
    format!("{}\n\n{}\n\nwrong:\n{}\nright:\n{}", rule.name, rule.about, indented(rule.wrong), indented(rule.right))
}
