//! What iterators come down to: sums, products, folds, places and extremes.

use chainrule::differentiate;

use crate::check::check;

/// `min_by` and `max_by`.
#[test]
fn min_by() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let m = x.iter().copied().min_by(|a, b| a.total_cmp(b)).unwrap();
        m * m
    }
    #[differentiate]
    fn g(x: &[f64]) -> f64 {
        *x.iter().max_by(|a, b| a.partial_cmp(b).unwrap()).unwrap() * x[0]
    }

    check!(f(&[3.0, 2.0, 5.0]), 4.0, [0.0, 4.0, 0.0]);
    check!(g(&[3.0, 2.0, 5.0]), 15.0, [5.0, 0.0, 3.0]);
}

/// `min_by(f64::total_cmp)`.
#[test]
fn min_by_path() {
    #[differentiate]
    fn f(x: &[f64], p: f64) -> f64 {
        x.iter().map(|v| (v - p).powi(2)).min_by(f64::total_cmp).unwrap()
    }

    check!(f(&[1.0, 4.0, 9.0], 5.0), 1.0, ([0.0, -2.0, 0.0], 2.0));
}

/// The place of the largest.
#[test]
fn place_of_the_largest() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let (i, m) = x.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1)).unwrap();
        m * m * (i + 1) as f64
    }

    check!(f(&[3.0, 5.0, 2.0]), 50.0, [0.0, 20.0, 0.0]);
}

/// The place of the nearest, by `min_by` over a range.
#[test]
fn min_by_of_a_range() {
    #[differentiate]
    fn f(x: &[f64], p: f64) -> f64 {
        let i = (0..x.len()).min_by(|&i, &j| (x[i] - p).abs().total_cmp(&(x[j] - p).abs())).unwrap();
        (x[i] - p) * x[i]
    }

    check!(f(&[1.0, 4.0, 9.0], 5.0), -4.0, ([0.0, 2.0 * 4.0 - 5.0, 0.0], -4.0));
}

/// `fold` with `f64::min`.
#[test]
fn fold_min() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let lo = x.iter().copied().fold(f64::INFINITY, f64::min);
        let hi = x.iter().cloned().fold(f64::NEG_INFINITY, |a, b| a.max(b));
        (hi - lo) * hi
    }

    check!(f(&[3.0, 5.0, 2.0]), 15.0, [0.0, 8.0, -5.0]);
}

/// `position`.
#[test]
fn position() {
    #[differentiate]
    fn f(x: &[f64], t: f64) -> f64 {
        let i = x.iter().position(|v| *v > t).unwrap_or(0);
        x[i] * x[i] * t
    }

    check!(f(&[1.0, 3.0, 5.0], 2.0), 18.0, ([0.0, 12.0, 0.0], 9.0));
    check!(f(&[1.0, 3.0, 5.0], 9.0), 9.0, ([18.0, 0.0, 0.0], 1.0));
}

/// `any` and `all`.
#[test]
fn any_all() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        if x.iter().any(|v| *v > 3.0) {
            x[0] * x[1]
        } else if x.iter().all(|&v| v > 0.0) {
            x[0]
        } else {
            x[1] * x[1]
        }
    }

    check!(f(&[2.0, 4.0]), 8.0, [4.0, 2.0]);
    check!(f(&[2.0, 1.0]), 2.0, [1.0, 0.0]);
    check!(f(&[2.0, -1.0]), 1.0, [0.0, -2.0]);
}

/// `count` of what a filter lets through.
#[test]
fn count() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let n = x.iter().filter(|v| **v > 1.0).count();
        x.iter().map(|v| v * v).sum::<f64>() / n as f64
    }

    check!(f(&[2.0, 0.5, 3.0]), 13.25 / 2.0, [2.0, 0.5, 3.0]);
}

/// Tuples as what a fold carries.
#[test]
fn fold_tuple() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let (s, q) = x.iter().fold((0.0, 0.0), |(s, q), v| (s + v, q + v * v));
        let n = x.len() as f64;
        q / n - (s / n) * (s / n)
    }
    #[differentiate]
    fn g(x: &[f64]) -> f64 {
        let (p, n, _) = x.iter().fold((1.0, 0usize, true), |a, v| {
            if *v > 1.0 { (a.0 * v, a.1 + 1, a.2) } else { (a.0, a.1, false) }
        });
        p * n as f64
    }

    check!(f(&[1.0, 3.0]), 1.0, [-1.0, 1.0]);
    check!(g(&[2.0, 0.5, 3.0]), 12.0, [6.0, 0.0, 4.0]);
}

/// An array as what a fold carries.
#[test]
fn fold_array() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let m = x.iter().fold([0.0; 2], |m, v| [m[0] + v, m[1] * 2.0 + v * v]);
        m[0] * m[1]
    }

    check!(f(&[1.0, 2.0]), 3.0 * 6.0, [6.0 + 3.0 * 4.0, 6.0 + 3.0 * 4.0]);
}

/// `last` and `nth` of iterators.
#[test]
fn iter_last_nth() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let a = x.iter().map(|v| v * v).last().unwrap();
        let b = x.iter().nth(1).unwrap();
        a * b
    }

    check!(f(&[2.0, 3.0, 4.0]), 48.0, [0.0, 16.0, 24.0]);
}

/// `min` and `max` of integers.
#[test]
fn min_and_max_of_integers() {
    #[differentiate]
    fn f(x: &[f64], ks: &[usize]) -> f64 {
        let hi = *ks.iter().max().unwrap();
        let lo = ks.iter().copied().min().unwrap();
        let n = hi.min(x.len() - 1).max(lo);
        x[n] * x[lo] * x[n]
    }

    check!(f(&[2.0, 3.0, 4.0], &[1, 9, 4]), 48.0, [0.0, 16.0, 24.0]);
}

/// Products with one zero and with two.
#[test]
fn product_with_zeros() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        x.iter().product()
    }

    check!(f(&[2.0, 0.0, 4.0]), 0.0, [0.0, 8.0, 0.0]);
    check!(f(&[0.0, 0.0, 4.0]), 0.0, [0.0; 3]);
}

/// `find`, and a constant where nothing is found.
#[test]
fn e_find() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let n = x.iter().copied().find(|v| *v > 2.0).unwrap_or(1.0);
        n * n * x[0]
    }

    check!(f(&[1.5, 4.0, 5.0]), 24.0, [16.0, 12.0, 0.0]);
    check!(f(&[1.5, 0.5]), 1.5, [1.0, 0.0]);
}

/// The sum of an array that has no name.
#[test]
fn e_sum_of_a_literal() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        [x, 2.0].iter().sum()
    }

    check!(f(3.0), 5.0, 1.0);
}
