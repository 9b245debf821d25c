//! Watching the project: the files on disk are checked several times a second.
//!
//! Asking for the times of a few dozen files costs less than a millisecond, needs no service of the system, and works
//! on folders of a network, where the system does not report changes.

use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use super::project_state::ProjectState;
use crate::cli::{case_file, folder};
use crate::finding::Findings;
use crate::project::{Project, paths};

/// The interval at which the disk is checked.
const PERIOD: Duration = Duration::from_millis(100);

/// How long a file must be the same after it has changed: one that is being written is not read in half.
const SETTLED: Duration = Duration::from_millis(20);

/// The same time for a file that has become empty: many editors empty a file first and then write it.
const EMPTIED: Duration = Duration::from_secs(1);

/// Some disks record times in steps of two seconds: for this long after a change there may be another one that does not
/// show.
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
        let out = self.root().map(|root| folder::links_out(&root)).unwrap_or_default();
        if !out.is_empty() {
            return Err(out);
        }
        match &self.case {
            Some(case) => Ok(case_file::open(case, self.project.as_deref())?.project),
            None => folder::project(self.project.as_deref()),
        }
    }

    /// Puts the project into `state` each time that it may have changed, and never returns.
    pub fn watch(&self, state: &ProjectState) -> ! {
        // Read again, because a file may have changed between the first reading and the first check.
        let mut seen = Seen { stamps: Stamps::new(), changed: Instant::now() };
        loop {
            let stamps = self.stamps();
            if seen.is_due(&stamps, Instant::now()) {
                thread::sleep(settling(&stamps, &seen.stamps));
                let _files = state.hold_files();
                if self.stamps() != stamps {
                    continue;
                }
                let read = self.read();
                if self.stamps() != stamps {
                    continue;
                }
                state.put(read);
                seen.put(stamps, Instant::now());
            }
            thread::sleep(PERIOD);
        }
    }

    /// Whether a file of the project was named by its path, and is not the one in the folder of the project.
    pub fn is_elsewhere(&self, root: &Path, file: &str) -> bool {
        let Some(typed) = &self.case else { return false };
        let is_it = case_file::id_of(typed).is_some_and(|case| paths::case_facts(case) == file);
        let named = case_file::path_of(typed).filter(|_| is_it);
        named.is_some_and(|path| path.canonicalize().ok() != root.join(file).canonicalize().ok())
    }

    /// The folder of the project; `None` if all files are built into the program.
    pub fn root(&self) -> Option<PathBuf> {
        match &self.case {
            Some(case) => case_file::root_of(case, self.project.as_deref()),
            None => folder::root(self.project.as_deref()).ok().flatten(),
        }
    }

    fn stamps(&self) -> Stamps {
        let path = self.case.as_deref().and_then(case_file::path_of);
        let files = self.root().map(|root| folder::files(&root).0).unwrap_or_default();
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

/// The files as they were read last.
struct Seen {
    stamps: Stamps,
    /// When they had changed.
    changed: Instant,
}

impl Seen {
    /// Whether the files are to be read: they are different, or have changed a moment ago. Their own times are only
    /// compared with each other, because the clock of a disk may be wrong, and a file may be dated in the future.
    fn is_due(&self, stamps: &Stamps, now: Instant) -> bool {
        *stamps != self.stamps || now.saturating_duration_since(self.changed) < YOUNG
    }

    fn put(&mut self, stamps: Stamps, now: Instant) {
        if stamps != self.stamps {
            *self = Self { stamps, changed: now };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_dated_in_the_future_is_not_read_again_and_again() {
        let now = Instant::now();
        let dated = |ahead| vec![(PathBuf::from("a"), Some(SystemTime::now() + Duration::from_secs(ahead)), 1)];
        let (first, second) = (dated(1 << 20), dated(1 << 21));
        let mut seen = Seen { stamps: Stamps::new(), changed: now };
        assert!(seen.is_due(&first, now));
        seen.put(first.clone(), now);
        assert!(seen.is_due(&first, now + Duration::from_secs(1)), "it may have changed within a step of the clock");
        assert!(!seen.is_due(&first, now + Duration::from_secs(4)));
        // To have read it once more is no change.
        seen.put(first.clone(), now + Duration::from_secs(3));
        assert!(!seen.is_due(&first, now + Duration::from_secs(4)));
        assert!(seen.is_due(&second, now + Duration::from_secs(4)));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_out_of_the_project_is_not_followed() {
        use std::fs;
        use std::os::unix::fs::symlink;
        let [outside, project] = [0; 2].map(|_| tempfile::tempdir().expect("a folder for the test"));
        let secret = outside.path().join("secret.ftl");
        fs::write(&secret, "closing = a secret\n").expect("a file");
        let words = project.path().join("locales/en");
        fs::create_dir_all(&words).expect("a folder");
        fs::write(words.join("own.ftl"), "closing = Yours\n").expect("a file");
        symlink("own.ftl", words.join("letter.ftl")).expect("a link");
        let watched = Watched { case: None, project: Some(project.path().to_owned()) };
        assert!(watched.read().is_ok(), "this link stays inside");
        symlink(&secret, words.join("other.ftl")).expect("a link");
        symlink(outside.path(), project.path().join("cases")).expect("a link");
        let findings = watched.read().expect_err("these lead out");
        assert!(findings.iter().all(|finding| finding.rule == "unreadable-file"), "{findings:?}");
        assert_eq!(findings.len(), 2, "{findings:?}");
    }
}
