//! Counts the line ends that fall inside words, over paragraphs whose authors marked where a line
//! may end; and how much slack and how much time that costs. It fails when they are too many.
//!
//! `LINE_ENDS_BAD=FILE cargo bench --bench line_ends` lists them in a file.
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]
#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "a benchmark reads the clock and its orders")]

use std::collections::BTreeSet;
use std::ops::Range;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};
use likhit::font::{Fonts, Weight};
use likhit::line::{BreakClass, Opportunity, Segmenter, Votes, break_lines, opportunities};
use likhit::locale::Align;
use likhit::shape::{ShapedText, TextStyle, shape};
use likhit::unit::{Mm, Pt};

const CORPUS: &str = include_str!("data/khmer-breaks.txt");
const SIZE: Pt = Pt(11.0);
const MEASURE: Mm = Mm(160.0);

/// More bad line ends than this in a hundred are a fault.
const MOST_BAD: f64 = 3.0;

fn main() -> ExitCode {
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
    let started = Instant::now();
    let paragraphs: Vec<Paragraph> = CORPUS.lines().filter_map(|line| Paragraph::of(line, &style, &fonts)).collect();
    let shaping = started.elapsed();
    let characters: usize = paragraphs.iter().map(|p| p.text.text.chars().count()).sum();
    println!(
        "{} paragraphs, {characters} characters, set at {} pt on {} mm; {} could not be set",
        paragraphs.len(),
        SIZE.0,
        MEASURE.0,
        CORPUS.lines().count() - paragraphs.len()
    );
    println!("shaping: {:.2} M characters/s", per_second(characters, shaping));
    println!("bad: line ends at neither an author's U+200B nor a space; a paragraph's last line has no line end");
    println!("sure: those of them one cluster beside an author's U+200B, so certainly inside a word");
    println!();
    println!(
        "                                    bad  sure  line ends  bad/100 line ends  bad/100 lines  slack %   M chars/s"
    );

    let dictionary = LineSegmenter::new_dictionary(LineBreakOptions::default());
    let lstm = LineSegmenter::new_lstm(LineBreakOptions::default());
    let segmenter = Segmenter::new();
    let none: [&str; 0] = [];
    report("greedy, dictionary", &paragraphs, |text| greedy(text, &plain(text, dictionary)));
    report("greedy, LSTM", &paragraphs, |text| greedy(text, &plain(text, lstm)));
    report("total fit, dictionary", &paragraphs, |text| total_fit(text, &plain(text, dictionary)));
    report("total fit, LSTM", &paragraphs, |text| total_fit(text, &plain(text, lstm)));
    let bad = report("likhit: total fit, votes and rules", &paragraphs, |text| {
        total_fit(text, &opportunities(text, &none, &segmenter))
    });
    let found: Vec<_> = paragraphs.iter().map(|p| opportunities(&p.text, &none, &segmenter)).collect();
    let started = Instant::now();
    let failed = paragraphs.iter().zip(&found).filter(|(p, found)| total_fit(&p.text, found).is_none()).count();
    println!();
    println!(
        "choosing among the places found: {:.2} M characters/s, {failed} paragraphs overfull",
        per_second(characters, started.elapsed())
    );
    if let Ok(path) = std::env::var("LINE_ENDS_BAD") {
        list_bad(&path, &paragraphs, |text| total_fit(text, &opportunities(text, &none, &segmenter)));
    }
    if bad > MOST_BAD {
        println!("more than {MOST_BAD} bad line ends in 100");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

/// A paragraph set without its U+200B, and the places where they were.
struct Paragraph {
    text: ShapedText,
    marked: BTreeSet<usize>,
}

impl Paragraph {
    fn of(line: &str, style: &TextStyle, fonts: &Fonts) -> Option<Self> {
        let mut marked = BTreeSet::new();
        let mut plain = String::new();
        for c in line.chars() {
            if c == '\u{200B}' {
                marked.insert(plain.len());
            } else {
                plain.push(c);
            }
        }
        Some(Self { text: shape(&plain, style, fonts).ok()?, marked })
    }

    /// Whether the author marked the very next place instead, before or after `cluster`: then the
    /// line end is certainly inside a word.
    fn is_beside_mark(&self, cluster: usize) -> bool {
        [cluster.checked_sub(1), cluster.checked_add(1)]
            .into_iter()
            .flatten()
            .filter_map(|i| self.text.clusters.get(i))
            .any(|c| self.marked.contains(&c.text.start))
    }

    /// Whether a line that ends before `cluster` ends where its author would have it.
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
fn report(name: &str, paragraphs: &[Paragraph], set: impl Fn(&ShapedText) -> Option<Vec<Range<usize>>>) -> f64 {
    let mut tally = Tally::default();
    let mut taken = Duration::ZERO;
    for paragraph in paragraphs {
        let started = Instant::now();
        let lines = set(&paragraph.text);
        taken += started.elapsed();
        match lines {
            Some(lines) => count(paragraph, &lines, &mut tally),
            None => tally.failed += 1,
        }
    }
    let characters = paragraphs.iter().map(|p| p.text.text.chars().count()).sum();
    let bad_share = 100.0 * tally.bad as f64 / tally.ends as f64;
    println!(
        "{name:34} {:>4} {:>5} {:>10} {:>18.2} {:>14.2} {:>8.2} {:>11.2}{}",
        tally.bad,
        tally.beside_mark,
        tally.ends,
        bad_share,
        100.0 * tally.bad as f64 / tally.lines as f64,
        100.0 * tally.slack / tally.ends as f64,
        per_second(characters, taken),
        if tally.failed > 0 { format!("  ({} paragraphs overfull)", tally.failed) } else { String::new() },
    );
    bad_share
}

fn count(paragraph: &Paragraph, lines: &[Range<usize>], tally: &mut Tally) {
    tally.lines += lines.len();
    for line in &lines[..lines.len().saturating_sub(1)] {
        tally.ends += 1;
        if !paragraph.is_good_end(line.end) {
            tally.bad += 1;
            tally.beside_mark += usize::from(paragraph.is_beside_mark(line.end));
        }
        tally.slack += 1.0 - width(&paragraph.text, line.clone()) / MEASURE.to_pt();
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
                class: BreakClass::Ordinary,
            })
        })
        .collect()
}

fn total_fit(text: &ShapedText, opportunities: &[Opportunity]) -> Option<Vec<Range<usize>>> {
    break_lines(text, opportunities, SIZE, MEASURE.to_pt(), Align::Ragged).ok()
}

/// Each line as full as it can be.
fn greedy(text: &ShapedText, opportunities: &[Opportunity]) -> Option<Vec<Range<usize>>> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut fitting = None;
    for end in opportunities.iter().map(|o| o.cluster).chain([text.clusters.len()]) {
        if width(text, start..end) > MEASURE.to_pt() {
            let full: usize = fitting?;
            lines.push(start..full);
            start = full;
        }
        fitting = Some(end);
    }
    lines.push(start..text.clusters.len());
    Some(lines)
}

/// Writes the bad line ends to a file, for work on the rules.
fn list_bad(path: &str, paragraphs: &[Paragraph], set: impl Fn(&ShapedText) -> Option<Vec<Range<usize>>>) {
    let mut list = String::new();
    for paragraph in paragraphs {
        let lines = set(&paragraph.text).unwrap_or_default();
        for line in lines.iter().take(lines.len().saturating_sub(1)).filter(|line| !paragraph.is_good_end(line.end)) {
            let end = line.end;
            let all = paragraph.text.clusters.len();
            list.push_str(paragraph.text.text_of(end.saturating_sub(8)..end));
            list.push_str(" | ");
            list.push_str(paragraph.text.text_of(end..(end + 8).min(all)));
            list.push('\n');
        }
    }
    if let Err(fault) = std::fs::write(path, list) {
        println!("{path}: {fault}");
    }
}

fn per_second(characters: usize, taken: Duration) -> f64 {
    characters as f64 / taken.as_secs_f64() / 1e6
}
