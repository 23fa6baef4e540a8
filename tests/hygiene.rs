//! Emitted code among the user's: names, lints, attributes, modules.

#![allow(clippy::items_after_statements, reason = "a function stands beside what it is tested with")]

use chainrule::differentiate;

/// Every lint that a user may turn on, and functions of which only the derivatives are called.
mod strict {
    #![deny(warnings, missing_docs, unreachable_pub, unused, clippy::all, clippy::pedantic)]

    use chainrule::differentiate;

    #[differentiate(order = 2)]
    fn private(x: f64, n: i32) -> f64 {
        let u = x.abs().max(0.5);
        if u > 1.0 { u.powi(n) } else { helper(u, x) }
    }

    #[differentiate(order = 2, wrt(x))]
    fn helper(x: f64, scale: f64) -> f64 {
        x * scale
    }

    /// Documented.
    #[differentiate]
    pub(super) const fn squares(x: f64, y: f64) -> (f64, f64) {
        (x * x, y * y)
    }

    #[differentiate(order = 2)]
    fn sum_of_squares(x: &[f64], scale: f64) -> f64 {
        let mut sum = 0.0;
        for v in x {
            if *v > 0.0 {
                sum += v.exp() * scale;
            }
        }
        sum
    }

    #[differentiate]
    fn scaled<const N: usize>(x: &[f64; N]) -> [f64; N] {
        let mut y = *x;
        for v in &mut y {
            *v *= 2.0;
        }
        y
    }

    #[differentiate]
    fn composed(x: &[f64; 2]) -> f64 {
        let y = scaled(x);
        sum_of_squares(&y, 1.0) + y[0]
    }

    pub(super) fn of_arrays() -> f64 {
        composed::gradient(&[0.0, -1.0])[0] + sum_of_squares::hvp(&[0.0], 1.0, (vec![1.0], 0.0)).1
    }

    pub(super) fn slopes() -> [f64; 3] {
        let [[_, hessian]] = [[private::gradient(2.0, 3), private::hessian(2.0, 3)[0][0]]];
        [private::gradient(2.0, 3), hessian, squares::jacobian(1.0, 2.0)[1][1]]
    }
}

#[test]
fn no_lint_fires() {
    assert_eq!(strict::slopes(), [12.0, 12.0, 4.0]);
    assert_eq!(strict::of_arrays(), 2.0);
}

/// Nothing is in scope but what is asked for by its full path.
mod without_prelude {
    #![no_implicit_prelude]

    #[::chainrule::differentiate(order = 2)]
    pub(super) fn product(x: f64, y: f64) -> f64 {
        let u = x * y;
        u * u.max(1.0)
    }

    #[::chainrule::differentiate(order = 2)]
    pub(super) fn norm(x: &[f64], n: usize) -> f64 {
        let mut product = 1.0;
        let mut i = 0;
        while i < n {
            product *= x[i].sin();
            i += 1;
        }
        product
    }

    #[::chainrule::differentiate]
    pub(super) fn twice(x: &[f64]) -> ::std::vec::Vec<f64> {
        let mut y = ::std::vec![0.0; x.len()];
        for i in 0..x.len() {
            y[i] = norm(x, 1) * x[i];
        }
        y
    }

    #[::chainrule::differentiate]
    pub(super) fn caller(x: f64) -> (f64, f64) {
        (product(x, x), x)
    }
}

#[test]
fn without_the_prelude() {
    assert_eq!(without_prelude::product::gradient(2.0, 3.0), [36.0, 24.0]);
    assert_eq!(without_prelude::caller::jacobian(2.0), [32.0, 1.0]);
    assert_eq!(without_prelude::norm::hessian(&[0.0, 1.0], 1), [[0.0, 0.0], [0.0, 0.0]]);
    assert_eq!(without_prelude::twice::jacobian(&[0.0, 1.0]), [[0.0, 0.0], [1.0, 0.0]]);
}

/// Modules and items with the names of the standard library.
mod shadowed {
    #[allow(dead_code, reason = "they are there to be in the way")]
    mod core {}
    #[allow(dead_code, reason = "they are there to be in the way")]
    mod std {}
    #[allow(dead_code, reason = "they are there to be in the way")]
    mod chainrule_macros {}
    #[allow(dead_code, non_camel_case_types, reason = "they are there to be in the way")]
    struct Default;

    #[::chainrule::differentiate]
    pub(super) fn product(x: f64, n: i32) -> f64 {
        let u = x * x;
        if n > 1 { u.exp().ln() * u } else { u }
    }
}

#[test]
fn beside_modules_with_the_names_of_the_standard_library() {
    assert_eq!(shadowed::product::gradient(3.0, 1), 6.0);
}

/// Variables and parameters with the names that emitted code uses.
#[test]
fn names_of_the_emitted_code() {
    #[differentiate(order = 2)]
    fn names(
        value: f64,
        gradient: f64,
        direction: f64,
        cotangent: f64,
        d_value: f64,
        t1: f64,
        u: f64,
    ) -> f64 {
        let v = value * gradient;
        let t2 = (v + direction).powi(2);
        let d_t2 = t2 * cotangent;
        let call1 = names_too(d_t2, d_value);
        let rows = call1 + t1 * u;
        let result = rows.sin() + v;
        let t1 = result * t1;
        t1 * u
    }
    #[differentiate(order = 2)]
    fn names_too(d: f64, y: f64) -> f64 {
        d * y
    }
    let point = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7];
    let [a, b, c, d, e, f, g] = point;
    let (found, slopes) = names::value_and_gradient(a, b, c, d, e, f, g);
    let v = a * b;
    let inner = (v + c).powi(2) * d * e + f * g;
    let outer = f * g;
    assert_eq!(found, names(a, b, c, d, e, f, g));
    assert!((slopes[2] - inner.cos() * 2.0 * (v + c) * d * e * outer).abs() < 1e-15);
    assert!((slopes[4] - inner.cos() * (v + c).powi(2) * d * outer).abs() < 1e-15);
    assert!((slopes[5] - (inner.cos() * g * outer + (inner.sin() + v) * g)).abs() < 1e-15);
}

#[differentiate]
#[allow(dead_code, reason = "its derivatives are called")]
fn gradient(x: f64) -> f64 {
    x * x
}

#[differentiate]
#[allow(clippy::cast_precision_loss, reason = "the number is small")]
fn r#match(r#type: f64, r#loop: usize) -> f64 {
    let r#fn = r#loop;
    let r#fn = r#fn * 2;
    (r#fn as f64) * r#type * r#type
}

#[test]
fn names_that_are_unusual() {
    assert_eq!(gradient::gradient(3.0), 6.0);
    assert_eq!(r#match::gradient(3.0, 2), 24.0);
}

#[differentiate]
#[cfg(any())]
fn absent(x: nonsense) -> f64 {
    x
}

#[differentiate]
#[inline]
#[must_use]
#[cfg(not(any()))]
#[deprecated = "only its derivatives are used"]
#[doc = "Documented."]
pub(crate) fn attributed(x: f64) -> f64 {
    x * x
}

#[test]
fn attributes_stay() {
    #[expect(deprecated, reason = "the attribute stays with the function")]
    let value = attributed(3.0);
    assert_eq!((value, attributed::gradient(3.0)), (9.0, 6.0));
}

/// Functions that macros write, from fragments of every kind.
macro_rules! written {
    ($name:ident($argument:ident: $type:ty) = $body:expr, $number:literal) => {
        #[differentiate]
        fn $name($argument: $type) -> $type {
            let scaled = $number * $argument;
            scaled + $body
        }
    };
}

#[test]
fn functions_from_macros() {
    written!(quadratic(x: f64) = x * x + 1.0, 2.0);
    written!(grouped(y: f32) = -y - y, 0.5);
    assert_eq!(quadratic::gradient(3.0), 8.0);
    assert_eq!(grouped::gradient(3.0), -1.5);
}

/// Functions in functions, in blocks and behind re-exports.
mod outer {
    pub(super) use inner::reexported;

    mod inner {
        #[chainrule::differentiate]
        pub(in super::super) fn reexported(x: f64) -> f64 {
            super::beside(x) * 2.0
        }
    }

    #[chainrule::differentiate]
    fn beside(x: f64) -> f64 {
        x * x
    }
}

#[test]
fn functions_anywhere() {
    let slope = {
        #[differentiate]
        fn local(x: f64) -> f64 {
            #[differentiate]
            fn innermost(x: f64) -> f64 {
                x * x
            }
            const SCALE: f64 = 3.0;
            SCALE * innermost(x) + outer::reexported(x)
        }
        local::gradient(2.0)
    };
    assert_eq!(slope, 20.0);
    assert_eq!(outer::reexported::gradient(2.0), 8.0);
}

/// Functions and modules called like what is emitted, or like what emitted code stands on.
mod familiar_names {
    #![allow(non_snake_case, reason = "the names of types are what is tried")]

    use chainrule::differentiate;

    fn gradient(x: f64) -> f64 {
        3.0 * x
    }

    fn f64(x: u32) -> f64 {
        x.into()
    }

    fn zero() -> f64 {
        7.0
    }

    mod core {
        pub(super) fn one() -> f64 {
            2.0
        }
    }

    mod std {
        pub(super) fn value() -> f64 {
            5.0
        }
    }

    struct Iterator;

    #[differentiate(order = 2)]
    pub(super) fn in_arrays(x: &[f64], n: u32) -> f64 {
        let _ = Iterator;
        let mut v = [0.0; 2];
        for (i, t) in x.iter().enumerate() {
            if *t > 0.0 {
                v[i] = t * t * gradient(2.0) * f64(n);
            } else {
                v[i] = t * zero();
            }
        }
        v[0] * core::one() + v[1]
    }

    #[differentiate(order = 2)]
    pub(super) const fn value(value: f64, slope: f64) -> (f64, [f64; 2]) {
        let seed = [value, slope * slope];
        (value * slope, seed)
    }

    #[differentiate(order = 2)]
    pub(super) fn values(values: &[f64], slope: f64) -> Vec<f64> {
        values.iter().map(|v| v * slope).collect()
    }

    #[differentiate(order = 2)]
    pub(super) fn hessian(direction: &[f64], unit: f64, i: usize) -> f64 {
        direction[i] * unit * unit * std::value()
    }
}

#[test]
fn familiar_names_are_the_users() {
    use familiar_names::{hessian, in_arrays, value, values};
    // 2·18·x₀² + 7·x₁
    assert_eq!(in_arrays::value_and_gradient(&[2.0, -1.0], 3), (137.0, vec![144.0, 7.0]));
    assert_eq!(in_arrays::hessian(&[2.0, -1.0], 3), [[72.0, 0.0], [0.0, 0.0]]);
    const JACOBIAN: ([f64; 2], [[f64; 2]; 2]) = value::jacobian(2.0, 3.0);
    assert_eq!(JACOBIAN, ([3.0, 2.0], [[1.0, 0.0], [0.0, 6.0]]));
    assert_eq!(hessian::hessian(&[2.0], 3.0, 0), (vec![(vec![0.0], 30.0)], (vec![30.0], 20.0)));
    assert_eq!(values::value_and_jacobian(&[2.0], 3.0), (vec![6.0], vec![(vec![3.0], 2.0)]));
}
