//! Differentiated functions of a crate without the standard library: what `core` lacks comes from `libm`.
#![no_std]

use chainrule::{Float, differentiate};

/// `x³·sin(x·y) + √y`
#[differentiate(order = 2)]
#[must_use]
pub fn wave(x: f64, y: f64) -> f64 {
    x.powi(3) * (x * y).sin() + y.sqrt()
}

/// A sum of all kinds of functions.
#[differentiate]
#[must_use]
pub fn mixed<T: Float>(x: T) -> T {
    x.exp() + x.ln() + x.tanh() + x.powf(T::of(1.5)) + x.hypot(T::of(2.0)) + x.atan2(T::of(3.0)) + x.fract()
}

/// `Σ exp(−xᵢ²)`, in an array.
#[differentiate]
#[must_use]
pub fn bells(x: &[f32; 3]) -> f32 {
    let mut sum = 0.0;
    for v in x {
        sum += (-v * v).exp();
    }
    sum
}
