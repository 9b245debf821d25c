//! The PDF exporter: the only place that knows printpdf and lopdf.
//!
//! There is one writer of pages: a `PdfFile` takes documents and writes their objects as they come, so that
//! files of thousands of letters need no more memory than one. The fonts are composed here, cluster by
//! cluster; printpdf makes the objects that embed them.

mod artworks;
mod base;
mod bookmarks;
mod cluster_font;
mod colour_profile;
mod content;
mod embedded_fonts;
mod file;
mod font_file;
mod glyph;
mod letter_stream;
mod links;
mod marks;
mod metadata;
mod object_writer;
mod outlines;
mod own;
mod plan;
mod roles;
mod syntax;
mod to_unicode;
mod trees;
mod used;
mod used_fonts;

pub use file::StreamFault;
pub use letter_stream::LetterStream;
pub use object_writer::Written;
pub use own::is_unchanged;

use crate::finding::{Finding, Findings, rules};
use crate::font::Fonts;
use crate::page::Document;
use file::PdfFile;

/// Writes `document` as a PDF 1.7 (ISO 32000-1) whose text is read back exactly as it was set.
/// The file keeps PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1). The same document and fonts
/// give the same bytes.
///
/// # Errors
///
/// When a face is damaged, or has to draw more distinct clusters than a font can hold.
pub fn to_pdf(document: &Document, fonts: &Fonts) -> Result<Vec<u8>, Findings> {
    let mut bytes = Vec::new();
    match PdfFile::new(fonts, document.printing, &mut bytes).finish_with(document) {
        Ok(_) => Ok(bytes),
        Err(StreamFault::Findings(findings)) => Err(findings),
        Err(StreamFault::Write(error)) => {
            let finding = Finding::error(rules::UNWRITABLE_PDF, format!("the PDF cannot be put together: {error}"));
            Err(finding.help("this is an error in likhit; please report it").into())
        }
    }
}
