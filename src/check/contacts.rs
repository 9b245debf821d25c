//! Invalid telephone and fax numbers. They are reported here and not by the judge: letters have no such
//! numbers, a fax refuses the one that it dials, and reading the plans of all countries takes time.

use crate::case::Case;
use crate::countries::TelephonePlans;
use crate::finding::{Findings, rules};
use crate::project::Project;

/// The invalid telephone and fax numbers of these cases.
pub(super) fn contacts<'c>(project: &Project, cases: impl Iterator<Item = &'c Case>) -> Findings {
    let Ok(plans) = TelephonePlans::read(project) else { return Findings::new() };
    let mut findings = Findings::new();
    for recipient in cases.flat_map(|case| case.recipients.iter().chain(case.embassies.values())) {
        let telephone = ("telephone", &recipient.telephone, &recipient.telephone_origin);
        for (kind, written, origin) in [telephone, ("fax", &recipient.fax, &recipient.fax_origin)] {
            for text in written {
                let Err(reason) = plans.number(text, &recipient.address.country) else { continue };
                let finding =
                    origin.warning(rules::BAD_CONTACT, format!("`{text}` is not a valid {kind} number: {reason}"));
                findings.push(finding.help("write it with the country code, for example `+855 23 426 585`"));
            }
        }
    }
    findings
}
