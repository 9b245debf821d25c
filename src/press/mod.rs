//! The press: an order for letters becomes print-ready PDFs, with findings on what it could not print.
//!
//! [`letters`] prints the letters of one sender, a PDF for each recipient; [`Run`] those of thousands
//! of senders, many into each PDF. [`mailpieces`] prints their
//! addresses on envelopes or labels.

mod desk;
mod mailpieces;
mod piece_run;
mod plain;
pub mod proof;
mod run;
mod sheet;

pub use plain::{PlainOutcome, plain_letters};
pub use sheet::{PrintedSheet, SheetOrder, SheetOutcome, sheets};

use std::collections::BTreeMap;

use jiff::civil::Date;
use unicode_script::{Script, UnicodeScript};

use crate::case::{Case, Fact, Recipient};
use crate::export::to_pdf;
use crate::finding::{Finding, Findings, Severity, did_you_mean, has_errors};
use crate::font::Fonts;
use crate::id::{CaseId, CountryCode, EnvelopeId, LanguageTag, RecipientId, StationeryId};
use crate::letter::{Commission, Section, Sender, compose, running_line};
use crate::line::Segmenter;
use crate::locale::{AddressOrders, Countries, Locale, is_pseudo};
use crate::page::stationery::Stationery;
use crate::page::window::{Proof, prove};
use crate::page::{Break, Document, Extent, Item, SetLetter, Setting, Shapings, overlay, set, title_of};
use crate::project::{FONT_ENDINGS, Project};
use crate::yaml::{KeyPath, Source};

pub use mailpieces::{Form, Mailpieces, PlacedPiece, mailpieces};
pub use piece_run::{Addressed, PieceRun, PrintedPieces, Whose};
pub use run::{Fault, Measured, MeasuredLetter, Piece, PlacedLetter, PrintFile, Run, Sides};

/// What is to be printed.
#[derive(Debug, Clone, PartialEq)]
pub struct Order {
    /// The case.
    pub case: CaseId,
    /// To whom; nobody means everybody to whom the sender writes.
    pub to: Vec<RecipientId>,
    /// In which languages, in this order; none means the case's.
    pub languages: Vec<LanguageTag>,
    /// The language to take messages from that another lacks.
    pub fallback: Option<LanguageTag>,
    /// From whom; nobody means ruled lines to fill in.
    pub sender: Option<Sender>,
    /// The country that the letters are posted in; it outweighs the sender's.
    pub country: Option<CountryCode>,
    /// The date that the letters bear.
    pub date: Date,
    /// The layout; none means the one that is usual in the country.
    pub stationery: Option<StationeryId>,
    /// The envelope; none means all that the layout is made for.
    pub envelope: Option<EnvelopeId>,
    /// Whether a second PDF is wanted that shows what the envelopes' windows show.
    pub overlay: bool,
    /// Whether it is known that the date is past the case's, and that the section office agrees.
    pub after_deadline: bool,
    /// How many pages each letter may have.
    pub extent: Extent,
}

/// The letters to one recipient: a PDF with a letter in each language.
#[derive(Debug, Clone, PartialEq)]
pub struct Printed {
    /// To whom.
    pub recipient: RecipientId,
    /// The country that they are posted to.
    pub country: CountryCode,
    /// The letters in order.
    pub letters: Vec<PrintedLetter>,
    /// The pages, as an exporter sees them.
    pub document: Document,
    /// The PDF.
    pub pdf: Vec<u8>,
    /// The PDF with the zones of the windows drawn over it, where it was asked for.
    pub overlay: Option<Vec<u8>>,
    /// What was proved of the windows: for each letter, in each envelope of the layout.
    pub proofs: Vec<Proof>,
    /// Where lines end.
    pub breaks: Vec<Break>,
    /// What is worth knowing about these letters.
    pub remarks: Findings,
}

/// Where a letter stands in its PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedLetter {
    /// Its language.
    pub language: LanguageTag,
    /// Its first page, from 1.
    pub first_page: usize,
    /// How many pages it has.
    pub pages: usize,
}

/// What came of an order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outcome {
    /// What can be printed.
    pub printed: Vec<Printed>,
    /// What is wrong, or worth knowing. Nothing is printed for what an error touches.
    pub findings: Findings,
}

impl Outcome {
    fn failed(findings: Findings) -> Self {
        Self { printed: Vec::new(), findings }
    }
}

/// Prints the letters of an order.
pub fn letters(project: &Project, order: &Order) -> Outcome {
    let case = match read_case(project, &order.case) {
        Ok(case) => case,
        Err(findings) => return Outcome::failed(findings),
    };
    let country = order.country.as_ref().or(order.sender.as_ref().and_then(|sender| sender.country.as_ref()));
    let mut findings = Findings::new();
    let mut unknown = Findings::new();
    let to: Vec<RecipientId> =
        recipients(&case, order, country, &mut unknown).into_iter().map(|recipient| recipient.id.clone()).collect();
    let post = Post::read(project, order, country).map_err(|faults| findings.extend(faults)).ok();
    let supplies = Supplies::read(project, order, case).map_err(|faults| findings.extend(faults)).ok();
    findings.extend(unknown);
    let (Some(supplies), Some(post), false) = (supplies, post, has_errors(&findings)) else {
        return Outcome::failed(findings);
    };
    findings.extend(supplies.remarks(order));
    findings.extend(remarks_on_sender(&supplies, order, order.sender.as_ref(), country));
    findings.extend(unverified_window(&post.stationery));

    let workshop = Workshop {
        order,
        supplies: &supplies,
        post: &post,
        sender: order.sender.as_ref(),
        shapings: &supplies.shapings,
    };
    let mut printed = Vec::new();
    for recipient in supplies.case.recipients_for(country).into_iter().filter(|recipient| to.contains(&recipient.id)) {
        let said = match workshop.print(recipient) {
            Ok(letters) => {
                let remarks = letters.remarks.clone();
                printed.push(letters);
                remarks
            }
            Err(faults) => faults,
        };
        for finding in said {
            // A fault of a language is one of all its letters, and is told once.
            if !findings.contains(&finding) {
                findings.push(finding);
            }
        }
    }
    Outcome { printed, findings }
}

/// What letters are made with, whoever writes them and from wherever.
struct Supplies<'p> {
    case: Case,
    /// In which letters are written, in order.
    languages: Vec<LanguageTag>,
    /// Those, the one to fall back on, and English.
    locales: BTreeMap<LanguageTag, Locale>,
    reply_countries: Countries,
    address_orders: AddressOrders,
    /// The organisation that the letters are printed for.
    section: Option<Section>,
    fonts: Fonts<'p>,
    segmenter: Segmenter,
    /// The names that are never broken are the same in all letters of an order in one language.
    shapings: Shapings<'static>,
}

impl<'p> Supplies<'p> {
    fn read(project: &'p Project, order: &Order, case: Case) -> Result<Self, Findings> {
        let languages = distinct(if order.languages.is_empty() { &case.languages } else { &order.languages });
        let mut findings = Findings::new();
        let mut keep = |faults: Findings| findings.extend(faults);
        let fonts = read_fonts(project).map_err(&mut keep).ok();
        let reply_countries = Countries::in_english(project).map_err(&mut keep).ok();
        let address_orders = AddressOrders::read(project).map_err(&mut keep).ok();
        let section = Section::of(project).map_err(&mut keep).ok().flatten();
        let mut locales = BTreeMap::new();
        for tag in languages.iter().chain(&order.fallback) {
            if !locales.contains_key(tag) {
                let locale = Locale::read(project, tag, &case.id).map_err(&mut keep).ok();
                locales.extend(locale.map(|locale| (tag.clone(), locale)));
            }
        }
        if let Some(fonts) = &fonts {
            findings.extend(locales.values().flat_map(|locale| unknown_families(project, locale, fonts)));
        }
        let (Some(fonts), Some(reply_countries), Some(address_orders)) = (fonts, reply_countries, address_orders)
        else {
            return Err(findings);
        };
        if has_errors(&findings) {
            return Err(findings);
        }
        // Addresses are English whatever language a letter is in, and look the same in all.
        let english = LanguageTag::new("en").expect("`en` is a language tag");
        if !locales.contains_key(&english) {
            locales.extend(Locale::read(project, &english, &case.id).ok().map(|locale| (english, locale)));
        }
        let (segmenter, shapings) = (Segmenter::new(), Shapings::default());
        Ok(Self { case, languages, locales, reply_countries, address_orders, section, fonts, segmenter, shapings })
    }

    /// The languages that a letter in one of them may hold, that one first.
    fn locales_for<'a>(&'a self, locale: &'a Locale) -> Vec<&'a Locale> {
        std::iter::once(locale).chain(self.locales.values()).collect()
    }

    fn setting<'a>(
        &'a self,
        locales: &'a [&'a Locale],
        names: &'a [String],
        shapings: &'a Shapings<'a>,
    ) -> Setting<'a> {
        Setting { fonts: &self.fonts, segmenter: &self.segmenter, locales, names, shapings }
    }

    /// The languages of the letters.
    fn written(&self) -> impl Iterator<Item = &Locale> {
        self.languages.iter().filter_map(|tag| self.locales.get(tag))
    }
}

/// What depends on the country that letters are posted in.
struct Post {
    country: Option<CountryCode>,
    countries: Countries,
    stationery: Stationery,
}

impl Post {
    fn read(project: &Project, order: &Order, country: Option<&CountryCode>) -> Result<Self, Findings> {
        let mut findings = Findings::new();
        let mut keep = |faults: Findings| findings.extend(faults);
        let countries = Countries::for_post_of(project, country).map_err(&mut keep).ok();
        let stationery = match &order.stationery {
            Some(id) => Stationery::read(project, id),
            None => Stationery::default_for(project, country),
        };
        let stationery = stationery.and_then(|stationery| match &order.envelope {
            Some(envelope) => stationery.in_envelope(project, envelope),
            None => Ok(stationery),
        });
        let stationery = stationery.map_err(&mut keep).ok();
        if let (Some(country), Some(countries)) = (country, &countries)
            && countries.name(country).is_none()
        {
            let finding = Finding::error("unknown-country", format!("there is no country `{country}`"));
            let help = "correct the code, or add the country's name to `countries/en.yaml`";
            findings.push(finding.place("country").help(help));
        }
        match (countries, stationery) {
            (Some(countries), Some(stationery)) if findings.is_empty() => {
                Ok(Self { country: country.cloned(), countries, stationery })
            }
            _ => Err(findings),
        }
    }
}

/// Reads a case of the project.
///
/// # Errors
///
/// When there is no such case, or its file is faulty.
pub fn read_case(project: &Project, id: &CaseId) -> Result<Case, Findings> {
    let file = format!("cases/{id}.yaml");
    if !project.has(&file) {
        let known: Vec<&str> = project
            .paths("cases", ".yaml")
            .filter_map(|path| path.strip_prefix("cases/")?.strip_suffix(".yaml"))
            .collect();
        let help = match did_you_mean(id.as_str(), known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("there are: {}", known.join(", ")),
        };
        return Err(vec![Finding::error("unknown-case", format!("there is no case `{id}`")).help(help)]);
    }
    let text = project.text(&file).map_err(|finding| vec![finding])?;
    Case::read(id.clone(), Source { file: &file, text })
}

/// Reads all fonts of the project.
///
/// # Errors
///
/// One finding for each file that is no usable font.
pub fn read_fonts(project: &Project) -> Result<Fonts<'_>, Findings> {
    let files = project.paths("fonts", "").filter(|path| is_font(path));
    let files = files.filter_map(|path| Some((path, project.bytes(path)?)));
    Fonts::read(files)
}

/// Whether a file is meant as a font, also one of a kind that cannot be used: it is refused by name.
fn is_font(path: &str) -> bool {
    let ending = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    FONT_ENDINGS.contains(&ending.as_str())
}

/// Families that a language asks for and nobody has: its words would be set in another, unasked.
fn unknown_families(project: &Project, locale: &Locale, fonts: &Fonts) -> Findings {
    let file = format!("locales/{}/locale.yaml", locale.tag);
    let Ok(text) = project.text(&file) else { return Findings::new() };
    let source = Source { file: &file, text };
    let mut findings = Findings::new();
    for (key, families) in [("body", &locale.info.fonts.body), ("heading", &locale.info.fonts.heading)] {
        for (i, family) in families.iter().enumerate().filter(|(_, family)| !fonts.has_family(family)) {
            let known = fonts.families();
            let help = match did_you_mean(family, known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`? otherwise add its files to the folder `fonts`"),
                None => format!("add its files to the folder `fonts`; there are: {}", known.join(", ")),
            };
            let path = KeyPath::default().key("fonts").key(key).index(i);
            let message = format!("there is no font family `{family}`");
            findings.push(source.error("unknown-font", &path, message).help(help));
        }
    }
    findings
}

fn distinct<T: PartialEq + Clone>(items: &[T]) -> Vec<T> {
    let mut distinct = Vec::new();
    for item in items {
        if !distinct.contains(item) {
            distinct.push(item.clone());
        }
    }
    distinct
}

/// Those to whom the order goes, in the order of the case.
fn recipients<'a>(
    case: &'a Case,
    order: &Order,
    country: Option<&CountryCode>,
    findings: &mut Findings,
) -> Vec<&'a Recipient> {
    let all = case.recipients_for(country);
    if order.to.is_empty() {
        return all;
    }
    for id in &order.to {
        if all.iter().any(|recipient| recipient.id == *id) {
            continue;
        }
        let finding = Finding::error("unknown-recipient", format!("this order has no recipient `{id}`"));
        let embassy = case.embassies.iter().find(|(_, embassy)| embassy.id == *id);
        findings.push(match embassy {
            Some((country, _)) => {
                finding.help(format!("this embassy is for senders in {country}; say `--country {country}` if you are"))
            }
            None => match did_you_mean(id.as_str(), all.iter().map(|recipient| recipient.id.as_str())) {
                Some(near) => finding.help(format!("did you mean `{near}`?")),
                None => {
                    let known: Vec<&str> = all.iter().map(|recipient| recipient.id.as_str()).collect();
                    finding.help(format!("there are: {}", known.join(", ")))
                }
            },
        });
    }
    all.into_iter().filter(|recipient| order.to.contains(&recipient.id)).collect()
}

impl Supplies<'_> {
    /// What whoever prints should know, though it keeps nothing from being printed.
    fn remarks(&self, order: &Order) -> Findings {
        let mut remarks = Findings::new();
        if !order.after_deadline {
            remarks.extend(late(&self.case, order.date));
        }
        remarks.extend(self.written().filter_map(|locale| unreviewed(&self.case, locale)));
        remarks.extend(self.written().filter_map(pseudo));
        remarks.extend(self.latin_facts());
        remarks
    }
}

impl Supplies<'_> {
    /// Facts in Latin words that a letter in another script would print as they stand.
    fn latin_facts(&self) -> Findings {
        let others = self.written().filter(|locale| locale.info.script != "Latn");
        let others: Vec<&str> = others.map(|locale| locale.info.english_name.as_str()).collect();
        // Capitals alone are an abbreviation or a registration mark.
        let is_latin_word = |word: &str| {
            word.chars().filter(|c| c.script() == Script::Latin).count() > 1 && word.chars().any(char::is_lowercase)
        };
        let remark = |(name, fact): (&String, &Fact)| match fact {
            Fact::Text(words) if words.split_whitespace().any(is_latin_word) => {
                let message = format!("`{words}` stands as it is in every language, also in {}", others.join(", "));
                let remark = Finding::warning("latin-fact", message).in_file(&self.case.file);
                let help = "put words into a message of each language; a fact is a date, a number or a mark";
                Some(remark.place(format!("facts.{name}")).help(help))
            }
            _ => None,
        };
        if others.is_empty() { Findings::new() } else { self.case.facts.iter().filter_map(remark).collect() }
    }
}

/// Those who were asked for and to whom nobody could write, from wherever.
fn unknown_recipients(case: &Case, order: &Order) -> Findings {
    let known: Vec<&str> =
        case.recipients.iter().chain(case.embassies.values()).map(|recipient| recipient.id.as_str()).collect();
    let unknown = order.to.iter().filter(|id| !known.contains(&id.as_str()));
    let finding = |id: &RecipientId| {
        let finding = Finding::error("unknown-recipient", format!("this order has no recipient `{id}`"));
        match did_you_mean(id.as_str(), known.iter().copied()) {
            Some(near) => finding.help(format!("did you mean `{near}`?")),
            None => finding.help(format!("there are: {}", known.join(", "))),
        }
    };
    unknown.map(finding).collect()
}

/// What is worth knowing of the letters of one sender.
fn remarks_on_sender(
    supplies: &Supplies,
    order: &Order,
    sender: Option<&Sender>,
    country: Option<&CountryCode>,
) -> Findings {
    let Supplies { case, languages, .. } = supplies;
    let mut remarks = Findings::new();
    if let Some(personal) = sender.and_then(|sender| sender.personal.as_ref())
        && !languages.contains(&personal.language)
    {
        let message = format!("no letter holds the sender's own words, because none is in `{}`", personal.language);
        let finding = Finding { severity: Severity::Warning, ..personal.origin.error("unused-words", message) };
        remarks.push(finding.help(format!("say `--lang {}`, or correct `lang`", personal.language)));
    }
    let asked = order.to.is_empty() && !case.embassies.is_empty();
    if asked && country.is_none_or(|country| !case.embassies.contains_key(country)) {
        let known: Vec<&str> = case.embassies.keys().map(CountryCode::as_str).collect();
        let message = match country {
            Some(country) => format!("the case names no embassy for senders in {country}"),
            None => "no letter to an embassy, because the sender's country is not known".to_owned(),
        };
        let help = match country {
            Some(_) => "look up the embassy in your country, and send it a copy".to_owned(),
            None => format!("say `--country CC`; the case has an embassy for {}", known.join(", ")),
        };
        remarks.push(Finding::note("no-embassy", message).in_file(&case.file).place("embassies").help(help));
    }
    remarks
}

/// That the place of a layout's window was not compared with the text of a standard, if it was not.
fn unverified_window(stationery: &Stationery) -> Option<Finding> {
    let is_window = |figure: &str| figure == "window" || figure == "return_window";
    if stationery.views.is_empty() || !stationery.unverified().any(is_window) {
        return None;
    }
    let id = &stationery.id;
    let message = format!("the window of the layout `{id}` was not compared with the text of a standard");
    let help = format!(
        "hold a printed page in the envelope before you post many; `likhit stationery {id}` says where its figures come from"
    );
    Some(Finding::note("unverified-figures", message).help(help))
}

/// That what is dated `date` is too late, if it is.
fn late(case: &Case, date: Date) -> Option<Finding> {
    case.send_before.has_passed(date).then(|| {
        let message = format!("appeals were to be sent before {}, and these are dated {date}", case.send_before.0);
        Finding::warning("after-deadline", message)
            .in_file(&case.file)
            .place("send_before")
            .help("check with your section office before you post them; then say `--after-deadline`")
    })
}

/// That nobody has reviewed a language's words, if nobody has.
fn unreviewed(case: &Case, locale: &Locale) -> Option<Finding> {
    let files = locale.unreviewed(&case.id);
    (!files.is_empty()).then(|| {
        let message =
            format!("no native reader has reviewed the {} words yet ({})", locale.info.english_name, files.join(", "));
        Finding::warning("unreviewed-language", message)
            .in_file(format!("locales/{}/locale.yaml", locale.tag))
            .place("review")
            .help("ask somebody who reads it well to read the letter before you post it")
    })
}

/// That a language is none, if it is none.
fn pseudo(locale: &Locale) -> Option<Finding> {
    is_pseudo(&locale.tag).then(|| {
        let message = format!("`{}` is no language: its letters only try what setting has to bear", locale.tag);
        Finding::warning("pseudo-language", message).help("do not post them; name a language with `--lang`")
    })
}

/// All that the letters of one sender are made with.
struct Workshop<'a> {
    order: &'a Order,
    supplies: &'a Supplies<'a>,
    post: &'a Post,
    sender: Option<&'a Sender>,
    shapings: &'a Shapings<'a>,
}

/// What is known of a letter that was set and proved.
struct ProvedLetter {
    breaks: Vec<Break>,
    proofs: Vec<Proof>,
    /// For its first page, if asked for.
    overlay: Vec<Item>,
    remarks: Findings,
}

impl Workshop<'_> {
    /// The letters to one recipient, in all languages.
    fn print(&self, recipient: &Recipient) -> Result<Printed, Findings> {
        let mut document = Document::default();
        let mut letters = Vec::new();
        let mut breaks = Vec::new();
        let mut proofs = Vec::new();
        let mut overlays = Vec::new();
        let mut remarks = Findings::new();
        let mut findings = Findings::new();
        for locale in self.supplies.written() {
            let commission = self.commission(recipient, locale);
            let first_page = document.pages.len() + 1;
            match self.set(&mut document, &commission) {
                Ok(set) => {
                    breaks.extend(set.breaks);
                    proofs.extend(set.proofs);
                    overlays.push((first_page - 1, set.overlay));
                    remarks.extend(set.remarks);
                }
                Err(faults) => findings.extend(faults),
            }
            let pages = document.pages.len() + 1 - first_page;
            letters.push(PrintedLetter { language: locale.tag.clone(), first_page, pages });
        }
        if !findings.is_empty() {
            return Err(findings);
        }
        let pdf = to_pdf(&document, &self.supplies.fonts)?;
        let overlay = if self.order.overlay {
            let mut document = document.clone();
            for (page, items) in overlays {
                document.pages[page].items.extend(items);
            }
            Some(to_pdf(&document, &self.supplies.fonts)?)
        } else {
            None
        };
        let country = recipient.address.country.clone();
        let recipient = recipient.id.clone();
        Ok(Printed { recipient, country, letters, document, pdf, overlay, proofs, breaks, remarks })
    }

    fn commission<'b>(&'b self, recipient: &'b Recipient, locale: &'b Locale) -> Commission<'b> {
        let Supplies { case, locales, reply_countries, address_orders, section, .. } = self.supplies;
        Commission {
            case,
            locale,
            fallback: self.order.fallback.as_ref().and_then(|tag| locales.get(tag)),
            recipient,
            section: section.as_ref(),
            sender: self.sender,
            sender_country: self.post.country.as_ref(),
            date: self.order.date,
            countries: &self.post.countries,
            reply_countries,
            address_orders,
        }
    }

    fn set(&self, document: &mut Document, commission: &Commission) -> Result<ProvedLetter, Findings> {
        let letter = compose(commission)?;
        if document.pages.is_empty() {
            document.title = title_of(&letter);
            document.language = letter.language.to_string();
        }
        let locales = self.supplies.locales_for(commission.locale);
        let setting = self.supplies.setting(&locales, &letter.names, self.shapings);
        let running = |page: usize, pages: usize| running_line(commission, page, pages);
        let first_page = document.pages.len();
        let SetLetter { breaks, remarks } =
            set(document, &letter, &self.post.stationery, &setting, self.order.extent, &running)?;
        let proofs = prove(document, first_page, &self.post.stationery, &self.supplies.fonts)?;
        let overlay = if self.order.overlay { overlay(&self.post.stationery, &setting)? } else { Vec::new() };
        let remarks = letter.remarks.into_iter().chain(remarks).collect();
        Ok(ProvedLetter { breaks, proofs, overlay, remarks })
    }
}
