//! The session of one sender: the letters of a sender of a mailing are set here, in frames that all senders share.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use sha2::{Digest, Sha256};

use super::letter_context::{LetterContext, ShapedBefore};
use super::order::Order;
use super::order_inputs::OrderInputs;
use super::posting_country::PostingCountry;
use crate::case::Recipient;
use crate::export::{LetterStream, StreamFault, dump};
use crate::finding::{Finding, Findings, Origin, rules};
use crate::font::Fonts;
use crate::id::{CountryCode, LanguageTag, RecipientId, StationeryId};
use crate::letter::{
    Letter, LetterInput, Sender, SenderBlock, Signature, Text, Words, are_set_like, compose, compose_own,
    language_of_name, running_line,
};
use crate::line::mentions;
use crate::locale::{Direction, Locale};
use crate::page::digest::update;
use crate::page::frame::{Frame, OwnWords};
use crate::page::shared_pages::{OwnBlock, OwnLines};
use crate::page::{Document, Item, Line, PageContext, STAND_IN, Shapings, Tightness};

/// What a frame depends on: the country posted in, the recipient, the language, whether there is a
/// place beside the date, and the language of the name below the closing.
type FrameKey = (Option<CountryCode>, RecipientId, LanguageTag, bool, LanguageTag);

/// A frame that was set, `None` if the letter has no place for one, or the errors that prevent all its
/// letters.
type SharedFrame = Result<Option<Arc<RunFrame>>, Findings>;

/// What the letters of all senders of a mailing have in common.
pub(super) struct MailingContext<'p> {
    pub(super) order: Order,
    pub(super) inputs: OrderInputs<'p>,
    frames: Mutex<BTreeMap<FrameKey, SharedFrame>>,
    /// How tightly each letter of a stand-in must be set, in each layout.
    tightnesses: Mutex<BTreeMap<(RecipientId, LanguageTag), Vec<KnownTightness>>>,
}

/// A stand-in's letter in a layout, and how tightly it must be set.
type KnownTightness = (StationeryId, Letter, Tightness);

impl<'p> MailingContext<'p> {
    pub(super) fn of(order: Order, inputs: OrderInputs<'p>) -> Self {
        Self { order, inputs, frames: Mutex::default(), tightnesses: Mutex::default() }
    }

    fn tightnesses(&self) -> MutexGuard<'_, BTreeMap<(RecipientId, LanguageTag), Vec<KnownTightness>>> {
        self.tightnesses.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The frames that were set so far.
    fn frames(&self) -> MutexGuard<'_, BTreeMap<FrameKey, SharedFrame>> {
        // An entry is whole when it is inserted, so a panic elsewhere cannot have spoilt the map.
        self.frames.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A frame with what is known of it.
pub(super) struct RunFrame {
    frame: Frame,
    stationery: StationeryId,
    /// All its words, to look for names in.
    words: String,
    /// The names that no line of the letter breaks, but for the sender's.
    names: Vec<String>,
    remarks: Findings,
}

/// Where the letters of one sender are set.
pub(super) struct SenderSession<'a> {
    pub(super) sender: &'a Sender,
    pub(super) posting: Arc<PostingCountry>,
    /// The block that was set last, and what it was set of.
    last_block: RefCell<Option<KnownBlock>>,
    /// The paragraphs that are shaped for this sender only.
    shapings: Shapings<'a>,
    /// The same for letters that mention the sender, in which other lines may be possible than in
    /// those that do not.
    apart: Shapings<'static>,
}

/// A block, what it was set of, in which layout, and which way the letter is written.
struct KnownBlock {
    sender: SenderBlock,
    short: Vec<Text>,
    /// One recipient's window may not show the whole address: that letter is in a layout without a window.
    layout: StationeryId,
    direction: Direction,
    block: Arc<OwnBlock>,
}

/// A letter of a sender.
pub(super) enum RunLetter {
    /// `layout` is the remark on its layout.
    Framed {
        frame: Arc<RunFrame>,
        own: Box<OwnLines>,
        layout: Option<Finding>,
    },
    Whole {
        document: Document,
        usual_pages: usize,
        remarks: Findings,
    },
}

impl<'a> SenderSession<'a> {
    pub(super) fn of(sender: &'a Sender, posting: Arc<PostingCountry>, inputs: &'a OrderInputs<'a>) -> Self {
        let (shapings, apart) = (Shapings::over(&inputs.shapings), Shapings::default());
        Self { sender, posting, last_block: RefCell::new(None), shapings, apart }
    }

    /// Sets a letter: in its frame, if it fits that, or as a whole.
    pub(super) fn set(
        &self,
        shared: &MailingContext,
        recipient: &Recipient,
        language: &LanguageTag,
    ) -> Result<RunLetter, Findings> {
        let Some(locale) = shared.inputs.locales.get(language).filter(|_| shared.inputs.languages.contains(language))
        else {
            let message = format!("`{language}` is not one of the languages of these letters");
            return Err(Finding::error(rules::UNKNOWN_LANGUAGE, message).into());
        };
        let frame = self.frame(shared, recipient, locale)?;
        let is_mentioned = frame.as_ref().is_none_or(|frame| mentions(&frame.words, &self.sender.name.words));
        let shapings = if is_mentioned { &self.apart } else { &self.shapings };
        if let Some(frame) = frame.as_ref().filter(|_| !is_mentioned)
            && let Some(own) = self.fill(shared, frame, recipient, locale, shapings)
        {
            let layout = self.posting.layout_for(recipient, &shared.inputs).remark;
            return Ok(RunLetter::Framed { frame: Arc::clone(frame), own: Box::new(own), layout });
        }
        let context = self.context(shared, self.sender, shapings);
        let mut document = Document::default();
        let tightness = match &frame {
            Some(frame) => frame.frame.tightness(),
            None => context.tightness(recipient),
        };
        let set = context.set(&mut document, &context.input(recipient, locale), tightness)?;
        let usual_pages = frame.map_or(document.pages.len(), |frame| frame.frame.document().pages.len());
        Ok(RunLetter::Whole { document, usual_pages, remarks: set.remarks })
    }

    fn context<'b>(
        &'b self,
        shared: &'b MailingContext,
        sender: &'b Sender,
        shapings: &'b Shapings<'b>,
    ) -> LetterContext<'b> {
        LetterContext {
            order: &shared.order,
            inputs: &shared.inputs,
            posting: &self.posting,
            sender: Some(sender),
            shapings: ShapedBefore::Here(shapings),
        }
    }

    fn fill(
        &self,
        shared: &MailingContext,
        frame: &RunFrame,
        recipient: &Recipient,
        locale: &Locale,
        shapings: &Shapings,
    ) -> Option<OwnLines> {
        let context = self.context(shared, self.sender, shapings);
        let input = context.input(recipient, locale);
        let words = compose_own(&input)?;
        let own = OwnWords {
            sender: &words.sender,
            short_sender: &words.short_sender,
            place_and_date: words.place_and_date.as_ref(),
            passages: &words.passages,
            signature: &words.signature,
        };
        let locales = shared.inputs.locales_for(locale);
        let names: Vec<String> = std::iter::once(&self.sender.name.words).chain(&frame.names).cloned().collect();
        let direction = locale.info.direction;
        let stationery = self.posting.layout_for(recipient, &shared.inputs).stationery;
        let known = self.last_block.borrow().as_ref().and_then(|last| {
            let is_same = last.sender.is_set_like(&words.sender)
                && are_set_like(&last.short, &words.short_sender)
                && last.layout == stationery.id
                && last.direction == direction
                && last.block.is_of_single_lines();
            is_same.then(|| Arc::clone(&last.block))
        });
        let typesetting = shared.inputs.typesetting(&locales, &names, shapings);
        let is_known = known.is_some();
        let running_line = |page: usize, pages: usize| running_line(&input, page, pages);
        let tightness = frame.frame.tightness();
        let pages = PageContext { stationery, typesetting: &typesetting, running_line: &running_line, tightness };
        let own = frame.frame.fill(own, known.as_deref(), &pages)?;
        if !is_known {
            let (block, layout) = (Arc::clone(&own.sender), stationery.id.clone());
            let last = KnownBlock { sender: words.sender, short: words.short_sender, layout, direction, block };
            self.last_block.replace(Some(last));
        }
        Some(own)
    }

    /// The frame for a letter, which is set when it is needed for the first time.
    fn frame(&self, shared: &MailingContext, recipient: &Recipient, locale: &Locale) -> SharedFrame {
        let has_place = self.sender.place.is_some();
        let of_name = language_of_name(self.sender, locale);
        let key = (self.posting.country.clone(), recipient.id.clone(), locale.tag.clone(), has_place, of_name.clone());
        let mut frames = shared.frames();
        if let Some(frame) = frames.get(&key) {
            return frame.clone();
        }
        let of_others = frames.iter().filter(|((_, to, language, ..), _)| (to, language) == (&key.1, &key.2));
        let of_others = of_others.filter_map(|(_, frame)| frame.as_ref().ok()?.as_ref());
        let frame = self.set_frame(shared, recipient, locale, of_name, of_others);
        frames.insert(key, frame.clone());
        frame
    }

    /// Sets a frame, unless one `of_others` is the same: what a country changes of a letter is mostly
    /// nothing.
    fn set_frame<'f>(
        &self,
        shared: &MailingContext,
        recipient: &Recipient,
        locale: &Locale,
        of_name: LanguageTag,
        mut of_others: impl Iterator<Item = &'f Arc<RunFrame>>,
    ) -> SharedFrame {
        let stand_in = self.stand_in();
        let context = self.context(shared, &stand_in, &shared.inputs.shapings);
        let input = context.input(recipient, locale);
        let letter = stand_in_letter(&input, of_name)?;
        let tightness = self.tightness(shared, recipient, &context);
        let stationery = self.posting.layout_for(recipient, &shared.inputs).stationery;
        let same = of_others.find(|other| {
            let RunFrame { frame, stationery: id, .. } = &***other;
            *id == stationery.id && frame.tightness() == tightness && *frame.letter() == letter
        });
        if let Some(same) = same {
            return Ok(Some(Arc::clone(same)));
        }
        let locales = shared.inputs.locales_for(locale);
        let names = letter.names.clone();
        let typesetting = shared.inputs.typesetting(&locales, &names, &shared.inputs.shapings);
        let running_line = |page: usize, pages: usize| running_line(&input, page, pages);
        let pages = PageContext { stationery, typesetting: &typesetting, running_line: &running_line, tightness };
        let frame = Frame::set(letter, self.sender.place.is_some(), shared.order.extent, &pages)?;
        Ok(frame.map(|frame| {
            let words = words_of(frame.document());
            let remarks = frame.letter().remarks.iter().chain(frame.remarks()).cloned().collect();
            Arc::new(RunFrame { frame, stationery: stationery.id.clone(), words, names: names.clone(), remarks })
        }))
    }

    /// A sender that takes the place of all who post here.
    fn stand_in(&self) -> Sender {
        let words = || Words { words: STAND_IN.to_owned(), origin: Origin::default() };
        Sender {
            name: words(),
            address: vec![words()],
            locality: BTreeMap::new(),
            // Not the sender's own country: all senders who post here share the frame.
            country: self.posting.country.clone(),
            place: self.sender.place.as_ref().map(|_| STAND_IN.to_owned()),
            language: None,
            personal: None,
        }
    }

    /// How tightly the letters of one envelope are set, as in [`LetterContext::tightness`]: for each language it is found
    /// once for all senders whose letters are the same.
    fn tightness(&self, shared: &MailingContext, recipient: &Recipient, context: &LetterContext) -> Tightness {
        if shared.inputs.languages.len() < 2 {
            return Tightness::default();
        }
        let stationery = &self.posting.layout_for(recipient, &shared.inputs).stationery.id;
        let of_language = |locale: &Locale| {
            let letter =
                stand_in_letter(&context.input(recipient, locale), language_of_name(self.sender, locale)).ok()?;
            let key = (recipient.id.clone(), locale.tag.clone());
            let same = |known: &&KnownTightness| known.0 == *stationery && known.1 == letter;
            if let Some(known) = shared.tightnesses().get(&key).and_then(|known| known.iter().find(same)) {
                return Some(known.2);
            }
            let tightness = context.tightness_of(&letter, recipient, locale)?;
            shared.tightnesses().entry(key).or_default().push((stationery.clone(), letter, tightness));
            Some(tightness)
        };
        shared.inputs.written().filter_map(of_language).max().unwrap_or_default()
    }
}

/// The letter of a stand-in for the sender, whose name is in the language `of_name`.
fn stand_in_letter(input: &LetterInput, of_name: LanguageTag) -> Result<Letter, Findings> {
    let mut letter = compose(input)?;
    // The placeholder is not a name.
    letter.names.retain(|name| name != STAND_IN);
    if let Signature::Name(name) = &mut letter.signature {
        name.language = of_name;
    }
    // Not even the number of its lines matters.
    if let SenderBlock::Printed(lines) = &mut letter.sender {
        lines.truncate(1);
        letter.short_sender.clone_from(lines);
    }
    Ok(letter)
}

impl RunLetter {
    pub(super) fn pages(&self) -> usize {
        match self {
            Self::Framed { own, .. } => own.form.pages().len(),
            Self::Whole { document, .. } => document.pages.len(),
        }
    }

    /// How many pages the letters of others have.
    pub(super) fn usual_pages(&self) -> usize {
        match self {
            Self::Framed { frame, .. } => frame.frame.document().pages.len(),
            Self::Whole { usual_pages, .. } => *usual_pages,
        }
    }

    pub(super) fn remarks(&self) -> impl Iterator<Item = &Finding> {
        let (layout, shared, own): (Option<&Finding>, &[Finding], &[Finding]) = match self {
            Self::Framed { frame, own, layout } => (layout.as_ref(), &frame.remarks, &own.remarks),
            Self::Whole { remarks, .. } => (None, &[], remarks),
        };
        layout.into_iter().chain(shared).chain(own)
    }

    /// A hash of everything that is printed. It does not depend on the rest of the file.
    pub(super) fn digest(&self, fonts: &Fonts) -> [u8; 32] {
        match self {
            Self::Framed { own, .. } => {
                let mut hash = Sha256::new();
                hash.update(own.form.digest());
                let passages = own.passages.pages.iter().flatten();
                for item in own.sender.items.iter().chain(own.date_items.iter().flatten()).chain(passages) {
                    update(&mut hash, item, fonts);
                }
                update(&mut hash, &Item::Line(own.signature.1.clone()), fonts);
                hash.finalize().into()
            }
            Self::Whole { document, .. } => Sha256::digest(dump(document, fonts)).into(),
        }
    }

    pub(super) fn write(&self, stream: &mut LetterStream) -> Result<(), StreamFault> {
        match self {
            Self::Framed { own, .. } => stream.framed(own),
            Self::Whole { document, .. } => stream.whole(document),
        }
    }
}

/// The words of a document, paragraph by paragraph.
fn words_of(document: &Document) -> String {
    let lines = document.pages.iter().flat_map(|page| &page.items).filter_map(Item::line);
    let mut words = String::new();
    // The lines of a paragraph follow one another.
    let mut last: Option<&Line> = None;
    for line in lines {
        if !last.is_some_and(|last| Arc::ptr_eq(&last.text, &line.text)) {
            words.push_str(&line.text.text);
            words.push('\n');
        }
        last = Some(line);
    }
    words
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use jiff::civil::date;

    use super::*;
    use crate::id::{CaseId, StationeryId};
    use crate::letter::Personal;
    use crate::print::{MailingRun, Order};
    use crate::project::Project;

    fn words(words: &str) -> Words {
        Words { words: words.to_owned(), origin: Origin::default() }
    }

    fn sender(name: &str, address: &[&str], country: &str) -> Sender {
        Sender {
            name: words(name),
            address: address.iter().map(|line| words(line)).collect(),
            locality: BTreeMap::new(),
            country: CountryCode::new(country),
            place: None,
            language: None,
            personal: None,
        }
    }

    fn order(stationery: &str, languages: &[&str]) -> Order {
        Order {
            // One who gets the appeal, and one who gets a copy.
            to: ["prime-minister", "foreign-minister"].iter().filter_map(|id| RecipientId::new(id)).collect(),
            languages: languages.iter().filter_map(|tag| LanguageTag::new(tag)).collect(),
            stationery: StationeryId::new(stationery),
            ..Order::of(CaseId::new("kem-sokha").expect("an id"), date(2018, 1, 15))
        }
    }

    /// How many letters of each sender were set in a frame. Each of them is, to the last glyph, the
    /// letter that is set as a whole.
    fn framed(senders: &[Sender], order: Order) -> Vec<usize> {
        framed_in(&Project::embedded(), senders, order)
    }

    fn framed_in(project: &Project, senders: &[Sender], order: Order) -> Vec<usize> {
        let run = MailingRun::prepare(project, order).expect("the order is sound");
        let framed = |sender: &Sender| {
            let session = run.session(sender).expect("the country is known");
            let mut framed = 0;
            for recipient in run.recipients_of(&session.posting) {
                // Set alone: nothing is shared.
                let apart = Shapings::default();
                for language in &run.shared.inputs.languages {
                    let letter = session.set(&run.shared, recipient, language).expect("it can be printed");
                    let context = session.context(&run.shared, sender, &apart);
                    let mut whole = Document::default();
                    let input = context.input(recipient, &run.shared.inputs.locales[language]);
                    let tightness = context.tightness(recipient);
                    let set = context.set(&mut whole, &input, tightness).expect("it can be printed");
                    let remarks: Findings = letter.remarks().cloned().collect();
                    let (document, is_framed) = match letter {
                        RunLetter::Framed { own, .. } => (own.form.filled(&own), 1),
                        RunLetter::Whole { document, .. } => (document, 0),
                    };
                    assert!(document == whole, "{} in {language} to {}", sender.name.words, recipient.id);
                    assert_eq!(remarks, set.remarks);
                    framed += is_framed;
                }
            }
            framed
        };
        senders.iter().map(framed).collect()
    }

    #[test]
    fn a_letter_in_a_frame_is_the_letter_of_its_sender() {
        let place = |sender: Sender| Sender { place: Some("Tromsø".to_owned()), ..sender };
        let senders = [
            sender("Chantou Eriksen-Sok", &["14 Harbour Street", "9008 Tromsø"], "NO"),
            place(sender("Jgpqy Ågård", &["14 Harbour Street", "9008 Tromsø", "Northern Norway"], "NO")),
            sender("សុខ ច័ន្ទធូ", &["14 Harbour Street"], "NO"),
            // In lines of its own.
            sender("Åse Ng", &["The house behind the old boathouse on the other side of the harbour", "Tromsø"], "NO"),
        ];
        assert_eq!(framed(&senders, order("plain", &["en", "km"])), [4; 4]);
    }

    #[test]
    fn a_sender_s_block_is_where_the_layout_of_each_letter_has_it() {
        // Too high for the window, between two that the window shows.
        let project = Project::embedded();
        let case = project.text("cases/kem-sokha.yaml").expect("the case is there");
        let long = "[Office of the Prime Minister, Second Floor, Third Building, Old Market, Sangkat 7, Phnom Penh]";
        let case = case.replace("[Office of the Prime Minister, Jok Dimitrov Boulevard, Phnom Penh]", long);
        let project = project.with([("cases/kem-sokha.yaml".to_owned(), case.into_bytes())]);
        let senders = [sender("Chantou Eriksen-Sok", &["14 Harbour Street", "24937 Flensburg"], "DE")];
        let order = Order { stationery: None, to: Vec::new(), ..order("din5008b", &["en", "km"]) };
        let run = MailingRun::prepare(&project, order.clone()).expect("the order is sound");
        let session = run.session(&senders[0]).expect("the country is known");
        let of_recipient = |recipient| session.posting.layout_for(recipient, &run.shared.inputs).stationery.id.clone();
        let layouts: Vec<StationeryId> = run.recipients_of(&session.posting).into_iter().map(of_recipient).collect();
        assert_eq!(layouts.iter().map(StationeryId::as_str).collect::<Vec<_>>(), ["din5008b", "plain", "din5008b"]);
        assert_eq!(framed_in(&project, &senders, order), [6]);
    }

    #[test]
    fn a_letter_that_does_not_fit_its_frame_is_set_as_a_whole() {
        let long = "Maria Magdalena Theresia Euphrosine von Hohenstaufen-Wittelsbach und zu Sankt Gallen-Appenzell";
        let senders = [
            sender(&format!("{long}, {long}"), &["14 Harbour Street"], "NO"),
            // The name of this sender is in the letter, and must not be broken there.
            sender("Kem Sokha", &["14 Harbour Street"], "NO"),
        ];
        assert_eq!(framed(&senders, order("plain", &["en"])), [0; 2]);
    }

    #[test]
    fn own_words_find_their_place_in_a_frame_whatever_they_move() {
        let speaking = |language: &str, words: &str| {
            let (words, language) = (words.to_owned(), LanguageTag::new(language).expect("a tag"));
            let personal = Some(Personal { words, language, origin: Origin::default() });
            Sender { personal, ..sender("Jgpqy Ågård", &["14 Harbour Street", "9008 Tromsø"], "NO") }
        };
        let sentence = "I have followed this case with sorrow, and I shall go on writing until there is an answer.";
        let senders = [
            speaking("en", "I have followed this case with sorrow."),
            // On lines of their own, and more than a page can take up by being set tighter.
            speaking("en", &[sentence; 4].join(" ")),
            speaking("en", &[sentence; 3].join("\n\n")),
            speaking("en", &[sentence; 40].join(" ")),
            // The sender's name is not broken in them either.
            speaking("en", &format!("{} says Jgpqy Ågård.", [sentence; 2].join(" "))),
            speaking("km", "មនុស្សទាំងអស់កើតមកមានសេរីភាព និងសមភាព។"),
            speaking("km", &["មនុស្សទាំងអស់កើតមកមានសេរីភាព និងសមភាព។"; 9].join(" ")),
        ];
        for layout in ["plain", "din5008b"] {
            assert_eq!(framed(&senders, order(layout, &["en", "km"])), [4; 7], "{layout}");
        }
    }

    #[test]
    fn frames_keep_the_windows_of_every_layout() {
        for layout in ["din5008b", "fr_nf_z11001", "ch_right", "us_10_double"] {
            let senders = [
                sender("Chantou Eriksen-Sok", &["14 Harbour Street", "9008 Tromsø"], "DE"),
                sender("Jgpqy Ågård", &["Haus Nummer 14 am alten Hafen", "24937 Flensburg"], "DE"),
            ];
            assert_eq!(framed(&senders, order(layout, &["en"])), [2, 2], "{layout}");
        }
    }
}
