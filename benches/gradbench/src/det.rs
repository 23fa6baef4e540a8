//! The determinant by expansion along the first row.

use chainrule::differentiate;
use serde::Deserialize;
use serde_json::Value;

use crate::protocol::{Outcome, read, run, run_into, unknown};

#[derive(Deserialize)]
struct Input {
    #[serde(rename = "A")]
    a: Vec<f64>,
    ell: usize,
}

/// Of the rows from `row` on, and of the columns whose bits are set.
#[differentiate]
fn determinant(a: &[f64], size: usize, row: usize, columns: u32) -> f64 {
    if row + 1 == size {
        return a[row * size + columns.trailing_zeros() as usize];
    }
    let mut sum = 0.0;
    let mut sign = 1.0;
    let mut left = columns;
    while left != 0 {
        let column = left.trailing_zeros();
        let minor = determinant(a, size, row + 1, columns & !(1 << column));
        sum += sign * a[row * size + column as usize] * minor;
        sign = -sign;
        left &= left - 1;
    }
    sum
}

pub(crate) fn evaluate(function: &str, input: &Value) -> Result<Outcome, String> {
    let Input { a, ell } = read(input)?;
    match function {
        "primal" => run(input, || determinant(&a, ell, 0, (1 << ell) - 1)),
        "gradient" => {
            let all = (1 << ell) - 1;
            run_into(input, vec![0.0; a.len()], |g| determinant::gradient_into(&a, ell, 0, all, g), |g| g)
        }
        _ => unknown(function),
    }
}
