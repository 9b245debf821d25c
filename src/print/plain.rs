//! Letters as plain text: composed like those that are printed, and not set.

use std::fmt::Write as _;

use super::order::Order;
use super::prepared_order::PreparedOrder;
use super::remarks::PrintedOn;
use super::resources::Resources;
use crate::case::{ContactWay, Recipient};
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
}

/// The result of an order for plain text.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PlainOutcome {
    /// The letters.
    pub letters: Vec<PlainCopy>,
    /// Problems and remarks.
    pub findings: Findings,
}

/// Composes the letters of an order, to all its recipients: the text can be copied to anywhere. Layout and envelope do
/// not matter.
pub fn plain_letters(project: &Project, order: &Order) -> PlainOutcome {
    plain_letters_with(project, order, Resources::read(project).as_ref())
}

/// Like [`plain_letters`], with fonts that were already read.
pub fn plain_letters_with(project: &Project, order: &Order, resources: Result<&Resources, &Findings>) -> PlainOutcome {
    composed(project, order, resources, &|prepared| (prepared.recipients(order), Findings::new()))
}

/// The same to those whose e-mail address the case has. The others are reported.
pub fn email_letters(project: &Project, order: &Order) -> PlainOutcome {
    let resources = Resources::read(project);
    composed(project, order, resources.as_ref(), &|prepared| prepared.reached(order, ContactWay::Email))
}

fn composed(
    project: &Project,
    order: &Order,
    resources: Result<&Resources, &Findings>,
    recipients: &dyn for<'a> Fn(&'a PreparedOrder) -> (Vec<&'a Recipient>, Findings),
) -> PlainOutcome {
    let prepared = order.words(project).and_then(|words| PreparedOrder::with(project, order, &words, resources));
    let prepared = match prepared {
        Ok(prepared) => prepared,
        Err(findings) => return PlainOutcome { letters: Vec::new(), findings },
    };
    let mut findings = prepared.remarks(order, PrintedOn::Letters);
    let context = prepared.context(order);
    let mut letters = Vec::new();
    let (recipients, left_out) = recipients(&prepared);
    for recipient in recipients {
        for locale in prepared.inputs.written() {
            match compose(&context.input(recipient, locale)) {
                Ok(letter) => {
                    letters.push(PlainCopy {
                        recipient: recipient.id.clone(),
                        language: locale.tag.clone(),
                        letter: PlainLetter::of(&letter),
                        emails: recipient.email.clone(),
                    });
                    findings.extend_unique(letter.remarks);
                }
                Err(faults) => findings.extend_unique(faults),
            }
        }
    }
    findings.extend_unique(left_out);
    PlainOutcome { letters, findings }
}

/// Letters as one text; if there are several, each has a heading.
pub fn plain_text(letters: &[PlainCopy]) -> String {
    let mut text = String::new();
    for PlainCopy { recipient, language, letter, .. } in letters {
        if letters.len() > 1 {
            let between = if text.is_empty() { "" } else { "\n\n" };
            let _ = writeln!(text, "{between}== {recipient}, {language} ==\n");
        }
        let _ = writeln!(text, "{}\n\n{}", letter.subject, letter.body);
    }
    text
}
