//! Windows: `proof` proves what they show of pages that are set, `overlay` draws it over the pages, and `sketch`
//! on a terminal.

pub(in crate::page) mod overlay;
mod proof;
pub(in crate::page) mod sketch;

pub use proof::*;
