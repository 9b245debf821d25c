//! `likhit check` as it is run: what is named is examined, whatever way it is named.

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

/// What the program says on both streams, and how it ends.
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
