//! Updates of a case: further information changes everything that is printed.

#![expect(clippy::unwrap_used, reason = "where nothing is there to unwrap, the test has failed")]

use jiff::civil::date;
use likhit::case::{Case, Status};
use likhit::finding::Finding;
use likhit::id::{CaseId, CountryCode, LanguageTag};
use likhit::page::{Document, Item, Line};
use likhit::print::{self, Order, SheetOrder, read_case};
use likhit::project::Project;

const UPDATES: &str = "
index: UA 1/18
updates:
  - date: 2018-01-20
    note: update-bail
    send_before: 2018-03-15
    facts: {election: 2018-08-05}
    letter:
      body: [concern, update-bail, demands, list: [demand-access], reply]
  - date: 2018-02-10
    note: update-minister
    recipients:
      - id: justice-minister
        salutation: your-excellency
        address: {office: Minister of Justice, lines: [Phnom Penh], country: KH}
        fax: [\"+855 23 000 000\"]
    sheet: {body: [sheet-arrest]}
";

const WORDS: &str = "
update-bail = Bail was denied once more.
update-minister = The Minister of Justice is now to decide.
recipient-justice-minister = Minister of Justice
";

fn project(updates: &str) -> Project {
    let project = Project::embedded();
    let text = |path: &str| project.text(path).unwrap().to_owned();
    let case = format!("{}{updates}", text("cases/kem-sokha.yaml"));
    let words = format!("{}{WORDS}", text("locales/en/cases/kem-sokha.ftl"));
    Project::embedded().with([
        ("cases/kem-sokha.yaml".to_owned(), case.into_bytes()),
        ("locales/en/cases/kem-sokha.ftl".to_owned(), words.into_bytes()),
    ])
}

fn id() -> CaseId {
    CaseId::new("kem-sokha").unwrap()
}

fn case(as_of: Option<jiff::civil::Date>) -> Case {
    read_case(&project(UPDATES), &id(), as_of).unwrap()
}

fn order(as_of: Option<jiff::civil::Date>) -> Order {
    Order {
        languages: vec![LanguageTag::new("en").unwrap()],
        country: CountryCode::new("GB"),
        as_of,
        ..Order::of(id(), date(2018, 2, 12))
    }
}

fn rules(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.rule.as_str()).collect()
}

fn words(document: &Document) -> String {
    let words = |line: &Line| line.placed().iter().map(|placed| placed.text).collect::<String>();
    let lines: Vec<String> =
        document.pages.iter().flat_map(|page| &page.items).filter_map(Item::line).map(words).collect();
    lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_case_has_the_state_of_its_last_update_or_of_the_day_that_is_asked_for() {
    let ids = |case: &Case| case.recipients.iter().map(|recipient| recipient.id.to_string()).collect::<Vec<_>>();
    let first = case(Some(date(2018, 1, 19)));
    assert_eq!((first.updated, first.send_before.map(|day| day.0), ids(&first).len()), (0, Some(date(2018, 2, 1)), 3));
    let second = case(Some(date(2018, 1, 20)));
    assert_eq!(
        (second.updated, second.send_before.map(|day| day.0), ids(&second).len()),
        (1, Some(date(2018, 3, 15)), 3)
    );
    let last = case(None);
    assert_eq!((last.updated, last.send_before.map(|day| day.0)), (2, Some(date(2018, 3, 15))));
    assert_eq!(ids(&last), ["justice-minister"]);
    assert_eq!(last.update().unwrap().note.as_str(), "update-minister");
    // What one state alone says must be there all the same.
    assert!(first.names_message("update-bail") && last.names_message("demand-release"));
}

#[test]
fn letters_faxes_and_text_are_those_of_the_state() {
    let project = project(UPDATES);
    let outcome = print::letters(&project, &order(None));
    assert!(!outcome.findings.has_errors(), "{:#?}", outcome.findings);
    let to: Vec<&str> = outcome.printed.iter().map(|printed| printed.recipient.as_str()).collect();
    assert_eq!(to, ["justice-minister", "embassy-gb"]);
    let letter = words(&outcome.printed[0].document);
    assert!(letter.contains("Bail was denied once more.") && !letter.contains("unconditionally release"), "{letter}");

    let older = print::letters(&project, &order(Some(date(2018, 1, 1))));
    assert_eq!(older.printed.len(), 4);
    assert!(rules(&older.findings).contains(&"older-state"), "{:#?}", older.findings);
    assert!(rules(&older.findings).contains(&"after-deadline"), "{:#?}", older.findings);
    assert!(!words(&older.printed[0].document).contains("once more"));

    assert_eq!(print::faxes(&project, &order(None)).faxes.len(), 2);
    assert_eq!(print::plain_letters(&project, &order(None)).letters.len(), 2);
    let gone = Order { to: vec![likhit::id::RecipientId::new("prime-minister").unwrap()], ..order(None) };
    let findings = print::letters(&project, &gone).findings;
    assert_eq!(findings[0].message, "`prime-minister` has not been a recipient since the update of 2018-02-10");
}

#[test]
fn the_sheet_is_further_information_and_says_first_what_is_new() {
    let order = SheetOrder {
        languages: vec![LanguageTag::new("en").unwrap()],
        country: CountryCode::new("GB"),
        ..SheetOrder::of(id(), date(2018, 2, 12))
    };
    let project = project(UPDATES);
    let sheet = |order: &SheetOrder| {
        let outcome = print::sheets(&project, order);
        assert!(!outcome.findings.has_errors(), "{:#?}", outcome.findings);
        words(&outcome.sheets[0].document)
    };
    let last = sheet(&order);
    let beginning = "FURTHER INFORMATION ON UA 1/18 · 10\u{A0}February 2018 HEAD OF DISSOLVED MAIN OPPOSITION PARTY \
                     JAILED The Minister of Justice is now to decide. On 3 September";
    assert!(last.starts_with(beginning), "{last}");
    assert!(last.contains("BEFORE 15\u{A0}MARCH 2018") && !last.contains("serious health concerns"), "{last}");
    let first = sheet(&SheetOrder { as_of: Some(date(2018, 1, 1)), ..order });
    assert!(first.starts_with("URGENT ACTION") && first.contains("BEFORE 1\u{A0}FEBRUARY 2018"), "{first}");
}

#[test]
fn nothing_bears_a_date_before_the_state_that_it_tells_of() {
    let last = case(None);
    let finding = last.dated_before_update(date(2018, 2, 9)).unwrap();
    assert_eq!((finding.rule.as_str(), finding.place.as_deref()), ("dated-before-update", Some("updates[1].date")));
    assert_eq!(last.dated_before_update(date(2018, 2, 10)), None);
    assert_eq!(case(Some(date(2018, 1, 25))).dated_before_update(date(2018, 2, 9)), None);
    assert_eq!(case(Some(date(2018, 1, 1))).dated_before_update(date(2017, 12, 24)), None);
    assert_eq!(last.older_state(None), None);
}

#[test]
fn an_update_may_close_a_case() {
    let project = project(
        "\nindex: UA 1/18\nupdates:\n  - {date: 2018-03-01, note: update-bail, status: closed, outcome: released}\n",
    );
    let closed = read_case(&project, &id(), None).unwrap();
    assert_eq!(closed.status, Status::Closed { outcome: "released".to_owned() });
    let before = read_case(&project, &id(), Some(date(2018, 2, 28))).unwrap();
    assert_eq!(before.status, Status::Active);
    // The older state is no way round what has happened since.
    assert_eq!(before.out_of_date(Some(date(2018, 2, 28))), None);
    let finding = before.out_of_date(Some(date(2018, 3, 1))).unwrap();
    assert_eq!((finding.rule.as_str(), finding.place.as_deref()), ("case-not-active", Some("updates[0].status")));
    assert!(before.older_state(None).unwrap().message.ends_with("; the case is now closed: released"));
    // Nor does a state that is there already go back in part.
    assert_eq!(closed.clone().as_of(Some(date(2018, 2, 28))), closed);
}

#[test]
fn an_id_stands_for_one_person() {
    let update = |id: &str, name: &str| {
        project(&format!(
            "\nindex: UA 1/18\nupdates:\n  - date: 2018-02-10\n    note: update-minister\n    recipients:\n      \
             - id: {id}\n        salutation: your-excellency\n        address: {{name: {name}, lines: [Phnom Penh], \
             country: KH}}\n"
        ))
    };
    let findings = read_case(&update("interior-minister", "Somebody New"), &id(), None).unwrap_err();
    assert_eq!((findings.len(), findings[0].rule.as_str()), (1, "other-holder"));
    assert_eq!(findings[0].place.as_deref(), Some("updates[0].recipients[0].address"));
    assert!(read_case(&update("interior-minister", "Samdech Sar Kheng"), &id(), None).is_ok());
    assert!(read_case(&update("new-minister", "Somebody New"), &id(), None).is_ok());
}

#[test]
fn faults_of_updates_are_told_where_they_stand() {
    let faults = |updates: &str| {
        let findings = read_case(&project(updates), &id(), None).unwrap_err();
        findings
            .into_iter()
            .map(|finding| (finding.rule.as_str(), finding.place.unwrap_or_default()))
            .collect::<Vec<_>>()
    };
    let fault = |rule, place: &str| (rule, place.to_owned());
    assert_eq!(
        faults("\nupdates:\n  - {date: 2018-02-30}\n  - {date: 2018-03-01, note: n, recipients: []}\n"),
        [
            fault("missing-key", "index"),
            fault("missing-key", "updates[0].note"),
            fault("impossible-date", "updates[0].date"),
            fault("missing-key", "updates[1].recipients"),
        ]
    );
    assert_eq!(
        faults("\nindex: x\nupdates:\n  - {date: 2018-03-01, note: n}\n  - {date: 2018-03-01, note: m}\n"),
        [fault("bad-updates", "updates[1].date")]
    );
    assert_eq!(faults("\nupdates:\n  - {date: 2018-03-01, note: n}\n"), [fault("missing-key", "index")]);
    assert_eq!(faults("\nindex: x\nupdates:\n  - {date: 2018-03-01, note: n, sender: 1}\n")[0].0, "unknown-key");
}
