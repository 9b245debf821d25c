//! The state of the preview: the project as it is now, and the pages that were set of it.

use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::view::{Checked, Choice, SetPages, view};
use super::worker::Worker;
use crate::finding::Findings;
use crate::project::Project;

/// The number of choices for which the last good pages are kept.
const MAX_KEPT: usize = 64;

/// Everything that the pages are made from, shared by all requests.
pub struct ProjectState {
    now: Mutex<Now>,
    changed: Condvar,
    memory: Mutex<Memory>,
    worker: Worker,
}

/// The project as it is.
#[derive(Clone)]
struct Now {
    project: Arc<Project>,
    /// Why it could not be read since.
    faults: Findings,
    /// Counts its changes.
    edition: u64,
}

/// The results so far.
#[derive(Default)]
struct Memory {
    answers: BTreeMap<Choice, Kept>,
    /// The findings about the words, and their edition.
    checked: (u64, Checked),
}

/// The answer to a choice.
struct Kept {
    edition: u64,
    answer: Arc<str>,
    /// The last pages that could be set.
    good: Option<Arc<SetPages>>,
}

impl ProjectState {
    /// The state of a preview that begins with this project.
    pub fn of(project: Project) -> Self {
        let now = Now { project: Arc::new(project), faults: Findings::new(), edition: 1 };
        Self { now: Mutex::new(now), changed: Condvar::new(), memory: Mutex::default(), worker: Worker::default() }
    }

    /// Stores what was read, and wakes the waiting requests if it has changed.
    pub fn put(&self, read: Result<Project, Findings>) {
        let mut now = lock(&self.now);
        let is_new = match &read {
            Ok(project) => *project != *now.project || !now.faults.is_empty(),
            Err(faults) => *faults != now.faults,
        };
        if !is_new {
            return;
        }
        match read {
            Ok(project) => (now.project, now.faults) = (Arc::new(project), Findings::new()),
            Err(faults) => now.faults = faults,
        }
        now.edition += 1;
        self.changed.notify_all();
    }

    /// The project as it is.
    pub fn project(&self) -> Arc<Project> {
        Arc::clone(&lock(&self.now).project)
    }

    /// Waits until the edition is not `known` any more, and returns it; returns `known` when `patience` is over.
    pub fn wait(&self, known: u64, patience: Duration) -> u64 {
        let waited = self.changed.wait_timeout_while(lock(&self.now), patience, |now| now.edition == known);
        waited.unwrap_or_else(PoisonError::into_inner).0.edition
    }

    /// The view of a choice, as JSON. It is set once for each edition.
    pub fn answer(&self, choice: &Choice) -> Arc<str> {
        let now = lock(&self.now).clone();
        // Held while pages are set: two requests for the same pages set them only once.
        let Memory { answers, checked } = &mut *lock(&self.memory);
        let last = answers.get(choice);
        if let Some(last) = last.filter(|last| last.edition == now.edition) {
            return Arc::clone(&last.answer);
        }
        if checked.0 != now.edition {
            *checked = (now.edition, Checked::new());
        }
        let today = jiff::Zoned::now().date();
        let good = last.and_then(|last| last.good.clone());
        let (wanted, mut found) = (choice.clone(), std::mem::take(&mut checked.1));
        let set = self.worker.set(&now.project, move |project, resources| {
            let (view, good) = view(project, resources, &wanted, good, now.faults, &mut found, today);
            let answer: Arc<str> = serde_json::to_string(&view).expect("a view is plain text and numbers").into();
            (answer, good, found)
        });
        let (answer, good, found) = set.expect("a fault of the program ends its work on a request");
        checked.1 = found;
        if answers.len() >= MAX_KEPT {
            answers.clear();
        }
        answers.insert(choice.clone(), Kept { edition: now.edition, answer: Arc::clone(&answer), good });
        answer
    }
}

/// Locks the data. It is complete after every change, so a panic in another thread cannot have damaged it.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
