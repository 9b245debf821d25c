//! `likhit languages LANG`: the forms of address of a language, with examples to choose from.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde::Serialize;

use super::outcome::{ExitStatus, Report};
use super::report::Format;
use crate::finding::Findings;
use crate::id::{CaseId, LanguageTag};
use crate::letter::{Example, FormOfAddress, forms_of_address};
use crate::locale::{Library, source_language};
use crate::project::Project;
use crate::translation;

/// An example, with the fields of `--format json`.
#[derive(Debug, Serialize)]
struct Row<'a> {
    /// What a case file has after `salutation:`.
    key: &'a str,
    /// The case that it belongs to; `None` for all cases.
    case: Option<&'a str>,
    /// The recipients that it is for: `female`, `male`, `other`, `many`; empty for all.
    recipients: &'a [&'static str],
    salutation: &'a str,
    you: Option<&'a str>,
    closing: &'a str,
}

/// Lists the forms of address of a language.
pub fn salutations(project: &Project, tag: &LanguageTag, format: Format) -> Report {
    let library = Library::of(project);
    if let Err(findings) = translation::info(&library, tag) {
        return Report::failed(findings);
    }
    let Some(language) = library.languages.get(tag) else { return Report::failed(Findings::new()) };
    let (forms, findings) = forms_of_address(language);
    let text = if format == Format::Json {
        let rows: Vec<Row> = forms.iter().flat_map(rows).collect();
        super::visible::json(&rows)
    } else {
        shown(&forms) + &missing(&library, &forms, tag)
    };
    let status = if findings.has_errors() { ExitStatus::Faulty } else { ExitStatus::Done };
    Report { text, findings, status }
}

fn rows(form: &FormOfAddress) -> impl Iterator<Item = Row<'_>> {
    form.examples.iter().map(|example| Row {
        key: &form.key,
        case: form.case.as_ref().map(CaseId::as_str),
        recipients: &example.recipients,
        salutation: &example.salutation,
        you: example.you.as_deref(),
        closing: &example.closing,
    })
}

fn shown(forms: &[FormOfAddress]) -> String {
    let mut out = "Write the key as `salutation` in the case file. `gender` and `number` choose between its lines.\n\n"
        .to_owned();
    for FormOfAddress { key, case, examples } in forms {
        let of_case = case.as_ref().map_or(String::new(), |case| format!(" (only in the case {case})"));
        let _ = writeln!(out, "{key}{of_case}");
        for example in examples {
            let recipients = example.recipients.join(", ");
            let _ = writeln!(
                out,
                "  {:<18} {}",
                if recipients.is_empty() { "all" } else { &recipients },
                example.salutation
            );
        }
        let _ = writeln!(
            out,
            "  {:<18} {}",
            "$you",
            distinct(examples, |example| example.you.as_deref().unwrap_or("none"))
        );
        let closing = examples.first().map_or("", |example| example.closing.as_str());
        let _ = writeln!(out, "  {:<18} {closing}\n", "closing");
    }
    out
}

/// What the examples have in one field, each text once.
fn distinct<'e>(examples: &'e [Example], field: impl Fn(&'e Example) -> &'e str) -> String {
    let mut known = BTreeSet::new();
    let texts = examples.iter().map(field).filter(|text| known.insert(*text));
    texts.collect::<Vec<_>>().join(" / ")
}

/// The forms of address of the source language that are still to be translated.
fn missing(library: &Library, forms: &[FormOfAddress], tag: &LanguageTag) -> String {
    let source = source_language(library).ok().and_then(|source| library.languages.get(&source));
    let all = source.map(|source| forms_of_address(source).0).unwrap_or_default();
    let has = |form: &&FormOfAddress| forms.iter().any(|own| own.key == form.key);
    let missing: Vec<&str> = all.iter().filter(|form| !has(form)).map(|form| form.key.as_str()).collect();
    if missing.is_empty() { String::new() } else { format!("Not in `{tag}` yet: {}\n", missing.join(", ")) }
}
