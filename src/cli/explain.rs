//! Explanations of a page: where lines end and why, and what windows show.

use std::fmt::Write as _;

use crate::page::Break;
use crate::page::pane::{Seating, View};
use crate::page::window::{Proof, Spare};
use crate::unit::{Pt, Rect};

/// A row for each line end: the message, its language and the line, then where it ends and why.
pub fn line_ends(breaks: &[Break]) -> String {
    let name = |end: &Break| format!("{} ({}) line {}", end.source, end.language, end.line);
    let width = breaks.iter().map(|end| name(end).len()).max().unwrap_or(0);
    breaks.iter().fold(String::new(), |mut out, end| {
        let _ = writeln!(out, "{:width$}  {}", name(end), end.end);
        out
    })
}

/// The visible part of each letter in each window, and the margins around it.
pub fn windows(proofs: &[Proof]) -> String {
    let mut out = String::new();
    let edges = |spare: &Spare| {
        let [left, top, right, bottom] = [spare.left, spare.top, spare.right, spare.bottom].map(mm);
        format!("left {left}, top {top}, right {right}, bottom {bottom} mm")
    };
    for proof in proofs {
        let view = &proof.view;
        let seating = seating_of(view);
        let _ = writeln!(
            out,
            "  page {} in {} ({} × {} mm): can move {} × {} mm{seating}",
            proof.page,
            view.envelope,
            mm(view.size.width),
            mm(view.size.height),
            mm(view.slack.width),
            mm(view.slack.height),
        );
        let _ = writeln!(out, "    always visible  {}", shown_rect(&view.address.visible));
        let _ = writeln!(out, "    keep clear      {}", shown_rect(&view.address.keep_clear));
        let _ = writeln!(out, "    address         {} to spare", edges(&proof.address));
        if let Some(sender) = &proof.sender {
            let _ = writeln!(out, "    sender          {} to spare", edges(sender));
        }
        if let Some(apart) = proof.apart {
            let _ = writeln!(out, "    other text      {} mm away", mm(apart));
        }
    }
    out
}

/// The assumption about how the folded sheet sits in the envelope, as text.
pub fn seating_of(view: &View) -> &'static str {
    match view.seating {
        Seating::Loose => "",
        Seating::Bottom => ", if it rests on the bottom edge",
    }
}

/// A rectangle's size and place in millimetres.
pub fn shown_rect(rect: &Rect) -> String {
    format!("{} × {} mm at ({}, {})", mm(rect.width()), mm(rect.height()), mm(rect.left), mm(rect.top))
}

/// Millimetres with one decimal, rounded down.
pub fn mm(length: Pt) -> String {
    let tenths = (length.to_mm().0 * 10.0 + 1e-6).floor() / 10.0;
    // Adding zero turns a negative zero into a plain one.
    format!("{:.1}", tenths + 0.0)
}

/// A number of pages as text.
pub fn pages(count: usize) -> String {
    if count == 1 { "1 page".to_owned() } else { format!("{count} pages") }
}
