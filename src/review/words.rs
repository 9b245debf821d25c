//! The words of the form itself, in English and in the language that is reviewed.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::id::LanguageTag;
use crate::locale::{Library, Messages, REVIEW_WORDS, Value, paragraphs};
use crate::project::Project;
use crate::project::paths::REVIEW;

/// The words of the form by their ids without the prefix: in English, and in the language if it has them. A variable is
/// its name in braces.
pub type Labels = BTreeMap<&'static str, Vec<String>>;

/// The prefix of the ids.
const PREFIX: &str = "review-";

/// The words of the form for a review of this language.
pub fn labels(library: &Library, language: &LanguageTag) -> Labels {
    let program = Project::embedded();
    let english = LanguageTag::english();
    let own = said(library, &english);
    let bundled = said(&Library::of(&program), &english);
    let translated = if *language == english { BTreeMap::new() } else { said(library, language) };
    let label = |id: &'static str| {
        let in_english = own.get(id).or_else(|| bundled.get(id)).cloned().unwrap_or_else(|| id.to_owned());
        let in_language = translated.get(id).filter(|words| **words != in_english).cloned();
        let key = id.strip_prefix(PREFIX).unwrap_or(id);
        (key, std::iter::once(in_english).chain(in_language).collect())
    };
    REVIEW_WORDS.iter().map(|form| label(form.id)).collect()
}

/// The words that a language has, as far as they can be formatted.
fn said(library: &Library, tag: &LanguageTag) -> BTreeMap<&'static str, String> {
    let Some(language) = library.language(tag) else { return BTreeMap::new() };
    let (Some(Ok(file)), Ok(info)) = (language.read(REVIEW), language.info()) else { return BTreeMap::new() };
    let messages = Messages::of(tag, info.digits, vec![Arc::clone(file)]);
    let words = |(id, gives): (&'static str, &[&str])| {
        let value = |name: &str| Ok(gives.contains(&name).then(|| Value::Text(format!("{{{name}}}"))));
        let words = messages.format(id, None, &value).ok()?;
        Some((id, info.narrow_space.apply(&paragraphs(&words).join(" "))))
    };
    REVIEW_WORDS.iter().filter_map(|form| words((form.id, form.gives))).collect()
}
