//! Translation: what of a language is translated, from which text of the source language, and what
//! is owed.
//!
//! `locales/.seen/<language>/<file>.ftl` holds, for each message, the source's text as it was when
//! somebody translated it or looked at the translation. Where that text and today's differ as
//! syntax trees, the translation is stale. No hash, date or version control is needed.

mod accept;
mod fluent_file;
mod standing;
mod word_diff;
mod wording;

pub use accept::{Accepted, accept};
pub use standing::{FileStanding, MessageStanding, Standing, standing};

use std::collections::BTreeSet;

use crate::finding::{Finding, Findings, did_you_mean};
use crate::id::LanguageTag;
use crate::locale::{LocaleInfo, Review};
use crate::project::Project;
use crate::yaml::Source;

/// The language that the others are translated from: the one whose `locale.yaml` gives `letter.ftl`
/// the status `source`.
///
/// # Errors
///
/// When no language has it.
pub fn source_language(project: &Project) -> Result<LanguageTag, Finding> {
    let is_source = |tag: &LanguageTag| {
        info(project, tag).is_ok_and(|info| info.review.get("letter.ftl") == Some(&Review::Source))
    };
    languages(project).into_iter().find(is_source).ok_or_else(|| {
        Finding::error("no-source-language", "no language is the one that the others are translated from")
            .help("write `letter.ftl: {status: source}` under `review` in its `locale.yaml`")
    })
}

/// All languages of the project, by their tags: the folders that have a `locale.yaml`.
pub fn languages(project: &Project) -> Vec<LanguageTag> {
    let folder = |path: &str| LanguageTag::new(path.strip_prefix("locales/")?.strip_suffix("/locale.yaml")?);
    project.paths("locales", "/locale.yaml").filter_map(folder).collect()
}

/// Every message of a language whose source has changed since somebody looked at it, as a warning
/// at the message, with the words that went and came.
///
/// This is all that `likhit check` needs to call. The source language itself has none, nor has a
/// message that `.seen` does not know, nor one in a file that does not parse: its faults are found
/// where it is read.
pub fn stale(project: &Project, language: &LanguageTag) -> Findings {
    let Ok((files, _)) = standing(project, language) else { return Findings::new() };
    let mut findings = Findings::new();
    for file in files {
        let path = ftl(language, &file.file);
        for message in file.messages {
            if let Standing::Stale { changes } = message.standing {
                findings.push(
                    Finding::warning("stale-translation", format!("the source has changed since: {changes}"))
                        .in_file(&path)
                        .at(message.position)
                        .place(&message.name)
                        .help(format!(
                            "translate it anew; if nothing is to be changed, say `likhit accept {language} {}`",
                            message.name
                        )),
                );
            }
        }
    }
    findings
}

/// What a language is, or the findings on its `locale.yaml`.
///
/// # Errors
///
/// When there is no such language, or its `locale.yaml` is faulty.
pub(crate) fn info(project: &Project, language: &LanguageTag) -> Result<LocaleInfo, Findings> {
    let file = format!("locales/{language}/locale.yaml");
    if !project.has(&file) {
        let tags = languages(project);
        let help = match did_you_mean(language.as_str(), tags.iter().map(LanguageTag::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("there are: {}; `likhit new language {language}` begins one", list(&tags)),
        };
        let finding = Finding::error("unknown-language", format!("there is no language `{language}`"));
        return Err(vec![finding.help(help)]);
    }
    let text = project.text(&file).map_err(|finding| vec![finding])?;
    LocaleInfo::read(Source { file: &file, text })
}

/// The source language and a language to translate into.
///
/// # Errors
///
/// When there is no source, or no such language, or it is the source itself.
fn pair(project: &Project, language: &LanguageTag) -> Result<LanguageTag, Findings> {
    info(project, language)?;
    let source = source_language(project).map_err(|finding| vec![finding])?;
    if source == *language {
        let message = format!("`{language}` is the source language; it is not a translation");
        return Err(vec![Finding::error("source-language", message).help("name a language that is translated from it")]);
    }
    Ok(source)
}

fn list(tags: &[LanguageTag]) -> String {
    tags.iter().map(LanguageTag::as_str).collect::<Vec<_>>().join(", ")
}

/// The Fluent files of a language, below its folder: `letter.ftl`, `cases/kem-sokha.ftl`.
fn files(project: &Project, language: &LanguageTag) -> BTreeSet<String> {
    let folder = format!("locales/{language}");
    let below = |path: &str| path.strip_prefix(&folder)?.strip_prefix('/').map(str::to_owned);
    project.paths(&folder, ".ftl").filter_map(below).collect()
}

/// The path of a language's Fluent file.
fn ftl(language: &LanguageTag, file: &str) -> String {
    format!("locales/{language}/{file}")
}

/// The path of the source's text as it was when that file was translated.
fn seen(language: &LanguageTag, file: &str) -> String {
    format!("locales/.seen/{language}/{file}")
}
