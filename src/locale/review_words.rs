//! The messages of the review form, in `review.ftl`. A language without this file has the form in English alone.

use super::required::{RequiredMessage, forms};

forms! {
    /// All of them.
    REVIEW_WORDS;
    /// The title of the page.
    TITLE = "review-title" [];
    /// What to do.
    ABOUT = "review-about" [];
    /// What becomes of the answers.
    PRIVATE = "review-private" [];
    /// That nobody has read the words of the page either.
    UNREVIEWED = "review-unreviewed" [];
    /// The label of the source.
    SOURCE = "review-source" [];
    /// The label of the translation.
    WORDS = "review-words" [];
    /// The label of the words before they were changed.
    BEFORE = "review-before" [];
    /// The label of the source before it was changed.
    SOURCE_BEFORE = "review-source-before" [];
    /// The label of the words of the glossary.
    GLOSSARY = "review-glossary" [];
    /// The label of the answers to a sentence.
    SENTENCE = "review-sentence" ["number"];
    /// An answer: nothing needs to change.
    GOOD = "review-good" [];
    /// An answer: one of several wordings is the right one.
    WORDING = "review-wording" ["letter"];
    /// An answer: the reader writes other words.
    BETTER = "review-better" [];
    /// An answer: the reader does not know.
    UNKNOWN = "review-unknown" [];
    /// The label of the field for other words.
    OWN_WORDS = "review-own-words" [];
    /// What to keep in other words.
    KEEP = "review-keep" [];
    /// What is missing in other words.
    LOST = "review-lost" ["names"];
    /// What other words have in braces without need.
    EXTRA = "review-extra" ["names"];
    /// A brace has no other one.
    BRACES = "review-braces" [];
    /// A line begins with a sign of Fluent.
    LINE_START = "review-line-start" ["sign"];
    /// A name, a text or a remark is too long.
    TOO_LONG = "review-too-long" [];
    /// That better words of a message do not count yet.
    PARTLY = "review-partly" ["count"];
    /// The label of the field for a remark.
    REMARK = "review-remark" [];
    /// The heading above another answer to the same message.
    OTHER_ANSWER = "review-other-answer" [];
    /// The button that takes over another answer.
    TAKE_OVER = "review-take-over" [];
    /// The button that leaves another answer as it is.
    LEAVE = "review-leave" [];
    /// How many sentences have an answer.
    PROGRESS = "review-progress" ["done", "all"];
    /// How much time the rest takes.
    TIME = "review-time" ["minutes"];
    /// The button that goes to the next sentence that has no answer.
    NEXT = "review-next" [];
    /// The heading above name, date and file.
    FINISH = "review-finish" [];
    /// The label of the field for the reader's name.
    NAME = "review-name" [];
    /// The label of the field for the date.
    DATE = "review-date" [];
    /// The reader has no name, or one without a letter.
    NAME_MISSING = "review-name-missing" [];
    /// The name has a character that a name cannot have.
    NAME_SIGN = "review-name-sign" ["sign"];
    /// The date is missing.
    DATE_MISSING = "review-date-missing" [];
    /// The button that saves.
    SAVE = "review-save" [];
    /// What to do with the file.
    SAVED = "review-saved" ["file"];
    /// What to do if there is no file.
    COPY_ABOUT = "review-copy-about" [];
    /// The button that copies.
    COPY = "review-copy" [];
    /// That it was copied.
    COPIED = "review-copied" [];
    /// The label of the field that reads a saved file.
    OPEN = "review-open" [];
    /// How many answers were read.
    OPENED = "review-opened" ["count"];
    /// How many answers of the file are to words that are not on the page.
    OPENED_ELSEWHERE = "review-opened-elsewhere" ["count"];
    /// How many answers are different in the file.
    DIFFER = "review-differ" ["count"];
    /// The button that keeps the answers on the page.
    KEEP_MINE = "review-keep-mine" [];
    /// The button that takes the answers of the file.
    TAKE_FILE = "review-take-file" [];
    /// That the file belongs to something else.
    OTHER_FILE = "review-other-file" [];
    /// That the browser keeps the answers.
    DRAFT = "review-draft" [];
    /// That the browser does not keep the answers.
    NO_DRAFT = "review-no-draft" [];
    /// The button that deletes.
    DELETE = "review-delete" [];
    /// Asks whether they are deleted.
    DELETE_ASK = "review-delete-ask" ["count", "others"];
    /// The button that deletes nothing.
    DELETE_NOT = "review-delete-not" [];
    /// The button that deletes after the question.
    DELETE_NOW = "review-delete-now" [];
    /// That they were deleted.
    DELETED = "review-deleted" [];
    /// A message is in the letter.
    ON_LETTER = "review-on-letter" [];
    /// A message is on the sheet.
    ON_SHEET = "review-on-sheet" [];
    /// A message is on the cover of a fax.
    ON_FAX = "review-on-fax" [];
    /// A message is on the cover of a pack.
    ON_PACK = "review-on-pack" [];
    /// The heading of names and parts of sentences.
    GROUP_NAMES = "review-group-names" [];
    /// The heading of a letter.
    GROUP_LETTER = "review-group-letter" [];
    /// The heading of a sheet.
    GROUP_SHEET = "review-group-sheet" [];
    /// The heading of what every letter says.
    GROUP_LETTERS = "review-group-letters" [];
    /// The heading of what every sheet says.
    GROUP_SHEETS = "review-group-sheets" [];
    /// The heading of what the cover of a fax says.
    GROUP_FAX = "review-group-fax" [];
    /// The heading of what the cover of a pack says.
    GROUP_PACK = "review-group-pack" [];
    /// The heading of the words of the form itself.
    GROUP_FORM = "review-group-form" [];
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Project;

    #[test]
    fn the_languages_of_the_program_have_these_messages_and_no_others() {
        let project = Project::embedded();
        for tag in ["en", "fr", "km"] {
            let text = project.text(&format!("locales/{tag}/review.ftl")).expect("it is there");
            let ids = text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
            let ids: Vec<&str> = ids.filter_map(|line| line.split(' ').next()).collect();
            let expected: Vec<&str> = REVIEW_WORDS.iter().map(|form| form.id).collect();
            assert_eq!(ids, expected, "{tag}");
        }
    }
}
