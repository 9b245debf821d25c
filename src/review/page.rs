//! The form as one HTML file, which opens in any browser without network.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest, Sha256};

use super::form::Form;
use crate::finding::Findings;
use crate::font::{Face, Weight};
use crate::locale::LocaleInfo;
use crate::print::read_fonts;
use crate::project::Project;

const PAGE: &str = include_str!("page/form.html");
const STYLE: &str = include_str!("page/form.css");
const SCRIPT: &str = include_str!("page/form.js");

/// The largest font that is put into the page, in bytes. Larger ones, of Chinese characters, are on the machines of
/// those who read them.
const LARGEST_FONT: usize = 2 << 20;

/// The page of a form. Scripts and styles other than its own are forbidden by their hashes, and so is every request.
///
/// # Errors
///
/// When a font of the project cannot be read.
pub fn page(project: &Project, form: &Form, info: &LocaleInfo) -> Result<String, Findings> {
    let style = format!("{}{STYLE}", font_face(project, info)?);
    let data = serde_json::to_string(form).expect("the form has only texts and numbers");
    // Nothing in the data may end the element that has it.
    let data = data.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
    let policy = format!(
        "default-src 'none'; script-src '{}'; style-src '{}'; font-src data:; base-uri 'none'; form-action 'none'",
        hash(SCRIPT),
        hash(&style)
    );
    let title = format!("{}: {}", form.labels["title"].join(" · "), form.language.name);
    let noscript = "This page needs JavaScript. All of it is in this file.";
    let mut page = String::with_capacity(PAGE.len() + style.len() + SCRIPT.len() + data.len() + 1024);
    let mut rest = PAGE;
    while let Some((before, after)) = rest.split_once("%%") {
        let (name, after) = after.split_once("%%").expect("each mark in form.html has two ends");
        page.push_str(before);
        match name {
            "policy" => page.push_str(&policy),
            "title" => page.push_str(&escaped(&title)),
            "style" => page.push_str(&style),
            "script" => page.push_str(SCRIPT),
            "data" => page.push_str(&data),
            "noscript" => page.push_str(noscript),
            _ => unreachable!("form.html has no other mark"),
        }
        rest = after;
    }
    page.push_str(rest);
    Ok(page)
}

/// The font of the language's script, where a machine may not have one.
fn font_face(project: &Project, info: &LocaleInfo) -> Result<String, Findings> {
    if info.script == "Latn" {
        return Ok(String::new());
    }
    let fonts = read_fonts(project)?;
    let letter = info.name.chars().find(|c| c.is_alphabetic()).unwrap_or('a');
    let faces = fonts.preferred(&info.fonts.body, Weight::Regular).into_iter().map(|id| fonts.face(id));
    let files = faces.into_iter().filter(|face| face.covers(letter)).filter_map(Face::file);
    let file = files.into_iter().find(|file| file.len() <= LARGEST_FONT);
    Ok(file.map_or_else(String::new, |file| {
        format!("@font-face{{font-family:\"Form\";src:url(data:font/ttf;base64,{})}}\n", BASE64.encode(file))
    }))
}

fn hash(text: &str) -> String {
    format!("sha256-{}", BASE64.encode(Sha256::digest(text.as_bytes())))
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '<' | '>' | '&' | '"' => {
                // Writing to a string cannot fail.
                let _ = write!(out, "&#{};", u32::from(character));
            }
            _ => out.push(character),
        }
    }
    out
}
