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
    /// The titles of its parts in further languages, by the BCP 47 tags of these.
    pub other_titles: BTreeMap<String, String>,
    /// The BCP 47 tag of the language of elements without one of their own.
    pub language: String,
    /// The sheets' printed sides in order.
    pub pages: Vec<Page>,
    /// The elements in reading order; a parent always comes before its children.
    pub elements: Vec<Element>,
    /// Where the elements of the role [`Role::Link`] lead to, as URIs (RFC 3986).
    pub links: BTreeMap<ElementId, String>,
    /// How it asks to be printed.
    pub printing: Printing,
}

/// How a document asks to be printed: the viewer preferences of ISO 32000-1, 12.2, table 150. They are requests, which
/// not every viewer follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Printing {
    /// Whether it may be made smaller or larger to fit the sheet. Otherwise all is at its place on paper only at 100 %
    /// (`PrintScaling`).
    pub may_be_fitted: bool,
    /// Which sides of the sheets are printed, if that is not left to the printer (`Duplex`).
    pub sides: Option<Sides>,
    /// Whether the tray is chosen by the size of the pages (`PickTrayByPDFSize`).
    pub tray_by_size: bool,
}

/// Which sides of the sheets are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sides {
    /// Fronts only: a page is a sheet.
    #[default]
    Front,
    /// Both, and the sheets are turned at their long edges. Each letter begins on a front, so that one of odd pages gets
    /// a blank back; that is a page of the file too.
    Both,
}

impl Printing {
    /// A letter: at 100 %.
    pub const LETTER: Self = Self { may_be_fitted: false, sides: None, tray_by_size: false };
    /// Envelopes and labels: at 100 %, from the tray that has them.
    pub const MAILPIECES: Self = Self { tray_by_size: true, ..Self::LETTER };
    /// Something to read, of which nothing has its place on paper.
    pub const READING: Self = Self { may_be_fitted: true, ..Self::LETTER };

    /// A file of several persons' letters: never one letter on the back of another.
    pub fn of_letters(sides: Sides) -> Self {
        Self { sides: Some(sides), ..Self::LETTER }
    }
}

impl Default for Printing {
    fn default() -> Self {
        Self::LETTER
    }
}

impl Document {
    /// Puts the pages of another document behind these.
    pub fn append(&mut self, other: Self) {
        self.add_title(&other.title, &other.language);
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

    /// Adds the title of a part, if it is the first in its language.
    pub fn add_title(&mut self, title: &str, language: &str) {
        if !title.is_empty() && language != self.language {
            self.other_titles.entry(language.to_owned()).or_insert_with(|| title.to_owned());
        }
    }

    /// An element after all those that it is part of, from the outermost. In the order of these paths, elements are read.
    pub fn path_to(&self, element: ElementId) -> Vec<ElementId> {
        let parent = |ElementId(at): &ElementId| self.elements[*at].parent;
        let mut path: Vec<ElementId> = std::iter::successors(Some(element), parent).collect();
        path.reverse();
        path
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
            Self::Rule(rule) => rule.element,
            Self::Figure(figure) => figure.element,
        }
    }

    /// The same item as a part of another element.
    #[must_use]
    pub fn tied(self, to: impl FnOnce(ElementId) -> ElementId) -> Self {
        match self {
            Self::Line(line) => Self::Line(Line { element: line.element.map(to), ..line }),
            Self::Rule(rule) => Self::Rule(Rule { element: rule.element.map(to), ..rule }),
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

/// A straight stroke: a fold mark, or a line to write on.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// The blank that it belongs to; `None` if it is not part of the text.
    pub element: Option<ElementId>,
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
    /// The text for screen readers: of a figure, instead of it; of a blank, its name.
    pub alternative: Option<String>,
    /// The marked parts of its words, in their order; none overlaps another.
    pub spans: Vec<Span>,
}

/// A part of an element's words (`Span`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The bytes of the element's text, as it is drawn.
    pub bytes: Range<usize>,
    /// The BCP 47 tag of its language, where it is another than the element's.
    pub language: Option<String>,
    /// Whether it is a fact that was filled in, in a proof.
    pub is_filled_in: bool,
}

impl Element {
    /// An element without words of its own yet.
    pub fn new(role: Role, parent: Option<ElementId>, language: Option<String>) -> Self {
        Self { role, parent, language, origin: None, alternative: None, spans: Vec::new() }
    }

    /// Whether it is part of what is read aloud.
    pub fn is_read(&self) -> bool {
        self.role != Role::RepeatedReturnLine
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
    /// Where a letter is returned to, in small type above the inside address (`P`).
    ReturnLine,
    /// The same where the sender's block says it already. It is not read again (an artifact).
    RepeatedReturnLine,
    /// A place to write on (`Form`).
    Blank,
    /// A table (`Table`).
    Table,
    /// The rows at the head of a table (`THead`).
    TableHead,
    /// The rows of a table that belong together (`TBody`).
    TableRows,
    /// A row of a table (`TR`).
    TableRow,
    /// A cell that says what its row or its column is about (`TH`).
    HeaderCell(Scope),
    /// A cell of a table (`TD`).
    Cell,
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

/// What a header cell is about (`Scope`, ISO 32000-1, 14.8.5.7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// The cells below it.
    Column,
    /// The cells beside it.
    Row,
    /// The rows below it: it reaches over all this number of columns (`ColSpan`).
    Rows(usize),
}
