//! The project folder: files read from disk replace those built into the program.

use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use super::disk_fault::in_plain_words;
use crate::finding::{Finding, Findings, rules};
use crate::letter::logo_of;
use crate::project::Project;
use crate::project::paths::{FOLDERS, FONT_ENDINGS, HEADINGS, LOCALES, RECORDS, SECTION};
use crate::yaml::Source;

/// The endings of the files that belong to a project, beside those of fonts.
const TEXT_ENDINGS: [&str; 2] = ["yaml", "ftl"];

/// The largest file that is read at all. Fonts of large scripts reach some tens of megabytes.
const MAX_FILE: u64 = 64 << 20;

/// The maximum depth of folders that are read.
const MAX_DEPTH: usize = 8;

/// The project in `folder`, or in the working folder where it is one.
///
/// # Errors
///
/// When the named folder is missing or not a project folder, or a file in it cannot be read.
pub fn project(folder: Option<&Path>) -> Result<Project, Findings> {
    let embedded = Project::embedded();
    let Some(root) = root(folder)? else { return Ok(embedded) };
    let mut read = Vec::new();
    let (files, mut findings) = files(&root);
    for (name, path) in files {
        // Reading a pipe would wait for a writer.
        let is_pipe = fs::metadata(&path).is_ok_and(|metadata| !metadata.is_file());
        let bytes = if is_pipe {
            Err(Finding::error(rules::UNREADABLE_FILE, "this is not a regular file").in_file(shown(&path)))
        } else {
            bytes(&path)
        };
        match bytes {
            Ok(bytes) => read.push((name, bytes)),
            Err(finding) => findings.push(finding),
        }
    }
    if findings.is_empty() { Ok(embedded.with(read)) } else { Err(findings) }
}

/// The folder that the project is read from; `None` if all files are built into the program.
///
/// # Errors
///
/// When the named folder is missing or not a project folder.
pub fn root(folder: Option<&Path>) -> Result<Option<PathBuf>, Findings> {
    match folder {
        Some(folder) if is_project(folder) => Ok(Some(folder.to_owned())),
        Some(folder) => {
            let why = if folder.is_dir() { "this folder has no project files" } else { "folder not found" };
            let finding = Finding::error(rules::NO_PROJECT, why).in_file(shown(folder));
            Err(finding.help(format!("use a folder that has at least one of {}", FOLDERS.join(", "))).into())
        }
        None => Ok(is_project(Path::new(".")).then(|| PathBuf::from("."))),
    }
}

/// Whether a folder is a project folder. The folder of a language also has `cases`, but is not a project folder.
pub fn is_project(folder: &Path) -> bool {
    let has_any = FOLDERS.iter().any(|name| folder.join(name).is_dir())
        || [SECTION, HEADINGS].iter().any(|name| folder.join(name).is_file());
    has_any && !is_language(folder)
}

/// Whether a folder is directly below `locales`, even if it is named from inside as `.`.
pub fn is_language(folder: &Path) -> bool {
    let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    whole.parent().and_then(Path::file_name).is_some_and(|name| name == LOCALES)
}

/// The files of the project in `root`, by their names in it; and the folders that cannot be read.
pub fn files(root: &Path) -> (Vec<(String, PathBuf)>, Findings) {
    let mut files = Vec::new();
    let mut findings = Findings::new();
    for name in FOLDERS {
        let path = root.join(name);
        if path.is_dir() {
            walk(&path, name, MAX_DEPTH, &mut files, &mut findings);
        }
    }
    let headings = root.join(HEADINGS);
    if headings.is_file() {
        files.push((HEADINGS.to_owned(), headings));
    }
    let section = root.join(SECTION);
    if section.is_file() {
        let logo = bytes(&section).ok().and_then(|bytes| logo_beside(SECTION, &bytes));
        files.extend(
            logo.map(|name| (root.join(&name), name))
                .filter(|(path, _)| path.is_file())
                .map(|(path, name)| (name, path)),
        );
        files.push((SECTION.to_owned(), section));
    }
    (files, findings)
}

/// Reports the files of a project that a link takes from outside of its folder. The preview shows what files have in
/// them, so it does not follow such links.
pub fn links_out(root: &Path) -> Findings {
    let Ok(inside) = root.canonicalize() else { return Findings::new() };
    let leads_out = |(_, path): (String, PathBuf)| {
        let is_inside = path.canonicalize().map_or(true, |target| target.starts_with(&inside));
        let finding = Finding::error(rules::UNREADABLE_FILE, "this link leads out of the project folder");
        let help = "the preview does not follow it; copy the file into the project";
        (!is_inside).then(|| finding.in_file(shown(&path)).help(help))
    };
    files(root).0.into_iter().filter_map(leads_out).collect()
}

/// The file of a section and its logo, with the section called `name`.
///
/// # Errors
///
/// When one of them cannot be read.
pub fn section(path: &Path, name: String) -> Result<Vec<(String, Vec<u8>)>, Finding> {
    let own = bytes(path)?;
    let mut files = Vec::new();
    if let Some(logo) = logo_beside(&name, &own) {
        // A missing logo is reported at the key of the section that names it.
        let path = Path::new(&logo);
        if path.is_file() {
            files.push((logo.clone(), bytes(path)?));
        }
    }
    files.push((name, own));
    Ok(files)
}

/// The logo that the file of a section names.
fn logo_beside(file: &str, bytes: &[u8]) -> Option<String> {
    logo_of(Source { file, text: std::str::from_utf8(bytes).ok()? })
}

/// Like [`project`], but a missing folder, or one without project files, is accepted as a new project.
///
/// # Errors
///
/// When a file in it cannot be read.
pub fn project_or_none(folder: Option<&Path>) -> Result<Project, Findings> {
    match folder {
        Some(folder) if !is_project(folder) => Ok(Project::embedded()),
        folder => project(folder),
    }
}

/// A path of the project, relative to `folder` or to the working folder.
pub fn in_project(folder: Option<&Path>, path: &str) -> PathBuf {
    folder.map_or_else(|| PathBuf::from(path), |folder| folder.join(path))
}

/// The bytes of a file.
///
/// # Errors
///
/// When it cannot be read or is too large.
pub fn bytes(path: &Path) -> Result<Vec<u8>, Finding> {
    let unreadable = |why: String| Finding::error(rules::UNREADABLE_FILE, why).in_file(shown(path));
    if path.is_dir() {
        return Err(unreadable("this is a folder, not a file".to_owned()));
    }
    let too_large = || {
        unreadable(format!("the file has more than {MAX_FILE} bytes, the maximum")).help("split it into several files")
    };
    if fs::metadata(path).is_ok_and(|metadata| metadata.is_file() && metadata.len() > MAX_FILE) {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    // A device or a pipe has no real size.
    File::open(path).and_then(|file| file.take(MAX_FILE + 1).read_to_end(&mut bytes)).map_err(|error| {
        match error.kind() {
            ErrorKind::NotFound => unreadable("file not found".to_owned()).help("check the spelling of its path"),
            _ => {
                let (what, help) = in_plain_words(&error);
                unreadable(format!("the file cannot be read: {what}")).help(help)
            }
        }
    })?;
    if bytes.len() as u64 > MAX_FILE {
        return Err(too_large());
    }
    Ok(bytes)
}

/// A file of the project in `root`, as a path from the working folder. A file that is built into the program
/// keeps its path in the project.
pub fn seen_from_here(root: &Path, file: &str) -> String {
    let path = root.join(file);
    if root != Path::new(".") && path.is_file() { shown(&path) } else { file.to_owned() }
}

/// A path as people and programs see it: with `/` on every system, so that the same run says the same everywhere.
/// Windows takes a path with `/` too.
pub fn shown(path: &Path) -> String {
    let path = path.to_string_lossy();
    if cfg!(windows) { plain(&path) } else { path.into_owned() }
}

/// A path of Windows with `/`, and without the `\\?\` that the system puts before a path whose links it has
/// followed.
fn plain(path: &str) -> String {
    let path = match path.strip_prefix(r"\\?\") {
        Some(path) => path.strip_prefix(r"UNC\").map_or(path.to_owned(), |share| format!(r"\\{share}")),
        None => path.to_owned(),
    };
    path.replace('\\', "/")
}

fn walk(folder: &Path, name: &str, depth: usize, files: &mut Vec<(String, PathBuf)>, findings: &mut Findings) {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            let (what, help) = in_plain_words(&error);
            let finding = Finding::error(rules::UNREADABLE_FILE, format!("the folder cannot be read: {what}"));
            findings.push(finding.in_file(shown(folder)).help(help));
            return;
        }
    };
    let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let Some(file) = path.file_name().and_then(|file| file.to_str()) else { continue };
        // Names that begin with a dot belong to editors or the system, except for the records of
        // translations and reviews.
        let is_record = RECORDS.contains(&format!("{name}/{file}/").as_str());
        if file.starts_with('.') && !is_record {
            continue;
        }
        let name = format!("{name}/{file}");
        if path.is_dir() {
            if depth > 0 {
                walk(&path, &name, depth - 1, files, findings);
            }
        } else if belongs_to_project(&path) {
            files.push((name, path));
        }
    }
}

fn belongs_to_project(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase);
    ending.is_some_and(|ending| TEXT_ENDINGS.iter().chain(&FONT_ENDINGS).any(|known| *known == ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_of_windows_is_shown_as_people_know_it() {
        for (path, expected) in [
            (r"\\?\C:\Users\Anna\letters\kem-sokha", "C:/Users/Anna/letters/kem-sokha"),
            (r"\\?\UNC\server\office\cases\a.yaml", "//server/office/cases/a.yaml"),
            (r"\\server\office\a.yaml", "//server/office/a.yaml"),
            (r"C:letters/kem-sokha\a.pdf", "C:letters/kem-sokha/a.pdf"),
            (r"letters\កឹម.pdf", "letters/កឹម.pdf"),
        ] {
            assert_eq!(plain(path), expected);
        }
    }
}
