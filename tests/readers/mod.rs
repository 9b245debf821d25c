//! The text of a letter, read again by programs from outside, must be the text that went in.
//!
//! Khmer glyphs are not on paper in the order of the text. Copying, searching and reading aloud work only if the PDF
//! gives the text of each glyph in a way that all readers understand. So this test runs them. Readers that are not on
//! the machine are named. With `LIKHIT_READERS=all` a missing one is a failure, and with `none` no reader is run. With
//! `LIKHIT_PDFS` the PDFs are kept in the folder that it names, for further checks.

#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "it calls programs and hands them files")]

mod blocks;
mod compare;
mod documents;
mod expected;
mod printing;
mod reader;
mod structure;

use std::path::{Path, PathBuf};

use likhit::export::to_pdf;
use likhit::page::Document;
use likhit::print::read_fonts;
use likhit::project::Project;

use crate::support::tell;
use compare::Order;
use reader::Reader;

/// The input: a name, the set documents (one for each letter), and the file.
type Read = (String, Vec<Document>, PathBuf);

#[test]
fn programs_from_outside_read_what_was_set() {
    let scratch = tempfile::tempdir().expect("a test may write to the folder for temporary files");
    let kept = std::env::var_os("LIKHIT_PDFS").map(PathBuf::from);
    let folder = kept.as_deref().unwrap_or(scratch.path());
    std::fs::create_dir_all(folder).expect("a test may write to the folder that it was given");
    let mut failures = Vec::new();
    let present = present(&mut failures);
    let set = set(folder, &mut failures);
    let project = Project::embedded();
    let fonts = read_fonts(&project).expect("the bundled fonts");
    let layouts = blocks::in_every_layout(folder, &fonts);
    // Each reader is a program of its own, so they can run side by side.
    let (set_read, layouts_read) = (&set, &layouts);
    let asked: Vec<Vec<String>> = std::thread::scope(|scope| {
        let ask = |(reader, version): &(Reader, String)| {
            let mut failures = Vec::new();
            let lines = lines_as_set(reader, set_read, &mut failures);
            let apart = blocks::lines_apart(reader, layouts_read, &mut failures);
            tell(&format!("{}: {lines} lines as set, {apart} lines apart ({version})", reader.name));
            failures
        };
        let threads: Vec<_> = present.iter().map(|present| scope.spawn(move || ask(present))).collect();
        threads.into_iter().map(|thread| thread.join().expect("a reader was asked")).collect()
    });
    failures.extend(asked.into_iter().flatten());
    // It comes with the first of them.
    if present.iter().any(|(reader, _)| reader.name == "poppler") {
        let elements = elements_as_set(&set, &mut failures);
        tell(&format!("poppler -struct-text: {elements} elements as set"));
    }
    if !failures.is_empty() {
        // The PDFs are what a person needs next.
        let folder = kept.unwrap_or_else(|| scratch.keep());
        panic!("{}\nthe PDFs are kept in {}", failures.join("\n"), folder.display());
    }
}

/// Whether a reader or a font that is missing is a failure.
pub fn all_are_required() -> bool {
    readers_are("all")
}

fn readers_are(wanted: &str) -> bool {
    std::env::var_os("LIKHIT_READERS").is_some_and(|value| value == wanted)
}

/// The readers that are on this machine, with their versions; the others are named.
pub fn present(failures: &mut Vec<String>) -> Vec<(Reader, String)> {
    let mut present = Vec::new();
    if readers_are("none") {
        tell("NOT ASKED: any program from outside, as LIKHIT_READERS says");
        return present;
    }
    for reader in reader::all() {
        match reader.version() {
            Ok(version) => present.push((reader, version)),
            Err(reason) => {
                let missing = format!("NOT ASKED: {} is not here ({reason}); {}", reader.name, reader.install);
                tell(&missing);
                if all_are_required() {
                    failures.push(missing);
                }
            }
        }
    }
    present
}

/// Writes every document as a PDF to the folder.
fn set(folder: &Path, failures: &mut Vec<String>) -> Vec<Read> {
    let project = Project::embedded();
    let fonts = read_fonts(&project).expect("the bundled fonts");
    let write = |name: &str, pdf: Vec<u8>| {
        let path = folder.join(format!("{name}.pdf"));
        std::fs::write(&path, pdf).expect("a test may write to its folder");
        path
    };
    let mut set = Vec::new();
    for (name, document) in documents::documents(&fonts) {
        failures.extend(expected::broken_paragraphs(&document).iter().map(|broken| format!("{name}: {broken}")));
        match to_pdf(&document, &fonts) {
            Ok(pdf) => {
                let path = write(&name, pdf);
                set.push((name, vec![document], path));
            }
            Err(finding) => failures.push(format!("{name} cannot be exported: {finding:?}")),
        }
    }
    let (letters, pdf) = documents::print_file();
    set.push(("print-file".to_owned(), letters, write("print-file", pdf)));
    let pages: usize = set.iter().flat_map(|(_, documents, _)| documents).map(|document| document.pages.len()).sum();
    tell(&format!("{} documents of {pages} pages", set.len()));
    set
}

/// How many lines a reader gives as they were set.
fn lines_as_set(reader: &Reader, set: &[Read], failures: &mut Vec<String>) -> usize {
    let mut lines = 0;
    for (name, documents, path) in set {
        // A reader that orders text by its place takes columns side by side for one, and splits words at the lines of
        // the other. So the same reader is run with the file's order.
        if name.starts_with("sheet-") && reader.order == Order::ByPlace {
            continue;
        }
        let pages: Vec<expected::Page> = documents.iter().flat_map(expected::pages).collect();
        match reader.read(path).and_then(|found| compare::compare(&pages, &found, reader.order)) {
            Ok(count) => lines += count,
            Err(difference) => failures.push(format!("{name}, read by {}: {difference}", reader.name)),
        }
    }
    lines
}

/// How many elements of the structure poppler gives as they were set.
fn elements_as_set(set: &[Read], failures: &mut Vec<String>) -> usize {
    let mut elements = 0;
    for (name, documents, path) in set {
        match structure::compare(documents, path) {
            Ok(count) => elements += count,
            Err(difference) => failures.push(format!("the structure of {name}: {difference}")),
        }
    }
    elements
}
