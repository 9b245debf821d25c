//! The way of a newcomer: `likhit new`, and what the commands say while a case is being filled in.

#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "it runs the program on files of its own")]
#![expect(clippy::needless_pass_by_value, reason = "what is expected reads best where it is handed over")]

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use expect_test::{Expect, expect};
use tempfile::TempDir;

/// An empty folder at first.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder for the test"))
    }

    fn path(&self, file: &str) -> PathBuf {
        self.0.path().join(file)
    }

    fn write(&self, file: &str, text: &str) {
        fs::create_dir_all(self.path(file).parent().expect("a folder")).expect("a folder");
        fs::write(self.path(file), text).expect("a file");
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).expect("the file")
    }

    fn replace(&self, file: &str, changes: &[(&str, &str)]) {
        let mut text = self.read(file);
        for (from, to) in changes {
            assert!(text.contains(from), "{file} has no `{from}`");
            text = text.replacen(from, to, 1);
        }
        self.write(file, &text);
    }

    fn run(&self, arguments: &[&str]) -> String {
        let program = Command::new(env!("CARGO_BIN_EXE_likhit")).args(arguments).current_dir(self.0.path()).output();
        let output = program.expect("the program runs");
        let text = |bytes| String::from_utf8(bytes).expect("text");
        let code = output.status.code().expect("an exit code");
        format!("{}{}exit code {code}\n", text(output.stdout), text(output.stderr))
    }

    fn check(&self, arguments: &[&str], expected: Expect) {
        expected.assert_eq(&self.run(arguments));
    }

    /// Writes all messages of a file that are comments.
    fn uncomment(&self, file: &str) {
        let is_message = |line: &str| line.split_once(" = ").is_some_and(|(id, _)| !id.contains(' '));
        let line = |line: &str| match line.strip_prefix("# ").filter(|line| is_message(line)) {
            Some(message) => format!("{message}\n"),
            None => format!("{line}\n"),
        };
        let text = self.read(file).lines().map(line).collect::<String>();
        self.write(file, &text);
    }
}

#[test]
fn a_case_from_its_beginning_to_a_letter() {
    let desk = Desk::new();
    desk.check(
        &["new", "case", "poet"],
        expect![[r#"
        cases/poet.yaml
        locales/en/cases/poet.ftl
        Fill in the empty fields of the case file.
        The messages of the .ftl file are comments: delete the `# ` before each, and replace the words.
        Next: `likhit check poet` lists what is still to do, `likhit preview poet` shows the page.
        exit code 0
    "#]],
    );
    desk.check(
        &["check", "poet"],
        expect![[r#"
            checked 74 messages, 1 language, 1 case: 12 errors
            cases/poet.yaml:5:9: error[missing-key]: country: `country` is empty
              help: write its code or its name, for example `country: KH` for Cambodia
            cases/poet.yaml:13:8: error[missing-key]: recipients[0].id: `id` is empty
              help: write a short name of your own, for example `id: minister`
            cases/poet.yaml:19:7: error[missing-key]: recipients[0].address: `name` and `office` are both missing
              help: add `name: …` or `office: …`, or both
            cases/poet.yaml:20:13: error[missing-key]: recipients[0].address.lines: `lines` is empty
              help: write the address below `lines:`, each line on its own line after `- `
            cases/poet.yaml:21:15: error[missing-key]: recipients[0].address.country: `country` is empty
              help: write its code or its name, for example `country: KH` for Cambodia
            locales/en/cases/poet.ftl:5:3: error[missing-message]: recipient-ID: the message `recipient-ID` is missing
            locales/en/cases/poet.ftl:8:3: error[missing-message]: subject: the message `subject` is missing
            locales/en/cases/poet.ftl:11:3: error[missing-message]: concern: the message `concern` is missing
            locales/en/cases/poet.ftl:14:3: error[missing-message]: demands: the message `demands` is missing
            locales/en/cases/poet.ftl:16:3: error[missing-message]: demand-1: the message `demand-1` is missing
            locales/en/cases/poet.ftl:18:3: error[missing-message]: demand-2: the message `demand-2` is missing
            locales/en/cases/poet.ftl:20:3: error[missing-message]: reply: the message `reply` is missing
              help: it is a comment here; delete the `# ` before its lines, and replace the words with yours
            exit code 1
        "#]],
    );
    let unfinished = desk.run(&["letters", "poet"]);
    let checked = desk.run(&["check", "poet"]);
    let findings = checked.split_once('\n').map(|(_, findings)| findings);
    assert_eq!(Some(unfinished.as_str()), findings, "printing says the same as `check`");

    desk.replace("cases/poet.yaml", &FILLED_IN);
    desk.check(
        &["letters", "poet", "--date", "2030-01-15"],
        expect![[r#"
        locales/en/cases/poet.ftl:8:3: error[missing-message]: subject: the message `subject` is missing
        locales/en/cases/poet.ftl:11:3: error[missing-message]: concern: the message `concern` is missing
        locales/en/cases/poet.ftl:14:3: error[missing-message]: demands: the message `demands` is missing
        locales/en/cases/poet.ftl:16:3: error[missing-message]: demand-1: the message `demand-1` is missing
        locales/en/cases/poet.ftl:18:3: error[missing-message]: demand-2: the message `demand-2` is missing
        locales/en/cases/poet.ftl:20:3: error[missing-message]: reply: the message `reply` is missing
          help: it is a comment here; delete the `# ` before its lines, and replace the words with yours
        exit code 1
    "#]],
    );
    desk.uncomment("locales/en/cases/poet.ftl");
    desk.replace("locales/en/cases/poet.ftl", &[("recipient-ID", "recipient-minister")]);
    desk.check(
        &["check", "poet", "--date", "2030-01-15"],
        expect![[r#"
            checked 81 messages, 1 language, 1 case, 1 letter: no faults
            exit code 0
        "#]],
    );
    desk.check(
        &["letters", "poet", "--date", "2030-01-15"],
        expect![[r#"
        minister  en 1 page  letters/poet/minister.pdf
        exit code 0
    "#]],
    );
}

#[test]
fn a_case_that_is_begun_gets_the_files_that_are_missing() {
    let desk = Desk::new();
    desk.run(&["new", "case", "poet"]);
    desk.write("locales/en/cases/poet.ftl", "subject = My words\n");
    desk.write("locales/km/letter.ftl", "");
    desk.check(
        &["new", "case", "poet"],
        expect![[r#"
        locales/km/cases/poet.ftl
        These files were added to the case `poet`. Existing files were not changed.
        Next: `likhit check poet` lists what is still to do, `likhit preview poet` shows the page.
        exit code 0
    "#]],
    );
    desk.check(
        &["new", "case", "poet"],
        expect![[r#"
        The case `poet` has all of its files. Nothing was changed.
        Next: `likhit check poet` lists what is still to do, `likhit preview poet` shows the page.
        exit code 0
    "#]],
    );
    assert_eq!(desk.read("locales/en/cases/poet.ftl"), "subject = My words\n");
    assert!(desk.read("locales/km/cases/poet.ftl").contains("# subject = My words"));
    desk.check(
        &["new", "case", "other", "--lang", "es"],
        expect![[r#"
        error[unknown-language]: unknown language `es`
          help: use one of: en, fr, km; to add a language, run `likhit new language es`
        exit code 1
    "#]],
    );
}

#[test]
fn a_sender_and_a_section_are_begun_once() {
    let desk = Desk::new();
    desk.check(
        &["new", "sender"],
        expect![[r#"
        me.yaml
        Next: fill in your name and address. `likhit letters CASE --sender me.yaml` prints with them.
        exit code 0
    "#]],
    );
    desk.check(
        &["new", "sender", "me.yaml"],
        expect![[r#"
        me.yaml: error[file-exists]: the file already exists and is not overwritten
          help: edit this file, or move it away first
        exit code 1
    "#]],
    );
    desk.check(
        &["new", "sender", "section"],
        expect![[r#"
        error: invalid value 'section' for '[NAME]': a section has this name; use another one

        For more information, try '--help'.
        exit code 2
    "#]],
    );
    desk.check(
        &["new", "section"],
        expect![[r#"
        section.yaml
        Next: fill in the name. All letters printed in this folder then have its letterhead.
        exit code 0
    "#]],
    );
    desk.check(
        &["new", "section"],
        expect![[r#"
        section.yaml: error[file-exists]: the file already exists and is not overwritten
          help: edit this file, or move it away first
        exit code 1
    "#]],
    );
    desk.check(
        &["letters", "kem-sokha", "--sender", "me.yaml", "--date", "2018-01-15"],
        expect![[r#"
        me.yaml:4:6: error[missing-key]: name: `name` is missing
          help: add `name: …`, the name that is printed below the signature
        me.yaml:7:9: error[missing-key]: address: `address` is missing
          help: add `address: [street, town]`, so that the recipient can reply
        exit code 1
    "#]],
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |file| fs::metadata(desk.path(file)).expect("the file").permissions().mode() & 0o077;
        assert_eq!(mode("me.yaml"), 0, "nobody else may read the sender's address");
    }
}

/// The empty fields of a new case, filled in.
const FILLED_IN: [(&str, &str); 4] = [
    ("\ncountry:\n", "\ncountry: IN\n"),
    ("- id:\n", "- id: minister\n"),
    ("      office:\n", "      office: Ministry of Home Affairs\n"),
    (
        "      lines:\n      country:\n",
        "      lines:\n        - North Block\n        - New Delhi 110001\n      country: IN\n",
    ),
];
