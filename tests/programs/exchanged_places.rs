//! `mem::swap`, `mem::replace`, `mem::take`, and tuples and arrays that a call gives to variables.

use chainrule::differentiate;

use crate::check::{check, hessian};

/// Numbers that change places in a loop: Fibonacci's recursion with a factor.
#[test]
fn numbers_are_swapped() {
    #[differentiate(order = 2)]
    fn f(x: f64, n: usize) -> f64 {
        let mut before = 1.0;
        let mut now = x;
        for _ in 0..n {
            before *= x;
            before += now;
            std::mem::swap(&mut before, &mut now);
        }
        now
    }

    // 1, x, 2x, x² + 2x, 3x² + 2x
    check!(f(3.0, 3), 33.0, 20.0);
    hessian!(f(3.0, 3), 6.0);
}

/// What stood there before is what `replace` gives.
#[test]
fn numbers_are_replaced() {
    #[differentiate]
    fn f(x: f64, y: f64) -> f64 {
        let mut a = x * x;
        let before = std::mem::replace(&mut a, y * x);
        core::mem::replace(&mut a, y * y);
        a * before
    }

    check!(f(2.0, 3.0), 36.0, [36.0, 24.0]);
}

/// `take` leaves nought.
#[test]
fn numbers_are_taken() {
    #[differentiate]
    fn f(x: f64, y: f64) -> f64 {
        let mut a = x * x;
        let taken = std::mem::take(&mut a);
        a += y * taken;
        a + taken
    }

    check!(f(2.0, 3.0), 16.0, [16.0, 4.0]);
}

/// By the bare names, which rustc checks.
#[test]
fn by_their_bare_names() {
    use std::mem::{replace, swap, take};

    #[differentiate]
    fn f(x: f64, y: f64) -> f64 {
        let (mut a, mut b) = (x, y * y);
        swap(&mut a, &mut b);
        let c = replace(&mut a, x * y);
        let d = take(&mut b);
        a * c + d + b
    }

    check!(f(2.0, 3.0), 56.0, [28.0, 54.0]);
}

/// Vectors that are taken, and go on empty.
#[test]
fn vectors_are_taken() {
    #[differentiate]
    fn f(xs: &[f64]) -> f64 {
        let mut pair = Vec::new();
        let mut total = 0.0;
        for &x in xs {
            pair.push(x * x);
            if pair.len() == 2 {
                let full = std::mem::take(&mut pair);
                total += full[0] * full[1];
            }
        }
        total + pair.iter().sum::<f64>()
    }

    check!(f(&[2.0, 3.0, 5.0]), 61.0, vec![36.0, 24.0, 10.0]);
}

/// A step of a scheme that keeps the state before it.
#[test]
fn vectors_are_replaced() {
    #[differentiate]
    fn f(xs: &[f64]) -> f64 {
        let mut state = xs.to_vec();
        let next: Vec<f64> = state.iter().map(|s| s * s).collect();
        let before = std::mem::replace(&mut state, next);
        state[0] += before[1];
        state[0] * before[0]
    }

    // x₀³ + x₀·x₁
    check!(f(&[2.0, 3.0]), 14.0, vec![15.0, 2.0]);
}

/// Elements of arrays, rows of a matrix, and constants of any type.
#[test]
fn elements_rows_and_constants() {
    #[differentiate]
    fn f(x: f64, y: f64) -> f64 {
        let mut a = [x, y, 1.0];
        let first = std::mem::replace(&mut a[0], y * y);
        let second = std::mem::take(&mut a[1]);
        let mut rows = vec![vec![x, 2.0], vec![y]];
        let row = std::mem::take(&mut rows[0]);
        let (mut few, mut many) = (1u32, 5u32);
        std::mem::swap(&mut few, &mut many);
        a[0] * first + second * row[0] + a[1] + rows[0].len() as f64 + f64::from(few) * x
    }

    check!(f(2.0, 3.0), 18.0 + 6.0 + 10.0, [9.0 + 3.0 + 5.0, 12.0 + 2.0]);
}

/// A pair that a function gives to the two variables that it was given.
#[test]
fn pairs_of_a_call() {
    #[differentiate]
    fn cell(h: f64, c: f64) -> (f64, f64) {
        (h * c, h + c)
    }

    #[differentiate]
    fn f(h: f64, c: f64) -> f64 {
        let (mut h, mut c) = (h, c);
        for _ in 0..2 {
            (h, c) = cell(h, c);
        }
        h + 10.0 * c
    }

    // h·c·(h + c) + 10·(h·c + h + c)
    check!(f(2.0, 3.0), 30.0 + 110.0, [21.0 + 40.0, 16.0 + 30.0]);
}

/// Arrays that a function gives, as a pair and one by one.
#[test]
fn arrays_of_a_call() {
    #[differentiate]
    fn step(y: [f64; 2], v: [f64; 2]) -> ([f64; 2], [f64; 2]) {
        ([y[0] * v[0], y[1]], [v[1], y[0] * y[1]])
    }

    #[differentiate]
    fn turned(v: [f64; 2], k: f64) -> [f64; 2] {
        [-v[1] * k, v[0]]
    }

    #[differentiate]
    fn f(a: f64, b: f64) -> f64 {
        let (mut y, mut v) = ([a, b], [b, a]);
        (y, v) = step(y, v);
        let (mut p, mut q) = (0.0, 0.0);
        [p, q] = turned(v, b);
        y[0] + 10.0 * p + 100.0 * q
    }

    // y = [a·b, b], v = [a, a·b]; p = −a·b², q = a
    check!(f(2.0, 3.0), 6.0 - 180.0 + 200.0, [3.0 - 90.0 + 100.0, 2.0 - 120.0]);
}
