//! The findings on the rows of a list: how many there are of each kind, and the first of them.

use std::collections::BTreeMap;

use crate::finding::{Finding, Findings, Severity};
use crate::list::Row;

/// How many findings of a kind are shown on the terminal.
const SHOWN: usize = 20;

/// How many findings are kept, for the file of reasons.
const KEPT: usize = 10_000;

/// Findings on rows, within bounds.
#[derive(Debug, Default)]
pub struct Faults {
    /// What does not belong to a row; each once.
    general: Findings,
    kept: Vec<(u32, Finding)>,
    counts: BTreeMap<(Severity, &'static str), usize>,
}

impl Faults {
    /// Adds what is worth knowing of a row. What is not about the row itself is told once.
    pub fn remark(&mut self, list_file: &str, row: Row, finding: Finding) {
        if finding.file.as_deref() == Some(list_file) {
            self.keep(row, finding);
        } else {
            self.general(finding);
        }
    }

    /// Adds a fault for which a row is rejected.
    pub fn reject(&mut self, list_file: &str, row: Row, mut finding: Finding) {
        if finding.file.as_deref() != Some(list_file) {
            let place = finding.place.map_or_else(String::new, |place| format!(", {place}"));
            finding.place = Some(format!("row {}{place}", row.number));
        }
        self.keep(row, finding);
    }

    /// Adds what does not belong to a row.
    pub fn general(&mut self, finding: Finding) {
        if !self.general.contains(&finding) && self.general.len() < KEPT {
            self.general.push(finding);
        }
    }

    /// The first of each kind, and how many more there are.
    pub fn shown(&self) -> Findings {
        let mut shown = Findings::new();
        let mut counts: BTreeMap<(Severity, &'static str), usize> = BTreeMap::new();
        for finding in self.general.iter().chain(self.kept.iter().map(|(_, finding)| finding)) {
            let count = counts.entry((finding.severity, finding.rule)).or_default();
            *count += 1;
            if *count <= SHOWN {
                shown.push(finding.clone());
            }
        }
        for ((severity, rule), count) in &self.counts {
            let general = self.general.iter().filter(|one| (one.severity, one.rule) == (*severity, *rule)).count();
            let more = (count + general).saturating_sub(SHOWN);
            if more > 0 {
                let message = format!("and {} more", grouped(more));
                let finding = Finding { severity: *severity, ..Finding::note(rule, message) };
                shown.push(match severity {
                    Severity::Error => finding.help("`reasons.csv` lists them"),
                    Severity::Warning | Severity::Note => finding,
                });
            }
        }
        shown
    }

    /// Why rows were rejected, as a table.
    pub fn reasons(&self) -> Vec<u8> {
        let mut table = csv::Writer::from_writer(Vec::new());
        // Writing to memory does not fail.
        let _ = table.write_record(["row", "line", "column", "place", "rule", "message", "help"]);
        let errors = self.kept.iter().filter(|(_, finding)| finding.severity == Severity::Error);
        let mut written = 0;
        for (row, finding) in errors {
            let number = |n: Option<usize>| n.map_or_else(String::new, |n| n.to_string());
            let _ = table.write_record([
                &row.to_string(),
                &number(finding.line),
                &number(finding.column),
                finding.place.as_deref().unwrap_or_default(),
                finding.rule,
                &finding.message,
                finding.help.as_deref().unwrap_or_default(),
            ]);
            written += 1;
        }
        let all: usize =
            self.counts.iter().filter(|((severity, _), _)| *severity == Severity::Error).map(|(_, count)| count).sum();
        if all > written {
            let _ = table.write_record(["", "", "", "", "", &format!("and {} more", grouped(all - written)), ""]);
        }
        table.into_inner().unwrap_or_default()
    }

    fn keep(&mut self, row: Row, finding: Finding) {
        let count = self.counts.entry((finding.severity, finding.rule)).or_default();
        *count += 1;
        // Of remarks no more are wanted than are shown.
        if self.kept.len() < KEPT && (finding.severity == Severity::Error || *count <= SHOWN) {
            self.kept.push((row.number, finding));
        }
    }
}

/// A number with its thousands apart: `12,345`.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        assert_eq!([7, 999, 1000, 4_312, 1_234_567].map(grouped), ["7", "999", "1,000", "4,312", "1,234,567"]);
    }
}
