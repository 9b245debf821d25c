//! Cells: what one language, or one contact, has to say in a column of the sheet.

use std::sync::Arc;

use super::SheetSetter;
use crate::id::LanguageTag;
use crate::letter::{Contact, Link, ListItem, Text};
use crate::line::Spread;
use crate::locale::{Align, Direction};
use crate::page::document::{ElementId, Line, Role};
use crate::page::letter::compositor::begun_at;
use crate::page::letter::running_text::keep;
use crate::page::text::balance::set_balanced;
use crate::page::text::galley::{ColumnLine, ColumnOfLines, Keep};
use crate::page::text::paragraph::{LineFilling, set_paragraph};
use crate::page::text::typography::Typography;
use crate::shape::ShapedText;
use crate::unit::{Em, Point, Pt};

/// White between the parts of a contact, beside the leading.
const CONTACT_SPACE: Em = Em(0.35);

/// A column: its edges.
#[derive(Debug, Clone, Copy)]
pub struct Edges {
    /// The left one.
    pub left: Pt,
    /// The right one.
    pub right: Pt,
}

/// How words are set.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// What they are.
    pub role: Role,
    /// Which faces they are set in.
    pub typography: Typography,
    /// How large.
    pub size: Pt,
    /// How much of the language's leading they keep: large words need less.
    pub leading: f64,
    /// How their lines are filled.
    pub filling: LineFilling,
}

/// Lines that are being stacked in a column.
pub struct Cell {
    edges: Edges,
    /// Where each line begins: on the side where this direction does, or by default the direction of its own language.
    direction: Option<Direction>,
    /// The language of the first text.
    pub first_language: Option<LanguageTag>,
    /// The lines so far.
    pub lines: ColumnOfLines,
}

impl Cell {
    /// An empty cell.
    pub fn new(edges: Edges) -> Self {
        Self { edges, direction: None, first_language: None, lines: Vec::new() }
    }

    /// Lets the lines from now on begin on one side, so that words of several languages are one block.
    pub fn begin_lines(&mut self, direction: Direction) {
        self.direction = Some(direction);
    }

    /// Lets no page begin within the cell, unless it is higher than this.
    pub fn keep_together(&mut self, highest: Pt) {
        if self.lines.last().is_none_or(|last| last.depth <= highest) {
            for line in &mut self.lines {
                line.keep = Keep::WithPrevious;
            }
        }
    }

    /// The distance of the next line below the last one.
    fn next_depth(&self, pitch: Pt) -> Pt {
        self.lines.last().map_or(Pt::ZERO, |last| last.depth + pitch)
    }
}

impl SheetSetter<'_> {
    /// Adds a paragraph to a cell, as an element of `parent`.
    pub fn add(&mut self, cell: &mut Cell, parent: ElementId, text: &Text, style: Style, space: Pt) -> ElementId {
        let element = self.element_of(style.role, parent, text);
        self.add_lines(cell, element, text, style, space, Pt::ZERO);
        element
    }

    fn add_lines(&mut self, cell: &mut Cell, element: ElementId, text: &Text, style: Style, space: Pt, indent: Pt) {
        let Edges { left, right } = cell.edges;
        let measure = right - left - indent;
        let set = match style.filling {
            LineFilling::Full => set_paragraph,
            LineFilling::Balanced => set_balanced,
        };
        let paragraph = match set(text, style.typography, style.size, measure, self.typesetting) {
            Ok(paragraph) => paragraph,
            Err(findings) => return self.report(findings),
        };
        cell.first_language.get_or_insert_with(|| text.language.clone());
        let leading = (self.typesetting.leading_of(&text.language) * style.leading).at(style.size);
        let direction = cell.direction.unwrap_or_else(|| self.typesetting.direction_of(&text.language));
        let rows = paragraph.lines.len();
        for (i, clusters) in paragraph.lines.iter().enumerate() {
            let mut line = Line {
                element: Some(element),
                origin: Point::default(),
                size: style.size,
                text: Arc::clone(&paragraph.text),
                clusters: clusters.clone(),
                spread: Spread::NONE,
            };
            let is_justified = self.typesetting.align_of(&text.language, style.typography) == Align::Justify;
            if i + 1 < rows && is_justified && style.filling == LineFilling::Full {
                line = line.filling(measure);
            }
            let line = begun_at(direction, line, left, right, indent);
            let depth = cell.next_depth(if i == 0 { leading + space } else { leading });
            cell.lines.push(ColumnLine { depth, line, keep: keep(i, rows, Keep::Free) });
        }
    }

    /// Adds an item of a list to a cell, with its mark beside the first line and its text `indent` in.
    pub fn add_item(&mut self, cell: &mut Cell, list: ElementId, item: &ListItem, mark: &Arc<ShapedText>, indent: Pt) {
        let style = self.styles.body;
        let parent = self.element(Role::ListItem, Some(list), None);
        let label = self.element_of(Role::Label, parent, &item.mark);
        let element = self.element_of(Role::ItemBody, parent, &item.body);
        let first = cell.lines.len();
        self.add_lines(cell, element, &item.body, style, Pt::ZERO, indent);
        let Some(beside) = cell.lines.get(first).cloned() else { return };
        let (text, clusters) = (Arc::clone(mark), 0..mark.clusters.len());
        let line = Line { element: Some(label), text, clusters, spread: Spread::NONE, ..beside.line };
        let direction = self.typesetting.direction_of(&item.body.language);
        let line = begun_at(direction, line, cell.edges.left, cell.edges.right, Pt::ZERO);
        cell.lines.insert(first, ColumnLine { line, ..beside });
    }

    /// Adds a contact to a cell, as a group of its own and one block: a Latin address is below an Arabic name.
    pub fn add_contact(&mut self, cell: &mut Cell, parent: ElementId, contact: &Contact) {
        cell.begin_lines(self.typesetting.direction_of(&contact.language));
        let group = self.element(Role::Group, Some(parent), None);
        let plain = self.styles.contact;
        let strong = Style { typography: Typography::Strong, ..plain };
        let space = CONTACT_SPACE.at(plain.size);
        if let Some(name) = &contact.name {
            self.add(cell, group, name, strong, Pt::ZERO);
        }
        let address = match contact.address.as_slice() {
            [] => group,
            _ => self.element(Role::InsideAddress, Some(group), None),
        };
        for (i, line) in contact.address.iter().enumerate() {
            // The office stands out, or the person's name in the sheet's own language.
            let (style, space) = match (&contact.name, i) {
                (None, 0) => (strong, Pt::ZERO),
                (Some(_), 0) => (plain, space),
                _ => (plain, Pt::ZERO),
            };
            self.add(cell, address, line, style, space);
        }
        self.add_ways(cell, group, contact, space);
    }

    /// Adds the telephone, fax and e-mail of a recipient, and the salutation.
    pub fn add_ways(&mut self, cell: &mut Cell, group: ElementId, contact: &Contact, space: Pt) {
        let mut space = Some(space);
        self.add_numbers(cell, group, contact, &mut space);
        self.add_links(cell, group, &contact.links, &mut space);
        self.add(cell, group, &contact.salutation, self.styles.contact, space.take().unwrap_or_default());
    }

    /// Adds telephone and fax numbers, `space` above the first.
    pub fn add_numbers(&mut self, cell: &mut Cell, group: ElementId, contact: &Contact, space: &mut Option<Pt>) {
        self.add_links(cell, group, &contact.telephone, space);
        if let Some(fax) = &contact.fax {
            self.add(cell, group, fax, self.styles.contact, space.take().unwrap_or_default());
        }
    }

    /// Adds words that lead elsewhere, a line each, `space` above the first.
    pub fn add_links(&mut self, cell: &mut Cell, group: ElementId, links: &[Link], space: &mut Option<Pt>) {
        let style = self.styles.contact;
        for Link { text, target } in links {
            let space = space.take().unwrap_or_default();
            let Some(target) = target else {
                self.add(cell, group, text, style, space);
                continue;
            };
            let paragraph = self.element(Role::Paragraph, Some(group), Some(&text.language));
            let element = self.add(cell, paragraph, text, Style { role: Role::Link, ..style }, space);
            self.links.insert(element, target.clone());
        }
    }
}
