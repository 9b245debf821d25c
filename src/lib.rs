//! likhit (លិខិត, "letter"): sets appeal letters in English and Khmer, ready to print.
//!
//! Data flows one way: each module uses only those above it.
//! Nothing here but [`cli`] touches disk, clock, environment or terminal.

// Helpers that tests here and in `tests/` share name the library as the latter do.
#[cfg(test)]
extern crate self as likhit;

pub mod unit;

pub mod finding;

pub mod id;

mod script;

pub mod hyphenation;

pub mod project;

pub mod yaml;

pub mod countries;

pub mod fluent;

pub mod artwork;

pub mod case;

pub mod noto;

pub mod locale;

pub mod translation;

pub mod judge;

pub mod font;

pub mod shape;

pub mod letter;

pub mod list;

pub mod line;

pub mod page;

pub mod export;

pub mod print;

pub mod mailing;

pub mod check;

#[cfg(feature = "cli")]
pub mod cli;
