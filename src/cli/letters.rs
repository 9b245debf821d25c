//! `likhit letters`: the letters of a case, a PDF for each recipient.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::args::LettersArguments;
use super::case_file::{Opened, name_as_typed, open};
use super::folder::{self, shown};
use super::output::{Readers, write_whole};
use super::{Ending, Report, manifest};
use crate::finding::{Finding, Findings};
use crate::font::Face;
use crate::letter::Sender;
use crate::page::envelope::{Seating, View};
use crate::page::window::{Proof, Spare};
use crate::page::{Break, Extent};
use crate::press::{self, Order, Printed};
use crate::project::Project;
use crate::unit::{Pt, Rect};
use crate::yaml::Source;

/// Carries out the command.
pub fn letters(arguments: &LettersArguments) -> Report {
    match order(arguments) {
        Ok((project, order)) => print(arguments, &project, &order),
        Err((findings, ending)) => Report { text: String::new(), findings, ending },
    }
}

fn print(arguments: &LettersArguments, project: &Project, order: &Order) -> Report {
    let outcome = press::letters(project, order);
    let mut findings = outcome.findings;
    name_as_typed(&mut findings, &arguments.case, &order.case);
    let mut ending = Ending::of(&findings);
    let folder = arguments.out.join(order.case.as_str());
    let readers = if order.sender.is_some() { Readers::Owner } else { Readers::Anybody };

    let mut written: Vec<(&Printed, PathBuf)> = Vec::new();
    for printed in &outcome.printed {
        let path = folder.join(format!("{}.pdf", printed.recipient));
        let overlay = printed.overlay.iter().try_for_each(|overlay| {
            write_whole(&folder.join(format!("{}-overlay.pdf", printed.recipient)), overlay, readers)
        });
        match overlay.and_then(|()| write_whole(&path, &printed.pdf, readers)) {
            Ok(()) => written.push((printed, path)),
            Err(finding) => {
                findings.push(finding);
                ending = Ending::Failed;
            }
        }
    }
    if !written.is_empty() {
        let rows = manifest::manifest(&folder, written.iter().map(|(printed, _)| *printed));
        let readers = manifest::readers(&folder, readers);
        if let Err(finding) = write_whole(&folder.join(manifest::FILE), &rows, readers) {
            findings.push(finding);
            ending = Ending::Failed;
        }
    }

    let mut text = String::new();
    if arguments.explain_breaks {
        for (printed, _) in &written {
            let _ = writeln!(text, "{}", printed.recipient);
            text.push_str(&explain(&printed.breaks));
            text.push('\n');
        }
    }
    if arguments.explain_window {
        for (printed, _) in &written {
            let _ = writeln!(text, "{}", printed.recipient);
            text.push_str(&explain_windows(&printed.proofs));
            text.push('\n');
        }
    }
    text.push_str(&table(&written));
    Report { text, findings, ending }
}

/// What was typed, made into an order; the project that it is for comes with it.
fn order(arguments: &LettersArguments) -> Result<(Project, Order), (Findings, Ending)> {
    let failed = |findings: Findings| (findings, Ending::Failed);
    let Opened { mut project, case, .. } = open(&arguments.case, arguments.project.as_deref()).map_err(failed)?;
    for path in &arguments.font {
        project = project.with([font(path).map_err(|finding| failed(vec![finding]))?]);
    }
    let sender = arguments.sender.as_deref().map(sender).transpose()?;
    let date = arguments.date.unwrap_or_else(|| jiff::Zoned::now().date());
    let order = Order {
        case,
        to: arguments.to.clone(),
        languages: arguments.lang.clone(),
        fallback: arguments.fallback.clone(),
        sender,
        country: arguments.country.clone(),
        date,
        stationery: arguments.stationery.clone(),
        envelope: arguments.envelope.clone(),
        overlay: arguments.overlay,
        after_deadline: arguments.after_deadline,
        extent: if arguments.one_page { Extent::OnePage } else { Extent::AsNeeded },
    };
    Ok((project, order))
}

/// A font that was named on the command line, as a file of the project.
pub fn font(path: &Path) -> Result<(String, Vec<u8>), Finding> {
    let is_truetype = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("ttf"));
    let Some(name) = path.file_stem().filter(|_| is_truetype) else {
        let finding = Finding::error("unreadable-font", "this is no TrueType file (.ttf)").in_file(shown(path));
        return Err(
            finding.help("name a file with the ending `.ttf`; other fonts lack the outlines that a letter needs")
        );
    };
    let bytes = folder::bytes(path)?;
    // Read here too, so that a finding names the file as it was typed.
    Face::parse(&shown(path), &bytes)?;
    Ok((format!("fonts/{}.ttf", name.to_string_lossy()), bytes))
}

/// The sender's file.
pub fn sender(path: &Path) -> Result<Sender, (Findings, Ending)> {
    let failed = |finding: Finding| (vec![finding], Ending::Failed);
    let file = shown(path);
    let project = Project::embedded().with([(file.clone(), folder::bytes(path).map_err(failed)?)]);
    let text = project.text(&file).map_err(failed)?;
    Sender::read(Source { file: &file, text }).map_err(|findings| (findings, Ending::Faulty))
}

/// What was written, and where.
fn table(written: &[(&Printed, PathBuf)]) -> String {
    let mut out = String::new();
    let width = written.iter().map(|(printed, _)| printed.recipient.as_str().len()).max().unwrap_or(0);
    for (printed, path) in written {
        let languages: Vec<String> =
            printed.letters.iter().map(|letter| format!("{} {}", letter.language, pages(letter.pages))).collect();
        let _ = write!(out, "{:width$}  {}", printed.recipient, languages.join(", "));
        let spare = spare(&printed.proofs);
        if !spare.is_empty() {
            let _ = write!(out, "  window {} to spare", spare.join(", "));
        }
        let _ = writeln!(out, "  {}", path.display());
    }
    out
}

/// For each envelope the least that the address has to spare in any of the letters.
fn spare(proofs: &[Proof]) -> Vec<String> {
    let mut least: Vec<(&str, Pt)> = Vec::new();
    for proof in proofs {
        let (envelope, spare) = (proof.view.envelope.as_str(), proof.address.least());
        match least.iter_mut().find(|(known, _)| *known == envelope) {
            Some((_, known)) => *known = known.min(spare),
            None => least.push((envelope, spare)),
        }
    }
    least.into_iter().map(|(envelope, spare)| format!("{envelope} {} mm", mm(spare))).collect()
}

/// What each window shows of each letter, and what there is to spare.
fn explain_windows(proofs: &[Proof]) -> String {
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
            "  page {} in {} ({} × {} mm): slides {} × {} mm{seating}",
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
            let _ = writeln!(out, "    all else        {} mm away", mm(apart));
        }
    }
    out
}

/// How an assumption on the packet is told.
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

/// Millimetres to a tenth, never more than there are.
pub fn mm(length: Pt) -> String {
    let tenths = (length.to_mm().0 * 10.0 + 1e-6).floor() / 10.0;
    // Adding zero turns a negative zero into a plain one.
    format!("{:.1}", tenths + 0.0)
}

pub fn pages(count: usize) -> String {
    if count == 1 { "1 page".to_owned() } else { format!("{count} pages") }
}

/// A row for each line end: the message, its language and the line, then where it ends and why.
fn explain(breaks: &[Break]) -> String {
    let name = |end: &Break| format!("{} ({}) line {}", end.source, end.language, end.line);
    let width = breaks.iter().map(|end| name(end).len()).max().unwrap_or(0);
    breaks.iter().fold(String::new(), |mut out, end| {
        let _ = writeln!(out, "{:width$}  {}", name(end), end.end);
        out
    })
}
