//! The text that a reader found, compared with the text that it should find.

use std::fmt::Write as _;
use std::ops::Range;

use super::expected::{Page, Row, SetLine, joined, readable};

/// How much of the order of a page a reader keeps.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// It gives the lines as they are in the file, which is the reading order.
    AsSet,
    /// It orders blocks by their places on the page, but keeps the lines of a block together.
    ByPlace,
}

/// The number of characters on either side of a difference that are shown by their code points.
const CONTEXT: usize = 4;

/// Compares the text of a whole document, its pages ended by U+000C. Gives the number of lines.
///
/// # Errors
///
/// The first difference, in words.
pub fn compare(expected: &[Page], found: &str, order: Order) -> Result<usize, String> {
    let found = readable(found);
    let mut pages: Vec<&str> = found.split('\u{C}').collect();
    if pages.last().is_some_and(|rest| rest.trim().is_empty()) {
        pages.pop();
    }
    if pages.len() != expected.len() {
        return Err(format!("{} pages were set, {} were read", expected.len(), pages.len()));
    }
    let mut count = 0;
    for (number, (page, found)) in (1..).zip(expected.iter().zip(pages)) {
        let lines: Vec<&str> = found.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect();
        let difference = match order {
            Order::AsSet => in_order(&page.rows, &lines),
            Order::ByPlace => in_paragraphs(&page.rows, &lines),
        };
        difference.map_err(|difference| format!("page {number}: {difference}"))?;
        count += lines.len();
    }
    Ok(count)
}

fn in_order(rows: &[Row], lines: &[&str]) -> Result<(), String> {
    let mut at = 0;
    for row in rows {
        let Some(taken) = take(row, &lines[at..]) else {
            return Err(differing_line(at, row, lines.get(at)));
        };
        at += taken;
    }
    match lines.get(at) {
        None => Ok(()),
        Some(line) => Err(format!("line {} was never set: `{line}`", at + 1)),
    }
}

fn in_paragraphs(rows: &[Row], lines: &[&str]) -> Result<(), String> {
    let mut free = vec![true; lines.len()];
    for rows in rows.chunk_by(|a, b| a.paragraph().is_some() && a.paragraph() == b.paragraph()) {
        // Text that is side by side may be one block or several.
        if let Some(place) = find(rows, lines, &free) {
            free[place].fill(false);
            continue;
        }
        for rows in apart(rows) {
            let place = find(&rows, lines, &free).ok_or_else(|| differing_paragraph(&rows, lines))?;
            free[place].fill(false);
        }
    }
    match free.iter().position(|free| *free) {
        None => Ok(()),
        Some(at) => Err(format!("line {} was never set: `{}`", at + 1, lines[at])),
    }
}

/// The place of the rows, one after the other, in lines that nothing else has taken.
fn find(rows: &[Row], lines: &[&str], free: &[bool]) -> Option<Range<usize>> {
    (0..lines.len()).find_map(|start| {
        let mut end = start;
        for row in rows {
            end += take(row, &lines[end..])?;
        }
        free[start..end].iter().all(|free| *free).then_some(start..end)
    })
}

/// The same rows with nothing side by side: the lines of each paragraph by themselves.
fn apart(rows: &[Row]) -> Vec<Vec<Row>> {
    let mut lines: Vec<&SetLine> = rows.iter().flat_map(|row| &row.lines).collect();
    lines.sort_by_key(|line| line.paragraph);
    let paragraphs = lines.chunk_by(|a, b| a.paragraph.is_some() && a.paragraph == b.paragraph);
    paragraphs.map(|lines| lines.iter().map(|line| Row { lines: vec![(*line).clone()] }).collect()).collect()
}

/// The number of lines of `lines` that are this row. A reader may give text that is side by side in one line or in
/// several.
fn take(row: &Row, lines: &[&str]) -> Option<usize> {
    let mut rest = row.lines.as_slice();
    let mut taken = 0;
    while !rest.is_empty() {
        let line = lines.get(taken)?;
        let together = (1..=rest.len()).rev().find(|n| joined(&rest[..*n]) == *line)?;
        rest = &rest[together..];
        taken += 1;
    }
    Some(taken)
}

fn differing_paragraph(paragraph: &[Row], lines: &[&str]) -> String {
    let first = &paragraph[0].text();
    // A person would look where most of the paragraph's beginning is.
    let nearest = (0..lines.len()).max_by_key(|at| (common_prefix(first, lines[*at]), usize::MAX - at)).unwrap_or(0);
    let mut at = nearest;
    for row in paragraph {
        match take(row, &lines[at..]) {
            Some(taken) => at += taken,
            None => return differing_line(at, row, lines.get(at)),
        }
    }
    format!("the paragraph that begins `{first}` was set once more than it was read")
}

fn differing_line(at: usize, row: &Row, found: Option<&&str>) -> String {
    let set = row.text();
    let Some(found) = found else {
        return format!("the text ends before line {}: `{set}`", at + 1);
    };
    let mut out = format!("line {} differs\n", at + 1);
    let from = common_prefix(&set, found).saturating_sub(CONTEXT);
    for (what, text) in [("set ", set.as_str()), ("read", found)] {
        let _ = writeln!(out, "      {what}: `{text}`");
        let around: Vec<String> =
            text.chars().skip(from).take(2 * CONTEXT + 1).map(|c| format!("{:04X}", u32::from(c))).collect();
        let end = if around.len() <= 2 * CONTEXT { " end" } else { " …" };
        let _ = writeln!(out, "            characters from {}: {}{end}", from + 1, around.join(" "));
    }
    out.truncate(out.trim_end().len());
    out
}

/// How many characters two texts have in common at their beginning.
fn common_prefix(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count()
}
