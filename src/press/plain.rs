//! Letters as plain text: composed like those that are printed, and not set.

use super::{Order, Shop, tell_once};
use crate::finding::Findings;
use crate::id::{LanguageTag, RecipientId};
use crate::letter::{PlainLetter, compose};
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
    let shop = match Shop::open(project, order) {
        Ok(shop) => shop,
        Err(findings) => return PlainOutcome { letters: Vec::new(), findings },
    };
    let mut findings = shop.remarks(order);
    let workshop = shop.workshop(order);
    let mut letters = Vec::new();
    for recipient in shop.recipients() {
        for locale in shop.supplies.written() {
            match compose(&workshop.commission(recipient, locale)) {
                Ok(letter) => {
                    let plain = PlainLetter::of(&letter);
                    letters.push((recipient.id.clone(), locale.tag.clone(), plain, recipient.email.clone()));
                    tell_once(&mut findings, letter.remarks);
                }
                Err(faults) => tell_once(&mut findings, faults),
            }
        }
    }
    PlainOutcome { letters, findings }
}
