//! Derivatives within differentiated functions: each callee by its own parameters.

use chainrule::differentiate;

use crate::check::check;

/// The gradient of a callee, by its own `wrt`.
#[test]
fn gradient() {
    #[differentiate(wrt(p), order = 2)]
    fn g(p: f64, q: f64) -> f64 {
        p * p * q * q * q
    }
    #[differentiate]
    fn f(x: f64) -> f64 {
        g::gradient(2.0, x)
    }

    check!(f(1.0), 2.0 * 2.0 * 1.0, 2.0 * 2.0 * 3.0);
    check!(f(1.5), 4.0 * 1.5f64.powi(3), 12.0 * 1.5 * 1.5);
}

/// The value and the gradient of a callee, by its own `wrt`.
#[test]
fn value_and_gradient() {
    #[differentiate(wrt(p), order = 2)]
    fn g(p: f64, q: f64) -> f64 {
        p * p * q * q * q
    }
    #[differentiate]
    fn f(x: f64) -> f64 {
        let (v, d) = g::value_and_gradient(2.0, x);
        v + 10.0 * d
    }

    check!(f(1.0), 4.0 + 40.0, 12.0 + 120.0);
}

/// `wrt`(p, q) of three, the third varies.
#[test]
fn two_of_three() {
    #[differentiate(wrt(p, q), order = 2)]
    fn h(p: f64, q: f64, r: f64) -> f64 {
        p * p * q * r * r
    }
    #[differentiate]
    fn f(x: f64, y: f64) -> f64 {
        let [a, b] = h::gradient(3.0, x, y);
        a + 2.0 * b
    }

    check!(f(2.0, 5.0), 6.0 * 2.0 * 25.0 + 2.0 * 9.0 * 25.0, [6.0 * 25.0, 6.0 * 2.0 * 10.0 + 18.0 * 10.0]);
}

/// Both arguments vary, one is differentiated by.
#[test]
fn both_vary() {
    #[differentiate(wrt(p), order = 2)]
    fn g(p: f64, q: f64) -> f64 {
        p * p * q * q * q
    }
    #[differentiate]
    fn f(x: f64) -> f64 {
        g::gradient(x, x * x)
    }

    check!(f(1.5), 2.0 * 1.5f64.powi(7), 14.0 * 1.5f64.powi(6));
}

/// `wrt` of the last parameter, whose argument is constant.
#[test]
fn last() {
    #[differentiate(wrt(c), order = 2)]
    fn g(a: f64, b: f64, c: f64) -> f64 {
        (a * c).sin() * b
    }
    #[differentiate]
    fn f(x: f64, y: f64) -> f64 {
        g::gradient(x, y, 0.5)
    }

    check!(
        f(1.2, 0.7),
        1.2 * (0.6f64).cos() * 0.7,
        [0.7 * ((0.6f64).cos() - 0.6 * (0.6f64).sin()), 1.2 * (0.6f64).cos()]
    );
}

/// `wrt` of an array, the number varies.
#[test]
fn array() {
    #[differentiate(wrt(w), order = 2)]
    fn g(w: &[f64; 2], s: f64) -> f64 {
        w[0] * w[0] * s + w[1] * s * s
    }
    #[differentiate]
    fn f(x: f64) -> f64 {
        let d = g::gradient(&[3.0, 4.0], x);
        d[0] * d[1]
    }

    check!(f(2.0), 6.0 * 2.0 * 4.0, 6.0 * 3.0 * 4.0);
}

/// `jvp` and `vjp` of a callee with `wrt`.
#[test]
fn jvp_vjp() {
    #[differentiate(wrt(p), order = 2)]
    fn g(p: f64, q: f64) -> f64 {
        p * p * q * q * q
    }
    #[differentiate]
    fn f(x: f64) -> f64 {
        let (v, d) = g::jvp(2.0, x, x);
        v + d
    }
    #[differentiate]
    fn h(x: f64) -> f64 {
        let (v, d) = g::vjp(2.0, x, x);
        v + d
    }

    check!(f(1.0), 4.0 + 4.0, 12.0 + 16.0);
    check!(h(1.0), 4.0 + 4.0, 12.0 + 16.0);
}

/// Newton's step, a nested derivative, in a loop.
#[test]
fn newton_in_a_loop() {
    #[differentiate(wrt(p), order = 2)]
    fn g(p: f64, q: f64) -> f64 {
        p * p * p - q
    }
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut p = 1.5;
        for _ in 0..6 {
            let (v, d) = g::value_and_gradient(p, x);
            p -= v / d;
        }
        p
    }

    check!(f(3.375), 1.5, 1.0 / (3.0 * 2.25));
    check!(f(8.0), 2.0, 1.0 / 12.0);
}

/// `wrt` names its parameters in another order than the signature, which results follow.
#[test]
fn order_of_the_signature() {
    #[differentiate(wrt(b, a), order = 2)]
    fn g(a: f64, b: f64, c: f64) -> f64 {
        a * a * b * c
    }
    #[differentiate]
    fn f(x: f64) -> f64 {
        let [u, v] = g::gradient(2.0, 3.0, x);
        u * 100.0 + v
    }

    check!(f(1.5), 1200.0 * 1.5 + 4.0 * 1.5, 1204.0);
}
