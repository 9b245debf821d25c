//! The proof of a case with what is found in its words.

use jiff::civil::Date;

use super::{Scope, Tried, check_with};
use crate::finding::Findings;
use crate::id::{CaseId, LanguageTag};
use crate::print::Resources;
use crate::print::proof::{Proofs, proof_with};
use crate::project::{Project, paths};

/// The proof of a case in a language, with what the check finds in the words of the case and of every letter.
///
/// # Errors
///
/// Those of [`proof_with`].
pub fn checked_proof(
    project: &Project,
    case: &CaseId,
    lang: &LanguageTag,
    date: Date,
    resources: Result<&Resources, &Findings>,
) -> Result<Proofs, Findings> {
    let names = [paths::LETTER.to_owned(), paths::case_words(case)];
    let paths = names.map(|name| paths::locale_file(lang, name)).to_vec();
    let pages = Some(Tried { languages: vec![lang.clone()], ..Tried::on(date) });
    let found = check_with(project, &Scope { paths, pages, ..Scope::default() }, resources).findings;
    proof_with(project, case, lang, date, found, resources)
}
