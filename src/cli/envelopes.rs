//! `likhit envelopes`: the addresses of a case, each on an envelope.

use clap::Args;

use super::mailpieces::{MailpieceArguments, print};
use super::outcome::Report;
use super::values::envelope;
use crate::id::EnvelopeId;
use crate::print::{AddressOwner, PieceKind};

#[derive(Debug, Args)]
pub struct EnvelopesArguments {
    #[command(flatten)]
    pub addresses: MailpieceArguments,

    /// Envelope [default: the usual one of the country].
    #[arg(long, value_name = "NAME", value_parser = envelope)]
    pub envelope: Option<EnvelopeId>,
}

/// Carries out the command.
pub fn envelopes(arguments: &EnvelopesArguments) -> Report {
    print(&arguments.addresses, &PieceKind::Envelopes(arguments.envelope.clone()), AddressOwner::Recipient)
}
