//! Exporters: a document becomes a PDF, pictures for a screen, or a text that a person can read.

mod dump;
mod pdf;
mod svg;

pub use dump::dump;
pub use pdf::{LetterStream, StreamFault, Written, is_unchanged, to_pdf};
pub use svg::to_svg;
