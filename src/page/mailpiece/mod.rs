//! Envelopes and labels: an address alone, and a page to calibrate a printer with.

pub mod address;
pub mod calibration;
