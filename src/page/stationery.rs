//! Stationery: where on the sheet a letter's parts stand, read from a YAML file.

use serde::Deserialize;

use crate::finding::{Finding, Findings, did_you_mean};
use crate::id::{CountryCode, StationeryId};
use crate::project::Project;
use crate::unit::{Mm, Pt, Rect, Size};
use crate::yaml::{KeyPath, Source};

/// A layout of letters.
#[derive(Debug, Clone, PartialEq)]
pub struct Stationery {
    /// The name of its file.
    pub id: StationeryId,
    /// The sheet.
    pub sheet: Size,
    /// The countries in which senders use it by default.
    pub countries: Vec<CountryCode>,
    /// The sender's name and address, or the lines to write them on.
    pub sender: Rect,
    /// The place and date, at the right.
    pub date: Rect,
    /// The sender in small type above the address, where a window shows it.
    pub return_line: Option<Rect>,
    /// The inside address.
    pub address: Rect,
    /// The left edge of the running text.
    pub left: Pt,
    /// The measure of the running text.
    pub measure: Pt,
    /// Where the running text of the first page begins.
    pub first_top: Pt,
    /// Where it begins on further pages.
    pub top: Pt,
    /// Where it ends on every page.
    pub bottom: Pt,
    /// The baseline of the line with the page number.
    pub page_line: Pt,
    /// Where the sheet is folded, from the top.
    pub folds: Vec<Pt>,
    /// Where it is punched, from the top.
    pub punch: Option<Pt>,
}

/// Every key of a stationery file, for suggestions when one is misspelt.
const KEYS: [&str; 16] = [
    "name",
    "paper",
    "width",
    "height",
    "countries",
    "sender",
    "date",
    "return_line",
    "address",
    "body",
    "x",
    "y",
    "top",
    "bottom",
    "page_line",
    "folds",
];

/// Left, top, width and height in millimetres.
type TypedBox = [f64; 4];

#[derive(Deserialize)]
struct Typed {
    name: StationeryId,
    paper: TypedPaper,
    #[serde(default)]
    countries: Vec<CountryCode>,
    sender: TypedBox,
    date: TypedBox,
    return_line: Option<TypedBox>,
    address: TypedBox,
    body: TypedBody,
    top: f64,
    bottom: f64,
    page_line: f64,
    #[serde(default)]
    folds: Vec<f64>,
    punch: Option<f64>,
}

#[derive(Deserialize)]
struct TypedPaper {
    width: f64,
    height: f64,
}

#[derive(Deserialize)]
struct TypedBody {
    x: f64,
    y: f64,
    width: f64,
}

impl Stationery {
    /// Reads the layout `id`.
    ///
    /// # Errors
    ///
    /// When there is no such layout, or its file is faulty, or something of it lies outside the sheet.
    pub fn read(project: &Project, id: &StationeryId) -> Result<Self, Findings> {
        let file = format!("stationery/{id}.yaml");
        if !project.has(&file) {
            return Err(vec![unknown(project, id)]);
        }
        let text = project.text(&file).map_err(|finding| vec![finding])?;
        let source = Source { file: &file, text };
        let typed: Typed = source.read(&KEYS)?;
        let findings = outside(&source, &typed, id);
        if !findings.is_empty() {
            return Err(findings);
        }
        let pt = |mm: f64| Mm(mm).to_pt();
        let rect = |[x, y, width, height]: TypedBox| Rect {
            left: pt(x),
            top: pt(y),
            right: pt(x + width),
            bottom: pt(y + height),
        };
        Ok(Self {
            id: typed.name,
            sheet: Size { width: pt(typed.paper.width), height: pt(typed.paper.height) },
            countries: typed.countries,
            sender: rect(typed.sender),
            date: rect(typed.date),
            return_line: typed.return_line.map(rect),
            address: rect(typed.address),
            left: pt(typed.body.x),
            measure: pt(typed.body.width),
            first_top: pt(typed.body.y),
            top: pt(typed.top),
            bottom: pt(typed.bottom),
            page_line: pt(typed.page_line),
            folds: typed.folds.into_iter().map(pt).collect(),
            punch: typed.punch.map(pt),
        })
    }

    /// The layout that senders in `country` use, or `plain` where none is made for it.
    ///
    /// # Errors
    ///
    /// When a layout's file is faulty.
    pub fn default_for(project: &Project, country: Option<&CountryCode>) -> Result<Self, Findings> {
        if let Some(country) = country {
            for id in names(project) {
                let stationery = Self::read(project, &id)?;
                if stationery.countries.contains(country) {
                    return Ok(stationery);
                }
            }
        }
        let plain = StationeryId::new("plain").expect("`plain` is the name of a layout");
        Self::read(project, &plain)
    }
}

/// The names of all layouts, sorted.
pub fn names(project: &Project) -> Vec<StationeryId> {
    let name = |path: &str| {
        let file = path.strip_prefix("stationery/")?;
        StationeryId::new(file.strip_suffix(".yaml")?)
    };
    project.paths("stationery", ".yaml").filter_map(name).collect()
}

fn unknown(project: &Project, id: &StationeryId) -> Finding {
    let known = names(project);
    let help = match did_you_mean(id.as_str(), known.iter().map(StationeryId::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("there are: {}", known.iter().map(StationeryId::as_str).collect::<Vec<_>>().join(", ")),
    };
    Finding::error("unknown-stationery", format!("there is no layout `{id}`")).help(help)
}

/// Everything of the layout that would lie outside its sheet, or is no length at all.
fn outside(source: &Source, typed: &Typed, id: &StationeryId) -> Findings {
    let root = KeyPath::default();
    let mut findings = Findings::new();
    if typed.name != *id {
        let message = format!("the layout is called `{}`, but its file `{id}`", typed.name);
        findings.push(source.error("bad-id", &root.key("name"), message).help("give both the same name"));
    }
    let (width, height) = (typed.paper.width, typed.paper.height);
    let mut check = |key: &str, [x, y, w, h]: TypedBox| {
        let inside = x >= 0.0 && y >= 0.0 && w > 0.0 && h >= 0.0 && x + w <= width && y + h <= height;
        if !inside {
            let message = format!("[{x}, {y}, {w}, {h}] lies outside the sheet of {width} × {height} mm");
            let finding = source.error("outside-sheet", &root.key(key), message);
            findings.push(finding.help("write [left, top, width, height] in millimetres"));
        }
    };
    check("sender", typed.sender);
    check("date", typed.date);
    check("address", typed.address);
    if let Some(return_line) = typed.return_line {
        check("return_line", return_line);
    }
    check("body", [typed.body.x, typed.body.y, typed.body.width, typed.bottom - typed.body.y]);
    check("top", [typed.body.x, typed.top, typed.body.width, typed.bottom - typed.top]);
    check("page_line", [0.0, typed.page_line, width, 0.0]);
    for fold in &typed.folds {
        check("folds", [0.0, *fold, width, 0.0]);
    }
    if let Some(punch) = typed.punch {
        check("punch", [0.0, punch, width, 0.0]);
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(edit: impl Fn(&str) -> String) -> Result<Stationery, Findings> {
        let project = Project::embedded();
        let plain = edit(project.text("stationery/plain.yaml").expect("it is bundled"));
        let project = project.with([("stationery/plain.yaml".to_owned(), plain.into_bytes())]);
        Stationery::read(&project, &StationeryId::new("plain").expect("a name"))
    }

    #[test]
    fn the_bundled_layouts_are_sound() {
        let project = Project::embedded();
        let names = names(&project);
        assert!(names.len() >= 2);
        for name in names {
            Stationery::read(&project, &name).unwrap_or_else(|findings| panic!("{findings:?}"));
        }
    }

    #[test]
    fn a_country_has_its_layout_and_others_the_plain_one() {
        let project = Project::embedded();
        let id = |country| {
            let country = CountryCode::new(country);
            Stationery::default_for(&project, country.as_ref()).expect("the layouts are sound").id.to_string()
        };
        assert_eq!([id("DE"), id("GB")], ["din5008b", "plain"]);
    }

    #[test]
    fn a_box_outside_the_sheet_is_found() {
        let findings = read(|plain| plain.replace("[25, 42, 80, 34]", "[190, 42, 80, 34]")).expect_err("it is outside");
        assert_eq!((findings[0].rule, findings[0].place.as_deref()), ("outside-sheet", Some("address")));
    }
}
