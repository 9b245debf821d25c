//! Several persons in a case: named one by one, together and by their number, in everything that is printed.

#![expect(clippy::unwrap_used, reason = "where nothing is there to unwrap, the test has failed")]

use std::fmt::Write as _;

use expect_test::expect_file;
use jiff::civil::date;
use likhit::case::Case;
use likhit::check::{Scope, check};
use likhit::finding::Findings;
use likhit::id::{CaseId, LanguageTag};
use likhit::letter::names_of;
use likhit::locale::{Library, Locale};
use likhit::page::{Document, Item, Line};
use likhit::print::{self, MailingRun, Order, SheetOrder, faxes, letters, plain_letters, proof, read_case, sheets};
use likhit::project::Project;
use likhit::yaml::Source;

const CASE: &str = include_str!("projects/persons/cases/three.yaml");
const ENGLISH: &str = include_str!("projects/persons/locales/en/cases/three.ftl");

fn project() -> Project {
    let file = |path: &str, text: &str| (path.to_owned(), text.as_bytes().to_vec());
    Project::embedded().with([
        file("cases/three.yaml", CASE),
        file("locales/en/cases/three.ftl", ENGLISH),
        file("locales/fr/cases/three.ftl", include_str!("projects/persons/locales/fr/cases/three.ftl")),
        file("locales/km/cases/three.ftl", include_str!("projects/persons/locales/km/cases/three.ftl")),
    ])
}

/// The project with some text of a file replaced.
fn changed(path: &str, from: &str, to: &str) -> Project {
    let project = project();
    let text = project.text(path).unwrap();
    assert!(text.contains(from), "{path} has no `{from}`");
    let text = text.replace(from, to);
    project.with([(path.to_owned(), text.into_bytes())])
}

fn id() -> CaseId {
    CaseId::new("three").unwrap()
}

fn order() -> Order {
    Order::of(id(), date(2026, 2, 1))
}

fn words(document: &Document) -> String {
    let items = document.pages.iter().flat_map(|page| &page.items);
    let words = |line: &Line| line.text.text_of(line.clusters.clone()).trim_end().to_owned() + "\n";
    items.filter_map(Item::line).map(words).collect()
}

/// The errors and warnings of `likhit check` on the case.
fn found(project: &Project) -> Vec<String> {
    let paths = ["cases/three.yaml", "three.ftl"];
    let findings = check(project, &Scope::default()).findings;
    let of_case = findings.into_iter().filter(|finding| {
        finding.file.as_ref().is_some_and(|file| paths.iter().any(|path| file.ends_with(path)))
            && finding.severity != likhit::finding::Severity::Note
    });
    of_case.map(|f| format!("{} {}: {}", f.rule, f.place.unwrap_or_default(), f.message)).collect()
}

#[test]
fn all_persons_are_named_in_everything_that_is_printed() {
    let project = project();
    assert_eq!(found(&project), Vec::<String>::new());
    let mut out = String::new();
    for copy in plain_letters(&project, &order()).letters {
        let _ = write!(out, "== text in {}\n{}\n\n{}\n", copy.language, copy.letter.subject, copy.letter.body);
    }
    let outcome = sheets(&project, &SheetOrder::of(id(), date(2026, 2, 1)));
    assert!(!outcome.findings.has_errors(), "{:#?}", outcome.findings);
    for sheet in outcome.sheets {
        let _ = write!(out, "== sheet\n{}", words(&sheet.document));
    }
    expect_file!["goldens/persons.txt"].assert_eq(&out);

    let three = "Anna Primerova, Boris Primerov, and Vera Obraztsova";
    let printed = letters(&project, &order());
    assert!(!printed.findings.has_errors(), "{:#?}", printed.findings);
    assert!(words(&printed.printed[0].document).replace('\n', " ").contains(three));
    assert_eq!(printed.printed[0].document.title, format!("Appeal for the release of {three}"));
    let faxed = faxes(&project, &order());
    assert!(words(&faxed.faxes[0].document).replace('\n', " ").contains(three), "{:#?}", faxed.findings);
    let french = LanguageTag::new("fr").unwrap();
    let proof = proof::proof(&project, &id(), &french, date(2026, 2, 1), Findings::new()).unwrap();
    let proof = words(&proof.document).replace('\n', " ");
    assert!(proof.contains("person-anna") && proof.contains("Boris Primerov"), "{proof}");
    let sender = "name: Anna Muster\naddress: [Hauptstr. 1, 10115 Berlin]\ncountry: DE\n";
    let sender = likhit::letter::Sender::read(Source { file: "me.yaml", text: sender }).unwrap();
    let run = MailingRun::prepare(&project, order()).unwrap();
    assert_eq!(run.measure(&sender).unwrap().letters.len(), 3);
}

#[test]
fn a_case_without_a_title_is_called_by_its_persons() {
    let case = read_case(&project(), &id(), None).unwrap();
    assert_eq!(case.title, "Anna Primerova, Boris Primerov, Vera Obraztsova");
}

fn names_without_dates(case: &Case, locale: &Locale) -> Vec<String> {
    names_of(case, locale).into_iter().filter(|name| !name.contains(char::is_numeric)).collect()
}

#[test]
fn no_line_breaks_the_name_of_a_person() {
    let project = project();
    let case = read_case(&project, &id(), None).unwrap();
    let locale = Locale::read(&Library::of(&project), &LanguageTag::new("km").unwrap(), &id()).unwrap();
    assert_eq!(names_without_dates(&case, &locale), ["អាណា ព្រីមេរ៉ូវ៉ា", "បូរីស ព្រីមេរ៉ូវ", "វេរ៉ា អូប្រាហ្សូវ៉ា"]);
    // That of a single person need not be there, and need not be listed.
    let (one, several) = (CASE.find("persons:").unwrap(), CASE.find("charge:").unwrap());
    let one = format!("{}person: {{name: Anna Primerova}}\n{}", &CASE[..one], &CASE[several..]);
    let case = Case::read(id(), Source { file: "cases/three.yaml", text: &one }).unwrap();
    let named = |text: &str| {
        let project = project_with_english(text);
        let locale = Locale::read(&Library::of(&project), &LanguageTag::english(), &id()).unwrap();
        names_without_dates(&case, &locale)
    };
    assert_eq!(named("person = Anna Primerova\n"), ["Anna Primerova"]);
    assert_eq!(named("other = x\n"), Vec::<String>::new());
}

fn project_with_english(text: &str) -> Project {
    project().with([("locales/en/cases/three.ftl".to_owned(), text.as_bytes().to_vec())])
}

#[test]
fn what_is_wrong_with_persons_in_the_case_file_is_found() {
    let read = |from: &str, to: &str| -> Vec<String> {
        assert!(CASE.contains(from), "{from}");
        let text = CASE.replacen(from, to, 1);
        let findings = Case::read(id(), Source { file: "cases/three.yaml", text: &text }).err().unwrap_or_default();
        findings.iter().map(|f| format!("{} {}", f.rule, f.place.as_deref().unwrap_or_default())).collect()
    };
    assert_eq!(read("id: boris", "id: boris"), Vec::<String>::new());
    assert_eq!(read("persons:", "person: {name: Anna}\npersons:"), ["person-and-persons person"]);
    assert_eq!(read("id: boris", "id: anna"), ["duplicate-id persons[1].id"]);
    assert_eq!(read("id: boris, ", ""), ["missing-key persons[1].id"]);
    assert_eq!(read("id: boris", "id: Boris B."), ["bad-id persons[1].id"]);
    assert_eq!(read("name: Boris Primerov", "office: Poet"), ["missing-key persons[1].name"]);
    assert_eq!(read("article: 342-1", "article: 19.4"), ["bad-fact charge.article"]);
    assert_eq!(read("article: 342-1", "article: 342"), Vec::<String>::new());
    assert_eq!(read("article: 342-1\n  penalty_years: 4", "law: Criminal Code"), Vec::<String>::new());
}

#[test]
fn check_and_print_agree_on_the_messages_of_persons() {
    let english = "locales/en/cases/three.ftl";
    for (from, to, rule) in [
        ("person-vera = Vera Obraztsova\n", "", "missing-message"),
        ("person-vera = ", "person-wera = ", "missing-message"),
        ("person-vera = Vera Obraztsova", "person-vera = Vera { $persons }", "unknown-variable"),
        ("{ $persons } immediately", "{ $person } immediately", "unknown-variable"),
        ("{ $charge-article }", "{ $charge-law }", "unknown-variable"),
    ] {
        let project = changed(english, from, to);
        let found = found(&project);
        assert!(found.iter().any(|f| f.starts_with(rule)), "{to}: {found:#?}");
        let order = Order { languages: vec![LanguageTag::english()], ..order() };
        let outcome = letters(&project, &order);
        assert!(
            outcome.printed.is_empty() && outcome.findings.iter().any(|f| f.rule == *rule),
            "{:#?}",
            outcome.findings
        );
    }
}

#[test]
fn a_single_person_is_needed_where_all_persons_are_named() {
    let project = Project::embedded();
    let words = project.text("locales/en/cases/kem-sokha.ftl").unwrap().replace("{ person }", "{ $persons }");
    let whole = project.with([("locales/en/cases/kem-sokha.ftl".to_owned(), words.clone().into_bytes())]);
    let case = whole.text("cases/kem-sokha.yaml").unwrap().replace("names: [person, party]", "names: []");
    let whole = whole.with([("cases/kem-sokha.yaml".to_owned(), case.into_bytes())]);
    let order = Order {
        languages: vec![LanguageTag::english()],
        ..Order::of(CaseId::new("kem-sokha").unwrap(), date(2018, 1, 15))
    };
    let text = plain_letters(&whole, &order).letters[0].letter.subject.clone();
    assert!(text.contains("Kem Sokha"), "{text}");
    let without = words.replace("person = Kem Sokha\n", "");
    assert_ne!(without, words);
    let without = whole.with([("locales/en/cases/kem-sokha.ftl".to_owned(), without.into_bytes())]);
    assert!(check(&without, &Scope::default()).findings.iter().any(|f| f.place.as_deref() == Some("person")));
    assert!(print::letters(&without, &order).printed.is_empty());
}

#[test]
fn another_name_in_the_messages_is_found() {
    let other = |language: &str, from: &str, to: &str| {
        let found = found(&changed(&format!("locales/{language}/cases/three.ftl"), from, to));
        found.iter().any(|f| f.starts_with("other-person"))
    };
    for to in ["= Mu Sochua", "= Vera Petrova", "= Boris"] {
        assert!(other("en", "= Vera Obraztsova", to), "{to}");
    }
    for to in ["= Ms Vera Obraztsova", "= Véra OBRAZTSOVA", "= V. Obraztsova", "= Obraztsova", "= Vera Obrastsova"] {
        assert!(!other("en", "= Vera Obraztsova", to), "{to}");
    }
    assert!(other("fr", "= Vera Obraztsova", "= Anna Dupont"));
    // French writes Russian names in its own way.
    assert!(!other("fr", "= Vera Obraztsova", "= Véra Obraztsowa"));
    assert!(!other("fr", "= Boris Primerov", "= Borisse Primeroff"));
}

#[test]
fn a_translation_may_name_each_person_or_all() {
    let french = "locales/fr/cases/three.ftl";
    let each = "{ person-anna }, { person-boris } et { person-vera }";
    assert_eq!(found(&changed(french, "libérer { $persons }", &format!("libérer {each}"))), Vec::<String>::new());
    let some = found(&changed(french, "libérer { $persons }", "libérer { person-anna } et { person-boris }"));
    assert!(some.iter().any(|f| f.starts_with("dropped-variable demand-release")), "{some:#?}");
    let all = changed(
        "locales/en/cases/three.ftl",
        "to release { $persons }",
        &format!("to release {}", each.replace("et", "and")),
    );
    assert_eq!(found(&all), Vec::<String>::new());
}
