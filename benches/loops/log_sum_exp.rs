//! The logarithm of a sum of a million exponentials, with the largest taken out.

use std::hint::black_box;

use chainrule::differentiate;

use crate::measure::{Row, Table, numbers};

#[differentiate]
fn log_sum_exp(x: &[f64]) -> f64 {
    let largest = x.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let sum: f64 = x.iter().map(|v| (v - largest).exp()).sum();
    largest + sum.ln()
}

/// The exponentials wait in the gradient itself.
fn by_hand(x: &[f64], gradient: &mut [f64]) -> f64 {
    let largest = x.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let mut sum = 0.0;
    for (slope, v) in gradient.iter_mut().zip(x) {
        *slope = (v - largest).exp();
        sum += *slope;
    }
    let share = 1.0 / sum;
    for slope in gradient {
        *slope *= share;
    }
    largest + sum.ln()
}

pub(crate) fn compare(table: &mut Table) {
    let x = numbers(1_000_000);
    table.row(
        "log-sum-exp, 10⁶",
        x.len(),
        2.0,
        &mut Row {
            function: &mut || log_sum_exp(black_box(&x)),
            by_hand: &mut |gradient| by_hand(black_box(&x), gradient),
            chainrule: &mut |gradient| log_sum_exp::value_and_gradient_into(black_box(&x), gradient),
        },
    );
}
