//! The files for letters apart from words and cases: layouts, envelopes, label sheets and country data. Each
//! file is read as the commands that use it read it.

use crate::countries::{AddressOrders, Countries, CountryNames, Postcodes, States, TelephonePlans};
use crate::finding::Findings;
use crate::id::LanguageTag;
use crate::page::envelope::read_envelopes;
use crate::page::layouts::{Layouts, names};
use crate::page::read_label_sheets;
use crate::project::{Project, paths};

/// The findings about these files, if they were requested.
pub fn layouts_and_countries(project: &Project, covers: &dyn Fn(&str) -> bool) -> Findings {
    let mut findings = Findings::new();
    let mut keep = |faults: Option<Findings>| findings.extend(faults.into_iter().flatten());
    if project.paths(paths::STATIONERY, paths::YAML).any(covers) {
        keep(read_envelopes(project).err());
        keep(read_label_sheets(project).err());
        let mut layouts = Layouts::of(project);
        for name in names(project) {
            keep(layouts.layout(&name).err());
        }
    }
    for path in project.paths(paths::COUNTRIES, paths::YAML).filter(|path| covers(path)) {
        keep(match path {
            paths::ADDRESSES => AddressOrders::read(project).err().map(|faults| of_file(path, faults)),
            paths::USUAL_NAMES => CountryNames::read(project).err().map(|faults| of_file(path, faults)),
            paths::POSTCODES => Postcodes::read(project).err(),
            paths::STATES => States::read(project).err(),
            paths::TELEPHONE => TelephonePlans::read(project).err(),
            paths::POSTS => Countries::languages_of_posts(project).err(),
            _ => language_of(path).and_then(|language| Countries::read(project, &language).err()),
        });
    }
    findings
}

/// Those of the findings that are about this file: others are read together with it, and are examined on their own.
fn of_file(path: &str, mut findings: Findings) -> Findings {
    findings.retain(|finding| finding.file.as_deref() == Some(path));
    findings
}

/// The language whose names of countries a file has.
fn language_of(path: &str) -> Option<LanguageTag> {
    LanguageTag::new(paths::language_of_country_names(path)?)
}
