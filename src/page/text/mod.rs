//! Text: words become lines, lines a galley, and the galley pages.
//!
//! `paragraph` shapes words, each paragraph once (`shapings`), and breaks them into lines of a measure, `balance` into
//! lines of similar length; `galley` stacks the lines; `paginate` divides the galley into pages. `fit` says how far a
//! letter may be tightened to have fewer of them. `spoken` finds the words that are heard in another language.

pub mod balance;
pub mod context;
pub mod fit;
pub mod galley;
pub mod list_marks;
pub mod paginate;
pub mod paragraph;
pub mod placed;
pub mod shapings;
pub mod spoken;
pub mod typography;
mod unprintable;
