//! A hash to tell values apart: FNV-1a in 128 bits, its end mixed, so that sums of hashes are as good as hashes.
//! <https://datatracker.ietf.org/doc/html/draft-eastlake-fnv>
//!
//! It is the same in every version and on every machine. It guards nothing: who wants to can find two texts with one hash.

const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const PRIME: u128 = 0x0100_0000_0000_0000_0000_013b;
/// Odd numbers without a pattern.
const MIX: [u128; 2] = [
    0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835,
    0xd6e8_feb8_6659_fd93_a076_1d64_78bd_642f,
];

/// What was written so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hash(u128);

impl Default for Hash {
    fn default() -> Self {
        Self(OFFSET)
    }
}

impl Hash {
    /// Writes bytes.
    pub fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u128::from(*byte)).wrapping_mul(PRIME);
        }
    }

    /// Writes a text and its end, so that two texts are not taken for one.
    pub fn write_text(&mut self, text: &str) {
        self.write(text.as_bytes());
        self.write(&[0xff]);
    }

    /// The hash of what was written.
    #[must_use]
    pub fn finish(self) -> u128 {
        let mut hash = self.0;
        for factor in MIX {
            hash = (hash ^ (hash >> 59)).wrapping_mul(factor);
        }
        hash ^ (hash >> 64)
    }
}

/// The last digits of a hash, in hexadecimal.
#[must_use]
pub fn hex(hash: u128, digits: u32) -> String {
    let places = (0..digits).rev();
    let digit = |place: u32| {
        let nibble = hash
            .checked_shr(place.saturating_mul(4))
            .unwrap_or_default()
            & 0xf;
        char::from_digit(u32::try_from(nibble).unwrap_or_default(), 16).unwrap_or('0')
    };
    places.map(digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_stay_what_they_are() {
        let of = |text: &str| {
            let mut hash = Hash::default();
            hash.write(text.as_bytes());
            hash
        };
        // Before it is mixed, FNV-1a as others compute it.
        assert_eq!(hex(of("").0, 32), "6c62272e07bb014262b821756295c58d");
        assert_eq!(hex(of("a").0, 32), "d228cb696f1a8caf78912b704e4a8964");
        assert!(hex(of("a").finish(), 32).ends_with(&hex(of("a").finish(), 16)));
        assert_ne!(of("a").finish(), of("b").finish());
    }
}
