//! The methods of `f64` and `f32`, as those of the trait `Float`: each is the one of the standard library or, without it, of `libm`.

use super::{Float, sealed};

/// A method that is not in `core`.
#[cfg(feature = "std")]
macro_rules! from_std {
    ($float:ident, $name:ident($($argument:expr),*)) => { $float::$name($($argument),*) };
}

#[cfg(all(feature = "libm", not(feature = "std")))]
macro_rules! from_std {
    ($float:ident, $name:ident($($argument:expr),*)) => {
        <$float as super::without_std::Methods>::$name($($argument),*)
    };
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

            #[cfg(any(feature = "std", feature = "libm"))]
            #[inline]
            fn sqrt(self) -> Self {
                from_std!($float, sqrt(self))
            }

            #[cfg(any(feature = "std", feature = "libm"))]
            #[inline]
            fn cbrt(self) -> Self {
                from_std!($float, cbrt(self))
            }

            #[cfg(any(feature = "std", feature = "libm"))]
            #[inline]
            fn exp(self) -> Self {
                from_std!($float, exp(self))
            }

            #[cfg(any(feature = "std", feature = "libm"))]
            #[inline]
            fn exp2(self) -> Self {
                from_std!($float, exp2(self))
            }

            #[cfg(any(feature = "std", feature = "libm"))]
            #[inline]
            fn exp_m1(self) -> Self {
                from_std!($float, exp_m1(self))
            }

            #[cfg(any(feature = "std", feature = "libm"))]
            #[inline]
            fn ln(self) -> Self {
                from_std!($float, ln(self))
            }

            #[cfg(any(feature = "std", feature = "libm"))]
            #[inline]
            fn ln_1p(self) -> Self {
                from_std!($float, ln_1p(self))
            }

            #[cfg(any(feature = "std", feature = "libm"))]
            #[inline]
            fn log2(self) -> Self {
                from_std!($float, log2(self))
            }

            #[cfg(any(feature = "std", feature = "libm"))]
            #[inline]
            fn log10(self) -> Self {
                from_std!($float, log10(self))
            }

            #[cfg(any(feature = "std", feature = "libm"))]
            #[inline]
            fn sin(self) -> Self {
                from_std!($float, sin(self))
            }

            #[cfg(any(feature = "std", feature = "libm"))]
            #[inline]
            fn cos(self) -> Self {
                from_std!($float, cos(self))
            }

            #[cfg(any(feature = "std", feature = "libm"))]
            #[inline]
            fn tan(self) -> Self {
                from_std!($float, tan(self))
            }

            #[cfg(any(feature = "std", feature = "libm"))]
            #[inline]
            fn asin(self) -> Self {
                from_std!($float, asin(self))
            }

            #[cfg(any(feature = "std", feature = "libm"))]
            #[inline]
            fn acos(self) -> Self {
                from_std!($float, acos(self))
            }

            #[cfg(any(feature = "std", feature = "libm"))]
            #[inline]
            fn atan(self) -> Self {
                from_std!($float, atan(self))
            }

            #[cfg(any(feature = "std", feature = "libm"))]
            #[inline]
            fn sinh(self) -> Self {
                from_std!($float, sinh(self))
            }

            #[cfg(any(feature = "std", feature = "libm"))]
            #[inline]
            fn cosh(self) -> Self {
                from_std!($float, cosh(self))
            }

            #[cfg(any(feature = "std", feature = "libm"))]
            #[inline]
            fn tanh(self) -> Self {
                from_std!($float, tanh(self))
            }

            #[cfg(any(feature = "std", feature = "libm"))]
            #[inline]
            fn asinh(self) -> Self {
                from_std!($float, asinh(self))
            }

            #[cfg(any(feature = "std", feature = "libm"))]
            #[inline]
            fn acosh(self) -> Self {
                from_std!($float, acosh(self))
            }

            #[cfg(any(feature = "std", feature = "libm"))]
            #[inline]
            fn atanh(self) -> Self {
                from_std!($float, atanh(self))
            }

            #[cfg(any(feature = "std", feature = "libm"))]
            #[inline]
            fn floor(self) -> Self {
                from_std!($float, floor(self))
            }

            #[cfg(any(feature = "std", feature = "libm"))]
            #[inline]
            fn ceil(self) -> Self {
                from_std!($float, ceil(self))
            }

            #[cfg(any(feature = "std", feature = "libm"))]
            #[inline]
            fn round(self) -> Self {
                from_std!($float, round(self))
            }

            #[cfg(any(feature = "std", feature = "libm"))]
            #[inline]
            fn round_ties_even(self) -> Self {
                from_std!($float, round_ties_even(self))
            }

            #[cfg(any(feature = "std", feature = "libm"))]
            #[inline]
            fn trunc(self) -> Self {
                from_std!($float, trunc(self))
            }

            #[cfg(any(feature = "std", feature = "libm"))]
            #[inline]
            fn fract(self) -> Self {
                from_std!($float, fract(self))
            }

            #[inline]
            fn recip(self) -> Self {
                $float::recip(self)
            }

            #[inline]
            fn signum(self) -> Self {
                $float::signum(self)
            }

            #[inline]
            fn to_degrees(self) -> Self {
                $float::to_degrees(self)
            }

            #[inline]
            fn to_radians(self) -> Self {
                $float::to_radians(self)
            }

            #[cfg(any(feature = "std", feature = "libm"))]
            #[inline]
            fn powf(self, other: Self) -> Self {
                from_std!($float, powf(self, other))
            }

            #[cfg(any(feature = "std", feature = "libm"))]
            #[inline]
            fn log(self, other: Self) -> Self {
                from_std!($float, log(self, other))
            }

            #[cfg(any(feature = "std", feature = "libm"))]
            #[inline]
            fn hypot(self, other: Self) -> Self {
                from_std!($float, hypot(self, other))
            }

            #[cfg(any(feature = "std", feature = "libm"))]
            #[inline]
            fn atan2(self, other: Self) -> Self {
                from_std!($float, atan2(self, other))
            }

            #[cfg(any(feature = "std", feature = "libm"))]
            #[inline]
            fn rem_euclid(self, other: Self) -> Self {
                from_std!($float, rem_euclid(self, other))
            }

            #[cfg(any(feature = "std", feature = "libm"))]
            #[inline]
            fn div_euclid(self, other: Self) -> Self {
                from_std!($float, div_euclid(self, other))
            }

            #[inline]
            fn max(self, other: Self) -> Self {
                $float::max(self, other)
            }

            #[inline]
            fn min(self, other: Self) -> Self {
                $float::min(self, other)
            }

            #[inline]
            fn copysign(self, other: Self) -> Self {
                $float::copysign(self, other)
            }

            #[inline]
            fn clamp(self, low: Self, high: Self) -> Self {
                $float::clamp(self, low, high)
            }

            #[inline]
            fn is_nan(self) -> bool {
                $float::is_nan(self)
            }

            #[cfg(any(feature = "std", feature = "libm"))]
            #[inline]
            fn mul_add(self, factor: Self, summand: Self) -> Self {
                from_std!($float, mul_add(self, factor, summand))
            }

            #[cfg(any(feature = "std", feature = "libm"))]
            #[inline]
            fn powi(self, exponent: i32) -> Self {
                from_std!($float, powi(self, exponent))
            }

            #[cfg(any(feature = "std", feature = "libm"))]
            #[inline]
            fn sin_cos(self) -> (Self, Self) {
                from_std!($float, sin_cos(self))
            }

            #[inline]
            #[allow(clippy::cast_possible_truncation, clippy::allow_attributes, reason = "it is rounded, as is said")]
            fn of(number: f64) -> Self {
                number as $float
            }

            #[inline]
            #[allow(clippy::useless_conversion, clippy::allow_attributes, reason = "of `f64`")]
            fn to_f64(self) -> f64 {
                f64::from(self)
            }
        }
    )*};
}

float! { f32 f64 }
