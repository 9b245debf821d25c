//! The second pass: the letters of a list are printed, all or a part, and the records of the whole job are written.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use indicatif::ProgressBar;

use super::claim::{Want, claim};
use super::finish::{nothing_to_print, sweep, write_summary, write_summary_text};
use super::occupied::{foreign_files, mailing_exists, other_mailing, set_aside};
use super::printing::print_files;
use super::records::{self, is_done, read_summary, record, records};
use super::rejects::{Earlier, Rejects, listed};
use super::target::Target;
use crate::cli::folder::shown;
use crate::cli::outcome::{ExitStatus, Report};
use crate::cli::output::{Access, write_whole};
use crate::finding::{Finding, Findings, Severity, rules};
use crate::mailing::manifest::{self, ManifestRow};
use crate::mailing::shard::Shard;
use crate::mailing::{Job, MANIFEST, Plan, PlannedFile, PreparedMailing, Summary, Survey, WrittenFile};

/// Everything that a list is printed with.
pub struct WholeRun<'a> {
    /// The letters.
    pub prepared: &'a PreparedMailing<'a>,
    /// The result of the first pass.
    pub survey: &'a Survey,
    /// The counts of the list.
    pub summary: Summary,
    /// The place of the list.
    pub target: &'a Target,
    /// The folder to print into.
    pub folder: &'a Path,
    /// The files that the run reads.
    pub inputs: &'a [PathBuf],
    /// The part that is printed; `None` for the whole list.
    pub part: Option<Shard>,
    /// Whether another mailing in the folder is deleted.
    pub is_replacing: bool,
    /// The number of threads.
    pub jobs: usize,
    /// A progress bar.
    pub bar: &'a dyn Fn(usize) -> ProgressBar,
}

/// Whether the run may write into the folder, and what it replaces there.
///
/// # Errors
///
/// When the folder has another mailing that is not to be replaced, or files that likhit has not written.
pub fn examine(folder: &Path, target: &Target, inputs: &[PathBuf], is_replacing: bool) -> Result<(), Findings> {
    let foreign = foreign_files(folder, target.place.list, inputs);
    if !foreign.is_empty() {
        return Err(foreign);
    }
    match other_mailing(folder, &target.place) {
        Some(found) if !is_replacing => Err(mailing_exists(folder, &found).into()),
        _ => Ok(()),
    }
}

impl WholeRun<'_> {
    /// Prints the list. The error is the report of a run that ended early.
    pub fn print(&self) -> Result<Report, Report> {
        let old = self.old_rejects();
        let earlier = Earlier::Listed { old: &old.0, is_same: old.1 };
        let list = self.prepared.list;
        let rejects = Rejects::of(self.folder, self.target.place.list, (list, self.survey), earlier, self.inputs)
            .map_err(Report::faulty)?;
        let mut findings = self.survey.faults.shown(rejects.reasons());
        findings.extend(rejects.remark.clone());
        if self.prepared.plan.letters.is_empty() {
            return self.nothing(&findings, &rejects, earlier);
        }
        let failed = |findings: &Findings, more: Findings| Report::failed_after(findings, more);
        let want = if self.part.is_none() { Want::All } else { Want::Part };
        let _claim = claim(self.folder, want).map_err(|more| failed(&findings, more.into()))?;
        match self.occupy() {
            Ok(replaced) => findings.extend(replaced),
            Err(more) => return Err(Report::faulty_after(&findings, more)),
        }
        match self.part {
            None => self.print_whole(&findings, &rejects, earlier),
            Some(part) => self.print_part(part, findings, &rejects, earlier),
        }
    }

    /// The files of rejected rows in the folder that are not of another list of the same job, and whether they are of
    /// this list.
    fn old_rejects(&self) -> (Vec<WrittenFile>, bool) {
        let summary = read_summary(self.folder);
        if self.prepared.plan.letters.is_empty() && self.has_letters() {
            // Nothing is printed, so that the mailing in the folder stays, with its rejected rows.
            return (Vec::new(), false);
        }
        let place = &self.target.place;
        let is_same = summary.clone().is_some_and(|summary| {
            summary.into_lists().iter().any(|list| list.plan == place.plan && list.number() == place.list)
        });
        let job = self.target.job.as_ref();
        let is_kept =
            |list: &Summary| list.plan != place.plan && job.is_some_and(|job| job.list_of(&list.plan).is_some());
        (listed(summary, is_kept), is_same)
    }

    /// Whether the folder has letters of a mailing.
    fn has_letters(&self) -> bool {
        self.folder.join(MANIFEST).exists() || read_summary(self.folder).is_some_and(|summary| summary.letters > 0)
    }

    /// Reports that no letter is to be printed. The job in the folder stays as it is.
    fn nothing(&self, findings: &Findings, rejects: &Rejects, earlier: Earlier) -> Result<Report, Report> {
        let Self { folder, survey, .. } = *self;
        let written = rejects.write(folder, earlier, self.inputs);
        let rejected_files = written.map_err(|more| Report::failed_after(findings, more))?;
        if !rejected_files.is_empty() && !self.has_letters() {
            // The next run then knows these files.
            let summary = Summary { rejected_files, ..self.summary.clone() };
            write_summary(folder, &summary).map_err(|more| Report::failed_after(findings, more))?;
        }
        if survey.rejected.is_empty() && !survey.printed_before.is_empty() {
            let text = format!("nothing to print: all of this list is already printed\n{}", survey.counts().text());
            return Ok(Report { text, findings: findings.clone(), status: ExitStatus::Done });
        }
        nothing_to_print(survey, findings)
    }

    /// Looks at the folder once more, which no other run can change now, and sets other mailings aside.
    fn occupy(&self) -> Result<Option<Finding>, Findings> {
        let Self { folder, target, .. } = *self;
        let job = records::job(folder).filter(|job| job.id() == target.place.job);
        if job != target.job {
            let message = "another run has printed into this folder in the meantime";
            let finding = Finding::error(rules::FOLDER_IN_USE, message).in_file(shown(folder));
            return Err(finding.help("run the same command again").into());
        }
        let mut replaced = None;
        while let Some(found) = other_mailing(folder, &target.place) {
            if !self.is_replacing {
                return Err(mailing_exists(folder, &found).into());
            }
            let finding = set_aside(folder, &found, &target.place)?;
            if replaced.is_some() {
                break;
            }
            replaced = Some(finding);
        }
        Ok(replaced)
    }

    fn print_missing(&self, findings: &Findings, todo: &[usize]) -> Result<(), Report> {
        let letters = todo.iter().map(|file| self.prepared.plan.files[*file].letters.len()).sum();
        let bar = (self.bar)(letters);
        let printed = print_files(self.prepared, self.folder, todo, self.jobs, &|| bar.inc(1));
        bar.finish_and_clear();
        printed.map_err(|more| {
            let text = "not finished: run the same command again; it continues where it stopped\n".to_owned();
            Report { text, ..Report::failed_after(findings, more) }
        })
    }

    /// The rows of files that are printed, by their places in the plan.
    fn rows(&self, files: &[usize]) -> Vec<ManifestRow> {
        let Plan { place, files: planned, .. } = self.prepared.plan;
        let known = records(self.folder, &place.plan);
        let rows = files.iter().flat_map(|file| known.get(&planned[*file].name).cloned().unwrap_or_default());
        // A list that was renamed between two runs has one name in the manifest.
        rows.map(|row| ManifestRow { list_file: place.file.clone(), ..row }).collect()
    }

    fn print_whole(&self, findings: &Findings, rejects: &Rejects, earlier: Earlier) -> Result<Report, Report> {
        let Self { prepared, folder, survey, .. } = *self;
        let plan = prepared.plan;
        let all: Vec<usize> = (0..plan.files.len()).collect();
        let todo = missing(folder, plan, &all);
        self.print_missing(findings, &todo)?;

        let fail = |more: Finding| Report::failed_after(findings, more);
        let rows = self.rows(&all);
        let rejected_files = rejects.write(folder, earlier, self.inputs).map_err(fail)?;
        let of_list =
            Summary { manifest_sha256: Some(manifest::digest(&rows)), rejected_files, ..self.summary.clone() };
        let (rows, mut summary) = with_other_lists(self.target, rows, of_list);
        summary.manifest_sha256 = Some(manifest::digest(&rows));
        write_summary(folder, &summary).map_err(fail)?;
        write_summary_text(folder, &summary, plan.sides).map_err(fail)?;
        // From now on the list belongs to the mailing. Until now all earlier records are as they were.
        write_whole(&folder.join(MANIFEST), &manifest::table(&rows), Access::OwnerOnly).map_err(fail)?;
        let names: BTreeSet<&str> = rows.iter().map(|row| row.file.as_str()).collect();
        sweep(folder, &names, self.inputs).map_err(fail)?;
        let mut text = existing(all.len(), todo.len());
        text.push_str(&summary.text(plan.sides));
        let status = if survey.rejected.is_empty() { ExitStatus::Done } else { ExitStatus::Faulty };
        Ok(Report { text, findings: findings.clone(), status })
    }

    fn print_part(
        &self,
        part: Shard,
        mut findings: Findings,
        rejects: &Rejects,
        earlier: Earlier,
    ) -> Result<Report, Report> {
        let Self { prepared, folder, .. } = *self;
        let plan = prepared.plan;
        let mine: Vec<usize> = (0..plan.files.len()).filter(|file| part.has(*file)).collect();
        let todo = missing(folder, plan, &mine);
        let is_joined = |job: &Job| job.rows_of(plan.place.list).count() == plan.letters.len();
        if todo.is_empty() && self.target.job.as_ref().is_some_and(is_joined) {
            // An engine has started a task again, after the parts were joined.
            let text = format!("part {part} is already printed and joined\n");
            return Ok(Report { text, findings: Findings::new(), status: ExitStatus::Done });
        }
        if self.target.job.as_ref().is_some_and(|job| job.list_numbers().len() > 1) {
            let finding = Finding::error(rules::NO_SHARD, "a mailing of several lists cannot be printed in parts");
            let finding = finding.place("shard").help("run the same command without `--shard`");
            return Err(Report::faulty_after(&findings, finding));
        }
        self.print_missing(&findings, &todo)?;

        let rows = self.rows(&mine);
        let fail = |more: Finding| Report::failed_after(&findings, more);
        let rejected_files = rejects.write(folder, earlier, self.inputs).map_err(fail)?;
        let summary = Summary { rejected_files, ..self.summary.clone() };
        write_summary(folder, &summary).map_err(fail)?;
        write_summary_text(folder, &summary, plan.sides).map_err(fail)?;
        write_whole(&folder.join(part.manifest()), &manifest::table(&rows), Access::OwnerOnly).map_err(fail)?;
        for file in &mine {
            let _ = fs::remove_file(record(folder, &plan.files[*file]));
        }
        let mut text = existing(mine.len(), todo.len());
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

/// The rows and the summary of the whole job: those of this list and of the others.
fn with_other_lists(target: &Target, rows: Vec<ManifestRow>, of_list: Summary) -> (Vec<ManifestRow>, Summary) {
    let Some(job) = &target.job else { return (rows, of_list) };
    let list = target.place.list;
    let mut all: Vec<ManifestRow> = job.rows().iter().filter(|row| row.list != list).cloned().collect();
    all.extend(rows);
    all.sort_by_key(|row| (row.list, row.sequence));
    let mut lists: Vec<Summary> = job.summaries().filter(|summary| summary.number() != list).cloned().collect();
    lists.push(of_list);
    lists.sort_by_key(Summary::number);
    (all, Summary::of_job(lists))
}

fn existing(all: usize, todo: usize) -> String {
    let done = all - todo;
    if done > 0 { format!("{done} of {all} files already existed\n") } else { String::new() }
}

/// The files among these, by their places in the plan, whose PDF is missing or incomplete.
fn missing(folder: &Path, plan: &Plan, files: &[usize]) -> Vec<usize> {
    let known = records(folder, &plan.place.plan);
    let is_there = |file: &PlannedFile| known.get(&file.name).is_some_and(|rows| is_done(folder, plan, file, rows));
    files.iter().copied().filter(|file| !is_there(&plan.files[*file])).collect()
}
