//! The square, and its derivative.

use chainrule::differentiate;
use serde_json::Value;

use crate::protocol::{Outcome, read, run, unknown};

#[differentiate]
fn square(x: f64) -> f64 {
    x * x
}

pub(crate) fn evaluate(function: &str, input: &Value) -> Result<Outcome, String> {
    let x: f64 = read(input)?;
    match function {
        "square" => run(input, || square(x)),
        "double" => run(input, || square::gradient(x)),
        _ => unknown(function),
    }
}
