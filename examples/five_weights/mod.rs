//! The lesson's network of five weights, and the three examples that it learns from.
#![allow(dead_code, reason = "each chapter uses what it needs of it")]

use chainrule::data::Dataset;
use chainrule::differentiate;

/// The first hidden neuron.
#[differentiate]
pub(crate) fn first_neuron(w1: f64, x1: f64, x2: f64) -> f64 {
    (x1 + w1 * x2).powi(2)
}

/// The second hidden neuron.
#[differentiate]
pub(crate) fn second_neuron(w2: f64, x1: f64, x2: f64) -> f64 {
    w2 * x1 * x2
}

/// The output neuron.
#[differentiate]
pub(crate) fn output(w3: f64, w4: f64, w5: f64, h1: f64, h2: f64) -> f64 {
    w3 * h1 + w4 * h2 + w5
}

/// How wrong a prediction is.
#[differentiate(wrt(y))]
pub(crate) fn squared(y: f64, target: f64) -> f64 {
    (y - target).powi(2)
}

/// The error of the whole network at one example.
#[differentiate(wrt(w1, w2, w3, w4, w5))]
#[allow(clippy::too_many_arguments, reason = "five weights and an example")]
pub(crate) fn error(w1: f64, w2: f64, w3: f64, w4: f64, w5: f64, x1: f64, x2: f64, target: f64) -> f64 {
    let h1 = (x1 + w1 * x2).powi(2);
    let h2 = w2 * x1 * x2;
    let y = w3 * h1 + w4 * h2 + w5;
    (y - target).powi(2)
}

/// The weights that the lesson begins with.
pub(crate) const START: [f64; 5] = [1.0, 2.0, 1.0, 1.0, 0.0];

/// The lesson's examples.
pub(crate) const INPUTS: [[f64; 2]; 3] = [[3.0, 2.0], [1.0, 4.0], [2.0, 1.0]];

/// What is to be learned.
pub(crate) fn target([x1, x2]: [f64; 2]) -> f64 {
    2.0 * x1.powi(2) + 3.0 * x2
}

pub(crate) fn predict([w1, w2, w3, w4, w5]: [f64; 5], [x1, x2]: [f64; 2]) -> f64 {
    output(w3, w4, w5, first_neuron(w1, x1, x2), second_neuron(w2, x1, x2))
}

/// The error at one example, and its gradient by the weights.
pub(crate) fn error_and_gradient([w1, w2, w3, w4, w5]: [f64; 5], [x1, x2]: [f64; 2]) -> (f64, [f64; 5]) {
    error::value_and_gradient(w1, w2, w3, w4, w5, x1, x2, target([x1, x2]))
}

/// The errors at the three examples added, and their gradient.
pub(crate) fn batch_error_and_gradient(weights: [f64; 5]) -> (f64, [f64; 5]) {
    let mut sum = (0.0, [0.0; 5]);
    for input in INPUTS {
        let (error, gradient) = error_and_gradient(weights, input);
        sum.0 += error;
        for (total, slope) in sum.1.iter_mut().zip(gradient) {
            *total += slope;
        }
    }
    sum
}

/// One step against a gradient.
pub(crate) fn step(weights: [f64; 5], gradient: [f64; 5], rate: f64) -> [f64; 5] {
    std::array::from_fn(|i| weights[i] - rate * gradient[i])
}

/// The examples as data to train with.
pub(crate) fn examples() -> Dataset<f64> {
    Dataset::from_rows(&INPUTS.map(|input| (input, [target(input)])))
}

/// Numbers as the lesson writes them, in a row.
pub(crate) fn row(numbers: &[f64]) -> String {
    let numbers: Vec<String> = numbers.iter().map(|number| shortest(*number)).collect();
    format!("({})", numbers.join(", "))
}

/// A number to at most four decimals, without zeros behind it.
pub(crate) fn shortest(number: f64) -> String {
    let text = format!("{number:.4}");
    text.trim_end_matches('0').trim_end_matches('.').replace('-', "−")
}
