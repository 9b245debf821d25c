//! The first pass over a list: every row is read, set and counted, and nothing is written.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::panic::resume_unwind;
use std::thread;

use sha2::{Digest, Sha256};

use super::faults::Faults;
use crate::finding::{Finding, Findings, rules};
use crate::id::CountryCode;
use crate::letter::Sender;
use crate::list::{CountryNames, Entry, List, Row, shortened};
use crate::print::{MailingRun, MeasuredLetter};

/// How many rows a thread takes at a time.
const PART: usize = 64;

/// The number of threads: the requested number, or one per core.
pub fn jobs(asked: Option<NonZeroUsize>) -> usize {
    asked.map_or_else(|| thread::available_parallelism().map_or(1, NonZeroUsize::get), NonZeroUsize::get)
}

/// The result of the first pass.
#[derive(Debug, Default)]
pub struct Survey {
    /// The rows that can be printed, by their places in the list, with their letters.
    pub good: Vec<GoodRow>,
    /// The rows that cannot, by their places in the list.
    pub rejected: Vec<usize>,
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

/// A row that was read and set.
struct Read {
    id: String,
    /// A hash of name and address.
    who: [u8; 16],
    posted_in: Option<CountryCode>,
    letters: Vec<MeasuredLetter>,
    remarks: Findings,
}

/// Reads, sets and counts all rows, by `jobs` threads; `tick` is called for each row.
pub fn survey(
    list: &List,
    names: &CountryNames,
    run: &MailingRun,
    country: Option<&CountryCode>,
    on_bad_row: OnBadRow,
    jobs: usize,
    tick: &dyn Fn(),
) -> Survey {
    let mut survey = Survey::default();
    let mut ids: BTreeMap<String, u32> = BTreeMap::new();
    let mut people: BTreeMap<[u8; 16], u32> = BTreeMap::new();
    let read = |row: &Row| -> Result<Read, Findings> {
        let Entry { id, sender, mut remarks } = list.entry(*row, names)?;
        let measured = run.measure(&sender)?;
        let posted_in = country.or(sender.country.as_ref()).cloned();
        remarks.extend(measured.remarks);
        Ok(Read { id, who: who(&sender), posted_in, letters: measured.letters, remarks })
    };
    let mut at = 0;
    in_rounds(list.rows(), jobs, read, |row, read| {
        tick();
        at += 1;
        let read = read.and_then(|read| match ids.get(&read.id) {
            Some(first) => Err(id_twice(list, row, &read.id, *first).into()),
            None => Ok(read),
        });
        match read {
            Ok(Read { id, who, posted_in, letters, remarks }) => {
                ids.insert(id, row.number);
                let first = *people.entry(who).or_insert(row.number);
                if first != row.number {
                    let message = format!("same name and address as row {first}");
                    let finding = list.row_finding(row, Finding::warning(rules::SENDER_TWICE, message));
                    let help = "delete one of the two rows, unless you want two letters";
                    survey.faults.remark(list.file(), row, finding.help(help));
                }
                for remark in remarks {
                    survey.faults.remark(list.file(), row, remark);
                }
                survey.good.push(GoodRow { row: at - 1, posted_in, letters });
                ControlFlow::Continue(())
            }
            Err(findings) => {
                survey.faults.reject(list.file(), row, first_of_each_cell(findings));
                survey.rejected.push(at - 1);
                match on_bad_row {
                    OnBadRow::Reject => ControlFlow::Continue(()),
                    OnBadRow::Stop => ControlFlow::Break(()),
                }
            }
        }
    });
    survey
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

fn who(sender: &Sender) -> [u8; 16] {
    let mut hash = Sha256::new();
    for words in std::iter::once(&sender.name).chain(&sender.address).chain(sender.locality.values()) {
        hash.update(words.words.to_lowercase());
        hash.update([0]);
    }
    let mut who = [0; 16];
    who.copy_from_slice(&hash.finalize()[..16]);
    who
}

/// Lets `jobs` threads work at the items, and hands over what they made in the items' order.
fn in_rounds<T: Copy + Sync, R: Send>(
    items: &[T],
    jobs: usize,
    work: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(T, R) -> ControlFlow<()>,
) {
    for round in items.chunks(jobs * PART) {
        let made: Vec<R> = thread::scope(|scope| {
            let work = &work;
            let threads: Vec<_> =
                round.chunks(PART).map(|part| scope.spawn(move || part.iter().map(work).collect::<Vec<R>>())).collect();
            threads.into_iter().flat_map(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
        });
        for (item, made) in round.iter().zip(made) {
            if take(*item, made).is_break() {
                return;
            }
        }
    }
}
