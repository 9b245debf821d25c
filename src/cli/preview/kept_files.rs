//! Keeping the files that an edit changes: in the folder of the project only, and all of them or none.

use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use crate::cli::folder::shown;
use crate::cli::output::{Access, undeleted, unwritable, write_whole};
use crate::cli::overwrite;
use crate::finding::{Finding, rules};
use crate::project::paths::{FTL, YAML};
use crate::studio::Change;

/// Why changes are not kept. The files are as they were.
#[derive(Debug)]
pub enum NotKept {
    /// A file has changed since it was read.
    MovedOn,
    /// A file cannot or must not be written.
    Refused(Box<Finding>),
}

impl From<Finding> for NotKept {
    fn from(finding: Finding) -> Self {
        Self::Refused(finding.into())
    }
}

/// Writes the files of `changes` into the folder of the project.
///
/// # Errors
///
/// When one of them has changed, is not inside the folder, or cannot be written.
pub fn keep(root: &Path, changes: &[Change]) -> Result<(), NotKept> {
    let inside = root.canonicalize().map_err(|error| unwritable(root, &error))?;
    let paths = changes.iter().map(|change| place(&inside, change)).collect::<Result<Vec<_>, _>>()?;
    for (at, (path, change)) in paths.iter().zip(changes).enumerate() {
        if let Err(finding) = write_whole(path, &change.after, Access::Shared) {
            // A file that cannot be put back is the worse fault of the two.
            let undone = paths[..at].iter().zip(changes).try_for_each(|(path, change)| put_back(path, change));
            return Err(undone.err().unwrap_or(finding).into());
        }
    }
    Ok(())
}

fn put_back(path: &Path, change: &Change) -> Result<(), Finding> {
    match &change.before {
        Some(before) => write_whole(path, before, Access::Shared),
        None => fs::remove_file(path).map_err(|error| undeleted(path, &error)),
    }
}

/// The place of a changed file, if it may be written and is as it was.
fn place(inside: &Path, change: &Change) -> Result<PathBuf, NotKept> {
    let named = Path::new(&change.path);
    let refused = |why: &str, help: &str| {
        let finding = Finding::error(rules::UNWRITABLE, why).in_file(&change.path);
        NotKept::from(finding.help(help))
    };
    let is_plain = named.components().all(|part| matches!(part, Component::Normal(_)));
    if !is_plain || ![FTL, YAML].iter().any(|ending| change.path.ends_with(ending)) {
        return Err(refused(
            "only texts and facts of the project can be changed here",
            "change this file in an editor",
        ));
    }
    // Part by part: a path of Windows whose links were followed has `\` alone.
    let path = named.components().fold(inside.to_owned(), |path, part| path.join(part));
    overwrite::place(&path)?;
    let known = path.ancestors().find(|part| part.symlink_metadata().is_ok()).unwrap_or(inside);
    if known.canonicalize().ok().as_deref() != Some(known) {
        let finding = Finding::error(rules::UNWRITABLE, "a link is in the path of this file").in_file(shown(known));
        return Err(finding.help("the preview does not follow links; change the file in an editor").into());
    }
    let now = match fs::read(&path) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => return Err(unwritable(&path, &error).into()),
    };
    if now.is_none() && change.before.is_some() {
        return Err(refused("this file is not in the folder of the project", "copy it into the folder first"));
    }
    if now != change.before {
        return Err(NotKept::MovedOn);
    }
    if now.is_some() && fs::metadata(&path).is_ok_and(|metadata| metadata.permissions().readonly()) {
        return Err(refused("this file is read-only", "allow changes of the file first"));
    }
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "locales/km/cases/a.ftl";

    fn change(path: &str, before: Option<&str>, after: &str) -> Change {
        let bytes = |text: &str| text.as_bytes().to_vec();
        Change { path: path.to_owned(), before: before.map(bytes), after: bytes(after) }
    }

    /// A project with the file of a case.
    fn project() -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder for the test");
        fs::create_dir_all(folder.path().join("locales/km/cases")).expect("a folder");
        fs::write(folder.path().join(FILE), "a = ក\n").expect("a file");
        folder
    }

    fn text(root: &Path, file: &str) -> Option<String> {
        fs::read_to_string(root.join(file)).ok()
    }

    fn said(kept: Result<(), NotKept>) -> String {
        match kept {
            Ok(()) => "kept".to_owned(),
            Err(NotKept::MovedOn) => "moved on".to_owned(),
            Err(NotKept::Refused(finding)) => finding.message,
        }
    }

    #[test]
    fn a_file_is_written_if_it_is_as_it_was() {
        let folder = project();
        let root = folder.path();
        assert_eq!(said(keep(root, &[change(FILE, Some("a = ក\n"), "a = ខ\n")])), "kept");
        assert_eq!(text(root, FILE).as_deref(), Some("a = ខ\n"));
        for before in [Some("a = ក\n"), None] {
            assert_eq!(said(keep(root, &[change(FILE, before, "a = គ\n")])), "moved on");
        }
        assert_eq!(text(root, FILE).as_deref(), Some("a = ខ\n"));
        // The program's file, which the folder does not have yet.
        assert_eq!(said(keep(root, &[change("cases/a.yaml", None, "x: 1\n")])), "kept");
        assert_eq!(text(root, "cases/a.yaml").as_deref(), Some("x: 1\n"));
        // A file that was named by its path, and is elsewhere.
        let elsewhere = keep(root, &[change("cases/b.yaml", Some("x: 1\n"), "x: 2\n")]);
        assert_eq!(said(elsewhere), "this file is not in the folder of the project");
    }

    #[test]
    fn nothing_outside_of_the_folder_is_written() {
        let folder = project();
        let root = folder.path().join("locales");
        let outside = root.join("../x.ftl");
        for path in ["../x.ftl", "/x.ftl", "km/../../x.ftl", "./../x.ftl", "", "x.ftl/..", "x.txt", "..ftl/../../x.ftl"]
        {
            assert_ne!(said(keep(&root, &[change(path, None, "x = y\n")])), "kept", "{path}");
            assert!(!outside.exists(), "{path}");
        }
        let absolute = outside.to_str().expect("a path in UTF-8");
        assert_ne!(said(keep(&root, &[change(absolute, None, "x = y\n")])), "kept");
        assert!(!outside.exists());
    }

    #[cfg(unix)]
    #[test]
    fn no_link_is_followed() {
        use std::os::unix::fs::symlink;
        let [folder, outside] = [project(), project()];
        let root = folder.path();
        symlink(outside.path().join(FILE), root.join("locales/km/cases/file.ftl")).expect("a link");
        symlink(outside.path(), root.join("locales/folder")).expect("a link");
        symlink(outside.path().join("new.ftl"), root.join("locales/nowhere.ftl")).expect("a link");
        symlink("a.ftl", root.join("locales/km/cases/inside.ftl")).expect("a link");
        for (path, before) in [
            ("locales/km/cases/file.ftl", Some("a = ក\n")),
            ("locales/folder/new.ftl", None),
            ("locales/folder/locales/km/cases/a.ftl", Some("a = ក\n")),
            ("locales/nowhere.ftl", None),
            ("locales/km/cases/inside.ftl", Some("a = ក\n")),
        ] {
            assert_eq!(said(keep(root, &[change(path, before, "x")])), "a link is in the path of this file", "{path}");
        }
        assert_eq!(text(outside.path(), FILE).as_deref(), Some("a = ក\n"));
        assert_eq!(fs::read_dir(outside.path()).expect("the folder").count(), 1);
    }

    #[test]
    fn of_several_files_all_are_written_or_none() {
        let folder = project();
        let root = folder.path();
        fs::write(root.join("cases"), "a file where a folder is needed").expect("a file");
        let changes = [
            change(FILE, Some("a = ក\n"), "a = ខ\n"),
            change("locales/km/letter.ftl", None, "b = ខ\n"),
            change("cases/a.yaml", None, "x: 1\n"),
        ];
        assert_ne!(said(keep(root, &changes)), "kept");
        assert_eq!(text(root, FILE).as_deref(), Some("a = ក\n"));
        assert_eq!(text(root, "locales/km/letter.ftl"), None);
        // What is written already is put back.
        put_back(&root.join(FILE), &changes[0]).expect("it can be written");
        fs::write(root.join("locales/km/letter.ftl"), "b = ខ\n").expect("a file");
        put_back(&root.join("locales/km/letter.ftl"), &changes[1]).expect("it can be deleted");
        assert_eq!((text(root, FILE).as_deref(), text(root, "locales/km/letter.ftl")), (Some("a = ក\n"), None));
    }

    #[test]
    fn a_file_keeps_its_permissions_and_one_that_is_read_only_its_words() {
        let folder = project();
        let path = folder.path().join(FILE);
        let set = |readonly| {
            let mut permissions = fs::metadata(&path).expect("the file").permissions();
            permissions.set_readonly(readonly);
            fs::set_permissions(&path, permissions).expect("it is ours");
        };
        set(true);
        let edit = [change(FILE, Some("a = ក\n"), "a = ខ\n")];
        assert_eq!(said(keep(folder.path(), &edit)), "this file is read-only");
        assert_eq!(text(folder.path(), FILE).as_deref(), Some("a = ក\n"));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("it is ours");
            assert_eq!(said(keep(folder.path(), &edit)), "kept");
            assert_eq!(fs::metadata(&path).expect("the file").permissions().mode() & 0o777, 0o640);
        }
        #[cfg(not(unix))]
        set(false);
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_that_is_read_only_is_reported() {
        use std::os::unix::fs::PermissionsExt;
        let folder = project();
        let cases = folder.path().join("locales/km/cases");
        fs::set_permissions(&cases, fs::Permissions::from_mode(0o555)).expect("it is ours");
        // An administrator may write everywhere.
        let is_refused = fs::write(cases.join("probe"), "").is_err();
        let kept = said(keep(folder.path(), &[change(FILE, Some("a = ក\n"), "a = ខ\n")]));
        fs::set_permissions(&cases, fs::Permissions::from_mode(0o755)).expect("it is ours");
        assert_eq!(kept.starts_with("the file cannot be written: you have no permission"), is_refused, "{kept}");
    }
}
