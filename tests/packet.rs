//! Packets: the letters of one sender and their envelopes in one PDF, and packs for the senders of a list.

#![expect(clippy::unwrap_used, reason = "where nothing is there to unwrap, the test has failed")]
#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "it runs the program on files of its own")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use jiff::civil::date;
use likhit::id::{CaseId, CountryCode};
use likhit::letter::Sender;
use likhit::print::PieceKind;
use likhit::print::{Envelopes, Order, Packet, PacketForm, PartKind, Sides, letters, mailpieces, packet};
use likhit::project::Project;
use likhit::yaml::Source;

const SENDER: &str = "name: សុខ ច័ន្ទធូ\naddress: [14 Harbour Street, London, E1 4AB]\ncountry: GB\n";

fn order() -> Order {
    Order {
        sender: Some(Sender::read(Source { file: "me.yaml", text: SENDER }).unwrap()),
        ..Order::of(CaseId::new("kem-sokha").unwrap(), date(2018, 1, 15))
    }
}

fn print(form: &PacketForm) -> Packet {
    let (packet, findings) = packet(&Project::embedded(), &order(), form);
    assert!(!findings.has_errors(), "{findings:#?}");
    packet.unwrap()
}

/// The words of each page, and its width and height in points.
fn pages(pdf: &[u8]) -> Vec<(String, [i64; 2])> {
    let pdf = lopdf::Document::load_mem(pdf).unwrap();
    let of = |(number, id): (u32, lopdf::ObjectId)| {
        let page = pdf.get_dictionary(id).unwrap();
        let sides = page.get(b"MediaBox").unwrap().as_array().unwrap();
        let side = |at: usize| f64::from(sides[at].as_float().unwrap()).round() as i64;
        (pdf.extract_text(&[number]).unwrap_or_default(), [side(2), side(3)])
    };
    pdf.get_pages().into_iter().map(of).collect()
}

fn kinds(packet: &Packet) -> Vec<String> {
    let of = |part: &likhit::print::PacketPart| {
        let recipient = part.recipient.as_ref().map_or("", |recipient| recipient.as_str());
        match &part.kind {
            PartKind::Cover => "cover".to_owned(),
            PartKind::Letter(language) => format!("{recipient} {language}"),
            PartKind::Envelope => format!("{recipient} envelope"),
        }
    };
    packet.parts.iter().map(of).collect()
}

#[test]
fn each_letter_is_before_its_envelope_and_copies_come_last() {
    let packet = print(&PacketForm::default());
    let recipients = ["interior-minister", "prime-minister", "foreign-minister", "embassy-gb"];
    let expected: Vec<String> =
        recipients.iter().flat_map(|to| ["en", "km", "envelope"].map(|what| format!("{to} {what}"))).collect();
    assert_eq!(kinds(&packet), expected);
    let last = print(&PacketForm { envelopes: Envelopes::Last, ..PacketForm::default() });
    assert!(kinds(&last)[8..].iter().all(|kind| kind.ends_with("envelope")), "{:?}", kinds(&last));
    let none = print(&PacketForm { envelopes: Envelopes::None, ..PacketForm::default() });
    assert_eq!(none.parts.len(), 8);
}

#[test]
fn the_pages_are_those_of_the_letters_and_of_the_envelopes() {
    let project = Project::embedded();
    let packet = print(&PacketForm::default());
    let of_packet = pages(&packet.pdf);
    let of_letters: Vec<_> = letters(&project, &order()).printed.iter().map(|printed| pages(&printed.pdf)).collect();
    let sender: Vec<Sender> = order().sender.into_iter().collect();
    let envelopes = mailpieces(&project, &order(), &sender, &PieceKind::Envelopes(None)).0.unwrap();
    let of_envelopes = pages(&envelopes.pdf);
    let mut expected = Vec::new();
    for (letter, envelope) in of_letters.into_iter().zip(of_envelopes) {
        expected.extend(letter);
        expected.push(envelope);
    }
    assert_eq!(of_packet.len(), packet.pages);
    assert_eq!(of_packet, expected);
    let sizes: std::collections::BTreeSet<[i64; 2]> = of_packet.iter().map(|(_, size)| *size).collect();
    assert_eq!(sizes.into_iter().collect::<Vec<_>>(), [[595, 842], [624, 312]]);
    assert!(of_packet[0].0.contains("សុខ"), "{}", of_packet[0].0);
}

#[test]
fn on_both_sides_each_part_begins_on_a_front() {
    let packet = print(&PacketForm { sides: Sides::Both, ..PacketForm::default() });
    assert!(packet.parts.iter().all(|part| part.first_page % 2 == 1), "{:?}", packet.parts);
    let all = pages(&packet.pdf);
    for part in &packet.parts {
        let first = part.first_page - 1;
        if part.pages % 2 == 1 {
            let back = &all[first + part.pages];
            assert_eq!((back.0.trim(), back.1), ("", all[first].1), "{part:?}");
        }
    }
}

#[test]
fn a_packet_is_one_tagged_file_with_a_bookmark_for_each_part() {
    let packet = print(&PacketForm::default());
    let pdf = lopdf::Document::load_mem(&packet.pdf).unwrap();
    let titles: Vec<String> = pdf
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .filter(|dictionary| dictionary.has(b"Dest"))
        .map(|dictionary| lopdf::decode_text_string(dictionary.get(b"Title").unwrap()).unwrap())
        .collect();
    assert_eq!(titles.len(), packet.parts.len());
    for title in ["Sar Kheng (en)", "Sar Kheng (km)", "Envelope: Sar Kheng"] {
        assert!(titles.iter().any(|known| known == title), "{title}: {titles:?}");
    }
    let catalog = pdf.catalog().unwrap();
    assert!(catalog.has(b"StructTreeRoot") && catalog.has(b"Outlines"));
    assert!(packet.pdf == print(&PacketForm::default()).pdf, "the same date gives the same bytes");
}

#[test]
fn a_packet_without_one_of_its_letters_is_not_printed() {
    let project = Project::embedded();
    let case = project.text("cases/kem-sokha.yaml").unwrap();
    let broken = case
        .replace("lines: [64 Brondesbury Park, Willesden Green, NW6 7AT]", &format!("lines: [{}]", "W".repeat(110)));
    assert_ne!(case, broken);
    let project = project.clone().with([("cases/kem-sokha.yaml".to_owned(), broken.into_bytes())]);
    let (packet, findings) = packet(&project, &order(), &PacketForm::default());
    assert!(packet.is_none() && findings.has_errors(), "{findings:#?}");
}

const LIST: &str = "id,name,address1,address2,country\n\
    a,Ada Lang,1 High Street,London,GB\n\
    b,,2 High Street,London,GB\n\
    c,សុខ ច័ន្ទធូ,3 High Street,London,GB\n";

fn run(folder: &Path, more: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_likhit"));
    command.current_dir(folder).args(["packet", "kem-sokha", "--country", "GB", "--senders", "list.csv"]);
    command.args(["--date", "2018-01-15"]).args(more).output().unwrap()
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("list.csv"), LIST).unwrap();
    folder
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder.join("packets/kem-sokha")).unwrap();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn each_member_gets_a_pack_and_a_bad_row_is_reported() {
    let folder = folder();
    let output = run(folder.path(), &[]);
    let (out, told) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(out.starts_with("2 packs with 16 letters on 26 sheets"), "{out}");
    assert!(out.ends_with("2 rows good, 1 rejected\n") && told.contains("missing-name"), "{out}{told}");
    let expected = ["pack-0002.pdf", "pack-0004.pdf", "packs.csv", "reasons.csv", "rejected.csv"];
    assert_eq!(names(folder.path()), expected);
    let file = |name: &str| fs::read(folder.path().join("packets/kem-sokha").join(name)).unwrap();
    let rejected = String::from_utf8(file("rejected.csv")).unwrap();
    assert_eq!(rejected, "row,id,name,address1,address2,country\n3,b,,2 High Street,London,GB\n");
    let first = file("pack-0002.pdf");
    let pages = pages(&first);
    assert!(pages[0].0.contains("Ada Lang") && pages[0].0.contains("Please read these 8 letters"), "{}", pages[0].0);
    assert!(pages[1].0.contains("Your Excellency"), "{}", pages[1].0);
    #[cfg(unix)]
    for name in expected {
        use std::os::unix::fs::PermissionsExt;
        let metadata = fs::metadata(folder.path().join("packets/kem-sokha").join(name)).unwrap();
        assert_eq!(metadata.permissions().mode() & 0o777, 0o600, "{name}");
    }
    run(folder.path(), &[]);
    assert!(first == file("pack-0002.pdf"), "the same date gives the same bytes");
}

#[test]
fn packs_overwrite_only_packs() {
    let folder = folder();
    let own = folder.path().join("packets/kem-sokha/pack-0002.pdf");
    fs::create_dir_all(own.parent().unwrap()).unwrap();
    fs::write(&own, "mine").unwrap();
    let output = run(folder.path(), &[]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("is not a pack of this folder"), "{told}");
    assert_eq!((output.status.code(), fs::read(&own).unwrap()), (Some(2), b"mine".to_vec()));
    fs::remove_file(&own).unwrap();

    run(folder.path(), &[]);
    let shorter = LIST.replace("a,Ada Lang,1 High Street,London,GB\n", "");
    fs::write(folder.path().join("list.csv"), shorter).unwrap();
    let before = names(folder.path());
    let output = run(folder.path(), &[]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("error[mailing-exists]: the folder already has 2 packs of another list"), "{told}");
    assert_eq!(names(folder.path()), before, "nothing is deleted unasked");
    let output = run(folder.path(), &["--replace"]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("these packs replace different ones in the folder, 2 packs dated 2018-01-15"), "{told}");
    assert_eq!(names(folder.path())[0], "pack-0003.pdf", "the packs of the old list are gone");

    let mailing = folder.path().join("packets/kem-sokha/manifest.csv");
    fs::write(mailing, "x").unwrap();
    let told = String::from_utf8(run(folder.path(), &[]).stderr).unwrap();
    assert!(told.contains("folder-of-letters"), "{told}");
}

#[test]
fn a_strict_run_and_a_dry_run_write_nothing() {
    for option in ["--strict", "--dry-run"] {
        let folder = folder();
        let output = run(folder.path(), &[option]);
        assert_eq!(output.status.code(), Some(1), "{option}");
        assert!(!folder.path().join("packets").exists(), "{option}");
    }
}

#[test]
fn a_member_abroad_has_the_country_on_the_cover() {
    let folder = folder();
    fs::write(folder.path().join("list.csv"), "name,address1,address2,country\nAda Lang,Storgata 1,Oslo,NO\n").unwrap();
    fs::write(folder.path().join("section.yaml"), "name: Our Section\naddress: [1 Road, London]\ncountry: GB\n")
        .unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_likhit"));
    command.current_dir(folder.path()).args([
        "packet",
        "kem-sokha",
        "--senders",
        "list.csv",
        "--section",
        "section.yaml",
    ]);
    let output = command.args(["--date", "2018-01-15", "--lang", "en", "--envelopes", "last"]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let pdf = fs::read(folder.path().join("packets/kem-sokha/pack-0002.pdf")).unwrap();
    let pages = pages(&pdf);
    assert!(pages[0].0.contains("NORWAY") && pages[0].0.contains("Our Section"), "{}", pages[0].0);
    let country = CountryCode::new("NO").unwrap();
    assert!(!pages[0].0.contains("these 1 letters"), "{country}");
}
