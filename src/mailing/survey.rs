//! The first pass over a list: every row is read, set and counted, and nothing is written.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use sha2::{Digest, Sha256};

use super::faults::Faults;
use super::row_counts::RowCounts;
use crate::countries::CountryNames;
use crate::finding::{Finding, Findings, rules};
use crate::id::CountryCode;
use crate::letter::{Sender, normalised_sender};
use crate::list::{Column, Entry, Except, List, Row, Unprinted, shortened};
use crate::print::{MailingRun, MeasuredLetter};

/// The result of the first pass.
#[derive(Debug, Default)]
pub struct Survey {
    /// The rows that can be printed, by their places in the list, with their letters.
    pub good: Vec<GoodRow>,
    /// The rows that cannot, by their places in the list.
    pub rejected: Vec<usize>,
    /// The rows of people who get no letter, by their places in the list.
    pub not_mailed: Vec<usize>,
    /// The rows of people who are in a row before, by their places in the list.
    pub duplicates: Vec<usize>,
    /// The rows of people who are not printed this time, by their places in the list.
    pub excepted: Vec<usize>,
    /// The findings.
    pub faults: Faults,
}

/// A row that can be printed.
#[derive(Debug, Clone)]
pub struct GoodRow {
    /// Its place in the list.
    pub row: usize,
    /// The country that its letters are posted in, if it is known.
    pub posted_in: Option<CountryCode>,
    /// Its letters, those to one recipient one after the other.
    pub letters: Vec<MeasuredLetter>,
}

/// What to do at the first row that cannot be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnBadRow {
    /// Go on without it.
    Reject,
    /// Stop.
    Stop,
}

/// A row that was read and set by itself, before it is compared with the rows before it.
#[derive(Debug)]
pub struct RowRead(Result<Read, NotRead>);

/// Why a row has no letters.
#[derive(Debug)]
enum NotRead {
    Unprinted(Unprinted),
    /// The person is not printed this time.
    Excepted {
        id: String,
        who: [u8; 16],
        person: usize,
    },
}

impl From<Unprinted> for NotRead {
    fn from(unprinted: Unprinted) -> Self {
        Self::Unprinted(unprinted)
    }
}

impl From<Findings> for NotRead {
    fn from(findings: Findings) -> Self {
        Self::Unprinted(findings.into())
    }
}

#[derive(Debug)]
struct Read {
    id: String,
    /// A hash of the person.
    who: [u8; 16],
    posted_in: Option<CountryCode>,
    letters: Vec<MeasuredLetter>,
    remarks: Findings,
}

/// Reads rows, and sets and counts their letters. Threads can share it.
pub struct RowReader<'a> {
    /// The rows.
    pub list: &'a List<'a>,
    /// The names of countries in them.
    pub names: &'a CountryNames,
    /// The order, ready to print.
    pub run: &'a MailingRun<'a>,
    /// The country that all letters are posted in, if the order names one.
    pub country: Option<&'a CountryCode>,
    /// The people who are not printed this time.
    pub except: Option<&'a Except>,
}

impl RowReader<'_> {
    /// Reads, sets and counts a row.
    pub fn read(&self, row: Row) -> RowRead {
        RowRead(self.measured(row))
    }

    fn measured(&self, row: Row) -> Result<Read, NotRead> {
        let Entry { id, sender, mut remarks } = self.list.entry(row, self.names)?;
        let has_ids = self.list.has(Column::Id);
        if let Some(person) = self.except.and_then(|except| except.find(&id, &sender, has_ids)) {
            return Err(NotRead::Excepted { id, who: who(&sender, self.country.or(sender.country.as_ref())), person });
        }
        let measured = self.run.measure(&sender)?;
        let posted_in = self.country.or(sender.country.as_ref()).cloned();
        remarks.extend(measured.remarks);
        Ok(Read { id, who: who(&sender, posted_in.as_ref()), posted_in, letters: measured.letters, remarks })
    }
}

/// Takes rows that were read, in the order of the list, and compares each with those before it.
#[derive(Debug)]
pub struct Surveyor<'a> {
    list: &'a List<'a>,
    on_bad_row: OnBadRow,
    survey: Survey,
    /// The number of rows that were taken.
    taken: usize,
    country: Option<&'a CountryCode>,
    ids: BTreeMap<String, u32>,
    people: BTreeMap<[u8; 16], u32>,
    /// The people of the good rows.
    printed: Vec<[u8; 16]>,
    /// The people who get no letter, with their rows.
    left_out: BTreeMap<[u8; 16], u32>,
    except: Option<&'a Except>,
    /// The numbers of the people who are not printed this time and who are in the list.
    found: BTreeSet<usize>,
}

impl<'a> Surveyor<'a> {
    /// A surveyor of a list that has not taken a row yet.
    pub fn new(reader: &RowReader<'a>, on_bad_row: OnBadRow) -> Self {
        let RowReader { list, except, country, .. } = *reader;
        Self {
            list,
            on_bad_row,
            survey: Survey::default(),
            taken: 0,
            country,
            ids: BTreeMap::new(),
            people: BTreeMap::new(),
            printed: Vec::new(),
            left_out: BTreeMap::new(),
            except,
            found: BTreeSet::new(),
        }
    }

    /// Takes the next row of the list. Breaks when no more rows are wanted.
    pub fn take(&mut self, read: RowRead) -> ControlFlow<()> {
        let at = self.taken;
        let row = self.list.rows()[at];
        self.taken += 1;
        let read = match read.0 {
            Ok(read) => match self.ids.get(&read.id) {
                Some(first) => Err(id_twice(self.list, row, &read.id, *first).into()),
                None => Ok(read),
            },
            Err(NotRead::Unprinted(Unprinted::Faulty(findings))) => Err(findings),
            Err(other) => {
                self.leave_out(at, row, other);
                return ControlFlow::Continue(());
            }
        };
        match read {
            Ok(read) => {
                self.accept(at, row, read);
                ControlFlow::Continue(())
            }
            Err(findings) => {
                self.survey.faults.reject(self.list.file(), row, first_of_each_cell(findings));
                self.survey.rejected.push(at);
                match self.on_bad_row {
                    OnBadRow::Reject => ControlFlow::Continue(()),
                    OnBadRow::Stop => ControlFlow::Break(()),
                }
            }
        }
    }

    /// Counts a row of a person who gets no letter. Its id is known from then on: a second row with it is a mistake.
    fn leave_out(&mut self, at: usize, row: Row, not_read: NotRead) {
        let Self { list, survey, country, .. } = self;
        let (id, person, finding) = match not_read {
            NotRead::Unprinted(Unprinted::NotMailed(not_mailed)) => {
                survey.not_mailed.push(at);
                let sender = not_mailed.sender.as_ref();
                let person = sender.map(|sender| who(sender, country.or(sender.country.as_ref())));
                (not_mailed.id, person, not_mailed.finding)
            }
            NotRead::Excepted { id, who, person } => {
                survey.excepted.push(at);
                self.found.insert(person);
                let message = "not printed, because the list of exceptions has the person";
                (Some(id), Some(who), list.row_finding(row, Finding::note(rules::EXCEPTED, message)))
            }
            NotRead::Unprinted(Unprinted::Faulty(_)) => return,
        };
        if let Some(id) = id {
            self.ids.entry(id).or_insert(row.number);
        }
        if let Some(person) = person {
            self.left_out.entry(person).or_insert(row.number);
        }
        survey.faults.remark(list.file(), row, finding);
    }

    /// Takes out the good rows of people of whom another row says that they get no letter.
    fn without_left_out(&mut self) {
        let Self { list, survey, printed, left_out, .. } = self;
        let mut people = printed.iter();
        let (faults, duplicates) = (&mut survey.faults, &mut survey.duplicates);
        survey.good.retain(|good| {
            let other = people.next().and_then(|person| left_out.get(person));
            if let Some(other) = other {
                let row = list.rows()[good.row];
                faults.remark(list.file(), row, sender_twice(list, row, *other));
                duplicates.push(good.row);
            }
            other.is_none()
        });
        duplicates.sort_unstable();
    }

    fn accept(&mut self, at: usize, row: Row, Read { id, who, posted_in, letters, remarks }: Read) {
        let Self { list, survey, .. } = self;
        self.ids.insert(id, row.number);
        let first = *self.people.entry(who).or_insert(row.number);
        if first != row.number {
            survey.duplicates.push(at);
            survey.faults.remark(list.file(), row, sender_twice(list, row, first));
            return;
        }
        for remark in remarks {
            survey.faults.remark(list.file(), row, remark);
        }
        survey.good.push(GoodRow { row: at, posted_in, letters });
        self.printed.push(who);
    }

    /// The result for the rows that were taken.
    pub fn survey(mut self) -> Survey {
        self.without_left_out();
        let is_whole = self.taken == self.list.rows().len();
        if let Some(finding) = self.except.filter(|_| is_whole).and_then(|except| except.not_found(&self.found)) {
            self.survey.faults.general(finding);
        }
        self.survey
    }
}

/// Reads, sets and counts all rows, one after another.
pub fn survey(reader: &RowReader, on_bad_row: OnBadRow) -> Survey {
    let mut surveyor = Surveyor::new(reader, on_bad_row);
    for row in reader.list.rows() {
        if surveyor.take(reader.read(*row)).is_break() {
            break;
        }
    }
    surveyor.survey()
}

impl Survey {
    /// The counts of its rows.
    pub fn counts(&self) -> RowCounts {
        RowCounts {
            good: self.good.len(),
            rejected: self.rejected.len(),
            not_mailed: self.not_mailed.len(),
            duplicates: self.duplicates.len(),
            excepted: self.excepted.len(),
        }
    }

    /// The rejected rows as a separate list, unchanged.
    pub fn rejected_rows(&self, list: &List) -> Vec<u8> {
        let mut rejected = list.head().to_vec();
        for at in &self.rejected {
            let raw = list.raw(list.rows()[*at]);
            rejected.extend(raw);
            // The last row of a list may lack its end.
            if raw.last() != Some(&list.newline()) {
                rejected.push(list.newline());
            }
        }
        rejected
    }
}

/// The first finding of each kind in a cell. A name in another script has one for each letter of its script.
fn first_of_each_cell(findings: Findings) -> Findings {
    let mut firsts = Findings::new();
    for finding in findings {
        let is_like = |first: &Finding| (first.rule, &first.place) == (finding.rule, &finding.place);
        if finding.place.is_none() || !firsts.iter().any(is_like) {
            firsts.push(finding);
        }
    }
    firsts
}

/// Reports a duplicate id. The first row with an id keeps it.
pub fn id_twice(list: &List, row: Row, id: &str, first: u32) -> Finding {
    let message = format!("duplicate id `{}`: row {first} already has it", shortened(id));
    let finding = list.row_finding(row, Finding::error(rules::ID_TWICE, message));
    finding.help("give each sender a different id, or delete the row if it is the same sender")
}

/// Reports a person who is in the list before, however the name and the address are written.
pub fn sender_twice(list: &List, row: Row, first: u32) -> Finding {
    let message = format!("same person as in row {first}, so it is not printed");
    let finding = list.row_finding(row, Finding::warning(rules::SENDER_TWICE, message));
    finding.help("delete one of the two rows; if they are two people, write their names or addresses in full")
}

/// A hash of a person: of the normalised name and address, and the country that the letters are posted in.
pub fn who(sender: &Sender, posted_in: Option<&CountryCode>) -> [u8; 16] {
    let mut hash = Sha256::new();
    hash.update(normalised_sender(sender));
    hash.update(posted_in.map_or("", CountryCode::as_str));
    let mut who = [0; 16];
    who.copy_from_slice(&hash.finalize()[..16]);
    who
}
