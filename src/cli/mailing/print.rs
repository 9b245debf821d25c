//! Both passes over a list: its rows are read and counted, and then printed, the whole mailing or a part.

use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};
use sha2::{Digest, Sha256};

use super::arguments::{MailingArguments, Marks};
use super::except::Exceptions;
use super::finish::write_reasons;
use super::reprint::reprint;
use super::target::{self, Typed};
use super::threads::{jobs, survey_with};
use super::whole::{WholeRun, examine};
use crate::cli::case_file::{Opened, path_of};
use crate::cli::folder::shown;
use crate::cli::order::usual;
use crate::cli::outcome::{ExitStatus, Report};
use crate::cli::senders_list::told;
use crate::countries::CountryNames;
use crate::finding::{Finding, Severity, rules};
use crate::id::CaseId;
use crate::list::{Column, List};
use crate::mailing::manifest::hex;
use crate::mailing::options::options;
use crate::mailing::shard::{self, Shard, ShardArgument};
use crate::mailing::{
    Filing, OnBadRow, Plan, PreparedMailing, PrintedForm, ProjectHash, REASONS, RowReader, Summary, Survey, Surveyor,
    counted, ranks, summary,
};
use crate::page::{Extent, MarkKind};
use crate::print::{MailingRun, Order, Sides};

/// Both passes. The error is the report of a run that ended early.
pub fn print(arguments: &MailingArguments, opened: Opened, folder: &Path) -> Result<Report, Report> {
    let Opened { project, case } = opened;
    let part = part(arguments).map_err(Report::failed)?;
    let path = arguments.senders.as_deref().unwrap_or(Path::new(""));
    let opened = arguments.list.open(path, &project, arguments.addressees.country.as_ref())?;
    let list = opened.list().map_err(Report::faulty)?;
    let names =
        CountryNames::read(&project).map_err(Report::faulty)?.for_letters_from(arguments.addressees.country.clone());
    told(&list, &names)?;
    let except = match &arguments.except {
        Some(path) => Some(Exceptions::read(path, &project)?),
        None => None,
    };
    let mut identity = list.identity();
    if let Some(except) = &except {
        identity.to_mut().extend(except.bytes());
    }
    let form = form(arguments);
    let mut order = order(arguments, case);
    let hash = ProjectHash::of(&project);
    let typed = Typed {
        project: &hash,
        list: &identity,
        file: path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
        form: &form,
        folder,
        is_dated: arguments.terms.date.is_some(),
        is_continued: arguments.is_continued,
    };
    let target = target::find(&typed, &mut order).map_err(Report::faulty)?;
    let inputs = inputs(arguments);
    let mut remarks = target.remarks.clone();
    if arguments.only.is_none() {
        let examined = examine(folder, &target, &inputs, arguments.replace);
        match examined {
            Err(findings) if arguments.dry_run => remarks.extend(findings.into_iter().map(as_warning)),
            examined => examined.map_err(Report::faulty)?,
        }
    }
    let ranks = ranks(&project, &order).map_err(Report::faulty)?;
    let run = MailingRun::prepare(&project, order.clone()).map_err(Report::faulty)?.with_marks(form.marks);
    let jobs = jobs(arguments.jobs);

    let (country, people) = (order.country.as_ref(), except.as_ref().map(|except| &except.people));
    let reader = RowReader { list: &list, names: &names, run: &run, country, except: people };
    let read = bar("read", list.rows().len());
    let on_bad_row = if arguments.strict { OnBadRow::Stop } else { OnBadRow::Reject };
    let surveyor = Surveyor::new(&reader, on_bad_row).after(target.printed_before());
    let mut survey = survey_with(&reader, surveyor, jobs, &|| read.inc(1));
    read.finish_and_clear();
    let task = one_of_several_tasks(arguments);
    for remark in remarks.into_iter().chain(run.remarks()).chain(list.remarks().clone()).chain(task) {
        survey.faults.general(remark);
    }
    if arguments.dry_run {
        return tried(&list, &survey, arguments.reasons.as_deref(), &inputs);
    }
    if arguments.strict && !survey.rejected.is_empty() {
        return Err(Report {
            text: "nothing was written\n".to_owned(),
            ..Report::faulty(survey.faults.shown(REASONS))
        });
    }

    let plan = Plan::new(target.place.clone(), order.date, &survey.good, &ranks, &form);
    let prepared = PreparedMailing { run: &run, list: &list, names: &names, plan: &plan };
    if let Some(numbers) = arguments.only {
        return reprint(&prepared, folder, &survey, target.job.as_ref(), numbers);
    }
    let summary = Summary {
        list_sha256: Some(hex(&Sha256::digest(list.table().original()))),
        has_ids: list.has(Column::Id),
        columns: list.columns().uses(),
        options: options(&order, &form),
        project: hash.digest(),
        ..summary(&order, &survey, &plan)
    };
    let whole = WholeRun {
        prepared: &prepared,
        survey: &survey,
        summary,
        target: &target,
        folder,
        inputs: &inputs,
        part,
        is_replacing: arguments.replace,
        jobs,
        bar: &|letters| bar("print", letters),
    };
    whole.print()
}

/// The printed form that was typed.
fn form(arguments: &MailingArguments) -> PrintedForm {
    let sides = if arguments.duplex { Sides::Both } else { Sides::Front };
    let filing = if arguments.separate { Filing::Separate } else { Filing::Together(arguments.letters_per_file.get()) };
    let marks = arguments.marks.map(|marks| match marks {
        Marks::Omr => MarkKind::Omr,
        Marks::DataMatrix => MarkKind::DataMatrix,
    });
    PrintedForm { sides, filing, marks }
}

/// The order that was typed.
fn order(arguments: &MailingArguments, case: CaseId) -> Order {
    Order {
        languages: arguments.languages.lang.clone(),
        fallback: arguments.languages.fallback.clone(),
        stationery: arguments.layout.stationery.clone(),
        envelope: arguments.layout.envelope.clone(),
        extent: if arguments.one_page { Extent::OnePage } else { Extent::AsNeeded },
        follow_up: arguments.second.follow_up,
        ..usual(case, &arguments.terms, &arguments.addressees)
    }
}

/// The files that were named: none of them is ever written to or deleted.
fn inputs(arguments: &MailingArguments) -> Vec<PathBuf> {
    let terms = &arguments.terms;
    let case = arguments.case.as_deref().and_then(path_of);
    let named =
        arguments.senders.iter().chain(&arguments.except).chain(&terms.section).chain(&terms.logo).chain(&terms.font);
    named.cloned().chain(case).collect()
}

/// A dry run writes nothing, so that what stops the real run is only reported.
fn as_warning(finding: Finding) -> Finding {
    Finding { severity: finding.severity.max(Severity::Warning), ..finding }
}

fn one_of_several_tasks(arguments: &MailingArguments) -> Option<Finding> {
    let is_task = arguments.shard.is_none() && (is_set("SLURM_ARRAY_TASK_ID") || is_set("JOB_COMPLETION_INDEX"));
    let message = "this is one of several tasks, but it prints the whole mailing";
    let finding = Finding::note(rules::WHOLE_MAILING, message);
    is_task.then(|| finding.help("use `--shard auto` to print only the part of this task"))
}

/// A dry run: counts the letters and reports every fault. Only the reasons are written, if they were
/// requested.
fn tried(list: &List, survey: &Survey, reasons: Option<&Path>, inputs: &[PathBuf]) -> Result<Report, Report> {
    let name = reasons.map_or_else(|| REASONS.to_owned(), shown);
    let findings = if reasons.is_some() { survey.faults.shown(&name) } else { survey.faults.all() };
    if let Some(path) = reasons {
        let written = write_reasons(path, list, &survey.faults, inputs);
        written.map_err(|finding| Report::failed_after(&findings, finding))?;
    }
    let letters: usize = survey.good.iter().map(|row| row.letters.len()).sum();
    let text = format!(
        "{} would be printed; nothing was written{}\n{}",
        counted(letters, "letter", "letters"),
        if reasons.is_some() { format!(" except {name}") } else { String::new() },
        survey.counts().text(),
    );
    let status = if survey.rejected.is_empty() { ExitStatus::Done } else { ExitStatus::Faulty };
    Ok(Report { text, findings, status })
}

/// The requested part.
fn part(arguments: &MailingArguments) -> Result<Option<Shard>, Finding> {
    let Some(argument) = arguments.shard else { return Ok(None) };
    if arguments.is_continued {
        let finding = Finding::error(rules::NO_SHARD, "a further list cannot be printed in parts").place("shard");
        return Err(finding.help("use `--continue` without `--shard`: one machine prints the whole list"));
    }
    match argument {
        ShardArgument::This(shard) => Ok(Some(shard)),
        ShardArgument::Auto(count) => {
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
