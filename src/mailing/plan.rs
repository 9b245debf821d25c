//! The plan of a mailing: the number and the file of each letter.
//!
//! It depends only on the list and the options, so that every run, and every machine that prints a
//! part, has the same plan.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use super::manifest::hex;
use super::survey::GoodRow;
use crate::finding::Findings;
use crate::id::{CountryCode, LanguageTag, RecipientId, StationeryId};
use crate::list::{Table, TableOptions};
use crate::page::{MarkKind, Paper, SheetMark};
use crate::print::{MeasuredLetter, Order, Sides, read_case};
use crate::project::Project;
use crate::unit::Size;

/// Letters that stay together on a stack of paper, because they are folded alike and put into the same
/// envelopes. The country of posting separates them only if it changes the layout.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stack {
    /// The layout.
    pub stationery: StationeryId,
    /// The paper, as its name is in the name of a file.
    pub paper: String,
    /// The position of the recipient in the case.
    rank: usize,
    /// The recipient.
    pub recipient: RecipientId,
    /// The country that they are posted to.
    pub country: CountryCode,
    /// The sheets in each envelope: of all languages together.
    pub sheets: usize,
}

/// A letter in one language, by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Letter {
    /// The row of its sender: its place in the list.
    pub row: u32,
    /// Which of [`Plan::stacks`].
    pub stack: u32,
    /// The number of the envelope that it goes into, from 1.
    pub envelope: u32,
    /// Which of [`Plan::languages`].
    pub language: u16,
    /// How many pages it has.
    pub pages: u32,
    /// How many sheets go into the envelope before it.
    pub sheets_before: u32,
    /// How many sheets are printed before it in the whole mailing.
    pub printed_before: u32,
}

/// A print file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedFile {
    /// The name of the print file.
    pub name: String,
    /// Which of [`Plan::letters`].
    pub letters: Range<usize>,
}

/// A whole mailing.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// Its identifier: a hash of everything that it depends on.
    pub id: String,
    /// The date of its letters.
    pub date: Date,
    /// Which sides are printed.
    pub sides: Sides,
    /// The languages of its letters.
    pub languages: Vec<LanguageTag>,
    /// The stacks in the order in which they are printed.
    pub stacks: Vec<Stack>,
    /// The letters; the first has the number 1.
    pub letters: Vec<Letter>,
    /// The files; each letter is in one.
    pub files: Vec<PlannedFile>,
}

/// How letters are put into files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filing {
    /// A maximum number of letters per file. Letters of one envelope stay together if possible.
    Together(usize),
    /// Each in a file of its own.
    Separate,
}

/// The printed form of the letters: how they are put on paper and into files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PrintedForm {
    /// Which sides are printed.
    pub sides: Sides,
    /// How they are put into files.
    pub filing: Filing,
    /// The marks for inserting machines.
    pub marks: Option<MarkKind>,
}

impl Plan {
    /// Gives every letter its number and its file. `ranks` are the recipients in the order of the case.
    pub fn new(id: String, date: Date, good: &[GoodRow], ranks: &[RecipientId], form: &PrintedForm) -> Self {
        let PrintedForm { sides, filing, .. } = *form;
        let mut languages: Vec<LanguageTag> = Vec::new();
        let mut stacks: BTreeMap<Stack, Vec<(u32, &[MeasuredLetter])>> = BTreeMap::new();
        for GoodRow { row, letters, .. } in good {
            for envelope in letters.chunk_by(|one, next| one.recipient == next.recipient) {
                let first = &envelope[0];
                let stack = Stack {
                    stationery: first.stationery.clone(),
                    paper: paper(first.sheet),
                    rank: ranks.iter().position(|id| *id == first.recipient).unwrap_or(ranks.len()),
                    recipient: first.recipient.clone(),
                    country: first.country.clone(),
                    sheets: envelope.iter().map(|letter| sheets(letter.pages, sides)).sum(),
                };
                stacks.entry(stack).or_default().push((small(*row), envelope));
            }
        }
        let mut plan =
            Self { id, date, sides, languages: Vec::new(), stacks: Vec::new(), letters: Vec::new(), files: Vec::new() };
        let (mut number, mut printed) = (0, 0);
        let mut ends: Vec<(usize, usize)> = Vec::new();
        for (at, (stack, envelopes)) in stacks.into_iter().enumerate() {
            for (row, envelope) in envelopes {
                number += 1;
                let first = printed;
                for letter in envelope {
                    let language = languages.iter().position(|known| *known == letter.language).unwrap_or_else(|| {
                        languages.push(letter.language.clone());
                        languages.len() - 1
                    });
                    plan.letters.push(Letter {
                        row,
                        stack: small(at),
                        envelope: number,
                        language: u16::try_from(language).unwrap_or(u16::MAX),
                        pages: small(letter.pages),
                        sheets_before: small(printed - first),
                        printed_before: small(printed),
                    });
                    printed += sheets(letter.pages, sides);
                }
                ends.push((at, plan.letters.len()));
            }
            plan.stacks.push(stack);
        }
        plan.languages = languages;
        let files = parts(&ends, filing);
        let width = files.len().to_string().len().max(4);
        for (n, letters) in (1..).zip(files) {
            let first = &plan.letters[letters.start];
            let stack = &plan.stacks[first.stack as usize];
            let name = match filing {
                Filing::Together(_) => stack.file_name(n, width),
                Filing::Separate => {
                    format!("{n:0width$}-{}-{}.pdf", stack.recipient, plan.languages[usize::from(first.language)])
                }
            };
            plan.files.push(PlannedFile { name, letters });
        }
        plan
    }

    /// The stack that a letter belongs to.
    pub fn stack(&self, letter: &Letter) -> &Stack {
        &self.stacks[letter.stack as usize]
    }

    /// The language of a letter.
    pub fn language(&self, letter: &Letter) -> &LanguageTag {
        &self.languages[usize::from(letter.language)]
    }

    /// The content of the marks on the first sheet of a letter. The job is known by the first 8 digits of the
    /// plan's number.
    pub fn mark(&self, letter: &Letter) -> SheetMark {
        SheetMark {
            job: u32::from_str_radix(&self.id[..8], 16).expect("the number begins with hexadecimal digits"),
            envelope: letter.envelope,
            sheet: letter.sheets_before + 1,
            sheets: small(self.stack(letter).sheets),
            in_job: letter.printed_before + 1,
        }
    }

    /// The sheets that a letter needs.
    pub fn sheets(&self, letter: &Letter) -> usize {
        sheets(letter.pages as usize, self.sides)
    }
}

impl Stack {
    fn file_name(&self, number: usize, width: usize) -> String {
        let sheets = if self.sheets == 1 { "1-sheet".to_owned() } else { format!("{}-sheets", self.sheets) };
        format!("{number:0width$}-{}-{}-{sheets}.pdf", self.recipient, self.paper)
    }
}

/// The letters of each file, given where envelopes end and which stack they are on.
fn parts(ends: &[(usize, usize)], filing: Filing) -> Vec<Range<usize>> {
    let most = match filing {
        Filing::Together(most) => most.max(1),
        Filing::Separate => 1,
    };
    let mut files: Vec<Range<usize>> = Vec::new();
    let mut open: Option<(usize, Range<usize>)> = None;
    let mut start = 0;
    for &(stack, end) in ends {
        open = match open {
            Some((on, file)) if on == stack && end - file.start <= most => Some((on, file.start..end)),
            other => {
                files.extend(other.map(|(_, file)| file));
                // An envelope with more letters than a file may have is split.
                while end - start > most {
                    files.push(start..start + most);
                    start += most;
                }
                Some((stack, start..end))
            }
        };
        start = end;
    }
    files.extend(open.map(|(_, file)| file));
    files
}

/// The identifier of a mailing: a hash of the program's version, every file of the project, the list,
/// the order and the printed form.
pub fn fingerprint(project: &Project, list: &Table, order: &Order, form: &PrintedForm) -> String {
    let mut hash = Sha256::new();
    let mut add = |bytes: &[u8]| {
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    };
    add(env!("CARGO_PKG_VERSION").as_bytes());
    for (path, bytes) in project.files() {
        add(path.as_bytes());
        add(bytes);
    }
    add(format!("{:?} {:?}", project.section(), project.logo()).as_bytes());
    add(list.original());
    // An option that is not used is not in the identifiers of earlier builds.
    let TableOptions { encoding, worksheet, country: _ } = list.options();
    if encoding.is_some() || worksheet.is_some() {
        add(format!("{encoding:?} {worksheet:?}").as_bytes());
    }
    add(described(order, form).as_bytes());
    hex(&hash.finalize())[..16].to_owned()
}

/// The order and the form as the identifier knows them. Each name in this text is part of the identifier: with
/// another one, a mailing that an earlier build began is another mailing.
fn described(order: &Order, form: &PrintedForm) -> String {
    // This option only hides a warning.
    let order = Order { after_deadline: false, ..order.clone() };
    let PrintedForm { sides, filing, marks } = form;
    // An option that did not exist is not in the identifiers of earlier builds.
    let order = format!("{order:?}").replace(", follow_up: None }", " }");
    format!("{order} Form {{ sides: {sides:?}, filing: {filing:?}, marks: {marks:?} }}")
}

/// The recipients in the order of the case.
///
/// # Errors
///
/// When the case cannot be read.
pub fn ranks(project: &Project, order: &Order) -> Result<Vec<RecipientId>, Findings> {
    let case = read_case(project, &order.case, order.as_of)?;
    Ok(case.recipients.iter().chain(case.embassies.values()).map(|recipient| recipient.id.clone()).collect())
}

/// The number of sheets of paper for a number of pages.
pub fn sheets(pages: usize, sides: Sides) -> usize {
    match sides {
        Sides::Front => pages,
        Sides::Both => pages.div_ceil(2),
    }
}

/// The name of a size of paper.
fn paper(sheet: Size) -> String {
    let mm = |length: crate::unit::Pt| length.to_mm().0.round() as u32;
    let size = || format!("{}x{}mm", mm(sheet.width), mm(sheet.height));
    Paper::of(sheet).map_or_else(size, |paper| paper.name().to_owned())
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_hold_whole_envelopes_of_one_stack() {
        let ends = [(0, 2), (0, 4), (0, 6), (1, 8), (1, 9)];
        assert_eq!(parts(&ends, Filing::Together(4)), [0..4, 4..6, 6..9]);
        assert_eq!(parts(&ends, Filing::Together(100)), [0..6, 6..9]);
        assert_eq!(parts(&ends, Filing::Separate), (0..9).map(|n| n..n + 1).collect::<Vec<_>>());
        assert_eq!(parts(&[(0, 3), (0, 6)], Filing::Together(2)), [0..2, 2..3, 3..5, 5..6]);
        assert_eq!(parts(&[], Filing::Together(2)), Vec::<Range<usize>>::new());
    }

    #[test]
    fn no_name_in_the_program_changes_the_identifier_of_a_mailing() {
        let case = crate::id::CaseId::new("kem-sokha").expect("an id");
        let order = Order { after_deadline: true, ..Order::of(case, jiff::civil::date(2018, 1, 15)) };
        let form = PrintedForm { sides: Sides::Both, filing: Filing::Together(4), marks: Some(MarkKind::DataMatrix) };
        let expected = "Order { case: CaseId(\"kem-sokha\"), to: [], languages: [], fallback: None, sender: None, \
            country: None, date: 2018-01-15, stationery: None, envelope: None, overlay: false, as_of: None, \
            after_deadline: false, extent: AsNeeded } \
            Form { sides: Both, filing: Together(4), marks: Some(DataMatrix) }";
        assert_eq!(described(&order, &form), expected);
    }
}
