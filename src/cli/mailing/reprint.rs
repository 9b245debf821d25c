//! `--only`: prints some letters of a mailing again, into separate files.

use std::fmt::Write as _;
use std::path::Path;

use super::claim::{Claim, Want, claim};
use super::printing::print_letters;
use super::records::read_manifest;
use crate::cli::folder::shown;
use crate::cli::outcome::{ExitStatus, Report};
use crate::cli::output::{Access, write_whole};
use crate::finding::{Finding, rules};
use crate::mailing::{MANIFEST, PreparedMailing, Survey, manifest};

/// Prints some letters again, into separate files.
pub fn reprint(
    prepared: &PreparedMailing,
    folder: &Path,
    survey: &Survey,
    (first, last): (usize, usize),
) -> Result<Report, Report> {
    let PreparedMailing { plan, .. } = *prepared;
    // The rows were reported when the whole mailing was printed.
    let findings = survey.faults.of_the_whole();
    let stop = |finding: Finding| Report::faulty_after(&findings, finding);
    if last > plan.letters.len() {
        let message = format!("letter {last} does not exist: the mailing has {} letters", plan.letters.len());
        let help = "the numbers are in the column `sequence` of `manifest.csv`";
        return Err(stop(Finding::error(rules::NO_SUCH_LETTER, message).place("only").help(help)));
    }
    let path = folder.join(MANIFEST);
    if let Some(rows) = read_manifest(&path)
        && rows.first().is_some_and(|row| row.plan != plan.id)
    {
        let message = "this folder has a different mailing, in which these numbers belong to other letters";
        let help = "use the list, project, options and `--date` that the mailing was printed with";
        return Err(stop(Finding::error(rules::OTHER_MAILING, message).in_file(shown(&path)).help(help)));
    }
    let claim = claim(folder, Want::Part).map_err(stop)?;
    let width = plan.letters.len().to_string().len().max(6);
    let mut text = String::new();
    for file in &plan.files {
        let range = file.letters.start.max(first - 1)..file.letters.end.min(last);
        if range.is_empty() {
            continue;
        }
        let (from, to) = (range.start + 1, range.end);
        let name = format!("reprint-{from:0width$}-{to:0width$}.pdf");
        let printed = print_letters(prepared, folder, range, &name, &|| {});
        let rows = printed.map_err(|more| Report::failed_after(&findings, more))?;
        let table = manifest::table(&rows);
        let record = folder.join(name.replace(".pdf", ".csv"));
        write_whole(&record, &table, Access::OwnerOnly).map_err(stop)?;
        let letters = if from == to { format!("letter {from}") } else { format!("letters {from} to {to}") };
        let _ = writeln!(text, "{letters} of {}: {}", file.name, folder.join(&name).display());
    }
    claim.into_iter().for_each(Claim::release);
    Ok(Report { text, findings, status: ExitStatus::Done })
}
