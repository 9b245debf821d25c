//! What a shell and `man` get: completions, manual pages, and the first words of the program.

#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "it runs the program on files of its own")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let program = Command::new(env!("CARGO_BIN_EXE_likhit")).args(arguments).current_dir(folder).output();
    program.expect("the program runs")
}

fn printed(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).expect("text")
}

/// The commands that `likhit help` lists, without `help` itself.
fn commands(folder: &Path) -> Vec<String> {
    let help = printed(&run(folder, &["help"]));
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let names = listed.filter(|line| !line.starts_with("   ")).filter_map(|line| line.split_whitespace().next());
    let names: Vec<String> = names.filter(|name| *name != "help").map(str::to_owned).collect();
    assert!(names.contains(&"letters".to_owned()), "{names:?}");
    names
}

/// The long options that the help of a command lists.
fn options(folder: &Path, command: &str) -> Vec<String> {
    let help = printed(&run(folder, &[command, "--help"]));
    let lists = help.lines().filter_map(|line| line.trim_start().trim_start_matches("-h, ").strip_prefix("--"));
    lists.map(|line| line.split([' ', '[', '=']).next().unwrap_or_default().to_owned()).collect()
}

/// The files of a folder, with their bytes.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).expect("the folder").map(|entry| entry.expect("an entry"));
    let name = |entry: &fs::DirEntry| entry.file_name().into_string().expect("a name");
    entries.map(|entry| (name(&entry), fs::read(entry.path()).expect("a file"))).collect()
}

#[test]
fn every_command_and_option_has_its_place_on_a_manual_page() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let listed = printed(&run(folder.path(), &["man", "pages"]));
    let pages = files(&folder.path().join("pages"));
    assert_eq!(listed.lines().count(), pages.len());
    let page = |name: &str| String::from_utf8(pages[name].clone()).expect("text").replace("\\-", "-");
    let main = page("likhit.1");
    for command in commands(folder.path()) {
        assert!(main.contains(&format!("likhit-{command}(1)")), "likhit.1 does not name {command}");
        let own = page(&format!("likhit-{command}.1"));
        assert!(own.contains(".SH \"EXIT STATUS\"") && !own.contains(".SH EXTRA"), "{command}");
        for option in options(folder.path(), &command) {
            assert!(own.contains(&format!("--{option}")), "likhit-{command}.1 does not name --{option}");
        }
    }
    assert!(page("likhit-new-case.1").contains("--from"));
    // `help` has no page, and so no page refers to one.
    assert!(!pages.keys().any(|name| name.contains("help")), "{:?}", pages.keys());
    assert!(!main.contains("help(1)") && !page("likhit-new.1").contains("help(1)"));
    assert!(main.contains("likhit letters kem-sokha") && page("likhit-completions.1").contains("fish"));
}

#[test]
fn manual_pages_are_renewed_and_those_of_others_are_kept() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let pages = folder.path().join("pages");
    printed(&run(folder.path(), &["man", "pages"]));
    let first = files(&pages);
    printed(&run(folder.path(), &["man", "pages"]));
    assert_eq!(files(&pages), first);
    fs::write(pages.join("likhit-letters.1"), "a page of somebody else").expect("a file");
    let refused = run(folder.path(), &["man", "pages"]);
    let said = String::from_utf8_lossy(&refused.stderr);
    assert!(said.contains("likhit-letters.1: error[file-exists]"), "{said}");
    assert_eq!(refused.status.code(), Some(2));
    assert_eq!(fs::read(pages.join("likhit-letters.1")).expect("a file"), b"a page of somebody else");
    printed(&run(folder.path(), &["man", "pages", "--replace"]));
    assert_eq!(files(&pages), first);
    // A file is no folder.
    assert_eq!(run(folder.path(), &["man", "pages/likhit.1"]).status.code(), Some(2));
}

#[test]
fn each_shell_completes_every_command_and_option() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = printed(&run(folder.path(), &["completions", shell]));
        for command in commands(folder.path()) {
            assert!(script.contains(&command), "{shell} does not know {command}");
            for option in options(folder.path(), &command) {
                // fish writes an option without its hyphens.
                assert!(script.contains(&option), "{shell} does not know --{option} of {command}");
            }
        }
    }
    assert_eq!(run(folder.path(), &["completions", "cmd"]).status.code(), Some(2));
}

/// Each line after the first names a command that there is.
#[test]
fn without_a_command_the_program_says_in_six_lines_what_to_do() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let first = printed(&run(folder.path(), &[]));
    assert_eq!(first.lines().count(), 6, "{first}");
    let known = commands(folder.path());
    for line in first.lines().skip(1) {
        assert!(line.chars().count() <= 80, "wider than a terminal: {line}");
        let command = line.trim_start().strip_prefix("likhit ").and_then(|rest| rest.split_whitespace().next());
        let command = command.expect("a command");
        assert!(command == "help" || known.iter().any(|name| name == command), "{line}");
    }
    // The first of them needs nothing at all.
    let typed = first.lines().nth(1).and_then(|line| line.trim_start().strip_prefix("likhit ")).expect("a command");
    let arguments: Vec<&str> = typed.split("  ").next().unwrap_or_default().split(' ').collect();
    printed(&run(folder.path(), &arguments));
    assert!(folder.path().join("letters/kem-sokha/prime-minister.pdf").is_file());
}
