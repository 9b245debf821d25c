//! The case that was named on the command line, by its id or by the path of its file.

use std::path::{Path, PathBuf};

use super::folder;
use crate::finding::{Finding, Findings, rules};
use crate::id::CaseId;
use crate::project::{Project, paths};

/// A case and the project that it is in.
pub struct Opened {
    /// The project; a file that was named by its path is among its cases, even if it is outside the project.
    pub project: Project,
    /// The case.
    pub case: CaseId,
}

/// Opens the project of a case.
///
/// # Errors
///
/// When `case` is not a valid case name, or its file or the project cannot be read.
pub fn open(case: &str, project: Option<&Path>) -> Result<Opened, Findings> {
    let path = path_of(case);
    let beside = path.as_deref().and_then(project_of);
    let mut project = folder::project(project.or(beside.as_deref()))?;
    let case = id_of(case).ok_or_else(|| {
        let finding = Finding::error(rules::BAD_ID, format!("`{}` is not a valid case name", name_of(case)));
        Findings::from(finding.help(format!("write {}, or the path of a YAML file", CaseId::expected(&name_of(case)))))
    })?;
    if let Some(path) = &path {
        let bytes = folder::bytes(path)?;
        project = project.with([(paths::case_facts(&case), bytes)]);
    }
    Ok(Opened { project, case })
}

/// The id of a case that was typed, if it can be one.
pub fn id_of(case: &str) -> Option<CaseId> {
    CaseId::new(&name_of(case))
}

fn name_of(case: &str) -> String {
    match path_of(case) {
        Some(path) => path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default(),
        None => case.to_owned(),
    }
}

/// Makes findings show paths as the user knows them: the case file as it was typed, and others
/// relative to the working folder.
pub fn name_files(findings: &mut Findings, typed: &str, case: &CaseId, project: Option<&Path>) {
    let in_project = paths::case_facts(case);
    let root = root_of(typed, project);
    for finding in findings.iter_mut() {
        let Some(file) = &finding.file else { continue };
        if is_path(typed) && *file == in_project {
            // The project has it among its cases, even if it is outside the project.
            finding.file = Some(typed.to_owned());
        } else if let Some(root) = &root {
            finding.file = Some(folder::seen_from_here(root, file));
        }
    }
}

/// The folder of the project of a case that was typed; `None` if all files are built into the program.
pub fn root_of(typed: &str, project: Option<&Path>) -> Option<PathBuf> {
    let beside = path_of(typed).as_deref().and_then(project_of);
    folder::root(project.or(beside.as_deref())).ok().flatten()
}

/// The path that was typed, if it is one.
pub fn path_of(case: &str) -> Option<PathBuf> {
    is_path(case).then(|| PathBuf::from(case))
}

/// Whether a path was typed, and not an id.
pub fn is_path(case: &str) -> bool {
    Path::new(case).extension().is_some_and(|ending| ending == "yaml" || ending == "yml")
}

/// The project of a case file: the folder above its folder `cases`.
pub fn project_of(case_file: &Path) -> Option<PathBuf> {
    let folder = case_file.parent()?;
    if folder.file_name()? != paths::CASES {
        return None;
    }
    let project = folder.parent()?;
    Some(if project.as_os_str().is_empty() { PathBuf::from(".") } else { project.to_owned() })
}
