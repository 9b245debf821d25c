//! Forms of address: their attributes, and the words that the letter takes from them.
//!
//! A form of address is a message `salutation-…` of `letter.ftl` or of a case. It has its own closing (`.closing`) and
//! the word by which the text addresses the recipient (`.you`), which the messages of the letter use as `$you`.

use std::collections::BTreeSet;

use super::context::{Context, Needs};
use crate::case::{Case, Recipient};
use crate::finding::{Finding, Findings, Piece, Severity, rules};
use crate::fluent::{Entry, split};
use crate::id::MessageId;
use crate::locale::required::{self, NAME, OWN_CLOSING, SALUTATION, YOU};
use crate::project::paths::{self, LETTER};

/// The attributes that a form of address may have.
const ATTRIBUTES: [&str; 2] = [OWN_CLOSING, YOU];

/// Everything that is wrong with the forms of address of a file, and with the words that its messages take from them.
pub fn salutations(context: &Context) -> Findings {
    let mut findings = Findings::new();
    for entry in context.file.entries.iter().filter(|entry| is_salutation(&entry.id)) {
        unknown_attributes(context, entry, &mut findings);
        contains_itself(context, entry, &mut findings);
        findings.extend(lacks_you(context, entry));
    }
    if let Some(case) = context.case.filter(|_| context.name != LETTER) {
        you_outside_letters(context, case, &mut findings);
        findings.extend_unique(case.all_recipients().filter_map(|recipient| lacks_name(context, case, recipient)));
    }
    findings
}

/// Whether an id is that of a form of address.
pub fn is_salutation(id: &str) -> bool {
    id.starts_with(SALUTATION)
}

/// The forms of address that cases use from a file.
pub fn used<'a>(context: &'a Context) -> impl Iterator<Item = String> + 'a {
    let of_letter = context.judge.cases().filter(|_| context.name == LETTER);
    let of_case = context.case.into_iter().filter(|_| context.name != LETTER);
    of_letter.chain(of_case).flat_map(|case| case.salutations.iter().map(required::salutation))
}

/// Attributes that no letter uses.
fn unknown_attributes(context: &Context, entry: &Entry, findings: &mut Findings) {
    for attribute in entry.attributes.iter().filter(|attribute| !ATTRIBUTES.contains(&attribute.name.as_str())) {
        let finding = Finding::warning(
            rules::UNKNOWN_ATTRIBUTE,
            format!("unknown attribute `.{}` of a form of address", attribute.name),
        );
        let finding = finding.help(match context.near(&attribute.name, ATTRIBUTES) {
            Some(near) => format!("did you mean `.{near}`?"),
            None => format!("use `.{OWN_CLOSING}` for its closing and `.{YOU}` for the word in the text"),
        });
        findings.push(context.file.finding(finding, &attribute.at, &entry.id));
    }
}

/// Reports a `.you` that uses `$you`, which is this word itself.
fn contains_itself(context: &Context, entry: &Entry, findings: &mut Findings) {
    let Some(you) = entry.attributes.iter().find(|attribute| attribute.name == YOU) else { return };
    if context.needs(&you.part).ever.contains(YOU) {
        let message = format!("`{}.{YOU}` uses `${YOU}`, which is this word itself", entry.id);
        let finding = Finding::error(rules::CIRCULAR_REFERENCE, message);
        findings.push(context.file.finding(finding.help("write the word"), &you.at, &entry.id));
    }
}

/// Reports a form of address without `.you`, where a letter that begins with it uses `$you`.
fn lacks_you(context: &Context, entry: &Entry) -> Option<Finding> {
    if entry.part(Some(YOU)).is_some() || context.file.is_cut(entry) {
        return None;
    }
    let needs = |id: &str| context.needs_of(context.language, id, 0).ever.contains(YOU);
    let uses_itself = [entry.part(None), entry.part(Some(OWN_CLOSING))]
        .into_iter()
        .flatten()
        .any(|part| uses_you(&context.needs(part)));
    let closing = required::CLOSING.id;
    let (by, severity) = if uses_itself {
        (format!("it uses `${YOU}` itself"), Severity::Error)
    } else if entry.part(Some(OWN_CLOSING)).is_none() && needs(closing) {
        (format!("`{closing}` uses `${YOU}`"), Severity::Error)
    } else {
        let key = entry.id.strip_prefix(SALUTATION)?;
        let of_letter = context.judge.cases().filter(|_| context.name == LETTER);
        let cases = of_letter.chain(context.case.filter(|_| context.name != LETTER));
        let mut using = cases.filter(|case| case.salutations.iter().any(|used| used.as_str() == key));
        let (case, by) = using.find_map(|case| Some((case, in_letter_of(context, case)?)))?;
        let is_printed = context.judge.prints_in(&context.language.tag, Some(&case.id));
        (by, if is_printed { Severity::Error } else { Severity::Warning })
    };
    let message = format!("`{}` has no `.{YOU}`, but {by}", entry.id);
    let finding = Finding { severity, ..Finding::error(rules::MISSING_MESSAGE, message) };
    let help = format!("add `    .{YOU} = …` below it: the word by which the letter addresses this recipient");
    Some(context.file.finding(finding.help(help), &entry.at, &entry.id))
}

fn uses_you(needs: &Needs) -> bool {
    needs.ever.contains(YOU)
}

/// The first message of a case's letter that uses `$you` in the language of the context, in words for a finding.
fn in_letter_of(context: &Context, case: &Case) -> Option<String> {
    let name = paths::case_words(&case.id);
    let file = context.language.file(&name)?;
    let of_case = Context::of(context.judge, context.language, &name, file);
    // A fact of this name is that fact.
    if case.facts.contains_key(YOU) {
        return None;
    }
    let outside = outside_letters(case);
    let ids = case.messages.iter().filter(|(_, piece)| *piece == Piece::Letter).map(|(id, _)| id.as_str());
    let mut using = ids.filter(|id| !outside.contains(*id)).filter(|id| {
        let needs = of_case.needs_of(of_case.language, id, 0);
        uses_you(&needs)
    });
    using.next().map(|id| format!("`{id}` in `{}` uses `${YOU}`", file.path))
}

/// The messages of a case that are not only said to one recipient: those of the sheet, names, and recipients.
fn outside_letters(case: &Case) -> BTreeSet<String> {
    let is_outside =
        |(id, piece): &&(MessageId, Piece)| *piece == Piece::Sheet || id.as_str().starts_with("recipient-");
    let messages = case.messages.iter().filter(is_outside).map(|(id, _)| id.to_string());
    let persons = case.persons.iter().map(|person| person.message().to_string());
    messages.chain(persons).chain(case.names.iter().map(ToString::to_string)).collect()
}

/// Reports `$you` in messages that are not said to one recipient.
fn you_outside_letters(context: &Context, case: &Case, findings: &mut Findings) {
    if case.facts.contains_key(YOU) {
        return;
    }
    for id in outside_letters(case) {
        let Some(entry) = context.file.entry(&id) else { continue };
        for (name, at, part) in entry.parts() {
            if uses_you(&context.needs(part)) {
                let message = format!("`${YOU}` is only defined in letters, and `{id}` is not only printed in letters");
                let finding = Finding::error(rules::UNKNOWN_VARIABLE, message);
                let help = "write it without this word; the text of a letter that uses it needs a message of its own";
                findings.push(context.file.finding(finding.help(help), at, &name));
            }
        }
    }
}

/// Reports a recipient whose form of address has a name, but who has none.
fn lacks_name(context: &Context, case: &Case, recipient: &Recipient) -> Option<Finding> {
    let id = required::salutation(&recipient.salutation);
    let (_, salutation) = context.entry(&id)?;
    if !salutation.parts().any(|(_, _, part)| context.needs(part).ever.contains(NAME)) {
        return None;
    }
    let message = recipient.message();
    let entry = context.file.entry(message.as_str())?;
    let is_latin = context.language.info().is_ok_and(|info| info.script == "Latn");
    if entry.part(Some(NAME)).is_some() || is_latin && recipient.address.latin.name.is_some() {
        return None;
    }
    let text = format!("`{message}` has no `.{NAME}`, but the form of address `{id}` uses the name");
    let is_printed = context.judge.prints_in(&context.language.tag, Some(&case.id));
    let severity = if is_printed { Severity::Error } else { Severity::Warning };
    let finding = Finding { severity, ..Finding::error(rules::MISSING_MESSAGE, text) };
    let help = format!("add `    .{NAME} = …` below it, or choose a salutation without a name in `{}`", case.file);
    Some(context.file.finding(finding.help(help), &entry.at, split(message.as_str()).0))
}
