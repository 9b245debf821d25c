//! The document: pages of positioned items and the tree of what they mean.
//!
//! This is all that an exporter sees. It contains no fonts, only the ids of their faces.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::artwork::Artwork;
use crate::finding::Origin;
use crate::letter::Numbering;
use crate::line::Spread;
use crate::shape::ShapedText;
use crate::unit::{Point, Pt, Rect, Size};

/// Pages that belong together, ready for any exporter.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Document {
    /// The title that PDF readers show.
    pub title: String,
    /// The BCP 47 tag of the language of elements without one of their own.
    pub language: String,
    /// The sheets' printed sides in order.
    pub pages: Vec<Page>,
    /// The elements in reading order; a parent always comes before its children.
    pub elements: Vec<Element>,
    /// Where the elements of the role [`Role::Link`] lead to, as URIs (RFC 3986).
    pub links: BTreeMap<ElementId, String>,
}

impl Document {
    /// Puts the pages of another document behind these.
    pub fn append(&mut self, other: Self) {
        let first = self.elements.len();
        let tied = |ElementId(index): ElementId| ElementId(first + index);
        self.elements
            .extend(other.elements.into_iter().map(|element| Element { parent: element.parent.map(tied), ..element }));
        self.links.extend(other.links.into_iter().map(|(element, uri)| (tied(element), uri)));
        self.pages.extend(
            other
                .pages
                .into_iter()
                .map(|page| Page { items: page.items.into_iter().map(|item| item.tied(tied)).collect(), ..page }),
        );
    }

    /// The language of an element: its own, or that of the nearest parent that names one.
    pub fn language_of(&self, element: ElementId) -> &str {
        let mut at = Some(element);
        while let Some(ElementId(index)) = at {
            let element = &self.elements[index];
            if let Some(language) = &element.language {
                return language;
            }
            at = element.parent;
        }
        &self.language
    }
}

/// One printed side of a sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// The size of the sheet.
    pub sheet: Size,
    /// The printed items, in reading order.
    pub items: Vec<Item>,
}

/// Something printed at a place on a page.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// A line of text.
    Line(Line),
    /// A straight stroke.
    Rule(Rule),
    /// A drawing.
    Figure(Figure),
}

impl Item {
    /// The line, if it is one.
    pub fn line(&self) -> Option<&Line> {
        match self {
            Self::Line(line) => Some(line),
            Self::Rule(_) | Self::Figure(_) => None,
        }
    }

    /// The element that it belongs to; `None` if it is not part of the text.
    pub fn element(&self) -> Option<ElementId> {
        match self {
            Self::Line(line) => line.element,
            Self::Rule(_) => None,
            Self::Figure(figure) => figure.element,
        }
    }

    /// The same item as a part of another element.
    #[must_use]
    pub fn tied(self, to: impl FnOnce(ElementId) -> ElementId) -> Self {
        match self {
            Self::Line(line) => Self::Line(Line { element: line.element.map(to), ..line }),
            Self::Rule(rule) => Self::Rule(rule),
            Self::Figure(figure) => Self::Figure(Figure { element: figure.element.map(to), ..figure }),
        }
    }
}

/// A line of text: a range of a paragraph's clusters at a place.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The element that it belongs to; `None` for lines outside the text, such as a page
    /// number.
    pub element: Option<ElementId>,
    /// The left end of the baseline.
    pub origin: Point,
    /// The size at which it is set.
    pub size: Pt,
    /// The paragraph.
    pub text: Arc<ShapedText>,
    /// The clusters on this line. Spaces at its end are kept: they separate the words for a reader
    /// that joins lines.
    pub clusters: Range<usize>,
    /// How much wider than usual its white is set.
    pub spread: Spread,
}

/// A drawing at a place.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The element that it belongs to; `None` for a decoration.
    pub element: Option<ElementId>,
    /// The box that it fills, whose sides are as its own.
    pub place: Rect,
    /// The drawing.
    pub artwork: Arc<Artwork>,
}

/// A straight stroke that is not part of the text: a fold mark, or a line to write on.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// One end.
    pub from: Point,
    /// The other end.
    pub to: Point,
    /// How thick it is.
    pub stroke: Pt,
    /// Its purpose.
    pub purpose: Purpose,
}

/// The purpose of a stroke: the kinds of artifact of ISO 32000-1, 14.8.2.2.2, that strokes can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A line to write on, or to look at (`Layout`).
    Layout,
    /// A light background for emphasized words (`Layout`); the stroke is as thick as the background is high.
    Tint,
    /// An aid for folding, punching or checking the sheet (`Page`).
    Production,
}

/// Which element of [`Document::elements`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ElementId(pub usize);

/// An element of the document's logical structure.
#[derive(Debug, Clone, PartialEq)]
pub struct Element {
    /// Its role.
    pub role: Role,
    /// The element that it is part of; `None` for the roots.
    pub parent: Option<ElementId>,
    /// The BCP 47 tag of its language, where it differs from its parent's.
    pub language: Option<String>,
    /// Where its words come from, where it has any of its own.
    pub origin: Option<Origin>,
    /// The text for screen readers, if it is a figure.
    pub alternative: Option<String>,
}

impl Element {
    /// An element without words of its own yet.
    pub fn new(role: Role, parent: Option<ElementId>, language: Option<String>) -> Self {
        Self { role, parent, language, origin: None, alternative: None }
    }
}

/// The role of an element: the standard structure types of ISO 32000-1, 14.8.4, that a letter needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// A whole letter in one language, or a whole sheet (`Part`).
    Letter,
    /// A group of blocks of several lines (`Div`).
    Group,
    /// The sender's name and address, or the words below the lines to write them on (`Div`).
    Sender,
    /// The sender in small type above the inside address (`P`).
    ReturnLine,
    /// The address that the post office reads (`Div`).
    InsideAddress,
    /// The heading of the letter, its subject (`H1`).
    Heading,
    /// The heading of a part of a sheet (`H2`).
    Subheading,
    /// A paragraph (`P`).
    Paragraph,
    /// Words that lead elsewhere when they are clicked (`Link`).
    Link,
    /// A list (`L`), and the marks before its items.
    List(Numbering),
    /// An item of a list (`LI`).
    ListItem,
    /// The mark or number of an item (`Lbl`).
    Label,
    /// The text of an item (`LBody`).
    ItemBody,
    /// A drawing that means something (`Figure`).
    Figure,
}
