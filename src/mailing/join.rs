//! Checks whether parts make a whole mailing, and whether a manifest is unchanged.

use std::collections::BTreeSet;

use super::faults::grouped;
use super::manifest::ManifestRow;
use super::shard::Shard;
use super::summary::Summary;
use crate::finding::{Finding, Findings, rules};

/// The maximum number of findings of one kind.
pub const TOLD: usize = 20;

/// Checks whether the manifests belong to one division into parts, and whether all parts are there.
pub fn whole_set(folder: &str, shards: &BTreeSet<Shard>) -> Findings {
    let counts: BTreeSet<usize> = shards.iter().map(|shard| shard.count).collect();
    if counts.len() > 1 {
        let counts: Vec<String> = counts.iter().map(ToString::to_string).collect();
        let message = format!("the folder has parts of different divisions: into {}", counts.join(" and "));
        let finding = Finding::error(rules::PARTS_DO_NOT_MATCH, message).in_file(folder);
        return Findings::from(
            finding.help("delete the manifests of one division, then print the parts that are missing"),
        );
    }
    let count = counts.first().copied().unwrap_or(0);
    let all = (1..=count).map(|index| Shard { index, count });
    let missing: Vec<Shard> = all.filter(|shard| !shards.contains(shard)).collect();
    let finding = |shard: &Shard| {
        let finding =
            Finding::error(rules::MISSING_PART, format!("the manifest of part {shard} is missing")).in_file(folder);
        finding.help(format!("print it with `--shard {shard}`"))
    };
    let mut findings: Findings = missing.iter().take(TOLD).map(finding).collect();
    if missing.len() > TOLD {
        let message = format!("and {} more", grouped(missing.len() - TOLD));
        findings.push(Finding::error(rules::MISSING_PART, message));
    }
    findings
}

/// Checks whether the letters are numbered from 1 without a gap.
pub fn numbered(rows: &[ManifestRow], letters: Option<usize>, path: &str) -> Findings {
    let mut findings = Findings::new();
    for (next, row) in (1..).zip(rows) {
        if row.sequence != next {
            let what = if row.sequence < next { "is listed twice" } else { "is missing" };
            let message = format!("letter {} {what}", row.sequence.min(next));
            findings.push(Finding::error(rules::LETTERS_DO_NOT_MATCH, message).in_file(path));
            break;
        }
    }
    if findings.is_empty()
        && let Some(letters) = letters
        && letters != rows.len()
    {
        let message = format!("the manifest has {} of {} letters", grouped(rows.len()), grouped(letters));
        findings.push(Finding::error(rules::LETTERS_DO_NOT_MATCH, message).in_file(path));
    }
    for finding in &mut findings {
        finding.help = Some("run the same command again with the same list; it prints what is missing".to_owned());
    }
    findings
}

/// Reports rows that were changed after they were written, or that this cannot be checked.
pub fn changed_rows(is_as_written: Option<bool>, path: &str) -> Option<Finding> {
    let finding = match is_as_written {
        Some(true) => return None,
        Some(false) => Finding::error(rules::CHANGED_MANIFEST, "the rows were changed after they were written"),
        None => {
            Finding::warning(rules::CHANGED_MANIFEST, "`summary.json` is missing, so changed rows cannot be detected")
        }
    };
    let help = "run the same command again with the same list; it writes the manifest again";
    Some(finding.in_file(path).help(help))
}

/// The rows of a part, whose manifest is `file`, if they are of the mailing that is called `plan`.
///
/// # Errors
///
/// When they cannot be read, or are of another mailing.
pub fn part_rows(
    shard: Shard,
    file: &str,
    rows: Option<Vec<ManifestRow>>,
    plan: &str,
) -> Result<Vec<ManifestRow>, Finding> {
    let Some(rows) = rows else {
        let finding = Finding::error(rules::SPOILT_PART, "the manifest of this part cannot be read").in_file(file);
        return Err(finding.help(format!("print it again with `--shard {shard}`")));
    };
    match rows.iter().find(|row| row.plan != plan) {
        Some(other) => {
            let message =
                format!("this part belongs to the mailing `{}`, but the summary belongs to `{plan}`", other.plan);
            let help = format!("print it again with `--shard {shard}`, with the same list, project and options");
            Err(Finding::error(rules::OTHER_MAILING, message).in_file(file).help(help))
        }
        None => Ok(rows),
    }
}

/// Reports rejected rows. The parts do not report them as errors, so the whole mailing does.
pub fn rejected(summary: &Summary) -> Findings {
    if summary.rows_rejected == 0 {
        return Findings::new();
    }
    let message = format!("rejected rows of the list: {}", grouped(summary.rows_rejected));
    let finding = Finding::error(rules::REJECTED_ROWS, message);
    Findings::from(finding.help(
        "see the reasons in `reasons.csv`; correct the rows in `rejected.csv` and print that file with `--continue`",
    ))
}
