//! The words of a case as orders use them: read once, judged, and with what must not be printed refused.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::order::Order;
use crate::case::Case;
use crate::finding::{Finding, Findings, Severity, rules};
use crate::id::{CaseId, LanguageTag};
use crate::judge::{Judge, Judged, Touched, View, files_of_case, read_case};
use crate::locale::{Language, Library, Locale};
use crate::project::paths::LETTER;
use crate::project::{Project, paths};
use crate::translation::Reviews;

/// The words of a case in some languages.
#[derive(Clone)]
pub struct Words {
    pub(super) case: Case,
    /// The languages that can be used, with their messages for the case.
    locales: BTreeMap<LanguageTag, Arc<Locale>>,
    /// Why a language cannot be used at all.
    faults: BTreeMap<LanguageTag, Findings>,
    /// English, for addresses. Its messages are used only if it is one of the languages.
    english: Option<Arc<Locale>>,
    /// The reviews of each language.
    pub(super) reviews: BTreeMap<LanguageTag, Arc<Reviews>>,
    /// The number of warnings. They do not prevent printing.
    warnings: usize,
}

impl Order {
    /// The words that the order is printed with, read and judged.
    ///
    /// # Errors
    ///
    /// When the case is unknown, or its file is faulty.
    pub fn words(&self, project: &Project) -> Result<Words, Findings> {
        Words::read(project, &self.case, self.as_of, &self.languages, self.fallback.as_ref())
    }
}

impl Words {
    /// Reads and judges the words of a case in these languages and in the fallback. Without languages, those of
    /// the case are used.
    ///
    /// # Errors
    ///
    /// When the case is unknown, or its file is faulty. The faults of a language are
    /// reported when it is used.
    pub fn read(
        project: &Project,
        case: &CaseId,
        as_of: Option<Date>,
        languages: &[LanguageTag],
        fallback: Option<&LanguageTag>,
    ) -> Result<Self, Findings> {
        let of_case = read_case(project, case, as_of).map(|case| case.languages).unwrap_or_default();
        let library = Library::of(project).with(languages.iter().chain(fallback).chain(&of_case));
        let (case_id, languages_asked) = (Some(case.clone()), languages.to_vec());
        let view = View { case: case_id, as_of, languages: languages_asked, fallback: fallback.cloned() };
        let judge = Judge::of(&library, view);
        let read = judge.case(case).expect("it is the one that counts");
        let case = read.map_err(Clone::clone)?;
        let languages = if languages.is_empty() { &case.languages } else { languages };
        let tags: Vec<&LanguageTag> = languages.iter().chain(fallback).collect();
        let files = files_of_case(&case.id, tags.iter().copied());
        let judged = judge.judge(&|path| files.iter().any(|file| file == path));
        Ok(Self::of(&library, case, &tags, &judged))
    }

    /// The words as far as they can be read, including faulty ones: only for the preview, never for print.
    ///
    /// # Errors
    ///
    /// When the case is unknown, or its file is faulty.
    pub fn legible(project: &Project, order: &Order) -> Result<Self, Findings> {
        let case = read_case(project, &order.case, order.as_of)?;
        let languages = if order.languages.is_empty() { &case.languages } else { &order.languages };
        let tags: Vec<&LanguageTag> = languages.iter().chain(&order.fallback).collect();
        let library = Library::of(project).with(tags.iter().copied());
        let mut words = Self::of(&library, &case, &tags, &Judged::default());
        for tag in tags {
            let names = [LETTER.to_owned(), paths::case_words(&case.id)];
            let language = library.language(tag);
            let files = names.iter().filter_map(|name| language?.file(name));
            let faults: Findings = files.flat_map(|file| file.faults.clone()).collect();
            if !faults.is_empty() {
                words.locales.remove(tag);
                words.faults.insert(tag.clone(), faults);
            }
        }
        Ok(words)
    }

    /// The words for addresses only. No messages are used, so none are judged.
    ///
    /// # Errors
    ///
    /// When the case is unknown, or its file or the English one is faulty.
    pub fn for_addresses(project: &Project, case: &CaseId, as_of: Option<Date>) -> Result<Self, Findings> {
        let case = read_case(project, case, as_of)?;
        let english = Locale::read(&Library::of(project), &LanguageTag::english(), &case.id)?;
        Ok(Self { english: Some(Arc::new(english)), ..Self::none(case) })
    }

    /// The words of a case in these languages, with these findings about them.
    pub fn of(library: &Library, case: &Case, languages: &[&LanguageTag], judged: &Judged) -> Self {
        let mut words = Self::none(case.clone());
        for tag in languages {
            if !words.locales.contains_key(*tag) && !words.faults.contains_key(*tag) {
                words.add(library, tag, judged);
            }
        }
        let english = LanguageTag::english();
        words.english = match words.locales.get(&english) {
            Some(locale) => Some(Arc::clone(locale)),
            None => Locale::read(library, &english, &case.id).ok().map(Arc::new),
        };
        let files = files_of_case(&case.id, languages.iter().copied());
        let is_used = |finding: &&Finding| is_in(finding, &files);
        let warnings = judged.findings().filter(|finding| finding.severity == Severity::Warning).filter(is_used);
        words.warnings = warnings.count();
        words
    }

    /// No words of a case yet.
    fn none(case: Case) -> Self {
        let (locales, faults, reviews) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        Self { case, locales, faults, english: None, reviews, warnings: 0 }
    }

    /// Reads a language, and refuses what must not be printed in it.
    fn add(&mut self, library: &Library, tag: &LanguageTag, judged: &Judged) {
        let mut faults = Findings::new();
        let locale = faults.take(Locale::read(library, tag, &self.case.id));
        let base = library.language(tag).and_then(Language::base);
        let folders: Vec<String> = [Some(tag), base.map(|base| &base.tag)]
            .into_iter()
            .flatten()
            .map(|tag| paths::locale_file(tag, ""))
            .collect();
        let errors = judged.found.iter().filter(|(finding, _)| finding.is_error());
        let is_here = |finding: &Finding| {
            finding.file.as_ref().is_some_and(|file| folders.iter().any(|folder| file.starts_with(folder)))
        };
        // A fault of the language that a region has other words for is none of the region's.
        let is_said = |finding: &Finding, id: &str| {
            let file = finding.file.as_deref().and_then(paths::language_and_name);
            let own = library.language(tag).filter(|_| file.is_some_and(|(folder, _)| folder != tag.as_str()));
            let entry = own
                .zip(file)
                .and_then(|(own, (_, name))| own.file(name).and_then(|file| Some((own, file, file.entry(id)?))));
            entry.is_none_or(|(own, file, entry)| !own.is_own(file.path_at(entry.at.start)))
        };
        let files = files_of_case(&self.case.id, [tag]);
        let is_used = |finding: &Finding| is_in(finding, &files);
        let (mut of_files, mut refused) = (Vec::new(), Vec::new());
        for (finding, touched) in errors {
            match touched {
                Touched::Message(id) if is_here(finding) && is_used(finding) && is_said(finding, id) => {
                    refused.push((id, finding));
                }
                Touched::EveryMessage(id) => refused.push((id, finding)),
                Touched::File if is_here(finding) && is_used(finding) => of_files.push(finding.clone()),
                Touched::Language(touched) if touched == tag || base.is_some_and(|base| base.tag == *touched) => {
                    of_files.push(finding.clone());
                }
                _ => {}
            }
        }
        faults.extend_unique(of_files);
        match locale {
            Some(mut locale) if faults.is_empty() => {
                for (id, finding) in refused {
                    locale.messages.refuse(id, finding);
                }
                self.locales.insert(tag.clone(), Arc::new(locale));
                let words = paths::case_words(&self.case.id);
                let (reviews, _) = Reviews::of(library, tag, &|name| name == LETTER || name == words);
                self.reviews.insert(tag.clone(), Arc::new(reviews));
            }
            _ => {
                self.faults.insert(tag.clone(), faults);
            }
        }
    }

    /// The words in these languages, English among them for addresses.
    ///
    /// # Errors
    ///
    /// Why one of the languages cannot be used.
    pub(super) fn locales<'t>(
        &self,
        languages: impl Iterator<Item = &'t LanguageTag>,
    ) -> Result<BTreeMap<LanguageTag, Arc<Locale>>, Findings> {
        let mut locales = BTreeMap::new();
        let mut findings = Findings::new();
        for tag in languages {
            match self.locales.get(tag) {
                Some(locale) => {
                    locales.insert(tag.clone(), Arc::clone(locale));
                }
                None => findings.extend_unique(self.faults.get(tag).into_iter().flatten().cloned()),
            }
        }
        if !findings.is_empty() {
            return Err(findings);
        }
        if let Some(english) = &self.english {
            locales.entry(LanguageTag::english()).or_insert_with(|| Arc::clone(english));
        }
        Ok(locales)
    }

    /// The number of warnings of `likhit check`, in one line.
    pub(super) fn warnings(&self) -> Option<Finding> {
        let (count, what) = match self.warnings {
            0 => return None,
            1 => (1, "warning"),
            count => (count, "warnings"),
        };
        let message = format!("`likhit check` reports {count} {what} about this text");
        Some(
            Finding::warning(rules::CHECK_WARNINGS, message)
                .help(format!("run `likhit check {}` to see them", self.case.id)),
        )
    }
}

/// Whether a finding is in one of these files.
fn is_in(finding: &Finding, files: &[String]) -> bool {
    let file = finding.file.as_deref().map(paths::in_project);
    file.is_some_and(|file| files.iter().any(|known| known == file))
}
