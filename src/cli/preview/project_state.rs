//! The state of the preview: the studio of the project, and the number of its editions.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::finding::Findings;
use crate::project::Project;
use crate::studio::{self, Request, Response, Studio};

/// Everything that the pages are made from, shared by all requests.
pub struct ProjectState {
    studio: Mutex<Studio>,
    /// Counts the changes of the project.
    edition: Mutex<u64>,
    changed: Condvar,
}

impl ProjectState {
    /// The state of a preview that begins with this project.
    pub fn of(project: Project) -> Self {
        let studio = Studio::of(project, jiff::Zoned::now().date());
        Self { studio: Mutex::new(studio), edition: Mutex::new(1), changed: Condvar::new() }
    }

    /// Stores what was read, and wakes the waiting requests if it has changed.
    pub fn put(&self, read: Result<Project, Findings>) {
        if self.studio().put(read) {
            *lock(&self.edition) += 1;
            self.changed.notify_all();
        }
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

/// Locks the data. It is complete after every change, so a panic in another thread cannot have damaged it.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
