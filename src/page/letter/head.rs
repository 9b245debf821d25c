//! The head of the letter: the parts at fixed places of the first page.

use std::fmt::Write as _;
use std::sync::Arc;

use crate::finding::{Finding, Findings, rules};
use crate::id::LanguageTag;
use crate::letter::{Letter, Letterhead, SenderBlock, Text};
use crate::line::Spread;
use crate::locale::DatePlace;
use crate::page::document::{ElementId, Item, Line, Role};
use crate::page::letter::compositor::{Compositor, ReturnLine};
use crate::page::letter::content_order::{HeadPart, ordered};
use crate::page::letter::fill_in::WRITING_PITCH;
use crate::page::letter::inside_address;
use crate::page::letter::letterhead::{SIZES, set_letterhead};
use crate::page::skyline::{Skyline, Stack};
use crate::page::text::typography::Typography;
use crate::project::paths;
use crate::shape::ShapedText;
use crate::unit::{Em, Point, Pt, Rect};

/// The sizes of the sender's block: a window for it may need the smaller ones.
const SENDER_SIZES: [Pt; 4] = [Pt(10.0), Pt(9.0), Pt(8.0), Pt(7.0)];

/// The size of place and date.
const DATE_SIZES: [Pt; 1] = [Pt(10.0)];

/// The sizes of the return line above the address: it must only just be read.
const RETURN_SIZES: [Pt; 3] = [Pt(8.0), Pt(7.0), Pt(6.0)];

/// The distance of the return line's baselines where it needs two.
const RETURN_LEADING: Em = Em(1.15);

/// The separator between the parts of the return line.
const RETURN_SEPARATOR: &str = " · ";

/// How much of the running text's leading a block at a fixed place has.
const BLOCK_LEADING: f64 = 0.95;

/// A block of lines at a fixed place.
struct Block<'t> {
    name: &'static str,
    role: Role,
    texts: &'t [Text],
    zone: Rect,
    /// The sizes to try, the largest first.
    sizes: &'t [Pt],
}

/// A line of a return line, and the same shaped.
type ReturnLineText = (Text, Arc<ShapedText>);

impl Compositor<'_> {
    /// Sets the sender's block, the inside address, and place and date.
    pub fn set_head(&mut self, letter: &Letter) {
        let mut parts = Vec::new();
        if let Some(letterhead) = &letter.letterhead {
            self.set_letterhead(letterhead);
            parts.push(HeadPart::fixed(std::mem::take(&mut self.head)));
            self.set_return_line_of(letterhead);
            parts.push(HeadPart::fixed(std::mem::take(&mut self.head)));
        }
        let (first, remarks) = (self.elements.len(), self.remarks.len());
        parts.push(self.sender_part(&letter.sender, &letter.short_sender));
        self.places.sender = first..self.elements.len();
        self.places.sender_remarks = remarks..self.remarks.len();
        self.set_inside_address(letter);
        parts.push(HeadPart::fixed(std::mem::take(&mut self.head)));
        if self.form.place_and_date == DatePlace::Head {
            let first = self.elements.len();
            self.set_date(&letter.place_and_date);
            self.places.date = first..self.elements.len();
            parts.push(HeadPart::within(std::mem::take(&mut self.head), self.stationery.date_zone()));
        }
        self.head = ordered(parts).into_iter().flat_map(HeadPart::into_items).collect();
    }

    /// The sender's block and return line.
    fn sender_part(&mut self, sender: &SenderBlock, short: &[Text]) -> HeadPart {
        self.set_sender_block(sender);
        let block = std::mem::take(&mut self.head);
        let block = match sender {
            SenderBlock::Printed(_) => HeadPart::within(block, self.stationery.sender_zone()),
            SenderBlock::FillIn { .. } => HeadPart::fixed(block),
        };
        let mut parts = vec![block];
        if let (SenderBlock::Printed(lines), Some(zone), ReturnLine::Sender) =
            (sender, self.stationery.return_zone(), self.return_line)
        {
            self.set_return_line(Role::RepeatedReturnLine, lines, short, zone);
            parts.push(HeadPart::within(std::mem::take(&mut self.head), zone));
        }
        HeadPart::joined(ordered(parts))
    }

    /// Sets the letterhead.
    fn set_letterhead(&mut self, letterhead: &Letterhead) {
        let stationery = self.stationery;
        let Some(zone) = stationery.letterhead else {
            let message = format!("the layout `{}` has no room for a letterhead", stationery.id);
            let finding = Finding::error(rules::NO_LETTERHEAD, message).in_file(paths::layout(&stationery.id));
            let help =
                "add `letterhead: [left, top, width, height]` in millimetres to the layout, or print without a section";
            self.report(Findings::from(finding.help(help)));
            return;
        };
        let set =
            set_letterhead(letterhead, zone, SIZES, self.direction, self.typesetting, &mut self.elements, self.letter);
        match set {
            Ok(items) => self.head.extend(items),
            Err(findings) => self.report(findings),
        }
    }

    /// Sets the organisation's return line, where there is one.
    fn set_return_line_of(&mut self, letterhead: &Letterhead) {
        if letterhead.return_line.is_empty() {
            return;
        }
        self.return_line = ReturnLine::Section;
        if let Some(zone) = self.stationery.return_zone() {
            self.set_return_line(Role::ReturnLine, &letterhead.return_line, &[], zone);
        }
    }

    /// Sets the sender's block, and the return line where there is one.
    pub fn set_sender(&mut self, sender: &SenderBlock, short: &[Text]) {
        self.head = self.sender_part(sender, short).into_items();
    }

    fn set_sender_block(&mut self, sender: &SenderBlock) {
        let stationery = self.stationery;
        match sender {
            SenderBlock::Printed(lines) => {
                self.set_block(&Block {
                    name: "sender",
                    role: Role::Sender,
                    texts: lines,
                    zone: stationery.sender_zone(),
                    sizes: stationery.medium.sizes(&SENDER_SIZES),
                });
            }
            SenderBlock::FillIn { name, address } => self.set_fill_in(name, address),
        }
    }

    /// Sets place and date.
    pub fn set_date(&mut self, place_and_date: &Text) {
        let texts = std::slice::from_ref(place_and_date);
        let (zone, role) = (self.stationery.date_zone(), Role::Group);
        self.set_block(&Block { name: "date", role, texts, zone, sizes: self.stationery.medium.sizes(&DATE_SIZES) });
    }

    /// Lines of text at a fixed place, each an element of its own, so that a reader never joins
    /// the last word of one with the first of the next.
    fn set_block(&mut self, block: &Block) {
        if block.texts.is_empty() {
            return;
        }
        let breaks = self.breaks.len();
        let mut excess = Pt::ZERO;
        for &size in block.sizes {
            // Discards the breaks recorded for a size that was rejected.
            self.breaks.truncate(breaks);
            let Some((parts, bottom)) = self.lines_of(block, size) else { return };
            excess = bottom - block.zone.bottom;
            if excess > Pt::ZERO {
                continue;
            }
            let group = self.element(block.role, Some(self.letter), None);
            for (text, lines) in block.texts.iter().zip(parts) {
                let element = self.element_of(Role::Paragraph, group, text);
                let placed = lines.into_iter().map(|line| Item::Line(Line { element: Some(element), ..line }));
                self.head.extend(placed);
            }
            return;
        }
        let missing = excess.to_mm().0;
        let message = format!("the {} is {missing:.1} mm too high for the layout", block.name);
        if let Some(text) = block.texts.last() {
            self.findings.push(text.origin.error(rules::BLOCK_TOO_HIGH, message).help("write fewer or shorter lines"));
        }
    }

    /// The lines of each of a block's texts, and how far down they reach; `None` if a text cannot be set.
    fn lines_of(&mut self, block: &Block, size: Pt) -> Option<(Vec<Vec<Line>>, Pt)> {
        let zone = block.zone;
        let mut stack = Stack::at(zone.top, self.typesetting.fonts);
        let mut parts = Vec::new();
        let mut whole = true;
        for text in block.texts {
            let Some(paragraph) = self.paragraph(text, Typography::Body, size, zone.width()) else {
                whole = false;
                continue;
            };
            // A block is read at a glance and needs less leading than running text.
            let leading = (self.typesetting.leading_of(&text.language) * BLOCK_LEADING).at(size);
            let mut lines = Vec::new();
            for clusters in &paragraph.lines {
                let origin = Point { x: zone.left, y: Pt::ZERO };
                let text = Arc::clone(&paragraph.text);
                let line = Line { element: None, origin, size, text, clusters: clusters.clone(), spread: Spread::NONE };
                let mut line = self.begun_at(line, zone.left, zone.right, Pt::ZERO);
                stack.push(&mut line, leading, inside_address::ASCENT.at(size));
                lines.push(line);
            }
            parts.push(lines);
        }
        whole.then_some((parts, stack.bottom))
    }

    /// The sender in one line above the address, or in two, for the window of the envelope. If it is too long, it is
    /// shortened; if it is still too long, it is left out. The sender's block has the whole address, so this is no
    /// reason to reject a letter.
    fn set_return_line(&mut self, role: Role, whole: &[Text], short: &[Text], zone: Rect) {
        let Some(first) = whole.first() else { return };
        if self.place_in_return_zone(role, whole, zone) {
            return;
        }
        let (message, help) = if short != whole && self.place_in_return_zone(role, short, zone) {
            let words: Vec<&str> = short.iter().map(|line| line.content.as_str()).collect();
            let words = words.join(RETURN_SEPARATOR);
            (
                format!("the return line is too long and was shortened to `{words}`"),
                "check that a returned letter still reaches you",
            )
        } else {
            let message = "the return line is too long and was left out".to_owned();
            (message, "write your address on the back of the envelope")
        };
        let remark = first.origin.warning(rules::SHORT_RETURN_LINE, message);
        self.remarks.push(remark.help(help));
    }

    /// Places the return line in as large a size as goes; says whether one does.
    fn place_in_return_zone(&mut self, role: Role, lines: &[Text], zone: Rect) -> bool {
        // In one line, or split where two of the sender's lines meet and the longer part is shortest.
        let joined = |lines| Text::joined(lines, RETURN_SEPARATOR);
        let Some(whole) = joined(lines) else { return false };
        let in_two = (1..lines.len()).map(|at| [&lines[..at], &lines[at..]].into_iter().filter_map(joined).collect());
        // A character without a glyph was found when the sender's block was set.
        let Some((whole, one)) = self.shape_return_line(vec![whole]) else { return true };
        let mut best: Option<(Vec<ReturnLineText>, Em)> = None;
        for parts in in_two {
            let Some((lines, width)) = self.shape_return_line(parts) else { return true };
            if best.as_ref().is_none_or(|(_, least)| width < *least) {
                best = Some((lines, width));
            }
        }
        for (texts, width) in std::iter::once((whole, one)).chain(best) {
            for &size in self.stationery.medium.sizes(&RETURN_SIZES) {
                let (lines, bottom) = self.stacked_return_lines(&texts, zone, size);
                if width.at(size) <= zone.width() && bottom <= zone.bottom {
                    for ((text, _), line) in texts.iter().zip(lines) {
                        let element = self.element_of(role, self.letter, text);
                        self.head.push(Item::Line(Line { element: Some(element), ..line }));
                    }
                    return true;
                }
            }
        }
        false
    }

    /// The lines of a return line from the top of the zone, and how far down their ink reaches.
    fn stacked_return_lines(&self, texts: &[ReturnLineText], zone: Rect, size: Pt) -> (Vec<Line>, Pt) {
        let mut stack = Stack::at(zone.top, self.typesetting.fonts);
        let stacked = |(_, text): &ReturnLineText| {
            let (clusters, origin) = (0..text.clusters.len(), Point { x: zone.left, y: Pt::ZERO });
            let text = Arc::clone(text);
            let mut line = Line { element: None, origin, size, text, clusters, spread: Spread::NONE };
            stack.push(&mut line, RETURN_LEADING.at(size), inside_address::ASCENT.at(size));
            line
        };
        let lines: Vec<Line> = texts.iter().map(stacked).collect();
        let descent = lines.last().map_or(zone.top, |last| last.origin.y + inside_address::DESCENT.at(size));
        (lines, stack.bottom.max(descent))
    }

    /// The lines of a return line, and how wide the widest of them is.
    fn shape_return_line(&mut self, texts: Vec<Text>) -> Option<(Vec<ReturnLineText>, Em)> {
        let mut lines = Vec::new();
        for text in texts {
            let shaped = Arc::new(self.shape(&text)?);
            lines.push((text, shaped));
        }
        let width = lines.iter().map(|(_, line)| line.advance_of(0..line.clusters.len())).fold(Em::ZERO, Em::max);
        Some((lines, width))
    }

    /// Ruled lines for the name and the address.
    fn set_fill_in(&mut self, name: &Text, address: &Text) {
        let zone = self.stationery.fill_in_zone();
        // Beside a window for the sender, they are not what belongs in it.
        let role = if self.stationery.fill_in.is_some() { Role::Group } else { Role::Sender };
        let group = self.element(role, Some(self.letter), None);
        let labels = [name, address].map(|text| (self.label_in(text, group, zone), self.blank(group, text)));
        let [(Some(name), name_blank), (Some(address), address_blank)] = labels else { return };
        let white = self.label_below_rule(&name).max(self.label_below_rule(&address));
        // One line for the name, the others for the address; each group has its label below, and so
        // the last ends the block. In a window there may be room for two only, a little closer.
        let ink_below = Skyline::of(std::slice::from_ref(&address), self.typesetting.fonts).below();
        let below = inside_address::DESCENT.at(self.label_size()).max(ink_below);
        let lines = ((zone.height() / WRITING_PITCH.to_pt()) as usize).max(2);
        let pitch = WRITING_PITCH.to_pt().min(Pt((zone.height() - below).0 / lines as f64));
        for line in 1..=lines {
            let label_at = zone.top + pitch * (line as f64);
            let (label, blank) = if line == 1 { (&name, name_blank) } else { (&address, address_blank) };
            self.head.push(Item::Rule(self.writing_line(blank, zone.left, zone.right, label_at - white)));
            if line == 1 || line == lines {
                self.head.push(Item::Line(Line { origin: Point { y: label_at, ..label.origin }, ..label.clone() }));
            }
        }
    }

    /// The label of a line to write on, at no height yet.
    fn label_in(&mut self, text: &Text, group: ElementId, zone: Rect) -> Option<Line> {
        let element = self.element_of(Role::Paragraph, group, text);
        let shaped = self.shape(text)?;
        let clusters = 0..shaped.clusters.len();
        let (origin, text) = (Point { x: zone.left, y: Pt::ZERO }, Arc::new(shaped));
        let line =
            Line { element: Some(element), origin, size: self.label_size(), text, clusters, spread: Spread::NONE };
        Some(self.begun_at(line, zone.left, zone.right, Pt::ZERO))
    }

    fn set_inside_address(&mut self, letter: &Letter) {
        if letter.address.lines.is_empty() {
            return;
        }
        let zone = self.stationery.address_zone();
        let fitted = match inside_address::fit(&letter.address, self.stationery, self.typesetting) {
            Ok(fitted) => fitted,
            Err(findings) => {
                let told: Findings = findings.into_iter().map(|finding| self.in_windows(finding)).collect();
                self.findings.extend(told);
                return;
            }
        };
        let english = LanguageTag::english();
        let group = self.element(Role::InsideAddress, Some(self.letter), Some(&english));
        let items = fitted.placed(Point { x: zone.left, y: zone.top }, group, &mut self.elements, self.typesetting);
        self.head.extend(items);
    }

    /// The finding with what the address's zone has to do with windows, where it does.
    fn in_windows(&self, mut finding: Finding) -> Finding {
        let names: Vec<String> = self.stationery.views.iter().map(|view| format!("`{}`", view.envelope)).collect();
        if let Some(help) = finding.help.as_mut().filter(|_| !names.is_empty()) {
            let _ = write!(help, "; the address must be visible in the window of {}", names.join(" and "));
        }
        finding
    }
}
