//! The determinant by expansion along the first row.

use chainrule::differentiate;
use serde::Deserialize;
use serde_json::Value;

use crate::protocol::{Outcome, read, run, unknown};

#[derive(Deserialize)]
struct Input {
    #[serde(rename = "A")]
    a: Vec<f64>,
    ell: usize,
}

#[differentiate]
fn determinant(a: &[f64], size: usize) -> f64 {
    if size == 1 {
        return a[0];
    }
    let mut sum = 0.0;
    let mut sign = 1.0;
    for column in 0..size {
        let mut minor = vec![0.0; (size - 1) * (size - 1)];
        for i in 1..size {
            for j in 0..size - 1 {
                let from = if j < column { j } else { j + 1 };
                minor[(i - 1) * (size - 1) + j] = a[i * size + from];
            }
        }
        sum += sign * a[column] * determinant(&minor, size - 1);
        sign = -sign;
    }
    sum
}

pub(crate) fn evaluate(function: &str, input: &Value) -> Result<Outcome, String> {
    let Input { a, ell } = read(input)?;
    match function {
        "primal" => run(input, || determinant(&a, ell)),
        "gradient" => run(input, || determinant::gradient(&a, ell)),
        _ => unknown(function),
    }
}
