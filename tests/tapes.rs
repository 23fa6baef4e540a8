//! Tapes grow with the turns that a loop takes, whatever its header promises.

#![allow(clippy::items_after_statements, reason = "each function stands before what is said of it")]

use chainrule::differentiate;

fn close(found: (f64, f64), expected: (f64, f64)) {
    assert!((found.0 - expected.0).abs() < 1e-8, "{found:?} {expected:?}");
    assert!((found.1 - expected.1).abs() < 1e-7, "{found:?} {expected:?}");
}

#[test]
fn an_endless_range() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut s = 0.0;
        let mut t = 1.0;
        for n in 1.. {
            t *= x;
            if t.abs() < 1e-9 {
                break;
            }
            s += t / f64::from(n);
        }
        s
    }
    // −ln(1 − x)
    close(f::value_and_gradient(0.5), (2f64.ln(), 2.0));
    close(f::jvp(0.5, 1.0), (2f64.ln(), 2.0));
}

#[test]
fn a_huge_range_left_early() {
    #[differentiate(order = 2)]
    fn f(x: f64) -> f64 {
        let mut t = x;
        for _ in 0..usize::MAX / 16 {
            t = t * t;
            if t < 0.1 {
                break;
            }
        }
        t
    }
    // x = 0.9: 0.81, 0.656, 0.43, 0.185, 0.034: x³²
    close(f::value_and_gradient(0.9), (0.9f64.powi(32), 32.0 * 0.9f64.powi(31)));
    let [[second]] = f::hessian(0.9);
    assert!((second - 32.0 * 31.0 * 0.9f64.powi(30)).abs() < 1e-10, "{second}");
}

#[test]
fn a_huge_range_with_arrays_and_an_early_return() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut y = [x, 1.0];
        for k in 1..1_000_000_000_000u64 {
            let z = [y[0] * y[0], y[1] * k as f64];
            y = [z[0] + z[1] * x, z[1]];
            if k == 3 {
                return y[0];
            }
        }
        0.0
    }
    // a = x² + x, b = a² + 2x, c = b² + 6x at 1: 2, 6, 42; slopes 3, 14, 174
    assert_eq!(f::value_and_gradient(1.0), (42.0, 174.0));
    assert_eq!(f::jvp(1.0, 1.0), (42.0, 174.0));
}

#[test]
fn loops_within_loops_left_by_a_label() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut s = x;
        'all: for i in 0.. {
            for j in 0..1_000_000_000_000usize {
                if i + j > 3 {
                    break 'all;
                }
                s = s * s * x;
                if j > i {
                    break;
                }
            }
        }
        s
    }
    // Each time the exponent e becomes 2e + 1; it happens for (0, 0), (0, 1), (1, 0), (1, 1), (1, 2), (2, 0), (2, 1).
    let exponent = (0..7).fold(1, |e, _| 2 * e + 1);
    let x = 1.001f64;
    let (value, slope) = f::value_and_gradient(x);
    assert!((value - x.powi(exponent)).abs() < 1e-12);
    assert!((slope - f64::from(exponent) * x.powi(exponent - 1)).abs() < 1e-10);
}

#[test]
fn an_iterator_left_early() {
    #[differentiate]
    fn f(x: f64, limits: &[u32]) -> f64 {
        let mut s = x;
        for n in limits.iter().cycle() {
            s *= x;
            if *n == 2 {
                break;
            }
        }
        s
    }
    assert_eq!(f::value_and_gradient(2.0, &[0, 1, 2, 3]), (16.0, 32.0));
}
