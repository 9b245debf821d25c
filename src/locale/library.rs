//! The library: the languages of a project, each of whose files is read once, when it is needed.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::region::Region;
use super::{LocaleInfo, Review, language_of_region};
use crate::case::CaseLanguages;
use crate::finding::{Finding, Findings};
use crate::fluent::{Entry, File};
use crate::id::{CaseId, LanguageTag};
use crate::project::paths::LETTER;
use crate::project::{Project, paths};
use crate::yaml::Source;

/// The languages of a project.
pub struct Library<'p> {
    /// The project.
    pub project: &'p Project,
    /// The languages by their tags: the folders that have a `locale.yaml`, and those of regions of such a language.
    pub languages: BTreeMap<LanguageTag, Language<'p>>,
    /// The languages that files are translated from, as far as they were asked for.
    sources: RefCell<BTreeMap<String, Option<LanguageTag>>>,
    /// The languages of regions that have no folder, and were asked for.
    regional: BTreeMap<LanguageTag, Language<'p>>,
}

/// A language, as its files say it.
pub struct Language<'p> {
    /// Its tag, and the name of its folder.
    pub tag: LanguageTag,
    project: &'p Project,
    /// The language of which this is a region's, where it is there.
    base: Option<Box<Language<'p>>>,
    info: OnceCell<Result<LocaleInfo, Findings>>,
    /// Its Fluent files by their names below its folder, with those of the language of which it is a region's.
    files: BTreeMap<&'p str, OnceCell<Result<Arc<File>, Finding>>>,
}

impl<'p> Library<'p> {
    /// The languages of a project. No file is read yet.
    pub fn of(project: &'p Project) -> Self {
        let folder = |path: &str| LanguageTag::new(paths::language_of_locale(path)?);
        let tags = project.locale_files().filter_map(folder);
        let mut languages: BTreeMap<LanguageTag, Language> =
            tags.map(|tag| (tag.clone(), Language::of(project, tag))).collect();
        let mut regional = BTreeMap::new();
        for path in project.paths(paths::LOCALES, paths::FTL) {
            let Some((tag, name)) = paths::language_and_name(path) else { continue };
            let Some(tag) = LanguageTag::new(tag) else { continue };
            if let Some(language) = languages.get_mut(&tag) {
                language.files.insert(name, OnceCell::new());
            } else if !regional.contains_key(&tag) {
                regional.insert(tag.clone(), Language::regional(project, &tag));
            }
        }
        let of_region: Vec<LanguageTag> =
            languages.keys().filter(|tag| language_of_region(tag).is_some()).cloned().collect();
        for tag in of_region {
            regional.insert(tag.clone(), Language::regional(project, &tag));
        }
        languages.extend(regional.into_iter().filter_map(|(tag, language)| Some((tag, language?))));
        Self { project, languages, sources: RefCell::default(), regional: BTreeMap::new() }
    }

    /// The same with these languages, as far as they are of regions of languages of the project: they need no folder.
    #[must_use]
    pub fn with<'t>(mut self, tags: impl IntoIterator<Item = &'t LanguageTag>) -> Self {
        for tag in tags {
            if self.language(tag).is_none() {
                let language = Language::regional(self.project, tag);
                self.regional.extend(language.map(|language| (tag.clone(), language)));
            }
        }
        self
    }

    /// A language of the project, or one of a region that was asked for.
    pub fn language(&self, tag: &LanguageTag) -> Option<&Language<'p>> {
        self.languages.get(tag).or_else(|| self.regional.get(tag))
    }

    /// All languages, with those of regions that have no folder and were asked for.
    pub fn tags(&self) -> BTreeSet<&LanguageTag> {
        self.languages.keys().chain(self.regional.keys()).collect()
    }

    /// The language that a file is translated from. For the words of a case it is the `source` of the case. Without it,
    /// it is the language whose review of the file says `source`, or the one that says so for `letter.ftl`. A case that
    /// has no words in that language is translated from the first of its own languages.
    pub fn source_of(&self, file: &str) -> Option<&Language<'p>> {
        let known = self.sources.borrow().get(file).cloned();
        let tag = known.unwrap_or_else(|| {
            let tag = self.find_source(file).map(|language| language.tag.clone());
            self.sources.borrow_mut().insert(file.to_owned(), tag.clone());
            tag
        });
        self.languages.get(&tag?)
    }

    fn find_source(&self, file: &str) -> Option<&Language<'p>> {
        let is_source = |language: &&Language, file: &str| {
            matches!(language.info().map(|info| info.review.get(file)), Ok(Some(Review::Source)))
        };
        let has = |language: &&Language| language.has(file);
        let of_case = paths::case_of_words(file).and_then(CaseId::new).map(|case| self.languages_of(&case));
        let of_case = of_case.unwrap_or_default();
        if let Some(source) = &of_case.source {
            return self.languages.get(source).filter(has);
        }
        let named = self.languages.values().find(|language| is_source(language, file));
        named
            .or_else(|| self.languages.values().find(|language| is_source(language, LETTER)))
            .filter(has)
            .or_else(|| of_case.written.iter().filter_map(|tag| self.languages.get(tag)).find(has))
    }

    fn languages_of(&self, case: &CaseId) -> CaseLanguages {
        let file = paths::case_facts(case);
        let text = if self.project.has(&file) { self.project.text(&file).ok() } else { None };
        text.map(|text| CaseLanguages::of(Source { file: &file, text })).unwrap_or_default()
    }

    /// What is said of the review of a language's Fluent file, by its name below the language's folder. The file that
    /// others are translated from is the source.
    pub fn review_of(&self, language: &Language, file: &str) -> Review {
        let Ok(info) = language.info() else { return Review::Unreviewed };
        match self.source_of(file) {
            Some(source) if source.tag == language.tag => Review::Source,
            Some(_) => match info.review.get(file) {
                Some(Review::Source) | None => Review::Unreviewed,
                Some(review) => review.clone(),
            },
            None => info.review_of(file),
        }
    }
}

impl<'p> Language<'p> {
    fn of(project: &'p Project, tag: LanguageTag) -> Self {
        Self { tag, project, base: None, info: OnceCell::new(), files: BTreeMap::new() }
    }

    /// A language of a region of a language of the project, with the files that its folder has, if it has one.
    fn regional(project: &'p Project, tag: &LanguageTag) -> Option<Self> {
        let base = language_of_region(tag)?;
        project.has(&paths::locale_file(&base, paths::LOCALE)).then_some(())?;
        let of_folder = |tag: LanguageTag| {
            let own: Vec<&str> = names_of(project, &tag).collect();
            let files = own.into_iter().map(|name| (name, OnceCell::new())).collect();
            Self { files, ..Self::of(project, tag) }
        };
        let base = of_folder(base);
        let mut language = of_folder(tag.clone());
        for name in base.names() {
            language.files.entry(name).or_default();
        }
        Some(Self { base: Some(Box::new(base)), ..language })
    }

    /// The language of which this is a region's, where it is there.
    pub fn base(&self) -> Option<&Self> {
        self.base.as_deref()
    }

    /// Whether a file is in its own folder, or would be: not in that of the language of which it is a region's.
    pub fn is_own(&self, path: &str) -> bool {
        let path = paths::words_of_record(path).unwrap_or_else(|| path.to_owned());
        paths::language_and_name(&path).is_some_and(|(tag, _)| tag == self.tag.as_str())
    }

    /// The path of its file that is called `name` in its folder.
    pub fn path(&self, name: &str) -> String {
        paths::locale_file(&self.tag, name)
    }

    /// The contents of its `locale.yaml`.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it.
    pub fn info(&self) -> Result<&LocaleInfo, &Findings> {
        let read = || {
            let file = self.path(paths::LOCALE);
            if let Some(base) = self.base().filter(|_| !self.project.has(&file)) {
                return base.info().map(|info| Region::of(&self.tag, &base.tag).info(info)).map_err(Clone::clone);
            }
            let info = self.project.read_once(&file, |text| LocaleInfo::read(Source { file: &file, text }));
            info.map(Arc::unwrap_or_clone)
        };
        self.info.get_or_init(read).as_ref()
    }

    /// The names of its Fluent files below its folder.
    pub fn names(&self) -> impl Iterator<Item = &'p str> {
        self.files.keys().copied()
    }

    /// Whether it has a Fluent file of this name.
    pub fn has(&self, name: &str) -> bool {
        self.files.contains_key(name)
    }

    /// A Fluent file by its name below the folder; `None` if it has no such file.
    ///
    /// # Errors
    ///
    /// When it is not text.
    pub fn read(&self, name: &str) -> Option<Result<&Arc<File>, &Finding>> {
        let cell = self.files.get(name)?;
        let read = || self.file_over_base(name);
        Some(cell.get_or_init(read).as_ref())
    }

    /// A Fluent file that is there, over that of the language of which this is a region's.
    fn file_over_base(&self, name: &str) -> Result<Arc<File>, Finding> {
        let path = self.path(name);
        let base = self.base().and_then(|base| Some((base, base.read(name)?)));
        let Some((base, file)) = base else { return read_words(self.project, &path) };
        let file = file.map_err(Clone::clone)?;
        let below = match base.info() {
            Ok(info) => Region::of(&self.tag, &base.tag).file(name, file, info),
            // What is wrong with it is found when the language is used.
            Err(_) => File::clone(file),
        };
        let own = if self.project.has(&path) {
            Arc::unwrap_or_clone(read_words(self.project, &path)?)
        } else {
            File::read(&path, "")
        };
        Ok(own.over(&below).into())
    }

    /// A Fluent file, where it is there and can be read.
    pub fn file(&self, name: &str) -> Option<&File> {
        self.read(name)?.ok().map(|file| &**file)
    }

    /// All Fluent files that can be read.
    pub fn files(&self) -> impl Iterator<Item = &File> {
        self.names().filter_map(|name| self.file(name))
    }

    /// The entry of an id that a message of `file` may refer to, with its file: one of the same
    /// file or of `letter.ftl`, or from there, of any case's.
    pub fn entry(&self, file: &str, id: &str) -> Option<(&File, &Entry)> {
        let near = [self.file(file), self.file(LETTER)].into_iter().flatten();
        let far = self.names().filter(|_| file == LETTER).filter_map(|name| self.file(name));
        near.chain(far).find_map(|file| Some((file, file.entry(id)?)))
    }
}

/// The names of the Fluent files in the folder of a language.
fn names_of<'p>(project: &'p Project, tag: &LanguageTag) -> impl Iterator<Item = &'p str> {
    let files = project.paths(paths::LOCALES, paths::FTL).filter_map(paths::language_and_name);
    files.filter(move |(folder, _)| *folder == tag.as_str()).map(|(_, name)| name)
}

/// A Fluent file of the project. A `letter.ftl` lies over that of the program, message by message.
///
/// # Errors
///
/// When it does not exist, or is not text.
pub fn read_words(project: &Project, path: &str) -> Result<Arc<File>, Finding> {
    // The program's own text below it never changes.
    let read = |text: &str| {
        let own = File::read(path, text);
        Ok(match project.text_below(path) {
            Some(below) => own.over(&File::read(&paths::in_program(path), below)),
            None => own,
        })
    };
    project
        .read_once(path, read)
        .map_err(|faults| faults.into_iter().next().expect("a file that is not text has one fault"))
}
