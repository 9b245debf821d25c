//! The rules' explanations: none is missing, each example shows its rule, and the page of the docs is the same.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use expect_test::expect_file;
use likhit::check::{Scope, Tried, check};
use likhit::finding::RuleName;
use likhit::finding::rules::ALL;
use likhit::judge::{Example, Rule, SUBJECTS, rules, rules_page};
use likhit::project::Project;

/// The bundled project without its sheet, which no example is of: half of its words.
fn project() -> Project {
    let project = Project::embedded();
    let case = "cases/kem-sokha.yaml";
    let text = project.text(case).expect("the case is bundled");
    let begin = text.find("\nsheet:").expect("it has a sheet");
    let end = text[begin + 1..].find("\n\n").map_or(text.len(), |end| begin + 1 + end);
    let mut files = vec![(case.to_owned(), format!("{}{}", &text[..begin], &text[end..]).into_bytes())];
    for tag in ["en", "fr", "km"] {
        for file in [format!("locales/{tag}/cases/kem-sokha.ftl"), format!("locales/.seen/{tag}/cases/kem-sokha.ftl")] {
            let Ok(text) = project.text(&file) else { continue };
            let kept = without(text, |id| id.starts_with("sheet-"));
            files.push((file, kept.into_bytes()));
        }
    }
    project.with(files)
}

/// A text without some of its entries.
fn without(text: &str, is_out: impl Fn(&str) -> bool) -> String {
    let mut kept = String::new();
    let mut out = false;
    for line in text.lines() {
        if !line.starts_with(' ') && !line.is_empty() {
            out = id_of(line).is_some_and(&is_out);
        }
        if !out {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

/// The rules that are reported for a project with these entries in one of its files.
fn told(project: &Project, file: &str, entries: &str, pages: Option<Tried>) -> BTreeSet<RuleName> {
    let path = format!("locales/{file}");
    let new: Vec<&str> = entries.lines().filter_map(id_of).collect();
    let kept = without(project.text(&path).expect("the file is bundled"), |id| new.contains(&id));
    // What is at the first byte of a file must stay there.
    let text =
        if entries.starts_with('\u{FEFF}') { format!("{entries}\n{kept}") } else { format!("{kept}\n{entries}\n") };
    let project = project.clone().with([(path.clone(), text.into_bytes())]);
    check(&project, &Scope { paths: vec![path], pages, ..Scope::default() })
        .findings
        .iter()
        .map(|finding| finding.rule)
        .collect()
}

/// The id of an entry that begins in this line.
fn id_of(line: &str) -> Option<&str> {
    let (id, _) = line.split_once('=')?;
    let id = id.trim_end();
    let is_id = |c: char| c.is_ascii_alphanumeric() || c == '-';
    (!id.is_empty() && id.chars().all(is_id)).then_some(id)
}

#[test]
fn each_example_shows_what_it_says() {
    let project = project();
    let mut wrong = Vec::new();
    for subject in SUBJECTS {
        let tried = || Tried::on(jiff::civil::date(2018, 1, 15));
        for Rule { name, example, wrong: faulty, right, .. } in subject.rules {
            let Example::Fluent(file) = example else { continue };
            let set = subject.title == "The printed page" || *name == "unused-silence";
            if !told(&project, file, faulty, set.then(tried)).contains(name) {
                wrong.push(format!("{name}: the wrong example does not raise it"));
            }
            if told(&project, file, right, set.then(tried)).contains(name) {
                wrong.push(format!("{name}: the right example raises it"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_page_of_the_docs_is_the_table() {
    expect_file![Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules.md")].assert_eq(&rules_page());
}

#[test]
fn rules_say_what_they_are_for() {
    for Rule { name, about, wrong, right, .. } in rules() {
        assert!(about.ends_with('.') && !wrong.is_empty() && !right.is_empty() && wrong != right, "{name}");
    }
}

#[test]
fn every_rule_is_explained_once() {
    let explained: Vec<RuleName> = rules().map(|rule| rule.name).collect();
    assert_eq!(explained, ALL, "`src/finding/rules.rs` and `src/judge/rules` do not have the same rules");
}

#[test]
fn every_rule_is_raised_somewhere() {
    let sources = sources();
    let constant = |name: &RuleName| format!("rules::{}", name.as_str().to_uppercase().replace('-', "_"));
    let is_raised = |name: &RuleName| {
        let constant = constant(name);
        let ends = |text: &str| !text.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
        sources.iter().any(|text| text.match_indices(&constant).any(|(at, _)| ends(&text[at + constant.len()..])))
    };
    let unused: Vec<_> = ALL.iter().filter(|name| !is_raised(name)).collect();
    assert!(unused.is_empty(), "nothing raises these any more: {unused:?}");
}

/// The sources without their tests and without the rules.
fn sources() -> Vec<String> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the folder can be read") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.extend((!path.ends_with("judge/rules") && !path.ends_with("tests")).then_some(path));
            } else if path.extension().is_some_and(|end| end == "rs") && !path.ends_with("tests.rs") {
                let text = fs::read_to_string(&path).expect("a source");
                sources.push(text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned());
            }
        }
    }
    sources
}
