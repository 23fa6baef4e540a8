//! A recurrence of 1,000 steps, each of which needs the one before.

use std::hint::black_box;

use chainrule::differentiate;

use crate::measure::{Row, Table};

#[differentiate]
fn recurrence(start: f64, rate: f64, steps: usize) -> f64 {
    let mut x = start;
    for _ in 0..steps {
        x = rate * x * (1.0 - x);
    }
    x
}

fn by_hand(start: f64, rate: f64, steps: usize, saved: &mut Vec<f64>) -> (f64, [f64; 2]) {
    saved.clear();
    let mut x = start;
    for _ in 0..steps {
        saved.push(x);
        x = rate * x * (1.0 - x);
    }
    let (mut d_x, mut d_rate) = (1.0, 0.0);
    for &x in saved.iter().rev() {
        d_rate += d_x * (x * (1.0 - x));
        d_x *= rate * (1.0 - 2.0 * x);
    }
    (x, [d_x, d_rate])
}

pub(crate) fn compare(table: &mut Table) {
    let mut saved = Vec::new();
    let point = || black_box((0.3, 3.56, 1_000));
    table.row(
        "recurrence, 1,000 steps",
        2,
        4.0,
        &mut Row {
            function: &mut || {
                let (start, rate, steps) = point();
                recurrence(start, rate, steps)
            },
            by_hand: &mut |gradient| {
                let (start, rate, steps) = point();
                let (value, slopes) = by_hand(start, rate, steps, &mut saved);
                gradient.copy_from_slice(&slopes);
                value
            },
            chainrule: &mut |gradient| {
                let (start, rate, steps) = point();
                let (value, slopes) = recurrence::value_and_gradient(start, rate, steps);
                gradient.copy_from_slice(&slopes);
                value
            },
        },
    );
}
