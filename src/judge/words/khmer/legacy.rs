//! Khmer typed for an old font, such as Limon or ABC: Latin letters that only that font shows as
//! Khmer.

use super::super::fault;
use super::super::scan::{is_address, is_letter, tokens};
use crate::finding::rules;
use crate::judge::{Fault, Subject};
use crate::script::khmer::is_khmer;

/// Tokens that look typed for an old font.
pub(super) fn faults(subject: &Subject) -> Vec<Fault> {
    let text = subject.text.text.as_str();
    let source = subject.source.map(|source| source.text.text.as_str()).unwrap_or_default();
    let suspects: Vec<(std::ops::Range<usize>, u32)> = tokens(text)
        .into_iter()
        .filter_map(|token| {
            let word = &text[token.clone()];
            let kept = source.contains(word) || subject.kept.iter().any(|kept| kept == word);
            let score = if kept || is_address(word) { 0 } else { score(word) };
            (score >= 2).then_some((token, score))
        })
        .collect();
    let total: u32 = suspects.iter().map(|(_, score)| score).sum();
    if total < 4 {
        return Vec::new();
    }
    // Neighbouring tokens are one piece of text.
    let mut runs: Vec<(std::ops::Range<usize>, u32, u32)> = Vec::new();
    for (token, score) in suspects {
        match runs.last_mut() {
            Some((last, sum, most))
                if text[last.end..token.start].chars().all(|c| c.is_whitespace() || c == '\u{200B}') =>
            {
                last.end = token.end;
                *sum += score;
                *most = score.max(*most);
            }
            _ => runs.push((token, score, score)),
        }
    }
    runs.into_iter()
        .filter(|(_, _, most)| *most >= 4)
        .map(|(range, score, _)| {
            let message = format!(
                "`{}` seems to be typed for an old Khmer font such as Limon",
                fault::visible(&text[range.clone()])
            );
            let help = "type it in Khmer Unicode, or convert it";
            if score >= 6 {
                fault::error(rules::KHMER_LEGACY_FONT, range, message, help)
            } else {
                fault::warning(rules::KHMER_LEGACY_FONT, range, message, help)
            }
        })
        .collect()
}

/// How little a token looks like a word of any language in Latin letters.
fn score(token: &str) -> u32 {
    if token.chars().any(is_khmer) {
        return 0;
    }
    // A call of a program.
    if token.contains("()") || token.ends_with('(') {
        return 0;
    }
    let core = token.trim_matches(|c: char| !is_letter(c));
    let letters: Vec<char> = core.chars().filter(|c| is_letter(*c)).collect();
    if letters.len() < 3 || core.starts_with(['/', '<']) || core.contains('=') || core.contains(":\\") {
        return 0;
    }
    let rises = letters.windows(2).filter(|pair| pair[0].is_lowercase() && pair[1].is_uppercase()).count();
    // The words of a name such as `AutoConfig` are long; what an old font makes of a key is not.
    let humps = if letters.len() as f64 / (rises + 1) as f64 > 4.5 { rises.saturating_sub(1) } else { rises };
    let odd = core.chars().filter(|c| matches!(c, '\u{A1}'..='\u{BF}' | '×' | '÷' | 'þ' | 'Þ' | 'ð')).count();
    let accents = letters.iter().filter(|c| matches!(c, '\u{C0}'..='\u{FF}')).count();
    let within = core
        .chars()
        .filter(|c| {
            matches!(
                c,
                '[' | ']' | '\\' | '|' | '{' | '}' | ';' | ':' | '"' | '^' | '~' | '<' | '>' | '+' | '#' | '@' | '$'
            )
        })
        .count();
    let strange = 2 * humps.min(4) + 2 * odd.min(3) + within.min(2);
    (strange + if strange > 0 { accents.min(3) } else { 0 }) as u32
}

#[cfg(test)]
mod tests {
    use super::score;

    #[test]
    fn names_are_not_taken_for_khmer() {
        for name in [
            "CNRP",
            "Firefox",
            "JavaScript",
            "McDonald",
            "François",
            "OpenVR",
            "Netscape.cfg/AutoConfig",
            "iPhone",
            "WebRTC",
            "UTF-8",
            "getElementById()",
            "Sokhonn",
        ] {
            assert!(score(name) < 4, "{name} has {}", score(name));
        }
    }

    #[test]
    fn what_was_typed_for_limon_is_recognised() {
        for typed in ["kñúMsUmeKarBCUnÉk]tþm", "RBHraCaNacRkkm<úCa", "sUmCMrabCUndMNwg", "eKalkarN_"] {
            assert!(score(typed) >= 4, "{typed} has {}", score(typed));
        }
    }
}
