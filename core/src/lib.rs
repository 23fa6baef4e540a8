//! Exact gradients of ordinary Rust functions, derived while they compile.
#![cfg_attr(not(feature = "std"), no_std)]

extern crate self as chainrule;

mod not_differentiated;

pub use chainrule_macros::differentiate;
pub use not_differentiated::NotDifferentiated;

/// A scalar function of one point, with its gradient.
pub trait Objective {
    /// The point at which the function is evaluated.
    type Point;
    /// The value and the gradient at a point.
    fn evaluate(point: &Self::Point) -> (f64, Self::Point);
}
