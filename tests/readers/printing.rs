//! What each kind of file asks for when it is printed, as pdfium reads it, which the print dialogs of Chromium follow.

#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "it calls a program and hands it files")]

use std::fs;
use std::process::Command;

use likhit::finding::Findings;
use likhit::id::{CaseId, LabelSheetId, LanguageTag};
use likhit::page::Nudge;
use likhit::print::{
    LetterToPrint, MailingRun, PacketForm, PieceKind, SheetOrder, Sides, faxes, mailpieces, packet, proof::proof,
    sheets,
};
use likhit::project::Project;

use super::all_are_required;
use super::documents::{print_file, senders};
use super::reader::python;
use crate::support::{order, print, tell};

/// The files of each kind, what pdfium should say of them, and whether they choose their tray by their size.
fn files() -> Vec<(&'static str, Vec<u8>, &'static str, bool)> {
    let project = Project::embedded();
    let case = || CaseId::new("kem-sokha").expect("an id");
    let date = jiff::civil::date(2018, 1, 15);
    let order = order("kem-sokha", "din5008b");
    let letter = print(&project, &order).remove(0);

    let run = MailingRun::prepare(&project, order.clone()).expect("the order is sound");
    let sender = &senders()[0];
    let letters = run.measure(sender).expect("it can be printed").letters;
    let both_sides = |out: &mut Vec<u8>| {
        let mut letters = letters.iter().map(|letter| LetterToPrint {
            sender,
            recipient: &letter.recipient,
            language: &letter.language,
            mark: None,
        });
        run.print(&mut letters, Sides::Both, out).expect("it can be printed");
    };
    let mut duplex = Vec::new();
    both_sides(&mut duplex);

    let pieces = |kind: PieceKind| mailpieces(&project, &order, &[], &kind).0.expect("it can be printed").pdf;
    let labels = |calibrate: bool| {
        pieces(PieceKind::Labels { sheet: LabelSheetId::new("L7163"), start: 1, nudge: Nudge::default(), calibrate })
    };
    let of_sender = likhit::print::Order { sender: Some(sender.clone()), ..order.clone() };
    let packet = packet(&project, &of_sender, &PacketForm::default()).0.expect("it can be printed").pdf;
    let fax = faxes(&project, &order).faxes.remove(0).pdf;
    let sheet_order = SheetOrder { languages: vec![LanguageTag::english()], ..SheetOrder::of(case(), date) };
    let sheet = sheets(&project, &sheet_order).sheets.remove(0).pdf;
    let khmer = LanguageTag::new("km").expect("a tag");
    let proof = proof(&project, &case(), &khmer, date, Findings::new()).expect("it can be made").pdf;
    vec![
        ("letter", letter.pdf, "actual-size undefined", false),
        ("print file", print_file().1, "actual-size simplex", false),
        ("print file of both sides", duplex, "actual-size flip-long-edge", false),
        ("packet", packet, "actual-size simplex", true),
        ("envelopes", pieces(PieceKind::Envelopes(None)), "actual-size undefined", true),
        ("labels", labels(false), "actual-size undefined", true),
        ("calibration page", labels(true), "actual-size undefined", true),
        ("fax", fax, "actual-size undefined", false),
        ("sheet", sheet, "fitted undefined", false),
        ("proof", proof, "fitted undefined", false),
    ]
}

#[test]
fn viewers_are_asked_to_print_at_actual_size_where_a_place_on_paper_matters() {
    let folder = tempfile::tempdir().expect("a test may write to the folder for temporary files");
    let files = files();
    let mut paths = Vec::new();
    for (name, pdf, _, by_size) in &files {
        let read = lopdf::Document::load_mem(pdf).expect("it is a PDF");
        let preferences = read.catalog().and_then(|catalog| catalog.get(b"ViewerPreferences")).expect("there are some");
        let tray = preferences.as_dict().expect("a dictionary").get(b"PickTrayByPDFSize");
        assert_eq!(tray.is_ok_and(|tray| tray.as_bool().unwrap_or(false)), *by_size, "{name}");
        let path = folder.path().join(format!("{name}.pdf"));
        fs::write(&path, pdf).expect("a test may write to its folder");
        paths.push(path);
    }
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/readers/printing.py");
    let output = Command::new(python()).arg(script).args(&paths).output();
    let output = match output {
        Ok(output) if output.status.success() => output,
        other => {
            let missing = format!("NOT ASKED: pdfium is not here ({other:?}); pip install pypdfium2");
            assert!(!all_are_required(), "{missing}");
            return tell(&missing);
        }
    };
    let said = String::from_utf8(output.stdout).expect("it is ASCII");
    let expected: Vec<String> = files.iter().map(|(name, _, expected, _)| format!("{name}: {expected}")).collect();
    let found: Vec<String> =
        files.iter().zip(said.lines()).map(|((name, ..), line)| format!("{name}: {line}")).collect();
    assert_eq!(found, expected);
}
