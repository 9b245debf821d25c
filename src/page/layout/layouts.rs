//! The layouts of a project: found by name, by country or by envelope, and copied.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::finding::{Finding, Findings, rules};
use crate::id::{CountryCode, EnvelopeId, StationeryId};
use crate::page::layout::envelope::{Envelopes, read_envelopes, unknown_envelope};
use crate::page::layout::layout_file;
use crate::page::layout::paper::Paper;
use crate::page::layout::stationery::Stationery;
use crate::project::{Project, paths};
use crate::yaml::Source;

impl Stationery {
    /// Reads the layout `id`.
    ///
    /// # Errors
    ///
    /// When the layout is unknown, its file is faulty, or a part of it is outside the sheet or where
    /// a window would show it.
    pub fn read(project: &Project, id: &StationeryId) -> Result<Self, Findings> {
        Layouts::of(project).layout(id)
    }

    /// The layout for senders in `country`, or one without a window if no layout is made for it.
    ///
    /// # Errors
    ///
    /// When a layout's file is faulty.
    pub fn default_for(project: &Project, country: Option<&CountryCode>) -> Result<Self, Findings> {
        Layouts::of(project).usual_in(country)
    }

    /// The layout for one of the envelopes that it is made for, instead of for all of them.
    ///
    /// # Errors
    ///
    /// When the envelope is unknown, or the layout is not made for it.
    pub fn in_envelope(mut self, project: &Project, id: &EnvelopeId) -> Result<Self, Findings> {
        if self.views.iter().any(|view| view.envelope == *id) {
            self.views.retain(|view| view.envelope == *id);
            return Ok(self);
        }
        let envelopes = read_envelopes(project)?;
        if !envelopes.contains_key(id) {
            return Err(unknown_envelope(&envelopes, id).into());
        }
        Err(self.not_made_for(project, id).into())
    }

    fn not_made_for(&self, project: &Project, id: &EnvelopeId) -> Finding {
        let message = format!("the layout `{}` is not made for the envelope `{id}`", self.id);
        let finding =
            Finding::error(rules::ENVELOPE_DOES_NOT_FIT, message).in_file(paths::layout(&self.id)).place("envelopes");
        let own: Vec<&str> = self.views.iter().map(|view| view.envelope.as_str()).collect();
        let own = if own.is_empty() { "none".to_owned() } else { own.join(", ") };
        let fitting: Vec<String> = names(project)
            .into_iter()
            .filter_map(|name| Self::read(project, &name).ok())
            .filter(|layout| layout.views.iter().any(|view| view.envelope == *id))
            .map(|layout| layout.id.to_string())
            .collect();
        finding.help(if fitting.is_empty() {
            format!("its window envelopes: {own}; no layout is made for `{id}`")
        } else {
            format!("its window envelopes: {own}; for `{id}` use `--stationery` with one of: {}", fitting.join(", "))
        })
    }
}

/// What was read of a layout's file, with the envelopes that it depends on.
struct ReadLayout {
    stationery: Result<Stationery, Findings>,
    envelopes: Envelopes,
}

/// The layouts of a project. Each file is read once, on the first request.
pub struct Layouts<'p> {
    project: &'p Project,
    envelopes: Option<Envelopes>,
    read: BTreeMap<StationeryId, Stationery>,
}

impl<'p> Layouts<'p> {
    /// Those of a project.
    pub fn of(project: &'p Project) -> Self {
        Self { project, envelopes: None, read: BTreeMap::new() }
    }

    /// The layout `id`.
    ///
    /// # Errors
    ///
    /// Those of [`Stationery::read`].
    pub fn layout(&mut self, id: &StationeryId) -> Result<Stationery, Findings> {
        self.layout_once(id).cloned()
    }

    /// The layout that senders in `country` use, or one without a window on the country's paper.
    ///
    /// # Errors
    ///
    /// Those of [`Stationery::default_for`].
    pub fn usual_in(&mut self, country: Option<&CountryCode>) -> Result<Stationery, Findings> {
        if let Some(country) = country {
            for id in names(self.project) {
                let stationery = self.layout_once(&id)?;
                if stationery.countries.contains(country) {
                    return Ok(stationery.clone());
                }
            }
        }
        self.without_window(Paper::usual_in(country))
    }

    /// The layout for an envelope without a window, on this paper.
    ///
    /// # Errors
    ///
    /// Those of [`Stationery::read`].
    pub fn without_window(&mut self, paper: Paper) -> Result<Stationery, Findings> {
        let name = match paper {
            Paper::A4 => "plain",
            Paper::Letter => "plain_letter",
        };
        self.layout(&StationeryId::new(name).expect("these are names"))
    }

    /// The countries that have a layout, sorted. Faulty layouts have none.
    pub fn countries(&mut self) -> Vec<CountryCode> {
        let names = names(self.project).into_iter();
        let layouts: Vec<Stationery> = names.filter_map(|name| self.layout(&name).ok()).collect();
        let mut countries: Vec<CountryCode> = layouts.into_iter().flat_map(|layout| layout.countries).collect();
        countries.sort();
        countries.dedup();
        countries
    }

    fn layout_once(&mut self, id: &StationeryId) -> Result<&Stationery, Findings> {
        if !self.read.contains_key(id) {
            let stationery = self.read(id)?;
            self.read.insert(id.clone(), stationery);
        }
        Ok(&self.read[id])
    }

    fn read(&mut self, id: &StationeryId) -> Result<Stationery, Findings> {
        let file = paths::layout(id);
        if !self.project.has(&file) {
            return Err(unknown(self.project, id).into());
        }
        let envelopes = match self.envelopes.take() {
            Some(envelopes) => envelopes,
            None => read_envelopes(self.project)?,
        };
        let envelopes = self.envelopes.insert(envelopes);
        let read = |text: &str| layout_file::read(Source { file: &file, text }, id, envelopes);
        let known = self
            .project
            .read_once(&file, |text| Ok(ReadLayout { stationery: read(text), envelopes: envelopes.clone() }))?;
        if known.envelopes == *envelopes { known.stationery.clone() } else { read(self.project.text(&file)?) }
    }
}

/// A copy of the file of a layout under another name. The copy is not the default of any country.
///
/// # Errors
///
/// When there is no layout `like`, or its file is faulty.
pub fn copy(project: &Project, like: &StationeryId, name: &StationeryId) -> Result<String, Findings> {
    Stationery::read(project, like)?;
    let text = project.text(&paths::layout(like))?;
    let mut is_dropped = false;
    let mut copy = String::new();
    for line in text.lines() {
        // A list may go on below its key.
        is_dropped = ["countries:", "country_notes:"].iter().any(|key| line.starts_with(key))
            || is_dropped && line.starts_with([' ', '-']);
        if line.starts_with("name:") {
            let _ = writeln!(copy, "name: {name}");
        } else if !is_dropped {
            let _ = writeln!(copy, "{line}");
        }
    }
    // A file may be written in other ways than ours are.
    let read = layout_file::read(Source { file: &paths::layout(name), text: &copy }, name, &read_envelopes(project)?)?;
    if read.countries.is_empty() && read.country_notes.is_empty() { Ok(copy) } else { Err(uncopied(like).into()) }
}

/// Reports a layout that is written in a form that cannot be copied.
fn uncopied(like: &StationeryId) -> Finding {
    let message = format!("`{like}` lists its countries in a form that cannot be copied");
    let finding = Finding::error(rules::UNKNOWN_STATIONERY, message).in_file(paths::layout(like)).place("countries");
    finding.help("write `countries: [CC, CC]`, or copy the file by hand")
}

/// The names of all layouts, sorted.
pub fn names(project: &Project) -> Vec<StationeryId> {
    let name = |path: &str| paths::name_of_layout(path).and_then(StationeryId::new);
    project.paths(paths::STATIONERY, paths::YAML).filter_map(name).collect()
}

fn unknown(project: &Project, id: &StationeryId) -> Finding {
    let finding = Finding::error(rules::UNKNOWN_STATIONERY, format!("unknown layout `{id}`"));
    finding.suggest_from(id.as_str(), names(project).iter().map(StationeryId::as_str))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(name: &str) -> StationeryId {
        StationeryId::new(name).expect("a name")
    }

    #[test]
    fn the_bundled_layouts_are_sound() {
        let project = Project::embedded();
        let names = names(&project);
        assert!(names.len() >= 11);
        for name in names {
            Stationery::read(&project, &name).unwrap_or_else(|findings| panic!("{findings:#?}"));
        }
    }

    #[test]
    fn a_country_has_its_layout_and_others_the_plain_one() {
        let project = Project::embedded();
        let id = |country| {
            let country = CountryCode::new(country);
            Stationery::default_for(&project, country.as_ref()).expect("the layouts are sound").id.to_string()
        };
        let layouts = ["DE", "CH", "FR", "GB", "US", "JP", "KH"].map(id);
        assert_eq!(layouts, ["din5008b", "ch_left", "fr_nf_z11001", "gb_dl", "us_10_double", "jp_chou3", "plain"]);
        assert_eq!(["MX", "PH"].map(id), ["plain_letter"; 2]);
        assert_eq!(["IE", "IT", "FI"].map(id), ["gb_dl", "fr_nf_z11001", "fi_c5"]);
        assert_eq!(["AU", "BE", "DK", "ES", "NL", "NZ", "SE"].map(id), ["plain"; 7]);
    }

    #[test]
    fn a_copy_is_a_layout_of_its_own() {
        let (project, name) = (Project::embedded(), id("ours"));
        for like in names(&project) {
            let text = copy(&project, &like, &name).expect("the layouts are sound");
            let project = Project::embedded().with([("stationery/ours.yaml".to_owned(), text.into_bytes())]);
            let copy = Stationery::read(&project, &name).expect("so is the copy");
            let own = Stationery { id: like.clone(), ..copy };
            assert!(own.countries.is_empty());
            let like = Stationery::read(&project, &like).expect("it is sound");
            assert_eq!(own, Stationery { countries: Vec::new(), country_notes: BTreeMap::new(), ..like });
        }
        for countries in ["countries:\n  - AQ\n  - KH\n", "countries:\n- AQ\n# Others.\n", "countries: [AQ,\n  KH]\n"] {
            let text = project.text("stationery/plain_letter.yaml").expect("it is bundled");
            let text = text.replace("paper: letter\n", &format!("paper: letter\n{countries}"));
            let theirs = text.replace("name: plain_letter", "name: theirs").into_bytes();
            let project = Project::embedded().with([("stationery/theirs.yaml".to_owned(), theirs)]);
            let text = copy(&project, &id("theirs"), &name).expect("the layout is sound");
            assert!(!text.contains("AQ") && text.contains("folds"), "{text}");
        }
        assert_eq!(copy(&project, &id("plaim"), &name).expect_err("there is none")[0].rule, "unknown-stationery");
    }

    #[test]
    fn no_country_has_two_layouts() {
        let project = Project::embedded();
        let mut countries: Vec<CountryCode> = Vec::new();
        for name in names(&project) {
            for country in Stationery::read(&project, &name).expect("it is sound").countries {
                assert!(!countries.contains(&country), "{country}");
                countries.push(country);
            }
        }
    }

    #[test]
    fn an_envelope_that_a_layout_is_not_made_for_is_refused() {
        let project = Project::embedded();
        let refused = |layout: &str, envelope: &str| {
            let layout = Stationery::read(&project, &id(layout)).expect("it is sound");
            let envelope = EnvelopeId::new(envelope).expect("a name");
            let findings = layout.in_envelope(&project, &envelope).expect_err("it does not fit");
            (findings[0].rule.as_str(), findings[0].help.clone().unwrap_or_default())
        };
        assert_eq!(refused("din5008b", "c6_c55"), ("unknown-envelope", "did you mean `c6_c5`?".to_owned()));
        let (rule, help) = refused("din5008b", "us10");
        assert_eq!(rule, "envelope-does-not-fit");
        assert!(help.contains("envelopes: dl, c6_c5;") && help.contains("us_10_double"), "{help}");
    }
}
