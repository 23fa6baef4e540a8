//! A saddle point by gradient descent within gradient descent, in all four combinations of the modes.

use chainrule::differentiate;
use serde::Deserialize;
use serde_json::Value;

use crate::protocol::{Outcome, read, run, unknown};

#[derive(Deserialize)]
struct Input {
    start: [f64; 2],
}

#[differentiate(order = 2)]
fn height(x1: f64, y1: f64, x2: f64, y2: f64) -> f64 {
    (x1 * x1 + y1 * y1) - (x2 * x2 + y2 * y2)
}

/// Length of a gradient or of a step below which descent ends.
const SMALL: f64 = 1e-5;

/// The largest height over (x2, y2), found by descent with gradients in reverse mode.
#[differentiate(wrt(x1, y1))]
fn largest_by_reverse(x1: f64, y1: f64, start_x: f64, start_y: f64) -> f64 {
    let mut x = start_x;
    let mut y = start_y;
    let mut depth = -height(x1, y1, x, y);
    let [_, _, mut slope_x, mut slope_y] = height::gradient(x1, y1, x, y);
    let mut rate = 1e-5;
    let mut steps = 0;
    while (slope_x * slope_x + slope_y * slope_y).sqrt() > SMALL {
        if steps == 10 {
            rate *= 2.0;
            steps = 0;
        } else {
            let (next_x, next_y) = (x + rate * slope_x, y + rate * slope_y);
            if ((x - next_x).powi(2) + (y - next_y).powi(2)).sqrt() <= SMALL {
                break;
            }
            let next_depth = -height(x1, y1, next_x, next_y);
            if next_depth < depth {
                x = next_x;
                y = next_y;
                depth = next_depth;
                let [_, _, along_x, along_y] = height::gradient(x1, y1, x, y);
                slope_x = along_x;
                slope_y = along_y;
                steps += 1;
            } else {
                rate /= 2.0;
                steps = 0;
            }
        }
    }
    height(x1, y1, x, y)
}

/// The same with gradients in forward mode.
#[differentiate(wrt(x1, y1))]
fn largest_by_forward(x1: f64, y1: f64, start_x: f64, start_y: f64) -> f64 {
    let mut x = start_x;
    let mut y = start_y;
    let mut depth = -height(x1, y1, x, y);
    let (_, mut slope_x) = height::jvp(x1, y1, x, y, [0.0, 0.0, 1.0, 0.0]);
    let (_, mut slope_y) = height::jvp(x1, y1, x, y, [0.0, 0.0, 0.0, 1.0]);
    let mut rate = 1e-5;
    let mut steps = 0;
    while (slope_x * slope_x + slope_y * slope_y).sqrt() > SMALL {
        if steps == 10 {
            rate *= 2.0;
            steps = 0;
        } else {
            let (next_x, next_y) = (x + rate * slope_x, y + rate * slope_y);
            if ((x - next_x).powi(2) + (y - next_y).powi(2)).sqrt() <= SMALL {
                break;
            }
            let next_depth = -height(x1, y1, next_x, next_y);
            if next_depth < depth {
                x = next_x;
                y = next_y;
                depth = next_depth;
                let (_, along_x) = height::jvp(x1, y1, x, y, [0.0, 0.0, 1.0, 0.0]);
                let (_, along_y) = height::jvp(x1, y1, x, y, [0.0, 0.0, 0.0, 1.0]);
                slope_x = along_x;
                slope_y = along_y;
                steps += 1;
            } else {
                rate /= 2.0;
                steps = 0;
            }
        }
    }
    height(x1, y1, x, y)
}

/// At a point, from where the inner descent starts.
type ValueAndGradient = fn([f64; 2], f64, f64) -> (f64, [f64; 2]);

/// The gradient of a function of two numbers in forward mode: a direction at a time.
fn forward(jvp: impl Fn([f64; 2]) -> (f64, f64)) -> (f64, [f64; 2]) {
    let (value, x) = jvp([1.0, 0.0]);
    (value, [x, jvp([0.0, 1.0]).1])
}

/// The point at which descent ends; the function gives the value and the gradient.
pub(crate) fn descend<const N: usize>(start: [f64; N], f: impl Fn([f64; N]) -> (f64, [f64; N])) -> [f64; N] {
    let length = |v: [f64; N]| v.iter().map(|v| v * v).sum::<f64>().sqrt();
    let mut x = start;
    let (mut value, mut gradient) = f(x);
    let (mut rate, mut steps) = (1e-5, 0);
    while length(gradient) > SMALL {
        if steps == 10 {
            rate *= 2.0;
            steps = 0;
            continue;
        }
        let next: [f64; N] = std::array::from_fn(|i| x[i] - rate * gradient[i]);
        if length(std::array::from_fn(|i| next[i] - x[i])) <= SMALL {
            break;
        }
        let (next_value, next_gradient) = f(next);
        if next_value < value {
            (x, value, gradient) = (next, next_value, next_gradient);
            steps += 1;
        } else {
            rate /= 2.0;
            steps = 0;
        }
    }
    x
}

pub(crate) fn evaluate(function: &str, input: &Value) -> Result<Outcome, String> {
    let Input { start } = read(input)?;
    let [a, b] = start;
    let outer: ValueAndGradient = match function {
        "rr" => |[x, y], a, b| largest_by_reverse::value_and_gradient(x, y, a, b),
        "rf" => |[x, y], a, b| largest_by_forward::value_and_gradient(x, y, a, b),
        "fr" => |[x, y], a, b| forward(|direction| largest_by_reverse::jvp(x, y, a, b, direction)),
        "ff" => |[x, y], a, b| forward(|direction| largest_by_forward::jvp(x, y, a, b, direction)),
        _ => return unknown(function),
    };
    let by_reverse = function.ends_with('r');
    run(input, || {
        let [x1, y1] = descend(start, |point| outer(point, a, b));
        let [x2, y2] = descend(start, |[x2, y2]| {
            if by_reverse {
                let (value, [_, _, x, y]) = height::value_and_gradient(x1, y1, x2, y2);
                (-value, [-x, -y])
            } else {
                let (value, x) = height::jvp(x1, y1, x2, y2, [0.0, 0.0, 1.0, 0.0]);
                let (_, y) = height::jvp(x1, y1, x2, y2, [0.0, 0.0, 0.0, 1.0]);
                (-value, [-x, -y])
            }
        });
        [x1, y1, x2, y2]
    })
}
