//! Dual numbers, nested: a value, and how it changes along one direction.
//!
//! Dual numbers of dual numbers have second derivatives. Every function needs its value and its slope only, and the slope
//! is written in functions that are themselves dual.

use std::ops::{Add, Div, Mul, Neg, Rem, Sub};

/// What the programs compute with.
pub(crate) trait Real:
    Copy
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Rem<Output = Self>
    + Neg<Output = Self>
{
    fn of(value: f64) -> Self;
    /// The number itself, without its derivatives.
    fn primal(self) -> f64;
    fn sin(self) -> Self;
    fn cos(self) -> Self;
    fn tanh(self) -> Self;
    fn atan(self) -> Self;
    fn asinh(self) -> Self;
    fn exp(self) -> Self;
    fn exp_m1(self) -> Self;
    fn ln(self) -> Self;
    fn ln_1p(self) -> Self;
    fn sqrt(self) -> Self;
    fn cbrt(self) -> Self;
    fn abs(self) -> Self;
    fn powi(self, exponent: i32) -> Self;
    fn powf(self, exponent: Self) -> Self;
    fn hypot(self, other: Self) -> Self;
    fn atan2(self, other: Self) -> Self;
    fn mul_add(self, factor: Self, summand: Self) -> Self;

    fn max(self, other: Self) -> Self {
        if self.primal() >= other.primal() { self } else { other }
    }

    fn min(self, other: Self) -> Self {
        if self.primal() <= other.primal() { self } else { other }
    }
}

/// The methods of `f64`, called by their paths: their names are those of the trait.
macro_rules! methods_of_f64 {
    ($($name:ident($($argument:ident: $kind:ty),*);)*) => {
        $(fn $name(self, $($argument: $kind),*) -> f64 {
            f64::$name(self, $($argument),*)
        })*
    };
}

impl Real for f64 {
    fn of(value: f64) -> f64 {
        value
    }

    fn primal(self) -> f64 {
        self
    }

    methods_of_f64! {
        sin(); cos(); tanh(); atan(); asinh(); exp(); exp_m1(); ln(); ln_1p(); sqrt(); cbrt(); abs();
        powi(exponent: i32); powf(exponent: f64); hypot(other: f64); atan2(other: f64);
        mul_add(factor: f64, summand: f64);
    }
}

#[derive(Clone, Copy)]
pub(crate) struct Dual<T> {
    pub(crate) value: T,
    pub(crate) tangent: T,
}

impl<T: Real> Dual<T> {
    fn chain(self, value: T, slope: T) -> Self {
        Dual { value, tangent: slope * self.tangent }
    }
}

impl<T: Real> Add for Dual<T> {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Dual { value: self.value + other.value, tangent: self.tangent + other.tangent }
    }
}

impl<T: Real> Sub for Dual<T> {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Dual { value: self.value - other.value, tangent: self.tangent - other.tangent }
    }
}

impl<T: Real> Mul for Dual<T> {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        let tangent = self.tangent * other.value + self.value * other.tangent;
        Dual { value: self.value * other.value, tangent }
    }
}

impl<T: Real> Div for Dual<T> {
    type Output = Self;
    fn div(self, other: Self) -> Self {
        let value = self.value / other.value;
        Dual { value, tangent: (self.tangent - value * other.tangent) / other.value }
    }
}

impl<T: Real> Rem for Dual<T> {
    type Output = Self;
    /// a − n·b, where n is a/b without its fraction, and constant.
    fn rem(self, other: Self) -> Self {
        let times = T::of((self.primal() / other.primal()).trunc());
        Dual { value: self.value % other.value, tangent: self.tangent - times * other.tangent }
    }
}

impl<T: Real> Neg for Dual<T> {
    type Output = Self;
    fn neg(self) -> Self {
        Dual { value: -self.value, tangent: -self.tangent }
    }
}

impl<T: Real> Real for Dual<T> {
    fn of(value: f64) -> Self {
        Dual { value: T::of(value), tangent: T::of(0.0) }
    }

    fn primal(self) -> f64 {
        self.value.primal()
    }

    fn sin(self) -> Self {
        self.chain(self.value.sin(), self.value.cos())
    }

    fn cos(self) -> Self {
        self.chain(self.value.cos(), -self.value.sin())
    }

    fn tanh(self) -> Self {
        let value = self.value.tanh();
        self.chain(value, T::of(1.0) - value * value)
    }

    fn atan(self) -> Self {
        self.chain(self.value.atan(), T::of(1.0) / (T::of(1.0) + self.value * self.value))
    }

    fn asinh(self) -> Self {
        self.chain(self.value.asinh(), T::of(1.0) / (T::of(1.0) + self.value * self.value).sqrt())
    }

    fn exp(self) -> Self {
        self.chain(self.value.exp(), self.value.exp())
    }

    fn exp_m1(self) -> Self {
        self.chain(self.value.exp_m1(), self.value.exp())
    }

    fn ln(self) -> Self {
        self.chain(self.value.ln(), T::of(1.0) / self.value)
    }

    fn ln_1p(self) -> Self {
        self.chain(self.value.ln_1p(), T::of(1.0) / (T::of(1.0) + self.value))
    }

    fn sqrt(self) -> Self {
        let value = self.value.sqrt();
        self.chain(value, T::of(0.5) / value)
    }

    fn cbrt(self) -> Self {
        let value = self.value.cbrt();
        self.chain(value, T::of(1.0) / (T::of(3.0) * value * value))
    }

    fn abs(self) -> Self {
        self.chain(self.value.abs(), T::of(1.0_f64.copysign(self.primal())))
    }

    fn powi(self, exponent: i32) -> Self {
        let slope = match exponent {
            0 => T::of(0.0),
            _ => T::of(f64::from(exponent)) * self.value.powi(exponent - 1),
        };
        self.chain(self.value.powi(exponent), slope)
    }

    fn powf(self, exponent: Self) -> Self {
        let value = self.value.powf(exponent.value);
        let slope = exponent.value * self.value.powf(exponent.value - T::of(1.0));
        Dual { value, tangent: slope * self.tangent + value * self.value.ln() * exponent.tangent }
    }

    fn hypot(self, other: Self) -> Self {
        let value = self.value.hypot(other.value);
        let tangent = (self.value * self.tangent + other.value * other.tangent) / value;
        Dual { value, tangent }
    }

    fn atan2(self, other: Self) -> Self {
        let square = self.value * self.value + other.value * other.value;
        let tangent = (self.tangent * other.value - self.value * other.tangent) / square;
        Dual { value: self.value.atan2(other.value), tangent }
    }

    fn mul_add(self, factor: Self, summand: Self) -> Self {
        let tangent = self.tangent * factor.value + self.value * factor.tangent + summand.tangent;
        Dual { value: self.value.mul_add(factor.value, summand.value), tangent }
    }
}
