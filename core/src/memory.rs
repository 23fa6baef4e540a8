//! Memory that is asked for: where there is not enough, that is an error with a size, and no abort.

use crate::Float;

/// There is not enough memory.
///
/// ```
/// use chainrule::network::{Error, identity, squared_error};
/// use chainrule::Network;
///
/// let built = Network::builder(1 << 62).dense::<identity>(4).build::<squared_error>();
/// assert!(matches!(built, Err(Error::Memory(_))));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "there is no memory for {count} numbers of {bytes} bytes each; take a smaller network, or fewer examples"
)]
pub struct OutOfMemory {
    /// How many numbers there should be room for; the largest `usize` where there are more.
    pub count: usize,
    /// How many bytes each takes.
    pub bytes: usize,
}

/// The product of sizes, if memory can have so many numbers at all.
pub(crate) fn product<T>(sizes: &[usize]) -> Result<usize, OutOfMemory> {
    let bytes = size_of::<T>();
    let count = sizes.iter().try_fold(1_usize, |product, &size| product.checked_mul(size));
    count
        .filter(|count| count.checked_mul(bytes).is_some_and(|all| isize::try_from(all).is_ok()))
        .ok_or(OutOfMemory { count: count.unwrap_or(usize::MAX), bytes })
}

/// An empty vector with room for so many.
pub(crate) fn room<T>(count: usize) -> Result<Vec<T>, OutOfMemory> {
    let mut numbers = Vec::new();
    numbers.try_reserve_exact(count).map_err(|_| OutOfMemory { count, bytes: size_of::<T>() })?;
    Ok(numbers)
}

/// So many zeros.
pub(crate) fn zeros<T: Float>(count: usize) -> Result<Vec<T>, OutOfMemory> {
    let mut numbers = room(count)?;
    numbers.resize(count, T::ZERO);
    Ok(numbers)
}
