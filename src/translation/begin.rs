//! Beginning a language: the files that it needs, with everything that is known, and everything that is still
//! to be translated.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use unic_langid::LanguageIdentifier;

use super::accept::Record;
use super::begun_file::{completed, owed};
use super::fluent_file::FluentFile;
use super::{case_of, files, source_language};
use crate::countries::Countries;
use crate::finding::{Finding, Findings, rules};
use crate::hyphenation::Hyphenation;
use crate::id::{CountryCode, LanguageTag};
use crate::locale::cldr::{self, Facts, digits};
use crate::locale::required::{DATE, month};
use crate::locale::{Language, Library, LocaleInfo, is_pseudo};
use crate::noto::{family_for_code, name_in_collections, script_of};
use crate::project::{Project, paths};
use crate::script::is_right_to_left;
use crate::yaml::Source;

/// What is to be written.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Begun {
    /// The files by path, with their text. None of them may replace an existing file.
    pub files: BTreeMap<String, String>,
    /// Files of the project to which something is added, with their whole new text.
    pub renewed: BTreeMap<String, String>,
    /// What was done or is still to be done, one line each.
    pub remarks: Vec<String>,
    /// What could not be known.
    pub findings: Findings,
}

/// The files that a language needs and the project does not have yet: its `locale.yaml` from what Unicode CLDR knows of
/// it, and a Fluent file for each of the source's. A language that the program carries is copied, to be changed. To a
/// file that is there, the messages that it lacks are added as comments; what is translated stays as it is.
///
/// `families` are the families of fonts that are there. The words of cases that come with the program are only written
/// if `with_bundled_cases` says so.
///
/// # Errors
///
/// When the tag cannot be a folder's name, there is no source language, or a file that is added to is faulty.
pub fn begin_language(
    project: &Project,
    language: &LanguageTag,
    families: &[&str],
    with_bundled_cases: bool,
) -> Result<Begun, Findings> {
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
    let is_wanted = |name: &str| {
        let of_program = paths::case_of_words(name).is_some_and(|case| !project.is_own(&paths::case_facts(case)));
        with_bundled_cases || !of_program
    };
    let library = Library::of(project).with([language]);
    let mut begun = Begun::default();
    if !project.is_own(&paths::locale_file(language, paths::LOCALE))
        && project.has(&paths::locale_file(language, paths::LOCALE))
    {
        copy(project, language, &is_wanted, &mut begun)?;
    } else if let Some(region) = library.language(language).filter(|known| known.base().is_some()) {
        let source = source_language(&library)?;
        begin_region(
            project,
            region,
            &english_name(project, &facts_of(&tag, language, &mut begun), &tag),
            &source,
            &mut begun,
        )?;
    } else {
        begin_translation(project, &library, language, families, &is_wanted, &mut begun)?;
    }
    if begun.files.is_empty() && begun.renewed.is_empty() {
        begun.remarks.insert(0, format!("`{language}` has all of its files and messages. Nothing was changed."));
    }
    Ok(begun)
}

/// What is known of a language, or guessed from its tag.
fn facts_of(tag: &LanguageIdentifier, language: &LanguageTag, begun: &mut Begun) -> Facts {
    cldr::facts(language).unwrap_or_else(|| {
        begun.findings.push(
            Finding::warning(rules::NOT_IN_CLDR, format!("the language `{language}` is not in Unicode CLDR"))
                .in_file(paths::locale_file(language, paths::LOCALE))
                .help("correct the tag, or complete this file: its name, script, digits and quotes are guesses"),
        );
        guessed(tag)
    })
}

/// The files of a language that is translated from the source: those that it does not have, and what is new in the
/// others.
fn begin_translation(
    project: &Project,
    library: &Library,
    language: &LanguageTag,
    families: &[&str],
    is_wanted: &dyn Fn(&str) -> bool,
    begun: &mut Begun,
) -> Result<(), Findings> {
    let tag: LanguageIdentifier = language.as_str().parse().unwrap_or_default();
    let source_tag = source_language(library)?;
    if source_tag == *language {
        let message = format!("`{language}` is the source language, not a translation");
        let finding = Finding::error(rules::SOURCE_LANGUAGE, message);
        return Err(finding.help("use a language that is translated from it").into());
    }
    let locale = paths::locale_file(language, paths::LOCALE);
    let is_new = !project.has(&locale);
    let facts =
        if is_new { facts_of(&tag, language, begun) } else { cldr::facts(language).unwrap_or_else(|| guessed(&tag)) };
    let is_begun = |file: &str| project.has(&paths::locale_file(language, file));
    let mut words = Vec::new();
    let mut findings = Findings::new();
    for file in files(project, &source_tag) {
        let is_optional = file == paths::REVIEW;
        if is_begun(&file) || !is_optional && is_wanted(&file) && is_still_written(project, &file) {
            let source = findings.take(FluentFile::read(project, &paths::locale_file(&source_tag, &file)));
            words.extend(source.map(|source| (file, source)));
        }
    }
    if !findings.is_empty() {
        return Err(findings);
    }
    let english = match library.language(language).and_then(|known| known.info().ok()) {
        Some(info) => info.english_name.clone(),
        None => english_name(project, &facts, &tag),
    };
    let mut counts = Vec::new();
    for (file, source) in &words {
        let fill = |id: &str| given(&facts, file, id);
        let count = begin_file(project, [&source_tag, language], file, source, &english, &fill, begun)?;
        let messages = if count == 1 { "message" } else { "messages" };
        counts.extend((count > 0).then(|| format!("{count} {messages} in {file}")));
    }
    if is_new {
        let reviewed: Vec<&str> = words.iter().map(|(file, _)| file.as_str()).collect();
        let yaml = locale_yaml(&facts, language, &english, &reviewed, families, &mut begun.findings);
        begun.files.insert(locale, yaml);
    }
    if !counts.is_empty() {
        let what = format!("Still to translate: {}. Each message is a comment in its place.", counts.join(", "));
        begun.remarks.push(what);
    }
    Ok(())
}

/// The text of a message of `letter.ftl` that CLDR gives.
fn given(facts: &Facts, file: &str, id: &str) -> Option<String> {
    let (message, _) = cldr::date_message(&facts.date).filter(|_| file == paths::LETTER)?;
    if id == DATE.id {
        return Some(message);
    }
    (1..=12).find(|number| month(number) == id).and_then(|number| cldr::month_message(facts, number))
}

/// Begins a Fluent file of a language, or adds to it what it lacks; and gives the number of messages that are still to
/// be translated.
pub(super) fn begin_file(
    project: &Project,
    [source_tag, language]: [&LanguageTag; 2],
    file: &str,
    source: &FluentFile,
    english: &str,
    fill: &dyn Fn(&str) -> Option<String>,
    begun: &mut Begun,
) -> Result<usize, Findings> {
    let path = paths::locale_file(language, file);
    let (owed, is_new) = if project.has(&path) {
        (completed(source, &FluentFile::read_own(project, &path)?, fill), false)
    } else {
        (owed(source, &head(language, english), fill), true)
    };
    let known = FluentFile::read_own(project, &paths::seen_file(language, file))?;
    let mut record = Record::of(&known, source_tag);
    for entry in owed.filled.iter().filter_map(|id| source.entry(id)) {
        record.put(&entry.id, source.raw(entry));
    }
    let mut write = |path: String, text: String| {
        let files = if project.is_own(&path) { &mut begun.renewed } else { &mut begun.files };
        files.insert(path, text);
    };
    if !owed.filled.is_empty() {
        write(paths::seen_file(language, file), record.text());
    }
    if is_new || project.text(&path) != Ok(owed.text.as_str()) {
        write(path, owed.text);
    }
    Ok(owed.count)
}

/// The files of a language of a region, which has all words of the language: its `locale.yaml`, and its date and
/// months.
fn begin_region(
    project: &Project,
    region: &Language,
    english: &str,
    source: &LanguageTag,
    begun: &mut Begun,
) -> Result<(), Findings> {
    let (Some(base), language) = (region.base(), &region.tag) else { return Ok(()) };
    let locale = paths::locale_file(language, paths::LOCALE);
    if !project.has(&locale) {
        let info = LocaleInfo { english_name: english.to_owned(), ..region.info().map_err(Clone::clone)?.clone() };
        let path = base.path(paths::LOCALE);
        begun.files.insert(locale, regional_yaml(&info, Source { file: &path, text: project.text(&path)? }, base)?);
    }
    let path = paths::locale_file(language, paths::LETTER);
    if !project.has(&path)
        && let Some(letter) = region.file(paths::LETTER)
    {
        let mut text = format!(
            "### {english}: the date and the months. All other messages are those of `{0}`, and need no translation.\n\
             ### Write a message here if it must be otherwise than in `locales/{0}/letter.ftl`.\n\n",
            base.tag
        );
        let ids = std::iter::once(DATE.id.to_owned()).chain((1..=12).map(month));
        let words = base.tag == *source;
        let original = FluentFile::read(project, &paths::locale_file(source, paths::LETTER))?;
        let nothing = FluentFile::parse(&paths::seen_file(language, paths::LETTER), "")?;
        let mut record = Record::of(&nothing, source);
        for id in ids {
            if let Some(entry) = letter.entry(&id) {
                text.extend([&letter.text[entry.range.clone()], "\n"]);
                if id == DATE.id {
                    text.push('\n');
                }
            }
            if let Some(entry) = original.entry(&id).filter(|_| !words || letter.entry(&id).is_some()) {
                record.put(&id, original.raw(entry));
            }
        }
        begun.files.insert(path, text);
        begun.files.insert(paths::seen_file(language, paths::LETTER), record.text());
    }
    begun.remarks.push(format!("Nothing is to be translated: `{language}` has all words of `{}`.", base.tag));
    Ok(())
}

/// The `locale.yaml` of a language of a region: that of the language, with what is otherwise in the region.
fn regional_yaml(info: &LocaleInfo, base: Source, language: &Language) -> Result<String, Findings> {
    let digits = format!("{:?}", info.digits).to_lowercase();
    let own = [
        ("name", scalar(&info.name)),
        ("english_name", scalar(&info.english_name)),
        ("digits", digits),
        ("quotes", format!("[{}, {}]", scalar(&info.quotes[0]), scalar(&info.quotes[1]))),
    ];
    let mut out = format!(
        "# {}: as `{}`, with the name, the digits and the quotation marks of the region from\n# {}.\n",
        info.english_name,
        language.tag,
        cldr::source()
    );
    let mut is_left_out = false;
    for line in base.text.lines() {
        let is_key = line.starts_with(|c: char| c.is_ascii_lowercase());
        let key = line.split(':').next().unwrap_or_default();
        is_left_out = if is_key { key == "review" } else { is_left_out };
        match own.iter().find(|(name, _)| is_key && *name == key) {
            Some((name, value)) => {
                let _ = writeln!(out, "{name}: {value}");
                // A list on the lines below is part of what is replaced.
                is_left_out = true;
            }
            None if is_left_out || line.starts_with('#') => {}
            None => {
                let _ = writeln!(out, "{line}");
            }
        }
    }
    let _ = writeln!(out, "review:\n  {}: {{status: unreviewed}}", paths::LETTER);
    let read = LocaleInfo::read(Source { file: base.file, text: &out })?;
    debug_assert_eq!((&read.quotes, read.digits), (&info.quotes, info.digits));
    Ok(out)
}

/// Whether letters of the case of a file of words still go out; other files are not of a case.
fn is_still_written(project: &Project, file: &str) -> bool {
    case_of(project, file).is_none_or(|case| case.out_of_date(None).is_none())
}

/// The files of a language that the program carries, as far as the project does not have them.
fn copy(
    project: &Project,
    language: &LanguageTag,
    is_wanted: &dyn Fn(&str) -> bool,
    begun: &mut Begun,
) -> Result<(), Findings> {
    // The records are of the words that are copied: they go with them.
    let records = paths::RECORDS.iter().map(|folder| format!("{folder}{language}"));
    let folders: Vec<String> = records.chain([paths::locale_folder(language)]).collect();
    for path in folders.iter().flat_map(|folder| project.paths(folder, "")).filter(|path| !project.is_own(path)) {
        let words = paths::words_of_record(path).unwrap_or_else(|| path.to_owned());
        if paths::language_and_name(&words).is_some_and(|(_, name)| is_wanted(name)) && !project.is_own(&words) {
            begun.files.insert(path.to_owned(), project.text(path)?.to_owned());
        }
    }
    if !begun.files.is_empty() {
        begun.remarks.push("These are copies of the bundled files. You can change them.".to_owned());
    }
    Ok(())
}

/// The head of a Fluent file that is to be translated.
pub(super) fn head(language: &LanguageTag, english: &str) -> String {
    format!(
        "### {english}. To translate a message, delete the `# ` before its lines and replace the source text with\n\
         ### your words. Keep the parts in braces: the program fills them in. You can change their order.\n\
         ### `likhit check locales/{language}` lists what is still to be translated.\n\n"
    )
}

/// The facts of a language that is not in CLDR, guessed from its tag.
fn guessed(tag: &LanguageIdentifier) -> Facts {
    let script = tag.script.map_or("Latn".to_owned(), |script| script.as_str().to_owned());
    Facts {
        tag: tag.to_string(),
        name: tag.to_string(),
        english: tag.to_string(),
        direction: if script_of(&script).is_some_and(is_right_to_left) { "rtl" } else { "ltr" }.to_owned(),
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
    out.push_str(
        "# Optional: place, date and signature below the text, on the side where lines end; only the label of the subject\n\
         # in the face of headings.\n# letter_form: {place_and_date: end, signature: end, subject: label}\n",
    );
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
    match family_for_code(&facts.script) {
        Some(LATIN) => LATIN.to_owned(),
        Some(family) => {
            if families.contains(&family) {
                return format!("{family}, {LATIN}");
            }
            let in_collections = name_in_collections(family);
            if let Some(other) = in_collections.filter(|other| families.contains(&other.as_str())) {
                return format!("{other}, {LATIN}");
            }
            findings.push(
                Finding::warning(rules::NO_FONT, format!("no font for the script `{}` was found", facts.script))
                    .in_file(paths::locale_file(language, paths::LOCALE))
                    .place("fonts")
                    .help(format!(
                        "put {family} as a font file (.ttf, .otf or .ttc) into the folder `fonts`, or use `--font FILE`; \
                         it is free (SIL Open Font License)"
                    )),
            );
            format!("{family}, {LATIN}")
        }
        None => {
            findings.push(
                Finding::warning(rules::NO_FONT, format!("no font is known for the script `{}`", facts.script))
                    .in_file(paths::locale_file(language, paths::LOCALE))
                    .place("fonts")
                    .help("put a font (.ttf, .otf or .ttc) into the folder `fonts`, and write its family name here"),
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
    let of = |facts: Facts| {
        let tag = LanguageTag::new(&facts.tag).expect("a tag");
        let locale = locale_yaml(&facts, &tag, &facts.english, &["letter.ftl"], &[], &mut Findings::new());
        Some((tag, locale, cldr::date_message(&facts.date)?.0))
    };
    cldr::languages().filter_map(of).collect()
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
        for facts in cldr::languages() {
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
            let begun = begin_language(&Project::embedded(), &language, &[], true).expect("it can begin");
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
            let begun = begin_language(&Project::embedded(), &tag(name), &[], false);
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
        let begun = begin_language(&Project::embedded(), &tag("km"), &[], true).expect("it can begin");
        assert_eq!(begun.files.len(), 10, "{:?}", begun.files.keys());
    }
}
