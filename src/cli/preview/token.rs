//! The token of a run: only the page that this run has sent can change files.

use std::fmt::Write as _;
use std::hint::black_box;

/// The number of random bytes.
const LENGTH: usize = 32;

/// A secret of this run, in hexadecimal digits.
pub struct Token(String);

impl Token {
    /// A token that nobody can guess.
    pub fn random() -> Self {
        let mut bytes = [0; LENGTH];
        getrandom::fill(&mut bytes).expect("every system that the program runs on gives random bytes");
        Self(bytes.iter().fold(String::new(), |mut digits, byte| {
            let _ = write!(digits, "{byte:02x}");
            digits
        }))
    }

    /// The token as the page gets it.
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// Whether this is the token. The comparison takes the same time wherever the two differ.
    pub fn is(&self, sent: &str) -> bool {
        let pairs = self.0.bytes().zip(sent.bytes());
        let difference = pairs.fold(0, |difference, (own, sent)| black_box(difference | (own ^ sent)));
        self.0.len() == sent.len() && difference == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_itself_alone() {
        let [one, other] = [Token::random(), Token::random()];
        assert_eq!(one.digits().len(), 2 * LENGTH);
        assert!(one.is(one.digits()) && !one.is(other.digits()));
        let longer = format!("{}0", one.digits());
        assert!(!one.is("") && !one.is(&one.digits()[1..]) && !one.is(&longer));
    }
}
