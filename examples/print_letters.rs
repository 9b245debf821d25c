//! Prints the letters of a bundled case, from a sender, into a folder.
//!
//! ```sh
//! cargo run --example print_letters -- letters-from-me
//! ```
#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "an example writes files and prints what it did")]

use std::path::PathBuf;
use std::{env, fs};

use likhit::{CaseId, CountryCode, Date, Order, Project, Sender, Source, letters};

/// A sender file. A program of your own would read it from the disk.
const SENDER: &str = "
name: Chantou Eriksen-Sok
address: [14 Harbour Street]
postcode: \"9008\"
town: Tromsø
country: \"NO\"
place: Tromsø
";

fn main() -> Result<(), String> {
    let folder = PathBuf::from(env::args().nth(1).ok_or("name the folder to write to")?);
    let case = CaseId::new("kem-sokha").expect("an id has small letters, digits and hyphens");
    let sender = Sender::read(Source { file: "sender.yaml", text: SENDER })
        .map_err(|findings| format!("the sender file is not valid: {}", findings[0].message))?;

    let mut order = Order::of(case, Date::constant(2018, 1, 15));
    order.country = CountryCode::new("NO");
    order.sender = Some(sender);

    let project = Project::embedded();
    let outcome = letters(&project, &order);
    for finding in &outcome.findings {
        println!("{:?}: {}", finding.severity, finding.message);
    }
    if outcome.findings.has_errors() {
        return Err("some letters cannot be printed".to_owned());
    }

    fs::create_dir_all(&folder).map_err(|error| format!("the folder cannot be made: {error}"))?;
    for letter in &outcome.printed {
        let path = folder.join(format!("{}.pdf", letter.recipient));
        fs::write(&path, &letter.pdf).map_err(|error| format!("the letter cannot be written: {error}"))?;
        println!("{}: {} pages", path.display(), letter.document.pages.len());
    }
    Ok(())
}
