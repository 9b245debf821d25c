//! Findings as people read them, and as JSON.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use clap::ValueEnum;

pub use super::groups::grouped;
use super::visible::{bounded, json as written_json, uri, visible};
use crate::finding::{Finding, Severity};
use crate::judge;

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// One array of objects, for programs.
    Json,
    /// Annotations that GitHub shows at the line.
    Github,
    /// A SARIF log, for other services of continuous integration.
    Sarif,
}

/// Each finding in a line of its own, `file:line:column: severity[rule]: place: message`, and
/// below it what to do.
pub fn text(findings: &[Finding]) -> String {
    findings.iter().fold(String::new(), |mut out, finding| {
        one(&mut out, &bounded(finding));
        out
    })
}

fn one(out: &mut String, finding: &Finding) {
    let numbers = [finding.line, finding.column].map(|number| number.map(|number| number.to_string()));
    for part in [&finding.file].into_iter().chain(&numbers).flatten() {
        let _ = write!(out, "{}:", visible(part));
    }
    if finding.file.is_some() {
        out.push(' ');
    }
    let _ = write!(out, "{}[{}]: ", finding.severity, finding.rule);
    if let Some(place) = &finding.place {
        let _ = write!(out, "{}: ", visible(place));
    }
    let _ = writeln!(out, "{}", visible(&finding.message));
    if let Some(help) = &finding.help {
        let _ = writeln!(out, "  help: {}", visible(help));
    }
}

/// Rows under their heads, each column as wide as its widest cell in characters.
pub fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |i: usize| rows.iter().filter_map(|row| row.get(i)).map(|cell| cell.chars().count()).max();
    let widths: Vec<usize> = (0..columns).map(|i| width(i).unwrap_or(0)).collect();
    let mut out = String::new();
    for row in rows {
        let cells: Vec<String> = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        out.push_str(cells.join("  ").trim_end());
        out.push('\n');
    }
    out
}

/// All findings as one JSON array.
pub fn json(findings: &[Finding]) -> String {
    written_json(&findings.iter().map(bounded).collect::<Vec<_>>())
}

/// A workflow command for each finding, which GitHub shows at its line.
pub fn github(findings: &[Finding]) -> String {
    // As the toolkit of GitHub's actions escapes them. Line breaks are visible already.
    let data = |text: &str| visible(text).replace('%', "%25");
    let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
    let mut out = String::new();
    for finding in &findings.iter().map(bounded).collect::<Vec<_>>() {
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let _ = write!(out, "::{command} ");
        if let Some(file) = &finding.file {
            let _ = write!(out, "file={},", property(file));
        }
        // GitHub takes columns for one line only, and counts the last of them in.
        let ends_there = finding.end_line.is_some_and(|end| Some(end) == finding.line);
        let last = finding.end_column.filter(|_| ends_there).map(|end| end.saturating_sub(1).max(1));
        let last = last.max(finding.column.filter(|_| last.is_some()));
        let (line, column) = (finding.line, finding.column);
        for (name, number) in [("line", line), ("endLine", finding.end_line), ("col", column), ("endColumn", last)] {
            if let Some(number) = number {
                let _ = write!(out, "{name}={number},");
            }
        }
        let _ = write!(out, "title={}::", property(finding.rule.as_str()));
        if let Some(place) = &finding.place {
            let _ = write!(out, "{}: ", data(place));
        }
        out.push_str(&data(&finding.message));
        if let Some(help) = &finding.help {
            let _ = write!(out, "%0A{}", data(help));
        }
        out.push('\n');
    }
    out
}

/// All findings as a SARIF 2.1.0 log of one run.
pub fn sarif(findings: &[Finding]) -> String {
    let folder = std::env::current_dir().ok();
    let results = findings.iter().map(bounded).map(|finding| {
        let level = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        let place = finding.place.as_ref().map_or(String::new(), |place| format!("{place}: "));
        let help = finding.help.as_ref().map_or(String::new(), |help| format!("; {help}"));
        let mut result = serde_json::json!({
            "ruleId": finding.rule,
            "level": level,
            "message": {"text": visible(&format!("{place}{}{help}", finding.message))},
        });
        if let Some(file) = &finding.file {
            let mut location = serde_json::json!({"artifactLocation": {"uri": uri(file, folder.as_deref())}});
            if let Some(line) = finding.line {
                location["region"] = serde_json::json!({"startLine": line, "startColumn": finding.column.unwrap_or(1)});
                if let (Some(end_line), Some(end_column)) = (finding.end_line, finding.end_column) {
                    location["region"]["endLine"] = end_line.into();
                    location["region"]["endColumn"] = end_column.into();
                }
            }
            result["locations"] = serde_json::json!([{"physicalLocation": location}]);
        }
        result
    });
    let names: BTreeSet<&str> = findings.iter().map(|finding| finding.rule.as_str()).collect();
    let rules: Vec<_> = names
        .into_iter()
        .map(|name| match judge::rule(name) {
            Some(rule) => serde_json::json!({"id": name, "shortDescription": {"text": rule.about}}),
            None => serde_json::json!({"id": name}),
        })
        .collect();
    let log = serde_json::json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "likhit", "version": env!("CARGO_PKG_VERSION"), "rules": rules}},
            "columnKind": "unicodeCodePoints",
            "results": results.collect::<Vec<_>>(),
        }],
    });
    written_json(&log)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Position, rules};

    fn finding() -> Finding {
        Finding::error(rules::UNKNOWN_KEY, "unknown key `nmae`")
            .in_file("cases/a.yaml")
            .at(Some(Position { line: 3, column: 5 }))
            .place("person.nmae")
            .help("did you mean `name`?")
    }

    #[test]
    fn people_see_the_place_first_and_the_remedy_below() {
        assert_eq!(
            text(&[finding()]),
            "cases/a.yaml:3:5: error[unknown-key]: person.nmae: unknown key `nmae`\n  \
             help: did you mean `name`?\n"
        );
    }

    #[test]
    fn programs_get_the_fields_by_name() {
        let array: serde_json::Value = serde_json::from_str(&json(&[finding()])).expect("it is JSON");
        assert_eq!(array[0]["rule"], "unknown-key");
        assert_eq!(array[0]["severity"], "error");
        assert_eq!((&array[0]["line"], &array[0]["column"]), (&3.into(), &5.into()));
        assert_eq!(array[0]["place"], "person.nmae");
    }

    #[test]
    fn services_get_the_end_where_it_is_known() {
        let (start, end) = (Position { line: 3, column: 5 }, Position { line: 3, column: 9 });
        let found = finding().between(start, end);
        let said = github(std::slice::from_ref(&found));
        assert!(said.contains("line=3,endLine=3,col=5,endColumn=8,"), "{said}");
        let log: serde_json::Value = serde_json::from_str(&sarif(&[found])).expect("it is JSON");
        let region = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"];
        assert_eq!((&region["endLine"], &region["endColumn"]), (&3.into(), &9.into()));
    }

    #[test]
    fn services_get_the_line_and_no_text_that_ends_a_command() {
        let odd = Finding { message: "100 %\nof it".to_owned(), ..finding() };
        assert_eq!(
            github(&[odd]),
            "::error file=cases/a.yaml,line=3,col=5,title=unknown-key::person.nmae: 100 %25\\u{a}of it%0Adid you mean `name`?\n"
        );
        let log: serde_json::Value = serde_json::from_str(&sarif(&[finding()])).expect("it is JSON");
        let region = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"];
        assert_eq!((&region["startLine"], &region["startColumn"]), (&3.into(), &5.into()));
    }
}
