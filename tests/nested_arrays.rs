//! Derivatives of functions that call gradients of functions with arrays.

mod differences;

use chainrule::differentiate;
use differences::check;

#[differentiate(order = 2)]
fn energy(x: &[f64], stiffness: f64) -> f64 {
    let mut sum = 0.0;
    for i in 1..x.len() {
        sum += stiffness * (x[i] - x[i - 1]).powi(4) + x[i].cos();
    }
    sum
}

/// The squared length of the gradient.
#[differentiate]
fn force(x: &[f64]) -> f64 {
    let (forces, _) = energy::gradient(x, 2.0);
    forces.iter().map(|f| f * f).sum()
}

#[differentiate]
fn three_steps_of_descent(x: &[f64]) -> f64 {
    let mut y = x.to_vec();
    let mut total = 0.0;
    for _ in 0..3 {
        let (value, slopes) = spring::value_and_gradient(&y);
        for i in 0..y.len() {
            y[i] -= 0.1 * slopes[i];
        }
        total += value;
    }
    total
}

#[differentiate(order = 2)]
fn spring(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for i in 1..x.len() {
        sum += (x[i] - x[i - 1]).powi(4) + x[i].cos();
    }
    sum
}

#[differentiate]
fn slope_of_spring(x: &[f64]) -> f64 {
    let g = spring::gradient(x);
    g[0] * g[1]
}

#[test]
fn through_gradients() {
    let x = [0.3, 0.9, -0.4];
    check(slope_of_spring, &x, slope_of_spring::value_and_gradient(&x));
    check(three_steps_of_descent, &x, three_steps_of_descent::value_and_gradient(&x));
    let (value, change) = slope_of_spring::jvp(&x, vec![1.0, 0.0, 0.0]);
    assert_eq!(value, slope_of_spring(&x));
    assert!((change - slope_of_spring::gradient(&x)[0]).abs() < 1e-12);
}

#[test]
fn through_gradients_of_several() {
    let x = [0.3, 0.9, -0.4];
    check(force, &x, force::value_and_gradient(&x));
}
