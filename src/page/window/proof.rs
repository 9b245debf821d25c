//! The window proof: an envelope's windows show what belongs in them, and nothing else, even when the
//! sheet moves inside the envelope.
//!
//! It looks at the ink of a page that has been set, not at the places where the layout meant it to be.

use crate::finding::{Finding, Findings, rules};
use crate::font::Fonts;
use crate::page::document::{Document, ElementId, Item, Line, Purpose, Role, Rule};
use crate::page::layout::pane::{Pane, View};
use crate::page::layout::stationery::Stationery;
use crate::page::skyline::Skyline;
use crate::unit::{Pt, Rect};

/// The result of the proof for a page in one envelope.
#[derive(Debug, Clone, PartialEq)]
pub struct Proof {
    /// The envelope, and what it shows.
    pub view: View,
    /// The page, from 1.
    pub page: usize,
    /// How far the ink of the address stays inside what the window always shows.
    pub address: Spare,
    /// The same of the sender's block, where it has a window of its own and is printed.
    pub sender: Option<Spare>,
    /// How far the nearest other ink stays outside what the address's window may show.
    pub apart: Option<Pt>,
}

/// The least distances of ink from the four edges of the rectangle that it lies in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spare {
    /// From the left edge.
    pub left: Pt,
    /// From the top edge.
    pub top: Pt,
    /// From the right edge.
    pub right: Pt,
    /// From the bottom edge.
    pub bottom: Pt,
}

impl Spare {
    /// The distances of `ink` from the edges of `frame`; negative where it reaches beyond them.
    pub(in crate::page) fn of(ink: &Rect, frame: &Rect) -> Self {
        Self {
            left: ink.left - frame.left,
            top: ink.top - frame.top,
            right: frame.right - ink.right,
            bottom: frame.bottom - ink.bottom,
        }
    }

    /// The lesser on each side.
    #[must_use]
    pub fn min(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.min(other.right),
            bottom: self.bottom.min(other.bottom),
        }
    }

    /// The least of the four.
    pub fn least(&self) -> Pt {
        self.left.min(self.top).min(self.right).min(self.bottom)
    }
}

/// Proves the page with this index, the first of a letter, in each envelope of the layout.
///
/// # Errors
///
/// Every line of the address, the return line and the sender's block that is not always completely
/// visible in its window, and everything else that a window can show, with the missing millimetres.
pub fn prove(document: &Document, page: usize, stationery: &Stationery, fonts: &Fonts) -> Result<Vec<Proof>, Findings> {
    if stationery.views.is_empty() {
        return Ok(Vec::new());
    }
    let inked: Vec<Inked> =
        document.pages[page].items.iter().filter_map(|item| Inked::of(item, document, fonts)).collect();
    let mut findings = Findings::new();
    let mut proofs = Vec::new();
    for view in &stationery.views {
        let window = format!("the window of `{}`", view.envelope);
        let belongs = |part: InkOwner| matches!(part, InkOwner::Address | InkOwner::ReturnLine);
        let address = inside(&inked, &view.address, &window, InkOwner::Address, &mut findings);
        inside(&inked, &view.address, &window, InkOwner::ReturnLine, &mut findings);
        let apart = outside(&inked, &view.address, &window, belongs, &mut findings);
        let sender = view.sender.as_ref().and_then(|pane| {
            let window = format!("the sender's window of `{}`", view.envelope);
            // The lines to write on belong to the sender's block too.
            outside(&inked, pane, &window, |part| matches!(part, InkOwner::Sender | InkOwner::Rule), &mut findings);
            inside(&inked, pane, &window, InkOwner::Sender, &mut findings)
        });
        if let Some(address) = address {
            proofs.push(Proof { view: view.clone(), page: page + 1, address, sender, apart });
        }
    }
    if findings.is_empty() { Ok(proofs) } else { Err(findings) }
}

/// The owner of a piece of ink.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum InkOwner {
    Address,
    ReturnLine,
    Sender,
    /// To write on: of the sender's block.
    Rule,
    Other,
}

/// A line or a rule, and where its ink is.
struct Inked {
    part: InkOwner,
    words: String,
    ink: Rect,
}

impl Inked {
    /// Nothing for a line without ink.
    fn of(item: &Item, document: &Document, fonts: &Fonts) -> Option<Self> {
        match item {
            Item::Line(line) => Some(Self {
                part: line.element.map_or(InkOwner::Other, |element| part_of(document, element)),
                words: line.text.text_of(line.clusters.clone()).trim().to_owned(),
                ink: ink_of(line, fonts)?,
            }),
            Item::Rule(rule) => Some(match rule.purpose {
                Purpose::Layout | Purpose::Tint => {
                    Self { part: InkOwner::Rule, words: "a line to write on".to_owned(), ink: stroke_of(rule) }
                }
                Purpose::Production => {
                    Self { part: InkOwner::Other, words: "a fold or punch mark".to_owned(), ink: stroke_of(rule) }
                }
            }),
            Item::Figure(figure) => {
                Some(Self { part: InkOwner::Other, words: "the letterhead".to_owned(), ink: figure.place })
            }
        }
    }
}

fn part_of(document: &Document, element: ElementId) -> InkOwner {
    let mut at = Some(element);
    while let Some(ElementId(index)) = at {
        let element = &document.elements[index];
        match element.role {
            Role::InsideAddress => return InkOwner::Address,
            Role::ReturnLine | Role::RepeatedReturnLine => return InkOwner::ReturnLine,
            Role::Sender => return InkOwner::Sender,
            _ => at = element.parent,
        }
    }
    InkOwner::Other
}

/// The box around all ink of a line.
pub(in crate::page) fn ink_of(line: &Line, fonts: &Fonts) -> Option<Rect> {
    Skyline::of(std::slice::from_ref(line), fonts).boxes(line.origin.y).reduce(|a, b| a.around(&b))
}

fn stroke_of(rule: &Rule) -> Rect {
    let half = rule.stroke * 0.5;
    Rect {
        left: rule.from.x.min(rule.to.x) - half,
        top: rule.from.y.min(rule.to.y) - half,
        right: rule.from.x.max(rule.to.x) + half,
        bottom: rule.from.y.max(rule.to.y) + half,
    }
}

/// The margin around the ink of a part in a window; `None` if the part has no ink.
fn inside(inked: &[Inked], pane: &Pane, window: &str, part: InkOwner, findings: &mut Findings) -> Option<Spare> {
    let mut spare: Option<Spare> = None;
    for Inked { words, ink, .. } in inked.iter().filter(|inked| inked.part == part) {
        let own = Spare::of(ink, &pane.visible);
        if own.least() < Pt::ZERO {
            let missing = -own.least().to_mm().0;
            let message = format!("`{words}` is {missing:.2} mm outside what {window} always shows");
            let finding = Finding::error(rules::OUTSIDE_WINDOW, message);
            findings.push(finding.help("shorten the line, or use another layout or envelope"));
        }
        spare = Some(spare.map_or(own, |spare| spare.min(own)));
    }
    spare
}

/// The distance between a window and everything that does not belong in it.
fn outside(
    inked: &[Inked],
    pane: &Pane,
    window: &str,
    belongs: impl Fn(InkOwner) -> bool,
    findings: &mut Findings,
) -> Option<Pt> {
    let mut apart: Option<Pt> = None;
    for Inked { words, ink, .. } in inked.iter().filter(|inked| !belongs(inked.part)) {
        let common = ink.common(&pane.keep_clear);
        // Apart along one axis is apart.
        let distance = (-common.width()).max(-common.height());
        if distance < Pt::ZERO {
            let message = format!("`{words}` is {:.2} mm inside what {window} can show", -distance.to_mm().0);
            let finding = Finding::error(rules::IN_WINDOW, message);
            findings.push(finding.help("move it to another place in the layout"));
        }
        apart = Some(apart.map_or(distance, |least| least.min(distance)));
    }
    apart
}
