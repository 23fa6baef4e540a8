//! Differentiated functions of another crate.
#![no_std]

use renamed::differentiate;

/// `x² + x·y`
#[differentiate(order = 2, crate = renamed)]
#[must_use]
pub fn product(x: f64, y: f64) -> f64 {
    x * x + x * y
}

/// Modules are part of the path.
pub mod inner {
    use renamed::differentiate;

    /// `scale·x³`, by its own derivative.
    #[differentiate(crate = renamed, derivative(x = 3.0 * scale * x * x, scale = x * x * x))]
    #[must_use]
    pub const fn opaque(x: f64, scale: f64) -> f64 {
        scale * x * x * x
    }
}

/// Constant evaluation works here too.
pub const SLOPES: [f64; 2] = inner::opaque::gradient(2.0, 1.0);

/// The value is as the function has it.
#[differentiate(wrt(weight), crate = renamed)]
#[must_use]
pub fn error(weight: f32, input: f32, target: f32) -> f32 {
    let difference = weight * input - target;
    difference * difference
}
