//! The cells of a row are mended before they are read, and marks of people who get no letter are found.

use super::{Cell, RowReader};
use crate::countries::CountryNames;
use crate::finding::rules;
use crate::list::Column;
use crate::list::checks::{Checked, check};
use crate::list::mend::Fields;
use crate::list::not_mailed::{Marked, Reason};

impl RowReader<'_, '_> {
    /// Mends the cells, and looks at what is unusual in them.
    pub(super) fn check(&mut self, countries: &CountryNames) {
        let filled = self.cells.iter().filter(|(_, cell)| !cell.words.is_empty());
        let fields: Fields = filled.map(|(column, cell)| (*column, cell.words.clone())).collect();
        let Checked { fields, mends, unusual, marked } = check(fields, self.country.as_ref(), countries);
        // A part that had no cell of its own is at the place of the cell that it was in.
        let from = mends.iter().find_map(|(column, _)| self.cell(*column)).map(|cell| cell.bytes.clone());
        self.cells.retain(|(column, cell)| cell.words.is_empty() || fields.contains_key(column));
        for (column, words) in fields {
            match self.cells.iter_mut().find(|(known, _)| *known == column) {
                Some((_, cell)) => cell.words = words,
                None => {
                    let start = self.row.start as usize;
                    let bytes = from.clone().unwrap_or(start..start);
                    self.cells.push((column, Cell { words, bytes }));
                }
            }
        }
        for (column, mend) in mends {
            let finding = self.origin(column).note(rules::MENDED, mend.description());
            self.remarks.push(finding.help("the letters are right; correct the list when you can"));
        }
        for (column, refusal) in unusual {
            self.remarks.push(self.origin(column).warning(refusal.rule, refusal.message).help(refusal.help));
        }
        if let Some((column, Marked { reason, words })) = marked {
            self.not_mailed(column, reason, &format!("`{words}` in `{}`", column.name()));
        }
    }

    /// Remarks that the person gets no letter. The first reason is said.
    pub(super) fn not_mailed(&mut self, column: Column, reason: Reason, found: &str) {
        let message = format!("not printed, because {}: {found}", reason.description());
        let finding = self.origin(column).note(rules::NOT_MAILED, message);
        self.not_mailed.get_or_insert((reason, finding.help("correct the list if the person is to get a letter")));
    }
}
