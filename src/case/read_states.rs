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
        let mut lacks_opening = lacks_opening(&state);
        self.holders(&state, &mut names);
        for update in &case.updates {
            state = state.as_of(Some(update.date));
            lacks_opening |= self::lacks_opening(&state);
            self.holders(&state, &mut names);
        }
        if lacks_opening {
            self.required(&KeyPath::default().key("letter"), "copy_opening", None::<()>);
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

/// Whether there are copies, but no paragraph that opens them.
fn lacks_opening(state: &Case) -> bool {
    let has_copies = state.recipients.iter().any(|recipient| recipient.part == Involvement::Copy);
    state.letter.copy_opening.is_none() && (has_copies || !state.embassies.is_empty())
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
