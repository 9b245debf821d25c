//! Remarks: warnings and notes for the person who prints. They do not prevent printing.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use unicode_script::{Script, UnicodeScript};

use super::order::Order;
use super::order_inputs::OrderInputs;
use crate::case::{BodyPart, Case, Fact, Involvement, LetterPlan, Recipient, SendBefore, SheetPlan};
use crate::finding::{Finding, Findings, rules};
use crate::id::{CountryCode, LanguageTag};
use crate::letter::Sender;
use crate::locale::required::{self, FORMS, RequiredMessage, SALUTATION};
use crate::locale::{Locale, is_pseudo};
use crate::page::stationery::Stationery;
use crate::project::paths;
use crate::translation::Reviews;

/// The kind of document that words are printed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PrintedOn {
    /// Letters, as pages or as e-mail.
    Letters,
    /// Letters below a fax's cover.
    Faxes,
    /// Letters behind the cover of a pack.
    Packs,
    /// Urgent Action sheets.
    Sheets,
}

/// The words of a case that are printed.
pub(super) struct Printed<'a> {
    pub(super) case: &'a Case,
    pub(super) kind: PrintedOn,
    /// Whether they are second letters.
    pub(super) is_follow_up: bool,
    /// The languages.
    pub(super) written: Vec<&'a Locale>,
    /// The language that missing messages are taken from.
    pub(super) fallback: Option<&'a Locale>,
    /// The reviews of each language.
    pub(super) reviews: &'a BTreeMap<LanguageTag, Arc<Reviews>>,
}

impl OrderInputs<'_> {
    /// Remarks for the person who prints. They do not prevent printing.
    pub(super) fn remarks(&self, order: &Order, kind: PrintedOn) -> Findings {
        let fallback = self.fallback(order);
        let (case, written, reviews) = (&self.case, self.written().collect(), &self.reviews);
        let is_follow_up = order.follow_up.is_some();
        let printed = Printed { case, kind, is_follow_up, written, fallback, reviews };
        let remarks = printed.remarks((!order.after_deadline).then_some(order.date), order.as_of);
        remarks.into_iter().chain(self.warnings.clone()).collect()
    }
}

impl Printed<'_> {
    /// Remarks to read before these words are printed. `date` is the date on the page; without it, a late date is
    /// not reported. `as_of` is the day whose state was asked for.
    pub(super) fn remarks(&self, date: Option<Date>, as_of: Option<Date>) -> Findings {
        let mut remarks = Findings::new();
        remarks.extend(self.case.older_state(as_of));
        remarks.extend(date.and_then(|date| late(self.case, date)));
        remarks.extend(self.written.iter().filter_map(|locale| self.unreviewed(locale, &|_| true)));
        let borrowed = self.fallback.filter(|fallback| self.written.iter().all(|locale| locale.tag != fallback.tag));
        let is_lacking = |id: &str| self.written.iter().any(|locale| !locale.messages.has(id, None));
        remarks.extend(borrowed.and_then(|fallback| self.unreviewed(fallback, &is_lacking)));
        remarks.extend(self.written.iter().filter_map(|locale| pseudo(locale)));
        remarks.extend(latin_facts(self.case, &self.written));
        remarks
    }

    /// How many messages of a language are printed without a review, if any are, of those that `is_taken` names.
    fn unreviewed(&self, locale: &Locale, is_taken: &dyn Fn(&str) -> bool) -> Option<Finding> {
        let reviews = self.reviews.get(&locale.tag)?;
        let said = reviews.said(&|_, id| is_taken(id) && self.says(id));
        let mut unread: Vec<(&str, Vec<&str>)> = Vec::new();
        for (file, message) in said.iter().filter(|(_, message)| !message.state.is_reviewed()) {
            match unread.last_mut().filter(|(name, _)| *name == file.file) {
                Some((_, ids)) => ids.push(&message.id),
                None => unread.push((&file.file, vec![&message.id])),
            }
        }
        let count: usize = unread.iter().map(|(_, ids)| ids.len()).sum();
        (count > 0).then(|| {
            let listed = |(file, ids): &(&str, Vec<&str>)| {
                let ids = if count > NAMED { ids.len().to_string() } else { ids.join(", ") };
                format!("{file}: {ids}")
            };
            let files: Vec<String> = unread.iter().map(listed).collect();
            let language = &locale.info.english_name;
            let message = format!(
                "unreviewed {language} messages: {count} of {} that are printed ({})",
                said.len(),
                files.join("; ")
            );
            let help = format!(
                "ask a native reader to check them before you post the letters; `likhit accept --review {} --by NAME` records the review",
                locale.tag
            );
            Finding::warning(rules::UNREVIEWED_LANGUAGE, message)
                .in_file(paths::locale_file(&locale.tag, paths::LOCALE))
                .place("review")
                .help(help)
        })
    }

    /// Whether what is printed says a message, apart from those that others refer to.
    fn says(&self, id: &str) -> bool {
        self.says_form(id) || self.says_of_case(id)
    }

    /// Whether it is one of the messages that every language has.
    fn says_form(&self, id: &str) -> bool {
        let is_sheet = self.kind == PrintedOn::Sheets;
        if let Some(name) = id.strip_prefix(SALUTATION) {
            return self.recipients().any(|recipient| recipient.salutation.as_str() == name);
        }
        let has_solidarity = || self.recipients().any(|recipient| recipient.part == Involvement::Solidarity);
        match id.split_once('-').map_or(id, |(kind, _)| kind) {
            "follow" => self.is_follow_up && FORMS.iter().any(|form| form.id == id),
            "solidarity" => !is_sheet && has_solidarity() && FORMS.iter().any(|form| form.id == id),
            _ if id == required::FAX_NOTE_SOLIDARITY.id && !has_solidarity() => false,
            _ if self.of_other_deadlines().iter().any(|form| form.id == id) => false,
            "sheet" => is_sheet && FORMS.iter().any(|form| form.id == id),
            "fax" => self.kind == PrintedOn::Faxes && FORMS.iter().any(|form| form.id == id),
            "pack" => self.kind == PrintedOn::Packs && FORMS.iter().any(|form| form.id == id),
            _ if is_sheet => ON_SHEETS.iter().any(|form| form.id == id) || required::is_month(id),
            _ => FORMS.iter().any(|form| form.id == id) || required::is_month(id),
        }
    }

    /// The messages of sheets that this case does not print, because it has a last day or has none.
    fn of_other_deadlines(&self) -> &'static [RequiredMessage] {
        match self.case.send_before {
            Some(_) => &[required::SHEET_AS_SOON_AS_POSSIBLE],
            None => &[required::SHEET_SEND_BEFORE, required::SHEET_SECTION_OFFICE],
        }
    }

    /// Whether it is one of the messages that the case names.
    fn says_of_case(&self, id: &str) -> bool {
        let case = self.case;
        let parts = |parts: &[BodyPart]| parts.iter().any(|part| part.messages().iter().any(|own| own.as_str() == id));
        let is_name = || {
            case.names.iter().any(|name| name.as_str() == id)
                || case.is_of_person(id)
                || self.recipients().any(|recipient| recipient.message().as_str() == id)
        };
        let on_letter = || {
            case.letter.iter().flat_map(LetterPlan::messages).any(|own| own.as_str() == id) || parts(&case.solidarity)
        };
        let on_sheet = || {
            let is_note = || case.update().is_some_and(|update| update.note.as_str() == id);
            case.sheet.as_ref().is_some_and(|SheetPlan { headline, lead, body, additional }| {
                headline.as_str() == id || lead.as_str() == id || parts(body) || parts(additional) || is_note()
            })
        };
        is_name() || if self.kind == PrintedOn::Sheets { on_sheet() } else { on_letter() }
    }

    fn recipients(&self) -> impl Iterator<Item = &Recipient> {
        self.case.recipients.iter().chain(self.case.embassies.values())
    }
}

/// The required messages of letters that a sheet prints too.
const ON_SHEETS: [RequiredMessage; 3] = [required::DATE, required::LIST_MARK, required::PAGE_LINE];

/// How many messages are named; of more, their number.
const NAMED: usize = 5;

/// Facts in Latin letters that a letter in another script would print unchanged.
fn latin_facts(case: &Case, written: &[&Locale]) -> Findings {
    let others = written.iter().filter(|locale| locale.info.script != "Latn");
    let others: Vec<&str> = others.map(|locale| locale.info.english_name.as_str()).collect();
    // Capitals alone are an abbreviation or a registration mark.
    let is_latin_word = |word: &str| {
        word.chars().filter(|c| c.script() == Script::Latin).count() > 1 && word.chars().any(char::is_lowercase)
    };
    let remark = |place: String, fact: &Fact| {
        let words = fact.text().filter(|words| words.split_whitespace().any(is_latin_word))?;
        let message = format!("`{words}` is printed unchanged in every language, also in {}", others.join(", "));
        let remark = Finding::warning(rules::LATIN_FACT, message).in_file(&case.file);
        let help = "put words into a message of each language; use facts for dates, numbers and marks";
        Some(remark.place(place).help(help))
    };
    if others.is_empty() {
        return Findings::new();
    }
    let facts = case.facts.iter().filter_map(|(name, fact)| remark(format!("facts.{name}"), fact));
    // A charge is printed only where a message uses it.
    let is_used = |name: &str| {
        written.iter().any(|locale| locale.messages.ids().any(|id| locale.messages.names_variable(id, name)))
    };
    let charge = case.own_variables().filter(|(name, fact)| fact.text().is_some() && is_used(name));
    let charge = charge.filter_map(|(name, fact)| remark(name.replacen('-', ".", 1), &fact));
    facts.chain(charge).collect()
}

/// Remarks on the letters of one sender.
pub(super) fn remarks_on_sender(
    inputs: &OrderInputs,
    order: &Order,
    sender: Option<&Sender>,
    country: Option<&CountryCode>,
) -> Findings {
    let OrderInputs { case, languages, .. } = inputs;
    let mut remarks = Findings::new();
    if let Some(personal) = sender.and_then(|sender| sender.personal.as_ref())
        && !languages.iter().any(|language| language.is_like(&personal.language))
    {
        let message =
            format!("the sender's own words are not printed, because no letter is in `{}`", personal.language);
        let finding = personal.origin.warning(rules::UNUSED_WORDS, message);
        remarks.push(finding.help(format!("correct `lang`, or use `--lang {}`", personal.language)));
    }
    if let Some(sender) = sender.filter(|_| country.is_none()) {
        let message = "the sender's country is missing, so it is not printed below the address".to_owned();
        let finding = sender.name.origin.warning(rules::MISSING_COUNTRY, message);
        remarks.push(finding.help("add `country`, so that a reply from abroad arrives, or use `--country CC`"));
    }
    if let Some(sender) = sender {
        // An error keeps the letter from being printed, and is reported there.
        let own = sender.country.as_ref().or(country);
        let faults = sender.address_faults(own, &inputs.address_orders);
        remarks.extend(faults.into_iter().filter(|fault| !fault.is_error()));
    }
    if order.to.is_empty() {
        remarks.extend(no_embassy(case, country));
    }
    remarks
}

/// Reports that the case has embassies, but none for senders in this country.
pub(super) fn no_embassy(case: &Case, country: Option<&CountryCode>) -> Option<Finding> {
    if case.embassies.is_empty() || country.is_some_and(|country| case.embassies.contains_key(country)) {
        return None;
    }
    let known: Vec<&str> = case.embassies.keys().map(CountryCode::as_str).collect();
    let message = match country {
        Some(country) => format!("the case has no embassy for senders in {country}"),
        None => "no letter goes to an embassy, because the sender's country is not known".to_owned(),
    };
    let help = match country {
        Some(_) => "find the address of the embassy in your country, and send it a copy".to_owned(),
        None => format!("use `--country CC`; the case has an embassy for senders in {}", known.join(", ")),
    };
    Some(Finding::note(rules::NO_EMBASSY, message).in_file(&case.file).place("embassies").help(help))
}

/// Reports a layout whose window position was not checked against a standard.
pub(super) fn unverified_window(stationery: &Stationery) -> Option<Finding> {
    let is_window = |figure: &str| figure == "window" || figure == "return_window";
    if stationery.views.is_empty() || !stationery.unverified().any(is_window) {
        return None;
    }
    let id = &stationery.id;
    let message = format!("the window position of the layout `{id}` has not been checked against a published standard");
    let help = format!(
        "put one printed page into the envelope before you post many; `likhit stationery {id}` shows where the measurements come from"
    );
    Some(Finding::note(rules::UNVERIFIED_FIGURES, message).help(help))
}

/// Reports a date that is too late for the case.
fn late(case: &Case, date: Date) -> Option<Finding> {
    case.send_before.filter(|day| day.has_passed(date)).map(|SendBefore(day)| {
        let message = format!("appeals must be sent before {day}, but these are dated {date}");
        Finding::warning(rules::AFTER_DEADLINE, message)
            .in_file(&case.file)
            .place("send_before")
            .help("ask your section office before you post them; if it agrees, use `--after-deadline`")
    })
}

/// Warns when the language is a pseudo-language.
fn pseudo(locale: &Locale) -> Option<Finding> {
    is_pseudo(&locale.tag).then(|| {
        let message = format!("`{}` is a pseudo-language, only for testing layouts", locale.tag);
        Finding::warning(rules::PSEUDO_LANGUAGE, message)
            .help("do not post these letters; choose a real language with `--lang`")
    })
}
