//! Names that a derivative might take for its own.

use chainrule::differentiate;

use crate::check::check;

/// A module called array.
#[test]
fn module_array() {
    mod array {
        use chainrule::differentiate;
        #[differentiate]
        pub(crate) fn scale(x: &[f64; 2], by: f64) -> [f64; 2] {
            [x[0] * by, x[1] * by]
        }
        #[differentiate]
        pub(crate) fn norm(x: &[f64; 2]) -> f64 {
            (x[0] * x[0] + x[1] * x[1]).sqrt()
        }
    }
    #[differentiate]
    fn f(x: &[f64; 2]) -> f64 {
        array::norm(&array::scale(x, 2.0))
    }

    check!(f(&[3.0, 4.0]), 10.0, [2.0 * 0.6, 2.0 * 0.8]);
}

/// Modules called core and std.
#[test]
fn modules_called_core_and_std() {
    mod core {
        pub(crate) fn two() -> f64 {
            2.0
        }
    }
    mod std {
        pub(crate) const HALF: f64 = 0.5;
    }
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut v = [x; 3];
        for t in v.iter_mut() {
            *t *= core::two();
        }
        v.iter().map(|t| t * t).sum::<f64>() * std::HALF
    }

    check!(f(3.0), 54.0, 36.0);
}

/// The user's own Vec, Option, Box, String, Clone and Iterator.
#[test]
fn types_called_like_those_of_std() {
    mod mine {
        pub(crate) struct Vec;
        pub(crate) struct Option;
        pub(crate) struct Box;
        pub(crate) struct String;
        pub(crate) trait Clone {}
        pub(crate) trait Iterator {}
        pub(crate) trait Into {}
    }
    use mine::*;
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let mut y = x.to_vec();
        for v in y.iter_mut() {
            *v *= *v;
        }
        let mut s = 0.0;
        for i in 0..y.len() {
            if y[i] > 1.0 {
                continue;
            }
            s += y[i];
        }
        s
    }

    check!(f(&[0.5, 2.0]), 0.25, [1.0, 0.0]);
}

/// Locals called like what an expansion might use.
#[test]
fn locals_called_like_those_of_expansions() {
    #[differentiate]
    fn f(x: f64, value: f64) -> f64 {
        let gradient = x * value;
        let tangent = gradient + x;
        let tape = tangent * 2.0;
        let d = tape;
        let d_x = d * x;
        let cotangent = d_x;
        cotangent
    }

    check!(f(2.0, 3.0), 2.0 * 4.0 * 2.0 * 2.0, [2.0 * 4.0 * 4.0, 2.0 * 4.0]);
}

/// Parameters called like those of derivatives.
#[test]
fn parameters_called_like_those_of_expansions() {
    #[differentiate]
    fn f(direction: f64, cotangent: f64, out: f64, y_: f64) -> f64 {
        direction * cotangent + out * out * y_
    }

    check!(f(2.0, 3.0, 4.0, 5.0), 86.0, [3.0, 2.0, 40.0, 16.0]);
}

/// Raw identifiers.
#[test]
fn raw_identifiers() {
    #[differentiate]
    fn f(r#type: f64, r#fn: f64) -> f64 {
        let r#match = r#type * r#fn;
        r#match * r#type
    }

    check!(f(2.0, 3.0), 12.0, [12.0, 4.0]);
}

/// Locals called sin, max, iter, sum, len.
#[test]
fn locals_called_like_methods() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let iter = x[0];
        let sum: f64 = x.iter().map(|sin| sin.sin()).sum();
        let len = x.len();
        let max = iter.max(sum);
        max * len as f64
    }

    check!(f(&[2.0, 0.5]), 4.0, [2.0, 0.0]);
}

mod crate_paths {
    use super::{check, differentiate};

    mod a {
        pub(crate) mod b {
            use chainrule::differentiate;
            #[differentiate]
            pub(crate) fn square(x: f64) -> f64 {
                x * x
            }
            #[differentiate]
            pub(crate) fn up(x: f64) -> f64 {
                super::twice(x) * crate::names_of_users::crate_paths::a::b::square(x)
            }
        }
        use chainrule::differentiate;
        #[differentiate]
        pub(crate) fn twice(x: f64) -> f64 {
            2.0 * x
        }
        pub(crate) use b::square as sq;
    }
    use a::{b::up as rise, sq};
    #[differentiate]
    fn f(x: f64) -> f64 {
        self::rise(x) + sq(x) + crate::names_of_users::crate_paths::a::b::square(x)
    }

    /// Paths with crate, self and super, re-exports, and renamed imports.
    #[test]
    fn holds() {
        check!(f(2.0), 16.0 + 8.0, 24.0 + 8.0);
    }
}

/// A user's functions called like methods of floats and of arrays.
#[test]
fn functions_called_like_methods() {
    #[differentiate]
    fn sin(x: f64) -> f64 {
        3.0 * x
    }
    #[differentiate]
    fn sum(x: &[f64]) -> f64 {
        x[0] * x[1]
    }
    #[differentiate]
    fn max(a: f64, b: f64) -> f64 {
        a * b
    }
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        sin(x[0]) + sum(x) + max(x[0], x[1]) + x[1].sin() + x.iter().sum::<f64>()
    }

    check!(
        f(&[2.0, 3.0]),
        6.0 + 6.0 + 6.0 + 3f64.sin() + 5.0,
        [3.0 + 3.0 + 3.0 + 1.0, 2.0 + 2.0 + 3f64.cos() + 1.0]
    );
}

/// A module of constants beside those of `std`.
#[test]
fn module_of_constants() {
    mod f64x {
        pub(crate) const PI: f64 = 3.0;
    }
    use f64x as consts;
    #[differentiate]
    fn f(x: f64) -> f64 {
        use std::f64::consts as real;
        consts::PI * x + f64::sin(x) * real::PI + f64::powi(x, 2) + f64::MAX.min(x)
    }

    check!(
        f(2.0),
        6.0 + 2f64.sin() * std::f64::consts::PI + 4.0 + 2.0,
        3.0 + 2f64.cos() * std::f64::consts::PI + 4.0 + 1.0
    );
}

/// A trait of the user's with a method `sin`.
#[test]
fn trait_with_sin() {
    mod own {
        pub(crate) trait Wave {
            fn sin(&self) -> i32;
        }
        impl Wave for str {
            fn sin(&self) -> i32 {
                7
            }
        }
    }
    use own::Wave;
    #[differentiate]
    fn f(x: f64) -> f64 {
        x.sin() * "a".sin() as f64 + x.cos()
    }

    check!(f(2.0), 7.0 * 2f64.sin() + 2f64.cos(), 7.0 * 2f64.cos() - 2f64.sin());
}

/// Type and const parameters called like locals.
#[test]
fn generic_parameters() {
    #[differentiate]
    fn f<T: chainrule::Float, const n: usize>(x: &[T; n]) -> T {
        let mut s = T::of(0.0);
        for i in 0..n {
            let T_ = x[i];
            s += T_ * T_ * T::of(n as f64);
        }
        s
    }

    check!(f(&[1.0_f64, 2.0]), 10.0, [4.0, 8.0]);
}

/// Functions that are called like derivatives, in a module: not the derivatives of a function that is called like the module.
#[test]
fn functions_called_like_derivatives() {
    mod terrain {
        use chainrule::differentiate;

        #[differentiate]
        pub(super) fn gradient(x: f64) -> f64 {
            x * x * x
        }

        #[differentiate]
        pub(super) fn jacobian(x: &[f64], k: f64) -> Vec<f64> {
            x.iter().map(|v| v * k).collect()
        }

        #[differentiate]
        pub(super) fn hessian(x: f64, y: f64) -> f64 {
            x * y
        }
    }

    #[differentiate]
    fn f(x: f64) -> f64 {
        terrain::gradient(x) + terrain::hessian(x, 3.0) * 2.0
    }
    #[differentiate]
    fn g(x: &[f64]) -> f64 {
        let v = terrain::jacobian(x, x[1]);
        v[0] * terrain::gradient(v[1])
    }

    check!(f(2.0), 20.0, 18.0);
    // a·b·b⁶
    check!(g(&[3.0, 2.0]), 384.0, [128.0, 3.0 * 7.0 * 64.0]);
}

/// Functions that are called like types: an energy, a potential, a rotation.
#[test]
fn functions_called_like_types() {
    #[differentiate]
    fn V(x: f64) -> f64 {
        x * x * x
    }
    #[differentiate(order = 2)]
    fn H(q: f64, p: f64) -> f64 {
        p * p / 2.0 + V2(q)
    }
    #[differentiate(order = 2)]
    fn V2(x: f64) -> f64 {
        x * x * x
    }
    #[differentiate]
    fn R(x: f64) -> [f64; 2] {
        [x, x * x]
    }
    mod q {
        use chainrule::differentiate;

        #[differentiate]
        pub(super) fn Vec(x: f64) -> f64 {
            x * x
        }
    }

    #[differentiate]
    fn f(x: f64) -> f64 {
        let [a, b] = H::gradient(x, 2.0 * x);
        H(x, 2.0 * x) + V(x) * V(2.0) + a * b
    }
    #[differentiate]
    fn g(x: &[f64]) -> f64 {
        let r = R(x[0]);
        x.iter().map(|v| V(*v)).sum::<f64>() + q::Vec(x[1]) * r[1]
    }

    // 2x² + x³ + 8x³ + 6x³
    check!(f(2.0), 8.0 + 15.0 * 8.0, 8.0 + 45.0 * 4.0);
    check!(g(&[2.0, 3.0]), 35.0 + 36.0, [12.0 + 36.0, 27.0 + 24.0]);
}

/// The parameter of a closure has the name of what a constant in it is made of.
#[test]
fn hidden_within_constants() {
    #[differentiate(wrt(x))]
    fn f(x: f64, n: usize, list: &[f64]) -> f64 {
        let next = n + 1;
        let one = list[n];
        let sum = (0..3).map(|n| next + n).sum::<usize>() as f64;
        let other = (0..2).map(|list| one * list as f64).sum::<f64>();
        x * x * sum + x * other
    }

    // Σ (2 + n) = 9, 5 · Σ list = 5
    check!(f(2.0, 1, &[3.0, 5.0]), 46.0, 41.0);
}

/// One constant that is mentioned has the name of what another one is made of.
#[test]
fn hidden_by_other_constants() {
    #[differentiate(wrt(x))]
    fn f(x: f64, n: usize, list: &[f64]) -> f64 {
        let k = n + 1;
        let first = list[0];
        let n = (2..4).map(|t| t * n).sum::<usize>();
        let m = (0..3).map(|q| q * n + k).sum::<usize>() as f64;
        let list = if n != 4 { 2.0 * list[1] } else { list[1] };
        let weighed = (0..2).map(|q| first + list * q as f64).sum::<f64>();
        x * m + x * x * weighed
    }

    // n = 10, m = 3·10 + 3·3 = 39, list = 10, weighed = 3 + 13
    check!(f(2.0, 2, &[3.0, 5.0]), 142.0, 103.0);
}

/// A constant that is made of a parameter, beside a constant that took over the name of that.
#[test]
fn names_within_vec() {
    #[differentiate(wrt(x))]
    fn f(a: &[f64], x: f64) -> f64 {
        let first = a[0];
        let a = a.iter().map(|v| v * 2.0).collect::<Vec<f64>>();
        let n = vec![1.0, {
            let doubled: f64 = a[0];
            first / doubled
        }];
        n[1] * x
    }

    check!(f(&[3.0, 4.0], 2.0), 1.0, 0.5);
}
