//! Remarks: what whoever prints should know, though it keeps nothing from being printed.

use jiff::civil::Date;
use unicode_script::{Script, UnicodeScript};

use super::Order;
use super::supplies::Supplies;
use crate::case::{Case, Fact};
use crate::finding::{Finding, Findings, rules};
use crate::id::CountryCode;
use crate::letter::Sender;
use crate::locale::{Locale, is_pseudo};
use crate::page::stationery::Stationery;

impl Supplies<'_> {
    /// What whoever prints should know, though it keeps nothing from being printed.
    pub(super) fn remarks(&self, order: &Order) -> Findings {
        let written: Vec<&Locale> = self.written().collect();
        let remarks = remarks(&self.case, &written, (!order.after_deadline).then_some(order.date));
        remarks.into_iter().chain(self.warnings.clone()).collect()
    }
}

/// What whoever prints a case in these languages should know; `date` is what it bears, unless it may be
/// too late.
pub(super) fn remarks(case: &Case, written: &[&Locale], date: Option<Date>) -> Findings {
    let mut remarks = Findings::new();
    remarks.extend(case.older_state());
    remarks.extend(date.and_then(|date| late(case, date)));
    remarks.extend(written.iter().filter_map(|locale| unreviewed(case, locale)));
    remarks.extend(written.iter().filter_map(|locale| pseudo(locale)));
    remarks.extend(latin_facts(case, written));
    remarks
}

/// Facts in Latin words that a letter in another script would print as they stand.
fn latin_facts(case: &Case, written: &[&Locale]) -> Findings {
    let others = written.iter().filter(|locale| locale.info.script != "Latn");
    let others: Vec<&str> = others.map(|locale| locale.info.english_name.as_str()).collect();
    // Capitals alone are an abbreviation or a registration mark.
    let is_latin_word = |word: &str| {
        word.chars().filter(|c| c.script() == Script::Latin).count() > 1 && word.chars().any(char::is_lowercase)
    };
    let remark = |(name, fact): (&String, &Fact)| match fact {
        Fact::Text(words) if words.split_whitespace().any(is_latin_word) => {
            let message = format!("`{words}` stands as it is in every language, also in {}", others.join(", "));
            let remark = Finding::warning(rules::LATIN_FACT, message).in_file(&case.file);
            let help = "put words into a message of each language; a fact is a date, a number or a mark";
            Some(remark.place(format!("facts.{name}")).help(help))
        }
        _ => None,
    };
    if others.is_empty() { Findings::new() } else { case.facts.iter().filter_map(remark).collect() }
}

/// What is worth knowing of the letters of one sender.
pub(super) fn remarks_on_sender(
    supplies: &Supplies,
    order: &Order,
    sender: Option<&Sender>,
    country: Option<&CountryCode>,
) -> Findings {
    let Supplies { case, languages, .. } = supplies;
    let mut remarks = Findings::new();
    if let Some(personal) = sender.and_then(|sender| sender.personal.as_ref())
        && !languages.contains(&personal.language)
    {
        let message = format!("no letter holds the sender's own words, because none is in `{}`", personal.language);
        let finding = personal.origin.warning(rules::UNUSED_WORDS, message);
        remarks.push(finding.help(format!("say `--lang {}`, or correct `lang`", personal.language)));
    }
    if let Some(sender) = sender.filter(|_| country.is_none()) {
        let message = "the sender's country is not known, and does not stand below the address".to_owned();
        let finding = sender.name.origin.warning(rules::MISSING_COUNTRY, message);
        remarks.push(finding.help("write `country`, so that somebody abroad can reply; or say `--country CC`"));
    }
    if order.to.is_empty() {
        remarks.extend(no_embassy(case, country));
    }
    remarks
}

/// That no embassy is written to from a country, though the case has some.
pub(super) fn no_embassy(case: &Case, country: Option<&CountryCode>) -> Option<Finding> {
    if case.embassies.is_empty() || country.is_some_and(|country| case.embassies.contains_key(country)) {
        return None;
    }
    let known: Vec<&str> = case.embassies.keys().map(CountryCode::as_str).collect();
    let message = match country {
        Some(country) => format!("the case names no embassy for senders in {country}"),
        None => "no embassy is written to, because the sender's country is not known".to_owned(),
    };
    let help = match country {
        Some(_) => "look up the embassy in your country, and send it a copy".to_owned(),
        None => format!("say `--country CC`; the case has an embassy for {}", known.join(", ")),
    };
    Some(Finding::note(rules::NO_EMBASSY, message).in_file(&case.file).place("embassies").help(help))
}

/// That the place of a layout's window was not compared with the text of a standard, if it was not.
pub(super) fn unverified_window(stationery: &Stationery) -> Option<Finding> {
    let is_window = |figure: &str| figure == "window" || figure == "return_window";
    if stationery.views.is_empty() || !stationery.unverified().any(is_window) {
        return None;
    }
    let id = &stationery.id;
    let message = format!("the window of the layout `{id}` was not compared with the text of a standard");
    let help = format!(
        "hold a printed page in the envelope before you post many; `likhit stationery {id}` says where its figures come from"
    );
    Some(Finding::note(rules::UNVERIFIED_FIGURES, message).help(help))
}

/// That what is dated `date` is too late, if it is.
fn late(case: &Case, date: Date) -> Option<Finding> {
    case.send_before.has_passed(date).then(|| {
        let message = format!("appeals were to be sent before {}, and these are dated {date}", case.send_before.0);
        Finding::warning(rules::AFTER_DEADLINE, message)
            .in_file(&case.file)
            .place("send_before")
            .help("check with your section office before you post them; then say `--after-deadline`")
    })
}

/// That nobody has reviewed a language's words, if nobody has.
fn unreviewed(case: &Case, locale: &Locale) -> Option<Finding> {
    let files = locale.unreviewed(&case.id);
    (!files.is_empty()).then(|| {
        let message =
            format!("no native reader has reviewed the {} words yet ({})", locale.info.english_name, files.join(", "));
        Finding::warning(rules::UNREVIEWED_LANGUAGE, message)
            .in_file(format!("locales/{}/locale.yaml", locale.tag))
            .place("review")
            .help("ask somebody who reads it well to read the letter before you post it")
    })
}

/// That a language is none, if it is none.
fn pseudo(locale: &Locale) -> Option<Finding> {
    is_pseudo(&locale.tag).then(|| {
        let message = format!("`{}` is no language: its letters only try what setting has to bear", locale.tag);
        Finding::warning(rules::PSEUDO_LANGUAGE, message).help("do not post them; name a language with `--lang`")
    })
}
