//! Files of a person are never overwritten or deleted unasked, outputs are real files, and nothing of a file fills the
//! log or controls the terminal.

#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "it runs the program on files of its own")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// A project with a little of its own, to write into.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().expect("a folder for the test"));
        desk.write("locales/fr/letter.ftl", "fill-in-signature = Signature\n");
        desk
    }

    fn path(&self, file: &str) -> PathBuf {
        self.0.path().join(file)
    }

    fn write(&self, file: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(file);
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }

    fn read(&self, file: &str) -> Vec<u8> {
        fs::read(self.path(file)).expect("the file")
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_likhit"));
        command.current_dir(self.0.path()).args(arguments);
        command
    }

    /// Runs the program; it may never wait for a pipe.
    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = self.command(arguments);
        let command = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        ended(command.spawn().expect("the program runs"))
    }

    /// What it says, and how it ends.
    fn said(&self, arguments: &[&str]) -> (String, i32) {
        let Output { stdout, stderr, status } = self.run(arguments);
        let said = [stdout, stderr].concat();
        (String::from_utf8(said).expect("it is text"), status.code().unwrap_or(-1))
    }

    fn is_done(&self, arguments: &[&str]) {
        let (said, code) = self.said(arguments);
        assert_eq!(code, 0, "{arguments:?}: {said}");
    }

    /// Expects that a command is refused with a finding that has these words.
    fn is_refused(&self, arguments: &[&str], words: &str) {
        let (said, code) = self.said(arguments);
        assert!(code == 2 && said.contains(words), "{arguments:?}, {code}: {said}");
    }
}

fn ended(mut child: Child) -> Output {
    let begun = Instant::now();
    while child.try_wait().expect("it can be asked").is_none() {
        if begun.elapsed() > Duration::from_secs(100) {
            let _ = child.kill();
            panic!("it waits for ever");
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    child.wait_with_output().expect("it has ended")
}

const TERMS: [&str; 4] = ["--date", "2018-01-15", "--country", "GB"];

/// A command on the case, with the usual terms.
fn on_case<'a>(command: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    [&[command, "kem-sokha"], &TERMS[..], more].concat()
}

const ENGLISH: [&str; 4] = ["--lang", "en", "--to", "prime-minister"];

#[test]
fn a_pdf_that_likhit_did_not_write_or_that_was_changed_stays() {
    let desk = Desk::new();
    for (command, more, file) in [
        ("letters", &ENGLISH[..], "letters/kem-sokha/prime-minister.pdf"),
        ("fax", &["--lang", "en", "--to", "interior-minister"], "faxes/kem-sokha/interior-minister.pdf"),
        ("sheet", &["--lang", "en"], "sheets/kem-sokha/sheet-en.pdf"),
        ("packet", &ENGLISH[..], "packets/kem-sokha/packet.pdf"),
        ("proof", &["--lang", "fr"], "proof-kem-sokha-fr.pdf"),
    ] {
        let terms: &[&str] = if command == "proof" { &TERMS[..2] } else { &TERMS };
        let run: Vec<&str> = [&[command, "kem-sokha"], terms, more].concat();
        desk.write(file, "%PDF-1.4 of somebody else");
        desk.is_refused(&run, &format!("{file}: error[file-exists]"));
        assert_eq!(desk.read(file), b"%PDF-1.4 of somebody else");
        let replaced = [&run[..], &["--replace"]].concat();
        desk.is_done(&replaced);
        let written = desk.read(file);
        // It is renewed without an option, until a reader has written on it.
        desk.is_done(&run);
        let noted = [&written[..], b"9 0 obj\n<</Type/Annot>>\nendobj\nstartxref\n7\n%%EOF\n"].concat();
        desk.write(file, &noted);
        desk.is_refused(&run, &format!("{file}: error[file-exists]"));
        assert_eq!(desk.read(file), noted);
        desk.is_done(&replaced);
        assert_eq!(desk.read(file), written);
    }
}

#[test]
fn envelopes_and_labels_leave_the_files_of_others_and_renew_their_own() {
    let desk = Desk::new();
    for command in ["envelopes", "labels"] {
        let run = on_case(command, &["--to", "prime-minister"]);
        desk.is_done(&run);
        desk.is_done(&run);
    }
    let mut written: Vec<PathBuf> = fs::read_dir(desk.path("letters/kem-sokha"))
        .expect("the folder")
        .map(|entry| entry.expect("a file").path())
        .collect();
    written.sort();
    assert_eq!(written.len(), 2, "{written:?}");
    for path in written {
        fs::write(path, "mine").expect("a file");
    }
    for command in ["envelopes", "labels"] {
        desk.is_refused(&on_case(command, &["--to", "prime-minister"]), "error[file-exists]");
    }
}

#[test]
fn a_table_of_somebody_else_beside_the_letters_stays() {
    let desk = Desk::new();
    let table = "letters/kem-sokha/manifest.csv";
    desk.write(table, "name,posted on\nAna,Monday\n");
    desk.is_refused(&on_case("letters", &ENGLISH), &format!("{table}: error[file-exists]"));
    assert_eq!(desk.read(table), b"name,posted on\nAna,Monday\n");
    assert!(!desk.path("letters/kem-sokha/prime-minister.pdf").exists(), "nothing is written");
    desk.is_done(&on_case("letters", &["--lang", "en", "--to", "prime-minister", "--replace"]));

    let list = "name,address1,postcode,town,country\nAna Example,1 High Street,OX1 1AA,Oxford,GB\n";
    desk.write("list.csv", list);
    let run = on_case("labels", &["--to", "prime-minister", "--senders", "list.csv", "--out", "own"]);
    desk.is_done(&run);
    desk.is_done(&run);
    let folder = desk.path("own/kem-sokha");
    let tables: Vec<PathBuf> = fs::read_dir(&folder)
        .expect("the folder")
        .map(|entry| entry.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "csv"))
        .collect();
    let [table] = tables.as_slice() else { panic!("{tables:?}") };
    let reasons = table.with_file_name(format!("{}-reasons.csv", table.file_stem().expect("a name").display()));
    for path in [table, &reasons] {
        let before = fs::read(path).ok();
        fs::write(path, "my,own,table\n").expect("a file");
        desk.is_refused(&run, "error[file-exists]");
        assert_eq!(fs::read(path).expect("it is there"), b"my,own,table\n");
        match before {
            Some(bytes) => fs::write(path, bytes).expect("a file"),
            None => fs::remove_file(path).expect("it is there"),
        }
    }
}

#[test]
fn the_work_of_a_translator_is_imported_before_it_is_overwritten() {
    let desk = Desk::new();
    let export = ["export", "fr", "--po", "po"];
    desk.is_done(&export);
    desk.is_done(&export);
    let exported = String::from_utf8(desk.read("po/letter.po")).expect("it is text");
    let edited = exported.replacen("msgstr \"Signature\"", "msgstr \"Paraphe\"", 1);
    desk.write("po/letter.po", &edited);
    desk.is_refused(&export, "po/letter.po: error[file-exists]: the file has work of a translator that is not imported yet: `letter.ftl:fill-in-signature`");
    assert_eq!(desk.read("po/letter.po"), edited.as_bytes());
    desk.is_done(&["import", "fr", "po/letter.po"]);
    desk.is_done(&export);
    assert!(String::from_utf8_lossy(&desk.read("po/letter.po")).contains("msgstr \"Paraphe\""));
    desk.write("po/letter.po", "my notes");
    desk.is_refused(&export, "is not a PO file");
    desk.is_done(&[&export[..], &["--replace"]].concat());
}

#[test]
fn an_older_po_file_does_not_undo_what_was_translated_since() {
    let desk = Desk::new();
    desk.is_done(&["export", "fr", "--po", "po"]);
    desk.write("locales/fr/letter.ftl", "fill-in-signature = Paraphe\n");
    let (said, code) = desk.said(&["import", "fr", "po/letter.po"]);
    assert!(
        code == 0 && said.contains("note[changed-since-export]") && said.contains("1 newer in the project"),
        "{said}"
    );
    let exported = String::from_utf8(desk.read("po/letter.po")).expect("it is text");
    desk.write("po/letter.po", exported.replacen("msgstr \"Signature\"", "msgstr \"Seing\"", 1));
    let (said, code) = desk.said(&["import", "fr", "po/letter.po"]);
    assert!(code == 1 && said.contains("error[changed-since-export]"), "{said}");
    assert!(said.contains("[-Paraphe-] {+Seing+}"), "{said}");
    assert_eq!(desk.read("locales/fr/letter.ftl"), b"fill-in-signature = Paraphe\n");
    desk.is_done(&["import", "fr", "po/letter.po", "--replace"]);
    assert_eq!(desk.read("locales/fr/letter.ftl"), b"fill-in-signature = Seing\n");
}

#[cfg(unix)]
#[test]
fn a_device_a_pipe_or_a_folder_is_no_output() {
    let desk = Desk::new();
    assert!(Command::new("mkfifo").arg(desk.path("pipe.po")).status().expect("it is there").success());
    fs::create_dir_all(desk.path("folder.pdf")).expect("a folder");
    desk.write("file", "x");
    let proof = ["proof", "kem-sokha", "--lang", "fr", "--out"];
    for (out, words) in [
        ("/dev/null", "a device or a pipe"),
        ("pipe.po", "a device or a pipe"),
        ("folder.pdf", "there is a folder with this name"),
        ("file/a.pdf", "this is a file, and a folder is needed here"),
    ] {
        desk.is_refused(&[&proof[..], &[out, "--replace"]].concat(), words);
    }
    desk.is_refused(&["export", "fr", "--case", "kem-sokha", "--po", "pipe.po"], "a device or a pipe");
    desk.is_refused(&["export", "fr", "--po", "/dev/null"], "a device or a pipe, and a folder is needed here");
    for command in ["letters", "fax", "sheet", "envelopes", "labels", "packet"] {
        desk.is_refused(&on_case(command, &["--out", "file"]), "file: error[unwritable]: this is a file");
    }
    // A pipe in the place of the manifest would be read for ever.
    fs::create_dir_all(desk.path("letters/kem-sokha")).expect("a folder");
    let manifest = desk.path("letters/kem-sokha/manifest.csv");
    assert!(Command::new("mkfifo").arg(manifest).status().expect("it is there").success());
    desk.is_refused(&on_case("letters", &ENGLISH), "manifest.csv: error[unwritable]: this is a device or a pipe");
}

#[test]
fn a_file_that_the_command_reads_is_not_overwritten() {
    let desk = Desk::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    desk.write("cases/mine.yaml", fs::read(root.join("cases/kem-sokha.yaml")).expect("the bundled case"));
    for file in ["cases/mine.yaml", "locales/fr/letter.ftl"] {
        let before = desk.read(file);
        let run = ["proof", "cases/mine.yaml", "--lang", "fr", "--replace", "--out", file];
        desk.is_refused(&run, "this command reads the file");
        assert_eq!(desk.read(file), before);
    }
}

#[test]
fn runs_at_the_same_time_keep_one_whole_manifest() {
    let desk = Desk::new();
    let recipients = ["prime-minister", "interior-minister", "foreign-minister", "embassy-gb"];
    let start = |to: &&str| {
        let run = on_case("letters", &["--lang", "en", "--to", to]);
        desk.command(&run).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the program runs")
    };
    let running: Vec<Child> = recipients.iter().map(start).collect();
    for child in running {
        let output = ended(child);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let manifest = String::from_utf8(desk.read("letters/kem-sokha/manifest.csv")).expect("it is text");
    for to in recipients {
        assert_eq!(manifest.matches(&format!("{to}.pdf")).count(), 1, "{manifest}");
    }
    let names: Vec<String> = fs::read_dir(desk.path("letters/kem-sokha"))
        .expect("the folder")
        .map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(names.len(), recipients.len() + 1, "{names:?}");
}

#[test]
fn the_next_run_takes_away_what_a_killed_one_left_and_nothing_else() {
    let desk = Desk::new();
    for (command, folder) in [
        ("letters", "letters/kem-sokha"),
        ("envelopes", "letters/kem-sokha"),
        ("packet", "packets/kem-sokha"),
        ("sheet", "sheets/kem-sokha"),
    ] {
        let left = format!("{folder}/prime-minister.pdf.0123456789abcdef.part");
        let foreign = format!("{folder}/foo.part");
        desk.write(&left, "half a letter");
        desk.write(&foreign, "a download");
        let more: &[&str] = if command == "sheet" { &["--lang", "en"] } else { &["--to", "prime-minister"] };
        desk.is_done(&on_case(command, more));
        assert!(!desk.path(&left).exists(), "{command}");
        assert_eq!(desk.read(&foreign), b"a download");
    }
}

#[cfg(unix)]
#[test]
fn a_full_disk_is_reported_with_what_became_of_each_file() {
    let desk = Desk::new();
    let run = on_case("letters", &ENGLISH);
    desk.is_done(&run);
    let before = desk.read("letters/kem-sokha/prime-minister.pdf");
    // No file may be larger than some blocks of 512 bytes; the manifest of all letters still fits.
    let bounded = format!("trap '' XFSZ; ulimit -f 4; exec '{}' \"$@\"", env!("CARGO_BIN_EXE_likhit"));
    let recipients = ["--lang", "en", "--to", "prime-minister", "--to", "interior-minister"];
    let bounded = Command::new("sh")
        .current_dir(desk.0.path())
        .args(["-c", &bounded, "sh"])
        .args(on_case("letters", &recipients))
        .output()
        .expect("the shell runs");
    let said = String::from_utf8_lossy(&bounded.stderr).into_owned();
    let help_of = |file: &str| {
        let at = said.find(&format!("{file}: error[unwritable]")).unwrap_or_else(|| panic!("{file}: {said}"));
        said[at..].lines().nth(1).unwrap_or_default().to_owned()
    };
    assert!(help_of("prime-minister.pdf").ends_with("; the earlier file is unchanged"), "{said}");
    assert!(!help_of("interior-minister.pdf").contains("unchanged"), "there was none: {said}");
    assert_eq!(desk.read("letters/kem-sokha/prime-minister.pdf"), before);
}

#[test]
fn a_list_in_the_place_of_a_sender_is_named_and_not_printed() {
    let desk = Desk::new();
    let list = "Member,Secret,1 High Street\n".repeat(500);
    desk.write("members.csv", format!("first,last,street\n{list}"));
    desk.write("members.txt", format!("first;last;street\n{list}"));
    for file in ["members.csv", "members.txt"] {
        let (said, code) = desk.said(&on_case("letters", &["--sender", file]));
        assert!(code == 1 && said.contains("looks like a list of senders (CSV)"), "{said}");
        assert!(!said.contains("Secret") && said.len() < 1000, "{said}");
    }
}

#[test]
fn nothing_that_is_quoted_fills_the_log_or_controls_the_terminal() {
    let desk = Desk::new();
    let long = "x".repeat(50_000);
    let odd = "a\u{1b}[2Jb\u{202e}c\u{85}d\u{7f}";
    let yaml = |text: &str| serde_json::to_string(text).expect("it is text");
    desk.write("unknown.yaml", format!("{}: 1\nname: A\naddress: [x]\n", yaml(&format!("{odd}{long}"))));
    desk.write("country.yaml", format!("name: A\naddress: [x]\ncountry: {}\n", yaml(&format!("{odd}{long}"))));
    desk.write("lang.yaml", format!("name: A\naddress: [x]\nlang: {long}\npersonal: b\n"));
    desk.write("type.yaml", format!("name: A\naddress: {long}\n"));
    desk.write("odd\u{202e}.yaml", "nmae: A\n");
    desk.write("x.po", format!("msgctxt \"letter.ftl:{long}\"\nmsgid \"{long}\"\nmsgstr \"{long}\"\n"));
    let case = format!("no-{long}");
    let runs: Vec<Vec<&str>> = vec![
        on_case("letters", &["--sender", "unknown.yaml"]),
        on_case("letters", &["--sender", "country.yaml"]),
        on_case("letters", &["--sender", "lang.yaml"]),
        on_case("letters", &["--sender", "type.yaml"]),
        on_case("letters", &["--sender", "odd\u{202e}.yaml"]),
        vec!["import", "fr", "x.po"],
        vec!["letters", &case],
        vec!["letters", "kem-sokha", "--lang", &long],
        vec!["letters", "kem-sokha", "--date", odd],
        vec!["letters", "kem-sokha", "--stationery", &long],
        vec!["letters", "kem-sokha", odd],
        vec!["text", "kem-sokha", "--to", &long],
    ];
    for run in runs {
        for format in ["text", "json", "github", "sarif"] {
            let (said, code) = desk.said(&[&run[..], &["--format", format]].concat());
            let start: String = run.iter().map(|word| word.chars().take(30).collect::<String>() + " ").collect();
            assert!(code == 1 || code == 2, "{start}: {said}");
            assert!(said.chars().count() < 20_000, "{start}{format}: {}", said.chars().count());
            let is_odd = |c: &char| c.is_control() && *c != '\n' || matches!(c, '\u{202A}'..='\u{202E}');
            assert_eq!(said.chars().find(is_odd), None, "{start}{format}: {said}");
            // What a command has done comes before its findings.
            let log = said.find(['[', '{']).map_or("", |at| &said[at..]);
            if matches!(format, "json" | "sarif") && !said.starts_with("error:") {
                assert!(serde_json::from_str::<serde_json::Value>(log).is_ok(), "{start}: {said}");
            }
        }
    }
}

#[test]
fn a_file_in_a_folder_with_an_odd_name_is_a_valid_reference() {
    let desk = Desk::new();
    desk.write("my 50%#1/me.yaml", "nmae: A\n");
    let run = on_case("letters", &["--sender", "my 50%#1/me.yaml", "--format", "sarif"]);
    let (said, _) = desk.said(&run);
    let log: serde_json::Value = serde_json::from_str(&said).expect("it is JSON");
    let location = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert_eq!(location, "my%2050%25%231/me.yaml");
    let run = on_case("letters", &["--sender", "my 50%#1/me.yaml", "--format", "github"]);
    assert!(desk.said(&run).0.contains("file=my 50%25#1/me.yaml,"));
}
