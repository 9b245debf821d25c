//! Checks of a case file: texts about people must be printable, named messages must exist in the languages,
//! and repeated facts must agree.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::names::is_misspelt;
use super::{Judge, Touched, data, structure};
use crate::case::{AddressForm, BodyPart, Case, Fact, LetterPlan, PERSONS, Recipient, is_same_name};
use crate::countries::Countries;
use crate::finding::{Comparisons, Finding, Findings, did_you_mean, rules};
use crate::fluent::{Entry, File, Reference};
use crate::id::{CaseId, CountryCode, LanguageTag, MessageId};
use crate::locale::Library;
use crate::locale::required::{self, SALUTATION};
use crate::project::paths::LETTER;
use crate::project::{Project, paths};
use crate::translation::is_language;
use crate::yaml::{KeyPath, Places, Source};

/// A finding on a case with what it touches.
pub struct Wrong {
    /// The finding.
    pub finding: Finding,
    /// What it affects.
    pub touched: Touched,
}

impl From<Finding> for Wrong {
    fn from(finding: Finding) -> Self {
        Self { finding, touched: Touched::Nothing }
    }
}

/// Reads a case of the project in its state at the end of a day; `None` gives the latest state.
///
/// # Errors
///
/// When there is no such case, its file is faulty, or it has words that cannot be printed.
pub fn read_case(project: &Project, id: &CaseId, as_of: Option<Date>) -> Result<Case, Findings> {
    let file = paths::case_facts(id);
    if !project.has(&file) {
        let known = project.case_files();
        let known = known.filter_map(|path| paths::case_of_facts(path));
        return Err(Finding::error(rules::UNKNOWN_CASE, format!("unknown case `{id}`"))
            .suggest_from(id.as_str(), known)
            .into());
    }
    let text = project.text(&file)?;
    let source = Source { file: &file, text };
    let read = project.read_once(&file, |text| Case::read(id.clone(), Source { file: &file, text }));
    let case = read.map_err(|findings| unfinished(project, id, source, findings))?;
    let case = Arc::unwrap_or_clone(case).as_of(as_of);
    let faults = data::of_case(&case, source).into_iter().filter(Finding::is_error);
    let faults: Findings = faults.chain(unknown_countries(project, &case, source)).collect();
    if faults.is_empty() { Ok(case) } else { Err(faults) }
}

/// The faults of a case file in the order of the file. If it is only not filled in yet, its words are not written
/// either: the messages that are still comments follow.
fn unfinished(project: &Project, id: &CaseId, source: Source, mut findings: Findings) -> Findings {
    findings.sort_by_key(|finding| (finding.line.is_none(), finding.line, finding.column));
    if findings.iter().all(|finding| finding.rule == rules::MISSING_KEY) {
        let library = Library::of(project);
        let language = Case::first_language(source).and_then(|tag| library.languages.get(&tag));
        let words = language.and_then(|language| language.file(&paths::case_words(id)));
        findings.extend(words.into_iter().flat_map(|file| structure::unwritten(file).into_iter()));
    }
    findings
}

/// Countries of a case that have no name.
fn unknown_countries(project: &Project, case: &Case, source: Source) -> Findings {
    let root = KeyPath::default();
    let unknown = |country: &CountryCode| Countries::unknown(project, country);
    let mut findings = Findings::new();
    findings.extend(unknown(&case.country).map(|finding| source.origin(&root.key("country")).locate(finding)));
    for country in case.embassies.keys() {
        let path = || root.key("embassies").key(country.as_str());
        findings.extend(unknown(country).map(|finding| source.origin(&path()).locate(finding)));
    }
    let addresses = case.recipients.iter().chain(case.embassies.values()).map(|recipient| &recipient.address);
    for address in addresses.filter(|address| address.is_of_post()) {
        findings.extend(unknown(&address.country).map(|finding| address.latin.origin.locate(finding)));
    }
    findings
}

/// Faults of a case whose file can be read.
pub fn wrong(judge: &Judge, case: &Case) -> Vec<Wrong> {
    let project = judge.library.project;
    let Ok(text) = project.text(&case.file) else { return Vec::new() };
    let source = Source { file: &case.file, text };
    let mut wrong: Vec<Wrong> = languages(judge, case, source);
    wrong.extend(source_language(judge, case, source));
    wrong.extend(messages(judge, case, source));
    wrong.extend(salutations(judge, case));
    wrong.extend(facts(judge, case, source));
    let others = [
        data::of_case(case, source),
        languages_twice(case, source),
        local_languages(judge, case),
        charge(case, source),
        holders(judge, case),
    ];
    wrong.extend(others.into_iter().flatten().map(Wrong::from));
    wrong
}

/// The languages in which the cases of a project are printed, as far as they can be read.
pub fn languages_of_cases(project: &Project) -> BTreeSet<LanguageTag> {
    let cases = project.cases().filter_map(|id| read_case(project, &id, None).ok());
    cases.flat_map(|case| case.languages).collect()
}

/// The languages of the letter must be there, and have words for the case.
fn languages(judge: &Judge, case: &Case, source: Source) -> Vec<Wrong> {
    let words = paths::case_words(&case.id);
    let is_without = |tag: &LanguageTag| {
        judge.library.language(tag).is_some_and(|language| !language.has(&words) && !judge.may_borrow(tag, &words))
    };
    if case.languages.len() > 1 && case.languages.iter().all(is_without) {
        return nowhere(judge, case, source, &words);
    }
    let tags = case.languages.iter().enumerate();
    let wrong = tags.filter_map(|(i, tag)| {
        let (rule, message, help) = match judge.library.language(tag) {
            None => {
                let known: Vec<String> = judge.library.languages.keys().map(|tag| format!("`{tag}`")).collect();
                let help = format!("use one of {}, or create it: `likhit new language {tag}`", known.join(", "));
                (rules::UNKNOWN_LANGUAGE, format!("unknown language `{tag}`"), help)
            }
            Some(language) if !language.has(&words) && !judge.may_borrow(tag, &words) => {
                let help = format!(
                    "translate the case, or delete `{tag}` here until then; `likhit export {tag}` writes the missing texts to a file"
                );
                (rules::MISSING_FILE, format!("`{tag}` is listed in `languages`, but its file `{words}` is missing"), help)
            }
            Some(_) => return None,
        };
        let finding = source.error(rule, &KeyPath::default().key("languages").index(i), message).help(help);
        Some(Wrong { finding, touched: Touched::Language(tag.clone()) })
    });
    wrong.collect()
}

/// The language that the others are translated from must be there, and have words for the case.
fn source_language(judge: &Judge, case: &Case, source: Source) -> Vec<Wrong> {
    let words = paths::case_words(&case.id);
    let Some(tag) = &case.source else { return Vec::new() };
    let (rule, message, help) = match judge.library.languages.get(tag) {
        None => {
            let help = format!("use one of the languages of the case, or create it: `likhit new language {tag}`");
            (rules::UNKNOWN_LANGUAGE, format!("unknown language `{tag}`"), help)
        }
        Some(language) if !language.has(&words) => {
            let help = "write the words in this file, or delete `source`".to_owned();
            (
                rules::MISSING_FILE,
                format!("the case is translated from `{tag}`, but `{}` is missing", language.path(&words)),
                help,
            )
        }
        Some(_) => return Vec::new(),
    };
    let finding = source.error(rule, &KeyPath::default().key("source"), message).help(help);
    let touched = case.languages.iter().map(|tag| Touched::Language(tag.clone()));
    touched.map(|touched| Wrong { finding: finding.clone(), touched }).collect()
}

/// Languages that are listed twice.
fn languages_twice(case: &Case, source: Source) -> Findings {
    let is_again = |(i, tag): &(usize, &LanguageTag)| case.languages[..*i].contains(tag);
    let warning = |(i, tag): (usize, &LanguageTag)| {
        let path = KeyPath::default().key("languages").index(i);
        let message = format!("`{tag}` is listed twice, but the letter is printed in it only once");
        source.warning(rules::LANGUAGE_TWICE, &path, message).help("delete one of them")
    };
    case.languages.iter().enumerate().filter(is_again).map(warning).collect()
}

/// Languages of local addresses that nobody knows. A screen reader could not read them aloud.
fn local_languages(judge: &Judge, case: &Case) -> Findings {
    let recipients = case.recipients.iter().chain(case.embassies.values());
    let forms = recipients.filter_map(|recipient| recipient.address.local.as_ref());
    let unknown =
        forms.filter(|form| !judge.library.languages.contains_key(&form.language) && !is_language(&form.language));
    let warning = |form: &AddressForm| {
        let message = format!("unknown language `{}` of the local address", form.language);
        let help = "write the code of the language in `language`, for example `km` or `pt-BR`";
        form.origin.warning(rules::UNKNOWN_LANGUAGE, message).help(help)
    };
    unknown.map(warning).collect()
}

/// Reports a case that has words in none of its languages.
fn nowhere(judge: &Judge, case: &Case, source: Source, words: &str) -> Vec<Wrong> {
    let message = format!("`{words}` is missing in all languages of the case");
    let finding = source.error(rules::MISSING_FILE, &KeyPath::default().key("languages"), message);
    let usual = judge.library.source_of(LETTER).map(|source| &source.tag);
    let usual = usual.filter(|tag| case.languages.contains(tag));
    let first = case.source.as_ref().or(usual).unwrap_or(&case.languages[0]);
    let finding = finding.help(format!("write the words in `{}` first", paths::locale_file(first, words)));
    let touched = case.languages.iter().map(|tag| Touched::Language(tag.clone()));
    touched.map(|touched| Wrong { finding: finding.clone(), touched }).collect()
}

/// The misspelled names of messages in the case: each with the message of the source language that is probably
/// meant. Where a translation has the name in the case, the source is wrong.
pub fn misspelt<'f>(judge: &Judge, case: &Case, words: &'f File) -> Vec<(KeyPath, MessageId, &'f str)> {
    let name = paths::case_words(&case.id);
    let languages = || judge.library.languages.values();
    let is_translated =
        |id: &str| languages().filter_map(|language| language.file(&name)).any(|file| file.entry(id).is_some());
    let asked: BTreeSet<&str> = case.message_ids().map(MessageId::as_str).collect();
    let free: Vec<&str> =
        words.entries.iter().map(|entry| entry.id.as_str()).filter(|id| !asked.contains(id)).collect();
    let comparisons = Comparisons::default();
    named(case)
        .into_iter()
        .filter(|(_, id)| words.entry(id.as_str()).is_none() && !words.is_broken(id.as_str()))
        // The files of other languages are read only if something is missing.
        .filter(|(_, id)| !is_translated(id.as_str()))
        .filter_map(|(path, id)| {
            let near = comparisons.near(id.as_str(), free.iter().copied())?;
            Some((path, id, near))
        })
        .collect()
}

/// The facts whose names are misspelt, by the names that messages have for them: several texts name a variable
/// that is not a fact, and none names a fact that is like it.
pub fn misspelt_facts(judge: &Judge, case: &Case) -> BTreeMap<String, String> {
    let mut free: BTreeSet<&str> = case.facts.keys().map(String::as_str).collect();
    // The files of languages that are not printed are read only if the source does not use a fact.
    let words = paths::case_words(&case.id);
    for file in files(judge, &words).chain(files(judge, LETTER)) {
        if free.is_empty() {
            return BTreeMap::new();
        }
        for variable in file.entries.iter().flat_map(variables) {
            free.remove(variable);
        }
    }
    let mut texts: BTreeMap<&str, usize> = BTreeMap::new();
    for variable in files(judge, &words).flat_map(|file| &file.entries).flat_map(variables) {
        *texts.entry(variable).or_default() += 1;
    }
    let is_given = |name: &str| case.variable(name).is_some() || name == PERSONS && !case.persons.is_empty();
    let mut misspelt = BTreeMap::new();
    for (variable, _) in texts.iter().filter(|(name, count)| **count > 1 && !is_given(name)) {
        let Some(near) = did_you_mean(variable, free.iter().copied()) else { continue };
        free.remove(near);
        misspelt.insert((*variable).to_owned(), near.to_owned());
    }
    misspelt
}

/// A file in all languages, that of the source first.
fn files<'j>(judge: &'j Judge, name: &'j str) -> impl Iterator<Item = &'j File> {
    let source = judge.library.source_of(name);
    let is_other = move |tag: &LanguageTag| source.is_none_or(|source| source.tag != *tag);
    let others = judge.library.languages.iter().filter(move |(tag, _)| is_other(tag)).map(|(_, language)| language);
    source.into_iter().chain(others).filter_map(move |language| language.file(name))
}

/// The variables that a message names; those of a term are its own.
fn variables(entry: &Entry) -> BTreeSet<&str> {
    entry.references().filter(|_| !entry.is_term()).filter_map(Reference::variable).collect()
}

/// Facts whose names are misspelt; each touches the messages that name it.
fn facts(judge: &Judge, case: &Case, source: Source) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    let words = paths::case_words(&case.id);
    for (meant, fact) in misspelt_facts(judge, case) {
        let path = KeyPath::default().key("facts").key(&fact);
        let message = format!("the fact `{fact}` is not used in any message, but `${meant}` is used several times");
        let finding = source.error(rules::UNKNOWN_VARIABLE, &path, message).help(format!("did you mean `{meant}`?"));
        let entries = files(judge, &words).flat_map(|file| &file.entries);
        let naming = entries.filter(|entry| variables(entry).contains(meant.as_str()));
        let ids: BTreeSet<&str> = naming.map(|entry| entry.id.as_str()).collect();
        wrong.extend(ids.into_iter().map(|id| {
            let touched = Touched::EveryMessage(id.to_owned());
            Wrong { finding: finding.clone(), touched }
        }));
    }
    wrong
}

fn messages(judge: &Judge, case: &Case, source: Source) -> Vec<Wrong> {
    let name = paths::case_words(&case.id);
    let Some(words) = judge.library.source_of(&name).and_then(|language| language.file(&name)) else {
        return Vec::new();
    };
    let places = Places::of(source);
    let wrong = misspelt(judge, case, words).into_iter().map(|(path, id, near)| {
        let message = format!("unknown message `{id}` in `{}`", words.path);
        let finding = places.error(rules::MISSING_MESSAGE, &path, message).help(format!("did you mean `{near}`?"));
        Wrong { finding, touched: Touched::EveryMessage(id.to_string()) }
    });
    wrong.collect()
}

/// All messages that the case file names itself, with where it does.
fn named(case: &Case) -> Vec<(KeyPath, MessageId)> {
    let root = KeyPath::default();
    let mut named = Vec::new();
    if let Some(LetterPlan { subject, copy_opening, body, .. }) = &case.letter {
        let path = root.key("letter");
        named.push((path.key("subject"), subject.clone()));
        named.extend(copy_opening.clone().map(|id| (path.key("copy_opening"), id)));
        parts(&path.key("body"), body, &mut named);
    }
    parts(&root.key("solidarity").key("body"), &case.solidarity, &mut named);
    if let Some(sheet) = &case.sheet {
        let path = root.key("sheet");
        named.push((path.key("headline"), sheet.headline.clone()));
        named.push((path.key("lead"), sheet.lead.clone()));
        parts(&path.key("body"), &sheet.body, &mut named);
        parts(&path.key("additional"), &sheet.additional, &mut named);
    }
    named.extend(case.names.iter().enumerate().map(|(i, id)| (root.key("names").index(i), id.clone())));
    let persons = case.persons.iter().enumerate().filter(|(_, person)| person.id.is_some());
    let persons = persons.map(|(i, person)| (root.key("persons").index(i).key("id"), person.message()));
    named.extend(persons.filter(|(_, id)| !case.names.contains(id)));
    named
}

fn parts(path: &KeyPath, parts: &[BodyPart], named: &mut Vec<(KeyPath, MessageId)>) {
    for (i, part) in parts.iter().enumerate() {
        let path = path.index(i);
        match part {
            BodyPart::Paragraphs(id) => named.push((path, id.clone())),
            BodyPart::List(ids) => {
                let list = path.key("list");
                named.extend(ids.iter().enumerate().map(|(j, id)| (list.index(j), id.clone())));
            }
        }
    }
}

/// Forms of address that neither the source language nor the case has.
fn salutations(judge: &Judge, case: &Case) -> Vec<Wrong> {
    let name = paths::case_words(&case.id);
    let of_source = |name: &str| judge.library.source_of(name).and_then(|language| language.file(name));
    let Some(letter) = of_source(LETTER) else { return Vec::new() };
    // A case may be in one language only, which is not the source of the others.
    let mut languages = case.languages.iter().filter_map(|tag| judge.library.languages.get(tag));
    let of_case = of_source(&name).or_else(|| languages.find_map(|language| language.file(&name)));
    let files: Vec<&File> = std::iter::once(letter).chain(of_case).collect();
    let entries = files.iter().flat_map(|file| &file.entries);
    let known: BTreeSet<&str> = entries.filter_map(|entry| entry.id.strip_prefix(SALUTATION)).collect();
    let is_there = |id: &str| files.iter().any(|file| file.entry(id).is_some() || file.is_broken(id));
    let comparisons = Comparisons::default();
    let recipients = case.recipients.iter().chain(case.embassies.values());
    recipients
        .map(|recipient| (recipient, required::salutation(&recipient.salutation)))
        .filter(|(_, id)| !is_there(id))
        .map(|(recipient, id)| {
            let key = recipient.salutation.as_str();
            let message = format!("unknown salutation `{key}`");
            let finding = recipient.salutation_origin.error(rules::UNKNOWN_SALUTATION, message);
            let all = known.iter().copied().collect::<Vec<_>>().join(", ");
            let help = match comparisons.near(key, known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`? The salutations are: {all}"),
                None => {
                    let words = files.last().map_or("", |file| file.path.as_str());
                    format!("use one of: {all}; or add `{id} = …` to `{words}`, and translate it")
                }
            };
            Wrong { finding: finding.help(help), touched: Touched::EveryMessage(id) }
        })
        .collect()
}

/// Messages that name a different person than the address in Latin letters.
fn holders(judge: &Judge, case: &Case) -> Findings {
    let name = paths::case_words(&case.id);
    let source = judge.library.source_of(&name);
    let source = source.filter(|language| language.info().is_ok_and(|info| info.script == "Latn"));
    let Some(words) = source.and_then(|language| language.file(&name)) else { return Findings::new() };
    let differs = |recipient: &Recipient| {
        let id = recipient.message();
        let said = words.entry(id.as_str())?.part(Some("name"))?.text();
        let written = recipient.address.latin.name.as_ref()?;
        // One that is only misspelt is reported as that.
        if !said.slots.is_empty() || is_same_name(&said.text, written) || is_misspelt(&said.text, written) {
            return None;
        }
        let message =
            format!("the address has the name {written}, but `{id}.name` in `{}` has {}", words.path, said.text);
        let finding = recipient.address.latin.origin.warning(rules::OTHER_HOLDER, message);
        Some(finding.help("write the correct name in the case file and in the messages of all languages"))
    };
    case.recipients.iter().chain(case.embassies.values()).filter_map(differs).collect()
}

/// The facts that repeat the charge must say the same.
fn charge(case: &Case, source: Source) -> Findings {
    let Some(charge) = &case.charge else { return Findings::new() };
    let years = charge.penalty_years.map(|years| Fact::Number(u64::from(years)));
    let said = [("article", "article", charge.article.clone()), ("years", "penalty_years", years)];
    let differs = said.into_iter().filter_map(|(fact, key, number)| {
        let (Some(Fact::Number(number)), Some(Fact::Number(said))) = (number, case.facts.get(fact)) else {
            return None;
        };
        let message = format!("`{fact}` is {said}, but `charge.{key}` is {number}");
        let path = KeyPath::default().key("facts").key(fact);
        (*said != number).then(|| {
            source.warning(rules::FACT_DIFFERS, &path, message).help("write the correct number in both places")
        })
    });
    differs.collect()
}
