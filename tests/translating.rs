//! A translator's work from beginning to end: what is stale, owed and accepted.

#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "it runs the program on files of its own")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use expect_test::{Expect, expect};
use tempfile::TempDir;

/// A project folder, with copies of bundled files to work on.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn with(files: &[&str]) -> Self {
        let desk = Self { folder: tempfile::tempdir().expect("a folder for the test") };
        for file in files {
            let bundled = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
            desk.write(file, &fs::read_to_string(bundled).expect("the bundled file"));
        }
        desk
    }

    fn path(&self, file: &str) -> PathBuf {
        self.folder.path().join(file)
    }

    fn write(&self, file: &str, text: &str) {
        let path = self.path(file);
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    fn replace(&self, file: &str, from: &str, to: &str) {
        let text = self.read(file);
        assert!(text.contains(from), "{file} has no `{from}`");
        self.write(file, &text.replacen(from, to, 1));
    }

    /// What the program says on both streams, and how it ends.
    fn run(&self, arguments: &[&str]) -> String {
        let output = Command::new(env!("CARGO_BIN_EXE_likhit"))
            .current_dir(self.folder.path())
            .args(arguments)
            .output()
            .expect("the program runs");
        format!(
            "{}{}exit code {}\n",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr),
            output.status.code().unwrap_or(-1),
        )
    }

    #[expect(clippy::needless_pass_by_value, reason = "what is expected reads best where it is handed over")]
    fn check(&self, arguments: &[&str], expected: Expect) {
        expected.assert_eq(&self.run(arguments));
    }
}

const ENGLISH: &str = "locales/en/cases/kem-sokha.ftl";
const KHMER: &str = "locales/km/cases/kem-sokha.ftl";
const SEEN: &str = "locales/.seen/km/cases/kem-sokha.ftl";

#[test]
fn a_translation_is_stale_until_it_is_accepted() {
    let desk = Desk::with(&[ENGLISH, KHMER, SEEN]);
    desk.replace(ENGLISH, "ahead of the\n    general elections", "before the\n    general elections");
    desk.check(
        &["languages"],
        expect![[r#"
        language    words       translated  stale  same as source  new  missing  unused  review
        en English  kem-sokha   17 of 17    0      0               0    0        0       source
        en English  letter.ftl  26 of 26    0      0               0    0        0       source
        fr French   kem-sokha   15 of 17    1      1               0    0        0       unreviewed
        fr French   letter.ftl  25 of 26    0      1               0    0        0       unreviewed
        km Khmer    kem-sokha   16 of 17    1      0               0    0        0       unreviewed
        km Khmer    letter.ftl  26 of 26    0      0               0    0        0       unreviewed
        exit code 0
    "#]],
    );
    desk.check(
        &["accept", "km", "context"],
        expect![[r#"
        locales/.seen/km/cases/kem-sokha.ftl  context
        exit code 0
    "#]],
    );
    desk.check(
        &["accept", "km"],
        expect![[r#"
        nothing to record: all was translated from what the source says today
        exit code 0
    "#]],
    );
    assert!(desk.read(SEEN).contains("before the"));
}

#[test]
fn languages_are_told_to_programs() {
    let desk = Desk::with(&[KHMER]);
    desk.write(KHMER, "person = កឹម សុខា\nextra = x\nparty = Cambodia National Rescue Party\n");
    let said = desk.run(&["languages", "--format", "json"]);
    let rows: serde_json::Value =
        serde_json::from_str(said.split("[]\nexit code 0").next().expect("a beginning")).expect("it is JSON");
    let row = rows.as_array().expect("rows").iter().find(|row| row["language"] == "km" && row["case"] == "kem-sokha");
    let row = row.expect("the case has a row");
    assert_eq!((&row["translated"], &row["same_as_source"][0]), (&1.into(), &"party".into()));
    assert_eq!((&row["unused"][0], &row["review"]), (&"extra".into(), &"unreviewed".into()));
    assert_eq!(row["missing"].as_array().map(Vec::len), Some(15));
}

#[test]
fn cases_are_listed_with_the_days_that_are_left() {
    let desk = Desk::with(&[]);
    desk.check(&["cases", "--date", "2018-01-15"], expect![[r#"
        case       send before  days left  languages  recipients                                                           title
        kem-sokha  2018-02-01   17         en, km     interior-minister, prime-minister, foreign-minister, embassy for GB  Head of dissolved main opposition party jailed
        exit code 0
    "#]]);
    desk.write("cases/broken.yaml", "title: A\n");
    desk.check(&["cases", "--date", "2018-02-01"], expect![[r#"
        case       send before  days left  languages  recipients                                                           title
        kem-sokha  2018-02-01   over       en, km     interior-minister, prime-minister, foreign-minister, embassy for GB  Head of dissolved main opposition party jailed
        cases/broken.yaml:1:1: error[missing-key]: person: `person` is missing
          help: write `person: …`; the bundled case shows how
        cases/broken.yaml:1:1: error[missing-key]: send_before: `send_before` is missing
          help: write `send_before: …`; the bundled case shows how
        cases/broken.yaml:1:1: error[missing-key]: country: `country` is missing
          help: write `country: …`; the bundled case shows how
        cases/broken.yaml:1:1: error[missing-key]: languages: `languages` is missing
          help: write `languages: …`; the bundled case shows how
        cases/broken.yaml:1:1: error[missing-key]: recipients: `recipients` is missing
          help: write `recipients: …`; the bundled case shows how
        cases/broken.yaml:1:1: error[missing-key]: letter: `letter` is missing
          help: write `letter: …`; the bundled case shows how
        exit code 1
    "#]]);
    let said = desk.run(&["cases", "--date", "2018-01-31", "--format", "json"]);
    assert!(said.contains("\"days_left\": 1,"), "{said}");
}

#[test]
fn a_slip_in_what_is_typed_is_answered() {
    let desk = Desk::with(&[]);
    desk.check(
        &["accept", "kn"],
        expect![[r#"
        error[unknown-language]: there is no language `kn`
          help: there are: en, fr, km; `likhit new language kn` begins one
        exit code 1
    "#]],
    );
    desk.check(
        &["accept", "en"],
        expect![[r#"
        error[source-language]: `en` is the source language; it is not a translation
          help: name a language that is translated from it
        exit code 1
    "#]],
    );
}
