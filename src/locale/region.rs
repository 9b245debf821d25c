//! A language of a region, such as `en-US`: the language, with what the region has otherwise.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::cldr::{self, Facts, date_message};
use super::required::{self, DATE};
use super::{Digits, LocaleInfo};
use crate::fluent::{File, Flat, Placeable};
use crate::id::LanguageTag;
use crate::project::paths::{self, LETTER};

/// What a region has otherwise than its language.
pub(super) struct Region<'l> {
    tag: &'l LanguageTag,
    /// What CLDR says of the language, and of the region.
    facts: Option<[Facts; 2]>,
}

impl<'l> Region<'l> {
    /// What the region of `tag` has otherwise than `language`.
    pub fn of(tag: &'l LanguageTag, language: &LanguageTag) -> Self {
        let facts = || Some([cldr::facts(language)?, cldr::facts(tag)?]);
        Self { tag, facts: facts() }
    }

    /// The facts of the language with those of the region.
    pub fn info(&self, language: &LocaleInfo) -> LocaleInfo {
        let mut info =
            LocaleInfo { english_name: format!("{} ({})", language.english_name, self.region()), ..language.clone() };
        let Some([usual, own]) = &self.facts else { return info };
        if own.name != usual.name {
            info.name.clone_from(&own.name);
        }
        if own.quotes != usual.quotes {
            info.quotes.clone_from(&own.quotes);
        }
        if own.digits != usual.digits {
            info.digits = cldr::digits(own).0;
        }
        info
    }

    /// A file of the language in the region: with its date and months, and in words with its quotation marks and
    /// digits.
    pub fn file(&self, name: &str, file: &File, language: &LocaleInfo) -> File {
        let letters = self.letters(language);
        let file = if letters.is_empty() { file.clone() } else { file.with_letters(&|c| letters.get(&c).copied()) };
        if name != LETTER {
            return file;
        }
        let dates = self.dates(&file);
        let path = paths::in_program(&paths::locale_file(self.tag, LETTER));
        if dates.is_empty() { file } else { File::read(&path, &dates).over(&file) }
    }

    /// The date and the months that are otherwise in the region, as messages.
    fn dates(&self, letter: &File) -> String {
        let Some([usual, own]) = &self.facts else { return String::new() };
        let mut messages = String::new();
        let language = letter.entry(DATE.id).and_then(|entry| entry.value.as_ref()).map(|part| as_pattern(part.text()));
        let wanted = date_message(&own.date).map(|(message, _)| message);
        let is_as_in_language = |wanted: &str| language.as_ref() == Some(&cldr::with_plain_spaces(wanted));
        if let Some(wanted) = wanted.filter(|wanted| !is_as_in_language(wanted)) {
            // A language may say its date in more words than CLDR has; that is so in the region too.
            let is_of_region = own.date != usual.date || language.is_none_or(|own| order(&own) != order(&wanted));
            if is_of_region {
                let _ = writeln!(messages, "{} = {wanted}", DATE.id);
            }
        }
        for month in 1..=12 {
            let [usual, own] = [usual, own].map(|facts| cldr::month_message(facts, month));
            if let Some(own) = own.filter(|own| Some(own) != usual.as_ref()) {
                let _ = writeln!(messages, "{} = {own}", required::month(month));
            }
        }
        messages
    }

    /// The quotation marks and digits of the language, each with that of the region.
    fn letters(&self, language: &LocaleInfo) -> BTreeMap<char, char> {
        let own = self.info(language);
        let mut letters = BTreeMap::new();
        let single = |mark: &String| mark.chars().next().filter(|_| mark.chars().count() == 1);
        let marks = |info: &LocaleInfo| Some((single(&info.quotes[0])?, single(&info.quotes[1])?));
        if let (Some((open, close)), Some((new_open, new_close))) = (marks(language), marks(&own)) {
            // An apostrophe may be none of them, and a mark that opens and closes is not known to do either.
            let is_sure = open != close && ![open, close].contains(&'’');
            if is_sure && (open, close) != (new_open, new_close) {
                letters.extend([(open, new_open), (close, new_close)]);
            }
        }
        // Latin digits are in names and addresses too.
        if language.digits != own.digits && language.digits != Digits::Latn {
            for digit in 0..10 {
                let [from, to] = [language.digits, own.digits].map(|digits| digits.write(digit).chars().next());
                letters.extend(from.zip(to));
            }
        }
        letters
    }

    /// The code of the region.
    fn region(&self) -> &str {
        self.tag.as_str().split('-').skip(1).find(|part| part.len() < 4).unwrap_or_default()
    }
}

/// A text as the message `date` of CLDR would be written.
fn as_pattern(text: &Flat) -> String {
    let mut out = String::new();
    let mut done = 0;
    for slot in &text.slots {
        out.push_str(&text.text[done..slot.at]);
        done = slot.at + Flat::SLOT.len_utf8();
        if let Placeable::Variable(name) = &slot.placeable {
            let _ = write!(out, "{{ ${name} }}");
        }
    }
    out.push_str(&text.text[done..]);
    out.replace('\u{A0}', " ")
}

/// The order of day, month and year.
fn order(message: &str) -> Vec<&str> {
    message.split('$').skip(1).filter_map(|rest| rest.split_whitespace().next()).collect()
}
