//! The methods of `f64` and `f32`, as those of the trait [`Float`]: each is the one of the standard library.

use super::{Float, sealed};

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

            #[cfg(feature = "std")]
            #[inline]
            fn sqrt(self) -> Self {
                $float::sqrt(self)
            }

            #[cfg(feature = "std")]
            #[inline]
            fn cbrt(self) -> Self {
                $float::cbrt(self)
            }

            #[cfg(feature = "std")]
            #[inline]
            fn exp(self) -> Self {
                $float::exp(self)
            }

            #[cfg(feature = "std")]
            #[inline]
            fn exp2(self) -> Self {
                $float::exp2(self)
            }

            #[cfg(feature = "std")]
            #[inline]
            fn exp_m1(self) -> Self {
                $float::exp_m1(self)
            }

            #[cfg(feature = "std")]
            #[inline]
            fn ln(self) -> Self {
                $float::ln(self)
            }

            #[cfg(feature = "std")]
            #[inline]
            fn ln_1p(self) -> Self {
                $float::ln_1p(self)
            }

            #[cfg(feature = "std")]
            #[inline]
            fn log2(self) -> Self {
                $float::log2(self)
            }

            #[cfg(feature = "std")]
            #[inline]
            fn log10(self) -> Self {
                $float::log10(self)
            }

            #[cfg(feature = "std")]
            #[inline]
            fn sin(self) -> Self {
                $float::sin(self)
            }

            #[cfg(feature = "std")]
            #[inline]
            fn cos(self) -> Self {
                $float::cos(self)
            }

            #[cfg(feature = "std")]
            #[inline]
            fn tan(self) -> Self {
                $float::tan(self)
            }

            #[cfg(feature = "std")]
            #[inline]
            fn asin(self) -> Self {
                $float::asin(self)
            }

            #[cfg(feature = "std")]
            #[inline]
            fn acos(self) -> Self {
                $float::acos(self)
            }

            #[cfg(feature = "std")]
            #[inline]
            fn atan(self) -> Self {
                $float::atan(self)
            }

            #[cfg(feature = "std")]
            #[inline]
            fn sinh(self) -> Self {
                $float::sinh(self)
            }

            #[cfg(feature = "std")]
            #[inline]
            fn cosh(self) -> Self {
                $float::cosh(self)
            }

            #[cfg(feature = "std")]
            #[inline]
            fn tanh(self) -> Self {
                $float::tanh(self)
            }

            #[cfg(feature = "std")]
            #[inline]
            fn asinh(self) -> Self {
                $float::asinh(self)
            }

            #[cfg(feature = "std")]
            #[inline]
            fn acosh(self) -> Self {
                $float::acosh(self)
            }

            #[cfg(feature = "std")]
            #[inline]
            fn atanh(self) -> Self {
                $float::atanh(self)
            }

            #[cfg(feature = "std")]
            #[inline]
            fn floor(self) -> Self {
                $float::floor(self)
            }

            #[cfg(feature = "std")]
            #[inline]
            fn ceil(self) -> Self {
                $float::ceil(self)
            }

            #[cfg(feature = "std")]
            #[inline]
            fn round(self) -> Self {
                $float::round(self)
            }

            #[cfg(feature = "std")]
            #[inline]
            fn round_ties_even(self) -> Self {
                $float::round_ties_even(self)
            }

            #[cfg(feature = "std")]
            #[inline]
            fn trunc(self) -> Self {
                $float::trunc(self)
            }

            #[cfg(feature = "std")]
            #[inline]
            fn fract(self) -> Self {
                $float::fract(self)
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

            #[cfg(feature = "std")]
            #[inline]
            fn powf(self, other: Self) -> Self {
                $float::powf(self, other)
            }

            #[cfg(feature = "std")]
            #[inline]
            fn log(self, other: Self) -> Self {
                $float::log(self, other)
            }

            #[cfg(feature = "std")]
            #[inline]
            fn hypot(self, other: Self) -> Self {
                $float::hypot(self, other)
            }

            #[cfg(feature = "std")]
            #[inline]
            fn atan2(self, other: Self) -> Self {
                $float::atan2(self, other)
            }

            #[cfg(feature = "std")]
            #[inline]
            fn rem_euclid(self, other: Self) -> Self {
                $float::rem_euclid(self, other)
            }

            #[cfg(feature = "std")]
            #[inline]
            fn div_euclid(self, other: Self) -> Self {
                $float::div_euclid(self, other)
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

            #[cfg(feature = "std")]
            #[inline]
            fn mul_add(self, factor: Self, summand: Self) -> Self {
                $float::mul_add(self, factor, summand)
            }

            #[cfg(feature = "std")]
            #[inline]
            fn powi(self, exponent: i32) -> Self {
                $float::powi(self, exponent)
            }

            #[cfg(feature = "std")]
            #[inline]
            fn sin_cos(self) -> (Self, Self) {
                $float::sin_cos(self)
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
