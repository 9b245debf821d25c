//! What several tests need: the bundled case, and the Universal Declaration set as letters.

pub mod drawn;
pub mod folder;
pub mod ink;
pub mod justified;
pub mod pdf_account;
pub mod postscript_font;

use std::fmt::Write as _;
use std::io::Write as _;

use jiff::civil::date;
use likhit::id::{CaseId, CountryCode, RecipientId, StationeryId};
use likhit::print::{self, Order, Printed};
use likhit::project::Project;

/// An order for the letters of a case from a sender in the United Kingdom.
pub fn order(case: &str, stationery: &str) -> Order {
    // Its window is 1.2 mm too narrow for the office of the foreign minister.
    let to = if stationery == "fi_c5" { &["interior-minister", "prime-minister"][..] } else { &[] };
    Order {
        to: to.iter().filter_map(|id| RecipientId::new(id)).collect(),
        country: CountryCode::new("GB"),
        stationery: StationeryId::new(stationery),
        ..Order::of(CaseId::new(case).expect("this is the id of a case"), date(2018, 1, 15))
    }
}

/// Prints an order that must succeed.
pub fn print(project: &Project, order: &Order) -> Vec<Printed> {
    let outcome = print::letters(project, order);
    assert!(!outcome.findings.has_errors(), "{:#?}", outcome.findings);
    assert!(!outcome.printed.is_empty());
    outcome.printed
}

/// The paragraphs of the Universal Declaration of Human Rights, in English and in Khmer.
pub const DECLARATION: [(&str, &str); 2] =
    [("en", include_str!("../data/udhr-eng.txt")), ("km", include_str!("../data/udhr-khm.txt"))];

/// A project with the case `udhr`: a letter to one recipient whose body is the whole Declaration.
pub fn declaration() -> Project {
    let [english, khmer] = DECLARATION.map(|(_, text)| text.lines().count());
    let mut case = String::from(
        "title: The Universal Declaration of Human Rights\n\
         person: {name: Everyone}\n\
         send_before: 2048-12-10\n\
         country: KH\n\
         languages: [en, km]\n\
         recipients:\n  \
           - id: everyone\n    \
             salutation: your-excellency\n    \
             address: {name: Everyone, lines: [Phnom Penh], country: KH}\n\
         letter:\n  subject: subject\n  copy_opening: subject\n  body:\n",
    );
    for n in 2..=english.max(khmer) {
        let _ = writeln!(case, "    - p{n}");
    }
    let mut files = vec![("cases/udhr.yaml".to_owned(), case.into_bytes())];
    for (language, text) in DECLARATION {
        let everyone = if language == "km" { "មនុស្សទាំងអស់" } else { "Everyone" };
        let mut messages = format!("recipient-everyone = {everyone}\n");
        let last = text.lines().last().unwrap_or_default();
        // The two texts differ by a paragraph; the shorter one says its last one again.
        let lines = text.lines().chain(std::iter::repeat(last)).take(english.max(khmer));
        for (i, paragraph) in lines.enumerate() {
            let id = if i == 0 { "subject".to_owned() } else { format!("p{}", i + 1) };
            if paragraph.contains("\u{17CB}\u{17CB}") {
                let reason = "the Declaration was published so";
                let _ = writeln!(messages, "# check: allow khmer-doubled-mark because {reason}");
            }
            let _ = writeln!(messages, "{id} = {paragraph}");
        }
        files.push((format!("locales/{language}/cases/udhr.ftl"), messages.into_bytes()));
    }
    Project::embedded().with(files)
}

/// Prints something that must be visible even if the test succeeds, such as a reader that was not run: the harness
/// hides what a test prints with `println`.
#[expect(clippy::disallowed_methods, reason = "a test reports to the terminal")]
pub fn tell(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// The first place of some words in a text, but for those in comments that are another wording of a message (`# B: …`).
pub fn first_place(text: &str, words: &str) -> Option<usize> {
    let is_other = |at: usize| {
        let begin = at + words.len() - words.trim_start_matches('\n').len();
        let line = text[..begin].rfind('\n').map_or(0, |end| end + 1);
        ["# B", "# C", "# D"].iter().any(|mark| text[line..].starts_with(mark))
    };
    text.match_indices(words).map(|(at, _)| at).find(|at| !is_other(*at))
}
