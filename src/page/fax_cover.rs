//! Setting the cover of a fax: labels at the left, the text of each beside it, and a note.

use std::ops::Range;
use std::sync::Arc;

use crate::finding::{Findings, rules};
use crate::letter::{CoverRow, FaxCover, Text};
use crate::page::document::{Document, ElementId, Item, Page, Role};
use crate::page::layout::medium::Medium;
use crate::page::layout::stationery::Stationery;
use crate::page::letter::compositor::Compositor;
use crate::page::letter::letterhead::side_by_side;
use crate::page::text::context::TypesetContext;
use crate::page::text::galley::{ColumnLine, ColumnOfLines, Keep};
use crate::page::text::paginate::{Column, paginate};
use crate::page::text::typography::Typography;
use crate::unit::{Em, Mm, Pt};

/// How wide the column of labels is.
const LABELS: Mm = Mm(38.0);

/// The size of the heading: it is seen from across the room where the machine is.
const HEADING_SIZE: Pt = Pt(30.0);

/// White below the heading, between rows, and above the note, beside the leading.
const HEADING_SPACE: Em = Em(1.8);
const ROW_SPACE: Em = Em(0.84);
const NOTE_SPACE: Em = Em(2.4);

/// The distance of lines to write on.
const WRITING_PITCH: Mm = Mm(9.0);

/// How many of them there are where a row is filled in by hand.
const WRITING_LINES: usize = 3;

/// Sets the cover of a fax on a new page at the end of the document.
///
/// # Errors
///
/// Everything of it that cannot be printed as it is, or that it does not fit on a page; the document is
/// then spoilt.
pub fn set_fax_cover(
    document: &mut Document,
    cover: &FaxCover,
    stationery: &Stationery,
    typesetting: &TypesetContext,
) -> Result<(), Findings> {
    let elements = std::mem::take(&mut document.elements);
    let mut setter = Setter(Compositor::new(elements, &cover.language, Medium::FAXED, stationery, typesetting));
    setter.letterhead(&cover.letterhead);
    setter.heading(&cover.heading);
    for (i, row) in cover.rows.iter().enumerate() {
        setter.row(row, if i == 0 { HEADING_SPACE } else { ROW_SPACE });
    }
    for (i, text) in cover.note.iter().enumerate() {
        let (root, size) = (setter.0.letter, setter.0.body_size);
        setter.paragraph(Role::Paragraph, root, text, size, if i == 0 { NOTE_SPACE } else { ROW_SPACE });
    }
    let Setter(Compositor { elements, galley, findings, .. }) = setter;
    if !findings.is_empty() {
        return Err(findings);
    }
    let column = Column { top: stationery.top, bottom: stationery.bottom };
    let pages = paginate(&galley, |_| column).unwrap_or_default();
    let [page] = pages.as_slice() else {
        let finding = cover.heading.origin.error(rules::MORE_THAN_A_PAGE, "the fax cover is longer than one page");
        return Err(finding.help("shorten the sender's address, or the message `fax-note`").into());
    };
    let mut lines = Vec::new();
    let mut items = Vec::new();
    for (row, baseline) in galley.rows[page.rows.clone()].iter().zip(&page.baselines) {
        let (of_row, rules) = row.placed_at(*baseline);
        items.extend(rules.into_iter().map(Item::Rule));
        lines.extend(of_row);
    }
    // Two columns were set row by row; each label is read before its text.
    lines.sort_by_key(|line| line.element);
    items.extend(lines.into_iter().map(Item::Line));
    document.elements = elements;
    document.pages.push(Page { sheet: stationery.sheet, items });
    Ok(())
}

/// The place of a column.
#[derive(Clone, Copy)]
struct CoverColumn {
    /// How far in it begins.
    indent: Pt,
    measure: Pt,
}

struct Setter<'a>(Compositor<'a>);

impl Setter<'_> {
    /// The words of a letterhead, the parts of each line side by side where there is room.
    fn letterhead(&mut self, lines: &[Vec<Text>]) {
        let (root, size, whole) = (self.0.letter, self.0.body_size, self.whole());
        if lines.is_empty() {
            return;
        }
        let group = self.0.element(Role::Group, Some(root), None);
        for parts in lines {
            match side_by_side(parts, whole.measure, self.0.face(Typography::Body), size, self.0.typesetting) {
                Ok(texts) => {
                    for text in &texts {
                        self.paragraph(Role::Paragraph, group, text, size, Em::ZERO);
                    }
                }
                Err(findings) => self.0.report(findings),
            }
        }
    }

    fn heading(&mut self, text: &Text) {
        let root = self.0.letter;
        self.paragraph(Role::Heading, root, text, HEADING_SIZE, ROW_SPACE);
    }

    /// A paragraph as wide as the page, `space` below what is there.
    fn paragraph(&mut self, role: Role, parent: ElementId, text: &Text, size: Pt, space: Em) {
        let whole = self.whole();
        if let Some(column) = self.column(role, parent, &[text], size, whole) {
            let pitch = self.0.leading(&text.language).at(size) + space.at(self.0.body_size);
            self.0.galley.push_columns(&[column], pitch, Keep::WithPrevious, self.0.typesetting.fonts);
        }
    }

    fn row(&mut self, CoverRow { label, lines }: &CoverRow, space: Em) {
        let root = self.0.letter;
        let size = self.0.body_size;
        let group = self.0.element(Role::Group, Some(root), None);
        let texts: Vec<&Text> = lines.iter().collect();
        let (labels, whole) = (LABELS.to_pt(), self.whole());
        let (Some(labels), Some(told)) = (
            self.column(Role::Paragraph, group, &[label], size, CoverColumn { indent: Pt::ZERO, measure: labels }),
            self.column(
                Role::Paragraph,
                group,
                &texts,
                size,
                CoverColumn { indent: labels, measure: whole.measure - labels },
            ),
        ) else {
            return;
        };
        let leading = texts.iter().chain([&label]).map(|text| self.0.leading(&text.language)).fold(Em::ZERO, Em::max);
        let pitch = leading.at(size) + space.at(self.0.body_size);
        self.0.galley.push_columns(&[labels, told], pitch, Keep::WithPrevious, self.0.typesetting.fonts);
        if lines.is_empty() {
            self.writing_lines(group, label);
        }
    }

    /// Lines to write on instead of the text of the last row, the first beside its label.
    fn writing_lines(&mut self, group: ElementId, label: &Text) {
        let compositor = &mut self.0;
        let blank = compositor.blank(group, label);
        let (left, right) = (compositor.stationery.left, compositor.stationery.left + compositor.stationery.measure);
        for line in 0..WRITING_LINES {
            let rule = compositor.writing_line(blank, left + LABELS.to_pt(), right, Pt::ZERO);
            match compositor.galley.rows.last_mut() {
                Some(row) if line == 0 => row.rules.push(rule),
                _ => {
                    let pitch = WRITING_PITCH.to_pt();
                    let fonts = compositor.typesetting.fonts;
                    compositor.galley.push(Vec::new(), vec![rule], pitch, Keep::WithPrevious, fonts);
                }
            }
        }
    }

    fn whole(&self) -> CoverColumn {
        CoverColumn { indent: Pt::ZERO, measure: self.0.stationery.measure }
    }

    /// Texts below one another, each an element of its own.
    fn column(
        &mut self,
        role: Role,
        parent: ElementId,
        texts: &[&Text],
        size: Pt,
        at: CoverColumn,
    ) -> Option<ColumnOfLines> {
        let CoverColumn { indent, measure } = at;
        let mut column = ColumnOfLines::new();
        for text in texts {
            let element = self.0.element_of(role, parent, text);
            let paragraph = self.0.paragraph(text, Typography::Body, size, measure)?;
            let leading = self.0.leading(&text.language).at(size);
            for clusters in &paragraph.lines {
                let clusters: Range<usize> = clusters.clone();
                let line = self.0.line(element, &Arc::clone(&paragraph.text), clusters, indent, size);
                let depth = column.last().map_or(Pt::ZERO, |last| last.depth + leading);
                column.push(ColumnLine { depth, line, keep: Keep::Free });
            }
        }
        Some(column)
    }
}
