//! The parts of a letter that depend on the country where it is posted.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::order::Order;
use crate::case::Recipient;
use crate::countries::Countries;
use crate::finding::Findings;
use crate::id::{CountryCode, LanguageTag, RecipientId};
use crate::page::layouts::Layouts;
use crate::page::stationery::Stationery;
use crate::page::{Misfit, Paper};
use crate::project::Project;

/// Everything that depends on the country where letters are posted.
pub(super) struct PostingCountry {
    pub country: Option<CountryCode>,
    pub countries: Arc<Countries>,
    /// The layout that was asked for, or the usual one of the country.
    pub stationery: Stationery,
    /// The layout for addresses that do not fit the usual one, if that has a window.
    pub(super) plain: Option<Stationery>,
    pub(super) misfits: Misfits,
}

/// The recipients whose address was compared with the usual layout, and why it does not fit, if it does not.
#[derive(Default)]
pub(super) struct Misfits(Mutex<BTreeMap<RecipientId, Option<Misfit>>>);

impl Misfits {
    /// Why the address of a recipient does not fit. It is asked only once.
    pub(super) fn of(&self, recipient: &Recipient, ask: impl FnOnce() -> Option<Misfit>) -> Option<Misfit> {
        // An entry is whole when it is inserted, so a panic elsewhere cannot have spoilt the map.
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.entry(recipient.id.clone()).or_insert_with(ask).clone()
    }
}

/// A posting country that was read, or the errors that prevent all letters from being posted there.
pub(super) type SharedPostingCountry = Result<Arc<PostingCountry>, Findings>;

/// The posting countries of an order. Each is read once, and so is each of their files.
pub(super) struct PostingCountries<'p> {
    project: &'p Project,
    layouts: Layouts<'p>,
    languages: Option<Arc<BTreeMap<CountryCode, LanguageTag>>>,
    names: BTreeMap<LanguageTag, Arc<Countries>>,
    read: BTreeMap<Option<CountryCode>, SharedPostingCountry>,
}

impl<'p> PostingCountries<'p> {
    pub(super) fn of(project: &'p Project) -> Self {
        Self { project, layouts: Layouts::of(project), languages: None, names: BTreeMap::new(), read: BTreeMap::new() }
    }

    /// The posting country for letters of this order; always the same one for the same country.
    pub(super) fn posting(&mut self, order: &Order, country: Option<&CountryCode>) -> SharedPostingCountry {
        if let Some(posting) = self.read.get(&country.cloned()) {
            return posting.clone();
        }
        let posting = self.read(order, country).map(Arc::new);
        self.read.insert(country.cloned(), posting.clone());
        posting
    }

    fn read(&mut self, order: &Order, country: Option<&CountryCode>) -> Result<PostingCountry, Findings> {
        let mut findings = Findings::new();
        let countries = findings.take(self.names(country));
        let stationery = match &order.stationery {
            Some(id) => self.layouts.layout(id),
            None => self.layouts.usual_in(country),
        };
        let stationery = stationery.and_then(|stationery| match &order.envelope {
            Some(envelope) => stationery.in_envelope(self.project, envelope),
            None => Ok(stationery),
        });
        let stationery = findings.take(stationery);
        let unnamed = countries.as_ref().zip(country).and_then(|(countries, country)| countries.unnamed(country));
        findings.extend(unnamed.map(|finding| finding.place("country")));
        let is_usual = order.stationery.is_none() && order.envelope.is_none();
        let windowed = stationery.as_ref().filter(|stationery| is_usual && !stationery.views.is_empty());
        let paper = windowed.map(|stationery| Paper::of(stationery.sheet).unwrap_or(Paper::A4));
        let plain = paper.and_then(|paper| findings.take(self.layouts.without_window(paper)));
        match (countries, stationery) {
            (Some(countries), Some(stationery)) if findings.is_empty() => Ok(PostingCountry {
                country: country.cloned(),
                countries,
                stationery,
                plain,
                misfits: Misfits::default(),
            }),
            _ => Err(findings),
        }
    }

    /// The names of countries in the language of a country's post office.
    fn names(&mut self, country: Option<&CountryCode>) -> Result<Arc<Countries>, Findings> {
        let languages = match self.languages.take() {
            Some(languages) => languages,
            None => Countries::languages_of_posts(self.project)?,
        };
        let language = Countries::language_of_post(self.languages.insert(languages), country);
        if let Some(names) = self.names.get(&language) {
            return Ok(Arc::clone(names));
        }
        let names = Arc::new(Countries::read(self.project, &language)?);
        self.names.insert(language, Arc::clone(&names));
        Ok(names)
    }
}
