//! All that is examined: the project's languages, their files and glossaries, and the cases.

use std::collections::BTreeMap;

use super::ftl::{Entry, File};
use super::glossary::Glossary;
use super::months::Months;
use crate::case::Case;
use crate::finding::{Finding, Findings, Position, did_you_mean, rules};
use crate::id::{CaseId, LanguageTag};
use crate::locale::{LocaleInfo, Review, languages};
use crate::project::Project;
use crate::yaml::{KeyPath, Source};

/// The file with what every letter needs, below the folder of a language.
pub const LETTER: &str = "letter.ftl";

/// What a project has to be examined.
pub struct Library {
    /// The languages by their tags.
    pub languages: BTreeMap<LanguageTag, Language>,
    /// The cases by their ids; none for a file that cannot be read.
    pub cases: BTreeMap<CaseId, Option<Case>>,
    /// What is wrong with files that cannot be read.
    pub findings: Findings,
}

/// A language.
pub struct Language {
    /// Its tag.
    pub tag: LanguageTag,
    /// What its `locale.yaml` says, where that can be read.
    pub info: Option<LocaleInfo>,
    /// Its Fluent files by their names below its folder; none for one that is no text.
    pub files: BTreeMap<String, Option<File>>,
    /// How terms are said in it.
    pub glossary: Glossary,
    /// What the months are called.
    pub months: Months,
}

impl Library {
    /// Reads all languages and cases of a project, as far as they can be read.
    pub fn read(project: &Project) -> Self {
        let mut findings = Findings::new();
        let mut languages = BTreeMap::new();
        for path in project.paths("locales", "/locale.yaml") {
            let Some(tag) = path.split('/').nth(1) else { continue };
            let Some(tag) = LanguageTag::new(tag) else {
                let finding = Finding::error(rules::BAD_ID, format!("`{tag}` is no language tag")).in_file(path);
                findings.push(finding.help(format!("name the folder with {}", LanguageTag::EXPECTED)));
                continue;
            };
            languages.insert(tag.clone(), Language::read(project, tag, &mut findings));
        }
        let mut cases = BTreeMap::new();
        for path in project.paths("cases", ".yaml") {
            let Some(name) = path.strip_prefix("cases/").and_then(|name| name.strip_suffix(".yaml")) else { continue };
            let Some(id) = CaseId::new(name) else {
                let finding = Finding::error(rules::BAD_ID, format!("`{name}` is no name of a case")).in_file(path);
                findings.push(finding.help(format!("name the file with {}", CaseId::EXPECTED)));
                continue;
            };
            let case = project.text(path).map_err(Findings::from);
            let case =
                case.and_then(|text| Case::read(id.clone(), Source { file: path, text }).map(|case| case.as_of(None)));
            cases.insert(id, findings.take(case));
        }
        Self { languages, cases, findings }
    }

    /// The language that a file is translated from: the one whose review of it says `source`, or
    /// the one that does so for `letter.ftl`.
    pub fn source_of(&self, file: &str) -> Option<&Language> {
        let is_source = |language: &&Language, file: &str| {
            let review = language.info.as_ref().and_then(|info| info.review.get(file));
            matches!(review, Some(Review::Source))
        };
        let named = self.languages.values().find(|language| is_source(language, file));
        named
            .or_else(|| self.languages.values().find(|language| is_source(language, LETTER)))
            .filter(|language| language.files.contains_key(file))
    }

    /// The case that a file is of, if it is one's: its id, and what it says where it can be read.
    pub fn case_of(&self, file: &str) -> Option<(&CaseId, Option<&Case>)> {
        let name = file.strip_prefix("cases/")?.strip_suffix(".ftl")?;
        self.cases.iter().find(|(id, _)| id.as_str() == name).map(|(id, case)| (id, case.as_ref()))
    }
}

/// All that a case's letters say: its file, and in each language that has words for it, these and what
/// every letter says.
pub fn files_of_case(project: &Project, case: &str) -> Vec<String> {
    let mut files = vec![format!("cases/{case}.yaml")];
    for language in languages(project) {
        let words = format!("locales/{language}/cases/{case}.ftl");
        if project.has(&words) {
            files.extend([words, format!("locales/{language}/{LETTER}")]);
        }
    }
    files
}

/// Files of which a review is told, and which are not there.
fn reviewed_in_vain(project: &Project, folder: &str, info: &LocaleInfo) -> Findings {
    let file = format!("{folder}/locale.yaml");
    let Ok(text) = project.text(&file) else { return Findings::new() };
    let known: Vec<&str> = project.paths(folder, ".ftl").map(|path| &path[folder.len() + 1..]).collect();
    let unknown = info.review.keys().filter(|name| !known.contains(&name.as_str()));
    let told = unknown.map(|name| {
        let path = KeyPath::default().key("review").key(name);
        let finding =
            Source { file: &file, text }.warning(rules::UNREAD_FILE, &path, format!("there is no file `{name}`"));
        match did_you_mean(name, known.iter().copied()) {
            Some(near) => finding.help(format!("did you mean `{near}`?")),
            None => finding.help("take the line out, or correct its name"),
        }
    });
    told.collect()
}

impl Language {
    fn read(project: &Project, tag: LanguageTag, findings: &mut Findings) -> Self {
        let folder = format!("locales/{tag}");
        let info_file = format!("{folder}/locale.yaml");
        let info = project.text(&info_file).map_err(Findings::from);
        let info = info.and_then(|text| LocaleInfo::read(Source { file: &info_file, text }));
        let info = findings.take(info);
        findings.extend(info.iter().flat_map(|info| reviewed_in_vain(project, &folder, info)));
        let mut files = BTreeMap::new();
        for path in project.paths(&folder, ".ftl") {
            let name = path[folder.len() + 1..].to_owned();
            let file = match project.text(path) {
                Ok(text) => Some(File::read(path, text)),
                Err(finding) => {
                    findings.push(finding);
                    None
                }
            };
            if project.bytes(path).is_some_and(|bytes| bytes.starts_with("\u{FEFF}".as_bytes())) {
                let finding =
                    Finding::warning(rules::BYTE_ORDER_MARK, "the file begins with a byte order mark, U+FEFF");
                let finding = finding.in_file(path).at(Some(Position { line: 1, column: 1 }));
                findings.push(
                    finding.help("save it as UTF-8 without a mark (“without BOM”): other tools lose the first message"),
                );
            }
            files.insert(name, file);
        }
        let glossary = Glossary::read(project, &tag).unwrap_or_else(|faults| {
            findings.extend(faults);
            Glossary::default()
        });
        let letter = files.get(LETTER).and_then(Option::as_ref);
        let months = letter.map(|letter| Months::of(letter, &tag)).unwrap_or_default();
        Self { tag, info, files, glossary, months }
    }

    /// A file, where it is there and can be read.
    pub fn file(&self, name: &str) -> Option<&File> {
        self.files.get(name).and_then(Option::as_ref)
    }

    /// The entry of an id that a message of `file` may refer to, with its file: one of the same
    /// file or of `letter.ftl`, or from there, of any case's.
    pub fn entry(&self, file: &str, id: &str) -> Option<(&File, &Entry)> {
        let near = [self.file(file), self.file(LETTER)].into_iter().flatten();
        let far = self.files.values().flatten().filter(|_| file == LETTER);
        near.chain(far).find_map(|file| Some((file, file.entry(id)?)))
    }
}
