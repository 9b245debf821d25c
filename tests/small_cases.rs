//! Small cases: a person who is named by initials alone, and a letter with a single recipient; in every
//! form that a case can be printed in.

#![expect(clippy::unwrap_used, reason = "where nothing is there to unwrap, the test has failed")]

use std::fmt::Write as _;

use expect_test::expect_file;
use jiff::civil::date;
use likhit::id::CaseId;
use likhit::letter::Sender;
use likhit::page::{Document, Extent, Item, Line, Nudge};
use likhit::print::{
    LetterToPrint, MailingRun, Order, PieceKind, PlainCopy, SheetOrder, SheetOutcome, Sides, letters, mailpieces,
    plain_letters, sheets,
};
use likhit::project::Project;
use likhit::yaml::Source;

const INITIALS: &str = include_str!("projects/small/locales/en/cases/initials.ftl");

fn project() -> Project {
    let file = |path: &str, text: &str| (path.to_owned(), text.as_bytes().to_vec());
    Project::embedded().with([
        file("cases/initials.yaml", include_str!("projects/small/cases/initials.yaml")),
        file("cases/single.yaml", include_str!("projects/small/cases/single.yaml")),
        file("locales/en/cases/initials.ftl", INITIALS),
        file("locales/en/cases/single.ftl", include_str!("projects/small/locales/en/cases/single.ftl")),
    ])
}

fn sender() -> Sender {
    let text = "name: Anna Muster\naddress: [Hauptstr. 1, 10115 Berlin]\ncountry: DE\n";
    Sender::read(Source { file: "me.yaml", text }).unwrap()
}

fn order(case: &str) -> Order {
    Order { sender: Some(sender()), extent: Extent::OnePage, ..Order::of(CaseId::new(case).unwrap(), date(2026, 2, 1)) }
}

fn sheet_order(case: &str) -> SheetOrder {
    SheetOrder::of(CaseId::new(case).unwrap(), date(2026, 2, 1))
}

/// The lines of a document, page by page.
fn words(document: &Document) -> String {
    let items = document.pages.iter().flat_map(|page| &page.items);
    let words = |line: &Line| line.text.text_of(line.clusters.clone()).trim_end().to_owned() + "\n";
    items.filter_map(Item::line).map(words).collect()
}

/// All that a case is printed as: letters, their plain text, the sheet and the labels.
fn everything(case: &str) -> String {
    let project = project();
    let mut out = String::new();
    let outcome = letters(&project, &order(case));
    assert!(!outcome.findings.has_errors(), "{:#?}", outcome.findings);
    for printed in outcome.printed {
        let _ = write!(out, "== letter to {}\n{}", printed.recipient, words(&printed.document));
    }
    for PlainCopy { recipient, letter, .. } in plain_letters(&project, &order(case)).letters {
        let _ = write!(out, "== text to {recipient}\n{}\n\n{}\n", letter.subject, letter.body);
    }
    let SheetOutcome { sheets, findings } = sheets(&project, &sheet_order(case));
    assert!(!findings.has_errors(), "{findings:#?}");
    let _ = write!(out, "== sheet\n{}", words(&sheets[0].document));
    let form = PieceKind::Labels { sheet: None, start: 1, nudge: Nudge::default(), calibrate: false };
    let (labels, findings) = mailpieces(&project, &order(case), &[], &form);
    assert!(!findings.has_errors(), "{findings:#?}");
    out + &format!("== labels\n{}", words(&labels.unwrap().document))
}

/// How many letters and pages a run of two senders has.
fn mailing(case: &str) -> (usize, usize) {
    let project = project();
    let run = MailingRun::prepare(&project, Order { sender: None, ..order(case) }).unwrap();
    let senders = [sender(), sender()];
    let measured: Vec<_> = senders.iter().map(|sender| (sender, run.measure(sender).unwrap())).collect();
    let mut pieces = Vec::new();
    for (sender, measured) in &measured {
        for letter in &measured.letters {
            pieces.push(LetterToPrint { sender, recipient: &letter.recipient, language: &letter.language, mark: None });
        }
    }
    let file = run.print(&mut pieces.into_iter(), Sides::Both, &mut Vec::new()).unwrap();
    (file.letters.len(), file.pages)
}

#[test]
fn a_person_is_named_by_initials_in_every_form() {
    let everything = everything("initials");
    assert!(!everything.contains("Bagratuni"));
    expect_file!["goldens/small-initials.txt"].assert_eq(&everything);
    assert_eq!(mailing("initials"), (4, 8));
}

#[test]
fn a_single_recipient_without_an_embassy_is_enough() {
    expect_file!["goldens/small-single.txt"].assert_eq(&everything("single"));
    assert_eq!(mailing("single"), (2, 4));
}

#[test]
fn a_message_that_holds_a_name_not_to_be_mentioned_is_refused() {
    let with = |id: &str| {
        let text = INITIALS.replace(&format!("{id} = "), &format!("{id} = ANAHIT  Bagra\u{200B}tuni: "));
        assert_ne!(text, INITIALS);
        project().with([("locales/en/cases/initials.ftl".to_owned(), text.into_bytes())])
    };
    let project = with("demands");
    let rules =
        |findings: &[likhit::finding::Finding]| findings.iter().map(|f| (f.rule.as_str(), f.line)).collect::<Vec<_>>();
    let outcome = letters(&project, &order("initials"));
    assert_eq!((outcome.printed.len(), rules(&outcome.findings).contains(&("forbidden-name", Some(9)))), (0, true));
    assert!(plain_letters(&project, &order("initials")).letters.is_empty());
    let outcome = sheets(&with("sheet-lead"), &sheet_order("initials"));
    assert_eq!(
        (outcome.sheets.len(), rules(&outcome.findings)),
        (0, vec![("check-warnings", None), ("forbidden-name", Some(13))])
    );
}
