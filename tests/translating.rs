//! A translator's work from beginning to end: what is stale, missing and accepted.

#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "it runs the program on files of its own")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use expect_test::{Expect, expect};
use tempfile::TempDir;

/// A project folder, with copies of bundled files to work on.
struct ProjectFolder {
    folder: TempDir,
}

impl ProjectFolder {
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

    /// The output of the program on both streams, and its exit code.
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
    let desk = ProjectFolder::with(&[ENGLISH, KHMER, SEEN]);
    desk.replace(ENGLISH, "ahead of the\n    general elections", "before the\n    general elections");
    desk.check(
        &["languages"],
        expect![[r#"
            language    words           from     translated  stale  same as source  new  missing  unused  reviewed
            en English  example-writer  program  20 of 20    0      0               0    0        0       source
            en English  kem-sokha       project  32 of 32    0      0               0    0        0       source
            en English  letter.ftl      program  74 of 74    0      0               0    0        0       source
            en English  review.ftl      program  66 of 66    0      0               0    0        0       source
            fr French   example-writer  program  19 of 20    0      1               0    0        0       0 of 20
            fr French   kem-sokha       program  30 of 32    1      1               0    0        0       0 of 32
            fr French   letter.ftl      program  71 of 74    0      3               0    0        0       0 of 74
            fr French   review.ftl      program  64 of 66    0      2               0    0        0       0 of 66
            km Khmer    example-writer  program  20 of 20    0      0               0    0        0       0 of 20
            km Khmer    kem-sokha       project  31 of 32    1      0               0    0        0       0 of 32
            km Khmer    letter.ftl      program  74 of 74    0      0               0    0        0       0 of 74
            km Khmer    review.ftl      program  66 of 66    0      0               0    0        0       0 of 66
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
        nothing to record: all translations are already recorded as up to date
        exit code 0
    "#]],
    );
    assert!(desk.read(SEEN).contains("before the"));
}

/// The lines of the review in the list of languages, of Khmer.
fn khmer_reviews(desk: &ProjectFolder) -> String {
    let said = desk.run(&["languages"]);
    let column = said.find("reviewed").expect("it has the column");
    let lines = said.lines().filter(|line| line.starts_with("km"));
    lines.map(|line| format!("{} {}", &line[12..26], &line[column..])).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_review_follows_the_words() {
    let desk = ProjectFolder::with(&[KHMER]);
    let letters = ["letters", "kem-sokha", "--lang", "km", "--to", "prime-minister", "--date", "2018-01-15"];
    let unreviewed = |desk: &ProjectFolder| {
        let said = desk.run(&letters);
        let lines = said.lines().filter(|line| line.contains("[unreviewed-language]"));
        lines.collect::<Vec<_>>().join("\n")
    };
    expect![[r#"
        example-writer 0 of 20
        kem-sokha      0 of 32
        letter.ftl     0 of 74
        review.ftl     0 of 66"#]]
    .assert_eq(&khmer_reviews(&desk));
    expect!["locales/km/locale.yaml: warning[unreviewed-language]: review: unreviewed Khmer messages: 44 of 44 that are printed (cases/kem-sokha.ftl: 17; letter.ftl: 27)"].assert_eq(&unreviewed(&desk));
    desk.check(
        &["accept", "--review", "km", "cases/kem-sokha.ftl:party", "--by", "Sok Dara", "--on", "2018-01-10"],
        expect![[r#"
        locales/.reviewed/km/cases/kem-sokha.ftl  party
        exit code 0
    "#]],
    );
    desk.run(&[
        "accept",
        "--review",
        "km",
        "letter.ftl",
        "cases/kem-sokha.ftl",
        "--by",
        "Sok Dara",
        "--on",
        "2018-01-11",
    ]);
    expect![[r#"
        example-writer 0 of 20
        kem-sokha      32 of 32 by Sok Dara, last on 2018-01-11
        letter.ftl     74 of 74 by Sok Dara, last on 2018-01-11
        review.ftl     0 of 66"#]]
    .assert_eq(&khmer_reviews(&desk));
    desk.check(
        &letters,
        expect![[r#"
        prime-minister  km 2 pages  letters/kem-sokha/prime-minister.pdf
        exit code 0
    "#]],
    );

    // A paragraph is rewritten.
    desk.replace(KHMER, "health = ", "health = ក");
    expect![[r#"
        example-writer 0 of 20
        kem-sokha      31 of 32 by Sok Dara, last on 2018-01-11
        letter.ftl     74 of 74 by Sok Dara, last on 2018-01-11
        review.ftl     0 of 66"#]]
    .assert_eq(&khmer_reviews(&desk));
    expect!["locales/km/locale.yaml: warning[unreviewed-language]: review: unreviewed Khmer messages: 1 of 44 that are printed (cases/kem-sokha.ftl: health)"].assert_eq(&unreviewed(&desk));
    let check = ["check", "locales/km/cases/kem-sokha.ftl", "--no-pages"];
    desk.check(&check, expect![[r#"
        checked 32 messages, 1 language, 0 cases: 1 warning
        locales/km/cases/kem-sokha.ftl:49:1: warning[changed-since-review]: health: it has changed since Sok Dara reviewed it on 2018-01-11, from [-this-] to {+this+}: {+ក+}លោក { person } មានបញ្ហាសុខភាពធ្ងន់ធ្ងរ ដែលត្រូវការការថែទាំវេជ្ជសាស្ត្រជាប្រចាំ …
          help: ask a reader to read it again; then run `likhit accept --review km cases/kem-sokha.ftl:health --by NAME`
        exit code 0
    "#]]);

    // It is read again.
    desk.check(
        &["accept", "--review", "km", "cases/kem-sokha.ftl:health", "--by", "Chan Thy", "--on", "2018-01-12"],
        expect![[r#"
        locales/.reviewed/km/cases/kem-sokha.ftl  person, health
        exit code 0
    "#]],
    );
    desk.check(
        &["accept", "--review", "km", "cases/kem-sokha.ftl:health", "--by", "Chan Thy"],
        expect![[r#"
        nothing to record: the review of these words is already recorded
        exit code 0
    "#]],
    );
    expect![[r#"
        example-writer 0 of 20
        kem-sokha      32 of 32 by Chan Thy, Sok Dara, last on 2018-01-12
        letter.ftl     74 of 74 by Sok Dara, last on 2018-01-11
        review.ftl     0 of 66"#]]
    .assert_eq(&khmer_reviews(&desk));
    expect![[""]].assert_eq(&unreviewed(&desk));
    assert!(!desk.run(&check).contains("changed-since-review"));
}

#[test]
fn print_warns_of_the_messages_that_the_list_of_languages_names() {
    let desk = ProjectFolder::with(&[KHMER]);
    let printed = |command: &str| {
        let said = desk.run(&[command, "kem-sokha", "--lang", "km", "--date", "2018-01-15"]);
        said.lines().any(|line| line.contains("[unreviewed-language]"))
    };
    let listed = || -> Vec<String> {
        let said = desk.run(&["languages", "--format", "json"]);
        let rows = said.split("[]\nexit code 0").next().expect("a beginning");
        let rows: serde_json::Value = serde_json::from_str(rows).expect("it is JSON");
        let rows = rows.as_array().expect("rows").iter();
        let rows = rows.filter(|row| row["language"] == "km" && row["case"] != "example-writer");
        let ids = rows.flat_map(|row| row["unreviewed"].as_array().expect("a list").clone());
        ids.map(|id| id.as_str().expect("an id").to_owned()).collect()
    };
    assert!(printed("letters") && printed("fax") && printed("sheet") && printed("text"));
    // Only the messages of the sheet and of the cover of a fax are not reviewed.
    let is_of_letters = |id: &String| !id.starts_with("sheet-") && !id.starts_with("fax-");
    let of_letters: Vec<String> = listed().into_iter().filter(is_of_letters).collect();
    let mut accept = vec!["accept", "--review", "km", "--by", "Sok Dara"];
    accept.extend(of_letters.iter().map(String::as_str));
    desk.run(&accept);
    let left = listed();
    assert!(!left.is_empty() && !left.iter().any(is_of_letters), "{left:?}");
    assert!(!printed("letters") && !printed("text"));
    assert!(printed("fax") && printed("sheet"));
    desk.run(&["accept", "--review", "km", "--by", "Sok Dara"]);
    assert_eq!(listed(), Vec::<String>::new());
    assert!(!printed("fax") && !printed("sheet"));
}

#[test]
fn a_review_names_its_reader() {
    let desk = ProjectFolder::with(&[]);
    desk.check(
        &["accept", "--review", "km"],
        expect![[r#"
        error: the name of the reader is missing: add `--by NAME`, or name a file that the review form saved

        Usage: likhit accept [OPTIONS] <LANG> [MESSAGE]...

        For more information, try '--help'.
        exit code 2
    "#]],
    );
    desk.check(
        &["accept", "km", "--by", "Sok Dara"],
        expect![[r#"
            error: the following required arguments were not provided:
              --review

            Usage: likhit accept --review --by <NAME> <LANG> [MESSAGE]...

            For more information, try '--help'.
            exit code 2
        "#]],
    );
    desk.check(
        &["accept", "--review", "km", "--by", " "],
        expect![[r#"
        error: invalid value ' ' for '--by <NAME>': write a name on one line, for example `Sok Dara`

        For more information, try '--help'.
        exit code 2
    "#]],
    );
    desk.check(
        &["accept", "--review", "km", "clossing", "--by", "Sok Dara"],
        expect![[r#"
        error[unknown-message]: clossing: unknown message `clossing` in `km`
          help: did you mean `closing`?
        exit code 1
    "#]],
    );
}

#[test]
fn a_status_of_a_whole_file_counts_and_check_says_how_to_record_the_words() {
    let desk = ProjectFolder::with(&["locales/km/locale.yaml", "locales/km/letter.ftl"]);
    let reviewed = "letter.ftl: {status: reviewed, by: Sok Dara, on: 2018-01-10}";
    desk.replace("locales/km/locale.yaml", "letter.ftl: {status: unreviewed}", reviewed);
    expect![[r#"
        example-writer 0 of 20
        kem-sokha      0 of 32
        letter.ftl     74 of 74 by Sok Dara, last on 2018-01-10, but the words are not recorded
        review.ftl     0 of 66"#]]
    .assert_eq(&khmer_reviews(&desk));
    desk.check(&["check", "locales/km/letter.ftl", "--no-pages"], expect![[r#"
        checked 74 messages, 1 language, 0 cases: 1 note
        locales/km/letter.ftl: note[no-review-record]: the words that Sok Dara reviewed on 2018-01-10 are not recorded, so no later change is noticed
          help: if they have not changed since, run `likhit accept --review km letter.ftl --by "Sok Dara" --on 2018-01-10`
        exit code 0
    "#]]);
    desk.run(&["accept", "--review", "km", "letter.ftl", "--by", "Sok Dara", "--on", "2018-01-10"]);
    let record = "locales/.reviewed/km/letter.ftl";
    desk.replace(record, "# reviewed by Sok Dara on 2018-01-10\nclosing =", "closing =");
    desk.check(&["check", record, "--no-pages"], expect![[r#"
        checked 74 messages, 1 language, 0 cases: 1 warning
        locales/.reviewed/km/letter.ftl:7:1: warning[bad-review]: closing: the name of the reader and the date are missing in this record
          help: write `# reviewed by Name on 2018-01-31` above it, or record the review again with `likhit accept --review`
        exit code 0
    "#]]);
    desk.run(&["accept", "--review", "km", "--by", "Sok Dara", "--on", "2018-01-10"]);
    assert!(!desk.run(&["check", "locales/km/letter.ftl", "--no-pages"]).contains("no-review-record"));
}

#[test]
fn the_folder_of_a_language_is_checked_by_its_name() {
    let desk = ProjectFolder::with(&[]);
    desk.run(&["new", "language", "sw", "--bundled-cases"]);
    desk.check(&["check", "locales/sw", "--no-pages"], expect![[r#"
        checked 18 messages, 1 language, 0 cases: 87 warnings
        locales/sw/cases/kem-sokha.ftl: warning[missing-message]: 32 messages are missing: 17 for `letter`, 15 for `sheet`
          help: write them; `likhit check --all` shows where each belongs
        locales/sw/letter.ftl: warning[missing-message]: 55 messages are missing: 24 for `letter`, 14 for `sheet`, 11 for `fax`, 6 for `pack`
          help: write them; `likhit check --all` shows where each belongs
        exit code 0
    "#]]);
    // An order in a language that is only begun is rejected.
    let said = desk.run(&["letters", "kem-sokha", "--lang", "sw", "--date", "2018-01-15"]);
    assert!(said.contains("error[missing-message]") && said.ends_with("exit code 1\n"), "{said}");
}

#[test]
fn what_is_missing_is_one_line_and_each_of_it_is_there_for_programs() {
    // A copy of a bundled language, for which the program has no words.
    let desk = ProjectFolder::with(&["locales/km/letter.ftl"]);
    let text = desk.read("locales/km/letter.ftl");
    fs::remove_file(desk.path("locales/km/letter.ftl")).expect("it is there");
    for file in ["locale.yaml", "cases/kem-sokha.ftl"] {
        let bundled = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales/km").join(file);
        desk.write(&format!("locales/kxm/{file}"), &fs::read_to_string(bundled).expect("the bundled file"));
    }
    let is_out = |line: &str| line.starts_with("sheet-copies") || line.starts_with("fax-") && line.contains("= ");
    let kept: Vec<&str> = text.lines().filter(|line| !is_out(line)).collect();
    desk.write("locales/kxm/letter.ftl", &(kept.join("\n") + "\n"));
    let check = ["check", "kem-sokha", "--lang", "kxm", "--no-pages"];
    desk.check(
        &check,
        expect![[r#"
            checked 96 messages, 1 language, 1 case: 10 errors, 2 warnings, 2 notes
            locales/kxm/cases/kem-sokha.ftl: note[no-record]: the English version that this was translated from is not recorded
              help: if the translation is up to date, run `likhit accept kxm`, and you will be warned when the English changes
            locales/kxm/letter.ftl: note[no-record]: the English version that this was translated from is not recorded
              help: if the translation is up to date, run `likhit accept kxm`, and you will be warned when the English changes
            locales/kxm/letter.ftl:1:1: error[missing-message]: fax-to: the message `fax-to` is missing
              help: add `fax-to = …`; in the source language it comes after `fax-heading`
            locales/kxm/letter.ftl:1:1: error[missing-message]: fax-number: the message `fax-number` is missing
              help: add `fax-number = …`; in the source language it comes after `fax-to`
            locales/kxm/letter.ftl:1:1: error[missing-message]: fax-dialled: the message `fax-dialled` is missing
              help: add `fax-dialled = …`; in the source language it comes after `fax-number` (comment in the source: Before the number as it is dialled in the sender's country.)
            locales/kxm/letter.ftl:1:1: error[missing-message]: fax-from: the message `fax-from` is missing
              help: add `fax-from = …`; in the source language it comes after `fax-dialled`
            locales/kxm/letter.ftl:1:1: error[missing-message]: fax-date: the message `fax-date` is missing
              help: add `fax-date = …`; in the source language it comes after `fax-from`
            locales/kxm/letter.ftl:1:1: error[missing-message]: fax-pages: the message `fax-pages` is missing
              help: add `fax-pages = …`; in the source language it comes after `fax-date`
            locales/kxm/letter.ftl:1:1: error[missing-message]: fax-page-count: the message `fax-page-count` is missing
              help: add `fax-page-count = …`; in the source language it comes after `fax-pages` (comment in the source: $pages (number) - number of pages of the fax)
            locales/kxm/letter.ftl:1:1: error[missing-message]: fax-subject: the message `fax-subject` is missing
              help: add `fax-subject = …`; in the source language it comes after `fax-page-count`
            locales/kxm/letter.ftl:117:1: error[missing-message]: sheet-copies: the message `sheet-copies` is missing
              help: add `sheet-copies = …`; in the source language it comes after `sheet-as-soon-as-possible` (comment in the source: Above the addresses of the recipients of copies.)
            locales/kxm/letter.ftl:126:1: error[missing-message]: fax-heading: the message `fax-heading` is missing
              help: add `fax-heading = …`; in the source language it comes after `sheet-issued`
            locales/kxm/locale.yaml:25:29: warning[unread-file]: review.cases/example-writer.ftl: unknown file `cases/example-writer.ftl`
              help: delete the line, or correct the file name
            locales/kxm/locale.yaml:26:15: warning[unread-file]: review.review.ftl: unknown file `review.ftl`
              help: delete the line, or correct the file name
            exit code 1
        "#]],
    );
    let all = desk.run(&[&check[..], &["--all"]].concat());
    let json = desk.run(&[&check[..], &["--format", "json"]].concat());
    let json: serde_json::Value =
        serde_json::from_str(json.split("exit code").next().expect("a beginning")).expect("JSON");
    let missing = json.as_array().expect("findings").iter().filter(|finding| finding["rule"] == "missing-message");
    let missing: Vec<&serde_json::Value> = missing.collect();
    assert_eq!(all.matches("error[missing-message]").count(), missing.len(), "{all}");
    assert!(missing.len() > 9, "{json}");
    assert!(
        missing
            .iter()
            .any(|finding| finding["place"] == "fax-to" && finding["needed_for"] == serde_json::json!(["fax"]))
    );
    let github = desk.run(&[&check[..], &["--format", "github"]].concat());
    assert_eq!(github.matches("title=missing-message").count(), missing.len(), "{github}");
}

#[test]
fn a_case_is_examined_in_its_own_languages() {
    let desk = ProjectFolder::with(&["locales/fr/cases/kem-sokha.ftl"]);
    desk.replace("locales/fr/cases/kem-sokha.ftl", "{ $arrested }", "{ $arested }");
    desk.check(
        &["check", "kem-sokha", "--no-pages"],
        expect![[r#"
            checked 212 messages, 2 languages, 1 case: 1 note
            cases/kem-sokha.yaml: note[begun-languages]: languages: the case also has translations into fr, which are not listed in `languages`
              help: `likhit check kem-sokha --lang fr` checks this language; add it to `languages` to print the case in it
            exit code 0
        "#]],
    );
    let said = desk.run(&["check", "kem-sokha", "--no-pages", "--lang", "fr"]);
    assert!(said.contains("unknown-variable") && !said.contains("begun-languages"), "{said}");
}

#[test]
fn languages_are_told_to_programs() {
    let desk = ProjectFolder::with(&[KHMER]);
    desk.write(KHMER, "person = កឹម សុខា\nextra = x\nparty = Cambodia National Rescue Party\n");
    let said = desk.run(&["languages", "--format", "json"]);
    let rows: serde_json::Value =
        serde_json::from_str(said.split("[]\nexit code 0").next().expect("a beginning")).expect("it is JSON");
    let row = rows.as_array().expect("rows").iter().find(|row| row["language"] == "km" && row["case"] == "kem-sokha");
    let row = row.expect("the case has a row");
    assert_eq!((&row["translated"], &row["same_as_source"][0]), (&1.into(), &"party".into()));
    assert_eq!((&row["unused"][0], &row["review"]), (&"extra".into(), &"unreviewed".into()));
    assert_eq!(row["missing"].as_array().map(Vec::len), Some(30));
}

#[test]
fn cases_are_listed_with_the_days_that_are_left() {
    let desk = ProjectFolder::with(&[]);
    desk.check(&["cases", "--date", "2018-01-15"], expect![[r#"
        case            status  send before  days left  update  languages   recipients                                                           title
        example-writer  closed  2025-09-01   2786       none    en, km, fr  justice-minister, foreign-minister, embassy for GB                   An example: a writer who does not exist is detained
        kem-sokha       active  2018-02-01   17         none    en, km      interior-minister, prime-minister, foreign-minister, embassy for GB  Head of dissolved main opposition party jailed
        exit code 0
    "#]]);
    desk.write("cases/broken.yaml", "title: A\n");
    desk.check(&["cases", "--date", "2018-02-01"], expect![[r#"
        case            status  send before  days left  update  languages   recipients                                                           title
        example-writer  closed  2025-09-01   2769       none    en, km, fr  justice-minister, foreign-minister, embassy for GB                   An example: a writer who does not exist is detained
        kem-sokha       active  2018-02-01   over       none    en, km      interior-minister, prime-minister, foreign-minister, embassy for GB  Head of dissolved main opposition party jailed
        cases/broken.yaml:1:1: error[missing-key]: country: `country` is missing
          help: write its code or its name, for example `country: KH` for Cambodia
        cases/broken.yaml:1:1: error[missing-key]: languages: `languages` is missing
          help: write `languages: [en]`
        cases/broken.yaml:1:1: error[missing-key]: recipients: `recipients` is missing
          help: add `recipients: …`; a file from `likhit new case` explains it
        exit code 1
    "#]]);
    let said = desk.run(&["cases", "--date", "2018-01-31", "--format", "json"]);
    assert!(said.contains("\"days_left\": 1,"), "{said}");
}

#[test]
fn a_slip_in_what_is_typed_is_answered() {
    let desk = ProjectFolder::with(&[]);
    desk.check(
        &["accept", "kn"],
        expect![[r#"
        error[unknown-language]: unknown language `kn`
          help: use one of: en, fr, km; to add a language, run `likhit new language kn`
        exit code 1
    "#]],
    );
    desk.check(
        &["accept", "en"],
        expect![[r#"
        error[source-language]: `en` is the source language, not a translation
          help: use a language that is translated from it
        exit code 1
    "#]],
    );
}

#[test]
fn a_new_language_is_begun_and_never_written_over() {
    let desk = ProjectFolder::with(&[]);
    desk.check(&["new", "language", "lo"], expect![[r#"
        locales/.seen/lo/letter.ftl
        locales/lo/letter.ftl
        locales/lo/locale.yaml
        Still to translate: 56 messages in letter.ftl. Each message is a comment in its place.
        Next: translate. `likhit check locales/lo` lists what is missing, `likhit preview` shows the page.
        locales/lo/locale.yaml: warning[no-font]: fonts: no font for the script `Laoo` was found
          help: put Noto Serif Lao as a font file (.ttf, .otf or .ttc) into the folder `fonts`, or use `--font FILE`; it is free (SIL Open Font License)
        exit code 0
    "#]]);
    desk.check(
        &["new", "language", "lo"],
        expect![[r#"
            `lo` has all of its files and messages. Nothing was changed.
            Still to translate: 56 messages in letter.ftl. Each message is a comment in its place.
            Next: translate. `likhit check locales/lo` lists what is missing, `likhit preview` shows the page.
            exit code 0
        "#]],
    );
    let said = desk.run(&["letters", "kem-sokha", "--lang", "lo", "--date", "2018-01-15"]);
    assert!(said.contains("error[unknown-font]"), "{said}");
    desk.check(
        &["new", "language", "KM"],
        expect![[r#"
        error[bad-tag]: `KM` is not a standard language tag
          help: write `km` if you mean this tag; tags are codes such as `km` or `pt-BR`
        exit code 1
    "#]],
    );
    desk.check(
        &["new", "language", "not a tag"],
        expect![[r#"
        error: invalid value 'not a tag' for '<LANG>': write a language tag, for example `km` or `pt-BR`

        For more information, try '--help'.
        exit code 2
    "#]],
    );
}

#[test]
fn a_new_case_is_begun() {
    let desk = ProjectFolder::with(&[]);
    desk.check(
        &["new", "case", "kerala", "--project", "mine"],
        expect![[r#"
            mine/cases/kerala.yaml
            mine/locales/en/cases/kerala.ftl
            Fill in the empty fields of the case file.
            The messages of the .ftl file are comments: delete the `# ` before each, and replace the words.
            Next: `likhit check kerala` lists what is still to do, `likhit preview kerala` shows the page.
            exit code 0
        "#]],
    );
    assert!(desk.path("mine/cases/kerala.yaml").exists());
    desk.check(&["new", "case", "Kerala"], expect![[r#"
        error: invalid value 'Kerala' for '<NAME>': write lower-case letters, digits and single hyphens, for example `kem-sokha`

        For more information, try '--help'.
        exit code 2
    "#]]);
}

#[test]
fn po_files_go_out_and_come_back() {
    let desk = ProjectFolder::with(&["locales/fr/letter.ftl", "locales/fr/locale.yaml", "locales/.seen/fr/letter.ftl"]);
    desk.check(
        &["export", "fr", "--po", "out"],
        expect![[r#"
            out/cases/example-writer.po
            out/cases/kem-sokha.po
            out/letter.po
            out/review.po
            exit code 0
        "#]],
    );
    let before = desk.read("locales/fr/letter.ftl");
    desk.check(
        &["import", "fr", "out/letter.po", "out/cases/kem-sokha.po"],
        expect![[r#"
            out/letter.po: 92 texts unchanged, 0 fuzzy and left out, 0 not translated
            out/cases/kem-sokha.po: 36 texts unchanged, 0 fuzzy and left out, 0 not translated
            exit code 0
        "#]],
    );
    assert_eq!(desk.read("locales/fr/letter.ftl"), before);
    desk.replace("out/letter.po", "msgstr \"Signature\"", "msgstr \"Paraphe { $x }\"");
    desk.replace("out/letter.po", "msgstr \"Adresse\"", "msgstr \"Votre adresse\"");
    desk.check(
        &["import", "fr", "out/letter.po"],
        expect![[r#"
            locales/fr/letter.ftl  fill-in-address
            out/letter.po: 90 texts unchanged, 0 fuzzy and left out, 0 not translated
            out/letter.po:441:1: error[unknown-variable]: letter.ftl:fill-in-signature: `$x` is not defined
              help: delete it; use only names from the source text
            exit code 1
        "#]],
    );
    assert_eq!(desk.read("locales/fr/letter.ftl"), before.replace("= Adresse", "= Votre adresse"));
    desk.check(
        &["export", "fr", "--po", "all.po"],
        expect![[r#"
            all.po: error[several-files]: 4 files have to be written, but `--po` is a single file
              help: use a folder, or choose one case with `--case`
            exit code 2
        "#]],
    );
    desk.check(
        &["export", "fr", "--case", "kem-sohka", "--po", "one.po"],
        expect![[r#"
            error[unknown-case]: unknown case `kem-sohka`, or nothing to translate in it
              help: did you mean `kem-sokha`?
            exit code 1
        "#]],
    );
    desk.check(
        &["export", "fr", "--case", "kem-sokha", "--po", "one.po"],
        expect![[r#"
        one.po
        exit code 0
    "#]],
    );
    desk.check(
        &["import", "fr", "none.po"],
        expect![[r#"
            none.po: error[unreadable-file]: file not found
              help: check the spelling of its path
            exit code 2
        "#]],
    );
}

#[test]
fn a_new_layout_is_one_to_print_with_in_the_folder_that_it_was_made_in() {
    let desk = ProjectFolder::with(&[]);
    let said = desk.run(&["new", "stationery", "ours", "--like", "din5008b"]);
    assert!(said.contains("stationery/ours.yaml"), "{said}");
    let said = desk.run(&["stationery", "ours"]);
    assert!(!said.contains("unknown-stationery") && said.contains("exit code 0"), "{said}");
}

#[test]
fn the_pseudo_language_is_set_and_says_that_it_is_none() {
    let desk = ProjectFolder::with(&[]);
    let letters = ["letters", "kem-sokha", "--lang", "qps", "--to", "prime-minister", "--date", "2018-01-15"];
    desk.check(
        &letters,
        expect![[r#"
        prime-minister  qps 2 pages  letters/kem-sokha/prime-minister.pdf
        warning[pseudo-language]: `qps` is a pseudo-language, only for testing layouts
          help: do not post these letters; choose a real language with `--lang`
        exit code 0
    "#]],
    );
}
