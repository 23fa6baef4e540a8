//! Least squares: a polynomial that is to be the sign function.

use chainrule::differentiate;
use serde::Deserialize;
use serde_json::Value;

use crate::protocol::{Outcome, read, run, run_into, unknown};

#[derive(Deserialize)]
struct Input {
    x: Vec<f64>,
    n: usize,
}

#[differentiate]
fn squared_error(x: &[f64], n: usize) -> f64 {
    let mut sum = 0.0;
    for i in 0..n {
        let t = -1.0 + i as f64 * 2.0 / (n as f64 - 1.0);
        let mut residual = if t == 0.0 { 0.0 } else { t.signum() };
        let mut power = 1.0;
        for j in 0..x.len() {
            residual -= x[j] * power;
            power *= t;
        }
        sum += residual * residual;
    }
    sum / 2.0
}

pub(crate) fn evaluate(function: &str, input: &Value) -> Result<Outcome, String> {
    let Input { x, n } = read(input)?;
    match function {
        "primal" => run(input, || squared_error(&x, n)),
        "gradient" => run_into(input, vec![0.0; x.len()], |g| squared_error::gradient_into(&x, n, g), |g| g),
        _ => unknown(function),
    }
}
