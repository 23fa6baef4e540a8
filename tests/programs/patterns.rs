//! Patterns: `if let`, `let … else`, slices, guards.

use chainrule::differentiate;

use crate::check::check;

/// `if let Some(&v) = x.first()`.
#[test]
fn if_let_first() {
    #[differentiate]
    fn f(x: &[f64], y: f64) -> f64 {
        if let Some(&v) = x.first() { v * v * y } else { y }
    }

    check!(f(&[3.0, 1.0], 2.0), 18.0, ([12.0, 0.0], 9.0));
    check!(f(&[], 2.0), 2.0, ([0.0; 0], 1.0));
}

/// `if let` on `first` and `last`.
#[test]
fn if_let_first_and_last() {
    #[differentiate]
    fn f(x: &[f64], i: usize) -> f64 {
        let mut s = 0.0;
        if let Some(v) = x.first() {
            s += v * v;
        }
        if i < 9 {
            s += x[i];
        }
        if let Some(w) = x.last() {
            s += *w;
        }
        s
    }

    check!(f(&[3.0, 4.0], 0), 16.0, [7.0, 1.0]);
    check!(f(&[3.0, 4.0], 9), 13.0, [6.0, 1.0]);
}

/// `if let` and `while let` on constants.
#[test]
fn if_let_constant() {
    #[differentiate]
    fn f(x: f64, k: Option<u32>) -> f64 {
        let mut s = x;
        let mut n = k;
        while let Some(i) = n {
            s *= x;
            n = if i > 0 { Some(i - 1) } else { None };
        }
        if let Some(0) = k { s + 1.0 } else { s }
    }

    check!(f(2.0, None), 2.0, 1.0);
    check!(f(2.0, Some(0)), 5.0, 4.0);
    check!(f(2.0, Some(2)), 16.0, 32.0);
}

/// `let … else`.
#[test]
fn let_else() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let [a, b, ..] = x else {
            return 7.0;
        };
        a * b
    }
    #[differentiate]
    fn g(x: f64, k: Option<usize>) -> f64 {
        let Some(k) = k else {
            return -x;
        };
        x.powi(k as i32)
    }

    check!(f(&[2.0, 3.0, 4.0]), 6.0, [3.0, 2.0, 0.0]);
    check!(f(&[2.0]), 7.0, [0.0]);
    check!(g(2.0, None), -2.0, -1.0);
    check!(g(2.0, Some(3)), 8.0, 12.0);
}

/// `let … else` in a loop, with `continue` and `break`.
#[test]
fn let_else_loop() {
    #[differentiate]
    fn f(x: &[f64], ks: &[i32]) -> f64 {
        let mut s = 0.0;
        for &k in ks {
            let Ok(i) = usize::try_from(k) else {
                continue;
            };
            let Some(n) = x.len().checked_sub(i + 1) else {
                break;
            };
            s += x[i] * x[n + i - n];
        }
        s
    }

    check!(f(&[2.0, 3.0], &[0, -1, 1, 5, 0]), 13.0, [4.0, 6.0]);
}

/// `position` with `let … else`.
#[test]
fn position_let_else() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let Some(i) = x.iter().position(|&v| v < 0.0) else {
            return x.iter().sum();
        };
        x[i] * x[i]
    }

    check!(f(&[1.0, -3.0]), 9.0, [0.0, -6.0]);
    check!(f(&[1.0, 3.0]), 4.0, [1.0, 1.0]);
}

/// Slice patterns with `..`.
#[test]
fn slice_patterns() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        match x {
            [] => 0.0,
            [a] => a * a,
            [a, b] => a * b,
            [a, .., z] => a * z * z,
        }
    }

    check!(f(&[]), 0.0, [0.0; 0]);
    check!(f(&[3.0]), 9.0, [6.0]);
    check!(f(&[3.0, 2.0]), 6.0, [2.0, 3.0]);
    check!(f(&[3.0, 2.0, 5.0]), 75.0, [25.0, 0.0, 30.0]);
}

/// Slice patterns with a named rest, let of arrays.
#[test]
fn slice_patterns_rest() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        if let [first, rest @ ..] = x { first * rest.iter().map(|v| v * v).sum::<f64>() } else { 1.0 }
    }
    #[differentiate]
    fn g(x: &[f64; 4]) -> f64 {
        let [a, .., d] = *x;
        let [_, mid @ .., _] = x;
        a * d + mid[0] * mid[1]
    }

    check!(f(&[2.0, 3.0, 1.0]), 20.0, [10.0, 12.0, 4.0]);
    check!(f(&[]), 1.0, [0.0; 0]);
    check!(g(&[2.0, 3.0, 4.0, 5.0]), 22.0, [5.0, 4.0, 3.0, 2.0]);
}

/// Guards, and bindings `k @ 1..=3`.
#[test]
fn match_guard_bind() {
    #[differentiate]
    fn f(x: f64, n: i32) -> f64 {
        match n {
            k @ 1..=3 => x.powi(k),
            k if k < 0 => x * -k as f64,
            0 | 4 => x,
            _ if x > 1.0 => x * x,
            _ => 0.0,
        }
    }

    check!(f(2.0, 3), 8.0, 12.0);
    check!(f(2.0, -5), 10.0, 5.0);
    check!(f(2.0, 4), 2.0, 1.0);
    check!(f(2.0, 9), 4.0, 4.0);
    check!(f(0.5, 9), 0.0, 0.0);
}

/// `if let Some((h, t)) = x.split_first()`.
#[test]
fn split_first_if_let() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        if let Some((h, t)) = x.split_first() { t.iter().map(|v| (v - h).powi(2)).sum() } else { 0.0 }
    }

    check!(f(&[1.0, 3.0, 4.0]), 13.0, [-10.0, 4.0, 6.0]);
    check!(f(&[]), 0.0, [0.0; 0]);
}

/// `get` of a place that may not be there.
#[test]
fn e_get() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let Some(v) = x.get(1) else {
            return x[0];
        };
        v * x[0]
    }

    check!(f(&[2.0, 3.0]), 6.0, [3.0, 2.0]);
    check!(f(&[2.0]), 2.0, [1.0]);
}

/// `map_or` of a constant.
#[test]
fn e_option_map() {
    #[differentiate]
    fn f(x: f64, k: Option<f64>) -> f64 {
        x.powf(k.map_or(1.0, |k| k * 2.0))
    }

    check!(f(3.0, Some(1.5)), 27.0, 27.0);
    check!(f(3.0, None), 3.0, 1.0);
}

/// `if let Some` of a constant number.
#[test]
fn e_if_let_some() {
    #[differentiate]
    fn f(x: f64, k: Option<f64>) -> f64 {
        if let Some(k) = k { k * x } else { x }
    }

    check!(f(3.0, Some(2.0)), 6.0, 2.0);
    check!(f(3.0, None), 3.0, 1.0);
}

/// A match on an Option of what varies.
#[test]
fn e_match_some() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        match Some(x) {
            Some(y) => y * y,
            None => 0.0,
        }
    }

    check!(f(3.0), 9.0, 6.0);
}

/// `let … else` on an Option of what varies.
#[test]
fn e_let_else_some() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let Some(y) = Some(x) else { return 0.0 };
        y * y
    }

    check!(f(3.0), 9.0, 6.0);
}

/// `unwrap_or` of what varies.
#[test]
fn e_unwrap_or() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        Some(x).unwrap_or(2.0) * x
    }

    check!(f(3.0), 9.0, 6.0);
}

/// `let ref`.
#[test]
fn e_ref_binding() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let ref y = x;
        y * y
    }

    check!(f(3.0), 9.0, 6.0);
}

/// `..` in a tuple.
#[test]
fn e_rest_of_a_tuple() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let (a, ..) = (x, x * x, 3.0);
        a
    }
    #[differentiate]
    fn g(x: f64) -> f64 {
        let (.., a, b) = (x, x * x, 3.0);
        a * b
    }

    check!(f(2.0), 2.0, 1.0);
    check!(g(2.0), 12.0, 12.0);
}
