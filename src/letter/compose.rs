//! Composing: case, messages, sender and recipient become a letter.

use jiff::civil::Date;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};
use unicode_script::{Script, UnicodeScript};

use super::{Copies, Letter, ListItem, Origin, Passage, SenderBlock, Signature, Text, inside_address};
use crate::case::{BodyPart, Case, Fact, Part, Recipient};
use crate::finding::{Finding, Findings, code_point, did_you_mean};
use crate::id::{CountryCode, LanguageTag, MessageId};
use crate::letter::{Sender, Words};
use crate::locale::{AddressOrders, Countries, Home, Locale, Value, paragraphs};

/// The attribute of a recipient's message that is the name alone.
const NAME: &str = "name";

/// What a letter is made of.
#[derive(Clone, Copy)]
pub struct Commission<'a> {
    /// The case.
    pub case: &'a Case,
    /// The language to write in.
    pub locale: &'a Locale,
    /// The language to take messages from that this one lacks, if that is allowed.
    pub fallback: Option<&'a Locale>,
    /// To whom.
    pub recipient: &'a Recipient,
    /// From whom; nobody means ruled lines.
    pub sender: Option<&'a Sender>,
    /// The country whose post carries the letter, if it is known.
    pub sender_country: Option<&'a CountryCode>,
    /// The letter's date.
    pub date: Date,
    /// The names of countries for the sender's post.
    pub countries: &'a Countries,
    /// The names of countries for the recipient's post, which a reply goes by: in English.
    pub reply_countries: &'a Countries,
    /// The order of postcode and town in each country.
    pub address_orders: &'a AddressOrders,
}

/// Composes a letter.
///
/// # Errors
///
/// Everything that is missing in the language or cannot be said, at once.
pub fn compose(commission: &Commission) -> Result<Letter, Findings> {
    let Commission { locale, recipient, sender, .. } = *commission;
    let mut scribe = Scribe::of(commission);

    let address = inside_address(&recipient.address, commission.sender_country, commission.countries)
        .map_err(|finding| scribe.findings.push(finding))
        .ok();
    let (sender_block, short_sender) = scribe.sender_block().unzip();
    let place_and_date = scribe.place_and_date();
    let addressee = if locale.info.script == "Latn" { None } else { scribe.addressee() };
    let subject = scribe.subject();
    let salutation = scribe.salutation();
    let body = scribe.body();
    let closing = scribe.say("closing", &[]);
    let signature = match sender {
        Some(sender) => Some(Signature::Name(sender_text(locale, &sender.name.words, &sender.name.origin))),
        None => scribe.say("fill-in-signature", &[]).map(Signature::FillIn),
    };
    let copies = scribe.copies();
    let names = scribe.names();

    let letter = (|| {
        Some(Letter {
            language: locale.tag.clone(),
            sender: sender_block?,
            short_sender: short_sender?,
            address: address?,
            place_and_date: place_and_date?,
            addressee,
            subject: subject?,
            salutation: salutation?,
            body,
            closing: closing?,
            signature: signature?,
            copies,
            names,
            remarks: Findings::new(),
        })
    })();
    match letter {
        Some(letter) if scribe.findings.is_empty() => Ok(Letter { remarks: scribe.remarks, ..letter }),
        _ => Err(scribe.findings),
    }
}

/// The line outside the text of page `page` of `pages`: on the first the page line, which says that
/// there are others, and on each other the continuation line, which says whose letter it is from.
///
/// # Errors
///
/// When the message `page-line` or `continuation-line`, or one that it needs, is missing or faulty.
pub fn running_line(commission: &Commission, page: usize, pages: usize) -> Result<Text, Findings> {
    let mut scribe = Scribe::of(commission);
    let number = |n: usize| Value::Number(n as u64);
    let numbers = [("page", number(page)), ("pages", number(pages))];
    let line = if page == 1 { scribe.say("page-line", &numbers) } else { scribe.continuation_line(numbers) };
    line.ok_or(scribe.findings)
}

/// Says messages in the letter's language, and gathers what cannot be said.
struct Scribe<'a> {
    commission: &'a Commission<'a>,
    findings: Findings,
    remarks: Findings,
}

impl<'a> Scribe<'a> {
    fn of(commission: &'a Commission<'a>) -> Self {
        Self { commission, findings: Findings::new(), remarks: Findings::new() }
    }

    /// All paragraphs of a message. `given` are variables beside the case's facts.
    fn say_all(&mut self, id: &str, attribute: Option<&str>, given: &[(&str, Value)]) -> Vec<Text> {
        let Commission { case, locale, fallback, .. } = *self.commission;
        let lacking = locale;
        let locale = match fallback {
            Some(fallback) if !locale.messages.has(id, attribute) && fallback.messages.has(id, attribute) => fallback,
            _ => locale,
        };
        if locale.tag != lacking.tag {
            let message = format!("the message `{id}` is missing in `{}` and taken from `{}`", lacking.tag, locale.tag);
            let remark = Finding::warning("borrowed-message", message).place(id);
            if !self.remarks.contains(&remark) {
                self.remarks.push(remark.help("the letter mixes languages; translate the message"));
            }
        }
        let value = |name: &str| {
            let given = given.iter().find(|(given, _)| *given == name).map(|(_, value)| value.clone());
            given.or_else(|| fact(case.facts.get(name)?, locale))
        };
        let home = if case.names_message(id) { Home::Case } else { Home::Letter };
        match locale.say(home, id, attribute, &value) {
            Ok(words) => {
                let (file, position) = locale.messages.locate(id).unzip();
                let origin = Origin { name: id.to_owned(), file: file.map(str::to_owned), position };
                let texts: Vec<String> =
                    paragraphs(&words).iter().map(|words| locale.info.narrow_space.apply(words)).collect();
                if texts.is_empty() || !texts.iter().all(|text| text.chars().any(is_visible)) {
                    let message = format!("the message `{id}` says nothing");
                    self.findings.push(origin.error("empty-message", message).help("write its text"));
                }
                if let Some(control) = texts.iter().flat_map(|text| text.chars()).find(|c| c.is_control()) {
                    let message = format!("it holds the control character {}", code_point(control));
                    self.findings.push(origin.error("bad-text", message).help("take it out"));
                }
                let text = |content| Text { content, language: locale.tag.clone(), origin: origin.clone() };
                texts.into_iter().map(text).collect()
            }
            Err(findings) => {
                for finding in findings {
                    if !self.findings.contains(&finding) {
                        self.findings.push(finding);
                    }
                }
                Vec::new()
            }
        }
    }

    /// A message that must be one paragraph.
    fn say(&mut self, id: &str, given: &[(&str, Value)]) -> Option<Text> {
        let texts = self.say_all(id, None, given);
        if texts.len() > 1 {
            let message = format!("the message `{id}` must be one paragraph");
            self.findings.push(texts[0].origin.error("too-many-paragraphs", message).help("take the blank line out"));
        }
        texts.into_iter().next()
    }

    fn salutation(&mut self) -> Option<Text> {
        let Commission { locale, fallback, recipient, .. } = *self.commission;
        let id = format!("salutation-{}", recipient.salutation);
        if locale.messages.has(&id, None) || fallback.is_some_and(|fallback| fallback.messages.has(&id, None)) {
            return self.say(&id, &[]);
        }
        let message = format!("there is no form of address `{}` in `{}`", recipient.salutation, locale.tag);
        let finding = recipient.salutation_origin.error("unknown-salutation", message);
        let known = locale.messages.ids().filter_map(|id| id.strip_prefix("salutation-"));
        self.findings.push(match did_you_mean(recipient.salutation.as_str(), known) {
            Some(near) => finding.help(format!("did you mean `{near}`?")),
            None => finding.help(format!("write `{id} = …` in `locales/{}/letter.ftl`", locale.tag)),
        });
        None
    }

    /// The sender's block, and the short form of it.
    fn sender_block(&mut self) -> Option<(SenderBlock, Vec<Text>)> {
        let Commission { locale, sender, sender_country, recipient, reply_countries, address_orders, .. } =
            *self.commission;
        let Some(sender) = sender else {
            let (name, address) = (self.say("fill-in-name", &[]), self.say("fill-in-address", &[]));
            return Some((SenderBlock::FillIn { name: name?, address: address? }, Vec::new()));
        };
        let own_country = sender.country.as_ref().or(sender_country);
        let address = match sender.address_in(own_country, address_orders) {
            Ok(address) => address,
            Err(finding) => {
                self.findings.push(finding);
                return None;
            }
        };
        let abroad = own_country.filter(|country| **country != recipient.address.country);
        let country = abroad.and_then(|country| reply_countries.name(country));
        let block = |lines: &[Words]| -> Vec<Text> {
            std::iter::once(&sender.name)
                .chain(lines)
                .map(|line| sender_text(locale, &line.words, &line.origin))
                .chain(country.map(|name| sender_text(locale, name, &sender.name.origin)))
                .collect()
        };
        Some((SenderBlock::Printed(block(&address.lines)), block(&address.short)))
    }

    fn place_and_date(&mut self) -> Option<Text> {
        let Commission { locale, sender, date, .. } = *self.commission;
        let date = match locale.date(date) {
            Ok(date) => Value::Text(date),
            Err(findings) => {
                self.findings.extend(findings);
                return None;
            }
        };
        match sender.and_then(|sender| sender.place.as_ref()) {
            Some(place) => self.say("place-and-date", &[("place", Value::Text(place.clone())), ("date", date)]),
            None => self.say("date-line", &[("date", date)]),
        }
    }

    fn continuation_line(&mut self, [page, pages]: [(&str, Value); 2]) -> Option<Text> {
        let Commission { locale, fallback, recipient, date, .. } = *self.commission;
        let message = recipient.message();
        // The name alone, where it is told apart from the office.
        let of = [Some(locale), fallback].into_iter().flatten();
        let has_name = of.into_iter().any(|locale| locale.messages.has(message.as_str(), Some(NAME)));
        let name = if has_name {
            self.say_all(message.as_str(), Some(NAME), &[]).into_iter().next()
        } else {
            self.say(message.as_str(), &[])
        };
        let date = locale.date(date).map_err(|findings| self.findings.extend(findings)).ok()?;
        let given = [("addressee", Value::Text(name?.content)), ("date", Value::Text(date)), page, pages];
        self.say("continuation-line", &given)
    }

    fn addressee(&mut self) -> Option<Text> {
        let name = self.say(self.commission.recipient.message().as_str(), &[])?;
        self.say("addressee-line", &[("addressee", Value::Text(name.content))])
    }

    fn subject(&mut self) -> Option<Text> {
        let subject = self.say(self.commission.case.letter.subject.as_str(), &[])?;
        let line = self.say("subject-line", &[("subject", Value::Text(subject.content))])?;
        Some(Text { origin: subject.origin, ..line })
    }

    fn body(&mut self) -> Vec<Passage> {
        let Commission { case, locale, recipient, sender, .. } = *self.commission;
        let plan = &case.letter;
        let mut body = Vec::new();
        if recipient.part == Part::Copy {
            body.extend(self.say_all(plan.copy_opening.as_str(), None, &[]).into_iter().map(Passage::Paragraph));
        }
        let personal = sender
            .and_then(|sender| sender.personal.as_ref())
            .filter(|personal| personal.language == locale.tag)
            .into_iter()
            .flat_map(|personal| paragraphs(&personal.words).into_iter().map(|words| (words, &personal.origin)))
            .map(|(words, origin)| {
                Passage::Paragraph(sender_text(locale, &locale.info.narrow_space.apply(&words), origin))
            });
        let last_part = plan.body.len() - 1;
        let mut personal = Some(personal);
        for (i, part) in plan.body.iter().enumerate() {
            // The sender's own words stand before the last part, which asks for a reply.
            if i == last_part {
                body.extend(personal.take().into_iter().flatten());
            }
            match part {
                BodyPart::Paragraphs(id) => {
                    body.extend(self.say_all(id.as_str(), None, &[]).into_iter().map(Passage::Paragraph));
                }
                BodyPart::List(ids) => body.push(Passage::List(self.list(ids))),
            }
        }
        body
    }

    fn list(&mut self, ids: &[MessageId]) -> Vec<ListItem> {
        let mut items = Vec::new();
        for (i, id) in ids.iter().enumerate() {
            let mark = self.say("list-mark", &[("number", Value::Number(i as u64 + 1))]);
            let body = self.say(id.as_str(), &[]);
            items.extend(mark.zip(body).map(|(mark, body)| ListItem { mark, body }));
        }
        items
    }

    /// An appeal names all who get a copy of it; a copy names none.
    fn copies(&mut self) -> Option<Copies> {
        let Commission { case, recipient, sender_country, .. } = *self.commission;
        if recipient.part == Part::Copy {
            return None;
        }
        let recipients = case.recipients_for(sender_country);
        let copied: Vec<_> = recipients.into_iter().filter(|recipient| recipient.part == Part::Copy).collect();
        if copied.is_empty() {
            return None;
        }
        let label = self.say("copies-to", &[])?;
        let to = copied.into_iter().filter_map(|recipient| self.say(recipient.message().as_str(), &[])).collect();
        Some(Copies { label, to })
    }

    /// The names that no line may break: those that the case lists, the recipients' and the sender's.
    fn names(&mut self) -> Vec<String> {
        let Commission { case, locale, fallback, sender, .. } = *self.commission;
        let mut names: Vec<String> = sender.iter().map(|sender| sender.name.words.clone()).collect();
        for id in &case.names {
            names.extend(self.say(id.as_str(), &[]).map(|text| text.content));
        }
        let recipients = case.recipients.iter().chain(case.embassies.values());
        for message in recipients.map(Recipient::message) {
            let id = message.as_str();
            let of = [Some(locale), fallback].into_iter().flatten().find(|locale| locale.messages.has(id, None));
            let Some(of) = of else { continue };
            if of.messages.has(id, Some(NAME)) {
                names.extend(self.say_all(id, Some(NAME), &[]).into_iter().map(|text| text.content));
            }
            for attribute in of.messages.attributes(id).filter(|attribute| *attribute != NAME) {
                let message = format!("the attribute `.{attribute}` is not known, and protects no name from line ends");
                let (file, position) = of.messages.locate(id).unzip();
                let remark = Finding::warning("unknown-attribute", message).at(position).place(id);
                let remark = Finding { file: file.map(str::to_owned), ..remark };
                self.remarks.push(remark.help(format!("did you mean `.{NAME}`?")));
            }
        }
        names
    }
}

/// Words of the sender's. They have no message; their language is taken to be the letter's.
fn sender_text(locale: &Locale, words: &str, origin: &Origin) -> Text {
    Text { content: words.to_owned(), language: language_of(words, locale), origin: origin.clone() }
}

/// The letter's language for words that could be of it; English for Latin words in a letter that
/// is written in another script.
fn language_of(words: &str, locale: &Locale) -> LanguageTag {
    let is_latin = |c: char| matches!(c.script(), Script::Latin | Script::Common | Script::Inherited);
    if locale.info.script != "Latn" && words.chars().all(is_latin) {
        LanguageTag::new("en").expect("`en` is a language tag")
    } else {
        locale.tag.clone()
    }
}

/// Whether a reader sees a character: neither white nor an order such as a zero width space.
fn is_visible(character: char) -> bool {
    !character.is_whitespace() && character.general_category() != GeneralCategory::Format
}

fn fact(fact: &Fact, locale: &Locale) -> Option<Value> {
    match fact {
        Fact::Date(date) => locale.date(*date).ok().map(Value::Text),
        Fact::Number(number) => Some(Value::Number(*number)),
        Fact::Text(text) => Some(Value::Text(text.clone())),
    }
}
