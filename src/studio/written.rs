//! Messages as they are written in their files.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::choice::Choice;
use crate::fluent::Excerpt;
use crate::id::{CaseId, LanguageTag};
use crate::project::{Project, paths};

/// A message as it is written, in the language that is looked at and in the source language.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Message {
    /// The file that the translation is written to, or would be.
    pub file: String,
    /// The translation, if there is one; in the source language, `None`.
    pub translation: Option<Written>,
    /// The same in the source language.
    pub source: Option<Written>,
}

/// A message in one language.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Written {
    /// The file that it is read from.
    pub file: String,
    #[serde(flatten)]
    pub excerpt: Excerpt,
}

impl Written {
    /// The message `id` of the file `file`, or of the program's below it.
    pub fn of(project: &Project, file: &str, id: &str) -> Option<Self> {
        let own = project.bytes(file).and_then(|bytes| std::str::from_utf8(bytes).ok());
        let texts = [(own, file.to_owned()), (project.text_below(file), paths::in_program(file))];
        texts.into_iter().find_map(|(text, file)| Some(Self { excerpt: Excerpt::of(text?, id)?, file }))
    }

    /// The message `id` in a language: of the case, or of every letter.
    fn find(project: &Project, case: Option<&CaseId>, language: &LanguageTag, id: &str) -> Option<(String, Self)> {
        let names = case.map(paths::case_words).into_iter().chain([paths::LETTER.to_owned()]);
        names.into_iter().find_map(|name| {
            let written = Self::of(project, &paths::locale_file(language, &name), id)?;
            Some((name, written))
        })
    }
}

/// The messages of these ids as they are written. Attributes belong to their message.
pub fn messages(
    project: &Project,
    ids: BTreeSet<&str>,
    chosen: &Choice,
    source: &LanguageTag,
) -> BTreeMap<String, Message> {
    let message = |id: &str| {
        let id = id.split('.').next()?;
        let lang = chosen.lang.as_ref().unwrap_or(source);
        let find = |language| Written::find(project, chosen.case.as_ref(), language, id);
        let (translation, original) = (find(lang).filter(|_| lang != source), find(source));
        let (name, _) = translation.as_ref().or(original.as_ref())?;
        let file = paths::locale_file(lang, name);
        let [translation, source] = [translation, original].map(|found| found.map(|(_, written)| written));
        Some((id.to_owned(), Message { file, translation, source }))
    };
    ids.into_iter().filter_map(message).collect()
}
