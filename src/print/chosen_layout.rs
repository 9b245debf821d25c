//! The layout of the letters to each recipient. An address that no window of the usual layout shows is printed in a
//! layout without a window, unless a layout or an envelope was asked for.

use std::collections::BTreeMap;

use super::order::Order;
use super::order_inputs::OrderInputs;
use super::posting_country::{PostingCountries, PostingCountry};
use super::resources::Resources;
use super::words::Words;
use crate::case::Recipient;
use crate::finding::{Finding, Findings, Origin, rules};
use crate::id::{CountryCode, LanguageTag, RecipientId};
use crate::letter::inside_address;
use crate::locale::Locale;
use crate::page::layouts::Layouts;
use crate::page::stationery::Stationery;
use crate::page::{Misfit, Shapings, misfit};
use crate::project::Project;

/// The layout of the letters to a recipient.
#[derive(Clone)]
pub(super) struct ChosenLayout<'a> {
    pub stationery: &'a Stationery,
    /// Reports that it is not the usual one.
    pub remark: Option<Finding>,
}

impl PostingCountry {
    /// The layout of the letters to a recipient. It is the same for each sender and language.
    pub(super) fn layout_for(&self, recipient: &Recipient, inputs: &OrderInputs) -> ChosenLayout<'_> {
        match self.misfit_of(recipient, inputs) {
            None => ChosenLayout { stationery: &self.stationery, remark: None },
            Some((misfit, plain)) => {
                ChosenLayout { stationery: plain, remark: Some(self.in_plain(recipient, &misfit, plain)) }
            }
        }
    }

    /// Why the address does not fit the usual layout, and the layout without a window to use instead.
    fn misfit_of(&self, recipient: &Recipient, inputs: &OrderInputs) -> Option<(Misfit, &Stationery)> {
        let plain = self.plain.as_ref()?;
        let misfit = self.misfits.of(recipient, || self.misfit(recipient, inputs))?;
        Some((misfit, plain))
    }

    /// The layouts of letters to these recipients, each once.
    pub(super) fn layouts_for<'a>(
        &'a self,
        recipients: impl Iterator<Item = &'a Recipient>,
        inputs: &OrderInputs,
    ) -> Vec<&'a Stationery> {
        let layouts = recipients.map(|recipient| self.layout_for(recipient, inputs).stationery);
        let by_id: BTreeMap<_, _> = layouts.map(|stationery| (&stationery.id, stationery)).collect();
        by_id.into_values().collect()
    }

    fn misfit(&self, recipient: &Recipient, inputs: &OrderInputs) -> Option<Misfit> {
        let address = inside_address(&recipient.address, self.country.as_ref(), &self.countries).ok()?;
        let locales: Vec<&Locale> = inputs.locales.values().map(|locale| &**locale).collect();
        let shapings = Shapings::default();
        misfit(&address, &self.stationery, &inputs.typesetting(&locales, &[], &shapings))
    }

    fn in_plain(&self, recipient: &Recipient, misfit: &Misfit, plain: &Stationery) -> Finding {
        let from = self.country.as_ref().map_or_else(String::new, |country| format!(" from {country}"));
        let message = format!(
            "the letters to `{}`{from} are printed in the layout `{}`, for an envelope without a window, because the window of the layout `{}` does not show the whole address: {}",
            recipient.id, plain.id, self.stationery.id, misfit.reason
        );
        let help = match &misfit.only_envelope {
            Some(envelope) => format!(
                "the window of the envelope `{envelope}` shows it; if you use only this one, add `--envelope {envelope}`"
            ),
            None => format!(
                "shorten the address, or use `likhit envelopes`; with `--stationery {}` these letters are rejected instead",
                self.stationery.id
            ),
        };
        let form = recipient.address.read_in(self.country.as_ref());
        form.origin.warning(rules::PLAIN_LAYOUT, message).help(help)
    }
}

/// The letters to a recipient that are printed in a layout without a window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InPlain {
    /// The countries that they are posted in, sorted.
    pub from: Vec<CountryCode>,
    /// Why their address does not fit the usual layout of the first of them.
    pub reason: String,
    /// Where the address is.
    pub origin: Origin,
}

/// The recipients whose letters from some country are printed in a layout without a window, if the sender lives in one
/// of the countries that have a layout. An order for a layout or an envelope has none.
pub fn plain_letters_by_country(
    project: &Project,
    order: &Order,
    words: &Words,
    resources: Result<&Resources, &Findings>,
) -> BTreeMap<RecipientId, InPlain> {
    let mut found: BTreeMap<RecipientId, InPlain> = BTreeMap::new();
    let addresses = Order { languages: vec![LanguageTag::english()], fallback: None, ..order.clone() };
    // Faults of these are reported where letters are set.
    let Ok(inputs) = OrderInputs::with(project, &addresses, words, resources) else { return found };
    let mut postings = PostingCountries::of(project);
    for country in Layouts::of(project).countries() {
        let Ok(posting) = postings.posting(order, Some(&country)) else { continue };
        for recipient in inputs.recipients(order, Some(&country)) {
            let Some((misfit, _)) = posting.misfit_of(recipient, &inputs) else { continue };
            let in_plain = || InPlain {
                from: Vec::new(),
                reason: misfit.reason.clone(),
                origin: recipient.address.read_in(Some(&country)).origin.clone(),
            };
            found.entry(recipient.id.clone()).or_insert_with(in_plain).from.push(country.clone());
        }
    }
    found
}
