//! `&&` and `||` evaluate their right operand only if asked.

use chainrule::differentiate;

use crate::check::check;

/// `&&` guards an index.
#[test]
fn and() {
    #[differentiate]
    fn f(x: f64, n: usize) -> f64 {
        let mut y = [x, 2.0 * x];
        y[0] *= x;
        if n > 0 && y[n - 1] > 1.0 { y[1] * x } else { y[0] }
    }

    check!(f(3.0, 0), 9.0, 6.0);
    check!(f(3.0, 1), 18.0, 12.0);
}

/// `||` guards an index.
#[test]
fn or() {
    #[differentiate]
    fn f(x: f64, n: usize) -> f64 {
        let mut y = [x, x * x];
        y[1] += x;
        if n >= 2 || y[n] < 0.0 { y[0] * 3.0 } else { y[n] * x }
    }

    check!(f(3.0, 5), 9.0, 3.0);
    check!(f(3.0, 1), 36.0, 27.0 + 6.0);
}

/// `&&` in a let.
#[test]
fn in_a_let() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let mut y = x.to_vec();
        y[0] *= 2.0;
        let mut s = 0.0;
        for i in 0..y.len() {
            let rising = i > 0 && y[i] > y[i - 1];
            let top = i + 1 == y.len() || y[i + 1] < y[i];
            if rising && top {
                s += y[i] * y[i];
            }
        }
        s
    }

    check!(f(&[1.0, 5.0, 3.0, 4.0]), 41.0, [0.0, 10.0, 0.0, 8.0]);
}

/// `&&` guards in a `while`: insertion sort.
#[test]
fn insertion_sort() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let mut y = x.to_vec();
        for i in 1..y.len() {
            let mut j = i;
            while j > 0 && y[j - 1] > y[j] {
                y.swap(j, j - 1);
                j -= 1;
            }
        }
        y.iter().enumerate().map(|(i, v)| (i + 1) as f64 * v).sum()
    }

    check!(f(&[3.0, 1.0, 2.0]), 1.0 + 4.0 + 9.0, [3.0, 1.0, 2.0]);
}

/// `&&` in the guard of an arm.
#[test]
fn match_guard() {
    #[differentiate]
    fn f(x: f64, n: usize) -> f64 {
        let mut y = [x, x];
        y[1] *= x;
        match n {
            k if k > 0 && y[k - 1] > 2.0 => y[1],
            k if k > 1 || y[k] > 100.0 => 7.0 * x,
            _ => y[0],
        }
    }

    check!(f(3.0, 0), 3.0, 1.0);
    check!(f(3.0, 2), 9.0, 6.0);
    check!(f(1.0, 2), 7.0, 7.0);
}

/// `&&` guards an unwrap of a constant.
#[test]
fn unwrap() {
    #[differentiate]
    fn f(x: f64, k: Option<f64>) -> f64 {
        if k.is_some() && k.unwrap() * x > 1.0 { x * x } else { x }
    }

    check!(f(3.0, None), 3.0, 1.0);
    check!(f(3.0, Some(2.0)), 9.0, 6.0);
}

/// A chain of `&&` and `||`.
#[test]
fn chain() {
    #[differentiate]
    fn f(x: &[f64], i: usize, j: usize) -> f64 {
        let mut y = x.to_vec();
        y[0] += 1.0;
        if i < y.len() && j < y.len() && (y[i] > y[j] || i == 0 && y[i] * y[j + 1] > 0.0) {
            y[i] * y[j]
        } else {
            y[0]
        }
    }

    check!(f(&[1.0, 2.0, 3.0], 5, 0), 2.0, [1.0, 0.0, 0.0]);
    check!(f(&[1.0, 2.0, 3.0], 2, 1), 6.0, [0.0, 3.0, 2.0]);
    check!(f(&[1.0, 2.0, 3.0], 0, 1), 4.0, [2.0, 2.0, 0.0]);
}

/// A walk along an array until its end.
#[test]
fn loop_condition() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let mut i = 0;
        let mut y = x.to_vec();
        for v in y.iter_mut() {
            *v *= 2.0;
        }
        while i < y.len() && y[i] > 0.0 {
            i += 1;
        }
        let mut s = 0.0;
        for k in 0..i {
            s += y[k] * y[k];
        }
        s
    }

    check!(f(&[1.0, 2.0]), 20.0, [8.0, 16.0]);
    check!(f(&[1.0, -2.0, 5.0]), 4.0, [8.0, 0.0, 0.0]);
    check!(f(&[]), 0.0, [0.0; 0]);
}

/// A guard before an empty slice is read.
#[test]
fn first() {
    #[differentiate]
    fn f(x: &[f64], y: f64) -> f64 {
        let far = !x.is_empty() && (x[0] - y).abs() > 1.0;
        if far { x[0] * y } else { y * y }
    }

    check!(f(&[], 3.0), 9.0, ([0.0; 0], 6.0));
    check!(f(&[5.0], 3.0), 15.0, ([3.0], 5.0));
    check!(f(&[3.5], 3.0), 9.0, ([0.0], 6.0));
}

/// A guard before a NaN.
#[test]
fn before_a_nan() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut y = [x];
        y[0] -= 1.0;
        if y[0] >= 0.0 && y[0].sqrt() < 3.0 { y[0] * y[0] } else { 4.0 * y[0] }
    }

    check!(f(0.5), -2.0, 4.0);
    check!(f(3.0), 4.0, 4.0);
    check!(f(30.0), 116.0, 4.0);
}

/// A guard in the closure of a filter.
#[test]
fn in_closure() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let y: Vec<f64> = x.iter().map(|v| v * v).collect();
        (0..y.len()).filter(|&i| i > 0 && y[i - 1] < y[i]).map(|i| y[i]).sum()
    }

    check!(f(&[1.0, 2.0, 1.5, 3.0]), 4.0 + 9.0, [0.0, 4.0, 0.0, 6.0]);
}

/// A guard in a closure, before an index that would underflow.
#[test]
fn closure_and_early_return() {
    #[differentiate]
    fn f(x: &[f64], i: usize) -> f64 {
        let mut y = x.to_vec();
        y[0] *= 2.0;
        let bigger = |k: usize| k > 0 && y[k] > y[k - 1];
        if !bigger(i) || y[i - 1] < 0.0 {
            return y[0];
        }
        y[i] * y[i - 1]
    }

    check!(f(&[1.0, 3.0], 0), 2.0, [2.0, 0.0]);
    check!(f(&[1.0, 3.0], 1), 6.0, [6.0, 2.0]);
}

/// `||` in the condition of a while over a vector that grows.
#[test]
fn while_or() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut v = vec![x];
        while v.len() < 2 || v[v.len() - 2] < 8.0 && v[v.len() - 1] > 0.0 {
            let t = v[v.len() - 1];
            v.push(t * x);
        }
        v[v.len() - 1]
    }

    check!(f(2.2), 2.2f64.powi(4), 4.0 * 2.2f64.powi(3));
}

/// Guards in updates of truth values and in `assert!`.
#[test]
fn assignment_and_assert() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let mut y = x.to_vec();
        y[0] += 1.0;
        let mut found = false;
        let mut s = 0.0;
        for i in 0..y.len() {
            found = found || (i > 0 && y[i] == y[i - 1]);
            assert!(i == 0 || y[i - 1] > -100.0);
            if found && i < 5 {
                s += y[i] * y[i];
            } else {
                s += y[i];
            }
        }
        s
    }

    check!(f(&[1.0, 2.0, 3.0]), 2.0 + 4.0 + 9.0, [1.0, 4.0, 6.0]);
}

/// `&&` guards a remainder and a shift of constants.
#[test]
fn remainder() {
    #[differentiate]
    fn f(x: f64, n: u32, d: u32) -> f64 {
        let even = d != 0 && n % d == 0;
        let wide = n < 32 && 1u32 << n > 4;
        match (even, wide) {
            (true, true) => x * x * x,
            (true, false) => x * x,
            (false, true) => x,
            (false, false) => -x,
        }
    }

    check!(f(2.0, 4, 2), 8.0, 12.0);
    check!(f(2.0, 40, 0), -2.0, -1.0);
    check!(f(2.0, 2, 2), 4.0, 4.0);
    check!(f(2.0, 5, 0), 2.0, 1.0);
}

/// A guard before a slice is cut.
#[test]
fn slices() {
    #[differentiate]
    fn f(x: &[f64], k: usize) -> f64 {
        let mut y = x.to_vec();
        y[0] *= y[0];
        if k <= y.len() && y[k..].iter().sum::<f64>() > 1.0 { y[0] * x[1] } else { y[0] }
    }

    check!(f(&[2.0, 3.0], 9), 4.0, [4.0, 0.0]);
    check!(f(&[2.0, 3.0], 1), 12.0, [12.0, 4.0]);
}

/// The right operand runs only if asked: recursion that would not end.
#[test]
fn recursion() {
    #[differentiate]
    fn f(x: f64, n: u32) -> f64 {
        if n > 0 && f(x, n - 1) > 1.0 { x * x } else { x }
    }

    check!(f(0.5, 3), 0.5, 1.0);
    check!(f(2.0, 1), 4.0, 4.0);
}
