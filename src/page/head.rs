//! The head of the letter: what stands at fixed places of the first page.

use std::sync::Arc;

use super::compositor::Compositor;
use super::document::{Item, Line, Role};
use super::fill_in::{LABEL_SIZE, WRITING_PITCH, writing_line};
use super::inside_address;
use super::paragraph::Typography;
use super::skyline::Skyline;
use crate::id::LanguageTag;
use crate::letter::{Letter, SenderBlock, Text};
use crate::line::Spread;
use crate::unit::{Point, Pt, Rect};

/// The size of the sender's block.
const SENDER_SIZE: Pt = Pt(10.0);

/// The sizes of the return line above the address: it must only just be read.
const RETURN_SIZES: [Pt; 3] = [Pt(8.0), Pt(7.0), Pt(6.0)];

/// How much of the running text's leading a block at a fixed place has.
const BLOCK_LEADING: f64 = 0.95;

/// A block of lines at a fixed place.
struct Block<'t> {
    name: &'static str,
    texts: &'t [Text],
    zone: Rect,
    size: Pt,
}

impl Compositor<'_> {
    /// Sets the sender's block, the inside address, and place and date.
    pub fn set_head(&mut self, letter: &Letter) {
        let stationery = self.stationery;
        match &letter.sender {
            SenderBlock::Printed(lines) => {
                self.set_block(&Block { name: "sender", texts: lines, zone: stationery.sender, size: SENDER_SIZE });
                if let Some(zone) = stationery.return_line {
                    self.set_return_line(lines, zone);
                }
            }
            SenderBlock::FillIn { name, address } => self.set_fill_in(name, address),
        }
        self.set_inside_address(letter);
        let date = std::slice::from_ref(&letter.place_and_date);
        self.set_block(&Block { name: "date", texts: date, zone: stationery.date, size: SENDER_SIZE });
    }

    /// Lines of text at a fixed place, each an element of its own, so that a reader never joins
    /// the last word of one with the first of the next.
    fn set_block(&mut self, block: &Block) {
        let Block { name, texts, zone, size } = *block;
        let group = self.element(Role::Group, Some(self.letter), None);
        let mut previous: Option<(Pt, Skyline)> = None;
        for text in texts {
            let element = self.element(Role::Paragraph, Some(group), Some(&text.language));
            let Some(paragraph) = self.paragraph(text, Typography::Body, size, zone.width()) else { continue };
            // A block is read at a glance and needs less leading than running text.
            let leading = (self.setting.leading_of(&text.language) * BLOCK_LEADING).at(size);
            for clusters in &paragraph.lines {
                let origin = Point { x: zone.left, y: Pt::ZERO };
                let mut line = Line {
                    element: Some(element),
                    origin,
                    size,
                    text: paragraph.text.clone(),
                    clusters: clusters.clone(),
                    spread: Spread::NONE,
                };
                line = self.begun_at(line, zone.left, zone.right, Pt::ZERO);
                let skyline = Skyline::of(std::slice::from_ref(&line), self.setting.fonts);
                let baseline = match &previous {
                    None => zone.top + skyline.above().max(inside_address::ASCENT.at(size)),
                    Some((baseline, above)) => *baseline + leading.max(above.pitch_to(&skyline)),
                };
                line.origin.y = baseline;
                if baseline + skyline.below() > zone.bottom {
                    let missing = (baseline + skyline.below() - zone.bottom).to_mm().0;
                    let message = format!("the {name} needs {missing:.1} mm more than the layout has room for");
                    self.findings
                        .push(text.origin.error("block-too-high", message).help("write fewer or shorter lines"));
                    return;
                }
                self.head.push(Item::Line(line));
                previous = Some((baseline, skyline));
            }
        }
    }

    /// The sender in one line above the address, for the window of the envelope.
    fn set_return_line(&mut self, lines: &[Text], zone: Rect) {
        let Some(first) = lines.first() else { return };
        let words: Vec<&str> = lines.iter().map(|line| line.content.as_str()).collect();
        let text = Text { content: words.join(" · "), ..first.clone() };
        let Some(shaped) = self.shape(&text) else { return };
        let clusters = 0..shaped.clusters.len();
        let advance = shaped.advance_of(clusters.clone());
        let Some(size) = RETURN_SIZES.into_iter().find(|size| advance.at(*size) <= zone.width()) else {
            let smallest = RETURN_SIZES[RETURN_SIZES.len() - 1];
            let missing = (advance.at(smallest) - zone.width()).to_mm().0;
            let message = format!("the sender in one line is {missing:.1} mm wider than the window's return zone");
            let finding = text.origin.error("return-line-too-wide", message);
            self.findings.push(finding.help("shorten the sender's address"));
            return;
        };
        let element = self.element(Role::Paragraph, Some(self.letter), Some(&text.language));
        let origin = Point { x: zone.left, y: zone.top + inside_address::ASCENT.at(size) };
        self.head.push(Item::Line(Line {
            element: Some(element),
            origin,
            size,
            text: Arc::new(shaped),
            clusters,
            spread: Spread::NONE,
        }));
    }

    /// Ruled lines for the name and the address.
    fn set_fill_in(&mut self, name: &Text, address: &Text) {
        let zone = self.stationery.sender;
        let pitch = WRITING_PITCH.to_pt();
        // One line for the name, the others for the address; each group has its label below.
        let lines = ((zone.height() / pitch) as usize).max(2);
        for line in 1..=lines {
            let y = zone.top + pitch * (line as f64) - LABEL_SIZE;
            self.head.push(Item::Rule(writing_line(zone.left, zone.right, y)));
            let label = if line == 1 { name } else { address };
            if line == 1 || line == lines {
                self.set_label(label, zone, y + LABEL_SIZE);
            }
        }
    }

    fn set_label(&mut self, text: &Text, zone: Rect, y: Pt) {
        let element = self.element(Role::Paragraph, Some(self.letter), Some(&text.language));
        let Some(shaped) = self.shape(text) else { return };
        let clusters = 0..shaped.clusters.len();
        let (origin, text) = (Point { x: zone.left, y }, Arc::new(shaped));
        let line = Line { element: Some(element), origin, size: LABEL_SIZE, text, clusters, spread: Spread::NONE };
        self.head.push(Item::Line(self.begun_at(line, zone.left, zone.right, Pt::ZERO)));
    }

    fn set_inside_address(&mut self, letter: &Letter) {
        let zone = self.stationery.address;
        let fitted = match inside_address::fit(&letter.address, zone, self.setting) {
            Ok(fitted) => fitted,
            Err(findings) => {
                self.findings.extend(findings);
                return;
            }
        };
        let english = LanguageTag::new("en").expect("`en` is a language tag");
        let group = self.element(Role::Group, Some(self.letter), Some(&english));
        let size = fitted.size;
        let mut y = zone.top + inside_address::ASCENT.at(size);
        for shaped in fitted.lines {
            let element = self.element(Role::Paragraph, Some(group), None);
            let clusters = 0..shaped.clusters.len();
            let origin = Point { x: zone.left, y };
            self.head.push(Item::Line(Line {
                element: Some(element),
                origin,
                size,
                text: Arc::new(shaped),
                clusters,
                spread: Spread::NONE,
            }));
            y += inside_address::LEADING.at(size);
        }
    }
}
