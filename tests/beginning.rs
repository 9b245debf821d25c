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
fn without_a_command_the_program_says_how_to_begin() {
    Desk::new().check(&[], expect![[""]]);
}

#[test]
fn a_case_from_its_beginning_to_a_letter() {
    let desk = Desk::new();
    desk.check(&["new", "case", "poet"], expect![[""]]);
    desk.check(&["check", "poet"], expect![[""]]);
    let unfinished = desk.run(&["letters", "poet"]);
    let checked = desk.run(&["check", "poet"]);
    let findings = checked.split_once('\n').map(|(_, findings)| findings);
    assert_eq!(Some(unfinished.as_str()), findings, "printing says the same as `check`");

    desk.replace("cases/poet.yaml", &FILLED_IN);
    desk.check(&["letters", "poet", "--date", "2030-01-15"], expect![[""]]);
    desk.uncomment("locales/en/cases/poet.ftl");
    desk.replace("locales/en/cases/poet.ftl", &[("recipient-ID", "recipient-minister")]);
    desk.check(&["check", "poet", "--date", "2030-01-15"], expect![[""]]);
    desk.check(&["letters", "poet", "--date", "2030-01-15"], expect![[""]]);
}

#[test]
fn a_case_that_is_begun_gets_the_files_that_are_missing() {
    let desk = Desk::new();
    desk.run(&["new", "case", "poet"]);
    desk.write("locales/en/cases/poet.ftl", "subject = My words\n");
    desk.write("locales/km/letter.ftl", "");
    desk.check(&["new", "case", "poet"], expect![[""]]);
    desk.check(&["new", "case", "poet"], expect![[""]]);
    assert_eq!(desk.read("locales/en/cases/poet.ftl"), "subject = My words\n");
    assert!(desk.read("locales/km/cases/poet.ftl").contains("# subject = My words"));
    desk.check(&["new", "case", "other", "--lang", "es"], expect![[""]]);
}

#[test]
fn a_sender_and_a_section_are_begun_once() {
    let desk = Desk::new();
    desk.check(&["new", "sender"], expect![[""]]);
    desk.check(&["new", "sender", "me.yaml"], expect![[""]]);
    desk.check(&["new", "sender", "section"], expect![[""]]);
    desk.check(&["new", "section"], expect![[""]]);
    desk.check(&["new", "section"], expect![[""]]);
    desk.check(&["letters", "kem-sokha", "--sender", "me.yaml", "--date", "2018-01-15"], expect![[""]]);
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
