//! Exporters: a document becomes a PDF, or a text that a person can read.

mod dump;
mod pdf;

pub use dump::dump;
pub use pdf::{LetterStream, StreamFault, Written, to_pdf};
