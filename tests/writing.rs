//! The text of letters: own words, plain text, cases that are over, and cases of other forms than the first one.

#![expect(clippy::disallowed_types, reason = "the program is started in an empty folder")]
#![expect(clippy::unwrap_used, reason = "where nothing is there to unwrap, the test has failed")]

use std::process::Command;

use likhit::case::{Case, Status};
use likhit::finding::{Findings, Severity};
use likhit::id::{CaseId, CountryCode, LanguageTag, RecipientId};
use likhit::letter::{Sender, mailto};
use likhit::print::{self, Order, plain_letters, read_case};
use likhit::project::Project;
use likhit::yaml::Source;

/// An order from the United Kingdom.
fn order(case: &str) -> Order {
    Order { country: CountryCode::new("GB"), ..Order::of(CaseId::new(case).unwrap(), jiff::civil::date(2018, 1, 15)) }
}

/// The bundled case with lines added to it.
fn with(lines: &str) -> Project {
    let project = Project::embedded();
    let case = project
        .text("cases/kem-sokha.yaml")
        .unwrap()
        .replace("status: active\n", "")
        .replace("do_not_mention: []\n", "");
    let case = format!("{case}{lines}");
    project.with([("cases/kem-sokha.yaml".to_owned(), case.into_bytes())])
}

fn read(lines: &str) -> Result<Case, Findings> {
    read_case(&with(lines), &CaseId::new("kem-sokha").unwrap(), None)
}

fn english(personal: &str) -> Order {
    let text = format!("name: A B\naddress: [x, y]\nlang: en\npersonal: {personal}\n");
    let sender = Sender::read(Source { file: "me.yaml", text: &text }).unwrap();
    let languages = vec![LanguageTag::new("en").unwrap()];
    let to = vec![RecipientId::new("prime-minister").unwrap()];
    Order { sender: Some(sender), languages, to, ..order("kem-sokha") }
}

#[test]
fn a_name_that_must_not_be_mentioned_is_found_however_it_is_spelt() {
    let project = with("do_not_mention: [Sok Chan-Dara, ចាន់ ដារ៉ា]\n");
    for words in ["I met SOK CHANDARA.", "I met Sok Chan Dara’s wife.", "ចាន់\u{200B}ដារ៉ា"] {
        let outcome = print::letters(&project, &english(words));
        assert!(outcome.printed.is_empty(), "{words}");
        assert!(outcome.findings.iter().any(|finding| finding.rule == "forbidden-name"), "{words}");
    }
    let outcome = print::letters(&project, &english("I met a friend of his."));
    assert!(!outcome.findings.has_errors(), "{:#?}", outcome.findings);
}

#[test]
fn own_words_in_one_of_two_languages_are_said_to_be_missing_in_the_other() {
    let languages = ["en", "km"].map(|tag| LanguageTag::new(tag).unwrap()).to_vec();
    let outcome = print::letters(&Project::embedded(), &Order { languages, ..english("I met a friend of his.") });
    let remark = outcome.findings.iter().find(|finding| finding.rule == "unused-words").unwrap();
    assert_eq!(remark.severity, Severity::Note);
    assert_eq!(remark.message, "the sender's own words are in `en` and are left out of the letters in `km`");
    let outcome = print::letters(&Project::embedded(), &english("I met a friend of his."));
    assert!(outcome.findings.iter().all(|finding| finding.rule != "unused-words"));
}

#[test]
fn links_are_told_to_be_long_and_refused_where_there_is_no_address() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_likhit"))
            .args(["text", "kem-sokha", "--mailto", "--country", "GB", "--date", "2018-01-15", "--lang", "en"])
            .args(arguments)
            .current_dir(folder.path())
            .output()
            .unwrap();
        let words = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code(), words(output.stdout), words(output.stderr))
    };
    // If all recipients are requested, some may have no address; a named recipient must have one.
    let (code, links, said) = run(&[]);
    assert_eq!((code, links.lines().count()), (Some(0), 1), "{said}");
    assert!(links.contains("Excellency%2C%0D%0A%0D%0AI%20am"), "{links}");
    assert!(said.contains("warning[no-email]") && said.contains("warning[long-link]"), "{said}");
    let (code, links, said) = run(&["--to", "prime-minister"]);
    assert_eq!((code, links.as_str()), (Some(1), ""));
    let message = "`prime-minister` has no e-mail address in this case (listed: fax +855 23 360 666, +855 23 880 624 (c/o Council of Ministers); postal address)";
    assert!(said.contains(message), "{said}");
}

#[test]
fn a_case_says_whether_letters_still_go_out() {
    assert_eq!(read("").unwrap().status, Status::Active);
    assert_eq!(read("").unwrap().out_of_date(None), None);
    let closed = read("status: closed\noutcome: released\n").unwrap();
    assert_eq!(closed.out_of_date(None).unwrap().message, "the case is closed: released");
    assert_eq!(read("status: expired\n").unwrap().out_of_date(None).unwrap().rule, "case-not-active");
    for (lines, rule) in
        [("status: closed\n", "missing-key"), ("status: over\n", "bad-status"), ("outcome: released\n", "bad-status")]
    {
        assert_eq!(read(lines).unwrap_err()[0].rule, rule, "{lines}");
    }
}

#[test]
fn copies_have_an_opening_and_where_there_are_none_nothing_asks_for_it() {
    let read = |case: &str| {
        let id = CaseId::new("initials").unwrap();
        Case::read(id, Source { file: "cases/initials.yaml", text: case })
    };
    assert_eq!(read(INITIALS).unwrap().letter.unwrap().copy_opening, None);
    let with_copy = INITIALS.replace("- id: minister", "- id: minister\n    copy: true");
    let later = INITIALS.to_owned()
        + "index: UA 1\nupdates:\n  - date: 2048-01-01\n    note: n\n    embassies:\n      FR:\n        \
           salutation: your-excellency\n        address: {office: Embassy, lines: [Paris], country: FR}\n";
    for case in [with_copy, later.clone()] {
        let findings = read(&case).unwrap_err();
        assert_eq!(
            (findings[0].rule.as_str(), findings[0].place.as_deref()),
            ("missing-key", Some("letter.copy_opening"))
        );
    }
    assert!(read(&later.replace("note: n\n", "note: n\n    letter: {copy_opening: subject}\n")).is_ok());
}

#[test]
fn the_subject_of_an_email_is_not_called_one_again() {
    let languages = ["fr", "km"].map(|tag| LanguageTag::new(tag).unwrap()).to_vec();
    let plain = print::plain_letters(&Project::embedded(), &Order { languages, ..order("kem-sokha") });
    for copy in &plain.letters {
        assert!(!copy.letter.subject.contains([':', '៖']), "{}", copy.letter.subject);
    }
}

#[test]
fn a_letter_as_plain_text_has_its_subject_apart_and_no_line_wrapped() {
    let outcome = plain_letters(&Project::embedded(), &order("kem-sokha"));
    assert!(!outcome.findings.has_errors());
    let letter = &outcome.letters[0].letter;
    assert_eq!(letter.subject, "Appeal for the immediate and unconditional release of Kem Sokha");
    assert!(letter.body.starts_with("Your Excellency,\n\nI am writing to you"));
    assert!(letter.body.contains("1. to immediately and unconditionally release"));
    let orders = ['\u{200B}', '\u{2060}', '\u{AD}'];
    assert!(outcome.letters.iter().all(|copy| !copy.letter.body.contains(orders)));
    let last = outcome.letters.last().unwrap();
    let link = mailto(&last.emails[0], &last.letter);
    assert!(link.starts_with("mailto:cambodianembassy@btconnect.com?subject="));
    assert!(link.is_ascii() && !link.contains(' '));
}

/// A case of one recipient and no embassy, in which the person has initials only. It is made up.
const INITIALS: &str = "\
title: An example with initials only
person: {name: A. B.}
send_before: 2048-12-10
country: FR
languages: [en]
names: [person]
recipients:
  - id: minister
    salutation: your-excellency
    address: {office: Example Ministry, lines: [1 Example Street, 75001 Paris], country: FR}
letter: {subject: subject, body: [concern]}
sheet: {headline: subject, lead: concern, body: [concern]}
";

#[test]
fn a_case_may_have_initials_one_recipient_and_no_embassy() {
    let words = "person = A. B.\nrecipient-minister = Example Ministry\nsubject = Appeal for { person }\n\
                 concern = I write to you about { person }. The name must not be known.\n";
    let project = Project::embedded().with([
        ("cases/initials.yaml".to_owned(), INITIALS.as_bytes().to_vec()),
        ("locales/en/cases/initials.ftl".to_owned(), words.as_bytes().to_vec()),
    ]);
    let order = order("initials");
    let plain = print::plain_letters(&project, &order);
    assert!(plain.letters[0].letter.body.contains("about A. B. The name"), "{}", plain.letters[0].letter.body);
    let outcome = print::letters(&project, &order);
    assert!(!outcome.findings.has_errors(), "{:#?}", outcome.findings);
    assert!(outcome.findings.iter().all(|finding| finding.rule != "no-embassy"));
    assert_eq!(outcome.printed.len(), 1);
    let sheets = print::sheets(
        &project,
        &print::SheetOrder { country: order.country.clone(), ..print::SheetOrder::of(order.case.clone(), order.date) },
    );
    assert!(!sheets.findings.has_errors(), "{:#?}", sheets.findings);
    assert_eq!(sheets.sheets[0].document.pages.len(), 1);
}
