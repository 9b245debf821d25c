//! What is known when a file is examined, and what its messages need through all their references.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use super::Judge;
use super::cases::misspelt_facts;
use super::misspelt::Misspelt;
use super::months::Months;
use super::structure::owed;
use crate::case::{Case, Fact};
use crate::finding::did_you_mean;
use crate::fluent::{Entry, File, Flat, Part, Placeable, split};
use crate::locale::form::FORMS;
use crate::locale::{Glossary, LETTER, Language, MAX_TEXT};

/// A file of a language, with all that it is compared with.
pub struct Context<'a> {
    /// Who judges, and knows all else.
    pub judge: &'a Judge<'a>,
    /// The file's language.
    pub language: &'a Language<'a>,
    /// Its name below the language's folder.
    pub name: &'a str,
    /// The file.
    pub file: &'a File,
    /// The case that it belongs to, where it can be read.
    pub case: Option<&'a Case>,
    /// The language that it is translated from, with the same file of it; none if this is it.
    pub source: Option<(&'a Language<'a>, &'a File)>,
    /// Whether the case itself is examined, so that what it names wrongly is reported there.
    pub is_case_judged: bool,
    needs: RefCell<BTreeMap<(bool, String), Needs>>,
    /// How many pairs of names may still be compared.
    comparisons: Cell<usize>,
    owed: OnceCell<Vec<Owed>>,
    owed_ids: OnceCell<BTreeSet<String>>,
    misspelt: OnceCell<Misspelt>,
    /// The same of the source's file.
    misspelt_in_source: OnceCell<Misspelt>,
    misspelt_facts: OnceCell<BTreeMap<String, String>>,
}

/// A message that a file has to have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// Its id.
    pub id: String,
    /// The message that it follows in the source, where that is known.
    pub after: Option<String>,
}

/// The variables of a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Needs {
    /// Those that each of its readings has.
    pub always: BTreeSet<String>,
    /// Those that any of them has.
    pub ever: BTreeSet<String>,
    /// What it refers to, through all references: messages and terms.
    pub references: BTreeSet<String>,
}

/// What kind of value a variable has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A whole number.
    Number,
    /// A day in the language's words.
    Date,
    /// This text.
    Text(String),
    /// Words that nobody knows beforehand, such as a place.
    Words,
}

/// No more pairs of names of a file are compared for a misspelling: where nearly nothing fits, comparing
/// all with all takes long and helps nobody.
const MAX_COMPARED: usize = 100_000;

/// How deep references are followed.
const MAX_DEPTH: usize = 20;

impl<'a> Context<'a> {
    /// What is known of a file of a language.
    pub fn of(judge: &'a Judge<'a>, language: &'a Language<'a>, name: &'a str, file: &'a File) -> Self {
        let source = judge.library.source_of(name).filter(|source| source.tag != language.tag);
        let source = source.and_then(|source| Some((source, source.file(name)?)));
        let case = judge.case_of(name).and_then(|id| judge.case(id)?.ok());
        Self {
            judge,
            language,
            name,
            file,
            case,
            source,
            is_case_judged: false,
            needs: RefCell::default(),
            comparisons: Cell::new(MAX_COMPARED),
            owed: OnceCell::new(),
            owed_ids: OnceCell::new(),
            misspelt: OnceCell::new(),
            misspelt_in_source: OnceCell::new(),
            misspelt_facts: OnceCell::new(),
        }
    }

    /// The candidate that a name of the file was probably meant to be, as long as not too many names of
    /// it were compared.
    pub fn near<'n>(&self, name: &str, candidates: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
        let candidates: Vec<&str> = candidates.into_iter().collect();
        let left = self.comparisons.get().checked_sub(candidates.len());
        self.comparisons.set(left.unwrap_or(0));
        left.and_then(|_| did_you_mean(name, candidates))
    }

    /// The messages that the file has to have, in the order of the source.
    pub fn owed(&self) -> &[Owed] {
        self.owed.get_or_init(|| owed(self))
    }

    /// Whether the file has to have a message of this id.
    pub fn owes(&self, id: &str) -> bool {
        self.owed_ids.get_or_init(|| self.owed().iter().map(|owed| owed.id.clone()).collect()).contains(id)
    }

    /// Whether it is known what the file is asked for.
    pub fn is_judged(&self) -> bool {
        self.name == LETTER || self.case.is_some() || self.source.is_some()
    }

    /// The facts of the case whose names are misspelt, where that is reported in the case, by the names that messages have for them.
    pub fn misspelt_facts(&self) -> &BTreeMap<String, String> {
        let of_case = |case| misspelt_facts(self.judge, case);
        let case = self.case.filter(|_| self.is_case_judged);
        self.misspelt_facts.get_or_init(|| case.map(of_case).unwrap_or_default())
    }

    /// The ids of the file that are misspelt.
    pub fn misspelt(&self) -> &Misspelt {
        self.misspelt.get_or_init(|| Misspelt::of(self))
    }

    /// The ids that are misspelt in the file of the source language; none if this is it.
    pub fn misspelt_in_source(&self) -> &Misspelt {
        let of_source = |(language, file)| Misspelt::of(&Context::of(self.judge, language, self.name, file));
        self.misspelt_in_source.get_or_init(|| self.source.map(of_source).unwrap_or_default())
    }

    /// Whether something is to be printed in the file's language; the source language is what the others are
    /// translated from, printed or not.
    pub fn is_printed(&self) -> bool {
        let of_case = self.judge.case_of(self.name);
        self.source.is_none()
            || (self.name == LETTER || of_case.is_some()) && self.judge.prints_in(&self.language.tag, of_case)
    }

    /// How terms are said in the file's language.
    pub fn glossary(&self) -> Option<&'a Glossary> {
        self.judge.glossary(&self.language.tag).ok()
    }

    /// What the months are called in a language.
    pub fn months(&self, language: &Language) -> &'a Months {
        self.judge.months(&language.tag)
    }

    /// The entry of an id in a language that a message of the file may refer to, with its file: one of the
    /// same file or of `letter.ftl`, or from there, of a case's that counts.
    pub fn entry_in(&self, language: &'a Language<'a>, id: &str) -> Option<(&'a File, &'a Entry)> {
        let near = [language.file(self.name), language.file(LETTER)].into_iter().flatten();
        let is_far = |name: &&str| self.name == LETTER && self.judge.case_of(name).is_some();
        let far = language.names().filter(is_far).filter_map(|name| language.file(name));
        near.chain(far).find_map(|file| Some((file, file.entry(id)?)))
    }

    /// The same of the file's language.
    pub fn entry(&self, id: &str) -> Option<(&'a File, &'a Entry)> {
        self.entry_in(self.language, id)
    }

    /// Whether a message or term is in one of the files that a message of this one may refer to, and cannot
    /// be read.
    pub fn is_broken(&self, id: &str) -> bool {
        [self.name, LETTER].iter().filter_map(|name| self.language.file(name)).any(|file| file.is_broken(id))
    }

    /// Whether a letter may take a message from another language, which has it.
    pub fn is_borrowed(&self, id: &str) -> bool {
        let fallback = self.judge.fallback().filter(|fallback| fallback.tag != self.language.tag);
        let has = |file: &File| file.entry(id).is_some_and(|entry| entry.value.is_some());
        fallback.is_some_and(|fallback| [self.name, LETTER].iter().filter_map(|name| fallback.file(name)).any(has))
    }

    /// The entry of the source language of an id.
    pub fn source_entry(&self, id: &str) -> Option<&'a Entry> {
        self.source.and_then(|(_, file)| file.entry(id))
    }

    /// The text of the source language of a message or attribute. There is nothing to compare with where its
    /// rest cannot be read.
    pub fn source_part(&self, id: &str, attribute: Option<&str>) -> Option<&'a Part> {
        let (_, file) = self.source?;
        let entry = self.source_entry(id).filter(|entry| !file.is_cut(entry))?;
        entry.part(attribute)
    }

    /// The variables that a message may name, with what they are; none where that is not known,
    /// because the case cannot be read.
    pub fn given(&self, id: &str) -> Option<BTreeMap<String, Kind>> {
        let facts = |case: &Case| -> BTreeMap<String, Kind> {
            case.facts.iter().map(|(name, fact)| (name.clone(), Kind::of(fact))).collect()
        };
        if self.name != LETTER {
            return self.case.map(facts);
        }
        // A fact may stand in `letter.ftl` if every case has it.
        let mut cases = self.judge.cases().map(facts);
        let mut given = cases.next().unwrap_or_default();
        for case in cases {
            given.retain(|name, _| case.contains_key(name));
        }
        let forms = FORMS.iter().filter(|form| form.id == id || !FORMS.iter().any(|form| form.id == id));
        for variable in forms.flat_map(|form| form.gives) {
            let is_number = matches!(*variable, "day" | "year" | "number" | "page" | "pages");
            given.insert((*variable).to_owned(), if is_number { Kind::Number } else { Kind::Words });
        }
        Some(given)
    }

    /// Whether a message may name a variable; none where that is not known.
    pub fn is_given(&self, id: &str, variable: &str) -> Option<bool> {
        if self.name != LETTER {
            return self.case.map(|case| case.facts.contains_key(variable));
        }
        let mut cases = self.judge.cases().peekable();
        let is_fact = cases.peek().is_some() && cases.all(|case| case.facts.contains_key(variable));
        let forms = FORMS.iter().filter(|form| form.id == id || !FORMS.iter().any(|form| form.id == id));
        Some(is_fact || forms.flat_map(|form| form.gives).any(|given| *given == variable))
    }

    /// What a text of this file needs, through all its references.
    pub fn needs(&self, part: &Part) -> Needs {
        self.needs_in(self.language, part, 0)
    }

    /// What a text of the source needs.
    pub fn source_needs(&self, part: &Part) -> Needs {
        self.source.map_or_else(Needs::default, |(source, _)| self.needs_in(source, part, 0))
    }

    fn needs_in(&self, language: &'a Language<'a>, part: &Part, depth: usize) -> Needs {
        let mut needs = Needs::default();
        let selectors: BTreeSet<String> = part
            .references
            .iter()
            .filter(|reference| reference.selects)
            .filter_map(|reference| match &reference.placeable {
                Placeable::Variable(name) => Some(name.clone()),
                _ => None,
            })
            .collect();
        for (i, reading) in part.readings.iter().enumerate() {
            let mut always = selectors.clone();
            for slot in &reading.slots {
                match &slot.placeable {
                    Placeable::Variable(name) => {
                        always.insert(name.clone());
                    }
                    Placeable::Message(name) => {
                        needs.references.insert(name.clone());
                        if depth < MAX_DEPTH {
                            let inner = self.needs_of(language, name, depth + 1);
                            always.extend(inner.always);
                            needs.ever.extend(inner.ever);
                            needs.references.extend(inner.references);
                        }
                    }
                    // The variables of a term are its own.
                    Placeable::Term(name) => {
                        needs.references.insert(name.clone());
                    }
                    Placeable::Number(_) | Placeable::Function(_) => {}
                }
            }
            needs.ever.extend(always.iter().cloned());
            if i == 0 {
                needs.always = always;
            } else {
                needs.always.retain(|name| always.contains(name));
            }
        }
        needs
    }

    /// What a message needs, by its name.
    pub fn needs_of(&self, language: &'a Language<'a>, name: &str, depth: usize) -> Needs {
        let key = (language.tag == self.language.tag, name.to_owned());
        if let Some(known) = self.needs.borrow().get(&key) {
            return known.clone();
        }
        // A circle needs nothing more; it is a fault of its own.
        self.needs.borrow_mut().insert(key.clone(), Needs::default());
        let (id, attribute) = split(name);
        let part = self.entry_in(language, id).and_then(|(_, entry)| entry.part(attribute));
        let needs = part.map_or_else(Needs::default, |part| self.needs_in(language, part, depth));
        self.needs.borrow_mut().insert(key, needs.clone());
        needs
    }

    /// The default reading of a text with all messages and terms in their places, and
    /// [`Flat::SLOT`] for the variables.
    pub fn expanded(&self, language: &'a Language<'a>, text: &Flat) -> String {
        let mut out = String::new();
        self.expand(language, text, &mut out, 0);
        out
    }

    fn expand(&self, language: &'a Language<'a>, text: &Flat, out: &mut String, depth: usize) {
        let mut done = 0;
        for slot in &text.slots {
            if out.len() > MAX_TEXT {
                return;
            }
            out.push_str(&text.text[done..slot.at]);
            done = slot.at;
            let name = match &slot.placeable {
                Placeable::Message(name) | Placeable::Term(name) if depth < MAX_DEPTH => name,
                Placeable::Number(number) => {
                    out.push_str(number);
                    done = slot.at + Flat::SLOT.len_utf8();
                    continue;
                }
                _ => continue,
            };
            let (id, attribute) = split(name);
            if let Some(part) = self.entry_in(language, id).and_then(|(_, entry)| entry.part(attribute)) {
                self.expand(language, part.text(), out, depth + 1);
                done = slot.at + Flat::SLOT.len_utf8();
            }
        }
        out.push_str(&text.text[done..]);
    }
}

impl Kind {
    fn of(fact: &Fact) -> Self {
        match fact {
            Fact::Date(_) => Self::Date,
            Fact::Number(_) => Self::Number,
            Fact::Text(text) => Self::Text(text.clone()),
        }
    }
}
