//! Pages: a letter and its layout become a document of positioned items.
//!
//! The folders are the stages, in this order; each uses only those before it.
//!
//! - [`document`](Document) is the result: pages of positioned items, and the elements that they belong to.
//! - `layout` reads where the parts of a letter are on the sheet, and which window shows them.
//! - `text` sets words into lines, stacks the lines in a galley, and divides the galley into pages.
//! - [`window`] proves that the windows show the address and nothing else.
//! - `letter` sets a whole letter: `head` what has a fixed place, `running_text` the rest, both with the
//!   tools of `compositor`. [`frame`] sets a letter once for many senders, and [`shared_pages`] has the pages
//!   that their letters share.
//! - `sheet` sets an Urgent Action sheet, in one language or in several side by side; `parallel` a proof;
//!   `fax_cover` the cover of a fax; `mailpiece` envelopes and labels.

pub mod digest;
mod document;
mod fax_cover;
mod layout;
mod letter;
mod mailpiece;
mod parallel;
mod sheet;
mod skyline;
mod text;
pub mod window;

pub use document::{
    Document, Element, ElementId, Figure, Item, Line, Page, Printing, Purpose, Role, Rule, Scope, Sides, Span,
};
pub use fax_cover::set_fax_cover;
pub use layout::inserter_marks::{MarkKind, MarkPlaces, SheetMark, inserter_marks};
pub use layout::label_sheet::{LabelSheet, read_label_sheets};
pub use layout::layouts;
pub use layout::medium::Medium;
pub use layout::paper::Paper;
pub use layout::{envelope, pane, stationery};
pub use letter::inside_address::{Misfit, misfit};
pub use letter::page_context::{PageContext, RunningLine};
pub use letter::set::{Extent, STAND_IN, SetLetter, set, tightness, title_of};
pub use letter::{frame, shared_pages};
pub use mailpiece::address::{MOST_NUDGE, Nudge, set_envelope, set_label};
pub use mailpiece::calibration::calibration;
pub use parallel::{ProofHead, set_parallel};
pub use sheet::{PrintSize, SheetForm, set_sheet};
pub use text::context::{Lines, TypesetContext};
pub use text::fit::Tightness;
pub use text::paragraph::Break;
pub use text::placed::{HYPHEN_TEXT, Placed};
pub use text::shapings::Shapings;
pub use text::typography::Typography;
pub use window::overlay::overlay;
pub use window::sketch::sketch;
