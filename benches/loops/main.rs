//! What a gradient costs where there are loops and arrays: value and gradient over the function alone, by
//! `#[differentiate]` and by hand, all in one run.
//!
//! ```text
//! cargo bench --bench loops                 # all functions
//! cargo bench --bench loops -- rosenbrock   # those with this in their name
//! ```
//!
//! Every function has its file: the function, and the fastest gradient by hand that we could write without leaving
//! ordinary Rust. The two must agree before they are timed.

mod dense_layer;
mod determinant;
mod least_squares;
mod log_sum_exp;
#[allow(dead_code, reason = "what takes matrices is for the bench of these")]
mod measure;
mod network;
mod recurrence;
mod rosenbrock;
mod runge_kutta;

use measure::Table;

fn main() {
    let mut table = Table::from_arguments();
    rosenbrock::compare(&mut table);
    dense_layer::compare(&mut table);
    recurrence::compare(&mut table);
    log_sum_exp::compare(&mut table);
    least_squares::compare(&mut table);
    network::compare(&mut table);
    determinant::compare(&mut table);
    runge_kutta::compare(&mut table);
}
