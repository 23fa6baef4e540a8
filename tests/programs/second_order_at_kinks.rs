//! Second derivatives where the first have a kink.

use chainrule::differentiate;

use crate::check::{hessian, near};

/// The square of a norm at the origin, as a product.
#[test]
fn hypot_squared() {
    #[differentiate(order = 2)]
    fn f(a: f64, b: f64) -> f64 {
        let h = a.hypot(b);
        h * h
    }

    hessian!(f(0.0, 0.0), [[2.0, 0.0], [0.0, 2.0]]);
    hessian!(f(3.0, 4.0), [[2.0, 0.0], [0.0, 2.0]]);
}

/// The square of a norm at the origin, as a power.
#[test]
fn hypot_powi() {
    #[differentiate(order = 2)]
    fn f(a: f64, b: f64) -> f64 {
        a.hypot(b).powi(2)
    }

    hessian!(f(0.0, 0.0), [[2.0, 0.0], [0.0, 2.0]]);
    hessian!(f(1.0, 0.0), [[2.0, 0.0], [0.0, 2.0]]);
}

/// The square of |x| at 0.
#[test]
fn abs_squared() {
    #[differentiate(order = 2)]
    fn f(x: f64) -> f64 {
        x.abs() * x.abs()
    }
    #[differentiate(order = 2)]
    fn g(x: f64) -> f64 {
        x.abs().powi(2)
    }

    hessian!(f(0.0), [[2.0]]);
    hessian!(g(0.0), [[2.0]]);
    hessian!(f(-3.0), [[2.0]]);
}

/// A weighted square of a norm, beside a product.
#[test]
fn weighted() {
    #[differentiate(order = 2)]
    fn f(a: f64, b: f64) -> f64 {
        3.0 * a.hypot(b) * a.hypot(b) + a * b
    }

    hessian!(f(0.0, 0.0), [[6.0, 1.0], [1.0, 6.0]]);
}

/// A root of a sum of squares, squared, and a norm.
#[test]
fn norm_and_its_square() {
    #[differentiate(order = 2)]
    fn f(a: f64, b: f64) -> f64 {
        (a * a + b * b).sqrt().powi(2)
    }
    #[differentiate(order = 2)]
    fn g(a: f64, b: f64) -> f64 {
        a.hypot(b)
    }

    hessian!(f(3.0, 4.0), [[2.0, 0.0], [0.0, 2.0]]);
    hessian!(g(3.0, 4.0), [[16.0 / 125.0, -12.0 / 125.0], [-12.0 / 125.0, 9.0 / 125.0]]);
}

/// Powers at 0.
#[test]
fn powf() {
    #[differentiate(order = 2)]
    fn f(x: f64) -> f64 {
        x.powf(2.0) + x.powi(3) + x * x.abs() * x
    }
    #[differentiate(order = 2)]
    fn g(x: f64) -> f64 {
        x.powf(3.0) * 2.0 + x.powi(2)
    }

    near("hessian", &f::hessian(0.0), &[[2.0]]);
    hessian!(g(0.0), [[2.0]]);
    hessian!(g(1.0), [[14.0]]);
}

/// A branch that does not run holds an infinite curvature.
#[test]
fn branch_that_does_not_run() {
    #[differentiate(order = 2)]
    fn f(x: f64, y: f64) -> f64 {
        let mut s = [x * x, y];
        if y > 0.0 {
            s[1] = y.sqrt() * x;
        }
        s[0] * s[1]
    }

    near("hessian", &f::hessian(2.0, 0.0), &[[0.0, 4.0], [4.0, 0.0]]);
    hessian!(f(2.0, 4.0), [[6.0 * 2.0 * 2.0, 3.0 * 4.0 * 0.25], [3.0 * 4.0 * 0.25, -8.0 * 0.25 / 8.0]]);
}

/// The square of a norm at the origin, through a call and an array.
#[test]
fn hypot_chain() {
    #[differentiate(order = 2)]
    fn length(v: &[f64; 2]) -> f64 {
        v[0].hypot(v[1]).powi(2)
    }
    #[differentiate(order = 2)]
    fn f(a: f64, b: f64) -> f64 {
        0.5 * length(&[a, 2.0 * b])
    }

    hessian!(f(0.0, 0.0), [[1.0, 0.0], [0.0, 4.0]]);
}

#[derive(Clone, Copy, chainrule::Differentiable)]
struct Place {
    x: f64,
    y: f64,
}

impl Place {
    #[differentiate(order = 2, wrt(self))]
    fn distance(&self) -> f64 {
        self.x.hypot(self.y)
    }

    #[differentiate(order = 2, wrt(self, a))]
    fn mixed(&self, a: f64) -> f64 {
        self.y * a + self.x.powi(3)
    }
}

/// x² + y²
#[differentiate(order = 2)]
fn of_what_changes(x: f64, y: f64) -> f64 {
    let mut place = Place { x, y: 2.0 };
    place.y = y;
    place.distance().powi(2)
}

/// A method that only looks, before and after a change: (2x² + x³)³·x + 2x²
#[differentiate(order = 2)]
fn before_and_after(x: f64) -> f64 {
    let mut place = Place { x, y: 2.0 };
    place.y *= x;
    let value = place.mixed(x);
    place.x = value;
    place.mixed(1.0) * x
}

#[test]
fn methods_of_what_changes() {
    assert_eq!(of_what_changes::hessian(0.0, 0.0), [[2.0, 0.0], [0.0, 2.0]]);
    let x: f64 = 0.7;
    let (u, d, dd) = (2.0 * x * x + x.powi(3), 4.0 * x + 3.0 * x * x, 4.0 + 6.0 * x);
    let bend = 6.0 * u * u * d + x * (6.0 * u * d * d + 3.0 * u * u * dd) + 4.0;
    let found = before_and_after::hessian(x)[0][0];
    assert!((found - bend).abs() < 1e-12 * bend, "{found} instead of {bend}");
}

#[differentiate(order = 2)]
fn nested(a: f64, b: f64, depth: usize) -> f64 {
    if depth == 0 {
        return b / (2.0 + a.powi(2));
    }
    let inner = nested(a, a, depth - 1);
    inner.to_radians() + if depth % 2 != 0 && a < b { b } else { 0.3 }
}

#[differentiate(order = 2)]
fn of_nested(x: &[f64]) -> f64 {
    nested(x[0], x[1], 2) * x[1]
}

/// Where a function has kinks and is at none, what rounds differently is none.
#[test]
fn rounding_is_no_kink() {
    let (a, b) = (-0.484375_f64, -1.046875);
    let slope = |a: f64| (2.0 - a * a) / (2.0 + a * a).powi(2) * 1.0_f64.to_radians().powi(2);
    let bend = a * (2.0 * a * a - 12.0) / (2.0 + a * a).powi(3) * 1.0_f64.to_radians().powi(2);
    let product = of_nested::hvp(&[a, b], vec![0.5, -0.75]);
    let right = [bend * b * 0.5 - 0.75 * slope(a), 0.5 * slope(a)];
    for (found, right) in product.iter().zip(right) {
        assert!((found - right).abs() <= 1e-14 * right.abs(), "{found} instead of {right}");
    }
}
