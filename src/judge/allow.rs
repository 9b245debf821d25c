//! Allowed rules: a comment above a message that allows a rule there, with a reason.

use std::collections::BTreeMap;

use super::rules::rule;
use crate::finding::{Comparisons, Finding, Findings, RuleName, rules};
use crate::fluent::{File, split};

/// How such a comment begins, after `# `.
const PREFIX: &str = "check:";
/// The form of such a comment, for findings.
const EXPECTED: &str = "write `# check: allow RULE because REASON` above the message";

/// A comment of a file that allows a rule.
#[derive(Debug, Clone)]
pub struct Permission {
    /// The file.
    file: String,
    /// The message.
    id: String,
    /// The rule that is allowed.
    rule: RuleName,
    /// The finding if nothing needs it; `None` where what could need it cannot be read.
    unused: Option<Finding>,
    /// Whether something needed it.
    is_used: bool,
}

impl Permission {
    /// The file that it is in.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Reports that nothing needs it.
    pub fn unused(&self) -> Option<Finding> {
        self.unused.clone().filter(|_| !self.is_used)
    }
}

/// The permissions of a file, and what is wrong with them. If the language's `locale.yaml` cannot be read, it is
/// not known which of them are needed.
pub fn permissions(file: &File, is_read: bool) -> (Vec<Permission>, Findings) {
    let mut permissions = Vec::new();
    let mut findings = Findings::new();
    let comparisons = Comparisons::default();
    for entry in &file.entries {
        let is_whole = is_read && !file.is_cut(entry);
        for (at, line) in &entry.comment.0 {
            let Some(order) = order(line) else { continue };
            match read(order, &comparisons) {
                Ok(rule) => {
                    let message = format!("`{rule}` is no longer found here, so this comment has no effect");
                    let unused = Finding::warning(rules::UNUSED_SILENCE, message).help("delete the comment");
                    let unused = is_whole.then(|| file.finding(unused, at, &entry.id));
                    let (path, id) = (file.path_at(at.start).to_owned(), entry.id.clone());
                    permissions.push(Permission { file: path, id, rule, unused, is_used: false });
                }
                Err((message, help)) => {
                    let finding = Finding::warning(rules::BAD_SILENCE, message).help(help);
                    findings.push(file.finding(finding, at, &entry.id));
                }
            }
        }
    }
    for (at, line) in file.loose_comments.iter().flat_map(|comment| &comment.0) {
        if order(line).is_some() {
            let message = "this comment is not above a message and has no effect";
            let finding = Finding::warning(rules::BAD_SILENCE, message).help(EXPECTED);
            findings.push(Finding { place: None, ..file.finding(finding, at, "") });
        }
    }
    (permissions, findings)
}

/// The instruction in a line of a comment, unless the comment is for people.
pub fn order(line: &str) -> Option<&str> {
    let (prefix, order) = line.trim().split_at_checked(PREFIX.len())?;
    prefix.eq_ignore_ascii_case(PREFIX).then_some(order.trim())
}

/// The rule that a comment allows.
fn read(order: &str, comparisons: &Comparisons) -> Result<RuleName, (String, String)> {
    let Some(order) = order.strip_prefix("allow ") else {
        return Err(("`allow` is missing in this comment".to_owned(), EXPECTED.to_owned()));
    };
    let (name, reason) = order.split_once(" because").unwrap_or((order, ""));
    let name = name.trim();
    let Some(rule) = rule(name) else {
        if name.contains([',', ' ']) {
            let help = "write one line for each rule: `# check: allow RULE because REASON`";
            return Err((format!("`{name}` is not a single rule"), help.to_owned()));
        }
        let near = comparisons.near(name, super::rules::all().map(|rule| rule.name.as_str()));
        let help = near.map_or_else(
            || "run `likhit check --explain` to list all rules".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        return Err((format!("unknown rule `{name}`"), help));
    };
    if !rule.name.may_be_allowed() {
        let help = "correct the message, and delete this comment";
        return Err((format!("`{name}` cannot be allowed, because the text cannot be printed"), help.to_owned()));
    }
    if reason.trim().is_empty() {
        return Err((format!("the reason for allowing `{name}` is missing"), EXPECTED.to_owned()));
    }
    Ok(rule.name)
}

/// Takes out the findings that one of the permissions allows; those are then used.
pub fn leave_out<T>(permissions: &mut [Permission], found: &mut Vec<(Finding, T)>) {
    let mut allowed: BTreeMap<(String, String, RuleName), Vec<&mut Permission>> = BTreeMap::new();
    for permission in permissions {
        allowed.entry((permission.file.clone(), permission.id.clone(), permission.rule)).or_default().push(permission);
    }
    if allowed.is_empty() {
        return;
    }
    let place = |finding: &Finding| {
        let id = split(finding.place.as_deref()?).0.to_owned();
        Some((finding.file.clone()?, id, finding.rule))
    };
    found.retain(|(finding, _)| {
        let Some(used) = place(finding).and_then(|place| allowed.get_mut(&place)) else { return true };
        used.drain(..).for_each(|permission| permission.is_used = true);
        false
    });
}
