//! Makes a case of the parts of an appeal: which messages there are, what the letter and the sheet are made of.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::blocks::{Block, blocks, ends_sentence};
use super::facts::Facts;
use super::lines::{Line, Remark, RemarkKind, is_capitals};
use super::parts::{ContactKind, Parts, is_prose};
use super::persons;
use super::recipients::{Contact, Reader};
use super::salutations::Salutations;
use super::vocabulary::{Vocabulary, fold};
use crate::id::{CountryCode, LanguageTag};

/// A case as it is going to be written.
pub struct Draft<'v> {
    /// The title, in the words of the text.
    pub title: Option<String>,
    /// `UA 1/18`.
    pub index: Option<String>,
    /// The persons: the id of the message, and the name.
    pub persons: Vec<(String, String)>,
    /// The last day, with the words that say so.
    pub send_before: Option<(Date, Line)>,
    /// The country of the authorities.
    pub country: Option<CountryCode>,
    /// The recipients.
    pub recipients: Vec<Recipient>,
    /// The days.
    pub facts: Facts<'v>,
    /// The parts of the letter.
    pub letter: Vec<Part>,
    /// Whether copies are sent.
    pub has_copies: bool,
    /// The sheet.
    pub sheet: Option<Sheet>,
    /// The messages, in the order of the file.
    pub messages: Vec<Message>,
    /// What is only in a comment.
    pub remarks: Vec<Remark>,
    /// The texts that are in a message or in a field of the case.
    pub placed: Vec<String>,
}

/// A recipient with its id and its form of address.
pub struct Recipient {
    /// The id.
    pub id: String,
    /// Its data.
    pub contact: Contact,
    /// The key of its form of address.
    pub salutation: String,
    /// `female` or `male`, if the form of address depends on it.
    pub gender: Option<String>,
}

/// The parts of a sheet.
#[derive(Debug, Default)]
pub struct Sheet {
    /// The message with the headline.
    pub headline: String,
    /// The message with the summary.
    pub lead: String,
    /// The body.
    pub body: Vec<Part>,
    /// The additional information.
    pub additional: Vec<Part>,
}

/// A part of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A message of one or more paragraphs.
    Paragraphs(String),
    /// A list, a message for each item.
    List(Vec<String>),
}

/// A message as it is going to be written.
#[derive(Debug, Clone, Default)]
pub struct Message {
    /// Begins a group of messages.
    pub group: Option<&'static str>,
    /// Its id.
    pub id: String,
    /// Its paragraphs.
    pub paragraphs: Vec<String>,
    /// Its attributes.
    pub attributes: Vec<(&'static str, String)>,
    /// Comments above it.
    pub comments: Vec<String>,
    /// Whether the writer must write it: it is only a comment.
    pub is_open: bool,
    /// Whether its text is Fluent already, with references to other messages.
    pub is_fluent: bool,
}

/// The groups of messages in the file.
mod groups {
    pub const RECIPIENTS: &str = "The recipients. The text is the full addressee; `.name` is the name in it, which is never\nbroken at the end of a line.";
    pub const SALUTATIONS: &str = "Forms of address of this case, in the words of the text.";
    pub const LETTER: &str = "The letter.";
    pub const SHARED: &str = "The account. The letter and the sheet both have it: `letter` and `sheet` in the case file name these\nmessages. To say something else in one of them, write a new message and name it there.";
    pub const DEMANDS: &str = "The demands of the letter.";
    pub const SHEET: &str = "The Urgent Action sheet.";
    pub const ADDITIONAL: &str = "Additional information on the sheet.";
}

/// Makes the draft.
pub struct Maker<'v> {
    vocabulary: &'v Vocabulary,
    salutations: &'v Salutations,
    language: &'v LanguageTag,
    ids: BTreeSet<String>,
    draft: Draft<'v>,
}

/// Makes a case of the parts.
pub fn draft<'v>(
    mut parts: Parts,
    lines: &[Line],
    reader: &'v Reader,
    salutations: &'v Salutations,
    language: &'v LanguageTag,
) -> Draft<'v> {
    let vocabulary = reader.vocabulary;
    let mut maker = Maker {
        vocabulary,
        salutations,
        language,
        ids: BTreeSet::new(),
        draft: Draft {
            title: None,
            index: parts.index.take(),
            persons: Vec::new(),
            send_before: parts.send_before.take(),
            country: None,
            recipients: Vec::new(),
            facts: Facts::new(vocabulary, language),
            letter: Vec::new(),
            has_copies: false,
            sheet: None,
            messages: Vec::new(),
            remarks: std::mem::take(&mut parts.remarks),
            placed: Vec::new(),
        },
    };
    if !parts.is_sheet {
        maker.inside_address(&mut parts, reader);
    }
    let contacts = maker.contacts(&parts, reader);
    maker.loose(&mut parts, &contacts);
    maker.draft.country = country(&contacts, lines, reader);
    maker.persons(&parts, &contacts);
    let mut contacts = contacts;
    for contact in &mut contacts {
        reader.valid_numbers(contact, maker.draft.country.as_ref());
        maker.embassy(contact);
    }
    maker.recipients(contacts, &parts);
    maker.subject(&parts);
    if parts.is_sheet {
        maker.sheet(&parts);
    } else {
        maker.plain_letter(&parts);
    }
    maker.draft
}

impl Maker<'_> {
    /// What is above the salutation of a letter: the sender, the day, and the recipient's address.
    fn inside_address(&mut self, parts: &mut Parts, reader: &Reader) {
        let mut groups: Vec<Vec<Line>> = Vec::new();
        let is_spread = parts.head.len() > 3 && parts.head.iter().skip(1).all(|line| line.gap > 0);
        for line in std::mem::take(&mut parts.head) {
            let is_placeholder = line.text.starts_with(['[', '<', '_']) || line.text.ends_with(']');
            let is_day = super::dates::dates(&line.text, self.vocabulary)
                .first()
                .is_some_and(|date| date.range.end == line.text.len() && line.text.split(' ').count() < 9);
            if is_placeholder || is_day {
                self.draft.remarks.push(Remark { line: line.number, kind: RemarkKind::Sender, text: line.text });
                continue;
            }
            match groups.last_mut().filter(|_| line.gap <= usize::from(is_spread)) {
                Some(group) => group.push(line),
                None => groups.push(vec![line]),
            }
        }
        let is_recipient = |group: &Vec<Line>| {
            group.iter().any(|line| self.vocabulary.is_office(&line.text) || self.vocabulary.has_honorific(&line.text))
        };
        let last = groups.iter().rposition(is_recipient).or(groups.len().checked_sub(1));
        for (at, group) in groups.into_iter().enumerate() {
            let is_address = Some(at) == last || (is_recipient(&group) && group.len() > 1);
            let has_prose = group.iter().any(|line| is_prose(&line.text, reader.vocabulary));
            if is_address && !has_prose {
                let kind = ContactKind::Addressee;
                parts.contacts.insert(0, super::parts::ContactLines { kind, lines: group });
            } else {
                let kind = if Some(at) < last { RemarkKind::Sender } else { RemarkKind::Unplaced };
                let kind = if has_prose { RemarkKind::Unplaced } else { kind };
                self.draft.remarks.extend(group.into_iter().map(|line| Remark {
                    line: line.number,
                    kind,
                    text: line.text,
                }));
            }
        }
    }

    fn contacts(&mut self, parts: &Parts, reader: &Reader) -> Vec<Contact> {
        let mut contacts = Vec::new();
        for below in &parts.contacts {
            let (found, remarks) = reader.contacts(below);
            self.draft.remarks.extend(remarks);
            for mut contact in found {
                // A copy without any address, or an embassy of an unknown country, cannot be a recipient.
                let is_copy = contact.kind != ContactKind::Addressee;
                if is_copy && !contact.can_be_reached() {
                    let who = Remark { line: contact.line, kind: RemarkKind::Unplaced, text: whole(&contact) };
                    self.draft.remarks.push(who);
                    self.draft.remarks.extend(contact.remarks);
                    continue;
                }
                if contact.kind == ContactKind::Embassy && contact.country.is_none() {
                    contact.kind = ContactKind::Copy;
                }
                contacts.push(contact);
            }
        }
        contacts
    }

    /// Lines after the end of a part: links that are there a second time, sentences, and the rest.
    fn loose(&mut self, parts: &mut Parts, contacts: &[Contact]) {
        for line in std::mem::take(&mut parts.loose) {
            let link = line.text.trim_start_matches("mailto:");
            let host = |link: &str| {
                let link = link.trim_start_matches("https://").trim_start_matches("http://");
                link.trim_end_matches('/').to_lowercase()
            };
            let mut known = contacts.iter().flat_map(|contact| contact.email.iter().chain(&contact.web));
            if !link.contains(' ') && known.any(|known| host(known) == host(link)) {
                let (line, text) = (line.number, line.text);
                self.draft.remarks.push(Remark { line, kind: RemarkKind::Repeated, text });
            } else if line.text.split(' ').count() > 4 && parts.is_sheet {
                parts.additional.push(line);
            } else {
                let (line, text) = (line.number, line.text);
                self.draft.remarks.push(Remark { line, kind: RemarkKind::Unplaced, text });
            }
        }
    }

    fn persons(&mut self, parts: &Parts, contacts: &[Contact]) {
        let names: Vec<String> = parts.names.iter().map(|line| line.text.clone()).collect();
        for line in &parts.names {
            // What is beside the names, such as pronouns, is kept as a comment.
            self.draft.remarks.push(Remark { line: line.number, kind: RemarkKind::Details, text: line.text.clone() });
        }
        let mut found = persons::named(&names);
        if found.is_empty() {
            let account = [&parts.head, &parts.letter, &parts.demands, &parts.subject, &parts.additional];
            let blocks: Vec<Block> = account.iter().flat_map(|lines| blocks(lines)).collect();
            let texts: Vec<&str> =
                blocks.iter().filter(|block| !is_capitals(&block.text)).map(|block| block.text.as_str()).collect();
            let others: Vec<String> = contacts.iter().map(Contact::addressee).collect();
            found = persons::in_account(&texts, &others, &self.vocabulary.only(self.language));
        }
        found.truncate(50);
        let is_one = found.len() == 1;
        for name in found {
            let base = if is_one { "person".to_owned() } else { format!("person-{}", slug(&name, 5)) };
            let id = self.unique(&base);
            self.message(None, &id, vec![name.clone()]);
            self.draft.persons.push((id, name));
        }
    }

    /// An embassy in another country gets copies from senders there.
    fn embassy(&self, contact: &mut Contact) {
        let who = contact.addressee();
        let abroad = contact.country.as_ref().is_some_and(|(country, _)| Some(country) != self.draft.country.as_ref());
        if contact.kind == ContactKind::Copy && abroad && self.vocabulary.is_embassy(&who) {
            contact.kind = ContactKind::Embassy;
        }
    }

    fn recipients(&mut self, contacts: Vec<Contact>, parts: &Parts) {
        let mut taken: BTreeSet<String> = BTreeSet::new();
        let mut embassies: BTreeSet<CountryCode> = BTreeSet::new();
        let closing = joined(&parts.closing);
        let closing = (!closing.is_empty()).then_some(closing);
        let mut own: Vec<Message> = Vec::new();
        for (at, mut contact) in contacts.into_iter().enumerate() {
            if contact.kind == ContactKind::Embassy {
                let country = contact.country.as_ref().map(|(country, _)| country.clone());
                if !country.is_some_and(|country| embassies.insert(country)) {
                    contact.kind = ContactKind::Copy;
                }
            }
            let id = match (&contact.kind, &contact.country) {
                (ContactKind::Embassy, Some((country, _))) => format!("embassy-{}", country.as_str().to_lowercase()),
                _ => recipient_id(&contact, self.vocabulary),
            };
            let id = if taken.contains(&id) {
                (2..=taken.len() + 2).map(|n| format!("{id}-{n}")).find(|id| !taken.contains(id)).unwrap_or_default()
            } else {
                id
            };
            taken.insert(id.clone());
            self.draft.has_copies |= contact.kind != ContactKind::Addressee;
            let is_addressee = contact.kind == ContactKind::Addressee;
            let of_letter = parts.salutation.as_ref().filter(|_| is_addressee && contact.salutation.is_none());
            if let Some(line) = of_letter {
                contact.salutation = Some(line.text.trim_end_matches([',', ':', '!', ' ']).to_owned());
            }
            let closing = closing.as_deref().filter(|_| is_addressee);
            let (salutation, gender) = self.salutation(&contact, closing, &mut own);
            self.recipient_message(&id, &contact, at == 0);
            self.placed(&contact);
            self.draft.recipients.push(Recipient { id, contact, salutation, gender });
        }
        if let Some(first) = own.first_mut() {
            first.group = Some(groups::SALUTATIONS);
        }
        // A closing belongs to a form of address; without one it has no place.
        let is_said = |recipient: &Recipient| {
            recipient.contact.kind == ContactKind::Addressee && recipient.contact.salutation.is_some()
        };
        self.draft.placed.extend(closing.filter(|_| self.draft.recipients.iter().any(is_said)));
        if let Some(line) = parts.salutation.as_ref().filter(|_| self.draft.recipients.is_empty()) {
            let (line, text) = (line.number, line.text.clone());
            self.draft.remarks.push(Remark { line, kind: RemarkKind::Unplaced, text });
        }
        self.draft.messages.extend(own);
    }

    /// The form of address of a recipient: one that the language has, or one of the case's own.
    fn salutation(
        &mut self,
        contact: &Contact,
        closing: Option<&str>,
        own: &mut Vec<Message>,
    ) -> (String, Option<String>) {
        let Some(said) = &contact.salutation else {
            let who = contact.office.as_deref().or(contact.name.as_deref()).unwrap_or_default();
            let fitting = self.vocabulary.answer(who).filter(|key| self.salutations.has(key));
            return (fitting.map_or_else(|| self.salutations.usual(), str::to_owned), None);
        };
        if let Some(found) = self.salutations.matching(said, closing) {
            return (found.key, found.gender);
        }
        let key = slug(said, 6);
        let key = if self.salutations.has(&key) { format!("{key}-here") } else { key };
        let id = format!("salutation-{key}");
        if self.ids.insert(id.clone()) {
            let end = self.vocabulary.salutation_end(self.language);
            own.push(Message {
                id,
                paragraphs: vec![format!("{said}{end}")],
                attributes: closing.map(|closing| ("closing", closing.to_owned())).into_iter().collect(),
                ..Message::default()
            });
        }
        (key, None)
    }

    fn recipient_message(&mut self, id: &str, contact: &Contact, is_first: bool) {
        let addressee = contact.addressee();
        let is_open = addressee.is_empty();
        let message = Message {
            group: is_first.then_some(groups::RECIPIENTS),
            id: format!("recipient-{id}"),
            paragraphs: vec![if is_open { "The Minister of …".to_owned() } else { addressee }],
            attributes: contact
                .name
                .clone()
                .filter(|_| contact.office.is_some())
                .map(|name| ("name", name))
                .into_iter()
                .collect(),
            comments: if is_open { vec!["The text does not say who this is.".to_owned()] } else { Vec::new() },
            is_open,
            ..Message::default()
        };
        self.ids.insert(message.id.clone());
        self.draft.messages.push(message);
    }

    /// The words of a recipient that are in the case file.
    fn placed(&mut self, contact: &Contact) {
        let Contact { name, office, lines, country, fax, telephone, email, web, salutation, .. } = contact;
        let one = name.iter().chain(office).chain(salutation).chain(country.iter().map(|(_, words)| words));
        let all = one.chain(lines).chain(fax).chain(telephone).chain(email).chain(web);
        self.draft.placed.extend(all.cloned());
        for (line, label) in &contact.labels {
            let is_key = fold(label).split(' ').all(|word| super::account::KEYS.contains(&word));
            if !is_key {
                let (line, text) = (*line, label.clone());
                self.draft.remarks.push(Remark { line, kind: RemarkKind::Heading, text });
            }
        }
    }

    fn subject(&mut self, parts: &Parts) {
        let said = joined(&parts.subject);
        let id = self.unique("subject");
        if !said.is_empty() {
            self.draft.title = Some(said.clone());
            self.message(Some(groups::LETTER), &id, vec![said]);
            return;
        }
        let persons: Vec<String> = match self.draft.persons.as_slice() {
            [] => Vec::new(),
            [(id, _)] => vec![format!("{{ {id} }}")],
            _ => vec!["{ $persons }".to_owned()],
        };
        self.draft.messages.push(Message {
            group: Some(groups::LETTER),
            id,
            is_open: persons.is_empty(),
            paragraphs: vec![if persons.is_empty() { "Appeal for …".to_owned() } else { persons.join(", ") }],
            comments: vec![
                "The text has no subject for the letter. Write in a few words what it asks for, for example:"
                    .to_owned(),
                "Appeal for the release of …".to_owned(),
            ],
            is_fluent: true,
            ..Message::default()
        });
    }

    /// The paragraph before a copy, which the writer must decide on.
    fn copy_opening(&mut self) {
        if !self.draft.has_copies {
            return;
        }
        let addressees =
            self.draft.recipients.iter().filter(|recipient| recipient.contact.kind == ContactKind::Addressee);
        let names: Vec<String> = addressees.map(|recipient| format!("{{ recipient-{} }}", recipient.id)).collect();
        let opening = self.vocabulary.copy_opening(self.language);
        let id = self.unique("copy-opening");
        self.draft.messages.push(Message {
            id,
            paragraphs: vec![opening.replace("{ RECIPIENTS }", &names.join("; "))],
            comments: vec!["First paragraph of copies. The text has no words for it.".to_owned()],
            is_open: true,
            is_fluent: true,
            ..Message::default()
        });
    }

    fn plain_letter(&mut self, parts: &Parts) {
        self.copy_opening();
        let blocks = blocks(&parts.letter);
        self.draft.letter = self.body(None, "", &blocks, "demand");
        for (lines, kind) in [(&parts.head, RemarkKind::Unplaced), (&parts.additional, RemarkKind::Unplaced)] {
            let remarks = lines.iter().map(|line| Remark { line: line.number, kind, text: line.text.clone() });
            self.draft.remarks.extend(remarks);
        }
    }

    fn sheet(&mut self, parts: &Parts) {
        self.copy_opening();
        let mut head = blocks(&parts.head).into_iter().collect::<Vec<_>>();
        let mut sheet = Sheet::default();
        let headline = (!head.is_empty()).then(|| Self::headline(&mut head));
        let lead = (!head.is_empty() && head[0].mark.is_none()).then(|| head.remove(0));
        let is_model = !parts.letter.is_empty();
        // A letter that is on the sheet is the letter; without it, the account is.
        let group = (!is_model).then_some(groups::SHARED);
        let account = if is_model { Vec::new() } else { self.body(group, "", &head, "point") };
        let letter = self.body(is_model.then_some(groups::SHARED), "", &blocks(&parts.letter), "demand");
        let (of_letter, mut of_sheet, messages) = self.demands(parts);
        let mut first_of_sheet = Some(groups::SHEET);
        if let Some(headline) = headline {
            sheet.headline = self.unique("sheet-headline");
            if self.draft.title.is_none() {
                self.draft.title = Some(headline.clone());
            }
            let id = sheet.headline.clone();
            self.message(first_of_sheet.take(), &id, vec![headline]);
        }
        if let Some(lead) = lead {
            sheet.lead = self.unique("sheet-lead");
            let id = sheet.lead.clone();
            self.message(first_of_sheet.take(), &id, vec![lead.text]);
        }
        if let Some(message) = messages.first().filter(|_| first_of_sheet.is_some()) {
            self.draft.messages.push(Message { group: first_of_sheet.take(), ..message.clone() });
            self.draft.messages.extend(messages.into_iter().skip(1));
        } else {
            self.draft.messages.extend(messages);
        }
        if is_model {
            sheet.body = self.body(first_of_sheet.take(), "sheet-", &head, "point");
            sheet.body.append(&mut of_sheet);
            sheet.body.extend(letter.iter().cloned());
            self.draft.letter = letter;
            self.draft.letter.extend(of_letter);
        } else {
            sheet.body.clone_from(&account);
            sheet.body.append(&mut of_sheet);
            self.draft.letter = account;
            self.draft.letter.extend(of_letter);
            self.draft.letter.extend(letter);
        }
        if !parts.language.is_empty() {
            let id = self.unique("sheet-languages");
            self.message(first_of_sheet.take(), &id, sentences(&parts.language));
            sheet.body.push(Part::Paragraphs(id));
        }
        sheet.additional = self.body(Some(groups::ADDITIONAL), "more-", &blocks(&parts.additional), "point");
        self.complete(sheet);
    }

    /// The headline: the first block, and more of them if they are all in capitals.
    fn headline(head: &mut Vec<Block>) -> String {
        let mut headline = head.remove(0).text;
        while is_capitals(&headline)
            && head.first().is_some_and(|block| is_capitals(&block.text) && block.mark.is_none())
        {
            headline.push(' ');
            headline.push_str(&head.remove(0).text);
        }
        // The place, or the kind of the case, may be below it.
        let is_short = |block: &Block| block.text.split(' ').count() < 5 && !ends_sentence(&block.text);
        while head.len() > 1 && is_short(&head[0]) && head[0].mark.is_none() {
            headline.push_str(", ");
            headline.push_str(&head.remove(0).text);
        }
        headline
    }

    /// Gives a sheet and a letter what they cannot be without, or leaves the sheet out.
    fn complete(&mut self, mut sheet: Sheet) {
        if sheet.body.is_empty() && !sheet.additional.is_empty() {
            sheet.body.push(sheet.additional.remove(0));
        }
        if self.draft.letter.is_empty() {
            let lead = Some(&sheet.lead).filter(|lead| !lead.is_empty());
            self.draft.letter.extend(lead.map(|lead| Part::Paragraphs(lead.clone())));
            if self.draft.letter.is_empty() {
                self.draft.letter.extend(sheet.body.first().cloned());
            }
        }
        if sheet.body.is_empty() && !sheet.lead.is_empty() {
            sheet.body.push(Part::Paragraphs(sheet.lead.clone()));
        }
        if sheet.headline.is_empty() || sheet.body.is_empty() {
            let rest = sheet.body.into_iter().chain(sheet.additional).filter(|part| !self.draft.letter.contains(part));
            let rest: Vec<Part> = rest.collect();
            self.draft.letter.extend(rest);
            if self.draft.letter.is_empty() && !sheet.headline.is_empty() {
                self.draft.letter.push(Part::Paragraphs(sheet.headline));
            }
            return;
        }
        if sheet.lead.is_empty() {
            sheet.lead = self.unique("sheet-lead");
            let id = sheet.lead.clone();
            self.draft.messages.push(Message {
                id,
                paragraphs: vec!["What has happened, in two or three sentences.".to_owned()],
                comments: vec!["The text has no summary.".to_owned()],
                is_open: true,
                ..Message::default()
            });
        }
        self.draft.sheet = Some(sheet);
    }

    /// The demands: of the letter, and of the sheet.
    fn demands(&mut self, parts: &Parts) -> (Vec<Part>, Vec<Part>, Vec<Message>) {
        let introduction = blocks(&parts.introduction);
        let mut blocks = blocks(&parts.demands);
        for block in &mut blocks {
            let is_item = block.mark.is_none() && self.vocabulary.voice(&block.text).is_some();
            if is_item {
                block.mark = Some(String::new());
            }
        }
        let (items, rest): (Vec<Block>, Vec<Block>) = blocks.into_iter().partition(|block| block.mark.is_some());
        let (mut of_letter, mut of_sheet) = (Vec::new(), Vec::new());
        let mut sheet_messages = Vec::new();
        if !introduction.is_empty() {
            let id = self.unique("sheet-demands");
            of_sheet.push(Part::Paragraphs(id.clone()));
            let paragraphs = introduction.into_iter().map(|block| block.text).collect();
            sheet_messages.push(self.learned(&id, paragraphs));
        }
        if !items.is_empty() {
            let is_bare = items.iter().all(|item| self.vocabulary.voice(&item.text).is_none());
            let id = self.unique("demands");
            of_letter.push(Part::Paragraphs(id.clone()));
            self.draft.messages.push(Message {
                group: Some(groups::DEMANDS),
                id,
                paragraphs: vec![self.vocabulary.letter_demands(self.language, is_bare).to_owned()],
                comments: vec![
                    "Introduces the demands. On the sheet, these words speak to the writers of letters.".to_owned(),
                ],
                is_open: true,
                ..Message::default()
            });
            let (mut letter_list, mut sheet_list) = (Vec::new(), Vec::new());
            for item in items {
                let name = self.vocabulary.ask(self.language, &item.text).map(str::to_owned);
                let number = letter_list.len() + 1;
                let base = name.unwrap_or_else(|| number.to_string());
                let id = self.unique(&format!("demand-{base}"));
                letter_list.push(id.clone());
                let text = self.without_mark(item);
                match self.vocabulary.voice(&text) {
                    Some((count, letter)) => {
                        let rest = text[super::vocabulary::after_words(&text, count)..].trim_start();
                        self.draft.messages.push(rewritten(&id, rest, letter));
                        let id = self.unique(&format!("sheet-{id}"));
                        sheet_list.push(id.clone());
                        sheet_messages.push(self.learned(&id, vec![text]));
                    }
                    None => {
                        sheet_list.push(id.clone());
                        self.message(None, &id, vec![text]);
                    }
                }
            }
            of_letter.push(Part::List(letter_list));
            of_sheet.push(Part::List(sheet_list));
        }
        of_sheet.extend(self.body(None, "sheet-", &rest, "point"));
        (of_letter, of_sheet, sheet_messages)
    }

    /// The parts of a body: a message for each paragraph and each item, with an id that says what it is about.
    fn body(&mut self, group: Option<&'static str>, prefix: &str, blocks: &[Block], item: &str) -> Vec<Part> {
        let mut group = group;
        let mut parts: Vec<Part> = Vec::new();
        let mut title: Option<String> = None;
        for (at, block) in blocks.iter().enumerate() {
            let next = blocks.get(at + 1);
            if block.mark.is_some() {
                let base = self.vocabulary.ask(self.language, &block.text).map(str::to_owned);
                let count = blocks[..=at].iter().filter(|block| block.mark.is_some()).count();
                let id = self.unique(&format!("{prefix}{item}-{}", base.unwrap_or_else(|| count.to_string())));
                let mut paragraphs: Vec<String> = title.take().into_iter().collect();
                paragraphs.push(self.without_mark(block.clone()));
                self.message(group.take(), &id, paragraphs);
                match parts.last_mut() {
                    Some(Part::List(list)) => list.push(id),
                    _ => parts.push(Part::List(vec![id])),
                }
                continue;
            }
            let is_title = is_capitals(&block.text) || block.text.split(' ').count() < 7 && !ends_sentence(&block.text);
            if is_title && title.is_none() && next.is_some_and(|next| next.mark.is_none()) {
                title = Some(block.text.clone());
                continue;
            }
            let introduces = next.is_some_and(|next| next.mark.is_some());
            let base = if introduces && item == "demand" {
                "demands"
            } else if at == 0 && prefix.is_empty() && item == "demand" {
                "concern"
            } else {
                self.vocabulary.topic(self.language, &block.text).unwrap_or("paragraph")
            };
            let id = self.unique(&format!("{prefix}{base}"));
            let mut paragraphs: Vec<String> = title.take().into_iter().collect();
            paragraphs.push(block.text.clone());
            self.message(group.take(), &id, paragraphs);
            parts.push(Part::Paragraphs(id));
        }
        parts
    }

    /// The text of an item. Its number is printed by the list; where the text has another mark, it is remarked.
    fn without_mark(&mut self, item: Block) -> String {
        let mark = item.mark.filter(|mark| mark.contains(char::is_alphanumeric));
        if let Some(mark) = mark {
            self.draft.remarks.push(Remark { line: item.line, kind: RemarkKind::Mark, text: mark });
        }
        item.text
    }

    fn message(&mut self, group: Option<&'static str>, id: &str, paragraphs: Vec<String>) {
        let message = Message { group, ..self.learned(id, paragraphs) };
        self.draft.messages.push(message);
    }

    /// A message with words of the text, whose days become facts.
    fn learned(&mut self, id: &str, paragraphs: Vec<String>) -> Message {
        for paragraph in &paragraphs {
            self.draft.facts.learn(paragraph);
            self.draft.placed.push(paragraph.clone());
        }
        Message { id: id.to_owned(), paragraphs, ..Message::default() }
    }

    fn unique(&mut self, base: &str) -> String {
        let mut id = base.to_owned();
        let mut number = 2;
        while !self.ids.insert(id.clone()) {
            id = format!("{base}-{number}");
            number += 1;
        }
        id
    }
}

/// A demand of the letter, to be written by the user: with the words of the letter if they are certain.
fn rewritten(id: &str, rest: &str, letter: Option<&str>) -> Message {
    let (paragraph, comment) = match letter {
        Some(letter) => (
            format!("{letter} {rest}"),
            "Rewrite: on the sheet, this demand speaks to the writers of letters. This could be said to the recipient:",
        ),
        None => (
            format!("… {rest}"),
            "Rewrite: on the sheet, this demand speaks to the writers of letters. Say it to the recipient:",
        ),
    };
    Message {
        id: id.to_owned(),
        paragraphs: vec![paragraph],
        comments: vec![comment.to_owned()],
        is_open: true,
        ..Message::default()
    }
}

/// The country of the authorities: that of most recipients, or the one that the text names most often.
fn country(contacts: &[Contact], lines: &[Line], reader: &Reader) -> Option<CountryCode> {
    let of_recipients = contacts.iter().filter(|contact| contact.kind != ContactKind::Embassy);
    let named = of_recipients.filter_map(|contact| contact.country.as_ref());
    let mut codes: Vec<CountryCode> = named.map(|(code, _)| code.clone()).collect();
    if codes.is_empty() {
        for line in lines {
            let words: Vec<&str> = line.text.split(' ').collect();
            let longest = |at: usize| {
                let candidates = (1..=3).rev().filter_map(|length| words.get(at..at + length));
                candidates
                    .map(|words| words.join(" "))
                    .map(|name| {
                        name.trim_matches(|c: char| !c.is_alphanumeric())
                            .trim_end_matches("’s")
                            .trim_end_matches("'s")
                            .to_owned()
                    })
                    .filter(|name| name.chars().count() > 3)
                    .find_map(|name| reader.country(&name))
            };
            (0..words.len())
                .filter(|at| words[*at].starts_with(char::is_uppercase))
                .filter_map(longest)
                .for_each(|code| codes.push(code));
        }
    }
    let count = |code: &CountryCode| codes.iter().filter(|other| *other == code).count();
    let most = codes.iter().map(count).max()?;
    codes.iter().find(|code| count(code) == most).cloned()
}

/// All words of a recipient that cannot be one.
fn whole(contact: &Contact) -> String {
    let country = contact.country.iter().map(|(_, words)| words.clone());
    let parts = [contact.addressee()].into_iter().chain(contact.lines.iter().cloned()).chain(country);
    let parts = parts.chain(contact.telephone.iter().cloned()).chain(contact.salutation.clone());
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// Lines as paragraphs: a line that begins with a capital is one of its own.
fn sentences(lines: &[Line]) -> Vec<String> {
    let mut sentences: Vec<String> = Vec::new();
    for line in lines {
        match sentences.last_mut().filter(|_| line.text.starts_with(char::is_lowercase)) {
            Some(last) => *last = format!("{last} {}", line.text),
            None => sentences.push(line.text.clone()),
        }
    }
    sentences
}

/// Lines as one text.
fn joined(lines: &[Line]) -> String {
    lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// Words of offices of which a country has many: the id says which one.
const KINDS: &[&str] = &[
    "minister",
    "ministry",
    "ministre",
    "ministere",
    "ministro",
    "ministra",
    "ministerio",
    "secretary",
    "secretario",
    "secretaria",
    "embassy",
    "embajada",
    "ambassade",
    "office",
    "department",
    "commission",
    "comision",
    "head",
    "chief",
];

/// The id of a recipient: `interior-minister` for a Minister of the Interior.
fn recipient_id(contact: &Contact, vocabulary: &Vocabulary) -> String {
    let who = contact.office.as_deref().or(contact.name.as_deref()).unwrap_or_default();
    let who = who.split([',', '(', '/']).next().unwrap_or_default();
    let words: Vec<&str> = who.split(' ').filter(|word| !word.is_empty()).collect();
    let is_kind = words.first().is_some_and(|word| KINDS.contains(&fold(word).as_str()));
    let joiner = words.iter().position(|word| vocabulary.is_joiner(word));
    let id = match joiner.filter(|at| *at > 0) {
        Some(at) if is_kind => {
            let rest: Vec<&str> = words[at..].iter().copied().skip_while(|word| vocabulary.is_joiner(word)).collect();
            let end = rest.iter().position(|word| vocabulary.is_joiner(word)).unwrap_or(rest.len()).min(2);
            slug(&rest[..end].iter().chain(&words[..at]).copied().collect::<Vec<_>>().join(" "), 4)
        }
        Some(at) => slug(&words[..at].join(" "), 4),
        None => slug(who, 4),
    };
    if id.starts_with("embassy-") { format!("the-{id}") } else { id }
}

/// Words as an id: small letters, digits and hyphens.
fn slug(text: &str, most: usize) -> String {
    let folded = fold(text);
    let words = folded.split(' ').map(|word| word.chars().filter(char::is_ascii_alphanumeric).collect::<String>());
    let slug = words.filter(|word| !word.is_empty()).take(most).collect::<Vec<_>>().join("-");
    let mut slug: String = slug.chars().take(50).collect();
    slug.truncate(slug.trim_end_matches('-').len());
    if slug.is_empty() { "x".to_owned() } else { slug }
}
