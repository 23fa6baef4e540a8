//! Functions that take references to numbers, and constants behind references beside what varies.

use chainrule::{Float, differentiate};

use crate::check::{check, hessian};

#[differentiate(order = 2)]
fn square(x: &f64) -> f64 {
    x * x
}

/// References to variables, to parts, to sums, to constants; and the function by its name.
#[test]
fn references_are_handed_over() {
    #[differentiate(order = 2)]
    fn f(xs: &[f64], k: f64) -> f64 {
        let z = k * xs[0];
        let lent = &z;
        square(&z)
            + square(lent)
            + square(&xs[1]) * square(&2.0)
            + square(&(k + 1.0))
            + xs.iter().map(square).sum::<f64>()
            + xs.iter().map(|x| square(x)).sum::<f64>()
    }

    // 2·k²·x₀² + 4·x₁² + (k + 1)² + 2·x₀² + 2·x₁²
    check!(
        f(&[2.0, 3.0], 5.0),
        200.0 + 36.0 + 36.0 + 8.0 + 18.0,
        (vec![208.0, 36.0], 4.0 * 5.0 * 4.0 + 12.0)
    );
}

/// In loops, beside arrays and constants of other types.
#[test]
fn references_in_loops() {
    #[differentiate]
    fn between(a: &f64, b: &f64, t: f64) -> f64 {
        a + (b - a) * t
    }

    #[differentiate]
    fn scaled(k: &f64, xs: &[f64], n: &usize) -> f64 {
        k * xs[*n]
    }

    #[differentiate]
    fn f(xs: &[f64], t: f64) -> f64 {
        let mut s = 0.0;
        for pair in xs.windows(2) {
            s += between(&pair[0], &pair[1], t);
        }
        for (a, b) in xs.iter().zip(xs.iter().skip(1)) {
            s += between(a, b, 0.5);
        }
        s + scaled(&t, xs, &1)
    }

    // (x₀ + (x₁ − x₀)·t) + (x₁ + (x₂ − x₁)·t) + ½·(x₀ + x₁) + ½·(x₁ + x₂) + t·x₁
    check!(
        f(&[2.0, 3.0, 5.0], 0.25),
        2.25 + 3.5 + 2.5 + 4.0 + 0.75,
        (vec![1.25, 0.25 + 0.75 + 1.0 + 0.25, 0.75], 1.0 + 2.0 + 3.0)
    );
}

/// A function that calls itself, and one of a type parameter.
#[test]
fn references_of_the_function_itself() {
    #[differentiate]
    fn power<T: Float>(x: &T, n: u32) -> T {
        if n == 0 { T::one() } else { *x * power(x, n - 1) }
    }

    #[differentiate]
    fn f(x: f64) -> f64 {
        power(&x, 3)
    }

    check!(f(2.0), 8.0, 12.0);
}

/// What is opaque may take a reference, too.
#[test]
fn references_of_opaque_functions() {
    #[differentiate(derivative(x = 3.0 * *x * *x))]
    fn cube(x: &f64) -> f64 {
        x.powi(3)
    }

    #[differentiate]
    fn f(xs: &[f64]) -> f64 {
        xs.iter().map(cube).sum()
    }

    check!(f(&[2.0, 3.0]), 35.0, vec![12.0, 27.0]);
}

/// Constant elements behind references, in one branch alone, added to, stored and carried on.
#[test]
fn constant_elements_in_one_branch() {
    #[differentiate(wrt(x), order = 2)]
    fn f(x: f64, ks: &[f64], whole: bool) -> f64 {
        let mut s = 0.0;
        for k in ks {
            s += if whole { x } else { k * x };
        }
        let mut last = x;
        for k in ks {
            last = k * x * x;
        }
        s + last
    }

    check!(f(2.0, &[3.0, 5.0], true), 4.0 + 20.0, 2.0 + 20.0);
    check!(f(2.0, &[3.0, 5.0], false), 16.0 + 20.0, 8.0 + 20.0);
    hessian!(f(2.0, &[3.0, 5.0], false), 10.0);
}

/// The one literal or the other, of which a method is called.
#[test]
fn one_literal_or_another() {
    #[differentiate]
    fn f(x: f64, mode: u8) -> f64 {
        let k: f64 = if x > 2.5 { 4.0 } else { 9.0 };
        let (a, b): (f64, f64) = if x > 2.5 { (1.0, 2.0) } else { (3.0, 4.0) };
        let w: [f64; 2] = if x > 2.5 { [16.0, 1.0] } else { [25.0, 2.0] };
        let m: f64 = match mode {
            0 => 1.0,
            1 => 36.0,
            _ => 49.0,
        };
        x * (k.sqrt() + a.powi(2) + b.max(3.0) + w[0].sqrt() + m.sqrt())
    }

    check!(f(3.0, 1), 3.0 * 16.0, 16.0);
    check!(f(2.0, 2), 2.0 * 28.0, 28.0);
}

/// Numbers and integers that are lent to closures, which change them.
#[test]
fn lent_to_closures() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let next = |n: &mut i32| {
            *n += 1;
            *n
        };
        let grow = |t: &mut f64, by: f64| *t *= by;
        let (mut n, mut t) = (0, x);
        for _ in 0..2 {
            grow(&mut t, x);
            t *= next(&mut n) as f64;
        }
        t + n as f64
    }

    // x³·1·2 + 2
    check!(f(3.0), 56.0, 54.0);
}
