//! Translation: what is translated in a language, from which text of the source language, and what is
//! still to be translated.
//!
//! `locales/.seen/<language>/<file>.ftl` has, for each message, the source's text at the time when it was
//! translated or checked. If that text and today's text differ as syntax trees, the translation is stale. No
//! hash, date or version control is needed. In the same way `.reviewed` has the text of the language at the time
//! of its review.

mod accept;
mod begin;
mod begin_case;
mod begun_file;
mod fluent_file;
mod message_edit;
mod message_words;
pub(crate) mod other_wording;
pub mod po;
mod record_review;
mod review;
mod status;
mod word_diff;
mod wording;

pub use accept::{Accepted, AcceptedFile, accept};
#[cfg(test)]
pub(crate) use begin::bundled_dates;
pub use begin::{Begun, begin_language};
pub use begin_case::begin_case;
pub use message_edit::{Unchanged, with_typed_words};
pub use message_words::{MessageWords, PartWords, message_words};
pub use other_wording::{OtherWording, other_wordings, with_other_wording};
pub use record_review::{record_messages, record_review};
pub use review::{FileReview, MessageReview, Reading, ReviewState, Reviews, changed_since_review};
pub use status::{FileStatus, MessageStatus, TranslationStatus, status};
pub(crate) use word_diff::word_diff;
pub(crate) use wording::{is_same_text, read as read_text, written as written_text};

use std::collections::{BTreeMap, BTreeSet};

use fluent_file::FluentFile;

use crate::case::Case;
use crate::finding::{Finding, Findings, did_you_mean, rules};
use crate::id::{CaseId, LanguageTag};
pub use crate::locale::Library;
use crate::locale::{Language, LocaleInfo, cldr, is_pseudo};
pub use crate::locale::{is_language, languages, source_language, source_of_case};
use crate::project::{Project, paths};
use crate::yaml::Source;

/// Warns about every message of a language whose source has changed since the translation was checked, with the removed
/// and the added words; and reports faults of the record.
///
/// This is all that `likhit check` needs to call. There are no warnings for the source language itself, for a message
/// that is not in `.seen`, or for a file that does not parse: its faults are reported when it is read.
pub fn stale(library: &Library, language: &LanguageTag) -> Findings {
    let Ok((files, mut findings)) = status(library, language) else { return Findings::new() };
    findings.retain(|finding| finding.file.as_ref().is_some_and(|file| file.starts_with(paths::SEEN)));
    for file in files {
        let path = paths::locale_file(language, &file.file);
        for message in &file.messages {
            let is_own = |path: &String| library.language(language).is_none_or(|known| known.is_own(path));
            if let TranslationStatus::Stale { changes } = &message.status
                && message.path.as_ref().is_none_or(is_own)
            {
                findings.push(
                    Finding::warning(
                        rules::STALE_TRANSLATION,
                        format!(
                            "the source has changed since this was translated, from [-this-] to {{+this+}}: {changes}"
                        ),
                    )
                    .in_file(message.path.as_ref().unwrap_or(&path))
                    .at(message.position)
                    .place(&message.name)
                    .help(format!(
                        "translate it again; if no change is needed, run `likhit accept {language} {}`",
                        message.name
                    )),
                );
            }
        }
        let is_recorded = library.project.has(&paths::seen_file(language, &file.file));
        if !is_recorded && file.messages.iter().any(|message| message.status == TranslationStatus::New) {
            let source = source_name(library, &file.file);
            let message = format!("the {source} version that this was translated from is not recorded");
            let help = format!(
                "if the translation is up to date, run `likhit accept {language}`, and you will be warned when the {source} changes"
            );
            findings.push(Finding::note(rules::NO_RECORD, message).in_file(path).help(help));
        }
    }
    findings
}

/// The English name of the language that a file is translated from, as in "the English version".
fn source_name(library: &Library, file: &str) -> String {
    let info = library.source_of(file).map(|source| source.info().map(|info| info.english_name.clone()));
    info.and_then(Result::ok).unwrap_or_else(|| "source".to_owned())
}

/// The names of the twelve months in a date of a language, as CLDR has them; empty where CLDR has no names.
pub(crate) fn month_names(language: &LanguageTag) -> Vec<String> {
    cldr::facts(language).map(|facts| facts.months).unwrap_or_default()
}

/// The message `date` of a language with ordinary spaces, and the names of its months; `None` where CLDR does not have
/// them.
pub(crate) fn date_form(language: &LanguageTag) -> Option<(String, Vec<String>)> {
    let facts = cldr::facts(language)?;
    let (message, has_number) = cldr::date_message(&facts.date)?;
    let message = cldr::with_plain_spaces(&message);
    (!has_number && facts.months.len() == 12).then_some((message, facts.months))
}

/// Whether a message of `letter.ftl` is word for word what CLDR says: the date of the language or a month.
pub(crate) fn is_of_cldr(language: &LanguageTag, id: &str, text: &str) -> bool {
    !is_pseudo(language) && cldr::is_given(language, id, text)
}

/// The facts of a language, or the findings on its `locale.yaml`.
///
/// # Errors
///
/// When the language does not exist, or its `locale.yaml` is faulty.
pub(crate) fn info(library: &Library, language: &LanguageTag) -> Result<LocaleInfo, Findings> {
    if let Some(language) = library.language(language) {
        return language.info().cloned().map_err(Clone::clone);
    }
    let tags: Vec<LanguageTag> = library.languages.keys().cloned().collect();
    let help = match did_you_mean(language.as_str(), tags.iter().map(LanguageTag::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("use one of: {}; to add a language, run `likhit new language {language}`", list(&tags)),
    };
    let finding = Finding::error(rules::UNKNOWN_LANGUAGE, format!("unknown language `{language}`"));
    Err(finding.help(help).into())
}

/// The Fluent files that are translated into a language, each with the language that it is translated from.
///
/// # Errors
///
/// When there is no source, or no such language, or nothing is translated into it.
fn sources(library: &Library, language: &LanguageTag) -> Result<BTreeMap<String, LanguageTag>, Findings> {
    info(library, language)?;
    source_language(library)?;
    let has = |name: &str| library.language(language).is_some_and(|language| language.has(name));
    let mut names: BTreeSet<&str> = library.languages.values().flat_map(Language::names).collect();
    names.retain(|name| *name != paths::REVIEW || has(name));
    let source = |name: &&str| library.source_of(name).filter(|source| source.tag != *language);
    let sources = names.iter().filter_map(|name| Some(((*name).to_owned(), source(name)?.tag.clone())));
    let sources: BTreeMap<String, LanguageTag> = sources.collect();
    if sources.is_empty() {
        let message = format!("`{language}` is the source language, not a translation");
        return Err(Finding::error(rules::SOURCE_LANGUAGE, message)
            .help("use a language that is translated from it")
            .into());
    }
    Ok(sources)
}

fn list(tags: &[LanguageTag]) -> String {
    tags.iter().map(LanguageTag::as_str).collect::<Vec<_>>().join(", ")
}

/// The Fluent files of a language, below its folder: `letter.ftl`, `cases/kem-sokha.ftl`.
fn files(project: &Project, language: &LanguageTag) -> BTreeSet<String> {
    let folder = paths::locale_folder(language);
    let files = project.paths(&folder, paths::FTL).filter_map(paths::language_and_name);
    files.map(|(_, name)| name.to_owned()).collect()
}

/// The record of the source's texts from which a file of a language was translated. What the program recorded of its
/// own words says nothing of those that the project has in their place.
fn seen(project: &Project, language: &LanguageTag, file: &str) -> Result<FluentFile, Findings> {
    let mut seen = FluentFile::read(project, &paths::seen_file(language, file))?;
    let path = paths::locale_file(language, file);
    let Some(below) = project.text_below(&path) else { return Ok(seen) };
    // What is wrong with the file itself is found when it is read.
    let own = FluentFile::read_own(project, &path).unwrap_or_default();
    let below = FluentFile::parse(&path, below)?;
    let is_replaced = |id: &str| {
        let parts = |file: &FluentFile| file.entry(id).map(|entry| entry.parts.clone());
        parts(&own).is_some_and(|own| parts(&below) != Some(own))
    };
    let of_program = !project.is_own(&seen.path);
    seen.retain(|entry| !((of_program || entry.is_below()) && is_replaced(&entry.id)));
    Ok(seen)
}

/// The case whose words are in a Fluent file, if it is the file of a case and the case can be read.
fn case_of(project: &Project, file: &str) -> Option<Case> {
    let id = CaseId::new(paths::case_of_words(file)?)?;
    let path = paths::case_facts(&id);
    let text = project.text(&path).ok()?;
    Case::read(id, Source { file: &path, text }).ok()
}

/// Whether a typed name is that of a message: `closing`, its file `letter.ftl`, or both as `letter.ftl:closing`.
fn is_named(name: &str, language: &LanguageTag, file: &str, id: &str) -> bool {
    let name = name.strip_prefix(&paths::locale_file(language, "")).unwrap_or(name);
    name == id || name == file || name.split_once(':') == Some((file, id))
}

/// Reports that `what` has no message of this name.
fn unknown<'a>(name: &str, what: &str, known: impl Iterator<Item = &'a str>, help: &str) -> Finding {
    let finding = Finding::error(rules::UNKNOWN_MESSAGE, format!("unknown message `{name}` in {what}")).place(name);
    match did_you_mean(name, known) {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding.help(help),
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    const ENGLISH: &str = "locales/en/cases/kem-sokha.ftl";
    const KHMER: &str = "locales/km/cases/kem-sokha.ftl";

    fn khmer() -> LanguageTag {
        LanguageTag::new("km").expect("a tag")
    }

    /// The bundled project with some text of a file replaced.
    fn changed(file: &str, from: &str, to: &str) -> Project {
        let project = Project::embedded();
        let text = project.text(file).expect("the bundled file");
        assert!(text.contains(from), "{file} has no `{from}`");
        let text = text.replacen(from, to, 1);
        project.with([(file.to_owned(), text.into_bytes())])
    }

    fn check(project: &Project, expected: &Expect) {
        let shown: Vec<String> = stale(&Library::of(project), &khmer())
            .iter()
            .map(|f| {
                let (file, place) = (f.file.as_deref().unwrap_or_default(), f.place.as_deref().unwrap_or_default());
                format!(
                    "{file}:{}: {place}: {}\n  {}\n",
                    f.line.unwrap_or(0),
                    f.message,
                    f.help.as_deref().unwrap_or("")
                )
            })
            .collect();
        expected.assert_eq(&shown.concat());
    }

    #[test]
    fn no_bundled_translation_is_stale_or_without_a_record() {
        let project = Project::embedded();
        for language in languages(&project) {
            assert_eq!(stale(&Library::of(&project), &language), []);
            let Ok((files, findings)) = status(&Library::of(&project), &language) else { continue };
            assert_eq!(findings, []);
            for message in files.iter().flat_map(|file| &file.messages) {
                let known = matches!(message.status, TranslationStatus::Translated | TranslationStatus::SameAsSource);
                assert!(known, "{language}: {message:?}");
            }
        }
    }

    #[test]
    fn a_change_of_the_source_is_shown_word_by_word() {
        check(
            &changed(ENGLISH, "general elections scheduled for", "elections of"),
            &expect![[r#"
                locales/km/cases/kem-sokha.ftl:54: context: the source has changed since this was translated, from [-this-] to {+this+}: … ahead of the [-general-] elections [-scheduled for-] {+of+} { $election }.
                  translate it again; if no change is needed, run `likhit accept km context`
            "#]],
        );
        check(
            &changed(ENGLISH, ".name = Hun Sen", ".name = Samdech Hun Sen"),
            &expect![[r#"
                locales/km/cases/kem-sokha.ftl:27: recipient-prime-minister: the source has changed since this was translated, from [-this-] to {+this+}: .name: {+Samdech+} Hun Sen
                  translate it again; if no change is needed, run `likhit accept km recipient-prime-minister`
            "#]],
        );
    }

    #[test]
    fn other_line_breaks_and_comments_change_nothing() {
        check(&changed(ENGLISH, "ahead of the\n    general", "ahead\n    of the general"), &expect![[""]]);
        check(&changed(ENGLISH, "# The prisoner's name.", "# Whose name."), &expect![[""]]);
    }

    #[test]
    fn a_lost_paragraph_is_shown() {
        check(
            &changed(ENGLISH, "scheduled for { $election }.", "scheduled\n\n    for { $election }."),
            &expect![[r#"
                locales/km/cases/kem-sokha.ftl:54: context: the source has changed since this was translated, from [-this-] to {+this+}: … general elections scheduled {+¶+} for { $election }.
                  translate it again; if no change is needed, run `likhit accept km context`
            "#]],
        );
    }

    #[test]
    fn a_broken_file_is_left_to_whoever_reads_it() {
        check(&changed(KHMER, "person = ", "person "), &expect![[""]]);
    }

    #[test]
    fn what_is_owed_new_and_unused_is_told_apart() {
        let project = changed(KHMER, "person = ", "someone = ");
        let project = project.with([("locales/.seen/km/cases/kem-sokha.ftl".to_owned(), b"party = x".to_vec())]);
        let (files, _) = status(&Library::of(&project), &khmer()).expect("it stands");
        let of = |name: &str| {
            let file = files.iter().find(|file| KHMER.ends_with(&file.file)).expect("the case's words");
            let found = file.messages.iter().find(|message| message.name == name);
            found.map(|message| message.status.clone())
        };
        assert_eq!(of("person"), Some(TranslationStatus::Missing));
        assert_eq!(of("someone"), Some(TranslationStatus::Unused));
        assert_eq!(of("subject"), Some(TranslationStatus::New));
        assert!(matches!(of("party"), Some(TranslationStatus::Stale { .. })));
    }

    #[test]
    fn accepting_one_message_keeps_all_others_to_the_byte() {
        let project = changed(ENGLISH, "rights, ahead of the", "rights, before the");
        let before = project.text("locales/.seen/km/cases/kem-sokha.ftl").expect("it is there").to_owned();
        let accepted = accept(&project, &khmer(), &["context".to_owned()]).expect("it can be accepted");
        let [file] = accepted.files.as_slice() else { panic!("{accepted:?}") };
        assert_eq!(file.messages, ["context"]);
        assert_eq!(file.text, before.replace("rights, ahead of the", "rights, before the"));
        let project = project.with([(file.path.clone(), file.text.clone().into_bytes())]);
        assert_eq!(stale(&Library::of(&project), &khmer()), []);
        assert_eq!(accept(&project, &khmer(), &[]).map(|accepted| accepted.files), Ok(Vec::new()));
    }

    #[test]
    fn records_are_sorted_and_of_messages_that_are_there() {
        let seen = "locales/.seen/km/cases/kem-sokha.ftl";
        let project = Project::embedded().with([(seen.to_owned(), b"gone = x\n\nhealth = y\n".to_vec())]);
        let accepted = accept(&project, &khmer(), &[]).expect("it can be accepted");
        let text = &accepted.files[0].text;
        let ids: Vec<&str> = text.lines().filter_map(|line| line.split_once(" =")).map(|(id, _)| id).collect();
        let ids: Vec<&str> = ids.into_iter().filter(|id| !id.starts_with(' ')).collect();
        assert!(ids.is_sorted(), "{ids:?}");
        assert!(ids.contains(&"subject") && !ids.contains(&"gone"), "{ids:?}");
        assert_eq!(text.trim_start().len(), text.len());
    }

    #[test]
    fn what_cannot_be_accepted_is_named() {
        let project = changed(KHMER, "health = ", "healthy = ");
        let rules = |language: &str, message: &str| -> Vec<crate::finding::RuleName> {
            let language = LanguageTag::new(language).expect("a tag");
            let accepted = accept(&project, &language, &[message.to_owned()]);
            accepted.map_or_else(|findings| findings, |accepted| accepted.findings).iter().map(|f| f.rule).collect()
        };
        assert_eq!(rules("km", "health"), ["missing-message"]);
        assert_eq!(rules("km", "subjekt"), ["unknown-message"]);
        assert_eq!(rules("en", "person"), ["source-language"]);
        assert_eq!(rules("xx", "person"), ["unknown-language"]);
    }
}
