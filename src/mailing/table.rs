//! Tables as CSV: a type's fields are the columns, and each value of it is a row.

use serde::{Deserialize, Serialize};

use crate::yaml::keys_of;

/// The names of the columns.
pub fn head<'de, T: Deserialize<'de>>() -> Vec<&'static str> {
    keys_of::<T>()
}

/// The rows below the names of the columns.
pub fn of<'de, 'r, T: Serialize + Deserialize<'de> + 'r>(rows: impl IntoIterator<Item = &'r T>) -> Vec<u8> {
    let mut table = csv::WriterBuilder::new().has_headers(false).from_writer(Vec::new());
    // Writing to memory does not fail.
    let _ = table.write_record(head::<T>());
    for row in rows {
        let _ = table.serialize(row);
    }
    table.into_inner().unwrap_or_default()
}
