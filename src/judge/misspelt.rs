//! Misspelled ids of messages: a needed id is missing, and a similar id is not used.

use std::collections::{BTreeMap, BTreeSet};

use super::context::Context;
use super::structure::{asked, missing};
use crate::fluent::{Entry, Reference};

/// The ids of a file that are misspelt.
#[derive(Debug, Default)]
pub struct Misspelt {
    /// The id that a message has, by the one that is meant.
    by_meant: BTreeMap<String, String>,
    /// The same the other way round.
    by_wrong: BTreeMap<String, String>,
}

impl Misspelt {
    /// Those of a file. Each id is taken for one other at most.
    pub fn of(context: &Context) -> Self {
        let mut misspelt = Self::default();
        let asked = asked(context);
        let referred = context.judge.referred(context.language);
        let is_free = |entry: &&Entry| !asked.contains(&entry.id) && !referred.contains(&entry.id);
        let mut free: BTreeSet<&str> =
            context.file.entries.iter().filter(is_free).map(|entry| entry.id.as_str()).collect();
        if free.is_empty() || !context.is_judged() {
            return misspelt;
        }
        let unknown = unknown(context);
        let lacking = missing(context).into_iter().map(|message| message.id.clone());
        for meant in lacking.chain(unknown) {
            let Some(wrong) = context.near(&meant, free.iter().copied()).map(str::to_owned) else { continue };
            free.remove(wrong.as_str());
            misspelt.by_wrong.insert(wrong.clone(), meant.clone());
            misspelt.by_meant.insert(meant, wrong);
        }
        misspelt
    }

    /// The id that a message has in place of this one.
    pub fn wrong(&self, meant: &str) -> Option<&str> {
        self.by_meant.get(meant).map(String::as_str)
    }

    /// The id that is meant by this one.
    pub fn meant(&self, wrong: &str) -> Option<&str> {
        self.by_wrong.get(wrong).map(String::as_str)
    }

    /// All of them: the id that is meant, and the one that is there.
    pub fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.by_meant.iter().map(|(meant, wrong)| (meant.as_str(), wrong.as_str()))
    }
}

/// The messages and terms that several texts of the file refer to and that are nowhere. What one text alone
/// refers to is more likely misspelt there.
fn unknown(context: &Context) -> Vec<String> {
    let mut texts: BTreeMap<String, usize> = BTreeMap::new();
    for (_, _, part) in context.file.entries.iter().flat_map(Entry::parts) {
        for id in part.references.iter().filter_map(Reference::id).collect::<BTreeSet<_>>() {
            *texts.entry(id.to_owned()).or_default() += 1;
        }
    }
    let is_nowhere = |id: &str| context.entry(id).is_none() && !context.is_broken(id) && !context.is_borrowed(id);
    texts.into_iter().filter(|(id, count)| *count > 1 && is_nowhere(id)).map(|(id, _)| id).collect()
}
