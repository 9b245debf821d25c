//! Proofs: a translation of a case beside its source, for a second reader.

use jiff::civil::Date;

use super::order_inputs::unknown_families;
use super::resources::Resources;
use crate::export::to_pdf;
use crate::finding::{Finding, Findings, Severity, rules};
use crate::id::{CaseId, LanguageTag};
use crate::judge::read_case;
use crate::letter::{Edition, Parallel, names_of, note, parallel};
use crate::locale::{Library, Locale, LocaleInfo};
use crate::page::{Document, Lines, Printing, ProofHead, Shapings, TypesetContext, set_parallel};
use crate::project::paths::LETTER;
use crate::project::{Project, paths};
use crate::translation::{source_language, source_of_case};

/// A proof of a translation.
#[derive(Debug, Clone, PartialEq)]
pub struct Proofs {
    /// The pages, as an exporter sees them.
    pub document: Document,
    /// The PDF.
    pub pdf: Vec<u8>,
    /// How many messages are on it, attributes apart.
    pub messages: usize,
    /// The findings, which the proof shows too.
    pub findings: Findings,
}

/// Makes the proof of a case's words in `language`. `found` are the findings of the judge: those on a message are
/// printed below it.
///
/// # Errors
///
/// When the case or one of the two languages cannot be read, or the language is the source itself.
pub fn proof(
    project: &Project,
    case: &CaseId,
    language: &LanguageTag,
    date: Date,
    found: Findings,
) -> Result<Proofs, Findings> {
    proof_with(project, case, language, date, found, Resources::read(project).as_ref())
}

/// Like [`proof`], with fonts that were already read.
///
/// # Errors
///
/// Those of [`proof`].
pub fn proof_with(
    project: &Project,
    case: &CaseId,
    language: &LanguageTag,
    date: Date,
    found: Findings,
    resources: Result<&Resources, &Findings>,
) -> Result<Proofs, Findings> {
    let case = read_case(project, case, None)?;
    let library = Library::of(project).with([language]);
    // The words of a case that are the source have nothing beside them but what every letter says.
    let source = Some(source_of_case(&library, &case.id)?).filter(|source| source != language);
    let source = source.map_or_else(|| source_language(&library), Ok)?;
    if source == *language {
        let finding = Finding::error(
            rules::NO_TRANSLATION,
            format!("`{language}` is the source language, so there is nothing to compare"),
        );
        return Err(finding.place("lang").help("use the language of a translation").into());
    }
    let mut findings = Findings::new();
    let mut edition = |tag: &LanguageTag| {
        let read = || Locale::read(&library, tag, &case.id);
        findings.take(read().and_then(|locale| Ok(Edition::of(locale, read()?))))
    };
    let editions = (edition(&source), edition(language));
    let resources = findings.take(resources.map_err(Clone::clone));
    let ((Some(source), Some(translation)), Some(resources)) = (editions, resources) else { return Err(findings) };
    let fonts = resources.fonts();
    let locales = [&translation.locale, &source.locale];
    findings.extend(locales.iter().flat_map(|locale| unknown_families(project, locale, fonts)));
    if findings.has_errors() {
        return Err(findings);
    }

    if let Some(finding) = too_long(project, &case.id, &locales) {
        return Err(finding.into());
    }
    let mut parallel = parallel(&case, &source, &translation, date);
    // Findings about other files do not concern the reader of this language.
    let files = paths::locale_file(language, "");
    let is_about = |finding: &Finding| finding.file.as_ref().is_some_and(|file| file.starts_with(&files));
    let mut general = parallel.place(found.into_iter().filter(is_about).collect());
    general.sort_by_key(|finding| finding.severity);
    let names: Vec<String> = locales.iter().flat_map(|locale| names_of(&case, locale)).collect();
    let shapings = Shapings::default();
    let typesetting = TypesetContext {
        fonts,
        segmenter: &resources.segmenter,
        locales: &locales,
        names: &names,
        shapings: &shapings,
        lines: Lines::OfLanguage,
    };
    let mut document = Document {
        title: format!("{}: proof in {}", case.title, translation.locale.info.english_name),
        language: "en".to_owned(),
        printing: Printing::READING,
        ..Document::default()
    };
    let on = source.locale.date(date).unwrap_or_else(|_| date.to_string());
    let head = ProofHead {
        title: &document.title.clone(),
        about: &about(&parallel, &general, &on),
        columns: [column(&source.locale), column(&translation.locale)],
        findings: &general,
        foot: &format!("{} · {} · {on}", case.id, translation.locale.info.english_name),
    };
    let unset = set_parallel(&mut document, &parallel, &head, &typesetting)?;
    let pdf = to_pdf(&document, fonts)?;
    let messages = parallel.pairs().filter(|pair| !pair.name.contains('.')).count();
    let findings = parallel.pairs().flat_map(|pair| pair.findings.clone()).chain(general).chain(unset).collect();
    Ok(Proofs { document, pdf, messages, findings })
}

/// The most words of both languages that one proof has, in bytes of their files, and messages in each.
const MOST_BYTES: usize = 512 << 10;
const MOST_MESSAGES: usize = 500;

/// Reports words that are too long for a proof.
fn too_long(project: &Project, case: &CaseId, locales: &[&Locale]) -> Option<Finding> {
    let most = locales.iter().max_by_key(|locale| locale.messages.ids().count())?;
    let messages = most.messages.ids().count();
    let files = locales.iter().flat_map(|locale| {
        [LETTER.to_owned(), paths::case_words(case)].map(|name| paths::locale_file(&locale.tag, name))
    });
    let bytes: usize = files.filter_map(|file| project.bytes(&file)).map(<[u8]>::len).sum();
    let message = if messages > MOST_MESSAGES {
        format!("there are {messages} messages; the maximum for a proof is {MOST_MESSAGES}")
    } else if bytes > MOST_BYTES {
        format!("the files of both languages have {bytes} bytes; the maximum for a proof is {MOST_BYTES}")
    } else {
        return None;
    };
    let finding =
        Finding::error(rules::TOO_LONG, message).in_file(paths::locale_file(&most.tag, paths::case_words(case)));
    Some(finding.help("delete the messages that no letter uses"))
}

/// The heading of a language's column: its name in its own words.
fn column(locale: &Locale) -> crate::letter::Text {
    let LocaleInfo { name, .. } = &locale.info;
    crate::letter::Text { language: locale.tag.clone(), ..note(name.clone()) }
}

/// An explanation for the reader of a proof.
fn about(parallel: &Parallel, general: &[Finding], on: &str) -> String {
    let count = |severity: Severity| {
        let of_pairs = parallel.pairs().flat_map(|pair| &pair.findings);
        of_pairs.chain(general).filter(|finding| finding.severity == severity).count()
    };
    let counts = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Note, "note")]
        .map(|(severity, name)| (count(severity), name));
    let told: Vec<String> = counts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, name)| format!("{count} {name}{}", if *count == 1 { "" } else { "s" }))
        .collect();
    let found = if told.is_empty() { "No problems were found.".to_owned() } else { format!("{}.", told.join(", ")) };
    format!(
        "Made on {on}. Underlined text is filled in by the program, such as dates and numbers of the case. The date of the letter and its page numbers are examples. {found}"
    )
}
