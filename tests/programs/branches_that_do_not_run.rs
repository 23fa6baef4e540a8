//! Branches that do not run leave no NaN and no infinity in the derivatives.

use chainrule::differentiate;

use crate::check::{check, hessian, jacobian, near};

/// An element that a branch changes.
#[test]
fn element() {
    #[differentiate]
    fn f(a: f64, b: f64) -> f64 {
        let mut s = [a];
        if b > 0.0 {
            s[0] += b.sqrt();
        }
        s[0] * 2.0
    }

    check!(f(1.0, 0.0), 2.0, [2.0, 0.0]);
    check!(f(1.0, 4.0), 6.0, [2.0, 0.5]);
}

/// A `push` in a branch.
#[test]
fn push() {
    #[differentiate]
    fn g(x: f64) -> f64 {
        let mut v = vec![1.0];
        if x > 0.0 {
            v.push(x.sqrt());
        }
        v.iter().sum()
    }

    check!(g(-1.0), 1.0, 0.0);
    check!(g(0.0), 1.0, 0.0);
    check!(g(4.0), 3.0, 0.25);
}

/// Logarithms of those that are positive.
#[test]
fn logarithms() {
    #[differentiate]
    fn h(x: &[f64]) -> f64 {
        let mut v = [0.0; 2];
        for (i, t) in x.iter().enumerate() {
            if *t > 0.0 {
                v[i] = t.ln();
            }
        }
        v[0] + v[1]
    }

    check!(h(&[1.0, 0.0]), 0.0, [1.0, 0.0]);
    check!(h(&[2.0, 4.0]), 8f64.ln(), [0.5, 0.25]);
}

/// `filter` before `map`.
#[test]
fn filter() {
    #[differentiate]
    fn k(x: &[f64]) -> f64 {
        let y: Vec<f64> = x.iter().filter(|v| **v > 0.0).map(|v| v.sqrt()).collect();
        y.iter().sum()
    }

    check!(k(&[4.0, -1.0]), 2.0, [0.25, 0.0]);
    check!(k(&[4.0, 0.0]), 2.0, [0.25, 0.0]);
}

/// A `push` behind `continue`.
#[test]
fn behind_continue() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let mut v = vec![];
        for t in x {
            if *t <= 0.0 {
                continue;
            }
            v.push(t.sqrt());
        }
        v.iter().map(|t| t * t * t).sum()
    }

    check!(f(&[4.0, 0.0, -3.0]), 8.0, [3.0, 0.0, 0.0]);
}

/// A `push` behind a test that ends the loop.
#[test]
fn before_break() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let mut v = vec![0.0];
        for t in x {
            if *t > 0.0 {
                v.push(t.ln());
            } else {
                break;
            }
        }
        let mut s = 0.0;
        for t in &v {
            s += t;
        }
        s
    }

    check!(f(&[2.0, 0.0, 3.0]), 2f64.ln(), [0.5, 0.0, 0.0]);
}

/// A branch in a loop over `iter_mut`.
#[test]
fn iter_mut() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let mut y = x.to_vec();
        for v in y.iter_mut() {
            if *v > 0.0 {
                *v = v.powf(0.5);
            } else {
                *v = 0.0;
            }
        }
        y.iter().sum()
    }

    check!(f(&[0.0, 4.0, -1.0]), 2.0, [0.0, 0.25, 0.0]);
}

/// A tuple out of a branch.
#[test]
fn tuple() {
    #[differentiate]
    fn f(a: f64, b: f64) -> f64 {
        let (s, t) = if b > 0.0 { (b.sqrt(), a / b) } else { (a, 1.0) };
        s * t
    }

    check!(f(2.0, 0.0), 2.0, [1.0, 0.0]);
    check!(f(2.0, 4.0), 1.0, [0.5, -2.0 * 0.5 / 8.0]);
}

/// Two branches deep, both elements and local.
#[test]
fn nested_if() {
    #[differentiate]
    fn f(a: f64, b: f64) -> f64 {
        let mut y = [[a, 1.0]; 2];
        let mut t = a;
        if a > 0.0 {
            if b > 0.0 {
                y[1][0] *= b.ln();
                t /= b;
            }
            y[0][1] += a.sqrt();
        }
        y[0][0] * y[0][1] + y[1][0] + t
    }

    check!(f(4.0, 0.0), 4.0 * 3.0 + 4.0 + 4.0, [3.0 + 4.0 * 0.25 + 2.0, 0.0]);
    check!(f(0.0, 0.0), 0.0, [1.0 + 1.0 + 1.0, 0.0]);
}

/// A branch that does not run overflows.
#[test]
fn overflow() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut y = vec![0.0; 3];
        for i in 0..3 {
            if x < 100.0 {
                y[i] += x.exp() * i as f64;
            } else {
                y[i] = x;
            }
        }
        y.iter().sum()
    }

    check!(f(800.0), 2400.0, 3.0);
    check!(f(1.0), 3.0 * 1f64.exp(), 3.0 * 1f64.exp());
}

/// A guard of a while that never runs.
#[test]
fn while_that_never_runs() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut y = [x, 0.0];
        while y[0] > 1.0 {
            y[1] += (y[0] - 1.0).sqrt();
            y[0] -= 1.0;
        }
        y[0] * 3.0 + y[1]
    }

    check!(f(1.0), 3.0, 3.0);
    check!(f(2.5), 1.5 + 1.5f64.sqrt() + 0.5f64.sqrt(), 3.0 + 0.5 / 1.5f64.sqrt() + 0.5 / 0.5f64.sqrt());
}

/// What stands behind an early return.
#[test]
fn early_return() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut v = [x, x];
        if x <= 0.0 {
            return v[0] * 2.0;
        }
        v[1] = x.ln();
        v[0] * v[1]
    }

    check!(f(0.0), 0.0, 2.0);
    check!(f(2.0), 2.0 * 2f64.ln(), 2f64.ln() + 1.0);
}

/// 0/0 where rows are normalised.
#[test]
fn divide_zero() {
    #[differentiate]
    fn f(x: &[[f64; 2]]) -> f64 {
        let mut out = x.to_vec();
        for row in out.iter_mut() {
            let s = row[0] + row[1];
            if s != 0.0 {
                row[0] /= s;
                row[1] /= s;
            }
        }
        out.iter().map(|r| r[0] * r[0]).sum()
    }

    check!(f(&[[1.0, 3.0], [0.0, 0.0]]), 0.0625, [[2.0 * 0.25 * 3.0 / 16.0, -2.0 * 0.25 / 16.0], [0.0, 0.0]]);
}

/// An array that is returned, by its Jacobian.
#[test]
fn jacobian() {
    #[differentiate]
    fn f(x: f64, y: f64) -> [f64; 2] {
        let mut out = [x, y];
        if x > 0.0 {
            out[1] *= x.sqrt();
        }
        out
    }

    jacobian!(f(4.0, 3.0), [4.0, 6.0], [[1.0, 0.0], [0.75, 2.0]]);
    near("jacobian", &f::jacobian(0.0, 3.0), &[[1.0, 0.0], [0.0, 1.0]]);
}

/// Swap and fill in a branch that does not run.
#[test]
fn swap() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let mut y = x.to_vec();
        if x[0] > 0.0 {
            y.swap(0, 1);
            y[0] /= x[0];
            let t = 1.0 / x[0];
            y.fill(t);
        }
        y[0] * 2.0 + y[1]
    }

    check!(f(&[0.0, 3.0]), 3.0, [2.0, 1.0]);
    check!(f(&[2.0, 3.0]), 1.5, [-0.75, 0.0]);
}

/// A loop within a branch that does not run.
#[test]
fn inner_loop() {
    #[differentiate]
    fn f(a: f64, b: f64) -> f64 {
        let mut s = [a, a];
        if b > 0.0 {
            for i in 0..2 {
                s[i] *= b.ln();
                s[i] += 1.0 / b;
            }
        }
        s[0] + s[1]
    }

    check!(f(3.0, 0.0), 6.0, [2.0, 0.0]);
    check!(f(3.0, 2.0), 6.0 * 2f64.ln() + 1.0, [2.0 * 2f64.ln(), 3.0 - 0.5]);
}

/// Some turns of a loop.
#[test]
fn some_turns_of_a_loop() {
    #[differentiate]
    fn f(x: &[f64], y: f64) -> f64 {
        let mut s = vec![0.0; x.len()];
        let mut total = y;
        for i in 0..x.len() {
            if x[i] != 0.0 {
                s[i] += y / x[i];
                total *= s[i];
            } else {
                s[i] = y;
            }
        }
        total + s.iter().sum::<f64>()
    }

    check!(f(&[0.0, 2.0], 3.0), 4.5 + 3.0 + 1.5, ([0.0, -2.25 - 0.75], 3.0 + 1.0 + 0.5));
}

/// A branch in a closure, collected.
#[test]
fn closure_branch() {
    #[differentiate]
    fn f(x: &[f64]) -> Vec<f64> {
        x.iter().map(|&v| if v > 0.0 { v.ln() } else { 0.0 }).collect()
    }

    let x = [2.0, 0.0];
    near("jacobian", &f::jacobian(&x), &[[0.5, 0.0], [0.0, 0.0]]);
    near("vjp", &f::vjp(&x, vec![1.0, 1.0]).1, &[0.5, 0.0]);
    near("jvp", &f::jvp(&x, vec![1.0, 1.0]).1, &[0.5, 0.0]);
}

/// Functions at their edges, kept out by a match.
#[test]
fn edges_of_functions() {
    #[differentiate]
    fn f(x: f64, n: usize) -> f64 {
        let mut y = [x, 1.0, x];
        match n {
            0 => y[1] = x.acos(),
            1 => y[2] = (1.0 - x).sqrt(),
            _ => y[0] *= 2.0,
        }
        y[0] + y[1] + y[2]
    }

    check!(f(1.0, 2), 4.0, 3.0);
    check!(f(0.5, 1), 1.5 + 0.5f64.sqrt(), 1.0 - 0.5 / 0.5f64.sqrt());
}

/// A value out of a branch, multiplied into an array afterwards.
#[test]
fn factor_out_of_a_branch() {
    #[differentiate]
    fn f(a: f64, b: f64) -> f64 {
        let mut s = [a, b];
        let w = if b > 0.0 { b.powf(0.3) } else { 1.0 };
        for v in s.iter_mut() {
            *v *= w;
        }
        s[0]
    }

    check!(f(3.0, 0.0), 3.0, [1.0, 0.0]);
}

/// A guard, by second derivatives.
#[test]
fn second_order() {
    #[differentiate(order = 2)]
    fn f(x: &[f64; 2]) -> f64 {
        let mut s = [0.0; 2];
        for i in 0..2 {
            if x[i] > 0.0 {
                s[i] = x[i].powf(1.5);
            }
        }
        s[0] + s[1] * s[1]
    }

    near("hessian", &f::hessian(&[0.0, 2.0]), &[[0.0, 0.0], [0.0, 6.0 * 2.0]]);
    hessian!(f(&[4.0, 1.0]), [[0.75 / 2.0, 0.0], [0.0, 6.0]]);
}

/// Numbers in memory that nobody reads: their cotangents are zero, and their slopes infinite.
#[test]
fn unread_numbers_in_memory() {
    #[differentiate(order = 2)]
    fn list(x: f64, y: f64) -> f64 {
        let h = [x.sqrt(), y * y];
        if x > 0.0 { h[0] } else { h[1] }
    }
    #[differentiate(order = 2)]
    fn vector(x: f64, y: f64) -> f64 {
        let h = vec![x.ln(), y * y];
        if x > 0.0 { h[0] } else { h[1] }
    }
    #[differentiate(order = 2)]
    fn stored(x: f64, y: f64) -> f64 {
        let mut h = [0.0; 2];
        h[0] = y / x;
        h[1] = y;
        if x != 0.0 { h[0] } else { h[1] * h[1] }
    }
    #[differentiate(order = 2)]
    fn rows(x: f64, y: f64) -> f64 {
        let m = [[x.sqrt(), y], [y, y * y]];
        let (a, b) = (m[0], m[1]);
        if x > 0.0 { a[0] } else { b[1] }
    }
    #[differentiate(order = 2)]
    fn pushed(x: f64, y: f64) -> f64 {
        let mut h = Vec::new();
        for v in [x, y] {
            h.push(v.sqrt());
        }
        let mut s = 0.0;
        for (v, root) in [x, y].iter().zip(&h) {
            if *v > 0.0 {
                s += root.powi(4);
            }
        }
        s
    }
    #[differentiate(order = 2)]
    fn out_of_a_loop(x: f64, y: f64) -> f64 {
        let mut m = [0.0; 2];
        let mut s = 0.0;
        for i in 0..2 {
            m[i] = [x, y][i].sqrt();
            s += m[i].sqrt();
        }
        let h = [s, y];
        if x > 0.0 { h[0] } else { h[1] * h[1] }
    }

    let expected = [[0.0, 0.0], [0.0, 2.0]];
    check!(list(0.0, 2.0), 4.0, [0.0, 4.0]);
    hessian!(list(0.0, 2.0), expected);
    check!(vector(0.0, 2.0), 4.0, [0.0, 4.0]);
    hessian!(vector(0.0, 2.0), expected);
    check!(stored(0.0, 2.0), 4.0, [0.0, 4.0]);
    hessian!(stored(0.0, 2.0), expected);
    check!(rows(0.0, 2.0), 4.0, [0.0, 4.0]);
    hessian!(rows(0.0, 2.0), expected);
    check!(pushed(0.0, 2.0), 2.0f64.sqrt().powi(4), [0.0, 4.0]);
    hessian!(pushed(0.0, 2.0), expected);
    check!(out_of_a_loop(0.0, 2.0), 4.0, [0.0, 4.0]);
    hessian!(out_of_a_loop(0.0, 2.0), expected);
    check!(list(4.0, 2.0), 2.0, [0.25, 0.0]);
    hessian!(stored(2.0, 4.0), [[1.0, -0.25], [-0.25, 0.0]]);
}

/// The same of what another function gives, and of what a loop carries and nobody uses in the end.
#[test]
fn unread_results() {
    #[differentiate(order = 2)]
    fn norm(x: &[f64]) -> f64 {
        let mut s = 0.0;
        for v in x {
            s += v * v;
        }
        s.sqrt()
    }
    #[differentiate(order = 2)]
    fn roots(x: &[f64]) -> Vec<f64> {
        x.iter().map(|v| v.sqrt()).collect()
    }
    #[differentiate(order = 2)]
    fn called(x: &[f64; 2]) -> f64 {
        let h = [norm(&x[..1]), x[1] * x[1]];
        if x[0] > 0.0 { h[0] } else { h[1] }
    }
    #[differentiate(order = 2)]
    fn called_for_several(x: &[f64; 2]) -> f64 {
        let h = roots(x);
        if x[0] > 0.0 { h[0] } else { h[1].powi(4) }
    }
    #[differentiate(order = 2)]
    fn one_behind(x: &[f64; 2]) -> f64 {
        let (mut sum, mut root) = (0.0, 0.0);
        for v in x.iter().rev() {
            sum += root * root * root * root;
            root = v.sqrt();
        }
        sum
    }

    for (f, second) in [
        (called::value_and_gradient(&[0.0, 2.0]), called::hessian(&[0.0, 2.0])),
        (called_for_several::value_and_gradient(&[0.0, 2.0]), called_for_several::hessian(&[0.0, 2.0])),
        (one_behind::value_and_gradient(&[0.0, 2.0]), one_behind::hessian(&[0.0, 2.0])),
    ] {
        near("gradient", &f.1, &[0.0, 4.0]);
        near("hessian", &second, &[[0.0, 0.0], [0.0, 2.0]]);
    }
}

/// Rows of Jacobians beside one that is infinite, and directions in which nothing is.
#[test]
fn rows_beside_infinite_ones() {
    #[differentiate]
    fn numbers(x: f64, y: f64) -> (f64, f64) {
        (x.sqrt() + y, x * y)
    }
    #[differentiate]
    fn slice(x: &[f64]) -> Vec<f64> {
        let mut o = vec![0.0; 3];
        for i in 0..2 {
            o[i] = x[i].sqrt();
        }
        o[2] = x[0] * 2.0;
        o
    }
    #[differentiate]
    fn by_columns(p: &[f64; 2]) -> [f64; 5] {
        let mut o = [0.0; 5];
        for i in 0..5 {
            o[i] = p[0].sqrt() + p[1] * i as f64;
        }
        o
    }

    assert_eq!(numbers::jacobian(0.0, 2.0), [[f64::INFINITY, 1.0], [2.0, 0.0]]);
    assert_eq!(numbers::vjp(0.0, 2.0, (0.0, 1.0)).1, [2.0, 0.0]);
    assert_eq!(numbers::jvp(0.0, 2.0, [0.0, 1.0]).1, (1.0, 0.0));
    assert_eq!(slice::jacobian(&[0.0, 4.0]), [[f64::INFINITY, 0.0], [0.0, 0.25], [2.0, 0.0]]);
    for (i, row) in (0..).zip(by_columns::jacobian(&[0.0, 4.0])) {
        assert_eq!(row, [f64::INFINITY, f64::from(i)]);
    }
}

/// A cotangent that is zero and changes: second derivatives go on with the change.
#[test]
fn cotangents_that_go_through_zero() {
    #[differentiate(order = 2)]
    fn root(x: f64) -> f64 {
        x.sqrt()
    }
    #[differentiate(order = 2)]
    fn f(x: f64, y: f64) -> f64 {
        let h = [x.sqrt(), root(y)];
        (h[0] - 1.0).powi(2) + (h[1] - 1.0).powi(2)
    }
    #[differentiate(order = 2)]
    fn in_loops(x: &[f64; 3]) -> f64 {
        let mut h = vec![0.0; 3];
        for i in 0..3 {
            h[i] = x[i].sqrt();
        }
        let mut s = 0.0;
        for t in &h {
            s += (t - 1.0) * (t - 1.0);
        }
        s
    }

    // x − 2√x + 1 has the second derivative x^−1.5/2.
    hessian!(f(1.0, 1.0), [[0.5, 0.0], [0.0, 0.5]]);
    hessian!(in_loops(&[1.0, 4.0, 1.0]), [[0.5, 0.0, 0.0], [0.0, 0.0625, 0.0], [0.0, 0.0, 0.5]]);
}

/// What is left on the way to a value with which something else is left.
#[test]
fn left_on_the_way_out() {
    #[differentiate]
    fn returned(x: &[f64], y: f64) -> f64 {
        if y < 2.0 {
            return if x[1] > 100.0 {
                x[1]
            } else {
                for _ in 0..2 {
                    if y < 1.0 {
                        return x[1] - y;
                    }
                }
                x[0]
            };
        }
        x[0] * y
    }
    #[differentiate]
    fn broken(x: &[f64], y: f64) -> f64 {
        let z = loop {
            break {
                if y < 1.0 {
                    break x[0] * y;
                }
                x[1]
            };
        };
        z * y
    }
    #[differentiate]
    fn of_closure(x: f64) -> f64 {
        let g = |a: f64| {
            return {
                if a < 1.0 {
                    return a * a;
                }
                3.0 * a
            };
        };
        g(x) * g(x + 1.0)
    }

    let x = [1.5, 2.0];
    check!(returned(&x, 0.5), 1.5, (vec![0.0, 1.0], -1.0));
    check!(returned(&x, 1.5), 1.5, (vec![1.0, 0.0], 0.0));
    check!(returned(&x, 3.0), 4.5, (vec![3.0, 0.0], 1.5));
    check!(broken(&x, 0.5), 0.375, (vec![0.25, 0.0], 1.5));
    check!(broken(&x, 2.0), 4.0, (vec![0.0, 2.0], 2.0));
    // 3x²(x + 1)
    check!(of_closure(0.5), 1.125, 2.25 + 3.0);
}
