//! Reading SVG: the file becomes outlines that are filled or stroked, or findings.
//!
//! `usvg` resolves the features that can be written in many ways (styles, units, transformations, `use`).
//! `guard` has already refused the features that `usvg` would leave out without a message.

use std::sync::Arc;

use usvg::roxmltree::{self, Document};
use usvg::tiny_skia_path::{Path, PathSegment, PathStroker, Point as PathPoint, Transform};
use usvg::{Group, ImageHrefResolver, LineCap, LineJoin, Node, Options, PaintOrder, Tree};

use super::guard::{MAX_ATTRIBUTES, MAX_BYTES, MAX_ELEMENTS, examine, too_many_attributes};
use super::{Artwork, Cap, Clip, Colour, FillRule, Join, LONGER_SIDE, Outline, Paint, Segment, Shape, Stroke, Title};
use crate::finding::{Finding, Findings, Position, RuleName, rules};
use crate::unit::{Point, Pt, Size};

/// How many times longer than high a drawing may be, or higher than long.
const LONGEST: f64 = 40.0;

/// How far outside of a drawing its outlines may run, in its longer sides: numbers that are out of
/// all proportion make readers of PDF stumble.
const FARTHEST: f64 = 100.0;

/// The shortest dashes with their gaps: shorter ones are grey to the eye, and take long to draw.
const SHORTEST_DASHES: Pt = Pt(1.0);

/// The most pieces of outlines.
const MAX_SEGMENTS: usize = 60_000;

/// Reads an SVG file (SVG 1.1), called `file` in findings.
///
/// # Errors
///
/// Everything in it that cannot be printed as it is: text, pixels, shades of colour, and what shines
/// through; and a file that is broken, or would take long to draw.
pub fn read_svg(file: &str, bytes: &[u8]) -> Result<Artwork, Findings> {
    let bad = |message: String, help: &str| {
        Findings::from(Finding::error(rules::BAD_SVG, message).in_file(file).help(help.to_owned()))
    };
    if bytes.len() > MAX_BYTES {
        let message = format!("the file has {} bytes; the maximum is {MAX_BYTES}", bytes.len());
        let finding = Finding::error(rules::SVG_TOO_LARGE, message).in_file(file);
        return Err(finding.help("ask the person who drew it for a simpler file").into());
    }
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Err(bad("the file is not UTF-8".to_owned(), "save it as plain SVG, not compressed"));
    };
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if let Some(at) = too_many_attributes(text) {
        let message = format!("an element has more than {MAX_ATTRIBUTES} attributes");
        let finding = Finding::error(rules::SVG_TOO_LARGE, message).in_file(file).at(Some(Position::of(text, at)));
        return Err(finding.help("save the drawing as plain SVG, or ask for a simpler file").into());
    }
    // Elements, and as much between them.
    let nodes_limit = MAX_ELEMENTS * 4;
    let options = roxmltree::ParsingOptions { allow_dtd: true, nodes_limit, ..roxmltree::ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| unreadable(file, &error))?;
    examine(file, text, &document)?;

    // Nothing is ever read beside the file.
    let image_href_resolver =
        ImageHrefResolver { resolve_data: Box::new(|_, _, _| None), resolve_string: Box::new(|_, _| None) };
    let options = Options { image_href_resolver, ..Options::default() };
    let tree = Tree::from_xmltree(&document, &options).map_err(|error| {
        bad(format!("the drawing cannot be read: {error}"), "check `width`, `height` and `viewBox`")
    })?;
    let (width, height) = (f64::from(tree.size().width()), f64::from(tree.size().height()));
    if width / height > LONGEST || height / width > LONGEST {
        let message =
            format!("the drawing is {width} by {height}; one side is more than {LONGEST} times as long as the other");
        return Err(bad(message, "crop the drawing"));
    }
    let scale = LONGER_SIDE.0 / width.max(height);
    let mut drawing = Drawing { file, scale, shapes: Vec::new(), segments: 0, findings: Findings::new() };
    drawing.group(tree.root(), &[]);
    let Drawing { shapes, mut findings, .. } = drawing;
    if shapes.is_empty() && findings.is_empty() {
        findings.extend(bad("the drawing is empty".to_owned(), "give at least one shape a fill or stroke colour"));
    }
    if !findings.is_empty() {
        return Err(findings);
    }
    let size = Size { width: Pt(width * scale), height: Pt(height * scale) };
    Ok(Artwork { size, shapes, title: title_of(&document) })
}

fn unreadable(file: &str, error: &roxmltree::Error) -> Findings {
    if matches!(error, roxmltree::Error::NodesLimitReached) {
        let message = format!("the file has more than {MAX_ELEMENTS} elements, the maximum");
        let finding = Finding::error(rules::SVG_TOO_LARGE, message).in_file(file);
        return Findings::from(finding.help("ask the person who drew it for a simpler file"));
    }
    let at = error.pos();
    let position = Position { line: at.row as usize, column: at.col as usize };
    let finding =
        Finding::error(rules::BAD_SVG, format!("the XML is invalid: {error}")).in_file(file).at(Some(position));
    Findings::from(finding.help("save the drawing again as plain SVG; compressed SVG is not supported"))
}

/// The description of the drawing.
fn title_of(document: &Document) -> Option<Title> {
    let root = document.root_element();
    let title = root.children().find(|node| node.tag_name().name() == "title")?;
    let words: String = title.descendants().filter(roxmltree::Node::is_text).filter_map(|node| node.text()).collect();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let language = |node: roxmltree::Node| {
        let xml = (roxmltree::NS_XML_URI, "lang");
        node.attribute(xml).or_else(|| node.attribute("lang")).map(str::to_owned)
    };
    (!words.is_empty()).then(|| Title { words, language: language(title).or_else(|| language(root)) })
}

/// A drawing while it is being made of the tree.
struct Drawing<'a> {
    file: &'a str,
    /// From the file's measure into the artwork's.
    scale: f64,
    shapes: Vec<Shape>,
    segments: usize,
    findings: Findings,
}

impl Drawing<'_> {
    fn refuse(&mut self, rule: RuleName, message: impl Into<String>, help: &str) {
        let finding = Finding::error(rule, message).in_file(self.file).help(help);
        self.findings.extend_unique([finding]);
    }

    fn refuse_transparency(&mut self) {
        let help = "use opaque colours: transparency prints differently on every press";
        self.refuse(rules::UNSUPPORTED_SVG, "part of the drawing is transparent", help);
    }

    fn group(&mut self, group: &Group, clips: &[Clip]) {
        let is_plain = group.mask().is_none() && group.filters().is_empty();
        if group.opacity().get() < 1.0 || group.blend_mode() != usvg::BlendMode::Normal || !is_plain {
            self.refuse_transparency();
        }
        let mut clips = clips.to_vec();
        let mut clip_path = group.clip_path();
        while let Some(clip) = clip_path {
            clips.extend(self.clip(clip, group.abs_transform()));
            clip_path = clip.clip_path();
        }
        for child in group.children() {
            match child {
                Node::Group(group) => self.group(group, &clips),
                Node::Path(path) if path.is_visible() => self.path(path, &clips),
                Node::Path(_) => {}
                Node::Image(_) | Node::Text(_) => {
                    self.refuse(
                        rules::UNSUPPORTED_SVG,
                        "the drawing has text or images, not only outlines",
                        "convert everything to outlines",
                    );
                }
            }
        }
    }

    /// The area of a clip path, whose measure is that of an element with this transformation.
    fn clip(&mut self, clip: &usvg::ClipPath, element: Transform) -> Option<Clip> {
        let mut paths = Vec::new();
        collect(clip.root(), &mut paths);
        let [path] = paths.as_slice() else {
            if paths.is_empty() {
                return Some(Clip { outline: Arc::new(Outline::new()), rule: FillRule::NonZero });
            }
            let help = "save the drawing with one outline in each clip path";
            self.refuse(rules::UNSUPPORTED_SVG, "a clip path has more than one outline", help);
            return None;
        };
        let rule = path.fill().map_or(FillRule::NonZero, |fill| rule_of(fill.rule()));
        let to_sheet = element.pre_concat(clip.transform()).pre_concat(path.abs_transform());
        Some(Clip { outline: self.outline(path.data(), to_sheet)?, rule })
    }

    fn path(&mut self, path: &usvg::Path, clips: &[Clip]) {
        let fill = |drawing: &mut Self| {
            let Some(fill) = path.fill() else { return };
            drawing.paint(path.data(), path.abs_transform(), fill.paint(), fill.opacity(), clips, |_| {
                Some(Paint::Fill(rule_of(fill.rule())))
            });
        };
        let stroke = |drawing: &mut Self| drawing.stroke(path, clips);
        match path.paint_order() {
            PaintOrder::FillAndStroke => {
                fill(self);
                stroke(self);
            }
            PaintOrder::StrokeAndFill => {
                stroke(self);
                fill(self);
            }
        }
    }

    fn stroke(&mut self, path: &usvg::Path, clips: &[Clip]) {
        let Some(stroke) = path.stroke() else { return };
        let transform = path.abs_transform();
        let Some(scale) = similarity(transform) else {
            // A pen that is wider one way than the other: its line is an area.
            if stroke.dasharray().is_some() {
                self.refuse(rules::UNSUPPORTED_SVG, "a dashed line is stretched", "turn the line into an outline");
                return;
            }
            let Some(area) = PathStroker::new().stroke(path.data(), &stroke.to_tiny_skia(), 1.0) else { return };
            self.paint(&area, transform, stroke.paint(), stroke.opacity(), clips, |_| {
                Some(Paint::Fill(FillRule::NonZero))
            });
            return;
        };
        self.paint(path.data(), transform, stroke.paint(), stroke.opacity(), clips, |drawing| {
            drawing.pen(stroke, scale).map(Paint::Stroke)
        });
    }

    /// The pen for a stroke that is drawn this much larger.
    fn pen(&mut self, stroke: &usvg::Stroke, scale: f64) -> Option<Stroke> {
        let length = |length: f32| Pt(f64::from(length) * scale * self.scale);
        let dashes: Vec<Pt> = stroke.dasharray().into_iter().flatten().map(|dash| length(*dash)).collect();
        let pen = Stroke {
            width: length(stroke.width().get()),
            cap: match stroke.linecap() {
                LineCap::Butt => Cap::Butt,
                LineCap::Round => Cap::Round,
                LineCap::Square => Cap::Square,
            },
            join: match stroke.linejoin() {
                LineJoin::Miter | LineJoin::MiterClip => Join::Mitre,
                LineJoin::Round => Join::Round,
                LineJoin::Bevel => Join::Bevel,
            },
            mitre_limit: f64::from(stroke.miterlimit().get()),
            dashes,
            dash_offset: length(stroke.dashoffset()),
        };
        if !pen.dashes.is_empty() && pen.dashes.iter().copied().sum::<Pt>() < SHORTEST_DASHES {
            self.refuse(
                rules::UNSUPPORTED_SVG,
                "dashes are too short to be seen",
                "draw a solid line, or longer dashes",
            );
            return None;
        }
        if !(pen.width.0.is_finite() && pen.width < LONGER_SIDE * FARTHEST) {
            self.refuse_far();
            return None;
        }
        Some(pen)
    }

    fn paint(
        &mut self,
        path: &Path,
        transform: Transform,
        paint: &usvg::Paint,
        opacity: usvg::Opacity,
        clips: &[Clip],
        how: impl FnOnce(&mut Self) -> Option<Paint>,
    ) {
        if opacity.get() < 1.0 {
            self.refuse_transparency();
        }
        let usvg::Paint::Color(colour) = paint else {
            let help = "fill it with one colour: gradients print differently on every press, and not at all on some";
            self.refuse(rules::UNSUPPORTED_SVG, "part of the drawing is filled with a gradient or a pattern", help);
            return;
        };
        let colour = Colour { red: colour.red, green: colour.green, blue: colour.blue };
        if let (Some(paint), Some(outline)) = (how(self), self.outline(path, transform)) {
            // A line has no inside, but some readers draw a hair where it is filled.
            if matches!(paint, Paint::Fill(_)) && !has_inside(&outline) {
                return;
            }
            self.shapes.push(Shape { outline, paint, colour, clips: clips.to_vec() });
        }
    }

    /// The outline in the artwork's measure; `None` if its size is extreme.
    fn outline(&mut self, path: &Path, transform: Transform) -> Option<Arc<Outline>> {
        // The excess was already reported.
        if self.segments > MAX_SEGMENTS {
            return None;
        }
        let mut pen = PathPoint::zero();
        let place = |at: PathPoint| {
            let mut at = at;
            transform.map_point(&mut at);
            Point { x: Pt(f64::from(at.x) * self.scale), y: Pt(f64::from(at.y) * self.scale) }
        };
        let outline: Outline = path
            .segments()
            .map(|segment| match segment {
                PathSegment::MoveTo(to) => {
                    pen = to;
                    Segment::Move(place(to))
                }
                PathSegment::LineTo(to) => {
                    pen = to;
                    Segment::Line(place(to))
                }
                PathSegment::QuadTo(control, to) => {
                    // Two thirds of the way to the control point, from either end.
                    let towards = |end: PathPoint| {
                        let part = |end: f32, control: f32| end + (control - end) * (2.0 / 3.0);
                        PathPoint::from_xy(part(end.x, control.x), part(end.y, control.y))
                    };
                    let curve = Segment::Curve(place(towards(pen)), place(towards(to)), place(to));
                    pen = to;
                    curve
                }
                PathSegment::CubicTo(first, second, to) => {
                    pen = to;
                    Segment::Curve(place(first), place(second), place(to))
                }
                PathSegment::Close => Segment::Close,
            })
            .collect();
        self.segments += outline.len();
        let limit = LONGER_SIDE.0 * FARTHEST;
        let is_near = |at: &Point| at.x.0.abs() <= limit && at.y.0.abs() <= limit;
        if !outline.iter().all(|segment| points(segment).iter().all(is_near)) {
            self.refuse_far();
            return None;
        }
        if self.segments > MAX_SEGMENTS {
            let message = format!("the outlines have more than {MAX_SEGMENTS} segments, the maximum");
            self.refuse(rules::SVG_TOO_LARGE, message, "ask the person who drew it for a simpler file");
            return None;
        }
        Some(Arc::new(outline))
    }

    fn refuse_far(&mut self) {
        let message = format!("the drawing extends more than {FARTHEST} times its own size outside its frame");
        self.refuse(rules::UNSUPPORTED_SVG, message, "check the numbers and the `viewBox`");
    }
}

fn points(segment: &Segment) -> Vec<Point> {
    match *segment {
        Segment::Move(to) | Segment::Line(to) => vec![to],
        Segment::Curve(first, second, to) => vec![first, second, to],
        Segment::Close => Vec::new(),
    }
}

/// Whether an outline is more than a line along one axis.
fn has_inside(outline: &Outline) -> bool {
    let points: Vec<Point> = outline.iter().flat_map(points).collect();
    let Some(first) = points.first() else { return false };
    points.iter().any(|at| at.x != first.x) && points.iter().any(|at| at.y != first.y)
}

/// All paths below a group.
fn collect<'t>(group: &'t Group, paths: &mut Vec<&'t usvg::Path>) {
    for child in group.children() {
        match child {
            Node::Group(group) => collect(group, paths),
            Node::Path(path) => paths.push(path),
            Node::Image(_) | Node::Text(_) => {}
        }
    }
}

fn rule_of(rule: usvg::FillRule) -> FillRule {
    match rule {
        usvg::FillRule::NonZero => FillRule::NonZero,
        usvg::FillRule::EvenOdd => FillRule::EvenOdd,
    }
}

/// How much a transformation enlarges, if it is the same in every direction.
fn similarity(transform: Transform) -> Option<f64> {
    let [a, b, c, d] = [transform.sx, transform.ky, transform.kx, transform.sy].map(f64::from);
    let (along, across) = (a.hypot(b), c.hypot(d));
    let slack = 1e-4 * along.max(across);
    ((along - across).abs() <= slack && (a * c + b * d).abs() <= slack * along.max(across)).then_some(along)
}
