//! Findings as people read them, and as JSON.

use std::fmt::Write as _;

use clap::ValueEnum;

use crate::finding::Finding;

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// One array of objects, for programs.
    Json,
}

/// Each finding in a line of its own, `file:line:column: severity[rule]: place: message`, and
/// below it what to do.
pub fn text(findings: &[Finding]) -> String {
    let mut out = String::new();
    for finding in findings {
        for part in [&finding.file, &finding.line.map(|n| n.to_string()), &finding.column.map(|n| n.to_string())]
            .into_iter()
            .flatten()
        {
            let _ = write!(out, "{part}:");
        }
        if finding.file.is_some() {
            out.push(' ');
        }
        let _ = write!(out, "{}[{}]: ", finding.severity, finding.rule);
        if let Some(place) = &finding.place {
            let _ = write!(out, "{place}: ");
        }
        out.push_str(&finding.message);
        out.push('\n');
        if let Some(help) = &finding.help {
            let _ = writeln!(out, "  help: {help}");
        }
    }
    out
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
    let mut out = serde_json::to_string_pretty(findings).expect("findings are plain text and numbers");
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Position;

    fn finding() -> Finding {
        Finding::error("unknown-key", "the key `nmae` is not known")
            .in_file("cases/a.yaml")
            .at(Some(Position { line: 3, column: 5 }))
            .place("person.nmae")
            .help("did you mean `name`?")
    }

    #[test]
    fn people_see_the_place_first_and_the_remedy_below() {
        assert_eq!(
            text(&[finding()]),
            "cases/a.yaml:3:5: error[unknown-key]: person.nmae: the key `nmae` is not known\n  \
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
}
