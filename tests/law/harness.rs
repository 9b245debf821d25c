//! The program, run on a project in a folder of its own.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{LazyLock, Mutex};
use std::thread;

use serde_json::Value;
use tempfile::TempDir;

use crate::check::planted::Change;
use crate::support::first_place;

/// The usual options of the letters of the bundled case, in every test.
pub const USUAL: [&str; 4] = ["--country", "GB", "--date", "2018-01-15"];

/// The files of the bundled project that a test may change, by their paths in it.
static BUNDLED: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| {
    let mut files = BTreeMap::new();
    for folder in ["cases", "locales"] {
        collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), folder, &mut files);
    }
    files
});

/// All files in a folder and below, by their paths with `/`.
fn collect(folder: &Path, name: &str, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = format!("{name}/{}", entry.file_name().to_string_lossy());
        if path.is_dir() {
            collect(&path, &name, files);
        } else {
            files.insert(name, fs::read(&path).expect("a file that is there"));
        }
    }
}

/// The bundled text of a file.
pub fn bundled_text(file: &str) -> &'static str {
    std::str::from_utf8(&BUNDLED[file]).expect("the bundled files are text")
}

/// A project in a folder of its own.
pub struct Project {
    folder: TempDir,
    /// How many commands have printed there.
    printed: AtomicUsize,
}

impl Project {
    /// The bundled project.
    pub fn bundled() -> Self {
        let project = Self::empty();
        for (file, bytes) in BUNDLED.iter() {
            project.write(file, bytes);
        }
        project
    }

    /// The bundled project with changes, one after the other.
    pub fn changed(changes: &[Change]) -> Self {
        let project = Self::bundled();
        for (file, from, to) in changes {
            project.change(file, from, to);
        }
        project
    }

    /// A project of the tests: `tests/projects/NAME`.
    pub fn of_tests(name: &str) -> Self {
        let project = Self::empty();
        let mut files = BTreeMap::new();
        collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/projects").join(name), "", &mut files);
        for (file, bytes) in files {
            project.write(file.trim_start_matches('/'), bytes);
        }
        project
    }

    fn empty() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder for the test"), printed: AtomicUsize::new(0) }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file.
    pub fn write(&self, file: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path().join(file);
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }

    /// The text of a file; bytes that are not text are shown as U+FFFD.
    pub fn text(&self, file: &str) -> String {
        String::from_utf8_lossy(&fs::read(self.path().join(file)).unwrap_or_default()).into_owned()
    }

    /// Replaces the first of something in a file; at its end where the something is empty.
    pub fn change(&self, file: &str, from: &str, to: &str) {
        self.write(file, changed(&self.text(file), from, to));
    }

    /// The result of `likhit check CASE` with the options of an order.
    pub fn check(&self, case: &str, options: &[&str]) -> Ran {
        check_in(self.path(), case, options)
    }

    /// The output and the files of a command that prints.
    pub fn print(&self, command: &str, case: &str, options: &[&str]) -> Ran {
        self.print_in(self.path(), command, case, options)
    }

    /// The same, run in some folder.
    pub fn print_in(&self, folder: &Path, command: &str, case: &str, options: &[&str]) -> Ran {
        let number = self.printed.fetch_add(1, Ordering::Relaxed);
        let out = self.path().join(format!("printed-{number}"));
        let shown = out.to_string_lossy().into_owned();
        let out_option: &[&str] = if command == "text" { &[] } else { &["--out", &shown] };
        Self::run(folder, &[&[command, case], options, out_option].concat(), Some(&out))
    }

    fn run(folder: &Path, arguments: &[&str], out: Option<&PathBuf>) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_likhit"));
        for variable in ["SLURM_ARRAY_TASK_ID", "JOB_COMPLETION_INDEX"] {
            command.env_remove(variable);
        }
        let output = command.current_dir(folder).args(["--format", "json"]).args(arguments).output();
        let output = output.expect("the program runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let findings: Vec<Finding> = match serde_json::from_str::<Vec<Value>>(said.trim()) {
            Ok(findings) => findings.into_iter().map(Finding).collect(),
            Err(error) => panic!("`likhit {}` says no findings ({error}): {said}", arguments.join(" ")),
        };
        let code = output.status.code().unwrap_or(-1);
        let mut files = BTreeMap::new();
        if let Some(out) = out {
            collect(out, "", &mut files);
        }
        Ran {
            code,
            findings,
            files: files.into_keys().map(|name| name.trim_start_matches('/').to_owned()).collect(),
            text: String::from_utf8_lossy(&output.stdout).into_owned(),
        }
    }
}

/// The result of `likhit check CASE` with the options of an order, run in this folder.
pub fn check_in(folder: &Path, case: &str, options: &[&str]) -> Ran {
    Project::run(folder, &[&["check", case], options].concat(), None)
}

/// A text in which the first `from` is `to`; at its end where `from` is empty.
pub fn changed(text: &str, from: &str, to: &str) -> String {
    if from.is_empty() {
        return format!("{text}{to}");
    }
    let at = first_place(text, from).unwrap_or_else(|| panic!("no `{from}` in it"));
    [&text[..at], to, &text[at + from.len()..]].concat()
}

/// The help text of a command.
pub fn help_of(command: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_likhit")).args([command, "--help"]).output();
    String::from_utf8_lossy(&output.expect("the program runs").stdout).into_owned()
}

/// The output and the files of a run.
#[derive(Debug)]
pub struct Ran {
    /// The exit code.
    pub code: i32,
    /// The findings.
    pub findings: Vec<Finding>,
    /// The files that were written, by their paths in the folder for them.
    pub files: BTreeSet<String>,
    /// Its standard output.
    pub text: String,
}

impl Ran {
    /// The findings that are errors.
    pub fn errors(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.is_error())
    }

    /// How it ended and its output, as lines for people.
    pub fn told(&self) -> String {
        let findings: Vec<String> = self.findings.iter().map(|finding| format!("\n    {finding}")).collect();
        format!("exit code {}, files {:?}{}", self.code, self.files, findings.concat())
    }

    /// The PDFs that were written, by their names without a folder.
    pub fn pdfs(&self) -> impl Iterator<Item = &str> {
        let names = self.files.iter().map(|file| file.rsplit('/').next().unwrap_or(file));
        names.filter(|name| Path::new(name).extension().is_some_and(|ending| ending == "pdf"))
    }
}

/// A finding with all its fields, as programs read it.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding(Value);

impl Finding {
    /// A field that is text; empty where it is not there.
    fn text(&self, field: &str) -> &str {
        self.0[field].as_str().unwrap_or_default()
    }

    /// Whether nothing may be printed that it affects.
    pub fn is_error(&self) -> bool {
        self.text("severity") == "error"
    }

    /// The rule.
    pub fn rule(&self) -> &str {
        self.text("rule")
    }

    /// The file of the finding; empty if it has none.
    pub fn file(&self) -> &str {
        self.text("file")
    }

    /// The place: a message with its attribute, a key path, a row.
    pub fn place(&self) -> &str {
        self.text("place")
    }

    /// The message of the finding.
    pub fn message(&self) -> &str {
        self.text("message")
    }

    /// The line, from 1.
    pub fn line(&self) -> Option<usize> {
        usize::try_from(self.0["line"].as_u64()?).ok()
    }

    /// The fields in which another finding differs, with both values.
    pub fn differences(&self, other: &Self) -> Vec<String> {
        let fields = |one: &Self| one.0.as_object().map(|one| one.keys().cloned().collect()).unwrap_or_default();
        let all: BTreeSet<String> = BTreeSet::union(&fields(self), &fields(other)).cloned().collect();
        let differing = all.into_iter().filter(|field| self.0[field] != other.0[field]);
        differing.map(|field| format!("{field}: {} / {}", self.0[&field], other.0[&field])).collect()
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = |field: &str| self.0[field].as_u64().map_or_else(|| "-".to_owned(), |number| number.to_string());
        write!(
            f,
            "{}:{}:{} {}[{}] {}: {}",
            self.file(),
            number("line"),
            number("column"),
            self.text("severity"),
            self.rule(),
            self.place(),
            self.message()
        )
    }
}

/// What `work` makes of each item, in their order, on as many threads as there are cores.
pub fn in_threads<'a, T: Sync, R: Send>(items: &'a [T], work: impl Fn(&'a T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let made: Mutex<BTreeMap<usize, R>> = Mutex::default();
    let cores = thread::available_parallelism().map_or(1, Into::into);
    thread::scope(|scope| {
        for _ in 0..cores.min(items.len()) {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(at) else { break };
                    let result = work(item);
                    made.lock().expect("no thread has panicked").insert(at, result);
                }
            });
        }
    });
    made.into_inner().expect("no thread has panicked").into_values().collect()
}

/// Fails with all breaches of the law, and how many items have any.
pub fn assert_kept<'a>(what: &str, judged: impl IntoIterator<Item = (&'a str, Vec<String>)>) {
    let judged: Vec<(&str, Vec<String>)> = judged.into_iter().collect();
    let broken: Vec<&(&str, Vec<String>)> = judged.iter().filter(|(_, breaches)| !breaches.is_empty()).collect();
    let told: Vec<String> =
        broken.iter().map(|(name, breaches)| format!("{name}\n    {}", breaches.join("\n    "))).collect();
    assert!(broken.is_empty(), "{what}: {} of {} break the law\n{}", broken.len(), judged.len(), told.join("\n"));
}
