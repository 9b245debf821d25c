//! The structure of a file: which messages, attributes and variants are there, against the source
//! language and the case.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};

use super::Touched;
use super::cases::misspelt;
use super::context::{Context, ExpectedMessage, VariableKind};
use super::names::has_name;
use super::needed::{Needed, is_needed};
use super::salutations::{self, is_salutation};
use crate::case::PERSONS;
use crate::finding::{Finding, Findings, Severity, did_you_mean, rules};
use crate::fluent::tree::{Expression, InlineExpression, Pattern, PatternElement};
use crate::fluent::{
    Attribute, Choice, Entry, File, Part, Placeable, Reference, is_id, split, swallowed as swallowed_in,
};
use crate::locale::required::{self, FORMS, NAME, OF_RECIPIENT, WITH_TITLE};
use crate::locale::{Language, REVIEW_WORDS, paragraphs};
use crate::project::paths::{self, LETTER, REVIEW};

/// Everything that is wrong with the structure of a file, with what it touches.
pub fn structure(context: &Context) -> Vec<(Finding, Touched)> {
    let mut findings = Findings::new();
    twice(context, &mut findings);
    let of_ids = ids(context);
    let used = used_attributes(context.file);
    for entry in &context.file.entries {
        let is_whole = !context.file.is_cut(entry);
        if is_whole {
            attributes(context, entry, &used, &mut findings);
            paragraphs_lost(context, entry, &mut findings);
        }
        for (name, at, part) in entry.parts() {
            empty(context, &name, at, part, &mut findings);
            variants(context, &name, part, &mut findings);
            double_braces(context, &name, &part.pattern, &mut findings);
        }
        name_apart(context, entry, &mut findings);
        unknown_attributes(context, entry, &mut findings);
    }
    let mut found: Vec<(Finding, Touched)> = findings.into_iter().map(Touched::beside).chain(of_ids).collect();
    found.extend(swallowed(context));
    found
}

/// Ids and attributes that are there twice, and a message and a term of one name.
fn twice(context: &Context, findings: &mut Findings) {
    let Context { file, language, .. } = context;
    let mut seen: BTreeMap<&str, &Entry> = BTreeMap::new();
    let letter = language.file(LETTER).filter(|letter| letter.path != file.path);
    for entry in &file.entries {
        let earlier = seen.get(entry.id.as_str()).map(|first| (*file, *first));
        let other = letter.filter(|_| !required::may_be_of_case(&entry.id));
        let elsewhere = || other.and_then(|letter| Some((letter, letter.entry(&entry.id)?)));
        if let Some((other, first)) = earlier.or_else(elsewhere) {
            let (path, line) = (other.path_at(first.at.start), other.position(first.at.start).line);
            let message = format!("duplicate message `{}`; the other one is at {path}:{line}", entry.id);
            let finding = Finding::error(rules::DUPLICATE_MESSAGE, message).help("keep one of them");
            findings.push(file.finding(finding, &entry.at, &entry.id));
        }
        seen.entry(&entry.id).or_insert(entry);
        let mut names = BTreeSet::new();
        for attribute in &entry.attributes {
            if !names.insert(&attribute.name) {
                let message = format!("duplicate attribute `.{}`", attribute.name);
                let finding = Finding::error(rules::DUPLICATE_MESSAGE, message).help("keep one of them");
                findings.push(file.finding(finding, &attribute.at, &entry.id));
            }
        }
        let of_one_name = entry.id.strip_prefix('-').filter(|id| context.entry(id).is_some());
        if let Some(id) = of_one_name {
            let message = format!(
                "the message `{id}` and the term `-{id}` have the same name, and Fluent keeps only one of them"
            );
            let finding = Finding::error(rules::TERM_AND_MESSAGE, message);
            let help = format!("keep the one that the source language has, and use it as `{{ {id} }}`");
            findings.push(file.finding(finding.help(help), &entry.at, &entry.id));
        }
    }
}

/// The messages that a file has to have, in the order of the source. Where an id of the source is misspelt, it is
/// the one that is meant.
pub fn expected_messages(context: &Context) -> Vec<ExpectedMessage> {
    let mut expected: Vec<ExpectedMessage> = Vec::new();
    let mut known: BTreeSet<String> = BTreeSet::new();
    let entries = context.source.iter().flat_map(|(_, source)| &source.entries);
    for entry in entries.filter(|entry| !is_addition(context, entry)) {
        let id = context.misspelt_in_source().meant(&entry.id).unwrap_or(&entry.id);
        if !id.starts_with('-') && known.insert(id.to_owned()) {
            let after = expected.last().map(|before| before.id.clone());
            expected.push(ExpectedMessage { id: id.to_owned(), after });
        }
    }
    let mut also = |id: String| {
        if known.insert(id.clone()) {
            expected.push(ExpectedMessage { id, after: None });
        }
    };
    if context.name == REVIEW {
        for form in REVIEW_WORDS {
            also(form.id.to_owned());
        }
    }
    if context.name == LETTER {
        for form in FORMS {
            also(form.id.to_owned());
        }
        for month in 1..=12 {
            also(required::month(month));
        }
    }
    persons(context).for_each(&mut also);
    if context.source.is_some() {
        return expected;
    }
    // The source must have the messages that cases use, and translations must have them because the source does. A
    // wrong name in a case is reported in the case. The forms of address in `letter.ftl` are there to choose from.
    let salutations = context.file.entries.iter().map(|entry| &entry.id).filter(|id| is_salutation(id));
    let used: BTreeSet<String> = salutations::used(context).collect();
    salutations.filter(|id| context.name == LETTER || used.contains(*id)).cloned().for_each(&mut also);
    if let Some(case) = context.case {
        let misspelt = misspelt(context.judge, case, context.file);
        let meant: BTreeMap<&str, &str> = misspelt.iter().map(|(_, wrong, meant)| (wrong.as_str(), *meant)).collect();
        for id in case.message_ids() {
            also((*meant.get(id.as_str()).unwrap_or(&id.as_str())).to_owned());
        }
    }
    expected
}

/// Whether a message of the source's `letter.ftl` is one that the project has beside those of the program, and that is
/// not printed in the file's language: the program's languages need not have it.
fn is_addition(context: &Context, entry: &Entry) -> bool {
    let Some((source, file)) = context.source.filter(|_| context.name == LETTER) else { return false };
    let path = source.path(LETTER);
    let Some(below) = context.judge.library.project.text_below(&path) else { return false };
    let is_own = file.path_at(entry.at.start) == path;
    let is_of_program = || File::read(&path, below).entry(&entry.id).is_some();
    let is_form = || FORMS.iter().any(|form| form.id == entry.id) || required::is_month(&entry.id);
    let is_said = || {
        let cases = context.judge.cases().filter(|case| context.judge.prints_in(&context.language.tag, Some(&case.id)));
        let mut recipients = cases.flat_map(|case| case.recipients.iter().chain(case.embassies.values()));
        recipients.any(|recipient| entry.id == required::salutation(&recipient.salutation))
    };
    is_own && !is_form() && !context.judge.referred(source).contains(&entry.id) && !is_said() && !is_of_program()
}

/// The messages with the names of persons, where `$persons` is used, which is made of them.
fn persons<'a>(context: &'a Context) -> impl Iterator<Item = String> + 'a {
    let uses_persons = |entry: &Entry| entry.references().any(|reference| reference.variable() == Some(PERSONS));
    let files = [context.name, LETTER].into_iter().filter_map(|name| context.language.file(name));
    let is_used = context.case.is_some() && files.flat_map(|file| &file.entries).any(uses_persons);
    let persons = context.case.filter(|_| is_used).into_iter().flat_map(|case| &case.persons);
    persons.map(|person| person.message().to_string())
}

/// All ids that are used from a file, including those that the source language does not have at the moment.
pub fn asked(context: &Context) -> BTreeSet<String> {
    let mut asked: BTreeSet<String> = context.expected_messages().iter().map(|message| message.id.clone()).collect();
    if context.source.is_some() {
        asked.extend(context.case.iter().flat_map(|case| case.message_ids()).map(ToString::to_string));
        asked.extend(salutations::used(context));
    }
    asked
}

/// The messages that are missing in a file.
pub fn missing<'c>(context: &'c Context) -> Vec<&'c ExpectedMessage> {
    let file = context.file;
    // What a region's language lacks is reported there.
    if context.language.base().is_some_and(|base| base.has(context.name)) {
        return Vec::new();
    }
    let letter = context.language.file(LETTER).filter(|_| context.name != LETTER);
    let is_here = |id: &str| file.entry(id).is_some_and(|entry| entry.value.is_some());
    let is_lacking = |ExpectedMessage { id, .. }: &&ExpectedMessage| {
        // A source message that has only attributes has no text that could be missing. One that exists and cannot be
        // read is reported as broken.
        let is_known = is_here(id) || file.is_broken(id) || context.is_borrowed(id);
        let is_of_letter = letter.is_some_and(|letter| letter.entry(id).is_some());
        let is_text = context.source_entry(id).is_none_or(|entry| entry.value.is_some());
        is_text && !is_known && !is_of_letter
    };
    context.expected_messages().iter().filter(is_lacking).collect()
}

/// Messages that are missing, misspelt or not used, each with what it touches.
fn ids(context: &Context) -> Vec<(Finding, Touched)> {
    let file = context.file;
    let severity = if context.is_printed() { Severity::Error } else { Severity::Warning };
    let mut found = Vec::new();
    for (meant, wrong) in context.misspelt().all() {
        let Some(entry) = file.entry(wrong) else { continue };
        let finding =
            Finding::error(rules::MISSING_MESSAGE, format!("`{wrong}` is not used anywhere, and `{meant}` is missing"));
        let finding = finding.help(format!("did you mean `{meant}`?"));
        found.push((file.finding(finding, &entry.at, wrong), Touched::Message(meant.to_owned())));
    }
    let swallowed: BTreeSet<&str> = swallowed_ids(file);
    let mut missing = missing(context);
    missing.retain(|ExpectedMessage { id, .. }| {
        context.misspelt().wrong(id).is_none() && !swallowed.contains(id.as_str()) && is_needed(context, id)
    });
    // The text without an id, or what cannot be read, is the text of the one that is missing.
    let is_too_deep = file.faults.iter().any(|fault| fault.rule == rules::NESTED_TOO_DEEP);
    if missing.len() == 1 && (is_too_deep || file.has_text_without_id()) {
        missing.clear();
    }
    if !missing.is_empty() {
        let needed = Needed::of(context, missing.iter().map(|message| message.id.as_str()));
        let commented_out = commented_out(file);
        let used: BTreeSet<String> = salutations::used(context).collect();
        for message in &missing {
            let finding = missing_one(context, message, missing.len() == 1, &commented_out);
            // A form of address that no case uses is still to come.
            let is_in_use = !is_salutation(&message.id) || used.contains(&message.id);
            let severity = if is_in_use { severity } else { Severity::Warning };
            found.push(Touched::beside(Finding { severity, ..finding }.needed_for(needed.pieces(&message.id))));
        }
    }
    if !context.is_judged() {
        return found;
    }
    let mut asked = asked(context);
    if context.case.is_some() {
        asked.extend(FORMS.iter().map(|form| form.id).filter(|id| required::may_be_of_case(id)).map(str::to_owned));
    }
    let referred = context.judge.referred(context.language);
    let is_free = |entry: &&Entry| !asked.contains(&entry.id) && !referred.contains(&entry.id);
    let free: Vec<&Entry> = file.entries.iter().filter(is_free).collect();
    if free.is_empty() {
        return found;
    }
    let unknown = unknown_references(context);
    let swallowed_in_source = context.source.map(|(_, source)| swallowed_ids(source)).unwrap_or_default();
    for entry in free.into_iter().filter(|entry| context.misspelt().meant(&entry.id).is_none()) {
        let is_meant = || context.near(&entry.id, unknown.iter().map(String::as_str)).is_some();
        if !is_unused(context, &entry.id, &swallowed_in_source) || is_meant() {
            continue;
        }
        let what = if entry.id.starts_with('-') { "term" } else { "message" };
        let finding =
            Finding::warning(rules::UNUSED_MESSAGE, format!("the {what} `{}` is not used anywhere", entry.id));
        // A message of the program that it was perhaps to take the place of.
        let of_program = file.entries.iter().filter(|other| file.path_at(other.at.start) != file.path);
        let finding = finding.help(match context.near(&entry.id, of_program.map(|other| other.id.as_str())) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "delete it, or check its spelling".to_owned(),
        });
        found.push(Touched::beside(file.finding(finding, &entry.at, &entry.id)));
    }
    found
}

/// Reports a missing message, at the place where it belongs.
fn missing_one(
    context: &Context,
    ExpectedMessage { id, after }: &ExpectedMessage,
    is_only: bool,
    commented_out: &BTreeMap<&str, Range<usize>>,
) -> Finding {
    let file = context.file;
    let after = after.as_deref();
    if let Some(entry) = file.entry(id) {
        let finding = Finding::error(rules::MISSING_MESSAGE, format!("`{id}` has no text"));
        return file.finding(finding.help(format!("write its text after `{id} =`")), &entry.at, id);
    }
    let finding = Finding::error(rules::MISSING_MESSAGE, format!("the message `{id}` is missing"));
    if let Some(at) = commented_out.get(id.as_str()) {
        let how = if context.source.is_some() { "translate it" } else { "replace the words with yours" };
        return file.finding(finding.help(as_comment(how)), at, id);
    }
    if let Some(attribute) = before_lost_id(file, after, is_only) {
        return file.finding(finding.help(format!("add `{id} = …` above this line")), &attribute.at, id);
    }
    let help = match after {
        Some(after) => format!("add `{id} = …`; in the source language it comes after `{after}`"),
        None => format!("add `{id} = …`"),
    };
    let at = after.and_then(|after| file.entry(after)).map_or(0..0, |entry| entry.at.clone());
    file.finding(finding.help(help), &at, id)
}

/// What to do with a message that is only a comment.
fn as_comment(how: &str) -> String {
    format!("it is a comment here; delete the `# ` before its lines, and {how}")
}

/// Reports the messages of a file that are only comments: those that are still to be written.
pub fn unwritten(file: &File) -> Findings {
    let mut found: Vec<(&str, Range<usize>)> = commented_out(file).into_iter().collect();
    found.retain(|(id, _)| file.entry(id).is_none());
    found.sort_by_key(|(_, at)| at.start);
    let missing = found.into_iter().map(|(id, at)| {
        let finding = Finding::error(rules::MISSING_MESSAGE, format!("the message `{id}` is missing"));
        file.finding(finding.help(as_comment("replace the words with yours")), &at, id)
    });
    missing.collect()
}

/// The first attribute of a missing message that has become part of the message before it, because the id between
/// them is lost. Where the source does not say which message it follows, that is known of one that alone is
/// missing.
fn before_lost_id<'f>(file: &'f File, after: Option<&str>, is_only: bool) -> Option<&'f Attribute> {
    let twice = |entry: &'f Entry| {
        let mut names = BTreeSet::new();
        entry.attributes.iter().find(|attribute| !names.insert(&attribute.name))
    };
    match after {
        Some(after) => file.entry(after).and_then(twice),
        None if is_only => {
            let mut all = file.entries.iter().filter_map(twice);
            all.next().filter(|_| all.next().is_none())
        }
        None => None,
    }
}

/// The messages that are read as a part of the text before them.
fn swallowed_ids(file: &File) -> BTreeSet<&str> {
    let parts = file.entries.iter().flat_map(Entry::parts);
    parts.filter_map(|(_, _, part)| swallowed_in(&file.text, part.range.clone())).map(|(_, id)| id).collect()
}

/// The messages and terms that the file refers to, and that are nowhere.
fn unknown_references(context: &Context) -> Vec<String> {
    let references = context.file.entries.iter().flat_map(Entry::references);
    let ids: BTreeSet<&str> = references.filter_map(Reference::id).collect();
    ids.into_iter().filter(|id| context.entry(id).is_none()).map(str::to_owned).collect()
}

/// Whether it is certain that a message or term without references is not used. A file that cannot be read may refer to
/// it. If only one case is judged, another case may use a message of `letter.ftl`.
fn is_unused(context: &Context, id: &str, swallowed_in_source: &BTreeSet<&str>) -> bool {
    // A term of the source that the language defines and does not use is reported where it is dropped.
    let is_dropped = || {
        let source = context.source.map(|(source, _)| source).filter(|_| id.starts_with('-'));
        source.is_some_and(|source| context.entry_in(source, id).is_some())
    };
    let is_twin = || id.strip_prefix('-').is_some_and(|message| context.file.entry(message).is_some());
    // The source has it, and it cannot be read there.
    let is_lost_in_source = || {
        let source = context.source.map(|(_, source)| source);
        swallowed_in_source.contains(id) || source.is_some_and(|source| source.is_named_in_junk(id))
    };
    (context.name != LETTER || context.judge.sees_all())
        && !is_dropped()
        && !is_twin()
        && !context.language.files().any(|file| file.is_named_in_junk(id))
        && !is_lost_in_source()
}

/// The places of messages that are only comments, by their ids.
fn commented_out(file: &File) -> BTreeMap<&str, Range<usize>> {
    let comments = file.loose_comments.iter().chain(file.entries.iter().map(|entry| &entry.comment));
    let mut found = BTreeMap::new();
    for (at, line) in comments.flat_map(|comment| &comment.0) {
        if let Some(id) = begun_id(line) {
            found.entry(id).or_insert_with(|| at.clone());
        }
    }
    found
}

/// The id of a line that is `id = …`.
fn begun_id(line: &str) -> Option<&str> {
    let (id, _) = line.split_once('=')?;
    let id = id.trim_end_matches(' ');
    (!id.is_empty() && id.chars().all(is_id)).then_some(id)
}

/// The references in the files of a language. A message that only refers to itself is not used.
pub fn referred(language: &Language) -> BTreeSet<String> {
    let entries = language.files().flat_map(|file| &file.entries);
    let of_entry = |entry: &Entry| {
        let ids = entry.references().filter_map(Reference::id).filter(|id| *id != entry.id);
        ids.map(str::to_owned).collect::<Vec<_>>()
    };
    entries.flat_map(of_entry).collect()
}

/// The attributes that messages of the file refer to, by their full names.
fn used_attributes(file: &File) -> BTreeSet<&str> {
    let references = file.entries.iter().flat_map(Entry::references);
    let named = references.filter_map(|reference| match &reference.placeable {
        Placeable::Message(to) => Some(to.as_str()),
        _ => None,
    });
    named.filter(|to| to.contains('.')).collect()
}

fn attributes(context: &Context, entry: &Entry, used: &BTreeSet<&str>, findings: &mut Findings) {
    let file = context.file;
    // Those of a term are a language's own, and so are those of a form of address.
    let is_own = entry.is_term() || is_salutation(&entry.id);
    let Some(source) = context.source_entry(&entry.id).filter(|_| !is_own) else { return };
    if entry.attributes.is_empty() && source.attributes.is_empty() {
        return;
    }
    let names = |of: &Entry| of.attributes.iter().map(|attribute| attribute.name.clone()).collect::<BTreeSet<_>>();
    let (ours, theirs) = (names(entry), names(source));
    let is_recipient = entry.id.starts_with(RECIPIENT);
    let used = |name: &str| {
        is_recipient && OF_RECIPIENT.contains(&name) || used.contains(format!("{}.{name}", entry.id).as_str())
    };
    // An attribute of a recipient that is not known is wrong in the source.
    let needed = |name: &&str| !ours.contains(*name) && (!is_recipient || *name == NAME);
    let missing: Vec<&str> = source.attributes.iter().map(|a| a.name.as_str()).filter(needed).collect();
    let mut misspelt = Vec::new();
    for attribute in entry.attributes.iter().filter(|a| !theirs.contains(&a.name) && !used(&a.name)) {
        let message = format!("the attribute `.{}` is not used anywhere", attribute.name);
        let finding = Finding::warning(rules::UNUSED_ATTRIBUTE, message);
        let only = missing.first().copied().filter(|_| missing.len() == 1 && entry.attributes.len() == 1);
        let help = match context.near(&attribute.name, missing.iter().copied()).or(only) {
            Some(near) => {
                misspelt.push(near);
                format!("did you mean `.{near}`?")
            }
            None => "delete it, or check its spelling".to_owned(),
        };
        findings.push(file.finding(finding.help(help), &attribute.at, &entry.id));
    }
    for name in missing.into_iter().filter(|name| !misspelt.contains(name)) {
        let message = format!("the attribute `.{name}` is missing");
        let finding = Finding::warning(rules::MISSING_ATTRIBUTE, message);
        let help = format!("add `    .{name} = …` below the message, as in the source language");
        findings.push(file.finding(finding.help(help), &entry.at, &entry.id));
    }
}

/// Attributes of a recipient in the source language that the program does not know.
fn unknown_attributes(context: &Context, entry: &Entry, findings: &mut Findings) {
    if context.source.is_some() || context.name == LETTER || !entry.id.starts_with(RECIPIENT) {
        return;
    }
    for attribute in entry.attributes.iter().filter(|attribute| !OF_RECIPIENT.contains(&attribute.name.as_str())) {
        let message =
            format!("unknown attribute `.{}`, which does not protect a name from line breaks", attribute.name);
        let finding = Finding::warning(rules::UNKNOWN_ATTRIBUTE, message).help(format!("did you mean `.{NAME}`?"));
        findings.push(context.file.finding(finding, &entry.at, &entry.id));
    }
}

/// Whether a character is a mark that says nothing by itself.
fn is_mark_alone(character: char) -> bool {
    character.is_ascii_punctuation() || matches!(character, '…' | '–' | '—' | '·' | '•' | '។' | '៖')
}

fn empty(context: &Context, name: &str, at: &Range<usize>, part: &Part, findings: &mut Findings) {
    let is_blank =
        |c: char| c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}');
    // A mark says nothing either, where the source has words.
    let (id, attribute) = split(name);
    let has_words =
        context.source_part(id, attribute).is_some_and(|source| source.text().text.chars().any(char::is_alphabetic));
    let says = |c: char| !(is_blank(c) || has_words && is_mark_alone(c));
    // Where the source says nothing either, it is the source that is at fault.
    let is_of_source = context.source_part(id, attribute).is_some_and(|source| !source.text().text.chars().any(says));
    if !is_of_source && part.readings.iter().any(|reading| !reading.text.chars().any(says)) {
        let finding =
            Finding::error(rules::EMPTY_MESSAGE, format!("the message `{name}` is empty")).help("write its text");
        findings.push(context.file.finding(finding, at, name));
    }
}

/// Messages that are read as a part of the text before them: neither can be printed.
fn swallowed(context: &Context) -> Vec<(Finding, Touched)> {
    let file = context.file;
    let mut found = Vec::new();
    for (name, _, part) in file.entries.iter().flat_map(Entry::parts) {
        let Some((at, id)) = swallowed_in(&file.text, part.range.clone()) else { continue };
        let message = format!("`{id} = …` is read as part of `{name}`, because it is indented");
        let finding = Finding::error(rules::SWALLOWED_MESSAGE, message);
        let finding = file.finding(finding.help("delete the spaces before it"), &(at..at + id.len()), &name);
        found.push((finding.clone(), Touched::Message(id.to_owned())));
        found.push(Touched::beside(finding));
    }
    found
}

/// `{{ name }}`, as templates of other programs are written. Fluent reads it as `{ name }`.
fn double_braces(context: &Context, name: &str, pattern: &Pattern, findings: &mut Findings) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        match expression {
            Expression::Select { variants, .. } => {
                for variant in variants {
                    double_braces(context, name, &variant.value, findings);
                }
            }
            Expression::Inline(InlineExpression::Placeable { expression: inner }) => {
                let Expression::Inline(inner) = inner.as_ref() else { continue };
                let Some((placeable, at)) = context.file.placeable(inner) else { continue };
                // A name that is not there is reported as that.
                let id = match &placeable {
                    Placeable::Variable(name) => format!("${name}"),
                    Placeable::Message(id) | Placeable::Term(id) if context.entry(split(id).0).is_some() => id.clone(),
                    _ => continue,
                };
                let message = format!("`{id}` is in double braces, which Fluent does not use");
                let finding = Finding::warning(rules::DOUBLE_BRACES, message).help(format!("write `{{ {id} }}`"));
                findings.push(context.file.finding(finding, &at, name));
            }
            Expression::Inline(_) => {}
        }
    }
}

/// How many paragraphs a message has, against the source.
fn paragraphs_lost(context: &Context, entry: &Entry, findings: &mut Findings) {
    let (Some(part), Some(source)) = (&entry.value, context.source_part(&entry.id, None)) else { return };
    let (here, there) = (paragraphs(&part.text().text).len(), paragraphs(&source.text().text).len());
    if here != there {
        let count = |n: usize| if n == 1 { "1 paragraph".to_owned() } else { format!("{n} paragraphs") };
        let message = format!("this translation has {}, but the source has {}", count(here), count(there));
        let finding = Finding::warning(rules::PARAGRAPHS_DIFFER, message);
        let help = "split the text as in the source; a blank line begins a new paragraph";
        findings.push(context.file.finding(finding.help(help), &entry.at, &entry.id));
    }
}

/// `.name` is kept together wherever it is in the letter, so it has to be a part of the text.
fn name_apart(context: &Context, entry: &Entry, findings: &mut Findings) {
    let Some(name) = entry.attributes.iter().find(|attribute| attribute.name == NAME) else { return };
    let Some(value) = entry.value.as_ref().filter(|_| entry.id.starts_with(RECIPIENT)) else { return };
    let written = |part: &Part| context.expanded(context.language, part.text()).replace(['\u{200B}', '\u{2060}'], "");
    if !has_name(context.language, &written(value), &written(&name.part)) {
        let message = format!("`.name` is `{}`, but the message does not have this name", name.part.text().text);
        let finding = Finding::warning(rules::NAME_APART, message);
        let help = "write the name in the same way in both, so that no line breaks inside it";
        findings.push(context.file.finding(finding.help(help), &name.at, &entry.id));
        return;
    }
    let with_title = entry.attributes.iter().find(|attribute| attribute.name == WITH_TITLE);
    if let Some(with_title) =
        with_title.filter(|of| !has_name(context.language, &written(&of.part), &written(&name.part)))
    {
        let message = format!("`.with-title` does not have the name `{}` of `.name`", name.part.text().text);
        let finding = Finding::warning(rules::NAME_APART, message).help("write the name in the same way in both");
        findings.push(context.file.finding(finding, &with_title.at, &entry.id));
    }
}

/// Variants that are there twice, or are never taken.
fn variants(context: &Context, name: &str, part: &Part, findings: &mut Findings) {
    let file = context.file;
    if part.choices.is_empty() {
        return;
    }
    let given = context.given(split(name).0);
    for choice in &part.choices {
        let mut keys = BTreeSet::new();
        for key in &choice.keys {
            if !keys.insert(&key.name) {
                let finding = Finding::error(rules::DUPLICATE_VARIANT, format!("duplicate variant `[{}]`", key.name));
                findings.push(file.finding(finding.help("keep one of them"), &key.at, name));
            }
        }
        let kind = choice.variable().and_then(|variable| given.as_ref()?.kind(variable));
        if let Some(kind) = kind {
            dead_variants(context, name, choice, &kind, findings);
        }
    }
}

fn dead_variants(context: &Context, name: &str, choice: &Choice, kind: &VariableKind, findings: &mut Findings) {
    let language = &context.language.tag;
    let variable = choice.variable().unwrap_or_default();
    let categories = context.plural_categories();
    for key in choice.keys.iter().filter(|key| !key.is_default) {
        let why = match kind {
            VariableKind::Number if key.is_number => None,
            VariableKind::Number => (!categories.contains(&key.name.as_str())).then(|| {
                format!(
                    "numbers in `{language}` have the plural forms {}, so `[{}]` is never used",
                    categories.join(", "),
                    key.name
                )
            }),
            VariableKind::Date => Some(format!("`${variable}` is a date, so `[{}]` is never used", key.name)),
            VariableKind::Text(text) => {
                (*text != key.name).then(|| format!("`${variable}` is `{text}`, so `[{}]` is never used", key.name))
            }
            VariableKind::Choice(words) => (!words.contains(&key.name.as_str()))
                .then(|| format!("`${variable}` is {}, so `[{}]` is never used", any_of(words), key.name)),
            VariableKind::Words => None,
        };
        if let Some(message) = why {
            let finding = Finding::warning(rules::DEAD_VARIANT, message);
            let near = match kind {
                VariableKind::Choice(words) => context.near(&key.name, words.iter().copied()),
                _ => None,
            };
            let help = match near {
                Some(near) => format!("did you mean `[{near}]`?"),
                None => "delete the variant; exact numbers such as `[1]` work in every language".to_owned(),
            };
            findings.push(context.file.finding(finding.help(help), &key.at, name));
        }
    }
}

/// Words of which one is meant, as in a sentence.
fn any_of(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(" or ")
}

/// Languages with a plural form for round millions, which the data here do not have yet.
const MANY: [&str; 6] = ["ca", "es", "fr", "it", "pt", "vec"];

/// The plural forms that whole numbers have in a language.
pub(super) fn plural_categories(language: &str) -> Vec<&'static str> {
    let Some(rules) = plural_rules(language) else { return CATEGORIES.to_vec() };
    let mut categories: BTreeSet<usize> = SAMPLES.chain(ROUND).map(|number| category(&rules, number)).collect();
    let language = language.parse::<unic_langid::LanguageIdentifier>().ok();
    if language.is_some_and(|language| MANY.contains(&language.language.as_str())) {
        categories.insert(4);
    }
    categories.into_iter().map(|at| CATEGORIES[at]).collect()
}

/// Whole numbers that have this plural form in a language, from 1 on.
pub fn numbers_of_form(language: &str, form: &str) -> impl Iterator<Item = u64> {
    let is_of_form = move |rules: &PluralRules, number: u64| CATEGORIES[category(rules, number)] == form;
    let rules = plural_rules(language);
    let numbers = SAMPLES.skip(1).chain([0]).chain(ROUND);
    numbers.filter(move |number| rules.as_ref().is_some_and(|rules| is_of_form(rules, *number)))
}

/// The names of plural forms, in the order of CLDR.
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// Numbers among which each plural form of a language occurs.
const SAMPLES: std::ops::RangeInclusive<u64> = 0..=200;
const ROUND: [u64; 2] = [1_000, 1_000_000];

fn plural_rules(language: &str) -> Option<PluralRules> {
    let language = language.parse::<unic_langid::LanguageIdentifier>().ok()?;
    PluralRules::create(language, PluralRuleType::CARDINAL).ok()
}

/// The plural form of a number: which of [`CATEGORIES`].
fn category(rules: &PluralRules, number: u64) -> usize {
    match rules.select(number) {
        Ok(PluralCategory::ZERO) => 0,
        Ok(PluralCategory::ONE) => 1,
        Ok(PluralCategory::TWO) => 2,
        Ok(PluralCategory::FEW) => 3,
        Ok(PluralCategory::MANY) => 4,
        _ => 5,
    }
}

/// The prefix of the ids of recipients.
const RECIPIENT: &str = "recipient-";

/// Cases and files that are not used.
pub fn unread(context: &Context) -> Option<Finding> {
    if [LETTER, REVIEW].contains(&context.name) || context.judge.case_of(context.name).is_some() {
        return None;
    }
    let cases = context.judge.case_ids();
    let known = cases.map(paths::case_words).chain([LETTER.to_owned()]);
    let known: Vec<String> = known.filter(|name| !context.language.has(name)).collect();
    let finding = Finding::warning(rules::UNREAD_FILE, format!("`{}` is not used in any letter", context.name));
    let help = match did_you_mean(context.name, known.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "name the file `cases/NAME.ftl`, with the same name as the case file".to_owned(),
    };
    Some(finding.in_file(&context.file.path).help(help))
}

/// Reports that a language has no `letter.ftl`. One that has nothing of a case is not translated for it, which is
/// no fault.
pub fn missing_letter(language: &Language) -> Finding {
    let finding =
        Finding::error(rules::MISSING_FILE, "`letter.ftl` is missing in this language").in_file(language.path(LETTER));
    finding.help("copy it from the source language, and translate it")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plural_forms_are_those_of_the_language() {
        assert_eq!(plural_categories("km"), ["other"]);
        assert_eq!(plural_categories("en"), ["one", "other"]);
        assert_eq!(plural_categories("ru"), ["one", "few", "many"]);
    }
}
