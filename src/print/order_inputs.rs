//! The inputs of an order: everything in its letters that does not depend on the sender.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::order::Order;
use super::recipients::{faulty_follow_up, reached, recipients, unknown_recipients};
use super::resources::Resources;
use super::words::Words;
use crate::case::{Case, ContactWay, Recipient};
use crate::countries::{AddressOrders, Countries};
use crate::finding::{Finding, Findings, did_you_mean, rules};
use crate::font::Fonts;
use crate::id::{CountryCode, LanguageTag, RecipientId};
use crate::letter::{Section, Sender};
use crate::line::Segmenter;
use crate::locale::Locale;
use crate::page::{Lines, Shapings, TypesetContext};
use crate::project::{Project, paths};
use crate::translation::Reviews;
use crate::yaml::{KeyPath, Source};

/// Everything that letters are made with and that does not depend on the sender.
pub(super) struct OrderInputs<'p> {
    pub(super) case: Case,
    /// The languages of the letters, in order.
    pub(super) languages: Vec<LanguageTag>,
    /// The languages of the letters, the fallback, and English.
    pub(super) locales: BTreeMap<LanguageTag, Arc<Locale>>,
    pub(super) reply_countries: Countries,
    pub(super) address_orders: AddressOrders,
    /// The organisation that the letters are printed for.
    pub(super) section: Option<Section>,
    pub(super) fonts: Arc<Fonts<'p>>,
    pub(super) segmenter: Arc<Segmenter>,
    /// The names that are never broken are the same in all letters of an order in one language.
    pub(super) shapings: Shapings<'static>,
    /// The reviews of each language.
    pub(super) reviews: BTreeMap<LanguageTag, Arc<Reviews>>,
    /// The result of `likhit check` for the words, in one line.
    pub(super) warnings: Option<Finding>,
}

impl<'p> OrderInputs<'p> {
    /// For an order of many senders. Each recipient of the order must be a recipient of at least one sender.
    pub(super) fn for_many(project: &'p Project, order: &Order, words: &Words) -> Result<Self, Findings> {
        let inputs = Self::with(project, order, words, Resources::read(project).as_ref())?;
        let unknown = unknown_recipients(&inputs.case, order);
        if unknown.is_empty() { Ok(inputs) } else { Err(unknown) }
    }

    /// Reads the inputs. The faults of `resources` are reported together with all others.
    pub(super) fn with(
        project: &Project,
        order: &Order,
        words: &Words,
        resources: Result<&Resources<'p>, &Findings>,
    ) -> Result<Self, Findings> {
        let case = words.case.clone();
        let languages = distinct(if order.languages.is_empty() { &case.languages } else { &order.languages });
        let mut findings = Findings::new();
        let resources = findings.take(resources.map_err(Clone::clone));
        let reply_countries = findings.take(Countries::in_english(project));
        let address_orders = findings.take(AddressOrders::read(project));
        let section = findings.take(Section::of(project)).flatten();
        let locales = findings.take(words.locales(languages.iter().chain(&order.fallback)));
        if let (Some(resources), Some(locales)) = (resources, &locales) {
            let fonts = resources.fonts();
            let asked = languages.iter().chain(&order.fallback).filter_map(|tag| locales.get(tag));
            findings.extend_unique(asked.flat_map(|locale| unknown_families(project, locale, fonts)));
        }
        let (Some(resources), Some(reply_countries), Some(address_orders), Some(locales)) =
            (resources, reply_countries, address_orders, locales)
        else {
            return Err(findings);
        };
        findings.extend(faulty_follow_up(&case, order));
        if findings.has_errors() {
            return Err(findings);
        }
        let (fonts, segmenter) = (Arc::clone(&resources.fonts), Arc::clone(&resources.segmenter));
        let (shapings, reviews, warnings) = (Shapings::default(), words.reviews.clone(), words.warnings());
        Ok(Self {
            case,
            languages,
            locales,
            reply_countries,
            address_orders,
            section,
            fonts,
            segmenter,
            shapings,
            reviews,
            warnings,
        })
    }

    /// The languages that a letter may contain, its own language first.
    pub(super) fn locales_for<'a>(&'a self, locale: &'a Locale) -> Vec<&'a Locale> {
        std::iter::once(locale).chain(self.locales.values().map(|locale| &**locale)).collect()
    }

    pub(super) fn typesetting<'a>(
        &'a self,
        locales: &'a [&'a Locale],
        names: &'a [String],
        shapings: &'a Shapings<'a>,
    ) -> TypesetContext<'a> {
        TypesetContext {
            fonts: &self.fonts,
            segmenter: &self.segmenter,
            locales,
            names,
            shapings,
            lines: Lines::OfLanguage,
        }
    }

    /// The recipients of the order that senders in `country` write to, in the order of the case.
    pub(super) fn recipients(&self, order: &Order, country: Option<&CountryCode>) -> Vec<&Recipient> {
        recipients(&self.case, order, country)
    }

    /// Those of them that are reached in this way, and findings about the others.
    pub(super) fn reached(
        &self,
        order: &Order,
        country: Option<&CountryCode>,
        way: ContactWay,
    ) -> (Vec<&Recipient>, Findings) {
        reached(&self.case, order, country, way)
    }

    /// The recipient `id`, if `sender` in `country` writes to it.
    pub(super) fn recipient(
        &self,
        order: &Order,
        sender: Option<&Sender>,
        country: Option<&CountryCode>,
        id: &RecipientId,
    ) -> Result<&Recipient, Findings> {
        self.recipients(order, country).into_iter().find(|known| known.id == *id).ok_or_else(|| {
            let message = format!("unknown recipient `{id}` for this sender");
            let finding = match sender {
                Some(sender) => sender.name.origin.error(rules::UNKNOWN_RECIPIENT, message),
                None => Finding::error(rules::UNKNOWN_RECIPIENT, message),
            };
            finding.into()
        })
    }

    /// The language that missing messages are taken from.
    pub(super) fn fallback(&self, order: &Order) -> Option<&Locale> {
        order.fallback.as_ref().and_then(|tag| self.locales.get(tag)).map(|locale| &**locale)
    }

    /// The languages of the letters.
    pub(super) fn written(&self) -> impl Iterator<Item = &Locale> {
        self.languages.iter().filter_map(|tag| self.locales.get(tag)).map(|locale| &**locale)
    }
}

/// Font families of a language that are missing. Its words would be set in a different font.
pub(super) fn unknown_families(project: &Project, locale: &Locale, fonts: &Fonts) -> Findings {
    let file = paths::locale_file(&locale.tag, paths::LOCALE);
    let Ok(text) = project.text(&file) else { return Findings::new() };
    let source = Source { file: &file, text };
    let mut findings = Findings::new();
    for (key, families) in [("body", &locale.info.fonts.body), ("heading", &locale.info.fonts.heading)] {
        for (i, family) in families.iter().enumerate().filter(|(_, family)| !fonts.has_family(family)) {
            let known = fonts.families();
            let help = match did_you_mean(family, known.iter().copied()) {
                Some(near) => {
                    format!("add the font files to the folder `fonts`, or write `{near}` if you mean that font")
                }
                None => format!("add the font files to the folder `fonts`; known fonts: {}", known.join(", ")),
            };
            let path = KeyPath::default().key("fonts").key(key).index(i);
            let message = format!("unknown font `{family}`");
            findings.push(source.error(rules::UNKNOWN_FONT, &path, message).help(help));
        }
    }
    findings
}

pub(super) fn distinct<T: PartialEq + Clone>(items: &[T]) -> Vec<T> {
    let mut distinct = Vec::new();
    for item in items {
        if !distinct.contains(item) {
            distinct.push(item.clone());
        }
    }
    distinct
}
