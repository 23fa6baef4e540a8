//! Jacobians with more rows than columns, which forward mode finds column by column.

use std::cell::Cell;

use chainrule::differentiate;

#[differentiate(wrt(b))]
fn model(b: &[f64; 2], xs: &[f64]) -> Vec<f64> {
    xs.iter().map(|x| b[0] * (b[1] * x).exp()).collect()
}

#[differentiate(wrt(scale, shift))]
fn mixed(scale: f64, shift: &[f64], xs: &[f64]) -> (Vec<f64>, [f64; 3]) {
    let y: Vec<f64> = xs.iter().map(|x| scale * x + shift[0] * shift[1]).collect();
    let first = y[0];
    (y, [first, scale * shift[0], shift[1]])
}

#[differentiate(wrt(a, b))]
fn with_roots(a: f64, b: f64, xs: &[f64]) -> Vec<f64> {
    xs.iter().map(|x| (a * x).sqrt() + b * x).collect()
}

thread_local! {
    static CALLS: Cell<usize> = const { Cell::new(0) };
}

fn counted() -> f64 {
    CALLS.set(CALLS.get() + 1);
    1.0
}

#[differentiate(wrt(a))]
fn observed(a: f64, xs: &[f64]) -> Vec<f64> {
    let one = counted();
    xs.iter().map(|x| a * x * one).collect()
}

#[test]
fn entries_against_closed_forms() {
    let (b, xs) = ([2.0, -0.5], [0.0, 0.3, 1.0, 2.5]);
    let (value, rows) = model::value_and_jacobian(&b, &xs);
    assert_eq!(value, model(&b, &xs));
    for (row, x) in rows.iter().zip(xs) {
        let e = (b[1] * x).exp();
        assert!((row[0] - e).abs() < 1e-15 && (row[1] - b[0] * x * e).abs() < 1e-15);
    }
    let (list, array) = mixed::jacobian(3.0, &[5.0, 7.0], &[1.0, 2.0, 4.0]);
    assert_eq!(list, [1.0, 2.0, 4.0].map(|x| (x, vec![7.0, 5.0])));
    assert_eq!(array, [(1.0, vec![7.0, 5.0]), (5.0, vec![3.0, 0.0]), (0.0, vec![0.0, 1.0])]);
}

#[test]
fn an_infinite_slope_leaves_the_others_alone() {
    // Along `b`, nothing is known of what `a` does at its edge: the rows are for going back.
    let rows = with_roots::jacobian(0.0, 2.0, &[1.0, 4.0, 9.0]);
    assert_eq!(rows.iter().map(|row| row[1]).collect::<Vec<_>>(), [1.0, 4.0, 9.0]);
}

#[test]
fn the_function_runs_once_for_each_column() {
    let xs = vec![1.0; 1000];
    let rows = observed::jacobian(2.0, &xs);
    assert!(rows.len() == 1000 && rows.iter().all(|slope| *slope == 1.0));
    assert!(CALLS.get() <= 3, "{}", CALLS.get());
}
