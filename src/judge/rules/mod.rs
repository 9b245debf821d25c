//! The rules: what each is for, with a wrong and a right example. `likhit check --explain` prints
//! them, and `docs/rules.md` is written from them.
//!
//! Every rule of [`finding::rules`](crate::finding::rules) is here, whichever command it comes from;
//! `tests/check/rules.rs` sees that none is missing.

mod cases;
mod facts;
mod khmer;
mod languages;
mod layouts;
mod letterheads;
mod letters;
mod lists;
mod mailings;
mod pages;
mod references;
mod repairs;
mod structure;
mod syntax;
mod words;

use std::fmt::Write as _;
use std::sync::LazyLock;

use crate::finding::RuleName;

#[cfg(test)]
pub(super) use repairs::REPAIRS;
pub use repairs::{Changed, RepairKind, repair_kind};

/// A rule, as it is explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Its name, as findings have it.
    pub name: RuleName,
    /// What is wrong, then what to do, in a few short sentences.
    pub about: &'static str,
    /// Where the examples belong.
    pub example: Example,
    /// An example that raises the rule.
    pub wrong: &'static str,
    /// The same example, corrected.
    pub right: &'static str,
}

/// Where the examples of a rule belong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Example {
    /// Entries of a Fluent file of the bundled project, for example `en/cases/kem-sokha.ftl`. They
    /// replace its entries with the same names, or are added. A test runs them.
    Fluent(&'static str),
    /// Something else, for example a part of a case file. No test runs it.
    Shown,
}

/// The case's words in English.
const ENGLISH: Example = Example::Fluent("en/cases/kem-sokha.ftl");
/// The text of every letter in English.
const ENGLISH_LETTER: Example = Example::Fluent("en/letter.ftl");
/// The case's words in French, for rules that compare a translation with its source.
const FRENCH: Example = Example::Fluent("fr/cases/kem-sokha.ftl");
/// The text of every letter in French.
const FRENCH_LETTER: Example = Example::Fluent("fr/letter.ftl");
/// The case's words in Khmer, for rules that are about Khmer.
const KHMER: Example = Example::Fluent("km/cases/kem-sokha.ftl");

/// Rules of one subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleGroup {
    /// Its heading.
    pub title: &'static str,
    /// Its rules, in the order in which a reader meets them.
    pub rules: &'static [Rule],
}

/// All rules by subject: first those of `likhit check` on words, then those of other commands.
pub const SUBJECTS: &[RuleGroup] = &[
    RuleGroup { title: "Writing Fluent", rules: syntax::RULES },
    RuleGroup { title: "Messages of a file", rules: structure::RULES },
    RuleGroup { title: "Text in braces", rules: references::RULES },
    RuleGroup { title: "Facts and the source", rules: facts::RULES },
    RuleGroup { title: "Words and characters", rules: words::RULES },
    RuleGroup { title: "Khmer", rules: khmer::RULES },
    RuleGroup { title: "The printed page", rules: pages::RULES },
    RuleGroup { title: "Cases, senders and languages", rules: cases::RULES },
    RuleGroup { title: "Layouts, envelopes and labels", rules: layouts::RULES },
    RuleGroup { title: "Letterheads and logos", rules: letterheads::RULES },
    RuleGroup { title: "Orders, files and letters", rules: letters::RULES },
    RuleGroup { title: "New languages and translation tools", rules: languages::RULES },
    RuleGroup { title: "Lists of senders", rules: lists::RULES },
    RuleGroup { title: "Mailings", rules: mailings::RULES },
];

/// All rules, sorted by name.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    static SORTED: LazyLock<Vec<&Rule>> = LazyLock::new(|| {
        let mut rules: Vec<&Rule> = SUBJECTS.iter().flat_map(|subject| subject.rules).collect();
        rules.sort_by_key(|rule| rule.name);
        rules
    });
    SORTED.iter().copied()
}

/// The rule of a name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    SUBJECTS.iter().flat_map(|subject| subject.rules).find(|rule| rule.name == name)
}

/// A rule in words, for the terminal.
pub fn explained(rule: &Rule) -> String {
    let indented = |text: &str| {
        text.lines().fold(String::new(), |mut out, line| {
            let _ = writeln!(out, "    {line}");
            out
        })
    };
    let Rule { name, wrong, right, .. } = rule;
    format!("{name}\n\n{}\n\nwrong:\n{}\nright:\n{}", about(rule), indented(wrong), indented(right))
}

/// What a rule is for, whether a comment can allow it, and what its fixes change.
fn about(rule: &Rule) -> String {
    let never = if rule.name.may_be_allowed() { "" } else { " A comment cannot allow it." };
    let repairs = repair_kind(rule.name).map_or_else(String::new, |kind| format!(" {}", kind.in_words()));
    format!("{}{never}{repairs}", rule.about)
}

/// All rules in words, as the page `docs/rules.md`.
pub fn page() -> String {
    let mut out = String::from(
        "# Rules\n\nEvery finding has the name of a rule. `likhit check --explain RULE` prints the text of one rule.\n\
         The program writes this page; do not edit it by hand.\n\n\
         In the examples, a line that begins with `# English:` is the source text of a translation.\n\n",
    );
    for RuleGroup { title, rules } in SUBJECTS {
        let names = rules.iter().map(|rule| format!("[`{0}`](#{0})", rule.name)).collect::<Vec<_>>().join(", ");
        let _ = writeln!(out, "- **{title}**: {names}");
    }
    for RuleGroup { title, rules } in SUBJECTS {
        let _ = write!(out, "\n## {title}\n");
        for rule in *rules {
            let _ = write!(out, "\n### `{}`\n\n{}\n\n{}", rule.name, about(rule), examples(rule));
        }
    }
    out
}

/// The examples of a rule for the page: Fluent as code, everything else in a list.
fn examples(rule: &Rule) -> String {
    let Rule { wrong, right, .. } = rule;
    if rule.example != Example::Shown {
        let wrong = wrong.trim_end().replace('\u{FEFF}', "⟨U+FEFF⟩");
        return format!("```ftl\n# wrong\n{wrong}\n\n# right\n{}\n```\n", right.trim_end());
    }
    if [wrong, right].iter().any(|text| text.contains('\n')) {
        return format!("```text\nwrong:\n{wrong}\n\nright:\n{right}\n```\n");
    }
    let code = |text: &str| if text.contains('`') { text.to_owned() } else { format!("`{text}`") };
    format!("- wrong: {}\n- right: {}\n", code(wrong), code(right))
}
