//! Begins a case from the text of an appeal: a letter, or an action sheet, as people copy it from a web page, a word
//! processor or a PDF.
//!
//! `lines` cleans the text, `parts` divides it, `blocks` mends its paragraphs, `recipients` reads addresses, `persons`
//! and `facts` find names and days, `draft` makes messages of it, and `write` writes the two files. All words by which
//! something is known are in `words.yaml`. Every word of the text is in a message, in a field of the case, or in a
//! comment that says where it was: `account` counts them.

mod account;
mod blocks;
mod dates;
mod decode;
mod draft;
mod facts;
mod lines;
mod parts;
mod persons;
mod recipients;
mod salutations;
mod vocabulary;
mod write;

pub use decode::decode;

use crate::countries::{CountryNames, TelephonePlans};
use crate::finding::{Finding, Findings, rules};
use crate::id::{CaseId, LanguageTag};
use crate::locale::Library;
use crate::project::{Project, paths};
use crate::translation::{Begun, source_language};
use recipients::Reader;
use salutations::Salutations;
use vocabulary::Vocabulary;

/// The files of a new case, from the text of an appeal in `language`, or in the source language of the project.
///
/// # Errors
///
/// When the text has no words, the program has a case of this name, or the data of the project cannot be read.
pub fn begin_case_from(
    project: &Project,
    case: &CaseId,
    text: &str,
    language: Option<&LanguageTag>,
) -> Result<Begun, Findings> {
    let file = paths::case_facts(case);
    if project.has(&file) {
        let finding = Finding::error(rules::FILE_EXISTS, "there is a case of this name already");
        return Err(finding.in_file(file).help("use another name").into());
    }
    let library = Library::of(project);
    let language = match language {
        Some(language) => language.clone(),
        None => source_language(&library)?,
    };
    let vocabulary = Vocabulary::bundled();
    let (lines, joined) = lines::lines(text, &vocabulary);
    if lines.is_empty() {
        let finding = Finding::error(rules::BAD_TEXT, "the text of the appeal has no words");
        return Err(finding.help("copy the text of the appeal into the file").into());
    }
    let (countries, plans) = (CountryNames::read(project)?, TelephonePlans::read(project)?);
    let reader = Reader { vocabulary: &vocabulary, countries: &countries, plans: &plans };
    let salutations = Salutations::of(&library, &language);
    let parts = parts::parts(&lines, &vocabulary);
    let mut draft = draft::draft(parts, &lines, &reader, &salutations, &language);
    draft.remarks.extend(joined);
    let account = account::complete(&mut draft, &lines);
    let mut begun = Begun::default();
    begun.files.insert(file, write::facts(&draft, case, &language));
    begun.files.insert(paths::locale_file(&language, paths::case_words(case)), write::messages(&draft, case));
    begun.remarks = account::report(&draft, &account, &language);
    if !library.languages.contains_key(&language) {
        begun.remarks.push(format!(
            "This project does not have the language `{language}` yet: run `likhit new language {language}`."
        ));
    }
    Ok(begun)
}
