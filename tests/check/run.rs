//! `likhit check` as it is run: the named files are examined, however they are named.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

const FRENCH: &str = "locales/fr/cases/kem-sokha.ftl";

/// A project with one slip: a misspelt variable in the French of the case.
fn slipped() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let bundled = Path::new(env!("CARGO_MANIFEST_DIR"));
    for file in [FRENCH, "locales/fr/letter.ftl", "locales/fr/locale.yaml", "cases/kem-sokha.yaml"] {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("a folder");
        let text = fs::read_to_string(bundled.join(file)).expect("the bundled file");
        let text = if file == FRENCH { text.replacen("{ $arrested }", "{ $arested }", 1) } else { text };
        fs::write(path, text).expect("a file");
    }
    folder
}

/// The output of the program on both streams, and its exit code.
fn run(folder: &Path, arguments: &[&str]) -> (String, i32) {
    let output = Command::new(env!("CARGO_BIN_EXE_likhit"))
        .current_dir(folder)
        .args(["check", "--no-pages"])
        .args(arguments)
        .output()
        .expect("the program runs");
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    (said, output.status.code().unwrap_or(-1))
}

#[test]
fn a_slip_is_found_whatever_way_its_file_is_named() {
    let project = slipped();
    let root = project.path().display().to_string();
    let within = project.path().join("locales/fr");
    let cases: [(&Path, Vec<String>); 9] = [
        (project.path(), vec![]),
        (project.path(), vec![".".into()]),
        (project.path(), vec!["locales/fr".into()]),
        (project.path(), vec!["./locales/fr/".into()]),
        (project.path(), vec!["locales".into()]),
        (project.path(), vec![FRENCH.into()]),
        (Path::new("/"), vec![format!("{root}/locales/fr")]),
        (Path::new("/"), vec![root.clone()]),
        (&within, vec![".".into()]),
    ];
    for (folder, arguments) in cases {
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let (said, code) = run(folder, &arguments);
        assert!(said.contains("unknown-variable") && said.contains("kem-sokha.ftl"), "{arguments:?}: {said}");
        assert!(said.contains("did you mean"), "{arguments:?}: {said}");
        assert_eq!(code, 1, "{arguments:?}: {said}");
    }
    let (said, code) = run(project.path(), &["kem-sokha", "--lang", "fr"]);
    assert!(said.contains("unknown-variable") && code == 1, "a case has its words: {said}");
    let (said, code) = run(project.path(), &["kem-sokha"]);
    assert!(said.contains("note[begun-languages]") && code == 0, "French is not one of its languages: {said}");
    let (said, code) = run(project.path(), &["cases"]);
    assert!(code == 0 && !said.contains("unknown-variable"), "only the cases were asked for: {said}");
}

#[test]
fn a_slip_is_told_to_programs_at_its_line() {
    let project = slipped();
    let (said, code) = run(project.path(), &["locales/fr", "--format", "json"]);
    let findings: serde_json::Value =
        serde_json::from_str(said.trim()).unwrap_or_else(|error| panic!("{error}: {said}"));
    let found = findings.as_array().and_then(|all| all.iter().find(|one| one["rule"] == "unknown-variable"));
    let found = found.unwrap_or_else(|| panic!("{said}"));
    assert_eq!((&found["file"], &found["severity"], code), (&FRENCH.into(), &"error".into(), 1));
    let (said, code) = run(project.path(), &["locales/fr", "--format", "github"]);
    let place = format!("::error file={FRENCH},line={}", found["line"]);
    assert!(said.contains(&place) && code == 1, "{place}: {said}");
}

#[test]
fn what_would_be_repaired_is_shown_and_not_written() {
    let project = slipped();
    let path = project.path().join(FRENCH);
    let text = fs::read_to_string(&path).expect("the file").replacen("$arested", "$arrested", 1);
    let doubled = format!("{text}\n# A comment that stays\n-x = a\u{200B}\u{200B}b\n");
    fs::write(&path, &doubled).expect("a file");
    let (said, _) = run(project.path(), &["locales/fr", "--fix", "--dry-run"]);
    assert!(said.contains("would be repaired"), "{said}");
    assert_eq!(fs::read_to_string(&path).expect("the file"), doubled);
}

#[test]
fn a_rule_is_explained_with_a_wrong_and_a_right_example() {
    let (said, code) = run(Path::new("/"), &["--explain", "unknown-variable"]);
    assert!(said.contains("wrong:") && said.contains("right:") && code == 0, "{said}");
    let (said, code) = run(Path::new("/"), &["--explain", "unknown-varable"]);
    assert!(said.contains("did you mean `unknown-variable`?") && code != 0, "{said}");
}

/// The French of a project whose line ends are those of Windows, with faults that have one right answer.
fn untidy(project: &TempDir) -> String {
    let path = project.path().join(FRENCH);
    let text = fs::read_to_string(&path).expect("the file").replacen("$arested", "$arrested", 1);
    let text = format!("{text}\n# A comment  that stays\n-x  =  l'appel e\u{301}crit \u{200B} hier\n");
    let text = text.replace("la Cour\n", "la  Cour\n").replace('\n', "\r\n");
    fs::write(path, &text).expect("a file");
    text
}

#[test]
fn one_run_repairs_what_has_one_right_answer_and_no_other_byte() {
    let project = slipped();
    let text = untidy(&project);
    let (said, code) = run(project.path(), &["locales/fr", "--fix"]);
    let right = text.replace("l'appel e\u{301}crit \u{200B} hier", "l’appel écrit hier").replace("la  Cour", "la Cour");
    assert_eq!(fs::read_to_string(project.path().join(FRENCH)).expect("the file"), right, "{said}");
    assert!(said.contains("-    correctionnel") || said.contains("+    ") || said.contains("@@"), "{said}");
    assert!(said.contains("+-x  =  l’appel écrit hier") && code == 0, "{said}");
    for file in ["locales/fr/letter.ftl", "cases/kem-sokha.yaml"] {
        let bundled = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).expect("the bundled file");
        assert_eq!(fs::read(project.path().join(file)).expect("the file"), bundled, "{file}");
    }
    let (again, _) = run(project.path(), &["locales/fr", "--fix"]);
    assert!(again.contains("0 faults repaired") && !again.contains("@@"), "{again}");
}

#[test]
fn what_is_shown_is_what_is_written() {
    let project = slipped();
    untidy(&project);
    let (shown, _) = run(project.path(), &["locales/fr", "--fix", "--dry-run"]);
    let (written, _) = run(project.path(), &["locales/fr", "--fix"]);
    let changes = |said: &str| {
        let lines = said.lines().filter(|line| line.starts_with(['-', '+', '@'])).map(str::to_owned);
        lines.collect::<Vec<_>>()
    };
    assert!(!changes(&shown).is_empty());
    assert_eq!(changes(&shown), changes(&written));
}

#[test]
fn services_get_a_log_as_the_standard_wants_it() {
    let project = slipped();
    let (said, code) = run(project.path(), &["--format", "sarif"]);
    let log: serde_json::Value = serde_json::from_str(said.trim()).unwrap_or_else(|error| panic!("{error}: {said}"));
    assert_eq!((&log["version"], code), (&"2.1.0".into(), 1));
    assert!(log["$schema"].as_str().is_some_and(|schema| schema.ends_with("sarif-2.1.0.json")));
    let list = |value: &serde_json::Value| value.as_array().cloned().unwrap_or_else(|| panic!("no list: {value}"));
    let runs = list(&log["runs"]);
    assert_eq!(runs.len(), 1);
    let driver = &runs[0]["tool"]["driver"];
    assert!(driver["name"] == "likhit" && driver["version"].is_string());
    let rules = list(&driver["rules"]);
    assert!(rules.iter().all(|rule| rule["id"].is_string() && rule["shortDescription"]["text"].is_string()));
    let results = list(&runs[0]["results"]);
    assert!(!results.is_empty());
    for result in results {
        assert!(rules.iter().any(|rule| rule["id"] == result["ruleId"]), "{result}");
        assert!(["error", "warning", "note"].iter().any(|level| result["level"] == *level), "{result}");
        assert!(result["message"]["text"].as_str().is_some_and(|text| !text.is_empty()), "{result}");
        for location in list(&result["locations"]) {
            let place = &location["physicalLocation"];
            let uri = place["artifactLocation"]["uri"].as_str().unwrap_or_default();
            assert!(!uri.is_empty() && !uri.contains([' ', '\\']) && !uri.starts_with('/'), "{result}");
            let region = &place["region"];
            assert!(region.is_null() || ["startLine", "startColumn"].iter().all(|at| region[at].as_u64() > Some(0)));
        }
    }
}

#[test]
fn a_file_that_was_sent_is_checked_where_it_lies() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let bundled = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales/km/cases/kem-sokha.ftl");
    let text = fs::read_to_string(bundled).expect("the bundled file").replacen("{ $arrested }", "{ $arested }", 1);
    let path = folder.path().join("from a friend.ftl");
    fs::write(&path, text).expect("a file");
    let (said, code) = run(folder.path(), &["from a friend.ftl"]);
    assert!(said.contains("from a friend.ftl:44:") && said.contains("unknown-variable") && code == 1, "{said}");
}

#[test]
fn layouts_labels_and_countries_are_read_as_they_are_used() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    };
    let bundled = Path::new(env!("CARGO_MANIFEST_DIR")).join("stationery/plain.yaml");
    let plain = fs::read_to_string(bundled).expect("the bundled file");
    write("stationery/ours.yaml", &plain.replace("name: plain", "name: ours").replace("bottom:", "botom:"));
    write("stationery/labels/ours.yaml", "ours: {paper: a4, width: 90}\n");
    write("countries/en.yaml", "GB: [1]\n");
    let faulty = ["stationery/ours.yaml", "stationery/labels/ours.yaml", "countries/en.yaml"];
    let (said, code) = run(folder.path(), &["--project", "."]);
    assert!(faulty.iter().all(|file| said.contains(&format!("{file}:"))) && code == 1, "{said}");
    for file in faulty {
        let (said, code) = run(folder.path(), &["--project", ".", file]);
        assert!(said.contains(&format!("{file}:")) && code == 1, "{file}: {said}");
    }
    write("stationery/envelopes/ours.yaml", "ours: {width: 9, height: 50}\n");
    let (said, code) = run(folder.path(), &["--project", ".", "stationery/envelopes"]);
    assert!(said.contains("bad-size") && code == 1, "{said}");
}

#[test]
fn the_exit_code_says_whether_anything_must_not_be_printed() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let code = |arguments: &[&str]| run(folder.path(), arguments).1;
    assert_eq!(code(&[]), 0);
    assert_eq!(code(&["kem-sokha"]), 0);
    assert_eq!(code(&["locales/mk"]), 2);
    assert_eq!(code(&["kem-soka"]), 2);
    let project = slipped();
    assert_eq!(run(project.path(), &[]).1, 1);
    let path = project.path().join(FRENCH);
    let text = fs::read_to_string(&path).expect("the file").replacen("$arested", "$arrested", 1);
    fs::write(&path, text.replacen("la Cour\n", "la  Cour\n", 1)).expect("a file");
    let (said, code) = run(project.path(), &[]);
    assert!(said.contains("warning[stray-space]") && code == 0, "{said}");
}

#[test]
fn senders_are_read_as_a_mailing_reads_them() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("a file");
    write("members.csv", "name;address1;country\nChantou;14 Harbour Street;United Kingdom\n;2 Elm Road;GB\n");
    let (said, code) = run(folder.path(), &["--senders", "members.csv"]);
    assert!(said.contains("members.csv:3:") && said.contains("missing-name") && code == 1, "{said}");
    write("me.yaml", "name: Chantou\naddress: [14 Harbour Street]\ncountry: GB\n");
    assert_eq!(run(folder.path(), &["--senders", "me.yaml"]).1, 0);
    write("list.xlsx", "PK\u{3}\u{4}");
    assert_eq!(run(folder.path(), &["--senders", "list.xlsx"]).1, 2);
}

#[test]
fn a_name_that_is_misspelt_where_it_is_given_is_told_once() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let bundled = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales/km/cases/kem-sokha.ftl");
    let text = fs::read_to_string(bundled).expect("the bundled file").replacen("\nperson =", "\nPerson =", 1);
    let path = folder.path().join("locales/km/cases");
    fs::create_dir_all(&path).expect("a folder");
    fs::write(path.join("kem-sokha.ftl"), text).expect("a file");
    let (said, code) = run(folder.path(), &["locales/km"]);
    assert!(said.contains("did you mean `person`?") && said.contains(": 1 error\n") && code == 1, "{said}");
}
