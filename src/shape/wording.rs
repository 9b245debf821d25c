//! Wording: a paragraph as the author wrote it, split into what is drawn and what is an order.
//!
//! U+200B allows a line to end, U+00AD allows it to end with a hyphen, and U+2060 (and U+FEFF,
//! which does the same) forbids it. Isolates say which way words run, and [`super::levels`] obeys them. All are
//! obeyed and none is drawn.

use crate::script::breaks::BreakControl;
use crate::script::isolates::is_isolate_control;

/// An order and its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BreakOrder {
    /// The byte of [`Wording::text`] at which the order applies.
    pub at: usize,
    /// The order.
    pub order: BreakControl,
}

/// A paragraph's text and the author's orders on breaking it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// The text that is drawn.
    pub text: String,
    /// The author's orders, in the order of the text. A prohibition is the only order at its place.
    pub orders: Vec<BreakOrder>,
}

/// If there are two orders at one place, a prohibition counts before a permission, and an end without a hyphen before
/// one with it.
fn outweighed(one: BreakControl, other: BreakControl) -> BreakControl {
    match (one, other) {
        (BreakControl::Forbid, _) | (_, BreakControl::Forbid) => BreakControl::Forbid,
        (BreakControl::Allow, _) | (_, BreakControl::Allow) => BreakControl::Allow,
        (BreakControl::Hyphenate, BreakControl::Hyphenate) => BreakControl::Hyphenate,
    }
}

impl Wording {
    /// Splits the text of the author into what is drawn and the orders.
    pub fn of(written: &str) -> Self {
        let mut text = String::with_capacity(written.len());
        let mut orders: Vec<BreakOrder> = Vec::new();
        for character in written.chars().filter(|c| !is_isolate_control(*c)) {
            let Some(order) = BreakControl::of(character) else {
                text.push(character);
                continue;
            };
            match orders.last_mut() {
                Some(last) if last.at == text.len() => {
                    last.order = outweighed(last.order, order);
                }
                _ => orders.push(BreakOrder { at: text.len(), order }),
            }
        }
        Self { text, orders }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_are_taken_out_and_remembered() {
        let wording = Wording::of("ក\u{200B}ខ\u{2060}គ");
        assert_eq!(wording.text, "កខគ");
        assert_eq!(Wording::of("a\u{AD}b").orders, [BreakOrder { at: 1, order: BreakControl::Hyphenate }]);
        assert_eq!(
            wording.orders,
            [BreakOrder { at: 3, order: BreakControl::Allow }, BreakOrder { at: 6, order: BreakControl::Forbid }]
        );
    }

    #[test]
    fn isolates_are_not_drawn() {
        let wording = Wording::of("\u{2066}a\u{200B}\u{2069}\u{2060}b");
        assert_eq!(wording, Wording::of("a\u{200B}\u{2060}b"));
    }

    #[test]
    fn a_prohibition_outweighs_a_permission_at_the_same_place() {
        for written in ["a\u{200B}\u{2060}b", "a\u{2060}\u{200B}b"] {
            assert_eq!(Wording::of(written).orders, [BreakOrder { at: 1, order: BreakControl::Forbid }]);
        }
    }
}
