//! The logarithm of a sum of exponentials.

use chainrule::differentiate;
use serde::Deserialize;
use serde_json::Value;

use crate::protocol::{Outcome, read, run, run_into, unknown};

#[derive(Deserialize)]
struct Input {
    x: Vec<f64>,
}

#[differentiate]
pub(crate) fn log_sum_exp(x: &[f64]) -> f64 {
    let largest = x.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    largest + x.iter().map(|v| (v - largest).exp()).sum::<f64>().ln()
}

pub(crate) fn evaluate(function: &str, input: &Value) -> Result<Outcome, String> {
    let Input { x } = read(input)?;
    match function {
        "primal" => run(input, || log_sum_exp(&x)),
        "gradient" => run_into(input, vec![0.0; x.len()], |g| log_sum_exp::gradient_into(&x, g), |g| g),
        _ => unknown(function),
    }
}
