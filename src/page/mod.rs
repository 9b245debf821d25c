//! Pages: a letter and its stationery become a document of positioned items.
//!
//! [`stationery`] says where things stand; `paragraph` sets words into lines, `galley` stacks the
//! lines of the running text, `paginate` parts the galley into pages, `inside_address` fits the
//! postal address into its zone, and [`set`] puts all of it in its place.

mod document;
mod fill_in;
mod galley;
mod inside_address;
mod paginate;
mod paragraph;
mod set;
mod skyline;
pub mod stationery;

pub use document::{Document, Element, ElementId, Item, Line, Page, Role, Rule};
pub use paragraph::{Break, Shapings, Typography};
pub use set::{Setting, set};
