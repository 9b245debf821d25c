//! Lines: where a paragraph may end a line, and where it does.
//!
//! [`opportunities`] asks the dictionary, the LSTM, the lexicon and our own rules once for a paragraph;
//! [`break_lines`] then chooses the line ends of the whole paragraph together (total fit), and [`explain`](explain())
//! gives the reasons for them.

mod bond;
mod explain;
mod known_words;
mod lexicon;
mod opportunity;
mod rules;
mod segment;
mod spread;
mod total_fit;
mod vote;
mod word_model;

pub use bond::mentions;
pub use explain::{LineEnd, explain};
pub use known_words::KnownWords;
pub use opportunity::{BreakClass, Opportunity, opportunities};
pub use segment::Segmenter;
pub use spread::Spread;
pub use total_fit::{Overfull, break_lines};
pub use vote::{Vote, Votes};
pub use word_model::Likelihood;

#[cfg(test)]
mod tests;
