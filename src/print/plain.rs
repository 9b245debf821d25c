//! Letters as plain text: composed like those that are printed, and not set.

use super::order::Order;
use super::prepared_order::PreparedOrder;
use super::remarks::PrintedOn;
use crate::finding::Findings;
use crate::id::{LanguageTag, RecipientId};
use crate::letter::{PlainLetter, compose};
use crate::project::Project;

/// A letter of an order as plain text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlainCopy {
    /// The recipient.
    pub recipient: RecipientId,
    /// The language.
    pub language: LanguageTag,
    /// The text of the letter.
    pub letter: PlainLetter,
    /// The recipient's e-mail addresses.
    pub emails: Vec<String>,
    /// Whether the case has a fax number of the recipient.
    pub has_fax: bool,
    /// The other ways to reach the recipient, as text for a finding.
    pub instead: String,
}

/// The result of an order for plain text.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PlainOutcome {
    /// The letters.
    pub letters: Vec<PlainCopy>,
    /// Problems and remarks.
    pub findings: Findings,
}

/// Composes the letters of an order. Its layout and envelope do not matter.
pub fn plain_letters(project: &Project, order: &Order) -> PlainOutcome {
    let prepared = match PreparedOrder::open(project, order) {
        Ok(prepared) => prepared,
        Err(findings) => return PlainOutcome { letters: Vec::new(), findings },
    };
    let mut findings = prepared.remarks(order, PrintedOn::Letters);
    let context = prepared.context(order);
    let mut letters = Vec::new();
    for recipient in prepared.recipients(order) {
        for locale in prepared.inputs.written() {
            match compose(&context.input(recipient, locale)) {
                Ok(letter) => {
                    letters.push(PlainCopy {
                        recipient: recipient.id.clone(),
                        language: locale.tag.clone(),
                        letter: PlainLetter::of(&letter),
                        emails: recipient.email.clone(),
                        has_fax: !recipient.fax.is_empty(),
                        instead: recipient.reached_by(),
                    });
                    findings.extend_unique(letter.remarks);
                }
                Err(faults) => findings.extend_unique(faults),
            }
        }
    }
    PlainOutcome { letters, findings }
}
