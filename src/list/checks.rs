//! All that is looked at in the cells of a row before they become a sender: what is mended, what is unusual, and whether the
//! person gets no letter at all.

use super::mend::{Fields, Mend, mend_cells};
use super::not_mailed::{Marked, Place, marked};
use super::{Column, parts, unusual_name};
use crate::countries::CountryNames;
use crate::id::CountryCode;
use crate::letter::own_words::Refusal;

/// The cells of a row, mended, and what is to be said of them.
#[derive(Debug, Default)]
pub struct Checked {
    /// The cells.
    pub fields: Fields,
    /// What was mended, by the column in which it was.
    pub mends: Vec<(Column, Mend)>,
    /// What is unusual, and printed.
    pub unusual: Vec<(Column, Refusal)>,
    /// Words that say that the person gets no letter.
    pub marked: Option<(Column, Marked)>,
}

/// Mends the cells of a row and looks at them. `country` is the one of the row, or that of all letters.
pub fn check(mut fields: Fields, country: Option<&CountryCode>, names: &CountryNames) -> Checked {
    let mut mends = mend_cells(&mut fields);
    let marked = marked_cell(&fields);
    if marked.is_some() {
        return Checked { fields, mends, marked, ..Checked::default() };
    }
    mends.extend(parts::mend_parts(&mut fields, country, names));
    let name = fields.get(&Column::Name).and_then(|name| unusual_name::unusual(name));
    let unusual = name.map(|refusal| (Column::Name, refusal)).into_iter();
    let unusual = unusual.chain(parts::unusual(&fields, country, names)).collect();
    Checked { fields, mends, unusual, marked: None }
}

/// The first cell that says that the person gets no letter.
fn marked_cell(fields: &Fields) -> Option<(Column, Marked)> {
    fields.iter().find_map(|(column, words)| {
        let place = match column {
            Column::Name => Place::Name,
            Column::AddressAbove | Column::Address(_) | Column::Town => Place::Line,
            _ => return None,
        };
        words.split(['\n', '\r']).find_map(|line| Some((*column, marked(line, place)?)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Project;

    #[test]
    fn a_row_is_mended_before_it_is_looked_at() {
        let names = CountryNames::read(&Project::embedded()).expect("the bundled names");
        let cells = [(Column::Name, "'ANN  SMITH"), (Column::Address(1), "1 High Street"), (Column::Town, "Leeds")];
        let fields: Fields = cells.into_iter().map(|(column, words)| (column, words.to_owned())).collect();
        let checked = check(fields.clone(), CountryCode::new("GB").as_ref(), &names);
        assert_eq!(checked.fields[&Column::Name], "ANN SMITH");
        assert_eq!(checked.mends, [(Column::Name, Mend::Apostrophe), (Column::Name, Mend::Spaces)]);
        assert_eq!(checked.unusual.len(), 1);
        assert_eq!(checked.marked, None);

        let gone = Fields::from([(Column::Address(2), "Gone away".to_owned()), (Column::Name, "Ann".to_owned())]);
        let checked = check(gone, None, &names);
        assert_eq!(checked.marked.map(|(column, _)| column), Some(Column::Address(2)));
        assert!(checked.unusual.is_empty(), "nothing is said of somebody who gets no letter");
    }
}
