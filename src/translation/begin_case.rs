//! Beginning a case: its facts with the keys explained, and its words in each language of the project.

use std::collections::BTreeSet;

use super::accept::Record;
use super::begin::{Begun, head};
use super::begun_file::owed;
use super::fluent_file::FluentFile;
use super::{info, source_language};
use crate::case::Case;
use crate::finding::{Finding, Findings, rules};
use crate::id::{CaseId, LanguageTag};
use crate::locale::Library;
use crate::project::{Project, paths};
use crate::yaml::Source;

/// The files that a case needs and the folder of the project does not have yet. A file that the program carries is
/// copied, to be changed. Existing files are left alone.
///
/// `language` is the one that a new case is written in; without it, the source language of the project.
///
/// # Errors
///
/// When the language is unknown, or a file that the new ones are made from is faulty.
pub fn begin_case(project: &Project, case: &CaseId, language: Option<&LanguageTag>) -> Result<Begun, Findings> {
    let library = Library::of(project);
    let mut begun = Begun::default();
    let facts = paths::case_facts(case);
    let is_new = !project.has(&facts);
    let existing =
        if is_new { None } else { Case::first_language(Source { file: &facts, text: project.text(&facts)? }) };
    let source = match existing.as_ref().or(language) {
        Some(language) => info(&library, language).map(|_| language.clone())?,
        None => source_language(&library)?,
    };
    if let Some(other) = language.filter(|language| **language != source) {
        let finding =
            Finding::error(rules::FILE_EXISTS, format!("the case `{case}` exists and begins with `{source}`"));
        let help = format!("leave out `--lang {other}`, or change `languages` in the file");
        return Err(finding.in_file(facts).help(help).into());
    }
    let filled = |template: &str| template.replace("NAME", case.as_str()).replace("SOURCE", source.as_str());
    add(project, facts, &mut begun, || Ok(filled(include_str!("case.yaml"))))?;

    let file = paths::case_words(case);
    let words = paths::locale_file(&source, &file);
    let template = filled(include_str!("case.ftl"));
    let text = if project.has(&words) { project.text(&words)?.to_owned() } else { template };
    add(project, words.clone(), &mut begun, || Ok(text.clone()))?;
    let text = FluentFile::parse(&words, &text)?;
    for tag in languages(project, &library, &file).into_iter().filter(|tag| *tag != source) {
        let path = paths::locale_file(&tag, &file);
        let is_translated = project.has(&path);
        let english = info(&library, &tag)?.english_name;
        let begun_file = owed(&text, &head(&tag, &english), &|_| None);
        add(project, path, &mut begun, || Ok(begun_file.text))?;
        let record = paths::seen_file(&tag, &file);
        if is_translated && project.has(&record) {
            add(project, record, &mut begun, || Ok(String::new()))?;
        } else if !is_translated && !begun_file.filled.is_empty() {
            let nothing = FluentFile::parse(&record, "")?;
            let mut seen = Record::of(&nothing, &source);
            for entry in begun_file.filled.iter().filter_map(|id| text.entry(id)) {
                seen.put(&entry.id, text.raw(entry));
            }
            begun.files.insert(record, seen.text());
        }
    }
    if begun.files.is_empty() {
        begun.remarks.push(format!("The case `{case}` has all of its files. Nothing was changed."));
    } else if is_new {
        begun.remarks.push("Fill in the empty fields of the case file.".to_owned());
        let words = "The messages of the .ftl file are comments: delete the `# ` before each, and replace the words.";
        begun.remarks.push(words.to_owned());
    } else {
        begun.remarks.push(format!("These files were added to the case `{case}`. Existing files were not changed."));
    }
    Ok(begun)
}

/// Adds a file that the folder of the project does not have: the program's, or else a new one.
fn add(
    project: &Project,
    path: String,
    begun: &mut Begun,
    new: impl FnOnce() -> Result<String, Findings>,
) -> Result<(), Findings> {
    if !project.is_own(&path) {
        let text = if project.has(&path) { project.text(&path)?.to_owned() } else { new()? };
        begun.files.insert(path, text);
    }
    Ok(())
}

/// The languages that the folder of the project has files of, and those that have the words of the case already.
fn languages(project: &Project, library: &Library, words: &str) -> BTreeSet<LanguageTag> {
    let own = project.files().map(|(path, _)| path).filter(|path| project.is_own(path));
    let own: BTreeSet<&str> = own.filter_map(|path| Some(paths::language_and_name(path)?.0)).collect();
    let languages = library.languages.values();
    let languages = languages.filter(|language| language.base().is_none());
    let languages = languages.filter(|language| own.contains(language.tag.as_str()) || language.has(words));
    languages.map(|language| language.tag.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::keys;

    fn kerala(project: &Project, language: Option<&str>) -> Result<Begun, Findings> {
        let language = language.and_then(LanguageTag::new);
        begin_case(project, &CaseId::new("kerala").expect("an id"), language.as_ref())
    }

    /// The bundled project with these files in the folder.
    fn with(files: impl IntoIterator<Item = (String, String)>) -> Project {
        Project::embedded().with(files.into_iter().map(|(path, text)| (path, text.into_bytes())))
    }

    fn paths_of(begun: &Begun) -> Vec<&str> {
        begun.files.keys().map(String::as_str).collect()
    }

    #[test]
    fn a_new_case_explains_every_key_and_says_what_is_owed() {
        let begun = kerala(&Project::embedded(), None).expect("it can begin");
        assert_eq!(paths_of(&begun), ["cases/kerala.yaml", "locales/en/cases/kerala.ftl"]);
        let text = &begun.files["cases/kerala.yaml"];
        for key in keys() {
            assert!(text.contains(&format!("{key}:")), "`{key}` is not explained in case.yaml");
        }
        let case = CaseId::new("kerala").expect("an id");
        let findings = Case::read(case, Source { file: "cases/kerala.yaml", text }).expect_err("much is owed");
        let places: Vec<&str> = findings.iter().filter_map(|finding| finding.place.as_deref()).collect();
        for owed in ["country", "recipients[0].id", "recipients[0].address.lines"] {
            assert!(places.contains(&owed), "{owed}: {places:?}");
        }
        let words = FluentFile::parse("x.ftl", &begun.files["locales/en/cases/kerala.ftl"]).expect("it is sound");
        assert_eq!(words.entries, []);
    }

    #[test]
    fn each_language_of_the_folder_gets_the_words_and_others_do_not() {
        let project = with([("locales/km/letter.ftl".to_owned(), "closing = x\n".to_owned())]);
        let begun = kerala(&project, None).expect("it can begin");
        let languages = ["cases/kerala.yaml", "locales/en/cases/kerala.ftl", "locales/km/cases/kerala.ftl"];
        assert_eq!(paths_of(&begun), languages);
        assert!(begun.files["locales/km/cases/kerala.ftl"].starts_with("### Khmer."));
        // Run again, it adds what is missing and leaves the rest.
        let first: Vec<(String, String)> = begun.files.into_iter().take(2).collect();
        let project = project.with(first.into_iter().map(|(path, _)| (path, b"subject = My words\n".to_vec())));
        let begun = kerala(&project, None).expect("it can begin");
        assert_eq!(paths_of(&begun), ["locales/km/cases/kerala.ftl"]);
        assert!(begun.files["locales/km/cases/kerala.ftl"].contains("\n# subject = My words\n"));
        let project = project.with([("locales/km/cases/kerala.ftl".to_owned(), Vec::new())]);
        assert_eq!(paths_of(&kerala(&project, None).expect("it can begin")), Vec::<&str>::new());
    }

    #[test]
    fn a_case_can_be_written_in_another_language() {
        let begun = kerala(&Project::embedded(), Some("fr")).expect("it can begin");
        assert_eq!(paths_of(&begun), ["cases/kerala.yaml", "locales/fr/cases/kerala.ftl"]);
        assert!(begun.files["cases/kerala.yaml"].contains("\nlanguages: [fr]\n"));
        let project = with(begun.files.into_iter().filter(|(path, _)| path.starts_with("cases/")));
        assert_eq!(paths_of(&kerala(&project, None).expect("it can begin")), ["locales/fr/cases/kerala.ftl"]);
        assert_eq!(kerala(&project, Some("en")).expect_err("it is French")[0].rule, "file-exists");
        let findings = kerala(&Project::embedded(), Some("es")).expect_err("there is no such language");
        assert_eq!(findings[0].rule, "unknown-language");
    }

    #[test]
    fn a_case_that_the_program_carries_is_copied() {
        let case = CaseId::new("kem-sokha").expect("an id");
        let begun = begin_case(&Project::embedded(), &case, None).expect("it can begin");
        for path in ["cases/kem-sokha.yaml", "locales/km/cases/kem-sokha.ftl", "locales/.seen/km/cases/kem-sokha.ftl"] {
            assert_eq!(Some(begun.files[path].as_str()), Project::embedded().text(path).ok(), "{path}");
        }
    }
}
