#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| sessage_fuzz::promises::bytes::as_message(bytes));
