//! Variables and references: what a text names must be there, and what the source says must be said.

use std::collections::BTreeSet;
use std::ops::Range;

use super::context::Context;
use super::silence;
use crate::finding::{Finding, Findings, rules};
use crate::fluent::{Entry, Part, Placeable, Reference, split};
use crate::locale::form::FORMS;
use crate::locale::{self, LETTER};

/// Everything that is wrong with the names in the placeables of a file.
pub fn variables(context: &Context) -> Findings {
    let mut findings = Findings::new();
    let file = context.file;
    let texts = |id: &str, attribute: Option<&str>| {
        let (file, entry) = context.entry(id)?;
        Some((file, entry.part(attribute)?))
    };
    for entry in &file.entries {
        for (name, at, part) in entry.parts() {
            let (id, attribute) = split(&name);
            let unknown: Findings =
                part.references.iter().filter_map(|reference| unknown(context, &name, reference)).collect();
            let slips = unknown.len();
            findings.extend(unknown);
            let faults = locale::faults(&texts, &name, file, part).into_iter();
            findings.extend(faults.map(|fault| file.finding(fault.finding, fault.at.as_ref().unwrap_or(at), &name)));
            if let Some(source) = context.source_part(id, attribute).filter(|_| !file.is_cut(entry)) {
                // Each slip stands in the place of one thing that is dropped.
                findings.extend(against_source(context, &name, at, part, source).into_iter().skip(slips));
                let in_source = slips_of_source(context, id, source);
                findings.extend(added(context, &name, part, source).into_iter().skip(in_source));
            }
        }
    }
    findings
}

/// A name that nothing stands behind.
fn unknown(context: &Context, name: &str, reference: &Reference) -> Option<Finding> {
    let at = |finding| Some(context.file.finding(finding, &reference.at, name));
    match &reference.placeable {
        Placeable::Variable(variable) => {
            if name.starts_with('-') {
                return None;
            }
            let (id, attribute) = split(name);
            if context.is_given(id, variable) == Some(true) || context.misspelt_facts().contains_key(variable) {
                return None;
            }
            let given: Vec<String> = match context.given(id) {
                Some(given) => given.into_keys().collect(),
                // Without a case only the source can tell.
                None => {
                    let source = context.source_part(id, attribute)?;
                    let named = source.references.iter().filter_map(|reference| match &reference.placeable {
                        Placeable::Variable(name) => Some(name.clone()),
                        _ => None,
                    });
                    named.chain(context.source_needs(source).ever).collect::<BTreeSet<_>>().into_iter().collect()
                }
            };
            if given.contains(variable) {
                return None;
            }
            let meant = context.near(variable, given.iter().map(String::as_str));
            let left_out = left_out(context, name);
            let only = left_out.first().filter(|_| left_out.len() == 1).map(String::as_str);
            let finding = Finding::error(rules::UNKNOWN_VARIABLE, format!("nothing gives the variable `${variable}`"));
            let in_case = context.case.filter(|_| context.source.is_none()).map(|case| &case.file);
            at(finding.help(match meant.or(only) {
                Some(near) => match in_case {
                    Some(file) => format!("did you mean `${near}`? Otherwise add the fact to `{file}`"),
                    None => format!("did you mean `${near}`?"),
                },
                None if given.is_empty() => "this message is given no variables; take it out".to_owned(),
                None => format!("it may name {}", listed(&given)),
            }))
        }
        Placeable::Message(to) | Placeable::Term(to) => {
            let (id, attribute) = split(to);
            let found = context.entry(id);
            let is_reported = || {
                context.source_entry(id).is_some()
                    || context.owes(id)
                    || context.is_broken(id)
                    || context.misspelt().wrong(id).is_some()
            };
            if found.is_none() && is_reported() {
                // It is reported as missing, broken or misspelt.
                return None;
            }
            let message = match found {
                Some((_, entry)) if entry.part(attribute).is_some() => return None,
                Some(_) => format!("`{to}` has no text"),
                None => format!("`{to}` is not there"),
            };
            // Only what the message may refer to: its own file and `letter.ftl`; from there, all.
            let is_own = context.name != LETTER;
            let own =
                [context.name, LETTER].into_iter().filter(|_| is_own).filter_map(|name| context.language.file(name));
            let all = context.language.files().filter(|_| !is_own);
            let known = own.chain(all).flat_map(|file| &file.entries);
            let near = match (found, attribute) {
                (Some((_, entry)), Some(attribute)) => context
                    .near(attribute, entry.attributes.iter().map(|a| a.name.as_str()))
                    .map(|near| format!("{id}.{near}")),
                _ => context.near(id, known.map(|entry| entry.id.as_str())).map(str::to_owned),
            };
            let finding = Finding::error(rules::UNKNOWN_REFERENCE, message);
            if context.given(split(name).0).is_some_and(|given| given.contains_key(to)) {
                return at(finding.help(format!("did you mean `${to}`? What the case gives is named with a `$`")));
            }
            at(finding.help(near.map_or_else(|| format!("write `{to} = …`"), |near| format!("did you mean `{near}`?"))))
        }
        Placeable::Function(function) => {
            let finding = Finding::error(rules::UNKNOWN_FUNCTION, format!("the function `{function}` is not known"));
            at(finding.help("name the variable alone: numbers and dates come ready in the language's own form"))
        }
        Placeable::Number(_) => None,
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

fn listed(names: &[String]) -> String {
    names.iter().map(|name| format!("`${name}`")).collect::<Vec<_>>().join(", ")
}

/// What the source says and this does not.
fn against_source(context: &Context, name: &str, at: &Range<usize>, part: &Part, source: &Part) -> Findings {
    let mut findings = Findings::new();
    let Some((source_language, _)) = context.source else { return findings };
    let file = context.file;
    let needs = context.needs(part);
    let expanded = context.expanded(context.language, part.text());
    // What a reference of the source brings is asked for only where the reference is not there.
    let mut must = own_variables(source);
    for reference in printed(source) {
        let Placeable::Message(to) = &reference.placeable else { continue };
        if needs.references.contains(to) {
            continue;
        }
        must.extend(context.needs_of(source_language, to, 0).always);
        let (id, attribute) = split(to);
        let translated = context.entry(id).and_then(|(_, entry)| entry.part(attribute));
        let Some(translated) = translated.map(|part| context.expanded(context.language, part.text())) else { continue };
        if !plain(&expanded).contains(&plain(&translated)) {
            let message = format!("the source says `{{ {to} }}`, and this does not");
            let finding = Finding::warning(rules::DROPPED_REFERENCE, message);
            let help = format!("write `{{ {to} }}`, which is `{translated}`, where it belongs");
            findings.push(file.finding(finding.help(help), at, name));
        }
    }
    must.sort();
    must.dedup();
    for variable in &must {
        // A form may give one thing in two ways, `send-before` and `send-before-capitals`.
        let other_way = |here: &String| {
            context.name == LETTER && (variable.starts_with(here.as_str()) || here.starts_with(variable))
        };
        // What nothing gives is a slip of the source.
        if context.is_given(split(name).0, variable) == Some(false) {
            continue;
        }
        if needs.always.contains(variable) || needs.always.iter().any(|here| here != "page" && other_way(here)) {
            continue;
        }
        let near = needs.ever.iter().filter(|here| !must.contains(here)).map(String::as_str);
        let near = context.near(variable, near);
        let finding = if needs.ever.contains(variable) {
            let message = format!("one of the variants does not say `{{ ${variable} }}`, which the source does");
            Finding::warning(rules::DROPPED_VARIABLE, message).help("write it in each variant")
        } else {
            let message = format!("the source says `{{ ${variable} }}`, and this does not");
            Finding::error(rules::DROPPED_VARIABLE, message).help(match near {
                Some(near) => format!("write `{{ ${variable} }}`; it has `{{ ${near} }}` in its place"),
                None => format!("write `{{ ${variable} }}` where it belongs"),
            })
        };
        findings.push(file.finding(finding, at, name));
    }
    for variable in chosen_only(part, source) {
        let message = format!("it chooses by `{{ ${variable} }}` and never says it, which the source does");
        let finding = Finding::warning(rules::DROPPED_VARIABLE, message);
        let help = format!("write `{{ ${variable} }}` in the variant that all other values take");
        findings.push(file.finding(finding.help(help), at, name));
    }
    findings
}

/// How many names of a text of the source nothing stands behind: in the place of each there was another.
fn slips_of_source(context: &Context, id: &str, source: &Part) -> usize {
    let Some((language, _)) = context.source else { return 0 };
    let is_slip = |reference: &&Reference| match &reference.placeable {
        Placeable::Variable(name) => context.is_given(id, name) == Some(false),
        Placeable::Message(to) | Placeable::Term(to) => context.entry_in(language, split(to).0).is_none(),
        Placeable::Function(_) => true,
        Placeable::Number(_) => false,
    };
    source.references.iter().filter(is_slip).count()
}

/// What this says and the source does not.
fn added(context: &Context, name: &str, part: &Part, source: &Part) -> Findings {
    let mut findings = Findings::new();
    let said = context.source_needs(source).ever;
    for reference in printed(part) {
        if let Placeable::Variable(variable) = &reference.placeable
            && context.is_given(split(name).0, variable) == Some(true)
            && !said.contains(variable)
            && !name.starts_with('-')
            && !is_given_to_form(context, split(name).0, variable)
        {
            let message = format!("it says `{{ ${variable} }}`, and the source does not");
            let finding = Finding::warning(rules::ADDED_VARIABLE, message);
            let of_source = listed(&said.iter().cloned().collect::<Vec<_>>());
            let help = if said.is_empty() {
                "take it out".to_owned()
            } else {
                format!("take it out; the source has {of_source}")
            };
            findings.push(context.file.finding(finding.help(help), &reference.at, name));
        }
    }
    findings
}

/// Whether the program gives a variable to this message in every language: a form may say it or not.
fn is_given_to_form(context: &Context, id: &str, variable: &str) -> bool {
    context.name == LETTER && FORMS.iter().any(|form| form.id == id && form.gives.contains(&variable))
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
        of_kind
            .filter_map(|reference| match &reference.placeable {
                Placeable::Variable(name) => Some(name.clone()),
                _ => None,
            })
            .collect()
    };
    let said = named(part, false);
    named(part, true).intersection(&named(source, false)).filter(|name| !said.contains(*name)).cloned().collect()
}

fn printed(part: &Part) -> impl Iterator<Item = &Reference> {
    part.references.iter().filter(|reference| !reference.selects)
}

/// A text without break orders.
fn plain(text: &str) -> String {
    text.replace(['\u{200B}', '\u{2060}', '\n', ' '], "")
}

/// The comment of a source's entry, as a translator needs it: without what is for the program.
pub fn comment(entry: &Entry) -> Option<String> {
    let lines: Vec<&str> = entry.comment.0.iter().map(|(_, line)| line.trim()).collect();
    let lines: Vec<&str> =
        lines.into_iter().filter(|line| !line.is_empty() && silence::order(line).is_none()).collect();
    (!lines.is_empty()).then(|| lines.join(" "))
}
