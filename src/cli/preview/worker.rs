//! The worker: the one thread that sets pages. It keeps what is costly to make, fonts and shaped
//! paragraphs, from one edition of the project to the next, for as long as the fonts are the same.

use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use crate::finding::Findings;
use crate::print::Resources;
use crate::project::{Project, paths};

/// Where work is handed in.
#[derive(Default)]
pub struct Worker {
    /// `None` until there is work, and after a panic has ended the thread.
    jobs: Mutex<Option<Sender<Job>>>,
}

/// Work to do with a project.
struct Job {
    project: Arc<Project>,
    work: Work,
}

type Work = Box<dyn FnOnce(&Project, Result<&Resources, &Findings>) + Send>;

impl Worker {
    /// Does some work, with the fonts of the project or what is wrong with them. Returns `None` if the
    /// work panicked; the next work gets a new thread.
    pub fn set<T: Send + 'static>(
        &self,
        project: &Arc<Project>,
        work: impl FnOnce(&Project, Result<&Resources, &Findings>) -> T + Send + 'static,
    ) -> Option<T> {
        let (reply, answer) = mpsc::channel();
        let work = move |project: &Project, resources: Result<&Resources, &Findings>| {
            // A request that was closed needs no answer.
            let _ = reply.send(work(project, resources));
        };
        self.hand_in(Job { project: Arc::clone(project), work: Box::new(work) });
        answer.recv().ok()
    }

    fn hand_in(&self, job: Job) {
        let mut jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        let refused = match &*jobs {
            Some(open) => open.send(job).err().map(|refused| refused.0),
            None => Some(job),
        };
        if let Some(job) = refused {
            let (open, taken) = mpsc::channel();
            thread::spawn(move || work(&taken));
            // The thread that takes it has only begun.
            let _ = open.send(job);
            *jobs = Some(open);
        }
    }
}

fn work(jobs: &Receiver<Job>) {
    let mut next = jobs.recv().ok();
    while let Some(mut job) = next.take() {
        let project = Arc::clone(&job.project);
        let resources = Resources::read(&project);
        loop {
            (job.work)(&job.project, resources.as_ref());
            match jobs.recv() {
                Ok(other) if has_same_fonts(&project, &other.project) => job = other,
                other => {
                    next = other.ok();
                    break;
                }
            }
        }
    }
}

fn has_same_fonts(one: &Project, other: &Project) -> bool {
    let [one, other] =
        [one, other].map(|project| project.paths(paths::FONTS, "").map(|path| (path, project.bytes(path))));
    one.eq(other)
}
