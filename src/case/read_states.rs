//! Checks that must hold in every state of a case, from the first to that of its last update.

use std::collections::BTreeMap;

use super::read::Check;
use super::{Case, Involvement, Recipient};
use crate::finding::rules;
use crate::id::RecipientId;
use crate::yaml::KeyPath;

impl Check<'_> {
    /// Looks at all states of a case.
    pub(super) fn states(&mut self, case: &Case) {
        let mut names: BTreeMap<RecipientId, String> = BTreeMap::new();
        let mut state = case.clone();
        let mut lacking = Lacking::in_state(&state);
        self.holders(&state, &mut names);
        for update in &case.updates {
            state = state.as_of(Some(update.date));
            lacking = lacking.or(Lacking::in_state(&state));
            self.holders(&state, &mut names);
        }
        let root = KeyPath::default();
        if lacking.letter {
            self.required(&root, "letter", None::<()>);
        }
        if lacking.opening {
            self.required(&root.key("letter"), "copy_opening", None::<()>);
        }
        if lacking.solidarity {
            self.required(&root, "solidarity", None::<()>);
        }
        if lacking.sheet {
            let message = "all recipients get letters of solidarity, and a sheet lists only recipients of appeals";
            let finding = self.error(rules::NO_SHEET, &root.key("sheet"), message);
            self.report(finding.help("delete `sheet`, or add the recipients of appeals"));
        }
    }

    /// An id belongs to one person: its message names that person in every state of the case. Embassies have no ids, so
    /// only the last state counts for them; `check` reports changes.
    fn holders(&mut self, state: &Case, names: &mut BTreeMap<RecipientId, String>) {
        for Recipient { id, address, .. } in &state.recipients {
            let name = address.latin.name.clone().unwrap_or_default();
            let before = names.insert(id.clone(), name.clone()).unwrap_or_default();
            if before.is_empty() || is_same_name(&before, &name) {
                continue;
            }
            let message = match &address.latin.name {
                Some(name) => {
                    format!("`{id}` is {name} here but was {before} before, and its message can name only one of them")
                }
                None => format!("`{id}` has no name here but was {before} before, and its message has that name"),
            };
            let finding = address.latin.origin.error(rules::OTHER_HOLDER, message);
            self.report(finding.help(format!(
                "if another person now holds the office, give that person a new id and a message `recipient-…`; if \
                 `{id}` is the same person, write the name in the same way in both places"
            )));
        }
    }
}

/// The texts that the recipients of a case need, and that it does not have.
#[expect(clippy::struct_excessive_bools, reason = "each is a text that may be missing")]
#[derive(Clone, Copy)]
struct Lacking {
    /// The letter, for appeals and copies.
    letter: bool,
    /// The paragraph that opens a copy.
    opening: bool,
    /// The body of letters of solidarity.
    solidarity: bool,
    /// Somebody whom a sheet lists.
    sheet: bool,
}

impl Lacking {
    fn in_state(state: &Case) -> Self {
        let has = |part| state.recipients.iter().any(|recipient| recipient.part == part);
        let has_copies = has(Involvement::Copy) || !state.embassies.is_empty();
        let has_appeals = has_copies || has(Involvement::Addressee);
        Self {
            letter: has_appeals && state.letter.is_none(),
            opening: has_copies && state.letter.as_ref().is_some_and(|letter| letter.copy_opening.is_none()),
            solidarity: has(Involvement::Solidarity) && state.solidarity.is_empty(),
            sheet: !has_appeals && has(Involvement::Solidarity) && state.sheet.is_some(),
        }
    }

    fn or(self, other: Self) -> Self {
        Self {
            letter: self.letter || other.letter,
            opening: self.opening || other.opening,
            solidarity: self.solidarity || other.solidarity,
            sheet: self.sheet || other.sheet,
        }
    }
}

/// Whether two names may be one person's: one has all words of the other, and perhaps a title.
pub(crate) fn is_same_name(one: &str, other: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let (one, other) = (words(one), words(other));
    let (few, many) = if one.len() < other.len() { (one, other) } else { (other, one) };
    !few.is_empty() && few.iter().all(|word| many.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_makes_nobody_else_of_a_person() {
        assert!(is_same_name("Sar Kheng", "Samdech Krolahom SAR KHENG"));
        assert!(is_same_name("Mr Meas Kim-Heng", "Meas Kim Heng"));
        assert!(!is_same_name("Nguyễn Văn A", "Nguyễn Văn B"));
        assert!(!is_same_name("Sar Kheng", ""));
    }
}
