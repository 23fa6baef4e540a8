//! A charged particle that is to hit the origin, steered by where one of two charges stands.

use chainrule::differentiate;
use serde::Deserialize;
use serde_json::Value;

use crate::protocol::{Outcome, read, run, unknown};
use crate::saddle::descend;

#[derive(Deserialize)]
struct Input {
    w: f64,
}

/// The potential at (x, y) of a charge at (10, 10 − w) and of one at (10, 0).
#[differentiate(order = 2)]
fn potential(x: f64, y: f64, w: f64) -> f64 {
    1.0 / ((x - 10.0).powi(2) + (y - (10.0 - w)).powi(2)).sqrt() + 1.0 / ((x - 10.0).powi(2) + y * y).sqrt()
}

/// The squared distance from the origin at which the particle crosses the axis; the force by reverse mode.
#[differentiate]
fn miss_by_reverse(w: f64) -> f64 {
    let dt = 0.1;
    let (mut x, mut y) = (0.0, 8.0);
    let (mut speed_x, mut speed_y) = (0.75, 0.0);
    loop {
        let [force_x, force_y, _] = potential::gradient(x, y, w);
        x += dt * speed_x;
        y += dt * speed_y;
        if y <= 0.0 {
            break;
        }
        speed_x -= dt * force_x;
        speed_y -= dt * force_y;
    }
    let crossing = x - y / speed_y * speed_x;
    crossing * crossing
}

/// The same with the force by forward mode.
#[differentiate]
fn miss_by_forward(w: f64) -> f64 {
    let dt = 0.1;
    let (mut x, mut y) = (0.0, 8.0);
    let (mut speed_x, mut speed_y) = (0.75, 0.0);
    loop {
        let (_, force_x) = potential::jvp(x, y, w, [1.0, 0.0, 0.0]);
        let (_, force_y) = potential::jvp(x, y, w, [0.0, 1.0, 0.0]);
        x += dt * speed_x;
        y += dt * speed_y;
        if y <= 0.0 {
            break;
        }
        speed_x -= dt * force_x;
        speed_y -= dt * force_y;
    }
    let crossing = x - y / speed_y * speed_x;
    crossing * crossing
}

pub(crate) fn evaluate(function: &str, input: &Value) -> Result<Outcome, String> {
    let Input { w } = read(input)?;
    let miss: fn(f64) -> (f64, f64) = match function {
        "rr" => miss_by_reverse::value_and_gradient,
        "rf" => miss_by_forward::value_and_gradient,
        "fr" => |w| miss_by_reverse::jvp(w, 1.0),
        "ff" => |w| miss_by_forward::jvp(w, 1.0),
        _ => return unknown(function),
    };
    run(input, || {
        let [w] = descend([w], |[w]| {
            let (value, slope) = miss(w);
            (value, [slope])
        });
        w
    })
}
