//! `likhit stationery`: the layouts, what they look like, and what is known of their figures.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::Args;

use super::explain::{mm, seating_of, shown_rect};
use super::folder;
use super::outcome::{ExitStatus, Report};
use crate::finding::Findings;
use crate::id::StationeryId;
use crate::page::layouts::names;
use crate::page::sketch;
use crate::page::stationery::Stationery;

/// The meaning of the letters in a drawing.
const KEY: &str = "L letterhead, S sender, A address, r return line, D date, = text, · kept clear for a window, + at an edge: a fold\n";

/// The arguments of `likhit stationery`.
#[derive(Debug, Args)]
pub struct StationeryArguments {
    /// Layout to show [default: all layouts].
    #[arg(value_name = "NAME", value_parser = super::values::stationery)]
    name: Option<StationeryId>,

    /// Folder with your own layouts [default: the working folder if it has any].
    #[arg(long, value_name = "DIR")]
    project: Option<PathBuf>,
}

/// Carries out the command.
pub fn stationery(arguments: &StationeryArguments) -> Report {
    let project = match folder::project(arguments.project.as_deref()) {
        Ok(project) => project,
        Err(findings) => return Report::failed(findings),
    };
    let ids: Vec<StationeryId> = arguments.name.clone().map_or_else(|| names(&project), |name| vec![name]);
    let mut text = String::new();
    let mut findings = Findings::new();
    for id in ids {
        match Stationery::read(&project, &id) {
            Ok(layout) => {
                text.push_str(&described(&layout));
                text.push('\n');
            }
            Err(faults) => findings.extend(faults),
        }
    }
    if !text.is_empty() {
        text.push_str(KEY);
    }
    let status = if findings.is_empty() { ExitStatus::Done } else { ExitStatus::Faulty };
    Report { text, findings, status }
}

fn described(layout: &Stationery) -> String {
    let mut out = format!("{}  {}\n", layout.id, layout.about);
    let _ = writeln!(out, "  sheet      {} × {} mm", mm(layout.sheet.width), mm(layout.sheet.height));
    if !layout.countries.is_empty() {
        let countries: Vec<&str> = layout.countries.iter().map(crate::id::CountryCode::as_str).collect();
        let _ = writeln!(out, "  default    in {}", countries.join(", "));
    }
    for (country, note) in &layout.country_notes {
        let _ = writeln!(out, "  in {country}      {note}");
    }
    for view in &layout.views {
        let _ = writeln!(
            out,
            "  envelope   {}: always shows {}; the sheet can move {} × {} mm{}",
            view.envelope,
            shown_rect(&view.address.visible),
            mm(view.slack.width),
            mm(view.slack.height),
            seating_of(view),
        );
    }
    if !layout.folds.is_empty() {
        let folds: Vec<String> = layout.folds.iter().map(|fold| mm(*fold)).collect();
        let _ = writeln!(out, "  folds      at {} mm", folds.join(", "));
    }
    for source in &layout.sources {
        let standing = if source.verified { "" } else { " (not compared with the text of a standard)" };
        let _ = writeln!(out, "  figures    {}{standing}: {}", source.figures.join(", "), source.from);
    }
    for line in sketch(layout).lines() {
        let _ = writeln!(out, "    {line}");
    }
    out
}
