//! What went wrong with a file, a folder or a port, in plain words with what to do.

use std::io::{self, ErrorKind};

/// What is wrong, and what to do.
pub fn in_plain_words(error: &io::Error) -> (String, &'static str) {
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
    fn no_error_of_the_system_shows_its_number() {
        for number in 1..133 {
            let (what, help) = in_plain_words(&io::Error::from_raw_os_error(number));
            assert!(!what.contains("os error") && !what.is_empty() && !help.is_empty(), "{number}: {what}");
        }
        let (what, _) = in_plain_words(&io::Error::other("The paper is out (os error 7)"));
        assert_eq!(what, "the paper is out");
    }
}
