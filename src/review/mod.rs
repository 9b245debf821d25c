//! Reviews by people who read a language well: the form with the messages, and the file that comes back.
//!
//! `form` has the messages in the order in which they are read, each divided into sentences beside its source, with all
//! their variants. `page` makes one HTML file of it, which needs no network. The reader saves a small file, the answers;
//! `answers` reads it, and `take` records the messages that are good and takes better words if that was asked.

mod answers;
mod form;
mod order;
mod page;
mod sentences;
mod shown;
mod take;
mod variants;
mod words;

pub use answers::{Answer, Answers, Verdict};
pub use form::{Form, FormOrder, form};
pub use page::page;
pub use take::{Better, Taken, take};
