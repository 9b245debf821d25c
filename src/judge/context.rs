//! The context of a file that is examined, and what its messages need through all their references.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::Judge;
use super::cases::misspelt_facts;
use super::misspelt::Misspelt;
use super::months::Months;
use super::salutations::is_salutation;
use super::structure::{expected_messages, plural_categories};
use crate::case::{Case, Fact, Gender, Number, PERSONS};
use crate::finding::{Comparisons, Finding, rules};
use crate::fluent::{Entry, File, Flat, Part, Placeable, Reference, is_attribute_of_term, split};
use crate::locale::required::{self, FORMS, GENDER, NUMBER};
use crate::locale::{Expansion, Expansions, Glossary, Language, MAX_DEPTH, MAX_TEXT, REVIEW_WORDS};
use crate::project::paths::{LETTER, REVIEW};

/// A file of a language, with all that it is compared with.
pub struct Context<'a> {
    /// The judge, which has everything that is shared by all files.
    pub judge: &'a Judge<'a>,
    /// The file's language.
    pub language: &'a Language<'a>,
    /// Its name below the language's folder.
    pub name: &'a str,
    /// The file.
    pub file: &'a File,
    /// The case that it belongs to, where it can be read.
    pub case: Option<&'a Case>,
    /// The language that it is translated from, with the same file of it; `None` if this is it.
    pub source: Option<(&'a Language<'a>, &'a File)>,
    /// Whether the case itself is examined, so that what it names wrongly is reported there.
    pub is_case_judged: bool,
    needs: RefCell<BTreeMap<(bool, String), Needs>>,
    comparisons: Comparisons,
    expected_messages: OnceCell<Vec<ExpectedMessage>>,
    expected_ids: OnceCell<BTreeSet<String>>,
    misspelt: OnceCell<Misspelt>,
    /// The same of the source's file.
    misspelt_in_source: OnceCell<Misspelt>,
    misspelt_facts: OnceCell<BTreeMap<String, String>>,
    /// The facts that each of its messages may name.
    facts: OnceCell<BTreeMap<String, VariableKind>>,
    plural_categories: OnceCell<Vec<&'static str>>,
    /// What texts expand to, of the file's language and of the source.
    expansions: [Expansions; 2],
}

/// A message that a file has to have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpectedMessage {
    /// Its id.
    pub id: String,
    /// The message that it follows in the source, where that is known.
    pub after: Option<String>,
}

/// The variables of a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Needs {
    /// The variables that are in every reading.
    pub always: BTreeSet<String>,
    /// The variables that are in at least one reading.
    pub ever: BTreeSet<String>,
    /// The messages and terms that it uses through all references.
    pub references: BTreeSet<String>,
}

/// The kind of value of a variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VariableKind {
    /// A whole number.
    Number,
    /// A day in the language's words.
    Date,
    /// This text.
    Text(String),
    /// Words that are not known beforehand, such as a place.
    Words,
    /// One of these words, by which a form of address is chosen.
    Choice(Vec<&'static str>),
}

/// The variables that a message may use.
pub struct Given<'c> {
    facts: &'c BTreeMap<String, VariableKind>,
    /// The variables that the program gives.
    of_form: BTreeMap<&'static str, VariableKind>,
}

/// How much the texts of a file may expand to in all, in bytes, each placeable counted as [`PLACEABLE`] more: all
/// of them are compared with their source as they are said.
const MAX_EXPANDED: usize = 4 << 20;
const PLACEABLE: usize = 16;

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
            comparisons: Comparisons::default(),
            expected_messages: OnceCell::new(),
            expected_ids: OnceCell::new(),
            misspelt: OnceCell::new(),
            misspelt_in_source: OnceCell::new(),
            misspelt_facts: OnceCell::new(),
            facts: OnceCell::new(),
            plural_categories: OnceCell::new(),
            expansions: Default::default(),
        }
    }

    /// The candidate that a name of the file was probably meant to be, as long as not too many names of
    /// it were compared.
    pub fn near<'n>(&self, name: &str, candidates: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
        self.comparisons.near(name, candidates)
    }

    /// The plural forms that whole numbers have in the file's language.
    pub fn plural_categories(&self) -> &[&'static str] {
        self.plural_categories.get_or_init(|| plural_categories(self.language.tag.as_str()))
    }

    /// The size of a text of the file with all references filled in.
    pub fn expansion(&self, name: &str, part: &Part) -> Rc<Expansion> {
        self.expansion_in(self.language, self.file, name, part)
    }

    fn expansion_in(&self, language: &'a Language<'a>, file: &File, name: &str, part: &Part) -> Rc<Expansion> {
        let texts = |id: &str, attribute: Option<&str>| {
            let (file, entry) = self.entry_in(language, id)?;
            Some((file, entry.part(attribute)?))
        };
        let known = &self.expansions[usize::from(language.tag != self.language.tag)];
        known.of(&texts, name, file, part)
    }

    /// The text of the source language of a message or attribute, if it is printed, and neither expands too far to be
    /// compared.
    pub fn compared(&self, name: &str, part: &Part) -> Option<&'a Part> {
        let (id, attribute) = split(name);
        let (language, file) = self.source?;
        let source = self.source_part(id, attribute).filter(|_| !is_attribute_of_term(name))?;
        let is_too_far =
            self.expansion(name, part).is_too_far || self.expansion_in(language, file, name, source).is_too_far;
        (!is_too_far).then_some(source)
    }

    /// Reports that the texts of the file or of its source are too long with all references filled in.
    pub fn expands_too_far(&self) -> Option<Finding> {
        let mut all = [0, 0];
        for (name, at, part) in self.file.entries.iter().flat_map(Entry::parts) {
            let (id, attribute) = split(&name);
            let source =
                self.source.and_then(|(language, file)| Some((language, file, file.entry(id)?.part(attribute)?)));
            let source = source.map(|(language, file, part)| self.expansion_in(language, file, &name, part));
            for (sum, expansion) in all.iter_mut().zip([Some(self.expansion(&name, part)), source]) {
                let expansion = expansion.filter(|expansion| !expansion.is_too_far);
                *sum += expansion.map_or(0, |of| of.bytes + of.placeables * PLACEABLE);
            }
            if all.iter().any(|sum| *sum > MAX_EXPANDED) {
                let message = format!(
                    "with all references filled in, the texts of this file are longer than {MAX_EXPANDED} bytes"
                );
                let finding = Finding::error(rules::EXPANDS_TOO_FAR, message).in_file(self.file.path_at(at.start));
                let finding = finding.at(Some(self.file.position(at.start)));
                return Some(finding.help("use references to long messages less often"));
            }
        }
        None
    }

    /// The messages that the file has to have, in the order of the source.
    pub fn expected_messages(&self) -> &[ExpectedMessage] {
        self.expected_messages.get_or_init(|| expected_messages(self))
    }

    /// Whether the file has to have a message of this id.
    pub fn expects(&self, id: &str) -> bool {
        self.expected_ids
            .get_or_init(|| self.expected_messages().iter().map(|message| message.id.clone()).collect())
            .contains(id)
    }

    /// Whether the uses of the file are known.
    pub fn is_judged(&self) -> bool {
        [LETTER, REVIEW].contains(&self.name) || self.case.is_some() || self.source.is_some()
    }

    /// The facts of the case whose names are misspelt, where that is reported in the case, by the names that
    /// messages have for them.
    pub fn misspelt_facts(&self) -> &BTreeMap<String, String> {
        let of_case = |case| misspelt_facts(self.judge, case);
        let case = self.case.filter(|_| self.is_case_judged);
        self.misspelt_facts.get_or_init(|| case.map(of_case).unwrap_or_default())
    }

    /// The ids of the file that are misspelt.
    pub fn misspelt(&self) -> &Misspelt {
        self.misspelt.get_or_init(|| Misspelt::of(self))
    }

    /// The ids that are misspelt in the file of the source language; empty if this is that file.
    pub fn misspelt_in_source(&self) -> &Misspelt {
        let of_source = |(language, file)| Misspelt::of(&Context::of(self.judge, language, self.name, file));
        self.misspelt_in_source.get_or_init(|| self.source.map(of_source).unwrap_or_default())
    }

    /// Whether something is to be printed in the file's language. The source language always counts, because the
    /// others are translated from it.
    pub fn is_printed(&self) -> bool {
        let of_case = self.judge.case_of(self.name);
        self.source.is_none()
            || (self.name == LETTER || of_case.is_some()) && self.judge.prints_in(&self.language.tag, of_case)
    }

    /// The words for terms in the file's language.
    pub fn glossary(&self) -> Option<&'a Glossary> {
        self.judge.glossary(&self.language.tag).ok()
    }

    /// The names of the months in a language.
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

    /// The entry of an id in the file's language, as in [`Self::entry_in`].
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

    /// The variables that a message may name; `None` where that is not known, because the case cannot be read.
    pub fn given(&self, id: &str) -> Option<Given<'_>> {
        if self.name == REVIEW {
            static NONE: BTreeMap<String, VariableKind> = BTreeMap::new();
            let form = REVIEW_WORDS.iter().filter(|form| form.id == id);
            let of_form = form.flat_map(|form| form.gives).map(|name| (*name, VariableKind::Words)).collect();
            return Some(Given { facts: &NONE, of_form });
        }
        if self.name != LETTER {
            let case = self.case?;
            let mut of_form = about(required::about_recipient(id));
            of_form.retain(|name, _| is_salutation(id) || !case.facts.contains_key(*name));
            let form = FORMS.iter().filter(|form| form.id == id && required::may_be_of_case(id));
            of_form.extend(form.flat_map(|form| form.gives).map(|name| (*name, VariableKind::Words)));
            of_form.extend(case.gives_persons_to(id).then_some((PERSONS, VariableKind::Words)));
            return Some(Given { facts: self.facts.get_or_init(|| kinds(case)), of_form });
        }
        // A fact may be in `letter.ftl` if every case has it.
        let shared = || {
            let mut cases = self.judge.cases();
            let mut shared = cases.next().map(kinds).unwrap_or_default();
            for case in cases {
                shared.retain(|name, _| case.variable(name).is_some());
            }
            shared
        };
        let mut of_form = about(required::about_recipient_in_letter(id));
        let is_form = is_salutation(id) || FORMS.iter().any(|form| form.id == id);
        for form in FORMS.iter().filter(|form| form.id == id || !is_form) {
            of_form.extend(form.gives.iter().map(|name| (*name, VariableKind::of_form(name))));
        }
        let has_persons =
            self.judge.cases().next().is_some() && self.judge.cases().all(|case| !case.persons.is_empty());
        of_form.extend(has_persons.then_some((PERSONS, VariableKind::Words)));
        Some(Given { facts: self.facts.get_or_init(shared), of_form })
    }

    /// The variables and messages that a text of this file needs, through all its references.
    pub fn needs(&self, part: &Part) -> Needs {
        self.needs_in(self.language, part, 0)
    }

    /// The variables and messages that a text of the source needs.
    pub fn source_needs(&self, part: &Part) -> Needs {
        self.source.map_or_else(Needs::default, |(source, _)| self.needs_in(source, part, 0))
    }

    fn needs_in(&self, language: &'a Language<'a>, part: &Part, depth: usize) -> Needs {
        let mut needs = Needs::default();
        let selectors: BTreeSet<String> = part
            .references
            .iter()
            .filter(|reference| reference.selects)
            .filter_map(Reference::variable)
            .map(str::to_owned)
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

    /// The variables and messages that a message needs, by its name.
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

/// The variables of a case that have the same value in every language.
fn kinds(case: &Case) -> BTreeMap<String, VariableKind> {
    case.variables().iter().map(|(name, fact)| (name.clone(), VariableKind::of(fact))).collect()
}

impl Given<'_> {
    /// The kind of a variable, if the message may use it.
    pub fn kind(&self, variable: &str) -> Option<VariableKind> {
        self.of_form.get(variable).or_else(|| self.facts.get(variable)).cloned()
    }

    /// The names of all that may be named, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let of_facts = self.facts.keys().map(String::as_str).filter(|name| !self.of_form.contains_key(name));
        let mut of_form = self.of_form.keys().copied().peekable();
        let mut of_facts = of_facts.peekable();
        std::iter::from_fn(move || match (of_form.peek(), of_facts.peek()) {
            (Some(form), Some(fact)) if form < fact => of_form.next(),
            (_, Some(_)) => of_facts.next(),
            (_, None) => of_form.next(),
        })
    }
}

/// Variables about the recipient, with their kinds.
fn about(names: &[&'static str]) -> BTreeMap<&'static str, VariableKind> {
    let kind = |name: &str| match name {
        GENDER => VariableKind::Choice(Gender::ALL.iter().map(|(word, _)| *word).collect()),
        NUMBER => VariableKind::Choice(Number::ALL.iter().map(|(word, _)| *word).collect()),
        _ => VariableKind::Words,
    };
    names.iter().map(|name| (*name, kind(name))).collect()
}

impl VariableKind {
    /// The kind of a variable that the program gives to a form.
    fn of_form(variable: &str) -> Self {
        let is_number = matches!(variable, "day" | "year" | "number" | "page" | "pages");
        if is_number { Self::Number } else { Self::Words }
    }

    fn of(fact: &Fact) -> Self {
        match fact {
            Fact::Date(_) => Self::Date,
            Fact::Number(_) => Self::Number,
            Fact::Text(text) => Self::Text(text.clone()),
        }
    }
}
