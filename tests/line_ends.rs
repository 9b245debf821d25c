//! A file with the line ends of Windows means the same as one with those of other systems: the same pages, and the same
//! findings at the same places. A file that the program changes keeps its line ends; a new one has a line feed alone.

use std::collections::BTreeMap;

use likhit::check::{Scope, check};
use likhit::project::Project;

use crate::support::folder::Folder;

/// The ends of lines of all files of a folder.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Ends {
    Lf,
    CrLf,
}

impl Ends {
    fn of(self, text: &str) -> String {
        let text = text.replace("\r\n", "\n");
        if self == Self::CrLf { text.replace('\n', "\r\n") } else { text }
    }
}

/// A project folder whose files have these ends of lines.
struct Desk {
    folder: Folder,
    ends: Ends,
}

impl Desk {
    fn with(ends: Ends, files: &[(&str, &str)]) -> Self {
        let desk = Self { folder: Folder::of(&[]), ends };
        for (file, text) in files {
            desk.write(file, text);
        }
        desk
    }

    fn write(&self, file: &str, text: &str) {
        self.folder.write(file, &self.ends.of(text));
    }
}

/// The text files of the program's own project.
fn bundled() -> Vec<(String, String)> {
    let project = Project::embedded();
    let texts = project.files().filter_map(|(path, bytes)| {
        let is_text = [".yaml", ".ftl"].iter().any(|ending| path.ends_with(ending));
        Some((path.to_owned(), String::from_utf8(bytes.to_vec()).ok().filter(|_| is_text)?))
    });
    texts.collect()
}

const SENDER: &str = "name: Chantou Eriksen-Sok\naddress:\n  - Flat 3, 14 Harbour Street\n  - Tromsø 9008\n\
                      country: \"NO\"\nplace: Tromsø\n";

const FAULTY_SENDER: &str = "name: Anna\naddress: |\n  Flat 3\n  14 Harbour Street\nadress: x\ncountry: ZZ\n";

/// A cell of two lines, a row without an address, and one with too many cells.
const LIST: &str = "Full name,Street,Town,Land\nAnna Muster,\"Flat 2\nHauptstr. 1\",10115 Berlin,DE\nOle Nordmann,,,NO\n\
                    Kari Nordmann,Storgata 2,0155 Oslo,NO\nBo,Storgata 3,0155 Oslo,NO,1,2\n";

const COLUMNS: &str = "name: Full name\naddress1: Street\ntown: Town\ncountry: Land\n";

const APPEAL: &str = include_str!("data/appeals/sheet-2023.txt");
const LETTER: &str = include_str!("data/appeals/letter.txt");

#[test]
fn all_inputs_print_the_same_with_the_line_ends_of_windows() {
    let section = include_str!("projects/section/section.yaml");
    let logo = include_str!("projects/section/logo.svg");
    let bundled = bundled();
    let mut files: Vec<(&str, &str)> = bundled.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    files.extend([
        ("office/section.yaml", section),
        ("office/logo.svg", logo),
        ("sender.yaml", SENDER),
        ("faulty.yaml", FAULTY_SENDER),
        ("senders.csv", LIST),
        ("senders.columns.yaml", COLUMNS),
        ("headings.yaml", "columns:\n  name:\n    - Full name\n"),
        ("appeal.txt", APPEAL),
        ("letter.txt", LETTER),
    ]);
    let [lf, crlf] = [Ends::Lf, Ends::CrLf].map(|ends| Desk::with(ends, &files));
    for arguments in [
        "letters kem-sokha --date 2018-01-15 --sender sender.yaml --section office/section.yaml",
        "letters kem-sokha --date 2018-01-15 --sender faulty.yaml",
        "text kem-sokha --lang km --date 2018-01-15 --sender sender.yaml",
        "sheet kem-sokha --date 2018-01-15 --out sheet",
        "proof kem-sokha --lang km --date 2018-01-15 --out proof.pdf",
        "envelopes kem-sokha --date 2018-01-15 --sender sender.yaml",
        "mailing kem-sokha --date 2018-01-15 --senders senders.csv --out mailing",
        "packet kem-sokha --date 2018-01-15 --senders senders.csv --out packs",
        "check",
        "check faulty.yaml --format json",
        "check --senders senders.csv --format sarif",
        "cases --format json",
        "languages",
        "stationery din5008b",
        "export km --po po",
        "new case from-sheet --from appeal.txt",
        "new case from-letter --from letter.txt",
        "new language fr",
    ] {
        assert_eq!(lf.folder.run(arguments), crlf.folder.run(arguments), "{arguments}");
    }
    let (lf, crlf) = (lf.folder.files(), crlf.folder.files());
    assert_eq!(lf.keys().collect::<Vec<_>>(), crlf.keys().collect::<Vec<_>>());
    let own: Vec<&str> = files.iter().map(|(path, _)| *path).collect();
    for (path, bytes) in &lf {
        // The rejected rows stay as they were typed, and what is fixed by the bytes of the list differs with them.
        let follows_list = ["/rejected.csv", "/summary.json", "/job.json", "/packs.csv", "/manifest.csv"];
        if !own.contains(&path.as_str()) && !follows_list.iter().any(|name| path.ends_with(name)) {
            assert!(*bytes == crlf[path], "{path} differs");
        }
    }
}

#[test]
fn every_slip_is_found_at_the_same_place() {
    let embedded = Project::embedded();
    let mut chance = 7_u64;
    let mut below = |most: usize| {
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (chance >> 33) as usize % most
    };
    let texts = bundled();
    for path in ["cases/kem-sokha.yaml", "locales/en/cases/kem-sokha.ftl", "locales/km/cases/kem-sokha.ftl"]
        .into_iter()
        .chain(["locales/en/letter.ftl", "locales/km/locale.yaml", "stationery/din5008b.yaml", "countries/posts.yaml"])
    {
        let (_, text) = texts.iter().find(|(file, _)| file == path).expect("it is bundled");
        for _ in 0..6 {
            let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
            let at = below(lines.len());
            match below(5) {
                0 => drop(lines.remove(at)),
                1 => lines[at].insert_str(0, "  "),
                2 => lines[at] = lines[at].trim_start().to_owned(),
                3 => lines[at].push_str(" { $x  \u{200B}\u{200B}"),
                _ => lines[at] = lines[at].chars().rev().collect(),
            }
            let found = [Ends::Lf, Ends::CrLf].map(|ends| {
                let files = texts.iter().map(|(file, text)| (file.clone(), ends.of(text).into_bytes()));
                let slip = ends.of(&(lines.join("\n") + "\n")).into_bytes();
                let project = embedded.clone().with(files).with([(path.to_owned(), slip)]);
                check(&project, &Scope::default()).findings
            });
            assert_eq!(found[0], found[1], "{path}, line {}: {:?}", at + 1, lines.get(at));
        }
    }
}

/// The commands that change files which a person writes, too.
const EDITS: [&str; 6] = [
    "check --fix",
    "accept km",
    "accept km --review --by Dara --on 2018-01-15",
    "import km km.po",
    "new language fr",
    "new language fr",
];

#[test]
fn a_file_that_is_changed_keeps_its_line_ends_and_a_new_one_has_line_feeds() {
    let texts: BTreeMap<String, String> = bundled().into_iter().collect();
    let text = |path: &str| texts[path].as_str();
    let english = text("locales/en/cases/kem-sokha.ftl").replace("ahead of the", "before the  ");
    let letter = text("locales/km/letter.ftl").replacen(" = ", " = \u{200B}\u{200B}", 3);
    let french = "fill-in-signature = Signature\n";
    let seen = "locales/.seen/km/cases/kem-sokha.ftl";
    let files = [
        ("locales/en/cases/kem-sokha.ftl", english.as_str()),
        ("locales/km/cases/kem-sokha.ftl", text("locales/km/cases/kem-sokha.ftl")),
        ("locales/km/letter.ftl", &letter),
        (seen, text(seen)),
        ("locales/fr/letter.ftl", french),
    ];
    let [lf, crlf] = [Ends::Lf, Ends::CrLf].map(|ends| Desk::with(ends, &files));
    for desk in [&lf, &crlf] {
        desk.folder.run("export km --po po");
        let po = desk.folder.read("po/letter.po");
        desk.write("km.po", &po.replacen("msgstr \"ធ្នូ", "msgstr \"ខែធ្នូ", 1));
    }
    for arguments in EDITS {
        let before = lf.folder.files();
        assert_eq!(lf.folder.run(arguments), crlf.folder.run(arguments), "{arguments}");
        if arguments != EDITS[5] {
            assert!(before != lf.folder.files(), "`{arguments}` changed nothing");
        }
    }
    let (lf, crlf) = (lf.folder.files(), crlf.folder.files());
    assert_eq!(lf.keys().collect::<Vec<_>>(), crlf.keys().collect::<Vec<_>>());
    for (path, bytes) in &crlf {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("it is text");
        let (one, other) = (text(&lf[path]), text(bytes));
        let is_old = path == "km.po" || files.iter().any(|(old, _)| path == old);
        assert_eq!((if is_old { Ends::CrLf } else { Ends::Lf }).of(&one), other, "{path}");
    }
}
