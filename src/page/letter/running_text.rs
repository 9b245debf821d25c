//! The running text: from the subject to the copies line, in one galley.

use std::sync::Arc;

use crate::letter::{Copies, Letter, ListItem, Passage, Signature, Text};
use crate::locale::{Align, Direction, SignatureSide};
use crate::page::document::{ElementId, Line, Role, Rule};
use crate::page::letter::compositor::Compositor;
use crate::page::letter::end_side::LinePlace;
use crate::page::letter::fill_in::WRITING_PITCH;
use crate::page::text::galley::{Keep, Pitch, White};
use crate::page::text::list_marks::{ListMarks, list_marks};
use crate::page::text::paragraph::LineFilling;
use crate::page::text::typography::{SMALL_SIZE, Typography};
use crate::unit::{Em, Mm, Pt};

/// The size of the subject.
const HEADING_SIZE: Pt = Pt(12.0);

/// White between two paragraphs beside the leading, in lines: half a line where there is room. The least parts them from
/// the lines above and below still.
const PARAGRAPH_LINES: f64 = 0.5;
const LEAST_PARAGRAPH_SPACE: Em = Em(0.3);

/// White above and below the subject, beside the leading.
const HEADING_SPACE: Em = Em(0.9);
const LEAST_HEADING_SPACE: Em = Em(0.54);

/// White between the items of a list, beside the leading.
const ITEM_SPACE: Em = Em(0.25);
const LEAST_ITEM_SPACE: Em = Em(0.15);

/// How far a line for a name counts as reaching below its baseline, in parts of its leading, so that the fit of a letter
/// does not depend on the letters of the sender's name.
const NAME_BELOW: f64 = 0.35;

/// The minimum indent of the items of a list; wide marks make it larger.
const LIST_INDENT: Em = Em(1.8);

/// The room for a signature above the name or the ruled line.
const SIGNATURE_SPACE: Mm = Mm(16.0);

/// How long the ruled line for a signature is.
const SIGNATURE_WIDTH: Mm = Mm(70.0);

impl Compositor<'_> {
    /// Fills the galley.
    pub fn set_running_text(&mut self, letter: &Letter) {
        if let Some(addressee) = &letter.addressee {
            let style = Style::body(self.body_size, White::default());
            self.add_paragraph(addressee, Style { filling: LineFilling::Balanced, ..style });
        }
        let space = self.white(HEADING_SPACE, LEAST_HEADING_SPACE);
        let mut salutation = Style::body(self.body_size, space);
        if let Some(subject) = &letter.subject {
            let typography = match letter.subject_label {
                Some(label) => Typography::Labelled { label },
                None => Typography::Heading,
            };
            let filling = LineFilling::Balanced;
            self.add_paragraph(subject, Style { role: Role::Heading, typography, filling, ..salutation });
            salutation.keep = Keep::WithPrevious;
        }
        self.add_paragraph(&letter.salutation, salutation);
        let mut keep = Keep::WithPrevious;
        for (at, passage) in letter.body.iter().enumerate() {
            if at > 0 && at == letter.own_words.start {
                self.places.own_words = Some((ElementId(self.elements.len()), self.galley.rows.len()));
                self.add_lines_for_own_words();
            }
            match passage {
                Passage::Paragraph(text) => self.add_body_paragraph(text, keep),
                Passage::List(items) => self.add_list(items),
            }
            keep = Keep::Free;
        }
        // The closing takes two lines along, though the last paragraph has only one.
        self.galley.keep_last_row();
        let white = self.between_paragraphs(&letter.closing);
        let closing = Style { keep: Keep::WithPrevious, ..Style::body(self.body_size, white) };
        self.add_paragraph(&letter.closing, closing);
        self.add_date_at_end(&letter.place_and_date);
        self.add_signature(&letter.signature);
        if let Some(copies) = &letter.copies {
            self.add_copies(copies);
        }
        if let Some(note) = &letter.note {
            let space = self.above_end(note);
            self.add_paragraph(note, Style { size: SMALL_SIZE, ..Style::body(self.body_size, space) });
        }
    }

    /// Adds the ruled lines for own words, which stay together.
    fn add_lines_for_own_words(&mut self) {
        if self.own_words_lines == 0 {
            return;
        }
        let (left, right) = (self.stationery.left, self.stationery.left + self.stationery.measure);
        let blank = self.element(Role::Blank, Some(self.letter), None);
        for line in 0..self.own_words_lines {
            let rule = self.writing_line(blank, left, right, Pt::ZERO);
            let keep = if line == 0 { Keep::Passage } else { Keep::WithPrevious };
            self.push(Vec::new(), vec![rule], WRITING_PITCH.to_pt(), keep);
        }
    }

    /// Adds a paragraph of the body.
    pub fn add_body_paragraph(&mut self, text: &Text, keep: Keep) {
        let white = self.between_paragraphs(text);
        self.add_paragraph(text, Style { keep, ..Style::body(self.body_size, white) });
    }

    /// White above a paragraph.
    fn between_paragraphs(&self, text: &Text) -> White {
        self.white(self.leading(&text.language) * PARAGRAPH_LINES, LEAST_PARAGRAPH_SPACE)
    }

    /// White above the parts that follow the signature.
    fn above_end(&self, text: &Text) -> White {
        let White { usual, least } = self.between_paragraphs(text);
        White { usual: usual * 2.0, least: least * 2.0 }
    }

    fn add_paragraph(&mut self, text: &Text, style: Style) {
        let element = self.element_of(style.role, self.letter, text);
        let size = match style.role {
            Role::Heading => self.stationery.medium.heading_size(HEADING_SIZE),
            _ => style.size,
        };
        let typography = self.face(style.typography);
        let measure = self.stationery.measure;
        let paragraph = self.filled_paragraph(style.filling, text, typography, size, measure);
        let Some(paragraph) = paragraph else { return };
        let leading = self.leading(&text.language).at(size);
        let rows = paragraph.lines.len();
        for (i, clusters) in paragraph.lines.iter().enumerate() {
            let mut line = self.line(element, &paragraph.text, clusters.clone(), Pt::ZERO, size);
            // The last line of a paragraph is as long as its words make it.
            let is_justified = self.typesetting.align_of(&text.language, typography) == Align::Justify;
            if i + 1 < rows && is_justified && style.filling == LineFilling::Full {
                line = self.filled(line, measure, Pt::ZERO);
            }
            let line = self.at_place(line, style.place);
            let white = if i == 0 { style.white } else { White::default() };
            self.push(vec![line], Vec::new(), Pitch { fixed: leading, white }, keep(i, rows, style.keep));
        }
    }

    fn add_list(&mut self, items: &[ListItem]) {
        let numbering = items.first().map(|item| item.numbering).unwrap_or_default();
        let first_row = self.galley.rows.len();
        let list = self.element(Role::List(numbering), Some(self.letter), None);
        let typography = self.face(Typography::Body);
        let ListMarks { marks, indent } =
            match list_marks(items, LIST_INDENT, typography, self.body_size, self.typesetting) {
                Ok(marks) => marks,
                Err(findings) => return self.report(findings),
            };
        for (n, (ListItem { mark, body, .. }, shaped)) in items.iter().zip(&marks).enumerate() {
            let item = self.element(Role::ListItem, Some(list), None);
            let label = self.element_of(Role::Label, item, mark);
            let element = self.element_of(Role::ItemBody, item, body);
            let measure = self.stationery.measure - indent;
            let Some(paragraph) = self.paragraph(body, typography, self.body_size, measure) else { continue };
            let leading = self.leading(&body.language).at(self.body_size);
            let rows = paragraph.lines.len();
            for (i, clusters) in paragraph.lines.iter().enumerate() {
                let mut line = self.line(element, &paragraph.text, clusters.clone(), indent, self.body_size);
                if i + 1 < rows && self.typesetting.align_of(&body.language, typography) == Align::Justify {
                    line = self.filled(line, measure, indent);
                }
                let mut lines = vec![line];
                let mut white = White::default();
                if i == 0 {
                    lines.insert(0, self.line(label, shaped, 0..shaped.clusters.len(), Pt::ZERO, self.body_size));
                    white = match n {
                        0 => self.between_paragraphs(body),
                        _ => self.white(ITEM_SPACE, LEAST_ITEM_SPACE),
                    };
                }
                // A list stays with the line that introduces it.
                let first = if n == 0 { Keep::WithPrevious } else { Keep::Free };
                self.push(lines, Vec::new(), Pitch { fixed: leading, white }, keep(i, rows, first));
            }
        }
        self.galley.mark_list(first_row);
    }

    /// Adds place and date below the closing.
    pub fn add_dated(&mut self, place_and_date: &Text) {
        let white = self.between_paragraphs(place_and_date);
        let style = Style { keep: Keep::WithPrevious, place: LinePlace::End, ..Style::body(self.body_size, white) };
        self.add_paragraph(place_and_date, style);
    }

    pub fn add_signature(&mut self, signature: &Signature) {
        let space = SIGNATURE_SPACE.to_pt();
        match signature {
            Signature::Name(name) => {
                self.places.signature = Some((ElementId(self.elements.len()), self.galley.rows.len()));
                let (place, white) = (self.place_of_signature(), White { usual: space, least: space });
                let style = Style { keep: Keep::WithPrevious, place, ..Style::body(self.body_size, white) };
                self.add_paragraph(name, style);
                let below = (self.leading(&name.language) * NAME_BELOW).at(self.body_size);
                if let Some(row) = self.galley.rows.last_mut() {
                    row.below = row.below.max(below);
                }
            }
            Signature::FillIn(label) => {
                let element = self.element_of(Role::Paragraph, self.letter, label);
                let Some(shaped) = self.shape(label) else { return };
                let clusters = 0..shaped.clusters.len();
                let size = self.label_size();
                let (left, right) = (self.stationery.left, self.stationery.left + self.stationery.measure);
                let indent = match self.form.signature {
                    SignatureSide::Start => Pt::ZERO,
                    SignatureSide::End => self.stationery.measure - SIGNATURE_WIDTH.to_pt(),
                };
                let line = self.line(element, &Arc::new(shaped), clusters, indent, size);
                let (from, to) = match self.direction {
                    Direction::Ltr => (left + indent, left + indent + SIGNATURE_WIDTH.to_pt()),
                    Direction::Rtl => (right - indent - SIGNATURE_WIDTH.to_pt(), right - indent),
                };
                let blank = self.blank(self.letter, label);
                let rule = self.writing_line(blank, from, to, -self.label_below_rule(&line).max(size * 1.2));
                self.push(vec![line], vec![rule], space + size * 2.0, Keep::WithPrevious);
            }
            Signature::None => {}
        }
    }

    fn add_copies(&mut self, copies: &Copies) {
        let mut white = self.above_end(&copies.label);
        for text in std::iter::once(&copies.label).chain(&copies.to) {
            let size = self.stationery.medium.size(SMALL_SIZE);
            let style = Style { size, keep: Keep::WithPrevious, ..Style::body(self.body_size, white) };
            self.add_paragraph(text, style);
            white = White::default();
        }
    }

    /// A line with its spaces opened until it is full, if that can be done well.
    fn filled(&self, line: Line, measure: Pt, indent: Pt) -> Line {
        let (left, right) = (self.stationery.left, self.stationery.left + self.stationery.measure);
        self.begun_at(line.filling(measure), left, right, indent)
    }

    fn push(&mut self, lines: Vec<Line>, rules: Vec<Rule>, pitch: impl Into<Pitch>, keep: Keep) {
        self.galley.push(lines, rules, pitch, keep, self.typesetting.fonts);
    }
}

/// The position of a paragraph of the running text.
#[derive(Clone, Copy)]
struct Style {
    role: Role,
    typography: Typography,
    size: Pt,
    place: LinePlace,
    /// White above, beside the leading.
    white: White,
    keep: Keep,
    filling: LineFilling,
}

impl Style {
    fn body(size: Pt, white: White) -> Self {
        let (role, typography, place) = (Role::Paragraph, Typography::Body, LinePlace::Start);
        Self { role, typography, size, place, white, keep: Keep::Free, filling: LineFilling::Full }
    }
}

/// Whether a page may begin with row `i` of a paragraph of `rows`: never with the second one,
/// which would leave an orphan, nor with the last, which would be a widow.
pub fn keep(i: usize, rows: usize, first: Keep) -> Keep {
    match i {
        0 if first == Keep::Free => Keep::Passage,
        0 => first,
        1 => Keep::WithPrevious,
        _ if i + 1 == rows => Keep::WithPrevious,
        _ => Keep::Free,
    }
}
