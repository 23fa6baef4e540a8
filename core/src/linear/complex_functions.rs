//! Functions of complex numbers.
//!
//! Where a function of one complex number has the complex slope w = f′(z), a change dz becomes w·dz, and a cotangent c is pulled back to c·w̄.

use num_complex::Complex;

use super::complex::inner;
use super::operation::{At, Direction, Operation, both};
use super::{
    Slot, acos, acosh, argument, asin, asinh, atan, atanh, cbrt, cos, cosh, divided, exp, exp2, finv,
    inverted, l1_norm, ln, log, modulus, powc, powf, powi, powu, quotient, sin, sinh, sqrt, squared_norm,
    tan, tanh, unscaled,
};
use crate::support::Constant;

/// `impl Operation` for what is smooth in one complex number, and may have a constant beside it: the value, its slope and the slope of that.
macro_rules! holomorphic {
    ($float:ident $name:ident($B:ty): |$z:ident, $n:ident| $value:expr, $slope:expr, $curve:expr) => {
        impl Operation<Complex<$float>, $B> for $name {
            type Output = Complex<$float>;
            type First = Complex<$float>;
            type Second = Constant;
            type Kept = ();

            #[inline]
            fn value($z: &Complex<$float>, $n: &$B) -> (Complex<$float>, ()) {
                ($value, ())
            }

            #[inline]
            fn pull_back(
                at: &At<'_, Self, Complex<$float>, $B>,
                cotangent: &Complex<$float>,
                d_a: &mut impl Slot<Complex<$float>>,
                _: &mut impl Slot<Constant>,
            ) {
                let ($z, $n) = (at.a, at.b);
                d_a.add(|| *cotangent * ($slope).conj());
            }

            #[inline]
            fn change(
                at: &At<'_, Self, Complex<$float>, $B>,
                along: Direction<'_, Self, Complex<$float>, $B>,
            ) -> Option<Complex<$float>> {
                let ($z, $n) = (at.a, at.b);
                along.0.map(|along| *along * $slope)
            }

            #[inline]
            fn pull_back_change(
                at: &At<'_, Self, Complex<$float>, $B>,
                along: Direction<'_, Self, Complex<$float>, $B>,
                cotangent: &Complex<$float>,
                change_a: &mut impl Slot<Complex<$float>>,
                _: &mut impl Slot<Constant>,
            ) {
                let ($z, $n) = (at.a, at.b);
                if let Some(along) = along.0 {
                    change_a.add(|| *cotangent * ($curve * *along).conj());
                }
            }

            #[inline]
            fn second(
                at: &At<'_, Self, Complex<$float>, $B>,
                first: Direction<'_, Self, Complex<$float>, $B>,
                second: Direction<'_, Self, Complex<$float>, $B>,
            ) -> Option<Complex<$float>> {
                let ($z, $n) = (at.a, at.b);
                first.0.zip(second.0).map(|(first, second)| *first * *second * $curve)
            }
        }
    };
}

/// `impl Operation` for a real number that depends on a complex one: its value, its slopes, and how these change along a direction.
macro_rules! real_valued {
    ($float:ident $name:ident: |$z:ident| $value:expr, $slope:expr, |$along:ident| $change:expr) => {
        #[allow(unused_variables, reason = "a slope may be the same everywhere")]
        impl Operation<Complex<$float>, ()> for $name {
            type Output = $float;
            type First = Complex<$float>;
            type Second = Constant;
            type Kept = ();

            #[inline]
            fn value($z: &Complex<$float>, (): &()) -> ($float, ()) {
                ($value, ())
            }

            #[inline]
            fn pull_back(
                at: &At<'_, Self, Complex<$float>, ()>,
                cotangent: &$float,
                d_a: &mut impl Slot<Complex<$float>>,
                _: &mut impl Slot<Constant>,
            ) {
                let $z = at.a;
                d_a.add(|| $slope * *cotangent);
            }

            #[inline]
            fn change(
                at: &At<'_, Self, Complex<$float>, ()>,
                along: Direction<'_, Self, Complex<$float>, ()>,
            ) -> Option<$float> {
                let $z = at.a;
                along.0.map(|along| inner($slope, *along))
            }

            #[inline]
            fn pull_back_change(
                at: &At<'_, Self, Complex<$float>, ()>,
                along: Direction<'_, Self, Complex<$float>, ()>,
                cotangent: &$float,
                change_a: &mut impl Slot<Complex<$float>>,
                _: &mut impl Slot<Constant>,
            ) {
                let $z = at.a;
                if let Some($along) = along.0 {
                    change_a.add(|| $change * *cotangent);
                }
            }

            #[inline]
            fn second(
                at: &At<'_, Self, Complex<$float>, ()>,
                first: Direction<'_, Self, Complex<$float>, ()>,
                second: Direction<'_, Self, Complex<$float>, ()>,
            ) -> Option<$float> {
                let $z = at.a;
                first.0.zip(second.0).map(|($along, second)| inner($change, *second))
            }
        }
    };
}

macro_rules! functions {
    ($($float:ident)*) => {$(
        holomorphic! { $float inverted(()): |z, _n| z.inv(), -z.inv().powi(2), z.inv().powi(3) * 2.0 }
        holomorphic! { $float exp(()): |z, _n| z.exp(), z.exp(), z.exp() }
        holomorphic! { $float ln(()): |z, _n| z.ln(), z.inv(), -z.inv().powi(2) }
        holomorphic! { $float sqrt(()): |z, _n| z.sqrt(), z.sqrt().inv() * 0.5, -(*z * z.sqrt()).inv() * 0.25 }
        holomorphic! { $float sin(()): |z, _n| z.sin(), z.cos(), -z.sin() }
        holomorphic! { $float cos(()): |z, _n| z.cos(), -z.sin(), -z.cos() }
        holomorphic! { $float sinh(()): |z, _n| z.sinh(), z.cosh(), z.sinh() }
        holomorphic! { $float cosh(()): |z, _n| z.cosh(), z.sinh(), z.cosh() }
        holomorphic! {
            $float tanh(()): |z, _n| z.tanh(), z.cosh().powi(2).inv(), -z.tanh() * z.cosh().powi(2).inv() * 2.0
        }
        holomorphic! { $float tan(()): |z, _n| z.tan(), z.tan().powi(2) + 1.0, z.tan() * (z.tan().powi(2) + 1.0) * 2.0 }
        holomorphic! {
            $float asin(()): |z, _n| z.asin(), leg(*z).inv(), *z * leg(*z).powi(3).inv()
        }
        holomorphic! {
            $float acos(()): |z, _n| z.acos(), -leg(*z).inv(), -*z * leg(*z).powi(3).inv()
        }
        holomorphic! {
            $float atan(()): |z, _n| z.atan(), (*z * *z + 1.0).inv(), -*z * (*z * *z + 1.0).powi(2).inv() * 2.0
        }
        holomorphic! {
            $float asinh(()): |z, _n| z.asinh(), leg(turned(*z)).inv(), -*z * leg(turned(*z)).powi(3).inv()
        }
        holomorphic! {
            $float acosh(()): |z, _n| z.acosh(), ((*z - 1.0).sqrt() * (*z + 1.0).sqrt()).inv(),
            -*z * ((*z - 1.0).sqrt() * (*z + 1.0).sqrt()).powi(3).inv()
        }
        holomorphic! {
            $float atanh(()): |z, _n| z.atanh(), (-*z * *z + 1.0).inv(), *z * (-*z * *z + 1.0).powi(2).inv() * 2.0
        }
        holomorphic! {
            $float cbrt(()): |z, _n| z.cbrt(), z.cbrt() / (*z * 3.0), -z.cbrt() / (*z * *z * 4.5)
        }
        holomorphic! {
            $float exp2(()): |z, _n| z.exp2(), z.exp2() * core::$float::consts::LN_2,
            z.exp2() * (core::$float::consts::LN_2 * core::$float::consts::LN_2)
        }
        holomorphic! { $float finv(()): |z, _n| z.finv(), -z.finv().powi(2), z.finv().powi(3) * 2.0 }
        holomorphic! {
            $float powi(i32): |z, n| z.powi(*n), falling(*z, *n, 1), falling(*z, *n, 2)
        }
        holomorphic! {
            $float powu(u32): |z, n| z.powu(*n), falling(*z, i32::try_from(*n).unwrap_or(i32::MAX), 1),
            falling(*z, i32::try_from(*n).unwrap_or(i32::MAX), 2)
        }

        // Of a part that is zero, the slope is that of the absolute value there: zero.
        real_valued! {
            $float l1_norm: |z| z.l1_norm(), Complex::new(
                if z.re == 0.0 { 0.0 } else { z.re.signum() },
                if z.im == 0.0 { 0.0 } else { z.im.signum() },
            ),
            |along| Complex::new(0.0, 0.0)
        }
        real_valued! {
            $float squared_norm: |z| z.norm_sqr(), *z * 2.0, |along| *along * 2.0
        }
        // At zero, where there is no slope, it is that of the absolute value there: zero.
        real_valued! {
            $float modulus: |z| z.norm(), if z.norm() == 0.0 { *z } else { *z / z.norm() },
            |along| {
                let r = z.norm();
                if r == 0.0 { Complex::new(0.0, 0.0) } else { (*along - *z * (inner(*z, *along) / (r * r))) / r }
            }
        }
        real_valued! {
            $float argument: |z| z.arg(), turned(*z) / z.norm_sqr(),
            |along| {
                let r = z.norm_sqr();
                turned(*along) / r - turned(*z) * (2.0 * inner(*z, *along) / (r * r))
            }
        }
    )*};
}

/// √(1 − z²)
fn leg<T>(z: Complex<T>) -> Complex<T>
where
    Complex<T>: Legs,
{
    z.leg()
}

trait Legs {
    fn leg(self) -> Self;
}

/// A quarter of a turn.
fn turned<T: Copy + core::ops::Neg<Output = T>>(z: Complex<T>) -> Complex<T> {
    Complex::new(-z.im, z.re)
}

functions! { f32 f64 }

/// The derivatives of powers: n·zⁿ⁻¹ and n·(n − 1)·zⁿ⁻².
trait Powers: Sized {
    fn falling(self, n: i32, times: i32) -> Self;
}

macro_rules! powers {
    ($($float:ident)*) => {$(
        impl Legs for Complex<$float> {
            fn leg(self) -> Self {
                (-self * self + 1.0).sqrt()
            }
        }

        impl Powers for Complex<$float> {
            fn falling(self, n: i32, times: i32) -> Self {
                #[allow(clippy::cast_possible_truncation, clippy::cast_lossless, reason = "exponents are small")]
                let factor: $float = (0..times).map(|k| f64::from(n - k) as $float).product();
                // What is no longer there has no power below.
                if factor == 0.0 { Complex::new(0.0, 0.0) } else { self.powi(n - times) * factor }
            }
        }
    )*};
}

powers! { f32 f64 }

fn falling<P: Powers>(z: P, n: i32, times: i32) -> P {
    z.falling(n, times)
}

/// `impl Operation` for what depends on two numbers, of which the second may be real: the value, both slopes, and the second derivatives
/// by the first twice, by both, and by the second twice.
macro_rules! of_two {
    ($float:ident $name:ident($Second:ty, $part:expr, $whole:expr): |$z:ident, $w:ident| $value:expr, [$first:expr, $second:expr], [$ff:expr, $fs:expr, $ss:expr]) => {
        impl Operation<Complex<$float>, $Second> for $name {
            type Output = Complex<$float>;
            type First = Complex<$float>;
            type Second = $Second;
            type Kept = ();

            #[inline]
            fn value($z: &Complex<$float>, $w: &$Second) -> (Complex<$float>, ()) {
                ($value, ())
            }

            #[inline]
            fn pull_back(
                at: &At<'_, Self, Complex<$float>, $Second>,
                cotangent: &Complex<$float>,
                d_a: &mut impl Slot<Complex<$float>>,
                d_b: &mut impl Slot<$Second>,
            ) {
                let ($z, $w) = (at.a, at.b);
                d_a.add(|| *cotangent * ($first).conj());
                d_b.add(|| $part(*cotangent * ($second).conj()));
            }

            #[inline]
            fn change(
                at: &At<'_, Self, Complex<$float>, $Second>,
                along: Direction<'_, Self, Complex<$float>, $Second>,
            ) -> Option<Complex<$float>> {
                let ($z, $w) = (at.a, at.b);
                both(along.0.map(|along| *along * $first), along.1.map(|along| $whole(*along) * $second))
            }

            #[inline]
            fn pull_back_change(
                at: &At<'_, Self, Complex<$float>, $Second>,
                along: Direction<'_, Self, Complex<$float>, $Second>,
                cotangent: &Complex<$float>,
                change_a: &mut impl Slot<Complex<$float>>,
                change_b: &mut impl Slot<$Second>,
            ) {
                let ($z, $w) = (at.a, at.b);
                let first = along.0.copied().unwrap_or(Complex::new(0.0, 0.0));
                let second = along.1.map_or(Complex::new(0.0, 0.0), |along| $whole(*along));
                change_a.add(|| *cotangent * ($ff * first + $fs * second).conj());
                change_b.add(|| $part(*cotangent * ($fs * first + $ss * second).conj()));
            }

            #[inline]
            fn second(
                at: &At<'_, Self, Complex<$float>, $Second>,
                first: Direction<'_, Self, Complex<$float>, $Second>,
                second: Direction<'_, Self, Complex<$float>, $Second>,
            ) -> Option<Complex<$float>> {
                let ($z, $w) = (at.a, at.b);
                let parts = |along: Direction<'_, Self, Complex<$float>, $Second>| {
                    let nought = Complex::new(0.0, 0.0);
                    (along.0.copied().unwrap_or(nought), along.1.map_or(nought, |along| $whole(*along)))
                };
                let ((a, b), (c, d)) = (parts(first), parts(second));
                Some($ff * a * c + $fs * (a * d + b * c) + $ss * b * d)
            }
        }
    };
}

macro_rules! of_two_numbers {
    ($($float:ident)*) => {$(
        of_two! { $float quotient(Complex<$float>, |c: Complex<$float>| c, |b: Complex<$float>| b): |a, b| *a / *b,
            [b.inv(), -*a * b.inv().powi(2)],
            [Complex::new(0.0, 0.0), -b.inv().powi(2), *a * b.inv().powi(3) * 2.0] }
        of_two! { $float unscaled($float, |c: Complex<$float>| c.re, |s: $float| Complex::new(s, 0.0)): |z, s| *z / *s,
            [Complex::new(1.0 / *s, 0.0), -*z / (*s * *s)],
            [Complex::new(0.0, 0.0), Complex::new(-1.0 / (*s * *s), 0.0), *z * 2.0 / (*s * *s * *s)] }
        of_two! { $float quotient($float, |c: Complex<$float>| c.re, |s: $float| Complex::new(s, 0.0)): |z, s| *z / *s,
            [Complex::new(1.0 / *s, 0.0), -*z / (*s * *s)],
            [Complex::new(0.0, 0.0), Complex::new(-1.0 / (*s * *s), 0.0), *z * 2.0 / (*s * *s * *s)] }
        of_two! { $float divided($float, |c: Complex<$float>| c.re, |s: $float| Complex::new(s, 0.0)): |z, s| *s / *z,
            [-z.inv().powi(2) * *s, z.inv()],
            [z.inv().powi(3) * (2.0 * *s), -z.inv().powi(2), Complex::new(0.0, 0.0)] }
        of_two! { $float log($float, |c: Complex<$float>| c.re, |s: $float| Complex::new(s, 0.0)): |z, base| z.log(*base),
            [z.inv() / base.ln(), -z.ln() / (*base * base.ln() * base.ln())],
            [-z.inv().powi(2) / base.ln(), -z.inv() / (*base * base.ln() * base.ln()),
                z.ln() * ((base.ln() + 2.0) / (*base * *base * base.ln() * base.ln() * base.ln()))] }
        of_two! { $float powf($float, |c: Complex<$float>| c.re, |s: $float| Complex::new(s, 0.0)): |z, p| z.powf(*p),
            [z.powf(*p - 1.0) * *p, z.powf(*p) * z.ln()],
            [z.powf(*p - 2.0) * (*p * (*p - 1.0)), z.powf(*p - 1.0) * (z.ln() * *p + 1.0), z.powf(*p) * z.ln() * z.ln()] }
        of_two! { $float powc(Complex<$float>, |c: Complex<$float>| c, |b: Complex<$float>| b): |z, w| z.powc(*w),
            [z.powc(*w - 1.0) * *w, z.powc(*w) * z.ln()],
            [z.powc(*w - 2.0) * *w * (*w - 1.0), z.powc(*w - 1.0) * (z.ln() * *w + 1.0), z.powc(*w) * z.ln() * z.ln()] }
    )*};
}

of_two_numbers! { f32 f64 }
