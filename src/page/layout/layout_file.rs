//! The file of a layout: read from YAML, measured, and checked for what no sheet or window allows.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::RangeInclusive;

use serde::Deserialize;

use crate::finding::{Finding, Findings, rules};
use crate::id::{CountryCode, EnvelopeId, StationeryId};
use crate::page::layout::boxes::{self, boxes, depth, shown};
use crate::page::layout::envelope::{Envelope, Envelopes, unknown_envelope};
use crate::page::layout::inserter_marks::MarkPlaces;
use crate::page::layout::mark_places;
use crate::page::layout::medium::Medium;
use crate::page::layout::pane::{End, Opening, Packet, Seating, View, Window, WindowPosition};
use crate::page::layout::paper::Paper;
use crate::page::layout::stationery::{FigureSource, Stationery};
use crate::unit::{Mm, Pt, Rect, Size};
use crate::yaml::{KeyPath, Source, keys_of};

/// The least and the greatest side of a sheet, in millimetres: an address needs the one, and no
/// printer of letters takes more than the other.
const SIDES: RangeInclusive<f64> = 50.0..=1200.0;

/// Left, top, width and height in millimetres.
type TypedBox = [f64; 4];

#[derive(Deserialize)]
struct Typed {
    name: StationeryId,
    #[serde(default)]
    about: String,
    #[serde(default)]
    medium: Medium,
    paper: TypedPaper,
    #[serde(default)]
    countries: Vec<CountryCode>,
    #[serde(default)]
    country_notes: BTreeMap<CountryCode, String>,
    #[serde(default)]
    envelopes: Vec<EnvelopeId>,
    window: Option<TypedWindow>,
    return_window: Option<TypedWindow>,
    #[serde(default)]
    seating: Seating,
    letterhead: Option<TypedBox>,
    sender: TypedBox,
    fill_in: Option<TypedBox>,
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
    #[serde(default)]
    marks: TypedMarks,
    #[serde(default)]
    sources: Vec<TypedSource>,
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "`a4`, `letter`, or `{width: …, height: …}` in millimetres was expected")]
pub(in crate::page) enum TypedPaper {
    Named(Paper),
    Size { width: f64, height: f64 },
}

impl TypedPaper {
    /// Width and height in millimetres, if they are those of a sheet.
    pub(in crate::page) fn sheet(&self) -> Option<(f64, f64)> {
        let (width, height) = self.size();
        (SIDES.contains(&width) && SIDES.contains(&height)).then_some((width, height))
    }

    /// Reports a paper size that is not valid.
    pub(in crate::page) fn no_sheet(&self, source: Source, path: &KeyPath) -> Finding {
        let (width, height) = self.size();
        let message = format!("{width} × {height} mm is not a valid sheet size");
        let help = format!("use sides from {} to {} mm, or `a4` or `letter`", SIDES.start(), SIDES.end());
        source.error(rules::BAD_SIZE, path, message).help(help)
    }

    fn size(&self) -> (f64, f64) {
        match self {
            TypedPaper::Named(paper) => {
                let [width, height] = paper.sides();
                (width.0, height.0)
            }
            TypedPaper::Size { width, height } => (*width, *height),
        }
    }
}

/// A window by its distances from the envelope's edges, or by its box over the sheet.
#[derive(Deserialize)]
struct TypedWindow {
    left: Option<f64>,
    right: Option<f64>,
    top: Option<f64>,
    bottom: Option<f64>,
    width: Option<f64>,
    height: Option<f64>,
    on_sheet: Option<TypedBox>,
    x_at: Option<TypedXEdge>,
    y_at: Option<TypedYEdge>,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum TypedXEdge {
    Left,
    Right,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum TypedYEdge {
    Top,
    Bottom,
}

#[derive(Deserialize)]
struct TypedBody {
    x: f64,
    y: f64,
    width: f64,
}

/// The places of the marks of each kind.
#[derive(Deserialize, Default)]
struct TypedMarks {
    omr: Option<TypedBox>,
    datamatrix: Option<TypedBox>,
}

#[derive(Deserialize)]
struct TypedSource {
    figures: Vec<String>,
    from: String,
    verified: bool,
}

/// Reads the layout `id`.
pub fn read(source: Source, id: &StationeryId, envelopes: &Envelopes) -> Result<Stationery, Findings> {
    let typed: Typed = source.read()?;
    let mut findings = outside(source, &typed, id);
    if !findings.is_empty() {
        return Err(findings);
    }
    let (width, height) = typed.paper.size();
    let sheet = Size { width: pt(width), height: pt(height) };
    let folds: Vec<Pt> = typed.folds.iter().copied().map(pt).collect();
    let views = views(source, &typed, sheet, &folds, envelopes, &mut findings);
    let stationery = Stationery {
        id: typed.name,
        about: typed.about,
        medium: typed.medium,
        sheet,
        countries: typed.countries,
        country_notes: typed.country_notes,
        letterhead: typed.letterhead.map(rect),
        sender: rect(typed.sender),
        fill_in: typed.fill_in.map(rect),
        date: rect(typed.date),
        return_line: typed.return_line.map(rect),
        address: rect(typed.address),
        left: pt(typed.body.x),
        measure: pt(typed.body.width),
        first_top: pt(typed.body.y),
        top: pt(typed.top),
        bottom: pt(typed.bottom),
        page_line: pt(typed.page_line),
        folds,
        punch: typed.punch.map(pt),
        marks: MarkPlaces { omr: typed.marks.omr.map(rect), datamatrix: typed.marks.datamatrix.map(rect) },
        views,
        sources: typed
            .sources
            .into_iter()
            .map(|TypedSource { figures, from, verified }| FigureSource { figures, from, verified })
            .collect(),
    };
    if findings.is_empty() {
        findings = in_windows(source, &stationery);
        findings.extend(boxes::faults(source, &stationery));
        findings.extend(mark_places::faults(source, &stationery));
    }
    if findings.is_empty() { Ok(stationery) } else { Err(findings) }
}

fn pt(mm: f64) -> Pt {
    Mm(mm).to_pt()
}

fn rect([x, y, width, height]: TypedBox) -> Rect {
    Rect { left: pt(x), top: pt(y), right: pt(x + width), bottom: pt(y + height) }
}

/// Reports every part of the layout that is outside its sheet or has an invalid length.
fn outside(source: Source, typed: &Typed, id: &StationeryId) -> Findings {
    let root = KeyPath::default();
    let mut findings = Findings::new();
    if typed.name != *id {
        let message = format!("the layout is named `{}`, but its file is named `{id}`", typed.name);
        findings.push(source.error(rules::BAD_ID, &root.key("name"), message).help("give both the same name"));
    }
    let Some((width, height)) = typed.paper.sheet() else {
        findings.push(typed.paper.no_sheet(source, &root.key("paper")));
        // An invalid sheet cannot contain anything.
        return findings;
    };
    let mut check = |key: &str, [x, y, w, h]: TypedBox| {
        let inside = x >= 0.0 && y >= 0.0 && w > 0.0 && h >= 0.0 && x + w <= width && y + h <= height;
        if !inside {
            let message = format!("[{x}, {y}, {w}, {h}] is outside the sheet of {width} × {height} mm");
            let finding = source.error(rules::OUTSIDE_SHEET, &root.key(key), message);
            findings.push(finding.help("keep it inside the sheet: [left, top, width, height] in millimetres"));
        }
    };
    check("sender", typed.sender);
    check("date", typed.date);
    check("address", typed.address);
    let others = [("return_line", typed.return_line), ("letterhead", typed.letterhead), ("fill_in", typed.fill_in)];
    for (key, zone) in others {
        if let Some(zone) = zone {
            check(key, zone);
        }
    }
    for place in [typed.marks.omr, typed.marks.datamatrix].into_iter().flatten() {
        check("marks", place);
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
    if !typed.folds.is_sorted() {
        let finding =
            source.error(rules::BAD_FOLDS, &root.key("folds"), "the folds are not in order from top to bottom");
        findings.push(finding.help("write them in order, from the top edge down"));
    }
    let keys = keys_of::<Typed>();
    for (i, figures) in typed.sources.iter().enumerate() {
        for (j, figure) in figures.figures.iter().enumerate() {
            if !keys.contains(&figure.as_str()) {
                let path = root.key("sources").index(i).key("figures").index(j);
                let finding = source.error(rules::UNKNOWN_KEY, &path, format!("unknown key `{figure}`"));
                findings.push(finding.help("use keys of this file"));
            }
        }
    }
    findings
}

/// The most envelopes of a layout: more than are known.
const MOST_ENVELOPES: usize = 100;

/// The visible part of the sheet in each envelope.
fn views(
    source: Source,
    typed: &Typed,
    sheet: Size,
    folds: &[Pt],
    envelopes: &Envelopes,
    findings: &mut Findings,
) -> Vec<View> {
    let root = KeyPath::default();
    let mut opening = |key: &str, typed: &TypedWindow| {
        let window = window(typed);
        if window.is_none() {
            let finding =
                source.error(rules::BAD_WINDOW, &root.key(key), "the position of the window is missing or incomplete");
            findings.push(finding.help(
                "write `{left: …, top: …, width: …, height: …}` from the envelope's edges (or `right`, `bottom`), \
                 or `{on_sheet: [left, top, width, height]}`, in millimetres",
            ));
        }
        window
    };
    let address = typed.window.as_ref().and_then(|window| opening("window", window));
    let sender = typed.return_window.as_ref().and_then(|window| opening("return_window", window));
    if typed.window.is_none() && !(typed.envelopes.is_empty() && typed.return_window.is_none()) {
        let finding = source.error(rules::MISSING_KEY, &root.key("window"), "`window` is missing");
        findings.push(finding.help("add the position of the window, or delete `envelopes`"));
    }
    if typed.window.is_some() && typed.envelopes.is_empty() {
        let finding = source.error(rules::MISSING_KEY, &root.key("envelopes"), "`envelopes` is missing");
        findings.push(finding.help("list the envelopes that have this window"));
    }
    let too_many = source.too_many(&root.key("envelopes"), typed.envelopes.len(), MOST_ENVELOPES);
    findings.extend(too_many.map(|finding| finding.help("list each envelope only once")));
    let packet = Packet::of(sheet, folds);
    let mut views = Vec::new();
    for (i, id) in typed.envelopes.iter().take(MOST_ENVELOPES).enumerate() {
        let path = root.key("envelopes").index(i);
        let Some(Envelope { size, .. }) = envelopes.get(id) else {
            let unknown = unknown_envelope(envelopes, id);
            findings.push(source.error(unknown.rule, &path, unknown.message).help(unknown.help.unwrap_or_default()));
            continue;
        };
        let slack = packet.slack_in(*size);
        if slack.width < Pt::ZERO || slack.height < Pt::ZERO {
            let mut message = format!("the folded sheet does not fit into the envelope `{id}`:");
            for (name, slack) in [("wide", slack.width), ("high", slack.height)] {
                if slack < Pt::ZERO {
                    let _ = write!(message, " it is {:.1} mm too {name}", -slack.to_mm().0);
                }
            }
            findings.push(
                source.error(rules::PACKET_TOO_LARGE, &path, message).help("change `folds`, or delete the envelope"),
            );
            continue;
        }
        if let Some(window) = address {
            views.push(View {
                envelope: id.clone(),
                size: *size,
                slack,
                seating: typed.seating,
                address: window.over(&packet, *size, typed.seating),
                sender: sender.map(|window| window.over(&packet, *size, typed.seating)),
            });
        }
    }
    views
}

/// The window, if the figures for it are all there, and no more than these.
fn window(typed: &TypedWindow) -> Option<Window> {
    let TypedWindow { left, right, top, bottom, width, height, on_sheet, x_at, y_at } = *typed;
    let window = if let Some([x, y, width, height]) = on_sheet {
        if [left, right, top, bottom, typed.width, typed.height].iter().any(Option::is_some) {
            return None;
        }
        let x_at = x_at.map(|edge| if matches!(edge, TypedXEdge::Left) { End::Near } else { End::Far });
        let y_at = y_at.map(|edge| if matches!(edge, TypedYEdge::Top) { End::Near } else { End::Far });
        Window {
            across: Opening { place: WindowPosition::OnSheet(x_at, pt(x)), length: pt(width) },
            down: Opening { place: WindowPosition::OnSheet(y_at, pt(y)), length: pt(height) },
        }
    } else {
        if x_at.is_some() || y_at.is_some() {
            return None;
        }
        let place = |near: Option<f64>, far: Option<f64>| match (near, far) {
            (Some(near), None) => Some(WindowPosition::OnEnvelope(End::Near, pt(near))),
            (None, Some(far)) => Some(WindowPosition::OnEnvelope(End::Far, pt(far))),
            _ => None,
        };
        Window {
            across: Opening { place: place(left, right)?, length: pt(width?) },
            down: Opening { place: place(top, bottom)?, length: pt(height?) },
        }
    };
    // No window is larger than the largest sheet, nor further away.
    let most = pt(*SIDES.end());
    let sound = |opening: Opening| {
        let (WindowPosition::OnEnvelope(_, at) | WindowPosition::OnSheet(_, at)) = opening.place;
        opening.length > Pt::ZERO && opening.length <= most && at >= -most && at <= most
    };
    (sound(window.across) && sound(window.down)).then_some(window)
}

/// Everything that windows would show and should not, and windows that show too little.
fn in_windows(source: Source, stationery: &Stationery) -> Findings {
    let root = KeyPath::default();
    let mut findings = Findings::new();
    for view in &stationery.views {
        let panes = [(Some(&view.address), &["address", "return_line"][..]), (view.sender.as_ref(), &["sender"])];
        for (pane, belonging) in panes {
            let Some(clear) = pane.map(|pane| pane.keep_clear) else { continue };
            for (key, part) in boxes(stationery).into_iter().filter(|(key, _)| !belonging.contains(key)) {
                let depth = depth(&part, &clear);
                if depth > Pt::ZERO {
                    let message = format!(
                        "it is {:.1} mm inside the area that the window of `{}` can show",
                        depth.to_mm().0,
                        view.envelope
                    );
                    let finding = source.error(rules::IN_WINDOW, &root.key(key), message);
                    findings.push(finding.help(format!("move it out of this area, which is at {}", shown(&clear))));
                }
            }
        }
        let zones = [("address", Some(stationery.address), Some(&view.address))]
            .into_iter()
            .chain([("return_line", stationery.return_line, Some(&view.address))])
            .chain([("sender", Some(stationery.sender), view.sender.as_ref())]);
        for (key, zone, pane) in zones {
            let (Some(zone), Some(pane)) = (zone, pane) else { continue };
            let common = zone.common(&pane.visible);
            let missing = (-common.width()).max(-common.height());
            if missing >= Pt::ZERO {
                let message = format!(
                    "it is outside the area that the window of `{}` always shows, by {:.1} mm",
                    view.envelope,
                    missing.to_mm().0
                );
                let finding = source.error(rules::OUTSIDE_WINDOW, &root.key(key), message);
                let visible = pane.visible;
                findings.push(if visible.width() > Pt::ZERO && visible.height() > Pt::ZERO {
                    finding.help(format!("this area is at {}", shown(&visible)))
                } else {
                    finding.help("the sheet can move further than the window is wide; use another fold or envelope")
                });
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Project;

    fn read(layout: &str, from: &str, to: &str) -> Result<Stationery, Findings> {
        let project = Project::embedded();
        let file = format!("stationery/{layout}.yaml");
        let text = project.text(&file).expect("it is bundled");
        assert!(text.contains(from), "{layout} has no `{from}`");
        let text = text.replacen(from, to, 1);
        let project = project.with([(file, text.into_bytes())]);
        Stationery::read(&project, &StationeryId::new(layout).expect("a name"))
    }

    fn fault(layout: &str, from: &str, to: &str) -> (&'static str, String, String) {
        let finding = read(layout, from, to).expect_err("it is faulty")[0].clone();
        (finding.rule.as_str(), finding.place.unwrap_or_default(), finding.message)
    }

    #[test]
    fn a_box_outside_the_sheet_is_found() {
        let (rule, place, _) = fault("plain", "[25, 42, 80, 34]", "[190, 42, 80, 34]");
        assert_eq!((rule, place.as_str()), ("outside-sheet", "address"));
    }

    #[test]
    fn paper_has_a_name_or_a_size() {
        let sheet = |paper: &str| read("plain", "paper: a4", paper).map(|layout| layout.sheet.width.to_mm().0.round());
        assert_eq!(sheet("paper: {width: 215, height: 300}"), Ok(215.0));
        let (rule, place, message) = fault("plain", "paper: a4", "paper: a5");
        assert_eq!((rule, place.as_str()), ("broken-yaml", "paper"));
        assert!(message.contains("`letter`"), "{message}");
    }

    #[test]
    fn a_sheet_of_no_size_is_refused() {
        for size in [".inf", "-.inf", ".nan", "1e30", "-210", "0"] {
            let (rule, place, _) = fault("plain", "paper: a4", &format!("paper: {{width: {size}, height: 297}}"));
            assert_eq!((rule, place.as_str()), ("bad-size", "paper"), "{size}");
        }
    }

    #[test]
    fn a_figure_of_no_length_is_refused() {
        for size in [".inf", "-.inf", ".nan", "1e30", "-1e30"] {
            for (from, to) in [
                ("[25, 62.7, 80, 27.3]", format!("[25, 62.7, {size}, 27.3]")),
                ("[25, 62.7, 80, 27.3]", format!("[{size}, 62.7, 80, 27.3]")),
                ("{x: 25, y: 100, width: 165}", format!("{{x: 25, y: 100, width: {size}}}")),
                ("bottom: 275", format!("bottom: {size}")),
                ("page_line: 285", format!("page_line: {size}")),
                ("folds: [105, 210]", format!("folds: [105, {size}]")),
                ("punch: 148.5", format!("punch: {size}")),
                ("width: 90, height: 45", format!("width: {size}, height: 45")),
                ("left: 20, bottom: 15", format!("left: {size}, bottom: 15")),
            ] {
                fault("din5008b", from, &to);
            }
        }
    }

    #[test]
    fn what_a_window_would_show_is_refused_with_the_millimetres() {
        let (rule, place, message) = fault("din5008b", "y: 100", "y: 97");
        assert_eq!((rule, place.as_str()), ("in-window", "body"));
        assert_eq!(message, "it is 2.0 mm inside the area that the window of `c6_c5` can show");
    }

    #[test]
    fn a_place_that_a_window_never_shows_is_refused_with_the_millimetres() {
        let (rule, place, message) = fault("din5008b", "address: [25, 62.7, 80, 27.3]", "address: [25, 20, 80, 24]");
        assert_eq!((rule, place.as_str()), ("outside-window", "address"));
        assert_eq!(message, "it is outside the area that the window of `dl` always shows, by 6.0 mm");
    }

    #[test]
    fn a_packet_too_large_for_its_envelope_is_refused_with_the_millimetres() {
        let (rule, place, message) = fault("gb_dl", "folds: [99, 198]", "folds: [148.5]");
        assert_eq!((rule, place.as_str()), ("packet-too-large", "envelopes[0]"));
        assert!(message.ends_with("38.5 mm too high"), "{message}");
    }

    #[test]
    fn a_window_is_given_from_the_envelope_or_over_the_sheet() {
        let (rule, place, _) = fault("gb_dl", "left: 20, bottom: 18", "left: 20, right: 3, bottom: 18");
        assert_eq!((rule, place.as_str()), ("bad-window", "window"));
    }
}
