//! The files for letters apart from words and cases: layouts, envelopes, label sheets and country data. Each
//! file is read as the commands that use it read it.

use crate::finding::Findings;
use crate::id::LanguageTag;
use crate::locale::{AddressOrders, Countries, ORDERS, PLANS, POSTS, TelephonePlans};
use crate::page::envelope::read_envelopes;
use crate::page::read_label_sheets;
use crate::page::stationery::{Layouts, names};
use crate::project::Project;

/// The findings about these files, if they were requested.
pub fn supplies(project: &Project, covers: &dyn Fn(&str) -> bool) -> Findings {
    let mut findings = Findings::new();
    let mut keep = |faults: Option<Findings>| findings.extend(faults.into_iter().flatten());
    if project.paths("stationery", ".yaml").any(covers) {
        keep(read_envelopes(project).err());
        keep(read_label_sheets(project).err());
        let mut layouts = Layouts::of(project);
        for name in names(project) {
            keep(layouts.layout(&name).err());
        }
    }
    for path in project.paths("countries", ".yaml").filter(|path| covers(path)) {
        keep(match path {
            ORDERS => AddressOrders::read(project).err(),
            PLANS => TelephonePlans::read(project).err(),
            POSTS => Countries::languages_of_posts(project).err(),
            _ => language_of(path).and_then(|language| Countries::read(project, &language).err()),
        });
    }
    findings
}

/// The language whose names of countries a file has.
fn language_of(path: &str) -> Option<LanguageTag> {
    LanguageTag::new(path.strip_prefix("countries/")?.strip_suffix(".yaml")?)
}
