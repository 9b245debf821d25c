//! A letter in Arabic, from a folder and no code: its place on the page, and its text in PDF readers.
//!
//! It needs Noto Naskh Arabic, which is not in the repository. `LIKHIT_ARABIC_FONT` names the file;
//! else it is looked for where `.ci/run` or Debian's `fonts-noto-core` puts it. Without it nothing
//! is run, and the test says so; with `LIKHIT_READERS=all` that is a failure.
//!
//! Readers that give text in the order in which it is read turn right-to-left text about by
//! themselves, so the content stream has it from left to right. Measured: poppler gives
//! every word, and so does pdfium but for a mark that it moves behind a full stop; pdf.js puts a
//! space before some marks at the end of a word; mupdf 1.21 turns nothing
//! about and gives every word backwards; `pdftotext -raw` keeps the words of a line in the order of
//! the file and loses some with marks. Brackets around Latin words come out right in poppler, which needs a mark of
//! the direction beside them, and in pdf.js, which needs the runs of a line in the order in which they are read. pdfium
//! and `PDFBox` mirror brackets a second time.

#![expect(clippy::disallowed_methods, reason = "it reads a font and calls programs")]

use std::path::{Path, PathBuf};

use likhit::page::{Document, Item, Line, Role};
use likhit::print::{Order, Printed};
use likhit::project::Project;
use likhit::unit::{Mm, Pt};
use likhit::{Sender, Source};

use crate::readers::{all_are_required, present};
use crate::support::{order, print, tell};

/// The edges of the running text in the layout `plain`.
const LEFT: Mm = Mm(25.0);
const RIGHT: Mm = Mm(185.0);

#[test]
fn a_letter_in_arabic_is_set_from_the_right_and_read() {
    let Some(font) = font() else {
        let missing = "NOT RUN: Noto Naskh Arabic is not here; LIKHIT_ARABIC_FONT names its file";
        assert!(!all_are_required(), "{missing}");
        tell(missing);
        return;
    };
    let printed = letter(&font);
    let lines = lines(&printed.document);
    every_line_begins_at_the_right(&lines);
    list_marks_stand_at_the_right(&printed.document, &lines);
    latin_and_digits_run_to_the_right(&lines);
    the_postal_address_stays_at_the_left(&lines);
    readers_find_the_words(&printed);
    a_latin_place_does_not_turn_the_date_about(&font);
}

fn font() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let fonts = root.join("target/ci/readers/node_modules/@expo-google-fonts/noto-naskh-arabic");
    let places = [
        fonts.join("400Regular/NotoNaskhArabic_400Regular.ttf"),
        PathBuf::from("/usr/share/fonts/truetype/noto/NotoNaskhArabic-Regular.ttf"),
    ];
    match std::env::var_os("LIKHIT_ARABIC_FONT") {
        Some(path) => Some(PathBuf::from(path)),
        None => places.into_iter().find(|path| path.is_file()),
    }
}

fn letter(font: &Path) -> Printed {
    let [printed] = print(&project(font), &order("rights", "plain")).try_into().expect("one recipient");
    printed
}

fn project(font: &Path) -> Project {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/projects/arabic");
    let read = |path: &Path| std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut files = vec![("fonts/arabic.ttf".to_owned(), read(font))];
    for file in ["cases/rights.yaml", "locales/ar/locale.yaml", "locales/ar/letter.ftl", "locales/ar/cases/rights.ftl"]
    {
        files.push((file.to_owned(), read(&folder.join(file))));
    }
    Project::embedded().with(files)
}

fn lines(document: &Document) -> Vec<&Line> {
    document.pages.iter().flat_map(|page| &page.items).filter_map(Item::line).collect()
}

fn text(line: &Line) -> &str {
    line.text.text_of(line.clusters.clone()).trim_end()
}

fn is_near(a: Pt, b: Mm) -> bool {
    (a - b.to_pt()).0.abs() < 0.01
}

fn every_line_begins_at_the_right(lines: &[&Line]) {
    let body: Vec<&&Line> = lines.iter().filter(|line| line.text.level.is_rtl() && line.size >= Pt(11.0)).collect();
    assert!(body.len() > 10, "the letter has lines");
    for line in body {
        assert!(line.origin.x >= LEFT.to_pt() - Pt(0.01), "`{}` is too wide", text(line));
        let first = line.placed().into_iter().max_by(|a, b| a.x.0.total_cmp(&b.x.0)).expect("no line is empty");
        let begins_with_letter = text(line).starts_with(char::is_alphabetic);
        assert!(
            !begins_with_letter || first.is_rtl && text(line).starts_with(first.text),
            "`{}` does not begin at the right",
            text(line)
        );
        let right = line.origin.x + line.width();
        assert!(right <= RIGHT.to_pt() + Pt(0.01), "`{}` leaves the measure", text(line));
    }
    let opening = lines.iter().find(|line| text(line).starts_with("لمّا")).expect("the first paragraph");
    assert!(is_near(opening.origin.x + opening.width(), RIGHT));
}

fn list_marks_stand_at_the_right(document: &Document, lines: &[&Line]) {
    let role = |line: &Line| line.element.map(|element| document.elements[element.0].role);
    let marks: Vec<&&Line> = lines.iter().filter(|line| role(line) == Some(Role::Label)).collect();
    assert_eq!(marks.iter().map(|line| text(line)).collect::<Vec<_>>(), ["١.", "٢.", "٣."]);
    for mark in marks {
        assert!(is_near(mark.origin.x + mark.width(), RIGHT), "`{}`", text(mark));
        let item = lines.iter().find(|line| line.origin.y == mark.origin.y && role(line) == Some(Role::ItemBody));
        let item = item.expect("a mark stands beside its item");
        assert!(item.origin.x + item.width() < mark.origin.x, "the item stands to the left of its mark");
    }
}

fn latin_and_digits_run_to_the_right(lines: &[&Line]) {
    let line = lines.iter().find(|line| text(line).contains("Articles")).expect("the line with Latin words");
    let drawn: String = line.placed().iter().map(|cluster| cluster.text).collect();
    // From left to right: the year, its digits in their order, then the month, the day …
    assert!(drawn.contains("(Articles 3, 9 and 19)") || drawn.contains(")Articles 3, 9 and 19("), "{drawn}");
    let (year, latin) = (drawn.find("١٩٤٨").expect("the year"), drawn.find("Articles").expect("the Latin words"));
    assert!(year < latin, "what is read last stands at the left: {drawn}");
}

fn the_postal_address_stays_at_the_left(lines: &[&Line]) {
    let street = lines.iter().find(|line| text(line) == "1 Palais des Nations").expect("the street");
    assert!(is_near(street.origin.x, LEFT));
    let drawn: String = street.placed().iter().map(|cluster| cluster.text).collect();
    assert_eq!(drawn, "1 Palais des Nations");
}

fn a_latin_place_does_not_turn_the_date_about(font: &Path) {
    let path = "locales/ar/locale.yaml";
    let project = project(font);
    let locale = project.text(path).expect("it is there").replace("digits: arab", "digits: latn");
    let project = project.with([(path.to_owned(), locale.into_bytes())]);
    let text_of_sender = "name: Kari Nordmann\naddress: [Storgata 1, 9008 Tromsø]\ncountry: NO\nplace: Tromsø\n";
    let sender = Sender::read(Source { file: "me.yaml", text: text_of_sender }).expect("the sender is sound");
    let [printed] =
        print(&project, &Order { sender: Some(sender), ..order("rights", "plain") }).try_into().expect("one recipient");
    let lines = lines(&printed.document);
    let line = lines.iter().find(|line| text(line).ends_with("2018")).expect("the line with place and date");
    assert_eq!(text(line), "Tromsø، 15 يناير 2018", "isolates are no part of the text");
    let drawn: String = line.placed().iter().map(|cluster| cluster.text).collect();
    let place = |words: &str| drawn.find(words).unwrap_or_else(|| panic!("`{words}` is not in `{drawn}`"));
    assert!(place("2018") < place("15") && place("15") < place("Tromsø"), "the place is at the right: {drawn}");
}

/// How a reader gives the words, and how many of a hundred it must give so.
fn expectation(reader: &str) -> (bool, usize) {
    match reader {
        "mupdf" => (true, 100),
        "pdfium" => (false, 99),
        "pdf.js" => (false, 97),
        "poppler -raw" => (false, 90),
        _ => (false, 100),
    }
}

fn readers_find_the_words(printed: &Printed) {
    let is_arabic = |c: char| matches!(c, '\u{620}'..='\u{65F}');
    let words: Vec<&str> = lines(&printed.document)
        .into_iter()
        .flat_map(|line| text(line).split(|c| !is_arabic(c)))
        .filter(|word| !word.is_empty())
        .collect();
    let folder = tempfile::tempdir().expect("a test may write to the folder for temporary files");
    let path = folder.path().join("arabic.pdf");
    std::fs::write(&path, &printed.pdf).expect("a test may write to a folder of its own");
    let mut failures = Vec::new();
    for (reader, _) in present(&mut failures) {
        let (backwards, least) = expectation(reader.name);
        let read = reader.read(&path).unwrap_or_else(|complaint| panic!("{}: {complaint}", reader.name));
        // poppler marks the direction of what it gives.
        let plain: String =
            read.chars().filter(|c| !matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}')).collect();
        let found: Vec<String> = plain
            .split(|c| !is_arabic(c))
            .map(|word| if backwards { word.chars().rev().collect() } else { word.to_owned() })
            .collect();
        let lost: Vec<&str> = words.iter().copied().filter(|word| found.iter().all(|found| found != word)).collect();
        let whole = words.len() - lost.len();
        let order = if backwards { ", backwards" } else { "" };
        let result = format!("{}: {whole} of {} words{order}; lost: {}", reader.name, words.len(), lost.join(" "));
        tell(&result);
        if ["poppler", "pdf.js"].contains(&reader.name) && !plain.contains("(Articles 3, 9 and 19)") {
            failures.push(format!("{}: the brackets around the Latin words are lost", reader.name));
        }
        if whole * 100 < words.len() * least {
            failures.push(result);
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
