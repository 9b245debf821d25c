//! The guard: checks what an SVG file contains before it is drawn.
//!
//! A drawing with something that likhit cannot print is refused, and the finding names the place,
//! because a logo without one of its parts is not that logo. A drawing that would take too long is
//! refused too: `use` in `use` makes a small file a large drawing.

use std::collections::BTreeMap;

use simplecss::{Declaration, DeclarationTokenizer, StyleSheet};
use usvg::roxmltree::{Document, Node};

use super::values::{self, Fault};
use crate::finding::{Finding, Findings, Position, RuleName, rules};

/// The most that is read, in bytes: logos are a few kilobytes.
pub const MAX_BYTES: usize = 512 << 10;

/// The most elements in a file, and the most that `use` and clip paths may make of them.
pub const MAX_ELEMENTS: u32 = 4_000;
const MAX_DRAWN: u32 = 20_000;

/// The most attributes of an element, namespaces among them. The XML parser compares each with all others.
pub const MAX_ATTRIBUTES: usize = 500;

/// The most steps that the selectors of style sheets may take on all elements.
const MAX_MATCHING: usize = 50_000_000;

/// How deep elements may be nested, `use` counted as nesting.
const MAX_DEPTH: usize = 40;

/// The most rules in style sheets: each is held against each element.
const MAX_STYLE_RULES: usize = 400;

const SVG: &str = "http://www.w3.org/2000/svg";

/// Elements that a drawing may have; gradients only where nothing is painted with them.
const KNOWN: [&str; 21] = [
    "svg",
    "g",
    "a",
    "defs",
    "symbol",
    "use",
    "title",
    "desc",
    "metadata",
    "style",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "clipPath",
    "linearGradient",
    "radialGradient",
    "stop",
];

/// Examines a file.
///
/// # Errors
///
/// Everything of it that cannot be printed, or the first thing that would take too long.
pub fn examine(file: &str, text: &str, document: &Document) -> Result<(), Findings> {
    let by_id = document.descendants().filter_map(|node| Some((node.attribute("id")?, node))).collect();
    let guard = Guard { file, text, by_id };
    let root = document.root_element();
    if !root.has_tag_name((SVG, "svg")) {
        let finding = guard.finding(
            rules::BAD_SVG,
            root,
            format!("this is not an SVG file: its first element is `{}`", root.tag_name().name()),
        );
        return Err(finding
            .help("use an SVG file, which begins with `<svg xmlns=\"http://www.w3.org/2000/svg\" …>`")
            .into());
    }
    let mut findings = guard.bounds(document);
    if findings.is_empty() {
        findings = elements(document).flat_map(|node| guard.element(node)).collect();
    }
    if findings.is_empty() {
        let mut weights = BTreeMap::new();
        findings.extend(guard.weigh(root, 0, &mut weights).err());
        if findings.is_empty() && weights.get(&root.id().get_usize()).is_some_and(|weight| *weight > MAX_DRAWN) {
            let message = format!("`use` repeats elements so often that the drawing has more than {MAX_DRAWN}");
            findings.push(guard.finding(rules::SVG_TOO_LARGE, root, message).help(SIMPLER));
        }
    }
    if findings.is_empty() { Ok(()) } else { Err(findings) }
}

/// The byte of the first element that has more than [`MAX_ATTRIBUTES`], found before the file is parsed.
pub fn too_many_attributes(text: &str) -> Option<usize> {
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        let tag = &rest[open..];
        let at = text.len() - tag.len();
        let closing =
            [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")].into_iter().find(|(begin, _)| tag.starts_with(begin));
        if let Some((_, end)) = closing {
            rest = tag.find(end).map_or("", |end_at| &tag[end_at + end.len()..]);
            continue;
        }
        let mut count = 0;
        let mut quote = None;
        let mut end = tag.len();
        for (i, byte) in tag.bytes().enumerate().skip(1) {
            match (quote, byte) {
                (Some(open), _) if open == byte => quote = None,
                (Some(_), _) => {}
                (None, b'"' | b'\'') => {
                    quote = Some(byte);
                    count += 1;
                }
                (None, b'>' | b'<') => {
                    end = i;
                    break;
                }
                (None, _) => {}
            }
        }
        if count > MAX_ATTRIBUTES {
            return Some(at);
        }
        rest = &tag[end..];
    }
    None
}

/// The number of parts of each selector of a style sheet: `g .a` has two.
fn selector_parts(sheet: &str) -> Vec<usize> {
    let of_rule = |rule: &str| rule.split('{').next().unwrap_or_default().to_owned();
    let rules = sheet.split('}').map(of_rule);
    let parts = |selector: &str| {
        selector
            .split(|c: char| c.is_whitespace() || matches!(c, '>' | '+' | '~'))
            .filter(|part| !part.is_empty())
            .count()
    };
    rules.flat_map(|rule| rule.split(',').map(parts).collect::<Vec<_>>()).collect()
}

const SIMPLER: &str = "ask the person who drew it for a simpler file";

/// A file that is being examined.
struct Guard<'a> {
    file: &'a str,
    text: &'a str,
    by_id: BTreeMap<&'a str, Node<'a, 'a>>,
}

impl Guard<'_> {
    /// A fault at an element.
    fn finding(&self, rule: RuleName, node: Node, message: impl Into<String>) -> Finding {
        let position = Position::of(self.text, node.range().start);
        Finding::error(rule, message).in_file(self.file).at(Some(position))
    }

    /// Reports sizes and counts above the limits.
    fn bounds(&self, document: &Document) -> Findings {
        let root = document.root_element();
        let too_large =
            |message: String| Findings::from(self.finding(rules::SVG_TOO_LARGE, root, message).help(SIMPLER));
        let mut count = 0;
        let mut bytes = 0;
        let mut style_rules = 0;
        let mut selectors = Vec::new();
        let mut depths: BTreeMap<usize, usize> = BTreeMap::new();
        for node in document.descendants() {
            let depth =
                node.parent().and_then(|parent| depths.get(&parent.id().get_usize())).map_or(0, |depth| depth + 1);
            if depth > MAX_DEPTH {
                return self.too_deep(node).into();
            }
            depths.insert(node.id().get_usize(), depth);
            bytes += node.attributes().map(|attribute| attribute.value().len()).sum::<usize>();
            bytes += node.text().map_or(0, str::len);
            if node.is_element() {
                count += 1;
            }
            if node.has_tag_name((SVG, "style")) {
                style_rules += node.text().map_or(0, |text| text.matches('{').count());
                selectors.extend(node.text().map(selector_parts).into_iter().flatten());
            }
        }
        // Entities make much of little.
        if bytes > MAX_BYTES {
            return too_large(format!("the entities expand to more than {MAX_BYTES} bytes, the maximum"));
        }
        if count > MAX_ELEMENTS {
            return too_large(format!("the file has {count} elements; the maximum is {MAX_ELEMENTS}"));
        }
        if style_rules > MAX_STYLE_RULES {
            return too_large(format!("the file has {style_rules} style rules; the maximum is {MAX_STYLE_RULES}"));
        }
        // Each part of a selector but the last may be looked for among all parents of an element.
        let deepest = depths.values().max().copied().unwrap_or(0).max(2);
        let steps = |parts: &usize| deepest.saturating_pow(u32::try_from(*parts).unwrap_or(u32::MAX).saturating_sub(1));
        let all = selectors.iter().map(steps).fold(0_usize, usize::saturating_add);
        if all.saturating_mul(count as usize) > MAX_MATCHING {
            return too_large("the style selectors take too long to match".to_owned());
        }
        Findings::new()
    }

    fn too_deep(&self, node: Node) -> Finding {
        let message = format!("elements are nested more than {MAX_DEPTH} levels deep");
        self.finding(rules::SVG_TOO_LARGE, node, message).help(SIMPLER)
    }

    /// Reports the parts of an element that cannot be printed.
    fn element(&self, node: Node) -> Findings {
        let mut findings = Findings::new();
        let name = node.tag_name().name();
        let unsupported = |message: String, help: &str| self.finding(rules::UNSUPPORTED_SVG, node, message).help(help);
        if let Some(help) = refusal(name) {
            findings.push(unsupported(format!("`{name}` cannot be printed"), help));
            return findings;
        }
        let style = style_of(node);
        if style.contains('@') || style.contains("url(") {
            let message = "the style sheet refers to other files or has conditions".to_owned();
            findings
                .push(unsupported(message, "save the drawing as plain SVG, with attributes instead of a style sheet"));
        }
        for (property, value, fault) in value_faults(node, &style) {
            let message = format!("`{property}` is `{}`, which cannot be printed", shortened(value));
            findings.push(unsupported(message, fault.help()));
        }
        for attribute in node.attributes() {
            for reference in references(node, attribute.name(), attribute.value()) {
                let (message, help) = match reference.strip_prefix('#') {
                    Some(id) if self.by_id.contains_key(id) => continue,
                    Some(id) => (
                        format!("the drawing refers to an element `{}`, which is missing", shortened(id)),
                        "save the drawing again with all of its parts",
                    ),
                    None => (
                        format!("the drawing refers to `{}`, which is outside this file", shortened(reference)),
                        "put everything into this file; other files are not read",
                    ),
                };
                findings.push(unsupported(message, help));
            }
        }
        findings
    }

    /// How many elements drawing this one draws.
    fn weigh(&self, node: Node, depth: usize, weights: &mut BTreeMap<usize, u32>) -> Result<u32, Finding> {
        if let Some(weight) = weights.get(&node.id().get_usize()) {
            return Ok(*weight);
        }
        // A `use` that draws itself is nested without end.
        if depth > MAX_DEPTH {
            return Err(self.too_deep(node));
        }
        let mut weight = 1_u32;
        for child in node.children().filter(Node::is_element) {
            weight = weight.saturating_add(self.weigh(child, depth + 1, weights)?);
        }
        for attribute in node.attributes() {
            for reference in references(node, attribute.name(), attribute.value()) {
                if let Some(target) = reference.strip_prefix('#').and_then(|id| self.by_id.get(id)) {
                    weight = weight.saturating_add(self.weigh(*target, depth + 1, weights)?);
                }
            }
        }
        weights.insert(node.id().get_usize(), weight);
        Ok(weight)
    }
}

/// The elements of SVG, without those in `metadata`.
fn elements<'a>(document: &'a Document) -> impl Iterator<Item = Node<'a, 'a>> {
    let is_drawn = |node: &Node| {
        node.is_element()
            && node.tag_name().namespace() == Some(SVG)
            && !node.ancestors().skip(1).any(|parent| parent.has_tag_name((SVG, "metadata")))
    };
    document.descendants().filter(is_drawn)
}

/// The style sheet that an element is.
fn style_of(node: Node) -> String {
    let texts = node.children().filter_map(|child| child.text());
    if node.has_tag_name((SVG, "style")) { texts.collect() } else { String::new() }
}

/// The attributes and styles of an element that cannot be printed: names, values and reasons.
fn value_faults<'a>(node: Node<'a, '_>, sheet: &'a str) -> Vec<(&'a str, &'a str, Fault)> {
    let attributes = node.attributes().filter(|attribute| attribute.namespace().is_none());
    let of_attributes =
        attributes.filter_map(|said| Some((said.name(), said.value(), values::fault(said.name(), said.value())?)));
    let sheet = StyleSheet::parse(sheet).rules.into_iter().flat_map(|rule| rule.declarations);
    let styles = DeclarationTokenizer::from(node.attribute("style").unwrap_or_default()).chain(sheet);
    // How large the whole drawing is on a screen does not matter.
    let is_root = node.has_tag_name((SVG, "svg"));
    let of_styles = styles.filter_map(|Declaration { name, value, .. }| {
        let is_geometry = values::is_geometry(name);
        let fault = if is_geometry { (!is_root).then_some(Fault::Unsupported) } else { values::fault(name, value) };
        Some((name, value, fault?))
    });
    of_attributes.chain(of_styles).collect()
}

/// Why an element is rejected, and what to do; `None` if it is allowed.
fn refusal(name: &str) -> Option<&'static str> {
    match name {
        "text" | "tspan" | "textPath" | "font" | "font-face" => {
            Some("convert the text to outlines: another computer would use another font")
        }
        "image" => Some("use outlines instead of an image of pixels, which does not stay sharp"),
        "switch" | "filter" | "mask" | "pattern" | "marker" | "foreignObject" => {
            Some("save the drawing as plain outlines that are filled or stroked")
        }
        name if KNOWN.contains(&name) => None,
        _ => Some("this element is not supported; save the drawing as plain outlines"),
    }
}

/// The references in the value of an attribute, with `#` before the id of an element of the file.
fn references<'v>(node: Node, name: &str, value: &'v str) -> Vec<&'v str> {
    if name == "href" {
        // A link leads a reader elsewhere, but draws nothing.
        return if node.has_tag_name((SVG, "a")) { Vec::new() } else { vec![value.trim()] };
    }
    let inside = |rest: &'v str| {
        let inside = rest.split(')').next().unwrap_or(rest);
        inside.trim_matches(|c: char| c.is_whitespace() || c == '"' || c == '\'')
    };
    value.split("url(").skip(1).map(inside).collect()
}

fn shortened(value: &str) -> String {
    const MOST: usize = 60;
    if value.chars().count() <= MOST { value.to_owned() } else { value.chars().take(MOST).chain(['…']).collect() }
}
