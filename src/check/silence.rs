//! Silences: a comment above a message that allows a rule there, with a reason.

use super::ftl::{Entry, File};
use super::rules::rule;
use crate::finding::{Finding, Findings, RuleName, did_you_mean, rules};

/// How such a comment begins, after `# `.
const PREFIX: &str = "check:";
/// How it goes on.
const EXPECTED: &str = "write `# check: allow RULE because REASON` above the message";

/// A silence of a file.
#[derive(Debug, Clone)]
pub struct Silence {
    /// The file.
    file: String,
    /// The message.
    id: String,
    /// The rule that is allowed.
    rule: RuleName,
    /// The finding if nothing needed it.
    unused: Finding,
}

/// The silences of a file, and what is wrong with them.
pub fn silences(file: &File) -> (Vec<Silence>, Findings) {
    let mut silences = Vec::new();
    let mut findings = Findings::new();
    for entry in &file.entries {
        for (at, line) in &entry.comment.0 {
            let Some(order) = order(line) else { continue };
            match read(order) {
                Ok(rule) => {
                    let message = format!("nothing here raises `{rule}` any more");
                    let unused = Finding::warning(rules::UNUSED_SILENCE, message).help("take the comment out");
                    let unused = file.finding(unused, *at, &entry.id);
                    silences.push(Silence { file: file.path.clone(), id: entry.id.clone(), rule, unused });
                }
                Err((message, help)) => {
                    let finding = Finding::warning(rules::BAD_SILENCE, message).help(help);
                    findings.push(file.finding(finding, *at, &entry.id));
                }
            }
        }
    }
    for (at, line) in file.loose_comments.iter().flat_map(|comment| &comment.0) {
        if order(line).is_some() {
            let message = "this stands above no message, and allows nothing";
            let finding = Finding::warning(rules::BAD_SILENCE, message).help(EXPECTED);
            findings.push(Finding { place: None, ..file.finding(finding, *at, "") });
        }
    }
    (silences, findings)
}

/// What a line of a comment orders, if it is no comment for people.
pub fn order(line: &str) -> Option<&str> {
    let (prefix, order) = line.trim().split_at_checked(PREFIX.len())?;
    prefix.eq_ignore_ascii_case(PREFIX).then_some(order.trim())
}

/// The rule that a comment allows.
fn read(order: &str) -> Result<RuleName, (String, String)> {
    let Some(order) = order.strip_prefix("allow ") else {
        return Err(("the comment does not say `allow`".to_owned(), EXPECTED.to_owned()));
    };
    let (name, reason) = order.split_once(" because").unwrap_or((order, ""));
    let name = name.trim();
    let Some(rule) = rule(name) else {
        if name.contains([',', ' ']) {
            let help = "write a line of its own for each rule: `# check: allow RULE because REASON`";
            return Err((format!("`{name}` is not the name of one rule"), help.to_owned()));
        }
        let near = did_you_mean(name, super::rules::all().map(|rule| rule.name.as_str()));
        let help = near.map_or_else(
            || "`likhit check --explain` lists the rules".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        return Err((format!("there is no rule `{name}`"), help));
    };
    if reason.trim().is_empty() {
        return Err((format!("no reason is given why `{name}` is allowed"), EXPECTED.to_owned()));
    }
    Ok(rule.name)
}

/// Takes out what is silenced, and adds a finding for each silence that nothing needed.
///
/// `kept` says what the finding of an item is.
pub fn silenced<T>(items: Vec<T>, silences: &[Silence], finding: impl Fn(&T) -> &Finding) -> (Vec<T>, Findings) {
    let mut used = vec![false; silences.len()];
    let mut kept = Vec::new();
    for item in items {
        let found = finding(&item);
        let id = found.place.as_deref().map(|place| place.split('.').next().unwrap_or(place));
        let mut allowed = false;
        for (silence, used) in silences.iter().zip(&mut used) {
            if found.file.as_ref() == Some(&silence.file) && id == Some(&silence.id) && found.rule == silence.rule {
                *used = true;
                allowed = true;
            }
        }
        if !allowed {
            kept.push(item);
        }
    }
    let unused = silences.iter().zip(used).filter(|(_, used)| !used).map(|(silence, _)| silence.unused.clone());
    (kept, unused.collect())
}

/// Whether a finding stands at an entry.
pub fn stands_at(finding: &Finding, entry: &Entry) -> bool {
    finding.place.as_deref().is_some_and(|place| place.split('.').next() == Some(&entry.id))
}
