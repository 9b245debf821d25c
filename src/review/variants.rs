//! Choices: a text with one variant in the place of each choice, so that a reader sees every variant.

use std::collections::BTreeMap;

use fluent_syntax::ast::{CallArguments, Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey};

use crate::id::LanguageTag;
use crate::judge::numbers_of_form;
use crate::translation::{read_text, written_text};

/// In how many ways a text has to be printed until each variant of its choices is.
pub fn ways(text: &str) -> usize {
    read_text(text).map_or(1, |pattern| ways_of(&pattern))
}

fn ways_of(pattern: &Pattern<String>) -> usize {
    let of_element = |element: &PatternElement<String>| match element {
        PatternElement::Placeable { expression } => match whole(expression) {
            Expression::Select { variants, .. } => variants.iter().map(|variant| ways_of(&variant.value)).sum(),
            Expression::Inline(_) => 1,
        },
        PatternElement::TextElement { .. } => 1,
    };
    pattern.elements.iter().map(of_element).max().unwrap_or(1)
}

/// An expression without braces around braces.
fn whole(expression: &Expression<String>) -> &Expression<String> {
    match expression {
        Expression::Inline(InlineExpression::Placeable { expression }) => whole(expression),
        _ => expression,
    }
}

/// One way to print a text.
#[derive(Debug)]
pub struct Way {
    /// Its number. Each choice has its last variant where it has fewer ways.
    number: usize,
    /// Numbers that the chosen variants are for, by variable.
    numbers: BTreeMap<String, String>,
}

impl Way {
    /// Way number `number` of those that [`ways`] counts. Where a variant is for a number, the whole text has a number for
    /// which it is printed.
    pub fn of(text: &str, number: usize, language: &LanguageTag) -> Self {
        let mut way = Self { number, numbers: BTreeMap::new() };
        if let Ok(pattern) = read_text(text) {
            way.find_numbers(&pattern, number, language);
        }
        way
    }

    fn find_numbers(&mut self, pattern: &Pattern<String>, number: usize, language: &LanguageTag) {
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element
                && let Expression::Select { selector, variants } = whole(expression)
                && let Some((variant, within)) = chosen(variants, number)
            {
                let has_own_variant = |number: &String| {
                    variants.iter().any(|variant| match &variant.key {
                        VariantKey::NumberLiteral { value } => value == number,
                        VariantKey::Identifier { .. } => false,
                    })
                };
                let of_variant = match &variant.key {
                    VariantKey::NumberLiteral { value } => Some(value.clone()),
                    VariantKey::Identifier { name } => numbers_of_form(language.as_str(), name)
                        .map(|number| number.to_string())
                        .find(|number| !has_own_variant(number)),
                };
                if let Some((variable, value)) = variable_of(selector).zip(of_variant) {
                    self.numbers.entry(variable.to_owned()).or_insert(value);
                }
                self.find_numbers(&variant.value, within, language);
            }
        }
    }

    /// A placeable of the text, as Fluent, with the variants of this way in the place of choices.
    pub fn placeable(&self, text: &str) -> String {
        match read_text(text) {
            Ok(pattern) => written_text(&Pattern { elements: self.elements(&pattern, self.number) }),
            Err(_) => text.to_owned(),
        }
    }

    fn elements(&self, pattern: &Pattern<String>, number: usize) -> Vec<PatternElement<String>> {
        pattern.elements.iter().flat_map(|element| self.element(element, number)).collect()
    }

    fn element(&self, element: &PatternElement<String>, number: usize) -> Vec<PatternElement<String>> {
        let PatternElement::Placeable { expression } = element else { return vec![element.clone()] };
        match whole(expression) {
            Expression::Select { variants, .. } => chosen(variants, number)
                .map(|(variant, within)| self.elements(&variant.value, within))
                .unwrap_or_default(),
            Expression::Inline(InlineExpression::VariableReference { id }) if self.numbers.contains_key(&id.name) => {
                let value = self.numbers[&id.name].clone();
                let expression = Expression::Inline(InlineExpression::NumberLiteral { value });
                vec![PatternElement::Placeable { expression }]
            }
            Expression::Inline(_) => vec![element.clone()],
        }
    }
}

/// The variant of a choice that is printed in way number `number`, and which of its own ways that is.
fn chosen(variants: &[Variant<String>], number: usize) -> Option<(&Variant<String>, usize)> {
    let mut before = 0;
    for variant in variants {
        let ways = ways_of(&variant.value);
        if number < before + ways {
            return Some((variant, number - before));
        }
        before += ways;
    }
    variants.last().map(|last| (last, ways_of(&last.value) - 1))
}

/// The variable that a choice depends on, also as `NUMBER($n)`.
fn variable_of(selector: &InlineExpression<String>) -> Option<&str> {
    match selector {
        InlineExpression::VariableReference { id } => Some(&id.name),
        InlineExpression::FunctionReference { arguments: CallArguments { positional, .. }, .. } => {
            positional.first().and_then(variable_of)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::sentences::parts;

    /// The text in each way.
    fn all(text: &str, language: &str) -> Vec<String> {
        let language = LanguageTag::new(language).expect("a language");
        let way = |n: usize| {
            let way = Way::of(text, n, &language);
            let part = |(range, is_placeable): (std::ops::Range<usize>, bool)| {
                if is_placeable { way.placeable(&text[range]) } else { text[range].to_owned() }
            };
            parts(text).into_iter().map(part).collect()
        };
        (0..ways(text)).map(way).collect()
    }

    #[test]
    fn every_variant_is_printed_with_a_number_that_it_is_for() {
        assert_eq!(all("no choice { $n }", "en"), ["no choice { $n }"]);
        assert_eq!(
            all("Send { $n ->\n[one] { $n } letter\n*[other] { $n } letters\n} to { person }, all { $n }.", "en"),
            ["Send { 1 } letter to { person }, all { 1 }.", "Send { 2 } letters to { person }, all { 2 }."]
        );
        assert_eq!(all("{ NUMBER($n) ->\n[0] none\n[few] { $n }\n*[other] x\n}", "ru"), ["none", "{ 2 }", "x"]);
        assert_eq!(all("{ $n ->\n[1] this\n*[other] { $n }\n}", "km"), ["this", "{ 2 }"]);
        assert_eq!(all("{ $gender ->\n[female] Ms\n*[other] Mr\n} { $n }", "en"), ["Ms { $n }", "Mr { $n }"]);
    }

    #[test]
    fn choices_within_choices_are_seen_too() {
        let text = "{ $a ->\n[x] { $b ->\n[p] 1\n[q] 2\n*[r] 3\n}\n*[y] Y\n}";
        assert_eq!(all(text, "en"), ["1", "2", "3", "Y"]);
    }
}
