//! Lists of senders: `check`, `mailing --dry-run` and `mailing` report the same findings about the same rows. They
//! reject invalid names and addresses, and print what only looks unusual.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;

use super::harness::{Finding, Project, Ran, USUAL, help_of};
use super::judge::{CASE, told_by_check};

/// The columns of the lists.
const COLUMNS: &str = "name,address1,address2,country,lang,place,personal";

/// A row: its cells.
type Row = [&'static str; 7];

const fn named(name: &'static str) -> Row {
    [name, "14 Harbour Street", "Leeds LS1 4AP", "GB", "", "", ""]
}

const fn living(address: &'static str) -> Row {
    ["Mary Brown", address, "Leeds LS1 4AP", "GB", "", "", ""]
}

const fn saying(words: &'static str) -> Row {
    ["Sara Brown", "14 Harbour Street", "Leeds LS1 4AP", "GB", "en", "", words]
}

const fn at(place: &'static str) -> Row {
    ["Anna Brown", "14 Harbour Street", "Leeds LS1 4AP", "GB", "", place, ""]
}

/// Rows that must not be printed.
const BAD: &[Row] = &[
    // typos: off
    named("FranÃ§ois Müller"),
    named("JosÃ© GarcÃ\u{AD}a"),
    named("Fran\u{FFFD}ois Muller"),
    named("{{first_name}} Brown"),
    named("{{ name }}"),
    named("«Vorname» Brown"),
    named("<<First Name>> Brown"),
    named("<b>Mary</b> Brown"),
    named("Mary&nbsp;Brown"),
    named("Mary \u{202E}Brown"),
    named("Mary \u{2067}Brown"),
    named("Mary \u{E001}Brown"),
    named("ចាន់ធូ សុខ\u{17D2}"),
    named("\u{17B6} សុខ"),
    named("Mary\\nBrown"),
    named("Mary\\tBrown"),
    named("TODO"),
    named("TODO Brown"),
    named("%s Brown"),
    living("14 HafenstraÃŸe"),
    living("14 Harbour Str\u{FFFD}t"),
    living("{{street}} 14"),
    living("«Straße» 14"),
    living("14 Harbour Street<br>"),
    living("14 Harbour Street\\n"),
    living("TODO"),
    living("14 \u{202E}Harbour Street"),
    living("14 \u{F0B7}Harbour Street"),
    living("ផ្ទះលេខ ១៤ ផ្លូ\u{17D2}"),
    at("TromsÃ¸"),
    at("{{town}}"),
    saying("I have followed this case with sorrow, {{first_name}}."),
    saying("I have followed <i>this</i> case with sorrow."),
    saying("Je vous Ã©cris avec tristesse."),
    saying("I have followed this case\\nwith sorrow."),
    saying("I have followed TODO with sorrow."),
    saying("I have \u{FFFD}ollowed this case with sorrow."),
    saying("I have followed \u{202E}this case with sorrow."),
    // typos: on
];

/// Rows that look odd, and are right.
const GOOD: &[Row] = &[
    // typos: off
    named("O'Brien"),
    named("Siobhán O’Brien"),
    named("Ng"),
    named("Li Ng"),
    named("Dr. Müller-Lüdenscheidt"),
    named("Jean D’Arcy"),
    named("Łukasz Żółć"),
    named("ស៊ន"),
    named("ចាន់ធូ សុខ"),
    named("ចាន់\u{200B}ធូ"),
    named("Tom Todorov"),
    named("María-José Carreño Quiñones"),
    named("Nguyễn Thị Hồng"),
    named("Sigríður Þórðardóttir"),
    named("John Smith, Jr."),
    named("Ana Sofia (Sofi) Reis"),
    named("Mary Mary"),
    named("X. Y."),
    named("Олександр Ковальчук"),
    named("Ελένη Παπαδοπούλου"),
    ["Mary Brown", "Sophienstr. 4", "76530 Baden Baden", "DE", "", "", ""],
    living("c/o Smith & Sons Ltd."),
    living("Flat 3 (rear)"),
    living("Nº 5, 3º"),
    living("Karl-Marx-Str. 12a"),
    living("#12-34 Block 5"),
    living("50 % Street"),
    living("Block A/B – Stair 2"),
    living("21½ Mill Lane"),
    living("R. 25 de Abril, 3.º Esq."),
    living("1 < 2 House"),
    living("ផ្ទះលេខ ១៤ ផ្លូវ ២៤០"),
    at("Saint-Étienne"),
    saying("I have followed this case with sorrow: 50 % of my friends have, too."),
    ["Lena Brown", "14 Harbour Street", "Leeds LS1 4AP", "GB", "en", "", "Mary & I ask you, please, to answer <3"],
    // typos: on
];

/// The cells as a row of a CSV file.
fn line(row: &Row) -> String {
    row.map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).join(",")
}

/// A project with a list of these rows.
fn office(rows: &[Row]) -> Project {
    let project = Project::bundled();
    let list = rows.iter().fold(format!("{COLUMNS}\n"), |mut list, row| {
        let _ = writeln!(list, "{}", line(row));
        list
    });
    project.write("list.csv", list);
    project
}

/// What is ordered: short letters of one language.
fn options() -> Vec<&'static str> {
    [&["--senders", "list.csv", "--lang", "en", "--to", "prime-minister"], &USUAL[..]].concat()
}

/// The errors about rows of the list.
fn of_rows(ran: &Ran) -> Vec<&Finding> {
    ran.errors().filter(|error| error.file() == "list.csv" && error.line().is_some()).collect()
}

/// The rows, from 0, that have an error.
fn rows_with_errors(ran: &Ran) -> BTreeSet<usize> {
    of_rows(ran).into_iter().filter_map(|error| error.line()?.checked_sub(2)).collect()
}

fn shown(rows: &[Row], which: impl IntoIterator<Item = usize>) -> String {
    which.into_iter().fold(String::new(), |mut shown, row| {
        let _ = write!(shown, "\n    {}", rows[row].join(" | "));
        shown
    })
}

/// The findings about a list that only one of the two commands reports.
fn apart(one: (&str, &Ran), other: (&str, &Ran)) -> Vec<String> {
    let missing = of_rows(one.1).into_iter().filter(|error| !of_rows(other.1).contains(error));
    missing.map(|error| format!("{} tells, and {} does not: {error}", one.0, other.0)).collect()
}

#[test]
fn a_mailing_refuses_bad_rows() {
    let ran = office(BAD).print("mailing", CASE, &options());
    let refused = rows_with_errors(&ran);
    let missed: Vec<usize> = (0..BAD.len()).filter(|row| !refused.contains(row)).collect();
    assert!(missed.is_empty(), "{} of {} are printed:{}", missed.len(), BAD.len(), shown(BAD, missed.clone()));
    assert!(ran.code == 1 && ran.pdfs().next().is_none(), "{}", ran.told());
}

#[test]
fn check_refuses_bad_rows() {
    let refused = rows_with_errors(&office(BAD).check(CASE, &options()));
    let missed: Vec<usize> = (0..BAD.len()).filter(|row| !refused.contains(row)).collect();
    assert!(missed.is_empty(), "{} of {} are not told:{}", missed.len(), BAD.len(), shown(BAD, missed.clone()));
}

#[test]
fn rows_that_only_look_odd_are_printed() {
    let project = office(GOOD);
    for (command, ran) in
        [("check", project.check(CASE, &options())), ("mailing", project.print("mailing", CASE, &options()))]
    {
        let told: Vec<String> = ran.errors().map(ToString::to_string).collect();
        assert!(ran.code == 0 && told.is_empty(), "{command} ends with {}:\n{}", ran.code, told.join("\n"));
    }
}

#[test]
fn what_no_font_has_is_told_as_that_and_as_nothing_else() {
    let project = office(&[named("北京"), named("Mary Brown")]);
    let (checked, printed) = (project.check(CASE, &options()), project.print("mailing", CASE, &options()));
    for ran in [&checked, &printed] {
        let others: Vec<&str> = ran.errors().map(Finding::rule).filter(|rule| *rule != "missing-glyph").collect();
        assert!(others.is_empty(), "{others:?}");
    }
    let told = [apart(("mailing", &printed), ("check", &checked)), apart(("check", &checked), ("mailing", &printed))];
    assert_eq!(told.concat(), Vec::<String>::new());
    assert!(!rows_with_errors(&printed).contains(&1), "{}", printed.told());
}

#[test]
fn check_and_a_mailing_tell_the_same_of_the_same_rows() {
    let rows: Vec<Row> = BAD.iter().zip(GOOD).flat_map(|(bad, good)| [*bad, *good]).collect();
    let project = office(&rows);
    let checked = project.check(CASE, &options());
    let printed = project.print("mailing", CASE, &options());
    let told = [
        told_by_check("mailing", &printed, &checked),
        apart(("mailing", &printed), ("check", &checked)),
        apart(("check", &checked), ("mailing", &printed)),
    ];
    assert_eq!(told.concat(), Vec::<String>::new());
}

#[test]
fn a_dry_run_tells_what_a_mailing_tells_and_writes_nothing() {
    assert!(help_of("mailing").contains("--dry-run"), "`mailing` has no `--dry-run`");
    let rows: Vec<Row> = BAD.iter().zip(GOOD).flat_map(|(bad, good)| [*bad, *good]).collect();
    let project = office(&rows);
    let tried = project.print("mailing", CASE, &[options().as_slice(), &["--dry-run"]].concat());
    let printed = project.print("mailing", CASE, &options());
    assert_eq!(tried.files, BTreeSet::new());
    assert_eq!(tried.code, printed.code);
    assert_eq!(apart(("dry run", &tried), ("mailing", &printed)), Vec::<String>::new());
    assert_eq!(apart(("mailing", &printed), ("dry run", &tried)), Vec::<String>::new());
    let good = format!("{} rows good", GOOD.len().min(BAD.len()));
    assert!(tried.text.contains(&good), "no `{good}` in {}", tried.text);

    let reasons = project.path().join("why.csv");
    let named = reasons.to_string_lossy().into_owned();
    let tried = project.print("mailing", CASE, &[options().as_slice(), &["--dry-run", "--reasons", &named]].concat());
    assert_eq!(tried.files, BTreeSet::new());
    let written = project.path().join("mailing");
    project.print("mailing", CASE, &options());
    assert!(!written.exists(), "only the folder that was named is written to");
    let why = fs::read_to_string(reasons).expect("the reasons are written");
    for row in 0..BAD.len().min(GOOD.len()) {
        // The first row names the columns.
        let row = 2 * row + 2;
        assert!(why.contains(&format!("\n{row},")), "no reason of row {row}: {why}");
    }
}

#[test]
fn a_dry_run_of_good_rows_ends_well() {
    assert!(help_of("mailing").contains("--dry-run"), "`mailing` has no `--dry-run`");
    let tried = office(&[named("Mary Brown"), named("Li Ng")]).print(
        "mailing",
        CASE,
        &[options().as_slice(), &["--dry-run"]].concat(),
    );
    assert!(tried.code == 0 && tried.files.is_empty() && tried.text.contains("2 rows good"), "{}", tried.told());
}

/// A fault in the words of the case is a fault of all rows: nothing is printed, and it is reported once, as in `check`.
#[test]
fn a_fault_of_the_words_stops_a_mailing() {
    let project = office(&[named("Mary Brown"), named("Li Ng")]);
    project.change(crate::check::planted::EN, "in this matter.", "in this matter %s.");
    let (checked, printed) = (project.check(CASE, &options()), project.print("mailing", CASE, &options()));
    assert_eq!(told_by_check("mailing", &printed, &checked), Vec::<String>::new());
    assert!(printed.code == 1 && printed.pdfs().next().is_none(), "{}", printed.told());
    let told = printed.errors().filter(|error| error.rule() == "template-left-over").count();
    assert_eq!(told, 1, "{}", printed.told());
}
