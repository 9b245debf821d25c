//! The dump: a document as a text that a person can read and compare.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::font::Fonts;
use crate::page::{Document, ElementId, Figure, HYPHEN_TEXT, Item, Line, Rule, Span};
use crate::script::marks::is_default_ignorable;
use crate::unit::{Point, Pt};

/// Describes each page: its size, and the place and content of each line and rule, in millimetres
/// from the sheet's top left corner.
pub fn dump(document: &Document, fonts: &Fonts) -> String {
    let mut out = format!("document {} {}\n", quoted(&document.title), document.language);
    for (index, page) in document.pages.iter().enumerate() {
        let _ = writeln!(out, "page {} {} x {} mm", index + 1, mm(page.sheet.width), mm(page.sheet.height));
        for item in &page.items {
            match item {
                Item::Line(line) => dump_line(line, document, fonts, &mut out),
                Item::Rule(rule) => dump_rule(rule, &mut out),
                Item::Figure(figure) => dump_figure(figure, document, &mut out),
            }
        }
    }
    out
}

fn dump_line(line: &Line, document: &Document, fonts: &Fonts, out: &mut String) {
    let mut faces: Vec<&str> = Vec::new();
    for cluster in &line.text.clusters[line.clusters.clone()] {
        let name = fonts.face(cluster.font).postscript_name();
        if !faces.contains(&name) {
            faces.push(name);
        }
    }
    let (role, language) = match line.element {
        Some(element) => element_path(document, element),
        None => ("Artifact".to_owned(), document.language.as_str()),
    };
    let hyphen = line.hyphen().map_or("", |_| HYPHEN_TEXT);
    let text = quoted(&format!("{}{hyphen}", line.text.text_of(line.clusters.clone())));
    let spans = line.element.map(|element| spans_on(line, &document.elements[element.0].spans)).unwrap_or_default();
    let _ = writeln!(
        out,
        "  line {} width {} size {:.2} pt {role} {language} {} {text}{spans}",
        place(line.origin),
        mm(line.width()),
        line.size.0,
        faces.join("+"),
    );
}

/// The spans of a line's element that are on it.
fn spans_on(line: &Line, spans: &[Span]) -> String {
    let clusters = &line.text.clusters[line.clusters.clone()];
    let (Some(first), Some(last)) = (clusters.first(), clusters.last()) else { return String::new() };
    let on_line = first.text.start..last.text.end;
    let mut out = String::new();
    for Span { bytes, language, is_filled_in } in spans {
        let here = bytes.start.max(on_line.start)..bytes.end.min(on_line.end);
        if here.is_empty() {
            continue;
        }
        let kinds = [language.as_deref(), is_filled_in.then_some("filled-in")];
        let kinds: Vec<&str> = kinds.into_iter().flatten().collect();
        let _ = write!(out, " [{} {}]", kinds.join(" "), quoted(&line.text.text[here]));
    }
    out
}

fn dump_rule(rule: &Rule, out: &mut String) {
    let _ = writeln!(out, "  rule {} to {} stroke {:.2} pt", place(rule.from), place(rule.to), rule.stroke.0);
}

/// A drawing by its size and a hash of its shapes, because people do not read outlines.
fn dump_figure(figure: &Figure, document: &Document, out: &mut String) {
    let Figure { element, place: at, artwork } = figure;
    let hash = Sha256::digest(format!("{:?}", artwork.shapes));
    let (width, height) = (mm(at.width()), mm(at.height()));
    let place = place(Point { x: at.left, y: at.top });
    let _ = write!(out, "  figure {place} {width} x {height} mm shapes {:02x}{:02x}{:02x}", hash[0], hash[1], hash[2]);
    match element {
        Some(element) => {
            let (role, language) = element_path(document, *element);
            let alternative = document.elements[element.0].alternative.as_deref().unwrap_or_default();
            let _ = writeln!(out, " {role} {language} {}", quoted(alternative));
        }
        None => out.push_str(" Artifact\n"),
    }
}

/// The roles from the root to the element, and the language that holds for it.
fn element_path(document: &Document, element: ElementId) -> (String, &str) {
    let mut roles = Vec::new();
    let mut language = None;
    let mut at = Some(element);
    while let Some(ElementId(index)) = at {
        let element = &document.elements[index];
        let role = format!("{:?}", element.role);
        roles.push(role.split('(').next().unwrap_or_default().to_owned());
        language = language.or(element.language.as_deref());
        at = element.parent;
    }
    roles.reverse();
    (roles.join("/"), language.unwrap_or(&document.language))
}

/// The text in quotes. Characters that are invisible or look like a space are written as escapes.
fn quoted(text: &str) -> String {
    let is_ambiguous =
        |character| matches!(character, '\u{A0}' | '\u{2000}'..='\u{200F}' | '\u{2011}' | '\u{2028}'..='\u{202F}');
    let mut quoted = String::from('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            _ if is_ambiguous(character) || character.is_control() || is_default_ignorable(character) => {
                let _ = write!(quoted, "\\u{{{:04X}}}", character as u32);
            }
            _ => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}

fn place(point: Point) -> String {
    format!("{},{}", mm(point.x), mm(point.y))
}

fn mm(length: Pt) -> String {
    let hundredths = (length.to_mm().0 * 100.0).round();
    // Adding zero turns a negative zero into a plain one.
    format!("{:.2}", hundredths / 100.0 + 0.0)
}
