//! One judge: every command that prints words rejects every error of `likhit check`, with the same finding, field by
//! field.
//!
//! For the same options, (1) an error that printing reports about a file is among the errors of `likhit check CASE`,
//! equal in every field; and (2) an error of `likhit check CASE` in anything that the order uses refuses it: the exit
//! code is 1, and nothing is written that it affects. Only the order has the case's status, its deadline and the folder
//! to write to.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "it runs the program on files of its own, in several threads"
)]

mod allowed;
mod bundled;
mod chance;
mod clean;
mod harness;
mod judge;
mod lists;
mod own_faults;
mod planted_faults;
mod used;
