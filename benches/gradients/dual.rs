//! The dual numbers of `num-dual` and `hyperdual` behind one trait, so that a function is written once for both.

use std::array::from_fn;
use std::ops::{Add, Div, Mul, Neg, Sub};

use hyperdual::{Const, Float, Hyperdual};
use num_dual::{DualNum, DualSVec64};

/// What a function needs of a dual number.
pub(crate) trait Dual:
    Copy
    + Neg<Output = Self>
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Add<f64, Output = Self>
    + Sub<f64, Output = Self>
    + Mul<f64, Output = Self>
    + Div<f64, Output = Self>
{
    fn value(self) -> f64;
    fn powi(self, n: i32) -> Self;
    fn recip(self) -> Self;
    fn sqrt(self) -> Self;
    fn exp(self) -> Self;
    fn ln(self) -> Self;
    fn ln_1p(self) -> Self;
    fn sin_cos(self) -> (Self, Self);

    /// The greater of the two, with its derivatives.
    #[inline]
    fn max(self, other: Self) -> Self {
        if self.value() > other.value() { self } else { other }
    }
}

/// Forwards to the functions of the same names, which take `self` by value or, after `&`, by reference.
macro_rules! forward {
    ($functions:ident $($reference:tt)?) => {
        #[inline]
        fn powi(self, n: i32) -> Self {
            $functions::powi($($reference)? self, n)
        }
        #[inline]
        fn recip(self) -> Self {
            $functions::recip($($reference)? self)
        }
        #[inline]
        fn sqrt(self) -> Self {
            $functions::sqrt($($reference)? self)
        }
        #[inline]
        fn exp(self) -> Self {
            $functions::exp($($reference)? self)
        }
        #[inline]
        fn ln(self) -> Self {
            $functions::ln($($reference)? self)
        }
        #[inline]
        fn ln_1p(self) -> Self {
            $functions::ln_1p($($reference)? self)
        }
        #[inline]
        fn sin_cos(self) -> (Self, Self) {
            $functions::sin_cos($($reference)? self)
        }
    };
}

impl<const N: usize> Dual for DualSVec64<N> {
    #[inline]
    fn value(self) -> f64 {
        self.re
    }
    forward!(DualNum &);
}

impl<const M: usize> Dual for Hyperdual<f64, M> {
    #[inline]
    fn value(self) -> f64 {
        self.real()
    }
    forward!(Float);
}

/// The value and the gradient by `num-dual`, in the way that its documentation recommends.
#[inline]
pub(crate) fn num_dual<const N: usize>(
    point: [f64; N],
    function: impl Fn([DualSVec64<N>; N]) -> DualSVec64<N>,
) -> (f64, [f64; N]) {
    let (value, gradient) =
        ::num_dual::gradient::<_, f64, Const<N>, _>(|duals| function(duals.into()), &point.into());
    (value, gradient.into())
}

/// The value and the gradient by `hyperdual`, whose numbers have room for `M = N + 1`: the value, then the gradient.
#[inline]
pub(crate) fn hyperdual<const N: usize, const M: usize>(
    point: [f64; N],
    function: impl Fn([Hyperdual<f64, M>; N]) -> Hyperdual<f64, M>,
) -> (f64, [f64; N]) {
    const { assert!(M == N + 1) }
    let duals = from_fn(|i| {
        let mut dual = Hyperdual::from_real(point[i]);
        dual[i + 1] = 1.0;
        dual
    });
    let result = function(duals);
    (result.real(), from_fn(|i| result[i + 1]))
}
