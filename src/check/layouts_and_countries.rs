//! The files for letters apart from words and cases: layouts, envelopes, label sheets and country data. Each
//! file is read as the commands that use it read it.

use crate::countries::{AddressOrders, Countries, CountryNames, Postcodes, States, TelephonePlans};
use crate::finding::{Finding, Findings, rules};
use crate::id::{LanguageTag, StationeryId};
use crate::page::envelope::read_envelopes;
use crate::page::layouts::{Layouts, names};
use crate::page::read_label_sheets;
use crate::project::{Project, paths};

/// The findings about these files, if they were requested.
pub fn layouts_and_countries(project: &Project, covers: &dyn Fn(&str) -> bool) -> Findings {
    let mut findings = Findings::new();
    findings.extend(project.paths(paths::STATIONERY, paths::YAML).filter(|path| covers(path)).filter_map(bad_name));
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

/// Reports a file of a layout that no command can name.
fn bad_name(path: &str) -> Option<Finding> {
    let name = paths::name_of_layout(path).filter(|name| !name.contains('/') && StationeryId::new(name).is_none())?;
    let finding = Finding::error(rules::BAD_ID, format!("`{name}` is not a valid name for a layout")).in_file(path);
    Some(finding.help(format!("use {}", StationeryId::expected(name))))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_layout_that_no_command_can_name_is_reported() {
        let plain = Project::embedded().bytes("stationery/plain.yaml").map(<[u8]>::to_vec).unwrap_or_default();
        let files = ["stationery/My Layout.yaml", "stationery/nul.yaml"];
        let project = Project::embedded().with(files.map(|file: &str| (file.to_owned(), plain.clone())));
        let findings = layouts_and_countries(&project, &|_| true);
        let of_name = findings.iter().filter(|finding| finding.rule == rules::BAD_ID);
        let found: Vec<_> = of_name.filter_map(|finding| finding.file.as_deref()).collect();
        assert_eq!(found, files);
    }
}
