//! Counts the line ends that fall inside words, over paragraphs in which it is marked where words end; and how much
//! slack and how much time that costs.
//!
//! ```text
//! cargo bench --bench line_ends -- [FILE] [--measure MM]... [--list OUT]
//! ```
//!
//! FILE has one paragraph a line. If it has zero width spaces (U+200B), they mark where words end, and spaces are spaces.
//! If not, its spaces mark where words end: those between two Khmer letters are removed before it is set, and the others
//! stay. Without FILE it is `data/khmer-breaks.txt`, and too many bad line ends at 160 mm are a fault. `--measure` can be
//! repeated [default: 160]. `--list` writes the bad line ends to a file.
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]
#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "a benchmark reads the clock and its orders")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::ops::Range;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};
use likhit::font::{Fonts, Weight};
use likhit::line::{BreakClass, KnownWords, Opportunity, Segmenter, Votes, break_lines, opportunities};
use likhit::locale::Align;
use likhit::shape::{ShapedText, TextStyle, shape};
use likhit::unit::{Mm, Pt};

const ZWSP: char = '\u{200B}';
const CORPUS: &str = include_str!("data/khmer-breaks.txt");
const SIZE: Pt = Pt(11.0);
const MEASURE: Mm = Mm(160.0);

/// More bad line ends than this in a hundred, in our own text at [`MEASURE`], are a fault.
const MOST_BAD: f64 = 1.85;

fn main() -> ExitCode {
    match Orders::typed().and_then(|orders| run(&orders)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            println!("{fault}");
            ExitCode::FAILURE
        }
    }
}

/// What was typed.
#[derive(Default)]
struct Orders {
    file: Option<String>,
    measures: Vec<Mm>,
    list: Option<String>,
}

impl Orders {
    fn typed() -> Result<Self, String> {
        let mut orders = Self::default();
        let mut arguments = std::env::args().skip(1);
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or_else(|| format!("`{argument}` needs a value"));
            match argument.as_str() {
                // Cargo adds it.
                "--bench" => {}
                "--list" => orders.list = Some(value()?),
                "--measure" => {
                    let typed = value()?;
                    let measure = typed.parse().ok().filter(|mm| *mm > 0.0);
                    orders.measures.push(Mm(measure.ok_or_else(|| format!("`{typed}` is not a number of mm"))?));
                }
                option if option.starts_with('-') => return Err(format!("unknown option `{option}`")),
                _ => orders.file = Some(argument),
            }
        }
        if orders.measures.is_empty() {
            orders.measures.push(MEASURE);
        }
        Ok(orders)
    }
}

fn run(orders: &Orders) -> Result<(), String> {
    let read = |file: &String| std::fs::read_to_string(file).map_err(|fault| format!("{file}: {fault}"));
    let text = orders.file.as_ref().map_or_else(|| Ok(CORPUS.to_owned()), read)?;
    let fonts = Fonts::read([
        (
            "NotoSerifKhmer-Regular.ttf",
            include_bytes!("../fonts/noto-serif-khmer/NotoSerifKhmer-Regular.ttf").as_slice(),
        ),
        ("NotoSerif-Regular.ttf", include_bytes!("../fonts/noto-serif/NotoSerif-Regular.ttf").as_slice()),
    ])
    .expect("the project's own fonts can be read");
    let style = TextStyle {
        language: "km".into(),
        families: vec!["Noto Serif Khmer".into(), "Noto Serif".into()],
        weight: Weight::Regular,
        ..TextStyle::default()
    };
    let marked_by = MarkedBy::of(&text);
    let started = Instant::now();
    let lines = || text.lines().filter(|line| !line.trim().is_empty());
    let paragraphs: Vec<Paragraph> =
        lines().filter_map(|line| Paragraph::of(line, marked_by, &style, &fonts)).collect();
    let shaping = started.elapsed();
    let characters: usize = paragraphs.iter().map(|p| p.text.text.chars().count()).sum();
    println!(
        "{} paragraphs, {characters} characters, words marked by {}; {} could not be set",
        paragraphs.len(),
        match marked_by {
            MarkedBy::Author => "U+200B",
            MarkedBy::Spaces => "spaces",
        },
        lines().count() - paragraphs.len()
    );
    println!("shaping: {:.2} M characters/s", per_second(characters, shaping));
    println!("bad: line ends at neither a mark nor a space of the text; the last line of a paragraph has no line end");
    println!("beside: those of them one cluster before or after a mark; most of these are inside a word, but not all:");
    println!("        a word can have a single cluster, and authors leave out marks");
    let mut list = String::new();
    for measure in &orders.measures {
        let bad = measured(&paragraphs, measure.to_pt(), &mut list);
        if orders.file.is_none() && *measure == MEASURE && bad > MOST_BAD {
            return Err(format!("more than {MOST_BAD} bad line ends in 100"));
        }
    }
    match &orders.list {
        Some(path) => std::fs::write(path, list).map_err(|fault| format!("{path}: {fault}")),
        None => Ok(()),
    }
}

/// Prints the figures of each way at a measure, and lists the bad line ends of ours. Returns their number in a hundred.
fn measured(paragraphs: &[Paragraph], measure: Pt, list: &mut String) -> f64 {
    println!();
    println!("{} pt on {:.0} mm              bad per 100 line ends with last lines", SIZE.0, measure.to_mm().0);
    println!("                                    bad  beside  line ends   bad per 100   slack %   M chars/s");
    let dictionary = LineSegmenter::new_dictionary(LineBreakOptions::default());
    let lstm = LineSegmenter::new_lstm(LineBreakOptions::default());
    let segmenter = Segmenter::new();
    let ours = |text: &ShapedText| opportunities(text, &KnownWords::none(), &segmenter);
    let fit = |text: &ShapedText, found: &[Opportunity]| total_fit(text, found, measure);
    report("greedy, dictionary", paragraphs, measure, |text| greedy(text, &plain(text, dictionary), measure));
    report("greedy, LSTM", paragraphs, measure, |text| greedy(text, &plain(text, lstm), measure));
    report("total fit, dictionary", paragraphs, measure, |text| fit(text, &plain(text, dictionary)));
    report("total fit, LSTM", paragraphs, measure, |text| fit(text, &plain(text, lstm)));
    let bad = report("likhit", paragraphs, measure, |text| fit(text, &ours(text)));
    let found: Vec<_> = paragraphs.iter().map(|p| ours(&p.text)).collect();
    let started = Instant::now();
    let failed = paragraphs.iter().zip(&found).filter(|(p, found)| fit(&p.text, found).is_none()).count();
    let characters = paragraphs.iter().map(|p| p.text.text.chars().count()).sum();
    println!(
        "choosing among the places found: {:.2} M characters/s, {failed} paragraphs overfull",
        per_second(characters, started.elapsed())
    );
    for (paragraph, found) in paragraphs.iter().zip(&found) {
        list_bad(paragraph, &fit(&paragraph.text, found).unwrap_or_default(), found, list);
    }
    bad
}

/// The marks by which a text says where its words end.
#[derive(Debug, Clone, Copy, PartialEq)]
enum MarkedBy {
    /// U+200B. Spaces are those of the text.
    Author,
    /// Spaces between Khmer letters, which are not of the text.
    Spaces,
}

impl MarkedBy {
    fn of(text: &str) -> Self {
        if text.contains(ZWSP) { Self::Author } else { Self::Spaces }
    }
}

/// A paragraph set without the marks, and the places where they were.
struct Paragraph {
    text: ShapedText,
    marked: BTreeSet<usize>,
}

impl Paragraph {
    fn of(line: &str, marked_by: MarkedBy, style: &TextStyle, fonts: &Fonts) -> Option<Self> {
        let mut marked = BTreeSet::new();
        let mut plain = String::new();
        // Letters, their marks, and the sign that repeats a word.
        let is_of_word = |c: char| matches!(c, '\u{1780}'..='\u{17D3}' | '\u{17D7}' | '\u{17DD}');
        for (at, c) in line.trim().char_indices() {
            let is_mark = match marked_by {
                MarkedBy::Author => c == ZWSP,
                MarkedBy::Spaces => {
                    let rest = line.trim()[at..].trim_start_matches(' ');
                    c == ' ' && plain.ends_with(is_of_word) && rest.starts_with(is_of_word)
                }
            };
            if is_mark {
                marked.insert(plain.len());
            } else {
                plain.push(c);
            }
        }
        Some(Self { text: shape(&plain, style, fonts).ok()?, marked })
    }

    /// Whether the very next place is marked instead, before or after `cluster`.
    fn is_beside_mark(&self, cluster: usize) -> bool {
        [cluster.checked_sub(1), cluster.checked_add(1)]
            .into_iter()
            .flatten()
            .filter_map(|i| self.text.clusters.get(i))
            .any(|c| self.marked.contains(&c.text.start))
    }

    /// Whether a line that ends before `cluster` ends at a mark or a space.
    fn is_good_end(&self, cluster: usize) -> bool {
        let at = self.text.clusters[cluster].text.start;
        self.marked.contains(&at) || self.text.text[..at].ends_with(' ') || self.text.text[at..].starts_with(' ')
    }
}

#[derive(Default)]
struct Tally {
    lines: usize,
    ends: usize,
    bad: usize,
    beside_mark: usize,
    slack: f64,
    failed: usize,
}

/// Sets all paragraphs, prints the results, and returns the number of bad line ends in a hundred.
fn report(
    name: &str,
    paragraphs: &[Paragraph],
    measure: Pt,
    set: impl Fn(&ShapedText) -> Option<Vec<Range<usize>>>,
) -> f64 {
    let mut tally = Tally::default();
    let mut taken = Duration::ZERO;
    for paragraph in paragraphs {
        let started = Instant::now();
        let lines = set(&paragraph.text);
        taken += started.elapsed();
        match lines {
            Some(lines) => count(paragraph, &lines, measure, &mut tally),
            None => tally.failed += 1,
        }
    }
    let characters = paragraphs.iter().map(|p| p.text.text.chars().count()).sum();
    let share = |of: usize, all: usize| 100.0 * of as f64 / all.max(1) as f64;
    let bad_share = share(tally.bad, tally.ends);
    println!(
        "{name:34} {:>4} {:>7} {:>10} {:>6.2} {:>6.2} {:>9.2} {:>11.2}{}",
        tally.bad,
        tally.beside_mark,
        tally.ends,
        bad_share,
        share(tally.bad, tally.lines),
        100.0 * tally.slack / tally.ends.max(1) as f64,
        per_second(characters, taken),
        if tally.failed > 0 { format!("  ({} paragraphs overfull)", tally.failed) } else { String::new() },
    );
    bad_share
}

fn count(paragraph: &Paragraph, lines: &[Range<usize>], measure: Pt, tally: &mut Tally) {
    tally.lines += lines.len();
    for line in &lines[..lines.len().saturating_sub(1)] {
        tally.ends += 1;
        if !paragraph.is_good_end(line.end) {
            tally.bad += 1;
            tally.beside_mark += usize::from(paragraph.is_beside_mark(line.end));
        }
        tally.slack += 1.0 - width(&paragraph.text, line.clone()) / measure;
    }
}

fn width(text: &ShapedText, clusters: Range<usize>) -> Pt {
    text.advance_of(text.without_trailing_space(clusters)).at(SIZE)
}

/// The places of one ICU segmenter as it gives them, but never inside a cluster.
fn plain(text: &ShapedText, segmenter: LineSegmenterBorrowed) -> Vec<Opportunity> {
    segmenter
        .segment_str(&text.text)
        .filter_map(|at| {
            let cluster = text.cluster_at(at);
            let is_inside = text.clusters.get(cluster).is_some_and(|c| c.text.start == at) && cluster > 0;
            is_inside.then_some(Opportunity {
                cluster,
                penalty: 0.0,
                votes: Votes::default(),
                likelihood: None,
                class: BreakClass::Ordinary,
            })
        })
        .collect()
}

fn total_fit(text: &ShapedText, opportunities: &[Opportunity], measure: Pt) -> Option<Vec<Range<usize>>> {
    break_lines(text, opportunities, SIZE, measure, Align::Ragged).ok()
}

/// Each line as full as it can be.
fn greedy(text: &ShapedText, opportunities: &[Opportunity], measure: Pt) -> Option<Vec<Range<usize>>> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut fitting = None;
    for end in opportunities.iter().map(|o| o.cluster).chain([text.clusters.len()]) {
        if width(text, start..end) > measure {
            let full: usize = fitting?;
            lines.push(start..full);
            start = full;
        }
        fitting = Some(end);
    }
    lines.push(start..text.clusters.len());
    Some(lines)
}

/// Adds the bad line ends to a list, with the reasons for them, for work on the models.
fn list_bad(paragraph: &Paragraph, lines: &[Range<usize>], found: &[Opportunity], list: &mut String) {
    let explained = likhit::line::explain(&paragraph.text, found, lines);
    for end in explained.iter().filter(|end| !paragraph.is_good_end(end.opportunity.cluster)) {
        let _ = writeln!(list, "{end}");
    }
}

fn per_second(characters: usize, taken: Duration) -> f64 {
    characters as f64 / taken.as_secs_f64() / 1e6
}
