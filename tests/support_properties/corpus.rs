//! The seeds of the fuzz targets, as they are and damaged at random, without a fuzzer.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::Rng;
use proptest::test_runner::{RngAlgorithm, TestRng};

use super::run;

/// What fuzzers find hardest to make up.
const WORDS: &[&str] = &[
    "\"",
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "\\u0000",
    "\\ud83d",
    "1e400",
    "-0",
    "null",
    "true",
    "\"type\":",
    "\"content\":",
    "\"to\":",
    "{\"\\u0000\":\"blob:0\"}",
    "{\"\\u0000\":\"function\"}",
    "\u{1e}",
    "\"id\":",
];

/// The seeds of a target, by name.
pub fn seeds(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fuzz/seeds")
        .join(target);
    let mut files: Vec<PathBuf> = fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{folder:?}: {error}"))
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files
        .into_iter()
        .map(|path| (path.display().to_string(), fs::read(&path).unwrap()))
        .collect()
}

/// Runs a target over its seeds, then over as many damaged ones as there are cases to each property.
pub fn check(target: &str, body: fn(&[u8])) {
    let seeds = seeds(target);
    for (name, bytes) in &seeds {
        println!("{name}");
        body(bytes);
    }
    let mut seed = [0; 32];
    seed[..8].copy_from_slice(&run::seed().to_le_bytes());
    let mut random = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
    for case in 0..run::cases() {
        let (name, bytes) = &seeds[below(&mut random, seeds.len())];
        let mut bytes = bytes.clone();
        for _ in 0..=below(&mut random, 4) {
            damage(&mut bytes, &seeds, &mut random);
        }
        let shown = String::from_utf8_lossy(&bytes).into_owned();
        let ended = std::panic::catch_unwind(|| body(&bytes));
        assert!(ended.is_ok(), "case {case}, from {name}: {shown:?}");
    }
}

fn below(random: &mut TestRng, limit: usize) -> usize {
    random.next_u32() as usize % limit.max(1)
}

fn damage(bytes: &mut Vec<u8>, seeds: &[(String, Vec<u8>)], random: &mut TestRng) {
    let at = below(random, bytes.len() + 1);
    let some = below(random, bytes.len() + 1).max(at);
    match below(random, 6) {
        0 => drop(bytes.drain(at..some.min(at + 8))),
        1 => {
            let part: Vec<u8> = bytes[at..some].to_vec();
            drop(bytes.splice(at..at, part));
        }
        2 => {
            let word = WORDS[below(random, WORDS.len())];
            drop(bytes.splice(at..at, word.bytes()));
        }
        3 => {
            let (_, other) = &seeds[below(random, seeds.len())];
            let from = below(random, other.len() + 1);
            let to = from + below(random, other.len() + 1 - from);
            drop(bytes.splice(at..some, other[from..to].iter().copied()));
        }
        4 => bytes.insert(at, (random.next_u32() % 256) as u8),
        _ => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << below(random, 8);
            }
        }
    }
}
