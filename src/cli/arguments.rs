//! Arguments, as they are typed.

use clap::{Parser, Subcommand};

use super::accept::AcceptArguments;
use super::cases::CasesArguments;
use super::check::CheckArguments;
use super::completions::CompletionsArguments;
use super::envelopes::EnvelopesArguments;
use super::export::ExportArguments;
use super::fax::FaxArguments;
use super::import::ImportArguments;
use super::labels::LabelsArguments;
use super::languages::LanguagesArguments;
use super::letters::LettersArguments;
use super::mailing::MailingArguments;
use super::man::ManArguments;
use super::new::NewArguments;
use super::packet::PacketArguments;
use super::preview::PreviewArguments;
use super::proof::ProofArguments;
use super::report::Format;
use super::review::ReviewArguments;
use super::sheet::SheetArguments;
use super::stationery::StationeryArguments;
use super::text::TextArguments;

/// Makes appeal letters in English, Khmer and other languages, ready to print, sign and post.
#[derive(Debug, Parser)]
#[command(name = "likhit", version, about)]
pub struct Arguments {
    /// Command; without one, the program says how to begin.
    #[command(subcommand)]
    pub command: Option<Command>,

    /// Format of the findings, which are written to the standard error.
    #[arg(long, global = true, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Record that translations are up to date with their source, or that a native reader has reviewed them.
    Accept(AcceptArguments),
    /// List the cases with deadlines, recipients and languages.
    Cases(CasesArguments),
    /// Find all faults of cases and languages before you print.
    #[command(mut_arg("worksheet", |argument| argument.visible_alias("sheet")))]
    Check(CheckArguments),
    /// Print the completions of a shell: its Tab key then completes commands and options.
    Completions(CompletionsArguments),
    /// Write envelopes with the addresses of recipient and sender.
    #[command(mut_arg("worksheet", |argument| argument.visible_alias("sheet")))]
    Envelopes(EnvelopesArguments),
    /// Write a language as PO files, for translation tools.
    Export(ExportArguments),
    /// Write faxes: a cover and letters that stay readable on a fax machine.
    Fax(FaxArguments),
    /// Read PO files of a translation tool back into a language.
    Import(ImportArguments),
    /// Write the addresses on sheets of labels.
    Labels(LabelsArguments),
    /// List the languages: what is translated, stale, missing and reviewed; or the forms of address of one.
    Languages(LanguagesArguments),
    /// Write the letters of a case, one PDF for each recipient.
    Letters(LettersArguments),
    /// Write the letters of a list of senders, in large files for the printer.
    #[command(mut_arg("worksheet", |argument| argument.visible_alias("sheet")))]
    Mailing(Box<MailingArguments>),
    /// Write the manual pages of all commands.
    Man(ManArguments),
    /// Start a new case, language or layout.
    New(NewArguments),
    /// Write letters and envelopes in one PDF, in the order of posting; for a list, a pack for each sender.
    #[command(mut_arg("worksheet", |argument| argument.visible_alias("sheet")))]
    Packet(Box<PacketArguments>),
    /// Show the pages and their faults in a browser while you edit the files.
    Preview(PreviewArguments),
    /// Write a proof: the translation beside its source, with message ids and findings.
    Proof(ProofArguments),
    /// Write a form for a native reader: one page for a browser, sentence by sentence, without network.
    Review(ReviewArguments),
    /// Write the Urgent Action sheet of a case, to hand out to letter writers.
    Sheet(SheetArguments),
    /// List the layouts: what they look like, their envelopes, and the sources of their figures.
    Stationery(StationeryArguments),
    /// Print letters as plain text for e-mail.
    Text(TextArguments),
}
