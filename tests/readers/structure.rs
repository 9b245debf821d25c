//! The structure as poppler gives it: the words of a letter that is read aloud.
//!
//! The other readers take the text from the pages; `pdfinfo -struct-text` takes it from the tags, in
//! the order of the tags. Each element must have all its words, and nothing else may have any.

use std::path::Path;
use std::process::Command;

use likhit::page::Document;

use super::expected::{paragraphs, readable};

/// Attributes of a blank (`PrintField`, ISO 32000-1, 14.8.5.6) that poppler does not know.
const UNKNOWN: [&str; 2] = ["Wrong Attribute 'Role'", "Wrong Attribute 'Desc'"];

/// Compares the words of all elements with the structure of a PDF that poppler reads. Returns their number.
///
/// # Errors
///
/// The first difference, or the error message of poppler.
pub fn compare(documents: &[Document], pdf: &Path) -> Result<usize, String> {
    let output = Command::new("pdfinfo").args(["-enc", "UTF-8", "-struct-text"]).arg(pdf).output();
    let output = output.map_err(|error| format!("pdfinfo cannot be called: {error}"))?;
    let complaints = String::from_utf8_lossy(&output.stderr);
    if let Some(complaint) = complaints.lines().find(|complaint| !UNKNOWN.iter().any(|known| complaint.contains(known)))
    {
        return Err(format!("pdfinfo complains: {complaint}"));
    }
    let said = String::from_utf8(output.stdout).map_err(|error| format!("its text is no UTF-8: {error}"))?;
    let mut heard = said.lines().filter_map(spoken);
    let mut count = 0;
    for paragraph in documents.iter().flat_map(paragraphs) {
        let mut found = String::new();
        // A change of language within an element splits its text.
        while found.trim_end().len() < paragraph.trim_end().len() {
            match heard.next() {
                Some(text) => found.push_str(&readable(text)),
                None => return Err(format!("`{paragraph}` ends too early: `{found}`")),
            }
        }
        if found.trim_end() != paragraph.trim_end() {
            return Err(format!("instead of `{paragraph}` it reads `{found}`"));
        }
        count += 1;
    }
    match heard.find(|text| !text.trim().is_empty()) {
        None => Ok(count),
        Some(text) => Err(format!("`{text}` belongs to no element")),
    }
}

/// The words of a line of the structure, which are in quotes; the other lines name elements.
fn spoken(line: &str) -> Option<&str> {
    line.trim_start().strip_prefix('"')?.strip_suffix('"')
}
