//! Arguments, as they are typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
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
use super::mailing::MailingArguments;
use super::new::NewArguments;
use super::preview::PreviewArguments;
use super::proof::ProofArguments;
use super::report::Format;
use super::sheet::SheetArguments;
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
    /// Record that translations were compared with what the source says today.
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
    /// Begin a case or a language.
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

#[expect(clippy::struct_excessive_bools, reason = "each is a flag that is typed")]
#[derive(Debug, Args)]
pub struct LettersArguments {
    /// The case: its id, or the path of its YAML file.
    pub case: String,

    /// Write to this recipient only; may be given several times. Otherwise to all.
    #[arg(long, value_name = "RECIPIENT", value_parser = recipient)]
    pub to: Vec<RecipientId>,

    /// Write in this language only; may be given several times. Otherwise in all of the case.
    #[arg(long, value_name = "LANG", value_parser = language)]
    pub lang: Vec<LanguageTag>,

    /// Take what a language lacks from this one; otherwise it is an error.
    #[arg(long, value_name = "LANG", value_parser = language)]
    pub fallback: Option<LanguageTag>,

    /// Who writes: a YAML file with name, address and country. Otherwise there are ruled lines to
    /// fill in by hand.
    #[arg(long, value_name = "FILE")]
    pub sender: Option<PathBuf>,

    /// The country that the letters are posted in, as two capital letters.
    #[arg(long, value_name = "CC", value_parser = country)]
    pub country: Option<CountryCode>,

    /// The letters' date; today by default.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub date: Option<Date>,

    /// The layout; by default the one that is usual in the country.
    #[arg(long, value_name = "NAME", value_parser = stationery)]
    pub stationery: Option<StationeryId>,

    /// The window envelope; by default the address fits all that the layout is made for.
    #[arg(long, value_name = "NAME", value_parser = envelope)]
    pub envelope: Option<EnvelopeId>,

    /// Write a second PDF beside each, with the windows, the folds and a ruler drawn over the page.
    #[arg(long)]
    pub overlay: bool,

    /// Print what each window shows and how many millimetres there are to spare.
    #[arg(long)]
    pub explain_window: bool,

    /// The section office agrees to letters after the case's date: do not warn.
    #[arg(long)]
    pub after_deadline: bool,

    /// Print letters of a case that is closed or has expired.
    #[arg(long)]
    pub despite_status: bool,

    /// Refuse a letter that does not fit on one page, and say by how much.
    #[arg(long)]
    pub one_page: bool,

    /// Print every line end with what speaks for it.
    #[arg(long)]
    pub explain_breaks: bool,

    /// A font for scripts that the program's own fonts lack, as a TrueType file (.ttf); may be
    /// given several times.
    #[arg(long, value_name = "FILE")]
    pub font: Vec<PathBuf>,

    /// The folder to write to.
    #[arg(long, value_name = "DIR", default_value = "letters")]
    pub out: PathBuf,

    /// The folder with cases, locales, stationery and fonts of your own; the working folder where
    /// it has `cases` or `locales`. What is not there comes from the program.
    #[arg(long, value_name = "DIR")]
    pub project: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct StationeryArguments {
    /// This layout only; otherwise all.
    #[arg(value_name = "NAME", value_parser = stationery)]
    pub name: Option<StationeryId>,

    /// The folder with layouts of your own; the working folder where it has `cases` or `locales`.
    #[arg(long, value_name = "DIR")]
    pub project: Option<PathBuf>,
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
    parse_date(text).ok_or_else(|| "write a day of the calendar, for example 2018-01-15".to_owned())
}
