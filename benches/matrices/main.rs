//! What a gradient of code with matrices of nalgebra and arrays of ndarray costs: value and gradient over the function alone, by
//! `#[differentiate]` and written by hand with the same library, all in one run.
//!
//! ```text
//! cargo bench --bench matrices --features nalgebra,ndarray              # all functions
//! cargo bench --bench matrices --features nalgebra,ndarray -- layer     # those with this in their name
//! ```
//!
//! Every function has its file. The gradients are of the types of the parameters, and must agree before they are timed.

mod arm;
mod attention;
mod density;
mod layer;
mod least_squares;
#[path = "../loops/measure.rs"]
#[allow(dead_code, reason = "rows of numbers are those of the loops")]
mod measure;
mod regression;
mod softmax;

use chainrule::Differentiable;
use measure::Table;

/// The numbers of a matrix or an array.
fn flat(of: &impl Differentiable<Number = f64>) -> Vec<f64> {
    let mut numbers = vec![0.0; of.count()];
    of.write_numbers(&mut numbers);
    numbers
}

fn main() {
    let mut table = Table::from_arguments();
    least_squares::compare(&mut table);
    regression::compare(&mut table);
    arm::compare(&mut table);
    density::compare(&mut table);
    layer::compare(&mut table);
    softmax::compare(&mut table);
    attention::compare(&mut table);
}
