//! Lines: where a paragraph may end a line, and where it does.
//!
//! [`opportunities`] asks the dictionary, the LSTM and our own rules once for a paragraph;
//! [`break_lines`] then chooses the line ends of the whole paragraph together (total fit).
