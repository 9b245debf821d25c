//! The section: the organisation whose letterhead is on the letters, read from its own YAML file.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;

use super::Text;
use super::own_words::{Lines, MAX_ADDRESS};
use super::sender::{Words, country_of, parsed, words};
use crate::artwork::{Artwork, Colour, read_svg};
use crate::case::Case;
use crate::countries::Countries;
use crate::finding::{Finding, Findings, Origin, rules};
use crate::id::{CountryCode, LanguageTag};
use crate::project::Project;
use crate::yaml::{KeyPath, Source, as_written};

/// The organisation that letters are printed for. It does not sign them: the sender does.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Its name; `None` where there is only a logo.
    pub name: Option<Words>,
    /// The language of its name and address.
    pub language: LanguageTag,
    /// The lines of its address, without the country.
    pub address: Vec<Words>,
    /// The country of its address.
    pub country: Option<CountryCode>,
    /// Other contact data: telephone, e-mail and web.
    pub contact: Vec<Words>,
    /// The return address: above the inside address in a window, and on envelopes.
    pub return_line: Vec<Words>,
    /// The colour of the bar below its letterhead.
    pub colour: Option<Colour>,
    /// Its logo.
    pub logo: Option<Logo>,
    /// The note at the end of each letter, by language.
    pub note: BTreeMap<LanguageTag, Words>,
}

/// A logo.
#[derive(Debug, Clone, PartialEq)]
pub struct Logo {
    /// The drawing.
    pub artwork: Arc<Artwork>,
    /// The text for screen readers, by language.
    pub alternative: BTreeMap<LanguageTag, Words>,
}

/// The parts of a section at the head of a letter or a sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Letterhead {
    /// The section's name, if it has one.
    pub name: Option<Text>,
    /// Its address and other contact data: parts that are side by side where there is room.
    pub lines: Vec<Vec<Text>>,
    /// Its logo, and the text for screen readers.
    pub logo: Option<(Arc<Artwork>, Text)>,
    /// The colour of the bar below.
    pub colour: Option<Colour>,
    /// The line above the inside address in a window; empty if it is the sender's own name.
    pub return_line: Vec<Text>,
}

#[derive(Deserialize)]
#[serde(expecting = "keys such as `name: …`")]
struct Typed {
    #[serde(default, deserialize_with = "as_written")]
    name: Option<String>,
    #[serde(default, deserialize_with = "as_written")]
    lang: Option<String>,
    #[serde(default)]
    address: Vec<String>,
    #[serde(default, deserialize_with = "as_written")]
    country: Option<String>,
    #[serde(default, deserialize_with = "as_written")]
    telephone: Option<String>,
    #[serde(default, deserialize_with = "as_written")]
    email: Option<String>,
    #[serde(default, deserialize_with = "as_written")]
    web: Option<String>,
    #[serde(default)]
    return_line: Vec<String>,
    #[serde(default, deserialize_with = "as_written")]
    colour: Option<String>,
    logo: Option<TypedLogo>,
    #[serde(default)]
    note: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(expecting = "keys such as `{file: logo.svg, alt: {en: …}}`")]
struct TypedLogo {
    file: String,
    #[serde(default)]
    alt: BTreeMap<String, String>,
}

/// In how many languages a section may say the same.
const MOST_LANGUAGES: usize = 100;

/// The file of an organisation to fill in, which explains each key.
pub const SECTION_TEMPLATE: &str = include_str!("section.yaml");

impl Section {
    /// The section of a project, and its logo, if there is either.
    ///
    /// # Errors
    ///
    /// Everything in its file or its logo that cannot be printed, at once.
    pub fn of(project: &Project) -> Result<Option<Self>, Findings> {
        let mut findings = Findings::new();
        let mut section = match project.section() {
            Some(file) => {
                let text = project.text(file)?;
                findings.take(Self::read(Source { file, text }, project))
            }
            None => None,
        };
        if let Some(file) = project.logo() {
            let logo = findings.take(read_logo(project, file));
            if let Some(artwork) = logo {
                let alternative = section.as_mut().and_then(|section| section.logo.take()).map(|logo| logo.alternative);
                let logo = Logo { artwork: Arc::new(artwork), alternative: alternative.unwrap_or_default() };
                let section = section.get_or_insert_with(Self::nameless);
                if section.name.is_none() && logo.artwork.title.is_none() {
                    findings.push(no_words(file));
                }
                section.logo = Some(logo);
            }
        }
        if findings.is_empty() { Ok(section) } else { Err(findings) }
    }

    /// The same in grey instead of colours.
    #[must_use]
    pub fn in_grey(self) -> Self {
        let logo = self.logo.map(|logo| Logo { artwork: Arc::new(logo.artwork.in_grey()), ..logo });
        Self { colour: self.colour.map(Colour::in_grey), logo, ..self }
    }

    /// Whether any of it is not black, white or grey.
    pub fn has_colour(&self) -> bool {
        self.colour.is_some_and(|colour| colour.grey().is_none())
            || self.logo.as_ref().is_some_and(|logo| logo.artwork.has_colour())
    }

    fn nameless() -> Self {
        Self {
            name: None,
            language: LanguageTag::english(),
            address: Vec::new(),
            country: None,
            contact: Vec::new(),
            return_line: Vec::new(),
            colour: None,
            logo: None,
            note: BTreeMap::new(),
        }
    }

    fn read(source: Source, project: &Project) -> Result<Self, Findings> {
        let typed: Typed = source.read()?;
        let root = KeyPath::default();
        let mut findings = Findings::new();
        let counts = [
            ("address", typed.address.len(), MAX_ADDRESS),
            ("return_line", typed.return_line.len(), MAX_ADDRESS),
            ("note", typed.note.len(), MOST_LANGUAGES),
            ("logo", typed.logo.as_ref().map_or(0, |logo| logo.alt.len()), MOST_LANGUAGES),
        ];
        let too_many = counts.into_iter().filter_map(|(key, count, most)| source.too_many(&root.key(key), count, most));
        findings.extend(too_many);
        if !findings.is_empty() {
            return Err(findings);
        }
        let mut line =
            |path: KeyPath, text: Option<String>| words(source, "section", &path, text, Lines::One, &mut findings);
        let name = line(root.key("name"), typed.name);
        let mut lines = |key: &str, lines: Vec<String>| -> Vec<Words> {
            let lines = lines.into_iter().enumerate();
            lines.filter_map(|(i, text)| line(root.key(key).index(i), Some(text))).collect()
        };
        let address = lines("address", typed.address);
        let return_line = lines("return_line", typed.return_line);
        let contact: Vec<Words> = [("telephone", typed.telephone), ("email", typed.email), ("web", typed.web)]
            .into_iter()
            .filter_map(|(key, text)| line(root.key(key), text))
            .collect();
        let mut by_language = |path: &KeyPath, typed: BTreeMap<String, String>| -> BTreeMap<LanguageTag, Words> {
            let read = |(tag, text): (String, String)| {
                let path = path.key(&tag);
                let Some(language) = LanguageTag::new(&tag) else {
                    let finding = source.error(rules::BAD_ID, &path, format!("`{tag}` is not valid here"));
                    findings.push(finding.help(format!("write {}", LanguageTag::expected(&tag))));
                    return None;
                };
                Some((language, words(source, "section", &path, Some(text), Lines::One, &mut findings)?))
            };
            typed.into_iter().filter_map(read).collect()
        };
        let note = by_language(&root.key("note"), typed.note);
        let (logo, alternative) = match typed.logo {
            Some(TypedLogo { file, alt }) => (Some(file), by_language(&root.key("logo").key("alt"), alt)),
            None => (None, BTreeMap::new()),
        };
        if name.is_none() {
            let finding = source.error(rules::MISSING_KEY, &root.key("name"), "`name` is missing");
            findings.push(finding.help("add `name: …`, the name of the organisation"));
        }
        let language = parsed(source, "lang", typed.lang, LanguageTag::new, LanguageTag::expected, &mut findings);
        let country = country_of(source, typed.country, &mut findings);
        let unknown = country.as_ref().and_then(|country| Countries::unknown(project, country));
        findings.extend(unknown.map(|finding| source.origin(&root.key("country")).locate(finding)));
        let colour =
            parsed(source, "colour", typed.colour, Colour::read, |_| "a colour like `\"#0a5a8c\"`", &mut findings);
        let artwork = logo.and_then(|file| {
            // Another file may have been named instead.
            if project.logo().is_some() {
                return None;
            }
            let path = root.key("logo").key("file");
            let Some(beside) = beside(source.file, &file) else {
                let finding =
                    source.error(rules::BAD_PATH, &path, format!("`{file}` is not in the folder of this file"));
                findings.push(finding.help("put the logo into the folder of this file, or a folder below it"));
                return None;
            };
            if !project.has(&beside) {
                let finding = source.error(rules::MISSING_FILE, &path, format!("the file `{file}` does not exist"));
                findings.push(finding.help("write the name of an SVG file in the same folder"));
                return None;
            }
            findings.take(read_logo(project, &beside))
        });
        if !findings.is_empty() {
            return Err(findings);
        }
        let logo = if artwork.is_some() || !alternative.is_empty() {
            artwork.map(|artwork| Logo { artwork: Arc::new(artwork), alternative })
        } else {
            None
        };
        let return_line =
            if return_line.is_empty() { name.iter().chain(&address).cloned().collect() } else { return_line };
        let language = language.unwrap_or_else(|| Self::nameless().language);
        Ok(Self { name, language, address, country, contact, return_line, colour, logo, note })
    }

    /// The head of a letter in `language`.
    pub fn letterhead(&self, language: &LanguageTag) -> Letterhead {
        let text = |words: &Words| self.text(words);
        let parts = |words: &[Words]| words.iter().map(text).collect::<Vec<Text>>();
        Letterhead {
            name: self.name.as_ref().map(text),
            lines: [parts(&self.address), parts(&self.contact)].into_iter().filter(|line| !line.is_empty()).collect(),
            logo: self.logo.as_ref().map(|logo| (Arc::clone(&logo.artwork), self.alternative(logo, language))),
            colour: self.colour,
            return_line: self.return_line.iter().map(text).collect(),
        }
    }

    fn text(&self, words: &Words) -> Text {
        Text::new(words.words.clone(), self.language.clone(), words.origin.clone())
    }

    /// The text of the logo for screen readers: the section's text in this language, or the title of the
    /// drawing, or the name of the section.
    fn alternative(&self, logo: &Logo, language: &LanguageTag) -> Text {
        if let Some(words) = logo.alternative.get(language) {
            return Text { language: language.clone(), ..self.text(words) };
        }
        let title = logo.artwork.title.as_ref().map(|title| {
            let of_title = title.language.as_deref().and_then(LanguageTag::new);
            let language = of_title.unwrap_or_else(|| self.language.clone());
            Text::new(title.words.clone(), language, Origin::default())
        });
        let others = || logo.alternative.get(&self.language).map(|words| self.text(words));
        let named = || self.name.as_ref().map(|name| self.text(name));
        title.or_else(others).or_else(named).unwrap_or_else(|| {
            let language = self.language.clone();
            Text::new(String::new(), language, Origin::default())
        })
    }

    /// Reports a name in it that must not be mentioned in the case.
    pub fn forbidden_name(&self, case: &Case) -> Option<Finding> {
        let lines = self.name.iter().chain(&self.address).chain(&self.contact).chain(&self.return_line);
        let alternative = self.logo.iter().flat_map(|logo| logo.alternative.values());
        lines.chain(self.note.values()).chain(alternative).find_map(|Words { words, origin }| {
            let name = case.forbidden_name(words)?;
            let message = format!("the section's text contains `{name}`, which must not be mentioned in this case");
            let finding = origin.error(rules::FORBIDDEN_NAME, message);
            Some(finding.help("write the text without the name; it could harm this person"))
        })
    }

    /// The note at the end of a letter in `language`, or a warning that it is missing.
    pub fn note_in(&self, language: &LanguageTag) -> Option<Result<Text, Finding>> {
        let known = self.note.get(language);
        let first = known.or(self.note.values().next())?;
        Some(match known {
            Some(words) => Ok(Text { language: language.clone(), ..self.text(words) }),
            None => {
                let message = format!(
                    "the section's note is missing in `{language}`, so letters in this language do not have it"
                );
                let finding =
                    Finding::warning(rules::UNTRANSLATED_NOTE, message).place(format!("section.note.{language}"));
                let finding = Finding { file: first.origin.file.clone(), ..finding };
                Err(finding.help(format!("add `{language}: …` under `note`")))
            }
        })
    }
}

/// The file of a section's logo, as a path in the project; `None` if the section has no logo, or one outside the
/// project. Faults in either file are reported when it is read.
pub fn logo_of(source: Source) -> Option<String> {
    let typed: Typed = source.read().ok()?;
    beside(source.file, &typed.logo?.file)
}

/// A file as it is named from another one, in the same folder or below.
fn beside(file: &str, named: &str) -> Option<String> {
    let is_plain = |part: &str| !part.is_empty() && part != "." && part != ".." && !part.contains(['\\', ':']);
    if !named.split('/').all(is_plain) {
        return None;
    }
    Some(match file.rsplit_once('/') {
        Some((folder, _)) => format!("{folder}/{named}"),
        None => named.to_owned(),
    })
}

fn read_logo(project: &Project, file: &str) -> Result<Artwork, Findings> {
    read_svg(file, project.bytes(file).unwrap_or_default())
}

fn no_words(file: &str) -> Finding {
    let finding = Finding::error(rules::LOGO_WITHOUT_WORDS, "the logo has no text for screen readers");
    finding.in_file(file).help("add `<title>…</title>` as the first element of its `svg`, or use a section file")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_to_fill_in_explains_every_key_and_can_be_filled_in() {
        for key in crate::yaml::keys_of::<Typed>() {
            assert!(SECTION_TEMPLATE.contains(&format!("{key}:")), "`{key}` is not explained in section.yaml");
        }
        let read = |text: &str| Section::read(Source { file: "section.yaml", text }, &Project::embedded());
        let findings = read(SECTION_TEMPLATE).expect_err("it has no name");
        assert_eq!((findings.len(), findings[0].place.as_deref()), (1, Some("name")));
        let filled = SECTION_TEMPLATE.replace("\nname:\n", "\nname: Letters for Rights\n");
        assert!(read(&filled).is_ok());
        // What is optional is right as it is, once it is no comment.
        let optional =
            |line: &str| line.strip_prefix("# ").filter(|line| !line.starts_with("logo:")).map(str::to_owned);
        let keys = crate::yaml::keys_of::<Typed>();
        let is_key = |line: &String| line.split_once(": ").is_some_and(|(key, _)| keys.contains(&key));
        let optional: Vec<String> = filled.lines().filter_map(optional).filter(is_key).collect();
        assert_eq!(optional.len(), 8, "{optional:?}");
        let whole = format!("{filled}\n{}\n", optional.join("\n"));
        assert!(read(&whole).is_ok(), "{:#?}", read(&whole));
    }
}
