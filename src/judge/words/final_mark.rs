//! The mark at the end of a text, compared with its source.

use super::fault;
use super::scan::{has_letters, is_mark};
use crate::finding::rules;
use crate::judge::{Fault, Flat, Source, Subject};

/// The kinds of mark that end a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Final {
    Stop,
    Colon,
    Question,
    Exclamation,
    Other,
    None,
}

fn final_of(text: &str, greek: bool) -> Final {
    let bare = text.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, ')' | ']' | '”' | '"' | '»' | '’' | '“' | '\u{200B}' | '\u{200F}' | '\u{200E}')
    });
    match bare.chars().next_back() {
        Some(';' | '\u{37E}') if greek => Final::Question,
        Some('.' | '…' | '。' | '។' | '៕' | '۔' | '।' | '॥' | '။' | '։' | '።') => Final::Stop,
        Some(':' | '៖' | '：' | '፡') => Final::Colon,
        Some('?' | '？' | '؟' | '՞') => Final::Question,
        Some('!' | '！' | '՜') => Final::Exclamation,
        Some(c) if c.is_alphanumeric() || is_mark(c) || c == Flat::SLOT || c == 'ៗ' => Final::None,
        _ => Final::Other,
    }
}

/// The text ends with another mark than its source.
pub(super) fn fault(subject: &Subject, source: Source) -> Option<Fault> {
    let text = subject.text.text.as_str();
    let theirs = source.text.text.as_str();
    if !has_letters(text) || !has_letters(theirs) {
        return None;
    }
    let (ours, wanted) =
        (final_of(text, subject.info.script == "Grek"), final_of(theirs, source.info.script == "Grek"));
    // Thai and Lao write no stop.
    let unstopped = matches!(subject.info.script.as_str(), "Thai" | "Laoo");
    if ours == wanted
        || ours == Final::Other
        || wanted == Final::Other
        || unstopped && ours == Final::None && wanted == Final::Stop
    {
        return None;
    }
    // A semicolon after each item of a list, a comma, and an exclamation are matters of taste.
    let taste = |kind: Final| matches!(kind, Final::Exclamation);
    if taste(ours) && wanted == Final::Stop || taste(wanted) && ours == Final::Stop {
        return None;
    }
    // A short label may have any ending, unless it asks a question or introduces something.
    let last = text.char_indices().next_back().map_or(0..0, |(at, c)| at..at + c.len_utf8());
    let name = |kind: Final| match kind {
        Final::Stop => "a full stop",
        Final::Colon => "a colon",
        Final::Question => "a question mark",
        Final::Exclamation => "an exclamation mark",
        Final::Other | Final::None => "no mark",
    };
    let message = format!("the text ends with {}, but the source with {}", name(ours), name(wanted));
    Some(fault::warning(
        rules::FINAL_MARK,
        last,
        message,
        "end it as in the source, unless the language uses another mark",
    ))
}
