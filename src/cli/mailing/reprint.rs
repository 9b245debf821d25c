//! `--only`: prints some letters of a mailing again, into separate files.

use std::fmt::Write as _;
use std::path::Path;

use super::claim::{Want, claim};
use super::printing::print_letters;
use super::records;
use crate::cli::folder::shown;
use crate::cli::outcome::{ExitStatus, Report};
use crate::cli::output::{Access, write_whole};
use crate::finding::{Finding, rules};
use crate::mailing::{Job, MANIFEST, PreparedMailing, Survey, manifest};

/// Prints some letters again, into separate files.
pub fn reprint(
    prepared: &PreparedMailing,
    folder: &Path,
    survey: &Survey,
    job: Option<&Job>,
    (first, last): (usize, usize),
) -> Result<Report, Report> {
    let PreparedMailing { plan, .. } = *prepared;
    // The rows were reported when the whole mailing was printed.
    let findings = survey.faults.of_the_whole();
    let stop = |finding: Finding| Report::faulty_after(&findings, finding);
    let path = folder.join(MANIFEST);
    if let Some(other) = records::job(folder).filter(|_| job.is_none()) {
        let message = "this folder has a different mailing, in which these numbers belong to other letters";
        let help = format!(
            "use the list, project, options and `--date` that the mailing was printed with; the lists of this mailing: {}",
            other.list_numbers().into_iter().map(|list| letters_of(&other, list)).collect::<Vec<_>>().join(", ")
        );
        return Err(stop(Finding::error(rules::OTHER_MAILING, message).in_file(shown(&path)).help(help)));
    }
    let before = plan.place.before.letters;
    let all = job.map_or(plan.letters.len(), |job| job.rows().len());
    if last > all {
        let message = format!("letter {last} does not exist: the mailing has {all} letters");
        let help = "the numbers are in the column `sequence` of `manifest.csv`";
        return Err(stop(Finding::error(rules::NO_SUCH_LETTER, message).place("only").help(help)));
    }
    if let Some(job) = job.filter(|_| first <= before || last > before + plan.letters.len()) {
        return Err(stop(of_other_lists(job, (first, last))));
    }
    let _claim = claim(folder, Want::Part).map_err(stop)?;
    let width = all.to_string().len().max(6);
    let mut text = String::new();
    for file in &plan.files {
        let range = file.letters.start.max(first - 1 - before)..file.letters.end.min(last - before);
        if range.is_empty() {
            continue;
        }
        let (from, to) = (plan.sequence(range.start), before + range.end);
        let name = format!("reprint-{from:0width$}-{to:0width$}.pdf");
        let printed = print_letters(prepared, folder, range, &name, &|| {});
        let rows = printed.map_err(|more| Report::failed_after(&findings, more))?;
        let table = manifest::table(&rows);
        let record = folder.join(name.replace(".pdf", ".csv"));
        write_whole(&record, &table, Access::OwnerOnly).map_err(stop)?;
        let letters = if from == to { format!("letter {from}") } else { format!("letters {from} to {to}") };
        let _ = writeln!(text, "{letters} of {}: {}", file.name, shown(&folder.join(&name)));
    }
    Ok(Report { text, findings, status: ExitStatus::Done })
}

/// Reports numbers that are of other lists of the job than the one that was given.
fn of_other_lists(job: &Job, (first, last): (usize, usize)) -> Finding {
    let has = |list: &usize| job.rows_of(*list).any(|row| (first..=last).contains(&row.sequence));
    let lists: Vec<String> = job.list_numbers().into_iter().filter(has).map(|list| letters_of(job, list)).collect();
    let message = format!("these letters are not of this list, but of {}", lists.join(" and "));
    let help = match lists.len() {
        1 => "use that list with `--senders`".to_owned(),
        _ => "print the letters of each list by themselves, with that list as `--senders`".to_owned(),
    };
    Finding::error(rules::NO_SUCH_LETTER, message).place("only").help(help)
}

/// A list of a job and its letters.
fn letters_of(job: &Job, list: usize) -> String {
    let mut rows = job.rows_of(list);
    let Some(first) = rows.next() else { return String::new() };
    let last = rows.last().unwrap_or(first);
    if first == last {
        return format!("`{}` (letter {})", first.list_file, first.sequence);
    }
    format!("`{}` (letters {} to {})", first.list_file, first.sequence, last.sequence)
}
