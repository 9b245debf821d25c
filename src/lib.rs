//! likhit (លិខិត, "letter"): makes print-ready appeal letters in English, Khmer and other languages.
//!
//! The program `likhit` is a thin command line over this library. A program of your own prints the letters of
//! a case like this:
//!
//! ```
//! use likhit::{CaseId, Date, Order, Project, letters};
//!
//! let project = Project::embedded();
//! let case = CaseId::new("kem-sokha").expect("an id has small letters, digits and hyphens");
//! let outcome = letters(&project, &Order::of(case, Date::constant(2018, 1, 15)));
//! for letter in &outcome.printed {
//!     println!("{}.pdf has {} bytes", letter.recipient, letter.pdf.len());
//! }
//! assert!(!outcome.findings.has_errors(), "{:#?}", outcome.findings);
//! # assert_eq!(outcome.printed.len(), 3);
//! # assert!(outcome.printed.iter().all(|letter| letter.pdf.starts_with(b"%PDF-1.7")));
//! ```
//!
//! - [`Project`] has the files of cases, languages, layouts and fonts. [`Project::with`] adds your own.
//! - [`Order`] says what to print: the case, the recipients, the languages, the sender, the date, the layout.
//! - [`Sender`] is read from a YAML text, a [`Source`] with the name that findings give it.
//! - [`letters`] gives an [`Outcome`]: a PDF for each recipient, and a list of [`Finding`]s. A letter with an
//!   error is not printed, and the finding says what is wrong, where, and what to do.
//!
//! The same input gives the same bytes: the library reads no file, no clock, no environment and no random
//! numbers. The folder `examples` has two complete programs. Modules that are not on this page are public only
//! for the tests and may change at any time.
//!
//! In the source, data flows one way: each module uses only those above it.

// Helpers that tests here and in `tests/` share name the library as the latter do.
#[cfg(test)]
extern crate self as likhit;

#[doc(hidden)]
pub mod unit;

pub mod finding;

pub mod id;

mod script;

mod hyphenation;

pub mod project;

#[doc(hidden)]
pub mod yaml;

#[doc(hidden)]
pub mod countries;

#[doc(hidden)]
pub mod fluent;

mod artwork;

#[doc(hidden)]
pub mod case;

mod noto;

#[doc(hidden)]
pub mod locale;

#[doc(hidden)]
pub mod translation;

#[doc(hidden)]
pub mod judge;

#[doc(hidden)]
pub mod font;

#[doc(hidden)]
pub mod shape;

#[doc(hidden)]
pub mod letter;

#[doc(hidden)]
pub mod list;

#[doc(hidden)]
pub mod appeal;

#[doc(hidden)]
pub mod line;

#[doc(hidden)]
pub mod page;

#[doc(hidden)]
pub mod export;

pub mod print;

#[doc(hidden)]
pub mod mailing;

#[doc(hidden)]
pub mod check;

#[doc(hidden)]
pub mod review;

#[doc(hidden)]
pub mod studio;

#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;

pub use finding::{Finding, Findings, Severity};
pub use id::{CaseId, CountryCode, LanguageTag, RecipientId, StationeryId};
pub use jiff::civil::Date;
pub use letter::Sender;
pub use print::{Order, Outcome, Printed, letters};
pub use project::Project;
pub use yaml::Source;
