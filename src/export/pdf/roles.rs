//! The roles of elements in the words of PDF.

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
        Role::Paragraph | Role::ReturnLine => "P",
        Role::List(_) => "L",
        Role::ListItem => "LI",
        Role::Label => "Lbl",
        Role::ItemBody => "LBody",
    }
}

/// How a list is numbered (`ListNumbering`, ISO 32000-1, 14.8.5.5). There is no name for digits other
/// than European ones; numbers they are.
pub(super) fn list_numbering(numbering: Numbering) -> &'static str {
    match numbering {
        Numbering::Numbers => "Decimal",
        Numbering::Marks => "Disc",
    }
}
