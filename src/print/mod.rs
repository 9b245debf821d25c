//! Printing: an order for letters becomes print-ready PDFs, with findings about what could not be printed.
//!
//! [`letters`] prints the letters of one sender, a PDF for each recipient: a `prepared_order` reads what the order
//! needs, and a `letter_context` makes the letters. [`MailingRun`] prints those of thousands of senders, many into each
//! PDF, with a `sender_session` for each of them. [`packet`] and [`PackRun`] print letters with their envelopes. [`mailpieces`] and [`PieceMailing`] print their addresses on
//! envelopes or labels.

mod chosen_layout;
mod fax;
mod letter_context;
mod letters;
mod mailpieces;
mod order;
mod order_inputs;
mod outcome;
mod pack_run;
mod packet;
mod packet_writer;
mod piece_addresses;
mod piece_run;
mod piece_stock;
mod plain;
mod posting_country;
mod prepared_order;
pub mod proof;
mod recipients;
mod remarks;
mod resources;
mod run;
mod sender_session;
mod sheet;
mod words;

pub use crate::judge::read_case;
pub use crate::page::Sides;

pub use chosen_layout::{InPlain, plain_letters_by_country};
pub use fax::{FaxOutcome, Faxed, faxes, faxes_with};
pub use letters::{drafts, drafts_with, letters, letters_with};
pub use mailpieces::{Mailpieces, mailpieces, mailpieces_with};
pub use order::Order;
pub use outcome::{Draft, Outcome, Printed, PrintedLetter};
pub use pack_run::{PackRun, PrintedPack};
pub use packet::{Packet, packet};
pub use packet_writer::{Envelopes, PacketForm, PacketPart, PartKind};
pub use piece_run::{AddressOwner, Addressed, PieceMailing, PlacedPiece, PrintedPieces};
pub use piece_stock::PieceKind;
pub use plain::{PlainCopy, PlainOutcome, email_letters, plain_letters, plain_letters_with, plain_text};
pub use resources::{Resources, read_fonts};
pub use run::{Fault, LetterToPrint, MailingRun, Measured, MeasuredLetter, PlacedLetter, PrintFile};
pub use sheet::{PrintedSheet, SheetOrder, SheetOutcome, sheets, sheets_with};
pub use words::Words;
