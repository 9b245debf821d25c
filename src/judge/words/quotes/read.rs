//! Reads the quotation marks of a text from its beginning, and finds their partners.

use std::collections::BTreeMap;

use super::beside::{Neighbour, Neighbours};
use super::{Class, Mark, Pair, Quotes, Role, class, closers, has_turned_comma, is_candidate, is_straight};
use crate::judge::Subject;
use crate::judge::words::scan::{digit, is_letter, script};
use crate::script::spacing::is_unspaced;

/// All marks of a text; `quotes` is still empty.
pub(super) fn all(subject: &Subject, quotes: Quotes) -> Quotes {
    let text = subject.text.text.as_str();
    let mut left = BTreeMap::new();
    for mark in text.chars().filter(|c| is_candidate(*c)) {
        *left.entry(mark).or_default() += 1;
    }
    let mut reader = Reader { subject, text, quotes, open: Vec::new(), left };
    for (at, mark) in text.char_indices().filter(|(_, c)| is_candidate(*c)) {
        reader.read(at, mark);
    }
    reader.finish()
}

/// No more open quotations are looked at for a partner, so that long texts do not take the time of their square.
const DEEPEST: usize = 40;

/// Reads the marks of a text from its beginning.
struct Reader<'a> {
    subject: &'a Subject<'a>,
    text: &'a str,
    quotes: Quotes,
    /// The marks that have opened and wait for a partner.
    open: Vec<usize>,
    /// How many of each mark are still to be read.
    left: BTreeMap<char, usize>,
}

impl Reader<'_> {
    fn read(&mut self, at: usize, mark: char) {
        if let Some(left) = self.left.get_mut(&mark) {
            *left -= 1;
        }
        let before = self.quotes.marks.last().filter(|last| last.at + last.character.len_utf8() == at);
        let places = Neighbours::of(self.text, at, mark, before.map(|last| last.role));
        let i = self.quotes.marks.len();
        if let Some(role) = self.other_role(at, mark, &places) {
            self.quotes.marks.push(Mark { at, character: mark, role, is_sure: true, pair: None });
            return;
        }
        let told = self.evidence(mark, &places);
        let role = told.unwrap_or_else(|| self.likely(mark));
        self.quotes.marks.push(Mark { at, character: mark, role, is_sure: told.is_some(), pair: None });
        match role {
            // It begins a word that has lost its first letters: ’til, ’Twas.
            Role::Opens if mark == '’' && !self.may_open('’') => self.quotes.marks[i].role = Role::Apostrophe,
            Role::Opens => self.opens(i),
            _ => self.closes(i, &places),
        }
    }

    /// Whether a mark that is an apostrophe as well opens quotations here, on its own or within others.
    fn may_open(&self, mark: char) -> bool {
        self.quotes.own.is_some_and(|(open, close)| [open, close] == [mark; 2] || open == close)
    }

    /// The role of a mark that is not a quotation mark, where its neighbours show it.
    fn other_role(&self, at: usize, mark: char, places: &Neighbours) -> Option<Role> {
        let Neighbours { before, after, beyond, .. } = *places;
        let is = |c: Option<char>, what: &dyn Fn(char) -> bool| c.is_some_and(what);
        let is_digit = |c: char| digit(c).is_some();
        let is_hebrew = |c: char| script(c) == Some(unicode_script::Script::Hebrew);
        let is_single = class(mark) == Class::Single;
        if matches!(mark, '"' | '”' | '\'' | '’') && is(before, &is_hebrew) && is(after, &is_hebrew) {
            return Some(Role::Other);
        }
        if is_single && is(before, &is_digit) && is(after, &is_digit) || self.is_inches(at, mark) {
            return Some(Role::Other);
        }
        if !is_single {
            return None;
        }
        if has_turned_comma(self.subject) && (is(before, &is_letter) || is(after, &is_letter)) {
            return Some(Role::Apostrophe);
        }
        // In scripts without spaces a quotation is directly beside letters.
        let is_word = |c: char| Neighbour::of(Some(c)) == Neighbour::Word && !is_unspaced_letter(c);
        let within = is(before, &is_word) && is(after.filter(|c| !is_candidate(*c)).or(beyond), &is_word);
        let is_short = || self.is_short_word(at + mark.len_utf8());
        let begins_word = !is(before, &is_word) && !is(after, &is_unspaced_letter);
        (within || matches!(mark, '\'' | '’') && begins_word && is_short()).then_some(Role::Apostrophe)
    }

    /// Whether a mark of inches follows a number and feet, as in 5’10" or 5' 10".
    fn is_inches(&self, at: usize, mark: char) -> bool {
        let Some(feet) = self.quotes.marks.last().filter(|_| matches!(mark, '"' | '”')) else { return false };
        let between = &self.text[feet.range().end..at];
        class(feet.character) == Class::Single
            && matches!(feet.role, Role::Other | Role::Apostrophe)
            && self.text[..feet.at].ends_with(|c| digit(c).is_some())
            && between.trim_start().chars().all(|c| digit(c).is_some() || matches!(c, '.' | ',' | '½' | '¼' | '¾'))
            && between.ends_with(|c: char| c.is_numeric())
    }

    /// Whether a word of one or two letters, or a year of two digits, begins here, as after the apostrophe of
    /// ’s avonds and of the ’90s.
    fn is_short_word(&self, begin: usize) -> bool {
        let rest = &self.text[begin..];
        let word = &rest[..rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())];
        let next = rest[word.len()..].chars().next();
        // Both are apostrophes in rock ’n’ roll.
        let is_and = matches!(word, "n" | "N") && matches!(next, Some('\'' | '’'));
        let ends = is_and || next.is_none_or(|c| c.is_whitespace() || matches!(c, ',' | '.' | '-'));
        let digits = word.chars().take_while(|c| digit(*c).is_some()).count();
        let letters = word.chars().count() - digits;
        ends && (digits == 0 && matches!(letters, 1 | 2) || digits == 2 && letters <= 2)
    }

    /// The role of a mark, where its neighbours show it.
    fn evidence(&self, mark: char, places: &Neighbours) -> Option<Role> {
        let narrow = &self.subject.info.narrow_space;
        // A space that the language writes within its quotations says nothing.
        if places.is_spaced_before && narrow.before.contains(mark)
            || places.is_spaced_after && narrow.after.contains(mark)
        {
            return None;
        }
        places.role()
    }

    /// The role of a mark whose neighbours do not show it.
    fn likely(&self, mark: char) -> Role {
        let pending = self.pending(class(mark)).map(|open| self.quotes.marks[open].character);
        let (own_open, own_close) = self.quotes.own.unwrap_or_default();
        if pending.is_some_and(|pending| pending != own_open && closers(pending).contains(mark)) {
            return Role::Closes;
        }
        let is_opener =
            if own_open == own_close { None } else { [own_open, own_close].iter().position(|c| *c == mark) };
        let opens = match (is_opener, mark) {
            (Some(position), _) => position == 0,
            (None, '"' | '\'') => pending.is_none(),
            (None, _) if mark == own_open => pending != Some(mark),
            (None, _) => matches!(mark, '«' | '“' | '„' | '‹' | '‘' | '‚' | '‛' | '‟' | '「'),
        };
        // A mark that closes nothing may open what is quoted the wrong way round.
        let left = |mark: char| self.left.get(&mark).copied().unwrap_or_default();
        let is_reversed = || {
            let partners: usize = closers(mark).chars().filter(|c| *c != mark).map(left).sum();
            class(mark) != Class::Single && partners > left(mark)
        };
        if opens || pending.is_none() && is_reversed() { Role::Opens } else { Role::Closes }
    }

    /// The last mark of a class that waits for a partner.
    fn pending(&self, of: Class) -> Option<usize> {
        self.open.iter().rev().take(DEEPEST).copied().find(|open| class(self.quotes.marks[*open].character) == of)
    }

    fn opens(&mut self, i: usize) {
        let Mark { at, character: mark, .. } = self.quotes.marks[i];
        // A quotation of several paragraphs opens each of them, and closes the last.
        if self.text[..at].ends_with("\n\n")
            && let Some(last) = self.pending(class(mark)).filter(|last| self.quotes.marks[*last].character == mark)
        {
            self.open.retain(|open| *open != last);
            self.quotes.marks[last].role = Role::Other;
            self.quotes.continued.push(i);
        }
        self.open.push(i);
    }

    fn closes(&mut self, i: usize, places: &Neighbours) {
        let mark = self.quotes.marks[i].character;
        let from = self.open.len().saturating_sub(DEEPEST);
        let marks = &self.quotes.marks;
        let find = |is: &dyn Fn(char) -> bool| self.open[from..].iter().rposition(|open| is(marks[*open].character));
        let of_class = |open: char| class(open) == class(mark);
        let partner = if is_straight(mark) { None } else { find(&|open| closers(open).contains(mark)) };
        let partner = partner.or_else(|| find(&of_class));
        if let Some(partner) = partner {
            let open = self.open[from + partner];
            // What was opened within and not closed stays alone.
            let alone: Vec<usize> = self.open.drain(from + partner..).skip(1).collect();
            for alone in alone {
                self.is_alone(alone);
            }
            self.quotes.pairs.push(Pair { open, close: i, is_nested: false });
            return;
        }
        if class(mark) == Class::Single {
            self.quotes.marks[i].role = Role::Apostrophe;
        } else if places.before.is_some_and(|c| digit(c).is_some()) {
            self.quotes.marks[i].role = Role::Other;
        } else if !self.reads_again(i) {
            self.is_alone(i);
        }
    }

    /// Finds a partner for a mark that closes nothing: where a mark of inches was taken for the end of the
    /// quotation, or a mark after a Hebrew prefix for part of an abbreviation.
    fn reads_again(&mut self, i: usize) -> bool {
        let Quotes { marks, pairs, .. } = &mut self.quotes;
        let is_same = |mark: &Mark| class(mark.character) == class(marks[i].character);
        let follows_digit = |mark: &Mark| self.text[..mark.at].ends_with(|c| digit(c).is_some());
        if let Some(last) = pairs.last().copied()
            && marks[last.close + 1..i].iter().all(|mark| mark.role != Role::Opens || !is_same(mark))
            && is_same(&marks[last.close])
            && follows_digit(&marks[last.close])
        {
            marks[last.close].role = Role::Other;
            pairs.pop();
            pairs.push(Pair { open: last.open, close: i, is_nested: false });
            return true;
        }
        let begins_word = |mark: &Mark| {
            let letters = self.text[mark.range().end..].chars().take_while(|c| is_letter(*c)).count();
            letters > 1
        };
        let is_prefixed =
            |mark: &Mark| mark.role == Role::Other && is_same(mark) && !follows_digit(mark) && begins_word(mark);
        let Some(open) = marks[..i].iter().rposition(is_prefixed) else { return false };
        marks[open].role = Role::Opens;
        pairs.push(Pair { open, close: i, is_nested: false });
        true
    }

    fn is_alone(&mut self, i: usize) {
        if class(self.quotes.marks[i].character) == Class::Single {
            self.quotes.marks[i].role = Role::Apostrophe;
        } else {
            self.quotes.lonely.push(i);
        }
    }

    fn finish(mut self) -> Quotes {
        for alone in std::mem::take(&mut self.open) {
            self.is_alone(alone);
        }
        self.quotes.lonely.sort_unstable();
        let Quotes { marks, pairs, .. } = &mut self.quotes;
        pairs.sort_by_key(|pair| pair.open);
        let mut end = 0;
        for (i, pair) in pairs.iter_mut().enumerate() {
            pair.is_nested = end > pair.close;
            end = end.max(pair.close);
            marks[pair.open].pair = Some(i);
            marks[pair.close].pair = Some(i);
        }
        self.quotes
    }
}

/// Whether a character is a letter or a mark of writing without spaces.
fn is_unspaced_letter(c: char) -> bool {
    script(c).is_some_and(is_unspaced)
}
