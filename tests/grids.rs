//! Arrays of ndarray: functions as people write them, against differences of every number in them.

mod differences;
#[path = "grids/makers.rs"]
mod makers;
#[allow(warnings, clippy::all, clippy::pedantic, reason = "as it is written")]
#[path = "grids/real_code.rs"]
mod real_code;

use chainrule::differentiate;
use differences::parts::{check, check_products};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

fn weights() -> Array1<f64> {
    Array1::from(vec![0.5, -0.2])
}

fn inputs() -> Array2<f64> {
    Array2::from_shape_vec((3, 2), vec![1.0, 2.0, 0.5, -1.0, 3.0, 0.2]).unwrap()
}

#[differentiate]
fn perceptron(w: &Array1<f64>, x: ArrayView2<f64>) -> f64 {
    x.dot(w).mapv(f64::tanh).sum()
}

#[differentiate]
fn ridge(w: &Array1<f64>, x: &Array2<f64>, y: &Array1<f64>) -> f64 {
    let r = x.dot(w) - y;
    (&r * &r).sum() + 0.1 * w.dot(w)
}

#[differentiate]
fn layer(w: &Array2<f64>, b: &Array1<f64>, x: &Array1<f64>) -> Array1<f64> {
    (w.dot(x) + b).mapv(|v| v.max(0.1 * v))
}

#[differentiate]
fn by_element(a: &Array1<f64>, b: &Array1<f64>) -> f64 {
    let c = a * b + 2.0 - a / b;
    let mut sum = 0.0;
    for i in 0..c.len() {
        sum += c[i] * a[i];
    }
    sum + c.mean().unwrap() + c.iter().map(|v| v * v).sum::<f64>()
}

/// Softmax of scaled products, as in a transformer.
#[differentiate]
fn attention(q: &Array2<f64>, k: &Array2<f64>, v: &Array2<f64>) -> f64 {
    let scores = q.dot(&k.t()) / (q.ncols() as f64).sqrt();
    let exponentials = scores.mapv(f64::exp);
    let mixed = exponentials.dot(v);
    let mut sum = 0.0;
    for i in 0..mixed.nrows() {
        let total = exponentials.row(i).sum();
        for j in 0..mixed.ncols() {
            sum += mixed[[i, j]].powi(2) / total;
        }
    }
    sum
}

#[test]
fn gradients() {
    let at = (weights(), inputs());
    check(|(w, x)| perceptron(w, x.view()), &at, perceptron::value_and_gradient(&at.0, at.1.view()));
    let at = (weights(), inputs(), Array1::from(vec![1.0, 2.0, 3.0]));
    check(|(w, x, y)| ridge(w, x, y), &at, ridge::value_and_gradient(&at.0, &at.1, &at.2));
    let at = (weights(), Array1::from(vec![1.5, 0.7]));
    check(|(a, b)| by_element(a, b), &at, by_element::value_and_gradient(&at.0, &at.1));
    let at = (inputs(), inputs() * 0.5, inputs() + 1.0);
    check(|(q, k, v)| attention(q, k, v), &at, attention::value_and_gradient(&at.0, &at.1, &at.2));
}

#[test]
fn results_that_are_arrays() {
    let at = (inputs(), Array1::from(vec![0.1, -3.0, 0.3]), weights());
    check_products(
        |(w, b, x)| layer(w, b, x),
        &at,
        |direction| layer::jvp(&at.0, &at.1, &at.2, direction),
        |cotangent| layer::vjp(&at.0, &at.1, &at.2, cotangent),
    );
}

#[differentiate]
fn by_functions(a: &Array1<f64>, m: &Array2<f64>) -> f64 {
    (a.exp() * a.abs()).sum() + m.sin().dot(a).sum()
}

#[test]
fn functions_of_each_element() {
    let at = (weights(), inputs());
    check(|(a, m)| by_functions(a, m), &at, by_functions::value_and_gradient(&at.0, &at.1));
}

#[differentiate]
fn of_numbers_and_arrays(a: &Array1<f64>, m: &Array2<f64>, s: f64) -> f64 {
    let rest = 1.0 - a;
    let turned = (s - m) * std::f64::consts::PI;
    // Worked out twice, and once: what does not vary stands in a call as it is written.
    let constant =
        if s > 0.0 { (Array2::<f64>::eye(2) * 2.0) + &(Array2::<f64>::eye(2) * s) } else { Array2::eye(2) };
    turned.dot(&rest).sum() + (s - &rest * 2.0).sum() + constant.sum()
}

#[test]
fn numbers_less_arrays() {
    let at = (weights(), inputs(), 0.7);
    check(
        |(a, m, s)| of_numbers_and_arrays(a, m, *s),
        &at,
        of_numbers_and_arrays::value_and_gradient(&at.0, &at.1, at.2),
    );
}

/// A function of a view alone can be asked for its least value as others are.
#[differentiate(order = 2)]
fn of_a_view(x: ArrayView1<f64>) -> f64 {
    x.dot(&x) * x[0] + x.mapv(f64::sin).sum()
}

#[test]
fn views_alone() {
    let at = weights();
    check(|x| of_a_view(x.view()), &at, of_a_view::value_and_gradient(at.view()));
    let (value, _) = <of_a_view as chainrule::Objective>::evaluate(&chainrule::Flat::new(at.clone()));
    assert_eq!(value, of_a_view(at.view()));
}
