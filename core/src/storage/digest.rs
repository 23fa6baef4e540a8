//! A number of 128 bits that tells contents apart: XXH3, which is made for accidents and not for adversaries.

use twox_hash::XxHash3_128;

use crate::Float;

/// Takes in contents, one after another.
pub(crate) struct Digest(XxHash3_128);

impl Digest {
    pub(crate) fn new() -> Self {
        Digest(XxHash3_128::with_seed(0))
    }

    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        self.0.write(bytes);
    }

    /// Its length is taken in, too, so that no two lists of texts are the same.
    pub(crate) fn text(&mut self, text: &str) {
        self.bytes(&(text.len() as u64).to_le_bytes());
        self.bytes(text.as_bytes());
    }

    pub(crate) fn numbers<T: Float>(&mut self, numbers: &[T]) {
        T::bytes_of(numbers, &mut |bytes| self.bytes(bytes));
    }

    pub(crate) fn finish(&self) -> String {
        format!("xxh3:{:032x}", self.0.finish_128())
    }
}
