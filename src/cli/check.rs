//! `likhit check`: the problems of cases and languages, with a fix where only one fix is correct.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;

use super::case_file::{id_of, project_of};
use super::folder::{self, is_language, is_project, seen_from_here, shown};
use super::mailing::threads::{jobs, survey};
use super::order::{Addressees, Languages, LayoutChoice, Terms, read_sender};
use super::outcome::{ExitStatus, Report};
use super::output::{Access, write_whole};
use super::senders_list::{ListArguments, told};
use crate::check::{self, Scope, Tried, fix};
use crate::countries::CountryNames;
use crate::finding::{Finding, Findings, Severity, rules};
use crate::id::CaseId;
use crate::judge;
use crate::letter::Sender;
use crate::list::List;
use crate::mailing::{OnBadRow, RowReader};
use crate::page::Extent;
use crate::print::{MailingRun, Order};
use crate::project::paths::FOLDERS;
use crate::project::{Project, paths};

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag that is typed")]
pub struct CheckArguments {
    /// What to check: a case, the folder of a language, a file, or a project [default: everything].
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// Fix problems that have only one correct fix, and show the changes.
    #[arg(long)]
    pub fix: bool,

    /// With --fix: show the changes, but do not write them.
    #[arg(long, requires = "fix")]
    pub dry_run: bool,

    /// Explain a rule, with a wrong and a right example [default: list all rules].
    #[arg(long, value_name = "RULE", num_args = 0..=1, default_missing_value = "")]
    pub explain: Option<String>,

    /// Senders of the letters: a list as for `likhit mailing`, or the YAML file of one sender; can be
    /// repeated.
    #[arg(long, visible_alias = "sender", value_name = "FILE")]
    pub senders: Vec<PathBuf>,

    #[command(flatten)]
    pub list: ListArguments,

    #[command(flatten)]
    pub addressees: Addressees,

    #[command(flatten)]
    pub languages: Languages,

    #[command(flatten)]
    pub layout: LayoutChoice,

    /// Report letters that do not fit on one page.
    #[arg(long)]
    pub one_page: bool,

    /// Show every finding on its own line, even if a file has many of one kind.
    #[arg(long)]
    pub all: bool,

    /// Do not lay out the letters: faster, but faults of pages are not found.
    #[arg(long)]
    pub no_pages: bool,

    #[command(flatten)]
    pub terms: Terms,
}

/// Carries out the command.
pub fn check(arguments: &CheckArguments, summary: bool) -> Report {
    if let Some(rule) = &arguments.explain {
        return explain(rule);
    }
    match examined(arguments) {
        Ok((text, findings, status)) => Report { text: if summary { text } else { String::new() }, findings, status },
        Err(findings) => Report::failed(findings),
    }
}

fn explain(name: &str) -> Report {
    let done = |text| Report { text, findings: Findings::new(), status: ExitStatus::Done };
    if name.is_empty() {
        return done(listed());
    }
    match judge::rule(name) {
        Some(rule) => done(judge::explained(rule)),
        None => {
            let finding = Finding::error(rules::UNKNOWN_RULE, format!("unknown rule `{name}`"));
            let near = crate::finding::did_you_mean(name, judge::rules().map(|rule| rule.name.as_str()));
            let help = near.map_or_else(
                || "`likhit check --explain` lists all rules".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            Report::failed(finding.help(help))
        }
    }
}

/// All rules, one per line.
fn listed() -> String {
    judge::rules().fold(String::new(), |mut out, rule| {
        let _ = writeln!(out, "{:26}  {}", rule.name, first_sentence(rule.about));
        out
    })
}

fn first_sentence(text: &str) -> &str {
    text.find(". ").map_or(text, |end| &text[..=end])
}

/// The files of a project that was put together from the named files and folders.
struct NamedFiles {
    project: Project,
    /// The requested files and folders, as paths in the project.
    paths: Vec<String>,
    /// The requested case, with all files that an order of it uses.
    case: Option<CaseId>,
    /// The root folder of the project; `None` if all files are built into the program.
    root: Option<PathBuf>,
    /// Files outside the root: their path in the project and on disk.
    elsewhere: Vec<(String, PathBuf)>,
}

fn examined(arguments: &CheckArguments) -> Result<(String, Findings, ExitStatus), Findings> {
    let mut place = place(arguments)?;
    place.project = arguments.terms.with_named_files(place.project).map_err(|report| report.findings)?;
    let (senders, mut of_senders) = senders(arguments, &place)?;
    let tried = Tried {
        languages: arguments.languages.lang.clone(),
        fallback: arguments.languages.fallback.clone(),
        to: arguments.addressees.to.clone(),
        country: arguments.addressees.country.clone(),
        stationery: arguments.layout.stationery.clone(),
        envelope: arguments.layout.envelope.clone(),
        as_of: arguments.terms.as_of,
        extent: if arguments.one_page { Extent::OnePage } else { Extent::AsNeeded },
        senders,
        ..Tried::on(arguments.terms.day())
    };
    let pages = (!arguments.no_pages).then_some(tried);
    let languages = arguments.languages.lang.clone();
    let scope = Scope { paths: place.paths.clone(), case: place.case.clone(), languages, pages };
    let mut report = check::check(&place.project, &scope);
    let mut text = String::new();
    let mut status = ExitStatus::Done;
    if arguments.fix {
        let before = report.findings.clone();
        let repaired = fix::repair(&place.project, &scope, report, |file| place.on_disk(file).is_some());
        report = repaired.report;
        for file in &repaired.files {
            text.push_str(&file.diff);
            let Some(path) = place.on_disk(&file.path).filter(|_| !arguments.dry_run) else { continue };
            if let Err(finding) = write_whole(&path, file.text.as_bytes(), Access::Shared) {
                report.findings.push(finding);
                status = ExitStatus::Failed;
            }
        }
        if arguments.dry_run {
            report.findings = before;
        }
        let count = repaired.files.iter().map(|file| file.repairs).sum::<usize>();
        let what = if arguments.dry_run { "would be repaired" } else { "repaired" };
        let _ = writeln!(text, "{count} {} {what}", if count == 1 { "fault" } else { "faults" });
    }
    let mut findings = report.findings;
    for finding in findings.iter_mut().chain(of_senders.iter_mut()) {
        let Some(file) = &finding.file else { continue };
        if let Some((_, path)) = place.elsewhere.iter().find(|(name, _)| name == file) {
            finding.file = Some(shown(path));
        } else if let Some(root) = &place.root {
            finding.file = Some(seen_from_here(root, file));
        }
    }
    // A fault of the words is reported once, for all senders.
    findings.extend_unique(of_senders);
    let _ = writeln!(text, "{}", summary(&findings, report.examined));
    if status == ExitStatus::Done && findings.has_errors() {
        status = ExitStatus::Faulty;
    }
    Ok((text, findings, status))
}

fn summary(findings: &[Finding], examined: check::Examined) -> String {
    let counted = |n: usize, what: &str| if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") };
    let of = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let mut parts = vec![
        counted(examined.messages, "message"),
        counted(examined.languages, "language"),
        counted(examined.cases, "case"),
    ];
    if examined.letters > 0 {
        parts.push(counted(examined.letters, "letter"));
    }
    let result = if findings.is_empty() {
        "no faults".to_owned()
    } else {
        let faults = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Note, "note")];
        let faults = faults.into_iter().map(|(severity, what)| (of(severity), what)).filter(|(n, _)| *n > 0);
        faults.map(|(n, what)| counted(n, what)).collect::<Vec<_>>().join(", ")
    };
    format!("checked {}: {result}", parts.join(", "))
}

impl NamedFiles {
    /// The path of a project file on disk; `None` if it is built into the program.
    fn on_disk(&self, file: &str) -> Option<PathBuf> {
        let elsewhere = self.elsewhere.iter().find(|(name, _)| name == file).map(|(_, path)| path.clone());
        elsewhere.or_else(|| self.root.as_ref().map(|root| root.join(file)).filter(|path| path.is_file()))
    }
}

/// Finds the project and the paths in it.
fn place(arguments: &CheckArguments) -> Result<NamedFiles, Findings> {
    let mut findings = Findings::new();
    let mut paths = Vec::new();
    let mut cases = Vec::new();
    let mut strays = Vec::new();
    let mut root = arguments.terms.project.clone();
    for path in &arguments.paths {
        if let Some(case) = named_case(path) {
            cases.push(case);
            continue;
        }
        if let (Some(case), Some(folder), true) = (case_in(path), project_of(path), path.is_file())
            && root.as_ref().is_none_or(|root| same(root, &folder))
        {
            root = Some(folder);
            cases.push(case);
            continue;
        }
        if !path.exists() {
            // A path in the project, which may be built into the program.
            paths.push(shown(path).trim_start_matches("./").to_owned());
            continue;
        }
        if is_project(path) && root.is_none() {
            root = Some(path.clone());
        } else if let Some((folder, name)) = within_project(path) {
            if root.as_ref().is_none_or(|root| same(root, &folder)) {
                root = Some(folder);
                paths.push(name);
            } else {
                let finding =
                    Finding::error(rules::NO_PROJECT, "this path is in a different project").in_file(shown(path));
                findings.push(finding.help("check one project at a time"));
            }
        } else if path.is_file() {
            strays.push(path.clone());
        } else {
            let finding = Finding::error(rules::NO_PROJECT, "this folder has no project files").in_file(shown(path));
            findings.push(finding.help("use a file, or a folder with `cases` or `locales` in it"));
        }
    }
    if !findings.is_empty() {
        return Err(findings);
    }
    let project = folder::project(root.as_deref())?;
    let case = cases.first().filter(|_| cases.len() == 1 && paths.is_empty() && strays.is_empty()).cloned();
    if case.is_none() {
        paths.extend(cases.iter().flat_map(|case| all_files_of(&project, case)));
    }
    let mut place = NamedFiles { project, paths, case, root: folder::root(root.as_deref())?, elsewhere: Vec::new() };
    if let Some(case) = place.case.as_ref().filter(|case| !place.project.has(&paths::case_facts(case))) {
        judge::read_case(&place.project, case, None)?;
    }
    for path in strays {
        let bytes = folder::bytes(&path)?;
        let name = check::belongs_to(&place.project, &shown(&path), &bytes);
        place.project = place.project.with([(name.clone(), bytes)]);
        place.paths.push(name.clone());
        place.elsewhere.push((name, path));
    }
    for path in &place.paths {
        let below = format!("{}/", path.trim_end_matches('/'));
        let known = place.project.has(path)
            || FOLDERS.iter().any(|folder| place.project.paths(folder, "").any(|file| file.starts_with(&below)));
        if !known {
            let finding = Finding::error(rules::UNREADABLE_FILE, "file or folder not found").in_file(path);
            findings.push(finding.help("check the spelling; use a file, a folder such as `locales/km`, or a case"));
        }
    }
    if findings.is_empty() { Ok(place) } else { Err(findings) }
}

/// The id of a case that was named by it.
fn named_case(path: &Path) -> Option<CaseId> {
    path.to_str().filter(|name| !name.contains(['/', '\\', '.']) && !path.exists()).and_then(CaseId::new)
}

/// The id of a case that was named by its file.
fn case_in(path: &Path) -> Option<CaseId> {
    path.extension().filter(|extension| *extension == "yaml" || *extension == "yml")?;
    id_of(path.to_str()?)
}

/// The files of a case and of its languages. If the case cannot be read: of all languages with words for it.
fn all_files_of(project: &Project, case: &CaseId) -> Vec<String> {
    let words = |language: &crate::id::LanguageTag| project.has(&paths::locale_file(language, paths::case_words(case)));
    let languages = match judge::read_case(project, case, None) {
        Ok(case) => case.languages,
        Err(_) => crate::locale::languages(project).into_iter().filter(words).collect(),
    };
    judge::files_of_case(case, &languages)
}

fn same(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => one == other,
    }
}

/// The project folder that contains a path, and the path inside it.
fn within_project(path: &Path) -> Option<(PathBuf, String)> {
    let below = |path: &Path| path.iter().any(|part| FOLDERS.iter().any(|folder| *part == **folder));
    // The working folder may be inside the folder that is meant.
    let whole = path.canonicalize().ok().filter(|whole| whole.is_dir() && !below(path) && is_language(whole));
    let parts: Vec<&std::ffi::OsStr> = whole.as_deref().unwrap_or(path).iter().collect();
    let at = parts
        .iter()
        .rposition(|part| *part == paths::LOCALES)
        .or_else(|| parts.iter().rposition(|part| FOLDERS.iter().any(|folder| *part == *folder)))?;
    let folder: PathBuf = parts[..at].iter().collect();
    let name = parts[at..].iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
    Some((if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder }, name))
}

/// The senders of files, and the findings about the rows of lists. If a case is named, each row is set and
/// counted as in a mailing. If not, every row that can be read is a sender.
fn senders(arguments: &CheckArguments, place: &NamedFiles) -> Result<(Vec<Sender>, Findings), Findings> {
    let mut senders = Vec::new();
    let mut findings = Findings::new();
    for path in &arguments.senders {
        let is_yaml =
            path.extension().is_some_and(|end| end.eq_ignore_ascii_case("yaml") || end.eq_ignore_ascii_case("yml"));
        if is_yaml {
            senders.push(read_sender(path).map_err(|report| report.findings)?);
            continue;
        }
        let opened = arguments
            .list
            .open(path, &place.project, arguments.addressees.country.as_ref())
            .map_err(|report| report.findings)?;
        let list = opened.list()?;
        let country = arguments.addressees.country.clone();
        let countries = CountryNames::read(&place.project)?.for_letters_from(country);
        if let Some(case) = place.case.as_ref().filter(|_| !arguments.no_pages) {
            findings.extend_unique(surveyed(arguments, place, case, &list, &countries));
            continue;
        }
        findings.extend(list.remarks().iter().cloned());
        for row in list.rows() {
            senders.extend(findings.take(list.entry(*row, &countries)).map(|entry| entry.sender));
        }
    }
    Ok((senders, findings))
}

/// The findings that a mailing of a case with this list would report.
fn surveyed(
    arguments: &CheckArguments,
    place: &NamedFiles,
    case: &CaseId,
    list: &List,
    countries: &CountryNames,
) -> Findings {
    if let Err(report) = told(list, countries) {
        return report.findings;
    }
    let order = Order {
        languages: arguments.languages.lang.clone(),
        fallback: arguments.languages.fallback.clone(),
        stationery: arguments.layout.stationery.clone(),
        envelope: arguments.layout.envelope.clone(),
        extent: if arguments.one_page { Extent::OnePage } else { Extent::AsNeeded },
        after_deadline: true,
        ..super::order::usual(case.clone(), &arguments.terms, &arguments.addressees)
    };
    let country = order.country.clone();
    let run = match MailingRun::prepare(&place.project, order) {
        Ok(run) => run,
        Err(findings) => return findings,
    };
    let reader = RowReader { list, names: countries, run: &run, country: country.as_ref(), except: None };
    let mut survey = survey(&reader, OnBadRow::Reject, jobs(None), &|| {});
    for remark in list.remarks() {
        survey.faults.general(remark.clone());
    }
    survey.faults.all()
}
