//! Setting a sheet: the Urgent Action on as many pages as it needs, in one language or in several
//! side by side, paragraph beside paragraph.

mod cells;
mod form;
mod pages;

use std::collections::BTreeMap;

use crate::finding::Findings;
use crate::id::LanguageTag;
use crate::letter::{Action, Contact, Letterhead, ListItem, Passage, Sheet, SheetMargins, Text};
use crate::locale::Direction;
use crate::page::document::{Document, Element, ElementId, Item, Role};
use crate::page::letter::letterhead::{SIZES as LETTERHEAD_SIZES, set_letterhead};
use crate::page::text::context::TypesetContext;
use crate::page::text::fit::{Fit, fit, loosen};
use crate::page::text::galley::{Galley, Keep, Pitch, White};
use crate::page::text::list_marks::{ListMarks, list_marks};
use crate::page::text::paragraph::LineFilling;
use crate::page::text::spoken::element_of;
use crate::page::text::typography::{SMALL_SIZE, Typography};
use crate::unit::{Em, Mm, Pt, Rect, Size};
use cells::{Cell, Edges, Style};
pub use form::{PrintSize, SheetForm};

/// White around the text.
const MARGIN: Mm = Mm(20.0);

/// White between columns.
const GUTTER: Mm = Mm(7.0);

/// White between the frame around the addresses and what is in it.
const PADDING: Mm = Mm(4.5);

/// How many contacts are side by side in a sheet of one language.
const CONTACTS_ABREAST: usize = 3;
const LARGE_CONTACTS_ABREAST: usize = 2;

/// The part of a page's height that a contact in large print may have and stay on one page.
const LARGE_CONTACT_PART: f64 = 0.45;

/// The most contacts whose frame stays on one page.
const MOST_CONTACTS_KEPT: usize = 6;

/// White beside the leading, where there is room and where there is none: above the headline and the lead, between the
/// items of a list, above the frame and below it and above the additional information, and between the groups of contacts
/// in the frame. Two paragraphs have half a line between them where there is room.
const HEAD_SPACE: [Em; 2] = [Em(0.88), Em(0.5)];
const ITEM_SPACE: [Em; 2] = [Em(0.3), Em(0.15)];
const PART_SPACE: [Em; 2] = [Em(1.6), Em(1.0)];
const CONTACTS_SPACE: [Em; 2] = [Em(1.0), Em(0.6)];
const PARAGRAPH_LINES: f64 = 0.5;
const LEAST_PARAGRAPH_SPACE: Em = Em(0.3);

/// The minimum indent of the items of a list; wide marks make it larger.
const LIST_INDENT: Em = Em(1.7);

/// The least size of contacts in languages with stacked letters.
const LEAST_STACKED_CONTACT: Pt = Pt(9.0);

/// The pages of one leaf.
const LEAF: usize = 2;

/// The least size of anything in large print.
const LARGE: Pt = Pt(16.0);
const LARGE_LETTERHEAD_SIZES: &[(Pt, Pt)] = &[(Pt(20.0), LARGE), (LARGE, LARGE)];

/// The heights of the letterhead that are tried.
const LETTERHEAD_HEIGHTS: &[Mm] = &[Mm(11.0)];
const LARGE_LETTERHEAD_HEIGHTS: &[Mm] = &[Mm(15.0), Mm(20.0), Mm(26.0), Mm(32.0), Mm(40.0), Mm(50.0)];

/// Words outside the text, in each language, of page `n` of a number of pages.
pub type Margins<'a> = &'a dyn Fn(usize, usize) -> Result<Vec<SheetMargins>, Findings>;

/// Sets a sheet on new pages at the end of the document. Several languages are set side by side, the first one in the
/// first column. They must belong to the same case, so that their parts match.
///
/// Returns a remark if the sheet is longer than a leaf and may not be.
///
/// # Errors
///
/// Everything in the sheet that cannot be printed; the document must not be used then.
pub fn set_sheet(
    document: &mut Document,
    languages: &[&Sheet],
    form: SheetForm,
    typesetting: &TypesetContext,
    margins: Margins,
) -> Result<Findings, Findings> {
    let is_plain = |sheet: &&Sheet| typesetting.locale_of(&sheet.language).is_none_or(|l| l.info.script == "Latn");
    let has_stacked_scripts = !languages.iter().all(is_plain);
    let steps = form.steps(has_stacked_scripts);
    let set = |fit: Fit| {
        let least_contact = if has_stacked_scripts { LEAST_STACKED_CONTACT } else { Pt::ZERO };
        let mut setter = SheetSetter::new(document, form, languages.len(), typesetting, fit, least_contact);
        let additional = setter.set_columns(languages);
        if !setter.findings.is_empty() {
            return Err(setter.findings);
        }
        let columns = setter.page_columns(margins)?;
        let pages = setter.paginate(&setter.galley, additional, columns)?;
        Ok((setter, pages, additional, columns))
    };
    let (mut setter, pages, additional, columns) = fit(steps, set, |(_, pages, ..)| pages.rank())?;
    let mut galley = std::mem::take(&mut setter.galley);
    let rank = pages.rank();
    let mut pages = loosen(&mut galley, pages, |galley| {
        let pages = setter.paginate(galley, additional, columns).ok()?;
        (pages.rank() <= rank).then_some(pages)
    });
    pages.loosen_each(columns);
    let mut remarks = Findings::new();
    if let [sheet] = languages
        && pages.count() > LEAF
        && form.print == PrintSize::Usual
    {
        remarks.push(pages.longer_than_a_leaf(&sheet.language, steps[steps.len() - 1].size));
    }
    setter.finish(document, &pages, margins)?;
    Ok(remarks)
}

/// How the parts of a sheet are set.
struct Styles {
    kicker: Style,
    headline: Style,
    lead: Style,
    body: Style,
    send_before: Style,
    contact: Style,
    label: Style,
    subheading: Style,
}

impl Styles {
    fn of(Fit { size, leading: kept, .. }: Fit, print: PrintSize, least_contact: Pt) -> Self {
        // The factors of the headline, and of the size and the leading of contacts.
        let (headline, contact, leading): (f64, f64, f64) = match print {
            PrintSize::Usual => (1.7, 0.92, 0.97),
            PrintSize::Large => (1.5, 1.0, 1.0),
        };
        let style = |role, typography, factor: f64, leading: f64| Style {
            role,
            typography,
            size: size * factor,
            leading: leading * kept,
            filling: LineFilling::Full,
        };
        let balanced = |style: Style| Style { filling: LineFilling::Balanced, ..style };
        let contact = contact.max(least_contact / size);
        Self {
            kicker: style(Role::Paragraph, Typography::Strong, 1.0, 1.0),
            headline: balanced(style(Role::Heading, Typography::Heading, headline, 0.92)),
            lead: style(Role::Paragraph, Typography::Strong, 1.05, 1.0),
            body: style(Role::Paragraph, Typography::Body, 1.0, 1.0),
            send_before: balanced(style(Role::Subheading, Typography::Strong, 1.15, 1.0)),
            contact: balanced(style(Role::Paragraph, Typography::Body, contact, leading)),
            label: style(Role::Paragraph, Typography::Body, contact, leading),
            subheading: balanced(style(Role::Subheading, Typography::Strong, 1.15, 1.0)),
        }
    }
}

/// A sheet while it is being set.
struct SheetSetter<'a> {
    typesetting: &'a TypesetContext<'a>,
    paper: Size,
    print: PrintSize,
    fit: Fit,
    /// White between paragraphs where there is room.
    half_line: Em,
    /// The size of the words outside the text.
    small_size: Pt,
    styles: Styles,
    sheet: ElementId,
    /// The part of each language, in a sheet of several.
    parts: Vec<ElementId>,
    elements: Vec<Element>,
    links: BTreeMap<ElementId, String>,
    galley: Galley,
    /// The letterhead of the first page and its place, if there is one.
    head: Vec<Item>,
    head_zone: Option<Rect>,
    /// The rows in the frame.
    framed: std::ops::Range<usize>,
    /// Whether the frame is so short that it stays whole.
    is_frame_short: bool,
    findings: Findings,
}

impl<'a> SheetSetter<'a> {
    fn new(
        document: &Document,
        form: SheetForm,
        languages: usize,
        typesetting: &'a TypesetContext<'a>,
        fit: Fit,
        least_contact: Pt,
    ) -> Self {
        let print = form.print;
        Self {
            typesetting,
            paper: form.page(languages),
            print,
            fit,
            half_line: Em::ZERO,
            small_size: if print == PrintSize::Large { LARGE } else { SMALL_SIZE },
            styles: Styles::of(fit, print, least_contact),
            sheet: ElementId(document.elements.len()),
            parts: Vec::new(),
            elements: document.elements.clone(),
            links: document.links.clone(),
            galley: Galley::with_space(fit.space),
            head: Vec::new(),
            head_zone: None,
            framed: 0..0,
            is_frame_short: false,
            findings: Findings::new(),
        }
    }

    fn element(&mut self, role: Role, parent: Option<ElementId>, language: Option<&LanguageTag>) -> ElementId {
        let id = ElementId(self.elements.len());
        self.elements.push(Element::new(role, parent, language.map(ToString::to_string)));
        id
    }

    /// The element of a text.
    fn element_of(&mut self, role: Role, parent: ElementId, text: &Text) -> ElementId {
        let id = ElementId(self.elements.len());
        self.elements.push(element_of(role, Some(parent), text, self.typesetting));
        id
    }

    fn report(&mut self, findings: Findings) {
        self.findings.extend_unique(findings);
    }

    fn white(&self, [usual, least]: [Em; 2]) -> White {
        White { usual: usual.at(self.fit.size), least: least.at(self.fit.size) }
    }

    fn between_paragraphs(&self) -> White {
        self.white([self.half_line, LEAST_PARAGRAPH_SPACE])
    }

    fn edges(&self) -> Edges {
        Edges { left: MARGIN.to_pt(), right: self.paper.width - MARGIN.to_pt() }
    }

    /// Sets everything into the galley, and says which row begins the additional information.
    fn set_columns(&mut self, languages: &[&Sheet]) -> usize {
        let language = (languages.len() == 1).then(|| &languages[0].language);
        self.sheet = self.element(Role::Letter, None, language);
        if let Some(letterhead) = languages.first().and_then(|sheet| sheet.letterhead.as_ref()) {
            self.set_letterhead(letterhead, &languages[0].language);
        }
        self.parts = match languages {
            [_] => vec![self.sheet],
            several => {
                let part = |sheet: &&Sheet| self.element(Role::Letter, Some(self.sheet), Some(&sheet.language));
                several.iter().map(part).collect()
            }
        };
        let Styles { kicker, headline, lead, .. } = self.styles;
        let leadings = languages.iter().map(|sheet| self.typesetting.leading_of(&sheet.language));
        self.half_line = leadings.fold(Em::ZERO, Em::max) * (PARAGRAPH_LINES * self.fit.leading);
        let (small, large) = (self.between_paragraphs(), self.white(HEAD_SPACE));
        self.texts(&each(languages, |sheet| &sheet.kicker), kicker, White::default(), Keep::Free);
        self.texts(&each(languages, |sheet| &sheet.headline), headline, large, Keep::WithPrevious);
        self.paragraphs(&each(languages, |sheet| sheet.lead.as_slice()), lead, large, Keep::WithPrevious);
        self.passages(&each(languages, |sheet| sheet.body.as_slice()), small);
        self.action(&each(languages, |sheet| &sheet.action));
        let additional = self.galley.rows.len();
        let headings: Vec<&Text> = languages.iter().filter_map(|sheet| Some(&sheet.additional.as_ref()?.0)).collect();
        if !headings.is_empty() {
            // The frame above reaches further down than its words.
            let space = self.white(PART_SPACE).and(PADDING.to_pt());
            self.texts(&headings, self.styles.subheading, space, Keep::Passage);
            let bodies: Vec<&[Passage]> =
                languages.iter().filter_map(|sheet| Some(sheet.additional.as_ref()?.1.as_slice())).collect();
            let first = self.galley.rows.len();
            self.passages(&bodies, small);
            if let Some(row) = self.galley.rows.get_mut(first) {
                row.may_begin_page = false;
            }
        }
        let notes: Vec<&Text> = languages.iter().filter_map(|sheet| sheet.note.as_ref()).collect();
        if !notes.is_empty() {
            self.texts(&notes, self.styles.label, self.white(PART_SPACE), Keep::Passage);
        }
        additional
    }

    /// Sets the letterhead in the lowest zone that holds it.
    fn set_letterhead(&mut self, letterhead: &Letterhead, language: &LanguageTag) {
        let (sizes, heights) = match self.print {
            PrintSize::Usual => (LETTERHEAD_SIZES, LETTERHEAD_HEIGHTS),
            PrintSize::Large => (LARGE_LETTERHEAD_SIZES, LARGE_LETTERHEAD_HEIGHTS),
        };
        let direction = self.typesetting.direction_of(language);
        let mut faults = Findings::new();
        for height in heights {
            let (zone, parent) = (self.letterhead_zone(*height), self.sheet);
            match set_letterhead(letterhead, zone, sizes, direction, self.typesetting, &mut self.elements, parent) {
                Ok(items) => {
                    (self.head, self.head_zone) = (items, Some(zone));
                    return;
                }
                Err(findings) => faults = findings,
            }
        }
        self.report(faults);
    }

    /// The words of each language, side by side, each in the part of its language.
    fn beside<T: ?Sized>(
        &mut self,
        said: &[&T],
        within: Edges,
        space: White,
        keep: Keep,
        mut fill: impl FnMut(&mut Self, &mut Cell, ElementId, &T),
    ) {
        let columns = split(within, said.len());
        let mut cells = Vec::new();
        for (at, (said, edges)) in said.iter().zip(&columns).enumerate() {
            let mut cell = Cell::new(*edges);
            let part = if columns.len() == self.parts.len() { self.parts[at] } else { self.sheet };
            fill(self, &mut cell, part, said);
            cells.push(cell);
        }
        self.push(cells, space, keep);
    }

    /// Adds cells to the galley, `space` below what is there beside the leading.
    fn push(&mut self, cells: Vec<Cell>, white: White, keep: Keep) {
        let leading = cells
            .iter()
            .filter_map(|cell| Some(self.leading_of(cell.first_language.as_ref(), cell.lines.first()?.line.size)))
            .fold(Pt::ZERO, Pt::max);
        let columns: Vec<_> = cells.into_iter().map(|cell| cell.lines).collect();
        self.galley.push_columns(&columns, Pitch { fixed: leading, white }, keep, self.typesetting.fonts);
    }

    /// The usual distance of baselines in a language.
    fn leading_of(&self, language: Option<&LanguageTag>, size: Pt) -> Pt {
        language.map_or(size * 1.3, |tag| self.typesetting.leading_of(tag).at(size)) * self.fit.leading
    }

    fn texts(&mut self, texts: &[&Text], style: Style, space: White, keep: Keep) {
        self.beside(texts, self.edges(), space, keep, |setter, cell, group, text| {
            setter.add(cell, group, text, style, Pt::ZERO);
        });
    }

    /// Paragraphs beside paragraphs. A language that has fewer of them has its last ones together.
    fn paragraphs(&mut self, paragraphs: &[&[Text]], style: Style, space: White, keep: Keep) {
        let count = paragraphs.iter().map(|texts| texts.len()).min().unwrap_or(0);
        for at in 0..count {
            let here: Vec<&[Text]> =
                paragraphs.iter().map(|texts| if at + 1 == count { &texts[at..] } else { &texts[at..=at] }).collect();
            let between = self.between_paragraphs();
            let (space, keep) = if at == 0 { (space, keep) } else { (between, Keep::Passage) };
            self.beside(&here, self.edges(), space, keep, |setter, cell, group, texts| {
                for (i, text) in texts.iter().enumerate() {
                    let space = if i == 0 { Pt::ZERO } else { between.at(setter.fit.space) };
                    setter.add(cell, group, text, style, space);
                }
            });
        }
    }

    fn passages(&mut self, bodies: &[&[Passage]], space: White) {
        let runs: Vec<Vec<Run>> = bodies.iter().map(|body| runs(body)).collect();
        let count = runs.iter().map(Vec::len).min().unwrap_or(0);
        for at in 0..count {
            let here: Vec<&Run> = runs.iter().map(|runs| &runs[at]).collect();
            match here[0] {
                Run::Paragraphs(_) => {
                    let texts: Vec<Vec<Text>> = here.iter().map(|run| run.texts()).collect();
                    let texts: Vec<&[Text]> = texts.iter().map(Vec::as_slice).collect();
                    self.paragraphs(&texts, self.styles.body, space, Keep::Passage);
                }
                Run::List(_) => self.lists(&here, space),
            }
        }
    }

    /// Lists beside lists, item beside item, each a list in the part of its language.
    fn lists(&mut self, lists: &[&Run], space: White) {
        let lists: Vec<&[ListItem]> = lists.iter().map(|run| run.items()).collect();
        let mut parts = Vec::new();
        for (items, part) in lists.iter().zip(self.parts.clone()) {
            let numbering = items.first().map(|item| item.numbering).unwrap_or_default();
            parts.push(self.element(Role::List(numbering), Some(part), None));
        }
        let size = self.styles.body.size;
        let marks = |items: &&[ListItem]| list_marks(items, LIST_INDENT, Typography::Body, size, self.typesetting);
        let marks: Vec<ListMarks> = match lists.iter().map(marks).collect() {
            Ok(marks) => marks,
            Err(findings) => return self.report(findings),
        };
        let count = lists.iter().map(|items| items.len()).min().unwrap_or(0);
        let first_row = self.galley.rows.len();
        for at in 0..count {
            let mut cells = Vec::new();
            let columns = split(self.edges(), lists.len());
            for (((items, marks), list), edges) in lists.iter().zip(&marks).zip(&parts).zip(columns) {
                let mut cell = Cell::new(edges);
                self.add_item(&mut cell, *list, &items[at], &marks.marks[at], marks.indent);
                cells.push(cell);
            }
            // A list stays with the line that introduces it.
            let (space, keep) =
                if at == 0 { (space, Keep::WithPrevious) } else { (self.white(ITEM_SPACE), Keep::Passage) };
            self.push(cells, space, keep);
        }
        self.galley.mark_list(first_row);
    }

    /// The deadline and the recipients, in a frame.
    fn action(&mut self, languages: &[&Action]) {
        let start = self.galley.rows.len();
        let padding = PADDING.to_pt();
        let Edges { left, right } = self.edges();
        let within = Edges { left: left + padding, right: right - padding };
        let Styles { send_before, label, .. } = self.styles;
        let strong = Style { typography: Typography::Strong, ..label };
        let contacts_space = self.white(CONTACTS_SPACE);
        let above = self.white(PART_SPACE).and(padding);
        let text = |text: fn(&Action) -> &Text| languages.iter().map(|action| text(action)).collect::<Vec<&Text>>();
        self.beside(&text(|action| &action.send_before), within, above, Keep::Free, |setter, cell, group, text| {
            setter.add(cell, group, text, send_before, Pt::ZERO);
        });
        // A frame of a page's part stays whole; a longer one may be split between contacts.
        let contacts = languages[0].addressees.len() + languages[0].copies.len();
        let is_large = self.print == PrintSize::Large;
        let is_short = !is_large && languages.len() == 1 && contacts <= MOST_CONTACTS_KEPT;
        self.is_frame_short = is_short;
        let between = if is_short { Keep::WithPrevious } else { Keep::Free };
        let follows = if is_large { Keep::Free } else { Keep::WithPrevious };
        let spaces = [self.between_paragraphs(), contacts_space];
        if let [action] = languages {
            self.contacts_abreast(action, within, spaces, between);
        } else {
            let addressees: Vec<&[Contact]> = languages.iter().map(|action| action.addressees.as_slice()).collect();
            self.contacts_beside(&addressees, within, spaces, between);
            let copies: Vec<&[Contact]> = languages.iter().map(|action| action.copies.as_slice()).collect();
            if copies.iter().any(|copies| !copies.is_empty()) {
                let labels = text(|action| &action.copies_label);
                self.beside(&labels, within, contacts_space, between, |setter, cell, group, text| {
                    setter.add(cell, group, text, label, Pt::ZERO);
                });
                self.contacts_beside(&copies, within, [White::default(), contacts_space], between);
            }
        }
        let diplomats = text(|action| &action.diplomats);
        // The embassies may follow on the next page, because the appeal is not addressed to them.
        self.beside(&diplomats, within, contacts_space, Keep::Free, |setter, cell, group, text| {
            setter.add(cell, group, text, label, Pt::ZERO);
        });
        let embassies: Vec<&Contact> = languages.iter().filter_map(|action| action.embassy.as_ref()).collect();
        match embassies.as_slice() {
            [] => {}
            [embassy] if !is_large => self.embassy(embassy, within),
            several => self.contact_beside(several, within, White::default(), follows),
        }
        let section_office: Vec<&Text> = languages.iter().filter_map(|action| action.section_office.as_ref()).collect();
        if !section_office.is_empty() {
            self.beside(&section_office, within, contacts_space, follows, |setter, cell, group, text| {
                setter.add(cell, group, text, strong, Pt::ZERO);
            });
        }
        self.framed = start..self.galley.rows.len();
        // The frame reaches beyond what is in it.
        if let [first, .., last] = &mut self.galley.rows[start..] {
            first.above += padding;
            last.below += padding;
        }
    }

    /// The highest contact that stays on one page: in large print, which leaves room for few lines, a part of the page.
    fn highest_contact(&self) -> Pt {
        self.paper.height * if self.print == PrintSize::Large { LARGE_CONTACT_PART } else { 1.0 }
    }

    /// The contacts of each language side by side, `spaces` above the first and above the others.
    fn contacts_beside(&mut self, languages: &[&[Contact]], within: Edges, spaces: [White; 2], between: Keep) {
        for at in 0..languages.iter().map(|contacts| contacts.len()).min().unwrap_or(0) {
            let here: Vec<&Contact> = languages.iter().map(|contacts| &contacts[at]).collect();
            let (space, keep) = if at == 0 { (spaces[0], Keep::WithPrevious) } else { (spaces[1], between) };
            self.contact_beside(&here, within, space, keep);
        }
    }

    fn contact_beside(&mut self, languages: &[&Contact], within: Edges, space: White, keep: Keep) {
        self.beside(languages, within, space, keep, |setter, cell, group, contact| {
            setter.add_contact(cell, group, contact);
            cell.keep_together(setter.highest_contact());
        });
    }

    /// Contacts in columns: first the recipients, then those for copies.
    fn contacts_abreast(&mut self, action: &Action, within: Edges, spaces: [White; 2], between: Keep) {
        let label = self.styles.label;
        let contacts: Vec<(Option<&Text>, &Contact)> = action
            .addressees
            .iter()
            .map(|contact| (None, contact))
            .chain(
                action
                    .copies
                    .iter()
                    .enumerate()
                    .map(|(i, contact)| ((i == 0).then_some(&action.copies_label), contact)),
            )
            .collect();
        let most = if self.print == PrintSize::Large { LARGE_CONTACTS_ABREAST } else { CONTACTS_ABREAST };
        let abreast = contacts.len().clamp(2, most);
        for (row, contacts) in contacts.chunks(abreast).enumerate() {
            let mut cells = Vec::new();
            let direction = self.typesetting.direction_of(&contacts[0].1.language);
            for ((heading, contact), edges) in contacts.iter().zip(split_read(direction, within, abreast)) {
                let mut cell = Cell::new(edges);
                if let Some(heading) = heading {
                    self.add(&mut cell, self.sheet, heading, label, Pt::ZERO);
                }
                self.add_contact(&mut cell, self.sheet, contact);
                cell.keep_together(self.highest_contact());
                cells.push(cell);
            }
            let (space, keep) = if row == 0 { (spaces[0], Keep::WithPrevious) } else { (spaces[1], between) };
            self.push(cells, space, keep);
        }
    }

    /// The embassy: its address in one line, and below it the other contacts in two columns.
    fn embassy(&mut self, embassy: &Contact, within: Edges) {
        let group = self.element(Role::Group, Some(self.sheet), None);
        let direction = self.typesetting.direction_of(&embassy.language);
        let mut cell = Cell::new(within);
        cell.begin_lines(direction);
        let style = self.styles.contact;
        if let Some(name) = &embassy.name {
            self.add(&mut cell, group, name, style, Pt::ZERO);
        }
        if let Some(address) = Text::joined(&embassy.address, ", ") {
            self.add(&mut cell, group, &address, style, Pt::ZERO);
        }
        cell.keep_together(self.highest_contact());
        self.push(vec![cell], White::default(), Keep::WithPrevious);

        let mut ways: Vec<Cell> = split_read(direction, within, 2).into_iter().map(Cell::new).collect();
        for cell in &mut ways {
            cell.begin_lines(direction);
        }
        if let [numbers, links] = ways.as_mut_slice() {
            self.add_numbers(numbers, group, embassy, &mut None);
            // What there are no numbers beside begins where reading begins.
            let links = if numbers.lines.is_empty() { numbers } else { links };
            self.add_links(links, group, &embassy.links, &mut None);
            self.add(links, group, &embassy.salutation, style, Pt::ZERO);
        }
        ways.retain(|cell| !cell.lines.is_empty());
        for cell in &mut ways {
            cell.keep_together(self.highest_contact());
        }
        self.push(ways, White::default(), Keep::WithPrevious);
    }
}

/// Neighbouring paragraphs, or a list.
enum Run<'a> {
    Paragraphs(Vec<&'a Text>),
    List(&'a [ListItem]),
}

impl Run<'_> {
    fn texts(&self) -> Vec<Text> {
        match self {
            Run::Paragraphs(texts) => texts.iter().map(|text| (*text).clone()).collect(),
            Run::List(items) => items.iter().map(|item| item.body.clone()).collect(),
        }
    }

    fn items(&self) -> &[ListItem] {
        match self {
            Run::List(items) => items,
            Run::Paragraphs(_) => &[],
        }
    }
}

/// Paragraphs up to each list together: two languages may have different numbers of them.
fn runs(body: &[Passage]) -> Vec<Run<'_>> {
    let mut runs: Vec<Run> = Vec::new();
    for passage in body {
        match (passage, runs.last_mut()) {
            (Passage::Paragraph(text), Some(Run::Paragraphs(texts))) => texts.push(text),
            (Passage::Paragraph(text), _) => runs.push(Run::Paragraphs(vec![text])),
            (Passage::List(items), _) => runs.push(Run::List(items)),
        }
    }
    runs
}

fn each<'s, T: ?Sized>(languages: &[&'s Sheet], part: impl Fn(&'s Sheet) -> &'s T) -> Vec<&'s T> {
    languages.iter().map(|sheet| part(sheet)).collect()
}

/// A number of columns with the same width, from left to right.
fn split(within: Edges, count: usize) -> Vec<Edges> {
    let gutter = GUTTER.to_pt();
    let count = count.max(1);
    let width = Pt((within.right - within.left - gutter * (count - 1) as f64).0 / count as f64);
    let left = |i: usize| within.left + (width + gutter) * i as f64;
    (0..count).map(|i| Edges { left: left(i), right: left(i) + width }).collect()
}

/// The same columns in the order in which they are read.
fn split_read(direction: Direction, within: Edges, count: usize) -> Vec<Edges> {
    let mut columns = split(within, count);
    if direction == Direction::Rtl {
        columns.reverse();
    }
    columns
}
