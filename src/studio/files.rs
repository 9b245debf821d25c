//! The files of the project: those that a host hands over, and those of a new case.

use serde::Serialize;

use super::Studio;
use super::request::{Change, Request, Response, Status};
use crate::appeal::{begin_case_from, decode};
use crate::finding::{Finding, Findings, rules};
use crate::id::{CaseId, LanguageTag};
use crate::project::{Project, paths};

/// A file of the project, for a list of files.
#[derive(Serialize)]
struct FileRow<'a> {
    path: &'a str,
    bytes: usize,
    is_own: bool,
}

/// The files of the project, without their contents.
pub fn list(studio: &Studio) -> Response {
    let project = studio.project();
    let row = |(path, bytes): (_, &[u8])| FileRow { path, bytes: bytes.len(), is_own: project.is_own(path) };
    Response::json(&project.files().map(row).collect::<Vec<_>>())
}

/// Takes a file of the project from the host: the path after `/files/`, the bytes in the body. A host with a disk does
/// not let a page do this.
pub fn take(studio: &mut Studio, path: &str, request: &Request) -> Response {
    let folder = path.split('/').next().unwrap_or_default();
    let is_plain = path.split('/').all(|part| !part.is_empty() && part != "." && part != "..");
    if !(is_plain && paths::FOLDERS.contains(&folder) || path == paths::SECTION) {
        return Response::refused(Status::BadRequest, "this is not a path of a file of a project");
    }
    let project = Project::clone(studio.project()).with([(path.to_owned(), request.body.clone())]);
    studio.put(Ok(project));
    Response::json(&path)
}

/// The files of a new case from the text of an appeal in the body: `name` is the name of the case, `lang` the language
/// of the text.
pub fn new_case(studio: &Studio, request: &Request) -> Response {
    #[derive(Serialize)]
    struct New {
        files: Vec<String>,
        /// What the program understood, and what is still to do.
        remarks: Vec<String>,
        findings: Findings,
    }
    let Some(name) = request.value("name").and_then(CaseId::new) else {
        let finding = Finding::error(rules::BAD_ID, "this is not a valid case name");
        let help = format!("write {}", CaseId::expected(request.value("name").unwrap_or_default()));
        return Response::conflict(&finding.help(help).into());
    };
    let language = request.value("lang").and_then(LanguageTag::new);
    let begun = decode(&request.body)
        .map_err(Findings::from)
        .and_then(|text| begin_case_from(studio.project(), &name, &text, language.as_ref()));
    match begun {
        Ok(begun) => {
            let change = |(path, text): (&String, &String)| {
                let before = studio.project().bytes(path).filter(|_| studio.project().is_own(path));
                let after = studio.project().edited(path, text);
                Change { path: path.clone(), before: before.map(<[u8]>::to_vec), after }
            };
            let changes: Vec<Change> = begun.files.iter().chain(&begun.renewed).map(change).collect();
            let files = changes.iter().map(|change| change.path.clone()).collect();
            let new = New { files, remarks: begun.remarks, findings: begun.findings };
            Response { changes, ..Response::json(&new) }
        }
        Err(findings) => Response::conflict(&findings),
    }
}
