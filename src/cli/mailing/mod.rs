//! `likhit mailing`: the letters of many senders, from a list, into files for the printer.

mod claim;
pub(super) mod faults;
mod finish;
mod join;
pub(super) mod manifest;
mod plan;
mod printing;
mod shard;
pub(super) mod survey;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};

use super::args::{envelope, stationery};
use super::case_file::{self, Opened, name_files};
use super::folder::{self, shown};
use super::order::{Addressees, Languages, Terms, usual};
use super::output::{Access, write_whole};
use super::{ExitStatus, Report};
use crate::finding::{Finding, Findings, rules};
use crate::id::{EnvelopeId, RecipientId, StationeryId};
use crate::list::{CountryNames, List};
use crate::page::{Extent, MarkKind};
use crate::print::{self, MailingRun, Order, Sides};
use crate::project::Project;
use claim::{Claim, Want, claim};
use finish::{MANIFEST, REASONS, Summary, summary, sweep, write_lists};
use manifest::ManifestRow;
use plan::{Filing, Plan, PrintedForm, fingerprint};
use printing::{PreparedMailing, is_done, print_files, print_letters, progress, records};
use shard::{Shard, ShardArgument};
use survey::{OnBadRow, Survey, jobs, survey};

/// What was typed after `likhit mailing`.
#[expect(clippy::struct_excessive_bools, reason = "each is a flag that is typed")]
#[derive(Debug, Args)]
pub struct MailingArguments {
    /// The case: its id, or the path of its YAML file.
    #[arg(required_unless_present = "join")]
    case: Option<String>,

    /// The senders: a CSV file with the columns name, address1 to address5, country, lang, place,
    /// personal and id.
    #[arg(long, value_name = "FILE", required_unless_present_any = ["join", "verify"])]
    senders: Option<PathBuf>,

    #[command(flatten)]
    addressees: Addressees,

    #[command(flatten)]
    languages: Languages,

    /// The layout; by default the one that is usual in the country.
    #[arg(long, value_name = "NAME", value_parser = stationery)]
    stationery: Option<StationeryId>,

    /// The window envelope; by default the address fits all that the layout is made for.
    #[arg(long, value_name = "NAME", value_parser = envelope)]
    envelope: Option<EnvelopeId>,

    /// Print on both sides: each letter begins on a front, and one of odd pages gets a blank back.
    #[arg(long)]
    duplex: bool,

    /// Print marks for an inserting machine on the front of each sheet.
    #[arg(long, value_name = "KIND")]
    marks: Option<Marks>,

    /// Refuse a letter that does not fit on one page, and say by how much.
    #[arg(long)]
    one_page: bool,

    /// At most so many letters in a print file.
    #[arg(long, value_name = "N", default_value = "1000")]
    letters_per_file: NonZeroUsize,

    /// One PDF for each letter instead of print files of many.
    #[arg(long, conflicts_with = "letters_per_file")]
    separate: bool,

    /// Print the letters of these numbers once more, from the same list and options; the numbers
    /// stand in the manifest.
    #[arg(long, value_name = "A-B", value_parser = numbers, conflicts_with = "shard")]
    only: Option<(usize, usize)>,

    /// Print one part of a mailing that several machines share: 1/4 to 4/4; `auto` is the part that
    /// Slurm or Kubernetes names, `auto/N` with N parts.
    #[arg(long, value_name = "I/N", value_parser = shard::parse)]
    shard: Option<ShardArgument>,

    /// Check the parts in this folder, and write the manifest of the whole.
    #[arg(long, value_name = "DIR", conflicts_with_all = ["case", "senders", "shard", "only", "verify"])]
    join: Option<PathBuf>,

    /// Check the print files against the manifest.
    #[arg(long, conflicts_with_all = ["shard", "only"])]
    verify: bool,

    /// Read, set and count all letters and report every fault, but write nothing.
    #[arg(long, conflicts_with_all = ["shard", "only", "verify", "join"])]
    dry_run: bool,

    /// With --dry-run: write why rows are rejected to this CSV file.
    #[arg(long, value_name = "FILE", requires = "dry_run")]
    reasons: Option<PathBuf>,

    /// Stop at the first row that cannot be printed, before anything is written.
    #[arg(long)]
    strict: bool,

    /// So many threads; all cores by default. The files are the same.
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,

    #[command(flatten)]
    terms: Terms,

    /// The folder to write to.
    #[arg(long, value_name = "DIR", default_value = "mailing")]
    out: PathBuf,
}

/// Which marks are printed for inserting machines.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Marks {
    /// Lines that an optical reader counts.
    Omr,
    /// A matrix of squares with the numbers of job, envelope and sheet.
    #[value(name = "datamatrix")]
    DataMatrix,
}

/// Carries out the command.
pub fn mailing(arguments: &MailingArguments) -> Report {
    if let Some(folder) = &arguments.join {
        return join::join(folder);
    }
    let typed = arguments.case.as_deref().unwrap_or_default();
    if arguments.verify {
        return match case_file::open(typed, arguments.terms.project.as_deref()) {
            Ok(opened) => join::verify(&arguments.out.join(opened.case.as_str())),
            Err(findings) => Report::failed(findings),
        };
    }
    let opened = match arguments.terms.open(typed) {
        Ok(opened) => opened,
        Err(report) => return report,
    };
    let case = opened.case.clone();
    let folder = arguments.out.join(case.as_str());
    let mut report = print(arguments, opened, &folder).unwrap_or_else(|report| report);
    name_files(&mut report.findings, typed, &case, arguments.terms.project.as_deref());
    report
}

/// Both passes. The error is the report of a run that ended early.
fn print(arguments: &MailingArguments, opened: Opened, folder: &Path) -> Result<Report, Report> {
    let Opened { project, case } = opened;
    let part = part(arguments.shard).map_err(Report::failed)?;
    let path = arguments.senders.as_deref().unwrap_or(Path::new(""));
    let bytes = folder::bytes(path).map_err(Report::failed)?;
    let list = List::read(&shown(path), &bytes).map_err(Report::faulty)?;
    let names =
        CountryNames::read(&project).map_err(Report::faulty)?.for_letters_from(arguments.addressees.country.clone());
    if let Some(finding) = list.without_country(&names) {
        return Err(Report::faulty(finding));
    }
    let sides = if arguments.duplex { Sides::Both } else { Sides::Front };
    let filing = if arguments.separate { Filing::Separate } else { Filing::Together(arguments.letters_per_file.get()) };
    let marks = arguments.marks.map(|marks| match marks {
        Marks::Omr => MarkKind::Omr,
        Marks::DataMatrix => MarkKind::DataMatrix,
    });
    let form = PrintedForm { sides, filing, marks };
    let mut order = Order {
        languages: arguments.languages.lang.clone(),
        fallback: arguments.languages.fallback.clone(),
        stationery: arguments.stationery.clone(),
        envelope: arguments.envelope.clone(),
        extent: if arguments.one_page { Extent::OnePage } else { Extent::AsNeeded },
        ..usual(case, &arguments.terms, &arguments.addressees)
    };
    let id_of = |order: &Order| fingerprint(&project, &bytes, order, &form);
    let kept = if arguments.terms.date.is_none() { keep_day(&mut order, folder, &id_of) } else { None };
    let ranks = ranks(&project, &order).map_err(Report::faulty)?;
    let run = MailingRun::prepare(&project, order.clone()).map_err(Report::faulty)?.with_marks(marks);
    let jobs = jobs(arguments.jobs);

    let bar = bar("read", list.rows().len());
    let on_bad_row = if arguments.strict { OnBadRow::Stop } else { OnBadRow::Reject };
    let mut survey = survey(&list, &names, &run, order.country.as_ref(), on_bad_row, jobs, &|| bar.inc(1));
    bar.finish_and_clear();
    for remark in kept.into_iter().chain(run.remarks()).chain(list.remarks().clone()) {
        survey.faults.general(remark);
    }
    if arguments.shard.is_none() && (is_set("SLURM_ARRAY_TASK_ID") || is_set("JOB_COMPLETION_INDEX")) {
        let finding =
            Finding::note(rules::WHOLE_MAILING, "this is one of several tasks, but it prints the whole mailing");
        survey.faults.general(finding.help("use `--shard auto` to print only the part of this task"));
    }
    if arguments.dry_run {
        return tried(&survey, arguments.reasons.as_deref(), &[path]);
    }
    if arguments.strict && !survey.rejected.is_empty() {
        return Err(Report {
            text: "nothing was written\n".to_owned(),
            ..Report::faulty(survey.faults.shown(REASONS))
        });
    }

    let plan = Plan::new(id_of(&order), order.date, &survey.good, &ranks, &form);
    let prepared = PreparedMailing { run: &run, list: &list, names: &names, plan: &plan, folder };
    match arguments.only {
        Some(numbers) => reprint(&prepared, &survey, numbers),
        None => print_all(&prepared, &survey, &order, part, jobs),
    }
}

/// A dry run: counts the letters and reports every fault. Only the reasons are written, if they were
/// requested.
fn tried(survey: &Survey, reasons: Option<&Path>, inputs: &[&Path]) -> Result<Report, Report> {
    let name = reasons.map_or_else(|| REASONS.to_owned(), shown);
    let findings = if reasons.is_some() { survey.faults.shown(&name) } else { survey.faults.all() };
    if let Some(path) = reasons {
        finish::write_reasons(path, &survey.faults, inputs)
            .map_err(|finding| Report::failed(findings.iter().cloned().chain([finding]).collect::<Findings>()))?;
    }
    let letters: usize = survey.good.iter().map(|row| row.letters.len()).sum();
    let text = format!(
        "{} letters would be printed; nothing was written{}\n{} rows good, {} rejected\n",
        faults::grouped(letters),
        if reasons.is_some() { format!(" except {name}") } else { String::new() },
        faults::grouped(survey.good.len()),
        faults::grouped(survey.rejected.len()),
    );
    let ending = if survey.rejected.is_empty() { ExitStatus::Done } else { ExitStatus::Faulty };
    Ok(Report { text, findings, ending })
}

/// Gives the letters the date of the mailing in the folder, if only the date is different. A mailing that is
/// completed after midnight would otherwise have to be printed again, or have two dates.
fn keep_day(order: &mut Order, folder: &Path, id_of: &dyn Fn(&Order) -> String) -> Option<Finding> {
    let today = order.date;
    let day = claim::day_of(folder, |date| id_of(&Order { date, ..order.clone() })).filter(|day| *day != today)?;
    order.date = day;
    let message = format!("the letters have the date of the mailing in this folder, {day}");
    let help = format!("to print them again with today's date, use `--date {today}`");
    Some(Finding::warning(rules::KEPT_DATE, message).in_file(shown(folder)).help(help))
}

/// The report of a command that failed: the earlier findings, and the reason why it failed.
fn because(findings: &Findings, more: impl Into<Findings>) -> Report {
    Report::failed(findings.iter().cloned().chain(more.into()).collect::<Findings>())
}

/// The whole mailing, or a part of it.
fn print_all(
    prepared: &PreparedMailing,
    survey: &Survey,
    order: &Order,
    part: Option<Shard>,
    jobs: usize,
) -> Result<Report, Report> {
    let PreparedMailing { plan, folder, list, .. } = *prepared;
    let mut findings = survey.faults.shown(REASONS);
    let ending = if survey.rejected.is_empty() { ExitStatus::Done } else { ExitStatus::Faulty };
    if plan.letters.is_empty() {
        write_lists(folder, list, survey, None).map_err(|more| because(&findings, more))?;
        findings.push(Finding::error(
            rules::NOTHING_TO_PRINT,
            "there is nothing to print: no row of the list results in a letter",
        ));
        return Err(Report::faulty(findings));
    }
    let want = if part.is_none() { Want::All } else { Want::Part };
    let claim = claim(folder, want).map_err(|more| because(&findings, more))?;
    if part.is_none() {
        findings.extend(set_aside(folder, &plan.id).map_err(|more| because(&findings, more))?);
    }
    let known = records(folder, &plan.id);
    let mine: Vec<usize> = (0..plan.files.len()).filter(|file| part.is_none_or(|part| part.has(*file))).collect();
    let todo: Vec<usize> = mine
        .iter()
        .copied()
        .filter(|file| {
            let file = &plan.files[*file];
            !known.get(&file.name).is_some_and(|rows| is_done(folder, plan, file, rows))
        })
        .collect();
    let is_joined = || manifest::read(&folder.join(MANIFEST)).is_some_and(|rows| is_whole(&rows, plan));
    if let Some(part) = part.filter(|_| todo.is_empty() && is_joined()) {
        // A task that an engine starts once more, when the parts were joined without it.
        let text = format!("part {part} is already printed and joined\n");
        claim.into_iter().for_each(Claim::release);
        return Ok(Report { text, findings: Findings::new(), ending: ExitStatus::Done });
    }
    let letters = todo.iter().map(|file| plan.files[*file].letters.len()).sum();
    let bar = bar("print", letters);
    let printed = print_files(prepared, &todo, jobs, &|| bar.inc(1));
    bar.finish_and_clear();
    printed.map_err(|more| {
        let text = "not finished: run the same command again; it continues where it stopped\n".to_owned();
        Report { text, ..because(&findings, more) }
    })?;

    let known = records(folder, &plan.id);
    let rows: Vec<ManifestRow> =
        mine.iter().flat_map(|file| known.get(&plan.files[*file].name).cloned().unwrap_or_default()).collect();
    let manifest_sha256 = part.is_none().then(|| manifest::digest(&rows));
    let summary = Summary { manifest_sha256, ..summary(order, survey, plan) };
    let written = write_lists(folder, list, survey, Some((&summary, plan.sides)));
    written.map_err(|more| because(&findings, more))?;
    let name = part.map_or_else(|| MANIFEST.to_owned(), Shard::manifest);
    let written = write_whole(&folder.join(&name), &manifest::table(&rows), Access::OwnerOnly);
    written.map_err(|finding| because(&findings, finding))?;
    let done = mine.len() - todo.len();
    let mut text = if done > 0 { format!("{done} of {} files already existed\n", mine.len()) } else { String::new() };
    match part {
        None => {
            let names: BTreeSet<&str> = plan.files.iter().map(|file| file.name.as_str()).collect();
            sweep(folder, &names).map_err(|error| because(&findings, super::output::unwritable(folder, &error)))?;
            text.push_str(&summary.text(plan.sides));
            Ok(Report { text, findings, ending })
        }
        Some(part) => {
            for file in &mine {
                let _ = fs::remove_file(printing::record(folder, &plan.files[*file]));
            }
            claim.into_iter().for_each(Claim::release);
            let _ = write!(
                text,
                "part {part}: {} of {} files, {} of {} letters\n{}",
                mine.len(),
                plan.files.len(),
                rows.len(),
                plan.letters.len(),
                summary.rows()
            );
            // Rejected rows concern the whole mailing. If a finished part failed because of them, the
            // engine would run it again and again.
            for finding in &mut findings {
                finding.severity = finding.severity.max(crate::finding::Severity::Warning);
            }
            Ok(Report { text, findings, ending: ExitStatus::Done })
        }
    }
}

fn is_whole(rows: &[ManifestRow], plan: &Plan) -> bool {
    rows.len() == plan.letters.len() && rows.iter().all(|row| row.plan == plan.id)
}

/// Moves the record of another mailing in the folder to the files that are deleted at the end.
fn set_aside(folder: &Path, plan: &str) -> Result<Option<Finding>, Finding> {
    let path = folder.join(MANIFEST);
    if super::manifest::is_of_letters(&path) {
        let finding = Finding::error(rules::FOLDER_OF_LETTERS, "this folder already has letters from `likhit letters`");
        return Err(finding.in_file(shown(folder)).help("use another folder with `--out`"));
    }
    let Some(rows) = manifest::read(&path) else { return Ok(None) };
    let Some(other) = rows.first().filter(|row| row.plan != plan) else { return Ok(None) };
    let aside = progress(folder).join(format!("replaced-{}.csv", other.plan));
    let moved = fs::create_dir_all(progress(folder)).and_then(|()| fs::rename(&path, aside));
    moved.map_err(|error| super::output::unwritable(&path, &error))?;
    let message = format!("this mailing replaces a different one in the folder, with {} letters", rows.len());
    let help =
        "the list, the project, the date or an option is different; use another folder with `--out` to keep both";
    Ok(Some(Finding::warning(rules::REPLACED_MAILING, message).in_file(shown(folder)).help(help)))
}

/// Prints some letters again, into separate files.
fn reprint(prepared: &PreparedMailing, survey: &Survey, (first, last): (usize, usize)) -> Result<Report, Report> {
    let PreparedMailing { plan, folder, .. } = *prepared;
    // The rows were reported when the whole mailing was printed.
    let mut findings = survey.faults.of_the_whole();
    let stop = |mut findings: Findings, finding: Finding| {
        findings.push(finding);
        Report::faulty(findings)
    };
    if last > plan.letters.len() {
        let message = format!("letter {last} does not exist: the mailing has {} letters", plan.letters.len());
        let help = "the numbers are in the column `sequence` of `manifest.csv`";
        return Err(stop(findings, Finding::error(rules::NO_SUCH_LETTER, message).place("only").help(help)));
    }
    let path = folder.join(MANIFEST);
    if let Some(rows) = manifest::read(&path)
        && rows.first().is_some_and(|row| row.plan != plan.id)
    {
        let message = "this folder has a different mailing, in which these numbers belong to other letters";
        let help = "use the list, project, options and `--date` that the mailing was printed with";
        return Err(stop(findings, Finding::error(rules::OTHER_MAILING, message).in_file(shown(&path)).help(help)));
    }
    let claim = claim(folder, Want::Part).map_err(|finding| stop(std::mem::take(&mut findings), finding))?;
    let width = plan.letters.len().to_string().len().max(6);
    let mut text = String::new();
    for file in &plan.files {
        let range = file.letters.start.max(first - 1)..file.letters.end.min(last);
        if range.is_empty() {
            continue;
        }
        let (from, to) = (range.start + 1, range.end);
        let name = format!("reprint-{from:0width$}-{to:0width$}.pdf");
        let printed = print_letters(prepared, range, &name, &|| {});
        let rows = printed.map_err(|more| because(&findings, more))?;
        let table = manifest::table(&rows);
        let record = folder.join(name.replace(".pdf", ".csv"));
        write_whole(&record, &table, Access::OwnerOnly)
            .map_err(|finding| stop(std::mem::take(&mut findings), finding))?;
        let _ = writeln!(text, "letters {from} to {to} of {}: {}", file.name, folder.join(&name).display());
    }
    claim.into_iter().for_each(Claim::release);
    Ok(Report { text, findings, ending: ExitStatus::Done })
}

/// The requested part.
fn part(argument: Option<ShardArgument>) -> Result<Option<Shard>, Finding> {
    match argument {
        None => Ok(None),
        Some(ShardArgument::This(shard)) => Ok(Some(shard)),
        Some(ShardArgument::Auto(count)) => {
            let shard = shard::from_environment(count, &|name| std::env::var(name).ok());
            shard.map(Some).map_err(|why| {
                let finding = Finding::error(rules::NO_SHARD, format!("the part to print is not known: {why}"));
                finding.place("shard").help("use `--shard I/N`")
            })
        }
    }
}

fn is_set(variable: &str) -> bool {
    std::env::var_os(variable).is_some()
}

/// The recipients in the order of the case.
fn ranks(project: &Project, order: &Order) -> Result<Vec<RecipientId>, Findings> {
    let case = print::read_case(project, &order.case, order.as_of)?;
    Ok(case.recipients.iter().chain(case.embassies.values()).map(|recipient| recipient.id.clone()).collect())
}

/// A progress bar, on a terminal only.
fn bar(what: &'static str, length: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg:6} {bar:30} {human_pos} of {human_len}, {eta} left");
    let bar = ProgressBar::new(length as u64).with_message(what);
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

fn numbers(text: &str) -> Result<(usize, usize), String> {
    let expected = || "write the first and the last number, for example 120-140".to_owned();
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let number = |text: &str| text.trim().parse::<usize>().map_err(|_| expected());
    let (first, last) = (number(first)?, number(last)?);
    if first == 0 || first > last { Err(expected()) } else { Ok((first, last)) }
}
