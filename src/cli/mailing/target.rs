//! What a run prints: a new mailing, the same one again, or a further list of the one in the folder.

use std::path::Path;

use jiff::civil::Date;

use super::records;
use crate::cli::folder::shown;
use crate::finding::{Finding, Findings, rules};
use crate::mailing::job::further_plan;
use crate::mailing::options::{self, differing};
use crate::mailing::{Job, ListPlace, MANIFEST, PrintedBefore, PrintedForm, ProjectHash};
use crate::print::Order;

/// What was typed, as far as it decides what is printed.
pub struct Typed<'a> {
    /// The hash of the project.
    pub project: &'a ProjectHash,
    /// The list.
    pub list: &'a [u8],
    /// The name of its file, without folders.
    pub file: String,
    /// The printed form.
    pub form: &'a PrintedForm,
    /// The folder of the mailing.
    pub folder: &'a Path,
    /// Whether `--date` was typed.
    pub is_dated: bool,
    /// Whether `--continue` was typed.
    pub is_continued: bool,
}

/// What a run prints.
pub struct Target {
    /// The place of the list in its job.
    pub place: ListPlace,
    /// The job in the folder that it belongs to; `None` if it is a new one.
    pub job: Option<Job>,
    /// What was decided, for the person.
    pub remarks: Findings,
}

/// Finds out what is printed. Without `--date` the order gets the date of the mailing in the folder.
///
/// # Errors
///
/// When there is nothing to continue, or the list would be printed with other options than the earlier ones.
pub fn find(typed: &Typed, order: &mut Order) -> Result<Target, Findings> {
    let job = records::job(typed.folder);
    let mut remarks = Findings::new();
    if !typed.is_dated
        && let Some(day) = kept_day(typed, order, job.as_ref())
        && day != order.date
    {
        remarks.push(kept_date(typed.folder, day, order.date));
        order.date = day;
    }
    let fingerprint = typed.project.plan(typed.list, order, typed.form);
    let place = match (&job, job.as_ref().and_then(|job| job.place_of(&fingerprint, &typed.file))) {
        (_, Some(place)) => place,
        (Some(job), None) if typed.is_continued => {
            remarks.extend(same_options(typed, order, job)?);
            job.next_place(&fingerprint, typed.file.clone())
        }
        (None, None) if typed.is_continued => return Err(no_mailing(typed.folder).into()),
        (_, None) => ListPlace::first(fingerprint, typed.file.clone()),
    };
    let job = job.filter(|job| job.id() == place.job);
    if let Some(job) = &job {
        sound(typed.folder, job, &place)?;
    }
    Ok(Target { place, job, remarks })
}

impl Target {
    /// The people who have letters from earlier lists.
    pub fn printed_before(&self) -> PrintedBefore {
        self.job.as_ref().map(|job| job.printed_before(self.place.list)).unwrap_or_default()
    }
}

/// The date of the mailing in the folder, finished or not, if the list belongs to it. A mailing that is completed after
/// midnight would otherwise have to be printed again, or have two dates.
fn kept_day(typed: &Typed, order: &Order, job: Option<&Job>) -> Option<Date> {
    let is_plan = |date: Date, plan: &str| {
        let fingerprint = typed.project.plan(typed.list, &Order { date, ..order.clone() }, typed.form);
        plan == fingerprint || job.is_some_and(|job| plan == further_plan(job.id(), &fingerprint))
    };
    let day = records::day_of(typed.folder, is_plan);
    day.or_else(|| job.filter(|_| typed.is_continued)?.date().parse().ok())
}

fn kept_date(folder: &Path, day: Date, today: Date) -> Finding {
    let message = format!("the letters have the date of the mailing in this folder, {day}");
    let help = format!("to print them again with today's date, use `--date {today}`");
    Finding::warning(rules::KEPT_DATE, message).in_file(shown(folder)).help(help)
}

fn no_mailing(folder: &Path) -> Finding {
    let is_begun = !records::found(folder).is_empty();
    let message = if is_begun {
        "the mailing in this folder is not finished, so no further list can be printed yet"
    } else {
        "this folder has no mailing that could be continued"
    };
    let help = if is_begun {
        "finish it first: run its own command again, without `--continue`"
    } else {
        "print the first list without `--continue`, or use the folder of its mailing with `--out`"
    };
    Finding::error(rules::NO_MAILING, message).in_file(shown(folder)).help(help)
}

/// Whether a further list has the options of the first; warns if the project has changed.
fn same_options(typed: &Typed, order: &Order, job: &Job) -> Result<Option<Finding>, Findings> {
    let Some(first) = job.summary_of(1) else { return Ok(None) };
    let now = options::options(order, typed.form);
    let fault = |message: String| {
        let finding = Finding::error(rules::OTHER_OPTIONS, message).in_file(shown(typed.folder));
        finding.help(
            "print all lists of a mailing with the same options, or print this one into another folder with `--out`",
        )
    };
    let faults: Findings = differing(&first.options, &now).into_iter().map(fault).collect();
    if !faults.is_empty() {
        return Err(faults);
    }
    if first.project == typed.project.digest() {
        return Ok(None);
    }
    let message = "the project or the program has changed since the first list was printed, so the letters may differ";
    let finding = Finding::warning(rules::OTHER_OPTIONS, message).in_file(shown(typed.folder));
    Ok(Some(finding.help("compare a letter of both lists before you post them")))
}

/// Whether the records of the other lists of the job can be relied on.
fn sound(folder: &Path, job: &Job, place: &ListPlace) -> Result<(), Findings> {
    let path = shown(&folder.join(MANIFEST));
    for list in job.list_numbers().into_iter().filter(|list| *list != place.list) {
        let file = job.rows_of(list).next().map(|row| row.list_file.clone()).unwrap_or_default();
        let finding = match job.is_as_written(list) {
            Some(true) => continue,
            Some(false) if list > place.list => continue,
            Some(false) => {
                let message = format!("the rows of `{file}` were changed after they were written");
                let help = "run the command of this list again, without `--continue`; it writes them again";
                Finding::error(rules::CHANGED_MANIFEST, message).help(help)
            }
            None => {
                let message = "`summary.json` is missing or damaged, but a further list needs it";
                let help = if place.list > 1 && job.last_list() == 1 {
                    "run the command of the first list again, without `--continue`; it writes the summary again"
                } else {
                    "restore it from a copy; or move `manifest.csv` away and run the commands of all lists again, in their order"
                };
                Finding::error(rules::NO_SUMMARY, message).help(help)
            }
        };
        return Err(finding.in_file(path).into());
    }
    Ok(())
}
