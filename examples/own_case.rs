//! Prints a letter of a case that is made in the program: no file is read, and only the PDF is written.
//!
//! ```sh
//! cargo run --example own_case -- appeal.pdf
//! ```
//!
//! The texts of a case come from people. So the example also shows what happens to a mistake: a message that
//! is not complete is refused, and the finding says where it is and what to do.
#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "an example writes files and prints what it did")]

use std::{env, fs};

use likhit::{CaseId, Date, Order, Outcome, Project, letters};

/// The facts of the case.
const FACTS: &str = "
title: A poet is detained
person:
  name: Levon Tigranyan
send_before: 2026-03-01
country: AM
languages: [en]
facts:
  arrested: 2026-01-12
names: [person]
recipients:
  - id: prosecutor
    copy: false
    salutation: your-excellency
    address:
      office: Office of the Prosecutor General
      lines: [5 Vazgen Sargsyan Street, 0010 Yerevan]
      country: AM
letter:
  subject: subject
  copy_opening: copy-opening
  body:
    - concern
    - demands
    - list: [demand-release]
    - reply
sheet:
  headline: headline
  lead: concern
  body: [demands, list: [demand-release]]
  additional: []
";

/// Its words in English.
const WORDS: &str = "
person = Levon Tigranyan
recipient-prosecutor = Office of the Prosecutor General
headline = POET IS DETAINED
subject = Appeal for the release of { person }
copy-opening = I am sending you a copy of the appeal that I have addressed to the Prosecutor General.
concern =
    I am writing to you out of concern for { person }, who was arrested on { $arrested } for writing
    a poem.
demands = I respectfully call on you:
demand-release = to release { person } immediately and unconditionally.
reply = I should be grateful to hear from you what steps are taken in this matter.
";

/// The letters of the case with these words.
fn letters_with(words: &str) -> Outcome {
    let project = Project::embedded().with([
        ("cases/poet.yaml".to_owned(), FACTS.as_bytes().to_vec()),
        ("locales/en/cases/poet.ftl".to_owned(), words.as_bytes().to_vec()),
    ]);
    let case = CaseId::new("poet").expect("an id has small letters, digits and hyphens");
    letters(&project, &Order::of(case, Date::constant(2026, 1, 20)))
}

fn main() -> Result<(), String> {
    let path = env::args().nth(1).ok_or("name the PDF to write")?;

    let mistaken = letters_with(&WORDS.replace("{ person }", "{ persn }"));
    assert!(mistaken.printed.is_empty(), "a letter with a mistake is not printed");
    let finding = mistaken.findings.iter().find(|finding| finding.is_error()).expect("the mistake is found");
    let file = finding.file.as_deref().unwrap_or_default();
    println!("{file}, line {}: {}", finding.line.unwrap_or_default(), finding.message);
    println!("help: {}", finding.help.as_deref().unwrap_or_default());

    let outcome = letters_with(WORDS);
    let [letter] = &outcome.printed[..] else {
        return Err(format!("the letter cannot be printed: {:#?}", outcome.findings));
    };
    fs::write(&path, &letter.pdf).map_err(|error| format!("the letter cannot be written: {error}"))?;
    println!("{path}: {} bytes", letter.pdf.len());
    Ok(())
}
