//! The context of setting words: fonts, languages, and the names that stay on one line.

use crate::font::Fonts;
use crate::id::LanguageTag;
use crate::line::{KnownWords, Segmenter};
use crate::locale::{Align, Direction, FontChoice, LetterForm, Locale};
use crate::page::text::shapings::Shapings;
use crate::page::text::typography::Typography;
use crate::unit::Em;

/// The fonts, languages and names that letters are set with.
#[derive(Clone, Copy)]
pub struct TypesetContext<'a> {
    /// All fonts.
    pub fonts: &'a Fonts<'a>,
    /// The models that find words.
    pub segmenter: &'a Segmenter,
    /// The languages that the letter may hold, its own first.
    pub locales: &'a [&'a Locale],
    /// Names that no line breaks.
    pub names: &'a [String],
    /// Paragraphs that were already shaped, with the same names.
    pub shapings: &'a Shapings<'a>,
    /// Whether each language fills its lines in its own way.
    pub lines: Lines,
}

/// The way in which lines are filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lines {
    /// As the language's own file says.
    #[default]
    OfLanguage,
    /// Ragged and without hyphens, which is easiest to read.
    Ragged,
}

impl TypesetContext<'_> {
    /// The families of a language.
    pub fn fonts_of(&self, language: &LanguageTag) -> &FontChoice {
        &self.locale(language).info.fonts
    }

    /// The distance of baselines in a language.
    pub fn leading_of(&self, language: &LanguageTag) -> Em {
        self.locale(language).info.leading
    }

    /// The form of letters in a language.
    pub fn letter_form_of(&self, language: &LanguageTag) -> LetterForm {
        self.locale(language).info.letter_form
    }

    /// Which way a language is written.
    pub fn direction_of(&self, language: &LanguageTag) -> Direction {
        self.locale(language).info.direction
    }

    /// How paragraphs of a language fill the measure; headings and strong words never do.
    pub fn align_of(&self, language: &LanguageTag, typography: Typography) -> Align {
        match typography {
            Typography::Body if self.lines == Lines::OfLanguage => self.locale(language).info.align,
            Typography::Body | Typography::Strong | Typography::Heading | Typography::Labelled { .. } => Align::Ragged,
        }
    }

    /// The language, if it is loaded.
    pub fn locale_of(&self, language: &LanguageTag) -> Option<&Locale> {
        self.locales.iter().copied().find(|locale| locale.tag == *language)
    }

    /// The names, and the terms of a language.
    pub fn known_words(&self, language: &LanguageTag) -> KnownWords<'_> {
        KnownWords::new(self.names, &self.locale(language).terms)
    }

    /// The language. Words in one that is not loaded are in a postal address, which is set as an English one if it can be.
    fn locale(&self, language: &LanguageTag) -> &Locale {
        let english = || self.locale_of(&LanguageTag::english());
        self.locale_of(language).or_else(english).unwrap_or(self.locales[0])
    }
}
