//! Rows of a list that must not be printed as they are: what is mended, what is refused, and who gets no letter.

#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "it runs the program on files of its own")]

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use tempfile::TempDir;

/// A folder to print in.
struct Office {
    folder: TempDir,
}

impl Office {
    fn with(list: &str) -> Self {
        let office = Self { folder: tempfile::tempdir().expect("a folder for the test") };
        office.write("senders.csv", list);
        office
    }

    fn path(&self, file: &str) -> PathBuf {
        self.folder.path().join(file)
    }

    fn write(&self, file: &str, text: &str) {
        fs::write(self.path(file), text).expect("a file");
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path("mailing/kem-sokha").join(file)).expect("it is written")
    }

    fn run(&self, args: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_likhit"));
        command.current_dir(self.folder.path());
        command.args(["mailing", "kem-sokha", "--senders", "senders.csv", "--lang", "en", "--to", "prime-minister"]);
        command.args(["--date", "2018-01-15"]).args(args).output().expect("the program runs")
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("it is text")
}

const COLUMNS: &str = "id,name,address1,address2,postcode,town,country\n";

/// The severity and the rule of what is told of the only row, apart from what is told of every mailing.
fn told(row: &str) -> Vec<String> {
    let office = Office::with(&format!("{COLUMNS}{row}\n"));
    let output = office.run(&["--dry-run"]);
    let told = text(&output.stderr);
    let of_row = told.lines().filter(|line| line.starts_with("senders.csv"));
    let of_row = of_row.filter_map(|line| Some(line.split_once("]: ")?.0.rsplit(' ').next()?.to_owned()));
    of_row.collect()
}

#[test]
fn odd_rows_are_mended_refused_or_told() {
    for (row, expected) in [
        ("1,Ann Smith,1 High Street,,NW6 7AT,London,GB", ""),
        ("1,Ann O'Neill,1 High Street,,NW6 7AT,London,GB", ""),
        ("1,\u{200B},1 High Street,,NW6 7AT,London,GB", "error[missing-name"),
        ("1,ann.smith@example.org,1 High Street,,NW6 7AT,London,GB", "error[wrong-field"),
        ("1,\"Smith, Ann\",1 High Street,,NW6 7AT,London,GB", "warning[unusual-name"),
        ("1,ANN SMITH,1 High Street,,NW6 7AT,London,GB", "warning[unusual-name"),
        ("1,ann smith,1 High Street,,NW6 7AT,London,GB", "warning[unusual-name"),
        ("1,A.,1 High Street,,NW6 7AT,London,GB", "warning[unusual-name"),
        ("1,[First Name],1 High Street,,NW6 7AT,London,GB", "error[template-left-over"),
        ("1,*|FNAME|*,1 High Street,,NW6 7AT,London,GB", "error[template-left-over"),
        ("1,{!Contact.Name},1 High Street,,NW6 7AT,London,GB", "error[template-left-over"),
        ("1,M=C3=BCller Ann,1 High Street,,NW6 7AT,London,GB", "error[garbled-text"),
        ("1,Ann Smith,'1 High Street,,NW6 7AT,London,GB", "note[mended"),
        ("1,Ann Smith,1  High  Street,,NW6 7AT,London,GB", "note[mended"),
        ("1,Ann Smith,Flat 2_x000D_1 High Street,,NW6 7AT,London,GB", "note[mended"),
        ("1,Ann Smith,Flat 2\u{B}1 High Street,,NW6 7AT,London,GB", "note[mended"),
        ("1,Ju\u{308}rgen Mu\u{308}ller,1 High Street,,NW6 7AT,London,GB", ""),
        ("1,Ann Smith,Hauptstr. 1,,10115.0,Berlin,DE", "error[spreadsheet-value"),
        ("1,Ann Smith,03-Apr,,NW6 7AT,London,GB", "error[spreadsheet-value"),
        ("1,Ann Smith,1 High Street,+44 20 8451 7997,NW6 7AT,London,GB", "error[wrong-field"),
        ("1,Ann Smith,1 High Street,,NW6 7AT,12345,GB", "error[wrong-field"),
        ("1,Ann Smith,...,,NW6 7AT,London,GB", "error[no-value"),
        ("1,Ann Smith,1 High Street,,nan,London,GB", "error[no-value"),
        ("1,Ann Smith,1 High Street,,NW6 7AT,tbc,GB", "error[no-value"),
        ("1,Ann Smith,London,,NW6 7AT,London,GB", "warning[unusual-address"),
        ("1,Ann Smith,1 High Street,,London,NW6 7AT,GB", "note[mended"),
        ("1,Ann Smith,Hauptstr. 1,,,10115 Berlin,DE", "note[mended"),
        ("1,Ann Smith,\"1 High Street, London, NW6 7AT, United Kingdom\",,,,GB", "note[mended"),
        ("1,Ann Smith (deceased),1 High Street,,NW6 7AT,London,GB", "note[not-mailed"),
        ("1,Ann Smith,RETURN TO SENDER - gone away,,NW6 7AT,London,GB", "note[not-mailed"),
        ("1,Ann Smith,3 Deceased Lane,,NW6 7AT,London,GB", ""),
        ("1,Ana Example,Via Esempio 1,,10060,None,IT", ""),
        ("1,Nan Example,\"1 Example Street\nRear house\",,55000,Nan,TH", ""),
        ("1,Jennifer Null,1 Example Street,,10115,Berlin,DE", ""),
        ("1,Bea Example,1 Example Street,,10001,Windhoek,NA", ""),
    ] {
        let expected: Vec<&str> = if expected.is_empty() { Vec::new() } else { vec![expected] };
        assert_eq!(told(row), expected, "{row}");
    }
}

/// Two that are printed, one of them twice, and two who get no letter.
const LIST: &str = "id,name,address1,address2,postcode,town,country\n\
    M1,Ann Smith,1 High Street,,NW6 7AT,London,GB\n\
    M2,Bo Berg (deceased),2 Mill Lane,,LS1 4AP,Leeds,GB\n\
    M3,ANN  SMITH,1 high st.,,NW67AT,LONDON,GB\n\
    M4,Cy Cole,unbekannt verzogen,,,,GB\n\
    M5,Dan Smith,1 High Street,,NW6 7AT,London,GB\n";

#[test]
fn who_gets_no_letter_and_who_is_there_twice_is_counted_apart() {
    let office = Office::with(LIST);
    let counts = "2 rows good, 2 not to be mailed, 1 duplicate\n";
    let tried = office.run(&["--dry-run"]);
    assert_eq!(tried.status.code(), Some(0), "{}", text(&tried.stderr));
    assert!(text(&tried.stdout).ends_with(counts), "{}", text(&tried.stdout));
    let output = office.run(&[]);
    let told = text(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert!(text(&output.stdout).ends_with(counts), "{}", text(&output.stdout));
    assert!(office.read("summary.txt").contains(counts));
    let summary = office.read("summary.json");
    for count in ["\"rows_good\": 2", "\"rows_rejected\": 0", "\"rows_not_mailed\": 2", "\"rows_duplicate\": 1"] {
        assert!(summary.contains(count), "no {count} in {summary}");
    }
    for line in [
        "note[not-mailed]: not printed, because the person has died: `deceased` in `name`, in row 3",
        "note[not-mailed]: not printed, because the person has moved away: `unbekannt verzogen` in `address1`, in row 5",
        "warning[sender-twice]: row 4: same person as in row 2, so it is not printed",
    ] {
        assert!(told.contains(line), "no `{line}` in {told}");
    }
    assert!(!office.path("mailing/kem-sokha/rejected.csv").exists());
    let manifest = office.read("manifest.csv");
    let senders: Vec<&str> = manifest.lines().skip(1).filter_map(|row| row.split(',').nth(1)).collect();
    assert_eq!(senders, ["M1", "M5"]);
}

#[test]
fn a_list_of_people_who_get_no_letter_is_no_mistake() {
    let office = Office::with("name,address1,address2,country\nAnn Smith (deceased),1 High Street,Leeds,GB\n");
    for args in [&["--dry-run"][..], &[]] {
        let output = office.run(args);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        assert!(text(&output.stdout).ends_with("0 rows good, 1 not to be mailed\n"), "{}", text(&output.stdout));
    }
}

#[test]
fn a_second_row_with_the_id_of_somebody_who_died_is_not_printed() {
    let office = Office::with(&LIST.replace("M5,", "M2,"));
    let output = office.run(&[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("error[id-twice]: row 6: duplicate id `M2`"), "{}", text(&output.stderr));
}

#[test]
fn people_of_another_list_are_left_out() {
    let office = Office::with(LIST);
    office.write("ids.txt", "M5\nM9\n");
    let output = office.run(&["--except", "ids.txt"]);
    let told = text(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{told}");
    let counts = "1 row good, 2 not to be mailed, 1 duplicate, 1 excepted\n";
    assert!(text(&output.stdout).ends_with(counts), "{}", text(&output.stdout));
    assert!(told.contains("warning[unused-exception]: the person in line 2 is not in the list"), "{told}");
    assert!(
        told.contains("note[excepted]: not printed, because the list of exceptions has the person, in row 6"),
        "{told}"
    );

    // The person of M3 is in an earlier row too, with another id.
    office.write("ids.txt", "M3\n");
    let output = office.run(&["--except", "ids.txt", "--replace"]);
    assert!(text(&output.stdout).ends_with(counts), "{}", text(&output.stdout));
    let told = text(&output.stderr);
    assert!(told.contains("warning[sender-twice]: row 2: same person as in row 4, so it is not printed"), "{told}");

    let by_name = Office::with(
        "name,address1,address2\nAnn Smith,1 High Street,London NW6 7AT\nDAN SMITH,1 High Street,London NW6 7AT\n",
    );
    by_name.write("people.csv", "name,address1,address2\nDan Smith,1 High St,London NW67AT\n");
    let output = by_name.run(&["--except", "people.csv", "--country", "GB"]);
    assert!(text(&output.stdout).ends_with("1 row good, 1 excepted\n"), "{}", text(&output.stderr));
    let all = by_name.run(&["--country", "GB"]);
    assert!(text(&all.stderr).contains("mailing-exists"), "it is another mailing: {}", text(&all.stderr));
}

#[test]
fn people_who_get_no_letter_get_no_envelope() {
    let office = Office::with(LIST);
    let mut command = Command::new(env!("CARGO_BIN_EXE_likhit"));
    command.current_dir(office.folder.path());
    command.args(["envelopes", "kem-sokha", "--senders", "senders.csv", "--to", "prime-minister", "--envelope", "c5"]);
    let output = command.args(["--out", "out"]).output().expect("the program runs");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(text(&output.stdout).starts_with("2 envelopes"), "{}", text(&output.stdout));
}
