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
