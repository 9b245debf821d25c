//! The compositor: tools that the parts of a letter share while they are set.

use std::ops::Range;
use std::sync::Arc;

use crate::finding::Findings;
use crate::id::LanguageTag;
use crate::letter::Text;
use crate::line::Spread;
use crate::locale::{Direction, LetterForm};
use crate::page::document::{Element, ElementId, Item, Line, Purpose, Role, Rule};
use crate::page::layout::stationery::Stationery;
use crate::page::letter::fill_in::{LABEL_SIZE, LABEL_WHITE, WRITING_STROKE};
use crate::page::skyline::Skyline;
use crate::page::text::balance::set_balanced;
use crate::page::text::context::TypesetContext;
use crate::page::text::fit::Fit;
use crate::page::text::galley::{Galley, White};
use crate::page::text::paragraph::{Break, LineFilling, SetParagraph, set_paragraph, shape_text};
use crate::page::text::spoken::element_of;
use crate::page::text::typography::Typography;
use crate::shape::{ShapedText, Wording};
use crate::unit::{Em, Point, Pt};

/// A letter while it is being set.
pub struct Compositor<'a> {
    pub stationery: &'a Stationery,
    pub typesetting: &'a TypesetContext<'a>,
    pub letter: ElementId,
    /// Which way the letter is written.
    pub direction: Direction,
    /// Where its language has the parts of a letter.
    pub form: LetterForm,
    /// The document's elements, and those of this letter.
    pub elements: Vec<Element>,
    pub body_size: Pt,
    pub fit: Fit,
    /// The lines at fixed places of the first page.
    pub head: Vec<Item>,
    pub galley: Galley,
    /// The number of ruled lines for own words.
    pub own_words_lines: usize,
    /// The owner of the return line.
    pub return_line: ReturnLine,
    /// The places of the parts that depend on the sender.
    pub places: Places,
    pub breaks: Vec<Break>,
    pub findings: Findings,
    /// Remarks, which do not prevent printing.
    pub remarks: Findings,
}

/// The owner of the return line above the inside address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReturnLine {
    /// The sender.
    Sender,
    /// The organisation that the letter is printed for.
    Section,
}

/// The places of the parts of a letter that depend on the sender.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Places {
    /// The elements of the sender's block and the return line.
    pub sender: Range<usize>,
    /// The remarks on them.
    pub sender_remarks: Range<usize>,
    /// The elements of place and date.
    pub date: Range<usize>,
    /// The row of place and date in the galley, if they are not at their place on the first page.
    pub date_row: Option<usize>,
    /// The element and the row after the place for the sender's own words, if the letter has
    /// words before and after it.
    pub own_words: Option<(ElementId, usize)>,
    /// The element of the sender's name below the closing, and its first row in the galley.
    pub signature: Option<(ElementId, usize)>,
}

impl<'a> Compositor<'a> {
    /// A new letter after these elements, with nothing in it.
    pub fn new(
        elements: Vec<Element>,
        language: &LanguageTag,
        fit: Fit,
        stationery: &'a Stationery,
        typesetting: &'a TypesetContext<'a>,
    ) -> Self {
        let letter = ElementId(elements.len());
        let mut compositor = Self {
            stationery,
            typesetting,
            letter,
            direction: typesetting.direction_of(language),
            form: typesetting.letter_form_of(language),
            elements,
            body_size: fit.size,
            fit,
            head: Vec::new(),
            galley: Galley::with_space(fit.space),
            own_words_lines: 0,
            return_line: ReturnLine::Sender,
            places: Places::default(),
            breaks: Vec::new(),
            findings: Findings::new(),
            remarks: Findings::new(),
        };
        compositor.element(Role::Letter, None, Some(language));
        compositor
    }

    pub fn element(&mut self, role: Role, parent: Option<ElementId>, language: Option<&LanguageTag>) -> ElementId {
        let id = ElementId(self.elements.len());
        self.elements.push(Element::new(role, parent, language.map(ToString::to_string)));
        id
    }

    /// The element of a text.
    pub fn element_of(&mut self, role: Role, parent: ElementId, text: &Text) -> ElementId {
        let id = ElementId(self.elements.len());
        self.elements.push(element_of(role, Some(parent), text, self.typesetting));
        id
    }

    /// The element of a place to write on, which is heard as a blank of this name.
    pub fn blank(&mut self, parent: ElementId, name: &Text) -> ElementId {
        let id = self.element(Role::Blank, Some(parent), Some(&name.language));
        self.elements[id.0].alternative = Some(Wording::of(&name.content).text);
        id
    }

    /// White between parts of the running text, which the fit may reduce.
    pub fn white(&self, usual: Em, least: Em) -> White {
        White { usual: usual.at(self.body_size), least: least.at(self.body_size) }
    }

    /// The face that the medium uses instead of the usual one.
    pub fn face(&self, usual: Typography) -> Typography {
        self.stationery.medium.face(usual)
    }

    /// The size of words below a line to write on.
    pub fn label_size(&self) -> Pt {
        self.stationery.medium.size(LABEL_SIZE)
    }

    /// A line of a blank to write on, from `left` to `right` at height `y`.
    pub fn writing_line(&self, blank: ElementId, left: Pt, right: Pt, y: Pt) -> Rule {
        let (from, to) = (Point { x: left, y }, Point { x: right, y });
        let stroke = self.stationery.medium.stroke(WRITING_STROKE);
        Rule { element: Some(blank), from, to, stroke, purpose: Purpose::Layout }
    }

    /// How far the baseline of a label is below the line to write on.
    pub fn label_below_rule(&self, label: &Line) -> Pt {
        let above = Skyline::of(std::slice::from_ref(label), self.typesetting.fonts).above();
        self.label_size().max(above + LABEL_WHITE)
    }

    /// The distance of baselines of the running text in a language.
    pub fn leading(&self, language: &LanguageTag) -> Em {
        self.typesetting.leading_of(language) * self.fit.leading
    }

    pub fn line(
        &self,
        element: ElementId,
        text: &Arc<ShapedText>,
        clusters: Range<usize>,
        indent: Pt,
        size: Pt,
    ) -> Line {
        let origin = Point { x: self.stationery.left + indent, y: Pt::ZERO };
        let line =
            Line { element: Some(element), origin, size, text: Arc::clone(text), clusters, spread: Spread::NONE };
        self.begun_at(line, self.stationery.left, self.stationery.left + self.stationery.measure, indent)
    }

    /// The line where reading begins between two edges: at the left one or, in a letter that is
    /// written from right to left, at the right one; and `indent` further in.
    pub fn begun_at(&self, line: Line, left: Pt, right: Pt, indent: Pt) -> Line {
        begun_at(self.direction, line, left, right, indent)
    }

    pub fn paragraph(&mut self, text: &Text, typography: Typography, size: Pt, measure: Pt) -> Option<SetParagraph> {
        self.filled_paragraph(LineFilling::Full, text, typography, size, measure)
    }

    pub fn filled_paragraph(
        &mut self,
        filling: LineFilling,
        text: &Text,
        typography: Typography,
        size: Pt,
        measure: Pt,
    ) -> Option<SetParagraph> {
        let set = match filling {
            LineFilling::Full => set_paragraph,
            LineFilling::Balanced => set_balanced,
        };
        match set(text, self.face(typography), size, measure, self.typesetting) {
            Ok(paragraph) => {
                self.breaks.extend(paragraph.breaks(text, size, measure));
                Some(paragraph)
            }
            Err(findings) => {
                self.report(findings);
                None
            }
        }
    }

    /// Words on a single line of any length.
    pub fn shape(&mut self, text: &Text) -> Option<ShapedText> {
        shape_text(text, self.face(Typography::Body), self.typesetting).map_err(|faults| self.report(faults)).ok()
    }

    pub fn report(&mut self, findings: Findings) {
        self.findings.extend_unique(findings);
    }
}

/// The line where reading begins between two edges, and `indent` further in.
pub fn begun_at(direction: Direction, mut line: Line, left: Pt, right: Pt, indent: Pt) -> Line {
    match direction {
        Direction::Ltr => {
            line.origin.x = left + indent;
            line
        }
        Direction::Rtl => line.flush_right(right - indent),
    }
}
