//! Derivations that are not true are found out: what finds no fault in the others does find faults.

use chainrule::derivation::Value;
use chainrule::differentiate;

use crate::Case;

#[differentiate]
fn steps(x: f64, y: f64) -> f64 {
    let u = x * y;
    u.sin() + x
}

#[differentiate]
fn lines(x: &[f64], y: f64) -> f64 {
    let mut state = y;
    for v in x {
        state = (state * v).sin();
    }
    state
}

fn check_steps(from: &str, to: &str) {
    assert!(steps::DERIVATION.contains(from), "{}", steps::DERIVATION);
    Case {
        name: "steps",
        text: &steps::DERIVATION.replace(from, to),
        arguments: vec![("x", 0.5.into()), ("y", 2.0.into())],
        by: &["x", "y"],
        value: steps(0.5, 2.0).into(),
        slopes: steps::gradient(0.5, 2.0).into(),
    }
    .check();
}

fn check_lines(from: &str, to: &str) {
    assert!(lines::DERIVATION.contains(from), "{}", lines::DERIVATION);
    let x = [0.5, 2.0];
    Case {
        name: "lines",
        text: &lines::DERIVATION.replace(from, to),
        arguments: vec![("x", Value::from(x)), ("y", 2.0.into())],
        by: &["x", "y"],
        value: lines(&x, 2.0).into(),
        slopes: lines::gradient(&x, 2.0).into(),
    }
    .check();
}

#[test]
fn both_are_true_as_they_are() {
    check_steps("∂u/∂x = y", "∂u/∂x = y");
    check_lines("cos", "cos");
}

#[test]
#[should_panic(expected = "the value of steps")]
fn a_step() {
    check_steps("steps = sin(u) + x", "steps = sin(u) + x + 1");
}

#[test]
#[should_panic(expected = "the quotient is")]
fn the_slope_of_a_step() {
    check_steps("∂u/∂x = y", "∂u/∂x = y²");
}

#[test]
#[should_panic(expected = "says that")]
fn a_path() {
    check_steps("·∂u/∂x + ", "·∂u/∂x − ");
}

#[test]
#[should_panic(expected = "the quotient is")]
fn the_slope_of_a_recurrence() {
    check_lines("cos", "sin");
}

#[test]
#[should_panic(expected = "the derivatives of lines")]
fn a_line_of_the_way_back() {
    check_lines("∂y = ", "∂y = 2·");
}
