//! The messages and keys of the bundled case that each command uses: a table, so that no second program is needed.
//! Messages that are not in the table may be used or not; nothing is tested about them.

use super::harness::Finding;

/// Documents that must not be printed because of an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Touched {
    /// Nothing, or the table does not say.
    Nothing,
    /// Something: the order is rejected, with everything that is affected.
    Something,
    /// Letters to this recipient.
    Recipient(&'static str),
    /// Everything.
    All,
}

/// The messages of the case that all letters hold.
pub const LETTER: [&str; 12] = [
    "person",
    "party",
    "subject",
    "concern",
    "detention",
    "health",
    "context",
    "demands",
    "demand-release",
    "demand-access",
    "demand-activists",
    "reply",
];

/// Messages of the case that are in letters to one recipient; others may have them too.
const OF_RECIPIENTS: [(&str, &str); 5] = [
    ("copy-opening", "foreign-minister"),
    ("recipient-interior-minister", "interior-minister"),
    ("recipient-prime-minister", "prime-minister"),
    ("recipient-foreign-minister", "foreign-minister"),
    ("recipient-embassy-gb", "embassy-gb"),
];

/// Messages of `letter.ftl` with the dates of all letters, and around the body.
const AROUND: [&str; 7] =
    ["date", "month-7", "month-9", "month-10", "salutation-your-excellency", "closing", "list-mark"];

/// Those that only paper holds.
const ON_PAPER: [&str; 3] = ["month-1", "date-line", "subject-line"];

/// Those under the lines that are filled in by hand.
const BY_HAND: [&str; 3] = ["fill-in-name", "fill-in-address", "fill-in-signature"];

/// Those of the cover of a fax.
const ON_COVER: [&str; 5] = ["fax-heading", "fax-to", "fax-number", "fax-subject", "fax-note"];

/// Those of the sheet.
const ON_SHEET: [&str; 10] = [
    "date",
    "month-2",
    "month-7",
    "salutation-your-excellency",
    "sheet-kicker",
    "sheet-send-before",
    "sheet-copies",
    "sheet-fax",
    "sheet-salutation",
    "sheet-additional",
];

/// The documents of a command that an error of `check` affects: letters of the bundled case in these languages from the
/// United Kingdom. `text` is that of the file with the error.
pub fn touched(command: &str, languages: &[&str], error: &Finding, text: &str) -> Touched {
    let file = error.file();
    if file == "cases/kem-sokha.yaml" {
        return of_case(command, error.place());
    }
    let mut parts = file.strip_prefix("locales/").unwrap_or_default().splitn(2, '/');
    let (language, name) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    if !languages.contains(&language) || ["envelopes", "labels"].contains(&command) {
        return Touched::Nothing;
    }
    let message = match error.place() {
        "" => message_at(text, error.line()).unwrap_or_default(),
        place => place.split(['.', ' ']).next().unwrap_or_default().to_owned(),
    };
    match name {
        "letter.ftl" => of_letter_file(command, language, &message),
        "cases/kem-sokha.ftl" => of_words(command, &message),
        _ => Touched::Nothing,
    }
}

/// A message of the case, or of the whole file where no message is named.
fn of_words(command: &str, message: &str) -> Touched {
    if message.is_empty() {
        return Touched::All;
    }
    if command == "sheet" {
        let is_used = message.starts_with("sheet-") || ["person", "party"].contains(&message);
        return if is_used { Touched::All } else { Touched::Nothing };
    }
    if LETTER.contains(&message) {
        return Touched::All;
    }
    let recipient = OF_RECIPIENTS.iter().find(|(id, _)| *id == message).map(|(_, recipient)| *recipient);
    match recipient {
        // An e-mail has no postal address, but its copies begin as all copies do.
        Some(_) if command == "text" && message != "copy-opening" => Touched::Nothing,
        Some(recipient) => Touched::Recipient(recipient),
        None => Touched::Nothing,
    }
}

/// A message of `letter.ftl`, or the whole file where no message is named.
fn of_letter_file(command: &str, language: &str, message: &str) -> Touched {
    let is_khmer_line = language == "km" && message == "addressee-line";
    let is_used = message.is_empty()
        || match command {
            "sheet" => ON_SHEET.contains(&message),
            "text" => AROUND.contains(&message),
            "letters" => {
                AROUND.contains(&message) || ON_PAPER.contains(&message) || BY_HAND.contains(&message) || is_khmer_line
            }
            "mailing" => AROUND.contains(&message) || ON_PAPER.contains(&message) || is_khmer_line,
            "fax" => AROUND.contains(&message) || ON_COVER.contains(&message) || message == "month-1",
            _ => false,
        };
    if is_used { Touched::All } else { Touched::Nothing }
}

/// A key of the case, or the whole file where no key is named.
fn of_case(command: &str, place: &str) -> Touched {
    let is_contact = ["email", "fax", "telephone", "web"].iter().any(|key| place.contains(key));
    if is_contact || ["status", "outcome", "updates"].iter().any(|key| place.starts_with(key)) {
        return Touched::Nothing;
    }
    let is_used = match command {
        "sheet" => !place.starts_with("letter"),
        "envelopes" | "labels" => place.is_empty() || place.starts_with("recipients") || place.starts_with("embassies"),
        _ => !place.starts_with("sheet"),
    };
    if is_used { Touched::Something } else { Touched::Nothing }
}

/// The message that a line belongs to, if one begins at it or before it.
pub fn message_at(text: &str, line: Option<usize>) -> Option<String> {
    let before: Vec<&str> = text.split('\n').take(line?).collect();
    before.iter().rev().find_map(|line| message_of(line))
}

/// The message or term that begins in a line.
pub fn message_of(line: &str) -> Option<String> {
    let (id, _) = line.split_once('=')?;
    let id = id.trim_end();
    let is_id = id.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-')
        && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    is_id.then(|| id.to_owned())
}
