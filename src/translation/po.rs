//! PO files, for translators who use such tools: a language exported to PO, and a PO file imported.
//!
//! `msgctxt` is the file and the message, `msgid` the source's text and `msgstr` the translation,
//! both in Fluent's syntax with their lines joined. A stale translation is fuzzy, and its previous `msgid` is
//! the older text of the source. A hash of the translation is in a comment, so that an import notices what was changed
//! in the project since.

mod export;
mod import;
mod needs;
mod shelf;
mod state;

pub use export::export;
pub use import::{Imported, ImportedFile, import};
pub use shelf::{ChangedTwice, NewText, replace_texts};
pub(super) use state::hash;
pub use state::not_imported;

/// The message that an entry of a PO file belongs to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Context {
    /// The Fluent file, below the language's folder.
    file: String,
    /// The message.
    id: String,
    /// The attribute; `None` for the value.
    attribute: Option<String>,
}

impl Context {
    /// As `msgctxt` has it: `letter.ftl:closing`, `cases/kem-sokha.ftl:recipient-embassy-gb.name`.
    fn written(&self) -> String {
        match &self.attribute {
            Some(attribute) => format!("{}:{}.{attribute}", self.file, self.id),
            None => format!("{}:{}", self.file, self.id),
        }
    }

    fn read(text: &str) -> Option<Self> {
        let (file, name) = text.split_once(':')?;
        let (id, attribute) = match name.split_once('.') {
            Some((id, attribute)) => (id, Some(attribute.to_owned())),
            None => (name, None),
        };
        Some(Self { file: file.to_owned(), id: id.to_owned(), attribute })
    }
}

#[cfg(test)]
mod tests;
