//! Edits: one message of a Fluent file, or one line of a YAML file, and nothing else.

use serde::{Deserialize, Serialize};

use super::Studio;
use super::request::{Change, Request, Response, Status};
use super::written::Written;
use crate::finding::{Finding, Findings, rules};
use crate::fluent::Excerpt;
use crate::locale::Library;
use crate::project::{Project, paths};
use crate::translation::{Unchanged, with_typed_words};
use crate::yaml::Source;

/// What a person has typed.
#[derive(Deserialize)]
struct Typed {
    /// What was there when they began; `None` if there was nothing.
    was: Option<String>,
    words: String,
}

/// What is written now.
#[derive(Serialize)]
struct Edited<'a> {
    file: &'a str,
    line: usize,
    words: String,
}

/// An edit of something that has changed meanwhile: nothing is written, and nothing is lost.
#[derive(Serialize)]
struct MovedOn {
    was: Option<String>,
    now: Option<String>,
    words: String,
}

/// Puts other words into a message: `file` and `id` are in the query.
pub fn message(studio: &Studio, request: &Request) -> Response {
    edit(studio, request, paths::FTL, |project, file, typed| {
        let id = request.value("id").unwrap_or_default();
        let Some((tag, name)) = paths::language_and_name(file) else { return Err(Unchanged::MovedOn(None)) };
        let text = own_text(project, file)?;
        let library = Library::of(project);
        let source = library.source_of(name).filter(|source| source.tag.as_str() != tag);
        let source = source.and_then(|source| source.file(name));
        // The words of the program's file below it are not in the one that is written to.
        let below = Written::of(project, file, id).filter(|_| Excerpt::of(&text, id).is_none());
        let was = typed.was.as_deref().filter(|was| below.as_ref().is_none_or(|below| below.excerpt.words != *was));
        let new = with_typed_words(file, &text, id, was, &typed.words, source)?;
        // As they are seen from now on: spaces at the ends of lines are not written.
        let (line, words) = Excerpt::of(&new, id).map_or_else(Default::default, |it| (it.line, it.words));
        Ok((new, line, words))
    })
}

/// Puts another text into a line: `file` and `line` are in the query.
pub fn line(studio: &Studio, request: &Request) -> Response {
    edit(studio, request, paths::YAML, |project, file, typed| {
        let line = request.value("line").and_then(|line| line.parse::<usize>().ok()).unwrap_or_default();
        let text = own_text(project, file)?;
        let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
        let Some(now) = line.checked_sub(1).and_then(|at| lines.get_mut(at)) else {
            return Err(Unchanged::MovedOn(None));
        };
        let bare = now.trim_end_matches(['\r', '\n']);
        if typed.was.as_deref() != Some(bare) {
            return Err(Unchanged::MovedOn(Some(bare.to_owned())));
        }
        let new = format!("{}{}", typed.words, &now[bare.len()..]);
        if typed.words.contains(['\r', '\n']) {
            let finding = Finding::error(rules::BROKEN_YAML, "this is more than one line").help("write one line");
            return Err(Unchanged::Refused(finding.in_file(file).into()));
        }
        *now = &new;
        let edited = lines.concat();
        let is_yaml = Source { file, text: &edited }.read::<serde_yaml::Value>();
        is_yaml.map_err(Unchanged::Refused)?;
        Ok((edited, line, typed.words.clone()))
    })
}

/// The text of the file that is written to: the project's alone, where it lies over the program's.
fn own_text(project: &Project, file: &str) -> Result<String, Unchanged> {
    if !project.has(file) || !project.is_own(file) && paths::lies_over(file) {
        return Ok(String::new());
    }
    let bytes = project.bytes(file).unwrap_or_default();
    crate::project::text_of(file, bytes).map_err(|finding| Unchanged::Refused(finding.into()))?;
    // With its byte order mark, if it has one: every other byte stays.
    Ok(String::from_utf8_lossy(bytes).into_owned())
}

/// Answers with the change that an edit makes, or the reason why it makes none.
fn edit(
    studio: &Studio,
    request: &Request,
    ending: &str,
    change: impl FnOnce(&Project, &str, &Typed) -> Result<(String, usize, String), Unchanged>,
) -> Response {
    let file = request.value("file").unwrap_or_default();
    if !file.ends_with(ending) || !studio.shown.contains(file) {
        let message = "only files of the project that this page has shown can be changed";
        let finding = Finding::error(rules::UNREADABLE_FILE, message).help("look at what you want to change first");
        return Response::conflict(&Findings::from(finding));
    }
    let Ok(typed) = serde_json::from_slice::<Typed>(&request.body) else {
        return Response::refused(Status::BadRequest, "the request cannot be understood");
    };
    let project = studio.project();
    match change(project, file, &typed) {
        Ok((text, line, words)) => {
            let before = project.bytes(file).filter(|_| project.is_own(file)).map(<[u8]>::to_vec);
            let change = Change { path: file.to_owned(), before, after: text.into_bytes() };
            let response = Response::json(&Edited { file, line, words });
            let is_same = change.before.as_ref() == Some(&change.after);
            Response { changes: if is_same { Vec::new() } else { vec![change] }, ..response }
        }
        Err(Unchanged::Refused(findings)) => Response::conflict(&findings),
        Err(Unchanged::MovedOn(now)) => {
            let moved_on = MovedOn { was: typed.was, now, words: typed.words };
            Response { status: Status::Conflict, ..Response::json(&moved_on) }
        }
    }
}
