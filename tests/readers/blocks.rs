//! No two blocks of a letter are joined: each line of an address, each date and each name is a line of its own, in every
//! layout and language, with and without a sender and a section, in all readers.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use likhit::export::to_pdf;
use likhit::font::Fonts;
use likhit::id::{LanguageTag, RecipientId};
use likhit::letter::Sender;
use likhit::page::stationery::Stationery;
use likhit::page::{Document, ElementId, Item, Line, Role, layouts};
use likhit::print::{Order, Outcome, letters};
use likhit::project::Project;
use likhit::yaml::Source;

use super::all_are_required;
use super::compare::Order as ReaderOrder;
use super::expected::readable;
use super::reader::Reader;
use crate::support::order;

/// The languages that come with the program.
const LANGUAGES: [&str; 3] = ["en", "km", "fr"];

/// A short address, a long one with a long name, and one in two scripts with a place before the date.
const SENDERS: [&str; 3] = [
    "name: Jo Li\naddress: [1 High Street, Leeds LS1 4AP]\ncountry: GB\n",
    "name: Wilhelmina Maximiliane Oppenheimer Featherstonehaugh\n\
     address: [c/o The Society of Friends, Flat 21, \"The Old Rectory, 114 Upper Harbour Street\", Saint Andrews KY16 9AJ]\n\
     country: GB\n",
    "name: សុខ ចាន់ធូ (Ольга)\naddress: [14 Harbour Street, 9008 Tromsø]\ncountry: \"NO\"\nplace: Tromsø\n",
];

/// The letters in one layout: a name, the lines of each page that must be lines of their own, and the file.
pub struct InLayout {
    name: String,
    pages: Vec<Vec<String>>,
    pdf: PathBuf,
}

/// The layouts that are read where not all readers are required: what all of them need takes minutes.
const SOME: [&str; 2] = ["plain", "ch_right"];

/// Writes the letters of every layout to the folder.
pub fn in_every_layout(folder: &Path, fonts: &Fonts) -> Vec<InLayout> {
    let section = [
        ("section.yaml", include_bytes!("../projects/section/section.yaml").as_slice()),
        ("logo.svg", include_bytes!("../projects/section/logo.svg")),
    ];
    let section = section.map(|(name, bytes)| (name.to_owned(), bytes.to_vec()));
    let projects = [Project::embedded(), Project::embedded().with(section)];
    let senders: Vec<Sender> =
        SENDERS.iter().map(|text| Sender::read(Source { file: "sender.yaml", text }).expect("a sender")).collect();
    layouts::names(&projects[0])
        .into_iter()
        .filter(|layout| all_are_required() || SOME.contains(&layout.as_str()))
        .map(|layout| {
            let mut all = Document::default();
            let stationery = Stationery::read(&projects[0], &layout).expect("it is sound");
            let has_letterhead = |at: &usize| *at == 0 || stationery.letterhead.is_some();
            for project in (0..projects.len()).filter(has_letterhead).map(|at| &projects[at]) {
                for sender in std::iter::once(None).chain(senders.iter().cloned().map(Some)) {
                    let order = Order {
                        languages: LANGUAGES.iter().filter_map(|tag| LanguageTag::new(tag)).collect(),
                        to: RecipientId::new("prime-minister").into_iter().collect(),
                        sender: sender.clone(),
                        ..order("kem-sokha", layout.as_str())
                    };
                    let Outcome { printed, findings } = letters(project, &order);
                    // A narrow window has no room for the long address, and the letter is refused.
                    assert!(!printed.is_empty() || is_long(sender.as_ref()), "{layout}: {findings:#?}");
                    for printed in printed {
                        all.append(printed.draft.document);
                    }
                }
            }
            let name = format!("blocks-{layout}");
            let pdf = folder.join(format!("{name}.pdf"));
            std::fs::write(&pdf, to_pdf(&all, fonts).expect("it can be written")).expect("the folder can be written");
            InLayout { name, pages: all.pages.iter().map(|page| apart(&all, &page.items)).collect(), pdf }
        })
        .collect()
}

fn is_long(sender: Option<&Sender>) -> bool {
    sender.is_some_and(|sender| sender.address.len() > 2)
}

/// The lines of a page that stand apart from all others: all but the marks of lists and what is beside them.
fn apart(document: &Document, items: &[Item]) -> Vec<String> {
    let is_apart = |line: &&Line| {
        let role = |ElementId(at): ElementId| document.elements[at].role;
        line.element.is_some_and(|element| !matches!(role(element), Role::Label | Role::ItemBody))
    };
    let lines = items.iter().filter_map(Item::line).filter(is_apart);
    lines.map(|line| readable(line.text.text_of(line.clusters.clone())).trim().to_owned()).collect()
}

/// How many lines of the letters a reader gives as lines of their own.
pub fn lines_apart(reader: &Reader, layouts: &[InLayout], failures: &mut Vec<String>) -> usize {
    let mut count = 0;
    for InLayout { name, pages, pdf } in layouts {
        let found = match reader.read(pdf) {
            Ok(found) => found,
            Err(complaint) => {
                failures.push(format!("{name}, read by {}: {complaint}", reader.name));
                continue;
            }
        };
        let mut missing = String::new();
        for (page, (expected, found)) in pages.iter().zip(readable(&found).split('\u{C}')).enumerate() {
            let lines: BTreeSet<&str> = found.lines().map(str::trim).collect();
            for line in expected {
                // A reader that orders text by its place puts what is side by side into one line, far apart.
                let is_there = lines.contains(line.as_str())
                    || reader.order == ReaderOrder::ByPlace && lines.iter().any(|found| is_part(found, line));
                count += usize::from(is_there);
                if !is_there {
                    let near = lines.iter().find(|found| found.contains(line.as_str())).unwrap_or(&"");
                    let _ = write!(missing, "\n      page {}: `{line}` (`{near}`)", page + 1);
                }
            }
        }
        if !missing.is_empty() {
            failures.push(format!("{name}, read by {}:{missing}", reader.name));
        }
    }
    count
}

/// Whether a line stands in another one with a space on each side.
fn is_part(found: &str, line: &str) -> bool {
    let is_edge = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let mut places = found.match_indices(line);
    places.any(|(at, _)| is_edge(found[..at].chars().next_back()) && is_edge(found[at + line.len()..].chars().next()))
}
