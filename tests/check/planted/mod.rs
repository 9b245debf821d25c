//! One fault is planted in a copy of the bundled project at a time, and must be found: by the rule that
//! is for it, as what it is, in the right line. What is legal is planted too, and must raise nothing.

mod clean;
mod khmer;
mod page;
mod structure;
mod syntax;
mod text;

use likhit::check::{Scope, Tried, check};
use likhit::finding::{Finding, Findings, Severity};
use likhit::project::Project;

const KM: &str = "locales/km/cases/kem-sokha.ftl";
const KM_LETTER: &str = "locales/km/letter.ftl";
const EN: &str = "locales/en/cases/kem-sokha.ftl";
const FR: &str = "locales/fr/cases/kem-sokha.ftl";
const FR_LETTER: &str = "locales/fr/letter.ftl";
const CASE: &str = "cases/kem-sokha.yaml";

/// What stands in place of the first of something in a file; at its end where the something is empty.
type Change = (&'static str, &'static str, &'static str);

/// A fault.
struct Planted {
    /// What it is.
    name: &'static str,
    /// How it is made. The finding is looked for in the file of the last.
    changes: &'static [Change],
    /// By what it must be found.
    rule: &'static str,
    /// As what.
    severity: Severity,
    /// With what the line of the finding begins; where the last change stands, if this is empty.
    line: &'static str,
}

const fn planted(name: &'static str, changes: &'static [Change], rule: &'static str, severity: Severity) -> Planted {
    Planted { name, changes, rule, severity, line: "" }
}

impl Planted {
    /// The same, but the finding stands in a line that begins so.
    const fn at(self, line: &'static str) -> Self {
        Self { line, ..self }
    }
}

/// The project with its changes, and the line that the last of them begins in.
fn changed(project: &Project, changes: &[Change]) -> (Project, usize) {
    let mut project = project.clone();
    let mut line = 0;
    for (file, from, to) in changes {
        let text = project.text(file).expect("the bundled project has the file");
        let at = if from.is_empty() { text.len() } else { text.find(from).unwrap_or_else(|| panic!("no `{from}`")) };
        // A line break before it is there to find the beginning of a line.
        let begins = at + to.len() - to.trim_start_matches('\n').len();
        let new = format!("{}{to}{}", &text[..at], &text[at + from.len()..]);
        line = new[..begins.min(new.len())].matches('\n').count() + 1;
        project = project.with([((*file).to_owned(), new.into_bytes())]);
    }
    (project, line)
}

/// The findings in a file.
fn found(project: &Project, file: &str, pages: Option<Tried>) -> Findings {
    check(project, &Scope { paths: vec![file.to_owned()], pages, ..Scope::default() }).findings
}

/// Why a fault was not found as it must be.
fn missed(project: &Project, fault: &Planted, pages: Option<Tried>) -> Option<String> {
    let Planted { name, changes, rule, severity, line } = fault;
    let (project, changed_line) = changed(project, changes);
    let file = changes.last().expect("something is changed").0;
    let text = project.text(file).expect("it is there");
    let wanted = match *line {
        "" => changed_line,
        begin => 1 + text.lines().position(|text| text.starts_with(begin)).expect("there is such a line"),
    };
    let findings = found(&project, file, pages);
    let is_it = |finding: &&Finding| {
        finding.rule == *rule
            && finding.severity == *severity
            && finding.file.as_deref() == Some(file)
            && finding.line.is_none_or(|line| line == wanted)
    };
    if findings.iter().any(|finding| is_it(&finding)) {
        return None;
    }
    let told = findings.iter().map(|finding| {
        format!("\n    {} {} {:?}:{:?} {}", finding.severity, finding.rule, finding.file, finding.line, finding.message)
    });
    Some(format!("{name}: no {severity} {rule} in line {wanted}{}", told.collect::<String>()))
}

fn all_are_found(faults: &[Planted], pages: Option<&Tried>) {
    let project = Project::embedded();
    let missed: Vec<String> = faults.iter().filter_map(|fault| missed(&project, fault, pages.cloned())).collect();
    assert!(missed.is_empty(), "{} of {} are missed\n{}", missed.len(), faults.len(), missed.join("\n"));
}
