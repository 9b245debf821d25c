//! Bad input of every kind: each has a finding with the place, the fault and what to do, and nothing is written that it
//! affects.

#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "it runs the program on files of its own")]
#![expect(clippy::needless_pass_by_value, reason = "what is expected reads best where it is handed over")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use expect_test::{Expect, expect};
use tempfile::TempDir;

/// A project folder with the bundled case and locales, to spoil.
struct ProjectFolder {
    folder: TempDir,
}

impl ProjectFolder {
    fn new() -> Self {
        let desk = Self { folder: tempfile::tempdir().expect("a folder for the test") };
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        for file in [
            "cases/kem-sokha.yaml",
            "locales/en/letter.ftl",
            "locales/km/letter.ftl",
            "locales/km/locale.yaml",
            "locales/en/cases/kem-sokha.ftl",
            "locales/km/cases/kem-sokha.ftl",
        ] {
            desk.write(file, fs::read_to_string(root.join(file)).expect("the bundled file"));
        }
        desk
    }

    fn write(&self, file: &str, text: impl AsRef<[u8]>) {
        let path = self.folder.path().join(file);
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn replace(&self, file: &str, from: &str, to: &str) {
        let path = self.folder.path().join(file);
        let text = fs::read_to_string(&path).expect("the file");
        assert!(text.contains(from), "{file} has no `{from}`");
        fs::write(path, text.replacen(from, to, 1)).expect("a file");
    }

    fn run(&self, args: &[&str]) -> Output {
        let country: &[&str] = if args.contains(&"--country") { &[] } else { &["--country", "GB"] };
        let date: &[&str] = if args.contains(&"--date") { &[] } else { &["--date", "2018-01-15"] };
        Command::new(env!("CARGO_BIN_EXE_likhit"))
            .current_dir(self.folder.path())
            .arg("letters")
            .args(country)
            .args(date)
            .args(args)
            .output()
            .expect("the program runs")
    }

    /// Runs the program; its output on both streams and its exit code must be as expected.
    fn check(&self, args: &[&str], expected: &Expect) {
        let output = self.run(args);
        let said = format!(
            "{}{}exit code {}\n",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr),
            output.status.code().unwrap_or(-1),
        );
        expected.assert_eq(&said);
    }

    fn written(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.folder.path().join("letters/kem-sokha"))
            .map(|entries| entries.flatten().map(|e| e.file_name().to_string_lossy().into_owned()).collect())
            .unwrap_or_default();
        names.sort();
        names
    }
}

/// Spoils one file by replacing some text, and expects findings and nothing written.
fn spoilt(file: &str, from: &str, to: &str, expected: Expect) {
    let desk = ProjectFolder::new();
    desk.replace(file, from, to);
    desk.check(&["kem-sokha", "--lang", "en"], &expected);
    assert_eq!(desk.written(), Vec::<String>::new());
}

fn spoilt_khmer(file: &str, from: &str, to: &str, expected: Expect) {
    let desk = ProjectFolder::new();
    desk.replace(file, from, to);
    desk.check(&["kem-sokha", "--lang", "km"], &expected);
    assert_eq!(desk.written(), Vec::<String>::new());
}

const CASE: &str = "cases/kem-sokha.yaml";
const ENGLISH: &str = "locales/en/cases/kem-sokha.ftl";
const KHMER: &str = "locales/km/cases/kem-sokha.ftl";

#[test]
fn broken_yaml() {
    spoilt(
        CASE,
        "languages: [en, km]",
        "languages: [en, km",
        expect![[r#"
            cases/kem-sokha.yaml:27:1: error[broken-yaml]: languages: a `,` or `]` is missing
              help: close the list, or put `,` between its entries
            exit code 1
        "#]],
    );
}

#[test]
fn unknown_keys_are_all_named() {
    let desk = ProjectFolder::new();
    desk.replace(CASE, "send_before:", "send_befor:");
    desk.replace(CASE, "    fax: [\"+855 23 426 585\"]", "    facs: [\"+855 23 426 585\"]");
    desk.check(
        &["kem-sokha"],
        &expect![[r#"
            cases/kem-sokha.yaml:17:13: error[unknown-key]: send_befor: unknown key `send_befor`
              help: did you mean `send_before`?
            cases/kem-sokha.yaml:58:11: error[unknown-key]: recipients[0].facs: unknown key `facs`
              help: did you mean `facts`?
            exit code 1
        "#]],
    );
}

#[test]
fn everything_that_is_missing_is_named() {
    let desk = ProjectFolder::new();
    desk.replace(CASE, "    salutation: your-excellency\n", "");
    desk.replace(CASE, "      lines: [75 Norodom Blvd, Khan Chamkarmon, Phnom Penh]\n", "");
    desk.replace(CASE, "  subject: subject\n", "");
    desk.check(
        &["kem-sokha"],
        &expect![[r#"
            cases/kem-sokha.yaml:49:5: error[missing-key]: recipients[0].salutation: `salutation` is missing
              help: write for example `salutation: your-excellency`
            cases/kem-sokha.yaml:53:7: error[missing-key]: recipients[0].address.lines: `lines` is missing
              help: write the address below `lines:`, each line on its own line after `- `
            cases/kem-sokha.yaml:99:3: error[missing-key]: letter.subject: `subject` is missing
              help: write the name of a message
            exit code 1
        "#]],
    );
}

#[test]
fn an_unknown_salutation() {
    let desk = ProjectFolder::new();
    desk.replace(CASE, "salutation: your-excellency", "salutation: your-excelency");
    desk.check(&["kem-sokha", "--lang", "en", "--to", "interior-minister"], &expect![[r#"
        note[unverified-figures]: the window position of the layout `gb_dl` has not been checked against a published standard
          help: put one printed page into the envelope before you post many; `likhit stationery gb_dl` shows where the measurements come from
        cases/kem-sokha.yaml:51:17: error[unknown-salutation]: recipients[0].salutation: unknown salutation `your-excelency`
          help: did you mean `your-excellency`? The salutations are: ambassador, by-name, director, family, governor, judge, minister, president, prime-minister, prosecutor, samdech, sir-or-madam, the-person, your-excellency
        exit code 1
    "#]]);
}

#[test]
fn an_impossible_date() {
    spoilt(
        CASE,
        "2018-02-01",
        "2018-02-30",
        expect![[r#"
        cases/kem-sokha.yaml:17:14: error[impossible-date]: send_before: `2018-02-30` is not a valid date
          help: write year-month-day, for example `2018-02-01`
        exit code 1
    "#]],
    );
}

#[test]
fn broken_fluent_names_every_error() {
    let desk = ProjectFolder::new();
    desk.replace(ENGLISH, "president of the now", "president { of the now");
    desk.replace(ENGLISH, "reply = I", "reply I");
    desk.check(
        &["kem-sokha", "--lang", "en"],
        &expect![[r#"
            locales/en/cases/kem-sokha.ftl:35:71: error[unclosed-brace]: a `{` has no matching `}`
              help: add the missing `}`; to print a brace, write `{"{"}`
            locales/en/cases/kem-sokha.ftl:73:7: error[broken-fluent]: the `=` after `reply` is missing
              help: write `reply = …`; if this line continues a text, indent it
            exit code 1
        "#]],
    );
}

#[test]
fn a_missing_message() {
    spoilt_khmer(
        KHMER,
        "reply = ",
        "replay = ",
        expect![[r#"
            locales/km/locale.yaml: warning[unreviewed-language]: review: unreviewed Khmer messages: 43 of 43 that are printed (cases/kem-sokha.ftl: 16; letter.ftl: 27)
              help: ask a native reader to check them before you post the letters; `likhit accept --review km --by NAME` records the review
            note[unverified-figures]: the window position of the layout `gb_dl` has not been checked against a published standard
              help: put one printed page into the envelope before you post many; `likhit stationery gb_dl` shows where the measurements come from
            locales/km/cases/kem-sokha.ftl:66:1: error[missing-message]: replay: `replay` is not used anywhere, and `reply` is missing
              help: did you mean `reply`?
            exit code 1
        "#]],
    );
}

#[test]
fn a_missing_message_from_another_language_if_that_is_asked_for() {
    let desk = ProjectFolder::new();
    desk.replace(KHMER, "reply = ", "replay = ");
    desk.check(&["kem-sokha", "--lang", "km", "--fallback", "en", "--to", "prime-minister"], &expect![[r#"
        prime-minister  km 2 pages  window dl 0.6 mm to spare  letters/kem-sokha/prime-minister.pdf
        locales/km/locale.yaml: warning[unreviewed-language]: review: unreviewed Khmer messages: 43 of 43 that are printed (cases/kem-sokha.ftl: 16; letter.ftl: 27)
          help: ask a native reader to check them before you post the letters; `likhit accept --review km --by NAME` records the review
        warning[check-warnings]: `likhit check` reports 1 warning about this text
          help: run `likhit check kem-sokha` to see them
        note[unverified-figures]: the window position of the layout `gb_dl` has not been checked against a published standard
          help: put one printed page into the envelope before you post many; `likhit stationery gb_dl` shows where the measurements come from
        warning[borrowed-message]: reply: the message `reply` is missing in `km`, so the text from `en` is used
          help: translate the message, so that the letter does not mix languages
        exit code 0
    "#]]);
    assert_eq!(desk.written(), ["manifest.csv", "prime-minister.pdf"]);
}

#[test]
fn an_unknown_variable() {
    spoilt(
        ENGLISH,
        "{ $years }",
        "{ $year-count }",
        expect![[r#"
            note[unverified-figures]: the window position of the layout `gb_dl` has not been checked against a published standard
              help: put one printed page into the envelope before you post many; `likhit stationery gb_dl` shows where the measurements come from
            locales/en/cases/kem-sokha.ftl:38:46: error[unknown-variable]: concern: `$year-count` is not defined
              help: add it under `facts:` in `cases/kem-sokha.yaml`, or use one of `$arrested`, `$article`, `$bail-denied`, `$ban-years`, `$charge-article`, `$charge-law`, `$charge-offence`, `$charge-years`, `$detention-ordered`, `$election`, `$first-questioning`, `$immunity-stripped`, `$officials-banned`, `$party-dissolved`, `$person-count`, `$persons`, `$second-questioning`, `$years`, `$you`
            exit code 1
        "#]],
    );
}

#[test]
fn a_reference_to_nothing() {
    spoilt(
        ENGLISH,
        "{ person }, president",
        "{ prisoner }, president",
        expect![[r#"
            note[unverified-figures]: the window position of the layout `gb_dl` has not been checked against a published standard
              help: put one printed page into the envelope before you post many; `likhit stationery gb_dl` shows where the measurements come from
            locales/en/cases/kem-sokha.ftl:35:51: error[unknown-reference]: concern: unknown message `prisoner`
              help: add `prisoner = …`
            exit code 1
        "#]],
    );
}

#[test]
fn a_term_with_the_name_of_a_message() {
    let desk = ProjectFolder::new();
    desk.replace("locales/en/letter.ftl", "month-1 = ", "-month-1 = Jan\nmonth-1 = ");
    desk.check(&["kem-sokha", "--lang", "en"], &expect![[r#"
        note[unverified-figures]: the window position of the layout `gb_dl` has not been checked against a published standard
          help: put one printed page into the envelope before you post many; `likhit stationery gb_dl` shows where the measurements come from
        locales/en/letter.ftl:9:1: error[term-and-message]: -month-1: the message `month-1` and the term `-month-1` have the same name, and Fluent keeps only one of them
          help: keep the one that the source language has, and use it as `{ month-1 }`
        exit code 1
    "#]]);
    assert_eq!(desk.written(), [""; 0]);
}

#[test]
fn a_term_without_its_argument() {
    let desk = ProjectFolder::new();
    desk.replace(ENGLISH, "party = Cambodia", "-tail = until { $day }\nparty = Cambodia");
    desk.replace(ENGLISH, "reply = I", "reply = { -tail } I");
    desk.check(&["kem-sokha", "--lang", "en"], &expect![[r#"
        note[unverified-figures]: the window position of the layout `gb_dl` has not been checked against a published standard
          help: put one printed page into the envelope before you post many; `likhit stationery gb_dl` shows where the measurements come from
        locales/en/cases/kem-sokha.ftl:74:1: error[missing-variable]: reply: the term `-tail` is used without its variable `$day`
          help: write `{ -tail(day: …) }`
        exit code 1
    "#]]);
}

#[test]
fn a_message_that_refers_to_itself() {
    spoilt(
        ENGLISH,
        "party = Cambodia",
        "party = { party } Cambodia",
        expect![[r#"
            note[unverified-figures]: the window position of the layout `gb_dl` has not been checked against a published standard
              help: put one printed page into the envelope before you post many; `likhit stationery gb_dl` shows where the measurements come from
            locales/en/cases/kem-sokha.ftl:6:11: error[circular-reference]: party: `party` refers to itself
              help: delete one of the references
            exit code 1
        "#]],
    );
}

#[test]
fn a_message_that_is_there_twice() {
    spoilt(
        ENGLISH,
        "party = Cambodia",
        "person = Somebody\nparty = Cambodia",
        expect![[r#"
            note[unverified-figures]: the window position of the layout `gb_dl` has not been checked against a published standard
              help: put one printed page into the envelope before you post many; `likhit stationery gb_dl` shows where the measurements come from
            locales/en/cases/kem-sokha.ftl:6:1: error[duplicate-message]: person: duplicate message `person`; the other one is at locales/en/cases/kem-sokha.ftl:4
              help: keep one of them
            exit code 1
        "#]],
    );
}

#[test]
fn a_term_that_loses_its_arguments_in_a_variant() {
    let desk = ProjectFolder::new();
    let terms = "-we = we\n-tail = { $article ->\n   *[443] { -we }\n    } and { $article }\nparty = Cambodia";
    desk.replace(ENGLISH, "party = Cambodia", terms);
    desk.replace(ENGLISH, "reply = I", "reply = { $article } { -tail(article: 7) } I");
    desk.check(&["kem-sokha", "--lang", "en"], &expect![[r#"
        note[unverified-figures]: the window position of the layout `gb_dl` has not been checked against a published standard
          help: put one printed page into the envelope before you post many; `likhit stationery gb_dl` shows where the measurements come from
        locales/en/cases/kem-sokha.ftl:77:1: error[lost-argument]: reply: the term `-tail` uses `$article` after another term, and Fluent loses it there
          help: put the variable before the other term
        exit code 1
    "#]]);
}

#[test]
fn numbers_that_would_be_written_as_others() {
    spoilt(
        ENGLISH,
        "reply = I",
        "reply = { 7 } { 1.50 } { -3 } { 007 } { 9007199254740993 } I",
        expect![[r#"
            warning[check-warnings]: `likhit check` reports 1 warning about this text
              help: run `likhit check kem-sokha` to see them
            note[unverified-figures]: the window position of the layout `gb_dl` has not been checked against a published standard
              help: put one printed page into the envelope before you post many; `likhit stationery gb_dl` shows where the measurements come from
            locales/en/cases/kem-sokha.ftl:73:17: error[number-changes]: reply: `1.50` would not be printed as it is written
              help: write a whole number, or put it in quotes: `{ "1.50" }`
            locales/en/cases/kem-sokha.ftl:73:26: error[number-changes]: reply: `-3` would not be printed as it is written
              help: write a whole number, or put it in quotes: `{ "-3" }`
            locales/en/cases/kem-sokha.ftl:73:33: error[number-changes]: reply: `007` would not be printed as it is written
              help: write a whole number, or put it in quotes: `{ "007" }`
            locales/en/cases/kem-sokha.ftl:73:41: error[number-changes]: reply: `9007199254740993` would not be printed as it is written
              help: write a whole number, or put it in quotes: `{ "9007199254740993" }`
            exit code 1
        "#]],
    );
}

#[test]
fn references_without_end() {
    let chain: Vec<String> = (1..20_000).map(|n| format!("a{n} = {{ a{} }}\n", n - 1)).collect();
    let fork = |n: usize| format!("a{n} = {{ $article ->\n [1] {{ a{0} }}\n *[2] {{ a{0} }}\n }}\n", n - 1);
    let forks: Vec<String> = (1..40).map(fork).collect();
    let to_last = |links: &[String]| format!("a0 = a\n{}reply = {{ a{} }} I", links.concat(), links.len());
    spoilt(
        ENGLISH,
        "reply = I",
        &to_last(&chain),
        expect![[r#"
            locales/en/cases/kem-sokha.ftl:5057:1: error[too-long]: the file has more than 5000 messages; all messages from here on are ignored
              help: delete what no letter needs
            exit code 1
        "#]],
    );
    spoilt(
        ENGLISH,
        "reply = I",
        &to_last(&forks),
        expect![[r#"
            note[unverified-figures]: the window position of the layout `gb_dl` has not been checked against a published standard
              help: put one printed page into the envelope before you post many; `likhit stationery gb_dl` shows where the measurements come from
            locales/en/cases/kem-sokha.ftl:230:1: error[expands-too-far]: reply: with everything filled in, it has more than 100 parts in braces or 16384 bytes
              help: split it into several messages
            locales/en/cases/kem-sokha.ftl:230:1: error[expands-too-far]: reply: its references are nested more than 10 levels deep
              help: write the text itself instead of a reference
            exit code 1
        "#]],
    );
}

#[test]
fn a_message_with_attributes_only() {
    spoilt(
        ENGLISH,
        "reply = I",
        "reply =\n    .x = I",
        expect![[r#"
            note[unverified-figures]: the window position of the layout `gb_dl` has not been checked against a published standard
              help: put one printed page into the envelope before you post many; `likhit stationery gb_dl` shows where the measurements come from
            locales/en/cases/kem-sokha.ftl:73:1: error[missing-message]: reply: `reply` has no text
              help: write its text after `reply =`
            exit code 1
        "#]],
    );
}

#[test]
fn as_many_faults_as_lines() {
    // A thousand are reported, and where the rest begins.
    let desk = ProjectFolder::new();
    desk.write(ENGLISH, "x\n".repeat(100_000));
    let output = desk.run(&["kem-sokha", "--lang", "en"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        said.contains("kem-sokha.ftl:1001:2: error[broken-fluent]: and 981 more of these; this is the last"),
        "{said}"
    );
    let output = desk.run(&["kem-sokha", "--lang", "en", "--format", "json"]);
    let findings: serde_json::Value = serde_json::from_slice(&output.stderr).expect("it is JSON");
    let lines = findings.as_array().into_iter().flatten().filter(|finding| finding["rule"] == "broken-fluent");
    assert_eq!(
        lines.map(|finding| finding["line"].as_u64()).collect::<Vec<_>>(),
        (1..=1_001).map(Some).collect::<Vec<_>>()
    );
}

#[test]
fn facts_that_would_be_printed_as_others() {
    let desk = ProjectFolder::new();
    desk.replace(CASE, "arrested: 2017-09-03", "arrested: 2017-9-3");
    desk.replace(CASE, "election: 2018-07-29", "election: 29/7/2018");
    desk.replace(CASE, "ban-years: 5", "ban-years: 9007199254740993");
    desk.check(&["kem-sokha"], &expect![[r#"
        cases/kem-sokha.yaml:28:13: error[impossible-date]: facts.arrested: `2017-9-3` is not a valid date
          help: write year-month-day, for example `2018-02-01`
        cases/kem-sokha.yaml:35:13: error[impossible-date]: facts.election: `29/7/2018` is not a valid date
          help: write year-month-day, for example `2018-02-01`
        cases/kem-sokha.yaml:37:14: error[bad-fact]: facts.ban-years: this is not a valid fact; a fact is a date, a whole number up to 9007199254740992, or a text
          help: write `2018-02-01` or `443`, or put text in quotes: `"1.5"`
        exit code 1
    "#]]);
}

#[test]
fn a_key_that_is_there_twice() {
    spoilt(
        CASE,
        "  ban-years: 5",
        "  ban-years: 5\n  ban-years: 6",
        expect![[r#"
        cases/kem-sokha.yaml:38:14: error[duplicate-key]: facts.ban-years: duplicate key
          help: keep one of them
        exit code 1
    "#]],
    );
}

#[test]
fn a_tab_and_a_control_character() {
    spoilt(
        CASE,
        "  name: Kem Sokha",
        "\tname: Kem Sokha",
        expect![[r#"
        cases/kem-sokha.yaml:7:1: error[broken-yaml]: person: a value cannot begin with this character
          help: indent with spaces; tabs are not allowed here
        exit code 1
    "#]],
    );
    spoilt(
        CASE,
        "  name: Kem Sokha",
        "  name: Kem\0 Sokha",
        expect![[r#"
        cases/kem-sokha.yaml:7:12: error[bad-text]: the text has the control character U+0000
          help: delete it
        exit code 1
    "#]],
    );
}

#[test]
fn parts_of_the_body_that_are_none() {
    spoilt(
        CASE,
        "    - concern",
        "    - {lst: [concern]}",
        expect![[r#"
            cases/kem-sokha.yaml:104:5: error[broken-yaml]: letter.body[0]: each part of `body` must be a message id or `list: [id, …]`
            exit code 1
        "#]],
    );
    spoilt(
        CASE,
        "[demand-release, demand-access, demand-activists]",
        "[]",
        expect![[r#"
            cases/kem-sokha.yaml:109:13: error[missing-key]: letter.body[5].list: `list` is empty
              help: write the names of messages, each on its own line after `- `
            exit code 1
        "#]],
    );
}

#[test]
fn an_address_that_the_senders_post_cannot_read() {
    spoilt(
        CASE,
        "lines: [75 Norodom Blvd",
        "lines: [ផ្ទះលេខ ៧៥",
        expect![[r#"
            cases/kem-sokha.yaml:56:15: error[not-latin]: recipients[0].address.lines[0]: U+1795 `ផ` is not a Latin letter
              help: write the postal address in Latin letters; put the address in its own script under `local`, and the recipient's name in each language into the message `recipient-…`
            exit code 1
        "#]],
    );
}

#[test]
fn a_missing_glyph() {
    spoilt(
        ENGLISH,
        "reply = I",
        "reply = 漢 I",
        expect![[r#"
            warning[check-warnings]: `likhit check` reports 1 warning about this text
              help: run `likhit check kem-sokha` to see them
            note[unverified-figures]: the window position of the layout `gb_dl` has not been checked against a published standard
              help: put one printed page into the envelope before you post many; `likhit stationery gb_dl` shows where the measurements come from
            locales/en/cases/kem-sokha.ftl:73:1: error[missing-glyph]: reply: no font has the character U+6F22 `漢`, the 1st character of `漢 I should be grateful t…`
              help: delete it, or add a font that has it, for example Noto Serif SC, TC, JP or KR, with `--font FILE` or in the folder `fonts`; known fonts: Moul, Noto Serif Khmer, Noto Serif
            exit code 1
        "#]],
    );
}

#[test]
fn broken_clusters() {
    spoilt_khmer(
        KHMER,
        "reply = ",
        "reply = ស្រី ៊ន បា៉ ",
        expect![[r#"
            locales/km/locale.yaml: warning[unreviewed-language]: review: unreviewed Khmer messages: 44 of 44 that are printed (cases/kem-sokha.ftl: 17; letter.ftl: 27)
              help: ask a native reader to check them before you post the letters; `likhit accept --review km --by NAME` records the review
            note[unverified-figures]: the window position of the layout `gb_dl` has not been checked against a published standard
              help: put one printed page into the envelope before you post many; `likhit stationery gb_dl` shows where the measurements come from
            locales/km/cases/kem-sokha.ftl:66:14: error[khmer-mark-without-base]: reply: in `៊ន`, the mark U+17CA is after a space (U+17CA)
              help: write the letter directly before its mark, or delete the mark
            locales/km/cases/kem-sokha.ftl:66:17: error[khmer-shifter-after-vowel]: reply: in `បា៉`, the register shifter U+17C9 is after U+17B6 `ា` (U+1794 U+17B6 U+17C9)
              help: write `ប៉ា` (U+1794 U+17C9 U+17B6)
            exit code 1
        "#]],
    );
}

#[test]
fn braces_nested_without_end() {
    spoilt(
        ENGLISH,
        "reply = I",
        &format!("reply = {} I", "{".repeat(20_000)),
        expect![[r#"
            locales/en/cases/kem-sokha.ftl:73:29: error[nested-too-deep]: braces are nested more than 20 levels deep
              help: use fewer nested braces; until then this entry is ignored
            exit code 1
        "#]],
    );
}

#[test]
fn a_file_that_is_not_utf8() {
    let desk = ProjectFolder::new();
    desk.write(ENGLISH, b"subject = caf\xE9\n");
    desk.check(
        &["kem-sokha", "--lang", "en"],
        &expect![[r#"
        locales/en/cases/kem-sokha.ftl:1:14: error[not-utf8]: the file is not valid UTF-8 at byte 14
          help: save the file as UTF-8
        exit code 1
    "#]],
    );
}

#[test]
fn a_font_that_is_no_font() {
    let desk = ProjectFolder::new();
    desk.write("fonts/mine.ttf", "this is no font");
    desk.check(
        &["kem-sokha"],
        &expect![[r#"
            fonts/mine.ttf: error[unreadable-font]: this is not a readable font
              help: use a TrueType or OpenType font (.ttf, .otf or .ttc) instead, or delete the file
            exit code 1
        "#]],
    );
}

#[test]
fn a_font_of_a_kind_that_cannot_be_used() {
    let desk = ProjectFolder::new();
    desk.write("fonts/new.OTF", "not a font");
    desk.write("fonts/web.woff2", "wOF2");
    desk.check(
        &["kem-sokha"],
        &expect![[r#"
            fonts/new.OTF: error[unreadable-font]: this is not a readable font
              help: use a TrueType or OpenType font (.ttf, .otf or .ttc) instead, or delete the file
            fonts/web.woff2: error[unreadable-font]: the font is compressed for web pages (WOFF)
              help: use a TrueType or OpenType font (.ttf, .otf or .ttc) instead, or delete the file
            exit code 1
        "#]],
    );
}

#[cfg(unix)]
#[test]
fn a_pipe_among_the_files_of_a_project() {
    let desk = ProjectFolder::new();
    let pipe = desk.folder.path().join("cases/pipe.yaml");
    assert!(Command::new("mkfifo").arg(pipe).status().expect("mkfifo runs").success());
    desk.check(
        &["kem-sokha"],
        &expect![[r#"
        ./cases/pipe.yaml: error[unreadable-file]: this is not a regular file
        exit code 2
    "#]],
    );
}

#[test]
fn a_font_family_that_nobody_has() {
    let desk = ProjectFolder::new();
    desk.replace("locales/km/locale.yaml", "[Noto Serif Khmer, Noto Serif]", "[Noto Serf Khmer, Noto Serif]");
    desk.replace("locales/km/locale.yaml", "[Moul, Noto Serif]", "[Battambang]");
    desk.check(
        &["kem-sokha", "--lang", "km"],
        &expect![[r#"
            locales/km/locale.yaml:9:10: error[unknown-font]: fonts.body[0]: unknown font `Noto Serf Khmer`
              help: add the font files to the folder `fonts`, or write `Noto Serif Khmer` if you mean that font
            locales/km/locale.yaml:10:13: error[unknown-font]: fonts.heading[0]: unknown font `Battambang`
              help: add the font files to the folder `fonts`; known fonts: Moul, Noto Serif Khmer, Noto Serif
            exit code 1
        "#]],
    );
    desk.replace("locales/km/locale.yaml", "[Noto Serf Khmer, Noto Serif]", "[]");
    desk.check(
        &["kem-sokha", "--lang", "km"],
        &expect![[r#"
        locales/km/locale.yaml:9:9: error[missing-key]: fonts.body: the font family is missing
          help: write `[Noto Serif]`, or a family that has the letters of the language
        exit code 1
    "#]],
    );
}

#[test]
fn words_that_cannot_be_seen() {
    spoilt(
        ENGLISH,
        "reply = I should be grateful to hear from you what steps are taken in this matter.",
        "reply = { \"\\u200B\" }",
        expect![[r#"
            warning[check-warnings]: `likhit check` reports 1 warning about this text
              help: run `likhit check kem-sokha` to see them
            note[unverified-figures]: the window position of the layout `gb_dl` has not been checked against a published standard
              help: put one printed page into the envelope before you post many; `likhit stationery gb_dl` shows where the measurements come from
            locales/en/cases/kem-sokha.ftl:73:1: error[empty-message]: reply: the message `reply` is empty
              help: write its text
            exit code 1
        "#]],
    );
    spoilt(
        ENGLISH,
        "reply = I",
        "reply = \0I",
        expect![[r#"
            note[unverified-figures]: the window position of the layout `gb_dl` has not been checked against a published standard
              help: put one printed page into the envelope before you post many; `likhit stationery gb_dl` shows where the measurements come from
            locales/en/cases/kem-sokha.ftl:73:9: error[control-character]: reply: the text has the control character U+0000
              help: delete it
            exit code 1
        "#]],
    );
}

#[test]
fn a_word_that_is_too_long_is_quoted_in_part() {
    spoilt(
        ENGLISH,
        "reply = I",
        &format!("reply = {} I", "x".repeat(1000)),
        expect![[r#"
            note[unverified-figures]: the window position of the layout `gb_dl` has not been checked against a published standard
              help: put one printed page into the envelope before you post many; `likhit stationery gb_dl` shows where the measurements come from
            locales/en/cases/kem-sokha.ftl:73:1: error[overfull-line]: reply: `xxxxxxxxxxxxxxxxxxxxxxxx…` is 2083.0 mm wider than the line, and there is no place to break it
              help: shorten it, or allow a break with a zero width space (U+200B)
            exit code 1
        "#]],
    );
}

#[test]
fn an_address_line_too_long_for_its_place() {
    let desk = ProjectFolder::new();
    desk.replace(CASE, "name: Sar Kheng", &format!("name: {}", "Kheng".repeat(20)));
    desk.check(&["kem-sokha", "--lang", "en", "--to", "interior-minister"], &expect![[r#"
        warning[check-warnings]: `likhit check` reports 1 warning about this text
          help: run `likhit check kem-sokha` to see them
        cases/kem-sokha.yaml:54:7: error[address-does-not-fit]: recipients[0].address: the address line `KhengKhengKhengKhengKhengKhengKhengKhengKhengKhengKhengKhengKhengKhengKhengKhengKhengKhengKhengKheng` is 92.3 mm too wide
          help: shorten it, or use a layout or an envelope with more room; the smallest size is 8 pt
        exit code 1
    "#]]);
}

#[test]
fn one_bad_recipient_does_not_stop_the_others() {
    let desk = ProjectFolder::new();
    desk.replace(CASE, "name: Sar Kheng", &format!("name: {}", "Kheng".repeat(20)));
    assert_eq!(desk.run(&["kem-sokha", "--lang", "en"]).status.code(), Some(1));
    assert_eq!(desk.written(), ["embassy-gb.pdf", "foreign-minister.pdf", "manifest.csv", "prime-minister.pdf"]);
}

#[test]
fn an_unknown_case() {
    ProjectFolder::new().check(
        &["kem-soka"],
        &expect![[r#"
        error[unknown-case]: unknown case `kem-soka`
          help: did you mean `kem-sokha`?
        exit code 2
    "#]],
    );
}

#[test]
fn a_case_id_that_leaves_the_folder() {
    ProjectFolder::new().check(
        &["../kem-sokha"],
        &expect![[r#"
        error[bad-id]: `../kem-sokha` is not a valid case name
          help: write lower-case letters, digits and single hyphens, for example `kem-sokha`, or the path of a YAML file
        exit code 2
    "#]],
    );
}

#[test]
fn an_unknown_language_recipient_and_layout() {
    let desk = ProjectFolder::new();
    desk.check(
        &["kem-sokha", "--lang", "kn", "--to", "prime-ministre", "--to", "embassy-gb", "--stationery", "plane"],
        &expect![[r#"
            error[unknown-stationery]: unknown layout `plane`
              help: did you mean `plain`?
            error[unknown-language]: unknown language `kn`
              help: use one of: en, fr, km
            error[unknown-recipient]: unknown recipient `prime-ministre`
              help: did you mean `prime-minister`?
            exit code 1
        "#]],
    );
}

#[test]
fn an_embassy_of_another_country() {
    ProjectFolder::new().check(
        &["kem-sokha", "--to", "embassy-gb", "--lang", "en", "--country", "DE"],
        &expect![[r#"
            error[unknown-recipient]: unknown recipient `embassy-gb`
              help: this embassy is for senders in GB; use `--country GB` if you send from there
            exit code 1
        "#]],
    );
}

#[test]
fn an_impossible_date_on_the_command_line() {
    ProjectFolder::new().check(
        &["kem-sokha", "--date", "2018-02-30"],
        &expect![[r#"
        error: invalid value '2018-02-30' for '--date <YYYY-MM-DD>': write a valid date as year-month-day, for example 2018-01-15

        For more information, try '--help'.
        exit code 2
    "#]],
    );
}

#[test]
fn a_day_in_words() {
    let desk = ProjectFolder::new();
    desk.replace(CASE, "arrested: 2017-09-03", "arrested: 3 September 2017");
    desk.check(&["kem-sokha"], &expect![[r#"
        cases/kem-sokha.yaml:28:13: error[fact-in-words]: facts.arrested: `3 September 2017` is a date in words, and every language would print it like this
          help: write year-month-day, for example `2017-09-03`, and each language prints it in its own form; for a time that is not one exact day, use a message in each language
        exit code 1
    "#]]);
}

#[test]
fn a_fact_in_latin_words() {
    let desk = ProjectFolder::new();
    desk.replace(CASE, "  years: 30\n", "  years: 30\n  prison: Correctional Centre\n");
    desk.check(&["kem-sokha", "--to", "prime-minister", "--lang", "km"], &expect![[r#"
        prime-minister  km 2 pages  window dl 0.6 mm to spare  letters/kem-sokha/prime-minister.pdf
        locales/km/locale.yaml: warning[unreviewed-language]: review: unreviewed Khmer messages: 44 of 44 that are printed (cases/kem-sokha.ftl: 17; letter.ftl: 27)
          help: ask a native reader to check them before you post the letters; `likhit accept --review km --by NAME` records the review
        cases/kem-sokha.yaml: warning[latin-fact]: facts.prison: `Correctional Centre` is printed unchanged in every language, also in Khmer
          help: put words into a message of each language; use facts for dates, numbers and marks
        note[unverified-figures]: the window position of the layout `gb_dl` has not been checked against a published standard
          help: put one printed page into the envelope before you post many; `likhit stationery gb_dl` shows where the measurements come from
        exit code 0
    "#]]);
}

#[test]
fn a_misspelt_attribute_of_a_recipient() {
    let desk = ProjectFolder::new();
    desk.replace("locales/en/cases/kem-sokha.ftl", ".name = Hun Sen", ".nmae = Hun Sen");
    desk.check(&["kem-sokha", "--to", "prime-minister", "--lang", "en"], &expect![[r#"
        prime-minister  en 1 page  window dl 0.6 mm to spare  letters/kem-sokha/prime-minister.pdf
        warning[check-warnings]: `likhit check` reports 1 warning about this text
          help: run `likhit check kem-sokha` to see them
        note[unverified-figures]: the window position of the layout `gb_dl` has not been checked against a published standard
          help: put one printed page into the envelope before you post many; `likhit stationery gb_dl` shows where the measurements come from
        exit code 0
    "#]]);
}

#[test]
fn an_address_in_an_order_that_nobody_knows() {
    let desk = ProjectFolder::new();
    desk.write("countries/addresses.yaml", "JP: [\"{town}\", \"{postcode}\"]\n");
    desk.write("me.yaml", "name: Aida\naddress: [Mira 14]\ntown: Kaskelen\npostcode: \"040900\"\ncountry: KZ\n");
    desk.check(&["kem-sokha", "--sender", "me.yaml", "--lang", "en"], &expect![[r#"
        note[unverified-figures]: the window position of the layout `gb_dl` has not been checked against a published standard
          help: put one printed page into the envelope before you post many; `likhit stationery gb_dl` shows where the measurements come from
        me.yaml:4:11: error[unknown-address-order]: sender.postcode: the order of postcode, town in addresses in KZ is unknown
          help: put them into the lines of the address as they are to be printed (in a list, `address1` to `address5`)
        exit code 1
    "#]]);
}

#[test]
fn a_return_line_that_is_too_long() {
    let desk = ProjectFolder::new();
    desk.write(
        "me.yaml",
        "name: Alexandra Featherstonehaugh-Cholmondeley\naddress: [Flat 3, The Old Rectory, 14 Upper Harbour Street, \
         Little Snoring, Fakenham, Norfolk, NR21 0HN]\ncountry: GB\n",
    );
    let arguments = ["kem-sokha", "--sender", "me.yaml", "--lang", "en", "--stationery", "din5008b"];
    desk.check(&[&arguments[..], &["--to", "prime-minister"]].concat(), &expect![[r#"
        prime-minister  en 1 page  window dl 3.2 mm, c6_c5 3.2 mm to spare  letters/kem-sokha/prime-minister.pdf
        note[unverified-figures]: the window position of the layout `din5008b` has not been checked against a published standard
          help: put one printed page into the envelope before you post many; `likhit stationery din5008b` shows where the measurements come from
        me.yaml:1:7: warning[short-return-line]: sender.name: the return line is too long and was shortened to `Alexandra Featherstonehaugh-Cholmondeley · 14 Upper Harbour Street · NR21 0HN · United Kingdom`
          help: check that a returned letter still reaches you
        exit code 0
    "#]]);
}

#[test]
fn a_faulty_sender() {
    let desk = ProjectFolder::new();
    desk.write("me.yaml", "name: \"\"\ncountry: England\nphone: 1\n");
    desk.check(
        &["kem-sokha", "--sender", "me.yaml"],
        &expect![[r#"
        me.yaml:3:8: error[unknown-key]: phone: unknown key `phone`
          help: delete it, or correct its name
        exit code 1
    "#]],
    );
    desk.write("me.yaml", "name: \"\"\ncountry: England\npersonal: Please.\n");
    desk.check(
        &["kem-sokha", "--sender", "me.yaml"],
        &expect![[r#"
            me.yaml:1:7: error[missing-key]: name: `name` is missing
              help: add `name: …`, the name that is printed below the signature
            me.yaml:1:1: error[missing-key]: address: `address` is missing
              help: add `address: [street, town]`, so that the recipient can reply
            me.yaml:1:1: error[missing-key]: lang: the language of `personal` is missing
              help: add its language, for example `lang: en`
            exit code 1
        "#]],
    );
}

#[test]
fn a_sender_whose_words_cannot_be_set() {
    let desk = ProjectFolder::new();
    desk.write("sender.yaml", "name: สม\naddress: [Bangkok]\ncountry: TH\n");
    desk.check(&["kem-sokha", "--lang", "en", "--sender", "sender.yaml"], &expect![[r#"
        note[unverified-figures]: the window position of the layout `gb_dl` has not been checked against a published standard
          help: put one printed page into the envelope before you post many; `likhit stationery gb_dl` shows where the measurements come from
        sender.yaml:1:7: error[missing-glyph]: sender.name: no font has the character U+0E2A `ส`, the 1st character of `สม`; 1 more character of its script is missing too
          help: delete it, or add a font that has it, for example Noto Serif Thai, with `--font FILE` or in the folder `fonts`; known fonts: Moul, Noto Serif Khmer, Noto Serif
        exit code 1
    "#]]);
    desk.write("sender.yaml", "name: ស្រី ៊ន\naddress: [Oxford]\n");
    desk.check(
        &["kem-sokha", "--lang", "en", "--sender", "sender.yaml"],
        &expect![[r#"
        sender.yaml:1:7: error[khmer-mark-without-base]: name: in `៊ន`, the mark U+17CA is after a space (U+17CA)
          help: write the letter directly before its mark, or delete the mark
        exit code 1
    "#]],
    );
    desk.write("sender.yaml", "name: \"A\\nB\"\naddress: [\"1 High Street\\nOxford\"]\n");
    desk.check(
        &["kem-sokha", "--lang", "en", "--sender", "sender.yaml"],
        &expect![[r#"
        sender.yaml:1:7: error[bad-text]: name: the text has more than one line
          help: write it on one line; `address` is a list of lines
        sender.yaml:2:11: error[bad-text]: address[0]: the text has more than one line
          help: write it on one line; `address` is a list of lines
        exit code 1
    "#]],
    );
    desk.write("sender.yaml", "name: A\naddress: [Oxford]\nlang: en\npersonal: I hope.\n");
    desk.check(&["kem-sokha", "--lang", "km", "--to", "prime-minister", "--sender", "sender.yaml"], &expect![[r#"
        prime-minister  km 2 pages  window dl 0.6 mm to spare  letters/kem-sokha/prime-minister.pdf
        locales/km/locale.yaml: warning[unreviewed-language]: review: unreviewed Khmer messages: 44 of 44 that are printed (cases/kem-sokha.ftl: 17; letter.ftl: 27)
          help: ask a native reader to check them before you post the letters; `likhit accept --review km --by NAME` records the review
        sender.yaml:4:11: warning[unused-words]: sender.personal: the sender's own words are not printed, because no letter is in `en`
          help: correct `lang`, or use `--lang en`
        note[unverified-figures]: the window position of the layout `gb_dl` has not been checked against a published standard
          help: put one printed page into the envelope before you post many; `likhit stationery gb_dl` shows where the measurements come from
        exit code 0
    "#]]);
}

#[cfg(unix)]
#[test]
fn letters_with_a_senders_name_are_their_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let desk = ProjectFolder::new();
    desk.write("sender.yaml", "name: A\naddress: [Oxford]\n");
    assert!(desk.run(&["kem-sokha", "--lang", "en", "--sender", "sender.yaml"]).status.success());
    assert_eq!(desk.written().len(), 5);
    for file in desk.written() {
        let path = desk.folder.path().join("letters/kem-sokha").join(&file);
        assert_eq!(fs::metadata(path).expect("the file").permissions().mode() & 0o777, 0o600, "{file}");
    }
}

#[test]
fn a_country_that_is_none() {
    let desk = ProjectFolder::new();
    desk.check(
        &["kem-sokha", "--lang", "en", "--country", "XX"],
        &expect![[r#"
            error[unknown-country]: country: unknown country `XX`
              help: write the country's name in English, or its code of two letters, for example `GB`
            exit code 1
        "#]],
    );
}

#[test]
fn a_case_file_by_its_path() {
    let desk = ProjectFolder::new();
    let case = fs::read_to_string(desk.folder.path().join(CASE)).expect("the file");
    desk.write("drafts/new.yaml", case.replace("charge:", "chrage:"));
    desk.check(
        &["drafts/new.yaml"],
        &expect![[r#"
        drafts/new.yaml:11:3: error[unknown-key]: chrage: unknown key `chrage`
          help: did you mean `charge`?
        exit code 1
    "#]],
    );
}

#[test]
fn a_project_folder_without_a_project() {
    let desk = ProjectFolder::new();
    desk.write("photos/a.txt", "a");
    desk.check(
        &["kem-sokha", "--project", "photos"],
        &expect![[r#"
            photos: error[no-project]: this folder has no project files
              help: use a folder that has at least one of cases, locales, countries, stationery, fonts
            exit code 2
        "#]],
    );
}

#[cfg(unix)]
#[test]
fn a_file_without_end() {
    ProjectFolder::new().check(
        &["kem-sokha", "--sender", "/dev/zero"],
        &expect![[r#"
        /dev/zero: error[unreadable-file]: the file has more than 67108864 bytes, the maximum
          help: split it into several files
        exit code 2
    "#]],
    );
}

#[test]
fn a_sender_that_is_not_there() {
    ProjectFolder::new().check(
        &["kem-sokha", "--sender", "nobody.yaml"],
        &expect![[r#"
        nobody.yaml: error[unreadable-file]: file not found
          help: check the spelling of its path
        exit code 2
    "#]],
    );
}

#[test]
fn a_folder_that_cannot_be_written() {
    let desk = ProjectFolder::new();
    desk.write("taken", "a file where a folder should be");
    desk.check(
        &["kem-sokha", "--lang", "en", "--to", "prime-minister", "--out", "taken"],
        &expect![[r#"
            taken: error[unwritable]: this is a file, and a folder is needed here
              help: use another folder, or rename the file
            exit code 2
        "#]],
    );
}

#[test]
fn findings_as_json() {
    let desk = ProjectFolder::new();
    desk.replace(CASE, "2018-02-01", "2018-02-30");
    desk.check(
        &["kem-sokha", "--format", "json"],
        &expect![[r#"
            [
              {
                "rule": "impossible-date",
                "severity": "error",
                "file": "cases/kem-sokha.yaml",
                "line": 17,
                "column": 14,
                "end_line": 17,
                "end_column": 24,
                "place": "send_before",
                "message": "`2018-02-30` is not a valid date",
                "help": "write year-month-day, for example `2018-02-01`",
                "repair": null,
                "needed_for": []
              }
            ]
            exit code 1
        "#]],
    );
}

#[test]
fn a_font_of_ones_own() {
    let desk = ProjectFolder::new();
    let bundled = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts/moul/Moul-Regular.ttf");
    desk.write("mine.ttf", fs::read(bundled).expect("the bundled font"));
    desk.write("mine.otf", "x");
    desk.write("broken.ttf", "x");
    desk.check(
        &["kem-sokha", "--lang", "en", "--font", "mine.ttf", "--to", "embassy-gb"],
        &expect![[r#"
            embassy-gb  en 1 page  window dl 0.6 mm to spare  letters/kem-sokha/embassy-gb.pdf
            note[unverified-figures]: the window position of the layout `gb_dl` has not been checked against a published standard
              help: put one printed page into the envelope before you post many; `likhit stationery gb_dl` shows where the measurements come from
            exit code 0
        "#]],
    );
    desk.check(
        &["kem-sokha", "--lang", "en", "--font", "mine.otf"],
        &expect![[r#"
            mine.otf: error[unreadable-font]: this is not a readable font
              help: use a TrueType or OpenType font (.ttf, .otf or .ttc) instead, or delete the file
            exit code 2
        "#]],
    );
    desk.check(
        &["kem-sokha", "--lang", "en", "--font", "broken.ttf"],
        &expect![[r#"
            broken.ttf: error[unreadable-font]: this is not a readable font
              help: use a TrueType or OpenType font (.ttf, .otf or .ttc) instead, or delete the file
            exit code 2
        "#]],
    );
    desk.check(
        &["kem-sokha", "--lang", "en", "--font", "none.ttf"],
        &expect![[r#"
        none.ttf: error[unreadable-file]: file not found
          help: check the spelling of its path
        exit code 2
    "#]],
    );
}

#[test]
fn a_language_without_patterns_cannot_be_hyphenated() {
    spoilt_khmer(
        "locales/km/locale.yaml",
        "leading: 1.7",
        "leading: 1.7\nhyphenate: true",
        expect![[r#"
        locales/km/locale.yaml: error[no-hyphenation]: hyphenate: hyphenation is not available for `km`
          help: delete `hyphenate`; soft hyphens (U+00AD) in the text work in every language
        exit code 1
    "#]],
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_standard_output_that_takes_nothing() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("Linux has it");
    let output = Command::new(env!("CARGO_BIN_EXE_likhit"))
        .current_dir(ProjectFolder::new().folder.path())
        .args(["text", "kem-sokha", "--lang", "en", "--date", "2018-01-15", "--country", "GB"])
        .stdout(full)
        .output()
        .expect("the program runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("error[unwritable]: the standard output cannot be written"), "{said}");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn control_characters_in_what_is_quoted() {
    let desk = ProjectFolder::new();
    desk.replace("cases/kem-sokha.yaml", "id: prime-minister", "id: \"a\\e[31m\\nb\"");
    desk.check(
        &["kem-sokha", "--lang", "en"],
        &expect![[r#"
            cases/kem-sokha.yaml:60:9: error[bad-id]: recipients[1].id: `a\u{1b}[31m\u{a}b` is not valid here
              help: write lower-case letters, digits and single hyphens, for example `prime-minister`
            exit code 1
        "#]],
    );
}
