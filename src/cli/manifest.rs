//! The manifest of a folder of letters: one row for each letter, including those of earlier runs.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::folder::{self, shown};
use super::output::Access;
use super::overwrite::{Kind, is_own};
use crate::case::{Case, Former};
use crate::finding::{Finding, Findings, rules};
use crate::mailing::manifest::hex;
use crate::mailing::{MANIFEST, table};
use crate::print::Printed;

/// A row: a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Row {
    sequence: String,
    sender: String,
    recipient: String,
    language: String,
    file: String,
    first_page: String,
    pages: String,
    sheets: String,
    country: String,
    sha256: String,
}

/// One row for each letter: its file, recipient and length. Letters of earlier runs that are still
/// unchanged keep their rows, so that the manifest lists all letters in `folder`.
pub fn manifest<'a>(folder: &Path, printed: impl Iterator<Item = &'a Printed>) -> Vec<u8> {
    let mut new: Vec<Vec<Row>> = printed.map(rows_of).collect();
    let mut rows: Vec<Row> = Vec::new();
    for old in earlier(folder) {
        let is_of = |rows: &Vec<Row>| rows.first().is_some_and(|row| row.file == old.file);
        if let Some(at) = new.iter().position(is_of) {
            rows.extend(new.remove(at));
        } else if is_unchanged(folder, &old) && !rows.contains(&old) {
            rows.push(old);
        }
    }
    // A letter that was printed again keeps its place.
    rows.extend(new.into_iter().flatten());
    for (i, row) in rows.iter_mut().enumerate() {
        row.sequence = (i + 1).to_string();
    }
    table::of(&rows)
}

/// Reports letters in `folder` to recipients that this state of the case no longer has.
pub fn former_letters(folder: &Path, case: &Case) -> Findings {
    let letter = |former: &Former| {
        let Former { recipient, since } = former;
        let path = folder.join(format!("{recipient}.pdf"));
        let message =
            format!("this letter is from an earlier run: `{recipient}` has not been a recipient since {since}");
        let finding = Finding::warning(rules::FORMER_LETTER, message).in_file(shown(&path));
        path.exists().then(|| finding.help("delete this file before you post or send the rest of the folder"))
    };
    case.former.iter().filter_map(letter).collect()
}

/// Who may read the manifest. If letters are private to their owner, even those of an earlier run, the
/// manifest is too.
pub fn access(folder: &Path, of_letters: Access) -> Access {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let for_others = |metadata: fs::Metadata| metadata.permissions().mode() & 0o077;
        if fs::metadata(folder.join(MANIFEST)).is_ok_and(|metadata| for_others(metadata) == 0) {
            return Access::OwnerOnly;
        }
    }
    #[cfg(not(unix))]
    let _ = folder;
    of_letters
}

/// Whether the file is a manifest of this form. The manifest of a mailing has more columns.
pub fn is_of_letters(path: &Path) -> bool {
    path.is_file() && fs::read(path).is_ok_and(|bytes| is_own(&bytes, Kind::Table(&head())))
}

/// The first line of a manifest of letters.
pub fn head() -> String {
    table::head::<Row>().join(",")
}

fn rows_of(printed: &Printed) -> Vec<Row> {
    let hash = hex(&Sha256::digest(&printed.pdf));
    let row = |letter: &crate::print::PrintedLetter| Row {
        sequence: String::new(),
        sender: String::new(),
        recipient: printed.recipient.to_string(),
        language: letter.language.to_string(),
        file: format!("{}.pdf", printed.recipient),
        first_page: letter.first_page.to_string(),
        pages: letter.pages.to_string(),
        // Printed on one side, a page is a sheet.
        sheets: letter.pages.to_string(),
        country: printed.country.to_string(),
        sha256: hash.clone(),
    };
    printed.letters.iter().map(row).collect()
}

/// The rows of the existing manifest, without their numbers; empty if it is missing or has other columns.
fn earlier(folder: &Path) -> Vec<Row> {
    let Ok(bytes) = folder::bytes(&folder.join(MANIFEST)) else { return Vec::new() };
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    if reader.headers().is_ok_and(|headers| *headers == table::head::<Row>()[..]) {
        let rows = reader.deserialize().filter_map(Result::ok);
        rows.map(|row: Row| Row { sequence: String::new(), ..row }).collect()
    } else {
        Vec::new()
    }
}

/// Whether the file of a row exists and is unchanged.
fn is_unchanged(folder: &Path, row: &Row) -> bool {
    // A manifest that was edited must not point to files outside the folder.
    let is_name = Path::new(&row.file).file_name().is_some_and(|name| name == row.file.as_str());
    is_name && folder::bytes(&folder.join(&row.file)).is_ok_and(|bytes| hex(&Sha256::digest(&bytes)) == row.sha256)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{CaseId, RecipientId, StationeryId};
    use crate::print::{self, Order};
    use crate::project::Project;

    fn printed(to: &[&str]) -> Vec<Printed> {
        let order = Order {
            to: to.iter().filter_map(|to| RecipientId::new(to)).collect(),
            stationery: StationeryId::new("plain"),
            ..Order::of(CaseId::new("kem-sokha").expect("an id"), jiff::civil::date(2018, 1, 15))
        };
        print::letters(&Project::embedded(), &order).printed
    }

    fn columns() -> String {
        table::head::<Row>().join(",")
    }

    fn rows(manifest: &[u8]) -> Vec<String> {
        let text = String::from_utf8(manifest.to_vec()).expect("it is text");
        let row = |row: &str| row.split(',').take(9).collect::<Vec<_>>().join(" ");
        text.lines().map(row).collect()
    }

    #[test]
    fn the_manifest_says_where_each_letter_is() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let printed = printed(&[]);
        let manifest = manifest(folder.path(), printed.iter());
        let shown = rows(&manifest);
        assert_eq!(shown.len(), 1 + printed.len() * 2);
        assert_eq!(shown[0], "sequence sender recipient language file first_page pages sheets country");
        assert_eq!(shown[3], "3  prime-minister en prime-minister.pdf 1 1 1 KH");
        assert_eq!(shown[4], "4  prime-minister km prime-minister.pdf 2 2 2 KH");
        let hash = hex(&Sha256::digest(&printed[1].pdf));
        assert!(String::from_utf8_lossy(&manifest).lines().nth(4).is_some_and(|row| row.ends_with(&hash)));
    }

    #[test]
    fn letters_of_earlier_runs_that_are_still_there_keep_their_rows() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).expect("a file");
        let all = printed(&[]);
        for letter in &all {
            write(&format!("{}.pdf", letter.recipient), &letter.pdf);
        }
        let whole = manifest(folder.path(), all.iter());
        write(MANIFEST, &whole);
        assert_eq!(manifest(folder.path(), printed(&["prime-minister"]).iter()), whole);

        write("foreign-minister.pdf", b"something else");
        fs::remove_file(folder.path().join("interior-minister.pdf")).expect("it is there");
        let left = rows(&manifest(folder.path(), printed(&["prime-minister"]).iter()));
        assert_eq!(
            left[1..],
            ["1  prime-minister en prime-minister.pdf 1 1 1 KH", "2  prime-minister km prime-minister.pdf 2 2 2 KH"]
        );
    }

    #[test]
    fn a_letter_of_an_earlier_run_to_somebody_who_is_gone_is_told_of() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let id = CaseId::new("kem-sokha").expect("an id");
        let mut case = print::read_case(&Project::embedded(), &id, None).expect("the bundled case");
        let recipient = RecipientId::new("prime-minister").expect("an id");
        case.former = vec![Former { recipient, since: jiff::civil::date(2018, 2, 10) }];
        assert_eq!(former_letters(folder.path(), &case), Findings::new());
        fs::write(folder.path().join("prime-minister.pdf"), b"").expect("a file");
        let [finding] = former_letters(folder.path(), &case).try_into().expect("one finding");
        assert!(finding.file.is_some_and(|file| file.ends_with("prime-minister.pdf")));
        assert!(finding.message.ends_with("`prime-minister` has not been a recipient since 2018-02-10"));
    }

    #[test]
    fn a_manifest_of_another_kind_is_no_guide() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let foreign = columns() + "\n1,,x,en,../secret.pdf,1,1,1,KH,00\n";
        fs::write(folder.path().join(MANIFEST), foreign).expect("a file");
        assert_eq!(manifest(folder.path(), std::iter::empty()), [columns().as_bytes(), b"\n"].concat());
    }
}
