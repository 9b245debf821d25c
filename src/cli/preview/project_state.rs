//! The state of the preview: the studio of the project, and the number of its editions.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::kept_files::{NotKept, keep};
use super::watch::Watched;
use crate::cli::folder_lock::{Writing, lock as lock_folder};
use crate::finding::{Finding, Findings, rules};
use crate::project::Project;
use crate::studio::{self, Request, Response, Status, Studio};

/// How often an edit is tried while another program changes its file.
const TRIES: usize = 3;

/// Everything that the pages are made from, shared by all requests.
pub struct ProjectState {
    studio: Mutex<Studio>,
    /// Counts the changes of the project.
    edition: Mutex<u64>,
    changed: Condvar,
    /// Held while the files are read or written, so that what was read before a change never takes its place.
    files: Mutex<()>,
}

impl ProjectState {
    /// The state of a preview that begins with this project.
    pub fn of(project: Project) -> Self {
        let studio = Studio::of(project, jiff::Zoned::now().date());
        Self { studio: Mutex::new(studio), edition: Mutex::new(1), changed: Condvar::new(), files: Mutex::new(()) }
    }

    /// Stores what was read, and wakes the waiting requests if it has changed.
    pub fn put(&self, read: Result<Project, Findings>) {
        if self.studio().put(read) {
            *lock(&self.edition) += 1;
            self.changed.notify_all();
        }
    }

    /// Holds the files: nobody else reads or writes them until it is dropped.
    pub fn hold_files(&self) -> MutexGuard<'_, ()> {
        lock(&self.files)
    }

    /// Answers an edit, and keeps the files that it changes. It is an edit of the files as they are on the disk.
    pub fn edit(&self, request: &Request, watched: &Watched) -> Response {
        self.try_edit(request, watched).unwrap_or_else(|findings| Response::conflict(&findings))
    }

    fn try_edit(&self, request: &Request, watched: &Watched) -> Result<Response, Findings> {
        let root = watched.root().ok_or_else(no_folder)?;
        let _files = self.hold_files();
        let _lock = lock_folder(&root, Writing::Records)?;
        for attempt in 1..=TRIES {
            let answer = self.answer(request);
            // What is known of the files may be older than they are.
            if answer.status == Status::Conflict && attempt == 1 {
                self.put(Ok(watched.read()?));
                continue;
            }
            if let Some(change) = answer.changes.iter().find(|change| watched.is_elsewhere(&root, &change.path)) {
                let finding = Finding::error(rules::UNWRITABLE, "this file is not in the folder of the project");
                return Err(finding.in_file(&change.path).help("copy it into the folder first").into());
            }
            match keep(&root, &answer.changes) {
                Ok(()) => {
                    let files = answer.changes.iter().map(|change| (change.path.clone(), change.after.clone()));
                    let project = Project::clone(self.studio().project()).with(files);
                    self.put(Ok(project));
                    return Ok(answer);
                }
                Err(NotKept::Refused(finding)) => return Err(Findings::from(*finding)),
                Err(NotKept::MovedOn) => self.put(Ok(watched.read()?)),
            }
        }
        let finding = Finding::error(rules::UNWRITABLE, "another program is changing this file");
        Err(finding.help("wait until it has ended, then try again").into())
    }

    /// Waits until the edition is not `known` any more, and returns it; returns `known` when `patience` is over.
    pub fn wait(&self, known: u64, patience: Duration) -> u64 {
        let waited = self.changed.wait_timeout_while(lock(&self.edition), patience, |edition| *edition == known);
        *waited.unwrap_or_else(PoisonError::into_inner).0
    }

    /// Answers a request, one after another: what one has set need not be set for the next.
    pub fn answer(&self, request: &Request) -> Response {
        let mut studio = self.studio();
        studio.set_today(jiff::Zoned::now().date());
        studio::answer(&mut studio, request)
    }

    /// The studio. If a bug of the program has ended an answer halfway, it begins anew with the same project.
    fn studio(&self) -> MutexGuard<'_, Studio> {
        self.studio.lock().unwrap_or_else(|poisoned| {
            let mut studio = poisoned.into_inner();
            studio.forget();
            self.studio.clear_poison();
            studio
        })
    }
}

fn no_folder() -> Findings {
    let finding = Finding::error(rules::NO_PROJECT, "these are the files of the program, which cannot be changed here");
    let help = "end the preview, run `likhit new case NAME` in a folder of your own, and start the preview there";
    finding.help(help).into()
}

/// Locks the data. It is complete after every change, so a panic in another thread cannot have damaged it.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
