//! The messages that every language must have, and the variables that the program gives to each.

use crate::finding::Piece;
use crate::id::SalutationKey;

/// A message in `letter.ftl` that every language must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequiredMessage {
    /// Its id.
    pub id: &'static str,
    /// The variables that it is given.
    pub gives: &'static [&'static str],
}

/// Declares the required messages, and a list with all of them.
macro_rules! forms {
    ($(#[$of_all:meta])+ $all:ident; $($(#[$doc:meta])+ $name:ident = $id:literal [$($variable:literal),*];)+) => {
        $($(#[$doc])+ pub const $name: RequiredMessage = RequiredMessage { id: $id, gives: &[$($variable),*] };)+

        $(#[$of_all])+
        pub const $all: &[RequiredMessage] = &[$($name),+];
    };
}
pub(super) use forms;

forms! {
    /// All of them. A language also has `month-1` to `month-12` and its forms of address.
    FORMS;
    /// A day in the language's words.
    DATE = "date" ["day", "month", "year"];
    /// The line above a letter whose sender names a place.
    PLACE_AND_DATE = "place-and-date" ["place", "date"];
    /// The line above a letter of no known place.
    DATE_LINE = "date-line" ["date"];
    /// The addressee in the letter's own language.
    ADDRESSEE_LINE = "addressee-line" ["addressee"];
    /// The subject as it is printed in the letter.
    SUBJECT_LINE = "subject-line" ["subject"];
    /// The mark before an item of a list.
    LIST_MARK = "list-mark" ["number"];
    /// The closing formula.
    CLOSING = "closing" [];
    /// The text before the names of the recipients of copies.
    COPIES_TO = "copies-to" [];
    /// The first paragraphs of a second letter, which refer to the first.
    FOLLOW_UP = "follow-up" ["first-letter", "subject"];
    /// The last paragraph of a second letter, which asks for an answer.
    FOLLOW_UP_REPLY = "follow-up-reply" [];
    /// What a letter of solidarity is called where it has a title, as in an e-mail.
    SOLIDARITY_TOPIC = "solidarity-topic" [];
    /// Below the line for the sender's name.
    FILL_IN_NAME = "fill-in-name" [];
    /// Below the lines for the sender's address.
    FILL_IN_ADDRESS = "fill-in-address" [];
    /// Below the line for the signature.
    FILL_IN_SIGNATURE = "fill-in-signature" [];
    /// At the foot of the first of several pages.
    PAGE_LINE = "page-line" ["page", "pages"];
    /// At the head of each other page.
    CONTINUATION_LINE = "continuation-line" ["addressee", "date", "page", "pages"];
    /// Above the headline of a call to write.
    SHEET_KICKER = "sheet-kicker" [];
    /// In the place of the kicker, when a case was updated: the number of the action, that of the update,
    /// and its day.
    SHEET_FURTHER = "sheet-further" ["index", "number", "day"];
    /// At the head of each page of a sheet but the first.
    SHEET_CONTINUATION = "sheet-continuation" ["headline"];
    /// Above the addresses; a language uses one of the two forms of the date.
    SHEET_SEND_BEFORE = "sheet-send-before" ["send-before", "send-before-capitals"];
    /// The same for a case without a last day.
    SHEET_AS_SOON_AS_POSSIBLE = "sheet-as-soon-as-possible" [];
    /// The heading above the recipients of copies.
    SHEET_COPIES = "sheet-copies" [];
    /// The sentence that diplomats get letters too.
    SHEET_DIPLOMATS = "sheet-diplomats" [];
    /// The sentence to ask the section office after the date.
    SHEET_SECTION_OFFICE = "sheet-section-office" [];
    /// Telephone numbers.
    SHEET_TELEPHONE = "sheet-telephone" ["numbers"];
    /// Fax numbers.
    SHEET_FAX = "sheet-fax" ["numbers"];
    /// An e-mail address.
    SHEET_EMAIL = "sheet-email" ["address"];
    /// A web address.
    SHEET_WEB = "sheet-web" ["address"];
    /// How the recipient is addressed.
    SHEET_SALUTATION = "sheet-salutation" ["salutation"];
    /// The heading above the notes next to the letter.
    SHEET_ADDITIONAL = "sheet-additional" [];
    /// At the foot of each page of a sheet: its day of issue.
    SHEET_ISSUED = "sheet-issued" ["date"];
    /// The title of the cover of a fax.
    FAX_HEADING = "fax-heading" [];
    /// The label before the recipient of a fax.
    FAX_TO = "fax-to" [];
    /// Before the numbers as they are written for every country.
    FAX_NUMBER = "fax-number" [];
    /// Before the numbers as they are dialled in the sender's country.
    FAX_DIALLED = "fax-dialled" [];
    /// Before the sender.
    FAX_FROM = "fax-from" [];
    /// Before the day.
    FAX_DATE = "fax-date" [];
    /// Before how many pages belong together.
    FAX_PAGES = "fax-pages" [];
    /// How many pages belong together.
    FAX_PAGE_COUNT = "fax-page-count" ["pages"];
    /// Before what it is about.
    FAX_SUBJECT = "fax-subject" [];
    /// A description of the pages, and what to do with them.
    FAX_NOTE = "fax-note" [];
    /// The same of a letter of solidarity.
    FAX_NOTE_SOLIDARITY = "fax-note-solidarity" [];
    /// The heading of the cover of a pack.
    PACK_HEADING = "pack-heading" [];
    /// The beginning of the cover.
    PACK_GREETING = "pack-greeting" ["name"];
    /// What to do with the letters; the recipients follow.
    PACK_NOTE = "pack-note" ["letters"];
    /// For several letters to the same recipient.
    PACK_TOGETHER = "pack-together" [];
    /// The day before which they are posted.
    PACK_BEFORE = "pack-before" ["send-before"];
    /// The end of the cover.
    PACK_THANKS = "pack-thanks" [];
}

/// Whether a case may have this message instead of the one in `letter.ftl`.
pub fn may_be_of_case(id: &str) -> bool {
    [FOLLOW_UP.id, FOLLOW_UP_REPLY.id].contains(&id)
}

/// The attribute of a recipient's message that is the name alone.
pub const NAME: &str = "name";

/// The attribute of a recipient's message that is the name with its title or honorific, in languages in which it is
/// rude to write the name alone. It is at the head of each page but the first; without it, the name is.
pub const WITH_TITLE: &str = "with-title";

/// The attributes of a recipient's message.
pub const OF_RECIPIENT: [&str; 2] = [NAME, WITH_TITLE];

/// The prefix of the ids of the forms of address.
pub const SALUTATION: &str = "salutation-";

/// The attribute of a form of address that is the closing which belongs to it; without it, [`CLOSING`] is used.
pub const OWN_CLOSING: &str = "closing";

/// The attribute of a form of address by which the text of the letter addresses the recipient, and the variable that
/// gives it to the messages of the letter.
pub const YOU: &str = "you";

/// The variable of a form of address that says whether it is for a woman or a man.
pub const GENDER: &str = "gender";

/// The variable of a form of address that says whether it is for one person or several.
pub const NUMBER: &str = "number";

/// The id of the message that has a form of address.
pub fn salutation(key: &SalutationKey) -> String {
    format!("{SALUTATION}{key}")
}

/// The variables about the recipient of a letter. Each language uses those that it needs.
pub const ABOUT_RECIPIENT: [&str; 4] = [GENDER, NAME, NUMBER, YOU];

/// The required messages that address the recipient.
const ADDRESSED: [RequiredMessage; 1] = [CLOSING];

/// Those that a message of a letter may use: a form of address and the closing all of them, the text only the word.
pub fn about_recipient(id: &str) -> &'static [&'static str] {
    if is_of_address(id) { &ABOUT_RECIPIENT } else { &[YOU] }
}

/// Whether a message is a form of address, or what belongs to one.
pub fn is_of_address(id: &str) -> bool {
    id.starts_with(SALUTATION) || id == CLOSING.id
}

/// Those that a message of `letter.ftl` may use. One that is only a part of others may use all.
pub fn about_recipient_in_letter(id: &str) -> &'static [&'static str] {
    if ADDRESSED.iter().any(|form| form.id == id) {
        return about_recipient(id);
    }
    let is_form = FORMS.iter().any(|form| form.id == id) || is_month(id);
    if is_form { &[] } else { &ABOUT_RECIPIENT }
}

/// What is printed with a message of `letter.ftl`. A fax holds the letter too: what the letter needs is not
/// named as the fax's.
pub fn needed_for(id: &str) -> &'static [Piece] {
    let is_of_all =
        id == DATE.id || id == PAGE_LINE.id || [SALUTATION, MONTH].iter().any(|beginning| id.starts_with(beginning));
    match id {
        _ if is_of_all => &[Piece::Letter, Piece::Sheet],
        _ if id.starts_with("sheet-") => &[Piece::Sheet],
        _ if id.starts_with("fax-") => &[Piece::Fax],
        _ if id.starts_with("pack-") => &[Piece::Pack],
        _ => &[Piece::Letter],
    }
}

/// The prefix of the ids of the names of months.
const MONTH: &str = "month-";

/// The id of the message that names a month, from 1 to 12.
pub fn month(month: impl std::fmt::Display) -> String {
    format!("{MONTH}{month}")
}

/// Whether this is the id of a message that names a month.
pub fn is_month(id: &str) -> bool {
    (1..=12).any(|number| month(number) == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Project;

    #[test]
    fn the_source_language_has_these_messages_and_no_others() {
        let project = Project::embedded();
        let text = project.text("locales/en/letter.ftl").expect("it is there");
        let ids = text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
        let ids: Vec<&str> = ids.filter_map(|line| line.split(' ').next()).collect();
        for form in FORMS {
            assert!(ids.contains(&form.id), "{}", form.id);
        }
        let months: Vec<String> = (1..=12).map(month).collect();
        let known = |id: &&str| FORMS.iter().any(|form| form.id == *id) || months.iter().any(|month| month == id);
        assert!(ids.iter().all(|id| known(id) || id.starts_with(SALUTATION)), "{ids:?}");
    }
}
