//! The recipients of an order, selected from those of its case.

use super::order::Order;
use crate::case::{Case, Recipient};
use crate::finding::{Finding, Findings, rules};
use crate::id::{CountryCode, RecipientId};

/// The recipients of the order that senders in `country` write to, in the order of the case.
pub(super) fn recipients<'a>(case: &'a Case, order: &Order, country: Option<&CountryCode>) -> Vec<&'a Recipient> {
    let mut all = case.recipients_for(country);
    all.retain(|recipient| order.to.is_empty() || order.to.contains(&recipient.id));
    all
}

/// Reports recipients of the order that senders in `country` cannot write to.
pub(super) fn unknown_recipients_from(case: &Case, order: &Order, country: Option<&CountryCode>) -> Findings {
    let mut findings = Findings::new();
    let all = case.recipients_for(country);
    for id in &order.to {
        if all.iter().any(|recipient| recipient.id == *id) {
            continue;
        }
        if let Some(former) = case.former.iter().find(|former| former.recipient == *id) {
            let message = format!("`{id}` has not been a recipient since the update of {}", former.since);
            let finding = Finding::error(rules::UNKNOWN_RECIPIENT, message).in_file(&case.file).place("updates");
            findings.push(finding.help("`likhit cases` lists the current recipients"));
            continue;
        }
        let embassy = case.embassies.iter().find(|(_, embassy)| embassy.id == *id);
        let finding = unknown_recipient(id);
        findings.push(match embassy {
            Some((country, _)) => finding.help(format!(
                "this embassy is for senders in {country}; use `--country {country}` if you send from there"
            )),
            None => finding.suggest_from(id.as_str(), all.iter().map(|recipient| recipient.id.as_str())),
        });
    }
    findings
}

/// Reports recipients of the order that no sender can write to, from any country.
pub(super) fn unknown_recipients(case: &Case, order: &Order) -> Findings {
    let known = || case.recipients.iter().chain(case.embassies.values());
    let unknown = order.to.iter().filter(|id| known().all(|recipient| recipient.id != **id));
    let names = || known().map(|recipient| recipient.id.as_str());
    unknown.map(|id| unknown_recipient(id).suggest_from(id.as_str(), names())).collect()
}

fn unknown_recipient(id: &RecipientId) -> Finding {
    Finding::error(rules::UNKNOWN_RECIPIENT, format!("unknown recipient `{id}`"))
}
