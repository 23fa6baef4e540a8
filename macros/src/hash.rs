//! Maps and sets with a hash that costs little.
//!
//! Keys are small numbers, nodes of the graph and names of the user's: nobody chooses them to collide. The hash of the standard library guards
//! against that, and the macro, which cargo builds without optimisation, spent a sixth of its time on it. Iterated over, these are in the same
//! order each time.

use std::hash::{BuildHasherDefault, Hasher};

pub(crate) type HashMap<K, V> = std::collections::HashMap<K, V, BuildHasherDefault<Quick>>;
pub(crate) type HashSet<K> = std::collections::HashSet<K, BuildHasherDefault<Quick>>;

/// A multiplication for each word, as rustc's own maps have it.
#[derive(Clone, Copy, Default)]
pub(crate) struct Quick(u64);

/// Odd, and without a pattern.
const FACTOR: u64 = 0xf135_7aea_2e62_a9c5;

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(u64::from(byte));
        }
    }

    fn write_u8(&mut self, number: u8) {
        self.write_u64(u64::from(number));
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = self.0.wrapping_add(number).wrapping_mul(FACTOR);
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    /// The upper bits depend on all that was written; tables look at the lower ones first.
    fn finish(&self) -> u64 {
        self.0.rotate_left(26)
    }
}
