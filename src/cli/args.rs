//! Arguments, as they are typed.

use clap::{Parser, Subcommand};
use jiff::civil::Date;

use super::accept::AcceptArguments;
use super::cases::CasesArguments;
use super::check::CheckArguments;
use super::envelopes::EnvelopesArguments;
use super::export::ExportArguments;
use super::fax::FaxArguments;
use super::import::ImportArguments;
use super::labels::LabelsArguments;
use super::languages::LanguagesArguments;
use super::letters::LettersArguments;
use super::mailing::MailingArguments;
use super::new::NewArguments;
use super::preview::PreviewArguments;
use super::proof::ProofArguments;
use super::report::Format;
use super::sheet::SheetArguments;
use super::stationery::StationeryArguments;
use super::text::TextArguments;
use crate::case::parse_date;
use crate::id::{CountryCode, EnvelopeId, LanguageTag, RecipientId, StationeryId};

/// Sets appeal letters in English and Khmer, ready to print, sign and post.
#[derive(Debug, Parser)]
#[command(name = "likhit", version, about)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,

    /// How findings are written to the standard error.
    #[arg(long, global = true, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Record that translations were compared with what the source says today, or were reviewed.
    Accept(AcceptArguments),
    /// List the cases: until when letters go out, to whom and in which languages.
    Cases(CasesArguments),
    /// Find every fault of cases and languages before anything is printed.
    Check(CheckArguments),
    /// Write the envelopes of a case, with the recipient's address and the sender's.
    Envelopes(EnvelopesArguments),
    /// Write a language as PO files, for translation tools.
    Export(ExportArguments),
    /// Write the faxes of a case: a cover and letters that a fax machine keeps readable.
    Fax(FaxArguments),
    /// Take a PO file into a language.
    Import(ImportArguments),
    /// Write the addresses of a case on a sheet of labels.
    Labels(LabelsArguments),
    /// List the languages: what of each is translated, stale, owed and reviewed.
    Languages(LanguagesArguments),
    /// Write the letters of a case, a PDF for each recipient.
    Letters(LettersArguments),
    /// Print the letters of many senders, from a list, into files for the printer.
    Mailing(Box<MailingArguments>),
    /// Begin a case, a language or a layout.
    New(NewArguments),
    /// Show the pages in a browser, with what is wrong in them, while the files are being edited.
    Preview(PreviewArguments),
    /// Write a proof: a translation beside its source, with message ids and findings.
    Proof(ProofArguments),
    /// Write the Urgent Action sheet of a case, to hand out to those who write.
    Sheet(SheetArguments),
    /// List the layouts: what each looks like, for which envelopes, and where its figures come from.
    Stationery(StationeryArguments),
    /// Print a letter as plain text for an e-mail.
    Text(TextArguments),
}

pub fn recipient(text: &str) -> Result<RecipientId, String> {
    RecipientId::new(text).ok_or_else(|| format!("write {}", RecipientId::EXPECTED))
}

pub fn language(text: &str) -> Result<LanguageTag, String> {
    LanguageTag::new(text).ok_or_else(|| format!("write {}", LanguageTag::EXPECTED))
}

pub fn country(text: &str) -> Result<CountryCode, String> {
    CountryCode::new(text).ok_or_else(|| format!("write {}", CountryCode::EXPECTED))
}

pub fn stationery(text: &str) -> Result<StationeryId, String> {
    StationeryId::new(text).ok_or_else(|| format!("write {}", StationeryId::EXPECTED))
}

pub fn envelope(text: &str) -> Result<EnvelopeId, String> {
    EnvelopeId::new(text).ok_or_else(|| format!("write {}", EnvelopeId::EXPECTED))
}

pub fn date(text: &str) -> Result<Date, String> {
    parse_date(text).ok_or_else(|| "write a date, for example 2018-01-15".to_owned())
}
