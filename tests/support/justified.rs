//! A project whose languages are justified.

use likhit::project::Project;

/// The same project with English and Khmer justified, and English words hyphenated.
pub fn justified(project: Project) -> Project {
    let locale = |language: &str, more: &str| {
        let file = format!("locales/{language}/locale.yaml");
        let text = format!("{}{more}", project.text(&file).expect("the bundled language"));
        (file, text.into_bytes())
    };
    let files = [locale("en", "align: justify\nhyphenate: true\n"), locale("km", "align: justify\n")];
    project.with(files)
}
