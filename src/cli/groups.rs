//! Groups many findings of one kind in one file into one finding for readers, such as missing messages.

use std::collections::BTreeMap;

use crate::finding::{Finding, RuleName, Severity, rules};

/// How many findings of one rule in one file are shown one by one.
const SHOWN: usize = 20;

/// How many names a group gives.
const NAMED: usize = 5;

/// Rules whose findings are grouped, the maximum that is shown one by one per file, and the text for several.
const PILES: [(RuleName, usize, &str); 4] = [
    (rules::MISSING_MESSAGE, 12, "are missing"),
    (rules::STALE_TRANSLATION, 3, "are older than their source"),
    (rules::UNTRANSLATED, 5, "are the same as in the source"),
    (rules::UNUSED_MESSAGE, 5, "are not used"),
];

/// Findings of one kind: file, severity, rule, and whether they are of a pile.
type GroupKey = (Option<String>, Severity, RuleName, bool);

/// The findings, with many of one kind replaced by one. Each group is in the place of its first finding. What to do
/// with missing messages is said once, after the last of them.
pub fn grouped(findings: &[Finding]) -> Vec<Finding> {
    let mut kinds: BTreeMap<GroupKey, Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        kinds.entry(kind(finding)).or_default().push(finding);
    }
    let mut seen: BTreeMap<GroupKey, usize> = BTreeMap::new();
    let mut shown = Vec::new();
    for finding in findings {
        let kind = kind(finding);
        let all = &kinds[&kind];
        let place = seen.entry(kind.clone()).or_default();
        *place += 1;
        let pile = PILES.iter().find(|(rule, few, _)| *rule == finding.rule && kind.3 && all.len() > *few);
        if let Some((.., what)) = pile {
            shown.extend((*place == 1).then(|| pile_of(all, what)));
        } else if *place <= SHOWN {
            shown.push(finding.clone());
        } else if *place == all.len() {
            shown.push(rest_of(finding, all.len() - SHOWN));
        }
    }
    let is_same = |a: &Finding, b: &Finding| kind(a) == kind(b) && a.help == b.help;
    for at in 1..shown.len() {
        if shown[at].rule == rules::MISSING_MESSAGE && is_same(&shown[at - 1], &shown[at]) {
            shown[at - 1].help = None;
        }
    }
    shown
}

/// A message that is missing belongs to the pile of its file, and one whose id is misspelt does not.
fn kind(finding: &Finding) -> GroupKey {
    let is_of_pile = finding.rule != rules::MISSING_MESSAGE || !finding.needed_for.is_empty();
    (finding.file.clone(), finding.severity, finding.rule, is_of_pile)
}

/// Many findings as one.
fn pile_of(all: &[&Finding], what: &str) -> Finding {
    let first = all[0];
    let mut message = format!("{} messages {what}", all.len());
    let needed: Vec<String> = by_piece(all)
        .into_iter()
        .map(|(piece, of_piece)| {
            let names = if all.len() <= NAMED { format!(" ({})", names(&of_piece)) } else { String::new() };
            format!("{} for `{piece}`{names}", of_piece.len())
        })
        .collect();
    if !needed.is_empty() {
        message = format!("{message}: {}", needed.join(", "));
    } else if first.place.is_some() {
        message = format!("{message}: {}", names(all));
    }
    let help = match first.rule {
        rules::MISSING_MESSAGE => "write them; `likhit check --all` shows where each belongs",
        rules::STALE_TRANSLATION => "`likhit check --all` shows what has changed in each",
        _ => "`likhit check --all` shows each of them",
    };
    Finding {
        message,
        line: None,
        column: None,
        end_line: None,
        end_column: None,
        place: None,
        repair: None,
        ..first.clone()
    }
    .help(help)
}

/// The findings by the first piece that each is needed for: of those that the letter needs, the sheet needs some too.
fn by_piece<'f>(all: &[&'f Finding]) -> BTreeMap<crate::finding::Piece, Vec<&'f Finding>> {
    let mut pieces: BTreeMap<_, Vec<&Finding>> = BTreeMap::new();
    for finding in all {
        if let Some(first) = finding.needed_for.first() {
            pieces.entry(*first).or_default().push(*finding);
        }
    }
    pieces
}

/// The first names of the places of findings.
fn names(all: &[&Finding]) -> String {
    let mut named: Vec<String> =
        all.iter().take(NAMED).filter_map(|finding| finding.place.as_ref().map(|place| format!("`{place}`"))).collect();
    if all.len() > NAMED {
        named.push(format!("and {} more", all.len() - NAMED));
    }
    named.join(", ")
}

/// Reports that there are more findings like the last one.
fn rest_of(last: &Finding, more: usize) -> Finding {
    let message = format!("and {more} more of these; this is the last");
    Finding { message, place: None, ..last.clone() }.help("`likhit check --all` shows each of them")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Piece, Position};

    fn missing(id: &str, needed_for: &[Piece]) -> Finding {
        let finding = Finding::error(rules::MISSING_MESSAGE, format!("the message `{id}` is missing")).in_file("a.ftl");
        finding.place(id).at(Some(Position { line: 3, column: 1 })).needed_for(needed_for.to_vec())
    }

    fn messages(findings: &[Finding]) -> Vec<String> {
        grouped(findings).iter().map(|finding| format!("{:?} {}", finding.line, finding.message)).collect()
    }

    #[test]
    fn what_is_missing_in_a_file_has_its_help_once_and_much_of_it_is_one_line() {
        let both = [Piece::Letter, Piece::Sheet];
        let few = [missing("a", &both), missing("b", &[Piece::Fax]), missing("c", &both)];
        assert_eq!(messages(&few[..1]), ["Some(3) the message `a` is missing"]);
        let help = |findings: &[Finding]| grouped(findings).iter().map(|f| f.help.is_some()).collect::<Vec<_>>();
        let few = few.map(|finding| finding.help("write it"));
        assert_eq!(help(&few), [false, false, true]);
        let other = few[1].clone().help("delete the `# `");
        assert_eq!(help(&[few[0].clone(), other, few[2].clone()]), [true, true, true]);
        let many: Vec<Finding> =
            (0..31).map(|i| missing("a", if i < 16 { &[Piece::Sheet] } else { &[Piece::Fax] })).collect();
        assert_eq!(messages(&many), ["None 31 messages are missing: 16 for `sheet`, 15 for `fax`"]);
    }

    #[test]
    fn a_misspelt_id_and_another_file_are_lines_of_their_own() {
        let misspelt = Finding::error(rules::MISSING_MESSAGE, "`repyl` is not used anywhere, and `reply` is missing")
            .in_file("a.ftl");
        let other = missing("b", &[Piece::Letter]).in_file("b.ftl");
        assert_eq!(grouped(&[missing("a", &[Piece::Letter]), misspelt, other]).len(), 3);
    }

    #[test]
    fn what_there_is_a_great_deal_of_is_folded() {
        let one =
            |line| Finding::error(rules::UNKNOWN_KEY, "x").in_file("a.yaml").at(Some(Position { line, column: 1 }));
        let many: Vec<Finding> = (1..=100).map(one).collect();
        let shown = grouped(&many);
        assert_eq!(shown.len(), SHOWN + 1);
        assert_eq!(shown[SHOWN].message, "and 80 more of these; this is the last");
        let stale = |id: &str| Finding::warning(rules::STALE_TRANSLATION, "x").in_file("a.ftl").place(id);
        let stale: Vec<Finding> = ["a", "b", "c", "d", "e", "f", "g"].map(stale).into();
        assert_eq!(grouped(&stale[..3]).len(), 3);
        let shown: Vec<String> = grouped(&stale).into_iter().map(|finding| finding.message).collect();
        assert_eq!(shown, ["7 messages are older than their source: `a`, `b`, `c`, `d`, `e`, and 2 more"]);
    }
}
