//! A program for libFuzzer: fuzzes what the environment's `TARGET` names. `fuzz/run` calls it.

#![no_main]

use std::sync::OnceLock;

use likhit_fuzz::TARGETS;

static TARGET: OnceLock<fn(&[u8])> = OnceLock::new();

libfuzzer_sys::fuzz_target!(
    init: {
        let name = std::env::var("TARGET").unwrap_or_default();
        let (_, target) = TARGETS.iter().find(|(known, _)| *known == name).expect("`TARGET` names what is fuzzed");
        TARGET.get_or_init(|| *target);
    },
    |bytes: &[u8]| TARGET.get().expect("it was chosen at the beginning")(bytes)
);
