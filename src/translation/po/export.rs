//! A language exported as PO files.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use ferrocat_po::{Header, MsgStr, PoFile, PoItem, SerializeOptions, escape_string, stringify_po};

use super::{Context, state};
use crate::finding::{Finding, Findings, did_you_mean, rules};
use crate::id::{CaseId, LanguageTag};
use crate::locale::Library;
use crate::project::{Project, paths};
use crate::translation::fluent_file::{Entry, EntryPart, FluentFile};
use crate::translation::wording::written;
use crate::translation::{seen, sources};

/// The comment at the head of a PO file.
const HEAD: [&str; 4] = [
    "The texts are in Fluent syntax. Keep everything in braces: it is filled in later. You can change its",
    "place in the sentence. A blank line begins a new paragraph. `likhit import` reads the file back and",
    "ignores entries that are marked as fuzzy. It compares the line `likhit: …` of each entry with the project, and",
    "does not overwrite what was changed there in the meantime: leave this line as it is.",
];

/// A language as PO, by Fluent file: `letter.ftl`, `cases/kem-sokha.ftl`; only a case's, if one is named.
/// Files of the language that do not parse are left out, with findings.
///
/// # Errors
///
/// When the language, the source or the case does not exist.
pub fn export(
    project: &Project,
    language: &LanguageTag,
    case: Option<&CaseId>,
) -> Result<(BTreeMap<String, String>, Findings), Findings> {
    let sources = sources(&Library::of(project), language)?;
    if let Some(case) = case
        && !sources.contains_key(&paths::case_words(case))
    {
        let finding =
            Finding::error(rules::UNKNOWN_CASE, format!("unknown case `{case}`, or nothing to translate in it"));
        let known = sources.keys().filter_map(|file| paths::case_of_words(file));
        let finding = match did_you_mean(case.as_str(), known) {
            Some(near) => finding.help(format!("did you mean `{near}`?")),
            None => finding.help("run `likhit cases` to list the cases"),
        };
        return Err(finding.into());
    }
    let mut exported = BTreeMap::new();
    let mut findings = Findings::new();
    let is_asked = |file: &String| case.is_none_or(|case| *file == paths::case_words(case));
    for (file, source_tag) in sources.into_iter().filter(|(file, _)| is_asked(file)) {
        let [source, translated] =
            [&source_tag, language].map(|tag| FluentFile::read(project, &paths::locale_file(tag, &file)));
        match (source, translated, seen(project, language, &file)) {
            (Ok(source), Ok(translated), Ok(seen)) => {
                let po = of_file(language, &file, &source, &translated, &seen);
                exported.insert(file, po);
            }
            faulty => {
                let faults = [faulty.0.err(), faulty.1.err(), faulty.2.err()];
                findings.extend(faults.into_iter().flatten().flatten());
            }
        }
    }
    Ok((exported, findings))
}

fn of_file(
    language: &LanguageTag,
    file: &str,
    source: &FluentFile,
    translated: &FluentFile,
    seen: &FluentFile,
) -> String {
    let headers = [
        ("Project-Id-Version", "likhit"),
        // Tools write the parts of a tag like this.
        ("Language", &language.as_str().replace('-', "_")),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
    ];
    let mut po = PoFile {
        comments: HEAD.map(str::to_owned).to_vec(),
        headers: headers.map(|(key, value)| Header { key: key.to_owned(), value: value.to_owned() }).to_vec(),
        ..PoFile::default()
    };
    let mut previous = Vec::new();
    for original in &source.entries {
        let (translation, was) = (translated.entry(&original.id), seen.entry(&original.id));
        for part in &original.parts {
            let (item, old) = item(file, original, part, translation, was);
            po.items.push(item);
            previous.push(old);
        }
    }
    // One line for a text: what a tool wraps is its own business.
    let text = stringify_po(&po, &SerializeOptions::default().with_fold_length(0));
    with_previous(&text, &previous)
}

/// An entry, and the text that the translation was made from where it is an older one.
fn item(
    file: &str,
    original: &Entry,
    part: &EntryPart,
    translation: Option<&Entry>,
    was: Option<&Entry>,
) -> (PoItem, Option<String>) {
    let name = part.attribute.as_deref();
    let context = Context { file: file.to_owned(), id: original.id.clone(), attribute: part.attribute.clone() };
    let translated = translation.and_then(|entry| entry.part(name));
    let is_stale = was.is_some_and(|was| was.part(name) != Some(part)) && translated.is_some();
    let lines = |comment: &str| -> Vec<String> { comment.lines().map(str::to_owned).collect() };
    // Comments and the place are written once, at the first text of a message.
    let is_first = original.parts.first() == Some(part);
    let text = translated.map(|part| written(&part.pattern));
    let (mut extracted, comments, places) = if is_first {
        let comment = translation.map(|entry| lines(&entry.comment)).unwrap_or_default();
        (
            lines(&original.comment),
            comment,
            vec![format!("{}:{}", paths::in_project(&original.path), original.position.line)],
        )
    } else {
        Default::default()
    };
    extracted.push(state::comment(text.as_deref().unwrap_or_default()));
    let item = PoItem {
        msgid: written(&part.pattern),
        msgctxt: Some(context.written()),
        msgstr: text.map_or(MsgStr::None, MsgStr::Singular),
        references: places.into(),
        comments: comments.into(),
        extracted_comments: extracted.into(),
        flags: if is_stale { vec!["fuzzy".to_owned()] } else { Vec::new() }.into(),
        ..PoItem::new(1)
    };
    let old = was.filter(|_| is_stale).and_then(|was| was.part(name)).map(|part| written(&part.pattern));
    (item, old)
}

/// Puts each entry's previous text before it, which the crate has no place for.
fn with_previous(po: &str, previous: &[Option<String>]) -> String {
    let mut previous = previous.iter();
    let mut out = String::with_capacity(po.len());
    for line in po.lines() {
        if line.starts_with("msgctxt ")
            && let Some(Some(old)) = previous.next()
        {
            let _ = writeln!(out, "#| msgid \"{}\"", escape_string(old));
        }
        out.push_str(line);
        out.push('\n');
    }
    out
}
