//! Composing: a case, its messages, a sender and a recipient become a letter.

use std::ops::Range;

use jiff::civil::Date;

use super::message_writer::MessageWriter;
use super::{Copies, ForeignWords, Letter, Origin, Passage, SenderBlock, Signature, Text, inside_address};
use crate::case::{Case, Involvement, LetterPlan, Recipient};
use crate::countries::{AddressOrders, Countries};
use crate::finding::{Findings, rules};
use crate::id::{CountryCode, LanguageTag};
use crate::letter::{Section, Sender, Words};
use crate::locale::required::{self, NAME, WITH_TITLE};
use crate::locale::{Locale, SubjectForm, Value, paragraphs};
use crate::script::is_of_latin_words;
use crate::shape::Wording;

/// The input of a letter.
#[derive(Clone, Copy)]
pub struct LetterInput<'a> {
    /// The case.
    pub case: &'a Case,
    /// The language to write in.
    pub locale: &'a Locale,
    /// The language that is used for missing messages, if that is allowed.
    pub fallback: Option<&'a Locale>,
    /// The recipient.
    pub recipient: &'a Recipient,
    /// The organisation that the letter is printed for.
    pub section: Option<&'a Section>,
    /// The sender; `None`: ruled lines to fill in.
    pub sender: Option<&'a Sender>,
    /// The country where the letter is posted, if it is known.
    pub sender_country: Option<&'a CountryCode>,
    /// The letter's date.
    pub date: Date,
    /// The date of the first letter, if this is the second.
    pub first_letter: Option<Date>,
    /// The names of countries for the sender's post office.
    pub countries: &'a Countries,
    /// The names of countries for the recipient's post office, for a reply: in English.
    pub reply_countries: &'a Countries,
    /// The order of postcode and town in each country.
    pub address_orders: &'a AddressOrders,
}

/// Composes a letter.
///
/// # Errors
///
/// Everything that is missing in the language or cannot be said, at once.
pub fn compose(input: &LetterInput) -> Result<Letter, Findings> {
    let LetterInput { locale, recipient, section, sender, .. } = *input;
    let mut composing = Composing::of(input);

    let address =
        composing.writer.findings.take(inside_address(&recipient.address, input.sender_country, input.countries));
    let (sender_block, short_sender) = composing.sender_block().unzip();
    let place_and_date = composing.place_and_date();
    // The address is in Latin letters. A letter without one says in its own words who it is to.
    let is_enough = locale.info.script == "Latn" && recipient.address.is_of_post();
    let addressee = if is_enough { None } else { composing.addressee() };
    let (topic, subject) = composing.subject().unzip();
    let subject = subject.flatten();
    let subject_label = topic.as_ref().zip(subject.as_ref()).and_then(|(topic, line)| label_of(line, topic, locale));
    let salutation = composing.writer.salutation(recipient);
    let (body, own_words) = composing.body();
    let closing = composing.writer.closing(recipient);
    let signature = match sender {
        Some(sender) => Some(Signature::Name(sender_text(sender, locale, &sender.name.words, &sender.name.origin))),
        None => composing.writer.say_form(&required::FILL_IN_SIGNATURE, []).map(Signature::FillIn),
    };
    let copies = composing.copies();
    composing.writer.findings.extend(section.and_then(|section| section.forbidden_name(input.case)));
    let note = section.and_then(|section| section.note_in(&locale.tag));
    let note = note.and_then(|note| composing.writer.remarks.take(note));
    let names = composing.names();

    let letter = (|| {
        Some(Letter {
            language: locale.tag.clone(),
            letterhead: section.map(|section| section.letterhead(&locale.tag)),
            sender: sender_block?,
            short_sender: short_sender?,
            address: address?,
            place_and_date: place_and_date?,
            addressee,
            topic: topic?,
            subject,
            subject_label,
            salutation: salutation?,
            body,
            own_words,
            lines_for_own_words: sender.is_none() && input.case.letter.as_ref().is_some_and(|plan| plan.own_words),
            closing: closing?,
            signature: signature?,
            copies,
            note,
            names,
            remarks: Findings::new(),
        })
    })();
    match letter {
        Some(letter) if composing.writer.findings.is_empty() => {
            Ok(Letter { remarks: composing.writer.remarks, ..letter })
        }
        _ => Err(composing.writer.findings),
    }
}

/// The parts of a letter that only depend on the sender.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnTexts {
    /// The block at its head.
    pub sender: SenderBlock,
    /// The short form of the sender's block.
    pub short_sender: Vec<Text>,
    /// Place and date, where the sender names a place.
    pub place_and_date: Option<Text>,
    /// The sender's own words, a paragraph each, where they are in the language of the letter.
    pub passages: Vec<Text>,
    /// The name below the closing.
    pub signature: Text,
}

/// Composes only the parts of a letter that depend on its sender, like [`compose`]; `None` if there is no
/// sender, or anything is wrong.
pub fn compose_own(input: &LetterInput) -> Option<OwnTexts> {
    let LetterInput { locale, sender, .. } = *input;
    let sender = sender?;
    let Sender { name, place, .. } = sender;
    let mut composing = Composing::of(input);
    let (block, short_sender) = composing.sender_block()?;
    let place_and_date = if place.is_some() { Some(composing.place_and_date()?) } else { None };
    let signature = sender_text(sender, locale, &name.words, &name.origin);
    let passages = composing.own_words();
    let own = OwnTexts { sender: block, short_sender, place_and_date, passages, signature };
    composing.writer.findings.is_empty().then_some(own)
}

/// The language that a sender's name is taken to be in, in a letter in the language of `locale`.
pub fn language_of_name(sender: &Sender, locale: &Locale) -> LanguageTag {
    language_of(&sender.name.words, locale)
}

/// The line outside the text of page `page` of a letter of `pages`; `None` if there is only one page.
///
/// # Errors
///
/// The errors of [`numbered_line`].
pub fn running_line(input: &LetterInput, page: usize, pages: usize) -> Result<Option<Text>, Findings> {
    match pages {
        1 => Ok(None),
        _ => numbered_line(input, page, page, pages).map(Some),
    }
}

/// The line outside the text of page `page` of a letter, with its number among all the `pages` that belong together.
/// The first page has the page line, with the number of pages. Each other page has the continuation line, with the name
/// of the sender.
///
/// # Errors
///
/// When the message `page-line` or `continuation-line`, or one that it needs, is missing or faulty.
pub fn numbered_line(input: &LetterInput, page: usize, number: usize, pages: usize) -> Result<Text, Findings> {
    let mut composing = Composing::of(input);
    let numbers = [number, pages].map(|n| Value::Number(n as u64));
    let line = if page == 1 {
        composing.writer.say_form(&required::PAGE_LINE, numbers)
    } else {
        composing.continuation_line(numbers)
    };
    line.ok_or(composing.writer.findings)
}

/// A letter that is being composed.
struct Composing<'a> {
    input: &'a LetterInput<'a>,
    writer: MessageWriter<'a>,
}

impl<'a> Composing<'a> {
    fn of(input: &'a LetterInput<'a>) -> Self {
        let LetterInput { case, locale, fallback, recipient, sender_country, .. } = *input;
        let writer = MessageWriter::of(case, locale, fallback).to(recipient).posted_in(sender_country);
        Self { input, writer }
    }

    /// The sender's block, and its short form.
    fn sender_block(&mut self) -> Option<(SenderBlock, Vec<Text>)> {
        let LetterInput { locale, sender, sender_country, recipient, reply_countries, address_orders, .. } =
            *self.input;
        let Some(sender) = sender else {
            let name = self.writer.say_form(&required::FILL_IN_NAME, []);
            let address = self.writer.say_form(&required::FILL_IN_ADDRESS, []);
            return Some((SenderBlock::FillIn { name: name?, address: address? }, Vec::new()));
        };
        let own_country = sender.country.as_ref().or(sender_country);
        let address = match sender.address_in(own_country, address_orders) {
            Ok(address) => address,
            Err(findings) => {
                self.writer.findings.extend(findings);
                return None;
            }
        };
        let abroad = own_country.filter(|country| **country != recipient.address.country);
        let country = abroad.and_then(|country| reply_countries.name(country));
        let block = |lines: &[Words]| -> Vec<Text> {
            std::iter::once(&sender.name)
                .chain(lines)
                .map(|line| sender_text(sender, locale, &line.words, &line.origin))
                .chain(country.map(|name| plain_text(locale, name, &sender.name.origin)))
                .collect()
        };
        Some((SenderBlock::Printed(block(&address.lines)), block(&address.short)))
    }

    fn place_and_date(&mut self) -> Option<Text> {
        let LetterInput { locale, sender, date, sender_country, .. } = *self.input;
        let date = match locale.date_in(date, sender_country) {
            Ok(date) => Value::Text(date),
            Err(findings) => {
                self.writer.findings.extend(findings);
                return None;
            }
        };
        let named = sender.and_then(|sender| Some((sender, sender.place.as_ref()?)));
        let Some((sender, place)) = named else { return self.writer.say_form(&required::DATE_LINE, [date]) };
        let text = self.writer.say_form(&required::PLACE_AND_DATE, [Value::Text(place.clone()), date])?;
        Some(Text { foreign: foreign_of(sender, locale, place), ..text })
    }

    fn continuation_line(&mut self, [page, pages]: [Value; 2]) -> Option<Text> {
        let LetterInput { locale, fallback, recipient, date, sender_country, .. } = *self.input;
        let message = recipient.message();
        // The name without the office, if the case has it.
        let has = |of: &Locale, attribute| of.messages.has(message.as_str(), Some(attribute));
        let of = [Some(locale), fallback].into_iter().flatten();
        let attribute = of.into_iter().find_map(|of| [WITH_TITLE, NAME].into_iter().find(|name| has(of, name)));
        let name = match attribute {
            Some(_) => self.writer.say_all(message.as_str(), attribute, &[]).into_iter().next(),
            None => self.writer.say(message.as_str(), &[]),
        };
        let date = self.writer.findings.take(locale.date_in(date, sender_country))?;
        let given = [Value::Text(name?.content), Value::Text(date), page, pages];
        self.writer.say_form(&required::CONTINUATION_LINE, given)
    }

    fn addressee(&mut self) -> Option<Text> {
        let name = self.writer.say(self.input.recipient.message().as_str(), &[])?;
        self.writer.say_form(&required::ADDRESSEE_LINE, [Value::Text(name.content)])
    }

    /// What the letter is called, and the subject line, if it has one.
    fn subject(&mut self) -> Option<(Text, Option<Text>)> {
        let LetterInput { case, recipient, .. } = *self.input;
        let Some(plan) = case.letter.as_ref().filter(|_| recipient.part != Involvement::Solidarity) else {
            return Some((self.writer.say_form(&required::SOLIDARITY_TOPIC, [])?, None));
        };
        let topic = self.writer.say(plan.subject.as_str(), &[])?;
        let line = self.writer.say_form(&required::SUBJECT_LINE, [Value::Text(topic.content.clone())])?;
        let line = Text { origin: topic.origin.clone(), ..line };
        Some((topic, Some(line)))
    }

    /// The body, and which of its passages are the sender's own words.
    fn body(&mut self) -> (Vec<Passage>, Range<usize>) {
        let LetterInput { case, recipient, first_letter, .. } = *self.input;
        let mut body = Vec::new();
        let plan = case.letter.as_ref().filter(|_| recipient.part != Involvement::Solidarity);
        if recipient.part == Involvement::Copy {
            let opening = plan.and_then(|plan| plan.copy_opening.as_ref());
            body.extend(opening.map(|id| self.writer.paragraphs(id.as_str(), &[])).into_iter().flatten());
        }
        let own_words = self.own_words();
        let last = match (plan, first_letter) {
            (Some(plan), Some(first_letter)) => {
                body.extend(self.reference_to(first_letter, plan));
                body.extend(plan.demands().flat_map(|part| self.writer.part(part)));
                self.writer.paragraphs(required::FOLLOW_UP_REPLY.id, &[])
            }
            (plan, _) => {
                let parts = plan.map_or(&case.solidarity, |plan| &plan.body);
                let (last, parts) = parts.split_last().expect("a case has a body for each kind of its letters");
                body.extend(parts.iter().flat_map(|part| self.writer.part(part)));
                self.writer.part(last)
            }
        };
        // The sender's own words are before the last part, which asks for a reply.
        let start = body.len();
        body.extend(own_words.into_iter().map(Passage::Paragraph));
        let end = body.len();
        body.extend(last);
        (body, start..end)
    }

    /// The paragraphs of a second letter that refer to the first.
    fn reference_to(&mut self, first_letter: Date, plan: &LetterPlan) -> Vec<Passage> {
        let date = self.writer.findings.take(self.input.locale.date(first_letter));
        let subject = self.writer.say(plan.subject.as_str(), &[]).map(|text| text.content);
        let Some((date, subject)) = date.zip(subject) else { return Vec::new() };
        let [first, about] = required::FOLLOW_UP.gives else { unreachable!("it is given two variables") };
        let given = [(*first, Value::Text(date)), (*about, Value::Text(subject))];
        self.writer.paragraphs(required::FOLLOW_UP.id, &given)
    }

    /// The sender's own words, where they are in the language of the letter.
    fn own_words(&mut self) -> Vec<Text> {
        let LetterInput { case, locale, sender, .. } = *self.input;
        let personal = sender.and_then(|sender| sender.personal.as_ref());
        let Some(personal) = personal.filter(|personal| personal.language.is_like(&locale.tag)) else {
            return Vec::new();
        };
        if let Some(name) = case.forbidden_name(&personal.words) {
            let message = format!("the sender's own words contain `{name}`, which must not be mentioned in this case");
            let finding = personal.origin.error(rules::FORBIDDEN_NAME, message);
            self.writer.findings.push(finding.help("write the sentence without the name; it could harm this person"));
        }
        let text = |words: String| plain_text(locale, &locale.info.narrow_space.apply(&words), &personal.origin);
        paragraphs(&personal.words).into_iter().map(text).collect()
    }

    /// An appeal names all recipients of copies; a copy and a letter of solidarity do not.
    fn copies(&mut self) -> Option<Copies> {
        let LetterInput { case, recipient, sender_country, .. } = *self.input;
        if recipient.part != Involvement::Addressee {
            return None;
        }
        let recipients = case.recipients_for(sender_country);
        let copied: Vec<_> = recipients.into_iter().filter(|recipient| recipient.part == Involvement::Copy).collect();
        if copied.is_empty() {
            return None;
        }
        let label = self.writer.say_form(&required::COPIES_TO, [])?;
        let to =
            copied.into_iter().filter_map(|recipient| self.writer.say(recipient.message().as_str(), &[])).collect();
        Some(Copies { label, to })
    }

    /// The names that no line may break: those of the case and the sender's.
    fn names(&mut self) -> Vec<String> {
        let LetterInput { section, sender, .. } = *self.input;
        let sender = sender.iter().map(|sender| sender.name.words.clone());
        let section = section.and_then(|section| Some(section.name.as_ref()?.words.clone()));
        sender.chain(section).chain(self.writer.names()).collect()
    }
}

/// How many bytes a subject line has before the subject, as they are drawn, if the language sets its label apart.
fn label_of(line: &Text, topic: &Text, locale: &Locale) -> Option<usize> {
    let label = &line.content[..line.content.find(&topic.content)?];
    let is_apart = locale.info.letter_form.subject == SubjectForm::Label && !label.trim().is_empty();
    is_apart.then(|| Wording::of(label).text.len())
}

/// Words that have no message; their language is taken to be the letter's.
fn plain_text(locale: &Locale, words: &str, origin: &Origin) -> Text {
    Text::new(words.to_owned(), language_of(words, locale), origin.clone())
}

/// Words of the sender's. They are set like words of the letter, but heard as words of the sender's language. If that is
/// not known, only the script is known of words that cannot be of the letter's.
fn sender_text(sender: &Sender, locale: &Locale, words: &str, origin: &Origin) -> Text {
    let mut text = plain_text(locale, words, origin);
    text.foreign = foreign_of(sender, locale, words);
    text
}

/// The language that the sender's words are heard in.
fn foreign_of(sender: &Sender, locale: &Locale, words: &str) -> Vec<ForeignWords> {
    let unknown_latin = || LanguageTag::new("und-Latn").filter(|_| language_of(words, locale) != locale.tag);
    let language = sender.language.clone().filter(|language| *language != locale.tag).or_else(unknown_latin);
    language.into_iter().map(|language| ForeignWords { words: words.to_owned(), language }).collect()
}

/// The letter's language for words that could be of it; English for Latin words in a letter that
/// is written in another script.
fn language_of(words: &str, locale: &Locale) -> LanguageTag {
    if locale.info.script != "Latn" && words.chars().all(is_of_latin_words) {
        LanguageTag::english()
    } else {
        locale.tag.clone()
    }
}
