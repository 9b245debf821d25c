//! Mends paragraphs that were broken into lines: which lines belong together, and where an item of a list begins.

use super::lines::{Line, is_capitals};

/// A paragraph, or an item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The number of its first line.
    pub line: usize,
    /// Its text, on one line.
    pub text: String,
    /// The mark before an item, such as `•` or `2.`.
    pub mark: Option<String>,
}

/// Shorter lines do not show how wide a text is.
const SHORTEST: usize = 40;

/// In a text with longer lines, each line is a whole paragraph.
const LONGEST: usize = 170;

/// The paragraphs and items of these lines.
pub fn blocks(lines: &[Line]) -> Vec<Block> {
    let widths = widths(lines);
    let mut blocks: Vec<Block> = Vec::new();
    let mut marks = Marks::default();
    for (i, line) in lines.iter().enumerate() {
        let before = i.checked_sub(1).map(|before| &lines[before]);
        if let Some((mark, text)) = marks.mark(before, line) {
            blocks.push(Block { line: line.number, text: text.to_owned(), mark: Some(mark.to_owned()) });
            continue;
        }
        let joins = before.is_some_and(|before| belongs(before, line, widths[i - 1]));
        match blocks.last_mut().filter(|block| joins || block.text.is_empty()) {
            Some(block) if block.text.is_empty() => block.text.clone_from(&line.text),
            Some(block) => {
                block.text.push(' ');
                block.text.push_str(&line.text);
            }
            None => {
                if line.gap > 0 {
                    marks = Marks::default();
                }
                blocks.push(Block { line: line.number, text: line.text.clone(), mark: None });
            }
        }
    }
    blocks
}

/// Whether the text of a line goes on in the next one. `width` is that of the text around it; a text whose lines are
/// whole paragraphs has none.
fn belongs(before: &Line, line: &Line, (width, is_double): (Option<usize>, bool)) -> bool {
    let goes_on = !ends_sentence(&before.text) && line.text.starts_with(|c: char| c.is_lowercase());
    let is_split = before.text.ends_with('-');
    let gap = line.gap.saturating_sub(usize::from(is_double));
    if line.is_page_start && goes_on {
        return true;
    }
    if gap > 1 {
        return false;
    }
    if is_capitals(&before.text) != is_capitals(&line.text) && before.text.len() > 3 && line.text.len() > 3 {
        return is_split && gap == 0;
    }
    let Some(width) = width else { return goes_on || (is_split && gap == 0) };
    let length = before.text.chars().count();
    let word = line.text.split(' ').next().unwrap_or_default().chars().count();
    // Letters are not equally wide, so a full line may have some less than the longest one.
    let is_full = |share: usize| (length + 1 + word) * 100 > width * share;
    if gap == 1 {
        return goes_on || (is_split && is_full(85));
    }
    if is_double && ends_sentence(&before.text) {
        return is_full(92);
    }
    goes_on || is_split || if ends_sentence(&before.text) { is_full(90) } else { is_full(65) }
}

/// Whether a sentence, or the introduction of a list, may end here.
pub fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '”', '’', '\'', '»', ')', ']', ' ']);
    text.ends_with(['.', ':', ';', '!', '?', '…', '។'])
}

/// For each line: how wide the text around it is, and whether an empty line is below each of its lines.
fn widths(lines: &[Line]) -> Vec<(Option<usize>, bool)> {
    let mut all: Vec<usize> = lengths(lines);
    all.retain(|length| *length >= SHORTEST);
    all.sort_unstable();
    let usual = all.get(all.len() * 9 / 10).copied();
    let mut widths = Vec::with_capacity(lines.len());
    while widths.len() < lines.len() {
        let start = widths.len();
        let single = run(lines, start, 0);
        let double = run(lines, start, 1);
        let (end, is_double) = if double - start > 2 && single - start < 2 && is_broken(&lines[start..double]) {
            (double, true)
        } else {
            (single, false)
        };
        let lines = &lines[start..end];
        let longest = lengths(lines).into_iter().max().unwrap_or_default();
        let width =
            if lines.len() > 2 && longest >= SHORTEST { Some(longest) } else { usual.map(|usual| usual.max(SHORTEST)) };
        let width = width.filter(|_| usual.is_none_or(|usual| usual <= LONGEST) && longest <= LONGEST);
        // Two lines are a paragraph of their own width only if the first one is the longer.
        let width = width.map(|width| if lines.len() == 2 { width.min(longest.max(SHORTEST)) } else { width });
        widths.extend(lines.iter().map(|_| (width, is_double)));
    }
    widths
}

fn lengths(lines: &[Line]) -> Vec<usize> {
    lines.iter().map(|line| line.text.chars().count()).collect()
}

/// The end of the lines from `start` on that have `gap` empty lines between them.
fn run(lines: &[Line], start: usize, gap: usize) -> usize {
    lines.iter().skip(start + 1).position(|line| line.gap != gap).map_or(lines.len(), |more| start + 1 + more)
}

/// Whether empty lines are inside the sentences of these lines, and not only between paragraphs.
fn is_broken(lines: &[Line]) -> bool {
    let inside = lines.windows(2).filter(|pair| {
        let ends_open = pair[0].text.ends_with(|c: char| c.is_alphanumeric() || c == ',');
        ends_open && pair[1].text.starts_with(|c: char| c.is_lowercase())
    });
    inside.count() * 6 >= lines.len() - 1
}

/// The mark of the last item, to know whether the next one follows it.
#[derive(Default)]
struct Marks {
    last: Option<Mark>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Bullet(char),
    Number(u32),
    Letter(char),
    Roman(u32),
}

const ROMAN: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];

impl Marks {
    /// The mark of an item that begins with this line, and the text after it.
    fn mark<'t>(&mut self, before: Option<&Line>, line: &'t Line) -> Option<(&'t str, &'t str)> {
        let text = line.text.as_str();
        let (mark, length) = self.read(text)?;
        let is_free = line.gap > 0
            || self.last.is_some()
            || before.is_none_or(|before| {
                ends_sentence(&before.text) || before.text.ends_with(',') || is_capitals(&before.text)
            });
        let is_dash = matches!(mark, Mark::Bullet('-' | '–' | '—' | '*' | 'o'));
        let is_sure = matches!(mark, Mark::Bullet(_)) && !is_dash;
        if !is_free && !is_sure {
            return None;
        }
        let follows = match (self.last, mark) {
            (_, Mark::Bullet(_)) => true,
            (Some(Mark::Number(last)), Mark::Number(this)) => this == last + 1,
            (Some(Mark::Letter(last)), Mark::Letter(this)) => this as u32 == last as u32 + 1,
            (Some(Mark::Roman(last)), Mark::Roman(this)) => this == last + 1,
            (_, Mark::Number(first) | Mark::Roman(first)) => first == 1,
            (_, Mark::Letter(first)) => first == 'a',
        };
        if !follows {
            return None;
        }
        self.last = Some(mark);
        let (mark, rest) = text.split_at(length);
        Some((mark.trim(), rest.trim_start()))
    }

    /// A mark at the beginning of a text, and its length.
    fn read(&self, text: &str) -> Option<(Mark, usize)> {
        let first = text.chars().next()?;
        let rest = &text[first.len_utf8()..];
        if "•●▪■◦‣·∙○□➢➤►▶✓✔❖♦⁃".contains(first) && !rest.starts_with(|c: char| c.is_ascii_digit())
        {
            return Some((Mark::Bullet(first), first.len_utf8()));
        }
        if "-–—*o§".contains(first) && (rest.starts_with(' ') || rest.is_empty()) {
            return Some((Mark::Bullet(first), first.len_utf8()));
        }
        let opened = usize::from(first == '(');
        let inner = &text[opened..];
        let end = inner.find(|c: char| !c.is_ascii_alphanumeric()).filter(|end| (1..=4).contains(end))?;
        let (name, rest) = inner.split_at(end);
        let closed = rest.strip_prefix(')').or_else(|| rest.strip_prefix('.').filter(|_| opened == 0))?;
        if !closed.is_empty() && !closed.starts_with(' ') {
            return None;
        }
        let length = opened + end + 1;
        if let Ok(number) = name.parse::<u32>() {
            return (number < 100).then_some((Mark::Number(number), length));
        }
        let lower = name.to_ascii_lowercase();
        let roman = ROMAN.iter().position(|roman| *roman == lower).and_then(|at| u32::try_from(at + 1).ok());
        let letter = lower.chars().next().filter(|_| lower.len() == 1);
        let after_letter =
            matches!((self.last, letter), (Some(Mark::Letter(last)), Some(this)) if this as u32 == last as u32 + 1);
        match (roman, letter) {
            (Some(number), _) if !after_letter => Some((Mark::Roman(number), length)),
            (_, Some(letter)) => Some((Mark::Letter(letter), length)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::super::vocabulary::Vocabulary;
    use super::*;

    fn mended(text: &str) -> Vec<String> {
        let (lines, _) = lines(text, &Vocabulary::bundled());
        let shown = |block: Block| block.mark.map(|mark| format!("[{mark}] ")).unwrap_or_default() + &block.text;
        blocks(&lines).into_iter().map(shown).collect()
    }

    const WRAPPED: &str = "The court heard him on Monday and on Tuesday, and it is\n\
                           said that nobody else was in the room during both of\n\
                           those days.\n\
                           His family waits for him at home and has heard nothing\n\
                           since.";

    #[test]
    fn broken_lines_are_mended() {
        let whole = [
            "The court heard him on Monday and on Tuesday, and it is said that nobody else was in the room during both of those days.",
            "His family waits for him at home and has heard nothing since.",
        ];
        assert_eq!(mended(WRAPPED), whole);
        assert_eq!(mended(&WRAPPED.replace('\n', "\n\n")), whole);
    }

    #[test]
    fn a_line_that_is_a_paragraph_stays_one() {
        let long = "word ".repeat(60);
        assert_eq!(mended(&format!("{long}.\n{long}.\nShort.")).len(), 3);
    }

    #[test]
    fn items_are_known_by_any_mark_that_follows_the_last() {
        assert_eq!(mended("I ask you:\n1. to go\non;\n2. to stay."), ["I ask you:", "[1.] to go on;", "[2.] to stay."]);
        assert_eq!(mended("I ask:\n(a) this;\n(b) that."), ["I ask:", "[(a)] this;", "[(b)] that."]);
        assert_eq!(mended("I ask:\n\n•\n\nthis;\n\n•\n\nthat."), ["I ask:", "[•] this;", "[•] that."]);
        assert_eq!(mended("i. one\nii. two\niii. three"), ["[i.] one", "[ii.] two", "[iii.] three"]);
        let year = "He was arrested, as the whole town knows, in the spring of\n2017. Nothing was heard of him since that day, which is long.";
        assert_eq!(mended(year).len(), 1);
    }

    #[test]
    fn a_hyphen_stays_where_the_text_has_it_elsewhere() {
        let text =
            "The opposition-led party lost, and the deten-\ntion of its head went on, says the opposition-\nled party.";
        assert_eq!(
            mended(text),
            ["The opposition-led party lost, and the detention of its head went on, says the opposition-led party."]
        );
    }
}
