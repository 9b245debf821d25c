//! Uses of hostile input: one function for each kind of file that the program reads. It reads the bytes and uses the
//! result.
//!
//! Each function must return, for any bytes. Its results do not matter here.

mod fonts;

/// The functions to fuzz, by name.
pub const TARGETS: [(&str, fn(&[u8])); 14] = [
    ("fluent", fluent),
    ("letter-words", letter_words),
    ("case", case),
    ("locale", locale),
    ("stationery", stationery),
    ("tables", tables),
    ("sender", sender),
    ("list", list),
    ("po", po),
    ("review", review),
    ("letter", letter),
    ("font", font),
    ("logo", logo),
    ("section", section),
];

use jiff::civil::{Date, date};
use likhit::check::{Scope, check, fix};
use likhit::countries::{Countries, CountryNames};
use likhit::id::{CaseId, CountryCode, LabelSheetId, LanguageTag, StationeryId};
use likhit::letter::Sender;
use likhit::list::{ColumnChoices, Headings, List, Table, TableOptions};
use likhit::page::Nudge;
use likhit::print::{self, Order, PieceKind};
use likhit::project::Project;
use likhit::review::{Better, FormOrder, form, take};
use likhit::translation::po;
use likhit::yaml::Source;

const DATE: Date = date(2018, 1, 15);

/// The case that comes with the program.
const CASE: &str = "kem-sokha";

/// The tables of a project that are no case, language or layout: the first byte chooses one.
const TABLES: [&str; 7] = [
    "locales/km/glossary.yaml",
    "countries/fr.yaml",
    "countries/addresses.yaml",
    "countries/posts.yaml",
    "countries/en.yaml",
    "stationery/envelopes/common.yaml",
    "stationery/labels/common.yaml",
];

/// A letter of one paragraph, so that a try is quick.
const SMALL_CASE: &str = "title: A letter
person: {name: Everyone}
send_before: 2048-12-10
country: KH
languages: [km, en]
facts: {day: 2017-09-03, number: 443}
recipients:
  - id: minister
    salutation: your-excellency
    address: {name: Everyone, lines: [Phnom Penh], country: KH}
letter:
  subject: subject
  copy_opening: subject
  body: [text]
";
const SMALL_WORDS: &str = "recipient-minister = Everyone\nsubject = Rights\nperson = Everyone\n";

/// The Fluent file of a case: examined, mended, examined again, and said in letters.
fn fluent(bytes: &[u8]) {
    let path = "locales/km/cases/kem-sokha.ftl";
    let project = with(path, bytes);
    let scope = Scope { paths: vec![path.to_owned()], ..Scope::default() };
    let report = check(&project, &scope);
    // Until nothing is left to mend: each time all is examined again.
    let _ = fix::repair(&project, &scope, report, |_| true);
    let _ = print::plain_letters(&project, &order(CASE, "km"));
    let _ = po::export(&project, &language("km"), None);
    let order = FormOrder { language: language("km"), case: CaseId::new(CASE), with_reviewed: true, date: DATE };
    let _ = form(&project, None, &order);
}

/// The Fluent file that every letter needs, said in letters.
fn letter_words(bytes: &[u8]) {
    let _ = print::plain_letters(&with("locales/km/letter.ftl", bytes), &order(CASE, "km"));
}

/// A case: examined and said in letters.
fn case(bytes: &[u8]) {
    let path = "cases/kem-sokha.yaml";
    let project = with(path, bytes);
    check(&project, &Scope { paths: vec![path.to_owned()], ..Scope::default() });
    let _ = print::plain_letters(&project, &order(CASE, "en"));
}

/// A language: it is examined, and a letter is set in it.
fn locale(bytes: &[u8]) {
    let path = "locales/km/locale.yaml";
    let project = small(SMALL_WORDS.as_bytes(), "text = រស់នៅ { $day }").with([(path.to_owned(), bytes.to_vec())]);
    check(&project, &Scope { paths: vec![path.to_owned()], ..Scope::default() });
    let _ = print::letters(&project, &order("small", "km"));
}

/// A layout: a letter set in it, with the windows of its envelopes.
fn stationery(bytes: &[u8]) {
    let project = small(SMALL_WORDS.as_bytes(), "text = Live { $day }");
    let project = project.with([("stationery/hostile.yaml".to_owned(), bytes.to_vec())]);
    let order = Order { stationery: StationeryId::new("hostile"), overlay: true, ..order("small", "en") };
    let _ = print::letters(&project, &order);
}

/// One of the project's tables, the first byte says which: a letter, an envelope and a label made with it.
fn tables(bytes: &[u8]) {
    let Some((choice, bytes)) = bytes.split_first() else { return };
    let path = TABLES[usize::from(*choice) % TABLES.len()];
    let project = small(SMALL_WORDS.as_bytes(), "text = Live").with([(path.to_owned(), bytes.to_vec())]);
    if path.contains("glossary") {
        check(&project, &Scope { paths: vec!["locales/km".to_owned()], ..Scope::default() });
        return;
    }
    let order = Order { country: CountryCode::new("FR"), ..order("small", "en") };
    if path.contains("countries") {
        let _ = print::plain_letters(&project, &order);
        return;
    }
    let labels = |calibrate| PieceKind::Labels {
        sheet: LabelSheetId::new("L7160"),
        start: 2,
        nudge: Nudge::default(),
        calibrate,
    };
    for form in [PieceKind::Envelopes(None), labels(false), labels(true)] {
        let _ = print::mailpieces(&project, &order, &[], &form);
    }
}

/// The file of a sender, whose letter is set.
fn sender(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(sender) = Sender::read(Source { file: "sender.yaml", text }) else { return };
    let project = small(SMALL_WORDS.as_bytes(), "text = Live");
    let _ = print::letters(&project, &Order { sender: Some(sender), ..order("small", "en") });
}

/// A list of senders: every row read, and the first letters measured and printed.
fn list(bytes: &[u8]) {
    let project = small(SMALL_WORDS.as_bytes(), "text = Live");
    let countries = Countries::in_english(&project).expect("the program's own countries");
    let names = CountryNames::of([&countries]);
    let Ok(table) = Table::read("list.csv", bytes.to_vec(), &TableOptions::default()) else { return };
    let headings = Headings::read(&project).expect("the program's own headings");
    let Ok(list) = List::read(&table, &headings, &ColumnChoices::default()) else { return };
    let entries: Vec<_> = list.rows().iter().filter_map(|row| list.entry(*row, &names).ok()).collect();
    let run = print::MailingRun::prepare(&project, order("small", "en")).expect("the small case is sound");
    for entry in entries.iter().take(2) {
        if run.measure(&entry.sender).is_ok_and(|measured| !measured.letters.is_empty()) {
            let recipient = likhit::id::RecipientId::new("minister").expect("an id");
            let piece = print::LetterToPrint {
                sender: &entry.sender,
                recipient: &recipient,
                language: &language("en"),
                mark: None,
            };
            let printed = run.print(&mut std::iter::once(piece), print::Sides::Front, &mut std::io::sink());
            assert!(printed.is_ok(), "a letter that was measured can be printed");
        }
    }
}

/// A PO file is imported into a language, and the changed files are examined.
fn po(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let project = Project::embedded();
    let Ok(imported) = po::import(&project, &language("km"), Source { file: "km.po", text }, po::ChangedTwice::Refuse)
    else {
        return;
    };
    let paths: Vec<String> = imported.files.iter().map(|file| file.path.clone()).collect();
    let files = imported.files.into_iter().map(|file| (file.path, file.text.into_bytes()));
    let project = project.with(files);
    if !paths.is_empty() {
        check(&project, &Scope { paths, ..Scope::default() });
    }
}

/// The answers of a reader are taken, with better words.
fn review(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let source = Source { file: "answers.json", text };
    let _ = take(&Project::embedded(), &language("km"), &source, Better::Take, (None, None));
}

/// The words of a message, in the language that the first byte chooses, from the file to the PDF.
fn letter(bytes: &[u8]) {
    let Some((choice, bytes)) = bytes.split_first() else { return };
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    // Whatever the words are, they are those of the message `text`.
    let text = format!("text = {}", text.trim().replace('\n', "\n    "));
    let tag = ["km", "en", "fr"][usize::from(*choice) % 3];
    let project = small(SMALL_WORDS.as_bytes(), &text);
    let outcome = print::letters(&project, &order("small", tag));
    assert!(outcome.printed.iter().all(|printed| printed.pdf.starts_with(b"%PDF-")));
}

/// The SVG of an organisation's logo, and a letter with it.
fn logo(bytes: &[u8]) {
    let project = small(SMALL_WORDS.as_bytes(), "text = Live");
    let project = project.with([("logo.svg".to_owned(), bytes.to_vec())]).with_logo("logo.svg".to_owned());
    let _ = print::letters(&project, &order("small", "en"));
}

/// An organisation, and a letter with its letterhead.
fn section(bytes: &[u8]) {
    let project = small(SMALL_WORDS.as_bytes(), "text = Live");
    let project = project.with([("own.yaml".to_owned(), bytes.to_vec())]).with_section("own.yaml".to_owned());
    let _ = print::letters(&project, &order("small", "en"));
}

/// A font of the program with some of its bytes changed, and letters set in it. Its checksums are right.
fn font(bytes: &[u8]) {
    let project = small(SMALL_WORDS.as_bytes(), fonts::WORDS);
    let Some(damaged) = fonts::damaged(&project, bytes) else { return };
    let project = project.with([damaged]);
    for tag in ["km", "en"] {
        let _ = print::letters(&project, &order("small", tag));
    }
}

/// The program's own project with one file replaced.
fn with(path: &str, bytes: &[u8]) -> Project {
    Project::embedded().with([(path.to_owned(), bytes.to_vec())])
}

/// The program's own project with the small case, in every language with these words.
fn small(words: &[u8], text: &str) -> Project {
    let words = [words, text.as_bytes(), b"\n"].concat();
    let file = |tag: &str| (format!("locales/{tag}/cases/small.ftl"), words.clone());
    let case = ("cases/small.yaml".to_owned(), SMALL_CASE.as_bytes().to_vec());
    Project::embedded().with([case, file("km"), file("en"), file("fr")])
}

fn language(tag: &str) -> LanguageTag {
    LanguageTag::new(tag).expect("a language tag")
}

fn order(case: &str, tag: &str) -> Order {
    Order {
        languages: vec![language(tag)],
        country: CountryCode::new("GB"),
        after_deadline: true,
        ..Order::of(CaseId::new(case).expect("an id"), DATE)
    }
}
