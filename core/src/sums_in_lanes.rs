//! What loops stand on that add up slopes in lanes.

use crate::support::Real;

/// The least of some lengths.
#[inline]
#[must_use]
pub fn least<const N: usize>(lengths: [usize; N]) -> usize {
    lengths.into_iter().fold(usize::MAX, usize::min)
}

/// Whether all numbers are between ε and 1/ε in size, so that it does not matter whether a sum is multiplied by them or its terms are.
#[inline]
#[must_use]
pub fn are_moderate<T: Real, const N: usize>(numbers: [T; N]) -> bool {
    let least = T::__EPSILON;
    numbers.into_iter().all(|number| {
        let size = if number < T::__ZERO { -number } else { number };
        size > least && size * least < T::__ONE
    })
}

/// The sum of 16 lanes, in one fixed order: each with the one eight further on, then these with those four further on, and so on.
#[inline]
#[must_use]
pub fn sum_of_lanes<T: Real>(mut lanes: [T; 16]) -> T {
    let mut count = lanes.len();
    while count > 1 {
        count /= 2;
        for lane in 0..count {
            let other = lanes[lane + count];
            lanes[lane] += other;
        }
    }
    lanes[0]
}

#[cfg(test)]
mod tests {
    use super::{are_moderate, least, sum_of_lanes};

    #[test]
    fn the_lanes_are_added_by_a_tree() {
        assert_eq!(sum_of_lanes(core::array::from_fn(|lane| f64::from(1_u32 << lane))), 65535.0);
        // Each with the one eight further on: the large ones cancel before the small ones come.
        let mut lanes = [1.0; 16];
        (lanes[3], lanes[11]) = (1e300, -1e300);
        assert_eq!(sum_of_lanes(lanes), 14.0);
    }

    #[test]
    fn moderate_numbers_are_neither_tiny_nor_huge() {
        assert!(are_moderate([1.0, -0.5, 1e15, -1e-15]) && are_moderate::<f64, 0>([]));
        for odd in [0.0, -0.0, f64::INFINITY, f64::NEG_INFINITY, f64::NAN, 1e-16, -1e16, f64::MIN_POSITIVE] {
            assert!(!are_moderate([1.0, odd]), "{odd:e}");
        }
    }

    #[test]
    fn the_least_length_counts() {
        assert_eq!((least([3, 1, 2]), least([5])), (1, 5));
    }
}
