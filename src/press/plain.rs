//! Letters as plain text: composed like those that are printed, and not set.

use super::{Order, Post, Supplies, late, recipients, unreviewed};
use crate::finding::{Findings, has_errors};
use crate::id::{LanguageTag, RecipientId};
use crate::letter::{Commission, PlainLetter, compose};
use crate::project::Project;

/// What came of an order for plain text.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PlainOutcome {
    /// The letters, with whom each is to, in which language, and where e-mail reaches them.
    pub letters: Vec<(RecipientId, LanguageTag, PlainLetter, Vec<String>)>,
    /// What is wrong, or worth knowing.
    pub findings: Findings,
}

/// Composes the letters of an order. Its layout and envelope do not matter.
pub fn plain_letters(project: &Project, order: &Order) -> PlainOutcome {
    let failed = |findings| PlainOutcome { letters: Vec::new(), findings };
    let case = match super::read_case(project, &order.case) {
        Ok(case) => case,
        Err(findings) => return failed(findings),
    };
    let country = order.country.as_ref().or(order.sender.as_ref().and_then(|sender| sender.country.as_ref()));
    let mut findings = Findings::new();
    let to: Vec<RecipientId> =
        recipients(&case, order, country, &mut findings).into_iter().map(|recipient| recipient.id.clone()).collect();
    let post = Post::read(project, order, country).map_err(|faults| findings.extend(faults)).ok();
    let supplies = Supplies::read(project, order, case).map_err(|faults| findings.extend(faults)).ok();
    let (Some(supplies), Some(post), false) = (supplies, post, has_errors(&findings)) else {
        return failed(findings);
    };
    if !order.after_deadline {
        findings.extend(late(&supplies.case, order.date));
    }
    findings.extend(supplies.written().filter_map(|locale| unreviewed(&supplies.case, locale)));
    let mut letters = Vec::new();
    for recipient in supplies.case.recipients_for(country).into_iter().filter(|recipient| to.contains(&recipient.id)) {
        for locale in supplies.written() {
            let commission = Commission {
                case: &supplies.case,
                locale,
                fallback: order.fallback.as_ref().and_then(|tag| supplies.locales.get(tag)),
                recipient,
                section: supplies.section.as_ref(),
                sender: order.sender.as_ref(),
                sender_country: post.country.as_ref(),
                date: order.date,
                countries: &post.countries,
                reply_countries: &supplies.reply_countries,
                address_orders: &supplies.address_orders,
            };
            let said = match compose(&commission) {
                Ok(letter) => {
                    let plain = PlainLetter::of(&letter);
                    letters.push((recipient.id.clone(), locale.tag.clone(), plain, recipient.email.clone()));
                    letter.remarks
                }
                Err(faults) => faults,
            };
            for finding in said {
                if !findings.contains(&finding) {
                    findings.push(finding);
                }
            }
        }
    }
    PlainOutcome { letters, findings }
}
