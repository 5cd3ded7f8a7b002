//! Hash tables for the compiler's own keys: numbers, operations, types.
//!
//! The standard hasher is made for texts of strangers and costs more than what is looked up here. This one mixes
//! each word with one multiplication. Constants of a program are part of keys, so that a program could aim at
//! collisions if it knew the start value: that is drawn at random for each process. A table of this kind is only
//! asked for keys and must never be walked, so that nothing depends on its order.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::OnceLock;

/// A hash table that is only asked for keys.
pub type FastMap<K, V> = HashMap<K, V, FastState>;

/// An odd number without pattern (the golden ratio's bits).
const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

/// Makes the hashers of a table.
#[derive(Clone, Copy, Debug)]
pub struct FastState {
    start: u64,
    secret: u64,
}

impl Default for FastState {
    fn default() -> Self {
        static STATE: OnceLock<FastState> = OnceLock::new();
        *STATE.get_or_init(|| {
            let random = RandomState::new();
            Self {
                start: random.hash_one(0_u8),
                secret: random.hash_one(1_u8) | 1,
            }
        })
    }
}

impl BuildHasher for FastState {
    type Hasher = FastHasher;

    fn build_hasher(&self) -> FastHasher {
        FastHasher {
            state: self.start,
            secret: self.secret,
        }
    }
}

/// The hash of one key.
#[derive(Clone, Copy, Debug)]
pub struct FastHasher {
    state: u64,
    secret: u64,
}

/// Both halves of a product, so that every bit of the factors reaches every bit of the result.
const fn fold(a: u64, b: u64) -> u64 {
    let product = (a as u128) * (b as u128);
    (product as u64) ^ ((product >> 64) as u64)
}

impl Hasher for FastHasher {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.write_u64(u64::from_le_bytes(*word));
        }
        if !rest.is_empty() {
            let mut last = [0_u8; 8];
            for (place, byte) in last.iter_mut().zip(rest) {
                *place = *byte;
            }
            self.write_u64(u64::from_le_bytes(last));
        }
        // Bytes of different lengths differ even where the longer ones end in zeros.
        self.state = self.state.rotate_left(5) ^ bytes.len() as u64;
    }

    fn write_u8(&mut self, value: u8) {
        self.write_u64(u64::from(value));
    }

    fn write_u16(&mut self, value: u16) {
        self.write_u64(u64::from(value));
    }

    fn write_u32(&mut self, value: u32) {
        self.write_u64(u64::from(value));
    }

    fn write_u64(&mut self, value: u64) {
        // Adding the factor keeps a word that cancels the state from wiping it out.
        self.state = fold(self.state ^ value, self.secret).wrapping_add(FACTOR);
    }

    fn write_usize(&mut self, value: usize) {
        self.write_u64(value as u64);
    }

    fn write_isize(&mut self, value: isize) {
        self.write_u64(value as u64);
    }

    fn finish(&self) -> u64 {
        fold(self.state, FACTOR)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn equal_keys_meet_and_others_do_not() {
        let state = FastState::default();
        assert_eq!(
            state.hash_one("a key of some length"),
            state.hash_one("a key of some length")
        );
        assert_ne!(
            state.hash_one([0_u8; 8].as_slice()),
            state.hash_one([0_u8; 9].as_slice())
        );
        assert_ne!(state.hash_one((1_u32, 2_u32)), state.hash_one((2_u32, 1_u32)));
    }

    #[test]
    fn neighbours_and_multiples_spread_over_low_and_high_bits() {
        let state = FastState::default();
        for shift in [0, 16, 32, 48] {
            let hashes: Vec<u64> = (0..4096_u64).map(|at| state.hash_one(at << shift)).collect();
            // A table takes its place from the low bits and a tag from the high ones. Of 4096 keys in 4096 places
            // about 2589 places are taken by chance.
            let low: HashSet<u64> = hashes.iter().map(|hash| hash & 4095).collect();
            let high: HashSet<u64> = hashes.iter().map(|hash| hash >> 52).collect();
            assert!(
                low.len() > 2300 && high.len() > 2300,
                "{shift}: {} {}",
                low.len(),
                high.len()
            );
        }
    }
}
