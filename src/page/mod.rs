//! Pages: a letter and its stationery become a document of positioned items.
//!
//! [`stationery`] says where things stand; `paragraph` sets words into lines, `galley` stacks the
//! lines, `paginate` parts the galley into pages, and `inside_address` fits the postal address into
//! its zone. `fit` says how far a letter may be tightened to be one page. [`set`] sets a whole letter: `head` what stands at fixed places, `running_text` the
//! rest, both with the tools of `compositor`.

mod compositor;
mod document;
mod fill_in;
mod fit;
mod galley;
mod head;
mod inside_address;
mod missing_glyph;
mod paginate;
mod paragraph;
mod placed;
mod running_text;
mod set;
mod skyline;
pub mod stationery;

pub use document::{Document, Element, ElementId, Item, Line, Page, Purpose, Role, Rule};
pub use paragraph::{Break, Shapings, Typography};
pub use placed::{HYPHEN_TEXT, Placed};
pub use set::{Extent, Setting, set};
