//! Variables and references: every name in a text must be defined, and a translation must use the names of its
//! source.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::fmt::Display;
use std::ops::Range;

use super::context::{Context, Given, Needs};
use super::salutations::is_salutation;
use super::{allow, terms};
use crate::case::{PERSONS, Person};
use crate::finding::{Finding, Findings, listed, rules};
use crate::fluent::{Entry, Part, Placeable, Reference, split};
use crate::locale::required::{FORMS, about_recipient};
use crate::project::paths::LETTER;

/// Everything that is wrong with the names in the placeables of a file.
pub fn variables(context: &Context) -> Findings {
    let mut findings = Findings::new();
    let file = context.file;
    for entry in &file.entries {
        for (name, at, part) in entry.parts() {
            let names = Names { name: &name, given: context.given(split(&name).0), left_out: OnceCell::new() };
            let unknown: Findings =
                part.references.iter().filter_map(|reference| unknown(context, &names, reference)).collect();
            let slips = unknown.len();
            findings.extend(unknown);
            let faults = context.expansion(&name, part).faults.clone().into_iter();
            findings.extend(faults.map(|fault| file.finding(fault.finding, fault.at.as_ref().unwrap_or(at), &name)));
            if let Some(source) = context.compared(&name, part).filter(|_| !file.is_cut(entry)) {
                // Each slip replaces one thing that is dropped.
                findings.extend(against_source(context, &name, at, part, source).into_iter().skip(slips));
                let in_source = slips_of_source(context, &names, source);
                findings.extend(added(context, &name, part, source).into_iter().skip(in_source));
            }
        }
    }
    findings
}

/// The names that the references of a text may use.
struct Names<'c> {
    /// The full name of the text.
    name: &'c str,
    given: Option<Given<'c>>,
    /// The variables that its source says and it does not.
    left_out: OnceCell<Vec<String>>,
}

/// An unknown name.
fn unknown(context: &Context, names: &Names, reference: &Reference) -> Option<Finding> {
    let finding = match &reference.placeable {
        Placeable::Variable(variable) => unknown_variable(context, names, variable)?,
        Placeable::Message(to) | Placeable::Term(to) => unknown_reference(context, names, to)?,
        Placeable::Function(function) => {
            let finding = Finding::error(rules::UNKNOWN_FUNCTION, format!("unknown function `{function}`"));
            finding.help("write only the variable; numbers and dates already have the form of the language")
        }
        Placeable::Number(_) => return None,
    };
    Some(context.file.finding(finding, &reference.at, names.name))
}

/// A variable that is not defined.
fn unknown_variable(context: &Context, names: &Names, variable: &str) -> Option<Finding> {
    let name = names.name;
    if name.starts_with('-') {
        return None;
    }
    let (id, attribute) = split(name);
    let (meant, all) = match &names.given {
        Some(given) if given.kind(variable).is_some() => return None,
        _ if context.misspelt_facts().contains_key(variable) => return None,
        Some(given) => (context.near(variable, given.names()).map(str::to_owned), listed(given.names().map(with_sign))),
        // Without a case, only the source has the names.
        None => {
            let source = context.source_part(id, attribute)?;
            let named = source.references.iter().filter_map(Reference::variable).map(str::to_owned);
            let about = about_recipient(id).iter().map(|name| (*name).to_owned());
            let given: BTreeSet<String> = named.chain(context.source_needs(source).ever).chain(about).collect();
            if given.contains(variable) {
                return None;
            }
            let meant = context.near(variable, given.iter().map(String::as_str)).map(str::to_owned);
            (meant, listed(given.iter().map(with_sign)))
        }
    };
    let left_out = names.left_out.get_or_init(|| left_out(context, name));
    let only = left_out.first().filter(|_| left_out.len() == 1).cloned();
    let finding = Finding::error(rules::UNKNOWN_VARIABLE, format!("`${variable}` is not defined"));
    let in_case = context.case.filter(|_| context.source.is_none()).map(|case| &case.file);
    Some(finding.help(match meant.or(only) {
        Some(near) => match in_case {
            Some(file) => format!("did you mean `${near}`? If not, add it under `facts:` in `{file}`"),
            None => format!("did you mean `${near}`?"),
        },
        None => other_names(in_case, &all),
    }))
}

/// A message or term that does not exist, or has no text.
fn unknown_reference(context: &Context, names: &Names, to: &str) -> Option<Finding> {
    let (id, attribute) = split(to);
    let found = context.entry(id);
    let is_reported = || {
        context.source_entry(id).is_some()
            || context.expects(id)
            || context.is_broken(id)
            || context.misspelt().wrong(id).is_some()
            || terms::is_undefined(context, id)
    };
    if found.is_none() && is_reported() {
        // It is reported as missing, broken, misspelt or not defined.
        return None;
    }
    let message = match found {
        Some((_, entry)) if entry.part(attribute).is_some() => return None,
        Some(_) => match attribute {
            Some(attribute) => format!("`{id}` has no attribute `.{attribute}`"),
            None => format!("`{to}` has no text"),
        },
        None if to.starts_with('-') => format!("unknown term `{to}`"),
        None => format!("unknown message `{to}`"),
    };
    // Only what the message may refer to: its own file and `letter.ftl`; from there, all.
    let is_own = context.name != LETTER;
    let own = [context.name, LETTER].into_iter().filter(|_| is_own).filter_map(|name| context.language.file(name));
    let all = context.language.files().filter(|_| !is_own);
    let known = own.chain(all).flat_map(|file| &file.entries);
    let near = match (found, attribute) {
        (Some((_, entry)), Some(attribute)) => {
            context.near(attribute, entry.attributes.iter().map(|a| a.name.as_str())).map(|near| format!("{id}.{near}"))
        }
        _ => context.near(id, known.map(|entry| entry.id.as_str())).map(str::to_owned),
    };
    let finding = Finding::error(rules::UNKNOWN_REFERENCE, message);
    if names.given.as_ref().is_some_and(|given| given.kind(to).is_some()) {
        return Some(finding.help(format!("did you mean `${to}`? The name of a fact begins with `$`")));
    }
    Some(finding.help(match (near, attribute) {
        (Some(near), _) => format!("did you mean `{near}`?"),
        (None, Some(attribute)) => format!("add `.{attribute} = …` below the message `{id}`"),
        (None, None) => format!("add `{to} = …`"),
    }))
}

/// What to do about an unknown variable that is not near to a known one.
fn other_names(case_file: Option<&String>, known: &str) -> String {
    match (case_file, known) {
        (Some(file), "") => format!("add it under `facts:` in `{file}`"),
        (Some(file), known) => format!("add it under `facts:` in `{file}`, or use one of {known}"),
        (None, "") => "delete it; this message has no variables".to_owned(),
        (None, known) => format!("use one of {known}"),
    }
}

/// The variables that the source says and this does not.
fn left_out(context: &Context, name: &str) -> Vec<String> {
    let (id, attribute) = split(name);
    let (Some(source), Some(part)) =
        (context.source_part(id, attribute), context.file.entry(id).and_then(|entry| entry.part(attribute)))
    else {
        return Vec::new();
    };
    context.source_needs(source).always.difference(&context.needs(part).ever).cloned().collect()
}

/// A variable as a message names it.
fn with_sign(name: impl Display) -> String {
    format!("${name}")
}

/// References of the source that are missing here.
fn against_source(context: &Context, name: &str, at: &Range<usize>, part: &Part, source: &Part) -> Findings {
    let mut findings = Findings::new();
    let Some((source_language, _)) = context.source else { return findings };
    let file = context.file;
    let needs = context.needs(part);
    let expanded = context.expanded(context.language, part.text());
    // The needs of a reference in the source count only if the reference is missing here.
    let mut must = own_variables(source);
    for reference in printed(source) {
        let Placeable::Message(to) = &reference.placeable else { continue };
        // A form of address may be said through another one in one language and not in another.
        if needs.references.contains(to) || is_salutation(split(to).0) {
            continue;
        }
        must.extend(context.needs_of(source_language, to, 0).always);
        let (id, attribute) = split(to);
        if needs.ever.contains(PERSONS) && context.case.is_some_and(|case| case.is_of_person(id)) {
            continue;
        }
        let translated = context.entry(id).and_then(|(_, entry)| entry.part(attribute));
        let Some(translated) = translated.map(|part| context.expanded(context.language, part.text())) else { continue };
        if !same_words(&expanded).contains(&same_words(&translated)) {
            let message = format!("the source uses `{{ {to} }}`, but this translation does not");
            let finding = Finding::warning(rules::DROPPED_REFERENCE, message);
            let help = format!("add `{{ {to} }}` (here: `{translated}`) where it belongs");
            findings.push(file.finding(finding.help(help), at, name));
        }
    }
    must.sort();
    must.dedup();
    let given = context.given(split(name).0);
    for variable in &must {
        // A message may give one fact in two ways, `send-before` and `send-before-capitals`.
        let other_way = |here: &String| {
            context.name == LETTER && (variable.starts_with(here.as_str()) || here.starts_with(variable))
        };
        if is_about_recipient(context, split(name).0, variable) {
            continue;
        }
        // What nothing gives is a slip of the source.
        if given.as_ref().is_some_and(|given| given.kind(variable).is_none()) {
            continue;
        }
        if needs.always.contains(variable) || needs.always.iter().any(|here| here != "page" && other_way(here)) {
            continue;
        }
        if variable == PERSONS {
            findings.extend(dropped_persons(context, &needs).map(|finding| file.finding(finding, at, name)));
            continue;
        }
        let near = needs.ever.iter().filter(|here| must.binary_search(here).is_err()).map(String::as_str);
        let near = context.near(variable, near);
        let finding = if needs.ever.contains(variable) {
            let message = format!("one of the variants does not use `{{ ${variable} }}`, but the source does");
            Finding::warning(rules::DROPPED_VARIABLE, message).help("add it to each variant")
        } else {
            let message = format!("the source uses `{{ ${variable} }}`, but this translation does not");
            Finding::error(rules::DROPPED_VARIABLE, message).help(match near {
                Some(near) => format!("write `{{ ${variable} }}` instead of `{{ ${near} }}`"),
                None => format!("add `{{ ${variable} }}` where it belongs"),
            })
        };
        findings.push(file.finding(finding, at, name));
    }
    for variable in chosen_only(part, source) {
        let message =
            format!("this translation chooses by `{{ ${variable} }}` but never prints it, and the source does");
        let finding = Finding::warning(rules::DROPPED_VARIABLE, message);
        let help = format!("add `{{ ${variable} }}` to the variant for all other values");
        findings.push(file.finding(finding.help(help), at, name));
    }
    findings
}

/// Reports that the source has the names of all persons, and a translation does not. It may name each of them.
fn dropped_persons(context: &Context, needs: &Needs) -> Option<Finding> {
    let mut persons = context.case?.persons.iter().map(Person::message);
    if needs.ever.contains(PERSONS) || persons.all(|id| needs.references.contains(id.as_str())) {
        return None;
    }
    let message = format!("the source uses `{{ ${PERSONS} }}`, but this translation does not");
    let help = format!("add `{{ ${PERSONS} }}` where it belongs, or name each person: `{{ person-… }}`");
    Some(Finding::warning(rules::DROPPED_VARIABLE, message).help(help))
}

/// How many names of a text of the source are unknown: each was written instead of another.
fn slips_of_source(context: &Context, names: &Names, source: &Part) -> usize {
    let Some((language, _)) = context.source else { return 0 };
    let is_slip = |reference: &&Reference| match &reference.placeable {
        Placeable::Variable(name) => names.given.as_ref().is_some_and(|given| given.kind(name).is_none()),
        Placeable::Message(to) | Placeable::Term(to) => context.entry_in(language, split(to).0).is_none(),
        Placeable::Function(_) => true,
        Placeable::Number(_) => false,
    };
    source.references.iter().filter(is_slip).count()
}

/// References that are not in the source.
fn added(context: &Context, name: &str, part: &Part, source: &Part) -> Findings {
    let mut findings = Findings::new();
    let Needs { ever: said, references: referred, .. } = context.source_needs(source);
    let given = context.given(split(name).0);
    // A translation may name all persons where the source names each.
    let are_named =
        context.case.is_some_and(|case| case.persons.iter().all(|p| referred.contains(p.message().as_str())));
    for reference in printed(part) {
        if let Placeable::Variable(variable) = &reference.placeable
            && given.as_ref().is_some_and(|given| given.kind(variable).is_some())
            && !said.contains(variable)
            && !(variable == PERSONS && are_named)
            && !name.starts_with('-')
            && !is_given_to_form(context, split(name).0, variable)
        {
            let message = format!("this translation uses `{{ ${variable} }}`, but the source does not");
            let finding = Finding::warning(rules::ADDED_VARIABLE, message);
            let of_source = listed(said.iter().map(with_sign));
            let help = if said.is_empty() {
                "delete it".to_owned()
            } else {
                format!("delete it; the source uses {of_source}")
            };
            findings.push(context.file.finding(finding.help(help), &reference.at, name));
        }
    }
    findings
}

/// Whether the program gives a variable to this message in every language. A translation of such a message may use it
/// where its source does not.
fn is_given_to_form(context: &Context, id: &str, variable: &str) -> bool {
    context.name == LETTER && FORMS.iter().any(|form| form.id == id && form.gives.contains(&variable))
        || is_about_recipient(context, id, variable)
}

/// Whether a variable is about the recipient. Each language uses those that its grammar needs.
fn is_about_recipient(context: &Context, id: &str, variable: &str) -> bool {
    let is_fact = || context.case.is_some_and(|case| case.facts.contains_key(variable));
    about_recipient(id).contains(&variable) && (is_salutation(id) || !is_fact())
}

/// The variables that a text itself has in each of its readings, or chooses by.
fn own_variables(part: &Part) -> Vec<String> {
    let variable = |placeable: &Placeable| match placeable {
        Placeable::Variable(name) => Some(name.clone()),
        _ => None,
    };
    let selectors = part.references.iter().filter(|r| r.selects).filter_map(|r| variable(&r.placeable));
    let mut own: Vec<String> = selectors.collect();
    let of = |i: usize| {
        part.readings
            .get(i)
            .into_iter()
            .flat_map(|reading| reading.slots.iter().filter_map(|slot| variable(&slot.placeable)))
    };
    let in_all = |name: &String| (1..part.readings.len()).all(|i| of(i).any(|other| other == *name));
    own.extend(of(0).filter(in_all));
    own
}

/// The variables that a text only chooses by, and that its source prints.
fn chosen_only(part: &Part, source: &Part) -> BTreeSet<String> {
    let named = |part: &Part, selects: bool| -> BTreeSet<String> {
        let of_kind = part.references.iter().filter(|reference| reference.selects == selects);
        of_kind.filter_map(Reference::variable).map(str::to_owned).collect()
    };
    let said = named(part, false);
    named(part, true).intersection(&named(source, false)).filter(|name| !said.contains(*name)).cloned().collect()
}

fn printed(part: &Part) -> impl Iterator<Item = &Reference> {
    part.references.iter().filter(|reference| !reference.selects)
}

/// A text by which it is seen whether it has some words: without spaces and break orders.
pub fn same_words(text: &str) -> String {
    text.replace(['\u{200B}', '\u{2060}', '\n', ' '], "")
}

/// The comment of a source's entry, as a translator needs it: without what is for the program.
pub fn comment(entry: &Entry) -> Option<String> {
    let lines: Vec<&str> = entry.comment.0.iter().map(|(_, line)| line.trim()).collect();
    let lines: Vec<&str> = lines.into_iter().filter(|line| !line.is_empty() && allow::order(line).is_none()).collect();
    let comment = lines.join(" ");
    (!comment.is_empty()).then_some(comment)
}
