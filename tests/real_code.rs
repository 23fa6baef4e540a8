//! Functions as people write them in their fields, with the attribute added and otherwise unchanged; each against differences.

mod differences;

use chainrule::Differentiable;

/// Holds a value and its gradient, in whatever form, against differences of the function at a point.
fn check<D, G>(at: &D, f: impl Fn(&D) -> f64, (value, gradient): (f64, G))
where
    D: Differentiable<Number = f64> + Clone,
    G: Differentiable<Number = f64>,
{
    use differences::parts::{numbers, with};
    differences::check(|x| f(&with(at, x)), &numbers(at), (value, numbers(&gradient)));
}

#[allow(warnings, clippy::all, clippy::pedantic, reason = "as it is written")]
#[path = "real_code/chemistry.rs"]
mod chemistry;
#[allow(warnings, clippy::all, clippy::pedantic, reason = "as it is written")]
#[path = "real_code/finance.rs"]
mod finance;
#[allow(warnings, clippy::all, clippy::pedantic, reason = "as it is written")]
#[path = "real_code/games.rs"]
mod games;
#[allow(warnings, clippy::all, clippy::pedantic, reason = "as it is written")]
#[path = "real_code/robotics.rs"]
mod robotics;
#[allow(warnings, clippy::all, clippy::pedantic, reason = "as it is written")]
#[path = "real_code/signals.rs"]
mod signals;
#[allow(warnings, clippy::all, clippy::pedantic, reason = "as it is written")]
#[path = "real_code/statistics.rs"]
mod statistics;
