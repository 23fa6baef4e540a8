//! A network with long short-term memory, whose weight matrices are diagonal.

use chainrule::differentiate;
use serde::Deserialize;
use serde_json::Value;

use crate::protocol::{Outcome, read, run, unknown};

#[derive(Deserialize)]
struct Input {
    main_params: Vec<Vec<f64>>,
    extra_params: Vec<Vec<f64>>,
    state: Vec<Vec<f64>>,
    sequence: Vec<Vec<f64>>,
}

#[differentiate]
fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

/// The mean loss over a sequence of rows of `b` bits, by `main.len() / (8·b)` layers.
#[differentiate(wrt(main, extra))]
fn loss(main: &[f64], extra: &[f64], start: &[f64], sequence: &[f64], b: usize) -> f64 {
    let layers = main.len() / (8 * b);
    let steps = sequence.len() / b - 1;
    let mut state = vec![0.0; 2 * layers * b];
    state.copy_from_slice(start);
    let mut total = 0.0;
    for t in 0..steps {
        let mut carried = vec![0.0; b];
        for i in 0..b {
            carried[i] = sequence[t * b + i] * extra[i];
        }
        for layer in 0..layers {
            let w = layer * 8 * b;
            let h = layer * 2 * b;
            for i in 0..b {
                let input = carried[i];
                let hidden = state[h + i];
                let forget = sigmoid(input * main[w + i] + main[w + 4 * b + i]);
                let ingate = sigmoid(hidden * main[w + b + i] + main[w + 5 * b + i]);
                let outgate = sigmoid(input * main[w + 2 * b + i] + main[w + 6 * b + i]);
                let change = (hidden * main[w + 3 * b + i] + main[w + 7 * b + i]).tanh();
                let cell = state[h + b + i] * forget + ingate * change;
                let output = outgate * cell.tanh();
                state[h + b + i] = cell;
                state[h + i] = output;
                carried[i] = output;
            }
        }
        let mut exponentials = 2.0;
        for i in 0..b {
            carried[i] = carried[i] * extra[b + i] + extra[2 * b + i];
            exponentials += carried[i].exp();
        }
        let normalizer = exponentials.ln();
        for i in 0..b {
            total += sequence[(t + 1) * b + i] * (carried[i] - normalizer);
        }
    }
    -total / (steps * b) as f64
}

pub(crate) fn evaluate(function: &str, input: &Value) -> Result<Outcome, String> {
    let Input { main_params, extra_params, state, sequence } = read(input)?;
    let b = sequence.first().map_or(1, Vec::len);
    let (main, extra, state, sequence) =
        (main_params.concat(), extra_params.concat(), state.concat(), sequence.concat());
    match function {
        "objective" => run(input, || loss(&main, &extra, &state, &sequence, b)),
        "jacobian" => run(input, || {
            let (mut main, extra) = loss::gradient(&main, &extra, &state, &sequence, b);
            main.extend(extra);
            main
        }),
        _ => unknown(function),
    }
}
