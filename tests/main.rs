//! All tests that look at likhit from the outside, in one program: it is built and linked once.
//!
//! A file's name is the first part of the names of its tests: `cargo test --test all check::` runs those in
//! `check/`. A new file needs its line below.
//! `UPDATE_EXPECT=1` has them write what they expect; read the differences before you accept them.

mod addresses;
mod appeals;
mod beginning;
mod check;
mod compounds;
mod continued;
mod docs_pages;
mod export;
mod faults;
mod fax;
mod fonts;
mod hostile;
mod keeping;
mod law;
mod layouts;
mod letter_form;
mod letter_kinds;
mod letters;
mod line_ends;
mod lists;
mod mailing;
mod mailpieces;
mod odd_rows;
mod overlay;
mod packet;
mod pdf_contents;
mod persons;
mod print_files;
mod proof;
mod properties;
mod reaching;
mod readers;
mod reading;
mod regions;
mod renewed;
mod reviewing;
mod right_to_left;
mod salutations;
mod section;
mod shaping;
mod sheet;
mod shells;
mod small_cases;
mod source_language;
mod support;
mod translating;
mod updates;
mod windows;
mod writing;

/// A file that is not a module of this program would be left out without a message.
#[test]
#[expect(clippy::disallowed_methods, reason = "it reads the folder of the tests")]
fn every_file_with_tests_is_a_module() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let modules = include_str!("main.rs");
    for entry in std::fs::read_dir(folder).expect("the folder of the tests") {
        let path = entry.expect("an entry").path();
        let name = path.file_stem().and_then(|name| name.to_str()).expect("a name");
        let has_rust = path.extension().is_some_and(|ending| ending == "rs") || path.join("mod.rs").is_file();
        assert!(!has_rust || name == "main" || modules.contains(&format!("\nmod {name};\n")), "{name} is no module");
    }
}
