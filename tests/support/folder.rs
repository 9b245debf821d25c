//! A project folder of a test, in which the program runs.

#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "it runs the program on files of its own")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// A project folder with these files.
pub struct Folder(TempDir);

impl Folder {
    pub fn of(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().expect("a folder for the test"));
        for (file, text) in files {
            folder.write(file, text);
        }
        folder
    }

    fn path(&self, file: &str) -> PathBuf {
        self.0.path().join(file)
    }

    pub fn write(&self, file: &str, text: &str) {
        let path = self.path(file);
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    pub fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    pub fn has(&self, file: &str) -> bool {
        self.path(file).exists()
    }

    /// The bytes of all files, also in the folders below, by their paths.
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        collect(self.0.path(), "", &mut files);
        files
    }

    /// What the program says on both streams, with its exit code.
    pub fn run(&self, arguments: &str) -> String {
        let output = Command::new(env!("CARGO_BIN_EXE_likhit"))
            .current_dir(self.0.path())
            .args(arguments.split_ascii_whitespace())
            .output()
            .expect("the program runs");
        let said = String::from_utf8([output.stdout, output.stderr].concat()).expect("it is text");
        format!("{said}exit code {}\n", output.status.code().unwrap_or(-1))
    }

    /// The letter in a language as text.
    pub fn letter(&self, language: &str) -> String {
        self.run(&format!("text kem-sokha --lang {language} --to prime-minister --date 2018-01-15 --after-deadline"))
    }
}

fn collect(folder: &Path, name: &str, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let entry = entry.expect("an entry");
        let name = format!("{name}{}", entry.file_name().to_str().expect("a name"));
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{name}/"), files);
        } else {
            files.insert(name, fs::read(entry.path()).expect("a file"));
        }
    }
}
