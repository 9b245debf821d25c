//! The findings about the rows of a list: the number of each kind, and the first ones.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::table;
use crate::finding::{Finding, Findings, RuleName, Severity, rules};
use crate::list::{Column, List, Row};

/// How many findings of a kind are shown on the terminal.
const SHOWN: usize = 20;

/// How many findings are kept, for the file of reasons.
const KEPT: usize = 10_000;

/// The rules whose remarks are reported once, with the numbers of all their rows.
const ONCE: [RuleName; 4] = [rules::EXCEPTED, rules::MENDED, rules::NOT_MAILED, rules::RESTORED_POSTCODE];

/// How many rows a remark on many of them names.
const NAMED_ROWS: usize = 20;

/// Findings on rows, within bounds.
#[derive(Debug, Default)]
pub struct Faults {
    /// Findings that are not about a row, without duplicates.
    general: Findings,
    kept: Vec<(Row, Finding)>,
    /// The rows that are rejected because of what they share with others.
    shared: Vec<(Row, Finding)>,
    counts: BTreeMap<(Severity, RuleName), usize>,
    /// The remarks that are reported once, by their words, with their rows.
    once: BTreeMap<(RuleName, String), (Finding, Vec<u32>)>,
}

/// Why a row was rejected, in the table of reasons.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Reason {
    row: Option<u32>,
    id: Option<String>,
    name: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    place: Option<String>,
    rule: String,
    message: String,
    help: Option<String>,
}

impl Reason {
    /// What finds the row: its number, the id and the name.
    fn who(list: &List, row: Row) -> Self {
        let [id, name] = [Column::Id, Column::Name].map(|column| list.words_of(row, column));
        Self { row: Some(list.original_number(row)), id, name, ..Self::default() }
    }

    fn of(who: &Self, finding: &Finding) -> Self {
        Self {
            row: who.row,
            id: who.id.clone(),
            name: who.name.clone(),
            line: finding.line,
            column: finding.column,
            place: finding.place.clone(),
            rule: finding.rule.to_string(),
            message: finding.message.clone(),
            help: finding.help.clone(),
        }
    }
}

impl Faults {
    /// Adds a remark on a row. A remark that is not about the row itself is reported only once.
    pub fn remark(&mut self, list_file: &str, row: Row, mut finding: Finding) {
        if finding.rule == rules::RESTORED_POSTCODE {
            // The numbers of the rows say which postcodes.
            "put back the zeros that a spreadsheet drops at the beginning of postcodes"
                .clone_into(&mut finding.message);
        }
        if ONCE.contains(&finding.rule) {
            let (_, rows) = self
                .once
                .entry((finding.rule, finding.message.clone()))
                .or_insert_with(|| (Finding { line: None, column: None, place: None, ..finding }, Vec::new()));
            if rows.last() != Some(&row.number) {
                rows.push(row.number);
            }
        } else if finding.file.as_deref() == Some(list_file) {
            self.keep(row, finding);
        } else {
            self.general(finding);
        }
    }

    /// Adds the reasons why a row is rejected, and the other findings about it.
    pub fn reject(&mut self, list_file: &str, row: Row, findings: Findings) {
        for finding in findings {
            match finding.severity {
                Severity::Error => self.fault(list_file, row, finding),
                Severity::Warning | Severity::Note => self.remark(list_file, row, finding),
            }
        }
    }

    /// Adds an error. An error in words that rows share is reported once, as `likhit check` does, but each row
    /// is rejected because of it.
    fn fault(&mut self, list_file: &str, row: Row, mut finding: Finding) {
        match finding.file.as_deref() {
            Some(file) if file == list_file => self.keep(row, finding),
            Some(_) => {
                self.general(finding.clone());
                self.shared.push((row, finding));
            }
            None => {
                let place = finding.place.map_or_else(String::new, |place| format!(", {place}"));
                finding.place = Some(format!("row {}{place}", row.number));
                self.keep(row, finding);
            }
        }
    }

    /// Adds a finding that is not about a row.
    pub fn general(&mut self, finding: Finding) {
        if !self.general.contains(&finding) && self.general.len() < KEPT {
            self.general.push(finding);
        }
    }

    /// The findings that are not about a row.
    pub fn of_the_whole(&self) -> Findings {
        merged(&self.general)
    }

    /// All findings that are kept, about the whole and about rows.
    pub fn all(&self) -> Findings {
        let kept = self.kept.iter().map(|(_, finding)| finding.clone());
        self.of_the_whole().into_iter().chain(kept).chain(self.of_many_rows()).collect()
    }

    /// The remarks that are reported once, each with its rows.
    fn of_many_rows(&self) -> impl Iterator<Item = Finding> + '_ {
        self.once.values().map(|(finding, rows)| {
            let named: Vec<String> = rows.iter().take(NAMED_ROWS).map(u32::to_string).collect();
            let more = rows.len() - named.len();
            let more = if more > 0 { format!(" and {} more", grouped(more)) } else { String::new() };
            let rows = match named.as_slice() {
                [row] => format!("row {row}"),
                _ => format!("{} rows: {}{more}", grouped(rows.len()), named.join(", ")),
            };
            Finding { message: format!("{}, in {rows}", finding.message), ..finding.clone() }
        })
    }

    /// The first findings of each kind, and the number of the others, which the file `reasons` lists.
    pub fn shown(&self, reasons: &str) -> Findings {
        let mut shown = Findings::new();
        let mut counts: BTreeMap<(Severity, RuleName), usize> = BTreeMap::new();
        let general = self.of_the_whole();
        for finding in general.iter().chain(self.kept.iter().map(|(_, finding)| finding)) {
            let count = counts.entry((finding.severity, finding.rule)).or_default();
            *count += 1;
            if *count <= SHOWN {
                shown.push(finding.clone());
            }
        }
        shown.extend(self.of_many_rows());
        for ((severity, rule), count) in &self.counts {
            let general = general.iter().filter(|one| (one.severity, one.rule) == (*severity, *rule)).count();
            let more = (count + general).saturating_sub(SHOWN);
            if more > 0 {
                let message = format!("and {} more", grouped(more));
                let finding = Finding { severity: *severity, ..Finding::note(*rule, message) };
                shown.push(match severity {
                    Severity::Error => finding.help(format!("`{reasons}` lists them")),
                    Severity::Warning | Severity::Note => finding,
                });
            }
        }
        shown
    }

    /// The names of the columns of a table of reasons.
    pub fn head_of_reasons() -> Vec<&'static str> {
        table::head::<Reason>()
    }

    /// Why rows of the list were rejected, as a table. It has the row numbers, ids and names of `rejected.csv`.
    pub fn reasons(&self, list: &List) -> Vec<u8> {
        let mut errors: Vec<&(Row, Finding)> = self
            .kept
            .iter()
            .chain(&self.shared)
            .filter(|(_, finding)| finding.severity == Severity::Error)
            .take(KEPT)
            .collect();
        errors.sort_by_key(|(row, _)| row.number);
        let mut reasons: Vec<Reason> = Vec::new();
        for of_row in errors.chunk_by(|(one, _), (next, _)| one == next) {
            let who = Reason::who(list, of_row[0].0);
            reasons.extend(of_row.iter().map(|(_, finding)| Reason::of(&who, finding)));
        }
        let all = self.shared.len()
            + self
                .counts
                .iter()
                .filter(|((severity, _), _)| *severity == Severity::Error)
                .map(|(_, n)| n)
                .sum::<usize>();
        if all > errors.len() {
            let message = format!("and {} more", grouped(all - errors.len()));
            reasons.push(Reason { message, ..Reason::default() });
        }
        table::of(&reasons)
    }

    /// Whether a file is an earlier table of reasons.
    pub fn is_reasons(bytes: &[u8]) -> bool {
        let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let first = String::from_utf8_lossy(first);
        let columns: Vec<&str> = first.trim_start_matches('\u{feff}').trim().split([',', ';', '\t']).collect();
        let is_there = |name: &str| columns.iter().any(|column| column.trim_matches('"') == name);
        ["row", "line", "place", "rule", "message", "help"].into_iter().all(is_there)
    }

    fn keep(&mut self, row: Row, finding: Finding) {
        let count = self.counts.entry((finding.severity, finding.rule)).or_default();
        *count += 1;
        // More remarks than are shown are not needed.
        if self.kept.len() < KEPT && (finding.severity == Severity::Error || *count <= SHOWN) {
            self.kept.push((row, finding));
        }
    }
}

/// Merges findings that differ in one word only, such as a country, into one that lists these words.
fn merged(findings: &[Finding]) -> Findings {
    let mut merged: Vec<(Finding, Option<usize>, Vec<&str>)> = Vec::new();
    for finding in findings {
        let place = |one: &Finding| (one.rule, one.severity, one.file.clone(), one.line, one.place.clone());
        let like = merged.iter_mut().find_map(|(first, at, also)| {
            let differs =
                differing_word(&first.message, &finding.message).filter(|_| place(first) == place(finding))?;
            (at.is_none_or(|at| at == differs)).then_some((differs, at, also))
        });
        match like {
            Some((differs, at, also)) => {
                *at = Some(differs);
                also.extend(finding.message.split(' ').nth(differs));
            }
            None => merged.push((finding.clone(), None, Vec::new())),
        }
    }
    let told = |(finding, at, also): (Finding, Option<usize>, Vec<&str>)| {
        let Some(at) = at else { return finding };
        let word = |(n, word): (usize, &str)| {
            if n == at { format!("{word} (also {})", also.join(", ")) } else { word.to_owned() }
        };
        let message: Vec<String> = finding.message.split(' ').enumerate().map(word).collect();
        Finding { message: message.join(" "), ..finding }
    };
    merged.into_iter().map(told).collect()
}

/// The number of the word that differs, if exactly one does.
fn differing_word(one: &str, other: &str) -> Option<usize> {
    let (one, other): (Vec<&str>, Vec<&str>) = (one.split(' ').collect(), other.split(' ').collect());
    let mut differing = one.iter().zip(&other).enumerate().filter(|(_, (one, other))| one != other);
    let (at, _) = differing.next()?;
    (one.len() == other.len() && differing.next().is_none()).then_some(at)
}

/// A number with thousands separators: `12,345`.
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

/// A number and what it counts, in the form for this number: `1 row`, `4,312 rows`.
pub fn counted(count: usize, one: &str, several: &str) -> String {
    format!("{} {}", grouped(count), if count == 1 { one } else { several })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::rules;

    #[test]
    fn what_is_said_of_many_countries_is_said_once() {
        let note = |message: &str| Finding::note(rules::NO_EMBASSY, message);
        let findings = [
            note("no embassy in CH"),
            note("no embassy in DE"),
            note("the country is not known"),
            note("no embassy in KH"),
            Finding::warning(rules::NO_LETTERS, "no embassy in NO"),
        ];
        let messages: Vec<String> = merged(&findings).into_iter().map(|finding| finding.message).collect();
        assert_eq!(messages, ["no embassy in CH (also DE, KH)", "the country is not known", "no embassy in NO"]);
    }

    #[test]
    fn what_is_mended_in_many_rows_is_said_once() {
        let list = crate::list::sample("s.csv", b"name,address1\na,b\nc,d\ne,f\n");
        let mut faults = Faults::default();
        for (at, message) in
            [(0, "removed an apostrophe"), (0, "removed an apostrophe"), (2, "removed an apostrophe"), (1, "swapped")]
        {
            let row = list.rows()[at];
            let finding =
                Finding::note(rules::MENDED, message).in_file("s.csv").place(format!("row {}, name", row.number));
            faults.remark("s.csv", row, finding);
        }
        let told = |findings: Findings| findings.into_iter().map(|one| (one.message, one.place)).collect::<Vec<_>>();
        let expected =
            [("removed an apostrophe, in 2 rows: 2, 4".to_owned(), None), ("swapped, in row 3".to_owned(), None)];
        assert_eq!(told(faults.all()), expected);
        assert_eq!(told(faults.shown("reasons.csv")), expected);
        assert!(faults.of_the_whole().is_empty(), "they are about rows");
    }

    #[test]
    fn thousands_stand_apart() {
        assert_eq!([7, 999, 1000, 4_312, 1_234_567].map(grouped), ["7", "999", "1,000", "4,312", "1,234,567"]);
    }
}
