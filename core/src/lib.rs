//! Exact gradients of ordinary Rust functions, derived while they compile.
//!
//! ```
//! use chainrule::{Descent, differentiate};
//!
//! #[differentiate]
//! fn f(x1: f64, x2: f64) -> f64 {
//!     ((2.0 * x1 + x2).powi(2) + 3.0 * x2.powi(2)).powi(3)
//! }
//!
//! // The function is an ordinary one, and beside it stand its derivatives.
//! assert_eq!(f(1.0, 0.5), 343.0);
//! assert_eq!(f::gradient(1.0, 0.5), [1470.0, 1176.0]);
//! assert_eq!(f::value_and_gradient(1.0, 0.5), (343.0, [1470.0, 1176.0]));
//!
//! // The derivation that the attribute found, step by step.
//! assert!(f::DERIVATION.contains("∂f/∂x1 = 12·u·v²"));
//!
//! // Downhill along the gradient.
//! let summary = Descent::new(0.0005).iterations(100).minimize::<f>([1.0, 0.5])?;
//! assert!(summary.value < 0.01);
//! # Ok::<(), chainrule::descent::Error<[f64; 2]>>(())
//! ```
//!
//! - [`differentiate`] adds the derivatives to a function.
//! - [`descent`] walks downhill on a differentiated function, or on any closure that returns a value and a gradient.
//! - [`Objective`], [`Point`] and [`Float`] are the traits between the two.
//!
//! # Features
//!
//! - `std`, on by default. Without it the crate needs only `core`.
//! - `alloc`, part of `std`: points of type `Vec`.
#![cfg_attr(not(feature = "std"), no_std)]

#[cfg(feature = "alloc")]
extern crate alloc;
// The attribute emits paths that begin with the name of this crate, also where it is used in this crate.
extern crate self as chainrule;

mod callee;
pub mod descent;
mod float;
mod not_differentiated;
mod objective;
mod point;

#[doc(hidden)]
pub use callee::{Differentiated, TwiceDifferentiated};
pub use chainrule_macros::differentiate;
pub use descent::Descent;
pub use float::Float;
pub use not_differentiated::NotDifferentiated;
pub use objective::Objective;
pub use point::Point;
