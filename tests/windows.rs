//! Windows: in every layout and in every envelope that it is made for, the address is completely visible and nothing
//! else is, wherever the sheet moves. Everything that does not fit is rejected with the millimetres.

#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "it runs the program on files of its own")]

use std::fs;
use std::process::Command;

use crate::support::ink::{UNPRINTABLE, ink};
use crate::support::{order, print};
use likhit::font::Fonts;
use likhit::id::{CountryCode, EnvelopeId, StationeryId};
use likhit::letter::Sender;
use likhit::page::layouts::names;
use likhit::page::pane::{Pane, Seating};
use likhit::page::stationery::Stationery;
use likhit::page::window::prove;
use likhit::page::{Document, ElementId, Item, Purpose, Role};
use likhit::print::{self, Draft, Order, Printed, read_fonts};
use likhit::project::Project;
use likhit::unit::{Mm, Pt, Rect};
use likhit::yaml::Source;

const SENDER: &str = "name: Chantou Eriksen-Sok\naddress: [Flat 3, 14 Harbour Street, Tromsø 9008]\n\
                      country: \"NO\"\nplace: Tromsø\n";

fn sender() -> Sender {
    Sender::read(Source { file: "sender.yaml", text: SENDER }).expect("the sender is sound")
}

/// The letters to all recipients in a layout: from the United Kingdom with lines to fill in, and
/// from Norway with a sender.
fn letters(project: &Project, layout: &StationeryId) -> Vec<Printed> {
    let by_hand = order("kem-sokha", layout.as_str());
    let printed =
        Order { sender: Some(sender()), country: CountryCode::new("NO"), ..order("kem-sokha", layout.as_str()) };
    [by_hand, printed].iter().flat_map(|order| print(project, order)).collect()
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Part {
    Address,
    ReturnLine,
    Sender,
    Rule,
    Other,
}

fn part_of(document: &Document, element: Option<ElementId>) -> Part {
    let mut at = element;
    while let Some(ElementId(index)) = at {
        match document.elements[index].role {
            Role::InsideAddress => return Part::Address,
            Role::ReturnLine | Role::RepeatedReturnLine => return Part::ReturnLine,
            Role::Sender => return Part::Sender,
            _ => at = document.elements[index].parent,
        }
    }
    Part::Other
}

/// All ink of a page, with the part that it belongs to.
fn page_ink(document: &Document, page: usize, fonts: &Fonts) -> Vec<(Part, Rect)> {
    let mut all = Vec::new();
    for item in &document.pages[page].items {
        match item {
            Item::Line(line) => {
                let part = part_of(document, line.element);
                all.extend(ink(line, fonts).into_iter().map(|ink| (part, ink)));
            }
            Item::Rule(rule) => {
                let (from, to) = (rule.from, rule.to);
                let part = if rule.purpose == Purpose::Layout { Part::Rule } else { Part::Other };
                all.push((part, Rect { left: from.x, top: from.y, right: to.x, bottom: to.y }));
            }
            Item::Figure(figure) => all.push((Part::Other, figure.place)),
        }
    }
    all
}

/// The window over the sheet at each end of the play and in the middle.
fn positions(pane: &Pane, seating: Seating) -> Vec<Rect> {
    let (width, height) = (pane.window.width(), pane.window.height());
    let (across, down) = (pane.keep_clear.width() - width, pane.keep_clear.height() - height);
    let mut windows = Vec::new();
    for x in [0.0, 0.5, 1.0] {
        for y in [0.0, 0.5, 1.0] {
            let left = pane.keep_clear.left + across * x;
            // A packet that rests on the bottom shows the uppermost part.
            let top = pane.keep_clear.top + if seating == Seating::Bottom { Pt::ZERO } else { down * y };
            windows.push(Rect { left, top, right: left + width, bottom: top + height });
        }
    }
    windows
}

fn contains(window: &Rect, ink: &Rect) -> bool {
    window.left <= ink.left && ink.right <= window.right && window.top <= ink.top && ink.bottom <= window.bottom
}

#[test]
fn every_address_shows_whole_and_alone_wherever_the_sheet_slides() {
    let project = Project::embedded();
    let fonts = read_fonts(&project).expect("the bundled fonts");
    let margin = UNPRINTABLE.to_pt();
    let mut seen = 0;
    for layout in names(&project) {
        let stationery = Stationery::read(&project, &layout).expect("it is sound");
        for printed in letters(&project, &layout) {
            assert_eq!(printed.proofs.len(), stationery.views.len() * printed.letters.len(), "{layout}");
            for (page, content) in printed.document.pages.iter().enumerate() {
                let (right, bottom) = (content.sheet.width - margin, content.sheet.height - margin);
                let paper = Rect { left: margin, top: margin, right, bottom };
                for (part, ink) in page_ink(&printed.document, page, &fonts) {
                    assert!(contains(&paper, &ink), "{layout}: {part:?} {ink:?} leaves the sheet");
                }
            }
            for letter in &printed.letters {
                let inks = page_ink(&printed.document, letter.first_page - 1, &fonts);
                for view in &stationery.views {
                    for window in positions(&view.address, view.seating) {
                        seen += 1;
                        for (part, ink) in &inks {
                            let what = || format!("{layout} in {}: {part:?} {ink:?} under {window:?}", view.envelope);
                            match part {
                                Part::Address | Part::ReturnLine => assert!(contains(&window, ink), "{}", what()),
                                _ => assert!(!window.overlaps(ink), "{}", what()),
                            }
                        }
                    }
                    let Some(pane) = &view.sender else { continue };
                    for window in positions(pane, view.seating) {
                        for (part, ink) in &inks {
                            let what = || format!("{layout} in {}: {part:?} {ink:?} under {window:?}", view.envelope);
                            match part {
                                Part::Sender => assert!(contains(&window, ink), "{}", what()),
                                Part::Rule => {}
                                _ => assert!(!window.overlaps(ink), "{}", what()),
                            }
                        }
                    }
                }
            }
        }
    }
    assert!(seen > 2000, "the windows must be there to be tested: {seen}");
}

#[test]
fn the_worked_cases_of_form_b() {
    let project = Project::embedded();
    let layout = StationeryId::new("din5008b").expect("a name");
    let stationery = Stationery::read(&project, &layout).expect("it is sound");
    let shown: Vec<String> = stationery
        .views
        .iter()
        .map(|view| {
            let [visible, clear] = [view.address.visible, view.address.keep_clear].map(|rect| {
                [rect.left, rect.top, rect.right, rect.bottom].map(|length| length.to_mm().0.round() as i64)
            });
            format!("{}: {visible:?} in {clear:?}", view.envelope)
        })
        .collect();
    assert_eq!(shown, ["dl: [20, 50, 100, 90] in [10, 45, 110, 95]", "c6_c5: [20, 54, 91, 90] in [1, 45, 110, 99]"]);
}

/// A printed letter, to be spoilt.
fn printed() -> (Printed, Stationery) {
    let project = Project::embedded();
    let layout = StationeryId::new("din5008b").expect("a name");
    let printed = print(&project, &order("kem-sokha", "din5008b")).remove(0);
    (printed, Stationery::read(&project, &layout).expect("it is sound"))
}

/// Moves the first line of a part, and returns the findings of the proof.
fn moved(part: Part, x: Mm, y: Mm) -> Vec<String> {
    let project = Project::embedded();
    let fonts = read_fonts(&project).expect("the bundled fonts");
    let (Printed { draft: Draft { mut document, .. }, .. }, stationery) = printed();
    let is_part: Vec<bool> = document.pages[0]
        .items
        .iter()
        .map(|item| matches!(item, Item::Line(line) if part_of(&document, line.element) == part))
        .collect();
    let index = is_part.iter().position(|is_part| *is_part).expect("it is there");
    if let Item::Line(line) = &mut document.pages[0].items[index] {
        line.origin.x += x.to_pt();
        line.origin.y += y.to_pt();
    }
    match prove(&document, 0, &stationery, &fonts) {
        Ok(_) => Vec::new(),
        Err(findings) => findings.into_iter().map(|finding| format!("{}: {}", finding.rule, finding.message)).collect(),
    }
}

#[test]
fn the_proof_sees_an_address_that_is_off_by_millimetres() {
    assert_eq!(moved(Part::Address, Mm(0.0), Mm(0.0)), Vec::<String>::new());
    let findings = moved(Part::Address, Mm(-6.0), Mm(0.0));
    assert_eq!(findings.len(), 2, "one in each envelope: {findings:?}");
    assert!(findings[0].starts_with("outside-window: `Sar Kheng` is 0."), "{findings:?}");
    assert!(findings[0].contains("mm outside what the window of `dl` always shows"), "{findings:?}");
    // To the right the narrower view of C6/5 ends first.
    let findings = moved(Part::Address, Mm(55.0), Mm(0.0));
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert!(findings[0].contains("`c6_c5`"), "{findings:?}");
}

#[test]
fn the_proof_sees_what_a_window_may_show() {
    let findings = moved(Part::Sender, Mm(-18.0), Mm(0.0));
    assert_eq!(findings.len(), 2, "{findings:?}");
    assert!(findings[0].starts_with("in-window: "), "{findings:?}");
    assert!(findings[0].contains("mm inside what the window of `dl` can show"), "{findings:?}");
}

/// The project with a new layout and a new envelope, made only by files.
fn with_own(window: &str) -> Project {
    let layout = format!(
        "name: ours\nabout: Our own\npaper: {{width: 200, height: 290}}\ncountries: [KH]\nenvelopes: [big]\n\
         window: {window}\nsender: [130, 15, 60, 32]\ndate: [130, 55, 60, 7]\naddress: [24, 44, 80, 34]\n\
         body: {{x: 20, y: 95, width: 160}}\ntop: 20\nbottom: 270\npage_line: 280\nfolds: [145]\n"
    );
    Project::embedded().with([
        ("stationery/ours.yaml".to_owned(), layout.into_bytes()),
        ("stationery/envelopes/ours.yaml".to_owned(), b"big: {width: 210, height: 150}\n".to_vec()),
    ])
}

#[test]
fn a_layout_and_an_envelope_of_ones_own_are_files() {
    let project = with_own("{left: 20, top: 40, width: 100, height: 45}");
    let cambodia = CountryCode::new("KH");
    let layout = Stationery::default_for(&project, cambodia.as_ref()).expect("it is sound");
    assert_eq!(layout.id.as_str(), "ours");
    let envelope = EnvelopeId::new("big");
    let order = Order { stationery: None, country: cambodia, envelope, ..order("kem-sokha", "ours") };
    for printed in print(&project, &order) {
        assert!(printed.proofs.iter().all(|proof| proof.address.least() > Mm(2.0).to_pt()));
    }
}

#[test]
fn a_window_that_cannot_hold_the_address_is_refused_with_the_millimetres() {
    let refused = |window: &str| {
        let outcome = print::letters(&with_own(window), &order("kem-sokha", "ours"));
        assert_eq!(outcome.printed, Vec::new());
        let finding = outcome.findings.into_iter().find(|finding| finding.rule == "address-does-not-fit");
        finding.expect("it is refused").message
    };
    let narrow = refused("{left: 20, top: 40, width: 44, height: 45}");
    assert!(narrow.contains("the address line `") && narrow.contains(" mm too wide"), "{narrow}");
    let low = refused("{left: 20, top: 40, width: 100, height: 22}");
    assert!(low.starts_with("the address has ") && low.contains(" mm too high"), "{low}");
}

fn run(args: &[&str]) -> (tempfile::TempDir, String, String, Option<i32>) {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let output = Command::new(env!("CARGO_BIN_EXE_likhit"))
        .current_dir(folder.path())
        .args(args)
        .output()
        .expect("the program runs");
    let [out, err] = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    (folder, out, err, output.status.code())
}

const LETTER: [&str; 9] =
    ["letters", "kem-sokha", "--to", "foreign-minister", "--lang", "en", "--date", "2018-01-15", "--stationery"];

#[test]
fn an_overlay_is_a_second_file_and_changes_nothing_of_the_first() {
    let with = |extra: &[&str]| {
        let args: Vec<&str> = LETTER.iter().chain(&["din5008b", "--country", "DE"]).chain(extra).copied().collect();
        run(&args)
    };
    let (plain, ..) = with(&[]);
    let (both, _, err, code) = with(&["--overlay"]);
    assert_eq!(code, Some(0), "{err}");
    let read = |folder: &tempfile::TempDir, name: &str| {
        fs::read(folder.path().join("letters/kem-sokha").join(name)).map_err(|error| error.kind())
    };
    let letter = read(&plain, "foreign-minister.pdf").expect("the letter");
    assert_eq!(read(&both, "foreign-minister.pdf"), Ok(letter.clone()));
    let overlay = read(&both, "foreign-minister-overlay.pdf").expect("the overlay");
    assert!(overlay != letter);
    assert!(read(&plain, "foreign-minister-overlay.pdf").is_err());
}

#[test]
fn what_a_window_shows_is_told() {
    let args: Vec<&str> = LETTER
        .iter()
        .chain(&["din5008b", "--country", "DE", "--envelope", "c6_c5", "--explain-window"])
        .copied()
        .collect();
    let (_folder, out, _, code) = run(&args);
    assert_eq!(code, Some(0));
    expect_test::expect![[r#"
        foreign-minister
          page 1 in c6_c5 (229.0 × 114.0 mm): can move 19.0 × 9.0 mm
            always visible  71.0 × 36.0 mm at (20.0, 54.0)
            keep clear      109.0 × 54.0 mm at (1.0, 45.0)
            address         left 5.1, top 8.8, right 20.0, bottom 1.8 mm to spare
            other text      1.0 mm away

        foreign-minister  en 1 page  window c6_c5 1.8 mm to spare  letters/kem-sokha/foreign-minister.pdf
    "#]]
    .assert_eq(&out);
}

#[test]
fn an_envelope_of_another_layout_is_refused() {
    let args: Vec<&str> = LETTER.iter().chain(&["din5008b", "--country", "DE", "--envelope", "us9"]).copied().collect();
    let (folder, out, err, code) = run(&args);
    assert!(!folder.path().join("letters").exists());
    expect_test::expect![[r#"
        stationery/din5008b.yaml: error[envelope-does-not-fit]: envelopes: the layout `din5008b` is not made for the envelope `us9`
          help: its window envelopes: dl, c6_c5; for `us9` use `--stationery` with one of: us_9_double, us_9_single
        exit code 1
    "#]].assert_eq(&format!("{out}{err}exit code {}\n", code.unwrap_or(-1)));
}

#[test]
fn a_layout_is_described_with_what_is_not_verified() {
    let (_folder, out, err, code) = run(&["stationery", "fr_nf_z11001"]);
    assert_eq!((err.as_str(), code), ("", Some(0)));
    expect_test::expect![[r#"
        fr_nf_z11001  French NF Z 11-001, window at the right of an envelope DL
          sheet      210.0 × 297.0 mm
          default    in FR, IT, MC
          in IT      not compared with Italian envelopes; this window keeps the least distances of Italian law (Gazzetta Ufficiale of 14 January 1992, table 8), 40 mm to the top and 15 mm to the other edges
          envelope   dl: always shows 90.0 × 34.0 mm at (100.0, 45.0); the sheet can move 10.0 × 11.0 mm
          folds      at 99.0, 198.0 mm
          figures    window, folds (not compared with the text of a standard): KOMA-Script 3.38 (NF.lco), formalettre; from the envelope's edges by computation
          figures    sender, date, address, body, top, bottom, page_line, letterhead, marks: our own, so that the window shows the address only
            +-----------------------------------+
            |                                   |
            |   LLLLLLLLLLLLLLLLLLLLLLLLLLLLL   |
            |   LLLLLLLLLLLLLLLLLLLLLLLLLLLLL   |
            |   SSSSSSSSSSS ··················  |
            |   SSSSSSSSSSS ···AAAAAAAAAAAAA··  |
            |               ···AAAAAAAAAAAAA··  |
            |               ···AAAAAAAAAAAAA··  |
            |                  DDDDDDDDDDDDDD   |
            +                                   +
            |   =============================   |
            |   =============================   |
            |   =============================   |
            |   =============================   |
            |   =============================   |
            |   =============================   |
            |   =============================   |
            +   =============================   +
            |   =============================   |
            |   =============================   |
            |   =============================   |
            |   =============================   |
            |   =============================   |
            |   =============================   |
            |                                   |
            |                                   |
            +-----------------------------------+

        L letterhead, S sender, A address, r return line, D date, = text, · kept clear for a window, + at an edge: a fold
    "#]].assert_eq(&out);
}
