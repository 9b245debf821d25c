//! Envelopes and labels: each address is complete in the place for it, alone and in order; an address that does not fit
//! is rejected with the millimetres.

#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "it runs the program on files of its own")]

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::rc::Rc;

use crate::support::ink::ink;
use crate::support::order;
use expect_test::expect;
use likhit::finding::Severity;
use likhit::font::Fonts;
use likhit::id::{CountryCode, EnvelopeId, LabelSheetId};
use likhit::letter::Sender;
use likhit::page::envelope::read_envelopes;
use likhit::page::{Document, Item, LabelSheet, Nudge};
use likhit::print::{AddressOwner, Addressed, Mailpieces, Order, PieceKind, PieceMailing, mailpieces, read_fonts};
use likhit::project::Project;
use likhit::unit::{Mm, Rect};
use likhit::yaml::Source;

fn sender(country: &str) -> Sender {
    let text = format!(
        "name: Chantou Eriksen-Sok\naddress: [14 Harbour Street]\npostcode: \"9008\"\ntown: Tromsø\ncountry: \"{country}\"\n"
    );
    Sender::read(Source { file: "sender.yaml", text: &text }).expect("the sender is sound")
}

fn posted_in(country: &str) -> Order {
    Order { country: CountryCode::new(country), ..order("kem-sokha", "plain") }
}

fn print(order: &Order, senders: &[Sender], form: &PieceKind) -> Mailpieces {
    let (printed, findings) = mailpieces(&Project::embedded(), order, senders, form);
    assert!(!findings.has_errors(), "{findings:#?}");
    printed.expect("it is printed")
}

fn labels(sheet: &str, start: usize, nudge: Nudge) -> PieceKind {
    PieceKind::Labels { sheet: LabelSheetId::new(sheet), start, nudge, calibrate: false }
}

/// The words of each page's lines, and where their ink is.
fn lines(document: &Document, fonts: &Fonts) -> Vec<Vec<(String, Rect)>> {
    let of_page = |items: &[Item]| {
        let lines = items.iter().filter_map(Item::line);
        lines
            .flat_map(|line| {
                let words = line.text.text_of(line.clusters.clone()).trim().to_owned();
                ink(line, fonts).into_iter().map(move |ink| (words.clone(), ink))
            })
            .collect()
    };
    document.pages.iter().map(|page| of_page(&page.items)).collect()
}

fn inside(inner: &Rect, outer: &Rect) -> bool {
    outer.left <= inner.left && inner.right <= outer.right && outer.top <= inner.top && inner.bottom <= outer.bottom
}

#[test]
fn on_every_envelope_the_address_is_where_the_post_reads_it_and_the_sender_is_not() {
    let project = Project::embedded();
    let fonts = read_fonts(&project).expect("the bundled fonts");
    for (id, envelope) in read_envelopes(&project).expect("the bundled envelopes") {
        let printed = print(&posted_in("GB"), &[sender("NO")], &PieceKind::Envelopes(Some(id.clone())));
        assert_eq!(printed.pieces.len(), 4, "{id}");
        assert_eq!(printed.document.pages.len(), 4, "{id}: one page an envelope");
        for (page, lines) in printed.document.pages.iter().zip(lines(&printed.document, &fonts)) {
            assert_eq!(page.sheet, envelope.size);
            let is_address = |ink: &Rect| inside(ink, &envelope.area);
            assert!(lines.iter().all(|(_, ink)| is_address(ink) || inside(ink, &envelope.sender)), "{id}");
            let of = |words: &str| -> Vec<bool> {
                lines.iter().filter(|(line, _)| line == words).map(|(_, ink)| is_address(ink)).collect()
            };
            for words in ["Chantou Eriksen-Sok", "9008 Tromsø"] {
                assert!(!of(words).is_empty() && !of(words).contains(&true), "{id}");
            }
        }
    }
}

#[test]
fn the_country_stands_last_where_the_letter_goes_abroad() {
    let words = |printed: &Mailpieces, page: usize| -> Vec<String> {
        let fonts = read_fonts(&Project::embedded()).map(|fonts| lines(&printed.document, &fonts)).expect("the fonts");
        let mut words: Vec<String> = fonts[page].iter().map(|(words, _)| words.clone()).collect();
        words.dedup();
        words
    };
    let abroad = print(&posted_in("NO"), &[sender("NO")], &PieceKind::Envelopes(None));
    assert_eq!(abroad.name, "envelopes-c5");
    assert_eq!(words(&abroad, 0)[..4], ["Chantou Eriksen-Sok", "14 Harbour Street", "9008 Tromsø", "NORWAY"]);
    assert_eq!(words(&abroad, 0).last().map(String::as_str), Some("KAMBODSJA"));
    let inland = print(&posted_in("GB"), &[], &PieceKind::Envelopes(None));
    assert_eq!(words(&inland, 3).last().map(String::as_str), Some("NW6 7AT"));
}

#[test]
fn on_every_sheet_each_address_is_on_its_own_label_and_no_label_is_left_out() {
    let project = Project::embedded();
    let fonts = read_fonts(&project).expect("the bundled fonts");
    let sheets = ["L7159", "L7160", "L7161", "L7162", "L7163", "L7165", "5163", "3474"];
    for id in sheets {
        let sheet = LabelSheet::read(&project, &LabelSheetId::new(id).expect("a name")).expect("it is bundled");
        let start = sheet.count() - 1;
        let senders: Vec<Sender> = (0..10).map(|_| sender("NO")).collect();
        let printed = print(&posted_in("NO"), &senders, &labels(id, start, Nudge::default()));
        let places: Vec<usize> = printed
            .pieces
            .iter()
            .map(|piece| (piece.page - 1) * sheet.count() + piece.label.expect("it is on a label"))
            .collect();
        assert_eq!(places, (start..start + 30).collect::<Vec<_>>(), "{id}");
        for (page, lines) in lines(&printed.document, &fonts).iter().enumerate() {
            let used: Vec<Rect> = printed
                .pieces
                .iter()
                .filter(|piece| piece.page == page + 1)
                .map(|piece| sheet.label_at(piece.label.expect("it is on a label") - 1))
                .collect();
            assert!(lines.iter().all(|(_, ink)| used.iter().filter(|label| inside(ink, label)).count() == 1), "{id}");
            assert!(used.iter().all(|label| lines.iter().any(|(_, ink)| inside(ink, label))), "{id}");
        }
    }
}

#[test]
fn a_nudge_moves_all_print_and_nothing_else() {
    let project = Project::embedded();
    let fonts = read_fonts(&project).expect("the bundled fonts");
    let [still, moved] = [Nudge::default(), Nudge { x: Mm(-1.5), y: Mm(2.0) }]
        .map(|nudge| lines(&print(&posted_in("GB"), &[], &labels("L7160", 3, nudge)).document, &fonts));
    for ((words, still), (moved_words, moved)) in still.iter().flatten().zip(moved.iter().flatten()) {
        assert_eq!(words, moved_words);
        let by = [moved.left - still.left, moved.top - still.top].map(|length| (length.to_mm().0 * 1e6).round() as i64);
        assert_eq!(by, [-1_500_000, 2_000_000], "in nanometres");
    }
}

#[test]
fn an_address_that_is_too_high_for_its_label_is_refused_and_the_others_are_printed() {
    let (printed, findings) =
        mailpieces(&Project::embedded(), &posted_in("GB"), &[], &labels("5160", 1, Nudge::default()));
    let printed: Vec<(String, Option<usize>)> = printed
        .map(|printed| printed.pieces.iter().map(|piece| (piece.recipient.to_string(), piece.label)).collect())
        .unwrap_or_default();
    assert_eq!(printed, [("prime-minister".to_owned(), Some(1)), ("embassy-gb".to_owned(), Some(2))]);
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
    let said: Vec<(&str, &str)> = errors.map(|finding| (finding.rule.as_str(), finding.message.as_str())).collect();
    let message = "the address has 7 lines and is 2.2 mm too high";
    assert_eq!(said, [("address-does-not-fit", message); 2]);
}

#[test]
fn a_sender_with_a_broken_name_is_refused() {
    let text = "name: ស្រី ៊ន\naddress: [14 Harbour Street]\ncountry: GB\n";
    let faults = Sender::read(Source { file: "sender.yaml", text }).map(|_| ()).unwrap_err();
    assert!(faults.iter().all(|finding| finding.rule == "khmer-mark-without-base"), "{faults:#?}");
}

#[test]
fn envelopes_and_sheets_of_ones_own_are_files() {
    let files = [
        ("stationery/envelopes/own.yaml", "own: {width: 250, height: 120}"),
        (
            "stationery/labels/own.yaml",
            "own: {paper: a4, width: 95, height: 50, columns: 2, rows: 5, left: 10, top: 20, pitch_x: 95, pitch_y: 50}",
        ),
    ];
    let project = Project::embedded().with(files.map(|(file, text)| (file.to_owned(), text.as_bytes().to_vec())));
    for form in [PieceKind::Envelopes(EnvelopeId::new("own")), labels("own", 1, Nudge::default())] {
        let (printed, findings) = mailpieces(&project, &posted_in("GB"), &[], &form);
        assert_eq!(printed.map(|printed| printed.pieces.len()), Some(4), "{findings:#?}");
    }
}

#[test]
fn the_commands_say_what_they_wrote() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    std::fs::write(
        folder.path().join("me.yaml"),
        "name: Chantou Eriksen-Sok\naddress: [14 Harbour Street]\npostcode: NW6 7AT\ntown: London\n",
    )
    .expect("a file");
    let mut said = String::new();
    for arguments in [
        &["envelopes", "kem-sokha", "--country", "GB", "--to", "embassy-gb", "--envelope", "dl"][..],
        &["envelopes", "kem-sokha", "--country", "GB", "--sender", "me.yaml", "--to", "prime-minister"],
        &["labels", "kem-sokha", "--country", "GB", "--start", "20", "--nudge", "-0.5,1"],
        &["labels", "kem-sokha", "--country", "GB", "--calibrate"],
        &["labels", "kem-sokha", "--country", "GB", "--sheet", "L716O"],
        &["labels", "kem-sokha", "--country", "GB", "--start", "0"],
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_likhit"))
            .current_dir(folder.path())
            .args(arguments)
            .args(["--date", "2018-01-15"])
            .output()
            .expect("the program runs");
        let _ = write!(
            said,
            "{}\n{}{}exit code {}\n\n",
            arguments.join(" "),
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr),
            output.status.code().unwrap_or(-1)
        );
    }
    expect![[r#"
        envelopes kem-sokha --country GB --to embassy-gb --envelope dl
        embassy-gb  page 1  10.1 mm to spare
        1 page of 220.0 × 110.0 mm  letters/kem-sokha/envelopes-dl.pdf
        note[unverified-figures]: the measurements of the envelope `dl` have not been checked against their source (ISO 269 and makers, as commonly listed)
          help: print one page and hold it against an envelope before you print many
        exit code 0

        envelopes kem-sokha --country GB --sender me.yaml --to prime-minister
        prime-minister  page 1  10.1 mm to spare
        1 page of 220.0 × 110.0 mm  letters/kem-sokha/envelopes-dl.pdf
        note[unverified-figures]: the measurements of the envelope `dl` have not been checked against their source (ISO 269 and makers, as commonly listed)
          help: print one page and hold it against an envelope before you print many
        exit code 0

        labels kem-sokha --country GB --start 20 --nudge -0.5,1
        interior-minister  page 1, label 20  3.1 mm to spare
        prime-minister     page 1, label 21  3.0 mm to spare
        foreign-minister   page 2, label 1  3.1 mm to spare
        embassy-gb         page 2, label 2  3.0 mm to spare
        2 pages of 210.0 × 297.0 mm  letters/kem-sokha/labels-L7160.pdf
        note[unverified-figures]: the measurements of the sheet `L7160` have not been checked against their source (LibreOffice 7.4, labels.xml)
          help: print one page with `--calibrate` first, and hold it against the sheet
        exit code 0

        labels kem-sokha --country GB --calibrate
        1 page of 210.0 × 297.0 mm  letters/kem-sokha/calibrate-L7160.pdf
        exit code 0

        labels kem-sokha --country GB --sheet L716O
        error[unknown-label-sheet]: unknown label sheet `L716O`
          help: did you mean `L7165`?
        exit code 1

        labels kem-sokha --country GB --start 0
        error[no-such-label]: start: label 0 does not exist on a sheet `L7160`
          help: the labels are numbered from 1 to 21
        exit code 1

    "#]]
    .assert_eq(&said);
    let written = |name: &str| Path::new(folder.path()).join("letters/kem-sokha").join(name).is_file();
    assert!(["envelopes-dl.pdf", "labels-L7160.pdf", "calibrate-L7160.pdf"].into_iter().all(written));
}

/// Runs the program in a folder, and returns its exit code and its standard output.
fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_likhit"))
        .current_dir(folder)
        .args(arguments)
        .args(["--senders", "senders.csv", "--to", "prime-minister", "--to", "interior-minister"])
        .args(["--date", "2018-01-15"])
        .output()
        .expect("the program runs");
    (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
}

/// These columns of a table, without its head.
fn columns(folder: &Path, file: &str, columns: &[usize]) -> Vec<String> {
    let table = std::fs::read_to_string(folder.join(file)).expect("it was written");
    let of_row = |row: &str| {
        let cells: Vec<&str> = row.split(',').collect();
        columns.iter().map(|column| cells[*column]).collect::<Vec<_>>().join(" ")
    };
    table.lines().skip(1).map(of_row).collect()
}

#[test]
fn the_page_to_try_a_sheet_of_labels_with_is_printed_beside_a_list_too() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let list = "name,address1,address2,country\nKari Nordmann,Gate 1,9008 Tromsø,NO\n";
    std::fs::write(folder.path().join("senders.csv"), list).expect("a file");
    let said = "1 page of 210.0 × 297.0 mm  letters/kem-sokha/calibrate-L7160.pdf\n";
    assert_eq!(run(folder.path(), &["labels", "kem-sokha", "--calibrate"]), (Some(0), said.to_owned()));
}

#[test]
fn pieces_that_are_streamed_stand_where_a_few_would() {
    let project = Project::embedded();
    let order = posted_in("NO");
    let senders: Vec<Sender> = (0..10).map(|_| sender("NO")).collect();
    for form in [labels("L7163", 5, Nudge::default()), PieceKind::Envelopes(None)] {
        let few = print(&order, &senders, &form);
        let run = PieceMailing::prepare(&project, &order, &form, None).expect("it can be printed");
        let of_sender = |sender: &Sender| -> Vec<Addressed> {
            let sender = Rc::new(sender.clone());
            let to = run.recipients_of(&sender).into_iter().map(|recipient| Addressed {
                sender: Some(Rc::clone(&sender)),
                recipient: recipient.id.clone(),
                owner: AddressOwner::Recipient,
            });
            to.collect()
        };
        let mut pieces = senders.iter().flat_map(of_sender);
        let (mut pdf, mut placed) = (Vec::new(), Vec::new());
        let printed = run.print(&mut pieces, &mut pdf, &mut |told| placed.extend(told)).expect("it is printed");
        assert_eq!(placed, few.pieces);
        assert_eq!((printed.pieces, printed.pages), (few.pieces.len(), few.document.pages.len()));
        assert_eq!((run.name(), printed.sheet), (few.name, few.sheet));
    }
}

#[test]
fn the_pieces_of_a_list_come_in_the_order_of_its_letters() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let folder = folder.path();
    let list = "id,name,address1,address2,country\n\
                A,Ana Lima,Elm Street 4,Springfield IL 62701,US\n\
                B,,Gate 3,Oslo,NO\n\
                C,Kari Nordmann,Gate 1,9008 Tromsø,NO\n\
                D,Ola Nordmann,Gate 2,0159 Oslo,NO\n";
    std::fs::write(folder.join("senders.csv"), list).expect("a file");
    assert_eq!(run(folder, &["mailing", "kem-sokha", "--lang", "en"]).0, Some(1));
    let letters = columns(folder, "mailing/kem-sokha/manifest.csv", &[10, 1, 2]);
    // Those that are posted in one country, and so in one layout, come together.
    assert_eq!(letters.first().map(String::as_str), Some("1 C interior-minister"));

    let (code, said) = run(folder, &["envelopes", "kem-sokha", "--mailing", "mailing", "--envelope", "c6"]);
    assert_eq!(
        (code, said.as_str()),
        (Some(1), "6 envelopes on 6 pages of 162.0 × 114.0 mm  letters/kem-sokha/envelopes-c6.pdf\n1 row rejected\n")
    );
    assert_eq!(columns(folder, "letters/kem-sokha/envelopes-c6.csv", &[0, 1, 2]), letters);
    assert_eq!(columns(folder, "letters/kem-sokha/envelopes-c6-reasons.csv", &[0]), ["3"]);
    assert_eq!(columns(folder, "letters/kem-sokha/envelopes-c6.csv", &[3]), ["1", "2", "3", "4", "5", "6"]);

    let (_, said) = run(
        folder,
        &["labels", "kem-sokha", "--mailing", "mailing", "--return-addresses", "--sheet", "L7160", "--start", "20"],
    );
    assert!(said.starts_with("6 labels on 2 pages"), "{said}");
    let labels = columns(folder, "letters/kem-sokha/return-labels-L7160.csv", &[0, 3, 4]);
    assert_eq!(labels, ["1 1 20", "2 1 21", "3 2 1", "4 2 2", "5 2 3", "6 2 4"]);

    // Without a mailing: one recipient after the other, each in the order of the list.
    assert_eq!(run(folder, &["envelopes", "kem-sokha", "--envelope", "c6"]).0, Some(1));
    let order = columns(folder, "letters/kem-sokha/envelopes-c6.csv", &[1, 2]);
    let [first, second] =
        ["interior-minister", "prime-minister"].map(|to| ["A", "C", "D"].map(|id| format!("{id} {to}")));
    assert_eq!(order, [first, second].concat());

    // A row that does not fit is reported once.
    let long = format!("{}W,{},Gate 1,9008 Tromsø,NO\n", list, "W".repeat(90));
    std::fs::write(folder.join("senders.csv"), long).expect("a file");
    let (_, said) = run(folder, &["envelopes", "kem-sokha", "--envelope", "c6"]);
    assert!(said.ends_with("2 rows rejected\n"), "{said}");

    // A list that the letters are not of.
    std::fs::write(folder.join("senders.csv"), list.replace("D,Ola", "E,Ola")).expect("a file");
    assert_eq!(run(folder, &["envelopes", "kem-sokha", "--mailing", "mailing"]).0, Some(1));
}

#[test]
fn of_rows_with_one_id_the_pieces_are_the_first_ones_as_the_letters_are() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let folder = folder.path();
    let list = "id,name,address1,address2,country\n\
                C,Kari Nordmann,Gate 1,9008 Tromsø,NO\n\
                C,Ola Nordmann,Gate 2,0159 Oslo,NO\n";
    std::fs::write(folder.join("senders.csv"), list).expect("a file");
    assert_eq!(run(folder, &["mailing", "kem-sokha", "--lang", "en"]).0, Some(1));
    let pieces = ["--mailing", "mailing", "--envelope", "c6"];
    let (code, said) = run(folder, &[&["envelopes", "kem-sokha"], &pieces[..]].concat());
    assert_eq!(
        (code, said.as_str()),
        (Some(1), "2 envelopes on 2 pages of 162.0 × 114.0 mm  letters/kem-sokha/envelopes-c6.pdf\n1 row rejected\n")
    );
    let both = std::fs::read(folder.join("letters/kem-sokha/envelopes-c6.pdf")).expect("it was written");
    std::fs::write(
        folder.join("senders.csv"),
        list.lines().take(2).map(|row| format!("{row}\n")).collect::<Vec<_>>().concat(),
    )
    .expect("a file");
    assert_eq!(run(folder, &[&["envelopes", "kem-sokha"], &pieces[..]].concat()).0, Some(0));
    assert_eq!(std::fs::read(folder.join("letters/kem-sokha/envelopes-c6.pdf")).expect("it was written"), both);
}
