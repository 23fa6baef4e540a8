//! `GradBench`'s programs by `#[differentiate]`: a tool for the evals of <https://github.com/gradbench/gradbench>.
//!
//! It reads messages from standard input and answers on standard output, a line of JSON each. Each of the twelve
//! programs has its file: the function as it is published, and the derivatives that the eval asks for.

mod ba;
mod det;
mod gmm;
mod hello;
mod ht;
mod kmeans;
mod llsq;
mod lse;
mod lstm;
mod ode;
mod particle;
mod protocol;
mod saddle;

use std::io;

fn main() -> io::Result<()> {
    protocol::answer(io::stdin().lock(), io::stdout().lock())
}
