//! Countries: their names, the form of their addresses, and how numbers are dialled there.
//!
//! All of it is data in the folder `countries`. The names of countries in each language are here too. The language of a
//! letter is not, so this module needs no language.

mod addresses;
mod names;
mod postcodes;
mod states;
mod telephone;
mod usual_names;

pub use addresses::{AddressLine, AddressOrders, AddressPart};
pub use names::Countries;
pub use postcodes::{Postcode, Postcodes};
pub use states::{State, States};
pub use telephone::{TelephoneNumber, TelephonePlans, split_note};
pub use usual_names::{CountryNames, UnknownCountry, country};
