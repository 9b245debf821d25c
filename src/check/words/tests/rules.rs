//! The rules' explanations: each example raises its rule, or does not.

use crate::check::words::RULES;
use crate::check::{Example, Scope, check};
use crate::project::Project;

/// The rules that are told for the bundled project with these entries.
fn told(file: &str, entries: &str) -> Vec<&'static str> {
    let path = format!("locales/{file}");
    let project = Project::embedded();
    let text = project.text(&path).expect("the file is bundled").to_owned();
    let name = entries.split(" =").next().unwrap_or_default();
    let mut kept = String::new();
    let mut skipping = false;
    for line in text.lines() {
        if !line.starts_with([' ', '\n']) && !line.is_empty() {
            skipping = line.starts_with(&format!("{name} ="));
        }
        if !skipping {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    let folder = path.split('/').take(2).collect::<Vec<_>>().join("/");
    let project = project.with([(path, format!("{kept}\n{entries}\n").into_bytes())]);
    let scope = Scope { paths: vec![folder], pages: None };
    check(&project, &scope).findings.iter().map(|finding| finding.rule).collect()
}

#[test]
fn each_example_shows_what_it_says() {
    let mut wrong = Vec::new();
    for rule in RULES {
        let Example::Fluent(file) = rule.example else { continue };
        if !told(file, rule.wrong).contains(&rule.name) {
            wrong.push(format!("{}: the wrong example does not raise it", rule.name));
        }
        if told(file, rule.right).contains(&rule.name) {
            wrong.push(format!("{}: the right example raises it", rule.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_bundled_words_are_clean() {
    let scope = Scope { paths: Vec::new(), pages: None };
    for finding in check(&Project::embedded(), &scope).findings {
        assert!(!RULES.iter().any(|rule| rule.name == finding.rule), "{finding:?}");
    }
}

#[test]
fn rules_have_different_names() {
    let names: std::collections::BTreeSet<_> = RULES.iter().map(|rule| rule.name).collect();
    assert_eq!(names.len(), RULES.len());
}
