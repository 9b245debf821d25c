//! The layout that a letter gets when none is asked for: the one of the country, and one without a window for an
//! address that no window shows. And the letter to fill in by hand: its lines, and where they end.

use likhit::check::{self, Scope, Tried};
use likhit::finding::{Finding, Severity, rules};
use likhit::id::{CaseId, CountryCode, EnvelopeId, StationeryId};
use likhit::letter::Sender;
use likhit::page::layouts::{Layouts, names};
use likhit::page::stationery::Stationery;
use likhit::page::{Item, Line, Paper, Purpose, Rule};
use likhit::print::{self, Draft, MailingRun, Order, Outcome};
use likhit::project::Project;
use likhit::unit::{Mm, Pt};
use likhit::yaml::Source;

use jiff::civil::date;

/// A case with three recipients: one whose address has twelve lines, one whose address only a wide window shows, and
/// one whose address every window shows.
fn project(letter: &str) -> Project {
    let case = format!(
        "title: A case\nperson: {{name: Kem Sokha}}\nsend_before: 2018-02-01\ncountry: KH\nlanguages: [en]\n\
         recipients:\n  \
           - id: ministry\n    salutation: your-excellency\n    address:\n      \
               name: His Excellency Somebody\n      \
               office: Minister of Information and Communications Technology\n      \
               lines: [Government Complex, Building 12, Avenue of Independence, 7th Floor, District of the Capital, \
                       Sorting Office Number Four, Phnom Penh]\n      country: KH\n  \
           - id: wide\n    salutation: your-excellency\n    address:\n      \
               office: Interdepartmental Telecommunications Commission\n      lines: [Phnom Penh]\n      \
               country: KH\n  \
           - id: short\n    salutation: your-excellency\n    \
             address: {{name: A Person, office: Prosecutor, lines: [Street 3, Phnom Penh], country: KH}}\n\
         letter:\n  subject: subject\n  {letter}\n  body: [para, ask]\n"
    );
    let words = "recipient-ministry = the Minister\nrecipient-wide = the Commission\nrecipient-short = the Prosecutor\n\
                 subject = Release Kem Sokha\npara = I write because Kem Sokha is in prison.\n\
                 ask = Please reply to me.\n";
    Project::embedded().with([
        ("cases/long.yaml".to_owned(), case.into_bytes()),
        ("locales/en/cases/long.ftl".to_owned(), words.as_bytes().to_vec()),
    ])
}

fn order(country: &str) -> Order {
    let order = Order::of(CaseId::new("long").expect("an id"), date(2018, 1, 15));
    Order { country: CountryCode::new(country), ..order }
}

/// The recipients whose letters were set without a window, and the warnings that say so.
fn in_plain(outcome: &Outcome) -> (Vec<String>, Vec<Finding>) {
    let without_window = outcome.printed.iter().filter(|printed| printed.draft.proofs.is_empty());
    let warnings = outcome.findings.iter().filter(|finding| finding.rule == rules::PLAIN_LAYOUT);
    (without_window.map(|printed| printed.recipient.to_string()).collect(), warnings.cloned().collect())
}

#[test]
fn an_address_that_no_usual_window_shows_is_printed_without_one_and_a_warning_says_why() {
    let project = project("");
    let outcome = print::letters(&project, &order("US"));
    assert_eq!(outcome.printed.len(), 3, "{:#?}", outcome.findings);
    let (plain, warnings) = in_plain(&outcome);
    assert_eq!(plain, ["ministry", "wide"]);
    assert_eq!(warnings.len(), 2);
    let [first, ..] = &warnings[..] else { panic!("there are two") };
    assert_eq!(first.severity, Severity::Warning);
    assert!(first.message.contains("`plain_letter`") && first.message.contains("mm too high"), "{first:?}");
    assert!(first.help.as_ref().is_some_and(|help| help.contains("`--stationery us_10_double`")), "{first:?}");
    assert_eq!(first.file.as_deref(), Some("cases/long.yaml"));
    // The paper stays the one of the country.
    for printed in &outcome.printed {
        assert_eq!(Paper::of(printed.draft.document.pages[0].sheet), Some(Paper::Letter));
    }
}

#[test]
fn a_layout_or_an_envelope_that_was_asked_for_is_insisted_on() {
    let project = project("");
    let asked = [
        Order { stationery: StationeryId::new("us_10_double"), ..order("US") },
        Order { envelope: EnvelopeId::new("us10"), ..order("US") },
    ];
    for order in asked {
        let outcome = print::letters(&project, &order);
        let printed: Vec<&str> = outcome.printed.iter().map(|printed| printed.recipient.as_str()).collect();
        assert_eq!(printed, ["short"]);
        assert!(outcome.findings.iter().any(|finding| finding.rule == rules::ADDRESS_DOES_NOT_FIT));
        assert!(outcome.findings.iter().all(|finding| finding.rule != rules::PLAIN_LAYOUT));
    }
}

#[test]
fn an_envelope_whose_window_alone_shows_the_address_is_named() {
    let outcome = print::letters(&project(""), &order("DE"));
    let (_, warnings) = in_plain(&outcome);
    let wide = warnings.iter().find(|finding| finding.message.contains("`wide`")).expect("it does not fit both");
    assert!(wide.help.as_ref().is_some_and(|help| help.contains("`--envelope dl`")), "{wide:?}");
    let with_dl = Order { envelope: EnvelopeId::new("dl"), ..order("DE") };
    let printed = print::letters(&project(""), &with_dl).printed;
    assert!(printed.iter().any(|printed| printed.recipient.as_str() == "wide" && !printed.draft.proofs.is_empty()));
}

fn checked(project: &Project, tried: Tried) -> Vec<Finding> {
    let scope = Scope { case: CaseId::new("long"), pages: Some(tried), ..Scope::default() };
    let findings = check::check(project, &scope).findings;
    assert!(findings.iter().all(|finding| !finding.is_error()), "{findings:#?}");
    findings.into_iter().filter(|finding| finding.rule == rules::PLAIN_LAYOUT).collect()
}

#[test]
fn check_tells_from_which_countries_letters_have_no_window_and_agrees_with_print() {
    let project = project("");
    let notes = checked(&project, Tried::on(date(2018, 1, 15)));
    assert_eq!(notes.len(), 2, "one for each recipient: {notes:#?}");
    for note in &notes {
        assert_eq!(note.severity, Severity::Note);
    }
    // What the note says of a country is what print does there.
    for country in Layouts::of(&project).countries() {
        let (_, warnings) = in_plain(&print::letters(&project, &order(country.as_str())));
        for recipient in ["ministry", "wide", "short"] {
            let named = format!("`{recipient}`");
            let printed_plain = warnings.iter().any(|finding| finding.message.contains(&named));
            let told = notes.iter().any(|note| {
                let from = note.message.split("are printed").next().unwrap_or_default();
                from.contains(&named) && from.contains(&format!(" {country}"))
            });
            assert_eq!(printed_plain, told, "{recipient} from {country}");
        }
        let tried = Tried { country: Some(country.clone()), ..Tried::on(date(2018, 1, 15)) };
        assert_eq!(checked(&project, tried), warnings, "{country}");
    }
}

fn sender(name: &str, country: &str) -> Sender {
    let text = format!("name: {name}\naddress: [1 Main Street, Anytown 12345]\ncountry: \"{country}\"\n");
    Sender::read(Source { file: "sender.yaml", text: &text }).expect("the sender is sound")
}

#[test]
fn a_mailing_has_these_letters_in_their_own_layout() {
    let project = project("");
    let run = MailingRun::prepare(&project, Order { country: None, ..order("US") }).expect("the order is sound");
    for (country, expected) in [
        ("US", ["plain_letter", "plain_letter", "us_10_double"]),
        ("CA", ["plain_letter", "plain_letter", "us_10_double"]),
        ("DE", ["plain", "plain", "din5008b"]),
        ("KE", ["plain", "plain", "plain"]),
    ] {
        let measured = run.measure(&sender("Ada Lang", country)).expect("it can be printed");
        let layouts: Vec<&str> = measured.letters.iter().map(|letter| letter.stationery.as_str()).collect();
        assert_eq!(layouts, expected, "{country}");
        let warnings = measured.remarks.iter().filter(|finding| finding.rule == rules::PLAIN_LAYOUT);
        let from = warnings.filter(|finding| finding.message.contains(&format!(" from {country} "))).count();
        assert_eq!(from, if country == "KE" { 0 } else { 2 }, "{:#?}", measured.remarks);
    }
}

#[test]
fn people_write_from_each_of_these_countries_on_their_own_paper() {
    let project = Project::embedded();
    let case = || Order::of(CaseId::new("kem-sokha").expect("an id"), date(2018, 1, 15));
    for country in ["IE", "NL", "BE", "SE", "DK", "FI", "ES", "IT", "AU", "NZ"] {
        let country = CountryCode::new(country).expect("a code");
        let outcome = print::letters(&project, &Order { country: Some(country.clone()), ..case() });
        assert!(!outcome.printed.is_empty() && !outcome.findings.has_errors(), "{country}: {:#?}", outcome.findings);
        assert_eq!(Paper::of(outcome.printed[0].draft.document.pages[0].sheet), Some(Paper::A4));
        // Nobody is told more than is known.
        let layout = Stationery::default_for(&project, Some(&country)).expect("the layouts are sound");
        assert!(layout.country_notes.contains_key(&country), "{country}");
    }
}

#[test]
fn the_table_of_countries_in_the_docs_is_that_of_the_layouts() {
    let project = Project::embedded();
    let page = include_str!("../docs/paper.md");
    for name in names(&project) {
        let layout = Stationery::read(&project, &name).expect("it is sound");
        if layout.countries.is_empty() {
            continue;
        }
        let countries: Vec<&str> = layout.countries.iter().map(CountryCode::as_str).collect();
        let row = format!("| `{name}` | {} |", countries.join(", "));
        assert!(page.contains(&row), "docs/paper.md has no row that begins with {row}");
    }
}

/// The first page of a letter to fill in by hand, and its layout.
fn by_hand(country: &str) -> (Draft, Stationery) {
    let project = Project::embedded();
    let case = CaseId::new("kem-sokha").expect("an id");
    let order = Order { country: CountryCode::new(country), ..Order::of(case, date(2018, 1, 15)) };
    let outcome = print::letters(&project, &order);
    let draft = outcome.printed.into_iter().next().expect("it can be printed").draft;
    (draft, Stationery::default_for(&project, order.country.as_ref()).expect("it is sound"))
}

/// The lines to write on, from top to bottom.
fn writing_lines(draft: &Draft) -> Vec<&Rule> {
    let rules = draft.document.pages[0].items.iter().filter_map(|item| match item {
        Item::Rule(rule) if rule.purpose == Purpose::Layout => Some(rule),
        _ => None,
    });
    rules.collect()
}

fn is_near(one: Pt, other: Pt) -> bool {
    (one - other).to_mm().0.abs() < 0.01
}

#[test]
fn an_american_letter_to_fill_in_has_three_lines_for_the_address_and_one_left_edge() {
    let (draft, layout) = by_hand("US");
    let lines = writing_lines(&draft);
    let right = layout.left + layout.measure;
    let of_sender: Vec<&&Rule> = lines.iter().filter(|rule| is_near(rule.to.x, right)).collect();
    assert_eq!(of_sender.len(), 4, "one for the name, three for the address");
    for pair in of_sender.windows(2) {
        assert!((pair[1].from.y - pair[0].from.y).to_mm().0 >= 7.5, "there is room to write");
    }
    assert!(is_near(layout.address.left, layout.left) && is_near(layout.sender.left, layout.left));
    assert_eq!(Paper::of(draft.document.pages[0].sheet), Some(Paper::Letter));
}

#[test]
fn lines_to_fill_in_end_with_the_text_in_every_layout() {
    let project = Project::embedded();
    for name in names(&project) {
        let layout = Stationery::read(&project, &name).expect("it is sound");
        let right = layout.left + layout.measure + Mm(0.01).to_pt();
        for zone in [layout.fill_in_zone(), layout.date_zone()] {
            assert!(zone.right <= right, "{name}");
            assert!(zone.width() >= Mm(50.0).to_pt(), "{name}");
        }
    }
    for country in ["DE", "US", "GB", "FR"] {
        let (draft, layout) = by_hand(country);
        let right = layout.left + layout.measure + Mm(0.01).to_pt();
        assert!(writing_lines(&draft).iter().all(|rule| rule.to.x <= right), "{country}");
    }
}

#[test]
fn ruled_lines_for_own_words_are_there_where_the_case_allows_them_and_the_page_has_room() {
    let lines = |letter: &str, sender: Option<Sender>| {
        let outcome = print::letters(&project(letter), &Order { sender, ..order("KE") });
        let printed =
            outcome.printed.iter().find(|printed| printed.recipient.as_str() == "short").expect("it is printed");
        assert_eq!(printed.draft.document.pages.len(), 1);
        writing_lines(&printed.draft).len()
    };
    let without = lines("", None);
    assert_eq!(lines("own_words: true", None), without + 5);
    assert_eq!(lines("own_words: false", None), without);
    assert_eq!(lines("own_words: true", Some(sender("Ada Lang", "KE"))), 0, "a sender's own words are printed");
}

#[test]
fn ruled_lines_for_own_words_never_make_a_letter_longer() {
    let project = Project::embedded();
    let case = project.text("cases/kem-sokha.yaml").expect("it is bundled");
    let case = case.replace("  copy_opening: copy-opening\n", "  copy_opening: copy-opening\n  own_words: true\n");
    let with_lines = Project::embedded().with([("cases/kem-sokha.yaml".to_owned(), case.into_bytes())]);
    let order = Order::of(CaseId::new("kem-sokha").expect("an id"), date(2018, 1, 15));
    let pages = |project: &Project| -> Vec<usize> {
        let printed = print::letters(project, &order).printed;
        printed.iter().flat_map(|printed| printed.letters.iter().map(|letter| letter.pages)).collect()
    };
    assert_eq!(pages(&with_lines), pages(&project));
}

#[test]
fn an_english_letter_has_the_date_of_the_country_where_it_is_posted() {
    let project = Project::embedded();
    let dates = |country: &str| {
        let case = CaseId::new("kem-sokha").expect("an id");
        let order = Order { country: CountryCode::new(country), ..Order::of(case, date(2018, 1, 15)) };
        let printed = print::plain_letters(&project, &order);
        let body = printed.letters.first().expect("it is printed").letter.body.clone();
        let (draft, _) = by_hand(country);
        let words = |line: &Line| line.text.text_of(line.clusters.clone()).trim().to_owned();
        let lines = draft.document.pages[0].items.iter().filter_map(Item::line).map(words);
        (lines.filter(|line| line.contains("2018")).collect::<Vec<String>>(), body)
    };
    let (american, body) = dates("US");
    assert!(american.contains(&"January\u{A0}15, 2018".to_owned()), "{american:?}");
    assert!(body.contains("September 3, 2017") && !body.contains("3 September 2017"), "one form in one letter");
    let (british, body) = dates("GB");
    assert!(british.contains(&"15\u{A0}January 2018".to_owned()), "{british:?}");
    assert!(body.contains("3 September 2017"));
}
