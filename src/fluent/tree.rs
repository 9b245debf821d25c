//! The tree of a Fluent file: that of `fluent-syntax`, in which each word is replaced by its place.
//!
//! The parser's own tree borrows from the text, so it can be kept only beside it; and its words have
//! no places. A tree of places has both, and the words are one look into the text away.

use std::ops::Range;

use fluent_syntax::ast;
pub use fluent_syntax::ast::{CallArguments, Expression, InlineExpression, PatternElement, VariantKey};

/// The bytes of a file where a word of its tree is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    start: u32,
    end: u32,
}

/// The text of a message, a term, an attribute or a variant, by its places in the file.
pub type Pattern = ast::Pattern<Span>;

impl Span {
    /// The place of `slice`, which must be a slice of `text`.
    pub(super) fn of(text: &str, slice: &str) -> Self {
        let start = (slice.as_ptr() as usize).saturating_sub(text.as_ptr() as usize).min(text.len());
        // No text file is larger than a megabyte; see `project::MAX_TEXT`.
        Self { start: start as u32, end: (start + slice.len()).min(text.len()) as u32 }
    }

    /// The bytes.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The word that is there in `text`, the file that the tree is of.
    pub fn of_text(self, text: &str) -> &str {
        &text[self.range()]
    }
}

/// The same pattern with other words.
pub fn map<A, B>(pattern: &ast::Pattern<A>, word: &dyn Fn(&A) -> B) -> ast::Pattern<B> {
    let element = |element: &PatternElement<A>| match element {
        PatternElement::TextElement { value } => PatternElement::TextElement { value: word(value) },
        PatternElement::Placeable { expression: inner } => {
            PatternElement::Placeable { expression: expression(inner, word) }
        }
    };
    ast::Pattern { elements: pattern.elements.iter().map(element).collect() }
}

fn expression<A, B>(expression: &Expression<A>, word: &dyn Fn(&A) -> B) -> Expression<B> {
    match expression {
        Expression::Inline(inner) => Expression::Inline(inline(inner, word)),
        Expression::Select { selector, variants } => Expression::Select {
            selector: inline(selector, word),
            variants: variants
                .iter()
                .map(|variant| ast::Variant {
                    key: match &variant.key {
                        VariantKey::Identifier { name } => VariantKey::Identifier { name: word(name) },
                        VariantKey::NumberLiteral { value } => VariantKey::NumberLiteral { value: word(value) },
                    },
                    value: map(&variant.value, word),
                    default: variant.default,
                })
                .collect(),
        },
    }
}

fn inline<A, B>(of: &InlineExpression<A>, word: &dyn Fn(&A) -> B) -> InlineExpression<B> {
    let name = |id: &ast::Identifier<A>| ast::Identifier { name: word(&id.name) };
    match of {
        InlineExpression::StringLiteral { value } => InlineExpression::StringLiteral { value: word(value) },
        InlineExpression::NumberLiteral { value } => InlineExpression::NumberLiteral { value: word(value) },
        InlineExpression::FunctionReference { id, arguments } => {
            InlineExpression::FunctionReference { id: name(id), arguments: call(arguments, word) }
        }
        InlineExpression::MessageReference { id, attribute } => {
            InlineExpression::MessageReference { id: name(id), attribute: attribute.as_ref().map(name) }
        }
        InlineExpression::TermReference { id, attribute, arguments } => InlineExpression::TermReference {
            id: name(id),
            attribute: attribute.as_ref().map(name),
            arguments: arguments.as_ref().map(|arguments| call(arguments, word)),
        },
        InlineExpression::VariableReference { id } => InlineExpression::VariableReference { id: name(id) },
        InlineExpression::Placeable { expression: inner } => {
            InlineExpression::Placeable { expression: Box::new(expression(inner, word)) }
        }
    }
}

fn call<A, B>(arguments: &CallArguments<A>, word: &dyn Fn(&A) -> B) -> CallArguments<B> {
    CallArguments {
        positional: arguments.positional.iter().map(|argument| inline(argument, word)).collect(),
        named: arguments
            .named
            .iter()
            .map(|argument| ast::NamedArgument {
                name: ast::Identifier { name: word(&argument.name.name) },
                value: inline(&argument.value, word),
            })
            .collect(),
    }
}
