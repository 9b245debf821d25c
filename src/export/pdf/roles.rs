//! The names that PDF has for the roles of elements.

use crate::letter::Numbering;
use crate::page::Role;

/// The standard structure type of a role (ISO 32000-1, 14.8.4).
pub(super) fn type_name(role: Role) -> &'static str {
    match role {
        Role::Letter => "Part",
        Role::Group | Role::Sender | Role::InsideAddress => "Div",
        Role::Heading => "H1",
        Role::Subheading => "H2",
        Role::Link => "Link",
        Role::Figure => "Figure",
        Role::Paragraph | Role::ReturnLine | Role::RepeatedReturnLine => "P",
        Role::Blank => "Form",
        Role::Table => "Table",
        Role::TableHead => "THead",
        Role::TableRows => "TBody",
        Role::TableRow => "TR",
        Role::HeaderCell(_) => "TH",
        Role::Cell => "TD",
        Role::List(_) => "L",
        Role::ListItem => "LI",
        Role::Label => "Lbl",
        Role::ItemBody => "LBody",
    }
}

/// The structure type of a part of an element's words.
pub(super) const SPAN: &str = "Span";

/// The numbering of a list (`ListNumbering`, ISO 32000-1, 14.8.5.5). PDF has no name for digits other than European
/// ones, so they count as decimal.
pub(super) fn list_numbering(numbering: Numbering) -> &'static str {
    match numbering {
        Numbering::Numbers => "Decimal",
        Numbering::Marks => "Disc",
    }
}
