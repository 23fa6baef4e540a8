//! Types that nothing but the use of a value tells.

use chainrule::differentiate;

use crate::check::{check, hessian};

/// The elements of an array of literals.
#[test]
fn elements_of_literals() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut y = [1.0, 0.3];
        for v in &mut y {
            *v = (*v + x).cos();
        }
        y[0]
    }

    check!(f(0.5), 1.5f64.cos(), -1.5f64.sin());
}

/// An integer, by its use in `powi`.
#[test]
fn integer_by_powi() {
    #[differentiate]
    fn g(x: f64) -> f64 {
        let (mut n, mut s) = (0, x);
        while s < 3.0 && n < 5 {
            s += 1.0;
            n += 1;
        }
        s.powi(n)
    }

    check!(g(0.5), 3.5f64.powi(3), 3.0 * 3.5 * 3.5);
}

/// An endless range, its type by `powi`.
#[test]
fn endless_range_by_powi() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        x.iter().zip(1..).map(|(v, k)| v.powi(k)).sum::<f64>()
    }

    check!(f(&[2.0, 3.0]), 11.0, [1.0, 6.0]);
}

/// A filter behind `enumerate`.
#[test]
fn filter_behind_enumerate() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        x.iter().enumerate().filter(|(i, _)| *i != 1).map(|(i, v)| v * v * (i + 1) as f64).sum()
    }

    check!(f(&[2.0, 7.0, 3.0]), 4.0 + 27.0, [4.0, 0.0, 18.0]);
}

/// Second derivatives of elements that change twice.
#[test]
fn second_order_elements() {
    #[differentiate(order = 2)]
    fn f(x: f64) -> f64 {
        let mut h = [0.0; 2];
        for i in 0..2 {
            h[i] += x;
            h[i] = -h[i];
        }
        h[0] * h[1] * x
    }

    check!(f(2.0), 8.0, 12.0);
    hessian!(f(2.0), [[12.0]]);
}

/// The type of `Vec::new()` comes from a later push.
#[test]
fn empty_vectors() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut v = Vec::new();
        for i in 0..3 {
            v.push(x * i as f64);
        }
        let mut w = Vec::new();
        w.push(1);
        w.push(2usize);
        v[w[1]] * v[w[0]]
    }

    check!(f(3.0), 18.0, 12.0);
}

/// Literals of f32, by their use.
#[test]
fn literals_of_f32() {
    #[differentiate]
    fn f(x: f32) -> f32 {
        let h = 0.5;
        let mut s = 0.0;
        let w = [0.25, 0.75];
        for v in w {
            s += v * x * h;
        }
        s.max(0.0).powf(2.0)
    }

    check!(f(2.0), 1.0, 1.0);
}

/// Literals whose type a later call fixes.
#[test]
fn literals_that_a_later_call_fixes() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let (a, b) = (0.5, 2.0);
        let c: f64 = a;
        let d = f64::sqrt(b);
        c.powi(2) * x + d * x * x
    }

    check!(f(2.0), 0.5 + 4.0 * 2f64.sqrt(), 0.25 + 4.0 * 2f64.sqrt());
}

/// A closure's parameter type from its use.
#[test]
fn parameters_of_closures() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let p = |t, n| f64::powi(t, n);
        p(x, 2) + p(2.0 * x, 3)
    }

    check!(f(1.5), 2.25 + 27.0, 3.0 + 6.0 * 9.0);
}

/// Methods on literals.
#[test]
fn methods_on_literals() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        2.0f64.sqrt() * x + (-3.0_f64).abs() * x * x + 10f64.powi(-1)
    }

    check!(f(2.0), 2.0 * 2f64.sqrt() + 12.0 + 0.1, 2f64.sqrt() + 12.0);
}

/// A loop over literals, and methods called on them.
#[test]
fn loop_over_literals() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut s = 0.0;
        for w in [0.5, 1.5] {
            s += (w * x).sin() * w;
        }
        for (a, n) in [(2.0, 1), (3.0, 2)] {
            s += a * x.powi(n);
        }
        s
    }

    check!(
        f(1.0),
        0.5 * 0.5f64.sin() + 1.5 * 1.5f64.sin() + 5.0,
        0.25 * 0.5f64.cos() + 2.25 * 1.5f64.cos() + 2.0 + 6.0
    );
}

/// A `let` whose type a later call fixes.
#[test]
fn let_that_a_later_call_fixes() {
    fn wants_u8(n: u8) -> f64 {
        n as f64
    }
    fn wants_f32(v: f32) -> f64 {
        v as f64
    }
    #[differentiate]
    fn f(x: f64) -> f64 {
        let n = 7;
        let w = 0.1;
        let t = (1, 0.3);
        x * wants_u8(n) + x * x * wants_f32(w) + x * t.1 * f64::from(wants_u8(t.0))
    }

    check!(f(2.0), 14.0 + 4.0 * 0.1f32 as f64 + 0.6, 7.0 + 4.0 * 0.1f32 as f64 + 0.3);
}

/// Sums and folds over constants, inferred from their use.
#[test]
fn sum_of_constants() {
    #[differentiate]
    fn f(x: f64, d: &[f64]) -> f64 {
        let m = d.iter().sum::<f64>() / d.len() as f64;
        let v: f64 = d.iter().map(|t| (t - m).powi(2)).sum();
        let top = d.iter().fold(0.0, |a: f64, b| a.max(*b));
        x * v + x * x * top
    }

    check!(f(2.0, &[1.0, 3.0]), 4.0 + 12.0, (2.0 + 12.0, [-4.0, 4.0 + 4.0]));
}

/// Types written with `_`, and casts of literals.
#[test]
fn underscores() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let a: [_; 2] = [1.0, 2.0];
        let v = x.iter().map(|t| t * a[1]).collect::<Vec<_>>();
        let n = (2 as f64) + 1 as f64;
        let z: Vec<f64> = Vec::with_capacity(3);
        v.iter().sum::<f64>() * n + z.len() as f64
    }

    check!(f(&[1.0, 2.0]), 18.0, [6.0, 6.0]);
}

/// Second derivatives of elements and numbers that change in loops.
#[test]
fn second_order_loop() {
    #[differentiate(order = 2)]
    fn f(x: f64, y: f64) -> f64 {
        let mut v = [x, y, 1.0];
        for i in 0..3 {
            v[i] *= x;
            let j = (i + 1) % 3;
            v[j] += v[i];
            v[i] = -v[i];
        }
        v[0] * v[1] + v[2]
    }

    let (x, y) = (0.5f64, 2.0f64);
    let (a, ax, ay, axx, axy) = (
        x - x * x + x * x * y + x.powi(4),
        1.0 - 2.0 * x + 2.0 * x * y + 4.0 * x.powi(3),
        x * x,
        -2.0 + 2.0 * y + 12.0 * x * x,
        2.0 * x,
    );
    let (b, bx, by, bxx, bxy) = (x * y + x.powi(3), y + 3.0 * x * x, x, 6.0 * x, 1.0);
    let (cxx, cxy) = (2.0 * y + 12.0 * x * x, 2.0 * x);
    let xx = -(axx * b + 2.0 * ax * bx + a * bxx) - cxx;
    let xy = -(axy * b + ax * by + ay * bx + a * bxy) - cxy;
    hessian!(f(0.5, 2.0), [[xx, xy], [xy, -2.0 * ay * by]]);
}
