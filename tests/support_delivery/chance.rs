//! Chance that a seed decides, so that what it found can be run again.

use std::cell::Cell;

/// Random numbers by SplitMix64: <https://prng.di.unimi.it/splitmix64.c>
#[derive(Debug)]
pub struct Chance(Cell<u64>);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(Cell::new(seed))
    }

    fn next(&self) -> u64 {
        let state = self.0.get().wrapping_add(0x9e37_79b9_7f4a_7c15);
        self.0.set(state);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 up to, not including, `limit`.
    pub fn below(&self, limit: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(limit.max(1)).unwrap()).unwrap()
    }

    /// From 0 to `most`.
    pub fn up_to(&self, most: i64) -> i64 {
        i64::try_from(self.next() % u64::try_from(most + 1).unwrap()).unwrap()
    }

    pub fn one_in(&self, count: usize) -> bool {
        self.below(count) == 0
    }
}

/// The seeds to run: so many, or the one in SESSAGE_SEED.
pub fn seeds(count: u64) -> Vec<u64> {
    match std::env::var("SESSAGE_SEED") {
        Ok(seed) => vec![seed.parse().expect("SESSAGE_SEED is a whole number")],
        Err(_) => (0..count).collect(),
    }
}
