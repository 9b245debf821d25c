//! No line ends inside a word: the compounds and titles of the project's own Khmer texts stay whole on the sheets and
//! letters of the first case, and at any other measure.

#![expect(clippy::unwrap_used, reason = "where nothing is there to unwrap, the test has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::{Arc, LazyLock};

use jiff::civil::date;
use likhit::id::{CaseId, CountryCode, LanguageTag};
use likhit::line::{BreakClass, KnownWords, Opportunity, Segmenter, break_lines, opportunities};
use likhit::locale::Align;
use likhit::page::{Document, Item, PrintSize};
use likhit::print::{Order, SheetOrder, letters, sheets};
use likhit::project::Project;
use likhit::shape::ShapedText;
use likhit::unit::{Mm, Pt};

/// A word on each line.
static WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| include_str!("data/khmer-compounds.txt").lines().collect());

fn tags(tags: &[&str]) -> Vec<LanguageTag> {
    tags.iter().map(|tag| LanguageTag::new(tag).unwrap()).collect()
}

fn case() -> CaseId {
    CaseId::new("kem-sokha").unwrap()
}

/// The sheet in Khmer, in English beside Khmer, and both in large print.
fn of_sheets() -> Vec<Document> {
    let day = date(2018, 1, 15);
    let order = |print| SheetOrder {
        languages: tags(&["km"]),
        parallel: tags(&["en", "km"]),
        country: CountryCode::new("GB"),
        print,
        ..SheetOrder::of(case(), day)
    };
    let set = |print| sheets(&Project::embedded(), &order(print)).sheets.into_iter().map(|sheet| sheet.document);
    [PrintSize::Usual, PrintSize::Large].into_iter().flat_map(set).collect()
}

/// The letters of the case in Khmer.
fn of_letters() -> Vec<Document> {
    let order = Order { languages: tags(&["km"]), ..Order::of(case(), date(2018, 1, 15)) };
    letters(&Project::embedded(), &order).printed.into_iter().map(|letter| letter.document.clone()).collect()
}

/// A paragraph and its lines.
type Paragraph = (Arc<ShapedText>, Vec<Range<usize>>);

fn paragraphs(documents: &[Document]) -> Vec<Paragraph> {
    let mut paragraphs: BTreeMap<_, Paragraph> = BTreeMap::new();
    for (i, document) in documents.iter().enumerate() {
        for item in document.pages.iter().flat_map(|page| &page.items) {
            let Item::Line(line) = item else { continue };
            let new = || (Arc::clone(&line.text), Vec::new());
            paragraphs.entry((i, Arc::as_ptr(&line.text))).or_insert_with(new).1.push(line.clusters.clone());
        }
    }
    paragraphs.into_values().collect()
}

/// The words in which a line ends, with `|` at its end.
fn broken(text: &ShapedText, lines: &[Range<usize>]) -> Vec<String> {
    let mut broken = Vec::new();
    for cluster in lines.iter().map(|line| line.end).filter(|end| *end < text.clusters.len()) {
        let end = text.clusters[cluster].text.start;
        for word in WORDS.iter() {
            let within = |(at, _): &(usize, &str)| *at < end && end < at + word.len();
            broken.extend(text.text.match_indices(word).find(within).map(|(at, _)| {
                let (before, after) = word.split_at(end - at);
                format!("{before}|{after}")
            }));
        }
    }
    broken
}

#[test]
fn the_list_has_more_than_a_hundred_words_of_the_texts() {
    let texts: Vec<String> = of_sheets()
        .iter()
        .chain(&of_letters())
        .flat_map(|document| paragraphs(std::slice::from_ref(document)))
        .map(|(text, _)| text.text.clone())
        .collect();
    let printed: BTreeSet<&str> =
        WORDS.iter().copied().filter(|word| texts.iter().any(|text| text.contains(word))).collect();
    assert!(printed.len() > 120, "{} of {} words", printed.len(), WORDS.len());
}

#[test]
fn no_line_of_the_sheets_and_letters_ends_inside_a_word() {
    let documents = [of_sheets(), of_letters()].concat();
    assert_eq!(documents.len(), 4 + of_letters().len());
    let broken: Vec<String> = paragraphs(&documents).iter().flat_map(|(text, lines)| broken(text, lines)).collect();
    assert!(broken.is_empty(), "{broken:?}");
}

/// The words in which lines end if the texts are set at many measures, without the names of the case and the words of
/// the glossary. `weigh` can change what is known of each place.
fn broken_at_any_measure(weigh: impl Fn(Opportunity) -> Opportunity) -> BTreeSet<String> {
    let segmenter = Segmenter::new();
    let texts: BTreeMap<String, Arc<ShapedText>> = paragraphs(&[of_sheets(), of_letters()].concat())
        .into_iter()
        .map(|(text, _)| (text.text.clone(), text))
        .collect();
    let mut found = BTreeSet::new();
    for text in texts.values() {
        let places: Vec<_> = opportunities(text, &KnownWords::none(), &segmenter).into_iter().map(&weigh).collect();
        for measure in (50..180).step_by(5) {
            let measure = Mm(f64::from(measure)).to_pt();
            let lines = break_lines(text, &places, Pt(11.0), measure, Align::Ragged).unwrap_or_default();
            found.extend(broken(text, &lines));
        }
    }
    found
}

#[test]
fn no_line_of_any_measure_ends_inside_a_word() {
    let found = broken_at_any_measure(|place| place);
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn without_the_lexicon_lines_would_end_inside_words() {
    let votes_alone = |place: Opportunity| match place.likelihood {
        Some(likelihood) if likelihood.votes > 0.02 => {
            Opportunity { penalty: -2.0 * libm::log(likelihood.votes), class: BreakClass::Ordinary, ..place }
        }
        _ => place,
    };
    let found = broken_at_any_measure(votes_alone);
    for word in ["ស|មាជិក", "ពន្ធ|នាគារ", "នាយក|រដ្ឋមន្ត្រី"]
    {
        assert!(found.contains(word), "{found:?}");
    }
}
