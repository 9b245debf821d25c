//! The rules' explanations: none is missing, each example shows what it says, and the page of the docs
//! says the same.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use expect_test::expect_file;
use likhit::check::{Example, Rule, SUBJECTS, Scope, Tried, check, rule, rules, rules_page};
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

/// The rules that are told of a project with these entries in a file of it.
fn told(project: &Project, file: &str, entries: &str, pages: Option<Tried>) -> BTreeSet<&'static str> {
    let path = format!("locales/{file}");
    let new: Vec<&str> = entries.lines().filter_map(id_of).collect();
    let kept = without(project.text(&path).expect("the file is bundled"), |id| new.contains(&id));
    // What is at the first byte of a file must stay there.
    let text =
        if entries.starts_with('\u{FEFF}') { format!("{entries}\n{kept}") } else { format!("{kept}\n{entries}\n") };
    let project = project.clone().with([(path.clone(), text.into_bytes())]);
    check(&project, &Scope { paths: vec![path], pages }).findings.iter().map(|finding| finding.rule).collect()
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
        let tried = || Tried { date: jiff::civil::date(2018, 1, 15), senders: Vec::new() };
        for Rule { name, example, wrong: faulty, right, .. } in subject.rules {
            let Example::Fluent(file) = example else { continue };
            let set = subject.title == "The set page" || *name == "unused-silence";
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
fn rules_have_different_names_and_say_what_they_are_for() {
    let names: BTreeSet<&str> = rules().map(|rule| rule.name).collect();
    assert_eq!(names.len(), rules().count());
    for Rule { name, about, wrong, right, .. } in rules() {
        assert!(about.ends_with('.') && !wrong.is_empty() && !right.is_empty() && wrong != right, "{name}");
    }
}

#[test]
fn every_rule_that_is_emitted_is_explained() {
    let sources = sources();
    let emitted = emitted(&sources);
    let unknown: Vec<_> = emitted.iter().filter(|(name, _)| rule(name).is_none()).collect();
    assert!(unknown.is_empty(), "write what these are for into `src/check/rules`: {unknown:#?}");
    assert!(emitted.len() > 150, "the search sees only {} rules", emitted.len());
    let all: String = sources.iter().map(|(_, text)| text.as_str()).collect();
    for rule in rules() {
        assert!(all.contains(&format!("\"{}\"", rule.name)), "nothing emits `{}` any more", rule.name);
    }
}

/// The sources without their tests and without the rules.
fn sources() -> Vec<(PathBuf, String)> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the folder can be read") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.extend((!path.ends_with("check/rules") && !path.ends_with("tests")).then_some(path));
            } else if path.extension().is_some_and(|end| end == "rs") && !path.ends_with("tests.rs") {
                let text = fs::read_to_string(&path).expect("a source");
                let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned();
                sources.push((path, text));
            }
        }
    }
    sources
}

/// The names of rules in the sources, each with a file that has it: the words in quotes where a
/// parameter or a field is called `rule`.
fn emitted(sources: &[(PathBuf, String)]) -> BTreeMap<String, PathBuf> {
    let mut takers: BTreeSet<(&str, usize)> = BTreeSet::new();
    for (_, text) in sources {
        for (begin, open, close) in [("fn ", '(', ')'), ("let ", '|', '|')] {
            for (at, _) in text.match_indices(begin) {
                let rest = &text[at + begin.len()..];
                let name = &rest[..rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len())];
                let Some(opens) = rest.lines().next().and_then(|line| line.find(open)) else { continue };
                let parameters = arguments(&rest[opens + 1..], close);
                let typed = parameters.iter().filter(|parameter| !parameter.trim().ends_with("self"));
                let index =
                    typed.clone().position(|parameter| parameter.trim() == "rule" || parameter.contains("rule: &"));
                takers.extend(index.map(|index| (name, index)));
            }
        }
    }
    let mut emitted = BTreeMap::new();
    for (path, text) in sources {
        let mut found = Vec::new();
        for (taker, index) in &takers {
            for (at, call) in text.match_indices(&format!("{taker}(")) {
                let whole = !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
                let given = arguments(&text[at + call.len()..], ')');
                found.extend(given.get(*index).filter(|_| whole).map(|given| (*given).to_owned()));
            }
        }
        for begin in ["rule: \"", "let rule = "] {
            let rest = text.match_indices(begin).map(|(at, _)| &text[at + 6..]);
            found.extend(rest.map(|rest| rest[..rest.find([',', ';', '}']).unwrap_or(0)].to_owned()));
        }
        for name in found.iter().flat_map(|written| written.split('"').skip(1).step_by(2)) {
            let is_name =
                name.contains('-') && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
            if is_name {
                emitted.insert(name.to_owned(), path.clone());
            }
        }
    }
    emitted
}

/// What stands between commas up to the bracket that closes.
fn arguments(text: &str, close: char) -> Vec<&str> {
    let mut arguments = Vec::new();
    let (mut depth, mut quoted, mut escaped, mut begin) = (0, false, false, 0);
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ if quoted => {}
            c if c == close && depth == 0 => {
                arguments.push(&text[begin..at]);
                break;
            }
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => {
                arguments.push(&text[begin..at]);
                begin = at + 1;
            }
            _ => {}
        }
    }
    arguments
}
