//! The manifest of a folder of letters: one row for each letter, including those of earlier runs.

use std::fs;
use std::path::Path;

use csv::StringRecord;
use sha2::{Digest, Sha256};

use super::folder;
use super::output::Access;
use crate::case::{Case, Former};
use crate::finding::{Finding, Findings, rules};
use crate::print::Printed;

/// The name of the manifest.
pub const FILE: &str = "manifest.csv";

const COLUMNS: [&str; 10] =
    ["sequence", "sender", "recipient", "language", "file", "first_page", "pages", "sheets", "country", "sha256"];

/// Which of the columns hold the file and its hash.
const AT_FILE: usize = 4;
const AT_HASH: usize = 9;

/// One row for each letter: its file, recipient and length. Letters of earlier runs that are still
/// unchanged keep their rows, so that the manifest lists all letters in `folder`.
pub fn manifest<'a>(folder: &Path, printed: impl Iterator<Item = &'a Printed>) -> Vec<u8> {
    let mut new: Vec<Vec<[String; 10]>> = printed.map(rows_of).collect();
    let mut rows: Vec<Vec<String>> = Vec::new();
    for old in earlier(folder) {
        let file = old.get(AT_FILE).unwrap_or_default();
        let is_of = |rows: &Vec<[String; 10]>| rows.first().is_some_and(|row| row[AT_FILE] == file);
        if let Some(at) = new.iter().position(is_of) {
            rows.extend(new.remove(at).into_iter().map(Vec::from));
        } else if is_unchanged(folder, &old) && !rows.iter().any(|row| row[1..] == fields(&old)[1..]) {
            rows.push(fields(&old));
        }
    }
    // A letter that was printed again keeps its place.
    rows.extend(new.into_iter().flatten().map(Vec::from));
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory does not fail.
    let _ = writer.write_record(COLUMNS);
    for (i, mut row) in rows.into_iter().enumerate() {
        row[0] = (i + 1).to_string();
        let _ = writer.write_record(row);
    }
    writer.into_inner().unwrap_or_default()
}

/// Reports letters in `folder` to recipients that this state of the case no longer has.
pub fn former_letters(folder: &Path, case: &Case) -> Findings {
    let letter = |former: &Former| {
        let Former { recipient, since } = former;
        let path = folder.join(format!("{recipient}.pdf"));
        let message =
            format!("this letter is from an earlier run: `{recipient}` has not been a recipient since {since}");
        let finding = Finding::warning(rules::FORMER_LETTER, message).in_file(path.display().to_string());
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
        if fs::metadata(folder.join(FILE)).is_ok_and(|metadata| for_others(metadata) == 0) {
            return Access::OwnerOnly;
        }
    }
    #[cfg(not(unix))]
    let _ = folder;
    of_letters
}

/// Whether the file is a manifest of this form. The manifest of a mailing has more columns.
pub fn is_of_letters(path: &Path) -> bool {
    let first = fs::read(path).ok().and_then(|bytes| bytes.split(|byte| *byte == b'\n').next().map(<[u8]>::to_vec));
    first.is_some_and(|first| first.trim_ascii_end() == COLUMNS.join(",").as_bytes())
}

fn rows_of(printed: &Printed) -> Vec<[String; 10]> {
    let hash = hex(&Sha256::digest(&printed.pdf));
    let row = |letter: &crate::print::PrintedLetter| {
        [
            String::new(),
            String::new(),
            printed.recipient.to_string(),
            letter.language.to_string(),
            format!("{}.pdf", printed.recipient),
            letter.first_page.to_string(),
            letter.pages.to_string(),
            // Printed on one side, a page is a sheet.
            letter.pages.to_string(),
            printed.country.to_string(),
            hash.clone(),
        ]
    };
    printed.letters.iter().map(row).collect()
}

/// The rows of the existing manifest; empty if it is missing or has other columns.
fn earlier(folder: &Path) -> Vec<StringRecord> {
    let Ok(bytes) = folder::bytes(&folder.join(FILE)) else { return Vec::new() };
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    if reader.headers().is_ok_and(|headers| *headers == COLUMNS[..]) {
        reader.records().filter_map(Result::ok).collect()
    } else {
        Vec::new()
    }
}

/// Whether the file of a row exists and is unchanged.
fn is_unchanged(folder: &Path, row: &StringRecord) -> bool {
    let (Some(file), Some(hash)) = (row.get(AT_FILE), row.get(AT_HASH)) else { return false };
    // A manifest that was edited must not point to files outside the folder.
    let is_name = Path::new(file).file_name().is_some_and(|name| name == file);
    is_name && folder::bytes(&folder.join(file)).is_ok_and(|bytes| hex(&Sha256::digest(&bytes)) == hash)
}

fn fields(row: &StringRecord) -> Vec<String> {
    row.iter().map(str::to_owned).collect()
}

pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
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
        write(FILE, &whole);
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
        let foreign = COLUMNS.join(",") + "\n1,,x,en,../secret.pdf,1,1,1,KH,00\n";
        fs::write(folder.path().join(FILE), foreign).expect("a file");
        assert_eq!(manifest(folder.path(), std::iter::empty()), [COLUMNS.join(",").as_bytes(), b"\n"].concat());
    }
}
