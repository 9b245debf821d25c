//! A file outside the project: which file of the project it replaces.

use crate::fluent::File;
use crate::locale::Library;
use crate::project::paths::LETTER;
use crate::project::{Project, paths};
use crate::script::khmer::is_khmer;

/// The path in the project that a file with this path and content replaces: the file with the same messages,
/// in the language of its path or of its letters.
pub fn belongs_to(project: &Project, path: &str, bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let stem = path.rsplit(['/', '\\']).next().unwrap_or(path);
    if path.rsplit('.').next() != Some("ftl") {
        let is_case = text.lines().any(|line| line.starts_with("recipients:") || line.starts_with("send_before:"));
        let name: String = stem.trim_end_matches(".yaml").trim_end_matches(".yml").to_lowercase();
        return if is_case { paths::case_facts(name) } else { paths::layout(name) };
    }
    let library = Library::of(project);
    let file = File::read(path, text.trim_start_matches('\u{FEFF}'));
    let parts: Vec<&str> = path.split(['/', '\\', '.', '_']).collect();
    let named = library.languages.values().find(|language| parts.contains(&language.tag.as_str()));
    let khmer = text.chars().filter(|c| is_khmer(*c)).count();
    let latin = text
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::chars)
        .filter(char::is_ascii_alphabetic)
        .count();
    let by_script = library
        .languages
        .values()
        .find(|language| language.info().is_ok_and(|info| info.script == "Khmr") && khmer * 4 > latin);
    let source = library.source_of(LETTER);
    let language = named.or(by_script).or(source);
    let tag = language.map_or("en", |language| language.tag.as_str());
    // Which file has most of its messages, in any language.
    let shared = |name: &str| {
        let known = library.languages.values().filter_map(|language| language.file(name));
        known
            .map(|known| file.entries.iter().filter(|entry| known.entry(&entry.id).is_some()).count())
            .max()
            .unwrap_or(0)
    };
    let names = library.languages.values().flat_map(crate::locale::Language::names);
    let best = names.map(|name| (shared(name), name)).max();
    match best {
        Some((count, name)) if count > 0 && count * 2 >= file.entries.len().min(4) => paths::locale_file(tag, name),
        _ => paths::locale_file(tag, stem),
    }
}
