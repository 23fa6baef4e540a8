//! Differentiated functions as problems for the solvers of the crate `argmin`: L-BFGS, BFGS, Newton-CG, trust regions,
//! nonlinear conjugate gradients.
//!
//! [`Problem`] is a function with its derivatives, with or without data bound to it. Add `argmin` to the dependencies of your
//! program to run the solvers.
//!
//! No solver is told what is not a number: it stops with an [`Error`] that says where.

mod curvature;
mod error;
mod evaluate;
mod parameters;
mod problem;

pub use curvature::Curvature;
pub use error::Error;
pub use evaluate::{Evaluate, FromNumbers, Function};
pub use parameters::Parameters;
pub use problem::Problem;
