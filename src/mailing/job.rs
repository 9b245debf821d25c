//! A job: lists that are printed one after another into one folder, with numbers that go on.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use super::manifest::{self, ManifestRow, hex};
use super::person::{self, Who};
use super::summary::Summary;

/// What a job has printed before a list. The numbers of the list go on from here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Before {
    /// Its letters.
    pub letters: usize,
    /// Its envelopes.
    pub envelopes: usize,
    /// Its print files.
    pub files: usize,
    /// Its sheets of paper.
    pub sheets: usize,
}

/// The place of a list in its job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListPlace {
    /// The identifier of the job: the plan of its first list.
    pub job: String,
    /// The identifier of the plan of this list.
    pub plan: String,
    /// The number of the list, from 1.
    pub list: usize,
    /// The name of its file, without folders.
    pub file: String,
    /// What is printed before it.
    pub before: Before,
}

impl ListPlace {
    /// The place of the first list of a job.
    pub fn first(plan: String, file: String) -> Self {
        Self { job: plan.clone(), plan, list: 1, file, before: Before::default() }
    }
}

/// The plan of a further list of a job; `fingerprint` is the plan that it would have as the first list.
pub fn further_plan(job: &str, fingerprint: &str) -> String {
    hex(&Sha256::digest(format!("list of {job}: {fingerprint}")))[..16].to_owned()
}

/// The lists of a job that are printed.
#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    rows: Vec<ManifestRow>,
    lists: Vec<Summary>,
}

impl Job {
    /// The job with these rows in its manifest, and with this summary; `None` if the manifest has no rows.
    pub fn new(rows: Vec<ManifestRow>, summary: Option<Summary>) -> Option<Self> {
        let id = &rows.first()?.plan;
        let summary = summary.filter(|summary| summary.plan == *id);
        let lists = summary.map(Summary::into_lists).unwrap_or_default();
        Some(Self { rows, lists })
    }

    /// Its identifier.
    pub fn id(&self) -> &str {
        &self.rows[0].plan
    }

    /// The date of its letters.
    pub fn date(&self) -> &str {
        &self.rows[0].date
    }

    /// The rows of its manifest.
    pub fn rows(&self) -> &[ManifestRow] {
        &self.rows
    }

    /// The number of its last list.
    pub fn last_list(&self) -> usize {
        self.rows.iter().map(|row| row.list).max().unwrap_or(1)
    }

    /// The numbers of its lists.
    pub fn list_numbers(&self) -> BTreeSet<usize> {
        self.rows.iter().map(|row| row.list).collect()
    }

    /// The number of the list with this plan.
    pub fn list_of(&self, plan: &str) -> Option<usize> {
        self.rows.iter().find(|row| row.plan == plan).map(|row| row.list)
    }

    /// The rows of a list.
    pub fn rows_of(&self, list: usize) -> impl Iterator<Item = &ManifestRow> {
        self.rows.iter().filter(move |row| row.list == list)
    }

    /// The summary of a list; `None` if there is no readable summary.
    pub fn summary_of(&self, list: usize) -> Option<&Summary> {
        self.lists.iter().find(|summary| summary.number() == list)
    }

    /// The summaries of the lists in the manifest, in their order.
    pub fn summaries(&self) -> impl Iterator<Item = &Summary> {
        let last = self.last_list();
        self.lists.iter().filter(move |summary| summary.number() <= last)
    }

    /// Whether the rows of a list are as they were written; `None` if there is no summary to compare them with.
    pub fn is_as_written(&self, list: usize) -> Option<bool> {
        let written = self.summary_of(list)?.manifest_sha256.as_ref()?;
        Some(*written == manifest::digest(self.rows_of(list)))
    }

    /// What is printed before a list.
    pub fn before(&self, list: usize) -> Before {
        let rows: Vec<&ManifestRow> = self.rows.iter().filter(|row| row.list < list).collect();
        let files: BTreeSet<&str> = rows.iter().map(|row| row.file.as_str()).collect();
        Before {
            letters: rows.len(),
            envelopes: rows.iter().map(|row| row.envelope).max().unwrap_or(0),
            files: files.len(),
            // A manifest that was changed may have any number.
            sheets: rows.iter().fold(0, |sum, row| sum.saturating_add(row.sheets)),
        }
    }

    /// The place of the list that would have the plan `fingerprint` as the first list of a job, if it is a list of
    /// this job. It keeps the name of its file, unless the manifest has none.
    pub fn place_of(&self, fingerprint: &str, file: &str) -> Option<ListPlace> {
        let plan = if fingerprint == self.id() { fingerprint.to_owned() } else { further_plan(self.id(), fingerprint) };
        let list = self.list_of(&plan)?;
        let known = self.rows_of(list).map(|row| row.list_file.as_str()).find(|known| !known.is_empty());
        let file = known.unwrap_or(file).to_owned();
        Some(ListPlace { job: self.id().to_owned(), plan, list, file, before: self.before(list) })
    }

    /// The place of a further list.
    pub fn next_place(&self, fingerprint: &str, file: String) -> ListPlace {
        let list = self.last_list().saturating_add(1);
        let plan = further_plan(self.id(), fingerprint);
        ListPlace { job: self.id().to_owned(), plan, list, file, before: self.before(list) }
    }

    /// The people who have letters from the lists before this one.
    pub fn printed_before(&self, list: usize) -> PrintedBefore {
        let mut printed = PrintedBefore { job: self.id().to_owned(), ..PrintedBefore::default() };
        for row in self.rows.iter().filter(|row| row.list < list) {
            let has_ids = self.summary_of(row.list).is_some_and(|summary| summary.has_ids);
            let place = |by| PrintedPlace {
                by,
                list_file: row.list_file.clone(),
                sender: row.sender.clone(),
                letter: row.sequence,
                envelope: row.envelope,
            };
            if has_ids {
                printed.ids.entry(row.sender.clone()).or_insert_with(|| place(SameBy::Id));
            }
            printed.people.entry(row.who.clone()).or_insert_with(|| place(SameBy::NameAndAddress));
        }
        printed
    }
}

/// The people who have letters from earlier lists of a job.
#[derive(Debug, Default)]
pub struct PrintedBefore {
    job: String,
    ids: BTreeMap<String, PrintedPlace>,
    people: BTreeMap<String, PrintedPlace>,
}

/// How a person is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SameBy {
    /// By the id of the sender.
    Id,
    /// By the name and the address.
    NameAndAddress,
}

/// The first letter of a person in an earlier list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedPlace {
    /// How the person is known.
    pub by: SameBy,
    /// The list, without folders.
    pub list_file: String,
    /// The id of the sender in it.
    pub sender: String,
    /// The number of the letter.
    pub letter: usize,
    /// The number of its envelope.
    pub envelope: usize,
}

impl PrintedBefore {
    /// The letter that this person already has; `id` is `None` if the list has no ids.
    pub fn of(&self, id: Option<&str>, who: &Who) -> Option<&PrintedPlace> {
        if self.people.is_empty() {
            return None;
        }
        let by_id = id.and_then(|id| self.ids.get(id));
        by_id.or_else(|| self.people.get(&person::in_job(&self.job, who)))
    }
}
