//! Repairs: the bytes that have one right replacement are replaced, and no others.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::ops::Range;

use super::{Report, Scope, check};
use crate::finding::{Finding, LineStarts, Repair, RuleName};
use crate::judge::words::{self, is_unseen};
use crate::project::Project;

/// A file as it is after its repairs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fixed {
    /// Its path in the project.
    pub path: String,
    /// Its whole text.
    pub text: String,
    /// How many faults were repaired.
    pub repairs: usize,
    /// The changes, as a unified diff without context.
    pub diff: String,
}

/// A project after its repairs.
#[derive(Debug, Clone, Default)]
pub struct Repaired {
    /// The files that changed, sorted by path.
    pub files: Vec<Fixed>,
    /// The findings that are left.
    pub report: Report,
}

/// The maximum number of rounds. A repair may reveal another fault, as when a space between two others is
/// deleted; this ends soon.
const ROUNDS: usize = 10;

/// Fixes the problems that have only one correct fix, in the files that may be changed, until none is left.
///
/// `report` has the findings about the project.
pub fn repair(project: &Project, scope: &Scope, report: Report, may_change: impl Fn(&str) -> bool) -> Repaired {
    let mut report = report;
    let mut now = project.clone();
    let mut done: BTreeMap<String, Vec<(usize, RuleName)>> = BTreeMap::new();
    for _ in 0..ROUNDS {
        let mut repaired = Vec::new();
        for group in report.findings.chunk_by(|one, other| one.file == other.file) {
            let Some(path) = group[0].file.as_ref().filter(|path| may_change(path)) else { continue };
            let Ok(text) = now.text(path) else { continue };
            let repairs = apart(group, text);
            if !repairs.is_empty() {
                let rules = repairs.iter().map(|repair| (repair.line, repair.rule));
                done.entry(path.clone()).or_default().extend(rules);
                repaired.push((path.clone(), project.edited(path, &replaced(text, &repairs))));
            }
        }
        if repaired.is_empty() {
            break;
        }
        now = now.with(repaired);
        report = check(&now, scope);
    }
    let fixed = |(path, rules): (String, Vec<(usize, RuleName)>)| {
        let (Ok(old), Ok(new), Some(bytes)) = (project.text(&path), now.text(&path), now.bytes(&path)) else {
            return None;
        };
        let diff = diff(&path, old, new, &rules);
        let text = String::from_utf8_lossy(bytes).into_owned();
        (old != new).then_some(Fixed { path, text, repairs: rules.len(), diff })
    };
    Repaired { files: done.into_iter().filter_map(fixed).collect(), report }
}

/// A repair of a text.
struct Placed<'f> {
    range: Range<usize>,
    line: usize,
    replacement: &'f str,
    rule: RuleName,
}

/// The repairs of findings on a text that can be made at once, in its order. The others are made in the next
/// round, if they are still right.
fn apart<'f>(findings: &'f [Finding], text: &str) -> Vec<Placed<'f>> {
    let lines = LineStarts::of(text);
    let placed = findings.iter().filter_map(|finding| {
        let Repair { start, end, replacement } = finding.repair.as_ref()?;
        let range = lines.offset(*start)?..lines.offset(*end)?;
        Some(Placed { range, line: start.line, replacement, rule: finding.rule })
    });
    words::apart(placed.collect(), |repair| repair.range.clone())
}

/// A text after its repairs, which are sorted and apart.
fn replaced(text: &str, repairs: &[Placed]) -> String {
    let mut new = String::new();
    let mut done = 0;
    for repair in repairs {
        new.push_str(&text[done..repair.range.start]);
        new.push_str(repair.replacement);
        done = repair.range.end;
    }
    new.push_str(&text[done..]);
    new
}

/// The changed lines before and after, each with the rules that caused the change. Characters that cannot be
/// seen are shown by their code points.
fn diff(path: &str, old: &str, new: &str, repairs: &[(usize, RuleName)]) -> String {
    let mut out = format!("--- {path}\n+++ {path}\n");
    let old_lines = old.lines().collect::<Vec<_>>();
    let new_lines = new.lines().collect::<Vec<_>>();
    // No repair adds or takes out a line break, so the lines pair up; if one did, all is shown.
    if old_lines.len() != new_lines.len() {
        let _ = writeln!(out, "@@ -1,{} +1,{} @@", old_lines.len(), new_lines.len());
        for (sign, lines) in [('-', &old_lines), ('+', &new_lines)] {
            for line in lines {
                let _ = writeln!(out, "{sign}{}", visible(line));
            }
        }
        return out;
    }
    let mut by_line: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
    for (line, rule) in repairs {
        by_line.entry(*line).or_default().insert(rule.as_str());
    }
    for (at, (before, after)) in
        old_lines.iter().zip(&new_lines).enumerate().filter(|(_, (before, after))| before != after)
    {
        let line = at + 1;
        let rules = by_line.get(&line).into_iter().flatten().copied().collect::<Vec<_>>().join(", ");
        let _ = writeln!(out, "@@ -{line} +{line} @@ {rules}");
        let _ = writeln!(out, "-{}\n+{}", visible(before), visible(after));
    }
    out
}

fn visible(line: &str) -> String {
    line.chars().fold(String::new(), |mut out, c| {
        if is_unseen(c) && c != '\r' {
            let _ = write!(out, "⟨U+{:04X}⟩", c as u32);
        } else {
            out.push(c);
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What becomes of a file of the Khmer letter, and how it is shown.
    fn repaired(text: &str) -> Option<Fixed> {
        repaired_in("km", text)
    }

    fn repaired_in(language: &str, text: &str) -> Option<Fixed> {
        let path = &format!("locales/{language}/letter.ftl");
        let project = Project::embedded().with([(path.clone(), text.as_bytes().to_vec())]);
        let scope = Scope { paths: vec![path.clone()], ..Scope::default() };
        let repaired = repair(&project, &scope, check(&project, &scope), |_| true);
        assert!(repaired.report.findings.iter().all(|finding| finding.repair.is_none()), "once is enough");
        repaired.files.into_iter().next()
    }

    #[test]
    fn only_the_faulty_bytes_change() {
        let text = "\u{FEFF}# a comment\r\nx  =  ក\u{200B}\u{200B}ខ \r\n\r\n-y = គ\r\n";
        let fixed = repaired(text).expect("it has a fault");
        assert_eq!(fixed.text, text.replacen('\u{200B}', "", 1));
        assert_eq!(
            fixed.diff,
            "--- locales/km/letter.ftl\n+++ locales/km/letter.ftl\n@@ -2 +2 @@ untidy-zwsp\n\
             -x  =  ក⟨U+200B⟩⟨U+200B⟩ខ \n+x  =  ក⟨U+200B⟩ខ \n"
        );
        assert_eq!(repaired(&fixed.text), None);
    }

    #[test]
    fn quotation_marks_are_repaired_where_each_is_sure_to_open_or_to_close() {
        let fixed = repaired_in("fr", "x = Il dit \"non\" et s’en va.\n").expect("it has faults");
        assert!(!fixed.text.contains('"'), "{}", fixed.text);
        let inches = "x = Un homme de 5’10\" et une table de 15\" de large.\n";
        assert_eq!(repaired_in("fr", inches).map(|fixed| fixed.text), None);
    }

    #[test]
    fn what_a_repair_lays_bare_is_repaired_too() {
        let fixed = repaired("x = ក \u{200B} ខ។\u{200B}\u{200B} ។\n").expect("it has faults");
        assert!(!fixed.text.contains('\u{200B}') && !fixed.text.contains("  "), "{:?}", fixed.text);
    }
}
