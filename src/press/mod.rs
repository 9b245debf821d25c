//! The press: an order for letters becomes print-ready PDFs, with findings on what it could not print.
//!
//! [`letters`] prints the letters of one sender, a PDF for each recipient; [`Run`] those of thousands
//! of senders, many into each PDF. [`mailpieces`] prints their
//! addresses on envelopes or labels.

mod desk;
mod equipment;
mod fax;
mod mailpieces;
mod piece_run;
mod plain;
mod post;
pub mod proof;
mod run;
mod sheet;

pub use equipment::Equipment;
pub use fax::{FaxOutcome, Faxed, faxes};
pub use plain::{PlainCopy, PlainOutcome, plain_letters};
pub use sheet::{PrintedSheet, SheetOrder, SheetOutcome, sheets};

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;

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
use crate::page::{Break, Document, Extent, Item, RunningLine, SetLetter, Setting, Shapings, overlay, set, title_of};
use crate::project::{FONT_ENDINGS, Project};
use crate::yaml::{KeyPath, Source};

pub use mailpieces::{Form, Mailpieces, PlacedPiece, mailpieces};
pub use piece_run::{Addressed, PieceRun, PrintedPieces, Whose};
use post::{Post, Posts};
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
    /// In the state of which day the case is taken; none means the last one.
    pub as_of: Option<Date>,
    /// Whether it is known that the date is past the case's, and that the section office agrees.
    pub after_deadline: bool,
    /// How many pages each letter may have.
    pub extent: Extent,
}

impl Order {
    /// The country that the letters are posted in, if it is known.
    fn sender_country(&self) -> Option<&CountryCode> {
        self.country.as_ref().or(self.sender.as_ref().and_then(|sender| sender.country.as_ref()))
    }
}

/// The letters to one recipient: a PDF with a letter in each language.
#[derive(Debug, Clone, PartialEq)]
pub struct Printed {
    /// The letters as they were set.
    pub draft: Draft,
    /// The PDF.
    pub pdf: Vec<u8>,
    /// The PDF with the zones of the windows drawn over it, where it was asked for.
    pub overlay: Option<Vec<u8>>,
}

/// The letters to one recipient as they are set, with nothing printed yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// To whom.
    pub recipient: RecipientId,
    /// The country that they are posted to.
    pub country: CountryCode,
    /// The letters in order.
    pub letters: Vec<PrintedLetter>,
    /// The pages, as an exporter sees them.
    pub document: Document,
    /// What was proved of the windows: for each letter, in each envelope of the layout.
    pub proofs: Vec<Proof>,
    /// Where lines end.
    pub breaks: Vec<Break>,
    /// What is worth knowing about these letters.
    pub remarks: Findings,
    /// For each letter its first page, from 0, and the zones of the windows to draw over it, where that
    /// was asked for.
    overlays: Vec<(usize, Vec<Item>)>,
}

/// What is printed is what was set.
impl Deref for Printed {
    type Target = Draft;

    fn deref(&self) -> &Draft {
        &self.draft
    }
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

impl Printed {
    fn of(draft: Draft, fonts: &Fonts) -> Result<Self, Findings> {
        let pdf = to_pdf(&draft.document, fonts)?;
        let overlay = if draft.overlays.is_empty() {
            None
        } else {
            let mut document = draft.document.clone();
            for (page, items) in &draft.overlays {
                document.pages[*page].items.extend(items.iter().cloned());
            }
            Some(to_pdf(&document, fonts)?)
        };
        Ok(Self { draft, pdf, overlay })
    }
}

impl Outcome {
    fn failed(findings: Findings) -> Self {
        Self { printed: Vec::new(), findings }
    }
}

/// Prints the letters of an order.
pub fn letters(project: &Project, order: &Order) -> Outcome {
    let equipment = Equipment::read(project);
    let (drafts, mut findings) = drafts(project, order, equipment.as_ref());
    let Ok(equipment) = &equipment else { return Outcome::failed(findings) };
    let print = |draft| match Printed::of(draft, equipment.fonts()) {
        Ok(printed) => Some(printed),
        Err(faults) => {
            findings.extend(faults);
            None
        }
    };
    let printed = drafts.into_iter().filter_map(print).collect();
    Outcome { printed, findings }
}

/// Sets the letters of an order and prints nothing: those that can be set, and what is wrong with the
/// order or worth knowing. What `equipment` has shaped before is not shaped again.
pub fn drafts(project: &Project, order: &Order, equipment: Result<&Equipment, &Findings>) -> (Vec<Draft>, Findings) {
    let shop = match Shop::with(project, order, equipment) {
        Ok(shop) => shop,
        Err(findings) => return (Vec::new(), findings),
    };
    let mut findings = shop.remarks(order);
    findings.extend(unverified_window(&shop.post.stationery));

    let shapings = equipment.map_or(Shaped::Here(&shop.supplies.shapings), Shaped::In);
    let workshop = Workshop { shapings, ..shop.workshop(order) };
    let mut drafts = Vec::new();
    for recipient in shop.recipients() {
        match workshop.draft(recipient) {
            Ok(draft) => {
                tell_once(&mut findings, draft.remarks.clone());
                drafts.push(draft);
            }
            Err(faults) => tell_once(&mut findings, faults),
        }
    }
    (drafts, findings)
}

/// Adds findings: a fault of a language is one of all its letters, and is told once.
fn tell_once(findings: &mut Findings, said: Findings) {
    for finding in said {
        if !findings.contains(&finding) {
            findings.push(finding);
        }
    }
}

/// What an order needs, and to whom it goes.
struct Shop<'p> {
    supplies: Supplies<'p>,
    post: Arc<Post>,
    /// To whom they go.
    to: Vec<RecipientId>,
}

impl<'p> Shop<'p> {
    /// Reads all that an order needs.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the order, the case, its languages, the layout or the fonts.
    fn open(project: &'p Project, order: &Order) -> Result<Self, Findings> {
        Self::with(project, order, Equipment::read(project).as_ref())
    }

    /// The same with what letters are set with.
    fn with(project: &Project, order: &Order, equipment: Result<&Equipment<'p>, &Findings>) -> Result<Self, Findings> {
        let case = read_case(project, &order.case, order.as_of)?;
        let country = order.sender_country();
        let (mut findings, mut unknown) = (Findings::new(), Findings::new());
        let to = recipients(&case, order, country, &mut unknown);
        let to: Vec<RecipientId> = to.into_iter().map(|recipient| recipient.id.clone()).collect();
        let post = Posts::of(project).post(order, country).map_err(|faults| findings.extend(faults)).ok();
        let supplies = Supplies::with(project, order, case, equipment).map_err(|faults| findings.extend(faults)).ok();
        findings.extend(unknown);
        match (supplies, post) {
            (Some(supplies), Some(post)) if !has_errors(&findings) => Ok(Self { supplies, post, to }),
            _ => Err(findings),
        }
    }

    /// What whoever prints should know, though it keeps nothing from being printed.
    fn remarks(&self, order: &Order) -> Findings {
        let mut remarks = self.supplies.remarks(order);
        remarks.extend(remarks_on_sender(&self.supplies, order, order.sender.as_ref(), order.sender_country()));
        remarks.extend(self.letters_without_own_words(order));
        remarks
    }

    /// That some letters lack the sender's own words, because they are in another language.
    fn letters_without_own_words(&self, order: &Order) -> Option<Finding> {
        let personal = order.sender.as_ref()?.personal.as_ref()?;
        let languages = &self.supplies.languages;
        let others: Vec<&str> =
            languages.iter().filter(|tag| **tag != personal.language).map(LanguageTag::as_str).collect();
        if others.is_empty() || others.len() == languages.len() {
            return None;
        }
        let message = format!(
            "the sender's own words are in `{}`, and do not stand in the letters in `{}`",
            personal.language,
            others.join("`, `")
        );
        let finding = Finding { severity: Severity::Note, ..personal.origin.error("unused-words", message) };
        Some(finding.help("they are set in their own language only; nobody translates them"))
    }

    fn workshop<'a>(&'a self, order: &'a Order) -> Workshop<'a> {
        let Self { supplies, post, .. } = self;
        Workshop { order, supplies, post, sender: order.sender.as_ref(), shapings: Shaped::Here(&supplies.shapings) }
    }

    /// To whom the letters go, in the order of the case.
    fn recipients(&self) -> impl Iterator<Item = &Recipient> {
        let all = self.supplies.case.recipients_for(self.post.country.as_ref());
        all.into_iter().filter(|recipient| self.to.contains(&recipient.id))
    }
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
    fonts: Arc<Fonts<'p>>,
    segmenter: Arc<Segmenter>,
    /// The names that are never broken are the same in all letters of an order in one language.
    shapings: Shapings<'static>,
}

impl<'p> Supplies<'p> {
    fn read(project: &'p Project, order: &Order, case: Case) -> Result<Self, Findings> {
        Self::with(project, order, case, Equipment::read(project).as_ref())
    }

    /// Whatever else is faulty is told with the faults of the equipment.
    fn with(
        project: &Project,
        order: &Order,
        case: Case,
        equipment: Result<&Equipment<'p>, &Findings>,
    ) -> Result<Self, Findings> {
        let languages = distinct(if order.languages.is_empty() { &case.languages } else { &order.languages });
        let mut findings = Findings::new();
        let mut keep = |faults: Findings| findings.extend(faults);
        let equipment = equipment.map_err(|faults| keep(faults.clone())).ok();
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
        if let Some(equipment) = equipment {
            let fonts = equipment.fonts();
            findings.extend(locales.values().flat_map(|locale| unknown_families(project, locale, fonts)));
        }
        let (Some(equipment), Some(reply_countries), Some(address_orders)) =
            (equipment, reply_countries, address_orders)
        else {
            return Err(findings);
        };
        if has_errors(&findings) {
            return Err(findings);
        }
        // Addresses are English whatever language a letter is in, and look the same in all.
        let english = LanguageTag::english();
        if !locales.contains_key(&english) {
            locales.extend(Locale::read(project, &english, &case.id).ok().map(|locale| (english, locale)));
        }
        let (fonts, segmenter) = (Arc::clone(&equipment.fonts), Arc::clone(&equipment.segmenter));
        let shapings = Shapings::default();
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

/// Reads a case of the project, in the state of the end of a day, or else in its last one.
///
/// # Errors
///
/// When there is no such case, or its file is faulty.
pub fn read_case(project: &Project, id: &CaseId, as_of: Option<Date>) -> Result<Case, Findings> {
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
    Case::read(id.clone(), Source { file: &file, text }).map(|case| case.as_of(as_of))
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
        let former = case.former.iter().find(|former| former.recipient == *id);
        if let Some(former) = former {
            let message = format!("nobody writes to `{id}` any more since the update of {}", former.since);
            let finding = Finding::error("unknown-recipient", message).in_file(&case.file).place("updates");
            findings.push(finding.help("`likhit cases` lists to whom letters go"));
            continue;
        }
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
        remarks.extend(self.case.older_state());
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
    shapings: Shaped<'a>,
}

/// Where paragraphs are found that were shaped before.
#[derive(Clone, Copy)]
enum Shaped<'a> {
    /// Here, for letters that all have the same names.
    Here(&'a Shapings<'a>),
    /// Among those that the equipment keeps for the names of the letter.
    In(&'a Equipment<'a>),
}

impl<'a> Shaped<'a> {
    /// Those in these languages, the letter's own first, with these names.
    fn among(self, locales: &[&Locale], names: &[String]) -> Found<'a> {
        match self {
            Self::Here(shapings) => Found::Here(shapings),
            Self::In(equipment) => Found::Kept(equipment.shapings(locales, names)),
        }
    }
}

/// Paragraphs that were shaped before, whoever keeps them.
enum Found<'a> {
    Here(&'a Shapings<'a>),
    Kept(Arc<Shapings<'static>>),
}

impl<'a> Found<'a> {
    fn get(&self) -> &Shapings<'a> {
        match self {
            Self::Here(shapings) => shapings,
            Self::Kept(shapings) => shapings,
        }
    }
}

/// What is known of a letter that was set and proved.
struct ProvedLetter {
    breaks: Vec<Break>,
    proofs: Vec<Proof>,
    /// For its first page, if asked for.
    overlay: Option<Vec<Item>>,
    remarks: Findings,
}

impl Workshop<'_> {
    /// The letters to one recipient, in all languages.
    fn draft(&self, recipient: &Recipient) -> Result<Draft, Findings> {
        let mut draft = Draft {
            recipient: recipient.id.clone(),
            country: recipient.address.country.clone(),
            letters: Vec::new(),
            document: Document::default(),
            proofs: Vec::new(),
            breaks: Vec::new(),
            remarks: Findings::new(),
            overlays: Vec::new(),
        };
        let mut findings = Findings::new();
        for locale in self.supplies.written() {
            let commission = self.commission(recipient, locale);
            let first_page = draft.document.pages.len() + 1;
            match self.set(&mut draft.document, &commission) {
                Ok(set) => {
                    draft.breaks.extend(set.breaks);
                    draft.proofs.extend(set.proofs);
                    draft.overlays.extend(set.overlay.map(|items| (first_page - 1, items)));
                    draft.remarks.extend(set.remarks);
                }
                Err(faults) => findings.extend(faults),
            }
            let pages = draft.document.pages.len() + 1 - first_page;
            draft.letters.push(PrintedLetter { language: locale.tag.clone(), first_page, pages });
        }
        if findings.is_empty() { Ok(draft) } else { Err(findings) }
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
        self.set_among(document, commission, &|page, pages| running_line(commission, page, pages))
    }

    /// A letter among others that its page numbers count too.
    fn set_among(
        &self,
        document: &mut Document,
        commission: &Commission,
        running: &RunningLine,
    ) -> Result<ProvedLetter, Findings> {
        let letter = compose(commission)?;
        if document.pages.is_empty() {
            document.title = title_of(&letter);
            document.language = letter.language.to_string();
        }
        let locales = self.supplies.locales_for(commission.locale);
        let shapings = self.shapings.among(&locales, &letter.names);
        let setting = self.supplies.setting(&locales, &letter.names, shapings.get());
        let first_page = document.pages.len();
        let SetLetter { breaks, remarks } =
            set(document, &letter, &self.post.stationery, &setting, self.order.extent, running)?;
        let proofs = prove(document, first_page, &self.post.stationery, &self.supplies.fonts)?;
        let overlay = self.order.overlay.then(|| overlay(&self.post.stationery, &setting)).transpose()?;
        let remarks = letter.remarks.into_iter().chain(remarks).collect();
        Ok(ProvedLetter { breaks, proofs, overlay, remarks })
    }
}
