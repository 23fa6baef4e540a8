//! Runge and Kutta's method with 1,000 steps over 50 states that pull at their neighbours.

use std::hint::black_box;

use chainrule::differentiate;

use crate::measure::{Row, Table, numbers};

const STATES: usize = 50;

#[differentiate]
fn slopes(x: &[f64; STATES]) -> [f64; STATES] {
    let mut slopes = [0.0; STATES];
    for i in 0..STATES {
        let next = x[(i + 1) % STATES];
        slopes[i] = next - x[i] - 0.1 * x[i] * x[i] * x[i];
    }
    slopes
}

#[differentiate]
fn runge_kutta(start: &[f64; STATES], steps: usize) -> f64 {
    let h = 0.001;
    let mut x = *start;
    for _ in 0..steps {
        let k1 = slopes(&x);
        let mut y = x;
        for i in 0..STATES {
            y[i] += 0.5 * h * k1[i];
        }
        let k2 = slopes(&y);
        let mut z = x;
        for i in 0..STATES {
            z[i] += 0.5 * h * k2[i];
        }
        let k3 = slopes(&z);
        let mut w = x;
        for i in 0..STATES {
            w[i] += h * k3[i];
        }
        let k4 = slopes(&w);
        for i in 0..STATES {
            x[i] += h / 6.0 * (k1[i] + 2.0 * k2[i] + 2.0 * k3[i] + k4[i]);
        }
    }
    let mut sum = 0.0;
    for i in 0..STATES {
        sum += x[i] * x[i];
    }
    sum
}

/// Adds the slopes' cotangents to those of the states.
fn slopes_back(x: &[f64; STATES], cotangent: &[f64; STATES], gradient: &mut [f64; STATES]) {
    for i in 0..STATES {
        gradient[(i + 1) % STATES] += cotangent[i];
        gradient[i] -= cotangent[i] * (1.0 + 0.3 * x[i] * x[i]);
    }
}

fn by_hand(start: &[f64; STATES], steps: usize, tape: &mut Vec<[[f64; STATES]; 4]>) -> (f64, [f64; STATES]) {
    let h = 0.001;
    let moved = |x: &[f64; STATES], by: f64, k: &[f64; STATES]| {
        let mut moved = *x;
        for i in 0..STATES {
            moved[i] += by * k[i];
        }
        moved
    };
    tape.clear();
    let mut x = *start;
    for _ in 0..steps {
        let k1 = slopes(&x);
        let y = moved(&x, 0.5 * h, &k1);
        let k2 = slopes(&y);
        let z = moved(&x, 0.5 * h, &k2);
        let k3 = slopes(&z);
        let w = moved(&x, h, &k3);
        let k4 = slopes(&w);
        tape.push([x, y, z, w]);
        for i in 0..STATES {
            x[i] += h / 6.0 * (k1[i] + 2.0 * k2[i] + 2.0 * k3[i] + k4[i]);
        }
    }
    let value = x.iter().map(|x| x * x).sum();
    let mut gradient = x.map(|x| 2.0 * x);
    for [x, y, z, w] in tape.iter().rev() {
        let k4 = gradient.map(|d| h / 6.0 * d);
        let mut d_w = [0.0; STATES];
        slopes_back(w, &k4, &mut d_w);
        let k3 = std::array::from_fn(|i| h / 3.0 * gradient[i] + h * d_w[i]);
        let mut d_z = [0.0; STATES];
        slopes_back(z, &k3, &mut d_z);
        let k2 = std::array::from_fn(|i| h / 3.0 * gradient[i] + 0.5 * h * d_z[i]);
        let mut d_y = [0.0; STATES];
        slopes_back(y, &k2, &mut d_y);
        let k1 = std::array::from_fn(|i| h / 6.0 * gradient[i] + 0.5 * h * d_y[i]);
        for i in 0..STATES {
            gradient[i] += d_w[i] + d_z[i] + d_y[i];
        }
        slopes_back(x, &k1, &mut gradient);
    }
    (value, gradient)
}

pub(crate) fn compare(table: &mut Table) {
    let start: [f64; STATES] = numbers(STATES).try_into().expect("as many as there are");
    let mut tape = Vec::new();
    table.row(
        "Runge-Kutta, 1,000 steps, 50",
        STATES,
        4.0,
        &mut Row {
            function: &mut || runge_kutta(black_box(&start), 1_000),
            by_hand: &mut |gradient| {
                let (value, slopes) = by_hand(black_box(&start), 1_000, &mut tape);
                gradient.copy_from_slice(&slopes);
                value
            },
            chainrule: &mut |gradient| {
                let (value, slopes) = runge_kutta::value_and_gradient(black_box(&start), 1_000);
                gradient.copy_from_slice(&slopes);
                value
            },
        },
    );
}
