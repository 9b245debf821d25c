//! Mailings as an office prints them: lists with faults, runs that are cut off, letters printed once
//! more, and work that several machines share.

#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "it runs the program on files of its own")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;
use std::thread::sleep;
use std::time::Duration;

use expect_test::expect;
use tempfile::TempDir;

/// Senders with names of several scripts, posted from one country.
const LIST: &str = "id,name,address1,address2\r\n\
    M1,Chantou Eriksen-Sok,14 Harbour Street,Leeds LS1 4AP\r\n\
    M2,Nguyễn Thị Hồng,\"Flat 3, 2 Mill Lane\",Hull HU1 1AA\r\n\
    M3,Ελένη Παπαδοπούλου,8 Green Lane,Bristol BS1 4ND\r\n\
    M4,Олександр Ковальчук,21 Main Street,Belfast BT1 5GS\r\n\
    M5,ចាន់ធូ សុខ,4 Church Road,Cardiff CF10 1EP\r\n";

/// A folder to print in.
pub(crate) struct Office {
    folder: TempDir,
}

impl Office {
    pub(crate) fn with(list: impl AsRef<[u8]>) -> Self {
        let office = Self { folder: tempfile::tempdir().expect("a folder for the test") };
        fs::write(office.path("senders.csv"), list).expect("a file");
        office
    }

    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.folder.path().join(file)
    }

    /// The command with the options of all these tests: short letters of one day from one country, two per print file.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = self.undated(args);
        if !args.iter().any(|arg| ["--join", "--verify", "--date"].contains(arg)) {
            command.args(["--date", "2018-01-15"]);
        }
        command
    }

    pub(crate) fn undated(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_likhit"));
        command.current_dir(self.folder.path()).arg("mailing").args(args);
        if !args.contains(&"--join") {
            command.arg("kem-sokha");
        }
        if !args.iter().any(|arg| ["--join", "--verify"].contains(arg)) {
            command.args(["--lang", "en", "--to", "prime-minister", "--country", "GB"]);
            if !args.contains(&"--senders") {
                command.args(["--senders", "senders.csv"]);
            }
        }
        for variable in
            ["SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_COUNT", "SLURM_ARRAY_TASK_MIN", "JOB_COMPLETION_INDEX"]
        {
            command.env_remove(variable);
        }
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().expect("the program runs")
    }

    /// Runs the command, which must succeed, and returns its output.
    pub(crate) fn done(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert_eq!(output.status.code(), Some(0), "{args:?}: {}", text(&output.stderr));
        text(&output.stdout)
    }

    /// All files that were written, by name.
    pub(crate) fn written(&self, out: &str) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        collect(&self.path(out), "", &mut files);
        files
    }
}

fn collect(folder: &Path, name: &str, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        // Beside a run that is writing, an entry may be gone again: a temporary file gets its name.
        let Ok(entry) = entry else { continue };
        let path = entry.path();
        let name = format!("{name}/{}", path.file_name().expect("it has a name").to_string_lossy());
        if path.is_dir() {
            files.insert(name.clone(), Vec::new());
            collect(&path, &name, files);
        } else {
            match fs::read(path) {
                Ok(bytes) => drop(files.insert(name, bytes)),
                Err(error) => assert_eq!(error.kind(), std::io::ErrorKind::NotFound, "{name}"),
            }
        }
    }
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("it is text")
}

fn sequences(manifest: &[u8]) -> Vec<(String, String)> {
    let rows = text(manifest);
    let column = |row: &str, n: usize| row.split(',').nth(n).unwrap_or_default().to_owned();
    rows.lines().skip(1).map(|row| (column(row, 0), column(row, 9))).collect()
}

/// The files of an undisturbed run, with two letters per print file.
static UNDISTURBED: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| {
    let office = Office::with(LIST);
    office.done(&["--letters-per-file", "2", "--jobs", "1"]);
    office.written("mailing")
});

#[test]
fn a_mailing_is_files_of_letters_and_a_manifest() {
    let names: Vec<&str> = UNDISTURBED.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "/kem-sokha",
            "/kem-sokha/0001-prime-minister-a4-1-sheet.pdf",
            "/kem-sokha/0002-prime-minister-a4-1-sheet.pdf",
            "/kem-sokha/0003-prime-minister-a4-1-sheet.pdf",
            "/kem-sokha/manifest.csv",
            "/kem-sokha/summary.json",
            "/kem-sokha/summary.txt",
        ]
    );
    let manifest = text(&UNDISTURBED["/kem-sokha/manifest.csv"]);
    let places: Vec<String> =
        manifest.lines().map(|row| row.split(',').take(9).collect::<Vec<_>>().join(",")).collect();
    expect![[r#"
        sequence,sender,recipient,language,file,first_page,pages,sheets,country
        1,M1,prime-minister,en,0001-prime-minister-a4-1-sheet.pdf,1,1,1,KH
        2,M2,prime-minister,en,0001-prime-minister-a4-1-sheet.pdf,2,1,1,KH
        3,M3,prime-minister,en,0002-prime-minister-a4-1-sheet.pdf,1,1,1,KH
        4,M4,prime-minister,en,0002-prime-minister-a4-1-sheet.pdf,2,1,1,KH
        5,M5,prime-minister,en,0003-prime-minister-a4-1-sheet.pdf,1,1,1,KH"#]]
    .assert_eq(&places.join("\n"));
    expect![[r#"
        kem-sokha, letters dated 2018-01-15
          letters 1 to 5: 5 envelopes to prime-minister in KH, 1 sheet of a4 in each (gb_dl): 3 files, 0001-prime-minister-a4-1-sheet.pdf to 0003-prime-minister-a4-1-sheet.pdf
        letters by recipient      prime-minister 5
        letters by language       en 5
        envelopes posted in       GB 5
        envelopes posted to       KH 5
        envelopes with            1 sheet 5
        sheets of paper           a4 5
        5 letters, 5 envelopes, 3 files
        5 rows good
        columns of senders.csv
          id                  id
          name                name
          address1            address1
          address2            address2
    "#]].assert_eq(&text(&UNDISTURBED["/kem-sokha/summary.txt"]));
}

#[cfg(unix)]
#[test]
fn senders_data_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let office = Office::with(format!("{LIST}M6,,1 Mill Lane,\r\n"));
    assert_eq!(office.run(&["--letters-per-file", "5"]).status.code(), Some(1));
    for file in fs::read_dir(office.path("mailing/kem-sokha")).expect("the folder") {
        let file = file.expect("an entry");
        let mode = file.metadata().expect("its metadata").permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{:?}", file.path());
    }
}

#[test]
fn bad_rows_are_told_and_kept_as_they_were_and_the_others_printed() {
    let bad = [
        "\"M6\",,1 Mill Lane,Hull\r\n",
        "M1,\"Ana\r\nMaria\",2 Mill Lane,\r\n",
        "../M8,Ana,3 Mill Lane,\r\n",
        "M9,สมชาย ใจดี,4 Mill Lane,\r\n",
        "M10,Ana\r\n",
        "M11,ស្រី ៊ន,5 Mill Lane,\r\n",
    ];
    let office = Office::with(format!("{LIST}{}M1,Ana,6 Mill Lane,", bad.concat()));
    let output = office.run(&["--letters-per-file", "2"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stdout).ends_with("5 rows good, 7 rejected\n"), "{}", text(&output.stdout));
    let written = office.written("mailing");
    let header = "row,id,name,address1,address2\r\n";
    let numbered: Vec<String> = (7..).zip(bad).map(|(row, bad)| format!("{row},{bad}")).collect();
    let numbered = numbered.concat();
    assert_eq!(text(&written["/kem-sokha/rejected.csv"]), format!("{header}{numbered}13,M1,Ana,6 Mill Lane,\n"));
    let findings: Vec<String> =
        text(&output.stderr).lines().filter(|line| line.starts_with("senders.csv")).map(str::to_owned).collect();
    expect![[r#"
        senders.csv:7:1: error[missing-name]: row 7, name: the row has no name
        senders.csv:8:4: error[line-break]: row 8, name: `Ana·Maria` has more than one line
        senders.csv:10:1: error[bad-id]: row 9, id: `../M8` is not a valid id
        senders.csv:11:4: error[missing-glyph]: row 10, name: no font has the character U+0E2A `ส`, the 1st character of `สมชาย ใจดี`; 7 more characters of its script are missing too
        senders.csv:12:1: error[ragged-row]: row 11: the row has 2 cells, but the first row has 4
        senders.csv:13:5: error[khmer-mark-without-base]: row 12, name: in `៊ន`, the mark U+17CA is after a space (U+17CA)
        senders.csv:14:1: error[id-twice]: row 13: duplicate id `M1`: row 2 already has it"#]].assert_eq(&findings.join("\n"));
    // The rows that are good are printed as if the others had not been there.
    let letters = |files: &BTreeMap<String, Vec<u8>>| sequences(&files["/kem-sokha/manifest.csv"]);
    assert_eq!(letters(&written), letters(&UNDISTURBED));
    let reasons = text(&written["/kem-sokha/reasons.csv"]);
    assert_eq!(reasons.lines().count(), 1 + findings.len());
    assert!(reasons.starts_with("row,id,name,line,") && reasons.contains("\n8,M1,Ana·Maria,8,4,"), "{reasons}");

    // Corrected, they are a list of their own.
    fs::write(office.path("senders.csv"), &written["/kem-sokha/rejected.csv"]).expect("a file");
    let strict = office.run(&["--strict", "--out", "strict"]);
    assert_eq!((strict.status.code(), text(&strict.stdout)), (Some(1), "nothing was written\n".to_owned()));
    let stderr = text(&strict.stderr);
    assert!(stderr.contains("row 2, name") && !stderr.contains("row 3"), "{stderr}");
    assert!(!office.path("strict").exists());
}

#[test]
fn the_files_are_the_same_whatever_the_number_of_threads() {
    let office = Office::with(LIST);
    office.done(&["--letters-per-file", "2", "--jobs", "3"]);
    assert_eq!(office.written("mailing"), *UNDISTURBED);
    // Once more: nothing is to be done.
    let said = office.done(&["--letters-per-file", "2"]);
    assert!(said.starts_with("3 of 3 files already existed\n"), "{said}");
    assert_eq!(office.written("mailing"), *UNDISTURBED);
}

#[test]
fn a_run_that_is_killed_is_completed_by_the_next() {
    // After the first file, in the middle of the second, and when only the manifest is missing.
    for ends_at in [1, 2, 3] {
        let office = Office::with(LIST);
        let args = ["--letters-per-file", "2", "--jobs", "1"];
        let mut running = office.command(&args).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it runs");
        let has_begun = || {
            let names: Vec<String> = office.written("mailing").into_keys().collect();
            let begun = names.iter().filter(|name| name.contains(".pdf") && !name.contains("/progress/")).count();
            begun >= ends_at
        };
        while !has_begun() && running.try_wait().expect("its state").is_none() {
            sleep(Duration::from_millis(1));
        }
        running.kill().expect("it can be killed");
        running.wait().expect("it ended");
        office.done(&args);
        assert_eq!(office.written("mailing"), *UNDISTURBED, "killed after {ends_at}");
    }
}

#[test]
fn files_that_a_loss_of_power_cut_short_are_printed_anew() {
    let office = Office::with(LIST);
    for (name, bytes) in &*UNDISTURBED {
        let path = office.path(&format!("mailing{name}"));
        if bytes.is_empty() {
            fs::create_dir_all(path).expect("a folder");
        } else {
            fs::write(path, bytes).expect("a file");
        }
    }
    let folder = office.path("mailing/kem-sokha");
    let cut = |name: &str| {
        let path = folder.join(name);
        let bytes = fs::read(&path).expect("a file");
        fs::write(path, &bytes[..bytes.len() / 2]).expect("a file");
    };
    cut("0002-prime-minister-a4-1-sheet.pdf");
    fs::create_dir(folder.join("progress")).expect("a folder");
    fs::write(folder.join("progress/0001-prime-minister-a4-1-sheet.csv"), "sequence,sen").expect("a file");
    fs::write(folder.join("0003-prime-minister-a4-1-sheet.pdf.0123456789abcdef.part"), "%PDF").expect("a file");
    let said = office.done(&["--letters-per-file", "2"]);
    assert!(said.starts_with("2 of 3 files already existed\n"), "{said}");
    assert_eq!(office.written("mailing"), *UNDISTURBED);
    for name in ["manifest.csv", "summary.json"] {
        cut(name);
    }
    office.done(&["--letters-per-file", "2"]);
    assert_eq!(office.written("mailing"), *UNDISTURBED);
}

#[test]
fn a_mailing_that_is_completed_on_another_day_keeps_its_date() {
    let office = Office::with(LIST);
    office.done(&["--letters-per-file", "2"]);
    fs::remove_file(office.path("mailing/kem-sokha/0002-prime-minister-a4-1-sheet.pdf")).expect("a file");
    for only in [&["--letters-per-file", "2", "--only", "3"][..], &["--letters-per-file", "2"]] {
        let output = office.undated(only).output().expect("it runs");
        let stderr = text(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{stderr}");
        let said = "warning[kept-date]: the letters have the date of the mailing in this folder, 2018-01-15";
        assert!(stderr.contains(said), "{stderr}");
    }
    let mut written = office.written("mailing");
    written.retain(|name, _| !name.contains("reprint"));
    assert_eq!(written, *UNDISTURBED);
}

#[test]
fn another_mailing_in_the_folder_is_replaced_if_that_is_asked_for_and_leaves_nothing() {
    let office = Office::with(LIST);
    office.done(&["--separate"]);
    let output = office.run(&["--letters-per-file", "2", "--replace"]);
    let stderr = text(&output.stderr);
    assert!(
        stderr
            .contains("warning[replaced-mailing]: this mailing replaces a different one in the folder, with 5 letters"),
        "{stderr}"
    );
    assert_eq!(office.written("mailing"), *UNDISTURBED);
}

#[test]
fn letters_are_printed_once_more_by_their_numbers() {
    let office = Office::with(LIST);
    office.done(&["--letters-per-file", "2"]);
    let args = ["--letters-per-file", "2", "--only", "2-3"];
    let said = office.done(&args);
    expect![[r#"
        letter 2 of 0001-prime-minister-a4-1-sheet.pdf: mailing/kem-sokha/reprint-000002-000002.pdf
        letter 3 of 0002-prime-minister-a4-1-sheet.pdf: mailing/kem-sokha/reprint-000003-000003.pdf
    "#]]
    .assert_eq(&said);
    let first = office.written("mailing");
    let all = sequences(&first["/kem-sokha/manifest.csv"]);
    for number in [2, 3] {
        let again = sequences(&first[&format!("/kem-sokha/reprint-00000{number}-00000{number}.csv")]);
        assert_eq!(again, all[number - 1..number]);
    }
    office.done(&args);
    assert_eq!(office.written("mailing"), first);

    let beyond = office.run(&["--letters-per-file", "2", "--only", "4-6"]);
    assert_eq!(beyond.status.code(), Some(1));
    assert!(text(&beyond.stderr).contains("letter 6 does not exist: the mailing has 5 letters"));
    // In a list of another order these numbers are other letters.
    let other = office.run(&["--letters-per-file", "2", "--only", "2-3", "--duplex"]);
    assert_eq!(other.status.code(), Some(1));
    assert!(text(&other.stderr).contains("error[other-mailing]"));
}

#[test]
fn a_manifest_tells_whether_the_files_are_those_that_were_printed() {
    let office = Office::with(LIST);
    office.done(&["--letters-per-file", "2"]);
    assert_eq!(office.done(&["--verify"]), "5 letters in 3 files: all match the manifest\n");

    // A row that was changed, and the replacement that restores it.
    let manifest = office.path("mailing/kem-sokha/manifest.csv");
    let written = fs::read_to_string(&manifest).expect("a file");
    assert_eq!(written.matches("M3").count(), 1);
    fs::write(&manifest, written.replace("M3", "M1").replace('\n', "\r\n")).expect("a file");
    let output = office.run(&["--verify"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("changed-manifest"), "{}", text(&output.stderr));
    office.done(&["--letters-per-file", "2"]);
    assert_eq!(fs::read_to_string(&manifest).expect("a file"), written);

    let path = office.path("mailing/kem-sokha/0002-prime-minister-a4-1-sheet.pdf");
    let mut bytes = fs::read(&path).expect("a file");
    let last = bytes.len() - 10;
    bytes[last] ^= 1;
    fs::write(path, bytes).expect("a file");
    fs::remove_file(office.path("mailing/kem-sokha/0003-prime-minister-a4-1-sheet.pdf")).expect("a file");
    let output = office.run(&["--verify"]);
    assert_eq!(output.status.code(), Some(1));
    let stderr = text(&output.stderr);
    assert!(stderr.contains("letters 3 to 4: the file was changed after it was printed"), "{stderr}");
    assert!(stderr.contains("letter 5: the file cannot be read"), "{stderr}");
}

#[test]
fn parts_that_machines_print_are_joined_to_the_same_whole() {
    let office = Office::with(LIST);
    let part = |part: &str| office.done(&["--letters-per-file", "2", "--shard", part]);
    part("1/2");
    let output = office.run(&["--join", "mailing"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        text(&output.stderr).contains("error[missing-part]: the manifest of part 2/2 is missing"),
        "{}",
        text(&output.stderr)
    );
    // As Slurm would start it; and once more, as an engine does that lost a message.
    let slurm = |office: &Office| {
        let mut command = office.command(&["--letters-per-file", "2", "--shard", "auto"]);
        command.env("SLURM_ARRAY_TASK_ID", "7").env("SLURM_ARRAY_TASK_COUNT", "2").env("SLURM_ARRAY_TASK_MIN", "6");
        assert_eq!(command.output().expect("it runs").status.code(), Some(0));
    };
    slurm(&office);
    slurm(&office);
    let said = office.done(&["--join", "mailing"]);
    assert_eq!(said, "5 letters in 3 files of 2 parts: mailing/kem-sokha/manifest.csv\n5 rows good\n");
    assert_eq!(office.written("mailing"), *UNDISTURBED);
    // A task that comes late finds its work done, and a second join too.
    part("1/2");
    office.done(&["--join", "mailing"]);
}

#[test]
fn printed_on_both_sides_every_letter_begins_on_a_front() {
    let office = Office::with(LIST);
    office.done(&["--duplex"]);
    let manifest = text(&office.written("mailing")["/kem-sokha/manifest.csv"]);
    let pages: Vec<&str> = manifest.lines().skip(1).filter_map(|row| row.split(',').nth(5)).collect();
    assert_eq!(pages, ["1", "3", "5", "7", "9"]);
}

#[test]
fn names_that_would_escape_from_a_pdf_or_a_folder_do_not() {
    let office = Office::with(
        "id,name,address1\n\
         a\\b,Ana,Rua 1\n\
         x/../../y,Ana,Rua 2\n\
         ok,\") endstream endobj x : y & ] ] (\",\"< script, //server/share %PDF\"\n",
    );
    let output = office.run(&[]);
    assert_eq!(output.status.code(), Some(1));
    let stdout = text(&output.stdout);
    assert!(stdout.ends_with("1 row good, 2 rejected\n"), "{stdout}{}", text(&output.stderr));
    let mut around: Vec<String> = office.written("").into_keys().collect();
    around.retain(|name| !name.starts_with("/mailing/"));
    assert_eq!(around, ["/mailing", "/senders.csv"]);
}

#[test]
fn senders_of_many_countries_share_files_where_paper_and_layout_are_the_same() {
    let office = Office::with(
        "name,address1,address2,country\nAna,Rua 1,Lisboa,PT\nKari,Gate 2,Oslo,NO\nMarie,Rue 3,Liège,BE\nJohn,Elm St 4,Boston,US\nOla,Gate 5,Oslo,NO\n",
    );
    let mut abroad = Command::new(env!("CARGO_BIN_EXE_likhit"));
    abroad.current_dir(office.folder.path()).args(["mailing", "kem-sokha", "--senders", "senders.csv"]);
    abroad.args(["--date", "2018-01-15", "--lang", "en", "--to", "prime-minister"]);
    assert_eq!(abroad.output().expect("the program runs").status.code(), Some(0));
    let files: Vec<String> = office.written("mailing").into_keys().filter(|name| name.contains("-sheet.")).collect();
    expect![[r#"
        /kem-sokha/0001-prime-minister-a4-1-sheet.pdf
        /kem-sokha/0002-prime-minister-a4-1-sheet.pdf
        /kem-sokha/0003-prime-minister-letter-1-sheet.pdf"#]]
    .assert_eq(&files.join("\n"));
}

#[test]
fn nothing_is_printed_of_a_closed_case_unless_it_is_asked_for() {
    let office = Office::with(LIST);
    let case = include_str!("../cases/kem-sokha.yaml");
    fs::write(
        office.path("kem-sokha.yaml"),
        case.replace("\nstatus: active\n", "\nstatus: closed\noutcome: released\n"),
    )
    .expect("a file");
    let run = |command: &str, more: &[&str]| {
        let mut run = Command::new(env!("CARGO_BIN_EXE_likhit"));
        run.current_dir(office.folder.path()).args([command, "kem-sokha.yaml", "--country", "GB"]);
        run.args(["--date", "2018-01-15"]).args(more).output().expect("the program runs")
    };
    for (command, more) in
        [("mailing", ["--senders", "senders.csv"]), ("envelopes", ["--out", "out"]), ("labels", ["--out", "out"])]
    {
        let refused = run(command, &more);
        assert_eq!(refused.status.code(), Some(1), "{command}");
        let stderr = text(&refused.stderr);
        assert!(stderr.contains("kem-sokha.yaml") && stderr.contains("error[case-not-active]"), "{stderr}");
        assert!(!office.path("mailing").exists() && !office.path("out").exists());
    }
    for (command, more) in
        [("mailing", ["--senders", "senders.csv"]), ("envelopes", ["--out", "out"]), ("labels", ["--out", "out"])]
    {
        let printed = run(command, &[&more[..], &["--despite-status"], &["--to", "prime-minister"]].concat());
        assert_eq!(printed.status.code(), Some(0), "{command}: {}", text(&printed.stderr));
    }
}
