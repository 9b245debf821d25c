//! Packs: the letters of each sender of a list in a PDF of their own, behind a cover that is posted to the sender.

use std::io;
use std::rc::Rc;

use super::order::Order;
use super::packet::{envelope_title, who};
use super::packet_writer::{Envelopes, PacketForm, PacketPart, PacketWriter, PartKind};
use super::piece_run::{AddressOwner, Addressed, PieceMailing};
use super::piece_stock::PieceKind;
use super::run::{Fault, MailingRun};
use crate::case::{Involvement, Recipient};
use crate::finding::Findings;
use crate::id::CountryCode;
use crate::letter::Sender;
use crate::page::Document;
use crate::page::Sides;
use crate::project::Project;

/// An order for packs, ready for many senders.
pub struct PackRun<'p> {
    /// The run of the letters. Its measure of a sender includes the cover.
    pub run: MailingRun<'p>,
    envelopes: Option<PieceMailing<'p>>,
    form: PacketForm,
}

/// A pack that was printed.
#[derive(Debug, Clone, PartialEq)]
pub struct PrintedPack {
    /// Its parts in order.
    pub parts: Vec<PacketPart>,
    /// The number of its pages, with blank backs.
    pub pages: usize,
    /// The SHA-256 of the file.
    pub sha256: [u8; 32],
}

impl<'p> PackRun<'p> {
    /// Reads and checks everything that does not depend on a sender. The default envelope depends on `country`, where
    /// the first pack is posted.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the order, the case, its languages, the envelope or the fonts.
    pub fn prepare(
        project: &'p Project,
        order: &Order,
        form: PacketForm,
        country: Option<&CountryCode>,
    ) -> Result<Self, Findings> {
        let run = MailingRun::prepare(project, order.clone())?.with_covers();
        let envelopes = match form.envelopes {
            Envelopes::None => None,
            Envelopes::Each | Envelopes::Last => {
                let kind = PieceKind::Envelopes(form.envelope.clone());
                Some(PieceMailing::prepare(project, order, &kind, country)?)
            }
        };
        Ok(Self { run, envelopes, form })
    }

    /// Which sides of the sheets are printed.
    pub fn sides(&self) -> Sides {
        self.form.sides
    }

    /// Remarks on all packs.
    pub fn remarks(&self) -> Findings {
        let of_envelopes = self.envelopes.as_ref().and_then(PieceMailing::unverified);
        self.run.remarks().into_iter().chain(of_envelopes).collect()
    }

    /// Writes the pack of one sender: the cover, and then for each recipient the letters and the envelope. The same
    /// sender gives the same bytes.
    ///
    /// # Errors
    ///
    /// When any part of it cannot be printed, or the file cannot be written.
    pub fn print(&self, sender: &Sender, out: &mut dyn io::Write) -> Result<PrintedPack, Fault> {
        let session = self.run.session(sender)?;
        let inputs = &self.run.shared.inputs;
        let mut recipients: Vec<&Recipient> = self.run.recipients_of(&session.posting);
        recipients.sort_by_key(|recipient| recipient.part == Involvement::Copy);
        let mut writer = PacketWriter::new(&inputs.fonts, out, self.form.sides);
        writer.cover(&sender.name.words, &self.run.cover(&session)?)?;
        let sender = Rc::new(sender.clone());
        let mut last: Vec<(&Recipient, Document)> = Vec::new();
        for recipient in recipients {
            let sheet = session.posting.layout_for(recipient, inputs).stationery.sheet;
            for language in &inputs.languages {
                let title = match inputs.languages.len() {
                    1 => who(recipient).to_owned(),
                    _ => format!("{} ({language})", who(recipient)),
                };
                let letter = session.set(&self.run.shared, recipient, language)?;
                writer.letter(recipient, language, &title, sheet, &letter)?;
            }
            let Some(envelopes) = &self.envelopes else { continue };
            let (recipient_id, owner) = (recipient.id.clone(), AddressOwner::Recipient);
            let piece = Addressed { sender: Some(Rc::clone(&sender)), recipient: recipient_id, owner };
            let envelope = envelopes.single(&piece)?;
            match self.form.envelopes {
                Envelopes::Last => last.push((recipient, envelope)),
                Envelopes::Each | Envelopes::None => {
                    writer.document(recipient, PartKind::Envelope, &envelope_title(recipient), &envelope)?;
                }
            }
        }
        for (recipient, envelope) in last {
            writer.document(recipient, PartKind::Envelope, &envelope_title(recipient), &envelope)?;
        }
        let (parts, pages, written) = writer.finish()?;
        Ok(PrintedPack { parts, pages, sha256: written.sha256 })
    }
}
