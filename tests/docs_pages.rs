//! The pages for users are true: the commands in them are run, and what they print is compared word for word.
//!
//! A page is tested if it has a block of the kind ```` ```console ````. All of its blocks are carried out in their order,
//! in an empty folder:
//!
//! - ```` ```console ````: each line that begins with `$ ` is a command for the shell; the lines below it are all that it
//!   prints. A line `…` stands for any lines. If the last line is `^C`, the command is ended when it has printed the
//!   lines before it.
//! - ```` ```yaml cases/poet.yaml ````, or another kind and a file: the block is the whole file.
//! - ```` ```diff cases/poet.yaml ````: lines with `-` are replaced with lines with `+`. A blank line
//!   begins another change.
//!
//! The text just above a block names its file, because readers do not see the line that begins a block.
//! `UPDATE_EXPECT=1` writes what the commands print into the pages.

#![cfg(unix)]
#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "it runs the program on the pages' files")]

use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A block of a page.
struct Block<'p> {
    /// What its first line says after the marks: the kind, and perhaps a file.
    info: &'p str,
    /// The bytes between its first and its last line.
    body: Range<usize>,
}

fn blocks(page: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut open: Option<(&str, usize)> = None;
    let mut at = 0;
    for line in page.split_inclusive('\n') {
        if let Some(mark) = line.trim_end().strip_prefix("```") {
            open = match open {
                Some((info, start)) => {
                    blocks.push(Block { info, body: start..at });
                    None
                }
                None => Some((mark, at + line.len())),
            };
        }
        at += line.len();
    }
    blocks
}

/// Carries out a page in a folder. Returns the page with all outputs as they are, and what is wrong with it.
fn carry_out(page: &str, folder: &Path) -> (String, Vec<String>) {
    let mut wrong = Vec::new();
    let mut new = String::new();
    let mut done = 0;
    for Block { info, body } in blocks(page) {
        let text = &page[body.clone()];
        new.push_str(&page[done..body.start]);
        done = body.end;
        match info.split_once(' ') {
            None if info == "console" => {
                let printed = console(text, folder);
                if !is_as_printed(text, &printed) {
                    wrong.push(format!("the page has\n{text}but the commands print\n{printed}"));
                    new.push_str(&printed);
                    continue;
                }
            }
            Some((kind, file)) => {
                let above = page[..body.start].lines().rev().skip(1).find(|line| !line.trim().is_empty());
                if !above.is_some_and(|line| line.contains(&format!("`{file}`"))) {
                    wrong.push(format!("the line above the block does not name `{file}`"));
                }
                let path = folder.join(file);
                let result = if kind == "diff" { changed(&path, text) } else { Ok(text.to_owned()) };
                match result {
                    Ok(text) => {
                        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder of the test");
                        fs::write(path, text).expect("a file in it");
                    }
                    Err(why) => wrong.push(format!("{file}: {why}")),
                }
            }
            None => {}
        }
        new.push_str(text);
    }
    new.push_str(&page[done..]);
    (new, wrong)
}

/// The text of a file with the lines of a block replaced.
fn changed(path: &Path, block: &str) -> Result<String, String> {
    let mut text = fs::read_to_string(path).map_err(|error| error.to_string())?;
    for change in block.split("\n\n") {
        let of = |marks: [char; 2]| -> String {
            change
                .lines()
                .filter(|line| line.starts_with(marks))
                .fold(String::new(), |all, line| all + &line[1..] + "\n")
        };
        let (before, after) = (of(['-', ' ']), of(['+', ' ']));
        match text.matches(&before).count() {
            1 => text = text.replace(&before, &after),
            count => return Err(format!("these lines are in the file {count} times:\n{before}")),
        }
    }
    Ok(text)
}

/// A block of commands as it has to be: each command with what it prints.
fn console(block: &str, folder: &Path) -> String {
    let mut printed = String::new();
    for (command, expected) in commands(block) {
        let _ = writeln!(printed, "$ {command}");
        printed.push_str(&run(command, expected.lines().last() == Some("^C"), folder));
    }
    printed
}

/// The commands of a block, each with the lines below it.
fn commands(block: &str) -> impl Iterator<Item = (&str, &str)> {
    let parts = block.strip_prefix("$ ").map(|rest| rest.split("\n$ ")).into_iter().flatten();
    parts.map(|part| part.split_once('\n').unwrap_or((part, "")))
}

/// What a command prints.
fn run(command: &str, is_ended: bool, folder: &Path) -> String {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_likhit"));
    let path = format!("{}:{}", program.parent().expect("a folder").display(), env!("PATH"));
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(format!("exec {command}")).current_dir(folder).env("PATH", path).stdin(Stdio::null());
    if is_ended {
        let mut child = shell.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the program runs");
        let out = BufReader::new(child.stdout.take().expect("its output"));
        // The preview prints its address and what to do with it, and then waits.
        let lines: Vec<String> = out.lines().take(2).map(|line| with_usual_port(&line.expect("a line"))).collect();
        child.kill().expect("it is still running");
        child.wait().expect("it has ended");
        return format!("{}\n^C\n", lines.join("\n"));
    }
    let output = shell.output().expect("the program runs");
    let printed = [output.stdout, output.stderr].concat();
    let printed = String::from_utf8(printed).expect("text");
    assert_eq!(output.status.success(), !printed.contains("error["), "the exit code of `{command}`: {printed}");
    printed
}

/// The port may be another one on a machine where the usual one is in use.
fn with_usual_port(line: &str) -> String {
    let Some((before, after)) = line.split_once("127.0.0.1:") else { return line.to_owned() };
    format!("{before}127.0.0.1:8640{}", after.trim_start_matches(|c: char| c.is_ascii_digit()))
}

/// Whether commands print what a block says.
fn is_as_printed(block: &str, printed: &str) -> bool {
    let (block, printed): (Vec<&str>, Vec<&str>) = (block.lines().collect(), printed.lines().collect());
    is_like(&block, &printed)
}

fn is_like(expected: &[&str], printed: &[&str]) -> bool {
    match (expected, printed) {
        ([], []) => true,
        (["…", rest @ ..], _) => (0..=printed.len()).any(|skipped| is_like(rest, &printed[skipped..])),
        ([first, expected @ ..], [same, printed @ ..]) => first == same && is_like(expected, printed),
        _ => false,
    }
}

/// The pages for users, with their text.
fn pages() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let docs = fs::read_dir(root.join("docs")).expect("the folder of the docs");
    let mut pages: Vec<PathBuf> = docs.map(|entry| entry.expect("an entry").path()).collect();
    pages.push(root.join("README.md"));
    pages.retain(|path| path.extension().is_some_and(|ending| ending == "md"));
    pages.sort();
    pages.into_iter().map(|path| (path.clone(), fs::read_to_string(path).expect("a page"))).collect()
}

#[test]
fn every_command_of_a_page_prints_what_the_page_says() {
    let mut tested = 0;
    let mut wrong = String::new();
    for (path, page) in pages().into_iter().filter(|(_, page)| page.contains("```console\n")) {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let (new, mut faults) = carry_out(&page, folder.path());
        tested += 1;
        if std::env::var_os("UPDATE_EXPECT").is_some() && new != page {
            let folder = tempfile::tempdir().expect("a folder for the test");
            faults = carry_out(&new, folder.path()).1;
            fs::write(&path, new).expect("the page");
        }
        for fault in faults {
            let _ = writeln!(wrong, "{}: {fault}", path.display());
        }
    }
    assert!(wrong.is_empty(), "{wrong}\nUPDATE_EXPECT=1 writes the new outputs into the pages");
    assert!(tested > 0, "no page has commands");
}

#[test]
fn a_page_that_is_not_true_is_found_and_written_anew() {
    let page = "# A page\n\nWrite `a/b.txt`:\n\n```text a/b.txt\none\ntwo\n```\n\nChange `a/b.txt`:\n\n\
                ```diff a/b.txt\n one\n-two\n+three\n```\n\n```console\n$ cat a/b.txt\none\n…\n$ echo x\ny\n```\nEnd.\n";
    let folder = tempfile::tempdir().expect("a folder for the test");
    let (new, wrong) = carry_out(page, folder.path());
    assert_eq!(fs::read_to_string(folder.path().join("a/b.txt")).expect("a file"), "one\nthree\n");
    assert_eq!(wrong.len(), 1, "{wrong:?}");
    assert_eq!(new, page.replace("one\n…\n", "one\nthree\n").replace("x\ny\n", "x\nx\n"));
    let folder = tempfile::tempdir().expect("a folder for the test");
    assert_eq!(carry_out(&new, folder.path()), (new.clone(), Vec::new()));
    // A block whose file is not named, and a change that does not fit, are faults too.
    let (_, wrong) = carry_out("Text\n\n```diff c.txt\n-x\n+y\n```\n", folder.path());
    assert_eq!(wrong.len(), 2, "{wrong:?}");
}
