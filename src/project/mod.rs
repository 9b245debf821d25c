//! The project: the files of cases, locales, countries, stationery and fonts, as names and bytes.
//!
//! The program contains a project. The files of a folder replace its files of the same name; all others come
//! from the program. Only the words of every letter, `letter.ftl`, lie over the program's message by message.

mod content;

use std::any::Any;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use include_dir::{Dir, include_dir};

use crate::finding::{Finding, Findings, Position, rules};
use crate::id::CaseId;

pub mod paths;

use content::Content;
use paths::{CASES, FOLDERS, LOCALE, LOCALES, SECTION, YAML, below};

static CASE_FILES: Dir = include_dir!("$CARGO_MANIFEST_DIR/cases");
static LOCALE_FILES: Dir = include_dir!("$CARGO_MANIFEST_DIR/locales");
static COUNTRY_FILES: Dir = include_dir!("$CARGO_MANIFEST_DIR/countries");
static STATIONERY_FILES: Dir = include_dir!("$CARGO_MANIFEST_DIR/stationery");
#[cfg(feature = "bundled-fonts")]
static FONT_FILES: Dir = include_dir!("$CARGO_MANIFEST_DIR/fonts");
/// The fonts come from the host.
#[cfg(not(feature = "bundled-fonts"))]
static FONT_FILES: Dir = Dir::new("", &[]);

/// The largest text file that is read. A case or a locale is a few kilobytes.
pub const MAX_TEXT: usize = 1 << 20;

/// Files by their path in the project, with `/` between folders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Project {
    files: BTreeMap<String, Arc<Content>>,
    section: Option<String>,
    logo: Option<String>,
}

impl Project {
    /// The project that the program carries.
    pub fn embedded() -> Self {
        let mut files = BTreeMap::new();
        for (folder, dir) in
            FOLDERS.into_iter().zip([&CASE_FILES, &LOCALE_FILES, &COUNTRY_FILES, &STATIONERY_FILES, &FONT_FILES])
        {
            collect(folder, dir, &mut files);
        }
        Self { files, section: None, logo: None }
    }

    /// Lays files over those that are there.
    #[must_use]
    pub fn with(mut self, files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        self.files.extend(files.into_iter().map(|(path, bytes)| (path, Content::of(Cow::Owned(bytes)))));
        self
    }

    /// The same project, which shares each file that `other` has too, with everything that was read of it.
    #[must_use]
    pub fn sharing(mut self, other: &Self) -> Self {
        for (path, content) in &mut self.files {
            if let Some(known) = other.files.get(path).filter(|known| *known == content) {
                *content = Arc::clone(known);
            }
        }
        self
    }

    /// What `read` makes of the text of a file that must be there. It is made once, and kept with the file for as long as
    /// the file is the same: `read` may use nothing but the text and the path.
    ///
    /// # Errors
    ///
    /// As [`Self::text`], and those of `read`.
    pub fn read_once<T: Any + Send + Sync>(
        &self,
        path: &str,
        read: impl FnOnce(&str) -> Result<T, Findings>,
    ) -> Result<Arc<T>, Findings> {
        let Some(content) = self.files.get(path) else { return Err(missing(path).into()) };
        let made = content.once(|bytes| read(text_of(path, bytes)?).map(Arc::new));
        Result::clone(&made)
    }

    /// Names the file of the organisation that letters are printed for.
    #[must_use]
    pub fn with_section(self, path: String) -> Self {
        Self { section: Some(path), ..self }
    }

    /// Names the file of the logo that is at the head of letters, instead of the organisation's.
    #[must_use]
    pub fn with_logo(self, path: String) -> Self {
        Self { logo: Some(path), ..self }
    }

    /// The file of the organisation that letters are printed for, if there is one.
    pub fn section(&self) -> Option<&str> {
        self.section.as_deref().or_else(|| self.has(SECTION).then_some(SECTION))
    }

    /// The file of the logo that was named.
    pub fn logo(&self) -> Option<&str> {
        self.logo.as_deref()
    }

    /// Whether there is a file of this path.
    pub fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// Whether a file is from the folder of the project, and not the program's.
    pub fn is_own(&self, path: &str) -> bool {
        self.files.get(path).is_some_and(|content| content.is_own())
    }

    /// The paths below `folder` that end in `ending`, sorted.
    pub fn paths<'a>(&'a self, folder: &'a str, ending: &'a str) -> impl Iterator<Item = &'a str> {
        let paths = self.files.keys().map(String::as_str);
        paths.filter(move |path| below(path, folder).is_some() && path.ends_with(ending))
    }

    /// The paths of the files with the facts of languages, sorted.
    pub fn locale_files(&self) -> impl Iterator<Item = &str> {
        self.paths(LOCALES, LOCALE).filter(|path| path.strip_suffix(LOCALE).is_some_and(|folder| folder.ends_with('/')))
    }

    /// The paths of the files with the facts of cases, sorted.
    pub fn case_files(&self) -> impl Iterator<Item = &str> {
        self.paths(CASES, YAML)
    }

    /// The cases, in the order of their files; a file whose name is not valid for a case has none.
    pub fn cases(&self) -> impl Iterator<Item = CaseId> {
        self.case_files().filter_map(|path| CaseId::new(paths::case_of_facts(path)?))
    }

    /// All files with their paths, sorted.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(path, content)| (path.as_str(), content.bytes()))
    }

    /// The font files with their paths, sorted.
    pub fn fonts(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let fonts = self.paths(paths::FONTS, "").filter(|path| paths::is_font(path));
        fonts.filter_map(|path| Some((path, self.bytes(path)?)))
    }

    /// The text of the program's file that a file of the project lies over, message by message.
    pub fn text_below(&self, path: &str) -> Option<&'static str> {
        if !self.is_own(path) || !paths::lies_over(path) {
            return None;
        }
        let bytes = LOCALE_FILES.get_file(below(path, LOCALES)?)?.contents();
        Some(text_of(path, bytes).expect("the program's files are texts"))
    }

    /// The bytes of a file.
    pub fn bytes(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(|content| content.bytes())
    }

    /// The bytes of a file of the program, which last as long as it runs; `None` for one of the project's folder.
    pub fn lasting_bytes(&self, path: &str) -> Option<&'static [u8]> {
        self.files.get(path)?.lasting()
    }

    /// A new text of a file as its bytes. A file of the project's folder keeps its byte order mark and its line ends, if
    /// they are all of one kind; a new file has neither mark nor CR LF.
    pub fn edited(&self, path: &str, text: &str) -> Vec<u8> {
        const MARK: &str = "\u{FEFF}";
        let old = if self.is_own(path) { self.bytes(path).unwrap_or_default() } else { &[] };
        let count = |bytes: &[u8]| old.windows(bytes.len()).filter(|window| *window == bytes).count();
        let (all, crlf) = (count(b"\n"), count(b"\r\n"));
        let text = text.strip_prefix(MARK).unwrap_or(text);
        let mark = if old.starts_with(MARK.as_bytes()) { MARK } else { "" };
        if crlf == 0 {
            format!("{mark}{}", text.replace("\r\n", "\n")).into_bytes()
        } else if crlf == all {
            format!("{mark}{}", text.replace("\r\n", "\n").replace('\n', "\r\n")).into_bytes()
        } else {
            format!("{mark}{text}").into_bytes()
        }
    }

    /// The text of a file that must be there.
    ///
    /// # Errors
    ///
    /// When it does not exist, is larger than [`MAX_TEXT`], or is not UTF-8.
    pub fn text(&self, path: &str) -> Result<&str, Finding> {
        text_of(path, self.bytes(path).ok_or_else(|| missing(path))?)
    }
}

fn missing(path: &str) -> Finding {
    let finding = Finding::error(rules::MISSING_FILE, "the file does not exist").in_file(path);
    finding.help("create it, or correct its name")
}

/// The text of the file `path` that holds `bytes`, without a byte order mark.
///
/// # Errors
///
/// When it is larger than [`MAX_TEXT`], or not UTF-8.
pub fn text_of<'b>(path: &str, bytes: &'b [u8]) -> Result<&'b str, Finding> {
    if bytes.len() > MAX_TEXT {
        let message = format!("the file has {} bytes; the maximum is {MAX_TEXT}", bytes.len());
        return Err(Finding::error(rules::FILE_TOO_LARGE, message).in_file(path));
    }
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(Finding::error(rules::NOT_UTF8, "the file is UTF-16").in_file(path).help("save it as UTF-8"));
    }
    match std::str::from_utf8(bytes) {
        // A byte order mark would hide the first entry of a Fluent file.
        Ok(text) => Ok(text.strip_prefix('\u{FEFF}').unwrap_or(text)),
        Err(error) => {
            let valid = std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default();
            Err(Finding::error(
                rules::NOT_UTF8,
                format!("the file is not valid UTF-8 at byte {}", error.valid_up_to() + 1),
            )
            .in_file(path)
            .at(Some(Position::of(valid, valid.len())))
            .help("save the file as UTF-8"))
        }
    }
}

fn collect(path: &str, dir: &'static Dir, files: &mut BTreeMap<String, Arc<Content>>) {
    for file in dir.files() {
        let name = file.path().iter().filter_map(|part| part.to_str()).collect::<Vec<_>>().join("/");
        files.insert(format!("{path}/{name}"), Content::of(Cow::Borrowed(file.contents())));
    }
    for sub in dir.dirs() {
        collect(path, sub, files);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_carries_the_case_its_languages_and_fonts() {
        let project = Project::embedded();
        for path in ["cases/kem-sokha.yaml", "locales/km/locale.yaml", "locales/en/cases/kem-sokha.ftl"] {
            assert!(project.has(path), "{path}");
        }
        assert!(project.paths("fonts", ".ttf").count() >= 5);
    }

    #[test]
    fn a_folder_lies_over_what_the_program_carries() {
        let project = Project::embedded().with([("cases/kem-sokha.yaml".to_owned(), b"x".to_vec())]);
        assert_eq!(project.text("cases/kem-sokha.yaml"), Ok("x"));
        assert!(project.has("locales/km/letter.ftl"));
    }

    #[test]
    fn a_file_keeps_its_line_ends_and_its_byte_order_mark() {
        let edited = |old: &str, new: &str| {
            let project = Project::embedded().with([("cases/a.yaml".to_owned(), old.as_bytes().to_vec())]);
            String::from_utf8(project.edited("cases/a.yaml", new)).expect("it is text")
        };
        let new = "a\r\nb\nc\n";
        assert_eq!(edited("a\nb\n", new), "a\nb\nc\n");
        assert_eq!(edited("\u{FEFF}a\r\nb\r\n", new), "\u{FEFF}a\r\nb\r\nc\r\n");
        assert_eq!(edited("\u{FEFF}a\r\nb\n", "\u{FEFF}a\r\nb\n"), "\u{FEFF}a\r\nb\n", "a mixture stays");
        assert_eq!(Project::embedded().edited("cases/new.yaml", new), b"a\nb\nc\n");
    }

    #[test]
    fn what_is_not_utf8_is_named_with_its_place() {
        let project = Project::embedded().with([("cases/a.yaml".to_owned(), b"ab\nc\xFFd".to_vec())]);
        let finding = project.text("cases/a.yaml").expect_err("it is not UTF-8");
        assert_eq!((finding.rule.as_str(), finding.line, finding.column), ("not-utf8", Some(2), Some(2)));
    }
}
