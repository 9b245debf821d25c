//! The rules of the page: each letter is really set, with the longest names that are given.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::engine::Scope;
use super::library::{LETTER, Library};
use crate::case::Case;
use crate::finding::{Finding, Findings, Severity, rules};
use crate::id::{CountryCode, LanguageTag, RecipientId};
use crate::letter::Sender;
use crate::line::Resort;
use crate::page::Item;
use crate::press::{self, Draft, Equipment, Order};
use crate::project::Project;

/// With what the letters are set.
#[derive(Debug, Clone)]
pub struct Tried {
    /// The letters' date.
    pub date: Date,
    /// The languages to set letters in, and the source that they are compared with; none means all
    /// whose files are asked for.
    pub languages: Vec<LanguageTag>,
    /// Senders, of whom those with the longest names and addresses are taken.
    pub senders: Vec<Sender>,
}

/// What came of setting the letters.
pub struct Set {
    /// How many letters were set.
    pub letters: usize,
    /// What is wrong with them.
    pub findings: Findings,
}

/// Sets the letters of all cases and languages that are asked for.
pub fn pages(
    project: &Project,
    library: &Library,
    scope: &Scope,
    tried: &Tried,
    equipment: Result<&Equipment, &Findings>,
) -> Set {
    let mut set = Set { letters: 0, findings: Findings::new() };
    let senders: Vec<Option<&Sender>> =
        std::iter::once(None).chain(longest(&tried.senders).into_iter().map(Some)).collect();
    for case in library.cases.values().flatten() {
        let words = format!("cases/{}.ftl", case.id);
        let of_case = scope.covers(&case.file);
        // The source first: the others are compared with it.
        let source = library.source_of(&words).map(|source| source.tag.clone());
        let translated = library.languages.values().filter(|language| language.files.contains_key(&words));
        let asked = |tag: &LanguageTag| {
            let is_named = tried.languages.is_empty() || tried.languages.contains(tag);
            is_named && (of_case || [LETTER, &words].iter().any(|name| scope.covers(&format!("locales/{tag}/{name}"))))
        };
        let mut tags: Vec<LanguageTag> = translated.map(|language| language.tag.clone()).filter(asked).collect();
        if tags.is_empty() {
            continue;
        }
        let only_source = tags.iter().all(|tag| Some(tag) == source.as_ref());
        tags.retain(|tag| Some(tag) != source.as_ref());
        let source = source.filter(|_| !tags.is_empty() || only_source);
        let mut lengths: BTreeMap<RecipientId, f64> = BTreeMap::new();
        for tag in source.iter().chain(&tags) {
            let Some(language) = library.languages.get(tag) else { continue };
            let readable = language.info.is_some() && language.files.get(&words).is_some_and(Option::is_some);
            if !readable || !faultless(library, tag, &words) {
                continue;
            }
            for sender in &senders {
                for country in countries(case, *sender) {
                    let order = order(case, tag, *sender, country.as_ref(), tried.date);
                    let (drafts, findings) = press::drafts(project, &order, equipment);
                    set.letters += drafts.iter().map(|draft| draft.letters.len()).sum::<usize>();
                    let is_told =
                        |finding: &Finding| finding.severity == Severity::Error && !is_told_elsewhere(finding);
                    set.findings.extend(findings.into_iter().filter(is_told));
                    set.findings.extend(drafts.iter().flat_map(|draft| draft.remarks.clone()));
                    set.findings.extend(drafts.iter().flat_map(|draft| unbreakable(tag, draft)));
                    if sender.is_none() {
                        let is_source = source.as_ref() == Some(tag);
                        for draft in &drafts {
                            if is_source {
                                lengths.insert(draft.recipient.clone(), filled(draft));
                            } else {
                                let known = lengths.get(&draft.recipient).copied();
                                let leading = leading(library, tag)
                                    / source.as_ref().map_or(1.3, |source| leading(library, source));
                                set.findings.extend(too_long(case, tag, draft, known, leading));
                            }
                        }
                    }
                }
            }
        }
    }
    set
}

/// Whether what is said of a file's structure tells it, at the very place.
fn is_told_elsewhere(finding: &Finding) -> bool {
    let told = [
        rules::MISSING_MESSAGE,
        rules::UNKNOWN_FUNCTION,
        rules::UNKNOWN_REFERENCE,
        rules::UNKNOWN_SALUTATION,
        rules::UNKNOWN_VARIABLE,
    ];
    told.contains(&finding.rule)
}

/// Whether the files that a letter is made of can be read; if not, that was told where they were.
fn faultless(library: &Library, tag: &LanguageTag, words: &str) -> bool {
    let Some(language) = library.languages.get(tag) else { return false };
    [LETTER, words].iter().all(|name| language.file(name).is_some_and(|file| file.faults.is_empty()))
}

/// The senders with the longest name, the longest line, and the most lines.
fn longest(senders: &[Sender]) -> Vec<&Sender> {
    let length = |words: &str| words.chars().count();
    let name = senders.iter().max_by_key(|sender| length(&sender.name.words));
    let line = senders.iter().max_by_key(|sender| sender.address.iter().map(|line| length(&line.words)).max());
    let lines = senders.iter().max_by_key(|sender| sender.address.len());
    let mut longest: Vec<&Sender> = Vec::new();
    for sender in [name, line, lines].into_iter().flatten() {
        if !longest.contains(&sender) {
            longest.push(sender);
        }
    }
    longest
}

/// The countries that letters are posted in: an unknown one, those that the case has an embassy for,
/// whose layouts have windows, and those whose post reads an address in another form.
fn countries(case: &Case, sender: Option<&Sender>) -> Vec<Option<CountryCode>> {
    match sender.and_then(|sender| sender.country.clone()) {
        Some(country) => vec![Some(country)],
        None => {
            let addresses = case.recipients.iter().map(|recipient| &recipient.address);
            let own = addresses.filter(|address| address.local.is_some()).map(|address| &address.country);
            let named: BTreeSet<&CountryCode> = case.embassies.keys().chain(own).collect();
            std::iter::once(None).chain(named.into_iter().cloned().map(Some)).collect()
        }
    }
}

fn order(case: &Case, tag: &LanguageTag, sender: Option<&Sender>, country: Option<&CountryCode>, date: Date) -> Order {
    Order {
        languages: vec![tag.clone()],
        sender: sender.cloned(),
        country: country.cloned(),
        after_deadline: true,
        ..Order::of(case.id.clone(), date)
    }
}

/// How many pages a letter fills, the last in part.
fn filled(draft: &Draft) -> f64 {
    let pages = &draft.document.pages;
    let Some(last) = pages.last() else { return 0.0 };
    let lowest = last.items.iter().filter_map(|item| match item {
        Item::Line(line) if line.element.is_some() => Some(line.origin.y.0),
        _ => None,
    });
    let lowest = lowest.fold(0.0, f64::max);
    (pages.len() - 1) as f64 + (lowest / last.sheet.height.0).min(1.0)
}

fn leading(library: &Library, tag: &LanguageTag) -> f64 {
    library.languages.get(tag).and_then(|language| language.info.as_ref()).map_or(1.3, |info| info.leading.0)
}

/// A letter with more pages than the case allows, or than the source's has; a language that needs
/// more room between its lines may fill as much more.
fn too_long(case: &Case, tag: &LanguageTag, draft: &Draft, source: Option<f64>, leading: f64) -> Option<Finding> {
    let pages = draft.document.pages.len();
    let allowed = match case.letter.pages {
        Some(pages) => usize::from(pages),
        None => (source? * leading.max(1.0)).ceil() as usize,
    };
    if pages <= allowed {
        return None;
    }
    let count = |n: usize| if n == 1 { "1 page".to_owned() } else { format!("{n} pages") };
    let because = match case.letter.pages {
        Some(_) => format!("the case allows {}", count(allowed)),
        None => format!("the source would fill {} in this language", count(allowed)),
    };
    let message = format!("the letter to `{}` has {}, and {because}", draft.recipient, count(pages));
    let finding = Finding::warning(rules::MORE_PAGES, message).in_file(format!("locales/{tag}/cases/{}.ftl", case.id));
    Some(finding.help("shorten the text; `letter.pages` in the case file says how many pages are allowed"))
}

/// A line that ends early because what follows it cannot be broken, or that ends in a word because
/// nothing else was left.
fn unbreakable(tag: &LanguageTag, draft: &Draft) -> Findings {
    let ends = draft.breaks.iter().filter(|end| end.language == tag.as_str());
    let short = ends.filter(|end| end.fillable < SHORT_LINE || end.end.opportunity.resort == Resort::Emergency);
    short
        .map(|end| {
            let message = if end.fillable < SHORT_LINE {
                let percent = (end.fillable * 100.0).round();
                format!("a line is only {percent} % full, because what begins with `{}` can be broken nowhere", end.end.after)
            } else {
                format!("a line ends between `{}` and `{}`, because nothing else there may be broken", end.end.before, end.end.after)
            };
            let finding = end.origin.warning(rules::UNBREAKABLE_RUN, message);
            finding.help("allow a break between words with a zero width space (U+200B), or take a word joiner or no-break space out")
        })
        .collect()
}

/// A line that fills less of the measure has been cut short by what follows it: in a ragged
/// paragraph of words that can be broken none is.
const SHORT_LINE: f64 = 0.55;
