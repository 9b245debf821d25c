//! Divides the lines of an appeal into its parts: the account of what happened, the demands, the addresses, the
//! letter, and the additional information.

use jiff::civil::Date;

use super::blocks::ends_sentence;
use super::dates::{Found, dates};
use super::lines::{Line, Remark, RemarkKind, is_capitals};
use super::vocabulary::{Heading, Label, Vocabulary, fold};

/// The lines of an appeal by the part that they are in.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Parts {
    /// Whether it is an action sheet, and not only a letter.
    pub is_sheet: bool,
    /// The number under which it was published: `UA 1/18`.
    pub index: Option<String>,
    /// Before the first heading: headline and account; in a letter, what is above the salutation.
    pub head: Vec<Line>,
    /// The introduction of the demands or of the model letter.
    pub introduction: Vec<Line>,
    /// The demands.
    pub demands: Vec<Line>,
    /// Addresses, in order.
    pub contacts: Vec<ContactLines>,
    /// The subject of the letter.
    pub subject: Vec<Line>,
    /// The form of address that begins the letter.
    pub salutation: Option<Line>,
    /// The letter.
    pub letter: Vec<Line>,
    /// The words that close it.
    pub closing: Vec<Line>,
    /// The day before which appeals are sent.
    pub send_before: Option<(Date, Line)>,
    /// The languages to write in.
    pub language: Vec<Line>,
    /// Additional information.
    pub additional: Vec<Line>,
    /// The line with the names of the persons.
    pub names: Vec<Line>,
    /// Lines after the end of a part.
    pub loose: Vec<Line>,
    /// What is only in a comment.
    pub remarks: Vec<Remark>,
}

/// The addresses below one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactLines {
    /// Their part in the appeal.
    pub kind: ContactKind,
    /// The lines.
    pub lines: Vec<Line>,
}

/// The part of recipients in an appeal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContactKind {
    /// The appeal is addressed to them.
    Addressee,
    /// They get a copy.
    Copy,
    /// They are embassies, and get a copy.
    Embassy,
}

/// Where the lines go that are read now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Head,
    SecondHead,
    Demands,
    Contacts,
    Letter,
    Language,
    Names,
    Deadline,
    Additional,
    Loose,
    Signature,
}

/// Divides the lines.
pub fn parts(lines: &[Line], vocabulary: &Vocabulary) -> Parts {
    let is_sheet = lines.iter().enumerate().any(|(i, line)| {
        let heading = vocabulary.heading(&line.text).map(|(heading, _)| heading);
        let is_sure = matches!(
            heading,
            Some(Heading::Kicker | Heading::ModelLetter | Heading::Deadline | Heading::Office | Heading::Diplomats)
        );
        let may_be = matches!(heading, Some(Heading::Contacts | Heading::Demands | Heading::Additional));
        is_sure || (may_be && (is_capitals(&line.text) || i == 0))
    });
    let has_letter = (0..lines.len()).any(|at| begins_letter(lines, at, vocabulary));
    let mut reader = Reader {
        vocabulary,
        parts: Parts { is_sheet: is_sheet || !has_letter, ..Parts::default() },
        state: State::Head,
        headline: None,
    };
    let mut at = 0;
    while at < lines.len() {
        at = reader.line(lines, at).max(at + 1);
    }
    reader.parts
}

struct Reader<'v> {
    vocabulary: &'v Vocabulary,
    parts: Parts,
    state: State,
    headline: Option<String>,
}

impl Reader<'_> {
    /// Puts a line where it belongs; the result is the next line to read.
    fn line(&mut self, lines: &[Line], at: usize) -> usize {
        let line = &lines[at];
        if self.state == State::Letter {
            if let Some(next) = self.closing(lines, at) {
                return next;
            }
        } else if self.parts.salutation.is_none() && begins_letter(lines, at, self.vocabulary) {
            self.parts.salutation = Some(line.clone());
            self.state = State::Letter;
            return at + 1;
        }
        if let Some((heading, end)) = self.heading(lines, at) {
            return self.begin(lines, at, heading, end);
        }
        if self.state == State::Head && self.is_detail(line) {
            return at + 1;
        }
        self.put(line.clone());
        at + 1
    }

    /// What a line announces, if a part of the appeal can begin here.
    fn heading(&self, lines: &[Line], at: usize) -> Option<(Heading, usize)> {
        let line = &lines[at];
        if line.text.starts_with(['•', '●', '▪', '■', '◦', '·', '-', '–', '*']) {
            return None;
        }
        let (heading, end) = self.vocabulary.heading(&line.text)?;
        let before = at.checked_sub(1).map(|before| &lines[before].text);
        let is_start = line.gap > 0
            || matches!(heading, Heading::Office | Heading::Diplomats | Heading::Deadline | Heading::Language)
            || is_capitals(&line.text[..end])
            || before.is_none_or(|before| ends_sentence(before) || before.split(' ').count() < 8);
        let fits = match heading {
            Heading::Copies => self.state != State::Letter,
            Heading::Sent => self.parts.subject.is_empty() && !self.parts.is_sheet || self.state == State::Contacts,
            Heading::Contacts => self.state != State::Letter && (self.parts.is_sheet || self.state == State::Head),
            _ if !self.parts.is_sheet => false,
            Heading::Names | Heading::Details => !matches!(self.state, State::Contacts | State::Letter),
            Heading::Language => self.state != State::Contacts,
            _ => true,
        };
        (is_start && fits).then_some((heading, end))
    }

    /// Begins a part with its heading.
    fn begin(&mut self, lines: &[Line], at: usize, heading: Heading, end: usize) -> usize {
        let line = &lines[at];
        let rest = part_of(line, end);
        let next = match heading {
            Heading::Demands | Heading::ModelLetter | Heading::Diplomats | Heading::Office => whole(lines, at),
            Heading::Contacts if rest.is_none() && line.text.split(' ').count() > 3 => whole(lines, at),
            _ => at + 1,
        };
        let announced = &lines[at..next];
        match heading {
            Heading::Kicker => {
                self.remark(RemarkKind::Heading, line, end);
                self.state = if self.state == State::Head { State::Head } else { State::SecondHead };
            }
            Heading::Account => {
                self.remark(RemarkKind::Heading, line, end);
                self.state = State::Head;
            }
            Heading::Demands | Heading::ModelLetter => {
                self.parts.introduction.extend(announced.iter().cloned());
                let is_letter = heading == Heading::ModelLetter;
                self.state = if is_letter { State::Contacts } else { State::Demands };
                if is_letter {
                    self.contacts(ContactKind::Addressee);
                }
                return next;
            }
            Heading::Contacts | Heading::Copies => {
                let kind = if heading == Heading::Copies { ContactKind::Copy } else { ContactKind::Addressee };
                self.deadline(announced);
                self.remarks(announced, end);
                self.contacts(kind);
            }
            Heading::Diplomats => return self.diplomats(lines, at, next),
            Heading::Office => {
                self.deadline(announced);
                self.remarks(announced, line.text.len());
                self.state = State::Loose;
                return next;
            }
            Heading::Additional => {
                self.remark(RemarkKind::Heading, line, end);
                self.state = State::Additional;
            }
            Heading::Language => {
                self.parts.language.push(line.clone());
                self.state = State::Language;
                return next;
            }
            Heading::Deadline => {
                self.deadline(announced);
                self.remark(RemarkKind::Heading, line, line.text.len());
                self.state = if self.parts.send_before.is_some() { State::Loose } else { State::Deadline };
                return next;
            }
            Heading::Names => {
                self.remark(RemarkKind::Heading, line, end);
                self.state = State::Names;
            }
            Heading::Details => {
                self.detail(line);
                let follows = rest.is_none().then(|| lines.get(next)).flatten().filter(|line| line.gap == 0);
                if let Some(line) = follows {
                    self.detail(line);
                }
                return next + usize::from(follows.is_some());
            }
            Heading::Sent => {
                self.remark(RemarkKind::Heading, line, end);
                let subject = rest.clone().or_else(|| lines.get(next).cloned());
                self.parts.subject.extend(subject);
                return next + usize::from(rest.is_none());
            }
        }
        let Some(rest) = rest else { return next };
        // What is behind a heading on the same line may be another heading.
        match self.vocabulary.heading(&rest.text).filter(|(inner, _)| *inner != heading) {
            Some((inner, end)) => {
                let mut lines = lines.to_vec();
                lines[at] = rest;
                self.begin(&lines, at, inner, end)
            }
            None => {
                self.put(rest);
                next
            }
        }
    }

    /// The sentence about embassies, and the addresses behind it.
    fn diplomats(&mut self, lines: &[Line], at: usize, next: usize) -> usize {
        self.contacts(ContactKind::Embassy);
        let line = &lines[at];
        let is_capital = |end: &usize| line.text[end + 2..].starts_with(char::is_uppercase);
        let end = line.text.find(". ").or_else(|| line.text.rfind(": ").filter(is_capital));
        match end {
            Some(end) => {
                self.remark(RemarkKind::Heading, line, end + 1);
                if let Some(rest) = part_of(line, end + 1) {
                    self.put(rest);
                }
                at + 1
            }
            None => {
                self.remarks(&lines[at..next], line.text.len());
                next
            }
        }
    }

    fn contacts(&mut self, kind: ContactKind) {
        self.parts.contacts.push(ContactLines { kind, lines: Vec::new() });
        self.state = State::Contacts;
    }

    /// Puts a line into the part that is read now.
    fn put(&mut self, line: Line) {
        match self.state {
            State::Head => {
                if self.headline.is_none() {
                    self.headline = Some(fold(&line.text));
                }
                self.parts.head.push(line);
            }
            State::SecondHead => {
                let folded = fold(&line.text);
                let is_repeated = self.parts.head.iter().any(|head| fold(&head.text) == folded);
                if is_repeated {
                    let end = line.text.len();
                    self.remark(RemarkKind::Repeated, &line, end);
                } else {
                    self.parts.additional.push(line);
                    self.state = State::Additional;
                }
            }
            State::Demands => self.parts.demands.push(line),
            State::Contacts => {
                let is_first = self.parts.contacts.last().is_some_and(|contacts| contacts.lines.is_empty());
                let is_instruction = is_prose(&line.text, self.vocabulary);
                match self.parts.contacts.last_mut() {
                    _ if is_instruction && is_first && !self.parts.introduction.is_empty() => {
                        self.parts.introduction.push(line);
                    }
                    Some(contacts) => contacts.lines.push(line),
                    None => self.parts.loose.push(line),
                }
            }
            State::Letter => self.parts.letter.push(line),
            State::Language => {
                if line.gap > 0 {
                    self.state = State::Loose;
                    self.parts.loose.push(line);
                } else {
                    self.parts.language.push(line);
                }
            }
            State::Names => {
                if line.gap > 0 && !self.parts.names.is_empty() {
                    self.state = State::Loose;
                    self.parts.loose.push(line);
                } else {
                    self.parts.names.push(line);
                }
            }
            State::Deadline => {
                self.deadline(std::slice::from_ref(&line));
                let kind = if self.parts.send_before.is_some() { RemarkKind::Heading } else { RemarkKind::Unplaced };
                let end = line.text.len();
                self.remark(kind, &line, end);
                self.state = State::Loose;
            }
            State::Additional => self.parts.additional.push(line),
            State::Loose => self.parts.loose.push(line),
            State::Signature => {
                let end = line.text.len();
                let is_short = line.text.split(' ').count() < 9;
                self.remark(if is_short { RemarkKind::Sender } else { RemarkKind::Unplaced }, &line, end);
            }
        }
    }

    /// Whether a line has only the index, the country and the day of issue; it is put into a comment.
    fn is_detail(&mut self, line: &Line) -> bool {
        let folded = fold(&line.text);
        let words: Vec<&str> = folded.split(' ').collect();
        let has_index = words.contains(&"index") && folded.bytes().any(|b| b.is_ascii_digit());
        let is_day = self.parts.is_sheet
            && dates(&line.text, self.vocabulary).first().is_some_and(|date| date.range == (0..line.text.len()));
        let is_public = matches!(folded.as_str(), "public" | "publico" | "externo");
        let is_numbered = words.first().is_some_and(|word| matches!(*word, "ua" | "au" | "first"))
            && words.len() < 12
            && words.iter().filter(|word| word.bytes().all(|b| b.is_ascii_digit())).count() >= 2;
        // The code of another organisation: `GTM 003 / 0719 / OBS 044`.
        let numbers = words.iter().filter(|word| word.bytes().all(|b| b.is_ascii_digit())).count();
        let is_code = is_capitals(&line.text) && line.text.contains('/') && numbers >= 2 && words.len() < 9;
        let is_detail = has_index || is_day || is_public || is_numbered || is_code;
        if self.parts.is_sheet && is_detail && words.len() < 25 {
            // The kind of the case may be behind the number: `UA 60/05 Fear of torture`.
            let behind = (is_numbered && !has_index).then(|| index_end(&line.text)).flatten();
            match behind.and_then(|end| Some((end, part_of(line, end)?))) {
                Some((end, rest)) => {
                    self.parts.index = self.parts.index.take().or_else(|| index(&line.text));
                    self.remark(RemarkKind::Details, line, end);
                    self.put(rest);
                }
                None => self.detail(line),
            }
            return true;
        }
        false
    }

    fn detail(&mut self, line: &Line) {
        if self.parts.index.is_none() {
            self.parts.index = index(&line.text);
        }
        self.remark(RemarkKind::Details, line, line.text.len());
    }

    /// The words that close the letter, if this line begins them.
    fn closing(&mut self, lines: &[Line], at: usize) -> Option<usize> {
        let line = &lines[at];
        if !self.vocabulary.is_closing(&line.text) || (line.gap == 0 && !ends_sentence(&lines[at.checked_sub(1)?].text))
        {
            return None;
        }
        self.parts.closing.push(line.clone());
        let mut next = at + 1;
        let is_sentence = line.text.split(' ').count() > 5;
        while let Some(line) = lines.get(next).filter(|line| {
            let last = &lines[next - 1].text;
            is_sentence && line.gap == 0 && !ends_sentence(last)
        }) {
            self.parts.closing.push(line.clone());
            next += 1;
        }
        self.state = if self.parts.is_sheet { State::Loose } else { State::Signature };
        if self.parts.is_sheet && lines.get(next).is_some_and(|line| line.gap < 3) {
            self.state = State::Signature;
        }
        Some(next)
    }

    fn deadline(&mut self, lines: &[Line]) {
        let text: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        let found = dates(&text.join(" "), self.vocabulary).into_iter().next();
        if let (None, Some(Found { date, .. })) = (&self.parts.send_before, found) {
            let line = Line { text: text.join(" "), ..lines[0].clone() };
            self.parts.send_before = Some((date, line));
        }
    }

    fn remark(&mut self, kind: RemarkKind, line: &Line, end: usize) {
        let text = line.text[..end].trim().to_owned();
        self.parts.remarks.push(Remark { line: line.number, kind, text });
    }

    /// Remarks on the lines of a heading; of the first only what is before `end`.
    fn remarks(&mut self, lines: &[Line], end: usize) {
        for (i, line) in lines.iter().enumerate() {
            self.remark(RemarkKind::Heading, line, if i == 0 { end } else { line.text.len() });
        }
    }
}

/// The rest of a line, if it has words.
fn part_of(line: &Line, start: usize) -> Option<Line> {
    let text = line.text[start..].trim();
    text.contains(char::is_alphanumeric).then(|| Line { text: text.to_owned(), gap: 0, ..line.clone() })
}

/// The end of a heading that may be broken into lines: at a colon, a full stop or an empty line.
fn whole(lines: &[Line], at: usize) -> usize {
    let mut next = at + 1;
    while next < lines.len() && next < at + 4 {
        let (before, line) = (&lines[next - 1], &lines[next]);
        let goes_on = line.text.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit())
            || is_capitals(&line.text)
            || before.text.ends_with(',');
        let is_near = line.gap == 0 || (line.gap == 1 && line.text.starts_with(|c: char| c.is_lowercase()));
        let is_same = is_capitals(&before.text) == is_capitals(&line.text);
        if ends_sentence(&before.text) || fold(&before.text).ends_with(" to") || !is_near || !goes_on || !is_same {
            break;
        }
        next += 1;
    }
    next
}

/// Whether a line is the salutation of a letter: prose follows it.
fn begins_letter(lines: &[Line], at: usize, vocabulary: &Vocabulary) -> bool {
    let line = &lines[at];
    let ends = line.text.ends_with([',', ':', '!']);
    if !vocabulary.is_salutation(&line.text) || (!ends && vocabulary.has_honorific(&line.text)) {
        return false;
    }
    let before = at.checked_sub(1).and_then(|before| vocabulary.label(&lines[before].text));
    if before.is_some_and(|(label, _)| label == Label::Salutation) {
        return false;
    }
    lines[at + 1..].iter().take(3).any(|line| {
        line.text.split(' ').count() > 7
            && vocabulary.label(&line.text).is_none()
            && vocabulary.heading(&line.text).is_none()
    })
}

/// Whether a line is a sentence, and not part of an address.
pub fn is_prose(text: &str, vocabulary: &Vocabulary) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let small = words.iter().filter(|word| word.starts_with(char::is_lowercase)).count();
    words.len() >= 9 && small * 2 >= words.len() && vocabulary.label(text).is_none() && !text.contains('@')
}

/// Where the number of an Urgent Action ends in a line.
fn index_end(text: &str) -> Option<usize> {
    let slash = text.find('/')?;
    let rest = &text[slash + 1..];
    Some(slash + 1 + rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len()))
}

/// The number of an Urgent Action in a line: `UA 1/18`.
fn index(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split([' ', ':']).filter(|word| !word.is_empty()).collect();
    let is_number = |word: &str| {
        word.split_once('/').is_some_and(|(number, year)| {
            [number, year].iter().all(|part| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()))
        })
    };
    let at = words.windows(2).position(|pair| {
        matches!(pair[0], "UA" | "AU" | "EXTRA" | "RAN") && is_number(pair[1].trim_end_matches([',', '.', ';']))
    })?;
    Some(format!("{} {}", words[at], words[at + 1].trim_end_matches([',', '.', ';'])))
}
