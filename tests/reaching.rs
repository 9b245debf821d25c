//! Recipients who are reached by post, fax or e-mail alone, cases without a last day, and countries as people type
//! them: in every command.

#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "it runs the program on files of its own")]

use std::fs;
use std::process::Command;

use expect_test::{Expect, expect};
use tempfile::TempDir;

/// Two recipients by post and e-mail, and nobody's last day.
const CASE: &str = "\
title: A case by post and e-mail
person: {name: Ana Ruiz}
country: Mexico
languages: [en]
names: [person]
facts: {arrested: 2018-01-04}
recipients:
  - id: governor
    salutation: your-excellency
    address: {office: Governor of Puebla, lines: [14 Oriente 1006, 72000 Puebla], country: mexico}
  - id: committee
    salutation: your-excellency
    address: {office: Human Rights Committee}
    email: [committee@example.org]
  - id: prosecutor
    salutation: your-excellency
    copy: true
    fax: [\"222 211 7900\"]
embassies:
  uk:
    salutation: your-excellency
    web: [www.example.org/contact]
letter: {subject: subject, copy_opening: opening, body: [demand]}
sheet: {headline: subject, lead: demand, body: [demand]}
";

const WORDS: &str = "\
person = Ana Ruiz
recipient-governor = Governor of Puebla
recipient-committee = Human Rights Committee
recipient-prosecutor = Prosecutor of Puebla
recipient-embassy-gb = Embassy of Mexico
subject = Release { person }
opening = I send you a copy of my letter.
demand = Please release { person }, who was arrested on { $arrested }.
";

struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().expect("a folder for the test"));
        desk.write("cases/ruiz.yaml", CASE);
        desk.write("locales/en/cases/ruiz.ftl", WORDS);
        desk
    }

    fn write(&self, file: &str, text: &str) {
        let path = self.0.path().join(file);
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn replace(&self, from: &str, to: &str) {
        assert!(CASE.contains(from), "{from}");
        self.write("cases/ruiz.yaml", &CASE.replacen(from, to, 1));
    }

    /// The output of the program on both streams, and its exit code.
    fn run(&self, arguments: &str) -> String {
        let output = Command::new(env!("CARGO_BIN_EXE_likhit"))
            .current_dir(self.0.path())
            .args(arguments.split(' '))
            .output()
            .expect("the program runs");
        let [said, told] = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes));
        format!("{said}{told}exit code {}\n", output.status.code().unwrap_or(-1))
    }

    #[expect(clippy::needless_pass_by_value, reason = "what is expected reads best where it is handed over")]
    fn check(&self, arguments: &str, expected: Expect) {
        expected.assert_eq(&self.run(arguments));
    }
}

#[test]
fn each_command_prints_for_those_whom_it_reaches_and_names_the_others() {
    let desk = Desk::new();
    desk.check("letters ruiz --date 2018-02-01 --country UK", expect![[""]]);
    desk.check("envelopes ruiz --date 2018-02-01 --country GB", expect![[""]]);
    desk.check("labels ruiz --date 2018-02-01 --country GB", expect![[""]]);
    desk.check("fax ruiz --date 2018-02-01 --country usa", expect![[""]]);
    desk.check("text ruiz --date 2018-02-01 --mailto", expect![[""]]);
    desk.check("text ruiz --date 2018-02-01 --to committee", expect![[""]]);
    desk.check("check ruiz", expect![[""]]);
}

#[test]
fn a_recipient_who_was_named_and_is_not_reached_is_an_error() {
    let desk = Desk::new();
    desk.check("letters ruiz --date 2018-02-01 --to committee", expect![[""]]);
    desk.check("labels ruiz --date 2018-02-01 --to committee --to governor", expect![[""]]);
    desk.check("fax ruiz --date 2018-02-01 --to committee", expect![[""]]);
    desk.check("text ruiz --date 2018-02-01 --mailto --to prosecutor", expect![[""]]);
}

#[test]
fn where_nobody_is_reached_nothing_is_printed() {
    let desk = Desk::new();
    desk.replace(
        "    address: {office: Governor of Puebla, lines: [14 Oriente 1006, 72000 Puebla], country: mexico}\n",
        "    email: [a@example.org]\n",
    );
    desk.check("letters ruiz --date 2018-02-01 --country FR", expect![[""]]);
    desk.check("envelopes ruiz --date 2018-02-01 --country FR", expect![[""]]);
    // The case is sound: its letters go by e-mail.
    desk.check("check ruiz", expect![[""]]);
}

#[test]
fn the_senders_of_a_list_write_to_those_who_are_reached_by_post() {
    let desk = Desk::new();
    desk.write("list.csv", "name,address1,town,country\nAnn Bell,1 Mill Road,York,UK\nJon Ek,Storgata 1,Oslo,Norge\n");
    desk.check("mailing ruiz --date 2018-02-01 --senders list.csv --dry-run", expect![[""]]);
    desk.check("labels ruiz --date 2018-02-01 --senders list.csv", expect![[""]]);
    desk.check("mailing ruiz --date 2018-02-01 --senders list.csv --to committee", expect![[""]]);
    desk.check("labels ruiz --date 2018-02-01 --return-addresses", expect![[""]]);
}

#[test]
fn a_recipient_whom_nobody_can_write_to_is_a_fault_of_the_case() {
    let desk = Desk::new();
    desk.replace("    fax: [\"222 211 7900\"]\n", "    telephone: [\"222 211 7900\"]\n");
    desk.check("check ruiz", expect![[""]]);
    // An address with a country is meant for the post.
    desk.replace("{office: Human Rights Committee}", "{office: Human Rights Committee, country: MX}");
    desk.check("check ruiz", expect![[""]]);
}

#[test]
fn a_case_without_a_last_day_is_never_late() {
    let desk = Desk::new();
    desk.check("cases --date 2048-02-01", expect![[""]]);
    let said = desk.run("sheet ruiz --date 2048-02-01 --country GB --out sheets");
    assert!(said.ends_with("exit code 0\n") && !said.contains("after-deadline"), "{said}");
    desk.replace("country: Mexico\n", "country: Mexico\nsend_before: 2018-03-01\n");
    let said = desk.run("sheet ruiz --date 2048-02-01 --country GB --out sheets");
    assert!(said.contains("warning[after-deadline]"), "{said}");
}

#[test]
fn an_unknown_country_is_an_error_wherever_it_is_typed() {
    let desk = Desk::new();
    desk.check("letters ruiz --country Norwey", expect![[""]]);
    desk.replace("country: Mexico\n", "country: Mexiko City\n");
    desk.check("check ruiz", expect![[""]]);
    desk.replace("country: Mexico\n", "country: XX\n");
    desk.check("check ruiz", expect![[""]]);
    desk.replace("  uk:\n", "  UK: {salutation: your-excellency, web: [a.example.org]}\n  Great Britain:\n");
    desk.check("letters ruiz", expect![[""]]);
    desk.replace("  uk:\n", "  NO:\n");
    desk.write("me.yaml", "name: Ola\naddress: [Storgata 1, 0155 Oslo]\ncountry: NO\n");
    desk.check("letters ruiz --date 2018-02-01 --sender me.yaml", expect![[""]]);
    desk.write("me.yaml", "name: Ola\naddress: [Storgata 1, 0155 Oslo]\ncountry: Norge og Sverige\n");
    desk.check("letters ruiz --date 2018-02-01 --sender me.yaml", expect![[""]]);
}

#[test]
fn small_slips_are_reported() {
    let desk = Desk::new();
    desk.replace("languages: [en]", "languages: [en, en]");
    desk.check("check ruiz --no-pages", expect![[""]]);
    desk.replace("country: mexico}", "country: mexico, local: {language: xx, office: Gobernador, lines: [Puebla]}}");
    desk.check("check ruiz --no-pages", expect![[""]]);
    desk.replace("country: Mexico\n", "country: Mexico\n");
    desk.check("letters ruiz --date 2018-02-01 --as-of 2017-01-01 --to governor", expect![[""]]);
    desk.check("preview nothing", expect![[""]]);
}
