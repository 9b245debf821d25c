//! The law for random edits: characters and pieces of text are added, deleted and changed at random places.

use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngSeed, TestRunner};

use super::harness::{Project, assert_kept, in_threads};
use super::judge::breaches;
use crate::check::planted::CASE as CASE_FILE;

/// How many projects are edited.
const PROJECTS: usize = 24;

/// Pieces of text that editors, merges and old files leave behind.
const PIECES: [&str; 40] = [
    // typos: off
    "{",
    "}",
    "{ $",
    "\"",
    "“",
    "=",
    "\n",
    "\n\n",
    "\t",
    "    ",
    "\n\t",
    "#",
    "\n# ",
    "[",
    "]",
    "*",
    "\n    .name = ",
    "\nreply = ",
    "{ $years }",
    "{ $nobody }",
    "{ person }",
    "{ nobody }",
    "{ -nobody }",
    "{ NUMBER($years) }",
    "Ã©",
    "\u{FFFD}",
    "\u{202E}",
    "\u{200B}",
    "\u{2060}",
    "\u{FEFF}",
    "\u{A0}",
    "\u{E000}",
    "\u{17D2}",
    "\u{17B6}",
    "\u{17C6}",
    "<br>",
    "&nbsp;",
    "%s",
    "TODO",
    "\r",
    // typos: on
];

/// An edit at a place between the beginning of a file, 0, and its end, 1.
#[derive(Debug, Clone)]
struct Edit {
    file: usize,
    place: f64,
    /// How many characters are taken out there.
    taken: usize,
    /// The text that is added.
    put: String,
}

/// Edits of the files that letters of one language are made of.
#[derive(Debug, Clone)]
struct Edits {
    language: &'static str,
    edits: Vec<Edit>,
}

fn edit() -> impl Strategy<Value = Edit> {
    let put = prop_oneof![
        1 => Just(String::new()),
        3 => select(&PIECES[..]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    // The words of the case are most of what is edited.
    let file = prop_oneof![6 => Just(0_usize), 2 => Just(1), 1 => Just(2)];
    (file, 0.0..1.0, 0_usize..3, put)
        .prop_filter("something is changed", |(_, _, taken, put)| *taken > 0 || !put.is_empty())
        .prop_map(|(file, place, taken, put)| Edit { file, place, taken, put })
}

fn edits() -> impl Strategy<Value = Edits> {
    (select(vec!["en", "fr", "km"]), prop::collection::vec(edit(), 1..=3))
        .prop_map(|(language, edits)| Edits { language, edits })
}

impl Edits {
    /// The bundled project with these edits.
    fn project(&self) -> Project {
        let project = Project::bundled();
        let words = [
            format!("locales/{}/cases/kem-sokha.ftl", self.language),
            format!("locales/{}/letter.ftl", self.language),
            CASE_FILE.to_owned(),
        ];
        for edit in &self.edits {
            let file = &words[edit.file];
            let text: Vec<char> = project.text(file).chars().collect();
            // Only the words of the letter, which come first.
            let end = if edit.file == 0 { text.len() * 2 / 5 } else { text.len() };
            let at = (edit.place * end as f64) as usize;
            let rest = text.iter().skip(at + edit.taken);
            let edited: String = text.iter().take(at).copied().chain(edit.put.chars()).chain(rest.copied()).collect();
            project.write(file, edited);
        }
        project
    }
}

#[test]
fn edits_by_chance_keep_the_law() {
    // The same edits on every run.
    let config = Config { rng_seed: RngSeed::Fixed(443), failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new(config);
    let strategy = edits();
    let made: Vec<Edits> =
        (0..PROJECTS).map(|_| strategy.new_tree(&mut runner).expect("there are such edits").current()).collect();
    let judged =
        in_threads(&made, |edits| (format!("{edits:?}"), breaches(&edits.project(), &[edits.language], &["letters"])));
    assert_kept("edits by chance", judged.iter().map(|(name, breaches)| (name.as_str(), breaches.clone())));
}
