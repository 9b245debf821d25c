//! Layouts: where the parts of a letter are on the sheet, read from YAML files and proven to be apart.
//!
//! `layout_file` reads a layout into a [`Stationery`](stationery::Stationery), and [`layouts`] finds it. `boxes`
//! proves that its parts do not overlap. [`envelope`] says where an address may be on an envelope, and [`pane`]
//! what a window shows of a sheet. `inserter_marks` draws marks for machines, at `mark_places` where they
//! touch nothing.

pub(in crate::page) mod boxes;
pub mod envelope;
pub(in crate::page) mod inserter_marks;
pub(in crate::page) mod label_sheet;
mod layout_file;
pub mod layouts;
mod mark_places;
pub(in crate::page) mod medium;
pub mod pane;
pub(in crate::page) mod paper;
pub mod stationery;
