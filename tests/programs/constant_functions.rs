//! Functions that are `const`, with derivatives in constants.

use chainrule::differentiate;

use crate::check::{check, near};

/// A `while` loop.
#[test]
fn while_loop() {
    #[differentiate]
    const fn f(x: f64) -> f64 {
        let mut s = 1.0;
        let mut i = 0;
        while i < 3 {
            s *= x;
            i += 1;
        }
        s
    }
    const AT: f64 = f(2.0);

    check!(f(2.0), 8.0, 12.0);
    const G: f64 = f::gradient(2.0);
    near("gradient in a constant", &G, &12.0);
}

/// Branches, arrays and integers.
#[test]
fn branches_and_arrays() {
    #[differentiate]
    const fn f(x: f64, y: f64) -> f64 {
        let a = [x, y * y];
        let mut s = 0.0;
        let mut i = 0;
        while i < 2 {
            s += if a[i] > 1.0 { a[i] * x } else { a[i] };
            i += 1;
        }
        s
    }

    check!(f(2.0, 0.5), 4.0 + 0.25, [4.0, 1.0]);
    const G: [f64; 2] = f::gradient(2.0, 0.5);
    near("gradient in a constant", &G, &[4.0, 1.0]);
}

/// Nested loops, powers and integer arithmetic.
#[test]
fn nested_loops() {
    #[differentiate]
    const fn f(x: &[f64; 3]) -> f64 {
        let mut s = 0.0;
        let mut i = 0;
        while i < 3 {
            let mut p = 1.0;
            let mut j = 0;
            while j <= i {
                p *= x[j] / 2.0;
                j += 1;
            }
            if p > 0.5 {
                s += p;
            } else {
                s -= p;
            }
            i += 1;
        }
        s
    }

    check!(f(&[2.0, 3.0, 0.5]), 1.0 + 1.5 - 0.375, [0.5 + 0.75 - 0.1875, 0.5 - 0.125, -0.75]);
    const G: [f64; 3] = f::gradient(&[2.0, 3.0, 0.5]);
    near("constant", &G, &[0.5 + 0.75 - 0.1875, 0.5 - 0.125, -0.75]);
}
