//! The language that a case is written in first: a case in Spanish alone, and one that is translated from Spanish.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "it runs the program on a project on the disk"
)]
#![expect(clippy::unwrap_used, reason = "where nothing is there to unwrap, the test has failed")]

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// The project in a folder of its own.
fn project() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/projects/spanish");
    for file in ["cases/lago.yaml", "locales/es/cases/lago.ftl", "locales/es/letter.ftl", "locales/es/locale.yaml"] {
        write(folder.path(), file, &fs::read_to_string(from.join(file)).unwrap());
    }
    folder
}

fn write(folder: &Path, file: &str, text: &str) {
    let path = folder.join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// The output of the program on both streams, and its exit code.
fn run(folder: &Path, arguments: &[&str]) -> (String, i32) {
    let output = Command::new(env!("CARGO_BIN_EXE_likhit")).current_dir(folder).args(arguments).output().unwrap();
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    (said, output.status.code().unwrap_or(-1))
}

/// Runs a command that must succeed.
fn done(folder: &Path, arguments: &[&str]) -> String {
    let (said, code) = run(folder, arguments);
    assert_eq!(code, 0, "{arguments:?}: {said}");
    said
}

const DATE: [&str; 2] = ["--date", "2026-02-01"];

#[test]
fn a_case_in_spanish_alone_is_checked_and_printed_by_every_command() {
    let project = project();
    let folder = project.path();
    let (said, code) = run(folder, &["check", "lago"]);
    assert!(code == 0 && !said.contains("lago.ftl") && !said.contains("lago.yaml"), "{said}");
    done(folder, &[&["letters", "lago"][..], &DATE].concat());
    assert!(folder.join("letters/lago/fiscal.pdf").is_file());
    let text = done(folder, &[&["text", "lago"][..], &DATE].concat());
    assert!(text.contains("que fue detenida el 12 de enero de 2026."), "{text}");
    let link = done(folder, &[&["text", "lago", "--mailto"][..], &DATE].concat());
    assert!(link.contains("mailto:fiscal@example.org?subject=Solicitud"), "{link}");
    done(folder, &[&["sheet", "lago"][..], &DATE].concat());
    done(folder, &[&["envelopes", "lago"][..], &DATE].concat());
    done(folder, &[&["letters", "lago", "--lang", "qps", "--out", "pseudo"][..], &DATE].concat());
    let second = done(folder, &["text", "lago", "--date", "2026-03-01", "--follow-up", "2026-02-01"]);
    assert!(second.contains("El 1 de febrero de 2026 le escribí"), "{second}");
    // The words of the case have nothing beside them; what every letter says has.
    done(folder, &[&["proof", "lago", "--lang", "es"][..], &DATE].concat());
    write(folder, "list.csv", "name,address1,address2,country\nAna Muster,Calle 1,28001 Madrid,ES\n");
    done(folder, &[&["mailing", "lago", "--senders", "list.csv"][..], &DATE].concat());
    let cases = done(folder, &["cases"]);
    assert!(cases.contains("Rosa Ejemplo Prieto"), "{cases}");
    let languages = done(folder, &["languages"]);
    let row = languages.lines().find(|line| line.starts_with("es") && line.contains("lago")).unwrap();
    assert!(row.ends_with("source"), "{languages}");
}

#[test]
fn a_case_is_translated_from_the_language_that_it_names() {
    let project = project();
    let folder = project.path();
    let case = fs::read_to_string(folder.join("cases/lago.yaml")).unwrap();
    write(folder, "cases/lago.yaml", &case.replace("languages: [es]", "languages: [es, en]\nsource: es"));
    let spanish = fs::read_to_string(folder.join("locales/es/cases/lago.ftl")).unwrap();
    // English is translated from it, by way of PO.
    done(folder, &["export", "en", "--case", "lago", "--po", "lago.po"]);
    let file = folder.join("lago.po");
    let exported = fs::read_to_string(&file).unwrap();
    assert!(exported.contains("msgid \"DEFENSORA DEL LAGO DETENIDA\""), "{exported}");
    let translated = exported.replace(
        "msgid \"DEFENSORA DEL LAGO DETENIDA\"\nmsgstr \"\"",
        "msgid \"DEFENSORA DEL LAGO DETENIDA\"\nmsgstr \"DEFENDER OF A LAKE DETAINED\"",
    );
    assert_ne!(translated, exported);
    fs::write(&file, translated).unwrap();
    done(folder, &["import", "en", &file.display().to_string()]);
    let english = fs::read_to_string(folder.join("locales/en/cases/lago.ftl")).unwrap();
    assert!(english.contains("titular = DEFENDER OF A LAKE DETAINED"), "{english}");
    // The record is of the Spanish, and notices when it changes.
    let seen = fs::read_to_string(folder.join("locales/.seen/en/cases/lago.ftl")).unwrap();
    assert!(seen.contains("`es`") && seen.contains("DEFENSORA"), "{seen}");
    write(folder, "locales/es/cases/lago.ftl", &spanish.replace("DEL LAGO DETENIDA", "DEL LAGO EN PRISIÓN"));
    let (said, _) = run(folder, &["check", "locales/en/cases/lago.ftl", "--no-pages"]);
    assert!(said.contains("stale-translation") && said.contains("PRISIÓN"), "{said}");
    done(folder, &["accept", "en", "titular"]);
    let (said, _) = run(folder, &["check", "locales/en/cases/lago.ftl", "--no-pages"]);
    assert!(!said.contains("stale-translation"), "{said}");
    // A message that the English lacks is missing there, not in the Spanish.
    assert!(said.contains("missing"), "{said}");
    let (said, _) = run(folder, &["check", "locales/es/cases/lago.ftl", "--no-pages"]);
    assert!(!said.contains("missing"), "{said}");
    let (said, code) = run(folder, &[&["proof", "lago", "--lang", "en"][..], &DATE].concat());
    assert_eq!(code, 0, "{said}");
}

#[test]
fn a_source_language_that_is_not_there_is_found() {
    let project = project();
    let folder = project.path();
    let case = fs::read_to_string(folder.join("cases/lago.yaml")).unwrap();
    for (source, rule) in [("xx", "unknown-language"), ("fr", "missing-file"), ("not a tag", "bad-id")] {
        write(folder, "cases/lago.yaml", &format!("{case}source: {source}\n"));
        let (said, code) = run(folder, &["check", "lago", "--no-pages"]);
        assert!(code == 1 && said.contains(rule), "{source}: {said}");
        let (said, code) = run(folder, &[&["letters", "lago"][..], &DATE].concat());
        assert!(code == 1 && said.contains(rule), "{source}: {said}");
    }
}
