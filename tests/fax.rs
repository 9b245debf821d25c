//! Faxes: what their covers and pages say, and that nothing of them is small, thin or grey.

#![expect(clippy::unwrap_used, reason = "where nothing is there to unwrap, the test has failed")]

use likhit::finding::Severity;
use likhit::id::{CaseId, CountryCode, LanguageTag, RecipientId};
use likhit::letter::Sender;
use likhit::page::{Document, Item, Line};
use likhit::print::{FaxOutcome, Order, faxes};
use likhit::project::Project;
use likhit::yaml::Source;

fn fax(to: &[&str], languages: &[&str], country: &str) -> Order {
    Order {
        to: to.iter().map(|id| RecipientId::new(id).unwrap()).collect(),
        languages: languages.iter().map(|tag| LanguageTag::new(tag).unwrap()).collect(),
        country: CountryCode::new(country),
        ..Order::of(CaseId::new("kem-sokha").unwrap(), jiff::civil::date(2018, 1, 15))
    }
}

/// The bundled case with a replacement.
fn with(from: &str, to: &str) -> Project {
    let project = Project::embedded();
    let case = project.text("cases/kem-sokha.yaml").unwrap();
    assert!(case.contains(from), "{from}");
    let case = case.replace(from, to);
    project.with([("cases/kem-sokha.yaml".to_owned(), case.into_bytes())])
}

/// The lines of a page in reading order.
fn words(document: &Document, page: usize) -> String {
    let words = |line: &Line| line.placed().iter().map(|placed| placed.text).collect::<String>();
    let lines: Vec<String> = document.pages[page].items.iter().filter_map(Item::line).map(words).collect();
    // A no-break space cannot be told from another one in an expected text.
    lines.iter().map(|line| line.trim_end()).collect::<Vec<_>>().join("\n").replace('\u{A0}', " ")
}

fn done(outcome: FaxOutcome) -> FaxOutcome {
    assert!(!outcome.findings.has_errors(), "{:#?}", outcome.findings);
    outcome
}

#[test]
fn the_cover_says_where_a_fax_goes_and_how_many_pages_it_has() {
    let project = Project::embedded();
    let outcome = done(faxes(&project, &fax(&["prime-minister"], &["en", "km"], "GB")));
    let document = &outcome.faxes[0].document;
    expect_test::expect![[r#"
        FAX
        To
        Samdech Hun Sen, Prime Minister
        Fax number
        +855 23 360 666
        +855 23 880 624 (c/o Council of Ministers)
        To be dialled
        00 855 23 360 666
        00 855 23 880 624
        From
        Date
        15 January 2018
        Pages
        5, this one included
        Subject
        Appeal for the immediate and unconditional release of
        Kem Sokha
        The following pages are an appeal for human rights. They belong to an Urgent
        Action, in which people of many countries write in their own names.
        Please hand all pages to the addressee. If one is missing or cannot be read,
        please ask the sender to send it again."#]]
    .assert_eq(&words(document, 0));
    assert_eq!(document.pages.len(), 5);
    for (page, line) in [(1, "Page 2 of 5"), (2, "Page 3 of 5"), (3, "ទំព័រ ៤ នៃ ៥"), (4, "ទំព័រ ៥ នៃ ៥")]
    {
        assert!(words(document, page).contains(line), "{page}: {}", words(document, page));
    }
}

#[test]
fn nothing_of_a_fax_is_small_or_thin() {
    let project = Project::embedded();
    for country in ["GB", "US"] {
        let outcome = done(faxes(&project, &fax(&[], &["en", "km", "fr"], country)));
        for fax in &outcome.faxes {
            for item in fax.document.pages.iter().flat_map(|page| &page.items) {
                match item {
                    Item::Line(line) => assert!(line.size.0 >= 12.0, "{line:?}"),
                    Item::Rule(rule) => assert!(rule.stroke.0 >= 1.0, "{rule:?}"),
                    Item::Figure(figure) => panic!("{figure:?} may be grey"),
                }
            }
            let width = fax.document.pages[0].sheet.width.to_mm().0.round();
            assert!((width - if country == "US" { 216.0 } else { 210.0 }).abs() < 0.5);
        }
    }
}

#[test]
fn a_recipient_without_a_fax_number_is_refused_with_what_there_is_instead() {
    let project = with("    fax: [\"020 8451 7594\"]\n", "");
    let outcome = faxes(&project, &fax(&["embassy-gb"], &["en"], "GB"));
    let finding = outcome.findings.iter().find(|finding| finding.rule == "no-fax").unwrap();
    assert_eq!(finding.severity, Severity::Error);
    assert_eq!(
        finding.message,
        "`embassy-gb` has no fax number in this case (listed: e-mail cambodianembassy@btconnect.com; \
         web www.cambodianembassy.org.uk; telephone 020 8451 7997; postal address)"
    );
    assert!(outcome.faxes.is_empty());
    // An order without a named recipient gets the others.
    let outcome = done(faxes(&project, &fax(&[], &["en"], "GB")));
    assert_eq!(outcome.faxes.len(), 3);
    assert!(outcome.findings.iter().any(|finding| finding.rule == "no-fax"));
}

#[test]
fn what_is_no_number_is_refused_where_it_stands() {
    let project = with("+855 23 216 141", "+855 23 216 141 / 142");
    let outcome = faxes(&project, &fax(&["foreign-minister"], &["en"], "GB"));
    let finding = outcome.findings.iter().find(|finding| finding.rule == "bad-number").unwrap();
    assert_eq!(finding.message, "`+855 23 216 141 / 142` cannot be dialled: `/` is not allowed in a number");
    assert_eq!((finding.place.as_deref(), finding.line), (Some("recipients[2].fax"), Some(80)));
    assert!(outcome.faxes.is_empty());
}

#[test]
fn a_sender_with_a_broken_name_is_refused() {
    let text = "name: ស្រី ៊ន\naddress: [14 Harbour Street]\ncountry: GB\n";
    let faults = Sender::read(Source { file: "me.yaml", text }).map(|_| ()).unwrap_err();
    assert!(faults.iter().all(|finding| finding.rule == "khmer-mark-without-base"), "{faults:#?}");
}

#[test]
fn the_same_order_gives_the_same_bytes() {
    let project = Project::embedded();
    let order = fax(&["prime-minister"], &["en", "km"], "GB");
    assert_eq!(done(faxes(&project, &order)).faxes[0].pdf, done(faxes(&project, &order)).faxes[0].pdf);
}

#[test]
fn the_cover_is_headed_by_the_words_of_the_letterhead() {
    let section = include_bytes!("projects/section/section.yaml").to_vec();
    let logo = include_bytes!("projects/section/logo.svg").to_vec();
    let project = Project::embedded().with([("section.yaml".to_owned(), section), ("logo.svg".to_owned(), logo)]);
    let outcome = done(faxes(&project, &fax(&["prime-minister"], &["en"], "GB")));
    let document = &outcome.faxes[0].document;
    expect_test::expect![[r#"
        Letters for Rights, Section Example
        12 Lake Road · 9008 Tromsø
        +47 00 00 00 00 · office@example.org · www.example.org
        FAX"#]]
    .assert_eq(words(document, 0).split("\nTo\n").next().unwrap());
    assert!(document.pages.iter().flat_map(|page| &page.items).all(|item| !matches!(item, Item::Figure(_))));
}

#[test]
fn a_long_office_is_broken_between_its_words_for_no_machine_reads_it() {
    let office = "Minister of the Interior";
    let project =
        with(office, "Minister of the Interior of the Provisional Administrative Coordination Secretariat Area");
    let outcome = done(faxes(&project, &fax(&["interior-minister"], &["en"], "GB")));
    assert!(words(&outcome.faxes[0].document, 1).contains("\nof the Provisional"));
}
