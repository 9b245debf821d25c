//! Letters that are not the first appeal: letters of solidarity to a prisoner or a family, and second letters.

#![expect(clippy::unwrap_used, reason = "where nothing is there to unwrap, the test has failed")]

use std::fmt::Write as _;

use expect_test::expect_file;
use jiff::civil::date;
use likhit::case::Case;
use likhit::check::{Scope, Tried, check};
use likhit::finding::Findings;
use likhit::id::{CaseId, LanguageTag, RecipientId};
use likhit::letter::Sender;
use likhit::page::{Document, Item, Line};
use likhit::print::{MailingRun, Order, PieceKind, faxes, letters, mailpieces, plain_letters, proof};
use likhit::project::Project;
use likhit::yaml::Source;

const SUPPORT: &str = include_str!("projects/persons/cases/support.yaml");

/// The project with the case `support`, and the bundled case with a letter to the family.
fn project() -> Project {
    let file = |path: &str, text: &str| (path.to_owned(), text.as_bytes().to_vec());
    let bundled = Project::embedded();
    let case = bundled.text("cases/kem-sokha.yaml").unwrap();
    let case = case.replace(
        "# Embassies, by",
        "  - id: family\n    solidarity: true\n    salutation: your-excellency\n    address:\n      name: The family\n      \
         lines: [Phnom Penh]\n      country: KH\n\n# Embassies, by",
    );
    let case = format!("{case}\nsolidarity: {{body: [greeting]}}\n");
    let words = bundled.text("locales/en/cases/kem-sokha.ftl").unwrap();
    let words = format!("{words}\nrecipient-family = The family\ngreeting = We think of you.\n");
    Project::embedded().with([
        file("cases/support.yaml", SUPPORT),
        file("locales/en/cases/support.ftl", include_str!("projects/persons/locales/en/cases/support.ftl")),
        file("locales/fr/cases/support.ftl", include_str!("projects/persons/locales/fr/cases/support.ftl")),
        ("cases/kem-sokha.yaml".to_owned(), case.into_bytes()),
        ("locales/en/cases/kem-sokha.ftl".to_owned(), words.into_bytes()),
    ])
}

fn id(case: &str) -> CaseId {
    CaseId::new(case).unwrap()
}

fn english(case: &str) -> Order {
    Order { languages: vec![LanguageTag::english()], ..Order::of(id(case), date(2018, 1, 15)) }
}

fn second(case: &str) -> Order {
    Order { follow_up: Some(date(2018, 1, 15)), date: date(2018, 3, 1), ..english(case) }
}

fn sender() -> Sender {
    let text = "name: Anna Muster\naddress: [Hauptstr. 1, 10115 Berlin]\ncountry: DE\n";
    Sender::read(Source { file: "me.yaml", text }).unwrap()
}

fn words(document: &Document) -> String {
    let items = document.pages.iter().flat_map(|page| &page.items);
    let words = |line: &Line| line.text.text_of(line.clusters.clone()).trim_end().to_owned() + "\n";
    items.filter_map(Item::line).map(words).collect()
}

fn rules(findings: &Findings) -> Vec<&'static str> {
    findings.iter().filter(|finding| finding.is_error()).map(|finding| finding.rule.as_str()).collect()
}

/// Letters, e-mails and faxes of an order.
fn everything(order: &Order) -> String {
    let project = project();
    let mut out = String::new();
    let outcome = letters(&project, order);
    assert_eq!(rules(&outcome.findings), [""; 0], "{:#?}", outcome.findings);
    for printed in &outcome.printed {
        let _ =
            write!(out, "== letter to {}, {}\n{}", printed.recipient, printed.document.title, words(&printed.document));
    }
    for copy in plain_letters(&project, order).letters {
        let _ = write!(out, "== text to {}\n{}\n\n{}\n", copy.recipient, copy.letter.subject, copy.letter.body);
    }
    for fax in faxes(&project, order).faxes {
        let _ = write!(out, "== fax to {}\n{}", fax.recipient, words(&fax.document));
    }
    out
}

#[test]
fn a_letter_of_solidarity_has_no_subject_no_demands_and_no_copies() {
    let order = Order { sender: Some(sender()), ..english("support") };
    expect_file!["goldens/solidarity.txt"].assert_eq(&everything(&order));
}

#[test]
fn a_case_may_have_both_appeals_and_letters_of_solidarity() {
    let family = Order { to: RecipientId::new("family").into_iter().collect(), ..english("kem-sokha") };
    let text = plain_letters(&project(), &family).letters.remove(0).letter;
    assert_eq!(text.subject, "A letter of solidarity");
    assert!(text.body.contains("We think of you.") && !text.body.contains("Copies to"), "{}", text.body);
    let minister = plain_letters(&project(), &english("kem-sokha")).letters.remove(0).letter;
    assert!(minister.body.contains("Copies to") && !minister.body.contains("The family"), "{}", minister.body);
}

#[test]
fn letters_of_solidarity_are_checked_mailed_and_proof_read() {
    let project = project();
    let scope = Scope { case: Some(id("support")), pages: Some(Tried::on(date(2018, 1, 15))), ..Scope::default() };
    let found = check(&project, &scope).findings;
    let found: Vec<_> = found.iter().filter(|f| f.file.as_ref().is_some_and(|file| file.contains("support"))).collect();
    assert!(found.iter().all(|f| f.severity == likhit::finding::Severity::Note), "{found:#?}");
    let run = MailingRun::prepare(&project, english("support")).unwrap();
    assert_eq!(run.measure(&sender()).unwrap().letters.len(), 2);
    let (labels, findings) = mailpieces(&project, &english("support"), &[], &PieceKind::Envelopes(None));
    assert!(labels.is_some(), "{findings:#?}");
    let french = LanguageTag::new("fr").unwrap();
    let proof = proof::proof(&project, &id("support"), &french, date(2018, 1, 15), Findings::new()).unwrap();
    assert!(words(&proof.document).contains("The letters of solidarity"));
}

#[test]
fn what_letters_of_solidarity_need_is_found() {
    let read = |from: &str, to: &str| -> Vec<String> {
        assert!(SUPPORT.contains(from), "{from}");
        let text = SUPPORT.replacen(from, to, 1);
        let findings = Case::read(id("support"), Source { file: "cases/support.yaml", text: &text }).err();
        findings
            .unwrap_or_default()
            .iter()
            .map(|f| format!("{} {}", f.rule, f.place.as_deref().unwrap_or_default()))
            .collect()
    };
    assert_eq!(read("solidarity: true", "solidarity: true"), Vec::<String>::new());
    assert_eq!(
        read("solidarity: true", "copy: true\n    solidarity: true"),
        ["solidarity-copy recipients[0].solidarity"]
    );
    assert_eq!(read("    solidarity: true", "    copy: false"), ["missing-key letter"]);
    assert_eq!(read("solidarity:\n  body: [greeting, thanks]\n", ""), ["missing-key solidarity"]);
    assert_eq!(read("body: [greeting, thanks]", "body: []"), ["missing-key solidarity.body", "missing-key solidarity"]);
    let sheet = "sheet: {headline: greeting, lead: greeting, body: [thanks]}\nsolidarity:\n";
    assert_eq!(read("solidarity:\n  body", &format!("{sheet}  body")), ["no-sheet sheet"]);
}

#[test]
fn a_second_letter_refers_to_the_first_and_asks_for_an_answer() {
    let order = Order { sender: Some(sender()), ..second("kem-sokha") };
    expect_file!["goldens/follow-up.txt"].assert_eq(&everything(&order));
}

#[test]
fn the_words_of_a_second_letter_may_be_the_cases_own() {
    let project = project();
    let own = "\nfollow-up = On { $first-letter } I asked about “{ $subject }” and about { person }.\n";
    let own = format!("{}{own}", project.text("locales/en/cases/kem-sokha.ftl").unwrap());
    let project = project.with([("locales/en/cases/kem-sokha.ftl".to_owned(), own.into_bytes())]);
    let text = plain_letters(&project, &second("kem-sokha")).letters.remove(0).letter.body;
    assert!(text.contains("On 15 January 2018 I asked about “Appeal") && text.contains("about Kem Sokha."), "{text}");
    assert!(text.contains("I ask you to answer this letter"), "{text}");
    let found = check(&project, &Scope::default()).findings;
    assert!(found.iter().all(|f| f.place.as_deref() != Some("follow-up")), "{found:#?}");
}

#[test]
fn a_second_letter_is_later_than_the_first_and_asks_no_family() {
    let project = project();
    for day in [date(2018, 3, 1), date(2018, 3, 2)] {
        let order = Order { follow_up: Some(day), ..second("kem-sokha") };
        assert_eq!(rules(&letters(&project, &order).findings), ["bad-follow-up"]);
        assert_eq!(rules(&plain_letters(&project, &order).findings), ["bad-follow-up"]);
        assert_eq!(rules(&faxes(&project, &order).findings), ["bad-follow-up"]);
        assert_eq!(rules(&MailingRun::prepare(&project, order).err().unwrap()), ["bad-follow-up"]);
    }
    let family = RecipientId::new("family");
    let order = Order { to: family.clone().into_iter().collect(), ..second("kem-sokha") };
    assert_eq!(rules(&letters(&project, &order).findings), ["no-follow-up"]);
    assert_eq!(rules(&letters(&project, &second("support")).findings), ["no-follow-up"]);
    let printed = letters(&project, &second("kem-sokha")).printed;
    assert!(!printed.is_empty() && printed.iter().all(|printed| Some(&printed.recipient) != family.as_ref()));
}
