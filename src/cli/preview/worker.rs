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
    orders: Mutex<Option<Sender<Job>>>,
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
        self.order(Job { project: Arc::clone(project), work: Box::new(work) });
        answer.recv().ok()
    }

    fn order(&self, order: Job) {
        let mut orders = self.orders.lock().unwrap_or_else(PoisonError::into_inner);
        let refused = match &*orders {
            Some(open) => open.send(order).err().map(|refused| refused.0),
            None => Some(order),
        };
        if let Some(order) = refused {
            let (open, taken) = mpsc::channel();
            thread::spawn(move || work(&taken));
            // The thread that takes it has only begun.
            let _ = open.send(order);
            *orders = Some(open);
        }
    }
}

fn work(orders: &Receiver<Job>) {
    let mut next = orders.recv().ok();
    while let Some(mut order) = next.take() {
        let project = Arc::clone(&order.project);
        let resources = Resources::read(&project);
        loop {
            (order.work)(&order.project, resources.as_ref());
            match orders.recv() {
                Ok(other) if has_same_fonts(&project, &other.project) => order = other,
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
