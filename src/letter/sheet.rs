//! The sheet: the Urgent Action that is handed out to letter writers, before it is set.

use super::address;
use super::message_writer::MessageWriter;
use super::plain::{EMAIL, encoded};
use super::{ForeignWords, Letterhead, Passage, Section, Text};
use crate::case::{Case, Involvement, PostalAddress, Recipient, SendBefore, SheetPlan};
use crate::countries::{Countries, TelephonePlans, split_note};
use crate::finding::{Finding, Findings, Origin, rules};
use crate::id::{CountryCode, LanguageTag};
use crate::locale::required::{self, RequiredMessage};
use crate::locale::{Locale, Value, is_pseudo};
use crate::project::paths;
use crate::script::in_capitals;

/// Marks that a salutation has at its end only where the letter goes on below it.
const SALUTATION_ENDS: [char; 9] = [',', '،', '，', '、', ':', '：', '៖', '!', '！'];

/// A salutation as it is named outside a letter.
pub(super) fn without_end(salutation: &str) -> &str {
    salutation.trim_end().trim_end_matches(SALUTATION_ENDS).trim_end()
}

/// The input of a sheet.
#[derive(Clone, Copy)]
pub struct SheetInput<'a> {
    /// The case.
    pub case: &'a Case,
    /// The plan of the sheet in the case.
    pub plan: &'a SheetPlan,
    /// The organisation that hands it out.
    pub section: Option<&'a Section>,
    /// The language.
    pub locale: &'a Locale,
    /// The language that is used for missing messages, if that is allowed.
    pub fallback: Option<&'a Locale>,
    /// The country of the letter writers, if it is known.
    pub country: Option<&'a CountryCode>,
    /// The names of countries for the post office there.
    pub countries: &'a Countries,
    /// The names of countries for words in this language.
    pub own_countries: &'a Countries,
    /// How telephone numbers are dialled.
    pub telephones: &'a TelephonePlans,
}

/// The words outside the text of a page of a sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetMargins {
    /// At the head of each page but the first: the sheet that it belongs to.
    pub head: Option<Text>,
    /// At the foot: the index, the country and the day of issue.
    pub imprint: Text,
    /// At the foot of each of several pages: the number of the page.
    pub page_line: Text,
}

/// A sheet in one language, in the order in which it is read.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// The language.
    pub language: LanguageTag,
    /// The organisation that hands it out.
    pub letterhead: Option<Letterhead>,
    /// The kind of document, above the headline.
    pub kicker: Text,
    /// The headline.
    pub headline: Text,
    /// The news, if the case was updated, and a short summary.
    pub lead: Vec<Text>,
    /// The events, and what to write.
    pub body: Vec<Passage>,
    /// When to write, and the recipients.
    pub action: Action,
    /// The additional information with its heading, if there is any.
    pub additional: Option<(Text, Vec<Passage>)>,
    /// The note of the organisation at the end.
    pub note: Option<Text>,
    /// Names that are never broken at the end of a line.
    pub names: Vec<String>,
    /// Remarks: texts that were taken from another language.
    pub remarks: Findings,
}

/// When to write, and the recipients.
#[derive(Debug, Clone, PartialEq)]
pub struct Action {
    /// The day before which appeals go out, or that they go out as soon as possible.
    pub send_before: Text,
    /// The recipients.
    pub addressees: Vec<Contact>,
    /// The heading above the recipients of copies.
    pub copies_label: Text,
    /// The recipients of copies.
    pub copies: Vec<Contact>,
    /// The sentence that the embassy gets a copy too.
    pub diplomats: Text,
    /// The embassy, if it is known.
    pub embassy: Option<Contact>,
    /// What to do after the last day, if there is one.
    pub section_office: Option<Text>,
}

/// The addresses of a recipient, and the form of address.
#[derive(Debug, Clone, PartialEq)]
pub struct Contact {
    /// The sheet's own language, which the address may not be in.
    pub language: LanguageTag,
    /// Name and office in the sheet's own language, where the address is in another.
    pub name: Option<Text>,
    /// The postal address, a line each.
    pub address: Vec<Text>,
    /// Telephone numbers, a line each.
    pub telephone: Vec<Link>,
    /// Fax numbers, in a line.
    pub fax: Option<Text>,
    /// Email and web.
    pub links: Vec<Link>,
    /// The form of address.
    pub salutation: Text,
}

/// Words that lead elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The words.
    pub text: Text,
    /// The URI (RFC 3986) that they lead to; `None` for a number that cannot be dialled.
    pub target: Option<String>,
}

/// Composes a sheet.
///
/// # Errors
///
/// Everything that is missing in the language or cannot be said, at once.
pub fn compose_sheet(input: &SheetInput) -> Result<Sheet, Findings> {
    let SheetInput { case, plan, locale, fallback, country, .. } = *input;
    let mut composing = Composing { input, writer: MessageWriter::of(case, locale, fallback) };
    let writer = &mut composing.writer;

    let kicker = match (case.update(), &case.index) {
        (Some(update), Some(index)) => {
            let day = writer.findings.take(locale.date(update.date)).unwrap_or_default();
            let number = Value::Number(case.updated as u64);
            writer.say_form(&required::SHEET_FURTHER, [Value::Text(index.clone()), number, Value::Text(day)])
        }
        _ => writer.say_form(&required::SHEET_KICKER, []),
    };
    let headline = writer.say(plan.headline.as_str(), &[]);
    // What is new comes first.
    let note = case.update().map(|update| writer.say_all(update.note.as_str(), None, &[]));
    let lead = note.into_iter().flatten().chain(writer.say_all(plan.lead.as_str(), None, &[])).collect();
    let body = plan.body.iter().flat_map(|part| writer.part(part)).collect();
    let additional: Vec<Passage> = plan.additional.iter().flat_map(|part| writer.part(part)).collect();
    let heading = if additional.is_empty() { None } else { writer.say_form(&required::SHEET_ADDITIONAL, []) };
    let send_before = composing.send_before();
    let contacts = |composing: &mut Composing, part: Involvement| -> Vec<Contact> {
        let recipients = case.recipients.iter().filter(|recipient| recipient.part == part);
        recipients.filter_map(|recipient| composing.contact(recipient, First::Office)).collect()
    };
    let addressees = contacts(&mut composing, Involvement::Addressee);
    let copies = contacts(&mut composing, Involvement::Copy);
    let embassy = country.and_then(|country| case.embassies.get(country));
    let embassy = embassy.and_then(|embassy| composing.contact(embassy, First::Name));
    let Composing { mut writer, .. } = composing;
    let copies_label = writer.say_form(&required::SHEET_COPIES, []);
    let diplomats = writer.say_form(&required::SHEET_DIPLOMATS, []);
    let section_office = case.send_before.and_then(|_| writer.say_form(&required::SHEET_SECTION_OFFICE, []));
    let section = input.section;
    writer.findings.extend(section.and_then(|section| section.forbidden_name(case)));
    writer.remarks.extend(borrowed_name(input));
    let note = section.and_then(|section| section.note_in(&locale.tag));
    let note = note.and_then(|note| writer.remarks.take(note));
    let own_name = section.and_then(|section| Some(section.name.as_ref()?.words.clone()));
    let names = own_name.into_iter().chain(writer.names()).collect();

    let sheet = (|| {
        Some(Sheet {
            language: locale.tag.clone(),
            letterhead: section.map(|section| section.letterhead(&locale.tag)),
            kicker: kicker?,
            headline: headline?,
            lead,
            body,
            action: Action {
                send_before: send_before?,
                addressees,
                copies_label: copies_label?,
                copies,
                diplomats: diplomats?,
                embassy,
                section_office,
            },
            additional: heading.map(|heading| (heading, additional)),
            note,
            names,
            remarks: Findings::new(),
        })
    })();
    match sheet {
        Some(sheet) if writer.findings.is_empty() => Ok(Sheet { remarks: writer.remarks, ..sheet }),
        _ => Err(writer.findings),
    }
}

/// The words outside the text of page `page` of `pages`.
///
/// # Errors
///
/// When a message that they need is missing or faulty.
pub fn sheet_margins(input: &SheetInput, page: usize, pages: usize) -> Result<SheetMargins, Findings> {
    let SheetInput { case, plan, locale, fallback, .. } = *input;
    let mut writer = MessageWriter::of(case, locale, fallback);
    let head = if page == 1 {
        None
    } else {
        let headline = writer.say(plan.headline.as_str(), &[]);
        headline.and_then(|text| writer.say_form(&required::SHEET_CONTINUATION, [Value::Text(text.content)]))
    };
    let number = |n: usize| Value::Number(n as u64);
    let page_line = writer.say_form(&required::PAGE_LINE, [number(page), number(pages)]);
    let imprint = imprint(input, &mut writer);
    match page_line {
        Some(page_line) if writer.findings.is_empty() => Ok(SheetMargins { head, imprint, page_line }),
        _ => Err(writer.findings),
    }
}

/// The note in parentheses after a telephone number, which a case has in English: `c/o Council of Ministers`.
fn english_note(number: &str) -> Option<ForeignWords> {
    let words = split_note(number).1?;
    Some(ForeignWords { words, language: LanguageTag::english() })
}

/// The index, the country and the day of issue, as far as they are known, side by side.
fn imprint(input: &SheetInput, writer: &mut MessageWriter) -> Text {
    let SheetInput { case, locale, own_countries, .. } = *input;
    let day = case.issued().and_then(|day| writer.findings.take(locale.date(day)));
    let issued = day.and_then(|day| writer.say_form(&required::SHEET_ISSUED, [Value::Text(day)]));
    let country = own_countries.name(&case.country).map(str::to_owned);
    let parts = [case.index.clone(), country, issued.map(|text| text.content)];
    let parts = parts.into_iter().flatten().map(|part| locale.info.direction.filled_in(part));
    let content = parts.collect::<Vec<String>>().join(" · ");
    let origin = Origin { file: Some(case.file.clone()), name: "country".to_owned(), ..Origin::default() };
    Text::new(content, locale.tag.clone(), origin)
}

/// Reports that the country's name is not known in the language of the sheet.
fn borrowed_name(input: &SheetInput) -> Option<Finding> {
    let SheetInput { case, locale, own_countries, .. } = *input;
    let is_own = own_countries.language.primary() == locale.tag.primary();
    if is_own || is_pseudo(&locale.tag) {
        return None;
    }
    let name = own_countries.name(&case.country)?;
    let message = format!("the name of {} is missing in `{}`, so `{name}` is used", case.country, locale.tag);
    let help = format!("add `{}: …` to `{}` in your project", case.country, paths::country_names(&locale.tag));
    Some(Finding::warning(rules::BORROWED_MESSAGE, message).place("country").help(help))
}

/// Whether a contact begins with the office or with the name of the person in office.
#[derive(Clone, Copy, PartialEq, Eq)]
enum First {
    /// An address that begins with the office: for a person in office.
    Office,
    /// An address that begins with a name: for an institution.
    Name,
}

struct Composing<'a> {
    input: &'a SheetInput<'a>,
    writer: MessageWriter<'a>,
}

impl Composing<'_> {
    fn send_before(&mut self) -> Option<Text> {
        let SheetInput { case, locale, .. } = *self.input;
        let Some(SendBefore(day)) = case.send_before else {
            return self.writer.say_form(&required::SHEET_AS_SOON_AS_POSSIBLE, []);
        };
        let date = self.writer.findings.take(locale.date(day))?;
        let capitals = Value::Text(in_capitals(&date, &locale.tag));
        self.writer.say_form(&required::SHEET_SEND_BEFORE, [Value::Text(date), capitals])
    }

    fn contact(&mut self, recipient: &Recipient, first: First) -> Option<Contact> {
        let locale = self.input.locale;
        let is_english = locale.tag.primary() == "en";
        // An English sheet has name and office in the address.
        let is_named = is_english && recipient.address.latin.who().is_some();
        let name = if is_named { None } else { self.writer.say(recipient.message().as_str(), &[]) };
        let address = self.address(&recipient.address, first);
        let telephone = recipient.telephone.iter().filter_map(|number| self.telephone(number, recipient)).collect();
        let fax = if recipient.fax.is_empty() {
            None
        } else {
            let fax = self.writer.say_form(&required::SHEET_FAX, [Value::Text(recipient.fax.join(" / "))]);
            let foreign = recipient.fax.iter().filter_map(|number| english_note(number)).collect();
            fax.map(|text| Text { foreign, ..text })
        };
        let links = self.links(recipient);
        let salutation = self.writer.salutation(recipient)?;
        let words = without_end(&salutation.content).to_owned();
        let salutation = self.writer.say_form(&required::SHEET_SALUTATION, [Value::Text(words)])?;
        Some(Contact { language: locale.tag.clone(), name, address, telephone, fax, links, salutation })
    }

    /// A telephone number, which calls when it is clicked (RFC 3966).
    fn telephone(&mut self, number: &str, recipient: &Recipient) -> Option<Link> {
        let text = self.writer.say_form(&required::SHEET_TELEPHONE, [Value::Text(number.to_owned())])?;
        let text = Text { foreign: english_note(number).into_iter().collect(), ..text };
        let number = self.input.telephones.number(number, &recipient.address.country).ok();
        let target = number.map(|number| format!("tel:{}", number.international().replace(' ', "-")));
        Some(Link { text, target })
    }

    /// The e-mail and web addresses. A line may break before each of their parts.
    fn links(&mut self, recipient: &Recipient) -> Vec<Link> {
        let email = recipient.email.iter().map(|address| {
            let target = format!("mailto:{}", encoded(address, EMAIL));
            (&required::SHEET_EMAIL, address, target)
        });
        let web = recipient.web.iter().map(|address| (&required::SHEET_WEB, address, web_target(address)));
        let link = |(label, address, target): (&RequiredMessage, &String, String)| {
            let text = self.writer.say_form(label, [Value::Text(with_breaks(address))])?;
            Some(Link { text, target: Some(target) })
        };
        email.chain(web).filter_map(link).collect()
    }

    /// The lines of an address as they go onto an envelope, with the country after the last one.
    fn address(&mut self, address: &PostalAddress, first: First) -> Vec<Text> {
        let SheetInput { country, countries, .. } = *self.input;
        let form = address.read_in(country);
        let [above, below] = match first {
            First::Office => [&form.office, &form.name],
            First::Name => [&form.name, &form.office],
        };
        let parts = above.iter().chain(below).chain(&form.lines);
        let mut lines: Vec<Text> = parts.map(|line| address::text(form, line)).collect();
        if address.is_of_post() && country != Some(&address.country) {
            match (countries.name(&address.country), lines.last_mut()) {
                (Some(name), Some(last)) => {
                    last.content.push_str(", ");
                    last.content.push_str(name);
                }
                _ => self.writer.findings.extend(address::unnamed_country(address, countries)),
            }
        }
        lines
    }
}

/// A web address as a URI: those that name no scheme are of the web's oldest.
fn web_target(address: &str) -> String {
    let whole = if address.contains("://") { address.to_owned() } else { format!("http://{address}") };
    let has_path = whole.split_once("://").is_some_and(|(_, rest)| rest.contains(['/', '?', '#']));
    encoded(&if has_path { whole } else { format!("{whole}/") }, RESERVED)
}

/// An address with places where a line may end: after `@` and `/`, and before a point.
fn with_breaks(address: &str) -> String {
    let mut parted = String::with_capacity(address.len());
    for character in address.chars() {
        if character == '.' {
            parted.push('\u{200B}');
        }
        parted.push(character);
        if matches!(character, '@' | '/') {
            parted.push('\u{200B}');
        }
    }
    parted
}

/// Characters that are allowed in a URI in addition to the unreserved ones (RFC 3986, 2.2), and `%` for text that is
/// already encoded.
const RESERVED: &[u8] = b":/?#[]@!$&'()*+,;=%";

/// A fault of a case that has no sheet.
pub fn no_sheet(case: &Case) -> Finding {
    Finding::error(rules::NO_SHEET, "the case has no text for a sheet")
        .in_file(&case.file)
        .place("sheet")
        .help("add `sheet:` with `headline`, `lead` and `body`; a file from `likhit new case` explains it")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_web_address_becomes_a_uri() {
        assert_eq!(web_target("www.cambodianembassy.org.uk"), "http://www.cambodianembassy.org.uk/");
        assert_eq!(web_target("https://example.org/a b"), "https://example.org/a%20b");
        assert_eq!(web_target("https://example.org?case=1"), "https://example.org?case=1");
        assert_eq!(encoded("é@example.org", EMAIL), "%C3%A9@example.org");
    }

    #[test]
    fn an_address_may_be_parted_where_a_part_begins() {
        assert_eq!(with_breaks("a@b.org"), "a@\u{200B}b\u{200B}.org");
    }
}
