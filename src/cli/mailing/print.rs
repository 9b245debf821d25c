//! Both passes over a list: its rows are read and counted, and then printed, the whole mailing or a part.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use indicatif::{ProgressBar, ProgressStyle};

use super::arguments::{MailingArguments, Marks};
use super::claim::{Claim, Want, claim};
use super::finish::{sweep, write_lists, write_reasons};
use super::printing::print_files;
use super::records::{self, is_done, progress, read_manifest, record, records};
use super::reprint::reprint;
use super::threads::{jobs, survey};
use crate::cli::case_file::Opened;
use crate::cli::folder::shown;
use crate::cli::manifest::is_of_letters;
use crate::cli::order::usual;
use crate::cli::outcome::{ExitStatus, Report};
use crate::cli::output::{Access, unwritable, write_whole};
use crate::countries::CountryNames;
use crate::finding::{Finding, Findings, Severity, rules};
use crate::list::List;
use crate::mailing::manifest::{self, ManifestRow};
use crate::mailing::shard::{self, Shard, ShardArgument};
use crate::mailing::{
    Filing, MANIFEST, OnBadRow, Plan, PlannedFile, PreparedMailing, PrintedForm, REASONS, RowReader, Summary, Survey,
    counted, counted_rows, fingerprint, ranks, summary,
};
use crate::page::{Extent, MarkKind};
use crate::print::{MailingRun, Order, Sides};

/// Both passes. The error is the report of a run that ended early.
pub fn print(arguments: &MailingArguments, opened: Opened, folder: &Path) -> Result<Report, Report> {
    let Opened { project, case } = opened;
    let part = part(arguments.shard).map_err(Report::failed)?;
    let path = arguments.senders.as_deref().unwrap_or(Path::new(""));
    let table = arguments.list.open(path, arguments.addressees.country.as_ref())?;
    let list = List::read(&table).map_err(Report::faulty)?;
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
        stationery: arguments.layout.stationery.clone(),
        envelope: arguments.layout.envelope.clone(),
        extent: if arguments.one_page { Extent::OnePage } else { Extent::AsNeeded },
        follow_up: arguments.second.follow_up,
        ..usual(case, &arguments.terms, &arguments.addressees)
    };
    let id_of = |order: &Order| fingerprint(&project, &table, order, &form);
    let kept = if arguments.terms.date.is_none() { keep_day(&mut order, folder, &id_of) } else { None };
    let ranks = ranks(&project, &order).map_err(Report::faulty)?;
    let run = MailingRun::prepare(&project, order.clone()).map_err(Report::faulty)?.with_marks(marks);
    let jobs = jobs(arguments.jobs);

    let reader = RowReader { list: &list, names: &names, run: &run, country: order.country.as_ref() };
    let bar = bar("read", list.rows().len());
    let on_bad_row = if arguments.strict { OnBadRow::Stop } else { OnBadRow::Reject };
    let mut survey = survey(&reader, on_bad_row, jobs, &|| bar.inc(1));
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
    let prepared = PreparedMailing { run: &run, list: &list, names: &names, plan: &plan };
    match arguments.only {
        Some(numbers) => reprint(&prepared, folder, &survey, numbers),
        None => print_all(&prepared, folder, &survey, &order, part, jobs),
    }
}

/// A dry run: counts the letters and reports every fault. Only the reasons are written, if they were
/// requested.
fn tried(survey: &Survey, reasons: Option<&Path>, inputs: &[&Path]) -> Result<Report, Report> {
    let name = reasons.map_or_else(|| REASONS.to_owned(), shown);
    let findings = if reasons.is_some() { survey.faults.shown(&name) } else { survey.faults.all() };
    if let Some(path) = reasons {
        write_reasons(path, &survey.faults, inputs).map_err(|finding| Report::failed_after(&findings, finding))?;
    }
    let letters: usize = survey.good.iter().map(|row| row.letters.len()).sum();
    let text = format!(
        "{} would be printed; nothing was written{}\n{}",
        counted(letters, "letter", "letters"),
        if reasons.is_some() { format!(" except {name}") } else { String::new() },
        counted_rows(survey.good.len(), survey.rejected.len()),
    );
    let status = if survey.rejected.is_empty() { ExitStatus::Done } else { ExitStatus::Faulty };
    Ok(Report { text, findings, status })
}

/// Gives the letters the date of the mailing in the folder, if only the date is different. A mailing that is
/// completed after midnight would otherwise have to be printed again, or have two dates.
fn keep_day(order: &mut Order, folder: &Path, id_of: &dyn Fn(&Order) -> String) -> Option<Finding> {
    let today = order.date;
    let day = records::day_of(folder, |date| id_of(&Order { date, ..order.clone() })).filter(|day| *day != today)?;
    order.date = day;
    let message = format!("the letters have the date of the mailing in this folder, {day}");
    let help = format!("to print them again with today's date, use `--date {today}`");
    Some(Finding::warning(rules::KEPT_DATE, message).in_file(shown(folder)).help(help))
}

/// The whole mailing, or a part of it.
fn print_all(
    prepared: &PreparedMailing,
    folder: &Path,
    survey: &Survey,
    order: &Order,
    part: Option<Shard>,
    jobs: usize,
) -> Result<Report, Report> {
    let PreparedMailing { plan, list, .. } = *prepared;
    let mut findings = survey.faults.shown(REASONS);
    let status = if survey.rejected.is_empty() { ExitStatus::Done } else { ExitStatus::Faulty };
    if plan.letters.is_empty() {
        write_lists(folder, list, survey, None).map_err(|more| Report::failed_after(&findings, more))?;
        let message = "there is nothing to print: no row of the list results in a letter";
        let finding = Finding::error(rules::NOTHING_TO_PRINT, message);
        let finding = finding.help("correct the rejected rows, or check the recipients of `--to`");
        return Err(Report::faulty_after(&findings, finding));
    }
    let want = if part.is_none() { Want::All } else { Want::Part };
    let claim = claim(folder, want).map_err(|more| Report::failed_after(&findings, more))?;
    if part.is_none() {
        findings.extend(set_aside(folder, &plan.id).map_err(|more| Report::failed_after(&findings, more))?);
    }
    let mine: Vec<usize> = (0..plan.files.len()).filter(|file| part.is_none_or(|part| part.has(*file))).collect();
    let todo = missing(folder, plan, &mine);
    let is_joined = || read_manifest(&folder.join(MANIFEST)).is_some_and(|rows| is_whole(&rows, plan));
    if let Some(part) = part.filter(|_| todo.is_empty() && is_joined()) {
        // An engine has started a task again, after the parts were joined.
        let text = format!("part {part} is already printed and joined\n");
        claim.into_iter().for_each(Claim::release);
        return Ok(Report { text, findings: Findings::new(), status: ExitStatus::Done });
    }
    let letters = todo.iter().map(|file| plan.files[*file].letters.len()).sum();
    let bar = bar("print", letters);
    let printed = print_files(prepared, folder, &todo, jobs, &|| bar.inc(1));
    bar.finish_and_clear();
    printed.map_err(|more| {
        let text = "not finished: run the same command again; it continues where it stopped\n".to_owned();
        Report { text, ..Report::failed_after(&findings, more) }
    })?;

    let known = records(folder, &plan.id);
    let rows: Vec<ManifestRow> =
        mine.iter().flat_map(|file| known.get(&plan.files[*file].name).cloned().unwrap_or_default()).collect();
    let manifest_sha256 = part.is_none().then(|| manifest::digest(&rows));
    let summary = Summary { manifest_sha256, ..summary(order, survey, plan) };
    let written = write_lists(folder, list, survey, Some((&summary, plan.sides)));
    written.map_err(|more| Report::failed_after(&findings, more))?;
    let name = part.map_or_else(|| MANIFEST.to_owned(), Shard::manifest);
    let written = write_whole(&folder.join(&name), &manifest::table(&rows), Access::OwnerOnly);
    written.map_err(|finding| Report::failed_after(&findings, finding))?;
    let done = mine.len() - todo.len();
    let mut text = if done > 0 { format!("{done} of {} files already existed\n", mine.len()) } else { String::new() };
    match part {
        None => {
            let names: BTreeSet<&str> = plan.files.iter().map(|file| file.name.as_str()).collect();
            sweep(folder, &names).map_err(|error| Report::failed_after(&findings, unwritable(folder, &error)))?;
            text.push_str(&summary.text(plan.sides));
            Ok(Report { text, findings, status })
        }
        Some(part) => {
            for file in &mine {
                let _ = fs::remove_file(record(folder, &plan.files[*file]));
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
                finding.severity = finding.severity.max(Severity::Warning);
            }
            Ok(Report { text, findings, status: ExitStatus::Done })
        }
    }
}

/// The files among these, by their places in the plan, whose PDF is missing or incomplete.
fn missing(folder: &Path, plan: &Plan, files: &[usize]) -> Vec<usize> {
    let known = records(folder, &plan.id);
    let is_there = |file: &PlannedFile| known.get(&file.name).is_some_and(|rows| is_done(folder, plan, file, rows));
    files.iter().copied().filter(|file| !is_there(&plan.files[*file])).collect()
}

fn is_whole(rows: &[ManifestRow], plan: &Plan) -> bool {
    rows.len() == plan.letters.len() && rows.iter().all(|row| row.plan == plan.id)
}

/// Moves the record of another mailing in the folder to the files that are deleted at the end.
fn set_aside(folder: &Path, plan: &str) -> Result<Option<Finding>, Finding> {
    let path = folder.join(MANIFEST);
    if is_of_letters(&path) {
        let finding = Finding::error(rules::FOLDER_OF_LETTERS, "this folder already has letters from `likhit letters`");
        return Err(finding.in_file(shown(folder)).help("use another folder with `--out`"));
    }
    let Some(rows) = read_manifest(&path) else { return Ok(None) };
    let Some(other) = rows.first().filter(|row| row.plan != plan) else { return Ok(None) };
    let aside = progress(folder).join(format!("replaced-{}.csv", other.plan));
    let moved = fs::create_dir_all(progress(folder)).and_then(|()| fs::rename(&path, aside));
    moved.map_err(|error| unwritable(&path, &error))?;
    let message = format!("this mailing replaces a different one in the folder, with {} letters", rows.len());
    let help =
        "the list, the project, the date or an option is different; use another folder with `--out` to keep both";
    Ok(Some(Finding::warning(rules::REPLACED_MAILING, message).in_file(shown(folder)).help(help)))
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

/// A progress bar, on a terminal only.
fn bar(what: &'static str, length: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg:6} {bar:30} {human_pos} of {human_len}, {eta} left");
    let bar = ProgressBar::new(length as u64).with_message(what);
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
