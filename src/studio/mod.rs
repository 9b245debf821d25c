//! The studio: everything that a page for people asks for, answered from the files of a project.
//!
//! [`answer`] is one function over requests and responses as HTTP has them. It touches no disk, clock or network, so a
//! program on this machine and a page in a browser answer with the same bytes. The *host* hands it the files and the
//! day, and keeps the files that an answer changes.
//!
//! | request | answer |
//! |---|---|
//! | `GET /view` | the pages of a document as SVG, what there is to choose, the words of the pages |
//! | `GET /findings` | what `likhit check` finds: in a message, in the files, or in the pages too |
//! | `GET /cases`, `/languages`, `/fonts`, `/files` | what the project has |
//! | `GET /messages`, `/message` | the messages of a case in a language with their states; one with all that a translator needs |
//! | `POST /case` | the files of a new case from the text of an appeal, as changes for the host to keep |
//! | `POST /list`, `/list/columns` | opens a list of senders, and chooses its columns |
//! | `GET /list/letter.pdf`, `/list/envelope.pdf` | the letter or the envelope of one row |
//! | `GET /mailing`, `/mailing/FILE` | plans the print files of the list, and writes one of them, the manifest or the summary |
//! | `POST /files/PATH` | takes a file of the project from a host without a disk |
//! | `POST /message` | an edit of one message, as a change for the host to keep |
//! | `POST /line` | the same of one line of a YAML file |
//! | `GET /letter.pdf`, `/sheet.pdf`, `/fax.pdf`, `/envelope.pdf`, `/proof.pdf`, `/letter.txt` | a document as the command line writes it; with `POST` and the file of a sender, for them |

mod catalogue;
mod choice;
mod documents;
mod drawn;
mod edit;
mod files;
mod list;
mod request;
mod view;
mod written;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use crate::finding::Findings;
use crate::print::Resources;
use crate::project::Project;
use choice::{Choice, Kind};
pub use request::{Change, Method, Request, Response, Status};
use view::{Checked, Kept};

/// The number of choices for which the last good pages are kept.
const MAX_KEPT: usize = 64;

/// Where the files of a mailing are.
const MAILING: &str = "/mailing/";

/// Where a host without a disk hands over the files of a project.
const FILES: &str = "/files/";

/// A project that is looked at and worked on, with everything that was made of it.
pub struct Studio {
    project: Arc<Project>,
    /// Why the project is older than the files of the host.
    faults: Findings,
    today: Date,
    /// The fonts that are not the program's, which are kept as long as the program runs.
    fonts: Vec<&'static [u8]>,
    resources: Option<Result<Resources<'static>, Findings>>,
    /// The last good pages.
    kept: BTreeMap<Choice, Kept>,
    /// The findings about the words of the project as it is.
    checked: Checked,
    /// The files that were shown, and may be changed.
    shown: BTreeSet<String>,
    /// The list of senders that is open.
    list: Option<list::OpenList>,
}

/// Answers a request.
pub fn answer(studio: &mut Studio, request: &Request) -> Response {
    match (request.method, request.path.as_str()) {
        (Method::Get, "/view") => view::respond(studio, request),
        (Method::Get, "/findings") => view::respond_findings(studio, request),
        (Method::Post, "/message") => edit::message(studio, request),
        (Method::Post, "/line") => edit::line(studio, request),
        (Method::Get, "/cases") => catalogue::cases(studio),
        (Method::Get, "/languages") => catalogue::languages(studio),
        (Method::Get, "/fonts") => catalogue::fonts(studio),
        (Method::Get, "/messages") => catalogue::message_list(studio, request),
        (Method::Get, "/message") => catalogue::message(studio, request),
        (Method::Post, "/case") => files::new_case(studio, request),
        (Method::Get, "/files") => files::list(studio),
        (Method::Post, "/list") => list::open(studio, request),
        (Method::Post, "/list/columns") => list::choose_columns(studio, request),
        (Method::Get, "/list/letter.pdf") => list::of_row(studio, request, Kind::Letter),
        (Method::Get, "/list/envelope.pdf") => list::of_row(studio, request, Kind::Envelope),
        (Method::Get, "/mailing") => list::plan(studio, request),
        (Method::Get, path) if path.starts_with(MAILING) => list::file(studio, &path[MAILING.len()..]),
        (Method::Post, path) if path.starts_with(FILES) => files::take(studio, &path[FILES.len()..], request),
        (_, path) if documents::is_document(path) => documents::respond(studio, request),
        _ => Response::refused(Status::NotFound, "this page does not exist"),
    }
}

impl Studio {
    /// A studio of this project on this day.
    pub fn of(project: Project, today: Date) -> Self {
        Self {
            project: Arc::new(project),
            faults: Findings::new(),
            today,
            fonts: Vec::new(),
            resources: None,
            kept: BTreeMap::new(),
            checked: Checked::new(),
            shown: BTreeSet::new(),
            list: None,
        }
    }

    /// The project as it is.
    pub fn project(&self) -> &Arc<Project> {
        &self.project
    }

    /// Takes another state of the project, or the reasons why it could not be read; tells whether anything has changed.
    pub fn put(&mut self, read: Result<Project, Findings>) -> bool {
        match read {
            Ok(project) if project == *self.project && self.faults.is_empty() => return false,
            Err(faults) if faults == self.faults => return false,
            Ok(project) => {
                if !has_same_fonts(&project, &self.project) {
                    self.resources = None;
                }
                self.project = Arc::new(project.sharing(&self.project));
                self.faults = Findings::new();
            }
            Err(faults) => self.faults = faults,
        }
        self.checked.clear();
        self.kept.values_mut().for_each(Kept::outdate);
        true
    }

    /// Changes the day of today.
    pub fn set_today(&mut self, today: Date) {
        if today != self.today {
            self.today = today;
            self.checked.clear();
            self.kept.values_mut().for_each(Kept::outdate);
        }
    }

    /// Forgets everything that was made of the project.
    pub fn forget(&mut self) {
        self.resources = None;
        self.kept.clear();
        self.checked.clear();
    }

    /// The fonts of the project and what else pages are set with, read when they are needed for the first time.
    fn resources(&mut self) -> Result<&Resources<'static>, &Findings> {
        if self.resources.is_none() {
            let (project, fonts) = (&self.project, &mut self.fonts);
            let lasting = project.fonts().map(|(path, bytes)| {
                (path, project.lasting_bytes(path).unwrap_or_else(|| kept_for_good(fonts, bytes)))
            });
            self.resources = Some(Resources::of(lasting));
        }
        self.resources.as_ref().expect("they were just read").as_ref()
    }
}

/// A font as bytes that last as long as the program: faces refer to them. The same font is kept once, and few people
/// change their fonts while they work.
fn kept_for_good(kept: &mut Vec<&'static [u8]>, bytes: &[u8]) -> &'static [u8] {
    if let Some(known) = kept.iter().find(|known| **known == bytes) {
        return known;
    }
    let lasting: &'static [u8] = Box::leak(bytes.to_vec().into_boxed_slice());
    kept.push(lasting);
    lasting
}

fn has_same_fonts(one: &Project, other: &Project) -> bool {
    one.fonts().eq(other.fonts())
}
