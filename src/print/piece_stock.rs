//! The stock for addresses: the envelope or the label sheet, read from the project.

use super::order::Order;
use super::posting_country::PostingCountry;
use crate::finding::{Finding, Findings, rules};
use crate::id::{EnvelopeId, LabelSheetId};
use crate::letter::InsideAddress;
use crate::page::envelope::{Envelope, read_envelopes, unknown_envelope};
use crate::page::window::Spare;
use crate::page::{Document, LabelSheet, Nudge, Paper, TypesetContext, set_envelope, set_label};
use crate::project::Project;
use crate::unit::Size;

/// The kind of stock for addresses.
#[derive(Debug, Clone, PartialEq)]
pub enum PieceKind {
    /// An envelope each; without a name those that are usual in the country.
    Envelopes(Option<EnvelopeId>),
    /// A label each.
    Labels {
        /// The sheet; without a name one that is usual with the country's paper.
        sheet: Option<LabelSheetId>,
        /// The first label to print on, from 1: those before it have been used.
        start: usize,
        /// To make up for the printer.
        nudge: Nudge,
        /// The page to try the sheet with, instead of the addresses.
        calibrate: bool,
    },
}

impl PieceKind {
    /// Whether it is the page to check a sheet of labels with.
    pub fn is_calibration(&self) -> bool {
        matches!(self, Self::Labels { calibrate: true, .. })
    }
}

/// The stock for addresses, read from the project.
pub(super) enum PieceStock {
    Envelopes { id: EnvelopeId, envelope: Envelope },
    Labels { sheet: LabelSheet, start: usize, nudge: Nudge, calibrate: bool },
}

impl PieceStock {
    pub(super) fn read(project: &Project, form: &PieceKind, posting: &PostingCountry) -> Result<Self, Findings> {
        match form {
            PieceKind::Envelopes(id) => {
                let usual = || {
                    let of_layout = posting.stationery.views.first().map(|view| view.envelope.clone());
                    of_layout.unwrap_or_else(|| EnvelopeId::new("dl").expect("`dl` is a name"))
                };
                let id = id.clone().unwrap_or_else(usual);
                let envelopes = read_envelopes(project)?;
                match envelopes.get(&id) {
                    Some(envelope) => Ok(Self::Envelopes { id, envelope: envelope.clone() }),
                    None => Err(unknown_envelope(&envelopes, &id).into()),
                }
            }
            PieceKind::Labels { sheet, start, nudge, calibrate } => {
                let usual = || {
                    let is_letter = Paper::of(posting.stationery.sheet) == Some(Paper::Letter);
                    LabelSheetId::new(if is_letter { "5163" } else { "L7160" }).expect("these are names")
                };
                let sheet = LabelSheet::read(project, &sheet.clone().unwrap_or_else(usual))?;
                if !(1..=sheet.count()).contains(start) {
                    let message = format!("label {start} does not exist on a sheet `{}`", sheet.id);
                    let finding = Finding::error(rules::NO_SUCH_LABEL, message).place("start");
                    return Err(finding.help(format!("the labels are numbered from 1 to {}", sheet.count())).into());
                }
                Ok(Self::Labels { sheet, start: *start, nudge: *nudge, calibrate: *calibrate })
            }
        }
    }

    /// Reports measurements that were not checked against a standard or the maker's own.
    pub(super) fn unverified(&self) -> Option<Finding> {
        let (name, from, help) = match self {
            Self::Envelopes { id, envelope } => {
                let help = "print one page and hold it against an envelope before you print many";
                (format!("the envelope `{id}`"), envelope.unverified.as_ref()?, help)
            }
            Self::Labels { sheet, .. } => {
                let help = "print one page with `--calibrate` first, and hold it against the sheet";
                (format!("the sheet `{}`", sheet.id), sheet.unverified.as_ref()?, help)
            }
        };
        let message = format!("the measurements of {name} have not been checked against their source ({from})");
        Some(Finding::note(rules::UNVERIFIED_FIGURES, message).help(help))
    }

    pub(super) fn name(&self) -> String {
        match self {
            Self::Envelopes { id, .. } => format!("envelopes-{id}"),
            Self::Labels { sheet, .. } => format!("labels-{}", sheet.id),
        }
    }

    pub(super) fn title(&self, order: &Order) -> String {
        match self {
            Self::Envelopes { id, .. } => format!("Envelopes {id}, {}", order.case),
            Self::Labels { sheet, .. } => format!("Labels {}, {}", sheet.id, order.case),
        }
    }

    pub(super) fn sheet(&self) -> Size {
        match self {
            Self::Envelopes { envelope, .. } => envelope.size,
            Self::Labels { sheet, .. } => sheet.sheet,
        }
    }

    /// How many pieces go on a page.
    pub(super) fn on_a_page(&self) -> usize {
        match self {
            Self::Envelopes { .. } => 1,
            Self::Labels { sheet, .. } => sheet.count(),
        }
    }

    /// The first place that is free.
    pub(super) fn first_slot(&self) -> usize {
        match self {
            Self::Envelopes { .. } => 0,
            Self::Labels { start, .. } => start - 1,
        }
    }

    /// Prints a piece at this place of the page, from 0, and returns the number of its label, from 1, and the margin
    /// around it.
    pub(super) fn place(
        &self,
        page: &mut Document,
        address: &InsideAddress,
        sender: Option<&InsideAddress>,
        slot: usize,
        typesetting: &TypesetContext,
    ) -> Result<(Option<usize>, Spare), Findings> {
        let elements = page.elements.len();
        let placed = match self {
            Self::Envelopes { envelope, .. } => {
                set_envelope(page, address, sender, envelope, typesetting).map(|spare| (None, spare))
            }
            Self::Labels { sheet, nudge, .. } => {
                set_label(page, address, sheet, slot, *nudge, typesetting).map(|spare| (Some(slot + 1), spare))
            }
        };
        // A piece that does not fit is removed from the page.
        placed.inspect_err(|_| page.elements.truncate(elements))
    }
}
