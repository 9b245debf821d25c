//! `likhit check`: what it finds, what it leaves alone, what its rules say of themselves, and how it is
//! run.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "it runs the program on files of its own, and reads the sources"
)]

mod begun_languages;
mod found;
mod new_languages;
pub mod planted;
mod repairs;
mod rules;
mod run;
mod slips;
