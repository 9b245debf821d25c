//! What an entry of a PO file records of the translation that was exported, so that nobody overwrites the work of
//! somebody else.
//!
//! It is an extracted comment, `#. likhit: …`. Translation tools show it, and write it back unchanged. An entry that has
//! lost it is imported as it is.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use ferrocat_po::PoItem;
use sha2::{Digest, Sha256};

use super::import::catalogue;
use crate::finding::Findings;
use crate::translation::wording::{read, written};
use crate::yaml::Source;

/// How the comment begins.
const KEY: &str = "likhit:";

/// The number of digits of a hash. Two texts of one message hardly have the same.
const DIGITS: usize = 12;

/// The comment for a translation as it is exported; empty text if there is none.
pub(super) fn comment(translation: &str) -> String {
    format!("{KEY} {}", hash(translation))
}

/// A short hash of a translation.
pub(in crate::translation) fn hash(translation: &str) -> String {
    let mut digits = String::with_capacity(DIGITS);
    for byte in &Sha256::digest(translation.as_bytes())[..DIGITS / 2] {
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

/// The hash of the translation that was exported, if the entry still has it.
pub(super) fn exported_hash(item: &PoItem) -> Option<&str> {
    let hashes = item.extracted_comments.iter().filter_map(|comment| comment.trim().strip_prefix(KEY));
    // The last one, because the comment of a message comes first.
    hashes.map(str::trim).rfind(|hash| hash.len() == DIGITS)
}

/// The texts of an existing PO file that would be lost if `new`, the same file exported again, took its place:
/// translations that were changed since they were exported and are not imported, and comments of a translator.
///
/// # Errors
///
/// When the existing file is not a PO file.
pub fn not_imported(existing: Source, new: &str) -> Result<Vec<String>, Findings> {
    let existing = catalogue(&existing)?;
    let new = catalogue(&Source { file: "export.po", text: new })?;
    let known: BTreeMap<&str, &PoItem> =
        new.items.iter().filter_map(|item| Some((item.msgctxt.as_deref()?, item))).collect();
    let is_lost = |item: &&PoItem| {
        let now = item.msgctxt.as_deref().and_then(|context| known.get(context));
        let text = item.msgstr.first().unwrap_or_default();
        let is_text_kept = text.trim().is_empty()
            || now.is_some_and(|now| now.msgstr.first().unwrap_or_default() == text)
            || is_as_exported(exported_hash(item), text);
        let has_own_comment = item.comments.iter().any(|own| now.is_none_or(|now| !now.comments.contains(own)));
        !is_text_kept || has_own_comment
    };
    let lost = existing.items.iter().filter(|item| !item.obsolete).filter(is_lost);
    Ok(lost.map(|item| item.msgctxt.clone().unwrap_or_else(|| item.msgid.clone())).collect())
}

/// Whether a text is the one that was exported.
pub(super) fn is_as_exported(exported: Option<&str>, text: &str) -> bool {
    let is = |text: &str| exported == Some(hash(text).as_str());
    is(text) || read(text).is_ok_and(|pattern| is(&written(&pattern)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "msgid \"\"\nmsgstr \"Language: fr\\n\"\n";

    fn po(texts: &[(&str, &str, &str)]) -> String {
        texts.iter().fold(HEAD.to_owned(), |mut po, (id, exported, now)| {
            let comment = comment(exported);
            let _ = write!(po, "\n#. {comment}\nmsgctxt \"letter.ftl:{id}\"\nmsgid \"{id}\"\nmsgstr \"{now}\"\n");
            po
        })
    }

    fn lost(existing: &str, new: &str) -> Vec<String> {
        not_imported(Source { file: "x.po", text: existing }, new).expect("it is a PO file")
    }

    #[test]
    fn a_text_is_lost_if_it_was_changed_and_is_nowhere_else() {
        let new = po(&[("a", "un", "un"), ("b", "deux", "deux"), ("c", "", "")]);
        let old = [("a", "un", "un"), ("b", "2", "2"), ("c", "", "")];
        assert_eq!(lost(&po(&old), &new), [""; 0], "the project has a newer text of b");
        assert_eq!(lost(&po(&[("b", "2", "deux")]), &new), [""; 0], "it is imported");
        assert_eq!(lost(&po(&[("c", "", "trois")]), &new), ["letter.ftl:c"]);
        assert_eq!(lost(&po(&[("d", "", "quatre")]), &new), ["letter.ftl:d"]);
        let noted = po(&[("a", "un", "un")]).replace("#. ", "# ask Anne\n#. ");
        assert_eq!(lost(&noted, &new), ["letter.ftl:a"]);
        let fuzzy = po(&[("a", "un", "une")]).replace("msgctxt", "#, fuzzy\nmsgctxt");
        assert_eq!(lost(&fuzzy, &new), ["letter.ftl:a"]);
        assert!(not_imported(Source { file: "x.po", text: "my notes" }, &new).is_err());
    }
}
