//! The rules of the page: what the commands that print would set is really set, with the longest names that
//! are given.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::case::Case;
use crate::finding::{Finding, Findings, rules};
use crate::id::{CountryCode, EnvelopeId, LanguageTag, RecipientId, StationeryId};
use crate::judge::{Judge, Judged};
use crate::letter::Sender;
use crate::line::BreakClass;
use crate::page::{Extent, Item};
use crate::print::{self, Draft, InPlain, Order, PieceKind, Resources, SheetOrder, Words};
use crate::project::paths::{self, LETTER};

/// How letters are set: the terms of an order. The defaults are those of [`Order::of`].
#[derive(Debug, Clone, PartialEq)]
pub struct Tried {
    /// The letters' date.
    pub date: Date,
    /// The languages of the letters, together with the source that they are compared with; empty means all
    /// languages whose files were requested.
    pub languages: Vec<LanguageTag>,
    /// The language that missing messages are taken from.
    pub fallback: Option<LanguageTag>,
    /// Recipients; empty means every recipient.
    pub to: Vec<RecipientId>,
    /// The country that letters are posted in; the default is an unknown one and each that makes a difference.
    pub country: Option<CountryCode>,
    /// The layout.
    pub stationery: Option<StationeryId>,
    /// The envelope.
    pub envelope: Option<EnvelopeId>,
    /// The day whose state of the case is used.
    pub as_of: Option<Date>,
    /// How many pages a letter may have.
    pub extent: Extent,
    /// Whether only letters are set, and neither sheets, faxes nor envelopes.
    pub letters_only: bool,
    /// Senders; those with the longest names and addresses are used.
    pub senders: Vec<Sender>,
}

impl Tried {
    /// The usual letters, dated on this day.
    pub fn on(date: Date) -> Self {
        Self {
            date,
            languages: Vec::new(),
            fallback: None,
            to: Vec::new(),
            country: None,
            stationery: None,
            envelope: None,
            as_of: None,
            extent: Extent::AsNeeded,
            letters_only: false,
            senders: Vec::new(),
        }
    }
}

/// The result of setting letters.
pub struct Set {
    /// How many letters were set.
    pub letters: usize,
    /// The findings about them.
    pub findings: Findings,
}

/// Sets the letters of all requested cases and languages. If a case itself was requested, its sheets, faxes and
/// envelopes are set too.
pub fn pages(
    judge: &Judge,
    judged: &Judged,
    covers: &dyn Fn(&str) -> bool,
    tried: &Tried,
    resources: Result<&Resources, &Findings>,
) -> Set {
    let mut set = Set { letters: 0, findings: Findings::new() };
    for case in judge.cases() {
        let words = paths::case_words(&case.id);
        let of_case = covers(&case.file);
        // The source first: the others are compared with it.
        let source = judge.library.source_of(&words).map(|source| source.tag.clone());
        let languages = judge.library.languages.values();
        let asked = |tag: &LanguageTag| {
            let names = [LETTER, &words];
            of_case && case.languages.contains(tag) || names.iter().any(|name| covers(&paths::locale_file(tag, name)))
        };
        let translated = languages.filter(|language| language.has(&words)).map(|language| language.tag.clone());
        let is_whole = |tag: &LanguageTag| !lacks_messages(judged, tag, &words);
        let mut tags: Vec<LanguageTag> = if tried.languages.is_empty() {
            translated.filter(asked).filter(is_whole).collect()
        } else {
            tried.languages.clone()
        };
        // A case may name a language that has no words for it.
        let named = case.languages.iter().filter(|tag| of_case && tried.languages.is_empty() && !tags.contains(tag));
        let named: Vec<LanguageTag> = named.cloned().collect();
        tags.extend(named);
        if tags.is_empty() {
            continue;
        }
        let only_source = tags.iter().all(|tag| Some(tag) == source.as_ref());
        tags.retain(|tag| Some(tag) != source.as_ref());
        let is_asked = tried.languages.is_empty() || source.iter().any(|tag| tried.languages.contains(tag));
        let compared = source.filter(|_| !tags.is_empty() || only_source);
        let all: Vec<&LanguageTag> = compared.iter().chain(&tags).chain(&tried.fallback).collect();
        let words = Words::of(judge.library, case, &all, judged);
        let trial = Trial { judge, case, words: &words, tried, resources };
        trial.letters(compared.as_ref(), is_asked, &tags, &mut set);
        if tried.country.is_none() {
            set.findings.extend(trial.in_plain());
        }
        if of_case && !tried.letters_only {
            let languages: Vec<LanguageTag> = compared.iter().filter(|_| is_asked).chain(&tags).cloned().collect();
            trial.others(&languages, &mut set);
        }
    }
    set
}

/// Whether a language is only begun, and lacks messages of `letter.ftl` or of the words of a case: there is no
/// letter yet.
fn lacks_messages(judged: &Judged, tag: &LanguageTag, words: &str) -> bool {
    let files = [LETTER, words].map(|name| paths::locale_file(tag, name));
    let is_lacking = |finding: &Finding| finding.rule == rules::MISSING_MESSAGE && !finding.is_error();
    let is_here = |file: &str| files.iter().any(|known| known == paths::in_project(file));
    judged.findings().any(|finding| is_lacking(finding) && finding.file.as_deref().is_some_and(is_here))
}

/// A case that is set.
struct Trial<'a> {
    judge: &'a Judge<'a>,
    case: &'a Case,
    words: &'a Words,
    tried: &'a Tried,
    resources: Result<&'a Resources<'a>, &'a Findings>,
}

impl Trial<'_> {
    /// The letters in the source and in these languages. A source that was not requested is only used for
    /// comparison.
    fn letters(&self, source: Option<&LanguageTag>, is_asked: bool, tags: &[LanguageTag], set: &mut Set) {
        let senders: Vec<Option<&Sender>> =
            std::iter::once(None).chain(longest(&self.tried.senders).into_iter().map(Some)).collect();
        let mut lengths: BTreeMap<RecipientId, f64> = BTreeMap::new();
        for tag in source.into_iter().chain(tags) {
            for sender in &senders {
                for country in self.countries(*sender) {
                    let order = self.order(vec![tag.clone()], *sender, country);
                    let (drafts, findings) =
                        print::drafts_with(self.judge.library.project, &order, self.words, self.resources);
                    set.letters += drafts.iter().map(|draft| draft.letters.len()).sum::<usize>();
                    if is_asked || source != Some(tag) {
                        set.keep_errors(findings);
                        let remarks = drafts.iter().flat_map(|draft| draft.remarks.clone());
                        // Without a country or a sender, all countries are reported together.
                        let is_told = |remark: &Finding| {
                            remark.rule != rules::PLAIN_LAYOUT || self.tried.country.is_some() || sender.is_some()
                        };
                        set.findings.extend_unique(remarks.filter(is_told));
                        set.findings.extend(drafts.iter().flat_map(|draft| unbreakable(tag, draft)));
                    }
                    if sender.is_some() {
                        continue;
                    }
                    for draft in &drafts {
                        if source == Some(tag) {
                            lengths.insert(draft.recipient.clone(), filled(draft));
                        } else {
                            let known = lengths.get(&draft.recipient).copied();
                            let leading = self.leading(tag) / source.map_or(1.3, |source| self.leading(source));
                            set.findings.extend(too_long(self.case, tag, draft, known, leading));
                        }
                    }
                }
            }
        }
    }

    /// For each recipient the countries whose usual layout does not show the address, of all that have a layout.
    fn in_plain(&self) -> Findings {
        let order = self.order(Vec::new(), None, None);
        let plain = print::plain_letters_by_country(self.judge.library.project, &order, self.words, self.resources);
        let note = |(recipient, InPlain { from, reason, origin }): (RecipientId, InPlain)| {
            let from: Vec<&str> = from.iter().map(CountryCode::as_str).collect();
            let message = format!(
                "letters to `{recipient}` from {} are printed for an envelope without a window, because the usual window does not show the whole address: {reason}",
                from.join(", ")
            );
            let help = "no change is needed; to use window envelopes, shorten the address, or choose a layout with `--stationery`";
            origin.note(rules::PLAIN_LAYOUT, message).help(help)
        };
        plain.into_iter().map(note).collect()
    }

    /// The other documents of the case: sheets, faxes and envelopes.
    fn others(&self, languages: &[LanguageTag], set: &mut Set) {
        let project = self.judge.library.project;
        for country in self.countries(None) {
            if self.case.sheet.is_some() {
                let order = SheetOrder {
                    languages: languages.to_vec(),
                    fallback: self.tried.fallback.clone(),
                    country: country.clone(),
                    as_of: self.tried.as_of,
                    after_deadline: true,
                    ..SheetOrder::of(self.case.id.clone(), self.tried.date)
                };
                set.keep_errors(print::sheets_with(project, &order, self.words, self.resources).findings);
            }
            let order = self.order(languages.to_vec(), None, country);
            if self.case.recipients_for(order.country.as_ref()).iter().any(|recipient| !recipient.fax.is_empty()) {
                let faults = print::faxes_with(project, &order, self.words, self.resources).findings;
                set.keep_errors(faults.into_iter().filter(|fault| fault.rule != rules::NO_FAX).collect());
            }
            if self.case.recipients_for(order.country.as_ref()).iter().any(|recipient| recipient.address.is_of_post()) {
                let form = PieceKind::Envelopes(None);
                let faults = print::mailpieces_with(project, &order, &self.tried.senders, &form, self.resources).1;
                set.keep_errors(faults.into_iter().filter(|fault| fault.rule != rules::NO_ADDRESS).collect());
            }
        }
    }

    /// The countries that letters are posted in: an unknown one, those that the case has an embassy for,
    /// whose layouts have windows, and those whose post reads an address in another form.
    fn countries(&self, sender: Option<&Sender>) -> Vec<Option<CountryCode>> {
        let known = self.tried.country.as_ref().or(sender.and_then(|sender| sender.country.as_ref()));
        if let Some(country) = known {
            return vec![Some(country.clone())];
        }
        let addresses = self.case.recipients.iter().map(|recipient| &recipient.address);
        let own = addresses.filter(|address| address.local.is_some()).map(|address| &address.country);
        let named: BTreeSet<&CountryCode> = self.case.embassies.keys().chain(own).collect();
        std::iter::once(None).chain(named.into_iter().cloned().map(Some)).collect()
    }

    fn order(&self, languages: Vec<LanguageTag>, sender: Option<&Sender>, country: Option<CountryCode>) -> Order {
        let Tried { date, fallback, to, stationery, envelope, as_of, extent, .. } = self.tried.clone();
        let case = self.case.id.clone();
        let sender = sender.cloned();
        let usual = Order::of(case, date);
        Order {
            languages,
            fallback,
            to,
            sender,
            country,
            stationery,
            envelope,
            as_of,
            extent,
            after_deadline: true,
            ..usual
        }
    }

    fn leading(&self, tag: &LanguageTag) -> f64 {
        let info = self.judge.library.language(tag).and_then(|language| language.info().ok());
        info.map_or(1.3, |info| info.leading.0)
    }
}

impl Set {
    fn keep_errors(&mut self, findings: Findings) {
        self.findings.extend_unique(findings.into_iter().filter(Finding::is_error));
    }
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

/// A letter with more pages than the case allows, or than the source's has; a language that needs
/// more room between its lines may fill as much more.
fn too_long(case: &Case, tag: &LanguageTag, draft: &Draft, source: Option<f64>, leading: f64) -> Option<Finding> {
    let pages = draft.document.pages.len();
    let most = case.letter.as_ref().and_then(|letter| letter.pages);
    let allowed = match most {
        Some(pages) => usize::from(pages),
        None => (source? * leading.max(1.0)).ceil() as usize,
    };
    if pages <= allowed {
        return None;
    }
    let count = |n: usize| if n == 1 { "1 page".to_owned() } else { format!("{n} pages") };
    let because = match most {
        Some(_) => format!("the case allows {}", count(allowed)),
        None => format!("the source text would fill {} in this language", count(allowed)),
    };
    let message = format!("the letter to `{}` has {}, but {because}", draft.recipient, count(pages));
    let finding =
        Finding::warning(rules::MORE_PAGES, message).in_file(paths::locale_file(tag, paths::case_words(&case.id)));
    Some(finding.help("shorten the text, or allow more pages with `letter.pages` in the case file"))
}

/// Reports a line that ends early because the text after it cannot be broken, or that ends inside a word
/// because there was no better place.
fn unbreakable(tag: &LanguageTag, draft: &Draft) -> Findings {
    let ends = draft.breaks.iter().filter(|end| end.language == tag.as_str());
    let short = ends.filter(|end| end.fillable < SHORT_LINE || end.end.opportunity.class == BreakClass::Emergency);
    short
        .map(|end| {
            let message = if end.fillable < SHORT_LINE {
                let percent = (end.fillable * 100.0).round();
                format!("a line is only {percent} % full, because there is no place to break the text that begins with `{}`", end.end.after)
            } else {
                format!("a line ends between `{}` and `{}`, because there is no better place to break it", end.end.before, end.end.after)
            };
            end.origin.warning(rules::UNBREAKABLE_RUN, message).help("allow a break between words with a zero width space (U+200B), or delete a word joiner or no-break space")
        })
        .collect()
}

/// A line that fills less of its width was cut short by the text after it. In a ragged paragraph of words
/// that can be broken, no line is this short.
const SHORT_LINE: f64 = 0.55;
