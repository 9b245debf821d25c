//! A prepared order: an order with everything that it needs, and its recipients.

use std::sync::Arc;

use super::letter_context::{LetterContext, ShapedBefore};
use super::order_inputs::OrderInputs;
use super::posting_country::{PostingCountries, PostingCountry};
use super::remarks::{PrintedOn, remarks_on_sender};
use super::words::Words;
use super::{Order, Resources};
use crate::case::{Case, Recipient};
use crate::finding::{Finding, Findings, rules};
use crate::id::{CountryCode, LanguageTag, RecipientId};
use crate::project::Project;

/// Everything that an order needs, and its recipients.
pub(super) struct PreparedOrder<'p> {
    pub(super) inputs: OrderInputs<'p>,
    pub(super) posting: Arc<PostingCountry>,
    /// The recipients.
    pub(super) to: Vec<RecipientId>,
}

impl<'p> PreparedOrder<'p> {
    /// Reads all that an order needs.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the order, the case, its languages, the layout or the fonts.
    pub(super) fn open(project: &'p Project, order: &Order) -> Result<Self, Findings> {
        Self::with(project, order, &order.words(project)?, Resources::read(project).as_ref())
    }

    /// Like [`Self::open`], with words and fonts that were already read.
    pub(super) fn with(
        project: &Project,
        order: &Order,
        words: &Words,
        resources: Result<&Resources<'p>, &Findings>,
    ) -> Result<Self, Findings> {
        let country = order.sender_country();
        let (mut findings, mut unknown) = (Findings::new(), Findings::new());
        let to = recipients(&words.case, order, country, &mut unknown);
        let to: Vec<RecipientId> = to.into_iter().map(|recipient| recipient.id.clone()).collect();
        let posting = findings.take(PostingCountries::of(project).posting(order, country));
        let inputs = findings.take(OrderInputs::with(project, order, words, resources));
        findings.extend(unknown);
        match (inputs, posting) {
            (Some(inputs), Some(posting)) if !findings.has_errors() => Ok(Self { inputs, posting, to }),
            _ => Err(findings),
        }
    }

    /// Remarks for the person who prints. They do not prevent printing.
    pub(super) fn remarks(&self, order: &Order, kind: PrintedOn) -> Findings {
        let mut remarks = self.inputs.remarks(order, kind);
        remarks.extend(remarks_on_sender(&self.inputs, order, order.sender.as_ref(), order.sender_country()));
        remarks.extend(self.letters_without_own_words(order));
        remarks
    }

    /// Reports letters without the sender's own words, which are in another language.
    pub(super) fn letters_without_own_words(&self, order: &Order) -> Option<Finding> {
        let personal = order.sender.as_ref()?.personal.as_ref()?;
        let languages = &self.inputs.languages;
        let others: Vec<&str> =
            languages.iter().filter(|tag| **tag != personal.language).map(LanguageTag::as_str).collect();
        if others.is_empty() || others.len() == languages.len() {
            return None;
        }
        let message = format!(
            "the sender's own words are in `{}` and are left out of the letters in `{}`",
            personal.language,
            others.join("`, `")
        );
        let finding = personal.origin.note(rules::UNUSED_WORDS, message);
        Some(finding.help("own words are printed only in the language that they are written in"))
    }

    pub(super) fn context<'a>(&'a self, order: &'a Order) -> LetterContext<'a> {
        let Self { inputs, posting, .. } = self;
        LetterContext {
            order,
            inputs,
            posting,
            sender: order.sender.as_ref(),
            shapings: ShapedBefore::Here(&inputs.shapings),
        }
    }

    /// The recipients of the letters, in the order of the case.
    pub(super) fn recipients(&self) -> impl Iterator<Item = &Recipient> {
        let all = self.inputs.case.recipients_for(self.posting.country.as_ref());
        all.into_iter().filter(|recipient| self.to.contains(&recipient.id))
    }
}

/// The recipients of an order, in the order of the case.
pub(super) fn recipients<'a>(
    case: &'a Case,
    order: &Order,
    country: Option<&CountryCode>,
    findings: &mut Findings,
) -> Vec<&'a Recipient> {
    let all = case.recipients_for(country);
    if order.to.is_empty() {
        return all;
    }
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
        let finding = nobody(id);
        findings.push(match embassy {
            Some((country, _)) => finding.help(format!(
                "this embassy is for senders in {country}; use `--country {country}` if you send from there"
            )),
            None => finding.suggest_from(id.as_str(), all.iter().map(|recipient| recipient.id.as_str())),
        });
    }
    all.into_iter().filter(|recipient| order.to.contains(&recipient.id)).collect()
}

/// Reports recipients of the order that no sender can write to, from any country.
pub(super) fn unknown_recipients(case: &Case, order: &Order) -> Findings {
    let known = || case.recipients.iter().chain(case.embassies.values());
    let unknown = order.to.iter().filter(|id| known().all(|recipient| recipient.id != **id));
    let names = || known().map(|recipient| recipient.id.as_str());
    unknown.map(|id| nobody(id).suggest_from(id.as_str(), names())).collect()
}

fn nobody(id: &RecipientId) -> Finding {
    Finding::error(rules::UNKNOWN_RECIPIENT, format!("unknown recipient `{id}`"))
}
