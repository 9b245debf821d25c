//! All tests that look at likhit from the outside, in one program: it is built and linked once.
//!
//! A file's name is the first part of the names of its tests: `cargo test --test all check::` runs those in
//! `check/`.
//! `UPDATE_EXPECT=1` has them write what they expect; read the differences before you accept them.

mod check;
mod export;
mod faults;
mod fax;
mod hostile;
mod law;
mod letters;
mod mailing;
mod mailpieces;
mod print_files;
mod proof;
mod properties;
mod readers;
mod reading;
mod right_to_left;
mod section;
mod shaping;
mod sheet;
mod small_cases;
mod support;
mod translating;
mod updates;
mod windows;
mod writing;
