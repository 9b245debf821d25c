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
        // How many messages English has does not matter here.
        let counted = said.strip_prefix("checked ").and_then(|rest| rest.split_once(" messages"));
        let said = counted.map_or(said.to_string(), |(_, rest)| format!("checked … messages{rest}"));
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
    desk.check("letters ruiz --date 2018-02-01 --country UK", expect![[r#"
        governor  en 1 page  window dl 0.6 mm to spare  letters/ruiz/governor.pdf
        note[unverified-figures]: the window position of the layout `gb_dl` has not been checked against a published standard
          help: put one printed page into the envelope before you post many; `likhit stationery gb_dl` shows where the measurements come from
        cases/ruiz.yaml:13:14: warning[no-address]: recipients[1].address: `committee` has no postal address in this case (listed: e-mail committee@example.org)
          help: use `likhit text --mailto`, or add `address: …` with `lines` and `country` to the case file
        cases/ruiz.yaml:15:5: warning[no-address]: recipients[2].address: `prosecutor` has no postal address in this case (listed: fax 222 211 7900)
          help: use `likhit fax`, or add `address: …` with `lines` and `country` to the case file
        cases/ruiz.yaml:21:5: warning[no-address]: embassies.uk.address: `embassy-gb` has no postal address in this case (listed: web www.example.org/contact)
          help: use `likhit text` for the web page, or add `address: …` with `lines` and `country` to the case file
        exit code 0
    "#]]);
    desk.check("envelopes ruiz --date 2018-02-01 --country GB", expect![[r#"
        governor  page 1  10.1 mm to spare
        1 page of 220.0 × 110.0 mm  letters/ruiz/envelopes-dl.pdf
        note[unverified-figures]: the measurements of the envelope `dl` have not been checked against their source (ISO 269 and makers, as commonly listed)
          help: print one page and hold it against an envelope before you print many
        cases/ruiz.yaml:13:14: warning[no-address]: recipients[1].address: `committee` has no postal address in this case (listed: e-mail committee@example.org)
          help: use `likhit text --mailto`, or add `address: …` with `lines` and `country` to the case file
        cases/ruiz.yaml:15:5: warning[no-address]: recipients[2].address: `prosecutor` has no postal address in this case (listed: fax 222 211 7900)
          help: use `likhit fax`, or add `address: …` with `lines` and `country` to the case file
        cases/ruiz.yaml:21:5: warning[no-address]: embassies.uk.address: `embassy-gb` has no postal address in this case (listed: web www.example.org/contact)
          help: use `likhit text` for the web page, or add `address: …` with `lines` and `country` to the case file
        exit code 0
    "#]]);
    desk.check("labels ruiz --date 2018-02-01 --country GB", expect![[r#"
        governor  page 1, label 1  3.1 mm to spare
        1 page of 210.0 × 297.0 mm  letters/ruiz/labels-L7160.pdf
        note[unverified-figures]: the measurements of the sheet `L7160` have not been checked against their source (LibreOffice 7.4, labels.xml)
          help: print one page with `--calibrate` first, and hold it against the sheet
        cases/ruiz.yaml:13:14: warning[no-address]: recipients[1].address: `committee` has no postal address in this case (listed: e-mail committee@example.org)
          help: use `likhit text --mailto`, or add `address: …` with `lines` and `country` to the case file
        cases/ruiz.yaml:15:5: warning[no-address]: recipients[2].address: `prosecutor` has no postal address in this case (listed: fax 222 211 7900)
          help: use `likhit fax`, or add `address: …` with `lines` and `country` to the case file
        cases/ruiz.yaml:21:5: warning[no-address]: embassies.uk.address: `embassy-gb` has no postal address in this case (listed: web www.example.org/contact)
          help: use `likhit text` for the web page, or add `address: …` with `lines` and `country` to the case file
        exit code 0
    "#]]);
    desk.check("fax ruiz --date 2018-02-01 --country usa", expect![[r#"
        prosecutor  2 pages  dial 011 52 222 211 7900  faxes/ruiz/prosecutor.pdf
        cases/ruiz.yaml: note[no-embassy]: embassies: the case has no embassy for senders in US
          help: find the address of the embassy in your country, and send it a copy
        cases/ruiz.yaml:8:5: warning[no-fax]: recipients[0].fax: `governor` has no fax number in this case (listed: postal address)
          help: use `likhit letters`, or add `fax: [number]` to the case file
        cases/ruiz.yaml:11:5: warning[no-fax]: recipients[1].fax: `committee` has no fax number in this case (listed: e-mail committee@example.org)
          help: use `likhit text --mailto`, or add `fax: [number]` to the case file
        exit code 0
    "#]]);
    desk.check("text ruiz --date 2018-02-01 --mailto", expect![[r#"
        mailto:committee@example.org?subject=Release%20Ana%20Ruiz&body=Your%20Excellency%2C%0D%0A%0D%0APlease%20release%20Ana%20Ruiz%2C%20who%20was%20arrested%20on%204%20January%202018.%0D%0A%0D%0AYours%20respectfully%2C%0D%0A%0D%0ACopies%20to%3A%0D%0AProsecutor%20of%20Puebla
        cases/ruiz.yaml: note[no-embassy]: embassies: no letter goes to an embassy, because the sender's country is not known
          help: use `--country CC`; the case has an embassy for senders in GB
        cases/ruiz.yaml:10:14: warning[no-email]: recipients[0].address: `governor` has no e-mail address in this case (listed: postal address)
          help: use `likhit letters`, or add `email: [address]` to the case file
        cases/ruiz.yaml:15:5: warning[no-email]: recipients[2].address: `prosecutor` has no e-mail address in this case (listed: fax 222 211 7900)
          help: use `likhit fax`, or add `email: [address]` to the case file
        exit code 0
    "#]]);
    desk.check(
        "text ruiz --date 2018-02-01 --to committee",
        expect![[r#"
        Release Ana Ruiz

        Your Excellency,

        Please release Ana Ruiz, who was arrested on 4 January 2018.

        Yours respectfully,

        Copies to:
        Prosecutor of Puebla
        exit code 0
    "#]],
    );
    desk.check(
        "check ruiz",
        expect![[r#"
            checked … messages, 1 language, 1 case, 7 letters: no faults
            exit code 0
        "#]],
    );
}

#[test]
fn a_recipient_who_was_named_and_is_not_reached_is_an_error() {
    let desk = Desk::new();
    desk.check("letters ruiz --date 2018-02-01 --to committee", expect![[r#"
        cases/ruiz.yaml:13:14: error[no-address]: recipients[1].address: `committee` has no postal address in this case (listed: e-mail committee@example.org)
          help: use `likhit text --mailto`, or add `address: …` with `lines` and `country` to the case file
        exit code 1
    "#]]);
    desk.check("labels ruiz --date 2018-02-01 --to committee --to governor", expect![[r#"
        governor  page 1, label 1  3.1 mm to spare
        1 page of 210.0 × 297.0 mm  letters/ruiz/labels-L7160.pdf
        note[unverified-figures]: the measurements of the sheet `L7160` have not been checked against their source (LibreOffice 7.4, labels.xml)
          help: print one page with `--calibrate` first, and hold it against the sheet
        cases/ruiz.yaml:13:14: error[no-address]: recipients[1].address: `committee` has no postal address in this case (listed: e-mail committee@example.org)
          help: use `likhit text --mailto`, or add `address: …` with `lines` and `country` to the case file
        exit code 1
    "#]]);
    desk.check("fax ruiz --date 2018-02-01 --to committee", expect![[r#"
        cases/ruiz.yaml:11:5: error[no-fax]: recipients[1].fax: `committee` has no fax number in this case (listed: e-mail committee@example.org)
          help: use `likhit text --mailto`, or add `fax: [number]` to the case file
        exit code 1
    "#]]);
    desk.check("text ruiz --date 2018-02-01 --mailto --to prosecutor", expect![[r#"
        cases/ruiz.yaml:15:5: error[no-email]: recipients[2].address: `prosecutor` has no e-mail address in this case (listed: fax 222 211 7900)
          help: use `likhit fax`, or add `email: [address]` to the case file
        exit code 1
    "#]]);
}

#[test]
fn where_nobody_is_reached_nothing_is_printed() {
    let desk = Desk::new();
    desk.replace(
        "    address: {office: Governor of Puebla, lines: [14 Oriente 1006, 72000 Puebla], country: mexico}\n",
        "    email: [a@example.org]\n",
    );
    desk.check("letters ruiz --date 2018-02-01 --country FR", expect![[r#"
        cases/ruiz.yaml: note[no-embassy]: embassies: the case has no embassy for senders in FR
          help: find the address of the embassy in your country, and send it a copy
        note[unverified-figures]: the window position of the layout `fr_nf_z11001` has not been checked against a published standard
          help: put one printed page into the envelope before you post many; `likhit stationery fr_nf_z11001` shows where the measurements come from
        cases/ruiz.yaml:8:5: error[no-address]: recipients[0].address: `governor` has no postal address in this case (listed: e-mail a@example.org)
          help: use `likhit text --mailto`, or add `address: …` with `lines` and `country` to the case file
        cases/ruiz.yaml:13:14: error[no-address]: recipients[1].address: `committee` has no postal address in this case (listed: e-mail committee@example.org)
          help: use `likhit text --mailto`, or add `address: …` with `lines` and `country` to the case file
        cases/ruiz.yaml:15:5: error[no-address]: recipients[2].address: `prosecutor` has no postal address in this case (listed: fax 222 211 7900)
          help: use `likhit fax`, or add `address: …` with `lines` and `country` to the case file
        exit code 1
    "#]]);
    desk.check("envelopes ruiz --date 2018-02-01 --country FR", expect![[r#"
        note[unverified-figures]: the measurements of the envelope `dl` have not been checked against their source (ISO 269 and makers, as commonly listed)
          help: print one page and hold it against an envelope before you print many
        cases/ruiz.yaml: note[no-embassy]: embassies: the case has no embassy for senders in FR
          help: find the address of the embassy in your country, and send it a copy
        cases/ruiz.yaml:8:5: error[no-address]: recipients[0].address: `governor` has no postal address in this case (listed: e-mail a@example.org)
          help: use `likhit text --mailto`, or add `address: …` with `lines` and `country` to the case file
        cases/ruiz.yaml:13:14: error[no-address]: recipients[1].address: `committee` has no postal address in this case (listed: e-mail committee@example.org)
          help: use `likhit text --mailto`, or add `address: …` with `lines` and `country` to the case file
        cases/ruiz.yaml:15:5: error[no-address]: recipients[2].address: `prosecutor` has no postal address in this case (listed: fax 222 211 7900)
          help: use `likhit fax`, or add `address: …` with `lines` and `country` to the case file
        exit code 1
    "#]]);
    // The case is sound: its letters go by e-mail.
    desk.check(
        "check ruiz",
        expect![[r#"
            checked … messages, 1 language, 1 case, 7 letters: no faults
            exit code 0
        "#]],
    );
}

#[test]
fn the_senders_of_a_list_write_to_those_who_are_reached_by_post() {
    let desk = Desk::new();
    desk.write("list.csv", "name,address1,town,country\nAnn Bell,1 Mill Road,York,UK\nJon Ek,Storgata 1,Oslo,Norge\n");
    desk.check("mailing ruiz --date 2018-02-01 --senders list.csv --dry-run", expect![[r#"
        0 letters would be printed; nothing was written
        0 rows good, 2 rejected
        cases/ruiz.yaml:13:14: warning[no-address]: recipients[1].address: `committee` has no postal address in this case (listed: e-mail committee@example.org)
          help: use `likhit text --mailto`, or add `address: …` with `lines` and `country` to the case file
        cases/ruiz.yaml:15:5: warning[no-address]: recipients[2].address: `prosecutor` has no postal address in this case (listed: fax 222 211 7900)
          help: use `likhit fax`, or add `address: …` with `lines` and `country` to the case file
        cases/ruiz.yaml:21:5: warning[no-address]: embassies.uk.address: `embassy-gb` has no postal address in this case (listed: web www.example.org/contact)
          help: use `likhit text` for the web page, or add `address: …` with `lines` and `country` to the case file
        list.csv:2:22: error[missing-address]: row 2, town: the postcode is missing from the address
          help: add it; addresses in GB need: street or post-office box, postcode, town
        list.csv:3:19: error[missing-address]: row 3, town: the postcode is missing from the address
          help: add it; addresses in NO need: street or post-office box, postcode, town
        exit code 1
    "#]]);
    desk.check("labels ruiz --date 2018-02-01 --senders list.csv", expect![[r#"
        note[unverified-figures]: the measurements of the sheet `L7160` have not been checked against their source (LibreOffice 7.4, labels.xml)
          help: print one page with `--calibrate` first, and hold it against the sheet
        cases/ruiz.yaml:13:14: warning[no-address]: recipients[1].address: `committee` has no postal address in this case (listed: e-mail committee@example.org)
          help: use `likhit text --mailto`, or add `address: …` with `lines` and `country` to the case file
        cases/ruiz.yaml:15:5: warning[no-address]: recipients[2].address: `prosecutor` has no postal address in this case (listed: fax 222 211 7900)
          help: use `likhit fax`, or add `address: …` with `lines` and `country` to the case file
        cases/ruiz.yaml:21:5: warning[no-address]: embassies.uk.address: `embassy-gb` has no postal address in this case (listed: web www.example.org/contact)
          help: use `likhit text` for the web page, or add `address: …` with `lines` and `country` to the case file
        cases/ruiz.yaml: note[no-embassy]: embassies: the case has no embassy for senders in NO
          help: find the address of the embassy in your country, and send it a copy
        list.csv:2:22: error[missing-address]: row 2, town: the postcode is missing from the address
          help: add it; addresses in GB need: street or post-office box, postcode, town
        list.csv:3:19: error[missing-address]: row 3, town: the postcode is missing from the address
          help: add it; addresses in NO need: street or post-office box, postcode, town
        error[nothing-to-print]: there is nothing to print: no row of the list results in an address
          help: correct the rejected rows, or check the recipients of `--to`
        exit code 1
    "#]]);
    desk.check("mailing ruiz --date 2018-02-01 --senders list.csv --to committee", expect![[r#"
        cases/ruiz.yaml:13:14: error[no-address]: recipients[1].address: `committee` has no postal address in this case (listed: e-mail committee@example.org)
          help: use `likhit text --mailto`, or add `address: …` with `lines` and `country` to the case file
        exit code 1
    "#]]);
    desk.check(
        "labels ruiz --date 2018-02-01 --return-addresses",
        expect![[r#"
            error: the following required arguments were not provided:
              --senders <FILE>

            Usage: likhit labels --senders <FILE> --date <YYYY-MM-DD> --return-addresses <CASE>

            For more information, try '--help'.
            exit code 2
        "#]],
    );
}

#[test]
fn a_recipient_whom_nobody_can_write_to_is_a_fault_of_the_case() {
    let desk = Desk::new();
    desk.replace("    fax: [\"222 211 7900\"]\n", "    telephone: [\"222 211 7900\"]\n");
    desk.check("check ruiz", expect![[r#"
        checked … messages, 1 language, 1 case: 1 error
        cases/ruiz.yaml:15:5: error[missing-key]: recipients[2]: nobody can write to this recipient: postal address, `email`, `fax` and `web` are all missing
          help: add one of them: `address: …` with `lines` and `country`, `email: [address]`, `fax: [number]` or `web: [address]`
        exit code 1
    "#]]);
    // An address with a country is meant for the post.
    desk.replace("{office: Human Rights Committee}", "{office: Human Rights Committee, country: MX}");
    desk.check(
        "check ruiz",
        expect![[r#"
            checked … messages, 1 language, 1 case: 1 error
            cases/ruiz.yaml:13:14: error[missing-key]: recipients[1].address.lines: `lines` is missing
              help: write the address below `lines:`, each line on its own line after `- `
            exit code 1
        "#]],
    );
}

#[test]
fn a_case_without_a_last_day_is_never_late() {
    let desk = Desk::new();
    desk.check("cases --date 2048-02-01", expect![[r#"
        case            status  send before  days left  update  languages   recipients                                                           title
        example-writer  closed  2025-09-01   over       none    en, km, fr  justice-minister, foreign-minister, embassy for GB                   An example: a writer who does not exist is detained
        kem-sokha       active  2018-02-01   over       none    en, km      interior-minister, prime-minister, foreign-minister, embassy for GB  Head of dissolved main opposition party jailed
        ruiz            active  soon         no limit   none    en          governor, committee, prosecutor, embassy for GB                      A case by post and e-mail
        exit code 0
    "#]]);
    let said = desk.run("sheet ruiz --date 2048-02-01 --country GB --out sheets");
    assert!(said.ends_with("exit code 0\n") && !said.contains("after-deadline"), "{said}");
    desk.replace("country: Mexico\n", "country: Mexico\nsend_before: 2018-03-01\n");
    let said = desk.run("sheet ruiz --date 2048-02-01 --country GB --out sheets");
    assert!(said.contains("warning[after-deadline]"), "{said}");
}

#[test]
fn an_unknown_country_is_an_error_wherever_it_is_typed() {
    let desk = Desk::new();
    desk.check(
        "letters ruiz --country Norwey",
        expect![[r#"
        error: invalid value 'Norwey' for '--country <CC>': did you mean `NO` (Norway)?

        For more information, try '--help'.
        exit code 2
    "#]],
    );
    desk.replace("country: Mexico\n", "country: Mexiko City\n");
    desk.check(
        "check ruiz",
        expect![[r#"
            checked … messages, 1 language, 1 case: 1 error
            cases/ruiz.yaml:3:10: error[unknown-country]: country: unknown country `Mexiko City`
              help: write the country's name in English, or its code of two letters, for example `GB`
            exit code 1
        "#]],
    );
    desk.replace("country: Mexico\n", "country: XX\n");
    desk.check(
        "check ruiz",
        expect![[r#"
            checked … messages, 1 language, 1 case: 1 error
            cases/ruiz.yaml:3:10: error[unknown-country]: country: unknown country `XX`
              help: write the country's name in English, or its code of two letters, for example `GB`
            exit code 1
        "#]],
    );
    desk.replace("  uk:\n", "  UK: {salutation: your-excellency, web: [a.example.org]}\n  Great Britain:\n");
    desk.check(
        "letters ruiz",
        expect![[r#"
        cases/ruiz.yaml:20:7: error[duplicate-key]: embassies.UK: `UK` is `GB`, which has an embassy already
          help: keep one of them
        exit code 1
    "#]],
    );
    desk.replace("  uk:\n", "  NO:\n");
    desk.write("me.yaml", "name: Ola\naddress: [Storgata 1, 0155 Oslo]\ncountry: NO\n");
    desk.check("letters ruiz --date 2018-02-01 --sender me.yaml", expect![[r#"
        note[unverified-figures]: the window position of the layout `no_c5` has not been checked against a published standard
          help: put one printed page into the envelope before you post many; `likhit stationery no_c5` shows where the measurements come from
        locales/en/cases/ruiz.ftl:5:1: error[missing-message]: recipient-embassy-gb: `recipient-embassy-gb` is not used anywhere, and `recipient-embassy-no` is missing
          help: did you mean `recipient-embassy-no`?
        cases/ruiz.yaml:13:14: warning[no-address]: recipients[1].address: `committee` has no postal address in this case (listed: e-mail committee@example.org)
          help: use `likhit text --mailto`, or add `address: …` with `lines` and `country` to the case file
        cases/ruiz.yaml:15:5: warning[no-address]: recipients[2].address: `prosecutor` has no postal address in this case (listed: fax 222 211 7900)
          help: use `likhit fax`, or add `address: …` with `lines` and `country` to the case file
        cases/ruiz.yaml:21:5: warning[no-address]: embassies.NO.address: `embassy-no` has no postal address in this case (listed: web www.example.org/contact)
          help: use `likhit text` for the web page, or add `address: …` with `lines` and `country` to the case file
        exit code 1
    "#]]);
    desk.write("me.yaml", "name: Ola\naddress: [Storgata 1, 0155 Oslo]\ncountry: Norge og Sverige\n");
    desk.check(
        "letters ruiz --date 2018-02-01 --sender me.yaml",
        expect![[r#"
        me.yaml:3:10: error[unknown-country]: country: unknown country `Norge og Sverige`
          help: write the country's name in English, or its code of two letters, for example `GB`
        exit code 1
    "#]],
    );
}

#[test]
fn small_slips_are_reported() {
    let desk = Desk::new();
    desk.replace("languages: [en]", "languages: [en, en]");
    desk.check("check ruiz --no-pages", expect![[r#"
        checked … messages, 1 language, 1 case: 1 warning
        cases/ruiz.yaml:4:17: warning[language-twice]: languages[1]: `en` is listed twice, but the letter is printed in it only once
          help: delete one of them
        exit code 0
    "#]]);
    desk.replace("country: mexico}", "country: mexico, local: {language: xx, office: Gobernador, lines: [Puebla]}}");
    desk.check("check ruiz --no-pages", expect![[r#"
        checked … messages, 1 language, 1 case: 1 warning
        cases/ruiz.yaml:10:107: warning[unknown-language]: recipients[0].address.local: unknown language `xx` of the local address
          help: write the code of the language in `language`, for example `km` or `pt-BR`
        exit code 0
    "#]]);
    desk.replace("country: Mexico\n", "country: Mexico\n");
    desk.check("letters ruiz --date 2018-02-01 --as-of 2017-01-01 --to governor", expect![[r#"
        governor  en 1 page  letters/ruiz/governor.pdf
        cases/ruiz.yaml: warning[older-state]: facts.arrested: on 2017-01-01 the case did not exist yet: its first date is 2018-01-04
          help: correct the day, or omit `--as-of` to use the current state
        exit code 0
    "#]]);
    desk.check(
        "preview nothing",
        expect![[r#"
        error[unknown-case]: unknown case `nothing`
          help: use one of: example-writer, kem-sokha, ruiz
        exit code 2
    "#]],
    );
}
