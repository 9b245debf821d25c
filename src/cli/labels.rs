//! `likhit labels`: the addresses of a case on a sheet of labels.

use clap::Args;

use super::mailpieces::{MailpieceArguments, print};
use super::outcome::Report;
use crate::id::LabelSheetId;
use crate::page::{MOST_NUDGE, Nudge};
use crate::print::{AddressOwner, PieceKind};
use crate::unit::Mm;

#[derive(Debug, Args)]
pub struct LabelsArguments {
    #[command(flatten)]
    pub addresses: MailpieceArguments,

    /// Sheet of labels [default: one on the usual paper of the country].
    #[arg(long, value_name = "NAME", value_parser = sheet)]
    pub sheet: Option<LabelSheetId>,

    /// First label to print on, counted row by row, if the labels before it are used.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub start: usize,

    /// Move the print by X millimetres to the right and Y millimetres down, to correct the printer.
    #[arg(long, value_name = "X,Y", value_parser = nudge, default_value = "0,0", allow_hyphen_values = true)]
    pub nudge: Nudge,

    /// Print return labels with the addresses of the senders of the list.
    #[arg(long, requires = "senders")]
    return_addresses: bool,

    /// Write a test page with outlines and rulers, to compare with the sheet of labels.
    #[arg(long)]
    pub calibrate: bool,
}

/// Carries out the command.
pub fn labels(arguments: &LabelsArguments) -> Report {
    let LabelsArguments { addresses, sheet, start, nudge, return_addresses, calibrate } = arguments;
    let owner = if *return_addresses { AddressOwner::Sender } else { AddressOwner::Recipient };
    print(
        addresses,
        &PieceKind::Labels { sheet: sheet.clone(), start: *start, nudge: *nudge, calibrate: *calibrate },
        owner,
    )
}

fn sheet(text: &str) -> Result<LabelSheetId, String> {
    LabelSheetId::new(text).ok_or_else(|| format!("write {}", LabelSheetId::expected(text)))
}

fn nudge(text: &str) -> Result<Nudge, String> {
    let most = MOST_NUDGE.0;
    let length = |text: &str| text.trim().parse().ok().filter(|mm: &f64| (-most..=most).contains(mm)).map(Mm);
    let nudge = text.split_once(',').and_then(|(x, y)| Some(Nudge { x: length(x)?, y: length(y)? }));
    nudge.ok_or_else(|| format!("write two numbers in millimetres from -{most} to {most}, for example 0.5,-1"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nudge_is_two_lengths_that_keep_print_on_the_sheet() {
        assert_eq!(nudge("0.5,-1"), Ok(Nudge { x: Mm(0.5), y: Mm(-1.0) }));
        for text in ["", "1", "1,", "a,b", "6,0", "0,-5.1", "NaN,0", "inf,0"] {
            assert!(nudge(text).is_err(), "{text}");
        }
    }
}
