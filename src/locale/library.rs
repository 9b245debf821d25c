//! The library: the languages of a project, each of whose files is read once, when it is needed.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::{LocaleInfo, Review};
use crate::finding::{Finding, Findings};
use crate::fluent::{Entry, File};
use crate::id::LanguageTag;
use crate::project::paths::LETTER;
use crate::project::{Project, paths};
use crate::yaml::Source;

/// The languages of a project.
pub struct Library<'p> {
    /// The project.
    pub project: &'p Project,
    /// The languages by their tags: the folders that have a `locale.yaml`.
    pub languages: BTreeMap<LanguageTag, Language<'p>>,
}

/// A language, as its files say it.
pub struct Language<'p> {
    /// Its tag, and the name of its folder.
    pub tag: LanguageTag,
    project: &'p Project,
    info: OnceCell<Result<LocaleInfo, Findings>>,
    /// Its Fluent files by their names below its folder.
    files: BTreeMap<&'p str, OnceCell<Result<Arc<File>, Finding>>>,
}

impl<'p> Library<'p> {
    /// The languages of a project. No file is read yet.
    pub fn of(project: &'p Project) -> Self {
        let folder = |path: &str| LanguageTag::new(paths::language_of_locale(path)?);
        let tags = project.locale_files().filter_map(folder);
        let mut languages: BTreeMap<LanguageTag, Language> =
            tags.map(|tag| (tag.clone(), Language::of(project, tag))).collect();
        for path in project.paths(paths::LOCALES, paths::FTL) {
            let Some((tag, name)) = paths::language_and_name(path) else { continue };
            let language = LanguageTag::new(tag).and_then(|tag| languages.get_mut(&tag));
            language.map(|language| language.files.insert(name, OnceCell::new()));
        }
        Self { project, languages }
    }

    /// The language that a file is translated from: the one whose review of it says `source`, or
    /// the one that does so for `letter.ftl`.
    pub fn source_of(&self, file: &str) -> Option<&Language<'p>> {
        let is_source = |language: &&Language, file: &str| {
            matches!(language.info().map(|info| info.review.get(file)), Ok(Some(Review::Source)))
        };
        let named = self.languages.values().find(|language| is_source(language, file));
        named
            .or_else(|| self.languages.values().find(|language| is_source(language, LETTER)))
            .filter(|language| language.has(file))
    }
}

impl<'p> Language<'p> {
    fn of(project: &'p Project, tag: LanguageTag) -> Self {
        Self { tag, project, info: OnceCell::new(), files: BTreeMap::new() }
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
            let text = self.project.text(&file)?;
            LocaleInfo::read(Source { file: &file, text })
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
        let read = || read_words(self.project, &self.path(name)).map(Arc::new);
        Some(cell.get_or_init(read).as_ref())
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

/// A Fluent file of the project. A `letter.ftl` lies over that of the program, message by message.
///
/// # Errors
///
/// When it does not exist, or is not text.
pub fn read_words(project: &Project, path: &str) -> Result<File, Finding> {
    let own = File::read(path, project.text(path)?);
    Ok(match project.text_below(path) {
        Some(below) => own.over(&File::read(&paths::in_program(path), below)),
        None => own,
    })
}
