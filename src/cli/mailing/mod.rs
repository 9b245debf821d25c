//! `likhit mailing`: the letters of many senders, from a list, into files for the printer.

mod arguments;
pub(super) mod claim;
mod except;
pub(super) mod finish;
mod join;
mod occupied;
mod print;
mod printing;
pub(super) mod records;
mod rejects;
mod reprint;
mod target;
pub(super) mod threads;
mod whole;

use super::case_file::{self, name_files};
use super::order::folder_of;
use super::outcome::Report;
pub use arguments::MailingArguments;

/// Carries out the command.
pub fn mailing(arguments: &MailingArguments) -> Report {
    if let Some(folder) = &arguments.join {
        return join::join(folder);
    }
    let typed = arguments.case.as_deref().unwrap_or_default();
    if arguments.verify {
        return match case_file::open(typed, arguments.terms.project.as_deref()) {
            Ok(opened) => join::verify(&folder_of(&arguments.out, &opened.case, arguments.second.follow_up)),
            Err(findings) => Report::failed(findings),
        };
    }
    let opened = match arguments.terms.open(typed) {
        Ok(opened) => opened,
        Err(report) => return report,
    };
    let case = opened.case.clone();
    let folder = folder_of(&arguments.out, &case, arguments.second.follow_up);
    let mut report = print::print(arguments, opened, &folder).unwrap_or_else(|report| report);
    name_files(&mut report.findings, typed, &case, arguments.terms.project.as_deref());
    report
}
