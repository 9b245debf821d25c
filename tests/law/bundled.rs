//! The bundled cases and those of the tests, with the options of an order as people combine them.

use std::path::Path;

use super::harness::{Project, Ran, assert_kept, bundled_text, check_in, help_of, in_threads};
use super::judge::{CASE, told_by_check};
use crate::check::planted::EN;

/// The options that `check` takes as all orders do.
const OPTIONS: [&str; 15] = [
    "--lang",
    "--to",
    "--country",
    "--stationery",
    "--envelope",
    "--date",
    "--as-of",
    "--section",
    "--logo",
    "--font",
    "--one-page",
    "--fallback",
    "--sender",
    "--senders",
    "--project",
];

#[test]
fn check_takes_the_options_of_an_order() {
    let help = help_of("check");
    let has = |option: &str| help.split_whitespace().any(|word| word.trim_matches([',', ']']) == option);
    let missing: Vec<&str> = OPTIONS.into_iter().filter(|option| !has(option)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// A sender without faults.
const GOOD_SENDER: &str = "name: Chantou Eriksen-Sok\naddress: [14 Harbour Street]\npostcode: \"9008\"\n\
    town: Tromsø\ncountry: \"NO\"\nplace: Tromsø\nlang: en\npersonal: \"I have followed this case with sorrow.\"\n";

/// Senders with faults, by the names of their files.
const BAD_SENDERS: [(&str, &str); 6] = [
    ("unknown-key.yaml", "nmae: Chantou\naddress: [14 Harbour Street]\ncountry: GB\n"),
    ("no-address.yaml", "name: Chantou\ncountry: GB\n"),
    ("broken.yaml", "name: [Chantou\naddress: [14 Harbour Street]\n"),
    // typos: off
    ("mojibake.yaml", "name: FranÃ§ois Müller\naddress: [14 Harbour Street]\ncountry: GB\n"),
    // typos: on
    ("placeholder.yaml", "name: TODO\naddress: [14 Harbour Street]\ncountry: GB\n"),
    ("merge-field.yaml", "name: Mary Brown\naddress: [\"{{street}}\"]\ncountry: GB\n"),
];

/// The project with the files that the options name.
fn furnished() -> Project {
    let project = Project::bundled();
    project.write("me.yaml", GOOD_SENDER);
    for (file, text) in BAD_SENDERS {
        project.write(file, text);
    }
    let section = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/projects/section");
    for file in ["section.yaml", "logo.svg"] {
        let bytes = std::fs::read(section.join(file)).expect("a file of the tests");
        project.write(&format!("office/{file}"), bytes);
    }
    project.write("office/bad.yaml", "nmae: An office\nlang: en\n");
    project.write("bad.svg", "<svg><text>no");
    project
}

/// What breaks the law in a project in which all that is wrong is used by the order.
fn breaches(command: &str, printed: &Ran, checked: &Ran) -> Vec<String> {
    let mut breaches = told_by_check(command, printed, checked);
    if let Some(error) = checked.errors().next().filter(|_| printed.code == 0) {
        breaches.push(format!("{command} prints in spite of {error}"));
    }
    if printed.errors().next().is_none() && (printed.code != 0 || checked.code != 0) {
        breaches.push(format!("{command} ends with {}, check with {}", printed.code, checked.code));
    }
    breaches
}

/// The commands that take an option.
fn commands(options: &[&str]) -> Vec<&'static str> {
    let of_letters = ["--stationery", "--envelope", "--one-page"].iter().any(|option| options.contains(option));
    if of_letters { vec!["letters"] } else { vec!["letters", "text", "fax"] }
}

fn judged(project: &Project, case: &str, options: &[&str], of_the_order: &[&str]) -> Vec<String> {
    let checked = project.check(case, options);
    let all: Vec<&str> = [options, of_the_order].concat();
    let judge = |command: &'static str| breaches(command, &project.print(command, case, &all), &checked);
    commands(options).into_iter().flat_map(judge).collect()
}

/// Combinations of options, each one line as it is typed.
fn combinations() -> Vec<String> {
    let mut all: Vec<String> = [
        "",
        "--lang en",
        "--lang km --country GB",
        "--lang fr --country NO",
        "--lang fr --lang km --to prime-minister",
        "--to nobody",
        "--lang xx",
        "--lang fr --fallback en",
        "--lang km --one-page",
        "--lang en --one-page --country GB --to interior-minister",
        "--sender me.yaml --lang en",
        "--sender me.yaml --lang km --one-page",
        "--section office/section.yaml --country NO --lang en",
        "--section office/section.yaml --logo office/logo.svg --lang km",
        "--section office/bad.yaml --lang en",
        "--section office/section.yaml --logo bad.svg --lang en",
        "--lang en --stationery no-such-layout",
        "--lang en --stationery gb_dl --envelope no-such-envelope",
    ]
    .map(str::to_owned)
    .to_vec();
    all.extend(BAD_SENDERS.iter().map(|(file, _)| format!("--lang en --to prime-minister --sender {file}")));
    let stationery = Path::new(env!("CARGO_MANIFEST_DIR")).join("stationery");
    let mut layouts: Vec<String> = std::fs::read_dir(stationery)
        .expect("the bundled layouts")
        .flatten()
        .filter_map(|entry| Some(entry.path().file_name()?.to_str()?.strip_suffix(".yaml")?.to_owned()))
        .collect();
    layouts.sort();
    all.extend(layouts.iter().map(|layout| format!("--lang en --to prime-minister --stationery {layout}")));
    all
}

#[test]
fn the_bundled_case_keeps_the_law_with_all_options() {
    let project = furnished();
    let combinations = combinations();
    let judged = in_threads(&combinations, |typed| {
        let options: Vec<&str> = typed.split_whitespace().chain(["--date", "2018-01-15"]).collect();
        (typed.as_str(), judged(&project, CASE, &options, &[]))
    });
    assert_kept("options", judged);
}

#[test]
fn senders_of_whom_something_is_wrong_are_refused() {
    let project = furnished();
    let judged = in_threads(&BAD_SENDERS, |(file, _)| {
        let options = ["--lang", "en", "--to", "prime-minister", "--date", "2018-01-15", "--sender", file];
        let printed = project.print("letters", CASE, &options);
        let is_refused = printed.code == 1 && printed.errors().any(|error| error.file() == *file);
        (*file, if is_refused { Vec::new() } else { vec![format!("letters ends with {}", printed.code)] })
    });
    assert_kept("senders", judged);
}

#[test]
fn the_other_bundled_case_keeps_the_law() {
    let project = furnished();
    let combinations = ["", "--country GB", "--lang fr --country RS", "--lang km --sender me.yaml"];
    let judged = in_threads(&combinations, |typed| {
        let options: Vec<&str> = typed.split_whitespace().chain(["--date", "2025-06-15"]).collect();
        (*typed, judged(&project, "example-writer", &options, &["--despite-status"]))
    });
    assert_kept("options", judged);
}

/// The status and the deadline are the order's own: `check` says nothing of them that forbids anything.
#[test]
fn a_closed_case_is_refused_by_its_order_alone() {
    let project = Project::bundled();
    let options = ["--lang", "en", "--date", "2025-06-15"];
    let printed = project.print("letters", "example-writer", &options);
    assert!(printed.code == 1 && printed.errors().all(|error| error.rule() == "case-not-active"), "{}", printed.told());
    let checked = project.check("example-writer", &options);
    assert_eq!((checked.code, checked.errors().count()), (0, 0), "{}", checked.told());
}

#[test]
fn the_projects_of_the_tests_keep_the_law() {
    let projects = [("small", "initials"), ("small", "single"), ("arabic", "rights")];
    let judged = in_threads(&projects, |(name, case)| {
        let project = Project::of_tests(name);
        (*case, judged(&project, case, &["--date", "2026-01-15"], &[]))
    });
    assert_kept("projects", judged);
}

/// A project that is named from elsewhere has its files under one name in all commands.
#[test]
fn a_named_project_has_its_files_under_one_name() {
    let project = Project::bundled();
    project.write(EN, bundled_text(EN).replacen("{ $years }", "{ $year }", 1));
    let elsewhere = tempfile::tempdir().expect("a folder for the test");
    let root = project.path().to_string_lossy().into_owned();
    let options = ["--project", &root, "--lang", "en", "--date", "2018-01-15"];
    let checked = check_in(elsewhere.path(), CASE, &options);
    for command in ["letters", "text", "fax"] {
        let printed = project.print_in(elsewhere.path(), command, CASE, &options);
        assert_eq!(told_by_check(command, &printed, &checked), Vec::<String>::new());
        assert!(printed.code == 1 && checked.code == 1, "{command}: {}", printed.told());
    }
}
