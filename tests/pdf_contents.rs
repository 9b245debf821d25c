//! The contents of the PDF of each kind: the drawings on its pages, its text, its structure, its bookmarks and links;
//! and the bytes of print files. A change to the writer of PDFs must not change them.
//!
//! They also depend on words, layouts and fonts: if you changed these on purpose, run the test with `UPDATE_EXPECT=1`,
//! and read the differences.

use std::fmt::Write as _;
use std::rc::Rc;

use expect_test::{Expect, expect, expect_file};
use jiff::civil::date;
use likhit::finding::Findings;
use likhit::id::{CaseId, CountryCode, LabelSheetId, LanguageTag, RecipientId};
use likhit::letter::Sender;
use likhit::page::{MarkKind, Nudge, SheetMark};
use likhit::print::proof::proof;
use likhit::print::{
    AddressOwner, Addressed, LetterToPrint, MailingRun, Order, PieceKind, PieceMailing, SheetOrder, Sides, faxes,
    mailpieces, sheets,
};
use likhit::project::Project;
use likhit::yaml::Source;
use sha2::{Digest, Sha256};

use crate::support::pdf_account::account;
use crate::support::{order, print};

const CASE: &str = "kem-sokha";

/// Compares the account of a PDF with the expected one.
macro_rules! assert_account {
    ($file:literal, $pdf:expr) => {
        expect_file![concat!("goldens/pdf/", $file, ".txt")].assert_eq(&account($pdf));
    };
}

fn languages(tags: &[&str]) -> Vec<LanguageTag> {
    tags.iter().map(|tag| LanguageTag::new(tag).expect("a tag")).collect()
}

fn to(recipient: &str) -> Vec<RecipientId> {
    vec![RecipientId::new(recipient).expect("an id")]
}

fn sender(name: &str, country: &str) -> Sender {
    let text =
        format!("name: {name}\naddress: [14 Harbour Street, Tromsø 9008]\ncountry: \"{country}\"\nplace: Tromsø\n");
    Sender::read(Source { file: "sender.yaml", text: &text }).expect("the sender is sound")
}

/// The bundled project with the letterhead and the logo of an organisation.
fn with_a_letterhead() -> Project {
    let file = |name: &str, text: &str| (name.to_owned(), text.as_bytes().to_vec());
    Project::embedded().with([
        file("section.yaml", include_str!("projects/section/section.yaml")),
        file("logo.svg", include_str!("projects/section/logo.svg")),
    ])
}

fn done<T>((value, findings): (T, Findings)) -> T {
    assert!(!findings.has_errors(), "{findings:#?}");
    value
}

#[test]
fn a_letter_in_two_languages_with_the_zones_of_its_windows() {
    let order = Order { to: to("embassy-gb"), overlay: true, ..order(CASE, "din5008b") };
    let [printed] = &print(&Project::embedded(), &order)[..] else { panic!("there is one recipient") };
    assert_account!("letter", &printed.pdf);
    let overlay = account(printed.overlay.as_ref().expect("it was asked for"));
    let is_zone = |line: &&str| line.starts_with("    stroke") || line.contains(" strokes, ");
    let zones: String = overlay.lines().filter(is_zone).flat_map(|line| [line, "\n"]).collect();
    expect_file!["goldens/pdf/letter-zones.txt"].assert_eq(&zones);
}

#[test]
fn a_letter_with_a_letterhead_and_a_sender() {
    let order = Order {
        to: to("prime-minister"),
        languages: languages(&["en"]),
        sender: Some(sender("Chantou Eriksen-Sok", "NO")),
        country: None,
        ..order(CASE, "plain")
    };
    let [printed] = &print(&with_a_letterhead(), &order)[..] else { panic!("there is one recipient") };
    assert_account!("letterhead", &printed.pdf);
}

#[test]
fn a_fax_with_its_cover() {
    let order =
        Order { stationery: None, to: to("prime-minister"), languages: languages(&["km"]), ..order(CASE, "plain") };
    let outcome = faxes(&Project::embedded(), &order);
    assert_account!("fax", &done((outcome.faxes, outcome.findings))[0].pdf);
}

#[test]
fn a_sheet_and_one_in_two_languages_side_by_side() {
    let order = |parallel: &[&str]| SheetOrder {
        languages: languages(if parallel.is_empty() { &["fr"] } else { &[] }),
        fallback: LanguageTag::new("en"),
        parallel: languages(parallel),
        country: CountryCode::new("GB"),
        ..SheetOrder::of(CaseId::new(CASE).expect("an id"), date(2018, 1, 15))
    };
    let alone = sheets(&with_a_letterhead(), &order(&[]));
    assert_account!("sheet", &done((alone.sheets, alone.findings))[0].pdf);
    let parallel = sheets(&Project::embedded(), &order(&["en", "km"]));
    assert_account!("sheet-parallel", &done((parallel.sheets, parallel.findings))[0].pdf);
}

#[test]
fn envelopes_and_labels() {
    let project = with_a_letterhead();
    let from = [sender("Chantou Eriksen-Sok", "NO")];
    let piece = |form: &PieceKind| {
        done(mailpieces(&project, &Order { country: CountryCode::new("GB"), ..order(CASE, "plain") }, &from, form))
            .expect("it is printed")
    };
    assert_account!("envelopes", &piece(&PieceKind::Envelopes(None)).pdf);
    let labels = |calibrate| PieceKind::Labels {
        sheet: LabelSheetId::new("L7160"),
        start: 2,
        nudge: Nudge::default(),
        calibrate,
    };
    assert_account!("labels", &piece(&labels(false)).pdf);
    assert_account!("labels-to-calibrate", &piece(&labels(true)).pdf);
}

#[test]
fn a_proof_of_a_translation() {
    let case = CaseId::new(CASE).expect("an id");
    let language = LanguageTag::new("km").expect("a tag");
    let proof = proof(&Project::embedded(), &case, &language, date(2018, 1, 15), Findings::new());
    assert_account!("proof", &proof.expect("it can be made").pdf);
}

/// The SHA-256 of a file and the number of its bytes.
fn print_of(pdf: &[u8]) -> String {
    let mut print = String::new();
    for byte in Sha256::digest(pdf) {
        let _ = write!(print, "{byte:02x}");
    }
    let _ = writeln!(print, " {}", pdf.len());
    print
}

/// A print file for each layout and each kind of mark.
fn print_files(project: &Project, marks: Option<MarkKind>, sides: Sides) -> String {
    let senders =
        [sender("Chantou Eriksen-Sok", "NO"), sender("Ελένη Παπαδοπούλου", "GR"), sender("Kari Nordmann", "GB")];
    let mut told = String::new();
    for layout in ["plain", "din5008b"] {
        let order = Order { country: None, ..order(CASE, layout) };
        let run = MailingRun::prepare(project, order).expect("the order is sound").with_marks(marks);
        let measured: Vec<_> =
            senders.iter().map(|sender| run.measure(sender).expect("it can be printed").letters).collect();
        let mark = SheetMark { job: 1, envelope: 1, sheet: 1, sheets: 4, in_job: 1 };
        let mut pieces = senders.iter().zip(&measured).flat_map(|(sender, letters)| {
            letters.iter().map(move |letter| LetterToPrint {
                sender,
                recipient: &letter.recipient,
                language: &letter.language,
                mark: marks.map(|_| mark),
            })
        });
        let mut pdf = Vec::new();
        run.print(&mut pieces, sides, &mut pdf).expect("it can be printed");
        told.push_str(&print_of(&pdf));
    }
    told
}

#[test]
fn print_files_keep_their_bytes() {
    let check = |told: &str, expected: Expect| expected.assert_eq(told);
    check(
        &print_files(&Project::embedded(), None, Sides::Front),
        expect![[r#"
            129835fbd67fb0bf4192ecacd762fe317b348fdc82e9c1cca13ba74cc50ef2f0 96244
            8bcbb8b80595f087dd768a737ce7e3723ecfca4dfaab94b503788a99a9377f98 93541
        "#]],
    );
    check(
        &print_files(&Project::embedded(), Some(MarkKind::DataMatrix), Sides::Both),
        expect![[r#"
            4d500ce1bc45cca2b424935cc9467439b29906962bb53d88647ee162b5f16f95 113467
            a8484152bb41951908dbc2b2b4784a1f4c431c717e04a8d42871878f44b7dcf4 110739
        "#]],
    );
    check(
        &print_files(&with_a_letterhead(), None, Sides::Both),
        expect![[r#"
            8eeed12ddc752b1cceb2cb215fd910b3c70850d88c55d7572634f8829eca90b1 103380
            fcf3140f66e0e6fe54aaa3c1d6224175e25fe465964c001a41efcbe6b7bd6ac4 96014
        "#]],
    );
}

#[test]
fn print_files_of_envelopes_and_labels_keep_their_bytes() {
    let project = Project::embedded();
    let mut told = String::new();
    for form in [
        PieceKind::Envelopes(None),
        PieceKind::Labels { sheet: None, start: 3, nudge: Nudge::default(), calibrate: false },
    ] {
        let run = PieceMailing::prepare(&project, &order(CASE, "plain"), &form, None).expect("the order is sound");
        let sender = Rc::new(sender("Chantou Eriksen-Sok", "NO"));
        let recipients = run.recipients_of(&sender);
        let mut pieces = recipients.iter().map(|recipient| Addressed {
            sender: Some(Rc::clone(&sender)),
            recipient: recipient.id.clone(),
            owner: AddressOwner::Recipient,
        });
        let mut pdf = Vec::new();
        run.print(&mut pieces, &mut pdf, &mut |told| drop(told.expect("it can be printed")))
            .expect("it can be printed");
        told.push_str(&print_of(&pdf));
    }
    expect![[r#"
        e57c710742ebb09b0e6ff789ad849bf161cdeb1b7cc4ca5d19e824084fc98bb3 11658
        bcb834bd7c951be71506cc6693934ca4a52a98612323681a02a617c7de8f25f1 9615
    "#]]
    .assert_eq(&told);
}
