//! Recipients: the lines of an address become a name, an office, lines for the post, numbers and links.

use super::lines::{Line, Remark, RemarkKind, is_capitals};
use super::parts::{ContactKind, ContactLines, is_prose};
use super::vocabulary::{Label, Vocabulary, fold};
use crate::case::{PostalAddress, is_email, is_web};
use crate::countries::{CountryNames, TelephonePlans};
use crate::id::CountryCode;
use crate::script::is_of_latin_words;

/// A recipient as the text gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Its part in the appeal.
    pub kind: ContactKind,
    /// The number of its first line.
    pub line: usize,
    /// The person's name with its title.
    pub name: Option<String>,
    /// The office.
    pub office: Option<String>,
    /// Whether the text has the office before the name.
    pub office_first: bool,
    /// Street, quarter and town.
    pub lines: Vec<String>,
    /// The country, and the words for it.
    pub country: Option<(CountryCode, String)>,
    /// Fax numbers.
    pub fax: Vec<String>,
    /// Telephone numbers.
    pub telephone: Vec<String>,
    /// E-mail addresses.
    pub email: Vec<String>,
    /// Web addresses.
    pub web: Vec<String>,
    /// The form of address.
    pub salutation: Option<String>,
    /// The words before the numbers and links, with their lines.
    pub labels: Vec<(usize, String)>,
    /// What has no place in a recipient.
    pub remarks: Vec<Remark>,
}

impl Contact {
    /// Whether letters can reach it in any way.
    pub fn can_be_reached(&self) -> bool {
        !self.lines.is_empty() || [&self.fax, &self.email, &self.web].iter().any(|ways| !ways.is_empty())
    }

    /// The name and the office, in the order of the text.
    pub fn addressee(&self) -> String {
        let (first, second) = if self.office_first { (&self.office, &self.name) } else { (&self.name, &self.office) };
        [first, second].into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(", ")
    }
}

/// What is needed to understand addresses.
pub struct Reader<'a> {
    /// The words of appeals.
    pub vocabulary: &'a Vocabulary,
    /// The names of countries.
    pub countries: &'a CountryNames,
    /// The form of telephone numbers.
    pub plans: &'a TelephonePlans,
}

/// A piece of an entry: a label and what it is about, or a line of the address.
struct Piece {
    line: usize,
    label: Option<Label>,
    /// The words of the label.
    name: String,
    text: String,
}

impl Reader<'_> {
    /// The recipients below a heading, and the lines that are none.
    pub fn contacts(&self, below: &ContactLines) -> (Vec<Contact>, Vec<Remark>) {
        let (mut contacts, mut remarks) = (Vec::new(), Vec::new());
        let mended = self.mend(&below.lines);
        for entry in self.entries(&mended, below.kind) {
            let contact = self.contact(below.kind, &entry);
            if contact.name.is_none() && contact.office.is_none() && !contact.can_be_reached() {
                remarks.extend(entry.iter().map(|line| Remark {
                    line: line.number,
                    kind: RemarkKind::Unplaced,
                    text: line.text.clone(),
                }));
            } else {
                contacts.push(contact);
            }
        }
        (contacts, remarks)
    }

    /// Joins the lines of an address that a narrow column has broken.
    fn mend(&self, lines: &[Line]) -> Vec<Line> {
        let joins: Vec<bool> = lines.windows(2).map(|pair| self.surely_joins(&pair[0], &pair[1])).collect();
        let is_narrow = joins.contains(&true);
        let width = lines.iter().map(|line| line.text.chars().count()).max().unwrap_or_default();
        let mut mended: Vec<Line> = Vec::new();
        for (i, line) in lines.iter().enumerate() {
            let before = i.checked_sub(1).map(|before| (&lines[before], joins[before]));
            let joins = before.is_some_and(|(before, surely)| {
                let word = line.text.split(' ').next().unwrap_or_default().chars().count();
                let is_full = (before.text.chars().count() + 1 + word) * 10 > width * 9;
                // A name below an office is a line of its own.
                let is_name = self.is_name(&line.text) && self.vocabulary.is_office(&before.text);
                let is_after_office = mended.last().is_some_and(|last| self.vocabulary.is_office(&last.text));
                let is_name = is_name || (is_after_office && self.is_name(&line.text));
                let is_free =
                    line.gap == 0 && !self.begins_piece(&line.text) && !self.begins_piece(&before.text) && !is_name;
                surely || (is_narrow && width < 60 && is_full && is_free)
            });
            match mended.last_mut().filter(|_| joins) {
                Some(last) => {
                    last.text.push(' ');
                    last.text.push_str(&line.text);
                }
                None => mended.push(line.clone()),
            }
        }
        mended
    }

    /// Whether a line cannot be the end of anything.
    fn surely_joins(&self, before: &Line, line: &Line) -> bool {
        if line.gap > 0 || self.begins_piece(&line.text) {
            return false;
        }
        let text = &before.text;
        let last = text.rsplit(' ').next().unwrap_or_default();
        let is_number = self.vocabulary.label(text).is_some_and(|(label, _)| {
            matches!(label, Label::Fax | Label::Telephone) && line.text.starts_with(|c: char| c.is_ascii_digit())
        });
        let is_open = text.matches('(').count() > text.matches(')').count();
        let is_joiner = self.vocabulary.is_joiner(last) && last.chars().all(|c| c.is_lowercase() || c == '&');
        is_number || is_open || is_joiner || (is_number_end(text) && line.text.starts_with('/'))
    }

    fn begins_piece(&self, text: &str) -> bool {
        self.vocabulary.label(text).is_some() || is_link(text) || bullet(text, self.vocabulary).is_some()
    }

    /// The lines of each recipient.
    fn entries(&self, lines: &[Line], kind: ContactKind) -> Vec<Vec<Line>> {
        if kind == ContactKind::Embassy {
            return Self::run_on_entries(lines);
        }
        let is_spread = lines.iter().skip(1).all(|line| line.gap > 0) && lines.len() > 3;
        let mut entries: Vec<Vec<Line>> = Vec::new();
        let (mut has_label, mut has_country, mut awaits) = (false, false, false);
        for line in lines {
            let label = self.vocabulary.label(&line.text);
            let is_piece = label.is_some() || is_link(&line.text) || is_phone(&line.text);
            let marked = bullet(&line.text, self.vocabulary);
            let is_gap = line.gap > usize::from(is_spread);
            let is_who = self.vocabulary.is_office(&line.text) || self.vocabulary.has_honorific(&line.text);
            let goes_on = line.text.starts_with(|c: char| c == '(' || c.is_lowercase());
            let is_new = marked.is_some()
                || (!is_piece && has_label && !goes_on && !awaits)
                || (!is_piece && is_gap && has_country)
                || (!is_piece && is_gap && is_who && entries.last().is_some_and(|entry| entry.len() > 1));
            if entries.is_empty() || is_new {
                entries.push(Vec::new());
                (has_label, has_country) = (false, false);
            }
            let text = marked.unwrap_or(&line.text).to_owned();
            has_label |= is_piece || self.inline_label(&text).is_some();
            has_country |= self.country_at_end(&text).is_some();
            awaits = label.is_some_and(|(_, start)| line.text[start..].trim().is_empty());
            if let Some(entry) = entries.last_mut() {
                entry.push(Line { text, ..line.clone() });
            }
        }
        entries.retain(|entry| !entry.is_empty());
        entries
    }

    /// Entries in running text, each ending with an empty line.
    fn run_on_entries(lines: &[Line]) -> Vec<Vec<Line>> {
        let mut entries: Vec<Vec<Line>> = Vec::new();
        for line in lines {
            let is_long = |entry: &Vec<Line>| entry[0].text.split([',', ';']).count() > 3;
            match entries.last_mut().filter(|_| line.gap == 0) {
                Some(entry) if is_long(entry) || line.text.split(',').count() > 3 => {
                    entry[0].text.push(' ');
                    entry[0].text.push_str(&line.text);
                }
                Some(entry) => entry.push(line.clone()),
                None => entries.push(vec![line.clone()]),
            }
        }
        entries
    }

    fn contact(&self, kind: ContactKind, entry: &[Line]) -> Contact {
        let mut contact = Contact {
            kind,
            line: entry.first().map_or(0, |line| line.number),
            name: None,
            office: None,
            office_first: false,
            lines: Vec::new(),
            country: None,
            fax: Vec::new(),
            telephone: Vec::new(),
            email: Vec::new(),
            web: Vec::new(),
            salutation: None,
            labels: Vec::new(),
            remarks: Vec::new(),
        };
        let mut address = Vec::new();
        let mut awaits: Option<(Label, String)> = None;
        for mut piece in self.pieces(entry) {
            if let (None, Some((label, name))) = (piece.label, awaits.take()) {
                (piece.label, piece.name) = (Some(label), name);
            }
            if piece.label.is_some() && piece.text.is_empty() {
                awaits = piece.label.map(|label| (label, piece.name));
                continue;
            }
            match piece.label {
                Some(label) => Self::labelled(&mut contact, label, &piece),
                None if is_link(&piece.text) => {
                    let is_email = piece.text.contains('@');
                    Self::labelled(&mut contact, if is_email { Label::Email } else { Label::Web }, &piece);
                }
                None if is_phone(&piece.text) => Self::labelled(&mut contact, Label::Telephone, &piece),
                None => address.push((piece.line, piece.text)),
            }
        }
        if let Some((_, name)) = awaits {
            contact.remarks.push(Remark { line: contact.line, kind: RemarkKind::Unplaced, text: name });
        }
        self.address(&mut contact, address);
        contact
    }

    /// The pieces of an entry. A label may be inside a line, and in running text a comma ends a line of the address.
    fn pieces(&self, entry: &[Line]) -> Vec<Piece> {
        let is_run_on = entry.len() <= 2
            && entry.iter().any(|line| {
                let fields = line.text.split([',', ';']).count();
                fields > 3 || (fields > 1 && self.inline_label(&line.text).is_some_and(|at| at > 0))
            });
        let mut pieces = Vec::new();
        for line in entry {
            let mut rest = line.text.as_str();
            let mut label: Option<(Label, String)> = None;
            loop {
                if let Some((found, start)) = self.vocabulary.label(rest) {
                    label = Some((found, rest[..start].trim().to_owned()));
                    rest = rest[start..].trim_start();
                }
                let inner = self.inline_label(rest).filter(|at| *at > 0);
                let text = &rest[..inner.unwrap_or(rest.len())];
                let text = text.trim_matches(|c: char| " ;,".contains(c));
                match &label {
                    Some((label, name)) if is_run_on && *label == Label::Salutation => {
                        pieces.push(Piece {
                            line: line.number,
                            label: Some(*label),
                            name: name.clone(),
                            text: text.to_owned(),
                        });
                    }
                    _ if is_run_on => {
                        let mut fields = text.split([',', ';']).map(str::trim).filter(|field| !field.is_empty());
                        if let Some((label, name)) = &label {
                            let text = fields.next().unwrap_or_default().to_owned();
                            pieces.push(Piece { line: line.number, label: Some(*label), name: name.clone(), text });
                        }
                        pieces.extend(fields.map(|field| Piece {
                            line: line.number,
                            label: None,
                            name: String::new(),
                            text: field.trim_end_matches('.').to_owned(),
                        }));
                    }
                    _ => {
                        let (label, name) = match &label {
                            Some((label, name)) => (Some(*label), name.clone()),
                            None => (None, String::new()),
                        };
                        if label.is_some() || !text.is_empty() {
                            pieces.push(Piece { line: line.number, label, name, text: text.to_owned() });
                        }
                    }
                }
                let Some(inner) = inner else { break };
                rest = &rest[inner..];
                label = None;
            }
        }
        pieces
    }

    /// Where a label begins inside a line.
    fn inline_label(&self, text: &str) -> Option<usize> {
        let starts = text.char_indices().filter(|(at, c)| {
            c.is_alphabetic() && text[..*at].chars().next_back().is_none_or(|before| " ,;(/|".contains(before))
        });
        starts.map(|(at, _)| at).find(|at| {
            let label = self.vocabulary.label(&text[*at..]).map(|(label, _)| label);
            let is_behind = text[..*at].ends_with(", ") || text[..*at].ends_with("; ");
            label.is_some_and(|label| *at == 0 || label != Label::Other || is_behind)
        })
    }

    fn labelled(contact: &mut Contact, label: Label, piece: &Piece) {
        let text = piece.text.as_str();
        if !piece.name.is_empty() && label != Label::Other {
            contact.labels.push((piece.line, piece.name.clone()));
        }
        let unplaced = |text: &str| Remark {
            line: piece.line,
            kind: RemarkKind::Unplaced,
            text: [piece.name.as_str(), text].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "),
        };
        match label {
            Label::Fax => contact.fax.extend(numbers(text)),
            Label::Telephone => contact.telephone.extend(numbers(text)),
            Label::Salutation if contact.salutation.is_none() => {
                let is_open = text.contains('(');
                let text = text.trim_end_matches(|c: char| ".,: ".contains(c) || (c == ')' && !is_open));
                contact.salutation = Some(text.to_owned());
            }
            Label::Email | Label::Web => {
                let mut others = Vec::new();
                for word in text.split([' ', ';', ',']) {
                    let link = word.trim_start_matches("mailto:").trim_matches(|c: char| "<>()[].,:\"'“”".contains(c));
                    let list = if link.contains('@') && is_email(link) {
                        &mut contact.email
                    } else if link.contains('.') && !link.contains('@') && is_web(link) {
                        &mut contact.web
                    } else {
                        others.push(word);
                        continue;
                    };
                    if list.iter().any(|other| other == link) {
                        let (line, text) = (piece.line, word.to_owned());
                        contact.remarks.push(Remark { line, kind: RemarkKind::Repeated, text });
                    } else {
                        list.push(link.to_owned());
                    }
                }
                others.retain(|word| word.contains(char::is_alphanumeric));
                if !others.is_empty() {
                    contact.remarks.push(unplaced(&others.join(" ")));
                }
            }
            Label::Salutation | Label::Other => contact.remarks.push(unplaced(text)),
        }
    }

    /// The lines of the address: who it is, where, and the country.
    fn address(&self, contact: &mut Contact, mut lines: Vec<(usize, String)>) {
        lines.retain(|(line, text)| {
            let fits = text.chars().all(is_of_latin_words)
                && text.chars().count() <= PostalAddress::MAX_LINE
                && !is_prose(text, self.vocabulary)
                && text.contains(char::is_alphanumeric);
            if !fits && text.contains(char::is_alphanumeric) {
                let (line, text) = (*line, text.clone());
                contact.remarks.push(Remark { line, kind: RemarkKind::Unplaced, text });
            }
            fits
        });
        let mut lines: Vec<String> =
            lines.into_iter().map(|(_, text)| text.trim_end_matches([',', ';', '.']).trim().to_owned()).collect();
        if lines.len() > 1 || contact.kind == ContactKind::Embassy {
            self.take_country(contact, &mut lines);
        }
        self.take_who(contact, &mut lines);
        contact.lines = lines;
        if contact.kind == ContactKind::Embassy && contact.country.is_none() {
            let all = contact.lines.join(", ");
            let country = self.vocabulary.country_of_town(&all).cloned();
            let british = || CountryCode::new("GB").filter(|_| has_british_postcode(&all));
            contact.country = country.or_else(british).map(|country| (country, String::new()));
        }
        if let Some(name) = contact.name.as_mut().filter(|name| is_capitals(name) && name.contains(' ')) {
            *name = with_small_letters(name);
        }
    }

    /// Takes the country from the end of the address.
    fn take_country(&self, contact: &mut Contact, lines: &mut Vec<String>) {
        let Some((at, (code, length))) =
            lines.iter().enumerate().rev().take(2).find_map(|(at, line)| Some((at, self.country_at_end(line)?)))
        else {
            return;
        };
        if at == 0 && length == lines[0].len() {
            return;
        }
        let line = &mut lines[at];
        let words = line.split_off(line.len() - length);
        *line = line.trim_end_matches([',', ' ', '-', '–', '(']).to_owned();
        if line.is_empty() {
            lines.remove(at);
        }
        contact.country = Some((code, words));
    }

    /// The country that a line ends with, and the length of its words: the whole line, or what is behind a comma.
    fn country_at_end(&self, line: &str) -> Option<(CountryCode, usize)> {
        let comma = line.rfind(',').map(|at| at + 1);
        let dash = line.rfind(" - ").or_else(|| line.rfind(" – ")).map(|at| at + 3);
        let whole = [Some(0), comma, dash].into_iter().flatten();
        let found = whole.filter_map(|start| {
            let start = start + (line[start..].len() - line[start..].trim_start_matches([' ', '–']).len());
            Some((self.country(&line[start..])?, line.len() - start))
        });
        let found = found.max_by_key(|(_, length)| *length);
        found.or_else(|| {
            // Behind a postcode no comma is needed: `220030 Minsk Belarus`.
            let at = line.rfind(' ').filter(|_| line.contains(|c: char| c.is_ascii_digit()))? + 1;
            Some((self.country(&line[at..])?, line.len() - at))
        })
    }

    /// The country of a name, also with the kind of its state before it.
    pub fn country(&self, name: &str) -> Option<CountryCode> {
        let name = name.trim().trim_end_matches('.');
        if name.chars().count() < 3 && !matches!(name, "UK" | "US") || name.split(' ').count() > 7 {
            return None;
        }
        let is_state = |first: &str| {
            let kinds = ["republic", "kingdom", "republica", "republique", "sultanate", "state", "reino", "royaume"];
            fold(first).split(' ').any(|word| kinds.contains(&word))
        };
        let of = [" of ", " de ", " du ", " del "].iter().find_map(|of| name.rsplit_once(of));
        let of = of.filter(|(first, _)| is_state(first)).map(|(_, last)| last);
        let without_article = name.strip_prefix("The ").or_else(|| name.strip_prefix("the "));
        [Some(name), without_article, of]
            .into_iter()
            .flatten()
            .find_map(|name| self.countries.meant(name).ok())
            .cloned()
    }

    /// Takes name and office from the beginning of the address.
    fn take_who(&self, contact: &mut Contact, lines: &mut Vec<String>) {
        if lines.is_empty() {
            return;
        }
        let first = lines.remove(0);
        if let Some((one, other)) = first.split_once(", ") {
            let is_pair = self.vocabulary.is_office(one) != self.vocabulary.is_office(other);
            let (who, office) = if self.vocabulary.is_office(one) { (other, one) } else { (one, other) };
            if is_pair && (self.is_name(who) || self.vocabulary.has_honorific(who)) {
                contact.office_first = self.vocabulary.is_office(one);
                contact.name = Some(who.to_owned());
                contact.office = Some(office.to_owned());
                return;
            }
        }
        let is_person = self.vocabulary.has_honorific(&first) && !self.is_only_office(&first) || self.is_name(&first);
        let is_person = is_person && !self.vocabulary.is_embassy(&first);
        if is_person {
            contact.name = Some(first);
            let is_office = lines
                .first()
                .filter(|line| !line.starts_with("c/o"))
                .is_some_and(|line| self.vocabulary.is_office(line) || self.vocabulary.is_embassy(line));
            if is_office {
                contact.office = Some(lines.remove(0));
            }
            return;
        }
        contact.office = Some(first);
        contact.office_first = true;
        let is_name = lines.first().is_some_and(|line| {
            let is_titled = self.vocabulary.has_honorific(line) && !self.vocabulary.is_street(line);
            let is_followed = lines.len() > 1 || contact.country.is_none();
            (is_titled && !self.is_only_office(line)) || (is_followed && lines.len() > 1 && self.is_name(line))
        });
        if is_name {
            contact.name = Some(lines.remove(0));
        }
    }

    /// Whether a line that begins with a title names only an office: `General Prosecutor`.
    fn is_only_office(&self, line: &str) -> bool {
        let folded = fold(line);
        self.vocabulary.is_office(line) && !folded.contains("excellency") && folded.split(' ').count() < 4
    }

    /// Whether a line can be a person's name.
    fn is_name(&self, line: &str) -> bool {
        let words: Vec<&str> = line.split(' ').collect();
        let is_particle = |word: &str| {
            matches!(
                word,
                "de" | "del" | "la" | "van" | "von" | "bin" | "al" | "y" | "der" | "bint" | "da" | "dos" | "el" | "ben"
            )
        };
        let is_proper = |word: &&str| is_particle(word) || word.starts_with(char::is_uppercase);
        (2..=6).contains(&words.len())
            && words.iter().all(is_proper)
            && !line.contains(|c: char| c.is_ascii_digit() || "@/:".contains(c))
            && !self.vocabulary.is_office(line)
            && !self.vocabulary.is_street(line)
            && self.country(line).is_none()
    }

    /// Takes out numbers that cannot be dialled: `check` would report them as errors.
    pub fn valid_numbers(&self, contact: &mut Contact, usual: Option<&CountryCode>) {
        let own = contact.country.as_ref().map(|(country, _)| country);
        let Some(country) = own.or(usual).cloned() else { return };
        let Contact { fax, telephone, remarks, line, .. } = contact;
        for (kind, numbers) in [("fax", fax), ("telephone", telephone)] {
            numbers.retain_mut(|number| match self.plans.number(number, &country) {
                Ok(_) => true,
                Err(why) => {
                    // Many write the prefix of their own country for calls abroad.
                    let abroad = number.strip_prefix("00").map(|rest| format!("+{}", rest.trim_start()));
                    if let Some(abroad) = abroad.filter(|abroad| self.plans.number(abroad, &country).is_ok()) {
                        *number = abroad;
                        return true;
                    }
                    let text = format!("{kind}: {number} ({why})");
                    remarks.push(Remark { line: *line, kind: RemarkKind::Unplaced, text });
                    false
                }
            });
        }
    }
}

/// The text behind the mark of an entry in a list of recipients.
fn bullet<'t>(text: &'t str, vocabulary: &Vocabulary) -> Option<&'t str> {
    let rest = text
        .strip_prefix(['•', '●', '▪', '■', '◦', '·', '➢', '►', '-', '–', '*'])
        .filter(|rest| rest.starts_with(' ') || !text.starts_with(['-', '–', '*']));
    let numbered = || {
        let digits = text.find(|c: char| !c.is_ascii_digit()).filter(|digits| (1..=2).contains(digits))?;
        let rest = text[digits..].strip_prefix(['.', ')'])?.strip_prefix(' ')?;
        (vocabulary.is_office(rest) || vocabulary.has_honorific(rest)).then_some(rest)
    };
    rest.or_else(numbered).map(str::trim_start).filter(|rest| !rest.is_empty())
}

fn is_link(text: &str) -> bool {
    let first = text.trim_matches(|c: char| "<>()[].,;".contains(c));
    !first.contains(' ')
        && (is_email(first.trim_start_matches("mailto:"))
            || ["http://", "https://", "www.", "mailto:"].iter().any(|start| first.starts_with(start)))
}

fn is_phone(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    digits >= 7
        && text.starts_with(['+', '0', '('])
        && text.chars().all(|c| c.is_ascii_digit() || "+-.() /–‐".contains(c))
}

fn is_number_end(text: &str) -> bool {
    text.ends_with(|c: char| c.is_ascii_digit())
}

/// The numbers of a text, parted by a slash, a comma or a word.
fn numbers(text: &str) -> Vec<String> {
    let mut parts: Vec<String> = vec![String::new()];
    let words: Vec<&str> = text.split(' ').collect();
    let mut depth = 0_usize;
    for word in words {
        let is_between =
            depth == 0 && matches!(word, "/" | "or" | "and" | "o" | "y" | "ou" | "et" | "oder" | "und" | "|");
        depth = (depth + word.matches('(').count()).saturating_sub(word.matches(')').count());
        let ends = depth == 0 && word.ends_with([',', ';', '/']);
        let last = parts.last_mut().expect("there is at least one");
        if !is_between {
            if !last.is_empty() && !last.ends_with('+') {
                last.push(' ');
            }
            last.push_str(word.trim_end_matches([',', ';', '/']));
        }
        if is_between || ends {
            parts.push(String::new());
        }
    }
    let is_whole = |part: &String| part.bytes().filter(u8::is_ascii_digit).count() >= 5;
    parts.retain(|part| !part.is_empty());
    if !parts.iter().all(is_whole) {
        return if text.is_empty() { Vec::new() } else { vec![text.to_owned()] };
    }
    parts.into_iter().map(|part| with_space_before_note(&part)).collect()
}

/// `880 624(c/o Council)` has no space before its note.
fn with_space_before_note(number: &str) -> String {
    match number.find('(').filter(|at| *at > 0 && number[..*at].ends_with(|c: char| c.is_ascii_digit())) {
        Some(at) if number[at..].contains(char::is_alphabetic) => format!("{} {}", &number[..at], &number[at..]),
        _ => number.trim_end_matches('.').to_owned(),
    }
}

/// Whether a text has a British postcode: `NW6 7AT`.
fn has_british_postcode(text: &str) -> bool {
    let words: Vec<&str> = text.split([' ', ',']).collect();
    words.windows(2).any(|pair| {
        let [outward, inward] = pair else { return false };
        let is_inward = inward.len() == 3
            && inward.as_bytes()[0].is_ascii_digit()
            && inward[1..].bytes().all(|b| b.is_ascii_uppercase());
        let is_outward = (2..=4).contains(&outward.len())
            && outward.starts_with(|c: char| c.is_ascii_uppercase())
            && outward.bytes().any(|b| b.is_ascii_digit())
            && outward.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
        is_inward && is_outward
    })
}

/// A name in capitals as it is written on an envelope.
fn with_small_letters(name: &str) -> String {
    let small = |word: &str| {
        let mut chars = word.chars();
        let first: String = chars.next().into_iter().collect();
        first + &chars.as_str().to_lowercase()
    };
    name.split(' ').map(small).collect::<Vec<_>>().join(" ")
}
