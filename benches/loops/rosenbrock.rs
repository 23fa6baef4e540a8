//! Rosenbrock's function of many variables.

use std::hint::black_box;

use chainrule::differentiate;

use crate::measure::{Row, Table, numbers};

#[differentiate]
fn rosenbrock(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for i in 0..x.len() - 1 {
        sum += 100.0 * (x[i + 1] - x[i] * x[i]).powi(2) + (1.0 - x[i]).powi(2);
    }
    sum
}

/// What both neighbours add to an element is added in a register.
fn by_hand(x: &[f64], gradient: &mut [f64]) -> f64 {
    let gradient = &mut gradient[..x.len()];
    let (mut sum, mut pending) = (0.0, 0.0);
    for i in 0..x.len() - 1 {
        let u = x[i + 1] - x[i] * x[i];
        let v = 1.0 - x[i];
        sum += 100.0 * u * u + v * v;
        gradient[i] = pending - 400.0 * u * x[i] - 2.0 * v;
        pending = 200.0 * u;
    }
    gradient[x.len() - 1] = pending;
    sum
}

pub(crate) fn compare(table: &mut Table) {
    for (name, length) in [("rosenbrock, 10³", 1_000), ("rosenbrock, 10⁶", 1_000_000)] {
        let x = numbers(length);
        table.row(
            name,
            length,
            2.0,
            &mut Row {
                function: &mut || rosenbrock(black_box(&x)),
                by_hand: &mut |gradient| by_hand(black_box(&x), gradient),
                chainrule: &mut |gradient| rosenbrock::value_and_gradient_into(black_box(&x), gradient),
            },
        );
    }
}
