//! Windows: `proof` proves what they show of set pages, `overlay` draws it over the pages, and `sketch` draws it on a
//! terminal.

pub(in crate::page) mod overlay;
mod proof;
pub(in crate::page) mod sketch;

pub use proof::*;
