//! Pages: lines and stationery become a document of positioned items.

mod document;

pub use document::{Document, Element, ElementId, Item, Line, Page, Role, Rule};
