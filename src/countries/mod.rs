//! Countries: what each is called, how addresses stand there, and how numbers are dialled.
//!
//! All of it is data in the folder `countries`. What a language calls countries is here too; that a letter is
//! written in a language is not, so that nothing here needs one.

mod addresses;
mod names;
mod telephone;
mod usual_names;

pub use addresses::{AddressLine, AddressOrders, AddressPart};
pub use names::Countries;
pub use telephone::{TelephoneNumber, TelephonePlans};
pub use usual_names::CountryNames;
