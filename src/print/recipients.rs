//! The recipients of an order, selected from those of its case.

use super::order::Order;
use crate::case::{Case, ContactWay, Involvement, Recipient};
use crate::finding::{Finding, Findings, Severity, rules};
use crate::id::{CountryCode, RecipientId};

/// The recipients of the order that senders in `country` write to, in the order of the case.
pub(super) fn recipients<'a>(case: &'a Case, order: &Order, country: Option<&CountryCode>) -> Vec<&'a Recipient> {
    let mut all = case.recipients_for(country);
    all.retain(|recipient| order.to.is_empty() || order.to.contains(&recipient.id));
    // There is no answer to ask for.
    all.retain(|recipient| order.follow_up.is_none() || recipient.part != Involvement::Solidarity);
    all
}

/// The recipients of the order that are reached in this way, and findings about the others.
///
/// It is an error if the order names one of the others, or if nobody is left.
pub(super) fn reached<'a>(
    case: &'a Case,
    order: &Order,
    country: Option<&CountryCode>,
    way: ContactWay,
) -> (Vec<&'a Recipient>, Findings) {
    divided(recipients(case, order, country), order, way)
}

/// The same for the senders of a list: their recipients, whichever countries they are in.
pub(super) fn left_out_of_list(case: &Case, order: &Order, way: ContactWay) -> Findings {
    let all = match &order.country {
        Some(country) => recipients(case, order, Some(country)),
        None => {
            let is_asked = |recipient: &&Recipient| order.to.is_empty() || order.to.contains(&recipient.id);
            case.recipients.iter().chain(case.embassies.values()).filter(is_asked).collect()
        }
    };
    divided(all, order, way).1
}

fn divided<'a>(all: Vec<&'a Recipient>, order: &Order, way: ContactWay) -> (Vec<&'a Recipient>, Findings) {
    let (reached, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|recipient| recipient.is_reached_by(way));
    let is_wrong = reached.is_empty() || !order.to.is_empty();
    let severity = if is_wrong { Severity::Error } else { Severity::Warning };
    let left_out = others.into_iter().map(|recipient| Finding { severity, ..recipient.not_reached_by(way) });
    (reached, left_out.collect())
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

/// Reports second letters that cannot be written: before the first ones, or to recipients who have no answer to give.
pub(super) fn faulty_follow_up(case: &Case, order: &Order) -> Findings {
    let Some(first) = order.follow_up else { return Findings::new() };
    let mut findings = Findings::new();
    if first >= order.date {
        let message = format!("the second letter has the date {}, and the first letter {first}", order.date);
        let finding = Finding::error(rules::BAD_FOLLOW_UP, message);
        findings.push(finding.help("`--follow-up` is the date of the first letter, and `--date` that of the second"));
    }
    let known = || case.recipients.iter().chain(case.embassies.values());
    let is_of_solidarity = |recipient: &Recipient| recipient.part == Involvement::Solidarity;
    let named = known().filter(|recipient| order.to.contains(&recipient.id) && is_of_solidarity(recipient));
    findings
        .extend(named.map(|recipient| no_follow_up(case, &format!("`{}` gets letters of solidarity", recipient.id))));
    if order.to.is_empty() && known().all(is_of_solidarity) {
        findings.push(no_follow_up(case, "the case has only letters of solidarity"));
    }
    findings
}

fn no_follow_up(case: &Case, why: &str) -> Finding {
    let message = format!("{why}, and they have no second letter that asks for an answer");
    let finding = Finding::error(rules::NO_FOLLOW_UP, message).in_file(&case.file).place("recipients");
    finding.help("omit `--follow-up` to write to them again")
}

fn unknown_recipient(id: &RecipientId) -> Finding {
    Finding::error(rules::UNKNOWN_RECIPIENT, format!("unknown recipient `{id}`"))
}
