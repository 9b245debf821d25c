//! The text of a letter, read again by programs from outside, must be the text that went in.
//!
//! Khmer glyphs do not stand on paper in the order of the text; copying, searching and reading
//! aloud work only if the PDF says what each stands for in a way that all readers understand. So
//! this test asks them. Readers that are not on the machine are named, and with
//! `LIKHIT_READERS=all` a missing one is a failure. With `LIKHIT_PDFS` the PDFs are left in the
//! folder that it names, for those who want to check them further.

#![expect(clippy::print_stdout, reason = "a test with its own main reports on the standard output")]
#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "it calls programs and hands them files")]

mod compare;
mod documents;
mod expected;
#[path = "../support/justified.rs"]
mod justified;
mod reader;
mod structure;
#[path = "../support/mod.rs"]
mod support;

use std::path::PathBuf;
use std::process::ExitCode;

use compare::Order;
use likhit::export::to_pdf;
use likhit::print::read_fonts;
use likhit::project::Project;

fn main() -> ExitCode {
    let all_required = std::env::var_os("LIKHIT_READERS").is_some_and(|value| value == "all");
    let mut failures = 0;
    let mut present = Vec::new();
    for reader in reader::all() {
        match reader.version() {
            Ok(version) => present.push((reader, version)),
            Err(reason) => {
                println!("NOT ASKED: {} is not here ({reason}); {}", reader.name, reader.install);
                failures += usize::from(all_required);
            }
        }
    }

    let scratch = tempfile::tempdir().expect("a test may write to the folder for temporary files");
    let kept = std::env::var_os("LIKHIT_PDFS").map(PathBuf::from);
    let folder = kept.as_deref().unwrap_or(scratch.path());
    std::fs::create_dir_all(folder).expect("a test may write to the folder that it was given");
    let project = Project::embedded();
    let fonts = read_fonts(&project).expect("the bundled fonts");
    let mut set = Vec::new();
    for (name, document) in documents::documents(&fonts) {
        for broken in expected::broken_paragraphs(&document) {
            println!("FAILED: {name}: {broken}");
            failures += 1;
        }
        match to_pdf(&document, &fonts) {
            Ok(pdf) => {
                let path = folder.join(format!("{name}.pdf"));
                std::fs::write(&path, pdf).expect("a test may write to its folder");
                set.push((name, vec![document], path));
            }
            Err(finding) => {
                println!("FAILED: {name} cannot be exported: {finding:?}");
                failures += 1;
            }
        }
    }
    let (letters, pdf) = documents::print_file();
    let path = folder.join("print-file.pdf");
    std::fs::write(&path, pdf).expect("a test may write to its folder");
    set.push(("print-file".to_owned(), letters, path));
    let pages: usize = set.iter().flat_map(|(_, documents, _)| documents).map(|document| document.pages.len()).sum();
    println!("{} documents of {pages} pages", set.len());

    for (reader, version) in &present {
        let mut lines = 0;
        for (name, documents, path) in &set {
            // Whoever orders a page by its places takes columns side by side for one, and parts
            // words at the lines of the other; the same reader is asked for the file's order.
            if name.starts_with("sheet-") && reader.order == Order::ByPlace {
                continue;
            }
            let pages: Vec<expected::Page> = documents.iter().flat_map(expected::pages).collect();
            match reader.read(path).and_then(|found| compare::compare(&pages, &found, reader.order)) {
                Ok(count) => lines += count,
                Err(difference) => {
                    println!("FAILED: {name}, read by {}: {difference}", reader.name);
                    failures += 1;
                }
            }
        }
        println!("{}: {lines} lines as set ({version})", reader.name);
    }
    // It comes with the first of them.
    if present.iter().any(|(reader, _)| reader.name == "poppler") {
        let mut elements = 0;
        for (name, documents, path) in &set {
            match structure::compare(documents, path) {
                Ok(count) => elements += count,
                Err(difference) => {
                    println!("FAILED: the structure of {name}: {difference}");
                    failures += 1;
                }
            }
        }
        println!("poppler -struct-text: {elements} elements as set");
    }
    if failures == 0 {
        println!("test result: ok");
        ExitCode::SUCCESS
    } else {
        println!("test result: FAILED, {failures} failures");
        // The PDFs are what a person needs next.
        let folder = kept.unwrap_or_else(|| scratch.keep());
        println!("the PDFs are kept in {}", folder.display());
        ExitCode::FAILURE
    }
}
