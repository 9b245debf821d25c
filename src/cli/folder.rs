//! The project folder, read from disk and laid over what the program carries.

use std::fs;
use std::path::{Path, PathBuf};

use crate::finding::{Finding, Findings};
use crate::project::{FOLDERS, Project};

/// The endings of the files that belong to a project.
const ENDINGS: [&str; 4] = ["yaml", "ftl", "ttf", "yml"];

/// The largest file that is read at all. Fonts of large scripts reach some tens of megabytes.
const MAX_FILE: u64 = 64 << 20;

/// How deep folders are followed.
const MAX_DEPTH: usize = 8;

/// The project in `folder`, or in the working folder where it has `cases` or `locales`.
///
/// # Errors
///
/// When a folder that was named is none, or a file in it cannot be read.
pub fn project(folder: Option<&Path>) -> Result<Project, Findings> {
    let embedded = Project::embedded();
    let root = match folder {
        Some(folder) if folder.is_dir() => folder,
        Some(folder) => {
            let finding = Finding::error("no-project", "there is no such folder").in_file(shown(folder));
            return Err(vec![finding.help("name a folder with `cases` or `locales`")]);
        }
        None if ["cases", "locales"].iter().any(|name| Path::new(name).is_dir()) => Path::new("."),
        None => return Ok(embedded),
    };
    let mut files = Vec::new();
    let mut findings = Findings::new();
    for name in FOLDERS {
        let path = root.join(name);
        if path.is_dir() {
            walk(&path, name, MAX_DEPTH, &mut files, &mut findings);
        }
    }
    if findings.is_empty() { Ok(embedded.with(files)) } else { Err(findings) }
}

/// The text of a file that was named on the command line.
///
/// # Errors
///
/// When it cannot be read, or is too large, or not UTF-8.
pub fn bytes(path: &Path) -> Result<Vec<u8>, Finding> {
    let unreadable = |why: String| Finding::error("unreadable-file", why).in_file(shown(path));
    let metadata = fs::metadata(path).map_err(|error| unreadable(format!("it cannot be read: {error}")))?;
    if metadata.is_dir() {
        return Err(unreadable("it is a folder".to_owned()));
    }
    if metadata.len() > MAX_FILE {
        return Err(unreadable(format!("it has {} bytes; {MAX_FILE} are the most that is read", metadata.len())));
    }
    fs::read(path).map_err(|error| unreadable(format!("it cannot be read: {error}")))
}

/// A path as findings show it.
pub fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

fn walk(folder: &Path, name: &str, depth: usize, files: &mut Vec<(String, Vec<u8>)>, findings: &mut Findings) {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            let message = format!("the folder cannot be read: {error}");
            findings.push(Finding::error("unreadable-file", message).in_file(shown(folder)));
            return;
        }
    };
    let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let Some(file) = path.file_name().and_then(|file| file.to_str()) else { continue };
        // Names that begin with a dot are an editor's or a system's business.
        if file.starts_with('.') {
            continue;
        }
        let name = format!("{name}/{file}");
        if path.is_dir() {
            if depth > 0 {
                walk(&path, &name, depth - 1, files, findings);
            }
        } else if path.extension().and_then(|ending| ending.to_str()).is_some_and(|e| ENDINGS.contains(&e)) {
            match bytes(&path) {
                Ok(bytes) => files.push((name, bytes)),
                Err(finding) => findings.push(finding),
            }
        }
    }
}
