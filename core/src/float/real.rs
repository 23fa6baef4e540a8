//! Float types under any name: what emitted code asks of a type parameter, whatever trait the user's code bounds it by.
//!
//! A function that is generic in its own way (`T: num_traits::Float`) has methods of the names that `f64` has. A second trait with the
//! same names would make each of them ambiguous, so this one has none of them: emitted code calls the functions of this file.

use core::ops::{Add, AddAssign, Div, DivAssign, Mul, MulAssign, Neg, Rem, RemAssign, Sub, SubAssign};

use super::Float;
use crate::not_differentiated::ByArgument;
use crate::support::{Kept, Nothing, Shape};
use crate::{Argument, Differentiable};

/// A float type: `f64` or `f32`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be differentiated",
    label = "not a differentiable number",
    note = "only `f32` and `f64` are"
)]
pub trait Real:
    Copy
    + PartialOrd
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Rem<Output = Self>
    + Neg<Output = Self>
    + AddAssign
    + SubAssign
    + MulAssign
    + DivAssign
    + RemAssign
    + Default
    + 'static
    + Shape<Owned = Self>
    + Differentiable<Tangent = Self>
    + Argument<__Place = Self, __Zeros = Self>
    + InType<Self>
    + ByArgument<Slope = Self>
    + Kept
    + Nothing
{
    /// The type itself, known as one that has the methods of floats.
    type __Own: Float;

    #[doc(hidden)]
    const __ZERO: Self;
    #[doc(hidden)]
    const __ONE: Self;
    #[doc(hidden)]
    const __EPSILON: Self;

    #[doc(hidden)]
    fn __into_own(self) -> Self::__Own;

    #[doc(hidden)]
    fn __of_own(own: Self::__Own) -> Self;
}

macro_rules! real {
    ($($float:ident)*) => {$(
        impl Real for $float {
            type __Own = $float;

            const __ZERO: Self = 0.0;
            const __ONE: Self = 1.0;
            const __EPSILON: Self = $float::EPSILON;

            #[inline]
            fn __into_own(self) -> $float {
                self
            }

            #[inline]
            fn __of_own(own: $float) -> $float {
                own
            }
        }
    )*};
}

real! { f32 f64 }

/// What is a number of the type that a function computes in, or of `f64`, in which what that is converted to is written.
pub trait InType<T> {
    #[doc(hidden)]
    fn __in_type(self) -> T;
}

impl<T: Real> InType<T> for f64 {
    #[inline]
    fn __in_type(self) -> T {
        of(self)
    }
}

impl InType<f32> for f32 {
    #[inline]
    fn __in_type(self) -> f32 {
        self
    }
}

/// A constant of either type.
#[inline]
#[must_use]
pub fn constant<T: Real, N: InType<T>>(number: N) -> T {
    number.__in_type()
}

/// A number of the source.
#[inline]
#[must_use]
pub fn of<T: Real>(number: f64) -> T {
    T::__of_own(Float::of(number))
}

/// A power with a whole exponent.
#[cfg(any(feature = "std", feature = "libm"))]
#[inline]
#[must_use]
pub fn powi<T: Real>(number: T, exponent: i32) -> T {
    T::__of_own(number.__into_own().powi(exponent))
}

macro_rules! functions {
    ($($(#[$attribute:meta])* $name:ident($($argument:ident),*);)*) => {$(
        /// The method of this name.
        $(#[$attribute])*
        #[inline]
        #[must_use]
        pub fn $name<T: Real>(number: T $(, $argument: T)*) -> T {
            T::__of_own(number.__into_own().$name($($argument.__into_own()),*))
        }
    )*};
}

functions! {
    abs();
    signum();
    recip();
    to_degrees();
    to_radians();
    max(other);
    min(other);
    copysign(other);
    clamp(low, high);
    #[cfg(any(feature = "std", feature = "libm"))] sqrt();
    #[cfg(any(feature = "std", feature = "libm"))] cbrt();
    #[cfg(any(feature = "std", feature = "libm"))] exp();
    #[cfg(any(feature = "std", feature = "libm"))] exp2();
    #[cfg(any(feature = "std", feature = "libm"))] exp_m1();
    #[cfg(any(feature = "std", feature = "libm"))] ln();
    #[cfg(any(feature = "std", feature = "libm"))] ln_1p();
    #[cfg(any(feature = "std", feature = "libm"))] log2();
    #[cfg(any(feature = "std", feature = "libm"))] log10();
    #[cfg(any(feature = "std", feature = "libm"))] sin();
    #[cfg(any(feature = "std", feature = "libm"))] cos();
    #[cfg(any(feature = "std", feature = "libm"))] tan();
    #[cfg(any(feature = "std", feature = "libm"))] asin();
    #[cfg(any(feature = "std", feature = "libm"))] acos();
    #[cfg(any(feature = "std", feature = "libm"))] atan();
    #[cfg(any(feature = "std", feature = "libm"))] sinh();
    #[cfg(any(feature = "std", feature = "libm"))] cosh();
    #[cfg(any(feature = "std", feature = "libm"))] tanh();
    #[cfg(any(feature = "std", feature = "libm"))] asinh();
    #[cfg(any(feature = "std", feature = "libm"))] acosh();
    #[cfg(any(feature = "std", feature = "libm"))] atanh();
    #[cfg(any(feature = "std", feature = "libm"))] floor();
    #[cfg(any(feature = "std", feature = "libm"))] ceil();
    #[cfg(any(feature = "std", feature = "libm"))] round();
    #[cfg(any(feature = "std", feature = "libm"))] round_ties_even();
    #[cfg(any(feature = "std", feature = "libm"))] trunc();
    #[cfg(any(feature = "std", feature = "libm"))] fract();
    #[cfg(any(feature = "std", feature = "libm"))] powf(exponent);
    #[cfg(any(feature = "std", feature = "libm"))] log(base);
    #[cfg(any(feature = "std", feature = "libm"))] hypot(other);
    #[cfg(any(feature = "std", feature = "libm"))] atan2(other);
    #[cfg(any(feature = "std", feature = "libm"))] rem_euclid(other);
    #[cfg(any(feature = "std", feature = "libm"))] div_euclid(other);
    #[cfg(any(feature = "std", feature = "libm"))] mul_add(factor, summand);
}

/// Half the sum.
#[inline]
#[must_use]
pub fn midpoint<T: Real>(number: T, other: T) -> T {
    of(number.__into_own().to_f64().midpoint(other.__into_own().to_f64()))
}

macro_rules! tests {
    ($($name:ident)*) => {$(
        /// The method of this name: of the same number as `f64`, which holds every number of either type.
        #[inline]
        #[must_use]
        pub fn $name<T: Real>(number: T) -> bool {
            number.__into_own().to_f64().$name()
        }
    )*};
}

tests! { is_nan is_finite is_infinite is_sign_positive is_sign_negative }
