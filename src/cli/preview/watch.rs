//! Watching the project: the files on disk are checked several times a second.
//!
//! Asking for the times of a few dozen files costs less than a millisecond, needs no service of the system, and works
//! on folders of a network, where the system does not report changes.

use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

use crate::cli::{case_file, folder};
use crate::finding::Findings;
use crate::project::Project;

/// The interval at which the disk is checked.
const PERIOD: Duration = Duration::from_millis(100);

/// How long a file must be the same after it has changed: one that is being written is not read in half.
const SETTLED: Duration = Duration::from_millis(20);

/// The same time for a file that has become empty: many editors empty a file first and then write it.
const EMPTIED: Duration = Duration::from_secs(1);

/// Some disks record times in steps of two seconds: a file this young may change without a new time.
const YOUNG: Duration = Duration::from_secs(3);

/// The watched project, as it was typed.
pub struct Watched {
    /// The case, by its id or the path of its file.
    pub case: Option<String>,
    /// The folder of the project.
    pub project: Option<PathBuf>,
}

/// The files with the times of their last change and their sizes.
type Stamps = Vec<(PathBuf, Option<SystemTime>, u64)>;

impl Watched {
    /// Reads the project.
    ///
    /// # Errors
    ///
    /// When a folder or a file cannot be read.
    pub fn read(&self) -> Result<Project, Findings> {
        match &self.case {
            Some(case) => Ok(case_file::open(case, self.project.as_deref())?.project),
            None => folder::project(self.project.as_deref()),
        }
    }

    /// Calls `changed` with the project each time that it may have changed, and never returns.
    pub fn watch(&self, mut changed: impl FnMut(Result<Project, Findings>)) -> ! {
        // Read again, because a file may have changed between the first reading and the first check.
        let mut seen = Stamps::new();
        loop {
            let stamps = self.stamps();
            if stamps != seen || is_young(&stamps) {
                let read = self.read();
                thread::sleep(settling(&stamps, &seen));
                if self.stamps() != stamps {
                    continue;
                }
                changed(read);
                seen = stamps;
            }
            thread::sleep(PERIOD);
        }
    }

    fn stamps(&self) -> Stamps {
        let path = self.case.as_deref().and_then(case_file::path_of);
        let beside = path.as_deref().and_then(case_file::project_of);
        let root = folder::root(self.project.as_deref().or(beside.as_deref()));
        let files = root.ok().flatten().map(|root| folder::files(&root).0).unwrap_or_default();
        files.into_iter().map(|(_, path)| path).chain(path).map(stamp).collect()
    }
}

fn stamp(path: PathBuf) -> (PathBuf, Option<SystemTime>, u64) {
    let metadata = Path::metadata(&path).ok();
    let size = metadata.as_ref().map_or(0, std::fs::Metadata::len);
    let changed = metadata.and_then(|metadata| metadata.modified().ok());
    (path, changed, size)
}

/// How long to wait for the end of a change.
fn settling(stamps: &Stamps, seen: &Stamps) -> Duration {
    let changed = || stamps.iter().filter(|stamp| !seen.contains(stamp));
    if changed().any(|(_, _, size)| *size == 0) {
        EMPTIED
    } else if changed().next().is_some() {
        SETTLED
    } else {
        Duration::ZERO
    }
}

fn is_young(stamps: &Stamps) -> bool {
    let now = SystemTime::now();
    let age = |changed: &SystemTime| now.duration_since(*changed).unwrap_or_default();
    stamps.iter().filter_map(|(_, changed, _)| changed.as_ref()).any(|changed| age(changed) < YOUNG)
}
