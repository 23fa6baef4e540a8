//! The methods of `f64` and `f32` that `core` does not have, by the crate `libm`.
//!
//! They mean what those of the standard library mean; the last digit may be another one. `powi` multiplies in the order in which the
//! standard library does.

/// What the standard library adds to the float types.
pub(super) trait Methods: Sized {
    fn sqrt(self) -> Self;
    fn cbrt(self) -> Self;
    fn exp(self) -> Self;
    fn exp2(self) -> Self;
    fn exp_m1(self) -> Self;
    fn ln(self) -> Self;
    fn ln_1p(self) -> Self;
    fn log2(self) -> Self;
    fn log10(self) -> Self;
    fn sin(self) -> Self;
    fn cos(self) -> Self;
    fn tan(self) -> Self;
    fn asin(self) -> Self;
    fn acos(self) -> Self;
    fn atan(self) -> Self;
    fn sinh(self) -> Self;
    fn cosh(self) -> Self;
    fn tanh(self) -> Self;
    fn asinh(self) -> Self;
    fn acosh(self) -> Self;
    fn atanh(self) -> Self;
    fn floor(self) -> Self;
    fn ceil(self) -> Self;
    fn round(self) -> Self;
    fn round_ties_even(self) -> Self;
    fn trunc(self) -> Self;
    fn fract(self) -> Self;
    fn powf(self, exponent: Self) -> Self;
    fn log(self, base: Self) -> Self;
    fn hypot(self, other: Self) -> Self;
    fn atan2(self, other: Self) -> Self;
    fn rem_euclid(self, divisor: Self) -> Self;
    fn div_euclid(self, divisor: Self) -> Self;
    fn mul_add(self, factor: Self, summand: Self) -> Self;
    fn powi(self, exponent: i32) -> Self;
    fn sin_cos(self) -> (Self, Self);
}

macro_rules! methods {
    ($float:ident: $($name:ident($($argument:ident),*) = $of_libm:ident,)*) => {
        impl Methods for $float {
            $(
                #[inline]
                fn $name(self $(, $argument: Self)*) -> Self {
                    libm::$of_libm(self $(, $argument)*)
                }
            )*

            #[inline]
            fn fract(self) -> Self {
                self - self.trunc()
            }

            #[inline]
            fn log(self, base: Self) -> Self {
                self.ln() / base.ln()
            }

            #[inline]
            fn rem_euclid(self, divisor: Self) -> Self {
                let rest = self % divisor;
                if rest < 0.0 { rest + divisor.abs() } else { rest }
            }

            #[inline]
            fn div_euclid(self, divisor: Self) -> Self {
                let quotient = (self / divisor).trunc();
                match self % divisor < 0.0 {
                    true if divisor > 0.0 => quotient - 1.0,
                    true => quotient + 1.0,
                    false => quotient,
                }
            }

            #[inline]
            fn powi(self, exponent: i32) -> Self {
                let (mut square, mut left, mut power) = (self, exponent.unsigned_abs(), 1.0);
                loop {
                    if left % 2 == 1 {
                        power *= square;
                    }
                    left /= 2;
                    if left == 0 {
                        break;
                    }
                    square *= square;
                }
                if exponent < 0 { 1.0 / power } else { power }
            }

            #[inline]
            fn sin_cos(self) -> (Self, Self) {
                (self.sin(), self.cos())
            }
        }
    };
}

methods! {
    f64:
    sqrt() = sqrt, cbrt() = cbrt, exp() = exp, exp2() = exp2, exp_m1() = expm1,
    ln() = log, ln_1p() = log1p, log2() = log2, log10() = log10,
    sin() = sin, cos() = cos, tan() = tan, asin() = asin, acos() = acos, atan() = atan,
    sinh() = sinh, cosh() = cosh, tanh() = tanh, asinh() = asinh, acosh() = acosh, atanh() = atanh,
    floor() = floor, ceil() = ceil, round() = round, round_ties_even() = rint, trunc() = trunc,
    powf(exponent) = pow, hypot(other) = hypot, atan2(other) = atan2, mul_add(factor, summand) = fma,
}

methods! {
    f32:
    sqrt() = sqrtf, cbrt() = cbrtf, exp() = expf, exp2() = exp2f, exp_m1() = expm1f,
    ln() = logf, ln_1p() = log1pf, log2() = log2f, log10() = log10f,
    sin() = sinf, cos() = cosf, tan() = tanf, asin() = asinf, acos() = acosf, atan() = atanf,
    sinh() = sinhf, cosh() = coshf, tanh() = tanhf, asinh() = asinhf, acosh() = acoshf, atanh() = atanhf,
    floor() = floorf, ceil() = ceilf, round() = roundf, round_ties_even() = rintf, trunc() = truncf,
    powf(exponent) = powf, hypot(other) = hypotf, atan2(other) = atan2f, mul_add(factor, summand) = fmaf,
}
