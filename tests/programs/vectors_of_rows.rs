//! Vectors of rows that are pushed, inserted and taken off.

use chainrule::differentiate;

use crate::check::{check, hessian, jacobian};

/// Rows of a length of their own.
#[test]
fn rows_are_pushed() {
    #[differentiate(order = 2)]
    fn f(x: f64, y: f64) -> f64 {
        let mut rows: Vec<Vec<f64>> = Vec::new();
        for i in 0..3 {
            rows.push((0..=i).map(|k| x * y * k as f64 + y).collect());
        }
        rows[2][2] * rows[1][0]
    }

    // (2·x·y + y)·y
    check!(f(2.0, 3.0), 45.0, [18.0, 30.0]);
    hessian!(f(2.0, 3.0), [[0.0, 12.0], [12.0, 10.0]]);
}

/// The states of a scheme, each made from the one before.
#[test]
fn states_are_kept() {
    #[differentiate]
    fn f(xs: &[f64], n: usize) -> f64 {
        let mut states = vec![[xs[0], xs[1]]];
        for k in 0..n {
            let [a, b] = states[k];
            states.push([a * b, b]);
        }
        states[n][0] + 10.0 * states[1][0]
    }

    // x₀·x₁³ + 10·x₀·x₁
    check!(f(&[2.0, 3.0], 3), 54.0 + 60.0, vec![27.0 + 30.0, 54.0 + 20.0]);
}

/// The layers of a network, the last of which is asked for.
#[test]
fn layers_are_kept() {
    #[differentiate]
    fn f(xs: &[f64]) -> Vec<f64> {
        let mut layers = vec![xs.to_vec()];
        for _ in 0..2 {
            let last = &layers[layers.len() - 1];
            let next: Vec<f64> = last.iter().map(|v| v * v).collect();
            layers.push(next);
        }
        layers.last().unwrap().clone()
    }

    jacobian!(f(&[2.0, 3.0]), [16.0, 81.0], [[32.0, 0.0], [0.0, 108.0]]);
}

/// All that changes how many rows there are.
#[test]
fn rows_come_and_go() {
    #[differentiate]
    fn f(xs: &[f64]) -> f64 {
        let mut rows = vec![xs.to_vec()];
        rows.insert(0, vec![xs[1] * xs[0], 2.0]);
        rows.extend(vec![vec![1.0, xs[0]]]);
        let taken = rows.remove(1);
        rows.push(rows[0].clone());
        rows.truncate(3);
        let top = rows.pop().unwrap();
        taken[0] * top[0] + 10.0 * rows[1][1] + rows.len() as f64
    }

    // x₀²·x₁ + 10·x₀ + 2
    check!(f(&[2.0, 3.0]), 12.0 + 20.0 + 2.0, vec![12.0 + 10.0, 4.0]);
}

/// A stack that is worked off.
#[test]
fn rows_are_worked_off() {
    #[differentiate]
    fn f(xs: &[f64]) -> f64 {
        let mut stack: Vec<Vec<f64>> = vec![xs.to_vec()];
        let (mut total, mut steps) = (0.0, 0);
        while let Some(top) = stack.pop() {
            total += top[0] * top[1];
            steps += 1;
            if steps < 3 {
                stack.push(top.iter().map(|v| v * v).collect());
            }
        }
        total
    }

    // p + p² + p⁴ with p = x₀·x₁
    let slope = 1.0 + 12.0 + 4.0 * 216.0;
    check!(f(&[2.0, 3.0]), 6.0 + 36.0 + 1296.0, vec![3.0 * slope, 2.0 * slope]);
}
