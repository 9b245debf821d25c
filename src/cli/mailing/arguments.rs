//! The arguments of `likhit mailing`.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::cli::order::{Addressees, Languages, LayoutChoice, SecondLetter, Terms};
use crate::cli::senders_list::ListArguments;
use crate::mailing::shard::{self, ShardArgument};

/// The arguments of `likhit mailing`.
#[expect(clippy::struct_excessive_bools, reason = "each is a flag that is typed")]
#[derive(Debug, Args)]
pub struct MailingArguments {
    /// Case: its id, or the path of its YAML file.
    #[arg(required_unless_present = "join")]
    pub case: Option<String>,

    /// List of senders: a spreadsheet (.xlsx, .ods) or CSV file with the columns name, address1 to address5, postcode,
    /// town, state, country, lang, place, personal and id.
    #[arg(long, value_name = "FILE", required_unless_present_any = ["join", "verify"])]
    pub senders: Option<PathBuf>,

    /// People of the list who are not printed: a file with an id in each line, or a CSV file with a column `id` or with
    /// names and addresses.
    #[arg(long, value_name = "FILE", conflicts_with = "join")]
    pub except: Option<PathBuf>,

    #[command(flatten)]
    pub list: ListArguments,

    #[command(flatten)]
    pub addressees: Addressees,

    #[command(flatten)]
    pub languages: Languages,

    #[command(flatten)]
    pub layout: LayoutChoice,

    /// For printing on both sides: each letter begins on a front page, after a blank page if necessary.
    #[arg(long)]
    pub duplex: bool,

    /// Print marks for an inserting machine on the front of each sheet.
    #[arg(long, value_name = "KIND")]
    pub marks: Option<Marks>,

    /// Reject a letter that does not fit on one page, and report by how much.
    #[arg(long)]
    pub one_page: bool,

    /// Maximum number of letters in a print file.
    #[arg(long, value_name = "N", default_value = "1000", value_parser = at_least_one)]
    pub letters_per_file: NonZeroUsize,

    /// Write one PDF for each letter instead of large print files.
    #[arg(long, conflicts_with = "letters_per_file")]
    pub separate: bool,

    /// Print the letters with these numbers again, from the same list with the same options; the numbers are in the
    /// manifest.
    #[arg(long, value_name = "A-B", value_parser = numbers, conflicts_with = "shard")]
    pub only: Option<(usize, usize)>,

    /// Print a further list as part of the mailing in the folder, for example the corrected `rejected.csv`: the numbers
    /// go on, and people who already have a letter are left out.
    #[arg(long = "continue", conflicts_with_all = ["join", "verify"])]
    pub is_continued: bool,

    /// Delete another mailing that is in the folder [default: it is kept, and nothing is written].
    #[arg(long, conflicts_with_all = ["only", "join", "verify"])]
    pub replace: bool,

    /// Print one part of a mailing that several machines share: 1/4 to 4/4; `auto` takes the part from Slurm or
    /// Kubernetes, `auto/N` with N parts.
    #[arg(long, value_name = "I/N", value_parser = shard::parse)]
    pub shard: Option<ShardArgument>,

    /// Check the parts in this folder, and write the manifest of the whole mailing.
    #[arg(long, value_name = "DIR", conflicts_with_all = ["case", "senders", "shard", "only", "verify"])]
    pub join: Option<PathBuf>,

    /// Compare the print files with the manifest.
    #[arg(long, conflicts_with_all = ["shard", "only"])]
    pub verify: bool,

    /// Read, lay out and count all letters and report every fault, but write nothing.
    #[arg(long, conflicts_with_all = ["shard", "only", "verify", "join"])]
    pub dry_run: bool,

    /// With --dry-run: write the reasons for rejected rows to this CSV file.
    #[arg(long, value_name = "FILE", requires = "dry_run")]
    pub reasons: Option<PathBuf>,

    /// Stop at the first row that cannot be printed, and write nothing.
    #[arg(long)]
    pub strict: bool,

    /// Number of threads, the files stay the same [default: one per core].
    #[arg(long, value_name = "N", value_parser = at_least_one)]
    pub jobs: Option<NonZeroUsize>,

    #[command(flatten)]
    pub second: SecondLetter,

    #[command(flatten)]
    pub terms: Terms,

    /// Folder to write to.
    #[arg(long, value_name = "DIR", default_value = "mailing")]
    pub out: PathBuf,
}

/// Which marks are printed for inserting machines.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Marks {
    /// Lines for an optical reader.
    Omr,
    /// A matrix of squares with the numbers of job, envelope and sheet.
    #[value(name = "datamatrix")]
    DataMatrix,
}

fn at_least_one(text: &str) -> Result<NonZeroUsize, String> {
    text.parse().map_err(|_| "write a whole number of at least 1".to_owned())
}

fn numbers(text: &str) -> Result<(usize, usize), String> {
    let expected = || "write one number, or two with the smaller one first, for example 120-140".to_owned();
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let number = |text: &str| text.trim().parse::<usize>().map_err(|_| expected());
    let (first, last) = (number(first)?, number(last)?);
    if first == 0 || first > last { Err(expected()) } else { Ok((first, last)) }
}
