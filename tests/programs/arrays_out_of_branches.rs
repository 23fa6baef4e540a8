//! Arrays and vectors out of branches, and early returns of them.

use chainrule::differentiate;

use crate::check::{check, jacobian};

/// Arrays out of branches, of literals and locals.
#[test]
fn array_branch() {
    #[differentiate]
    fn f(x: f64, n: usize) -> f64 {
        let a = [x, 2.0];
        let y = if n == 0 {
            a
        } else if n == 1 {
            [x * x, x]
        } else {
            [0.0; 2]
        };
        y[0] * y[1] + x
    }

    check!(f(3.0, 0), 9.0, 3.0);
    check!(f(3.0, 1), 27.0 + 3.0, 27.0 + 1.0);
    check!(f(3.0, 2), 3.0, 1.0);
}

/// Arrays out of a match, rows of a matrix.
#[test]
fn array_match() {
    #[differentiate]
    fn f(m: &[[f64; 2]; 2], n: usize) -> f64 {
        let r = match n {
            0 => m[0],
            1 => m[1],
            _ => [m[0][0], m[1][1]],
        };
        r[0] * r[1]
    }

    check!(f(&[[2.0, 3.0], [4.0, 5.0]], 1), 20.0, [[0.0, 0.0], [5.0, 4.0]]);
    check!(f(&[[2.0, 3.0], [4.0, 5.0]], 2), 10.0, [[5.0, 0.0], [0.0, 2.0]]);
}

/// Early return of arrays.
#[test]
fn early_array() {
    #[differentiate]
    fn f(x: f64, y: f64) -> [f64; 2] {
        if x > y {
            return [x, y * y];
        }
        if y > 10.0 {
            return [0.0, y];
        }
        [x * y, x]
    }

    jacobian!(f(3.0, 2.0), [3.0, 4.0], [[1.0, 0.0], [0.0, 4.0]]);
    jacobian!(f(2.0, 3.0), [6.0, 2.0], [[3.0, 2.0], [1.0, 0.0]]);
    jacobian!(f(2.0, 30.0), [0.0, 30.0], [[0.0, 0.0], [0.0, 1.0]]);
}

/// Vectors returned early from a loop.
#[test]
fn early_vec() {
    #[differentiate]
    fn f(x: &[f64]) -> Vec<f64> {
        let mut out = vec![];
        for v in x {
            if *v < 0.0 {
                return out;
            }
            out.push(v * v);
        }
        out.push(x[0]);
        out
    }

    jacobian!(f(&[2.0, 3.0]), [4.0, 9.0, 2.0], [[4.0, 0.0], [0.0, 6.0], [1.0, 0.0]]);
    jacobian!(f(&[2.0, -3.0]), [4.0], [[4.0, 0.0]]);
}

/// Early return of tuples.
#[test]
fn early_tuple() {
    #[differentiate]
    fn f(x: f64) -> (f64, f64) {
        if x < 0.0 {
            return (x, x * x);
        }
        let y = x * 3.0;
        (y, y * x)
    }

    jacobian!(f(-2.0), (-2.0, 4.0), [1.0, -4.0]);
    jacobian!(f(2.0), (6.0, 12.0), [3.0, 12.0]);
}

/// A vector returned early.
#[test]
fn e_vector_returned_early() {
    #[differentiate]
    fn f(x: &[f64]) -> Vec<f64> {
        if x[0] > 0.0 {
            return vec![x[0]];
        }
        vec![x[1]]
    }

    jacobian!(f(&[2.0, 3.0]), [2.0], [[1.0, 0.0]]);
    jacobian!(f(&[-2.0, 3.0]), [3.0], [[0.0, 1.0]]);
}

/// A part of an array that is found within a branch, beside a number.
#[test]
fn part_found_in_a_branch() {
    #[differentiate]
    fn f(xs: &[f64], skip: bool) -> f64 {
        let (rest, k) = match skip {
            true => {
                let mut at = 0;
                while xs[at] < 0.0 {
                    at += 1;
                }
                (&xs[at..], 2.0)
            }
            false => return 0.0,
        };
        k * rest[0] * rest[1]
    }

    check!(f(&[-1.0, 3.0, 4.0], true), 24.0, [0.0, 8.0, 6.0]);
    check!(f(&[-1.0, 3.0, 4.0], false), 0.0, [0.0; 3]);
}
