//! Pages: a letter and its stationery become a document of positioned items.
//!
//! [`stationery`] has the places on a sheet, as `layout_file` reads them, in `boxes` that do not overlap.
//! [`envelope`] has the places on an envelope, and [`pane`] what a window shows of a sheet. [`window`]
//! proves this for the pages that are set, `overlay` draws it over them and `sketch` on a terminal.
//! `paragraph` sets words into lines,
//! `galley` stacks the lines, `paginate` splits the galley into pages, and `inside_address` fits the
//! postal address into its zone. `fit` says how far a letter may be tightened to fit on one page. [`set`]
//! sets a whole letter: `head` the parts at fixed places, `running_text` the rest, both with the
//! tools of `compositor`. [`frame`] sets a letter once for many senders, and [`form`] has the pages
//! that they share.
//! [`set_sheet`] sets an Urgent Action sheet, in one language or in several side by side, and
//! [`set_parallel`] a proof. [`set_envelope`] and [`set_label`] print addresses alone, and
//! [`calibration`] a page to try a [`LabelSheet`] with. [`inserter_marks`] draws marks for machines, at
//! `mark_places` that are proven to be free.

mod boxes;
mod calibration;
mod compositor;
pub mod digest;
mod document;
pub mod envelope;
mod fax_cover;
mod fill_in;
mod fit;
pub mod frame;
mod galley;
mod head;
mod inserter_marks;
mod inside_address;
mod label_sheet;
mod layout_file;
mod letterhead;
mod list_marks;
mod mailpiece;
mod mark_places;
mod medium;
mod overlay;
mod paginate;
pub mod pane;
mod paper;
mod paragraph;
mod parallel;
mod placed;
mod running_text;
mod set;
pub mod shared_pages;
mod sheet;
mod sketch;
mod skyline;
pub mod stationery;
mod unprintable;
pub mod window;

pub use calibration::calibration;
pub use document::{Document, Element, ElementId, Figure, Item, Line, Page, Purpose, Role, Rule};
pub use fax_cover::set_fax_cover;
pub use inserter_marks::{MarkKind, MarkPlaces, SheetMark, inserter_marks};
pub use label_sheet::{LabelSheet, read_label_sheets};
pub use mailpiece::{MOST_NUDGE, Nudge, set_envelope, set_label};
pub use medium::Medium;
pub use overlay::overlay;
pub use paper::Paper;
pub use paragraph::{Break, Shapings, Typography};
pub use parallel::{ProofHead, set_parallel};
pub use placed::{HYPHEN_TEXT, Placed};
pub use set::{Extent, RunningLine, SetLetter, TypesetContext, set, title_of};
pub use sheet::set_sheet;
pub use sketch::sketch;
