//! Beginning a language: the files that it needs, with everything that is known, and everything that is still
//! to be translated.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use unic_langid::LanguageIdentifier;

use super::accept::Record;
use super::begun_file::owed;
use super::cldr::{self, Facts};
use super::fluent_file::FluentFile;
use super::{case_of, files, source_language};
use crate::countries::Countries;
use crate::finding::{Finding, Findings, rules};
use crate::hyphenation::Hyphenation;
use crate::id::{CountryCode, LanguageTag};
use crate::locale::{Digits, Library, is_pseudo};
use crate::noto::{family_for, script_of};
use crate::project::{Project, paths};

/// What is to be written.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Begun {
    /// The files by path, with their text. None of them may replace an existing file.
    pub files: BTreeMap<String, String>,
    /// What was done or is still to be done, one line each.
    pub remarks: Vec<String>,
    /// What could not be known.
    pub findings: Findings,
}

/// The files of a new language: its `locale.yaml` from what Unicode CLDR knows of it, and a Fluent
/// file for each of the source's. A language that the program carries is copied, to be changed.
///
/// `families` are the families of fonts that are there.
///
/// # Errors
///
/// When the tag cannot be a folder's name, or there is no source language or it is faulty.
pub fn begin_language(project: &Project, language: &LanguageTag, families: &[&str]) -> Result<Begun, Findings> {
    let tag: LanguageIdentifier = language.as_str().parse().unwrap_or_default();
    if tag != language.as_str() {
        let finding = Finding::error(rules::BAD_TAG, format!("`{language}` is not a standard language tag"));
        let help = format!("write `{tag}` if you mean this tag; tags are codes such as `km` or `pt-BR`");
        return Err(finding.help(help).into());
    }
    if is_pseudo(language) {
        let finding = Finding::error(rules::BAD_TAG, format!("`{language}` is the pseudo-language and has no folder"));
        return Err((finding.help("try it with `likhit letters CASE --lang qps`")).into());
    }
    if project.has(&paths::locale_file(language, paths::LOCALE)) {
        // The records are of the words that are copied: they go with them.
        let records = paths::RECORDS.iter().map(|folder| format!("{folder}{language}"));
        let folders: Vec<String> = records.chain([paths::locale_folder(language)]).collect();
        return copy(project, folders.iter().flat_map(|folder| project.paths(folder, "")));
    }
    let source_tag = source_language(&Library::of(project))?;
    let facts = cldr::facts(language);
    let mut begun = Begun::default();
    let facts = facts.unwrap_or_else(|| {
        begun.findings.push(
            Finding::warning(rules::NOT_IN_CLDR, format!("the language `{language}` is not in Unicode CLDR"))
                .in_file(paths::locale_file(language, paths::LOCALE))
                .help("correct the tag, or complete this file: its name, script, digits and quotes are guesses"),
        );
        guessed(&tag)
    });
    let mut counts = Vec::new();
    let mut words = Vec::new();
    let mut findings = Findings::new();
    for file in files(project, &source_tag).into_iter().filter(|file| is_still_written(project, file)) {
        let source = findings.take(FluentFile::read(project, &paths::locale_file(&source_tag, &file)));
        words.extend(source.map(|source| (file, source)));
    }
    if !findings.is_empty() {
        return Err(findings);
    }
    let english = english_name(project, &facts, &tag);
    for (file, source) in &words {
        let head = head(language, &english);
        let date = cldr::date_message(&facts.date).filter(|_| file == paths::LETTER);
        let owed = owed(source, &head, &|id| {
            let (message, has_number) = date.as_ref()?;
            if id == "date" {
                return Some(message.clone());
            }
            let month: usize = id.strip_prefix("month-")?.parse().ok()?;
            let name = facts.months.get(month.checked_sub(1)?)?;
            Some(if *has_number { digits(&facts).0.write(month as u64) } else { name.clone() })
        });
        let nothing = FluentFile::parse(&paths::seen_file(language, file), "")?;
        let mut record = Record::of(&nothing, &source_tag);
        for id in &owed.filled {
            if let Some(entry) = source.entry(id) {
                record.put(id, source.raw(entry));
            }
        }
        if !owed.filled.is_empty() {
            begun.files.insert(paths::seen_file(language, file), record.text());
        }
        begun.files.insert(paths::locale_file(language, file), owed.text);
        let messages = if owed.count == 1 { "message" } else { "messages" };
        counts.push(format!("{} {messages} in {file}", owed.count));
    }
    let reviewed: Vec<&str> = words.iter().map(|(file, _)| file.as_str()).collect();
    let yaml = locale_yaml(&facts, language, &english, &reviewed, families, &mut begun.findings);
    begun.files.insert(paths::locale_file(language, paths::LOCALE), yaml);
    begun.remarks.push(format!("Still to translate: {}. Each message is a comment in its place.", counts.join(", ")));
    Ok(begun)
}

/// Whether letters of the case of a file of words still go out; other files are not of a case.
fn is_still_written(project: &Project, file: &str) -> bool {
    case_of(project, file).is_none_or(|case| case.out_of_date(None).is_none())
}

/// Files that the project has, as they are.
fn copy<'a>(project: &Project, paths: impl Iterator<Item = &'a str>) -> Result<Begun, Findings> {
    let mut begun = Begun::default();
    for path in paths {
        begun.files.insert(path.to_owned(), project.text(path).map_err(|finding| vec![finding])?.to_owned());
    }
    begun.remarks.push("These are copies of the bundled files. You can change them.".to_owned());
    Ok(begun)
}

/// The head of a Fluent file that is to be translated.
pub(super) fn head(language: &LanguageTag, english: &str) -> String {
    format!(
        "### {english}. To translate a message, delete the `# ` before its lines and replace the source text with\n\
         ### your words. Keep the parts in braces: the program fills them in. You can change their order.\n\
         ### `likhit check locales/{language}` lists what is still to be translated.\n\n"
    )
}

/// Scripts that are written from right to left.
const RIGHT_TO_LEFT: [&str; 8] = ["Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Syrc", "Thaa"];

/// The facts of a language that is not in CLDR, guessed from its tag.
fn guessed(tag: &LanguageIdentifier) -> Facts {
    let script = tag.script.map_or("Latn".to_owned(), |script| script.as_str().to_owned());
    Facts {
        tag: tag.to_string(),
        name: tag.to_string(),
        english: tag.to_string(),
        direction: if RIGHT_TO_LEFT.contains(&script.as_str()) { "rtl" } else { "ltr" }.to_owned(),
        script,
        digits: "latn".to_owned(),
        native_digits: "latn".to_owned(),
        quotes: ["“".to_owned(), "”".to_owned()],
        plurals: Vec::new(),
        months: Vec::new(),
        date: String::new(),
    }
}

/// The language's name in English, with its country where the tag names one.
fn english_name(project: &Project, facts: &Facts, tag: &LanguageIdentifier) -> String {
    let Some(region) = tag.region else { return facts.english.clone() };
    let code = CountryCode::new(region.as_str());
    let countries = Countries::in_english(project).ok();
    let name = countries.as_ref().zip(code).and_then(|(countries, code)| countries.name(&code));
    format!("{} ({})", facts.english, name.unwrap_or(region.as_str()))
}

/// The language's digits, and whether they are those that CLDR names.
fn digits(facts: &Facts) -> (Digits, bool) {
    let named = serde_yaml::from_str(&facts.digits);
    named.map_or((Digits::Latn, false), |digits| (digits, true))
}

/// The leading in ems: scripts that reach far above and below the line need more of it.
fn leading(script: &str) -> &'static str {
    match script {
        "Khmr" => "1.7",
        "Laoo" | "Thai" | "Mymr" | "Tibt" | "Cakm" | "Lana" | "Tavt" | "Java" | "Bali" => "1.6",
        "Latn" | "Cyrl" | "Grek" | "Armn" | "Geor" | "Hebr" => "1.3",
        _ => "1.5",
    }
}

fn locale_yaml(
    facts: &Facts,
    language: &LanguageTag,
    english: &str,
    reviewed: &[&str],
    families: &[&str],
    findings: &mut Findings,
) -> String {
    let mut out = format!("# {english}.\n");
    if facts.plurals.is_empty() {
        out.push_str("# This language is not in Unicode CLDR. The values below are guesses: check and correct them.\n");
    } else {
        out.push_str("# Name, direction, script, digits, quotes, the months and the date are from\n");
        let _ = writeln!(out, "# {}.", cldr::source());
        let _ =
            writeln!(out, "# Plural categories, for messages that depend on a number: {}.", facts.plurals.join(", "));
    }
    let _ = writeln!(out, "name: {}", scalar(&facts.name));
    let _ = writeln!(out, "english_name: {}", scalar(english));
    let _ = writeln!(out, "direction: {}\nscript: {}", facts.direction, facts.script);
    let (_, is_known) = digits(facts);
    if !is_known {
        let _ = writeln!(out, "# CLDR has `{}`, which the program cannot write yet.", facts.digits);
    } else if facts.native_digits != facts.digits {
        let _ = writeln!(out, "# These digits are usual today. The script's own digits are `{}`.", facts.native_digits);
    }
    let _ = writeln!(out, "digits: {}", if is_known { &facts.digits } else { "latn" });
    let _ = writeln!(out, "quotes: [{}, {}]", scalar(&facts.quotes[0]), scalar(&facts.quotes[1]));
    let chosen = fonts(facts, language, families, findings);
    let _ = writeln!(out, "fonts:\n  body: [{chosen}]\n  heading: [{chosen}]");
    let _ = writeln!(out, "# Line spacing, in font sizes.\nleading: {}", leading(&facts.script));
    out.push_str("# Optional: make all lines the same length.\n# align: justify\n");
    if Hyphenation::of(language).is_some() {
        out.push_str("# Optional: hyphenate long words at the end of a line.\n# hyphenate: true\n");
    }
    let _ = writeln!(
        out,
        "# When a native reader has reviewed the words, run `likhit accept --review {language} --by NAME`. The lines\n\
         # below then no longer count.\nreview:"
    );
    for file in reviewed {
        let _ = writeln!(out, "  {file}: {{status: unreviewed}}");
    }
    out
}

/// The families that the language is set in. One that is not there is named all the same, with what
/// to do.
fn fonts(facts: &Facts, language: &LanguageTag, families: &[&str], findings: &mut Findings) -> String {
    const LATIN: &str = "Noto Serif";
    match script_of(&facts.script).and_then(family_for) {
        Some(LATIN) => LATIN.to_owned(),
        Some(family) => {
            // The first of several suitable families.
            let (family, others) = family.split_once(',').unwrap_or((family, ""));
            if !families.contains(&family) {
                let others = if others.is_empty() { String::new() } else { format!(" (or a similar font:{others})") };
                findings.push(
                    Finding::warning(rules::NO_FONT, format!("no font for the script `{}` was found", facts.script))
                        .in_file(paths::locale_file(language, paths::LOCALE))
                        .place("fonts")
                        .help(format!(
                            "put {family}{others} as a TrueType file (.ttf) into the folder `fonts`, or use \
                             `--font FILE`; it is free (SIL Open Font License)"
                        )),
                );
            }
            format!("{family}, {LATIN}")
        }
        None => {
            findings.push(
                Finding::warning(rules::NO_FONT, format!("no font is known for the script `{}`", facts.script))
                    .in_file(paths::locale_file(language, paths::LOCALE))
                    .place("fonts")
                    .help("put a TrueType font (.ttf) into the folder `fonts`, and write its family name here"),
            );
            LATIN.to_owned()
        }
    }
}

/// Words as YAML takes them for words.
fn scalar(words: &str) -> String {
    let plain = words.chars().all(|c| c.is_alphabetic() || c == ' ') && words.chars().count() > 5;
    if plain { words.to_owned() } else { serde_json::to_string(words).expect("words can be quoted") }
}

/// Each language of CLDR with its `locale.yaml` and its message `date`, for tests of the rules on words.
#[cfg(test)]
pub(crate) fn bundled_dates() -> Vec<(LanguageTag, String, String)> {
    let lines = cldr::LANGUAGES.lines().skip(1);
    let of = |line: &str| {
        let facts: Facts = serde_json::from_str(line).expect("it is JSON");
        let tag = LanguageTag::new(&facts.tag).expect("a tag");
        let locale = locale_yaml(&facts, &tag, &facts.english, &["letter.ftl"], &[], &mut Findings::new());
        Some((tag, locale, cldr::date_message(&facts.date)?.0))
    };
    lines.filter_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::LocaleInfo;
    use crate::translation::{TranslationStatus, status};
    use crate::yaml::Source;

    fn tag(tag: &str) -> LanguageTag {
        LanguageTag::new(tag).expect("a tag")
    }

    #[test]
    fn every_language_of_cldr_has_a_sound_locale() {
        let mut count = 0;
        for line in cldr::LANGUAGES.lines().skip(1) {
            let facts: Facts = serde_json::from_str(line).expect("it is JSON");
            let language = tag(&facts.tag);
            let text = locale_yaml(&facts, &language, &facts.english, &["letter.ftl"], &[], &mut Findings::new());
            let info = LocaleInfo::read(Source { file: "locale.yaml", text: &text });
            let info = info.unwrap_or_else(|findings| panic!("{text}\n{findings:#?}"));
            assert_eq!((info.name, info.quotes), (facts.name, facts.quotes));
            count += 1;
        }
        assert!(count > 300, "{count}");
    }

    #[test]
    fn a_new_language_owes_its_words_and_nothing_else() {
        for language in ["lo", "ar", "zh", "eu", "pt-BR", "xx"].map(tag) {
            let begun = begin_language(&Project::embedded(), &language, &[]).expect("it can begin");
            let project =
                Project::embedded().with(begun.files.into_iter().map(|(path, text)| (path, text.into_bytes())));
            let (files, findings) = status(&Library::of(&project), &language).expect("it stands");
            assert_eq!(findings, []);
            for message in files.iter().flat_map(|file| &file.messages) {
                let is_begun = matches!(message.status, TranslationStatus::Translated | TranslationStatus::Missing);
                assert!(is_begun, "{language}: {message:?}");
            }
            // The example is never posted, so it is known as a file that is not begun.
            assert_eq!(files.len(), 3, "{language}");
        }
    }

    #[test]
    fn a_language_is_not_begun_under_a_wrong_name() {
        let rules = |name: &str| -> Vec<crate::finding::RuleName> {
            let begun = begin_language(&Project::embedded(), &tag(name), &[]);
            begun.map_or_else(|findings| findings, |begun| begun.findings).iter().map(|f| f.rule).collect()
        };
        assert_eq!(rules("LO"), ["bad-tag"]);
        assert_eq!(rules("qps"), ["bad-tag"]);
        assert_eq!(rules("xx-Thai"), ["not-in-cldr", "no-font"]);
        assert_eq!(rules("lo"), ["no-font"]);
        assert_eq!(rules("de"), Vec::<&str>::new());
    }

    #[test]
    fn what_the_program_carries_is_copied() {
        let begun = begin_language(&Project::embedded(), &tag("km"), &[]).expect("it can begin");
        assert_eq!(begun.files.len(), 8, "{:?}", begun.files.keys());
    }
}
