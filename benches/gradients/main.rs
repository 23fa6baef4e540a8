//! What a gradient costs: value and gradient of a dozen ordinary functions, by `#[differentiate]`, by hand, by the crate
//! `symdiff` and by the dual numbers of the crates `num-dual` and `hyperdual`, side by side.
//!
//! ```text
//! cargo bench --bench gradients                 # all functions
//! cargo bench --bench gradients -- rosenbrock   # those with this in their name
//! ```
//!
//! Every function has its file: the function, the fastest gradient by hand that we could write, and what the other
//! crates need to be told. All of them see the same thousand points and must agree before any is timed.

#![allow(clippy::too_many_arguments, reason = "weights and an example are as many as they are")]

mod arm;
mod beale;
mod black_scholes;
mod dual;
mod lennard_jones;
mod lesson;
mod logistic_regression;
mod measure;
mod michaelis_menten;
mod network;
mod rosenbrock;
mod softmax;
mod softmax_shifted;

use measure::{Mode, Table};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // Cargo says `--bench` when the times are wanted; `cargo test --benches` does not, and only checks the results.
    let mode = if arguments.iter().any(|argument| argument == "--bench") { Mode::Time } else { Mode::Check };
    let filter = arguments.into_iter().find(|argument| !argument.starts_with("--"));

    let mut table = Table::new(mode, filter);
    lesson::compare(&mut table);
    rosenbrock::compare(&mut table);
    beale::compare(&mut table);
    network::compare(&mut table);
    michaelis_menten::compare(&mut table);
    lennard_jones::compare(&mut table);
    arm::compare(&mut table);
    logistic_regression::compare(&mut table);
    softmax::compare(&mut table);
    softmax_shifted::compare(&mut table);
    black_scholes::compare(&mut table);
    table.summary();
}
