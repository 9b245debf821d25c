//! One fault is planted in a copy of the bundled project at a time. It must be found by its rule, with its severity, in
//! the right line. Correct text is planted too, and must have no findings.

use likhit::check::{Scope, Tried, check};
use likhit::finding::{Finding, Findings};
use likhit::project::Project;

use super::planted::clean::LEGAL;
use super::planted::{Change, EN, FR, KM, Planted, khmer, page, structure, syntax, text};
use crate::support::first_place;

/// The project with its changes, and the line that the last of them begins in.
pub fn changed(project: &Project, changes: &[Change]) -> (Project, usize) {
    let mut project = project.clone();
    let mut line = 0;
    for (file, from, to) in changes {
        let text = project.text(file).expect("the bundled project has the file");
        let at =
            if from.is_empty() { text.len() } else { first_place(text, from).unwrap_or_else(|| panic!("no `{from}`")) };
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

#[test]
fn faults_of_khmer_are_found() {
    all_are_found(khmer::FAULTS, None);
}

#[test]
fn faults_of_structure_are_found() {
    all_are_found(structure::FAULTS, None);
}

#[test]
fn faults_of_syntax_are_found() {
    all_are_found(syntax::FAULTS, None);
}

#[test]
fn faults_of_text_are_found() {
    all_are_found(text::FAULTS, None);
}

fn tried() -> Tried {
    Tried::on(jiff::civil::date(2018, 1, 15))
}

#[test]
fn faults_of_the_page_are_found() {
    all_are_found(page::FAULTS, Some(&tried()));
}

#[test]
fn a_line_that_is_short_because_a_name_was_kept_whole_is_no_fault() {
    let name = "person = Kem Jonathan Alexander Bartholomew Sokha of the House of Many Names\n";
    let (project, _) = changed(&Project::embedded(), &[(EN, "person = Kem Sokha\n", name)]);
    let findings = found(&project, EN, Some(tried()));
    let rules: Vec<&str> = findings.iter().map(|finding| finding.rule.as_str()).collect();
    assert!(!rules.contains(&"unbreakable-run"), "{findings:#?}");
}

#[test]
fn other_encodings_are_named() {
    let project = Project::embedded();
    let text = |file| project.text(file).expect("the bundled file");
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(text(KM).encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let latin1: Vec<u8> = text(FR).chars().map(|c| u8::try_from(c).unwrap_or(b'?')).collect();
    for (file, bytes) in [(KM, utf16), (FR, latin1)] {
        let findings = found(&project.clone().with([(file.to_owned(), bytes)]), file, None);
        let told = findings.iter().any(|f| f.rule == "not-utf8" && f.file.as_deref() == Some(file));
        assert!(told, "{findings:?}");
    }
}

#[test]
fn what_is_legal_raises_nothing() {
    let embedded = Project::embedded();
    for (name, changes) in LEGAL {
        let file = changes.last().map_or(KM, |change| change.0);
        let findings = found(&changed(&embedded, changes).0, file, None);
        assert!(findings.is_empty(), "{name}: {findings:#?}");
    }
}

#[test]
fn line_ends_of_windows_raise_nothing() {
    let project = Project::embedded();
    let text = project.text(KM).expect("the bundled file").replace('\n', "\r\n");
    let findings = found(&project.with([(KM.to_owned(), text.into_bytes())]), KM, None);
    assert!(findings.is_empty(), "{findings:#?}");
}
