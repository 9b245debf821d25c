//! The organisation that letters are printed for: its letterhead in every layout, its logo as outlines with a text for
//! screen readers, and the findings about a bad one.

#![expect(clippy::unwrap_used, reason = "where nothing is there to unwrap, the test has failed")]

use expect_test::{Expect, expect};
use jiff::civil::date;
use likhit::export::dump;
use likhit::finding::{Finding, Severity};
use likhit::id::{CaseId, CountryCode, LanguageTag, RecipientId, StationeryId};
use likhit::letter::{Section, Sender};
use likhit::page::layouts;
use likhit::page::stationery::Stationery;
use likhit::page::{Item, Medium};
use likhit::print::{self, LetterToPrint, MailingRun, Order, Outcome, SheetOrder, Sides, letters, read_fonts, sheets};
use likhit::project::Project;
use likhit::yaml::Source;
use lopdf::{Dictionary, Document as Pdf, Object};

const SECTION: &str = include_str!("projects/section/section.yaml");
const LOGO: &str = include_str!("projects/section/logo.svg");

fn project() -> Project {
    with(SECTION, LOGO)
}

fn with(section: &str, logo: &str) -> Project {
    let file = |name: &str, text: &str| (name.to_owned(), text.as_bytes().to_vec());
    Project::embedded().with([file("section.yaml", section), file("logo.svg", logo)])
}

fn sender() -> Sender {
    let text = "name: Chantou Eriksen-Sok\naddress: [14 Harbour Street, 9008 Tromsø]\ncountry: \"NO\"\n";
    Sender::read(Source { file: "me.yaml", text }).unwrap()
}

fn order(language: &str, stationery: &str) -> Order {
    Order {
        to: vec![RecipientId::new("prime-minister").unwrap()],
        languages: vec![LanguageTag::new(language).unwrap()],
        sender: Some(sender()),
        stationery: StationeryId::new(stationery),
        ..Order::of(CaseId::new("kem-sokha").unwrap(), date(2018, 1, 15))
    }
}

fn printed(project: &Project, order: &Order) -> print::Printed {
    let Outcome { printed, findings } = letters(project, order);
    assert!(!findings.has_errors(), "{findings:#?}");
    printed.into_iter().next().unwrap()
}

#[test]
fn every_layout_has_room_for_a_letterhead_that_no_window_shows() {
    let project = project();
    let is_posted = |layout: &StationeryId| {
        Stationery::read(&project, layout).is_ok_and(|stationery| stationery.medium == Medium::Post)
    };
    for layout in layouts::names(&project).into_iter().filter(is_posted) {
        for language in ["en", "km"] {
            let printed = printed(&project, &order(language, layout.as_str()));
            let figures = printed.document.pages[0].items.iter().filter(|item| matches!(item, Item::Figure(_)));
            assert_eq!(figures.count(), 2, "{layout} {language}");
        }
    }
}

#[test]
fn a_section_mentions_nobody_whom_the_case_does_not() {
    let case = include_str!("../cases/kem-sokha.yaml")
        .replace("do_not_mention: []", "do_not_mention: [Lake Road, printed this]");
    for section in [SECTION.to_owned(), SECTION.replace("Lake Road", "Sea Road")] {
        let project = with(&section, LOGO).with([("cases/kem-sokha.yaml".to_owned(), case.clone().into_bytes())]);
        let outcome = letters(&project, &order("en", "plain"));
        let sheet = sheets(&project, &SheetOrder::of(CaseId::new("kem-sokha").unwrap(), date(2018, 1, 15)));
        assert!(outcome.printed.is_empty() && sheet.sheets.is_empty());
        for findings in [outcome.findings, sheet.findings] {
            assert!(findings.iter().any(|f| f.rule == "forbidden-name" && f.file.as_deref() == Some("section.yaml")));
        }
    }
}

#[test]
fn a_letter_bears_the_letterhead_the_return_line_and_the_note() {
    let project = project();
    let printed = printed(&project, &order("en", "din5008b"));
    let dump = dump(&printed.document, &read_fonts(&project).unwrap());
    let ours =
        |line: &&str| ["figure", "Lake Road", "Letters for Rights", "example.org"].iter().any(|w| line.contains(w));
    let ours: Vec<&str> = dump.lines().filter(ours).map(str::trim).collect();
    let ours = ours.join("\n") + "\n";
    expect![[r#"
        figure 25.00,42.51 175.00 x 0.49 mm shapes 261e35 Artifact
        figure 25.00,10.00 61.81 x 30.91 mm shapes 07c7d7 Letter/Group/Figure en "A bird with a letter in its beak, the logo of Letters for Rights"
        line 90.81,22.92 width 81.80 size 13.00 pt Letter/Group/Paragraph en NotoSerif-Bold "Letters for Rights, Section Example"
        line 90.81,26.84 width 42.02 size 9.00 pt Letter/Group/Paragraph en NotoSerif-Regular "12 Lake Road · 9008 Tromsø"
        line 90.81,30.76 width 85.26 size 9.00 pt Letter/Group/Paragraph en NotoSerif-Regular "+47 00 00 00 00 · office@example.org · www.example.org"
        line 25.00,57.76 width 59.30 size 8.00 pt Letter/ReturnLine en NotoSerif-Regular "Letters for Rights · P.O. Box 12 · 9008 Tromsø"
        line 25.00,274.18 width 137.31 size 9.00 pt Letter/Paragraph en NotoSerif-Regular "Letters for Rights printed this letter for its members. It speaks for the person who signed it."
    "#]]
    .assert_eq(&ours);
}

/// The structure elements of a PDF that are figures, and its form `XObject`s.
fn figures_and_forms(bytes: &[u8]) -> (Vec<Dictionary>, Vec<Dictionary>) {
    let pdf = Pdf::load_mem(bytes).unwrap();
    let is = |dictionary: &Dictionary, key: &[u8], name: &[u8]| {
        dictionary.get(key).and_then(Object::as_name).is_ok_and(|is| is == name)
    };
    let dictionaries = pdf.objects.values().filter_map(|object| object.as_dict().ok());
    let figures = dictionaries.filter(|dictionary| is(dictionary, b"S", b"Figure")).cloned().collect();
    let streams = pdf.objects.values().filter_map(|object| object.as_stream().ok()).map(|stream| &stream.dict);
    (figures, streams.filter(|dictionary| is(dictionary, b"Subtype", b"Form")).cloned().collect())
}

#[test]
fn a_logo_is_a_figure_with_words_and_a_box() {
    let alternative = |language: &str| {
        let (figures, forms) = figures_and_forms(&printed(&project(), &order(language, "plain")).pdf);
        let [figure] = figures.as_slice() else { panic!("{figures:?}") };
        // The logo, and the bar below the letterhead.
        assert_eq!(forms.len(), 2);
        let attributes = figure.get(b"A").unwrap().as_dict().unwrap();
        assert_eq!(attributes.get(b"BBox").unwrap().as_array().unwrap().len(), 4);
        lopdf::decode_text_string(figure.get(b"Alt").unwrap()).unwrap()
    };
    assert_eq!(alternative("en"), "A bird with a letter in its beak, the logo of Letters for Rights");
    assert_eq!(alternative("fr"), "Un oiseau qui porte une lettre, logo de Letters for Rights");
    // The drawing's own title, if the section has no text in the language.
    assert_eq!(alternative("km"), "A bird with a letter in its beak");
}

#[test]
fn a_print_file_has_each_drawing_once_and_in_grey() {
    let project = project();
    let run = MailingRun::prepare(&project, Order { sender: None, ..order("en", "din5008b") }).unwrap();
    assert!(run.remarks().iter().any(|finding| finding.rule == "grey-letterhead"));
    let senders: Vec<Sender> = (1..=5)
        .map(|n| {
            let text = format!("name: Writer {n}\naddress: [{n} Road, 9008 Tromsø]\ncountry: \"NO\"\n");
            Sender::read(Source { file: "me.yaml", text: &text }).unwrap()
        })
        .collect();
    let (recipient, language) = (RecipientId::new("prime-minister").unwrap(), LanguageTag::new("en").unwrap());
    let pieces: Vec<LetterToPrint> = senders
        .iter()
        .map(|sender| LetterToPrint { sender, recipient: &recipient, language: &language, mark: None })
        .collect();
    let mut bytes = Vec::new();
    run.print(&mut pieces.into_iter(), Sides::Front, &mut bytes).unwrap();
    let (figures, forms) = figures_and_forms(&bytes);
    assert_eq!((figures.len(), forms.len()), (5, 2));
    for form in forms {
        let resources = form.get(b"Resources").unwrap().as_dict().unwrap();
        assert!(resources.get(b"ColorSpace").is_err(), "{resources:?}");
    }
}

#[test]
fn a_logo_alone_needs_words_of_its_own() {
    let only = |logo: &str| {
        let project = Project::embedded().with([("l.svg".to_owned(), logo.as_bytes().to_vec())]);
        letters(&project.with_logo("l.svg".to_owned()), &order("en", "plain"))
    };
    let outcome = only(LOGO);
    assert_eq!(outcome.printed.len(), 1, "{:#?}", outcome.findings);
    let silent = only("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M0 0h9v9z'/></svg>");
    assert_eq!(silent.findings.iter().map(|finding| finding.rule.as_str()).collect::<Vec<_>>(), ["logo-without-words"]);
}

#[test]
fn a_sheet_bears_the_letterhead_once() {
    let order = SheetOrder {
        languages: vec![LanguageTag::new("en").unwrap()],
        country: CountryCode::new("GB"),
        ..SheetOrder::of(CaseId::new("kem-sokha").unwrap(), date(2018, 1, 15))
    };
    let outcome = sheets(&project(), &order);
    assert!(!outcome.findings.has_errors(), "{:#?}", outcome.findings);
    let document = &outcome.sheets[0].document;
    let figures: Vec<usize> = document
        .pages
        .iter()
        .map(|page| page.items.iter().filter(|item| matches!(item, Item::Figure(_))).count())
        .collect();
    assert_eq!(figures, [2, 0]);
}

#[test]
fn broken_words_of_a_section_are_refused() {
    for line in ["name: Letters for Rights, Section Example", "  en: Letters for Rights printed"] {
        assert!(SECTION.contains(line), "{line}");
        let project = with(&SECTION.replace(line, &format!("{line} ស្រី ៊ន")), LOGO);
        let outcome = letters(&project, &order("en", "plain"));
        assert!(outcome.printed.is_empty(), "{line}");
        assert!(
            outcome.findings.iter().any(|finding| finding.rule == "khmer-mark-without-base"),
            "{:#?}",
            outcome.findings
        );
    }
}

fn told(findings: &[Finding]) -> String {
    let line = |finding: &Finding| {
        let at = finding.line.map_or(String::new(), |line| format!(":{line}"));
        let file = finding.file.as_deref().unwrap_or_default();
        format!("{file}{at}: {}[{}]: {}\n", finding.severity, finding.rule, finding.message)
    };
    findings.iter().map(line).collect()
}

fn refused(section: &str, logo: &str, expected: &Expect) {
    expected.assert_eq(&told(&Section::of(&with(section, logo)).unwrap_err()));
}

#[test]
fn all_faults_of_a_section_are_told_at_once() {
    let section =
        "name: \"\"\ncolour: blue\nlang: english!\nlogo:\n  file: ../logo.svg\nnote:\n  EN: x\n  fr: \"a\\tb\"\n";
    refused(
        section,
        LOGO,
        &expect![[r#"
        section.yaml:8: error[bad-text]: the text has the control character U+0009
        section.yaml:1: error[missing-key]: `name` is missing
        section.yaml:3: error[bad-id]: `english!` is not valid here
        section.yaml:2: error[bad-id]: `blue` is not valid here
        section.yaml:5: error[bad-path]: `../logo.svg` is not in the folder of this file
    "#]],
    );
    refused(
        "name: A\nlogo: {file: gone.svg}\n",
        LOGO,
        &expect![[r#"
        section.yaml:2: error[missing-file]: the file `gone.svg` does not exist
    "#]],
    );
    refused(
        "name: A\nlogo: {file: logo.svg}\n",
        "<svg/>",
        &expect![[r#"
            logo.svg:1: error[bad-svg]: this is not an SVG file: its first element is `svg`
        "#]],
    );
    refused(
        "name: A\ncolor: x\n",
        LOGO,
        &expect![[r#"
        section.yaml:2: error[unknown-key]: unknown key `color`
    "#]],
    );
}

#[test]
fn a_note_in_another_language_is_left_out_with_a_warning() {
    let Outcome { printed, findings } = letters(&project(), &order("km", "plain"));
    assert_eq!(printed.len(), 1);
    let note: Vec<&Finding> = findings.iter().filter(|finding| finding.rule == "untranslated-note").collect();
    assert_eq!(note.len(), 1);
    assert_eq!(note[0].severity, Severity::Warning);
}

#[test]
fn a_layout_without_room_for_a_letterhead_is_refused() {
    let text = Project::embedded().text("stationery/plain.yaml").unwrap().to_owned();
    let own: Vec<&str> = text.lines().filter(|line| !line.starts_with("letterhead")).collect();
    let own = own.join("\n").replace(", letterhead]", "]");
    let project = project().with([("stationery/plain.yaml".to_owned(), own.into_bytes())]);
    let findings = letters(&project, &order("en", "plain")).findings;
    assert!(findings.iter().any(|finding| finding.rule == "no-letterhead"), "{findings:#?}");
}
