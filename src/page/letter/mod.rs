//! Letters: each part at its place on the sheet, and the running text on its pages.

pub(in crate::page) mod compositor;
mod content_order;
pub mod end_side;
mod fill_in;
pub mod frame;
mod head;
pub(in crate::page) mod inside_address;
pub(in crate::page) mod letterhead;
pub(in crate::page) mod page_context;
pub(in crate::page) mod running_text;
pub(in crate::page) mod set;
pub mod shared_pages;
