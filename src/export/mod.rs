//! Exporters: a document becomes a PDF, or a text that a person can read.
