//! Votes: reasons to end a line at a place.

use std::fmt;

/// A reason to end a line at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vote {
    /// A space.
    Space,
    /// The author's U+200B.
    Author,
    /// ICU's dictionary.
    Dictionary,
    /// ICU's LSTM.
    Lstm,
    /// A hyphen, dash, bracket, number or other mark after or before which a line may end.
    Mark,
    /// Letters of two scripts meet.
    Script,
    /// A protected name begins or ends.
    Name,
    /// A word may be split with a hyphen.
    Hyphen,
}

impl Vote {
    const ALL: [Self; 8] =
        [Self::Space, Self::Author, Self::Dictionary, Self::Lstm, Self::Mark, Self::Script, Self::Name, Self::Hyphen];

    /// Whether the vote comes from a model that finds words.
    pub fn finds_words(self) -> bool {
        matches!(self, Self::Dictionary | Self::Lstm)
    }
}

impl fmt::Display for Vote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Vote::Space => "space",
            Vote::Author => "author",
            Vote::Dictionary => "dictionary",
            Vote::Lstm => "LSTM",
            Vote::Mark => "mark",
            Vote::Script => "script",
            Vote::Name => "name",
            Vote::Hyphen => "hyphen",
        })
    }
}

/// A set of [`Vote`]s.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Votes(u8);

impl Votes {
    /// Whether `vote` is among them.
    pub fn contains(self, vote: Vote) -> bool {
        self.0 & (1 << vote as u8) != 0
    }

    /// The votes, in the order of [`Vote`].
    pub fn iter(self) -> impl Iterator<Item = Vote> {
        Vote::ALL.into_iter().filter(move |vote| self.contains(*vote))
    }

    fn add(&mut self, vote: Vote) {
        self.0 |= 1 << vote as u8;
    }
}

impl FromIterator<Vote> for Votes {
    fn from_iter<I: IntoIterator<Item = Vote>>(votes: I) -> Self {
        let mut set = Self::default();
        votes.into_iter().for_each(|vote| set.add(vote));
        set
    }
}
