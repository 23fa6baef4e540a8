//! Where a function is evaluated: one number, or several in a row.

#[cfg(feature = "alloc")]
use alloc::vec::Vec;
use core::fmt::Debug;
use core::slice;

use crate::Float;

/// A place at which a function has a value and a gradient, and equally the gradient itself.
///
/// Numbers, arrays and vectors of them are points. So can be a type of your own that keeps its numbers in one slice.
///
/// ```
/// use chainrule::Point;
///
/// assert_eq!(3.0_f64.coordinates(), [3.0]);
/// assert_eq!([3.0, 2.0].coordinates(), [3.0, 2.0]);
///
/// let mut weights = vec![1.0_f32; 3];
/// weights.coordinates_mut()[1] = 5.0;
/// assert_eq!(weights, [1.0, 5.0, 1.0]);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a point to evaluate a function at",
    label = "not a point",
    note = "points are `f64`, `f32`, arrays and vectors of them, and `Flat::new(…)` of whatever derives `Differentiable`, and of tuples"
)]
pub trait Point: Clone + Debug {
    /// The type of one coordinate.
    type Scalar: Float;

    /// All coordinates, in order.
    #[must_use]
    fn coordinates(&self) -> &[Self::Scalar];

    /// All coordinates, in the same order, to be changed.
    #[must_use]
    fn coordinates_mut(&mut self) -> &mut [Self::Scalar];
}

// Not for every `T: Float`: that would forbid the implementation for arrays below.
macro_rules! number {
    ($($float:ident)*) => {$(
        impl Point for $float {
            type Scalar = Self;

            #[inline]
            fn coordinates(&self) -> &[Self] {
                slice::from_ref(self)
            }

            #[inline]
            fn coordinates_mut(&mut self) -> &mut [Self] {
                slice::from_mut(self)
            }
        }
    )*};
}

number! { f32 f64 }

impl<T: Float, const N: usize> Point for [T; N] {
    type Scalar = T;

    #[inline]
    fn coordinates(&self) -> &[T] {
        self
    }

    #[inline]
    fn coordinates_mut(&mut self) -> &mut [T] {
        self
    }
}

#[cfg(feature = "alloc")]
impl<T: Float> Point for Vec<T> {
    type Scalar = T;

    #[inline]
    fn coordinates(&self) -> &[T] {
        self
    }

    #[inline]
    fn coordinates_mut(&mut self) -> &mut [T] {
        self
    }
}
