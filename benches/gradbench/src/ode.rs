//! An ordinary differential equation by Runge and Kutta's method.

use chainrule::differentiate;
use serde::Deserialize;
use serde_json::Value;

use crate::protocol::{Outcome, read, run, run_into, unknown};

#[derive(Deserialize)]
struct Input {
    x: Vec<f64>,
    s: usize,
}

/// Of z₀′ = x₀ and zᵢ′ = xᵢ·zᵢ₋₁, from zeros at 0 to 2 in `s` steps.
#[differentiate]
fn solution(x: &[f64], s: usize) -> Vec<f64> {
    let n = x.len();
    let h = 2.0 / s as f64;
    let mut y = vec![0.0; n];
    let (mut k1, mut k2, mut k3) = (vec![0.0; n], vec![0.0; n], vec![0.0; n]);
    let (mut y1, mut y2, mut y3) = (vec![0.0; n], vec![0.0; n], vec![0.0; n]);
    for _ in 0..s {
        k1[0] = x[0];
        for i in 0..n - 1 {
            k1[i + 1] = x[i + 1] * y[i];
        }
        for i in 0..n {
            y1[i] = y[i] + h / 2.0 * k1[i];
        }
        k2[0] = x[0];
        for i in 0..n - 1 {
            k2[i + 1] = x[i + 1] * y1[i];
        }
        for i in 0..n {
            y2[i] = y[i] + h / 2.0 * k2[i];
        }
        k3[0] = x[0];
        for i in 0..n - 1 {
            k3[i + 1] = x[i + 1] * y2[i];
        }
        for i in 0..n {
            y3[i] = y[i] + h * k3[i];
        }
        y[0] += h * (k1[0] + 2.0 * k2[0] + 2.0 * k3[0] + x[0]) / 6.0;
        for i in 0..n - 1 {
            y[i + 1] += h * (k1[i + 1] + 2.0 * k2[i + 1] + 2.0 * k3[i + 1] + x[i + 1] * y3[i]) / 6.0;
        }
    }
    y
}

pub(crate) fn evaluate(function: &str, input: &Value) -> Result<Outcome, String> {
    let Input { x, s } = read(input)?;
    match function {
        "primal" => run(input, || solution(&x, s)),
        "gradient" => run_into(
            input,
            vec![0.0; x.len()],
            |gradient| {
                let mut last = vec![0.0; x.len()];
                last[x.len() - 1] = 1.0;
                solution::vjp_into(&x, s, last, gradient);
            },
            |gradient| gradient,
        ),
        _ => unknown(function),
    }
}
