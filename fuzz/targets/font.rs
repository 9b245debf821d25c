#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| likhit_fuzz::font(bytes));
