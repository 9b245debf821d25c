//! Findings on the columns of a list.

use super::columns::{ColumnFault, Columns};
use super::headings::plain;
use super::shortened;
use crate::finding::{Finding, did_you_mean, rules};

/// How many columns a finding names.
const NAMED_COLUMNS: usize = 8;

/// The first names, as a finding lists them.
fn listed(names: &[&String]) -> String {
    let mut shown: Vec<String> =
        names.iter().take(NAMED_COLUMNS).map(|name| format!("`{}`", shortened(name))).collect();
    if names.len() > NAMED_COLUMNS {
        shown.push(format!("and {} more", names.len() - NAMED_COLUMNS));
    }
    shown.join(", ")
}

/// Reports columns of which nothing is known.
pub fn unknown_columns(unknown: &[&String]) -> Finding {
    let (columns, are) = if unknown.len() == 1 { ("column", "it is") } else { ("columns", "they are") };
    let message = format!("unknown {columns}: {}; {are} ignored", listed(unknown));
    let help = "to print a column, use `--column FIELD=COLUMN`; to hide this warning, use `--ignore-column COLUMN`";
    Finding::warning(rules::UNKNOWN_COLUMN, message).help(help)
}

/// Reports a fault of the columns.
pub fn columns_fault(fault: &ColumnFault, headings: &[String], columns: &Columns) -> Finding {
    let named = |place: &usize| shortened(&headings[*place]);
    match fault {
        ColumnFault::Twice(one, two, column) => {
            let message = format!("the columns `{}` and `{}` both mean `{}`", named(one), named(two), column.name());
            let help = format!("choose one: `--column {}=\"{}\"`", column.name(), named(one));
            Finding::error(rules::COLUMN_TWICE, message).help(help)
        }
        ColumnFault::NotUnderstood(place, near) => {
            let heading = named(place);
            let message =
                format!("the column `{heading}` looks like a part of a name or an address, but is not understood");
            let near = near.as_ref().map_or_else(String::new, |near| format!("did you mean `{near}`? If not, "));
            let help = format!(
                "{near}to print the column, use `--column FIELD=\"{heading}\"`, for example with `address2`; if letters do not need it, use `--ignore-column \"{heading}\"`"
            );
            Finding::error(rules::COLUMN_NOT_UNDERSTOOD, message).help(help)
        }
        ColumnFault::Missing(column) => {
            let all: Vec<&String> = headings.iter().filter(|heading| !heading.is_empty()).collect();
            let message = format!("the column `{}` is missing; the first row has {}", column.name(), listed(&all));
            let near = all.iter().find(|heading| {
                let is_free = columns.fields().all(|(_, places)| places.iter().all(|at| headings[*at] != ***heading));
                is_free && did_you_mean(&plain(heading), [column.name()]).is_some()
            });
            let help = match near {
                Some(near) => format!("rename `{}` to `{}`", shortened(near), column.name()),
                None => format!(
                    "choose the column with `--column {}=COLUMN`; if the first row is a sender, add a row of column names above",
                    column.name()
                ),
            };
            Finding::error(rules::MISSING_COLUMN, message).help(help)
        }
        ColumnFault::NoSuchColumn(heading) => {
            let message = format!("the list has no column `{}`", shortened(heading));
            let names = headings.iter().filter(|name| !name.is_empty()).map(String::as_str);
            let near = did_you_mean(heading, names.clone());
            let all: Vec<&String> = headings.iter().filter(|heading| !heading.is_empty()).collect();
            let help = near.map_or_else(
                || format!("the first row has {}", listed(&all)),
                |near| format!("did you mean `{}`?", shortened(near)),
            );
            Finding::error(rules::NO_SUCH_COLUMN, message).help(help)
        }
    }
}
