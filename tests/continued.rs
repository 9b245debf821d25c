//! A mailing that goes on: corrected rows and further lists, wrong orders of commands, runs that are killed, and files
//! of others in the folder. No letter is lost or printed twice.

#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "it runs the program on files of its own")]

use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use expect_test::expect;

use crate::mailing::{Office, text};

/// Five good rows, one without a name and one without an address.
const LIST: &str = "id,name,address1,address2\r\n\
    M1,Chantou Eriksen-Sok,14 Harbour Street,Leeds LS1 4AP\r\n\
    M2,Nguyễn Thị Hồng,\"Flat 3, 2 Mill Lane\",Hull HU1 1AA\r\n\
    M6,,1 Mill Lane,Hull HU1 1AB\r\n\
    M3,Ελένη Παπαδοπούλου,8 Green Lane,Bristol BS1 4ND\r\n\
    M4,Олександр Ковальчук,21 Main Street,Belfast BT1 5GS\r\n\
    M7,\"Ana \"\"Nita\"\" Lima\",,\r\n\
    M5,ចាន់ធូ សុខ,4 Church Road,Cardiff CF10 1EP\r\n";

const REJECTED: &str = "mailing/kem-sokha/rejected.csv";
const TWO: [&str; 2] = ["--letters-per-file", "2"];

type Files = BTreeMap<String, Vec<u8>>;

/// An office whose list is printed, with two rejected rows.
fn office() -> Office {
    let office = Office::with(LIST);
    assert_eq!(office.run(&TWO).status.code(), Some(1));
    office
}

fn with<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&TWO[..], more].concat()
}

/// Replaces some text in a file.
fn edit(office: &Office, file: &str, from: &str, to: &str) {
    let old = fs::read_to_string(office.path(file)).expect("the file");
    assert_eq!(old.matches(from).count(), 1, "{from} in {old}");
    fs::write(office.path(file), old.replace(from, to)).expect("a file");
}

/// The columns of a table, without its first row.
fn columns(files: &Files, name: &str, wanted: &[&str]) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(files[name].as_slice());
    let head = reader.headers().expect("a head").clone();
    let at = |name: &&str| head.iter().position(|column| column == *name).unwrap_or_else(|| panic!("no column {name}"));
    let at: Vec<usize> = wanted.iter().map(at).collect();
    let row = |row: csv::StringRecord| at.iter().map(|n| row[*n].to_owned()).collect::<Vec<_>>().join(" ");
    reader.records().map(|record| row(record.expect("a row"))).collect()
}

/// The files without those that a run may add later.
fn only(files: &Files, names: impl Fn(&str) -> bool) -> Files {
    files.iter().filter(|(name, _)| names(name)).map(|(name, bytes)| (name.clone(), bytes.clone())).collect()
}

#[test]
fn a_finished_mailing_is_never_replaced_unasked() {
    let office = office();
    let before = office.written("mailing");
    for args in [with(&["--duplex"]), vec!["--separate"], with(&["--lang", "km"]), with(&["--date", "2018-01-16"])] {
        let output = office.run(&args);
        assert_eq!((output.status.code(), text(&output.stdout)), (Some(1), String::new()));
        let stderr = text(&output.stderr);
        assert!(
            stderr.contains(
                "mailing/kem-sokha: error[mailing-exists]: the folder already has a different mailing of `kem-sokha`, \
                 dated 2018-01-15, with 5 letters, finished"
            ),
            "{stderr}"
        );
        for way in ["--continue", "--replace", "--out"] {
            assert!(stderr.contains(way), "{way}: {stderr}");
        }
        assert_eq!(office.written("mailing"), before, "{args:?}");
    }
    // A dry run says so too, but nothing is to be lost, so that it is no error.
    let output = office.run(&with(&["--duplex", "--dry-run"]));
    assert!(text(&output.stderr).contains("warning[mailing-exists]"), "{}", text(&output.stderr));
    // The corrected rows alone are another list: the worst mistake is harmless.
    let output = office.run(&with(&["--senders", REJECTED]));
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("error[mailing-exists]"));
    assert_eq!(office.written("mailing"), before);
    // The same command again changes nothing.
    assert_eq!(office.run(&TWO).status.code(), Some(1));
    assert_eq!(office.written("mailing"), before);

    let output = office.run(&with(&["--duplex", "--replace"]));
    assert!(text(&output.stderr).contains("warning[replaced-mailing]"), "{}", text(&output.stderr));
    let other = Office::with(LIST);
    other.run(&with(&["--duplex"]));
    assert_eq!(office.written("mailing"), other.written("mailing"));
}

#[test]
fn a_mailing_that_is_not_finished_is_not_replaced_unasked() {
    let office = office();
    let whole = office.written("mailing");
    let folder = office.path("mailing/kem-sokha");
    // As a killed run leaves it: one file is printed and has its record.
    let manifest = text(&whole["/kem-sokha/manifest.csv"]);
    let record = manifest.lines().take(3).flat_map(|row| [row, "\n"]).collect::<String>();
    for name in whole.keys().filter(|name| name.matches('/').count() == 2 && !name.contains("/0001-")) {
        fs::remove_file(office.path(&format!("mailing{name}"))).expect("a file");
    }
    fs::create_dir(folder.join("progress")).expect("a folder");
    fs::write(folder.join("progress/0001-prime-minister-a4-1-sheet.csv"), record).expect("a file");
    let begun = office.written("mailing");
    for args in [with(&["--duplex"]), with(&["--duplex", "--shard", "1/2"])] {
        let output = office.run(&args);
        let stderr = text(&output.stderr);
        assert_eq!(output.status.code(), Some(1));
        assert!(
            stderr.contains("error[mailing-exists]") && stderr.contains("2 letters so far, not finished"),
            "{stderr}"
        );
        assert_eq!(office.written("mailing"), begun);
    }
    let output = office.run(&with(&["--continue", "--senders", "senders.csv", "--duplex"]));
    assert!(text(&output.stderr).contains("error[no-mailing]"), "{}", text(&output.stderr));
    assert_eq!(office.run(&TWO).status.code(), Some(1));
    assert_eq!(office.written("mailing"), whole);
}

#[test]
fn corrected_rows_continue_the_mailing() {
    let office = office();
    let first = office.written("mailing");
    expect![[r#"
        row,id,name,address1,address2
        4,M6,,1 Mill Lane,Hull HU1 1AB
        7,M7,"Ana ""Nita"" Lima",,
    "#]]
    .assert_eq(&text(&first["/kem-sokha/rejected.csv"]).replace("\r\n", "\n"));
    assert_eq!(
        columns(&first, "/kem-sokha/reasons.csv", &["row", "id", "name", "rule"]),
        ["4 M6  missing-name", "7 M7 Ana \"Nita\" Lima missing-address"]
    );

    edit(&office, REJECTED, "M6,,", "M6,Boran Keo,");
    let corrected = fs::read(office.path(REJECTED)).expect("a file");
    let again = with(&["--continue", "--senders", REJECTED]);
    let output = office.run(&again);
    assert_eq!(output.status.code(), Some(1), "one row is still rejected: {}", text(&output.stderr));
    let second = office.written("mailing");
    let is_of_first = |name: &str| name.contains("/0") || name.ends_with("/reasons.csv");
    let numbered_on = only(&second, |name| is_of_first(name) && !name.contains("/0004"));
    assert_eq!(numbered_on, only(&first, is_of_first));
    assert_eq!(second["/kem-sokha/rejected.csv"], corrected);
    expect![[r#"
        row,id,name,address1,address2
        7,M7,"Ana ""Nita"" Lima",,
    "#]]
    .assert_eq(&text(&second["/kem-sokha/rejected-2.csv"]).replace("\r\n", "\n"));
    assert_eq!(columns(&second, "/kem-sokha/reasons-2.csv", &["row", "id", "name"]), ["7 M7 Ana \"Nita\" Lima"]);

    // Once more changes nothing; nor does the first command.
    for args in [&again[..], &TWO] {
        assert_eq!(office.run(args).status.code(), Some(1));
        assert_eq!(office.written("mailing"), second);
    }

    let third_list = "mailing/kem-sokha/rejected-2.csv";
    edit(&office, third_list, "Lima\",,", "Lima\",9 Quay Street,Hull HU1 2AA");
    let said = office.done(&with(&["--continue", "--senders", third_list]));
    let third = office.written("mailing");
    let wanted = ["sequence", "sender", "file", "envelope", "list", "list_file"];
    expect![[r#"
        1 M1 0001-prime-minister-a4-1-sheet.pdf 1 1 senders.csv
        2 M2 0001-prime-minister-a4-1-sheet.pdf 2 1 senders.csv
        3 M3 0002-prime-minister-a4-1-sheet.pdf 3 1 senders.csv
        4 M4 0002-prime-minister-a4-1-sheet.pdf 4 1 senders.csv
        5 M5 0003-prime-minister-a4-1-sheet.pdf 5 1 senders.csv
        6 M6 0004-prime-minister-a4-1-sheet.pdf 6 2 rejected.csv
        7 M7 0005-prime-minister-a4-1-sheet.pdf 7 3 rejected-2.csv"#]]
    .assert_eq(&columns(&third, "/kem-sokha/manifest.csv", &wanted).join("\n"));
    expect![[r#"
        kem-sokha, letters dated 2018-01-15
          letters 1 to 5: 5 envelopes to prime-minister in KH, 1 sheet of a4 in each (gb_dl): 3 files, 0001-prime-minister-a4-1-sheet.pdf to 0003-prime-minister-a4-1-sheet.pdf
          letter 6: 1 envelope to prime-minister in KH, 1 sheet of a4 in each (gb_dl): 0004-prime-minister-a4-1-sheet.pdf
          letter 7: 1 envelope to prime-minister in KH, 1 sheet of a4 in each (gb_dl): 0005-prime-minister-a4-1-sheet.pdf
        letters by recipient      prime-minister 7
        letters by language       en 7
        envelopes posted in       GB 7
        envelopes posted to       KH 7
        envelopes with            1 sheet 7
        sheets of paper           a4 7
        7 letters, 7 envelopes, 5 files
        list 1, senders.csv: letters 1 to 5, 5 rows good, 2 rejected
        list 2, rejected.csv: letter 6, 1 row good, 1 rejected
        list 3, rejected-2.csv: letter 7, 1 row good
    "#]]
    .assert_eq(&said);
    assert!(text(&third["/kem-sokha/summary.txt"]).starts_with(&said));
    let summary: serde_json::Value = serde_json::from_slice(&third["/kem-sokha/summary.json"]).expect("JSON");
    assert_eq!((&summary["letters"], &summary["lists"][1]["list_file"]), (&7.into(), &"rejected.csv".into()));
    assert_eq!(office.done(&["--verify"]), "7 letters in 5 files: all match the manifest\n");
    // All lists belong to one job: the marks of a machine show its number.
    let plans = columns(&third, "/kem-sokha/manifest.csv", &["plan"]);
    assert_eq!(summary["plan"], plans[0].as_str());
    assert!(plans[5] != plans[0] && plans[6] != plans[5]);
    // No name, no address and no path of an office is in the tables.
    let tables =
        [&third["/kem-sokha/manifest.csv"], &third["/kem-sokha/summary.json"]].map(|bytes| text(bytes)).concat();
    assert!(!tables.contains("Boran") && !tables.contains("Mill Lane") && !tables.contains("mailing/"), "{tables}");
}

#[test]
fn people_who_have_a_letter_get_no_second_one() {
    let office = office();
    let more = "id,name,address1,address2\n\
        M1,Chantou Eriksen,15 Harbour Street,Leeds LS1 4AP\n\
        X9,  ΕΛΈΝΗ Παπαδοπούλου,8 Green Lane.,\"Bristol, BS1 4ND\"\n\
        X1,Boran Keo,1 Mill Lane,Hull HU1 1AB\n";
    fs::write(office.path("more.csv"), more).expect("a file");
    let args = with(&["--continue", "--senders", "more.csv"]);
    let output = office.run(&args);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let said: Vec<String> =
        text(&output.stderr).lines().filter(|line| line.starts_with("more.csv")).map(str::to_owned).collect();
    expect![[r#"
        more.csv:2:1: warning[already-printed]: row 2: already printed, so not printed again: `senders.csv` has the id `M1` too (letter 1, envelope 1)
        more.csv:3:1: warning[already-printed]: row 3: already printed, so not printed again: same name and address as the sender `M3` of `senders.csv` (letter 3, envelope 3)"#]]
    .assert_eq(&said.join("\n"));
    assert!(text(&output.stdout).ends_with("list 2, more.csv: letter 6, 1 row good, 2 already printed\n"));
    let written = office.written("mailing");
    assert_eq!(columns(&written, "/kem-sokha/manifest.csv", &["sender"]), ["M1", "M2", "M3", "M4", "M5", "X1"]);

    // A list of people who all have letters changes nothing.
    fs::write(office.path("same.csv"), more.replace("X1,", "X2,")).expect("a file");
    let said = office.done(&with(&["--continue", "--senders", "same.csv"]));
    assert_eq!(said, "nothing to print: all of this list is already printed\n0 rows good, 3 already printed\n");
    assert_eq!(office.written("mailing"), written);
    // The first list is printed already, as it is.
    assert_eq!(office.run(&with(&["--continue"])).status.code(), Some(1));
    assert_eq!(office.written("mailing"), written);
}

#[test]
fn rows_without_ids_are_not_taken_for_others_with_their_numbers() {
    let list = LIST.lines().map(|row| row.split_once(',').expect("a cell").1.to_owned() + "\n").collect::<String>();
    let office = Office::with(list);
    assert_eq!(office.run(&TWO).status.code(), Some(1));
    edit(&office, REJECTED, "4,,1", "4,Boran Keo,1");
    edit(&office, REJECTED, "Lima\",,", "Lima\",9 Quay Street,Hull HU1 2AA");
    office.done(&with(&["--continue", "--senders", REJECTED]));
    let written = office.written("mailing");
    let rows = columns(&written, "/kem-sokha/manifest.csv", &["sequence", "sender", "list"]);
    assert_eq!(rows[5..], ["6 2 2", "7 3 2"]);
    assert_eq!(
        office.done(&["--verify"]),
        "7 letters in 5 files: all match the manifest\n".replace("5 files", "4 files")
    );
}

#[test]
fn other_options_than_those_of_the_first_list_are_refused() {
    let office = office();
    edit(&office, REJECTED, "M6,,", "M6,Boran Keo,");
    let before = office.written("mailing");
    for (args, said) in [
        (with(&["--duplex"]), "`--duplex` is `yes`, but not given in the earlier list"),
        (with(&["--marks", "omr"]), "`--marks` is `omr`, but not given in the earlier list"),
        (vec!["--letters-per-file", "3"], "`--letters-per-file` is `3`, but `2` in the earlier list"),
        (with(&["--date", "2018-01-20"]), "`--date` is `2018-01-20`, but `2018-01-15` in the earlier list"),
        (with(&["--lang", "km"]), "`--lang` is `km, en`, but `en` in the earlier list"),
    ] {
        let output = office.run(&[&args[..], &["--continue", "--senders", REJECTED]].concat());
        let stderr = text(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{args:?}");
        assert!(stderr.contains("error[other-options]") && stderr.contains(said), "{stderr}");
        assert_eq!(office.written("mailing"), before);
    }
    let output = office.run(&with(&["--continue", "--senders", REJECTED, "--shard", "1/2"]));
    assert!(text(&output.stderr).contains("error[no-shard]: shard: a further list cannot be printed in parts"));
    let output = office.run(&with(&["--continue", "--out", "elsewhere"]));
    assert!(text(&output.stderr).contains("error[no-mailing]"), "{}", text(&output.stderr));
    assert!(!office.path("elsewhere").exists());
    assert_eq!(office.written("mailing"), before);

    // Without a date, a further list has the date of the job.
    let output = office.undated(&with(&["--continue", "--senders", REJECTED])).output().expect("it runs");
    assert!(text(&output.stderr).contains("warning[kept-date]"), "{}", text(&output.stderr));
    assert!(
        columns(&office.written("mailing"), "/kem-sokha/manifest.csv", &["date"]).iter().all(|day| day == "2018-01-15")
    );
}

#[test]
fn numbers_of_another_list_are_not_printed_from_this_one() {
    let office = office();
    edit(&office, REJECTED, "M6,,", "M6,Boran Keo,");
    edit(&office, REJECTED, "Lima\",,", "Lima\",9 Quay Street,Hull HU1 2AA");
    office.done(&with(&["--continue", "--senders", REJECTED]));
    let all = columns(&office.written("mailing"), "/kem-sokha/manifest.csv", &["sequence", "sha256"]);
    for (args, said) in [
        (vec!["--only", "6"], "these letters are not of this list, but of `rejected.csv` (letters 6 to 7)"),
        (vec!["--only", "5-6"], "but of `senders.csv` (letters 1 to 5) and `rejected.csv` (letters 6 to 7)"),
        (vec!["--only", "2", "--senders", REJECTED], "but of `senders.csv` (letters 1 to 5)"),
        (vec!["--only", "8"], "letter 8 does not exist: the mailing has 7 letters"),
        (vec!["--only", "2", "--duplex"], "error[other-mailing]"),
    ] {
        let output = office.run(&with(&args));
        assert_eq!(output.status.code(), Some(1), "{args:?}");
        assert!(text(&output.stderr).contains(said), "{args:?}: {}", text(&output.stderr));
    }
    assert_eq!(office.run(&with(&["--only", "5"])).status.code(), Some(0));
    office.done(&with(&["--only", "7", "--senders", REJECTED]));
    let written = office.written("mailing");
    for number in [5, 7] {
        let name = format!("/kem-sokha/reprint-00000{number}-00000{number}.csv");
        assert_eq!(columns(&written, &name, &["sequence", "sha256"]), all[number - 1..number]);
    }
}

/// An office with a further list of seven people.
fn office_with_more() -> Office {
    let office = office();
    let row = |n| format!("N{n},Boran Keo,{n} Mill Lane,Hull HU1 1AB\n");
    let list = format!("id,name,address1,address2\n{}", (1..8).map(row).collect::<String>());
    fs::write(office.path("more.csv"), list).expect("a file");
    office
}

#[test]
fn a_further_list_that_is_killed_is_completed_and_harms_nothing() {
    let args = with(&["--continue", "--senders", "more.csv", "--jobs", "1"]);
    let office = office_with_more();
    let first = office.written("mailing");
    office.done(&args);
    let undisturbed = office.written("mailing");
    let is_of_first = |name: &str| !name.contains("/summary.");
    for ends_at in [4, 5, 6, 7] {
        let office = office_with_more();
        let mut running = office.command(&args).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it runs");
        let has_begun = || {
            let names: Vec<String> = office.written("mailing").into_keys().collect();
            names.iter().filter(|name| name.strip_suffix(".pdf").is_some() && !name.contains("/progress/")).count()
                >= ends_at
        };
        while !has_begun() && running.try_wait().expect("its state").is_none() {
            sleep(Duration::from_millis(1));
        }
        running.kill().expect("it can be killed");
        running.wait().expect("it ended");
        let killed = office.written("mailing");
        for (name, bytes) in only(&first, is_of_first) {
            assert!(killed[&name] == bytes || killed[&name] == undisturbed[&name], "{name}");
        }
        // Another list must not take the place of this one.
        if killed["/kem-sokha/manifest.csv"] == first["/kem-sokha/manifest.csv"]
            && killed.keys().any(|name| name.ends_with("/0004-prime-minister-a4-1-sheet.csv"))
        {
            fs::write(office.path("third.csv"), "id,name,address1,address2\nQ1,Ana Lima,Rua 1,Leeds LS1 4AP\n")
                .expect("a file");
            let output = office.run(&with(&["--continue", "--senders", "third.csv"]));
            assert!(
                text(&output.stderr).contains("the list `more.csv` of this mailing is not finished"),
                "{}",
                text(&output.stderr)
            );
        }
        office.done(&args);
        assert_eq!(office.written("mailing"), undisturbed, "killed after {ends_at}");
    }
}

#[test]
fn a_loss_of_power_before_the_manifest_harms_nothing() {
    let office = office_with_more();
    let first = office.written("mailing");
    let args = with(&["--continue", "--senders", "more.csv"]);
    office.done(&args);
    let undisturbed = office.written("mailing");
    let manifest = office.path("mailing/kem-sokha/manifest.csv");
    // The summary is new, the manifest is old.
    fs::write(&manifest, &first["/kem-sokha/manifest.csv"]).expect("a file");
    let output = office.run(&["--verify"]);
    assert!(text(&output.stderr).contains("the manifest has 5 of 12 letters"), "{}", text(&output.stderr));
    office.done(&args);
    assert_eq!(office.written("mailing"), undisturbed);
    // Without its end, the manifest is made anew by the commands of both lists.
    for name in ["manifest.csv", "summary.json"] {
        let path = office.path(&format!("mailing/kem-sokha/{name}"));
        let bytes = fs::read(&path).expect("a file");
        fs::write(&path, &bytes[..bytes.len() / 2]).expect("a file");
    }
    assert_eq!(office.run(&TWO).status.code(), Some(1));
    office.done(&args);
    assert_eq!(office.written("mailing"), undisturbed);
    // A file that was lost is printed again by the command of its list, and the other list stays.
    for (lost, args) in [("0002", &TWO[..]), ("0005", &args)] {
        fs::remove_file(office.path(&format!("mailing/kem-sokha/{lost}-prime-minister-a4-1-sheet.pdf")))
            .expect("a file");
        office.run(args);
        assert_eq!(office.written("mailing"), undisturbed, "{lost}");
    }
}

#[cfg(unix)]
#[test]
fn a_full_disk_harms_nothing() {
    let args = with(&["--continue", "--senders", "more.csv"]);
    let office = office_with_more();
    let first = office.written("mailing");
    let command = office.command(&args);
    let mut limited = Command::new("sh");
    // No file may grow beyond four kilobytes.
    limited.current_dir(office.path("")).args(["-c", "ulimit -f 4; trap '' XFSZ; exec \"$0\" \"$@\""]);
    limited.arg(command.get_program()).args(command.get_args());
    let output = limited.output().expect("it runs");
    assert_eq!(output.status.code(), Some(2), "{}", text(&output.stderr));
    assert!(text(&output.stderr).contains("error[unwritable]"), "{}", text(&output.stderr));
    let full = office.written("mailing");
    for (name, bytes) in &first {
        assert_eq!(&full[name], bytes, "{name}");
    }
    office.done(&args);
    assert_eq!(office.done(&["--verify"]), "12 letters in 7 files: all match the manifest\n");
}

#[cfg(unix)]
#[test]
fn an_input_in_the_folder_is_never_written_to_or_deleted() {
    use std::os::unix::fs::symlink;
    let office = office();
    let bytes = fs::read(office.path(REJECTED)).expect("a file");
    symlink(REJECTED, office.path("link.csv")).expect("a link");
    let folder = office.path("mailing/kem-sokha");
    // With --replace, the rejected rows as a whole mailing: all of them are rejected again, or all are good.
    let output = office.run(&with(&["--senders", "link.csv", "--replace"]));
    assert_eq!(output.status.code(), Some(1));
    let stderr = text(&output.stderr);
    assert!(
        stderr.contains("note[kept-file]: this file is kept as it is; the rejected rows are in `rejected-2.csv`"),
        "{stderr}"
    );
    assert_eq!(fs::read(office.path(REJECTED)).expect("it is there"), bytes);
    assert_eq!(fs::read(folder.join("rejected-2.csv")).expect("a file"), bytes, "the rows are the same");
    edit(&office, REJECTED, "M6,,", "M6,Boran Keo,");
    edit(&office, REJECTED, "Lima\",,", "Lima\",9 Quay Street,Hull HU1 2AA");
    let corrected = fs::read(office.path(REJECTED)).expect("a file");
    office.done(&with(&["--senders", "link.csv", "--replace"]));
    assert_eq!(fs::read(office.path(REJECTED)).expect("it is there"), corrected);

    // A letterhead in the folder.
    let office = Office::with(LIST);
    let folder = office.path("mailing/kem-sokha");
    fs::create_dir_all(&folder).expect("a folder");
    let section = "name: Amnesty Leeds\naddress: [1 Park Row, Leeds]\n";
    fs::write(folder.join("summary.txt"), section).expect("a file");
    let output = office.run(&with(&["--section", "mailing/kem-sokha/summary.txt"]));
    assert_ne!(output.status.code(), Some(0));
    assert_eq!(office.written("mailing").len(), 2);
}

#[test]
fn rows_that_somebody_corrects_are_not_overwritten() {
    let office = office();
    edit(&office, REJECTED, "M6,,", "M6,Boran Keo,");
    let corrected = fs::read(office.path(REJECTED)).expect("a file");
    let lost = office.path("mailing/kem-sokha/0002-prime-minister-a4-1-sheet.pdf");
    fs::remove_file(&lost).expect("a file");
    let output = office.run(&TWO);
    assert!(text(&output.stderr).contains("note[kept-file]"), "{}", text(&output.stderr));
    assert!(lost.exists());
    assert_eq!(fs::read(office.path(REJECTED)).expect("it is there"), corrected);
    // A mailing that replaces this one has other rejected rows.
    fs::write(office.path("senders.csv"), LIST.replace("M6,,", "M6,Boran Keo,")).expect("a file");
    office.run(&with(&["--replace"]));
    assert_eq!(fs::read(office.path(REJECTED)).expect("it is there"), corrected);
    assert!(office.written("mailing").contains_key("/kem-sokha/rejected-2.csv"));
}

#[test]
fn rows_that_are_all_rejected_are_corrected_in_their_place() {
    let office = Office::with("id,name,address1,address2\nM1,,1 Mill Lane,Leeds\nM2,,2 Mill Lane,Leeds\n");
    assert_eq!(office.run(&TWO).status.code(), Some(1));
    edit(&office, REJECTED, "M1,,", "M1,Ana Lima,");
    let corrected = fs::read(office.path(REJECTED)).expect("a file");
    let output = office.run(&with(&["--senders", REJECTED]));
    assert!(text(&output.stdout).ends_with("1 row good, 1 rejected\n"), "{}", text(&output.stderr));
    assert_eq!(fs::read(office.path(REJECTED)).expect("it is there"), corrected);
    assert_eq!(
        text(&office.written("mailing")["/kem-sokha/rejected-2.csv"]),
        "row,id,name,address1,address2\n3,M2,,2 Mill Lane,Leeds\n"
    );
    // Where the list itself is corrected, nothing is left of the first try.
    let office = Office::with("id,name,address1,address2\nM1,,1 Mill Lane,Leeds\n");
    assert_eq!(office.run(&TWO).status.code(), Some(1));
    assert!(office.path(REJECTED).exists());
    fs::write(office.path("senders.csv"), "id,name,address1,address2\nM1,Ana Lima,1 Mill Lane,Leeds\n")
        .expect("a file");
    office.done(&TWO);
    assert!(!office.path(REJECTED).exists() && !office.path("mailing/kem-sokha/reasons.csv").exists());
}

#[test]
fn files_of_others_stay_as_they_are() {
    for (name, bytes) in [
        ("manifest.csv", "file,size\na.pdf,12\n"),
        ("summary.json", "{\"total\": 3}\n"),
        ("summary.txt", "All went well.\n"),
        ("rejected.csv", "name,reason\nAna,late\n"),
        ("reasons.csv", "Ana was late.\n"),
    ] {
        for more in [&[][..], &["--replace"], &["--shard", "1/2"]] {
            let office = Office::with(LIST);
            fs::create_dir_all(office.path("mailing/kem-sokha")).expect("a folder");
            fs::write(office.path(&format!("mailing/kem-sokha/{name}")), bytes).expect("a file");
            let before = office.written("mailing");
            let output = office.run(&with(more));
            assert_eq!(output.status.code(), Some(1), "{name} {more:?}");
            assert!(text(&output.stderr).contains("error[foreign-file]"), "{name}: {}", text(&output.stderr));
            assert_eq!(office.written("mailing"), before, "{name} {more:?}");
        }
    }
    let office = office();
    let strange = ["film.mkv.part", "thesis.pdf.0123.part", "notes.csv", "progress/notes.csv", "0001-x.txt"];
    fs::create_dir_all(office.path("mailing/kem-sokha/progress")).expect("a folder");
    for name in strange {
        fs::write(office.path(&format!("mailing/kem-sokha/{name}")), name).expect("a file");
    }
    for args in [with(&[]), with(&["--duplex", "--replace"])] {
        assert_eq!(office.run(&args).status.code(), Some(1));
        let written = office.written("mailing");
        for name in strange {
            assert_eq!(text(&written[&format!("/kem-sokha/{name}")]), name);
        }
    }
}

#[test]
fn envelopes_are_printed_for_the_rows_of_each_list() {
    let office = office_with_more();
    office.done(&with(&["--continue", "--senders", "more.csv"]));
    let envelopes = |list: &str| {
        let mut run = Command::new(env!("CARGO_BIN_EXE_likhit"));
        run.current_dir(office.path("")).args(["envelopes", "kem-sokha", "--senders", list, "--mailing", "mailing"]);
        run.args(["--envelope", "c6", "--country", "GB", "--date", "2018-01-15", "--out", "envelopes"]);
        run.output().expect("it runs")
    };
    for (list, senders, numbers) in
        [("senders.csv", "M1 M2 M3 M4 M5", 1..6), ("more.csv", "N1 N2 N3 N4 N5 N6 N7", 6..13)]
    {
        let output = envelopes(list);
        assert!(output.status.code().is_some_and(|code| code < 2), "{}", text(&output.stderr));
        let written = office.written("envelopes");
        assert_eq!(columns(&written, "/kem-sokha/envelopes-c6.csv", &["sender"]).join(" "), senders);
        let expected: Vec<String> = numbers.map(|number| number.to_string()).collect();
        assert_eq!(columns(&written, "/kem-sokha/envelopes-c6.csv", &["envelope"]), expected);
    }
    fs::write(office.path("other.csv"), "id,name,address1,address2\nM1,Ana Lima,Rua 1,Leeds LS1 4AP\n")
        .expect("a file");
    let output = envelopes("other.csv");
    assert_eq!(output.status.code(), Some(1));
    let said = "the mailing has several lists, but not this one: `senders.csv`, `more.csv`";
    assert!(text(&output.stderr).contains(said), "{}", text(&output.stderr));
}

#[test]
fn a_mailing_in_parts_is_continued_on_one_machine() {
    let office = Office::with(LIST);
    for part in ["1/2", "2/2"] {
        office.done(&with(&["--shard", part]));
    }
    edit(&office, REJECTED, "M6,,", "M6,Boran Keo,");
    let output = office.run(&with(&["--continue", "--senders", REJECTED]));
    assert!(text(&output.stderr).contains("error[no-mailing]"), "the parts are not joined: {}", text(&output.stderr));
    assert_eq!(office.run(&["--join", "mailing"]).status.code(), Some(1));
    assert_eq!(office.run(&with(&["--continue", "--senders", REJECTED])).status.code(), Some(1));
    let written = office.written("mailing");
    // A task that comes late, and a second join.
    assert_eq!(office.done(&with(&["--shard", "1/2"])), "part 1/2 is already printed and joined\n");
    office.run(&["--join", "mailing"]);
    assert_eq!(office.written("mailing"), written);
    assert_eq!(office.done(&["--verify"]), "6 letters in 4 files: all match the manifest\n");
    fs::remove_file(office.path("mailing/kem-sokha/0001-prime-minister-a4-1-sheet.pdf")).expect("a file");
    let output = office.run(&with(&["--shard", "1/2"]));
    assert!(text(&output.stderr).contains("a mailing of several lists cannot be printed in parts"));
    office.run(&TWO);
    assert_eq!(office.written("mailing"), written);
}

#[test]
fn without_its_manifest_a_mailing_is_not_replaced_unasked() {
    let office = office();
    let whole = office.written("mailing");
    fs::remove_file(office.path("mailing/kem-sokha/manifest.csv")).expect("a file");
    let before = office.written("mailing");
    for args in [with(&["--duplex"]), with(&["--senders", REJECTED])] {
        let output = office.run(&args);
        assert!(text(&output.stderr).contains("error[mailing-exists]"), "{}", text(&output.stderr));
        assert_eq!(office.written("mailing"), before);
    }
    let output = office.run(&with(&["--senders", REJECTED, "--continue"]));
    assert!(text(&output.stderr).contains("error[no-mailing]"), "{}", text(&output.stderr));
    assert_eq!(office.run(&TWO).status.code(), Some(1));
    assert_eq!(office.written("mailing"), whole);
}

#[test]
fn a_replacement_that_is_killed_is_completed_by_the_same_command() {
    let office = office();
    let folder = office.path("mailing/kem-sokha");
    let other = Office::with(LIST);
    other.run(&["--separate"]);
    // The old records are set aside, the new ones are not there yet.
    let plan = columns(&office.written("mailing"), "/kem-sokha/manifest.csv", &["plan"]).remove(0);
    fs::create_dir(folder.join("progress")).expect("a folder");
    let aside = folder.join(format!("progress/replaced-{plan}-manifest.csv"));
    fs::rename(folder.join("manifest.csv"), aside).expect("a file");
    let output = office.run(&["--separate"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(!text(&output.stderr).contains("mailing-exists"), "{}", text(&output.stderr));
    assert_eq!(office.written("mailing"), other.written("mailing"));
}

#[test]
fn a_torn_row_is_rejected_again_until_it_is_mended() {
    let list = "id,name,address1,address2\nM1,Ana Lima,Rua 1,Leeds\nM2,Bo Berg,2 Mill\nLane,Hull\n";
    let office = Office::with(list);
    assert_eq!(office.run(&TWO).status.code(), Some(1));
    let rejected = fs::read_to_string(office.path(REJECTED)).expect("a file");
    assert_eq!(rejected, "row,id,name,address1,address2\n3,M2,Bo Berg,2 Mill\n4,Lane,Hull\n");
    let before = office.written("mailing");
    let output = office.run(&with(&["--continue", "--senders", REJECTED]));
    assert!(text(&output.stderr).contains("error[nothing-to-print]"), "{}", text(&output.stderr));
    let mut after = office.written("mailing");
    assert_eq!(after.remove("/kem-sokha/rejected-2.csv"), Some(rejected.into_bytes()));
    after.remove("/kem-sokha/reasons-2.csv");
    assert_eq!(after, before);
    fs::write(office.path(REJECTED), "row,id,name,address1,address2\n3,M2,Bo Berg,2 Mill Lane,Hull\n").expect("a file");
    office.done(&with(&["--continue", "--senders", REJECTED]));
    assert_eq!(columns(&office.written("mailing"), "/kem-sokha/manifest.csv", &["sender"]), ["M1", "M2"]);
}

#[test]
fn a_replacement_of_which_nothing_can_be_printed_harms_nothing() {
    let office = office();
    let before = office.written("mailing");
    fs::write(office.path("bad.csv"), "id,name,address1,address2\nQ1,,Rua 1,Leeds\n").expect("a file");
    let output = office.run(&with(&["--senders", "bad.csv", "--replace"]));
    assert!(text(&output.stderr).contains("error[nothing-to-print]"), "{}", text(&output.stderr));
    let mut after = office.written("mailing");
    let rejected = after.remove("/kem-sokha/rejected-2.csv").map(|bytes| text(&bytes));
    assert_eq!(rejected.as_deref(), Some("row,id,name,address1,address2\n2,Q1,,Rua 1,Leeds\n"));
    after.remove("/kem-sokha/reasons-2.csv");
    assert_eq!(after, before);
}
