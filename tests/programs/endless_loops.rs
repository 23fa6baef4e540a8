//! Loops that have no end, or one far away, and are left.

use chainrule::differentiate;

use crate::check::{check, within};

/// A range without an end.
#[test]
fn without_an_end() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut s = 0.0;
        let mut t = 1.0;
        for n in 1.. {
            t *= x;
            if t.abs() < 1e-9 {
                break;
            }
            s += t / n as f64;
        }
        s
    }

    check!(
        f(0.5),
        (1..=29).map(|n| 0.5f64.powi(n) / n as f64).sum::<f64>(),
        (0..=28).map(|n| 0.5f64.powi(n)).sum::<f64>()
    );
}

/// A huge range that is left soon.
#[test]
fn long_range() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut y = x;
        for _ in 0..10_000_000_000u64 {
            if y > 100.0 {
                break;
            }
            y = y * y;
        }
        y
    }

    check!(f(2.0), 256.0, 8.0 * 128.0);
}

/// An endless range with a step.
#[test]
fn step() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut s = x;
        for i in (1..).step_by(2) {
            let t = x.powi(i);
            if t < 1e-3 {
                break;
            }
            s += t * t;
        }
        s
    }

    check!(f(0.2), 0.2 + 0.04 + 6.4e-5, 1.0 + 0.4 + 6.0 * 0.2f64.powi(5));
}

/// An endless range zipped with a slice.
#[test]
fn zipped_with_a_slice() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let mut p = 1.0;
        for (i, v) in (2..).zip(x) {
            p *= v.powi(i);
        }
        p
    }

    check!(f(&[2.0, 3.0]), 108.0, [108.0, 108.0]);
}

/// An inclusive range to the largest number, left by a label.
#[test]
fn inclusive_to_the_maximum() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut s = x;
        'o: for i in 0..=u64::MAX {
            for _ in 0..2 {
                s *= x;
                if s > 30.0 {
                    break 'o;
                }
            }
            if i > 3 {
                break;
            }
        }
        s
    }

    check!(f(2.0), 32.0, 5.0 * 16.0);
    check!(f(1.0), 1.0, 11.0);
}

/// An endless range with take.
#[test]
fn take() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        (1..).take(4).map(|k| x.powi(k) / k as f64).sum()
    }

    check!(f(2.0), 2.0 + 2.0 + 8.0 / 3.0 + 4.0, 1.0 + 2.0 + 4.0 + 8.0);
}

/// An endless range that is left by `return`.
#[test]
fn left_by_return() {
    #[differentiate]
    fn f(x: f64, tolerance: f64) -> f64 {
        let mut s = 0.0;
        let mut term = 1.0;
        for k in 0.. {
            s += term;
            term *= x / (k + 1) as f64;
            if term < tolerance {
                return s;
            }
        }
        unreachable!()
    }

    let right = 0.5f64.exp();
    within("value", &f(0.5, 1e-18), &right, 1e-14);
    within("gradient", &f::gradient(0.5, 1e-18)[0], &right, 1e-14);
}

/// Endless ranges beside `iter_mut` and a slice.
#[test]
fn zipped_with_iter_mut() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let mut y = x.to_vec();
        for (v, k) in y.iter_mut().zip(1u32..) {
            *v *= k as f64;
        }
        for (k, v) in (0..usize::MAX).zip(&y) {
            if k > 1 {
                break;
            }
            let _ = v;
        }
        y.iter().product()
    }

    check!(f(&[2.0, 3.0]), 12.0, [6.0, 4.0]);
}

/// A range of 2⁶⁰ turns costs no more than the few that run.
#[test]
fn long_range_over_a_vector() {
    #[differentiate]
    fn f(x: f64, limit: usize) -> f64 {
        let mut v = vec![x; 4];
        for i in 0..limit {
            v[i % 4] *= x;
            if v[i % 4] > 10.0 {
                break;
            }
        }
        v[0] + v[1]
    }

    check!(f(4.0, 1 << 60), 16.0 + 4.0, 8.0 + 1.0);
}

/// A vector that grows in each turn of an endless loop.
#[test]
fn growing_vector() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut v = vec![x];
        for i in 0u64.. {
            let t = v[i as usize];
            if t > 20.0 {
                return t + v[0];
            }
            v.push(t * x);
        }
        0.0
    }

    check!(f(3.0), 30.0, 28.0);
}
