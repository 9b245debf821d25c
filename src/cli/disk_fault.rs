//! What went wrong with a file, a folder or a port, in plain words with what to do.

use std::io::{self, ErrorKind};
use std::thread;
use std::time::Duration;

/// What is wrong, and what to do.
pub fn in_plain_words(error: &io::Error) -> (String, &'static str) {
    if is_held(error) {
        let help = "close the file in the other program, then run the command again";
        return ("another program has the file open".to_owned(), help);
    }
    let (what, help) = match error.kind() {
        ErrorKind::NotFound => ("the file or folder does not exist", "check the spelling of the path"),
        ErrorKind::PermissionDenied => {
            ("you have no permission", "change the permissions of the file and its folder, or use another folder")
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            ("the disk is full", "free some space, or use another disk")
        }
        ErrorKind::ReadOnlyFilesystem => ("the disk is read-only", "use a folder on another disk"),
        ErrorKind::IsADirectory => {
            ("there is a folder with this name", "rename or move the folder, or use another name")
        }
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => {
            ("a part of the path is a file, not a folder", "rename or move this file, or use another folder")
        }
        ErrorKind::InvalidFilename => ("the name is too long or not allowed on this disk", "use a shorter name"),
        ErrorKind::FileTooLarge => ("the file is too large for this disk", "use another disk"),
        ErrorKind::AddrInUse => ("another program uses it", "end the other program, or use another one"),
        _ => return (without_number(&error.to_string()), "try again; if it fails again, use another disk or folder"),
    };
    (what.to_owned(), help)
}

/// What is wrong with a file that cannot be written, and what to do. `is_there` says whether an earlier file has the
/// name: Windows reports a file that is open in another program, such as a PDF in its reader, as one that nobody may
/// replace.
pub fn of_writing(error: &io::Error, is_there: bool) -> (String, &'static str) {
    if is_there && is_denied(error) {
        let what = "the file is probably open in another program, or it is read-only";
        return (what.to_owned(), "close it there, for example in the PDF reader, then run the command again");
    }
    in_plain_words(error)
}

/// How often a name is tried that another program holds, and how long is waited in between: a second in all.
const TRIES: u32 = 20;
const PAUSE: Duration = Duration::from_millis(50);

/// Does what another program may prevent for a moment: on Windows, a virus scanner opens each new file.
///
/// # Errors
///
/// Those of `attempt`, the last time.
pub fn patiently<T>(mut attempt: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    for _ in 1..TRIES {
        match attempt() {
            Err(error) if is_held(&error) || is_denied(&error) => thread::sleep(PAUSE),
            done => return done,
        }
    }
    attempt()
}

/// Whether another program has the file open in a way that it shares with nobody (`ERROR_SHARING_VIOLATION`), or has
/// locked it (`ERROR_LOCK_VIOLATION`).
fn is_held(error: &io::Error) -> bool {
    WINDOWS && matches!(error.raw_os_error(), Some(32 | 33))
}

/// Whether nobody may replace the file (`ERROR_ACCESS_DENIED`).
fn is_denied(error: &io::Error) -> bool {
    WINDOWS && error.raw_os_error() == Some(5)
}

/// Whether the numbers of errors are those of Windows. The tests of the words take them for such on every system.
const WINDOWS: bool = cfg!(any(windows, test));

/// The words of the system for an error, without its number, which means nothing to people.
fn without_number(words: &str) -> String {
    let words = words.split(" (os error ").next().unwrap_or(words);
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_has_a_pdf_open_is_told_to_close_it() {
        let said = |number, is_there| of_writing(&io::Error::from_raw_os_error(number), is_there);
        assert_eq!(said(32, true).0, "another program has the file open");
        assert_eq!(said(5, true).0, "the file is probably open in another program, or it is read-only");
        assert!(said(32, true).1.starts_with("close the file") && said(5, true).1.starts_with("close it"));
        assert!(!said(5, false).0.contains("another program"));
    }

    #[test]
    fn what_another_program_holds_for_a_moment_is_tried_again() {
        let mut left = 3;
        let done = patiently(|| {
            left -= 1;
            if left > 0 { Err(io::Error::from_raw_os_error(32)) } else { Ok("written") }
        });
        assert_eq!(done.ok(), Some("written"));
        let mut times = 0;
        let full = patiently(|| {
            times += 1;
            Err::<(), _>(io::Error::from(ErrorKind::StorageFull))
        });
        assert_eq!((full.map_err(|error| error.kind()), times), (Err(ErrorKind::StorageFull), 1));
    }

    #[test]
    fn no_error_of_the_system_shows_its_number() {
        for number in 1..133 {
            let (what, help) = in_plain_words(&io::Error::from_raw_os_error(number));
            assert!(!what.contains("os error") && !what.is_empty() && !help.is_empty(), "{number}: {what}");
        }
        let (what, _) = in_plain_words(&io::Error::other("The paper is out (os error 7)"));
        assert_eq!(what, "the paper is out");
    }
}
