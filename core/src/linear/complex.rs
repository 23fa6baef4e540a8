//! Complex numbers of num-complex, as the pairs that they are: a cotangent has the slope by the real part and that by the imaginary one.

use num_complex::Complex;

use super::operation::{At, Direction, Operation, both};
use super::rules::{additive, bilinear, linear_in_first};
use super::{
    Along, Numbers, Plain, Slot, conjugated, difference, joined, negated, product, scaled, shifted,
    subtracted, sum,
};
use crate::Differentiable;
use crate::support::{Constant, Nothing, one_number, zeros_like};

/// The change of a real number along a direction, from its slopes by both parts.
pub(super) fn inner<T: core::ops::Mul<Output = T> + core::ops::Add<Output = T>>(
    slope: Complex<T>,
    along: Complex<T>,
) -> T {
    slope.re * along.re + slope.im * along.im
}

macro_rules! complex {
    ($($float:ident)*) => {$(
        impl Plain for Complex<$float> {
            type Of = Self;

            #[inline]
            fn plain(&self) -> &Self {
                self
            }
        }

        impl Numbers for Complex<$float> {
            type Number = $float;
        }

        impl Slot<Complex<$float>> for Complex<$float> {
            #[inline]
            fn add(&mut self, by: impl FnOnce() -> Complex<$float>) {
                *self += by();
            }
        }

        impl Along<Complex<$float>> for Complex<$float> {
            #[inline]
            fn along(&self) -> Option<&Complex<$float>> {
                Some(self)
            }
        }

        one_number! { () Complex<$float>, }

        impl Nothing for Complex<$float> {
            fn nothing() -> Self {
                Complex::new(0.0, 0.0)
            }
        }

        impl Differentiable for Complex<$float> {
            type Number = $float;
            type Tangent = Self;

            fn zeros(&self) -> Self {
                Complex::new(0.0, 0.0)
            }

            fn add_multiple(&mut self, factor: $float, tangent: &Self) {
                *self += *tangent * factor;
            }

            fn count(&self) -> usize {
                2
            }

            fn write_numbers<'n>(&self, numbers: &'n mut [$float]) -> &'n mut [$float] {
                let numbers = self.re.write_numbers(numbers);
                self.im.write_numbers(numbers)
            }

            fn read_numbers<'n>(&mut self, numbers: &'n [$float]) -> &'n [$float] {
                let numbers = self.re.read_numbers(numbers);
                self.im.read_numbers(numbers)
            }
        }

        additive! {
            sum [] (Complex<$float>, Complex<$float>) -> (Complex<$float>, Complex<$float>, Complex<$float>) where {}
            value |a, b| *a + *b;
            of_first |_at, along| *along;
            of_second |_at, along| *along;
            first |_at, cotangent| *cotangent;
            second |_at, cotangent| *cotangent;
        }

        additive! {
            difference [] (Complex<$float>, Complex<$float>) -> (Complex<$float>, Complex<$float>, Complex<$float>) where {}
            value |a, b| *a - *b;
            of_first |_at, along| *along;
            of_second |_at, along| -*along;
            first |_at, cotangent| *cotangent;
            second |_at, cotangent| -*cotangent;
        }

        additive! {
            shifted [] (Complex<$float>, $float) -> (Complex<$float>, $float, Complex<$float>) where {}
            value |z, s| *z + *s;
            of_first |_at, along| *along;
            of_second |_at, along| Complex::new(*along, 0.0);
            first |_at, cotangent| *cotangent;
            second |_at, cotangent| cotangent.re;
        }

        additive! {
            subtracted [] (Complex<$float>, $float) -> (Complex<$float>, $float, Complex<$float>) where {}
            value |z, s| *s - *z;
            of_first |_at, along| -*along;
            of_second |_at, along| Complex::new(*along, 0.0);
            first |_at, cotangent| -*cotangent;
            second |_at, cotangent| cotangent.re;
        }

        linear_in_first! {
            negated [] (Complex<$float>, ()) -> (Complex<$float>, Complex<$float>) where {}
            value |z, _b| -*z;
            back |_at, cotangent| -*cotangent;
        }

        linear_in_first! {
            conjugated [] (Complex<$float>, ()) -> (Complex<$float>, Complex<$float>) where {}
            value |z, _b| z.conj();
            back |_at, cotangent| cotangent.conj();
        }

        bilinear! {
            product [] (Complex<$float>, Complex<$float>) -> (Complex<$float>, Complex<$float>, Complex<$float>) where {}
            value |a, b| *a * *b;
            first |_at, cotangent, b| *cotangent * b.conj();
            second |_at, a, cotangent| *cotangent * a.conj();
        }

        additive! {
            joined [] (Complex<$float>, Complex<$float>) -> (Complex<$float>, Complex<$float>, Complex<$float>) where {}
            value |a, b| *a + *b;
            of_first |_at, along| *along;
            of_second |_at, along| *along;
            first |_at, cotangent| *cotangent;
            second |_at, cotangent| *cotangent;
        }

        // Of a number whose type emitted code does not see, rustc sees that it is one.
        additive! {
            sum [] (Complex<$float>, $float) -> (Complex<$float>, $float, Complex<$float>) where {}
            value |z, s| *z + *s;
            of_first |_at, along| *along;
            of_second |_at, along| Complex::new(*along, 0.0);
            first |_at, cotangent| *cotangent;
            second |_at, cotangent| cotangent.re;
        }

        additive! {
            sum [] ($float, Complex<$float>) -> ($float, Complex<$float>, Complex<$float>) where {}
            value |s, z| *s + *z;
            of_first |_at, along| Complex::new(*along, 0.0);
            of_second |_at, along| *along;
            first |_at, cotangent| cotangent.re;
            second |_at, cotangent| *cotangent;
        }

        additive! {
            difference [] (Complex<$float>, $float) -> (Complex<$float>, $float, Complex<$float>) where {}
            value |z, s| *z - *s;
            of_first |_at, along| *along;
            of_second |_at, along| Complex::new(-*along, 0.0);
            first |_at, cotangent| *cotangent;
            second |_at, cotangent| -cotangent.re;
        }

        additive! {
            difference [] ($float, Complex<$float>) -> ($float, Complex<$float>, Complex<$float>) where {}
            value |s, z| *s - *z;
            of_first |_at, along| Complex::new(*along, 0.0);
            of_second |_at, along| -*along;
            first |_at, cotangent| cotangent.re;
            second |_at, cotangent| -*cotangent;
        }

        bilinear! {
            product [] (Complex<$float>, $float) -> (Complex<$float>, $float, Complex<$float>) where {}
            value |z, s| *z * *s;
            first |_at, cotangent, s| *cotangent * *s;
            second |_at, z, cotangent| inner(*z, *cotangent);
        }

        bilinear! {
            product [] ($float, Complex<$float>) -> ($float, Complex<$float>, Complex<$float>) where {}
            value |s, z| *s * *z;
            first |_at, cotangent, z| inner(*z, *cotangent);
            second |_at, s, cotangent| *cotangent * *s;
        }

        bilinear! {
            scaled [] (Complex<$float>, $float) -> (Complex<$float>, $float, Complex<$float>) where {}
            value |z, s| *z * *s;
            first |_at, cotangent, s| *cotangent * *s;
            second |_at, z, cotangent| inner(*z, *cotangent);
        }
    )*};
}

complex! { f32 f64 }
