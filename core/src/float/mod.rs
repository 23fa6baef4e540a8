//! The numbers that can be differentiated: `f64` and `f32`, and what the crate asks of them.

mod constants;
mod primitive;
pub mod real;
#[cfg(all(feature = "libm", not(feature = "std")))]
mod without_std;

use core::fmt::{Debug, Display, LowerExp};
use core::iter::{Product, Sum};

use crate::number::Number;
use constants::Constants;
use real::Real;

/// A real number of the machine, which is `f64` or `f32` and nothing else.
///
/// Code that is generic over the precision names this trait as its bound; it cannot be implemented elsewhere. It has the
/// methods of the two types, and [`of`](Float::of) for numbers in the source. Those that `core` does not have, `sin` and the like, need
/// the feature `std`, or `libm`: there `use chainrule::Float` also gives them to `f64` and `f32`.
///
/// A type parameter `T: Float` has numbers by name as well: `T::zero()`, `T::one()`, `T::epsilon()`, `T::infinity()`, `T::PI()` and the other
/// constants of `core::f64::consts`, and `T::from(n)` of any number `n` of Rust's types.
///
/// ```
/// use chainrule::{Float, differentiate};
///
/// #[differentiate]
/// fn mean_square<T: Float>(numbers: &[T]) -> T {
///     let mut sum = T::of(0.0);
///     for i in 0..numbers.len() {
///         sum += numbers[i] * numbers[i];
///     }
///     sum / T::of(numbers.len() as f64)
/// }
///
/// assert_eq!(mean_square::gradient(&[1.0_f64, 2.0]), [1.0, 2.0]);
/// assert_eq!(mean_square::gradient(&[1.0_f32, 2.0]), [1.0, 2.0]);
///
/// #[differentiate]
/// fn circle<T: Float>(radius: T, turns: usize) -> T {
///     T::from(turns) * T::TAU() * radius
/// }
///
/// assert_eq!(circle::gradient(1.0, 3), 3.0 * std::f64::consts::TAU);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be differentiated",
    label = "not a differentiable number",
    note = "only `f32` and `f64` are"
)]
pub trait Float:
    sealed::Sealed + Real + Constants + Debug + Display + LowerExp + Sum + Product + Send + Sync + Number
{
    /// Nought.
    const ZERO: Self;
    /// One.
    const ONE: Self;

    /// A number of the source, rounded to this type.
    #[must_use]
    fn of(number: f64) -> Self;

    /// The number as `f64`, which holds every number of either type.
    ///
    /// ```
    /// use chainrule::Float;
    ///
    /// fn sum<T: Float>(numbers: &[T]) -> f64 {
    ///     numbers.iter().map(|number| number.to_f64()).sum()
    /// }
    ///
    /// assert_eq!(sum(&[1.0_f32, 2.5]), 3.5);
    /// ```
    #[must_use]
    fn to_f64(self) -> f64;

    /// Whether this is a number, and not infinite.
    #[must_use]
    fn is_finite(self) -> bool;

    /// The distance from zero.
    #[must_use]
    fn abs(self) -> Self;

    /// As the method of `f64`.
    #[cfg(any(feature = "std", feature = "libm"))]
    #[must_use]
    fn sqrt(self) -> Self;

    /// As the method of `f64`.
    #[cfg(any(feature = "std", feature = "libm"))]
    #[must_use]
    fn cbrt(self) -> Self;

    /// As the method of `f64`.
    #[cfg(any(feature = "std", feature = "libm"))]
    #[must_use]
    fn exp(self) -> Self;

    /// As the method of `f64`.
    #[cfg(any(feature = "std", feature = "libm"))]
    #[must_use]
    fn exp2(self) -> Self;

    /// As the method of `f64`.
    #[cfg(any(feature = "std", feature = "libm"))]
    #[must_use]
    fn exp_m1(self) -> Self;

    /// As the method of `f64`.
    #[cfg(any(feature = "std", feature = "libm"))]
    #[must_use]
    fn ln(self) -> Self;

    /// As the method of `f64`.
    #[cfg(any(feature = "std", feature = "libm"))]
    #[must_use]
    fn ln_1p(self) -> Self;

    /// As the method of `f64`.
    #[cfg(any(feature = "std", feature = "libm"))]
    #[must_use]
    fn log2(self) -> Self;

    /// As the method of `f64`.
    #[cfg(any(feature = "std", feature = "libm"))]
    #[must_use]
    fn log10(self) -> Self;

    /// As the method of `f64`.
    #[cfg(any(feature = "std", feature = "libm"))]
    #[must_use]
    fn sin(self) -> Self;

    /// As the method of `f64`.
    #[cfg(any(feature = "std", feature = "libm"))]
    #[must_use]
    fn cos(self) -> Self;

    /// As the method of `f64`.
    #[cfg(any(feature = "std", feature = "libm"))]
    #[must_use]
    fn tan(self) -> Self;

    /// As the method of `f64`.
    #[cfg(any(feature = "std", feature = "libm"))]
    #[must_use]
    fn asin(self) -> Self;

    /// As the method of `f64`.
    #[cfg(any(feature = "std", feature = "libm"))]
    #[must_use]
    fn acos(self) -> Self;

    /// As the method of `f64`.
    #[cfg(any(feature = "std", feature = "libm"))]
    #[must_use]
    fn atan(self) -> Self;

    /// As the method of `f64`.
    #[cfg(any(feature = "std", feature = "libm"))]
    #[must_use]
    fn sinh(self) -> Self;

    /// As the method of `f64`.
    #[cfg(any(feature = "std", feature = "libm"))]
    #[must_use]
    fn cosh(self) -> Self;

    /// As the method of `f64`.
    #[cfg(any(feature = "std", feature = "libm"))]
    #[must_use]
    fn tanh(self) -> Self;

    /// As the method of `f64`.
    #[cfg(any(feature = "std", feature = "libm"))]
    #[must_use]
    fn asinh(self) -> Self;

    /// As the method of `f64`.
    #[cfg(any(feature = "std", feature = "libm"))]
    #[must_use]
    fn acosh(self) -> Self;

    /// As the method of `f64`.
    #[cfg(any(feature = "std", feature = "libm"))]
    #[must_use]
    fn atanh(self) -> Self;

    /// As the method of `f64`.
    #[cfg(any(feature = "std", feature = "libm"))]
    #[must_use]
    fn floor(self) -> Self;

    /// As the method of `f64`.
    #[cfg(any(feature = "std", feature = "libm"))]
    #[must_use]
    fn ceil(self) -> Self;

    /// As the method of `f64`.
    #[cfg(any(feature = "std", feature = "libm"))]
    #[must_use]
    fn round(self) -> Self;

    /// As the method of `f64`.
    #[cfg(any(feature = "std", feature = "libm"))]
    #[must_use]
    fn round_ties_even(self) -> Self;

    /// As the method of `f64`.
    #[cfg(any(feature = "std", feature = "libm"))]
    #[must_use]
    fn trunc(self) -> Self;

    /// As the method of `f64`.
    #[cfg(any(feature = "std", feature = "libm"))]
    #[must_use]
    fn fract(self) -> Self;

    /// As the method of `f64`.
    #[must_use]
    fn recip(self) -> Self;

    /// As the method of `f64`.
    #[must_use]
    fn signum(self) -> Self;

    /// As the method of `f64`.
    #[must_use]
    fn to_degrees(self) -> Self;

    /// As the method of `f64`.
    #[must_use]
    fn to_radians(self) -> Self;

    /// As the method of `f64`.
    #[cfg(any(feature = "std", feature = "libm"))]
    #[must_use]
    fn powf(self, other: Self) -> Self;

    /// As the method of `f64`.
    #[cfg(any(feature = "std", feature = "libm"))]
    #[must_use]
    fn log(self, other: Self) -> Self;

    /// As the method of `f64`.
    #[cfg(any(feature = "std", feature = "libm"))]
    #[must_use]
    fn hypot(self, other: Self) -> Self;

    /// As the method of `f64`.
    #[cfg(any(feature = "std", feature = "libm"))]
    #[must_use]
    fn atan2(self, other: Self) -> Self;

    /// As the method of `f64`.
    #[cfg(any(feature = "std", feature = "libm"))]
    #[must_use]
    fn rem_euclid(self, other: Self) -> Self;

    /// As the method of `f64`.
    #[cfg(any(feature = "std", feature = "libm"))]
    #[must_use]
    fn div_euclid(self, other: Self) -> Self;

    /// As the method of `f64`.
    #[must_use]
    fn max(self, other: Self) -> Self;

    /// As the method of `f64`.
    #[must_use]
    fn min(self, other: Self) -> Self;

    /// As the method of `f64`.
    #[must_use]
    fn copysign(self, other: Self) -> Self;

    /// As the method of `f64`.
    #[must_use]
    fn clamp(self, low: Self, high: Self) -> Self;

    /// As the method of `f64`.
    #[must_use]
    fn is_nan(self) -> bool;

    /// As the method of `f64`.
    #[cfg(any(feature = "std", feature = "libm"))]
    #[must_use]
    fn mul_add(self, factor: Self, summand: Self) -> Self;

    /// As the method of `f64`.
    #[cfg(any(feature = "std", feature = "libm"))]
    #[must_use]
    fn powi(self, exponent: i32) -> Self;

    /// As the method of `f64`.
    #[cfg(any(feature = "std", feature = "libm"))]
    #[must_use]
    fn sin_cos(self) -> (Self, Self);
}

mod sealed {
    pub trait Sealed {}
}
