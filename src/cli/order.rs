//! Options that several commands share: the case, the terms, the recipients and the languages.

use std::path::{Path, PathBuf};

use clap::Args;
use jiff::civil::Date;

use super::case_file::{self, Opened, name_files};
use super::folder::{self, shown};
use super::outcome::Report;
use super::overwrite::{Guard, Overwriting};
use super::values::{country, date, envelope, language, recipient, stationery};
use crate::finding::{Finding, Findings, rules};
use crate::font::Face;
use crate::id::{CaseId, CountryCode, EnvelopeId, LanguageTag, RecipientId, StationeryId};
use crate::letter::Sender;
use crate::print::{Order, read_case};
use crate::project::{Project, paths, text_of};
use crate::yaml::Source;

/// The terms of printing a case: the date, the state of the case, the fonts and the project.
#[derive(Debug, Args)]
pub struct Terms {
    /// Date to print, the same date gives the same bytes [default: today].
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub date: Option<Date>,

    /// Use the case as it was at the end of this day, without later updates [default: its latest state].
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub as_of: Option<Date>,

    /// Do not warn about the deadline of the case: the section office agrees to later letters.
    #[arg(long)]
    pub after_deadline: bool,

    /// Print even though the case is closed or expired.
    #[arg(long)]
    pub despite_status: bool,

    /// Font for a script that the bundled fonts do not have: a font file (.ttf, .otf or .ttc), can be repeated.
    #[arg(long, value_name = "FILE")]
    pub font: Vec<PathBuf>,

    /// Organisation whose letterhead is printed: a YAML file with name, address, logo and note [default:
    /// `section.yaml` of the project, if it exists].
    #[arg(long, value_name = "FILE")]
    pub section: Option<PathBuf>,

    /// Logo for the letterhead: an SVG file, replaces the logo of the section.
    #[arg(long, value_name = "FILE")]
    pub logo: Option<PathBuf>,

    /// Folder with your own cases, locales, stationery and fonts; missing files come from the program [default: the
    /// working folder if it has any of these].
    #[arg(long, value_name = "DIR")]
    pub project: Option<PathBuf>,
}

impl Terms {
    /// Opens the case that was typed, with the fonts that were named.
    ///
    /// # Errors
    ///
    /// When the case, its project or a font cannot be read, or the case's status does not allow printing.
    pub fn open(&self, typed: &str) -> Result<Opened, Report> {
        let Opened { project, case } = case_file::open(typed, self.project.as_deref()).map_err(Report::failed)?;
        let project = self.with_named_files(project)?;
        // A case that cannot be read is reported where it is printed.
        let read = read_case(&project, &case, self.as_of).ok();
        let over = read.as_ref().filter(|_| !self.despite_status).and_then(|case| case.out_of_date(Some(self.day())));
        let outdated = read.as_ref().and_then(|case| case.dated_before_update(self.day()));
        let mut findings: Findings = over.into_iter().chain(outdated).collect();
        if !findings.is_empty() {
            name_files(&mut findings, typed, &case, self.project.as_deref());
            return Err(Report::faulty(findings));
        }
        Ok(Opened { project, case })
    }

    /// A project with the fonts, the section and the logo that were named.
    ///
    /// # Errors
    ///
    /// When one of their files cannot be read.
    pub fn with_named_files(&self, mut project: Project) -> Result<Project, Report> {
        for path in &self.font {
            let (mut name, bytes) = font(path).map_err(Report::failed)?;
            // Fonts of one name from two folders are two fonts.
            while project.has(&name) {
                name.insert(paths::FONTS.len() + 1, '_');
            }
            project = project.with([(name, bytes)]);
        }
        if let Some(path) = &self.section {
            let files = folder::section(path, shown(path)).map_err(Report::failed)?;
            project = project.with(files).with_section(shown(path));
        }
        if let Some(path) = &self.logo {
            let bytes = folder::bytes(path).map_err(Report::failed)?;
            project = project.with([(shown(path), bytes)]).with_logo(shown(path));
        }
        Ok(project)
    }

    /// The guard of a command on a case that also reads these files.
    pub fn guard<'p>(
        &'p self,
        overwriting: Overwriting,
        typed: &'p str,
        more: impl IntoIterator<Item = &'p PathBuf>,
    ) -> Guard {
        let own = self.font.iter().chain(&self.section).chain(&self.logo).chain(more).map(PathBuf::as_path);
        let case = case_file::is_path(typed).then_some(Path::new(typed));
        Guard::new(overwriting, own.chain(case), case_file::root_of(typed, self.project.as_deref()))
    }

    /// The date that is printed.
    pub fn day(&self) -> Date {
        self.date.unwrap_or_else(|| jiff::Zoned::now().date())
    }
}

/// The recipients, and the country that letters are sent from.
#[derive(Debug, Args)]
pub struct Addressees {
    /// Recipient, can be repeated [default: all recipients].
    #[arg(long, value_name = "RECIPIENT", value_parser = recipient)]
    pub to: Vec<RecipientId>,

    /// Country in which the letters are posted, for example GB or Norway [default: the sender's country].
    #[arg(long, value_name = "CC", value_parser = country)]
    pub country: Option<CountryCode>,
}

/// The languages.
#[derive(Debug, Args)]
pub struct Languages {
    /// Language of the letter, can be repeated [default: all languages of the case].
    #[arg(long, value_name = "LANG", value_parser = language)]
    pub lang: Vec<LanguageTag>,

    /// Use this language for missing text [default: missing text is an error].
    #[arg(long, value_name = "LANG", value_parser = language)]
    pub fallback: Option<LanguageTag>,
}

/// The layout of the letters, and the envelope that they are for.
#[derive(Debug, Args)]
pub struct LayoutChoice {
    /// Layout [default: the usual one of the country].
    #[arg(long, value_name = "NAME", value_parser = stationery)]
    pub stationery: Option<StationeryId>,

    /// Window envelope [default: all envelopes that the layout is made for].
    #[arg(long, value_name = "NAME", value_parser = envelope)]
    pub envelope: Option<EnvelopeId>,
}

/// The letters of one sender, in any form.
#[derive(Debug, Args)]
pub struct OneSender {
    /// Case: its id, or the path of its YAML file.
    pub case: String,

    #[command(flatten)]
    pub addressees: Addressees,

    #[command(flatten)]
    pub languages: Languages,

    /// Sender: a YAML file with name, address and country [default: ruled lines to fill in by hand].
    #[arg(long, value_name = "FILE")]
    pub sender: Option<PathBuf>,

    #[command(flatten)]
    pub second: SecondLetter,

    #[command(flatten)]
    pub terms: Terms,
}

/// Whether the letters are the second ones.
#[derive(Debug, Args)]
pub struct SecondLetter {
    /// Second letter, which refers to the first one of this date and requests an answer.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub follow_up: Option<Date>,
}

impl OneSender {
    /// The typed options as an order, with defaults for everything that was not typed; and its
    /// project.
    ///
    /// # Errors
    ///
    /// Those of [`Terms::open`] and [`sender`].
    pub fn order(&self) -> Result<(Project, Order), Report> {
        let Opened { project, case } = self.terms.open(&self.case)?;
        let order = Order {
            languages: self.languages.lang.clone(),
            fallback: self.languages.fallback.clone(),
            sender: sender(self.sender.as_deref())?,
            follow_up: self.second.follow_up,
            ..usual(case, &self.terms, &self.addressees)
        };
        Ok((project, order))
    }
}

/// An order with defaults for everything that was not typed: all recipients, all languages, no
/// sender, the usual layout.
pub fn usual(case: CaseId, terms: &Terms, addressees: &Addressees) -> Order {
    Order {
        to: addressees.to.clone(),
        country: addressees.country.clone(),
        as_of: terms.as_of,
        after_deadline: terms.after_deadline,
        ..Order::of(case, terms.day())
    }
}

/// The folder of the letters of a case. The second letters do not overwrite the first.
pub fn folder_of(out: &Path, case: &CaseId, follow_up: Option<Date>) -> PathBuf {
    let second = if follow_up.is_some() { "-follow-up" } else { "" };
    out.join(format!("{case}{second}"))
}

/// The file of the sender, if one was named.
pub fn sender(path: Option<&Path>) -> Result<Option<Sender>, Report> {
    path.map(read_sender).transpose()
}

/// Reads the file of a sender.
///
/// # Errors
///
/// When it cannot be read, or is faulty.
pub fn read_sender(path: &Path) -> Result<Sender, Report> {
    let file = shown(path);
    let bytes = folder::bytes(path).map_err(Report::failed)?;
    let text = text_of(&file, &bytes).map_err(Report::failed)?;
    Sender::read(Source { file: &file, text }).map_err(|findings| {
        let is_broken = findings.iter().any(|finding| finding.rule == rules::BROKEN_YAML);
        if is_broken && looks_like_list(path, text) {
            Report::faulty(list_as_sender(&file))
        } else {
            Report::faulty(findings)
        }
    })
}

/// Whether a file is a list: its name says so, or its first line has several cells and no key.
fn looks_like_list(path: &Path, text: &str) -> bool {
    let is_named =
        path.extension().is_some_and(|ending| ["csv", "tsv"].iter().any(|list| ending.eq_ignore_ascii_case(list)));
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    is_named || (first.contains([',', ';', '\t']) && !first.contains(": ") && !first.trim_end().ends_with(':'))
}

/// Its words stay in the file: a list has the names and addresses of many people.
fn list_as_sender(file: &str) -> Finding {
    let message = "this file looks like a list of senders (CSV), not like the file of one sender";
    let help = "use `--senders FILE` of `likhit mailing` for a list; `likhit new sender` starts the file of one sender";
    Finding::error(rules::BROKEN_YAML, message).in_file(file).help(help)
}

/// A font that was named on the command line, as a file of the project.
fn font(path: &Path) -> Result<(String, Vec<u8>), Finding> {
    let name = path.file_name().map(|name| name.to_string_lossy()).filter(|name| paths::is_font(name));
    let Some(name) = name else {
        let finding = Finding::error(rules::UNREADABLE_FONT, "this is not a font file (.ttf, .otf or .ttc)");
        return Err(finding.in_file(shown(path)).help("use a file whose name ends in `.ttf`, `.otf` or `.ttc`"));
    };
    let bytes = folder::bytes(path)?;
    // The font is read here too, so that a finding shows the path as it was typed.
    Face::all(&shown(path), &bytes)?;
    Ok((paths::font(name), bytes))
}
