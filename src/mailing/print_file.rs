//! The second pass: it writes a print file of the plan, with a row of the manifest for each letter.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry as Place;
use std::io;
use std::ops::Range;

use super::manifest::{ManifestRow, hex};
use super::person;
use super::plan::{Letter, Plan};
use crate::countries::CountryNames;
use crate::finding::Findings;
use crate::list::{Entry, List};
use crate::print::{Fault, LetterToPrint, MailingRun, PlacedLetter};

/// Everything that the files of a mailing are printed with.
pub struct PreparedMailing<'a> {
    /// The order, ready to print.
    pub run: &'a MailingRun<'a>,
    /// The senders.
    pub list: &'a List<'a>,
    /// The names of countries in the list.
    pub names: &'a CountryNames,
    /// The place of each letter.
    pub plan: &'a Plan,
}

impl PreparedMailing<'_> {
    /// Writes a file of these letters of the plan, which has the name `name`; `tick` is called for each letter.
    ///
    /// # Errors
    ///
    /// When a row cannot be read any more, a letter cannot be printed or the file cannot be written.
    pub fn print(
        &self,
        letters: Range<usize>,
        name: &str,
        out: &mut dyn io::Write,
        tick: &dyn Fn(),
    ) -> Result<Vec<ManifestRow>, Fault> {
        let plan = self.plan;
        let numbers = plan.sequence(letters.start)..=plan.place.before.letters + letters.end;
        let letters = &plan.letters[letters];
        let mut entries: BTreeMap<u32, Entry> = BTreeMap::new();
        for letter in letters {
            if let Place::Vacant(place) = entries.entry(letter.row) {
                let entry = self.list.entry(self.list.rows()[letter.row as usize], self.names);
                place.insert(entry.map_err(Findings::from)?);
            }
        }
        let piece = |letter: &Letter| {
            tick();
            let sender = &entries[&letter.row].sender;
            LetterToPrint {
                sender,
                recipient: &plan.stack(letter).recipient,
                language: plan.language(letter),
                mark: Some(plan.mark(letter)),
            }
        };
        let written = self.run.print(&mut letters.iter().map(piece), plan.sides, out)?;
        let file_sha256 = hex(&written.sha256);
        let row = |((sequence, letter), placed): ((usize, &Letter), &PlacedLetter)| {
            let stack = plan.stack(letter);
            ManifestRow {
                sequence,
                sender: entries[&letter.row].id.clone(),
                recipient: stack.recipient.to_string(),
                language: plan.language(letter).to_string(),
                file: name.to_owned(),
                first_page: placed.first_page,
                pages: placed.pages,
                sheets: plan.sheets(letter),
                country: stack.country.to_string(),
                sha256: hex(&placed.sha256),
                envelope: letter.envelope as usize,
                file_sha256: file_sha256.clone(),
                plan: plan.place.plan.clone(),
                date: plan.date.to_string(),
                list: plan.place.list,
                list_file: plan.place.file.clone(),
                who: person::in_job(&plan.place.job, &person::who(&entries[&letter.row].sender)),
            }
        };
        Ok(numbers.zip(letters).zip(&written.letters).map(row).collect())
    }
}
