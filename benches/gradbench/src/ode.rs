//! An ordinary differential equation by Runge and Kutta's method.

use chainrule::differentiate;
use serde::Deserialize;
use serde_json::Value;

use crate::protocol::{Outcome, read, run, unknown};

#[derive(Deserialize)]
struct Input {
    x: Vec<f64>,
    s: usize,
}

#[differentiate]
fn slopes(x: &[f64], y: &[f64]) -> Vec<f64> {
    let mut z = vec![0.0; x.len()];
    z[0] = x[0];
    for i in 1..x.len() {
        z[i] = x[i] * y[i - 1];
    }
    z
}

#[differentiate]
fn moved(y: &[f64], by: f64, k: &[f64]) -> Vec<f64> {
    y.iter().zip(k).map(|(y, k)| y + by * k).collect()
}

#[differentiate]
fn solution(x: &[f64], s: usize) -> Vec<f64> {
    let h = 2.0 / s as f64;
    let mut y = vec![0.0; x.len()];
    for _ in 0..s {
        let k1 = slopes(x, &y);
        let y1 = moved(&y, h / 2.0, &k1);
        let k2 = slopes(x, &y1);
        let y2 = moved(&y, h / 2.0, &k2);
        let k3 = slopes(x, &y2);
        let y3 = moved(&y, h, &k3);
        let k4 = slopes(x, &y3);
        for i in 0..x.len() {
            y[i] += h * (k1[i] + 2.0 * k2[i] + 2.0 * k3[i] + k4[i]) / 6.0;
        }
    }
    y
}

pub(crate) fn evaluate(function: &str, input: &Value) -> Result<Outcome, String> {
    let Input { x, s } = read(input)?;
    match function {
        "primal" => run(input, || solution(&x, s)),
        "gradient" => run(input, || {
            let mut last = vec![0.0; x.len()];
            last[x.len() - 1] = 1.0;
            solution::vjp(&x, s, last).1
        }),
        _ => unknown(function),
    }
}
