//! How many cases run, and from which seed.
//!
//! - `SESSAGE_CASES`: cases of each property, for each provider where it has one; 512 unless it says otherwise.
//! - `SESSAGE_SEED`: a number; another one makes other cases. The same one makes the same cases everywhere.

use std::fmt::Debug;
use std::time::Instant;

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngSeed, TestCaseError, TestRunner};

const CASES: u32 = 512;
const SEED: u64 = 0x5e55_a6e0;

/// The number of cases of each property.
pub fn cases() -> u32 {
    number("SESSAGE_CASES").map_or(CASES, |cases| cases.try_into().unwrap())
}

/// The seed of every property.
pub fn seed() -> u64 {
    number("SESSAGE_SEED").unwrap_or(SEED)
}

fn number(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    Some(
        text.parse()
            .unwrap_or_else(|_| panic!("{name} is no number: {text:?}")),
    )
}

/// Runs a property; a case that panics is made as small as possible and shown.
pub fn check<S: Strategy<Value: Debug>>(name: &str, strategy: S, property: impl Fn(S::Value)) {
    let config = Config {
        cases: cases(),
        rng_seed: RngSeed::Fixed(seed()),
        // The seed is fixed, so a failure comes again by itself; it is kept as a test with a name.
        failure_persistence: None,
        max_shrink_iters: 20_000,
        ..Config::default()
    };
    let began = Instant::now();
    let result = TestRunner::new(config).run(&strategy, |value| {
        property(value);
        Ok::<(), TestCaseError>(())
    });
    println!("{name}: {} cases in {:.1?}", cases(), began.elapsed());
    if let Err(error) = result {
        panic!("{name}: {error}");
    }
}
