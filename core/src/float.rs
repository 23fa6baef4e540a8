//! The numbers that can be differentiated: `f64` and `f32`, and what the crate asks of them.

use core::fmt::{Debug, Display, LowerExp};
use core::ops::{Add, Div, Mul, Sub};

/// A real number of the machine, which is `f64` or `f32` and nothing else.
///
/// Code that is generic over the precision names this trait as its bound; it cannot be implemented elsewhere.
///
/// ```
/// use chainrule::Float;
///
/// fn mean<T: Float>(numbers: [T; 2]) -> T {
///     (numbers[0] + numbers[1]) / (T::ONE + T::ONE)
/// }
///
/// assert_eq!(mean([1.0_f64, 2.0]), 1.5);
/// assert_eq!(mean([1.0_f32, 2.0]), 1.5);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be differentiated",
    label = "not a differentiable number",
    note = "only `f32` and `f64` are"
)]
pub trait Float:
    sealed::Sealed
    + Copy
    + Debug
    + Display
    + LowerExp
    + PartialOrd
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
{
    /// Nought.
    const ZERO: Self;
    /// One.
    const ONE: Self;

    /// Whether this is a number, and not infinite.
    #[must_use]
    fn is_finite(self) -> bool;

    /// The distance from zero.
    #[must_use]
    fn abs(self) -> Self;
}

macro_rules! float {
    ($($float:ident)*) => {$(
        impl sealed::Sealed for $float {}

        impl Float for $float {
            const ZERO: Self = 0.0;
            const ONE: Self = 1.0;

            #[inline]
            fn is_finite(self) -> bool {
                $float::is_finite(self)
            }

            #[inline]
            fn abs(self) -> Self {
                $float::abs(self)
            }
        }
    )*};
}

float! { f32 f64 }

mod sealed {
    pub trait Sealed {}
}
